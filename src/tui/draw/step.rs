//! Owns how everything about a step looks: its times, what the room is asked, how it sits, whose turn it is to speak.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pieces;
use crate::domain::item::Step;
use crate::domain::value::Seating;
use crate::text::names;
use crate::text::tui::agenda as w;
use crate::tui::app::Env;
use crate::tui::console::Console;
use crate::tui::giro::{self, Giro};
use crate::tui::panels::paint;
use crate::tui::running::title_of;
use crate::tui::steps::{self, Phase, Sign};

/// The most letters of a prompt that are read well on the wall.
const LONG_PROMPT: usize = 90;

type Parts = Vec<(String, Style)>;

/// Draws the chosen step of the agenda, as much as there is room for.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let Some(step) = console.chosen_step() else { return };
    put(env, &lines(env, console, &step, usize::from(area.width)), area, buf);
}

/// Draws the chosen step under its row, which says its title and its times already: without empty lines.
pub fn draw_close(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let Some(step) = console.chosen_step() else { return };
    let mut close = vec![state(env, &step)];
    asked(env, console, &step, usize::from(area.width), &mut close);
    close.retain(|line| !line.is_empty());
    put(env, &close, area, buf);
}

fn put(env: &Env, lines: &[Parts], area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.height);
    for (row, parts) in lines.iter().take(room).enumerate() {
        let parts: Vec<(&str, Style)> = parts.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        pieces::pieces(buf, area, (area.x, area.y + row as u16), &parts);
    }
    if lines.len() > room {
        pieces::right(buf, Rect { width: area.width + 1, ..area }, area.bottom().saturating_sub(1), "↓", env.theme.dim);
    }
}

/// Returns the sign of a step's phase with its style.
pub fn mark(env: &Env, step: &Step) -> (&'static str, Style) {
    let theme = &env.theme;
    match steps::phase(step) {
        Phase::Done => ("✓", theme.dim),
        Phase::Now => ("▶", theme.key),
        Phase::Ahead => ("·", theme.base),
        Phase::Skipped => ("–", theme.dim),
    }
}

/// Returns the style of a step's clock, and the word that goes with it: no sign is given by colour alone.
pub fn sign(env: &Env, step: &Step) -> (Style, &'static str) {
    let theme = &env.theme;
    match steps::sign(step, env.now) {
        Sign::Plenty => (theme.key, ""),
        Sign::Soon => (theme.warn.add_modifier(ratatui::style::Modifier::BOLD), w::soon(env.lang)),
        Sign::Over => (theme.warn.add_modifier(ratatui::style::Modifier::REVERSED), w::over(env.lang)),
    }
}

/// Returns the real minutes of a step so far, to the nearest.
pub fn real(env: &Env, step: &Step) -> i64 {
    (steps::gone_on(step, env.now) + 30) / 60
}

/// Returns how much longer a step is than was planned, in minutes: really, or as it is expected.
pub fn differs(env: &Env, step: &Step) -> i64 {
    let planned = i64::from(step.minutes);
    match steps::phase(step) {
        Phase::Done => real(env, step) - planned,
        Phase::Now => real(env, step).max(steps::minutes(step)) - planned,
        Phase::Ahead => steps::minutes(step) - planned,
        Phase::Skipped => 0,
    }
}

/// Returns from when to when a step went on: `13:17–13:28`, `13:28–` while it goes on.
pub fn from_to(step: &Step) -> String {
    match (step.started, step.ended) {
        (Some(started), Some(ended)) => format!("{}–{}", started.clock(), ended.clock()),
        (Some(started), None) => format!("{}–", started.clock()),
        (None, _) => String::new(),
    }
}

/// Returns everything about a step, in lines of so many columns.
pub fn lines(env: &Env, console: &Console, step: &Step, width: usize) -> Vec<Parts> {
    let title = paint::wrap(&title_of(step, env.lang), width).into_iter();
    let mut lines: Vec<Parts> = title.map(|line| vec![(line, env.theme.strong)]).collect();
    lines.push(state(env, step));
    lines.push(Vec::new());
    times(env, step, &mut lines);
    asked(env, console, step, width, &mut lines);
    lines
}

/// Returns where the step is in its life, with its clock.
fn state(env: &Env, step: &Step) -> Parts {
    let (theme, lang) = (&env.theme, env.lang);
    let (mark, mark_style) = mark(env, step);
    let state = match steps::phase(step) {
        Phase::Done => w::done(lang),
        Phase::Now => w::now_going(lang),
        Phase::Ahead => w::still_ahead(lang),
        Phase::Skipped => w::left_out(lang),
    };
    let mut parts = vec![(format!("{mark} {state}"), mark_style)];
    if steps::phase(step) == Phase::Now {
        let (style, word) = sign(env, step);
        parts.push(("  ".to_owned(), theme.dim));
        parts.push((steps::clock_of(step, env.now), style));
        parts.push((format!(" {word}"), theme.warn));
    } else if !from_to(step).is_empty() {
        parts.push((format!("  {}", from_to(step)), theme.base));
    }
    parts
}

/// Adds what is done in a step, what the room is asked, and its giro.
fn asked(env: &Env, console: &Console, step: &Step, width: usize, lines: &mut Vec<Parts>) {
    let (theme, lang) = (&env.theme, env.lang);
    let wrapped = |lines: &mut Vec<Parts>, text: &str, style: Style| {
        lines.extend(paint::wrap(text, width).into_iter().map(|line| vec![(line, style)]));
    };
    let activity = format!("{} · {}", names::activity(lang, step.activity), names::seating(lang, step.seating));
    wrapped(lines, &activity, theme.base);
    if step.seating == Seating::Tables {
        let tables: Vec<String> = console.session().tables.in_order().iter().map(|table| table.name.clone()).collect();
        let said =
            if tables.is_empty() { w::no_tables(lang).to_owned() } else { w::at_tables(lang, &tables.join(", ")) };
        wrapped(lines, &said, theme.dim);
    }
    lines.push(Vec::new());
    let prompt = step.prompt.trim();
    if prompt.is_empty() {
        wrapped(lines, &env.keymap.fill(w::no_prompt(lang), lang), theme.dim);
    } else {
        lines.push(vec![(w::prompt(lang).to_owned(), theme.dim)]);
        wrapped(lines, prompt, theme.base);
        let letters = prompt.chars().count();
        if letters > LONG_PROMPT {
            wrapped(lines, &w::prompt_long(lang, letters), theme.warn);
        }
    }
    if giro::is_giro(step) {
        lines.push(Vec::new());
        round(env, console, step, width, lines);
    }
}

fn times(env: &Env, step: &Step, lines: &mut Vec<Parts>) {
    let (theme, lang) = (&env.theme, env.lang);
    let mut planned = match step.minutes {
        0 => vec![(w::no_minutes(lang).to_owned(), theme.dim)],
        minutes => vec![(w::planned_minutes(lang, minutes.into()), theme.base)],
    };
    if step.extra_minutes != 0 {
        let by = w::difference(step.extra_minutes.into());
        planned.push((format!(" {}", w::with_extra(lang, &by)), theme.dim));
    }
    lines.push(planned);
    if step.started.is_some() {
        let mut real = vec![(w::real_minutes(lang, self::real(env, step)), theme.base)];
        if step.ended.is_some() && step.minutes > 0 {
            real.push((format!("  {}", w::difference(differs(env, step))), theme.dim));
        }
        if step.paused_seconds >= 30 {
            real.push((format!("  {}", w::paused_for(lang, (i64::from(step.paused_seconds) + 30) / 60)), theme.dim));
        }
        lines.push(real);
    }
}

fn round(env: &Env, console: &Console, step: &Step, width: usize, lines: &mut Vec<Parts>) {
    let (theme, lang) = (&env.theme, env.lang);
    lines.push(vec![(format!("{} · ", w::giro(lang)), theme.dim), (w::giro_each(lang, step.giro_minutes), theme.base)]);
    for seat in giro::seats(console.session(), step) {
        let giro =
            Giro { step: std::sync::Arc::new(step.clone()), seat, people: giro::people(console.session(), seat) };
        if let crate::domain::value::Seat::At(table) = seat {
            let name = console.session().tables.get(table).map(|table| table.name.clone()).unwrap_or_default();
            lines.push(vec![(name, theme.strong)]);
        }
        let (spoken, present) = giro.count();
        lines.push(vec![(w::have_spoken(lang, spoken, present), theme.base)]);
        if let Some(code) = giro.code() {
            let clock = giro.left(env.now).map(steps::clock).unwrap_or_default();
            lines.push(vec![
                (format!("{} ", w::has_the_floor(lang)), theme.dim),
                (format!("{code}  {clock}"), theme.key),
            ]);
        }
        let waiting: Vec<&str> = giro.waiting().iter().map(|person| person.code.as_str()).collect();
        if !waiting.is_empty() {
            let said = format!("{}: {}", w::not_yet(lang), waiting.join(", "));
            lines.extend(paint::wrap(&said, width).into_iter().map(|line| vec![(line, theme.base)]));
        }
    }
}
