//! How the agenda moves: small agendas, before and after.

use super::*;
use crate::domain::change::apply;
use crate::domain::turn::fresh;
use crate::domain::value::Focus;

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
    let session = go(&session, lengthen(&session, &session.current_step().unwrap(), 5, at("14:11:00")));
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
    for way in [lengthen(&session, &step, 5, at("15:00:00")).unwrap(), pause(&step, at("15:00:00"))] {
        apply(&session, &way.change).unwrap();
    }
    let over = go(&session, next(&session, at("15:00:00")));
    go(&over, previous(&over, at("15:10:00")));
    assert_eq!(order_after(&session, None), i64::MAX);
    order_after(&session, Some(fresh(2)));
}

#[test]
fn a_step_that_is_chosen_begins_and_those_in_between_stay_ahead() {
    let session = agenda();
    let id = |at: usize| session.steps.in_order()[at].id;
    let session = go(&session, next(&session, at("14:00:00")));
    let later = go(&session, begin(&session, id(2), at("14:05:00")));
    let phases: Vec<Phase> = later.steps.in_order().iter().map(|step| phase(step)).collect();
    assert_eq!(phases, [Phase::Done, Phase::Ahead, Phase::Now]);
    assert_eq!(begin(&later, id(2), at("14:06:00")), None);
    assert_eq!(begin(&later, id(0), at("14:06:00")), None);
    // the one that was passed over comes when it is wanted, and going back leads to what was before it
    let passed = go(&later, begin(&later, id(1), at("14:10:00")));
    assert_eq!(now(&passed), "Pratiche");
    assert_eq!(now(&go(&passed, previous(&passed, at("14:11:00")))), "Chiusura");
}

#[test]
fn what_has_begun_stays_where_it_stands() {
    let session = agenda();
    let session = go(&session, next(&session, at("14:00:00")));
    let steps = session.steps.in_order();
    assert_eq!(shift(&session, steps[0].id, 1, at("14:01:00")), None);
    assert_eq!(shift(&session, steps[1].id, -1, at("14:01:00")), None);
    // past the one that goes on, to the next that is still to come
    let session = go(&session, begin(&session, steps[1].id, at("14:02:00")));
    let session = go(&session, previous(&session, at("14:03:00")));
    let session = go(&session, begin(&session, steps[2].id, at("14:04:00")));
    let new = Step { id: fresh(40), order: 40, title: "Saluti".into(), ..Step::default() };
    let mut session = session;
    session.put(Item::Step(Arc::new(new)));
    let session = go(&session, shift(&session, fresh(40), -1, at("14:05:00")));
    let titles: Vec<_> = session.steps.in_order().iter().map(|step| step.title.clone()).collect();
    assert_eq!(titles, ["Accoglienza", "Saluti", "Chiusura", "Pratiche"]);
}

#[test]
fn a_new_step_comes_after_the_one_that_goes_on() {
    let session = agenda();
    let id = |at: usize| session.steps.in_order()[at].id;
    assert_eq!(order_of_new(&session, None), 40);
    assert_eq!(order_of_new(&session, Some(id(0))), 15);
    let session = go(&session, next(&session, at("14:00:00")));
    let session = go(&session, next(&session, at("14:10:00")));
    assert_eq!(order_of_new(&session, None), 25);
    assert_eq!(order_of_new(&session, Some(id(0))), 25);
    assert_eq!(order_of_new(&session, Some(id(2))), 40);
}

#[test]
fn minutes_are_the_plan_before_the_day_has_begun_and_beside_it_afterwards() {
    let session = agenda();
    let step = |session: &Session| session.steps.in_order()[1].clone();
    let both = |session: &Session| (step(session).minutes, step(session).extra_minutes);
    let session = go(&session, lengthen(&session, &step(&session), 5, at("13:00:00")));
    assert_eq!(both(&session), (15, 0));
    let session = go(&session, next(&session, at("14:00:00")));
    let session = go(&session, with_minutes(&session, &step(&session), 12, at("14:01:00")));
    assert_eq!(both(&session), (15, -3));
    let session = go(&session, lengthen(&session, &step(&session), -90, at("14:02:00")));
    assert_eq!((both(&session), minutes(&step(&session))), ((15, -15), 0));
    assert_eq!(lengthen(&session, &step(&session), -5, at("14:02:00")).unwrap().change.edits.len(), 1);
    let over = go(&session, next(&session, at("14:10:00")));
    assert_eq!(lengthen(&over, &over.steps.in_order()[0], 5, at("14:11:00")), None);
}

#[test]
fn a_sign_comes_at_two_minutes_and_at_the_end() {
    let session = agenda();
    let session = go(&session, next(&session, at("14:00:00")));
    let step = session.current_step().unwrap();
    for (clock, expected) in [
        ("14:07:59", Sign::Plenty),
        ("14:08:00", Sign::Soon),
        ("14:09:59", Sign::Soon),
        ("14:10:00", Sign::Over),
        ("15:00:00", Sign::Over),
    ] {
        assert_eq!(sign(&step, at(clock).at), expected, "{clock}");
    }
    let short = Step { minutes: 2, started: step.started, ..Step::default() };
    assert_eq!(sign(&short, at("14:01:00").at), Sign::Plenty);
    let open = Step { minutes: 0, ..short };
    assert_eq!((sign(&open, at("14:20:00").at), clock_of(&open, at("14:20:00").at)), (Sign::Plenty, "20:00".into()));
    assert_eq!(sign(&session.steps.in_order()[2], at("15:00:00").at), Sign::Plenty);
}

#[test]
fn the_end_of_a_step_is_the_end_of_a_turn_to_speak_and_a_pause_counts_for_neither() {
    let session = agenda();
    let mut session = go(&session, next(&session, at("14:00:00")));
    let mut step = session.current_step().unwrap().as_ref().clone();
    let focus = Focus { speaker: Some(fresh(7)), since: Some(at("14:01:00").at), practice: None };
    step.focus.insert(crate::domain::value::Seat::Plenary, focus);
    session.put(Item::Step(Arc::new(step)));
    let session = go(&session, Some(pause(&session.current_step().unwrap(), at("14:02:00"))));
    let session = go(&session, Some(pause(&session.current_step().unwrap(), at("14:05:00"))));
    let since = session.current_step().unwrap().focus.values().next().and_then(|focus| focus.since);
    assert_eq!(since.map(Moment::clock).as_deref(), Some("14:04"));
    let session = go(&session, next(&session, at("14:10:00")));
    let over = &session.steps.in_order()[0];
    assert_eq!((over.focus.len(), over.spoken.len()), (0, 1));
}
