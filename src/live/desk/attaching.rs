//! Owns what a desk does that works through another program on this machine, once that one is gone: it opens the session
//! from disk, puts what the other did not have beside it, and goes on as host.

use tokio::time::Instant;

use crate::domain::desk::{Problem, Wrong};
use crate::store::history::Folds;
use crate::store::{self, Opened};

use super::super::writer::Writer;
use super::together::{Role, Together};
use super::{Desk, begin_together};

impl Desk {
    /// Takes the session over where its lock is free; else the other program is looked for again.
    pub(super) fn take_over(&mut self) {
        let Some(Together { role: Role::Joined(replica), .. }) = &mut self.together else { return };
        if !replica.same_machine {
            return;
        }
        if replica.tie.part != crate::domain::link::Part::Console {
            self.find_again();
            return;
        }
        let file = self.document.file().to_owned();
        match store::open(&file, &self.options.opening()) {
            Ok(Opened::Writable(document)) => {
                if let Err(problem) = self.go_on_with(*document) {
                    self.notice(problem);
                }
            }
            Ok(Opened::Shown(_)) | Err(_) => self.find_again(),
        }
    }

    /// Looks where the program is that has the session: it may have begun anew.
    fn find_again(&mut self) {
        let folder = self.document.folder().clone();
        let found = super::super::endpoint::find(&store::folder::Folder::of(&folder.file, &self.options.machine));
        let Some(together) = &mut self.together else { return };
        if let (Some(door), Role::Joined(replica)) = (found, &mut together.role) {
            replica.tie.address = format!("127.0.0.1:{}", door.port);
            replica.tie.token = door.secret;
        }
    }

    fn go_on_with(&mut self, mut document: store::document::Document) -> Result<(), Problem> {
        let file = document.file().to_owned();
        let wrong = |error: std::io::Error| store::files::cannot_write(&file, &error);
        if !document.wait_until_shared() {
            let why = "the history cannot be kept here".to_owned();
            return Err(Problem::of_file(&file, Wrong::CannotWrite(why)));
        }
        if let Some(history) = self.document.whole_history() {
            // both began as one: what the other program had not taken in yet comes in here
            let heard = document.hear_whole(&history, Folds::Here);
            if let Some(store::document::NotHeard::Not(problem)) = heard.wrong {
                return Err(problem);
            }
        }
        document.write_down()?;
        let saver = document.take_saver().ok_or_else(|| Problem::of_file(&file, Wrong::DeskEnded))?;
        self.writer = Some(Writer::begin(saver, self.tell.clone()).map_err(wrong)?);
        let held = self.together.take().map(|together| together.held).unwrap_or_default();
        self.document = document;
        self.together = Some(begin_together(&self.document, &self.options, false).map_err(wrong)?);
        self.replies.extend(held.into_iter().map(|(_, reply)| reply));
        self.version += 1;
        self.written = None;
        self.save_at = Some(Instant::now());
        self.show();
        self.tell_presence();
        Ok(())
    }

    /// Tells whether the desk may not end yet: `Ok` to wait a little, an error where it is not known for how long.
    pub(super) fn waits_for_others(&self) -> Option<Result<(), Problem>> {
        let Some(Together { role: Role::Joined(replica), .. }) = &self.together else { return None };
        if replica.waiting() == 0 || !replica.same_machine {
            return None;
        }
        Some(if replica.is_online() { Ok(()) } else { Err(Problem::new(Wrong::HostAway)) })
    }
}
