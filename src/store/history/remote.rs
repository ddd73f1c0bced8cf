//! Owns what two histories on two machines say to each other: changes as they are made, and the sync protocol where
//! something may be missing. Never a connection; the bytes are carried by `live`.

use std::collections::BTreeSet;

use automerge::sync::{Message, State, SyncDoc as _};
use automerge::transaction::Transactable as _;
use automerge::{ActorId, AutoCommit, Change, ChangeHash, PatchAction, Prop, ROOT, ReadDoc as _, Value};

use crate::domain::item::ItemRef;
use crate::domain::session::Session;

use super::{History, HistoryError, Met, read, unreadable};

/// The root key of the name that all copies of one history share.
const ORIGIN: &str = "origin";

/// How far two histories know each other, over one connection. A new connection begins with a new one.
#[derive(Debug, Default)]
pub struct Meeting(State);

impl Meeting {
    /// Begins with one from whom nothing is taken in.
    pub fn one_way() -> Self {
        Self(State::new_read_only())
    }
}

/// Who makes one value of many: one machine alone, or two would answer each other for ever.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Folds {
    /// This one: it has the session.
    Here,
    /// Another one: what the engine shows is taken until its word comes.
    Elsewhere,
}

/// What came in from another machine.
#[derive(Debug, Default)]
pub struct TakenIn {
    /// The items that are different now, and what could not be read.
    pub met: Met,
    /// The bytes of what came in, to be kept and handed on; empty where all was known.
    pub ops: Vec<u8>,
    /// The bytes of what was folded here, to be kept and sent to everybody; empty where nothing was.
    pub folded: Vec<u8>,
    /// Why not all of it came in. What did come in stands in the history, and must be kept all the same.
    pub wrong: Option<HistoryError>,
}

/// What names the changes after which nothing came yet: 32 bytes each.
pub type Heads = Vec<[u8; 32]>;

/// Where the sort of a chunk stands, and where its length begins; before it are four bytes of each: mark and checksum.
const SORT: usize = 8;
const WHOLE: u8 = 0;

/// Reads history bytes as changes; `None` where they are a history saved whole. The engine itself skips what it cannot
/// read, and says nothing: what was skipped would be taken for arrived.
fn changes(mut bytes: &[u8]) -> Result<Option<Vec<Change>>, HistoryError> {
    let not = |why: &str| HistoryError::Said(why.to_owned());
    let mut changes = Vec::new();
    while !bytes.is_empty() {
        if bytes.get(SORT) == Some(&WHOLE) {
            return Ok(None);
        }
        let (mut length, mut at) = (0_usize, SORT + 1);
        for shift in (0..63).step_by(7) {
            let byte = *bytes.get(at).ok_or_else(|| not("changes that are cut off"))?;
            length |= usize::from(byte & 0x7f) << shift;
            at += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let end = at.checked_add(length).filter(|end| *end <= bytes.len());
        let (chunk, rest) = bytes.split_at(end.ok_or_else(|| not("changes that are cut off"))?);
        let change = Change::try_from(chunk).map_err(|error| HistoryError::Said(error.to_string()))?;
        if change.hash().0[..4] != chunk[4..SORT] {
            return Err(not("a change with a wrong checksum"));
        }
        changes.push(change);
        bytes = rest;
    }
    Ok(Some(changes))
}

impl History {
    /// Returns the name that this history shares with its copies; gives it one where it has none yet, and returns the
    /// bytes of that, to be kept.
    pub fn origin(&mut self) -> (String, Vec<u8>) {
        if let Some(name) = self.named() {
            return (name, Vec::new());
        }
        let name = ActorId::random().to_hex_string();
        // a name that cannot be written is as good as none: the two meet like strangers
        let _ = self.doc.put(ROOT, ORIGIN, name.as_str());
        self.doc.commit();
        (name, self.doc.save_incremental())
    }

    fn named(&self) -> Option<String> {
        match automerge::ReadDoc::get(&self.doc, ROOT, ORIGIN) {
            Ok(Some((Value::Scalar(text), _))) => text.as_str().map(str::to_owned),
            Ok(Some((Value::Object(_), _)) | None) | Err(_) => None,
        }
    }

    /// Returns where it stands.
    pub fn heads(&mut self) -> Heads {
        self.doc.get_heads().into_iter().map(|hash| hash.0).collect()
    }

    /// Reads the session as it was there; `None` where that is nowhere in it.
    pub fn session_at(&mut self, heads: &Heads) -> Option<Session> {
        let heads: Vec<ChangeHash> = heads.iter().map(|head| ChangeHash(*head)).collect();
        if heads.is_empty() || heads.iter().any(|head| self.doc.get_change_meta_by_hash(head).is_none()) {
            return None;
        }
        Self { doc: self.doc.fork_at(&heads).ok()? }.session().0
    }

    /// Tells how many changes it holds that are not among those that lead to `heads`; all where one of them is unknown.
    pub fn changes_since(&mut self, heads: &Heads) -> usize {
        let heads: Vec<ChangeHash> = heads.iter().map(|head| ChangeHash(*head)).collect();
        let known = heads.iter().all(|head| self.doc.get_change_meta_by_hash(head).is_some());
        self.doc.get_changes_meta(if known { &heads } else { &[] }).len()
    }

    /// Takes in changes that another machine made, and says which items they touch.
    ///
    /// Where some are no changes, or others are missing before them, that is in what is returned.
    pub fn hear(&mut self, ops: &[u8], folds: Folds) -> TakenIn {
        self.take_changes(ops, folds, false)
    }

    /// Takes in all that a copy of this history holds.
    pub fn hear_whole(&mut self, history: &[u8], folds: Folds) -> TakenIn {
        self.take_changes(history, folds, true)
    }

    fn take_changes(&mut self, ops: &[u8], folds: Folds, whole: bool) -> TakenIn {
        let waited = self.doc.get_missing_deps(&[]);
        let mut taken = self.watched(folds, |doc| match changes(ops)? {
            Some(changes) => Ok(doc.apply_changes(changes)?),
            None if whole => doc.load_incremental(ops).map(|_| ()).map_err(HistoryError::from),
            None => Err(HistoryError::Said("a whole history where changes were to come".to_owned())),
        });
        // what waits since an earlier meeting was broken off says nothing of these
        let waits = self.doc.get_missing_deps(&[]);
        let gap = waits.iter().any(|hash| !waited.contains(hash)) || (taken.ops.is_empty() && !waits.is_empty());
        if gap && taken.wrong.is_none() {
            taken.wrong = Some(HistoryError::Gap);
        }
        taken
    }

    /// Returns what is to be said next while two meet; `None` where it is the other's turn, or all is said.
    pub fn say(&mut self, meeting: &mut Meeting) -> Option<Vec<u8>> {
        let message = self.doc.sync().generate_sync_message(&mut meeting.0);
        message.map(Message::encode)
    }

    /// Takes in what the other said while two meet.
    ///
    /// # Errors
    /// Where it cannot be understood.
    pub fn hear_said(&mut self, meeting: &mut Meeting, said: &[u8], folds: Folds) -> Result<TakenIn, HistoryError> {
        let message = Message::decode(said).map_err(|error| HistoryError::Said(error.to_string()))?;
        Ok(self.watched(folds, |doc| {
            doc.sync().receive_sync_message(&mut meeting.0, message)?;
            Ok(())
        }))
    }

    /// Tells whether the other has everything that is here.
    pub fn is_shared(&mut self, meeting: &Meeting) -> bool {
        self.doc.has_our_changes(&meeting.0)
    }

    /// Lets the document change, and says what is different in it.
    fn watched(&mut self, folds: Folds, change: impl FnOnce(&mut AutoCommit) -> Result<(), HistoryError>) -> TakenIn {
        // what was written here and not kept yet is nobody else's
        self.doc.commit();
        let before = self.doc.get_heads();
        // looking at what a change touches costs as much as the change; comparing two states costs as much as the whole
        self.doc.update_diff_cursor();
        let done = change(&mut self.doc);
        let touched = self.touched(&before);
        self.doc.reset_diff_cursor();
        let ops = self.doc.save_after(&before);
        self.doc.save_incremental();
        let mut taken = TakenIn { ops, wrong: done.err(), ..TakenIn::default() };
        if folds == Folds::Here {
            let between = self.doc.get_heads();
            let folded = self.fold_all(touched.union(&self.twins()).copied());
            if self.doc.get_heads() != between {
                taken.folded = self.doc.save_after(&between);
            }
            self.doc.save_incremental();
            match folded {
                Ok(met) => {
                    taken.met = met;
                    return taken;
                }
                // it came in, and what the engine shows of it is taken
                Err(error) => taken.wrong = taken.wrong.or(Some(error)),
            }
        }
        for reference in touched {
            match read(&self.doc, reference) {
                Ok(item) => taken.met.items.push(item),
                Err(error) => taken.met.set_aside.push(unreadable(&reference.root_key(), &error)),
            }
        }
        taken
    }

    fn touched(&mut self, before: &[ChangeHash]) -> BTreeSet<ItemRef> {
        let after = self.doc.get_heads();
        if before == after {
            return BTreeSet::new();
        }
        let patches = self.doc.diff(before, &after);
        let keys = patches.into_iter().filter_map(|patch| match (patch.path.into_iter().next(), patch.action) {
            (Some((_, Prop::Map(key))), _) => Some(key),
            (None, PatchAction::PutMap { key, .. } | PatchAction::Conflict { prop: Prop::Map(key) }) => Some(key),
            (Some((_, Prop::Seq(_))) | None, _) => None,
        });
        keys.filter_map(|key| ItemRef::from_root_key(&key)).collect()
    }
}
