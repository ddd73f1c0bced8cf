//! Two histories meet: in either order the same session comes out, and no text is lost.

use proptest::prelude::*;
use proximo::domain::change::{Change, Edit, apply};
use proximo::domain::field::to_ron;
use proximo::domain::item::{Item, ItemRef};
use proximo::domain::session::Session;
use proximo::domain::value::Stamp;
use proximo::store::history::History;

use crate::common::arbitrary::{Dice, any_dice, edited, same, session};
use crate::common::{self, moment, note};

fn copy(history: &mut History) -> History {
    History::load(&history.save()).unwrap()
}

fn read(history: &History) -> Session {
    let (session, set_aside) = history.session();
    assert_eq!(set_aside, []);
    session.unwrap()
}

/// Makes some edits on one machine.
fn work(dice: &mut Dice, by: &str, history: &mut History, session: &mut Session) {
    let items: Vec<Item> = session.items().collect();
    for _ in 0..dice.below(6) {
        let there = items[dice.below(items.len() as u64) as usize].clone();
        let after = edited(dice, &there);
        let change = Change { stamp: Stamp { at: moment(), by: by.into() }, edits: vec![Edit::of(there, after)] };
        let Ok((next, applied)) = apply(session, &change) else { continue };
        let references: Vec<ItemRef> = applied.change.references().collect();
        history.record(references.into_iter().filter_map(|reference| next.get(reference))).unwrap();
        *session = next;
    }
}

fn meet_in_either_order(mut one: History, mut other: History) -> (Session, Session) {
    let (mut one_too, mut other_too) = (copy(&mut one), copy(&mut other));
    one.merge(&mut other).unwrap();
    other_too.merge(&mut one_too).unwrap();
    (read(&one), read(&other_too))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_recorded_is_read_again((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let mut expected = session(dice);
        let mut history = History::begin(&expected).unwrap();
        let mut later = copy(&mut history);
        same(&read(&history), &expected)?;
        let items: Vec<Item> = expected.items().collect();
        for there in items {
            let after = edited(dice, &there);
            expected.put(after.clone());
            let ops = history.record([after]).unwrap();
            if !ops.is_empty() {
                later.take_in(&ops).unwrap();
            }
        }
        same(&read(&history), &expected)?;
        same(&read(&later), &expected)?;
    }

    #[test]
    fn in_either_order_the_same_session_comes_out((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let mut mine = session(dice);
        let mut theirs = mine.clone();
        let mut one = History::begin(&mine).unwrap();
        let mut other = copy(&mut one);
        work(dice, "Ada", &mut one, &mut mine);
        work(dice, "Bruno", &mut other, &mut theirs);
        let (first, second) = meet_in_either_order(one, other);
        same(&first, &second)?;
    }

    #[test]
    fn so_it_does_where_both_were_begun_apart((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let one = History::begin(&session(dice)).unwrap();
        let other = History::begin(&session(dice)).unwrap();
        let (first, second) = meet_in_either_order(one, other);
        same(&first, &second)?;
    }
}

fn with_text(text: &str) -> Session {
    let mut session = common::session("Uno");
    session.put(note(1, text));
    session
}

#[test]
fn one_field_written_twice_keeps_both_values_once() {
    let mut one = History::begin(&with_text("inizio")).unwrap();
    let mut other = copy(&mut one);
    one.record([note(1, "mio")]).unwrap();
    other.record([note(1, "tuo")]).unwrap();
    let met = one.merge(&mut other).unwrap();
    assert_eq!(met.conflicts, 1);
    let session = read(&one);
    let conflict = session.open_conflicts().next().unwrap().clone();
    let mut values = [conflict.kept.clone(), conflict.other.clone()];
    values.sort();
    assert_eq!(values, [to_ron(&"mio"), to_ron(&"tuo")]);
    assert_eq!(to_ron(&session.notes.all().next().unwrap().text), conflict.kept);
    // the other takes over what was found; nothing is found a second time
    assert_eq!(other.merge(&mut one).unwrap().conflicts, 0);
    assert_eq!(one.merge(&mut other).unwrap().conflicts, 0);
    assert_eq!((read(&one), read(&other).conflicts.count()), (read(&other), 1));
}

#[test]
fn an_item_made_twice_is_one_and_goes_on_being_one() {
    let mut one = History::begin(&with_text("qui")).unwrap();
    let mut other = History::begin(&with_text("altrove")).unwrap();
    let mut alone = copy(&mut other);
    assert_eq!(one.merge(&mut other).unwrap().conflicts, 1);
    assert_eq!(one.merge(&mut other).unwrap().conflicts, 0);
    // a third machine that has seen its own alone writes on: that arrives, whichever of the two is shown
    let mut edited = note(1, "altrove");
    edited.put(&["private"], "true").unwrap();
    alone.record([edited]).unwrap();
    one.merge(&mut alone).unwrap();
    let session = read(&one);
    assert!(session.notes.all().next().unwrap().private);
    assert_eq!(session.open_conflicts().count(), 1);
}
