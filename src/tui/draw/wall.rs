//! Owns how the list of what can be on the wall looks, with a sketch of what the room would see beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{overlay, pieces};
use crate::text::tui as w;
use crate::tui::app::App;
use crate::tui::console::Console;
use crate::tui::overlay::Choice;
use crate::tui::panels::keys::hints;
use crate::tui::panels::{paint, wall};

/// From so many columns on there is a sketch.
const SKETCHED: u16 = 120;

/// The columns of the list.
const LIST: u16 = 46;

/// The columns of the key before a line.
const KEY: u16 = 4;

/// Draws the list.
pub(super) fn list(app: &App, console: &Console, choice: &Choice, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let rows = console.wall_rows(lang);
    let choices = console.wall_choices();
    let sketched = area.width >= SKETCHED;
    let columns = if sketched { LIST + (area.width - LIST - 16).min(92) } else { LIST + 20 };
    let height = (rows.len() as u16 + 6).max(if sketched { (area.height * 3 / 4).min(32) } else { 0 });
    let size = (columns.min(area.width), height.min(area.height.saturating_sub(2)));
    let inside = pieces::boxed(buf, area, size, w::wall::on_the_wall(lang), theme);
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    let left = if sketched { Rect { width: LIST - 6, ..body } } else { body };
    let (said, strange) = console.wall_word(lang, false);
    paint::put(buf, left, (left.x, left.y), &format!("▣ {said}"), if strange { theme.warn } else { theme.strong });
    let list = Rect { y: left.y + 2, height: left.height.saturating_sub(2), ..left };
    for (place, at) in choice.cursor.window(rows.len(), usize::from(list.height)).enumerate() {
        let (row, y) = (&rows[at], list.y + place as u16);
        let chosen = at == choice.cursor.at();
        let (loud, quiet) = overlay::chosen_styles(app, chosen);
        if chosen {
            buf.set_style(Rect { x: list.x - 1, y, width: list.width + 2, height: 1 }, theme.selected);
        }
        let keys = (&app.env.keymap, lang);
        let key = Console::wall_key_of(choices[at]).map(|action| hints(wall::WALL_KEYS, &[action], keys));
        let key = key.and_then(|keys| keys.into_iter().next()).map(|(key, _)| key).unwrap_or_default();
        paint::put(buf, list, (list.x, y), &key, if chosen { loud } else { theme.key });
        let now = if at == console.wall_choice_now() { "● " } else { "  " };
        let start = paint::put(buf, list, (list.x + KEY, y), now, quiet);
        let end = paint::put(buf, list, (start, y), &row.text, loud);
        let rest = Rect { x: end + 2, width: list.right().saturating_sub(end + 2), ..list };
        if rest.width > 3 {
            paint::put(buf, rest, (rest.x, y), &row.aside, quiet);
        }
    }
    if let Some(choice) = choices.get(choice.cursor.at()).filter(|_| sketched) {
        let right = Rect { x: left.right() + 3, width: body.right().saturating_sub(left.right() + 3), ..body };
        sketch(app, console, console.would_see(*choice, &app.env), right, buf);
    }
}

/// Draws what the room would see, as small as the place is.
fn sketch(app: &App, console: &Console, seen: crate::tui::walling::Seen, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    paint::put(buf, area, (area.x, area.y), w::wall::sketch(lang), theme.dim);
    // of the shape of a beamer's picture
    let height = area.height.saturating_sub(3).min(area.width * 9 / 32).max(6);
    let screen = Rect { y: area.y + 2, height, ..area }.intersection(area);
    let (view, columns) = (seen.view(&app.env), screen.width);
    let pages = console.wall.painted.borrow_mut().draw(&view, theme, screen, buf);
    console.wall.pages.set(pages);
    if pages > 1 && screen.bottom() < area.bottom() {
        let said = w::wall::pages(lang, view.stage.page.min(pages - 1) + 1, pages);
        let row = Rect { y: screen.bottom(), width: columns, height: 1, ..area };
        pieces::right(buf, row, row.y, &said, theme.dim);
    }
}
