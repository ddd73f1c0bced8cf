//! Owns the words of the field: what says nothing, what is said of everything, and expressions of both languages that
//! mean one thing. The program brings its own; a workspace may add to them. Never reads a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::terms::{Term, Word, between, fold, split, stem};

/// The words of the field, as they are looked up. Clones share everything; the default is what the program brings.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Thesaurus(Arc<Words>);

/// What is in a thesaurus. Every list may be left out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entries {
    /// Words that say nothing, without accents.
    pub stopwords: Vec<String>,
    /// Words said of almost every practice: they tie nothing by themselves.
    pub generic: Vec<String>,
    /// Countries and large cities, each with all its names.
    pub places: Vec<Vec<String>>,
    /// What lies in which of them: each list is a country or region, then places in it, by their first names.
    pub within: Vec<Vec<String>>,
    /// Expressions that mean one thing.
    pub concepts: Vec<Concept>,
}

/// Expressions that mean one thing. Inflected forms are found by their stem.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Written")]
pub struct Concept {
    /// Its name. A concept of a workspace with a name that there is already adds its expressions to that one.
    pub id: String,
    /// Italian expressions.
    pub it: Vec<String>,
    /// English expressions.
    pub en: Vec<String>,
}

/// A concept as it is written, before it is known to say something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    #[serde(default)]
    it: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl TryFrom<Written> for Concept {
    type Error = &'static str;
    fn try_from(Written { id, it, en }: Written) -> Result<Self, Self::Error> {
        if id.trim().is_empty() {
            return Err("a concept has no name; write one between the quotation marks of its id");
        }
        if it.iter().chain(&en).all(|expression| expression.trim().is_empty()) {
            return Err("a concept has no expression; add one to it or en, or take the concept out");
        }
        Ok(Self { id, it, en })
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Hash)]
pub(super) struct Words {
    stopwords: BTreeSet<String>,
    generic: BTreeSet<String>,
    /// Of a place, what it lies in.
    within: BTreeMap<String, String>,
    /// Expressions by their first stem, the longest first: the stems and the concept's key.
    pub(super) expressions: BTreeMap<String, Vec<(Vec<String>, String)>>,
}

/// The entries that the program brings.
static SHIPPED: LazyLock<Entries> = LazyLock::new(|| {
    let entries = ron::from_str(include_str!("../../assets/thesaurus.ron"));
    entries.expect("the thesaurus is part of the program, and a test reads it")
});

static THESAURUS: LazyLock<Thesaurus> = LazyLock::new(|| {
    let mut words = Words::default();
    words.add(&SHIPPED);
    Thesaurus(Arc::new(words))
});

impl Default for Thesaurus {
    fn default() -> Self {
        THESAURUS.clone()
    }
}

impl Thesaurus {
    /// Returns these words with more: where an expression stands in both, the added one counts.
    pub fn with(&self, more: &Entries) -> Self {
        let mut words = self.0.as_ref().clone();
        words.add(more);
        Self(Arc::new(words))
    }

    /// Returns the names of the concepts.
    pub fn concepts(&self) -> BTreeSet<&str> {
        let keys = self.0.expressions.values().flatten();
        keys.filter_map(|(_, key)| key.strip_prefix('=')).collect()
    }

    /// Returns the terms of a text in order: expressions of the field as concepts, the longest first. Words that say
    /// nothing are left out.
    pub fn terms(&self, text: &str) -> Vec<Term> {
        let (kept, _) = self.words_of(text);
        self.0.read(text, &kept)
    }

    /// Returns the countries and regions that a place lies in, the nearest first; places by their keys.
    pub fn lies_in<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a str> {
        /// A city, its region, its country: so deep at most, whatever a file says.
        const DEEPEST: usize = 4;
        std::iter::successors(self.0.within.get(place), |place| self.0.within.get(*place))
            .map(String::as_str)
            .take(DEEPEST)
    }

    /// Returns the terms of a text, and the words of it that say nothing.
    pub(super) fn terms_and_rest(&self, text: &str) -> (Vec<Term>, Vec<String>) {
        let (kept, rest) = self.words_of(text);
        (self.0.read(text, &kept), rest)
    }

    fn words_of<'a>(&self, text: &'a str) -> (Vec<Word<'a>>, Vec<String>) {
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        for word in split(text) {
            let folded = fold(word);
            if self.0.says(&folded) {
                kept.push(Word { stem: stem(&folded), as_written: word });
            } else if !folded.is_empty() {
                rest.push(folded);
            }
        }
        (kept, rest)
    }

    /// Returns the words themselves, for whoever reads many texts.
    pub(super) fn words(&self) -> &Words {
        &self.0
    }
}

impl Words {
    fn add(&mut self, entries: &Entries) {
        self.stopwords.extend(entries.stopwords.iter().map(|word| fold(word)));
        self.generic.extend(entries.generic.iter().map(|word| stem(&fold(word))));
        let places = entries.places.iter().filter_map(|names| {
            let first = names.first()?;
            Some((place_key(first), names.iter().collect::<Vec<_>>()))
        });
        for list in &entries.within {
            let Some((whole, parts)) = list.split_first() else { continue };
            self.within.extend(parts.iter().map(|part| (place_key(part), place_key(whole))));
        }
        let concepts = entries.concepts.iter().map(|concept| {
            (format!("={}", concept.id), concept.it.iter().chain(&concept.en).collect::<Vec<&String>>())
        });
        let mut added: Vec<(Vec<String>, String)> = Vec::new();
        for (key, expressions) in places.chain(concepts) {
            for expression in expressions {
                let stems = self.stems(expression);
                // what is left of it without function words may say nothing any more; two such words together
                // (*centro per l'impiego*) do
                let says_nothing = match stems.as_slice() {
                    [] => true,
                    [only] => key.starts_with('=') && self.generic.contains(only),
                    [_, _, ..] => false,
                };
                if !says_nothing {
                    added.push((stems, key.clone()));
                }
            }
        }
        let again: BTreeSet<&Vec<String>> = added.iter().map(|(stems, _)| stems).collect();
        for list in self.expressions.values_mut() {
            list.retain(|(stems, _)| !again.contains(stems));
        }
        for (stems, key) in added {
            let Some(first) = stems.first().cloned() else { continue };
            self.expressions.entry(first).or_default().push((stems, key));
        }
        for list in self.expressions.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
    }

    fn stems(&self, expression: &str) -> Vec<String> {
        let words = split(expression).into_iter().map(fold);
        words.filter(|word| self.says(word)).map(|word| stem(&word)).collect()
    }

    /// Tells whether a folded word says something.
    pub(super) fn says(&self, folded: &str) -> bool {
        let mut letters = folded.chars();
        let long = match (letters.next(), letters.next()) {
            (None, _) => false,
            (Some(only), None) => only.is_numeric(),
            (Some(_), Some(_)) => true,
        };
        long && !self.stopwords.contains(folded)
    }

    /// Tells whether a word by its stem is said of almost every practice, or is a number.
    pub(super) fn is_generic(&self, stem: &str) -> bool {
        self.generic.contains(stem) || stem.chars().all(char::is_numeric)
    }

    fn read(&self, text: &str, words: &[Word<'_>]) -> Vec<Term> {
        let mut terms = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let expression = self.expressions.get(&word.stem).and_then(|list| {
                list.iter().find(|(expression, _)| {
                    words.len() - at >= expression.len()
                        && expression.iter().zip(&words[at..]).all(|(expected, found)| *expected == found.stem)
                })
            });
            let (key, long) = match expression {
                Some((stems, key)) => (key.clone(), stems.len()),
                None => (word.stem.clone(), 1),
            };
            let (surface, place) = between(text, word.as_written, words[at + long - 1].as_written);
            let meant = expression.is_some();
            terms.push(Term {
                surface,
                place,
                capital: !meant && word.as_written.chars().next().is_some_and(char::is_uppercase),
                generic: !meant && self.is_generic(&key),
                region: key.starts_with('@'),
                key,
            });
            at += long;
        }
        terms
    }
}

fn place_key(name: &str) -> String {
    format!("@{}", fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(thesaurus: &Thesaurus, text: &str) -> Vec<String> {
        thesaurus.terms(text).into_iter().map(|term| term.key).collect()
    }

    #[test]
    fn expressions_of_both_languages_are_one_concept() {
        let thesaurus = Thesaurus::default();
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
            let (one, other) = (keys(&thesaurus, one), keys(&thesaurus, other));
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
            assert_eq!(keys(&Thesaurus::default(), text), expected, "{text}");
        }
    }

    #[test]
    fn a_surface_is_what_the_text_has() {
        let text = "Si fa Educativa di  strada, la sera";
        let terms = Thesaurus::default().terms(text);
        assert_eq!(terms[0].surface, "Educativa di strada");
        assert_eq!(&text[terms[0].place.clone()], "Educativa di  strada");
    }

    #[test]
    fn the_thesaurus_has_the_field() {
        let concepts = Thesaurus::default();
        assert!(concepts.concepts().len() >= 150, "{}", concepts.concepts().len());
    }

    #[test]
    fn every_concept_is_in_both_languages_and_no_expression_stands_in_two() {
        let words = Words { stopwords: SHIPPED.stopwords.iter().map(|word| fold(word)).collect(), ..Words::default() };
        let mut known: BTreeMap<Vec<String>, (&str, &str)> = BTreeMap::new();
        let mut wrong = Vec::new();
        let mut ids = BTreeSet::new();
        for concept in &SHIPPED.concepts {
            assert!(!concept.it.is_empty() && !concept.en.is_empty(), "{}", concept.id);
            assert!(ids.insert(&concept.id), "{} stands here twice", concept.id);
            for expression in concept.it.iter().chain(&concept.en) {
                let stems = words.stems(expression);
                if stems.is_empty() {
                    wrong.push(format!("{expression} ({}) says nothing", concept.id));
                    continue;
                }
                let (id, other) = *known.entry(stems).or_insert((&concept.id, expression));
                if id != concept.id {
                    wrong.push(format!("{expression} ({}) is {other} ({id})", concept.id));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn a_workspace_adds_words_and_its_own_count() {
        let text = r#"(concepts: [
            (id: "antenne", it: ["antenne di quartiere"], en: ["local antennas"]),
            (id: "music", it: ["la murga"], en: []),
            (id: "calcetto", it: ["calcetto"], en: ["five-a-side"]),
        ], stopwords: ["ecco"])"#;
        let own: Entries = ron::from_str(text).expect("entries can be read");
        let (shipped, with) = (Thesaurus::default(), Thesaurus::default().with(&own));
        assert_eq!(keys(&with, "le antenne di quartiere"), keys(&with, "local antenna"));
        assert_eq!(keys(&with, "murga"), keys(&shipped, "musica"));
        assert_eq!(keys(&with, "ecco il calcetto"), ["=calcetto"]);
        assert_ne!(keys(&shipped, "calcetto"), ["=calcetto"]);
        assert_eq!(with.concepts().len(), shipped.concepts().len() + 2);
    }
}
