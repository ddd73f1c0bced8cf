//! Owns what fields are called and what the detail of an item says around them.

use crate::domain::item::Kind;
use crate::domain::value::{ActionState, Difficulty, RoundState, Speaker, VoiceKind};
use crate::text::{Lang, words};

/// Returns what a field of an item is called; a path by its first name; an unknown one by its own.
pub fn field(lang: Lang, name: &str) -> String {
    let first = name.split('/').next().unwrap_or(name);
    let known = match first {
        "title" => title(lang),
        "work_package" => work_package(lang),
        "date" => date(lang),
        "place" => place(lang),
        "aim" => aim(lang),
        "state" => state(lang),
        "facilitators" => facilitators(lang),
        "note_takers" => note_takers(lang),
        "activity" => activity(lang),
        "seating" => seating(lang),
        "prompt" => prompt(lang),
        "minutes" => minutes(lang),
        "name" => name_of(lang),
        "theme" => theme(lang),
        "code" => code(lang),
        "group" => group(lang),
        "organisation" => organisation(lang),
        "table" => table(lang),
        "difficulty" => difficulty(lang),
        "other_difficulties" => other_difficulties(lang),
        "for_whom" => for_whom(lang),
        "how" => how(lang),
        "helped" => helped(lang),
        "hindered" => hindered(lang),
        "level" => level(lang),
        "period" => period(lang),
        "status" => status(lang),
        "subgroup" => subgroup(lang),
        "age" => age(lang),
        "channels" => channels(lang),
        "provider" => provider(lang),
        "intensity" => intensity(lang),
        "resources" => resources(lang),
        "partners" => partners(lang),
        "reached" | "engaged" | "activated" | "in_contact" | "in_contact_on" => reach(lang),
        "evidence" | "epic" => evidence(lang),
        "transfer" => transfer(lang),
        "tags" => tags(lang),
        "told_by" | "told_by_organisation" => told_by(lang),
        "source" => source(lang),
        "who" => who(lang),
        "needs" => needs(lang),
        "risks" => risks(lang),
        "practices" | "voices" => built_on(lang),
        "text" => text(lang),
        "from" => from(lang),
        "kind" => kind(lang),
        "about" => about(lang),
        "may_go_to" => may_go_to(lang),
        "outcome" => outcome(lang),
        "reason" => reason(lang),
        "answer_owner" => answer_owner(lang),
        "answered_on" => answered_on(lang),
        "told_back_on" | "told_back_how" => told_back(lang),
        "reply" => reply(lang),
        "question" => question(lang),
        "method" => method(lang),
        "rule" => rule(lang),
        "options" => options(lang),
        "rounds" => rounds(lang),
        "voted" => turnout(lang),
        "statement" => statement(lang),
        "poll" => poll(lang),
        "dissent" => dissent(lang),
        "would_change" => would_change(lang),
        "review_on" => review_on(lang),
        "what" => what(lang),
        "due" => due(lang),
        "first_noted_in" => first_noted_in(lang),
        "private" => private(lang),
        "gone" => gone(lang),
        _ => return name.to_owned(),
    };
    known.to_owned()
}

/// Returns who a voice comes from, where it is no one person.
pub fn speaker(lang: Lang, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Someone => someone(lang).to_owned(),
        Speaker::Person(id) => id.to_string(),
        Speaker::TheGroup { agree, of } => the_group(lang, *agree, *of),
    }
}

/// Returns what a voice that nobody answered is owed.
pub fn waits(lang: Lang, kind: VoiceKind) -> &'static str {
    match kind {
        VoiceKind::Experience => waits_for_thanks(lang),
        VoiceKind::Concern | VoiceKind::Idea | VoiceKind::Stance(_) => waits_for_answer(lang),
    }
}

/// Returns a difficulty in one word, for a column.
pub fn difficulty_short(lang: Lang, difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Identify => identify(lang),
        Difficulty::Engage => engage(lang),
        Difficulty::Trust => trust(lang),
    }
}

/// Returns a sign for the state of an action, beside its word.
pub fn action_sign(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "○",
        ActionState::Doing => "◐",
        ActionState::Done => "●",
        ActionState::Dropped => "×",
    }
}

/// Returns a round's state in a word.
pub fn round_state(lang: Lang, state: RoundState) -> &'static str {
    match state {
        RoundState::Prepared => round_prepared(lang),
        RoundState::Open => round_open(lang),
        RoundState::Closed => round_closed(lang),
        RoundState::Revealed => round_revealed(lang),
        RoundState::Interrupted => round_interrupted(lang),
    }
}

/// Returns the heading of an empty list.
pub fn none_yet(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Practice => no_practice(lang),
        Kind::Sketch => no_sketch(lang),
        Kind::Voice => no_voice(lang),
        Kind::Poll => no_vote(lang),
        Kind::Decision => no_decision(lang),
        Kind::Action => no_action(lang),
        Kind::Note => no_note(lang),
        Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => nothing(lang),
    }
}

/// Returns what a kind is for, under the heading of its empty list.
pub fn meant_for(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Practice => practice_is(lang),
        Kind::Sketch => sketch_is(lang),
        Kind::Voice => voice_is(lang),
        Kind::Poll => vote_is(lang),
        Kind::Decision => decision_is(lang),
        Kind::Action => action_is(lang),
        Kind::Note => note_is(lang),
        Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => nothing(lang),
    }
}

/// Returns an example of a line of that kind.
pub fn example(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Practice => practice_example(lang),
        Kind::Sketch => sketch_example(lang),
        Kind::Voice => voice_example(lang),
        Kind::Poll => vote_example(lang),
        Kind::Decision => decision_example(lang),
        Kind::Action => action_example(lang),
        Kind::Note => note_example(lang),
        Kind::Step => step_example(lang),
        Kind::Session | Kind::Table | Kind::Participant | Kind::Conflict => nothing(lang),
    }
}

words! {
    title: "titolo", "title";
    work_package: "fase del progetto", "work package";
    date: "data", "date";
    place: "luogo", "place";
    aim: "obiettivo", "aim";
    state: "stato", "state";
    facilitators: "conduce", "led by";
    note_takers: "prende nota", "notes by";
    activity: "attività", "activity";
    seating: "come", "seating";
    prompt: "domanda alla sala", "put to the room";
    minutes: "minuti", "minutes";
    name_of: "nome", "name";
    theme: "tema", "theme";
    code: "codice", "code";
    group: "gruppo", "group";
    organisation: "organizzazione", "organisation";
    table: "tavolo", "table";
    difficulty: "difficoltà", "difficulty";
    other_difficulties: "anche", "also";
    for_whom: "per chi", "for whom";
    how: "come funziona", "how it works";
    helped: "ha aiutato", "what helped";
    hindered: "ha ostacolato", "what hindered";
    level: "livello", "level";
    period: "periodo", "period";
    status: "oggi", "today";
    subgroup: "quali giovani", "which young people";
    age: "età", "age";
    channels: "canali", "channels";
    provider: "chi la offre", "provided by";
    intensity: "quanto", "how much";
    resources: "risorse", "resources";
    partners: "con chi", "partners";
    reach: "quanti", "how many";
    evidence: "risultati noti", "evidence";
    transfer: "per portarla qui", "to bring it here";
    tags: "etichette", "tags";
    told_by: "raccontata da", "told by";
    source: "fonte", "source";
    who: "chi", "who";
    needs: "che cosa serve", "what it needs";
    risks: "che cosa può andare storto", "what could go wrong";
    built_on: "costruita su", "built on";
    text: "testo", "text";
    from: "di", "from";
    kind: "tipo", "kind";
    about: "su", "about";
    may_go_to: "può arrivare a", "may go to";
    outcome: "risposta", "answer";
    reason: "perché", "why";
    answer_owner: "risponde", "answered by";
    answered_on: "risposto il", "answered on";
    told_back: "restituita", "told back";
    reply: "che ne dicono", "their reply";
    question: "domanda", "question";
    method: "metodo", "method";
    rule: "regola", "rule";
    options: "opzioni", "options";
    rounds: "turni", "rounds";
    turnout: "affluenza", "turnout";
    statement: "decisione", "decision";
    poll: "voto", "vote";
    dissent: "chi non è d'accordo", "who disagrees";
    would_change: "cambierebbe se", "would change if";
    review_on: "si rivede il", "reviewed on";
    what: "che cosa", "what";
    due: "entro", "by";
    first_noted_in: "presa la prima volta in", "first noted in";
    private: "solo per il gruppo di lavoro", "for the team alone";
    gone: "tolto", "removed";

    links: "legami", "links";
    someone: "un giovane", "a young person";
    the_group(agree: u32, of: u32): "il gruppo, {agree} su {of}", "the group, {agree} of {of}";
    the_group_short(agree: u32, of: u32): "gruppo {agree}/{of}", "group {agree}/{of}";
    waits_for_answer: "attende risposta", "owed an answer";
    waits_for_thanks: "da ringraziare", "to be thanked";
    linked_here: "legati a questo", "linked to this";
    still_missing: "da completare", "to complete";
    changed_by(at: &str, by: &str): "ultima modifica {at} · {by}", "last changed {at} · {by}";
    changed_at(at: &str): "ultima modifica {at}", "last changed {at}";
    during(step: &str): "durante «{step}»", "during “{step}”";
    identify: "individuare", "identify";
    engage: "agganciare", "engage";
    trust: "fiducia", "trust";
    sample: "esempio, in parte inventato", "a sample, partly invented";
    no_words: "(senza testo)", "(no text)";
    conflict_here(count: usize) one count: "{count} valore in conflitto: C per scegliere", "{count} value in conflict: C to choose"; more: "{count} valori in conflitto: C per scegliere", "{count} values in conflict: C to choose";
    ladder(reached: String, engaged: String, activated: String, in_contact: String): "{reached} raggiunti → {engaged} agganciati → {activated} attivati → {in_contact} ancora in contatto", "{reached} reached → {engaged} engaged → {activated} activated → {in_contact} still in contact";
    round(number: String, state: &str): "turno {number}: {state}", "round {number}: {state}";
    votes_of(votes: u32) one votes: "{votes} voto", "{votes} vote"; more: "{votes} voti", "{votes} votes";
    dots_of(votes: u32) one votes: "{votes} bollino", "{votes} dot"; more: "{votes} bollini", "{votes} dots";
    rule_share(percent: u8): "accordo dal {percent} %", "agreed from {percent} %";
    rule_core(high: u8, low: u8): "almeno {high} % alto e meno di {low} % basso", "at least {high} % high and under {low} % low";
    rule_none: "nessuna", "none";
    open_options(count: usize) one count: "{count} opzione", "{count} option"; more: "{count} opzioni", "{count} options";

    until(day: &str): "da decidere, {day}", "undecided, {day}";
    private_short: "riservato", "team only";
    round_prepared: "preparata", "prepared";
    round_open: "aperta", "open";
    round_closed: "chiusa", "closed";
    round_revealed: "mostrata", "shown";
    round_interrupted: "interrotta", "interrupted";

    nothing: "Ancora niente.", "Nothing yet.";
    no_practice: "Ancora nessuna pratica", "No practice yet";
    no_sketch: "Ancora nessuna bozza", "No sketch yet";
    no_voice: "Ancora nessuna voce", "No voice yet";
    no_vote: "Ancora nessuna votazione", "No vote yet";
    no_decision: "Ancora nessuna decisione", "No decision yet";
    no_action: "Ancora nessuna azione", "No action yet";
    no_note: "Ancora nessun appunto", "No note yet";
    practice_is: "Quello che un servizio fa, qui o altrove, per raggiungere i giovani.", "What a service does, here or elsewhere, to reach young people.";
    sketch_is: "Quello che un tavolo sta progettando, prima che sia una strategia.", "What a table is designing, before it is a strategy.";
    voice_is: "Quello che dicono i giovani, e la risposta che ne viene.", "What young people say, and the answer it gets.";
    vote_is: "Una domanda con delle opzioni, contata gruppo per gruppo.", "A question with options, counted group by group.";
    decision_is: "Quello che il tavolo ha deciso, perché, e chi non è d'accordo.", "What the table agreed, why, and who disagrees.";
    action_is: "Chi fa che cosa, entro quando.", "Who does what, by when.";
    note_is: "Tutto il resto: un punto, una citazione, una domanda.", "Anything else: a point, a quote, a question.";
    practice_example: "Educativa di strada in piazza @CAG !agganciare #strada", "Street work in the square @CAG !engage #street";
    sketch_example: "Sportello che si sposta nei cortili !individuare", "A desk that moves between courtyards !identify";
    voice_example: "Vorremmo un posto dove stare la sera @YAG-03", "We would like a place to be in the evening @YAG-03";
    vote_example: "Da dove partiamo? Strada / Scuola / Famiglie", "Where do we begin? Street / School / Families";
    decision_example: "Si parte dai cortili di via Novara >30/9", "We begin with the courtyards >30/9";
    action_example: "Chiamare la scuola @OP-04 >ven", "Call the school @OP-04 >fri";
    note_example: "«Se non ti conoscono non vengono» #fiducia", "“If they don't know you they don't come” #trust";
    step_example: "Racconto di pratiche 40", "Sharing practices 40";
}
