//! Owns the matrix on the wall: the plot as large as the screen allows, the legend beside it or on the pages after it. On
//! a narrow wall the names alone stand beside the plot, so that the room sees both, and the legend comes after it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, put, wrap, wrap_within};
use super::super::picture::plot::{Plot, SMALLEST};
use super::layout::Desk;

/// The fewest columns for the plot where the legend stands beside it, and of the legend.
const BESIDE: u16 = 46;
const LEGEND: u16 = 30;

/// On a narrow wall: the fewest columns for the plot, and those of the names beside it.
const NARROW: u16 = 40;
const NAMES: u16 = 27;

/// A page of it.
#[derive(Debug)]
pub(super) struct Part {
    plot: Option<Plot>,
    /// The legend's lines; the first of each option is read first.
    legend: Vec<(bool, String)>,
    /// The columns of the legend.
    beside: u16,
}

/// Lays it out over pages: the plot with as much of the legend as fits, then the rest of it.
pub(super) fn lay(plot: &Plot, _: &Desk<'_>, room: Rect) -> Vec<Part> {
    let beside = if room.width >= BESIDE + LEGEND { (room.width * 2 / 5).clamp(LEGEND, 60) } else { 0 };
    let fits = plot.cut.is_some() && room.width >= SMALLEST.0 && room.height >= SMALLEST.1;
    let columns = |beside: u16| usize::from(if beside > 0 { beside - 3 } else { room.width });
    let entries = |width: usize| -> Vec<Vec<(bool, String)>> {
        let entry = |spot: &super::super::picture::plot::Spot| {
            let names = wrap(&format!("{}  {}", spot.number, spot.text), width);
            let mut lines: Vec<(bool, String)> = names.into_iter().map(|line| (true, line)).collect();
            let zone = if spot.zone.is_empty() { String::new() } else { format!(" · {}", spot.zone) };
            lines.extend(wrap(&format!("   {}{zone}", spot.said), width).into_iter().map(|line| (false, line)));
            lines
        };
        plot.spots.iter().map(entry).collect()
    };
    let beside = if fits { beside } else { 0 };
    let height = usize::from(room.height).max(2);
    let mut pages: Vec<Part> = Vec::new();
    if fits {
        let names = if beside == 0 && room.width >= NARROW + NAMES { NAMES } else { 0 };
        let legend = if names > 0 { named(plot, usize::from(names - 3), height) } else { Vec::new() };
        pages.push(Part { plot: Some(plot.clone()), legend, beside: beside.max(names) });
    }
    let mut open = fits && beside > 0;
    for entry in entries(columns(beside)) {
        for lines in entry.chunks(height) {
            match pages.last_mut().filter(|page| open && page.legend.len() + lines.len() <= height) {
                Some(page) => page.legend.extend(lines.iter().cloned()),
                // the plot stays beside the rest of its legend
                None => {
                    let plot = (beside > 0).then(|| plot.clone());
                    pages.push(Part { plot, legend: lines.to_vec(), beside });
                    open = true;
                }
            }
        }
    }
    pages
}

/// Returns the options' names by their numbers, each as long as all fit; of more than fit the first ones.
fn named(plot: &Plot, width: usize, height: usize) -> Vec<(bool, String)> {
    let names = |most: usize| -> Vec<(bool, String)> {
        let name = |spot: &super::super::picture::plot::Spot| {
            let rows = wrap_within(&spot.text, width.saturating_sub(4), most).into_iter().enumerate();
            let number = spot.number;
            rows.map(move |(at, row)| if at == 0 { format!("{number:>2}  {row}") } else { format!("    {row}") })
        };
        plot.spots.iter().flat_map(name).map(|row| (true, row)).collect()
    };
    let mut rows = (1..=3).rev().map(names).find(|rows| rows.len() <= height).unwrap_or_else(|| names(1));
    if rows.len() > height {
        rows.truncate(height.saturating_sub(1));
        rows.push((false, "…".to_owned()));
    }
    rows
}

impl Part {
    /// Draws a page of it.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let theme = desk.theme;
        let side = if self.plot.is_some() { self.beside } else { 0 };
        if let Some(plot) = &self.plot {
            plot.draw(Rect { width: room.width.saturating_sub(side), ..room }, buf, theme);
        }
        let legend = if self.plot.is_some() {
            Rect { x: room.right().saturating_sub(side.saturating_sub(3)), width: side.saturating_sub(3), ..room }
        } else {
            paint::inset(room, room.width / 40, 0)
        };
        // where there are rows enough the options stand apart
        let count = self.legend.iter().filter(|(first, _)| *first).count();
        let apart = usize::from(legend.height) >= self.legend.len() + count;
        let mut y = legend.y;
        for (at, (strong, line)) in self.legend.iter().enumerate() {
            if *strong && at > 0 && apart && !self.legend[at - 1].0 {
                y += 1;
            }
            put(buf, legend, (legend.x, y), line, if *strong { theme.strong } else { theme.dim });
            y += 1;
        }
    }
}
