//! Owns how the agenda moves: what a step has left, and the changes that begin, end, lengthen and reorder steps.
//! Pure: the time comes in. Never says anything in words.

use std::sync::Arc;

use crate::domain::change::{Change, Edit};
use crate::domain::id::StepId;
use crate::domain::item::{Head, Item, Step};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{SessionState, Stamp};

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

/// Returns a step's planned length with what was added or taken away, in seconds.
pub fn planned(step: &Step) -> i64 {
    (i64::from(step.minutes) + i64::from(step.extra_minutes)).max(0) * 60
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

fn edit(before: &Arc<Step>, alter: impl FnOnce(&mut Step)) -> Edit {
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
    step.ended = Some(now);
}

fn in_state(session: &Session, state: SessionState) -> Option<Edit> {
    let head: &Head = &session.session;
    (head.state != state).then(|| {
        let after = Head { state, ..head.clone() };
        Edit::of(Item::Session(session.session.clone()), Item::Session(Arc::new(after)))
    })
}

/// A change of the agenda, and the step that it is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Move {
    /// The change.
    pub change: Change,
    /// The step that goes on afterwards, or was changed; `None` where the agenda ended.
    pub step: Option<Arc<Step>>,
}

/// Ends the step that goes on and begins the next, or begins the first. `None` where there is nothing to begin or end.
pub fn next(session: &Session, stamp: Stamp) -> Option<Move> {
    let now = stamp.at;
    let steps = session.steps.in_order();
    let current = steps.iter().position(|step| phase(step) == Phase::Now);
    let ahead = steps.iter().enumerate().skip(current.map_or(0, |at| at + 1));
    let next = ahead.map(|(_, step)| step).find(|step| phase(step) == Phase::Ahead);
    let mut edits = Vec::new();
    edits.extend(current.map(|at| edit(&steps[at], |step| end(step, now))));
    edits.extend(next.map(|step| edit(step, |step| step.started = Some(now))));
    match (current, next) {
        (None, None) => return None,
        (_, Some(_)) => edits.extend(in_state(session, SessionState::Running)),
        (Some(_), None) => edits.extend(in_state(session, SessionState::Closed)),
    }
    Some(Move { change: Change { stamp, edits }, step: next.cloned() })
}

/// Takes the step that goes on back to not begun, and goes on with the one before where it had stopped.
pub fn previous(session: &Session, stamp: Stamp) -> Option<Move> {
    let now = stamp.at;
    let steps = session.steps.in_order();
    let current = steps.iter().position(|step| phase(step) == Phase::Now);
    let before = steps.iter().take(current.unwrap_or(steps.len())).rev();
    let before = before.filter(|step| step.started.is_some()).find(|step| phase(step) == Phase::Done);
    let mut edits = Vec::new();
    edits.extend(current.map(|at| {
        edit(&steps[at], |step| {
            (step.started, step.paused, step.paused_seconds) = (None, None, 0);
        })
    }));
    edits.extend(before.map(|step| {
        edit(step, |step| {
            let since = step.ended.take().map_or(0, |ended| seconds(ended, now));
            step.paused_seconds = step.paused_seconds.saturating_add(since);
        })
    }));
    let state = if before.is_some() { SessionState::Running } else { SessionState::Prepared };
    if edits.is_empty() {
        return None;
    }
    edits.extend(in_state(session, state));
    Some(Move { change: Change { stamp, edits }, step: before.cloned() })
}

/// Gives a step more minutes, or fewer, never below none.
pub fn lengthen(step: &Arc<Step>, minutes: i32, stamp: Stamp) -> Move {
    let total = i64::from(step.minutes) + i64::from(step.extra_minutes);
    let by = i32::try_from(i64::from(minutes).max(-total)).unwrap_or(0);
    let edits = vec![edit(step, |step| step.extra_minutes = step.extra_minutes.saturating_add(by))];
    Move { change: Change { stamp, edits }, step: Some(step.clone()) }
}

/// Stops the clock of a step, or lets it go on.
pub fn pause(step: &Arc<Step>, stamp: Stamp) -> Move {
    let now = stamp.at;
    let edits = vec![edit(step, |step| match step.paused.take() {
        Some(paused) => step.paused_seconds = step.paused_seconds.saturating_add(seconds(paused, now)),
        None => step.paused = Some(now),
    })];
    Move { change: Change { stamp, edits }, step: Some(step.clone()) }
}

/// Leaves a step out, or takes it back in. `None` for one that has begun.
pub fn skip(step: &Arc<Step>, stamp: Stamp) -> Option<Move> {
    let turns = matches!(phase(step), Phase::Ahead | Phase::Skipped);
    turns.then(|| Move {
        change: Change { stamp, edits: vec![edit(step, |step| step.skipped = !step.skipped)] },
        step: Some(step.clone()),
    })
}

/// Moves a step before the one above it (`-1`) or after the one below it (`1`). `None` at the ends.
pub fn shift(session: &Session, id: StepId, by: isize, stamp: Stamp) -> Option<Move> {
    let steps = session.steps.in_order();
    let from = steps.iter().position(|step| step.id == id)?;
    let to = from.checked_add_signed(by).filter(|to| *to < steps.len())?;
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
    Some(Move { change: Change { stamp, edits }, step: Some(steps[from].clone()) })
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

/// Reads `Racconto di pratiche 40` as a title and minutes; without a number at the end there are none.
pub fn read_step(text: &str) -> (String, u32) {
    let text = text.trim();
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let number = last.trim_end_matches(['\'', '’', 'm']);
    match number.parse::<u32>() {
        Ok(minutes) if minutes <= 600 && last.len() < text.len() => {
            (text[..text.len() - last.len()].trim_end().to_owned(), minutes)
        }
        Ok(_) | Err(_) => (text.to_owned(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::apply;
    use crate::domain::turn::fresh;

    fn at(clock: &str) -> Stamp {
        Stamp { at: format!("2026-03-12T{clock}+01:00").parse().unwrap(), by: "Giulia".into() }
    }

    fn agenda() -> Session {
        let mut session = Session::default();
        for (order, title) in [(10, "Accoglienza"), (20, "Pratiche"), (30, "Chiusura")] {
            let step = Step { id: fresh(order as u64), order, title: title.into(), minutes: 10, ..Step::default() };
            session.put(Item::Step(Arc::new(step)));
        }
        session
    }

    fn now(session: &Session) -> String {
        session.current_step().map(|step| step.title.clone()).unwrap_or_default()
    }

    fn go(session: &Session, way: Option<Move>) -> Session {
        apply(session, &way.unwrap().change).unwrap().0
    }

    #[test]
    fn the_agenda_goes_on_and_back() {
        let session = agenda();
        let first = go(&session, next(&session, at("14:00:00")));
        assert_eq!((now(&first).as_str(), first.session.state), ("Accoglienza", SessionState::Running));
        let second = go(&first, next(&first, at("14:12:00")));
        assert_eq!(now(&second), "Pratiche");
        let back = go(&second, previous(&second, at("14:13:00")));
        let step = back.current_step().unwrap();
        // the minute that was spent in the wrong step is not counted
        assert_eq!((step.title.as_str(), left(&step, at("14:13:00").at)), ("Accoglienza", -120));
        let third = go(&second, next(&second, at("14:20:00")));
        let over = go(&third, next(&third, at("14:30:00")));
        assert_eq!((now(&over).as_str(), over.session.state), ("", SessionState::Closed));
        assert_eq!(next(&over, at("14:31:00")), None);
    }

    #[test]
    fn pauses_do_not_count_and_minutes_can_be_added() {
        let session = agenda();
        let session = go(&session, next(&session, at("14:00:00")));
        let session = go(&session, Some(pause(&session.current_step().unwrap(), at("14:04:00"))));
        let step = session.current_step().unwrap();
        assert_eq!(clock(left(&step, at("14:09:00").at)), "06:00");
        let session = go(&session, Some(pause(&step, at("14:10:00"))));
        let session = go(&session, Some(lengthen(&session.current_step().unwrap(), 5, at("14:11:00"))));
        assert_eq!(clock(left(&session.current_step().unwrap(), at("14:11:00").at)), "10:00");
        assert_eq!(clock(-130), "+02:10");
        assert_eq!(clock(3725), "1:02:05");
    }

    #[test]
    fn a_step_that_is_left_out_is_passed_over() {
        let session = agenda();
        let second = session.steps.in_order()[1].clone();
        let session = go(&session, skip(&second, at("13:00:00")));
        let session = go(&session, next(&session, at("14:00:00")));
        let session = go(&session, next(&session, at("14:10:00")));
        assert_eq!(now(&session), "Chiusura");
    }

    #[test]
    fn steps_change_places() {
        let session = agenda();
        let last = session.steps.in_order()[2].id;
        let session = go(&session, shift(&session, last, -1, at("13:00:00")));
        let titles: Vec<_> = session.steps.in_order().iter().map(|step| step.title.clone()).collect();
        assert_eq!(titles, ["Accoglienza", "Chiusura", "Pratiche"]);
        assert_eq!(shift(&session, session.steps.in_order()[0].id, -1, at("13:00:00")), None);
        assert_eq!(order_after(&session, Some(session.steps.in_order()[0].id)), 15);
        assert_eq!(order_after(&session, None), 40);
    }

    #[test]
    fn any_number_of_a_file_moves() {
        let step = Arc::new(Step {
            id: fresh(1),
            order: i64::MAX,
            minutes: u32::MAX,
            extra_minutes: i32::MAX,
            paused_seconds: u32::MAX,
            started: Some(at("14:00:00").at),
            paused: Some(at("14:01:00").at),
            ..Step::default()
        });
        let mut session = Session::default();
        session.put(Item::Step(step.clone()));
        session.put(Item::Step(Arc::new(Step { id: fresh(2), order: i64::MIN, ..Step::default() })));
        for way in [lengthen(&step, 5, at("15:00:00")), pause(&step, at("15:00:00"))] {
            apply(&session, &way.change).unwrap();
        }
        let over = go(&session, next(&session, at("15:00:00")));
        go(&over, previous(&over, at("15:10:00")));
        assert_eq!(order_after(&session, None), i64::MAX);
        order_after(&session, Some(fresh(2)));
    }

    #[test]
    fn a_step_is_a_title_and_minutes() {
        for (text, title, minutes) in [
            ("Racconto di pratiche 40", "Racconto di pratiche", 40),
            ("Pausa 15'", "Pausa", 15),
            ("Pausa", "Pausa", 0),
            ("12", "12", 0),
            ("Verso il 2026", "Verso il 2026", 0),
        ] {
            assert_eq!(read_step(text), (title.to_owned(), minutes), "{text:?}");
        }
    }
}
