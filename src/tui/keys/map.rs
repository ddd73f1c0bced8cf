//! Owns which keys are in force: what each means where, and how each is shown, in the footer, in texts and in tables.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::{Chord, Does, Line, Panel, lines, typed};
use crate::text::Lang;
use crate::tui::command::{Command, Entry, Place, TABLE};

/// Which keys do what. A copy shares everything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    /// The keys of each of [`lines`], in its order.
    keys: Arc<Vec<Vec<Chord>>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(|line| line.defaults.clone())
    }
}

impl Keymap {
    /// Makes the map that gives each line those keys.
    pub(super) fn with(keys: impl FnMut(&Line) -> Vec<Chord>) -> Self {
        Self { keys: Arc::new(lines().iter().map(keys).collect()) }
    }

    /// Returns every line with its keys.
    pub fn lines(&self) -> impl Iterator<Item = (&'static Line, &[Chord])> {
        lines().iter().zip(self.keys.iter().map(Vec::as_slice))
    }

    /// Returns the command of a key in a place, or `None` where it means nothing there.
    pub fn command(&self, place: Place, event: KeyEvent) -> Option<Command> {
        if place.takes_text() && typed(event).is_some() {
            return None;
        }
        let chord = Chord::of(event);
        self.lines().find_map(|(line, keys)| match line.does {
            Does::Command(entry) if keys.contains(&chord) && entry.places.contains(&place) => Some(entry.command),
            Does::Command(_) | Does::Panel(..) => None,
        })
    }

    /// Returns what a panel is to be given for a key: the key that it knows for what the key in force stands for.
    /// `None` where the key no longer stands for anything.
    pub fn into_panel(&self, panel: Panel, event: KeyEvent) -> Option<KeyEvent> {
        let chord = Chord::of(event);
        // in a vote the question is a form
        let inside = (panel == Panel::Count).then_some(Panel::Form);
        if let Some(known) = std::iter::once(panel).chain(inside).find_map(|panel| self.meant(panel, event)) {
            return Some(known);
        }
        let taken_away = self
            .lines()
            .any(|(line, _)| matches!(line.does, Does::Panel(of, _) if of == panel) && line.defaults.contains(&chord));
        let still_edits = !chord.is_only_a_command() && !matches!(panel, Panel::Wall | Panel::Merge);
        (!taken_away || still_edits).then_some(event)
    }

    /// Returns the key that a panel knows for what the key in force stands for.
    fn meant(&self, panel: Panel, event: KeyEvent) -> Option<KeyEvent> {
        let chord = Chord::of(event);
        let mut own = self.lines().filter(|(line, _)| matches!(line.does, Does::Panel(of, _) if of == panel));
        let (line, at) = own.find_map(|(line, keys)| Some((line, keys.iter().position(|key| *key == chord)?)))?;
        if line.defaults.contains(&chord) {
            return Some(event);
        }
        // two keys may say two directions, so each stands for its like
        let stands_for = line.defaults.get(at).or(line.defaults.first())?;
        Some(KeyEvent { kind: event.kind, ..KeyEvent::from(*stands_for) })
    }

    /// Returns what the footer of a place shows, the most wanted first: keys and words. What has no key is left out.
    pub fn footer(&self, place: Place, lang: Lang) -> Vec<(Command, String, &'static str)> {
        let mut shown: Vec<(&Entry, String)> = Vec::new();
        for (line, keys) in self.lines() {
            if let (Does::Command(entry), Some(key)) = (line.does, keys.first())
                && entry.rank > 0
                && entry.places.contains(&place)
            {
                shown.push((entry, key.shown(lang)));
            }
        }
        // in the order of the table where they are wanted alike
        let order = |entry: &Entry| TABLE.iter().position(|known| known.name == entry.name);
        shown.sort_by_key(|(entry, _)| (entry.rank, order(entry)));
        shown.into_iter().map(|(entry, key)| (entry.command, key, (entry.short)(lang))).collect()
    }

    /// Returns the key that stands for a command somewhere, as it is shown; else how the palette is asked for it.
    pub fn key_of(&self, command: Command, lang: Lang) -> String {
        TABLE.iter().find(|entry| entry.command == command).map(|entry| self.key(entry.name, lang)).unwrap_or_default()
    }

    /// Returns the key of a line by its name, as it is shown. Of one that has none, how the palette is asked for it:
    /// `: undo`.
    pub fn key(&self, name: &str, lang: Lang) -> String {
        let keys = |name: &str| self.lines().find(|(line, _)| line.name == name).and_then(|(_, keys)| keys.first());
        match keys(name) {
            Some(chord) => chord.shown(lang),
            None => match keys("palette") {
                Some(palette) => format!("{} {name}", palette.shown(lang)),
                None => format!("«{name}»"),
            },
        }
    }

    /// Returns a text with the keys in force where it names commands: `⟨undo⟩ takes it back`.
    pub fn fill(&self, text: &str, lang: Lang) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('⟨') {
            filled.push_str(before);
            match after.split_once('⟩') {
                Some((name, after)) if lines().iter().any(|line| line.name == name) => {
                    filled.push_str(&self.key(name, lang));
                    rest = after;
                }
                // somebody's own words
                Some(_) | None => {
                    filled.push('⟨');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// A line of the table of keys: what they do, where it belongs, and its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRow {
    /// The heading it stands under.
    pub group: &'static str,
    /// Its keys, as a keyboard in that language names them.
    pub keys: Vec<String>,
    /// What they do.
    pub does: String,
    /// Its name in a key map.
    pub name: &'static str,
}

/// Returns everything with its keys, in words, by group.
pub fn keys_table(map: &Keymap, lang: Lang) -> Vec<KeyRow> {
    let row = |(line, keys): (&'static Line, &[Chord])| KeyRow {
        group: line.group(lang),
        keys: keys.iter().map(|chord| chord.shown(lang)).collect(),
        does: map.fill(line.says(lang), lang),
        name: line.name,
    };
    map.lines().map(row).collect()
}
