//! Owns how the help and the palette look: a line to search, what was found with its keys, and what is known of the chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{At, overlay, pieces};
use crate::text::tui as words;
use crate::text::tui::palette as w;
use crate::tui::app::App;
use crate::tui::palette::{Commands, Manner, Row};
use crate::tui::panels::paint;

/// From so many columns inside the box on, names stand at the right.
const WITH_NAMES: u16 = 72;

/// Returns the most columns that the keys take of a line so wide.
fn most_of_keys(width: u16) -> usize {
    if width >= WITH_NAMES { 20 } else { 12 }
}

/// Returns how much of a line so wide its keys and its sentence may take.
fn room_for_words(row: &Row, width: u16) -> u16 {
    if width >= WITH_NAMES { width.saturating_sub(paint::width(row.line.name) as u16 + 2) } else { width }
}

/// A row of the screen.
enum Shown<'a> {
    Heading(&'a str),
    Row(usize, &'a Row),
    Gap,
}

/// Draws the help or the palette. Returns where the cursor stands.
pub fn draw(app: &App, commands: &Commands, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let help = commands.manner == Manner::Help;
    let heading = if help { words::help(lang) } else { w::title(lang) };
    let (width, height) = if help { (104, area.height) } else { (84, area.height.saturating_sub(4).min(30)) };
    let inside = pieces::boxed(buf, area, (width, height), heading, theme);
    let line = Rect { height: 1, ..inside };
    let cursor = overlay::field(&commands.query, true, theme.input, line, buf);
    if commands.query.text().is_empty() {
        let asked = if help { w::search(lang) } else { w::command_what(lang) };
        let after = Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line };
        let asked = app.env.keymap.fill(asked, lang);
        paint::put(buf, after, (after.x, after.y), &asked, theme.input.patch(theme.dim));
    }
    let rows = commands.rows(&app.env.keymap, lang);
    let keys = rows.iter().map(|row| keys_of(row, most_of_keys(inside.width)).0).max().unwrap_or_default() + 2;
    let is_cut = |row: &Row| keys + paint::width(&row.says) > usize::from(room_for_words(row, inside.width));
    // where a sentence is cut in its line, the foot says it whole
    let foot_rows = if rows.iter().any(is_cut) { 2 } else { 1 };
    let foot = Rect { y: inside.bottom() - foot_rows, height: foot_rows, ..inside };
    let air = u16::from(inside.height >= 16);
    let body = Rect { y: inside.y + 1 + air, height: inside.height.saturating_sub(1 + foot_rows + 2 * air), ..inside };
    if rows.is_empty() {
        paint::put(buf, body, (body.x, body.y), w::nothing(lang), theme.dim);
        return cursor;
    }
    let shown = shown(&rows, help);
    let chosen = commands.cursor.at().min(rows.len() - 1);
    let at = shown.iter().position(|shown| matches!(shown, Shown::Row(row, _) if *row == chosen)).unwrap_or_default();
    // the first line of a group is seen with its heading
    let at = if at > 0 && matches!(shown[at - 1], Shown::Heading(_)) && chosen == 0 { at - 1 } else { at };
    let window = commands.cursor.window_at(at, shown.len(), usize::from(body.height));
    let (above, below) = (window.start > 0, window.end < shown.len());
    for (place, shown) in shown[window].iter().enumerate() {
        let line = Rect { y: body.y + place as u16, height: 1, ..body };
        match shown {
            Shown::Gap => {}
            Shown::Heading(heading) => {
                paint::put(buf, line, (line.x, line.y), heading, theme.title);
            }
            Shown::Row(at, row) => one(app, (row, keys, *at == chosen), line, buf),
        }
    }
    let more = match (above, below) {
        (false, false) => "",
        (true, false) => "↑",
        (false, true) => "↓",
        (true, true) => "↑↓",
    };
    pieces::right(buf, foot, foot.bottom() - 1, more, theme.dim);
    let row = &rows[chosen];
    let about = Rect { width: foot.width.saturating_sub(3), ..foot };
    if is_cut(row) {
        let reason = row.not_now.iter().map(|reason| format!(" · {reason}")).collect::<String>();
        let style = if commands.insisted { theme.warn } else { theme.base };
        let whole = paint::wrap_within(&(row.says.clone() + &reason), usize::from(about.width), usize::from(foot_rows));
        for (at, words) in whole.iter().enumerate() {
            paint::put(buf, about, (about.x, about.y + at as u16), words, style);
        }
        return cursor;
    }
    let about = Rect { y: foot.bottom() - 1, height: 1, ..about };
    let end = paint::put(buf, about, (about.x, about.y), row.line.name, theme.dim);
    if let Some(reason) = &row.not_now {
        let style = if commands.insisted { theme.warn } else { theme.dim };
        pieces::pieces(buf, about, (end, about.y), &[(" · ", theme.dim), (reason, style)]);
    }
    cursor
}

fn shown(rows: &[Row], headings: bool) -> Vec<Shown<'_>> {
    let mut shown = Vec::with_capacity(rows.len() + 24);
    let mut heading = "";
    for (at, row) in rows.iter().enumerate() {
        if headings && row.heading != heading {
            if !heading.is_empty() {
                shown.push(Shown::Gap);
            }
            heading = &row.heading;
            shown.push(Shown::Heading(heading));
        }
        shown.push(Shown::Row(at, row));
    }
    shown
}

/// Returns the keys of a row, as many as have room, and how wide they are.
fn keys_of(row: &Row, most: usize) -> (usize, String) {
    let mut keys = String::new();
    for key in &row.keys {
        let gap = if keys.is_empty() { "" } else { " " };
        if paint::width(&keys) + paint::width(gap) + paint::width(key) > most && !keys.is_empty() {
            break;
        }
        keys.push_str(gap);
        keys.push_str(key);
    }
    (paint::width(&keys), keys)
}

fn one(app: &App, (row, keys_wide, chosen): (&Row, usize, bool), line: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    if chosen {
        buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, theme.selected);
    }
    let quiet = if chosen { theme.selected.remove_modifier(Modifier::BOLD) } else { theme.dim };
    let idle = row.not_now.is_some();
    let (key, text) = match (chosen, idle) {
        (true, false) => (theme.selected, theme.selected),
        (true, true) | (false, true) => (quiet, quiet),
        (false, false) => (theme.key, theme.base),
    };
    let (wide, keys) = keys_of(row, most_of_keys(line.width));
    let keys = if row.keys.is_empty() { w::no_key(lang).to_owned() } else { keys };
    let pad = " ".repeat(keys_wide.saturating_sub(wide.max(1)));
    let name = row.line.name;
    let words = Rect { width: room_for_words(row, line.width), ..line };
    pieces::pieces(buf, words, (line.x, line.y), &[(&keys, key), (&pad, text), (&row.says, text)]);
    if line.width >= WITH_NAMES {
        pieces::right(buf, line, line.y, name, quiet);
    }
}
