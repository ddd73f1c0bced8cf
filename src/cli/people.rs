//! `proximo people`: participants from a list, taken as one change; their names go to the register alone.

use std::io::Read;
use std::path::Path;

use super::{Call, DONE, OpenDesk, WRONG};
use crate::domain::change::Change;
use crate::domain::desk::{Answer, Ask, Problem, Saved, Wrong};
use crate::domain::guests::{Grid, Guest, Reading, decode};
use crate::domain::id::Code;
use crate::domain::register::Register;
use crate::domain::session::Session;
use crate::domain::value::Created;
use crate::live;
use crate::store::{self, register};
use crate::text::tui::prepare as words;
use crate::text::{names, problem};

/// Takes the participants of a list into a session; a dry run only says what it would take.
pub(super) fn run(call: &mut Call<'_>, session: &Path, list: &Path, dry_run: bool) -> u8 {
    let bytes = if list == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| Problem::new(Wrong::Unreadable(error.to_string())))
    } else {
        super::preparing::list(list)
    };
    let grid = match bytes {
        Ok(bytes) => Grid::read(&decode(&bytes)),
        Err(problem) => {
            call.tell_problem(&problem);
            return WRONG;
        }
    };
    let Some(grid) = grid else {
        call.tell(words::no_cells(call.lang));
        return WRONG;
    };
    let file = call.session_file(session);
    if dry_run {
        return match store::read(&file) {
            Ok(read) => {
                let reading = grid.reading(&read.session, super::surroundings().today());
                tell(call, &grid, &reading, &read.session);
                call.tell(words::nothing_written(call.lang));
                if reading.unread() == 0 { DONE } else { WRONG }
            }
            Err(problem) => {
                call.tell_problem(&problem);
                WRONG
            }
        };
    }
    let desk = match super::open_desk(call, &file) {
        Ok(desk) => desk,
        Err(problem) => {
            call.tell_problem(&problem);
            return WRONG;
        }
    };
    take(call, &file, &grid, desk)
}

fn take(call: &mut Call<'_>, file: &Path, grid: &Grid, mut desk: OpenDesk) -> u8 {
    let surroundings = super::surroundings();
    let now = (surroundings.now)();
    let session = desk.handle.snapshot.borrow().session.clone();
    let saved = desk.handle.status.borrow().saved.clone();
    if let Saved::ReadOnly(why) = saved {
        call.tell(problem::read_only(call.lang, why));
        desk.close().ok();
        return WRONG;
    }
    let reading = grid.reading(&session, now.day());
    tell(call, grid, &reading, &session);
    let created = Created { at: now, by: call.by(), step: None, table: None };
    // the register first: who cannot be written there is not taken, and nothing is half done
    let known =
        if reading.for_register() { register::update(file, session.id(), &[]) } else { Ok(Register::default()) };
    let taken = known.and_then(|known| {
        let (edits, people) = reading.take(&known, &created, || Code::from_bits((surroundings.random)()));
        if !people.is_empty() {
            register::update(file, session.id(), &people)?;
        }
        let (count, said) = (edits.len(), people.len());
        if count > 0
            && let Answer::Refused(problem) =
                live::ask_and_wait(&mut desk.handle, Ask::Change(Change::new(now, &call.by(), edits)))
        {
            return Err(problem);
        }
        Ok((count, said))
    });
    let ended = desk.close();
    match taken.and_then(|counts| ended.map(|()| counts)) {
        Ok((count, said)) => {
            call.say(&words::people_taken(call.lang, count));
            if said > 0 {
                call.say(&words::in_register(call.lang, said));
            }
            if reading.unread() == 0 { DONE } else { WRONG }
        }
        Err(problem) => {
            call.tell_problem(&problem);
            WRONG
        }
    }
}

/// Says what each column is taken for, who is taken, and which rows are not; never a name.
fn tell(call: &mut Call<'_>, grid: &Grid, reading: &Reading, session: &Session) {
    let lang = call.lang;
    for (at, column) in grid.columns.iter().enumerate() {
        let name = grid.header.as_ref().map_or_else(|| format!("{}", at + 1), |header| header[at].clone());
        call.say(&format!("{name} → {}", words::column(lang, *column)));
    }
    let first = if grid.header.is_some() { 2 } else { 1 };
    for (at, row) in reading.rows.iter().enumerate() {
        match row {
            Ok(Guest { participant, known, code_given, .. }) => {
                let group = participant.group.as_ref().map(|group| names::group(lang, group)).unwrap_or_default();
                let table = participant.table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone());
                let facts = [participant.organisation.clone(), group, table.unwrap_or_default()];
                let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
                let how = match (known.is_some(), code_given) {
                    (true, _) => words::known_already(lang),
                    (false, true) => words::code_given(lang),
                    (false, false) => "",
                };
                call.say(format!("{}  {}  {how}", participant.code, facts.join(", ")).trim_end());
            }
            Err(why) => {
                let said = words::row_unread(lang, at + first, &words::unread(lang, why));
                call.tell(&said);
            }
        }
    }
    if grid.beyond > 0 {
        call.tell(&words::beyond(lang, grid.beyond));
    }
}
