//! Owns how notices, lists to choose from and finding look.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{At, agenda_boxes, commands, joining, new_session, pieces, prepare, several, step, together, wall};
use crate::text::tui as w;
use crate::text::{names, problem as wording};
use crate::tui::app::{App, Screen};
use crate::tui::console::Console;
use crate::tui::cursor::Cursor;
use crate::tui::find::FindBox;
use crate::tui::overlay::{Choice, Overlay, Purpose};
use crate::tui::panels::paint;
use crate::tui::panels::writing::Writing;

/// Draws what lies over the screen.
pub fn draw(app: &App, overlay: &Overlay, area: Rect, buf: &mut Buffer) -> At {
    let console = match &app.screen {
        Screen::Console(console) => Some(console.as_ref()),
        Screen::Start(_) | Screen::Merge(_) => None,
    };
    match overlay {
        Overlay::Commands(list) => return commands::draw(app, list, area, buf),
        Overlay::Setup(cursor) => setup(app, cursor, area, buf),
        Overlay::Notices(cursor) => notices(app, console, cursor, area, buf),
        Overlay::Choice(choice) => match console {
            Some(console) if choice.purpose == Purpose::Wall => wall::list(app, console, choice, area, buf),
            Some(_) | None => self::choice(app, console, choice, area, buf),
        },
        Overlay::Find(find) => return self::find(app, find, area, buf),
        Overlay::Filter(filter) => several::narrowing(app, console, filter, area, buf),
        Overlay::Tags(tags) => return several::tagging(app, console, tags, area, buf),
        Overlay::Join(joining) => several::joining(app, console, joining, area, buf),
        Overlay::NewSession(form) => return new_session::draw(app, form, area, buf),
        Overlay::Preparing(preparing) => return prepare::draw(app, console, preparing, area, buf),
        Overlay::Together(panel) => together::draw(app, console?, panel, area, buf),
        Overlay::Naming(name) => return together::naming(app, name, area, buf),
        Overlay::Network(joining) => return joining::draw(app, joining, area, buf),
        Overlay::Step(..) | Overlay::Late(_) | Overlay::Giro(_) | Overlay::Minutes(_) => {
            return of_agenda(app, console?, overlay, area, buf);
        }
    }
    None
}

/// Draws what lies over the screen for the agenda.
fn of_agenda(app: &App, console: &Console, overlay: &Overlay, area: Rect, buf: &mut Buffer) -> At {
    match overlay {
        Overlay::Step(id, cursor) => {
            let width = 76.min(area.width.saturating_sub(4));
            let step = console.session().steps.get(*id)?;
            let lines = step::lines(&app.env, console, step, usize::from(width.saturating_sub(4)));
            let name = names::kind(app.env.lang, crate::domain::item::Kind::Step);
            scrolled(app, (name, &lines), cursor, (area, width), buf);
        }
        Overlay::Late(late) => agenda_boxes::late(&app.env, console, late, area, buf),
        Overlay::Giro(cursor) => agenda_boxes::giro(&app.env, console, cursor, area, buf),
        Overlay::Minutes(minutes) => return agenda_boxes::minutes(&app.env, console, minutes, area, buf),
        Overlay::Commands(_)
        | Overlay::Setup(_)
        | Overlay::Notices(_)
        | Overlay::Choice(_)
        | Overlay::Find(_)
        | Overlay::Filter(_)
        | Overlay::Tags(_)
        | Overlay::Join(_)
        | Overlay::Preparing(_)
        | Overlay::Together(_)
        | Overlay::Naming(_)
        | Overlay::Network(_)
        | Overlay::NewSession(_) => {}
    }
    None
}

type Parts = Vec<(String, Style)>;

/// Draws lines that may be more than there is room for.
fn scrolled(
    app: &App,
    (heading, lines): (&str, &[Parts]),
    cursor: &Cursor,
    (area, width): (Rect, u16),
    buf: &mut Buffer,
) {
    let theme = &app.env.theme;
    let inside = pieces::boxed(buf, area, (width, lines.len() as u16 + 4), heading, theme);
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    let room = usize::from(body.height);
    let top = cursor.scroll(lines.len(), room);
    for (row, parts) in lines.iter().skip(top).take(room).enumerate() {
        let parts: Vec<(&str, Style)> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        pieces::pieces(buf, body, (body.x, body.y + row as u16), &parts);
    }
    let more = match (top > 0, top + room < lines.len()) {
        (false, false) => "",
        (true, false) => "↑",
        (false, true) => "↓",
        (true, true) => "↑↓",
    };
    pieces::right(buf, inside, inside.bottom() - 1, more, theme.dim);
}

/// Draws what is wrong with settings, keys and themes.
fn setup(app: &App, cursor: &Cursor, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let width = 84.min(area.width);
    let columns = usize::from(width.saturating_sub(10));
    let mut lines: Vec<Parts> = Vec::new();
    for trouble in &app.env.troubles {
        for (row, line) in paint::wrap(&paths_apart(&trouble.said(lang), columns), columns).into_iter().enumerate() {
            let sign = if row == 0 { "• " } else { "  " };
            lines.push(vec![(sign.to_owned(), theme.key), (line, theme.base)]);
        }
        lines.push(Vec::new());
    }
    let holds = paint::wrap(crate::text::setup::defaults_hold(lang), columns);
    lines.extend(holds.into_iter().map(|line| vec![(line, theme.dim)]));
    scrolled(app, (crate::text::setup::heading(lang), &lines), cursor, (area, width), buf);
}

fn notices(app: &App, console: Option<&Console>, cursor: &Cursor, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let width = 76.min(area.width);
    let columns = usize::from(width.saturating_sub(10));
    let notices = console.map_or(&[][..], |console| &console.status.notices);
    let mut lines: Vec<Parts> = Vec::new();
    for notice in notices {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        for (row, line) in
            paint::wrap(&paths_apart(&wording::problem(lang, notice), columns), columns).into_iter().enumerate()
        {
            let sign = if row == 0 { "• " } else { "  " };
            lines.push(vec![(sign.to_owned(), theme.key), (line, theme.base)]);
        }
    }
    if lines.is_empty() {
        lines.push(vec![(w::no_notices(lang).to_owned(), theme.dim)]);
    }
    scrolled(app, (w::notices(lang), &lines), cursor, (area, width), buf);
}

/// Breaks paths that are longer than a row between their folders, so that no name is cut.
fn paths_apart(text: &str, columns: usize) -> String {
    let mut apart = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let mut used = 0;
        let long = paint::width(word.trim_end()) > columns;
        for part in word.split_inclusive(['/', '\\']) {
            let wide = paint::width(part.trim_end());
            if long && used > 0 && used + wide > columns {
                apart.push('\n');
                used = 0;
            }
            used += wide;
            apart.push_str(part);
        }
    }
    apart
}

/// The fewest columns of a list under which something is said of the line that is chosen.
const BENEATH: u16 = 76;

fn choice(app: &App, console: Option<&Console>, choice: &Choice, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let mut rows = choice.rows(console, lang);
    rows.iter_mut().for_each(|row| row.aside = app.env.keymap.fill(&row.aside, lang));
    let heading = choice.heading(console, lang);
    let mut before = choice.before(lang);
    let about = app.env.keymap.fill(&choice.about(console, lang), lang);
    let longest = rows.iter().map(|row| paint::width(&row.text) + paint::width(&row.aside) + 12).max().unwrap_or(40);
    let longest = longest.max(before.iter().map(|line| paint::width(line) + 6).max().unwrap_or_default());
    let width = longest.max(paint::width(&heading) + 8).clamp(44, 84) as u16;
    let width = if about.is_empty() { width } else { width.max(BENEATH) };
    if !about.is_empty() {
        before.extend(paint::wrap(&about, usize::from(width.min(area.width.saturating_sub(4)).saturating_sub(4))));
    }
    let above = if before.is_empty() { 0 } else { before.len() as u16 + 1 };
    let beneath = choice.beneath(console, lang);
    let width = if beneath.is_some() { width.max(BENEATH) } else { width };
    // as many rows whatever is chosen, so that the list stays where it is
    let below = if beneath.is_some() { 2 } else { 0 };
    let height = (rows.len().max(1) as u16 + 4 + above + below).min(area.height.saturating_sub(4));
    let inside = pieces::boxed(buf, area, (width, height), &heading, theme);
    let beneath = paint::wrap(&beneath.unwrap_or_default(), usize::from(inside.width));
    for (place, line) in beneath.iter().take(usize::from(below)).enumerate() {
        let y = inside.bottom().saturating_sub(below) + place as u16;
        paint::put(buf, inside, (inside.x, y), line, theme.warn);
    }
    for (place, line) in before.iter().enumerate() {
        let line = paint::fit(line, usize::from(inside.width));
        paint::put(buf, inside, (inside.x, inside.y + 1 + place as u16), &line, theme.dim);
    }
    let body = Rect { y: inside.y + 1 + above, height: inside.height.saturating_sub(2 + above + below), ..inside };
    if rows.is_empty() {
        paint::put(buf, body, (body.x, body.y), &app.env.keymap.fill(choice.empty(lang), lang), theme.dim);
        return;
    }
    // what stands beside the words makes a column of its own where everything fits
    let most = rows.iter().map(|row| paint::width(&row.text)).max().unwrap_or_default();
    let longest = rows.iter().map(|row| paint::width(&row.aside)).max().unwrap_or_default();
    let aligned = most + longest + 5 <= usize::from(body.width) || most <= usize::from(body.width) / 4;
    let window = choice.cursor.window(rows.len(), usize::from(body.height));
    for (place, at) in window.enumerate() {
        let row = &rows[at];
        let line = Rect { y: body.y + place as u16, height: 1, ..body };
        let chosen = at == choice.cursor.at();
        let (loud, quiet) = chosen_styles(app, chosen);
        if chosen {
            buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, theme.selected);
        }
        let mut x = line.x;
        if let Some(kind) = row.kind {
            let style = if chosen { loud } else { theme.kind(kind) };
            x = pieces::pieces(buf, line, (x, line.y), &[(&pieces::letter(kind), style), (" ", quiet)]);
        }
        let aside = paint::width(&row.aside) as u16;
        let short = paint::width(&row.text) as u16 + aside + 3 <= line.right() - x;
        // the words go first; what stands beside them takes what is left
        let room = if short { line.right() - x - aside - 2 } else { (line.right() - x) * 3 / 5 };
        let end =
            paint::put(buf, Rect { width: (x + room).saturating_sub(line.x), ..line }, (x, line.y), &row.text, loud);
        let at = if aligned { x + most as u16 + 3 } else { end + 2 };
        let rest = Rect { x: at, width: line.right().saturating_sub(at), ..line };
        if aligned {
            paint::put(buf, rest, (at, line.y), &row.aside, quiet);
        } else {
            pieces::right(buf, rest, line.y, &row.aside, quiet);
        }
    }
}

pub(super) fn chosen_styles(app: &App, chosen: bool) -> (Style, Style) {
    let theme = &app.env.theme;
    if chosen { (theme.selected, theme.selected.remove_modifier(Modifier::BOLD)) } else { (theme.base, theme.dim) }
}

/// Draws one line that is typed in. Returns where the cursor stands.
pub(super) fn field(writing: &Writing, focus: bool, style: Style, area: Rect, buf: &mut Buffer) -> At {
    buf.set_style(area, style);
    let text = writing.text();
    let before = paint::width(&text[..writing.at()]);
    let room = usize::from(area.width.saturating_sub(1));
    let skip = before.saturating_sub(room);
    let start = text.char_indices().find(|(at, _)| paint::width(&text[..*at]) >= skip).map_or(0, |(at, _)| at);
    paint::put(buf, area, (area.x, area.y), &text[start..], style);
    let column = paint::width(&text[start..writing.at()]) as u16;
    focus.then(|| Position { x: (area.x + column).min(area.right() - 1), y: area.y })
}

fn find(app: &App, find: &FindBox, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let inside = pieces::boxed(buf, area, (88, area.height.saturating_sub(4).min(34)), w::find(lang), theme);
    let line = Rect { y: inside.y + 1, height: 1, ..inside };
    let cursor = field(&find.query, true, theme.input, line, buf);
    if find.query.text().is_empty() {
        paint::put(buf, line, (line.x + 1, line.y), w::find_what(lang), theme.input.patch(theme.dim));
    }
    let body = Rect { y: inside.y + 3, height: inside.height.saturating_sub(4), ..inside };
    let room = usize::from(body.height / 2).max(1);
    let window = find.cursor.window(find.found(), room);
    let first = window.start;
    for (place, hit) in find.hits(window).into_iter().enumerate() {
        let y = body.y + place as u16 * 2;
        let chosen = first + place == find.cursor.at();
        let (loud, quiet) = chosen_styles(app, chosen);
        let row = Rect { y, height: 2, ..body };
        if chosen {
            buf.set_style(Rect { x: row.x - 1, width: row.width + 2, ..row }, theme.selected);
        }
        let kind = hit.item.kind();
        let name = names::kind(lang, kind);
        let letter = if chosen { loud } else { theme.kind(kind) };
        let title = Rect { width: row.width.saturating_sub(paint::width(name) as u16 + 2), ..row };
        pieces::pieces(buf, title, (row.x, y), &[(&pieces::letter(kind), letter), (" ", quiet), (&hit.title, loud)]);
        pieces::right(buf, row, y, name, quiet);
        paint::put(buf, row, (row.x + 2, y + 1), &hit.excerpt, quiet);
    }
    let said = match (find.query.is_blank(), find.found()) {
        (true, _) => String::new(),
        (false, 0) => w::found_none(lang).to_owned(),
        (false, 1) => w::one_found(lang).to_owned(),
        (false, found) => w::found(lang, found),
    };
    paint::put(buf, inside, (inside.x, inside.bottom() - 1), &said, theme.dim);
    cursor
}
