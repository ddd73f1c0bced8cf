//! Owns the workspace's own words of the field, `thesaurus.ron` at its root: reads them with the place of whatever is wrong.
//! Never writes them.

use std::path::{Path, PathBuf};

use crate::domain::desk::Problem;
use crate::synthesis::thesaurus::Entries;

use super::{decode, parse, read_bytes};

/// What the file is called.
pub const FILE: &str = "thesaurus.ron";

/// Returns where the words of a workspace are.
pub fn file_of(workspace: &Path) -> PathBuf {
    workspace.join(FILE)
}

/// Reads the words of a workspace; `None` where it has none of its own.
///
/// # Errors
/// As [`read_file`].
pub fn read(workspace: &Path) -> Result<Option<Entries>, Problem> {
    read_file(&file_of(workspace))
}

/// Reads a file of words; `None` where there is no such file.
///
/// # Errors
/// Where the file is there and cannot be understood: with line, column and what is wrong.
pub fn read_file(file: &Path) -> Result<Option<Entries>, Problem> {
    let Some(bytes) = read_bytes(file)? else { return Ok(None) };
    parse(file, &decode(file, bytes)?).map(Some)
}
