//! Owns erasing for good on disk: the session file without what goes, under a new epoch; then everything that this and
//! other machines' folders hold of the older one is deleted. Done in that order, so that a crash leaves either all as it was
//! or a file of a newer epoch than its history: opening it finishes the work.

use std::path::{Path, PathBuf};

use crate::domain::desk::{Problem, Wrong};
use crate::domain::erasing::{self, Plan};
use crate::domain::register::Register;
use crate::domain::session::Session;

use super::files::{self, Files, cannot_write, entries};
use super::folder::{Folder, Locked};
use super::open::{self, Opened, Opening};
use super::{register, ron_text};

/// What was done.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Erased {
    /// What went.
    pub plan: Plan,
    /// Files that were deleted.
    pub deleted: Vec<PathBuf>,
    /// Whether an entry of the register went too.
    pub registered: bool,
}

/// Erases for good what `plan_of` says of the session as it stands. `None` where it says that there is nothing to erase.
///
/// # Errors
/// Where the session is open elsewhere, a ballot box of it is open, it cannot be read, or the system refuses.
pub fn erase(
    file: &Path,
    opening: &Opening,
    plan_of: impl FnOnce(&Session) -> Option<Plan>,
) -> Result<Option<Erased>, Problem> {
    let folder = Folder::of(&open::whole_path(file), &opening.machine);
    let wrong = |error: std::io::Error| cannot_write(&folder.file, &error);
    let lock = match folder.lock(&opening.files).map_err(wrong)? {
        Locked::Mine(lock) => lock,
        Locked::Elsewhere => return Err(Problem::of_file(&folder.file, Wrong::OpenElsewhere)),
    };
    // with all that this machine knows of it, and nothing on its way to the file
    let session = match open::begin(&folder, opening)? {
        Opened::Writable(mut document) => {
            if !document.boxes().0.counts().is_empty() {
                return Err(Problem::of_file(&folder.file, Wrong::BoxIsOpen));
            }
            document.session().clone()
        }
        Opened::Shown(shown) => return Err(shown.notices.into_iter().next().unwrap_or(Problem::new(Wrong::NoRight))),
    };
    let Some(plan) = plan_of(&session) else { return Ok(None) };
    let after = erasing::without(&session, &plan);
    let files = &opening.files;
    // the register first: were it last, a crash before it would leave a name that nobody asks for any more
    let registered = match plan.person {
        Some(person) => leave_register(file, person)?,
        None => false,
    };
    files.replace(&folder.file, ron_text::write(&after).as_bytes()).map_err(wrong)?;
    let deleted = forget_history(files, &folder).map_err(wrong)?;
    drop(lock);
    Ok(Some(Erased { plan, deleted, registered }))
}

/// Deletes all that the machines' folders hold of a session's history, and the copies of it that were put beside it.
pub(super) fn forget_history(files: &Files, folder: &Folder) -> std::io::Result<Vec<PathBuf>> {
    let mut deleted = Vec::new();
    let history = files::parent(&folder.path);
    for machine in entries(history).into_iter().filter(|path| path.is_dir()) {
        for path in entries(&machine) {
            if path.file_name().is_some_and(|name| name == "lock") || path.is_dir() {
                continue;
            }
            files.remove(&path)?;
            deleted.push(path);
        }
        files.sync_folder(&machine)?;
    }
    let stem = folder.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_temporary = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!(".{stem}.ron.")) && name.ends_with(".tmp")
    };
    let temporary = entries(files::parent(&folder.file)).into_iter().filter(is_temporary);
    for path in [folder.copies("broken"), folder.copies("format")].into_iter().flatten().chain(temporary) {
        files.remove(&path)?;
        deleted.push(path);
    }
    files.sync_folder(files::parent(&folder.file))?;
    Ok(deleted)
}

fn leave_register(file: &Path, person: crate::domain::id::ParticipantId) -> Result<bool, Problem> {
    let Some(known) = register::read(file)? else { return Ok(false) };
    let mut people = known.people.clone();
    if people.remove(&person).is_none() {
        return Ok(false);
    }
    register::write(file, &Register { people, ..known })?;
    Ok(true)
}

/// Returns the files below a folder, hidden ones included, that hold one of these words.
pub fn holding(folder: &Path, words: &[String]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in entries(&next) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let holds = |words: &String| bytes.windows(words.len()).any(|window| window == words.as_bytes());
            if words.iter().any(holds) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
