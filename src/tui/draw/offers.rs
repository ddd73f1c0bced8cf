//! Owns how the small list over the capture line looks: ways to go on with a word, or the kinds to pick one from. Never
//! over the line itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, BorderType, Borders, Clear, Widget};

use super::{At, pieces};
use crate::domain::turn::CAPTURED;
use crate::text::names;
use crate::text::tui::capture as w;
use crate::tui::app::Env;
use crate::tui::capturing::CaptureLine;
use crate::tui::panels::paint;

/// The most ways that are seen at once.
const MOST: usize = 6;

/// With fewer rows on the screen there is no room for a list.
pub const FEWEST_ROWS: u16 = 20;

/// A row of the list.
struct Way {
    sign: String,
    sign_style: Style,
    text: String,
    aside: String,
}

/// Draws the list above the strip, where something is offered and there is room: `above` is the area over it, `cursor`
/// where the text's cursor stands.
pub fn draw(env: &Env, line: &CaptureLine, above: Rect, cursor: At, buf: &mut Buffer) {
    let (theme, lang) = (&env.theme, env.lang);
    let Some(cursor) = cursor else { return };
    let (ways, chosen, begins): (Vec<Way>, Option<usize>, u16) = if line.picking.is_some() {
        let way = |kind: &crate::domain::item::Kind| Way {
            sign: format!("{} ", pieces::letter(*kind).to_lowercase()),
            sign_style: theme.kind(*kind),
            text: names::kind(lang, *kind).to_owned(),
            aside: String::new(),
        };
        let at = CAPTURED.iter().position(|kind| *kind == line.kind);
        (CAPTURED.iter().map(way).collect(), at, above.x + 1)
    } else {
        let way = |way: &crate::domain::completing::Completion| Way {
            sign: String::new(),
            sign_style: theme.base,
            text: way.text.clone(),
            aside: w::beside(lang, &way.beside),
        };
        let start = line.offered.ways().first().map_or(0, |way| way.range.start);
        let typed = line.line.text().get(start..line.line.at()).map_or(0, paint::width) as u16;
        // a column to the left, so that the words stand over what is typed
        let begins = cursor.x.saturating_sub(typed + 2);
        (line.offered.ways().iter().map(way).collect(), line.offered.at(), begins)
    };
    if ways.is_empty() {
        return;
    }
    let shown = ways.len().min(if line.picking.is_some() { CAPTURED.len() } else { MOST });
    let height = shown as u16 + 2;
    if above.height < height + 3 {
        return;
    }
    let first = chosen.map_or(0, |at| (at + 1).saturating_sub(shown));
    let window = &ways[first..first + shown];
    let most = window.iter().map(|way| paint::width(&way.sign) + paint::width(&way.text)).max().unwrap_or_default();
    let aside = window.iter().map(|way| paint::width(&way.aside)).max().unwrap_or_default();
    let more = match ways.len() - shown {
        0 => String::new(),
        count => format!(" {} ", w::more_ways(lang, count)),
    };
    let heading = if line.picking.is_some() { format!(" {} ", w::pick_kind(lang)) } else { String::new() };
    let wide =
        (most + if aside == 0 { 0 } else { aside + 3 }).max(paint::width(&more)).max(paint::width(&heading)) as u16 + 4;
    let width = wide.min(above.width);
    let x = begins.clamp(above.x, above.right() - width);
    let place = Rect { x, y: above.bottom() - height, width, height };
    Clear.render(place, buf);
    buf.set_style(place, theme.base);
    let mut block = Block::new()
        .borders(Borders::ALL)
        .border_type(BorderType::Rounded)
        .border_style(theme.border_focus)
        .title_bottom(ratatui::text::Line::styled(more, theme.dim).right_aligned());
    if !heading.is_empty() {
        block = block.title_top(ratatui::text::Line::styled(heading, theme.title));
    }
    let inside = block.inner(place);
    block.render(place, buf);
    for (row, way) in window.iter().enumerate() {
        let y = inside.y + row as u16;
        let line = Rect { y, height: 1, ..inside };
        let (loud, quiet, sign) = if chosen == Some(first + row) {
            buf.set_style(line, theme.selected);
            (theme.selected, theme.selected.remove_modifier(Modifier::BOLD), theme.selected)
        } else {
            (theme.base, theme.dim, way.sign_style)
        };
        let words = Rect { x: line.x + 1, width: line.width - 1, ..line };
        pieces::pieces(buf, words, (words.x, y), &[(&way.sign, sign), (&way.text, loud)]);
        if aside > 0 {
            let x = words.x + most as u16 + 3;
            let beside = Rect { x, width: line.right().saturating_sub(x), ..line };
            paint::put(buf, beside, (x, y), &paint::fit(&way.aside, usize::from(beside.width)), quiet);
        }
    }
}

/// Returns what is offered in one row, where there is no room for a list; the chosen one first.
pub fn in_a_row(env: &Env, line: &CaptureLine) -> String {
    let ways = line.offered.ways();
    let from = line.offered.at().unwrap_or_default();
    let shown = ways.iter().skip(from).take(3).map(|way| {
        let aside = w::beside(env.lang, &way.beside);
        if aside.is_empty() { way.text.clone() } else { format!("{} ({aside})", way.text) }
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() { String::new() } else { format!("Tab → {}", shown.join("  ")) }
}
