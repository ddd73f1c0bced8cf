//! Owns the words of results' pictures, on console and wall.

use crate::domain::poll::Method;
use crate::tally::{Detail, OptionResult, RoundResult, Share, Zone, high_from};
use crate::text::{Lang, names, words};

use super::wall;

words! {
    zone_both: "prima di tutto", "first of all";
    zone_across(axis: &str): "alta solo: {axis}", "high alone: {axis}";
    zone_neither: "per ora no", "not now";
    mean(mean: String): "media {mean}", "mean {mean}";
    scores(mean: String, sd: String, median: String, iqr: String, n: u32): "media {mean} · DS {sd} · mediana {median} · IQR {iqr} · in {n}", "mean {mean} · SD {sd} · median {median} · IQR {iqr} · {n} people";
    high_scores(from: i32): "Si contano i punteggi da {from} in su.", "Scores of {from} and more are counted.";
    points(of: u32, total: u32): "{of} punti su {total}", "{of} of {total} points";
    in_orders(voters: u32, n: u32): "in {voters} ordini su {n}", "in {voters} of {n} orders";
    condorcet(option: &str): "«{option}» è preferita a ogni altra, una per una.", "“{option}” is preferred to every other, one by one.";
    no_condorcet: "Nessuna scelta è preferita a tutte le altre, una per una.", "No option is preferred to all others, one by one.";
    no_pairs: "Contate a mano: chi è preferito a chi non si sa.", "Counted by hand: who is preferred to whom is not known.";
    schulze(order: String): "ordine di Schulze: {order}", "Schulze order: {order}";
    pairs: "Quanti preferiscono la riga alla colonna", "How many prefer the row to the column";
    unranked: "Chi non è in un ordine vale zero punti, e viene dopo chi c'è.", "What stands in no order gets no points, and comes after what does.";
    fist_all: "Consenso: ogni mano è da 3 in su.", "Consensus: every hand shows 3 or more.";
    fist_below(people: u32, lowest: i32): "Nessun consenso: {people} sotto il 3; la più bassa è {lowest}.", "No consensus: {people} below 3; the lowest is {lowest}.";
    fist_not_all: "Nessun consenso: non tutte le mani sono da 3 in su.", "No consensus: not every hand shows 3 or more.";
    fingers(n: i32): "{n} dita", "{n} fingers";
    adopted: "Adottata: nessuna obiezione.", "Adopted: no objection.";
    adopted_after(objections: u32): "Le obiezioni sono {objections}: non è adottata finché non sono accolte.", "{objections} objections: not adopted until they are taken in.";
    not_adopted: "Non adottata: ci sono obiezioni.", "Not adopted: there are objections.";
    consent_of(of: u32, total: u32): "{of} consensi su {total}", "{of} consents of {total}";
    reasons: "motivi", "reasons";
    objections: "obiezioni", "objections";
    integrated(how: &str): "→ accolta così: {how}", "→ taken in like this: {how}";
    not_integrated: "→ non ancora accolta", "→ not taken in yet";
    stances(agree: u32, pass: u32, disagree: u32): "d'accordo {agree} · passo {pass} · contrari {disagree}", "agree {agree} · pass {pass} · disagree {disagree}";
    group_informed(value: String): "consenso tra gruppi {value}", "consensus across groups {value}";
    round_before(n: u8): "turno {n}", "round {n}";
    was(place: u32, of: u32, total: u32): "era al posto {place} con {of} su {total}", "was in place {place} with {of} of {total}";
    new_option: "nuova in questo turno", "new in this round";
    dropped: "non più votata", "no longer put";
    moved_title(before: u8, after: u8): "Dal turno {before} al turno {after}", "From round {before} to round {after}";
    why(reason: &str): "perché si è rivotato: {reason}", "why it was voted again: {reason}";
    sources(hands: u32, boxed: u32, paper: u32): "contati in sala {hands} · nell'urna {boxed}, di cui su carta {paper}", "counted in the room {hands} · in the box {boxed}, of which on paper {paper}";
    page_result: "risultato", "result";
    page_plot: "matrice", "matrix";
    page_pairs: "a due a due", "two by two";
    page_moved: "tra i turni", "between rounds";
    page_words: "parole", "words";
    no_rule_needed: "l'ordine non ha una regola di consenso", "an order has no consensus rule";
}

/// Returns a number with one decimal, as the language writes it; a dash where there is none.
pub fn number(lang: Lang, number: Option<f64>) -> String {
    let text = number.map_or_else(|| "—".to_owned(), |number| format!("{number:.1}"));
    if lang == Lang::It { text.replace('.', ",") } else { text }
}

/// Returns a number with two decimals, as the language writes it.
pub fn fine_number(lang: Lang, number: f64) -> String {
    let text = format!("{number:.2}");
    if lang == Lang::It { text.replace('.', ",") } else { text }
}

/// Returns the names of a matrix's quadrants, in the order of [`Zone`].
pub fn zones(lang: Lang, method: Method) -> [String; 4] {
    let Method::Matrix { x, y } = method else { return Default::default() };
    let alone = |axis| zone_across(lang, names::axis(lang, axis));
    [zone_both(lang).to_owned(), alone(x), alone(y), zone_neither(lang).to_owned()]
}

/// Returns the name of one quadrant.
pub fn zone(lang: Lang, method: Method, zone: Zone) -> String {
    let place = match zone {
        Zone::Both => 0,
        Zone::HorizontalOnly => 1,
        Zone::VerticalOnly => 2,
        Zone::Neither => 3,
    };
    zones(lang, method).into_iter().nth(place).unwrap_or_default()
}

/// Returns a share that the room is told, with what it counts.
pub fn told(lang: Lang, method: Method, share: Share) -> String {
    match method {
        Method::Dots { .. } => wall::of_dots(lang, share.of, share.total),
        Method::Ranking { .. } => points(lang, share.of, share.total),
        Method::Consent => consent_of(lang, share.of, share.total),
        Method::Approval { .. } | Method::Score { .. } | Method::FistToFive | Method::Matrix { .. } | Method::Agree => {
            wall::of(lang, share.of, share.total)
        }
    }
}

/// Says in a sentence or two what came of a round, for everybody; nothing where the bars say it all.
/// `whole` tells whether numbers of single people may be told.
pub fn said(lang: Lang, result: &RoundResult, whole: bool) -> Vec<String> {
    let first = result.options.first();
    match result.method {
        Method::Dots { .. } | Method::Approval { .. } | Method::Agree | Method::Matrix { .. } => Vec::new(),
        Method::Score { low, high } => vec![high_scores(lang, high_from((low, high)))],
        Method::FistToFive => first.map(|option| fist(lang, option, whole)).into_iter().collect(),
        Method::Consent => match first.map(|option| &option.detail) {
            Some(Detail::Consent { objections: 0, .. }) => vec![adopted(lang).to_owned()],
            Some(Detail::Consent { objections, .. }) if whole => vec![adopted_after(lang, *objections)],
            Some(_) | None => vec![not_adopted(lang).to_owned()],
        },
        Method::Ranking { .. } => match &result.pairwise {
            Some(pairs) => {
                let winner = pairs.winner().and_then(|id| result.options.iter().find(|option| option.option == id));
                vec![winner.map_or_else(|| no_condorcet(lang).to_owned(), |option| condorcet(lang, &option.text))]
            }
            None => Vec::new(),
        },
    }
}

fn fist(lang: Lang, option: &OptionResult, whole: bool) -> String {
    let Detail::Fingers(spread) = &option.detail else { return String::new() };
    let below = spread.n() - option.share.of;
    match (below, spread.lowest()) {
        (0, _) => fist_all(lang).to_owned(),
        (below, Some(lowest)) if whole => fist_below(lang, below, lowest),
        (_, _) => fist_not_all(lang).to_owned(),
    }
}
