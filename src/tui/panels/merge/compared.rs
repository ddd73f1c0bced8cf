//! Owns the comparison's table and its plot: what was measured in different ways in columns of its own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::poll::Axis;
use crate::synthesis::comparison::{Compared, Lines, SortBy};
use crate::synthesis::dossier::Fraction;
use crate::text::panels::{merge as words, picture};
use crate::text::{names, synthesis};
use crate::tui::panels::paint::put;
use crate::tui::panels::picture::plot::{Plot, SMALLEST, Spot};
use crate::tui::theme::Theme;

use super::MergeDesk;
use super::rows::Row;

/// The columns after the name: each with what it is sorted by and how wide it is.
const COLUMNS: [(SortBy, u16); 8] = [
    (SortBy::Youth, 10),
    (SortBy::Others, 10),
    (SortBy::Importance, 10),
    (SortBy::Feasibility, 10),
    (SortBy::Sessions, 8),
    (SortBy::Voices, 8),
    (SortBy::Decisions, 8),
    (SortBy::Actions, 8),
];

/// The fewest columns that a name keeps.
const NAME: u16 = 22;

/// Where there is room for it beside a name of this width, by which vote the shares are: how wide that is.
const NAME_BESIDE_VOTE: u16 = 34;
const VOTE: u16 = 24;

/// Returns how wide the column is that says by which vote the shares beside it are, 0 where there is no room for it.
fn vote_column(width: u16, columns: u16) -> u16 {
    if width >= NAME_BESIDE_VOTE + VOTE + columns { VOTE } else { 0 }
}

impl MergeDesk {
    /// Returns the columns for which there is room, the one that is sorted by always among them.
    fn columns(&self, width: u16) -> Vec<(SortBy, u16)> {
        let mut room = width.saturating_sub(NAME + 5);
        let sorted = COLUMNS.iter().find(|(by, _)| *by == self.sort);
        room = room.saturating_sub(sorted.map_or(0, |(_, wide)| *wide));
        let fits = |by: SortBy, wide: u16, room: &mut u16| {
            if by == self.sort {
                return true;
            }
            let fits = *room >= wide;
            *room = if fits { *room - wide } else { 0 };
            fits
        };
        COLUMNS.into_iter().filter(|(by, wide)| fits(*by, *wide, &mut room)).collect()
    }

    /// Draws what stands over the columns.
    pub(super) fn draw_heads(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let columns = self.columns(area.width);
        let wide: u16 = columns.iter().map(|(_, wide)| wide).sum();
        let style = |by: SortBy| if by == self.sort { theme.accent } else { theme.dim };
        let vote = vote_column(area.width, wide);
        let name = Rect { width: area.width.saturating_sub(wide + vote), ..area };
        put(buf, name, (area.x + 5, area.y), words::column_strategy(self.lang), style(SortBy::Place));
        if vote > 0 {
            put(buf, area, (name.right(), area.y), words::column_vote(self.lang), theme.dim);
        }
        let mut x = name.right() + vote;
        for (by, wide) in columns {
            let head = words::column(self.lang, by);
            let head = if by == self.sort { format!("▾{head}") } else { head.to_owned() };
            put(buf, Rect { x, width: wide.saturating_sub(1), ..area }, (x, area.y), &head, style(by));
            x += wide;
        }
    }

    /// Draws a strategy's line.
    pub(super) fn draw_compared(
        &self,
        row: &Compared,
        area: Rect,
        buf: &mut Buffer,
        theme: &Theme,
        style: ratatui::style::Style,
    ) {
        let columns = self.columns(area.width);
        let wide: u16 = columns.iter().map(|(_, wide)| wide).sum();
        put(buf, Rect { width: 4, ..area }, (area.x + 1, area.y), &format!("{}.", row.place), theme.dim);
        let vote = vote_column(area.width, wide);
        let name = Rect { width: area.width.saturating_sub(wide + vote + 1), ..area };
        put(buf, name, (area.x + 5, area.y), &self.name_of_id(row.strategy), style);
        let lines = self.lines();
        if let Some(poll) = row.vote.as_ref().filter(|_| vote > 0).and_then(|of| lines.poll(of.poll)) {
            let cell = Rect { x: name.right() + 1, width: vote - 1, ..area };
            put(buf, cell, (cell.x, area.y), &names::method(self.lang, poll.method), theme.dim);
        }
        let mut x = name.right() + 1 + vote;
        for (by, wide) in columns {
            let cell = self.cell(row, by);
            put(buf, Rect { x, width: wide.saturating_sub(1), ..area }, (x, area.y), &cell, style);
            x += wide;
        }
    }

    fn cell(&self, row: &Compared, by: SortBy) -> String {
        let share = |share: Option<Fraction>| {
            share.map_or_else(|| "–".to_owned(), |share| synthesis::of(self.lang, share.of, share.total))
        };
        let mean = |mean: Option<(f64, u32)>| {
            mean.map_or_else(|| "–".to_owned(), |(mean, n)| format!("{} n {n}", picture::number(self.lang, mean, 1)))
        };
        let beside = |(all, some): (usize, usize)| if some > 0 { format!("{all} ({some}!)") } else { all.to_string() };
        match by {
            SortBy::Place => row.place.to_string(),
            SortBy::Sessions => row.sessions.to_string(),
            SortBy::Youth => share(row.youth),
            SortBy::Others => share(row.others),
            SortBy::Importance => mean(row.importance),
            SortBy::Feasibility => mean(row.feasibility),
            SortBy::Voices => beside(row.voices),
            SortBy::Decisions => beside(row.decisions),
            SortBy::Actions => row.actions.to_string(),
        }
    }

    /// Draws importance × feasibility, with the names beside it.
    pub(super) fn draw_plot(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let rows: Vec<&Compared> = self
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Compared(row) => Some(row.as_ref()),
                _ => None,
            })
            .collect();
        let spots: Vec<Spot> = rows
            .iter()
            .map(|row| {
                let means = row.importance.zip(row.feasibility).map(|((x, _), (y, _))| (x, y));
                Spot {
                    number: row.place,
                    text: self.name_of_id(row.strategy),
                    means,
                    zone: String::new(),
                    said: String::new(),
                }
            })
            .collect();
        let placed: Vec<(f64, f64)> = spots.iter().filter_map(|spot| spot.means).collect();
        if placed.is_empty() {
            put(buf, area, (area.x, area.y), words::no_plot(self.lang), theme.dim);
            return;
        }
        put(buf, area, (area.x, area.y), words::plot_title(self.lang), theme.accent);
        let n = placed.len() as f64;
        let cut = (placed.iter().map(|(x, _)| x).sum::<f64>() / n, placed.iter().map(|(_, y)| y).sum::<f64>() / n);
        let legend = (area.width / 3).clamp(20, 44);
        let rest = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let field = Rect { width: rest.width.saturating_sub(legend + 2), ..rest };
        let beside = Rect { x: field.right() + 2, width: legend, ..rest };
        for ((spot, row), y) in spots.iter().zip(&rows).zip(beside.y..beside.bottom()) {
            let style = if spot.means.is_some() { theme.base } else { theme.dim };
            let said = format!("{} {}", row.place, spot.text);
            put(buf, beside, (beside.x, y), &said, style);
        }
        if field.width >= SMALLEST.0 && field.height >= SMALLEST.1 {
            let axes = (Axis::Importance, Axis::Feasibility);
            Plot::of_means(self.lang, axes, spots, cut).draw(field, buf, theme);
        }
    }
}
