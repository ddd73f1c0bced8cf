//! Owns the line on top: the session, the step and its time, where what was taken down is, who is here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pieces;
use crate::domain::desk::Saved;
use crate::text::tui as w;
use crate::text::{names, problem as wording};
use crate::tui::app::Env;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::steps;

/// Draws the line.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    buf.set_style(area, theme.bar);
    let session = console.session();
    // what is saved is never cut: it stands at the right, and the rest gives way
    let saved = wording::saved(env.lang, &console.status.saved);
    let tone = match &console.status.saved {
        Saved::Unchanged | Saved::Written(_) | Saved::Journalled(_) => theme.dim,
        Saved::Failing { waiting: 0, .. } => theme.warn,
        Saved::Failing { .. } => theme.error,
        Saved::ReadOnly(_) => theme.warn,
    };
    let here = console.presence.people.len();
    let who = match (here, env.person.as_str()) {
        (2.., _) => w::people(env.lang, here),
        (_, "") => String::new(),
        (_, person) => person.to_owned(),
    };
    let mut x = area.right() - 1;
    let mut ending = |text: &str, style| {
        let text = paint::fit(text, usize::from(area.width) / 2);
        x = x.saturating_sub(paint::width(&text) as u16);
        paint::put(buf, area, (x, area.y), &text, style);
        x = x.saturating_sub(3);
    };
    if area.width >= 100 && !who.is_empty() {
        ending(&who, theme.base.patch(theme.bar));
    }
    ending(&saved, tone);
    let (on_wall, strange) = console.wall_word(env.lang, area.width < 110);
    let tone = if strange { theme.warn } else { theme.dim };
    ending(&format!("▣ {on_wall}"), tone);

    let step = session.current_step();
    if let Some(step) = &step {
        let list = session.steps.in_order();
        let at = list.iter().position(|one| one.id == step.id).map_or(0, |at| at + 1);
        let left = steps::left(step, env.now);
        let clock = steps::clock(left);
        let tone = if left < 0 { theme.warn } else { theme.key };
        let paused = if step.paused.is_some() { format!("{} ", w::paused(env.lang)) } else { String::new() };
        let place = w::step_of(env.lang, at, list.len());
        let fixed = paint::width(&clock) + paint::width(&paused) + paint::width(&place) + 3;
        let room = usize::from(x.saturating_sub(area.x)).saturating_sub(fixed + 18).clamp(0, 34);
        let title = if room >= 8 { paint::fit(&step.title, room) } else { String::new() };
        let wide = fixed + paint::width(&title);
        let start = x.saturating_sub(wide as u16);
        pieces::pieces(
            buf,
            area,
            (start, area.y),
            &[
                (&place, theme.dim),
                (" ", theme.dim),
                (&title, theme.strong),
                ("  ", theme.dim),
                (&paused, theme.warn),
                (&clock, tone),
            ],
        );
        x = start.saturating_sub(2);
    }
    if step.is_none() {
        let state = names::session_state(env.lang, session.session.state);
        let text = format!("{} {state}", w::state_sign(session.session.state));
        let start = x.saturating_sub(paint::width(&text) as u16);
        paint::put(buf, area, (start, area.y), &text, theme.dim);
        x = start.saturating_sub(2);
    }
    let left = Rect { width: x.saturating_sub(area.x), ..area };
    let title = if session.session.title.is_empty() { w::no_title(env.lang) } else { &session.session.title };
    let sample = if session.session.sample { format!("  {}", w::sample(env.lang)) } else { String::new() };
    let end = paint::put(buf, left, (left.x + 1, left.y), title, theme.title);
    // said whole or not at all
    if paint::width(&sample) <= usize::from(left.right().saturating_sub(end)) {
        paint::put(buf, left, (end, left.y), &sample, theme.dim);
    }
}
