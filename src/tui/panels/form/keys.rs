//! Owns the form's table of keys: what is pressed, what it does, what the footer says.

use crossterm::event::KeyCode;

use crate::text::panels::form as words;

use super::super::keys::{PanelKey, Press};

/// What a form's keys do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormAction {
    /// Takes the form.
    Save,
    /// Leaves it; asks where something was changed.
    Leave,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// Shows or hides the desk page's fields.
    More,
    /// Opens the list of a field that chooses.
    Open,
    /// Goes through the values of a field that chooses.
    Change,
    /// Marks or unmarks.
    Mark,
    /// Takes the suggestion.
    Complete,
    /// Drops the changes, when asked.
    Drop,
    /// Takes back the last writing in the field.
    TakeBack,
    /// Leaves the form for now, unfinished.
    Later,
    /// Puts away what was brought back, or brings it back once more.
    PutAway,
    /// Writes the field's text in an editor.
    Editor,
}

/// Every key of a form. Enter and Space work on the fields that choose; on a line Enter goes on.
pub const FORM_KEYS: &[PanelKey<FormAction>] = &[
    PanelKey {
        action: FormAction::Save,
        keys: &[Press::ctrl('s'), Press::plain(KeyCode::F(10))],
        says: words::key_save,
    },
    PanelKey { action: FormAction::Leave, keys: &[Press::plain(KeyCode::Esc)], says: words::key_leave },
    PanelKey {
        action: FormAction::Next,
        keys: &[Press::plain(KeyCode::Tab), Press::plain(KeyCode::Down)],
        says: words::key_next,
    },
    PanelKey {
        action: FormAction::Previous,
        keys: &[Press::plain(KeyCode::BackTab), Press::plain(KeyCode::Up)],
        says: words::key_previous,
    },
    PanelKey { action: FormAction::More, keys: &[Press::plain(KeyCode::F(4))], says: words::key_more },
    PanelKey { action: FormAction::Open, keys: &[Press::plain(KeyCode::Enter)], says: words::key_open },
    PanelKey {
        action: FormAction::Change,
        keys: &[Press::plain(KeyCode::Right), Press::plain(KeyCode::Left)],
        says: words::key_change,
    },
    PanelKey { action: FormAction::Mark, keys: &[Press::plain(KeyCode::Char(' '))], says: words::key_toggle },
    PanelKey { action: FormAction::Complete, keys: &[Press::plain(KeyCode::Right)], says: words::key_complete },
    PanelKey {
        action: FormAction::Drop,
        keys: &[Press::plain(KeyCode::Delete), Press::plain(KeyCode::Backspace)],
        says: words::key_drop,
    },
    PanelKey { action: FormAction::TakeBack, keys: &[Press::ctrl('z')], says: words::key_undo },
    PanelKey { action: FormAction::Editor, keys: &[Press::ctrl('e')], says: words::key_editor },
    PanelKey { action: FormAction::Later, keys: &[Press::plain(KeyCode::F(6))], says: words::key_later },
    PanelKey { action: FormAction::PutAway, keys: &[Press::plain(KeyCode::F(8))], says: words::key_put_away },
];
