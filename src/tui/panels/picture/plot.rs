//! Owns the plotted matrix: axes, cut lines, quadrants with their names, options as numbered points.
//! Points that would lie over one another move a little aside within their quadrant; where there is no room one point
//! carries several numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::domain::poll::{Axis, MATRIX, Method};
use crate::tally::{Detail, RoundResult, Zone};
use crate::text::panels::picture as words;
use crate::text::{Lang, names};
use crate::tui::theme::Theme;

use super::super::paint::{self, fit, put};
use super::said;

/// The fewest columns and rows that a plot is drawn in.
pub const SMALLEST: (u16, u16) = (30, 9);

/// The fewest points of the scale that an axis spans, and how much is left beside the outermost points.
const SPAN: f64 = 1.0;
const BESIDE: f64 = 0.15;

/// An option in the plot.
#[derive(Clone, PartialEq, Debug)]
pub struct Spot {
    /// Its number, as in the legend.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// Its means on both axes; `None` where it has none.
    pub means: Option<(f64, f64)>,
    /// Its quadrant, in words; empty where it has none.
    pub zone: String,
    /// Both means as they are written.
    pub said: String,
}

/// A matrix, ready to be plotted.
#[derive(Clone, PartialEq, Debug)]
pub struct Plot {
    /// What the axes measure, the horizontal one first.
    pub axes: (String, String),
    /// The options, in the order of the result.
    pub spots: Vec<Spot>,
    /// Where it is cut.
    pub cut: Option<(f64, f64)>,
    /// The quadrants: both, right below, left above, neither.
    zones: [&'static str; 4],
    lang: Lang,
}

// means are numbers, never NaN: a spread of nobody has none
impl Eq for Plot {}
impl Eq for Spot {}

impl Plot {
    /// Makes the plot of a result, or `None` where it is no matrix.
    pub fn of(lang: Lang, result: &RoundResult) -> Option<Self> {
        let Method::Matrix { x, y } = result.method else { return None };
        let named = |zone: Zone| words::zone(lang, zone, (x, y));
        let spots = result.options.iter().zip(1..).map(|(option, number)| Spot {
            number,
            text: option.text.clone(),
            means: if let Detail::Point(point) = &option.detail { point.means() } else { None },
            zone: result.zone(&option.detail).map(named).unwrap_or_default().to_owned(),
            said: said::point(lang, &option.detail),
        });
        let named_axis = |axis: Axis| names::axis(lang, axis).to_owned();
        Some(Self {
            axes: (named_axis(x), named_axis(y)),
            spots: spots.collect(),
            cut: result.cut(),
            zones: [Zone::Both, Zone::HorizontalOnly, Zone::VerticalOnly, Zone::Neither].map(named),
            lang,
        })
    }

    /// Makes the plot of means that come from elsewhere than one result, cut where it is said.
    pub fn of_means(lang: Lang, (x, y): (Axis, Axis), spots: Vec<Spot>, cut: (f64, f64)) -> Self {
        let named = |zone: Zone| words::zone(lang, zone, (x, y));
        Self {
            axes: (names::axis(lang, x).to_owned(), names::axis(lang, y).to_owned()),
            spots,
            cut: Some(cut),
            zones: [Zone::Both, Zone::HorizontalOnly, Zone::VerticalOnly, Zone::Neither].map(named),
            lang,
        }
    }

    /// Returns the span of an axis: all points with a little beside them, within the scale.
    fn span(&self, of: impl Fn((f64, f64)) -> f64) -> (f64, f64) {
        let (low, high) = (f64::from(MATRIX.0), f64::from(MATRIX.1));
        let all = || self.spots.iter().filter_map(|spot| spot.means).map(&of);
        let (least, most) = (all().fold(high, f64::min), all().fold(low, f64::max));
        let beside = ((most - least) * BESIDE).max((SPAN - (most - least)) / 2.0);
        let (mut from, mut to) = (least - beside, most + beside);
        // what lies beyond the scale is taken at the other end
        if from < low {
            (from, to) = (low, (to + low - from).min(high));
        }
        if to > high {
            (from, to) = ((from - (to - high)).max(low), high);
        }
        (from, to)
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let Some(cut) = self.cut else {
            put(buf, area, (area.x, area.y), words::nothing_scored(self.lang), theme.dim);
            return;
        };
        let (span_x, span_y) = (self.span(|means| means.0), self.span(|means| means.1));
        let number = |value: f64| words::number(self.lang, value, 1);
        let margin = 4;
        // above the name of the vertical axis, below the numbers and the name of the horizontal one
        let field = Rect {
            x: area.x + margin + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(margin + 2),
            height: area.height.saturating_sub(3),
        };
        if field.width < 8 || field.height < 4 {
            return;
        }
        let place = |means: (f64, f64)| {
            let along = |value: f64, (from, to): (f64, f64), cells: u16| {
                (((value - from) / (to - from)).clamp(0.0, 1.0) * f64::from(cells - 1)).round() as u16
            };
            let x = field.x + along(means.0, span_x, field.width);
            (x, field.bottom() - 1 - along(means.1, span_y, field.height))
        };
        let cross = place(cut);
        self.lines(field, cross, buf, theme);
        put(buf, area, (area.x, area.y), &format!("↑ {}", self.axes.1), theme.title);
        for (value, y) in [(span_y.1, field.y), (cut.1, cross.1), (span_y.0, field.bottom() - 1)] {
            if y == cross.1 || y.abs_diff(cross.1) > 1 {
                put(buf, Rect { width: margin, ..area }, (area.x, y), &format!("{:>3}", number(value)), theme.dim);
            }
        }
        let below = field.bottom() + 1;
        let name = format!("{} →", self.axes.0);
        let right = area.right().saturating_sub(paint::width(&name) as u16);
        put(buf, area, (field.x, field.bottom()), &number(span_x.0), theme.dim);
        if cross.0 > field.x + 5 && cross.0 + 6 < field.right() {
            put(buf, area, (cross.0 - 1, field.bottom()), &number(cut.0), theme.dim);
        }
        put(buf, area, (field.right().saturating_sub(3), field.bottom()), &number(span_x.1), theme.dim);
        put(buf, area, (right, below), &name, theme.title);
        for mark in self.marks(field, cross, place) {
            let style = theme.strong.add_modifier(Modifier::REVERSED);
            put(buf, field, (mark.x, mark.y), &mark.label, style);
        }
    }

    /// Draws the frame, the cut lines and the quadrants' names.
    fn lines(&self, field: Rect, cross: (u16, u16), buf: &mut Buffer, theme: &Theme) {
        for y in field.y..field.bottom() {
            put(buf, Rect { x: field.x - 1, width: field.width + 1, ..field }, (field.x - 1, y), "│", theme.border);
            put(buf, field, (cross.0, y), "┊", theme.dim);
        }
        for x in field.x..field.right() {
            put(buf, field, (x, cross.1), if x == cross.0 { "┼" } else { "┈" }, theme.dim);
        }
        let sides = [(true, true), (true, false), (false, true), (false, false)];
        for (name, (right, above)) in self.zones.iter().zip(sides) {
            let (from, to) = if right { (cross.0 + 1, field.right()) } else { (field.x, cross.0) };
            let y = if above { field.y } else { field.bottom() - 1 };
            let room = to.saturating_sub(from + 1);
            // a quadrant of a row or two has no place for a name beside its points
            if room < 6 || y == cross.1 {
                continue;
            }
            let text = fit(name, room.into());
            let x = if right { to.saturating_sub(paint::width(&text) as u16) } else { from };
            put(buf, field, (x, y), &text, theme.accent.add_modifier(Modifier::ITALIC));
        }
    }

    /// Finds a place for every point.
    fn marks(&self, field: Rect, cross: (u16, u16), place: impl Fn((f64, f64)) -> (u16, u16)) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let spots = self.spots.iter().filter_map(|spot| Some((spot, spot.means?)));
        for (spot, means) in spots {
            let (x, y) = place(means);
            let wanted = Mark::new(vec![spot.number], (x, y), field);
            let same = marks.iter().position(|mark| mark.of == (x, y));
            if let Some(mark) = same.and_then(|at| marks.get_mut(at)) {
                mark.numbers.push(spot.number);
                *mark = Mark::new(mark.numbers.clone(), mark.of, field);
                continue;
            }
            let high = (means.0 >= self.cut.map_or(0.0, |cut| cut.0), means.1 >= self.cut.map_or(0.0, |cut| cut.1));
            let beside = |mark: &Mark| {
                let centre = mark.x + mark.columns() / 2;
                (centre >= cross.0) == high.0 || centre == cross.0
            };
            let level = |mark: &Mark| (mark.y <= cross.1) == high.1 || mark.y == cross.1;
            let wide = i32::from(wanted.columns()) + 1;
            let moves =
                [(0, 0), (0, -1), (0, 1), (wide, 0), (-wide, 0), (wide, -1), (-wide, 1), (wide, 1), (-wide, -1)];
            let free = moves.into_iter().find_map(|by| {
                let moved = wanted.moved(by, field)?;
                let fits = by == (0, 0) || (beside(&moved) && level(&moved));
                (fits && marks.iter().all(|mark| !mark.touches(&moved))).then_some(moved)
            });
            // where there is no room it is put together below with what it lies over
            marks.push(free.unwrap_or(wanted));
        }
        // one that several numbers made wider may lie over another too: none may hide another
        while let Some((one, other)) = touching(&marks) {
            let taken = marks.remove(other);
            let numbers = [marks[one].numbers.as_slice(), &taken.numbers].concat();
            marks[one] = Mark::new(numbers, marks[one].of, field);
        }
        marks
    }
}

/// Returns two marks of which one lies over the other, the earlier first.
fn touching(marks: &[Mark]) -> Option<(usize, usize)> {
    let mut pairs = (0..marks.len()).flat_map(|one| (one + 1..marks.len()).map(move |other| (one, other)));
    pairs.find(|(one, other)| marks[*one].touches(&marks[*other]))
}

/// A point as it is drawn.
#[derive(Clone, Debug)]
struct Mark {
    numbers: Vec<usize>,
    label: String,
    /// Where it lies by its means.
    of: (u16, u16),
    x: u16,
    y: u16,
}

impl Mark {
    fn new(numbers: Vec<usize>, of: (u16, u16), field: Rect) -> Self {
        let first: Vec<String> = numbers.iter().take(3).map(usize::to_string).collect();
        let more = numbers.len().saturating_sub(3);
        let label = match more {
            0 => format!(" {} ", first.join(",")),
            more => format!(" {} +{more} ", first.join(",")),
        };
        let wide = paint::width(&label) as u16;
        let x = of.0.saturating_sub(wide / 2).max(field.x).min(field.right().saturating_sub(wide).max(field.x));
        Self { numbers, label, of, x, y: of.1 }
    }

    fn columns(&self) -> u16 {
        paint::width(&self.label) as u16
    }

    fn moved(&self, (right, down): (i32, i32), field: Rect) -> Option<Self> {
        let (x, y) = (i32::from(self.x) + right, i32::from(self.y) + down);
        let inside = x >= i32::from(field.x)
            && x + i32::from(self.columns()) <= i32::from(field.right())
            && y >= i32::from(field.y)
            && y < i32::from(field.bottom());
        inside.then(|| Self { x: x as u16, y: y as u16, ..self.clone() })
    }

    fn touches(&self, other: &Self) -> bool {
        // with a column between them
        let clear = self.x + self.columns() < other.x || other.x + other.columns() < self.x;
        self.y == other.y && !clear
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_is_on_one_point_and_no_point_hides_another(
            cells in proptest::collection::vec((0_u16..24, 0_u16..8), 1..24),
        ) {
            let field = Rect { x: 5, y: 1, width: 24, height: 8 };
            let spots = cells.iter().zip(1..).map(|((x, y), number)| Spot {
                number,
                text: String::new(),
                means: Some((f64::from(*x), f64::from(*y))),
                zone: String::new(),
                said: String::new(),
            });
            let plot = Plot {
                axes: Default::default(),
                spots: spots.collect(),
                cut: Some((12.0, 4.0)),
                zones: [""; 4],
                lang: Lang::It,
            };
            let place = |means: (f64, f64)| (field.x + means.0 as u16, field.bottom() - 1 - means.1 as u16);
            let marks = plot.marks(field, place((12.0, 4.0)), place);
            let mut numbers: Vec<usize> = marks.iter().flat_map(|mark| mark.numbers.iter().copied()).collect();
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (1..=cells.len()).collect::<Vec<_>>());
            for (at, mark) in marks.iter().enumerate() {
                prop_assert!(marks[at + 1..].iter().all(|other| !mark.touches(other)), "{:?}", marks);
            }
        }
    }
}
