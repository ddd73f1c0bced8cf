//! Owns joining items of one kind into the first of them: no words are lost, every reference leads to the one that stays.
//! Never asks; the change that comes out can be undone like any other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::change::{Change, Edit, conflict};
use super::clean::too_long;
use super::field::{Clash, from_ron, to_ron};
use super::id::TypedId;
use super::item::{Conflict, Item, ItemRef, Kind, LastChange, with_record};
use super::session::Session;
use super::several::{leading, led};
use super::turn::{CAPTURED, stays_as_it_is};
use super::value::{Difficulty, MayGoTo, NoteKind, Stamp};

/// Why items cannot be joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CannotJoin {
    /// There are not two of them.
    TooFew,
    /// They are of several kinds, or of one that is never joined.
    Kinds,
    /// The room voted on this poll.
    WasPut(ItemRef),
    /// Two values of this item wait for a person's choice.
    InConflict(ItemRef),
    /// A text would be longer than a field holds.
    TooLong,
}

/// What joining comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// The change.
    pub change: Change,
    /// The one that stays, as it will be.
    pub stays: Item,
    /// Those that become part of it.
    pub parts: Vec<Item>,
    /// The fields where texts are put together.
    pub together: BTreeSet<String>,
    /// Values that are kept beside the first one's, to be chosen from.
    pub beside: Vec<Clash>,
    /// How many other items lead to the one that stays from now on.
    pub led: usize,
}

/// Joins items into the first of them.
///
/// # Errors
/// Where they cannot be joined, and why.
pub fn join(session: &Session, items: &[ItemRef], stamp: Stamp) -> Result<Joined, CannotJoin> {
    let mut seen = BTreeSet::new();
    let found = items.iter().filter(|item| seen.insert(**item)).filter_map(|item| session.get(*item));
    let mut found = found.filter(|item| !item.gone());
    let first = found.next().ok_or(CannotJoin::TooFew)?;
    let parts: Vec<Item> = found.collect();
    if parts.is_empty() {
        return Err(CannotJoin::TooFew);
    }
    if !CAPTURED.contains(&first.kind()) || parts.iter().any(|part| part.kind() != first.kind()) {
        return Err(CannotJoin::Kinds);
    }
    if let Some(put) = parts.iter().chain([&first]).find(|item| stays_as_it_is(item)) {
        return Err(CannotJoin::WasPut(put.reference()));
    }
    let parted: BTreeSet<ItemRef> = parts.iter().map(Item::reference).collect();
    if let Some(open) = session.open_conflicts().filter_map(|open| open.item).find(|item| parted.contains(item)) {
        return Err(CannotJoin::InConflict(open));
    }
    let stays_ref = first.reference();
    let mut joining = Joining { stays: first.clone(), together: BTreeSet::new(), beside: Vec::new() };
    parts.iter().for_each(|part| joining.take_in(part));
    let Joining { stays, together, beside } = joining;
    let ways: BTreeMap<ItemRef, ItemRef> = parted.iter().map(|part| (*part, stays_ref)).collect();
    let stays = without(led(&stays, &ways), stays_ref);
    if too_long(&stays).is_some() {
        return Err(CannotJoin::TooLong);
    }
    let mut edits = vec![Edit::of(first.clone(), stays.clone())];
    edits.extend(parts.iter().cloned().map(Edit::remove));
    let mut others = leading(session, &ways);
    others.retain(|edit| edit.reference().is_some_and(|item| item != stays_ref && !parted.contains(&item)));
    let led = others.len();
    edits.extend(others);
    for clash in &beside {
        let new = conflict(stays_ref, clash.clone(), &stamp);
        if too_long(&Item::Conflict(Arc::new(new.clone()))).is_some() {
            return Err(CannotJoin::TooLong);
        }
        edits.push(match session.conflicts.get(new.id) {
            // it was settled before, and is there again
            Some(known) => {
                let open = Conflict { settled: false, gone: false, ..known.as_ref().clone() };
                Edit::of(Item::Conflict(known.clone()), Item::Conflict(Arc::new(open)))
            }
            None => Edit::take(Item::Conflict(Arc::new(new))),
        });
    }
    Ok(Joined { change: Change { stamp, edits }, stays, parts, together, beside, led })
}

struct Joining {
    stays: Item,
    together: BTreeSet<String>,
    beside: Vec<Clash>,
}

/// How two texts of one field are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One below the other.
    Below,
    /// One beside the other, for a field of one line.
    Beside,
}

fn way(field: &str) -> Option<Way> {
    match field {
        "text" | "statement" | "what" | "how" | "for_whom" | "helped" | "hindered" | "resources" | "transfer"
        | "needs" | "risks" | "reason" | "dissent" | "would_change" | "reply" => Some(Way::Below),
        "organisation"
        | "place"
        | "period"
        | "subgroup"
        | "age"
        | "provider"
        | "intensity"
        | "told_by_organisation"
        | "source"
        | "who"
        | "told_back_how" => Some(Way::Beside),
        _ => None,
    }
}

/// Returns both texts as one; only the longer where it holds the other whole.
fn both(one: &str, two: &str, way: Way) -> String {
    let (one, two) = (one.trim(), two.trim());
    if one.contains(two) {
        return one.to_owned();
    }
    if two.contains(one) {
        return two.to_owned();
    }
    match way {
        Way::Below => format!("{one}\n{two}"),
        Way::Beside => format!("{one} / {two}"),
    }
}

impl Joining {
    fn take_in(&mut self, part: &Item) {
        let part = self.beside_options(as_one(part, &self.stays));
        let part = self.named_in_how(part);
        let before = self.stays.clone();
        let empty = Item::empty(before.reference(), before.created().clone());
        // from nothing: what only one of them says is taken, and what both say differently clashes
        let (merged, clashes) = Item::merge(&empty, &before, &part);
        self.stays = merged;
        for clash in clashes {
            self.settle(clash);
        }
        self.first_stays(&before, &part);
    }

    fn settle(&mut self, clash: Clash) {
        let texts = (from_ron::<String>(&clash.taken), from_ron::<String>(&clash.other));
        if let (Some(way), (Ok(one), Ok(two))) = (way(&clash.path), texts) {
            let text = both(&one, &two, way);
            if self.stays.put(&[&clash.path], &to_ron(&text)).is_ok() {
                self.together.insert(clash.path);
                return;
            }
        }
        if let (Item::Practice(practice), "difficulty", Ok(other)) =
            (&mut self.stays, clash.path.as_str(), from_ron::<Option<Difficulty>>(&clash.other))
        {
            Arc::make_mut(practice).other_difficulties.extend(other);
            return;
        }
        self.keep(clash);
    }

    fn keep(&mut self, clash: Clash) {
        if !self.beside.contains(&clash) {
            self.beside.push(clash);
        }
    }

    /// Puts the name of a practice or a sketch, and how that one works, under how the first one works.
    fn named_in_how(&mut self, mut part: Item) -> Item {
        let (name, how, other_name, other_how) = match (&self.stays, &mut part) {
            (Item::Practice(first), Item::Practice(part)) => {
                let part = Arc::make_mut(part);
                (&first.name, &first.how, &mut part.name, &mut part.how)
            }
            (Item::Sketch(first), Item::Sketch(part)) => {
                let part = Arc::make_mut(part);
                (&first.title, &first.how, &mut part.title, &mut part.how)
            }
            _ => return part,
        };
        if name.trim().is_empty() || other_name.trim().is_empty() {
            return part;
        }
        if name.contains(other_name.trim()) {
            other_name.clone_from(name);
            return part;
        }
        let named = format!("«{}»", other_name.trim());
        let below = if other_how.trim().is_empty() { named } else { format!("{named}\n{}", other_how.trim()) };
        *other_how = if how.trim().is_empty() { below } else { both(how, &below, Way::Below) };
        other_name.clone_from(name);
        self.together.insert("how".to_owned());
        part
    }

    /// Puts the options of a part behind those that are there; what is there already is no second option.
    fn beside_options(&self, mut part: Item) -> Item {
        if let (Item::Poll(first), Item::Poll(part)) = (&self.stays, &mut part) {
            let part = Arc::make_mut(part);
            let last = first.options.values().map(|option| option.order).max().unwrap_or(0);
            let known = |text: &str, item| {
                first.options.values().any(|option| option.item == item && option.text.trim() == text.trim())
            };
            part.options.retain(|id, option| first.options.contains_key(id) || !known(&option.text, option.item));
            for (id, option) in part.options.iter_mut() {
                match first.options.get(id) {
                    Some(known) => option.order = known.order,
                    None => option.order = option.order.saturating_add(last),
                }
            }
        }
        part
    }

    /// Keeps what has no empty value, and so would be taken for unsaid, as the first one has it.
    fn first_stays(&mut self, first: &Item, part: &Item) {
        let mut beside = Vec::new();
        match (&mut self.stays, first, part) {
            (Item::Voice(stays), Item::Voice(first), Item::Voice(part)) => {
                let stays = Arc::make_mut(stays);
                keep_first("kind", &mut stays.kind, (&first.kind, &part.kind), &mut beside);
                keep_first("from", &mut stays.from, (&first.from, &part.from), &mut beside);
                // no words go further than those that go least far, nor as somebody else's
                stays.may_go_to = first.may_go_to.min(part.may_go_to);
                if first.from != part.from {
                    stays.may_go_to = MayGoTo::Team;
                }
            }
            (Item::Poll(stays), Item::Poll(first), Item::Poll(part)) => {
                let stays = Arc::make_mut(stays);
                keep_first("method", &mut stays.method, (&first.method, &part.method), &mut beside);
                keep_first("rule", &mut stays.rule, (&first.rule, &part.rule), &mut beside);
            }
            (Item::Action(stays), Item::Action(first), Item::Action(part)) => {
                keep_first("state", &mut Arc::make_mut(stays).state, (&first.state, &part.state), &mut beside);
            }
            (Item::Note(stays), Item::Note(first), Item::Note(part)) => {
                let stays = Arc::make_mut(stays);
                keep_first("kind", &mut stays.kind, (&first.kind, &part.kind), &mut beside);
                if part.kind == NoteKind::Quote {
                    // somebody's very words stay under their consent
                    stays.kind = NoteKind::Quote;
                }
            }
            _ => {}
        }
        for clash in beside {
            self.beside.retain(|known| known.path != clash.path || known.other != clash.taken);
            self.keep(clash);
        }
    }
}

fn keep_first<T: Clone + PartialEq + Serialize>(
    path: &str,
    stays: &mut T,
    (first, part): (&T, &T),
    beside: &mut Vec<Clash>,
) {
    stays.clone_from(first);
    if first != part {
        beside.push(Clash { path: path.to_owned(), taken: to_ron(first), other: to_ron(part) });
    }
}

/// Returns a part as if it were another state of the one that stays.
fn as_one(part: &Item, stays: &Item) -> Item {
    let mut part = part.clone();
    let (code, created) = (stays.reference().code(), stays.created().clone());
    let changed = LastChange(stays.changed().cloned());
    with_record!(&mut part, record => {
        let record = Arc::make_mut(record);
        record.id = TypedId::new(code);
        record.created = created;
        record.changed = changed;
    });
    part
}

/// Returns an item that does not refer to itself.
fn without(mut item: Item, itself: ItemRef) -> Item {
    match &mut item {
        Item::Voice(voice) => drop(Arc::make_mut(voice).about.remove(&itself)),
        Item::Decision(decision) => drop(Arc::make_mut(decision).about.remove(&itself)),
        Item::Action(action) => drop(Arc::make_mut(action).about.remove(&itself)),
        Item::Note(note) => drop(Arc::make_mut(note).about.remove(&itself)),
        Item::Poll(_)
        | Item::Practice(_)
        | Item::Sketch(_)
        | Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Conflict(_) => {}
    }
    item
}

/// Tells whether items of a kind can be joined at all.
pub fn can_join(kind: Kind) -> bool {
    CAPTURED.contains(&kind)
}

#[cfg(test)]
mod tests;
