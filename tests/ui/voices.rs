//! What is owed to the young people, erasing for good, and the safeguarding contact, by keys.

use std::sync::Arc;

use proximo::domain::id::{Code, TypedId, VoiceId};
use proximo::domain::item::{Item, ItemRef, Voice};
use proximo::domain::session::Session;
use proximo::domain::value::{MayGoTo, Outcome, VoiceKind};
use proximo::text::Lang;

use super::desk::Room;
use super::room;

fn id(n: u64) -> VoiceId {
    VoiceId::new(Code::from_bits(n))
}

/// Three voices: one answered and told back, one that waits, one experience.
fn session() -> Session {
    let mut session = room::empty();
    let voice =
        |n: u64, text: &str| Voice { id: id(n), text: text.into(), may_go_to: MayGoTo::Partners, ..Voice::default() };
    let answered = Voice {
        outcome: Some(Outcome::Accepted),
        reason: "Si scrive prima di chiamare".into(),
        told_back_on: Some("2026-03-01".parse().unwrap()),
        ..voice(1, "Scriveteci prima")
    };
    let lived = Voice { kind: VoiceKind::Experience, ..voice(3, "Otto mesi a casa") };
    for voice in [answered, voice(2, "Una chat con gli orari"), lived] {
        session.put(Item::Voice(Arc::new(voice)));
    }
    session
}

fn voice(room: &Room, n: u64) -> Voice {
    room.session.voices.get(id(n)).unwrap().as_ref().clone()
}

#[test]
fn what_is_owed_stands_first_and_is_answered_from_there() {
    let mut room = Room::open(Lang::It, (100, 30), session());
    room.press("Y").shows(&["Voci: sentite 3 · risposte 1", "da rispondere", "da ringraziare", "che cosa ne dicono?"]);
    let screen = room.screen();
    let at = |text: &str| screen.find(text).unwrap();
    assert!(at("da rispondere") < at("che cosa ne dicono?"), "the most pressing first");
    // the form opens at the answer: taken up, and why; the day comes by itself
    room.press("<enter><right><tab>Gli orari sono sul gruppo<ctrl-s>");
    let answered = voice(&room, 2);
    assert_eq!((answered.outcome, answered.reason.as_str()), (Some(Outcome::Accepted), "Gli orari sono sul gruppo"));
    assert_eq!(answered.answered_on, Some("2026-03-12".parse().unwrap()));
    room.press("u");
    assert_eq!(voice(&room, 2).outcome, None, "one key takes the answer back");
}

#[test]
fn the_wall_says_what_came_of_it_and_counts_what_waits() {
    let mut room = Room::open(Lang::It, (100, 30), session());
    room.press("we").shows(&["noi abbiamo fatto", "Si scrive prima di chiamare", "2 voci aspettano"]);
    room.hides(&["Una chat con gli orari"]);
}

#[test]
fn erasing_for_good_is_chosen_on_purpose_and_the_session_opens_again() {
    let mut room = Room::open(Lang::It, (100, 30), session());
    room.press("3X").shows(&["Cancellare per sempre", "Non si può annullare"]);
    room.press("<enter>");
    assert_eq!(room.outside.erased, Vec::<ItemRef>::new(), "Enter alone erases nothing");
    room.press("X<down><enter>");
    assert_eq!(room.outside.erased.len(), 1);
    assert!(room.closed > 0, "the session was closed for it");
    room.shows(&["Cancellati per sempre: 1"]);
}

#[test]
fn a_disclosure_shows_whom_to_call_and_notes_only_that_they_were_called() {
    let mut session = session();
    let mut head = session.session.as_ref().clone();
    head.safeguarding_contact = "Paola, 800 123".into();
    session.put(Item::Session(Arc::new(head)));
    let mut room = Room::open(Lang::It, (100, 30), session);
    // in the middle of a line too, which stays as it is
    room.press("nqualcosa di grave<ctrl-g>").shows(&["Non si prende nota", "Paola, 800 123"]);
    room.press("<enter>");
    assert_eq!(room.session.session.safeguarding_calls.len(), 1);
    assert_eq!(room.session.notes.count(), 0);
    let mut bare = Room::open(Lang::It, (100, 30), room::empty());
    bare.press("<ctrl-g>").shows(&["manca il contatto"]);
}

#[test]
fn what_is_owed_is_summed_up_whole_on_a_small_screen() {
    for lang in Lang::ALL {
        let mut room = Room::open(*lang, (80, 24), session());
        room.press("Y");
        let screen = room.screen();
        let title = screen.lines().find(|line| line.contains('╭')).unwrap();
        let last = if *lang == Lang::It { "aperte 2" } else { "open 2" };
        assert!(title.contains(last) && !title.contains('…'), "{screen}");
    }
}

#[test]
fn a_code_that_stays_in_the_text_is_warned_of_while_typing_in_the_form_and_beside_the_voice() {
    let mut room = Room::open(Lang::En, (120, 36), room::empty());
    let warning = "a code in the text";
    room.press("yNobody called me back @YAG-7").shows(&[warning]);
    room.press(" #school<enter><esc>");
    room.press("3").shows(&[warning]);
    room.press("e").shows(&[warning, "so neither page nor wall shows it"]);
    // once it is taken out nothing is warned of
    let mut clean = Room::open(Lang::En, (120, 36), room::empty());
    clean.press("yNobody called me back #school").hides(&[warning]);
}

#[test]
fn a_voice_that_will_not_be_on_the_page_says_why_in_its_form_and_in_the_view() {
    let mut session = session();
    let mut kept = session.voices.get(id(2)).unwrap().as_ref().clone();
    kept.may_go_to = MayGoTo::Team;
    session.put(Item::Voice(Arc::new(kept)));
    for size in [(80, 24), (120, 36)] {
        let mut room = Room::open(Lang::En, size, session.clone());
        room.press("Y").shows(&["to answer · not on the page", "It will not be on the page", "May go"]);
        let screen = room.screen();
        assert_eq!(screen.matches("not on the page").count(), 1, "{screen}");
        room.press("<down><down>").hides(&["It will not be on the page"]);
        room.press("<up><up><enter>").shows(&["so neither page nor wall shows it"]);
    }
    let mut form = Room::open(Lang::En, (120, 46), session);
    form.press("Y<enter><f4>").shows(&["May be shown", "Alone it is not enough"]);
}
