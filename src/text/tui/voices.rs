//! Owns the words of the voices view: what is owed for each, and how participation stands.

use crate::domain::owed::{Owed, Participation};
use crate::domain::value::VoiceKind;
use crate::text::panels::numbers as says;
use crate::text::{Lang, words};

/// Returns what is owed for a voice next.
pub fn owed(lang: Lang, owed: Owed, kind: VoiceKind) -> String {
    let lived = kind == VoiceKind::Experience;
    match owed {
        Owed::Overdue(day) => overdue(lang, day.plain()),
        Owed::Answer if lived => thanks(lang).to_owned(),
        Owed::Answer => answer(lang).to_owned(),
        Owed::Reason if lived => what_it_taught(lang).to_owned(),
        Owed::Reason => reason(lang).to_owned(),
        Owed::Considered(day) => considered(lang, day.plain()),
        Owed::TellingBack => telling_back(lang).to_owned(),
        Owed::Reply => reply(lang).to_owned(),
        Owed::Nothing => nothing(lang).to_owned(),
    }
}

/// Returns how participation stands, in one line.
pub fn summary(lang: Lang, measures: &Participation) -> String {
    let Participation { heard, answered, told_back, open, days_to_answer, .. } = *measures;
    let in_days = if days_to_answer.is_some() { days(lang, says::number(lang, days_to_answer)) } else { String::new() };
    summary_line(lang, heard, format!("{answered}{in_days}"), told_back, open)
}

words! {
    key: "voci", "voices";
    key_long: "le voci dei giovani, da quelle a cui dobbiamo qualcosa", "the youth voices, those that are owed something first";
    none: "Nessuna voce ancora", "No voice yet";
    summary_line(heard: u32, answered: String, told: u32, open: u32): "Voci: sentite {heard} · risposte {answered} · riportate {told} · aperte {open}", "Voices: heard {heard} · answered {answered} · told back {told} · open {open}";
    days(days: String): ", in {days} giorni", ", in {days} days";
    overdue(day: String): "scaduta il {day}", "overdue since {day}";
    answer: "da rispondere", "to answer";
    thanks: "da ringraziare", "to thank";
    reason: "manca il motivo", "reason missing";
    what_it_taught: "manca che cosa ci ha insegnato", "what it taught us is missing";
    considered(day: String): "in valutazione fino al {day}", "considered until {day}";
    telling_back: "da riportare ai giovani", "to tell back";
    reply: "che cosa ne dicono?", "what do they say?";
    nothing: "fatto", "done";
    judged: "Un'esperienza si ringrazia e si dice che cosa ci ha insegnato: non si accoglie né si respinge.", "An experience is thanked, and what it taught us is said: it is neither taken up nor refused.";
}
