//! Counts by stakeholder group.
//! Never tells one voter from another.

use std::collections::BTreeMap;

use crate::domain::field::Map;
use crate::domain::heads::add_up;
use crate::domain::id::OptionId;
use crate::domain::poll::{Ballot, ConsensusRule, Method, PollOption, Round, RoundNo};
use crate::domain::value::{Group, Voters};

use super::{Gap, OptionResult, RoundResult, Share};

/// What an option's votes are a share of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Whole {
    /// Everybody who voted.
    Voters,
    /// Everything that was given.
    Votes,
}

/// What one group gave.
#[derive(Clone, Default, Debug)]
pub(super) struct GroupCount {
    voters: u32,
    votes: BTreeMap<OptionId, u32>,
    /// Distinct voters an option, where every ballot is known.
    distinct: Option<BTreeMap<OptionId, u32>>,
}

impl GroupCount {
    fn given(&self, whole: Whole) -> u32 {
        match whole {
            Whole::Voters => self.voters,
            Whole::Votes => add_up(self.votes.values().copied()),
        }
    }

    fn votes_for(&self, option: OptionId) -> u32 {
        self.votes.get(&option).copied().unwrap_or(0)
    }
}

/// Adds up, for each group, what was counted in the room and what was keyed.
pub(super) fn counts(round: &Round) -> BTreeMap<Voters, GroupCount> {
    let mut all: BTreeMap<Voters, GroupCount> = BTreeMap::new();
    for (group, count) in round.counted.iter() {
        let sum = all.entry(Voters::Of(group.clone())).or_default();
        sum.voters = sum.voters.saturating_add(count.voters);
        for (tick, votes) in count.votes.iter() {
            let cell = sum.votes.entry(tick.option).or_default();
            *cell = cell.saturating_add(*votes);
        }
    }
    for (voters, ballots) in round.ballots.iter() {
        let by_hand = all.contains_key(voters);
        let sum = all.entry(voters.clone()).or_default();
        let mut distinct: BTreeMap<OptionId, u32> = BTreeMap::new();
        for ballot in &ballots.0 {
            sum.voters = sum.voters.saturating_add(1);
            for (option, votes) in given(ballot) {
                let cell = sum.votes.entry(option).or_default();
                *cell = cell.saturating_add(votes);
                let cell = distinct.entry(option).or_default();
                *cell = cell.saturating_add(u32::from(votes > 0));
            }
        }
        sum.distinct = (!by_hand).then_some(distinct);
    }
    all.retain(|_, count| count.voters > 0);
    all
}

fn given(ballot: &Ballot) -> Vec<(OptionId, u32)> {
    match ballot {
        Ballot::Dots(dots) => dots.iter().map(|(option, dots)| (*option, *dots)).collect(),
        Ballot::Approval(set) => set.iter().map(|option| (*option, 1)).collect(),
        Ballot::Score(_)
        | Ballot::Fingers(_)
        | Ballot::Consent
        | Ballot::Objection
        | Ballot::Ranking(_)
        | Ballot::Matrix(_)
        | Ballot::Agree(_) => Vec::new(),
    }
}

/// A round with its groups added up.
pub(super) struct RoundToTally<'a> {
    pub round: RoundNo,
    pub method: Method,
    pub rule: ConsensusRule,
    pub played: &'a Round,
    pub options: &'a Map<OptionId, PollOption>,
    pub counts: BTreeMap<Voters, GroupCount>,
}

impl RoundToTally<'_> {
    /// Adds the groups up to the result.
    pub(super) fn result(self, whole: Whole) -> RoundResult {
        let voters = add_up(self.counts.values().map(|count| count.voters));
        let mut ordered: Vec<_> = self.options.iter().collect();
        ordered.sort_by_key(|(id, option)| (option.order, **id));
        let mut options: Vec<OptionResult> =
            ordered.into_iter().map(|(id, option)| self.option(*id, option, whole, voters)).collect();
        options.sort_by_key(|option| std::cmp::Reverse(option.votes));
        for index in 0..options.len() {
            options[index].place = match index {
                0 => 1,
                _ if options[index - 1].votes == options[index].votes => options[index - 1].place,
                _ => index as u32 + 1,
            };
        }
        let present = add_up(self.played.present.values().copied());
        RoundResult {
            round: self.round,
            method: self.method,
            rule: self.rule,
            voters,
            present: present.max(voters),
            groups: self.counts.iter().map(|(group, count)| (group.clone(), count.voters)).collect(),
            options,
        }
    }

    fn option(&self, id: OptionId, option: &PollOption, whole: Whole, voters: u32) -> OptionResult {
        let votes = add_up(self.counts.values().map(|count| count.votes_for(id)));
        let total = add_up(self.counts.values().map(|count| count.given(whole)));
        let by_group: BTreeMap<Voters, Share> = self
            .counts
            .iter()
            .map(|(group, count)| (group.clone(), Share { of: count.votes_for(id), total: count.given(whole) }))
            .collect();
        let distinct = match whole {
            Whole::Voters => Some(votes),
            Whole::Votes => self
                .counts
                .values()
                .map(|count| count.distinct.as_ref().map(|distinct| distinct.get(&id).copied().unwrap_or(0)))
                .collect::<Option<Vec<u32>>>()
                .map(add_up),
        };
        OptionResult {
            option: id,
            text: option.text.clone(),
            votes,
            share: Share { of: votes, total },
            place: 0,
            gap: gap(&by_group),
            by_group,
            distinct,
            consensus: distinct.and_then(|of| consensus(self.rule, Share { of, total: voters })),
        }
    }
}

fn gap(by_group: &BTreeMap<Voters, Share>) -> Option<Gap> {
    let youth = *by_group.get(&Voters::Of(Group::Youth))?;
    let others = by_group.iter().filter(|(group, _)| **group != Voters::Of(Group::Youth));
    let others = others.fold(Share::default(), |sum, (_, share)| Share {
        of: sum.of.saturating_add(share.of),
        total: sum.total.saturating_add(share.total),
    });
    (youth.total > 0 && others.total > 0).then_some(Gap { youth, others })
}

/// Tells whether a share meets the rule: share ≥ percent ÷ 100. `None` where there is no rule for a share.
fn consensus(rule: ConsensusRule, share: Share) -> Option<(Share, bool)> {
    match rule {
        ConsensusRule::Share { percent } => {
            let met = u64::from(share.of) * 100 >= u64::from(share.total) * u64::from(percent);
            Some((share, met && share.total > 0))
        }
        // scores alone have high and low
        ConsensusRule::NoRule | ConsensusRule::CoreOutcome { .. } => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::tally;
    use super::*;
    use crate::domain::id::{Code, TypedId};
    use crate::domain::item::Poll;
    use crate::domain::poll::{Count, Tick};

    fn option(n: u64) -> OptionId {
        OptionId::new(Code::from_bits(n))
    }

    /// Makes a poll of three options with what each group gave, counted by hand.
    pub(in crate::tally) fn poll(method: Method, counted: &[(Group, u32, &[u32])]) -> Poll {
        let options: Map<_, _> =
            (0..3).map(|n| (option(n), PollOption { order: n as i64, text: format!("o{n}"), item: None })).collect();
        let counted = counted.iter().map(|(group, voters, votes)| {
            let votes = votes.iter().enumerate().map(|(n, votes)| (Tick::on(option(n as u64)), *votes)).collect();
            (group.clone(), Count { voters: *voters, votes, ..Count::default() })
        });
        let round = Round { counted: counted.collect(), options: options.clone(), ..Round::default() };
        Poll { method, options, rounds: [(RoundNo(1), round)].into_iter().collect(), ..Poll::default() }
    }

    #[test]
    fn approval_by_hand() {
        // 4 young people and 6 operators; shares are of voters
        let poll =
            poll(Method::Approval { max: 0 }, &[(Group::Youth, 4, &[4, 1, 2]), (Group::Operator, 6, &[3, 6, 1])]);
        let result = tally(&poll, RoundNo(1)).unwrap();
        assert_eq!(result.voters, 10);
        let seen: Vec<_> =
            result.options.iter().map(|o| (o.text.as_str(), o.votes, o.place, o.share.percent())).collect();
        assert_eq!(seen, [("o0", 7, 1, Some(70)), ("o1", 7, 1, Some(70)), ("o2", 3, 3, Some(30))]);
        assert_eq!(result.options[0].gap.map(|gap| gap.points()), Some(50.0));
        assert_eq!(result.options[0].consensus, Some((Share { of: 7, total: 10 }, false)));
    }

    #[test]
    fn dots_are_shares_of_dots_and_hands_do_not_tell_voters() {
        let poll =
            poll(Method::Dots { each: 3, cap: 0 }, &[(Group::Youth, 2, &[6, 0, 0]), (Group::Operator, 2, &[0, 3, 3])]);
        let result = tally(&poll, RoundNo(1)).unwrap();
        let seen: Vec<_> = result.options.iter().map(|o| (o.votes, o.share, o.distinct)).collect();
        let share = |of| Share { of, total: 12 };
        assert_eq!(seen, [(6, share(6), None), (3, share(3), None), (3, share(3), None)]);
    }

    #[test]
    fn nobody_voting_has_no_result() {
        assert_eq!(tally(&poll(Method::Approval { max: 0 }, &[]), RoundNo(1)), None);
        assert_eq!(tally(&poll(Method::Approval { max: 0 }, &[(Group::Youth, 0, &[0, 0, 0])]), RoundNo(1)), None);
        assert_eq!(tally(&poll(Method::Approval { max: 0 }, &[]), RoundNo(2)), None);
    }
}
