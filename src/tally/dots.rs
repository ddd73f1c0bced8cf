//! Dots: each voter spreads a number of dots. Dots, distinct voters where known, share of all dots given.
//! Dotmocracy; Diceman, *Dotmocracy Handbook*, 2010. Shares of all options add to one. A voter more who gives an option
//! dots never lowers its dots, and may lower the shares of the others.

use super::result::{Detail, Reading, RoundResult, Share, ToTally, share_rule};
use super::{Cell, Counts, GroupCount};

/// An option's dots are a share of the dots given. The consensus rule is about distinct voters.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    round.result(&Reading {
        share: &|cell: &Cell, count: &GroupCount| Share { of: cell.votes, total: Counts::given(count) },
        detail: &|_| Detail::Counted,
        consensus: &|_, voters, distinct| share_rule(round.rule, Share { of: distinct?, total: voters }),
        hands_tell: false,
    })
}
