//! Owns how what other sessions left open looks, to be taken along or gone to.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::pieces;
use super::{mark, more, said, styles};
use crate::domain::carry::Left;
use crate::domain::item::Kind;
use crate::text::tui::prepare as w;
use crate::tui::app::App;
use crate::tui::panels::paint;
use crate::tui::prepare::{LeftOpen, OpenAcross};

/// Draws what can be taken along.
pub fn take_along(app: &App, left: &LeftOpen, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let list: Vec<&Left> = left.list.iter().flatten().collect();
    let say = paint::wrap_within(
        &app.env.keymap.fill(w::left_say(lang), lang),
        usize::from(area.width.min(104).saturating_sub(8)),
        2,
    );
    let inside = boxed(app, w::left_heading(lang), (list.len(), say.len()), area, buf);
    for (row, line) in say.iter().enumerate() {
        paint::put(buf, inside, (inside.x, inside.y + row as u16), line, theme.dim);
    }
    let body = pieces::below(Rect { height: inside.height.saturating_sub(2), ..inside }, say.len() as u16 + 1);
    if list.is_empty() {
        let text = if left.list.is_none() { w::reading_left(lang) } else { w::left_none(lang) };
        paint::put(buf, body, (body.x, body.y), text, theme.dim);
    }
    let mark = |at: usize| Some(left.chosen.contains(&list[at].thing.reference()));
    rows(app, &list, &mark, &left.cursor, body, buf);
    let chosen = match (left.chosen.len(), left.skipped.as_slice()) {
        (0, skipped) => skipped_words(app, skipped),
        (count, _) => w::left_chosen(lang, count),
    };
    said(app, inside, &chosen, buf);
}

/// Draws what is open across the workspace.
pub fn across(app: &App, across: &OpenAcross, area: Rect, buf: &mut Buffer) {
    let lang = app.env.lang;
    let list: Vec<&Left> = across.list.iter().map(|(_, left)| left).collect();
    let inside = boxed(app, w::open_heading(lang), (list.len(), 0), area, buf);
    let body = Rect { height: inside.height.saturating_sub(2), ..inside };
    if list.is_empty() {
        paint::put(buf, body, (body.x, body.y + 1), w::left_none(lang), app.env.theme.dim);
    }
    rows(app, &list, &|_| None, &across.cursor, body, buf);
    said(app, inside, &skipped_words(app, &across.skipped), buf);
}

fn skipped_words(app: &App, skipped: &[PathBuf]) -> String {
    if skipped.is_empty() {
        return String::new();
    }
    let names = skipped.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    w::left_skipped(app.env.lang, skipped.len(), &names.collect::<Vec<_>>().join(", "))
}

fn boxed(app: &App, heading: &str, (list, above): (usize, usize), area: Rect, buf: &mut Buffer) -> Rect {
    let height = (list * 2 + above + 8).clamp(10, usize::from(area.height.saturating_sub(2)));
    pieces::boxed(buf, area, (area.width.min(104), height as u16), heading, &app.env.theme)
}

/// Writes the things, two lines each, under a heading for actions and one for voices.
fn rows(
    app: &App,
    list: &[&Left],
    chosen: &dyn Fn(usize) -> Option<bool>,
    cursor: &crate::tui::cursor::Cursor,
    body: Rect,
    buf: &mut Buffer,
) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let actions = list.iter().filter(|left| left.is_action()).count();
    let room = usize::from(body.height.saturating_sub(2) / 2).max(1);
    let window = cursor.window(list.len(), room);
    more(app, body, &window, list.len(), buf);
    let mut y = body.y;
    let first = window.start;
    for at in window {
        let left = list[at];
        // a heading above the first of its kind that is seen
        if at == first || at == actions {
            let heading = if left.is_action() {
                w::left_actions(lang, actions)
            } else {
                w::left_voices(lang, list.len() - actions)
            };
            paint::put(buf, body, (body.x, y), &heading, theme.title);
            y += 1;
        }
        if y + 2 > body.bottom() {
            break;
        }
        let place = Rect { y, height: 2, ..body };
        let here = at == cursor.at();
        let (loud, quiet) = styles(app, here);
        if here {
            mark(app, place, buf);
        }
        let kind = if left.is_action() { Kind::Action } else { Kind::Voice };
        let letter = if here { loud } else { theme.kind(kind) };
        let sign = match chosen(at) {
            Some(true) => "■ ",
            Some(false) => "□ ",
            None => "",
        };
        let words = left.thing.words().lines().next().unwrap_or_default();
        let x =
            pieces::pieces(buf, place, (place.x, y), &[(sign, loud), (&pieces::letter(kind), letter), (" ", quiet)]);
        let (due, late) = due(app, left);
        let wide = paint::width(&due) as u16;
        let line = Rect { width: place.width.saturating_sub(wide + 2), ..place };
        let words = paint::fit(words, usize::from(line.right().saturating_sub(x)));
        paint::put(buf, line, (x, y), &words, loud);
        let tone = if late && !here { theme.warn } else { quiet };
        pieces::right(buf, place, y, &due, tone);
        let mut about: Vec<String> = Vec::new();
        about.extend(Some(left.who().to_owned()).filter(|who| !who.is_empty()));
        about.push(left.title.clone());
        about.extend(left.date.map(crate::domain::time::Day::plain));
        paint::put(buf, place, (x, y + 1), &about.join(" · "), quiet);
        y += 2;
    }
}

fn due(app: &App, left: &Left) -> (String, bool) {
    let lang = app.env.lang;
    let late = left.is_overdue(app.env.today());
    let day = left.due().map(|day| w::by_day(lang, &day.plain())).unwrap_or_default();
    (if late { format!("{day} · {}", w::overdue(lang)) } else { day }, late)
}
