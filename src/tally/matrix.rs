//! Matrix: each voter gives options two scores, 1 to 5. Mean and standard deviation on each axis, and the quadrant, cut
//! at the overall means (*go-zone*; Kane & Trochim, *Concept Mapping for Planning and Evaluation*, 2007).
//! The share of the maximum and the places are those of the horizontal axis; the two axes are never added up.

use crate::domain::poll::MATRIX;

use super::groups::gap;
use super::result::{Detail, Gap, OptionResult, Reading, RoundResult, ToTally, both_rules};
use super::score::{high_from, low_to, of_maximum};
use super::{Cell, GroupCount, Spread};

/// The scores of one option on both axes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Point {
    /// On the horizontal axis.
    pub x: Spread,
    /// On the vertical axis.
    pub y: Spread,
}

impl Point {
    /// Returns both means, 1.0 to 5.0, or `None` where one axis was scored by nobody.
    pub fn means(&self) -> Option<(f64, f64)> {
        Some((self.x.mean()?, self.y.mean()?))
    }
}

/// Where an option lies in the matrix. An option on the cut is high.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Zone {
    /// High on both: the go-zone.
    Both,
    /// High on the horizontal axis alone.
    HorizontalOnly,
    /// High on the vertical axis alone.
    VerticalOnly,
    /// High on neither.
    Neither,
}

fn point(cell: &Cell) -> Point {
    let axis = |ten: i32| {
        let scores = cell.marks.counts().range(ten + MATRIX.0..=ten + MATRIX.1);
        Spread::new(scores.map(|(mark, people)| (mark - ten, *people)))
    };
    Point { x: axis(10), y: axis(20) }
}

impl OptionResult {
    /// Returns the youth beside the others on the vertical axis; `None` where either scored nothing, or it is no matrix.
    pub fn vertical_gap(&self) -> Option<Gap> {
        let share = |detail: &Detail| match detail {
            Detail::Point(point) => Some(of_maximum(&point.y, MATRIX)),
            Detail::Counted
            | Detail::Scores(_)
            | Detail::Fingers(_)
            | Detail::Consent { .. }
            | Detail::Places(_)
            | Detail::Stances(_) => None,
        };
        let by_group = self.detail_by_group.iter().filter_map(|(group, detail)| Some((group.clone(), share(detail)?)));
        gap(&by_group.collect(), self.youth_pooled)
    }
}

impl RoundResult {
    /// Returns where the matrix is cut: the means of the options' means on both axes. `None` where nothing was scored, or
    /// it is no matrix.
    pub fn cut(&self) -> Option<(f64, f64)> {
        let means: Vec<(f64, f64)> = self.options.iter().filter_map(|option| means(&option.detail)).collect();
        let count = means.len() as f64;
        let sum = means.iter().fold((0.0, 0.0), |sum, mean| (sum.0 + mean.0, sum.1 + mean.1));
        (!means.is_empty()).then(|| (sum.0 / count, sum.1 / count))
    }

    /// Returns the quadrant of an option, or `None` where it was not scored.
    pub fn zone(&self, detail: &Detail) -> Option<Zone> {
        /// Sums of fractions may miss the cut by their last digit.
        const NEAR: f64 = 1e-9;
        let ((x, y), (cut_x, cut_y)) = (means(detail)?, self.cut()?);
        Some(match (x >= cut_x - NEAR, y >= cut_y - NEAR) {
            (true, true) => Zone::Both,
            (true, false) => Zone::HorizontalOnly,
            (false, true) => Zone::VerticalOnly,
            (false, false) => Zone::Neither,
        })
    }
}

fn means(detail: &Detail) -> Option<(f64, f64)> {
    match detail {
        Detail::Point(point) => point.means(),
        Detail::Counted
        | Detail::Scores(_)
        | Detail::Fingers(_)
        | Detail::Consent { .. }
        | Detail::Places(_)
        | Detail::Stances(_) => None,
    }
}

/// The consensus rules are about the horizontal axis: those who score high there, and low.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    round.result(&Reading {
        share: &|cell: &Cell, _: &GroupCount| of_maximum(&point(cell).x, MATRIX),
        detail: &|cell| Detail::Point(point(cell)),
        consensus: &|cell, _, _| {
            let x = point(cell).x;
            both_rules(round.rule, x.at_least(high_from(MATRIX)), x.at_most(low_to(MATRIX)))
        },
        // each voter leaves two marks
        hands_tell: false,
    })
}
