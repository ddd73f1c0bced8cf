//! Joining, with any session: no words are lost, nothing leads to what is gone, and one undo parts them again.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::change::{apply, undo};
use proximo::domain::check;
use proximo::domain::clean::each_text;
use proximo::domain::field::from_ron;
use proximo::domain::id::OptionId;
use proximo::domain::item::{Item, ItemRef, Kind};
use proximo::domain::join::join;
use proximo::domain::session::Session;
use proximo::domain::turn::CAPTURED;
use proximo::domain::value::{Created, Owner, Stamp};

use crate::common::arbitrary::{Dice, any_dice, item, session};

/// Returns every line of every text of an item, apart from who took it down and what it refers to.
fn lines(of: &Item, apart: &BTreeSet<ItemRef>) -> BTreeSet<String> {
    let of = of.clone().with_created(&Created::default()).with_changed(Stamp::default());
    let mut lines = BTreeSet::new();
    let mut look = |text: &str| {
        let joined = text.parse().is_ok_and(|item: ItemRef| apart.contains(&item));
        if !joined && text.parse::<OptionId>().is_err() {
            lines.extend(text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()));
        }
    };
    each_text(&of, &mut look);
    lines
}

/// Puts a few more items of each kind into a session, so that there is something to be joined.
fn filled(dice: &mut Dice) -> Session {
    let mut session = session(dice);
    for kind in CAPTURED {
        for _ in 0..3 {
            session.put(item(dice, *kind).with_gone(false));
        }
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let session = Arc::new(filled(dice));
        for kind in CAPTURED {
            let items: Vec<ItemRef> = session.list(*kind).iter().map(Item::reference).take(3).collect();
            let Ok(joined) = join(&session, &items, Stamp::default()) else { continue };
            let (after, done) = apply(&session, &joined.change).unwrap();
            let all: BTreeSet<ItemRef> = items.iter().copied().collect();
            let parts: BTreeSet<ItemRef> = items[1..].iter().copied().collect();
            let stays = after.get(items[0]).unwrap();
            prop_assert!(!stays.gone() && parts.iter().all(|part| !after.has_live(*part)));

            let mut kept = lines(&stays, &BTreeSet::new());
            for clash in &joined.beside {
                kept.insert(clash.taken.clone());
                kept.insert(clash.other.clone());
                for ron in [&clash.taken, &clash.other] {
                    kept.extend(from_ron::<String>(ron).ok());
                    if let Ok(Owner::Named(name)) = from_ron(ron) {
                        kept.insert(name);
                    }
                }
            }
            let kept = kept.into_iter().collect::<Vec<_>>().join("\n");
            for item in &items {
                for line in lines(&session.get(*item).unwrap(), &all) {
                    prop_assert!(kept.contains(&line), "{item}: {line:?} is not in {kept}");
                }
            }

            for item in after.items().filter(|item| !parts.contains(&item.reference())) {
                for (field, target) in check::references(&item) {
                    prop_assert!(!parts.contains(&target), "{} still leads to {target} in {field}", item.reference());
                }
            }
            let itself = check::references(&stays).into_iter().filter(|(_, target)| *target == items[0]).count();
            prop_assert!(itself == 0 || stays.kind() == Kind::Poll);

            let (back, _) = undo(&after, &done.change, Stamp::default()).unwrap();
            for before in session.items() {
                let again = back.get(before.reference()).unwrap().with_changed(Stamp::default());
                prop_assert_eq!(again, before.with_changed(Stamp::default()));
            }
        }
    }
}
