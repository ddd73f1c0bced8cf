//! Owns the fast entry of counts: a row an option, a column a group, digits and arrows.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::id::OptionId;
use crate::domain::poll::{Round, Tick};
use crate::domain::value::Group;

use super::super::keys::written;
use super::{CountAction, in_columns};

/// The most that a cell takes.
const MOST: u32 = 9_999;

/// Where the entry is.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// The groups, the youth first.
    pub groups: Vec<Group>,
    /// The options in their order.
    pub options: Vec<OptionId>,
    /// The group that is being entered.
    pub column: usize,
    /// 0 for how many voted, then the options.
    pub row: usize,
    /// Whether the next digit begins the number anew.
    fresh: bool,
    /// Whether a number was changed since the last cell was left.
    touched: bool,
}

impl Grid {
    /// Opens the grid of a round on its first cell.
    pub(super) fn of(round: &Round) -> Self {
        let mut options: Vec<_> = round.options.iter().collect();
        options.sort_by_key(|(id, option)| (option.order, **id));
        Self {
            groups: in_columns(round.present.keys().chain(round.counted.keys())),
            options: options.into_iter().map(|(id, _)| *id).collect(),
            column: 0,
            row: 0,
            fresh: true,
            touched: false,
        }
    }

    /// Returns the group that is being entered.
    pub(super) fn group(&self) -> Option<&Group> {
        self.groups.get(self.column)
    }

    /// Returns what stands in a cell, or `None` where nothing was entered.
    pub(super) fn number(&self, round: &Round, row: usize, column: usize) -> Option<u32> {
        let count = round.counted.get(self.groups.get(column)?)?;
        match row.checked_sub(1) {
            None => Some(count.voters),
            Some(option) => count.votes.get(&Tick::on(*self.options.get(option)?)).copied(),
        }
    }

    /// Takes a key. Tells whether a changed cell was left, so that the count is to be taken down.
    pub(super) fn key(&mut self, key: &KeyEvent, action: Option<CountAction>, round: &mut Round) -> bool {
        let (rows, columns) = (self.options.len() + 1, self.groups.len().max(1));
        let here = (self.row, self.column);
        match (action, key.code) {
            (Some(CountAction::Next), KeyCode::Tab) => self.column = (self.column + 1) % columns,
            (Some(CountAction::Previous), KeyCode::BackTab) => self.column = (self.column + columns - 1) % columns,
            (_, KeyCode::Right) => self.column = (self.column + 1).min(columns - 1),
            (_, KeyCode::Left) => self.column = self.column.saturating_sub(1),
            (_, KeyCode::Up) => self.row = self.row.saturating_sub(1),
            (_, KeyCode::Down) => self.row = (self.row + 1).min(rows - 1),
            // down the column, then to the next group's top
            (_, KeyCode::Enter) if self.row + 1 < rows => self.row += 1,
            (_, KeyCode::Enter) => {
                self.row = 0;
                self.column = (self.column + 1) % columns;
            }
            (_, KeyCode::Backspace | KeyCode::Delete) => {
                let number = self.number(round, self.row, self.column).unwrap_or(0);
                self.set(round, if key.code == KeyCode::Delete { 0 } else { number / 10 });
                self.fresh = false;
            }
            _ => {
                if let Some(digit) = written(key).and_then(|letter| letter.to_digit(10)) {
                    let before = if self.fresh { 0 } else { self.number(round, self.row, self.column).unwrap_or(0) };
                    self.set(round, before.saturating_mul(10).saturating_add(digit).min(MOST));
                    self.fresh = false;
                }
            }
        }
        let left = here != (self.row, self.column);
        self.fresh |= left;
        left && std::mem::take(&mut self.touched)
    }

    fn set(&mut self, round: &mut Round, number: u32) {
        let Some(group) = self.groups.get(self.column) else { return };
        self.touched = true;
        let count = round.counted.entry(group.clone()).or_default();
        match self.row.checked_sub(1) {
            None => count.voters = number,
            Some(option) => {
                if let Some(option) = self.options.get(option) {
                    count.votes.insert(Tick::on(*option), number);
                }
            }
        }
    }
}
