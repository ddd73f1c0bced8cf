//! Owns how the agenda looks: what is over, what goes on with its time, what comes, when it will end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pieces;
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::text::names;
use crate::text::tui as w;
use crate::tui::app::Env;
use crate::tui::command::Command;
use crate::tui::console::{Console, Pane};
use crate::tui::panels::paint;
use crate::tui::steps::{self, Phase};

/// Draws the agenda.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let focus = console.pane == Pane::Agenda && console.capture.is_none();
    let session = console.session();
    let steps = session.steps.in_order();
    let heading = if focus { theme.key } else { theme.title };
    paint::put(buf, area, (area.x, area.y), w::agenda(lang), heading);
    if let Some(end) = planned_end(session, env.now) {
        pieces::right(buf, area, area.y, &w::planned_end(lang, &end), theme.dim);
    }
    pieces::rule(buf, area, area.y + 1, if focus { theme.border_focus } else { theme.border });
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if steps.is_empty() {
        empty(env, focus, body, buf);
        return;
    }
    // the step that goes on takes a second row, for its time
    let now = steps.iter().position(|step| steps::phase(step) == Phase::Now);
    let room = usize::from(body.height).saturating_sub(usize::from(now.is_some())).max(1);
    let window = console.agenda.window(steps.len(), room);
    let mut y = body.y;
    for at in window {
        let step = &steps[at];
        let chosen = focus && at == console.agenda.at();
        row(env, step, chosen, Rect { y, height: 1, ..body }, buf);
        y += 1;
        if Some(at) == now {
            running(env, step, Rect { y, height: 1, ..body }, buf);
            y += 1;
        }
    }
    let rest = Rect { y: y + 1, height: body.bottom().saturating_sub(y + 1), ..body };
    let about = if focus { steps.get(console.agenda.at()) } else { now.and_then(|at| steps.get(at)) };
    if let Some(step) = about.filter(|_| rest.height >= 3) {
        prompt(env, step, rest, buf);
    }
}

fn row(env: &Env, step: &Step, chosen: bool, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let (sign, style) = match steps::phase(step) {
        Phase::Done => ("✓", theme.dim),
        Phase::Now => ("▶", theme.key),
        Phase::Ahead => ("·", theme.base),
        Phase::Skipped => ("–", theme.dim.add_modifier(ratatui::style::Modifier::CROSSED_OUT)),
    };
    if chosen {
        buf.set_style(Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area }, theme.selected);
    }
    let style = if chosen { theme.selected } else { style };
    let planned = steps::planned(step) / 60;
    let minutes = if planned > 0 { format!("{planned}'") } else { String::new() };
    let quiet = if chosen { theme.selected } else { theme.dim };
    pieces::right(buf, area, area.y, &minutes, quiet);
    let left = Rect { width: area.width.saturating_sub(paint::width(&minutes) as u16 + 1), ..area };
    let sign_style = if chosen { theme.selected } else { style.remove_modifier(ratatui::style::Modifier::CROSSED_OUT) };
    paint::put(buf, left, (left.x, left.y), sign, sign_style);
    let title = if step.title.is_empty() { names::activity(env.lang, step.activity) } else { &step.title };
    paint::put(buf, left, (left.x + 2, left.y), title, style);
}

fn running(env: &Env, step: &Step, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let left = steps::left(step, env.now);
    let (planned, gone) = (steps::planned(step).max(1), steps::gone_on(step, env.now));
    let tone = if left < 0 { theme.warn } else { theme.key };
    let paused = if step.paused.is_some() { format!("{} ", w::paused(env.lang)) } else { String::new() };
    let clock = format!("{paused}{}", steps::clock(left));
    pieces::right(buf, area, area.y, &clock, tone);
    let room = usize::from(area.width).saturating_sub(paint::width(&clock) + 3);
    let full = (gone.min(planned) as usize * room) / planned as usize;
    let x = paint::put(buf, area, (area.x + 2, area.y), &"━".repeat(full), tone);
    paint::put(buf, area, (x, area.y), &"─".repeat(room - full), theme.border);
}

fn prompt(env: &Env, step: &Step, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let seating = names::seating(env.lang, step.seating);
    let about = format!("{} · {seating}", names::activity(env.lang, step.activity));
    pieces::rule(buf, area, area.y, theme.border);
    paint::put(buf, area, (area.x, area.y + 1), &about, theme.dim);
    let most = usize::from(area.height.saturating_sub(2));
    if most == 0 || step.prompt.trim().is_empty() {
        return;
    }
    for (row, line) in paint::wrap_within(step.prompt.trim(), usize::from(area.width), most).iter().enumerate() {
        paint::put(buf, area, (area.x, area.y + 2 + row as u16), line, theme.base);
    }
}

fn empty(env: &Env, focus: bool, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    paint::put(buf, area, (area.x, area.y + 1), w::no_agenda(lang), theme.dim);
    let keys = if focus {
        env.keymap.key_of(Command::NewStep, lang)
    } else {
        format!("{} {}", env.keymap.key_of(Command::Agenda, lang), env.keymap.key_of(Command::NewStep, lang))
    };
    pieces::pieces(
        buf,
        area,
        (area.x, area.y + 2),
        &[(&keys, theme.key), ("  ", theme.dim), (w::no_agenda_how(lang), theme.dim)],
    );
}

/// Returns when the agenda will end as it stands, `17:10`; none before it has begun or after it is over.
fn planned_end(session: &Session, now: Moment) -> Option<String> {
    let current = session.current_step()?;
    let ahead = session.steps.in_order();
    let ahead: i64 =
        ahead.iter().filter(|step| steps::phase(step) == Phase::Ahead).map(|step| steps::planned(step)).sum();
    let seconds = steps::left(&current, now).max(0) + ahead;
    Some(now.plus_millis(seconds * 1000).clock())
}
