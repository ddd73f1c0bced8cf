//! Owns what is on the wall, as plain data: the same here, at the desk, and in another process.
//! Never what it looks like, nor what of it the room may read: that is decided where it is shown.

use serde::{Deserialize, Serialize};

use super::id::PollId;
use super::item::ItemRef;
use super::time::Moment;

/// What is on the wall, and how it is held.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stage {
    /// What is shown.
    pub view: View,
    /// The items that were sent to the room, in the order of their sending. They stay while something else is shown.
    pub sent: Vec<ItemRef>,
    /// Which page of what does not fit on one, from 0; beyond the last one, the last.
    pub page: usize,
    /// Since when it keeps what it showed, whatever is taken down meanwhile; `None` where it goes along.
    pub frozen: Option<Moment>,
    /// Nothing is on it for now. Everything else stays as it was, and comes back with it.
    pub blank: bool,
}

/// What can be shown on the wall.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum View {
    /// Whatever belongs to the step that is going on.
    #[default]
    FollowStep,
    /// The welcome.
    Welcome,
    /// The step with its prompt and countdown.
    Step,
    /// The tables beside one another, while the room is split.
    Tables,
    /// What each table brought.
    Harvest,
    /// The items that were sent.
    Sent,
    /// Every practice.
    Practices,
    /// A poll: turnout, then result.
    Poll(PollId),
    /// What young people said and what became of it.
    Voices,
    /// You said, we did: what was answered, each beside what became of it.
    YouSaidWeDid,
    /// Decisions.
    Decisions,
    /// Action items.
    Actions,
    /// The closing recap.
    Recap,
}

impl From<View> for Stage {
    fn from(view: View) -> Self {
        Self { view, ..Self::default() }
    }
}

impl Stage {
    /// Returns the stage with another view: from its first page, neither frozen nor blank. What was sent stays.
    pub fn showing(&self, view: View) -> Self {
        Self { view, sent: self.sent.clone(), ..Self::default() }
    }

    /// Returns the stage with these items sent, and shown; or taken off, where all of them are on the wall already.
    /// What is newest stands on the last page. Where nothing is left, it follows the step again.
    pub fn sending(&self, items: &[ItemRef]) -> Self {
        let there = |item: &ItemRef| self.sent.contains(item);
        let mut next = self.clone();
        if items.is_empty() {
            return next;
        }
        if self.shows(items) {
            next.sent.retain(|item| !items.contains(item));
            next.page = 0;
            if next.sent.is_empty() {
                next.view = View::FollowStep;
            }
        } else {
            next.sent.extend(items.iter().filter(|item| !there(item)));
            next.page = if items.iter().all(there) { 0 } else { usize::MAX };
            next.view = View::Sent;
            next.blank = false;
        }
        next
    }

    /// Tells whether these items were sent and are what is shown.
    pub fn shows(&self, items: &[ItemRef]) -> bool {
        self.view == View::Sent && !self.blank && !items.is_empty() && items.iter().all(|item| self.sent.contains(item))
    }

    /// Returns the stage frozen at that moment, or going along again.
    pub fn frozen_or_not(&self, now: Moment) -> Self {
        Self { frozen: if self.frozen.is_some() { None } else { Some(now) }, ..self.clone() }
    }

    /// Returns the stage with nothing on it, or with what was there before.
    pub fn blank_or_not(&self) -> Self {
        Self { blank: !self.blank, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, PracticeId, TypedId};
    use super::*;

    #[test]
    fn what_is_sent_comes_and_goes() {
        let item = |n| ItemRef::Practice(PracticeId::new(Code::from_bits(n)));
        let (one, two) = (item(1), item(2));
        let first = Stage::default().sending(&[one]);
        assert_eq!((first.view, first.sent.as_slice()), (View::Sent, &[one][..]));
        let both = first.sending(&[two]);
        assert_eq!(both.sent, [one, two]);
        assert_eq!(both.sending(&[one]).sent, [two]);
        let none = both.sending(&[two, one]);
        assert_eq!((none.view, none.sent.len()), (View::FollowStep, 0));
        // what was sent earlier is shown again, and not taken off, where something else is on the wall
        let again = both.showing(View::Decisions).sending(&[one]);
        assert_eq!((again.view, again.sent), (View::Sent, vec![one, two]));
        assert_eq!(Stage::default().sending(&[]), Stage::default());
    }

    #[test]
    fn blank_and_frozen_keep_everything_else() {
        let stage = Stage { page: 3, ..View::Voices.into() };
        assert_eq!(stage.blank_or_not().blank_or_not(), stage);
        assert_eq!(stage.frozen_or_not(Moment::default()).frozen_or_not(Moment::default()), stage);
        assert!(stage.blank_or_not().blank && stage.blank_or_not().page == 3);
    }
}
