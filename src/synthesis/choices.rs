//! Owns what a person can say and choose at the merge desk, each as a change of [`Words`]. Never what follows from it.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::dossier::{Chosen, Composed, Dossier, Dropped, MatchWord, PracticeField, Seed, Strategy, Tidier, Verdict};
use super::origin::{Origin, code_of};
use super::words::Words;
use crate::domain::id::{Code, MatchId, SessionId, StrategyId, TypedId};
use crate::domain::time::Day;

/// Who says something, and when.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Who {
    /// Their name.
    pub by: String,
    /// The day.
    pub on: Option<Day>,
}

/// Returns the id of a match of these practices.
pub fn match_of(practices: &[Origin]) -> MatchId {
    MatchId::new(code_of("match", practices))
}

impl Words {
    /// Says what practices are to one another; `None` takes the word back, and the program's stands again.
    pub fn say(&mut self, practices: &[Origin], verdict: Option<Verdict>, who: &Who, reason: &str) {
        let id = match_of(practices);
        let Some(verdict) = verdict else {
            self.matches.remove(&id);
            return;
        };
        let word =
            MatchWord { verdict: Some(verdict), by: who.by.clone(), on: who.on, reason: reason.trim().to_owned() };
        self.matches.insert(id, (practices.to_vec(), word));
    }

    /// Says that practices are all one, whatever was said of any two of them before.
    pub fn join(&mut self, practices: &[Origin], who: &Who) {
        let all: BTreeSet<Origin> = practices.iter().copied().collect();
        self.matches.retain(|_, (those, word)| {
            word.verdict == Some(Verdict::Same) || !those.iter().all(|practice| all.contains(practice))
        });
        self.say(practices, Some(Verdict::Same), who, "");
    }

    /// Takes a practice out of those that are one with it: of every two of them it is said that they are different, and
    /// where more were said to be the same, the others stay so.
    pub fn split(&mut self, group: &[Origin], out: Origin, who: &Who) {
        let others: Vec<Origin> = group.iter().copied().filter(|practice| *practice != out).collect();
        let same: Vec<(MatchId, Vec<Origin>)> = self
            .matches
            .iter()
            .filter(|(_, (those, word))| word.verdict == Some(Verdict::Same) && those.contains(&out))
            .map(|(id, (those, _))| (*id, those.clone()))
            .collect();
        for (id, those) in same {
            let Some((_, word)) = self.matches.remove(&id) else { continue };
            let rest: Vec<Origin> = those.into_iter().filter(|practice| *practice != out).collect();
            if rest.len() > 1 {
                self.matches.insert(match_of(&rest), (rest, word));
            }
        }
        // those that stay were perhaps one only by way of the one that goes
        if others.len() > 1 {
            self.say(&others, Some(Verdict::Same), who, "");
        }
        for other in &others {
            let pair = if *other < out { [*other, out] } else { [out, *other] };
            let known =
                [[*other, out], [out, *other]].into_iter().find(|pair| self.matches.contains_key(&match_of(pair)));
            let in_order = group.iter().filter(|practice| pair.contains(practice)).copied().collect::<Vec<_>>();
            self.say(
                known.as_ref().map_or(in_order.as_slice(), |pair| pair.as_slice()),
                Some(Verdict::Different),
                who,
                "",
            );
        }
    }

    /// Chooses what stands for a field of practices that are one; `None` leaves each its own words.
    pub fn choose(&mut self, group: &[Origin], field: PracticeField, chosen: Option<Chosen>) {
        for practice in group {
            let Some(mut fields) = self.editorial.chosen.remove(practice) else { continue };
            fields.remove(&field);
            if !fields.is_empty() {
                self.editorial.chosen.insert(*practice, fields);
            }
        }
        if let (Some(first), Some(chosen)) = (group.first(), chosen) {
            let mut fields = self.editorial.chosen.get(first).cloned().unwrap_or_default();
            fields.insert(field, chosen);
            self.editorial.chosen.insert(*first, fields);
        }
    }

    /// Says why an item is not used; empty: what is computed stands again.
    pub fn say_unused(&mut self, item: Origin, reason: &str) {
        match reason.trim() {
            "" => drop(self.editorial.left_out.remove(&item)),
            reason => drop(self.editorial.left_out.insert(item, reason.to_owned())),
        }
    }

    /// Says why of a word that was said on practices; without a word there is nothing to say it of.
    pub fn say_why(&mut self, practices: &[Origin], reason: &str) {
        let said = self.matches.values_mut().find(|(those, _)| those == practices);
        if let Some((_, word)) = said {
            word.reason = reason.trim().to_owned();
        }
    }

    /// Leaves a session out of the merge, or takes it in again.
    pub fn leave_out(&mut self, session: SessionId, reason: Option<&str>) {
        match reason {
            Some(reason) => drop(self.editorial.sessions_out.insert(session, reason.trim().to_owned())),
            None => drop(self.editorial.sessions_out.remove(&session)),
        }
    }

    /// Changes what a person made of a strategy.
    pub fn compose(&mut self, strategy: &Strategy, change: impl FnOnce(&mut Composed)) {
        let id = strategy.id();
        let start = || Arc::new((strategy.seed.clone(), strategy.human.clone()));
        let (_, made) = Arc::make_mut(self.strategies.entry(id).or_insert_with(start));
        change(made);
        if *made == Composed::default() && strategy.seed != Seed::Person {
            self.strategies.remove(&id);
        }
    }

    /// Makes a strategy of a person's own. Returns its id.
    pub fn make(&mut self, code: Code, name: &str, items: impl IntoIterator<Item = Origin>) -> StrategyId {
        let id = StrategyId::new(code);
        let made = Composed { name: name.trim().to_owned(), added: items.into_iter().collect(), ..Composed::default() };
        self.strategies.insert(id, Arc::new((Seed::Person, made)));
        id
    }

    /// Takes an item into a strategy.
    pub fn take_in(&mut self, strategy: &Strategy, item: Origin) {
        self.compose(strategy, |made| {
            made.removed.remove(&item);
            made.added.insert(item);
        });
    }

    /// Takes an item out of a strategy, with the reason.
    pub fn take_out(&mut self, strategy: &Strategy, item: Origin, reason: &str) {
        self.compose(strategy, |made| {
            made.added.remove(&item);
            made.removed.insert(item, reason.trim().to_owned());
        });
    }

    /// Splits items off a strategy into one of their own. Returns its id.
    pub fn split_off(
        &mut self,
        strategy: &Strategy,
        items: &[Origin],
        (code, name): (Code, &str),
        reason: &str,
    ) -> StrategyId {
        for item in items {
            self.take_out(strategy, *item, reason);
        }
        self.make(code, name, items.iter().copied())
    }

    /// Joins a strategy into another one: what it stands on goes there, and it is given up with the reason.
    pub fn join_into(&mut self, strategy: &Strategy, into: &Strategy, who: &Who, reason: &str) {
        for item in strategy.sketches.iter().chain(&strategy.practices) {
            self.take_in(into, *item);
        }
        self.give_up(strategy, who, reason);
    }

    /// Gives a strategy up, with the reason.
    pub fn give_up(&mut self, strategy: &Strategy, who: &Who, reason: &str) {
        let dropped = Dropped { reason: reason.trim().to_owned(), by: who.by.clone(), on: who.on };
        self.compose(strategy, |made| made.dropped = Some(dropped));
    }

    /// Takes a strategy up again that was given up.
    pub fn take_up(&mut self, strategy: &Strategy) {
        self.compose(strategy, |made| made.dropped = None);
    }

    /// Writes a field of a strategy in a person's words; empty: the draft stands again.
    pub fn write(&mut self, strategy: &Strategy, field: Tidier, text: &str) {
        let text = text.trim();
        self.compose(strategy, |made| match field {
            Tidier::Name => made.name = text.to_owned(),
            _ if text.is_empty() => drop(made.fields.remove(&field)),
            _ => drop(made.fields.insert(field, text.to_owned())),
        });
    }

    /// Puts a strategy at a place among those that stand in a dossier that has these words, from 1, with the reason. The places of
    /// all are written down then, so that a later merge keeps them.
    pub fn order(&mut self, dossier: &Dossier, strategy: StrategyId, place: usize, reason: &str) {
        let standing = || dossier.strategies.iter().filter(|strategy| strategy.stands());
        let Some(from) = standing().position(|one| one.id() == strategy) else { return };
        let to = place.saturating_sub(1).min(standing().count() - 1);
        let mut placed = Vec::new();
        for (at, one) in standing().enumerate() {
            // those between where it was and where it goes make room
            let at = match at.cmp(&from) {
                Ordering::Equal => to,
                Ordering::Greater if at <= to => at - 1,
                Ordering::Less if at >= to => at + 1,
                _ => at,
            };
            let place = u32::try_from(at + 1).ok();
            // those that stay where they are stay as they are
            if one.human.order != place {
                let known = self.strategies.get(&one.id()).cloned();
                let mut made = known.unwrap_or_else(|| Arc::new((one.seed.clone(), one.human.clone())));
                Arc::make_mut(&mut made).1.order = place;
                placed.push((one.id(), made));
            }
        }
        // the first time these are all of them: they go in at once
        self.strategies.append(&mut placed.into_iter().collect());
        if let Some(moved) = standing().nth(from).filter(|_| !reason.trim().is_empty()) {
            self.compose(moved, |made| made.order_reason = reason.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PracticeId;
    use crate::domain::item::ItemRef;

    fn origin(n: u8) -> Origin {
        let item = ItemRef::Practice(PracticeId::new(Code::of(&[&n.to_string()])));
        Origin::new(SessionId::new(Code::of(&["s", &n.to_string()])), item)
    }

    fn verdict(words: &Words, practices: &[Origin]) -> Option<Verdict> {
        words.matches.get(&match_of(practices)).and_then(|(_, word)| word.verdict)
    }

    #[test]
    fn a_practice_leaves_its_group_and_the_others_stay_together() {
        let (a, b, c) = (origin(1), origin(2), origin(3));
        let who = Who::default();
        let mut words = Words::default();
        words.join(&[a, b, c], &who);
        words.split(&[a, b, c], b, &who);
        assert_eq!(verdict(&words, &[a, b, c]), None);
        assert_eq!(verdict(&words, &[a, c]), Some(Verdict::Same));
        assert_eq!(
            (verdict(&words, &[a, b]), verdict(&words, &[b, c])),
            (Some(Verdict::Different), Some(Verdict::Different))
        );
        words.join(&[a, b, c], &who);
        assert_eq!((verdict(&words, &[a, b]), verdict(&words, &[a, b, c])), (None, Some(Verdict::Same)));
    }

    #[test]
    fn a_choice_of_a_field_is_one_a_group_and_can_be_taken_back() {
        let (a, b) = (origin(1), origin(2));
        let mut words = Words::default();
        words.choose(&[b], PracticeField::How, Some(Chosen::Words("prima".into())));
        words.choose(&[a, b], PracticeField::How, Some(Chosen::From(b)));
        assert_eq!(words.editorial.chosen.iter().count(), 1);
        words.choose(&[a, b], PracticeField::How, None);
        assert_eq!(words, Words::default());
    }

    #[test]
    fn taking_out_and_in_again_and_an_order_leave_what_was_meant() {
        let strategy = |n: u8| Strategy {
            id: Some(StrategyId::new(Code::of(&["strategy", &n.to_string()]))),
            seed: Seed::Sketches(Vec::new()),
            ..Strategy::default()
        };
        let dossier = Dossier { strategies: (1..=3).map(strategy).collect(), ..Dossier::default() };
        let [one, two, three] = &dossier.strategies[..] else { panic!() };
        let mut words = Words::default();
        words.take_out(one, origin(1), "no");
        words.take_in(one, origin(1));
        let made = &words.strategies[&one.id()].1;
        assert!(made.removed.is_empty() && made.added.contains(&origin(1)));
        words.order(&dossier, three.id(), 1, "prima");
        let place = |s: &Strategy| words.strategies[&s.id()].1.order;
        assert_eq!((place(three), place(one), place(two)), (Some(1), Some(2), Some(3)));
    }
}
