//! Owns when the desk lets the session file be written, what it does with what became of that, and how it ends.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;

use crate::domain::desk::{Answer, Problem, Reply, Ticket, Wrong};
use crate::domain::value::Stamp;
use crate::store::save::Outcome;

use super::super::writer::{Job, Word};
use super::Desk;

/// How often a session file that is changed by hand again and again is met before the desk ends.
const MOST_MEETINGS: usize = 5;
/// How many times as long as the last writing took the next one waits: a long session's file takes no more than a part of
/// the machine. The journal holds everything meanwhile.
const REST: u32 = 20;
/// The longest it waits for that.
const LONGEST_SETTLE: Duration = Duration::from_secs(8);

impl Desk {
    pub(super) fn begin_writing(&mut self) {
        self.save_at = None;
        if self.writing.is_some() || self.written == Some(self.version) {
            return;
        }
        // the file never holds what the journal does not: the next opening would take it back
        if self.journal_wrong.is_none() {
            self.write_down();
        }
        if let Some(problem) = self.journal_wrong.clone() {
            let waiting = self.saves.drain(..).map(|(ticket, _)| ticket);
            self.replies.extend(waiting.map(|ticket| Reply { ticket, answer: Answer::Refused(problem.clone()) }));
            self.save_at = Some(Instant::now() + self.options.retry);
            return;
        }
        let Some(writer) = &self.writer else {
            // the disk that holds it is another's
            self.written = Some(self.version);
            self.answer_saves();
            return;
        };
        let session = self.document.session().clone();
        if writer.send(Job { session, version: self.version, known: self.known.take() }) {
            self.writing = Some(self.version);
            self.writing_since = Some(Instant::now());
        } else {
            self.file_wrong = Some(Problem::of_file(self.document.file(), Wrong::DeskEnded));
        }
    }

    /// Takes in what became of the session file.
    pub(super) fn hear(&mut self, Word { version, outcome }: Word) {
        self.writing = None;
        let took = self.writing_since.take().map(|since| since.elapsed()).unwrap_or_default();
        self.settle = self.options.settle.max(REST * took).min(LONGEST_SETTLE.max(self.options.settle));
        match outcome {
            Ok(Outcome::Written(notice)) => {
                self.written = Some(version);
                self.written_at = Some(self.now());
                self.file_wrong = None;
                self.document.file_was_written();
                self.end.status.send_if_modified(|status| {
                    status.notices.extend(notice.clone());
                    notice.is_some()
                });
                if self.version == version {
                    // nobody is waiting just now: time to make the next opening quick
                    self.document.tidy().ok();
                } else {
                    self.save_at.get_or_insert(Instant::now() + self.settle);
                }
            }
            Ok(Outcome::Edited(bytes)) => match self.meet(&bytes) {
                Ok(()) => self.begin_writing(),
                Err(problem) => self.refuse_writing(problem),
            },
            Err(problem) => self.refuse_writing(problem),
        }
        self.answer_saves();
        if !self.saves.is_empty() {
            self.begin_writing();
        }
        self.look_at_origin();
        self.adopt();
        self.tell_status();
    }

    fn meet(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let stamp = Stamp { at: self.now(), by: self.options.by.clone() };
        self.known = Some(self.document.meet_hand_edit(bytes, &stamp)?);
        self.version += 1;
        self.written = (!self.document.differs_from_file()).then_some(self.version);
        if self.written.is_some() {
            self.written_at = Some(self.now());
        }
        self.show();
        Ok(())
    }

    fn refuse_writing(&mut self, problem: Problem) {
        self.delete_copy = false;
        let waiting = self.saves.drain(..).map(|(ticket, _)| ticket).chain(self.closing.take());
        self.replies.extend(waiting.map(|ticket| Reply { ticket, answer: Answer::Refused(problem.clone()) }));
        self.file_wrong = Some(problem);
        self.save_at = Some(Instant::now() + self.options.retry);
    }

    pub(super) fn answer_saves(&mut self) {
        let written = self.written;
        let (done, waiting) = self.saves.drain(..).partition(|(_, version)| written >= Some(*version));
        self.saves = waiting;
        let done: Vec<(Ticket, u64)> = done;
        let answer = Answer::done();
        self.replies.extend(done.into_iter().map(|(ticket, _)| Reply { ticket, answer: answer.clone() }));
    }

    /// Goes on with closing, where that was asked. Returns `true` once everything is written and the desk may end.
    pub(super) fn go_on_closing(&mut self) -> bool {
        let Some(ticket) = self.closing else { return false };
        if self.written != Some(self.version) {
            self.begin_writing();
        }
        // where no file is to be written, it is done at once, and nothing else may happen that would look again
        let follows = self.written == Some(self.version);
        if let Some(problem) = &self.journal_wrong {
            // whoever asked decides: wait for the disk, or drop the handle
            self.replies.push_back(Reply { ticket, answer: Answer::Refused(problem.clone()) });
            (self.closing, self.delete_copy) = (None, false);
            return false;
        }
        if !follows {
            return false;
        }
        if let Some(refused) = self.waits_for_others() {
            match refused {
                Ok(()) => return false,
                Err(problem) => {
                    self.replies.push_back(Reply { ticket, answer: Answer::Refused(problem) });
                    self.closing = None;
                    return false;
                }
            }
        }
        self.put_in_order();
        self.replies.push_back(Reply { ticket, answer: Answer::done() });
        true
    }

    /// Brings the history up to date where it is loaded. What fails here costs time at the next opening, nothing else.
    fn put_in_order(&mut self) {
        if self.document.is_loading() {
            self.document.wait_for_history();
            self.document.catch_up();
            self.document.write_down().ok();
        }
        self.document.tidy().ok();
    }

    /// Writes everything down once nobody asks any more.
    pub(super) async fn finish(mut self, mut words: UnboundedReceiver<Word>) -> Result<(), Problem> {
        self.write_down();
        if let Some(problem) = self.journal_wrong {
            return Err(problem);
        }
        for _ in 0..MOST_MEETINGS {
            self.begin_writing();
            if self.writing.is_none() {
                break;
            }
            let Some(word) = words.recv().await else { break };
            self.hear(word);
        }
        if let Some(problem) = self.journal_wrong.as_ref().or(self.file_wrong.as_ref()) {
            return Err(problem.clone());
        }
        if self.written != Some(self.version) {
            // the journal holds everything, and must go on holding it: the file was met again and again
            let again = "the file is changed again and again".to_owned();
            return Err(Problem::of_file(self.document.file(), Wrong::CannotWrite(again)));
        }
        self.put_in_order();
        if self.waits_for_others().is_some() {
            // held in memory alone, and nobody takes it any more: beside the file, where it can be put together with it
            let at = self.now().get().format("%Y%m%d-%H%M%S").to_string();
            let kept_in = self.document.keep_beside(&at)?;
            let unsent = Problem::of_file(kept_in, Wrong::KeptUnsent);
            return self.end().and(Err(unsent));
        }
        self.end()
    }

    /// Ends: others are told, the file's thread is waited for, and a copy that is no longer wanted goes.
    pub(super) fn end(self) -> Result<(), Problem> {
        let has_all = |together: &super::together::Together| together.waiting() == 0;
        let delete = self.delete_copy && self.together.as_ref().is_some_and(has_all);
        if let Some(together) = self.together {
            together.end();
        }
        if let Some(writer) = self.writer {
            writer.end();
        }
        if delete { self.document.delete() } else { Ok(()) }
    }
}
