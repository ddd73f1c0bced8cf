//! Owns what words mean for likeness: folding, stems in both languages, the thesaurus of the field.
//! Never compares two texts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word or expression of a text, by what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Its stem, `=` and the concept, or `@` and the country or city it stands for: equal for words that mean one thing.
    pub key: String,
    /// As the text has it.
    pub surface: String,
    /// Begins with a capital.
    pub capital: bool,
    /// Said of almost every practice, or a number: ties nothing by itself.
    pub generic: bool,
    /// A country or a large city, under whatever name.
    pub region: bool,
}

/// The words of the field.
#[derive(Debug)]
pub struct Thesaurus {
    stopwords: BTreeSet<String>,
    generic: BTreeSet<String>,
    /// Expressions by their first stem, the longest first: the stems and the concept's key.
    expressions: BTreeMap<String, Vec<(Vec<String>, String)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    stopwords: Vec<String>,
    generic: Vec<String>,
    places: Vec<Vec<String>>,
    concepts: Vec<Concept>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Concept {
    id: String,
    it: Vec<String>,
    en: Vec<String>,
}

static THESAURUS: LazyLock<Thesaurus> = LazyLock::new(|| {
    let file = ron::from_str(include_str!("../../assets/thesaurus.ron"));
    Thesaurus::from_file(file.expect("the thesaurus is part of the program, and a test reads it"))
});

impl Thesaurus {
    fn from_file(file: File) -> Self {
        let mut thesaurus = Self {
            stopwords: file.stopwords.iter().map(|word| fold(word)).collect(),
            generic: BTreeSet::new(),
            expressions: BTreeMap::new(),
        };
        thesaurus.generic = file.generic.iter().map(|word| stem(&fold(word))).collect();
        let places = file.places.into_iter().map(|names| (format!("@{}", fold(&names[0])), names));
        let concepts =
            file.concepts.into_iter().map(|concept| (format!("={}", concept.id), [concept.it, concept.en].concat()));
        for (key, expressions) in places.chain(concepts) {
            for expression in &expressions {
                let stems: Vec<String> = thesaurus.stems(expression).into_iter().map(|(stem, _)| stem).collect();
                // what is left of it without function words may say nothing any more
                if !key.starts_with('@') && stems.iter().all(|stem| thesaurus.generic.contains(stem)) {
                    continue;
                }
                let Some(first) = stems.first().cloned() else { continue };
                thesaurus.expressions.entry(first).or_default().push((stems, key.clone()));
            }
        }
        for list in thesaurus.expressions.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        thesaurus
    }

    fn stems<'a>(&self, text: &'a str) -> Vec<(String, &'a str)> {
        let words = split(text).into_iter().map(|word| (fold(word), word));
        let kept = words.filter(|(folded, _)| {
            let letters = folded.chars().count();
            letters > 0 && !self.stopwords.contains(folded) && (letters > 1 || folded.chars().all(char::is_numeric))
        });
        kept.map(|(folded, word)| (stem(&folded), word)).collect()
    }

    /// Returns the terms of a text in order: expressions of the field as concepts, the longest first.
    pub fn terms(&self, text: &str) -> Vec<Term> {
        let stems = self.stems(text);
        let mut terms = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let (stem, word) = &stems[at];
            let expression = self.expressions.get(stem).and_then(|list| {
                list.iter().find(|(expression, _)| {
                    stems.len() - at >= expression.len()
                        && expression.iter().zip(&stems[at..]).all(|(expected, (found, _))| expected == found)
                })
            });
            if let Some((expression, key)) = expression {
                let last = stems[at + expression.len() - 1].1;
                let region = key.starts_with('@');
                let surface = between(text, word, last);
                terms.push(Term { key: key.clone(), surface, capital: false, generic: false, region });
                at += expression.len();
            } else {
                let generic = self.generic.contains(stem) || stem.chars().all(char::is_numeric);
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                terms.push(Term { key: stem.clone(), surface: (*word).to_owned(), capital, generic, region: false });
                at += 1;
            }
        }
        terms
    }
}

/// Returns the words of the field, read once.
pub fn thesaurus() -> &'static Thesaurus {
    &THESAURUS
}

/// Returns what stands in a text from one word of it to another, on one line.
fn between(text: &str, first: &str, last: &str) -> String {
    let from = first.as_ptr().addr() - text.as_ptr().addr();
    let to = last.as_ptr().addr() - text.as_ptr().addr() + last.len();
    text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words of a text: runs of letters and digits, and of single letters with full stops between (`C.O.P.E.`).
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        if !character.is_alphanumeric() {
            continue;
        }
        let mut end = start + character.len_utf8();
        while let Some((at, next)) = rest.peek().copied() {
            let letters = text[start..end].trim_end_matches('.').rsplit('.').next().unwrap_or_default();
            let dotted = next == '.'
                && letters.chars().count() == 1
                && text[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
                && text[at + 1..].chars().nth(1).is_none_or(|after| !after.is_alphanumeric());
            if !(next.is_alphanumeric() || is_combining_mark(next) || dotted) {
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

/// Returns the shorter of the Italian and the English stem, so that a proper name has one stem in both languages.
/// Words come again and again: their stems are kept for the thread.
pub fn stem(folded: &str) -> String {
    /// So many stems are kept at most.
    const KEPT: usize = 50_000;
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
        let (it, en) = (stems.italian.stem(folded), stems.english.stem(folded));
        let stem = if en.len() < it.len() { en.into_owned() } else { it.into_owned() };
        if stems.known.len() < KEPT {
            stems.known.insert(folded.to_owned(), stem.clone());
        }
        stem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        thesaurus().terms(text).into_iter().map(|term| term.key).collect()
    }

    #[test]
    fn expressions_of_both_languages_are_one_concept() {
        for (one, other) in [
            ("Educativa di strada", "street outreach"),
            ("gli educatori di strada", "Street workers"),
            ("tutor alla pari", "peer tutors"),
            ("dispersione scolastica", "early school leaving"),
            ("incrociando i registri pubblici", "combined registers"),
            ("tirocini", "a traineeship"),
            ("ritiro sociale", "hikikomori"),
            ("sportello unico", "one-stop centre"),
            ("operatore di collegamento", "link workers"),
            ("in un campetto", "on playing fields"),
        ] {
            let (one, other) = (keys(one), keys(other));
            assert!(one.iter().any(|key| key.starts_with('=') && other.contains(key)), "{one:?} {other:?}");
        }
    }

    #[test]
    fn words_are_folded_and_split_as_people_read_them() {
        for (text, expected) in [
            ("dell'istruzione", vec!["istruzion"]),
            ("C.O.P.E. a Trento", vec!["cop", "trent"]),
            ("perché città", vec!["citt"]),
            ("T100C", vec!["t100c"]),
            ("", vec![]),
        ] {
            assert_eq!(keys(text), expected, "{text}");
        }
    }

    #[test]
    fn a_surface_is_what_the_text_has() {
        let terms = thesaurus().terms("Si fa Educativa di  strada, la sera");
        assert_eq!(terms[0].surface, "Educativa di strada");
    }

    #[test]
    fn the_thesaurus_has_the_field() {
        let thesaurus = thesaurus();
        let keys = thesaurus.expressions.values().flatten().map(|(_, key)| key);
        let concepts: BTreeSet<&String> = keys.filter(|key| key.starts_with('=')).collect();
        assert!(concepts.len() >= 60, "{}", concepts.len());
    }
}
