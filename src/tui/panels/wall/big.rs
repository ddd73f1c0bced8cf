//! Owns big letters: which size a text fits in, and the text in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};
use unicode_normalization::UnicodeNormalization;

use crate::domain::clean;
use crate::tui::env::Signs;

use super::super::paint;

/// A size of letters, in columns and rows a letter.
#[derive(Clone, Copy, Debug)]
struct Size {
    pixels: PixelSize,
    columns: u16,
    rows: u16,
}

/// From the biggest to the smallest.
const SIZES: [Size; 3] = [
    Size { pixels: PixelSize::Full, columns: 8, rows: 8 },
    Size { pixels: PixelSize::HalfHeight, columns: 8, rows: 4 },
    Size { pixels: PixelSize::Quadrant, columns: 4, rows: 4 },
];

/// How many of them need nothing but whole and half blocks.
const OF_HALF_BLOCKS: usize = 2;

/// How many of them need nothing but whole ones.
const OF_BLOCKS: usize = 1;

/// The rows between two lines: an accent over a capital reaches the top of its line, a tail the foot of the one above.
const LEADING: u16 = 1;

/// Texts that are longer than this are not balanced: they are no headings.
const BALANCED: usize = 240;

/// A text in big letters, wrapped.
#[derive(Clone, Debug)]
pub(super) struct Lettering {
    size: Size,
    lines: Vec<String>,
}

/// Which big letters there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Letters {
    /// All.
    All,
    /// Those that a text console's font has the blocks for.
    OfHalfBlocks,
    /// Those whose blocks can stand as signs of ASCII.
    OfBlocks,
}

impl Letters {
    /// Returns those that can be made of a terminal's signs.
    pub(super) fn of(signs: Signs) -> Self {
        match signs {
            Signs::All => Self::All,
            Signs::Console => Self::OfHalfBlocks,
            Signs::Ascii => Self::OfBlocks,
        }
    }

    fn sizes(self) -> &'static [Size] {
        match self {
            Self::All => &SIZES,
            Self::OfHalfBlocks => &SIZES[..OF_HALF_BLOCKS],
            Self::OfBlocks => &SIZES[..OF_BLOCKS],
        }
    }

    /// Finds the biggest letters in which the text fits whole into so many columns and rows, none of its words broken.
    pub(super) fn fitting(self, text: &str, columns: u16, rows: u16) -> Option<Lettering> {
        let text = drawable(text)?;
        self.sizes().iter().find_map(|size| Lettering::of_size(&text, columns, rows, *size))
    }

    /// The same, but no bigger than letters of four rows.
    pub(super) fn modest(self, text: &str, columns: u16, rows: u16) -> Option<Lettering> {
        let text = drawable(text)?;
        let sizes = self.sizes();
        sizes[sizes.len().min(2) - 1..].iter().find_map(|size| Lettering::of_size(&text, columns, rows, *size))
    }

    /// Lays the text in the smallest of the big letters, or returns `None` where it does not fit.
    pub(super) fn smallest(self, text: &str, columns: u16, rows: u16) -> Option<Lettering> {
        let size = self.sizes().last()?;
        Lettering::of_size(&drawable(text)?, columns, rows, *size)
    }
}

impl Lettering {
    fn of_size(text: &str, columns: u16, rows: u16, size: Size) -> Option<Self> {
        let across = usize::from(columns / size.columns);
        let longest = text.split_whitespace().map(|word| word.chars().count()).max()?;
        let lines = (longest <= across).then(|| paint::wrap(text, across))?;
        let lettering = Self { size, lines };
        if lettering.height() > usize::from(rows) {
            return None;
        }
        let count = lettering.lines.len();
        if count == 1 || text.len() > BALANCED {
            return Some(lettering);
        }
        // lines of about one length: as narrow as they can be without one more of them
        let narrower = (longest..across).map(|across| paint::wrap(text, across)).find(|lines| lines.len() == count);
        Some(Self { size, lines: narrower.unwrap_or(lettering.lines) })
    }

    fn height(&self) -> usize {
        self.lines.len() * usize::from(self.size.rows + LEADING) - usize::from(LEADING)
    }

    /// Returns how many rows it takes.
    pub(super) fn rows(&self) -> u16 {
        self.height() as u16
    }

    /// Returns how many columns its longest line takes.
    pub(super) fn columns(&self) -> u16 {
        self.lines.iter().map(|line| line.chars().count() as u16 * self.size.columns).max().unwrap_or(0)
    }

    /// Draws it in the middle of the columns of `area`, from its top.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, style: Style) {
        self.draw_at(Alignment::Center, area, buf, style);
    }

    /// Draws it at the left of `area`, from its top.
    pub(super) fn draw_left(&self, area: Rect, buf: &mut Buffer, style: Style) {
        self.draw_at(Alignment::Left, area, buf, style);
    }

    fn draw_at(&self, alignment: Alignment, area: Rect, buf: &mut Buffer, style: Style) {
        for (place, line) in self.lines.iter().enumerate() {
            let y = area.y.saturating_add(place as u16 * (self.size.rows + LEADING));
            let row = Rect { y, height: self.size.rows, ..area }.intersection(area);
            if row.is_empty() {
                return;
            }
            let letters = BigText::builder()
                .pixel_size(self.size.pixels)
                .style(style)
                .alignment(alignment)
                .lines(vec![Line::from(line.as_str())])
                .build();
            letters.render(row, buf);
            self.close_bellies(line, (alignment, row), buf, style);
        }
    }

    /// Closes the foot of every *b*, which is open in the font: from afar it would be read as an *h*.
    fn close_bellies(&self, line: &str, (alignment, row): (Alignment, Rect), buf: &mut Buffer, style: Style) {
        let (gap, foot) = match self.size.pixels {
            PixelSize::Full => ((2, 6), "█"),
            PixelSize::HalfHeight => ((2, 3), "▀"),
            _ => ((1, 3), "▀"),
        };
        let wide = line.chars().count() as u16 * self.size.columns;
        let free = row.width.saturating_sub(wide);
        let left = row.x + if alignment == Alignment::Center { free / 2 } else { 0 };
        for place in line.chars().enumerate().filter(|(_, letter)| *letter == 'b').map(|(place, _)| place as u16) {
            let at = (left + place * self.size.columns + gap.0, row.y + gap.1);
            if row.contains(at.into())
                && let Some(cell) = buf.cell_mut(at)
            {
                cell.set_symbol(foot).set_style(style);
            }
        }
    }
}

/// Returns the text in the letters that there are big ones of, or `None` where it has others.
fn drawable(text: &str) -> Option<String> {
    let text: String = clean::clean(text)
        .nfc()
        .flat_map(|character| match character {
            '’' | '‘' => vec!['\''],
            '“' | '”' => vec!['"'],
            '–' | '—' => vec!['-'],
            '…' => vec!['.', '.', '.'],
            '→' => vec!['-', '>'],
            '\t' | '\u{a0}' => vec![' '],
            other => vec![other],
        })
        .collect();
    let known = |c: char| matches!(c, '\n' | ' '..='~' | '\u{a1}'..='\u{ff}');
    (!text.trim().is_empty() && text.chars().all(known)).then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(buf: &Buffer, y: u16) -> bool {
        (0..buf.area.width).any(|x| buf[(x, y)].symbol() != " ")
    }

    #[test]
    fn accents_do_not_touch_the_line_above() {
        let area = Rect::new(0, 0, 64, 40);
        for text in ["giugno gg È così", "pqgjy pqgjy Òà ùì"] {
            for size in SIZES {
                let mut buf = Buffer::empty(area);
                let Some(letters) = Lettering::of_size(text, size.columns * 6, 40, size) else { continue };
                assert!(letters.lines.len() >= 2, "{letters:?}");
                letters.draw(area, &mut buf, Style::new());
                for gap in (1..letters.lines.len() as u16).map(|line| line * (size.rows + LEADING) - 1) {
                    assert!(!ink(&buf, gap), "{text} in {size:?}: row {gap}\n{buf:?}");
                }
            }
        }
    }

    #[test]
    fn a_b_is_closed_below_wherever_it_stands() {
        for size in SIZES {
            for width in [size.columns * 3, size.columns * 3 + 1, size.columns * 3 + 6] {
                let area = Rect::new(0, 0, width, 8);
                let mut buf = Buffer::empty(area);
                Lettering::of_size("obo", width, 8, size).unwrap().draw(area, &mut buf, Style::new());
                let foot = if size.rows == 8 { 6 } else { 3 };
                let drawn: String = (0..width).map(|x| buf[(x, foot)].symbol()).collect();
                let parts: Vec<&str> = drawn.split_whitespace().collect();
                assert_eq!(parts.len(), 3, "{size:?} {width}: {drawn:?}");
                assert!(parts[1].starts_with(if size.rows == 8 { "█████" } else { "▀▀" }), "{drawn:?}");
            }
        }
    }

    #[test]
    fn letters_shrink_in_steps_and_never_break_a_word() {
        for (text, columns, rows, size) in [
            ("Si vota", 80, 8, Some(8)),
            ("Che cosa proviamo", 80, 9, Some(4)),
            ("Che cosa proviamo", 40, 9, Some(4)),
            ("precipitevolissimevolmente", 80, 9, None),
            ("日本", 80, 20, None),
        ] {
            let found = Letters::All.fitting(text, columns, rows);
            assert_eq!(found.map(|letters| letters.size.rows), size, "{text} {columns} {rows}");
        }
        let plain = Letters::OfHalfBlocks.smallest("Che cosa", 80, 9).unwrap();
        assert_eq!(plain.size.columns, 8);
    }

    #[test]
    fn lines_are_of_about_one_length() {
        let letters = Letters::All.smallest("uno due tre quattro cinque sei", 4 * 26, 20).unwrap();
        assert_eq!(letters.lines.len(), 2);
        assert!(letters.lines[1].chars().count() >= 10, "{letters:?}");
    }
}
