//! Owns coming into a session that is on another laptop: the sessions that are heard, the address, code and name that are
//! typed, and what came of it. What is typed stays until one is in. Never a connection: it wants things of the doors.

use crossterm::event::KeyEvent;

use crate::domain::desk::{Problem, Wrong};
use crate::domain::link::{Found, Part, TurnedAway};
use crate::domain::time::Moment;
use crate::text::Lang;
use crate::text::problem as wording;
use crate::text::tui::together as w;

use super::command::{Command, Place};
use super::cursor::Cursor;
use super::doors::JoinAsked;
use super::env::{Effect, Env};
use super::panels::writing::{Lines, Writing};

/// How long after one look the next one begins by itself, in seconds.
const AGAIN: i64 = 5;

/// The fields, in their order.
pub const ADDRESS: usize = 0;
/// The code.
pub const CODE: usize = 1;
/// The name.
pub const NAME: usize = 2;

/// How far one is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Choosing a session.
    List,
    /// Typing what is needed.
    Fields,
    /// On the way in.
    Going,
}

/// What keeps one out, said where it is seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// A field is empty.
    Needs(usize),
    /// The chosen session needs another version.
    Version(String),
    /// What the other laptop, or the network, said.
    Said(Problem),
}

/// Coming into a session.
#[derive(Debug)]
pub struct JoinScreen {
    /// How far one is.
    pub stage: Stage,
    /// The sessions that are heard; `None` until the first look came back.
    pub found: Option<Vec<Found>>,
    /// Whether the network is being looked at.
    pub looking: bool,
    /// The chosen session; one beyond the last is the line to type an address.
    pub cursor: Cursor,
    /// What is typed: address, code, name.
    pub fields: [Writing; 3],
    /// Which field the keys go to.
    pub focus: usize,
    /// What is wrong.
    pub trouble: Option<Trouble>,
    /// What this laptop is to be there for.
    pub part: Part,
    /// When the last look came back.
    looked: Moment,
}

/// What follows on a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Went {
    /// It stays.
    Stays,
    /// It is left.
    Leaves,
    /// One is on the way in.
    Goes,
}

impl JoinScreen {
    /// Opens the list of sessions, or what was given of one.
    pub fn new(asked: &JoinAsked, env: &mut Env) -> Self {
        let line = |text: &str| Writing::new(text.trim(), Lines::One);
        let name = if asked.name.trim().is_empty() { &env.person } else { &asked.name };
        let mut screen = Self {
            stage: Stage::List,
            found: None,
            looking: false,
            cursor: Cursor::default(),
            fields: [line(&asked.address), line(&asked.code), line(name)],
            focus: CODE,
            trouble: None,
            part: asked.part,
            looked: env.now,
        };
        if !screen.fields[ADDRESS].is_blank() {
            screen.stage = Stage::Fields;
            if !screen.fields[CODE].is_blank() {
                screen.focus = NAME;
            }
        }
        if screen.stage == Stage::Fields && screen.focus == NAME && !screen.fields[NAME].is_blank() {
            screen.go(env);
        } else {
            screen.look(env);
        }
        screen
    }

    /// Returns where keys go.
    pub fn place(&self) -> Place {
        match self.stage {
            Stage::List => Place::JoinList,
            Stage::Fields | Stage::Going => Place::JoinFields,
        }
    }

    /// Returns the session at the address that is typed, where it is heard.
    pub fn meant(&self) -> Option<&Found> {
        let address = self.fields[ADDRESS].text().trim();
        self.found.iter().flatten().find(|found| found.address == address)
    }

    /// Tells whether no code is asked for: this laptop was there before.
    pub fn is_known(&self) -> bool {
        self.meant().is_some_and(|found| found.known)
    }

    /// Tells whether something moves while one waits.
    pub fn moves(&self) -> bool {
        self.stage == Stage::Going || (self.stage == Stage::List && self.looking)
    }

    /// Says what is wrong.
    pub fn wrong(&self, lang: Lang) -> Option<String> {
        Some(match self.trouble.as_ref()? {
            Trouble::Needs(ADDRESS) => w::need_address(lang).to_owned(),
            Trouble::Needs(CODE) => w::need_code(lang).to_owned(),
            Trouble::Needs(_) => w::need_name(lang).to_owned(),
            Trouble::Version(needed) => w::needs_long(lang, needed),
            Trouble::Said(problem) => wording::problem(lang, problem),
        })
    }

    /// Looks at the network, unless that is being done.
    fn look(&mut self, env: &mut Env) {
        if !self.looking {
            self.looking = true;
            env.want(Effect::Look);
        }
    }

    /// Looks again by itself, while the list is open.
    pub fn tick(&mut self, env: &mut Env) {
        if self.stage == Stage::List && env.now.seconds_since(self.looked) >= AGAIN {
            self.look(env);
        }
    }

    /// Takes the sessions that are heard. The chosen one stays chosen.
    pub fn heard(&mut self, found: Result<Vec<Found>, Problem>, now: Moment) {
        (self.looking, self.looked) = (false, now);
        match found {
            Ok(found) => {
                let known = self.found.iter().flatten().nth(self.cursor.at()).map(|one| one.address.clone());
                let typing = self.found.as_ref().is_some_and(|found| self.cursor.at() == found.len());
                let at = known.and_then(|address| found.iter().position(|one| one.address == address));
                self.cursor.go(at.unwrap_or(if typing && self.stage != Stage::List { found.len() } else { 0 }));
                self.found = Some(found);
                if self.stage == Stage::List && matches!(self.trouble, Some(Trouble::Said(_))) {
                    self.trouble = None;
                }
            }
            Err(problem) => {
                self.found.get_or_insert_default();
                self.trouble.get_or_insert(Trouble::Said(problem));
            }
        }
    }

    /// Takes what kept one out. What was typed stays, but for a wrong code.
    pub fn kept_out(&mut self, problem: Problem) {
        if self.stage != Stage::Going {
            return;
        }
        self.stage = Stage::Fields;
        match &problem.what {
            Wrong::TurnedAway(TurnedAway::WrongCode) => {
                self.fields[CODE] = Writing::new("", Lines::One);
                self.focus = CODE;
            }
            Wrong::NoAnswer(_) | Wrong::TurnedAway(TurnedAway::OtherSession) => self.focus = ADDRESS,
            _ => {}
        }
        self.trouble = Some(Trouble::Said(problem));
    }

    /// Does what a command says.
    pub fn perform(&mut self, command: Command, env: &mut Env) -> Went {
        match (self.stage, command) {
            (Stage::List, Command::Back) => return Went::Leaves,
            (Stage::List, Command::Open) => self.choose(),
            (Stage::List, Command::TypeAddress) => self.type_address(),
            (Stage::List, Command::Refresh) => self.look(env),
            (Stage::List, command) => {
                let lines = self.found.as_ref().map_or(0, Vec::len) + 1;
                self.cursor.follow(command, lines);
                self.trouble = None;
            }
            (Stage::Fields, Command::Back) => {
                self.stage = Stage::List;
                self.trouble = None;
                self.look(env);
            }
            (Stage::Fields, Command::NextField) => self.focus = self.other_field(1),
            (Stage::Fields, Command::PreviousField) => self.focus = self.other_field(2),
            (Stage::Fields, Command::TakeIt) => return self.enter(env),
            (Stage::Going, Command::Back) => self.stage = Stage::Fields,
            (Stage::Fields | Stage::Going, _) => {}
        }
        Went::Stays
    }

    fn choose(&mut self) {
        let Some(chosen) = self.found.iter().flatten().nth(self.cursor.at()).cloned() else {
            return self.type_address();
        };
        if let Some(version) = chosen.needs {
            self.trouble = Some(Trouble::Version(version));
            return;
        }
        if self.fields[ADDRESS].text() != chosen.address {
            // a code that was given beforehand is for whichever is chosen; one typed for another address is not
            if !self.fields[ADDRESS].is_blank() {
                self.fields[CODE] = Writing::new("", Lines::One);
            }
            self.fields[ADDRESS] = Writing::new(&chosen.address, Lines::One);
        }
        self.focus = if chosen.known || !self.fields[CODE].is_blank() { NAME } else { CODE };
        (self.stage, self.trouble) = (Stage::Fields, None);
    }

    fn type_address(&mut self) {
        self.focus = ADDRESS;
        (self.stage, self.trouble) = (Stage::Fields, None);
    }

    /// Returns the field so many further on, without the code where none is needed.
    fn other_field(&self, by: usize) -> usize {
        let next = (self.focus + by) % 3;
        if next == CODE && self.is_known() { (next + by) % 3 } else { next }
    }

    /// Goes on to the next field that is empty, and in where there is none.
    fn enter(&mut self, env: &mut Env) -> Went {
        // who was there before needs no code, and whether that is so is known only of what is heard
        let coded = self.meant().is_some_and(|found| !found.known);
        let empty = [ADDRESS, CODE, NAME].map(|at| self.fields[at].is_blank() && (at != CODE || coded));
        // from the field that the keys are on, so that a line left empty is said and one not reached yet is gone to
        if empty[self.focus] {
            self.trouble = Some(Trouble::Needs(self.focus));
            return Went::Stays;
        }
        self.trouble = None;
        if let Some(next) = empty.iter().position(|empty| *empty) {
            self.focus = next;
            return Went::Stays;
        }
        if self.focus == ADDRESS || (self.focus == CODE && self.fields[CODE].is_blank()) {
            self.focus = self.other_field(1);
            return Went::Stays;
        }
        self.go(env);
        Went::Goes
    }

    /// Goes in with what is typed.
    fn go(&mut self, env: &mut Env) {
        let text = |at: usize| self.fields[at].text().trim().to_owned();
        let asked = JoinAsked { address: text(ADDRESS), code: code_of(&text(CODE)), name: text(NAME), part: self.part };
        self.stage = Stage::Going;
        env.want(Effect::Join(asked));
    }

    /// Returns the name that one gives.
    pub fn name(&self) -> String {
        self.fields[NAME].text().trim().to_owned()
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        if self.stage == Stage::Fields {
            self.trouble = None;
            self.fields[self.focus].key(event);
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.stage == Stage::Fields {
            self.trouble = None;
            self.fields[self.focus].insert(text.trim());
        }
    }
}

/// Returns a code as the host writes it: `7 Chitarra vento` is `7-chitarra-vento`.
pub fn code_of(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_written_as_it_is_said() {
        for (text, code) in [
            ("7-chitarra-vento", "7-chitarra-vento"),
            ("7 chitarra vento", "7-chitarra-vento"),
            ("  7  Chitarra – Vento ", "7-chitarra-vento"),
            ("", ""),
        ] {
            assert_eq!(code_of(text), code, "{text:?}");
        }
    }
}
