//! Owns a matrix on the wall: the plot as large as there is room for, and what its numbered points are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, fit, put, wrap_within};
use super::super::picture;
use super::layout::Desk;
use super::slide::Plotted;

/// From how many columns on the legend stands beside the plot.
const BESIDE: u16 = 90;
/// The fewest rows of a plot with its legend under it.
const FEWEST: u16 = 9;

/// What is on one page: the plot with as much of the legend as fits, or more of the legend.
#[derive(Debug)]
pub(super) struct Part {
    plotted: Plotted,
    with_plot: bool,
}

fn legend_width(room: Rect) -> u16 {
    if room.width >= BESIDE { room.width * 2 / 5 } else { room.width }
}

/// Lays a matrix out over pages.
pub(super) fn lay(plotted: &Plotted, room: Rect) -> Vec<Part> {
    let beside = room.width >= BESIDE;
    let rows = if beside { room.height } else { room.height.saturating_sub(FEWEST) };
    let each = if beside && room.height >= 16 { 3 } else { 1 };
    let first = usize::from(rows / each).max(1);
    let cut = first.min(plotted.legend.len());
    let (now, later) = plotted.legend.split_at(if !beside && cut < plotted.legend.len() { 0 } else { cut });
    let part = |legend: &[(usize, String, String)], with_plot| Part {
        plotted: Plotted { plot: plotted.plot.clone(), legend: legend.to_vec() },
        with_plot,
    };
    let more = later.chunks(usize::from(room.height / each).max(1)).map(|legend| part(legend, false));
    std::iter::once(part(now, true)).chain(more).collect()
}

impl Part {
    /// Draws a page of it.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let legend = &self.plotted.legend;
        let beside = room.width >= BESIDE;
        let (plot, list) = match (self.with_plot, beside) {
            (false, _) => (None, room),
            (true, true) => {
                let width = legend_width(room);
                let plot = Rect { width: room.width - width - 3, ..room };
                (Some(plot), Rect { x: plot.right() + 3, width, ..room })
            }
            (true, false) => {
                let rows = (legend.len() as u16).min(room.height.saturating_sub(FEWEST));
                let plot = Rect { height: room.height - rows, ..room };
                (Some(plot), Rect { y: plot.bottom(), height: rows, ..room })
            }
        };
        if let Some(area) = plot {
            picture::plot(&self.plotted.plot, paint::inset(area, 1, 0), buf, desk.theme);
        }
        let each = if beside && room.height >= 16 { 3 } else { 1 };
        for (place, (number, text, told)) in legend.iter().enumerate() {
            let y = list.y + place as u16 * each;
            let width = usize::from(list.width).saturating_sub(6);
            let x = put(buf, list, (list.x, y), &format!("({number}) "), desk.theme.accent);
            if each == 1 {
                let told = fit(told, width / 2);
                let room = width.saturating_sub(paint::width(&told) + 2);
                put(buf, list, (x, y), &fit(text, room), desk.theme.strong);
                let at = list.right().saturating_sub(paint::width(&told) as u16);
                put(buf, list, (at, y), &told, desk.theme.dim);
            } else {
                for (line, row) in wrap_within(text, width, 2).iter().enumerate() {
                    put(buf, list, (x, y + line as u16), row, desk.theme.strong);
                }
                let below = wrap_within(text, width, 2).len() as u16;
                put(buf, list, (x, y + below), &fit(told, width), desk.theme.dim);
            }
        }
    }
}
