//! What was measured, as lines for a person or as JSON.

use serde_json::{Value, json};

use super::{Each, Kind, Measured};
use crate::synthesis::curve::{self, Counts, Half};
use crate::synthesis::likeness::{Against, NEAR_CERTAIN, WORTH_A_LOOK};
use crate::text::panels::numbers::fine_number;
use crate::text::{Lang, matching as words};

/// Every how many hundredths a threshold has a row of its own.
const ROWS: u16 = 50;

/// How many pairs that were got wrong are named.
const NAMED: usize = 20;

/// Returns lines: the curve, the halves, the working thresholds.
pub(super) fn lines(lang: Lang, file: &str, measured: &Measured) -> Vec<String> {
    let pairs = &measured.pairs;
    let same = pairs.iter().filter(|pair| pair.same).count();
    let head = match measured.kind {
        Kind::Practices => words::practices,
        Kind::Texts => words::texts,
        Kind::Catalogues => words::catalogues,
    };
    let mut lines = vec![head(lang, file, pairs.len(), same), String::new()];
    lines.push(format!(
        "  {:<12}{:>12}{:>12}{:>8}",
        words::row_threshold(lang),
        words::row_precision(lang),
        words::row_recall(lang),
        "F1"
    ));
    for threshold in curve::thresholds().filter(|threshold| threshold % ROWS == 0) {
        lines.push(row(lang, &share(lang, threshold), curve::at(pairs, threshold)));
    }
    let best = curve::best(pairs);
    lines.extend([String::new(), words::best(lang, &share(lang, best)), row(lang, "", curve::at(pairs, best))]);
    lines.extend([String::new(), words::judged_halves(lang).to_owned()]);
    let halves = curve::halves(pairs);
    for (name, half) in [words::first_half(lang), words::second_half(lang)].iter().zip(&halves) {
        lines.push(format!("{}  {}", row(lang, name, half.counts), at(lang, half)));
    }
    lines.push(row(lang, words::both_halves(lang), halves[0].counts + halves[1].counts));
    if let Some(working) = &measured.working {
        lines.extend([String::new(), words::working(lang).to_owned()]);
        lines.push(format!("  {}", words::near_certain(lang, &share(lang, NEAR_CERTAIN))));
        lines.push(row(lang, "", working.near_certain));
        lines.push(format!("  {}", words::shown(lang, &share(lang, WORTH_A_LOOK))));
        lines.push(row(lang, "", working.shown));
        let wrong = working.wrongly_joined.iter().map(|(one, other)| words::wrongly_joined(lang, one, other));
        let missed = working.not_shown.iter().map(|(one, other)| words::not_shown(lang, one, other));
        let named: Vec<String> = wrong.chain(missed).take(NAMED).collect();
        if !named.is_empty() {
            lines.push(String::new());
        }
        lines.extend(named);
    }
    lines
}

fn at(lang: Lang, half: &Half) -> String {
    format!("({} {})", words::row_threshold(lang), share(lang, half.threshold))
}

fn row(lang: Lang, name: &str, counts: Counts) -> String {
    let number = |share| fine_number(lang, share);
    let (precision, recall, f1) = (number(counts.precision()), number(counts.recall()), number(counts.f1()));
    let name = format!("{name}{}", " ".repeat(12_usize.saturating_sub(name.chars().count())));
    format!("  {name}{precision:>12}{recall:>12}{f1:>8}")
}

fn share(lang: Lang, thousandths: u16) -> String {
    fine_number(lang, f64::from(thousandths) / 1000.0)
}

/// Returns everything as one pretty JSON text. What each key means is in the README.
pub(super) fn json(file: &str, measured: &Measured) -> String {
    let pairs = &measured.pairs;
    let halves = curve::halves(pairs);
    let kind = match measured.kind {
        Kind::Practices => "practices",
        Kind::Texts => "texts",
        Kind::Catalogues => "catalogues",
    };
    let half = |half: &Half| with_threshold(half.threshold, half.counts);
    let best = curve::best(pairs);
    let rows: Vec<Value> =
        curve::thresholds().map(|threshold| with_threshold(threshold, curve::at(pairs, threshold))).collect();
    let mut value = json!({
        "file": file,
        "kind": kind,
        "pairs": pairs.len(),
        "same": pairs.iter().filter(|pair| pair.same).count(),
        "curve": rows,
        "best": with_threshold(best, curve::at(pairs, best)),
        "halves": { "first": half(&halves[0]), "second": half(&halves[1]), "together": figures(halves[0].counts + halves[1].counts) },
    });
    if let (Some(working), Some(value)) = (&measured.working, value.as_object_mut()) {
        let named = |pairs: &[(String, String)]| -> Value { json!(pairs) };
        value.insert("near_certain".into(), with_threshold(NEAR_CERTAIN, working.near_certain));
        value.insert("shown".into(), with_threshold(WORTH_A_LOOK, working.shown));
        value.insert("wrongly_joined".into(), named(&working.wrongly_joined));
        value.insert("not_shown".into(), named(&working.not_shown));
        value.insert("each".into(), working.each.iter().map(each).collect());
    }
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

fn each(pair: &Each) -> Value {
    let parts = &pair.parts;
    let share = |thousandths: u16| f64::from(thousandths) / 1000.0;
    let against: Vec<&str> = parts.against.iter().map(|against| code(*against)).collect();
    json!({
        "one": pair.one, "other": pair.other, "same": pair.same, "near_certain": parts.near_certain,
        "score": share(parts.score), "words": share(parts.words), "name": share(parts.name),
        "proper": share(parts.proper), "grams": share(parts.grams), "place": share(parts.place),
        "page": share(parts.page), "far": parts.far, "against": against,
    })
}

/// Returns what keeps two practices apart in a word that does not change with the language.
fn code(against: Against) -> &'static str {
    match against {
        Against::TooLittleInCommon => "too_little_in_common",
        Against::Places => "places",
        Against::Organisations => "organisations",
        Against::Names => "names",
        Against::OneSession => "one_session",
    }
}

fn with_threshold(threshold: u16, counts: Counts) -> Value {
    let mut value = figures(counts);
    if let Some(value) = value.as_object_mut() {
        value.insert("threshold".into(), json!(f64::from(threshold) / 1000.0));
    }
    value
}

fn figures(counts: Counts) -> Value {
    json!({
        "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
        "right": counts.right, "wrong": counts.wrong, "missed": counts.missed,
    })
}
