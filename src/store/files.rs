//! Owns every operation on files that the store makes: owner-only, synced, atomic where it replaces something.
//! A fault can be put between any two of them, so that tests meet full disks and crashes. Never knows what it writes.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::desk::{Problem, Wrong};

/// What is about to be done to a file or a folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// A folder is made.
    MakeFolder,
    /// A file is made or written anew.
    Write,
    /// Bytes are put at a file's end.
    Append,
    /// A file's bytes are forced to the disk.
    Sync,
    /// A file takes the place of another.
    Rename,
    /// A folder's entries are forced to the disk.
    SyncFolder,
    /// A file is removed.
    Remove,
    /// A file is cut.
    Cut,
}

/// What becomes of an operation.
#[derive(Debug)]
pub enum Fault {
    /// It is done.
    Pass,
    /// It is not done.
    Fail(io::Error),
    /// Of a write, only this many bytes are done.
    Torn(usize, io::Error),
}

type Hook = dyn Fn(Operation, &Path) -> Fault + Send + Sync;

/// The way to the disk.
#[derive(Clone, Default)]
pub struct Files {
    hook: Option<Arc<Hook>>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.hook.is_some() { "Files(with faults)" } else { "Files" })
    }
}

static TEMPORARY: AtomicU64 = AtomicU64::new(0);

impl Files {
    /// Makes a way to the disk on which `hook` decides what becomes of each operation.
    pub fn with_faults(hook: impl Fn(Operation, &Path) -> Fault + Send + Sync + 'static) -> Self {
        Self { hook: Some(Arc::new(hook)) }
    }

    fn ask(&self, operation: Operation, path: &Path) -> io::Result<Option<(usize, io::Error)>> {
        match self.hook.as_ref().map_or(Fault::Pass, |hook| hook(operation, path)) {
            Fault::Pass => Ok(None),
            Fault::Fail(error) => Err(error),
            Fault::Torn(bytes, error) => Ok(Some((bytes, error))),
        }
    }

    fn pass(&self, operation: Operation, path: &Path) -> io::Result<()> {
        self.ask(operation, path)?.map_or(Ok(()), |(_, error)| Err(error))
    }

    /// Puts `bytes` in the place of a file, or makes it: a temporary file beside it, synced, renamed, the folder synced.
    /// A reader sees the old bytes or the new ones, never a part.
    ///
    /// # Errors
    /// Where the system refuses; the old file is then as it was.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let target = target_of(path);
        self.replace_through(parent(&target), &target, bytes)
    }

    /// As [`Files::replace`], with the temporary file in another folder, where [`Files::sweep`] finds it after a crash.
    ///
    /// # Errors
    /// As [`Files::replace`].
    pub fn replace_through(&self, folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let target = target_of(path);
        let number = TEMPORARY.fetch_add(1, Ordering::Relaxed);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}-{number}.tmp", std::process::id()));
        let done = self.write_synced(&temporary, bytes).and_then(|()| self.rename(&temporary, &target));
        if let Err(error) = done {
            // the error that stopped the writing is the one to tell
            self.remove(&temporary).ok();
            let elsewhere = error.kind() == io::ErrorKind::CrossesDevices && folder != parent(&target);
            return if elsewhere { self.replace(&target, bytes) } else { Err(error) };
        }
        self.sync_folder(parent(&target))
    }

    /// Removes the temporary files that a crash left in a folder. Only right where nobody else writes there.
    pub fn sweep(&self, folder: &Path) {
        let temporary = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with('.') && name.ends_with(".tmp")
        };
        for path in entries(folder).into_iter().filter(temporary) {
            // one that stays is removed the next time
            self.remove(&path).ok();
        }
    }

    /// Makes a file that is not there yet.
    ///
    /// # Errors
    /// `AlreadyExists` where it is, else what the system says.
    pub fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.pass(Operation::Write, path)?;
        owner_only().write(true).create_new(true).open(path)?;
        let done = self.replace(path, bytes);
        if done.is_err() && path.metadata().is_ok_and(|file| file.len() == 0) {
            // an empty file is no session, and would stand in the way of the next try
            self.remove(path).ok();
        }
        done
    }

    fn write_synced(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let torn = self.ask(Operation::Write, path)?;
        let mut file = owner_only().write(true).create(true).truncate(true).open(path)?;
        if let Some((whole, error)) = torn {
            file.write_all(&bytes[..whole.min(bytes.len())])?;
            return Err(error);
        }
        file.write_all(bytes)?;
        self.pass(Operation::Sync, path)?;
        file.sync_all()
    }

    /// Puts a file in the place of another.
    ///
    /// # Errors
    /// What the system says, after some tries where another program holds the file for a moment.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Operation::Rename, to)?;
        let mut tries = 0;
        loop {
            match fs::rename(from, to) {
                // a virus scanner or a synced folder holds the file open for a moment
                Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied && tries < 10 => {
                    tries += 1;
                    std::thread::sleep(std::time::Duration::from_millis(10 * tries));
                }
                done => return done,
            }
        }
    }

    /// Forces a folder's entries to the disk, where the system can.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.pass(Operation::SyncFolder, folder)?;
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    /// Makes a folder and those above it, for the owner alone. One that is there stays as it is.
    ///
    /// # Errors
    /// What the system says.
    pub fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        self.pass(Operation::MakeFolder, folder)?;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass(Operation::Remove, path)?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Opens a file to read it and to put bytes at its end, or makes it.
    ///
    /// # Errors
    /// What the system says.
    pub fn open_end(&self, path: &Path) -> io::Result<File> {
        self.pass(Operation::Write, path)?;
        owner_only().read(true).append(true).create(true).open(path)
    }

    /// Puts bytes at a file's end and forces them to the disk.
    ///
    /// # Errors
    /// What the system says; some of the bytes may then be there.
    pub fn append_synced(&self, path: &Path, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Some((whole, error)) = self.ask(Operation::Append, path)? {
            file.write_all(&bytes[..whole.min(bytes.len())])?;
            return Err(error);
        }
        file.write_all(bytes)?;
        self.pass(Operation::Sync, path)?;
        file.sync_data()
    }

    /// Cuts a file to a length in bytes and forces that to the disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn cut(&self, path: &Path, file: &File, length: u64) -> io::Result<()> {
        self.pass(Operation::Cut, path)?;
        file.set_len(length)?;
        file.sync_data()
    }
}

/// Returns a file's bytes, or `None` where there is no such file.
///
/// # Errors
/// `FileTooLarge` where it has more than `most` bytes, else what the system says.
pub fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let length = file.metadata()?.len();
    if length > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // what grows while it is read is cut there: nothing here is read for ever
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Returns what a path stands for: a link stays a link, and what it points to is written.
fn target_of(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Returns the folder that a path lies in: `.` for a bare name.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns what lies in a folder, in the order of the names; nothing where there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Says why a file could not be written.
pub fn cannot_write(path: impl Into<PathBuf>, error: &io::Error) -> Problem {
    let what = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Wrong::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Wrong::NoRight,
        io::ErrorKind::AlreadyExists => Wrong::Exists,
        _ => Wrong::CannotWrite(error.to_string()),
    };
    Problem::of_file(path, what)
}

/// Puts bytes in the place of a file that can be made again, in a folder of such files: not synced, and left alone by git.
/// Who reads it at that moment, or after a crash, may see a part: it must be able to tell. The file is made anew, for the owner
/// alone: whatever lay there goes, and where it was a link, what it points to is left alone.
///
/// # Errors
/// Where the system refuses.
pub(super) fn write_unsynced(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let folder = parent(path);
    if !folder.is_dir() {
        Files::default().make_folder(folder)?;
        match made_anew(&folder.join(".gitignore")) {
            // another hand was quicker
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made?.write_all(b"*\n")?,
        }
    }
    Files::default().remove(path)?;
    let mut file = made_anew(path)?;
    parts.iter().try_for_each(|part| file.write_all(part))
}

/// Makes a file that is not there, and no link either.
fn made_anew(path: &Path) -> io::Result<File> {
    owner_only().write(true).create_new(true).open(path)
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_can_be_made_again_follows_no_link_and_is_the_owners_alone() {
        let here = tempfile::tempdir().unwrap();
        let (outside, folder) = (here.path().join("fuori"), here.path().join(".cache"));
        let (path, gone) = (folder.join("pairs"), here.path().join("non c'è"));
        fs::write(&outside, "resta").unwrap();
        let rights = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
        let check = |text: &str| {
            write_unsynced(&path, &[text.as_bytes(), b"!"]).unwrap();
            let is_link = fs::symlink_metadata(&path).unwrap().is_symlink();
            assert_eq!(
                (fs::read_to_string(&path).unwrap(), is_link, rights(&path)),
                (format!("{text}!"), false, 0o600)
            );
            assert_eq!(fs::read_to_string(&outside).unwrap(), "resta");
        };
        check("new");
        assert_eq!(fs::read(folder.join(".gitignore")).unwrap(), b"*\n");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        check("open to all before");
        for target in [&outside, &gone] {
            fs::remove_file(&path).unwrap();
            symlink(target, &path).unwrap();
            check("a link before");
        }
        assert!(!gone.exists());
    }
}
