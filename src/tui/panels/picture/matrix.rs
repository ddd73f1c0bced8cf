//! Owns the console's pages of a matrix: the plot with its legend, and the table of means and deviations.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::poll::Method;
use crate::tally::{Detail, Spread};
use crate::text::names;
use crate::text::panels::picture as words;

use super::Seen;
use super::plot::{Plot, SMALLEST};
use super::said;
use super::sheet::{Row, Sheet, Walk};

/// The columns of the legend: at least, and at most.
const LEGEND: (u16, u16) = (26, 56);

/// Draws the plot with the legend beside it; the legend is walked. Returns how.
pub(super) fn picture(seen: &Seen<'_>, top: usize, room: Rect, buf: &mut Buffer) -> Walk {
    let (lang, theme) = (seen.lang, seen.theme);
    let Some(plot) = Plot::of(lang, seen.result) else { return Walk::default() };
    let legend = (room.width * 2 / 5).clamp(LEGEND.0, LEGEND.1).min(room.width);
    let left = room.width.saturating_sub(legend + 2);
    let plotted = left >= SMALLEST.0 && room.height >= SMALLEST.1;
    let (left, legend) = if plotted { (left, legend) } else { (0, room.width) };
    if plotted {
        plot.draw(Rect { width: left, ..room }, buf, theme);
    }
    let beside = Rect { x: room.right().saturating_sub(legend), width: legend, ..room };
    let width = usize::from(legend.saturating_sub(2));
    let mut sheet = Sheet::default();
    for spot in &plot.spots {
        sheet.stop();
        sheet.text(&format!("{}. {}", spot.number, spot.text), (0, width), theme.strong);
        let zone = if spot.zone.is_empty() { words::not_scored(lang) } else { &spot.zone };
        sheet.text(&format!("{} · {zone}", spot.said), (3, width), theme.base);
    }
    sheet.gap();
    if let Some((x, y)) = plot.cut {
        let number = |value| words::number(lang, value, 2);
        sheet.text(&words::cut_at(lang, &number(x), &number(y)), (0, width), theme.dim);
    }
    sheet.text(words::near(lang), (0, width), theme.dim);
    sheet.text(&said::rule(lang, seen.result), (0, width), theme.dim);
    if let Some(parting) = said::parting(lang, seen.result) {
        sheet.text(&parting, (0, width), theme.base);
    }
    sheet.draw(top, beside, buf, theme)
}

/// The columns of the numbers on one axis.
const AXIS: usize = 24;

/// Returns the table: each option's mean, deviation and n on both axes, and its quadrant.
pub(super) fn table(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme, result) = (seen.lang, seen.theme, seen.result);
    let mut sheet = Sheet::default();
    let Method::Matrix { x, y } = result.method else { return sheet };
    let Some(plot) = Plot::of(lang, result) else { return sheet };
    let beside = width >= 100;
    let name = width.saturating_sub(2 * AXIS + 24);
    let numbers = |spread: &Spread| {
        let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| words::number(lang, value, 2));
        let (mean, sd) = (number(spread.mean()), number(spread.sd()));
        format!("{mean} · {} · {}", words::sd(lang, &sd), words::n(lang, spread.n()))
    };
    if beside {
        let row = Row::default().at((name, AXIS - 1), names::axis(lang, x), theme.title).at(
            (name + AXIS, AXIS - 1),
            names::axis(lang, y),
            theme.title,
        );
        sheet.push(row);
    }
    for (option, spot) in result.options.iter().zip(&plot.spots) {
        let Detail::Point(point) = &option.detail else { continue };
        let zone = if spot.zone.is_empty() { words::not_scored(lang) } else { &spot.zone };
        sheet.stop();
        let text = format!("{}. {}", spot.number, spot.text);
        if beside {
            let row = Row::default()
                .at((0, name - 1), text, theme.strong)
                .at((name, AXIS - 1), numbers(&point.x), theme.base)
                .at((name + AXIS, AXIS - 1), numbers(&point.y), theme.base)
                .at((name + 2 * AXIS, 24), zone, theme.accent);
            sheet.push(row);
            continue;
        }
        sheet.text(&text, (0, width), theme.strong);
        for (axis, spread) in [(x, &point.x), (y, &point.y)] {
            sheet.text(&format!("{}: {}", names::axis(lang, axis), numbers(spread)), (3, width), theme.base);
        }
        sheet.text(zone, (3, width), theme.accent);
    }
    sheet.gap();
    if let Some((x, y)) = plot.cut {
        let number = |value| words::number(lang, value, 2);
        sheet.text(&words::cut_at(lang, &number(x), &number(y)), (0, width), theme.dim);
    }
    sheet.text(&said::rule(lang, result), (0, width), theme.dim);
    sheet
}
