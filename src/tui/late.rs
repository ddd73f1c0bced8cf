//! Owns the proposal of shorter steps when the day runs late, so that the end time stands.
//! Pure: the session and the time come in, a change comes out when a person takes it. Nothing is chosen by chance.
//!
//! **How it is shared out**: what is too much, in whole minutes rounded up, is taken from the steps that are still ahead.
//! First those where people talk and work, each in the measure of what it can give down to half of its minutes; then, if
//! that is not enough, breaks, votes and the closing, down to their floor: 5 minutes, or their whole length where that
//! is less. No step is brought below 1 minute, and none is ever made longer.

use std::sync::Arc;

use crate::domain::change::Change;
use crate::domain::item::Step;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{Activity, Stamp};

use super::day::{self, Day};
use super::steps::{self, Phase};

/// The minutes that a break, a vote and the closing keep in any case.
pub const FLOOR: i64 = 5;

/// A step that is still ahead, and what it would be brought to.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// The step as it stands.
    pub step: Arc<Step>,
    /// Its minutes as they stand.
    pub before: i64,
    /// Its minutes as proposed, or as a person put them.
    pub after: i64,
    /// Left out altogether: only a person says so.
    pub skipped: bool,
}

impl Line {
    fn counts(&self) -> i64 {
        if self.skipped { 0 } else { self.after }
    }
}

/// The proposal, as it lies before whoever decides.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposal {
    /// The steps that are still ahead and have minutes, in their order.
    pub lines: Vec<Line>,
    /// How the day stands without it.
    pub day: Day,
}

/// Tells whether a step is shortened last.
pub fn is_kept(activity: Activity) -> bool {
    match activity {
        Activity::Break | Activity::Vote | Activity::Close => true,
        Activity::Welcome
        | Activity::Share
        | Activity::Discuss
        | Activity::Listen
        | Activity::Design
        | Activity::Decide
        | Activity::Actions => false,
    }
}

/// Returns the fewest minutes that a step is brought to without asking.
pub fn floor(step: &Step) -> i64 {
    let minutes = steps::minutes(step);
    let floor = if is_kept(step.activity) { FLOOR } else { minutes / 2 + minutes % 2 };
    floor.clamp(minutes.min(1), minutes)
}

/// Proposes shorter steps so that the day ends when it was to end; as they stand where it is not late.
/// `None` where the day has not begun, or nothing that has minutes is still ahead.
pub fn propose(session: &Session, now: Moment) -> Option<Proposal> {
    let day = day::of(session, now)?;
    let steps = session.steps.in_order().into_iter();
    let ahead = steps.filter(|step| steps::phase(step) == Phase::Ahead && steps::minutes(step) > 0);
    let mut lines: Vec<Line> = ahead
        .map(|step| {
            let before = steps::minutes(&step);
            Line { step, before, after: before, skipped: false }
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let mut excess = too_much(day.expected.seconds_since(day.planned));
    for kept in [false, true] {
        let mut group: Vec<&mut Line> = lines.iter_mut().filter(|line| is_kept(line.step.activity) == kept).collect();
        excess -= share_out(&mut group, excess);
    }
    Some(Proposal { lines, day })
}

/// Returns seconds as whole minutes, rounded up; none where they are below zero.
fn too_much(seconds: i64) -> i64 {
    let seconds = seconds.max(0);
    seconds / 60 + i64::from(seconds % 60 > 0)
}

/// Takes minutes from steps, each in the measure of what it can give. Returns how many were taken.
fn share_out(group: &mut [&mut Line], excess: i64) -> i64 {
    let gives: Vec<i64> = group.iter().map(|line| line.before - floor(&line.step)).collect();
    let all = gives.iter().fold(0_i128, |sum, give| sum + i128::from(*give));
    let wanted = i128::from(excess).min(all);
    if wanted <= 0 {
        return 0;
    }
    let mut taken: i128 = 0;
    for (line, give) in group.iter_mut().zip(&gives) {
        let part = wanted * i128::from(*give) / all;
        taken += part;
        line.after -= i64::try_from(part).unwrap_or(*give);
    }
    // what rounding left over: a minute each, from where there is most to give, the earlier step first
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(gives[*at]));
    for at in order {
        if taken < wanted && group[at].after > floor(&group[at].step) {
            group[at].after -= 1;
            taken += 1;
        }
    }
    i64::try_from(taken).unwrap_or(excess)
}

impl Proposal {
    /// Follows the clock and what others change: when the day will end without the proposal.
    pub fn stands(&mut self, session: &Session, now: Moment) {
        self.day = day::of(session, now).unwrap_or(self.day);
    }

    /// Returns when the day would end with the lines as they stand.
    pub fn new_end(&self) -> Moment {
        let saved = self.lines.iter().map(|line| line.before - line.counts()).fold(0, i64::saturating_add);
        day::after(self.day.expected, saved.saturating_mul(-60))
    }

    /// Returns how many minutes are still too many; 0 where the end stands.
    pub fn missing(&self) -> i64 {
        too_much(self.new_end().seconds_since(self.day.planned))
    }

    /// Tells whether every line is as short as it is made without asking, or shorter.
    pub fn is_at_its_floors(&self) -> bool {
        self.lines.iter().all(|line| line.counts() <= floor(&line.step))
    }

    /// Lets a person make a line longer or shorter: never below 1 minute, never above what it had.
    pub fn adjust(&mut self, at: usize, by: i64) {
        if let Some(line) = self.lines.get_mut(at) {
            line.skipped = false;
            line.after = (line.after + by).clamp(1, line.before);
        }
    }

    /// Lets a person leave a step out, or take it back in.
    pub fn skip(&mut self, at: usize) {
        if let Some(line) = self.lines.get_mut(at) {
            line.skipped = !line.skipped;
        }
    }

    /// Returns the one change that takes all of it; `None` where nothing is different.
    pub fn change(&self, stamp: Stamp) -> Option<Change> {
        let changed = self.lines.iter().filter(|line| line.skipped || line.after != line.before);
        let edits: Vec<_> = changed
            .map(|line| {
                steps::edit(&line.step, |step| {
                    if line.skipped {
                        step.skipped = true;
                    } else {
                        steps::give(step, line.after, false);
                    }
                })
            })
            .collect();
        (!edits.is_empty()).then_some(Change { stamp, edits })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::change::apply;
    use crate::domain::item::{Head, Item};
    use crate::domain::turn::fresh;

    fn at(clock: &str) -> Moment {
        format!("2026-03-12T{clock}:00+01:00").parse().unwrap()
    }

    /// A day that was to end then, with a step that is over its time and these ahead.
    fn late(ends: &str, ahead: &[(Activity, u32)]) -> Session {
        let mut session = Session::new(Head { ends: Some(at(ends)), ..Head::default() });
        let running = Step { id: fresh(1), minutes: 10, started: Some(at("14:00")), ..Step::default() };
        session.put(Item::Step(Arc::new(running)));
        for (place, (activity, minutes)) in ahead.iter().enumerate() {
            let (id, order) = (fresh(10 + place as u64), 10 + place as i64);
            let step = Step { id, order, activity: *activity, minutes: *minutes, ..Step::default() };
            session.put(Item::Step(Arc::new(step)));
        }
        session
    }

    fn minutes(proposal: &Proposal) -> Vec<i64> {
        proposal.lines.iter().map(|line| line.after).collect()
    }

    #[test]
    fn talk_gives_first_and_breaks_votes_and_the_closing_last() {
        use Activity::{Break, Close, Discuss, Share, Vote};
        let day = [(Share, 40), (Break, 15), (Discuss, 20), (Vote, 15), (Close, 10)];
        // at 14:10 a hundred minutes are ahead: in time until 15:50
        for (ends, expected, missing) in [
            ("15:50", vec![40, 15, 20, 15, 10], 0),
            ("16:30", vec![40, 15, 20, 15, 10], 0),
            ("15:44", vec![36, 15, 18, 15, 10], 0),
            ("15:43", vec![35, 15, 18, 15, 10], 0),
            ("15:20", vec![20, 15, 10, 15, 10], 0),
            ("15:10", vec![20, 11, 10, 11, 8], 0),
            ("14:55", vec![20, 5, 10, 5, 5], 0),
            ("14:40", vec![20, 5, 10, 5, 5], 15),
        ] {
            let proposal = propose(&late(ends, &day), at("14:10")).unwrap();
            assert_eq!((minutes(&proposal), proposal.missing()), (expected, missing), "{ends}");
        }
        assert_eq!(propose(&late("15:00", &[]), at("14:30")), None);
        assert_eq!(propose(&late("15:00", &[(Share, 0)]), at("14:30")), None);
    }

    #[test]
    fn a_person_adjusts_and_takes_all_as_one_change() {
        let session = late("14:40", &[(Activity::Share, 40), (Activity::Close, 10)]);
        let mut proposal = propose(&session, at("14:10")).unwrap();
        assert_eq!((minutes(&proposal), proposal.missing()), (vec![20, 10], 0));
        proposal.adjust(0, 1);
        proposal.adjust(1, -90);
        proposal.adjust(9, -1);
        assert_eq!((minutes(&proposal), proposal.new_end().clock().as_str()), (vec![21, 1], "14:32"));
        proposal.skip(1);
        let change = proposal.change(Stamp::default()).unwrap();
        assert_eq!(change.edits.len(), 2);
        let after = apply(&session, &change).unwrap().0;
        assert_eq!(day::of(&after, at("14:10")).unwrap().expected.clock(), "14:31");
        let steps = after.steps.in_order();
        assert_eq!((steps[1].minutes, steps[1].extra_minutes, steps[2].skipped), (40, -19, true));
        let as_it_stands = propose(&late("18:00", &[(Activity::Share, 40)]), at("14:10")).unwrap();
        assert_eq!(as_it_stands.change(Stamp::default()), None);
    }

    fn any_agenda() -> impl Strategy<Value = Vec<(Activity, u32)>> {
        let activity = prop::sample::select(Activity::ALL.to_vec());
        let minutes = prop_oneof![8 => 0..90_u32, 1 => any::<u32>()];
        prop::collection::vec((activity, minutes), 0..12)
    }

    proptest! {
        #[test]
        fn a_proposal_is_never_longer_never_below_its_floors_and_fits_where_it_can(
            ahead in any_agenda(), ends in 0..600_i64, late_by in 0..300_i64,
        ) {
            let mut session = late("14:00", &ahead);
            let ends = day::after(at("14:00"), ends * 60 + 17);
            session.put(Item::Session(Arc::new(Head { ends: Some(ends), ..Head::default() })));
            let now = day::after(at("14:10"), late_by * 60 + 5);
            let Some(proposal) = propose(&session, now) else { return Ok(()) };
            prop_assert_eq!(&propose(&session, now), &Some(proposal.clone()));
            for line in &proposal.lines {
                prop_assert!(line.after <= line.before && line.after >= floor(&line.step) && line.after >= 1);
            }
            let late = too_much(proposal.day.expected.seconds_since(ends));
            let gives = |kept: bool| -> i64 {
                let lines = proposal.lines.iter().filter(|line| is_kept(line.step.activity) == kept);
                lines.map(|line| line.before - floor(&line.step)).sum()
            };
            let taken: i64 = proposal.lines.iter().map(|line| line.before - line.after).sum();
            // exactly what is too much where that can be had, else all that can
            prop_assert_eq!(taken, late.min(gives(false) + gives(true)));
            let from_kept: i64 = proposal.lines.iter().filter(|line| is_kept(line.step.activity))
                .map(|line| line.before - line.after).sum();
            prop_assert!(from_kept == 0 || taken - from_kept == gives(false), "breaks, votes and the closing go last");
            if taken == late {
                prop_assert_eq!(proposal.missing(), 0);
                prop_assert!(proposal.new_end() <= ends.max(proposal.day.expected));
            }
        }
    }
}
