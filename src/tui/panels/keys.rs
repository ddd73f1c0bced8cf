//! Owns how a panel declares its keys, so that what is pressed, what is shown and what is done come from one table.
//! Never decides what a key does: that is each panel's.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::text::Lang;
use crate::tui::keys::Keymap;

/// One way to press a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Press {
    /// The key.
    pub code: KeyCode,
    /// What is held with it.
    pub modifiers: KeyModifiers,
}

impl Press {
    /// Makes a key pressed alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    /// Makes a letter pressed with Ctrl.
    pub const fn ctrl(letter: char) -> Self {
        Self { code: KeyCode::Char(letter), modifiers: KeyModifiers::CONTROL }
    }

    /// Makes a key pressed with Ctrl.
    pub const fn with_ctrl(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::CONTROL }
    }

    /// Tells whether this is what was pressed. Releases never are; Shift does not matter where the key tells it.
    pub fn is(self, key: &KeyEvent) -> bool {
        if key.kind == KeyEventKind::Release {
            return false;
        }
        let same = match (self.code, key.code) {
            (KeyCode::Char(one), KeyCode::Char(other)) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                one.eq_ignore_ascii_case(&other)
            }
            (one, other) => one == other,
        };
        let shift_tells = matches!(key.code, KeyCode::BackTab | KeyCode::Char(_));
        let held = if shift_tells { key.modifiers - KeyModifiers::SHIFT } else { key.modifiers };
        same && held == self.modifiers
    }
}

/// A line of a panel's table of keys.
#[derive(Clone, Copy, Debug)]
pub struct PanelKey<A: 'static> {
    /// What it does.
    pub action: A,
    /// Its name in a key map: `form-save`.
    pub name: &'static str,
    /// What is pressed for it, the one that is shown first.
    pub keys: &'static [Press],
    /// What it is called.
    pub says: fn(Lang) -> &'static str,
}

impl<A: Copy> PanelKey<A> {
    /// Makes a line of a table.
    pub const fn new(
        (action, name): (A, &'static str),
        keys: &'static [Press],
        says: fn(Lang) -> &'static str,
    ) -> Self {
        Self { action, name, keys, says }
    }
}

/// Returns what a key does by a panel's table, or `None` where it is in none of its lines.
pub fn action_of<A: Copy>(table: &[PanelKey<A>], key: &KeyEvent) -> Option<A> {
    table.iter().find(|line| line.keys.iter().any(|press| press.is(key))).map(|line| line.action)
}

/// Returns the keys in force and the words for the footer, of those actions in that order.
pub fn hints<A: Copy + PartialEq>(
    table: &[PanelKey<A>],
    wanted: &[A],
    (map, lang): (&Keymap, Lang),
) -> Vec<(String, &'static str)> {
    let lines = wanted.iter().filter_map(|action| table.iter().find(|line| line.action == *action));
    lines.map(|line| (map.key(line.name, lang), (line.says)(lang))).collect()
}

/// Returns the character that a key writes, or `None` where it writes none. AltGr arrives as Ctrl with Alt.
pub fn written(key: &KeyEvent) -> Option<char> {
    let held = key.modifiers - KeyModifiers::SHIFT;
    let writes = held.is_empty() || held == KeyModifiers::CONTROL | KeyModifiers::ALT;
    match key.code {
        KeyCode::Char(character) if writes && key.kind != KeyEventKind::Release => Some(character),
        _ => None,
    }
}
