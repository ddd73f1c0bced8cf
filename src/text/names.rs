//! Owns what the domain's own words are called: kinds, groups, difficulties, states, fields.

use crate::domain::item::Kind;
use crate::domain::poll::{Axis, Method};
use crate::domain::value::{
    ActionState, Activity, Channel, CountedBy, Difficulty, Epic, EvidenceLevel, Group, Level, MayGoTo, NoteKind,
    Outcome, PracticeStatus, RoundState, Seating, SessionState, Stance, VoiceKind, Voters, WorkPackage,
};

use super::{Lang, words};

/// Chooses one of two texts by the language.
pub fn pick(lang: Lang, it: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::It => it,
        Lang::En => en,
    }
}

macro_rules! named {
    ($($(#[$doc:meta])* $function:ident($type:ident) { $($variant:ident: $it:literal, $en:literal;)* })*) => {$(
        $(#[$doc])*
        pub fn $function(lang: Lang, value: $type) -> &'static str {
            match value { $($type::$variant => pick(lang, $it, $en)),* }
        }
    )*};
}

named! {
    /// Returns what one item of a kind is called.
    kind(Kind) {
        Session: "sessione", "session";
        Step: "fase", "step";
        Table: "tavolo", "table";
        Participant: "partecipante", "participant";
        Practice: "pratica", "practice";
        Sketch: "bozza", "sketch";
        Voice: "voce", "voice";
        Poll: "votazione", "vote";
        Decision: "decisione", "decision";
        Action: "azione", "action";
        Note: "appunto", "note";
        Conflict: "conflitto", "conflict";
    }
    /// Returns what several items of a kind are called.
    kinds(Kind) {
        Session: "sessioni", "sessions";
        Step: "fasi", "steps";
        Table: "tavoli", "tables";
        Participant: "partecipanti", "participants";
        Practice: "pratiche", "practices";
        Sketch: "bozze", "sketches";
        Voice: "voci", "voices";
        Poll: "votazioni", "votes";
        Decision: "decisioni", "decisions";
        Action: "azioni", "actions";
        Note: "appunti", "notes";
        Conflict: "conflitti", "conflicts";
    }
    /// Returns a difficulty in the project's own words.
    difficulty(Difficulty) {
        Identify: "individuare", "identify";
        Engage: "agganciare", "engage";
        Trust: "mantenere la fiducia", "keep their trust";
    }
    /// Returns a difficulty in words that young people would accept.
    difficulty_for_youth(Difficulty) {
        Identify: "trovarci", "finding us";
        Engage: "incontrarci", "meeting us";
        Trust: "restare in contatto", "staying in touch";
    }
    /// Returns a session's state.
    session_state(SessionState) {
        Prepared: "preparata", "prepared";
        Running: "in corso", "running";
        Closed: "chiusa", "closed";
    }
    /// Returns a work package.
    work_package(WorkPackage) {
        Wp1: "WP1", "WP1";
        Wp2: "WP2", "WP2";
        Wp3: "WP3", "WP3";
        Wp4: "WP4", "WP4";
    }
    /// Returns an activity.
    activity(Activity) {
        Welcome: "accoglienza", "welcome";
        Share: "racconto di pratiche", "sharing practices";
        Discuss: "discussione", "discussion";
        Listen: "ascolto", "listening";
        Design: "co-progettazione", "co-design";
        Vote: "voto", "vote";
        Decide: "decisioni", "deciding";
        Actions: "impegni", "who does what";
        Break: "pausa", "break";
        Close: "chiusura", "closing";
    }
    /// Returns how the room sits.
    seating(Seating) {
        Plenary: "in plenaria", "in plenary";
        Tables: "a tavoli", "at tables";
    }
    /// Returns how far a practice reaches.
    level(Level) {
        Neighbourhood: "quartiere o municipio", "neighbourhood";
        City: "città", "city";
        Region: "provincia o regione", "region";
        Country: "nazionale", "national";
        International: "internazionale", "international";
    }
    /// Returns whether a practice goes on.
    practice_status(PracticeStatus) {
        Running: "in corso", "running";
        Planned: "prevista", "planned";
        Ended: "conclusa", "ended";
    }
    /// Returns a channel of contact.
    channel(Channel) {
        Street: "strada", "street";
        School: "scuola", "school";
        Family: "famiglia", "family";
        Peers: "pari", "peers";
        Online: "online", "online";
        Registry: "banche dati", "registers";
        Referral: "invio da altri servizi", "referral";
    }
    /// Returns what is known of results.
    evidence_level(EvidenceLevel) {
        NotGiven: "nessuna indicata", "none given";
        Monitoring: "monitoraggio", "monitoring";
        Evaluation: "valutazione", "evaluation";
    }
    /// Returns an EPIC grade.
    epic(Epic) {
        Emergent: "emergente", "emergent";
        Promising: "promettente", "promising";
        Best: "migliore", "best";
    }
    /// Returns how far a voice may go.
    may_go_to(MayGoTo) {
        Team: "YAG e gruppo di lavoro", "YAG and team";
        Partners: "anche i partner", "partners too";
        Public: "tutti", "everybody";
    }
    /// Returns a stance.
    stance(Stance) {
        InFavour: "a favore", "in favour";
        IfChanged: "a favore se cambia", "in favour if changed";
        Against: "contrari", "against";
    }
    /// Returns an action item's state.
    action_state(ActionState) {
        Open: "aperta", "open";
        Doing: "in corso", "doing";
        Done: "fatta", "done";
        Dropped: "lasciata", "dropped";
    }
    /// Returns what a note is.
    note_kind(NoteKind) {
        Point: "punto", "point";
        Quote: "citazione", "quote";
        Question: "domanda", "question";
        Parked: "parcheggio", "parked";
    }
    /// Returns a round's state.
    round_state(RoundState) {
        Prepared: "preparata", "prepared";
        Open: "aperta", "open";
        Closed: "chiusa, risultato nascosto", "closed, result hidden";
        Revealed: "mostrata", "revealed";
        Interrupted: "interrotta", "interrupted";
    }
    /// Returns how votes were counted.
    counted_by(CountedBy) {
        Room: "contati in sala", "counted in the room";
        Hands: "per alzata di mano", "by raised hands";
        Cards: "con i cartellini", "by cards";
        Paper: "su carta", "on paper";
    }
    /// Returns what an axis measures.
    axis(Axis) {
        Importance: "importanza", "importance";
        Feasibility: "fattibilità", "feasibility";
        Impact: "impatto", "impact";
        Effort: "impegno richiesto", "effort";
    }
}

/// Returns a stakeholder group.
pub fn group(lang: Lang, group: &Group) -> String {
    match group {
        Group::Youth => pick(lang, "giovani (YAG)", "young people (YAG)").to_owned(),
        Group::Operator => pick(lang, "operatori", "operators").to_owned(),
        Group::Institution => pick(lang, "istituzioni", "institutions").to_owned(),
        Group::ThirdSector => pick(lang, "terzo settore", "third sector").to_owned(),
        Group::Family => pick(lang, "famiglie", "families").to_owned(),
        Group::Researcher => pick(lang, "ricerca", "researchers").to_owned(),
        Group::Other(name) => name.clone(),
    }
}

/// Returns whose ballots they are.
pub fn voters(lang: Lang, voters: &Voters) -> String {
    match voters {
        Voters::Of(of) => group(lang, of),
        Voters::Undisclosed => pick(lang, "schede di gruppi piccoli", "ballots of small groups").to_owned(),
    }
}

/// Returns what a voice is.
pub fn voice_kind(lang: Lang, kind: VoiceKind) -> String {
    match kind {
        VoiceKind::Experience => pick(lang, "esperienza", "experience").to_owned(),
        VoiceKind::Concern => pick(lang, "preoccupazione", "concern").to_owned(),
        VoiceKind::Idea => pick(lang, "idea", "idea").to_owned(),
        VoiceKind::Stance(on) => stance(lang, on).to_owned(),
    }
}

/// Returns what became of a voice.
pub fn outcome(lang: Lang, outcome: Outcome) -> String {
    match outcome {
        Outcome::Accepted => pick(lang, "accolta", "accepted").to_owned(),
        Outcome::PartlyAccepted => pick(lang, "accolta in parte", "accepted in part").to_owned(),
        Outcome::NotAccepted => pick(lang, "non accolta", "not accepted").to_owned(),
        Outcome::UnderReview(day) => under_review(lang, day.plain()),
        Outcome::Thanked => pick(lang, "ringraziata", "thanked").to_owned(),
    }
}

/// Returns a method.
pub fn method(lang: Lang, method: Method) -> String {
    match method {
        Method::Dots { each, .. } => dots(lang, each),
        Method::Approval { max: 0 } => pick(lang, "approvazione", "approval").to_owned(),
        Method::Approval { max } => approval_up_to(lang, max),
        Method::Score { low, high } => score(lang, low, high),
        Method::FistToFive => pick(lang, "da zero a cinque dita", "fist to five").to_owned(),
        Method::Consent => pick(lang, "consenso o obiezione", "consent").to_owned(),
        Method::Ranking { .. } => pick(lang, "ordine di preferenza", "ranking").to_owned(),
        Method::Matrix { x, y } => format!("{} × {}", axis(lang, x), axis(lang, y)),
        Method::Agree => pick(lang, "d'accordo, contrario, passo", "agree, disagree, pass").to_owned(),
    }
}

/// Returns the head of a column in which a mark is counted: `3`, `2°` or `2nd`, `sì`.
pub fn mark(lang: Lang, method: Method, mark: i32) -> String {
    match method {
        Method::Dots { .. } | Method::Approval { .. } | Method::Score { .. } | Method::FistToFive => mark.to_string(),
        Method::Consent if mark == 1 => consents(lang).to_owned(),
        Method::Consent => objects(lang).to_owned(),
        Method::Ranking { .. } => place(lang, mark.unsigned_abs()),
        Method::Matrix { .. } => (mark % 10).to_string(),
        Method::Agree => match mark {
            1 => agrees(lang).to_owned(),
            -1 => disagrees(lang).to_owned(),
            _ => passes(lang).to_owned(),
        },
    }
}

/// Returns a place in an order: `1°`, in English `1st`.
pub fn place(lang: Lang, place: u32) -> String {
    let ending = match (lang, place % 10, place % 100) {
        (Lang::It, _, _) => "°",
        (Lang::En, _, 11..=13) => "th",
        (Lang::En, 1, _) => "st",
        (Lang::En, 2, _) => "nd",
        (Lang::En, 3, _) => "rd",
        (Lang::En, _, _) => "th",
    };
    format!("{place}{ending}")
}

/// Returns what voters do by a method and what comes of it, in one sentence.
pub fn method_explained(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Dots { .. } => explained_dots(lang),
        Method::Approval { .. } => explained_approval(lang),
        Method::Score { .. } => explained_score(lang),
        Method::FistToFive => explained_fist(lang),
        Method::Consent => explained_consent(lang),
        Method::Ranking { .. } => explained_ranking(lang),
        Method::Matrix { .. } => explained_matrix(lang),
        Method::Agree => explained_agree(lang),
    }
}

words! {
    consents: "sì", "yes";
    objects: "obiez.", "object";
    agrees: "sì", "agree";
    disagrees: "no", "disagree";
    passes: "passo", "pass";
    dots(each: u32) one each: "{each} bollino a testa", "{each} dot each"; more: "{each} bollini a testa", "{each} dots each";
    explained_dots: "Ognuno distribuisce i suoi bollini tra le scelte; si vede dove ne vanno di più.", "Each spreads their dots over the options; one sees where most of them go.";
    explained_approval: "Ognuno segna tutte le scelte che gli vanno bene; si contano i sì di ciascuna.", "Each marks every option that is fine for them; the yeses of each are counted.";
    explained_score: "Ognuno dà un numero a ogni scelta; si vedono media e quanto i numeri sono vicini.", "Each gives every option a number; one sees the mean and how close the numbers are.";
    explained_fist: "Su una sola proposta: da 0 a 5 dita. C'è consenso se tutti ne alzano almeno 3; sotto si chiede il perché.", "On one proposal: 0 to 5 fingers. There is consensus where everybody raises 3 or more; below, the reason is asked.";
    explained_consent: "Su una sola proposta: consenso, o un'obiezione con lo scopo che danneggia. Passa se nessuno obietta.", "On one proposal: consent, or an objection with the aim that it harms. It is adopted where nobody objects.";
    explained_ranking: "Ognuno mette le scelte in ordine, anche solo le prime; si vede chi viene preferito a chi.", "Each puts the options in order, or only the first ones; one sees which is preferred to which.";
    explained_matrix: "Ognuno dà a ogni scelta due numeri da 1 a 5; si vede che cosa è alto su tutti e due.", "Each gives every option two numbers from 1 to 5; one sees what is high on both.";
    explained_agree: "Su ogni frase: d'accordo, contrario o passo; si vede su che cosa tutti i gruppi sono d'accordo.", "On each statement: agree, disagree or pass; one sees what all groups agree on.";
    under_review(until: String): "in valutazione fino al {until}", "being considered until {until}";
    approval_up_to(max: u32): "approvazione, al più {max}", "approval, at most {max}";
    score(low: i32, high: i32): "un punteggio da {low} a {high}", "a score from {low} to {high}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::panels::{count, picture, wall};
    use crate::text::{restituzione, tally};

    #[test]
    fn places_and_counts_are_written_as_people_write_them() {
        let english: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102].map(|at| place(Lang::En, at)).into();
        assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd"]);
        assert_eq!(place(Lang::It, 2), "2°");
        let cases = [
            (wall::have_voted(Lang::En, 1, 5), "1 of 5 has voted"),
            (wall::have_voted(Lang::It, 1, 5), "1 su 5 ha votato"),
            (wall::have_voted(Lang::En, 2, 5), "2 of 5 have voted"),
            (count::more_than_voters(Lang::En, "g".into(), "o".into(), 1, 0), "g, “o”: votes 1, voters 0"),
            (picture::points(Lang::En, 1), "1 point"),
            (restituzione::counts(Lang::En, 2, 1, 1), "You said 2 things. We answered 1. One still waits."),
            (
                restituzione::counts(Lang::It, 1, 0, 1),
                "Avete detto una cosa. A 0 abbiamo risposto. Una aspetta ancora.",
            ),
            (tally::distinct(Lang::En, Method::Agree, 8, 8), "voters who answered: 8 of 8"),
            (tally::distinct(Lang::En, Method::Approval { max: 0 }, 3, 8), "voters who chose it: 3 of 8"),
            (
                tally::distinct(Lang::It, Method::Ranking { top: 0 }, 3, 8),
                "votanti che l'hanno messa in ordine: 3 su 8",
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
