//! Owns one key: how it is written in a key map, read, and shown as a keyboard of that language names it.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::Lang;
use crate::text::tui::keys as w;

/// One key with what is held down. Shift is part of a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chord {
    pub(super) code: KeyCode,
    pub(super) held: KeyModifiers,
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
            KeyCode::Backspace => w::key_backspace(lang).to_owned(),
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

impl Chord {
    /// Returns how a key map writes it: `p`, `space`, `ctrl-z`. The inverse of reading it.
    pub fn written(self) -> String {
        let name = match self.code {
            KeyCode::Enter => "enter".to_owned(),
            KeyCode::Esc => "esc".to_owned(),
            KeyCode::Tab => "tab".to_owned(),
            KeyCode::BackTab => "shift-tab".to_owned(),
            KeyCode::Up => "up".to_owned(),
            KeyCode::Down => "down".to_owned(),
            KeyCode::Left => "left".to_owned(),
            KeyCode::Right => "right".to_owned(),
            KeyCode::PageUp => "pageup".to_owned(),
            KeyCode::PageDown => "pagedown".to_owned(),
            KeyCode::Home => "home".to_owned(),
            KeyCode::End => "end".to_owned(),
            KeyCode::Delete => "delete".to_owned(),
            KeyCode::Backspace => "backspace".to_owned(),
            KeyCode::Char(' ') => "space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) => format!("f{number}"),
            other => other.to_string(),
        };
        if self.held.contains(KeyModifiers::CONTROL) { format!("ctrl-{name}") } else { name }
    }

    /// Tells whether pressing it writes a character.
    pub fn writes(self) -> bool {
        typed(self.into()).is_some()
    }

    /// Tells whether it does nothing but what a table gives it: no character, and nothing that a field edits with.
    pub fn is_only_a_command(self) -> bool {
        matches!(self.code, KeyCode::F(_) | KeyCode::Esc) || self.held.contains(KeyModifiers::CONTROL)
    }

    /// Returns the key that a terminal cannot tell it from, where there is one: Ctrl-I is Tab.
    pub fn same_as(self) -> Option<&'static str> {
        let KeyCode::Char(letter) = self.code else { return None };
        let twins = [('i', "tab"), ('m', "enter"), ('j', "enter"), ('h', "backspace"), ('[', "esc")];
        let twin = twins.into_iter().find(|(known, _)| *known == letter);
        twin.filter(|_| self.held.contains(KeyModifiers::CONTROL)).map(|(_, key)| key)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for key in ["p", "U", "space", "enter", "f12", "ctrl-z", "shift-tab", "ctrl-up", "backspace", "è", ":"] {
            let chord: Chord = key.parse().unwrap();
            assert_eq!(chord.written(), key);
        }
        for no_key in ["", "ctrl-", "f13", "f0", "hyper-x", "pp"] {
            assert!(no_key.parse::<Chord>().is_err(), "{no_key}");
        }
    }

    #[test]
    fn altgr_types_and_control_does_not() {
        let key = |code, held| KeyEvent::new(KeyCode::Char(code), held);
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(typed(key('@', altgr)), Some('@'));
        assert_eq!(typed(key('È', KeyModifiers::SHIFT)), Some('È'));
        assert_eq!(typed(key('z', KeyModifiers::CONTROL)), None);
    }
}
