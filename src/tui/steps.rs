//! Owns how the agenda moves: what a step has left, and the changes that begin, end, lengthen and reorder steps.
//! Pure: the time comes in. Never says anything in words.

use std::sync::Arc;

use crate::domain::change::{Change, Edit};
use crate::domain::id::StepId;
use crate::domain::item::{Head, Item, Step};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{SessionState, Stamp};

use super::day;

pub use super::step_line::{activity_of, read_step};

/// Where a step is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Still to come.
    Ahead,
    /// Going on.
    Now,
    /// Over.
    Done,
    /// Left out.
    Skipped,
}

/// Returns where a step is.
pub fn phase(step: &Step) -> Phase {
    match (step.started, step.ended) {
        (Some(_), None) => Phase::Now,
        (Some(_), Some(_)) => Phase::Done,
        (None, _) if step.skipped => Phase::Skipped,
        (None, Some(_)) => Phase::Done,
        (None, None) => Phase::Ahead,
    }
}

/// Returns a step's minutes with what was added or taken away.
pub fn minutes(step: &Step) -> i64 {
    (i64::from(step.minutes) + i64::from(step.extra_minutes)).max(0)
}

/// Returns a step's planned length with what was added or taken away, in seconds.
pub fn planned(step: &Step) -> i64 {
    minutes(step) * 60
}

/// Returns how many seconds a step has gone on, pauses left out; 0 before it began.
pub fn gone_on(step: &Step, now: Moment) -> i64 {
    let Some(started) = step.started else { return 0 };
    let until = step.ended.or(step.paused).unwrap_or(now);
    (until.seconds_since(started) - i64::from(step.paused_seconds)).max(0)
}

/// Returns how many seconds are left of a step; below zero where it runs over.
pub fn left(step: &Step, now: Moment) -> i64 {
    planned(step) - gone_on(step, now)
}

/// How a step stands with its time, for a gentle sign to whoever leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sign {
    /// There is time, or none was planned.
    Plenty,
    /// Two minutes or less.
    Soon,
    /// The time is over.
    Over,
}

/// From so many seconds on, a step will soon be over.
pub const SOON: i64 = 120;

/// Returns how a step that goes on stands with its time. One that is no longer than two minutes is never *soon* over.
pub fn sign(step: &Step, now: Moment) -> Sign {
    let (planned, left) = (planned(step), left(step, now));
    match phase(step) {
        Phase::Now if planned > 0 && left <= 0 => Sign::Over,
        Phase::Now if planned > SOON && left <= SOON => Sign::Soon,
        Phase::Now | Phase::Ahead | Phase::Done | Phase::Skipped => Sign::Plenty,
    }
}

/// Writes seconds as a clock does: `12:40`, and `+02:10` for what is over.
pub fn clock(left: i64) -> String {
    let sign = if left < 0 { "+" } else { "" };
    let seconds = left.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes:02}:{seconds:02}")
    }
}

/// Writes the clock of a step that goes on: what is left, what it is over, or how long it has gone on where no minutes
/// were planned.
pub fn clock_of(step: &Step, now: Moment) -> String {
    if planned(step) == 0 { clock(gone_on(step, now)) } else { clock(left(step, now)) }
}

pub(super) fn edit(before: &Arc<Step>, alter: impl FnOnce(&mut Step)) -> Edit {
    let mut after = before.as_ref().clone();
    alter(&mut after);
    Edit::of(Item::Step(before.clone()), Item::Step(Arc::new(after)))
}

/// Returns the whole seconds between two moments; none where the clock went back.
fn seconds(from: Moment, to: Moment) -> u32 {
    u32::try_from(to.seconds_since(from)).unwrap_or(0)
}

fn end(step: &mut Step, now: Moment) {
    if let Some(paused) = step.paused.take() {
        step.paused_seconds = step.paused_seconds.saturating_add(seconds(paused, now));
    }
    // who had the floor has spoken, and nobody has it any more
    let speakers: Vec<_> = step.focus.values().filter_map(|focus| focus.speaker).collect();
    step.spoken.extend(speakers);
    step.focus.clear();
    step.ended = Some(now);
}

fn begin_it(step: &mut Step, now: Moment) {
    (step.started, step.skipped) = (Some(now), false);
}

/// Returns the edit of the session itself, where something of it changes.
pub(super) fn head(session: &Session, alter: impl FnOnce(&mut Head)) -> Option<Edit> {
    let mut after = session.session.as_ref().clone();
    alter(&mut after);
    (after != *session.session)
        .then(|| Edit::of(Item::Session(session.session.clone()), Item::Session(Arc::new(after))))
}

/// A change of the agenda, and the step that it is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Move {
    /// The change.
    pub change: Change,
    /// The step that goes on afterwards, or was changed; `None` where the agenda ended.
    pub step: Option<Arc<Step>>,
}

impl Move {
    pub(super) fn of(step: &Arc<Step>, edits: Vec<Edit>, stamp: Stamp) -> Self {
        Self { change: Change { stamp, edits }, step: Some(step.clone()) }
    }
}

/// Tells whether any step has begun.
pub fn has_begun(session: &Session) -> bool {
    session.steps.live().any(|step| step.started.is_some())
}

/// Ends the step that goes on and begins the next one below it, or begins the first.
/// `None` where there is nothing to begin or end.
pub fn next(session: &Session, stamp: Stamp) -> Option<Move> {
    let steps = session.steps.in_order();
    let current = steps.iter().position(|step| phase(step) == Phase::Now);
    let mut below = steps.iter().skip(current.map_or(0, |at| at + 1));
    let next = below.find(|step| phase(step) == Phase::Ahead);
    go_to(session, (current.map(|at| &steps[at]), next), stamp)
}

/// Ends the step that goes on and begins this one, wherever it stands; those in between stay ahead.
/// `None` for one that has begun already.
pub fn begin(session: &Session, id: StepId, stamp: Stamp) -> Option<Move> {
    let steps = session.steps.in_order();
    let current = steps.iter().find(|step| phase(step) == Phase::Now);
    let wanted = steps.iter().find(|step| step.id == id)?;
    match phase(wanted) {
        Phase::Ahead | Phase::Skipped => go_to(session, (current, Some(wanted)), stamp),
        Phase::Now | Phase::Done => None,
    }
}

fn go_to(session: &Session, (from, to): (Option<&Arc<Step>>, Option<&Arc<Step>>), stamp: Stamp) -> Option<Move> {
    let now = stamp.at;
    let mut edits = Vec::new();
    edits.extend(from.map(|step| edit(step, |step| end(step, now))));
    edits.extend(to.map(|step| edit(step, |step| begin_it(step, now))));
    let state = match (from, to) {
        (None, None) => return None,
        (_, Some(_)) => SessionState::Running,
        (Some(_), None) => SessionState::Closed,
    };
    // the day's end is fixed with its first step
    let ends = if has_begun(session) { session.session.ends } else { Some(day::after(now, day::planned(session))) };
    edits.extend(head(session, |head| (head.state, head.ends) = (state, ends)));
    Some(Move { change: Change { stamp, edits }, step: to.cloned() })
}

/// Takes the step that goes on back to not begun, and goes on with the one that ended last where it had stopped.
pub fn previous(session: &Session, stamp: Stamp) -> Option<Move> {
    let now = stamp.at;
    let steps = session.steps.in_order();
    let current = steps.iter().find(|step| phase(step) == Phase::Now);
    let done = steps.iter().filter(|step| step.started.is_some() && phase(step) == Phase::Done);
    let before = done.max_by_key(|step| step.ended);
    let mut edits = Vec::new();
    edits.extend(current.map(|step| {
        edit(step, |step| {
            (step.started, step.paused, step.paused_seconds) = (None, None, 0);
            step.focus.clear();
        })
    }));
    edits.extend(before.map(|step| {
        edit(step, |step| {
            let since = step.ended.take().map_or(0, |ended| seconds(ended, now));
            step.paused_seconds = step.paused_seconds.saturating_add(since);
        })
    }));
    if edits.is_empty() {
        return None;
    }
    let begun = before.is_some();
    edits.extend(head(session, |head| {
        head.state = if begun { SessionState::Running } else { SessionState::Prepared };
        head.ends = head.ends.filter(|_| begun);
    }));
    Some(Move { change: Change { stamp, edits }, step: before.cloned() })
}

/// Gives a step more minutes, or fewer, never below none. `None` for one that is over.
pub fn lengthen(session: &Session, step: &Arc<Step>, by: i32, stamp: Stamp) -> Option<Move> {
    with_minutes(session, step, minutes(step).saturating_add(by.into()), stamp)
}

/// Gives a step so many minutes in all, never below none. Before the day has begun, and where none were planned, that is
/// the plan; afterwards the plan stays and the difference is kept beside it. `None` for one that is over.
pub fn with_minutes(session: &Session, step: &Arc<Step>, total: i64, stamp: Stamp) -> Option<Move> {
    let plans = !has_begun(session) || (step.minutes == 0 && step.extra_minutes <= 0);
    (phase(step) != Phase::Done).then(|| Move::of(step, vec![edit(step, |step| give(step, total, plans))], stamp))
}

/// Gives a step so many minutes in all: as its plan, or beside it.
pub(super) fn give(step: &mut Step, total: i64, plans: bool) {
    let total = total.max(0);
    if plans {
        (step.minutes, step.extra_minutes) = (u32::try_from(total).unwrap_or(u32::MAX), 0);
    } else {
        let beside = total.saturating_sub(i64::from(step.minutes));
        step.extra_minutes = i32::try_from(beside).unwrap_or(if beside < 0 { i32::MIN } else { i32::MAX });
    }
}

/// Stops the clock of a step, or lets it go on; that of whoever has the floor with it.
pub fn pause(step: &Arc<Step>, stamp: Stamp) -> Move {
    let now = stamp.at;
    let edits = vec![edit(step, |step| match step.paused.take() {
        Some(paused) => {
            step.paused_seconds = step.paused_seconds.saturating_add(seconds(paused, now));
            for since in step.focus.values_mut().filter_map(|focus| focus.since.as_mut()) {
                *since = day::after(*since, i64::from(seconds((*since).max(paused), now)));
            }
        }
        None => step.paused = Some(now),
    })];
    Move::of(step, edits, stamp)
}

/// Leaves a step out, or takes it back in. `None` for one that has begun.
pub fn skip(step: &Arc<Step>, stamp: Stamp) -> Option<Move> {
    can_move(step).then(|| Move::of(step, vec![edit(step, |step| step.skipped = !step.skipped)], stamp))
}

fn can_move(step: &Step) -> bool {
    match phase(step) {
        Phase::Ahead | Phase::Skipped => true,
        Phase::Now | Phase::Done => false,
    }
}

/// Moves a step that is still to come up (`-1`) or down (`1`), past the next one that is. What has begun stays where it
/// stands. `None` at the ends, and for a step that has begun.
pub fn shift(session: &Session, id: StepId, by: isize, stamp: Stamp) -> Option<Move> {
    let steps = session.steps.in_order();
    let from = steps.iter().position(|step| step.id == id && can_move(step))?;
    let mut others = (0..steps.len()).filter(|at| can_move(&steps[*at]));
    let to = if by < 0 { others.take_while(|at| *at < from).last() } else { others.find(|at| *at > from) }?;
    let mut order: Vec<&Arc<Step>> = steps.iter().collect();
    order.swap(from, to);
    // only what stands elsewhere than before is written; keys that were equal are told apart
    let keys: Vec<i64> = if steps.windows(2).all(|two| two[0].order < two[1].order) {
        steps.iter().map(|step| step.order).collect()
    } else {
        (1..=steps.len() as i64).map(|place| place * 10).collect()
    };
    let moved = order.into_iter().zip(keys).filter(|(step, key)| step.order != *key);
    let edits = moved.map(|(step, key)| edit(step, |step| step.order = key)).collect();
    Some(Move::of(&steps[from], edits, stamp))
}

/// Returns the order key of a new step: after the chosen one, or after the one that goes on where none is chosen or it
/// stands further up; at the end where neither is.
pub fn order_of_new(session: &Session, chosen: Option<StepId>) -> i64 {
    let steps = session.steps.in_order();
    let chosen = chosen.and_then(|id| steps.iter().position(|step| step.id == id));
    let running = steps.iter().position(|step| phase(step) == Phase::Now);
    order_after(session, chosen.max(running).map(|at| steps[at].id))
}

/// Returns the order key of a step that is put after another one, or at the end.
pub fn order_after(session: &Session, after: Option<StepId>) -> i64 {
    let steps = session.steps.in_order();
    let last = steps.last().map_or(0, |step| step.order);
    let at = after.and_then(|id| steps.iter().position(|step| step.id == id));
    let pair = at.and_then(|at| Some((steps.get(at)?.order, steps.get(at + 1)?.order)));
    match pair {
        Some((before, behind)) if behind.saturating_sub(before) >= 2 => before + behind.saturating_sub(before) / 2,
        // equal order keys stand in the order of their creation, so the new one follows
        Some((before, _)) => before,
        None => last.saturating_add(10),
    }
}

#[cfg(test)]
mod tests;
