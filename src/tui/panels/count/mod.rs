//! Owns the counting of votes given in the room: preparing a poll, opening it, the grid, closing, showing, voting again.
//! Never touches ballots that are still secret, and covers results until the poll is closed.

mod ask;
mod doubts;
mod draw;
mod draw_grid;
mod draw_result;
mod grid;
mod keys;
mod prepare;
#[cfg(test)]
mod tests;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::domain::change::Edit;
use crate::domain::desk::Surroundings;
use crate::domain::field::Map;
use crate::domain::heads::Heads;
use crate::domain::id::PollId;
use crate::domain::item::{Item, Poll, Record};
use crate::domain::poll::{Count, Round, RoundNo};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::fresh;
use crate::domain::value::{Created, Group, RoundState};
use crate::tally::{Share, turnout};
use crate::text::Lang;
use crate::text::panels::{count as words, picture};
use crate::tui::keys::Keymap;

use super::form::Form;
use super::keys::{action_of, hints};
use super::picture::Looking;
use super::writing::{Lines, Writing};
use ask::Ask;
use grid::Grid;
pub use keys::{COUNT_KEYS, CountAction};
use prepare::{Page, Prepare};

/// What came of a key.
#[derive(Clone, PartialEq, Debug)]
pub enum CountEvent {
    /// It goes on.
    Stay,
    /// The poll changed: to be taken down now, and it goes on.
    Change(Vec<Edit>),
    /// The open round is to be closed: what is in its ballot box goes into it.
    Close(RoundNo),
    /// People vote on this laptop, or paper ballots are typed in.
    Vote {
        /// Which round.
        round: RoundNo,
        /// Whether paper ballots are typed in.
        paper: bool,
    },
    /// It is left, with what is still to be taken down, perhaps nothing.
    Leave(Vec<Edit>),
}

/// What counting is opened with.
#[derive(Clone, Debug)]
pub struct Opening<'a> {
    /// The poll; `None` for a new one.
    pub poll: Option<&'a Poll>,
    /// The session.
    pub session: &'a Session,
    /// What a new poll is stamped with; its `by` also signs corrections.
    pub created: Created,
    /// Clock and randomness.
    pub around: Surroundings,
    /// The language.
    pub lang: Lang,
}

/// Where the poll is, on this screen.
#[derive(Clone, Debug)]
enum Screen {
    Prepare(Box<Prepare>),
    Count(Grid),
    /// Closed: whether the result is looked at here.
    Closed {
        peek: bool,
    },
    /// Counts being put right, with the counts as they were.
    Correct {
        grid: Grid,
        was: Map<Group, Count>,
    },
    /// Shown, or cut off: the round that is looked at.
    Result(RoundNo),
}

/// What lies over the screen.
#[derive(Clone, Debug)]
enum Over {
    Nothing,
    /// A yes or no.
    Ask(Ask),
    /// A reason being written for voting again.
    Again(Writing),
    /// A reason being written for a correction.
    Corrected(Writing),
    /// A reason or an objection that was said, being written.
    Heard(Writing),
    /// How an objection was taken in, being written.
    Integrated {
        objection: String,
        writing: Writing,
    },
}

/// A poll being prepared, counted or looked at.
#[derive(Clone, Debug)]
pub struct PollDesk {
    session: Session,
    around: Surroundings,
    by: String,
    lang: Lang,
    /// The poll as it is taken down; `None` where it is new.
    base: Option<Poll>,
    poll: Poll,
    screen: Screen,
    over: Over,
    trouble: String,
    /// What of a result is looked at.
    looking: Looking,
    /// How many ballots are in the box of the open round.
    boxed: u32,
    /// The keys in force.
    keys: Keymap,
    /// By how many milliseconds the clock that counts is ahead of this laptop's.
    ahead: i64,
}

impl PollDesk {
    /// Opens a poll where it is, or a new one.
    pub fn new(opening: Opening<'_>) -> Self {
        let Opening { poll, session, created, around, lang } = opening;
        let by = created.by.clone();
        let base = poll.cloned();
        let poll = base.clone().unwrap_or_else(|| {
            let mut poll = Poll { rule: session.session.consensus_rule, ..Poll::default() };
            poll.found(fresh::<PollId>((around.random)()), created);
            poll
        });
        let mut desk = Self {
            session: session.clone(),
            around,
            by,
            lang,
            base,
            screen: Screen::Closed { peek: false },
            over: Over::Nothing,
            trouble: String::new(),
            looking: Looking::default(),
            boxed: 0,
            keys: Keymap::default(),
            ahead: 0,
            poll,
        };
        desk.screen = desk.screen_of_state();
        desk
    }

    /// Goes by a clock that is ahead of this laptop's by so many milliseconds.
    pub fn go_by(&mut self, ahead: i64) {
        self.ahead = ahead;
    }

    fn now(&self) -> Moment {
        (self.around.now)().plus_millis(self.ahead)
    }

    /// Returns the poll's id.
    pub fn id(&self) -> PollId {
        self.poll.id
    }

    /// Takes the keys in force, to name them.
    pub fn set_keys(&mut self, keys: &Keymap) {
        self.keys = keys.clone();
        if let Screen::Prepare(prepare) = &mut self.screen {
            prepare.form.set_keys(keys);
        }
    }

    /// Takes how many ballots are in the box of the open round.
    pub fn set_boxed(&mut self, ballots: u32) {
        self.boxed = ballots;
    }

    /// Returns how many voted of how many, by hand and in the box.
    fn turnout(&self, round: &Round) -> Share {
        let Share { of, total } = turnout(round);
        let boxed = if round.state == RoundState::Open { self.boxed } else { 0 };
        Share { of: of.saturating_add(boxed), total }
    }

    /// Returns the round that is open, where one is.
    pub fn open_round(&self) -> Option<RoundNo> {
        self.last().filter(|(_, round)| round.state == RoundState::Open).map(|(number, _)| number)
    }

    /// Changes the language. What was said in the other one is dropped.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
        self.trouble.clear();
        if let Screen::Prepare(prepare) = &mut self.screen {
            prepare.form.set_lang(lang);
        }
    }

    /// Takes in the session as it is now: what others changed meanwhile stays, and so does what is being written here.
    pub fn see(&mut self, session: &Session) {
        self.session = session.clone();
        let Some(now) = session.polls.get(self.poll.id) else { return };
        let before = self.state();
        if let Some(base) = &self.base {
            let merge = |poll: &Poll| Item::merge(&item(base), &item(poll), &item(now)).0;
            if let Some(merged) = Poll::from_item(&merge(&self.poll)) {
                self.poll = merged.as_ref().clone();
            }
        }
        self.base = Some(now.as_ref().clone());
        if self.state() != before {
            self.screen = self.screen_of_state();
        }
    }

    fn last(&self) -> Option<(RoundNo, &Round)> {
        self.poll.rounds.last_key_value().map(|(number, round)| (*number, round))
    }

    fn last_mut(&mut self) -> Option<&mut Round> {
        self.poll.rounds.values_mut().next_back()
    }

    fn state(&self) -> RoundState {
        self.last().map_or(RoundState::Prepared, |(_, round)| round.state)
    }

    fn screen_of_state(&self) -> Screen {
        match (self.state(), self.last()) {
            (RoundState::Prepared, _) | (_, None) => Screen::Prepare(Box::new(self.preparation())),
            (RoundState::Open, Some((_, round))) => Screen::Count(Grid::of(self.poll.method, round)),
            (RoundState::Closed, Some(_)) => Screen::Closed { peek: false },
            (RoundState::Revealed | RoundState::Interrupted, Some((number, _))) => Screen::Result(number),
        }
    }

    fn preparation(&self) -> Prepare {
        let voters = match self.last() {
            Some((_, round)) if !round.present.is_empty() => round.present.0.clone(),
            Some(_) | None => Heads::of(&self.session).groups.0,
        };
        let mut form = Form::new(&item(&self.poll), &self.session, self.around.today(), self.lang);
        form.set_keys(&self.keys);
        Prepare::new(form, voters)
    }

    /// Returns the edits that are still to be taken down, and counts them as taken down.
    fn edits(&mut self) -> Vec<Edit> {
        self.take_in_form();
        let fresh_and_empty = self.base.is_none()
            && self.poll.question.trim().is_empty()
            && self.poll.options.is_empty()
            && self.poll.rounds.is_empty();
        if self.base.as_ref() == Some(&self.poll) || fresh_and_empty {
            return Vec::new();
        }
        let after = item(&self.poll);
        let before = self.base.replace(self.poll.clone());
        vec![Edit { before: before.as_ref().map(item), after: Some(after) }]
    }

    /// Puts into the poll what was changed in the question's form since it was read last, and nothing else.
    fn take_in_form(&mut self) {
        let Screen::Prepare(prepare) = &mut self.screen else { return };
        let written = prepare.form.item();
        if written == prepare.taken {
            return;
        }
        let merged = Item::merge(&prepare.taken, &written, &item(&self.poll)).0;
        if let Some(poll) = Poll::from_item(&merged) {
            self.poll = poll.as_ref().clone();
        }
        prepare.taken = written;
    }

    fn changed(&mut self) -> CountEvent {
        let edits = self.edits();
        if edits.is_empty() { CountEvent::Stay } else { CountEvent::Change(edits) }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        match (&mut self.over, &mut self.screen) {
            (
                Over::Again(writing)
                | Over::Corrected(writing)
                | Over::Heard(writing)
                | Over::Integrated { writing, .. },
                _,
            ) => {
                writing.insert(text);
            }
            (Over::Nothing, Screen::Prepare(prepare)) => prepare.paste(text, &mut self.poll, self.around),
            (Over::Ask(_) | Over::Nothing, _) => {}
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> CountEvent {
        if key.kind == KeyEventKind::Release {
            return CountEvent::Stay;
        }
        let action = action_of(COUNT_KEYS, &key);
        if !matches!(self.over, Over::Nothing) {
            return self.over_key(&key, action);
        }
        self.trouble.clear();
        // a list over the preparation, and its own fields, come before the panel's keys
        if let Screen::Prepare(prepare) = &mut self.screen
            && prepare.is_over()
        {
            prepare.over_key(&key, &mut self.poll, &self.session, self.around);
            return CountEvent::Stay;
        }
        match action {
            Some(CountAction::Leave) => {
                if let Screen::Correct { was, .. } = &self.screen {
                    let was = was.clone();
                    if let Some(round) = self.last_mut() {
                        round.counted = was;
                    }
                    self.screen = self.screen_of_state();
                    return CountEvent::Stay;
                }
                return CountEvent::Leave(self.edits());
            }
            // a correction is taken down with its reason, and not before
            Some(CountAction::Save) if matches!(self.screen, Screen::Correct { .. }) => return self.advance(),
            Some(CountAction::Save) => return self.changed(),
            Some(CountAction::Advance) => return self.advance(),
            Some(
                CountAction::Next
                | CountAction::Previous
                | CountAction::Take
                | CountAction::Remove
                | CountAction::Up
                | CountAction::Down
                | CountAction::Enter
                | CountAction::Peek
                | CountAction::Correct
                | CountAction::Rounds
                | CountAction::Reason
                | CountAction::VoteHere
                | CountAction::Paper
                | CountAction::Interrupt,
            )
            | None => {}
        }
        self.screen_key(&key, action)
    }

    fn screen_key(&mut self, key: &KeyEvent, action: Option<CountAction>) -> CountEvent {
        if matches!(self.screen, Screen::Closed { peek: true } | Screen::Result(_)) && self.looking.key(key) {
            return CountEvent::Stay;
        }
        if let Some(event) = self.open_key(action) {
            return event;
        }
        match &mut self.screen {
            Screen::Prepare(prepare) => {
                prepare.key(key, action, &mut self.poll, &self.session, (self.around, self.lang));
                CountEvent::Stay
            }
            Screen::Count(grid) => {
                let Some(round) = self.poll.rounds.values_mut().next_back() else { return CountEvent::Stay };
                if grid.key(key, action, round) { self.changed() } else { CountEvent::Stay }
            }
            Screen::Correct { grid, .. } => {
                if let Some(round) = self.poll.rounds.values_mut().next_back() {
                    grid.key(key, action, round);
                }
                CountEvent::Stay
            }
            Screen::Closed { peek } => {
                if action == Some(CountAction::Peek) {
                    *peek = !*peek;
                } else if action == Some(CountAction::Correct) {
                    self.begin_correction();
                }
                CountEvent::Stay
            }
            Screen::Result(number) => {
                if action == Some(CountAction::Rounds) {
                    let wanted =
                        if key.code == KeyCode::Left { number.0.saturating_sub(1) } else { number.0.saturating_add(1) };
                    if self.poll.rounds.contains_key(&RoundNo(wanted)) {
                        *number = RoundNo(wanted);
                        self.looking.from_the_top();
                    }
                } else if action == Some(CountAction::Correct) && self.state() == RoundState::Revealed {
                    self.begin_correction();
                }
                CountEvent::Stay
            }
        }
    }

    /// Takes the keys of an open round, and of the objections of a closed one; `None` where the key is another one.
    fn open_key(&mut self, action: Option<CountAction>) -> Option<CountEvent> {
        let open = matches!(self.screen, Screen::Count(_));
        match action? {
            CountAction::Reason if open => self.over = Over::Heard(one_line()),
            CountAction::Reason if self.has_result() => self.integrate_next(),
            CountAction::Interrupt if open => self.over = Over::Ask(Ask::Interrupt),
            act @ (CountAction::VoteHere | CountAction::Paper) if open => {
                let round = self.open_round()?;
                return Some(CountEvent::Vote { round, paper: act == CountAction::Paper });
            }
            _ => return None,
        }
        Some(CountEvent::Stay)
    }

    /// Tells whether a round is looked at that was closed.
    fn has_result(&self) -> bool {
        matches!(self.screen, Screen::Closed { .. } | Screen::Result(_))
    }

    fn begin_correction(&mut self) {
        if let Some((_, round)) = self.last() {
            self.screen = Screen::Correct { grid: Grid::of(self.poll.method, round), was: round.counted.clone() };
        }
    }

    /// Returns the keys that work now and what they do, for the footer.
    pub fn hints(&self, lang: Lang) -> Vec<(String, &'static str)> {
        let enter = self.keys.key("count-enter", lang);
        let esc = self.keys.key("count-leave", lang);
        if !matches!(self.over, Over::Nothing) {
            return vec![(enter, words::key_yes(lang)), (esc, words::key_no(lang))];
        }
        let named = |wanted: &[CountAction]| hints(COUNT_KEYS, wanted, (&self.keys, lang));
        let advance = |says: fn(Lang) -> &'static str| (self.keys.key("count-advance", lang), says(lang));
        let mut hints = match &self.screen {
            Screen::Prepare(prepare) if prepare.is_over() => return prepare.over_hints(&self.keys, lang),
            Screen::Prepare(prepare) => {
                let own = match prepare.page {
                    Page::Question => prepare.form.field_hints(lang),
                    Page::Voters => named(&[CountAction::Next]),
                    Page::Options => named(&[
                        CountAction::Next,
                        CountAction::Enter,
                        CountAction::Take,
                        CountAction::Remove,
                        CountAction::Up,
                    ]),
                };
                [vec![advance(words::key_open)], own].concat()
            }
            Screen::Count(grid) => {
                let next: &[CountAction] = if grid.groups.len() > 1 { &[CountAction::Next] } else { &[] };
                let more = [CountAction::VoteHere, CountAction::Paper, CountAction::Reason, CountAction::Interrupt];
                [vec![advance(words::key_close)], named(&more[..2]), named(next), named(&more[2..])].concat()
            }
            Screen::Correct { .. } => vec![advance(words::key_correct)],
            Screen::Closed { peek } => {
                let looks = if *peek { self.looking_hints() } else { Vec::new() };
                let own = named(&[CountAction::Peek, CountAction::Correct]);
                [vec![advance(words::key_reveal)], own, looks, self.integrate_hint()].concat()
            }
            Screen::Result(_) => {
                let more: &[CountAction] = if self.poll.rounds.len() > 1 { &[CountAction::Rounds] } else { &[] };
                let own = [named(&[CountAction::Correct]), named(more)].concat();
                [vec![advance(words::key_again)], self.looking_hints(), self.integrate_hint(), own].concat()
            }
        };
        hints.push((esc, words::key_leave(lang)));
        hints
    }

    /// Returns the keys by which a result is looked at.
    fn looking_hints(&self) -> Vec<(String, &'static str)> {
        let pages = (self.keys.key("count-next", self.lang), picture::key_pages(self.lang));
        let walk = self.looking.goes_on().then(|| ("↑↓".to_owned(), picture::key_walk(self.lang)));
        [Some(pages), walk].into_iter().flatten().collect()
    }
}

fn item(poll: &Poll) -> Item {
    poll.clone().into_item()
}

/// Returns groups with the youth first, then in their own order.
pub(super) fn in_columns<'a>(groups: impl IntoIterator<Item = &'a Group>) -> Vec<Group> {
    let mut groups: Vec<Group> = groups.into_iter().cloned().collect();
    groups.sort_by_key(|group| (*group != Group::Youth, group.clone()));
    groups.dedup();
    groups
}

fn one_line() -> Writing {
    Writing::new("", Lines::One)
}
