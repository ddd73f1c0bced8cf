//! Owns the countdown that the room sees, and its gentle sign when the end is near. Never a sound, never a blink.

use crate::domain::item::Step;
use crate::domain::time::Moment;
use crate::domain::value::Activity;
use crate::text::Lang;
use crate::text::panels::wall as words;
use crate::tui::steps;

use super::slide::Clock;

/// From so many seconds before the end on, the room is told.
const NEAR: i64 = 120;

/// How near the end of a step is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    /// There is time.
    Time,
    /// Two minutes or less.
    Near,
    /// It is over, and goes on calmly.
    Over,
}

/// Tells how near the end is, with so many seconds left.
pub(super) fn sign(left: i64) -> Sign {
    match left {
        ..=0 => Sign::Over,
        1..=NEAR => Sign::Near,
        _ => Sign::Time,
    }
}

/// Returns the step's countdown. While young people are listened to there is none.
pub(super) fn clock(step: &Step, now: Moment, lang: Lang) -> Option<Clock> {
    if step.activity == Activity::Listen || step.minutes == 0 || step.ended.is_some() {
        return None;
    }
    if step.started.is_none() {
        let digits = steps::clock(steps::planned(step));
        return Some(Clock { digits, says: words::planned(lang).to_owned(), near: false });
    }
    let left = steps::left(step, now);
    let (says, near) = match (step.paused, sign(left)) {
        (Some(_), _) => (words::paused(lang), false),
        (None, Sign::Time) => (words::left(lang), false),
        (None, Sign::Near) => (words::near(lang), true),
        (None, Sign::Over) => (words::over_time(lang), false),
    };
    Some(Clock { digits: steps::clock(left), says: says.to_owned(), near })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_told_two_minutes_before_the_end_and_at_it() {
        for (left, expected) in
            [(121, Sign::Time), (120, Sign::Near), (1, Sign::Near), (0, Sign::Over), (-600, Sign::Over)]
        {
            assert_eq!(sign(left), expected, "{left}");
        }
    }

    #[test]
    fn young_people_who_are_listened_to_see_no_clock() {
        let now: Moment = "2026-05-21T16:19:00+02:00".parse().unwrap();
        let step =
            |activity| Step { activity, minutes: 20, started: Some(now.plus_millis(-1_140_000)), ..Step::default() };
        assert_eq!(clock(&step(Activity::Listen), now, Lang::It), None);
        let shown = clock(&step(Activity::Share), now, Lang::It).unwrap();
        assert_eq!((shown.digits.as_str(), shown.near), ("01:00", true));
    }
}
