//! Owns keys: how they are written, read and shown; which command a key means where; and what the table of commands
//! says about it, for the footer, the help, the command line and the README.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{Command, Entry, Group, Place, TABLE};
use super::panels::count::COUNT_KEYS;
use super::panels::form::FORM_KEYS;
use super::panels::keys::PanelKey;
use super::panels::wall::WALL_KEYS;
use crate::text::Lang;
use crate::text::tui::keys as w;

/// One key with what is held down. Shift is part of a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chord {
    code: KeyCode,
    held: KeyModifiers,
}

impl Chord {
    /// Reads a key that was pressed.
    pub fn of(event: KeyEvent) -> Self {
        let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        match event.code {
            KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => {
                Self { code: KeyCode::Char(c.to_ascii_lowercase()), held: held - KeyModifiers::SHIFT }
            }
            KeyCode::Char(_) => Self { code: event.code, held: held - KeyModifiers::SHIFT },
            KeyCode::BackTab => Self { code: KeyCode::BackTab, held: KeyModifiers::NONE },
            KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => {
                Self { code: KeyCode::BackTab, held: KeyModifiers::NONE }
            }
            code => Self { code, held },
        }
    }

    /// Returns how a keyboard in that language names it.
    pub fn shown(self, lang: Lang) -> String {
        let name = match self.code {
            KeyCode::Enter => w::key_enter(lang).to_owned(),
            KeyCode::Esc => "Esc".to_owned(),
            KeyCode::Tab => "Tab".to_owned(),
            KeyCode::BackTab => w::key_shift_tab(lang).to_owned(),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::Left => "←".to_owned(),
            KeyCode::Right => "→".to_owned(),
            KeyCode::PageUp => w::key_page_up(lang).to_owned(),
            KeyCode::PageDown => w::key_page_down(lang).to_owned(),
            KeyCode::Home => w::key_home(lang).to_owned(),
            KeyCode::End => w::key_end(lang).to_owned(),
            KeyCode::Delete => w::key_delete(lang).to_owned(),
            KeyCode::Char(' ') => w::key_space(lang).to_owned(),
            KeyCode::Char(c) if self.held.contains(KeyModifiers::CONTROL) => c.to_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            other => format!("{other}"),
        };
        if self.held.contains(KeyModifiers::CONTROL) { format!("Ctrl-{name}") } else { name }
    }
}

/// Returns the character that a key types, or `None` for a key that types none. AltGr, which arrives as Ctrl+Alt, types.
pub fn typed(event: KeyEvent) -> Option<char> {
    let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
    match event.code {
        KeyCode::Char(c) if held.is_empty() || held == KeyModifiers::CONTROL | KeyModifiers::ALT => Some(c),
        _ => None,
    }
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no key; write for example p, U, space, enter, f2, ctrl-z, shift-tab")]
pub struct NoSuchKey(pub String);

impl FromStr for Chord {
    type Err = NoSuchKey;
    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let (held, name) = match text.strip_prefix("ctrl-").filter(|rest| !rest.is_empty()) {
            Some(rest) => (KeyModifiers::CONTROL, rest),
            None => (KeyModifiers::NONE, text),
        };
        let mut characters = name.chars();
        let code = match (name, characters.next(), characters.next()) {
            (_, Some(c), None) if held.is_empty() => KeyCode::Char(c),
            (_, Some(c), None) => KeyCode::Char(c.to_ascii_lowercase()),
            ("enter", ..) => KeyCode::Enter,
            ("esc", ..) => KeyCode::Esc,
            ("tab", ..) => KeyCode::Tab,
            ("shift-tab", ..) => KeyCode::BackTab,
            ("up", ..) => KeyCode::Up,
            ("down", ..) => KeyCode::Down,
            ("left", ..) => KeyCode::Left,
            ("right", ..) => KeyCode::Right,
            ("pageup", ..) => KeyCode::PageUp,
            ("pagedown", ..) => KeyCode::PageDown,
            ("home", ..) => KeyCode::Home,
            ("end", ..) => KeyCode::End,
            ("delete", ..) => KeyCode::Delete,
            ("backspace", ..) => KeyCode::Backspace,
            ("space", ..) => KeyCode::Char(' '),
            (function, Some('f'), Some(_)) => {
                let number = function[1..].parse().ok().filter(|number| (1..=12).contains(number));
                KeyCode::F(number.ok_or_else(|| NoSuchKey(text.to_owned()))?)
            }
            _ => return Err(NoSuchKey(text.to_owned())),
        };
        Ok(Self { code, held })
    }
}

impl From<Chord> for KeyEvent {
    fn from(chord: Chord) -> Self {
        Self::new(chord.code, chord.held)
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(Lang::En))
    }
}

/// Which command each key means in each place.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Chord, &'static Entry)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = TABLE.iter().flat_map(|entry| entry.keys.iter().map(move |key| (key, entry)));
        let bindings = bindings.map(|(key, entry)| (key.parse().expect("a test reads the table's keys"), entry));
        Self { bindings: bindings.collect() }
    }
}

impl Keymap {
    /// Returns the command of a key in a place, or `None` where it means nothing there.
    pub fn command(&self, place: Place, event: KeyEvent) -> Option<Command> {
        if place.takes_text() && typed(event).is_some() {
            return None;
        }
        let chord = Chord::of(event);
        let found = self.bindings.iter().find(|(key, entry)| *key == chord && entry.places.contains(&place));
        found.map(|(_, entry)| entry.command)
    }

    /// Returns what the footer of a place shows, the most wanted first: keys and words.
    pub fn footer(&self, place: Place, lang: Lang) -> Vec<(Command, String, &'static str)> {
        let mut shown: Vec<&Entry> =
            TABLE.iter().filter(|entry| entry.rank > 0 && entry.places.contains(&place)).collect();
        shown.sort_by_key(|entry| entry.rank);
        shown.into_iter().map(|entry| (entry.command, self.first_key(entry, lang), (entry.short)(lang))).collect()
    }

    /// Returns the key that stands for a command somewhere, as it is shown.
    pub fn key_of(&self, command: Command, lang: Lang) -> String {
        let entry = TABLE.iter().find(|entry| entry.command == command);
        entry.map(|entry| self.first_key(entry, lang)).unwrap_or_default()
    }

    fn first_key(&self, entry: &Entry, lang: Lang) -> String {
        let found = self.bindings.iter().find(|(_, known)| known.name == entry.name);
        found.map(|(chord, _)| chord.shown(lang)).unwrap_or_default()
    }
}

/// A line of the help: keys, what they do, and where it belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRow {
    /// The heading it stands under.
    pub group: &'static str,
    /// Its keys, as a keyboard in that language names them.
    pub keys: String,
    /// What they do.
    pub does: &'static str,
    /// Its name in a key map; empty for a panel's own keys.
    pub name: &'static str,
}

/// Returns the whole table in words, by group; commands that say the same are one line.
pub fn keys_table(lang: Lang) -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = Vec::new();
    for group in Group::ALL {
        for entry in TABLE.iter().filter(|entry| entry.group == *group) {
            let keys = entry.keys.iter().filter_map(|key| key.parse::<Chord>().ok()).map(|chord| chord.shown(lang));
            let does = (entry.long)(lang);
            let said = rows.iter_mut().find(|row| row.does == does && row.group == group_name(*group, lang));
            if let Some(row) = said {
                for key in keys {
                    if !row.keys.split("  ").any(|known| known == key) {
                        row.keys.push_str("  ");
                        row.keys.push_str(&key);
                    }
                }
                continue;
            }
            let keys = keys.collect::<Vec<_>>().join("  ");
            rows.push(KeyRow { group: group_name(*group, lang), keys, does, name: entry.name });
        }
    }
    rows.extend(panel_rows(w::group_form(lang), FORM_KEYS, lang));
    rows.extend(panel_rows(w::group_count(lang), COUNT_KEYS, lang));
    rows.extend(panel_rows(w::group_wall(lang), WALL_KEYS, lang));
    rows
}

/// Returns the keys that a panel has of its own.
fn panel_rows<A: Copy>(group: &'static str, table: &'static [PanelKey<A>], lang: Lang) -> Vec<KeyRow> {
    let row = |line: &PanelKey<A>| {
        let keys: Vec<String> = line.keys.iter().map(|press| press.name(lang)).collect();
        KeyRow { group, keys: keys.join("  "), does: (line.says)(lang), name: "" }
    };
    table.iter().map(row).collect()
}

fn group_name(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Taking => w::group_taking(lang),
        Group::Typing => w::group_typing(lang),
        Group::Item => w::group_item(lang),
        Group::Moving => w::group_moving(lang),
        Group::Steps => w::group_steps(lang),
        Group::People => w::group_people(lang),
        Group::Session => w::group_session(lang),
        Group::Sessions => w::group_sessions(lang),
        Group::Program => w::group_program(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_one_place() {
        for place in Place::ALL {
            let mut seen: Vec<(Chord, &str)> = Vec::new();
            for entry in TABLE.iter().filter(|entry| entry.places.contains(place)) {
                for key in entry.keys {
                    let chord: Chord = key.parse().unwrap();
                    assert!(!seen.iter().any(|(known, _)| *known == chord), "{key} twice in {place:?}: {}", entry.name);
                    seen.push((chord, entry.name));
                    assert!(
                        !place.takes_text() || typed(chord.into()).is_none(),
                        "{key} would be text in {place:?}: {}",
                        entry.name
                    );
                }
            }
        }
    }

    #[test]
    fn every_key_can_be_typed_on_an_italian_keyboard() {
        // with Shift at most, never with AltGr; and none of those that a terminal or a desktop keeps for itself
        const ALLOWED: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-+<>;:_*'?!\"$%&/()=";
        for entry in TABLE {
            for key in entry.keys {
                let chord: Chord = key.parse().unwrap();
                match chord.code {
                    KeyCode::Char(c) if chord.held.is_empty() => assert!(ALLOWED.contains(c), "{key}"),
                    KeyCode::Char(c) => assert!(c.is_ascii_lowercase() && !"cmijhsd".contains(c), "{key}"),
                    KeyCode::F(number) => assert!(number <= 10, "{key}"),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn altgr_types_and_control_does_not() {
        let key = |code, held| KeyEvent::new(KeyCode::Char(code), held);
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(typed(key('@', altgr)), Some('@'));
        assert_eq!(typed(key('È', KeyModifiers::SHIFT)), Some('È'));
        assert_eq!(typed(key('z', KeyModifiers::CONTROL)), None);
        let map = Keymap::default();
        assert_eq!(map.command(Place::List, key('z', KeyModifiers::CONTROL)), Some(Command::Undo));
        assert_eq!(map.command(Place::Capture, key('q', altgr)), None);
    }

    #[test]
    fn a_panel_keeps_its_own_keys() {
        fn pressed<A: Copy>(table: &[PanelKey<A>]) -> Vec<KeyEvent> {
            let presses = table.iter().flat_map(|line| line.keys);
            presses.map(|press| KeyEvent::new(press.code, press.modifiers)).collect()
        }
        let map = Keymap::default();
        let panels = [
            (Place::Panel, pressed(FORM_KEYS)),
            (Place::Panel, pressed(COUNT_KEYS)),
            (Place::Wall, pressed(WALL_KEYS)),
        ];
        for (place, keys) in panels {
            for key in keys {
                assert_eq!(map.command(place, key), None, "{key:?} in {place:?}");
            }
        }
    }

    #[test]
    fn names_are_told_apart() {
        for (at, entry) in TABLE.iter().enumerate() {
            assert!(TABLE[..at].iter().all(|before| before.name != entry.name), "{}", entry.name);
        }
    }
}
