//! Owns what becomes of a field that two wrote at once: the other value beside the one that stands, taken over, put away.

use std::sync::Arc;

use super::dossier::{Composed, Dossier, MatchWord, Said};
use super::words::Words;
use crate::domain::field::Map;
use crate::domain::id::{MatchId, StrategyId};

impl Words {
    /// Returns what stands in the field that `other` is of.
    pub fn beside(&self, other: &Said) -> Said {
        let whole = &self.editorial;
        let made = |id: &StrategyId| self.strategies.get(id).map(|made| made.1.clone()).unwrap_or_default();
        match other {
            Said::Title(_) => Said::Title(whole.title.clone()),
            Said::Introduction(_) => Said::Introduction(whole.introduction.clone()),
            Said::LeftOut(item, _) => Said::LeftOut(*item, whole.left_out.get(item).cloned()),
            Said::SessionOut(session, _) => Said::SessionOut(*session, whole.sessions_out.get(session).cloned()),
            Said::Chosen(practice, _) => {
                Said::Chosen(*practice, whole.chosen.get(practice).cloned().unwrap_or_default())
            }
            Said::Match(id, _) => {
                Said::Match(*id, self.matches.get(id).map(|(_, word)| word.clone()).unwrap_or_default())
            }
            Said::Name(id, _) => Said::Name(*id, made(id).name),
            Said::Order(id, ..) => {
                let made = made(id);
                Said::Order(*id, made.order, made.order_reason)
            }
            Said::Removed(id, item, _) => Said::Removed(*id, *item, made(id).removed.get(item).cloned()),
            Said::Field(id, field, _) => Said::Field(*id, *field, made(id).fields.get(field).cloned()),
            Said::Dropped(id, _) => Said::Dropped(*id, made(id).dropped),
            Said::Notes(id, _) => Said::Notes(*id, made(id).notes),
        }
    }

    /// Puts the other value of a field away: it was read.
    pub fn put_away(&mut self, other: &Said) {
        self.editorial.clashes.retain(|clash| clash != other);
    }

    /// Puts the other value of a field in the place of the one that stands there.
    pub fn take_over(&mut self, other: &Said, dossier: &Dossier) {
        self.put_away(other);
        let whole = &mut self.editorial;
        match other.clone() {
            Said::Title(title) => whole.title = title,
            Said::Introduction(text) => whole.introduction = text,
            Said::LeftOut(item, reason) => set(&mut whole.left_out, item, reason),
            Said::SessionOut(session, reason) => set(&mut whole.sessions_out, session, reason),
            Said::Chosen(practice, fields) => {
                set(&mut whole.chosen, practice, Some(fields).filter(|fields| fields.iter().next().is_some()));
            }
            Said::Match(id, word) => self.put_word(id, word, dossier),
            Said::Name(id, name) => self.make_of(id, dossier, |made| made.name = name),
            Said::Order(id, order, reason) => self.make_of(id, dossier, |made| {
                made.order = order;
                made.order_reason = reason;
            }),
            Said::Removed(id, item, reason) => self.make_of(id, dossier, |made| set(&mut made.removed, item, reason)),
            Said::Field(id, field, text) => self.make_of(id, dossier, |made| set(&mut made.fields, field, text)),
            Said::Dropped(id, dropped) => self.make_of(id, dossier, |made| made.dropped = dropped),
            Said::Notes(id, notes) => self.make_of(id, dossier, |made| made.notes = notes),
        }
    }

    fn put_word(&mut self, id: MatchId, word: MatchWord, dossier: &Dossier) {
        if word == MatchWord::default() {
            self.matches.remove(&id);
            return;
        }
        let known = self.matches.get(&id).map(|(practices, _)| practices.clone());
        let shown = || dossier.matches.iter().find(|m| m.id() == id).map(|m| m.practices.clone());
        if let Some(practices) = known.or_else(shown) {
            self.matches.insert(id, (practices, word));
        }
    }

    fn make_of(&mut self, id: StrategyId, dossier: &Dossier, change: impl FnOnce(&mut Composed)) {
        if let Some(strategy) = dossier.strategies.iter().find(|strategy| strategy.id() == id) {
            self.compose(strategy, change);
        } else if let Some(made) = self.strategies.get_mut(&id) {
            change(&mut Arc::make_mut(made).1);
        }
    }
}

fn set<K: Ord, V>(map: &mut Map<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, TypedId};
    use crate::synthesis::choices::{Who, match_of};
    use crate::synthesis::dossier::{Chosen, PracticeField, Seed, Strategy, Tidier, Verdict};
    use crate::synthesis::origin::Origin;

    fn id() -> StrategyId {
        StrategyId::new(Code::of(&["one"]))
    }

    fn dossier() -> Dossier {
        let strategy = Strategy { id: Some(id()), seed: Seed::Sketches(Vec::new()), ..Strategy::default() };
        Dossier { strategies: vec![strategy], ..Dossier::default() }
    }

    /// Writes a field in two ways at once, takes the other one over and takes that back.
    fn check(write: impl Fn(&mut Words, &str)) {
        let with = |text: &str| {
            let mut words = Words::default();
            write(&mut words, text);
            words
        };
        let met = Words::merge3(&with("before"), &with("mine"), &with("theirs"));
        let [other] = &met.editorial.clashes[..] else { panic!("one field, one clash: {:?}", met.editorial.clashes) };
        assert_eq!(with("theirs").beside(other), *other);
        let mut taken = met.clone();
        taken.take_over(other, &dossier());
        assert_eq!(taken, with("theirs"));
        assert_eq!(taken.without((&met, &taken)), met, "it can be taken back");
        let mut read = met.clone();
        read.put_away(other);
        assert_eq!(read, with("mine"));
    }

    #[test]
    fn the_other_value_of_every_field_is_taken_over_and_back() {
        let a = Origin::default();
        let said = |verdict: &str| match verdict {
            "mine" => Verdict::Same,
            "theirs" => Verdict::Different,
            _ => Verdict::Later,
        };
        let strategy = || dossier().strategies.remove(0);
        check(|words, text| words.editorial.title = text.into());
        check(|words, text| words.editorial.introduction = text.into());
        check(|words, text| drop(words.editorial.left_out.insert(a, text.into())));
        check(|words, text| words.leave_out(a.session, Some(text)));
        check(|words, text| {
            words.choose(&[a], PracticeField::How, Some(Chosen::Words(text.into())));
        });
        check(|words, text| words.say(&[a, a], Some(said(text)), &Who::default(), ""));
        check(|words, text| words.write(&strategy(), Tidier::Name, text));
        check(|words, text| words.write(&strategy(), Tidier::How, text));
        check(|words, text| words.take_out(&strategy(), a, text));
        check(|words, text| words.give_up(&strategy(), &Who::default(), text));
        check(|words, text| words.compose(&strategy(), |made| made.notes = text.into()));
        check(|words, text| {
            words.compose(&strategy(), |made| (made.order, made.order_reason) = (Some(1), text.into()));
        });
    }

    #[test]
    fn a_word_that_the_other_took_back_goes() {
        let a = Origin::default();
        let mut words = Words::default();
        words.say(&[a, a], Some(Verdict::Same), &Who::default(), "");
        words.take_over(&Said::Match(match_of(&[a, a]), MatchWord::default()), &dossier());
        assert_eq!(words, Words::default());
    }
}
