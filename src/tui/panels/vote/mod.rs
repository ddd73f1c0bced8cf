//! Owns voting at one laptop that is passed round, one voter at a time, and the typing in of paper ballots.
//! A ballot lives here until it is in the box and nowhere else: no draft, no message, no undo knows of it.
//! Never counts, and shows of the others nothing but how many have voted.

mod draw;
mod draw_ballot;
mod filling;
mod keys;
mod paper;

use std::cell::Cell;

use crossterm::event::{KeyEvent, KeyEventKind};

use crate::domain::ballot_box::{Cast, Recast, Receipt};
use crate::domain::codes;
use crate::domain::desk::{Answer, Ask, Surroundings};
use crate::domain::id::{OptionId, PollId, TicketId};
use crate::domain::item::Poll;
use crate::domain::poll::{Method, RoundNo, in_order};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::fresh;
use crate::domain::value::{Group, RoundState};
use crate::tally::{Share, turnout};
use crate::text::panels::vote as words;
use crate::text::{Lang, problem};
use crate::tui::keys::Keymap;

use super::keys::{action_of, hints};
use super::writing::{Lines, Writing};
use filling::{Filled, Filling};
pub use keys::{VOTE_KEYS, VoteAction};
use paper::Paper;

/// How long the thanks stay, in seconds, before the laptop is for the next voter.
const THANKS_SECONDS: i64 = 20;

/// What came of a key.
#[derive(Clone, PartialEq, Debug)]
pub enum VoteEvent {
    /// It goes on.
    Stay,
    /// The desk is asked; its answer is to be given to [`VoteDesk::answered`].
    Ask(Ask),
    /// Voting here is over.
    Leave,
}

/// Where a voter is.
#[derive(Clone, Debug)]
enum Screen {
    /// The laptop is for the next voter.
    HandOver,
    /// Whether to end voting here is asked.
    Ending,
    /// The round is no longer open.
    Closed,
    /// The receipt of a ballot that is to be changed is being written.
    Receipt(Writing),
    /// The desk is asked whether the box holds that receipt.
    Checking(Receipt),
    /// The group is being chosen, by its place.
    Group(usize),
    /// The ballot is being filled in.
    Ballot(Voter),
    /// The voter looks at what was given.
    Confirm(Voter),
    /// The desk has it, and has not answered.
    Sending(Voter),
    /// It is in the box.
    Thanks(Receipt, Moment),
    /// Paper ballots are typed in.
    Paper(Box<Paper>),
}

/// What a voter has in hand.
#[derive(Clone, Debug)]
struct Voter {
    /// Their group; `None` where a ballot is changed.
    group: Option<Group>,
    /// The right to cast it, the same however often it is tried.
    ticket: TicketId,
    /// By which it can be changed.
    receipt: Receipt,
    filling: Filling,
    /// Leaving was asked for once.
    leaving: bool,
    /// That a blank ballot is to take the place of another was asked once.
    asked: bool,
}

/// Voting on an open round of a poll.
#[derive(Clone, Debug)]
pub struct VoteDesk {
    poll: PollId,
    round: RoundNo,
    question: String,
    method: Method,
    /// The options in the poll's order.
    options: Vec<(OptionId, String)>,
    groups: Vec<Group>,
    /// How many voted by hand, and how many there are.
    counted: Share,
    /// How many ballots are in the box.
    boxed: u32,
    screen: Screen,
    trouble: String,
    around: Surroundings,
    lang: Lang,
    keys: Keymap,
    /// The first row that is shown of what is longer than the screen. Drawing finds it.
    top: Cell<usize>,
}

/// What voting is opened with.
#[derive(Debug)]
pub struct Voting<'a> {
    /// The session, of which whoever votes reads no code.
    pub session: &'a Session,
    /// The poll.
    pub poll: &'a Poll,
    /// Its open round.
    pub round: RoundNo,
    /// Whether paper ballots are typed in.
    pub paper: bool,
    /// Clock and randomness.
    pub around: Surroundings,
    /// The language.
    pub lang: Lang,
    /// The keys in force.
    pub keys: &'a Keymap,
}

impl VoteDesk {
    /// Opens voting; `None` where the round is not open.
    pub fn new(voting: &Voting<'_>) -> Option<Self> {
        let Voting { session, poll, round: number, paper, around, lang, keys } = voting;
        let round = poll.rounds.get(number).filter(|round| round.state == RoundState::Open)?;
        let here = round.present.iter().filter(|(_, people)| **people > 0).map(|(group, _)| group);
        let groups = super::count::in_columns(here);
        let groups = if groups.is_empty() { Group::NAMED.to_vec() } else { groups };
        let told = |text: &str| codes::covered(text, session);
        let mut desk = Self {
            poll: poll.id,
            round: *number,
            question: told(&poll.question),
            method: poll.method,
            options: in_order(&round.options).into_iter().map(|(id, option)| (id, told(&option.text))).collect(),
            groups,
            counted: turnout(round),
            boxed: 0,
            screen: Screen::HandOver,
            trouble: String::new(),
            around: *around,
            lang: *lang,
            keys: (*keys).clone(),
            top: Cell::new(0),
        };
        if *paper {
            desk.screen = Screen::Paper(Box::new(Paper::new()));
        }
        Some(desk)
    }

    /// Returns the poll and the round that is voted.
    pub fn of(&self) -> (PollId, RoundNo) {
        (self.poll, self.round)
    }

    /// Takes how many ballots are in the box.
    pub fn set_boxed(&mut self, ballots: u32) {
        self.boxed = ballots;
    }

    /// Changes the language.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
        self.trouble.clear();
    }

    /// Takes in the session as it is now: a round that was closed takes no ballot any more.
    pub fn see(&mut self, session: &Session) {
        let round =
            session.polls.get(self.poll).filter(|poll| !poll.gone).and_then(|poll| poll.rounds.get(&self.round));
        match round.filter(|round| round.state == RoundState::Open) {
            Some(round) => self.counted = turnout(round),
            // what was on the screen of a ballot is gone with it
            None => self.screen = Screen::Closed,
        }
    }

    /// Takes the moment: the thanks make room for the next voter by themselves.
    pub fn tick(&mut self, now: Moment) {
        if let Screen::Thanks(_, since) = &self.screen
            && (now.get() - since.get()).num_seconds() >= THANKS_SECONDS
        {
            self.screen = Screen::HandOver;
        }
    }

    /// Asks whether voting here is to end, as somebody leaving the program does.
    pub fn ask_to_end(&mut self) {
        if matches!(self.screen, Screen::HandOver | Screen::Thanks(..)) {
            self.screen = Screen::Ending;
        }
    }

    /// Takes pasted text: words of a reason, a receipt, a line of paper ballots; nothing else.
    pub fn paste(&mut self, text: &str) {
        match &mut self.screen {
            Screen::Receipt(writing) => {
                writing.insert(&text.chars().take(16).collect::<String>());
            }
            Screen::Ballot(voter) => voter.filling.paste(text),
            Screen::Paper(paper) => paper.paste(text),
            Screen::HandOver
            | Screen::Ending
            | Screen::Closed
            | Screen::Checking(_)
            | Screen::Group(_)
            | Screen::Confirm(_)
            | Screen::Sending(_)
            | Screen::Thanks(..) => {}
        }
    }

    /// Takes the desk's answer to what was asked.
    pub fn answered(&mut self, answer: &Answer) {
        let refused = if let Answer::Refused(problem) = answer { Some(problem) } else { None };
        if let Some(refused) = refused {
            self.trouble = problem::wrong(self.lang, &refused.what);
        }
        self.screen = match (std::mem::replace(&mut self.screen, Screen::HandOver), refused.is_some()) {
            (Screen::Checking(receipt), false) => Screen::Ballot(self.voter(None, receipt)),
            (Screen::Checking(_), true) => Screen::Receipt(one_line()),
            (Screen::Sending(voter), false) => Screen::Thanks(voter.receipt, (self.around.now)()),
            // the same ticket and receipt once more: it counts once
            (Screen::Sending(voter), true) => Screen::Confirm(voter),
            (Screen::Paper(mut paper), refused) => {
                paper.answered(!refused);
                Screen::Paper(paper)
            }
            (other, _) => other,
        };
    }

    fn voter(&self, group: Option<Group>, receipt: Receipt) -> Voter {
        let mut order: Vec<usize> = (0..self.options.len()).collect();
        // every order as likely as any other (Fisher and Yates); a bias of 2⁻⁶⁰ is none
        for place in (1..order.len()).rev() {
            order.swap(place, (self.chance() % (place as u64 + 1)) as usize);
        }
        let ticket = fresh::<TicketId>(self.chance());
        Voter { group, ticket, receipt, filling: Filling::new(self.method, order), leaving: false, asked: false }
    }

    fn chance(&self) -> u64 {
        (self.around.random)()
    }

    fn new_receipt(&self) -> Receipt {
        Receipt::from_bits(self.chance() ^ (self.chance() >> 20))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> VoteEvent {
        if key.kind == KeyEventKind::Release {
            return VoteEvent::Stay;
        }
        let action = action_of(VOTE_KEYS, &key);
        self.trouble.clear();
        match std::mem::replace(&mut self.screen, Screen::HandOver) {
            Screen::Ballot(voter) => self.ballot_key(voter, &key, action),
            Screen::Confirm(voter) => self.confirm_key(voter, action),
            Screen::Receipt(writing) => self.receipt_key(writing, &key, action),
            Screen::Paper(paper) => self.paper_key(paper, &key, action),
            Screen::Group(at) => self.group_key(at, &key, action),
            screen @ (Screen::Sending(_) | Screen::Checking(_)) => {
                self.screen = screen;
                VoteEvent::Stay
            }
            Screen::Closed => {
                self.screen = Screen::Closed;
                if matches!(action, Some(VoteAction::Go | VoteAction::Back | VoteAction::End)) {
                    return VoteEvent::Leave;
                }
                VoteEvent::Stay
            }
            Screen::Thanks(receipt, since) => {
                if !matches!(action, Some(VoteAction::Go | VoteAction::Back)) {
                    self.screen = Screen::Thanks(receipt, since);
                }
                VoteEvent::Stay
            }
            Screen::Ending => match action {
                Some(VoteAction::End) => VoteEvent::Leave,
                Some(VoteAction::Back | VoteAction::Go) => VoteEvent::Stay,
                _ => {
                    self.screen = Screen::Ending;
                    VoteEvent::Stay
                }
            },
            Screen::HandOver => {
                self.screen = match action {
                    Some(VoteAction::Go) => self.begin(),
                    Some(VoteAction::Change) => Screen::Receipt(one_line()),
                    Some(VoteAction::Back | VoteAction::End) => Screen::Ending,
                    None => Screen::HandOver,
                };
                VoteEvent::Stay
            }
        }
    }

    /// Begins with the next voter: the group is asked where there are several.
    fn begin(&mut self) -> Screen {
        self.top.set(0);
        match &self.groups[..] {
            [only] => Screen::Ballot(self.voter(Some(only.clone()), self.new_receipt())),
            _ => Screen::Group(0),
        }
    }

    fn group_key(&mut self, at: usize, key: &KeyEvent, action: Option<VoteAction>) -> VoteEvent {
        use crossterm::event::KeyCode;
        let last = self.groups.len() - 1;
        let digit = super::keys::written(key).and_then(|letter| letter.to_digit(10)).map(|digit| digit as usize);
        self.screen = match (action, key.code) {
            (Some(VoteAction::Back), _) => Screen::HandOver,
            (Some(VoteAction::Go), _) => Screen::Ballot(self.voter(self.groups.get(at).cloned(), self.new_receipt())),
            (_, KeyCode::Up) => Screen::Group(at.saturating_sub(1)),
            (_, KeyCode::Down) => Screen::Group((at + 1).min(last)),
            _ => Screen::Group(digit.filter(|digit| (1..=last + 1).contains(digit)).map_or(at, |digit| digit - 1)),
        };
        VoteEvent::Stay
    }

    fn ballot_key(&mut self, mut voter: Voter, key: &KeyEvent, action: Option<VoteAction>) -> VoteEvent {
        if action == Some(VoteAction::Back) {
            self.screen = if voter.filling.on_words {
                voter.filling.on_words = false;
                Screen::Ballot(voter)
            } else if voter.filling.is_empty() || voter.leaving {
                Screen::HandOver
            } else {
                voter.leaving = true;
                self.trouble = self.keys.fill(words::leave_again(self.lang), self.lang);
                Screen::Ballot(voter)
            };
            return VoteEvent::Stay;
        }
        voter.leaving = false;
        self.screen = match voter.filling.key(key) {
            Filled::Stay => Screen::Ballot(voter),
            Filled::Done => Screen::Confirm(voter),
        };
        VoteEvent::Stay
    }

    fn confirm_key(&mut self, mut voter: Voter, action: Option<VoteAction>) -> VoteEvent {
        match action {
            Some(VoteAction::Go) => {
                let ids: Vec<OptionId> = self.options.iter().map(|(id, _)| *id).collect();
                let Some(given) = voter.filling.given(&ids) else {
                    self.screen = Screen::Ballot(voter);
                    return VoteEvent::Stay;
                };
                // two keys pressed in a row must not empty a ballot that is in the box
                if voter.group.is_none() && voter.filling.is_empty() && !voter.asked {
                    voter.asked = true;
                    self.trouble = self.keys.fill(words::blank_instead(self.lang), self.lang);
                    self.screen = Screen::Confirm(voter);
                    return VoteEvent::Stay;
                }
                let (poll, round, receipt) = (self.poll, self.round, voter.receipt);
                let ask = match voter.group.clone() {
                    Some(group) => {
                        let ticket = voter.ticket;
                        Ask::Cast(Box::new(Cast { poll, round, ticket, group, receipt, on_paper: false, given }))
                    }
                    None => Ask::Recast(Box::new(Recast { poll, round, receipt, given })),
                };
                self.screen = Screen::Sending(voter);
                VoteEvent::Ask(ask)
            }
            Some(VoteAction::Back) => {
                voter.filling.on_words = false;
                voter.asked = false;
                self.screen = Screen::Ballot(voter);
                VoteEvent::Stay
            }
            Some(VoteAction::Change | VoteAction::End) | None => {
                self.screen = Screen::Confirm(voter);
                VoteEvent::Stay
            }
        }
    }

    fn receipt_key(&mut self, mut writing: Writing, key: &KeyEvent, action: Option<VoteAction>) -> VoteEvent {
        match action {
            Some(VoteAction::Back) => VoteEvent::Stay,
            Some(VoteAction::Go) => match writing.text().parse::<Receipt>() {
                Ok(receipt) => {
                    self.screen = Screen::Checking(receipt);
                    VoteEvent::Ask(Ask::Holds { poll: self.poll, round: self.round, receipt })
                }
                Err(_) => {
                    self.trouble = words::no_receipt(self.lang).to_owned();
                    self.screen = Screen::Receipt(writing);
                    VoteEvent::Stay
                }
            },
            _ => {
                if writing.text().chars().count() < 16 || super::keys::written(key).is_none() {
                    writing.key(key);
                }
                self.screen = Screen::Receipt(writing);
                VoteEvent::Stay
            }
        }
    }

    /// Returns the keys that work now and what they do, for the footer.
    pub fn hints(&self, lang: Lang) -> Vec<(String, &'static str)> {
        let named = |wanted: &[VoteAction]| hints(VOTE_KEYS, wanted, (&self.keys, lang));
        use VoteAction::{Back, Change, End, Go};
        let language = || vec![(self.keys.key("language", lang), words::key_language(lang))];
        match &self.screen {
            Screen::HandOver => [named(&[Go, Change]), language(), named(&[Back])].concat(),
            Screen::Ending => named(&[End, Back]),
            Screen::Closed => named(&[Go]),
            Screen::Receipt(_) | Screen::Confirm(_) => named(&[Go, Back]),
            Screen::Group(_) => {
                [vec![("↑ ↓".to_owned(), words::key_options(lang))], named(&[Go]), language(), named(&[Back])].concat()
            }
            Screen::Ballot(_) => [named(&[Go]), language(), named(&[Back])].concat(),
            Screen::Sending(_) | Screen::Checking(_) => Vec::new(),
            Screen::Thanks(..) => named(&[Go]),
            Screen::Paper(_) => [vec![("tab".to_owned(), words::key_group(lang))], named(&[Go, Back])].concat(),
        }
    }
}

fn one_line() -> Writing {
    Writing::new("", Lines::One)
}
