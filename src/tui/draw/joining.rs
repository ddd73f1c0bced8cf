//! Owns how coming into a session on another laptop looks: the sessions that are heard, the fields, the way in.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::overlay::{chosen_styles, field};
use super::{At, pieces};
use crate::domain::link::Part;
use crate::text::tui::{self as words, together as w};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::joining::{ADDRESS, CODE, JoinScreen, NAME, Stage};
use crate::tui::panels::paint;

/// How wide the names of the fields are.
const LABELS: u16 = 13;

/// Draws it. Returns where the cursor stands.
pub fn draw(app: &App, joining: &JoinScreen, area: Rect, buf: &mut Buffer) -> At {
    match joining.stage {
        Stage::List => {
            list(app, joining, area, buf);
            None
        }
        Stage::Fields | Stage::Going => fields(app, joining, area, buf),
    }
}

/// Returns what would do nothing now.
pub fn idle(joining: &JoinScreen) -> Vec<Command> {
    match joining.stage {
        Stage::Going => vec![Command::TakeIt, Command::NextField, Command::PreviousField],
        Stage::List | Stage::Fields => Vec::new(),
    }
}

/// Returns a sign that moves with the seconds.
fn moving(app: &App) -> String {
    let second = app.env.now.get().timestamp().rem_euclid(3) as usize;
    ".".repeat(second + 1)
}

fn list(app: &App, joining: &JoinScreen, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let found = joining.found.as_deref().unwrap_or_default();
    let none = joining.found.as_ref().is_some_and(Vec::is_empty);
    let rows = found.len() as u16 * 2 + 1;
    let explains = if none { 5 } else { 0 };
    let wrong = joining.wrong(lang);
    let height = rows + explains + 6 + if wrong.is_some() { 3 } else { 0 };
    let inside = pieces::boxed(buf, area, (76, height.max(12)), w::join_heading(lang), theme);
    let looks = if joining.looking { format!("{}{}", w::looking(lang), moving(app)) } else { String::new() };
    paint::put(buf, inside, (inside.x, inside.y), &looks, theme.accent);
    let mut y = inside.y + 2;
    if none {
        paint::put(buf, inside, (inside.x, y), w::found_none(lang), theme.strong);
        for line in paint::wrap(w::found_none_how(lang), usize::from(inside.width)) {
            y += 1;
            paint::put(buf, inside, (inside.x, y), &line, theme.dim);
        }
        y += 2;
    }
    let foot = if wrong.is_some() { 3 } else { 0 };
    let body = Rect { y, height: inside.bottom().saturating_sub(y + foot), ..inside };
    let lines = found.len() + 1;
    let room = usize::from(body.height.div_ceil(2)).max(1);
    let window = joining.cursor.window(lines, room);
    for (row, at) in window.enumerate() {
        let y = body.y + row as u16 * 2;
        let chosen = at == joining.cursor.at().min(lines - 1);
        let (loud, quiet) = chosen_styles(app, chosen);
        let Some(one) = found.get(at) else {
            if chosen {
                buf.set_style(Rect { x: body.x - 1, width: body.width + 2, y, height: 1 }, theme.selected);
            }
            paint::put(buf, body, (body.x, y), w::type_address(lang), loud);
            continue;
        };
        let place = Rect { y, height: 2, ..body }.intersection(body);
        if chosen {
            buf.set_style(Rect { x: place.x - 1, width: place.width + 2, ..place }, theme.selected);
        }
        let (aside, tone) = match &one.needs {
            Some(version) => (w::needs(lang, version), if chosen { loud } else { theme.warn }),
            None if one.known => (w::known(lang).to_owned(), if chosen { quiet } else { theme.ok }),
            None => (String::new(), quiet),
        };
        let wide = paint::width(&aside) as u16;
        let title = if one.title.trim().is_empty() { words::no_title(lang) } else { one.title.trim() };
        let left = Rect { width: place.width.saturating_sub(wide + 2), ..place };
        paint::put(buf, left, (place.x, y), title, loud);
        pieces::right(buf, place, y, &aside, tone);
        paint::put(buf, place, (place.x, y + 1), &w::hosted_by(lang, &one.host, &one.address), quiet);
    }
    said(app, wrong, inside, buf);
}

/// Says at the foot what is wrong.
fn said(app: &App, wrong: Option<String>, inside: Rect, buf: &mut Buffer) {
    let lines = paint::wrap_within(&wrong.unwrap_or_default(), usize::from(inside.width), 3);
    let top = inside.bottom().saturating_sub(lines.len() as u16);
    for (row, line) in lines.iter().enumerate() {
        paint::put(buf, inside, (inside.x, top + row as u16), line, app.env.theme.error);
    }
}

fn fields(app: &App, joining: &JoinScreen, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let going = joining.stage == Stage::Going;
    let inside = pieces::boxed(buf, area, (76, 15), w::join_heading(lang), theme);
    let chosen = joining.meant().map(|found| (found.title.clone(), found.host.clone(), found.address.clone()));
    if let Some((title, host, address)) = &chosen {
        let x = paint::put(buf, inside, (inside.x, inside.y), title, theme.strong);
        let rest = Rect { x: x + 2, width: inside.right().saturating_sub(x + 2), ..inside };
        pieces::right(buf, rest, inside.y, &w::hosted_by(lang, host, address), theme.dim);
    }
    let code = if joining.is_known() { w::code_known(lang) } else { w::code_hint(lang) };
    let mut cursor = None;
    for (at, label, hint) in [
        (ADDRESS, w::field_address(lang), w::address_hint(lang)),
        (CODE, w::field_code(lang), code),
        (NAME, w::field_name(lang), w::name_hint(lang)),
    ] {
        let y = inside.y + 2 + at as u16 * 3;
        let focus = joining.focus == at && !going;
        paint::put(buf, inside, (inside.x, y), label, if focus { theme.key } else { theme.dim });
        let line = Rect { x: inside.x + LABELS, y, width: inside.width.saturating_sub(LABELS), height: 1 };
        let off = going || (at == CODE && joining.is_known());
        let style = if off { theme.dim } else { theme.input };
        cursor = field(&joining.fields[at], focus, style, line, buf).or(cursor);
        let under = Rect { y: y + 1, ..line };
        paint::put(buf, under, (under.x, under.y), hint, theme.dim);
    }
    let part = match joining.part {
        Part::Console => "",
        Part::Wall => w::as_wall(lang),
        Part::Guest => w::as_guest(lang),
    };
    match joining.wrong(lang) {
        Some(wrong) => said(app, Some(wrong), inside, buf),
        None if going => {
            let y = inside.bottom().saturating_sub(2);
            let going = format!("{}{}", w::joining(lang, joining.fields[ADDRESS].text().trim()), moving(app));
            paint::put(buf, inside, (inside.x, y), &going, theme.accent);
            paint::put(buf, inside, (inside.x, y + 1), w::joining_how(lang), theme.dim);
        }
        None => {
            paint::put(buf, inside, (inside.x, inside.bottom().saturating_sub(1)), part, theme.dim);
        }
    }
    cursor
}
