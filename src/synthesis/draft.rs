//! Owns the first draft of a strategy's fields: what sketches and practices say, set side by side, never rewritten.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dossier::{Chosen, DraftLine, Drafted, PracticeField, Says, Strategy, Tidier};
use super::gather::{Gathered, Of};
use super::matches::Groups;
use super::origin::Origin;
use super::title::folded_line;
use crate::domain::field::Map;
use crate::domain::item::{Practice, Sketch};

/// Drafts the fields of a strategy from the sources: sketches first, then practices; what two say alike stands once.
/// Of practices that are one, a field that a person chose words for says these, with all of them as its sources.
pub fn of(
    strategy: &Strategy,
    pool: &Gathered,
    groups: &Groups,
    chosen: &Map<Origin, Map<PracticeField, Chosen>>,
) -> Vec<Drafted> {
    let mut draft = Draft::default();
    for sketch in strategy.sketches.iter().filter_map(|origin| pool.sketch(*origin)) {
        draft.sketch(sketch);
    }
    for practice in strategy.practices.iter().filter_map(|origin| pool.practice(*origin)) {
        let one = groups.with(practice.origin);
        let whole = chosen_of(one, pool, chosen);
        draft.practice(practice, if one.len() > 1 { Some((one, &whole)) } else { None });
    }
    let fields = Tidier::ALL.iter().filter_map(|field| {
        let lines = draft.lines.remove(field)?;
        Some(Drafted { field: Some(*field), lines })
    });
    fields.collect()
}

/// Words that a person chose for fields of practices that are one.
pub type ChosenWords = BTreeMap<PracticeField, String>;

/// Returns the words that were chosen for the fields of practices that are one: of several choices the first one's.
pub fn chosen_of(one: &[Origin], pool: &Gathered, chosen: &Map<Origin, Map<PracticeField, Chosen>>) -> ChosenWords {
    let mut words = ChosenWords::new();
    for (field, choice) in one.iter().filter_map(|origin| chosen.get(origin)).flat_map(|fields| fields.iter()) {
        let text = match choice {
            // what is told elsewhere by now is chosen no more
            Chosen::From(origin) => {
                let practice = pool.practice(*origin).filter(|_| one.contains(origin));
                practice.map(|of| field.of(&of.record).to_owned())
            }
            Chosen::Words(words) => Some(words.clone()),
        };
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            words.entry(*field).or_insert(text);
        }
    }
    words
}

#[derive(Default)]
struct Draft {
    lines: BTreeMap<Tidier, Vec<DraftLine>>,
    /// Where in a field's lines something is said already: words by what they are but for case and punctuation. This and the
    /// next are asked only, never walked through: their order says nothing.
    said: FxHashMap<(Tidier, Says), usize>,
    /// Who says which line of a field.
    sources: FxHashSet<(Tidier, usize, Origin)>,
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
        // of thousands of practices that one line stands for none is looked for one by one
        if self.sources.insert((field, place, from)) {
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

    /// Drafts what a practice says; of practices that are one, the words that were chosen in the place of its own.
    fn practice(&mut self, of: &Of<Practice>, whole: Option<(&[Origin], &ChosenWords)>) {
        let (practice, from) = (of.record.as_ref(), of.origin);
        let field = |draft: &mut Self, tidier: Tidier, which: PracticeField, own: &str| match whole
            .and_then(|(one, words)| Some((one, words.get(&which)?)))
        {
            Some((one, words)) => one.iter().for_each(|origin| draft.words(tidier, words, *origin)),
            None => draft.words(tidier, own, from),
        };
        for difficulty in practice.difficulty.iter().chain(practice.other_difficulties.iter()) {
            self.says(Tidier::Why, Says::Difficulty(*difficulty), from);
        }
        field(self, Tidier::What, PracticeField::How, &practice.how);
        field(self, Tidier::Materials, PracticeField::Resources, &practice.resources);
        let provider = if practice.provider.trim().is_empty() { &practice.organisation } else { &practice.provider };
        field(self, Tidier::WhoProvides, PracticeField::Organisation, provider);
        for channel in practice.channels.iter() {
            self.says(Tidier::How, Says::Channel(*channel), from);
        }
        field(self, Tidier::Where, PracticeField::Place, &practice.place);
        if let Some(level) = practice.level {
            self.says(Tidier::Where, Says::Level(level), from);
        }
        field(self, Tidier::WhenAndHowMuch, PracticeField::Intensity, &practice.intensity);
        self.words(Tidier::WhenAndHowMuch, &practice.period, from);
        if let Some(status) = practice.status {
            self.says(Tidier::WhenAndHowMuch, Says::Status(status), from);
        }
        field(self, Tidier::Tailoring, PracticeField::ForWhom, &practice.for_whom);
        for text in [&practice.subgroup, &practice.age] {
            self.words(Tidier::Tailoring, text, from);
        }
        field(self, Tidier::Tailoring, PracticeField::Transfer, &practice.transfer);
        field(self, Tidier::Helped, PracticeField::Helped, &practice.helped);
        field(self, Tidier::Risks, PracticeField::Hindered, &practice.hindered);
    }
}
