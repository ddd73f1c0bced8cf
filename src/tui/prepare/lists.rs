//! Owns a list of participants on its way in: the file it is in, what its columns are taken for, and taking it.

use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::change::Edit;
use crate::domain::desk::Problem;
use crate::domain::guests::{Grid, Reading, decode};
use crate::domain::item::Item;
use crate::domain::register::Register;
use crate::text::problem as wording;
use crate::text::tui::prepare as w;

use super::super::app::{Effect, Env};
use super::super::command::Command;
use super::super::console::{Console, Doing};
use super::super::cursor::Cursor;
use super::super::doors::Want;
use super::super::panels::writing::{Lines, Writing};
use super::{Next, Preparing};

/// Which file a list is in.
#[derive(Debug)]
pub struct ListFile {
    /// The path, as it is typed.
    pub path: Writing,
    /// What it can become.
    pub offered: Vec<String>,
    /// The chosen one of these.
    pub cursor: Cursor,
    /// What was wrong with the file.
    pub wrong: Option<String>,
    /// Whether something of what is offered was chosen with the arrows.
    moved: bool,
    /// The text that the offers are for.
    offered_for: Option<String>,
    /// Tab was pressed before the offers came.
    completes: bool,
}

impl ListFile {
    /// Opens the line for a path.
    pub fn open(path: &str, env: &mut Env) -> Preparing {
        env.want(Effect::Prepare(Want::Paths(path.to_owned())));
        Preparing::ListFile(Self {
            path: Writing::new(path, Lines::One),
            offered: Vec::new(),
            cursor: Cursor::default(),
            wrong: None,
            moved: false,
            offered_for: None,
            completes: false,
        })
    }

    pub(super) fn perform(&mut self, command: Command, env: &mut Env) -> Next {
        if self.cursor.follow(command, self.offered.len()) {
            self.moved = true;
            return Next::Stay;
        }
        let fresh = self.offered_for.as_deref() == Some(self.path.text());
        let chosen = self.offered.get(self.cursor.at()).filter(|_| fresh).cloned();
        match command {
            Command::Back => return Next::Close,
            // what is offered is still for fewer letters
            Command::Complete if !fresh => self.completes = true,
            Command::Complete => self.complete(env),
            Command::TakeIt => match chosen {
                // a folder, or what was chosen with the arrows, goes into the line first
                Some(path) if (self.moved || self.path.is_blank()) && path != self.path.text() => {
                    self.put(&path, env);
                    if !path.ends_with('/') {
                        self.read(env);
                    }
                }
                Some(_) | None => self.read(env),
            },
            _ => {}
        }
        Next::Stay
    }

    fn read(&mut self, env: &mut Env) {
        let path = self.path.text().trim();
        if path.ends_with('/') {
            self.look(env);
        } else if !path.is_empty() {
            env.want(Effect::Prepare(Want::List(PathBuf::from(path))));
        }
    }

    /// Completes to what all that is offered begin with, or to the chosen one where that says nothing more.
    fn complete(&mut self, env: &mut Env) {
        let chosen = self.offered.get(self.cursor.at()).cloned();
        let Some(first) = self.offered.first() else { return };
        let common = |one: &str, two: &str| {
            one.char_indices()
                .zip(two.chars())
                .find(|((_, a), b)| a != b)
                .map_or(one.len().min(two.len()), |((at, _), _)| at)
        };
        let length = self.offered.iter().fold(first.len(), |length, path| common(&first[..length], path).min(length));
        let all = first[..length].to_owned();
        let path = if all.len() > self.path.text().len() { all } else { chosen.unwrap_or(all) };
        self.put(&path, env);
    }

    fn put(&mut self, path: &str, env: &mut Env) {
        self.path = Writing::new(path, Lines::One);
        self.look(env);
    }

    fn look(&mut self, env: &mut Env) {
        self.wrong = None;
        self.moved = false;
        self.completes = false;
        env.want(Effect::Prepare(Want::Paths(self.path.text().to_owned())));
    }

    pub(super) fn text(&mut self, event: &KeyEvent, env: &mut Env) {
        let before = self.path.text().to_owned();
        self.path.key(event);
        if self.path.text() != before {
            self.look(env);
        }
    }

    pub(super) fn paste(&mut self, text: &str, env: &mut Env) {
        // a path as file managers copy it
        let path = text.trim().trim_matches(['"', '\'']);
        self.path.insert(path.strip_prefix("file://").unwrap_or(path));
        self.look(env);
    }

    pub(super) fn offered(&mut self, typed: &str, paths: &[String], env: &mut Env) {
        if typed == self.path.text() {
            self.offered = paths.to_vec();
            self.offered_for = Some(typed.to_owned());
            self.cursor = Cursor::default();
            if std::mem::take(&mut self.completes) {
                self.complete(env);
            }
        }
    }

    pub(super) fn got(&mut self, list: &Result<Vec<u8>, Problem>, console: &Console, env: &mut Env) -> Next {
        match list {
            Ok(bytes) => match ListTable::read(&decode(bytes), console, env) {
                Some(table) => return Next::Instead(table),
                None => self.wrong = Some(w::no_cells(env.lang).to_owned()),
            },
            Err(problem) => self.wrong = Some(wording::problem(env.lang, problem)),
        }
        Next::Stay
    }
}

/// What is taken from a list.
#[derive(Debug)]
pub struct ListTable {
    /// The list.
    pub grid: Grid,
    /// What it says, read with the columns as they are chosen.
    pub reading: Reading,
    /// The chosen column.
    pub column: usize,
    /// Where one is in the rows.
    pub cursor: Cursor,
    /// Why it was not taken.
    pub wrong: Option<String>,
    /// The changes that wait until the register is written.
    waiting: Option<Vec<Edit>>,
}

impl ListTable {
    /// Reads cells, as they are pasted or stand in a file. `None` where they are none.
    pub fn read(text: &str, console: &Console, env: &Env) -> Option<Preparing> {
        let grid = Grid::read(&crate::domain::clean::clean(text))?;
        let reading = grid.reading(console.session(), env.today());
        let cursor = Cursor::default();
        Some(Preparing::ListTable(Box::new(Self { grid, reading, column: 0, cursor, wrong: None, waiting: None })))
    }

    /// Tells whether the register is being written.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    pub(super) fn perform(&mut self, command: Command, console: &mut Console, env: &mut Env) -> Next {
        let columns = self.grid.columns.len();
        match command {
            // names that are being written are not left without who they belong to
            _ if self.waiting.is_some() => return Next::Stay,
            Command::Back => return Next::Close,
            Command::NextPane => self.column = (self.column + 1) % columns,
            Command::PreviousPane => self.column = (self.column + columns - 1) % columns,
            Command::OtherMeaning | Command::MeaningBefore => {
                self.grid.turn_column(self.column, command == Command::OtherMeaning);
            }
            Command::HeaderRow => self.grid.turn_header(),
            Command::TakeIt => return self.take(console, env),
            command => {
                self.cursor.follow(command, self.reading.rows.len());
                return Next::Stay;
            }
        }
        self.wrong = None;
        self.reading = self.grid.reading(console.session(), env.today());
        Next::Stay
    }

    fn take(&mut self, console: &mut Console, env: &mut Env) -> Next {
        if self.reading.guests().next().is_none() {
            self.wrong = Some(w::nobody_taken(env.lang).to_owned());
            return Next::Stay;
        }
        // names would stand in the register, and nobody in the session whose they are
        if let Some(why) = console.why_refused(env.lang) {
            self.wrong = Some(why);
            return Next::Stay;
        }
        // what was read may be older than what stands there now
        self.reading = self.grid.reading(console.session(), env.today());
        let none = Register::default();
        let register = console.prepared.register.read().unwrap_or(&none);
        let (edits, people) = self.reading.take(register, &console.created(env), || env.code());
        if people.is_empty() {
            return self.done(edits, console, env);
        }
        // names first: where they cannot be written, nothing is half done
        let (file, session) = (console.file.clone(), console.session().id());
        env.want(Effect::Prepare(Want::Register { file, session, edits: people }));
        self.waiting = Some(edits);
        Next::Stay
    }

    fn done(&mut self, edits: Vec<Edit>, console: &mut Console, env: &mut Env) -> Next {
        let (count, given) = (self.reading.guests().count(), self.reading.given().len());
        let mut said = w::list_taken(env.lang, count, given);
        if self.reading.unread() > 0 {
            said.push_str(&w::list_unread(env.lang, self.reading.unread()));
        }
        if !edits.is_empty() {
            console.change(edits, Doing::Moving(said), env);
        }
        Next::Close
    }

    pub(super) fn got(
        &mut self,
        register: Result<&Register, &Problem>,
        written: bool,
        console: &mut Console,
        env: &mut Env,
    ) -> Next {
        let Some(edits) = self.waiting.take_if(|_| written) else { return Next::Stay };
        match register {
            Ok(register) => self.done(allowed_by(register, edits), console, env),
            Err(problem) => {
                let why = wording::problem(env.lang, problem);
                self.wrong = Some(w::register_not_saved(env.lang, &why));
                Next::Stay
            }
        }
    }
}

/// Lets participants allow what the register says now: what was known of it before may have been less.
fn allowed_by(register: &Register, edits: Vec<Edit>) -> Vec<Edit> {
    let allowed = |item: Item| match item {
        Item::Participant(mut participant) => {
            if let Some(person) = register.people.get(&participant.id) {
                Arc::make_mut(&mut participant).allows = person.allows();
            }
            Item::Participant(participant)
        }
        other => other,
    };
    edits.into_iter().map(|edit| Edit { after: edit.after.map(allowed), ..edit }).collect()
}
