//! Owns the words for a field of the dossier that two wrote at once: which field, and what each says.

use super::merge;
use crate::synthesis::dossier::{Chosen, Said, Verdict};
use crate::text::synthesis::{Called, tidier};
use crate::text::{Lang, words};

/// Returns which field something is said in.
pub fn place(lang: Lang, said: &Said, called: &impl Called) -> String {
    match said {
        Said::Title(_) => merge::row_title(lang).to_owned(),
        Said::Introduction(_) => merge::row_introduction(lang).to_owned(),
        Said::LeftOut(item, _) => of_left_out(lang, called.item(*item)),
        Said::SessionOut(session, _) => of_session_out(lang, called.session(*session)),
        Said::Chosen(practice, _) => of_chosen(lang, called.item(*practice)),
        Said::Match(id, _) => of_match(lang, called.one(*id)),
        Said::Name(id, _) => of_strategy(lang, called.strategy(*id), name(lang)),
        Said::Order(id, ..) => of_strategy(lang, called.strategy(*id), order(lang)),
        Said::Removed(id, item, _) => of_removed(lang, called.item(*item), called.strategy(*id)),
        Said::Field(id, field, _) => of_strategy(lang, called.strategy(*id), tidier(lang, *field)),
        Said::Dropped(id, _) => of_strategy(lang, called.strategy(*id), given_up(lang)),
        Said::Notes(id, _) => of_strategy(lang, called.strategy(*id), merge::notes(lang)),
    }
}

/// Returns what is said in it.
pub fn value(lang: Lang, said: &Said, called: &impl Called) -> String {
    let or = |text: &str, nothing: &str| if text.trim().is_empty() { nothing.to_owned() } else { text.to_owned() };
    let maybe = |text: &Option<String>, nothing: &str| match text {
        Some(text) => or(text, merge::no_reason(lang)),
        None => nothing.to_owned(),
    };
    match said {
        Said::Title(text) => or(text, merge::as_usual(lang)),
        Said::Introduction(text) | Said::Name(_, text) | Said::Notes(_, text) => or(text, merge::empty_text(lang)),
        Said::LeftOut(_, reason) => maybe(reason, merge::no_reason(lang)),
        Said::SessionOut(_, reason) => maybe(reason, merged(lang)),
        Said::Removed(_, _, reason) => maybe(reason, stays_in(lang)),
        Said::Field(_, _, text) => maybe(text, as_drafted(lang)),
        Said::Order(_, order, reason) => {
            let order = order.map_or_else(|| no_place(lang).to_owned(), |order| format!("{order}."));
            [order, reason.clone()].into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" ")
        }
        Said::Dropped(_, None) => stands(lang).to_owned(),
        Said::Dropped(_, Some(dropped)) => {
            let by = or(&dropped.by, merge::nobody(lang));
            merge::dropped_because(lang, by, or(&dropped.reason, merge::no_reason(lang)))
        }
        Said::Match(_, word) => {
            let by = or(&word.by, merge::nobody(lang));
            let said = match word.verdict {
                Some(Verdict::Same) => merge::said_same(lang, by),
                Some(Verdict::Different) => merge::said_different(lang, by),
                Some(Verdict::Later) => merge::said_later(lang, by),
                None => no_word(lang).to_owned(),
            };
            if word.reason.trim().is_empty() { said } else { format!("{said}: {}", word.reason.trim()) }
        }
        Said::Chosen(_, fields) => {
            let each = fields.iter().map(|(field, chosen)| {
                let says = match chosen {
                    Chosen::From(origin) => as_told_in(lang, called.item(*origin)),
                    Chosen::Words(text) => text.clone(),
                };
                format!("{}: {says}", merge::field(lang, *field))
            });
            or(&each.collect::<Vec<_>>().join("\n"), merge::each_its_own(lang))
        }
    }
}

words! {
    of_left_out(item: String): "perché non è usata: {item}", "why it is not used: {item}";
    of_session_out(session: String): "lasciata fuori: {session}", "left out: {session}";
    of_chosen(practice: String): "parole che valgono per tutte: {practice}", "words for all of them: {practice}";
    of_match(practices: String): "abbinamento: {practices}", "match: {practices}";
    of_strategy(strategy: String, field: &str): "«{strategy}»: {field}", "“{strategy}”: {field}";
    of_removed(item: String, strategy: String): "tolta da «{strategy}»: {item}", "taken out of “{strategy}”: {item}";
    name: "nome", "name";
    order: "posto e motivo", "place and reason";
    given_up: "lasciata cadere o no", "given up or not";
    merged: "viene unita", "it is merged";
    stays_in: "resta dentro", "it stays in";
    as_drafted: "le parole delle fonti", "the words of the sources";
    no_place: "senza un posto suo", "no place of its own";
    stands: "resta fra le proposte", "it stays among the proposals";
    no_word: "nessuna parola", "no word";
    as_told_in(item: String): "come in {item}", "as in {item}";
    here: "qui sta", "here stands";
    the_other: "l'altro ha scritto", "the other wrote";
    how: "⟨merge-take-other⟩ prende l'altro valore, ⟨merge-drop⟩ tiene questo: la riga sparisce, e si può annullare.", "⟨merge-take-other⟩ takes the other value, ⟨merge-drop⟩ keeps this one: the line goes, and that can be undone.";
    taken: "Preso l'altro valore", "The other value was taken";
}
