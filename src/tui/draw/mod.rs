//! Owns how the screens look. Reads the state and changes nothing of it.

mod agenda;
mod agenda_boxes;
mod capture;
mod commands;
mod console;
mod detail;
mod footer;
mod glyphs;
mod joining;
mod laptops;
mod list;
mod merge;
mod narrowed;
mod new_session;
mod offers;
mod overlay;
mod pieces;
mod prepare;
mod several;
mod start;
mod step;
mod together;
mod top;
mod wall;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::{App, Screen};
use super::command::{Command, Place};
use super::overlay::Overlay;
use super::panels::paint;
use crate::text::tui as w;

/// The smallest screen that is of use, in columns.
pub const FEWEST_COLUMNS: u16 = 60;

/// The smallest screen that is of use, in rows.
pub const FEWEST_ROWS: u16 = 18;

/// From so many columns on, agenda and detail stand beside the list.
pub const WIDE: u16 = 110;

/// Draws everything into a frame.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    if let Some(cursor) = paint(app, frame.area(), frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws everything. Returns where the terminal's cursor stands.
pub fn paint(app: &App, area: Rect, buf: &mut Buffer) -> At {
    pieces::clear(buf, area, &app.env.theme);
    if is_too_small(area) {
        too_small(app, area, buf);
        glyphs::fit(buf, area, app.env.signs);
        return None;
    }
    let mut cursor = match &app.screen {
        Screen::Start(start) => {
            start::draw(app, start, area, buf);
            None
        }
        Screen::Console(console) => console::draw(&app.env, console, area, buf),
        Screen::Merge(desk) => merge::draw(&app.env, desk, area, buf),
    };
    if let Some(overlay) = app.overlays.last() {
        pieces::step_back(buf, area, &app.env.theme);
        let above = Rect { height: area.height - 1, ..area };
        if let [.., under @ Overlay::Together(_), _] = app.overlays.as_slice() {
            overlay::draw(app, under, above, buf);
            pieces::step_back(buf, area, &app.env.theme);
        }
        cursor = overlay::draw(app, overlay, above, buf);
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        pieces::clear(buf, footer, &app.env.theme);
        pieces::footer(buf, footer, overlay.place(), &app.env, &idle(app, overlay));
    }
    glyphs::fit(buf, area, app.env.signs);
    cursor.filter(|at| area.contains(*at))
}

/// Returns the rows that alone change while one types in the capture line: `None` where more on the screen follows what
/// is typed, or there is no line.
pub fn line(app: &App, area: Rect) -> Option<Rect> {
    match &app.screen {
        Screen::Console(console) if app.overlays.is_empty() && !is_too_small(area) => {
            console::line(&app.env, console, area)
        }
        Screen::Console(_) | Screen::Start(_) | Screen::Merge(_) => None,
    }
}

/// Draws those rows alone. Returns where the terminal's cursor stands.
pub fn paint_line(app: &App, area: Rect, rows: Rect, buf: &mut Buffer) -> At {
    pieces::clear(buf, rows, &app.env.theme);
    let cursor = match &app.screen {
        Screen::Console(console) => capture::draw(&app.env, console, (area, rows), buf),
        Screen::Start(_) | Screen::Merge(_) => None,
    };
    glyphs::fit(buf, rows, app.env.signs);
    cursor.filter(|at| area.contains(*at))
}

fn is_too_small(area: Rect) -> bool {
    area.width < FEWEST_COLUMNS || area.height < FEWEST_ROWS
}

/// Returns what would do nothing in what lies over the screen: who is not there cannot be marked.
fn idle(app: &App, overlay: &Overlay) -> Vec<Command> {
    match (overlay, &app.screen) {
        (Overlay::Together(_), Screen::Console(console)) => return together::idle(console),
        (Overlay::Network(joining), _) => return joining::idle(joining),
        _ => {}
    }
    let nobody = match &app.screen {
        Screen::Start(_) | Screen::Merge(_) => false,
        Screen::Console(console) => console.session().participants.live().next().is_none(),
    };
    if nobody && overlay.place() == Place::People {
        vec![
            Command::Present,
            Command::Edit,
            Command::Remove,
            Command::MorePeople,
            Command::PersonTable,
            Command::PersonRegister,
        ]
    } else {
        Vec::new()
    }
}

fn too_small(app: &App, area: Rect, buf: &mut Buffer) {
    let said = w::too_small(app.env.lang, area.width, area.height);
    let lines = paint::wrap(&said, usize::from(area.width.saturating_sub(2).max(1)));
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, line) in lines.iter().enumerate() {
        paint::centred(buf, area, top + row as u16, line, app.env.theme.strong);
    }
}

/// Where the terminal's cursor stands; none where there is nothing to type.
pub type At = Option<Position>;
