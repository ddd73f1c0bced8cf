//! Owns the macros that make items of a list of fields: a struct that is merged, kept and written field by field,
//! and what is the same for every kind. The kinds themselves are in `item`.

/// A struct whose fields are merged one by one, kept one by one in the history, and left out of a file at their default.
macro_rules! fields {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* pub $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize, autosurgeon::Reconcile, autosurgeon::Hydrate)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $(
                $(#[$fdoc])*
                #[serde(skip_serializing_if = "crate::domain::item::is_default")]
                #[autosurgeon(missing = "Default::default")]
                pub $field: $type,
            )*
        }

        impl $crate::domain::field::Field for $name {
            fn merge(before: &Self, after: &Self, current: &Self, trail: &mut $crate::domain::field::Trail) -> Self {
                Self {
                    $($field: trail.inside(stringify!($field), |trail| {
                        $crate::domain::field::Field::merge(&before.$field, &after.$field, &current.$field, trail)
                    }),)*
                }
            }

            fn put(&mut self, path: &[&str], ron: &str) -> Result<(), $crate::domain::field::PutError> {
                let Some((name, rest)) = path.split_first() else {
                    return Err($crate::domain::field::PutError::Path(String::new()));
                };
                match *name {
                    $(stringify!($field) => $crate::domain::field::Field::put(&mut self.$field, rest, ron),)*
                    other => Err($crate::domain::field::PutError::Path(other.to_owned())),
                }
            }
        }
    };
}

/// Makes the kinds, the references to items, the items, and a record of each kind.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $kind:ident $(as $alias:ident)? ($id:ident, $key:literal $(, rank = $rank:ident)?) {
            $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)?
        }
    )*) => {
        /// The kinds of items.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            /// Every kind, in the order of a file.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Returns the kind's key in the history: `practice`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$kind => $key),* }
            }

            /// Returns the reference to the item of this kind with that code.
            pub fn with_code(self, code: Code) -> ItemRef {
                match self { $(Self::$kind => ItemRef::$kind($id::new(code))),* }
            }

            /// Returns the prefix of this kind's ids, without its underscore.
            pub fn prefix(self) -> &'static str {
                match self { $(Self::$kind => $id::PREFIX),* }
            }
        }

        /// A reference to any item, written as its id.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ItemRef { $($(#[$doc])* $kind($id)),* }

        impl ItemRef {
            /// Returns the kind of the item.
            pub fn kind(self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),* }
            }

            /// Returns the id's code.
            pub fn code(self) -> Code {
                match self { $(Self::$kind(id) => id.code()),* }
            }
        }

        impl fmt::Display for ItemRef {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$kind(id) => fmt::Display::fmt(id, f)),* }
            }
        }

        impl FromStr for ItemRef {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                match text.split_once('_').map_or("", |(prefix, _)| prefix) {
                    $(prefix if prefix == $id::PREFIX => text.parse().map(Self::$kind),)*
                    _ => Err(IdError::Prefix { expected: "pra_, ske_, voi_ or another kind of item", found: text.to_owned() }),
                }
            }
        }

        $(impl From<$id> for ItemRef {
            fn from(id: $id) -> Self {
                Self::$kind(id)
            }
        })*

        /// Any item.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub enum Item { $($(#[$doc])* $kind(Arc<records!(@name $kind $($alias)?)>)),* }

        impl Item {
            /// Returns the reference to it.
            pub fn reference(&self) -> ItemRef {
                match self { $(Self::$kind(record) => ItemRef::$kind(record.id)),* }
            }

            /// Returns who took it down, and when.
            pub fn created(&self) -> &Created {
                match self { $(Self::$kind(record) => &record.created),* }
            }

            /// Returns the last change, or `None` where it never changed.
            pub fn changed(&self) -> Option<&Stamp> {
                match self { $(Self::$kind(record) => record.changed.get()),* }
            }

            /// Tells whether it was removed.
            pub fn gone(&self) -> bool {
                match self { $(Self::$kind(record) => record.gone),* }
            }

            /// Returns it removed, or brought back.
            pub fn with_gone(mut self, gone: bool) -> Self {
                match &mut self { $(Self::$kind(record) => Arc::make_mut(record).gone = gone),* }
                self
            }

            /// Returns it with that last change.
            pub fn with_changed(mut self, stamp: Stamp) -> Self {
                match &mut self { $(Self::$kind(record) => Arc::make_mut(record).set_changed(stamp)),* }
                self
            }

            /// Returns an empty item with that id and creation.
            pub fn empty(reference: ItemRef, created: Created) -> Self {
                match reference {
                    $(ItemRef::$kind(id) => {
                        let mut record = <records!(@name $kind $($alias)?)>::default();
                        record.found(id, created);
                        record.into_item()
                    })*
                }
            }

            /// Carries the change from `before` to `after` over to `current`, three items of one kind.
            /// Returns `after` where the kinds differ.
            pub fn merge(before: &Self, after: &Self, current: &Self) -> (Self, Vec<Clash>) {
                let mut trail = Trail::default();
                let merged = match (before, after, current) {
                    $((Self::$kind(before), Self::$kind(after), Self::$kind(current)) => {
                        // a head has fields that only grow: they are asked even where nothing else moved
                        if before == current && Kind::$kind != Kind::Session {
                            after.as_ref().clone().into_item()
                        } else {
                            <records!(@name $kind $($alias)?)>::merge(before, after, current, &mut trail).into_item()
                        }
                    })*
                    _ => after.clone(),
                };
                (merged, trail.clashes)
            }

            /// Puts the value written in `ron` at a path of field names and keys: `["rounds", "1", "reason"]`.
            pub fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
                match self { $(Self::$kind(record) => Arc::make_mut(record).put(path, ron)),* }
            }
        }

        $(records!{@record $(#[$doc])* [$kind $($alias)?] $kind $id [$($rank)?] {
            $($(#[$fdoc])* $field : $type),*
        }})*

    };
    (@name $kind:ident) => { $kind };
    (@name $kind:ident $alias:ident) => { $alias };
    (@record $(#[$doc:meta])* [$kind0:ident $alias:ident] $kind:ident $id:ident [$($rank:ident)?] { $($body:tt)* }) => {
        records!{@struct $(#[$doc])* $alias $kind $id [$($rank)?] { $($body)* }}
    };
    (@record $(#[$doc:meta])* [$kind0:ident] $kind:ident $id:ident [$($rank:ident)?] { $($body:tt)* }) => {
        records!{@struct $(#[$doc])* $kind $kind $id [$($rank)?] { $($body)* }}
    };
    (@struct $(#[$doc:meta])* $name:ident $kind:ident $id:ident [$($rank:ident)?] {
        $($(#[$fdoc:meta])* $field:ident : $type:ty),*
    }) => {
        fields! {
            $(#[$doc])*
            pub struct $name {
                /// Its id.
                pub id: $id,
                /// Who took it down, when and where.
                pub created: Created,
                /// Its last change.
                pub changed: LastChange,
                /// Removed: a tombstone.
                pub gone: bool,
                /// Invented, to show the program.
                pub sample: bool,
                $($(#[$fdoc])* pub $field: $type,)*
            }
        }

        leaf!($id);

        impl Default for $id {
            fn default() -> Self {
                Self::new(Code::unset())
            }
        }

        impl Record for $name {
            type Id = $id;
            const KIND: Kind = Kind::$kind;
            fn id(&self) -> $id {
                self.id
            }
            fn created(&self) -> &Created {
                &self.created
            }
            fn changed(&self) -> Option<&Stamp> {
                self.changed.get()
            }
            fn gone(&self) -> bool {
                self.gone
            }
            $(fn rank(&self) -> i64 {
                self.$rank
            })?
            fn found(&mut self, id: $id, created: Created) {
                self.id = id;
                self.created = created;
            }
            fn set_changed(&mut self, stamp: Stamp) {
                self.changed = LastChange(Some(stamp));
            }
            fn into_item(self) -> Item {
                Item::$kind(Arc::new(self))
            }
            fn from_item(item: &Item) -> Option<&Arc<Self>> {
                if let Item::$kind(record) = item { Some(record) } else { None }
            }
        }
    };
}

/// Makes the macros that run one expression for every kind of item. `$d` is a dollar sign, which a macro
/// that makes macros cannot write otherwise.
macro_rules! dispatch {
    (($d:tt) $($kind:ident $type:ident;)*) => {
        /// Runs one expression with the record inside an item, whatever its kind.
        macro_rules! with_record {
            ($d item:expr, $d record:ident => $d body:expr) => {
                match $d item { $($crate::domain::item::Item::$kind($d record) => $d body),* }
            };
        }
        pub(crate) use with_record;

        /// Runs one expression with the record type of a kind: `for_kind!(kind, T => read::<T>(…))`.
        macro_rules! for_kind {
            ($d of:expr, $d record:ident => $d body:expr) => {
                match $d of {
                    $($crate::domain::item::Kind::$kind => {
                        type $d record = $crate::domain::item::$type;
                        $d body
                    })*
                }
            };
        }
        #[allow(unused_imports, reason = "the store alone reads by kind")]
        pub(crate) use for_kind;
    };
}

pub(crate) use {dispatch, fields, records};
