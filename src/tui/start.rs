//! Owns the state of the start screen: the sessions of the workspace, and the few fields of a new one.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use crate::domain::dates;
use crate::domain::desk::Problem;
use crate::domain::time::Day;
use crate::text::tui as w;

use super::app::Env;
use super::command::Command;
use super::cursor::Cursor;
use super::doors::{Card, Listing, NewSession, Template};
use super::panels::writing::{Lines, Writing};

/// The start screen.
#[derive(Debug, Default)]
pub struct Start {
    /// The workspace, the most recent session first; `None` until it was read.
    pub listing: Option<Listing>,
    /// Why it could not be read.
    pub problem: Option<Problem>,
    /// The chosen session.
    pub cursor: Cursor,
    /// The session that is being opened.
    pub opening: Option<PathBuf>,
}

impl Start {
    /// Takes the workspace, or why there is none.
    pub fn listed(&mut self, listed: Result<Listing, Problem>) {
        match listed {
            Ok(mut listing) => {
                let chosen = self.chosen().map(|card| card.file.clone());
                listing.cards.sort_by(|one, two| {
                    two.date
                        .cmp(&one.date)
                        .then_with(|| one.title.cmp(&two.title))
                        .then_with(|| one.file.cmp(&two.file))
                });
                let at = chosen.and_then(|file| listing.cards.iter().position(|card| card.file == file));
                self.cursor.go(at.unwrap_or_default());
                self.problem = None;
                self.listing = Some(listing);
            }
            Err(problem) => {
                self.problem = Some(problem);
                self.listing.get_or_insert_default();
            }
        }
    }

    /// Returns the chosen session.
    pub fn chosen(&self) -> Option<&Card> {
        self.listing.as_ref()?.cards.get(self.cursor.at())
    }

    /// Moves as a command says.
    pub fn follow(&mut self, command: Command) {
        let length = self.listing.as_ref().map_or(0, |listing| listing.cards.len());
        self.cursor.follow(command, length);
    }
}

/// The fields of a new session.
#[derive(Clone, Debug)]
pub struct NewForm {
    /// What it is called.
    pub title: Writing,
    /// When, as people say it.
    pub date: Writing,
    /// Where.
    pub place: Writing,
    /// Which template: 0 for an empty agenda.
    pub template: usize,
    /// Which field the keys go to: title, date, place, template.
    pub focus: usize,
    /// What is wrong with what was given.
    pub wrong: Option<String>,
    /// The date is still the proposed one, which the first character replaces.
    proposed: bool,
    today: Day,
    templates: usize,
}

impl NewForm {
    /// Opens the fields for a session of today.
    pub fn new(today: Day, templates: usize) -> Self {
        Self {
            title: Writing::new("", Lines::One),
            date: Writing::new(&today.plain(), Lines::One),
            place: Writing::new("", Lines::One),
            // the same as at the command line: the first of them
            template: templates.min(1),
            focus: 0,
            wrong: None,
            proposed: true,
            today,
            templates,
        }
    }

    /// Returns the day that the date field says.
    pub fn day(&self) -> Option<Day> {
        dates::date(self.date.text().trim(), self.today)
    }

    /// Does what a command says. Returns the session where everything needed was given.
    pub fn perform(
        &mut self,
        command: Command,
        event: &KeyEvent,
        templates: &[Template],
        env: &Env,
    ) -> Option<NewSession> {
        let fields = if self.templates == 0 { 3 } else { 4 };
        match command {
            Command::NextField if self.focus == 3 && event.code == crossterm::event::KeyCode::Down => {
                self.template = (self.template + 1).min(self.templates);
            }
            Command::PreviousField
                if self.focus == 3 && event.code == crossterm::event::KeyCode::Up && self.template > 0 =>
            {
                self.template -= 1;
            }
            Command::NextField => self.focus = (self.focus + 1) % fields,
            Command::PreviousField => self.focus = (self.focus + fields - 1) % fields,
            Command::Open => return self.finish(templates, env),
            _ => {}
        }
        None
    }

    fn finish(&mut self, templates: &[Template], env: &Env) -> Option<NewSession> {
        if self.title.is_blank() {
            self.focus = 0;
            self.wrong = Some(w::title_needed(env.lang).to_owned());
            return None;
        }
        let Some(day) = self.day() else {
            self.focus = 1;
            self.wrong = Some(w::no_such_day(env.lang, self.date.text()));
            return None;
        };
        self.wrong = None;
        let template = self.template.checked_sub(1).and_then(|at| templates.get(at));
        Some(NewSession {
            title: self.title.text().trim().to_owned(),
            date: Some(day),
            place: self.place.text().trim().to_owned(),
            template: template.map(|template| template.key.clone()),
        })
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        use crossterm::event::KeyCode::{Char, Left, Right};
        if self.focus == 3 {
            // where there is nothing to type, blanks and arrows choose
            match event.code {
                Right | Char(' ') => self.template = (self.template + 1) % (self.templates + 1),
                Left => self.template = self.template.saturating_sub(1),
                _ => {}
            }
            return;
        }
        self.wrong = None;
        if self.focus == 1 && std::mem::take(&mut self.proposed) && super::keys::typed(*event).is_some() {
            self.date = Writing::new("", Lines::One);
        }
        self.field().key(event);
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.focus < 3 {
            if self.focus == 1 && std::mem::take(&mut self.proposed) {
                self.date = Writing::new("", Lines::One);
            }
            self.field().insert(text);
        }
    }

    fn field(&mut self) -> &mut Writing {
        match self.focus {
            0 => &mut self.title,
            1 => &mut self.date,
            _ => &mut self.place,
        }
    }
}
