//! Owns what the lists show of a session: the seven lists in their order, their counts, what is linked to what.
//! Each is worked out when it is first asked for, then follows the changes, however large the session is. Never draws.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::check;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::CAPTURED;

/// With so many changes at once everything is worked out anew.
const MANY: usize = 1000;

/// The lists of a session.
#[derive(Debug, Default)]
pub struct Lists {
    session: Arc<Session>,
    lists: [OnceCell<Vec<Item>>; 7],
    counts: OnceCell<[usize; 7]>,
    links: OnceCell<HashMap<ItemRef, BTreeSet<ItemRef>>>,
    conflicts: OnceCell<HashMap<ItemRef, usize>>,
    incomplete: OnceCell<usize>,
    waiting: OnceCell<usize>,
}

/// Returns the place of a kind among the seven.
pub fn place(kind: Kind) -> usize {
    CAPTURED.iter().position(|known| *known == kind).unwrap_or_default()
}

fn order(item: &Item) -> (Moment, ItemRef) {
    (item.created().at, item.reference())
}

fn is_incomplete(item: &Item) -> bool {
    CAPTURED.contains(&item.kind()) && !check::to_complete(item).is_empty()
}

impl Lists {
    /// Makes the lists of a session. Nothing is worked out before it is asked for.
    pub fn new(session: Arc<Session>) -> Self {
        Self { session, ..Self::default() }
    }

    /// Follows the session to a newer state of it.
    pub fn update(&mut self, session: Arc<Session>) {
        let changes = session.changes_since(&self.session);
        if session.id() != self.session.id() || changes.len() > MANY {
            *self = Self::new(session);
            return;
        }
        self.session = session;
        self.counts.take();
        for (before, after) in changes {
            let before = before.filter(|item| !item.gone());
            let after = after.filter(|item| !item.gone());
            if let Some(before) = &before {
                self.drop(before);
            }
            if let Some(after) = after {
                self.take(after);
            }
        }
    }

    fn drop(&mut self, item: &Item) {
        self.forget(item.kind());
        if let Some(incomplete) = self.incomplete.get_mut() {
            *incomplete -= usize::from(is_incomplete(item));
        }
        if let Some(links) = self.links.get_mut().filter(|_| item.kind() != Kind::Conflict) {
            for target in targets(item) {
                links.entry(target).or_default().remove(&item.reference());
            }
        }
        if CAPTURED.contains(&item.kind())
            && let Some(list) = self.lists[place(item.kind())].get_mut()
            && let Ok(at) = list.binary_search_by_key(&order(item), order)
        {
            list.remove(at);
        }
    }

    fn take(&mut self, item: Item) {
        self.forget(item.kind());
        if let Some(incomplete) = self.incomplete.get_mut() {
            *incomplete += usize::from(is_incomplete(&item));
        }
        if let Some(links) = self.links.get_mut().filter(|_| item.kind() != Kind::Conflict) {
            for target in targets(&item) {
                links.entry(target).or_default().insert(item.reference());
            }
        }
        if CAPTURED.contains(&item.kind())
            && let Some(list) = self.lists[place(item.kind())].get_mut()
        {
            let at = list.partition_point(|known| order(known) < order(&item));
            list.insert(at, item);
        }
    }

    /// Lets what is quickly worked out be worked out again.
    fn forget(&mut self, kind: Kind) {
        if kind == Kind::Conflict {
            self.conflicts.take();
        }
        if kind == Kind::Voice {
            self.waiting.take();
        }
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

    /// Returns the items that refer to this one.
    pub fn linking_to(&self, item: ItemRef) -> Vec<ItemRef> {
        let links = self.links.get_or_init(|| {
            let mut links: HashMap<ItemRef, BTreeSet<ItemRef>> = HashMap::new();
            for item in self.session.items().filter(|item| !item.gone() && item.kind() != Kind::Conflict) {
                for target in targets(&item) {
                    links.entry(target).or_default().insert(item.reference());
                }
            }
            links
        });
        links.get(&item).into_iter().flatten().copied().collect()
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
            items.filter(|item| is_incomplete(item)).count()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Change, Edit, apply};
    use crate::domain::id::Code;
    use crate::domain::turn::with_words;
    use crate::domain::value::Created;

    fn item(kind: Kind, code: u64, minute: i64) -> Item {
        let created = Created { at: Moment::default().plus_millis(minute * 60_000), ..Created::default() };
        let item = Item::empty(kind.with_code(Code::from_bits(code)), created);
        if code.is_multiple_of(2) { with_words(item, "parole") } else { item }
    }

    fn everything(lists: &Lists, refs: &[ItemRef]) -> String {
        let all: Vec<Vec<ItemRef>> =
            CAPTURED.iter().map(|kind| lists.of(*kind).iter().map(Item::reference).collect()).collect();
        let links: Vec<Vec<ItemRef>> = refs.iter().map(|item| lists.linking_to(*item)).collect();
        let counts: Vec<usize> = CAPTURED.iter().map(|kind| lists.count(*kind)).collect();
        format!("{all:?} {links:?} {counts:?} {} {}", lists.incomplete(), lists.waiting())
    }

    #[test]
    fn lists_that_follow_are_as_lists_made_anew() {
        let mut session = Session::default();
        let mut lists = Lists::new(Arc::new(session.clone()));
        let mut refs = Vec::new();
        everything(&lists, &refs);
        for turn in 0..60_u64 {
            let kind = CAPTURED[(turn * 5 % 7) as usize];
            let mut new = item(kind, turn + 1, (turn as i64 * 37) % 50);
            if let (Item::Note(note), Some(first)) = (&mut new, refs.first()) {
                Arc::make_mut(note).about = [*first].into_iter().collect();
            }
            let mut edits = vec![Edit::take(new.clone())];
            if turn % 3 == 0
                && let Some(old) = refs.get(turn as usize / 2).and_then(|old| session.get(*old))
            {
                edits.push(if turn % 2 == 0 {
                    Edit::remove(old)
                } else {
                    Edit::of(old.clone(), with_words(old, "altre"))
                });
            }
            refs.push(new.reference());
            session = apply(&session, &Change::new(Moment::default(), "", edits)).unwrap().0;
            let shared = Arc::new(session.clone());
            lists.update(shared.clone());
            assert_eq!(everything(&lists, &refs), everything(&Lists::new(shared), &refs), "turn {turn}");
        }
    }
}
