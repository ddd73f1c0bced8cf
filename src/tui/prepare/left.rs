//! Owns what other sessions left open: taking it along into this one, or going to where it is.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::domain::carry::{self, Left};
use crate::domain::item::ItemRef;
use crate::text::tui::prepare as w;

use super::super::app::{Effect, Env, Mood};
use super::super::command::Command;
use super::super::console::{Console, Doing};
use super::super::cursor::Cursor;
use super::super::doors::{Leftovers, Want};
use super::{Next, People, Preparing};

/// What earlier sessions left open, to be taken along.
#[derive(Debug, Default)]
pub struct LeftOpen {
    /// What is not here yet; `None` until it was read.
    pub list: Option<Vec<Left>>,
    /// Files that could not be read.
    pub skipped: Vec<PathBuf>,
    /// What is to be taken along.
    pub chosen: BTreeSet<ItemRef>,
    /// Where one is.
    pub cursor: Cursor,
}

impl LeftOpen {
    /// Opens it with what is known, and looks again.
    pub fn open(console: &Console, env: &mut Env) -> Preparing {
        let mut open = Self::default();
        open.came(console);
        env.want(Effect::Prepare(Want::Left));
        Preparing::LeftOpen(open)
    }

    /// Opens it with what has just come.
    pub fn offered(console: &Console) -> Preparing {
        let mut open = Self::default();
        open.came(console);
        Preparing::LeftOpen(open)
    }

    pub(super) fn came(&mut self, console: &Console) {
        let Some(left) = &console.prepared.left else { return };
        let here = console.session();
        let list = left.list.iter().map(|(_, left)| left).filter(|left| !carry::has(here, left));
        let list: Vec<Left> = list.cloned().collect();
        // what others took along or did meanwhile is no longer chosen
        self.chosen.retain(|chosen| list.iter().any(|left| left.thing.reference() == *chosen));
        self.cursor.keep_within(list.len());
        self.list = Some(list);
        self.skipped.clone_from(&left.skipped);
    }

    pub(super) fn perform(&mut self, command: Command, console: &mut Console, env: &mut Env) -> Next {
        let list = self.list.as_deref().unwrap_or_default();
        if self.cursor.follow(command, list.len()) {
            return Next::Stay;
        }
        match command {
            Command::Back => return Next::Close,
            Command::People => return Next::Instead(People::open(console, env)),
            Command::Choose => {
                if let Some(left) = list.get(self.cursor.at()) {
                    let item = left.thing.reference();
                    if !self.chosen.remove(&item) {
                        self.chosen.insert(item);
                    }
                    self.cursor.follow(Command::Down, list.len());
                }
            }
            Command::ChooseAll => {
                let all: BTreeSet<ItemRef> = list.iter().map(|left| left.thing.reference()).collect();
                self.chosen = if self.chosen == all { BTreeSet::new() } else { all };
            }
            Command::TakeIt if list.is_empty() => return Next::Close,
            Command::TakeIt => {
                let taken: Vec<&Left> =
                    list.iter().filter(|left| self.chosen.contains(&left.thing.reference())).collect();
                if taken.is_empty() {
                    env.say(Mood::Info, w::left_choose_some(env.lang));
                    return Next::Stay;
                }
                let actions = taken.iter().filter(|left| left.is_action()).count();
                let said = w::left_taken(env.lang, actions, taken.len() - actions);
                let edits = carry::take_along(console.session(), taken);
                console.change(edits, Doing::Moving(said), env);
                return Next::Close;
            }
            _ => {}
        }
        Next::Stay
    }
}

/// What is open across the workspace, to be gone to.
#[derive(Debug, Default)]
pub struct OpenAcross {
    /// Each thing with the session's file.
    pub list: Vec<(PathBuf, Left)>,
    /// Files that could not be read.
    pub skipped: Vec<PathBuf>,
    /// Where one is.
    pub cursor: Cursor,
}

impl OpenAcross {
    /// Opens what the workspace leaves open.
    pub fn open(left: &Leftovers) -> Preparing {
        let mut open = Self::default();
        open.came(left);
        Preparing::Across(open)
    }

    pub(super) fn came(&mut self, left: &Leftovers) {
        self.list.clone_from(&left.list);
        self.skipped.clone_from(&left.skipped);
        self.cursor.keep_within(self.list.len());
    }

    pub(super) fn perform(&mut self, command: Command) -> Next {
        if self.cursor.follow(command, self.list.len()) {
            return Next::Stay;
        }
        match (command, self.list.get(self.cursor.at())) {
            (Command::Open, Some((file, left))) => Next::Open(file.clone(), left.thing.reference()),
            (Command::Open, None) | (Command::Back, _) => Next::Close,
            (_, _) => Next::Stay,
        }
    }
}
