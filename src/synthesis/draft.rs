//! Owns the first draft of a strategy's fields: what sketches and practices say, set side by side, never rewritten.

use std::collections::BTreeMap;

use super::dossier::{DraftLine, Drafted, Says, Strategy, Tidier};
use super::gather::{Gathered, Of};
use super::origin::Origin;
use super::title::folded_line;
use crate::domain::item::{Practice, Sketch};

/// Drafts the fields of a strategy from the sources: sketches first, then practices; what two say alike stands once.
pub fn of(strategy: &Strategy, pool: &Gathered) -> Vec<Drafted> {
    let mut draft = Draft::default();
    for sketch in strategy.sketches.iter().filter_map(|origin| pool.sketch(*origin)) {
        draft.sketch(sketch);
    }
    for practice in strategy.practices.iter().filter_map(|origin| pool.practice(*origin)) {
        draft.practice(practice);
    }
    let fields = Tidier::ALL.iter().filter_map(|field| {
        let lines = draft.lines.remove(field)?;
        Some(Drafted { field: Some(*field), lines })
    });
    fields.collect()
}

#[derive(Default)]
struct Draft {
    lines: BTreeMap<Tidier, Vec<DraftLine>>,
    /// Where in a field's lines something is said already: words by what they are but for case and punctuation.
    said: BTreeMap<(Tidier, Says), usize>,
}

impl Draft {
    fn words(&mut self, field: Tidier, text: &str, from: Origin) {
        if !text.trim().is_empty() {
            self.says(field, Says::Words(text.trim().to_owned()), from);
        }
    }

    fn says(&mut self, field: Tidier, says: Says, from: Origin) {
        let key = match &says {
            Says::Words(words) => Says::Words(folded_line(words)),
            Says::Difficulty(_) | Says::Channel(_) | Says::Level(_) | Says::Status(_) => says.clone(),
        };
        let lines = self.lines.entry(field).or_default();
        let place = *self.said.entry((field, key)).or_insert(lines.len());
        if place == lines.len() {
            lines.push(DraftLine { says, from: Vec::new() });
        }
        if !lines[place].from.contains(&from) {
            lines[place].from.push(from);
        }
    }

    fn sketch(&mut self, of: &Of<Sketch>) {
        let (sketch, from) = (of.record.as_ref(), of.origin);
        self.words(Tidier::Name, &sketch.title, from);
        if let Some(difficulty) = sketch.difficulty {
            self.says(Tidier::Why, Says::Difficulty(difficulty), from);
        }
        self.words(Tidier::What, &sketch.how, from);
        self.words(Tidier::Materials, &sketch.needs, from);
        self.words(Tidier::WhoProvides, &sketch.who, from);
        self.words(Tidier::Tailoring, &sketch.for_whom, from);
        self.words(Tidier::Risks, &sketch.risks, from);
    }

    fn practice(&mut self, of: &Of<Practice>) {
        let (practice, from) = (of.record.as_ref(), of.origin);
        for difficulty in practice.difficulty.iter().chain(practice.other_difficulties.iter()) {
            self.says(Tidier::Why, Says::Difficulty(*difficulty), from);
        }
        self.words(Tidier::What, &practice.how, from);
        self.words(Tidier::Materials, &practice.resources, from);
        let provider = if practice.provider.trim().is_empty() { &practice.organisation } else { &practice.provider };
        self.words(Tidier::WhoProvides, provider, from);
        for channel in practice.channels.iter() {
            self.says(Tidier::How, Says::Channel(*channel), from);
        }
        self.words(Tidier::Where, &practice.place, from);
        if let Some(level) = practice.level {
            self.says(Tidier::Where, Says::Level(level), from);
        }
        self.words(Tidier::WhenAndHowMuch, &practice.intensity, from);
        self.words(Tidier::WhenAndHowMuch, &practice.period, from);
        if let Some(status) = practice.status {
            self.says(Tidier::WhenAndHowMuch, Says::Status(status), from);
        }
        for text in [&practice.for_whom, &practice.subgroup, &practice.age, &practice.transfer] {
            self.words(Tidier::Tailoring, text, from);
        }
        self.words(Tidier::Helped, &practice.helped, from);
        self.words(Tidier::Risks, &practice.hindered, from);
    }
}
