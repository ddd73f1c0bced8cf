//! Owns what an open session takes in from other laptops and gives them: changes as history bytes, the meeting of two
//! histories, a whole history in the place of one's own. Never a connection.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::change::{Change, Edit};
use crate::domain::clean::{clean_line, is_soiled};
use crate::domain::desk::{Problem, Wrong};
use crate::domain::item::{Item, ItemRef};
use crate::domain::session::Session;
use crate::domain::value::Stamp;

use super::super::ballot_box::Boxes;
use super::super::engine::Engine;
use super::super::erasing;
use super::super::files::{Files, cannot_write};
use super::super::folder::Folder;
use super::super::hand;
use super::super::history::{Folds, Heads, History, HistoryError, Meeting, TakenIn};
use super::super::journal::Record;
use super::super::ron_text;
use super::super::save::Mark;
use super::Document;

/// What came in from another laptop.
#[derive(Debug, Default)]
pub struct Heard {
    /// The items that are different now.
    pub items: Vec<ItemRef>,
    /// The bytes of what was new, to be handed on; empty where nothing was.
    pub ops: Vec<u8>,
    /// The bytes of what was folded here, to be sent to everybody; empty where nothing was.
    pub folded: Vec<u8>,
    /// How many fields hold two values since, both kept.
    pub conflicts: usize,
    /// Why not all of it was taken in; what was, is above.
    pub wrong: Option<NotHeard>,
}

/// Why what another laptop sent was not taken in.
#[derive(Debug)]
pub enum NotHeard {
    /// Something is missing before it: the two are to meet anew.
    Gap,
    /// It is no history, or the history is not there.
    Not(Problem),
}

impl Document {
    /// Opens the copy of a session that no disk holds: of another program on this machine that has the session.
    ///
    /// # Errors
    /// Where the bytes are no history of a session.
    pub fn in_memory(file: &Path, history: &[u8]) -> Result<Self, Problem> {
        let history = understood(file, history)?;
        let folder = Folder::of(file, "memory");
        let files = Files::default();
        let session = history.session().0.ok_or_else(|| no_session(file))?;
        Ok(Self {
            engine: Engine::with(files.clone(), folder.clone(), String::new(), history),
            boxes: Boxes::none(files.clone(), folder.clone()),
            session,
            files,
            folder,
            at: String::new(),
            lock: None,
            journal: None,
            unwritten: Vec::new(),
            outgoing: Vec::new(),
            streams: true,
            behind: Default::default(),
            not_yet_base: None,
            saver: None,
            differs_from_file: false,
            file_is_broken: false,
            from_before: false,
            notices: Vec::new(),
        })
    }

    /// Tells whether the history is there and holds everything; begins to load it where it is not. From then on what is
    /// changed here is gathered for others.
    pub fn is_shared(&mut self) -> bool {
        if !self.engine.is_ready(&self.session) {
            return false;
        }
        self.streams = true;
        self.catch_up();
        self.behind.is_empty()
    }

    /// Waits until it is so, or cannot be.
    pub fn wait_until_shared(&mut self) -> bool {
        self.is_shared() || {
            self.engine.wait();
            self.is_shared()
        }
    }

    /// Takes what was changed here and is on disk, as history bytes, in its order.
    pub fn take_outgoing(&mut self) -> Vec<Vec<u8>> {
        if self.unwritten.is_empty() { std::mem::take(&mut self.outgoing) } else { Vec::new() }
    }

    /// Returns the name that all copies of this history share; empty where the history is not there.
    pub fn origin(&mut self) -> String {
        let Some((name, ops)) = self.engine.history().map(History::origin) else { return String::new() };
        if !ops.is_empty() {
            self.unwritten.push(Record { ops, ..Record::default() });
        }
        name
    }

    /// Tells how many items the history does not have as they are now: others cannot have them either.
    pub fn behind(&self) -> usize {
        self.behind.len()
    }

    /// Writes the session beside its file, where it is held in memory alone and nobody takes it any more. Returns where.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep_beside(&self, at: &str) -> Result<std::path::PathBuf, Problem> {
        let kept_in = self.folder.beside("unsent", at);
        let text = ron_text::write(&self.session);
        self.files.replace(&kept_in, text.as_bytes()).map_err(|error| cannot_write(&kept_in, &error))?;
        Ok(kept_in)
    }

    /// Returns where the history stands; nothing where it is not there.
    pub fn heads(&mut self) -> Heads {
        self.engine.history().map(History::heads).unwrap_or_default()
    }

    /// Tells how many changes came after `heads`.
    pub fn changes_since(&mut self, heads: &Heads) -> usize {
        self.engine.history().map_or(0, |history| history.changes_since(heads))
    }

    /// Returns the whole history's bytes.
    pub fn whole_history(&mut self) -> Option<Vec<u8>> {
        self.engine.save()
    }

    /// Returns what is to be said next to another laptop while two histories meet.
    pub fn say(&mut self, meeting: &mut Meeting) -> Option<Vec<u8>> {
        self.engine.carefully(|history| Ok(history.say(meeting)))?.ok().flatten()
    }

    /// Tells whether the other laptop has everything that is here.
    pub fn other_has_all(&mut self, meeting: &Meeting) -> bool {
        self.engine.history().is_some_and(|history| history.is_shared(meeting))
    }

    /// Takes in changes that another laptop made. They are on disk after [`Document::write_down`] only.
    ///
    /// Where something is missing before some of them, or some are no changes, that is in what is returned.
    pub fn hear(&mut self, ops: &[u8], folds: Folds) -> Heard {
        let taken = self.engine.carefully(|history| Ok(history.hear(ops, folds)));
        self.take_in(taken)
    }

    /// Takes in all that a copy of this session's history holds.
    pub fn hear_whole(&mut self, history: &[u8], folds: Folds) -> Heard {
        let taken = self.engine.carefully(|own| Ok(own.hear_whole(history, folds)));
        self.take_in(taken)
    }

    /// Takes in what another laptop said while two histories meet.
    pub fn hear_said(&mut self, meeting: &mut Meeting, said: &[u8], folds: Folds) -> Heard {
        let taken = self.engine.carefully(|history| history.hear_said(meeting, said, folds));
        self.take_in(taken)
    }

    /// Returns where this machine's history of it is.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Deletes this machine's copy: the session file and all that is known of it here.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn delete(self) -> Result<(), Problem> {
        let Self { folder, files, journal, lock, .. } = self;
        let wrong = |error: std::io::Error| cannot_write(&folder.file, &error);
        // a system that keeps open files would keep the folder
        drop((journal, lock));
        std::fs::remove_dir_all(&folder.path).map_err(wrong)?;
        // other machines' histories lie beside it in a folder that is shared; empty, it goes too
        let _ = std::fs::remove_dir(super::super::files::parent(&folder.path));
        for copy in ["broken", "format", "unsent"].into_iter().flat_map(|what| folder.copies(what)) {
            files.remove(&copy).map_err(wrong)?;
        }
        files.remove(&folder.file).map_err(wrong)
    }

    fn take_in(&mut self, taken: Option<Result<TakenIn, HistoryError>>) -> Heard {
        let file = self.folder.file.clone();
        let not = |why: String| NotHeard::Not(Problem::of_file(&file, Wrong::NotUnderstood(clean_line(&why))));
        let wrong = |error: HistoryError| match error {
            HistoryError::Gap => NotHeard::Gap,
            error @ (HistoryError::Bytes(_) | HistoryError::Write(_) | HistoryError::Said(_)) => not(error.to_string()),
        };
        let taken = match taken {
            Some(Ok(taken)) => taken,
            Some(Err(error)) => {
                // where it stumbled, it is read again from the disk: what it took in before this is to be there
                self.write_down().ok();
                return Heard { wrong: Some(wrong(error)), ..Heard::default() };
            }
            None => return Heard { wrong: Some(not("no history".to_owned())), ..Heard::default() },
        };
        self.notices.extend(taken.met.set_aside);
        // an item may be there twice: folded, and with a conflict after that
        let last: BTreeMap<ItemRef, Item> = taken.met.items.into_iter().map(|item| (item.reference(), item)).collect();
        let mut edits = Vec::new();
        for (reference, item) in last {
            let item = if is_soiled(&item) {
                match ron_text::cleaned(item) {
                    Ok(cleaned) => cleaned,
                    Err(what) => {
                        self.notices.push(Problem::of_file(&self.folder.file, what));
                        continue;
                    }
                }
            } else {
                item
            };
            let current = self.session.get(reference);
            if current.as_ref() != Some(&item) && self.may_stand(&item) {
                self.session.put(item.clone());
                edits.push(Edit { before: current, after: Some(item) });
            }
        }
        let items = edits.iter().filter_map(Edit::reference).collect();
        let heard = Heard {
            items,
            ops: taken.ops,
            folded: taken.folded,
            conflicts: taken.met.conflicts,
            wrong: taken.wrong.map(wrong),
        };
        let ops = [heard.ops.as_slice(), heard.folded.as_slice()].concat();
        if !ops.is_empty() || !edits.is_empty() {
            self.unwritten.push(Record { change: Change { stamp: Stamp::default(), edits }, ops });
        }
        heard
    }

    /// Tells whether an item from elsewhere may stand here: what was erased for good may not, nor another session's head.
    fn may_stand(&self, item: &Item) -> bool {
        let erased = self.session.session.erased.contains(&item.reference());
        let others = matches!(item, Item::Session(head) if head.id != self.session.id());
        !erased && !others
    }

    /// Goes on with the history of another laptop, and with what is here beside it. What was changed here since the two
    /// stood at `shared` is carried over, field by field. Where that is not known, the other's value stands wherever both
    /// differ, and the one here is kept as a conflict: it may be the older. Returns what the session file is to be taken for from now on; `None` where there is no file.
    ///
    /// # Errors
    /// Where the bytes are no history of this session, or the disk refuses; everything is then as it was, or is put
    /// together again at the next opening.
    pub fn adopt(&mut self, history: &[u8], shared: &Heads, stamp: &Stamp) -> Result<Option<Mark>, Problem> {
        let file = self.folder.file.clone();
        let mut history = understood(&file, history)?;
        let theirs = history.session().0.ok_or_else(|| no_session(&file))?;
        if theirs.id() != self.session.id() {
            let other = "it is the history of another session".to_owned();
            return Err(Problem::of_file(file, Wrong::NotUnderstood(other)));
        }
        let base = self.engine.history().and_then(|history| history.session_at(shared));
        let session = match &base {
            Some(base) => hand::merge(Some(base), &self.session, &theirs, stamp).session,
            None => hand::merge(None, &theirs, &self.session, stamp).session,
        };
        let new_here = |item: &Item| theirs.get(item.reference()).as_ref() != Some(item);
        let items: Vec<Item> = session.items().filter(new_here).collect();
        let new = history.record(items).map_err(|error| wrong_history(&file, &error))?;
        self.unwritten.clear();
        self.behind.clear();
        self.outgoing = if new.is_empty() { Vec::new() } else { vec![new] };
        let mark = if self.journal.is_some() {
            Some(self.adopt_on_disk(&mut history, &session)?)
        } else {
            self.session = session;
            None
        };
        self.engine = Engine::with(self.files.clone(), self.folder.clone(), self.at.clone(), history);
        self.streams = true;
        Ok(mark)
    }

    /// The file first, so that nothing is lost; then what is from before goes, and the new history comes. Cut off
    /// between, the next opening begins a history of its own, and the two are put together again.
    fn adopt_on_disk(&mut self, history: &mut History, session: &Session) -> Result<Mark, Problem> {
        let erased = &session.session.erased;
        erasing::forget_draft(&self.files, &self.folder, &self.session, erased)?;
        let bytes = ron_text::write(session).into_bytes();
        self.files.replace(&self.folder.file, &bytes).map_err(|error| cannot_write(&self.folder.file, &error))?;
        let erases = erased.len() > self.session.session.erased.len();
        self.session = session.clone();
        self.not_yet_base = Some(bytes.clone());
        self.differs_from_file = false;
        self.file_is_broken = false;
        self.from_before = erases;
        // records of the old history mean nothing beside the new base: they go before it comes
        self.begin_journal_anew()?;
        self.write_down()?;
        self.write_base()?;
        let snapshot = self.folder.snapshot();
        self.files.replace(&snapshot, &history.save()).map_err(|error| cannot_write(snapshot, &error))?;
        Ok(Mark::of(&bytes))
    }
}

/// Puts a session of another laptop onto this disk: its file, and its history beside it, so that it is opened like any
/// other.
///
/// # Errors
/// Where the bytes are no history of a session, there is such a file already, or the disk refuses.
pub fn plant(file: &Path, machine: &str, history: &[u8]) -> Result<(), Problem> {
    let whole = super::super::open::whole_path(file);
    let read = understood(&whole, history)?;
    let session = read.session().0.ok_or_else(|| no_session(&whole))?;
    let files = Files::default();
    let folder = Folder::of(&whole, machine);
    let text = ron_text::write(&session).into_bytes();
    let wrong = |error: std::io::Error| cannot_write(&whole, &error);
    files.make_folder(&folder.path).map_err(wrong)?;
    files.replace(&folder.snapshot(), history).map_err(wrong)?;
    files.replace(&folder.base(), &text).map_err(wrong)?;
    files.create(&whole, &text).map_err(wrong)
}

fn understood(file: &Path, history: &[u8]) -> Result<History, Problem> {
    let load = std::panic::catch_unwind(|| History::load(history));
    match load {
        Ok(Ok(history)) => Ok(history),
        Ok(Err(error)) => Err(wrong_history(file, &error)),
        Err(panic) => Err(Problem::of_file(file, Wrong::NotUnderstood(super::words_of(&panic)))),
    }
}

fn wrong_history(file: &Path, error: &HistoryError) -> Problem {
    Problem::of_file(file, Wrong::NotUnderstood(error.to_string()))
}

fn no_session(file: &Path) -> Problem {
    Problem::of_file(file, Wrong::NotUnderstood("it holds no session".to_owned()))
}
