//! Owns how many gave which number, a bar each: all of them on one page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, bar, put};
use super::big::Lettering;
use super::layout::Desk;
use super::slide::Spread;

/// The rows that a number takes in big digits.
const DIGITS: u16 = 4;

/// A page of it.
#[derive(Debug)]
pub(super) struct Hands(Spread);

impl Hands {
    pub(super) fn new(hands: &Spread) -> Self {
        Self(hands.clone())
    }

    /// Draws it: in big digits where there are rows enough for all.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let (area, theme) = (paint::inset(room, room.width / 16, 0), desk.theme);
        let count = self.0.rows.len() as u16;
        let big = |text: &str| desk.letters.smallest(text, area.width / 3, DIGITS);
        let large = desk.tall
            && area.height > count * (DIGITS + 1)
            && self.0.rows.iter().all(|(_, _, people)| big(&people.to_string()).is_some());
        let each = if large { DIGITS + 1 } else { (area.height.saturating_sub(1) / count.max(1)).clamp(1, 3) };
        let thick = if large { DIGITS - 1 } else { each.saturating_sub(1).max(1) };
        let name = |text: &str| paint::width(text) as u16;
        let label = self.0.rows.iter().map(|(text, ..)| name(text)).max().unwrap_or(0) + 2;
        let digits = |people: u32| match big(&people.to_string()).filter(|_| large) {
            Some(letters) => letters.columns(),
            None => name(&people.to_string()),
        };
        let after = self.0.rows.iter().map(|(_, _, people)| digits(*people)).max().unwrap_or(0) + 3;
        let length = usize::from(area.width.saturating_sub(label + after)).max(4);
        let used = count * each + 1;
        let mut y = area.y + area.height.saturating_sub(used) / 2;
        for (at, (text, thousandths, people)) in self.0.rows.iter().enumerate() {
            let middle = y + thick / 2;
            put(buf, area, (area.x, middle), text, theme.strong);
            for line in 0..thick {
                put(buf, area, (area.x + label, y + line), &"·".repeat(length), theme.border);
                let style = if at <= self.0.line { theme.accent } else { theme.warn };
                let drawn = bar(length, f64::from(*thousandths) / 1000.0);
                // what is below the line is of another sign too
                let drawn = if at <= self.0.line { drawn } else { drawn.replace(|_: char| true, "▒") };
                put(buf, area, (area.x + label, y + line), &drawn, style);
            }
            let x = area.x + label + length as u16 + 2;
            match big(&people.to_string()).filter(|_| large) {
                Some(letters) => draw_digits(&letters, (x, y), area, buf, desk),
                None => {
                    put(buf, area, (x, middle), &people.to_string(), theme.strong);
                }
            }
            y += each;
            if at == self.0.line {
                let line = "╌".repeat(usize::from(area.width));
                // between thick bars there is a row for it; else it has one of its own
                let row = if each > thick { y - 1 } else { y };
                put(buf, area, (area.x, row), &line, theme.dim);
                y += u16::from(each <= thick);
            }
        }
    }
}

fn draw_digits(letters: &Lettering, (x, y): (u16, u16), area: Rect, buf: &mut Buffer, desk: &Desk<'_>) {
    let shown = Rect { x, y, width: letters.columns(), height: letters.rows() }.intersection(area);
    letters.draw_left(shown, buf, desk.theme.strong);
}
