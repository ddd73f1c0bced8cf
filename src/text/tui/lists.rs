//! Owns what the lists say: their columns, their order, what they are narrowed to, what is done with several at once.

use crate::text::{Lang, words};

words! {
    col_organisation: "organizzazione", "organisation";
    col_difficulty: "difficoltà", "difficulty";
    col_told_by: "raccontata", "told by";
    col_who: "chi", "who";
    col_table: "tavolo", "table";
    col_built_on: "costruita su", "built on";
    col_from: "di chi", "whose";
    col_answer: "risposta", "answer";
    col_answers: "risponde", "answered by";
    col_kind: "tipo", "kind";
    col_method: "metodo", "method";
    col_state: "stato", "state";
    col_turnout: "hanno votato", "voted";
    col_vote: "sul voto", "on the vote";
    col_review: "si rivede", "reviewed";
    col_due: "entro", "by";
    col_about: "su", "about";
    col_tags: "etichette", "tags";
    col_time: "ora", "time";
    col_author: "scritto da", "taken by";
    col_step: "fase", "step";

    turnout_of(voted: u32, of: u32): "{voted} su {of}", "{voted} of {of}";
    turnout_above(voted: u32, here: u32): "{voted} (in sala {here})", "{voted} ({here} here)";
    turnout_said(turnout: &str): "{turnout} hanno votato", "{turnout} voted";
    more(count: usize): "+{count}", "+{count}";

    order_as_taken: "in ordine d'arrivo", "as taken";
    order_newest: "gli ultimi in cima", "newest first";
    order_words: "in ordine alfabetico", "A to Z";
    order_difficulty: "per difficoltà", "by difficulty";
    order_organisation: "per organizzazione", "by organisation";
    order_table: "per tavolo", "by table";
    order_owed: "prima chi attende", "owed an answer first";
    order_state: "per stato", "by state";
    order_review: "per revisione", "by review";
    order_due: "per scadenza", "by due date";
    order_owner: "per chi", "by owner";
    order_sort: "per tipo", "by kind";
    now_ordered(kinds: &str, order: &str): "Le {kinds} ora: {order} · ⟨order⟩ cambia ancora", "The {kinds} now: {order} · ⟨order⟩ goes on";

    open_practices: "da completare", "to complete";
    open_voices: "senza risposta", "owed an answer";
    open_votes: "non ancora mostrate", "not shown yet";
    open_decisions: "da rivedere", "to be reviewed";
    open_actions: "da fare", "to be done";
    open_notes: "domande e parcheggio", "questions and parked";
    outside_steps: "fuori dalle fasi", "outside the steps";
    step_named(title: &str): "fase {title}", "step {title}";
    by_author(name: &str): "di {name}", "by {name}";
    no_author: "senza nome", "no name";
    no_difficulty: "senza difficoltà", "no difficulty";
    no_table: "nessun tavolo", "no table";
    no_step: "nessuna fase", "no step";
    or: " o ", " or ";
    about_open: "aperto", "open";
    about_author: "scritto da", "taken by";
    of_all(shown: usize, all: usize): "{shown} di {all}", "{shown} of {all}";
    besides(count: usize): "+{count} fuori filtro", "+{count} not matching";
    clear_short: "toglie il filtro", "clears";
    narrow_heading(kinds: &str): "Mostra solo: {kinds}", "Show only: {kinds}";
    narrow_several: "⟨choose-several⟩ ne sceglie più d'uno", "⟨choose-several⟩ chooses several";
    nothing_to_narrow: "Qui non c'è ancora nulla per cui filtrare.", "There is nothing to filter by here yet.";
    no_filter: "Qui non c'è nessun filtro: ⟨filter⟩ ne sceglie uno.", "There is no filter here: ⟨filter⟩ chooses one.";
    all_seen(count: usize, kinds: &str): "Filtro tolto: si vede tutto ({count} {kinds}).", "Filter cleared: everything shows ({count} {kinds}).";
    none_pass(all: &str): "Nulla passa il filtro: ce ne sono {all}.", "Nothing matches: there are {all}.";
    change_filter: "cambia il filtro", "changes the filter";
    besides_kept: "fuori dal filtro, resta in vista", "does not match, stays in sight";
    gone_to_besides: "è fuori dal filtro, e si vede lo stesso", "does not match the filter, and shows all the same";

    marked(count: usize): "{count} segnati", "{count} marked";
    marked_one: "1 segnato", "1 marked";
    marked_unseen(count: usize): "{count} non in vista", "{count} not in sight";
    all_marked(count: usize): "Segnati: {count} · ⟨several⟩ dice che cosa farne", "Marked: {count} · ⟨several⟩ says what to do with them";
    none_marked: "Niente è più segnato.", "Nothing is marked any more.";

    deed_tag: "Dai o togli etichette", "Give or take tags";
    deed_step: "Sposta in una fase", "Move to a step";
    deed_table: "Sposta a un tavolo", "Move to a table";
    deed_turn: "Trasforma in", "Turn into";
    deed_vote: "Votazione: diventano le opzioni", "A vote: they become the options";
    vote_made(n: usize) one n: "Votazione preparata con 1 opzione · ⟨undo⟩ la toglie", "A vote is prepared with 1 option · ⟨undo⟩ takes it away"; more: "Votazione preparata con {n} opzioni · ⟨undo⟩ la toglie", "A vote is prepared with {n} options · ⟨undo⟩ takes it away";
    deed_join: "Unisci in uno", "Join into one";
    deed_remove: "Togli", "Remove";
    deed_unmark: "Non segnare più nulla", "Unmark";
    to_step(what: &str): "{what}: in quale fase?", "{what}: to which step?";
    to_table(what: &str): "{what}: a quale tavolo?", "{what}: to which table?";
    turn_several(what: &str): "{what}: in che cosa?", "{what}: into what?";
    is_here: "è qui", "is here";
    are_here(here: usize, of: usize): "{here} di {of} sono qui", "{here} of {of} are here";
    stay_as_they_are(count: usize): "{count} non si possono, restano", "{count} cannot, and stay";
    none_turned: "Niente si può trasformare: parole riservate, o una votazione già fatta.", "Nothing can be turned: withheld words, or a vote that was put.";
    was_put: "no: la sala ha già votato", "no: the room has voted";
    was_put_long: "La sala ha già votato: una votazione resta com'è.", "The room has voted: a vote stays what it is.";
    moved(count: &str, place: &str): "✓ {count} → {place} · ⟨undo⟩ annulla", "✓ {count} → {place} · ⟨undo⟩ takes it back";
    tagged(tags: &str, count: &str): "✓ {tags}: {count} · ⟨undo⟩ annulla", "✓ {tags}: {count} · ⟨undo⟩ takes it back";
    removed_several(count: &str): "Tolti insieme: {count} · ⟨undo⟩ li riprende tutti", "Removed together: {count} · ⟨undo⟩ brings all back";
    turned_several(count: &str): "✓ ora sono {count} · ⟨undo⟩ annulla", "✓ now {count} · ⟨undo⟩ takes it back";
    left_behind(fields: &str): "negli elementi tolti restano: {fields}", "left in the removed items: {fields}";
    with_others(count: usize): "e con questo altri {count}", "and {count} more with it";
    with_one: "e con questo un altro", "and one more with it";

    tags_heading(what: &str): "Etichette di {what}", "Tags of {what}";
    tags_how: "per esempio: strada -fiducia", "for example: street -trust";
    tags_carried: "hanno già", "they have";
    tags_none: "ancora nessuna etichetta", "no tags yet";
    tags_example: "aggiunge #strada, toglie #fiducia", "adds #street, takes away #trust";
    tags_known: "⟨complete-tag⟩", "⟨complete-tag⟩";
    tags_adds(tags: &str): "aggiunge {tags}", "adds {tags}";
    tags_takes(tags: &str): "toglie {tags}", "takes away {tags}";
    tags_not_read(words: &str): "non è un'etichetta: {words}", "no tag: {words}";

    join_heading(what: &str): "Unire {what} in uno?", "Join {what} into one?";
    join_stays: "resta", "stays";
    join_parts: "vi confluisce", "become part";
    join_together: "si sommano", "put together";
    join_beside(one: &str, two: &str): "{one}, oppure {two}", "{one}, or {two}";
    join_choose: "Tra due valori si sceglie poi con ⟨conflicts⟩. Nessuna parola va persa; ⟨undo⟩ separa di nuovo.", "Of two values one is chosen later with ⟨conflicts⟩. No words are lost; ⟨undo⟩ parts them again.";
    join_links: "legami", "links";
    join_led(count: usize) one count: "Un elemento rimanda a quello che resta", "One item leads to the one that stays"; more: "{count} elementi rimandano a quello che resta", "{count} items lead to the one that stays";
    join_do: "unisce", "joins";
    join_not: "lascia com'è", "leaves it";
    join_undo: "Nessuna parola va persa; ⟨undo⟩ separa di nuovo.", "No words are lost; ⟨undo⟩ parts them again.";
    joined_plain(parts: usize, title: &str): "✓ {parts} uniti in «{title}» · ⟨undo⟩ separa", "✓ {parts} joined into “{title}” · ⟨undo⟩ parts them";
    joined_choose(parts: usize, title: &str, left: usize): "✓ {parts} uniti in «{title}» · {left} da scegliere con ⟨conflicts⟩ · ⟨undo⟩ separa", "✓ {parts} joined into “{title}” · {left} to choose with ⟨conflicts⟩ · ⟨undo⟩ parts them";
    join_too_few: "Per unire ne servono almeno due: ⟨mark⟩ li segna.", "Joining takes at least two: ⟨mark⟩ marks them.";
    join_kinds: "Si uniscono solo elementi dello stesso tipo.", "Only items of one kind can be joined.";
    join_was_put(title: &str): "«{title}»: la sala ha già votato, e il voto resta com'è.", "“{title}”: the room has voted, and the vote stays what it is.";
    join_in_conflict(title: &str): "«{title}» ha due valori in conflitto: prima si sceglie, con ⟨conflicts⟩.", "“{title}” has two values in conflict: choose first, with ⟨conflicts⟩.";
    join_too_long: "Insieme i testi sono più lunghi di quanto un campo tiene (32 KiB).", "Together the texts are longer than a field holds (32 KiB).";

    came_from(from: &str, key: &str): "Da {from} · {key} torna lì", "From {from} · {key} goes back there";
    back_at_last(place: &str): "Di nuovo a {place}", "Back at {place}";
    back_at_more(place: &str, left: usize): "Di nuovo a {place} · ancora {left} indietro", "Back at {place} · {left} more to go back";
    was_removed: "Quello da cui si veniva non c'è più.", "What one came from is gone.";
    way_begins_here: "Non c'è un posto prima di questo: la strada comincia con ⟨links⟩ o con ⟨find⟩.", "There is no place before this one: the way begins with ⟨links⟩ or ⟨find⟩.";

    lines_below(count: usize): "↓ altre {count}", "↓ {count} more";
    lines_above_below(count: usize): "↑↓ altre {count}", "↑↓ {count} more";
    position(at: usize, of: usize): "{at} di {of}", "{at} of {of}";
}

/// Returns what is said of a join that was done.
pub fn joined(lang: crate::text::Lang, parts: usize, title: &str, left: usize) -> String {
    if left == 0 { joined_plain(lang, parts, title) } else { joined_choose(lang, parts, title, left) }
}

/// Returns what is said of a place that one is back at.
pub fn back_at(lang: crate::text::Lang, place: &str, left: usize) -> String {
    if left == 0 { back_at_last(lang, place) } else { back_at_more(lang, place, left) }
}

/// Returns how many voted of how many, in a word for a column; that they are more than are here, where they are.
pub fn turnout(lang: Lang, voted: u32, of: u32) -> String {
    if voted > of { turnout_above(lang, voted, of) } else { turnout_of(lang, voted, of) }
}
