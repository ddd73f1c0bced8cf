//! Owns the one way a session changes: a list of edits, each an item before and after, merged three ways.
//! Never disk, clock or network.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::erasing::cleared;
use super::field::{Clash, Map, names_of};
use super::id::{Code, ConflictId, TypedId};
use super::item::{Conflict, Item, ItemRef, Kind, Poll};
use super::poll::{Round, RoundNo};
use super::session::Session;
use super::time::Moment;
use super::value::{Created, Stamp};

/// One item before and after. `None` means not there; an item that is there never goes but as a tombstone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edit {
    /// As the one who changed it saw it.
    pub before: Option<Item>,
    /// As they want it.
    pub after: Option<Item>,
}

impl Edit {
    /// Makes the edit that takes down a new item.
    pub fn take(item: Item) -> Self {
        Self { before: None, after: Some(item) }
    }

    /// Makes the edit from one state of an item to another.
    pub fn of(before: Item, after: Item) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// Makes the edit that removes an item.
    pub fn remove(item: Item) -> Self {
        let after = item.clone().with_gone(true);
        Self::of(item, after)
    }

    /// Returns the item it is about; `None` where it is about nothing.
    pub fn reference(&self) -> Option<ItemRef> {
        self.after.as_ref().or(self.before.as_ref()).map(Item::reference)
    }

    /// Returns the edit that takes this one back.
    pub fn reversed(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// What somebody did: edits applied all or none.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Change {
    /// When, and by whom.
    pub stamp: Stamp,
    /// The edits.
    pub edits: Vec<Edit>,
}

impl Change {
    /// Makes a change.
    pub fn new(at: Moment, by: &str, edits: Vec<Edit>) -> Self {
        Self { stamp: Stamp { at, by: by.to_owned() }, edits }
    }

    /// Returns the items it is about.
    pub fn references(&self) -> impl Iterator<Item = ItemRef> {
        self.edits.iter().filter_map(Edit::reference)
    }
}

impl Change {
    /// Tells whether one key takes it back. Opening, counting, closing and revealing a poll ask first or are corrected
    /// in words instead: what the room was told is not untold.
    pub fn can_be_undone(&self) -> bool {
        !self.edits.iter().any(|edit| match (&edit.before, &edit.after) {
            (Some(Item::Poll(before)), Some(Item::Poll(after))) => {
                before.rounds != after.rounds && told(before) != told(after)
            }
            _ => false,
        })
    }
}

/// Returns what the room was told of a poll: which item an option stands for is the team's, and may follow it.
fn told(poll: &Poll) -> Map<RoundNo, Round> {
    let mut rounds = poll.rounds.clone();
    let options = rounds.values_mut().flat_map(|round| round.options.values_mut());
    options.for_each(|option| option.item = None);
    rounds
}

/// Why a change was refused whole. Nothing of it was applied.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// An edit turns one item into another.
    #[error("an edit begins with {before} and ends with {after}; an item keeps its id")]
    OtherItem {
        /// The item before.
        before: ItemRef,
        /// The item after.
        after: ItemRef,
    },
    /// An edit has neither a before nor an after.
    #[error("an edit is about no item")]
    Empty,
    /// An edit is about the head of another session.
    #[error("the edit is about session {0}, and this is another one")]
    OtherSession(ItemRef),
    /// An edit is about an item that was erased for good.
    #[error("{0} was erased for good")]
    Erased(ItemRef),
    /// A text is longer than a field holds.
    #[error("{item}: a text has {bytes} bytes, and a field holds at most {most}")]
    TooLong {
        /// The item.
        item: ItemRef,
        /// The text's length in bytes.
        bytes: usize,
        /// The most that a field holds, in bytes.
        most: usize,
    },
}

/// What came of a change: the edits as they were really made, the conflicts among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applied {
    /// The change as it is kept: before is what was there, after what is there now.
    pub change: Change,
    /// The conflicts that it made.
    pub conflicts: Vec<ConflictId>,
}

impl Applied {
    /// Tells whether nothing is different from before.
    pub fn is_empty(&self) -> bool {
        self.change.edits.is_empty()
    }
}

/// Applies a change to a session: each edit carried over to what stands there now.
/// Returns the new session and what was really done.
///
/// # Errors
/// Where an edit is about no item or about two, or a text is too long: then nothing is applied.
pub fn apply(session: &Session, change: &Change) -> Result<(Session, Applied), Refused> {
    apply_as(session, change, Clashes::Kept)
}

/// Takes a change back: what was changed since on other fields stays, and so does what others put on the same ones.
///
/// # Errors
/// As [`apply`].
pub fn undo(session: &Session, done: &Change, stamp: Stamp) -> Result<(Session, Applied), Refused> {
    let edits = done.edits.iter().rev().map(Edit::reversed).collect();
    apply_as(session, &Change { stamp, edits }, Clashes::LeaveCurrent)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clashes {
    /// The new value is taken, the other becomes a conflict.
    Kept,
    /// What stands there stays: an undo never undoes somebody else.
    LeaveCurrent,
}

fn apply_as(session: &Session, change: &Change, clashes: Clashes) -> Result<(Session, Applied), Refused> {
    let mut next = session.clone();
    let mut applied =
        Applied { change: Change { stamp: change.stamp.clone(), edits: Vec::new() }, conflicts: Vec::new() };
    let erased = &session.session.erased;
    for edit in &change.edits {
        let reference = sound(session, edit)?;
        if erased.contains(&reference) {
            match clashes {
                Clashes::Kept => return Err(Refused::Erased(reference)),
                // what was done before it was erased is neither taken back nor done again
                Clashes::LeaveCurrent => continue,
            }
        }
        let edit = without_mentions(edit, erased);
        let current = next.get(reference);
        let (merged, found) = merge3(&edit, current.as_ref());
        let Some(mut merged) = merged else { continue };
        if clashes == Clashes::Kept && is_gone_beneath(&edit, session.get(reference).as_ref()) {
            // who writes on an item wants it there: what somebody removed meanwhile comes back
            merged = merged.with_gone(false);
        }
        if let (Clashes::LeaveCurrent, Some(current)) = (clashes, &current) {
            // merging the other way round takes the current value wherever both differ from the base
            if !found.is_empty() {
                merged = undo_beside(&edit, current).unwrap_or(merged);
            }
        }
        if current.as_ref() == Some(&merged) {
            continue;
        }
        if current.is_some() {
            merged = merged.with_changed(change.stamp.clone());
        }
        next.put(merged.clone());
        applied.change.edits.push(Edit { before: current, after: Some(merged) });
        if clashes == Clashes::Kept {
            for clash in found {
                if let Some(edit) = keep(&next, reference, clash, &change.stamp) {
                    let conflict = edit.after.clone().expect("a conflict is taken down, never removed");
                    applied.conflicts.extend(Conflict::of_item(&conflict));
                    next.put(conflict);
                    applied.change.edits.push(edit);
                }
            }
        }
    }
    Ok((next, applied))
}

/// Tells whether an edit changes an item that is removed, and was not when the one who edits saw it.
fn is_gone_beneath(edit: &Edit, current: Option<&Item>) -> bool {
    let there = |item: &Option<Item>| item.as_ref().is_some_and(|item| !item.gone());
    there(&edit.before) && there(&edit.after) && current.is_some_and(Item::gone)
}

/// Returns an edit that brings back no mention of what was erased for good: an option has its words.
fn without_mentions<'a>(edit: &'a Edit, erased: &BTreeSet<ItemRef>) -> Cow<'a, Edit> {
    if erased.is_empty() {
        return Cow::Borrowed(edit);
    }
    let cleared = |item: &Option<Item>| item.as_ref().map(|item| cleared(item, erased));
    Cow::Owned(Edit { before: cleared(&edit.before), after: cleared(&edit.after) })
}

fn undo_beside(edit: &Edit, current: &Item) -> Option<Item> {
    let (before, after) = (edit.before.as_ref()?, edit.after.as_ref()?);
    Some(Item::merge(before, current, after).0)
}

fn sound(session: &Session, edit: &Edit) -> Result<ItemRef, Refused> {
    let reference = edit.reference().ok_or(Refused::Empty)?;
    if let (Some(before), Some(after)) = (&edit.before, &edit.after)
        && before.reference() != after.reference()
    {
        return Err(Refused::OtherItem { before: before.reference(), after: after.reference() });
    }
    if reference.kind() == Kind::Session && ItemRef::Session(session.id()) != reference {
        return Err(Refused::OtherSession(reference));
    }
    // a text that came in too long from a file may be shortened, tagged or removed, but not grow
    let before = edit.before.as_ref().and_then(super::clean::too_long).unwrap_or(super::clean::LONGEST_FIELD);
    if let Some(after) = &edit.after
        && let Some(bytes) = super::clean::too_long(after).filter(|bytes| *bytes > before)
    {
        return Err(Refused::TooLong { item: reference, bytes, most: super::clean::LONGEST_FIELD });
    }
    Ok(reference)
}

/// Carries an edit over to what stands there now, field by field.
/// Returns what should stand there, or `None` for nothing to do, and the fields that both changed.
pub fn merge3(edit: &Edit, current: Option<&Item>) -> (Option<Item>, Vec<Clash>) {
    match (&edit.before, &edit.after, current) {
        (Some(before), Some(after), Some(current)) => {
            let (merged, clashes) = Item::merge(before, after, current);
            (Some(merged), clashes)
        }
        (None, Some(after), Some(current)) => {
            // made apart, or taken back and done again: from nothing, so that a field left empty hides none
            let empty = Item::empty(after.reference(), current.created().clone());
            let after = after.clone().with_created(current.created());
            let (merged, clashes) = Item::merge(&empty, &after, current);
            (Some(merged.with_gone(after.gone())), clashes)
        }
        (Some(_) | None, Some(after), None) => (Some(after.clone()), Vec::new()),
        (Some(_) | None, None, Some(current)) => (Some(current.clone().with_gone(true)), Vec::new()),
        (Some(_) | None, None, None) => (None, Vec::new()),
    }
}

/// Makes the edit that keeps a clash as a conflict; `None` where it is kept already.
pub fn keep(session: &Session, item: ItemRef, clash: Clash, stamp: &Stamp) -> Option<Edit> {
    let conflict = conflict(item, clash, stamp);
    let known = session.conflicts.get(conflict.id).is_some_and(|known| !known.settled && !known.gone);
    (!known).then(|| Edit { before: None, after: Some(Item::Conflict(Arc::new(conflict))) })
}

/// Makes the conflict of a clash. Its id follows from item, field and both values whatever their order,
/// so that two machines that meet the same clash keep it once.
pub fn conflict(item: ItemRef, clash: Clash, stamp: &Stamp) -> Conflict {
    let (one, two) =
        if clash.taken <= clash.other { (&clash.taken, &clash.other) } else { (&clash.other, &clash.taken) };
    let id = ConflictId::new(Code::of(&[&item.to_string(), &clash.path, one, two]));
    Conflict {
        id,
        created: Created { at: stamp.at, by: stamp.by.clone(), step: None, table: None },
        item: Some(item),
        field: clash.path,
        kept: clash.taken,
        other: clash.other,
        ..Conflict::default()
    }
}

/// Makes the change that settles a conflict: keeps what stands there, or puts the other value in its place.
/// Returns `None` where the conflict, its item or its field is no longer there.
pub fn settle(session: &Session, conflict: ConflictId, take_other: bool, stamp: Stamp) -> Option<Change> {
    let conflict = session.conflicts.get(conflict)?;
    let settled = Conflict { settled: true, ..conflict.as_ref().clone() };
    let mut edits = vec![Edit::of(Item::Conflict(conflict.clone()), Item::Conflict(Arc::new(settled)))];
    if take_other {
        let before = session.get(conflict.item?)?;
        let mut after = before.clone();
        let names = names_of(&conflict.field);
        let path: Vec<&str> = names.iter().map(String::as_str).collect();
        after.put(&path, &conflict.other).ok()?;
        edits.push(Edit::of(before, after));
    }
    Some(Change { stamp, edits })
}

impl Conflict {
    fn of_item(item: &Item) -> Option<ConflictId> {
        if let Item::Conflict(conflict) = item { Some(conflict.id) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::PracticeId;
    use super::super::item::Practice;
    use super::*;

    fn id() -> PracticeId {
        PracticeId::new(Code::from_bits(7))
    }

    fn practice(name: &str, place: &str) -> Item {
        Item::Practice(Arc::new(Practice { id: id(), name: name.into(), place: place.into(), ..Practice::default() }))
    }

    fn stamp(minute: i64) -> Stamp {
        Stamp { at: Moment::default().plus_millis(minute * 60_000), by: "Marta".into() }
    }

    fn change(minute: i64, edit: Edit) -> Change {
        Change { stamp: stamp(minute), edits: vec![edit] }
    }

    fn with(session: &Session, change: &Change) -> (Session, Applied) {
        apply(session, change).unwrap()
    }

    fn stands(session: &Session) -> (String, String, bool) {
        let practice = session.practices.get(id()).unwrap();
        (practice.name.clone(), practice.place.clone(), practice.gone)
    }

    fn one() -> Session {
        with(&Session::default(), &change(0, Edit::take(practice("Bus", "Baggio")))).0
    }

    #[test]
    fn two_people_on_two_fields_both_win() {
        let seen = practice("Bus", "Baggio");
        let session = with(&one(), &change(1, Edit::of(seen.clone(), practice("Bus dei mestieri", "Baggio")))).0;
        let (session, applied) = with(&session, &change(2, Edit::of(seen, practice("Bus", "Quarto Cagnino"))));
        assert_eq!(stands(&session), ("Bus dei mestieri".into(), "Quarto Cagnino".into(), false));
        assert!(applied.conflicts.is_empty());
    }

    #[test]
    fn two_people_on_one_field_keep_both_values_and_a_person_settles_it() {
        let seen = practice("Bus", "Baggio");
        let session = with(&one(), &change(1, Edit::of(seen.clone(), practice("Autobus", "Baggio")))).0;
        let (session, applied) = with(&session, &change(2, Edit::of(seen, practice("Pulmino", "Baggio"))));
        assert_eq!(stands(&session).0, "Pulmino");
        let [conflict] = applied.conflicts[..] else { panic!("{:?}", applied.conflicts) };
        assert_eq!(session.conflicts.get(conflict).unwrap().other, "\"Autobus\"");

        let kept = with(&session, &settle(&session, conflict, false, stamp(3)).unwrap()).0;
        assert_eq!((stands(&kept).0.as_str(), kept.open_conflicts().count()), ("Pulmino", 0));
        let taken = with(&session, &settle(&session, conflict, true, stamp(3)).unwrap()).0;
        assert_eq!((stands(&taken).0.as_str(), taken.open_conflicts().count()), ("Autobus", 0));
    }

    #[test]
    fn a_conflict_in_a_map_is_settled_though_its_key_holds_a_slash() {
        use super::super::item::Head;
        use super::super::value::Group;
        let head = |count: u32| {
            let head_counts = [(Group::Other("genitori/tutori~".into()), count)].into_iter().collect();
            Item::Session(Arc::new(Head { head_counts, ..Head::default() }))
        };
        let session = with(&Session::default(), &change(0, Edit::of(Item::Session(Arc::default()), head(3)))).0;
        let session = with(&session, &change(1, Edit::of(head(3), head(4)))).0;
        let (session, applied) = with(&session, &change(2, Edit::of(head(3), head(5))));
        let settled = with(&session, &settle(&session, applied.conflicts[0], true, stamp(3)).unwrap()).0;
        assert_eq!(settled.session.head_counts.values().copied().collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn undo_takes_back_ones_own_and_leaves_what_others_did_since() {
        let (mine, done) =
            with(&one(), &change(1, Edit::of(practice("Bus", "Baggio"), practice("Autobus", "Lorenteggio"))));
        let theirs = practice("Autobus", "Quinto Romano");
        let others = with(&mine, &change(2, Edit::of(practice("Autobus", "Lorenteggio"), theirs))).0;
        let (undone, applied) = undo(&others, &done.change, stamp(3)).unwrap();
        assert_eq!(stands(&undone), ("Bus".into(), "Quinto Romano".into(), false));
        let (redone, _) = undo(&undone, &applied.change, stamp(4)).unwrap();
        assert_eq!(stands(&redone), ("Autobus".into(), "Quinto Romano".into(), false));
    }

    #[test]
    fn what_the_room_was_told_is_not_untold() {
        use super::super::value::RoundState;
        let poll = |question: &str, state| {
            let rounds = [(RoundNo(1), Round { state, ..Round::default() })].into_iter().collect();
            Item::Poll(Arc::new(Poll { question: question.into(), rounds, ..Poll::default() }))
        };
        let opened = change(1, Edit::of(poll("?", RoundState::Prepared), poll("?", RoundState::Open)));
        let reworded = change(1, Edit::of(poll("?", RoundState::Open), poll("Da dove?", RoundState::Open)));
        assert_eq!((opened.can_be_undone(), reworded.can_be_undone()), (false, true));
    }

    #[test]
    fn an_undone_creation_is_a_tombstone_and_comes_back_with_redo() {
        let (session, taken) = with(&Session::default(), &change(0, Edit::take(practice("Bus", "Baggio"))));
        let (undone, back) = undo(&session, &taken.change, stamp(1)).unwrap();
        assert!(stands(&undone).2);
        let (redone, _) = undo(&undone, &back.change, stamp(2)).unwrap();
        assert_eq!(stands(&redone), ("Bus".into(), "Baggio".into(), false));
    }

    #[test]
    fn a_change_is_applied_all_or_none() {
        let other =
            Item::Practice(Arc::new(Practice { id: PracticeId::new(Code::from_bits(8)), ..Practice::default() }));
        let edits = vec![
            Edit::of(practice("Bus", "Baggio"), practice("Autobus", "Baggio")),
            Edit::of(practice("Bus", "Baggio"), other),
        ];
        assert!(matches!(apply(&one(), &Change { stamp: stamp(1), edits }), Err(Refused::OtherItem { .. })));
        let long = practice(&"x".repeat(super::super::clean::LONGEST_FIELD + 1), "");
        assert!(matches!(apply(&one(), &change(1, Edit::take(long))), Err(Refused::TooLong { .. })));
        let fits = practice(&"x".repeat(super::super::clean::LONGEST_FIELD), "");
        assert!(apply(&one(), &change(1, Edit::take(fits))).is_ok());
        let from_a_file = practice(&"x".repeat(super::super::clean::LONGEST_FIELD + 9), "");
        assert!(apply(&one(), &change(1, Edit::remove(from_a_file))).is_ok());
    }

    #[test]
    fn changing_nothing_is_nothing() {
        let (session, applied) = with(&one(), &change(1, Edit::of(practice("Bus", "x"), practice("Bus", "x"))));
        assert!(applied.is_empty());
        assert_eq!(session, one());
    }

    #[test]
    fn every_field_of_every_kind_can_be_put_by_its_name() {
        for kind in Kind::ALL {
            let mut item = Item::empty(kind.with_code(Code::from_bits(1)), Created::default());
            assert_eq!(item.put(&["sample"], "true"), Ok(()));
            assert!(item.put(&["nonsense"], "true").is_err());
            assert!(item.put(&["gone"], "\"perhaps\"").is_err());
        }
    }
}
