//! Owns the strategies' evidence side by side, to be looked at and sorted. No composite score: what was measured in
//! different ways stays in columns of its own.

use std::borrow::Borrow;

use super::dossier::{DecisionLine, Dossier, Fraction, OptionLine, PollLine, RoundLine, Strategy, VoiceLine, VoteRef};
use super::gather::Gathered;
use super::origin::Origin;
use crate::domain::id::StrategyId;
use crate::domain::poll::{Axis, Method};
use crate::tally;

/// What stands beside a strategy's name.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// The strategy.
    pub strategy: StrategyId,
    /// Its place among those that stand, from 1.
    pub place: usize,
    /// In how many sessions what it stands on was told.
    pub sessions: usize,
    /// How many practices and sketches it stands on.
    pub stands_on: usize,
    /// The last vote on it that is no matrix.
    pub vote: Option<VoteRef>,
    /// What that vote gave: the youth's share, where it may be told.
    pub youth: Option<Fraction>,
    /// Of the same vote, the others'.
    pub others: Option<Fraction>,
    /// Of the same vote, everybody's.
    pub all: Option<Fraction>,
    /// Mean importance in the last matrix that put it, with how many gave it: 1 to 5.
    pub importance: Option<(f64, u32)>,
    /// Mean feasibility in the same: 1 to 5.
    pub feasibility: Option<(f64, u32)>,
    /// Voices about it, stances among them, and how many are owed an answer.
    pub voices: (usize, usize),
    /// Decisions about it, and how many of them with a dissent.
    pub decisions: (usize, usize),
    /// Action items about it.
    pub actions: usize,
}

/// What the comparison is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SortBy {
    /// The order that a person gave.
    #[default]
    Place,
    /// Sessions, most first.
    Sessions,
    /// The youth's share, highest first.
    Youth,
    /// The others' share.
    Others,
    /// Importance.
    Importance,
    /// Feasibility.
    Feasibility,
    /// Voices.
    Voices,
    /// Decisions.
    Decisions,
    /// Actions.
    Actions,
}

impl SortBy {
    /// Every column, in order.
    pub const ALL: &[Self] = &[
        Self::Place,
        Self::Sessions,
        Self::Youth,
        Self::Others,
        Self::Importance,
        Self::Feasibility,
        Self::Voices,
        Self::Decisions,
        Self::Actions,
    ];

    /// Returns the column after this one; after the last the first.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }
}

/// Finds the lines of a dossier by what they are of.
pub trait Lines {
    /// Returns the line of a poll.
    fn poll(&self, origin: Origin) -> Option<&PollLine>;
    /// Returns the line of a voice.
    fn voice(&self, origin: Origin) -> Option<&VoiceLine>;
    /// Returns the line of a decision.
    fn decision(&self, origin: Origin) -> Option<&DecisionLine>;
}

/// A dossier beside the pool that it was made of: its lines stand where the pool has the items.
#[derive(Clone, Copy, Debug)]
pub struct Pooled<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The pool.
    pub pool: &'a Gathered,
}

impl Lines for Pooled<'_> {
    fn poll(&self, origin: Origin) -> Option<&PollLine> {
        self.dossier.polls.get(self.pool.place_of(origin)?).filter(|line| line.origin == origin)
    }

    fn voice(&self, origin: Origin) -> Option<&VoiceLine> {
        self.dossier.voices.get(self.pool.place_of(origin)?).filter(|line| line.origin == origin)
    }

    fn decision(&self, origin: Origin) -> Option<&DecisionLine> {
        self.dossier.decisions.get(self.pool.place_of(origin)?).filter(|line| line.origin == origin)
    }
}

/// Returns the option that a vote is about, with its poll and round.
pub fn voted<'a>(vote: &VoteRef, lines: &'a impl Lines) -> Option<(&'a PollLine, &'a RoundLine, &'a OptionLine)> {
    let poll = lines.poll(vote.poll)?;
    let round = poll.rounds.iter().find(|round| round.round == vote.round)?;
    let option = round.options.iter().find(|option| option.option == vote.option)?;
    Some((poll, round, option))
}

/// Returns the strategies that stand, each with its evidence, in their order.
pub fn compare(dossier: &Dossier, lines: &impl Lines) -> Vec<Compared> {
    let standing = dossier.strategies.iter().filter(|strategy| strategy.stands());
    standing.enumerate().map(|(at, strategy)| one(at + 1, strategy, lines)).collect()
}

/// Returns a strategy's evidence, at a place.
pub(super) fn one(place: usize, strategy: &Strategy, lines: &impl Lines) -> Compared {
    let evidence = &strategy.evidence;
    let votes: Vec<_> = evidence.votes.iter().filter_map(|vote| Some((vote, voted(vote, lines)?))).collect();
    let is_matrix = |poll: &PollLine| matches!(poll.method, Method::Matrix { .. });
    let last = votes.iter().rev().find(|(_, (poll, ..))| !is_matrix(poll));
    let share = last.map(|(_, (.., option))| *option);
    let matrix = votes.iter().rev().find_map(|(_, (poll, _, option))| match poll.method {
        Method::Matrix { x, y } => Some((x, y, option)),
        _ => None,
    });
    let axis = |wanted: Axis| {
        let (x, y, option) = matrix?;
        if x == wanted {
            mean(&option.marks)
        } else if y == wanted {
            mean(&option.vertical)
        } else {
            None
        }
    };
    let voices: Vec<&Origin> = evidence.stances.iter().chain(&evidence.voices).collect();
    let open = voices.iter().filter(|origin| lines.voice(***origin).is_some_and(|line| line.open));
    let dissents = evidence
        .decisions
        .iter()
        .filter(|origin| lines.decision(**origin).is_some_and(|line| !line.dissent.trim().is_empty()));
    let youth = tally::youth();
    Compared {
        strategy: strategy.id(),
        place,
        sessions: evidence.sessions.len(),
        stands_on: strategy.sketches.len() + strategy.practices.len(),
        vote: last.map(|(vote, _)| (*vote).clone()),
        youth: share.and_then(|option| option.by_group.get(&youth).copied()),
        others: share.and_then(|option| option.others),
        all: share.map(|option| option.share),
        importance: axis(Axis::Importance).or_else(|| axis(Axis::Impact)),
        feasibility: axis(Axis::Feasibility),
        voices: (voices.len(), open.count()),
        decisions: (evidence.decisions.len(), dissents.count()),
        actions: evidence.actions.len(),
    }
}

/// Returns the mean of marks, and how many gave one.
fn mean(marks: &[(i32, u32)]) -> Option<(f64, u32)> {
    let n: u32 = marks.iter().fold(0, |sum, (_, people)| sum.saturating_add(*people));
    let sum: f64 = marks.iter().map(|(mark, people)| f64::from(*mark) * f64::from(*people)).sum();
    (n > 0).then(|| (sum / f64::from(n), n))
}

/// Sorts by a column, the most first; what has nothing in it stands last, equal ones in their order.
pub fn sort<R: Borrow<Compared>>(rows: &mut [R], by: SortBy) {
    let share = |share: Option<Fraction>| {
        share.filter(|share| share.total > 0).map(|share| f64::from(share.of) / f64::from(share.total))
    };
    let count = |count: usize| Some(count as f64);
    let key = |row: &Compared| -> Option<f64> {
        match by {
            SortBy::Place => Some(-(row.place as f64)),
            SortBy::Sessions => count(row.sessions),
            SortBy::Youth => share(row.youth),
            SortBy::Others => share(row.others),
            SortBy::Importance => row.importance.map(|(mean, _)| mean),
            SortBy::Feasibility => row.feasibility.map(|(mean, _)| mean),
            SortBy::Voices => count(row.voices.0),
            SortBy::Decisions => count(row.decisions.0),
            SortBy::Actions => count(row.actions),
        }
    };
    rows.sort_by(|a, b| {
        let (a, b): (&Compared, &Compared) = (a.borrow(), b.borrow());
        let (x, y) = (key(a).unwrap_or(f64::NEG_INFINITY), key(b).unwrap_or(f64::NEG_INFINITY));
        y.total_cmp(&x).then(a.place.cmp(&b.place))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, TypedId};

    #[test]
    fn what_has_no_number_stands_last_and_equals_keep_their_order() {
        let row = |place: usize, youth: Option<(u32, u32)>| Compared {
            strategy: StrategyId::new(Code::of(&[&place.to_string()])),
            place,
            sessions: 1,
            stands_on: 1,
            vote: None,
            youth: youth.map(|(of, total)| Fraction { of, total }),
            others: None,
            all: None,
            importance: None,
            feasibility: None,
            voices: (0, 0),
            decisions: (0, 0),
            actions: 0,
        };
        let mut rows = vec![row(1, None), row(2, Some((1, 4))), row(3, Some((6, 8))), row(4, Some((2, 8)))];
        sort(&mut rows, SortBy::Youth);
        assert_eq!(rows.iter().map(|row| row.place).collect::<Vec<_>>(), [3, 2, 4, 1]);
        sort(&mut rows, SortBy::Place);
        assert_eq!(rows.iter().map(|row| row.place).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(mean(&[(2, 1), (5, 2)]), Some((4.0, 3)));
    }
}
