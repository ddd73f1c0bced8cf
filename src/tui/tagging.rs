//! Owns the line in which one writes tags to be given and taken away: `strada -fiducia`, with completion. Never draws.

use std::collections::BTreeMap;

use crossterm::event::KeyEvent;

use crate::domain::fold::fold;
use crate::domain::item::ItemRef;
use crate::domain::several::Tagging;
use crate::domain::turn::{CAPTURED, tags_of};

use super::console::Console;
use super::panels::writing::{Lines, Writing};
use super::view::Facet;

/// The line, and what it completes.
#[derive(Debug)]
pub struct TagBox {
    /// What it is about.
    pub items: Vec<ItemRef>,
    /// What is typed.
    pub line: Writing,
    /// Tags that the items have, with how many have each, the most frequent first.
    pub carried: Vec<(String, usize)>,
    /// Every tag of the session, the most frequent first.
    known: Vec<String>,
    /// The word that is being completed, and which of its completions stands there.
    completing: Option<(String, usize)>,
}

impl TagBox {
    /// Opens it for what a key is about now.
    pub fn new(console: &Console) -> Self {
        let items = console.targets();
        let mut carried: BTreeMap<String, usize> = BTreeMap::new();
        for item in items.iter().filter_map(|item| console.session().get(*item)) {
            tags_of(&item).iter().for_each(|tag| *carried.entry(tag.clone()).or_default() += 1);
        }
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (facet, count) in CAPTURED.iter().flat_map(|kind| console.lists().facets(*kind)) {
            if let Facet::Tag(tag) = facet {
                *known.entry(tag.clone()).or_default() += count;
            }
        }
        let by_count = |tags: BTreeMap<String, usize>| {
            let mut tags: Vec<(String, usize)> = tags.into_iter().collect();
            tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            tags
        };
        let known = by_count(known).into_iter().map(|(tag, _)| tag).collect();
        let line = Writing::new("", Lines::One);
        Self { items, line, carried: by_count(carried), known, completing: None }
    }

    /// Returns what is typed, as it is understood.
    pub fn read(&self) -> Tagging {
        Tagging::read(self.line.text())
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        self.completing = None;
        self.line.key(event);
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.completing = None;
        self.line.insert(text);
    }

    /// Returns the tags that the word under the cursor could become; after a minus, those that the items have.
    pub fn completions(&self) -> Vec<&str> {
        let (_, word) = self.word();
        let word = self.completing.as_ref().map_or(word, |(word, _)| word.as_str());
        let takes = word.starts_with('-');
        let begun = fold(word.trim_start_matches(['-', '+', '#']));
        let carried = self.carried.iter().map(|(tag, _)| tag.as_str());
        let all: Vec<&str> = if takes { carried.collect() } else { self.known.iter().map(String::as_str).collect() };
        all.into_iter().filter(|tag| fold(tag).starts_with(&begun)).collect()
    }

    /// Completes the word under the cursor; again, with the next tag that fits.
    pub fn complete(&mut self) {
        let (start, word) = self.word();
        let word = word.to_owned();
        let (begun, turn) = match self.completing.take() {
            Some((begun, turn)) => (begun, turn + 1),
            None => (word, 0),
        };
        self.completing = Some((begun.clone(), turn));
        let fits = self.completions();
        let Some(tag) = (!fits.is_empty()).then(|| fits[turn % fits.len()].to_owned()) else {
            self.completing = None;
            return;
        };
        let sign = if begun.starts_with('-') { "-" } else { "" };
        self.line.put(start..self.line.at(), &format!("{sign}{tag}"));
    }

    /// Returns where the word under the cursor begins, and what of it stands before the cursor.
    fn word(&self) -> (usize, &str) {
        let before = &self.line.text()[..self.line.at()];
        let start = before.rfind([' ', ',']).map_or(0, |at| at + 1);
        (start, &before[start..])
    }
}
