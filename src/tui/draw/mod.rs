//! Owns how the screens look. Reads the state and changes nothing of it.

mod agenda;
mod agenda_boxes;
mod capture;
mod commands;
mod console;
mod detail;
mod footer;
mod glyphs;
mod list;
mod narrowed;
mod new_session;
mod offers;
mod overlay;
mod pieces;
mod prepare;
mod several;
mod start;
mod step;
mod top;
mod wall;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Clear;

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

/// Draws everything.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.render_widget(Clear, area);
    frame.buffer_mut().set_style(area, app.env.theme.base);
    if area.width < FEWEST_COLUMNS || area.height < FEWEST_ROWS {
        too_small(app, frame, area);
        glyphs::fit(frame.buffer_mut(), app.env.signs);
        return;
    }
    let mut cursor = match &app.screen {
        Screen::Start(start) => {
            start::draw(app, start, area, frame.buffer_mut());
            None
        }
        Screen::Console(console) => console::draw(&app.env, console, area, frame.buffer_mut()),
    };
    if let Some(overlay) = app.overlays.last() {
        let buf = frame.buffer_mut();
        pieces::step_back(buf, area, &app.env.theme);
        let above = Rect { height: area.height - 1, ..area };
        cursor = overlay::draw(app, overlay, above, buf);
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        pieces::clear(buf, footer, &app.env.theme);
        pieces::footer(buf, footer, overlay.place(), &app.env, &idle(app, overlay));
    }
    glyphs::fit(frame.buffer_mut(), app.env.signs);
    if let Some(cursor) = cursor.filter(|at| area.contains(*at)) {
        frame.set_cursor_position(cursor);
    }
}

/// Returns what would do nothing in what lies over the screen: who is not there cannot be marked.
fn idle(app: &App, overlay: &Overlay) -> Vec<Command> {
    let nobody = match &app.screen {
        Screen::Start(_) => false,
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

fn too_small(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let said = w::too_small(app.env.lang, area.width, area.height);
    let lines = paint::wrap(&said, usize::from(area.width.saturating_sub(2).max(1)));
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, line) in lines.iter().enumerate() {
        paint::centred(frame.buffer_mut(), area, top + row as u16, line, app.env.theme.strong);
    }
}

/// Where the terminal's cursor stands; none where there is nothing to type.
type At = Option<Position>;
