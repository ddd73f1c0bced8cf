//! Owns the table of keys of voting at a laptop that is passed round.

use crossterm::event::KeyCode;

use crate::text::panels::vote as words;

use super::super::keys::{PanelKey, Press};

/// What the keys of voting do. Arrows, digits and letters on a ballot are the ballot's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VoteAction {
    /// Goes on: takes the laptop, chooses the group, casts.
    Go,
    /// Goes back a step.
    Back,
    /// Changes a ballot that was cast, by its receipt.
    Change,
    /// Ends voting on this laptop; asked first.
    End,
}

/// Every key of voting.
pub const VOTE_KEYS: &[PanelKey<VoteAction>] = &[
    PanelKey::new((VoteAction::Go, "vote-go"), &[Press::plain(KeyCode::Enter)], words::key_go),
    PanelKey::new((VoteAction::Back, "vote-back"), &[Press::plain(KeyCode::Esc)], words::key_back),
    PanelKey::new((VoteAction::Change, "vote-change"), &[Press::plain(KeyCode::F(6))], words::key_change),
    PanelKey::new((VoteAction::End, "vote-end"), &[Press::plain(KeyCode::F(10))], words::key_end),
];
