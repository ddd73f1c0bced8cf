//! Owns opening a session: its file, what this machine knows of it, and whatever happened in between.
//! Never changes the session file; that is `save`'s.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::desk::{Problem, ReadOnly, Wrong};
use crate::domain::erasing::{forget, is_from_before};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::Stamp;

use super::document::{Document, Parts};
use super::erasing;
use super::files::{self, Files, cannot_write};
use super::folder::{Folder, Locked};
use super::hand::{self, HandMerge};
use super::history::History;
use super::journal::{self, Journal, Record};
use super::ron_text::{self, LONGEST_FILE};

/// Who opens a session, and when.
#[derive(Clone, Debug)]
pub struct Opening {
    /// This machine's name: `folder::machine`.
    pub machine: String,
    /// The moment, for what is put aside and for conflicts.
    pub now: Moment,
    /// The way to the disk.
    pub files: Files,
}

/// A session that was opened.
#[derive(Debug)]
pub enum Opened {
    /// It can be changed.
    Writable(Box<Document>),
    /// It is only shown.
    Shown(Box<Shown>),
}

/// A session that is only shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Shown {
    /// The session.
    pub session: Session,
    /// Why it is only shown.
    pub why: ReadOnly,
    /// What a person should know.
    pub notices: Vec<Problem>,
}

/// Opens a session file. What was acknowledged is there, whatever happened since.
///
/// # Errors
/// Where the file is missing or cannot be read, and this machine knows no good state of it.
pub fn open(file: &Path, opening: &Opening) -> Result<Opened, Problem> {
    let folder = Folder::of(&whole_path(file), &opening.machine);
    if folder.file.metadata().is_ok_and(|file| file.permissions().readonly()) {
        return show(&folder, opening, ReadOnly::NoRight).map(|shown| Opened::Shown(Box::new(shown)));
    }
    // what is no session gets no folder
    if !folder.path.exists() {
        read_file(&folder.file)?;
    }
    match folder.lock(&opening.files) {
        Ok(Locked::Mine(lock)) => {
            match begin(&folder, opening) {
                Ok(Opened::Writable(mut document)) => {
                    document.hold(lock);
                    Ok(Opened::Writable(document))
                }
                Ok(Opened::Shown(shown)) => Ok(Opened::Shown(shown)),
                // no room or no right for what this machine keeps: the session can be read all the same
                Err(problem) => match no_place(&problem.what) {
                    Some(why) => show_because(&folder, opening, why, problem),
                    None => Err(problem),
                },
            }
        }
        Ok(Locked::Elsewhere) => {
            show(&folder, opening, ReadOnly::OpenElsewhere).map(|shown| Opened::Shown(Box::new(shown)))
        }
        Err(error) => {
            let problem = cannot_write(&folder.path, &error);
            show_because(&folder, opening, no_place(&problem.what).unwrap_or(ReadOnly::NoRight), problem)
        }
    }
}

fn no_place(what: &Wrong) -> Option<ReadOnly> {
    let reasons = [(Wrong::DiskFull, ReadOnly::DiskFull), (Wrong::NoRight, ReadOnly::NoRight)];
    reasons.into_iter().find(|(wrong, _)| wrong == what).map(|(_, why)| why)
}

/// Tells which files are shown and never written over, although this machine knows a good state of them.
pub fn only_shown(what: &Wrong) -> Option<ReadOnly> {
    let marked = (*what == Wrong::ConflictMarkers).then_some(ReadOnly::ConflictMarked);
    marked.or(matches!(what, Wrong::NewerFormat { .. }).then_some(ReadOnly::Newer))
}

fn show_because(folder: &Folder, opening: &Opening, why: ReadOnly, problem: Problem) -> Result<Opened, Problem> {
    let mut shown = show(folder, opening, why)?;
    if !shown.notices.contains(&problem) {
        shown.notices.push(problem);
    }
    Ok(Opened::Shown(Box::new(shown)))
}

/// Makes a session file that is not there yet, and opens it.
///
/// # Errors
/// Where there is such a file already, or it cannot be written.
pub fn create(file: &Path, session: &Session, opening: &Opening) -> Result<Opened, Problem> {
    let files = &opening.files;
    files.make_folder(files::parent(file)).map_err(|error| cannot_write(file, &error))?;
    let path = whole_path(file);
    files.create(&path, ron_text::write(session).as_bytes()).map_err(|error| cannot_write(file, &error))?;
    open(&path, opening)
}

/// Reads a session as it stands now, changing nothing: for looking while another process has it.
///
/// # Errors
/// As [`open`].
pub fn show(folder: &Folder, opening: &Opening, why: ReadOnly) -> Result<Shown, Problem> {
    let file = read_file(&folder.file);
    let known = match Known::look(folder, file.as_ref().ok().map(|(bytes, read)| (bytes.as_slice(), &read.session))) {
        Ok(known) => known,
        // the file alone says what it can
        Err(problem) => {
            let (_, read) = file?;
            let notices = read.notices.into_iter().chain([problem]).collect();
            return Ok(Shown { session: read.session, why, notices });
        }
    };
    let (session, notices) = match (file, known.state()) {
        (Ok((bytes, read)), Some((state, _))) if state.id() == read.session.id() => {
            let merge = known.meet(&bytes, &read.session, &state, opening.now);
            (merge.map_or(state, |merge| merge.session), read.notices)
        }
        (Ok((_, read)), _) => (forget(&read.session, &read.session.session.erased), read.notices),
        (Err(problem), Some((state, mut notices))) => {
            notices.push(problem);
            (state, notices)
        }
        (Err(problem), None) => return Err(problem),
    };
    Ok(Shown { session, why, notices })
}

/// Reads a session file on its own.
///
/// # Errors
/// Where it is missing, cannot be read or is no session.
pub fn read(file: &Path) -> Result<ron_text::Read, Problem> {
    read_file(file).map(|(_, read)| read)
}

fn read_file(file: &Path) -> Result<(Vec<u8>, ron_text::Read), Problem> {
    let bytes = read_bytes(file)?.ok_or_else(|| Problem::of_file(file, Wrong::Missing))?;
    let text = ron_text::decode(file, bytes.clone())?;
    let read = ron_text::read(file, &text)?;
    Ok((bytes, read))
}

/// Reads a file that is no longer than a session file can be; `None` where there is none.
///
/// # Errors
/// Where it is longer, or the system refuses.
pub fn read_bytes(file: &Path) -> Result<Option<Vec<u8>>, Problem> {
    read_at_most(file, LONGEST_FILE)
}

/// Reads a file that has at most so many bytes; `None` where there is none.
///
/// # Errors
/// As [`read_bytes`].
pub fn read_at_most(file: &Path, most: u64) -> Result<Option<Vec<u8>>, Problem> {
    files::read(file, most).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::FileTooLarge => {
                Wrong::TooLarge { bytes: file.metadata().map_or(0, |file| file.len()), most }
            }
            _ => Wrong::Unreadable(error.to_string()),
        };
        Problem::of_file(file, what)
    })
}

/// Returns the path with its folder's links and dots resolved, so that one session has one history.
pub fn whole_path(file: &Path) -> PathBuf {
    let folder = files::parent(file);
    match (folder.canonicalize(), file.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        (Err(_), _) | (_, None) => file.to_owned(),
    }
}

/// What this machine knows of a session, as its folder says it.
pub struct Known {
    /// The session file's bytes as the program last knew them.
    base: Option<Vec<u8>>,
    /// The bytes that were about to become the session file's.
    next: Option<Vec<u8>>,
    base_session: Option<Session>,
    next_session: Option<Session>,
    scan: journal::Scan,
    folder: Folder,
}

impl Known {
    /// Looks at the folder. Of the file what was read already is taken, where it is what the base holds.
    ///
    /// # Errors
    /// Where something is there and cannot be read: what is not known is never taken for nothing.
    fn look(folder: &Folder, file: Option<(&[u8], &Session)>) -> Result<Self, Problem> {
        let (base, next) = (read_bytes(&folder.base())?, read_bytes(&folder.next())?);
        let session = |bytes: &Option<Vec<u8>>| {
            let bytes = bytes.as_deref()?;
            if let Some((_, session)) = file.filter(|(file, _)| *file == bytes) {
                return Some(session.clone());
            }
            let text = ron_text::decode(&folder.base(), bytes.to_owned()).ok()?;
            ron_text::read(&folder.base(), &text).ok().map(|read| read.session)
        };
        let (base_session, next_session) = (session(&base), session(&next));
        let journal = folder.journal();
        let unreadable = |error: io::Error| Problem::of_file(&journal, Wrong::Unreadable(error.to_string()));
        let scan = journal::look(&journal).map_err(unreadable)?;
        Ok(Self { base, next, base_session, next_session, scan, folder: folder.clone() })
    }

    /// Returns the session as this machine left it: what the file said, and every record since.
    /// Without the base, what the history leads to, and what of it could not be read.
    fn state(&self) -> Option<(Session, Vec<Problem>)> {
        let begun = self.base_session.clone().or_else(|| self.next_session.clone());
        let (begun, notices) = begun.map(|session| (session, Vec::new())).or_else(|| self.history_says())?;
        let state = replay(begun, &self.scan.records);
        Some((forget(&state, &state.session.erased), notices))
    }

    /// Returns the session as this machine left it; where the records are all that is left, what they hold under the
    /// head of the file.
    fn state_or_records(&self, file: &Session) -> Option<(Session, Vec<Problem>)> {
        self.state().or_else(|| {
            let head = file.session.as_ref().clone();
            let records = &self.scan.records;
            (!records.is_empty()).then(|| (replay(Session::new(head), records), Vec::new()))
        })
    }

    /// Tells whether what this machine knows is from before something was erased for good from the file.
    fn is_from_before(&self, file: &Session) -> bool {
        let erased = &file.session.erased;
        let Some((state, _)) = self.state_or_records(file).filter(|(state, _)| state.id() == file.id()) else {
            return false;
        };
        let records = || self.scan.records.iter().flat_map(|record| record.change.references());
        let holds = |session: &Session| erased.iter().any(|item| session.get(*item).is_some());
        is_from_before(&state, file)
            || (!erased.is_empty() && records().any(|item| erased.contains(&item)))
            || [&self.base_session, &self.next_session].into_iter().flatten().any(holds)
    }

    fn history_says(&self) -> Option<(Session, Vec<Problem>)> {
        let snapshot = files::read(&self.folder.snapshot(), u64::MAX).ok().flatten()?;
        let (session, set_aside) = History::load(&snapshot).ok()?.session();
        session.map(|session| (session, set_aside))
    }

    /// Returns the session that the file stood for when the program last knew it.
    fn base_for(&self, file: &[u8]) -> Option<&Session> {
        // the file had taken its place already when the program ended
        if self.next.as_deref() == Some(file) { self.next_session.as_ref() } else { self.base_session.as_ref() }
    }

    fn is_known(&self, file: &[u8]) -> bool {
        self.base.as_deref() == Some(file) || self.next.as_deref() == Some(file)
    }

    /// Lets the file meet the state; `None` where the file is as it was known.
    fn meet(&self, file: &[u8], read: &Session, state: &Session, now: Moment) -> Option<HandMerge> {
        let stamp = Stamp { at: now, by: String::new() };
        (!self.is_known(file)).then(|| hand::merge(self.base_for(file), read, state, &stamp))
    }
}

/// Returns the session with what one machine's folder alone holds: what its journal says since the base, and what it
/// knows to be erased. `None` where there is nothing of the kind.
///
/// # Errors
/// Where something is there and cannot be read.
pub(super) fn with_unsaved(session: &Session, folder: &Folder, stamp: &Stamp) -> Result<Option<Session>, Problem> {
    let known = Known::look(folder, None)?;
    let Some((state, _)) = known.state_or_records(session).filter(|(state, _)| state.id() == session.id()) else {
        return Ok(None);
    };
    let base = known.base_session.as_ref().or(known.next_session.as_ref());
    if base == Some(&state) && !is_from_before(session, &state) {
        return Ok(None);
    }
    Ok(Some(hand::merge(base, session, &state, stamp).session))
}

/// Puts what each record left in its place, in their order.
pub fn replay(mut session: Session, records: &[Record]) -> Session {
    for edit in records.iter().flat_map(|record| &record.change.edits) {
        edit.after.clone().into_iter().for_each(|item| session.put(item));
    }
    session
}

/// The session file, and what this machine knows of it.
struct Found {
    file: Option<Vec<u8>>,
    read: Result<ron_text::Read, Problem>,
    known: Known,
}

impl Found {
    fn look(folder: &Folder) -> Result<Self, Problem> {
        let file = read_bytes(&folder.file)?;
        let read = match &file {
            Some(bytes) => {
                ron_text::decode(&folder.file, bytes.clone()).and_then(|text| ron_text::read(&folder.file, &text))
            }
            None => Err(Problem::of_file(&folder.file, Wrong::Missing)),
        };
        let known = Known::look(folder, file.as_deref().zip(read.as_ref().ok().map(|read| &read.session)))?;
        Ok(Self { file, read, known })
    }
}

pub(super) fn begin(folder: &Folder, opening: &Opening) -> Result<Opened, Problem> {
    let files = opening.files.clone();
    let at = opening.now.get().format("%Y%m%d-%H%M%S").to_string();
    let mut found = Found::look(folder)?;
    let mut notices = Vec::new();
    if let Ok(read) = &found.read
        && found.known.is_from_before(&read.session)
    {
        // an erasing that was cut off here, or one elsewhere whose file arrived: the rest of it is done
        let before = found.known.state_or_records(&read.session).map(|(state, _)| state).unwrap_or_default();
        let kept = erasing::begin_anew(folder, opening, &before, &read.session)?;
        notices.push(Problem::of_file(&folder.file, Wrong::ErasedSince { kept }));
        found = Found::look(folder)?;
    }
    let Found { file, read, known } = found;
    let state = match &read {
        // the records alone: what they hold and the file meet like two files without a base
        Ok(read) => known.state_or_records(&read.session),
        Err(_) => known.state(),
    };
    let state = state.map(|(state, said)| {
        notices.extend(said);
        state
    });
    if let (Err(problem), Some(_)) = (&read, &state)
        && let Some(why) = only_shown(&problem.what)
    {
        return show_because(folder, opening, why, problem.clone());
    }
    let journal_path = folder.journal();
    let wrong = |error: &io::Error| cannot_write(&folder.path, error);
    let (journal, aside) =
        Journal::open(&files, &journal_path, &known.scan, &folder.aside(&at, "journal")).map_err(|e| wrong(&e))?;
    if let Some(aside) = aside {
        let what = match aside.not_understood {
            Some(why) => Wrong::HistorySetAside { kept_in: aside.kept_in, why },
            None => Wrong::JournalCut { bytes: aside.bytes, kept_in: aside.kept_in },
        };
        notices.push(Problem::of_file(&journal_path, what));
    }
    let same = |read: &ron_text::Read| state.as_ref().is_some_and(|state| state.id() == read.session.id());
    let mut parts =
        Parts { files, folder: folder.clone(), journal, at, known_file: file.clone(), older: None, notices };
    let mut document = match (read, &state) {
        (Ok(read), Some(_)) if same(&read) => {
            let state = state.clone().unwrap_or_default();
            let bytes = file.unwrap_or_default();
            parts.notices.extend(read.notices);
            parts.older = read.older;
            parts.finish_rename(&known.next, &bytes)?;
            let records = &known.scan.records;
            match known.meet(&bytes, &read.session, &state, opening.now) {
                None => Document::at(parts, state, &read.session, records),
                Some(merge) => Document::with_hand_edit(parts, merge, &read.session, &bytes, records),
            }
        }
        (Ok(read), other) => {
            // another session under this name: what was known of the old one is of no use to it
            if other.is_some() || !parts.journal.is_empty() {
                parts.set_history_aside("the file holds another session")?;
            }
            parts.older = read.older;
            parts.notices.extend(read.notices);
            Document::new(parts, &read.session)
        }
        (Err(problem), Some(state)) => {
            match &file {
                Some(bytes) => parts.keep_broken(bytes, problem)?,
                None => parts.notices.push(problem),
            }
            Document::rebuilt(parts, state.clone(), &known.scan.records)
        }
        (Err(problem), None) => return Err(problem),
    };
    document.settle_boxes();
    Ok(Opened::Writable(Box::new(document)))
}
