//! Owns what is said while a session is prepared: templates, lists of participants, the register, what earlier
//! sessions leave open.

use crate::domain::guests::{Column, Unread};
use crate::domain::item::Kind;
use crate::text::{Lang, words};

/// Returns what a column is taken for.
pub fn column(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Left => column_left(lang),
        Column::Code => column_code(lang),
        Column::Group => column_group(lang),
        Column::Organisation => column_organisation(lang),
        Column::Table => column_table(lang),
        Column::Name => column_name(lang),
        Column::Surname => column_surname(lang),
        Column::Age => column_age(lang),
        Column::TakesPart => column_takes_part(lang),
        Column::Quoted => column_quoted(lang),
        Column::Reuse => column_reuse(lang),
        Column::Parent => column_parent(lang),
        Column::Assent => column_assent(lang),
    }
}

/// Returns why a row cannot be taken.
pub fn unread(lang: Lang, why: &Unread) -> String {
    match why {
        Unread::NoCode => unread_no_code(lang).to_owned(),
        Unread::NotACode(text) => unread_not_a_code(lang, text),
        Unread::Twice(code) => unread_twice(lang, code),
        Unread::NoSuchTable(name) => unread_no_table(lang, name),
    }
}

/// Returns so many minutes as hours and minutes: `2 h 45'`.
pub fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}'"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}'"),
    }
}

words! {
    no_such_hour(text: &str): "«{text}» non è un'ora: per esempio 14:30, o niente.", "“{text}” is no hour: for example 14:30, or nothing.";
    steps_in_all(steps: usize, length: &str) one steps: "{steps} fase, {length}", "{steps} step, {length}"; more: "{steps} fasi, {length}", "{steps} steps, {length}";
    ends_at(start: &str, end: &str): "dalle {start} alle {end}", "from {start} to {end}";
    start_hint: "es. 14:30", "e.g. 14:30";
    empty_aim: "Nessuna fase: la scaletta si scrive dopo, con ⟨new-step⟩.", "No steps: the agenda is written later, with ⟨new-step⟩.";

    column_left: "non si prende", "left out";
    column_code: "codice", "code";
    column_group: "gruppo", "group";
    column_organisation: "organizzazione", "organisation";
    column_table: "tavolo", "table";
    column_name: "nome", "name";
    column_surname: "cognome", "surname";
    column_age: "età", "age";
    column_takes_part: "partecipa", "takes part";
    column_quoted: "citabile", "may be quoted";
    column_reuse: "ricerca", "research";
    column_parent: "genitore", "parent";
    column_assent: "assenso", "assent";
    for_register: "registro", "register";

    unread_no_code: "manca il codice, e anche il gruppo che lo darebbe", "no code, and no group that would give one";
    unread_not_a_code(text: &str): "«{text}» non è un codice, come OP-04", "“{text}” is no code, such as OP-04";
    unread_twice(code: &str): "{code} c'è già in una riga sopra", "{code} stands in a row above already";
    unread_no_table(name: &str): "nessun tavolo si chiama «{name}»", "no table is called “{name}”";
    row_unread(row: usize, why: &str): "Riga {row} non presa: {why}.", "Row {row} not taken: {why}.";
    known_already: "(c'è già)", "(known already)";
    code_given: "(codice nuovo)", "(new code)";
    beyond(rows: usize): "Righe oltre le prime 2000, non lette: {rows}.", "Rows beyond the first 2000, not read: {rows}.";
    no_cells: "Non è una tabella: servono almeno due colonne, separate da tabulazioni, punto e virgola o virgola.", "This is no table: it takes at least two columns, separated by tabs, semicolons or commas.";
    nothing_written: "Prova: non è stato scritto nulla.", "Dry run: nothing was written.";
    people_taken(count: usize): "Partecipanti presi: {count}.", "Participants taken: {count}.";
    in_register(count: usize): "Nel registro, fuori dalla sessione: {count}.", "In the register, outside the session: {count}.";

    list_heading: "Da un elenco", "From a list";
    list_path: "File CSV o di testo; ⟨complete-path⟩ completa, oppure incolla qui le celle.", "A CSV or text file; ⟨complete-path⟩ completes, or paste cells here.";
    list_none_here: "Nessun elenco qui: .csv, .tsv, .txt", "No list here: .csv, .tsv, .txt";
    guess_heading: "Che cosa prendo da questo elenco?", "What shall I take from this list?";
    guess_columns: "⟨next-column⟩ passa alla colonna accanto, ⟨other-meaning⟩ cambia che cosa contiene", "⟨next-column⟩ goes to the next column, ⟨other-meaning⟩ changes what it holds";
    guess_taken(taken: usize, of: usize): "Si prendono {taken} righe su {of}", "{taken} of {of} rows are taken";
    guess_given(count: usize, codes: &str): "Codici nuovi {count}: {codes}", "New codes {count}: {codes}";
    guess_register: "Nomi, età, consensi: solo nel registro, mai nella sessione.", "Names, ages, consents: in the register, never the session.";
    nobody_taken: "Così non si prende nessuno: serve una colonna con i codici, o una con i gruppi.", "Like this nobody is taken: it takes a column of codes, or one of groups.";
    list_taken(count: usize, given: usize) one count: "{count} partecipante, di cui {given} con un codice nuovo", "{count} participant, {given} of them with a new code"; more: "{count} partecipanti, di cui {given} con un codice nuovo", "{count} participants, {given} of them with a new code";
    list_unread(count: usize): "; righe non prese: {count}", "; rows not taken: {count}";

    people_none: "Ancora nessuno: ⟨new-person⟩ aggiunge, ⟨read-list⟩ legge un elenco CSV; o si incolla qui.", "Nobody yet: ⟨new-person⟩ adds, ⟨read-list⟩ reads a CSV list; or paste one here.";
    people_counts_heads: "contati", "counted";
    consent_legend: "consensi: ✓ partecipa  c citabile  r ricerca  ✗ no  – non chiesto", "consents: ✓ takes part  q may be quoted  r research  ✗ no  – not asked";
    quoted_sign: "c", "q";
    research_sign: "r", "r";
    people_filter: "Cerca", "Find";
    people_filter_hint: "codice, organizzazione o gruppo: ⟨mark-found⟩ segna presente e si continua", "code, organisation or group: ⟨mark-found⟩ marks present, and on to the next";
    filter_new(code: &str): "⟨mark-found⟩ aggiunge {code}, presente", "⟨mark-found⟩ adds {code}, present";
    filter_nobody: "Nessuno così.", "Nobody like this.";
    now_present(code: &str): "presente: {code}", "present: {code}";
    one_more(code: &str): "aggiunto e presente: {code}", "added and present: {code}";
    seated(code: &str, table: &str): "{code} al {table}", "{code} at {table}";
    unseated(code: &str): "{code} senza tavolo", "{code} at no table";
    no_tables: "Questa sessione non ha tavoli.", "This session has no tables.";
    choose_group_first: "Scegli prima una persona del gruppo: ⟨more-people⟩ ne aggiunge un'altra.", "First choose a person of the group: ⟨more-people⟩ adds another one.";
    register_unread: "Il registro non si legge", "The register cannot be read";

    heads_heading: "Quanti sono, gruppo per gruppo", "How many there are, group by group";
    heads_say: "Il numero di un gruppo vale al posto di chi vi è registrato, anche come totale nei voti.", "A group's number stands in place of those registered in it, and is the total in votes.";
    heads_keys: "Cifre, + e - cambiano il numero; x lo toglie.", "Figures, + and - change it; x takes it away.";
    heads_registered(present: u32, all: u32): "registrati {present} su {all}", "registered {present} of {all}";
    heads_none: "–", "–";
    heads_saved: "Conteggio dei presenti", "Head counts";
    heads_total(all: u32): "In tutto {all}", "{all} in all";

    person_heading(code: &str): "Registro: {code}", "Register: {code}";
    person_say: "Resta in un file su questo computer: mai nella sessione, mai sulla parete.", "Stays in a file on this computer: never in the session, never on the wall.";
    person_change: "← → o la barra cambiano la risposta", "← → or the space bar change the answer";
    person_name: "Nome", "Name";
    person_age: "Età", "Age";
    person_takes_part: "Partecipa", "Takes part";
    person_quoted: "Può essere citato", "May be quoted";
    person_reuse: "Riuso nella ricerca", "Reuse in research";
    person_parent: "Consenso del genitore", "Parent's consent";
    person_assent: "Assenso del minore", "The minor's assent";
    not_asked: "non chiesto", "not asked";
    yes: "sì", "yes";
    no: "no", "no";
    on_day: "il", "on";
    age_minor: "meno di 18", "under 18";
    age_18: "18–24", "18–24";
    age_25: "25–34", "25–34";
    age_35: "35 e più", "35 and over";
    for_minors: "per i minori", "for minors";
    register_reading: "leggo il registro…", "reading the register…";
    register_writing: "scrivo nel registro…", "writing to the register…";
    register_saved(code: &str): "nel registro: {code}", "in the register: {code}";
    register_not_saved(why: &str): "Non è nel registro: {why}", "Not in the register: {why}";
    not_saved_yet: "Non è ancora salvato: ⟨save-person⟩ salva, ⟨back⟩ di nuovo lascia perdere.", "Not saved yet: ⟨save-person⟩ saves, ⟨back⟩ again lets it go.";
    nothing_allowed: "Così le sue parole non si citano e non si riusano.", "Like this their words are neither quoted nor reused.";

    left_heading: "Rimasto aperto dagli altri incontri", "Left open by other sessions";
    left_say: "⟨choose-left⟩ sceglie, ⟨take-along⟩ porta qui. Quello che non scegli resta dov'è.", "⟨choose-left⟩ chooses, ⟨take-along⟩ brings it here. What you do not choose stays where it is.";
    left_none: "Gli altri incontri non hanno lasciato nulla di aperto.", "The other sessions left nothing open.";
    left_actions(count: usize): "Azioni da fare: {count}", "Actions to be done: {count}";
    left_voices(count: usize): "Voci che aspettano una risposta: {count}", "Voices that wait for an answer: {count}";
    left_skipped(count: usize, names: &str): "Non letti, {count}: {names}", "Not read, {count}: {names}";
    left_brought(what: &str): "Portate qui: {what} · ⟨undo⟩ annulla", "Brought here: {what} · ⟨undo⟩ takes back";
    left_chosen(count: usize): "scelte: {count}", "chosen: {count}";
    left_choose_some: "Nulla è scelto: ⟨choose-left⟩ sceglie una riga, ⟨choose-all⟩ tutte.", "Nothing is chosen: ⟨choose-left⟩ chooses a line, ⟨choose-all⟩ all.";
    overdue: "scaduta", "overdue";
    by_day(day: &str): "entro {day}", "by {day}";
    reading_left: "guardo gli altri incontri…", "looking at the other sessions…";

    open_actions(count: usize): "Azioni aperte {count}", "Open actions {count}";
    open_overdue(count: usize): "scadute {count}", "overdue {count}";
    owed_voices(count: usize): "voci senza risposta {count}", "voices without an answer {count}";
    shows_them: "le mostra", "shows them";
    open_heading: "Aperto, in tutti gli incontri", "Open, in all sessions";

}

/// Says what was brought from other sessions, without what there is none of.
pub fn left_taken(lang: Lang, actions: usize, voices: usize) -> String {
    let parts: Vec<String> = [(Kind::Action, actions), (Kind::Voice, voices)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| super::counted(lang, kind, count))
        .collect();
    left_brought(lang, &parts.join(", "))
}
