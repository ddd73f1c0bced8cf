//! Owns whether a merge would find everything as it left it: then it has nothing to do but to say what it said. Like all that
//! merges keep, what stands here is never an error and can be made again. Never merges.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::parsed::{Parsed, TICK, file_code, now, stamp};

/// The file of what was said last.
const STANDING: &str = "standing";

/// A file as it was seen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Seen {
    path: String,
    changed: u128,
    size: u64,
    /// When.
    at: u128,
    /// A code of its bytes, where they are known.
    code: Option<(String, u64)>,
}

/// What a merge found, made and said.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    files: Vec<Seen>,
    said: Vec<String>,
}

/// What a merge finds at its beginning.
pub struct Standing<'a> {
    parsed: &'a Parsed,
    key: String,
    sessions: Vec<PathBuf>,
    /// What is read beside them.
    others: Vec<PathBuf>,
    /// All of them, as they are before any is read; `None` where one is not there.
    seen: Option<Vec<Seen>>,
}

impl<'a> Standing<'a> {
    /// Looks at the files that a merge reads, before it reads them. The key says all else that it depends on.
    pub fn of(parsed: &'a Parsed, key: String, sessions: &[PathBuf], others: &[PathBuf]) -> Self {
        let (sessions, others) = (sessions.to_vec(), others.to_vec());
        let seen = sessions.iter().chain(&others).map(|path| Seen::of(path, None)).collect();
        Self { parsed, key, sessions, others, seen }
    }

    /// Returns what the last merge said, where all that it read is as it was, and all that it wrote as well.
    pub fn said(&self, outputs: &[PathBuf]) -> Option<Vec<String>> {
        let mut kept: Kept = self.parsed.load(STANDING).filter(|kept: &Kept| kept.key == self.key)?;
        let paths = || self.sessions.iter().chain(&self.others).chain(outputs);
        if kept.files.len() != paths().count() {
            return None;
        }
        let mut looked_into = false;
        for (seen, path) in kept.files.iter_mut().zip(paths()) {
            if !seen.is_still(path) {
                return None;
            }
            if seen.is_fresh() {
                let at = now();
                let bytes = fs::read(path).ok()?;
                if seen.code != Some(file_code(&bytes)) {
                    return None;
                }
                (seen.at, looked_into) = (at, true);
            }
        }
        if looked_into {
            self.parsed.keep(STANDING, &kept, &self.sessions);
        }
        Some(kept.said)
    }

    /// Keeps what a merge said, with the texts that it wrote or found written.
    pub fn keep(self, outputs: &[(&Path, &[u8])], said: Vec<String>) {
        // another may have written it since: the next merge looks into it before its time is trusted
        let seen = |path: &Path, text: &[u8]| Some(Seen::of(path, Some(file_code(text)))?.looked_into_next());
        let written: Option<Vec<Seen>> = outputs.iter().map(|(path, text)| seen(path, text)).collect();
        let Some((mut files, written)) = self.seen.zip(written) else { return };
        files.extend(written);
        self.parsed.keep(STANDING, &Kept { key: self.key, files, said }, &self.sessions);
    }
}

impl Seen {
    fn of(path: &Path, code: Option<(String, u64)>) -> Option<Self> {
        let at = now();
        let (changed, size) = stamp(path)?;
        Some(Self { path: path.to_string_lossy().into_owned(), changed, size, at, code })
    }

    fn looked_into_next(self) -> Self {
        Self { at: self.changed, ..self }
    }

    fn is_still(&self, path: &Path) -> bool {
        self.path == path.to_string_lossy() && stamp(path) == Some((self.changed, self.size))
    }

    /// Tells whether it was changed so short a time before it was seen that its time says nothing.
    fn is_fresh(&self) -> bool {
        self.changed + TICK >= self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    fn old(file: &Path, text: &str, seconds: u64) {
        fs::write(file, text).unwrap();
        let then = UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
        fs::File::options().write(true).open(file).unwrap().set_modified(then).unwrap();
    }

    #[test]
    fn what_was_said_stands_until_something_changes() {
        let here = tempfile::tempdir().unwrap();
        let sessions = here.path().join("sessions");
        fs::create_dir(&sessions).unwrap();
        let (one, other, out) = (sessions.join("a.ron"), sessions.join("b.ron"), here.path().join("wp3.ron"));
        old(&one, "uno", 0);
        old(&other, "due", 0);
        let inputs = || vec![one.clone(), other.clone()];
        let parsed = || Parsed::of(here.path(), true);
        let outputs = [out.clone()];
        let said = |key: &str| Standing::of(&parsed(), key.into(), &inputs(), &[]).said(&outputs);
        let keep = |text: &str| {
            fs::write(&out, text).unwrap();
            let parsed = parsed();
            Standing::of(&parsed, "it".into(), &inputs(), &[]).keep(&[(&out, text.as_bytes())], vec!["detto".into()]);
        };
        assert_eq!(said("it"), None);
        keep("dossier");
        for _ in 0..2 {
            assert_eq!(said("it"), Some(vec!["detto".into()]), "what was just written is looked into");
        }
        assert_eq!(said("en"), None);
        // of the same size, in the same moment
        keep("dossier");
        let then = fs::metadata(&out).unwrap().modified().unwrap();
        let again = |text: &str| {
            fs::write(&out, text).unwrap();
            fs::File::options().write(true).open(&out).unwrap().set_modified(then).unwrap();
        };
        again("dossieR");
        assert_eq!(said("it"), None, "it is looked into");
        again("dossier");
        assert_eq!(said("it"), Some(vec!["detto".into()]), "its time is as it was");
        old(&one, "UNO", 0);
        assert_eq!(said("it"), Some(vec!["detto".into()]), "what keeps size and time is not looked into");
        old(&one, "UNO", 1);
        assert_eq!(said("it"), None);
        keep("dossier");
        fs::remove_file(&other).unwrap();
        assert_eq!(said("it"), None);
        fs::write(&other, "due").unwrap();
        keep("dossier");
        assert_eq!(said("it"), None, "a session that was just changed is read once more");
        fs::remove_file(&out).unwrap();
        assert_eq!(said("it"), None);
    }
}
