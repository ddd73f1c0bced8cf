//! A result as JSON, every number of it. What each key means is in the README; a test holds the two together.

use serde_json::{Map, Value, json};

use super::Told;
use crate::domain::heads::add_up;
use crate::domain::poll::{Axis, ConsensusRule, Method};
use crate::domain::value::Voters;
use crate::tally::{self, Detail, OptionResult, RoundResult, Share, Spread, Zone};

/// Returns the results as one pretty JSON text: a list of rounds. Of a round that is too small nothing but its size.
pub(super) fn of(told: &[Told<'_>]) -> String {
    let rounds: Vec<Value> = told.iter().map(round).collect();
    serde_json::to_string_pretty(&rounds).unwrap_or_default()
}

fn round(one: &Told<'_>) -> Value {
    let Told { poll, round, result, shielded, before } = one;
    let mut out = Map::new();
    let keyed: usize = round.ballots.values().map(|ballots| ballots.0.len()).sum();
    let paper = add_up(round.on_paper.values().copied());
    out.insert("poll".into(), json!(poll.id.to_string()));
    out.insert("question".into(), json!(poll.question));
    out.insert("round".into(), json!(result.round.0));
    out.insert("method".into(), method(result.method));
    out.insert("rule".into(), rule(result.rule));
    out.insert("voters".into(), json!(result.voters));
    out.insert("present".into(), json!(result.present));
    out.insert("too_few".into(), json!(shielded.too_few));
    if shielded.too_few {
        return Value::Object(out);
    }
    out.insert("hidden_groups".into(), json!(shielded.hidden.len()));
    out.insert("groups".into(), by_group(one, |group| result.groups.get(group).map(|voters| json!(voters))));
    out.insert(
        "sources".into(),
        json!({
            "counted": add_up(round.counted.values().map(|count| count.voters)),
            "keyed": (keyed as u64).saturating_sub(u64::from(paper)),
            "paper": paper,
            "corrections": round.corrections.len(),
        }),
    );
    out.insert("options".into(), result.options.iter().map(|option| self::option(one, option)).collect());
    if let Some((x, y)) = result.cut() {
        out.insert("cut".into(), json!({ "x": x, "y": y }));
    }
    if result.pairwise.is_some() {
        out.insert("pairwise".into(), pairwise(result));
    }
    if shielded.hidden.is_empty() {
        out.insert("reasons".into(), json!(round.reasons.iter().collect::<Vec<_>>()));
        out.insert("integrated".into(), json!(round.integrated.iter().collect::<std::collections::BTreeMap<_, _>>()));
    }
    if let Some(before) = before {
        out.insert("reason_for_round".into(), json!(round.reason));
        out.insert("moved".into(), moved(before, result));
    }
    Value::Object(out)
}

fn option(one: &Told<'_>, option: &OptionResult) -> Value {
    let Told { result, .. } = one;
    let mut out = Map::new();
    out.insert("option".into(), json!(option.option.to_string()));
    out.insert("text".into(), json!(option.text));
    out.insert("place".into(), json!(option.place));
    out.insert("share".into(), share(option.share));
    out.insert("told".into(), share(option.told(result.method)));
    out.insert("voters".into(), json!(option.distinct));
    out.insert("by_group".into(), by_group(one, |group| option.by_group.get(group).map(|of| share(*of))));
    let gap_told = one.shielded.tells_gap();
    let gap = option.gap.filter(|_| gap_told);
    out.insert(
        "gap".into(),
        gap.map_or(
            Value::Null,
            |gap| json!({ "youth": share(gap.youth), "others": share(gap.others), "points": gap.points() }),
        ),
    );
    let met = |(of, met): (Share, bool)| json!({ "of": of.of, "total": of.total, "met": met });
    out.insert("consensus".into(), option.consensus.map_or(Value::Null, met));
    out.insert("detail".into(), detail(result, &option.detail));
    if let Some(value) = option.group_informed().filter(|_| one.shielded.hidden.is_empty()) {
        out.insert("group_informed_consensus".into(), json!(value));
    }
    let place = result.pairwise.as_ref().and_then(|pairs| pairs.options.iter().position(|id| *id == option.option));
    if let (Some(pairs), Some(place)) = (&result.pairwise, place) {
        let borda = pairs.borda[place];
        out.insert(
            "borda".into(),
            json!({
                "unranked_zero": borda.unranked_zero,
                "unranked_average": borda.unranked_average_doubled as f64 / 2.0,
                "modified": borda.modified,
            }),
        );
    }
    if !matches!(option.detail, Detail::Counted) {
        let details = |group: &Voters| option.detail_by_group.get(group).map(|part| detail(result, part));
        out.insert("detail_by_group".into(), by_group(one, details));
    }
    Value::Object(out)
}

fn by_group(one: &Told<'_>, value: impl Fn(&Voters) -> Option<Value>) -> Value {
    let shown = one.shielded.shown.iter();
    Value::Object(shown.filter_map(|group| Some((group.to_string(), value(group)?))).collect())
}

fn share(share: Share) -> Value {
    json!({ "of": share.of, "total": share.total, "fraction": share.fraction() })
}

fn spread(spread: &Spread) -> Value {
    let quartiles = spread.quartiles();
    json!({
        "n": spread.n(),
        "mean": spread.mean(),
        "sd": spread.sd(),
        "median": spread.median(),
        "q1": quartiles.map(|(first, _)| first),
        "q3": quartiles.map(|(_, third)| third),
        "iqr": spread.iqr(),
        "lowest": spread.lowest(),
        "highest": spread.highest(),
        "counts": spread.counts().iter().map(|(number, people)| (number.to_string(), json!(people))).collect::<Map<_, _>>(),
    })
}

fn detail(result: &RoundResult, detail: &Detail) -> Value {
    match detail {
        Detail::Counted => Value::Null,
        Detail::Scores(scores) => json!({ "scores": spread(scores) }),
        Detail::Fingers(fingers) => json!({ "fingers": spread(fingers) }),
        Detail::Consent { consents, objections } => json!({ "consents": consents, "objections": objections }),
        Detail::Places(places) => json!({ "places": spread(places) }),
        Detail::Point(point) => {
            let zone = result.zone(detail).map(|zone| match zone {
                Zone::Both => "both",
                Zone::HorizontalOnly => "x-only",
                Zone::VerticalOnly => "y-only",
                Zone::Neither => "neither",
            });
            json!({ "x": spread(&point.x), "y": spread(&point.y), "zone": zone })
        }
        Detail::Stances(said) => json!({ "agree": said.agree, "disagree": said.disagree, "pass": said.pass }),
    }
}

fn pairwise(result: &RoundResult) -> Value {
    let Some(pairs) = &result.pairwise else { return Value::Null };
    let table = |table: &Vec<Vec<u32>>| -> Value {
        let rows = pairs.options.iter().zip(table).map(|(row, cells)| {
            let others = pairs.options.iter().zip(cells).filter(|(column, _)| *column != row);
            (row.to_string(), Value::Object(others.map(|(column, n)| (column.to_string(), json!(n))).collect()))
        });
        Value::Object(rows.collect())
    };
    json!({
        "unranked": "below ranked",
        "prefer": table(&pairs.prefer),
        "prefer_where_both_are_ranked": table(&pairs.ranked),
        "condorcet_winner": pairs.winner().map(|id| id.to_string()),
        "schulze": pairs.schulze().iter().map(|tied| tied.iter().map(ToString::to_string).collect()).collect::<Vec<Vec<String>>>(),
        "schulze_links": "margins",
        "first_depends_on_the_unranked": pairs.depends_on_the_unranked(),
    })
}

fn moved(before: &RoundResult, after: &RoundResult) -> Value {
    let stood = |stood: Option<(u32, Share)>| {
        stood.map_or(Value::Null, |(place, of)| json!({ "place": place, "share": share(of) }))
    };
    let each = tally::moved(before, after);
    each.iter()
        .map(|one| {
            json!({
                "option": one.option.to_string(),
                "text": one.text,
                "before": stood(one.before),
                "after": stood(one.after),
                "points": one.points(),
            })
        })
        .collect()
}

fn method(method: Method) -> Value {
    match method {
        Method::Dots { each, cap } => json!({ "kind": "dots", "each": each, "cap": cap }),
        Method::Approval { max } => json!({ "kind": "approval", "max": max }),
        Method::Score { low, high } => json!({ "kind": "score", "low": low, "high": high }),
        Method::FistToFive => json!({ "kind": "fist" }),
        Method::Consent => json!({ "kind": "consent" }),
        Method::Ranking { top } => json!({ "kind": "ranking", "top": top }),
        Method::Matrix { x, y } => json!({ "kind": "matrix", "x": axis(x), "y": axis(y) }),
        Method::Agree => json!({ "kind": "agree" }),
    }
}

fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Importance => "importance",
        Axis::Feasibility => "feasibility",
        Axis::Impact => "impact",
        Axis::Effort => "effort",
    }
}

fn rule(rule: ConsensusRule) -> Value {
    match rule {
        ConsensusRule::NoRule => Value::Null,
        ConsensusRule::Share { percent } => json!({ "kind": "share", "percent": percent }),
        ConsensusRule::CoreOutcome { high_percent, low_percent } => {
            json!({ "kind": "core-outcome", "high_percent": high_percent, "low_percent": low_percent })
        }
    }
}
