//! `proximo import csv`: practices from a table, taken as one change.

use std::path::Path;
use std::sync::Arc;

use super::super::merge::shown;
use super::super::{Call, DONE, USAGE, WRONG, add, new, open_desk};
use super::{CsvArgs, Target, agreed, cut, day, table, tell_at};
use crate::domain::change::Change;
use crate::domain::clean::clean_line;
use crate::domain::desk::{Answer, Ask, Problem};
use crate::domain::importing::columns::{Column, mapped};
use crate::domain::importing::practices::{Cell, Plan, Reading, Table, read};
use crate::domain::importing::sheet::Sheet;
use crate::domain::session::Session;
use crate::domain::value::Created;
use crate::live;
use crate::text::{Lang, cli as cli_words, import as words};

/// The most findings of a kind that are told one by one.
const TOLD: usize = 20;
/// The rows that are shown before anything is taken.
const SHOWN_ROWS: usize = 3;

/// Where the practices go, looked at before anything is asked.
enum Goes {
    Into(std::path::PathBuf),
    New(Box<Session>),
}

/// Takes the practices of a table. Returns the exit code: [`WRONG`] where something could not be read or written,
/// [`USAGE`] where more must be said first.
pub(super) fn run(call: &mut Call<'_>, args: &CsvArgs) -> u8 {
    let Some((sheet, encoding)) = table(call, &args.file) else { return WRONG };
    let mapping = match mapped(&sheet.headings, &args.map) {
        Ok(mapping) => mapping,
        Err(bad) => {
            let names = sheet.headings.iter().enumerate().map(|(at, _)| heading(call.lang, &sheet, at));
            let names = names.collect::<Vec<_>>().join(", ");
            call.tell(&words::bad_mapping(call.lang, &bad, &names));
            return USAGE;
        }
    };
    let name = args.file.file_name().map(|name| clean_line(&name.to_string_lossy())).unwrap_or_default();
    let reading = match read(Table { sheet: &sheet, mapping: &mapping, name: &name }) {
        Ok(reading) => reading,
        Err(long) => {
            let column = heading(call.lang, &sheet, long.cell.column);
            let says = words::too_long(call.lang, &column, long.bytes.div_ceil(1024));
            tell_at(call, &args.file, Some(long.cell.line), &says);
            return WRONG;
        }
    };
    let (goes, session) = match target(call, &args.target) {
        Ok(found) => found,
        Err(code) => return code,
    };
    call.say(&words::rows(call.lang, &shown(&args.file), sheet.rows.len()));
    if let Some(says) = words::encoding(call.lang, encoding) {
        call.tell(says);
    }
    tell_columns(call, &sheet, &mapping);
    tell_rows(call, &sheet, &mapping);
    tell_findings(call, &sheet, &reading);
    let plan = reading.plan(&session, &created(call));
    tell_plan(call, &plan);
    if plan.edits.is_empty() {
        call.say(words::nothing_new(call.lang));
        return DONE;
    }
    let question = match &goes {
        Goes::Into(file) => words::ask_into(call.lang, &shown(file)),
        Goes::New(session) => words::ask_new(call.lang, &session.session.title),
    };
    if let Err(code) = agreed(call, args.consent, &question) {
        return code;
    }
    let taken = match goes {
        Goes::Into(file) => return into(call, &file, &reading),
        Goes::New(mut session) => {
            plan.edits.into_iter().filter_map(|edit| edit.after).for_each(|item| session.put(item));
            new::keep(&call.workspace(), &session, call.desk_options())
        }
    };
    match taken {
        Ok(file) => {
            call.say(&words::taken(call.lang, plan.new, plan.notes, &shown(&file)));
            call.tell(&cli_words::how_to_open(call.lang, &shown(&file)));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

fn created(call: &Call<'_>) -> Created {
    Created { at: (super::super::surroundings().now)(), by: call.by(), step: None, table: None }
}

/// Returns where the practices go, and the session as it stands there.
fn target(call: &mut Call<'_>, target: &Target) -> Result<(Goes, Arc<Session>), u8> {
    match target {
        Target::Into(named) => {
            let session = call.read_session(named).ok_or(WRONG)?;
            Ok((Goes::Into(call.session_file(named)), Arc::new(session)))
        }
        Target::New { title, date } => {
            if clean_line(title).trim().is_empty() {
                call.tell(cli_words::empty_title(call.lang));
                return Err(USAGE);
            }
            let date = Some(day(call, date.as_deref()).ok_or(USAGE)?);
            let new =
                new::NewSession { title: title.clone(), date, place: String::new(), template: None, by: call.by() };
            let session = new::session(&new, call.lang, super::super::surroundings());
            Ok((Goes::New(Box::new(session.clone())), Arc::new(session)))
        }
    }
}

/// Takes the practices into a session the way every command does: through its desk, under its lock.
fn into(call: &mut Call<'_>, file: &Path, reading: &Reading) -> u8 {
    let mut desk = match open_desk(call, file) {
        Ok(desk) => desk,
        Err(problem) => {
            call.tell_problem(&problem);
            return WRONG;
        }
    };
    if !add::can_be_changed(call, &desk.handle) {
        // nothing was changed, and closing writes nothing
        desk.close().ok();
        return WRONG;
    }
    // what stands there now may be newer than the file that was looked at
    let session = desk.handle.snapshot.borrow().session.clone();
    let created = created(call);
    let mut plan = reading.plan(&session, &created);
    let edits = std::mem::take(&mut plan.edits);
    let answer = if edits.is_empty() {
        Answer::Nothing
    } else {
        live::ask_and_wait(&mut desk.handle, Ask::Change(Change::new(created.at, &created.by, edits)))
    };
    let ended = desk.close();
    let done = match answer {
        Answer::Done { .. } | Answer::Nothing => ended,
        Answer::Refused(problem) => Err::<(), Problem>(problem),
    };
    match done {
        Ok(()) => {
            call.say(&words::taken(call.lang, plan.new, plan.notes, &shown(file)));
            DONE
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// Returns what a column is called; its number where it has no name.
fn heading(lang: Lang, sheet: &Sheet, at: usize) -> String {
    let named = sheet.headings.get(at).filter(|heading| !heading.is_empty());
    named.map_or_else(|| words::column_number(lang, at + 1), |heading| cut(heading))
}

fn tell_columns(call: &mut Call<'_>, sheet: &Sheet, mapping: &[Option<Column>]) {
    for (at, column) in mapping.iter().enumerate() {
        let field = column.map_or_else(|| words::to_note(call.lang), |column| words::field(call.lang, column));
        call.say(&format!("  {}", words::taken_for(call.lang, &heading(call.lang, sheet, at), field)));
    }
}

fn tell_rows(call: &mut Call<'_>, sheet: &Sheet, mapping: &[Option<Column>]) {
    call.say(words::first_rows(call.lang));
    for row in sheet.rows.iter().take(SHOWN_ROWS) {
        call.say(&format!("  {}", words::row(call.lang, row.line)));
        for (column, cell) in mapping.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            if let Some(column) = column {
                call.say(&format!("    {}: {}", words::field(call.lang, *column), cut(cell)));
            }
        }
    }
}

/// Tells the first of some findings, and how many more there are.
fn tell_some(call: &mut Call<'_>, all: usize, says: impl Iterator<Item = String>) {
    for line in says.take(TOLD) {
        call.tell(&line);
    }
    if all > TOLD {
        call.tell(&words::and_more(call.lang, all - TOLD));
    }
}

fn tell_findings(call: &mut Call<'_>, sheet: &Sheet, reading: &Reading) {
    let lang = call.lang;
    if sheet.cleaned > 0 {
        call.tell(&words::cleaned(lang, sheet.cleaned));
    }
    let column = |cell: &Cell| heading(lang, sheet, cell.column);
    let bad = reading.bad.iter().map(|bad| {
        words::bad(lang, bad.cell.line, &column(&bad.cell), &cut(&bad.text), words::bad_cell(lang, bad.field))
    });
    tell_some(call, reading.bad.len(), bad);
    tell_some(call, reading.twice.len(), reading.twice.iter().map(|(line, first)| words::twice(lang, *line, *first)));
    let personal = reading.personal.iter().map(|cell| words::personal(lang, cell.line, &column(cell)));
    tell_some(call, reading.personal.len(), personal);
}

fn tell_plan(call: &mut Call<'_>, plan: &Plan) {
    call.say(&words::would_take(call.lang, plan.new, plan.notes));
    if plan.known > 0 {
        call.say(&words::known(call.lang, plan.known));
    }
    if plan.gone > 0 {
        call.say(&words::gone(call.lang, plan.gone));
    }
    let lang = call.lang;
    let namesakes = plan.namesakes.iter().map(|(line, other)| words::namesake(lang, *line, &other.to_string()));
    tell_some(call, plan.namesakes.len(), namesakes);
}
