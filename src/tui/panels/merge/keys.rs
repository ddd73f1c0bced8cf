//! Owns the table of keys of the merge desk. One key means one thing on all five screens.

use crossterm::event::KeyCode;

use crate::text::panels::merge as words;

use super::super::keys::{PanelKey, Press};

/// What the keys of the merge desk do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MergeAction {
    /// To one of the five screens, by its number.
    Stage,
    /// To the next screen.
    Next,
    /// To the screen before.
    Previous,
    /// Opens, confirms.
    Open,
    /// Back.
    Leave,
    /// These are the same practice.
    Same,
    /// These are different.
    Different,
    /// Not sure yet.
    Later,
    /// Takes the word back.
    Forget,
    /// Marks a line.
    Mark,
    /// Joins.
    Join,
    /// Splits.
    Split,
    /// Writes a field, chooses words.
    Edit,
    /// A new strategy.
    New,
    /// Takes an item in.
    TakeIn,
    /// Takes an item out.
    TakeOut,
    /// Leaves out or gives up, and takes up again.
    Drop,
    /// Takes what the other one wrote.
    TakeOther,
    /// A place up.
    Earlier,
    /// A place down.
    Lower,
    /// Sorts by the next column.
    Sort,
    /// The other view: by difficulty, plotted.
    View,
    /// Where something comes from.
    Source,
    /// Writes the reports.
    Write,
    /// Keeps a text that was written.
    Keep,
    /// Takes the last choice back.
    Undo,
    /// Does it again.
    Redo,
    /// Finds lines.
    Find,
    /// Every key.
    Help,
}

const fn letter(letter: char) -> Press {
    Press::plain(KeyCode::Char(letter))
}

const STAGES: &[Press] = &[letter('1'), letter('2'), letter('3'), letter('4'), letter('5')];

/// Every key of the merge desk.
pub const MERGE_KEYS: &[PanelKey<MergeAction>] = &[
    PanelKey::new((MergeAction::Stage, "merge-stage"), STAGES, words::key_stage),
    PanelKey::new((MergeAction::Next, "merge-next"), &[Press::plain(KeyCode::Tab)], words::key_next),
    PanelKey::new((MergeAction::Previous, "merge-previous"), &[Press::plain(KeyCode::BackTab)], words::key_previous),
    PanelKey::new((MergeAction::Open, "merge-open"), &[Press::plain(KeyCode::Enter)], words::key_open),
    PanelKey::new((MergeAction::Leave, "merge-leave"), &[Press::plain(KeyCode::Esc)], words::key_leave),
    PanelKey::new((MergeAction::Same, "merge-same"), &[letter('s')], words::key_same),
    PanelKey::new((MergeAction::Different, "merge-different"), &[letter('d')], words::key_different),
    PanelKey::new((MergeAction::Later, "merge-later"), &[letter('l')], words::key_later),
    PanelKey::new((MergeAction::Forget, "merge-forget"), &[letter('c')], words::key_forget),
    PanelKey::new((MergeAction::Mark, "merge-mark"), &[letter(' ')], words::key_mark),
    PanelKey::new((MergeAction::Join, "merge-join"), &[letter('j')], words::key_join),
    PanelKey::new((MergeAction::Split, "merge-split"), &[letter('x')], words::key_split),
    PanelKey::new((MergeAction::Edit, "merge-edit"), &[letter('e')], words::key_edit),
    PanelKey::new((MergeAction::New, "merge-new"), &[letter('n')], words::key_new),
    PanelKey::new((MergeAction::TakeIn, "merge-take-in"), &[letter('+')], words::key_take_in),
    PanelKey::new((MergeAction::TakeOut, "merge-take-out"), &[letter('-')], words::key_take_out),
    PanelKey::new((MergeAction::Drop, "merge-drop"), &[Press::plain(KeyCode::Delete)], words::key_drop),
    PanelKey::new((MergeAction::TakeOther, "merge-take-other"), &[letter('t')], words::key_take_other),
    PanelKey::new((MergeAction::Earlier, "merge-earlier"), &[Press::with_ctrl(KeyCode::Up)], words::key_earlier),
    PanelKey::new((MergeAction::Lower, "merge-lower"), &[Press::with_ctrl(KeyCode::Down)], words::key_lower),
    PanelKey::new((MergeAction::Sort, "merge-sort"), &[letter('o')], words::key_sort),
    PanelKey::new((MergeAction::View, "merge-view"), &[letter('v')], words::key_view),
    PanelKey::new((MergeAction::Source, "merge-source"), &[letter('f')], words::key_source),
    PanelKey::new((MergeAction::Write, "merge-write"), &[letter('w')], words::key_write),
    PanelKey::new(
        (MergeAction::Keep, "merge-keep"),
        &[Press::ctrl('s'), Press::plain(KeyCode::F(10))],
        words::key_keep,
    ),
    PanelKey::new((MergeAction::Undo, "merge-undo"), &[letter('u'), Press::ctrl('z')], words::key_undo),
    PanelKey::new((MergeAction::Redo, "merge-redo"), &[letter('r'), Press::ctrl('y')], words::key_redo),
    PanelKey::new((MergeAction::Find, "merge-find"), &[letter('/')], words::key_find),
    PanelKey::new((MergeAction::Help, "merge-help"), &[letter('?')], words::key_help),
];
