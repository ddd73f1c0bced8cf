//! Owns big letters: which size a text fits in, and the text in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};
use unicode_normalization::UnicodeNormalization;

use crate::domain::clean;

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

/// A text in big letters, wrapped.
#[derive(Debug)]
pub(super) struct Lettering {
    size: Size,
    lines: Vec<String>,
}

impl Lettering {
    /// Finds the biggest letters in which the text fits whole into so many columns and rows, none of its words broken.
    pub(super) fn fitting(text: &str, columns: u16, rows: u16) -> Option<Self> {
        SIZES.into_iter().find_map(|size| Self::of_size(text, columns, rows, size))
    }

    /// Lays the text in the smallest of the big letters, or returns `None` where it does not fit.
    pub(super) fn smallest(text: &str, columns: u16, rows: u16) -> Option<Self> {
        Self::of_size(text, columns, rows, SIZES[SIZES.len() - 1])
    }

    fn of_size(text: &str, columns: u16, rows: u16, size: Size) -> Option<Self> {
        let text = drawable(text)?;
        let across = usize::from(columns / size.columns);
        let longest = text.split_whitespace().map(|word| word.chars().count()).max()?;
        let lines = (longest <= across).then(|| paint::wrap(&text, across))?;
        (lines.len() * usize::from(size.rows) <= usize::from(rows)).then_some(Self { size, lines })
    }

    /// Returns how many rows it takes.
    pub(super) fn rows(&self) -> u16 {
        self.lines.len() as u16 * self.size.rows
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
        let lines: Vec<Line<'_>> = self.lines.iter().map(|line| Line::from(line.as_str())).collect();
        let letters =
            BigText::builder().pixel_size(self.size.pixels).style(style).alignment(alignment).lines(lines).build();
        letters.render(area, buf);
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
            '\t' | '\u{a0}' => vec![' '],
            other => vec![other],
        })
        .collect();
    let known = |c: char| matches!(c, '\n' | ' '..='~' | '\u{a1}'..='\u{ff}');
    (!text.trim().is_empty() && text.chars().all(known)).then(|| text.trim().to_owned())
}
