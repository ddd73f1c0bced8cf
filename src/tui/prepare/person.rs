//! Owns the register's page of one person. What is typed here goes through the door into the register's file and
//! nowhere else; the session is told only what consent allows.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::change::Edit;
use crate::domain::dates;
use crate::domain::desk::Problem;
use crate::domain::id::ParticipantId;
use crate::domain::item::{Item, Participant};
use crate::domain::register::{Consent, Person, PersonEdit, Register};
use crate::domain::time::Day;
use crate::domain::value::AgeBand;
use crate::text::problem as wording;
use crate::text::tui as words;
use crate::text::tui::prepare as w;

use super::super::app::{Effect, Env, Mood};
use super::super::command::Command;
use super::super::console::{Console, Doing};
use super::super::doors::Want;
use super::super::keys::typed;
use super::super::panels::writing::{Lines, Writing};
use super::{Ledger, Next, Preparing};

/// A line of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// The name.
    Name,
    /// The age band.
    Age,
    /// A consent, by its place.
    Consent(usize),
}

impl Row {
    /// Every line, in their order.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Age,
        Self::Consent(0),
        Self::Consent(1),
        Self::Consent(2),
        Self::Consent(3),
        Self::Consent(4),
    ];
}

/// One consent as it is filled in.
#[derive(Debug)]
pub struct Answer {
    /// Yes, no, or not asked.
    pub given: Option<bool>,
    /// On which day.
    pub on: Writing,
    /// The day is the proposed one, which the first figure replaces.
    proposed: bool,
}

/// What the register says of one person.
#[derive(Debug)]
pub struct PersonPage {
    /// Their code.
    pub code: String,
    /// Their name.
    pub name: Writing,
    /// Their age.
    pub age: AgeBand,
    /// Taking part, being quoted, reuse, the parent's consent, the minor's assent.
    pub answers: [Answer; 5],
    /// The line that keys go to.
    pub focus: usize,
    /// What is wrong.
    pub wrong: Option<String>,
    of: ParticipantId,
    /// What the register said when it was opened; `None` until it was read.
    before: Option<Person>,
    writing: bool,
    warned: bool,
    today: Day,
}

impl PersonPage {
    /// Opens the page of a participant.
    pub fn open(participant: &Participant, console: &Console, env: &Env) -> Preparing {
        let today = env.today();
        let none = || Answer { given: None, on: Writing::new(&today.plain(), Lines::One), proposed: true };
        let mut page = Self {
            code: participant.code.clone(),
            name: Writing::new("", Lines::One),
            age: AgeBand::default(),
            answers: [none(), none(), none(), none(), none()],
            focus: 0,
            wrong: None,
            of: participant.id,
            before: None,
            writing: false,
            warned: false,
            today,
        };
        if let Some(register) = console.prepared.register.read() {
            page.fill(register);
        }
        Preparing::Person(Box::new(page))
    }

    /// Tells whether the register was not read yet.
    pub fn is_reading(&self) -> bool {
        self.before.is_none()
    }

    /// Tells whether the register is being written.
    pub fn is_writing(&self) -> bool {
        self.writing
    }

    /// Returns what the page says; `None` where a day is none.
    pub fn person(&self) -> Option<Person> {
        let consent = |at: usize| -> Option<Option<Consent>> {
            let answer: &Answer = &self.answers[at];
            let Some(given) = answer.given else { return Some(None) };
            Some(Some(Consent { given, on: day_said(answer.on.text(), self.today)? }))
        };
        Some(Person {
            name: self.name.text().trim().to_owned(),
            age_band: self.age,
            takes_part: consent(0)?,
            quoted: consent(1)?,
            reuse: consent(2)?,
            parent: consent(3)?,
            assent: consent(4)?,
        })
    }

    fn fill(&mut self, register: &Register) {
        let person = register.people.get(&self.of).cloned().unwrap_or_default();
        self.name = Writing::new(&person.name, Lines::One);
        self.age = person.age_band;
        let consents = [person.takes_part, person.quoted, person.reuse, person.parent, person.assent];
        for (answer, consent) in self.answers.iter_mut().zip(consents) {
            answer.given = consent.map(|consent| consent.given);
            let on = consent.map_or(self.today, |consent| consent.on);
            answer.on = Writing::new(&on.plain(), Lines::One);
        }
        self.before = Some(person);
    }

    fn is_changed(&self) -> bool {
        self.before.as_ref().is_some_and(|before| self.person().as_ref() != Some(before))
    }

    pub(super) fn perform(&mut self, command: Command, console: &mut Console, env: &mut Env) -> Next {
        let rows = Row::ALL.len();
        match command {
            // what consent allows is told the session once the register says it
            _ if self.writing => {}
            Command::Back if self.is_changed() && !self.warned => {
                self.warned = true;
                self.wrong = Some(env.keymap.fill(w::not_saved_yet(env.lang), env.lang));
            }
            Command::Back => return Next::Close,
            Command::NextField => self.focus = (self.focus + 1) % rows,
            Command::PreviousField => self.focus = (self.focus + rows - 1) % rows,
            Command::TakeIt if self.is_reading() => console.want_register(env),
            // what the register said the session could not be told
            Command::TakeIt if console.read_only() => self.wrong = console.why_refused(env.lang),
            Command::TakeIt => return self.save(console, env),
            _ => {}
        }
        Next::Stay
    }

    fn save(&mut self, console: &mut Console, env: &mut Env) -> Next {
        let Some(before) = self.before.clone() else { return Next::Stay };
        let Some(after) = self.person() else {
            let at =
                self.answers.iter().position(|it| it.given.is_some() && day_said(it.on.text(), self.today).is_none());
            let at = at.unwrap_or_default();
            self.focus = at + 2;
            self.wrong = Some(words::no_such_day(env.lang, self.answers[at].on.text()));
            return Next::Stay;
        };
        if before == after {
            return self.allow(&after, console, env);
        }
        let (file, session) = (console.file.clone(), console.session().id());
        let edits = vec![PersonEdit { of: self.of, before, after }];
        env.want(Effect::Prepare(Want::Register { file, session, edits }));
        self.writing = true;
        self.wrong = None;
        Next::Stay
    }

    /// Tells the session what consent allows, in the act of the register.
    fn allow(&self, person: &Person, console: &mut Console, env: &mut Env) -> Next {
        let said = w::register_saved(env.lang, &self.code);
        match console.session().participants.get(self.of).cloned() {
            Some(participant) if participant.allows != person.allows() && !participant.gone => {
                let after = Participant { allows: person.allows(), ..participant.as_ref().clone() };
                let edit = Edit::of(Item::Participant(participant), Item::Participant(Arc::new(after)));
                console.change(vec![edit], Doing::Moving(said), env);
            }
            Some(_) | None => env.say(Mood::Good, said),
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
        match register {
            Ok(register) if written && self.writing => {
                let person = register.people.get(&self.of).cloned().unwrap_or_default();
                return self.allow(&person, console, env);
            }
            Ok(register) if self.is_reading() => self.fill(register),
            Ok(_) => {}
            Err(problem) => {
                // what was typed stays, to be saved once the file can be written
                self.writing = false;
                let why = wording::problem(env.lang, problem);
                self.wrong = Some(if written { w::register_not_saved(env.lang, &why) } else { why });
            }
        }
        Next::Stay
    }

    pub(super) fn text(&mut self, event: &KeyEvent) {
        if self.is_reading() || self.writing {
            return;
        }
        self.wrong = None;
        self.warned = false;
        let turn = match (typed(*event), event.code) {
            (Some(' '), _) | (None, KeyCode::Right) => Some(true),
            (None, KeyCode::Left) => Some(false),
            (Some(_) | None, _) => None,
        };
        match (Row::ALL[self.focus.min(Row::ALL.len() - 1)], turn) {
            (Row::Name, _) => {
                self.name.key(event);
            }
            (Row::Age, Some(forward)) => {
                let all = AgeBand::ALL;
                let at = all.iter().position(|band| *band == self.age).unwrap_or_default();
                self.age = all[(at + if forward { 1 } else { all.len() - 1 }) % all.len()];
            }
            (Row::Age, None) => {}
            (Row::Consent(at), turn) => self.answers[at].take(event, turn),
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if Row::ALL.get(self.focus) == Some(&Row::Name) && !self.is_reading() && !self.writing {
            self.name.insert(text.trim());
        }
    }
}

impl Answer {
    fn take(&mut self, event: &KeyEvent, turn: Option<bool>) {
        match (turn, typed(*event)) {
            (Some(forward), _) => {
                self.given = match (self.given, forward) {
                    (None, true) | (Some(false), false) => Some(true),
                    (Some(true), true) | (None, false) => Some(false),
                    (Some(false), true) | (Some(true), false) => None,
                };
            }
            (None, Some('s' | 'S' | 'y' | 'Y')) => self.given = Some(true),
            (None, Some('n' | 'N')) => self.given = Some(false),
            // a day is of an answer; the first figure replaces the proposed one
            (None, Some('0'..='9' | '/' | '.' | '-')) if self.given.is_some() => {
                if std::mem::take(&mut self.proposed) {
                    self.on = Writing::new("", Lines::One);
                }
                self.on.key(event);
            }
            (None, None) if event.code == KeyCode::Backspace => {
                self.proposed = false;
                self.on.key(event);
            }
            (None, Some(_) | None) => {}
        }
    }
}

/// Reads the day on which something was signed: never one to come, where only day and month are said.
pub fn day_said(text: &str, today: Day) -> Option<Day> {
    use chrono::Datelike;
    let text = text.trim();
    let day = dates::date(text, today)?;
    if day <= today {
        return Some(day);
    }
    let year = today.get().year();
    let earlier = [year, year - 1].into_iter().filter_map(|year| dates::date(&format!("{text}/{year}"), today));
    earlier.into_iter().find(|day| *day <= today).or(Some(day))
}

impl Console {
    /// Returns why the register cannot be read, where it cannot.
    pub fn register_problem(&self) -> Option<&Problem> {
        match &self.prepared.register {
            Ledger::Failed(problem) => Some(problem),
            Ledger::Unread | Ledger::Read(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_signature_is_over() {
        let today: Day = "2026-03-12".parse().unwrap();
        for (text, day) in [
            ("12/3", Some("2026-03-12")),
            ("11/3", Some("2026-03-11")),
            ("30/12", Some("2025-12-30")),
            ("1/2/2024", Some("2024-02-01")),
            ("oggi", Some("2026-03-12")),
            ("31/2", None),
            ("", None),
        ] {
            assert_eq!(day_said(text, today), day.map(|day| day.parse().unwrap()), "{text}");
        }
    }
}
