//! Owns what is done to several items at once: removing, tagging, moving, turning. Each is one change, so that one undo
//! takes it back. Joining is `join`'s. Never asks, never marks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::change::{Change, Edit};
use super::check;
use super::field::Set;
use super::id::{Code, StepId, TableId};
use super::item::{Item, ItemRef, Kind};
use super::session::Session;
use super::turn;
use super::value::{Created, Stamp};

/// Tags to be given and to be taken away.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tagging {
    /// Tags that every item gets.
    pub add: BTreeSet<String>,
    /// Tags that no item keeps.
    pub remove: BTreeSet<String>,
    /// Words that are no tags.
    pub not_read: Vec<String>,
}

impl Tagging {
    /// Reads `strada -fiducia #scuola`: what is added, and after a minus what is taken away.
    pub fn read(text: &str) -> Self {
        let mut tagging = Self::default();
        for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
            let (takes, name) = match word.strip_prefix('-') {
                Some(name) => (true, name),
                None => (false, word.strip_prefix('+').unwrap_or(word)),
            };
            match tag(name.strip_prefix('#').unwrap_or(name)) {
                Some(tag) if takes => drop(tagging.remove.insert(tag)),
                Some(tag) => drop(tagging.add.insert(tag)),
                None => tagging.not_read.push(word.to_owned()),
            }
        }
        tagging
    }

    /// Returns an item with these tags.
    pub fn on(&self, item: &Item) -> Item {
        let mut item = item.clone();
        match &mut item {
            Item::Practice(practice) => self.change(&mut Arc::make_mut(practice).tags),
            Item::Sketch(sketch) => self.change(&mut Arc::make_mut(sketch).tags),
            Item::Voice(voice) => self.change(&mut Arc::make_mut(voice).tags),
            Item::Poll(poll) => self.change(&mut Arc::make_mut(poll).tags),
            Item::Decision(decision) => self.change(&mut Arc::make_mut(decision).tags),
            Item::Action(action) => self.change(&mut Arc::make_mut(action).tags),
            Item::Note(note) => self.change(&mut Arc::make_mut(note).tags),
            Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => {}
        }
        item
    }

    fn change(&self, tags: &mut Set<String>) {
        tags.retain(|tag| !self.remove.contains(tag));
        tags.extend(self.add.iter().cloned());
    }
}

/// Returns a tag as it is kept, or `None` where the word is none: `1` is a number, not a tag. An accent that was typed as
/// a character of its own makes no other tag.
pub fn tag(name: &str) -> Option<String> {
    let name: String = name.nfc().collect();
    let is_of_tag = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_' | '\'' | '’');
    (name.chars().all(is_of_tag) && name.chars().any(char::is_alphabetic)).then(|| name.to_lowercase())
}

fn live<'a>(session: &'a Session, items: &'a [ItemRef]) -> impl Iterator<Item = Item> + 'a {
    items.iter().filter_map(|item| session.get(*item)).filter(|item| !item.gone())
}

fn changed(session: &Session, items: &[ItemRef], stamp: Stamp, with: impl Fn(&Item) -> Item) -> Change {
    let edits = live(session, items).filter_map(|item| {
        let after = with(&item);
        (after != item).then(|| Edit::of(item, after))
    });
    Change { stamp, edits: edits.collect() }
}

/// Makes the change that removes items.
pub fn remove(session: &Session, items: &[ItemRef], stamp: Stamp) -> Change {
    Change { stamp, edits: live(session, items).map(Edit::remove).collect() }
}

/// Makes the change that gives tags to items and takes tags from them.
pub fn tag_all(session: &Session, items: &[ItemRef], tagging: &Tagging, stamp: Stamp) -> Change {
    changed(session, items, stamp, |item| tagging.on(item))
}

/// Makes the change that moves items to a step of the agenda, or to none.
pub fn move_to_step(session: &Session, items: &[ItemRef], step: Option<StepId>, stamp: Stamp) -> Change {
    changed(session, items, stamp, |item| item.clone().with_created(&Created { step, ..item.created().clone() }))
}

/// Makes the change that moves items to a table, or to the plenary.
pub fn move_to_table(session: &Session, items: &[ItemRef], table: Option<TableId>, stamp: Stamp) -> Change {
    changed(session, items, stamp, |item| {
        let mut item = item.clone().with_created(&Created { table, ..item.created().clone() });
        if let Item::Sketch(sketch) = &mut item {
            Arc::make_mut(sketch).table = table;
        }
        item
    })
}

/// What turning several items came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Turned {
    /// The change.
    pub change: Change,
    /// The new items.
    pub new: Vec<ItemRef>,
    /// Those that stay as they are: of that kind already, put to the room, or with words that stay with the team.
    pub stayed: Vec<ItemRef>,
}

/// Makes the change that turns items into another kind, all references to them led on, those among them too.
pub fn turn_all(
    session: &Session,
    items: &[ItemRef],
    into: Kind,
    (stamp, mut code): (Stamp, impl FnMut() -> Code),
) -> Turned {
    let mut turned = Turned { change: Change { stamp, edits: Vec::new() }, ..Turned::default() };
    let mut ways: BTreeMap<ItemRef, ItemRef> = BTreeMap::new();
    let mut new: Vec<Item> = Vec::new();
    for item in live(session, items) {
        match turn::turned(session, &item, into, code()) {
            Some(other) => {
                ways.insert(item.reference(), other.reference());
                turned.change.edits.push(Edit::remove(item));
                new.push(other);
            }
            None => turned.stayed.push(item.reference()),
        }
    }
    if ways.is_empty() {
        return turned;
    }
    turned.new = new.iter().map(Item::reference).collect();
    turned.change.edits.extend(new.into_iter().map(|item| Edit::take(led(&item, &ways))));
    turned.change.edits.extend(leading(session, &ways));
    turned
}

/// Returns the edits that lead every reference of a session on, those of tombstones too.
pub(super) fn leading(session: &Session, ways: &BTreeMap<ItemRef, ItemRef>) -> Vec<Edit> {
    let items = session.items().filter_map(|item| {
        let after = led(&item, ways);
        (after != item).then(|| Edit::of(item, after))
    });
    items.collect()
}

/// Returns an item whose references lead on.
pub(super) fn led(item: &Item, ways: &BTreeMap<ItemRef, ItemRef>) -> Item {
    let mut found: BTreeSet<ItemRef> = check::references(item).into_iter().map(|(_, target)| target).collect();
    if let Item::Action(action) = item {
        // an action of another session may be about what is there; here it may be about what is led on too
        found.extend(action.about.iter().copied());
    }
    let ways = found.into_iter().filter_map(|from| Some((from, *ways.get(&from)?)));
    ways.fold(item.clone(), |item, (from, to)| turn::led_to(&item, from, to))
}

#[cfg(test)]
mod tests {
    use super::super::change::{apply, undo};
    use super::super::item::Note;
    use super::super::turn::{fresh, tags_of, words_of};
    use super::*;

    fn notes(count: u64) -> (Session, Vec<ItemRef>) {
        let mut session = Session::default();
        for number in 1..=count {
            let about = (number > 1).then(|| ItemRef::Note(fresh(number - 1))).into_iter().collect();
            session.put(Item::Note(Arc::new(Note {
                id: fresh(number),
                text: format!("n{number}"),
                about,
                ..Note::default()
            })));
        }
        let items = (1..=count).map(|number| ItemRef::Note(fresh(number))).collect();
        (session, items)
    }

    #[test]
    fn tags_are_read_and_given() {
        let tagging = Tagging::read("Strada, #scuola -fiducia -#rete 12 a/b");
        assert_eq!(tagging.add.iter().collect::<Vec<_>>(), ["scuola", "strada"]);
        assert_eq!(tagging.remove.iter().collect::<Vec<_>>(), ["fiducia", "rete"]);
        assert_eq!(tagging.not_read, ["12", "a/b"]);
        let (session, items) = notes(2);
        let (tagged, done) = apply(&session, &tag_all(&session, &items, &tagging, Stamp::default())).unwrap();
        assert!(items.iter().all(|item| tags_of(&tagged.get(*item).unwrap()).len() == 2));
        let (back, _) = undo(&tagged, &done.change, Stamp::default()).unwrap();
        assert!(items.iter().all(|item| tags_of(&back.get(*item).unwrap()).is_empty()));
    }

    #[test]
    fn several_turned_at_once_go_on_leading_to_one_another() {
        let (session, items) = notes(3);
        let mut bits = 100;
        let code = || {
            bits += 1;
            Code::from_bits(bits)
        };
        let turned = turn_all(&session, &items, Kind::Action, (Stamp::default(), code));
        let (after, done) = apply(&session, &turned.change).unwrap();
        assert_eq!((turned.new.len(), turned.stayed.len()), (3, 0));
        let second = after.get(turned.new[1]).unwrap();
        assert_eq!(words_of(&second), "n2");
        let Item::Action(action) = &second else { panic!("{second:?}") };
        assert_eq!(action.about.iter().copied().collect::<Vec<_>>(), [turned.new[0]]);
        assert!(items.iter().all(|item| !after.has_live(*item)));
        let (back, _) = undo(&after, &done.change, Stamp::default()).unwrap();
        assert!(items.iter().all(|item| back.has_live(*item)) && turned.new.iter().all(|item| !back.has_live(*item)));
    }
}
