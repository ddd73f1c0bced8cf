//! Owns the fields of a poll's method and of consensus rules, which are made of a choice and its numbers.

use crate::domain::item::{Head, Item, Poll};
use crate::domain::poll::{Axis, ConsensusRule, Method};
use crate::domain::value::RoundState;
use crate::text::panels::form as words;
use crate::text::{Lang, names};

use super::specs::{field, part};
use super::value::{Bound, Need, Page, Parted, Sort, Spec, Value, is, read, write};

/// What a new share or dots begin with.
const SHARE: ConsensusRule = ConsensusRule::Share { percent: 75 };
const CORE: ConsensusRule = ConsensusRule::CoreOutcome { high_percent: 70, low_percent: 15 };

/// The methods that a form offers, in that order: those that a new poll is most often put by come first.
const METHODS: &[Method] = &[
    Method::Dots { each: 3, cap: 0 },
    Method::FistToFive,
    Method::Matrix { x: Axis::Importance, y: Axis::Feasibility },
    Method::Approval { max: 0 },
    Method::Score { low: 1, high: 5 },
    Method::Ranking { top: 0 },
    Method::Consent,
    Method::Agree,
];
/// What the axes of a matrix can measure.
const AXES: &[Axis] = &[Axis::Importance, Axis::Feasibility, Axis::Impact, Axis::Effort];
/// The highest score that a form takes.
const HIGHEST: u32 = 100;

/// Returns the fields of a session's rule, which new polls begin with.
pub fn of_head() -> Vec<Spec> {
    vec![
        part!(Head "consensus_rule", rule, Sort::Choice(rules),
            |head| Value::Choice(Some(place(head.consensus_rule))),
            |head: &mut Head, value: &Value| set_rule(&mut head.consensus_rule, value))
        .desk(),
        part!(Head "consensus_rule/percent", rule_percent, Sort::Number(100),
            |head| Value::Number(percent(head.consensus_rule)),
            |head: &mut Head, value: &Value| set_percent(&mut head.consensus_rule, value))
        .desk()
        .must()
        .when(|item| is(item, |head: &Head| matches!(head.consensus_rule, ConsensusRule::Share { .. }))),
    ]
}

/// Returns the fields of a poll.
pub fn poll() -> Vec<Spec> {
    vec![
        field!(Poll.question, question, Sort::Text).wanted(),
        part!(Poll "method", method, Sort::Choice(methods),
            |poll| Value::Choice(METHODS.iter().position(|method| same_method(*method, poll.method))),
            |poll: &mut Poll, value: &Value| if let Value::Choice(Some(place)) = value
                && let Some(method) = METHODS.get(*place)
                && !same_method(*method, poll.method)
            {
                poll.method = *method;
            })
        .when(|item| is(item, |poll: &Poll| !was_opened(poll))),
        part!(Poll "method/each", dots_each, Sort::Number(100),
            |poll| Value::Number(if let Method::Dots { each, .. } = poll.method { Some(each).filter(|each| *each > 0) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Dots { each, .. }, Value::Number(number)) = (&mut poll.method, value) {
                *each = number.unwrap_or(0);
            })
        .must()
        .when(has_dots),
        part!(Poll "method/cap", dots_cap, Sort::Number(100),
            |poll| Value::Number(if let Method::Dots { cap, .. } = poll.method { Some(cap).filter(|cap| *cap > 0) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Dots { cap, .. }, Value::Number(number)) = (&mut poll.method, value) {
                *cap = number.unwrap_or(0);
            })
        .when(has_dots),
        part!(Poll "method/max", approval_max, Sort::Number(100),
            |poll| Value::Number(if let Method::Approval { max } = poll.method { Some(max).filter(|max| *max > 0) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Approval { max }, Value::Number(number)) = (&mut poll.method, value) {
                *max = number.unwrap_or(0);
            })
        .when(|item| is(item, |poll: &Poll| matches!(poll.method, Method::Approval { .. }) && !was_opened(poll))),
        part!(Poll "method/low", score_low, Sort::Number(HIGHEST),
            |poll| Value::Number(if let Method::Score { low, .. } = poll.method { u32::try_from(low).ok() } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Score { low, .. }, Value::Number(number)) = (&mut poll.method, value) {
                *low = score(number.unwrap_or(0));
            })
        .must()
        .when(has_scores),
        part!(Poll "method/high", score_high, Sort::Number(HIGHEST),
            |poll| Value::Number(if let Method::Score { high, .. } = poll.method { u32::try_from(high).ok() } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Score { high, .. }, Value::Number(number)) = (&mut poll.method, value) {
                *high = score(number.unwrap_or(0));
            })
        .must()
        .when(has_scores),
        part!(Poll "method/top", ranking_top, Sort::Number(100),
            |poll| Value::Number(if let Method::Ranking { top } = poll.method { Some(top).filter(|top| *top > 0) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Ranking { top }, Value::Number(number)) = (&mut poll.method, value) {
                *top = number.unwrap_or(0);
            })
        .when(|item| is(item, |poll: &Poll| matches!(poll.method, Method::Ranking { .. }) && !was_opened(poll))),
        part!(Poll "method/x", matrix_x, Sort::Choice(axes),
            |poll| Value::Choice(if let Method::Matrix { x, .. } = poll.method { axis_place(x) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Matrix { x, .. }, Some(chosen)) = (&mut poll.method, axis(value)) {
                *x = chosen;
            })
        .when(has_axes),
        part!(Poll "method/y", matrix_y, Sort::Choice(axes),
            |poll| Value::Choice(if let Method::Matrix { y, .. } = poll.method { axis_place(y) } else { None }),
            |poll: &mut Poll, value: &Value| if let (Method::Matrix { y, .. }, Some(chosen)) = (&mut poll.method, axis(value)) {
                *y = chosen;
            })
        .when(has_axes),
        part!(Poll "rule", rule, Sort::Choice(rules),
            |poll| Value::Choice(Some(place(poll.rule))),
            |poll: &mut Poll, value: &Value| set_rule(&mut poll.rule, value))
        .when(|item| is(item, |poll: &Poll| takes_rule(poll.method))),
        part!(Poll "rule/percent", rule_percent, Sort::Number(100),
            |poll| Value::Number(percent(poll.rule)),
            |poll: &mut Poll, value: &Value| set_percent(&mut poll.rule, value))
        .must()
        .when(|item| is(item, |poll: &Poll| takes_rule(poll.method) && matches!(poll.rule, ConsensusRule::Share { .. }))),
        field!(Poll.tags, tags, Sort::Words(Parted::Tags)).desk(),
    ]
}

/// Tells whether a round was opened: the method is every round's, and stays.
fn was_opened(poll: &Poll) -> bool {
    poll.rounds.values().any(|round| round.state != RoundState::Prepared)
}

/// Tells whether a rule can be chosen: a fist and a consent have their own, and of orders it says nothing.
fn takes_rule(method: Method) -> bool {
    match method {
        Method::FistToFive | Method::Consent | Method::Ranking { .. } => false,
        Method::Dots { .. }
        | Method::Approval { .. }
        | Method::Score { .. }
        | Method::Matrix { .. }
        | Method::Agree => true,
    }
}

/// Returns what voters do and what comes of it, for a method by its place in the list.
pub(super) fn explained(lang: Lang, place: usize) -> &'static str {
    METHODS.get(place).map_or("", |method| names::method_explained(lang, *method))
}

fn has_scores(item: &Item) -> bool {
    is(item, |poll: &Poll| matches!(poll.method, Method::Score { .. }) && !was_opened(poll))
}

fn has_axes(item: &Item) -> bool {
    is(item, |poll: &Poll| matches!(poll.method, Method::Matrix { .. }) && !was_opened(poll))
}

fn score(number: u32) -> i32 {
    number.min(HIGHEST) as i32
}

fn axes(lang: Lang) -> Vec<String> {
    AXES.iter().map(|axis| names::axis(lang, *axis).to_owned()).collect()
}

fn axis_place(axis: Axis) -> Option<usize> {
    AXES.iter().position(|known| *known == axis)
}

fn axis(value: &Value) -> Option<Axis> {
    if let Value::Choice(Some(place)) = value { AXES.get(*place).copied() } else { None }
}

fn has_dots(item: &Item) -> bool {
    is(item, |poll: &Poll| matches!(poll.method, Method::Dots { .. }) && !was_opened(poll))
}

fn same_method(one: Method, other: Method) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn methods(lang: Lang) -> Vec<String> {
    let name = |method: &Method| match method {
        Method::Dots { .. } => words::dots(lang).to_owned(),
        Method::Score { .. } => words::scores(lang).to_owned(),
        Method::Matrix { .. } => words::matrix(lang).to_owned(),
        other => names::method(lang, *other),
    };
    METHODS.iter().map(name).collect()
}

fn rules(lang: Lang) -> Vec<String> {
    vec![
        words::rule_share(lang).to_owned(),
        words::rule_core_outcome(lang).to_owned(),
        words::rule_none(lang).to_owned(),
    ]
}

fn place(rule: ConsensusRule) -> usize {
    match rule {
        ConsensusRule::Share { .. } => 0,
        ConsensusRule::CoreOutcome { .. } => 1,
        ConsensusRule::NoRule => 2,
    }
}

fn set_rule(rule: &mut ConsensusRule, value: &Value) {
    if *value != Value::Choice(Some(place(*rule))) {
        *rule = match value {
            Value::Choice(Some(0)) => SHARE,
            Value::Choice(Some(1)) => CORE,
            _ => ConsensusRule::NoRule,
        };
    }
}

fn percent(rule: ConsensusRule) -> Option<u32> {
    match rule {
        ConsensusRule::Share { percent } => Some(percent.into()).filter(|percent| *percent > 0),
        ConsensusRule::CoreOutcome { .. } | ConsensusRule::NoRule => None,
    }
}

fn set_percent(rule: &mut ConsensusRule, value: &Value) {
    if let (ConsensusRule::Share { percent }, Value::Number(number)) = (rule, value) {
        *percent = number.and_then(|number| u8::try_from(number).ok()).unwrap_or(0);
    }
}
