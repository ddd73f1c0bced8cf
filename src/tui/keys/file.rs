//! Owns reading one's own keys: a map from names to keys. Where anything is wrong in it, all of it is told and none is taken.

use std::path::Path;

use super::{Chord, Does, Keymap, Line, Panel, lines};
use crate::config::{Pairs, Trouble, like, line_of};
use crate::text::Lang;
use crate::text::setup as w;
use crate::text::tui::{agenda, together};
use crate::tui::command::{Command, Place};

/// Reads a file of keys: `{ "undo": ["u", "f9"] }`. What it does not name keeps its keys.
///
/// # Errors
/// Everything that is wrong with it, each with its line and a remedy.
pub fn read(text: &str, file: &Path) -> Result<Keymap, Vec<Trouble>> {
    let pairs: Pairs<Vec<String>> = match crate::domain::field::ron_options().from_str(text) {
        Ok(pairs) => pairs,
        Err(error) => {
            let line = Some(error.span.start.line);
            return Err(vec![Trouble::new(file, line, |lang| w::keys_unread(lang, &error.code))]);
        }
    };
    let mut reading = Reading { text, file, troubles: Vec::new() };
    let chosen = reading.chosen(&pairs);
    let map = Keymap::with(|line| {
        let own = chosen.iter().find(|(name, _)| *name == line.name);
        own.map_or_else(|| line.defaults.clone(), |(_, keys)| keys.clone())
    });
    if reading.troubles.is_empty() {
        reading.look_for_text(&map);
        reading.look_for_twice(&map);
        reading.look_for_the_way_out(&map);
    }
    if reading.troubles.is_empty() { Ok(map) } else { Err(reading.troubles) }
}

struct Reading<'a> {
    text: &'a str,
    file: &'a Path,
    troubles: Vec<Trouble>,
}

impl Reading<'_> {
    fn trouble(&mut self, (name, nth): (&str, usize), words: impl Fn(Lang) -> String) {
        let trouble = Trouble::new(self.file, line_of(self.text, name, nth), words);
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }

    /// Returns what the file says, as far as it can be understood.
    fn chosen(&mut self, pairs: &Pairs<Vec<String>>) -> Vec<(&'static str, Vec<Chord>)> {
        let mut chosen: Vec<(&'static str, Vec<Chord>)> = Vec::new();
        for (name, keys) in &pairs.0 {
            let Some(line) = lines().iter().find(|line| line.name == name) else {
                let near = like(name, lines().iter().map(|line| line.name));
                self.trouble((name, 0), |lang| match near {
                    Some(near) => w::no_such_name_like(lang, name, near),
                    None => w::no_such_name(lang, name),
                });
                continue;
            };
            if chosen.iter().any(|(known, _)| *known == line.name) {
                self.trouble((name, 1), |lang| w::name_twice(lang, name));
                continue;
            }
            let mut chords = Vec::new();
            for key in keys {
                match key.parse::<Chord>() {
                    Ok(chord) => match chord.same_as() {
                        Some(other) => self.trouble((name, 0), |lang| w::key_is_another(lang, name, key, other)),
                        None => chords.push(chord),
                    },
                    Err(_) => self.trouble((name, 0), |lang| w::no_such_key(lang, name, key)),
                }
            }
            chosen.push((line.name, chords));
        }
        chosen
    }

    /// Finds keys that would be text where they are pressed.
    fn look_for_text(&mut self, map: &Keymap) {
        for (line, keys) in map.lines() {
            let place = places(line).find(|(place, _)| place.takes_text());
            let Some((place, panel)) = place else { continue };
            for key in keys.iter().filter(|key| key.writes() && !line.defaults.contains(key)) {
                let written = key.written();
                self.trouble((line.name, 0), |lang| {
                    w::key_is_text(lang, line.name, &written, place_words(place, panel, lang))
                });
            }
        }
    }

    /// Finds keys that would do two things in one place.
    fn look_for_twice(&mut self, map: &Keymap) {
        let all: Vec<(&Line, &[Chord])> = map.lines().collect();
        for (at, (one, keys)) in all.iter().enumerate() {
            for (other, others) in &all[at + 1..] {
                let Some((place, panel)) = together(one, other) else { continue };
                // a panel may tell two uses of a key apart by what it is pressed on
                let meant = |key: &Chord| one.defaults.contains(key) && other.defaults.contains(key);
                for key in keys.iter().filter(|key| others.contains(key) && !meant(key)) {
                    let written = key.written();
                    // the line that was written is the one to be corrected
                    let (named, with) =
                        if line_of(self.text, other.name, 0).is_some() { (other, one) } else { (one, other) };
                    self.trouble((named.name, 0), |lang| {
                        w::key_twice(lang, &written, named.name, with.name, place_words(place, panel, lang))
                    });
                }
            }
        }
    }

    /// Finds places that could not be left, or the program not ended, or help not asked for.
    fn look_for_the_way_out(&mut self, map: &Keymap) {
        let has = |command: Command, place: Place| {
            map.lines().any(|(line, keys)| {
                matches!(line.does, Does::Command(entry) if entry.command == command && entry.places.contains(&place))
                    && !keys.is_empty()
            })
        };
        for command in [Command::Quit, Command::Help, Command::Back] {
            for place in Place::ALL {
                let shipped = lines().iter().find(|line| {
                    matches!(line.does, Does::Command(entry) if entry.command == command && entry.places.contains(place))
                });
                if let Some(shipped) = shipped
                    && !has(command, *place)
                {
                    self.trouble((shipped.name, 0), |lang| {
                        w::no_way(lang, shipped.says(lang), place_words(*place, None, lang))
                    });
                    // one place says it for all
                    break;
                }
            }
        }
        for (line, keys) in
            map.lines().filter(|(line, _)| matches!(line.name, "form-leave" | "count-leave" | "merge-leave"))
        {
            if keys.is_empty() {
                let (place, panel) = places(line).next().unwrap_or((Place::Panel, None));
                self.trouble((line.name, 0), |lang| w::no_way(lang, line.says(lang), place_words(place, panel, lang)));
            }
        }
    }
}

/// Returns where a line's keys are pressed.
fn places(line: &Line) -> impl Iterator<Item = (Place, Option<Panel>)> {
    let (places, panel): (&[Place], _) = match line.does {
        Does::Command(entry) => (entry.places, None),
        Does::Panel(panel, _) => (&[], Some(panel)),
    };
    places.iter().map(|place| (*place, None)).chain(panel.map(|panel| (panel.place(), Some(panel))))
}

/// Returns a place where both are pressed, where there is one.
fn together(one: &Line, other: &Line) -> Option<(Place, Option<Panel>)> {
    match (one.does, other.does) {
        (Does::Panel(one, _), Does::Panel(other, _)) => (one == other).then(|| (one.place(), Some(one))),
        (Does::Command(_), _) | (_, Does::Command(_)) => places(one)
            .find(|(place, _)| places(other).any(|(with, _)| with == *place))
            .map(|(place, panel)| (place, panel.or_else(|| places(other).find_map(|(_, panel)| panel)))),
    }
}

/// Returns where that is, in words.
pub(in crate::tui) fn place_words(place: Place, panel: Option<Panel>, lang: Lang) -> &'static str {
    match (place, panel) {
        (_, Some(Panel::Form)) => w::place_form(lang),
        (_, Some(Panel::Count)) => w::place_count(lang),
        (_, Some(Panel::Vote)) => w::place_vote(lang),
        (_, Some(Panel::Wall)) => w::place_wall(lang),
        (_, Some(Panel::Merge)) => crate::text::panels::merge::title(lang),
        (Place::Start, None) => w::place_start(lang),
        (Place::Agenda, None) => w::place_agenda(lang),
        (Place::List, None) => w::place_list(lang),
        (Place::Detail, None) => w::place_detail(lang),
        (Place::Capture, None) => w::place_capture(lang),
        (Place::Wall, None) => w::place_wall(lang),
        (Place::Choice, None) => w::place_choice(lang),
        (Place::People, None) => w::place_people(lang),
        (Place::Filter, None) => w::place_filter(lang),
        (Place::Tags, None) => w::place_tags(lang),
        (Place::Find, None) => w::place_find(lang),
        (Place::Reading, None) => w::place_reading(lang),
        (Place::Fields, None) => w::place_fields(lang),
        (Place::FindPerson, None) => w::place_find_person(lang),
        (Place::ListFile, None) => w::place_list_file(lang),
        (Place::ListTable, None) => w::place_list_table(lang),
        (Place::Register, None) => w::place_register(lang),
        (Place::Heads, None) => w::place_heads(lang),
        (Place::LeftOpen, None) => w::place_left(lang),
        (Place::Panel, None) => w::place_panel(lang),
        (Place::Late, None) => agenda::place_late(lang),
        (Place::Giro, None) => agenda::place_giro(lang),
        (Place::Minutes, None) => agenda::place_minutes(lang),
        (Place::Together, None) => together::place(lang),
        (Place::Naming, None) => together::place_naming(lang),
        (Place::JoinList, None) => together::place_list(lang),
        (Place::JoinFields, None) => together::place_fields(lang),
    }
}
