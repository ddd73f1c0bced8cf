//! Owns what of a poll the room sees: turnout while it is open, the result once it was revealed, never before.

use crate::domain::id::PollId;
use crate::domain::item::{Kind, Poll};
use crate::domain::poll::{PollOption, Round, RoundNo, in_order};
use crate::domain::quoting::is_withheld;
use crate::domain::value::RoundState;
use crate::tally::{self, Share};
use crate::text::names;
use crate::text::panels::wall as words;

use super::super::caption;
use super::slide::{Body, Entry, Slide, Under};
use super::{WallView, revealed};

/// Returns the options as they were frozen in the last round, else as they are prepared.
fn offered(poll: &Poll) -> Vec<&PollOption> {
    let frozen = poll.rounds.last_key_value().map(|(_, round)| &round.options).filter(|options| !options.is_empty());
    in_order(frozen.unwrap_or(&poll.options)).into_iter().map(|(_, option)| option).collect()
}

/// Returns the slides of a poll; none where there is no such poll.
pub(super) fn deck(view: &WallView<'_>, id: PollId) -> Vec<Slide> {
    let lang = view.lang;
    let Some(poll) = view.session.polls.get(id).filter(|poll| !poll.gone) else {
        return Vec::new();
    };
    let mut head = names::method(lang, poll.method);
    let last = poll.rounds.last_key_value();
    if let Some((number, _)) = last.filter(|(number, _)| number.0 > 1) {
        head = format!("{head} · {}", words::round_again(lang, number.0));
    }
    let slide = |body: Body, under: Under| Slide {
        head: head.clone(),
        title: poll.question.clone(),
        body,
        under: vec![under],
        ..Slide::default()
    };
    let options = || listed(view, poll);
    let turnout = |(number, round): (&RoundNo, &Round)| {
        // what lies in the box is counted too, and nothing else of it known here
        let boxed = view.boxes.get(&(id, *number)).copied().unwrap_or(0);
        let Share { of, total } = tally::turnout(round);
        let of = of.saturating_add(boxed);
        match total {
            0 => Under::Line(words::voted(lang, of)),
            _ => Under::Turnout { of, total, says: words::have_voted(lang, of, total) },
        }
    };
    vec![match last.map(|(number, round)| (number, round, round.state)) {
        None | Some((_, _, RoundState::Prepared)) => {
            slide(options(), Under::Quiet(words::to_be_voted(lang).to_owned()))
        }
        Some((number, round, RoundState::Open)) => slide(options(), turnout((number, round))),
        Some((number, round, RoundState::Closed)) => {
            slide(Body::Big(words::vote_closed(lang).to_owned()), turnout((number, round)))
        }
        Some((_, _, RoundState::Interrupted)) => {
            slide(options(), Under::Line(words::vote_interrupted(lang).to_owned()))
        }
        Some((number, round, RoundState::Revealed)) => match tally::tally(poll, *number) {
            Some(mut result) => {
                for option in &mut result.options {
                    if let Some(frozen) = round.options.get(&option.option).or(poll.options.get(&option.option)) {
                        option.text = text_of(view, frozen);
                    }
                }
                let slides = revealed::slides(lang, &result).into_iter();
                return slides
                    .map(|slide| {
                        // what was voted on, where it is not the question itself
                        let about = result.options.first().filter(|_| poll.method.is_on_one_proposal());
                        let about = about.map(|option| option.text.clone()).filter(|text| *text != poll.question);
                        let line = about.into_iter().chain([slide.line.clone()]).filter(|line| !line.is_empty());
                        let line = line.collect::<Vec<_>>().join(" · ");
                        Slide { head: head.clone(), title: poll.question.clone(), line, ..slide }
                    })
                    .collect();
            }
            None => slide(options(), turnout((number, round))),
        },
    }]
}

fn listed(view: &WallView<'_>, poll: &Poll) -> Body {
    let entries = offered(poll).into_iter().map(|option| Entry {
        sign: "○".to_owned(),
        text: text_of(view, option),
        below: Vec::new(),
    });
    Body::Options(entries.collect())
}

/// Returns an option's text, or that its words are withheld: those of a voice or a note that the partners may not read,
/// also where they were frozen before that was said. Of whoever takes part the room reads nothing.
fn text_of(view: &WallView<'_>, option: &PollOption) -> String {
    let Some(item) = option.item else { return option.text.clone() };
    let hidden = match item.kind() {
        Kind::Participant | Kind::Conflict => true,
        Kind::Voice | Kind::Note => is_withheld(item, view.session),
        Kind::Session
        | Kind::Step
        | Kind::Table
        | Kind::Practice
        | Kind::Sketch
        | Kind::Poll
        | Kind::Decision
        | Kind::Action => false,
    };
    match (hidden, view.session.get(item)) {
        (true, _) => words::option_withheld(view.lang).to_owned(),
        (false, Some(item)) if option.text.is_empty() => caption::caption(view.lang, &item),
        (false, _) => option.text.clone(),
    }
}
