//! Owns the words of the forms: fields, their help, what is wrong with what was written.

use crate::domain::privacy::{self, Personal};
use crate::domain::time::Day;
use crate::text::{Lang, words};

words! {
    // ---- fields
    name: "Nome", "Name";
    theme: "Tema", "Theme";
    title: "Titolo", "Title";
    work_package: "Work package", "Work package";
    date: "Data", "Date";
    place: "Luogo", "Place";
    aim: "Obiettivo", "Aim";
    facilitators: "Chi conduce", "Facilitators";
    note_takers: "Chi prende appunti", "Note-takers";
    safeguarding: "Referente tutela", "Safeguarding contact";
    state: "Stato", "State";
    sample: "È un esempio inventato", "An invented sample";
    heads(group: String): "Presenti: {group}", "Here: {group}";
    activity: "Attività", "Activity";
    seating: "Come si sta", "Seating";
    prompt: "Domanda alla sala", "Prompt to the room";
    minutes: "Minuti", "Minutes";
    giro_minutes: "Minuti a testa nel giro", "Minutes each in a round";
    skipped: "Saltata", "Left out";
    code: "Codice", "Code";
    group: "Gruppo", "Group";
    another_group: "un altro gruppo", "another group";
    other_group: "Quale gruppo", "Which group";
    organisation: "Ente o servizio", "Organisation";
    table: "Tavolo", "Table";
    present: "In sala", "In the room";
    allows_quoted: "Si può citare", "May be quoted";
    allows_reuse: "Riuso nella ricerca", "Reuse in research";
    difficulty: "Difficoltà", "Difficulty";
    other_difficulties: "Anche per", "Also for";
    for_whom: "Per chi", "For whom";
    how: "Come funziona", "How it works";
    helped: "Che cosa ha aiutato", "What helped";
    hindered: "Che cosa ha ostacolato", "What hindered";
    level: "Scala", "Level";
    period: "Periodo", "Period";
    status: "Continua?", "Status";
    subgroup: "Quali giovani", "Which young people";
    age: "Età", "Age";
    channels: "Canali di contatto", "Contact channels";
    provider: "Chi la realizza", "Provided by";
    intensity: "Quanto spesso", "Intensity";
    resources: "Risorse", "Resources";
    partners: "Con chi", "Partners";
    reached: "Raggiunti", "Reached";
    engaged: "… di cui agganciati", "… engaged";
    activated: "… di cui attivati", "… activated";
    in_contact: "… ancora in contatto", "… still in contact";
    in_contact_on: "In contatto alla data", "In contact on";
    evidence: "Prove", "Evidence";
    epic: "Livello EPIC", "EPIC level";
    transfer: "Condizioni Municipio 7", "Transfer conditions";
    tags: "Etichette", "Tags";
    told_by: "Raccontata da", "Told by";
    told_by_organisation: "… a nome di", "… on behalf of";
    source: "Fonte", "Source";
    how_would: "Come funzionerebbe", "How it would work";
    who_would: "Chi lo farebbe", "Who would do it";
    needs: "Che cosa serve", "What it needs";
    risks: "Che cosa può andar male", "What could go wrong";
    built_on_practices: "Nasce dalle pratiche", "Built on practices";
    built_on_voices: "Nasce dalle voci", "Built on voices";
    said: "Che cosa è stato detto", "What was said";
    from: "Chi lo dice", "Who says it";
    from_someone: "una persona", "someone";
    from_person: "una persona, col codice", "one person, by code";
    from_group: "il gruppo", "the group";
    from_code: "Codice di chi parla", "Whose code";
    agree: "D'accordo in", "Agree";
    of_how_many: "… su quante persone", "… of how many";
    what_it_is: "Che cos'è", "What it is";
    about: "Riguarda", "About";
    may_go_to: "A chi può arrivare", "May go to";
    outcome: "Che ne è stato", "What became of it";
    under_review: "in valutazione", "being considered";
    until: "… fino al", "… until";
    reason_told: "Perché, o cosa insegna", "Why, or what it taught";
    answer_owner: "Chi risponde", "Who answers";
    answered_on: "Risposta del", "Answered on";
    told_back_on: "Restituita il", "Told back on";
    told_back_how: "… in che modo", "… how";
    reply: "La loro replica", "Their reply";
    shown: "Si può mostrare in sala", "May be shown";
    question: "Domanda", "Question";
    method: "Come si vota", "Method";
    dots: "bollini", "dots";
    scores: "punteggio", "score";
    matrix: "matrice a due assi", "matrix of two axes";
    score_low: "Punteggio più basso", "Lowest score";
    score_high: "Punteggio più alto", "Highest score";
    ranking_top: "Posti in ordine", "Places in order";
    matrix_x: "Asse orizzontale", "Horizontal axis";
    matrix_y: "Asse verticale", "Vertical axis";
    dots_each: "Bollini a testa", "Dots each";
    dots_cap: "Al più su una scelta", "At most on one option";
    approval_max: "Al più scelte a testa", "At most options each";
    rule: "Regola di consenso", "Consensus rule";
    rule_share: "quota dei votanti", "share of voters";
    rule_core_outcome: "core outcome 70/15", "core outcome 70/15";
    rule_none: "nessuna", "none";
    rule_percent: "… almeno (%)", "… at least (%)";
    statement: "Che cosa si è deciso", "What was decided";
    why: "Perché", "Why";
    on_poll: "Sul voto", "On the vote";
    dissent: "Chi non è d'accordo", "Dissent";
    would_change: "Che cosa la cambierebbe", "What would change it";
    review_on: "Si riguarda il", "Looked at again on";
    what: "Che cosa", "What";
    who: "Chi", "Who";
    due: "Entro", "By";
    why_dropped: "Perché si lascia", "Why dropped";
    text: "Testo", "Text";
    private: "Riservato al team", "For the team alone";
    settled: "Risolto", "Settled";
    // ---- what is shown in an empty field
    to_complete: "da completare", "to be completed";
    days_are_written: "12/4 · ven · +7 · 2026-04-12", "12/4 · fri · +7 · 2026-04-12";
    tags_are_written: "parole separate da virgole", "words parted by commas";
    names_are_written: "nomi separati da ;", "names parted by ;";
    owner_is_written: "un codice o un nome", "a code or a name";
    list_opens: "⟨form-open⟩ per scegliere", "⟨form-open⟩ to choose";
    yes: "sì", "yes";
    no: "no", "no";
    none: "—", "—";
    // ---- what was understood, what is wrong
    understood(day: String): "= {day}", "= {day}";
    is_participant(code: String, group: String): "= {code}, {group}", "= {code}, {group}";
    is_named: "= un nome fuori dall'elenco dei partecipanti", "= a name outside the list of participants";
    not_a_day(text: String): "«{text}» non è un giorno: si scrive 12/4, 12/4/2026, ven, +7 o 2026-04-12", "“{text}” is no day: write 12/4, 12/4/2026, fri, +7 or 2026-04-12";
    not_a_number(most: u32): "Qui va un numero intero, da 0 a {most}", "A whole number belongs here, from 0 to {most}";
    too_long(most: usize): "Testo troppo lungo: un campo tiene al più {most} KiB. Non è stato preso nulla.", "The text is too long: a field holds at most {most} KiB. Nothing was taken in.";
    must_have(field: String): "Manca «{field}»: senza, il resto non ha senso", "“{field}” is missing: without it the rest makes no sense";
    long_prompt(letters: usize): "{letters} caratteri: oltre 90 non si legge bene dal fondo della sala", "{letters} characters: beyond 90 it is hard to read from the back of the room";
    leave_asks(save: String, later: String, drop: String, back: String): "Ci sono modifiche. {save}: salva e chiudi · {later}: lascia così, per dopo · {drop}: lascia perdere · {back}: torna al modulo", "There are changes. {save}: save and close · {later}: leave it so, for later · {drop}: drop them · {back}: back to the form";
    more(fields: usize): "altri campi ({fields})", "more fields ({fields})";
    fewer: "meno campi", "fewer fields";
    still_missing(fields: usize): "da completare: {fields}", "to be completed: {fields}";
    filter: "cerca", "find";
    nothing_found: "niente con queste parole", "nothing with these words";
    nothing_to_choose: "nella sessione non c'è ancora nulla da scegliere", "there is nothing to choose in the session yet";
    // ---- keys
    key_save: "salva", "save";
    key_leave: "esci", "leave";
    key_next: "campo dopo", "next field";
    key_previous: "campo prima", "previous field";
    key_more: "altri campi", "more fields";
    key_open: "elenco", "list";
    key_change: "cambia", "change";
    key_toggle: "segna", "mark";
    key_complete: "completa", "complete";
    key_take: "scegli", "choose";
    key_close_list: "chiudi elenco", "close the list";
    key_drop: "lascia perdere", "drop changes";
    key_undo: "annulla nel campo", "take back in the field";
    key_editor: "nel tuo editor", "in your editor";
    key_later: "lascia così, per dopo", "leave it so, for later";
    key_put_away: "via quello che non era finito, o di nuovo", "put away what was unfinished, or bring it back";
}

/// Returns a day with its day of the week: *venerdì 12/4/2026*.
pub fn day(lang: Lang, day: Day) -> String {
    format!("{} {}", weekday(lang, day), day.plain())
}

/// Returns the day of the week.
pub fn weekday(lang: Lang, day: Day) -> &'static str {
    use chrono::{Datelike, Weekday};
    let (it, en) = match day.get().weekday() {
        Weekday::Mon => ("lunedì", "Monday"),
        Weekday::Tue => ("martedì", "Tuesday"),
        Weekday::Wed => ("mercoledì", "Wednesday"),
        Weekday::Thu => ("giovedì", "Thursday"),
        Weekday::Fri => ("venerdì", "Friday"),
        Weekday::Sat => ("sabato", "Saturday"),
        Weekday::Sun => ("domenica", "Sunday"),
    };
    crate::text::names::pick(lang, it, en)
}

/// Warns of the first thing in a text that looks like personal data.
pub fn warning(lang: Lang, text: &str) -> Option<&'static str> {
    privacy::warnings(text).first().map(|warning| personal(lang, warning.what))
}

fn personal(lang: Lang, what: Personal) -> &'static str {
    let (it, en) = match what {
        Personal::Telephone => (
            "Sembra un numero di telefono: qui è meglio non scriverlo",
            "It looks like a telephone number: better not write it here",
        ),
        Personal::Email => (
            "Sembra un indirizzo e-mail: qui è meglio non scriverlo",
            "It looks like an e-mail address: better not write it here",
        ),
        Personal::FiscalCode => (
            "Sembra un codice fiscale: qui è meglio non scriverlo",
            "It looks like a fiscal code: better not write it here",
        ),
    };
    crate::text::names::pick(lang, it, en)
}
