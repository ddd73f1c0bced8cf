//! Owns what is really on the wall: what *follow the step* stands for at the moment.

use std::sync::Arc;

use crate::domain::desk::{Stage, View};
use crate::domain::id::PollId;
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::value::{Activity, RoundState, Seating, SessionState};

use super::{items, tables};

/// Returns what is really on the wall, were it neither frozen nor blank: never [`View::FollowStep`]. What has nothing
/// to show any more, such as a poll that was removed, gives way to the step.
pub fn resolved(session: &Session, stage: &Stage) -> View {
    match stage.view {
        View::FollowStep => of_the_step(session),
        View::Poll(id) if session.polls.get(id).is_none_or(|poll| poll.gone) => of_the_step(session),
        View::Sent if !items::any_sent(session, &stage.sent) => of_the_step(session),
        View::Tables if session.tables.live().next().is_none() => View::Step,
        chosen => chosen,
    }
}

fn of_the_step(session: &Session) -> View {
    let steps = session.steps.in_order();
    if session.session.state != SessionState::Closed
        && let Some(poll) = poll_of_the_moment(session, &steps)
    {
        return View::Poll(poll);
    }
    let Some(step) = steps.iter().find(|step| step.started.is_some() && step.ended.is_none()) else {
        let begun = steps.iter().any(|step| step.started.is_some());
        let to_come = steps.iter().any(|step| step.started.is_none() && !step.skipped);
        return match session.session.state {
            SessionState::Closed => View::Recap,
            SessionState::Prepared | SessionState::Running if !begun => View::Welcome,
            SessionState::Prepared | SessionState::Running if to_come => View::Step,
            SessionState::Prepared | SessionState::Running => View::Recap,
        };
    };
    match step.activity {
        Activity::Break | Activity::Listen => View::Step,
        Activity::Welcome => View::Welcome,
        Activity::Share | Activity::Discuss | Activity::Design => at_tables(session, &steps, step),
        Activity::Vote => current_poll(session).map_or(View::Step, View::Poll),
        Activity::Decide if session.decisions.live().next().is_some() => View::Decisions,
        Activity::Actions if session.actions.live().next().is_some() => View::Actions,
        Activity::Decide | Activity::Actions => View::Step,
        Activity::Close => View::Recap,
    }
}

/// The tables while the room is split, what they brought right after it, else the step.
fn at_tables(session: &Session, steps: &[Arc<Step>], step: &Step) -> View {
    if session.tables.live().next().is_none() {
        return View::Step;
    }
    match step.seating {
        // where all is told to one table, the room was not split after all
        Seating::Tables if tables::told_to_all(session, step) => View::Step,
        Seating::Tables => View::Tables,
        Seating::Plenary => {
            let before = steps.iter().take_while(|one| one.id != step.id).filter(|one| one.ended.is_some()).last();
            let brought = before
                .is_some_and(|before| before.seating == Seating::Tables && tables::anything_taken(session, before));
            if brought && step.activity != Activity::Design { View::Harvest } else { View::Step }
        }
    }
}

/// Returns the poll that the room is looking at whatever the step: put or shown since the step began, the newest of them.
fn poll_of_the_moment(session: &Session, steps: &[Arc<Step>]) -> Option<PollId> {
    let going_on = steps.iter().find(|step| step.started.is_some() && step.ended.is_none());
    let begun = going_on.and_then(|step| step.started);
    let since = begun.or_else(|| steps.iter().filter_map(|step| step.ended).max()).unwrap_or_default();
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
pub(super) fn current_poll(session: &Session) -> Option<PollId> {
    let begun = session.polls.live().filter_map(|poll| {
        let (_, round) = poll.rounds.last_key_value()?;
        Some((round.state == RoundState::Open, round.opened?, poll.id))
    });
    begun.max().map(|(_, _, id)| id)
}
