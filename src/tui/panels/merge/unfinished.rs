//! Owns texts that were begun at the merge desk and are not written yet: what was left, what is being written, what was taken and
//! is on its way. The door keeps them, so that neither a crash nor a dead battery costs one; where the same is written again,
//! it comes back, and until then the dossier's screen lists it.

use serde::{Deserialize, Serialize};

use crate::domain::clean::clean_line;
use crate::domain::desk::Problem;
use crate::domain::field::{from_ron, to_ron};
use crate::text::panels::merge as words;
use crate::text::problem as wording;
use crate::tui::doors::MergeWant;

use super::over::{Over, WrittenFor};
use super::settling::Saved;
use super::{MergeDesk, MergeEvent};

/// The letters that are shown of what stands in the place of a text that was left.
const SHOWN: usize = 60;

/// A text that was begun. On disk it is a line of RON.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Begun {
    /// What it is written for.
    pub then: WrittenFor,
    /// What stood there when it was begun.
    pub began: String,
    /// It.
    pub text: String,
}

/// What is unfinished.
#[derive(Clone, Debug, Default)]
pub(super) struct Unfinished {
    /// What was left before it was taken.
    left: Vec<Begun>,
    /// Lines that the door kept and that this program cannot read: another version's. They stay as they are.
    strange: Vec<String>,
    /// What was taken and is not written yet.
    taken: Vec<Begun>,
    /// What stood in the text that is being written when it was begun.
    began: String,
    /// As the door keeps it, and how often it was asked to.
    kept: String,
    number: u64,
    /// The last of these that the door answered.
    answered: u64,
    /// The door could not keep it: leaving would lose it. It is asked again with the next key.
    lost: bool,
    again: bool,
    /// The one that is thrown away when that is asked once more.
    sure: Option<usize>,
    /// The one that was chosen to go on with.
    chosen: Option<usize>,
}

impl Unfinished {
    /// Returns how many lie there that were left.
    pub(super) fn count(&self) -> usize {
        self.left.len() + self.strange.len()
    }

    /// Returns what was left at a place, or the line that cannot be read.
    pub(super) fn at(&self, at: usize) -> Option<Result<&Begun, &str>> {
        let strange = || at.checked_sub(self.left.len()).and_then(|at| self.strange.get(at));
        self.left.get(at).map(Ok).or_else(|| strange().map(|line| Err(line.as_str())))
    }

    /// Tells whether the door has not answered yet what it was asked to keep.
    pub(super) fn is_on_its_way(&self) -> bool {
        self.answered < self.number
    }

    fn forget(&mut self, at: usize) {
        if at < self.left.len() {
            self.left.remove(at);
        } else if at < self.count() {
            self.strange.remove(at - self.left.len());
        }
    }
}

impl MergeDesk {
    /// Tells whether a text was left unfinished that leaving would lose because the door cannot keep it.
    pub(super) fn would_lose_text(&mut self) -> bool {
        let kept = !self.unfinished.lost && self.keeps_texts();
        !kept && !self.begun().is_empty()
    }

    /// Tells whether there is a place where texts are kept.
    fn keeps_texts(&self) -> bool {
        !matches!(self.saved, Saved::ReadOnly | Saved::Unopened(_))
    }

    /// Takes note of a key: what the door could not keep it is asked to keep once more, and nothing is thrown away by two keys
    /// that do not follow one another.
    pub(super) fn key_came(&mut self, throws: bool) {
        self.unfinished.again = self.unfinished.lost;
        if !throws {
            self.unfinished.sure = None;
        }
    }

    /// Says what the door is to keep, where that is something else than it keeps.
    pub fn wants_kept(&mut self) -> Option<MergeWant> {
        if !self.loaded || !self.keeps_texts() {
            // what the door kept is not taken yet, or is another desk's
            return None;
        }
        // those that wait for the next choice to be written are not written yet
        if self.saved == Saved::Yes && !self.again {
            self.unfinished.taken.clear();
        }
        let texts = [self.unfinished.taken.clone(), self.begun()].concat();
        let lines = self.unfinished.strange.iter().cloned().chain(texts.iter().map(to_ron));
        let text = lines.collect::<Vec<_>>().join("\n");
        let again = std::mem::take(&mut self.unfinished.again) && !self.unfinished.is_on_its_way();
        if text == self.unfinished.kept && !again {
            return None;
        }
        self.unfinished.kept.clone_from(&text);
        self.unfinished.number += 1;
        Some(MergeWant::Keep { number: self.unfinished.number, text })
    }

    /// Takes what came of keeping.
    pub(super) fn got_kept(&mut self, number: u64, kept: Result<(), Problem>) {
        if number != self.unfinished.number {
            return;
        }
        self.unfinished.answered = number;
        let known = std::mem::replace(&mut self.unfinished.lost, kept.is_err());
        if let Err(problem) = kept
            && !known
        {
            self.say(false, wording::problem(self.lang, &problem));
        }
    }

    /// Takes what the door kept when the desk was open last; what was written all the same is unfinished no more.
    pub(super) fn take_kept(&mut self, kept: String) {
        for line in kept.lines().filter(|line| !line.trim().is_empty()) {
            match from_ron::<Begun>(line) {
                Ok(begun) if self.is_written(&begun.then, &begun.text) || self.unfinished.left.contains(&begun) => {}
                Ok(begun) => self.unfinished.left.push(begun),
                Err(_) => self.unfinished.strange.push(line.to_owned()),
            }
        }
        self.unfinished.kept = kept;
        let count = self.unfinished.count();
        if count > 0 {
            self.say(true, words::unfinished_there(self.lang, count));
        }
    }

    /// Keeps a text that is left before it is taken.
    pub(super) fn leave_unfinished(&mut self, then: WrittenFor, text: &str) {
        if self.is_begun(text) {
            self.say(true, words::unfinished_kept(self.lang));
            self.put_aside(then, text);
        }
    }

    /// Keeps a text of which nothing can be made here.
    pub(super) fn put_aside(&mut self, then: WrittenFor, text: &str) {
        if !self.is_begun(text) {
            return;
        }
        let began = std::mem::take(&mut self.unfinished.began);
        self.unfinished.left.push(Begun { then, began, text: text.to_owned() });
    }

    /// Keeps a text that was taken until it is written.
    pub(super) fn taken(&mut self, then: WrittenFor, text: &str) {
        if !text.is_empty() {
            let began = std::mem::take(&mut self.unfinished.began);
            self.unfinished.taken.push(Begun { then, began, text: text.to_owned() });
        }
    }

    /// Goes on with a text that was left before, where the same is written again; says what was written there meanwhile.
    pub(super) fn resume(&mut self, before: Option<WrittenFor>) {
        let Some((then, writing)) = self.over.written().filter(|(then, _)| before.as_ref() != Some(then)) else {
            return;
        };
        let now = writing.text().to_owned();
        self.unfinished.began.clone_from(&now);
        // of several that were left of one, as a crash may leave them, the last; the others stay in the list
        let last = || self.unfinished.left.iter().rposition(|left| left.then == *then);
        let Some(at) = self.unfinished.chosen.take().or_else(last) else { return };
        let Begun { began, text, .. } = self.unfinished.left.remove(at);
        if text.trim() == now.trim() {
            return;
        }
        writing.replace(&text);
        if began.trim() == now.trim() {
            return self.say(true, words::unfinished_back(self.lang));
        }
        self.unfinished.began = began;
        if now.trim().is_empty() {
            return self.say(false, words::unfinished_emptied(self.lang));
        }
        let line = clean_line(now.trim());
        let mut short: String = line.chars().take(SHOWN).collect();
        if short != line {
            short.push('…');
        }
        if let Over::Text { said, .. } = &mut self.over {
            said.insert(0, words::stands_there(self.lang, now.trim().to_owned()));
        }
        self.say(false, words::unfinished_over(self.lang, short));
    }

    /// Opens what was left where it was written; where that is gone, it can be read.
    pub(super) fn go_on_with(&mut self, at: usize) {
        let Some(Ok(begun)) = self.unfinished.at(at) else { return };
        let (then, text) = (begun.then.clone(), begun.text.clone());
        if self.is_there(&then) {
            self.unfinished.chosen = Some(at);
            self.over = self.question(then);
        } else {
            self.say(false, words::unfinished_gone(self.lang));
            let lines = text.lines().map(|line| (line.to_owned(), false)).collect();
            self.over = Over::Show { title: self.written_for(&then), lines, scroll: Default::default() };
        }
    }

    /// Throws away what was left, once that was asked twice.
    pub(super) fn throw_away(&mut self, at: usize) -> MergeEvent {
        if self.unfinished.sure.take() == Some(at) {
            self.unfinished.forget(at);
            self.refresh();
            self.say(true, words::thrown_away(self.lang));
        } else {
            self.unfinished.sure = Some(at);
            self.say(false, words::throw_away(self.lang));
        }
        MergeEvent::Stay
    }

    /// Returns what was begun and not taken.
    fn begun(&mut self) -> Vec<Begun> {
        let mut texts = self.unfinished.left.clone();
        let began = self.unfinished.began.clone();
        let written = self.over.written().map(|(then, writing)| (then.clone(), writing.text().to_owned()));
        let written = written.filter(|(_, text)| self.is_begun(text));
        texts.extend(written.map(|(then, text)| Begun { then, began, text }));
        texts
    }

    fn is_begun(&self, text: &str) -> bool {
        text != self.unfinished.began && !text.trim().is_empty()
    }
}
