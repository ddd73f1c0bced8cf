//! Owns whose turn it is to speak on the screens: which giro is followed here, what its keys do, and what the capture line
//! is about meanwhile. Never whose turn comes next: that is `giro`.

use std::sync::Arc;

use crate::domain::change::{self, Change, Edit};
use crate::domain::desk::Ask;
use crate::domain::item::{Item, Participant};
use crate::domain::turn::CAPTURED;
use crate::domain::value::{Seat, Stamp};
use crate::text::tui::agenda as words;

use super::app::{Env, Mood};
use super::command::Command;
use super::console::{Console, Doing};
use super::cursor::Cursor;
use super::day;
use super::giro::{self, Giro, Telling};
use super::steps::{self, Move};

impl Console {
    /// Returns the seat whose giro is followed here.
    pub fn seat(&self) -> Seat {
        let Some(step) = self.session().current_step() else { return Seat::Plenary };
        let seats = giro::seats(self.session(), &step);
        let followed = self.seat.filter(|seat| seats.contains(seat));
        // where one sits oneself goes before the first of them
        let mine = self.my_table().map(Seat::At).filter(|seat| seats.contains(seat));
        followed.or(mine).or(seats.first().copied()).unwrap_or(Seat::Plenary)
    }

    /// Returns the giro that goes on here.
    pub fn giro(&self) -> Option<Giro> {
        Giro::of(self.session(), self.seat())
    }

    /// Returns what is being told here, where somebody has the floor.
    pub fn telling(&self) -> Option<Telling> {
        Telling::of(self.session(), self.seat())
    }

    /// Returns what the line that is open would be about: what is told, unless the line was freed or changes an item.
    pub fn telling_for_line(&self) -> Option<Telling> {
        let line = self.capture.as_ref().filter(|line| line.again.is_none() && !line.freed)?;
        self.telling().filter(|_| CAPTURED.contains(&line.kind))
    }

    /// Returns the edits that take new items down: about what is told, and the day's end moved where a step comes last.
    pub(super) fn with_agenda(&self, items: Vec<Item>) -> Vec<Edit> {
        let mut telling = self.telling_for_line();
        let items: Vec<Item> = match &mut telling {
            Some(telling) => items.into_iter().map(|item| telling.attach(item)).collect(),
            None => items,
        };
        let new = items.iter().filter_map(|item| if let Item::Step(step) = item { Some(step.as_ref()) } else { None });
        let longer = day::longer(self.session(), new);
        let mut edits: Vec<Edit> = items.into_iter().map(Edit::take).collect();
        edits.extend(telling.and_then(Telling::edit));
        edits.extend(longer);
        edits
    }

    /// Lets the line that is typed be about nothing, or about what is told again.
    pub(super) fn free_line(&mut self, env: &mut Env) {
        if self.telling().is_none() {
            env.say(Mood::Info, words::nothing_told(env.lang));
        } else if let Some(line) = &mut self.capture {
            line.freed = !line.freed;
        }
    }

    /// Gives the floor to the next, or back.
    pub(super) fn turn_to_speak(&mut self, command: Command, env: &mut Env) {
        let lang = env.lang;
        let Some(giro) = self.giro() else {
            let listening = self.session().current_step().is_some_and(|step| !giro::may_be_giro(step.activity));
            env.say(Mood::Info, if listening { words::giro_not_listening(lang) } else { words::no_giro(lang) });
            return;
        };
        let (way, none) = match command {
            Command::PreviousSpeaker => (giro.back(env.stamp()), words::nobody_before(lang)),
            _ if !giro.people.iter().any(|person| person.present) => (None, words::giro_nobody(lang)),
            _ => (giro.next(env.stamp()), words::all_spoken(lang)),
        };
        match way {
            Some(way) => self.give_floor(way, env),
            None => env.say(Mood::Info, none),
        }
    }

    /// Asks the desk to give the floor, and says who has it then.
    fn give_floor(&mut self, way: Move, env: &mut Env) {
        let lang = env.lang;
        let after = change::apply(self.session(), &way.change).ok().map(|(session, _)| session);
        let giro = after.as_ref().and_then(|session| Giro::of(session, self.seat()));
        let said = match giro.as_ref().and_then(|giro| Some((giro.code()?, giro.waiting()))) {
            Some((code, waiting)) => match waiting.first() {
                Some(next) => words::floor_to_next(lang, code, &next.code),
                None => words::floor_to_last(lang, code),
            },
            None => words::all_spoken(lang).to_owned(),
        };
        self.ask(Ask::Change(way.change), Doing::Moving(said), env);
    }

    /// Does what a command says in the open giro.
    pub(super) fn in_giro(&mut self, command: Command, cursor: &mut Cursor, env: &mut Env) {
        let Some(giro) = self.giro() else { return };
        let lang = env.lang;
        let chosen = giro.people.get(cursor.at()).cloned();
        let stamp = env.stamp();
        match (command, chosen) {
            (Command::NextSpeaker | Command::PreviousSpeaker, _) => self.turn_to_speak(command, env),
            (Command::Open, Some(person)) if person.present => {
                giro.give(person.id, stamp).into_iter().for_each(|way| self.give_floor(way, env));
            }
            (Command::Skip, _) => match giro.pass_over(stamp) {
                Some(way) => self.give_floor(way, env),
                None if giro.speaker().is_none() => env.say(Mood::Info, words::nobody_speaks(lang)),
                None => env.say(Mood::Info, words::nobody_else(lang)),
            },
            (Command::MarkSpoken, Some(person)) => {
                giro.mark(person.id, stamp).into_iter().for_each(|way| self.silently(way.change, env));
            }
            (Command::Present, Some(person)) => self.turn_present(&giro, &person, stamp, env),
            (Command::Longer | Command::Shorter, _) => {
                let each = giro.step.giro_minutes;
                let each = if command == Command::Longer { each.saturating_add(1) } else { (each - 1).max(1) };
                let way = giro::with_minutes(&giro.step, each, stamp);
                way.into_iter().for_each(|way| self.silently(way.change, env));
            }
            (Command::OtherTable, _) => {
                let seats = giro::seats(self.session(), &giro.step);
                let at = seats.iter().position(|seat| *seat == giro.seat).map_or(0, |at| (at + 1) % seats.len());
                self.seat = seats.get(at).copied();
                cursor.go(0);
            }
            (Command::Undo, _) => self.ask(Ask::Undo, Doing::Undoing, env),
            (command, _) => {
                cursor.follow(command, giro.people.len());
            }
        }
        let length = self.giro().map_or(0, |giro| giro.people.len());
        cursor.keep_within(length);
    }

    /// Marks somebody absent or present; an absent speaker loses the floor and has not spoken.
    fn turn_present(&mut self, giro: &Giro, person: &Arc<Participant>, stamp: Stamp, env: &mut Env) {
        let after = Participant { present: !person.present, ..person.as_ref().clone() };
        let mut edits = vec![Edit::of(Item::Participant(person.clone()), Item::Participant(Arc::new(after)))];
        if person.present && giro.speaker() == Some(person.id) {
            edits.push(steps::edit(&giro.step, |step| {
                step.focus.remove(&giro.seat);
            }));
        }
        self.silently(Change { stamp, edits }, env);
    }

    fn silently(&mut self, change: Change, env: &mut Env) {
        self.ask(Ask::Change(change), Doing::Silent, env);
    }
}
