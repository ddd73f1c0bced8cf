//! Owns what of a poll the room sees: turnout while it is open, the result once it was revealed, never before.

use crate::domain::id::PollId;
use crate::domain::item::{Kind, Poll};
use crate::domain::poll::{Axis, ConsensusRule, Method, PollOption, Round};
use crate::domain::quoting::is_withheld;
use crate::domain::value::{RoundState, Voters};
use crate::tally::{self, Detail, OptionResult, RoundResult, Share};
use crate::text::panels::{picture, wall as words};
use crate::text::tally::parting;
use crate::text::{Lang, names};

use super::super::caption;
use super::super::picture::Plot;
use super::WallView;
use super::slide::{BarRow, Bars, Body, Entry, Plotted, Slide, Under};

/// Returns the options as they were frozen in the last round, else as they are prepared.
fn offered(poll: &Poll) -> Vec<PollOption> {
    let frozen = poll.rounds.last_key_value().map(|(_, round)| &round.options).filter(|options| !options.is_empty());
    let mut options: Vec<PollOption> = frozen.unwrap_or(&poll.options).values().cloned().collect();
    options.sort_by_key(|option| option.order);
    options
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
    vec![match last.map(|(number, round)| (number, round, round.state)) {
        None | Some((_, _, RoundState::Prepared)) => {
            slide(options(), Under::Quiet(words::to_be_voted(lang).to_owned()))
        }
        Some((number, round, RoundState::Open)) => {
            let boxed = view.boxes.get(&(id, *number)).copied().unwrap_or(0);
            slide(options(), turnout(round, boxed, lang))
        }
        Some((_, round, RoundState::Closed)) => {
            slide(Body::Big(words::vote_closed(lang).to_owned()), turnout(round, 0, lang))
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
                Slide { head, title: poll.question.clone(), ..revealed(lang, &result) }
            }
            None => slide(options(), turnout(round, 0, lang)),
        },
    }]
}

fn listed(view: &WallView<'_>, poll: &Poll) -> Body {
    let entries = offered(poll).into_iter().map(|option| Entry {
        sign: "○".to_owned(),
        text: text_of(view, &option),
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

fn turnout(round: &Round, boxed: u32, lang: Lang) -> Under {
    let Share { of, total } = tally::turnout(round);
    let of = of.saturating_add(boxed);
    let total = if total > 0 { total.max(of) } else { 0 };
    if total == 0 {
        return Under::Line(words::voted(lang, of));
    }
    Under::Turnout { of, total, says: words::have_voted(lang, of, total) }
}

fn revealed(lang: Lang, result: &RoundResult) -> Slide {
    let shielded = tally::shield(result);
    if shielded.too_few {
        let body = Body::Big(words::too_few(lang).to_owned());
        return Slide { body, foot: rule_fixed(lang, result.rule), ..Slide::default() };
    }
    let mut groups: Vec<&Voters> = shielded.shown.iter().collect();
    groups.sort_by_key(|group| **group != tally::youth());
    let method = result.method;
    let body = match (method, result.cut()) {
        (Method::Matrix { x, y }, Some(cut)) => plotted(lang, result, (x, y), cut),
        _ => Body::Bars(bars(lang, result, &groups)),
    };
    let parts = shielded.shown.contains(&tally::youth()).then(|| parting(lang, result)).flatten();
    let said = picture::said(lang, result, tells_single(result));
    let under = said.into_iter().chain(parts).chain(ruled(lang, result)).map(Under::Line).collect();
    let voted = match result.present {
        0 => words::voted(lang, result.voters),
        present => words::have_voted(lang, result.voters, present),
    };
    let small = (!shielded.hidden.is_empty()).then(|| words::small_groups(lang).to_owned());
    let foot: Vec<String> = [voted].into_iter().chain(small).collect();
    Slide { body, under, foot: foot.join(" · "), ..Slide::default() }
}

/// Tells whether a number may stand for one or two people of the whole room: nobody is to be found among so few.
fn tells_single(result: &RoundResult) -> bool {
    result.voters >= tally::SMALLEST_UNANIMOUS
}

fn bars(lang: Lang, result: &RoundResult, groups: &[&Voters]) -> Bars {
    let method = result.method;
    let most = result.options.iter().map(|option| option.votes).max().unwrap_or(0);
    let row = |option: &OptionResult| {
        let told = option.told(method);
        // dots and points beside the most that an option got, people beside all of them
        let whole = if matches!(method, Method::Dots { .. }) { most } else { told.total };
        let thousandths = (u64::from(told.of) * 1000).checked_div(whole.into()).unwrap_or(0).min(1000) as u32;
        BarRow {
            text: option.text.clone(),
            thousandths,
            count: picture::told(lang, method, told),
            met: if option.consensus.is_some_and(|(_, met)| met) {
                words::rule_met(lang).to_owned()
            } else {
                String::new()
            },
            by_group: groups
                .iter()
                .map(|group| option.told_of(method, group))
                .map(|share| words::of(lang, share.of, share.total))
                .collect(),
        }
    };
    let groups = groups.iter().map(|group| names::voters(lang, group)).collect();
    Bars { groups, rows: result.options.iter().map(row).collect() }
}

fn plotted(lang: Lang, result: &RoundResult, (x, y): (Axis, Axis), cut: (f64, f64)) -> Body {
    let mut points = Vec::new();
    let mut legend = Vec::new();
    for (place, option) in result.options.iter().enumerate() {
        let Detail::Point(point) = &option.detail else { continue };
        let zone = result.zone(&option.detail).map(|zone| picture::zone(lang, result.method, zone));
        points.extend(point.means().map(|means| (place + 1, means)));
        legend.push((place + 1, option.text.clone(), zone.unwrap_or_default()));
    }
    let plot = Plot {
        across: names::axis(lang, x).to_owned(),
        up: names::axis(lang, y).to_owned(),
        zones: picture::zones(lang, result.method),
        cut,
        points,
    };
    Body::Plot(Plotted { plot, legend })
}

/// Returns what the rule says, where there is one for this method.
fn ruled(lang: Lang, result: &RoundResult) -> Option<String> {
    match result.method {
        // their own rule is what is said of them, and of an order none says anything
        Method::FistToFive | Method::Consent | Method::Ranking { .. } => None,
        Method::Dots { .. }
        | Method::Approval { .. }
        | Method::Score { .. }
        | Method::Matrix { .. }
        | Method::Agree => Some(rule(lang, result)),
    }
}

/// Says which rule was fixed, and that it is not met where no option meets it.
pub fn rule(lang: Lang, result: &RoundResult) -> String {
    let said = rule_fixed(lang, result.rule);
    if result.rule == ConsensusRule::NoRule {
        return said;
    }
    let known = result.options.iter().any(|option| option.consensus.is_some());
    let met = result.options.iter().any(|option| option.consensus.is_some_and(|(_, met)| met));
    match (known, met) {
        (true, true) => said,
        (true, false) => format!("{said}: {}", words::rule_not_met(lang)),
        (false, _) => format!("{said}: {}", words::rule_unknown(lang)),
    }
}

fn rule_fixed(lang: Lang, rule: ConsensusRule) -> String {
    match rule {
        ConsensusRule::NoRule => words::rule_none(lang).to_owned(),
        ConsensusRule::Share { percent } => words::rule_share(lang, percent),
        ConsensusRule::CoreOutcome { .. } => words::rule_core(lang).to_owned(),
    }
}
