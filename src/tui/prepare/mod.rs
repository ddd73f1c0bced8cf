//! Owns what lies over a screen while a session is prepared: who takes part and at which table, lists of them, head
//! counts, the register's page of one person, what earlier sessions left open. Never draws, never reads a file: it
//! wants things of the door, and is told.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use crate::domain::desk::Problem;
use crate::domain::item::ItemRef;
use crate::domain::register::Register;
use crate::domain::session::Session;
use crate::domain::value::SessionState;

use super::app::{Effect, Env, Mood};
use super::command::{Command, Place};
use super::console::Console;
use super::doors::{Got, Leftovers, Want};
use crate::text::tui::prepare as w;

mod heads;
mod left;
mod lists;
mod people;
mod person;

pub use heads::HeadCounts;
pub use left::{LeftOpen, OpenAcross};
pub use lists::{ListFile, ListTable};
pub use people::{People, Sign};
pub use person::{PersonPage, Row};

/// What lies over the screen.
#[derive(Debug)]
pub enum Preparing {
    /// Who takes part.
    People(People),
    /// Which file a list is in.
    ListFile(ListFile),
    /// What is taken from a list.
    ListTable(Box<ListTable>),
    /// What the register says of one person.
    Person(Box<PersonPage>),
    /// How many there are of each group.
    Heads(HeadCounts),
    /// What earlier sessions left open, to be taken along.
    LeftOpen(LeftOpen),
    /// What is open across the workspace, to be gone to.
    Across(OpenAcross),
}

/// What follows on a key.
#[derive(Debug)]
pub enum Next {
    /// It stays.
    Stay,
    /// It is left.
    Close,
    /// Something lies over it.
    Over(Preparing),
    /// Something takes its place.
    Instead(Preparing),
    /// Everything is left, for the capture line or a form.
    LeaveAll,
    /// A session is opened at an item.
    Open(PathBuf, ItemRef),
}

/// What a session's screen knows of its preparation.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The register, as far as it was read.
    pub register: Ledger,
    /// What other sessions left open, once it was read.
    pub left: Option<Leftovers>,
    /// The item to go to once the session is there.
    pub go_to: Option<ItemRef>,
    /// It is to be offered when it comes.
    offer: bool,
    /// A key was pressed since the session was opened.
    pub(super) touched: bool,
}

/// What is known of the register.
#[derive(Debug, Default)]
pub enum Ledger {
    /// Nobody asked for it yet, or it is being read.
    #[default]
    Unread,
    /// It.
    Read(Register),
    /// Why it cannot be read.
    Failed(Problem),
}

impl Ledger {
    /// Returns the register, where it was read.
    pub fn read(&self) -> Option<&Register> {
        match self {
            Self::Read(register) => Some(register),
            Self::Unread | Self::Failed(_) => None,
        }
    }
}

impl Preparing {
    /// Returns where keys go while it lies on top.
    pub fn place(&self) -> Place {
        match self {
            Self::People(people) if people.filter.is_some() => Place::FindPerson,
            Self::People(_) => Place::People,
            Self::ListFile(_) => Place::ListFile,
            Self::ListTable(_) => Place::ListTable,
            Self::Person(_) => Place::Register,
            Self::Heads(_) => Place::Heads,
            Self::LeftOpen(_) => Place::LeftOpen,
            Self::Across(_) => Place::Choice,
        }
    }

    /// Does what a command says.
    pub fn perform(&mut self, command: Command, console: Option<&mut Console>, env: &mut Env) -> Next {
        match (self, console) {
            (Self::People(people), Some(console)) => people.perform(command, console, env),
            (Self::ListFile(file), Some(_)) => file.perform(command, env),
            (Self::ListTable(table), Some(console)) => table.perform(command, console, env),
            (Self::Person(page), Some(console)) => page.perform(command, console, env),
            (Self::Heads(heads), Some(console)) => heads.perform(command, console, env),
            (Self::LeftOpen(left), Some(console)) => left.perform(command, console, env),
            (Self::Across(across), _) => across.perform(command),
            (
                Self::People(_)
                | Self::ListFile(_)
                | Self::ListTable(_)
                | Self::Person(_)
                | Self::Heads(_)
                | Self::LeftOpen(_),
                None,
            ) => Next::Close,
        }
    }

    /// Takes a key that is no command here.
    pub fn text(&mut self, event: &KeyEvent, env: &mut Env) {
        match self {
            Self::People(people) => people.text(event),
            Self::ListFile(file) => file.text(event, env),
            Self::Person(page) => page.text(event),
            Self::Heads(heads) => heads.text(event),
            Self::ListTable(_) | Self::LeftOpen(_) | Self::Across(_) => {}
        }
    }

    /// Takes a pasted text. `None` where it is for somebody else.
    pub fn paste(&mut self, text: &str, console: Option<&mut Console>, env: &mut Env) -> Option<Next> {
        match self {
            Self::People(people) if people.filter.is_some() => {
                people.paste(text);
                Some(Next::Stay)
            }
            Self::People(_) => ListTable::read(text, console?, env).map(Next::Over),
            Self::ListFile(file) => Some(match ListTable::read(text, console?, env) {
                Some(table) => Next::Instead(table),
                None => {
                    file.paste(text, env);
                    Next::Stay
                }
            }),
            Self::Person(page) => {
                page.paste(text);
                Some(Next::Stay)
            }
            Self::ListTable(_) | Self::Heads(_) | Self::LeftOpen(_) | Self::Across(_) => Some(Next::Stay),
        }
    }

    /// Takes what the door answered.
    pub fn got(&mut self, got: &Got, console: Option<&mut Console>, env: &mut Env) -> Next {
        match (self, got, console) {
            (Self::ListFile(file), Got::Paths(typed, paths), _) => {
                file.offered(typed, paths, env);
                Next::Stay
            }
            (Self::ListFile(file), Got::List(list), Some(console)) => file.got(list, console, env),
            (Self::ListTable(table), Got::Register { register, written, .. }, Some(console)) => {
                table.got(register.as_ref(), *written, console, env)
            }
            (Self::Person(page), Got::Register { register, written, .. }, Some(console)) => {
                page.got(register.as_ref(), *written, console, env)
            }
            (Self::LeftOpen(left), Got::Left(_), Some(console)) => {
                left.came(console);
                Next::Stay
            }
            (Self::Across(across), Got::Left(left), _) => {
                across.came(left);
                Next::Stay
            }
            _ => Next::Stay,
        }
    }
}

impl Console {
    /// Asks for the register of this session.
    pub fn want_register(&self, env: &mut Env) {
        let (file, session) = (self.file.clone(), self.session().id());
        env.want(Effect::Prepare(Want::Register { file, session, edits: Vec::new() }));
    }

    /// Asks once what other sessions left open, where this one has not begun.
    pub fn look_for_left(&mut self, env: &mut Env) {
        if not_begun(self.session()) && !self.read_only() {
            self.prepared.offer = true;
            env.want(Effect::Prepare(Want::Left));
        }
    }

    /// Tells whether what other sessions left open is offered now: once a day on this machine. After that it is said.
    pub fn may_offer_left(&mut self, env: &mut Env) -> bool {
        let today = Some(env.today());
        if self.drafts.left_offered == today {
            self.say_left(env);
            return false;
        }
        self.drafts.left_offered = today;
        self.keep_draft(env);
        true
    }

    fn say_left(&self, env: &mut Env) {
        let key = env.keymap.key_of(Command::LeftOpen, env.lang);
        env.say(Mood::Info, format!("{} · {key} {}", w::left_heading(env.lang), w::shows_them(env.lang)));
    }

    /// Takes what the door answered. Tells whether what was left open is to be shown at once.
    pub fn take_got(&mut self, got: &Got, env: &mut Env) -> bool {
        match got {
            Got::Register { session, register, .. } if *session == self.session().id() => {
                match register {
                    Ok(register) => self.prepared.register = Ledger::Read(register.clone()),
                    // what was read before is still what stands there
                    Err(problem) if self.prepared.register.read().is_none() => {
                        self.prepared.register = Ledger::Failed(problem.clone());
                    }
                    Err(_) => {}
                }
                false
            }
            Got::Left(left) => {
                self.prepared.left = Some(left.clone());
                let offered = std::mem::take(&mut self.prepared.offer);
                let here = self.session();
                let any = left.list.iter().any(|(_, left)| !crate::domain::carry::has(here, left));
                if !(offered && any && not_begun(here)) {
                    return false;
                }
                // whoever is at work already is told, and nothing comes between
                let at_work = self.prepared.touched || self.place().takes_text() || self.place() == Place::Wall;
                if at_work {
                    self.say_left(env);
                }
                !at_work
            }
            Got::Register { .. } | Got::List(_) | Got::Paths(..) | Got::Erased { .. } => false,
        }
    }
}

/// Tells whether nothing of a session has begun.
pub fn not_begun(session: &Session) -> bool {
    session.session.state == SessionState::Prepared && session.steps.live().all(|step| step.started.is_none())
}
