//! Owns the questions that are answered with a text: how each is asked, of what, whether that is still there, and whether an answer
//! was written already. What then follows is `over`'s.

use crate::domain::id::StrategyId;
use crate::synthesis::dossier::{Chosen, Composed, MatchWord, PracticeField, Seed, Tidier};
use crate::synthesis::origin::Origin;
use crate::text::panels::merge as words;
use crate::text::synthesis;
use crate::tui::panels::writing::{Lines, Writing};

use super::MergeDesk;
use super::over::{Over, WrittenFor};
use super::rows::Part;

impl MergeDesk {
    /// Asks for the text that something is done with; what is not done with a text is not asked here.
    pub(super) fn question(&self, then: WrittenFor) -> Over {
        let lang = self.lang;
        let asked = |asks: &str, text: &str, then| {
            let writing = Writing::new(text, Lines::One);
            Over::Line { asks: asks.to_owned(), writing, then }
        };
        match then {
            WrittenFor::LeaveOut(_) => asked(words::why_out(lang), "", then),
            WrittenFor::Make(_) | WrittenFor::SplitOff(..) => asked(words::new_name(lang), "", then),
            WrittenFor::TakeOut(..) => asked(words::why_taken_out(lang), "", then),
            WrittenFor::Drop(_) => asked(words::why_drop(lang), "", then),
            WrittenFor::Reason(id) => {
                let reason = self.shown.strategy(id).map(|strategy| strategy.human.order_reason.as_str());
                asked(words::why_here(lang), reason.unwrap_or_default(), then)
            }
            WrittenFor::Unused(item) => {
                let reason = self.words.editorial.left_out.get(&item).map(String::as_str);
                asked(words::why_unused(lang), reason.unwrap_or_default(), then)
            }
            WrittenFor::Why(ref practices) => {
                let reason = self.word_on(practices).map(|word| word.reason.clone());
                asked(words::why_word(lang), &reason.unwrap_or_default(), then)
            }
            WrittenFor::Part(Part::Title) => asked(words::row_title(lang), &self.words.editorial.title, then),
            WrittenFor::Part(Part::Introduction) => Over::Text {
                asks: words::row_introduction(lang).to_owned(),
                said: Vec::new(),
                writing: Writing::new(&self.words.editorial.introduction, Lines::Several),
                then,
            },
            WrittenFor::GroupWords(group, field) => self.combine(group, field),
            WrittenFor::Field(id, field) => self.write_field(id, field),
            WrittenFor::Notes(id) => self.write_notes(id),
            WrittenFor::Part(_) => Over::Nothing,
        }
    }

    /// Returns what a text is written for, on a line: of what, and the question.
    pub(super) fn written_for(&self, then: &WrittenFor) -> String {
        let asks = match self.question(then.clone()) {
            Over::Line { asks, .. } | Over::Text { asks, .. } => asks,
            _ => String::new(),
        };
        let of = match then {
            WrittenFor::LeaveOut(session) => {
                self.shown.dossier.source(*session).map(|source| self.source_name(source)).unwrap_or_default()
            }
            WrittenFor::Why(practices) | WrittenFor::GroupWords(practices, _) => {
                practices.iter().map(|origin| self.title(*origin)).collect::<Vec<_>>().join(" · ")
            }
            WrittenFor::Unused(item) => self.title(*item),
            _ => strategy_of(then).map(|id| self.name_of_id(id)).unwrap_or_default(),
        };
        [of, asks].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
    }

    /// Tells whether what a text is written for is there.
    pub(super) fn is_there(&self, then: &WrittenFor) -> bool {
        match then {
            WrittenFor::Why(practices) => self.word_on(practices).is_some(),
            _ => strategy_of(then).is_none_or(|id| self.shown.strategy(id).is_some()),
        }
    }

    /// Tells whether a text was written already: it was taken, and what kept it did not hear of that any more.
    pub(super) fn is_written(&self, then: &WrittenFor, text: &str) -> bool {
        let (text, whole) = (text.trim(), &self.words.editorial);
        let made = |id: &StrategyId| self.words.strategies.get(id).map(|made| &made.1);
        let is = |id: &StrategyId, said: fn(&Composed) -> &String| made(id).is_some_and(|made| said(made) == text);
        let called = |items: &[Origin]| {
            let mut own = self.words.strategies.values().filter(|made| made.0 == Seed::Person && made.1.name == text);
            own.any(|made| items.iter().all(|item| made.1.added.contains(item)))
        };
        match then {
            WrittenFor::LeaveOut(session) => whole.sessions_out.get(session).is_some_and(|said| said == text),
            WrittenFor::Make(items) | WrittenFor::SplitOff(_, items) => called(items),
            WrittenFor::TakeOut(id, items) => made(id).is_some_and(|made| {
                items.iter().all(|item| made.removed.get(item).is_some_and(|reason| reason == text))
            }),
            WrittenFor::Drop(id) => {
                made(id).and_then(|made| made.dropped.as_ref()).is_some_and(|dropped| dropped.reason == text)
            }
            WrittenFor::Reason(id) => is(id, |made| &made.order_reason),
            WrittenFor::Notes(id) => is(id, |made| &made.notes),
            WrittenFor::Field(id, Tidier::Name) => is(id, |made| &made.name),
            WrittenFor::Field(id, field) => {
                made(id).and_then(|made| made.fields.get(field)).is_some_and(|said| said == text)
            }
            WrittenFor::Unused(item) => whole.left_out.get(item).is_some_and(|said| said == text),
            WrittenFor::Why(practices) => self.word_on(practices).is_some_and(|word| word.reason == text),
            WrittenFor::Part(Part::Title) => whole.title == text,
            WrittenFor::Part(Part::Introduction) => whole.introduction == text,
            WrittenFor::GroupWords(group, field) => {
                let chosen = group.first().and_then(|first| whole.chosen.get(first));
                chosen.and_then(|fields| fields.get(field)) == Some(&Chosen::Words(text.to_owned()))
            }
            WrittenFor::Part(_) => false,
        }
    }

    /// Returns the word that was said on practices.
    fn word_on(&self, practices: &[Origin]) -> Option<&MatchWord> {
        self.words.matches.values().find(|(those, _)| those == practices).map(|(_, word)| word)
    }

    /// Lets a person put together what practices say in a field.
    fn combine(&self, group: Vec<Origin>, field: PracticeField) -> Over {
        let text = |origin: &Origin| {
            let practice = self.shown.pool.practice(*origin)?;
            let text = field.of(&practice.record).trim().to_owned();
            (!text.is_empty()).then_some((*origin, text))
        };
        let texts: Vec<(Origin, String)> = group.iter().filter_map(text).collect();
        let said = texts.iter().map(|(origin, text)| format!("{text} — {}", self.session_of(*origin)));
        let mut together: Vec<&str> = Vec::new();
        for (_, text) in &texts {
            if !together.contains(&text.as_str()) {
                together.push(text);
            }
        }
        Over::Text {
            asks: format!("{}: {}", words::write_combined(self.lang), words::field(self.lang, field)),
            said: said.collect(),
            writing: Writing::new(&together.join("\n"), Lines::Several),
            then: WrittenFor::GroupWords(group, field),
        }
    }

    /// Lets a person write a field of a strategy, with what the sources say above it.
    fn write_field(&self, id: StrategyId, field: Tidier) -> Over {
        let Some(strategy) = self.shown.strategy(id) else { return Over::Nothing };
        let drafted = strategy.draft.iter().filter(|drafted| drafted.field == Some(field));
        let said = drafted.flat_map(|drafted| &drafted.lines).map(|line| {
            let from: Vec<String> = line.from.iter().map(|origin| self.title(*origin)).collect();
            format!("{} — {}", synthesis::says(self.lang, &line.says), from.join(", "))
        });
        let own = match field {
            Tidier::Name => strategy.human.name.clone(),
            _ => strategy.human.fields.get(&field).cloned().unwrap_or_default(),
        };
        let asks = words::write_field(self.lang, synthesis::tidier(self.lang, field));
        let lines = if field == Tidier::Name { Lines::One } else { Lines::Several };
        let (then, writing) = (WrittenFor::Field(id, field), Writing::new(&own, lines));
        if field == Tidier::Name {
            return Over::Line { asks, writing, then };
        }
        Over::Text { asks, said: said.collect(), writing, then }
    }

    /// Lets a person write what else is to be said of a strategy.
    fn write_notes(&self, id: StrategyId) -> Over {
        let Some(strategy) = self.shown.strategy(id) else { return Over::Nothing };
        let writing = Writing::new(&strategy.human.notes, Lines::Several);
        Over::Text {
            asks: words::write_notes(self.lang).to_owned(),
            said: Vec::new(),
            writing,
            then: WrittenFor::Notes(id),
        }
    }
}

/// Returns the strategy that a text is written of.
fn strategy_of(then: &WrittenFor) -> Option<StrategyId> {
    match then {
        WrittenFor::TakeOut(id, _)
        | WrittenFor::SplitOff(id, _)
        | WrittenFor::Drop(id)
        | WrittenFor::Field(id, _)
        | WrittenFor::Notes(id)
        | WrittenFor::Reason(id) => Some(*id),
        WrittenFor::LeaveOut(_)
        | WrittenFor::GroupWords(..)
        | WrittenFor::Make(_)
        | WrittenFor::Unused(_)
        | WrittenFor::Why(_)
        | WrittenFor::Part(_) => None,
    }
}
