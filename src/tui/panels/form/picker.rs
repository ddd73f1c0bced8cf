//! Owns the list that opens over a form to choose from: filter, marks, one or several.
//! Never knows what the rows mean: it hands back their places.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use crate::domain::fold::fold;
use crate::text::Lang;
use crate::text::panels::form as words;
use crate::tui::theme::Theme;

use super::super::paint;
use super::super::writing::{Lines, Writing, Wrote};

/// One row to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// What tells it apart.
    pub detail: String,
}

/// How many may be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Many {
    /// One, and the list closes.
    One,
    /// Any number.
    Several,
}

/// What a key did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// Nothing is decided yet.
    Stay,
    /// The list is closed with these marked.
    Closed(BTreeSet<usize>),
}

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Picker {
    title: String,
    rows: Vec<Choice>,
    /// What the filter looks into, folded once: a session may have thousands of rows.
    folded: Vec<String>,
    many: Many,
    marked: BTreeSet<usize>,
    filter: Writing,
    at: usize,
    top: usize,
}

impl Picker {
    /// Opens a list with some rows marked, the cursor on the first of them.
    pub fn new(title: String, rows: Vec<Choice>, many: Many, marked: BTreeSet<usize>) -> Self {
        let at = marked.first().copied().unwrap_or(0);
        let folded = rows.iter().map(|row| fold(&format!("{} {}", row.name, row.detail))).collect();
        Self { title, rows, folded, many, marked, filter: Writing::new("", Lines::One), at, top: 0 }
    }

    /// Takes a key: letters filter, Enter and Space choose, Esc closes.
    pub fn key(&mut self, key: &KeyEvent) -> Picked {
        let shown = self.shown();
        match key.code {
            KeyCode::Esc | KeyCode::Tab | KeyCode::BackTab => return Picked::Closed(self.marked.clone()),
            KeyCode::Up => self.at = self.at.saturating_sub(1),
            KeyCode::Down => self.at = (self.at + 1).min(shown.len().saturating_sub(1)),
            KeyCode::PageUp => self.at = self.at.saturating_sub(8),
            KeyCode::PageDown => self.at = (self.at + 8).min(shown.len().saturating_sub(1)),
            KeyCode::Enter => return self.choose(&shown, true),
            KeyCode::Char(' ') if self.filter.is_blank() => return self.choose(&shown, false),
            _ => {
                if self.filter.key(key) == Wrote::Done {
                    self.at = 0;
                }
            }
        }
        Picked::Stay
    }

    fn choose(&mut self, shown: &[usize], enter: bool) -> Picked {
        let Some(row) = shown.get(self.at).copied() else { return Picked::Stay };
        match self.many {
            Many::One => Picked::Closed(BTreeSet::from([row])),
            Many::Several => {
                if !self.marked.remove(&row) {
                    self.marked.insert(row);
                }
                // after a search the next one is looked for anew
                if enter && !self.filter.is_blank() {
                    self.filter.replace("");
                    self.at = row;
                }
                Picked::Stay
            }
        }
    }

    /// Takes pasted text into the filter.
    pub fn paste(&mut self, text: &str) {
        self.filter.insert(text);
        self.at = 0;
    }

    fn shown(&self) -> Vec<usize> {
        let wanted = fold(self.filter.text());
        let parts: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |text: &String| parts.iter().all(|part| text.contains(part));
        self.folded.iter().enumerate().filter(|(_, text)| fits(text)).map(|(place, _)| place).collect()
    }

    /// Draws the list in the middle of `area`. Returns where the cursor is.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, theme: &Theme, lang: Lang) -> Option<(u16, u16)> {
        let wanted = self.rows.len() as u16 + 4;
        let (columns, rows) =
            (area.width.saturating_sub(4).min(76), wanted.clamp(6, area.height.saturating_sub(2).max(6)));
        let rows = rows.min(area.height);
        let area = Rect {
            x: area.x + (area.width - columns) / 2,
            y: area.y + (area.height - rows) / 2,
            width: columns,
            height: rows,
        };
        Clear.render(area, buf);
        let block = Block::bordered()
            .title(format!(" {} ", paint::fit(&self.title, columns.saturating_sub(4) as usize)))
            .style(theme.base)
            .title_style(theme.title)
            .border_style(theme.border_focus);
        let inner = paint::inset(block.inner(area), 1, 0);
        block.render(area, buf);
        let after = paint::put(buf, inner, (inner.x, inner.y), &format!("{}: ", words::filter(lang)), theme.dim);
        let cursor = paint::put(buf, inner, (after, inner.y), self.filter.text(), theme.strong);
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let shown = self.shown();
        if shown.is_empty() {
            let said = if self.rows.is_empty() { words::nothing_to_choose(lang) } else { words::nothing_found(lang) };
            paint::put(buf, list, (list.x, list.y), said, theme.dim);
        }
        let height = list.height as usize;
        self.at = self.at.min(shown.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(height));
        for (line, row) in shown.iter().skip(self.top).take(height).enumerate() {
            let y = list.y + line as u16;
            let style = if self.top + line == self.at { theme.selected } else { theme.base };
            buf.set_style(Rect { y, height: 1, ..list }, style);
            let sign = match (self.many, self.marked.contains(row)) {
                (Many::Several, true) => "[x] ",
                (Many::Several, false) => "[ ] ",
                (Many::One, true) => "• ",
                (Many::One, false) => "  ",
            };
            let choice = &self.rows[*row];
            let x = paint::put(buf, list, (list.x, y), &format!("{sign}{}", choice.name), style);
            let detail = paint::fit(&choice.detail, list.right().saturating_sub(x + 2) as usize);
            let at = list.right().saturating_sub(paint::width(&detail) as u16);
            let style = if self.top + line == self.at { theme.selected } else { theme.dim };
            paint::put(buf, list, (at, y), &detail, style);
        }
        Some((cursor.min(inner.right().saturating_sub(1)), inner.y))
    }
}
