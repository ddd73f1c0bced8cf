//! Owns erasing for good on disk: the session file without what goes, under a new epoch; then everything that this and
//! other machines' folders hold of the older one is deleted. Done in that order, so that a crash leaves either all as it was
//! or a file of a newer epoch than its history: opening it finishes the work.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::domain::desk::{Problem, Wrong};
use crate::domain::erasing::{self, Plan};
use crate::domain::id::ParticipantId;
use crate::domain::item::ItemRef;
use crate::domain::register::Register;
use crate::domain::session::Session;
use crate::domain::traces::Traces;
use crate::domain::value::Stamp;

use super::files::{self, Files, cannot_write, entries};
use super::folder::{Folder, Locked};
use super::open::{self, Opened, Opening};
use super::{ballot_box, dossier, parsed, register, ron_text, workspace};

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
        Opened::Writable(document) => document.session().clone(),
        Opened::Shown(shown) => return Err(shown.notices.into_iter().next().unwrap_or(Problem::new(Wrong::NoRight))),
    };
    if machines(&folder).iter().any(|machine| ballot_box::lies_in(&machine.path)) {
        return Err(Problem::of_file(&folder.file, Wrong::BoxIsOpen));
    }
    let session = with_what_others_left(session, &folder, &Stamp { at: opening.now, by: String::new() });
    let Some(plan) = plan_of(&session) else { return Ok(None) };
    let after = erasing::without(&session, &plan);
    let files = &opening.files;
    // the register first: were it last, a crash before it would leave a name that nobody asks for any more
    let registered = leave_register(file, &plan.people)?;
    files.replace(&folder.file, ron_text::write(&after).as_bytes()).map_err(wrong)?;
    parsed::forget(&folder.file).map_err(wrong)?;
    let deleted = forget_history(files, &folder, |_| false).map_err(wrong)?;
    drop(lock);
    Ok(Some(Erased { plan, deleted, registered }))
}

/// Begins a session's history anew that is from before something was erased for good from the file: what the machines'
/// folders alone hold goes into the file, and then they are emptied. Returns how many items that changed in the file.
///
/// # Errors
/// Where something is there and cannot be read, or the system refuses: done again, it ends the same.
pub(super) fn begin_anew(
    folder: &Folder,
    opening: &Opening,
    before: &Session,
    file: &Session,
) -> Result<usize, Problem> {
    let stamp = Stamp { at: opening.now, by: String::new() };
    let session = open::with_unsaved(file, folder, &stamp)?.unwrap_or_else(|| file.clone());
    let session = with_what_others_left(session, folder, &stamp);
    let kept = write_over(&opening.files, folder, file, &session)?;
    forget_draft(&opening.files, folder, before, &session.session.erased)?;
    parsed::forget(&folder.file).map_err(|error| cannot_write(&folder.file, &error))?;
    let stays = |path: &Path| *path == folder.draft();
    forget_history(&opening.files, folder, stays).map_err(|error| cannot_write(&folder.path, &error))?;
    Ok(kept)
}

/// Returns the session with what the folders of other machines beside this one's hold and the file never got.
/// One that cannot be read, or says nothing of when the file was last written, is as good as empty.
pub(super) fn with_what_others_left(session: Session, folder: &Folder, stamp: &Stamp) -> Session {
    let others = machines(folder).into_iter().filter(|machine| machine.path != folder.path && machine.base().exists());
    others.fold(session, |session, machine| {
        open::with_unsaved(&session, &machine, stamp).ok().flatten().unwrap_or(session)
    })
}

/// Deletes the unfinished line where it holds words of what was erased since: an item is reopened in it. Any other stays,
/// since it is nowhere else.
///
/// # Errors
/// Where the system refuses.
pub(super) fn forget_draft(
    files: &Files,
    folder: &Folder,
    before: &Session,
    erased: &BTreeSet<ItemRef>,
) -> Result<(), Problem> {
    let path = folder.draft();
    let Some(line) = open::read_bytes(&path)? else { return Ok(()) };
    let items = erased.iter().filter_map(|item| before.get(*item)).collect();
    let traces = Traces::of(&Plan { items, ..Plan::default() });
    if !traces.stand_in(&String::from_utf8_lossy(&line)) {
        return Ok(());
    }
    files.remove(&path).map_err(|error| cannot_write(path, &error))
}

/// Writes a session over its file, where it is another one. Returns how many items are different.
///
/// # Errors
/// Where the system refuses; the file is then as it was.
pub(super) fn write_over(files: &Files, folder: &Folder, file: &Session, session: &Session) -> Result<usize, Problem> {
    let different = session.items().filter(|item| file.get(item.reference()).as_ref() != Some(item)).count();
    if different > 0 {
        let written = files.replace(&folder.file, ron_text::write(session).as_bytes());
        written.map_err(|error| cannot_write(&folder.file, &error))?;
    }
    Ok(different)
}

/// Returns the folders of all machines whose history of the session lies here.
fn machines(folder: &Folder) -> Vec<Folder> {
    let all = entries(files::parent(&folder.path)).into_iter().filter(|path| path.is_dir());
    all.map(|path| Folder { file: folder.file.clone(), path }).collect()
}

/// Deletes all that the machines' folders hold of a session's history, and the copies of it that were put beside it;
/// not ballots, which are nobody's, and not what `stays`.
pub(super) fn forget_history(
    files: &Files,
    folder: &Folder,
    stays: impl Fn(&Path) -> bool,
) -> std::io::Result<Vec<PathBuf>> {
    let mut deleted = Vec::new();
    for machine in machines(folder) {
        let goes = |path: &PathBuf| {
            let is_lock = path.file_name().is_some_and(|name| name == "lock");
            let of_others = [machine.ties(), machine.endpoint()].contains(path);
            !is_lock && !of_others && !path.is_dir() && !ballot_box::is_of_ballots(path) && !stays(path)
        };
        let mut paths: Vec<PathBuf> = entries(&machine.path).into_iter().filter(goes).collect();
        // records without the base that they were made to would be taken for the whole; so would the snapshot. Last the
        // base: it alone says which of what the file has is new
        let order = [machine.journal(), machine.snapshot()];
        paths.sort_by_key(|path| (*path == machine.base(), *path == machine.next(), !order.contains(path)));
        for path in paths {
            files.remove(&path)?;
            if order.contains(&path) {
                files.sync_folder(&machine.path)?;
            }
            deleted.push(path);
        }
        files.sync_folder(&machine.path)?;
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

fn leave_register(file: &Path, gone: &BTreeSet<ParticipantId>) -> Result<bool, Problem> {
    if gone.is_empty() {
        return Ok(false);
    }
    let Some(known) = register::read(file)? else { return Ok(false) };
    let mut people = known.people.clone();
    people.retain(|person, _| !gone.contains(person));
    if people.len() == known.people.len() {
        return Ok(false);
    }
    register::write(file, &Register { people, ..known })?;
    Ok(true)
}

/// Returns what to look for in a workspace's other files, once what a plan says is erased: not what its sessions go on
/// saying.
pub fn traces(workspace: &Path, plan: &Plan) -> Traces {
    let mut traces = Traces::of(plan);
    let sessions = workspace::files(&workspace::sessions_folder(workspace));
    for read in sessions.iter().filter_map(|session| open::read(session).ok()) {
        traces.without_what_stays_in(&read.session);
    }
    traces
}

/// Takes out of what was left unfinished at the merge desk, by any machine, the lines that hold some of the words. The others
/// stay, since they are nowhere else; a file of which nothing is left goes. So does each machine's copy of the dossier as it was
/// written last: a merge writes this one's anew. Returns how many lines went.
///
/// # Errors
/// Where a file cannot be read, or the system refuses: the words are then still there.
pub fn forget_unfinished(opening: &Opening, workspace: &Path, traces: &Traces) -> Result<usize, Problem> {
    let mut gone = 0;
    for machine in machines(&Folder::of(&dossier::file_of(workspace), &opening.machine)) {
        let base = machine.base();
        if base.exists() {
            opening.files.remove(&base).map_err(|error| cannot_write(base, &error))?;
        }
        let path = machine.draft();
        let Some(bytes) = open::read_bytes(&path)? else { continue };
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let stays = |line: &&[u8]| !traces.stand_in(&String::from_utf8_lossy(line));
        let left: Vec<&[u8]> = lines.iter().copied().filter(stays).collect();
        if left.len() == lines.len() {
            continue;
        }
        gone += lines.len() - left.len();
        let left = left.concat();
        let files = &opening.files;
        let done = if left.trim_ascii().is_empty() { files.remove(&path) } else { files.replace(&path, &left) };
        done.map_err(|error| cannot_write(path, &error))?;
    }
    Ok(gone)
}

/// Returns the files below a folder, hidden ones included, that hold some of the words.
pub fn holding(folder: &Path, traces: &Traces) -> Vec<PathBuf> {
    files_with(folder, &|_, text| traces.stand_in(text))
}

/// Returns the reports below a folder that hold some of the words, or cite what they are of.
pub fn reports(folder: &Path, traces: &Traces) -> Vec<PathBuf> {
    let is_report = |path: &Path| path.extension().is_some_and(|ending| ending == "md");
    files_with(folder, &|path, text| is_report(path) && (traces.are_cited_in(text) || traces.stand_in(text)))
}

fn files_with(folder: &Path, is_meant: &dyn Fn(&Path, &str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in entries(&next) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if is_meant(&path, &String::from_utf8_lossy(&bytes)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
