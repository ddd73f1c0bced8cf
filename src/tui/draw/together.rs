//! Owns how the panel of who is here looks: the code and the address in big letters, to be read from the back of the room,
//! how it stands with the host, and the people with their tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::overlay::{chosen_styles, field};
use super::{At, pieces};
use crate::domain::link::{Joined, Link, Present, Sharing};
use crate::text::problem as wording;
use crate::text::tui::together as w;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::console::Console;
use crate::tui::panels::{paint, wall};
use crate::tui::sheet;
use crate::tui::together::{NameBox, TogetherBox};

/// The most of those who were turned away that are told.
const REFUSED: usize = 3;

/// The rows that the list of people keeps.
const PEOPLE: u16 = 5;

/// Draws the panel over the whole screen.
pub fn draw(app: &App, console: &Console, panel: &TogetherBox, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    pieces::clear(buf, area, theme);
    let page = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let end = paint::put(buf, page, (page.x, page.y), w::heading(lang), theme.title);
    let title = &console.session().session.title;
    let rest = Rect { x: end + 3, width: page.right().saturating_sub(end + 3), ..page };
    pieces::right(buf, rest, page.y, title, theme.dim);
    pieces::rule(buf, page, page.y + 1, theme.border);
    let foot = page.bottom().saturating_sub(1);
    if let Some((mood, said)) = &app.env.message {
        paint::put(buf, page, (page.x, foot), said, pieces::mood(theme, *mood));
    }
    let body = Rect { y: page.y + 2, height: foot.saturating_sub(page.y + 2), ..page };
    let roomy = body.height >= 26;
    let body = if roomy { pieces::below(body, 1) } else { body };
    let used = match &console.status.link {
        Link::Hosting(sharing) if sharing.open => open(app, sharing, body, buf),
        link => said(app, link, body, buf),
    };
    let below = pieces::below(body, used + 1);
    let refused = match &console.status.link {
        Link::Hosting(sharing) => sharing.refused.as_slice(),
        Link::Alone | Link::Attached { .. } | Link::Joined(_) => &[],
    };
    let people = console.presence.people.len().max(1) as u16 + 1;
    let left = below.height.saturating_sub(people.min(PEOPLE)).saturating_sub(2);
    let told = refused.len().min(REFUSED).min(usize::from(left)) as u16;
    let at = below.bottom() - told;
    for (row, one) in refused.iter().take(usize::from(told)).enumerate() {
        let times = if one.times > 1 { format!(" ({})", w::refused_times(lang, one.times)) } else { String::new() };
        let why = wording::turned_away(lang, &one.why);
        let line = format!("{}  {}{times} · {why}", one.at.clock(), one.from);
        paint::put(buf, below, (below.x, at + row as u16), &line, theme.dim);
    }
    let list = Rect { height: below.height - told, ..below };
    let list = if told > 0 {
        paint::put(buf, list, (list.x, at - 1), w::refused(lang), theme.warn);
        Rect { height: list.height - 1, ..list }
    } else {
        list
    };
    self::people(app, console, panel, list, buf);
}

/// Draws how to come in, in big letters. Returns the rows it took.
fn open(app: &App, sharing: &Sharing, area: Rect, buf: &mut Buffer) -> u16 {
    let (theme, lang, signs) = (&app.env.theme, app.env.lang, app.env.signs);
    let address = sharing.addresses.first().map_or("", String::as_str);
    let mut y = area.y;
    let x = paint::put(buf, area, (area.x, y), w::open_now(lang), theme.ok);
    let command = format!("proximo join {address}");
    if usize::from(area.right().saturating_sub(x)) > paint::width(&command) + 2 {
        paint::put(buf, area, (x + 2, y), &command, theme.strong);
    } else {
        y += 1;
        paint::put(buf, area, (area.x, y), &command, theme.strong);
    }
    y += 1;
    if area.height >= 24 {
        paint::put(buf, area, (area.x, y), &app.env.keymap.fill(w::or_list(lang), lang), theme.dim);
        y += 1;
    }
    // the code first; the address where the people keep their rows all the same
    let roomy = area.height >= 26;
    for (label, word, tall) in [
        (w::code(lang), sharing.code.as_str(), if area.height >= 36 { 8 } else { 4 }),
        (w::address(lang), address, if area.height >= 44 { 8 } else { 4 }),
    ] {
        let left = area.bottom().saturating_sub(y + PEOPLE + 1);
        let top = y + if roomy { 2 } else { 0 };
        let place = Rect { y: top, height: tall.min(left.saturating_sub(top - y)), ..area };
        let rows = wall::in_big_letters(word, signs, place, buf, theme.strong);
        if let Some(rows) = rows {
            if roomy {
                paint::put(buf, area, (area.x, y + 1), label, theme.dim);
            }
            y = top + rows + u16::from(!roomy && left > rows + 4);
        } else if word == sharing.code {
            pieces::pieces(buf, area, (area.x, y), &[(label, theme.dim), ("  ", theme.dim), (word, theme.strong)]);
            y += 1;
        }
    }
    if sharing.addresses.len() > 1 && area.height >= 20 {
        let others = sharing.addresses[1..].join(", ");
        paint::put(buf, area, (area.x, y), &w::or_at(lang, &others), theme.dim);
        y += 1;
    }
    if !sharing.trouble.is_empty() {
        let said = app.env.keymap.fill(&w::trouble(lang, &sharing.trouble), lang);
        paint::put(buf, area, (area.x, y), &said, theme.error);
        y += 1;
    }
    y - area.y
}

/// Says how it stands, where there is no code to show. Returns the rows it took.
fn said(app: &App, link: &Link, area: Rect, buf: &mut Buffer) -> u16 {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let mut lines: Vec<(String, Style)> = Vec::new();
    let own = |text: &str| text.to_owned();
    match link {
        Link::Alone => {
            lines.push((own(w::alone(lang)), theme.strong));
            lines.push((own(w::alone_how(lang)), theme.base));
        }
        Link::Hosting(sharing) => {
            if !sharing.trouble.is_empty() {
                lines.push((w::trouble(lang, &sharing.trouble), theme.error));
            } else if sharing.superseded {
                lines.push((own(w::superseded(lang)), theme.warn));
            } else {
                lines.push((own(w::not_open(lang)), theme.base));
            }
        }
        Link::Attached { online: true, .. } => lines.push((own(w::attached_online(lang)), theme.base)),
        Link::Attached { online: false, waiting } => lines.push((w::attached_offline(lang, *waiting), theme.warn)),
        Link::Joined(joined) => lines.extend(joined_lines(app, joined)),
    }
    let columns = usize::from(area.width.min(100));
    let mut y = area.y;
    for (text, style) in lines {
        for line in paint::wrap(&app.env.keymap.fill(&text, lang), columns) {
            if y >= area.bottom().saturating_sub(PEOPLE) {
                break;
            }
            paint::put(buf, area, (area.x, y), &line, style);
            y += 1;
        }
    }
    y - area.y
}

fn joined_lines(app: &App, joined: &Joined) -> Vec<(String, Style)> {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let own = |text: &str| text.to_owned();
    let mut lines = Vec::new();
    let host = w::joined_to(lang, &joined.host);
    let host = if joined.address.is_empty() { host } else { format!("{host} · {}", joined.address) };
    lines.push((host, theme.strong));
    if let Some(why) = &joined.turned_away {
        lines.push((w::turned_away(lang, &wording::turned_away(lang, why)), theme.error));
    } else if joined.meeting {
        lines.push((own(w::joined_meeting(lang)), theme.accent));
    } else if joined.online {
        lines.push((own(w::joined_online(lang)), theme.ok));
    } else {
        let since = joined.since.map(|since| since.clock()).unwrap_or_default();
        lines.push((w::joined_offline(lang, &since), theme.warn));
    }
    match joined.waiting {
        0 if joined.online => lines.push((own(w::joined_all_there(lang)), theme.base)),
        0 => {}
        waiting => lines.push((w::joined_waiting(lang, waiting), theme.warn)),
    }
    if joined.part == crate::domain::link::Part::Guest {
        lines.push((own(w::joined_part_guest(lang)), theme.dim));
    } else if !joined.online || joined.turned_away.is_some() {
        lines.push((own(w::if_host_is_gone(lang)), theme.dim));
    }
    lines
}

/// Draws who is here.
fn people(app: &App, console: &Console, panel: &TogetherBox, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let presence = &console.presence;
    let others = presence.people.len() > 1;
    if presence.people.is_empty() {
        return;
    }
    let count = w::here(lang, presence.online());
    let parts = [(w::people(lang), theme.title), ("  ", theme.dim), (count.as_str(), theme.dim)];
    pieces::pieces(buf, area, (area.x, area.y), &parts);
    let rows = pieces::below(area, 1);
    let window = panel.cursor.window(presence.people.len(), usize::from(rows.height));
    let (first, last) = (window.start, window.end);
    for (row, at) in window.enumerate() {
        let line = Rect { y: rows.y + row as u16, height: 1, ..rows };
        person(app, console, &presence.people[at], at == panel.cursor.at(), line, buf);
    }
    if first > 0 {
        pieces::right(buf, rows, rows.y, "↑", theme.dim);
    }
    if last < presence.people.len() {
        pieces::right(buf, rows, rows.bottom().saturating_sub(1), "↓", theme.dim);
    }
    let after = rows.y + (last - first) as u16;
    if !others && after + 1 < rows.bottom() {
        paint::put(buf, rows, (rows.x, after + 1), w::nobody_yet(lang), theme.dim);
    }
}

fn person(app: &App, console: &Console, one: &Present, chosen: bool, line: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let (loud, quiet) = chosen_styles(app, chosen);
    if chosen {
        buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, theme.selected);
    }
    let over = |style: Style| if chosen { loud } else { style };
    let names = (line.width * 3 / 10).clamp(16, 34);
    let tables = (line.width / 5).clamp(10, 22);
    let mut about: Vec<&str> = Vec::new();
    about.extend((one.id == console.presence.me).then(|| w::me(lang)));
    let leads = one.leads && console.status.link != Link::Alone;
    about.extend((leads && (about.is_empty() || names >= 20)).then(|| w::leads(lang)));
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let sign = if one.online { "● " } else { "○ " };
    let name = Rect { width: names, ..line };
    let x = pieces::pieces(buf, name, (line.x, line.y), &[(sign, over(theme.person(one.colour)))]);
    let fits = usize::from(name.right().saturating_sub(x)).saturating_sub(paint::width(&about) + 1);
    let called = paint::fit(&console.name_of(one.id, lang), fits.max(6));
    pieces::pieces(buf, name, (x, line.y), &[(&called, over(theme.person(one.colour))), (&about, quiet)]);
    let table = Rect { x: name.right() + 1, width: tables, ..line };
    let seated = if one.table.is_some() { console.table_name(one.table, lang) } else { String::new() };
    paint::put(buf, table, (table.x, line.y), &seated, over(theme.base));
    let mut rest: Vec<String> = vec![w::part(lang, one.part).to_owned()];
    rest.extend((one.same_machine && !one.leads).then(|| w::same_machine(lang).to_owned()));
    if let (true, Some(item)) = (one.online, one.on) {
        rest.push(w::writes_on(lang, &sheet::title_of(console.session(), item, lang)));
    }
    let mut said = rest.join(" · ");
    if !one.online {
        said = w::away(lang).to_owned();
    }
    let place = Rect { x: table.right() + 1, width: line.right().saturating_sub(table.right() + 1), ..line };
    let style = if one.online { quiet } else { over(theme.warn) };
    paint::put(buf, place, (place.x, line.y), &said, style);
}

/// Draws the line for a name. Returns where the cursor stands.
pub fn naming(app: &App, name: &NameBox, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let inside = pieces::boxed(buf, area, (52, 6), w::ask_name(lang), theme);
    let line = Rect { y: inside.y + 1, height: 1, ..inside };
    let said = app.env.message.as_ref().map_or(w::name_hint(lang), |(_, said)| said.as_str());
    paint::put(buf, inside, (inside.x, inside.y + 3), said, theme.dim);
    field(&name.line, true, theme.input, line, buf)
}

/// Returns what would do nothing in the panel as things stand.
pub fn idle(console: &Console) -> Vec<Command> {
    let mut idle = match &console.status.link {
        Link::Alone | Link::Hosting(_) => vec![Command::Retry, Command::HostHere],
        Link::Attached { .. } => vec![Command::Share, Command::NewCode, Command::SendAway, Command::HostHere],
        Link::Joined(_) => vec![Command::Share, Command::NewCode, Command::SendAway],
    };
    if !console.is_shared() {
        idle.push(Command::NewCode);
    }
    if console.presence.people.is_empty() {
        idle.extend([Command::Rename, Command::SeatAt]);
    }
    if console.presence.people.len() < 2 {
        idle.push(Command::SendAway);
    }
    if console.session().tables.live().next().is_none() {
        idle.push(Command::SeatAt);
    }
    idle
}
