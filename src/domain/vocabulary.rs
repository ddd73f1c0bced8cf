//! Owns the words that a session's items have used: tags and organisations, with how often. Follows a session from
//! change to change, so that a large one costs no more than a small one. Never decides what a mark means.

use std::collections::BTreeMap;

use super::capture::{Context, Person};
use super::item::{Item, ItemRef};
use super::session::Session;
use super::time::Day;
use super::turn::tags_of;

/// The words of a session, with how often each is used.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    session: Session,
    tags: BTreeMap<String, usize>,
    organisations: BTreeMap<String, usize>,
}

impl Vocabulary {
    /// Follows the session to a newer state of it, or to another session.
    pub fn follow(&mut self, session: &Session) {
        if session.id() != self.session.id() {
            *self = Self::default();
        }
        for (before, after) in session.changes_since(&self.session) {
            before.iter().for_each(|item| self.count(item, false));
            after.iter().for_each(|item| self.count(item, true));
        }
        self.session = session.clone();
    }

    fn count(&mut self, item: &Item, comes: bool) {
        if item.gone() {
            return;
        }
        tags_of(item).iter().for_each(|tag| turn(&mut self.tags, tag, comes));
        let organisation = match item {
            Item::Participant(participant) => &participant.organisation,
            Item::Practice(practice) => &practice.organisation,
            Item::Action(action) => &action.organisation,
            Item::Session(_)
            | Item::Step(_)
            | Item::Table(_)
            | Item::Sketch(_)
            | Item::Voice(_)
            | Item::Poll(_)
            | Item::Decision(_)
            | Item::Note(_)
            | Item::Conflict(_) => return,
        };
        if !organisation.is_empty() {
            turn(&mut self.organisations, organisation, comes);
        }
    }

    /// Returns what marks can name: the most used first, those who take part in their order.
    pub fn context(&self, today: Day, chosen: Option<ItemRef>) -> Context {
        let participants = self.session.participants.in_order();
        Context {
            today,
            participants: participants.iter().map(|participant| Person::of(participant)).collect(),
            organisations: by_frequency(&self.organisations),
            tags: by_frequency(&self.tags),
            chosen,
        }
    }
}

fn turn(words: &mut BTreeMap<String, usize>, word: &str, comes: bool) {
    if comes {
        *words.entry(word.to_owned()).or_default() += 1;
    } else if let Some(count) = words.get_mut(word) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            words.remove(word);
        }
    }
}

fn by_frequency(counted: &BTreeMap<String, usize>) -> Vec<String> {
    let mut counted: Vec<(&String, usize)> = counted.iter().map(|(word, count)| (word, *count)).collect();
    counted.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(two.0)));
    counted.into_iter().map(|(word, _)| word.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capture;
    use crate::domain::change::{Change, Edit, apply};
    use crate::domain::id::Code;
    use crate::domain::item::Kind;
    use crate::domain::time::Moment;
    use crate::domain::value::Created;

    #[test]
    fn words_that_follow_are_as_words_gathered_anew() {
        let mut session = Session::default();
        let mut followed = Vocabulary::default();
        let mut items: Vec<Item> = Vec::new();
        for turn in 0..30_u64 {
            let line = format!("Cosa #tema{} #strada", turn % 4);
            let captured = capture::parse(Kind::Practice, &line, &Context::default());
            let item = captured.into_item(Code::from_bits(turn + 1), Created::default());
            let mut edits = vec![Edit::take(item.clone())];
            if turn % 3 == 2 {
                edits.push(Edit::remove(items.remove(0)));
            }
            items.push(item);
            session = apply(&session, &Change::new(Moment::default(), "", edits)).unwrap().0;
            followed.follow(&session);
            let anew = Context::of(&session, Day::default(), None);
            assert_eq!(followed.context(Day::default(), None).tags, anew.tags, "turn {turn}");
            assert_eq!(anew.tags.first().map(String::as_str), Some("strada"));
        }
    }
}
