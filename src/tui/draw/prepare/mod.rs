//! Owns how what lies over a screen while a session is prepared looks.

mod left;
mod lists;
mod people;
mod person;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{At, pieces};
use crate::tui::app::App;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::prepare::Preparing;

/// Draws it. Returns where the cursor stands.
pub fn draw(app: &App, console: Option<&Console>, preparing: &Preparing, area: Rect, buf: &mut Buffer) -> At {
    match (preparing, console) {
        (Preparing::People(people), Some(console)) => people::list(app, console, people, area, buf),
        (Preparing::ListFile(file), _) => lists::file(app, file, area, buf),
        (Preparing::ListTable(table), _) => {
            lists::table(app, table, area, buf);
            None
        }
        (Preparing::Person(page), Some(console)) => person::page(app, console, page, area, buf),
        (Preparing::Heads(heads), _) => {
            people::heads(app, heads, area, buf);
            None
        }
        (Preparing::LeftOpen(left), _) => {
            left::take_along(app, left, area, buf);
            None
        }
        (Preparing::Across(across), _) => {
            left::across(app, across, area, buf);
            None
        }
        (Preparing::People(_) | Preparing::Person(_), None) => None,
    }
}

/// Returns how a line is written, chosen or not: what goes first, and what stands beside it.
fn styles(app: &App, chosen: bool) -> (Style, Style) {
    let theme = &app.env.theme;
    if chosen { (theme.selected, theme.selected.remove_modifier(Modifier::BOLD)) } else { (theme.base, theme.dim) }
}

/// Marks a row as chosen.
fn mark(app: &App, row: Rect, buf: &mut Buffer) {
    buf.set_style(Rect { x: row.x - 1, width: row.width + 2, ..row }, app.env.theme.selected);
}

/// Writes what was said last at the foot of a box, else a hint.
fn said(app: &App, inside: Rect, hint: &str, buf: &mut Buffer) {
    let y = inside.bottom().saturating_sub(1);
    match &app.env.message {
        Some((mood, said)) => paint::put(buf, inside, (inside.x, y), said, pieces::mood(&app.env.theme, *mood)),
        None => paint::put(buf, inside, (inside.x, y), hint, app.env.theme.dim),
    };
}

/// Shows with arrows at the right edge that there is more above or below.
fn more(app: &App, body: Rect, window: &std::ops::Range<usize>, length: usize, buf: &mut Buffer) {
    let edge = Rect { x: body.right() + 1, width: 1, ..body };
    if window.start > 0 {
        buf.set_stringn(edge.x, body.y, "↑", 1, app.env.theme.dim);
    }
    if window.end < length {
        buf.set_stringn(edge.x, body.bottom().saturating_sub(1), "↓", 1, app.env.theme.dim);
    }
}
