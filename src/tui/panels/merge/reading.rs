//! Owns the dossier's document on the screen: the same blocks that are written as Markdown, to be read and walked through
//! before they are written. Sources are numbered as they appear, and stand at the end.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::clean::clean;
use crate::synthesis::document::{Block, Document, Line, Span, Table};
use crate::synthesis::origin::Origin;
use crate::text::Lang;
use crate::text::panels::merge as words;
use crate::tui::panels::keys::action_of;
use crate::tui::panels::paint::{self, put};
use crate::tui::panels::picture::sheet::{Row, Sheet, Walk};
use crate::tui::theme::Theme;

use super::{MERGE_KEYS, MergeAction};

/// The columns between two columns of a table.
const BETWEEN: usize = 2;

/// The fewest columns that a column of a table is wrapped to; where there is no room for that, its rows stand as lists.
const NARROWEST: usize = 12;

/// The widest that text is set: longer lines are hard to read.
const WIDEST: usize = 120;

/// How far something longer than the screen was walked.
#[derive(Clone, Default, Debug)]
pub(super) struct Scroll {
    top: Cell<usize>,
    walk: RefCell<Walk>,
}

impl Scroll {
    /// Takes a key that walks; others are none of it.
    pub(super) fn key(&self, key: &KeyEvent) {
        let (walk, top) = (self.walk.borrow(), self.top.get());
        self.top.set(match (key.code, action_of(MERGE_KEYS, key)) {
            (KeyCode::Up, _) => top.saturating_sub(1),
            (KeyCode::Down, _) => (top + 1).min(walk.last()),
            (KeyCode::PageUp, _) => walk.page_up(top),
            (KeyCode::PageDown | KeyCode::Char(' '), _) => walk.page_down(top),
            (KeyCode::Home, _) => 0,
            (KeyCode::End, _) => walk.last(),
            (_, Some(MergeAction::Next)) => walk.down(top),
            (_, Some(MergeAction::Previous)) => walk.up(top),
            _ => top,
        });
    }

    /// Draws a sheet as far as it was walked.
    pub(super) fn draw(&self, sheet: &Sheet, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let walk = sheet.draw(self.top.get(), area, buf, theme);
        self.top.set(self.top.get().min(walk.last()));
        *self.walk.borrow_mut() = walk;
    }
}

/// A document that is read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    document: Document,
    scroll: Scroll,
    /// The document as it was set last, for a width and its looks.
    set: RefCell<Option<(usize, Style, Set)>>,
}

/// A document, set.
#[derive(Clone, Debug)]
struct Set {
    sheet: Sheet,
    /// Where parts begin: the row and what they are called.
    parts: Vec<(usize, String)>,
    rows: usize,
}

impl Reading {
    pub(super) fn new(document: Document) -> Self {
        Self { document, scroll: Scroll::default(), set: RefCell::default() }
    }

    /// Takes a key. Tells whether it goes on being read.
    pub(super) fn key(&self, key: &KeyEvent) -> bool {
        self.scroll.key(key);
        !matches!(action_of(MERGE_KEYS, key), Some(MergeAction::Leave | MergeAction::View))
    }

    pub(super) fn draw(&self, lang: Lang, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let head = Rect { height: 1, ..body };
        let inner = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..paint::inset(body, 1, 0) };
        // the last column is the arrows'
        let width = usize::from(inner.width.saturating_sub(2)).min(WIDEST);
        buf.set_style(body, theme.base);
        let mut set = self.set.borrow_mut();
        let known = set.take().filter(|(at, looks, _)| (*at, *looks) == (width, theme.title));
        let (_, _, shown) = set.insert(
            known.unwrap_or_else(|| (width, theme.title, Setting::new(&self.document, width, theme).whole(lang))),
        );
        self.scroll.draw(&shown.sheet, Rect { width: width as u16 + 2, ..inner }, buf, theme);
        let top = self.scroll.top.get();
        let here = shown.parts.iter().rev().find(|(row, _)| *row <= top);
        let part = here.map_or(self.document.title.as_str(), |(_, part)| part.as_str());
        let seen = (top + usize::from(inner.height)).min(shown.rows);
        let far = words::read_so_far(lang, seen * 100 / shown.rows.max(1));
        let wide = paint::width(&far) as u16 + 1;
        let room = Rect { width: head.width.saturating_sub(wide + 1), ..head };
        buf.set_style(head, theme.bar);
        put(buf, room, (head.x + 1, head.y), part, theme.accent);
        put(buf, head, (head.right().saturating_sub(wide), head.y), &far, theme.bar);
    }
}

/// A piece of a line: text with its looks.
type Piece = (String, Style);

/// A document that is being set.
struct Setting<'a> {
    document: &'a Document,
    width: usize,
    theme: &'a Theme,
    numbers: BTreeMap<Origin, usize>,
    sheet: Sheet,
    parts: Vec<(usize, String)>,
}

impl<'a> Setting<'a> {
    fn new(document: &'a Document, width: usize, theme: &'a Theme) -> Self {
        Self { document, width, theme, numbers: BTreeMap::new(), sheet: Sheet::default(), parts: Vec::new() }
    }

    fn whole(mut self, lang: Lang) -> Set {
        let document = self.document;
        self.sheet.text(&document.title, (0, self.width), self.theme.title);
        for block in &document.blocks {
            self.block(block);
        }
        let mut notes: Vec<(usize, Origin)> = self.numbers.iter().map(|(origin, number)| (*number, *origin)).collect();
        notes.sort_unstable();
        if !notes.is_empty() {
            self.part(2, words::sources_of_the_text(lang).to_owned());
        }
        for (number, origin) in notes {
            let note = document.notes.get(&origin).cloned().unwrap_or_else(|| origin.to_string());
            let number = format!("[{number}]");
            let indent = paint::width(&number) + 1;
            self.hung(&[(number, self.theme.dim)], &[(note, self.theme.base)], (0, indent));
        }
        let rows = self.sheet.length();
        Set { sheet: self.sheet, parts: self.parts, rows }
    }

    fn block(&mut self, block: &Block) {
        let base = self.theme.base;
        match block {
            Block::Heading(level, line) => {
                let pieces = self.pieces(line, base);
                let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
                self.part(*level, text);
            }
            Block::Paragraph(line) => {
                self.sheet.gap();
                let pieces = self.pieces(line, base);
                self.lines(&pieces, (0, self.width));
            }
            Block::Notice(line) => {
                self.sheet.gap();
                let pieces = self.pieces(line, self.theme.warn);
                self.hung(&[("!".to_owned(), self.theme.warn)], &pieces, (0, 2));
            }
            Block::List(lines) => {
                self.sheet.gap();
                for line in lines {
                    let pieces = self.pieces(line, base);
                    self.hung(&[("•".to_owned(), self.theme.dim)], &pieces, (0, 2));
                }
            }
            Block::Table(table) => self.table(table),
        }
    }

    /// Begins a part: 2 is one of the whole, 3 and 4 are below it.
    fn part(&mut self, level: u8, name: String) {
        self.sheet.gap();
        if level < 4 {
            self.sheet.stop();
            self.parts.push((self.sheet.length(), name.clone()));
        }
        let style = match level {
            2 => self.theme.accent,
            3 => self.theme.title,
            _ => self.theme.strong,
        };
        self.sheet.text(&name, (0, self.width), style);
        if level == 2 {
            self.sheet.push(Row::default().at((0, self.width), "─".repeat(self.width), self.theme.border));
        }
    }

    fn pieces(&mut self, line: &Line, base: Style) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for span in &line.0 {
            match span {
                Span::Text(text) => pieces.push((clean(text).replace('\t', " "), base)),
                Span::Strong(text) => pieces.push((clean(text).replace('\t', " "), self.theme.strong)),
                Span::Emphasis(text) | Span::Code(text) => {
                    pieces.push((clean(text).replace('\t', " "), self.theme.dim));
                }
                Span::Break => pieces.push(("\n".to_owned(), base)),
                Span::Sources(origins) => {
                    for origin in origins {
                        let next = self.numbers.len() + 1;
                        let number = self.numbers.entry(*origin).or_insert(next);
                        pieces.push((format!("[{number}]"), self.theme.dim));
                    }
                }
            }
        }
        pieces
    }

    /// Adds a text with what stands before its first line, at a column of its own.
    fn hung(&mut self, before: &[Piece], pieces: &[Piece], (start, indent): (usize, usize)) {
        let rows = set(pieces, self.width.saturating_sub(indent));
        for (at, row) in rows.iter().enumerate() {
            let line = Row::default();
            let line = if at == 0 { placed(line, before, start) } else { line };
            self.sheet.push(placed(line, row, indent));
        }
    }

    fn lines(&mut self, pieces: &[Piece], (indent, width): (usize, usize)) {
        for row in set(pieces, width.saturating_sub(indent)) {
            self.sheet.push(placed(Row::default(), &row, indent));
        }
    }

    fn table(&mut self, table: &Table) {
        let heads: Vec<Vec<Piece>> =
            table.heads.iter().map(|head| vec![(clean(&head.text), self.theme.accent)]).collect();
        let rows: Vec<Vec<Vec<Piece>>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.pieces(cell, self.theme.base)).collect()).collect();
        self.sheet.gap();
        let Some(widths) = widths(&heads, &rows, self.width) else {
            self.as_lists(&heads, &rows);
            return;
        };
        self.across(&heads, &widths);
        self.sheet.push(Row::default().at((0, self.width), "─".repeat(self.width), self.theme.border));
        for row in &rows {
            self.across(row, &widths);
        }
    }

    /// Adds cells beside one another.
    fn across(&mut self, cells: &[Vec<Piece>], widths: &[usize]) {
        let cells: Vec<Vec<Vec<Piece>>> = cells.iter().zip(widths).map(|(cell, wide)| set(cell, *wide)).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let (mut line, mut column) = (Row::default(), 0);
            for (cell, wide) in cells.iter().zip(widths) {
                if let Some(row) = cell.get(at) {
                    line = placed(line, row, column);
                }
                column += wide + BETWEEN;
            }
            self.sheet.push(line);
        }
    }

    /// Adds a table's rows one under the other, each value after what stands over its column.
    fn as_lists(&mut self, heads: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>]) {
        for row in rows {
            for (at, (head, cell)) in heads.iter().zip(row).enumerate() {
                if cell.iter().all(|(text, _)| text.trim().is_empty()) {
                    continue;
                }
                let mut pieces = head.clone();
                pieces.push((": ".to_owned(), self.theme.accent));
                pieces.extend(cell.iter().cloned());
                let before: &[Piece] = if at == 0 { &[("▪".to_owned(), self.theme.accent)] } else { &[] };
                self.hung(before, &pieces, (0, 2));
            }
            self.sheet.gap();
        }
    }
}

/// Returns how wide each column of a table is; `None` where there is no room for all of them.
fn widths(heads: &[Vec<Piece>], rows: &[Vec<Vec<Piece>>], width: usize) -> Option<Vec<usize>> {
    let widest = |pieces: &[Piece]| {
        let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        text.lines().map(paint::width).max().unwrap_or(0)
    };
    let wanted: Vec<usize> = (0..heads.len())
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
            cells.map(|cell| widest(cell)).max().unwrap_or(0).max(1)
        })
        .collect();
    let room = width.checked_sub(BETWEEN * heads.len().saturating_sub(1))?;
    if wanted.iter().map(|wanted| (*wanted).min(NARROWEST)).sum::<usize>() > room {
        return None;
    }
    // the narrow ones have all they want, the others share the rest
    let mut narrow_first: Vec<usize> = (0..wanted.len()).collect();
    narrow_first.sort_by_key(|at| wanted[*at]);
    let (mut widths, mut room) = (wanted, room);
    for (given, at) in narrow_first.iter().enumerate() {
        let share = room / (narrow_first.len() - given);
        widths[*at] = widths[*at].min(share);
        room -= widths[*at];
    }
    Some(widths)
}

/// Returns text wrapped to so many columns: the pieces of each row.
fn set(pieces: &[Piece], columns: usize) -> Vec<Vec<Piece>> {
    let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let mut bounds = Vec::new();
    let mut end = 0;
    for (piece, style) in pieces {
        bounds.push((end..end + piece.len(), *style));
        end += piece.len();
    }
    let within = |row: std::ops::Range<usize>| {
        let here = bounds.iter().map(|(of, style)| (of.start.max(row.start)..of.end.min(row.end), *style));
        here.filter(|(of, _)| of.start < of.end).map(|(of, style)| (text[of].to_owned(), style)).collect()
    };
    // a space at the end of a row may stand beyond it
    let trimmed = |row: std::ops::Range<usize>| row.start..row.start + text[row.clone()].trim_end().len();
    paint::rows(&text, columns).into_iter().map(trimmed).map(within).collect()
}

fn placed(mut line: Row, pieces: &[Piece], mut column: usize) -> Row {
    for (text, style) in pieces {
        let wide = paint::width(text);
        line = line.at((column, wide), text.clone(), *style);
        column += wide;
    }
    line
}
