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
    PanelKey::new((FormAction::Save, "form-save"), &[Press::ctrl('s'), Press::plain(KeyCode::F(10))], words::key_save),
    PanelKey::new((FormAction::Leave, "form-leave"), &[Press::plain(KeyCode::Esc)], words::key_leave),
    PanelKey::new(
        (FormAction::Next, "form-next"),
        &[Press::plain(KeyCode::Tab), Press::plain(KeyCode::Down)],
        words::key_next,
    ),
    PanelKey::new(
        (FormAction::Previous, "form-previous"),
        &[Press::plain(KeyCode::BackTab), Press::plain(KeyCode::Up)],
        words::key_previous,
    ),
    PanelKey::new((FormAction::More, "form-more"), &[Press::plain(KeyCode::F(4))], words::key_more),
    PanelKey::new((FormAction::Open, "form-open"), &[Press::plain(KeyCode::Enter)], words::key_open),
    PanelKey::new(
        (FormAction::Change, "form-change"),
        &[Press::plain(KeyCode::Right), Press::plain(KeyCode::Left)],
        words::key_change,
    ),
    PanelKey::new((FormAction::Mark, "form-mark"), &[Press::plain(KeyCode::Char(' '))], words::key_toggle),
    PanelKey::new((FormAction::Complete, "form-complete"), &[Press::plain(KeyCode::Right)], words::key_complete),
    PanelKey::new(
        (FormAction::Drop, "form-drop"),
        &[Press::plain(KeyCode::Delete), Press::plain(KeyCode::Backspace)],
        words::key_drop,
    ),
    PanelKey::new((FormAction::TakeBack, "form-take-back"), &[Press::ctrl('z')], words::key_undo),
    PanelKey::new((FormAction::Editor, "form-editor"), &[Press::ctrl('e')], words::key_editor),
    PanelKey::new((FormAction::Later, "form-later"), &[Press::plain(KeyCode::F(6))], words::key_later),
    PanelKey::new((FormAction::PutAway, "form-put-away"), &[Press::plain(KeyCode::F(8))], words::key_put_away),
];
