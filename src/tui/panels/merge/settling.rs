//! Owns how what is chosen comes to be merged and written: one request at a time, what is chosen meanwhile after it; what is
//! taken back; and how the desk is left without losing any of it.

use std::sync::Arc;

use crate::domain::desk::Problem;
use crate::synthesis::document::Document;
use crate::synthesis::dossier::Dossier;
use crate::synthesis::shown::Shown;
use crate::synthesis::words::Words;
use crate::text::panels::merge as words;
use crate::text::problem as wording;
use crate::tui::doors::{MergeGot, MergeWant, Merged};

use super::over::Over;
use super::reading::Reading;
use super::{MergeDesk, MergeEvent, Stage};

/// What becomes of leaving.
#[derive(Clone, PartialEq, Debug)]
pub enum Leaving {
    /// It is left.
    Now {
        /// Out of the program.
        quit: bool,
    },
    /// It stays for now: until what is on its way is written, or until that is asked for again.
    Wait,
    /// This is tried first.
    Try(MergeWant),
}

/// How far leaving is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Going {
    /// It goes out of the program.
    quit: bool,
    /// What could not be written was tried once more.
    tried: bool,
}

/// What leaving would lose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Loss {
    /// A text that was not taken.
    Text,
    /// Choices that could not be written.
    Choices,
}

/// Whether everything is on disk.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) enum Saved {
    #[default]
    Yes,
    /// A merge is on its way.
    OnItsWay,
    /// Somebody else works on the dossier: nothing can be chosen.
    ReadOnly,
    /// The last try failed.
    Failed,
    /// It could not be opened, and why: there is nothing to choose from.
    Unopened(String),
}

impl MergeDesk {
    /// Tells whether nothing is on its way to the disk: neither what was chosen nor a text that is unfinished.
    pub fn is_settled(&self) -> bool {
        self.is_merged() && !self.unfinished.is_on_its_way()
    }

    /// Tells whether everything that was chosen is merged and written.
    fn is_merged(&self) -> bool {
        !matches!(self.saved, Saved::OnItsWay) && !self.again && !self.reporting
    }

    fn is_failing(&self) -> bool {
        self.saved == Saved::Failed
    }

    /// Leaves, out of the program where so, once nothing is on its way. What could not be written is tried once more; where that
    /// fails too, or a text would be lost, it is left without only when that is asked for again.
    pub fn leave(&mut self, quit: bool) -> Leaving {
        self.leaving = Some(Going { quit, tried: false });
        self.go_on_leaving()
    }

    /// Goes on with leaving, where that was asked for, as far as it can.
    pub fn go_on_leaving(&mut self) -> Leaving {
        if !self.is_settled() {
            return Leaving::Wait;
        }
        let Some(Going { quit, tried }) = self.leaving.take() else { return Leaving::Wait };
        if self.holds_back() {
            return Leaving::Wait;
        }
        if self.is_unwritten() && !tried {
            self.leaving = Some(Going { quit, tried: true });
            return Leaving::Try(self.settle());
        }
        if self.is_unwritten() && self.warned != Some(Loss::Choices) {
            self.warned = Some(Loss::Choices);
            self.say(false, words::leave_unwritten(self.lang));
            return Leaving::Wait;
        }
        Leaving::Now { quit }
    }

    /// Tells whether a text was left unfinished that leaving would lose, and says so; the next time it is lost.
    pub fn holds_back(&mut self) -> bool {
        if !self.would_lose_text() || self.warned.is_some() {
            return false;
        }
        self.warned = Some(Loss::Text);
        self.say(false, words::leave_unfinished(self.lang));
        true
    }

    /// Tells whether something was chosen that could not be written.
    pub fn is_unwritten(&self) -> bool {
        self.is_failing() && self.words != self.written
    }

    /// Says what else is wanted: what ties the practices that are shown, where that was not asked yet.
    pub fn wants_explained(&mut self) -> Option<MergeWant> {
        let practices = self.chosen().map(|row| self.practices_of(row)).filter(|all| all.len() > 1)?;
        if practices == self.asked {
            return None;
        }
        self.tied.clear();
        self.asked.clone_from(&practices);
        Some(MergeWant::Explain(practices))
    }

    /// Takes what the door brings. Returns what is wanted next.
    pub fn got(&mut self, got: MergeGot) -> Option<MergeWant> {
        self.told.take();
        match got {
            MergeGot::Progress { stage, done, of } => self.progress = Some((stage, done, of)),
            MergeGot::Merged { ticket, merged } => {
                self.progress = None;
                // an older answer says nothing of what was chosen since
                if ticket < self.ticket && self.loaded {
                    return None;
                }
                match merged {
                    Ok(merged) => self.take(*merged),
                    Err(problem) => self.failed(&problem),
                }
                return self.next_want();
            }
            MergeGot::Explained { practices, marks } => {
                if practices == self.asked {
                    self.tied = marks;
                }
            }
            MergeGot::Kept { number, kept } => self.got_kept(number, kept),
            MergeGot::Previewed(document) => self.read(*document),
            MergeGot::Cancelled => {
                self.progress = None;
                self.not_saved(words::cancelled(self.lang).to_owned());
                // all of it goes out with the next choice
                self.again = false;
                self.later = None;
            }
            MergeGot::Reported(Ok(files)) => {
                self.reporting = false;
                self.stale = false;
                let folder = files.first().and_then(|file| file.parent()).map(|folder| folder.display().to_string());
                self.say(true, words::reports_written(self.lang, files.len(), folder.unwrap_or_default()));
                return self.next_want();
            }
            MergeGot::Reported(Err(problem)) => {
                self.reporting = false;
                self.failed(&problem);
                return self.next_want();
            }
        }
        None
    }

    fn failed(&mut self, problem: &Problem) {
        self.not_saved(wording::problem(self.lang, problem));
    }

    fn not_saved(&mut self, why: String) {
        if self.loaded {
            self.saved = Saved::Failed;
            self.say(false, why);
        } else {
            self.saved = Saved::Unopened(why);
            self.loaded = true;
        }
    }

    fn take(&mut self, merged: Merged) {
        let Merged { shown, read_only, hand_met, notices, unfinished } = merged;
        let is_first = !self.loaded;
        if !Arc::ptr_eq(&self.shown.pool, &shown.pool) {
            self.asked.clear();
        }
        self.spent = Some(std::mem::replace(&mut self.shown, shown));
        // what was chosen meanwhile is shown on top of what came
        self.written = self.shown.words().clone();
        if self.again {
            self.shown.show(&self.words);
        } else {
            self.words = self.written.clone();
        }
        self.loaded = true;
        self.saved = if read_only { Saved::ReadOnly } else { Saved::Yes };
        if read_only {
            self.say(false, words::elsewhere(self.lang));
        } else if hand_met {
            match self.shown.dossier.human.clashes.len() {
                0 => self.say(true, words::hand_met(self.lang)),
                clashes => self.say(false, words::hand_clashed(self.lang, clashes)),
            }
        }
        if is_first && !read_only {
            self.take_kept(unfinished);
        }
        if let Some(notice) = notices.first() {
            self.say(false, wording::problem(self.lang, notice));
        }
        self.refresh();
    }

    /// Says what is to be let go of: there is so much of it that it would hold up a key.
    pub fn wants_let_go(&mut self) -> Option<MergeWant> {
        self.spent.take().map(MergeWant::LetGo)
    }

    /// Says what is wanted once it is left.
    pub fn wants_closed(&self) -> MergeWant {
        MergeWant::Close(self.number)
    }

    /// Ends the desk, and hands over what it showed.
    pub fn end(self) -> Box<Shown> {
        self.shown
    }

    /// Changes what was chosen, shows it at once, and wants it merged and written.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Words, &Dossier)) -> MergeEvent {
        match &self.saved {
            Saved::ReadOnly => self.say(false, words::elsewhere(self.lang)),
            Saved::Unopened(_) => {}
            Saved::Yes | Saved::OnItsWay | Saved::Failed => return self.changed_by(change),
        }
        MergeEvent::Stay
    }

    fn changed_by(&mut self, change: impl FnOnce(&mut Words, &Dossier)) -> MergeEvent {
        let before = self.words.clone();
        change(Arc::make_mut(&mut self.words), &self.shown.dossier);
        if self.words == before {
            return MergeEvent::Stay;
        }
        self.past.push((before, self.words.clone()));
        self.future.clear();
        self.changed()
    }

    fn changed(&mut self) -> MergeEvent {
        self.shown.show(&self.words);
        self.refresh();
        self.stale = true;
        if !self.is_merged() {
            self.again = true;
            return MergeEvent::Stay;
        }
        MergeEvent::Ask(self.settle())
    }

    fn settle(&mut self) -> MergeWant {
        self.ticket += 1;
        self.saved = Saved::OnItsWay;
        MergeWant::Settle { ticket: self.ticket, words: self.words.clone() }
    }

    /// Wants the documents written, or shown, of what was chosen last.
    pub(super) fn once_settled(&mut self, want: MergeWant) -> MergeEvent {
        if matches!(self.saved, Saved::Unopened(_)) {
            return MergeEvent::Stay;
        }
        self.later = Some(want);
        self.next_want().map_or(MergeEvent::Stay, MergeEvent::Ask)
    }

    /// Returns what is wanted next: that what was chosen meanwhile is merged, then what waited for it.
    fn next_want(&mut self) -> Option<MergeWant> {
        if matches!(self.saved, Saved::OnItsWay) || self.reporting {
            return None;
        }
        if std::mem::take(&mut self.again) {
            return Some(self.settle());
        }
        let want = self.later.take().filter(|_| !self.is_failing())?;
        self.reporting = matches!(want, MergeWant::Report(_));
        Some(want)
    }

    fn read(&mut self, document: Document) {
        if matches!(self.over, Over::Nothing) && self.stage == Stage::Dossier {
            self.over = Over::Read(Box::new(Reading::new(document)));
        }
    }

    pub(super) fn undo(&mut self) -> MergeEvent {
        let Some((before, after)) = self.past.pop() else {
            self.say(true, words::nothing_to_undo(self.lang));
            return MergeEvent::Stay;
        };
        self.words = Arc::new(self.words.without((&before, &after)));
        self.future.push((before, after));
        self.say(true, words::undone(self.lang));
        self.changed()
    }

    pub(super) fn redo(&mut self) -> MergeEvent {
        let Some((before, after)) = self.future.pop() else {
            self.say(true, words::nothing_to_redo(self.lang));
            return MergeEvent::Stay;
        };
        self.words = Arc::new(self.words.without((&after, &before)));
        self.past.push((before, after));
        self.say(true, words::redone(self.lang));
        self.changed()
    }
}
