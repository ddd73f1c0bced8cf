//! Owns the wall's keys and what each puts there. The same letters work in the chooser that the console opens.

use crossterm::event::KeyCode;

use crate::domain::desk::View;
use crate::domain::session::Session;
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
    PanelKey::new((WallAction::Follow, "wall-follow"), &[letter('f')], words::key_follow),
    PanelKey::new((WallAction::Welcome, "wall-welcome"), &[letter('h')], words::key_welcome),
    PanelKey::new((WallAction::Step, "wall-step"), &[letter('s')], words::key_step),
    PanelKey::new((WallAction::Tables, "wall-tables"), &[letter('t')], words::key_tables),
    PanelKey::new((WallAction::Harvest, "wall-harvest"), &[letter('g')], words::key_harvest),
    PanelKey::new((WallAction::Sent, "wall-sent"), &[letter('m')], words::key_sent),
    PanelKey::new((WallAction::Practices, "wall-practices"), &[letter('p')], words::key_practices),
    PanelKey::new((WallAction::Poll, "wall-poll"), &[letter('v')], words::key_poll),
    PanelKey::new((WallAction::Voices, "wall-voices"), &[letter('y')], words::key_voices),
    PanelKey::new((WallAction::YouSaid, "wall-you-said"), &[letter('e')], words::key_you_said),
    PanelKey::new((WallAction::Decisions, "wall-decisions"), &[letter('d')], words::key_decisions),
    PanelKey::new((WallAction::Actions, "wall-actions"), &[letter('a')], words::key_actions),
    PanelKey::new((WallAction::Recap, "wall-recap"), &[letter('r')], words::key_recap),
    PanelKey::new((WallAction::Blank, "wall-blank"), &[letter('b'), letter('.'), letter('0')], words::key_blank),
    PanelKey::new((WallAction::Freeze, "wall-freeze"), &[letter('Z')], words::key_freeze),
    PanelKey::new(
        (WallAction::NextPage, "wall-next-page"),
        &[letter('n'), Press::plain(KeyCode::Right)],
        words::key_next_page,
    ),
    PanelKey::new(
        (WallAction::PreviousPage, "wall-previous-page"),
        &[letter('N'), Press::plain(KeyCode::Left)],
        words::key_previous_page,
    ),
];

const fn letter(letter: char) -> Press {
    Press::plain(KeyCode::Char(letter))
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
