//! Owns the character grams of practices, weighted by how rare each is: counted only where a pair comes that far, and how rare
//! a gram is read off so many practices at most.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, OnceLock};

use super::corpus::PRIOR;
use crate::domain::item::Practice;
use crate::synthesis::title::{Vector, counted, folded_line, grams_of};

/// How rare a gram is, is read off so many practices at most, spread evenly over the pool: more of them say no more.
const SAMPLE: usize = 4096;

/// The grams of the practices of a pool.
#[derive(Debug, Default)]
pub(super) struct Grams {
    practices: Vec<Arc<Practice>>,
    having: OnceLock<Having>,
    of: Vec<OnceLock<Of>>,
}

/// What a practice has.
#[derive(Debug)]
pub(super) struct Of {
    /// The grams of its name.
    pub(super) name: Vector<u64>,
    /// Those of name and description.
    pub(super) whole: OnceLock<Vector<u64>>,
}

/// How many practices have each gram, of how many. Looked up only, never walked through: its order says nothing.
#[derive(Debug, Default)]
struct Having {
    of: f64,
    counts: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
}

impl Grams {
    /// Makes the grams of practices; none is counted yet.
    pub(super) fn of(practices: Vec<Arc<Practice>>) -> Self {
        let of = practices.iter().map(|_| OnceLock::new()).collect();
        Self { practices, having: OnceLock::new(), of }
    }

    /// Returns the grams of a practice's name.
    pub(super) fn name(&self, at: usize) -> &Vector<u64> {
        &self.at(at).name
    }

    /// Returns the grams of a practice's name and description.
    pub(super) fn whole(&self, at: usize) -> &Vector<u64> {
        self.at(at).whole.get_or_init(|| self.weighed(counted(whole(&self.practices[at]))))
    }

    fn at(&self, at: usize) -> &Of {
        self.of[at].get_or_init(|| Of {
            name: self.weighed(counted(grams_of(&folded_line(&self.practices[at].name)))),
            whole: OnceLock::new(),
        })
    }

    fn weighed(&self, grams: Vec<(u64, f64)>) -> Vector<u64> {
        let having = self.having.get_or_init(|| Having::of(&self.practices));
        Vector::of(grams.into_iter().map(|(gram, count)| (gram, (1.0 + count.ln()) * having.rarity(gram))).collect())
    }
}

impl Having {
    fn of(practices: &[Arc<Practice>]) -> Self {
        let step = practices.len().div_ceil(SAMPLE).max(1);
        let mut having = Self { of: PRIOR, ..Self::default() };
        for practice in practices.iter().step_by(step) {
            having.of += 1.0;
            for (gram, _) in counted(whole(practice)) {
                *having.counts.entry(gram).or_insert(0) += 1;
            }
        }
        having
    }

    fn rarity(&self, gram: u64) -> f64 {
        (self.of / (f64::from(self.counts.get(&gram).copied().unwrap_or(0)) + 1.0)).ln().max(0.0)
    }
}

fn whole(practice: &Practice) -> Vec<u64> {
    grams_of(&format!("{} {}", folded_line(&practice.name), folded_line(&practice.how)))
}

/// A gram's code is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, code: u64) {
        self.0 = code.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
