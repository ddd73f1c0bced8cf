//! Ballots and counts to results: one file a method; groups, the small-group rule, consensus rules.
//! PURE: no clock, no disk, no screen. Imports `domain` alone.

mod approval;
mod dots;
mod groups;
mod showing;

use std::collections::BTreeMap;

use crate::domain::id::OptionId;
use crate::domain::item::Poll;
use crate::domain::poll::{ConsensusRule, Method, RoundNo};
use crate::domain::value::{Group, Voters};

pub use showing::{SMALLEST, SMALLEST_UNANIMOUS, Shielded, may_tell_agreement, shield, turnout};

/// A share: so many of so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// The numerator.
    pub of: u32,
    /// The denominator.
    pub total: u32,
}

impl Share {
    /// Returns the share, 0.0 to 1.0 (above 1 where one voter gives several dots), or `None` of nothing.
    pub fn fraction(self) -> Option<f64> {
        (self.total > 0).then(|| f64::from(self.of) / f64::from(self.total))
    }

    /// Returns the share in whole percent, rounded down so that printed shares never add to more than their whole.
    pub fn percent(self) -> Option<u32> {
        (self.total > 0).then(|| (u64::from(self.of) * 100 / u64::from(self.total)) as u32)
    }
}

/// What one option got.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionResult {
    /// The option.
    pub option: OptionId,
    /// Its text, as it was at opening.
    pub text: String,
    /// Votes or dots from everybody.
    pub votes: u32,
    /// Votes of all voters, or dots of all dots given.
    pub share: Share,
    /// Its place, from 1; options with as many votes share one.
    pub place: u32,
    /// Votes or dots by group, each of that group's voters (approval) or dots (dots).
    pub by_group: BTreeMap<Voters, Share>,
    /// Distinct voters, where they are known: dots counted by hand do not tell.
    pub distinct: Option<u32>,
    /// The youth beside the others; `None` where either gave nothing.
    pub gap: Option<Gap>,
    /// Whether the consensus rule is met: numerator and denominator, and yes or no.
    /// `None` with no rule, or where distinct voters are not known.
    pub consensus: Option<(Share, bool)>,
}

/// The result of one round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoundResult {
    /// Which round.
    pub round: RoundNo,
    /// How it was voted.
    pub method: Method,
    /// The rule that was fixed.
    pub rule: ConsensusRule,
    /// How many voted.
    pub voters: u32,
    /// How many were there, as far as it is known.
    pub present: u32,
    /// How many voted in each group.
    pub groups: BTreeMap<Voters, u32>,
    /// The options, the most voted first; ties by their order in the poll.
    pub options: Vec<OptionResult>,
}

/// The youth's share beside everybody else's, for one option.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The youth's.
    pub youth: Share,
    /// The others'.
    pub others: Share,
}

impl Gap {
    /// Returns the youth's share minus the others', in points of a hundred: -100.0 to 100.0.
    pub fn points(self) -> f64 {
        (self.youth.fraction().unwrap_or_default() - self.others.fraction().unwrap_or_default()) * 100.0
    }
}

/// Tells whether this method's rounds can be counted by hands per group and tallied.
pub fn can_count(method: Method) -> bool {
    match method {
        Method::Dots { .. } | Method::Approval { .. } => true,
        Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => false,
    }
}

/// Tallies one round of a poll: what was counted in the room and the keyed ballots together.
/// Returns `None` where there is no such round, nothing was counted, or the method has no tally.
pub fn tally(poll: &Poll, round: RoundNo) -> Option<RoundResult> {
    let played = poll.rounds.get(&round)?;
    let counts = groups::counts(played);
    if counts.is_empty() {
        return None;
    }
    let options = if played.options.is_empty() { &poll.options } else { &played.options };
    let whole = match poll.method {
        Method::Approval { .. } => approval::WHOLE,
        Method::Dots { .. } => dots::WHOLE,
        Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => return None,
    };
    let rule = played.rule.unwrap_or(poll.rule);
    Some(groups::RoundToTally { round, method: poll.method, rule, played, options, counts }.result(whole))
}

/// Returns the youth as voters.
pub fn youth() -> Voters {
    Voters::Of(Group::Youth)
}
