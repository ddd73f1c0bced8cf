//! Owns what cannot quite be in a count: more votes than voters, more voters than people, answers that are still missing.
//! It questions, never refuses.

use crate::domain::heads::add_up;
use crate::domain::id::OptionId;
use crate::domain::poll::{Count, MATRIX, Method, PollOption, Round, Tick, in_order};
use crate::domain::value::Group;
use crate::text::panels::count as words;
use crate::text::{Lang, names};

use super::super::paint::fit;

/// How much of an option's text is said, in columns.
const NAME: usize = 40;

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
        let text = short(option);
        (given > count.voters).then(|| words::more_than_voters(lang, name.to_owned(), text, given, count.voters))
    };
    match method {
        Method::Dots { cap: 0, .. } => None,
        Method::Dots { cap, .. } => {
            let (given, most) = (votes(None), count.voters.saturating_mul(cap));
            let text = short(option);
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

/// Returns an option's text, cut to what leaves a doubt on a line or two.
fn short(option: &PollOption) -> String {
    fit(option.text.trim(), NAME)
}

/// Of one group, no place of an order can be given more often than there are voters.
fn in_one_place(lang: Lang, name: &str, round: &Round, count: &Count) -> Option<String> {
    let places = Method::Ranking { top: 0 }.marks(round.options.len());
    let given = |place: i32| add_up(count.votes.iter().filter(|(tick, _)| tick.mark == Some(place)).map(|(_, n)| *n));
    let found = places.into_iter().map(|place| (place, given(place))).find(|(_, given)| *given > count.voters);
    found.map(|(place, given)| words::more_in_place(lang, name.to_owned(), place, given, count.voters))
}

/// Returns what is doubtful before a round is closed: more people than are here, what cannot be, what is missing.
pub(super) fn at_closing(lang: Lang, method: Method, round: &Round, boxed: u32) -> Vec<String> {
    let counts = || round.counted.iter();
    let cannot_be = counts().flat_map(|(group, _)| of_group(lang, method, round, group));
    let missing = counts().flat_map(|(group, count)| unfinished(lang, method, round, (group, count)));
    above_present(lang, round, boxed).into_iter().chain(cannot_be).chain(missing).collect()
}

/// Returns whether more were counted and lie in the box than are here. Whose ballots lie in the box nobody knows yet.
pub(super) fn above_present(lang: Lang, round: &Round, boxed: u32) -> Option<String> {
    let counted = add_up(round.counted.values().map(|count| count.voters));
    let present = add_up(round.present.values().copied());
    let voted = counted.saturating_add(boxed);
    // what was counted alone is questioned group by group
    (boxed > 0 && voted > present).then(|| words::more_than_all_present(lang, voted, counted, boxed, present))
}

/// Returns what one group's count misses: every voter gives an option a mark, or leaves it on purpose.
fn unfinished(lang: Lang, method: Method, round: &Round, (group, count): (&Group, &Count)) -> Vec<String> {
    let (name, voters) = (names::group(lang, group), count.voters);
    let everybody_gives_one = matches!(method, Method::FistToFive | Method::Consent);
    if voters == 0 || everybody_gives_one {
        return Vec::new();
    }
    if count.votes.values().all(|votes| *votes == 0) {
        return vec![words::no_numbers(lang, name, voters)];
    }
    let options = in_order(&round.options);
    let given = |id: OptionId, mark: i32| count.votes.get(&Tick { option: id, mark: Some(mark) }).copied().unwrap_or(0);
    let of_marks = |id: OptionId, marks: &[i32]| add_up(marks.iter().map(|mark| given(id, *mark)));
    let mut missing = Vec::new();
    match method {
        // nobody has to give an option anything
        Method::Dots { .. } | Method::Approval { .. } | Method::FistToFive | Method::Consent => {}
        Method::Score { .. } | Method::Agree => {
            let marks = method.marks(options.len());
            missing.extend(options.iter().filter_map(|(id, option)| match of_marks(*id, &marks) {
                0 => Some(words::no_number(lang, name.clone(), short(option))),
                given if given < voters => Some(words::some_answered(lang, name.clone(), short(option), given, voters)),
                _ => None,
            }));
        }
        Method::Matrix { x, y } => {
            for (id, option) in options {
                let on = |ten: i32| {
                    let marks: Vec<i32> = (MATRIX.0..=MATRIX.1).map(|score| ten + score).collect();
                    of_marks(id, &marks)
                };
                let axes = [(x, on(10)), (y, on(20))];
                if axes.iter().all(|(_, given)| *given == 0) {
                    missing.push(words::no_number(lang, name.clone(), short(option)));
                    continue;
                }
                missing.extend(axes.into_iter().filter(|(_, given)| *given < voters).map(|(axis, given)| {
                    let (name, text) = (name.clone(), short(option));
                    words::some_on_axis(lang, name, text, names::axis(lang, axis), given, voters)
                }));
            }
        }
        Method::Ranking { .. } => {
            let places = method.marks(options.len());
            let in_place = |place: i32| add_up(options.iter().map(|(id, _)| given(*id, place)));
            let first = in_place(1);
            missing.extend((first < voters).then(|| words::some_first(lang, name.clone(), first, voters)));
            // an order may be short, and never without a place before one that it has
            missing.extend(places.iter().skip(1).filter_map(|place| {
                let (earlier, given) = (in_place(place - 1), in_place(*place));
                (given > earlier).then(|| words::place_skipped(lang, name.clone(), *place, given, place - 1, earlier))
            }));
        }
    }
    missing
}
