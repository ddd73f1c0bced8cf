//! Owns how the list of who takes part and the head counts look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::overlay::field;
use super::super::{At, pieces};
use super::{mark, more, said, styles};
use crate::domain::attendance;
use crate::text::tui as words;
use crate::text::tui::prepare as w;
use crate::text::{Lang, names, problem as wording};
use crate::tui::app::App;
use crate::tui::console::Console;
use crate::tui::panels::paint;
use crate::tui::prepare::{HeadCounts, People, Sign};

/// Draws who takes part.
pub fn list(app: &App, console: &Console, people: &People, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let session = console.session();
    let shown = people.shown(console, &app.env);
    let everybody = session.participants.count();
    let present = session.participants.live().filter(|person| person.present).count();
    let width = area.width.min(100);
    let counts = paint::wrap_within(&counts(console, lang), usize::from(width.saturating_sub(8)), 2);
    let rows = shown.len().max(1) as u16;
    let height = (rows + counts.len() as u16 + 7).clamp(12, area.height.saturating_sub(2));
    let heading = words::people_here(lang, present, everybody);
    let inside = pieces::boxed(buf, area, (width, height), &heading, theme);
    let mut y = inside.y;
    for line in &counts {
        paint::put(buf, inside, (inside.x, y), line, theme.accent);
        y += 1;
    }
    let mut cursor = None;
    if let Some(filter) = &people.filter {
        let label = paint::put(buf, inside, (inside.x, y), w::people_filter(lang), theme.key);
        let line = Rect { x: label + 2, y, width: inside.right().saturating_sub(label + 2), height: 1 };
        cursor = field(filter, true, theme.input, line, buf);
        if filter.text().is_empty() {
            let hint = app.env.keymap.fill(w::people_filter_hint(lang), lang);
            paint::put(buf, line, (line.x + 1, y), &hint, theme.input.patch(theme.dim));
        }
        y += 1;
    }
    y += 1;
    let body = Rect { y, height: inside.bottom().saturating_sub(y + 2), ..inside };
    if shown.is_empty() {
        let new = people.new_code(console, &app.env);
        let text = match (new, everybody) {
            (Some(code), _) => app.env.keymap.fill(&w::filter_new(lang, &code), lang),
            (None, 0) => app.env.keymap.fill(w::people_none(lang), lang),
            (None, _) => w::filter_nobody(lang).to_owned(),
        };
        paint::put(buf, body, (body.x, body.y), &text, theme.dim);
    }
    let window = people.cursor.window(shown.len(), usize::from(body.height));
    more(app, body, &window, shown.len(), buf);
    let register = console.prepared.register.read();
    let tables = session.tables.count() > 0;
    let code_wide = shown.iter().map(|person| paint::width(&person.code)).max().unwrap_or(0).clamp(6, 12) as u16;
    for (row, at) in window.enumerate() {
        let person = &shown[at];
        let line = Rect { y: body.y + row as u16, height: 1, ..body };
        let chosen = at == people.cursor.at();
        let (loud, quiet) = styles(app, chosen);
        if chosen {
            mark(app, line, buf);
        }
        let sign = if person.present { "●" } else { "○" };
        let tone = if chosen || !person.present { quiet } else { theme.ok };
        paint::put(buf, line, (line.x, line.y), sign, tone);
        let code = Rect { width: 2 + code_wide, ..line };
        paint::put(buf, code, (line.x + 2, line.y), &person.code, loud);
        let group = person.group.as_ref().map(|group| names::group(lang, group));
        let group = group.unwrap_or_else(|| words::no_group(lang).to_owned());
        // from the right: consent, table, group; the organisation takes what is left
        let mut right = line.right();
        let mut column = |text: &str, wide: u16, style, buf: &mut Buffer| {
            right = right.saturating_sub(wide);
            let text = paint::fit(text, usize::from(wide.saturating_sub(1)));
            paint::put(buf, line, (right, line.y), &text, style);
        };
        if let Some(register) = register {
            column(&consent(Sign::of(register.people.get(&person.id)), lang), 4, quiet, buf);
        }
        if tables {
            let table = person.table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone());
            column(table.as_deref().unwrap_or("–"), if area.width >= 80 { 12 } else { 10 }, quiet, buf);
        }
        column(&group, if area.width >= 80 { 20 } else { 14 }, quiet, buf);
        let from = line.x + 3 + code_wide;
        let rest = Rect { x: from, width: right.saturating_sub(from + 1), ..line };
        let organisation = paint::fit(&person.organisation, usize::from(rest.width));
        paint::put(buf, rest, (rest.x, line.y), &organisation, loud.remove_modifier(ratatui::style::Modifier::BOLD));
    }
    let hint = match (console.register_problem(), register) {
        (Some(problem), _) => {
            format!("{}: {}", w::register_unread(lang), wording::problem(lang, problem))
        }
        (None, Some(_)) => w::consent_legend(lang).to_owned(),
        (None, None) => String::new(),
    };
    said(app, inside, &hint, buf);
    cursor
}

fn consent(sign: Sign, lang: Lang) -> String {
    match sign {
        Sign::NotAsked => "–".to_owned(),
        Sign::No => "✗".to_owned(),
        Sign::Yes { quoted, reuse } => {
            let letter = |yes: bool, letter: &'static str| if yes { letter } else { "" };
            format!("✓{}{}", letter(quoted, w::quoted_sign(lang)), letter(reuse, w::research_sign(lang)))
        }
    }
}

/// Says how many of each group are here: `giovani 2 su 5 · operatori 8 (contati)`.
fn counts(console: &Console, lang: Lang) -> String {
    let session = console.session();
    let heads = &session.session.head_counts;
    let mut parts: Vec<String> = Vec::new();
    for (group, present, all) in attendance::by_group(session) {
        match group {
            Some(group) if heads.contains_key(&group) => {}
            Some(group) => parts.push(format!("{} {present}/{all}", names::group(lang, &group))),
            None => parts.push(format!("{} {present}/{all}", words::no_group(lang))),
        }
    }
    for (group, count) in heads.iter() {
        parts.push(format!("{} {count} ({})", names::group(lang, group), w::people_counts_heads(lang)));
    }
    parts.join(" · ")
}

/// Draws the head counts.
pub fn heads(app: &App, heads: &HeadCounts, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&app.env.theme, app.env.lang);
    let width = area.width.min(78);
    let room = usize::from(width.saturating_sub(8));
    let mut say = paint::wrap_within(w::heads_say(lang), room, 3);
    say.extend(paint::wrap_within(w::heads_keys(lang), room, 2));
    let height = (heads.rows.len() + say.len() + 6) as u16;
    let inside = pieces::boxed(buf, area, (width, height), w::heads_heading(lang), theme);
    let mut y = inside.y;
    for line in &say {
        paint::put(buf, inside, (inside.x, y), line, theme.dim);
        y += 1;
    }
    y += 1;
    let body = Rect { y, height: inside.bottom().saturating_sub(y + 2), ..inside };
    let window = heads.cursor.window(heads.rows.len(), usize::from(body.height));
    more(app, body, &window, heads.rows.len(), buf);
    for (row, at) in window.enumerate() {
        let (group, counted, (present, all)) = &heads.rows[at];
        let line = Rect { y: body.y + row as u16, height: 1, ..body };
        let chosen = at == heads.cursor.at();
        let (loud, quiet) = styles(app, chosen);
        if chosen {
            mark(app, line, buf);
        }
        paint::put(buf, Rect { width: 18, ..line }, (line.x, line.y), &names::group(lang, group), loud);
        let number = counted.map_or_else(|| w::heads_none(lang).to_owned(), |count| count.to_string());
        let number = if chosen { format!("- {number:>4} +") } else { format!("  {number:>4}  ") };
        paint::put(buf, line, (line.x + 18, line.y), &number, loud);
        if *all > 0 {
            pieces::right(buf, line, line.y, &w::heads_registered(lang, *present, *all), quiet);
        }
    }
    paint::put(
        buf,
        inside,
        (inside.x, inside.bottom().saturating_sub(1)),
        &w::heads_total(lang, heads.total()),
        theme.strong,
    );
}
