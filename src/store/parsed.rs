//! Owns what merges keep of what they read and made: sessions in a quick form, pairs of practices, and the dossier that was
//! written last with what it was merged of, under `proposals/.cache`.
//! All of it can be made again from the sessions: whatever is broken, older, another program's or of another file is as good
//! as not there, and nothing here is ever an error. Only the workspace's own sessions are kept, and nothing of them
//! stays when something is erased for good from one.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::desk::{Problem, Wrong};
use crate::domain::session::Session;
use crate::synthesis::code::{Quick, code_of_bytes};
use crate::synthesis::dossier::Dossier;
use crate::synthesis::likeness::Alike;

use super::files::{entries, write_unsynced};
use super::ron_text::{self, Read};
use super::{hands, open, workspace};

/// What the form is, raised whenever sessions or pairs are read in another way: what is of another one is made again.
const FORM: &str = concat!("proximo ", env!("CARGO_PKG_VERSION"), " 2");

/// The file of the pairs.
const PAIRS: &str = "pairs";

/// The file of the dossier that was written last.
const LAST: &str = "dossier";

/// A file that was changed so short a time before it was read may have changed again within one tick of the clock: its bytes
/// are read again. In nanoseconds.
pub(super) const TICK: u128 = 2_000_000_000;

/// What is kept of what was read.
#[derive(Debug)]
pub struct Parsed {
    folder: PathBuf,
    sessions: PathBuf,
    writes: bool,
}

/// A session as it was read from a file.
#[derive(Deserialize)]
struct Entry {
    path: String,
    changed: u128,
    size: u64,
    /// When it was read.
    at: u128,
    content: String,
    session: Session,
}

/// The same on its way to the disk.
#[derive(Serialize)]
struct Written<'a> {
    path: &'a str,
    changed: u128,
    size: u64,
    at: u128,
    content: &'a str,
    session: &'a Session,
}

/// The dossier that was written last. Where its file still holds it and nothing else is to be merged, a merge makes it again.
#[derive(Deserialize, Debug)]
pub struct Last {
    /// A code of all that was merged, as [`crate::synthesis::code_of_inputs`] makes it.
    pub inputs: String,
    /// A code of the bytes of its file, and how many they were.
    file: (String, u64),
    /// It.
    pub dossier: Dossier,
}

/// The same on its way to the disk.
#[derive(Serialize)]
struct WrittenLast<'a> {
    inputs: &'a str,
    file: (String, u64),
    dossier: &'a Dossier,
}

impl Last {
    /// Tells whether these bytes are those of its file.
    pub(super) fn is_in(&self, bytes: &[u8]) -> bool {
        self.file == file_code(bytes)
    }
}

/// Returns a code of a file's bytes and how many they are.
pub(super) fn file_code(bytes: &[u8]) -> (String, u64) {
    let mut code = Quick::default();
    code.bytes(bytes);
    (code.code(), bytes.len() as u64)
}

impl Parsed {
    /// Finds what is kept in a workspace. Unless it `writes`, nothing is kept anew.
    pub fn of(workspace: &Path, writes: bool) -> Self {
        let sessions = workspace::sessions_folder(workspace);
        Self { folder: folder_of(&sessions), sessions, writes }
    }

    /// Reads a session file, and a code of its bytes.
    ///
    /// # Errors
    /// As the file itself is read.
    pub fn read(&self, path: &Path) -> Result<(Read, String), Problem> {
        let kept = self.file_of(path);
        let stamp = stamp(path);
        let entry =
            kept.as_ref().and_then(|file| load::<Entry>(file)).filter(|entry| entry.path == path.to_string_lossy());
        let entry = match (entry, stamp) {
            (Some(entry), Some((changed, size)))
                if (entry.changed, entry.size) == (changed, size) && entry.changed + TICK < entry.at =>
            {
                return Ok((read_of(entry.session), entry.content));
            }
            (entry, _) => entry,
        };
        let at = now();
        let (bytes, content) = bytes_of(path)?;
        let size = bytes.len() as u64;
        let read = match entry.filter(|entry| entry.content == content && entry.size == size) {
            Some(entry) => read_of(entry.session),
            None => ron_text::read(path, &ron_text::decode(path, bytes)?)?,
        };
        // what there is to say of a file is said each time it is read
        let plain = read.notices.is_empty() && read.older.is_none();
        if let (true, true, Some(file), Some((changed, _))) = (self.writes, plain, &kept, stamp) {
            let path = &path.to_string_lossy();
            self.save(file, &Written { path, changed, size, at, content: &content, session: &read.session });
        }
        Ok((read, content))
    }

    /// Reads many session files, several beside each other, in their order. Tells how many are done; `None` where it is to
    /// stop.
    pub fn read_all(
        &self,
        paths: &[PathBuf],
        listener: &dyn Fn(usize) -> ControlFlow<()>,
    ) -> Option<Vec<Result<(Read, String), Problem>>> {
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = |heard: &dyn Fn(usize) -> ControlFlow<()>| {
            let mut done = Vec::new();
            while let Some((at, path)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, paths.get(at)?)))
            {
                if heard(at).is_break() {
                    stop.store(true, Ordering::Relaxed);
                }
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                done.push((at, self.read(path)));
            }
            done
        };
        let mut read = thread::scope(|scope| {
            let others: Vec<_> =
                (1..hands::count(paths.len())).map(|_| scope.spawn(|| work(&|_| ControlFlow::Continue(())))).collect();
            let mut read = work(listener);
            for other in others {
                read.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            read
        });
        read.sort_by_key(|(at, _)| *at);
        (!stop.into_inner()).then(|| read.into_iter().map(|(_, read)| read).collect())
    }

    /// Returns the pairs that were found last.
    pub fn alike(&self) -> Alike {
        self.load(PAIRS).unwrap_or_default()
    }

    /// Keeps pairs, where all files that were read are the workspace's own; and forgets sessions whose files are gone.
    pub fn keep_alike(&self, alike: &Alike, files: &[PathBuf]) {
        if !self.writes {
            return;
        }
        self.keep(PAIRS, alike, files);
        let theirs: BTreeSet<PathBuf> =
            workspace::files(&self.sessions).iter().filter_map(|it| self.file_of(it)).collect();
        let is_session = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "session");
        for gone in entries(&self.folder).into_iter().filter(|file| is_session(file) && !theirs.contains(file)) {
            // one that stays is of no file, and is never read
            fs::remove_file(gone).ok();
        }
    }

    /// Returns the dossier that was written last, unless its file is of another program.
    pub fn last(&self) -> Option<Last> {
        self.load(LAST)
    }

    /// Keeps the dossier that was written, with the text of its file and a code of what was merged; where all files that were
    /// read are the workspace's own.
    pub fn keep_last(&self, inputs: &str, (text, dossier): (&[u8], &Dossier), files: &[PathBuf]) {
        self.keep(LAST, &WrittenLast { inputs, file: file_code(text), dossier }, files);
    }

    /// Returns what was kept under a name.
    pub(super) fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        load(&self.folder.join(name))
    }

    /// Keeps something under a name, where all these files are the workspace's own.
    pub(super) fn keep(&self, name: &str, value: &impl Serialize, files: &[PathBuf]) {
        if self.writes && self.are_own(files) {
            self.save(&self.folder.join(name), value);
        }
    }

    /// Tells whether all these files are the workspace's own.
    fn are_own(&self, files: &[PathBuf]) -> bool {
        let folders: BTreeSet<Option<&Path>> = files.iter().map(|file| file.parent()).collect();
        folders.into_iter().all(|folder| folder.is_some_and(|folder| self.is_own(folder)))
    }

    fn is_own(&self, folder: &Path) -> bool {
        let real = |folder: &Path| folder.canonicalize().ok();
        real(folder).is_some_and(|folder| real(&self.sessions) == Some(folder))
    }

    /// Returns where a session of the workspace is kept; `None` for a file from elsewhere.
    fn file_of(&self, path: &Path) -> Option<PathBuf> {
        let name = || code_of_bytes(path.as_os_str().as_encoded_bytes());
        self.is_own(path.parent()?).then(|| self.folder.join(format!("{}.session", name())))
    }

    fn save(&self, file: &Path, value: &impl Serialize) {
        let Ok(bytes) = rmp_serde::to_vec_named(value) else { return };
        let head = format!("{FORM}\n{:08x}\n", crc32fast::hash(&bytes));
        // what cannot be kept is read again
        write_unsynced(file, &[head.as_bytes(), &bytes]).ok();
    }
}

/// Reads a session file as it stands, and a code of its bytes.
///
/// # Errors
/// Where it is not there, or cannot be read as a session.
pub fn read_plain(path: &Path) -> Result<(Read, String), Problem> {
    let (bytes, content) = bytes_of(path)?;
    Ok((ron_text::read(path, &ron_text::decode(path, bytes)?)?, content))
}

fn bytes_of(path: &Path) -> Result<(Vec<u8>, String), Problem> {
    let bytes = open::read_bytes(path)?.ok_or_else(|| Problem::of_file(path, Wrong::Missing))?;
    let content = code_of_bytes(&bytes);
    Ok((bytes, content))
}

/// Forgets all that is kept of a session's workspace: something was erased for good from it.
///
/// # Errors
/// Where the system refuses: the words are then still there.
pub(super) fn forget(session_file: &Path) -> std::io::Result<Vec<PathBuf>> {
    let folder = session_file.parent().map(folder_of).unwrap_or_default();
    let kept: Vec<PathBuf> = entries(&folder).into_iter().filter(|file| !file.ends_with(".gitignore")).collect();
    kept.iter().try_for_each(fs::remove_file)?;
    Ok(kept)
}

fn folder_of(sessions: &Path) -> PathBuf {
    sessions.parent().unwrap_or(Path::new("")).join("proposals").join(".cache")
}

fn read_of(session: Session) -> Read {
    Read { session, notices: Vec::new(), older: None }
}

/// Reads what was kept; `None` where there is nothing, or nothing of this form that is whole.
fn load<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let bytes = fs::read(file).ok()?;
    let rest = bytes.strip_prefix(FORM.as_bytes())?.strip_prefix(b"\n")?;
    let (code, rest) = rest.split_at_checked(8)?;
    let rest = rest.strip_prefix(b"\n")?;
    let code = u32::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?;
    (code == crc32fast::hash(rest)).then(|| rmp_serde::from_slice(rest).ok()).flatten()
}

/// Returns when a file was changed last and how large it is.
pub(super) fn stamp(path: &Path) -> Option<(u128, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos(), file.len()))
}

pub(super) fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, TypedId};
    use crate::domain::item::{Head, Item, Note};
    use std::sync::Arc;

    fn workspace() -> (tempfile::TempDir, PathBuf) {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("sessions/a.ron");
        fs::create_dir(here.path().join("sessions")).unwrap();
        write(&file, "Una nota");
        (here, file)
    }

    fn write(file: &Path, text: &str) {
        let head = Head { id: TypedId::new(Code::of(&["a"])), ..Head::default() };
        let mut session = Session::new(head);
        let note = Note { id: TypedId::new(Code::of(&["n"])), text: text.into(), ..Note::default() };
        session.put(Item::Note(Arc::new(note)));
        fs::write(file, ron_text::write(&session)).unwrap();
        // as if it had been there for long
        let long_ago = UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        fs::File::options().write(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }

    fn kept(here: &tempfile::TempDir) -> Vec<PathBuf> {
        let mut files = entries(&here.path().join("proposals/.cache"));
        files.retain(|file| !file.ends_with(".gitignore"));
        files
    }

    #[test]
    fn what_is_kept_is_what_the_file_says_and_a_changed_file_is_read_again() {
        let (here, file) = workspace();
        let plain = ron_text::read(&file, &fs::read_to_string(&file).unwrap()).unwrap();
        for _ in 0..2 {
            assert_eq!(Parsed::of(here.path(), true).read(&file).unwrap().0, plain);
        }
        assert_eq!(kept(&here).len(), 1);
        write(&file, "Una nota più lunga");
        let (again, _) = Parsed::of(here.path(), true).read(&file).unwrap();
        assert_ne!(again, plain);
        // of the same size and time, it is not looked into; of another time it is
        write(&file, "Una nota più corta");
        fs::File::options().write(true).open(&file).unwrap().set_modified(SystemTime::now()).unwrap();
        assert_ne!(Parsed::of(here.path(), true).read(&file).unwrap().0, again);
    }

    #[test]
    fn what_is_broken_hostile_or_of_another_program_is_read_anew() {
        let (here, file) = workspace();
        let (plain, _) = Parsed::of(here.path(), true).read(&file).unwrap();
        let kept = kept(&here).remove(0);
        let whole = fs::read(&kept).unwrap();
        let mut turned = whole.clone();
        *turned.last_mut().unwrap() ^= 1;
        for broken in [&b""[..], b"proximo", &whole[..whole.len() / 2], &turned, &[0xff; 4096], &whole[1..]] {
            fs::write(&kept, broken).unwrap();
            assert_eq!(Parsed::of(here.path(), true).read(&file).unwrap().0, plain);
            assert_eq!(fs::read(&kept).unwrap().len(), whole.len(), "it is put right");
        }
    }

    #[test]
    fn nothing_is_kept_that_is_not_to_be() {
        let (here, file) = workspace();
        Parsed::of(here.path(), false).read(&file).unwrap();
        assert_eq!(kept(&here), Vec::<PathBuf>::new());
        let elsewhere = here.path().join("altrove.ron");
        fs::copy(&file, &elsewhere).unwrap();
        Parsed::of(here.path(), true).read(&elsewhere).unwrap();
        assert_eq!(kept(&here), Vec::<PathBuf>::new());
        let parsed = Parsed::of(here.path(), true);
        parsed.read(&file).unwrap();
        parsed.keep_alike(&Alike::default(), std::slice::from_ref(&file));
        assert_eq!(kept(&here).len(), 2);
        assert_eq!(forget(&file).unwrap().len(), 2);
        assert_eq!(kept(&here), Vec::<PathBuf>::new());
    }
}
