//! Owns rows of text that are longer than the screen, and how they are walked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::theme::Theme;

use super::super::paint::{put, wrap};

/// A piece of a row.
#[derive(Clone, Debug)]
struct Piece {
    column: usize,
    /// How many columns it may take.
    room: usize,
    text: String,
    style: Style,
}

/// A row.
#[derive(Clone, Default, Debug)]
pub(in crate::tui::panels) struct Row(Vec<Piece>);

impl Row {
    /// Adds a text from a column on, cut to so many columns.
    pub(in crate::tui::panels) fn at(
        mut self,
        (column, room): (usize, usize),
        text: impl Into<String>,
        style: Style,
    ) -> Self {
        self.0.push(Piece { column, room, text: text.into(), style });
        self
    }
}

/// Rows under one another.
#[derive(Clone, Default, Debug)]
pub(in crate::tui::panels) struct Sheet {
    rows: Vec<Row>,
    /// The rows that something begins at: walking goes from one to the next.
    stops: Vec<usize>,
    /// How many rows there is room for; none: for all.
    most: Option<usize>,
}

/// Where a sheet can be walked to, as it was drawn last.
#[derive(Clone, Default, Debug)]
pub(in crate::tui::panels) struct Walk {
    stops: Vec<usize>,
    most: usize,
    height: usize,
}

impl Sheet {
    /// Makes a sheet of so many rows at most: what comes after them is left out.
    pub(in crate::tui::panels) fn of_at_most(rows: usize) -> Self {
        Self { most: Some(rows), ..Self::default() }
    }

    /// Returns how many rows there is room for.
    pub(in crate::tui::panels) fn room(&self) -> usize {
        self.most.map_or(usize::MAX, |most| most.saturating_sub(self.rows.len()))
    }

    /// Tells whether there is no room for another row: whatever else is told is not seen.
    pub(in crate::tui::panels) fn is_full(&self) -> bool {
        self.room() == 0
    }

    /// Adds a row.
    pub(in crate::tui::panels) fn push(&mut self, row: Row) {
        if !self.is_full() {
            self.rows.push(row);
        }
    }

    /// Says that something begins here.
    pub(in crate::tui::panels) fn stop(&mut self) {
        self.stops.push(self.rows.len());
    }

    /// Returns how many rows there are.
    pub(in crate::tui::panels) fn length(&self) -> usize {
        self.rows.len()
    }

    /// Adds an empty row, but no second one.
    pub(in crate::tui::panels) fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.0.is_empty()) {
            self.push(Row::default());
        }
    }

    /// Adds a text, wrapped to the columns between `indent` and `width`.
    pub(in crate::tui::panels) fn text(&mut self, text: &str, (indent, width): (usize, usize), style: Style) {
        if self.is_full() {
            return;
        }
        let room = width.saturating_sub(indent).max(1);
        for line in wrap(text, room) {
            self.push(Row::default().at((indent, room), line, style));
        }
    }

    /// Adds a heading with an empty row before it.
    pub(in crate::tui::panels) fn head(&mut self, text: &str, width: usize, style: Style) {
        self.gap();
        self.stop();
        self.text(text, (0, width), style);
    }

    /// Draws the rows from `top` on, with arrows where there are more. Returns how it can be walked.
    pub(in crate::tui::panels) fn draw(&self, top: usize, area: Rect, buf: &mut Buffer, theme: &Theme) -> Walk {
        let height = usize::from(area.height);
        let most = self.rows.len().saturating_sub(height);
        let top = top.min(most);
        for (row, y) in self.rows.iter().skip(top).zip(area.y..area.bottom()) {
            for piece in &row.0 {
                let x = area.x.saturating_add(piece.column as u16);
                let room = Rect { x, width: piece.room as u16, ..area }.intersection(area);
                put(buf, room, (x, y), &piece.text, piece.style);
            }
        }
        let edge = area.right().saturating_sub(1);
        if top > 0 {
            put(buf, area, (edge, area.y), "↑", theme.accent);
        }
        if top < most {
            put(buf, area, (edge, area.bottom().saturating_sub(1)), "↓", theme.accent);
        }
        Walk { stops: self.stops.clone(), most, height }
    }
}

impl Walk {
    /// Returns the top row after going on to what begins next.
    pub(in crate::tui::panels) fn down(&self, top: usize) -> usize {
        let top = top.min(self.most);
        self.stops.iter().copied().find(|stop| *stop > top).unwrap_or(top + 1).min(self.most)
    }

    /// Returns the top row after going back to what began before.
    pub(in crate::tui::panels) fn up(&self, top: usize) -> usize {
        let top = top.min(self.most);
        self.stops.iter().rev().copied().find(|stop| *stop < top).unwrap_or(0)
    }

    /// Returns the top row after a page more.
    pub(in crate::tui::panels) fn page_down(&self, top: usize) -> usize {
        (top.min(self.most) + self.height.saturating_sub(1).max(1)).min(self.most)
    }

    /// Returns the top row after a page less.
    pub(in crate::tui::panels) fn page_up(&self, top: usize) -> usize {
        top.min(self.most).saturating_sub(self.height.saturating_sub(1).max(1))
    }

    /// Returns the top row at the end.
    pub(in crate::tui::panels) fn last(&self) -> usize {
        self.most
    }

    /// Tells whether there is more than fits.
    pub(in crate::tui::panels) fn goes_on(&self) -> bool {
        self.most > 0
    }
}
