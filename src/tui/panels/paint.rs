//! Owns how text is measured, cut, wrapped and put on the screen: by grapheme clusters, never by bytes.
//! Every text is cleaned here once more, so that a hand-edited file brings no control character to the terminal.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::clean;
use crate::tui::theme::Theme;

/// Returns how many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Returns the end of a text that is no wider than so many columns: what is being written stays in sight.
pub fn tail(text: &str, columns: usize) -> String {
    let mut shown = text;
    while width(shown) > columns {
        let mut letters = shown.chars();
        letters.next();
        shown = letters.as_str();
    }
    shown.to_owned()
}

/// Returns the text on one line, cut to so many columns with `…` where it is longer.
pub fn fit(text: &str, columns: usize) -> String {
    let text = clean::clean_line(text);
    if width(&text) <= columns {
        return text;
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > columns {
            break;
        }
        kept.push_str(grapheme);
        used += wide;
    }
    if columns > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// Returns a name cut to so many columns: first what stands in brackets goes, then its end.
pub fn fit_name(name: &str, columns: usize) -> String {
    let bare = name.split(" (").next().unwrap_or(name);
    fit(if width(name) > columns { bare } else { name }, columns)
}

/// Returns the byte ranges of the rows that a text takes when it is wrapped at words to so many columns.
/// The rows leave out line feeds and nothing else; there is at least one.
pub fn rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let mut offset = 0;
    for line in text.split('\n') {
        let mut start = offset;
        let mut used = 0;
        let mut break_at = None;
        for (at, grapheme) in line.grapheme_indices(true) {
            let at = offset + at;
            let wide = width(grapheme);
            // a space at the end of a row may stand beyond it
            if used + wide > columns && grapheme != " " {
                let cut = break_at.take().filter(|cut| *cut > start).unwrap_or(at);
                if cut > start {
                    rows.push(start..cut);
                    used = width(&text[cut..at]);
                    start = cut;
                }
            }
            used += wide;
            if grapheme == " " {
                break_at = Some(at + 1);
            }
        }
        rows.push(start..offset + line.len());
        offset += line.len() + 1;
    }
    rows
}

/// Returns the text wrapped at words to so many columns.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let text = clean::clean(text).replace('\t', " ");
    rows(&text, columns).into_iter().map(|row| text[row].trim_end().to_owned()).collect()
}

/// Returns the text wrapped to at most so many rows, the last one cut with `…` where more follows.
pub fn wrap_within(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = fit(&format!("{last} …"), columns);
        }
    }
    lines
}

/// Writes one line of text at a place inside `area`, cut to what is left of the row. Returns the column after it.
pub fn put(buf: &mut Buffer, area: Rect, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    if y < area.y || y >= area.bottom() || x >= area.right() {
        return x;
    }
    let room = area.right().saturating_sub(x.max(area.x));
    buf.set_stringn(x.max(area.x), y, fit(text, room as usize), room as usize, style).0
}

/// Writes one line of text in the middle of a row of `area`.
pub fn centred(buf: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) {
    let text = fit(text, area.width as usize);
    let x = area.x + (area.width.saturating_sub(width(&text) as u16)) / 2;
    put(buf, area, (x, y), &text, style);
}

/// Returns `area` without so many columns at each side and rows above and below.
pub fn inset(area: Rect, columns: u16, rows: u16) -> Rect {
    Rect {
        x: area.x + columns.min(area.width / 2),
        y: area.y + rows.min(area.height / 2),
        width: area.width.saturating_sub(columns * 2),
        height: area.height.saturating_sub(rows * 2),
    }
}

/// Clears a box of so many rows and columns in the middle of `area`, frames it, and returns what is inside.
pub fn boxed(area: Rect, (rows, columns): (u16, u16), buf: &mut Buffer, theme: &Theme) -> Rect {
    let (rows, columns) = (rows.min(area.height), columns.min(area.width));
    let place = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    Clear.render(place, buf);
    let block = Block::bordered().border_style(theme.border_focus).style(theme.base);
    let inner = inset(block.inner(place), 1, 0);
    block.render(place, buf);
    inner
}

/// Fills part of a row with a bar of that many columns, to an eighth of a column: `████▌`.
pub fn bar(columns: usize, fraction: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (fraction.clamp(0.0, 1.0) * columns as f64 * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_by_what_is_seen() {
        for (text, columns, expected) in [
            ("breve", 10, "breve"),
            ("educativa di strada", 10, "educativa…"),
            ("日本語テキスト", 6, "日本…"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…"),
            ("a\u{1b}[31mb", 5, "ab"),
            ("uno\ndue", 9, "uno due"),
            ("x", 0, ""),
        ] {
            assert_eq!(fit(text, columns), expected, "{text:?} in {columns}");
        }
    }

    #[test]
    fn texts_wrap_at_words_and_long_words_at_graphemes() {
        for (text, columns, expected) in [
            ("uno due tre", 7, vec!["uno due", "tre"]),
            ("uno due tre", 3, vec!["uno", "due", "tre"]),
            ("precipitevolissimevolmente", 10, vec!["precipitev", "olissimevo", "lmente"]),
            ("a\n\nb", 5, vec!["a", "", "b"]),
            ("", 5, vec![""]),
            ("che cosa funziona", 10, vec!["che cosa", "funziona"]),
        ] {
            assert_eq!(wrap(text, columns), expected, "{text:?} in {columns}");
        }
        assert_eq!(wrap_within("uno due tre quattro", 7, 2), ["uno due", "tre …"]);
    }
}
