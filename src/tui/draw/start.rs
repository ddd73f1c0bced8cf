//! Owns how the start screen looks: the wordmark, the sessions, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pieces;
use crate::domain::turn::CAPTURED;
use crate::domain::value::SessionState;
use crate::text::tui as w;
use crate::text::tui::prepare as words;
use crate::text::{names, problem as wording};
use crate::tui::app::App;
use crate::tui::command::{Command, Place};
use crate::tui::doors::{Card, Leftovers};
use crate::tui::panels::paint;
use crate::tui::start::Start;

const WORDMARK: [&str; 2] = ["█▀█ █▀█ █▀█ ▀▄▀ █ █▀▄▀█ █▀█", "█▀▀ █▀▄ █▄█ █ █ █ █ ▀ █ █▄█"];

/// Draws the start screen.
pub fn draw(app: &App, start: &Start, area: Rect, buf: &mut Buffer) {
    let (env, theme) = (&app.env, &app.env.theme);
    let wide = area.width.min(100);
    let page = Rect { x: area.x + (area.width - wide) / 2 + 3, width: wide.saturating_sub(6), ..area };
    let roomy = area.height >= 30;
    let mut y = area.y + if roomy { 2 } else { 1 };
    for line in WORDMARK {
        paint::put(buf, page, (page.x, y), line, theme.accent);
        y += 1;
    }
    let beside = Rect { x: page.x + 30, width: page.width.saturating_sub(30), ..page };
    paint::put(buf, beside, (beside.x, y - 1), w::tagline(env.lang), theme.dim);
    y += if roomy { 2 } else { 1 };
    let folder = start.listing.as_ref().map(|listing| listing.folder.display().to_string()).unwrap_or_default();
    let after = paint::put(buf, page, (page.x, y), w::sessions(env.lang), theme.title);
    let rest = Rect { x: after + 3, width: page.right().saturating_sub(after + 3), ..page };
    pieces::right(buf, rest, y, &tail(&folder, usize::from(rest.width)), theme.dim);
    y += 1;
    pieces::rule(buf, page, y, theme.border);
    y += 1;

    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let bottom = area.bottom() - 3;
    if let Some(left) = start.left.as_ref().filter(|left| !left.list.is_empty()) {
        left_open(app, left, Rect { y, height: 1, ..page }, buf);
        y += if roomy { 2 } else { 1 };
    }
    let body = Rect { y, height: bottom.saturating_sub(y), ..page };
    let cards = start.listing.as_ref().map(|listing| listing.cards.as_slice());
    match (cards, &start.opening) {
        (None, None) => {
            paint::put(buf, body, (body.x, body.y + 1), w::reading(env.lang), theme.dim);
        }
        (None, Some(_)) => {
            paint::put(buf, body, (body.x, body.y + 1), w::opening(env.lang), theme.dim);
        }
        (Some([]), _) => empty(app, start, body, buf),
        (Some(cards), _) => list(app, start, cards, body, buf),
    }
    let said = match (&env.message, &start.opening) {
        (Some((mood, said)), _) => Some((said.as_str(), pieces::mood(theme, *mood))),
        (None, Some(_)) => Some((w::opening(env.lang), theme.accent)),
        (None, None) => None,
    };
    if let Some((said, style)) = said {
        let most = usize::from(area.bottom() - 1 - bottom);
        for (row, line) in paint::wrap_within(said, usize::from(page.width), most).iter().enumerate() {
            paint::put(buf, page, (page.x, bottom + row as u16), line, style);
        }
    }
    let none = start.listing.as_ref().is_none_or(|listing| listing.cards.is_empty());
    let mut without = vec![Command::Back];
    if none {
        without.push(Command::Open);
    }
    if start.left.as_ref().is_none_or(|left| left.list.is_empty()) {
        without.push(Command::LeftOpen);
    }
    pieces::footer(buf, footer, Place::Start, env, &without);
}

/// Says in one line what is open across the sessions, and the key that shows it.
fn left_open(app: &App, left: &Leftovers, line: Rect, buf: &mut Buffer) {
    let (env, theme) = (&app.env, &app.env.theme);
    let actions = left.list.iter().filter(|(_, left)| left.is_action()).count();
    let late = left.list.iter().filter(|(_, left)| left.is_action() && left.is_overdue(env.today())).count();
    let voices = left.list.len() - actions;
    let key = env.keymap.key_of(Command::LeftOpen, env.lang);
    let mut parts: Vec<(String, Style)> = Vec::new();
    if actions > 0 {
        parts.push((words::open_actions(env.lang, actions), theme.base));
    }
    if late > 0 {
        parts.push((words::open_overdue(env.lang, late), theme.warn));
    }
    if voices > 0 {
        parts.push((words::owed_voices(env.lang, voices), theme.base));
    }
    let mut x = line.x;
    for (at, (text, style)) in parts.iter().enumerate() {
        let between = if at > 0 { " · " } else { "" };
        x = pieces::pieces(buf, line, (x, line.y), &[(between, theme.dim), (text, *style)]);
    }
    let (key, shows) = (format!("   {key} "), words::shows_them(env.lang));
    pieces::pieces(buf, line, (x, line.y), &[(&key, theme.key), (shows, theme.dim)]);
}

fn tail(text: &str, columns: usize) -> String {
    let mut kept = text;
    while paint::width(kept) > columns.saturating_sub(1) {
        let Some((_, rest)) = kept.trim_start_matches(['/', '\\']).split_once(['/', '\\']) else {
            return paint::fit(kept, columns);
        };
        kept = rest;
    }
    if kept.len() == text.len() { text.to_owned() } else { format!("…/{kept}") }
}

fn empty(app: &App, start: &Start, area: Rect, buf: &mut Buffer) {
    let (env, theme) = (&app.env, &app.env.theme);
    let mut y = area.y + 2;
    if let Some(problem) = &start.problem {
        for line in paint::wrap_within(&wording::problem(env.lang, problem), usize::from(area.width), 4) {
            paint::put(buf, area, (area.x, y), &line, theme.error);
            y += 1;
        }
        return;
    }
    paint::put(buf, area, (area.x, y), w::no_sessions(env.lang), theme.strong);
    y += 2;
    let mut line = |command, words: &str| {
        let key = env.keymap.key_of(command, env.lang);
        pieces::pieces(buf, area, (area.x, y), &[(&key, theme.key), ("  ", theme.dim), (words, theme.base)]);
        y += 1;
    };
    line(Command::NewSession, w::begin_one(env.lang));
    line(Command::Join, crate::text::tui::together::join_long(env.lang));
    if app.has_samples() {
        line(Command::Samples, w::try_samples(env.lang));
    }
}

fn list(app: &App, start: &Start, cards: &[Card], area: Rect, buf: &mut Buffer) {
    let roomy = area.height >= 18 || cards.len() * 3 <= usize::from(area.height) + 1;
    let each: u16 = if roomy { 3 } else { 2 };
    let room = usize::from(((area.height + each - 2) / each).max(1));
    let window = start.cursor.window(cards.len(), room);
    let (first, last) = (window.start, window.end);
    for (row, at) in window.enumerate() {
        let place = Rect { y: area.y + row as u16 * each, height: 2, ..area };
        card(app, &cards[at], at == start.cursor.at(), place, buf);
    }
    let theme = &app.env.theme;
    let edge = Rect { x: area.right() + 1, width: 1, ..area };
    if first > 0 {
        buf.set_stringn(edge.x, area.y, "↑", 1, theme.dim);
    }
    if last < cards.len() {
        buf.set_stringn(edge.x, area.bottom().saturating_sub(1), "↓", 1, theme.dim);
    }
}

fn card(app: &App, card: &Card, chosen: bool, area: Rect, buf: &mut Buffer) {
    let (env, theme) = (&app.env, &app.env.theme);
    if chosen {
        buf.set_style(Rect { x: area.x.saturating_sub(2), width: area.width + 4, ..area }, theme.selected);
        for y in area.y..area.bottom() {
            buf.set_stringn(area.x.saturating_sub(2), y, "▌", 1, theme.accent);
        }
    }
    let quiet = if chosen { theme.selected.remove_modifier(ratatui::style::Modifier::BOLD) } else { theme.dim };
    let loud = if chosen { theme.selected } else { theme.strong };
    let (state, tone) = match (&card.problem, card.state) {
        (Some(_), _) if card.title.is_empty() => (format!("✗ {}", w::cannot_read(env.lang)), theme.error),
        (_, state) => {
            let tone = if state == SessionState::Running { theme.accent } else { quiet };
            (format!("{} {}", w::state_sign(state), names::session_state(env.lang, state)), tone)
        }
    };
    let wide = paint::width(&state) as u16;
    let name = card.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = match (card.title.trim(), card.problem.is_some()) {
        ("", true) => name,
        ("", false) => w::no_title(env.lang).to_owned(),
        (title, _) => title.to_owned(),
    };
    let left = Rect { width: area.width.saturating_sub(wide + 2), ..area };
    let end = paint::put(buf, left, (left.x, area.y), &title, loud);
    if card.sample {
        paint::put(buf, left, (end + 2, area.y), w::sample(env.lang), quiet);
    }
    let tone = if chosen { theme.selected.patch(ratatui::style::Style { bg: None, ..tone }) } else { tone };
    pieces::right(buf, area, area.y, &state, if chosen { quiet } else { tone });
    if let Some(problem) = &card.problem {
        let said = wording::problem(env.lang, problem);
        let style = if chosen { quiet } else { theme.error };
        paint::put(buf, area, (area.x, area.y + 1), &said, style);
        return;
    }
    let mut about: Vec<String> = Vec::new();
    about.extend(card.date.map(|day| w::long_day(env.lang, day)));
    about.extend(Some(card.place.trim().to_owned()).filter(|place| !place.is_empty()));
    let counts = card.counts.iter().filter(|(kind, count)| *count > 0 && CAPTURED.contains(kind));
    let counts: Vec<String> = counts.map(|(kind, count)| w::counted(env.lang, *kind, *count)).collect();
    let counts = if counts.is_empty() { w::nothing_in_it(env.lang).to_owned() } else { counts.join(", ") };
    // the counts stand at the right where day and place leave room; else what is left of them follows
    let about = about.join(" · ");
    let beside = paint::width(&about) + paint::width(&counts) + 3 <= usize::from(area.width);
    let end = paint::put(buf, area, (area.x, area.y + 1), &about, quiet);
    if beside {
        pieces::right(buf, area, area.y + 1, &counts, quiet);
    } else {
        let rest = Rect { x: end, width: area.right().saturating_sub(end), ..area };
        paint::put(buf, rest, (end, area.y + 1), &format!(" · {counts}"), quiet);
    }
}
