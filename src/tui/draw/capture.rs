//! Owns how the capture line looks: what is typed, what of it is understood, or the keys that open it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{At, agenda_boxes, offers, pieces};
use crate::domain::attendance;
use crate::domain::capture::Mark;
use crate::domain::item::Kind;
use crate::domain::turn::CAPTURED;
use crate::text::names;
use crate::text::tui as w;
use crate::text::tui::capture as wc;
use crate::tui::app::Env;
use crate::tui::capturing::CaptureLine;
use crate::tui::command::Command;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::{sheet, steps};

/// The most rows that a long text takes.
const MOST_ROWS: usize = 5;

/// How many columns the name of the kind takes, with its letter.
const KIND: u16 = 15;

fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(KIND + 3).max(10))
}

/// The most rows that what was understood takes.
const MOST_CHIP_ROWS: u16 = 2;

/// The most rows that what was said last takes.
const MOST_SAID: usize = 3;

/// The line as it is drawn.
#[derive(Clone, Copy)]
struct Typing<'a> {
    env: &'a Env,
    console: &'a Console,
    line: &'a CaptureLine,
    /// The screen has no room for a list over the line.
    low: bool,
}

/// Returns how many rows the strip takes: a line, the text, a warning, what is understood of it or was said last.
pub fn height(env: &Env, console: &Console, screen: Rect) -> u16 {
    let width = screen.width;
    let Some(line) = &console.capture else {
        return 2 + said(env, width.saturating_sub(2)).len().max(1) as u16;
    };
    let typed = Typing { env, console, line, low: screen.height < offers::FEWEST_ROWS };
    let rows = paint::rows(line.line.text(), columns(width)).len().clamp(1, MOST_ROWS);
    let warned = warning(typed).is_some();
    1 + rows as u16 + u16::from(warned) + under(typed, width.saturating_sub(KIND + 2))
}

/// Returns what the line is warned of: what looks like personal data, else a code in its text.
fn warning(Typing { env, console, line, .. }: Typing<'_>) -> Option<&'static str> {
    let personal = line.warnings().first().map(|warning| w::personal(env.lang, warning.what));
    personal.or_else(|| (!line.codes(console.session()).is_empty()).then(|| w::code_in_text(env.lang)))
}

/// Returns how many rows stand under the line: what was said last, or what was understood of it.
fn under(typed: Typing<'_>, width: u16) -> u16 {
    if typed.env.message.is_some() {
        return said(typed.env, width).len().max(1) as u16;
    }
    let chips = chips(typed);
    let rows = laid_out(&chips, width).last().map_or(1, |(_, row)| row + 1);
    rows.clamp(1, MOST_CHIP_ROWS)
}

/// Returns where pieces stand when they go on in the next row where there is no room: their columns and rows.
fn laid_out(chips: &[(String, Style)], width: u16) -> Vec<(u16, u16)> {
    let (mut x, mut row) = (0, 0);
    let place = |(text, _): &(String, Style)| {
        let wide = paint::width(text) as u16;
        if x > 0 && x + wide > width {
            (x, row) = (0, row + 1);
        }
        let at = (x, row);
        x += wide + 3;
        at
    };
    chips.iter().map(place).collect()
}

fn said(env: &Env, width: u16) -> Vec<String> {
    let message = env.message.as_ref();
    message.map_or_else(Vec::new, |(_, said)| paint::wrap_within(said, usize::from(width), MOST_SAID))
}

/// Draws the strip. Returns where the cursor stands.
pub fn draw(env: &Env, console: &Console, (screen, area): (Rect, Rect), buf: &mut Buffer) -> At {
    let theme = &env.theme;
    let open = console.capture.is_some();
    pieces::rule(buf, area, area.y, if open { theme.border_focus } else { theme.border });
    let inside = Rect { y: area.y + 1, height: area.height - 1, x: area.x + 1, width: area.width - 2 };
    match &console.capture {
        Some(line) => {
            let low = screen.height < offers::FEWEST_ROWS;
            typing(Typing { env, console, line, low }, inside, buf)
        }
        None => {
            offered(env, console, inside, buf);
            if let Some((mood, _)) = &env.message {
                for (row, line) in said(env, inside.width).iter().enumerate() {
                    paint::put(buf, inside, (inside.x, inside.y + 1 + row as u16), line, pieces::mood(theme, *mood));
                }
            } else {
                standing(env, console, Rect { y: inside.y + 1, ..inside }, buf);
            }
            None
        }
    }
}

/// Draws the kinds with the keys that open the line.
fn offered(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let mut x = area.x;
    for kind in CAPTURED {
        let key = env.keymap.key_of(Command::Take(*kind), env.lang);
        let unfinished = console.drafts.kinds().any(|known| known == *kind);
        let word = if area.width < 70 { "" } else { names::kind(env.lang, *kind) };
        let (word, style) = if unfinished { (format!("{word}…"), theme.warn) } else { (word.to_owned(), theme.base) };
        let style = if console.read_only() { theme.dim } else { style };
        x = pieces::pieces(buf, area, (x, area.y), &[(&key, theme.kind(*kind)), (" ", style), (&word, style)]);
        x += match area.width {
            100.. => 4,
            70..100 => 2,
            _ => 0,
        };
    }
    if area.width < 70 {
        paint::put(buf, area, (x + 1, area.y), w::opens_line(env.lang), theme.dim);
    }
}

/// Draws what is worth knowing while nothing is said: what is to be completed, what is in conflict.
fn standing(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let lists = console.lists();
    let key = |command| env.keymap.key_of(command, lang);
    let mut x = area.x;
    let mut say = |key: &str, word: &str, style: Style| {
        let gap = if key.is_empty() { "" } else { " " };
        x = pieces::pieces(buf, area, (x, area.y), &[(key, theme.key), (gap, style), (word, style), ("    ", style)]);
    };
    if console.steady.on {
        say("", &env.keymap.fill(&wc::steady_out(lang, crate::tui::steady::QUIET), lang), theme.dim);
        return;
    }
    if console.session().participants.live().next().is_none() && !console.read_only() {
        say(&key(Command::People), w::nobody_registered(lang), theme.dim);
    }
    if lists.conflicts() > 0 {
        say(&key(Command::Conflicts), &w::counted(lang, Kind::Conflict, lists.conflicts()), theme.error);
    }
    if lists.incomplete() > 0 {
        say(&key(Command::ToComplete), &w::incomplete(lang, lists.incomplete()), theme.dim);
    }
    match lists.waiting() {
        0 => {}
        1 => say("", w::waiting_one(lang), theme.dim),
        waiting => say("", &w::waiting(lang, waiting), theme.dim),
    }
}

fn typing(typed: Typing<'_>, area: Rect, buf: &mut Buffer) -> At {
    let Typing { env, console, line, .. } = typed;
    let (theme, lang) = (&env.theme, env.lang);
    let letter = pieces::letter(line.kind);
    let name = names::kind(lang, line.kind);
    let kind = theme.kind(line.kind);
    pieces::pieces(
        buf,
        area,
        (area.x, area.y),
        &[(&letter, kind.add_modifier(Modifier::REVERSED)), (" ", kind), (name, kind)],
    );
    let warned = u16::from(warning(typed).is_some());
    let beneath_rows = under(typed, area.width - KIND);
    let height = area.height.saturating_sub(beneath_rows + warned);
    let field = Rect { x: area.x + KIND, width: area.width - KIND, height, ..area };
    let text = line.line.text();
    let rows = paint::rows(text, columns(area.width + 2));
    let (row, column) = line.line.cursor(&rows);
    let room = usize::from(field.height);
    let top = (row + 1).saturating_sub(room).min(rows.len().saturating_sub(room));
    if text.is_empty() {
        // each mark whole; what finds no room goes on in the row under the line, where nothing else is said
        let marks = w::marks_of(lang, line.kind).split("  ").map(|mark| (mark.to_owned(), theme.dim));
        let marks: Vec<(String, Style)> = marks.collect();
        let free = 1 + u16::from(env.message.is_none() && chips(typed).is_empty());
        for ((mark, style), (x, row)) in marks.iter().zip(laid_out(&marks, field.width - 1)) {
            if row < free {
                paint::put(buf, area, (field.x + 1 + x, field.y + row), mark, *style);
            }
        }
    }
    let mut styled: Vec<(std::ops::Range<usize>, Style)> =
        line.read().ranges.into_iter().map(|range| (range, theme.accent)).collect();
    let warnings = line.warnings();
    let loud = theme.warn.add_modifier(Modifier::UNDERLINED);
    styled.extend(warnings.iter().map(|warning| (warning.range.clone(), loud)));
    styled.extend(line.codes(console.session()).into_iter().map(|range| (range, loud)));
    styled.sort_by_key(|(range, _)| range.start);
    let shown = pieces::marked(text, &rows, &styled, theme.strong.remove_modifier(Modifier::BOLD));
    for (place, parts) in shown.iter().skip(top).take(room).enumerate() {
        let parts: Vec<(&str, Style)> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        pieces::pieces(buf, field, (field.x, field.y + place as u16), &parts);
    }
    let foot = Rect { y: area.bottom() - beneath_rows, height: beneath_rows, ..area };
    beneath(typed, (foot, field.x), buf);
    let y = field.y + (row - top) as u16;
    Some(Position { x: (field.x + column as u16).min(field.right() - 1), y })
}

/// Draws what was understood, what looks like personal data, or what was said last.
fn beneath(typed: Typing<'_>, (area, x): (Rect, u16), buf: &mut Buffer) {
    let env = typed.env;
    let theme = &env.theme;
    if let Some(warning) = warning(typed) {
        let said = format!("! {warning}");
        let above = Rect { y: area.y - 1, ..area };
        paint::put(buf, above, (x, above.y), &said, theme.warn);
    }
    if let Some((mood, _)) = &env.message {
        for (row, line) in said(env, area.width - KIND).iter().enumerate() {
            paint::put(buf, area, (x, area.y + row as u16), line, pieces::mood(theme, *mood));
        }
        return;
    }
    let chips = chips(typed);
    for ((text, style), (column, row)) in chips.iter().zip(laid_out(&chips, area.right().saturating_sub(x))) {
        if row < area.height {
            paint::put(buf, area, (x + column, area.y + row), text, *style);
        }
    }
}

/// Returns what is to be known of the line: what was understood, what was not, what can be picked.
fn chips(Typing { env, console, line, low }: Typing<'_>) -> Vec<(String, Style)> {
    let (theme, lang) = (&env.theme, env.lang);
    let mut chips: Vec<(String, Style)> = Vec::new();
    let mut chip = |text: &str, style: Style| {
        if !text.is_empty() {
            chips.push((text.to_owned(), style));
        }
    };
    if line.picking.is_some() {
        let key = env.keymap.key_of(Command::OtherKind, lang);
        chip(&wc::pick_kind_how(lang, &key), theme.base);
        chip(wc::pick_kind_else(lang), theme.dim);
        return chips;
    }
    let told = agenda_boxes::about_line(env, console);
    if line.line.is_blank() && line.again.is_none() {
        if let Some(told) = told.filter(|_| console.saving().is_empty()) {
            chip(&told, theme.accent);
        }
        if !console.saving().is_empty() {
            chip(w::saving(lang), theme.dim);
        } else if console.steady.on {
            chip(&env.keymap.fill(wc::steady_sign(lang), lang), theme.dim);
        }
        return chips;
    }
    if low {
        chip(&offers::in_a_row(env, line), theme.dim);
    }
    if let Some(told) = told {
        chip(&told, theme.accent);
    }
    if line.again.is_some() {
        chip(w::reopened(lang), theme.dim);
    }
    let captured = line.read();
    for mark in &captured.marks {
        let about = match mark {
            Mark::About(item) => sheet::title_of(console.session(), *item, lang),
            Mark::Participant(..) | Mark::Organisation(_) | Mark::Tag(_) | Mark::Difficulty(_) | Mark::Date(_) => {
                String::new()
            }
        };
        chip(&w::understood(lang, line.kind, mark, &paint::fit(&about, 28)), theme.accent);
    }
    let unread = line.unread();
    if !unread.is_empty() {
        chip(&w::not_read(lang, &unread.join(", ")), theme.dim);
    }
    match line.kind {
        Kind::Poll => {
            let item = captured.into_item(crate::domain::id::Code::unset(), Default::default());
            if let crate::domain::item::Item::Poll(poll) = item
                && !poll.options.is_empty()
            {
                match poll.options.len() {
                    1 => chip(w::one_option(lang), theme.accent),
                    options => chip(&w::options(lang, options), theme.accent),
                }
            }
        }
        Kind::Step => {
            let (title, minutes) = steps::read_step(line.line.text());
            chip(names::activity(lang, steps::activity_of(&title)), theme.accent);
            match minutes {
                0 => {}
                1 => chip(w::one_minute(lang), theme.accent),
                minutes => chip(&w::minutes(lang, minutes), theme.accent),
            }
        }
        Kind::Participant => match attendance::read(line.line.text()) {
            Some(arrival) => {
                let group = arrival.group.map(|group| names::group(lang, &group));
                let group = group.unwrap_or_else(|| w::no_group(lang).to_owned());
                chip(&arrival.code, theme.accent);
                chip(&group, theme.accent);
                chip(&arrival.organisation, theme.accent);
            }
            None => chip(w::code_needed(lang), theme.dim),
        },
        Kind::Session
        | Kind::Table
        | Kind::Practice
        | Kind::Sketch
        | Kind::Voice
        | Kind::Decision
        | Kind::Action
        | Kind::Note
        | Kind::Conflict => {}
    }
    chips
}
