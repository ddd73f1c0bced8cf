//! Owns how the agenda looks: beside the lists, what is over, what goes on with its time, what comes; and at full width,
//! where the keys go to it, planned against real times and their sums.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{WIDE, pieces, step as detail};
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::text::names;
use crate::text::tui::{self as w, agenda as words};
use crate::tui::app::Env;
use crate::tui::command::Command;
use crate::tui::console::{Console, Pane};
use crate::tui::day;
use crate::tui::panels::paint;
use crate::tui::running::title_of;
use crate::tui::steps::{self, Phase};

/// Draws the agenda beside the lists.
pub fn draw(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let session = console.session();
    let steps = session.steps.in_order();
    let body = heading(env, console, area, buf);
    if steps.is_empty() {
        empty(env, false, body, buf);
        return;
    }
    // titles in full where all of them fit; the step that goes on takes one more row, for its time
    let now = steps.iter().position(|step| steps::phase(step) == Phase::Now);
    let running_rows = usize::from(now.is_some());
    let columns = usize::from(body.width).saturating_sub(8);
    let whole: Vec<Vec<String>> =
        steps.iter().map(|step| paint::wrap_within(&title_of(step, env.lang), columns, 3)).collect();
    let needed = whole.iter().map(Vec::len).sum::<usize>() + running_rows;
    let fits = needed <= usize::from(body.height);
    let room = if fits { steps.len() } else { usize::from(body.height).saturating_sub(running_rows).max(1) };
    let window = console.agenda.window(steps.len(), room);
    let mut y = body.y;
    for at in window {
        let step = &steps[at];
        let cut = [title_of(step, env.lang)];
        let lines = if fits { whole[at].as_slice() } else { cut.as_slice() };
        row(env, step, lines, Rect { y, height: lines.len() as u16, ..body }, buf);
        y += lines.len() as u16;
        if Some(at) == now {
            running(env, step, Rect { y, height: 1, ..body }, buf);
            y += 1;
        }
    }
    let rest = Rect { y: y + 1, height: body.bottom().saturating_sub(y + 1), ..body };
    if let Some(step) = now.and_then(|at| steps.get(at)).filter(|_| rest.height >= 3) {
        pieces::rule(buf, rest, rest.y, theme.border);
        prompt(env, step, pieces::below(rest, 1), buf);
    }
}

/// Draws the heading with the day's end, and how late it is on the line under it. Returns what is left of the area.
fn heading(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) -> Rect {
    let (theme, lang) = (&env.theme, env.lang);
    let focus = console.pane == Pane::Agenda && console.capture.is_none();
    let session = console.session();
    let end = paint::put(buf, area, (area.x, area.y), w::agenda(lang), if focus { theme.key } else { theme.title });
    pieces::rule(buf, area, area.y + 1, if focus { theme.border_focus } else { theme.border });
    let body = pieces::below(area, 2);
    let room = Rect { x: end + 2, width: area.right().saturating_sub(end + 2), ..area };
    let fits = |said: &str| paint::width(said) <= usize::from(room.width);
    let Some(day) = day::of(session, env.now) else {
        let planned = day::planned(session) / 60;
        let last = session.steps.live().filter_map(|step| step.ended).max();
        if let Some(last) = last {
            let said = words::ended(lang, &last.clock());
            let said = if fits(&said) { said } else { last.clock() };
            pieces::right(buf, room, area.y, &said, theme.dim);
        } else if planned > 0 && !steps::has_begun(session) {
            let said = words::in_all(lang, &words::span(planned));
            let said = if fits(&said) { said } else { words::span(planned) };
            pieces::right(buf, room, area.y, &said, theme.dim);
        }
        return body;
    };
    let (expected, planned) = (day.expected.clock(), day.planned.clock());
    let both = words::ends_but_planned(lang, &expected, &planned);
    let said = if expected == planned || paint::width(&both) > usize::from(room.width) {
        words::ends(lang, &expected)
    } else {
        both
    };
    pieces::right(buf, room, area.y, &said, theme.dim);
    if let Some(late) = words::late(lang, day.late()) {
        let style = if day.late() > 0 { theme.warn } else { theme.ok };
        pieces::right(buf, area, area.y + 1, &format!(" {late}"), style);
    }
    body
}

fn row(env: &Env, step: &Step, lines: &[String], area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let (sign, sign_style) = detail::mark(env, step);
    let style = title_style(step, sign_style);
    let planned = steps::minutes(step);
    let minutes = if planned > 0 { format!("{planned}'") } else { String::new() };
    pieces::right(buf, area, area.y, &minutes, theme.dim);
    let left = Rect { width: area.width.saturating_sub(paint::width(&minutes) as u16 + 1), ..area };
    paint::put(buf, left, (left.x, left.y), sign, sign_style);
    for (line, text) in lines.iter().enumerate() {
        paint::put(buf, left, (left.x + 2, left.y + line as u16), text, style);
    }
}

fn title_style(step: &Step, style: Style) -> Style {
    match steps::phase(step) {
        Phase::Skipped => style.add_modifier(Modifier::CROSSED_OUT),
        Phase::Ahead | Phase::Now | Phase::Done => style,
    }
}

/// Draws the time of the step that goes on: a bar, a word where it is nearly or quite over, the clock.
fn running(env: &Env, step: &Step, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let (planned, gone) = (steps::planned(step).max(1), steps::gone_on(step, env.now));
    let (tone, word) = detail::sign(env, step);
    let clock = steps::clock_of(step, env.now);
    pieces::right(buf, area, area.y, &clock, tone);
    let before = Rect { width: area.width.saturating_sub(paint::width(&clock) as u16 + 1), ..area };
    let said = if step.paused.is_some() { w::paused(env.lang) } else { word };
    let said = if paint::width(said) + 6 <= usize::from(before.width) { said } else { "" };
    pieces::right(buf, before, area.y, said, theme.warn);
    let taken = if said.is_empty() { 0 } else { paint::width(said) + 1 };
    let room = usize::from(before.width).saturating_sub(taken + 2);
    let quiet = tone.remove_modifier(Modifier::REVERSED);
    let full = usize::try_from(i128::from(gone.min(planned)) * room as i128 / i128::from(planned)).unwrap_or(room);
    let x = paint::put(buf, before, (area.x + 2, area.y), &"━".repeat(full), quiet);
    paint::put(buf, before, (x, area.y), &"─".repeat(room.saturating_sub(full)), theme.border);
}

fn prompt(env: &Env, step: &Step, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let seating = names::seating(env.lang, step.seating);
    let about = format!("{} · {seating}", names::activity(env.lang, step.activity));
    paint::put(buf, area, (area.x, area.y), &about, theme.dim);
    let most = usize::from(area.height.saturating_sub(1));
    if most == 0 || step.prompt.trim().is_empty() {
        return;
    }
    for (row, line) in paint::wrap_within(step.prompt.trim(), usize::from(area.width), most).iter().enumerate() {
        paint::put(buf, area, (area.x, area.y + 1 + row as u16), line, theme.base);
    }
}

fn empty(env: &Env, focus: bool, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    paint::put(buf, area, (area.x, area.y + 1), w::no_agenda(lang), theme.dim);
    let key = env.keymap.key_of(Command::NewStep, lang);
    let keys = if focus { key } else { format!("{} {key}", env.keymap.key_of(Command::Agenda, lang)) };
    pieces::pieces(
        buf,
        area,
        (area.x, area.y + 2),
        &[(&keys, theme.key), ("  ", theme.dim), (w::no_agenda_how(lang), theme.dim)],
    );
}

/// Draws the agenda where the keys go to it: its times at full width, and the chosen step beside or under them.
pub fn whole(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let steps = console.session().steps.in_order();
    if area.width >= WIDE {
        let right = (area.width / 3).clamp(40, 64);
        let left = Rect { x: area.x + 1, width: area.width - right - 3, ..area };
        let beside = Rect { x: area.right() - right + 1, width: right - 2, ..area };
        pieces::upright(buf, area, area.right() - right - 1, theme.border);
        table(env, console, left, buf);
        detail::draw(env, console, beside, buf);
        return;
    }
    let page = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let needed = u16::try_from(steps.len() + 5).unwrap_or(u16::MAX);
    // the chosen step stands under the table where the table has its rows; a page that is not small keeps some for it
    let least = if page.height >= 17 { 5 } else { 0 };
    let under = page.height.saturating_sub(needed).max(least);
    let above = Rect { height: page.height - under, ..page };
    table(env, console, above, buf);
    if under >= 3 && !steps.is_empty() {
        let rest = Rect { y: above.bottom(), height: under, ..page };
        pieces::rule(buf, rest, rest.y, theme.border);
        detail::draw_close(env, console, pieces::below(rest, 1), buf);
    }
}

/// The columns of the table, from the right: how wide each is.
const COLUMNS: [u16; 4] = [7, 6, 13, 6];

fn table(env: &Env, console: &Console, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let session = console.session();
    let steps = session.steps.in_order();
    let body = heading(env, console, area, buf);
    if steps.is_empty() {
        empty(env, console.capture.is_none(), body, buf);
        return;
    }
    // the columns stand close to the titles, so that the eye does not have far to go
    let titles = steps.iter().map(|step| paint::width(&title_of(step, lang))).max().unwrap_or_default();
    let close = u16::try_from(titles.max(30) + 8).unwrap_or(u16::MAX).saturating_add(COLUMNS.iter().sum());
    let body = Rect { width: body.width.min(close), ..body };
    let names = [words::plan(lang), words::real(lang), words::from_to(lang), words::differs(lang)];
    let head = Rect { height: 1, ..body };
    cells(buf, head, names, [theme.dim; 4]);
    let rows = pieces::below(body, 1);
    let room = rows.height.saturating_sub(2);
    let focus = console.capture.is_none();
    let expected = day::times(session, env.now);
    let window = console.agenda.window(steps.len(), usize::from(room));
    let mut y = rows.y;
    for at in window.clone() {
        let line = Rect { y, height: 1, ..rows };
        let chosen = focus && at == console.agenda.at();
        times(env, (&steps[at], expected.get(at).and_then(|(_, times)| *times)), chosen, line, buf);
        y += 1;
    }
    if window.end < steps.len() {
        pieces::right(buf, Rect { width: rows.width + 1, ..rows }, y - 1, "↓", theme.dim);
    }
    if window.start > 0 {
        pieces::right(buf, Rect { width: rows.width + 1, ..rows }, rows.y, "↑", theme.dim);
    }
    pieces::rule(buf, rows, y, theme.border);
    sums(env, session, &steps, Rect { y: y + 1, height: 1, ..rows }, buf);
}

/// Draws the four columns at the right of a row. Returns what is left of it.
fn cells<T: AsRef<str>>(buf: &mut Buffer, row: Rect, texts: [T; 4], styles: [Style; 4]) -> Rect {
    let mut x = row.right().saturating_sub(COLUMNS.iter().sum());
    let left = Rect { width: x.saturating_sub(row.x), ..row };
    for ((text, style), wide) in texts.iter().zip(styles).zip(COLUMNS) {
        pieces::right(buf, Rect { x, width: wide, ..row }, row.y, text.as_ref(), style);
        x += wide;
    }
    left
}

fn plan(minutes: i64, extra: i64) -> String {
    match (minutes, extra) {
        (0, 0) => "–".to_owned(),
        (_, 0) => format!("{minutes}'"),
        (_, 1..) => format!("{minutes}+{extra}'"),
        _ => format!("{minutes}−{}'", extra.unsigned_abs()),
    }
}

fn times(env: &Env, (step, expected): (&Step, Option<(Moment, Moment)>), chosen: bool, line: Rect, buf: &mut Buffer) {
    let theme = &env.theme;
    let phase = steps::phase(step);
    if chosen {
        buf.set_style(Rect { x: line.x.saturating_sub(1), width: line.width + 2, ..line }, theme.selected);
    }
    let over = |style: Style| if chosen { theme.selected } else { style };
    let quiet = over(theme.dim);
    let (tone, _) = detail::sign(env, step);
    let real = match phase {
        Phase::Done | Phase::Now => format!("{}'", detail::real(env, step)),
        Phase::Ahead | Phase::Skipped => String::new(),
    };
    let differs = match (phase, detail::differs(env, step)) {
        (Phase::Ahead, 0) | (Phase::Skipped, _) => String::new(),
        (_, by) => words::difference(by),
    };
    let from_to = expected.map(|(from, to)| format!("{}–{}", from.clock(), to.clock())).unwrap_or_default();
    let texts = [plan(step.minutes.into(), step.extra_minutes.into()), real, from_to, differs];
    // what has really been is plain, what is only expected is quiet
    let when = if phase == Phase::Done { theme.base } else { theme.dim };
    let gone = if phase == Phase::Now { tone.remove_modifier(Modifier::REVERSED) } else { theme.base };
    let left = cells(buf, line, texts, [quiet, over(gone), over(when), quiet]);
    let (sign, style) = detail::mark(env, step);
    let title = title_of(step, env.lang);
    let shown = Rect { width: left.width.saturating_sub(1), ..left };
    paint::put(buf, shown, (shown.x, shown.y), sign, over(style));
    paint::put(buf, shown, (shown.x + 2, shown.y), &title, title_style(step, over(style)));
}

fn sums(env: &Env, session: &Session, steps: &[std::sync::Arc<Step>], line: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let counted = || steps.iter().filter(|step| steps::phase(step) != Phase::Skipped);
    let sum = |of: &dyn Fn(&Step) -> i64| counted().map(|step| of(step)).fold(0, i64::saturating_add);
    let planned = sum(&|step| step.minutes.into());
    let extra = sum(&|step| step.extra_minutes.into());
    let real = sum(&|step| if step.started.is_some() { detail::real(env, step) } else { 0 });
    let differs = sum(&|step| detail::differs(env, step));
    let begun = steps::has_begun(session);
    let first = steps.iter().filter_map(|step| step.started).min();
    let last = steps.iter().filter_map(|step| step.ended).max();
    let ends = day::of(session, env.now).map(|day| day.expected).or(last);
    let from_to = match (first, ends) {
        (Some(first), Some(ends)) => format!("{}–{}", first.clock(), ends.clock()),
        _ => String::new(),
    };
    let real = if begun { format!("{real}'") } else { String::new() };
    let differs = if begun { words::difference(differs) } else { String::new() };
    let left = cells(
        buf,
        line,
        [plan(planned, extra), real, from_to, differs],
        [theme.dim, theme.strong, theme.dim, theme.strong],
    );
    paint::put(buf, left, (left.x + 2, left.y), words::sum(lang), theme.dim);
}
