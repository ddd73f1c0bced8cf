//! Owns what is on the terminal's screen, and works out what changes on it: everything drawn anew and compared, or the
//! capture line alone while one types. Never writes to a terminal.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::app::{App, Stale};
use super::draw;

/// What is on the screen.
#[derive(Debug, Default)]
pub struct Frames {
    shown: Buffer,
    next: Buffer,
    /// Where the capture line was drawn last, with nothing over or beside it that follows what is typed.
    line: Option<Rect>,
}

/// What changes on the screen.
#[derive(Debug)]
pub struct Change {
    /// The cells that are others than before, row by row.
    pub cells: Vec<(u16, u16, Cell)>,
    /// Where the terminal's cursor stands; none where there is nothing to type.
    pub cursor: Option<Position>,
}

impl Frames {
    /// Begins anew with an empty screen of that size.
    pub fn begin(&mut self, area: Rect) {
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        self.line = None;
    }

    /// Returns the size that is drawn for.
    pub fn area(&self) -> Rect {
        self.shown.area
    }

    /// Returns what is on the screen.
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Draws what is stale, and returns what changes.
    pub fn draw(&mut self, app: &App, stale: Stale) -> Change {
        let area = self.area();
        let line = draw::line(app, area);
        if stale == Stale::Line
            && let (Some(rows), true) = (line, line == self.line)
        {
            let cursor = draw::paint_line(app, area, rows, &mut self.next);
            let cells = self.changes(rows);
            for row in rows.rows() {
                let cells = range(area, row.y);
                self.shown.content[cells.clone()].clone_from_slice(&self.next.content[cells]);
            }
            return Change { cells, cursor };
        }
        self.next.reset();
        let cursor = draw::paint(app, area, &mut self.next);
        let cells = self.changes(area);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.line = line;
        Change { cells, cursor }
    }

    /// Compares so many rows, most of which are as they were.
    fn changes(&self, rows: Rect) -> Vec<(u16, u16, Cell)> {
        let mut changes = Vec::new();
        for row in rows.rows() {
            let cells = range(self.shown.area, row.y);
            let (before, after) = (&self.shown.content[cells.clone()], &self.next.content[cells]);
            if before == after {
                continue;
            }
            let one = |cells: &[Cell]| Buffer {
                area: Rect { x: self.shown.area.x, width: self.shown.area.width, ..row },
                content: cells.to_vec(),
            };
            let (before, after) = (one(before), one(after));
            changes.extend(before.diff(&after).into_iter().map(|(x, y, cell)| (x, y, cell.clone())));
        }
        changes
    }
}

/// Returns where the cells of a row stand.
fn range(area: Rect, y: u16) -> std::ops::Range<usize> {
    let width = usize::from(area.width);
    let begin = usize::from(y - area.y) * width;
    begin..begin + width
}
