//! Owns what the agenda's keys do to a session while it runs: steps that begin, get longer or shorter, the sign at the end
//! of a step. Each becomes a change for the desk. Never works out times: that is `steps`, `day` and `late`.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::change::{self, Change};
use crate::domain::desk::Ask;
use crate::domain::id::StepId;
use crate::domain::item::Step;
use crate::text::names;
use crate::text::tui::{self as w, agenda as words};

use super::app::{Effect, Env, Mood};
use super::command::Command;
use super::console::{Console, Doing, Pane};
use super::cursor::Cursor;
use super::day;
use super::giro;
use super::keys::typed;
use super::late::{self, Proposal};
use super::overlay::Overlay;
use super::panels::writing::{Lines, Writing};
use super::steps::{self, Move, Phase, Sign};

/// How many minutes one key adds to a step.
const MINUTES_A_KEY: i32 = 5;

/// The most minutes that can be typed.
const MOST_MINUTES: i64 = 600;

/// Shorter steps, as they lie before whoever decides.
#[derive(Clone, Debug)]
pub struct LateBox {
    /// What is proposed.
    pub proposal: Proposal,
    /// The chosen line.
    pub cursor: Cursor,
}

/// What a number of minutes is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MinutesOf {
    /// A step's own.
    Step(StepId),
    /// Those that each has in a step's giro.
    Giro(StepId),
}

/// A number of minutes being typed.
#[derive(Clone, Debug)]
pub struct MinutesBox {
    /// What for.
    pub of: MinutesOf,
    /// What is typed.
    pub line: Writing,
    /// It is no such number.
    pub wrong: bool,
    /// What stands there was proposed: the first sign that is typed takes its place.
    fresh: bool,
}

impl MinutesBox {
    /// Takes a key of text.
    pub fn text(&mut self, event: &KeyEvent) {
        self.wrong = false;
        if std::mem::take(&mut self.fresh) && typed(*event).is_some() {
            self.line = Writing::new("", Lines::One);
        }
        self.line.key(event);
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.insert(text);
    }
}

/// Reads `12`, `12'` as so many minutes, `+3` and `-3` as more or fewer than `now`. `None` where it is none of these.
pub fn read_minutes(text: &str, now: i64) -> Option<i64> {
    let text = text.trim();
    let text =
        ["minuti", "minutes", "min", "m", "'", "’"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    let digits = text.trim().trim_start_matches(['+', '-', '−']);
    let number: i64 = digits.trim().parse().ok().filter(|number| (0..=MOST_MINUTES).contains(number))?;
    let signs = text.trim().chars().take_while(|c| !c.is_ascii_digit()).filter(|c| !c.is_whitespace());
    match (signs.clone().next(), signs.count()) {
        (None, _) => Some(number),
        (Some('+'), 1) => Some(now.saturating_add(number)),
        (Some('-' | '−'), 1) => Some(now.saturating_sub(number).max(0)),
        (Some(_), _) => None,
    }
}

/// Tells whether a command goes from step to step.
fn moves_on(command: Command) -> bool {
    matches!(command, Command::NextStep | Command::PreviousStep)
}

impl Console {
    /// Returns the step that keys of the agenda are about: the chosen one in the agenda, else the one that goes on.
    fn step_here(&self) -> Option<Arc<Step>> {
        if self.pane == Pane::Agenda { self.chosen_step() } else { self.session().current_step() }
    }

    /// Begins the chosen step, or shows all about one that has begun.
    pub(super) fn open_step(&mut self, env: &mut Env) -> Option<Overlay> {
        let step = self.chosen_step()?;
        match steps::phase(&step) {
            Phase::Now | Phase::Done => return Some(Overlay::Step(step.id, Cursor::default())),
            Phase::Ahead | Phase::Skipped => {
                let way = steps::begin(self.session(), step.id, env.stamp())?;
                let said = Self::said_of_begun(words::begins_now(env.lang, &name(&step, env)), &step, env);
                self.go(way, said, env);
            }
        }
        None
    }

    fn said_of_begun(said: String, step: &Step, env: &Env) -> String {
        if !giro::is_giro(step) {
            return said;
        }
        words::gives_floor(env.lang, &said)
    }

    /// Asks the desk for a move, and chooses its step.
    fn go(&mut self, way: Move, said: String, env: &mut Env) {
        let step = way.step.as_ref().map(|step| step.id);
        self.ask(Ask::Change(way.change), Doing::Moving(said), env);
        step.into_iter().for_each(|id| self.choose_step(id));
    }

    /// Adds to what is said when the day will end with a change.
    fn with_end(&self, said: String, change: &Change, env: &Env) -> String {
        let after = change::apply(self.session(), change).ok().map(|(session, _)| session);
        match after.and_then(|session| day::of(&session, env.now)) {
            Some(day) => format!("{said} · {}", words::ends(env.lang, &day.expected.clock())),
            None => said,
        }
    }

    /// Moves the agenda as a command says.
    pub(super) fn move_agenda(&mut self, command: Command, env: &mut Env) {
        let (lang, stamp) = (env.lang, env.stamp());
        if self.steps_on_the_wall(command) && self.wall_before_step(env) {
            return;
        }
        let session = self.session().clone();
        let here = self.step_here();
        let title = here.as_ref().map(|step| name(step, env)).unwrap_or_default();
        let (way, said): (Option<Move>, String) = match command {
            Command::NextStep => {
                let way = steps::next(&session, stamp);
                let said = match &way {
                    Some(Move { step: Some(step), .. }) => {
                        Self::said_of_begun(w::step_begins(lang, &name(step, env)), step, env)
                    }
                    Some(Move { step: None, .. }) => {
                        let never = session.steps.live().filter(|step| steps::phase(step) == Phase::Ahead).count();
                        let said = w::agenda_over(lang).to_owned();
                        if never == 0 { said } else { words::passed_over(lang, &said, never) }
                    }
                    None => String::new(),
                };
                (way, said)
            }
            Command::PreviousStep => {
                let way = steps::previous(&session, stamp);
                let said = match &way {
                    Some(Move { step: Some(step), .. }) => w::step_again(lang, &name(step, env)),
                    Some(Move { step: None, .. }) | None => w::not_begun(lang).to_owned(),
                };
                (way, said)
            }
            Command::Longer | Command::Shorter => {
                let by = if command == Command::Longer { MINUTES_A_KEY } else { -MINUTES_A_KEY };
                let way = here.as_ref().and_then(|step| steps::lengthen(&session, step, by, stamp));
                let said = w::step_minutes(lang, &title, by);
                let said = way.as_ref().map(|way| self.with_end(said, &way.change, env));
                (way, said.unwrap_or_default())
            }
            Command::Pause => {
                let current = session.current_step();
                let stopped = current.as_ref().is_some_and(|step| step.paused.is_none());
                let said = if stopped { w::clock_stopped(lang) } else { w::clock_goes_on(lang) };
                (current.map(|step| steps::pause(&step, stamp)), said.to_owned())
            }
            Command::Skip => {
                let way = here.as_ref().and_then(|step| steps::skip(step, stamp));
                let skipped = here.as_ref().is_some_and(|step| !step.skipped);
                let said = if skipped { w::step_skipped(lang, &title) } else { w::step_taken_in(lang, &title) };
                let said = way.as_ref().map(|way| self.with_end(said, &way.change, env));
                (way, said.unwrap_or_default())
            }
            _ => {
                let by = if command == Command::StepEarlier { -1 } else { 1 };
                let way = here.as_ref().and_then(|step| steps::shift(&session, step.id, by, stamp));
                (way, w::step_moved(lang, &title))
            }
        };
        if let Some(way) = way {
            if self.steps_on_the_wall(command) {
                self.wall_follows(env);
            }
            let said = if moves_on(command) { self.with_wall(said, lang) } else { said };
            return self.go(way, said, env);
        }
        let begun = here.as_ref().is_some_and(|step| step.started.is_some());
        let said = match command {
            _ if session.steps.count() == 0 => w::no_steps(lang),
            Command::NextStep => w::agenda_over_already(lang),
            Command::Longer | Command::Shorter if here.is_none() => words::no_step_here(lang),
            Command::Longer | Command::Shorter => words::step_is_over(lang),
            Command::StepEarlier | Command::StepLater | Command::Skip if begun => words::stays_in_place(lang),
            _ => w::nothing_to_move(lang),
        };
        env.say(Mood::Info, said);
    }

    /// Tells whether a command goes from step to step while the wall is what is seen here.
    fn steps_on_the_wall(&self, command: Command) -> bool {
        moves_on(command) && matches!(self.page, super::console::Page::Wall)
    }

    /// Opens what lies over the screen for the agenda: exact minutes, shorter steps, the giro.
    pub(super) fn agenda_box(&mut self, command: Command, env: &mut Env) -> Option<Overlay> {
        let lang = env.lang;
        match command {
            Command::SetMinutes => match self.step_here() {
                None => env.say(Mood::Info, words::no_step_here(lang)),
                Some(step) if steps::phase(&step) == Phase::Done => env.say(Mood::Info, words::step_is_over(lang)),
                Some(step) => return self.minutes_box(MinutesOf::Step(step.id), "", env),
            },
            Command::MakeGiro => match self.step_here() {
                None => env.say(Mood::Info, words::no_step_here(lang)),
                Some(step) if steps::phase(&step) == Phase::Done => env.say(Mood::Info, words::step_is_over(lang)),
                Some(step) if !giro::may_be_giro(step.activity) => {
                    env.say(Mood::Info, words::giro_not_listening(lang));
                }
                Some(step) => {
                    let proposed = match (step.giro_minutes, self.minutes_that_fit(&step, env)) {
                        (0, Some((minutes, _))) => minutes.to_string(),
                        (0, None) => String::new(),
                        (each, _) => each.to_string(),
                    };
                    return self.minutes_box(MinutesOf::Giro(step.id), &proposed, env);
                }
            },
            Command::Late => match late::propose(self.session(), env.now) {
                Some(_) if self.refuses(env) => {}
                Some(proposal) => {
                    return Some(Overlay::Late(Box::new(LateBox { proposal, cursor: Cursor::default() })));
                }
                None if !steps::has_begun(self.session()) => env.say(Mood::Info, words::not_begun(lang)),
                None => env.say(Mood::Info, words::nothing_ahead(lang)),
            },
            _ => match self.giro() {
                Some(giro) if giro.people.is_empty() => env.say(Mood::Info, words::giro_nobody(lang)),
                Some(giro) => {
                    let mut cursor = Cursor::default();
                    let next = giro.waiting().first().map(|person| person.id);
                    let at = next.and_then(|id| giro.people.iter().position(|person| person.id == id));
                    cursor.go(at.unwrap_or_default());
                    return Some(Overlay::Giro(cursor));
                }
                None => env.say(Mood::Info, words::no_giro(lang)),
            },
        }
        None
    }

    fn minutes_box(&mut self, of: MinutesOf, text: &str, env: &mut Env) -> Option<Overlay> {
        if self.refuses(env) {
            return None;
        }
        let line = Writing::new(text, Lines::One);
        Some(Overlay::Minutes(Box::new(MinutesBox { of, line, wrong: false, fresh: !text.is_empty() })))
    }

    /// Returns how many minutes each of those present can have in a step, and how many they are.
    pub fn minutes_that_fit(&self, step: &Step, env: &Env) -> Option<(i64, usize)> {
        let seat = giro::seats(self.session(), step).into_iter().next()?;
        let present = giro::people(self.session(), seat).iter().filter(|person| person.present).count();
        let left = steps::left(step, env.now).max(0) / 60;
        let each = left / i64::try_from(present).ok().filter(|present| *present > 0)?;
        Some((each.clamp(1, 60), present))
    }

    /// Does what a command says while a number of minutes is typed. Tells whether that is over.
    pub(super) fn in_minutes(&mut self, command: Command, minutes: &mut MinutesBox, env: &mut Env) -> bool {
        if command != Command::Open {
            return false;
        }
        let lang = env.lang;
        let (MinutesOf::Step(id) | MinutesOf::Giro(id)) = minutes.of;
        let Some(step) = self.session().steps.get(id).cloned() else { return true };
        let now = match minutes.of {
            MinutesOf::Step(_) => steps::minutes(&step),
            MinutesOf::Giro(_) => step.giro_minutes.into(),
        };
        let Some(wanted) = read_minutes(minutes.line.text(), now) else {
            minutes.wrong = !minutes.line.is_blank();
            return !minutes.wrong;
        };
        let (way, said) = match minutes.of {
            MinutesOf::Step(_) => {
                let way = steps::with_minutes(self.session(), &step, wanted, env.stamp());
                let said = words::minutes_are(lang, &name(&step, env), wanted);
                let said = way.as_ref().map(|way| self.with_end(said, &way.change, env));
                (way, said.unwrap_or_default())
            }
            MinutesOf::Giro(_) => {
                let each = u32::try_from(wanted).unwrap_or(u32::MAX);
                let said = if each == 0 { words::giro_no_more(lang).to_owned() } else { words::giro_is(lang, each) };
                (giro::with_minutes(&step, each, env.stamp()), said)
            }
        };
        if let Some(way) = way {
            self.go(way, said, env);
        }
        true
    }

    /// Does what a command says among the shorter steps. Tells whether they are left.
    pub(super) fn in_late(&mut self, command: Command, late: &mut LateBox, env: &mut Env) -> bool {
        late.proposal.stands(self.session(), env.now);
        let end = late.proposal.new_end();
        let at = late.cursor.at();
        match command {
            Command::Longer => late.proposal.adjust(at, 1),
            Command::Shorter => late.proposal.adjust(at, -1),
            Command::Skip => late.proposal.skip(at),
            Command::Open => {
                let said = words::shorter_taken(env.lang, &end.clock());
                match late.proposal.change(env.stamp()) {
                    Some(change) => self.ask(Ask::Change(change), Doing::Moving(said), env),
                    None => env.say(Mood::Info, w::as_it_was(env.lang)),
                }
                return true;
            }
            Command::MoveEnd => {
                // what was adjusted before is taken with it
                let mut change =
                    late.proposal.change(env.stamp()).unwrap_or(Change { stamp: env.stamp(), edits: Vec::new() });
                let moved = day::move_end(self.session(), end, env.stamp());
                change.edits.extend(moved.into_iter().flat_map(|moved| moved.edits));
                self.ask(Ask::Change(change), Doing::Moving(words::end_moved(env.lang, &end.clock())), env);
                return true;
            }
            command => {
                late.cursor.follow(command, late.proposal.lines.len());
            }
        }
        false
    }

    /// Rings at two minutes and at the end of a step, where a bell is wanted: once each, and never for a sign that was
    /// there already when the step was first seen.
    pub(super) fn ring(&mut self, env: &mut Env) {
        let now = env.now;
        let signed = self.session().current_step().map(|step| (step.id, steps::sign(&step, now)));
        let rings = match (self.signed, signed) {
            (Some((before, given)), Some((step, sign))) => before == step && sign > given && sign != Sign::Plenty,
            (None, _) | (_, None) => false,
        };
        self.signed = signed;
        if rings && env.bell {
            env.want(Effect::Bell);
        }
    }

    /// Returns the commands of the agenda and of the giro that would do nothing now.
    pub fn idle_in_agenda(&self, now: crate::domain::time::Moment) -> Vec<Command> {
        let mut idle = Vec::new();
        if self.giro().is_none() {
            idle.extend([Command::NextSpeaker, Command::Giro]);
        }
        if day::of(self.session(), now).is_none_or(|day| day.late() <= 0) {
            idle.push(Command::Late);
        }
        idle
    }
}

/// Returns what a step is called.
pub fn title_of(step: &Step, lang: crate::text::Lang) -> String {
    if step.title.is_empty() { names::activity(lang, step.activity).to_owned() } else { step.title.clone() }
}

fn name(step: &Step, env: &Env) -> String {
    title_of(step, env.lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_set_or_changed() {
        for (text, minutes) in [
            ("12", Some(12)),
            (" 12' ", Some(12)),
            ("12 min", Some(12)),
            ("+3", Some(13)),
            ("+ 3", Some(13)),
            ("-3", Some(7)),
            ("−30", Some(0)),
            ("0", Some(0)),
            ("600", Some(600)),
            ("601", None),
            ("+-3", None),
            ("99999999999999999999", None),
            ("", None),
            ("un po'", None),
        ] {
            assert_eq!(read_minutes(text, 10), minutes, "{text:?}");
        }
    }
}
