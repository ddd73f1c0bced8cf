//! Ballots and counts to results: one file a method; groups, the small-group rule, consensus rules.
//! PURE: no clock, no disk, no screen. Imports `domain` alone.

mod agree;
mod approval;
mod consent;
mod dots;
mod fist;
mod groups;
mod matrix;
mod moved;
mod pairwise;
mod ranking;
mod result;
mod score;
mod showing;
mod spread;
#[cfg(test)]
mod tests;

use crate::domain::id::OptionId;
use crate::domain::item::Poll;
use crate::domain::poll::{Method, RoundNo};
use crate::domain::value::{Group, Voters};

pub use agree::Stances;
pub use matrix::{Point, Zone};
pub use moved::{Moved, moved};
pub use pairwise::{Borda, Pairwise};
pub use result::{Detail, Gap, OptionResult, RoundResult, Share};
pub use score::{high_from, low_to};
pub use showing::{Above, SMALLEST, SMALLEST_UNANIMOUS, Shielded, above_present, may_tell_agreement, shield, turnout};
pub use spread::Spread;

use groups::{Cell, Counts, GroupCount};

/// Tallies one round of a poll: what was counted in the room and the keyed ballots together.
/// Returns `None` where there is no such round, or nobody voted.
pub fn tally(poll: &Poll, round: RoundNo) -> Option<RoundResult> {
    let played = poll.rounds.get(&round)?;
    let options = if played.options.is_empty() { &poll.options } else { &played.options };
    let ids: Vec<OptionId> = options.keys().copied().collect();
    let counts = Counts::of(played, ids);
    if counts.groups.is_empty() {
        return None;
    }
    let rule = played.rule.unwrap_or(poll.rule);
    let to_tally = result::ToTally { round, method: poll.method, rule, played, options, counts };
    Some(match poll.method {
        Method::Dots { .. } => dots::result(to_tally),
        Method::Approval { .. } => approval::result(to_tally),
        Method::Score { low, high } => score::result(to_tally, (low, high)),
        Method::FistToFive => fist::result(to_tally),
        Method::Consent => consent::result(to_tally),
        Method::Ranking { top } => ranking::result(to_tally, top),
        Method::Matrix { .. } => matrix::result(to_tally),
        Method::Agree => agree::result(to_tally),
    })
}

/// Returns the youth as voters.
pub fn youth() -> Voters {
    Voters::Of(Group::Youth)
}

/// Returns groups with the youth first, the others in their own order.
pub fn youth_first<'a>(groups: impl IntoIterator<Item = &'a Voters>) -> Vec<&'a Voters> {
    let mut groups: Vec<&Voters> = groups.into_iter().collect();
    groups.sort_by_key(|group| **group != youth());
    groups
}
