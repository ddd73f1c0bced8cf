//! Owns the line on top: the session, the step and its time, how late the day is, who has the floor, where what was taken
//! down is, what is on the wall, who is here. What is saved and the clock are never cut; the rest gives way in its order.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{laptops, pieces, step as detail};
use crate::domain::desk::Saved;
use crate::domain::item::Step;
use crate::domain::stage::View;
use crate::text::tui::{self as w, agenda as words};
use crate::text::{names, problem as wording};
use crate::tui::app::Env;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::running::title_of;
use crate::tui::{day, steps};

/// The fewest columns of a title that are of use.
const FEWEST: usize = 10;

/// The most columns that the step's title takes.
const MOST: usize = 40;

/// Draws the line.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    buf.set_style(area, theme.bar);
    let session = console.session();
    let saved = wording::saved(env.lang, &console.status.saved);
    let tone = match &console.status.saved {
        Saved::Unchanged | Saved::Written(_) | Saved::Journalled(_) => theme.dim,
        Saved::Failing { waiting: 0, .. } => theme.warn,
        Saved::Failing { .. } => theme.error,
        Saved::ReadOnly(_) => theme.warn,
    };
    let right = area.right() - 1;
    let whole = usize::from(area.width.saturating_sub(2));
    let most = whole.saturating_sub(if session.current_step().is_some() { 22 } else { 12 });
    // what is wrong with the disk goes before how it stands with other laptops
    let well = matches!(console.status.saved, Saved::Unchanged | Saved::Written(_) | Saved::Journalled(_));
    let (saved, tone) = match laptops::standing(env, console, &saved).filter(|_| well) {
        Some((ways, tone)) => {
            let room = if area.width < 110 { 30 } else { usize::from(area.width) * 2 / 5 };
            let way = ways.iter().find(|way| paint::width(way) <= room.min(most)).or(ways.last());
            (paint::fit(way.map_or("", String::as_str), most), tone)
        }
        None => (paint::fit(&saved, most), tone),
    };
    let start = right.saturating_sub(paint::width(&saved) as u16);
    paint::put(buf, area, (start, area.y), &saved, tone);
    // where room is short, a wall that follows the step need not be told of
    let (on_wall, strange) = console.wall_word(env.lang, area.width < 110);
    let follows = !strange && console.stage.view == View::FollowStep;
    let on_wall = if follows && area.width < 100 { String::new() } else { format!("▣ {on_wall}   ") };
    let start = start.saturating_sub(paint::width(&on_wall) as u16);
    paint::put(buf, area, (start, area.y), &on_wall, if strange { theme.warn } else { theme.dim });
    let mut room = Room { left: usize::from(start.saturating_sub(area.x + 1)).saturating_sub(3) };
    // who else is here keeps a few columns, whatever the step is called
    let ways = laptops::who(env, console);
    let others = ways.len() > 1;
    let kept = if others { laptops::columns(ways.last()).min(room.left / 3) } else { 0 };
    room.left -= kept;

    let step = session.current_step();
    let mut middle: Vec<(String, Style)> = Vec::new();
    match &step {
        Some(step) => of_step(env, console, step, &mut room, &mut middle),
        None => {
            let state = session.session.state;
            let said = format!("{} {}", w::state_sign(state), names::session_state(env.lang, state));
            middle.extend(room.take(said).map(|said| (said, theme.dim)));
        }
    }
    // the session's title takes what is left, and who is here only what that does not need
    let title = if session.session.title.is_empty() { w::no_title(env.lang) } else { &session.session.title };
    let asks = paint::width(title).min(24) + 2;
    // where the title has no room in any case, names take what it leaves
    let asks = if others && room.left < FEWEST { 0 } else { asks };
    let fits = |way: &&laptops::Parts| {
        let wide = laptops::columns(Some(way));
        wide <= kept || room.left + kept >= wide + asks
    };
    let mut x = start.saturating_sub(3);
    if let Some(who) = ways.iter().find(fits).filter(|who| !who.is_empty()) {
        x = x.saturating_sub(laptops::columns(Some(who)) as u16 - 3);
        let parts: Vec<(&str, Style)> =
            who.iter().map(|(text, style)| (text.as_str(), theme.bar.patch(*style))).collect();
        pieces::pieces(buf, area, (x, area.y), &parts);
        x = x.saturating_sub(3);
    }
    let wide: usize = middle.iter().map(|(text, _)| paint::width(text)).sum();
    x = x.saturating_sub(wide as u16);
    let parts: Vec<(&str, Style)> = middle.iter().map(|(text, style)| (text.as_str(), *style)).collect();
    pieces::pieces(buf, area, (x.max(area.x + 1), area.y), &parts);

    let left = Rect { width: x.saturating_sub(area.x + 2), ..area };
    let fits = usize::from(left.width.saturating_sub(1));
    if fits < FEWEST.min(paint::width(title)) {
        return;
    }
    let end = paint::put(buf, left, (left.x + 1, left.y), title, theme.title);
    let sample = if session.session.sample { format!("  {}", w::sample(env.lang)) } else { String::new() };
    // said whole or not at all
    if paint::width(&sample) <= usize::from(left.right().saturating_sub(end)) {
        paint::put(buf, left, (end, left.y), &sample, theme.dim);
    }
}

/// The columns that are still to be had.
struct Room {
    left: usize,
}

impl Room {
    /// Takes the columns of a text, where there are so many.
    fn take(&mut self, text: String) -> Option<String> {
        let wide = paint::width(&text);
        (wide <= self.left).then(|| {
            self.left -= wide;
            text
        })
    }
}

/// Gathers what is said of the step that goes on, the most needed first, and puts it in the order that is read.
fn of_step(env: &Env, console: &Console, step: &Step, room: &mut Room, middle: &mut Vec<(String, Style)>) {
    let (theme, lang) = (&env.theme, env.lang);
    let session = console.session();
    let list = session.steps.in_order();
    let at = list.iter().position(|one| one.id == step.id).map_or(0, |at| at + 1);
    let (tone, word) = detail::sign(env, step);
    let clock = steps::clock_of(step, env.now);
    room.left = room.left.saturating_sub(paint::width(&clock));
    let place = room.take(w::step_of(lang, at, list.len()) + "  ");
    let paused = step.paused.map(|_| format!("{} ", w::paused(lang))).and_then(|paused| room.take(paused));
    let giro = console.giro();
    let speaker = giro.as_ref().and_then(|giro| Some((giro.code()?, giro.left(env.now)?)));
    let over = speaker.is_some_and(|(_, left)| left < 0);
    let speaker = speaker.map(|(code, left)| format!("   {code} {}", steps::clock(left)));
    let speaker = speaker.and_then(|speaker| room.take(speaker));
    let late = day::of(session, env.now).map(|day| day.late()).unwrap_or_default();
    let late_style = if late > 0 { theme.warn } else { theme.ok };
    let late = words::late(lang, late).and_then(|late| room.take(format!("   {late}")));
    // the session's own title keeps a few columns before the step's gets more
    let title = title_of(step, lang);
    let most = MOST.max(usize::from(u16::MAX).min(room.left / 3));
    let rest = room.left.saturating_sub(if room.left > 36 { 16 } else { 2 }).min(most);
    let title = if rest >= FEWEST.min(paint::width(&title)) { room.take(paint::fit(&title, rest)) } else { None };
    let title = title.map(|title| title + "  ");
    let word = Some(word).filter(|word| !word.is_empty() && step.paused.is_none());
    let word = word.and_then(|word| if room.left > 30 { room.take(format!("{word} ")) } else { None });
    let parts = [
        (place, theme.dim),
        (title, theme.strong),
        (paused.or(word), theme.warn),
        (Some(clock), tone),
        (speaker, if over { theme.warn } else { theme.accent }),
        (late, late_style),
    ];
    middle.extend(parts.into_iter().filter_map(|(text, style)| Some((text?, style))));
}
