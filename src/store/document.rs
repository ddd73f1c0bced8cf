//! Owns an open session that can be changed: applies changes, keeps them in journal and history, meets hand edits.
//! What is in its journal can be acknowledged. Never writes the session file; that is `save`'s.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::change::{self, Applied, Change, Refused};
use crate::domain::clean::is_soiled;
use crate::domain::desk::{Problem, Wrong};
use crate::domain::erasing::forget;
use crate::domain::item::{Item, ItemRef};
use crate::domain::session::Session;
use crate::domain::value::Stamp;

use super::ballot_box::Boxes;
use super::engine::Engine;
use super::erasing;
use super::files::{self, Files, cannot_write};
use super::folder::Folder;
use super::hand::{self, HandMerge};
use super::journal::{Journal, Record};
use super::ron_text;
use super::save::{Mark, Saver};

mod remote;

pub use remote::{Heard, NotHeard, plant};

/// The journal's length in bytes from which it is worth saving the history whole: 1 MiB.
const LONG_JOURNAL: u64 = 1024 * 1024;

/// An open session that can be changed.
#[derive(Debug)]
pub struct Document {
    files: Files,
    folder: Folder,
    at: String,
    lock: Option<File>,
    session: Session,
    /// None for a copy that no disk holds.
    journal: Option<Journal>,
    unwritten: Vec<Record>,
    /// What was changed here, as history bytes for other laptops, where that is gathered.
    outgoing: Vec<Vec<u8>>,
    streams: bool,
    engine: Engine,
    /// Items that the history does not have as they are now.
    behind: BTreeSet<ItemRef>,
    /// The file's bytes, until the base holds them.
    not_yet_base: Option<Vec<u8>>,
    saver: Option<Saver>,
    differs_from_file: bool,
    /// The session file holds something that is no session: base and journal alone hold what this one is.
    file_is_broken: bool,
    /// What is on disk beside the session file is from before something was erased for good, and is to be deleted.
    from_before: bool,
    boxes: Boxes,
    notices: Vec<Problem>,
}

/// What a document is opened with.
#[derive(Debug)]
pub struct Parts {
    /// The way to the disk.
    pub files: Files,
    /// Where this machine's history is.
    pub folder: Folder,
    /// The journal, sound.
    pub journal: Journal,
    /// The moment, as it stands in names of files.
    pub at: String,
    /// The session file's bytes; `None` where there is none.
    pub known_file: Option<Vec<u8>>,
    /// The format that the file is in, where it is an older one.
    pub older: Option<u32>,
    /// What a person should know.
    pub notices: Vec<Problem>,
}

impl Parts {
    /// Ends a saving that was cut off after the session file had been replaced, or before.
    pub fn finish_rename(&mut self, next: &Option<Vec<u8>>, file: &[u8]) -> Result<(), Problem> {
        let path = self.folder.next();
        let done = match next {
            Some(next) if next == file => {
                let forced = self.files.sync_folder(files::parent(&self.folder.file));
                forced.and_then(|()| self.files.rename(&path, &self.folder.base()))
            }
            Some(_) => self.files.remove(&path),
            None => Ok(()),
        };
        done.map_err(|error| cannot_write(path, &error))
    }

    /// Keeps a file that does not parse, or that is another session, beside the session file.
    pub fn keep_broken(&mut self, bytes: &[u8], because: Problem) -> Result<(), Problem> {
        keep_broken(&self.files, &self.folder, &self.at, bytes, because).map(|notice| self.notices.push(notice))
    }

    /// Puts all that this machine knows of another session aside.
    pub fn set_history_aside(&mut self, why: &str) -> Result<(), Problem> {
        let kept_in = self.folder.aside(&self.at, "history");
        let moved = self.files.make_folder(&kept_in).and_then(|()| {
            let all = [self.folder.snapshot(), self.folder.journal(), self.folder.base(), self.folder.next()];
            for path in all.iter().filter(|path| path.exists()) {
                self.files.rename(path, &kept_in.join(path.file_name().unwrap_or_default()))?;
            }
            self.journal.begin_anew(&self.files)
        });
        moved.map_err(|error| cannot_write(&kept_in, &error))?;
        self.notices.push(Problem::new(Wrong::HistorySetAside { kept_in, why: why.to_owned() }));
        Ok(())
    }
}

fn keep_broken(files: &Files, folder: &Folder, at: &str, bytes: &[u8], because: Problem) -> Result<Problem, Problem> {
    // opened again and again, one copy is enough
    let there = folder.copies("broken");
    let same = |path: &PathBuf| files::read(path, bytes.len() as u64).ok().flatten().as_deref() == Some(bytes);
    let kept_in = match there.into_iter().find(same) {
        Some(kept_in) => kept_in,
        None => {
            let kept_in = folder.beside("broken", at);
            files.replace(&kept_in, bytes).map_err(|error| cannot_write(&kept_in, &error))?;
            kept_in
        }
    };
    Ok(Problem::of_file(&folder.file, Wrong::OpenedLastGood { kept_in, because: Box::new(because) }))
}

impl Document {
    /// Begins with a session that this machine knows nothing of yet.
    pub fn new(parts: Parts, file: &Session) -> Self {
        let session = forget(file, &file.session.erased);
        let not_yet_base = parts.known_file.as_ref().map(|bytes| base_of(file, bytes, &session).into_owned());
        Self { not_yet_base, differs_from_file: session != *file, ..Self::with(parts, session, &[]) }
    }

    /// Goes on where this machine left off.
    pub fn at(parts: Parts, state: Session, file: &Session, records: &[Record]) -> Self {
        let differs_from_file = state != *file;
        Self { differs_from_file, ..Self::with(parts, state, records) }
    }

    /// Goes on from a state whose file is missing or broken. A missing one is written at once, a broken one only when
    /// something is changed: until then a person can still mend it.
    pub fn rebuilt(parts: Parts, state: Session, records: &[Record]) -> Self {
        let file_is_broken = parts.known_file.is_some();
        Self { differs_from_file: !file_is_broken, file_is_broken, ..Self::with(parts, state, records) }
    }

    /// Goes on with what was changed by hand.
    pub fn with_hand_edit(parts: Parts, merge: HandMerge, file: &Session, bytes: &[u8], records: &[Record]) -> Self {
        let mut document = Self::with(parts, Session::default(), records);
        document.take_hand_merge(merge, file, bytes);
        document
    }

    fn with(parts: Parts, session: Session, records: &[Record]) -> Self {
        let Parts { files, folder, journal, at, known_file, older, mut notices } = parts;
        let (boxes, said) = Boxes::look(files.clone(), folder.clone(), &at);
        notices.extend(said);
        let without = records.iter().filter(|record| record.ops.is_empty());
        let behind = without.flat_map(|record| record.change.references()).collect();
        let mark = known_file.as_deref().map(Mark::of);
        let saver = Saver::new(files.clone(), folder.clone(), mark, older.map(|from| (from, at.clone())));
        Self {
            engine: Engine::new(files.clone(), folder.clone(), at.clone()),
            saver: Some(saver),
            files,
            folder,
            at,
            lock: None,
            session,
            journal: Some(journal),
            unwritten: Vec::new(),
            outgoing: Vec::new(),
            streams: false,
            behind,
            not_yet_base: None,
            differs_from_file: false,
            file_is_broken: false,
            from_before: false,
            boxes,
            notices,
        }
    }

    /// Returns the ballot boxes of open rounds, and the session that says which are open.
    pub fn boxes(&mut self) -> (&mut Boxes, &Session) {
        (&mut self.boxes, &self.session)
    }

    /// Does away with the boxes of rounds that are closed. Only right where the journal on disk holds all that was applied.
    pub fn settle_boxes(&mut self) {
        if self.unwritten.is_empty() {
            let said = self.boxes.settle(&self.session, &self.at);
            self.notices.extend(said);
        }
    }

    /// Holds the lock as long as the document is open.
    pub fn hold(&mut self, lock: File) {
        self.lock = Some(lock);
    }

    /// Returns the session as it stands.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the session file's path.
    pub fn file(&self) -> &Path {
        &self.folder.file
    }

    /// Tells whether the session file should be written although nothing was changed since opening.
    pub fn differs_from_file(&self) -> bool {
        self.differs_from_file
    }

    /// Notes that the session file was written.
    pub fn file_was_written(&mut self) {
        self.file_is_broken = false;
    }

    /// Takes what a person should know since the last time this was asked.
    pub fn take_notices(&mut self) -> Vec<Problem> {
        let mut notices = std::mem::take(&mut self.notices);
        notices.extend(self.engine.take_notices());
        notices
    }

    /// Takes the one that writes the session file, for a thread of its own; `None` the second time.
    pub fn take_saver(&mut self) -> Option<Saver> {
        self.saver.take()
    }

    /// Applies a change. It is on disk after [`Document::write_down`] only.
    ///
    /// # Errors
    /// Where it is refused whole; nothing is changed then.
    pub fn apply(&mut self, change: &Change) -> Result<Applied, Problem> {
        // whatever door a text came through: none with an escape in it gets further than here
        if change.edits.iter().filter_map(|edit| edit.after.as_ref()).any(is_soiled) {
            let mut change = change.clone();
            for edit in &mut change.edits {
                let cleaned = edit.after.take().map(ron_text::cleaned).transpose();
                edit.after = cleaned.map_err(|what| Problem::of_file(&self.folder.file, what))?;
            }
            return self.carefully(|session| change::apply(session, &change));
        }
        self.carefully(|session| change::apply(session, change))
    }

    /// Takes a change back.
    ///
    /// # Errors
    /// As [`Document::apply`].
    pub fn undo(&mut self, done: &Change, stamp: Stamp) -> Result<Applied, Problem> {
        self.carefully(|session| change::undo(session, done, stamp))
    }

    fn carefully(
        &mut self,
        change: impl FnOnce(&Session) -> Result<(Session, Applied), Refused>,
    ) -> Result<Applied, Problem> {
        // a session is never changed in place: after a panic the one that stood before is whole
        match catch_unwind(AssertUnwindSafe(|| change(&self.session))) {
            Ok(Ok((next, applied))) => {
                self.session = next;
                self.keep(applied.change.clone());
                Ok(applied)
            }
            Ok(Err(refused)) => Err(Problem::of_file(&self.folder.file, Wrong::ChangeRefused(refused))),
            Err(panic) => Err(Problem::of_file(&self.folder.file, Wrong::CannotWrite(words_of(&panic)))),
        }
    }

    fn keep(&mut self, change: Change) {
        if change.edits.is_empty() {
            return;
        }
        let touched: BTreeSet<ItemRef> = change.references().collect();
        let items: Vec<Item> = touched.iter().filter_map(|reference| self.session.get(*reference)).collect();
        let recorded = self.engine.record(items);
        let stumbled = recorded.is_none();
        let ops = recorded.unwrap_or_else(|| {
            self.behind.extend(touched);
            Vec::new()
        });
        if stumbled {
            // a history that has just stumbled is read again: what it wrote for these is not on disk yet
            for record in &mut self.unwritten {
                record.ops.clear();
                self.behind.extend(record.change.references());
            }
            self.outgoing.clear();
        } else {
            self.give(&ops);
        }
        self.unwritten.push(Record { change, ops });
    }

    /// Returns how many records are in memory alone.
    pub fn waiting(&self) -> usize {
        self.unwritten.iter().filter(|record| !record.change.edits.is_empty()).count()
    }

    /// Forces everything that was applied to the disk, all with one call.
    ///
    /// # Errors
    /// Where the disk refuses; everything stays in memory and is written the next time.
    pub fn write_down(&mut self) -> Result<(), Problem> {
        if self.from_before {
            self.forget_what_was_before()?;
        }
        if self.unwritten.is_empty() {
            return Ok(());
        }
        // the records say what was done to this
        self.write_base()?;
        if let Some(journal) = &mut self.journal {
            let appended = journal.append(&self.files, &self.unwritten);
            appended.map_err(|error| cannot_write(self.folder.journal(), &error))?;
        }
        self.unwritten.clear();
        Ok(())
    }

    fn write_base(&mut self) -> Result<(), Problem> {
        if let Some(bytes) = &self.not_yet_base {
            let base = self.folder.base();
            self.files.replace(&base, bytes).map_err(|error| cannot_write(base, &error))?;
            self.not_yet_base = None;
        }
        Ok(())
    }

    /// Lets the history be loaded in a thread of its own, where it is not yet; takes it once it is there.
    /// Returns `true` where there is something new to write down.
    pub fn catch_up(&mut self) -> bool {
        if self.behind.is_empty() || !self.engine.is_ready(&self.session) {
            return false;
        }
        let ops = self.engine.take_ops();
        if !ops.is_empty() {
            self.give(&ops);
            self.unwritten.push(Record { ops, ..Record::default() });
        }
        let behind = std::mem::take(&mut self.behind);
        let items: Vec<Item> = behind.iter().filter_map(|reference| self.session.get(*reference)).collect();
        let Some(ops) = self.engine.record(items) else {
            self.behind = behind;
            return false;
        };
        if !ops.is_empty() {
            self.give(&ops);
            self.unwritten.push(Record { ops, ..Record::default() });
        }
        !self.unwritten.is_empty()
    }

    fn give(&mut self, ops: &[u8]) {
        if self.streams && !ops.is_empty() {
            self.outgoing.push(ops.to_owned());
        }
    }

    /// Tells whether the history is still being loaded.
    pub fn is_loading(&self) -> bool {
        self.engine.is_loading()
    }

    /// Waits until the history is loaded, where that has begun.
    pub fn wait_for_history(&mut self) {
        self.engine.wait();
    }

    /// Tells whether the journal is so long that opening takes time.
    pub fn has_long_journal(&self) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.len() >= LONG_JOURNAL)
    }

    /// Saves the history whole and begins the journal anew, where it is long.
    /// Only right where the session file and the base hold everything.
    ///
    /// # Errors
    /// Where the disk refuses; nothing is lost then.
    pub fn tidy(&mut self) -> Result<(), Problem> {
        let ready = self.unwritten.is_empty() && self.behind.is_empty() && self.not_yet_base.is_none();
        if !ready || self.file_is_broken || !self.has_long_journal() {
            return Ok(());
        }
        let Some(snapshot) = self.engine.save() else { return Ok(()) };
        let path = self.folder.snapshot();
        self.files.replace(&path, &snapshot).map_err(|error| cannot_write(&path, &error))?;
        self.begin_journal_anew()
    }

    fn begin_journal_anew(&mut self) -> Result<(), Problem> {
        let begun = self.journal.as_mut().map_or(Ok(()), |journal| journal.begin_anew(&self.files));
        begun.map_err(|error| cannot_write(self.folder.journal(), &error))
    }

    /// Meets a session file that was changed by hand while the session was open. Returns what to take it for from now on.
    ///
    /// # Errors
    /// Where what it says could not be kept; the file should not be written over then.
    pub fn meet_hand_edit(&mut self, bytes: &[u8], stamp: &Stamp) -> Result<Mark, Problem> {
        let file = self.folder.file.clone();
        let wrong = |path: PathBuf| move |error: io::Error| cannot_write(path, &error);
        if files::read(&self.folder.next(), ron_text::LONGEST_FILE).ok().flatten().as_deref() == Some(bytes) {
            // our own writing, stopped between the file and the base: nobody changed anything by hand
            self.files.sync_folder(files::parent(&file)).map_err(wrong(file))?;
            self.files.replace(&self.folder.base(), bytes).map_err(wrong(self.folder.base()))?;
            self.differs_from_file = true;
            return Ok(Mark::of(bytes));
        }
        let read = ron_text::decode(&file, bytes.to_owned()).and_then(|text| ron_text::read(&file, &text));
        let read = read.and_then(|read| {
            let other = Wrong::Syntax("the file holds another session".to_owned());
            if read.session.id() == self.session.id() { Ok(read) } else { Err(Problem::of_file(&file, other)) }
        });
        match read {
            Ok(read) => {
                let base = self.base();
                let merge = hand::merge(base.as_ref(), &read.session, &self.session, stamp);
                self.notices.extend(read.notices);
                if merge.erased_since {
                    return self.begin_anew(merge.session, &read.session, bytes, stamp);
                }
                self.take_hand_merge(merge, &read.session, bytes);
                self.write_down()?;
            }
            // a person chooses a side, or a newer program goes on: neither file is written over
            Err(problem) if super::open::only_shown(&problem.what).is_some() => return Err(problem),
            Err(problem) => {
                let notice = keep_broken(&self.files, &self.folder, &self.at, bytes, problem)?;
                self.notices.push(notice);
                self.differs_from_file = true;
            }
        }
        Ok(Mark::of(bytes))
    }

    fn base(&self) -> Option<Session> {
        let kept = self.not_yet_base.clone();
        let bytes = kept.or_else(|| files::read(&self.folder.base(), ron_text::LONGEST_FILE).ok().flatten())?;
        let text = ron_text::decode(&self.folder.base(), bytes).ok()?;
        ron_text::read(&self.folder.base(), &text).ok().map(|read| read.session)
    }

    fn take_hand_merge(&mut self, merge: HandMerge, file: &Session, bytes: &[u8]) {
        let HandMerge { session, change, changed, removed, conflicts, from_before, erased_since: _ } = merge;
        self.differs_from_file = session != *file;
        self.session = session;
        if from_before {
            self.notices.push(Problem::of_file(&self.folder.file, Wrong::OlderEpoch));
        }
        // our own writing, cut off half way, is nobody's change
        if changed + removed.len() + conflicts > 0 {
            let edited = Wrong::HandEdited { changed, removed: removed.len(), conflicts };
            self.notices.push(Problem::of_file(&self.folder.file, edited));
        }
        if !removed.is_empty() {
            self.notices.push(Problem::of_file(&self.folder.file, Wrong::HandRemoved(removed)));
        }
        self.keep(change);
        // the file becomes the base only once the journal holds what it brought; else they meet again next time
        if self.write_down().is_ok() {
            self.files.replace(&self.folder.base(), &base_of(file, bytes, &self.session)).ok();
        }
    }

    /// Goes on with a session from which something was erased for good elsewhere: in the file first, with what this
    /// machine alone has; then everything that is from before is deleted. Cut off between, the next opening goes on.
    fn begin_anew(&mut self, session: Session, file: &Session, bytes: &[u8], stamp: &Stamp) -> Result<Mark, Problem> {
        let session = erasing::with_what_others_left(session, &self.folder, stamp);
        let kept = erasing::write_over(&self.files, &self.folder, file, &session)?;
        erasing::forget_draft(&self.files, &self.folder, &self.session, &session.session.erased)?;
        let written = if kept == 0 { bytes.to_owned() } else { ron_text::write(&session).into_bytes() };
        let mark = Mark::of(&written);
        self.notices.push(Problem::of_file(&self.folder.file, Wrong::ErasedSince { kept }));
        self.session = session;
        self.unwritten.clear();
        self.outgoing.clear();
        self.behind.clear();
        self.not_yet_base = Some(written);
        self.differs_from_file = false;
        self.file_is_broken = false;
        self.from_before = true;
        self.write_down()?;
        Ok(mark)
    }

    /// Deletes what is on disk from before something was erased for good. The session file holds the session.
    fn forget_what_was_before(&mut self) -> Result<(), Problem> {
        let wrong = |path: PathBuf| move |error: io::Error| cannot_write(path, &error);
        // one that is still being loaded would write down what it read
        self.engine.wait();
        self.notices.extend(self.engine.take_notices());
        self.engine = Engine::new(self.files.clone(), self.folder.clone(), self.at.clone());
        self.begin_journal_anew()?;
        let stays = [self.folder.journal(), self.folder.draft()];
        let stays = |path: &Path| stays.iter().any(|stays| stays == path);
        erasing::forget_history(&self.files, &self.folder, stays).map_err(wrong(self.folder.path.clone()))?;
        self.write_base()?;
        self.from_before = false;
        Ok(())
    }

    /// Keeps the unfinished line, or forgets it where it is empty.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep_draft(&mut self, line: &str) -> Result<(), Problem> {
        if self.journal.is_none() {
            return Ok(());
        }
        self.folder.keep_draft(&self.files, line)
    }

    /// Returns the unfinished line that was kept, or nothing.
    pub fn draft(&self) -> String {
        self.folder.kept_draft().unwrap_or_default()
    }
}

/// Returns what the base holds from now on for a file that was met: its bytes, without what was erased for good.
fn base_of<'a>(file: &Session, bytes: &'a [u8], session: &Session) -> Cow<'a, [u8]> {
    let mut clean = forget(file, &session.session.erased);
    if file.session.epoch < session.session.epoch {
        Arc::make_mut(&mut clean.session).epoch = session.session.epoch;
    }
    if clean == *file { Cow::Borrowed(bytes) } else { Cow::Owned(ron_text::write(&clean).into_bytes()) }
}

/// Returns what a panic said.
pub fn words_of(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the program stumbled").to_owned()
}
