//! Owns the table of keys of counting: what is pressed, what it does, what the footer says.

use crossterm::event::KeyCode;

use crate::text::panels::count as words;

use super::super::keys::{PanelKey, Press};

/// What the keys of counting do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CountAction {
    /// Keeps what was prepared.
    Save,
    /// Leaves; what was prepared is kept.
    Leave,
    /// To the next field or cell.
    Next,
    /// To the one before.
    Previous,
    /// The next act of the poll: open, close, show, put again. Each asks first.
    Advance,
    /// Takes options from the session's items.
    Take,
    /// Takes an option out.
    Remove,
    /// Moves an option up.
    Up,
    /// Moves an option down.
    Down,
    /// Adds what was written, says yes.
    Enter,
    /// Looks at a closed poll's result here alone.
    Peek,
    /// Puts a count right after closing.
    Correct,
    /// Looks at another round's result.
    Rounds,
    /// Takes down a reason or an objection that was said; after closing, how an objection was taken in.
    Reason,
    /// Lets people vote on this laptop.
    VoteHere,
    /// Types in paper ballots.
    Paper,
    /// Interrupts an open round.
    Interrupt,
}

/// Every key of counting.
pub const COUNT_KEYS: &[PanelKey<CountAction>] = &[
    PanelKey::new(
        (CountAction::Advance, "count-advance"),
        &[Press::plain(KeyCode::F(5)), Press::ctrl('n')],
        words::key_advance,
    ),
    PanelKey::new(
        (CountAction::Save, "count-save"),
        &[Press::ctrl('s'), Press::plain(KeyCode::F(10))],
        words::key_save,
    ),
    PanelKey::new((CountAction::Leave, "count-leave"), &[Press::plain(KeyCode::Esc)], words::key_leave),
    PanelKey::new(
        (CountAction::Next, "count-next"),
        &[Press::plain(KeyCode::Tab), Press::plain(KeyCode::PageDown)],
        words::key_next,
    ),
    PanelKey::new(
        (CountAction::Previous, "count-previous"),
        &[Press::plain(KeyCode::BackTab), Press::plain(KeyCode::PageUp)],
        words::key_previous,
    ),
    PanelKey::new((CountAction::Take, "count-take"), &[Press::plain(KeyCode::F(4))], words::key_take),
    PanelKey::new((CountAction::Remove, "count-remove"), &[Press::plain(KeyCode::Delete)], words::key_remove),
    PanelKey::new((CountAction::Up, "count-up"), &[Press::with_ctrl(KeyCode::Up)], words::key_up),
    PanelKey::new((CountAction::Down, "count-down"), &[Press::with_ctrl(KeyCode::Down)], words::key_down),
    PanelKey::new((CountAction::Enter, "count-enter"), &[Press::plain(KeyCode::Enter)], words::key_enter),
    PanelKey::new((CountAction::Peek, "count-peek"), &[Press::plain(KeyCode::F(6))], words::key_peek),
    PanelKey::new((CountAction::Correct, "count-correct"), &[Press::plain(KeyCode::F(8))], words::key_correct),
    PanelKey::new(
        (CountAction::Rounds, "count-rounds"),
        &[Press::plain(KeyCode::Left), Press::plain(KeyCode::Right)],
        words::key_rounds,
    ),
    PanelKey::new((CountAction::Reason, "count-reason"), &[Press::ctrl('r')], words::key_reason),
    PanelKey::new((CountAction::VoteHere, "count-vote-here"), &[Press::plain(KeyCode::F(7))], words::key_vote_here),
    PanelKey::new((CountAction::Paper, "count-paper"), &[Press::plain(KeyCode::F(9))], words::key_paper),
    PanelKey::new((CountAction::Interrupt, "count-interrupt"), &[Press::ctrl('k')], words::key_interrupt),
];
