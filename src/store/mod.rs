//! Owns files: sessions as people read them, and what this machine knows of each so that nothing is lost.
//!
//! | what | where |
//! |---|---|
//! | [`read`] a session file, its notices and places | `open`, `ron_text` |
//! | [`open`] a session to change it, [`create`] a new one | `open`, `document`, `engine` |
//! | [`write_text`], [`read_text`], [`pretty`]: text of a session file, or of any other RON file | `ron_text` |
//! | [`locate`] an item or a reference in a file's text: line and column | `place` |
//! | [`replace`] any file in one go: reports, dossiers | `files` |
//! | [`accept_removals`]: what was taken out by hand, once confirmed | `hand` |
//! | [`ballot_box`]: the secret ballots of open rounds, on the host alone | `ballot_box` |
//! | [`erasing`]: for good, with its history and copies | `erasing` |
//! | [`register`]: who stands behind the codes, on the host alone | `register` |
//! | [`thesaurus`]: the workspace's own words of the field | `thesaurus` |
//! | [`workspace`]: `find`, `list`, `files`, `new_file`; [`machine`]: this machine's name | `workspace`, `folder` |
//!
//! Never applies a change on its own account: the desk asks.

use std::path::Path;

use crate::domain::desk::Problem;

pub mod ballot_box;
pub mod document;
pub mod dossier;
mod dossier_text;
mod engine;
pub mod erasing;
pub mod files;
pub mod folder;
mod hand;
pub mod hands;
pub mod history;
pub mod journal;
mod migrate;
mod open;
pub mod parsed;
mod place;
pub mod register;
mod ron_text;
pub mod save;
pub mod standing;
pub mod thesaurus;
pub mod workspace;

pub use document::plant;
pub use folder::machine;
pub use hand::{HandMerge, accept_removals, merge as hand_merge};
pub use open::{Opened, Opening, Shown, create, open, read, read_bytes, show, whole_path};
pub use place::{at_byte, locate};
pub use ron_text::{LONGEST_FILE, Read, decode, parse, pretty, read as read_text, write as write_text};

/// Puts bytes in the place of a file, or makes it, in one go: a reader sees the old ones or the new ones.
/// The file is for its owner only where the system allows.
///
/// # Errors
/// Where the system refuses; the old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    files::Files::default().replace(path, bytes).map_err(|error| files::cannot_write(path, &error))
}
