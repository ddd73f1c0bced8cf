//! The options of a ranking two by two: who is preferred to whom, by how many.
//! An option that stands in an order is preferred to one that does not; two that do not are not compared.

use crate::domain::id::OptionId;
use crate::domain::poll::Ballot;

/// How many prefer each option to each other one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pairwise {
    /// The options, in the order of the result.
    pub options: Vec<OptionId>,
    /// `prefer[a][b]` prefer option `a` to option `b`: those who rank it higher, or rank it alone of the two.
    pub prefer: Vec<Vec<u32>>,
    /// `ranked[a][b]` rank both options and `a` higher: the other convention, by which who ranks one alone says nothing.
    pub ranked: Vec<Vec<u32>>,
    /// The points of each option by other conventions for short orders.
    pub borda: Vec<Borda>,
}

/// The points of one option by other conventions for short orders, of `m` options and orders of `k`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Borda {
    /// The points of the result: place `i`, from 1, of `top` gets `top + 1 − i`, the unranked nothing.
    pub points: u64,
    /// Borda's count with the unranked at zero: the option in place `i`, from 1, gets `m − i`.
    pub unranked_zero: u64,
    /// Twice Borda's count with the unranked sharing what is left: each gets `(m − k − 1) ÷ 2`.
    pub unranked_average_doubled: u64,
    /// The modified count: the option in place `i`, from 1, gets `k + 1 − i`; an order of one is worth one point.
    pub modified: u64,
}

impl Pairwise {
    /// Counts the orders.
    pub(super) fn of<'a>(options: Vec<OptionId>, top: u32, ballots: impl Iterator<Item = &'a Ballot>) -> Self {
        let count = options.len();
        let mut sorted: Vec<(OptionId, usize)> = options.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        let place = |id: &OptionId| sorted.binary_search_by_key(id, |(id, _)| *id).ok().map(|at| sorted[at].1);
        let mut prefer = vec![vec![0_u32; count]; count];
        let mut ranked = vec![vec![0_u32; count]; count];
        let mut borda = vec![Borda::default(); count];
        for ballot in ballots {
            let Ballot::Ranking(order) = ballot else { continue };
            let mut places: Vec<usize> = Vec::with_capacity(order.len());
            let mut unranked = vec![true; count];
            for option in order.iter().filter_map(place) {
                if std::mem::replace(&mut unranked[option], false) {
                    places.push(option);
                }
            }
            let (m, k) = (count as u64, places.len() as u64);
            for (at, above) in places.iter().enumerate() {
                let at = at as u64;
                borda[*above].points += u64::from(top).saturating_sub(at);
                borda[*above].unranked_zero += m - 1 - at;
                borda[*above].unranked_average_doubled += 2 * (m - 1 - at);
                borda[*above].modified += k - at;
                for lower in &places[at as usize + 1..] {
                    ranked[*above][*lower] = ranked[*above][*lower].saturating_add(1);
                    prefer[*above][*lower] = prefer[*above][*lower].saturating_add(1);
                }
                for (cell, unranked) in prefer[*above].iter_mut().zip(&unranked) {
                    *cell = cell.saturating_add(u32::from(*unranked));
                }
            }
            for (option, _) in unranked.iter().enumerate().filter(|(_, unranked)| **unranked) {
                borda[option].unranked_average_doubled += m - k - 1;
            }
        }
        Self { options, prefer, ranked, borda }
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

    /// Tells whether the first option by points depends on what the unranked get: the conventions have other winners.
    pub fn depends_on_the_unranked(&self) -> bool {
        let best = |points: &dyn Fn(&Borda) -> u64| {
            let most = self.borda.iter().map(points).max();
            let firsts = self.borda.iter().enumerate().filter(|(_, borda)| Some(points(borda)) == most);
            firsts.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let ours = best(&|borda| borda.points);
        let others: [&dyn Fn(&Borda) -> u64; 3] =
            [&|borda| borda.unranked_zero, &|borda| borda.unranked_average_doubled, &|borda| borda.modified];
        others.into_iter().any(|points| best(points) != ours)
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
