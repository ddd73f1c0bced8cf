//! Owns how the grid of counts is drawn: a column a group, or a column a mark with one group at a time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::poll::{Method, Round};
use crate::domain::value::RoundState;
use crate::tally::Share;
use crate::text::names;
use crate::text::panels::count as words;
use crate::tui::theme::Theme;

use super::super::paint::{self, fit, fit_name, put, wrap, wrap_within};
use super::grid::Grid;
use super::{PollDesk, Screen, doubts};

/// The widest that a group's column is.
const WIDEST: u16 = 16;
/// The widest that a mark's column is.
const WIDEST_MARK: u16 = 9;

impl PollDesk {
    /// Draws the grid, with what is doubtful in it.
    pub(super) fn draw_grid(&self, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let (Screen::Count(grid) | Screen::Correct { grid, .. }) = &self.screen else { return };
        let Some((_, round)) = self.last() else { return };
        let lang = self.lang;
        let question = wrap_within(&self.poll.question, body.width as usize, 2);
        for (line, text) in question.iter().enumerate() {
            put(buf, body, (body.x, body.y + line as u16), text, theme.strong);
        }
        let Share { of: voted, total: all } = self.turnout(round);
        let mut y = body.y + question.len() as u16;
        let mut x = put(buf, body, (body.x, y), &words::turnout(lang, voted, all), theme.accent);
        if self.boxed > 0 && matches!(self.screen, Screen::Count(_)) {
            x = put(buf, body, (x, y), &format!(" · {}", words::in_box(lang, self.boxed)), theme.base);
        }
        let method = names::method(lang, self.poll.method);
        let at = body.right().saturating_sub(paint::width(&method) as u16);
        if at > x {
            put(buf, body, (at, y), &method, theme.dim);
        }
        y += 2;
        let of_group = grid.group().map(|group| doubts::of_group(lang, self.poll.method, round, group));
        let in_all = doubts::above_present(lang, round, if round.state == RoundState::Open { self.boxed } else { 0 });
        let doubts: Vec<String> = in_all.into_iter().chain(of_group.unwrap_or_default()).collect();
        let doubts: Vec<String> = doubts.iter().flat_map(|doubt| wrap(doubt, body.width as usize)).collect();
        let foot = (doubts.len() as u16 + 2).min(body.height / 3);
        let area = Rect { y, height: body.bottom().saturating_sub(y + foot).max(1), ..body };
        let end = if grid.marks.is_empty() {
            self.draw_groups(grid, round, area, buf, theme)
        } else {
            self.draw_marks(grid, round, area, buf, theme)
        };
        y = end + 1;
        for doubt in doubts {
            put(buf, body, (body.x, y), &doubt, theme.warn);
            y += 1;
        }
        if matches!(self.screen, Screen::Count(_)) && grid.groups.len() > 1 {
            let said = if grid.marks.is_empty() {
                words::others_hidden(lang).to_owned()
            } else {
                self.keys.fill(words::next_group(lang), lang)
            };
            put(buf, body, (body.x, body.bottom().saturating_sub(1)), &said, theme.dim);
        }
    }

    /// Draws a column for each group. Returns the row below.
    fn draw_groups(&self, grid: &Grid, round: &Round, area: Rect, buf: &mut Buffer, theme: &Theme) -> u16 {
        let lang = self.lang;
        // columns that do not fit wait beside the one that is entered
        let label = (area.width / 3).max(18).min(area.width);
        let width = ((area.width - label) / grid.groups.len().max(1) as u16).clamp(11, WIDEST);
        let columns = columns(grid.group, grid.groups.len(), (area.width - label) / width);
        let place_of = |shown: usize| area.x + label + shown as u16 * width;
        for (shown, column) in columns.iter().enumerate() {
            let style = if *column == grid.group { theme.accent } else { theme.dim };
            let name = fit_name(&names::group(lang, &grid.groups[*column]), usize::from(width) - 2);
            put(buf, area, (place_of(shown) + 1, area.y), &name, style);
            let present = round.present.get(&grid.groups[*column]).copied().unwrap_or(0);
            put(buf, area, (place_of(shown) + 1, area.y + 1), &words::of_present(lang, present), theme.dim);
        }
        let mut y = area.y + 2;
        for row in rows(grid, area.height.saturating_sub(2)) {
            let style = if row == grid.row { theme.accent } else { theme.base };
            put(buf, area, (area.x, y), &fit(&self.row_name(grid, round, row), usize::from(label) - 1), style);
            for (shown, column) in columns.iter().enumerate() {
                let here = row == grid.row && *column == grid.group;
                // one group at a time is seen; how many voted is no secret
                let covered = row > 0 && *column != grid.group && matches!(self.screen, Screen::Count(_));
                let text = match grid.number(round, row, *column) {
                    Some(_) if covered => "··".to_owned(),
                    Some(0) if row == 0 && !here => "—".to_owned(),
                    Some(number) => number.to_string(),
                    None => "—".to_owned(),
                };
                let text = format!("{text:>width$} ", width = usize::from(width) - 4);
                put(buf, area, (place_of(shown) + 1, y), &text, if here { theme.selected } else { theme.base });
            }
            y += 1;
        }
        y
    }

    /// Draws a column for each mark, of the group that is being entered. Returns the row below.
    fn draw_marks(&self, grid: &Grid, round: &Round, area: Rect, buf: &mut Buffer, theme: &Theme) -> u16 {
        let (lang, method) = (self.lang, self.poll.method);
        let Some(group) = grid.group() else { return area.y };
        let present = round.present.get(group).copied().unwrap_or(0);
        let voters = round.counted.get(group).map_or(0, |count| count.voters);
        let mut x = area.x;
        for (place, group) in grid.groups.iter().enumerate() {
            let style = if place == grid.group { theme.selected } else { theme.dim };
            x = put(buf, area, (x, area.y), &format!(" {} ", names::group(lang, group)), style);
            x = put(buf, area, (x, area.y), " ", theme.dim);
        }
        let count = grid.marks.len().max(1) as u16;
        let narrow = if count > 8 { 4 } else { 6 };
        let label = (area.width.saturating_sub(count * narrow)).clamp(16, area.width / 2 + 8);
        let width = ((area.width - label.min(area.width)) / count).clamp(narrow, WIDEST_MARK);
        let columns = columns(grid.mark, grid.marks.len(), (area.width - label) / width);
        let place_of = |shown: usize| area.x + label + shown as u16 * width;
        let mut y = area.y + 1;
        if let Method::Matrix { x, y: vertical } = method {
            let head = |ten: i32| columns.iter().position(|column| grid.marks[*column] / 10 == ten);
            for (ten, axis) in [(1, x), (2, vertical)] {
                if let Some(shown) = head(ten) {
                    let room =
                        usize::from(area.right().saturating_sub(place_of(shown))).min(usize::from(width) * 5 - 1);
                    put(buf, area, (place_of(shown), y), &fit(names::axis(lang, axis), room), theme.title);
                }
            }
            y += 1;
        }
        for (shown, column) in columns.iter().enumerate() {
            let style = if *column == grid.mark && grid.row > 0 { theme.accent } else { theme.dim };
            let name = fit(&names::mark(lang, method, grid.marks[*column]), usize::from(width) - 1);
            let name = format!("{name:>width$}", width = usize::from(width) - 1);
            put(buf, area, (place_of(shown), y), &name, style);
        }
        y += 1;
        for row in rows(grid, area.bottom().saturating_sub(y)) {
            let style = if row == grid.row { theme.accent } else { theme.base };
            if row == 0 {
                let name = words::marked_group(lang, names::group(lang, group), voters, present);
                let style = if grid.row == 0 { theme.selected } else { theme.base };
                put(buf, area, (area.x, y), &fit(&name, area.width.into()), style);
                y += 1;
                continue;
            }
            put(buf, area, (area.x, y), &fit(&self.row_name(grid, round, row), usize::from(label) - 1), style);
            for (shown, column) in columns.iter().enumerate() {
                let here = row == grid.row && *column == grid.mark;
                let number = grid.number(round, row, *column);
                let text = number.map_or_else(|| "·".to_owned(), |number| number.to_string());
                let text = format!("{text:>width$}", width = usize::from(width) - 1);
                put(buf, area, (place_of(shown), y), &text, if here { theme.selected } else { theme.base });
            }
            y += 1;
        }
        y
    }

    fn row_name(&self, grid: &Grid, round: &Round, row: usize) -> String {
        match row.checked_sub(1) {
            None => words::have_voted(self.lang).to_owned(),
            Some(option) => {
                let option = grid.options.get(option).and_then(|id| round.options.get(id));
                option.map(|option| option.text.clone()).unwrap_or_default()
            }
        }
    }
}

/// Returns the columns that fit, the one that is entered among them.
fn columns(entered: usize, all: usize, fitting: u16) -> Vec<usize> {
    let fitting = usize::from(fitting).max(1);
    let first = (entered + 1).saturating_sub(fitting);
    (first..all).take(fitting).collect()
}

/// Returns the rows that fit, the one that is entered among them.
fn rows(grid: &Grid, height: u16) -> std::ops::Range<usize> {
    let (all, height) = (grid.options.len() + 1, usize::from(height).max(1));
    let top = (grid.row + 1).saturating_sub(height).min(all.saturating_sub(height));
    top..(top + height).min(all)
}
