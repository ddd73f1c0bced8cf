//! Reads the command line and runs: one file a subcommand. The one house that knows all others.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use crate::config::{Settings, Trouble};
use crate::domain::clean;
use crate::domain::desk::{Ask, Handle, Problem, Surroundings};
use crate::domain::fold::fold;
use crate::domain::item::Poll;
use crate::domain::link::Part;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::MayGoTo;
use crate::live::{self, Desk, DeskOptions};
use crate::store::files::Files;
use crate::store::{self, Opening, workspace};
use crate::text::{self, Lang, cli as words};
use crate::tui::doors::JoinAsked;

mod add;
pub mod arguments;
pub mod ballots;
mod check;
mod csv_file;
pub mod import;
pub mod matching;
pub mod merge;
mod merging;
pub mod new;
mod own;
mod people;
mod preparing;
pub mod report;
mod run;
pub mod samples;
pub mod show;
pub mod tally;
pub mod withdraw;

/// Done.
pub const DONE: u8 = 0;
/// Something was wrong with what was asked for.
pub const WRONG: u8 = 1;
/// The command line itself was wrong.
pub const USAGE: u8 = 2;

/// What every subcommand is handed.
pub struct Call<'a> {
    /// The language.
    pub lang: Lang,
    /// What was set in file, environment and flags.
    pub settings: Settings,
    /// The folder of settings, keys and themes.
    pub config: Option<PathBuf>,
    /// What is wrong with the settings.
    pub troubles: Vec<Trouble>,
    /// The workspace's folder.
    pub workspace: PathBuf,
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// Where messages go.
    pub messages: &'a mut dyn Write,
}

impl Call<'_> {
    /// Writes a line of the result. A reader that went away (`| head`) is no error.
    pub fn say(&mut self, line: &str) {
        drop(writeln!(self.out, "{}", clean::clean(line)));
    }

    /// Writes a line for the person, beside the result.
    pub fn tell(&mut self, line: &str) {
        drop(writeln!(self.messages, "{}", clean::clean(line)));
    }

    /// Writes a problem for the person, with the line of the file under it.
    pub fn tell_problem(&mut self, problem: &Problem) {
        self.tell(&text::problem::problem(self.lang, problem));
        if let Some(place) = problem.place.as_ref().filter(|place| !place.excerpt.is_empty()) {
            self.tell(&format!("    {}", place.excerpt));
        }
    }
}

/// Returns the clock and the randomness of this machine.
pub fn surroundings() -> Surroundings {
    Surroundings { now: || Moment::new(chrono::Local::now().fixed_offset()), random }
}

/// Returns how a session is opened from here, now.
fn opening() -> Opening {
    Opening { machine: machine(), now: (surroundings().now)(), files: Files::default() }
}

/// Returns the polls that are meant by an id or by words of the question, in their order; all where none is named.
fn polls_named(session: &Session, named: Option<&str>) -> Vec<Arc<Poll>> {
    let wanted = named.map(fold);
    let is_meant = |poll: &Arc<Poll>| {
        let meant = |wanted: &String| poll.id.to_string() == *wanted || fold(&poll.question).contains(wanted.as_str());
        wanted.as_ref().is_none_or(meant)
    };
    session.polls.in_order().into_iter().filter(is_meant).collect()
}

fn random() -> u64 {
    let mut bytes = [0; 8];
    if getrandom::fill(&mut bytes).is_err() {
        // no randomness from the system: the clock's nanoseconds still tell two items of one laptop apart
        let nanoseconds = chrono::Utc::now().timestamp_nanos_opt().unwrap_or_default();
        bytes = nanoseconds.to_le_bytes();
    }
    u64::from_le_bytes(bytes)
}

/// Runs the command line and returns the exit code: [`DONE`], [`WRONG`] or [`USAGE`].
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Settings::from_environment(|name| std::env::var(name).ok());
    let lang = arguments::asked_lang(&arguments).or(environment.lang).unwrap_or_default();
    // not locked: a thread that panics must be able to say so
    let (mut out, mut messages) = (std::io::stdout(), std::io::stderr());
    let matches = match arguments::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => {
            // help and version are results, not errors
            drop(error.print());
            return DONE;
        }
        Err(error) => {
            drop(writeln!(messages, "proximo: {}", arguments::wrong(lang, &error)));
            return USAGE;
        }
    };
    let flags = Settings {
        lang: matches.get_one::<String>("lang").and_then(|lang| lang.parse().ok()),
        theme: matches.get_one::<String>("theme").cloned(),
        name: matches.get_one::<String>("name").cloned(),
        workspace: matches.get_one::<PathBuf>("workspace").cloned(),
        bell: matches.get_flag("bell").then_some(true),
        keys: matches.get_one::<PathBuf>("keys").cloned(),
        ..Settings::default()
    };
    let config = project().map(|folders| folders.config_dir().to_owned());
    let read = config.as_ref().map(|folder| Settings::from_file(&folder.join("config.ron")));
    let (file, troubles) = match read {
        Some(Ok(settings)) => (settings, Vec::new()),
        Some(Err(trouble)) => (Settings::default(), vec![trouble]),
        None => Default::default(),
    };
    let given = flags.workspace.clone();
    let settings = flags.over(environment).over(file);
    let lang = settings.lang.unwrap_or_default();
    let workspace = workspace::find(&workspace::Hints {
        given,
        environment: settings.workspace.clone(),
        current: std::env::current_dir().unwrap_or_default(),
        data: project().map(|folders| folders.data_dir().to_owned()),
    });
    let mut call = Call { lang, settings, config, troubles, workspace, out: &mut out, messages: &mut messages };
    if !matches!(matches.subcommand_name(), None | Some("run" | "wall" | "join")) {
        // the screens say it on the screen
        for trouble in std::mem::take(&mut call.troubles) {
            call.tell(&words::settings_broken(lang, &trouble.said(lang)));
        }
    }
    dispatch(&mut call, &matches)
}

/// An open desk of a command without screens.
pub struct OpenDesk {
    /// Its handle.
    pub handle: Handle,
    desk: Desk,
}

impl OpenDesk {
    /// Writes everything down and waits for the end.
    ///
    /// # Errors
    /// Where something could not be written.
    pub fn close(self) -> Result<(), Problem> {
        let Self { mut handle, desk } = self;
        live::ask_and_wait(&mut handle, Ask::Close);
        drop(handle);
        desk.join()
    }
}

/// Opens a session for a command without screens.
///
/// # Errors
/// As [`live::open`].
pub fn open_desk(call: &Call<'_>, file: &Path) -> Result<OpenDesk, Problem> {
    let (handle, desk) = live::open(&call.session_file(file), call.desk_options())?;
    Ok(OpenDesk { handle, desk })
}

impl Call<'_> {
    /// Returns the name that items are taken down under: what was set, else the system's user.
    pub fn by(&self) -> String {
        by(&self.settings)
    }

    /// Returns the workspace's folder.
    pub fn workspace(&self) -> PathBuf {
        self.workspace.clone()
    }

    /// Returns how desks are opened here.
    pub fn desk_options(&self) -> DeskOptions {
        DeskOptions::new(&self.by(), &machine(), surroundings())
    }

    /// Returns the session file that is meant: the path itself, its name among the workspace's sessions, or the only
    /// one whose name holds it: `tavolo-2` for `2026-03-12-tavolo-2.ron`.
    pub fn session_file(&self, named: &Path) -> PathBuf {
        let folder = workspace::sessions_folder(&self.workspace);
        let with_ending = |path: PathBuf| if path.extension().is_some() { path } else { path.with_extension("ron") };
        let candidates = [named.to_owned(), folder.join(named), with_ending(folder.join(named))];
        let exact = candidates.into_iter().find(|path| path.is_file());
        exact.or_else(|| self.only_session_like(named)).unwrap_or_else(|| named.to_owned())
    }

    /// Reads a session as it is named on the command line. `None` where it cannot be read: why was told.
    fn read_session(&mut self, named: &Path) -> Option<Session> {
        match store::read(&self.session_file(named)) {
            Ok(read) => Some(read.session),
            Err(problem) => {
                self.tell_problem(&problem);
                None
            }
        }
    }
}

impl Call<'_> {
    /// Returns the session files of these paths, each once: files as they are or by their names in the workspace,
    /// the sessions of folders and workspaces, those of this workspace where none is given.
    pub fn session_files(&self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let own = [workspace::sessions_folder(&self.workspace)];
        let paths = if paths.is_empty() { own.as_slice() } else { paths };
        let mut files = Vec::new();
        for path in paths {
            if !path.is_dir() || path.extension().is_some_and(|ending| ending == "ron") {
                // a folder by the name of a session is told to be none
                files.push(self.session_file(path));
                continue;
            }
            let (mut here, sessions) = (workspace::files(path), workspace::sessions_folder(path));
            if sessions.is_dir() {
                // the workspace's own words of the field are no session
                here.retain(|file| *file != store::thesaurus::file_of(path));
            }
            // a workspace's own folder stands for its sessions
            files.extend(if here.is_empty() { workspace::files(&sessions) } else { here });
        }
        // dossiers, and copies of them that were edited by hand, are no sessions
        files.retain(|path| path.file_name().is_none_or(|name| !name.to_string_lossy().starts_with("wp3.")));
        let mut seen = std::collections::BTreeSet::new();
        files.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
        files
    }
}

impl Call<'_> {
    fn only_session_like(&self, named: &Path) -> Option<PathBuf> {
        let wanted = named.to_str().filter(|name| !name.is_empty() && !name.contains(['/', '\\']))?;
        let files = workspace::files(&workspace::sessions_folder(&self.workspace));
        let holds = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(wanted));
        let mut like = files.into_iter().filter(holds);
        like.next().filter(|_| like.next().is_none())
    }
}

fn by(settings: &Settings) -> String {
    let user = || ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    clean::clean_line(&settings.name.clone().or_else(user).unwrap_or_default())
}

/// Returns this machine's name, under which its history lies.
fn machine() -> String {
    let folder = project().map(|folders| folders.data_local_dir().to_owned()).unwrap_or_else(std::env::temp_dir);
    store::machine(&folder, (surroundings().random)())
}

fn project() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("it", "polimi", "proximo")
}

fn dispatch(call: &mut Call<'_>, matches: &ArgMatches) -> u8 {
    let path = |given: &ArgMatches, name: &str| given.get_one::<PathBuf>(name).cloned();
    let paths = |given: &ArgMatches| -> Vec<PathBuf> {
        given.get_many::<PathBuf>("paths").map(|paths| paths.cloned().collect()).unwrap_or_default()
    };
    let text = |given: &ArgMatches, name: &str| given.get_one::<String>(name).cloned().unwrap_or_default();
    match matches.subcommand() {
        None => run::screens(call, run::Screens::default()),
        Some(("run", given)) => {
            let (session, port) = (path(given, "session"), given.get_one("port").copied());
            run::screens(call, run::Screens { session, share: given.get_flag("share"), port, ..Default::default() })
        }
        Some(("wall", given)) => {
            let session = path(given, "session");
            run::screens(call, run::Screens { session, wall: true, ..Default::default() })
        }
        Some(("join", given)) => {
            let wall = given.get_flag("wall");
            let reads = if given.get_flag("read-only") { Part::Guest } else { Part::Console };
            let part = if wall { Part::Wall } else { reads };
            let asked = JoinAsked {
                address: text(given, "address"),
                code: text(given, "code"),
                // whoever set a name is not asked for it again
                name: call.by(),
                part,
            };
            run::screens(call, run::Screens { joining: Some(asked), wall, ..Default::default() })
        }
        Some(("new", given)) => {
            let (title, place) = (text(given, "title"), text(given, "place"));
            let asked =
                new::Asked { title, date: given.get_one("date").cloned(), place, template: text(given, "template") };
            new::run(call, asked)
        }
        Some(("add", given)) => {
            let line: Vec<&str> = given.get_many::<String>("line").into_iter().flatten().map(String::as_str).collect();
            add::run(call, &path(given, "session").unwrap_or_default(), &line.join(" "))
        }
        Some(("people", given)) => {
            let (session, list) = (path(given, "session").unwrap_or_default(), path(given, "list").unwrap_or_default());
            people::run(call, &session, &list, given.get_flag("dry-run"))
        }
        Some(("import", given)) => match arguments::import(given) {
            Some(args) => import::run(call, &args),
            None => unreachable_command(call, "import"),
        },
        Some(("show", given)) => show::run(call, &path(given, "session").unwrap_or_default()),
        Some(("check", given)) => check::run(call, &paths(given), text(given, "format") == "json"),
        Some(("merge", given)) if !given.get_flag("batch") && !given.get_flag("dry-run") => {
            let merge = Some(merging::At { paths: paths(given), out: path(given, "out") });
            run::screens(call, run::Screens { merge, ..Default::default() })
        }
        Some(("merge", given)) => {
            let args =
                merge::MergeArgs { paths: paths(given), out: path(given, "out"), dry_run: given.get_flag("dry-run") };
            merge::run(call, &args)
        }
        Some(("report", given)) => {
            let kind = match text(given, "kind").as_str() {
                "dossier" => report::ReportKind::Dossier,
                "scheda" => report::ReportKind::Sheets,
                "impegni" => report::ReportKind::Commitments,
                "restituzione" => report::ReportKind::Restituzione,
                _ => report::ReportKind::Verbale,
            };
            let args =
                report::ReportArgs { kind, paths: paths(given), out: path(given, "out"), audience: MayGoTo::Partners };
            report::run(call, &args)
        }
        Some(("ballots", given)) => {
            let args = ballots::BallotsArgs {
                session: path(given, "session").unwrap_or_default(),
                poll: given.get_one::<String>("poll").cloned(),
                copies: given.get_one::<u32>("copies").copied().unwrap_or(1),
                text: text(given, "format") == "text",
                out: path(given, "out"),
            };
            ballots::run(call, &args)
        }
        Some(("match", given)) => {
            let args = matching::MatchArgs {
                pairs: path(given, "pairs").unwrap_or_default(),
                with: path(given, "with"),
                column: given.get_one::<String>("column").cloned(),
                cutoff: given.get_one::<f64>("cutoff").copied().unwrap_or(matching::CUTOFF),
                json: text(given, "format") == "json",
            };
            matching::run(call, &args)
        }
        Some(("tally", given)) => {
            let args = arguments::tally(given);
            tally::run(call, &args)
        }
        Some(("withdraw", given)) => {
            let session = path(given, "session").unwrap_or_default();
            withdraw::run(call, &session, &text(given, "who"), given.get_flag("yes"))
        }
        Some(("keys", _)) => own::list_keys(call),
        Some(("completions", given)) => {
            if let Some(shell) = given.get_one::<clap_complete::Shell>("shell") {
                clap_complete::generate(*shell, &mut arguments::command(call.lang), "proximo", &mut call.out);
            }
            DONE
        }
        Some((other, _)) => unreachable_command(call, other),
    }
}

/// A row of the table of commands that runs nothing: a mistake of the program, told instead of hidden.
fn unreachable_command(call: &mut Call<'_>, name: &str) -> u8 {
    call.tell(&words::unknown_command(call.lang, name, ""));
    USAGE
}
