//! Owns when the history is loaded: in a thread of its own, once something was changed, so that nobody waits for it.
//! Where it cannot be read it is put aside and begun anew. Never decides what is acknowledged.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::item::Item;
use crate::domain::session::Session;

use super::files::{self, Files};
use super::folder::Folder;
use super::history::{History, HistoryError};
use super::journal;

/// The history of an open session, as far as it is loaded.
#[derive(Debug)]
pub struct Engine {
    files: Files,
    folder: Folder,
    at: String,
    state: State,
    ops: Vec<u8>,
    notices: Vec<Problem>,
}

#[derive(Debug)]
enum State {
    /// Nothing was changed yet.
    Resting,
    Loading(JoinHandle<Loaded>),
    Ready(Box<History>),
    /// It cannot be kept: the plain changes in the journal go on alone.
    Off,
}

#[derive(Debug)]
struct Loaded {
    history: Option<History>,
    /// What had to be written again since some records of it were spoilt.
    ops: Vec<u8>,
    notices: Vec<Problem>,
}

impl Engine {
    /// Makes one that rests.
    pub fn new(files: Files, folder: Folder, at: String) -> Self {
        Self { files, folder, at, state: State::Resting, ops: Vec::new(), notices: Vec::new() }
    }

    /// Tells whether the history can be written; begins to load it where it rests.
    pub fn is_ready(&mut self, session: &Session) -> bool {
        match &self.state {
            State::Ready(_) => true,
            State::Off => false,
            State::Resting => {
                let loading = Loading {
                    files: self.files.clone(),
                    folder: self.folder.clone(),
                    at: self.at.clone(),
                    session: session.clone(),
                };
                let thread = std::thread::Builder::new().name("history".to_owned());
                self.state = thread.spawn(move || loading.load()).map_or(State::Off, State::Loading);
                false
            }
            State::Loading(thread) => {
                if thread.is_finished() {
                    self.wait();
                }
                matches!(self.state, State::Ready(_))
            }
        }
    }

    /// Tells whether the history is being loaded.
    pub fn is_loading(&self) -> bool {
        matches!(self.state, State::Loading(_))
    }

    /// Waits until it is loaded, where that has begun.
    pub fn wait(&mut self) {
        if !self.is_loading() {
            return;
        }
        let State::Loading(thread) = std::mem::replace(&mut self.state, State::Off) else { return };
        if let Ok(loaded) = thread.join() {
            self.notices.extend(loaded.notices);
            self.ops = loaded.ops;
            self.state = loaded.history.map_or(State::Off, |history| State::Ready(Box::new(history)));
        }
    }

    /// Takes the bytes of what was written again when it was loaded, to be kept before any other.
    pub fn take_ops(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.ops)
    }

    /// Writes items into the history. Returns the bytes to keep, or `None` where it is not there.
    pub fn record(&mut self, items: Vec<Item>) -> Option<Vec<u8>> {
        let State::Ready(history) = &mut self.state else { return None };
        match catch_unwind(AssertUnwindSafe(|| history.record(items))) {
            Ok(Ok(ops)) => Some(ops),
            Ok(Err(_)) | Err(_) => {
                // what it holds now is not to be trusted: it is read again from the disk
                self.state = State::Resting;
                None
            }
        }
    }

    /// Returns the whole history's bytes, or `None` where it is not there.
    pub fn save(&mut self) -> Option<Vec<u8>> {
        let State::Ready(history) = &mut self.state else { return None };
        catch_unwind(AssertUnwindSafe(|| history.save())).ok()
    }

    /// Begins with a history that is there already, and that no disk holds.
    pub fn with(files: Files, folder: Folder, at: String, history: History) -> Self {
        Self { state: State::Ready(Box::new(history)), ..Self::new(files, folder, at) }
    }

    /// Returns the history, where it is there.
    pub fn history(&mut self) -> Option<&mut History> {
        match &mut self.state {
            State::Ready(history) => Some(history),
            State::Resting | State::Loading(_) | State::Off => None,
        }
    }

    /// Does something with the history that another machine has a part in. What goes wrong inside costs the history that
    /// is in memory, which is then read again from the disk; `None` where it is not there.
    pub fn carefully<T>(
        &mut self,
        act: impl FnOnce(&mut History) -> Result<T, HistoryError>,
    ) -> Option<Result<T, HistoryError>> {
        let State::Ready(history) = &mut self.state else { return None };
        match catch_unwind(AssertUnwindSafe(|| act(history))) {
            Ok(done) => Some(done),
            Err(panic) => {
                self.state = State::Resting;
                Some(Err(HistoryError::Said(super::document::words_of(&panic))))
            }
        }
    }

    /// Takes what a person should know.
    pub fn take_notices(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notices)
    }
}

struct Loading {
    files: Files,
    folder: Folder,
    at: String,
    session: Session,
}

impl Loading {
    fn load(self) -> Loaded {
        let mut notices = Vec::new();
        let known = catch_unwind(AssertUnwindSafe(|| self.read()))
            .unwrap_or_else(|panic| Err(super::document::words_of(&panic)));
        let known = known.unwrap_or_else(|why| {
            let kept_in = self.folder.aside(&self.at, "am");
            // where it cannot be put aside it is written over: the plain changes hold everything
            self.files.rename(&self.folder.snapshot(), &kept_in).ok();
            notices.push(Problem::new(Wrong::HistorySetAside { kept_in, why }));
            None
        });
        let known = known.or_else(|| self.begin().map(|history| (history, Vec::new())));
        let (history, ops) = known.unzip();
        Loaded { history, ops: ops.unwrap_or_default(), notices }
    }

    /// Reads the history. Where records of it were spoilt, every item is written again, and the bytes of that returned.
    fn read(&self) -> Result<Option<(History, Vec<u8>)>, String> {
        let snapshot = files::read(&self.folder.snapshot(), u64::MAX).map_err(|error| error.to_string())?;
        let Some(snapshot) = snapshot else { return Ok(None) };
        let mut history = History::load(&snapshot).map_err(|error| error.to_string())?;
        let scan = journal::look(&self.folder.journal()).map_err(|error| error.to_string())?;
        let mut gap = false;
        for record in scan.records.iter().filter(|record| !record.ops.is_empty()) {
            match history.take_in(&record.ops) {
                Ok(()) => {}
                Err(HistoryError::Gap) => gap = true,
                Err(error @ (HistoryError::Bytes(_) | HistoryError::Write(_) | HistoryError::Said(_))) => {
                    return Err(error.to_string());
                }
            }
        }
        let again = gap.then(|| history.record(self.session.items())).transpose();
        again.map(|ops| Some((history, ops.unwrap_or_default()))).map_err(|error| error.to_string())
    }

    fn begin(&self) -> Option<History> {
        let begun = catch_unwind(AssertUnwindSafe(|| History::begin(&self.session).ok())).ok().flatten();
        let mut history = begun?;
        self.files.replace(&self.folder.snapshot(), &history.save()).ok()?;
        Some(history)
    }
}
