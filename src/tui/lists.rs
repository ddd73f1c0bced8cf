//! Owns what the lists show of a session, worked out once for each version of it: the seven lists in their order,
//! their counts, and what is linked to what. Never draws.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::check;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::turn::CAPTURED;

/// The lists of one version of a session.
#[derive(Debug, Default)]
pub struct Lists {
    session: Arc<Session>,
    lists: [OnceCell<Vec<Item>>; 7],
    counts: OnceCell<[usize; 7]>,
    links: OnceCell<HashMap<ItemRef, Vec<ItemRef>>>,
    conflicts: OnceCell<HashMap<ItemRef, usize>>,
    incomplete: OnceCell<usize>,
    waiting: OnceCell<usize>,
}

/// Returns the place of a kind among the seven.
pub fn place(kind: Kind) -> usize {
    CAPTURED.iter().position(|known| *known == kind).unwrap_or_default()
}

impl Lists {
    /// Makes the lists of a session. Nothing is worked out before it is asked for.
    pub fn new(session: Arc<Session>) -> Self {
        Self { session, ..Self::default() }
    }

    /// Returns the session.
    pub fn session(&self) -> &Arc<Session> {
        &self.session
    }

    /// Returns the items of one of the seven kinds, in their order.
    pub fn of(&self, kind: Kind) -> &[Item] {
        self.lists[place(kind)].get_or_init(|| self.session.list(kind))
    }

    /// Returns how many items of one of the seven kinds there are.
    pub fn count(&self, kind: Kind) -> usize {
        let counts = self.counts.get_or_init(|| {
            let mut counts = [0; 7];
            CAPTURED.iter().for_each(|kind| counts[place(*kind)] = self.session.count(*kind));
            counts
        });
        counts[place(kind)]
    }

    /// Returns the items that refer to this one, in the order of the file.
    pub fn linking_to(&self, item: ItemRef) -> &[ItemRef] {
        let links = self.links.get_or_init(|| {
            let mut links: HashMap<ItemRef, Vec<ItemRef>> = HashMap::new();
            for item in self.session.items().filter(|item| !item.gone() && item.kind() != Kind::Conflict) {
                for target in targets(&item) {
                    let known = links.entry(target).or_default();
                    if known.last() != Some(&item.reference()) {
                        known.push(item.reference());
                    }
                }
            }
            links
        });
        links.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Returns how many open conflicts an item has.
    pub fn conflicts_of(&self, item: ItemRef) -> usize {
        let conflicts = self.conflicts.get_or_init(|| {
            let mut conflicts: HashMap<ItemRef, usize> = HashMap::new();
            for about in self.session.open_conflicts().filter_map(|conflict| conflict.item) {
                *conflicts.entry(about).or_default() += 1;
            }
            conflicts
        });
        conflicts.get(&item).copied().unwrap_or_default()
    }

    /// Returns how many items of the seven kinds miss something.
    pub fn incomplete(&self) -> usize {
        *self.incomplete.get_or_init(|| {
            let items = CAPTURED.iter().flat_map(|kind| self.of(*kind));
            items.filter(|item| !check::to_complete(item).is_empty()).count()
        })
    }

    /// Returns how many voices are owed an answer.
    pub fn waiting(&self) -> usize {
        *self.waiting.get_or_init(|| self.session.voices.live().filter(|voice| voice.outcome.is_none()).count())
    }

    /// Returns how many open conflicts there are.
    pub fn conflicts(&self) -> usize {
        self.session.open_conflicts().count()
    }
}

/// Returns what an item refers to, apart from where and when it was taken down.
pub fn targets(item: &Item) -> Vec<ItemRef> {
    let references = check::references(item).into_iter();
    references.filter(|(field, _)| !field.starts_with("created")).map(|(_, target)| target).collect()
}
