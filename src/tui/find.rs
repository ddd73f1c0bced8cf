//! Owns finding: every text of a session once, folded without accents, and what of it holds all the words typed.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::fold::fold;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::turn::CAPTURED;
use crate::text::Lang;

use super::command::Command;
use super::cursor::Cursor;
use super::panels::writing::{Lines, Writing};
use super::sheet;

/// An item with everything it says, folded.
#[derive(Debug)]
struct Entry {
    item: ItemRef,
    folded: String,
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The item.
    pub item: ItemRef,
    /// Its title.
    pub title: String,
    /// The text that holds what was typed, where the title does not.
    pub excerpt: String,
}

/// The line and what it finds.
#[derive(Debug)]
pub struct FindBox {
    /// What is typed.
    pub query: Writing,
    /// The chosen hit.
    pub cursor: Cursor,
    session: Arc<Session>,
    lang: Lang,
    entries: Vec<Entry>,
    hits: Vec<usize>,
}

impl FindBox {
    /// Reads a session for finding: the seven kinds and the agenda.
    pub fn new(session: &Arc<Session>, lang: Lang) -> Self {
        let kinds = CAPTURED.iter().chain(&[Kind::Step]);
        let items = kinds.flat_map(|kind| session.list(*kind));
        let entries = items.map(|item| entry(&item, session, lang)).collect();
        let mut find = Self {
            query: Writing::new("", Lines::One),
            cursor: Cursor::default(),
            session: session.clone(),
            lang,
            entries,
            hits: Vec::new(),
        };
        find.search();
        find
    }

    /// Says from now on everything in another language: the words of kinds and fields are found by it too.
    pub fn speak(&mut self, lang: Lang) {
        let at = self.cursor.clone();
        let query = std::mem::replace(&mut self.query, Writing::new("", Lines::One));
        *self = Self { query, ..Self::new(&self.session, lang) };
        self.search();
        self.cursor = at;
        self.cursor.keep_within(self.hits.len());
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        self.query.key(event);
        self.search();
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.query.insert(text);
        self.search();
    }

    /// Moves as a command says.
    pub fn follow(&mut self, command: Command) {
        self.cursor.follow(command, self.hits.len());
    }

    /// Returns how many were found.
    pub fn found(&self) -> usize {
        self.hits.len()
    }

    /// Returns the chosen item.
    pub fn chosen(&self) -> Option<ItemRef> {
        self.hits.get(self.cursor.at()).map(|at| self.entries[*at].item)
    }

    /// Returns the hits of a part of the list.
    pub fn hits(&self, range: std::ops::Range<usize>) -> Vec<Hit> {
        let words = self.words();
        let shown = self.hits.get(range).unwrap_or_default();
        let items = shown.iter().filter_map(|at| self.session.get(self.entries[*at].item));
        items.map(|item| hit(&item, &self.session, &words, self.lang)).collect()
    }

    /// Returns the folded words that are looked for.
    pub fn words(&self) -> Vec<String> {
        fold(self.query.text()).split_whitespace().map(str::to_owned).collect()
    }

    fn search(&mut self) {
        let words = self.words();
        let holds = |entry: &Entry| words.iter().all(|word| entry.folded.contains(word.as_str()));
        let found = self.entries.iter().enumerate().filter(|(_, entry)| holds(entry)).map(|(at, _)| at);
        self.hits = if words.is_empty() { Vec::new() } else { found.collect() };
        self.cursor = Cursor::default();
    }
}

fn entry(item: &Item, session: &Session, lang: Lang) -> Entry {
    let mut folded = String::new();
    for text in sheet::texts(item, session, lang) {
        if text.is_ascii() {
            folded.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            folded.push_str(&fold(&text));
        }
        folded.push('\n');
    }
    // also by its id, as it is written in the file and in the detail
    folded.push_str(&item.reference().to_string());
    Entry { item: item.reference(), folded }
}

fn hit(item: &Item, session: &Session, words: &[String], lang: Lang) -> Hit {
    let title = sheet::title(item, lang);
    let folded = fold(&title);
    let elsewhere = words.iter().find(|word| !folded.contains(word.as_str()));
    let texts = sheet::texts(item, session, lang);
    let lines = texts.iter().flat_map(|text| text.lines());
    let excerpt = elsewhere.and_then(|word| lines.map(str::trim).find_map(|line| around(line, word)));
    Hit { item: item.reference(), title, excerpt: excerpt.unwrap_or_default() }
}

/// Cuts a line so that the word is seen near its beginning; `None` where the line does not hold it.
fn around(line: &str, word: &str) -> Option<String> {
    let folded = fold(line);
    let at = folded.find(word)?;
    let before = folded[..at].chars().count();
    if before <= 24 {
        return Some(line.to_owned());
    }
    // folding keeps the number of characters but for rare ones, so that this is near enough
    let start = line.char_indices().nth(before - 16).map_or(0, |(at, _)| at);
    let start = line[..start].rfind(' ').map_or(start, |space| space + 1);
    Some(format!("…{}", &line[start..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::Practice;
    use crate::domain::turn::fresh;

    #[test]
    fn everything_is_found_without_accents_and_by_all_words() {
        let mut session = Session::default();
        let how = "Gli educatori stanno in piazza ogni sera, e poco per volta la fiducia cresce: così nessuno è perso";
        let practice =
            Practice { id: fresh(1), name: "Educativa di strada".into(), how: how.into(), ..Practice::default() };
        session.put(Item::Practice(Arc::new(practice)));
        let mut find = FindBox::new(&Arc::new(session), Lang::It);
        for (query, found) in [("STRADA", 1), ("cosi fiducia", 1), ("strada boh", 0), ("", 0), ("pra_1000", 1)] {
            find.query = Writing::new(query, Lines::One);
            find.search();
            assert_eq!(find.found(), found, "{query:?}");
        }
        find.query = Writing::new("così", Lines::One);
        find.search();
        let excerpt = &find.hits(0..1)[0].excerpt;
        assert!(excerpt.starts_with('…') && excerpt.contains("così nessuno"), "{excerpt}");
    }
}
