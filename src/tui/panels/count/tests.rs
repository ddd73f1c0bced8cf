//! A poll from its question to its second round, by keys; and what it looks like.

use crossterm::event::KeyModifiers;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::domain::ballot_box::{self, Emptied};
use crate::domain::change::{Change, apply};
use crate::domain::id::{Code, TypedId};
use crate::domain::item::{Head, ItemRef, Note, Practice, Sketch, Voice};
use crate::domain::poll::{Axis, ConsensusRule, Method, PollOption, Tick};
use crate::domain::time::Moment;
use crate::domain::value::{CountedBy, MayGoTo, Shown};
use crate::tui::theme::{Depth, Palette, Theme};

fn now() -> Moment {
    "2026-05-21T16:00:00+02:00".parse().unwrap()
}

fn random() -> u64 {
    use std::cell::Cell;
    thread_local!(static NEXT: Cell<u64> = const { Cell::new(100) });
    NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    })
}

fn session(heads: &[(Group, u32)]) -> Session {
    let mut session = Session::new(Head { head_counts: heads.iter().cloned().collect(), ..Head::default() });
    for (n, name) in [(1, "Educativa di strada"), (2, "Seconda chiamata")] {
        let id = TypedId::new(Code::from_bits(n));
        session.put(Practice { id, name: name.into(), ..Practice::default() }.into_item());
    }
    let id = TypedId::new(Code::from_bits(3));
    session.put(Sketch { id, title: "Un luogo senza insegna".into(), ..Sketch::default() }.into_item());
    session
}

/// A desk with the session that its edits are applied to.
struct Room {
    desk: PollDesk,
    session: Session,
}

impl Room {
    fn new(heads: &[(Group, u32)]) -> Self {
        let session = session(heads);
        let around = Surroundings { now, random };
        let created = Created { at: now(), by: "Anna".into(), ..Created::default() };
        let desk = PollDesk::new(Opening { poll: None, session: &session, created, around, lang: Lang::It });
        Self { desk, session }
    }

    /// Types a script: letters as they are, and keys in angle brackets. Returns what came of the last key.
    fn play(&mut self, script: &str) -> CountEvent {
        let mut last = CountEvent::Stay;
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let (key, length) = match rest.strip_prefix('<').and_then(|after| after.split_once('>')) {
                Some((name, _)) => (named(name), name.len() + 2),
                None => (KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE), first.len_utf8()),
            };
            last = self.desk.key(key);
            if let CountEvent::Change(edits) | CountEvent::Leave(edits) = &last {
                let change = Change::new(now(), "Anna", edits.clone());
                self.session = apply(&self.session, &change).unwrap().0;
                self.desk.see(&self.session);
            }
            if let CountEvent::Close(round) = last {
                let poll = self.session.polls.get(self.desk.id()).unwrap();
                let edit = ballot_box::closing(poll, round, Emptied::default(), now()).unwrap();
                self.session = apply(&self.session, &Change::new(now(), "Anna", vec![edit])).unwrap().0;
                self.desk.see(&self.session);
            }
            rest = &rest[length..];
        }
        last
    }

    fn poll(&self) -> Poll {
        self.session.polls.get(self.desk.id()).unwrap().as_ref().clone()
    }

    fn last(&self) -> Round {
        self.poll().rounds.values().next_back().unwrap().clone()
    }

    fn screen(&mut self, columns: u16, rows: u16) -> String {
        let area = Rect::new(0, 0, columns, rows);
        let mut buf = Buffer::empty(area);
        self.desk.draw(area, &mut buf, &Theme::new(Palette::Dark, Depth::Full));
        let line = |y| (0..columns).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..rows).map(line).collect::<Vec<_>>().join("\n")
    }
}

fn named(name: &str) -> KeyEvent {
    let code = match name {
        "tab" => KeyCode::Tab,
        "back" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "del" => KeyCode::Delete,
        "right" => KeyCode::Right,
        "left" => KeyCode::Left,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "pgdn" => KeyCode::PageDown,
        "F4" => KeyCode::F(4),
        "F5" => KeyCode::F(5),
        "F6" => KeyCode::F(6),
        "F8" => KeyCode::F(8),
        "save" => return KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
        "up!" => return KeyEvent::new(KeyCode::Up, KeyModifiers::CONTROL),
        other => panic!("no key {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// A question by approval, three options, six young people and eight operators, opened.
const PREPARED: &str =
    "Che cosa proviamo?<tab><right><right><right><pgdn>Messaggi vocali<enter><F4><enter><down><down><enter><esc>";

fn opened() -> Room {
    let mut room = Room::new(&[(Group::Youth, 6), (Group::Operator, 8)]);
    room.play(PREPARED);
    room.play("<F5><enter>");
    room
}

#[test]
fn a_poll_is_prepared_opened_counted_closed_and_shown() {
    let mut room = opened();
    let round = room.last();
    assert_eq!(round.state, RoundState::Open);
    let mut texts: Vec<_> = round.options.values().map(|option| (option.order, option.text.clone())).collect();
    texts.sort();
    assert_eq!(
        texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
        ["Messaggi vocali", "Un luogo senza insegna", "Seconda chiamata"]
    );
    assert_eq!(round.rule, Some(ConsensusRule::Share { percent: 75 }));
    assert_eq!(round.present.get(&Group::Operator), Some(&8));

    // six young people: 1, 5 and 6; eight operators: 8, 2 and 7
    room.play("6<enter>1<enter>5<enter>6<enter>8<enter>8<enter>2<enter>7<enter>");
    room.play("<F5><enter>");
    assert_eq!(room.last().state, RoundState::Closed);
    assert!(!room.screen(100, 30).contains("13 su 14"));
    room.play("<F6>");
    assert!(room.screen(100, 30).contains("13 su 14"));
    room.play("<F5><enter>");
    assert_eq!(room.last().state, RoundState::Revealed);
    let result = crate::tally::tally(&room.poll(), RoundNo(1)).unwrap();
    let seen: Vec<_> = result.options.iter().map(|option| (option.text.as_str(), option.votes)).collect();
    assert_eq!(seen, [("Seconda chiamata", 13), ("Messaggi vocali", 9), ("Un luogo senza insegna", 7)]);

    room.play("<F5>dopo la discussione<enter>");
    let poll = room.poll();
    assert_eq!(poll.rounds.len(), 2);
    assert_eq!(poll.rounds.get(&RoundNo(2)).map(|round| round.reason.as_str()), Some("dopo la discussione"));
    room.play("<F5><enter>");
    assert_eq!(room.last().state, RoundState::Open);
    assert_eq!(room.last().reason, "dopo la discussione");
}

#[test]
fn asking_can_be_said_no_to_and_what_is_missing_is_said() {
    let mut room = Room::new(&[]);
    room.play("<F5>");
    assert!(room.screen(80, 24).contains("Manca la domanda"));
    room.play("Che cosa?<F5>");
    assert!(room.screen(80, 24).contains("almeno due scelte"));
    room.play("uno<enter>due<enter><F5>");
    assert!(room.screen(80, 24).contains("Chi vota?"));
    room.play("<down>12<F5>");
    assert!(room.screen(80, 24).contains("Aprire la votazione? 12 votanti, 2 scelte"));
    room.play("<esc>");
    assert_eq!(room.desk.state(), RoundState::Prepared);
    assert!(matches!(room.play("<esc>"), CountEvent::Leave(edits) if edits.len() == 1));
    assert_eq!(room.poll().options.len(), 2);
    // nothing prepared, nothing taken down
    assert_eq!(Room::new(&[]).play("<esc>"), CountEvent::Leave(Vec::new()));
}

#[test]
fn options_alike_are_pointed_out() {
    let texts =
        ["Educativa di strada", "educativa di  STRADA!", "Più educativa di strada nei parchi", "Scuola", "La scuola"];
    let texts: Vec<String> = texts.map(str::to_owned).to_vec();
    assert_eq!(prepare::alike(&texts), [None, Some(0), Some(0), None, None]);
    let mut room = Room::new(&[]);
    room.play("x<pgdn>Educativa di strada<enter>educativa di strada<enter>");
    assert!(room.screen(80, 24).contains("simile alla 1"));
}

#[test]
fn options_are_moved_rewritten_and_taken_out() {
    let mut room = Room::new(&[]);
    room.play("x<pgdn>uno<enter>due<enter>tre<enter><up><up!><up!><enter>!<enter><down><del><save>");
    let poll = room.poll();
    let texts: Vec<_> = prepare::ordered(&poll).iter().map(|id| poll.options[id].text.clone()).collect();
    assert_eq!(texts, ["tre!", "due"]);
}

#[test]
fn counts_above_the_present_are_questioned_and_other_groups_covered() {
    let mut room = opened();
    room.play("7<enter>9<enter>");
    let screen = room.screen(80, 24);
    assert!(screen.contains("votanti 7, ma presenti 6"), "{screen}");
    assert!(screen.contains("voti 9, votanti 7"), "{screen}");
    room.play("<tab>");
    let screen = room.screen(80, 24);
    assert!(screen.contains("··") && !screen.contains(" 9 "), "{screen}");
    room.play("<F5>");
    assert!(room.screen(100, 30).contains("ma presenti 6"));
}

#[test]
fn a_count_is_put_right_and_the_first_one_kept() {
    let mut room = opened();
    room.play("6<enter>1<enter>5<enter>6<enter><F5><enter><F8>5<F5><enter>");
    assert!(room.screen(80, 24).contains("Serve una ragione"));
    room.play("contata due volte<enter>");
    // what was missing is there
    assert!(!room.screen(80, 24).contains("Serve una ragione"));
    let round = room.last();
    assert_eq!(round.counted.get(&Group::Youth).map(|count| count.voters), Some(5));
    let correction = round.corrections.values().next().unwrap();
    assert_eq!(
        (correction.was.voters, correction.reason.as_str(), correction.by.as_str()),
        (6, "contata due volte", "Anna")
    );
    // what was put right is told, with both numbers
    room.play("<F8><down><down>4<F5>contata male<enter><F5><enter>");
    assert!(room.screen(100, 36).contains("conteggio corretto 2 volte"));
    room.play("<back>");
    let screen = room.screen(100, 36);
    for told in [
        "16:00 · giovani (YAG), hanno votato: 6 → 5 — contata due volte (Anna)",
        "16:00 · giovani (YAG), Un luogo senza insegna: 5 → 4 — contata male (Anna)",
    ] {
        assert!(screen.contains(told), "{told}\n{screen}");
    }
    // nobody gave a name: nobody is told, and one time is no plural
    let mut poll = room.poll();
    let round = poll.rounds.get_mut(&RoundNo(1)).unwrap();
    while round.corrections.len() > 1 {
        round.corrections.pop_first();
    }
    round.corrections.values_mut().for_each(|correction| correction.by.clear());
    room.session.put(poll.into_item());
    room.desk.see(&room.session.clone());
    let screen = room.screen(100, 36);
    assert!(
        screen.contains("5 → 4 — contata male") && !screen.contains("male (") && !screen.contains("–:"),
        "{screen}"
    );
    room.play("<tab>");
    let screen = room.screen(100, 36);
    assert!(screen.contains("conteggio corretto una volta"), "{screen}");
}

#[test]
fn saving_a_correction_asks_for_its_reason_too() {
    let mut room = opened();
    room.play("6<enter>1<enter>5<enter>6<enter><F5><enter><F8>5<save>");
    let kept = |room: &Room| (room.last().counted[&Group::Youth].voters, room.last().corrections.len());
    assert_eq!(kept(&room), (6, 0));
    room.play("contata due volte<enter>");
    assert_eq!(kept(&room), (5, 1));
}

#[test]
fn withheld_words_are_no_options() {
    let mut room = Room::new(&[(Group::Operator, 8)]);
    let voice = |n: u64, text: &str, may_go_to, shown| {
        let id = TypedId::new(Code::from_bits(n));
        Voice { id, text: text.into(), may_go_to, shown: Shown(shown), ..Voice::default() }.into_item()
    };
    room.session.put(voice(1, "Da dire", MayGoTo::Partners, true));
    room.session.put(voice(2, "SEGRETO tra noi", MayGoTo::Team, true));
    room.session.put(voice(3, "SEGRETO da fuori", MayGoTo::Public, false));
    let id = TypedId::new(Code::from_bits(1));
    room.session.put(Note { id, text: "SEGRETO appunto".into(), private: true, ..Note::default() }.into_item());
    room.desk.see(&room.session.clone());
    room.play("Che cosa?<tab><right><right><right><pgdn><F4>");
    let screen = room.screen(100, 30);
    assert!(screen.contains("Da dire") && !screen.contains("SEGRETO"), "{screen}");

    // one that came in another way, as by the capture line, is not opened
    room.play("<esc>uno<enter>due<enter><save>");
    let mut poll = room.poll();
    let item = Some(ItemRef::Voice(TypedId::new(Code::from_bits(2))));
    let option = PollOption { order: 9, text: String::new(), item };
    poll.options.insert(TypedId::new(Code::from_bits(9)), option);
    room.session.put(poll.into_item());
    room.desk.see(&room.session.clone());
    room.play("<F5>");
    let screen = room.screen(100, 30);
    assert!(screen.contains("La scelta 3 è una voce"), "{screen}");
    assert!(room.poll().rounds.is_empty());
}

#[test]
fn any_number_of_heads_can_be_written_over() {
    let mut room = Room::new(&[(Group::Youth, u32::MAX), (Group::Operator, u32::MAX)]);
    room.play("Che cosa?<pgdn>uno<enter>due<enter><pgdn>");
    room.screen(80, 24);
    room.play("<F5><esc><down>1234567<F5>");
    assert!(room.screen(80, 24).contains("votanti"));
}

#[test]
fn hands_are_not_the_default_where_youth_and_services_vote_together() {
    // how it is counted is said as it was chosen, and nothing where nobody chose
    let by = |room: &Room| room.last().counted.values().map(|count| count.by).collect::<Vec<_>>();
    let mut room = opened();
    assert_eq!(by(&room), [CountedBy::Room; 2]);
    room.play("2<enter>2<enter>2<enter>2<F5><enter><F5><enter>");
    room.screen(80, 24);
    room.play("<back>");
    let screen = room.screen(80, 24);
    assert!(screen.contains("2 contati in sala") && !screen.contains("su carta"), "{screen}");
    let mut room = Room::new(&[(Group::Youth, 2), (Group::Operator, 8)]);
    room.play("x<pgdn>uno<enter>due<enter><pgdn>");
    assert!(!room.screen(80, 24).contains("Le mani alzate"));
    room.play("<right>");
    let screen = room.screen(80, 24);
    assert!(
        screen.contains("Le mani alzate") && screen.contains("non si mostrano a parte: giovani (YAG) 2"),
        "{screen}"
    );
}

#[test]
fn a_result_of_many_options_can_be_walked_through() {
    let mut room = Room::new(&[(Group::Operator, 8)]);
    room.play("x<tab><right><right><right><pgdn>");
    (1..=14).for_each(|n| drop(room.play(&format!("scelta numero {n}<enter>"))));
    room.play("<F5><enter>8<enter>5<F5><enter><F5><enter>");
    assert!(!room.screen(80, 24).contains("scelta numero 14"));
    (0..14).for_each(|_| drop(room.play("<down>")));
    let screen = room.screen(80, 24);
    assert!(screen.contains("scelta numero 14") && screen.contains('↑'), "{screen}");
}

#[test]
fn what_others_change_meanwhile_stays() {
    let mut room = Room::new(&[]);
    room.play("Che cosa?<pgdn>uno<enter><save>");
    let theirs = Poll { tags: ["priorità".to_owned()].into_iter().collect(), ..room.poll() };
    room.session.put(theirs.into_item());
    room.play("due<enter>");
    room.desk.see(&room.session.clone());
    room.play("<save>");
    assert_eq!((room.poll().options.len(), room.poll().tags.len()), (2, 1));
}

#[test]
fn pictures() {
    let mut room = Room::new(&[(Group::Youth, 6), (Group::Operator, 8), (Group::Family, 2)]);
    room.play(PREPARED);
    insta::assert_snapshot!("options_80x24", room.screen(80, 24));
    room.play("<pgdn><pgdn>");
    insta::assert_snapshot!("question_80x24", room.screen(80, 24));
    room.play("<F5>");
    insta::assert_snapshot!("asked_80x24", room.screen(80, 24));
    room.play("<enter>6<enter>1<enter>5<enter>6<enter>8<enter>8<enter>2");
    insta::assert_snapshot!("grid_80x24", room.screen(80, 24));
    room.play("<enter>7<enter>2<enter>2<enter>0<enter>1<F5><enter><F5><enter>");
    insta::assert_snapshot!("result_80x24", room.screen(80, 24));
    room.desk.set_lang(Lang::En);
    insta::assert_snapshot!("result_en_120x36", room.screen(120, 36));
}

/// An open round on these options, counted by hand so: each group with how many are here, how many voted, and the votes
/// of each option by mark.
type Counted<'a> = (Group, u32, u32, &'a [(usize, Option<i32>, u32)]);

fn counted(method: Method, texts: &[&str], groups: &[Counted<'_>]) -> Room {
    let id = |at: usize| TypedId::new(Code::from_bits(at as u64 + 1));
    let options = texts
        .iter()
        .enumerate()
        .map(|(at, text)| (id(at), PollOption { order: at as i64, text: (*text).to_owned(), item: None }));
    let mut round = Round { state: RoundState::Open, options: options.collect(), ..Round::default() };
    for (group, present, voters, votes) in groups {
        let votes = votes.iter().map(|(at, mark, votes)| (Tick { option: id(*at), mark: *mark }, *votes));
        round.present.insert(group.clone(), *present);
        round.counted.insert(group.clone(), Count { voters: *voters, votes: votes.collect(), ..Count::default() });
    }
    let mut poll = Poll { method, question: "Che cosa proviamo?".into(), ..Poll::default() };
    poll.found(TypedId::new(Code::from_bits(900)), Created { at: now(), ..Created::default() });
    poll.rounds.insert(RoundNo(1), round);
    let mut session = session(&[]);
    session.put(poll.clone().into_item());
    let around = Surroundings { now, random };
    let created = Created { at: now(), by: "Anna".into(), ..Created::default() };
    let desk = PollDesk::new(Opening { poll: Some(&poll), session: &session, created, around, lang: Lang::En });
    Room { desk, session }
}

#[test]
fn a_count_that_is_half_done_is_questioned_before_it_is_closed() {
    use Group::{Operator, Youth};
    let marked = |at: usize, mark: i32, votes: u32| (at, Some(mark), votes);
    let matrix = Method::Matrix { x: Axis::Importance, y: Axis::Feasibility };
    type Case<'a> = (Method, Vec<Counted<'a>>, &'a [&'a str]);
    let agree = [marked(0, 1, 4), marked(0, -1, 1), marked(1, -1, 5), marked(2, 1, 2)];
    let score = [marked(0, 3, 5), marked(1, 4, 2)];
    let scored = [marked(0, 13, 5), marked(0, 23, 5), marked(1, 11, 5), marked(1, 25, 3)];
    let (first, skipped) = ([marked(0, 1, 3)], [marked(0, 1, 5), marked(1, 3, 2)]);
    let (hands, consents) = ([marked(0, 4, 2)], [marked(0, 1, 4)]);
    let cases: [Case<'_>; 9] = [
        (
            Method::Agree,
            vec![(Operator, 5, 5, &agree), (Youth, 4, 0, &[])],
            &["Gamma: 2 of 5 operators have an answer", "Delta: no number (operators)"],
        ),
        (
            Method::Score { low: 1, high: 5 },
            vec![(Operator, 5, 5, &score)],
            &["Beta: 2 of 5 operators have an answer", "Gamma: no number (operators)"],
        ),
        (
            matrix,
            vec![(Operator, 5, 5, &scored)],
            &["Beta, feasibility: 3 of 5 operators have an answer", "Gamma: no number (operators)"],
        ),
        (Method::Ranking { top: 0 }, vec![(Operator, 5, 5, &first)], &["operators: 3 first places from 5 voters"]),
        (Method::Ranking { top: 0 }, vec![(Operator, 5, 5, &skipped)], &["operators: 2 in place 3, but 0 in place 2"]),
        (Method::FistToFive, vec![(Operator, 5, 5, &hands)], &["operators: 2 counted, but 5 have voted"]),
        (Method::Consent, vec![(Operator, 5, 5, &consents)], &["operators: 4 counted, but 5 have voted"]),
        (
            Method::Approval { max: 0 },
            vec![(Operator, 5, 5, &[])],
            &["operators: 5 have voted, but there is no number"],
        ),
        (
            Method::Dots { each: 3, cap: 0 },
            vec![(Operator, 5, 5, &[])],
            &["operators: 5 have voted, but there is no number"],
        ),
    ];
    for (method, groups, doubts) in cases {
        let texts: &[&str] =
            if method.is_on_one_proposal() { &["Alpha"] } else { &["Alpha", "Beta", "Gamma", "Delta"] };
        let mut room = counted(method, texts, &groups);
        room.play("<F5>");
        for doubt in doubts {
            let screen = room.screen(80, 24);
            assert!(screen.contains(doubt), "{method:?}: {doubt}\n{screen}");
        }
        // the key of the question does not close it despite them, the other one does
        room.play("<enter><enter>");
        assert!(room.screen(80, 24).contains(doubts[0]));
        assert_eq!(room.last().state, RoundState::Open, "{method:?}");
        room.play("<F5>");
        assert_eq!(room.last().state, RoundState::Closed, "{method:?}");
    }
    // of many doubts the first ones are read, however long the statements, and the answer stays on the screen
    let names: Vec<String> = (1..=20).map(|n| format!("Statement {n} {}", "of many words ".repeat(12))).collect();
    let texts: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut room = counted(Method::Agree, &texts, &[(Operator, 5, 5, &[(0, Some(1), 5)])]);
    let screen = room.play("<F5><enter>").eq(&CountEvent::Stay).then(|| room.screen(80, 24)).unwrap();
    assert!(screen.contains("and 13 more doubts") && screen.contains("F5: yes"), "{screen}");
}

#[test]
fn a_whole_count_is_closed_without_a_doubt() {
    let whole = [(0, Some(1), 4), (0, Some(-1), 1), (1, Some(0), 5)];
    let order = [(0, Some(1), 5), (1, Some(2), 3)];
    for (method, votes) in [(Method::Agree, &whole[..]), (Method::Ranking { top: 0 }, &order)] {
        let mut room = counted(method, &["Alpha", "Beta"], &[(Group::Operator, 5, 5, votes)]);
        room.play("<F5><enter>");
        assert_eq!(room.last().state, RoundState::Closed, "{method:?}");
    }
}

#[test]
fn people_counted_and_in_the_box_are_more_than_are_in_the_room() {
    let votes = [(0, None, 5)];
    let groups: [Counted<'_>; 2] = [(Group::Youth, 4, 2, &votes[..0]), (Group::Operator, 5, 5, &votes)];
    let mut room = counted(Method::Approval { max: 0 }, &["Alpha", "Beta"], &groups);
    room.desk.set_boxed(3);
    let doubt = "10 in all, counted (7) and boxed (3), but only 9 in the room";
    let screen = room.screen(120, 36);
    assert!(screen.contains(doubt) && screen.contains("10 have voted, 9 are in the room"), "{screen}");
    room.play("<F5>");
    let screen = room.screen(120, 36);
    assert!(!screen.contains("10 of 10") && screen.contains("10 in all, counted"), "{screen}");
    room.play("<enter><enter>");
    assert_eq!(room.last().state, RoundState::Open);
    room.play("<F5>");
    assert_eq!(room.last().state, RoundState::Closed);
}
