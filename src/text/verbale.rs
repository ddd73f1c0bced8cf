//! Owns the words of the minutes.

use super::names::pick;
use super::{Lang, words};

/// Returns a field that waits to be completed, by its name in the file.
pub fn field(lang: Lang, field: &str) -> String {
    match field {
        "name" => pick(lang, "nome", "name"),
        "title" => pick(lang, "titolo", "title"),
        "date" => pick(lang, "data", "date"),
        "minutes" => pick(lang, "minuti", "minutes"),
        "code" => pick(lang, "codice", "code"),
        "group" => pick(lang, "gruppo", "group"),
        "difficulty" => pick(lang, "difficoltà", "difficulty"),
        "text" => pick(lang, "testo", "text"),
        "question" => pick(lang, "domanda", "question"),
        "options" => pick(lang, "opzioni", "options"),
        "statement" => pick(lang, "che cosa si è deciso", "what was agreed"),
        "what" => pick(lang, "che cosa", "what"),
        "who" => pick(lang, "chi", "who"),
        "due" => pick(lang, "entro quando", "by when"),
        other => other,
    }
    .to_owned()
}

words! {
    title(title: &str): "Verbale – {title}", "Minutes – {title}";
    sample_notice: "Dati di esempio: parti di questa sessione sono inventate per mostrare il programma.", "Sample data: parts of this session were invented to show the program.";
    for_correction: "Bozza per la correzione: chi ha partecipato può chiedere di correggere o completare ciò che segue. I numeri fra parentesi quadre rimandano, in fondo, a quando e da chi ogni elemento è stato annotato.", "Draft for correction: those who took part can ask for what follows to be corrected or completed. The numbers in square brackets lead, at the end, to when and by whom each item was taken down.";
    privacy: "I partecipanti compaiono con un codice. Gli appunti riservati al gruppo di lavoro e le parole di chi non ha acconsentito non sono riportati.", "Participants appear by a code. Notes private to the team, and words of those who did not consent, are left out.";
    facts_heading: "La sessione", "The session";
    column_fact: "Dato", "Fact";
    column_value: "Valore", "Value";
    date: "Data", "Date";
    place: "Luogo", "Place";
    work_package: "Fase del progetto", "Work package";
    state: "Stato", "State";
    aim: "Scopo", "Aim";
    facilitators: "Facilitazione", "Facilitation";
    note_takers: "Appunti", "Notes by";
    tables: "Tavoli", "Tables";
    present_heading: "Presenti", "Present";
    column_group: "Gruppo", "Group";
    column_heads: "Persone", "People";
    column_organisations: "Organizzazioni", "Organisations";
    no_group: "Gruppo non segnato", "Group not taken down";
    total: "Totale", "Total";
    nobody: "Presenze non registrate.", "Nobody's presence was taken down.";
    agenda_heading: "Svolgimento", "What was done";
    column_step: "Fase", "Step";
    column_activity: "Attività", "Activity";
    column_planned: "Minuti previsti", "Minutes planned";
    column_actual: "Minuti effettivi", "Minutes taken";
    column_from_to: "Orario", "Time";
    skipped: "saltata", "left out";
    not_held: "non svolta", "not held";
    running: "in corso", "going on";
    no_agenda: "Nessuna agenda.", "No agenda.";
    practices_heading: "Pratiche raccontate", "Practices told";
    for_whom(text: &str): "Per chi: {text}", "For whom: {text}";
    how(text: &str): "Come funziona: {text}", "How it works: {text}";
    helped(text: &str): "Ha aiutato: {text}", "What helped: {text}";
    hindered(text: &str): "Ha ostacolato: {text}", "What hindered: {text}";
    answers(text: String): "Difficoltà: {text}", "Difficulty: {text}";
    told_by(who: String): "Raccontata da {who}", "Told by {who}";
    source(text: &str): "Fonte: {text}", "Source: {text}";
    sketches_heading: "Bozze di strategia", "Sketches of strategies";
    who(text: &str): "Chi lo fa: {text}", "Who does it: {text}";
    needs(text: &str): "Che cosa serve: {text}", "What it needs: {text}";
    risks(text: &str): "Che cosa può andare storto: {text}", "What could go wrong: {text}";
    built_on(text: String): "Si basa su: {text}", "Built on: {text}";
    voices_heading: "Voci dei giovani", "Youth voices";
    about(text: String): "A proposito di: {text}", "About: {text}";
    votes_heading: "Votazioni", "Votes";
    method(text: String, rule: String): "{text}. Regola di consenso fissata prima: {rule}.", "{text}. Consensus rule fixed beforehand: {rule}.";
    method_without_rule(text: String): "{text}. Nessuna regola di consenso fissata prima.", "{text}. No consensus rule was fixed beforehand.";
    called_voice(kind: String): "voce dei giovani ({kind})", "youth voice ({kind})";
    round_heading(number: u8): "Turno {number}", "Round {number}";
    put_again(reason: &str): "Riproposta perché: {reason}", "Put again because: {reason}";
    interrupted: "interrotto: non conta", "interrupted: does not count";
    no_result: "nessun risultato", "no result";
    counted_how(how: String): "Conteggio: {how}", "Counted: {how}";
    keyed: "schede", "ballots";
    shares_are(unit: &str): "Le quote sono {unit}.", "Shares are {unit}.";
    reasons: "Motivi e obiezioni", "Reasons and objections";
    decisions_heading: "Decisioni", "Decisions";
    actions_heading: "Azioni: chi fa che cosa, entro quando", "Actions: who does what by when";
    notes_heading: "Appunti", "Notes";
    quotes_with_codes(count: usize): "Citazioni non riportate, perché vi si legge il codice di una persona: {count}.", "Quotations left out, because a person's code stands in them: {count}.";
    quotes_withheld(count: usize): "Citazioni non riportate, perché manca il consenso di chi le ha dette: {count}.", "Quotations left out, because those who said them gave no consent: {count}.";
    open_heading: "Che cosa resta aperto", "What is still open";
    open_voice(what: String): "Una voce attende risposta: {what}", "A voice is owed an answer: {what}";
    open_poll(question: &str): "Votazione senza risultato: {question}", "Vote without a result: {question}";
    open_question(text: &str): "Domanda: {text}", "Question: {text}";
    open_parked(text: &str): "Tenuto da parte: {text}", "Parked: {text}";
    open_action(what: &str): "Azione aperta: {what}", "Open action: {what}";
    to_complete(kind: &str, what: String, fields: String): "Da completare ({kind}): {what} – manca: {fields}", "To be completed ({kind}): {what} – missing: {fields}";
    open_conflicts(count: usize): "Campi con due valori, da sciogliere: {count}", "Fields with two values, to be settled: {count}";
    nothing_open: "Nulla.", "Nothing.";
    taken_down(day: String, clock: String): "annotato il {day} alle {clock}", "taken down on {day} at {clock}";
    by(who: &str): "da {who}", "by {who}";
    during(step: &str): "fase «{step}»", "step “{step}”";
}
