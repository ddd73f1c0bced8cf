//! Owns texts that were begun at the merge desk and are not written yet: what was left, what is being written, what was taken and
//! is on its way. The door keeps them, so that neither a crash nor a dead battery costs one; where the same is written again,
//! it comes back.

use crate::domain::field::{from_ron, to_ron};
use crate::text::panels::merge as words;
use crate::tui::doors::MergeWant;

use super::MergeDesk;
use super::over::Then;
use super::settling::Saved;

/// Texts, each with what it is written for.
type Texts = Vec<(Then, String)>;

/// What is unfinished.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfinished {
    /// What was left before it was taken.
    left: Texts,
    /// What was taken and is not written yet.
    taken: Texts,
    /// What stood in the text that is being written when it was begun.
    began: String,
    /// As the door keeps it, and how often it was asked to.
    kept: String,
    number: u64,
    /// The door could not keep it: leaving would lose it.
    pub(super) lost: bool,
}

impl MergeDesk {
    /// Tells whether a text was left unfinished that leaving would lose because the door cannot keep it.
    pub(super) fn would_lose_text(&mut self) -> bool {
        let kept = !self.unfinished.lost && !matches!(self.saved, Saved::ReadOnly | Saved::Unopened(_));
        !kept && !self.begun().is_empty()
    }

    /// Says what the door is to keep, where that is something else than it keeps.
    pub fn wants_kept(&mut self) -> Option<MergeWant> {
        if !self.loaded {
            // what the door kept is not taken yet
            return None;
        }
        match self.saved {
            Saved::Yes if !self.again => self.unfinished.taken.clear(),
            // with the next choice that is written they are
            Saved::Yes | Saved::OnItsWay | Saved::Failed => {}
            Saved::ReadOnly | Saved::Unopened(_) => return None,
        }
        let mut texts = self.unfinished.taken.clone();
        texts.extend(self.begun());
        let text = if texts.is_empty() { String::new() } else { to_ron(&texts) };
        if text == self.unfinished.kept {
            return None;
        }
        self.unfinished.kept.clone_from(&text);
        self.unfinished.number += 1;
        Some(MergeWant::Keep { number: self.unfinished.number, text })
    }

    /// Takes what the door kept when the desk was open last; what cannot be read is left alone until something else is begun.
    pub(super) fn take_kept(&mut self, kept: String) {
        let Ok(left) = from_ron::<Texts>(&kept) else { return };
        let texts = left.len();
        (self.unfinished.left, self.unfinished.kept) = (left, kept);
        if texts > 0 {
            self.say(true, words::unfinished_there(self.lang, texts));
        }
    }

    /// Keeps a text that is left before it is taken.
    pub(super) fn leave_unfinished(&mut self, then: Then, text: &str) {
        if self.is_begun(text) {
            self.say(true, words::unfinished_kept(self.lang));
            self.unfinished.left.push((then, text.to_owned()));
        }
    }

    /// Keeps a text that was taken until it is written.
    pub(super) fn taken(&mut self, then: Then, text: &str) {
        if !text.is_empty() {
            self.unfinished.taken.push((then, text.to_owned()));
        }
    }

    /// Goes on with a text that was left before, where the same is written again.
    pub(super) fn resume(&mut self, before: Option<Then>) {
        let Some((then, writing)) = self.over.written().filter(|(then, _)| before.as_ref() != Some(then)) else {
            return;
        };
        self.unfinished.began = writing.text().to_owned();
        let Some(at) = self.unfinished.left.iter().rposition(|(left, _)| left == then) else { return };
        let (then, text) = self.unfinished.left.remove(at);
        // of several that were left of one, as a crash may leave them, the last counts
        self.unfinished.left.retain(|(left, _)| *left != then);
        if text.trim() == writing.text().trim() {
            return;
        }
        writing.replace(&text);
        self.say(true, words::unfinished_back(self.lang));
    }

    /// Returns what was begun and not taken.
    fn begun(&mut self) -> Texts {
        let mut texts = self.unfinished.left.clone();
        let written = self.over.written().map(|(then, writing)| (then.clone(), writing.text().to_owned()));
        texts.extend(written.filter(|(_, text)| self.is_begun(text)));
        texts
    }

    fn is_begun(&self, text: &str) -> bool {
        text != self.unfinished.began && !text.trim().is_empty()
    }
}
