//! A dossier: that it reads, and that everything it refers to is there, in itself and in the sessions it was made of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{Call, merge};
use super::Checked;
use crate::domain::desk::{Place, Problem, Wrong};
use crate::store::{self, dossier, parsed, workspace};
use crate::synthesis::dossier::Dossier;
use crate::synthesis::gather::{Gathered, Given, gather};
use crate::synthesis::resolve::{Unresolved, Why, in_dossier, in_sessions};

/// Checks a dossier.
pub(super) fn check(call: &Call<'_>, file: &Path) -> Checked {
    let mut checked = Checked { file: file.to_owned(), problems: Vec::new(), to_complete: 0 };
    let dossier = match dossier::read(file) {
        Ok(Some(dossier)) => dossier,
        Ok(None) => return checked,
        Err(problem) => {
            checked.problems.push(problem);
            return checked;
        }
    };
    let mut unresolved = in_dossier(&dossier);
    if let Some(pool) = sessions(call, file, &dossier) {
        unresolved.extend(in_sessions(&dossier, &pool));
    }
    let text = std::fs::read_to_string(file).unwrap_or_default();
    checked.problems.extend(unresolved.into_iter().map(|one| {
        let place = locate(file, &text, &one).unwrap_or_else(|| Place::file(file));
        Problem { place: Some(place), what: wrong(one) }
    }));
    checked.problems.sort_by_key(|problem| problem.place.as_ref().map(|place| (place.line, place.column)));
    checked
}

/// Returns the sessions that the dossier can be held to: those beside it, else the workspace's where they are its own.
/// `None` where they are not here.
fn sessions(call: &Call<'_>, file: &Path, dossier: &Dossier) -> Option<Gathered> {
    // a file by its name alone lies in the current folder
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let beside = whole.parent().and_then(Path::parent).map(workspace::sessions_folder);
    if let Some(folder) = beside.filter(|folder| folder.is_dir()) {
        return Some(pool(&folder));
    }
    let pool = pool(&workspace::sessions_folder(&call.workspace));
    let here: BTreeSet<_> = pool.sessions.iter().map(|told| told.session.id()).collect();
    let own = dossier.sources.iter().filter_map(|source| source.session).any(|id| here.contains(&id));
    own.then_some(pool)
}

/// Gathers the sessions of a folder; one that cannot be read is missing, and checked as a file of its own.
fn pool(folder: &Path) -> Gathered {
    let read = |path: PathBuf| {
        let (read, content) = parsed::read_plain(&path).ok()?;
        Some(Given { name: merge::stem(&path), session: Arc::new(read.session), content })
    };
    gather(workspace::files(folder).into_iter().filter_map(read).collect())
}

fn wrong(unresolved: Unresolved) -> Wrong {
    let Unresolved { within, missing, why } = unresolved;
    match why {
        Why::NotInDossier => Wrong::NotInDossier { within, missing },
        Why::Lost => Wrong::LostToDossier { within, missing },
        Why::NoSession(name) => Wrong::SourceMissing { session: missing, name },
        Why::NotInSession(name) => Wrong::NotInSource { missing, name },
        Why::RemovedThere(name) => Wrong::RemovedFromSource { missing, name },
        Why::ChangedSince(name) => Wrong::SourceChanged { name },
    }
}

/// Finds the reference where it stands: after the beginning of its line, else anywhere, else the line itself.
fn locate(file: &Path, text: &str, unresolved: &Unresolved) -> Option<Place> {
    let Unresolved { within, missing, .. } = unresolved;
    let begins = ["id", "origin", "session"].map(|field| format!("{field}: \"{within}\""));
    // a field by its name: `left_out`, `unused`, `changes`
    let begin = begins.iter().find_map(|line| text.find(line)).or_else(|| text.find(&format!("{within}: ")));
    let quoted = format!("\"{missing}\"");
    let after = begin.and_then(|begin| text[begin..].find(&quoted).map(|at| begin + at));
    let at = after.or_else(|| text.find(&quoted)).or(begin)?;
    Some(store::at_byte(file, text, at))
}
