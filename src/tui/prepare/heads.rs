//! Owns head counts by group, which stand in place of registration and are the denominators of votes.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::attendance;
use crate::domain::change::Edit;
use crate::domain::item::{Head, Item};
use crate::domain::value::Group;
use crate::text::tui::prepare as w;

use super::super::app::Env;
use super::super::command::Command;
use super::super::console::{Console, Doing};
use super::super::cursor::Cursor;
use super::super::keys::typed;
use super::{Next, Preparing};

/// The most heads of one group.
const MOST: u32 = 9999;

/// How many there are of each group.
#[derive(Debug)]
pub struct HeadCounts {
    /// Each group, how many were counted, and how many are registered: present and in all.
    pub rows: Vec<(Group, Option<u32>, (u32, u32))>,
    /// The chosen group.
    pub cursor: Cursor,
    /// The next figure begins a number anew.
    fresh: bool,
}

impl HeadCounts {
    /// Opens the counts of a session.
    pub fn open(console: &Console) -> Preparing {
        let session = console.session();
        let registered = attendance::by_group(session);
        let counted = &session.session.head_counts;
        let mut groups: Vec<Group> = Group::NAMED.to_vec();
        for group in registered.iter().filter_map(|(group, ..)| group.clone()).chain(counted.keys().cloned()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        let of = |group: &Group| {
            let known = registered.iter().find(|(known, ..)| known.as_ref() == Some(group));
            known.map_or((0, 0), |(_, present, all)| (*present, *all))
        };
        let row = |group: Group| {
            let (heads, here) = (counted.get(&group).copied(), of(&group));
            (group, heads, here)
        };
        Preparing::Heads(Self { rows: groups.into_iter().map(row).collect(), cursor: Cursor::default(), fresh: true })
    }

    /// Returns how many there are in all, counted or registered as present.
    pub fn total(&self) -> u32 {
        let heads = self.rows.iter().map(|(_, heads, (present, _))| heads.unwrap_or(*present));
        crate::domain::heads::add_up(heads)
    }

    pub(super) fn perform(&mut self, command: Command, console: &mut Console, env: &mut Env) -> Next {
        if self.cursor.follow(command, self.rows.len()) {
            self.fresh = true;
            return Next::Stay;
        }
        match command {
            // leaving keeps what was counted, as one change that can be taken back
            Command::TakeIt | Command::Back => {
                let before = console.session().session.clone();
                let head_counts =
                    self.rows.iter().filter_map(|(group, heads, _)| Some((group.clone(), (*heads)?))).collect();
                let after = Head { head_counts, ..before.as_ref().clone() };
                if after.head_counts != before.head_counts {
                    let edit = Edit::of(Item::Session(before), Item::Session(Arc::new(after)));
                    let said = format!("{}: {}", w::heads_saved(env.lang), self.total());
                    console.change(vec![edit], Doing::Moving(said), env);
                }
                Next::Close
            }
            _ => Next::Stay,
        }
    }

    pub(super) fn text(&mut self, event: &KeyEvent) {
        let fresh = std::mem::replace(&mut self.fresh, false);
        let Some((_, heads, (present, _))) = self.rows.get_mut(self.cursor.at()) else { return };
        let now = heads.unwrap_or(*present);
        match (typed(*event), event.code) {
            (Some('+'), _) | (None, KeyCode::Right) => {
                *heads = Some(now.saturating_add(1).min(MOST));
                self.fresh = true;
            }
            (Some('-'), _) | (None, KeyCode::Left) => {
                *heads = Some(now.saturating_sub(1));
                self.fresh = true;
            }
            (Some(figure @ '0'..='9'), _) => {
                let before = if fresh { 0 } else { heads.unwrap_or(0) };
                let figure = u32::from(figure) - u32::from('0');
                *heads = Some((before.saturating_mul(10).saturating_add(figure)).min(MOST));
            }
            (None, KeyCode::Backspace) if !fresh && heads.is_some_and(|heads| heads > 9) => {
                *heads = heads.map(|heads| heads / 10);
            }
            // the group is counted by who is registered again
            (Some('x'), _) | (None, KeyCode::Backspace | KeyCode::Delete) => {
                *heads = None;
                self.fresh = true;
            }
            (Some(_) | None, _) => {}
        }
    }
}
