//! Owns words as numbers: of many texts each distinct word is folded, looked up and stemmed once. Says of a text what
//! [`Thesaurus::terms`] says of it, and no more. Never compares two texts.

use std::ops::Range;

use rustc_hash::FxHashMap;

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
    written: FxHashMap<String, Option<Read>>,
    numbers: FxHashMap<String, u32>,
    /// Of each number: the key, and whether it is said of almost every practice.
    keys: Vec<String>,
    generic: Vec<bool>,
    /// Expressions of the field by their first stem, the longest first: the stems and the concept.
    expressions: FxHashMap<u32, Vec<(Vec<u32>, u32)>>,
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

    /// Takes in the words of another lexicon of the same thesaurus. Returns its numbers in this one. Words of lexicons that are
    /// taken in one after the other have the numbers that one lexicon gives them that reads all their texts in that order.
    pub(super) fn take_in(&mut self, other: Self) -> Vec<u32> {
        let numbers: Vec<u32> = other.keys.iter().map(|key| self.number(key)).collect();
        let here = |read: Read| Read { key: numbers[read.key as usize], ..read };
        self.written.extend(other.written.into_iter().map(|(word, read)| (word, read.map(here))));
        numbers
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
            words.extend(read.map(|read| (read, place_of(word, text))));
        }
        let mut at = 0;
        while let Some((read, place, long)) = self.term(&words[at..]) {
            take(self, read, place);
            at += long;
        }
        self.at_hand = words;
    }

    /// Reads a text again whose words are all known: what is not, says nothing.
    pub(super) fn read_again(&self, text: &str, mut take: impl FnMut(Read, Range<usize>)) {
        let known = |word: &str| Some(((*self.written.get(word)?)?, place_of(word, text)));
        let words: Vec<(Read, Range<usize>)> = split(text).into_iter().filter_map(known).collect();
        let mut at = 0;
        while let Some((read, place, long)) = self.term(&words[at..]) {
            take(read, place);
            at += long;
        }
    }

    /// Returns the term that words begin with, where it stands, and how many of them it takes.
    fn term(&self, words: &[(Read, Range<usize>)]) -> Option<(Read, Range<usize>, usize)> {
        let (word, place) = words.first()?;
        let (read, long) = self.expression(words).unwrap_or((*word, 1));
        Some((read, place.start..words[long - 1].1.end, long))
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

fn place_of(word: &str, text: &str) -> Range<usize> {
    let from = word.as_ptr().addr() - text.as_ptr().addr();
    from..from + word.len()
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
            let mut again = Vec::new();
            lexicon.read_again(text, |read, place| {
                let key = lexicon.key(read.key).to_owned();
                again.push((key, read.capital, lexicon.is_generic(read.key), place));
            });
            assert_eq!(again, expected, "{text}");
        }
    }

    #[test]
    fn words_that_were_read_apart_have_the_numbers_of_those_that_were_read_together() {
        let thesaurus = Thesaurus::default();
        let texts = ["Gli educatori di strada", "la sera a Trento", "Trento: educatori e ragazzi", "Street outreach"];
        let numbers = |lexicon: &mut Lexicon, texts: &[&str]| {
            let mut numbers = Vec::new();
            texts.iter().for_each(|text| lexicon.read(text, |_, read, _| numbers.push(read.key)));
            numbers
        };
        let mut together = Lexicon::of(&thesaurus);
        let expected = numbers(&mut together, &texts);
        for cut in 0..=texts.len() {
            let (mut whole, mut found) = (Lexicon::of(&thesaurus), Vec::new());
            for part in [&texts[..cut], &texts[cut..]] {
                let mut lexicon = Lexicon::of(&thesaurus);
                let apart = numbers(&mut lexicon, part);
                let here = whole.take_in(lexicon);
                found.extend(apart.into_iter().map(|number| here[number as usize]));
            }
            assert_eq!((&found, &whole.keys), (&expected, &together.keys));
        }
    }
}
