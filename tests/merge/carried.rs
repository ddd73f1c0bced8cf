//! What one session leaves to the next and takes along is one thing, told once.

use std::sync::Arc;

use proximo::domain::carry;
use proximo::domain::change::{Change, apply};
use proximo::domain::id::{Code, SessionId, TypedId};
use proximo::domain::item::{ActionItem, Head, Item, Voice};
use proximo::domain::session::Session;
use proximo::domain::time::Day;
use proximo::domain::value::{ActionState, MayGoTo, Outcome, Stamp};
use proximo::report;
use proximo::synthesis::gather::{Given, gather};
use proximo::synthesis::merge;
use proximo::text::Lang;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn session(number: u64, date: &str) -> Session {
    let id = SessionId::new(Code::from_bits(number));
    Session::new(Head { id, title: format!("Tavolo {number}"), date: Some(day(date)), ..Head::default() })
}

/// A session with an action and a voice, and a second one that took both along, did the one and answered the other.
fn both() -> [Session; 2] {
    both_of(session(1, "2026-03-12"), session(2, "2026-04-12"))
}

fn both_of(mut first: Session, second: Session) -> [Session; 2] {
    let action = ActionItem { id: TypedId::new(Code::from_bits(1)), what: "Chiamare".into(), ..ActionItem::default() };
    let text = "Vorremmo un posto la sera".to_owned();
    let id = TypedId::new(Code::from_bits(2));
    first.put(Item::Action(Arc::new(action)));
    first.put(Item::Voice(Arc::new(Voice { id, text, may_go_to: MayGoTo::Partners, ..Voice::default() })));
    let left = carry::left_by([&first], day("2026-04-12"));
    let edits = carry::take_along(&second, left.iter().map(|(_, left)| left));
    let (mut second, _) = apply(&second, &Change::new(day("2026-04-12").midnight(), "", edits)).unwrap();
    let at = Stamp { at: day("2026-04-13").midnight(), by: "Luca".into() };
    let action = second.actions.all().next().unwrap().as_ref().clone();
    let done = Item::Action(Arc::new(ActionItem { state: ActionState::Done, ..action })).with_changed(at.clone());
    second.put(done);
    let voice = second.voices.all().next().unwrap().as_ref().clone();
    let reason = "C'è la sala di via Novara".to_owned();
    let answered = Voice { outcome: Some(Outcome::Accepted), reason, ..voice };
    second.put(Item::Voice(Arc::new(answered)).with_changed(at));
    [first, second]
}

fn given(sessions: &[Session]) -> Vec<Given> {
    let name = |at: usize| format!("tavolo-{at}");
    sessions.iter().enumerate().map(|(at, session)| Given::new(name(at), Arc::new(session.clone()))).collect()
}

#[test]
fn what_was_taken_along_is_counted_once_and_its_newest_state_stands() {
    let [first, second] = both();
    for order in [vec![first.clone(), second.clone()], vec![second.clone(), first.clone()]] {
        let dossier = merge(given(&order), vec![], None);
        assert_eq!((dossier.voices.len(), dossier.actions.len()), (1, 1));
        let voice = &dossier.voices[0];
        assert_eq!((voice.origin.session, voice.outcome, voice.open), (first.id(), Some(Outcome::Accepted), false));
        assert_eq!(dossier.actions[0].state, ActionState::Done);
        let counted: u32 = dossier.sources.iter().flat_map(|source| source.counts.values()).sum();
        assert_eq!(counted, 2, "{:?}", dossier.sources);
        let known = dossier.known();
        let document = report::dossier(&dossier, MayGoTo::Partners, Lang::It);
        assert!(document.sources().iter().all(|origin| known.contains(origin)));
    }
}

#[test]
fn a_reference_to_either_copy_leads_to_the_first() {
    let [first, second] = both();
    let id = first.voices.all().next().unwrap().id;
    let pool = gather(given(&[first.clone(), second.clone()]));
    let found = pool.resolve(second.id(), id.into());
    assert_eq!(found.map(|origin| origin.session), Some(first.id()));
}

#[test]
fn where_the_first_session_is_not_there_the_copy_stands_for_itself() {
    let [_, second] = both();
    let dossier = merge(given(&[second]), vec![], None);
    assert_eq!((dossier.voices.len(), dossier.actions.len()), (1, 1));
    assert_eq!(dossier.sources[0].counts.values().sum::<u32>(), 2);
}

#[test]
fn on_one_day_too_the_first_is_where_it_was_told() {
    // the second has the smaller id, and stands before the first
    let [first, second] = both_of(session(9, "2026-04-12"), session(2, "2026-04-12"));
    let dossier = merge(given(&[first.clone(), second]), vec![], None);
    let voice = &dossier.voices[0];
    assert_eq!((dossier.voices.len(), voice.origin.session, voice.outcome), (1, first.id(), Some(Outcome::Accepted)));
}
