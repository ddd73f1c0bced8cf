//! Owns the words of counting votes: preparing, opening, the grid, closing, the result.

use crate::tally::Above;
use crate::text::{Lang, names, words};

words! {
    title: "Votazione", "Vote";
    page_question: "Domanda", "Question";
    page_options: "Scelte", "Options";
    page_voters: "Chi vota", "Who votes";
    new_option: "nuova scelta", "new option";
    options_help: "si scrive e si preme ⟨count-enter⟩, oppure si prendono dalla sessione", "write and press ⟨count-enter⟩, or take them from the session";
    like_another(place: usize): "simile alla {place}", "like number {place}";
    from_session: "Dalla sessione", "From the session";
    how_counted: "Come si conta", "How it is counted";
    present: "Presenti", "Here";
    in_all(people: u32): "in tutto {people}", "{people} in all";
    hands_are_seen: "Le mani alzate e i cartellini si vedono: con giovani e servizi insieme è meglio la carta.", "Raised hands and cards are seen: where young people and services vote together, paper is better.";
    groups_hidden(groups: String): "Sotto i 3, in sala e nei rapporti non si mostrano a parte: {groups}", "Below 3, the room and the reports do not show apart: {groups}";
    groups_hidden_if_unanimous(groups: String): "Sotto i 5, non si mostrano a parte se unanimi: {groups}", "Below 5, not shown apart where unanimous: {groups}";
    round(n: u8): "turno {n}", "round {n}";
    // ---- what is missing
    needs_question: "Manca la domanda", "The question is missing";
    one_proposal_only: "Si vota una sola proposta: toglierne, o lasciare vuoto per votare la domanda", "One proposal is voted on: take some out, or leave it empty to vote on the question itself";
    one_proposal: "Una sola proposta: un elemento della sessione, oppure niente e vale la domanda.", "One proposal: an item of the session, or nothing, and the question itself is voted on.";
    needs_options: "Servono almeno due scelte", "At least two options are needed";
    option_withheld(place: usize): "La scelta {place} è una voce o una nota riservata: si toglie, oppure si sistema prima la sua scheda (fin dove può andare, nessun codice nel testo)", "Option {place} is a voice or a note whose words are withheld: take it out, or mend its form first (how far they may go, no code in the text)";
    needs_voters: "Chi vota? Scrivere quanti sono per gruppo", "Who votes? Write how many of each group";
    // ---- asking
    ask_open(people: u32, options: usize) one people: "Aprire la votazione? {people} votante, {options} scelte. Dopo, scelte e regola non cambiano più.", "Open the vote? {people} voter, {options} options. After that options and rule stay as they are."; more: "Aprire la votazione? {people} votanti, {options} scelte. Dopo, scelte e regola non cambiano più.", "Open the vote? {people} voters, {options} options. After that options and rule stay as they are.";
    tell_voters: "Da dire prima: dopo la chiusura una scheda non si può ritirare.", "Say it before: after closing a ballot cannot be withdrawn.";
    ask_close(turnout: String): "Chiudere la votazione? {turnout}.", "Close the vote? {turnout}.";
    ask_close_despite: "Chiudere lo stesso?", "Close all the same?";
    close_despite(key: String): "Se è giusto così: {key}. Altrimenti si torna e si corregge.", "If that is right: {key}. Otherwise go back and correct it.";
    in_box(ballots: u32): "schede nell'urna: {ballots}", "ballots in the box: {ballots}";
    marked_group(group: String, voters: u32, present: u32) one voters: "{group}: vota {voters} di {present}", "{group}: {voters} of {present} votes"; more: "{group}: votano {voters} di {present}", "{group}: {voters} of {present} vote";
    next_group: "⟨count-next⟩ passa al gruppo dopo", "⟨count-next⟩ goes on to the next group";
    reason_heard: "Che cosa si è sentito? (senza dire chi)", "What was said? (not by whom)";
    how_integrated(objection: String): "Obiezione: «{objection}». Come è stata accolta nella proposta?", "Objection: “{objection}”. How was it taken into the proposal?";
    no_objection_left: "Ogni obiezione ha già la sua risposta", "Every objection has its answer already";
    ask_interrupt: "Interrompere il turno? Le schede di un altro computer non si contano; si può rivotare.", "Interrupt the round? Ballots on another computer do not count; it can be voted again.";
    key_reason: "motivo", "reason";
    key_integrate: "obiezioni", "objections";
    key_interrupt: "interrompi", "interrupt";
    key_vote_here: "vota qui", "vote here";
    key_paper: "carta", "paper";
    ask_reveal: "Mostrare il risultato alla sala?", "Show the result to the room?";
    yes_or_no(yes: String, no: String): "{yes}: sì · {no}: no", "{yes}: yes · {no}: no";
    why_again: "Perché si rivota?", "Why vote again?";
    why_corrected: "Perché si corregge il conteggio?", "Why is the count put right?";
    reason_needed: "Serve una ragione: resta scritta accanto al risultato", "A reason is needed: it stays beside the result";
    // ---- the grid
    open_now: "aperta: si conta", "open: counting";
    correcting: "si corregge il conteggio", "putting the count right";
    have_voted: "hanno votato", "have voted";
    of_present(present: u32): "di {present}", "of {present}";
    turnout_of(voted: u32, all: u32) one voted: "Ha votato {voted} su {all}", "{voted} of {all} has voted"; more: "Hanno votato {voted} su {all}", "{voted} of {all} have voted";
    turnout_above(voted: u32, present: u32): "Hanno votato {voted}, in sala sono {present}", "{voted} have voted, {present} are in the room";
    others_hidden: "I numeri degli altri gruppi restano coperti fino alla chiusura", "The other groups' numbers stay covered until closing";
    more_than_present(group: String, voted: u32, present: u32): "{group}: votanti {voted}, ma presenti {present}", "{group}: voters {voted}, but here {present}";
    more_than_voters(group: String, option: String, votes: u32, voters: u32): "{group}, «{option}»: voti {votes}, votanti {voters}", "{group}, “{option}”: votes {votes}, voters {voters}";
    more_than_allowed(group: String, votes: u32, most: u32): "{group}: {votes} in tutto, ma se ne potevano dare {most}", "{group}: {votes} in all, but only {most} could be given";
    not_as_voters(group: String, given: u32, voters: u32): "{group}: {given} contati, ma hanno votato {voters}", "{group}: {given} counted, but {voters} have voted";
    more_in_place(group: String, place: i32, given: u32, voters: u32): "{group}: {given} al posto {place} con {voters} votanti", "{group}: {given} in place {place} from {voters} voters";
    more_than_all_present(all: u32, counted: u32, boxed: u32, present: u32): "Tra contati ({counted}) e urna ({boxed}) sono {all}, ma in sala sono {present}: forse qualcuno è contato due volte", "{all} in all, counted ({counted}) and boxed ({boxed}), but only {present} in the room: perhaps some are counted twice";
    no_numbers(group: String, voters: u32): "{group}: {voters} hanno votato, ma non c'è nessun numero", "{group}: {voters} have voted, but there is no number";
    no_number(group: String, option: String): "{option}: nessun numero ({group})", "{option}: no number ({group})";
    some_answered(group: String, option: String, given: u32, voters: u32): "{option}: {given} su {voters} {group} hanno una risposta", "{option}: {given} of {voters} {group} have an answer";
    some_on_axis(group: String, option: String, axis: &str, given: u32, voters: u32): "{option}, {axis}: {given} su {voters} {group} hanno una risposta", "{option}, {axis}: {given} of {voters} {group} have an answer";
    some_first(group: String, given: u32, voters: u32): "{group}: primi posti {given}, ma hanno votato {voters}", "{group}: {given} first places from {voters} voters";
    place_skipped(group: String, place: i32, given: u32, before: i32, earlier: u32): "{group}: {given} al posto {place}, ma {earlier} al posto {before}", "{group}: {given} in place {place}, but {earlier} in place {before}";
    above_in_box(group: String, present: u32, counted: u32, boxed: u32): "{group}: hanno votato più dei {present} in sala (contati {counted}, nell'urna {boxed}); forse qualcuno è contato due volte", "{group}: more have voted than the {present} in the room (counted {counted}, in the box {boxed}); perhaps some are counted twice";
    above_pooled(group: String, present: u32, counted: u32): "{group}: hanno votato più dei {present} in sala (contati {counted}, e altri nell'urna); forse qualcuno è contato due volte", "{group}: more have voted than the {present} in the room (counted {counted}, and some in the box); perhaps some are counted twice";
    put_it_right(key: String): "{key} corregge il conteggio.", "{key} puts the count right.";
    more_doubts(count: usize): "… e altri {count} dubbi", "… and {count} more doubts";
    more_on_one(group: String, option: String, votes: u32, most: u32) one votes: "{group}, «{option}»: {votes} bollino, al più {most}", "{group}, “{option}”: {votes} dot, at most {most}"; more: "{group}, «{option}»: {votes} bollini, al più {most}", "{group}, “{option}”: {votes} dots, at most {most}";
    // ---- the result
    closed_now: "chiusa, non ancora mostrata", "closed, not shown yet";
    revealed_now: "mostrata alla sala", "shown to the room";
    interrupted_now: "interrotta", "interrupted";
    result_covered(key: String): "Il risultato è coperto. {key} lo guarda qui senza mostrarlo alla sala.", "The result is covered. {key} looks at it here without showing it to the room.";
    nothing_counted: "Non è stato contato nulla", "Nothing was counted";
    option: "scelta", "option";
    all: "tutti", "all";
    gap: "scarto", "gap";
    tied: "pari", "tied";
    corrected_once: "conteggio corretto una volta, il primo è conservato", "count put right once, the first one kept";
    corrected_times(times: usize): "conteggio corretto {times} volte, il primo è conservato", "count put right {times} times, the first one kept";
    // ---- keys
    key_save: "salva", "save";
    key_leave: "esci", "leave";
    key_next: "avanti", "next";
    key_previous: "indietro", "back";
    key_advance: "prossimo passo", "next act";
    key_open: "apri la votazione", "open the vote";
    key_close: "chiudi", "close";
    key_reveal: "mostra il risultato", "show the result";
    key_again: "nuovo turno", "new round";
    key_take: "prendi dalla sessione", "take from the session";
    key_remove: "togli", "take out";
    key_up: "sposta su", "move up";
    key_down: "sposta giù", "move down";
    key_enter: "aggiungi o cambia", "add or change";
    key_peek: "guarda qui", "look here";
    key_correct: "correggi", "put right";
    key_rounds: "altri turni", "other rounds";
    key_yes: "sì", "yes";
    key_no: "no", "no";
}

/// Returns how many have voted of how many; that they are more than are here, where they are.
pub fn turnout(lang: Lang, voted: u32, all: u32) -> String {
    if voted > all { turnout_above(lang, voted, all) } else { turnout_of(lang, voted, all) }
}

/// Says that more of a group have voted than are here.
pub fn above(lang: Lang, above: &Above) -> String {
    let group = names::group(lang, &above.group);
    match above.boxed {
        Some(boxed) => above_in_box(lang, group, above.present, above.counted, boxed),
        None => above_pooled(lang, group, above.present, above.counted),
    }
}

/// Says how often counts were put right.
pub fn corrected(lang: Lang, times: usize) -> String {
    if times == 1 { corrected_once(lang).to_owned() } else { corrected_times(lang, times) }
}
