//! Owns how the chosen item looks: its words, its fields, what it misses, what it is linked to, who took it down.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pieces;
use crate::domain::item::Item;
use crate::text::names;
use crate::text::tui::{self as w, detail, lists, together};
use crate::tui::app::Env;
use crate::tui::console::{Console, Pane};
use crate::tui::panels::paint;
use crate::tui::sheet::{self, Tone};

/// How many columns the names of fields take, where a value stands beside its name.
const LABELS: usize = 15;

type Parts = Vec<(String, Style)>;

/// Draws the chosen item with its heading.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let body = heading(env, console, area, buf);
    draw_lines(env, console, pieces::below(body, u16::from(body.height > 14)), buf);
}

/// Draws what kind of item it is and its id. Returns what is left of the area.
pub fn heading(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) -> Rect {
    let theme = &env.theme;
    let focus = console.pane == Pane::Detail && console.capture.is_none();
    if let Some(item) = console.chosen_item() {
        let kind = item.kind();
        let heading = if focus { theme.key } else { theme.dim };
        let (letter, name) = (pieces::letter(kind), names::kind(env.lang, kind));
        let id = item.reference().to_string();
        let x = pieces::pieces(
            buf,
            area,
            (area.x, area.y),
            &[(&letter, theme.kind(kind)), (" ", heading), (name, heading)],
        );
        let (at, of) = (console.cursor(console.tab).at() + 1, console.lists().seen(console.tab).len());
        let x = pieces::pieces(
            buf,
            area,
            (x, area.y),
            &[("  ", theme.dim), (&lists::position(env.lang, at, of), theme.dim)],
        );
        if usize::from(area.right().saturating_sub(x)) > paint::width(&id) + 1 {
            pieces::right(buf, area, area.y, &id, theme.dim);
        }
    }
    pieces::below(area, 1)
}

/// Draws everything about the chosen item, as far as it is scrolled.
pub fn draw_lines(env: &Env, console: &Console, body: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let Some(item) = console.chosen_item() else {
        for (row, line) in paint::wrap_within(w::choose_one(env.lang), usize::from(body.width), 3).iter().enumerate() {
            paint::put(buf, body, (body.x, body.y + row as u16), line, theme.dim);
        }
        return;
    };
    let room = usize::from(body.height);
    let width = usize::from(body.width);
    // air between long values only where everything is seen with it
    let mut lines = lines_of(env, console, item, (width, Air::Some));
    if lines.len() > room {
        lines = lines_of(env, console, item, (width, Air::No));
    }
    // where not everything fits, the last row says how much more there is
    let more_row = lines.len() > room && room > 5;
    let (body, room) = if more_row { (Rect { height: body.height - 1, ..body }, room - 1) } else { (body, room) };
    let top = console.detail.scroll(lines.len(), room);
    for (row, parts) in lines.iter().skip(top).take(room).enumerate() {
        let parts: Vec<(&str, Style)> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        pieces::pieces(buf, body, (body.x, body.y + row as u16), &parts);
    }
    let edge = Rect { width: body.width + 1, ..body };
    let below = lines.len().saturating_sub(top + room);
    if more_row {
        let said = match (top > 0, below) {
            (true, 0) => "↑".to_owned(),
            (false, below) => lists::lines_below(env.lang, below),
            (true, below) => lists::lines_above_below(env.lang, below),
        };
        let row = body.bottom();
        pieces::rule(buf, Rect { height: body.height + 1, ..body }, row, theme.border);
        let wide = paint::width(&said) as u16 + 2;
        let x = body.right().saturating_sub(wide).max(body.x);
        let style = if console.pane == Pane::Detail { theme.accent } else { theme.dim };
        pieces::pieces(
            buf,
            Rect { height: body.height + 1, ..body },
            (x, row),
            &[(" ", style), (&said, style), (" ", style)],
        );
    } else if top > 0 {
        pieces::right(buf, edge, body.y, "↑", theme.dim);
    } else if below > 0 {
        pieces::right(buf, edge, body.bottom() - 1, "↓", theme.dim);
    }
}

/// Whether long values have empty lines around them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Air {
    Some,
    No,
}

fn lines_of(env: &Env, console: &Console, item: &Item, (width, air): (usize, Air)) -> Vec<Parts> {
    let (theme, lang) = (&env.theme, env.lang);
    let sheet = sheet::sheet(item, console.session(), lang);
    let mut lines: Vec<Parts> = Vec::new();
    let wrapped = |lines: &mut Vec<Parts>, text: &str, style: Style| {
        lines.extend(paint::wrap(text, width).into_iter().map(|line| vec![(line, style)]));
    };
    let words = if sheet.words.is_empty() { detail::no_words(lang) } else { &sheet.words };
    wrapped(&mut lines, words, theme.strong);
    for one in console.others_on(item.reference()) {
        wrapped(&mut lines, &together::other_writes(lang, one.name.trim()), theme.person(one.colour));
    }
    if let Some((_, colour)) = console.laptops.fresh.get(&item.reference()) {
        let style = colour.map_or(theme.dim, |colour| theme.person(colour));
        wrapped(&mut lines, &format!("• {}", together::taken_by(lang, &item.created().by)), style);
    }
    let conflicts = console.lists().conflicts_of(item.reference());
    if conflicts > 0 {
        wrapped(&mut lines, &format!("! {}", detail::conflict_here(lang, conflicts)), theme.error);
    }
    if !sheet.missing.is_empty() {
        let missing = format!("◦ {}: {}", detail::still_missing(lang), sheet.missing.join(", "));
        wrapped(&mut lines, &missing, theme.warn);
    }
    lines.push(Vec::new());
    let mut beside_before = false;
    for line in &sheet.lines {
        let style = match line.tone {
            Tone::Plain => theme.base,
            Tone::Waiting => theme.warn,
            Tone::Good => theme.ok,
        };
        let label = if line.field.is_empty() { String::new() } else { detail::field(lang, line.field) };
        let beside =
            !line.value.contains('\n') && paint::width(&label) < LABELS && LABELS + paint::width(&line.value) <= width;
        if label.is_empty() {
            wrapped(&mut lines, &line.value, style);
        } else if beside {
            let pad = " ".repeat(LABELS - paint::width(&label));
            lines.push(vec![(format!("{label}{pad}"), theme.dim), (line.value.clone(), style)]);
        } else {
            // a long value has air around it, short ones stand close
            if beside_before && air == Air::Some {
                lines.push(Vec::new());
            }
            lines.push(vec![(label, theme.dim)]);
            for text in paint::wrap(&line.value, width.saturating_sub(2)) {
                lines.push(vec![("  ".to_owned(), style), (text, style)]);
            }
            if air == Air::Some {
                lines.push(Vec::new());
            }
        }
        beside_before = beside;
    }
    let links = console.links(item.reference());
    if !links.is_empty() {
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(Vec::new());
        }
        lines.push(vec![(detail::linked_here(lang).to_owned(), theme.dim)]);
        for (target, out) in links {
            let letter = pieces::letter(target.kind());
            let title = sheet::title_of(console.session(), target, lang);
            let arrow = if out { "→ " } else { "← " };
            lines.push(vec![
                (arrow.to_owned(), theme.dim),
                (format!("{letter} "), theme.kind(target.kind())),
                (title, theme.base),
            ]);
        }
    }
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(Vec::new());
    }
    for line in &sheet.history {
        wrapped(&mut lines, line, theme.dim);
    }
    lines
}
