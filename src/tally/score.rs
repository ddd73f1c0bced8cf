//! Score: each voter gives options a number from the lowest to the highest. Mean, standard deviation, median,
//! interquartile range, distribution, n.
//! Share of the maximum: Σ (score − low) ÷ (n × (high − low)), which is (mean − low) ÷ (high − low); n are those who
//! scored that option. A ballot with a score above the mean raises an option, one below lowers it.

use super::result::{Detail, Reading, RoundResult, Share, ToTally, both_rules};
use super::{Cell, GroupCount, Spread};

/// Returns how many steps of a scale are its upper third, and its lower: a third of its steps, rounded, at least one.
/// 7–9 and 1–3 of nine, as in core outcome sets (Williamson et al., *Trials* 18, 2017); 4–5 and 1–2 of five.
fn third((low, high): (i32, i32)) -> i32 {
    let steps = i64::from(high) - i64::from(low) + 1;
    i32::try_from(((steps * 2 + 3) / 6).max(1)).unwrap_or(i32::MAX)
}

/// Returns the lowest score that is high: in the upper third of the scale.
pub fn high_from(scale: (i32, i32)) -> i32 {
    scale.1.saturating_sub(third(scale) - 1)
}

/// Returns the highest score that is low: in the lower third of the scale.
pub fn low_to(scale: (i32, i32)) -> i32 {
    scale.0.saturating_add(third(scale) - 1)
}

/// Returns what was scored above the lowest, of the most that could have been.
pub(super) fn of_maximum(spread: &Spread, (low, high): (i32, i32)) -> Share {
    let range = u32::try_from(i64::from(high) - i64::from(low)).unwrap_or(0);
    Share { of: spread.above(low), total: spread.n().saturating_mul(range) }
}

/// The rule for shares is about those who score high.
pub(super) fn result(round: ToTally<'_>, scale: (i32, i32)) -> RoundResult {
    round.result(&Reading {
        share: &|cell: &Cell, _: &GroupCount| of_maximum(&cell.marks, scale),
        detail: &|cell| Detail::Scores(cell.marks.clone()),
        consensus: &|cell, _, _| {
            both_rules(round.rule, cell.marks.at_least(high_from(scale)), cell.marks.at_most(low_to(scale)))
        },
        hands_tell: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn high_and_low_are_thirds_of_the_scale() {
        for (scale, low, high) in [
            ((1, 9), 3, 7),
            ((1, 5), 2, 4),
            ((0, 10), 3, 7),
            ((1, 3), 1, 3),
            ((0, 1), 0, 1),
            ((1, 7), 2, 6),
            ((-2, 2), -1, 1),
        ] {
            assert_eq!((low_to(scale), high_from(scale)), (low, high), "{scale:?}");
        }
    }
}
