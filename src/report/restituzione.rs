//! The *restituzione*: one plain page for the young people. You said, we did; what we did not and why; what is still open.
//! No code, no name of a person, no word that may not leave the room, and none of the services' own words for them.

use std::collections::BTreeMap;

use super::cover;
use crate::domain::fold;
use crate::domain::item::{Poll, Voice};
use crate::domain::owed::{Heard, participation};
use crate::domain::poll::Method;
use crate::domain::quoting::{Withheld, is_withheld, withheld};
use crate::domain::session::Session;
use crate::domain::value::{MayGoTo, Outcome, RoundState};
use crate::synthesis::document::{Document, Line};
use crate::tally::{self, OptionResult, RoundResult};
use crate::text::{Lang, restituzione as words};

/// How many lines of each part fit on one page, so that all of it stays on one sheet.
const FITTING: usize = 7;

/// Returns the page of a session. What may go to the partners may stand on it: it is handed to those who spoke, and they
/// carry it where they like; what may not is counted.
pub fn restituzione(session: &Session, lang: Lang) -> Document {
    let page = Page { session, lang };
    let head = &session.session;
    let mut document = Document::new(words::title(lang));
    let when = head.date.map(|day| day.plain()).unwrap_or_default();
    document.paragraph(words::met(lang, page.sayable(&head.title), when, page.sayable(&head.place)));
    page.voices(&mut document);
    page.votes(&mut document);
    page.decisions(&mut document);
    page.ask(&mut document);
    cover::every(&mut document, session);
    document
}

/// Why words are counted on the page and not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum LeftOut {
    /// They are not cleared to be shown; whether anybody was asked is not known here.
    NotCleared,
    /// Who said them is not known to agree.
    NoConsent,
    /// Somebody's code stands in them.
    NamesSomebody,
    /// They speak of young people in words that they never read.
    ToBeRead,
}

impl LeftOut {
    fn said(self, lang: Lang, count: usize) -> String {
        match self {
            Self::NotCleared => words::not_cleared(lang, count),
            Self::NoConsent => words::no_consent(lang, count),
            Self::NamesSomebody => words::names_somebody(lang, count),
            Self::ToBeRead => words::read_again(lang, count),
        }
    }
}

struct Page<'a> {
    session: &'a Session,
    lang: Lang,
}

impl Page<'_> {
    /// Returns a text, or nothing where it speaks of young people in words that they never read.
    fn sayable(&self, text: &str) -> String {
        let folded = fold::fold(text);
        let mut each = folded.split(|letter: char| !letter.is_alphanumeric());
        let of_them = each
            .any(|word| word == "neet" || word == "neets" || word.starts_with("utent") || word.starts_with("agganci"));
        if of_them { String::new() } else { text.trim().to_owned() }
    }

    /// Returns why a voice's words do not stand on the page; `None` where they do.
    fn left_out(&self, voice: &Voice) -> Option<LeftOut> {
        match withheld(voice, self.session, MayGoTo::Partners) {
            Some(Withheld::TeamOnly | Withheld::NotLetThrough) => Some(LeftOut::NotCleared),
            Some(Withheld::NoConsent) => Some(LeftOut::NoConsent),
            Some(Withheld::NamesACode) => Some(LeftOut::NamesSomebody),
            None => self.sayable(&voice.text).is_empty().then_some(LeftOut::ToBeRead),
        }
    }

    fn voices(&self, document: &mut Document) {
        let lang = self.lang;
        let all: Vec<_> = self.session.voices.in_order().into_iter().filter(|voice| voice.shown.0).collect();
        if all.is_empty() {
            document.paragraph(words::no_voices(lang));
            return;
        }
        let measures = participation(all.iter().map(|voice| Heard::of(voice)));
        document.paragraph(words::counts(lang, measures.heard, measures.answered, measures.open));
        type Part = (fn(Lang) -> &'static str, fn(&Voice) -> bool);
        let parts: [Part; 4] = [
            (words::done, |voice| matches!(voice.outcome, Some(Outcome::Accepted | Outcome::PartlyAccepted))),
            (words::thanked, |voice| voice.outcome == Some(Outcome::Thanked)),
            (words::not_done, |voice| voice.outcome == Some(Outcome::NotAccepted)),
            (words::still_open, |voice| matches!(voice.outcome, None | Some(Outcome::UnderReview(_)))),
        ];
        for (heading, belongs) in parts {
            let (shown, silent): (Vec<_>, Vec<_>) =
                all.iter().filter(|voice| belongs(voice)).partition(|voice| self.left_out(voice).is_none());
            if shown.is_empty() && silent.is_empty() {
                continue;
            }
            document.heading(2, heading(lang));
            let mut lines = self.fitting(shown.iter().map(|voice| self.voice(voice)));
            // each reason once, with how many things it holds back
            let mut reasons: BTreeMap<LeftOut, usize> = BTreeMap::new();
            for reason in silent.iter().filter_map(|voice| self.left_out(voice)) {
                *reasons.entry(reason).or_default() += 1;
            }
            lines.extend(reasons.into_iter().map(|(reason, count)| Line::from(reason.said(lang, count))));
            document.list(lines);
        }
    }

    /// Returns the lines that fit on the page, and how many more there are.
    fn fitting(&self, lines: impl ExactSizeIterator<Item = Line>) -> Vec<Line> {
        let more = lines.len().saturating_sub(FITTING);
        let said = (more > 0).then(|| Line::from(words::and_more(self.lang, more)));
        lines.take(FITTING).chain(said).collect()
    }

    fn voice(&self, voice: &Voice) -> Line {
        let lang = self.lang;
        let line = Line::new().strong(words::you_said(lang, voice.text.trim()));
        let reason = self.sayable(&voice.reason);
        let answer = match voice.outcome {
            None => words::waits(lang).to_owned(),
            Some(Outcome::UnderReview(day)) if reason.is_empty() => words::considered(lang, day.plain()),
            Some(Outcome::UnderReview(day)) => format!("{} {reason}", words::considered(lang, day.plain())),
            Some(Outcome::Accepted) => words::we_do(lang, &reason),
            Some(Outcome::PartlyAccepted) => words::we_do_in_part(lang, &reason),
            Some(Outcome::NotAccepted) => words::we_do_not(lang, &reason),
            Some(Outcome::Thanked) => words::it_taught_us(lang, &reason),
        };
        line.next(answer.trim().trim_end_matches(':').to_owned())
    }

    /// A sentence for each vote in which young people took part, its last round that was shown.
    fn votes(&self, document: &mut Document) {
        let lang = self.lang;
        let mut lines = Vec::new();
        for poll in self.session.polls.in_order() {
            let shown = poll.rounds.iter().rev().find(|(_, round)| round.state == RoundState::Revealed);
            let Some(result) = shown.and_then(|(number, _)| tally::tally(&poll, *number)) else { continue };
            if result.groups.contains_key(&tally::youth()) {
                lines.extend(self.vote(&poll, &result));
            }
        }
        if lines.is_empty() {
            return;
        }
        document.heading(2, words::votes(lang));
        document.list(self.fitting(lines.into_iter().map(Line::from)));
    }

    fn vote(&self, poll: &Poll, result: &RoundResult) -> Option<String> {
        let lang = self.lang;
        let question = Some(self.sayable(&poll.question)).filter(|question| !question.is_empty())?;
        let shielded = tally::shield(result);
        if shielded.too_few {
            return None;
        }
        let youth_shown = shielded.shown.contains(&tally::youth());
        let counts = |option: &OptionResult| {
            let told = option.told(result.method);
            let youth = youth_shown.then(|| option.told_of(result.method, &tally::youth()));
            // three of three would say of each of them what they gave
            let youth = youth.filter(|youth| tally::may_tell_agreement(youth.of, youth.total));
            let among_you = youth.map(|youth| words::among_you(lang, youth.of, youth.total)).unwrap_or_default();
            format!("{}{among_you}", words::so_many(lang, told.of, told.total))
        };
        if result.method.is_on_one_proposal() {
            let proposal = result.options.first()?;
            let says = match proposal.consensus {
                Some((_, false)) => words::not_agreed,
                Some((_, true)) | None => words::agreed,
            };
            return Some(says(lang, &question, &counts(proposal)));
        }
        let first: Vec<&OptionResult> =
            result.options.iter().filter(|option| option.place == 1 && option.share.of > 0).collect();
        let texts: Vec<Option<String>> = first.iter().map(|option| self.option(poll, result, option)).collect();
        let [option, ..] = first.as_slice() else { return Some(words::none_first(lang, &question)) };
        if texts.iter().all(Option::is_none) {
            return None;
        }
        let quoted = texts.into_iter().map(|text| match text {
            Some(text) => words::quoted(lang, &text),
            None => words::one_withheld(lang).to_owned(),
        });
        let named = quoted.collect::<Vec<_>>().join(", ");
        // points and dots are no people
        let in_people = !matches!(result.method, Method::Ranking { .. } | Method::Dots { .. });
        Some(match (first.len(), in_people) {
            (1, true) => words::first_with(lang, &question, &named, &counts(option)),
            (1, false) => words::first(lang, &question, &named),
            (_, _) => words::tied_first(lang, &question, &named),
        })
    }

    /// Returns the words of an option as they may stand on the page.
    fn option(&self, poll: &Poll, result: &RoundResult, option: &OptionResult) -> Option<String> {
        let put = poll.rounds.get(&result.round).and_then(|round| round.options.get(&option.option));
        let hidden = put.and_then(|put| put.item).is_some_and(|item| is_withheld(item, self.session));
        Some(self.sayable(&option.text)).filter(|text| !text.is_empty() && !hidden)
    }

    fn decisions(&self, document: &mut Document) {
        let lang = self.lang;
        let all: Vec<String> = self.session.decisions.in_order().iter().map(|d| self.sayable(&d.statement)).collect();
        let all: Vec<String> = all.into_iter().filter(|statement| !statement.is_empty()).collect();
        if all.is_empty() {
            return;
        }
        document.heading(2, words::decisions(lang));
        document.list(self.fitting(all.into_iter().map(Line::from)));
    }

    fn ask(&self, document: &mut Document) {
        let facilitators: Vec<&str> = self.session.session.facilitators.iter().map(String::as_str).collect();
        document.heading(2, words::ask(self.lang));
        let who = if facilitators.is_empty() { words::the_team(self.lang).to_owned() } else { facilitators.join(", ") };
        document.paragraph(words::ask_whom(self.lang, &who));
        document.paragraph(words::your_words(self.lang));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, TypedId};
    use crate::domain::item::{Participant, Record};
    use crate::domain::value::{Shown, Speaker};
    use crate::report::markdown;

    fn page(lang: Lang) -> String {
        let mut session = Session::default();
        let person = TypedId::new(Code::from_bits(90));
        session.put(Participant { id: person, code: "YAG-03".into(), ..Participant::default() }.into_item());
        let voices = [
            ("Solo tra noi", Speaker::Someone, MayGoTo::Team),
            ("Anche questo", Speaker::Someone, MayGoTo::Team),
            ("Detto da chi non ha detto di sì", Speaker::Person(person), MayGoTo::Public),
            ("Lo dice YAG-77", Speaker::Someone, MayGoTo::Public),
            ("Gli utenti siamo noi", Speaker::Someone, MayGoTo::Public),
            ("Richiamateci", Speaker::Someone, MayGoTo::Public),
        ];
        for (n, (text, from, may_go_to)) in (0..).zip(voices) {
            let voice =
                Voice { id: TypedId::new(Code::from_bits(n)), text: text.into(), from, may_go_to, ..Voice::default() };
            session.put(voice.into_item());
        }
        let unseen = Voice { id: TypedId::new(Code::from_bits(50)), shown: Shown(false), ..Voice::default() };
        session.put(unseen.into_item());
        markdown(&restituzione(&session, lang))
    }

    #[test]
    fn what_is_not_on_the_page_is_counted_with_its_true_reason() {
        let it = page(Lang::It);
        for said in [
            "non c'è ancora il via libera a mostrarle: 2.",
            "chi le ha dette non ci ha detto di sì: 1.",
            "si capirebbe di chi parlano: 1.",
            "le dobbiamo prima rileggere: 1.",
            "«Richiamateci»",
        ] {
            assert!(it.contains(said), "{said}\n{it}");
        }
        let en = page(Lang::En);
        assert!(en.contains("not cleared for sharing yet: 2") && !en.contains("as you asked"), "{en}");
        for text in [it, en] {
            assert!(!text.contains("Solo tra noi") && !text.contains("YAG-77") && !text.contains("utenti"), "{text}");
        }
    }
}
