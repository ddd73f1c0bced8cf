//! Owns where a session's history lies on this machine, the lock on it, and this machine's own name; and the text there that is
//! unfinished, kept and read as it is. Never what the other files there hold.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::clean::clean;
use crate::domain::desk::Problem;
use crate::domain::id::Code;

use super::files::{self, Files};
use super::open;

/// The longest text that is unfinished: 16 MiB.
const LONGEST_DRAFT: u64 = 16 * 1024 * 1024;

/// How often a lock that is held elsewhere is tried, and how long apart: 100 ms in all.
const LOCK_TRIES: usize = 20;
const LOCK_PAUSE: std::time::Duration = std::time::Duration::from_millis(5);

/// This machine's history of one session: `sessions/.history/<session>/<machine>/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folder {
    /// The session file.
    pub file: PathBuf,
    /// The folder.
    pub path: PathBuf,
}

impl Folder {
    /// Names the folder of a session file on a machine.
    pub fn of(file: &Path, machine: &str) -> Self {
        let stem = file.file_stem().unwrap_or_default();
        Self { file: file.to_owned(), path: files::parent(file).join(".history").join(stem).join(machine) }
    }

    /// Returns the path of the history as it was saved whole.
    pub fn snapshot(&self) -> PathBuf {
        self.path.join("snapshot.am")
    }

    /// Returns the path of the journal.
    pub fn journal(&self) -> PathBuf {
        self.path.join("journal")
    }

    /// Returns the path of the session file's text as the program last knew it.
    pub fn base(&self) -> PathBuf {
        self.path.join("base.ron")
    }

    /// Returns the path of the text that is about to become the session file's.
    pub fn next(&self) -> PathBuf {
        self.path.join("next.ron")
    }

    /// Returns the path of what is kept of other laptops: who may come back. It says nothing of what the session holds.
    pub fn ties(&self) -> PathBuf {
        self.path.join("ties.ron")
    }

    /// Returns the path by which other programs on this machine find the one that has the session.
    pub fn endpoint(&self) -> PathBuf {
        self.path.join("endpoint.ron")
    }

    /// Returns the path of the unfinished line.
    pub fn draft(&self) -> PathBuf {
        self.path.join("draft.txt")
    }

    /// Keeps what is unfinished, or forgets it where it is empty.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn keep_draft(&self, files: &Files, text: &str) -> Result<(), Problem> {
        let (path, text) = (self.draft(), clean(text));
        let done = if text.is_empty() { files.remove(&path) } else { files.replace(&path, text.as_bytes()) };
        done.map_err(|error| files::cannot_write(path, &error))
    }

    /// Returns what was unfinished and was kept, or nothing.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn kept_draft(&self) -> Result<String, Problem> {
        let bytes = open::read_at_most(&self.draft(), LONGEST_DRAFT)?.unwrap_or_default();
        Ok(clean(&String::from_utf8_lossy(&bytes)))
    }

    /// Returns a path for something that is put aside at a moment: `aside-20260312-140211.journal`.
    pub fn aside(&self, at: &str, name: &str) -> PathBuf {
        free(&self.path, &format!("aside-{at}"), name)
    }

    /// Returns a path beside the session file for a copy of it: `tavolo-2.broken-20260312-140211.ron`.
    pub fn beside(&self, what: &str, at: &str) -> PathBuf {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        free(files::parent(&self.file), &format!("{stem}.{what}-{at}"), "ron")
    }

    /// Returns the copies that [`Folder::beside`] named.
    pub fn copies(&self, what: &str) -> Vec<PathBuf> {
        let begins = format!("{}.{what}-", self.file.file_stem().unwrap_or_default().to_string_lossy());
        let is_named =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&begins));
        files::entries(files::parent(&self.file)).into_iter().filter(is_named).collect()
    }

    /// Takes the lock on the folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where there is no right to.
    pub fn lock(&self, files: &Files) -> io::Result<Locked> {
        if !self.path.is_dir() {
            files.make_folder(&self.path)?;
        }
        let ignored = files::parent(files::parent(&self.path)).join(".gitignore");
        if !ignored.exists() {
            // histories are this machine's own: git leaves them alone
            files.replace(&ignored, b"*\n")?;
        }
        let lock = files.open_end(&self.path.join("lock"))?;
        // a process that is just being started holds for a moment whatever the one that starts it has open
        for _ in 0..LOCK_TRIES {
            match lock.try_lock() {
                Ok(()) => {
                    files.sweep(&self.path);
                    return Ok(Locked::Mine(lock));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(Locked::Elsewhere)
    }
}

/// Whose a lock is.
#[derive(Debug)]
pub enum Locked {
    /// This process's, as long as the file is held.
    Mine(File),
    /// Another process's.
    Elsewhere,
}

fn free(folder: &Path, name: &str, extension: &str) -> PathBuf {
    let paths = (1..).map(|number| match number {
        1 => folder.join(format!("{name}.{extension}")),
        number => folder.join(format!("{name}-{number}.{extension}")),
    });
    paths.into_iter().find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// Returns this machine's name, kept in `config`; draws one from `random` where there is none yet.
/// Where it cannot be kept, the name is `local`, so that a history is found again all the same.
pub fn machine(config: &Path, random: u64) -> String {
    let path = config.join("machine");
    let known = files::read(&path, 1024).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some(name) = known.map(|name| name.trim().to_owned()).filter(|name| name.parse::<Code>().is_ok()) {
        return name;
    }
    let name = Code::from_bits(random).as_str().to_owned();
    let files = Files::default();
    let kept = files.make_folder(config).and_then(|()| files.replace(&path, format!("{name}\n").as_bytes()));
    if kept.is_ok() { name } else { "local".to_owned() }
}
