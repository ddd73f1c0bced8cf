//! Owns the words of results' numbers in reports and on the command line; what screens say of them is `picture`'s.

use crate::domain::poll::Method;
use crate::tally::{Detail, OptionResult, RoundResult, Spread, high_from};
use crate::text::{Lang, names, words};

words! {
    scores(mean: String, sd: String, median: String, iqr: String, n: u32): "media {mean} · DS {sd} · mediana {median} · IQR {iqr} · in {n}", "mean {mean} · SD {sd} · median {median} · IQR {iqr} · {n} people";
    high_scores(from: i32): "Si contano i punteggi da {from} in su.", "Scores of {from} and more are counted.";
    condorcet(option: &str): "«{option}» è preferita a ogni altra, una per una.", "“{option}” is preferred to every other, one by one.";
    no_condorcet: "Nessuna scelta è preferita a tutte le altre, una per una.", "No option is preferred to all others, one by one.";
    schulze(order: String): "ordine di Schulze: {order}", "Schulze order: {order}";
    unranked: "Chi non è in un ordine vale zero punti, e viene dopo chi c'è.", "What stands in no order gets no points, and comes after what does.";
    fist_all: "Consenso: ogni mano è da 3 in su.", "Consensus: every hand shows 3 or more.";
    fist_below(people: u32, lowest: i32): "Nessun consenso: {people} sotto il 3; la più bassa è {lowest}.", "No consensus: {people} below 3; the lowest is {lowest}.";
    adopted: "Adottata: nessuna obiezione.", "Adopted: no objection.";
    adopted_after(objections: u32) one objections: "C'è un'obiezione: non è adottata finché non è accolta.", "One objection: not adopted until it is taken in."; more: "Le obiezioni sono {objections}: non è adottata finché non sono accolte.", "{objections} objections: not adopted until they are taken in.";
    integrated(how: &str): "→ accolta così: {how}", "→ taken in like this: {how}";
    stances(agree: u32, pass: u32, disagree: u32): "d'accordo {agree} · passo {pass} · contrari {disagree}", "agree {agree} · pass {pass} · disagree {disagree}";
    group_informed(value: String): "consenso tra gruppi {value}", "consensus across groups {value}";
    was(place: u32, of: u32, total: u32): "era al posto {place} con {of} su {total}", "was in place {place} with {of} of {total}";
    new_option: "nuova in questo turno", "new in this round";
    dropped: "non più votata", "no longer put";
    moved_title(before: u8, after: u8): "Dal turno {before} al turno {after}", "From round {before} to round {after}";
    why(reason: &str): "perché si è rivotato: {reason}", "why it was voted again: {reason}";
    sources(hands: u32, boxed: u32, paper: u32): "contati in sala {hands} · nell'urna {boxed}, di cui su carta {paper}", "counted in the room {hands} · in the box {boxed}, of which on paper {paper}";
}

/// Returns a number with one decimal, as the language writes it; a dash where there is none.
pub fn number(lang: Lang, number: Option<f64>) -> String {
    number.map_or_else(|| "—".to_owned(), |number| decimal(lang, format!("{number:.1}")))
}

/// Returns a number with two decimals, as the language writes it.
pub fn fine_number(lang: Lang, number: f64) -> String {
    decimal(lang, format!("{number:.2}"))
}

/// Returns a group-informed consensus, to six decimals: with many groups it is small.
pub fn group_informed_of(lang: Lang, product: f64) -> String {
    group_informed(lang, decimal(lang, format!("{product:.6}")))
}

/// Returns a number written with a point as the language writes it.
pub(super) fn decimal(lang: Lang, written: String) -> String {
    match lang {
        Lang::It => written.replace('.', ","),
        Lang::En => written,
    }
}

/// Returns mean, deviation, median, interquartile range and how many.
pub fn spread(lang: Lang, spread: &Spread) -> String {
    let number = |value: Option<f64>| number(lang, value);
    let (mean, sd, median) = (number(spread.mean()), number(spread.sd()), number(spread.median()));
    scores(lang, mean, sd, median, number(spread.iqr()), spread.n())
}

/// Returns how many gave which mark: *1°: 4, 2°: 1*, *1st: 4, 2nd: 1*.
pub fn counts(lang: Lang, method: Method, spread: &Spread) -> String {
    let each = spread.counts().iter().map(|(mark, people)| format!("{}: {people}", names::mark(lang, method, *mark)));
    each.collect::<Vec<_>>().join(", ")
}

/// Says in a sentence what came of a round; nothing where the shares say it all.
pub fn said(lang: Lang, result: &RoundResult) -> Option<String> {
    let first = result.options.first();
    match result.method {
        Method::Dots { .. } | Method::Approval { .. } | Method::Agree | Method::Matrix { .. } => None,
        Method::Score { low, high } => Some(high_scores(lang, high_from((low, high)))),
        Method::FistToFive => first.map(|option| fist(lang, option)),
        Method::Consent => first.and_then(|option| consent(lang, &option.detail)),
        Method::Ranking { .. } => result.pairwise.as_ref().map(|pairs| {
            let winner = pairs.winner().and_then(|id| result.options.iter().find(|option| option.option == id));
            winner.map_or_else(|| no_condorcet(lang).to_owned(), |option| condorcet(lang, &option.text))
        }),
    }
}

fn consent(lang: Lang, detail: &Detail) -> Option<String> {
    let Detail::Consent { objections, .. } = detail else { return None };
    Some(if *objections == 0 { adopted(lang).to_owned() } else { adopted_after(lang, *objections) })
}

fn fist(lang: Lang, option: &OptionResult) -> String {
    let Detail::Fingers(spread) = &option.detail else { return String::new() };
    match (spread.n() - option.share.of, spread.lowest()) {
        (0, _) | (_, None) => fist_all(lang).to_owned(),
        (below, Some(lowest)) => fist_below(lang, below, lowest),
    }
}
