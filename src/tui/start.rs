//! Owns the state of the start screen: the sessions of the workspace, and the few fields of a new one.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use crate::domain::dates;
use crate::domain::desk::Problem;
use crate::domain::item::ItemRef;
use crate::domain::time::Day;
use crate::text::Lang;
use crate::text::tui as w;
use crate::text::tui::prepare as words;

use super::app::Env;
use super::command::Command;
use super::cursor::Cursor;
use super::doors::{Card, Leftovers, Listing, NewSession, Outline, Template};
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
    /// The item to go to in it.
    pub go_to: Option<ItemRef>,
    /// What the sessions leave open, once it was read.
    pub left: Option<Leftovers>,
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
    /// When, as people say it; the hour may follow: `ven 14:30`.
    pub date: Writing,
    /// Where.
    pub place: Writing,
    /// Which template: 0 for an empty agenda.
    pub template: Cursor,
    /// Which field the keys go to: title, date, place, template.
    pub focus: usize,
    /// What is wrong with what was given.
    pub wrong: Option<String>,
    /// The title is still the template's own, which the first character replaces.
    pub title_proposed: bool,
    /// The date is still the proposed one, which the first character replaces.
    proposed: bool,
    today: Day,
    templates: usize,
}

impl NewForm {
    /// Opens the fields for a session of today.
    pub fn new(today: Day, templates: &[Template], lang: Lang) -> Self {
        let mut form = Self {
            title: Writing::new("", Lines::One),
            date: Writing::new(&today.plain(), Lines::One),
            place: Writing::new("", Lines::One),
            template: Cursor::default(),
            focus: 0,
            wrong: None,
            title_proposed: true,
            proposed: true,
            today,
            templates: templates.len(),
        };
        // the same as at the command line: the first of them
        form.template.go(templates.len().min(1));
        form.propose_title(templates, lang);
        form
    }

    /// Returns the day that the date field says.
    pub fn day(&self) -> Option<Day> {
        self.when().map(|(day, _)| day)
    }

    /// Returns the minutes after midnight at which it begins, where the date field says an hour.
    pub fn begins(&self) -> Option<u32> {
        self.when().and_then(|(_, hour)| hour)
    }

    fn when(&self) -> Option<(Day, Option<u32>)> {
        day_and_hour(self.date.text(), self.today)
    }

    /// Returns the chosen template; `None` for an empty agenda.
    pub fn chosen<'a>(&self, templates: &'a [Template]) -> Option<&'a Template> {
        self.template.at().checked_sub(1).and_then(|at| templates.get(at))
    }

    fn propose_title(&mut self, templates: &[Template], lang: Lang) {
        if self.title_proposed {
            let outline = self.chosen(templates).map(|template| template.outline(lang));
            self.title = Writing::new(outline.map_or("", |outline: &Outline| &outline.title), Lines::One);
        }
    }

    /// Does what a command says. Returns the session where everything needed was given.
    pub fn perform(
        &mut self,
        command: Command,
        event: &KeyEvent,
        templates: &[Template],
        env: &Env,
    ) -> Option<NewSession> {
        use crossterm::event::KeyCode;
        let fields = if self.templates == 0 { 3 } else { 4 };
        match (command, self.focus, event.code) {
            (Command::NextField, 3, KeyCode::Down) => self.turn(Command::Down, templates, env.lang),
            // from the first line, the key goes on to the field above
            (Command::PreviousField, 3, KeyCode::Up) if self.template.at() > 0 => {
                self.turn(Command::Up, templates, env.lang);
            }
            (Command::NextField, ..) => self.focus = (self.focus + 1) % fields,
            (Command::PreviousField, ..) => self.focus = (self.focus + fields - 1) % fields,
            (Command::Open, ..) => return self.finish(templates, env),
            _ => {}
        }
        None
    }

    fn turn(&mut self, command: Command, templates: &[Template], lang: Lang) {
        self.template.follow(command, self.templates + 1);
        self.propose_title(templates, lang);
    }

    fn finish(&mut self, templates: &[Template], env: &Env) -> Option<NewSession> {
        if self.title.is_blank() {
            self.focus = 0;
            self.wrong = Some(w::title_needed(env.lang).to_owned());
            return None;
        }
        let Some(day) = self.day() else {
            self.focus = 1;
            let text = self.date.text().trim();
            let hour = text.split(' ').next_back().filter(|word| word.contains(':') && text.contains(' '));
            self.wrong = Some(match hour {
                Some(hour) => words::no_such_hour(env.lang, hour),
                None => w::no_such_day(env.lang, text),
            });
            return None;
        };
        self.wrong = None;
        Some(NewSession {
            title: self.title.text().trim().to_owned(),
            date: Some(day),
            place: self.place.text().trim().to_owned(),
            template: self.chosen(templates).map(|template| template.key.clone()),
        })
    }

    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent, templates: &[Template], lang: Lang) {
        use crossterm::event::KeyCode::{Char, Left, Right};
        if self.focus == 3 {
            // where there is nothing to type, blanks and arrows choose
            match event.code {
                Right | Char(' ') if self.template.at() == self.templates => {
                    self.template.go(0);
                    self.propose_title(templates, lang);
                }
                Right | Char(' ') => self.turn(Command::Down, templates, lang),
                Left => self.turn(Command::Up, templates, lang),
                _ => {}
            }
            return;
        }
        self.wrong = None;
        let types = super::keys::typed(*event).is_some();
        self.clear_proposed(types);
        self.field().key(event);
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.focus < 3 {
            self.clear_proposed(true);
            self.field().insert(text);
        }
    }

    /// Lets go of what was proposed in the field: a character replaces it, any other key keeps it to be changed.
    fn clear_proposed(&mut self, types: bool) {
        let (proposed, field) = match self.focus {
            0 => (&mut self.title_proposed, &mut self.title),
            1 => (&mut self.proposed, &mut self.date),
            _ => return,
        };
        if std::mem::take(proposed) && types {
            *field = Writing::new("", Lines::One);
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

/// Reads a day as people say it, and an hour behind it: `ven 14:30`, `12/4 ore 9`.
fn day_and_hour(text: &str, today: Day) -> Option<(Day, Option<u32>)> {
    let text = text.trim();
    if let Some(day) = dates::date(text, today) {
        return Some((day, None));
    }
    let (day, hour) = text.rsplit_once(' ')?;
    let day = day.trim_end().trim_end_matches([',']).trim_end();
    let day = ["ore", "alle", "h", "at"].iter().find_map(|word| day.strip_suffix(word)).unwrap_or(day).trim_end();
    let day = day.trim_end_matches(',');
    let (hours, minutes) = hour.split_once([':', '.', 'h']).unwrap_or((hour, ""));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let begins = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some((dates::date(day, today)?, Some(begins)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_have_an_hour_behind_it() {
        // a Thursday
        let today: Day = "2026-03-12".parse().unwrap();
        for (text, expected) in [
            ("ven", Some(("2026-03-13", None))),
            ("ven 14:30", Some(("2026-03-13", Some(870)))),
            ("12/4 9", Some(("2026-04-12", Some(540)))),
            ("12/4 ore 9.30", Some(("2026-04-12", Some(570)))),
            ("12/3/2026, 18h", Some(("2026-03-12", Some(1080)))),
            ("ven 25:00", None),
            ("14:30", None),
            ("", None),
        ] {
            let expected = expected.map(|(day, hour): (&str, _)| (day.parse().unwrap(), hour));
            assert_eq!(day_and_hour(text, today), expected, "{text:?}");
        }
    }
}
