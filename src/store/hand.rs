//! Owns how a session file that was changed by hand meets the session as it stands: field by field, nothing lost.
//! Never touches a file.

use crate::domain::change::{Change, Edit, keep, merge3};
use crate::domain::erasing::{forget, is_from_before};
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::value::Stamp;

/// What a file that was changed by hand brought.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct HandMerge {
    /// The session with it.
    pub session: Session,
    /// What was done to the session as it stood.
    pub change: Change,
    /// How many items were changed or added.
    pub changed: usize,
    /// The items that are no longer in the file. They stay, until a person confirms that they go.
    pub removed: Vec<ItemRef>,
    /// How many fields hold two values, both kept.
    pub conflicts: usize,
    /// The file is from before something was erased for good here.
    pub from_before: bool,
    /// Something was erased for good from the file, and what this machine knows is from before.
    pub erased_since: bool,
}

/// Carries what was changed between `base`, the file as the program last knew it, and `file` over to `current`.
/// Without a base, both are put together: item by item, field by field, differences kept as conflicts.
/// What was erased for good from any of them comes back from none.
pub fn merge(base: Option<&Session>, file: &Session, current: &Session, stamp: &Stamp) -> HandMerge {
    let (from_before, erased_since) = (is_from_before(file, current), is_from_before(current, file));
    let erased = file.session.erased.union(&current.session.erased).copied().collect();
    let (file, current) = (&forget(file, &erased), &forget(current, &erased));
    let base = base.map(|base| forget(base, &erased));
    let mut merge = HandMerge {
        session: current.clone(),
        change: Change { stamp: stamp.clone(), edits: Vec::new() },
        from_before,
        erased_since,
        ..HandMerge::default()
    };
    for item in file.items() {
        merge.take(base.as_ref().and_then(|base| base.get(item.reference())), item, stamp);
    }
    if let Some(base) = &base {
        let missing = base.items().filter(|item| !item.gone() && file.get(item.reference()).is_none());
        merge.removed = missing.map(|item| item.reference()).filter(|item| merge.session.has_live(*item)).collect();
    }
    for reference in merge.removed.clone() {
        // they are in the journal once more, since the file that is the base from now on has them not
        merge.change.edits.extend(current.get(reference).map(Edit::take));
    }
    merge
}

impl HandMerge {
    fn take(&mut self, before: Option<Item>, item: Item, stamp: &Stamp) {
        let current = self.session.get(item.reference());
        // a head has fields that only grow: they are asked though the file left it as it was
        let as_it_was = before.as_ref() == Some(&item) && item.kind() != Kind::Session;
        if as_it_was || current.as_ref() == Some(&item) {
            return;
        }
        let reference = item.reference();
        let (merged, clashes) = merge3(&Edit { before, after: Some(item) }, current.as_ref());
        let Some(merged) = merged.filter(|merged| current.as_ref() != Some(merged)) else { return };
        self.changed += 1;
        self.session.put(merged.clone());
        self.change.edits.push(Edit { before: current, after: Some(merged) });
        for clash in clashes {
            if let Some(edit) = keep(&self.session, reference, clash, stamp) {
                self.conflicts += 1;
                edit.after.clone().into_iter().for_each(|conflict| self.session.put(conflict));
                self.change.edits.push(edit);
            }
        }
    }
}

/// Makes the change that removes what a person took out of the file by hand, once they confirm it.
pub fn accept_removals(session: &Session, removed: &[ItemRef], stamp: Stamp) -> Change {
    let edits = removed.iter().filter_map(|item| session.get(*item)).filter(|item| !item.gone()).map(Edit::remove);
    Change { stamp, edits: edits.collect() }
}
