//! Owns the words of the dossier and of everything that says where a claim comes from.

use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::domain::poll::ConsensusRule;
use crate::synthesis::dossier::{Change, CountOf, Fraction, Says, Seed, Strategy, Tidier, Withheld};
use crate::synthesis::origin::Origin;
use crate::tally::Share;

use super::names::{self, pick};
use super::{Lang, words};

/// Returns so many of so many, with the share in percent: *6 su 8 (75%)*.
pub fn fraction(lang: Lang, fraction: Fraction) -> String {
    match Share::from(fraction).percent() {
        Some(percent) => of_with_percent(lang, fraction.of, fraction.total, percent),
        None => pick(lang, "nessuno", "none").to_owned(),
    }
}

/// Returns what a consensus rule asks for.
pub fn rule(lang: Lang, rule: ConsensusRule) -> String {
    match rule {
        ConsensusRule::NoRule => pick(lang, "nessuna regola fissata", "no rule fixed").to_owned(),
        ConsensusRule::Share { percent } => at_least(lang, percent),
        ConsensusRule::CoreOutcome { high_percent, low_percent } => core_outcome(lang, high_percent, low_percent),
    }
}

/// Returns what a field of a strategy is called.
pub fn tidier(lang: Lang, field: Tidier) -> &'static str {
    match field {
        Tidier::Name => pick(lang, "Nome breve", "Brief name"),
        Tidier::Why => pick(lang, "Perché (difficoltà)", "Why (difficulty)"),
        Tidier::What => pick(lang, "Che cosa si fa", "What is done"),
        Tidier::Materials => pick(lang, "Che cosa serve", "What it takes"),
        Tidier::WhoProvides => pick(lang, "Chi lo fa", "Who provides it"),
        Tidier::How => pick(lang, "Come (canale di contatto)", "How (channel of contact)"),
        Tidier::Where => pick(lang, "Dove", "Where"),
        Tidier::WhenAndHowMuch => pick(lang, "Quando e quanto", "When and how much"),
        Tidier::Tailoring => pick(lang, "Per chi, e adattamenti", "For whom, and tailoring"),
        Tidier::Helped => pick(lang, "Che cosa ha aiutato", "What helped"),
        Tidier::Risks => pick(lang, "Che cosa ostacola o può andare storto", "What hinders or could go wrong"),
    }
}

/// Returns a line of a draft.
pub fn says(lang: Lang, says: &Says) -> String {
    match says {
        Says::Words(words) => words.clone(),
        Says::Difficulty(difficulty) => names::difficulty(lang, *difficulty).to_owned(),
        Says::Channel(channel) => names::channel(lang, *channel).to_owned(),
        Says::Level(level) => names::level(lang, *level).to_owned(),
        Says::Status(status) => names::practice_status(lang, *status).to_owned(),
    }
}

/// Returns what a strategy is called that nobody named.
pub fn seed_name(lang: Lang, seed: &Seed) -> String {
    match seed {
        Seed::Person | Seed::Sketches(_) => pick(lang, "Strategia senza nome", "Strategy without a name").to_owned(),
        Seed::Difficulty(difficulty) => capitalised(&practices_for(lang, names::difficulty(lang, *difficulty))),
        Seed::Theme { difficulty, tag } => capitalised(&theme_of(lang, names::difficulty(lang, *difficulty), tag)),
    }
}

/// Returns what a strategy is called: a person's name for it, else the title of the sketch it grew out of, whatever was
/// taken into it since, else its seed.
pub fn strategy_name(lang: Lang, strategy: &Strategy, title: impl Fn(Origin) -> String) -> String {
    let own = strategy.own_name().map(ToOwned::to_owned);
    let called = || strategy.called_as().map(title);
    own.or_else(called).unwrap_or_else(|| seed_name(lang, &strategy.seed))
}

/// How things of a dossier are called where what changed is told.
pub trait Called {
    /// Returns what an item is called, and in which session it is.
    fn item(&self, origin: Origin) -> String;
    /// Returns what a session is called.
    fn session(&self, session: SessionId) -> String;
    /// Returns what a session's file is called now.
    fn file(&self, session: SessionId) -> String;
    /// Returns what a strategy is called.
    fn strategy(&self, strategy: StrategyId) -> String;
    /// Returns what practices that are one are called.
    fn one(&self, one: MatchId) -> String;
}

/// Returns what changed since the last merge.
pub fn change(lang: Lang, change: &Change, called: &impl Called) -> String {
    let kind = |origin: &Origin| names::kind(lang, origin.item.kind());
    match change {
        Change::SessionNew(session) => session_new(lang, &called.session(*session)),
        Change::SessionGone(_, name) => session_gone(lang, name),
        Change::SessionChanged(session) => session_changed(lang, &called.session(*session)),
        Change::SessionRenamed(session, was) => session_renamed(lang, was, &called.file(*session)),
        Change::ItemNew(origin) => item_new(lang, kind(origin), called.item(*origin)),
        Change::ItemGone(origin) => item_gone(lang, kind(origin), called.item(*origin)),
        Change::Answered(origin) => now_answered(lang, called.item(*origin)),
        Change::StrategyNew(id) => strategy_new(lang, called.strategy(*id)),
        Change::StrategyGone(id) => strategy_gone(lang, id.to_string()),
        Change::StrategyOther(id) => strategy_other(lang, called.strategy(*id)),
        Change::NowOne(id) => now_one(lang, called.one(*id)),
        Change::NoLongerOne(id) => no_longer_one(lang, called.one(*id)),
    }
}

/// Returns what a strategy grew out of.
pub fn seed(lang: Lang, seed: &Seed) -> String {
    match seed {
        Seed::Person => pick(lang, "composta da una persona", "composed by a person").to_owned(),
        Seed::Sketches(list) if list.len() == 1 => pick(lang, "bozza", "sketch").to_owned(),
        Seed::Sketches(list) => sketches(lang, list.len()),
        Seed::Difficulty(_) => pick(lang, "raccolta per difficoltà", "collected by difficulty").to_owned(),
        Seed::Theme { .. } => pick(lang, "raccolta per tema", "collected by theme").to_owned(),
    }
}

/// Returns why a voice's words are not there.
pub fn withheld(lang: Lang, why: Withheld) -> &'static str {
    match why {
        Withheld::TeamOnly => pick(
            lang,
            "parole riservate: contata, non citata",
            "its words stay with the YAG and the team: counted, not quoted",
        ),
        Withheld::NoConsent => pick(
            lang,
            "senza consenso alla citazione: contata, non citata",
            "no consent to quoting: counted, not quoted",
        ),
        Withheld::NotLetThrough => {
            pick(lang, "arrivata dall'esterno, non ancora vagliata", "came from outside, not yet let through")
        }
        Withheld::NamesACode => pick(
            lang,
            "vi si legge il codice di una persona: contata, non citata",
            "a person's code stands in it: counted, not quoted",
        ),
    }
}

/// Returns what is counted of a session.
pub fn count_of(lang: Lang, of: CountOf) -> &'static str {
    let kind = CountOf::ALL.iter().find(|(other, _)| *other == of).map(|(_, kind)| *kind);
    kind.map_or("", |kind| names::kinds(lang, kind))
}

/// Returns a text with its first letter capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns a place in an order: *1ª*, *1st*.
pub fn place(lang: Lang, place: u32) -> String {
    match lang {
        Lang::It => format!("{place}ª"),
        Lang::En => {
            let ending = match (place % 10, place % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{place}{ending}")
        }
    }
}

words! {
    of_with_percent(of: u32, total: u32, percent: u32): "{of} su {total} ({percent}%)", "{of} of {total} ({percent}%)";
    of(of: u32, total: u32): "{of} su {total}", "{of} of {total}";
    at_least(percent: u8): "almeno il {percent}%", "at least {percent}%";
    core_outcome(high: u8, low: u8): "almeno il {high}% alto e meno del {low}% basso", "at least {high}% high and fewer than {low}% low";
    sketches(count: usize): "{count} bozze", "{count} sketches";
    practices_for(difficulty: &str): "{difficulty}: pratiche raccolte", "{difficulty}: practices collected";
    theme_of(difficulty: &str, tag: &str): "{difficulty}: {tag}", "{difficulty}: {tag}";

    title: "Proposte di strategia (WP3): il dossier", "Strategy proposals (WP3): the dossier";
    sample_notice: "Dati di esempio. Questo dossier contiene parti inventate per mostrare il programma: voti, voci, decisioni e azioni non sono avvenuti. Non usarlo come risultato del progetto.", "Sample data. Parts of this dossier were invented to show the program: its votes, voices, decisions and actions did not happen. Do not use it as a result of the project.";
    what_heading: "Che cos'è questo documento", "What this document is";
    what_body: "PROXIMO raccoglie, attorno a tavoli di lavoro, ciò che i servizi fanno per individuare e agganciare i giovani e per mantenerne la fiducia nel tempo. Questo dossier mette insieme le sessioni elencate in fondo e ne ricava proposte di strategie: non nuovi servizi, ma modi di lavorare che servizi già esistenti possono adottare. Per ogni strategia dice su quali pratiche e bozze poggia, come si sono espressi i gruppi, che cosa ne dicono i giovani e che cosa è stato deciso.", "PROXIMO gathers, around working tables, what services do to identify and engage young people and to keep their trust. This dossier puts together the sessions listed at the end and draws strategy proposals from them: not new services, but ways of working that existing services can take up. For each strategy it says which practices and sketches it stands on, how the groups voted, what young people say of it and what was decided.";
    what_sources: "Ogni affermazione porta un numero: in fondo al documento quel numero rimanda alla sessione, alla data e all'elemento da cui viene.", "Every statement carries a number: at the end of the document that number leads to the session, the day and the item it comes from.";
    method_heading: "Come è stato fatto, e i suoi limiti", "How it was made, and its limits";
    method_join: "Il confronto fra le pratiche è automatico (parole, nomi, luoghi, in italiano e in inglese, con un vocabolario del settore). Sono unite solo le coppie quasi certe; le altre simili sono elencate e restano separate finché una persona non decide. Il confronto può sbagliare in entrambi i sensi.", "Practices are compared automatically (words, names, places, in Italian and English, with a vocabulary of the field). Only near-certain pairs are joined; others that are alike are listed and stay apart until a person decides. The comparison can err both ways.";
    method_draft: "I campi delle strategie sono una prima stesura: frasi delle fonti, accostate e non riscritte. Dove una persona li ha riscritti, è detto.", "The fields of the strategies are a first draft: sentences of the sources, set side by side and not rewritten. Where a person rewrote them, it says so.";
    method_votes: "I voti sono riportati come quote con il loro numero di votanti. Votazioni diverse non sono mai sommate: chi vota a due tavoli conta in ciascuno. Chi ha partecipato non è un campione della popolazione. Le percentuali sono senza decimali, troncate e non arrotondate, così che insieme non superino mai il totale.", "Votes are given as shares with the number of voters. Different polls are never added up: who votes at two tables counts at each. Those who took part are not a sample of the population. Percentages have no decimals, cut and not rounded, so that together they never exceed the whole.";
    method_youth: "I giovani hanno sempre una colonna propria. Gruppi con meno di 3 votanti, e gruppi unanimi con meno di 5, non sono mostrati separatamente.", "Young people always have a column of their own. Groups of fewer than 3 voters, and unanimous groups of fewer than 5, are not shown apart.";
    method_voices: "Le parole dei giovani compaiono solo se chi le ha dette lo permette; le altre voci sono contate, non citate. I codici (come OP-04) non permettono di risalire alle persone senza il registro, che non è qui.", "Young people's words appear only where those who said them allow it; other voices are counted, not quoted. Codes (such as OP-04) lead to no person without the register, which is not here.";
    method_order: "L'ordine delle strategie non è una classifica, se non dove una persona l'ha fissato e motivato.", "The order of the strategies is no ranking, unless a person fixed it and gave reasons.";

    overview_heading: "In breve", "At a glance";
    overview_counts(sessions: usize, practices: usize, sketches: usize, voices: usize, open: usize): "Sessioni: {sessions}. Pratiche raccontate: {practices}. Bozze di strategia: {sketches}. Voci dei giovani: {voices}, di cui attendono una risposta: {open}.", "Sessions: {sessions}. Practices told: {practices}. Sketches of strategies: {sketches}. Youth voices: {voices}, of which owed an answer: {open}.";
    column_number: "N.", "No.";
    column_strategy: "Strategia", "Strategy";
    column_grown: "Nasce da", "Grown from";
    column_sessions: "Sessioni", "Sessions";
    column_practices: "Pratiche", "Practices";
    column_last_vote: "Ultimo voto che la mette ai voti", "Last vote that put it";
    column_importance: "Importanza (da 1 a 5)", "Importance (1 to 5)";
    column_feasibility: "Fattibilità (da 1 a 5)", "Feasibility (1 to 5)";
    mean(mean: &str, n: u32): "media {mean} (n {n})", "mean {mean} (n {n})";
    order_by_person: "L'ordine delle strategie è stato deciso da una persona; dove ne ha scritto il motivo, è sotto la strategia.", "The order of the strategies was decided by a person; where they wrote why, it is under the strategy.";
    compared_heading: "I voti, affiancati", "The votes side by side";
    compared_intro: "Di ogni strategia l'ultimo voto che la mette ai voti, con quanti hanno votato, e, dove c'è stata, la votazione su importanza e fattibilità. Modi di votare diversi non si confrontano fra loro e non si sommano: non c'è un punteggio unico. Gli altri voti sono sotto ciascuna strategia.", "Of each strategy the last vote that put it, with how many voted, and the vote on importance and feasibility where there was one. Different ways of voting are not compared with one another and not added up: there is no single score. The other votes are under each strategy.";
    column_voices: "Voci", "Voices";
    column_decisions: "Decisioni", "Decisions";
    column_actions: "Azioni", "Actions";
    voices_and_open(all: usize, open: usize): "{all}, di cui aperte {open}", "{all}, of which open {open}";
    nothing: "–", "–";

    strategies_heading: "Le strategie", "The strategies";
    grown_from: "Nasce da", "Grown from";
    collected_caution: "È una raccolta di pratiche con la stessa difficoltà, non ancora una proposta progettata: serve come base per un tavolo di co-progettazione.", "This is a collection of practices with one difficulty, not yet a designed proposal: a base for a co-design table.";
    joined_sketches: "Bozze di più sessioni con titolo quasi uguale, messe insieme.", "Sketches of several sessions with nearly the same title, put together.";
    lost: "Non più nelle fonti", "No longer in the sources";
    rewritten: "riscritto da una persona", "rewritten by a person";
    name_given: "Nome dato da una persona.", "Name given by a person.";
    order_given: "Posizione scelta da una persona", "Place chosen by a person";
    notes: "Note", "Notes";
    column_field: "Campo", "Field";
    column_content: "Dalle pratiche", "From the practices";
    column_proposal: "La proposta", "The proposal";
    column_elsewhere: "Come fanno le pratiche su cui poggia", "What the practices it stands on do";
    practices_heading: "Pratiche su cui poggia", "Practices it stands on";
    column_practice: "Pratica", "Practice";
    column_who_where: "Chi e dove", "Who and where";
    column_told: "Raccontata", "Told";
    told_times(count: usize): "in {count} sessioni", "in {count} sessions";
    told_once: "in 1 sessione", "in 1 session";
    evidence_heading: "Che cosa dicono le fonti", "What the sources say";
    votes_label: "Voti", "Votes";
    no_votes: "Nessuna votazione conclusa riguarda direttamente questa strategia.", "No finished vote is directly about this strategy.";
    column_question: "Votazione", "Vote";
    column_option: "Opzione", "Option";
    column_all: "Tutti", "All";
    column_youth: "Giovani (YAG)", "Young people (YAG)";
    column_others: "Altri", "Others";
    column_groups: "Altri gruppi", "Other groups";
    column_rule: "Regola di consenso", "Consensus rule";
    column_place: "Posto", "Place";
    met: "raggiunto", "met";
    hidden_groups(count: u32): "altri gruppi, troppo piccoli o tutti dello stesso parere, non mostrati a parte: {count}", "other groups, too small or all of one mind, not shown apart: {count}";
    not_met: "non raggiunto", "not met";
    not_applicable: "non calcolabile", "cannot be told";
    of_voters: "dei votanti", "of voters";
    of_maximum: "del massimo", "of the maximum";
    column_numbers: "Numeri", "Numbers";
    of_dots: "dei bollini", "of dots";
    round(number: u8): "turno {number}", "round {number}";
    turnout_of(of: u32, total: u32): "hanno votato in {of} su {total} presenti", "{of} of {total} present voted";
    turnout_above(of: u32, total: u32): "hanno votato in {of}, i presenti erano {total}", "{of} voted, {total} were present";
    option_withheld: "(parole riservate)", "(words withheld)";
    too_few: "troppo pochi votanti per mostrare i numeri", "too few voters to show any number";
    objections_label: "Obiezioni e motivi", "Objections and reasons";
    taken_in(said: &str, how: &str): "{said} – accolta così: {how}", "{said} – taken in like this: {how}";
    not_taken_in(said: &str): "{said} – non ancora accolta nella proposta", "{said} – not taken into the proposal yet";
    stance_label: "Posizione dei giovani", "Where young people stand";
    no_stance: "Nessuna posizione del gruppo dei giovani è stata messa a parole; come hanno votato, dove hanno votato, è detto sopra.", "No position of the young people's group was put into words; how they voted, where they did, is said above.";
    voices_label: "Voci dei giovani e risposte", "Youth voices and answers";
    no_voices: "Nessuna voce dei giovani riguarda questa strategia.", "No youth voice is about this strategy.";
    decisions_label: "Decisioni", "Decisions";
    actions_label: "Azioni", "Actions";
    group_agrees(agree: u32, of: u32): "il gruppo ({agree} su {of} d'accordo)", "the group ({agree} of {of} agree)";
    the_group: "il gruppo", "the group";
    one_young_person: "una voce singola", "one young person";
    open_voice: "attende una risposta", "owed an answer";
    answered(outcome: String): "risposta: {outcome}", "answer: {outcome}";
    told_back(how: String): "restituita: {how}", "told back: {how}";
    not_told_back: "non ancora restituita ai giovani", "not yet told back to the young people";
    replied(reply: &str): "i giovani: «{reply}»", "the young people: “{reply}”";
    quoted(words: &str): "«{words}»", "“{words}”";

    voices_heading: "Voci dei giovani e risposte", "Youth voices and answers";
    voices_intro: "Ogni voce ha diritto a una risposta. Prima quelle che ancora l'attendono.", "Every voice is owed an answer. Those still waiting come first.";
    open_heading: "Attendono una risposta", "Owed an answer";
    answered_heading: "Hanno avuto risposta", "Answered";
    none_open: "Nessuna.", "None.";
    column_voice: "Voce", "Voice";
    column_kind: "Che cos'è", "What it is";
    column_answer: "Che cosa ne è stato", "What became of it";
    column_told_back: "Restituita", "Told back";

    polls_heading: "Votazioni", "Votes";
    polls_intro: "Tutte le votazioni delle fonti, con ogni turno. Quando una votazione è riproposta, per ogni opzione vale l'ultimo turno in cui è stata messa ai voti.", "Every vote of the sources, with each round. Where a vote is put again, the last round that put an option counts for it.";
    shares(unit: &str): "quote {unit}", "shares {unit}";
    put_again(reason: &str): "Riproposta perché: {reason}", "Put again because: {reason}";
    no_result: "nessun risultato", "no result";

    decisions_heading: "Decisioni", "Decisions";
    no_decisions: "Nessuna decisione nelle fonti.", "No decision in the sources.";
    because(reason: &str): "Motivo: {reason}", "Reason: {reason}";
    on_vote(question: &str): "In base alla votazione «{question}»", "On the vote “{question}”";
    dissent(dissent: &str): "Dissenso: {dissent}", "Dissent: {dissent}";
    no_dissent: "Nessun dissenso annotato.", "No dissent was taken down.";
    would_change(what: &str): "Che cosa la farebbe cambiare: {what}", "What would change it: {what}";
    review(day: String): "Da rivedere il {day}", "To be looked at again on {day}";

    actions_heading: "Azioni per organizzazione", "Actions by organisation";
    no_actions: "Nessuna azione nelle fonti.", "No action in the sources.";
    no_organisation: "Organizzazione non indicata", "Organisation not given";
    column_what: "Che cosa", "What";
    column_who: "Chi", "Who";
    column_due: "Entro", "By";
    column_state: "Stato", "State";
    missing: "da completare", "to be completed";

    matches_heading: "Pratiche raccontate più volte", "Practices told more than once";
    matches_intro: "Chi legge può correggere: la parola di una persona vale più del confronto automatico ed è conservata.", "Readers can correct this: a person's word goes before the automatic comparison and is kept.";
    joined_label: "Considerate una sola", "Taken as one";
    look_label: "Da guardare: simili, tenute separate", "To look at: alike, kept apart";
    apart_label: "Diverse secondo una persona", "Different, a person said";
    column_one: "Pratica", "Practice";
    column_other: "Altro racconto", "Other telling";
    column_ties: "Parole che le legano", "Words that tie them";
    column_likeness: "Somiglianza (su 1000)", "Likeness (of 1000)";
    column_decided_by: "Deciso da", "Decided by";
    by_program: "programma (quasi certe)", "the program (near-certain)";
    by_person: "una persona", "a person";
    not_decided: "nessuno ancora", "nobody yet";
    same_id: "stesso identificativo: portata da una sessione all'altra", "same identifier: carried from one session to the other";
    ties_to(one: &str, other: &str): "{one} = {other}", "{one} = {other}";
    no_matches: "Nessuna pratica risulta raccontata più volte.", "No practice was found to be told more than once.";

    unused_heading: "Pratiche e bozze non usate", "Practices and sketches not used";
    unused_intro: "Non stanno sotto nessuna strategia. Non sono scartate: il motivo dice che cosa manca.", "No strategy stands on them. They are not discarded: the reason says what is missing.";
    all_used: "Tutte le pratiche e le bozze sono in una strategia.", "Every practice and sketch is in a strategy.";
    column_reason: "Motivo", "Reason";
    why_no_difficulty: "nessuna difficoltà indicata: da completare nella sessione", "no difficulty given: to be completed in the session";
    why_alone(difficulty: &str): "unica pratica libera su «{difficulty}»: troppo poco per una proposta", "the only free practice on “{difficulty}”: too little for a proposal";
    why_taken_out(strategy: &str, reason: &str): "tolta da «{strategy}» da una persona: {reason}", "taken out of “{strategy}” by a person: {reason}";
    why_dropped(strategy: &str, reason: &str): "la strategia «{strategy}» è stata lasciata: {reason}", "the strategy “{strategy}” was given up: {reason}";
    no_reason: "nessun motivo scritto", "no reason written";

    dropped_heading: "Strategie lasciate", "Strategies given up";

    no_changes: "Niente è cambiato dall'ultima sintesi, o questa è la prima.", "Nothing changed since the last merge, or this is the first.";
    changes_heading: "Che cosa è cambiato dall'ultima sintesi", "What changed since the last merge";
    session_new(title: &str): "nuova sessione: {title}", "new session: {title}";
    session_gone(name: &str): "sessione non più presente: {name}", "session no longer there: {name}";
    session_changed(title: &str): "sessione modificata: {title}", "session changed: {title}";
    session_renamed(was: &str, now: &str): "il file di una sessione ha cambiato nome: {was} → {now}", "a session's file has another name: {was} → {now}";
    item_new(kind: &str, what: String): "nuovo elemento ({kind}): {what}", "new item ({kind}): {what}";
    item_gone(kind: &str, what: String): "elemento non più presente ({kind}): {what}", "item no longer there ({kind}): {what}";
    now_answered(id: String): "una voce ha avuto risposta: {id}", "a voice was answered: {id}";
    strategy_new(name: String): "nuova strategia: {name}", "new strategy: {name}";
    strategy_gone(id: String): "strategia non più presente: {id}", "strategy no longer there: {id}";
    strategy_other(name: String): "la strategia poggia su altre pratiche o bozze: {name}", "the strategy stands on other practices or sketches: {name}";
    now_one(what: String): "ora considerate una sola pratica: {what}", "now taken as one practice: {what}";
    no_longer_one(what: String): "non più considerate una sola pratica: {what}", "no longer taken as one practice: {what}";

    sheet_title(name: &str): "Scheda: {name}", "Sheet: {name}";
    sheet_what: "Una strategia proposta dal WP3 di PROXIMO, con quello su cui poggia. Ogni affermazione porta un numero, che in fondo dice da quale tavolo viene.", "A strategy proposed by PROXIMO's WP3, with what it stands on. Each statement bears a number; at the end that number says which table it comes from.";
    commitments_title: "Impegni presi, per organizzazione", "Commitments taken on, by organisation";
    commitments_what: "Che cosa ciascuna organizzazione si è presa da fare ai tavoli, entro quando e a che punto è.", "What each organisation took on at the tables, by when, and how far it is.";
    sources_heading: "Fonti", "Sources";
    column_session: "Sessione", "Session";
    column_date: "Data", "Date";
    column_where: "Luogo", "Place";
    column_present: "Presenti", "Present";
    column_collected: "Raccolto", "Taken down";
    column_file: "File", "File";
    sample_mark: "esempio", "sample";
    copies(names: String): "copie della stessa sessione messe insieme: {names}", "copies of the same session put together: {names}";
    conflicts(count: u32): "campi con due valori, da sciogliere: {count}", "fields with two values, to be settled: {count}";
    differing(count: usize) one count: "un elemento differisce fra le copie: vale la modifica più recente", "one item differs between the copies: the latest change was taken"; more: "{count} elementi differiscono fra le copie: vale la modifica più recente", "{count} items differ between the copies: the latest change was taken";
    sources_out_heading: "Sessioni che una persona ha lasciato fuori", "Sessions that a person left out";
    set_aside_heading: "File lasciati fuori", "Files left out";
    set_aside_line(line: u32): "riga {line}", "line {line}";

    no_date: "senza data", "no date";
    told_by(who: String): "detto da {who}", "told by {who}";
    documented(source: &str): "documentata: {source}", "documented: {source}";
}

/// Returns how many voted of those present; that they are more than were there, where they are.
pub fn turnout(lang: Lang, of: u32, total: u32) -> String {
    if of > total { turnout_above(lang, of, total) } else { turnout_of(lang, of, total) }
}
