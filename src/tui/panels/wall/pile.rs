//! Owns texts one under the other: voices, decisions, action items, options. Each is whole on its page; one that is
//! longer than a page goes on on the next. Letters shrink in steps: everything big, what is said big, all plain.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, put, wrap};
use super::big::Lettering;
use super::layout::Desk;
use super::slide::{Entry, Tone};

/// How many there are on a page at most.
const MOST: usize = 6;

/// The most pages on which what belongs to a text is in big letters too: more would be tiring to turn.
const ALL_BIG: usize = 8;

/// The columns that a sign and the blank behind it take.
const SIGN: u16 = 3;

/// What is on one page.
#[derive(Debug)]
pub(super) struct Heap(Vec<Piece>);

/// A text with what belongs under it, or a part of a long one.
#[derive(Debug)]
struct Piece {
    sign: String,
    blocks: Vec<Block>,
}

/// What stands in a row of its own.
#[derive(Debug)]
enum Block {
    Letters(Tone, Lettering),
    Line(Tone, String),
    Air,
}

impl Block {
    fn rows(&self) -> usize {
        match self {
            Self::Letters(_, letters) => usize::from(letters.rows()),
            Self::Line(..) | Self::Air => 1,
        }
    }
}

impl Piece {
    fn rows(&self) -> usize {
        self.blocks.iter().map(Block::rows).sum()
    }
}

/// How big the letters are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    AllBig,
    TextBig,
    Plain,
}

/// What texts are laid out into.
#[derive(Clone, Copy)]
struct Place {
    columns: u16,
    rows: usize,
    /// There is one text, which may have the biggest letters.
    alone: bool,
}

fn inside(area: Rect) -> Rect {
    paint::inset(area, area.width / 20, 0)
}

/// Lays texts out over pages.
pub(super) fn lay(entries: &[Entry], desk: &Desk<'_>, room: Rect) -> Vec<Heap> {
    let alone = entries.len() == 1;
    if desk.tall {
        let large = pages(entries, desk, room, Look::AllBig);
        if large.len() <= ALL_BIG.max(entries.len().min(3)) {
            return large;
        }
    }
    pages(entries, desk, room, if desk.tall || alone { Look::TextBig } else { Look::Plain })
}

/// Lays out what is chosen from: on one page in big letters, else in plain ones.
pub(super) fn together(entries: &[Entry], desk: &Desk<'_>, room: Rect) -> Vec<Heap> {
    let large = if desk.tall { pages(entries, desk, room, Look::TextBig) } else { Vec::new() };
    if large.len() == 1 { large } else { pages(entries, desk, room, Look::Plain) }
}

fn pages(entries: &[Entry], desk: &Desk<'_>, room: Rect, look: Look) -> Vec<Heap> {
    let inner = inside(room);
    let signs = entries.iter().any(|entry| !entry.sign.is_empty());
    let columns = inner.width.saturating_sub(if signs { SIGN } else { 0 }).max(1);
    let place = Place { columns, rows: usize::from(room.height).max(1), alone: entries.len() == 1 };
    let gap = if desk.tall { 2 } else { 1 };
    let mut pages: Vec<Heap> = Vec::new();
    let mut used = 0;
    for piece in entries.iter().flat_map(|entry| pieces(entry, desk, place, look)) {
        let rows = piece.rows();
        match pages.last_mut() {
            Some(page) if page.0.len() < MOST && used + gap + rows <= place.rows => {
                used += gap + rows;
                page.0.push(piece);
            }
            Some(_) | None => {
                used = rows;
                pages.push(Heap(vec![piece]));
            }
        }
    }
    pages
}

/// Lays one text out: as big as was asked where it fits so on a page, else in smaller steps, else in parts.
fn pieces(entry: &Entry, desk: &Desk<'_>, place: Place, look: Look) -> Vec<Piece> {
    let whole = match look {
        Look::AllBig => all_big(entry, desk, place).or_else(|| text_big(entry, desk, place)),
        Look::TextBig => text_big(entry, desk, place),
        Look::Plain => None,
    };
    let sign = entry.sign.clone();
    if let Some(blocks) = whole {
        return vec![Piece { sign, blocks }];
    }
    let text = wrap(&entry.text, usize::from(place.columns)).into_iter().map(|line| (Tone::Strong, line));
    let lines: Vec<(Tone, String)> = text.chain(below(entry, place.columns)).collect();
    let parts = lines.chunks(place.rows).enumerate().map(|(part, lines)| {
        let sign = if part == 0 { sign.clone() } else { String::new() };
        Piece { sign, blocks: lines.iter().map(|(tone, line)| Block::Line(*tone, line.clone())).collect() }
    });
    parts.collect()
}

fn below(entry: &Entry, columns: u16) -> impl Iterator<Item = (Tone, String)> {
    entry
        .below
        .iter()
        .flat_map(move |(tone, text)| wrap(text, usize::from(columns)).into_iter().map(move |line| (*tone, line)))
}

/// Everything in big letters, what belongs to the text in the smallest of them.
fn all_big(entry: &Entry, desk: &Desk<'_>, place: Place) -> Option<Vec<Block>> {
    let most = place.rows as u16;
    let mut under = Vec::new();
    for (tone, text) in &entry.below {
        under.extend([
            Block::Air,
            Block::Air,
            Block::Letters(*tone, desk.letters.smallest(text, place.columns, most)?),
        ]);
    }
    let rows: usize = under.iter().map(Block::rows).sum();
    let left = place.rows.checked_sub(rows)? as u16;
    let text = if place.alone { desk.letters.modest(&entry.text, place.columns, left) } else { None };
    let text = text.or_else(|| desk.letters.smallest(&entry.text, place.columns, left))?;
    Some([Block::Letters(Tone::Strong, text)].into_iter().chain(under).collect())
}

/// The text in big letters, what belongs to it in plain ones.
fn text_big(entry: &Entry, desk: &Desk<'_>, place: Place) -> Option<Vec<Block>> {
    let lines: Vec<Block> = below(entry, place.columns).map(|(tone, line)| Block::Line(tone, line)).collect();
    let under = lines.len() + usize::from(!lines.is_empty());
    let room = place.rows.checked_sub(under)? as u16;
    let letters = match (place.alone, desk.tall) {
        (true, true) => desk.letters.fitting(&entry.text, place.columns, room),
        (true, false) => desk.letters.modest(&entry.text, place.columns, room),
        (false, _) => desk.letters.smallest(&entry.text, place.columns, room),
    }?;
    let air = (!lines.is_empty()).then_some(Block::Air);
    Some([Block::Letters(Tone::Strong, letters)].into_iter().chain(air).chain(lines).collect())
}

impl Heap {
    /// Draws a page of them, the room that is left shared between them.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let area = inside(room);
        let indent = if self.0.iter().any(|piece| !piece.sign.is_empty()) { SIGN } else { 0 };
        let used: usize = self.0.iter().map(Piece::rows).sum();
        let free = usize::from(area.height).saturating_sub(used);
        let between = self.0.len().saturating_sub(1).max(1);
        let gap = if self.0.len() > 1 { (free / (between + 1)).clamp(1, 4).min(free / between) } else { 0 };
        let whole = used + gap * self.0.len().saturating_sub(1);
        let mut y = area.y + (usize::from(area.height).saturating_sub(whole) / 2) as u16;
        for piece in &self.0 {
            let left = Rect { x: area.x + indent, width: area.width.saturating_sub(indent), ..area };
            // a sign stands beside the middle of the first big line
            let beside = if matches!(piece.blocks.first(), Some(Block::Letters(..))) { 2 } else { 0 };
            put(buf, area, (area.x, y + beside), &piece.sign, desk.theme.accent);
            for block in &piece.blocks {
                match block {
                    Block::Letters(tone, letters) => {
                        let shown = Rect { y, height: letters.rows(), ..left }.intersection(left);
                        letters.draw_left(shown, buf, desk.style(*tone));
                    }
                    Block::Line(tone, line) => {
                        put(buf, left, (left.x, y), line, desk.style(*tone));
                    }
                    Block::Air => {}
                }
                y += block.rows() as u16;
            }
            y += gap as u16;
        }
    }
}
