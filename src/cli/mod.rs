//! Reads the command line and runs: one file a subcommand. The one house that knows all others.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::ArgMatches;

use crate::config::Settings;
use crate::domain::clean;
use crate::domain::desk::{Problem, Surroundings};
use crate::domain::time::Moment;
use crate::text::{self, Lang, cli as words};

pub mod arguments;
pub mod merge;
pub mod new;
pub mod report;
pub mod samples;
pub mod show;

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
    let (mut out, mut messages) = (std::io::stdout().lock(), std::io::stderr().lock());
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
    };
    let (file, broken) = settings_file().map_or((Ok(Settings::default()), None), |path| {
        let read = Settings::from_file(&path);
        let broken = read.as_ref().err().cloned();
        (read, broken)
    });
    let settings = flags.over(environment).over(file.unwrap_or_default());
    let lang = settings.lang.unwrap_or_default();
    let mut call = Call { lang, settings, out: &mut out, messages: &mut messages };
    if let Some(why) = broken {
        call.tell(&words::settings_broken(lang, &why));
    }
    dispatch(&mut call, &matches)
}

fn settings_file() -> Option<PathBuf> {
    directories::ProjectDirs::from("it", "polimi", "proximo").map(|folders| folders.config_dir().join("config.ron"))
}

fn dispatch(call: &mut Call<'_>, matches: &ArgMatches) -> u8 {
    match matches.subcommand() {
        Some(("completions", given)) => {
            if let Some(shell) = given.get_one::<clap_complete::Shell>("shell") {
                clap_complete::generate(*shell, &mut arguments::command(call.lang), "proximo", &mut call.out);
            }
            DONE
        }
        Some(_) | None => screens(call),
    }
}

fn screens(call: &mut Call<'_>) -> u8 {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let says = words::needs_terminal(call.lang);
        call.tell(says);
        return USAGE;
    }
    DONE
}
