//! Owns the words of `proximo show`: labels before the fields of an item.

use super::words;

words! {
    aim(aim: &str): "Obiettivo: {aim}", "Aim: {aim}";
    sample: "Contiene dati di esempio.", "It holds sample data.";
    activity: "attività", "activity";
    prompt: "consegna", "prompt";
    minutes: "minuti", "minutes";
    theme: "tema", "theme";
    group: "gruppo", "group";
    organisation: "organizzazione", "organisation";
    place: "luogo", "place";
    difficulty: "difficoltà", "difficulty";
    for_whom: "per chi", "for whom";
    how: "come funziona", "how it works";
    helped: "che cosa ha aiutato", "what helped";
    hindered: "che cosa ha ostacolato", "what hindered";
    told_by: "raccontata da", "told by";
    source: "fonte", "source";
    who: "chi", "who";
    needs: "che cosa serve", "what it needs";
    risks: "che cosa può andare storto", "what could go wrong";
    someone: "un giovane", "a young person";
    the_group(agree: u32, of: u32): "il gruppo ({agree} su {of} d'accordo)", "the group ({agree} of {of} agree)";
    from: "da", "from";
    kind: "tipo", "kind";
    may_go_to: "può arrivare a", "may go to";
    answer: "risposta", "answer";
    no_answer: "ancora nessuna", "none yet";
    reason: "motivo", "reason";
    reply: "che cosa hanno detto i giovani", "what the young people said to that";
    method: "metodo", "method";
    round(number: u8): "turno {number}", "round {number}";
    result: "risultato", "result";
    group_votes(group: &str, votes: u32, of: u32): "{group} {votes} su {of}", "{group} {votes} of {of}";
    dissent: "dissenso", "dissent";
    would_change: "che cosa la cambierebbe", "what would change it";
    review_on: "da rivedere il", "to be looked at again on";
    due: "entro il", "by";
    state: "stato", "state";
    private: "riservato", "private";
    yes: "sì", "yes";
    no: "no", "no";
    item: "elemento", "item";
    kept: "valore tenuto", "value kept";
    other: "altro valore", "other value";
    settled: "sciolto", "settled";
    about: "su", "about";
    tags: "etichette", "tags";
    to_complete: "da completare", "to complete";
}
