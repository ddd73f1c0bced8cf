//! Opens a CSV file as spreadsheets write it: UTF-8 or Windows' own, comma, semicolon or tab.

use std::path::Path;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::guests;
use crate::store;

/// Returns a CSV file's text.
///
/// # Errors
/// Where it is not there or cannot be read.
pub(super) fn text(file: &Path) -> Result<String, Problem> {
    let bytes = store::read_bytes(file)?.ok_or_else(|| Problem::of_file(file, Wrong::NoList))?;
    Ok(guests::decode(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// Returns a reader of it, its sign between cells that of the first line. Rows may be of several lengths.
pub(super) fn reader(text: &str, headed: bool) -> csv::Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let many = |sign: char| first.matches(sign).count();
    let delimiter = if many(';') > many(',') {
        b';'
    } else if many('\t') > many(',') {
        b'\t'
    } else {
        b','
    };
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(headed).from_reader(text.as_bytes())
}
