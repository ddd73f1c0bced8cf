//! `proximo import`: what other programs hold, taken into sessions. Everything is shown before anything is taken.

mod deliberation;
mod practices;

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::preparing::bytes;
use super::{Call, DONE, USAGE};
use crate::domain::clean::clean_line;
use crate::domain::dates;
use crate::domain::desk::{Problem, Wrong};
use crate::domain::guests::yes_or_no;
use crate::domain::importing::decoding::{Encoding, decode};
use crate::domain::importing::sheet::Sheet;
use crate::domain::time::Day;
use crate::text::{cli as cli_words, import as words};

const MIB: u64 = 1024 * 1024;
/// The longest table that is read, in bytes.
const LONGEST_TABLE: u64 = 64 * MIB;

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ImportArgs {
    /// Practices from a table.
    Csv(CsvArgs),
    /// A deliberation held with Polis.
    Polis(PolisArgs),
}

/// Practices from a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CsvArgs {
    /// The table.
    pub file: PathBuf,
    /// Where they go.
    pub target: Target,
    /// What a person says of columns: `column=field`.
    pub map: Vec<String>,
    /// Whether nothing is asked, or nothing is done.
    pub consent: Consent,
}

/// Where practices go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Into a session that is there.
    Into(PathBuf),
    /// Into a new one.
    New {
        /// Its title.
        title: String,
        /// Its day, as it was written; none for today.
        date: Option<String>,
    },
}

/// A deliberation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolisArgs {
    /// The folder of the export, or its two files.
    pub paths: Vec<PathBuf>,
    /// The session's title; none for the export's topic.
    pub title: Option<String>,
    /// Its day, as it was written; none for today.
    pub date: Option<String>,
    /// Whether nothing is asked, or nothing is done.
    pub consent: Consent,
}

/// Whether something is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Consent {
    /// A person at the terminal says.
    #[default]
    Asked,
    /// It is done without asking.
    Given,
    /// It is only shown.
    DryRun,
}

/// Takes in what is asked for. Returns the exit code.
pub fn run(call: &mut Call<'_>, args: &ImportArgs) -> u8 {
    match args {
        ImportArgs::Csv(args) => practices::run(call, args),
        ImportArgs::Polis(args) => deliberation::run(call, args),
    }
}

/// Reads a table. `None` where it cannot be read: why was told, with the remedy.
fn table(call: &mut Call<'_>, file: &Path) -> Option<(Sheet, Encoding)> {
    let bytes = match bytes(file, LONGEST_TABLE) {
        Ok(bytes) => bytes,
        Err(Problem { what: Wrong::TooLarge { bytes, most }, .. }) => {
            let says = words::too_large(call.lang, bytes / MIB, most / MIB);
            tell_at(call, file, None, &says);
            return None;
        }
        Err(problem) => {
            call.tell_problem(&problem);
            return None;
        }
    };
    let decoded = match decode(&bytes) {
        Ok(decoded) => decoded,
        Err(why) => {
            let (line, says) = words::no_text(call.lang, why);
            tell_at(call, file, line, says);
            return None;
        }
    };
    match Sheet::read(&decoded.text) {
        Ok(sheet) => Some((sheet, decoded.encoding)),
        Err(why) => {
            let (line, says) = words::no_sheet(call.lang, &why);
            tell_at(call, file, line, says);
            None
        }
    }
}

/// Says what is wrong in a file, with the line where one can be named.
fn tell_at(call: &mut Call<'_>, file: &Path, line: Option<usize>, says: &str) {
    let file = clean_line(&file.display().to_string());
    let says = match line {
        Some(line) => words::line(call.lang, &file, line, says),
        None => words::file(call.lang, &file, says),
    };
    call.tell(&says);
}

/// Returns the day that is meant, today where none is said. `None` where it is none: that was told.
fn day(call: &mut Call<'_>, said: Option<&str>) -> Option<Day> {
    let today = super::surroundings().today();
    let day = said.map_or(Some(today), |said| dates::date(said, today));
    if day.is_none() {
        call.tell(&cli_words::not_a_day(call.lang, said.unwrap_or_default()));
    }
    day
}

/// Asks whether what was shown is done; the exit code where it is not.
fn agreed(call: &mut Call<'_>, consent: Consent, question: &str) -> Result<(), u8> {
    match consent {
        Consent::Given => return Ok(()),
        Consent::DryRun => {
            call.tell(words::dry_run(call.lang));
            return Err(DONE);
        }
        Consent::Asked => {}
    }
    if !std::io::stdin().is_terminal() {
        call.tell(words::needs_yes(call.lang));
        return Err(USAGE);
    }
    call.say(&format!("{question} {}", words::yes_or_no(call.lang)));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    if read.is_ok() && yes_or_no(answer.trim()) == Some(true) {
        return Ok(());
    }
    call.tell(words::nothing_taken(call.lang));
    Err(DONE)
}

/// Returns a text on one line, cut where it is long.
fn cut(text: &str) -> String {
    const SHOWN: usize = 70;
    let line = clean_line(text.trim());
    let short: String = line.chars().take(SHOWN).collect();
    if short == line { short } else { format!("{short}…") }
}
