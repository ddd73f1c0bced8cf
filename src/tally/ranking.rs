//! Ranking: each voter gives an order, possibly short. Points: the first of `top` places is worth `top`, the last 1,
//! an option that stands in no place 0 (Borda's count for short orders with the unranked at zero). Voters per option,
//! share of the maximum (points ÷ (voters × top)), the options two by two, Condorcet winner, Schulze order.
//! In short orders the rule for the unranked can decide who is first: this one gives them nothing. A voter more who puts
//! an option last lowers its share of the maximum, and never its points.

use crate::domain::poll::Method;

use super::pairwise::Pairwise;
use super::result::{Detail, Reading, RoundResult, Share, ToTally};
use super::{Cell, GroupCount, Spread};

/// Returns the points of the places given: Σ (top + 1 − place), nothing beyond the last place.
fn points(places: &Spread, top: u32) -> u32 {
    let worth = |place: i32| u32::try_from(place).map_or(0, |place| (top + 1).saturating_sub(place.max(1)));
    let each = places.counts().iter().map(|(place, people)| worth(*place).saturating_mul(*people));
    crate::domain::heads::add_up(each)
}

/// A consensus rule for shares says nothing of orders.
pub(super) fn result(round: ToTally<'_>, top: u32) -> RoundResult {
    let top = Method::places(top, round.options.len());
    let mut result = round.result(&Reading {
        share: &|cell: &Cell, count: &GroupCount| Share {
            of: points(&cell.marks, top),
            total: count.voters.saturating_mul(top),
        },
        detail: &|cell| Detail::Places(cell.marks.clone()),
        consensus: &|_, _, _| None,
        hands_tell: true,
    });
    if round.counts.keyed() {
        let order = result.options.iter().map(|option| option.option).collect();
        result.pairwise = Some(Pairwise::of(order, top, round.played.ballots.values().flat_map(|ballots| &ballots.0)));
    }
    result
}
