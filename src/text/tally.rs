//! Owns the words of `proximo tally`, and the sentence that says where the youth and the others part.

use crate::domain::poll::Method;
use crate::tally::{RoundResult, Share};

use super::panels::wall;
use super::{Lang, words};

/// Says in one sentence where the youth and the others part most, or `None` where they do not.
pub fn parting(lang: Lang, result: &RoundResult) -> Option<String> {
    let gaps = result.options.iter().filter_map(|option| Some((option, option.told_gap(result.method)?)));
    let (option, gap) = gaps.max_by(|one, two| one.1.points().abs().total_cmp(&two.1.points().abs()))?;
    let of = |share: Share| wall::of(lang, share.of, share.total);
    let (youth, others) = (of(gap.youth), of(gap.others));
    gap.is_parting().then(|| {
        let says = if gap.points() > 0.0 { wall::youth_more } else { wall::youth_less };
        says(lang, option.text.clone(), youth, others)
    })
}

/// Says how many voters gave an option something: chose it, put it in their order, or said what they think of it.
pub fn distinct(lang: Lang, method: Method, of: u32, total: u32) -> String {
    let says = match method {
        Method::Dots { .. } | Method::Approval { .. } => chose,
        Method::Ranking { .. } => placed,
        Method::Score { .. } | Method::FistToFive | Method::Consent | Method::Matrix { .. } | Method::Agree => answered,
    };
    says(lang, of, total)
}

words! {
    about: "I risultati delle votazioni con tutti i numeri; o di un CSV di schede, per rifare i conti", "The results of votes with all numbers; or of a CSV of ballots, to check the arithmetic";
    arg_poll: "Una sola votazione: il suo id o parole della domanda", "One vote alone: its id or words of its question";
    arg_ballots: "CSV di schede, una per riga; la prima riga dà i nomi delle colonne (gruppo, copie e motivo facoltativi)", "CSV of ballots, one a row; the first row names the columns (group, count and reason optional)";
    arg_method: "Come si è votato", "How it was voted";
    arg_each: "Bollini a testa", "Dots each";
    arg_cap: "Bollini al più su una scelta (0: quanti se ne hanno)", "Dots at most on one option (0: as many as there are)";
    arg_max: "Scelte al più (0: tutte)", "Options at most (0: all)";
    arg_low: "Punteggio più basso", "Lowest score";
    arg_high: "Punteggio più alto", "Highest score";
    arg_top: "Posti in ordine (0: tutti)", "Places in an order (0: all)";
    arg_percent: "Regola: almeno questa quota di chi vota, su cento", "Rule: at least this share of those who vote, in a hundred";
    arg_all_groups: "Anche i gruppi piccoli o unanimi: solo per la squadra, da non mostrare né spedire", "Groups that are small or all of one mind too: for the team alone, neither to be shown nor sent";
    arg_not_shown: "Anche i turni chiusi e non ancora mostrati alla sala", "Also rounds that are closed and not yet shown to the room";
    session_or_ballots: "Serve una sessione, oppure --ballots FILE.csv con --method.", "A session is needed, or --ballots FILE.csv with --method.";
    no_such_poll(wanted: &str): "Nessuna votazione «{wanted}» in questa sessione.", "No vote “{wanted}” in this session.";
    nothing_to_tell: "Nessun risultato da dire: nessun turno è stato mostrato.", "No result to tell: no round was shown.";
    covered(rounds: usize): "Turni aperti, interrotti o non ancora mostrati: {rounds}. I loro risultati restano coperti (--not-shown dice quelli chiusi).", "Rounds open, interrupted or not yet shown: {rounds}. Their results stay covered (--not-shown tells the closed ones).";
    round(n: u8): "turno {n}", "round {n}";
    voted_of(of: u32, total: u32) one of: "ha votato {of} su {total}", "{of} of {total} voted"; more: "hanno votato {of} su {total}", "{of} of {total} voted";
    voted_above(of: u32, total: u32): "hanno votato {of}, in sala erano {total}", "{of} voted, {total} were in the room";
    too_few: "Hanno votato in troppo pochi: il risultato non si dice.", "Too few voted: the result is not told.";
    rule: "regola", "rule";
    chose(of: u32, total: u32): "votanti che l'hanno scelta: {of} su {total}", "voters who chose it: {of} of {total}";
    placed(of: u32, total: u32): "votanti che l'hanno messa in ordine: {of} su {total}", "voters who placed it: {of} of {total}";
    answered(of: u32, total: u32): "votanti che hanno risposto: {of} su {total}", "voters who answered: {of} of {total}";
    gap(points: String): "scarto dei giovani: {points} punti", "the youth's gap: {points} points";
    hidden(groups: usize): "Gruppi piccoli o tutti dello stesso parere, non mostrati a parte: {groups} (--all-groups, solo per la squadra)", "Groups that are small or all of one mind, not shown apart: {groups} (--all-groups, for the team alone)";
    unranked_decide: "Attenzione: chi vince dipende da quanto vale chi non è in un ordine; con un'altra convenzione vince un'altra scelta.", "Mind: who wins depends on what the unranked are worth; by another convention another option wins.";
    cut(x: String, y: String): "quadranti tagliati alle medie: {x} × {y}", "quadrants cut at the means: {x} × {y}";
    csv_wrong(file: &str, line: u64, column: &str, why: &str): "{file}:{line}: {column} {why}", "{file}:{line}: {column} {why}";
    csv_bad(found: &str): "«{found}» non si può leggere; vedi i formati nel README", "“{found}” cannot be read; see the formats in the README";
    csv_one_column: "qui serve una colonna «dita» (o «consenso»), e al più gruppo, copie e motivo", "a column “fingers” (or “consent”) is needed, and at most group, count and reason";
    csv_axes(name: &str): "colonna «{name}»: in una matrice ogni scelta ha due colonne, «nome:x» e «nome:y»", "column “{name}”: in a matrix each option has two columns, “name:x” and “name:y”";
    csv_twice(name: &str): "due colonne si chiamano «{name}»", "two columns are called “{name}”";
    csv_no_options: "non c'è nessuna colonna con una scelta", "no column holds an option";
    csv_same_place: "due scelte hanno lo stesso posto", "two options have the same place";
    csv_half_point: "di una scelta c'è un solo punteggio su due", "of an option there is one score of two";
    csv_empty_ballot: "la scheda è vuota", "the ballot is empty";
}

/// Returns how many voted of how many; that they are more than were there, where they are.
pub fn voted(lang: Lang, of: u32, total: u32) -> String {
    if of > total { voted_above(lang, of, total) } else { voted_of(lang, of, total) }
}
