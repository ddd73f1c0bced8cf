//! Owns how the register's page of one person looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::overlay::field;
use super::super::{At, pieces};
use super::{mark, styles};
use crate::domain::value::AgeBand;
use crate::text::tui::prepare as w;
use crate::text::{Lang, problem as wording};
use crate::tui::app::App;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::prepare::{PersonPage, Row};

/// How wide the names of the fields are.
const LABELS: u16 = 23;

/// Draws the page. Returns where the cursor stands.
pub fn page(app: &App, console: &Console, page: &PersonPage, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let inside = pieces::boxed(buf, area, (78, 16), &w::person_heading(lang, &page.code), theme);
    for (row, line) in paint::wrap_within(w::person_say(lang), usize::from(inside.width), 2).iter().enumerate() {
        paint::put(buf, inside, (inside.x, inside.y + row as u16), line, theme.dim);
    }
    if page.is_reading() {
        let (text, style) = match console.register_problem() {
            Some(problem) => {
                (format!("{}: {}", w::register_unread(lang), wording::problem(lang, problem)), theme.error)
            }
            None => (w::register_reading(lang).to_owned(), theme.dim),
        };
        for (row, line) in paint::wrap_within(&text, usize::from(inside.width), 4).iter().enumerate() {
            paint::put(buf, inside, (inside.x, inside.y + 3 + row as u16), line, style);
        }
        return None;
    }
    let mut cursor = None;
    let mut y = inside.y + if inside.height >= 13 { 3 } else { 2 };
    for (at, row) in Row::ALL.into_iter().enumerate() {
        let line = Rect { y, height: 1, ..inside };
        let focus = at == page.focus;
        let value = Rect { x: line.x + LABELS, width: line.width.saturating_sub(LABELS), ..line };
        paint::put(buf, line, (line.x, y), label(lang, row), if focus { theme.key } else { theme.dim });
        match row {
            Row::Name => cursor = field(&page.name, focus, theme.input, value, buf).or(cursor),
            Row::Age => choose(app, focus, value, age(lang, page.age), buf),
            Row::Consent(place) => {
                let answer = &page.answers[place];
                let said = match answer.given {
                    None => w::not_asked(lang),
                    Some(true) => w::yes(lang),
                    Some(false) => w::no(lang),
                };
                choose(app, focus, Rect { width: 16, ..value }, said, buf);
                let beside = Rect { x: value.x + 16, width: value.width.saturating_sub(16), ..value };
                if answer.given.is_some() {
                    let x = paint::put(buf, beside, (beside.x, y), w::on_day(lang), theme.dim) + 1;
                    let end = paint::put(buf, beside, (x, y), answer.on.text(), theme.base);
                    if focus {
                        cursor = Some(Position { x: end.min(beside.right() - 1), y });
                    }
                } else if place >= 3 && page.age != AgeBand::Minor {
                    paint::put(buf, beside, (beside.x, y), w::for_minors(lang), theme.dim);
                }
            }
        }
        y += 1;
        if at == 1 && inside.height >= 13 {
            y += 1;
        }
    }
    foot(app, page, inside, buf);
    cursor
}

fn foot(app: &App, page: &PersonPage, inside: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let none = page.person().is_some_and(|person| {
        let allows = person.allows();
        (person.quoted.is_some() || person.reuse.is_some()) && !allows.quoted && !allows.reuse
    });
    let (text, style) = match (&page.wrong, page.is_writing()) {
        (Some(wrong), _) => (wrong.as_str(), theme.error),
        (None, true) => (w::register_writing(lang), theme.accent),
        (None, false) if none => (w::nothing_allowed(lang), theme.warn),
        (None, false) if page.focus == 0 => ("", theme.dim),
        (None, false) => (w::person_change(lang), theme.dim),
    };
    let lines = paint::wrap_within(text, usize::from(inside.width), 2);
    let y = inside.bottom().saturating_sub(lines.len() as u16);
    for (row, line) in lines.iter().enumerate() {
        paint::put(buf, inside, (inside.x, y + row as u16), line, style);
    }
}

fn choose(app: &App, focus: bool, place: Rect, text: &str, buf: &mut Buffer) {
    let (loud, _) = styles(app, focus);
    if focus {
        mark(app, Rect { x: place.x + 1, width: place.width.min(16).saturating_sub(2), ..place }, buf);
        paint::put(buf, place, (place.x, place.y), &format!("‹ {text} ›"), loud);
    } else {
        paint::put(buf, place, (place.x + 2, place.y), text, loud);
    }
}

fn label(lang: Lang, row: Row) -> &'static str {
    match row {
        Row::Name => w::person_name(lang),
        Row::Age => w::person_age(lang),
        Row::Consent(0) => w::person_takes_part(lang),
        Row::Consent(1) => w::person_quoted(lang),
        Row::Consent(2) => w::person_reuse(lang),
        Row::Consent(3) => w::person_parent(lang),
        Row::Consent(_) => w::person_assent(lang),
    }
}

fn age(lang: Lang, band: AgeBand) -> &'static str {
    match band {
        AgeBand::NotAsked => w::not_asked(lang),
        AgeBand::Minor => w::age_minor(lang),
        AgeBand::From18 => w::age_18(lang),
        AgeBand::From25 => w::age_25(lang),
        AgeBand::Over34 => w::age_35(lang),
    }
}
