//! The options of a ranking two by two: who is preferred to whom, by how many.
//! An option that stands in an order is preferred to one that does not; two that do not are not compared.

use crate::domain::id::OptionId;
use crate::domain::poll::Ballot;

/// How many prefer each option to each other one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pairwise {
    /// The options, in the order of the result.
    pub options: Vec<OptionId>,
    /// `prefer[a][b]` prefer option `a` to option `b`.
    pub prefer: Vec<Vec<u32>>,
}

impl Pairwise {
    /// Counts the orders.
    pub(super) fn of<'a>(options: Vec<OptionId>, ballots: impl Iterator<Item = &'a Ballot>) -> Self {
        let count = options.len();
        let mut sorted: Vec<(OptionId, usize)> = options.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        let place = |id: &OptionId| sorted.binary_search_by_key(id, |(id, _)| *id).ok().map(|at| sorted[at].1);
        let mut prefer = vec![vec![0_u32; count]; count];
        for ballot in ballots {
            let Ballot::Ranking(order) = ballot else { continue };
            let mut below = vec![true; count];
            for above in order.iter().filter_map(place) {
                if !std::mem::replace(&mut below[above], false) {
                    continue;
                }
                for (cell, below) in prefer[above].iter_mut().zip(&below) {
                    *cell = cell.saturating_add(u32::from(*below));
                }
            }
        }
        Self { options, prefer }
    }

    /// Returns how many more prefer `a` to `b` than the other way round.
    pub fn margin(&self, a: usize, b: usize) -> i64 {
        i64::from(self.prefer[a][b]) - i64::from(self.prefer[b][a])
    }

    /// Returns the Condorcet winner: the option that more prefer to every other one than not. `None` where there is none.
    /// Condorcet, *Essai sur l'application de l'analyse*, 1785.
    pub fn winner(&self) -> Option<OptionId> {
        let all = 0..self.options.len();
        let beats_all = |a: &usize| all.clone().all(|b| *a == b || self.margin(*a, b) > 0);
        all.clone().find(beats_all).map(|at| self.options[at])
    }

    /// Returns Schulze's order, the best first, tied options together: `a` stands before `b` where the strongest path from
    /// `a` to `b` is stronger than the one back. A path is as strong as its weakest link, a link as its margin.
    /// Schulze, *Social Choice and Welfare* 36 (2011).
    pub fn schulze(&self) -> Vec<Vec<OptionId>> {
        let count = self.options.len();
        let mut path: Vec<Vec<i64>> =
            (0..count).map(|a| (0..count).map(|b| self.margin(a, b).max(0)).collect()).collect();
        for via in 0..count {
            for from in 0..count {
                if from == via {
                    continue;
                }
                for to in 0..count {
                    let round_about = path[from][via].min(path[via][to]);
                    if to != from && round_about > path[from][to] {
                        path[from][to] = round_about;
                    }
                }
            }
        }
        // beaten by how many: the relation is transitive, so that this is an order of ranks
        let beaten = |b: usize| (0..count).filter(|a| path[*a][b] > path[b][*a]).count();
        let mut ranked: Vec<(usize, usize)> = (0..count).map(|at| (beaten(at), at)).collect();
        ranked.sort_unstable();
        ranked
            .chunk_by(|one, two| one.0 == two.0)
            .map(|tied| tied.iter().map(|(_, at)| self.options[*at]).collect())
            .collect()
    }
}
