//! Owns the acts of a poll that cannot be taken back: opening, closing, showing, voting again. Each is asked first.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::heads::add_up;
use crate::domain::id::OptionId;
use crate::domain::poll::{Correction, Count, Method, PollOption, Round, RoundNo};
use crate::domain::quoting::is_withheld;
use crate::domain::turn::fresh;
use crate::domain::value::{Group, RoundState};
use crate::tally::Share;
use crate::text::panels::count as words;

use super::super::caption;
use super::prepare::{Page, ordered};
use super::{CountAction, CountEvent, Over, PollDesk, Screen, doubts, one_line};

/// How many doubts are read before closing.
const MOST_DOUBTS: usize = 6;

/// What is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    /// To open it.
    Open,
    /// To close it.
    Close,
    /// To close it although something is doubtful: by another key than the question before.
    CloseDespite,
    /// To interrupt it: its ballots are on another computer.
    Interrupt,
    /// To show its result.
    Reveal,
}

impl PollDesk {
    /// Asks for the poll's next act, or says what is missing for it.
    pub(super) fn advance(&mut self) -> CountEvent {
        match &self.screen {
            Screen::Prepare(_) => {
                self.take_in_form();
                match self.missing() {
                    Some((page, said)) => {
                        self.trouble = said;
                        if let Screen::Prepare(prepare) = &mut self.screen {
                            prepare.page = page;
                        }
                    }
                    None => self.over = Over::Ask(Ask::Open),
                }
            }
            Screen::Count(_) => {
                // what stands in the cell counts
                let event = self.changed();
                self.over = Over::Ask(Ask::Close);
                return event;
            }
            Screen::Closed { .. } => self.over = Over::Ask(Ask::Reveal),
            Screen::Correct { was, .. } => {
                if self.last().is_some_and(|(_, round)| round.counted == *was) {
                    self.screen = self.screen_of_state();
                } else {
                    self.over = Over::Corrected(one_line());
                }
            }
            Screen::Result(_) => self.over = Over::Again(one_line()),
        }
        CountEvent::Stay
    }

    fn missing(&self) -> Option<(Page, String)> {
        let Screen::Prepare(prepare) = &self.screen else { return None };
        if self.poll.question.trim().is_empty() {
            Some((Page::Question, words::needs_question(self.lang).to_owned()))
        } else if let Some(said) = prepare.form.unreadable() {
            Some((Page::Question, said))
        } else if self.poll.method.is_on_one_proposal() && self.poll.options.len() > 1 {
            Some((Page::Options, words::one_proposal_only(self.lang).to_owned()))
        } else if !self.poll.method.is_on_one_proposal() && self.poll.options.len() < 2 {
            Some((Page::Options, words::needs_options(self.lang).to_owned()))
        } else if let Some(place) = self.withheld_option() {
            Some((Page::Options, words::option_withheld(self.lang, place + 1)))
        } else if prepare.voters.values().all(|people| *people == 0) {
            Some((Page::Voters, words::needs_voters(self.lang).to_owned()))
        } else {
            None
        }
    }

    /// Returns the place of the first option that is words the room may not read: opening would freeze them in its text.
    fn withheld_option(&self) -> Option<usize> {
        let options = ordered(&self.poll).into_iter().filter_map(|id| self.poll.options.get(&id));
        options.into_iter().position(|option| option.item.is_some_and(|item| is_withheld(item, &self.session)))
    }

    /// Takes a key while something is asked.
    pub(super) fn over_key(&mut self, key: &KeyEvent, action: Option<CountAction>) -> CountEvent {
        // what was said of the key before is no longer so
        self.trouble.clear();
        let doubtful = !self.doubts().is_empty();
        match (&mut self.over, action) {
            (_, Some(CountAction::Leave)) => {
                self.over = Over::Nothing;
                CountEvent::Stay
            }
            (Over::Ask(Ask::CloseDespite), Some(CountAction::Advance)) => {
                self.over = Over::Nothing;
                self.act(Ask::CloseDespite)
            }
            // the key of the question before is not taken for an answer to this one
            (Over::Ask(Ask::CloseDespite), _) => CountEvent::Stay,
            (Over::Ask(Ask::Close), Some(CountAction::Enter)) if doubtful => {
                self.over = Over::Ask(Ask::CloseDespite);
                CountEvent::Stay
            }
            (Over::Ask(ask), Some(CountAction::Enter)) => {
                let ask = *ask;
                self.over = Over::Nothing;
                self.act(ask)
            }
            (Over::Again(writing) | Over::Corrected(writing), Some(CountAction::Enter)) if writing.is_blank() => {
                self.trouble = words::reason_needed(self.lang).to_owned();
                CountEvent::Stay
            }
            (Over::Again(writing), Some(CountAction::Enter)) => {
                let reason = writing.text().trim().to_owned();
                self.over = Over::Nothing;
                self.put_again(reason);
                self.changed()
            }
            (Over::Corrected(writing), Some(CountAction::Enter)) => {
                let reason = writing.text().trim().to_owned();
                self.over = Over::Nothing;
                self.put_right(&reason);
                self.changed()
            }
            (Over::Heard(writing) | Over::Integrated { writing, .. }, Some(CountAction::Enter))
                if writing.is_blank() =>
            {
                self.over = Over::Nothing;
                CountEvent::Stay
            }
            (Over::Heard(writing), Some(CountAction::Enter)) => {
                let heard = writing.text().trim().to_owned();
                // one after another, until nothing is written
                self.over = Over::Heard(one_line());
                if let Some(round) = self.last_mut() {
                    round.reasons.insert(heard);
                }
                self.changed()
            }
            (Over::Integrated { objection, writing }, Some(CountAction::Enter)) => {
                let (objection, how) = (objection.clone(), writing.text().trim().to_owned());
                self.over = Over::Nothing;
                if let Some(round) = self.last_mut() {
                    round.integrated.insert(objection, how);
                }
                let event = self.changed();
                self.integrate_next();
                self.trouble.clear();
                event
            }
            (
                Over::Again(writing)
                | Over::Corrected(writing)
                | Over::Heard(writing)
                | Over::Integrated { writing, .. },
                _,
            ) => {
                if key.code != KeyCode::Enter {
                    writing.key(key);
                }
                CountEvent::Stay
            }
            (Over::Ask(_) | Over::Nothing, _) => CountEvent::Stay,
        }
    }

    fn act(&mut self, ask: Ask) -> CountEvent {
        let now = self.now();
        match ask {
            Ask::Open => self.open(),
            // the desk closes it, for the ballot box is there; what comes of it is seen with the next snapshot
            Ask::Close | Ask::CloseDespite => {
                return self.last().map_or(CountEvent::Stay, |(number, _)| CountEvent::Close(number));
            }
            Ask::Interrupt => {
                if let Some(round) = self.last_mut() {
                    round.state = RoundState::Interrupted;
                    round.closed = Some(now);
                }
            }
            Ask::Reveal => {
                if let Some(round) = self.last_mut() {
                    round.state = RoundState::Revealed;
                    round.revealed = Some(now);
                }
            }
        }
        self.screen = self.screen_of_state();
        self.changed()
    }

    /// Opens the prepared round, or the first one: options, rule and voters stay as they are from here on.
    fn open(&mut self) {
        let Screen::Prepare(prepare) = &self.screen else { return };
        self.poll = {
            let mut poll = self.poll.clone();
            if poll.method.is_on_one_proposal() && poll.options.is_empty() {
                let id = fresh::<OptionId>((self.around.random)());
                let text = poll.question.trim().to_owned();
                poll.options.insert(id, PollOption { order: 1, text, item: None });
            }
            let number = match self.last() {
                Some((number, round)) if round.state == RoundState::Prepared => number,
                Some((number, _)) => RoundNo(number.0.saturating_add(1)),
                None => RoundNo(1),
            };
            let reason = poll.rounds.get(&number).map(|round| round.reason.clone()).unwrap_or_default();
            let options = poll.options.iter().map(|(id, option)| {
                let mut option = option.clone();
                // the text as it is now, whatever becomes of the item
                if option.text.trim().is_empty()
                    && let Some(item) = option.item
                {
                    option.text = caption::of(self.lang, &self.session, item);
                }
                (*id, option)
            });
            let voters = prepare.voters.iter().filter(|(_, people)| **people > 0);
            let count = Count { by: prepare.by, ..Count::default() };
            let round = Round {
                state: RoundState::Open,
                reason,
                opened: Some(self.now()),
                options: options.collect(),
                rule: Some(poll.rule),
                present: voters.clone().map(|(group, people)| (group.clone(), *people)).collect(),
                counted: voters.map(|(group, _)| (group.clone(), count.clone())).collect(),
                ..Round::default()
            };
            poll.rounds.insert(number, round);
            poll
        };
    }

    /// Returns what is doubtful before closing, as much of it as one reads: the others are counted.
    fn doubts(&self) -> Vec<String> {
        let Some((_, round)) = self.last() else { return Vec::new() };
        let mut doubts = doubts::at_closing(self.lang, self.poll.method, round, self.boxed);
        let more = doubts.len().saturating_sub(MOST_DOUBTS);
        if more > 0 {
            doubts.truncate(MOST_DOUBTS);
            doubts.push(words::more_doubts(self.lang, more));
        }
        doubts
    }

    /// Asks how the first objection that has no answer yet was taken in; says so where each has one.
    pub(super) fn integrate_next(&mut self) {
        if self.poll.method != Method::Consent {
            return;
        }
        let Some((_, round)) = self.last() else { return };
        match round.reasons.iter().find(|objection| !round.integrated.contains_key(*objection)) {
            Some(objection) => self.over = Over::Integrated { objection: objection.clone(), writing: one_line() },
            None => self.trouble = words::no_objection_left(self.lang).to_owned(),
        }
    }

    /// Returns the key for objections, where the last round has any.
    pub(super) fn integrate_hint(&self) -> Vec<(String, &'static str)> {
        let objections = self.last().is_some_and(|(_, round)| !round.reasons.is_empty());
        let hint = || (self.keys.key("count-reason", self.lang), words::key_integrate(self.lang));
        (objections && self.poll.method == Method::Consent).then(hint).into_iter().collect()
    }

    fn put_again(&mut self, reason: String) {
        let Some((number, last)) = self.last() else { return };
        let present = last.present.clone();
        let round = Round { reason, present, ..Round::default() };
        self.poll.rounds.insert(RoundNo(number.0.saturating_add(1)), round);
        self.screen = self.screen_of_state();
    }

    /// Keeps the corrected counts, and beside them those that stood there, with the reason.
    fn put_right(&mut self, reason: &str) {
        let Screen::Correct { was, .. } = &self.screen else { return };
        let (was, now, by) = (was.clone(), self.now(), self.by.clone());
        if let Some(round) = self.last_mut() {
            let changed: Vec<(Group, Count)> = was
                .iter()
                .filter(|(group, count)| round.counted.get(*group) != Some(*count))
                .map(|(group, count)| (group.clone(), count.clone()))
                .collect();
            for (group, was) in changed {
                // each at a moment of its own: none takes the place of another
                let mut at = now;
                while round.corrections.contains_key(&at) {
                    at = at.plus_millis(1);
                }
                let correction = Correction { by: by.clone(), group, was, reason: reason.to_owned() };
                round.corrections.insert(at, correction);
            }
        }
        self.screen = self.screen_of_state();
    }

    /// Returns what is said when something is asked: the question, then what a person should know before.
    pub(super) fn asked(&self) -> Vec<String> {
        let lang = self.lang;
        match &self.over {
            Over::Nothing => Vec::new(),
            Over::Again(_) => vec![words::why_again(lang).to_owned()],
            Over::Corrected(_) => {
                let mut said = vec![words::why_corrected(lang).to_owned()];
                said.extend(self.doubts());
                said
            }
            Over::Heard(_) => vec![words::reason_heard(lang).to_owned()],
            Over::Integrated { objection, .. } => vec![words::how_integrated(lang, objection.clone())],
            Over::Ask(Ask::Interrupt) => vec![words::ask_interrupt(lang).to_owned()],
            Over::Ask(Ask::CloseDespite) => {
                let key = self.keys.key("count-advance", lang);
                let mut said = vec![words::ask_close_despite(lang).to_owned()];
                said.extend(self.doubts());
                said.push(words::close_despite(lang, key));
                said
            }
            Over::Ask(Ask::Reveal) => vec![words::ask_reveal(lang).to_owned()],
            Over::Ask(Ask::Close) => {
                let Some((_, round)) = self.last() else { return Vec::new() };
                let Share { of: voted, total: all } = self.turnout(round);
                let mut said = vec![words::ask_close(lang, words::turnout(lang, voted, all))];
                said.extend(self.doubts());
                said
            }
            Over::Ask(Ask::Open) => {
                let Screen::Prepare(prepare) = &self.screen else { return Vec::new() };
                let people = add_up(prepare.voters.values().copied());
                let mut said =
                    vec![words::ask_open(lang, people, self.poll.options.len()), words::tell_voters(lang).to_owned()];
                said.extend(prepare.warnings(lang));
                said
            }
        }
    }
}
