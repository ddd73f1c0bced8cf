//! `proximo check`: what is wrong in sessions, in the dossier and in the workspace's own words of the field, with file,
//! line, what and the remedy. Changes nothing.

mod dossier;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Call, DONE, WRONG};
use crate::domain::check;
use crate::domain::desk::{Place, Problem, Wrong};
use crate::domain::item::ItemRef;
use crate::store::{self, dossier as dossier_file, thesaurus};
use crate::text::{cli as words, problem};

/// What was found in one file.
struct Checked {
    file: PathBuf,
    problems: Vec<Problem>,
    to_complete: usize,
}

/// One finding, as `--format json` gives it.
#[derive(Serialize)]
struct Finding<'a> {
    file: String,
    /// From 1; 0 where none can be named.
    line: usize,
    column: usize,
    /// `error` or `warning`: only errors make the exit code 1.
    severity: &'static str,
    /// What it is, in one word that does not change with the language.
    code: &'a str,
    message: String,
}

/// Checks files and folders; without any, the workspace's sessions.
pub fn run(call: &mut Call<'_>, paths: &[PathBuf], json: bool) -> u8 {
    let mut files = call.session_files(paths);
    files.retain(|file| !is_thesaurus(file));
    files.extend(beside(&call.workspace, paths));
    if files.is_empty() {
        call.tell(words::no_files(call.lang));
        return WRONG;
    }
    let check = |file: &PathBuf| match file {
        file if is_dossier(file) => dossier::check(call, file),
        file if is_thesaurus(file) => check_thesaurus(file),
        file => check_file(file),
    };
    let checked: Vec<Checked> = files.iter().map(check).collect();
    let wrong = checked.iter().filter(|checked| checked.problems.iter().any(is_error)).count();
    if json {
        say_json(call, &checked);
    } else {
        say_text(call, &checked, wrong);
    }
    if wrong > 0 { WRONG } else { DONE }
}

fn is_dossier(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == dossier_file::FILE)
}

fn is_thesaurus(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == thesaurus::FILE)
}

/// Returns what is checked beside sessions: dossiers and words of the field, those named and those in folders; without
/// any path the workspace's.
fn beside(workspace: &Path, paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() {
        let own = [dossier_file::file_of(workspace), thesaurus::file_of(workspace)];
        return own.into_iter().filter(|file| file.is_file()).collect();
    }
    let inside = |path: &PathBuf| match path.is_dir() {
        true => vec![path.join(dossier_file::FILE), thesaurus::file_of(path)],
        false => vec![path.clone()],
    };
    let all = paths.iter().flat_map(inside);
    all.filter(|file| (is_dossier(file) || is_thesaurus(file)) && file.is_file()).collect()
}

fn check_thesaurus(file: &Path) -> Checked {
    let problems = thesaurus::read_file(file).err().into_iter().collect();
    Checked { file: file.to_owned(), problems, to_complete: 0 }
}

fn check_file(file: &Path) -> Checked {
    let read = match store::read(file) {
        Ok(read) => read,
        Err(problem) => return Checked { file: file.to_owned(), problems: vec![problem], to_complete: 0 },
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let mut problems: Vec<Problem> = read.notices;
    problems.extend(check::problems(&read.session).into_iter().map(|what| {
        let place = place(file, &text, &what).unwrap_or_else(|| Place::file(file));
        Problem { place: Some(place), what }
    }));
    problems.sort_by_key(|problem| problem.place.as_ref().map(|place| (place.line, place.column)));
    problems.dedup();
    Checked { file: file.to_owned(), problems, to_complete: check::all_to_complete(&read.session).len() }
}

fn place(file: &Path, text: &str, wrong: &Wrong) -> Option<Place> {
    let (item, needle): (ItemRef, Option<String>) = match wrong {
        Wrong::NoSuchItem { item, missing, .. } => (*item, Some(missing.to_string())),
        Wrong::RefersToRemoved { item, removed, .. } => (*item, Some(removed.to_string())),
        Wrong::SameCode { item, code } => (*item, Some(code.clone())),
        Wrong::Impossible { item, field, .. } => (*item, Some(format!("{field}:"))),
        Wrong::Soiled(item) | Wrong::TooLong { item, .. } => (*item, None),
        _ => return None,
    };
    store::locate(file, text, item, needle.as_deref())
}

/// Tells an error, which must be mended, from what is only worth knowing.
fn is_error(problem: &Problem) -> bool {
    !matches!(
        problem.what,
        Wrong::RefersToRemoved { .. }
            | Wrong::Soiled(_)
            | Wrong::OpenConflicts(_)
            | Wrong::Migrated { .. }
            | Wrong::LostToDossier { .. }
            | Wrong::SourceChanged { .. }
    )
}

fn say_text(call: &mut Call<'_>, checked: &[Checked], wrong: usize) {
    let lang = call.lang;
    for file in checked {
        for found in &file.problems {
            call.say(&problem::problem(lang, found));
            if let Some(place) = found.place.as_ref().filter(|place| !place.excerpt.is_empty()) {
                call.say(&format!("    {}", place.excerpt));
            }
        }
        if file.to_complete > 0 {
            call.say(&format!("{}: {}", file.file.display(), words::to_complete(lang, file.to_complete)));
        }
    }
    let problems = checked.iter().map(|file| file.problems.len()).sum();
    let summary = match problems {
        0 => words::all_well(lang, checked.len()),
        _ => words::problems_found(lang, checked.len(), wrong, problems),
    };
    call.say(&summary);
}

fn say_json(call: &mut Call<'_>, checked: &[Checked]) {
    let lang = call.lang;
    let codes: Vec<String> = checked.iter().flat_map(|file| &file.problems).map(|found| code(&found.what)).collect();
    let findings: Vec<Finding<'_>> = checked
        .iter()
        .flat_map(|file| file.problems.iter().map(move |found| (file, found)))
        .zip(&codes)
        .map(|((file, found), code)| {
            let place = found.place.clone().unwrap_or_else(|| Place::file(&file.file));
            Finding {
                file: place.file.display().to_string(),
                line: place.line,
                column: place.column,
                severity: if is_error(found) { "error" } else { "warning" },
                code,
                message: problem::wrong(lang, &found.what),
            }
        })
        .collect();
    let text = serde_json::to_string_pretty(&findings).expect("strings and numbers are always JSON");
    call.say(&text);
}

/// Returns the name of what is wrong, without what it holds: `NoSuchItem`.
fn code(wrong: &Wrong) -> String {
    format!("{wrong:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
}
