//! Owns the countdown that the room sees, and its gentle sign when the end is near. Never a sound, never a blink.

use crate::domain::item::Step;
use crate::domain::time::Moment;
use crate::domain::value::Activity;
use crate::text::Lang;
use crate::text::panels::wall as words;
use crate::tui::steps::{self, Sign};

use super::slide::Clock;

/// Returns the step's countdown. While young people are listened to there is none.
pub(super) fn clock(step: &Step, now: Moment, lang: Lang) -> Option<Clock> {
    if step.activity == Activity::Listen || step.minutes == 0 || step.ended.is_some() {
        return None;
    }
    if step.started.is_none() {
        let digits = steps::clock(steps::planned(step));
        return Some(Clock { digits, says: words::planned(lang).to_owned(), near: false });
    }
    let (says, near) = match (step.paused, steps::sign(step, now)) {
        (Some(_), _) => (words::paused(lang), false),
        (None, Sign::Plenty) => (words::left(lang), false),
        (None, Sign::Soon) => (words::near(lang), true),
        (None, Sign::Over) => (words::over_time(lang), false),
    };
    Some(Clock { digits: steps::clock(steps::left(step, now)), says: says.to_owned(), near })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_told_what_the_console_says() {
        let now: Moment = "2026-05-21T16:19:00+02:00".parse().unwrap();
        for (minutes, left, expected) in [
            (20, 121, words::left(Lang::It)),
            (20, 120, words::near(Lang::It)),
            (20, 1, words::near(Lang::It)),
            (20, 0, words::over_time(Lang::It)),
            (20, -600, words::over_time(Lang::It)),
            (2, 90, words::left(Lang::It)), // so short a step is never soon over
        ] {
            let started = Some(now.plus_millis((left - i64::from(minutes) * 60) * 1000));
            let step = Step { minutes, started, ..Step::default() };
            let shown = clock(&step, now, Lang::It).unwrap();
            assert_eq!(shown.says, expected, "{minutes} {left}");
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
