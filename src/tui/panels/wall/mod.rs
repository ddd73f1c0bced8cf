//! Owns the wall: what the room sees, composed from the session and laid out in big type.
//! Never shows codes, consents, private notes, hidden results, evidence grades, reach, people's names or an error.

mod bars;
mod big;
mod compose;
mod draw;
mod pile;
mod poll;
pub mod slide;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::desk::Stage;
use crate::domain::id::PollId;
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{Activity, RoundState, SessionState};
use crate::text::Lang;
use crate::text::panels::wall as words;
use crate::tui::theme::{Palette, Theme};

use super::keys::{PanelKey, Press};
pub use poll::{parting, rule};
use slide::Slide;

/// What the wall's keys do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WallAction {
    /// Lets it follow the step.
    Follow,
    /// The welcome.
    Welcome,
    /// The step with its prompt.
    Step,
    /// Practices as cards.
    Practices,
    /// The poll that goes on, else the last one.
    Poll,
    /// Youth voices.
    Voices,
    /// Decisions.
    Decisions,
    /// Action items.
    Actions,
    /// The recap.
    Recap,
    /// Nothing.
    Blank,
    /// The next page of a long list.
    NextPage,
    /// The page before.
    PreviousPage,
}

/// Every key of the wall. Page up and page down belong to the step: a presenter's clicker.
pub const WALL_KEYS: &[PanelKey<WallAction>] = &[
    key((WallAction::Follow, "wall-follow"), &[Press::plain(KeyCode::Char('f'))], words::key_follow),
    key((WallAction::Welcome, "wall-welcome"), &[Press::plain(KeyCode::Char('h'))], words::key_welcome),
    key((WallAction::Step, "wall-step"), &[Press::plain(KeyCode::Char('s'))], words::key_step),
    key((WallAction::Practices, "wall-practices"), &[Press::plain(KeyCode::Char('p'))], words::key_practices),
    key((WallAction::Poll, "wall-poll"), &[Press::plain(KeyCode::Char('v'))], words::key_poll),
    key((WallAction::Voices, "wall-voices"), &[Press::plain(KeyCode::Char('y'))], words::key_voices),
    key((WallAction::Decisions, "wall-decisions"), &[Press::plain(KeyCode::Char('d'))], words::key_decisions),
    key((WallAction::Actions, "wall-actions"), &[Press::plain(KeyCode::Char('a'))], words::key_actions),
    key((WallAction::Recap, "wall-recap"), &[Press::plain(KeyCode::Char('r'))], words::key_recap),
    key((WallAction::Blank, "wall-blank"), &[Press::plain(KeyCode::Char('b'))], words::key_blank),
    key((WallAction::NextPage, "wall-next-page"), &[Press::plain(KeyCode::Right)], words::key_next_page),
    key((WallAction::PreviousPage, "wall-previous-page"), &[Press::plain(KeyCode::Left)], words::key_previous_page),
];

const fn key(
    (action, name): (WallAction, &'static str),
    keys: &'static [Press],
    says: fn(Lang) -> &'static str,
) -> PanelKey<WallAction> {
    PanelKey { action, name, keys, says }
}

/// Returns what a key puts on the wall; `None` where it turns pages, or there is no poll to show.
pub fn stage_of(action: WallAction, session: &Session) -> Option<Stage> {
    Some(match action {
        WallAction::Follow => Stage::FollowStep,
        WallAction::Welcome => Stage::Welcome,
        WallAction::Step => Stage::Step,
        WallAction::Practices => Stage::Practices,
        WallAction::Poll => Stage::Poll(current_poll(session)?),
        WallAction::Voices => Stage::Voices,
        WallAction::Decisions => Stage::Decisions,
        WallAction::Actions => Stage::Actions,
        WallAction::Recap => Stage::Recap,
        WallAction::Blank => Stage::Blank,
        WallAction::NextPage | WallAction::PreviousPage => return None,
    })
}

/// What the wall is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct WallView<'a> {
    /// The session.
    pub session: &'a Session,
    /// What the facilitator has put there.
    pub stage: &'a Stage,
    /// The moment, for the countdown.
    pub now: Moment,
    /// The room's language.
    pub lang: Lang,
    /// Which page of a long list, from 0; beyond the last one, the last.
    pub page: usize,
}

/// Returns what is really on the wall: what [`Stage::FollowStep`] stands for now.
pub fn resolved(session: &Session, stage: &Stage) -> Stage {
    if *stage != Stage::FollowStep {
        return stage.clone();
    }
    let steps = session.steps.in_order();
    if session.session.state != SessionState::Closed
        && let Some(poll) = poll_of_the_moment(session, &steps)
    {
        return Stage::Poll(poll);
    }
    let Some(step) = session.current_step() else {
        let begun = steps.iter().any(|step| step.started.is_some());
        let to_come = steps.iter().any(|step| step.started.is_none() && !step.skipped);
        return match session.session.state {
            SessionState::Closed => Stage::Recap,
            SessionState::Prepared | SessionState::Running if !begun => Stage::Welcome,
            SessionState::Prepared | SessionState::Running if to_come => Stage::Step,
            SessionState::Prepared | SessionState::Running => Stage::Recap,
        };
    };
    match step.activity {
        Activity::Welcome => Stage::Welcome,
        Activity::Share | Activity::Discuss | Activity::Listen | Activity::Design | Activity::Break => Stage::Step,
        Activity::Vote => current_poll(session).map_or(Stage::Step, Stage::Poll),
        Activity::Decide if session.decisions.count() > 0 => Stage::Decisions,
        Activity::Actions if session.actions.count() > 0 => Stage::Actions,
        Activity::Decide | Activity::Actions => Stage::Step,
        Activity::Close => Stage::Recap,
    }
}

/// Returns the poll that the room is looking at whatever the step: put or shown since the step began, the newest of them.
fn poll_of_the_moment(session: &Session, steps: &[Arc<Step>]) -> Option<PollId> {
    let going_on = session.current_step().and_then(|step| step.started);
    let since = going_on.or_else(|| steps.iter().filter_map(|step| step.ended).max()).unwrap_or_default();
    let put = session.polls.live().filter_map(|poll| {
        let (_, round) = poll.rounds.last_key_value()?;
        let at = match round.state {
            RoundState::Open => round.opened,
            RoundState::Revealed => round.revealed.filter(|revealed| *revealed >= since),
            RoundState::Prepared | RoundState::Closed | RoundState::Interrupted => None,
        };
        Some((at?, poll.id))
    });
    put.max().map(|(_, id)| id)
}

/// Returns the poll that is being voted, else the one whose last round was opened last.
fn current_poll(session: &Session) -> Option<PollId> {
    let begun = session.polls.in_order().into_iter().filter_map(|poll| {
        let (_, round) = poll.rounds.last_key_value()?;
        Some((round.state == RoundState::Open, round.opened?, poll.id))
    });
    begun.max().map(|(_, _, id)| id)
}

/// Returns what is on the wall, before it is laid out.
pub fn slide(view: &WallView<'_>) -> Slide {
    compose::slide(view)
}

/// Returns how many pages what is on the wall has, at least 1.
pub fn pages(view: &WallView<'_>) -> usize {
    compose::pages(view)
}

/// Returns the colours that a wall is drawn in: high contrast for weak beamers, unless light ones were chosen for daylight.
pub fn colours(theme: &Theme) -> Theme {
    match theme.palette {
        Palette::Dark | Palette::HighContrast => Theme::new(Palette::HighContrast, theme.depth),
        Palette::Light => *theme,
    }
}

/// Draws the wall.
pub fn draw(view: &WallView<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) {
    draw::draw(&slide(view), &colours(theme), area, buf);
}
