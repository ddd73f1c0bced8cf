//! Owns the thread that writes the session file, so that the desk never waits for it. Never changes a session.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread::JoinHandle;

use tokio::sync::mpsc::UnboundedSender;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::session::Session;
use crate::store::document::words_of;
use crate::store::save::{Mark, Outcome, Saver};

/// A session to be written.
#[derive(Debug)]
pub struct Job {
    /// The session.
    pub session: Session,
    /// Its version.
    pub version: u64,
    /// What to take the file for, where what stood there by hand was met.
    pub known: Option<Mark>,
}

/// What became of a job.
#[derive(Debug)]
pub struct Word {
    /// Its version.
    pub version: u64,
    /// What came of it.
    pub outcome: Result<Outcome, Problem>,
}

/// The desk's end of the thread. It holds one job at a time: the desk sends the next when it has heard of the last.
#[derive(Debug)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Begins the thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn begin(mut saver: Saver, words: UnboundedSender<Word>) -> std::io::Result<Self> {
        let (jobs, todo) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            for job in todo {
                if let Some(mark) = job.known {
                    saver.take_for(mark);
                }
                let done = catch_unwind(AssertUnwindSafe(|| saver.save(&job.session)));
                let outcome = done.unwrap_or_else(|panic| Err(Problem::new(Wrong::CannotWrite(words_of(&panic)))));
                if words.send(Word { version: job.version, outcome }).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { jobs, thread })
    }

    /// Hands over a job. Returns `false` where the thread is gone.
    pub fn send(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }

    /// Waits until the thread has ended.
    pub fn end(self) {
        drop(self.jobs);
        // a panic was caught inside and said there
        self.thread.join().ok();
    }
}
