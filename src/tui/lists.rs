//! Owns what the lists show of a session: the seven lists whole and as they are seen (ordered, narrowed), their counts,
//! what they can be narrowed to, what is linked to what.
//! Each is worked out when it is first asked for, then follows the changes, however large the session is. Never draws.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::check;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::{CAPTURED, words_of};

use super::view::{Facet, Filter, Order, View, facets};

/// With so many changes at once everything is worked out anew.
const MANY: usize = 1000;

/// The lists of a session.
#[derive(Debug, Default)]
pub struct Lists {
    session: Arc<Session>,
    lists: [OnceCell<Vec<Item>>; 7],
    seen: [Seen; 7],
    facets: [OnceCell<BTreeMap<Facet, usize>>; 7],
    counts: OnceCell<[usize; 7]>,
    links: OnceCell<HashMap<ItemRef, BTreeSet<ItemRef>>>,
    conflicts: OnceCell<HashMap<ItemRef, usize>>,
    incomplete: OnceCell<usize>,
    waiting: OnceCell<usize>,
}

/// A list as it is seen.
#[derive(Debug, Default)]
struct Seen {
    view: View,
    /// Items that are seen although they do not pass: just taken down or changed, or gone to.
    besides: BTreeSet<ItemRef>,
    items: OnceCell<Vec<Item>>,
}

impl Seen {
    fn shows(&self, item: &Item) -> bool {
        self.view.filter.passes(item) || self.besides.contains(&item.reference())
    }

    /// Returns where an item stands or would stand.
    fn place(&self, items: &[Item], item: &Item, session: &Session) -> Result<usize, usize> {
        let key = self.view.order.key(item, session);
        items.binary_search_by(|known| self.view.order.key(known, session).cmp(&key))
    }

    fn put(&mut self, item: &Item, session: &Session) {
        let Some(mut items) = self.items.take() else { return };
        if let Err(at) = self.place(&items, item, session) {
            items.insert(at, item.clone());
        }
        self.items = OnceCell::from(items);
    }

    fn drop(&mut self, item: &Item, session: &Session) {
        let Some(mut items) = self.items.take() else { return };
        if let Ok(at) = self.place(&items, item, session) {
            items.remove(at);
        }
        self.items = OnceCell::from(items);
    }
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
        if session.id() != self.session.id() {
            *self = Self::new(session);
            return;
        }
        if changes.len() > MANY {
            let mut seen = std::mem::take(&mut self.seen);
            seen.iter_mut().for_each(|seen| drop(seen.items.take()));
            *self = Self { session, seen, ..Self::default() };
            return;
        }
        if changes.iter().any(|(before, after)| renames(before.as_ref(), after.as_ref())) {
            let named = self.seen.iter_mut().filter(|seen| seen.view.order.needs_names());
            named.for_each(|seen| drop(seen.items.take()));
        }
        self.session = session;
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
        if !CAPTURED.contains(&item.kind()) {
            return;
        }
        let place = place(item.kind());
        if let Some(counts) = self.counts.get_mut() {
            counts[place] -= 1;
        }
        if let Some(list) = self.lists[place].get_mut()
            && let Ok(at) = list.binary_search_by_key(&order(item), order)
        {
            list.remove(at);
        }
        self.seen[place].drop(item, &self.session);
        if let Some(known) = self.facets[place].get_mut() {
            for facet in facets(item) {
                match known.get_mut(&facet) {
                    Some(count) if *count > 1 => *count -= 1,
                    Some(_) | None => drop(known.remove(&facet)),
                }
            }
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
        if !CAPTURED.contains(&item.kind()) {
            return;
        }
        let place = place(item.kind());
        if let Some(counts) = self.counts.get_mut() {
            counts[place] += 1;
        }
        if let Some(known) = self.facets[place].get_mut() {
            facets(&item).into_iter().for_each(|facet| *known.entry(facet).or_default() += 1);
        }
        if self.seen[place].shows(&item) {
            self.seen[place].put(&item, &self.session);
        }
        if let Some(list) = self.lists[place].get_mut() {
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

    /// Returns the items of one of the seven kinds as they are seen: those that pass, in the order that is chosen.
    pub fn seen(&self, kind: Kind) -> &[Item] {
        let seen = &self.seen[place(kind)];
        if seen.view.is_plain() {
            return self.of(kind);
        }
        seen.items.get_or_init(|| {
            let mut items: Vec<Item> = self.of(kind).iter().filter(|item| seen.shows(item)).cloned().collect();
            items.sort_by_cached_key(|item| seen.view.order.key(item, &self.session));
            items
        })
    }

    /// Returns how a list is seen.
    pub fn view(&self, kind: Kind) -> &View {
        &self.seen[place(kind)].view
    }

    /// Sees a list in another order.
    pub fn put_in_order(&mut self, kind: Kind, order: Order) {
        let seen = &mut self.seen[place(kind)];
        seen.view.order = order;
        seen.items.take();
    }

    /// Narrows a list. What was seen although it did not pass is seen no longer.
    pub fn narrow(&mut self, kind: Kind, filter: Filter) {
        let seen = &mut self.seen[place(kind)];
        seen.view.filter = filter;
        seen.besides.clear();
        seen.items.take();
    }

    /// Shows an item although it does not pass, until the list is narrowed anew.
    pub fn show_besides(&mut self, item: ItemRef) {
        let Some(found) = self.session.get(item).filter(|item| !item.gone() && CAPTURED.contains(&item.kind())) else {
            return;
        };
        let seen = &mut self.seen[place(item.kind())];
        if !seen.view.filter.passes(&found) && seen.besides.insert(item) {
            seen.put(&found, &self.session);
        }
    }

    /// Tells whether an item that is there is seen.
    pub fn is_seen(&self, item: ItemRef) -> bool {
        let seen = &self.seen[place(item.kind())];
        seen.view.filter.is_empty() || self.session.get(item).is_some_and(|item| seen.shows(&item))
    }

    /// Tells whether an item is seen although it does not pass.
    pub fn is_besides(&self, item: &Item) -> bool {
        let seen = &self.seen[place(item.kind())];
        seen.besides.contains(&item.reference()) && !seen.view.filter.passes(item)
    }

    /// Returns how many items are seen although they do not pass.
    pub fn besides(&self, kind: Kind) -> usize {
        let besides = self.seen[place(kind)].besides.iter().filter_map(|item| self.session.get(*item));
        besides.filter(|item| !item.gone() && self.is_besides(item)).count()
    }

    /// Returns where an item stands in its list as that is seen, or `None` where it is not.
    pub fn position(&self, item: ItemRef) -> Option<usize> {
        let found = self.session.get(item).filter(|item| !item.gone() && CAPTURED.contains(&item.kind()))?;
        self.seen[place(item.kind())].place(self.seen(item.kind()), &found, &self.session).ok()
    }

    /// Returns what a list can be narrowed to, with how many items there are of each.
    pub fn facets(&self, kind: Kind) -> &BTreeMap<Facet, usize> {
        self.facets[place(kind)].get_or_init(|| {
            let mut known = BTreeMap::new();
            for facet in self.of(kind).iter().flat_map(facets) {
                *known.entry(facet).or_default() += 1;
            }
            known
        })
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

/// Tells whether a change gives another name to what an order goes by: a participant or a table.
fn renames(before: Option<&Item>, after: Option<&Item>) -> bool {
    let Some(kind) = after.or(before).map(Item::kind) else { return false };
    matches!(kind, Kind::Participant | Kind::Table) && before.map(words_of) != after.map(words_of)
}

/// Returns what an item refers to, apart from where and when it was taken down.
pub fn targets(item: &Item) -> Vec<ItemRef> {
    let references = check::references(item).into_iter();
    references.filter(|(field, _)| !field.starts_with("created")).map(|(_, target)| target).collect()
}

#[cfg(test)]
mod tests;
