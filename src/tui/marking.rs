//! Owns which items of a list are marked, in which order a list is seen, and what a list is narrowed to, as keys say.
//! What is done with the marked ones is `several`'s. Never draws.

use std::collections::BTreeSet;

use crate::domain::item::{Item, ItemRef, Kind};
use crate::text::names;
use crate::text::tui::lists as w;

use super::app::{Env, Mood};
use super::command::Command;
use super::console::{Console, Pane};
use super::cursor::Cursor;
use super::lists;
use super::view::Filter;

/// With so many marked items it is quicker to go through the list than to look each of them up.
const MANY: usize = 100;

impl Console {
    /// Returns the marked items of a list.
    pub fn marks(&self, kind: Kind) -> &BTreeSet<ItemRef> {
        &self.marks[lists::place(kind)]
    }

    /// Returns how many marked items of the list are not seen, because it is narrowed to others.
    pub fn marked_unseen(&self) -> usize {
        self.unseen_marks
    }

    /// Counts those anew, after marks or the filter changed.
    pub(super) fn count_unseen_marks(&mut self) {
        self.unseen_marks = self.marks(self.tab).iter().filter(|item| !self.lists.is_seen(**item)).count();
    }

    /// Returns what a key that changes something is about: the marked items of the list in its order, else the chosen one.
    /// Whoever looks at one item means that one.
    pub fn targets(&self) -> Vec<ItemRef> {
        let marks = self.marks(self.tab);
        if self.pane == Pane::List && !marks.is_empty() {
            if marks.len() > MANY {
                let seen = self.lists.seen(self.tab).iter().map(Item::reference).filter(|item| marks.contains(item));
                return seen.chain(marks.iter().copied().filter(|item| !self.lists.is_seen(*item))).collect();
            }
            let mut seen: Vec<(usize, ItemRef)> =
                marks.iter().map(|item| (self.lists.position(*item).unwrap_or(usize::MAX), *item)).collect();
            seen.sort_unstable();
            return seen.into_iter().map(|(_, item)| item).collect();
        }
        match self.pane {
            Pane::Agenda => Vec::new(),
            Pane::List | Pane::Detail => self.chosen_item().map(Item::reference).into_iter().collect(),
        }
    }

    /// Tells whether a key is about marked items.
    pub fn has_marks(&self) -> bool {
        self.pane == Pane::List && !self.marks(self.tab).is_empty()
    }

    /// Marks the chosen item, or no longer, and goes on to the next.
    pub(super) fn mark(&mut self) {
        let Some(item) = self.chosen_item().map(Item::reference) else { return };
        let marks = &mut self.marks[lists::place(self.tab)];
        if !marks.remove(&item) {
            marks.insert(item);
        }
        self.pane = Pane::List;
        self.follow(Command::Down);
    }

    /// Marks everything that is seen; where all of it is marked, nothing any more.
    pub(super) fn mark_all(&mut self, env: &mut Env) {
        let all: BTreeSet<ItemRef> = self.lists.seen(self.tab).iter().map(Item::reference).collect();
        let marks = &mut self.marks[lists::place(self.tab)];
        if all.is_empty() || all.is_subset(marks) {
            self.unmark(env);
            return;
        }
        marks.extend(all);
        let said = w::all_marked(env.lang, marks.len());
        env.say(Mood::Info, said);
    }

    /// Marks nothing of the list any more.
    pub(super) fn unmark(&mut self, env: &mut Env) {
        self.marks[lists::place(self.tab)].clear();
        self.count_unseen_marks();
        env.say(Mood::Info, w::none_marked(env.lang));
    }

    /// Forgets the marks of what is no longer there.
    pub(super) fn forget_marks(&mut self) {
        let session = self.lists.session().clone();
        for marks in self.marks.iter_mut().filter(|marks| !marks.is_empty()) {
            marks.retain(|item| session.has_live(*item));
        }
        self.count_unseen_marks();
    }

    /// Sees the list in the order after this one.
    pub(super) fn next_order(&mut self, env: &mut Env) {
        let order = self.lists.view(self.tab).order.next(self.tab);
        self.lists.put_in_order(self.tab, order);
        self.anchor(self.tab);
        env.say(
            Mood::Info,
            w::now_ordered(env.lang, names::kinds(env.lang, self.tab), super::named::order(env.lang, order)),
        );
    }

    /// Narrows the list that is shown.
    pub fn narrow(&mut self, filter: Filter) {
        self.lists.narrow(self.tab, filter);
        self.count_unseen_marks();
        self.anchor(self.tab);
        self.detail = Cursor::default();
    }

    /// Shows the whole list again.
    pub(super) fn clear_filter(&mut self, env: &mut Env) {
        if self.lists.view(self.tab).filter.is_empty() {
            env.say(Mood::Info, w::no_filter(env.lang));
            return;
        }
        self.narrow(Filter::default());
        let kind = self.tab;
        env.say(Mood::Info, w::all_seen(env.lang, self.lists.count(kind), names::kinds(env.lang, kind)));
    }
}
