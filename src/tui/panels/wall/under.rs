//! Owns what stands under a body on each of its pages: a line, counts of heads, the countdown, the turnout.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::paint::{self, bar, centred, put, wrap};
use super::big::Lettering;
use super::layout::Desk;
use super::slide::{Clock, Slide, Under};

/// The rows that what came of it may take in big letters.
const LOUD: u16 = 4;

/// The columns that one count in big digits takes.
const COUNT: u16 = 26;

impl Desk<'_> {
    /// Returns how many rows everything under a slide takes.
    pub(super) fn under_rows(&self, slide: &Slide, width: u16) -> u16 {
        slide.under.iter().map(|under| self.rows_of(under, width)).fold(0, u16::saturating_add)
    }

    fn rows_of(&self, under: &Under, width: u16) -> u16 {
        match under {
            Under::Line(text) if self.tall => (wrap(text, self.narrow(width)).len() as u16).saturating_add(2),
            Under::Line(text) => (wrap(text, self.narrow(width)).len() as u16).saturating_add(1),
            Under::Loud(text) => match self.loud(text, width) {
                Some(letters) => letters.rows() + 1,
                None => (wrap(text, self.narrow(width)).len() as u16).saturating_add(if self.tall { 2 } else { 1 }),
            },
            Under::Quiet(_) => 2,
            Under::Counts(counts) => self.counts_rows(counts, width) + u16::from(self.tall),
            Under::Clock(_) => self.clock_rows() + 2,
            Under::Turnout { .. } if self.tall => 8,
            Under::Turnout { .. } => 4,
        }
    }

    /// Lays out what came of it, in big letters on a line where it fits.
    fn loud(&self, text: &str, width: u16) -> Option<Lettering> {
        self.tall.then(|| self.letters.smallest(text, width, LOUD)).flatten()
    }

    fn narrow(&self, width: u16) -> usize {
        usize::from(width - width / 8)
    }

    /// Draws them one under the other.
    pub(super) fn under(&self, list: &[Under], area: Rect, buf: &mut Buffer) {
        let mut y = area.y;
        for under in list {
            let rows = self.rows_of(under, area.width);
            let part = Rect { y, height: rows, ..area }.intersection(area);
            if part.is_empty() {
                return;
            }
            match under {
                Under::Loud(text) if self.loud(text, part.width).is_some() => {
                    if let Some(letters) = self.loud(text, part.width) {
                        let shown = Rect { y: part.y + 1, height: letters.rows(), ..part }.intersection(part);
                        letters.draw(shown, buf, self.theme.accent);
                    }
                }
                Under::Line(text) | Under::Loud(text) => {
                    for (row, line) in wrap(text, self.narrow(part.width)).iter().enumerate() {
                        centred(buf, part, part.y + 1 + row as u16, line, self.theme.strong);
                    }
                }
                Under::Quiet(text) => centred(buf, part, part.y + 1, text, self.theme.dim),
                Under::Counts(counts) => {
                    let above = u16::from(self.tall);
                    self.counts(
                        counts,
                        Rect { y: part.y + above, height: part.height.saturating_sub(above), ..part },
                        buf,
                    );
                }
                Under::Clock(clock) => self.clock(clock, part, buf),
                Under::Turnout { of, total, says } => self.turnout((*of, *total), says, part, buf),
            }
            y += rows;
        }
    }

    fn clock_rows(&self) -> u16 {
        if self.tall { 4 } else { 1 }
    }

    /// Draws a countdown: the digits in the middle, always in the same place, what is over with its sign before them;
    /// what it says under them, between two marks when the end is near.
    fn clock(&self, clock: &Clock, area: Rect, buf: &mut Buffer) {
        let style = if clock.near { self.theme.strong } else { self.theme.accent };
        let digits = clock.digits.trim_start_matches('+');
        let over = digits.len() < clock.digits.len();
        let says = if clock.near { format!("━━━  {}  ━━━", clock.says) } else { clock.says.clone() };
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let letters =
            (self.clock_rows() > 1).then(|| self.letters.modest(digits, area.width, self.clock_rows())).flatten();
        let says_style = if clock.near { self.theme.strong } else { self.theme.dim };
        match letters {
            Some(letters) => {
                letters.draw(Rect { height: letters.rows(), ..area }.intersection(area), buf, style);
                if over {
                    let before = area.x + (area.width / 2).saturating_sub(letters.columns() / 2);
                    let sign = Rect { x: before.saturating_sub(8).max(area.x), width: 8, ..area }.intersection(area);
                    if let Some(plus) = self.letters.modest("+", sign.width, 4) {
                        plus.draw_left(Rect { height: plus.rows(), ..sign }.intersection(sign), buf, style);
                    }
                }
                centred(buf, area, area.y + letters.rows(), &says, says_style);
            }
            None => {
                let said = format!("{}  {says}", clock.digits);
                centred(buf, area, area.y, said.trim_end(), style.add_modifier(Modifier::BOLD));
            }
        }
    }

    fn turnout(&self, (of, total): (u32, u32), said: &str, area: Rect, buf: &mut Buffer) {
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let letters = self.tall.then(|| self.letters.smallest(said, area.width, 4)).flatten();
        let rows = match letters {
            Some(letters) => {
                letters.draw(Rect { height: letters.rows(), ..area }.intersection(area), buf, self.theme.strong);
                letters.rows()
            }
            None => {
                centred(buf, area, area.y, said, self.theme.strong);
                1
            }
        };
        let width = area.width.saturating_sub(area.width / 4).max(10).min(area.width);
        let start = area.x + (area.width - width) / 2;
        let fraction = if total == 0 { 0.0 } else { (f64::from(of) / f64::from(total)).min(1.0) };
        for y in (area.y + rows + 1..area.bottom()).take(if self.tall { 2 } else { 1 }) {
            put(buf, area, (start, y), &"·".repeat(usize::from(width)), self.theme.dim);
            put(buf, area, (start, y), &bar(usize::from(width), fraction), self.theme.accent);
        }
    }

    /// Returns how many rows counts take.
    pub(super) fn counts_rows(&self, counts: &[(String, u32)], width: u16) -> u16 {
        if self.tall {
            let across = across(counts.len(), width);
            7 * (counts.len() as u16).div_ceil(across)
        } else {
            count_lines(counts, width).len() as u16 * 2
        }
    }

    /// Draws how many there are of each: in big digits where there are rows enough.
    pub(super) fn counts(&self, counts: &[(String, u32)], area: Rect, buf: &mut Buffer) {
        if !self.tall {
            for (line, row) in count_lines(counts, area.width).into_iter().enumerate() {
                centred(buf, area, area.y + line as u16 * 2, &row, self.theme.strong);
            }
            return;
        }
        let across = across(counts.len(), area.width);
        let width = (area.width / across).min(COUNT + 14);
        for (place, (name, count)) in counts.iter().enumerate() {
            let (row, column) = (place as u16 / across, place as u16 % across);
            // a shorter last row stands in the middle too
            let in_row = (counts.len() as u16 - row * across).min(across);
            let left = area.x + (area.width - in_row * width) / 2;
            let cell = Rect { x: left + column * width, y: area.y + row * 7, width, height: 7 }.intersection(area);
            let digits = count.to_string();
            let rows = match self.letters.modest(&digits, cell.width, 4) {
                Some(letters) => {
                    let shown = Rect { height: letters.rows(), ..cell }.intersection(cell);
                    letters.draw(shown, buf, self.theme.accent);
                    letters.rows()
                }
                None => {
                    centred(buf, cell, cell.y, &digits, self.theme.accent);
                    1
                }
            };
            for (line, text) in wrap(name, usize::from(cell.width.saturating_sub(2))).iter().take(2).enumerate() {
                centred(buf, cell, cell.y + rows + line as u16, text, self.theme.base);
            }
        }
    }
}

/// Returns how many counts stand beside one another in big digits: rows of about one length.
fn across(counts: usize, width: u16) -> u16 {
    let most = (width / COUNT).max(1);
    let rows = (counts as u16).div_ceil(most).max(1);
    (counts as u16).div_ceil(rows).max(1)
}

fn count_lines(counts: &[(String, u32)], width: u16) -> Vec<String> {
    packed(counts.iter().map(|(name, count)| format!("{count} {name}")), width)
}

/// Puts pieces beside one another, parted by dots, as many on a line as it takes.
pub(super) fn packed(pieces: impl Iterator<Item = String>, width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if paint::width(line) + paint::width(&piece) + 5 <= usize::from(width) => {
                line.push_str("  ·  ");
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}
