//! Owns the words of results: what a method's numbers are called, on the console and on the wall.

use crate::domain::poll::Axis;
use crate::tally::Zone;
use crate::text::{Lang, words};

use super::numbers::decimal;

words! {
    // ---- the pages of a result
    page_result: "risultato", "result";
    page_table: "tabella", "table";
    page_pairs: "a due a due", "two by two";
    page_groups: "gruppi", "groups";
    page_rounds: "turni", "rounds";
    page_sources: "come si è votato", "how it was voted";
    key_pages: "altra pagina", "other page";
    key_walk: "scorri", "walk";
    // ---- one option
    from_voters(people: u32, all: u32): "votanti: {people} su {all}", "voters: {people} of {all}";
    voters_unknown: "I voti sono stati contati a mano: non si sa quante persone hanno scelto ogni opzione", "Votes were counted by hand: it is not known how many people chose each option";
    mean_of(mean: &str): "media {mean}", "mean {mean}";
    sd(sd: &str): "ds {sd}", "SD {sd}";
    median(median: &str): "mediana {median}", "median {median}";
    iqr(iqr: &str, first: &str, third: &str): "IQR {iqr} ({first}–{third})", "IQR {iqr} ({first}–{third})";
    n(n: u32): "n {n}", "n {n}";
    nobody: "nessuno", "nobody";
    points_of(of: u32, total: u32): "{of} punti su {total}", "{of} of {total} points";
    points(of: u32) one of: "{of} punto", "{of} point"; more: "{of} punti", "{of} points";
    of_maximum(percent: u32): "{percent}% del massimo", "{percent}% of the maximum";
    in_orders(of: u32, total: u32): "in {of} ordini su {total}", "in {of} of {total} orders";
    score_high(of: u32, total: u32, from: i32) one of: "{of} su {total} dà {from} o più", "{of} of {total} gives {from} or more"; more: "{of} su {total} danno {from} o più", "{of} of {total} give {from} or more";
    agree: "d'accordo", "agree";
    disagree: "contrari", "disagree";
    pass: "passano", "pass";
    group_informed(product: &str): "consenso tra gruppi Π {product}", "group-informed consensus Π {product}";
    group_informed_said: "Π: prodotto, su tutti i gruppi, di (d'accordo + 1) ÷ (voti + 2); alto solo dove ogni gruppo è d'accordo", "Π: product over all groups of (agree + 1) ÷ (votes + 2); high only where every group agrees";
    // ---- fist to five
    finger: "dito", "finger";
    fingers: "dita", "fingers";
    behind_it: "3 dita o più", "3 fingers or more";
    fist_met: "Consenso: ogni mano mostra almeno 3 dita", "Consensus: every hand shows 3 fingers or more";
    fist_not_met(below: u32): "Non c'è consenso: {below} mani sotto le 3 dita", "No consensus: {below} hands below 3 fingers";
    fist_not_met_one: "Non c'è consenso: una mano sotto le 3 dita", "No consensus: one hand below 3 fingers";
    minimum(fingers: i32): "minimo: {fingers}", "minimum: {fingers}";
    reasons: "Ragioni di chi è sotto le 3", "Reasons of those below 3";
    no_reasons: "Nessuna ragione scritta", "No reasons written";
    // ---- consent
    adopted: "Adottata: nessuna obiezione", "Adopted: no objection";
    not_adopted(objections: u32): "Non adottata: {objections} obiezioni", "Not adopted: {objections} objections";
    not_adopted_one: "Non adottata: un'obiezione", "Not adopted: one objection";
    consents: "consensi", "consents";
    objections: "obiezioni", "objections";
    objections_head: "Obiezioni, e come sono state accolte nella proposta", "Objections, and how each was taken into the proposal";
    no_objections: "Nessuna obiezione scritta", "No objection written";
    integrated(how: &str): "accolta così: {how}", "taken in: {how}";
    not_integrated: "ancora da accogliere", "still to be taken in";
    // ---- ranking
    winner(option: &str): "A due a due, «{option}» batte tutte le altre", "Two by two, “{option}” beats every other";
    no_winner: "A due a due, nessuna batte tutte le altre", "Two by two, none beats every other";
    condorcet(option: &str): "Vincitrice di Condorcet: «{option}»", "Condorcet winner: “{option}”";
    condorcet_none: "Vincitrice di Condorcet: nessuna", "Condorcet winner: none";
    schulze(order: &str): "Ordine di Schulze: {order}", "Schulze's order: {order}";
    no_pairs: "Ordini contati a mano: a due a due non si possono confrontare", "Orders counted by hand: they cannot be compared two by two";
    pairs_said: "quanti in più preferiscono la scelta della riga a quella della colonna", "how many more prefer the option of the row to that of the column";
    beats(list: &str): "batte {list}", "beats {list}";
    loses(list: &str): "perde con {list}", "loses to {list}";
    even(list: &str): "pari con {list}", "even with {list}";
    alone: "è l'unica scelta", "it is the only option";
    // ---- matrix
    cut_at(x: &str, y: &str): "tagli alle medie: {x} e {y}", "cut at the means: {x} and {y}";
    means_of(x: &str, y: &str): "{x}, {y}: media di ogni gruppo, da 1 a 5", "{x}, {y}: each group's mean, from 1 to 5";
    not_scored: "senza punteggi", "not scored";
    nothing_scored: "Nessuna scelta ha punteggi su entrambi gli assi", "No option was scored on both axes";
    near: "i punti vicini portano più numeri", "points close together carry several numbers";
    zone_first: "prima di tutto", "first of all";
    zone_later: "più avanti", "later on";
    zone_easy: "facile, ma conta meno", "easy, but matters less";
    zone_leave: "lasciare", "leave aside";
    zone_discuss: "da discutere", "to be discussed";
    // ---- rules
    rule_share(percent: u8): "regola: almeno il {percent}% di chi vota", "rule: at least {percent}% of those who vote";
    rule_share_high(percent: u8, from: i32): "regola: almeno il {percent}% dà {from} o più", "rule: at least {percent}% give {from} or more";
    rule_share_agree(percent: u8): "regola: almeno il {percent}% d'accordo", "rule: at least {percent}% agree";
    rule_core(high: u8, from: i32, low: u8, to: i32): "regola: almeno il {high}% dà {from} o più, e meno del {low}% dà {to} o meno", "rule: at least {high}% give {from} or more, and fewer than {low}% give {to} or less";
    rule_core_agree(high: u8, low: u8): "regola: almeno il {high}% d'accordo, e meno del {low}% contrario", "rule: at least {high}% agree, and fewer than {low}% disagree";
    rule_fist: "regola: ogni mano mostra almeno 3 dita", "rule: every hand shows 3 fingers or more";
    rule_consent: "regola: adottata se nessuno obietta", "rule: adopted if nobody objects";
    rule_none: "nessuna regola di consenso", "no consensus rule";
    rule_met_by_one(all: usize): "raggiunta da una scelta su {all}", "met by one of {all} options";
    rule_met_by(options: usize, all: usize): "raggiunta da {options} scelte su {all}", "met by {options} of {all} options";
    rule_met: "raggiunta", "met";
    rule_not_met: "nessuna scelta la raggiunge", "no option meets it";
    rule_not_met_one: "non raggiunta", "not met";
    rule_not_of_method: "con questo modo di votare non si applica", "it does not apply to this way of voting";
    rule_unknown: "non si può dire se è raggiunta, perché contando a mano non si sa quante persone hanno scelto ogni opzione", "it cannot be told whether it is met, as counting by hand does not say how many people chose each option";
    // ---- groups
    gap_of(points: &str, youth: &str, others: &str): "scarto {points} punti: giovani {youth}, gli altri {others}", "gap {points} points: young people {youth}, the others {others}";
    gap_of_means(gap: &str, youth: &str, others: &str): "scarto {gap}: giovani {youth}, gli altri {others}", "gap {gap}: young people {youth}, the others {others}";
    gap_of_means_said: "scarto: media dei giovani meno quella degli altri gruppi", "gap: the young people's mean minus that of the other groups";
    part_nowhere_means: "Giovani e altri non si dividono: lo scarto è ovunque sotto un quinto della scala", "Young people and the others do not part: the gap is below a fifth of the scale everywhere";
    no_gap: "scarto: non si può dire", "gap: cannot be told";
    no_gap_pooled: "scarto: non si può dire, tra le schede di gruppi piccoli possono essercene di giovani", "gap: cannot be told, for among the ballots of small groups there may be young people's";
    gap_without_pooled: "le schede di gruppi piccoli non sono né dei giovani né degli altri gruppi", "ballots of small groups are neither the young people's nor the other groups'";
    gap_said: "scarto: quota dei giovani meno quella degli altri gruppi, in punti", "gap: the youth's share minus the other groups', in points";
    part_nowhere: "Giovani e altri non si dividono: lo scarto è ovunque sotto i 20 punti", "Young people and the others do not part: the gap is below 20 points everywhere";
    favour_more(option: &str, youth: &str, others: &str): "«{option}»: i giovani sono più a favore ({youth}; gli altri {others})", "“{option}”: young people favour it more ({youth}; the others {others})";
    favour_less(option: &str, youth: &str, others: &str): "«{option}»: i giovani sono meno a favore ({youth}; gli altri {others})", "“{option}”: young people favour it less ({youth}; the others {others})";
    give_more(option: &str, youth: &str, others: &str): "«{option}»: i giovani danno di più ({youth}; gli altri {others})", "“{option}”: young people give more ({youth}; the others {others})";
    give_less(option: &str, youth: &str, others: &str): "«{option}»: i giovani danno di meno ({youth}; gli altri {others})", "“{option}”: young people give less ({youth}; the others {others})";
    // ---- rounds
    from_round(earlier: u8, later: u8): "dal turno {earlier} al turno {later}", "from round {earlier} to round {later}";
    because(reason: &str): "si è rivotato perché: {reason}", "voted again because: {reason}";
    no_reason: "senza una ragione scritta", "with no reason written";
    new_option: "nuova", "new";
    left_out: "non c'è più", "no longer there";
    point: "punto", "point";
    points_many: "punti", "points";
    points_same: "= uguale", "= the same";
    nothing_before: "Nei turni prima non è stato contato nulla", "Nothing was counted in the rounds before";
    // ---- sources
    have_voted: "hanno votato", "have voted";
    keyed(ballots: u32): "{ballots} alla tastiera", "{ballots} keyed";
    typed_in(ballots: u32) one ballots: "{ballots} scheda di carta battuta", "{ballots} paper ballot typed in"; more: "{ballots} schede di carta battute", "{ballots} paper ballots typed in";
    counted(voters: u32, how: &str): "{voters} {how}", "{voters} {how}";
    corrections: "Conteggi corretti, il primo è conservato", "Counts put right, the first one kept";
    was_put_right(what: &str, was: u32, now: u32): "{what}: {was} → {now}", "{what}: {was} → {now}";
    no_corrections: "Nessun conteggio corretto", "No count was put right";
}

/// Returns so many fingers: *3 dita*, *1 dito*.
pub fn so_many_fingers(lang: Lang, count: i32) -> String {
    format!("{count} {}", if count == 1 { finger(lang) } else { fingers(lang) })
}

/// Returns how a share moved, in points: *▲ 3 punti*.
pub fn moved_by(lang: Lang, points: f64) -> String {
    let said = number(lang, points.abs(), 0);
    let unit = if said == "1" { point(lang) } else { points_many(lang) };
    format!("{} {said} {unit}", if points < 0.0 { "▼" } else { "▲" })
}

/// Returns a number with so many decimals, as it is written in the language.
pub fn number(lang: Lang, number: f64, decimals: usize) -> String {
    let written = format!("{number:.decimals$}");
    let written = if written.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) {
        written.trim_start_matches('-').to_owned()
    } else {
        written.replace('-', "−")
    };
    decimal(lang, written)
}

/// Returns a number with its sign, or nothing before a zero.
pub fn signed(lang: Lang, value: f64, decimals: usize) -> String {
    let written = number(lang, value, decimals);
    let zero = !written.contains(|c: char| matches!(c, '1'..='9'));
    if value > 0.0 && !zero { format!("+{written}") } else { written }
}

/// Returns what an option in a quadrant is: what counts and is easy comes first, what is neither is left.
pub fn zone(lang: Lang, zone: Zone, (x, y): (Axis, Axis)) -> &'static str {
    let (x_high, y_high) = match zone {
        Zone::Both => (true, true),
        Zone::HorizontalOnly => (true, false),
        Zone::VerticalOnly => (false, true),
        Zone::Neither => (false, false),
    };
    // how much it counts, and how easy it is; much effort is not easy
    let side = |axis: Axis, high: bool| match axis {
        Axis::Importance | Axis::Impact => (Some(high), None),
        Axis::Feasibility => (None, Some(high)),
        Axis::Effort => (None, Some(!high)),
    };
    let (one, other) = (side(x, x_high), side(y, y_high));
    match (one.0.or(other.0), one.1.or(other.1)) {
        (Some(true), Some(true)) => zone_first(lang),
        (Some(true), Some(false)) => zone_later(lang),
        (Some(false), Some(true)) => zone_easy(lang),
        (Some(false), Some(false)) => zone_leave(lang),
        // both axes ask the same
        (Some(_), None) | (None, Some(_)) | (None, None) => {
            let good = |one: (Option<bool>, Option<bool>)| one.0.or(one.1).unwrap_or(false);
            match (good(one), good(other)) {
                (true, true) => zone_first(lang),
                (false, false) => zone_leave(lang),
                (true, false) | (false, true) => zone_discuss(lang),
            }
        }
    }
}
