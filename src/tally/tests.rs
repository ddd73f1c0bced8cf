//! Results by hand.

use std::collections::BTreeMap;

use super::*;
use crate::domain::field::Map;
use crate::domain::id::{Code, OptionId, TypedId};
use crate::domain::item::Poll;
use crate::domain::poll::{Ballot, Ballots, ConsensusRule, Count, PollOption, Round, Tick};

fn option(n: u64) -> OptionId {
    OptionId::new(Code::from_bits(n))
}

/// Makes a poll of three options with what each group gave, counted by hand.
pub(super) fn poll(method: Method, counted: &[(Group, u32, &[u32])]) -> Poll {
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
    let poll = poll(Method::Approval { max: 0 }, &[(Group::Youth, 4, &[4, 1, 2]), (Group::Operator, 6, &[3, 6, 1])]);
    let result = tally(&poll, RoundNo(1)).unwrap();
    assert_eq!(result.voters, 10);
    let seen: Vec<_> = result.options.iter().map(|o| (o.text.as_str(), o.votes, o.place, o.share.percent())).collect();
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

/// Makes a poll of so many options with the keyed ballots of each group.
pub(super) fn keyed(method: Method, options: u64, ballots: &[(Group, Vec<Ballot>)]) -> Poll {
    let options: Map<_, _> =
        (0..options).map(|n| (option(n), PollOption { order: n as i64, text: format!("o{n}"), item: None })).collect();
    let mut by_group: BTreeMap<Voters, Vec<Ballot>> = BTreeMap::new();
    for (group, ballots) in ballots {
        by_group.entry(Voters::Of(group.clone())).or_default().extend(ballots.iter().cloned());
    }
    let ballots = by_group.into_iter().map(|(group, ballots)| (group, Ballots(ballots))).collect();
    let round = Round { ballots, options: options.clone(), ..Round::default() };
    Poll { method, options, rounds: [(RoundNo(1), round)].into_iter().collect(), ..Poll::default() }
}

fn result(method: Method, ballots: &[Ballot]) -> RoundResult {
    tally(&keyed(method, 3, &[(Group::Youth, ballots.to_vec())]), RoundNo(1)).unwrap()
}

fn order(places: &[u64]) -> Ballot {
    Ballot::Ranking(places.iter().map(|n| option(*n)).collect())
}

fn scores(scores: &[(u64, i32)]) -> Ballot {
    Ballot::Score(scores.iter().map(|(n, score)| (option(*n), *score)).collect())
}

fn points(points: &[(u64, u8, u8)]) -> Ballot {
    Ballot::Matrix(points.iter().map(|(n, x, y)| (option(*n), crate::domain::poll::Point { x: *x, y: *y })).collect())
}

fn says(said: &[(u64, i32)]) -> Ballot {
    Ballot::Agree(said.iter().map(|(n, said)| (option(*n), *said)).collect())
}

/// Each option's text, numerator, denominator and place, in the order of the result.
fn seen(result: &RoundResult) -> Vec<(&str, u32, u32, u32)> {
    result.options.iter().map(|o| (o.text.as_str(), o.share.of, o.share.total, o.place)).collect()
}

#[test]
fn scores_by_hand() {
    let method = Method::Score { low: 1, high: 5 };
    // o0: 5 and 3; o1: 4 alone; o2: nobody
    let result = result(method, &[scores(&[(0, 5), (1, 4)]), scores(&[(0, 3)]), scores(&[])]);
    assert_eq!(seen(&result), [("o0", 6, 8, 1), ("o1", 3, 4, 1), ("o2", 0, 0, 3)]);
    let Detail::Scores(spread) = &result.options[0].detail else { panic!("scores") };
    assert_eq!(
        (spread.mean(), spread.sd(), spread.median(), spread.iqr()),
        (Some(4.0), Some(2.0_f64.sqrt()), Some(4.0), Some(1.0))
    );
    assert_eq!(result.options[2].told(method), Share::default());
    // two of three who scored it gave 4 or 5
    assert_eq!(result.options[0].told(method), Share { of: 1, total: 2 });
}

#[test]
fn fist_and_consent_by_hand() {
    let method = Method::FistToFive;
    for (hands, consensus) in
        [(&[3, 4, 5][..], true), (&[3, 3, 3], true), (&[5, 5, 2], false), (&[0], false), (&[3], true)]
    {
        let result = result(method, &hands.iter().map(|hand| Ballot::Fingers(*hand)).collect::<Vec<_>>());
        assert_eq!(result.options[0].consensus.map(|(_, met)| met), Some(consensus), "{hands:?}");
    }
    for (objections, adopted) in [(0, true), (1, false), (4, false)] {
        let ballots = (0..4).map(|n| if n < objections { Ballot::Objection } else { Ballot::Consent });
        let result = result(Method::Consent, &ballots.collect::<Vec<_>>());
        assert_eq!(result.options[0].consensus, Some((Share { of: 4 - objections, total: 4 }, adopted)));
    }
}

#[test]
fn rankings_by_hand() {
    let method = Method::Ranking { top: 0 };
    // three who agree, one who ranks o1 alone, one who ranks nothing
    let plain = result(method, &[order(&[0, 1, 2]), order(&[0, 1, 2]), order(&[0, 1, 2]), order(&[1]), order(&[])]);
    assert_eq!(seen(&plain), [("o0", 9, 15, 1), ("o1", 9, 15, 1), ("o2", 3, 15, 3)]);
    let pairs = plain.pairwise.as_ref().unwrap();
    assert_eq!(
        (pairs.winner(), pairs.schulze()),
        (Some(option(0)), vec![vec![option(0)], vec![option(1)], vec![option(2)]])
    );
    assert!(pairs.depends_on_the_unranked(), "by the other counts o0 is first alone");
    // a circle: each beats one and loses to one, with margins of 1
    let circle = result(method, &[order(&[0, 1, 2]), order(&[1, 2, 0]), order(&[2, 0, 1])]);
    let pairs = circle.pairwise.as_ref().unwrap();
    assert_eq!((pairs.winner(), pairs.schulze().len()), (None, 1), "nobody wins, all are tied");
    // a circle whose weakest link is o2 > o0: Schulze begins with o0
    let uneven = [vec![order(&[0, 1, 2]); 4], vec![order(&[1, 2, 0]); 3], vec![order(&[2, 0, 1]); 2]].concat();
    let pairs = result(method, &uneven).pairwise.unwrap();
    assert_eq!((pairs.winner(), pairs.schulze()), (None, vec![vec![option(0)], vec![option(1)], vec![option(2)]]));
    // nothing is ranked at all
    let nothing = result(method, &[order(&[]), order(&[])]);
    assert_eq!(seen(&nothing), [("o0", 0, 6, 1), ("o1", 0, 6, 1), ("o2", 0, 6, 1)]);
    assert_eq!(nothing.pairwise.unwrap().schulze().len(), 1);
    // counted by hand, the places are known and the pairs are not
    let count = Count {
        voters: 2,
        votes: [(Tick { option: option(0), mark: Some(1) }, 2)].into_iter().collect(),
        ..Count::default()
    };
    let mut poll = keyed(method, 3, &[(Group::Youth, vec![order(&[0])])]);
    poll.rounds.get_mut(&RoundNo(1)).unwrap().counted.insert(Group::Operator, count);
    let both = tally(&poll, RoundNo(1)).unwrap();
    assert_eq!((both.options[0].share, both.pairwise), (Share { of: 9, total: 9 }, None));
}

#[test]
fn a_matrix_by_hand() {
    let method = Method::Matrix { x: crate::domain::poll::Axis::Importance, y: crate::domain::poll::Axis::Feasibility };
    let ballot = points(&[(0, 5, 5), (1, 5, 1), (2, 2, 3)]);
    let result = result(method, &[ballot.clone(), ballot]);
    assert_eq!(result.cut(), Some((4.0, 3.0)));
    let zones: Vec<_> = result.options.iter().map(|o| (o.text.as_str(), result.zone(&o.detail))).collect();
    // on the cut is high
    let expected = [("o0", Some(Zone::Both)), ("o1", Some(Zone::HorizontalOnly)), ("o2", Some(Zone::VerticalOnly))];
    assert_eq!(zones, expected);
}

#[test]
fn agreement_across_groups_by_hand() {
    let yes = |n: usize| vec![says(&[(0, 1), (1, 1)]); n];
    let no = |n: usize| vec![says(&[(0, 1), (1, -1)]); n];
    let poll = keyed(Method::Agree, 3, &[(Group::Youth, yes(3)), (Group::Operator, no(2))]);
    let result = tally(&poll, RoundNo(1)).unwrap();
    assert_eq!(seen(&result), [("o0", 5, 5, 1), ("o1", 3, 5, 2), ("o2", 0, 0, 3)]);
    // (3 + 1) ÷ (3 + 2) times (2 + 1) ÷ (2 + 2); then times (0 + 1) ÷ (2 + 2); nobody said anything: a half each
    let consensus: Vec<_> = result.options.iter().map(|o| o.group_informed().unwrap()).collect();
    for (found, expected) in consensus.iter().zip([0.8 * 0.75, 0.8 * 0.25, 0.25]) {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
}

#[test]
fn rules_at_their_edges() {
    let core = ConsensusRule::CoreOutcome { high_percent: 70, low_percent: 15 };
    // of twenty: so many give 5, so many 1, the rest 3
    for (rule, high, low, met) in [
        (ConsensusRule::Share { percent: 75 }, 15, 5, true),
        (ConsensusRule::Share { percent: 75 }, 14, 0, false),
        (core, 14, 2, true),
        (core, 14, 3, false),
        (core, 13, 0, false),
    ] {
        let ballot = |n| {
            scores(&[(
                0,
                if n < high {
                    5
                } else if n < high + low {
                    1
                } else {
                    3
                },
            )])
        };
        let mut poll = keyed(Method::Score { low: 1, high: 5 }, 3, &[(Group::Youth, (0..20).map(ballot).collect())]);
        poll.rule = rule;
        let result = tally(&poll, RoundNo(1)).unwrap();
        assert_eq!(result.options[0].consensus, Some((Share { of: high, total: 20 }, met)), "{rule:?} {high} {low}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn methods() -> impl Strategy<Value = Method> {
        let axes = Method::Matrix { x: crate::domain::poll::Axis::Impact, y: crate::domain::poll::Axis::Effort };
        prop_oneof![
            Just(Method::Dots { each: 3, cap: 2 }),
            Just(Method::Approval { max: 0 }),
            Just(Method::Score { low: 0, high: 4 }),
            Just(Method::FistToFive),
            Just(Method::Consent),
            Just(Method::Ranking { top: 2 }),
            Just(Method::Ranking { top: 0 }),
            Just(axes),
            Just(Method::Agree),
        ]
    }

    /// A ballot of the method on four options, from any numbers.
    fn ballot(method: Method, numbers: &[u8; 4]) -> Ballot {
        let each = || numbers.iter().enumerate().map(|(n, number)| (n as u64, i32::from(*number)));
        match method {
            Method::Dots { .. } => {
                // never more than three, two on one
                let (one, two) = (u64::from(numbers[0] % 4), u64::from(numbers[1] % 4));
                let dots = if one == two { vec![(option(one), 2)] } else { vec![(option(one), 2), (option(two), 1)] };
                Ballot::Dots(dots.into_iter().collect())
            }
            Method::Approval { .. } => {
                Ballot::Approval(each().filter(|(_, number)| number % 2 == 1).map(|(n, _)| option(n)).collect())
            }
            Method::Score { .. } => {
                scores(&each().filter(|(_, n)| n % 6 < 5).map(|(o, n)| (o, n % 6)).collect::<Vec<_>>())
            }
            Method::FistToFive => Ballot::Fingers(numbers[0] % 6),
            Method::Consent => {
                if numbers[0].is_multiple_of(3) {
                    Ballot::Objection
                } else {
                    Ballot::Consent
                }
            }
            Method::Ranking { top } => {
                let mut order: Vec<(i32, u64)> = each().map(|(n, number)| (number, n)).collect();
                order.sort();
                let length = if top == 0 { usize::from(numbers[3] % 5) } else { usize::from(numbers[3] % 3) };
                super::order(&order.into_iter().map(|(_, n)| n).take(length).collect::<Vec<_>>())
            }
            Method::Matrix { .. } => points(
                &each().map(|(n, number)| (n, (number % 5) as u8 + 1, (number / 5 % 5) as u8 + 1)).collect::<Vec<_>>(),
            ),
            Method::Agree => says(&each().filter(|(_, n)| n % 4 < 3).map(|(o, n)| (o, n % 4 - 1)).collect::<Vec<_>>()),
        }
    }

    fn polls() -> impl Strategy<Value = (Method, Vec<(Group, Ballot)>)> {
        let group = prop_oneof![Just(Group::Youth), Just(Group::Operator), Just(Group::Other("Scuole".into()))];
        let given = proptest::collection::vec((group, any::<[u8; 4]>()), 1..24);
        (methods(), given).prop_map(|(method, given)| {
            (method, given.into_iter().map(|(group, numbers)| (group, ballot(method, &numbers))).collect())
        })
    }

    fn of(method: Method, ballots: &[(Group, Ballot)]) -> RoundResult {
        let each: Vec<_> = ballots.iter().map(|(group, ballot)| (group.clone(), vec![ballot.clone()])).collect();
        let options = if method.is_on_one_proposal() { 1 } else { 4 };
        tally(&keyed(method, options, &each), RoundNo(1)).unwrap()
    }

    proptest! {
        #[test]
        fn the_order_of_ballots_never_matters((method, ballots) in polls(), turn in 0_usize..24) {
            let mut turned = ballots.clone();
            let by = turn % turned.len();
            turned.rotate_left(by);
            turned.reverse();
            prop_assert_eq!(of(method, &ballots), of(method, &turned));
        }

        #[test]
        fn groups_add_up_to_the_total((method, ballots) in polls()) {
            let result = of(method, &ballots);
            prop_assert_eq!(result.voters, result.groups.values().sum::<u32>());
            for option in &result.options {
                prop_assert!(option.distinct.is_none_or(|distinct| distinct <= result.voters));
                let sum = option.by_group.values().fold(Share::default(), |sum, share| sum.with(*share));
                prop_assert_eq!(sum, option.share);
                let told = option.by_group.keys().map(|group| option.told_of(method, group));
                prop_assert_eq!(told.fold(Share::default(), Share::with), option.told(method));
            }
        }

        /// Of dots, approval, consent, points of an order and scores: what an option got never falls with a ballot for it.
        #[test]
        fn a_ballot_for_an_option_never_lowers_what_it_got((method, ballots) in polls()) {
            let for_it = match method {
                Method::Dots { .. } => Ballot::Dots([(option(0), 1)].into_iter().collect()),
                Method::Approval { .. } => Ballot::Approval([option(0)].into_iter().collect()),
                Method::Score { high, .. } => scores(&[(0, high)]),
                Method::FistToFive => Ballot::Fingers(5),
                Method::Consent => Ballot::Consent,
                Method::Ranking { .. } => super::order(&[0]),
                Method::Matrix { .. } => points(&[(0, 5, 5)]),
                Method::Agree => says(&[(0, 1)]),
            };
            let got = |result: &RoundResult| {
                result.options.iter().find(|o| o.option == option(0)).map(|o| (o.votes, o.share)).unwrap()
            };
            let before = got(&of(method, &ballots));
            let mut more = ballots.clone();
            more.push((Group::Youth, for_it));
            let after = got(&of(method, &more));
            prop_assert!(after.0 >= before.0);
            // nor its share, with the most that can be given
            let holds = !matches!(method, Method::Ranking { .. });
            prop_assert!(!holds || after.1.compare(before.1).is_ge());
        }

        #[test]
        fn printed_percentages_never_add_to_more_than_their_whole((method, ballots) in polls()) {
            let result = of(method, &ballots);
            if matches!(method, Method::Dots { .. }) {
                prop_assert!(result.options.iter().filter_map(|o| o.share.percent()).sum::<u32>() <= 100);
            }
            for option in &result.options {
                if let Detail::Stances(said) = option.detail {
                    let n = said.n();
                    let parts = [said.agree, said.disagree, said.pass].map(|of| Share { of, total: n }.percent().unwrap_or(0));
                    prop_assert!(parts.iter().sum::<u32>() <= 100);
                }
            }
        }

        /// What is hidden cannot be had as the total minus what is shown: never of one group, of fewer than three, nor of
        /// fewer than five who all gave the same.
        #[test]
        fn nothing_hidden_is_had_by_subtraction((method, ballots) in polls()) {
            let result = of(method, &ballots);
            let shielded = shield(&result);
            for group in &shielded.shown {
                prop_assert!(result.groups[group] >= SMALLEST);
            }
            if !shielded.too_few && !shielded.hidden.is_empty() {
                let people: u32 = shielded.hidden.iter().map(|group| result.groups[group]).sum();
                prop_assert!(people >= SMALLEST && shielded.hidden.len() > 1);
                let given = |o: &OptionResult| shielded.hidden.iter().map(|group| o.by_group[group].of).sum::<u32>();
                let approval = matches!(method, Method::Approval { .. });
                if people < SMALLEST_UNANIMOUS && approval {
                    prop_assert!(result.options.iter().all(|o| (1..people).contains(&given(o))));
                }
            }
        }
    }
}

#[test]
fn pooled_ballots_are_no_others_and_young_people_among_them_leave_no_gap() {
    use Group::{Family, Operator, Youth};
    let set = |n: u64| Ballot::Approval([option(n)].into_iter().collect());
    type Case<'a> = (&'a [(Voters, usize)], &'a [(Group, u32)], Option<Share>);
    let share = |of: u32, total: u32| Some(Share { of, total });
    let cases: [Case<'_>; 5] = [
        // young people keyed their ballots in a group of their own: those of the pool are none of them, nor the others'
        (&[(Voters::Of(Youth), 4), (Voters::Undisclosed, 3)], &[(Operator, 5)], share(0, 5)),
        // they were all counted by hand
        (&[(Voters::Undisclosed, 3)], &[(Youth, 4), (Operator, 5)], share(0, 5)),
        // some were counted by hand: the others may be in the pool
        (&[(Voters::Undisclosed, 3)], &[(Youth, 2), (Operator, 5)], None),
        // nobody but the pool is beside them
        (&[(Voters::Of(Youth), 4), (Voters::Undisclosed, 3)], &[], None),
        (&[(Voters::Of(Youth), 4), (Voters::Of(Family), 3), (Voters::Undisclosed, 3)], &[], share(3, 3)),
    ];
    for (ballots, counted, others) in cases {
        let hands: Vec<(Group, u32, &[u32])> =
            counted.iter().map(|(group, voters)| (group.clone(), *voters, &[0, 0, 1][..])).collect();
        let mut poll = poll(Method::Approval { max: 0 }, &hands);
        let round = poll.rounds.get_mut(&RoundNo(1)).unwrap();
        round.present = [(Youth, 4), (Operator, 5), (Family, 3)].into_iter().collect();
        for (voters, many) in ballots {
            round.ballots.insert(voters.clone(), Ballots(vec![set(0); *many]));
        }
        let result = tally(&poll, RoundNo(1)).unwrap();
        let first = result.options.iter().find(|one| one.option == option(0)).unwrap();
        assert_eq!(first.gap.map(|gap| gap.others), others, "{ballots:?} {counted:?}");
        assert_eq!(first.told_gap(result.method).map(|gap| gap.others), others, "{ballots:?} {counted:?}");
    }
}

#[test]
fn the_gap_is_not_told_where_it_would_tell_of_a_hidden_group_beside_the_pool() {
    let set = |n: u64| Ballot::Approval([option(n)].into_iter().collect());
    let mut poll = poll(Method::Approval { max: 0 }, &[(Group::Operator, 4, &[4, 0, 0])]);
    let round = poll.rounds.get_mut(&RoundNo(1)).unwrap();
    round.present = [(Group::Youth, 6), (Group::Operator, 4), (Group::Family, 3)].into_iter().collect();
    round.ballots.insert(youth(), Ballots((0..6).map(|n| set(n % 3)).collect()));
    round.ballots.insert(Voters::Undisclosed, Ballots(vec![set(0), set(1), set(2)]));
    let shielded = shield(&tally(&poll, RoundNo(1)).unwrap());
    // four who are as one are hidden, and the pool with them: the others would be these four alone
    assert!(shielded.shown.contains(&youth()) && shielded.hidden.contains(&Voters::Of(Group::Operator)));
    assert!(!shielded.tells_gap());
}
