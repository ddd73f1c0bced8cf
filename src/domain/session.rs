//! Owns a whole session: its head and a shelf for each kind of item. Cloning it shares everything.
//! Never how it changes: that is `change`'s.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::id::{PracticeId, SessionId, TypedId};
use super::item::{
    ActionItem, Conflict, Decision, Head, Item, ItemRef, Kind, Note, Participant, Poll, Practice, Record, Sketch, Step,
    Table, Voice,
};

/// The format that this program writes and that files say in their first line.
pub const FORMAT: u32 = 1;

/// All items of one kind, by id.
#[derive(Clone, PartialEq, Eq)]
pub struct Shelf<T: Record>(imbl::OrdMap<T::Id, Arc<T>>);

impl<T: Record> Default for Shelf<T> {
    fn default() -> Self {
        Self(imbl::OrdMap::new())
    }
}

impl<T: Record> fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.values()).finish()
    }
}

impl<T: Record> Shelf<T> {
    /// Returns the item with that id, removed or not.
    pub fn get(&self, id: T::Id) -> Option<&Arc<T>> {
        self.0.get(&id)
    }

    /// Puts an item there, in the place of the one with its id.
    pub fn put(&mut self, record: Arc<T>) {
        self.0.insert(record.id(), record);
    }

    /// Takes an item out without a tombstone: for erasing for good and for rebuilding alone.
    pub fn take_out(&mut self, id: T::Id) -> Option<Arc<T>> {
        self.0.remove(&id)
    }

    /// Returns every item by id, tombstones among them.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Arc<T>> {
        self.0.values()
    }

    /// Returns the items that were not removed, by id.
    pub fn live(&self) -> impl Iterator<Item = &Arc<T>> {
        self.0.values().filter(|record| !record.gone())
    }

    /// Returns the items that were not removed in the order people know: order key, then time, then id.
    pub fn in_order(&self) -> Vec<Arc<T>> {
        let mut list: Vec<Arc<T>> = self.live().cloned().collect();
        list.sort_by_key(|record| order_of(record.as_ref()));
        list
    }

    /// Returns what is different from an older state, before and after, without looking at what both share.
    pub fn changes_since<'a>(
        &'a self,
        older: &'a Self,
    ) -> impl Iterator<Item = (Option<&'a Arc<T>>, Option<&'a Arc<T>>)> {
        use imbl::ordmap::DiffItem;
        older.0.diff(&self.0).map(|difference| match difference {
            DiffItem::Add(_, after) => (None, Some(after)),
            DiffItem::Update { old: (_, before), new: (_, after) } => (Some(before), Some(after)),
            DiffItem::Remove(_, before) => (Some(before), None),
        })
    }

    /// Returns how many items there are that were not removed.
    pub fn count(&self) -> usize {
        self.live().count()
    }
}

fn order_of<T: Record>(record: &T) -> (i64, super::time::Moment, T::Id) {
    (record.rank(), record.created().at, record.id())
}

impl<T: Record> Serialize for Shelf<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list: Vec<&Arc<T>> = self.all().collect();
        list.sort_by_key(|record| order_of(record.as_ref()));
        to.collect_seq(list.into_iter().map(AsRef::as_ref))
    }
}

impl<'de, T: Record> Deserialize<'de> for Shelf<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Record> de::Visitor<'de> for Visitor<T> {
            type Value = Shelf<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of items of kind {}", T::KIND.key())
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Shelf<T>, A::Error> {
                let mut shelf = Shelf::default();
                while let Some(record) = list.next_element::<T>()? {
                    if record.id().code().is_unset() {
                        return Err(de::Error::custom(format_args!(
                            "this {} has no id; give it one: id: \"{}_…\"",
                            T::KIND.key(),
                            T::KIND.prefix()
                        )));
                    }
                    let id = record.id();
                    if shelf.0.insert(id, Arc::new(record)).is_some() {
                        return Err(de::Error::custom(format_args!(
                            "the id {id} stands here twice; give one of the two another id"
                        )));
                    }
                }
                Ok(shelf)
            }
        }
        from.deserialize_seq(Visitor(std::marker::PhantomData))
    }
}

macro_rules! session {
    ($($(#[$doc:meta])* $shelf:ident : $record:ident = $kind:ident),* $(,)?) => {
        /// A session as it stands.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Session {
            /// The format of the file; read first, by a probe.
            pub format: u32,
            /// What is true of the session as a whole.
            pub session: Arc<Head>,
            $(
                $(#[$doc])*
                #[serde(default, skip_serializing_if = "is_empty")]
                pub $shelf: Shelf<$record>,
            )*
        }

        impl Session {
            /// Returns the item with that reference, removed or not.
            pub fn get(&self, reference: ItemRef) -> Option<Item> {
                match reference {
                    ItemRef::Session(id) => (self.session.id == id).then(|| Item::Session(self.session.clone())),
                    $(ItemRef::$kind(id) => self.$shelf.get(id).cloned().map(Item::$kind)),*
                }
            }

            /// Puts an item in its place. Only `change` and the store's readers do this.
            pub fn put(&mut self, item: Item) {
                match item {
                    Item::Session(head) => self.session = head,
                    $(Item::$kind(record) => self.$shelf.put(record)),*
                }
            }

            /// Takes an item out without a tombstone: for erasing for good alone.
            pub fn take_out(&mut self, reference: ItemRef) {
                match reference {
                    ItemRef::Session(_) => {}
                    $(ItemRef::$kind(id) => { self.$shelf.take_out(id); })*
                }
            }

            /// Returns every item, the head first, tombstones among them.
            pub fn items(&self) -> impl Iterator<Item = Item> + '_ {
                std::iter::once(Item::Session(self.session.clone()))
                    $(.chain(self.$shelf.all().cloned().map(Item::$kind)))*
            }

            /// Returns the items that are different from an older state of the session, before and after; not the head.
            /// Takes as long as the differences, however large the session is.
            pub fn changes_since(&self, older: &Self) -> Vec<(Option<Item>, Option<Item>)> {
                let mut changes = Vec::new();
                $(changes.extend(self.$shelf.changes_since(&older.$shelf).map(|(before, after)| {
                    (before.cloned().map(Item::$kind), after.cloned().map(Item::$kind))
                }));)*
                changes
            }

            /// Returns how many items of a kind there are that were not removed.
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    Kind::Session => 1,
                    $(Kind::$kind => self.$shelf.count()),*
                }
            }

            /// Returns the items of a kind that were not removed, in the order people know.
            pub fn list(&self, kind: Kind) -> Vec<Item> {
                match kind {
                    Kind::Session => vec![Item::Session(self.session.clone())],
                    $(Kind::$kind => self.$shelf.in_order().into_iter().map(Item::$kind).collect()),*
                }
            }
        }
    };
}

session! {
    /// Tables the room splits into.
    tables: Table = Table,
    /// The agenda.
    steps: Step = Step,
    /// Who takes part, by code.
    participants: Participant = Participant,
    /// Practices.
    practices: Practice = Practice,
    /// Sketches.
    sketches: Sketch = Sketch,
    /// Youth voices.
    voices: Voice = Voice,
    /// Polls.
    polls: Poll = Poll,
    /// Decisions.
    decisions: Decision = Decision,
    /// Action items.
    actions: ActionItem = Action,
    /// Notes.
    notes: Note = Note,
    /// Conflicts.
    conflicts: Conflict = Conflict,
}

fn is_empty<T: Record>(shelf: &Shelf<T>) -> bool {
    shelf.0.is_empty()
}

impl Session {
    /// Makes an empty session of today's format.
    pub fn new(head: Head) -> Self {
        Self { format: FORMAT, session: Arc::new(head), ..Self::default() }
    }

    /// Returns the session's id.
    pub fn id(&self) -> SessionId {
        self.session.id
    }

    /// Returns whether an item is there and was not removed.
    pub fn has_live(&self, reference: ItemRef) -> bool {
        self.get(reference).is_some_and(|item| !item.gone())
    }

    /// Returns the conflicts that nobody has settled.
    pub fn open_conflicts(&self) -> impl Iterator<Item = &Arc<Conflict>> {
        self.conflicts.live().filter(|conflict| !conflict.settled)
    }

    /// Returns the name of a practice, or its id where there is none.
    pub fn practice_name(&self, id: PracticeId) -> String {
        self.practices.get(id).map_or_else(|| id.to_string(), |practice| practice.name.clone())
    }

    /// Returns the step that is going on: begun, not ended.
    pub fn current_step(&self) -> Option<Arc<Step>> {
        self.steps.in_order().into_iter().find(|step| step.started.is_some() && step.ended.is_none())
    }
}
