//! Owns how what lies over the screen for the agenda looks: shorter steps, the giro, a number of minutes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{At, overlay, pieces};
use crate::domain::value::Seat;
use crate::text::tui::agenda as w;
use crate::tui::app::Env;
use crate::tui::command::Command;
use crate::tui::console::Console;
use crate::tui::cursor::Cursor;
use crate::tui::late::Proposal;
use crate::tui::panels::paint;
use crate::tui::running::{LateBox, MinutesBox, MinutesOf, title_of};
use crate::tui::steps;

/// The most columns that such a box takes.
const WIDTH: u16 = 76;

fn styles(env: &Env, chosen: bool) -> (Style, Style) {
    let theme = &env.theme;
    if chosen { (theme.selected, theme.selected.remove_modifier(Modifier::BOLD)) } else { (theme.base, theme.dim) }
}

fn choose(env: &Env, chosen: bool, line: Rect, buf: &mut Buffer) {
    if chosen {
        buf.set_style(Rect { x: line.x.saturating_sub(1), width: line.width + 2, ..line }, env.theme.selected);
    }
}

/// Draws the shorter steps that are proposed.
pub fn late(env: &Env, console: &Console, late: &LateBox, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let mut proposal = late.proposal.clone();
    proposal.stands(console.session(), env.now);
    let by = proposal.day.late();
    let heading = match w::late(lang, by) {
        Some(late) => format!("{} · {late}", w::shorter(lang)),
        None => format!("{} · {}", w::shorter(lang), w::in_time(lang)),
    };
    let notes = notes(env, &proposal);
    let width = WIDTH.min(area.width.saturating_sub(4));
    let wrapped: Vec<(String, Style)> = notes
        .into_iter()
        .flat_map(|(text, style)| {
            paint::wrap(&text, usize::from(width.saturating_sub(4))).into_iter().map(move |line| (line, style))
        })
        .collect();
    let height = (proposal.lines.len() + wrapped.len() + 5) as u16;
    let inside = pieces::boxed(buf, area, (width, height), &heading, theme);
    let room = usize::from(inside.height).saturating_sub(wrapped.len() + 3).max(1);
    let window = late.cursor.window(proposal.lines.len(), room);
    let mut y = inside.y + 1;
    for at in window {
        let line = &proposal.lines[at];
        let row = Rect { y, height: 1, ..inside };
        let chosen = at == late.cursor.at();
        let (loud, quiet) = styles(env, chosen);
        choose(env, chosen, row, buf);
        let after = if line.skipped { w::left_out(lang).to_owned() } else { format!("{}'", line.after) };
        let changed = line.skipped || line.after != line.before;
        let after_style = if chosen || !changed { loud } else { theme.key };
        let columns = format!("{:>5}  →  ", format!("{}'", line.before));
        let wide = paint::width(&columns) as u16 + 8;
        let title = Rect { width: row.width.saturating_sub(wide + 1), ..row };
        paint::put(buf, title, (title.x, y), &title_of(&line.step, lang), loud);
        let x = paint::put(buf, row, (row.right().saturating_sub(wide), y), &columns, quiet);
        paint::put(buf, row, (x, y), &after, after_style);
        y += 1;
    }
    y += 1;
    for (text, style) in wrapped {
        paint::put(buf, inside, (inside.x, y), &text, style);
        y += 1;
    }
}

/// Says when the day would end, and what to do where that is too late.
fn notes(env: &Env, proposal: &Proposal) -> Vec<(String, Style)> {
    let (theme, lang) = (&env.theme, env.lang);
    let (end, planned) = (proposal.new_end(), proposal.day.planned);
    let missing = proposal.missing();
    let early = planned.seconds_since(end) / 60;
    let mut notes = Vec::new();
    match (missing, early) {
        (1.., _) => {
            notes.push((w::shorter_missing(lang, &end.clock(), &w::span(missing)), theme.warn));
            let said = if proposal.is_at_its_floors() { w::shorter_impossible } else { w::shorter_not_yet };
            notes.push((env.keymap.fill(said(lang), lang), theme.dim));
        }
        (_, 1..) => notes.push((w::shorter_early(lang, &end.clock(), &w::span(early)), theme.ok)),
        _ => notes.push((w::shorter_stands(lang, &planned.clock()), theme.ok)),
    }
    if proposal.day.late() <= 0 {
        notes.push((w::day_in_time(lang).to_owned(), theme.dim));
    }
    notes
}

/// Draws the giro: who has spoken, who has the floor, who waits, who is not here.
pub fn giro(env: &Env, console: &Console, cursor: &Cursor, area: Rect, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let Some(giro) = console.giro() else {
        let inside = pieces::boxed(buf, area, (WIDTH, 5), w::giro(lang), theme);
        for (row, line) in
            paint::wrap(&env.keymap.fill(w::no_giro(lang), lang), usize::from(inside.width)).iter().enumerate()
        {
            paint::put(buf, inside, (inside.x, inside.y + 1 + row as u16), line, theme.dim);
        }
        return;
    };
    let (spoken, present) = giro.count();
    let table = match giro.seat {
        Seat::Plenary => String::new(),
        Seat::At(table) => {
            let name = console.session().tables.get(table).map(|table| table.name.clone());
            format!(" · {}", name.unwrap_or_default())
        }
    };
    let heading = format!("{}{table}", w::giro_of(lang, &title_of(&giro.step, lang)));
    let height = (giro.people.len() + 6) as u16;
    let inside = pieces::boxed(buf, area, (WIDTH, height), &heading, theme);
    let top = Rect { height: 1, ..inside };
    paint::put(buf, top, (top.x, top.y), &w::have_spoken(lang, spoken, present), theme.base);
    pieces::right(buf, top, top.y, &w::giro_each(lang, giro.step.giro_minutes), theme.dim);
    let body = pieces::below(inside, 2);
    let room = usize::from(body.height.saturating_sub(2)).max(1);
    let next = giro.waiting().first().map(|person| person.id);
    for (place, at) in cursor.window(giro.people.len(), room).enumerate() {
        let person = &giro.people[at];
        let row = Rect { y: body.y + place as u16, height: 1, ..body };
        let chosen = at == cursor.at();
        let (loud, quiet) = styles(env, chosen);
        choose(env, chosen, row, buf);
        let speaking = giro.speaker() == Some(person.id);
        let has = giro.has_spoken(person.id);
        let (sign, style, aside) = match (person.present, speaking, has) {
            (_, true, _) => {
                let clock = giro.left(env.now).map(steps::clock).unwrap_or_default();
                ("▶", theme.key, format!("{} {clock}", w::speaks(lang)))
            }
            (false, _, _) => ("○", theme.dim, w::absent(lang).to_owned()),
            (true, _, true) => ("✓", theme.dim, w::spoken(lang).to_owned()),
            (true, _, false) if next == Some(person.id) => ("·", theme.strong, w::up_next(lang).to_owned()),
            (true, _, false) => ("·", theme.base, String::new()),
        };
        let style = if chosen { loud } else { style };
        let room = row.width.saturating_sub(paint::width(&aside) as u16 + 2);
        let text = format!("{sign} {:<8} {}", person.code, person.organisation);
        paint::put(buf, Rect { width: room, ..row }, (row.x, row.y), text.trim_end(), style);
        pieces::right(buf, row, row.y, &aside, if speaking && !chosen { theme.key } else { quiet });
    }
    let said = env.message.as_ref().map_or(String::new(), |(_, said)| said.clone());
    paint::put(buf, inside, (inside.x, inside.bottom().saturating_sub(1)), &said, theme.dim);
}

/// Draws a number of minutes being typed. Returns where the cursor stands.
pub fn minutes(env: &Env, console: &Console, minutes: &MinutesBox, area: Rect, buf: &mut Buffer) -> At {
    let (theme, lang) = (&env.theme, env.lang);
    let (MinutesOf::Step(id) | MinutesOf::Giro(id)) = minutes.of;
    let step = console.session().steps.get(id)?;
    let (heading, how, now) = match minutes.of {
        MinutesOf::Step(_) => {
            let heading = w::minutes_of(lang, &title_of(step, lang));
            (heading, w::minutes_how(lang), Some(w::minutes_now(lang, steps::minutes(step))))
        }
        MinutesOf::Giro(_) => {
            let fit = console.minutes_that_fit(step, env).map(|(each, people)| w::giro_proposed(lang, each, people));
            (w::giro_minutes(lang).to_owned(), w::giro_minutes_how(lang), fit)
        }
    };
    let inside = pieces::boxed(buf, area, (56, 7), &heading, theme);
    let line = Rect { y: inside.y + 1, height: 1, width: 10.min(inside.width), ..inside };
    let cursor = overlay::field(&minutes.line, true, theme.input, line, buf);
    let beside = Rect { x: line.right() + 2, width: inside.right().saturating_sub(line.right() + 2), ..inside };
    paint::put(buf, beside, (beside.x, line.y), &now.unwrap_or_default(), theme.dim);
    let (said, style) = if minutes.wrong { (w::minutes_wrong(lang), theme.error) } else { (how, theme.dim) };
    paint::put(buf, inside, (inside.x, inside.y + 3), said, style);
    cursor
}

/// Returns what a line of the capture strip says of what is being told: that it will be about it, or that it was freed.
pub fn about_line(env: &Env, console: &Console) -> Option<String> {
    let lang = env.lang;
    let line = console.capture.as_ref().filter(|line| line.again.is_none())?;
    if !crate::domain::turn::CAPTURED.contains(&line.kind) {
        return None;
    }
    let telling = console.telling()?;
    let key = env.keymap.key_of(Command::FreeLine, lang);
    if line.freed {
        return Some(w::freed(lang, &key));
    }
    let speaker = telling.speaker().and_then(|id| console.session().participants.get(id));
    let code = speaker.map(|person| person.code.as_str()).unwrap_or_default();
    let said = match (line.kind, telling.practice()) {
        (crate::domain::item::Kind::Practice, _) => w::told_by(lang, code),
        (_, None) => return Some(w::speaking(lang, code)),
        (_, Some(practice)) => {
            let title = crate::tui::sheet::title_of(console.session(), practice, lang);
            w::about(lang, &paint::fit(&title, 28), code)
        }
    };
    Some(format!("{said} {}", w::free_it(lang, &key)))
}
