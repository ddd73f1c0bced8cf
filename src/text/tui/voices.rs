//! Owns the words of the voices view: what is owed for each, and how participation stands.

use crate::domain::owed::{Owed, Participation};
use crate::domain::quoting::Withheld;
use crate::domain::value::{MayGoTo, VoiceKind};
use crate::text::panels::numbers as says;
use crate::text::{Lang, names, words};

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

/// Returns why a voice's words will be neither on the page for the young people nor on a wall that others read.
pub fn not_on_page(lang: Lang, why: Withheld, may_go_to: MayGoTo) -> String {
    let because = match why {
        Withheld::TeamOnly => too_near(lang, names::may_go_to(lang, may_go_to)),
        Withheld::NoConsent => no_consent(lang).to_owned(),
        Withheld::NotLetThrough => not_let_through(lang).to_owned(),
        Withheld::NamesACode => names_a_code(lang).to_owned(),
    };
    will_not_be(lang, &because)
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
    off_the_page: "non sul foglio", "not on the page";
    will_not_be(because: &str): "Non sarà sul foglio, né sulla parete davanti ad altri: {because}", "It will not be on the page, nor on the wall before others: {because}";
    too_near(may_go_to: &str): "«A chi può arrivare» dice «{may_go_to}»", "“May go to” says “{may_go_to}”";
    no_consent: "chi lo dice non risulta d'accordo a essere citato", "who says it is not known to agree to being quoted";
    not_let_through: "«Si può mostrare in sala» dice no", "“May be shown” says no";
    names_a_code: "nel testo c'è il codice di una persona", "a person's code stands in the text";
    so_not: "così foglio e parete non la mostrano ad altri", "so neither page nor wall shows it to others";
    both_needed: "Da solo non basta: anche «A chi può arrivare» deve dire partner o tutti", "Alone it is not enough: “May go to” must say partners or everybody as well";
    judged: "Un'esperienza si ringrazia e si dice che cosa ci ha insegnato: non si accoglie né si respinge.", "An experience is thanked, and what it taught us is said: it is neither taken up nor refused.";
}
