//! Owns how one field of an item is merged three ways, set by its path, and kept in the history.
//! Scalars and small values are merged as wholes, sets and maps by element. Never knows an item.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{Deref, DerefMut};

use autosurgeon::reconcile::{LoadKey, MapReconciler, NoKey};
use autosurgeon::{Hydrate, HydrateError, ReadDoc, Reconcile, Reconciler};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Two values for one field: the one that was taken, and the one that stood there. Both as RON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Where in the item: `name`, or `rounds/2/reason`.
    pub path: String,
    /// The value that the merge took.
    pub taken: String,
    /// The value that it would have hidden.
    pub other: String,
}

/// Where a merge is inside an item, and what clashed on the way.
#[derive(Debug, Default)]
pub struct Trail {
    path: Vec<String>,
    /// What clashed so far.
    pub clashes: Vec<Clash>,
}

impl Trail {
    /// Runs `step` one level further down.
    pub fn inside<T>(&mut self, name: &str, step: impl FnOnce(&mut Self) -> T) -> T {
        // a key may hold a slash, which parts the path
        self.path.push(name.replace('~', "~0").replace('/', "~1"));
        let result = step(self);
        self.path.pop();
        result
    }

    fn clash<T: Serialize>(&mut self, taken: &T, other: &T) {
        self.clashes.push(Clash { path: self.path.join("/"), taken: to_ron(taken), other: to_ron(other) });
    }
}

/// Returns the names of a clash's path: its pieces, with `~1` for a slash and `~0` for a tilde (RFC 6901).
pub fn names_of(path: &str) -> Vec<String> {
    path.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect()
}

/// Why a value could not be put at a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PutError {
    /// No such field.
    #[error("no field {0:?}")]
    Path(String),
    /// The text is not a value of that field.
    #[error("{text:?} is not a value of this field: {why}")]
    Value {
        /// The text as it stands.
        text: String,
        /// What the reader said.
        why: String,
    },
}

/// A field of an item.
pub trait Field: Sized + Clone + PartialEq {
    /// Carries the change from `before` to `after` over to `current`.
    /// Where both changed one value differently, `after` is taken and the clash noted.
    fn merge(before: &Self, after: &Self, current: &Self, trail: &mut Trail) -> Self;

    /// Puts the value written in `ron` at `path` below this field.
    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError>;
}

/// A value that is merged as a whole.
pub trait Leaf: Clone + PartialEq + Serialize + DeserializeOwned {}

impl<T: Leaf> Leaf for Option<T> {}

impl<T: Leaf> Field for T {
    fn merge(before: &Self, after: &Self, current: &Self, trail: &mut Trail) -> Self {
        if after == before {
            return current.clone();
        }
        if current != before && current != after {
            trail.clash(after, current);
        }
        after.clone()
    }

    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
        if let Some(name) = path.first() {
            return Err(PutError::Path((*name).to_owned()));
        }
        *self = from_ron(ron)?;
        Ok(())
    }
}

macro_rules! plain_leaf {
    ($($name:ty),* $(,)?) => {$( impl $crate::domain::field::Leaf for $name {} )*};
}

/// Makes types leaves that the history keeps as their RON text, so that one value is one register there.
macro_rules! leaf {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::domain::field::Leaf for $name {}

        impl autosurgeon::Reconcile for $name {
            type Key<'a> = autosurgeon::reconcile::NoKey;
            fn reconcile<R: autosurgeon::Reconciler>(&self, mut reconciler: R) -> Result<(), R::Error> {
                reconciler.str($crate::domain::field::to_ron(self))
            }
        }

        impl autosurgeon::Hydrate for $name {
            fn hydrate_string(text: &str) -> Result<Self, autosurgeon::HydrateError> {
                $crate::domain::field::from_ron(text)
                    .map_err(|error| autosurgeon::HydrateError::unexpected(stringify!($name), error.to_string()))
            }
        }
    )*};
}
pub(crate) use leaf;

plain_leaf!(String, bool, u8, u32, i32, i64);

/// Returns the dialect of RON that every file of the program is in.
pub fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Writes a value as one line of RON.
pub fn to_ron<T: Serialize>(value: &T) -> String {
    ron_options()
        .to_string(value)
        .expect("own types have no map with other keys than text, and writing to a string does not fail")
}

/// Reads a value from RON.
pub fn from_ron<T: DeserializeOwned>(text: &str) -> Result<T, PutError> {
    ron_options().from_str(text).map_err(|error| PutError::Value { text: text.to_owned(), why: error.code.to_string() })
}

/// What can be a map's key or a set's element: has one text, which the history uses as its key.
pub trait Key: Ord + Clone + fmt::Debug {
    /// Returns the key's text.
    fn to_key(&self) -> String;
    /// Reads a key back from its text.
    fn from_key(text: &str) -> Option<Self>;
}

impl Key for String {
    fn to_key(&self) -> String {
        self.clone()
    }
    fn from_key(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// Makes types that are written and read as text keys.
macro_rules! text_key {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::domain::field::Key for $name {
            fn to_key(&self) -> String {
                self.to_string()
            }
            fn from_key(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}
pub(crate) use text_key;

/// A set whose elements are merged one by one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Set<T: Ord>(pub BTreeSet<T>);

/// A map whose values are merged one by one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Map<K: Ord, V>(pub BTreeMap<K, V>);

/// A set of which a merge takes nothing away: what any side holds stays.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Grown<T: Ord>(pub Set<T>);

/// A number of which a merge takes the highest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Highest(pub u32);

macro_rules! wraps {
    ($name:ident<$($p:ident),*>, $inner:ty, $item:ty, $into:ty) => {
        impl<$($p),*> Default for $name<$($p),*> where wraps!(@first $($p),*): Ord {
            fn default() -> Self {
                Self(Default::default())
            }
        }
        impl<$($p),*> Deref for $name<$($p),*> where wraps!(@first $($p),*): Ord {
            type Target = $inner;
            fn deref(&self) -> &$inner {
                &self.0
            }
        }
        impl<$($p),*> DerefMut for $name<$($p),*> where wraps!(@first $($p),*): Ord {
            fn deref_mut(&mut self) -> &mut $inner {
                &mut self.0
            }
        }
        impl<$($p),*> FromIterator<$item> for $name<$($p),*> where wraps!(@first $($p),*): Ord {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                Self(items.into_iter().collect())
            }
        }
    };
    (@first $first:ident $(, $rest:ident)*) => { $first };
}
wraps!(Set<T>, BTreeSet<T>, T, T);
wraps!(Grown<T>, Set<T>, T, T);
wraps!(Map<K, V>, BTreeMap<K, V>, (K, V), (K, V));

impl<T: Key + Serialize + DeserializeOwned> Field for Set<T> {
    fn merge(before: &Self, after: &Self, current: &Self, _: &mut Trail) -> Self {
        let added = after.difference(before);
        let stayed = current.iter().filter(|element| after.contains(*element) || !before.contains(*element));
        stayed.chain(added).cloned().collect()
    }

    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
        if let Some(name) = path.first() {
            return Err(PutError::Path((*name).to_owned()));
        }
        *self = from_ron(ron)?;
        Ok(())
    }
}

impl<T: Key + Serialize + DeserializeOwned> Field for Grown<T> {
    fn merge(before: &Self, after: &Self, current: &Self, _: &mut Trail) -> Self {
        before.iter().chain(after.iter()).chain(current.iter()).cloned().collect()
    }

    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
        self.0.put(path, ron)
    }
}

impl Field for Highest {
    fn merge(before: &Self, after: &Self, current: &Self, _: &mut Trail) -> Self {
        *before.max(after).max(current)
    }

    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
        self.0.put(path, ron)
    }
}

impl<K: Key, V: Field + Default + Serialize + DeserializeOwned> Field for Map<K, V> {
    fn merge(before: &Self, after: &Self, current: &Self, trail: &mut Trail) -> Self {
        let keys: BTreeSet<&K> = after.keys().chain(current.keys()).collect();
        let merged = keys.into_iter().filter_map(|key| {
            let value = match (before.get(key), after.get(key), current.get(key)) {
                (Some(before), Some(after), Some(current)) => {
                    trail.inside(&key.to_key(), |trail| V::merge(before, after, current, trail))
                }
                // both made it apart: merged as from nothing
                (None, Some(after), Some(current)) => {
                    trail.inside(&key.to_key(), |trail| V::merge(&V::default(), after, current, trail))
                }
                (None, Some(after), None) => after.clone(),
                // taken out there and changed here, or changed there and taken out here: what was written stays
                (Some(before), Some(after), None) if after != before => after.clone(),
                (Some(before), None, Some(current)) if current != before => current.clone(),
                (None, None, Some(current)) => current.clone(),
                (Some(_), _, _) | (None, None, None) => return None,
            };
            Some((key.clone(), value))
        });
        merged.collect()
    }

    fn put(&mut self, path: &[&str], ron: &str) -> Result<(), PutError> {
        let Some((name, rest)) = path.split_first() else {
            return Err(PutError::Path(String::new()));
        };
        let key = K::from_key(name).ok_or_else(|| PutError::Path((*name).to_owned()))?;
        self.entry(key).or_default().put(rest, ron)
    }
}

impl<T: Ord + Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<T: Ord + Serialize> Serialize for Grown<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Ord + fmt::Debug + Deserialize<'de>> Deserialize<'de> for Grown<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Set::deserialize(from).map(Self)
    }
}

impl Serialize for Highest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Highest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        u32::deserialize(from).map(Self)
    }
}

impl<K: Ord + Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de, T: Ord + fmt::Debug + Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Ord + fmt::Debug + Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Set<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of different values")
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Set<T>, A::Error> {
                let mut set = Set::default();
                while let Some(element) = list.next_element::<T>()? {
                    if let Some(twice) = set.0.replace(element) {
                        return Err(de::Error::custom(format_args!("{twice:?} stands here twice; take one out")));
                    }
                }
                Ok(set)
            }
        }
        from.deserialize_seq(Visitor(std::marker::PhantomData))
    }
}

impl<'de, K: Ord + fmt::Debug + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Map<K, V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor<K, V>(std::marker::PhantomData<(K, V)>);
        impl<'de, K: Ord + fmt::Debug + Deserialize<'de>, V: Deserialize<'de>> de::Visitor<'de> for Visitor<K, V> {
            type Value = Map<K, V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map with different keys")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Map<K, V>, A::Error> {
                let mut map = Map::default();
                while let Some((key, value)) = entries.next_entry::<K, V>()? {
                    if map.contains_key(&key) {
                        return Err(de::Error::custom(format_args!("the key {key:?} stands here twice; take one out")));
                    }
                    map.insert(key, value);
                }
                Ok(map)
            }
        }
        from.deserialize_map(Visitor(std::marker::PhantomData))
    }
}

impl<T: Key> Reconcile for Set<T> {
    type Key<'a> = NoKey;
    fn reconcile<R: Reconciler>(&self, mut reconciler: R) -> Result<(), R::Error> {
        let mut map = reconciler.map()?;
        let mut stale: BTreeSet<String> = map.entries().map(|(key, _)| key.into_owned()).collect();
        for element in self.iter() {
            let key = element.to_key();
            // an element that is there stays as it is, so that it is not written again
            if !stale.remove(&key) {
                map.put(&key, true)?;
            }
        }
        stale.into_iter().try_for_each(|key| map.delete(key))
    }
}

impl<T: Key> Hydrate for Set<T> {
    fn hydrate_map<D: ReadDoc>(doc: &D, object: &automerge::ObjId) -> Result<Self, HydrateError> {
        let keys = BTreeMap::<String, bool>::hydrate_map(doc, object)?;
        keys.into_keys().map(|key| read_key(&key)).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: Key> Reconcile for Grown<T> {
    type Key<'a> = NoKey;
    fn reconcile<R: Reconciler>(&self, reconciler: R) -> Result<(), R::Error> {
        self.0.reconcile(reconciler)
    }
}

impl<T: Key> Hydrate for Grown<T> {
    fn hydrate_map<D: ReadDoc>(doc: &D, object: &automerge::ObjId) -> Result<Self, HydrateError> {
        Set::hydrate_map(doc, object).map(Self)
    }
}

impl Reconcile for Highest {
    type Key<'a> = NoKey;
    fn reconcile<R: Reconciler>(&self, reconciler: R) -> Result<(), R::Error> {
        self.0.reconcile(reconciler)
    }
}

impl Hydrate for Highest {
    fn hydrate_int(number: i64) -> Result<Self, HydrateError> {
        u32::hydrate_int(number).map(Self)
    }

    fn hydrate_uint(number: u64) -> Result<Self, HydrateError> {
        u32::hydrate_uint(number).map(Self)
    }
}

impl<K: Key, V: Reconcile> Reconcile for Map<K, V> {
    type Key<'a> = NoKey;
    fn reconcile<R: Reconciler>(&self, mut reconciler: R) -> Result<(), R::Error> {
        let mut map = reconciler.map()?;
        let mut stale: BTreeSet<String> = map.entries().map(|(key, _)| key.into_owned()).collect();
        for (key, value) in self.iter() {
            let key = key.to_key();
            stale.remove(&key);
            map.put(&key, value)?;
        }
        stale.into_iter().try_for_each(|key| map.delete(key))
    }

    fn key(&self) -> LoadKey<NoKey> {
        LoadKey::NoKey
    }
}

impl<K: Key, V: Hydrate> Hydrate for Map<K, V> {
    fn hydrate_map<D: ReadDoc>(doc: &D, object: &automerge::ObjId) -> Result<Self, HydrateError> {
        let entries = BTreeMap::<String, V>::hydrate_map(doc, object)?;
        entries.into_iter().map(|(key, value)| Ok((read_key(&key)?, value))).collect::<Result<_, _>>().map(Self)
    }
}

fn read_key<K: Key>(text: &str) -> Result<K, HydrateError> {
    K::from_key(text).ok_or_else(|| HydrateError::unexpected("a key", text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(elements: &[&str]) -> Set<String> {
        elements.iter().map(|element| (*element).to_owned()).collect()
    }

    #[test]
    fn a_set_merges_by_element() {
        for [before, after, current, expected] in [
            [&["a"] as &[&str], &["a", "b"], &["a", "c"], &["a", "b", "c"]],
            [&["a", "b"], &["a"], &["a", "b", "c"], &["a", "c"]],
            [&["a"], &["a"], &[], &[]],
            [&[], &["a"], &["a"], &["a"]],
        ] {
            let merged = Set::merge(&set(before), &set(after), &set(current), &mut Trail::default());
            assert_eq!(merged, set(expected), "{before:?} {after:?} {current:?}");
        }
    }

    #[test]
    fn what_only_grows_is_never_taken_back() {
        let grown = |elements: &[&str]| Grown(set(elements));
        let merged = Grown::merge(&grown(&["a"]), &grown(&[]), &grown(&["b"]), &mut Trail::default());
        assert_eq!(merged, grown(&["a", "b"]));
        assert_eq!(Highest::merge(&Highest(1), &Highest(0), &Highest(1), &mut Trail::default()), Highest(1));
        assert_eq!(to_ron(&(grown(&["a"]), Highest(3))), r#"(["a"],3)"#, "written as what they hold");
    }

    #[test]
    fn a_leaf_that_both_changed_keeps_the_other_value_as_a_clash() {
        let mut trail = Trail::default();
        let merged =
            trail.inside("name", |trail| String::merge(&"uno".to_owned(), &"due".to_owned(), &"tre".to_owned(), trail));
        assert_eq!(merged, "due");
        let clash = Clash { path: "name".into(), taken: "\"due\"".into(), other: "\"tre\"".into() };
        assert_eq!(trail.clashes, [clash]);
    }

    #[test]
    fn a_map_keeps_what_was_written_against_a_removal() {
        let map = |entries: &[(&str, u32)]| entries.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect::<Map<_, _>>();
        let mut trail = Trail::default();
        let merged = Map::merge(&map(&[("a", 1), ("b", 1)]), &map(&[("b", 2)]), &map(&[("a", 3)]), &mut trail);
        assert_eq!(merged, map(&[("a", 3), ("b", 2)]));
        assert!(trail.clashes.is_empty());
    }

    #[test]
    fn keys_and_elements_given_twice_are_refused() {
        assert!(from_ron::<Set<String>>(r#"["a", "a"]"#).unwrap_err().to_string().contains("twice"));
        assert!(from_ron::<Map<String, u32>>(r#"{"a": 1, "a": 2}"#).unwrap_err().to_string().contains("twice"));
    }
}
