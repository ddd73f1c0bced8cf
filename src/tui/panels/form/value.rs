//! Owns how a field of an item is shown to a form's widgets and taken back from them.
//! Never which fields a kind has: that is `specs`.

use std::collections::BTreeSet;

use crate::domain::field::Set;
use crate::domain::id::{ParticipantId, PollId, PracticeId, TableId, TypedId, VoiceId};
use crate::domain::item::{Item, ItemRef, Kind, Record};
use crate::domain::time::Day;
use crate::domain::value::{
    ActionState, Activity, Channel, Difficulty, Epic, EvidenceLevel, Level, MayGoTo, NoteKind, Owner, PracticeStatus,
    Seating, SessionState, Shown, WorkPackage,
};
use crate::text::Lang;

/// What stands in a field, in the terms of the widgets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Words.
    Text(String),
    /// One of a list, by its place in it.
    Choice(Option<usize>),
    /// Some of a list, by their places in it.
    Marks(BTreeSet<usize>),
    /// A day.
    Day(Option<Day>),
    /// A count.
    Number(Option<u32>),
    /// Yes or no.
    Yes(bool),
    /// Several words or names.
    Words(BTreeSet<String>),
    /// Other items.
    Refs(BTreeSet<ItemRef>),
    /// Who takes something on.
    Owner(Option<Owner>),
}

/// The names of a list of choices.
pub type Names = fn(Lang) -> Vec<String>;

/// What kind of widget a field has.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// One line.
    Line,
    /// One line, completed from the organisations that the session knows.
    Organisation,
    /// Several lines.
    Text,
    /// One of a list.
    Choice(Names),
    /// One of a list, or none.
    MayChoose(Names),
    /// Some of a list.
    Marks(Names),
    /// A day.
    Day,
    /// A count, up to this.
    Number(u32),
    /// Yes or no.
    Yes,
    /// Several words, parted by `;`, and by commas where they are tags.
    Words(Parted),
    /// Another item of one of these kinds, or none.
    Ref(&'static [Kind]),
    /// Other items of these kinds.
    Refs(&'static [Kind]),
    /// A participant's code or a free name.
    Owner,
}

/// What parts several words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parted {
    /// Commas too: tags have none.
    Tags,
    /// Semicolons alone: names may have commas.
    Names,
}

/// On which page of a form a field stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// At once.
    First,
    /// Behind *altri campi*.
    Desk,
}

/// How much a field is needed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// May stay empty.
    May,
    /// Waits in the list of what is to be completed: *.
    Wanted,
    /// The item makes no sense without it: the form is not taken.
    Must,
}

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The field's name in the item, or a name of its own for a part of one.
    pub name: &'static str,
    /// What it is called.
    pub label: fn(Lang) -> String,
    /// Its widget.
    pub sort: Sort,
    /// Its page.
    pub page: Page,
    /// How much it is needed.
    pub need: Need,
    /// Whether it makes sense for the item as it stands.
    pub when: fn(&Item) -> bool,
    /// Reads it from the item.
    pub read: fn(&Item) -> Value,
    /// Puts it into the item.
    pub write: fn(&mut Item, &Value),
}

impl Spec {
    /// Waits in the list of what is to be completed.
    pub const fn wanted(mut self) -> Self {
        self.need = Need::Wanted;
        self
    }

    /// Must be there for the form to be taken.
    pub const fn must(mut self) -> Self {
        self.need = Need::Must;
        self
    }

    /// Stands behind *altri campi*.
    pub const fn desk(mut self) -> Self {
        self.page = Page::Desk;
        self
    }

    /// Makes sense only there.
    pub const fn when(mut self, when: fn(&Item) -> bool) -> Self {
        self.when = when;
        self
    }
}

/// Reads with a record of one kind; `Text("")` where the item is of another.
pub fn read<R: Record>(item: &Item, with: impl FnOnce(&R) -> Value) -> Value {
    R::from_item(item).map_or(Value::Text(String::new()), |record| with(record))
}

/// Changes a record of one kind inside an item; leaves an item of another kind.
pub fn write<R: Record>(item: &mut Item, with: impl FnOnce(&mut R)) {
    if let Some(record) = R::from_item(item) {
        let mut record = record.as_ref().clone();
        with(&mut record);
        *item = record.into_item();
    }
}

/// Tells something of a record of one kind; false where the item is of another.
pub fn is<R: Record>(item: &Item, with: impl FnOnce(&R) -> bool) -> bool {
    R::from_item(item).is_some_and(|record| with(record))
}

/// A field type that widgets can show.
pub trait Bound: Sized {
    /// Returns it as a widget holds it.
    fn shown(&self) -> Value;
    /// Takes it back from a widget; leaves it where the widget holds another kind of value.
    fn receive(&mut self, value: &Value);
}

/// Makes the two ways of a type.
macro_rules! bound {
    ($($type:ty: $variant:ident, |$field:ident| $shown:expr, |$value:ident| $taken:expr;)*) => {$(
        impl Bound for $type {
            fn shown(&self) -> Value {
                let $field = self;
                Value::$variant($shown)
            }
            fn receive(&mut self, value: &Value) {
                if let Value::$variant($value) = value {
                    *self = $taken;
                }
            }
        }
    )*};
}

bound! {
    String: Text, |field| field.clone(), |value| value.clone();
    bool: Yes, |field| *field, |value| *value;
    Shown: Yes, |field| field.0, |value| Shown(*value);
    u32: Number, |field| Some(*field).filter(|number| *number > 0), |value| value.unwrap_or(0);
    Option<u32>: Number, |field| *field, |value| *value;
    Option<Day>: Day, |field| *field, |value| *value;
    Option<Owner>: Owner, |field| field.clone(), |value| value.clone();
    Set<String>: Words, |field| field.0.clone(), |value| Set(value.clone());
    Set<ItemRef>: Refs, |field| field.0.clone(), |value| Set(value.clone());
}

macro_rules! bound_choices {
    ($($type:ident),* $(,)?) => {$(
        impl Bound for $type {
            fn shown(&self) -> Value {
                Value::Choice(Self::ALL.iter().position(|one| one == self))
            }
            fn receive(&mut self, value: &Value) {
                if let Value::Choice(Some(place)) = value && let Some(one) = Self::ALL.get(*place) {
                    *self = *one;
                }
            }
        }

        impl Bound for Option<$type> {
            fn shown(&self) -> Value {
                Value::Choice($type::ALL.iter().position(|one| Some(*one) == *self))
            }
            fn receive(&mut self, value: &Value) {
                if let Value::Choice(place) = value {
                    *self = place.and_then(|place| $type::ALL.get(place).copied());
                }
            }
        }

        impl Bound for Set<$type> {
            fn shown(&self) -> Value {
                let places = $type::ALL.iter().enumerate().filter(|(_, one)| self.contains(*one));
                Value::Marks(places.map(|(place, _)| place).collect())
            }
            fn receive(&mut self, value: &Value) {
                if let Value::Marks(places) = value {
                    *self = places.iter().filter_map(|place| $type::ALL.get(*place).copied()).collect();
                }
            }
        }
    )*};
}

bound_choices!(
    WorkPackage,
    SessionState,
    Activity,
    Seating,
    Difficulty,
    Level,
    PracticeStatus,
    Channel,
    EvidenceLevel,
    Epic,
    MayGoTo,
    ActionState,
    NoteKind,
);

macro_rules! bound_ids {
    ($($type:ident $kind:ident),* $(,)?) => {$(
        impl Bound for Option<$type> {
            fn shown(&self) -> Value {
                let set = self.filter(|id| !id.code().is_unset());
                Value::Refs(set.into_iter().map(ItemRef::$kind).collect())
            }
            fn receive(&mut self, value: &Value) {
                if let Value::Refs(references) = value {
                    *self = typed(references, |reference| if let ItemRef::$kind(id) = reference { Some(id) } else { None }).next();
                }
            }
        }

        impl Bound for Set<$type> {
            fn shown(&self) -> Value {
                Value::Refs(self.iter().copied().map(ItemRef::$kind).collect())
            }
            fn receive(&mut self, value: &Value) {
                if let Value::Refs(references) = value {
                    *self = typed(references, |reference| if let ItemRef::$kind(id) = reference { Some(id) } else { None }).collect();
                }
            }
        }
    )*};
}

fn typed<T>(references: &BTreeSet<ItemRef>, of: impl Fn(ItemRef) -> Option<T>) -> impl Iterator<Item = T> {
    references.iter().copied().filter_map(of)
}

bound_ids!(ParticipantId Participant, PracticeId Practice, VoiceId Voice, TableId Table);

impl Bound for Option<PollId> {
    fn shown(&self) -> Value {
        Value::Refs(self.iter().copied().map(ItemRef::Poll).collect())
    }
    fn receive(&mut self, value: &Value) {
        if let Value::Refs(references) = value {
            *self =
                typed(references, |reference| if let ItemRef::Poll(id) = reference { Some(id) } else { None }).next();
        }
    }
}
