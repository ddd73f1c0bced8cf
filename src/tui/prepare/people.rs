//! Owns the list of who takes part: presence at the door, finding by a few letters, tables, one more of a group.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::attendance;
use crate::domain::change::Edit;
use crate::domain::fold::{fold, key};
use crate::domain::id::TypedId;
use crate::domain::item::{Item, Participant};
use crate::domain::register::Person;
use crate::text::names;
use crate::text::tui::prepare as w;

use super::super::app::{Env, Mood};
use super::super::command::Command;
use super::super::console::{Console, Doing};
use super::super::cursor::Cursor;
use super::super::panels::writing::{Lines, Writing};
use super::{HeadCounts, ListFile, Next, PersonPage, Preparing};

/// The list of who takes part.
#[derive(Debug, Default)]
pub struct People {
    /// The chosen line.
    pub cursor: Cursor,
    /// The letters that are looked for, while they are typed.
    pub filter: Option<Writing>,
}

/// What the register says of a person, in a sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Nothing was asked.
    NotAsked,
    /// They may not take part: somebody said no, or a minor's parent or assent is missing.
    No,
    /// They take part; whether they may be quoted, and their words used again.
    Yes {
        /// May be quoted.
        quoted: bool,
        /// May be used again in research.
        reuse: bool,
    },
}

impl Sign {
    /// Returns the sign of a person.
    pub fn of(person: Option<&Person>) -> Self {
        let Some(person) = person else { return Self::NotAsked };
        let consents = [person.takes_part, person.quoted, person.reuse, person.parent, person.assent];
        let allows = person.allows();
        match (person.may_take_part(), consents.iter().any(Option::is_some)) {
            (true, _) => Self::Yes { quoted: allows.quoted, reuse: allows.reuse },
            (false, true) => Self::No,
            (false, false) => Self::NotAsked,
        }
    }
}

impl People {
    /// Opens the list, and asks for the register.
    pub fn open(console: &Console, env: &mut Env) -> Preparing {
        console.want_register(env);
        Preparing::People(Self::default())
    }

    /// Returns who is shown: everybody, or those that the letters fit. Names of the register are looked at too, and
    /// never shown.
    pub fn shown(&self, console: &Console, env: &Env) -> Vec<Arc<Participant>> {
        let people = console.people();
        let Some(filter) = self.filter.as_ref().filter(|filter| !filter.is_blank()) else { return people };
        let (words, letters) = (fold(filter.text().trim()), key(filter.text()));
        let register = console.prepared.register.read();
        let name = |person: &Participant| register.and_then(|all| all.people.get(&person.id)).map(|p| fold(&p.name));
        let mut found: Vec<(u8, Arc<Participant>)> = people
            .into_iter()
            .filter_map(|person| {
                let code = key(&person.code);
                let group = person.group.as_ref().map(|group| fold(&names::group(env.lang, group)));
                let rank = if code == letters {
                    0
                } else if !letters.is_empty() && (code.starts_with(&letters) || code.ends_with(&letters)) {
                    1
                } else if fold(&person.organisation).contains(&words)
                    || group.is_some_and(|it| it.starts_with(&words))
                    || name(&person).is_some_and(|name| name.split(' ').any(|part| part.starts_with(&words)))
                {
                    2
                } else {
                    return None;
                };
                Some((rank, person))
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, person)| person).collect()
    }

    /// Returns the code that Enter would add, where nobody fits and a code is typed.
    pub fn new_code(&self, console: &Console, env: &Env) -> Option<String> {
        let filter = self.filter.as_ref()?;
        let arrival = attendance::read(filter.text())?;
        self.shown(console, env).is_empty().then_some(arrival.code)
    }

    pub(super) fn perform(&mut self, command: Command, console: &mut Console, env: &mut Env) -> Next {
        let shown = self.shown(console, env);
        if self.cursor.follow(command, shown.len()) {
            return Next::Stay;
        }
        let chosen = shown.get(self.cursor.at()).cloned();
        match (command, chosen) {
            (Command::Back, _) if self.filter.is_some() => {
                self.filter = None;
                self.cursor = Cursor::default();
            }
            (Command::Back, _) => return Next::Close,
            (Command::FindPerson, _) => {
                self.filter = Some(Writing::new("", Lines::One));
                self.cursor = Cursor::default();
            }
            (Command::TakeIt, person) => self.take_found(person, console, env),
            (Command::ReadList, _) => return Next::Over(ListFile::open("", env)),
            (Command::HeadCounts, _) => return Next::Over(HeadCounts::open(console)),
            (Command::PersonRegister, Some(person)) => {
                if console.prepared.register.read().is_none() {
                    console.want_register(env);
                }
                return Next::Over(PersonPage::open(&person, console, env));
            }
            (Command::PersonTable, Some(person)) => next_table(&person, console, env),
            (Command::MorePeople, Some(person)) => one_more(&person, console, env),
            (Command::MorePeople, None) => env.say(Mood::Info, w::choose_group_first(env.lang)),
            (command, _) => {
                // the chosen one stands in the list as the console has it
                if console.in_people(command, self.cursor.at(), env) {
                    return Next::LeaveAll;
                }
            }
        }
        Next::Stay
    }

    /// Marks who was found as present, or adds the new code; the line is free for the next.
    fn take_found(&mut self, found: Option<Arc<Participant>>, console: &mut Console, env: &mut Env) {
        let Some(filter) = &self.filter else { return };
        if filter.is_blank() {
            self.filter = None;
            return;
        }
        match (found, attendance::read(filter.text())) {
            (Some(person), _) => {
                if !person.present {
                    let after = Participant { present: true, ..person.as_ref().clone() };
                    change(&person, after, w::now_present(env.lang, &person.code), console, env);
                } else {
                    env.say(Mood::Info, w::now_present(env.lang, &person.code));
                }
            }
            (None, Some(_)) => {
                let (edits, _) =
                    attendance::register(console.session(), filter.text(), &console.created(env), || env.code());
                let code = edits.iter().find_map(|edit| match &edit.after {
                    Some(Item::Participant(person)) => Some(person.code.clone()),
                    Some(_) | None => None,
                });
                let said = w::one_more(env.lang, &code.unwrap_or_default());
                console.change(edits, Doing::Moving(said), env);
            }
            (None, None) => {
                env.say(Mood::Info, w::filter_nobody(env.lang));
                return;
            }
        }
        self.filter = Some(Writing::new("", Lines::One));
        self.cursor = Cursor::default();
    }

    pub(super) fn text(&mut self, event: &KeyEvent) {
        if let Some(filter) = &mut self.filter {
            filter.key(event);
            self.cursor = Cursor::default();
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(filter) = &mut self.filter {
            filter.insert(text);
        }
    }
}

fn change(before: &Arc<Participant>, after: Participant, said: String, console: &mut Console, env: &mut Env) {
    let edit = Edit::of(Item::Participant(before.clone()), Item::Participant(Arc::new(after)));
    console.change(vec![edit], Doing::Moving(said), env);
}

/// Seats a person at the next table; after the last one, at none.
fn next_table(person: &Arc<Participant>, console: &mut Console, env: &mut Env) {
    let tables = console.session().tables.in_order();
    if tables.is_empty() {
        env.say(Mood::Info, w::no_tables(env.lang));
        return;
    }
    let at = person.table.and_then(|id| tables.iter().position(|table| table.id == id));
    let next = tables.get(at.map_or(0, |at| at + 1));
    let said = match next {
        Some(table) => w::seated(env.lang, &person.code, &table.name),
        None => w::unseated(env.lang, &person.code),
    };
    let after = Participant { table: next.map(|table| table.id), ..person.as_ref().clone() };
    change(person, after, said, console, env);
}

/// Adds another one of the chosen person's group, present, with the group's next code.
fn one_more(like: &Arc<Participant>, console: &mut Console, env: &mut Env) {
    let Some(group) = &like.group else {
        env.say(Mood::Info, w::choose_group_first(env.lang));
        return;
    };
    let code = attendance::next_code(console.session(), group, &[]);
    let said = w::one_more(env.lang, &code);
    let person = Participant {
        id: TypedId::new(env.code()),
        created: console.created(env),
        code,
        group: Some(group.clone()),
        present: true,
        ..Participant::default()
    };
    console.change(vec![Edit::take(Item::Participant(Arc::new(person)))], Doing::Moving(said), env);
}
