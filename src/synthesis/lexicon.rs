//! Owns words as numbers: of many texts each distinct word is folded, looked up and stemmed once. Says of a text what
//! [`Thesaurus::terms`] says of it, and no more. Never compares two texts.

use std::collections::HashMap;
use std::ops::Range;

use super::terms::{fold, split, stem};
use super::thesaurus::Thesaurus;

/// A term of a text by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Read {
    /// The number of its key.
    pub(super) key: u32,
    /// Begins with a capital.
    pub(super) capital: bool,
}

/// The words of many texts. Maps are looked up only, never walked through: their order says nothing.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    thesaurus: Thesaurus,
    /// Of a word as it is written: its stem's number, unless it says nothing.
    written: HashMap<String, Option<Read>>,
    numbers: HashMap<String, u32>,
    /// Of each number: the key, and whether it is said of almost every practice.
    keys: Vec<String>,
    generic: Vec<bool>,
    /// Expressions of the field by their first stem, the longest first: the stems and the concept.
    expressions: HashMap<u32, Vec<(Vec<u32>, u32)>>,
    /// The words of the text at hand.
    at_hand: Vec<(Read, Range<usize>)>,
}

impl Lexicon {
    /// Makes a lexicon that knows the expressions of a thesaurus.
    pub(super) fn of(thesaurus: &Thesaurus) -> Self {
        let mut lexicon = Self { thesaurus: thesaurus.clone(), ..Self::default() };
        for (first, list) in &thesaurus.words().expressions {
            let first = lexicon.number(first);
            let list = list.iter().map(|(stems, key)| {
                let stems = stems.iter().map(|stem| lexicon.number(stem)).collect();
                (stems, lexicon.number(key))
            });
            let list = list.collect();
            lexicon.expressions.insert(first, list);
        }
        lexicon
    }

    /// Returns how many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns a key by its number.
    pub(super) fn key(&self, number: u32) -> &str {
        &self.keys[number as usize]
    }

    /// Tells whether a key is said of almost every practice, or is a number.
    pub(super) fn is_generic(&self, number: u32) -> bool {
        self.generic[number as usize]
    }

    /// Returns the number of a key, a new one where it has none.
    pub(super) fn number(&mut self, key: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.keys.len() as u32;
        self.generic.push(!key.starts_with(['=', '@', '~']) && self.thesaurus.words().is_generic(key));
        self.keys.push(key.to_owned());
        self.numbers.insert(key.to_owned(), number);
        number
    }

    /// Reads a text: its terms in order, each with where it stands.
    pub(super) fn read(&mut self, text: &str, mut take: impl FnMut(&mut Self, Read, Range<usize>)) {
        let mut words = std::mem::take(&mut self.at_hand);
        words.clear();
        for word in split(text) {
            let read = match self.written.get(word) {
                Some(read) => *read,
                None => self.look_up(word),
            };
            if let Some(read) = read {
                let from = word.as_ptr().addr() - text.as_ptr().addr();
                words.push((read, from..from + word.len()));
            }
        }
        let mut at = 0;
        while let Some((word, place)) = words.get(at) {
            let (read, long) = self.expression(&words[at..]).unwrap_or((*word, 1));
            let place = place.start..words[at + long - 1].1.end;
            take(self, read, place);
            at += long;
        }
        self.at_hand = words;
    }

    /// Returns the expression that words begin with, and how many of them it takes.
    fn expression(&self, words: &[(Read, Range<usize>)]) -> Option<(Read, usize)> {
        let (stems, key) = self.expressions.get(&words.first()?.0.key)?.iter().find(|(stems, _)| {
            words.len() >= stems.len() && stems.iter().zip(words).all(|(expected, (found, _))| *expected == found.key)
        })?;
        Some((Read { key: *key, capital: false }, stems.len()))
    }

    fn look_up(&mut self, word: &str) -> Option<Read> {
        let folded = fold(word);
        let read = self.thesaurus.words().says(&folded).then(|| Read {
            key: self.number(&stem(&folded)),
            capital: word.chars().next().is_some_and(char::is_uppercase),
        });
        self.written.insert(word.to_owned(), read);
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_same_terms_by_number_as_by_word() {
        let thesaurus = Thesaurus::default();
        let mut lexicon = Lexicon::of(&thesaurus);
        for text in [
            "",
            "Gli educatori di strada, la sera, nel campetto di Trento",
            "Street outreach in the park: C.O.P.E. a T100C e 24 ragazzi (Milano, Municipio 7)",
            "dell'istruzione perché città  CITTÀ  istruzione; un centro per l'impiego",
            "Educativa di  strada",
        ] {
            let mut found = Vec::new();
            lexicon.read(text, |lexicon, read, place| {
                found.push((lexicon.key(read.key).to_owned(), read.capital, lexicon.is_generic(read.key), place));
            });
            let expected = thesaurus.terms(text).into_iter();
            let expected: Vec<_> = expected.map(|term| (term.key, term.capital, term.generic, term.place)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
