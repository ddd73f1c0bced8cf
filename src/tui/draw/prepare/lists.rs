//! Owns how a list of participants on its way in looks: the file, and what is taken from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::overlay::field;
use super::super::{At, pieces};
use super::{mark, more, styles};
use crate::domain::guests::{Column, Guest};
use crate::text::tui::prepare as w;
use crate::text::{Lang, names};
use crate::tui::app::App;
use crate::tui::panels::paint;
use crate::tui::prepare::{ListFile, ListTable};

/// Draws the line for a path and what it can become.
pub fn file(app: &App, file: &ListFile, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let size = (84, area.height.saturating_sub(4).min(22));
    let inside = pieces::boxed(buf, area, size, w::list_heading(lang), theme);
    paint::put(buf, inside, (inside.x, inside.y), &app.env.keymap.fill(w::list_path(lang), lang), theme.dim);
    let line = Rect { y: inside.y + 1, height: 1, ..inside };
    let cursor = field(&file.path, true, theme.input, line, buf);
    let body = Rect { y: inside.y + 3, height: inside.height.saturating_sub(6), ..inside };
    if file.offered.is_empty() {
        paint::put(buf, body, (body.x, body.y), w::list_none_here(lang), theme.dim);
    }
    let window = file.cursor.window(file.offered.len(), usize::from(body.height));
    more(app, body, &window, file.offered.len(), buf);
    for (row, at) in window.enumerate() {
        let place = Rect { y: body.y + row as u16, height: 1, ..body };
        let chosen = at == file.cursor.at();
        let (loud, _) = styles(app, chosen);
        if chosen {
            mark(app, place, buf);
        }
        paint::put(buf, place, (place.x, place.y), &file.offered[at], loud);
    }
    if let Some(wrong) = &file.wrong {
        let lines = paint::wrap_within(wrong, usize::from(inside.width), 2);
        let y = inside.bottom().saturating_sub(lines.len() as u16);
        for (row, line) in lines.iter().enumerate() {
            paint::put(buf, inside, (inside.x, y + row as u16), line, theme.error);
        }
    }
    cursor
}

/// Draws the cells with what each column is taken for, and which rows are not taken.
pub fn table(app: &App, table: &ListTable, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let grid = &table.grid;
    let width = area.width.min(130);
    let height = (grid.rows.len() as u16).saturating_add(11).min(area.height.saturating_sub(2));
    let inside = pieces::boxed(buf, area, (width, height), w::guess_heading(lang), theme);
    paint::put(buf, inside, (inside.x, inside.y), &app.env.keymap.fill(w::guess_columns(lang), lang), theme.dim);
    let mut y = inside.y + 2;
    let wides = widths(table, lang);
    let first = first_column(&wides, table.column, inside.width.saturating_sub(RESULT));
    let x_of = |at: usize| RESULT + wides[first..at].iter().sum::<u16>();
    let seen = |at: &usize| x_of(*at) + 4 < inside.width;
    // what each column is taken for, and above it what it calls itself
    for at in (first..wides.len()).filter(seen) {
        let place = Rect { x: inside.x + x_of(at), width: (wides[at] - 2).min(inside.width - x_of(at)), ..inside };
        let name = grid.header.as_ref().map_or("", |header| &header[at]);
        paint::put(buf, place, (place.x, y), name, theme.dim);
        let meaning = w::column(lang, grid.columns[at]);
        let style = match (at == table.column, grid.columns[at]) {
            (true, _) => theme.selected,
            (false, Column::Left) => theme.dim,
            (false, _) => theme.key,
        };
        if at == table.column {
            buf.set_style(Rect { y: y + 1, height: 1, ..place }, theme.selected);
        }
        paint::put(buf, place, (place.x, y + 1), meaning, style);
        if grid.columns[at].is_private() {
            paint::put(buf, place, (place.x, y + 2), w::for_register(lang), theme.dim);
        }
    }
    y += 3;
    pieces::rule(buf, inside, y, theme.border);
    y += 1;
    let body = Rect { y, height: inside.bottom().saturating_sub(y + 3), ..inside };
    let window = table.cursor.window(table.reading.rows.len(), usize::from(body.height));
    more(app, body, &window, table.reading.rows.len(), buf);
    for (row, at) in window.enumerate() {
        let y = body.y + row as u16;
        let line = Rect { y, height: 1, ..body };
        match &table.reading.rows[at] {
            Ok(guest) => {
                result(app, guest, Rect { width: RESULT - 1, ..line }, buf);
                for column in (first..wides.len()).filter(seen) {
                    let left = line.width - x_of(column);
                    let place = Rect { x: line.x + x_of(column), width: (wides[column] - 2).min(left), ..line };
                    let quiet = grid.columns[column] == Column::Left;
                    let style = if quiet { theme.border } else { theme.base };
                    let cell = paint::fit(&grid.rows[at][column], usize::from(place.width));
                    paint::put(buf, place, (place.x, y), &cell, style);
                }
            }
            Err(why) => {
                let after = pieces::pieces(buf, line, (line.x, y), &[("✗ ", theme.error)]);
                let said = w::unread(lang, why);
                let end = paint::put(buf, line, (after, y), &said, theme.error);
                let cells =
                    grid.rows[at].iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
                paint::put(buf, line, (end + 2, y), &cells, theme.dim);
            }
        }
    }
    foot(app, table, inside, buf);
}

/// How wide the codes are that will be taken.
const RESULT: u16 = 12;

fn result(app: &App, guest: &Guest, place: Rect, buf: &mut Buffer) {
    let theme = &app.env.theme;
    let (sign, style) = match (&guest.known, guest.code_given) {
        (Some(_), _) => ("=", theme.dim),
        (None, true) => ("*", theme.accent),
        (None, false) => ("+", theme.ok),
    };
    pieces::pieces(
        buf,
        place,
        (place.x, place.y),
        &[(sign, style), (" ", style), (&guest.participant.code, theme.strong)],
    );
}

fn foot(app: &App, table: &ListTable, inside: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let (taken, all) = (table.reading.guests().count(), table.reading.rows.len());
    let mut first = w::guess_taken(lang, taken, all);
    let given = table.reading.given();
    if !given.is_empty() {
        let mut codes = given.iter().take(4).copied().collect::<Vec<_>>().join(" ");
        if given.len() > 4 {
            codes.push_str(" …");
        }
        first = format!("{first} · {}", w::guess_given(lang, given.len(), &codes));
    }
    if table.grid.beyond > 0 {
        first = format!("{first} · {}", w::beyond(lang, table.grid.beyond));
    }
    let groups = groups(table, lang);
    if !groups.is_empty() {
        first = format!("{first} · {groups}");
    }
    let y = inside.bottom().saturating_sub(2);
    paint::put(buf, inside, (inside.x, y), &first, theme.strong);
    let (second, style) = match (&table.wrong, table.is_waiting(), table.reading.for_register()) {
        (Some(wrong), ..) => (wrong.as_str(), theme.error),
        (None, true, _) => (w::register_writing(lang), theme.accent),
        (None, false, true) => (w::guess_register(lang), theme.dim),
        (None, false, false) => ("", theme.dim),
    };
    paint::put(buf, inside, (inside.x, y + 1), second, style);
}

fn groups(table: &ListTable, lang: Lang) -> String {
    let mut counts: std::collections::BTreeMap<String, usize> = Default::default();
    for group in table.reading.guests().filter_map(|guest| guest.participant.group.as_ref()) {
        *counts.entry(names::group(lang, group)).or_default() += 1;
    }
    counts.into_iter().map(|(group, count)| format!("{group} {count}")).collect::<Vec<_>>().join(", ")
}

/// Returns how wide each column is drawn, with two blanks behind it.
fn widths(table: &ListTable, lang: Lang) -> Vec<u16> {
    let grid = &table.grid;
    let wide = |at: usize| {
        let cells = grid.rows.iter().take(200).map(|row| paint::width(&row[at])).max().unwrap_or(0);
        let name = grid.header.as_ref().map_or(0, |header| paint::width(&header[at]));
        let longest = Column::ALL.iter().map(|column| paint::width(w::column(lang, *column))).max().unwrap_or(0);
        (cells.max(name).clamp(longest, 26) + 2) as u16
    };
    (0..grid.columns.len()).map(wide).collect()
}

/// Returns the first column that is drawn, so that the chosen one is seen whole.
fn first_column(wides: &[u16], chosen: usize, room: u16) -> usize {
    let mut first = 0;
    while first < chosen && wides[first..=chosen].iter().sum::<u16>() > room {
        first += 1;
    }
    first
}
