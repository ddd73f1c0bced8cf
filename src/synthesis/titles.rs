//! Owns the titles of a pool's practices and sketches as what is typed is compared with them: folded once, one after the other.
//! A key looks through tens of thousands of them.

use std::sync::OnceLock;

use super::gather::{Gathered, Of};
use super::origin::Origin;
use crate::domain::fold::fold;
use crate::domain::item::Kind;

/// The titles, once somebody asked for one.
#[derive(Clone, Debug, Default)]
pub struct Titles(OnceLock<Folded>);

/// The titles, one after the other, and where each ends.
#[derive(Clone, Debug, Default)]
struct Folded {
    practices: Run,
    sketches: Run,
}

/// Texts, one after the other in one piece: thousands of them are looked through without going from place to place.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    text: String,
    ends: Vec<usize>,
}

impl Run {
    /// Folds titles, each beside whose it is: what has none is called by its id.
    fn of<'a>(titles: impl Iterator<Item = (Origin, &'a str)>) -> Self {
        let mut run = Self::default();
        for (origin, title) in titles {
            let id = || origin.item.to_string();
            run.text.push_str(&if title.trim().is_empty() { fold(&id()) } else { fold(title) });
            run.end();
        }
        run
    }

    /// Adds a line to the text that is not ended yet.
    pub(super) fn add(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Ends a text.
    pub(super) fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Returns the text at a place.
    pub(super) fn at(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.text.get(start..end)
    }
}

impl Gathered {
    fn folded(&self) -> &Folded {
        self.titles.0.get_or_init(|| Folded {
            practices: Run::of(self.practices.iter().map(|of| (of.origin, of.record.name.as_str()))),
            sketches: Run::of(self.sketches.iter().map(|of| (of.origin, of.record.title.as_str()))),
        })
    }

    /// Folds the titles, where nobody did yet: whoever asks for one later does not wait for all of them.
    pub fn fold_titles(&self) {
        self.folded();
    }

    /// Returns the folded title of the practice at a place; its id where it has none.
    pub fn folded_practice(&self, at: usize) -> Option<&str> {
        self.folded().practices.at(at)
    }

    /// Returns the folded title of the sketch at a place; its id where it has none.
    pub fn folded_sketch(&self, at: usize) -> Option<&str> {
        self.folded().sketches.at(at)
    }

    /// Returns the folded title of a practice or a sketch of the pool; `None` for all else.
    pub fn folded_title(&self, origin: Origin) -> Option<&str> {
        let at = self.place_of(origin)?;
        match origin.item.kind() {
            Kind::Practice => self.folded_practice(at),
            Kind::Sketch => self.folded_sketch(at),
            _ => None,
        }
    }

    /// Returns what a practice or a sketch of the pool is called, as it was written; `None` for all else.
    pub fn title(&self, origin: Origin) -> Option<&str> {
        match origin.item.kind() {
            Kind::Practice => self.practice(origin).map(|Of { record, .. }| record.name.as_str()),
            Kind::Sketch => self.sketch(origin).map(|Of { record, .. }| record.title.as_str()),
            _ => None,
        }
    }
}
