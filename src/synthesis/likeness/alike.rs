//! Owns the pairs of a pool as they were found, so that what is merged again after a choice is not compared again.
//! They hold for the practices and the words of the field that they were found in, and for no others.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::candidates::Candidates;
use super::corpus::Corpus;
use super::judge::Judged;
use super::{NEAR_CERTAIN, Pair, WORTH_A_LOOK, fields};
use crate::synthesis::code::Quick;
use crate::synthesis::gather::Gathered;
use crate::synthesis::origin::Origin;
use crate::synthesis::step::{Pace, Step, Stopped, each, in_pieces, say};
use crate::synthesis::title::Spread;

/// So many practices are compared with their like in one piece, and so many pieces before it is told how far it is.
const PIECE: usize = 128;
const PIECES: usize = 32;

/// Two practices by their places in the pool, the earlier first.
type Places = (usize, usize);

/// The pairs of a pool.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Alike {
    /// A code of all that they depend on.
    of: String,
    /// What is worth a look, by the order of the pool.
    listed: Vec<Pair>,
    /// What was asked for beside that, whatever its score.
    asked: BTreeMap<Places, Pair>,
}

impl Alike {
    /// Finds the pairs of a pool that are worth a look.
    ///
    /// # Errors
    /// Where it is to stop.
    pub fn of(pool: &Gathered, pace: Pace<'_>) -> Result<Self, Stopped> {
        let corpus = Corpus::of(pool, pace)?;
        let judged = judged(&corpus, pace)?;
        let listed = in_pieces(pace.hands, judged.len(), |at| pair(pool, &corpus, judged[at].0, &judged[at].1));
        Ok(Self { of: code_of(pool), listed, asked: BTreeMap::new() })
    }

    /// Returns the code of what they depend on.
    pub fn code(&self) -> &str {
        &self.of
    }

    /// Finds the pairs anew where they are of another pool, and beside them what is `wanted` and not known yet.
    ///
    /// # Errors
    /// Where it is to stop; it is then as it was.
    pub fn follow(
        &mut self,
        pool: &Gathered,
        wanted: &BTreeSet<(Origin, Origin)>,
        pace: Pace<'_>,
    ) -> Result<(), Stopped> {
        if self.of != code_of(pool) {
            *self = Self::of(pool, pace)?;
        }
        let listed: BTreeSet<(Origin, Origin)> = self.listed.iter().map(|pair| (pair.one, pair.other)).collect();
        let unknown: Vec<Places> = wanted
            .iter()
            .filter(|pair| !listed.contains(pair))
            .filter_map(|pair| places(pool, pair))
            .filter(|places| !self.asked.contains_key(places))
            .collect();
        if !unknown.is_empty() {
            let corpus = Corpus::of(pool, pace)?;
            for places in unknown {
                let judged = corpus.judge(places, 0);
                self.asked.insert(places, pair(pool, &corpus, places, &judged));
            }
        }
        Ok(())
    }

    /// Returns the pairs worth a look, and those of `wanted` that are known; by the order of the pool.
    pub fn pairs(&self, pool: &Gathered, wanted: &BTreeSet<(Origin, Origin)>) -> Vec<Pair> {
        let mut pairs = self.listed.clone();
        pairs.extend(wanted.iter().filter_map(|pair| self.asked.get(&places(pool, pair)?)).cloned());
        pairs.sort_by_key(|pair| places(pool, &(pair.one, pair.other)));
        pairs
    }
}

/// Judges the pairs of a corpus that are worth a look, by the order of the pool.
fn judged(corpus: &Corpus, pace: Pace<'_>) -> Result<Vec<(Places, Judged)>, Stopped> {
    let candidates = Candidates::of(corpus);
    let (all, mut judged) = (corpus.profiles.len(), Vec::new());
    for from in (0..all).step_by(PIECE * PIECES) {
        // reading them is about half of it
        say(pace.listener, Step::Comparing((all + from) / 2, all))?;
        let to = all.min(from + PIECE * PIECES);
        let pieces = (to - from).div_ceil(PIECE);
        let found = each(pace.hands, pieces, |piece| {
            let (from, mut judged) = (from + piece * PIECE, Vec::new());
            let mut spread = Spread::over(corpus.having.len());
            candidates.near_each(corpus, from..to.min(from + PIECE), |one, others| {
                others.sort_unstable();
                others.dedup();
                let words = spread.with(&corpus.profile(one).words);
                for other in others.iter().copied() {
                    let alike = words.cosine(&corpus.profile(other).words);
                    let alike = corpus.judge_by((one, other), alike, WORTH_A_LOOK);
                    if alike.score >= WORTH_A_LOOK {
                        judged.push(((one, other), alike));
                    }
                }
            });
            judged
        });
        judged.extend(found.into_iter().flatten());
    }
    Ok(judged)
}

/// Returns a code of all that the pairs of a pool depend on.
pub fn code_of(pool: &Gathered) -> String {
    let mut code = Quick::default();
    pool.thesaurus.hash(&mut code);
    for of in &pool.practices {
        of.origin.hash(&mut code);
        for text in fields::texts(&of.record) {
            (text.field, text.text).hash(&mut code);
        }
        code.write(of.record.source.as_bytes());
        code.write_u8(0xff);
    }
    code.code()
}

fn places(pool: &Gathered, (one, other): &(Origin, Origin)) -> Option<Places> {
    let (one, other) = (pool.place_of(*one)?, pool.place_of(*other)?);
    Some((one.min(other), one.max(other)))
}

fn pair(pool: &Gathered, corpus: &Corpus, (one, other): Places, judged: &Judged) -> Pair {
    Pair {
        one: pool.practices[one].origin,
        other: pool.practices[other].origin,
        score: judged.score,
        made_of: judged.made_of(),
        ties: corpus.ties(one, other),
        near_certain: judged.score >= NEAR_CERTAIN && corpus.against(pool, one, other).is_empty(),
    }
}
