//! Owns the sentences beside a result: the rule and whether it is met, where the groups part, what came of it.
//! The same on the console and on the wall.

use std::collections::BTreeMap;

use crate::domain::id::OptionId;
use crate::domain::poll::{Axis, ConsensusRule, FINGERS, MATRIX, Method};
use crate::domain::value::Voters;
use crate::tally::{self, Detail, Gap, OptionResult, RoundResult, Share, Spread};
use crate::text::panels::{picture as words, wall};
use crate::text::{Lang, names};

/// Returns the scale that a method scores on, where it does.
fn scale(method: Method) -> Option<(i32, i32)> {
    match method {
        Method::Score { low, high } => Some((low, high)),
        Method::Matrix { .. } => Some(MATRIX),
        Method::Dots { .. }
        | Method::Approval { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Agree => None,
    }
}

/// Returns the rule that was fixed; that of a method that has its own.
pub fn rule_fixed(lang: Lang, method: Method, rule: ConsensusRule) -> String {
    match (method, rule, scale(method)) {
        (Method::FistToFive, ..) => words::rule_fist(lang).to_owned(),
        (Method::Consent, ..) => words::rule_consent(lang).to_owned(),
        (_, ConsensusRule::NoRule, _) => words::rule_none(lang).to_owned(),
        (_, ConsensusRule::Share { percent }, Some(scale)) => {
            words::rule_share_high(lang, percent, tally::high_from(scale))
        }
        (Method::Agree, ConsensusRule::Share { percent }, None) => words::rule_share_agree(lang, percent),
        (_, ConsensusRule::Share { percent }, None) => words::rule_share(lang, percent),
        (_, ConsensusRule::CoreOutcome { high_percent, low_percent }, scale) => match scale {
            Some(scale) => {
                let (from, to) = (tally::high_from(scale), tally::low_to(scale));
                words::rule_core(lang, high_percent, from, low_percent, to)
            }
            None => words::rule_core_agree(lang, high_percent, low_percent),
        },
    }
}

/// Says which rule was fixed, and how many options meet it; of one proposal with numerator and denominator.
pub fn rule(lang: Lang, result: &RoundResult) -> String {
    let said = rule_fixed(lang, result.method, result.rule);
    if result.rule == ConsensusRule::NoRule && !result.method.is_on_one_proposal() {
        return said;
    }
    let came = if !applies(result) {
        words::rule_not_of_method(lang).to_owned()
    } else {
        rule_came(lang, result).unwrap_or_else(|| words::rule_unknown(lang).to_owned())
    };
    format!("{said}: {came}")
}

/// Says the same to the room, which reads of no rule where it does not apply or nobody can tell whether it is met.
pub fn rule_for_room(lang: Lang, result: &RoundResult) -> Option<String> {
    let no_rule = result.rule == ConsensusRule::NoRule && !result.method.is_on_one_proposal();
    (no_rule || applies(result) && rule_came(lang, result).is_some()).then(|| rule(lang, result))
}

/// Returns how many options meet the rule; `None` where votes counted by hand do not tell.
fn rule_came(lang: Lang, result: &RoundResult) -> Option<String> {
    let own = result.method.is_on_one_proposal();
    let known: Vec<(Share, bool)> = result.options.iter().filter_map(|option| option.consensus).collect();
    let met = known.iter().filter(|(_, met)| *met).count();
    Some(match known.as_slice() {
        [] => return None,
        [(share, met)] if own => {
            let came = if *met { words::rule_met(lang) } else { words::rule_not_met_one(lang) };
            format!("{came} ({})", wall::of(lang, share.of, share.total))
        }
        _ if met == 0 => words::rule_not_met(lang).to_owned(),
        _ if met == 1 => words::rule_met_by_one(lang, result.options.len()),
        _ => words::rule_met_by(lang, met, result.options.len()),
    })
}

/// Tells whether a rule says something of how was voted: an order has no yes, and high and low are of scores and
/// statements.
pub fn applies(result: &RoundResult) -> bool {
    let core = matches!(result.rule, ConsensusRule::CoreOutcome { .. });
    match result.method {
        Method::Ranking { .. } => result.rule == ConsensusRule::NoRule,
        Method::Dots { .. } | Method::Approval { .. } => !core,
        Method::Score { .. } | Method::FistToFive | Method::Consent | Method::Matrix { .. } | Method::Agree => true,
    }
}

/// Returns what a share stands for: *6 su 8*, *4,2*, *57% del massimo*.
pub fn figure(lang: Lang, method: Method, share: Share) -> String {
    let mean = |(low, high): (i32, i32)| match share.fraction() {
        Some(part) => words::number(lang, f64::from(low) + part * (f64::from(high) - f64::from(low)), 1),
        None => "–".to_owned(),
    };
    match method {
        Method::Score { low, high } => mean((low, high)),
        Method::Matrix { .. } => mean(MATRIX),
        Method::Ranking { .. } => words::points_of(lang, share.of, share.total),
        Method::Dots { .. } | Method::Approval { .. } | Method::FistToFive | Method::Consent | Method::Agree => {
            wall::of(lang, share.of, share.total)
        }
    }
}

/// Returns the means on both axes of a matrix: *4,2 · 3,1*.
pub fn point(lang: Lang, detail: &Detail) -> String {
    let mean = |spread: &Spread| spread.mean().map_or("–".to_owned(), |mean| words::number(lang, mean, 1));
    match detail {
        Detail::Point(point) => format!("{} · {}", mean(&point.x), mean(&point.y)),
        Detail::Counted
        | Detail::Scores(_)
        | Detail::Fingers(_)
        | Detail::Consent { .. }
        | Detail::Places(_)
        | Detail::Stances(_) => String::new(),
    }
}

/// Returns the gaps of all options, with the axis where there are two.
fn gaps(result: &RoundResult) -> Vec<(&OptionResult, Gap, Option<Axis>)> {
    let mut gaps = Vec::new();
    for option in &result.options {
        let (x, y) = match result.method {
            Method::Matrix { x, y } => (Some(x), Some(y)),
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::Score { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Ranking { .. }
            | Method::Agree => (None, None),
        };
        gaps.extend(option.gap.map(|gap| (option, gap, x)));
        gaps.extend(y.and_then(|y| Some((option, option.vertical_gap()?, Some(y)))));
    }
    gaps
}

/// Returns the gap as it is written: of scores the youth's mean minus the others', else in points of a hundred.
pub fn gap(lang: Lang, method: Method, gap: Gap) -> String {
    match scale(method) {
        Some((low, high)) => words::signed(lang, gap.points() / 100.0 * (f64::from(high) - f64::from(low)), 1),
        None => words::signed(lang, gap.points(), 0),
    }
}

/// Says what the gap is.
pub fn what_gap(lang: Lang, method: Method) -> &'static str {
    if scale(method).is_some() { words::gap_of_means_said(lang) } else { words::gap_said(lang) }
}

/// Says that the youth and the others part nowhere.
pub fn part_nowhere(lang: Lang, method: Method) -> &'static str {
    if scale(method).is_some() { words::part_nowhere_means(lang) } else { words::part_nowhere(lang) }
}

/// Says in one sentence where the youth and the others part most, or `None` where they do not.
pub fn parting(lang: Lang, result: &RoundResult) -> Option<String> {
    let gaps = gaps(result);
    let (option, gap, axis) = gaps.iter().max_by(|one, two| one.1.points().abs().total_cmp(&two.1.points().abs()))?;
    if !gap.is_parting() {
        return None;
    }
    let more = gap.points() > 0.0;
    let (youth, others) = (figure(lang, result.method, gap.youth), figure(lang, result.method, gap.others));
    let text = option.text.clone();
    let youth = match axis {
        Some(axis) => format!("{} {youth}", names::axis(lang, *axis)),
        None => youth,
    };
    Some(match result.method {
        Method::Dots { .. } | Method::Approval { .. } | Method::Ranking { .. } if more => {
            wall::youth_more(lang, text, youth, others)
        }
        Method::Dots { .. } | Method::Approval { .. } | Method::Ranking { .. } => {
            wall::youth_less(lang, text, youth, others)
        }
        Method::Score { .. } | Method::Matrix { .. } if more => words::give_more(lang, &text, &youth, &others),
        Method::Score { .. } | Method::Matrix { .. } => words::give_less(lang, &text, &youth, &others),
        Method::FistToFive | Method::Consent | Method::Agree if more => {
            words::favour_more(lang, &text, &youth, &others)
        }
        Method::FistToFive | Method::Consent | Method::Agree => words::favour_less(lang, &text, &youth, &others),
    })
}

/// Says what came of it: consensus or not, adopted or not, which option beats every other. `None` where the bars say it.
pub fn outcome(lang: Lang, result: &RoundResult) -> Option<String> {
    let detail = result.options.first().map(|option| &option.detail);
    match (result.method, detail) {
        (Method::FistToFive, Some(Detail::Fingers(hands))) => Some(match hands.at_most(FINGERS.1 - 1).of {
            0 => words::fist_met(lang).to_owned(),
            1 => words::fist_not_met_one(lang).to_owned(),
            below => words::fist_not_met(lang, below),
        }),
        (Method::Consent, Some(Detail::Consent { objections, .. })) => Some(match objections {
            0 => words::adopted(lang).to_owned(),
            1 => words::not_adopted_one(lang).to_owned(),
            more => words::not_adopted(lang, *more),
        }),
        (Method::Ranking { .. }, _) => {
            let pairs = result.pairwise.as_ref()?;
            if result.options.len() < 2 {
                return None;
            }
            Some(match pairs.winner() {
                Some(id) => words::winner(lang, texts(result).get(&id).copied().unwrap_or_default()),
                None => words::no_winner(lang).to_owned(),
            })
        }
        (
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::Score { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Matrix { .. }
            | Method::Agree,
            _,
        ) => None,
    }
}

/// Returns the options' texts by their ids.
pub fn texts(result: &RoundResult) -> BTreeMap<OptionId, &str> {
    result.options.iter().map(|option| (option.option, option.text.as_str())).collect()
}

/// Returns what one group gave an option, in a word for a column.
pub fn of_group(lang: Lang, result: &RoundResult, option: &OptionResult, group: &Voters) -> String {
    match option.detail_by_group.get(group) {
        Some(detail @ Detail::Point(_)) => point(lang, detail),
        Some(
            Detail::Counted
            | Detail::Scores(_)
            | Detail::Fingers(_)
            | Detail::Consent { .. }
            | Detail::Places(_)
            | Detail::Stances(_),
        )
        | None => match option.by_group.get(group) {
            Some(share) if share.total > 0 && matches!(result.method, Method::Ranking { .. }) => {
                wall::of(lang, share.of, share.total)
            }
            Some(share) if share.total > 0 => figure(lang, result.method, *share),
            Some(_) | None => "–".to_owned(),
        },
    }
}
