//! Owns the wall's keys and what each puts there. The same letters work in the chooser that the console opens.

use crossterm::event::KeyCode;

use crate::domain::desk::View;
use crate::domain::session::Session;
use crate::text::Lang;
use crate::text::panels::wall as words;

use super::super::keys::{PanelKey, Press};
use super::follow::current_poll;

/// What the wall's keys do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WallAction {
    /// Lets it follow the step.
    Follow,
    /// The welcome.
    Welcome,
    /// The step with its prompt.
    Step,
    /// The tables beside one another.
    Tables,
    /// What each table brought.
    Harvest,
    /// The items that were sent.
    Sent,
    /// Every practice as a card.
    Practices,
    /// The poll that goes on, else the last one.
    Poll,
    /// Youth voices.
    Voices,
    /// You said, we did.
    YouSaid,
    /// Decisions.
    Decisions,
    /// Action items.
    Actions,
    /// The recap.
    Recap,
    /// Nothing, and back.
    Blank,
    /// It keeps what it shows, and goes along again.
    Freeze,
    /// The next page of what does not fit on one.
    NextPage,
    /// The page before.
    PreviousPage,
}

/// Every key of the wall. Page up and page down belong to the step: a presenter's clicker.
pub const WALL_KEYS: &[PanelKey<WallAction>] = &[
    key((WallAction::Follow, "wall-follow"), &[letter('f')], words::key_follow),
    key((WallAction::Welcome, "wall-welcome"), &[letter('h')], words::key_welcome),
    key((WallAction::Step, "wall-step"), &[letter('s')], words::key_step),
    key((WallAction::Tables, "wall-tables"), &[letter('t')], words::key_tables),
    key((WallAction::Harvest, "wall-harvest"), &[letter('g')], words::key_harvest),
    key((WallAction::Sent, "wall-sent"), &[letter('m')], words::key_sent),
    key((WallAction::Practices, "wall-practices"), &[letter('p')], words::key_practices),
    key((WallAction::Poll, "wall-poll"), &[letter('v')], words::key_poll),
    key((WallAction::Voices, "wall-voices"), &[letter('y')], words::key_voices),
    key((WallAction::YouSaid, "wall-you-said"), &[letter('e')], words::key_you_said),
    key((WallAction::Decisions, "wall-decisions"), &[letter('d')], words::key_decisions),
    key((WallAction::Actions, "wall-actions"), &[letter('a')], words::key_actions),
    key((WallAction::Recap, "wall-recap"), &[letter('r')], words::key_recap),
    key((WallAction::Blank, "wall-blank"), &[letter('b'), letter('.'), letter('0')], words::key_blank),
    key((WallAction::Freeze, "wall-freeze"), &[letter('Z')], words::key_freeze),
    key((WallAction::NextPage, "wall-next-page"), &[letter('n'), Press::plain(KeyCode::Right)], words::key_next_page),
    key(
        (WallAction::PreviousPage, "wall-previous-page"),
        &[letter('N'), Press::plain(KeyCode::Left)],
        words::key_previous_page,
    ),
];

const fn letter(letter: char) -> Press {
    Press::plain(KeyCode::Char(letter))
}

const fn key(
    (action, name): (WallAction, &'static str),
    keys: &'static [Press],
    says: fn(Lang) -> &'static str,
) -> PanelKey<WallAction> {
    PanelKey { action, name, keys, says }
}

/// Returns the view that a key puts on the wall; `None` where it does something else, or there is no poll to show.
pub fn view_of(action: WallAction, session: &Session) -> Option<View> {
    Some(match action {
        WallAction::Follow => View::FollowStep,
        WallAction::Welcome => View::Welcome,
        WallAction::Step => View::Step,
        WallAction::Tables => View::Tables,
        WallAction::Harvest => View::Harvest,
        WallAction::Sent => View::Sent,
        WallAction::Practices => View::Practices,
        WallAction::Poll => View::Poll(current_poll(session)?),
        WallAction::Voices => View::Voices,
        WallAction::YouSaid => View::YouSaidWeDid,
        WallAction::Decisions => View::Decisions,
        WallAction::Actions => View::Actions,
        WallAction::Recap => View::Recap,
        WallAction::Blank | WallAction::Freeze | WallAction::NextPage | WallAction::PreviousPage => return None,
    })
}
