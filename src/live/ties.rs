//! Owns what is kept on this machine of a session's other laptops: who may come back, and where the host is.
//! A file for its owner alone in this machine's history folder; never in the session file, never sent whole.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::desk::Problem;
use crate::domain::field::from_ron;
use crate::domain::id::TableId;
use crate::domain::link::{LaptopId, Part};
use crate::store;
use crate::store::files::{self, Files, cannot_write};
use crate::store::history::Heads;

use super::protocol::Secret;

const FIRST_LINE: &str = "// PROXIMO: who may come back to this session. Secret; do not copy it, do not edit it.\n";
const LONGEST: u64 = 1024 * 1024;

/// What is kept.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Ties {
    /// The host's term: whoever hosts a session after another does so under a higher one.
    pub term: u64,
    /// The code that lets one in; empty where none was drawn yet.
    pub code: String,
    /// The port on the network, so that it is the same the next time; 0 where none was had yet.
    pub port: u16,
    /// Whether the session was open to the network.
    pub open: bool,
    /// The host's own name and table.
    pub name: String,
    /// The host's own table.
    pub table: Option<TableId>,
    /// What opens the session at whoever hosts it later.
    pub family: Secret,
    /// Who may come back.
    pub guests: BTreeMap<LaptopId, Guest>,
    /// The host, where this laptop joined.
    pub host: Option<HostTie>,
}

/// A laptop that may come back.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Guest {
    /// With which.
    pub token: Secret,
    /// The name the person gave.
    pub name: String,
    /// Their table.
    pub table: Option<TableId>,
    /// What it is here for.
    pub part: Part,
}

/// Where the host is, and with what it lets this laptop in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct HostTie {
    /// What its person is called.
    pub name: String,
    /// Where it was found last: `192.168.1.20:7331`.
    pub address: String,
    /// Which laptop this one is there.
    pub id: LaptopId,
    /// With which it comes back.
    pub token: Secret,
    /// What this one is here for.
    pub part: Part,
    /// The name one gave.
    pub me: String,
    /// One's table.
    pub table: Option<TableId>,
    /// Where the history stood when the host had everything.
    pub shared: Heads,
}

impl Ties {
    /// Reads them; none where there are none yet, or they cannot be read: then everybody says the code again.
    pub fn read(path: &Path) -> Self {
        let bytes = files::read(path, LONGEST).ok().flatten();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| from_ron(&text).ok()).unwrap_or_default()
    }

    /// Keeps them.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep(&self, files: &Files, path: &Path) -> Result<(), Problem> {
        let text = store::pretty(FIRST_LINE, self);
        files.replace(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))
    }
}

/// Draws a secret.
pub fn draw(random: fn() -> u64) -> Secret {
    let mut secret = Secret::default();
    for part in secret.0.chunks_exact_mut(8) {
        part.copy_from_slice(&random().to_le_bytes());
    }
    secret
}
