//! Owns words for likeness: what a term is, folding, splitting, stems in both languages.
//! Never compares two texts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word or expression of a text, by what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Its stem, `=` and the concept, or `@` and the country or city it stands for: equal for words that mean one thing.
    pub key: String,
    /// As the text has it, on one line.
    pub surface: String,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// Begins with a capital.
    pub capital: bool,
    /// Said of almost every practice, or a number: ties nothing by itself.
    pub generic: bool,
    /// A country or a large city, under whatever name.
    pub region: bool,
}

/// A word of a text that says something.
pub(super) struct Word<'a> {
    pub(super) stem: String,
    pub(super) as_written: &'a str,
}

/// Returns what stands in a text from one word of it to another, on one line, and where.
pub(super) fn between(text: &str, first: &str, last: &str) -> (String, Range<usize>) {
    let from = first.as_ptr().addr() - text.as_ptr().addr();
    let to = last.as_ptr().addr() - text.as_ptr().addr() + last.len();
    (text[from..to].split_whitespace().collect::<Vec<_>>().join(" "), from..to)
}

/// Returns the words of a text: runs of letters and digits, and of single letters with full stops between (`C.O.P.E.`).
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        if !character.is_alphanumeric() {
            continue;
        }
        let mut end = start + character.len_utf8();
        while let Some((at, next)) = rest.peek().copied() {
            // most words end at a space
            if next == ' ' {
                break;
            }
            let dotted = || {
                let letters = text[start..end].trim_end_matches('.').rsplit('.').next().unwrap_or_default();
                next == '.'
                    && letters.chars().count() == 1
                    && text[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
                    && text[at + 1..].chars().nth(1).is_none_or(|after| !after.is_alphanumeric())
            };
            if !(next.is_alphanumeric() || is_combining_mark(next) || dotted()) {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        words.push(&text[start..end]);
    }
    words
}

/// Returns a word in small letters without accents and full stops.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()).collect();
    }
    word.nfkd().filter(|c| !is_combining_mark(*c) && *c != '.').flat_map(char::to_lowercase).collect()
}

/// Returns the shorter of the Italian stem and that of the English stem, so that a proper name has one stem in both
/// languages, and an English plural that of its singular.
/// Words come again and again: their stems are kept for the thread.
pub fn stem(folded: &str) -> String {
    /// So many stems are kept at most.
    const KEPT: usize = 50_000;
    /// An English stem of so many letters stays as it is.
    const SHORT: usize = 4;
    struct Stems {
        italian: Stemmer,
        english: Stemmer,
        known: HashMap<String, String>,
    }
    thread_local! {
        static STEMS: RefCell<Stems> = RefCell::new(Stems {
            italian: Stemmer::create(Algorithm::Italian),
            english: Stemmer::create(Algorithm::English),
            known: HashMap::new(),
        });
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(known) = stems.known.get(folded) {
            return known.clone();
        }
        let english = stems.english.stem(folded);
        let it = stems.italian.stem(folded);
        // the rest of a short stem is too little to take an ending off: business, bus
        let both = if english.len() > SHORT { stems.italian.stem(&english) } else { english };
        let stem = if both.len() < it.len() { both.into_owned() } else { it.into_owned() };
        if stems.known.len() < KEPT {
            stems.known.insert(folded.to_owned(), stem.clone());
        }
        stem
    })
}
