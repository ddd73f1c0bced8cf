//! `proximo import polis`: an export of Polis as a session with one vote, its ballots without voter, time or order.

use std::path::{Path, PathBuf};

use super::super::merge::shown;
use super::super::{Call, DONE, USAGE, WRONG, new};
use super::{PolisArgs, agreed, cut, day, table, tell_at};
use crate::domain::clean::clean_line;
use crate::domain::fold::key;
use crate::domain::id::SessionId;
use crate::domain::importing::decoding::decode;
use crate::domain::importing::polis::{Deliberation, Export, Frame, Of};
use crate::domain::importing::sheet::Sheet;
use crate::domain::value::Created;
use crate::store::{self, workspace};
use crate::text::{cli as cli_words, import as words, names};

/// The statements that are shown before anything is taken.
const SHOWN_STATEMENTS: usize = 3;

/// The files of an export.
struct Files {
    comments: PathBuf,
    votes: PathBuf,
    summary: Option<PathBuf>,
}

/// Makes a session of an export. Returns the exit code.
pub(super) fn run(call: &mut Call<'_>, args: &PolisArgs) -> u8 {
    let files = match files(call, &args.paths) {
        Ok(files) => files,
        Err(code) => return code,
    };
    let Some((comments, _)) = table(call, &files.comments) else { return WRONG };
    let Some((votes, _)) = table(call, &files.votes) else { return WRONG };
    // without a summary that can be read the rest is whole
    let summary = files.summary.as_deref().and_then(|file| std::fs::read(file).ok());
    let summary = summary.and_then(|bytes| Sheet::read(&decode(&bytes).ok()?.text).ok());
    let read = Deliberation::read(Export { comments: &comments, votes: &votes, summary: summary.as_ref() });
    let deliberation = match read {
        Ok(deliberation) => deliberation,
        Err(bad) => {
            let (of, line, says) = words::bad_export(call.lang, &bad);
            let file = match of {
                Of::Comments => &files.comments,
                Of::Votes => &files.votes,
            };
            tell_at(call, file, line, &says);
            return WRONG;
        }
    };
    let Some(date) = day(call, args.date.as_deref()) else { return USAGE };
    let named = args.title.as_deref().map(|title| clean_line(title.trim()));
    let title = named.unwrap_or_else(|| match deliberation.topic.is_empty() {
        true => words::polis_no_topic(call.lang).to_owned(),
        false => deliberation.topic.clone(),
    });
    if title.is_empty() {
        call.tell(cli_words::empty_title(call.lang));
        return USAGE;
    }
    let frame = Frame {
        title,
        date,
        created: Created { at: (super::super::surroundings().now)(), by: call.by(), step: None, table: None },
        group: words::polis_group_name(call.lang).to_owned(),
        no_group: words::polis_no_group(call.lang).to_owned(),
    };
    tell(call, &deliberation, &frame);
    if let Some(known) = known(&call.workspace(), deliberation.id()) {
        call.say(&words::polis_known(call.lang, &shown(&known)));
        return DONE;
    }
    let session = deliberation.session(&frame);
    if store::write_text(&session).len() as u64 > store::LONGEST_FILE {
        tell_at(call, &files.votes, None, words::polis_too_large(call.lang));
        return WRONG;
    }
    if let Err(code) = agreed(call, args.consent, words::polis_ask(call.lang)) {
        return code;
    }
    match new::keep(&call.workspace(), &session, call.desk_options()) {
        Ok(file) => {
            call.say(&words::polis_made(call.lang, &shown(&file)));
            call.tell(&cli_words::how_to_open(call.lang, &shown(&file)));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// Finds the files of an export: in a folder by their names, or as they are given.
fn files(call: &mut Call<'_>, paths: &[PathBuf]) -> Result<Files, u8> {
    match paths {
        [folder] if folder.is_dir() => {
            let found = (ending(folder, &["comments"]), ending(folder, &["participantsvotes", "participantvotes"]));
            match (found.0.as_slice(), found.1.as_slice()) {
                ([comments], [votes]) => Ok(Files {
                    comments: comments.clone(),
                    votes: votes.clone(),
                    summary: ending(folder, &["summary"]).pop(),
                }),
                _ => {
                    call.tell(&words::polis_files(call.lang, &shown(folder)));
                    Err(WRONG)
                }
            }
        }
        [one, other] => {
            // in whichever order they are given
            let is_comments = |file: &Path| stem(file).ends_with("comments");
            let turned = is_comments(other) && !is_comments(one);
            let (comments, votes) = if turned { (other, one) } else { (one, other) };
            Ok(Files { comments: comments.clone(), votes: votes.clone(), summary: beside(comments) })
        }
        _ => {
            call.tell(words::polis_two(call.lang));
            Err(USAGE)
        }
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| key(&stem.to_string_lossy())).unwrap_or_default()
}

/// Returns the CSV files of a folder whose names end so.
fn ending(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let is_csv = |file: &PathBuf| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        entries.filter(|file| is_csv(file) && ends.iter().any(|end| stem(file).ends_with(end))).collect();
    found.sort();
    found
}

/// Returns the summary of the export that comments are of: `x-summary.csv` beside `x-comments.csv`.
fn beside(comments: &Path) -> Option<PathBuf> {
    let name = comments.file_name()?.to_string_lossy().into_owned();
    let (before, after) = name.rsplit_once("comments")?;
    Some(comments.with_file_name(format!("{before}summary{after}"))).filter(|file| file.is_file())
}

/// Returns the session of the workspace that is this export already.
fn known(folder: &Path, id: SessionId) -> Option<PathBuf> {
    let files = workspace::files(&workspace::sessions_folder(folder));
    files.into_iter().find(|file| store::read(file).is_ok_and(|read| read.session.id() == id))
}

fn tell(call: &mut Call<'_>, deliberation: &Deliberation, frame: &Frame) {
    let lang = call.lang;
    call.say(&words::polis_topic(lang, &frame.title));
    call.say(&words::polis_statements(lang, deliberation.statements.len()));
    for statement in deliberation.statements.iter().take(SHOWN_STATEMENTS) {
        call.say(&format!("    {}", cut(&statement.text)));
    }
    call.say(&words::polis_voters(lang, deliberation.voters()));
    for (group, voters) in deliberation.groups(frame) {
        call.say(&words::polis_group(lang, &names::voters(lang, &group), voters));
    }
    let ungrouped = deliberation.ballots.get(&None).map_or(0, Vec::len);
    let told = [
        (deliberation.moderated, words::polis_moderated(lang, deliberation.moderated)),
        (deliberation.unknown, words::polis_unknown(lang, deliberation.unknown)),
        (deliberation.silent, words::polis_silent(lang, deliberation.silent)),
        (ungrouped, words::polis_ungrouped(lang, ungrouped)),
        (deliberation.differing, words::polis_differing(lang, deliberation.differing)),
    ];
    for (_, says) in told.iter().filter(|(count, _)| *count > 0) {
        call.say(says);
    }
    call.say(words::polis_not_kept(lang));
}
