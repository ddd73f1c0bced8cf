//! Owns where the sessions are: the workspace folder, the files in it, names for new ones.
//! Reads no environment itself. Never writes.

use std::path::{Path, PathBuf};

use crate::domain::desk::Problem;
use crate::domain::id::SessionId;
use crate::domain::item::Kind;
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::value::SessionState;

use super::files::entries;
use super::open::read;

/// What a workspace is looked for by.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The folder given on the command line.
    pub given: Option<PathBuf>,
    /// The value of `PROXIMO_WORKSPACE`.
    pub environment: Option<PathBuf>,
    /// The current folder.
    pub current: PathBuf,
    /// The user's data folder for this program.
    pub data: Option<PathBuf>,
}

/// Returns the workspace folder: the one given, the environment's, the current one if it has `sessions/`,
/// the user's data folder; the current one where the system knows none.
pub fn find(hints: &Hints) -> PathBuf {
    let current = hints.current.join("sessions").is_dir().then(|| hints.current.clone());
    let named = hints.given.clone().or_else(|| hints.environment.clone().filter(|path| !path.as_os_str().is_empty()));
    named.or(current).or_else(|| hints.data.clone()).unwrap_or_else(|| hints.current.clone())
}

/// Returns the folder of the session files of a workspace.
pub fn sessions_folder(workspace: &Path) -> PathBuf {
    workspace.join("sessions")
}

/// A session file of a workspace, in short.
#[derive(Clone, PartialEq, Debug)]
pub struct Listed {
    /// The file.
    pub file: PathBuf,
    /// What it holds, or what is wrong with it.
    pub summary: Result<Summary, Problem>,
}

/// A session in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// What it is called.
    pub title: String,
    /// When it takes place.
    pub date: Option<Day>,
    /// Where.
    pub place: String,
    /// Where it is in its life.
    pub state: SessionState,
    /// Whether it is a sample.
    pub sample: bool,
    /// How many items of each kind there are that were not removed.
    pub counts: Vec<(Kind, usize)>,
    /// How many conflicts nobody has settled.
    pub conflicts: usize,
}

impl Summary {
    /// Sums up a session.
    pub fn of(session: &Session) -> Self {
        let head = &session.session;
        let kinds = Kind::ALL.iter().filter(|kind| !matches!(kind, Kind::Session | Kind::Conflict));
        Self {
            title: crate::domain::clean::clean_line(&head.title),
            date: head.date,
            place: crate::domain::clean::clean_line(&head.place),
            state: head.state,
            sample: head.sample,
            counts: kinds.map(|kind| (*kind, session.count(*kind))).collect(),
            conflicts: session.open_conflicts().count(),
        }
    }

    /// Returns how many items of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count)
    }
}

/// Returns the session files of a folder in the order of their names; none where there is no such folder.
/// Copies of broken and older files, and hidden files, are left out.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| is_session_name(path)).collect()
}

fn is_session_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let copy = [".broken-", ".format-", ".unsent-"].iter().any(|mark| name.contains(mark));
    name.ends_with(".ron") && !name.starts_with('.') && !copy && path.is_file()
}

/// Lists the sessions of a workspace, the newest first, those that cannot be read at the end.
pub fn list(workspace: &Path) -> Vec<Listed> {
    let mut listed: Vec<Listed> = files(&sessions_folder(workspace))
        .into_iter()
        .map(|file| {
            let summary = read(&file).map(|read| Summary::of(&read.session));
            Listed { file, summary }
        })
        .collect();
    listed.sort_by_key(|listed| {
        let date = listed.summary.as_ref().ok().map(|summary| summary.date);
        (std::cmp::Reverse(date), listed.file.clone())
    });
    listed
}

/// Returns the file that holds a session; `None` where none does.
pub fn of_session(workspace: &Path, session: SessionId) -> Option<PathBuf> {
    let holds = |file: &PathBuf| read(file).is_ok_and(|read| read.session.id() == session);
    files(&sessions_folder(workspace)).into_iter().find(holds)
}

/// Returns a path for a new session that no file has: `sessions/2026-03-12-tavolo-2.ron`.
pub fn new_file(workspace: &Path, date: Option<Day>, title: &str) -> PathBuf {
    let slug = slug(title);
    let slug = if slug.is_empty() { "sessione" } else { &slug };
    let name = date.map_or_else(|| slug.to_owned(), |date| format!("{date}-{slug}"));
    let folder = sessions_folder(workspace);
    let free =
        |path: &PathBuf| !path.exists() && !folder.join(".history").join(path.file_stem().unwrap_or_default()).exists();
    let numbered = (1..).map(|number| match number {
        1 => folder.join(format!("{name}.ron")),
        number => folder.join(format!("{name}-{number}.ron")),
    });
    numbered.into_iter().find(free).unwrap_or_else(|| folder.join(format!("{name}.ron")))
}

/// Returns a title as part of a file's name: `Tavolo 2: l'aggancio` is `tavolo-2-l-aggancio`.
pub fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = title.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words = folded.to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() > 48 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_is_found_in_the_order_that_people_are_told() {
        let here = tempfile::tempdir().unwrap();
        let path = |name: &str| Some(PathBuf::from(name));
        let hints = |given, environment, current: &Path| Hints {
            given,
            environment,
            current: current.into(),
            data: path("data"),
        };
        assert_eq!(find(&hints(path("arg"), path("env"), here.path())), PathBuf::from("arg"));
        assert_eq!(find(&hints(None, path("env"), here.path())), PathBuf::from("env"));
        assert_eq!(find(&hints(None, path(""), here.path())), PathBuf::from("data"));
        std::fs::create_dir(here.path().join("sessions")).unwrap();
        assert_eq!(find(&hints(None, None, here.path())), here.path());
        assert_eq!(find(&Hints { current: "x".into(), ..Hints::default() }), PathBuf::from("x"));
    }

    #[test]
    fn titles_become_names_of_files() {
        for (title, expected) in [
            ("Tavolo 2: l'aggancio", "tavolo-2-l-aggancio"),
            ("Perché così?", "perche-cosi"),
            ("../../etc/passwd", "etc-passwd"),
            ("???", ""),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let here = tempfile::tempdir().unwrap();
        std::fs::create_dir(sessions_folder(here.path())).unwrap();
        let date = "2026-03-12".parse().ok();
        let first = new_file(here.path(), date, "Tavolo");
        std::fs::write(&first, "").unwrap();
        let second = new_file(here.path(), date, "Tavolo");
        assert_eq!(first.file_name().unwrap(), "2026-03-12-tavolo.ron");
        assert_eq!(second.file_name().unwrap(), "2026-03-12-tavolo-2.ron");
    }
}
