//! What a result is made of, and how the groups' counts are put together to one, whatever the method.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::field::Map;
use crate::domain::heads::add_up;
use crate::domain::id::OptionId;
use crate::domain::poll::{ConsensusRule, MATRIX, Method, PollOption, Round, RoundNo, in_order};
use crate::domain::value::Voters;

use super::agree::Stances;
use super::groups::gap;
use super::matrix::Point;
use super::pairwise::Pairwise;
use super::score::high_from;
use super::{Cell, Counts, GroupCount, Spread};

/// A share: so many of so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// The numerator.
    pub of: u32,
    /// The denominator.
    pub total: u32,
}

impl Share {
    /// Returns the share, 0.0 to 1.0, or `None` of nothing.
    pub fn fraction(self) -> Option<f64> {
        (self.total > 0).then(|| f64::from(self.of) / f64::from(self.total))
    }

    /// Returns the share in whole percent, rounded down so that printed shares never add to more than their whole.
    pub fn percent(self) -> Option<u32> {
        (self.total > 0).then(|| (u64::from(self.of) * 100 / u64::from(self.total)) as u32)
    }

    /// Returns both together: numerators and denominators added.
    pub fn with(self, other: Self) -> Self {
        Self { of: self.of.saturating_add(other.of), total: self.total.saturating_add(other.total) }
    }

    /// Tells whether it is at least so many in a hundred; a share of nothing is not.
    pub fn reaches(self, percent: u8) -> bool {
        self.total > 0 && u64::from(self.of) * 100 >= u64::from(self.total) * u64::from(percent)
    }

    /// Compares two shares exactly; a share of nothing is the lowest.
    pub fn compare(self, other: Self) -> Ordering {
        match (self.total, other.total) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            (one, two) => (u64::from(self.of) * u64::from(two)).cmp(&(u64::from(other.of) * u64::from(one))),
        }
    }
}

/// What one option got, beyond its share.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Dots or votes: the share says all.
    Counted,
    /// Scores: how many gave which number.
    Scores(Spread),
    /// Fingers: how many showed so many.
    Fingers(Spread),
    /// Consents and objections.
    Consent {
        /// How many consent.
        consents: u32,
        /// How many object.
        objections: u32,
    },
    /// Places in the orders: how many put it at which place, 1 the best.
    Places(Spread),
    /// Scores on both axes.
    Point(Point),
    /// Agree, disagree, pass.
    Stances(Stances),
}

impl Detail {
    /// Returns how many gave which mark, and the same on the second axis of a matrix: consent 1 and objection 0, agree 1,
    /// disagree -1 and pass 0. Nothing where an option is counted whole.
    pub fn marks(&self) -> (Spread, Option<Spread>) {
        match self {
            Self::Counted => (Spread::default(), None),
            Self::Scores(spread) | Self::Fingers(spread) | Self::Places(spread) => (spread.clone(), None),
            Self::Consent { consents, objections } => (Spread::new([(1, *consents), (0, *objections)]), None),
            Self::Point(point) => (point.x.clone(), Some(point.y.clone())),
            Self::Stances(said) => (Spread::new([(1, said.agree), (-1, said.disagree), (0, said.pass)]), None),
        }
    }
}

/// What one option got.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionResult {
    /// The option.
    pub option: OptionId,
    /// Its text, as it was at opening.
    pub text: String,
    /// What it got from everybody: votes, dots, points, consents, hands that stand behind it, agreements; of scores
    /// the sum of what lies above the lowest one, in a matrix on the horizontal axis.
    pub votes: u32,
    /// What it got, of the most that it could have got from those who gave it anything; dots of all dots given,
    /// approvals, consents and hands of the voters, agreements of those who said agree, disagree or pass.
    pub share: Share,
    /// Its place by the share, from 1; options with the same share have one place.
    pub place: u32,
    /// The same share within each group.
    pub by_group: BTreeMap<Voters, Share>,
    /// How many voters gave it anything, where that is known: dots counted by hand do not tell.
    pub distinct: Option<u32>,
    /// The youth beside the others; `None` where either gave nothing, or young people may be among pooled ballots.
    pub gap: Option<Gap>,
    /// Whether young people may be among the pooled ballots of small groups, so that there is no gap.
    pub youth_pooled: bool,
    /// Whether the consensus rule is met: numerator and denominator, and yes or no.
    /// `None` with no rule, where the rule says nothing of this method, or where the numerator is not known.
    pub consensus: Option<(Share, bool)>,
    /// What else it got.
    pub detail: Detail,
    /// The same within each group.
    pub detail_by_group: BTreeMap<Voters, Detail>,
}

impl OptionResult {
    /// Returns the share that a room is told, people or dots counted: of scores and of a matrix's horizontal axis those who
    /// score high, else the option's share.
    pub fn told(&self, method: Method) -> Share {
        told(&self.detail, method, self.share)
    }

    /// Returns the same within one group; a share of nothing where it gave nothing.
    pub fn told_of(&self, method: Method, group: &Voters) -> Share {
        let share = self.by_group.get(group).copied().unwrap_or_default();
        self.detail_by_group.get(group).map_or(share, |detail| told(detail, method, share))
    }

    /// Returns the youth's told share beside the others'.
    pub fn told_gap(&self, method: Method) -> Option<Gap> {
        let told = self.by_group.keys().map(|group| (group.clone(), self.told_of(method, group)));
        gap(&told.collect(), self.youth_pooled)
    }
}

fn told(detail: &Detail, method: Method, share: Share) -> Share {
    match (detail, method) {
        (Detail::Scores(spread), Method::Score { low, high }) => spread.at_least(high_from((low, high))),
        (Detail::Point(point), _) => point.x.at_least(high_from(MATRIX)),
        (
            Detail::Scores(_)
            | Detail::Counted
            | Detail::Fingers(_)
            | Detail::Consent { .. }
            | Detail::Places(_)
            | Detail::Stances(_),
            _,
        ) => share,
    }
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
    /// How many were there; as many as voted, where nobody wrote it down. More may have voted: some are counted twice.
    pub present: u32,
    /// How many voted in each group.
    pub groups: BTreeMap<Voters, u32>,
    /// The options, the best place first; ties by their order in the poll.
    pub options: Vec<OptionResult>,
    /// The options two by two, for orders of which every ballot is known.
    pub pairwise: Option<Pairwise>,
}

/// The youth's share beside that of the other groups, for one option. Pooled ballots of small groups are neither's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The youth's.
    pub youth: Share,
    /// The others'.
    pub others: Share,
}

/// From how many points of a hundred on it is said that the youth and the others part.
const PARTING: f64 = 20.0;

impl Gap {
    /// Tells whether it is wide enough to be said: 20 points of a hundred, either way.
    pub fn is_parting(self) -> bool {
        self.points().abs() >= PARTING
    }

    /// Returns the youth's share minus the others', in points of a hundred: -100.0 to 100.0.
    pub fn points(self) -> f64 {
        (self.youth.fraction().unwrap_or_default() - self.others.fraction().unwrap_or_default()) * 100.0
    }
}

/// A round with its groups added up.
pub(super) struct ToTally<'a> {
    pub round: RoundNo,
    pub method: Method,
    pub rule: ConsensusRule,
    pub played: &'a Round,
    pub options: &'a Map<OptionId, PollOption>,
    pub counts: Counts,
}

/// A share, and whether it meets a rule.
type Verdict = Option<(Share, bool)>;

/// How a method reads what an option got.
pub(super) struct Reading<'a> {
    /// Its share within a group of voters.
    pub share: &'a dyn Fn(&Cell, &GroupCount) -> Share,
    /// What else it got.
    pub detail: &'a dyn Fn(&Cell) -> Detail,
    /// Whether the rule is met: over all voters' cell, their number, and how many gave it anything where it is known.
    pub consensus: &'a dyn Fn(&Cell, u32, Option<u32>) -> Verdict,
    /// Whether a count by hand tells how many voters gave it anything.
    pub hands_tell: bool,
}

impl ToTally<'_> {
    /// Puts the groups together to the result.
    pub(super) fn result(&self, reading: &Reading<'_>) -> RoundResult {
        let voters = self.counts.voters();
        let mut options: Vec<OptionResult> = in_order(self.options)
            .into_iter()
            .filter_map(|(id, option)| self.option(id, option, voters, reading))
            .collect();
        options.sort_by(|one, two| two.share.compare(one.share));
        for index in 0..options.len() {
            options[index].place = match index {
                0 => 1,
                _ if options[index - 1].share.compare(options[index].share).is_eq() => options[index - 1].place,
                _ => index as u32 + 1,
            };
        }
        let present = add_up(self.played.present.values().copied());
        RoundResult {
            round: self.round,
            method: self.method,
            rule: self.rule,
            voters,
            present: if present == 0 { voters } else { present },
            groups: self.counts.groups.iter().map(|(group, count)| (group.clone(), count.voters)).collect(),
            options,
            pairwise: None,
        }
    }

    fn option(&self, id: OptionId, option: &PollOption, voters: u32, reading: &Reading<'_>) -> Option<OptionResult> {
        let place = self.counts.place(id)?;
        let mut whole = Cell::default();
        let mut by_group = BTreeMap::new();
        let mut detail_by_group = BTreeMap::new();
        let mut share = Share::default();
        for (group, count) in &self.counts.groups {
            let cell = count.cells.get(place)?;
            let of_group = (reading.share)(cell, count);
            share = share.with(of_group);
            by_group.insert(group.clone(), of_group);
            detail_by_group.insert(group.clone(), (reading.detail)(cell));
            whole.votes = whole.votes.saturating_add(cell.votes);
            whole.distinct = whole.distinct.saturating_add(cell.distinct);
            whole.marks.join(&cell.marks);
        }
        let distinct = (reading.hands_tell || self.counts.keyed()).then_some(whole.distinct);
        Some(OptionResult {
            option: id,
            text: option.text.clone(),
            votes: share.of,
            share,
            place: 0,
            gap: gap(&by_group, self.counts.youth_pooled),
            youth_pooled: self.counts.youth_pooled,
            by_group,
            distinct,
            consensus: (reading.consensus)(&whole, voters, distinct),
            detail: (reading.detail)(&whole),
            detail_by_group,
        })
    }
}

/// Tells whether a share of the voters meets a rule for shares; `None` where there is none.
pub(super) fn share_rule(rule: ConsensusRule, share: Share) -> Option<(Share, bool)> {
    match rule {
        ConsensusRule::Share { percent } => Some((share, share.reaches(percent))),
        // high and low are of scores alone
        ConsensusRule::NoRule | ConsensusRule::CoreOutcome { .. } => None,
    }
}

/// Tells whether those for and those against meet a rule; `None` where there is none.
pub(super) fn both_rules(rule: ConsensusRule, high: Share, low: Share) -> Option<(Share, bool)> {
    match rule {
        ConsensusRule::NoRule => None,
        ConsensusRule::Share { percent } => Some((high, high.reaches(percent))),
        ConsensusRule::CoreOutcome { high_percent, low_percent } => {
            Some((high, high.reaches(high_percent) && !low.reaches(low_percent)))
        }
    }
}
