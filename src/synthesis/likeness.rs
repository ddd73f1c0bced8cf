//! Owns how alike two practices are, with the words that tie them. Italian and English, deterministic.
//!
//! A practice is a vector of terms (stems, and concepts of the thesaurus), weighted by field and by how rare each
//! term is, and a vector of character 3- to 5-grams. Only pairs that share a rare term are compared.
//! The score is a mean of five likenesses, each 0 to 1:
//!
//! | part | weight | what |
//! |---|---|---|
//! | words | 0.35 | cosine of the term vectors (TF-IDF: Salton & Buckley 1988) |
//! | name | 0.20 | the better of terms and grams in common between the names |
//! | proper | 0.25 | proper nouns in common, by rarity, of those of the practice that has fewer |
//! | grams | 0.10 | cosine of the character-gram vectors of name and description |
//! | where | 0.10 | organisation and place in common, by rarity, of the one that says less |
//!
//! To that come 0.30 where a page that documents one documents the other, 0.40 where all their pages are the same.
//! Two places with nothing in common take three tenths away, unless the names share a proper noun, or are alike while
//! the organisations are not two, or a page is the same. A city lies in its region and its country.
//!
//! [`explain`] tells of a pair what its score is made of and which words of which field tie it;
//! [`texts`](super::texts) compares plain texts. `proximo match` measures both on labelled pairs.

mod alike;
mod candidates;
mod corpus;
mod explain;
mod few;
mod fields;
mod grams;
mod judge;
mod reading;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::dossier::{MadeOf, Tie};
use super::gather::Gathered;
use super::origin::Origin;
use super::step::Pace;

pub use alike::{Alike, code_of};
pub use explain::{Against, Explainer, Mark, Parts, explain};
pub use fields::Field;

/// From this score on, in thousandths, two practices are listed as perhaps the same. Chosen on reworded pairs of
/// real practices, Italian and English (`tests/data/pairs.csv`): of those that are one at least 95 in a hundred lie
/// above, and of all other pairs about one in a hundred does.
pub const WORTH_A_LOOK: u16 = 250;

/// From this score on, in thousandths, two practices can be near-certain. It is not enough alone: see [`Pair::near_certain`].
/// Chosen on the same pairs, well above the best score of two practices that are not the same.
pub const NEAR_CERTAIN: u16 = 450;

/// Two practices that are alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pair {
    /// The one told first.
    pub one: Origin,
    /// The other.
    pub other: Origin,
    /// How alike they are, in thousandths.
    pub score: u16,
    /// What the score is made of.
    pub made_of: MadeOf,
    /// The words that tie them, the strongest first.
    pub ties: Vec<Tie>,
    /// Whether the program takes them as one. All of this must hold:
    /// - the score is [`NEAR_CERTAIN`] or more;
    /// - they share at least two words that are neither generic, nor a mere expression of the field, nor a country or
    ///   large city; one of them is a proper noun or stands in both names. Or both names share a proper noun that is
    ///   not the organisation's or the place's, and four words of any kind but generic ones are in common; two, where
    ///   one name says no more than the other. Or one page documents both and five such words are in common, unless
    ///   each name has a proper noun that the other lacks. An expression of the field that a name writes as a name,
    ///   with capitals (*Activity Agreements*), is a proper noun;
    /// - nothing speaks against it: two places or two organisations of which neither practice mentions the other's,
    ///   or names that share no proper noun of their own and each say something that the other practice says nowhere
    ///   (*laboratorio di teatro*, *laboratorio di musica*);
    /// - they are of two sessions, or have one name.
    pub near_certain: bool,
}

/// Returns the pairs worth a look, and those of `wanted` whatever their score; by the order of the pool.
pub fn pairs(pool: &Gathered, wanted: &BTreeSet<(Origin, Origin)>) -> Vec<Pair> {
    let mut alike = Alike::default();
    alike.follow(pool, wanted, Pace::PLAIN).expect("nobody stops it");
    alike.pairs(pool, wanted)
}
