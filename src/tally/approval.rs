//! Approval: each voter gives a set of options. Count, and share of voters.
//! Brams & Fishburn, *Approval Voting*, 2nd ed., 2007. An option's share is votes ÷ voters, so shares of several
//! options may add to more than one.

use super::result::{Detail, Reading, RoundResult, Share, ToTally, share_rule};
use super::{Cell, GroupCount};

/// An option's votes are a share of the voters.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    round.result(&Reading {
        share: &|cell: &Cell, count: &GroupCount| Share { of: cell.votes, total: count.voters },
        detail: &|_| Detail::Counted,
        consensus: &|cell, voters, _| share_rule(round.rule, Share { of: cell.votes, total: voters }),
        hands_tell: true,
    })
}
