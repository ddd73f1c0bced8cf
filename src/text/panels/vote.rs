//! Owns the words of voting at a laptop that is passed round, and of typing in paper ballots.
//! Young people read them: short, and never in the services' own words.

use crate::text::words;

words! {
    // ---- passing it on
    pass_on: "Chi vota adesso prende il portatile e preme ⟨vote-go⟩.", "Whoever votes now takes the laptop and presses ⟨vote-go⟩.";
    nobody_sees: "Nessuno vede che cosa voti, nemmeno dopo: la scheda non porta nomi né orari.", "Nobody sees what you vote, not even afterwards: a ballot carries no name and no time.";
    voted_already: "Hai già votato e vuoi cambiare? ⟨vote-change⟩ e la tua ricevuta.", "You voted and want to change it? ⟨vote-change⟩ and your receipt.";
    ending: "Si smette di votare su questo portatile?", "Stop voting on this laptop?";
    ending_how: "Solo per chi conduce: ⟨vote-end⟩ torna alla squadra. Con ⟨vote-back⟩ si continua a votare.", "For the team alone: ⟨vote-end⟩ goes back to the console. With ⟨vote-back⟩ voting goes on.";
    closed: "La votazione è stata chiusa.", "The vote was closed.";
    closed_how: "Quello che non era nell'urna non conta. ⟨vote-go⟩ torna alla squadra.", "What was not in the box does not count. ⟨vote-go⟩ goes back to the team.";
    // ---- the group
    which_group: "Di quale gruppo fai parte?", "Which group do you belong to?";
    which_group_why: "Serve solo a contare per gruppo. I gruppi piccoli si contano insieme.", "It is only for counting by group. Small groups are counted together.";
    // ---- the ballot
    how_dots(each: u32) one each: "Hai un bollino. ↑↓: un'altra scelta; → lo mette, ← lo toglie.", "You have one dot. ↑↓: another option; → puts it, ← takes it away."; more: "Hai {each} bollini. ↑↓: un'altra scelta; → ne mette uno, ← lo toglie.", "You have {each} dots. ↑↓: another option; → puts one, ← takes one away.";
    how_set: "↑↓: un'altra scelta. Spazio la segna, o toglie il segno.", "↑↓: another option. Space marks it, or takes the mark away.";
    how_scores(low: i32, high: i32): "Dai a ogni scelta un numero da {low} a {high}. ↑↓: un'altra scelta.", "Give each option a number from {low} to {high}. ↑↓: another option.";
    how_fingers: "Quanto ti convince? Da 0 a 5.", "How far are you behind it? From 0 to 5.";
    how_consent: "Può andare, o danneggia qualcosa a cui tieni?", "Can it go ahead, or does it harm something you care about?";
    how_order: "↑↓: un'altra scelta. Spazio le dà il posto seguente, o lo toglie; un numero le dà quel posto.", "↑↓: another option. Space gives it the next place, or takes it away; a number gives it that place.";
    how_points: "Frecce: sposta il punto. ⟨vote-go⟩: la scelta dopo.", "Arrows: move the point. ⟨vote-go⟩: the next option.";
    how_said: "→ d'accordo, ← contrario, spazio passo; ↑↓: un'altra frase.", "→ agree, ← disagree, space pass; ↑↓: another statement.";
    dots_left(left: u32): "bollini da mettere: {left}", "dots left: {left}";
    marks_left(left: u32): "segni che restano: {left}", "marks left: {left}";
    places_left(left: u32): "posti che restano: {left}", "places left: {left}";
    option_of(at: usize, all: usize): "scelta {at} di {all}", "option {at} of {all}";
    not_placed: "senza posto", "no place";
    fingers_0: "no, per niente", "no, not at all";
    fingers_1: "ho grossi dubbi", "I have serious doubts";
    fingers_2: "ho dei dubbi", "I have doubts";
    fingers_3: "può andare", "I can live with it";
    fingers_4: "mi convince", "I like it";
    fingers_5: "ci sto, e do una mano", "I am in, and will help";
    consent_yes: "può andare", "it can go ahead";
    consent_no: "ho un'obiezione", "I object";
    agree: "d'accordo", "agree";
    disagree: "contrario", "disagree";
    pass: "passo", "pass";
    nothing_yet: "—", "—";
    why_below: "Che cosa non ti convince? (si può lasciare vuoto; non scrivere nomi)", "What holds you back? (may stay empty; write no names)";
    why_objection: "Che cosa danneggia? (non scrivere nomi)", "What does it harm? (write no names)";
    leave_again: "La scheda non è ancora nell'urna: di nuovo ⟨vote-back⟩ per lasciarla.", "The ballot is not in the box yet: ⟨vote-back⟩ again to leave it.";
    // ---- confirming
    your_ballot: "La tua scheda", "Your ballot";
    blank: "scheda bianca", "blank ballot";
    dots_left_open(left: u32) one left: "Resta {left} bollino: va bene anche così.", "{left} dot is left: that is fine too."; more: "Restano {left} bollini: va bene anche così.", "{left} dots are left: that is fine too.";
    options_left(count: usize): "Scelte senza risposta: {count}. Va bene anche così.", "Options without an answer: {count}. That is fine too.";
    nothing_marked: "Non hai segnato niente: va bene anche così.", "You marked nothing: that is fine too.";
    not_withdrawn: "Finché la votazione è aperta puoi cambiarla con questa ricevuta. Dopo non si può più ritirare.", "While the vote is open you can change it with this receipt. Afterwards it cannot be withdrawn.";
    receipt: "Ricevuta, da annotare se vuoi", "Receipt, to note if you like";
    cast_it: "⟨vote-go⟩ la mette nell'urna, ⟨vote-back⟩ torna indietro.", "⟨vote-go⟩ puts it into the box, ⟨vote-back⟩ goes back.";
    sending: "Un momento…", "One moment…";
    thanks: "Grazie, la scheda è nell'urna.", "Thank you, the ballot is in the box.";
    thanks_next: "⟨vote-go⟩, e il portatile passa a chi vota dopo.", "⟨vote-go⟩, and the laptop goes on to whoever votes next.";
    // ---- changing
    your_receipt: "La tua ricevuta:", "Your receipt:";
    receipt_like: "sei lettere e cifre, per esempio k7m-2qx", "six letters and digits, for example k7m-2qx";
    no_receipt: "Una ricevuta ha sei lettere e cifre: ricontrolla.", "A receipt has six letters and digits: check it.";
    changing(receipt: String): "Stai cambiando la scheda {receipt}", "You are changing ballot {receipt}";
    blank_instead: "Una scheda bianca prende il posto della tua: ancora ⟨vote-go⟩ se va bene.", "A blank ballot takes the place of yours: ⟨vote-go⟩ again if that is right.";
    // ---- paper
    paper_short(given: usize, all: usize): "{given} scelte su {all}; le altre restano vuote", "{given} of {all} options; the rest stay empty";
    once_more: "ancora ⟨vote-go⟩", "⟨vote-go⟩ once more";
    paper_title: "Schede di carta", "Paper ballots";
    paper_group: "gruppo", "group";
    paper_line: "scheda", "ballot";
    paper_understood: "si legge", "read as";
    paper_last(receipt: String): "nell'urna; da scrivere sulla scheda: {receipt}", "in the box; to write on the paper: {receipt}";
    paper_fix: "per correggere una scheda: la ricevuta, uno spazio, la scheda giusta", "to correct a ballot: its receipt, a space, the right ballot";
    paper_keyed(count: u32): "schede inserite ora: {count}", "ballots typed in now: {count}";
    paper_no_option(number: String): "non c'è una scelta «{number}»", "there is no option “{number}”";
    paper_too_many: "più di quanto si poteva dare", "more than could be given";
    paper_blank: "non c'è scritto niente; per una scheda bianca: -", "nothing is written; for a ballot left blank: -";
    paper_twice(number: usize): "la {number} c'è due volte", "number {number} stands twice";
    paper_bad(part: String): "«{part}» non si capisce", "“{part}” cannot be understood";
    paper_how_dots: "il numero della scelta per ogni bollino: 1 1 4", "the option's number for each dot: 1 1 4";
    paper_how_set: "i numeri delle scelte segnate: 1 3 5", "the numbers of the marked options: 1 3 5";
    paper_how_scores: "un punteggio per scelta, nell'ordine della scheda; - se manca: 5 3 - 4", "a score for each option in the paper's order; - where there is none: 5 3 - 4";
    paper_how_fingers: "le dita, e il motivo se c'è: 2 costa troppo", "the fingers, and the reason if any: 2 costs too much";
    paper_how_consent: "s, oppure n e l'obiezione: n danneggia chi lavora", "y, or n and the objection: n harms those who work";
    paper_how_order: "i numeri, il preferito per primo: 3 1 2", "the numbers, the best first: 3 1 2";
    paper_how_points: "due cifre per scelta (asse orizzontale, verticale), - se manca: 45 33 -", "two digits for each option (horizontal, vertical axis), - where there are none: 45 33 -";
    paper_how_said: "per ogni frase s, n, p oppure -: s n p -", "for each statement y, n, p or -: y n p -";
    // ---- keys
    key_go: "avanti", "go on";
    key_back: "indietro", "back";
    key_change: "cambia una scheda", "change a ballot";
    key_language: "English", "italiano";
    key_end: "torna alla squadra", "back to the team";
    key_options: "scegli", "choose";
    key_group: "gruppo", "group";
}

/// Returns how a paper ballot is typed in.
pub fn paper_how(lang: super::super::Lang, method: crate::domain::poll::Method) -> &'static str {
    use crate::domain::poll::Method;
    match method {
        Method::Dots { .. } => paper_how_dots(lang),
        Method::Approval { .. } => paper_how_set(lang),
        Method::Score { .. } => paper_how_scores(lang),
        Method::FistToFive => paper_how_fingers(lang),
        Method::Consent => paper_how_consent(lang),
        Method::Ranking { .. } => paper_how_order(lang),
        Method::Matrix { .. } => paper_how_points(lang),
        Method::Agree => paper_how_said(lang),
    }
}

/// Returns what so many fingers say.
pub fn fingers(lang: super::super::Lang, fingers: u8) -> &'static str {
    match fingers {
        0 => fingers_0(lang),
        1 => fingers_1(lang),
        2 => fingers_2(lang),
        3 => fingers_3(lang),
        4 => fingers_4(lang),
        _ => fingers_5(lang),
    }
}
