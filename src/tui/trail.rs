//! Owns the way one came: where one was before each jump, and how one goes back along it. Never draws.

use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::turn::CAPTURED;
use crate::text::tui::lists as w;

use super::app::{Env, Mood};
use super::command::Command;
use super::console::{Console, Pane};
use super::lists;

/// How many places are remembered.
const LONGEST: usize = 100;

/// Where one was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    tab: Kind,
    item: Option<ItemRef>,
    pane: Pane,
}

impl Console {
    /// Goes to an item, remembers where one was, and says it.
    pub fn go_to(&mut self, item: ItemRef, env: &mut Env) {
        let spot = self.spot();
        self.jump(item);
        if self.spot() == spot {
            return;
        }
        if self.trail.len() == LONGEST {
            self.trail.remove(0);
        }
        self.trail.push(spot);
        let key = env.keymap.key_of(Command::Return, env.lang);
        let from = self.spot_in_words(spot, env);
        let besides = self.chosen_item().filter(|item| self.lists.is_besides(item)).is_some();
        let besides = if besides { format!(" · {}", w::gone_to_besides(env.lang)) } else { String::new() };
        env.say(Mood::Info, format!("{}{besides}", w::came_from(env.lang, &from, &key)));
    }

    /// Goes back to where one was before the last jump.
    pub(super) fn go_back(&mut self, env: &mut Env) {
        let Some(spot) = self.trail.pop() else {
            env.say(Mood::Info, w::way_begins_here(env.lang));
            return;
        };
        let there = spot.item.filter(|item| self.session().has_live(*item));
        if let Some(item) = there {
            self.jump(item);
        } else if CAPTURED.contains(&spot.tab) {
            self.show(spot.tab);
        }
        self.pane = spot.pane;
        if self.pane == Pane::Detail && self.chosen_item().is_none() {
            self.pane = Pane::List;
        }
        let said = match (spot.item, there) {
            (Some(_), None) => w::was_removed(env.lang).to_owned(),
            _ => w::back_at(env.lang, &self.spot_in_words(spot, env), self.trail.len()),
        };
        env.say(Mood::Info, said);
    }

    /// Tells whether there is a place to go back to.
    pub fn came_from_elsewhere(&self) -> bool {
        !self.trail.is_empty()
    }

    fn spot(&self) -> Spot {
        let item = self.chosen_here().map(|item| item.reference());
        Spot { tab: self.tab, item, pane: self.pane }
    }

    fn spot_in_words(&self, spot: Spot, env: &Env) -> String {
        match spot.item {
            Some(item) => format!("«{}»", self.title(item, env)),
            None => crate::text::names::kinds(env.lang, spot.tab).to_owned(),
        }
    }

    /// Chooses an item of its list, which shows it even where it is narrowed to others.
    pub(super) fn make_seen(&mut self, item: ItemRef) {
        self.lists.show_besides(item);
        self.anchors[lists::place(item.kind())] = Some(item);
    }

    /// Keeps in sight what was just taken down or changed here, and says so where it would not pass.
    pub(super) fn keep_in_sight(&mut self, items: &[(ItemRef, bool)]) {
        for (item, was_seen) in items {
            if *was_seen {
                self.lists.show_besides(*item);
            }
        }
    }

    /// Returns the items of a change with whether each is to stay in sight: it is new, or was seen before.
    pub(super) fn in_sight(&self, items: impl Iterator<Item = ItemRef>) -> Vec<(ItemRef, bool)> {
        let captured = items.filter(|item| CAPTURED.contains(&item.kind()));
        let narrowed = captured.filter(|item| !self.lists.view(item.kind()).filter.is_empty());
        let seen = |item: ItemRef| {
            let known = self.session().get(item);
            known.as_ref().is_none_or(Item::gone) || self.lists.position(item).is_some()
        };
        narrowed.map(|item| (item, seen(item))).collect()
    }
}
