//! What joining makes of items of each kind, and when it is refused.

use super::super::change::{apply, undo};
use super::super::item::{ActionItem, Note, Practice, Voice};
use super::super::turn::fresh;
use super::super::value::{ActionState, Owner, Shown, Speaker};
use super::*;

fn put(session: &mut Session, items: &[Item]) -> Vec<ItemRef> {
    items.iter().cloned().for_each(|item| session.put(item));
    items.iter().map(Item::reference).collect()
}

fn practice(id: u64, name: &str, how: &str, difficulty: Option<Difficulty>) -> Item {
    Item::Practice(Arc::new(Practice {
        id: fresh(id),
        name: name.into(),
        how: how.into(),
        difficulty,
        tags: [format!("t{id}")].into_iter().collect(),
        ..Practice::default()
    }))
}

#[test]
fn a_practice_told_twice_becomes_one_and_loses_no_word() {
    let mut session = Session::default();
    let two = [
        practice(1, "Bus dei mestieri", "Un bus gira i cortili.", Some(Difficulty::Identify)),
        practice(2, "Il bus in quartiere", "Porta gli attrezzi.", Some(Difficulty::Engage)),
    ];
    let items = put(&mut session, &two);
    let about = [items[1]].into_iter().collect();
    let action = ActionItem { id: fresh(9), what: "Chiamare".into(), about, ..ActionItem::default() };
    session.put(Item::Action(Arc::new(action)));
    let joined = join(&session, &items, Stamp::default()).unwrap();
    let (after, done) = apply(&session, &joined.change).unwrap();
    let one = after.practices.get(fresh(1)).unwrap();
    assert_eq!(one.name, "Bus dei mestieri");
    assert_eq!(one.how, "Un bus gira i cortili.\n«Il bus in quartiere»\nPorta gli attrezzi.");
    assert_eq!(one.difficulty, Some(Difficulty::Identify));
    assert!(one.other_difficulties.contains(&Difficulty::Engage));
    assert_eq!(one.tags.len(), 2);
    assert_eq!((joined.led, joined.beside.len()), (1, 0));
    assert_eq!(after.actions.get(fresh(9)).unwrap().about, [items[0]].into_iter().collect());
    assert!(!after.has_live(items[1]));
    let (back, _) = undo(&after, &done.change, Stamp::default()).unwrap();
    assert_eq!(back.practices.get(fresh(1)).unwrap().how, "Un bus gira i cortili.");
    assert_eq!(back.actions.get(fresh(9)).unwrap().about, [items[1]].into_iter().collect());
    assert!(back.has_live(items[1]));
}

#[test]
fn single_values_that_differ_wait_for_a_choice() {
    let mut session = Session::default();
    let action = |id, who: &str, due: Option<&str>, state| {
        let who = Some(Owner::Named(who.into()));
        let due = due.map(|day| day.parse().unwrap());
        Item::Action(Arc::new(ActionItem {
            id: fresh(id),
            what: format!("w{id}"),
            who,
            due,
            state,
            ..ActionItem::default()
        }))
    };
    let items = put(
        &mut session,
        &[
            action(1, "Marta", None, ActionState::Open),
            action(2, "Marco", Some("2026-04-01"), ActionState::Done),
            action(3, "Marta", Some("2026-04-02"), ActionState::Open),
        ],
    );
    let joined = join(&session, &items, Stamp::default()).unwrap();
    let (after, _) = apply(&session, &joined.change).unwrap();
    let one = after.actions.get(fresh(1)).unwrap();
    assert_eq!(one.what, "w1\nw2\nw3");
    assert_eq!((one.state, one.due), (ActionState::Open, "2026-04-01".parse().ok()));
    let fields: Vec<_> = after.open_conflicts().map(|conflict| conflict.field.as_str()).collect();
    assert_eq!(fields.len(), 3, "{fields:?}");
    assert!(["who", "state", "due"].iter().all(|field| fields.contains(field)), "{fields:?}");
}

#[test]
fn words_go_no_further_than_before() {
    let voice = |id, from: Speaker, may_go_to, shown| {
        let text = format!("v{id}");
        Item::Voice(Arc::new(Voice { id: fresh(id), text, from, may_go_to, shown: Shown(shown), ..Voice::default() }))
    };
    let person = |id| Speaker::Person(fresh(id));
    use MayGoTo::{Partners, Public, Team};
    for (one, two, expected) in [
        ((Speaker::Someone, Public, true), (Speaker::Someone, Public, true), (Public, true)),
        ((Speaker::Someone, Public, true), (Speaker::Someone, Partners, true), (Partners, true)),
        ((Speaker::Someone, Partners, true), (Speaker::Someone, Team, false), (Team, false)),
        ((person(8), Public, true), (person(9), Public, true), (Team, true)),
        ((Speaker::Someone, Public, false), (person(9), Public, true), (Team, false)),
    ] {
        let mut session = Session::default();
        let items = put(&mut session, &[voice(1, one.0.clone(), one.1, one.2), voice(2, two.0, two.1, two.2)]);
        let Item::Voice(stays) = join(&session, &items, Stamp::default()).unwrap().stays else { panic!() };
        assert_eq!((stays.may_go_to, stays.shown.0), expected);
        assert_eq!(stays.from, one.0);
    }
    let note = |id, kind, private| {
        Item::Note(Arc::new(Note { id: fresh(id), text: format!("n{id}"), kind, private, ..Note::default() }))
    };
    let mut session = Session::default();
    let items = put(&mut session, &[note(1, NoteKind::Question, false), note(2, NoteKind::Quote, true)]);
    let Item::Note(stays) = join(&session, &items, Stamp::default()).unwrap().stays else { panic!() };
    assert_eq!((stays.kind, stays.private), (NoteKind::Quote, true));
}

#[test]
fn what_cannot_be_joined_says_why() {
    let mut session = Session::default();
    let items = put(
        &mut session,
        &[
            practice(1, "a", "", None),
            practice(2, "b", "", None),
            Item::empty(ItemRef::Note(fresh(3)), Default::default()),
        ],
    );
    assert_eq!(join(&session, &items[..1], Stamp::default()), Err(CannotJoin::TooFew));
    assert_eq!(join(&session, &[items[0], items[0]], Stamp::default()), Err(CannotJoin::TooFew));
    assert_eq!(join(&session, &items, Stamp::default()), Err(CannotJoin::Kinds));
    let open = Conflict { id: fresh(5), item: Some(items[1]), ..Conflict::default() };
    session.put(Item::Conflict(Arc::new(open)));
    assert_eq!(join(&session, &items[..2], Stamp::default()), Err(CannotJoin::InConflict(items[1])));
    let long = "x".repeat(20 * 1024);
    let long = put(&mut session, &[practice(6, "a", &long, None), practice(7, "b", &format!("y{long}"), None)]);
    // the second holds the first whole
    assert!(join(&session, &long, Stamp::default()).is_ok());
    let other = put(&mut session, &[practice(8, "c", &"z".repeat(20 * 1024), None)]);
    assert_eq!(join(&session, &[long[0], other[0]], Stamp::default()), Err(CannotJoin::TooLong));
}
