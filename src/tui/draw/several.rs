//! Owns how the boxes for several items look: what a list is narrowed to, tags, what joining would come to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::{chosen_styles, field};
use super::{At, pieces};
use crate::text::names;
use crate::text::tui::{self as w, lists};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::console::Console;
use crate::tui::filtering::FilterBox;
use crate::tui::named;
use crate::tui::panels::paint;
use crate::tui::several::JoinBox;
use crate::tui::sheet;
use crate::tui::tagging::TagBox;
use crate::tui::view::About;

/// How many columns the names on the left take.
const LABELS: u16 = 16;

/// Draws what a list can be narrowed to.
pub fn narrowing(app: &App, console: Option<&Console>, filter: &FilterBox, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let Some(console) = console else { return };
    let heading = lists::narrow_heading(lang, names::kinds(lang, filter.kind));
    let height = (filter.rows.len().max(1) as u16 + 6).min(area.height.saturating_sub(2));
    let inside = pieces::boxed(buf, area, (66, height), &heading, theme);
    if filter.rows.is_empty() {
        paint::put(buf, inside, (inside.x, inside.y + 1), lists::nothing_to_narrow(lang), theme.dim);
        return;
    }
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(3), ..inside };
    let window = filter.cursor.window(filter.rows.len(), usize::from(body.height));
    let (first, last) = (window.start, window.end);
    let now = &console.lists().view(filter.kind).filter;
    let mut before: Option<About> = None;
    for (row, at) in window.enumerate() {
        let (facet, count) = &filter.rows[at];
        let y = body.y + row as u16;
        let chosen = at == filter.cursor.at();
        let (loud, quiet) = chosen_styles(app, chosen);
        if before != Some(facet.about()) {
            paint::put(
                buf,
                Rect { width: LABELS - 1, ..body },
                (body.x, y),
                named::about(lang, facet.about()),
                theme.dim,
            );
            before = Some(facet.about());
        }
        let line = Rect { x: body.x + LABELS, y, width: body.width.saturating_sub(LABELS), height: 1 };
        if chosen {
            buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, theme.selected);
        }
        let sign = if now.has(facet) { "● " } else { "○ " };
        let style = if chosen {
            loud
        } else if now.has(facet) {
            theme.key
        } else {
            theme.base
        };
        let words = named::facet(facet, filter.kind, console.session(), lang);
        let room = Rect { width: line.width.saturating_sub(6), ..line };
        pieces::pieces(buf, room, (line.x, y), &[(sign, style), (&words, style)]);
        pieces::right(buf, line, y, &count.to_string(), quiet);
    }
    let foot = inside.bottom() - 1;
    let seen = console.lists().seen(filter.kind).len();
    let count = lists::of_all(lang, seen, console.lists().count(filter.kind));
    let x = paint::put(buf, inside, (inside.x, foot), &count, if now.is_empty() { theme.dim } else { theme.warn });
    paint::put(buf, inside, (x + 2, foot), &app.env.keymap.fill(lists::narrow_several(lang), lang), theme.dim);
    more(app, inside, (first > 0, last < filter.rows.len()), buf);
}

fn more(app: &App, inside: Rect, (above, below): (bool, bool), buf: &mut Buffer) {
    let sign = match (above, below) {
        (false, false) => "",
        (true, false) => "↑",
        (false, true) => "↓",
        (true, true) => "↑↓",
    };
    pieces::right(buf, inside, inside.bottom() - 1, sign, app.env.theme.dim);
}

/// How many columns the names on the left of the tags take.
const TAG_LABELS: u16 = 11;

/// How many rows the tags take that the word could become.
const KNOWN_ROWS: u16 = 2;

/// Draws the line of tags. Returns where the cursor stands.
pub fn tagging(app: &App, console: Option<&Console>, tags: &TagBox, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let console = console?;
    let what = match tags.items.as_slice() {
        [one] => format!("«{}»", sheet::title_of(console.session(), *one, lang)),
        items => w::counted(lang, console.tab, items.len()),
    };
    let all = tags.items.len();
    let carried = tags.carried.iter().map(|(tag, count)| match count {
        count if *count == all => format!("#{tag}"),
        // a tag and how many have it stay in one row
        count => format!("#{tag}\u{a0}({count})"),
    });
    let carried = carried.collect::<Vec<_>>().join("  ");
    let carried = if carried.is_empty() { lists::tags_none(lang) } else { &carried };
    let width = 72.min(area.width.saturating_sub(4));
    let room = usize::from(width.saturating_sub(TAG_LABELS + 4));
    let carried = paint::wrap_within(carried, room, 3);
    let height = carried.len() as u16 + KNOWN_ROWS + 7;
    let inside = pieces::boxed(buf, area, (width, height), &lists::tags_heading(lang, &what), theme);
    let line = Rect { y: inside.y + 1, height: 1, ..inside };
    let cursor = field(&tags.line, true, theme.input, line, buf);
    if tags.line.text().is_empty() {
        paint::put(buf, line, (line.x + 1, line.y), lists::tags_how(lang), theme.input.patch(theme.dim));
        paint::put(buf, inside, (inside.x, inside.y + 2), lists::tags_example(lang), theme.dim);
    }
    let read = tags.read();
    let signs = |tags: &std::collections::BTreeSet<String>| {
        tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
    };
    let mut said: Vec<(String, Style)> = Vec::new();
    if !read.add.is_empty() {
        said.push((lists::tags_adds(lang, &signs(&read.add)), theme.ok));
    }
    if !read.remove.is_empty() {
        said.push((lists::tags_takes(lang, &signs(&read.remove)), theme.warn));
    }
    if !read.not_read.is_empty() {
        said.push((lists::tags_not_read(lang, &read.not_read.join(" ")), theme.error));
    }
    let mut x = inside.x;
    for (words, style) in said {
        x = pieces::pieces(buf, inside, (x, inside.y + 2), &[(&words, style), ("   ", style)]);
    }
    let label = |words: &str, y: u16, buf: &mut Buffer| paint::put(buf, inside, (inside.x, y), words, theme.dim);
    label(lists::tags_carried(lang), inside.y + 4, buf);
    let rest = Rect { x: inside.x + TAG_LABELS, width: inside.width.saturating_sub(TAG_LABELS), ..inside };
    let below = inside.y + 4 + carried.len() as u16;
    for (row, words) in carried.iter().enumerate() {
        paint::put(buf, rest, (rest.x, inside.y + 4 + row as u16), &words.replace('\u{a0}', " "), theme.base);
    }
    let fits = tags.completions().into_iter().take(12).map(|tag| format!("#{tag}")).collect::<Vec<_>>().join("  ");
    if !fits.is_empty() {
        paint::put(buf, inside, (inside.x, below), &app.env.keymap.fill(lists::tags_known(lang), lang), theme.key);
        for (row, words) in paint::wrap_within(&fits, room, usize::from(KNOWN_ROWS)).iter().enumerate() {
            paint::put(buf, rest, (rest.x, below + row as u16), words, theme.dim);
        }
    }
    cursor
}

/// Draws what joining would come to.
pub fn joining(app: &App, console: Option<&Console>, joining: &JoinBox, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let Some(console) = console else { return };
    let kind = joining.joined.stays.kind();
    let heading = lists::join_heading(lang, &w::counted(lang, kind, joining.items.len()));
    let width = 88.min(area.width.saturating_sub(4));
    let columns = usize::from(width.saturating_sub(LABELS + 4));
    let mut lines: Vec<Vec<(String, Style)>> = Vec::new();
    for line in joining.preview(console.session(), lang) {
        let style = if line.waits { theme.warn } else { theme.base };
        for (row, words) in paint::wrap_within(&line.words, columns, 3).into_iter().enumerate() {
            let label = if row == 0 { paint::fit(&line.label, usize::from(LABELS) - 1) } else { String::new() };
            let pad = " ".repeat(usize::from(LABELS).saturating_sub(paint::width(&label)));
            lines.push(vec![(label + &pad, theme.dim), (words, style)]);
        }
    }
    let inside = pieces::boxed(buf, area, (width, lines.len() as u16 + 8), &heading, theme);
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(6), ..inside };
    let room = usize::from(body.height);
    let top = joining.cursor.scroll(lines.len(), room);
    for (row, parts) in lines.iter().skip(top).take(room).enumerate() {
        let parts: Vec<(&str, Style)> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        pieces::pieces(buf, body, (body.x, body.y + row as u16), &parts);
    }
    let y = inside.bottom() - 3;
    let kept = if joining.joined.beside.is_empty() { lists::join_undo(lang) } else { lists::join_choose(lang) };
    let kept = app.env.keymap.fill(kept, lang);
    for (row, line) in paint::wrap_within(&kept, usize::from(inside.width), 2).iter().enumerate() {
        paint::put(buf, inside, (inside.x, y - 1 + row as u16), line, theme.dim);
    }
    let (does, leaves) = (app.env.keymap.key_of(Command::Open, lang), app.env.keymap.key_of(Command::Back, lang));
    let keys = [
        (does.as_str(), theme.key),
        (" ", theme.dim),
        (lists::join_do(lang), theme.base),
        ("    ", theme.dim),
        (leaves.as_str(), theme.key),
        (" ", theme.dim),
        (lists::join_not(lang), theme.base),
    ];
    pieces::pieces(buf, inside, (inside.x, y + 1), &keys);
    more(app, inside, (top > 0, top + room < lines.len()), buf);
}
