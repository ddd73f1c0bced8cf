//! Owns writing the session file: over what it was known to be alone, so that nothing done by hand is written over.
//! Never changes a session.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::session::Session;

use super::files::{self, Files, cannot_write};
use super::folder::Folder;
use super::ron_text::{self, LONGEST_FILE};

/// What a file's bytes are known by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    length: usize,
    hash: u64,
}

impl Mark {
    /// Returns the mark of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self { length: bytes.len(), hash: hasher.finish() }
    }
}

/// Writes one session file.
#[derive(Debug)]
pub struct Saver {
    files: Files,
    folder: Folder,
    known: Option<Mark>,
    /// The file is our own already and the base is not, or not for certain.
    base_lags: bool,
    /// The older format that the file is in, and the moment for the copy's name.
    older: Option<(u32, String)>,
}

/// What came of writing.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// The file holds the session; what a person should know besides.
    Written(Option<Problem>),
    /// The file was changed by hand since it was last known, to these bytes: nothing was written.
    Edited(Vec<u8>),
}

impl Saver {
    /// Makes the one that writes a file known by `known`; `None` where there was none.
    pub fn new(files: Files, folder: Folder, known: Option<Mark>, older: Option<(u32, String)>) -> Self {
        Self { files, folder, known, base_lags: false, older }
    }

    /// Takes the file for this from now on: what stands there by hand was met.
    pub fn take_for(&mut self, mark: Mark) {
        self.known = Some(mark);
    }

    /// Writes the session file, where it is different: first the bytes aside, then the file, then the base.
    ///
    /// # Errors
    /// Where the disk refuses; the file then holds what it held, or the session already.
    pub fn save(&mut self, session: &Session) -> Result<Outcome, Problem> {
        let file = self.folder.file.clone();
        let there = files::read(&file, LONGEST_FILE).map_err(|error| cannot_write(&file, &error))?;
        if let Some(bytes) = &there
            && Some(Mark::of(bytes)) != self.known
        {
            return Ok(Outcome::Edited(bytes.clone()));
        }
        let wrong = |path: PathBuf| move |error: std::io::Error| cannot_write(path, &error);
        if let Some(bytes) = there.as_deref().filter(|_| self.base_lags) {
            // a crash must not find a file that is neither the base nor the next one
            self.files.sync_folder(files::parent(&file)).map_err(wrong(file.clone()))?;
            self.replace_base(bytes)?;
            self.base_lags = false;
        }
        let text = ron_text::write(session);
        if there.as_deref() == Some(text.as_bytes()) {
            self.replace_base(text.as_bytes())?;
            return Ok(Outcome::Written(None));
        }
        let notice = self.keep_older(there.as_deref())?;
        // after a crash, a file that is neither the base nor this was changed by hand
        self.files.replace(&self.folder.next(), text.as_bytes()).map_err(wrong(self.folder.next()))?;
        let done = self.files.replace_through(&self.folder.path, &file, text.as_bytes());
        // what fails after the renaming leaves our own text there: that is no change by hand
        let ours = done.is_ok() || files::read(&file, LONGEST_FILE).ok().flatten().as_deref() == Some(text.as_bytes());
        if ours {
            self.known = Some(Mark::of(text.as_bytes()));
            self.base_lags = true;
        }
        done.map_err(wrong(file))?;
        let base = self.folder.base();
        let renamed = self.files.rename(&self.folder.next(), &base);
        renamed.and_then(|()| self.files.sync_folder(&self.folder.path)).map_err(wrong(base))?;
        self.base_lags = false;
        Ok(Outcome::Written(notice))
    }

    fn replace_base(&self, bytes: &[u8]) -> Result<(), Problem> {
        let base = self.folder.base();
        let known = files::read(&base, LONGEST_FILE).ok().flatten();
        if known.as_deref() == Some(bytes) {
            return Ok(());
        }
        self.files.replace(&base, bytes).map_err(|error| cannot_write(&base, &error))
    }

    fn keep_older(&mut self, there: Option<&[u8]>) -> Result<Option<Problem>, Problem> {
        let (Some((from, at)), Some(bytes)) = (&self.older, there) else { return Ok(None) };
        let kept_in = self.folder.beside(&format!("format-{from}"), at);
        self.files.replace(&kept_in, bytes).map_err(|error| cannot_write(&kept_in, &error))?;
        let notice = Problem::of_file(&self.folder.file, Wrong::Migrated { from: *from, kept_in });
        self.older = None;
        Ok(Some(notice))
    }
}
