//! Owns the fast entry of counts: a row an option, digits and arrows. Where an option is counted whole a column is a group;
//! where it is given marks a column is a mark, one group at a time.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::id::OptionId;
use crate::domain::poll::{Method, Round, Tick, in_order};
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
    /// The marks that an option is given, in the order of the columns; none where it is counted whole.
    pub marks: Vec<i32>,
    /// The group that is being entered.
    pub group: usize,
    /// The mark that is being entered.
    pub mark: usize,
    /// 0 for how many voted, then the options.
    pub row: usize,
    /// Whether the next digit begins the number anew.
    fresh: bool,
    /// Whether a number was changed since the last cell was left.
    touched: bool,
}

impl Grid {
    /// Opens the grid of a round on its first cell.
    pub(super) fn of(method: Method, round: &Round) -> Self {
        let options: Vec<OptionId> = in_order(&round.options).into_iter().map(|(id, _)| id).collect();
        Self {
            groups: in_columns(round.present.keys().chain(round.counted.keys())),
            marks: method.marks(options.len()),
            options,
            group: 0,
            mark: 0,
            row: 0,
            fresh: true,
            touched: false,
        }
    }

    /// Returns the group that is being entered.
    pub(super) fn group(&self) -> Option<&Group> {
        self.groups.get(self.group)
    }

    /// Returns the column that is being entered: a group's, or a mark's.
    pub(super) fn column(&self) -> usize {
        if self.marks.is_empty() { self.group } else { self.mark }
    }

    /// Returns what stands in a cell, or `None` where nothing was entered.
    pub(super) fn number(&self, round: &Round, row: usize, column: usize) -> Option<u32> {
        let group = if self.marks.is_empty() { column } else { self.group };
        let count = round.counted.get(self.groups.get(group)?)?;
        match row.checked_sub(1) {
            None => Some(count.voters),
            Some(option) => count.votes.get(&self.tick(option, column)?).copied(),
        }
    }

    /// Returns what is counted in a cell of an option.
    fn tick(&self, option: usize, column: usize) -> Option<Tick> {
        let option = *self.options.get(option)?;
        if self.marks.is_empty() {
            return Some(Tick::on(option));
        }
        self.marks.get(column).map(|mark| Tick { option, mark: Some(*mark) })
    }

    /// Takes a key. Tells whether a changed cell was left, so that the count is to be taken down.
    pub(super) fn key(&mut self, key: &KeyEvent, action: Option<CountAction>, round: &mut Round) -> bool {
        let (rows, groups) = (self.options.len() + 1, self.groups.len().max(1));
        let marked = !self.marks.is_empty();
        let here = (self.row, self.group, self.mark);
        match (action, key.code) {
            (Some(CountAction::Next), KeyCode::Tab) => self.group = (self.group + 1) % groups,
            (Some(CountAction::Previous), KeyCode::BackTab) => self.group = (self.group + groups - 1) % groups,
            (_, KeyCode::Right) if marked => self.mark = (self.mark + 1).min(self.marks.len() - 1),
            (_, KeyCode::Left) if marked => self.mark = self.mark.saturating_sub(1),
            (_, KeyCode::Right) => self.group = (self.group + 1).min(groups - 1),
            (_, KeyCode::Left) => self.group = self.group.saturating_sub(1),
            (_, KeyCode::Up) => self.row = self.row.saturating_sub(1),
            (_, KeyCode::Down) => self.row = (self.row + 1).min(rows - 1),
            // along the marks of an option, then to the next one
            (_, KeyCode::Enter) if marked && self.row > 0 && self.mark + 1 < self.marks.len() => self.mark += 1,
            // down the column, then to the next group's top
            (_, KeyCode::Enter) if self.row + 1 < rows => {
                self.row += 1;
                self.mark = 0;
            }
            (_, KeyCode::Enter) => {
                (self.row, self.mark) = (0, 0);
                self.group = (self.group + 1) % groups;
            }
            (_, KeyCode::Backspace | KeyCode::Delete) => {
                let number = self.number(round, self.row, self.column()).unwrap_or(0);
                self.set(round, if key.code == KeyCode::Delete { 0 } else { number / 10 });
                self.fresh = false;
            }
            _ => {
                if let Some(digit) = written(key).and_then(|letter| letter.to_digit(10)) {
                    let now = self.number(round, self.row, self.column()).unwrap_or(0);
                    let before = if self.fresh { 0 } else { now };
                    self.set(round, before.saturating_mul(10).saturating_add(digit).min(MOST));
                    self.fresh = false;
                }
            }
        }
        let left = here != (self.row, self.group, self.mark);
        self.fresh |= left;
        left && std::mem::take(&mut self.touched)
    }

    fn set(&mut self, round: &mut Round, number: u32) {
        let Some(group) = self.groups.get(self.group) else { return };
        let tick = self.row.checked_sub(1).map(|option| self.tick(option, self.column()));
        self.touched = true;
        let count = round.counted.entry(group.clone()).or_default();
        match tick {
            None => count.voters = number,
            Some(Some(tick)) => {
                count.votes.insert(tick, number);
            }
            Some(None) => {}
        }
    }
}
