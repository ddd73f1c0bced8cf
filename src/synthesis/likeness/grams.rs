//! Owns the character grams of practices, weighted by how rare each is: counted only where a pair comes that far, and how rare
//! a gram is read off so many practices at most.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

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

/// How rare each gram is, by how many practices have it, of how many; and how rare one that none has. Looked up only, never
/// walked through: its order says nothing.
#[derive(Debug, Default)]
struct Having {
    rarity: FxHashMap<u64, f64>,
    none: f64,
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

    fn weighed(&self, mut grams: Vec<(u64, f64)>) -> Vector<u64> {
        let having = self.having.get_or_init(|| Having::of(&self.practices));
        for (gram, count) in &mut grams {
            // most stand there once, and the logarithm of one is nothing
            let often = if *count > 1.0 { 1.0 + count.ln() } else { 1.0 };
            *count = often * having.rarity(*gram);
        }
        Vector::of(grams)
    }
}

impl Having {
    fn of(practices: &[Arc<Practice>]) -> Self {
        let step = practices.len().div_ceil(SAMPLE).max(1);
        let mut all = PRIOR;
        let mut rarity: FxHashMap<u64, f64> = FxHashMap::default();
        for practice in practices.iter().step_by(step) {
            all += 1.0;
            for (gram, _) in counted(whole(practice)) {
                *rarity.entry(gram).or_insert(0.0) += 1.0;
            }
        }
        let rare = |having: f64| (all / (having + 1.0)).ln().max(0.0);
        rarity.values_mut().for_each(|having| *having = rare(*having));
        Self { rarity, none: rare(0.0) }
    }

    fn rarity(&self, gram: u64) -> f64 {
        self.rarity.get(&gram).copied().unwrap_or(self.none)
    }
}

fn whole(practice: &Practice) -> Vec<u64> {
    grams_of(&format!("{} {}", folded_line(&practice.name), folded_line(&practice.how)))
}
