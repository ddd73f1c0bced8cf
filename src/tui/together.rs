//! Owns the panel of who is here on which laptop: its keys, and what it asks first: no longer sharing, another code,
//! sending away, hosting from here, at which table one sits, what becomes of a copy. Never a connection.

use crossterm::event::KeyEvent;

use crate::domain::id::TableId;
use crate::domain::link::{LaptopId, Link, Part, Present, Together};
use crate::text::Lang;
use crate::text::tui::{prepare, together as w};

use super::app::{Effect, Env, Mood};
use super::command::Command;
use super::console::{Console, Doing};
use super::cursor::Cursor;
use super::overlay::{Overlay, Purpose, Row};
use super::panels::writing::{Lines, Writing};

/// The panel.
#[derive(Debug, Default)]
pub struct TogetherBox {
    /// Who is chosen.
    pub cursor: Cursor,
}

/// A name that is being written.
#[derive(Debug)]
pub struct NameBox {
    /// Whose.
    pub id: LaptopId,
    /// The line.
    pub line: Writing,
}

/// What is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaving {
    /// The session.
    Session,
    /// The program.
    Program,
}

/// What is asked about other laptops before it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Whether to share no longer.
    StopSharing,
    /// Whether the code is to be another one.
    NewCode,
    /// Whether a laptop is sent away.
    SendAway(LaptopId),
    /// Whether the session is to be hosted from here.
    HostHere,
    /// At which table somebody sits.
    Seat(LaptopId),
    /// At which table one sits oneself, right after coming in.
    MyTable,
    /// Whether this laptop's copy is kept.
    Copy(Leaving),
    /// Whether to leave although something has not arrived.
    Waiting(Leaving),
    /// Whether to leave although others are here, who have no host then.
    Others(Leaving),
    /// Whether to close a wall that is all that is shown.
    CloseWall,
}

impl Asked {
    /// Returns the question.
    pub fn heading(self, console: Option<&Console>, lang: Lang) -> String {
        let name = |id| console.map_or_else(String::new, |console| console.name_of(id, lang));
        match self {
            Self::StopSharing => w::stop_sharing(lang).to_owned(),
            Self::NewCode => w::ask_code(lang).to_owned(),
            Self::SendAway(id) => w::ask_remove(lang, &name(id)),
            Self::HostHere => w::ask_host(lang).to_owned(),
            Self::Seat(id) => w::ask_table(lang, &name(id)),
            Self::MyTable => w::ask_my_table(lang).to_owned(),
            Self::Copy(_) => w::ask_copy(lang).to_owned(),
            Self::Waiting(_) if console.is_some_and(is_attached) => w::ask_attached(lang).to_owned(),
            Self::Waiting(_) => w::ask_waiting(lang, console.map_or(0, Console::waiting)),
            Self::Others(_) => w::ask_others(lang).to_owned(),
            Self::CloseWall => w::leave_wall(lang).to_owned(),
        }
    }

    /// Returns what is to be known before answering.
    pub fn about(self, console: Option<&Console>, lang: Lang) -> String {
        match self {
            Self::StopSharing => {
                let others = console.map_or(0, |console| console.presence.online().saturating_sub(1));
                if others == 0 { String::new() } else { w::stop_sharing_about(lang, others) }
            }
            Self::NewCode => w::ask_code_about(lang).to_owned(),
            Self::SendAway(_) => w::ask_remove_about(lang).to_owned(),
            Self::HostHere => w::ask_host_about(lang).to_owned(),
            Self::MyTable => w::my_table_about(lang).to_owned(),
            Self::Copy(_) => {
                let host = console.and_then(|console| match &console.status.link {
                    Link::Joined(joined) => Some(joined.host.as_str()),
                    Link::Alone | Link::Hosting(_) | Link::Attached { .. } => None,
                });
                w::ask_copy_about(lang, host.unwrap_or_default())
            }
            Self::Waiting(_) if console.is_some_and(is_attached) => w::ask_attached_about(lang).to_owned(),
            Self::Waiting(_) => w::ask_waiting_about(lang).to_owned(),
            Self::Others(_) => w::ask_others_about(lang).to_owned(),
            Self::Seat(_) | Self::CloseWall => String::new(),
        }
    }

    /// Returns the answers, the one that changes nothing first.
    pub fn rows(self, console: Option<&Console>, lang: Lang) -> Vec<Row> {
        let plain = |texts: &[&str]| texts.iter().map(|text| Row::plain(*text, String::new())).collect();
        match self {
            Self::StopSharing => plain(&[w::keep_sharing(lang), w::stop_it(lang)]),
            Self::NewCode => plain(&[w::keep_code(lang), w::change_code(lang)]),
            Self::SendAway(_) => plain(&[w::keep_it(lang), w::remove_it(lang)]),
            Self::HostHere => plain(&[w::do_not_host(lang), w::host_it(lang)]),
            Self::CloseWall => plain(&[w::keep_wall(lang), w::close_wall(lang)]),
            Self::Waiting(_) if console.is_some_and(is_attached) => plain(&[w::stay_here(lang), w::leave_now(lang)]),
            Self::Others(_) => plain(&[w::stay_here(lang), w::leave_now(lang)]),
            Self::Waiting(_) => plain(&[w::stay_here(lang), w::leave_all_the_same(lang)]),
            Self::Copy(_) => vec![
                Row::plain(w::keep_copy(lang), w::keep_copy_aside(lang)),
                Row::plain(w::delete_copy(lang), w::delete_copy_aside(lang)),
                Row::plain(w::stay_here(lang), String::new()),
            ],
            Self::Seat(_) | Self::MyTable => {
                let Some(console) = console else { return Vec::new() };
                let named = |(id, theme): (Option<TableId>, String)| Row::plain(console.table_name(id, lang), theme);
                console.tables_to_sit_at().into_iter().map(named).collect()
            }
        }
    }
}

impl Console {
    /// Returns how many changes of this laptop the host does not have yet.
    pub fn waiting(&self) -> usize {
        match &self.status.link {
            Link::Joined(joined) => joined.waiting,
            Link::Attached { waiting, .. } => *waiting,
            Link::Alone | Link::Hosting(_) => 0,
        }
    }

    /// Returns what somebody who is here is called.
    pub fn name_of(&self, id: LaptopId, lang: Lang) -> String {
        let name = self.presence.people.iter().find(|one| one.id == id).map(|one| one.name.trim());
        name.filter(|name| !name.is_empty()).unwrap_or(w::no_name(lang)).to_owned()
    }

    /// Returns what a table is called.
    pub fn table_name(&self, table: Option<TableId>, lang: Lang) -> String {
        let name = table.and_then(|id| self.session().tables.get(id)).map(|table| table.name.clone());
        name.unwrap_or_else(|| w::no_table(lang).to_owned())
    }

    /// Returns the tables one can sit at with what each is about, then none.
    fn tables_to_sit_at(&self) -> Vec<(Option<TableId>, String)> {
        let tables = self.session().tables.in_order();
        let tables = tables.iter().map(|table| (Some(table.id), table.theme.clone()));
        tables.chain([(None, String::new())]).collect()
    }

    /// Tells whether this laptop has the session, so that it may say who comes in.
    pub fn hosts(&self) -> bool {
        matches!(self.status.link, Link::Alone | Link::Hosting(_))
    }

    /// Tells whether laptops on the network can come in.
    pub fn is_shared(&self) -> bool {
        matches!(&self.status.link, Link::Hosting(sharing) if sharing.open)
    }

    /// Does what a command says in the panel. Returns what then lies over it.
    pub(super) fn in_together(&mut self, panel: &mut TogetherBox, command: Command, env: &mut Env) -> Option<Overlay> {
        let lang = env.lang;
        let chosen = self.presence.people.get(panel.cursor.at()).cloned();
        match command {
            Command::Share | Command::NewCode | Command::SendAway if !self.hosts() => {
                env.say(Mood::Info, w::not_host(lang));
            }
            Command::Share if self.is_shared() => return Some(asks(Asked::StopSharing)),
            Command::Share => {
                self.ask_together(Together::Share(true), Doing::Moving(w::shared(lang).to_owned()), env);
            }
            Command::NewCode if !self.is_shared() => env.say(Mood::Info, w::not_open_yet(lang)),
            Command::NewCode => return Some(asks(Asked::NewCode)),
            Command::SendAway => match chosen {
                None => env.say(Mood::Info, w::choose_somebody(lang)),
                Some(one) if one.id == self.presence.me => env.say(Mood::Info, w::not_yourself(lang)),
                Some(one) => return Some(asks(Asked::SendAway(one.id))),
            },
            Command::Rename | Command::SeatAt => {
                let one = self.may_change(chosen, env)?;
                if command == Command::Rename {
                    let line = Writing::new(&one.name, Lines::One);
                    return Some(Overlay::Naming(Box::new(NameBox { id: one.id, line })));
                }
                if self.session().tables.live().next().is_none() {
                    env.say(Mood::Info, prepare::no_tables(lang));
                    return None;
                }
                return Some(self.seating(Asked::Seat(one.id), one.table));
            }
            Command::Retry => match &self.status.link {
                Link::Joined(_) | Link::Attached { .. } => {
                    self.ask_together(Together::Retry, Doing::Silent, env);
                    env.say(Mood::Info, w::trying(lang));
                }
                Link::Alone | Link::Hosting(_) => env.say(Mood::Info, w::not_joined(lang)),
            },
            Command::HostHere => match &self.status.link {
                Link::Joined(joined) if joined.part == Part::Console => return Some(asks(Asked::HostHere)),
                Link::Joined(_) => env.say(Mood::Info, w::guest_reads(lang)),
                Link::Alone | Link::Hosting(_) | Link::Attached { .. } => env.say(Mood::Info, w::not_joined(lang)),
            },
            command => {
                panel.cursor.follow(command, self.presence.people.len());
            }
        }
        None
    }

    /// Returns somebody whose name and table may be changed here: oneself, or anybody where one hosts.
    fn may_change(&self, one: Option<Present>, env: &mut Env) -> Option<Present> {
        let lang = env.lang;
        match one {
            None => env.say(Mood::Info, w::choose_somebody(lang)),
            Some(one) if one.id == self.presence.me || self.hosts() => return Some(one),
            Some(_) => env.say(Mood::Info, w::not_yours_to_change(lang)),
        }
        None
    }

    /// Asks at which table somebody sits, on the line of theirs.
    pub(super) fn seating(&self, asked: Asked, now: Option<TableId>) -> Overlay {
        let at = self.tables_to_sit_at().iter().position(|(id, _)| *id == now && now.is_some());
        let mut overlay = asks(asked);
        if let Overlay::Choice(choice) = &mut overlay {
            choice.cursor.go(at.unwrap_or_default());
        }
        overlay
    }

    /// Gives somebody the name that was written. Tells whether the line is left.
    pub(super) fn rename(&mut self, name: &NameBox, env: &mut Env) -> bool {
        let text = name.line.text().trim().to_owned();
        if text.is_empty() {
            env.say(Mood::Info, w::need_name(env.lang));
            return false;
        }
        let table = self.presence.people.iter().find(|one| one.id == name.id).and_then(|one| one.table);
        if name.id == self.presence.me {
            env.person.clone_from(&text);
        }
        let said = w::renamed(env.lang, &text);
        self.ask_together(Together::Rename(name.id, text, table), Doing::Moving(said), env);
        true
    }

    /// Does what was answered.
    pub(super) fn answered_together(&mut self, asked: Asked, at: usize, env: &mut Env) {
        let lang = env.lang;
        let done = |words: &str| Doing::Moving(words.to_owned());
        match (asked, at) {
            (Asked::StopSharing, 1) => self.ask_together(Together::Share(false), done(w::unshared(lang)), env),
            (Asked::NewCode, 1) => self.ask_together(Together::NewCode, done(w::code_changed(lang)), env),
            (Asked::SendAway(id), 1) => {
                let said = w::removed(lang, &self.name_of(id, lang));
                self.ask_together(Together::Remove(id), done(&said), env);
            }
            (Asked::HostHere, 1) => {
                self.ask_together(Together::HostHere, done(w::hosts_now(lang)), env);
                env.say(Mood::Info, w::taking_over(lang));
            }
            (Asked::Seat(id), at) => self.sit(id, at, env),
            (Asked::MyTable, at) => self.sit(self.presence.me, at, env),
            (Asked::Copy(leaving), 0) | (Asked::Waiting(leaving) | Asked::Others(leaving), 1) => {
                self.leave_line(env);
                env.want(out(leaving));
            }
            (Asked::Copy(leaving), 1) => {
                self.leave_line(env);
                self.laptops.parting = true;
                self.ask_together(Together::DeleteCopy, Doing::Parting(leaving), env);
            }
            (Asked::CloseWall, 1) => env.want(Effect::Quit),
            (
                Asked::StopSharing
                | Asked::NewCode
                | Asked::SendAway(_)
                | Asked::HostHere
                | Asked::Copy(_)
                | Asked::Waiting(_)
                | Asked::Others(_)
                | Asked::CloseWall,
                _,
            ) => {}
        }
    }

    fn sit(&mut self, id: LaptopId, at: usize, env: &mut Env) {
        let Some((table, _)) = self.tables_to_sit_at().into_iter().nth(at) else { return };
        let Some(one) = self.presence.people.iter().find(|one| one.id == id).cloned() else { return };
        if one.table == table {
            return;
        }
        let said = w::seated(env.lang, &self.name_of(id, env.lang), &self.table_name(table, env.lang));
        self.ask_together(Together::Rename(id, one.name, table), Doing::Moving(said), env);
    }
}

/// Tells whether another program on this machine has the session.
fn is_attached(console: &Console) -> bool {
    matches!(console.status.link, Link::Attached { .. })
}

/// Returns the effect that leaves.
pub(super) fn out(leaving: Leaving) -> Effect {
    match leaving {
        Leaving::Session => Effect::Close,
        Leaving::Program => Effect::Quit,
    }
}

fn asks(asked: Asked) -> Overlay {
    Overlay::choice(Purpose::Together(asked))
}

impl NameBox {
    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        self.line.key(event);
    }
}
