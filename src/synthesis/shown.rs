//! Owns a dossier as it is shown while people choose: their words in it, and beside it what every key looks up. What a choice
//! touches changes, all else stays as it was merged. Never merges.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::comparison::{self, Compared, Pooled};
use super::dossier::{Dossier, Match, Seed, Strategy};
use super::gather::Gathered;
use super::matches::Groups;
use super::titles::Run;
use super::words::{Words, differing};
use crate::domain::id::{MatchId, StrategyId};

/// A dossier as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Every item of the sessions.
    pub pool: Arc<Gathered>,
    /// The dossier, with what was chosen since it was merged.
    pub dossier: Dossier,
    /// The practices by what they are.
    pub groups: Groups,
    words: Arc<Words>,
    /// Of each match and each strategy its place. Looked up only.
    matches: FxHashMap<MatchId, usize>,
    strategies: FxHashMap<StrategyId, usize>,
    /// Of each place among the strategies, how many stand up to it.
    standing: Vec<usize>,
    /// What nothing but a merge changes of a strategy: its evidence, and the folded titles of what it stands on.
    compared: FxHashMap<StrategyId, Arc<Compared>>,
    stands_on: Run,
    stands_on_at: FxHashMap<StrategyId, usize>,
}

/// Two are the same where they show the same: all else follows from that.
impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let known = |shown: &Self| (shown.matches.clone(), shown.strategies.clone(), shown.standing.clone());
        self.dossier == other.dossier
            && (&self.groups, &self.words) == (&other.groups, &other.words)
            && known(self) == known(other)
    }
}

impl Shown {
    /// Shows a dossier that was merged of a pool.
    pub fn of(dossier: Dossier, pool: Arc<Gathered>) -> Self {
        let groups = Groups::of(&dossier.matches, &pool);
        let words = Arc::new(Words::of(&dossier));
        pool.fold_titles();
        let matches = dossier.matches.iter().enumerate().map(|(at, one)| (one.id(), at)).collect();
        let mut shown = Self { pool, dossier, groups, words, matches, ..Self::default() };
        shown.put_strategies_in_place();
        let lines = Pooled { dossier: &shown.dossier, pool: &shown.pool };
        let all = || shown.dossier.strategies.iter().enumerate();
        let compared = all()
            .map(|(at, strategy)| (strategy.id(), Arc::new(comparison::one(shown.standing(at), strategy, &lines))));
        let mut stands_on = Run::default();
        for (_, strategy) in all() {
            for origin in strategy.sketches.iter().chain(&strategy.practices) {
                stands_on.add(shown.pool.folded_title(*origin).unwrap_or_default());
            }
            stands_on.end();
        }
        let stands_on_at = all().map(|(at, strategy)| (strategy.id(), at)).collect();
        Self { compared: compared.collect(), stands_on, stands_on_at, ..shown }
    }

    /// Returns the strategies that stand, each with its evidence, in their order.
    pub fn compared(&self) -> Vec<Arc<Compared>> {
        let lines = Pooled { dossier: &self.dossier, pool: &self.pool };
        let standing = self.dossier.strategies.iter().filter(|strategy| strategy.stands());
        let compared = standing.zip(1..).map(|(strategy, place)| match self.compared.get(&strategy.id()) {
            Some(known) if known.place == place => known.clone(),
            Some(known) => Arc::new(Compared { place, ..known.as_ref().clone() }),
            None => Arc::new(comparison::one(place, strategy, &lines)),
        });
        compared.collect()
    }

    /// Tells whether the title of something that a strategy stands on holds a folded text.
    pub fn stands_on_title(&self, id: StrategyId, wanted: &str) -> bool {
        let titles = self.stands_on_at.get(&id).and_then(|at| self.stands_on.at(*at));
        titles.is_some_and(|titles| titles.contains(wanted))
    }

    /// Returns what people said and chose in it.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// Returns the strategy with that id.
    pub fn strategy(&self, id: StrategyId) -> Option<&Strategy> {
        self.strategies.get(&id).and_then(|at| self.dossier.strategies.get(*at))
    }

    /// Returns the match with that id.
    pub fn one(&self, id: MatchId) -> Option<&Match> {
        self.matches.get(&id).and_then(|at| self.dossier.matches.get(*at))
    }

    /// Returns how many strategies stand up to a place among all of them, from 0, itself counted.
    pub fn standing(&self, at: usize) -> usize {
        self.standing.get(at).copied().unwrap_or_default()
    }

    /// Shows other words, as [`Words::put_into`] would put them into the dossier.
    pub fn show(&mut self, words: &Arc<Words>) {
        let before = std::mem::replace(&mut self.words, words.clone());
        if self.dossier.human != words.editorial {
            self.dossier.human.clone_from(&words.editorial);
        }
        self.show_matches(&before, words);
        self.show_strategies(&before, words);
    }

    fn show_matches(&mut self, before: &Words, words: &Words) {
        let mut regrouped = Vec::new();
        for (id, said) in differing(&before.matches, &words.matches) {
            let all = &mut self.dossier.matches;
            let known = *self.matches.entry(id).or_insert(all.len());
            if let (true, Some((practices, _))) = (known == all.len(), said) {
                all.push(Match { id: Some(id), practices: practices.clone(), ..Match::default() });
            }
            let one = &mut all[known];
            let was = one.is_one();
            one.human = said.map(|(_, word)| word.clone()).unwrap_or_default();
            if one.is_one() != was {
                regrouped.extend_from_slice(&one.practices);
            }
        }
        if !regrouped.is_empty() {
            self.groups.regroup(&regrouped, &self.dossier.matches, &self.pool);
        }
    }

    fn show_strategies(&mut self, before: &Words, words: &Words) {
        let differing = differing(&before.strategies, &words.strategies);
        if differing.is_empty() {
            return;
        }
        let mut moved = false;
        for (id, made) in differing {
            let all = &mut self.dossier.strategies;
            let known = *self.strategies.entry(id).or_insert(all.len());
            if let (true, Some(made)) = (known == all.len(), made) {
                all.push(Strategy { id: Some(id), seed: made.0.clone(), ..Strategy::default() });
            }
            let human = made.map(|made| made.1.clone()).unwrap_or_default();
            moved |= human.order != all[known].human.order;
            all[known].human = human;
        }
        // what a person made and took back again is no strategy any more
        self.dossier.strategies.retain(|s| s.seed != Seed::Person || words.strategies.contains_key(&s.id()));
        if moved {
            // it is seen to move before the merge says the same
            self.dossier.strategies.sort_by_key(|strategy| strategy.human.order.unwrap_or(u32::MAX));
        }
        self.put_strategies_in_place();
    }

    fn put_strategies_in_place(&mut self) {
        let all = &self.dossier.strategies;
        self.strategies = all.iter().enumerate().map(|(at, strategy)| (strategy.id(), at)).collect();
        let standing = all.iter().scan(0, |sum, strategy| {
            *sum += usize::from(strategy.stands());
            Some(*sum)
        });
        self.standing = standing.collect();
    }
}
