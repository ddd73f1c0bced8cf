//! Owns the drawings that console and wall share: a matrix with its points, a distribution, agree beside disagree.
//! Never what may be shown: that is decided before.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::poll::MATRIX;
use crate::tally::{Spread, Stances};
use crate::tui::theme::Theme;

use super::paint::{fit, put, width};

/// A matrix: numbered points between two axes, cut into quadrants.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plot {
    /// What the horizontal axis measures.
    pub across: String,
    /// What the vertical axis measures.
    pub up: String,
    /// The names of the quadrants: high on both, on the horizontal axis alone, on the vertical one alone, on neither.
    pub zones: [String; 4],
    /// Where the quadrants are cut, on both axes.
    pub cut: (f64, f64),
    /// The points, by number, on both axes, 1.0 to 5.0.
    pub points: Vec<(usize, (f64, f64))>,
}

/// Returns where a score lies among so many columns or rows, from 0.
fn along(score: f64, cells: u16) -> u16 {
    let (low, high) = (f64::from(MATRIX.0), f64::from(MATRIX.1));
    let last = f64::from(cells.saturating_sub(1));
    (((score - low) / (high - low)).clamp(0.0, 1.0) * last).round() as u16
}

/// Draws a matrix into an area: the vertical axis at the left, the horizontal one at the foot.
pub fn plot(plot: &Plot, area: Rect, buf: &mut Buffer, theme: &Theme) {
    if area.width < 20 || area.height < 7 {
        return;
    }
    put(buf, area, (area.x, area.y), &fit(&format!("↑ {}", plot.up), area.width.into()), theme.title);
    let inside = Rect { x: area.x + 3, y: area.y + 1, width: area.width - 4, height: area.height - 3 };
    let row = |score: f64| inside.bottom() - 1 - along(score, inside.height);
    let column = |score: f64| inside.x + along(score, inside.width);
    for score in MATRIX.0..=MATRIX.1 {
        let score = f64::from(score);
        put(buf, area, (area.x, row(score)), &format!("{score:.0}"), theme.dim);
        put(buf, area, (column(score), inside.bottom()), &format!("{score:.0}"), theme.dim);
    }
    for y in inside.y..inside.bottom() {
        put(buf, area, (inside.x - 1, y), "│", theme.border);
    }
    let (cut_x, cut_y) = (column(plot.cut.0), row(plot.cut.1));
    for y in inside.y..inside.bottom() {
        put(buf, area, (cut_x, y), "┊", theme.border);
    }
    for x in inside.x..inside.right() {
        put(buf, area, (x, cut_y), if x == cut_x { "┼" } else { "┈" }, theme.border);
    }
    // the quadrants' names stand in their corners, where there is room for them
    let left = usize::from(cut_x.saturating_sub(inside.x + 1));
    let right = usize::from(inside.right().saturating_sub(cut_x + 2));
    let [both, across, up, neither] = &plot.zones;
    let mut name = |text: &String, room: usize, x: u16, y: u16, ends: bool| {
        let text = fit(text, room);
        let x = if ends { inside.right().saturating_sub(width(&text) as u16) } else { x };
        put(buf, area, (x, y), &text, theme.dim);
    };
    name(up, left, inside.x, inside.y, false);
    name(both, right, 0, inside.y, true);
    if cut_y + 1 < inside.bottom() {
        name(neither, left, inside.x, inside.bottom() - 1, false);
        name(across, right, 0, inside.bottom() - 1, true);
    }
    put(buf, area, (area.x, area.bottom() - 1), &across_line(&plot.across, area.width), theme.title);
    // points that share a cell stand side by side
    let mut cells: BTreeMap<(u16, u16), Vec<usize>> = BTreeMap::new();
    for (number, (x, y)) in &plot.points {
        cells.entry((row(*y), column(*x))).or_default().push(*number);
    }
    for ((y, x), numbers) in cells {
        let label = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let label = format!("({label})");
        let x = x
            .saturating_sub(width(&label) as u16 / 2)
            .clamp(inside.x, area.right().saturating_sub(width(&label) as u16));
        put(buf, area, (x, y), &label, theme.selected);
    }
}

fn across_line(across: &str, columns: u16) -> String {
    let text = fit(&format!("{across} →"), columns.into());
    format!("{text:>width$}", width = usize::from(columns) - (width(&text) - text.chars().count()))
}

/// Returns a distribution as small columns, a sign for each number of a scale: `▁▂▅█▃`.
pub fn spark(spread: &Spread, numbers: impl Iterator<Item = i32>) -> String {
    const STEPS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let most = spread.counts().values().copied().max().unwrap_or(0);
    numbers
        .map(|number| match spread.of(number) {
            0 => "·",
            people => STEPS[(u64::from(people) * 7).div_ceil(u64::from(most.max(1))) as usize],
        })
        .collect()
}

/// Draws agree, pass and disagree as one bar: filled, light and hatched, so that they are told apart without colours.
pub fn stances(said: Stances, (x, y): (u16, u16), columns: u16, area: Rect, buf: &mut Buffer, theme: &Theme) {
    let n = u64::from(said.n()).max(1);
    let part = |people: u32| (u64::from(people) * u64::from(columns) / n) as usize;
    let (agree, disagree) = (part(said.agree), part(said.disagree));
    let pass = if said.n() == 0 { 0 } else { usize::from(columns).saturating_sub(agree + disagree) };
    let parts: [(usize, &str, Style); 3] =
        [(agree, "█", theme.accent), (pass, "·", theme.dim), (disagree, "▒", theme.warn)];
    parts.into_iter().fold(x, |x, (length, sign, style)| put(buf, area, (x, y), &sign.repeat(length), style));
}
