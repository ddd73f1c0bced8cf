//! Results by hand.

use super::*;
use crate::domain::field::Map;
use crate::domain::id::{Code, OptionId, TypedId};
use crate::domain::item::Poll;
use crate::domain::poll::{Count, PollOption, Round, Tick};

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
