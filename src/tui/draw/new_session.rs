//! Owns how the fields of a new session look: a few lines to fill in, and what the chosen agenda is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::overlay::field;
use super::{At, pieces};
use crate::domain::dates;
use crate::text::Lang;
use crate::text::tui as w;
use crate::text::tui::prepare as words;
use crate::tui::app::App;
use crate::tui::doors::Outline;
use crate::tui::panels::paint;
use crate::tui::panels::writing::Writing;
use crate::tui::start::NewForm;

/// From so many columns on, the agenda stands beside the fields.
const BESIDE: u16 = 108;

/// How wide the names of the fields are.
const LABELS: u16 = 11;

/// Draws the fields. Returns where the cursor stands.
pub fn draw(app: &App, form: &NewForm, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let templates = app.templates();
    let outline = form.chosen(templates).map(|template| template.outline(lang));
    let beside = area.width >= BESIDE && !templates.is_empty();
    let all = if templates.is_empty() { 0 } else { templates.len() as u16 + 1 };
    let airy = area.height >= 30;
    let fields = if airy { 6 } else { 3 };
    let wrong = if form.wrong.is_some() { 3 } else { 0 };
    let (width, height) = if beside {
        let steps = outline.map_or(0, |outline| outline.steps.len() as u16);
        (116, (fields + all + 4 + wrong).max(steps + 9))
    } else {
        (74, fields + all + wrong + if all > 0 { 12 } else { 5 })
    };
    let inside = pieces::boxed(buf, area, (width, height), w::new_heading(lang), theme);
    let left = if beside { Rect { width: 56, ..inside } } else { inside };
    let mut cursor = None;
    let mut y = inside.y + 1;
    let labels: [(&str, &Writing); 3] =
        [(w::field_title(lang), &form.title), (w::field_date(lang), &form.date), (w::field_place(lang), &form.place)];
    for (at, (label, writing)) in labels.into_iter().enumerate() {
        let focus = form.focus == at;
        let style = if focus { theme.key } else { theme.dim };
        paint::put(buf, left, (left.x, y), label, style);
        let line = Rect { x: left.x + LABELS, y, width: left.width.saturating_sub(LABELS), height: 1 };
        let (typed, said) = if at == 1 { (Rect { width: 18, ..line }, day_said(form, lang)) } else { (line, None) };
        let proposed = at == 0 && form.title_proposed;
        let style = if proposed { theme.input.patch(theme.dim) } else { theme.input };
        cursor = field(writing, focus, style, typed, buf).or(cursor);
        if at == 1 {
            let rest = Rect { x: typed.right() + 2, width: line.right().saturating_sub(typed.right() + 2), ..line };
            let said = said.unwrap_or_else(|| words::start_hint(lang).to_owned());
            paint::put(buf, rest, (rest.x, y), &said, theme.dim);
        }
        y += if airy { 2 } else { 1 };
    }
    y += u16::from(!airy);
    if all > 0 {
        let under = if beside { 1 + wrong } else { 7 + wrong };
        let room = inside.bottom().saturating_sub(y + under).clamp(3, all);
        names(app, form, Rect { y, height: room, ..left }, buf);
        y += room + 1;
        if beside {
            let right = Rect { x: left.right() + 3, width: inside.right().saturating_sub(left.right() + 3), ..inside };
            pieces::upright(
                buf,
                Rect { y: inside.y + 1, height: inside.height - 2, ..inside },
                left.right() + 1,
                theme.border,
            );
            agenda(app, form, outline, pieces::below(right, 1), buf);
        } else {
            let height = inside.bottom().saturating_sub(y + wrong);
            shortly(app, form, outline, Rect { y, height, ..inside }, buf);
        }
    }
    if let Some(wrong) = &form.wrong {
        let y = inside.bottom().saturating_sub(2);
        for (row, line) in paint::wrap_within(wrong, usize::from(left.width), 2).iter().enumerate() {
            paint::put(buf, left, (left.x, y + row as u16), line, theme.error);
        }
    }
    cursor
}

fn names(app: &App, form: &NewForm, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let templates = app.templates();
    let focus = form.focus == 3;
    paint::put(buf, area, (area.x, area.y), w::field_template(lang), if focus { theme.key } else { theme.dim });
    let line = Rect { x: area.x + LABELS, width: area.width.saturating_sub(LABELS + 2), ..area };
    let window = form.template.window(templates.len() + 1, usize::from(area.height));
    let (first, last) = (window.start, window.end);
    for (row, at) in window.enumerate() {
        let name = at.checked_sub(1).and_then(|at| templates.get(at));
        let name = name.map_or(w::empty_agenda(lang), |template| template.name(lang));
        let taken = form.template.at() == at;
        let style = match (taken, focus) {
            (true, true) => theme.key,
            (true, false) => theme.strong,
            (false, _) => theme.dim,
        };
        let sign = if taken { "● " } else { "○ " };
        pieces::pieces(buf, line, (line.x, line.y + row as u16), &[(sign, style), (name, style)]);
    }
    if first > 0 {
        pieces::right(buf, Rect { width: area.width, ..area }, area.y, "↑", theme.dim);
    }
    if last < templates.len() + 1 {
        pieces::right(buf, area, area.bottom().saturating_sub(1), "↓", theme.dim);
    }
}

/// Says how long the agenda is, and from when to when.
fn length(form: &NewForm, outline: &Outline, lang: Lang) -> String {
    let all = words::steps_in_all(lang, outline.steps.len(), &words::length(outline.minutes()));
    match form.begins() {
        Some(begins) => {
            format!("{all} · {}", words::ends_at(lang, &clock(begins), &clock(begins + outline.minutes())))
        }
        None => all,
    }
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Writes the agenda line by line, with the hours where it is known when it begins.
fn agenda(app: &App, form: &NewForm, outline: Option<&Outline>, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let Some(outline) = outline else {
        for (row, line) in
            paint::wrap(&app.env.keymap.fill(words::empty_aim(lang), lang), usize::from(area.width)).iter().enumerate()
        {
            paint::put(buf, area, (area.x, area.y + row as u16), line, theme.dim);
        }
        return;
    };
    let mut y = area.y;
    for line in paint::wrap_within(&outline.aim, usize::from(area.width), 4) {
        paint::put(buf, area, (area.x, y), &line, theme.base);
        y += 1;
    }
    y += 1;
    let mut at = form.begins();
    for (title, minutes) in &outline.steps {
        if y + 2 >= area.bottom() {
            break;
        }
        let begins = at.map(|at| format!("{:>5}  ", clock(at))).unwrap_or_default();
        let line = Rect { width: area.width.saturating_sub(6), ..area };
        pieces::pieces(buf, line, (line.x, y), &[(&begins, theme.dim), (title, theme.base)]);
        pieces::right(buf, area, y, &format!("{minutes}'"), theme.dim);
        at = at.map(|at| at + minutes);
        y += 1;
    }
    paint::put(buf, area, (area.x, y + 1), &length(form, outline, lang), theme.strong);
}

/// Writes the agenda in a few lines.
fn shortly(app: &App, form: &NewForm, outline: Option<&Outline>, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let Some(outline) = outline else {
        paint::put(buf, area, (area.x, area.y), &app.env.keymap.fill(words::empty_aim(lang), lang), theme.dim);
        return;
    };
    let columns = usize::from(area.width);
    let mut y = area.y;
    let aims = if area.height > 6 { 2 } else { 1 };
    for line in paint::wrap_within(&outline.aim, columns, aims) {
        paint::put(buf, area, (area.x, y), &line, theme.base);
        y += 1;
    }
    paint::put(buf, area, (area.x, y), &length(form, outline, lang), theme.strong);
    y += 1;
    // a step and its minutes stay on one line
    let steps = outline.steps.iter().map(|(title, minutes)| format!("{title} {minutes}'").replace(' ', "\u{a0}"));
    let steps = steps.collect::<Vec<_>>().join(" · ");
    let room = usize::from(area.bottom().saturating_sub(y));
    for line in paint::wrap_within(&steps, columns, room.max(1)).into_iter().take(room) {
        paint::put(buf, area, (area.x, y), &line.replace('\u{a0}', " "), theme.dim);
        y += 1;
    }
}

fn day_said(form: &NewForm, lang: Lang) -> Option<String> {
    let plain = dates::date(form.date.text().trim(), Default::default()).is_some();
    let day = form.day().map(|day| w::long_day(lang, day)).filter(|_| plain || form.begins().is_some());
    day.or_else(|| form.day().map(|day| w::long_day(lang, day)))
}
