//! What of a result may be told outside the console: the small-group rule, for the wall and the reports alike.

use std::collections::BTreeSet;

use crate::domain::heads::add_up;
use crate::domain::poll::{Method, Round};
use crate::domain::value::{Group, Voters};

use super::{OptionResult, RoundResult, Share, Spread};

/// Nothing is told of fewer than so many.
pub const SMALLEST: u32 = 3;
/// Nothing is told of fewer than so many who were unanimous.
pub const SMALLEST_UNANIMOUS: u32 = 5;

/// Which groups' columns may be shown outside the console.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shielded {
    /// Groups that are shown with their numbers.
    pub shown: BTreeSet<Voters>,
    /// Groups that are not: too small, unanimous, or to be had by subtraction.
    pub hidden: BTreeSet<Voters>,
    /// Whether not even the total may be told: the whole is as small as a group that is hidden.
    pub too_few: bool,
}

impl Shielded {
    /// Tells whether the youth beside the others may be told: the youth is shown, and the others are not all but the
    /// pooled ballots of what is hidden together, from which what is hidden could be had.
    pub fn tells_gap(&self) -> bool {
        self.shown.contains(&super::youth()) && !self.hidden.contains(&Voters::Undisclosed)
    }
}

/// Tells whether the numbers of so many people may be told.
fn may_tell(people: u32, unanimous: bool) -> bool {
    people >= if unanimous { SMALLEST_UNANIMOUS } else { SMALLEST }
}

/// Tells whether *so many of so many agree* may be told of a group of young people.
pub fn may_tell_agreement(agree: u32, of: u32) -> bool {
    may_tell(of, agree == 0 || agree >= of)
}

/// Applies the small-group rule: no group below 3, no unanimous group below 5. What the hidden ones gave together is
/// the total minus the shown, so that they are a group too: never one alone, never below 3, nor unanimous below 5;
/// until then the next smallest joins them. Where all of them are hidden, the same holds for the total itself.
pub fn shield(result: &RoundResult) -> Shielded {
    let mut shielded = Shielded::default();
    for group in result.groups.keys() {
        let alone = BTreeSet::from([group.clone()]);
        if may_tell_of(result, &alone) { &mut shielded.shown } else { &mut shielded.hidden }.insert(group.clone());
    }
    while !shielded.hidden.is_empty() && (shielded.hidden.len() == 1 || !may_tell_of(result, &shielded.hidden)) {
        let smallest = shielded.shown.iter().min_by_key(|group| result.groups.get(*group).copied()).cloned();
        let Some(next) = smallest else {
            shielded.too_few = true;
            break;
        };
        shielded.shown.remove(&next);
        shielded.hidden.insert(next);
    }
    shielded
}

/// What some groups together gave an option.
struct Together {
    votes: u32,
    /// Whether all who gave it a mark gave the same one, on one axis at least, or nobody gave any; or the share that a
    /// room is told of them is nobody or all, whatever marks stand behind it: 0, 1 and 2 fingers are three against.
    as_one: bool,
}

impl Together {
    fn of(method: Method, option: &OptionResult, groups: &BTreeSet<Voters>) -> Self {
        let votes = add_up(groups.iter().filter_map(|group| option.by_group.get(group)).map(|share| share.of));
        let (mut first, mut second) = (Spread::default(), None::<Spread>);
        for detail in groups.iter().filter_map(|group| option.detail_by_group.get(group)) {
            let (marks, on_second) = detail.marks();
            first.join(&marks);
            if let Some(marks) = on_second {
                second.get_or_insert_default().join(&marks);
            }
        }
        let one = |spread: &Spread| spread.counts().len() <= 1;
        let told = groups.iter().fold(Share::default(), |sum, group| sum.with(option.told_of(method, group)));
        // of scores and points a room is told the means of a group, and no share
        let by_share = matches!(method, Method::FistToFive | Method::Consent | Method::Agree);
        let nobody_or_all = by_share && (told.of == 0 || told.of >= told.total);
        Self { votes, as_one: nobody_or_all || one(&first) || second.as_ref().is_some_and(one) }
    }
}

/// Tells whether the numbers of some groups together may be told.
fn may_tell_of(result: &RoundResult, groups: &BTreeSet<Voters>) -> bool {
    let people = add_up(groups.iter().filter_map(|group| result.groups.get(group)).copied());
    let together = |option: &OptionResult| Together::of(result.method, option, groups);
    let unanimous = match result.method {
        // all their dots on one option
        Method::Dots { .. } => result.options.iter().filter(|option| together(option).votes > 0).count() <= 1,
        Method::Approval { .. } => {
            result.options.iter().map(together).any(|given| given.votes == 0 || given.votes >= people)
        }
        Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => result.options.iter().map(together).any(|given| given.as_one),
    };
    may_tell(people, unanimous)
}

/// A group of whom more voted than were there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Above {
    /// Which group.
    pub group: Group,
    /// How many of it were there.
    pub present: u32,
    /// How many were counted in the room.
    pub counted: u32,
    /// How many ballots of it lay in the box; `None` where they are pooled with those of other groups.
    pub boxed: Option<u32>,
}

/// Returns the groups of whom more voted than were there, counted in the room and in the box together; none where
/// nobody wrote down who was there.
pub fn above_present(round: &Round) -> Vec<Above> {
    let boxed = |group: &Group| round.ballots.get(&Voters::Of(group.clone())).map(|ballots| ballots.0.len());
    let groups: BTreeSet<&Group> =
        round.present.keys().chain(round.counted.keys()).chain(round.above_present.iter()).collect();
    let above = groups.into_iter().filter_map(|group| {
        let counted = round.counted.get(group).map_or(0, |count| count.voters);
        let present = round.present.get(group).copied().unwrap_or(0);
        let known = boxed(group).map(|boxed| u32::try_from(boxed).unwrap_or(u32::MAX));
        // once a count was put right to fewer, nobody knows any more whether there are still too many
        let fewer = |was: u32| was > counted;
        let put_right = round.corrections.values().any(|one| one.group == *group && fewer(one.was.voters));
        let pooled = known.is_none() && round.above_present.contains(group) && !put_right;
        let above = counted.saturating_add(known.unwrap_or(0)) > present;
        let boxed = if pooled { None } else { Some(known.unwrap_or(0)) };
        (above || pooled).then(|| Above { group: group.clone(), present, counted, boxed })
    });
    if round.present.is_empty() { Vec::new() } else { above.collect() }
}

/// Returns how many have voted of how many, as far as they were counted.
pub fn turnout(round: &Round) -> Share {
    let keyed = round.ballots.values().map(|ballots| u32::try_from(ballots.0.len()).unwrap_or(u32::MAX));
    let counted = round.counted.values().map(|count| count.voters);
    Share { of: add_up(counted.chain(keyed)), total: add_up(round.present.values().copied()) }
}

#[cfg(test)]
mod tests {
    use super::super::tally;
    use super::super::tests::poll;
    use super::*;
    use crate::domain::poll::{Ballot, Ballots, RoundNo};
    use crate::domain::value::Group::{self, Family, Institution, Operator, Youth};

    type Given<'a> = &'a [(Group, u32, &'a [u32])];

    fn of(method: Method, groups: Given<'_>) -> Shielded {
        shield(&tally(&poll(method, groups), RoundNo(1)).unwrap())
    }

    #[test]
    fn small_and_unanimous_groups_are_hidden_and_so_is_what_they_gave_together() {
        let cases: [(&str, Given<'_>, &[Group], bool); 10] = [
            ("two large ones", &[(Youth, 6, &[3, 2, 1]), (Operator, 7, &[3, 2, 1])], &[Youth, Operator], false),
            ("two of a group, by subtraction", &[(Youth, 6, &[3, 2, 1]), (Operator, 2, &[1, 1, 1])], &[], false),
            (
                "four who all said the same",
                &[(Youth, 4, &[4, 2, 1]), (Operator, 7, &[3, 2, 1]), (Family, 5, &[1, 2, 3])],
                &[Operator],
                false,
            ),
            ("two young people alone", &[(Youth, 2, &[2, 1, 0])], &[], true),
            ("four unanimous alone", &[(Youth, 4, &[4, 0, 0])], &[], true),
            ("five unanimous alone", &[(Youth, 5, &[5, 2, 1])], &[Youth], false),
            ("one and one", &[(Youth, 1, &[1, 0, 0]), (Operator, 1, &[0, 1, 1])], &[], true),
            ("two and two, all for one", &[(Youth, 2, &[2, 1, 1]), (Operator, 2, &[2, 1, 1])], &[], true),
            (
                "a pool of two and two, all for one: a third joins it",
                &[
                    (Youth, 2, &[2, 1, 1]),
                    (Operator, 2, &[2, 1, 1]),
                    (Family, 6, &[1, 2, 3]),
                    (Institution, 7, &[1, 2, 3]),
                ],
                &[Institution],
                false,
            ),
            (
                "a pool of two and two who differ stays",
                &[(Youth, 2, &[2, 1, 1]), (Operator, 2, &[1, 1, 2]), (Family, 6, &[1, 2, 3])],
                &[Family],
                false,
            ),
        ];
        for (what, groups, shown, too_few) in cases {
            let shielded = of(Method::Approval { max: 0 }, groups);
            let expected: BTreeSet<Voters> = shown.iter().cloned().map(Voters::Of).collect();
            assert_eq!((shielded.shown, shielded.too_few), (expected, too_few), "{what}");
        }
    }

    #[test]
    fn dots_on_one_option_alone_are_unanimous() {
        let dots = Method::Dots { each: 3, cap: 0 };
        assert!(of(dots, &[(Youth, 4, &[12, 0, 0])]).too_few);
        assert!(!of(dots, &[(Youth, 4, &[11, 1, 0])]).too_few);
        // together two and two are unanimous, though neither is shown
        let pool = of(dots, &[(Youth, 2, &[6, 0, 0]), (Operator, 2, &[6, 0, 0]), (Family, 9, &[9, 9, 9])]);
        assert_eq!((pool.shown.len(), pool.too_few), (0, false));
    }

    #[test]
    fn three_who_are_all_below_what_is_told_are_unanimous_whatever_they_gave() {
        let fist = |young: [u8; 3]| {
            let mut poll = poll(Method::FistToFive, &[]);
            let round = poll.rounds.get_mut(&RoundNo(1)).unwrap();
            let fingers = |shown: &[u8]| Ballots(shown.iter().map(|fingers| Ballot::Fingers(*fingers)).collect());
            round.ballots.insert(Voters::Of(Youth), fingers(&young));
            round.ballots.insert(Voters::Of(Operator), fingers(&[1, 2, 3, 4, 5, 5]));
            round.ballots.insert(Voters::Of(Family), fingers(&[1, 2, 3, 4, 5, 5]));
            shield(&tally(&poll, RoundNo(1)).unwrap()).shown.contains(&Voters::Of(Youth))
        };
        for (young, shown) in [([0, 1, 2], false), ([3, 4, 5], false), ([2, 3, 4], true), ([1, 1, 1], false)] {
            assert_eq!(fist(young), shown, "{young:?}");
        }
    }

    #[test]
    fn an_agreement_is_told_of_three_and_of_five_who_all_agree() {
        for (agree, of, told) in
            [(2, 2, false), (1, 2, false), (2, 3, true), (3, 3, false), (4, 4, false), (0, 4, false), (5, 5, true)]
        {
            assert_eq!(may_tell_agreement(agree, of), told, "{agree} of {of}");
        }
    }

    #[test]
    fn any_number_of_a_file_is_added_up() {
        let huge = [u32::MAX, u32::MAX, 1];
        let poll = poll(Method::Dots { each: 3, cap: 0 }, &[(Youth, u32::MAX, &huge), (Operator, u32::MAX, &huge)]);
        let result = tally(&poll, RoundNo(1)).unwrap();
        assert_eq!((result.voters, result.options[0].votes), (u32::MAX, u32::MAX));
        assert_eq!(turnout(&poll.rounds[&RoundNo(1)]).of, u32::MAX);
    }
}
