//! What the screens ask while a session is prepared: lists, paths, the register, what earlier sessions leave open.
//! Runs beside the screens.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::domain::carry;
use crate::domain::desk::{Problem, Wrong};
use crate::domain::erasing::plan;
use crate::domain::item::ItemRef;
use crate::store::{self, erasing, files, register, workspace};
use crate::tui::doors::{Erased, Got, Leftovers, Want};

/// The longest list of participants that is read, in bytes.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;

/// The most paths that are offered while one is typed.
const MOST_PATHS: usize = 200;

/// Answers what the screens ask.
pub(super) fn answer(workspace: &Path, want: Want) -> Got {
    match want {
        Want::List(path) => Got::List(list(&at_home(&path))),
        Want::Paths(typed) => {
            let paths = paths(&typed);
            Got::Paths(typed, paths)
        }
        Want::Register { file, session, edits } => {
            let register = register::update(&file, session, &edits);
            Got::Register { session, register, written: !edits.is_empty() }
        }
        Want::Left => Got::Left(left(workspace)),
        Want::Erase { file, item } => erased(workspace, file, item),
    }
}

/// Erases an item of a closed session for good.
fn erased(workspace: &Path, file: PathBuf, item: ItemRef) -> Got {
    let outcome = erasing::erase(&file, &super::opening(), |session| session.get(item).map(|_| plan(session, &[item])));
    let outcome = outcome.map(|erased| {
        let plan = erased.map(|erased| erased.plan).unwrap_or_default();
        let traces = erasing::traces(workspace, &plan);
        let left = [erasing::holding(workspace, &traces), erasing::reports(workspace, &traces)];
        let left: BTreeSet<PathBuf> = left.into_iter().flatten().collect();
        Erased { items: plan.items.len(), holding: left.into_iter().collect() }
    });
    Got::Erased { file, outcome }
}

/// Reads a list's bytes.
///
/// # Errors
/// Where there is no such file, it cannot be read or is longer than any list.
pub(super) fn list(path: &Path) -> Result<Vec<u8>, Problem> {
    bytes(path, LONGEST_LIST)
}

/// Reads a file's bytes, `most` of them.
///
/// # Errors
/// Where there is no such file, it cannot be read or is longer.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    let wrong = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::FileTooLarge => {
            let bytes = std::fs::metadata(path).map(|data| data.len()).unwrap_or_default();
            Problem::of_file(path, Wrong::TooLarge { bytes, most })
        }
        _ => Problem::of_file(path, Wrong::Unreadable(error.to_string())),
    };
    if path.is_dir() {
        return Err(Problem::of_file(path, Wrong::IsFolder));
    }
    files::read(path, most).map_err(wrong)?.ok_or_else(|| Problem::of_file(path, Wrong::NoList))
}

fn at_home(path: &Path) -> PathBuf {
    let home = directories::UserDirs::new().map(|user| user.home_dir().to_owned());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        (Ok(_) | Err(_), _) => path.to_owned(),
    }
}

/// Returns what a typed path can become: folders, and files that may hold a list.
fn paths(typed: &str) -> Vec<String> {
    let cut = typed.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, begun) = typed.split_at(cut);
    let looked = if folder.is_empty() { PathBuf::from(".") } else { at_home(Path::new(folder)) };
    let begun = begun.to_lowercase();
    let entries = std::fs::read_dir(looked).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let path = entry.path();
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            let list = ending.is_some_and(|ending| ["csv", "tsv", "txt", "tab"].contains(&ending.as_str()));
            let fits = !hidden && name.to_lowercase().starts_with(&begun) && (list || path.is_dir());
            let end = if path.is_dir() { "/" } else { "" };
            fits.then(|| format!("{folder}{name}{end}"))
        })
        .take(MOST_PATHS)
        .collect();
    found.sort();
    found
}

fn left(folder: &Path) -> Leftovers {
    let (mut read, mut skipped) = (Vec::new(), Vec::new());
    for file in workspace::files(&workspace::sessions_folder(folder)) {
        match store::read(&file) {
            Ok(found) => read.push((file, found.session)),
            Err(_) => skipped.push(file),
        }
    }
    let today = super::surroundings().today();
    let list = carry::left_by(read.iter().map(|(_, session)| session), today);
    Leftovers { list: list.into_iter().map(|(at, left)| (read[at].0.clone(), left)).collect(), skipped }
}
