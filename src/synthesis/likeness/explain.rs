//! Owns why two practices are alike, so that a screen can show it field by field: what the score is made of, what
//! speaks against one practice, and which words of which field tie them. Worked out when asked for, never kept.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, Range};

use super::NEAR_CERTAIN;
use super::corpus::{Corpus, Profile, is_shared_word};
use super::fields::{self, Field};
use super::judge::thousandths;
use super::reading::titled;
use crate::domain::item::Practice;
use crate::synthesis::gather::Gathered;
use crate::synthesis::origin::Origin;
use crate::synthesis::step::Pace;

/// What the likeness of two practices is made of. The parts are in thousandths of the score and add up to it, but for
/// rounding, the three tenths taken away where [`Parts::far`] holds, and a score that would be more than 1000.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// The whole score, 0 to 1000.
    pub score: u16,
    /// Words and expressions in common, 0 to 350.
    pub words: u16,
    /// The names, 0 to 200.
    pub name: u16,
    /// Proper nouns in common, 0 to 250.
    pub proper: u16,
    /// Runs of letters in common, 0 to 100.
    pub grams: u16,
    /// Organisation and place, 0 to 100.
    pub place: u16,
    /// Pages that document both: 0, 300 or, where all are the same, 400.
    pub page: u16,
    /// Whether three tenths of the score were taken away: the places have nothing in common.
    pub far: bool,
    /// Whether the program takes them as one.
    pub near_certain: bool,
    /// What keeps the program from taking them as one, the score aside.
    pub against: BTreeSet<Against>,
    /// What ties them in the one's fields, by field and place.
    pub one: Vec<Mark>,
    /// What ties them in the other's fields.
    pub other: Vec<Mark>,
}

/// What keeps two practices from being taken as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Against {
    /// They share fewer words than it takes, or none that is their own.
    TooLittleInCommon,
    /// Their places have nothing in common.
    Places,
    /// Their organisations have nothing in common.
    Organisations,
    /// Their names share an expression of the field and part on the rest.
    Names,
    /// One session tells both, under two names.
    OneSession,
}

/// A word or expression of a field that the other practice has too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The field.
    pub field: Field,
    /// Where it stands in the field's text, in bytes; always on the bounds of characters.
    pub place: Range<usize>,
    /// What it means: the same in both practices.
    pub key: String,
    /// A name of its own: of somebody, some place, some practice.
    pub proper: bool,
    /// How strong a tie it is, in thousandths of the strongest.
    pub strength: u16,
}

/// Explains many pairs of one pool, borrowed or shared.
#[derive(Debug)]
pub struct Explainer<P> {
    pool: P,
    corpus: Corpus,
}

/// Explains one pair; `None` where the pool does not hold both. For many pairs take an [`Explainer`].
pub fn explain(pool: &Gathered, one: Origin, other: Origin) -> Option<Parts> {
    Explainer::of(pool).explain(one, other)
}

impl<P: Deref<Target = Gathered>> Explainer<P> {
    /// Reads a pool.
    pub fn of(pool: P) -> Self {
        let corpus = Corpus::of(&pool, Pace::PLAIN).expect("nobody stops it");
        Self { pool, corpus }
    }

    /// Returns the pool that was read.
    pub fn pool(&self) -> &P {
        &self.pool
    }

    /// Returns what ties practices, every two of them, in the fields of each, by field and place.
    pub fn marks(&self, practices: &[Origin]) -> BTreeMap<Origin, Vec<Mark>> {
        let mut marks: BTreeMap<Origin, Vec<Mark>> = BTreeMap::new();
        for (at, one) in practices.iter().enumerate() {
            for other in &practices[at + 1..] {
                let Some(parts) = self.explain(*one, *other) else { continue };
                marks.entry(*one).or_default().extend(parts.one);
                marks.entry(*other).or_default().extend(parts.other);
            }
        }
        marks
    }

    /// Returns why two practices are alike; `None` where the pool does not hold both.
    pub fn explain(&self, one: Origin, other: Origin) -> Option<Parts> {
        let (first, second) = (self.pool.practice(one)?, self.pool.practice(other)?);
        let (one, other) = (self.pool.place_of(one)?, self.pool.place_of(other)?);
        let judged = self.corpus.judge((one, other), 0);
        let against = self.corpus.against(&self.pool, one, other);
        let (a, b) = (self.corpus.profile(one), self.corpus.profile(other));
        let shared = self.corpus.shared_by_strength(a, b);
        let (literal, shared): (Vec<_>, Vec<_>) =
            shared.into_iter().partition(|(_, number)| self.corpus.is_literal(*number));
        let most = shared.first().map_or(1.0, |(strength, _)| *strength);
        let ties = Ties {
            strengths: shared.iter().map(|(by, number)| (self.corpus.key(*number), thousandths(by / most))).collect(),
            names: literal.iter().map(|(_, number)| self.corpus.key(*number)).collect(),
        };
        let [words, name, proper, grams, place, page] = judged.parts.map(thousandths);
        Some(Parts {
            score: judged.score,
            words,
            name,
            proper,
            grams,
            place,
            page,
            far: judged.far,
            near_certain: judged.score >= NEAR_CERTAIN && against.is_empty(),
            against,
            one: self.marks_in(&first.record, a, &ties),
            other: self.marks_in(&second.record, b, &ties),
        })
    }

    fn marks_in(&self, practice: &Practice, profile: &Profile, ties: &Ties<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for text in fields::texts(practice) {
            for term in self.pool.thesaurus.terms(text.text) {
                let Some(strength) = ties.strengths.get(term.key.as_str()).copied() else { continue };
                let proper = if is_shared_word(&term.key) {
                    titled(text.text, &term).is_some_and(|name| ties.names.contains(name.key.as_str()))
                } else {
                    self.corpus.is_proper(profile, &term.key)
                };
                marks.push(Mark { field: text.field, place: term.place, key: term.key, proper, strength });
            }
        }
        marks
    }
}

/// What ties two practices.
struct Ties<'a> {
    /// By what it means, how strong it is, in thousandths of the strongest.
    strengths: BTreeMap<&'a str, u16>,
    /// Expressions of the field that both write as one name.
    names: BTreeSet<&'a str>,
}
