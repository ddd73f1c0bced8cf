//! Owns what cannot quite be in a count: more votes than voters, more voters than people. It questions, never refuses.

use crate::domain::heads::add_up;
use crate::domain::poll::{Count, Method, Round, Tick};
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
    for (id, option) in round.options.iter() {
        let votes = count.votes.get(&Tick::on(*id)).copied().unwrap_or(0);
        doubts.extend(on_one(lang, method, (&name, &option.text), votes, count));
    }
    if let Some(most) = most.filter(|most| given > *most) {
        doubts.push(words::more_than_allowed(lang, name, given, most));
    }
    doubts
}

fn on_one(lang: Lang, method: Method, (name, option): (&str, &str), votes: u32, count: &Count) -> Option<String> {
    match method {
        Method::Dots { cap: 0, .. } => None,
        Method::Dots { cap, .. } => {
            let most = count.voters.saturating_mul(cap);
            (votes > most).then(|| words::more_on_one(lang, name.to_owned(), option.to_owned(), votes, most))
        }
        Method::Approval { .. }
        | Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => (votes > count.voters)
            .then(|| words::more_than_voters(lang, name.to_owned(), option.to_owned(), votes, count.voters)),
    }
}

/// Returns what is doubtful in all groups' counts.
pub(super) fn all(lang: Lang, method: Method, round: &Round) -> Vec<String> {
    round.counted.keys().flat_map(|group| of_group(lang, method, round, group)).collect()
}
