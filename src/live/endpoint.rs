//! Owns the file by which programs on one machine find the one that has a session: a port and a secret, for their owner
//! alone, in this machine's history folder. Never what is said there.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::domain::field::from_ron;
use crate::store;
use crate::store::files::{self, Files};
use crate::store::folder::Folder;

use super::protocol::Secret;

const FIRST_LINE: &str = "// PROXIMO: a session that is open on this machine. Secret; gone once it is closed.\n";

/// The endpoint of a session that is open here.
#[derive(Debug)]
pub struct Endpoint {
    path: PathBuf,
    secret: Secret,
    written: bool,
}

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Door {
    /// The port on the loopback address.
    pub port: u16,
    /// What lets one in.
    pub secret: Secret,
}

impl Endpoint {
    /// Makes one that nobody finds yet.
    pub fn new(folder: &Folder, secret: Secret) -> Self {
        Self { path: folder.endpoint(), secret, written: false }
    }

    /// Lets others find it.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn write(&mut self, files: &Files, port: u16) -> io::Result<()> {
        let text = store::pretty(FIRST_LINE, &Door { port, secret: self.secret });
        files.replace(&self.path, text.as_bytes())?;
        self.written = true;
        Ok(())
    }

    /// Lets nobody find it any more.
    pub fn remove(&mut self, files: &Files) {
        if std::mem::take(&mut self.written) {
            let _ = files.remove(&self.path);
        }
    }
}

/// Reads where the program is that has a session; `None` where none says so.
pub fn find(folder: &Folder) -> Option<Door> {
    let bytes = files::read(&folder.endpoint(), 4096).ok().flatten()?;
    from_ron(std::str::from_utf8(&bytes).ok()?).ok()
}
