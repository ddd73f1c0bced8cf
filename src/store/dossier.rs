//! Owns `proposals/wp3.ron`: reads it with the place of whatever is wrong, writes it in one go and only where it changed.
//! Never merges.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::field::ron_options;
use crate::synthesis::dossier::{Dossier, FORMAT};
use crate::synthesis::words::Words;

use super::files::Files;
use super::folder::{Folder, Locked};
use super::open::read_at_most;
use super::parsed::Last;
use super::{at_byte, decode, dossier_text, files, parse, replace};

/// The longest dossier that is read: 1 GiB. One of a thousand sessions has more than a hundred megabytes.
const LONGEST_DOSSIER: u64 = 1024 * 1024 * 1024;

/// What the dossier's file is called.
pub const FILE: &str = "wp3.ron";

/// What the report beside it is called.
pub const REPORT: &str = "wp3.md";

const FIRST_LINE: &str = "\
// PROXIMO: the dossier of WP3. Your words and choices go into the fields called \"human\": they survive every merge.
// Everything else is computed anew from the sessions. Comments are lost when the program writes the file again.
// In a strategy, for example:  human: (name: \"…\", order: 1, order_reason: \"…\", fields: {What: \"…\"},
//   added: [\"ses_…/pra_…\"], removed: {\"ses_…/pra_…\": \"why\"}, dropped: (reason: \"…\", by: \"…\")),
// in a match:  human: (verdict: Same, by: \"…\", reason: \"…\"),  where Different and Later can be said too.
";

/// Returns where the dossier of a workspace is.
pub fn file_of(workspace: &Path) -> PathBuf {
    workspace.join("proposals").join(FILE)
}

/// Reads a dossier; `None` where there is no such file.
///
/// # Errors
/// Where the file is there and is no dossier of a format that this program reads: with line, column and what is wrong.
pub fn read(file: &Path) -> Result<Option<Dossier>, Problem> {
    read_dossier(file)?.map(|bytes| of_bytes(file, bytes)).transpose()
}

/// Reads a dossier from a file's bytes.
fn of_bytes(file: &Path, bytes: Vec<u8>) -> Result<Dossier, Problem> {
    let text = decode(file, bytes)?;
    let dossier = parse_text(file, &text)?;
    twice(file, &text, &dossier).map_or(Ok(dossier), Err)
}

/// Finds an id that two strategies or two matches have: of one of them a person's words would be lost.
fn twice(file: &Path, text: &str, dossier: &Dossier) -> Option<Problem> {
    let strategies = dossier.strategies.iter().filter_map(|strategy| strategy.id).map(|id| id.to_string());
    let matches = dossier.matches.iter().filter_map(|one| one.id).map(|id| id.to_string());
    let mut seen = BTreeSet::new();
    let id = strategies.chain(matches).find(|id| !seen.insert(id.clone()))?;
    let second = text.match_indices(&format!("id: \"{id}\"")).nth(1).map_or(0, |(byte, _)| byte);
    let what = Wrong::Syntax(format!("the id {id} stands here twice; give one of the two another id"));
    Some(Problem { place: Some(at_byte(file, text, second)), what })
}

fn parse_text(file: &Path, text: &str) -> Result<Dossier, Problem> {
    let marked = text.starts_with("<<<<<<< ").then_some(0).or_else(|| text.find("\n<<<<<<< ").map(|at| at + 1));
    if let Some(byte) = marked {
        return Err(Problem { place: Some(at_byte(file, text, byte)), what: Wrong::ConflictMarkers });
    }
    /// The format alone, whatever else a newer program writes.
    #[derive(Deserialize)]
    struct Probe {
        format: u32,
    }
    let format = ron_options().from_str::<Probe>(text).map(|probe| probe.format);
    let here = || text.find("format").map(|byte| at_byte(file, text, byte));
    match format {
        Ok(found) if found > FORMAT => {
            Err(Problem { place: here(), what: Wrong::NewerFormat { found, known: FORMAT } })
        }
        Ok(FORMAT) => parse(file, text),
        Ok(_) => Err(Problem { place: here(), what: Wrong::NoFormat }),
        // the whole reader knows better what is wrong
        Err(_) => match parse::<Dossier>(file, text) {
            Ok(_) => Err(Problem { place: Some(at_byte(file, text, 0)), what: Wrong::NoFormat }),
            Err(problem) => Err(problem),
        },
    }
}

/// Returns a dossier as the text of its file: the same bytes for the same dossier.
pub fn text(dossier: &Dossier) -> String {
    dossier_text::of(FIRST_LINE, dossier)
}

/// Keeps a copy of a file beside it, as it stands, under a name that no other file has: `wp3.ron.edited-1`.
/// Returns the copy's path; that of an earlier copy where it holds the same.
///
/// # Errors
/// Where the file cannot be read or the copy not be written.
pub fn keep_beside(file: &Path) -> Result<PathBuf, Problem> {
    let bytes = read_dossier(file)?.unwrap_or_default();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let copy = file.with_file_name(format!("{name}.edited-{number}"));
        match read_dossier(&copy)? {
            None => return replace(&copy, &bytes).map(|()| copy),
            Some(known) if known == bytes => return Ok(copy),
            Some(_) => number += 1,
        }
    }
}

/// The dossier at work: locked, so that there is one writer, and what it said when it was last read or written, so that
/// what others change meanwhile is met and not written over.
#[derive(Debug)]
pub struct Proposals {
    file: PathBuf,
    folder: Folder,
    /// Held as long as the desk is open; none where somebody else holds it or there is no right to write.
    lock: Option<std::fs::File>,
    elsewhere: bool,
    known: Option<Vec<u8>>,
    words: Words,
}

/// A dossier that was there.
#[derive(PartialEq, Debug)]
pub struct Found {
    /// It.
    pub dossier: Dossier,
    /// A code of what it was merged of, where the file holds just what was written then.
    pub inputs: Option<String>,
}

impl Found {
    fn of(file: &Path, bytes: Vec<u8>) -> Result<Self, Problem> {
        Ok(Self { dossier: of_bytes(file, bytes)?, inputs: None })
    }
}

impl Proposals {
    /// Takes the lock and reads the dossier, where there is one. Without the lock it can only be read. Where the file holds
    /// what was written `last`, it is not read again.
    ///
    /// # Errors
    /// As [`read`].
    pub fn open(file: &Path, machine: &str, last: Option<Last>) -> Result<(Self, Option<Found>), Problem> {
        let bytes = read_dossier(file)?;
        // what cannot be read is told before anything is made beside it
        let last = last.filter(|last| bytes.as_ref().is_some_and(|bytes| last.is_in(bytes)));
        let found = match last {
            Some(Last { inputs, dossier, .. }) => Some(Found { dossier, inputs: Some(inputs) }),
            None => bytes.clone().map(|bytes| Found::of(file, bytes)).transpose()?,
        };
        let folder = Folder::of(file, machine);
        let (lock, elsewhere) = match folder.lock(&Files::default()) {
            Ok(Locked::Mine(lock)) => (Some(lock), false),
            Ok(Locked::Elsewhere) => (None, true),
            // no right to write there
            Err(_) => (None, false),
        };
        // whoever held the lock until now may have written
        let known = read_dossier(file)?;
        let found =
            if known == bytes { found } else { known.clone().map(|bytes| Found::of(file, bytes)).transpose()? };
        let words = found.as_ref().map(|found| Words::of(&found.dossier)).unwrap_or_default();
        Ok((Self { file: file.to_owned(), folder, lock, elsewhere, known, words }, found))
    }

    /// Returns what the file held when it was read or written last; nothing where there was none.
    pub fn known(&self) -> &[u8] {
        self.known.as_deref().unwrap_or_default()
    }

    /// Returns what was unfinished at the merge desk when it was open last; where the dossier can only be read, that is another
    /// one's.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub fn draft(&self) -> Result<String, Problem> {
        if self.is_read_only() { Ok(String::new()) } else { self.folder.kept_draft() }
    }

    /// Tells whether another process works on the dossier.
    pub fn is_elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// Tells whether nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// Puts what was chosen together with what was written into the file by others since it was last read or written.
    /// Tells whether there was anything. Until it is written it is not known: where writing fails, it is met again.
    ///
    /// # Errors
    /// Where the file cannot be read any more; it is as it was.
    pub fn meet(&self, words: &Words) -> Result<(Words, bool), Problem> {
        let now = read_dossier(&self.file)?;
        let Some(bytes) = now.filter(|now| Some(now) != self.known.as_ref()) else { return Ok((words.clone(), false)) };
        let theirs = Words::of(&of_bytes(&self.file, bytes)?);
        Ok((Words::merge3(&self.words, words, &theirs), theirs != self.words))
    }

    /// Writes the dossier, and keeps what was written as the base that changes by hand are told from. Where the dossier
    /// can only be read, nothing happens.
    ///
    /// # Errors
    /// Where the system refuses; the old file is then as it was.
    pub fn write(&mut self, dossier: &Dossier) -> Result<(), Problem> {
        if self.is_read_only() {
            return Ok(());
        }
        self.put(&text(dossier), dossier).map(drop)
    }

    /// Does the same with its text at hand, whoever holds the lock, and tells whether the file held it already.
    ///
    /// # Errors
    /// As [`Proposals::write`].
    pub fn put(&mut self, text: &str, dossier: &Dossier) -> Result<Written, Problem> {
        let written = write(&self.file, text)?;
        if self.lock.is_some() {
            replace(&self.folder.base(), text.as_bytes())?;
        }
        self.known = Some(text.as_bytes().to_vec());
        self.words = Words::of(dossier);
        Ok(written)
    }

    /// Keeps a copy of the file beside it as it stands; where the dossier can only be read, nothing happens.
    ///
    /// # Errors
    /// As [`keep_beside`].
    pub fn keep_beside(&self) -> Result<(), Problem> {
        if self.is_read_only() { Ok(()) } else { keep_beside(&self.file).map(drop) }
    }
}

/// Keeps what is unfinished at the merge desk beside its dossier, or forgets it where it is empty.
///
/// # Errors
/// Where the system refuses.
pub fn keep_draft(file: &Path, machine: &str, text: &str) -> Result<(), Problem> {
    Folder::of(file, machine).keep_draft(&Files::default(), text)
}

/// Tells whether another process works on a dossier.
pub fn is_elsewhere(file: &Path, machine: &str) -> bool {
    matches!(Folder::of(file, machine).lock(&Files::default()), Ok(Locked::Elsewhere))
}

/// What came of writing a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// It was written.
    New,
    /// It holds just that already, and was left alone.
    Same,
}

/// Puts a text in the place of a file, its folder made where there is none. A file that holds it already is left alone.
///
/// # Errors
/// Where the system refuses; the old file is then as it was.
pub fn write(file: &Path, text: &str) -> Result<Written, Problem> {
    if files::read(file, text.len() as u64).is_ok_and(|known| known.is_some_and(|known| known == text.as_bytes())) {
        return Ok(Written::Same);
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| files::cannot_write(folder, &error))?;
    }
    replace(file, text.as_bytes()).map(|()| Written::New)
}

fn read_dossier(file: &Path) -> Result<Option<Vec<u8>>, Problem> {
    read_at_most(file, LONGEST_DOSSIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_read_as_it_is_written_and_written_once() {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("proposals").join(FILE);
        assert_eq!(read(&file), Ok(None));
        let dossier = Dossier { format: FORMAT, ..Dossier::default() };
        assert_eq!(write(&file, &text(&dossier)), Ok(Written::New));
        assert_eq!(write(&file, &text(&dossier)), Ok(Written::Same));
        assert_eq!(read(&file), Ok(Some(dossier)));
    }

    #[test]
    fn what_was_met_and_not_written_is_met_again() {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("proposals").join(FILE);
        let (mut proposals, none) = Proposals::open(&file, "qui", None).unwrap();
        assert_eq!(none, None);
        let titled = |title: &str| {
            let mut dossier = Dossier { format: FORMAT, ..Dossier::default() };
            dossier.human.title = title.into();
            dossier
        };
        proposals.write(&titled("uno")).unwrap();
        write(&file, &text(&titled("a mano"))).unwrap();
        let mine = Words::of(&titled("uno"));
        for _ in 0..2 {
            let (met, is_new) = proposals.meet(&mine).unwrap();
            assert_eq!((met.editorial.title.as_str(), is_new), ("a mano", true));
        }
        proposals.write(&titled("a mano")).unwrap();
        assert_eq!(proposals.meet(&mine).unwrap(), (mine, false));
    }

    #[test]
    fn an_id_that_stands_twice_is_told_at_the_second() {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join(FILE);
        let one = "(id: \"str_a\", human: (name: \"x\"))";
        std::fs::write(&file, format!("(format: 1,\nstrategies: [{one},\n{one}])")).unwrap();
        let problem = read(&file).unwrap_err();
        assert_eq!(problem.place.map(|place| place.line), Some(3));
    }

    #[test]
    fn what_is_no_dossier_is_told_with_its_place() {
        let file = Path::new("wp3.ron");
        for (text, line, what) in [
            ("(format: 2, later: 1)", 1, Wrong::NewerFormat { found: 2, known: FORMAT }),
            ("(format: 1,\n<<<<<<< HEAD\n)", 2, Wrong::ConflictMarkers),
            ("(\n  sources: [],\n)", 1, Wrong::NoFormat),
            ("(format: 1,\n strategies: [", 2, Wrong::Truncated),
        ] {
            let problem = parse_text(file, text).unwrap_err();
            assert_eq!((problem.place.map(|place| place.line), problem.what), (Some(line), what), "{text}");
        }
        let problem = parse_text(file, "(format: 1,\n boh: 2)").unwrap_err();
        assert!(matches!(problem.what, Wrong::UnknownField { field, .. } if field == "boh"));
    }
}
