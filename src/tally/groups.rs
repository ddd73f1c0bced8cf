//! Counts by stakeholder group.
//! Never tells one voter from another.

use std::collections::BTreeMap;

use crate::domain::heads::add_up;
use crate::domain::id::OptionId;
use crate::domain::poll::{Ballot, Round, Tick};
use crate::domain::value::{Group, Voters};

use super::{Gap, Share, Spread, youth};

/// What one option got from one group.
#[derive(Clone, Default, Debug)]
pub(super) struct Cell {
    /// Dots or votes where it is counted whole.
    pub votes: u32,
    /// How many gave it anything; of dots that were counted by hand, nobody knows.
    pub distinct: u32,
    /// How many gave it which mark.
    pub marks: Spread,
}

/// What one group gave.
#[derive(Clone, Default, Debug)]
pub(super) struct GroupCount {
    /// How many voted.
    pub voters: u32,
    /// Whether every ballot is known, and none was counted by hand.
    pub keyed: bool,
    /// What each option got, in the order of `Counts::options`.
    pub cells: Vec<Cell>,
}

/// What every group gave.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    /// The options, by id.
    pub options: Vec<OptionId>,
    /// Those of whom somebody voted.
    pub groups: BTreeMap<Voters, GroupCount>,
    /// Whether young people may be among the pooled ballots of small groups.
    pub youth_pooled: bool,
}

impl Counts {
    /// Adds up, for each group, what was counted in the room and what was keyed.
    pub(super) fn of(round: &Round, options: Vec<OptionId>) -> Self {
        let mut counts = Self { options, groups: BTreeMap::new(), youth_pooled: youth_pooled(round) };
        counts.options.sort_unstable();
        for (group, count) in round.counted.iter() {
            let mut sum = counts.group(&Voters::Of(group.clone()));
            sum.voters = sum.voters.saturating_add(count.voters);
            sum.keyed &= count.voters == 0;
            for (tick, votes) in count.votes.iter() {
                counts.tick(&mut sum, *tick, *votes);
            }
            counts.groups.insert(Voters::Of(group.clone()), sum);
        }
        for (voters, ballots) in round.ballots.iter() {
            let mut sum = counts.group(voters);
            for ballot in &ballots.0 {
                sum.voters = sum.voters.saturating_add(1);
                counts.ballot(&mut sum, ballot);
            }
            counts.groups.insert(voters.clone(), sum);
        }
        counts.groups.retain(|_, count| count.voters > 0);
        counts
    }

    fn group(&mut self, voters: &Voters) -> GroupCount {
        let begun = || GroupCount { voters: 0, keyed: true, cells: vec![Cell::default(); self.options.len()] };
        self.groups.remove(voters).unwrap_or_else(begun)
    }

    /// Returns where an option stands among `options`.
    pub(super) fn place(&self, option: OptionId) -> Option<usize> {
        self.options.binary_search(&option).ok()
    }

    /// Counts one line of a count by hand. A vote for an option that the round does not have is left out.
    fn tick(&self, sum: &mut GroupCount, tick: Tick, votes: u32) {
        let Some(cell) = self.place(tick.option).and_then(|place| sum.cells.get_mut(place)) else { return };
        match tick.mark {
            Some(mark) => cell.marks.add(mark, votes),
            None => cell.votes = cell.votes.saturating_add(votes),
        }
        cell.distinct = cell.distinct.saturating_add(votes);
    }

    fn ballot(&self, sum: &mut GroupCount, ballot: &Ballot) {
        let mut mark = |option: &OptionId, mark: i32| self.mark(sum, *option, &[mark]);
        match ballot {
            Ballot::Dots(dots) => dots.iter().for_each(|(option, dots)| self.give(sum, *option, *dots)),
            Ballot::Approval(set) => set.iter().for_each(|option| self.give(sum, *option, 1)),
            Ballot::Score(scores) => scores.iter().for_each(|(option, score)| mark(option, *score)),
            Ballot::Fingers(fingers) => self.options.iter().for_each(|option| mark(option, i32::from(*fingers))),
            Ballot::Consent => self.options.iter().for_each(|option| mark(option, 1)),
            Ballot::Objection => self.options.iter().for_each(|option| mark(option, 0)),
            Ballot::Ranking(order) => {
                order.iter().zip(1..).for_each(|(option, place)| mark(option, place));
            }
            Ballot::Matrix(points) => points.iter().for_each(|(option, point)| {
                self.mark(sum, *option, &[10 + i32::from(point.x), 20 + i32::from(point.y)]);
            }),
            Ballot::Agree(said) => said.iter().for_each(|(option, said)| mark(option, *said)),
        }
    }

    fn give(&self, sum: &mut GroupCount, option: OptionId, votes: u32) {
        if let Some(cell) = self.place(option).and_then(|place| sum.cells.get_mut(place)).filter(|_| votes > 0) {
            cell.votes = cell.votes.saturating_add(votes);
            cell.distinct = cell.distinct.saturating_add(1);
        }
    }

    /// Counts what one voter gave an option: one mark, or one on each axis.
    fn mark(&self, sum: &mut GroupCount, option: OptionId, marks: &[i32]) {
        if let Some(cell) = self.place(option).and_then(|place| sum.cells.get_mut(place)) {
            marks.iter().for_each(|mark| cell.marks.add(*mark, 1));
            cell.distinct = cell.distinct.saturating_add(1);
        }
    }

    /// Returns how many voted.
    pub(super) fn voters(&self) -> u32 {
        add_up(self.groups.values().map(|count| count.voters))
    }

    /// Returns everything that was given to all options by one group: dots.
    pub(super) fn given(count: &GroupCount) -> u32 {
        add_up(count.cells.iter().map(|cell| cell.votes))
    }

    /// Tells whether every ballot is known.
    pub(super) fn keyed(&self) -> bool {
        self.groups.values().all(|count| count.keyed)
    }
}

/// Tells whether young people may be among the pooled ballots of small groups: where ballots are pooled, none are the
/// youth's own, and not all young people were counted by hand.
fn youth_pooled(round: &Round) -> bool {
    let counted = round.counted.get(&Group::Youth).map_or(0, |count| count.voters);
    let all_counted = !round.present.is_empty() && counted >= round.present.get(&Group::Youth).copied().unwrap_or(0);
    // all keyed ballots of a group lie in one place
    round.ballots.contains_key(&Voters::Undisclosed)
        && !round.ballots.contains_key(&youth())
        && (!all_counted || round.above_present.contains(&Group::Youth))
}

/// Returns the youth's share beside the others', or `None` where either gave nothing, or where young people may be among
/// the pooled ballots of small groups. Of whom these are nobody knows, so that they are never the others'.
pub(super) fn gap(by_group: &BTreeMap<Voters, Share>, youth_pooled: bool) -> Option<Gap> {
    let youth = *by_group.get(&youth()).filter(|_| !youth_pooled)?;
    let others = by_group.iter().filter(|(group, _)| **group != super::youth() && **group != Voters::Undisclosed);
    let others = others.fold(Share::default(), |sum, (_, share)| sum.with(*share));
    (youth.total > 0 && others.total > 0).then_some(Gap { youth, others })
}
