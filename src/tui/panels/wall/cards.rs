//! Owns cards beside and below one another: six a page where what they say fits, fewer where it does not.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Widget};

use super::super::paint::{self, fit, put, wrap};
use super::big::Lettering;
use super::layout::Desk;
use super::slide::{Card, Tone};

/// How many on a page, the first that takes them whole.
const STEPS: [usize; 4] = [6, 4, 2, 1];

/// Up to so many stand below one another on a tall wall, so that their names can be big.
const FEW: usize = 3;

/// From so many columns on, three stand beside one another.
const THREE: u16 = 100;

/// What is on one page.
#[derive(Debug)]
pub(super) struct Grid {
    cards: Vec<Content>,
    across: u16,
    down: u16,
}

/// A card, wrapped to its place.
#[derive(Debug)]
struct Content {
    letters: Option<Lettering>,
    lines: Vec<(Tone, String)>,
    tag: String,
}

impl Content {
    fn rows(&self) -> usize {
        self.letters.as_ref().map_or(0, |letters| usize::from(letters.rows()) + 1) + self.lines.len()
    }
}

/// Lays cards out over pages.
pub(super) fn lay(cards: &[Card], desk: &Desk<'_>, room: Rect) -> Vec<Grid> {
    let mut pages: Vec<Grid> = Vec::new();
    let mut rest = cards;
    while !rest.is_empty() {
        let first = pages.is_empty();
        let grid = STEPS.iter().find_map(|step| {
            let taken = &rest[..rest.len().min(*step)];
            // the last page has cards of the size of those before
            let shape = shape(if first { taken.len() } else { *step }, room.width);
            // of one look with the pages before
            let large = desk.tall && pages.last().is_none_or(Grid::is_large);
            let stacked = (1, taken.len() as u16);
            let few = large && first && taken.len() == rest.len() && (2..=FEW).contains(&taken.len());
            let stacked = if few { whole(taken, (desk, true), stacked, room).filter(Grid::is_large) } else { None };
            stacked.or_else(|| whole(taken, (desk, large), shape, room))
        });
        match grid {
            Some(grid) => {
                rest = &rest[grid.cards.len()..];
                pages.push(grid);
            }
            None => {
                pages.extend(in_parts(&rest[0], room));
                rest = &rest[1..];
            }
        }
    }
    pages
}

/// Returns how many cards stand beside and below one another.
fn shape(cards: usize, width: u16) -> (u16, u16) {
    let across = match cards {
        0 | 1 => 1,
        2 | 4 => 2,
        _ if width >= THREE => 3,
        _ => 2,
    };
    (across, (cards as u16).div_ceil(across).max(1))
}

/// Returns what a card has for its text, in columns and rows.
fn inside((across, down): (u16, u16), room: Rect) -> (u16, usize) {
    ((room.width / across).saturating_sub(5).max(1), usize::from(room.height / down).saturating_sub(2))
}

/// Lays cards out on one page, names in big letters where all fit so, or returns `None` where they do not fit whole.
fn whole(
    cards: &[Card],
    (desk, may_be_large): (&Desk<'_>, bool),
    (across, down): (u16, u16),
    room: Rect,
) -> Option<Grid> {
    let (columns, rows) = inside((across, down), room);
    let fits = |contents: &Vec<Content>| contents.iter().all(|content| content.rows() <= rows);
    let large = || -> Option<Vec<Content>> {
        let name = |card: &Card| desk.letters.smallest(&card.title, columns, rows as u16);
        cards.iter().map(|card| Some(content(card, Some(name(card)?), columns))).collect()
    };
    let large = if may_be_large { large().filter(fits) } else { None };
    let contents = large.or_else(|| {
        let plain: Vec<Content> = cards.iter().map(|card| content(card, None, columns)).collect();
        Some(plain).filter(fits)
    })?;
    Some(Grid { cards: contents, across, down })
}

fn content(card: &Card, letters: Option<Lettering>, columns: u16) -> Content {
    let wrapped = |tone: Tone, text: &str| {
        let lines = if text.trim().is_empty() { Vec::new() } else { wrap(text, usize::from(columns)) };
        lines.into_iter().map(move |line| (tone, line))
    };
    let name = if letters.is_some() { "" } else { card.title.as_str() };
    let head = wrapped(Tone::Strong, name).chain(wrapped(Tone::Quiet, &card.by));
    Content { lines: head.chain(wrapped(Tone::Plain, &card.text)).collect(), letters, tag: card.tag.clone() }
}

/// Lays one long card out over as many pages as it takes.
fn in_parts(card: &Card, room: Rect) -> Vec<Grid> {
    let (columns, rows) = inside((1, 1), room);
    let whole = content(card, None, columns);
    let parts = whole.lines.chunks(rows.max(1));
    parts
        .map(|lines| {
            let part = Content { letters: None, lines: lines.to_vec(), tag: card.tag.clone() };
            Grid { cards: vec![part], across: 1, down: 1 }
        })
        .collect()
}

impl Grid {
    fn is_large(&self) -> bool {
        self.cards.iter().all(|card| card.letters.is_some())
    }

    /// Draws a page of them, no taller than what they say.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let width = room.width / self.across;
        let most = room.height / self.down;
        let needed = self.cards.iter().map(Content::rows).max().unwrap_or(0) as u16 + 4;
        let height = needed.max(room.height / (self.down + 1)).min(most);
        let rows = (self.cards.len() as u16).div_ceil(self.across).max(if self.down > 1 { self.down } else { 1 });
        let top = room.y + (room.height.saturating_sub(rows * height)) / 2;
        for (place, card) in self.cards.iter().enumerate() {
            let (row, column) = (place as u16 / self.across, place as u16 % self.across);
            let cell =
                Rect { x: room.x + column * width, y: top + row * height, width: width.saturating_sub(1), height };
            card.draw(desk, cell.intersection(room), buf);
        }
    }
}

impl Content {
    fn draw(&self, desk: &Desk<'_>, cell: Rect, buf: &mut Buffer) {
        let mut block = Block::bordered().border_style(desk.theme.border);
        if !self.tag.is_empty() {
            let tag = format!(" {} ", fit(&self.tag, usize::from(cell.width.saturating_sub(6))));
            block = block.title_bottom(Line::styled(tag, desk.theme.accent).right_aligned());
        }
        let inner = paint::inset(block.inner(cell), 1, 0);
        block.render(cell, buf);
        // with air above where there is some
        let air = usize::from(usize::from(inner.height) >= self.rows() + 2);
        let mut y = inner.y + air as u16;
        if let Some(letters) = &self.letters {
            letters.draw_left(Rect { y, height: letters.rows(), ..inner }.intersection(inner), buf, desk.theme.title);
            y += letters.rows() + 1;
        }
        let spare = usize::from(inner.bottom().saturating_sub(y)) > self.lines.len();
        let mut before = None;
        for (tone, line) in &self.lines {
            // and between whose it is and what it says
            y += u16::from(spare && *tone == Tone::Plain && before.is_some_and(|tone| tone != Tone::Plain));
            put(buf, inner, (inner.x, y), line, desk.style(*tone));
            y += 1;
            before = Some(*tone);
        }
    }
}
