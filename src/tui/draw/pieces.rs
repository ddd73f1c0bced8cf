//! Owns the small pieces that several screens are made of: lines with several styles, rules, boxes, keys with words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, BorderType, Borders, Clear, Padding, Widget};

use crate::domain::capture::LETTERS;
use crate::domain::item::Kind;
use crate::tui::app::Mood;
use crate::tui::panels::paint;
use crate::tui::theme::{Depth, Theme};

pub use super::footer::{footer, own_footer};

/// Writes pieces one after the other on one row, cut to the area. Returns the column after the last one.
pub fn pieces(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), list: &[(&str, Style)]) -> u16 {
    list.iter().fold(x, |x, (text, style)| paint::put(buf, area, (x, y), text, *style))
}

/// Writes a text that ends at the right edge of the area.
pub fn right(buf: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) {
    let text = paint::fit(text, usize::from(area.width));
    let x = area.right().saturating_sub(paint::width(&text) as u16);
    paint::put(buf, area, (x, y), &text, style);
}

/// Draws a line across the area.
pub fn rule(buf: &mut Buffer, area: Rect, y: u16, style: Style) {
    paint::put(buf, area, (area.x, y), &"─".repeat(usize::from(area.width)), style);
}

/// Draws a line down the area.
pub fn upright(buf: &mut Buffer, area: Rect, x: u16, style: Style) {
    for y in area.top()..area.bottom() {
        paint::put(buf, area, (x, y), "│", style);
    }
}

/// Returns an area without so many rows at its top.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Returns the letter of a kind, as it stands on its key.
pub fn letter(kind: Kind) -> String {
    let known = LETTERS.iter().find(|(_, known)| *known == kind);
    known.map_or_else(|| "·".to_owned(), |(letter, _)| letter.to_uppercase().to_string())
}

/// Draws an empty box with a heading in the middle of an area, and returns what is inside.
pub fn boxed(buf: &mut Buffer, area: Rect, (width, height): (u16, u16), heading: &str, theme: &Theme) -> Rect {
    let width = width.min(area.width.saturating_sub(4));
    let height = height.min(area.height.saturating_sub(2));
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    // a column of air on both sides, so that what lies under it does not run into the line
    let air = Rect { x: place.x.saturating_sub(1), width: (place.width + 2).min(area.width), ..place };
    Clear.render(air, buf);
    buf.set_style(air, theme.base);
    let heading = paint::fit(heading, usize::from(width.saturating_sub(6)));
    let block = Block::new()
        .borders(Borders::ALL)
        .border_type(BorderType::Rounded)
        .border_style(theme.border_focus)
        .title(format!(" {heading} "))
        .title_style(theme.title)
        .padding(Padding::horizontal(1));
    let inside = block.inner(place);
    block.render(place, buf);
    inside
}

/// Lets what is drawn so far step back behind what comes over it.
pub fn step_back(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let quiet = match theme.depth {
        Depth::Plain => return,
        Depth::Sixteen | Depth::Full => theme.behind,
    };
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].modifier = Modifier::empty();
        }
    }
    buf.set_style(area, quiet);
}

/// Empties a part of the screen.
pub fn clear(buf: &mut Buffer, area: Rect, theme: &Theme) {
    Clear.render(area, buf);
    buf.set_style(area, theme.base);
}

/// Returns the style of a message.
pub fn mood(theme: &Theme, mood: Mood) -> Style {
    match mood {
        Mood::Info => theme.base,
        Mood::Good => theme.ok,
        Mood::Warn => theme.warn,
        Mood::Bad => theme.error,
    }
}

/// Returns the middle of a wide area, no wider than lines are good to read.
pub fn page(area: Rect) -> Rect {
    let width = area.width.min(112);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// Writes a text in several styles, wrapped at words: each byte range of `marked` in its style.
pub fn marked(
    text: &str,
    rows: &[std::ops::Range<usize>],
    marked: &[(std::ops::Range<usize>, Style)],
    base: Style,
) -> Vec<Vec<(String, Style)>> {
    rows.iter()
        .map(|row| {
            let mut parts: Vec<(String, Style)> = Vec::new();
            let mut at = row.start;
            for (range, style) in marked.iter().filter(|(range, _)| range.start < row.end && range.end > row.start) {
                let (start, end) = (range.start.max(row.start), range.end.min(row.end));
                if start > at {
                    parts.push((text[at..start].to_owned(), base));
                }
                parts.push((text[start..end].to_owned(), *style));
                at = end;
            }
            if at < row.end {
                parts.push((text[at..row.end].to_owned(), base));
            }
            parts
        })
        .collect()
}
