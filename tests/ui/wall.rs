//! The wall: what must never be on it never is, whatever the session; and it is steered from the console.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::desk::{Stage, View};
use proximo::domain::id::{Code, ParticipantId, TypedId};
use proximo::domain::item::{Item, ItemRef, Kind, Participant, Practice, Step, Voice};
use proximo::domain::poll::Count;
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::{
    Activity, Difficulty, EvidenceLevel, Group, MayGoTo, Owner, RoundState, Shown, Speaker, Stamp,
};
use proximo::text::Lang;
use proximo::tui::app::Msg;
use proximo::tui::env::Signs;
use proximo::tui::panels::wall::{WallView, deck};

use super::arbitrary::{self, Dice};
use super::desk::{Room, moment};
use super::room;

/// Signs that no text holds and that there are no big letters for, so that a text with one is drawn as text.
struct Marks {
    next: u32,
    of: BTreeMap<char, &'static str>,
}

impl Marks {
    fn new() -> Self {
        Self { next: 0x2801, of: BTreeMap::new() }
    }

    /// Puts a mark of its own for that field into a text.
    fn plant(&mut self, text: &mut String, field: &'static str) {
        let known = self.of.iter().find(|(_, name)| **name == field).map(|(mark, _)| *mark);
        let mark = known.unwrap_or_else(|| {
            let mark = char::from_u32(self.next).unwrap();
            self.next += 1;
            self.of.insert(mark, field);
            mark
        });
        *text = format!("{mark} {text} {mark}");
    }

    fn seen(&self, screen: &str) -> Vec<&'static str> {
        self.of.iter().filter(|(mark, _)| screen.contains(**mark)).map(|(_, field)| *field).collect()
    }
}

/// Numbers that stand nowhere else: how many were reached, and votes that were not shown yet.
const REACHED: u32 = 918_273_645;
const HIDDEN_VOTES: u32 = 827_364_591;

fn marked(marks: &mut Marks, field: &'static str) -> String {
    let mut text = String::new();
    marks.plant(&mut text, field);
    text
}

/// Plants a mark in every field that the room must never read.
fn plant(marks: &mut Marks, session: &Session) -> Session {
    let mut next = Session::new(session.session.as_ref().clone());
    // somebody is in the room who is no young person, so that words for the team alone stay inside
    let operator = Participant {
        id: fresh(9_000_001),
        group: Some(Group::Operator),
        present: true,
        code: marked(marks, "a code"),
        ..Participant::default()
    };
    // whoever did not agree to being quoted
    let silent = Participant { id: fresh(9_000_002), code: marked(marks, "a code"), ..Participant::default() };
    let silent_id = silent.id;
    for (place, item) in session.items().enumerate() {
        next.put(plant_in(marks, item, (place, silent_id)));
    }
    next.put(Item::Participant(Arc::new(operator)));
    next.put(Item::Participant(Arc::new(silent)));
    next
}

fn plant_in(marks: &mut Marks, mut item: Item, (place, silent): (usize, ParticipantId)) -> Item {
    macro_rules! alter {
        ($record:expr, $one:ident => $do:block) => {{
            let $one = Arc::make_mut($record);
            marks.plant(&mut $one.created.by, "who took it down");
            if let Some(Stamp { by, .. }) = &mut $one.changed.0 {
                marks.plant(by, "who changed it");
            }
            $do
        }};
    }
    match &mut item {
        Item::Session(head) => alter!(head, one => {
            one.facilitators.0.insert(marked(marks, "a facilitator"));
            one.note_takers.0.insert(marked(marks, "a note-taker"));
            marks.plant(&mut one.safeguarding_contact, "the safeguarding contact");
        }),
        Item::Step(step) => alter!(step, one => { one.spoken.0.insert(silent); }),
        Item::Table(table) => alter!(table, _one => {}),
        Item::Participant(person) => alter!(person, one => {
            marks.plant(&mut one.code, "a code");
        }),
        Item::Practice(practice) => alter!(practice, one => {
            (one.reached, one.engaged, one.activated, one.in_contact) =
                (Some(REACHED), Some(REACHED), Some(REACHED), Some(REACHED));
            one.evidence = EvidenceLevel::Evaluation;
            marks.plant(&mut one.source, "a source");
            marks.plant(&mut one.told_by_organisation, "who told it");
        }),
        Item::Sketch(sketch) => alter!(sketch, one => { marks.plant(&mut one.who, "who would do it"); }),
        Item::Voice(voice) => alter!(voice, one => {
            one.answer_owner = Some(Owner::Named(marked(marks, "who answers")));
            marks.plant(&mut one.told_back_how, "how it was told back");
            let field = match place % 4 {
                0 => { one.shown = Shown(false); "words from outside" }
                1 => { one.may_go_to = MayGoTo::Team; "words for the team" }
                2 => { one.from = Speaker::Person(silent); "words without consent" }
                _ => return item,
            };
            for text in [&mut one.text, &mut one.reason, &mut one.reply] {
                marks.plant(text, field);
            }
        }),
        Item::Poll(poll) => alter!(poll, one => {
            let last = one.rounds.keys().next_back().copied();
            for (number, round) in one.rounds.0.iter_mut() {
                plant_in_round(marks, round, last == Some(*number));
            }
        }),
        Item::Decision(decision) => alter!(decision, _one => {}),
        Item::Action(action) => alter!(action, one => {
            one.who = Some(Owner::Named(marked(marks, "a person's name")));
            marks.plant(&mut one.reason, "why it was given up");
        }),
        Item::Note(note) => alter!(note, one => {
            if place % 2 == 0 { one.private = true } else { one.shown = Shown(false) };
            marks.plant(&mut one.text, "a private note");
        }),
        Item::Conflict(conflict) => alter!(conflict, one => {
            marks.plant(&mut one.kept, "a conflict");
            marks.plant(&mut one.other, "a conflict");
            marks.plant(&mut one.field, "a conflict");
        }),
    }
    item
}

fn plant_in_round(marks: &mut Marks, round: &mut proximo::domain::poll::Round, last: bool) {
    round.reasons.0.insert(marked(marks, "a voter's reason"));
    marks.plant(&mut round.reason, "why it is put again");
    for correction in round.corrections.0.values_mut() {
        marks.plant(&mut correction.by, "who corrected");
        marks.plant(&mut correction.reason, "why it was corrected");
    }
    if round.state == RoundState::Revealed {
        // two people of a group: too few to be told apart
        let small = Group::Other(marked(marks, "a group of two"));
        round.counted.0.insert(small, Count { voters: 2, ..Count::default() });
    } else if last {
        for count in round.counted.0.values_mut() {
            count.votes.0.values_mut().for_each(|votes| *votes = HIDDEN_VOTES);
        }
    }
}

fn views(session: &Session) -> Vec<View> {
    let mut views = vec![
        View::FollowStep,
        View::Welcome,
        View::Step,
        View::Tables,
        View::Harvest,
        View::Sent,
        View::Practices,
        View::Voices,
        View::Decisions,
        View::Actions,
        View::Recap,
    ];
    views.extend(session.polls.live().map(|poll| View::Poll(poll.id)));
    views
}

fn everything(session: &Session) -> Vec<ItemRef> {
    session.items().map(|item| item.reference()).collect()
}

/// No view has more pages than this that are looked at: long texts repeat themselves.
const PAGES: usize = 12;

/// Looks at every page of every view, frozen and not, and says what it saw.
fn look(session: &Session, size: (u16, u16), lang: Lang, mut see: impl FnMut(&Stage, &str)) {
    let mut room = Room::open(lang, size, session.clone());
    room.press("w");
    for view in views(session) {
        for frozen in [None, Some(moment())] {
            let mut before = String::new();
            for page in 0..PAGES {
                let stage = Stage { view, sent: everything(session), page, frozen, blank: false };
                room.take(Msg::Stage(stage.clone()));
                let screen = room.screen();
                if screen == before {
                    break;
                }
                see(&stage, &screen);
                before = screen;
            }
            room.take(Msg::Stage(Stage::default()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn what_must_never_be_on_the_wall_is_never_on_it(seed in any::<u64>(), size in 2_u64..7) {
        let mut marks = Marks::new();
        let session = plant(&mut marks, &arbitrary::session(&mut Dice::new(seed, size)));
        let screens = [((80, 24), Lang::It), ((160, 45), Lang::En), ((60, 18), Lang::En), ((200, 56), Lang::It)];
        for (size, lang) in [screens[(seed % 4) as usize], screens[((seed + 1) % 4) as usize]] {
            let mut found = Vec::new();
            look(&session, size, lang, |stage, screen| {
                let seen = marks.seen(screen);
                let plain: String = screen.chars().filter(char::is_ascii_digit).collect();
                let numbers = [REACHED, HIDDEN_VOTES].iter().any(|number| plain.contains(&number.to_string()));
                if !seen.is_empty() || numbers {
                    found.push(format!("{seen:?} (numbers: {numbers}) in {stage:?}:\n{screen}"));
                }
            });
            prop_assert!(found.is_empty(), "{}", found.join("\n\n"));
        }
    }
}

#[test]
fn a_mark_in_what_may_be_shown_is_found() {
    let mut marks = Marks::new();
    let mut session = plant(&mut marks, &room::full());
    let mut practice = session.practices.in_order()[0].as_ref().clone();
    marks.plant(&mut practice.name, "a practice's name");
    session.put(Item::Practice(Arc::new(practice)));
    let mut voice = Voice { id: fresh(77), may_go_to: MayGoTo::Public, ..Voice::default() };
    marks.plant(&mut voice.text, "words for everybody");
    session.put(Item::Voice(Arc::new(voice)));
    let mut decision = session.decisions.in_order()[0].as_ref().clone();
    marks.plant(&mut decision.statement, "a decision");
    session.put(Item::Decision(Arc::new(decision)));
    let mut found: Vec<&str> = Vec::new();
    look(&session, (80, 24), Lang::It, |_, screen| found.extend(marks.seen(screen)));
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, ["a decision", "a practice's name", "words for everybody"]);
}

#[test]
fn young_people_read_none_of_the_words_that_are_about_them() {
    let mut session = room::empty();
    for n in 0..4 {
        let person =
            Participant { id: fresh(500 + n), group: Some(Group::Youth), present: true, ..Participant::default() };
        session.put(Item::Participant(Arc::new(person)));
    }
    Arc::make_mut(&mut session.session).title.clear();
    for (n, difficulty) in Difficulty::ALL.iter().enumerate() {
        let difficulty = Some(*difficulty);
        let practice = Practice { id: fresh(600 + n as u64), name: "x".into(), difficulty, ..Practice::default() };
        session.put(Item::Practice(Arc::new(practice)));
    }
    let started = Some(moment());
    let step = Step { id: fresh(700), activity: Activity::Listen, minutes: 20, started, ..Step::default() };
    session.put(Item::Step(Arc::new(step)));
    for view in views(&session) {
        for lang in Lang::ALL {
            let stage = Stage { sent: everything(&session), ..view.into() };
            let boxes = Default::default();
            let view = WallView {
                session: &session,
                stage: &stage,
                now: moment(),
                lang: *lang,
                signs: Signs::All,
                boxes: &boxes,
            };
            let said = format!("{:?}", deck(&view)).to_lowercase();
            for word in ["neet", "utent", "agganc", "engag"] {
                assert!(!said.contains(word), "{word} on {stage:?}: {said}");
            }
        }
    }
}

fn open() -> Room {
    Room::open(Lang::It, (120, 36), room::full())
}

fn stage(room: &Room) -> Stage {
    match &room.app.screen {
        proximo::tui::app::Screen::Console(console) => console.stage.clone(),
        _ => panic!("no session is open"),
    }
}

#[test]
fn one_key_turns_the_console_into_the_wall_and_back_and_what_is_on_it_stays() {
    let mut room = Room::open(Lang::It, (60, 18), room::full());
    room.press("wp").screen();
    room.press("n");
    let (shown, screen) = (stage(&room), room.screen());
    assert_eq!((shown.view, shown.page), (View::Practices, 1), "{screen}");
    room.press("w").shows(&["▣ "]);
    room.press("<down>w");
    assert_eq!(room.screen(), screen);
    room.press("<esc><f5>");
    assert_eq!(room.screen(), screen);
    room.press("N");
    assert_eq!(stage(&room).page, 0);
}

#[test]
fn a_clicker_moves_the_step_and_blanks() {
    let mut room = open();
    let step = |room: &Room| room.session.current_step().map(|step| step.title.clone()).unwrap_or_default();
    room.press("<f5><pagedown>");
    assert_eq!(step(&room), "Ascolto dei giovani");
    room.press("<pageup>");
    assert_eq!(step(&room), "Racconto di pratiche");
    let shown = room.screen();
    for key in [".", "b"] {
        room.press(key);
        assert_eq!(room.screen().trim(), "");
        room.press(key);
        assert_eq!(room.screen(), shown);
    }
}

#[test]
fn a_clicker_never_runs_through_steps_that_the_room_does_not_see() {
    let mut room = open();
    let step = |room: &Room| room.session.current_step().map(|step| step.title.clone()).unwrap_or_default();
    // a blank wall comes back first
    room.press("<f5>b<pagedown>");
    assert_eq!((step(&room).as_str(), stage(&room).blank), ("Racconto di pratiche", false));
    // what was put there gives way to the step
    room.press("p<pagedown>");
    assert_eq!((step(&room).as_str(), stage(&room).view), ("Ascolto dei giovani", View::FollowStep));
    // from the console it stays, and that is said
    room.press("<esc>W");
    room.press("p<pageup>");
    room.press("<esc>b").shows(&["la parete resta com'è (tutte le pratiche): W"]);
    assert_eq!((step(&room).as_str(), stage(&room).view), ("Racconto di pratiche", View::Practices));
}

#[test]
fn what_is_chosen_is_sent_and_taken_off_again() {
    let mut room = open();
    room.press("V").shows(&["Sulla parete: «"]);
    assert_eq!((stage(&room).view, stage(&room).sent.len()), (View::Sent, 1));
    room.press("<down>V").shows(&["2 in tutto"]);
    assert_eq!(stage(&room).sent.len(), 2);
    room.press("V").shows(&["Tolta dalla parete"]);
    room.press("<up>V");
    assert_eq!(stage(&room), Stage::default());
    room.press("7V").shows(&["Gli appunti restano nella console"]);
    room.press("5V");
    assert_eq!(stage(&room).sent.iter().map(|item| item.kind()).collect::<Vec<_>>(), [Kind::Decision]);
    room.press("4V");
    assert!(matches!(stage(&room).view, View::Poll(_)));
    room.press("4V");
    assert_eq!(stage(&room).view, View::FollowStep);
}

#[test]
fn words_that_are_withheld_are_not_sent() {
    let mut session = room::full();
    let operator =
        Participant { id: fresh(900), group: Some(Group::Operator), present: true, ..Participant::default() };
    session.put(Item::Participant(Arc::new(operator)));
    for voice in session.voices.in_order() {
        let inside = Voice { may_go_to: MayGoTo::Team, ..voice.as_ref().clone() };
        session.put(Item::Voice(Arc::new(inside)));
    }
    let mut room = Room::open(Lang::It, (120, 36), session);
    room.press("3V").shows(&["Resta qui"]);
    assert_eq!(stage(&room), Stage::default());
}

#[test]
fn the_wall_is_chosen_from_the_console() {
    let mut room = open();
    room.press("W").shows(&["Sulla parete", "segue la fase", "Com'è in sala"]);
    room.press("d");
    assert_eq!(stage(&room).view, View::Decisions);
    room.shows(&["▣ decisioni"]);
    room.press("W<home><down><enter>");
    assert_eq!(stage(&room).view, View::Welcome);
    room.press("W<end><enter>").shows(&["La parete resta su quello che mostra", "▣ ferma: accoglienza"]);
    room.press("Wf").shows(&["▣ segue: fase"]);
    assert_eq!(stage(&room), Stage::default());
    let mut narrow = Room::open(Lang::En, (80, 24), room::full());
    narrow.press("W").shows(&["On the wall", "follow the step"]).hides(&["As the room sees it"]);
    narrow.press("<esc>0").shows(&["The wall is blank", "▣ blank"]);
}

#[test]
fn a_frozen_wall_keeps_what_it_showed_whatever_is_taken_down() {
    let mut room = open();
    room.press("Wp").press("w");
    let shown = room.screen();
    room.press("Zw");
    room.press("pUna pratica nuova<enter><esc>").shows(&["▣ ferma: tutte le pratiche"]);
    room.wait(90);
    room.press("w");
    assert_eq!(room.screen(), shown);
    room.press("Z");
    assert_ne!(room.screen(), shown);
    assert_eq!(stage(&room).frozen, None);
    // a choice is a choice, frozen or not
    room.press("Zd");
    assert_eq!((stage(&room).view, stage(&room).frozen), (View::Decisions, None));
}

#[test]
fn what_is_sent_while_it_is_frozen_waits() {
    let mut room = open();
    room.press("ZV").shows(&["si vedrà quando riprende"]);
    room.press("w");
    let frozen = room.screen();
    room.press("Z");
    assert_ne!(room.screen(), frozen);
    assert_eq!(stage(&room).view, View::Sent);
}

#[test]
fn the_list_looks_so() {
    for lang in Lang::ALL {
        for size in [(60, 18), (80, 24), (120, 36), (160, 45)] {
            let look = Room::open(*lang, size, room::full()).press("W").screen();
            insta::assert_snapshot!(format!("wall_list_{}x{}_{lang}", size.0, size.1), look);
        }
    }
}

#[test]
fn a_poll_that_is_unknown_harms_nothing() {
    let mut room = open();
    let stage = View::Poll(TypedId::new(Code::from_bits(424_242))).into();
    room.take(Msg::Stage(stage));
    room.press("w").shows(&["Racconto di pratiche"]);
}
