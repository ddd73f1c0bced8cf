//! Owns what people said and chose in a dossier, apart from what was computed: taken out of it, put back into it, and
//! put together where two wrote at once. Never what follows from it: that is `remerge`'s.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dossier::{Composed, Dossier, Editorial, Match, MatchWord, Said, Seed, Strategy};
use super::origin::Origin;
use crate::domain::field::{Map, Set};
use crate::domain::id::{MatchId, StrategyId};

/// What was made of a strategy, and what it grew out of. Of thousands most are as they were before and after a change: they are
/// shared.
pub type Made = Arc<(Seed, Composed)>;

/// What people said and chose.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// Of the whole.
    pub editorial: Editorial,
    /// Of each match that was spoken of: its practices, and the word.
    pub matches: BTreeMap<MatchId, (Vec<Origin>, MatchWord)>,
    /// Of each strategy that was worked on: what it grew out of, and what was made of it.
    pub strategies: BTreeMap<StrategyId, Made>,
}

impl Words {
    /// Takes what people said and chose out of a dossier.
    pub fn of(dossier: &Dossier) -> Self {
        let spoken = dossier.matches.iter().filter(|m| m.has_words());
        let worked_on = dossier.strategies.iter().filter(|strategy| strategy.has_words());
        Self {
            editorial: dossier.human.clone(),
            matches: spoken.map(|m| (m.id(), (m.practices.clone(), m.human.clone()))).collect(),
            strategies: worked_on.map(|s| (s.id(), Arc::new((s.seed.clone(), s.human.clone())))).collect(),
        }
    }

    /// Puts it into a dossier, in the place of what people said there. What is computed stays as it was until the
    /// next merge; what nothing was computed of yet stands at the end.
    pub fn put_into(&self, dossier: &mut Dossier) {
        dossier.human = self.editorial.clone();
        for m in &mut dossier.matches {
            m.human = self.matches.get(&m.id()).map(|(_, word)| word.clone()).unwrap_or_default();
        }
        let known: BTreeSet<MatchId> = dossier.matches.iter().map(Match::id).collect();
        let new = self.matches.iter().filter(|(id, _)| !known.contains(id));
        dossier.matches.extend(new.map(|(id, (practices, word))| Match {
            id: Some(*id),
            practices: practices.clone(),
            human: word.clone(),
            ..Match::default()
        }));
        for strategy in &mut dossier.strategies {
            strategy.human = self.strategies.get(&strategy.id()).map(|made| made.1.clone()).unwrap_or_default();
        }
        // what a person made and took back again is no strategy any more
        dossier.strategies.retain(|s| s.seed != Seed::Person || self.strategies.contains_key(&s.id()));
        let known: BTreeSet<StrategyId> = dossier.strategies.iter().map(Strategy::id).collect();
        let new = self.strategies.iter().filter(|(id, _)| !known.contains(id));
        dossier.strategies.extend(new.map(|(id, made)| Strategy {
            id: Some(*id),
            seed: made.0.clone(),
            human: made.1.clone(),
            ..Strategy::default()
        }));
    }

    /// Puts together what two made of `base`: field by field. A field that both changed is as in `mine`; what it is in
    /// `theirs` is kept among the clashes until a person has read it or takes it over.
    pub fn merge3(base: &Self, mine: &Self, theirs: &Self) -> Self {
        let mut both = Both::default();
        let editorial = both.editorial(&base.editorial, &mine.editorial, &theirs.editorial);
        let ids: BTreeSet<MatchId> = mine.matches.keys().chain(theirs.matches.keys()).copied().collect();
        let mut matches = BTreeMap::new();
        for id in ids {
            let word = |words: &Self| words.matches.get(&id).map(|(_, word)| word.clone()).unwrap_or_default();
            let merged = both.field(&word(base), &word(mine), &word(theirs), |word| Said::Match(id, word.clone()));
            let practices = mine.matches.get(&id).or_else(|| theirs.matches.get(&id));
            if merged != MatchWord::default() {
                let practices = practices.map(|(practices, _)| practices.clone()).unwrap_or_default();
                matches.insert(id, (practices, merged));
            }
        }
        // of thousands most are as they were: what theirs did not change is as it is in mine
        let mut strategies = mine.strategies.clone();
        for (id, _) in differing(&base.strategies, &theirs.strategies) {
            // of what both took away nothing is made
            let Some(either) = mine.strategies.get(&id).or_else(|| theirs.strategies.get(&id)) else { continue };
            let made = |words: &Self| words.strategies.get(&id).map(|made| made.1.clone()).unwrap_or_default();
            let merged = both.composed(id, &made(base), &made(mine), &made(theirs));
            // a strategy of a person's own is there as long as one of them has it, unless the other took it away untouched
            let taken_away = |here: &Self, there: &Self| {
                !here.strategies.contains_key(&id) && base.strategies.get(&id) == there.strategies.get(&id)
            };
            let known = base.strategies.contains_key(&id);
            if known && (taken_away(mine, theirs) || taken_away(theirs, mine)) {
                strategies.remove(&id);
                continue;
            }
            let seed = either.0.clone();
            if merged != Composed::default() || seed == Seed::Person {
                strategies.insert(id, Arc::new((seed, merged)));
            } else {
                strategies.remove(&id);
            }
        }
        let mut merged = Self { editorial, matches, strategies };
        for clash in both.clashes {
            if !merged.editorial.clashes.contains(&clash) {
                merged.editorial.clashes.push(clash);
            }
        }
        merged
    }

    /// Takes a change back: what was changed since by others stays.
    pub fn without(&self, (before, after): (&Self, &Self)) -> Self {
        let mut back = Self::merge3(after, self, before);
        // what was written over since is no clash of two people
        back.editorial.clashes.clone_from(&self.editorial.clashes);
        if self.editorial.clashes == after.editorial.clashes {
            back.editorial.clashes.clone_from(&before.editorial.clashes);
        }
        back
    }
}

/// What came of putting two together.
#[derive(Default)]
struct Both {
    clashes: Vec<Said>,
}

impl Both {
    fn field<T: Clone + PartialEq>(&mut self, base: &T, mine: &T, theirs: &T, said: impl Fn(&T) -> Said) -> T {
        if mine == theirs || theirs == base {
            mine.clone()
        } else if mine == base {
            theirs.clone()
        } else {
            self.clashes.push(said(theirs));
            mine.clone()
        }
    }

    fn text(&mut self, [base, mine, theirs]: [&String; 3], said: impl Fn(String) -> Said) -> String {
        self.field(base, mine, theirs, |text| said(text.clone()))
    }

    fn map<K: Ord + Clone, V: Clone + PartialEq>(
        &mut self,
        [base, mine, theirs]: [&Map<K, V>; 3],
        said: impl Fn(&K, Option<V>) -> Said,
    ) -> Map<K, V> {
        let keys: BTreeSet<K> = mine.keys().chain(theirs.keys()).cloned().collect();
        let mut merged = Map::default();
        for key in keys {
            let of = |map: &Map<K, V>| map.get(&key).cloned();
            let value = self.field(&of(base), &of(mine), &of(theirs), |value| said(&key, value.clone()));
            if let Some(value) = value {
                merged.insert(key, value);
            }
        }
        merged
    }

    fn editorial(&mut self, base: &Editorial, mine: &Editorial, theirs: &Editorial) -> Editorial {
        let mut clashes = mine.clashes.clone();
        // a clash that somebody has read is gone for both
        clashes.retain(|clash| theirs.clashes.contains(clash) || !base.clashes.contains(clash));
        let new = theirs.clashes.iter().filter(|clash| !base.clashes.contains(clash) && !mine.clashes.contains(clash));
        clashes.extend(new.cloned());
        Editorial {
            title: self.text([&base.title, &mine.title, &theirs.title], Said::Title),
            introduction: self.text([&base.introduction, &mine.introduction, &theirs.introduction], Said::Introduction),
            left_out: self
                .map([&base.left_out, &mine.left_out, &theirs.left_out], |item, reason| Said::LeftOut(*item, reason)),
            sessions_out: self
                .map([&base.sessions_out, &mine.sessions_out, &theirs.sessions_out], |session, reason| {
                    Said::SessionOut(*session, reason)
                }),
            chosen: self.map([&base.chosen, &mine.chosen, &theirs.chosen], |practice, chosen| {
                Said::Chosen(*practice, chosen.unwrap_or_default())
            }),
            clashes,
        }
    }

    fn composed(&mut self, id: StrategyId, base: &Composed, mine: &Composed, theirs: &Composed) -> Composed {
        let order = |made: &Composed| (made.order, made.order_reason.clone());
        let (order, order_reason) = self.field(&order(base), &order(mine), &order(theirs), |(place, reason)| {
            Said::Order(id, *place, reason.clone())
        });
        Composed {
            name: self.text([&base.name, &mine.name, &theirs.name], |name| Said::Name(id, name)),
            order,
            order_reason,
            added: set3(&base.added, &mine.added, &theirs.added),
            removed: self
                .map([&base.removed, &mine.removed, &theirs.removed], |item, reason| Said::Removed(id, *item, reason)),
            fields: self.map([&base.fields, &mine.fields, &theirs.fields], |field, text| Said::Field(id, *field, text)),
            dropped: self
                .field(&base.dropped, &mine.dropped, &theirs.dropped, |dropped| Said::Dropped(id, dropped.clone())),
            notes: self.text([&base.notes, &mine.notes, &theirs.notes], |notes| Said::Notes(id, notes)),
        }
    }
}

/// Returns the keys under which two maps do not hold the same, in order, each with what the second holds: the maps are walked
/// side by side.
pub(super) fn differing<'a, K: Ord + Copy, V: PartialEq>(
    before: &BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> Vec<(K, Option<&'a V>)> {
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    let mut differing = Vec::new();
    loop {
        let first = match (before.peek(), after.peek()) {
            (Some((one, _)), Some((other, _))) => one.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return differing,
        };
        let was = before.next_if(|_| first.is_le());
        let is = after.next_if(|_| first.is_ge());
        let value = is.map(|(_, value)| value);
        if was.map(|(_, value)| value) != value {
            differing.extend(was.or(is).map(|(key, _)| (*key, value)));
        }
    }
}

/// Puts sets together element by element.
fn set3<T: Ord + Clone>(base: &Set<T>, mine: &Set<T>, theirs: &Set<T>) -> Set<T> {
    let all: BTreeSet<T> = mine.iter().chain(theirs.iter()).cloned().collect();
    let stays = |one: &T| {
        let (was, here, there) = (base.contains(one), mine.contains(one), theirs.contains(one));
        if was { here && there } else { true }
    };
    all.into_iter().filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::{Code, TypedId};
    use crate::synthesis::dossier::Tidier;

    proptest! {
        #[test]
        fn what_differs_in_two_maps_is_found(
            before in proptest::collection::btree_map(0_u8..20, 0_u8..3, 0..12),
            after in proptest::collection::btree_map(0_u8..20, 0_u8..3, 0..12),
        ) {
            let differs = (0..20).filter(|key| before.get(key) != after.get(key));
            let expected: Vec<_> = differs.map(|key| (key, after.get(&key))).collect();
            prop_assert_eq!(differing(&before, &after), expected);
        }
    }

    fn id() -> StrategyId {
        StrategyId::new(Code::of(&["one"]))
    }

    fn named(name: &str, notes: &str) -> Words {
        let made = Composed { name: name.into(), notes: notes.into(), ..Composed::default() };
        Words { strategies: [(id(), Arc::new((Seed::Person, made)))].into(), ..Words::default() }
    }

    #[test]
    fn two_who_write_different_fields_both_win_and_one_field_keeps_both() {
        let base = named("a", "n");
        let merged = Words::merge3(&base, &named("b", "n"), &named("a", "m"));
        assert_eq!(merged, named("b", "m"));
        let merged = Words::merge3(&base, &named("b", "n"), &named("c", "n"));
        assert_eq!(merged.strategies, named("b", "n").strategies);
        assert_eq!(merged.editorial.clashes, [Said::Name(id(), "c".into())]);
    }

    #[test]
    fn taking_back_leaves_what_others_did_since() {
        let (before, after) = (named("a", ""), named("b", ""));
        assert_eq!(after.without((&before, &after)), before);
        assert_eq!(named("b", "since").without((&before, &after)), named("a", "since"));
        // a strategy that was made goes again
        let nothing = Words::default();
        assert_eq!(after.without((&nothing, &after)), nothing);
    }

    #[test]
    fn fields_merge_one_by_one() {
        let with = |what: &str, how: &str| {
            let mut words = named("a", "");
            let made = &mut Arc::make_mut(words.strategies.get_mut(&id()).unwrap()).1;
            made.fields = [(Tidier::What, what.to_owned()), (Tidier::How, how.to_owned())].into_iter().collect();
            words
        };
        let merged = Words::merge3(&with("x", "y"), &with("x2", "y"), &with("x", "y2"));
        assert_eq!(merged, with("x2", "y2"));
    }
}
