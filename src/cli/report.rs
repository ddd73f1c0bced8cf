//! `proximo report`: the minutes of sessions, or the dossier, as documents.

use std::path::{Path, PathBuf};

use super::matching::thesaurus_of;
use super::merge::{shown, sources, stem};
use super::{Call, DONE, USAGE, WRONG};
use crate::domain::value::MayGoTo;
use crate::report;
use crate::store;
use crate::store::dossier as file;
use crate::store::parsed::Parsed;
use crate::store::workspace;
use crate::synthesis::gather::gather;
use crate::synthesis::{self, dossier::Dossier};
use crate::text::{cli as cli_words, merge as words};

/// Which document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportKind {
    /// The minutes of each session.
    Verbale,
    /// The dossier whole.
    Dossier,
    /// One plain page a session for the young people.
    Restituzione,
    /// A sheet for each strategy that stands.
    Sheets,
    /// What each organisation took on.
    Commitments,
}

/// What is reported, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportArgs {
    /// Which document.
    pub kind: ReportKind,
    /// Files and folders; none: the workspace's sessions, for a dossier its `proposals/wp3.ron`.
    pub paths: Vec<PathBuf>,
    /// The folder or file to write to; none: the standard output.
    pub out: Option<PathBuf>,
    /// Who reads it: young people's words that may not go so far are withheld.
    pub audience: MayGoTo,
}

/// Writes the documents as Markdown. Returns the exit code: [`WRONG`] where a file could not be read or written.
pub fn run(call: &mut Call<'_>, args: &ReportArgs) -> u8 {
    match args.kind {
        ReportKind::Verbale | ReportKind::Restituzione => minutes(call, args),
        ReportKind::Dossier | ReportKind::Sheets | ReportKind::Commitments => dossier(call, args),
    }
}

fn minutes(call: &mut Call<'_>, args: &ReportArgs) -> u8 {
    let files = call.session_files(&args.paths);
    if files.is_empty() {
        call.tell(cli_words::no_files(call.lang));
        return WRONG;
    }
    if let Some(out) = args.out.as_ref().filter(|out| files.len() > 1 && !is_folder(out)) {
        call.tell(&words::one_file_only(call.lang, &shown(out)));
        return USAGE;
    }
    let mut code = DONE;
    for path in files {
        match store::read(&path) {
            Ok(read) => {
                read.notices.iter().for_each(|notice| call.tell_problem(notice));
                let (document, name) = match args.kind {
                    ReportKind::Restituzione => (report::restituzione(&read.session, call.lang), "restituzione"),
                    _ => (report::verbale(&read.session, args.audience, call.lang), "verbale"),
                };
                let text = report::markdown(&document);
                code = code.max(put(call, args.out.as_deref(), &format!("{}-{name}.md", stem(&path)), &text));
            }
            Err(problem) => {
                call.tell_problem(&problem);
                code = WRONG;
            }
        }
    }
    code
}

fn dossier(call: &mut Call<'_>, args: &ReportArgs) -> u8 {
    let named = args.paths.iter().find_map(|path| dossier_in(path));
    let own = || Some(file::file_of(&call.workspace)).filter(|path| args.paths.is_empty() && path.exists());
    let (dossier, mut code) = match named.or_else(own) {
        Some(path) => match file::read(&path) {
            Ok(dossier) => (dossier, DONE),
            Err(problem) => {
                call.tell_problem(&problem);
                return WRONG;
            }
        },
        None => merged(call, args),
    };
    let Some(dossier) = dossier else {
        call.tell(cli_words::no_files(call.lang));
        return WRONG;
    };
    let (lang, audience) = (call.lang, args.audience);
    match args.kind {
        ReportKind::Sheets => {
            let standing: Vec<_> = dossier.strategies.iter().filter(|strategy| strategy.stands()).collect();
            if let Some(out) = args.out.as_ref().filter(|out| standing.len() > 1 && !is_folder(out)) {
                call.tell(&words::one_file_only(lang, &shown(out)));
                return USAGE;
            }
            for (at, strategy) in standing.into_iter().enumerate() {
                let (name, document) = report::sheet(&dossier, strategy, at + 1, audience, lang);
                let text = report::markdown(&document);
                code = code.max(put(call, args.out.as_deref(), &sheet_name(at + 1, &name), &text));
            }
        }
        ReportKind::Commitments => {
            let text = report::markdown(&report::commitments(&dossier, lang));
            code = code.max(put(call, args.out.as_deref(), COMMITMENTS, &text));
        }
        ReportKind::Dossier | ReportKind::Verbale | ReportKind::Restituzione => {
            let text = report::markdown(&report::dossier(&dossier, audience, lang));
            code = code.max(put(call, args.out.as_deref(), file::REPORT, &text));
        }
    }
    code
}

/// What the commitments' document is called.
pub(super) const COMMITMENTS: &str = "impegni.md";

/// Returns what the sheet of a strategy is called: `01-antenne-di-quartiere.md`.
pub(super) fn sheet_name(number: usize, name: &str) -> String {
    format!("{number:02}-{}.md", workspace::slug(name))
}

/// Merges in memory: no dossier was written yet.
fn merged(call: &mut Call<'_>, args: &ReportArgs) -> (Option<Dossier>, u8) {
    let files = call.session_files(&args.paths);
    let read = sources(call, files, &Parsed::of(&call.workspace, false));
    let code = if read.set_aside.is_empty() { DONE } else { WRONG };
    if read.given.is_empty() {
        return (None, code);
    }
    let pool = gather(read.given).with_thesaurus(thesaurus_of(call));
    (Some(synthesis::remerge(None, &pool, read.set_aside)), code)
}

fn dossier_in(path: &Path) -> Option<PathBuf> {
    let inside = path.join(file::FILE);
    let is_one = path.file_name().is_some_and(|name| name == file::FILE);
    if is_one { Some(path.to_owned()) } else { Some(inside).filter(|inside| inside.is_file()) }
}

/// Tells whether a path is a folder, or is to be one: it is there as one, or has no ending.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || (!path.exists() && path.extension().is_none())
}

fn put(call: &mut Call<'_>, out: Option<&Path>, name: &str, text: &str) -> u8 {
    let Some(out) = out else {
        call.say(text.trim_end());
        return DONE;
    };
    let path = if is_folder(out) { out.join(name) } else { out.to_owned() };
    match file::write(&path, text) {
        Ok(_) => {
            call.say(&cli_words::report_written(call.lang, &shown(&path)));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}
