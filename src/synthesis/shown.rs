//! Owns a dossier as it is shown while people choose: their words in it, and beside it what every key looks up. What a choice
//! touches changes, all else stays as it was merged. Never merges.

use std::ops::Range;
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
        shown.put_in_place(0..shown.dossier.strategies.len());
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

    /// Returns the place of a strategy among those that stand, from 1; `None` of one that does not.
    pub fn place(&self, id: StrategyId) -> Option<usize> {
        let at = *self.strategies.get(&id)?;
        self.dossier.strategies.get(at).filter(|strategy| strategy.stands()).map(|_| self.standing(at))
    }

    /// Returns how many strategies stand.
    pub fn stand(&self) -> usize {
        self.standing.last().copied().unwrap_or_default()
    }

    /// Shows other words, as [`Words::put_into`] would put them into the dossier, the strategies in the order that people gave them.
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
        let before = self.dossier.strategies.len();
        let (mut moved, mut restood, mut gone) = (false, false, false);
        for (id, made) in differing {
            let all = &mut self.dossier.strategies;
            let known = *self.strategies.entry(id).or_insert(all.len());
            if let (true, Some(made)) = (known == all.len(), made) {
                all.push(Strategy { id: Some(id), seed: made.0.clone(), ..Strategy::default() });
            }
            let human = made.map(|made| made.1.clone()).unwrap_or_default();
            let one = &mut all[known];
            moved |= human.order != one.human.order;
            restood |= human.dropped.is_some() != one.human.dropped.is_some();
            gone |= made.is_none() && one.seed == Seed::Person;
            one.human = human;
        }
        if gone {
            // what a person made and took back again is no strategy any more
            self.dossier.strategies.retain(|s| s.seed != Seed::Person || words.strategies.contains_key(&s.id()));
            self.strategies.clear();
        }
        // they are seen to move before the merge says the same
        let moved = if moved { self.put_in_order() } else { 0..0 };
        let all = self.dossier.strategies.len();
        self.put_in_place(if gone || restood || all != before { 0..all } else { moved });
    }

    /// Puts the strategies in the order that people gave them. Returns from where to where they are others now.
    fn put_in_order(&mut self) -> Range<usize> {
        let all = &mut self.dossier.strategies;
        let order = |strategy: &Strategy| strategy.human.order.unwrap_or(u32::MAX);
        // of thousands mostly two change places: the others are not moved
        let orders: Vec<u32> = all.iter().map(order).collect();
        let mut places: Vec<usize> = (0..all.len()).collect();
        places.sort_by_key(|at| orders[*at]);
        let is_another = |at: &usize| places[*at] != *at;
        let Some(first) = (0..all.len()).find(is_another) else { return 0..0 };
        let moved = first..(first..all.len()).rfind(is_another).map_or(first, |last| last + 1);
        all[moved.clone()].sort_by_key(order);
        moved
    }

    /// Takes note of where strategies are.
    fn put_in_place(&mut self, range: Range<usize>) {
        self.standing.resize(self.dossier.strategies.len(), 0);
        let mut standing = range.start.checked_sub(1).map_or(0, |before| self.standing[before]);
        for at in range {
            let strategy = &self.dossier.strategies[at];
            standing += usize::from(strategy.stands());
            self.standing[at] = standing;
            self.strategies.insert(strategy.id(), at);
        }
    }
}
