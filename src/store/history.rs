//! Owns the history of a session: an automerge document with one root key an item, written and read an item at a time.
//! Two histories meet here. Automerge's own types stay in this file. Never touches a file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;

use automerge::{
    ActorId, AutoCommit, AutomergeError, ChangeHash, ObjId, ObjType, PatchAction, Prop, ROOT, ReadDoc as _,
    SaveOptions, Value, transaction::Transactable as _,
};
use autosurgeon::{Hydrate as _, HydrateError, ReadDoc, ReconcileError, reconcile_prop};

use crate::domain::change::keep;
use crate::domain::desk::{Problem, Wrong};
use crate::domain::field::{Clash, from_ron, to_ron};
use crate::domain::item::{Item, ItemRef, Record, for_kind, with_record};
use crate::domain::session::Session;
use crate::domain::value::Stamp;

mod remote;

pub use remote::{Folds, Heads, Meeting, TakenIn};

/// What stands before the root keys that remember which twin of an item was folded into the one that is shown.
const FOLDED: &str = "folded/";

/// Why a history could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// Its bytes are no history.
    #[error("{0}")]
    Bytes(#[from] AutomergeError),
    /// An item could not be written into it.
    #[error("{0}")]
    Write(#[from] ReconcileError),
    /// It waits for changes that it does not have.
    #[error("changes are missing before this one")]
    Gap,
    /// What another machine said while two met cannot be understood.
    #[error("{0}")]
    Said(String),
}

/// The history of a session.
#[derive(Debug)]
pub struct History {
    doc: AutoCommit,
}

/// What a meeting of two histories brought.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Met {
    /// The items that are different from before, as they are now.
    pub items: Vec<Item>,
    /// How many fields hold two values, both kept.
    pub conflicts: usize,
    /// Items that could not be read.
    pub set_aside: Vec<Problem>,
}

impl Default for History {
    fn default() -> Self {
        Self { doc: AutoCommit::new().with_actor(ActorId::random()) }
    }
}

impl History {
    /// Begins a history with all items of a session.
    ///
    /// # Errors
    /// Where an item cannot be written.
    pub fn begin(session: &Session) -> Result<Self, HistoryError> {
        let mut history = Self::default();
        history.record(session.items())?;
        history.origin();
        history.doc.save_incremental();
        Ok(history)
    }

    /// Reads a history that was saved whole. What came after it is taken in record by record.
    ///
    /// # Errors
    /// Where the bytes are no history.
    pub fn load(snapshot: &[u8]) -> Result<Self, HistoryError> {
        // a new actor at every start: two that wrote under one name could never meet
        let mut doc = AutoCommit::load(snapshot)?.with_actor(ActorId::random());
        doc.save_incremental();
        Ok(Self { doc })
    }

    /// Takes in the bytes of one record.
    ///
    /// # Errors
    /// Where they are no changes, or others are missing before them.
    pub fn take_in(&mut self, ops: &[u8]) -> Result<(), HistoryError> {
        self.doc.load_incremental(ops)?;
        self.doc.save_incremental();
        if self.doc.get_missing_deps(&[]).is_empty() { Ok(()) } else { Err(HistoryError::Gap) }
    }

    /// Writes items as they are now. Returns the bytes to keep, empty where nothing was different.
    ///
    /// # Errors
    /// Where an item cannot be written.
    pub fn record(&mut self, items: impl IntoIterator<Item = Item>) -> Result<Vec<u8>, HistoryError> {
        for item in items {
            self.write(&item)?;
        }
        self.doc.commit();
        Ok(self.doc.save_incremental())
    }

    fn write(&mut self, item: &Item) -> Result<(), HistoryError> {
        let key = item.reference().root_key();
        with_record!(item, record => reconcile_prop(&mut self.doc, ROOT, key.as_str(), record.as_ref()))?;
        Ok(())
    }

    /// Returns the whole history's bytes.
    pub fn save(&mut self) -> Vec<u8> {
        // what waits for changes that were spoilt is not kept: the session was written again beside it
        self.doc.save_with_options(SaveOptions { retain_orphans: false, ..SaveOptions::default() })
    }

    /// Reads the session that the history leads to, and says which items could not be read.
    /// Returns `None` where it holds no session.
    pub fn session(&self) -> (Option<Session>, Vec<Problem>) {
        let (items, set_aside) = self.items(self.doc.keys(ROOT).map(|key| key.to_string()));
        let head = items.iter().find_map(|item| match item {
            Item::Session(head) => Some(head.as_ref().clone()),
            _ => None,
        });
        let session = head.map(|head| {
            let mut session = Session::new(head);
            items.into_iter().for_each(|item| session.put(item));
            session
        });
        (session, set_aside)
    }

    fn items(&self, keys: impl Iterator<Item = String>) -> (Vec<Item>, Vec<Problem>) {
        let mut set_aside = Vec::new();
        let items = keys.filter_map(|key| {
            let reference = ItemRef::from_root_key(&key)?;
            read(&self.doc, reference).map_err(|error| set_aside.push(unreadable(&key, &error))).ok()
        });
        (items.collect(), set_aside)
    }

    /// Takes in everything that another history holds. Where both hold an item or a field apart, the values meet:
    /// one is shown, the others become conflicts, the same ones whichever of the two takes in the other.
    ///
    /// # Errors
    /// Where the other cannot be taken in.
    pub fn merge(&mut self, other: &mut Self) -> Result<Met, HistoryError> {
        let before = self.doc.get_heads();
        self.doc.merge(&mut other.doc)?;
        self.fold_since(&before)
    }

    fn fold_since(&mut self, before: &[ChangeHash]) -> Result<Met, HistoryError> {
        let after = self.doc.get_heads();
        // what changes inside a twin that is not shown makes no patch: those are looked at again each time
        let mut touched = self.twins();
        for patch in self.doc.diff(before, &after) {
            let root = patch.path.first().map(|(_, prop)| prop.clone());
            let key = match (root, &patch.action) {
                (Some(Prop::Map(key)), _) => Some(key),
                (None, PatchAction::PutMap { key, .. } | PatchAction::Conflict { prop: Prop::Map(key) }) => {
                    Some(key.clone())
                }
                (Some(Prop::Seq(_)) | None, _) => None,
            };
            touched.extend(key.and_then(|key| ItemRef::from_root_key(&key)));
        }
        self.fold_all(touched)
    }

    /// Makes one value of many in each of these items.
    fn fold_all(&mut self, touched: impl IntoIterator<Item = ItemRef>) -> Result<Met, HistoryError> {
        let mut met = Met::default();
        let mut clashes = Vec::new();
        for reference in touched {
            match self.fold(reference) {
                Ok((item, found)) => {
                    clashes.extend(found.into_iter().map(|clash| (reference, clash)));
                    met.items.push(item);
                }
                Err(FoldError::Read(error)) => met.set_aside.push(unreadable(&reference.root_key(), &error)),
                Err(FoldError::Write(error)) => return Err(*error),
            }
        }
        self.keep_clashes(clashes, &mut met)?;
        self.doc.commit();
        Ok(met)
    }

    fn keep_clashes(&mut self, clashes: Vec<(ItemRef, Clash)>, met: &mut Met) -> Result<(), HistoryError> {
        // the conflicts that are there already are asked by id, in a session that holds nothing else
        let mut known = Session::default();
        for (reference, clash) in clashes {
            let stamp = met.items.iter().find(|item| item.reference() == reference).map(stamp_of).unwrap_or_default();
            let conflict = crate::domain::change::conflict(reference, clash.clone(), &stamp);
            if let Ok(Item::Conflict(there)) = read(&self.doc, ItemRef::Conflict(conflict.id)) {
                known.conflicts.put(there);
            }
            let Some(conflict) = keep(&known, reference, clash, &stamp).and_then(|edit| edit.after) else { continue };
            met.conflicts += 1;
            self.write(&conflict)?;
            met.items.retain(|item| item.reference() != conflict.reference());
            met.items.push(conflict);
        }
        Ok(())
    }

    /// Makes one item of all that stand at its key, and one value of all that stand at each of its fields.
    fn fold(&mut self, reference: ItemRef) -> Result<(Item, Vec<Clash>), FoldError> {
        let places = Places::of(&self.doc, reference).map_err(FoldError::read)?;
        let shown = read(&self.doc, reference).map_err(FoldError::Read)?;
        if places.0.is_empty() {
            return Ok((shown, Vec::new()));
        }
        let mut result = shown;
        let mut clashes = Vec::new();
        for twin in &places.0 {
            let chosen = Chosen { doc: &self.doc, instead: &twin.choice };
            let item = read(&chosen, reference).map_err(FoldError::Read)?;
            let (merged, found) = match twin.object.as_ref().and_then(|object| self.folded(object)) {
                // it was folded before and moved since, on a machine that saw it alone: carried over like any edit
                Some(before) => Item::merge(&before, &item, &result),
                // made apart: from nothing, so that a field left empty hides none
                None => {
                    let both_gone = item.gone() && result.gone();
                    let empty = Item::empty(reference, item.created().clone());
                    let (merged, found) = Item::merge(&empty, &result, &item);
                    (merged.with_gone(both_gone), found)
                }
            };
            result = merged;
            clashes.extend(found);
        }
        for twin in &places.0 {
            let Some(object) = &twin.object else { continue };
            let chosen = Chosen { doc: &self.doc, instead: &twin.choice };
            let item = to_ron(&read(&chosen, reference).map_err(FoldError::Read)?);
            let key = format!("{FOLDED}{object}");
            if self.folded_text(&key).as_deref() != Some(item.as_str()) {
                self.doc.put(ROOT, key, item).map_err(FoldError::write)?;
            }
        }
        // writing a field again, even as it is, makes its one value of many
        self.write(&result).map_err(FoldError::write)?;
        Ok((result, clashes))
    }

    /// Returns the items of which some twin was folded.
    fn twins(&self) -> BTreeSet<ItemRef> {
        let keys = FOLDED.to_owned()..FOLDED.replace('/', "0");
        let texts = ReadDoc::map_range(&self.doc, ROOT, keys).filter_map(|item| self.folded_text(&item.key));
        texts.filter_map(|text| from_ron::<Item>(&text).ok()).map(|item| item.reference()).collect()
    }

    fn folded(&self, object: &ObjId) -> Option<Item> {
        self.folded_text(&format!("{FOLDED}{object}")).and_then(|text| from_ron(&text).ok())
    }

    fn folded_text(&self, key: &str) -> Option<String> {
        match ReadDoc::get(&self.doc, &ROOT, key) {
            Ok(Some((Value::Scalar(text), _))) => text.as_str().map(str::to_owned),
            Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
        }
    }
}

enum FoldError {
    Read(HydrateError),
    Write(Box<HistoryError>),
}

impl FoldError {
    fn read(error: AutomergeError) -> Self {
        Self::Read(error.into())
    }

    fn write(error: impl Into<HistoryError>) -> Self {
        Self::Write(Box::new(error.into()))
    }
}

fn stamp_of(item: &Item) -> Stamp {
    let created = item.created();
    item.changed().cloned().unwrap_or_else(|| Stamp { at: created.at, by: created.by.clone() })
}

fn unreadable(key: &str, error: &HydrateError) -> Problem {
    Problem::new(Wrong::ItemSetAside { key: key.to_owned(), why: error.to_string() })
}

fn read(doc: &impl ReadDoc, reference: ItemRef) -> Result<Item, HydrateError> {
    let key = reference.root_key();
    for_kind!(reference.kind(), T => T::hydrate(doc, &ROOT, key.as_str().into()).map(|record: T| record.into_item()))
}

/// A value that stands beside the one that is shown.
struct Twin {
    /// What must be read in the place of what, to see it.
    choice: Choice,
    /// The object that it is, where it is one.
    object: Option<ObjId>,
}

type Choice = BTreeMap<(ObjId, String), (Value<'static>, ObjId)>;

/// The twins of an item and of its fields.
struct Places(Vec<Twin>);

impl Places {
    fn of(doc: &AutoCommit, reference: ItemRef) -> Result<Self, AutomergeError> {
        let mut places = Self(Vec::new());
        places.look(doc, &ROOT, &reference.root_key(), &Choice::new())?;
        Ok(places)
    }

    fn look(&mut self, doc: &AutoCommit, object: &ObjId, key: &str, path: &Choice) -> Result<(), AutomergeError> {
        let Some((shown, shown_id)) = ReadDoc::get(doc, object, key)? else { return Ok(()) };
        let shown = (shown.into_owned(), shown_id);
        for (value, id) in doc.get_all(object, key)? {
            let is_object = matches!(value, Value::Object(_));
            let same = if is_object { id == shown.1 } else { value == shown.0 };
            if same && id == shown.1 {
                continue;
            }
            let mut choice = path.clone();
            choice.insert((object.clone(), key.to_owned()), (value.into_owned(), id.clone()));
            if is_object {
                self.inside(doc, &id, &choice)?;
            }
            self.0.push(Twin { choice, object: is_object.then_some(id) });
        }
        if matches!(shown.0, Value::Object(ObjType::Map)) { self.inside(doc, &shown.1, path) } else { Ok(()) }
    }

    fn inside(&mut self, doc: &AutoCommit, object: &ObjId, path: &Choice) -> Result<(), AutomergeError> {
        let keys: Vec<String> = doc.keys(object).map(|key| key.to_string()).collect();
        keys.iter().try_for_each(|key| self.look(doc, object, key, path))
    }
}

/// A document in which some values are read in the place of those that are shown.
struct Chosen<'a> {
    doc: &'a AutoCommit,
    instead: &'a Choice,
}

impl ReadDoc for Chosen<'_> {
    type Parents<'b>
        = automerge::Parents<'b>
    where
        Self: 'b;

    fn get_heads(&self) -> Vec<ChangeHash> {
        ReadDoc::get_heads(self.doc)
    }

    fn get<P: Into<Prop>>(&self, object: &ObjId, prop: P) -> Result<Option<(Value<'_>, ObjId)>, AutomergeError> {
        let prop = prop.into();
        if let Prop::Map(key) = &prop
            && let Some((value, id)) = self.instead.get(&(object.clone(), key.clone()))
        {
            return Ok(Some((value.clone(), id.clone())));
        }
        ReadDoc::get(self.doc, object, prop)
    }

    fn object_type<O: AsRef<ObjId>>(&self, object: O) -> Option<ObjType> {
        ReadDoc::object_type(self.doc, object)
    }

    fn map_range<'b, O, R>(&'b self, object: O, range: R) -> automerge::iter::MapRange<'b>
    where
        R: RangeBounds<String> + 'b,
        O: AsRef<ObjId>,
    {
        ReadDoc::map_range(self.doc, object, range)
    }

    fn list_range<O: AsRef<ObjId>, R: RangeBounds<usize>>(
        &self,
        object: O,
        range: R,
    ) -> automerge::iter::ListRange<'_> {
        ReadDoc::list_range(self.doc, object, range)
    }

    fn length<O: AsRef<ObjId>>(&self, object: O) -> usize {
        ReadDoc::length(self.doc, object)
    }

    fn text<O: AsRef<ObjId>>(&self, object: O) -> Result<String, AutomergeError> {
        ReadDoc::text(self.doc, object)
    }

    fn parents<O: AsRef<ObjId>>(&self, object: O) -> Result<Self::Parents<'_>, AutomergeError> {
        ReadDoc::parents(self.doc, object)
    }

    fn is_empty(&self) -> bool {
        ReadDoc::is_empty(self.doc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, SessionId, TypedId};
    use crate::domain::item::Head;

    #[test]
    fn an_item_that_cannot_be_read_is_said_and_the_others_stay() {
        let id = SessionId::new(Code::from_bits(1));
        let mut history = History::begin(&Session::new(Head { id, ..Head::default() })).unwrap();
        history.doc.put(ROOT, "note/not_2", "no item").unwrap();
        let (session, set_aside) = history.session();
        assert_eq!(session.unwrap().id(), id);
        assert!(
            matches!(&set_aside[..], [Problem { what: Wrong::ItemSetAside { key, .. }, .. }] if key == "note/not_2")
        );
    }
}
