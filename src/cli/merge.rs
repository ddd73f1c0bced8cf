//! `proximo merge --batch`: all sessions into the WP3 dossier and its report. A bad file is left out and said.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::matching::thesaurus_of;
use super::{Call, DONE, WRONG, machine};
use crate::domain::desk::Problem;
use crate::domain::value::MayGoTo;
use crate::report;
use crate::store::dossier::{self as file, Written};
use crate::store::parsed::Parsed;
use crate::store::standing::Standing;
use crate::store::{hands, thesaurus};
use crate::synthesis;
use crate::synthesis::dossier::{Dossier, Match, SetAside};
use crate::synthesis::gather::Given;
use crate::synthesis::origin::Origin;
use crate::synthesis::step::Pace;
use crate::text::{self, Lang, cli as cli_words, merge as words};

/// What is merged, and where to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MergeArgs {
    /// Files and folders; none: the workspace's sessions.
    pub paths: Vec<PathBuf>,
    /// The folder to write to; none: the workspace's `proposals`.
    pub out: Option<PathBuf>,
    /// Nothing is written.
    pub dry_run: bool,
}

/// Merges sessions and writes the dossier and its report. Returns the exit code: [`WRONG`] where a file was left
/// out or nothing could be written.
pub fn run(call: &mut Call<'_>, args: &MergeArgs) -> u8 {
    let folder = args.out.clone().unwrap_or_else(|| call.workspace.join("proposals"));
    let (dossier_file, report_file) = (folder.join(file::FILE), folder.join(file::REPORT));
    let parsed = Parsed::of(&call.workspace, !args.dry_run);
    let files = call.session_files(&args.paths);
    let own_words = Some(thesaurus::file_of(&call.workspace)).filter(|file| file.exists());
    let key = format!("{:?}", (call.lang, &dossier_file, args.paths.is_empty()));
    let standing = Standing::of(&parsed, key, &files, own_words.as_slice());
    let outputs = [dossier_file.clone(), report_file.clone()];
    if !args.dry_run
        && let Some(said) = standing.said(&outputs)
        && !file::is_elsewhere(&dossier_file, &machine())
    {
        thesaurus_of(call);
        said.iter().for_each(|line| call.say(line));
        outputs.iter().for_each(|file| call.say(&words::same(call.lang, &shown(file))));
        return DONE;
    }
    let read = sources(call, files, &parsed);
    if read.given.is_empty() {
        let says = if read.set_aside.is_empty() { cli_words::no_files } else { words::nothing_to_merge };
        call.tell(says(call.lang));
        return WRONG;
    }
    let opened = if args.dry_run {
        file::read(&dossier_file).map(|previous| (None, previous, None))
    } else {
        file::Proposals::open(&dossier_file, &machine(), parsed.last()).map(|(proposals, found)| {
            let (previous, inputs) = found.map(|found| (found.dossier, found.inputs)).unzip();
            (Some(proposals), previous, inputs.flatten())
        })
    };
    let (mut proposals, previous, known) = match opened {
        Ok(opened) => opened,
        Err(problem) => {
            call.tell_problem(&problem);
            call.tell(words::dossier_broken(call.lang));
            return WRONG;
        }
    };
    if proposals.as_ref().is_some_and(file::Proposals::is_elsewhere) {
        call.tell(words::elsewhere(call.lang));
        return WRONG;
    }
    let left_out = !read.set_aside.is_empty();
    let field = thesaurus_of(call);
    let inputs = synthesis::code_of_inputs(&read.given, &read.set_aside, &field);
    // merging again what is as it was makes what is there
    let kept = known.is_some_and(|known| known == inputs);
    let merged = match &previous {
        Some(previous) if kept => previous.clone(),
        previous => {
            let pool = synthesis::gathered(read.given, previous.as_ref()).with_thesaurus(field);
            let mut alike = parsed.alike();
            let known = alike.clone();
            let merging = synthesis::Merging {
                since: previous.as_ref(),
                previous: previous.as_ref(),
                pool: &pool,
                set_aside: read.set_aside,
                pace: Pace { hands: &hands::several, ..Pace::PLAIN },
            };
            let merged = merging.run(&mut alike).expect("nobody stops it");
            if alike != known {
                parsed.keep_alike(&alike, &read.files);
            }
            merged
        }
    };
    let said = lines_of(call.lang, &merged);
    said.iter().for_each(|line| call.say(line));
    let mut code = if left_out { WRONG } else { DONE };
    if args.dry_run {
        for file in [&dossier_file, &report_file] {
            call.say(&words::would_write(call.lang, &shown(file)));
        }
        call.say(words::dry_run(call.lang));
        return code;
    }
    if !kept && previous.is_some_and(|previous| previous.is_edited() && previous != merged) {
        match file::keep_beside(&dossier_file) {
            Ok(kept) => call.tell(&words::hand_kept(call.lang, &shown(&kept))),
            Err(problem) => {
                call.tell_problem(&problem);
                return WRONG;
            }
        }
    }
    let lang = call.lang;
    // the report of many strategies takes as long as writing their dossier
    let (dossier, report) = thread::scope(|scope| {
        let report = scope.spawn(|| report::markdown(&report::dossier(&merged, MayGoTo::Partners, lang)));
        let dossier = match proposals.as_mut() {
            _ if kept => Ok(Written::Same),
            Some(proposals) => proposals.put(&file::text(&merged), &merged),
            None => file::write(&dossier_file, &file::text(&merged)),
        };
        if let (false, Ok(_), Some(proposals)) = (kept, &dossier, &proposals) {
            parsed.keep_last(&inputs, (proposals.known(), &merged), &read.files);
        }
        (dossier, report.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let reported = file::write(&report_file, &report);
    if let (true, Ok(_), Ok(_), Some(proposals)) = (read.is_plain, &dossier, &reported, &proposals) {
        standing.keep(&[(&dossier_file, proposals.known()), (&report_file, report.as_bytes())], said);
    }
    for (file, written) in [(&dossier_file, dossier), (&report_file, reported)] {
        match written {
            Ok(Written::New) => call.say(&words::wrote(call.lang, &shown(file))),
            Ok(Written::Same) => call.say(&words::same(call.lang, &shown(file))),
            Err(problem) => {
                call.tell_problem(&problem);
                code = WRONG;
            }
        }
    }
    code
}

/// Sessions that were read, and files that were left out.
pub(super) struct Sources {
    pub(super) given: Vec<Given>,
    pub(super) set_aside: Vec<SetAside>,
    /// All files, the ones that were left out among them.
    pub(super) files: Vec<PathBuf>,
    /// There was nothing to say of any.
    pub(super) is_plain: bool,
}

/// Reads the sessions of these paths and says what is wrong with each.
pub(super) fn sources(call: &mut Call<'_>, files: Vec<PathBuf>, parsed: &Parsed) -> Sources {
    let mut sources = Sources { given: Vec::new(), set_aside: Vec::new(), files, is_plain: true };
    let read = parsed.read_all(&sources.files, &|_| ControlFlow::Continue(())).unwrap_or_default();
    for (path, read) in sources.files.iter().zip(read) {
        match read {
            Ok((read, content)) => {
                sources.is_plain &= read.notices.is_empty();
                read.notices.iter().for_each(|notice| call.tell_problem(notice));
                sources.given.push(Given { name: stem(path), session: Arc::new(read.session), content });
            }
            Err(problem) => {
                sources.is_plain = false;
                call.tell_problem(&problem);
                call.tell(&words::left_out(call.lang, &shown(path)));
                sources.set_aside.push(set_aside(call.lang, path, &problem));
            }
        }
    }
    sources
}

/// Returns what the dossier says of a file that was left out.
pub(super) fn set_aside(lang: Lang, path: &Path, problem: &Problem) -> SetAside {
    let line = problem.place.as_ref().map_or(0, |place| place.line as u32);
    let problem = text::problem::wrong(lang, &problem.what);
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    SetAside { file, line, problem }
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Returns what is said of a dossier that was merged.
fn lines_of(lang: Lang, merged: &Dossier) -> Vec<String> {
    let mut lines = Vec::new();
    for source in &merged.sources {
        if !source.copies.is_empty() {
            lines.push(words::copies(lang, &source.name, &source.copies.join(", ")));
        }
        if !source.differing.is_empty() {
            lines.push(words::differing(lang, &source.name, source.differing.len()));
        }
    }
    let (practices, sketches) = (merged.practices.len(), merged.sketches.len());
    lines.push(words::sources(lang, merged.sources.len(), practices, sketches, merged.voices.len()));
    let names: HashMap<Origin, &str> = merged.practices.iter().map(|line| (line.origin, line.name.as_str())).collect();
    let name = |m: &Match, place: usize| {
        let origin = m.practices.get(place).copied().unwrap_or_default();
        names.get(&origin).map_or_else(|| origin.to_string(), |name| (*name).to_owned())
    };
    let (one, apart): (Vec<&Match>, Vec<&Match>) = merged.matches.iter().partition(|m| m.is_one());
    let undecided = apart.into_iter().filter(|m| m.human.verdict.is_none());
    let joined = one.into_iter().map(|m| words::joined(lang, &name(m, 0), &name(m, 1), &m.ties_in_words()));
    let look = undecided.map(|m| words::to_look_at(lang, &name(m, 0), &name(m, 1), &m.ties_in_words()));
    lines.extend(joined.chain(look));
    let open = merged.voices.iter().filter(|voice| voice.open).count();
    let standing = merged.strategies.iter().filter(|strategy| strategy.stands()).count();
    lines.push(words::strategies(lang, standing, merged.unused.len(), open));
    lines
}
