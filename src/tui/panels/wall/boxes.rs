//! Owns the tables of the room beside one another: name, theme, how much was taken down, the last titles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

use super::super::paint::{self, put, wrap, wrap_within};
use super::layout::Desk;
use super::slide::TableBox;

/// The fewest columns of a table.
const NARROWEST: u16 = 26;

/// The fewest rows of a table.
const LOWEST: u16 = 9;

/// How many titles there are in big letters.
const FEW: usize = 3;

/// What is on one page.
#[derive(Debug)]
pub(super) struct Row {
    tables: Vec<TableBox>,
    across: u16,
}

/// Lays the tables out over pages.
pub(super) fn lay(tables: &[TableBox], room: Rect) -> Vec<Row> {
    let most_across = (room.width / NARROWEST).clamp(1, 4) as usize;
    let most_down = (room.height / LOWEST).max(1) as usize;
    let pages = tables.len().div_ceil(most_across * most_down).max(1);
    let each = tables.len().div_ceil(pages).max(1);
    let rows = each.div_ceil(most_across).max(1);
    let across = each.div_ceil(rows).max(1) as u16;
    tables.chunks(each).map(|tables| Row { tables: tables.to_vec(), across }).collect()
}

impl Row {
    /// Draws a page of them.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let down = (self.tables.len() as u16).div_ceil(self.across).max(1);
        let (width, height) = (room.width / self.across, room.height / down);
        // names in big letters where all of them fit so
        let inner = (width.saturating_sub(5), height / 3);
        let letters = |table: &TableBox| desk.letters.smallest(&table.name, inner.0, inner.1).is_some();
        let large = desk.tall && self.tables.iter().all(letters);
        for (place, table) in self.tables.iter().enumerate() {
            let (row, column) = (place as u16 / self.across, place as u16 % self.across);
            let cell =
                Rect { x: room.x + column * width, y: room.y + row * height, width: width.saturating_sub(1), height };
            draw_table(table, (desk, large), cell.intersection(room), buf);
        }
    }
}

/// Tells whether the last titles fit in big letters into so many columns and rows.
fn titles_large(table: &TableBox, desk: &Desk<'_>, (columns, rows): (u16, u16)) -> bool {
    let letters = |title: &String| desk.letters.smallest(title, columns.saturating_sub(3), rows);
    let rows_of: Option<Vec<u16>> = table.last.iter().take(FEW).map(|title| Some(letters(title)?.rows() + 2)).collect();
    rows_of.is_some_and(|all| all.iter().sum::<u16>() <= rows + 2)
}

fn draw_table(table: &TableBox, (desk, large): (&Desk<'_>, bool), cell: Rect, buf: &mut Buffer) {
    let theme = desk.theme;
    let block = Block::bordered().border_style(theme.border);
    let inner = paint::inset(block.inner(cell), 1, 0);
    block.render(cell, buf);
    let columns = usize::from(inner.width);
    let mut y = inner.y;
    let letters = large.then(|| desk.letters.smallest(&table.name, inner.width, inner.height)).flatten();
    if let Some(letters) = letters {
        letters.draw_left(Rect { y, height: letters.rows(), ..inner }.intersection(inner), buf, theme.title);
        y += letters.rows() + 1;
    } else {
        for line in wrap_within(&table.name, columns, 2) {
            put(buf, inner, (inner.x, y), &line, theme.title);
            y += 1;
        }
    }
    let theme_rows = usize::from(inner.height / 3).max(1);
    let about = if table.theme.trim().is_empty() { Vec::new() } else { wrap_within(&table.theme, columns, theme_rows) };
    for line in about {
        put(buf, inner, (inner.x, y), &line, theme.base);
        y += 1;
    }
    y += u16::from(inner.height >= 8);
    put(buf, inner, (inner.x, y), &table.taken, theme.accent);
    y += 1 + u16::from(desk.tall);
    if desk.tall && titles_large(table, desk, (inner.width, inner.bottom().saturating_sub(y))) {
        for title in table.last.iter().take(FEW) {
            let area = Rect { x: inner.x + 3, width: inner.width.saturating_sub(3), ..inner };
            let Some(letters) = desk.letters.smallest(title, area.width, inner.height) else { return };
            let shown = Rect { y, height: letters.rows(), ..area }.intersection(inner);
            put(buf, inner, (inner.x, y + 2), "▸", theme.accent);
            letters.draw_left(shown, buf, theme.strong);
            y += letters.rows() + 2;
        }
        return;
    }
    for title in &table.last {
        let lines = wrap(title, columns.saturating_sub(2));
        let left = usize::from(inner.bottom().saturating_sub(y));
        // whole or not at all, but for the newest
        if lines.len() > left && y > inner.y && title != &table.last[0] {
            break;
        }
        for (row, line) in wrap_within(title, columns.saturating_sub(2), left.max(1)).iter().enumerate() {
            put(buf, inner, (inner.x, y), if row == 0 { "▸" } else { " " }, theme.dim);
            put(buf, inner, (inner.x + 2, y), line, theme.strong);
            y += 1;
        }
        y += u16::from(desk.tall);
    }
}
