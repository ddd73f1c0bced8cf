//! Owns what is left of the day: when it was to end, when it will end as things stand, how late it is.
//! Pure: the time comes in.
//!
//! **The end that stands** is the beginning of the first step plus the planned minutes of all steps, those left out
//! beforehand apart. It is fixed with the first step (`Head::ends`), so that what is added, skipped or put in
//! afterwards moves it no more: only a person does, on purpose ([`move_end`]), or by adding a step behind the last one
//! ([`longer`]). Where a session from elsewhere has none, it is worked out from the steps as they stand:
//! `min(started) + Σ minutes` over the steps that are not skipped.
//!
//! **The end as it will be** is `now + max(left of the step that goes on, 0) + Σ (minutes + extra_minutes)` over the
//! steps that are still ahead, those passed over among them.

use std::sync::Arc;

use crate::domain::change::{Change, Edit};
use crate::domain::id::StepId;
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::Stamp;

use super::steps::{self, Phase};

/// How the day stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    /// When it was to end.
    pub planned: Moment,
    /// When it will end as things stand.
    pub expected: Moment,
}

impl Day {
    /// Returns how many whole minutes it is late; below zero where it is early.
    pub fn late(&self) -> i64 {
        self.expected.seconds_since(self.planned) / 60
    }
}

/// Returns the moment so many seconds later.
pub fn after(moment: Moment, seconds: i64) -> Moment {
    moment.plus_millis(seconds.saturating_mul(1000))
}

/// Returns what is planned for the steps still ahead, in seconds.
pub fn planned(session: &Session) -> i64 {
    let ahead = session.steps.live().filter(|step| steps::phase(step) == Phase::Ahead);
    ahead.map(|step| steps::planned(step)).fold(0, i64::saturating_add)
}

/// Returns how the day stands; `None` before it has begun and after it is over.
pub fn of(session: &Session, now: Moment) -> Option<Day> {
    let running = session.current_step();
    let ahead = planned(session);
    if running.is_none() && ahead == 0 {
        return None;
    }
    let left = running.map_or(0, |step| steps::left(&step, now).max(0));
    Some(Day { planned: end_that_stands(session)?, expected: after(now, left.saturating_add(ahead)) })
}

/// Returns from when to when a step goes on as things stand: as it was for one that is over, as it is expected for the one
/// that goes on and those ahead of it, one after the other. `None` for what is skipped, and before the day has begun.
pub fn times(session: &Session, now: Moment) -> Vec<(StepId, Option<(Moment, Moment)>)> {
    let steps = session.steps.in_order();
    let running = steps.iter().find(|step| steps::phase(step) == Phase::Now);
    let begun = steps::has_begun(session);
    let mut free = after(now, running.map_or(0, |step| steps::left(step, now).max(0)));
    let of = |step: &Arc<Step>| match (steps::phase(step), step.started, step.ended) {
        (Phase::Done, Some(started), Some(ended)) => Some((started, ended)),
        (Phase::Now, Some(started), _) => Some((started, after(now, steps::left(step, now).max(0)))),
        (Phase::Ahead, ..) if begun => {
            let from = free;
            free = after(free, steps::planned(step));
            Some((from, free))
        }
        (Phase::Ahead | Phase::Now | Phase::Done | Phase::Skipped, ..) => None,
    };
    steps.iter().map(|step| step.id).zip(steps.iter().map(of)).collect()
}

/// Returns the end that stands; `None` before the day has begun.
pub fn end_that_stands(session: &Session) -> Option<Moment> {
    let first = session.steps.live().filter_map(|step| step.started).min()?;
    let as_planned = || {
        let counted = session.steps.live().filter(|step| steps::phase(step) != Phase::Skipped);
        let minutes = counted.map(|step| i64::from(step.minutes)).fold(0, i64::saturating_add);
        after(first, minutes.saturating_mul(60))
    };
    Some(session.session.ends.unwrap_or_else(as_planned))
}

/// Moves the end that stands, on purpose.
pub fn move_end(session: &Session, to: Moment, stamp: Stamp) -> Option<Change> {
    let edit = steps::head(session, |head| head.ends = Some(to))?;
    Some(Change { stamp, edits: vec![edit] })
}

/// Returns the edit that moves the end for new steps that come behind all others, where the day has begun: whoever adds
/// something after the last step wants the day to be longer.
pub fn longer<'a>(session: &Session, new: impl IntoIterator<Item = &'a Step>) -> Option<Edit> {
    let ends = session.session.ends.filter(|_| steps::has_begun(session))?;
    let last = session.steps.live().map(|step| step.order).max();
    let behind = new.into_iter().filter(|step| last.is_none_or(|last| step.order > last));
    let minutes = behind.map(|step| i64::from(step.minutes)).fold(0, i64::saturating_add);
    steps::head(session, |head| head.ends = Some(after(ends, minutes.saturating_mul(60))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::apply;
    use crate::domain::item::Item;
    use crate::domain::turn::fresh;

    fn at(clock: &str) -> Stamp {
        Stamp { at: format!("2026-03-12T{clock}:00+01:00").parse().unwrap(), by: String::new() }
    }

    fn agenda() -> Session {
        let mut session = Session::default();
        for (order, minutes, skipped) in [(10, 10, false), (20, 40, false), (30, 15, true), (40, 10, false)] {
            let id = fresh(order as u64);
            session.put(Item::Step(Arc::new(Step { id, order, minutes, skipped, ..Step::default() })));
        }
        session
    }

    fn go(session: &Session, way: Option<steps::Move>) -> Session {
        apply(session, &way.unwrap().change).unwrap().0
    }

    fn stands(session: &Session, now: &str) -> (String, String, i64) {
        let day = of(session, at(now).at).unwrap();
        (day.planned.clock(), day.expected.clock(), day.late())
    }

    fn says(planned: &str, expected: &str, late: i64) -> (String, String, i64) {
        (planned.into(), expected.into(), late)
    }

    #[test]
    fn the_end_stands_and_the_day_runs_late_against_it() {
        let session = agenda();
        assert_eq!(of(&session, at("14:00").at), None);
        let session = go(&session, steps::next(&session, at("14:00")));
        assert_eq!(stands(&session, "14:05"), says("15:00", "15:00", 0));
        assert_eq!(stands(&session, "14:16"), says("15:00", "15:06", 6));
        let session = go(&session, steps::next(&session, at("14:16")));
        let running = session.current_step().unwrap();
        let longer = go(&session, steps::lengthen(&session, &running, 5, at("14:17")));
        assert_eq!(stands(&longer, "14:17"), says("15:00", "15:11", 11));
        // what is skipped now makes up for it, what is taken back in costs
        let last = longer.steps.in_order()[3].clone();
        let skipped = go(&longer, steps::skip(&last, at("14:18")));
        assert_eq!(stands(&skipped, "14:18"), says("15:00", "15:01", 1));
        let early = go(&session, steps::with_minutes(&session, &running, 30, at("14:17")));
        assert_eq!(stands(&early, "14:17"), says("15:00", "14:56", -4));
        let moved = apply(&session, &move_end(&session, at("15:30").at, at("14:20")).unwrap()).unwrap().0;
        assert_eq!(stands(&moved, "14:20"), says("15:30", "15:06", -24));
        // back before the first step, nothing is fixed any more
        let back = go(&session, steps::previous(&session, at("14:21")));
        let back = go(&back, steps::previous(&back, at("14:22")));
        assert_eq!(back.session.ends, None);
    }

    #[test]
    fn steps_ahead_follow_one_another() {
        let session = agenda();
        assert!(times(&session, at("14:00").at).iter().all(|(_, times)| times.is_none()));
        let session = go(&session, steps::next(&session, at("14:00")));
        let said: Vec<_> = times(&session, at("14:04").at)
            .into_iter()
            .map(|(_, times)| times.map(|(from, to)| format!("{}–{}", from.clock(), to.clock())).unwrap_or_default())
            .collect();
        assert_eq!(said, ["14:00–14:10", "14:10–14:50", "", "14:50–15:00"]);
    }

    #[test]
    fn a_session_from_elsewhere_has_an_end_too() {
        let mut session = agenda();
        let mut first = session.steps.in_order()[0].as_ref().clone();
        first.started = Some(at("14:00").at);
        session.put(Item::Step(Arc::new(first)));
        assert_eq!(stands(&session, "14:05"), says("15:00", "15:00", 0));
    }

    #[test]
    fn a_step_behind_the_last_makes_the_day_longer_and_one_in_between_does_not() {
        let session = agenda();
        let session = go(&session, steps::next(&session, at("14:00")));
        let new = |order| Step { id: fresh(50), order, minutes: 20, ..Step::default() };
        assert_eq!(longer(&session, [&new(15)]), None);
        let edit = longer(&session, [&new(50)]).unwrap();
        let change = Change { stamp: at("14:01"), edits: vec![Edit::take(Item::Step(Arc::new(new(50)))), edit] };
        assert_eq!(stands(&apply(&session, &change).unwrap().0, "14:05"), says("15:20", "15:20", 0));
    }
}
