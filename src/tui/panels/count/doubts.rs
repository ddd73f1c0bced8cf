//! Owns what cannot quite be in a count: more votes than voters, more voters than people. It questions, never refuses.

use crate::domain::heads::add_up;
use crate::domain::poll::{Count, MATRIX, Method, PollOption, Round, Tick, in_order};
use crate::domain::value::Group;
use crate::text::panels::count as words;
use crate::text::{Lang, names};

/// Returns what is doubtful in one group's count.
pub(super) fn of_group(lang: Lang, method: Method, round: &Round, group: &Group) -> Vec<String> {
    let Some(count) = round.counted.get(group) else { return Vec::new() };
    let name = names::group(lang, group);
    let mut doubts = Vec::new();
    let present = round.present.get(group).copied().unwrap_or(0);
    if count.voters > present {
        doubts.push(words::more_than_present(lang, name.clone(), count.voters, present));
    }
    let given = add_up(count.votes.values().copied());
    let most = match method {
        Method::Dots { each, .. } => Some(count.voters.saturating_mul(each)),
        Method::Approval { max } if max > 0 => Some(count.voters.saturating_mul(max)),
        Method::Approval { .. }
        | Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => None,
    };
    for (id, option) in in_order(&round.options) {
        let votes = |mark: Option<i32>| count.votes.get(&Tick { option: id, mark }).copied().unwrap_or(0);
        doubts.extend(on_one(lang, method, (&name, option), &votes, count));
    }
    if let Some(most) = most.filter(|most| given > *most) {
        doubts.push(words::more_than_allowed(lang, name.clone(), given, most));
    }
    if let Method::Ranking { .. } = method {
        doubts.extend(in_one_place(lang, &name, round, count));
    }
    doubts
}

fn on_one(
    lang: Lang,
    method: Method,
    (name, option): (&str, &PollOption),
    votes: &dyn Fn(Option<i32>) -> u32,
    count: &Count,
) -> Option<String> {
    let marks = |from: i32, to: i32| add_up((from..=to).map(|mark| votes(Some(mark))));
    let above_voters = |given: u32| {
        let text = option.text.clone();
        (given > count.voters).then(|| words::more_than_voters(lang, name.to_owned(), text, given, count.voters))
    };
    match method {
        Method::Dots { cap: 0, .. } => None,
        Method::Dots { cap, .. } => {
            let (given, most) = (votes(None), count.voters.saturating_mul(cap));
            let text = option.text.clone();
            (given > most).then(|| words::more_on_one(lang, name.to_owned(), text, given, most))
        }
        Method::Approval { .. } => above_voters(votes(None)),
        Method::Score { .. } | Method::Ranking { .. } | Method::Agree => {
            above_voters(add_up(method.marks(100).into_iter().map(|mark| votes(Some(mark)))))
        }
        Method::Matrix { .. } => {
            let axis = |ten: i32| marks(ten + MATRIX.0, ten + MATRIX.1);
            above_voters(axis(10).max(axis(20)))
        }
        // everybody who votes gives one mark
        Method::FistToFive | Method::Consent => {
            let given = marks(0, 5);
            (given != count.voters).then(|| words::not_as_voters(lang, name.to_owned(), given, count.voters))
        }
    }
}

/// Of one group, no place of an order can be given more often than there are voters.
fn in_one_place(lang: Lang, name: &str, round: &Round, count: &Count) -> Option<String> {
    let places = Method::Ranking { top: 0 }.marks(round.options.len());
    let given = |place: i32| add_up(count.votes.iter().filter(|(tick, _)| tick.mark == Some(place)).map(|(_, n)| *n));
    let found = places.into_iter().map(|place| (place, given(place))).find(|(_, given)| *given > count.voters);
    found.map(|(place, given)| words::more_in_place(lang, name.to_owned(), place, given, count.voters))
}

/// Returns what is doubtful in all groups' counts.
pub(super) fn all(lang: Lang, method: Method, round: &Round) -> Vec<String> {
    round.counted.keys().flat_map(|group| of_group(lang, method, round, group)).collect()
}

/// Returns whether more voted than were there: by count within a group, or with the ballots of the box in all.
pub(super) fn above_present(lang: Lang, round: &Round, boxed: u32) -> Option<String> {
    let counted = add_up(round.counted.values().map(|count| count.voters));
    let present = add_up(round.present.values().copied());
    let voted = counted.saturating_add(boxed);
    let group = round.counted.iter().find(|(group, count)| {
        round.present.get(*group).is_none_or(|present| count.voters > *present) && count.voters > 0
    });
    if voted > present {
        return Some(words::more_than_all_present(lang, counted, boxed, present));
    }
    group.map(|(group, count)| {
        let present = round.present.get(group).copied().unwrap_or(0);
        words::more_than_present(lang, names::group(lang, group), count.voters, present)
    })
}
