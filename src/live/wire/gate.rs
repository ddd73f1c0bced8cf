//! Owns what a host does with strangers: how many may knock at once, who is shed, who waits after wrong guesses, and what
//! the facilitator hears of it. Memory is bounded, whatever they send.
//!
//! - At most [`Rules::knocking`] handshakes are under way, at most [`Rules::from_one_address`] from one address. One more
//!   sheds another: of the address that has most, first who has said nothing, then who has been at it longest.
//! - A guess at the code counts before it is compared, and no longer where it was right: many at once gain nothing.
//! - After [`Rules::free_guesses`] wrong codes or tokens an address waits, twice as long each time. Who bears a token that is
//!   valid is never made to wait.
//! - After [`Rules::guesses_in_all`] wrong codes nobody gets in by code until [`Keys::set_code`]: [`GateEvent::CodeSpent`].

mod reports;
mod strangers;

use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

use super::error::{Refusal, WireError};
use super::handshake::{Door, House, Secret};
use super::hello::{Hello, Mode};
use super::keys::Keys;
use reports::Reports;
use strangers::Strangers;

/// How much a host bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The most handshakes under way: 64.
    pub knocking: usize,
    /// The most of them from one address: 8.
    pub from_one_address: usize,
    /// The wrong guesses of an address without a pause: 3.
    pub free_guesses: u32,
    /// The first pause: 5 s; each further one is twice as long.
    pub first_pause: Duration,
    /// The longest pause: 5 min.
    pub longest_pause: Duration,
    /// The wrong codes after which another code is needed: 20.
    pub guesses_in_all: u32,
    /// The most addresses that are remembered: 1024.
    pub addresses: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            knocking: 64,
            from_one_address: 8,
            free_guesses: 3,
            first_pause: Duration::from_secs(5),
            longest_pause: Duration::from_secs(300),
            guesses_in_all: 20,
            addresses: 1024,
        }
    }
}

/// What the layer above should hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateEvent {
    /// Too many wrong codes came: put another with [`Keys::set_code`]. Told once a code.
    CodeSpent,
    /// Somebody was not let in. At most a few a second are told.
    Refused {
        /// Why.
        what: WireError,
        /// From where.
        from: IpAddr,
        /// How many more were not told since the last.
        untold: u32,
    },
}

/// What stands between a listener and the session.
#[derive(Debug)]
pub struct Gate {
    pub(super) house: House,
    keys: Arc<Keys>,
    rules: Rules,
    state: Mutex<State>,
    news: Notify,
}

#[derive(Debug)]
struct State {
    knocking: Vec<Knocking>,
    next: u64,
    strangers: Strangers,
    /// Wrong codes since the code's turn, and which turn that is.
    wrong: u32,
    turn: u64,
    spent_told: bool,
    reports: Reports,
}

/// A handshake under way, in the order of their beginning. Dropped, it is shed.
#[derive(Debug)]
struct Knocking {
    number: u64,
    from: IpAddr,
    has_spoken: bool,
    _keep: oneshot::Sender<()>,
}

impl Gate {
    /// Makes a gate before a house.
    pub fn new(house: House, keys: Arc<Keys>, rules: Rules) -> Arc<Self> {
        let state = State {
            knocking: Vec::new(),
            next: 0,
            strangers: Strangers::new(rules),
            wrong: 0,
            turn: 0,
            spent_told: false,
            reports: Reports::new(Instant::now()),
        };
        Arc::new(Self { house, keys, rules, state: Mutex::new(state), news: Notify::new() })
    }

    /// Waits for the next event. One listener at a time; dropped while it waits, nothing is lost.
    pub async fn event(&self) -> GateEvent {
        loop {
            if let Some(event) = self.next_event() {
                return event;
            }
            self.news.notified().await;
        }
    }

    /// Returns how many handshakes are under way.
    pub fn knocking(&self) -> usize {
        self.state().knocking.len()
    }

    /// Lets a connection knock; it is shed once the receiver is told or closed.
    pub(super) fn enter(self: &Arc<Self>, from: IpAddr) -> (Visit, oneshot::Receiver<()>) {
        let from = place(from);
        let mut state = self.state();
        if state.knocking.iter().filter(|knocking| knocking.from == from).count() >= self.rules.from_one_address {
            state.shed(from);
        } else if state.knocking.len() >= self.rules.knocking {
            let fullest = state.fullest();
            state.shed(fullest.unwrap_or(from));
        }
        let number = state.next;
        state.next += 1;
        let (keep, shed) = oneshot::channel();
        state.knocking.push(Knocking { number, from, has_spoken: false, _keep: keep });
        (Visit { gate: Arc::clone(self), number, from }, shed)
    }

    /// Takes down that somebody was not let in.
    pub(super) fn report(&self, what: WireError, from: IpAddr) {
        let now = Instant::now();
        let mut state = self.state();
        if what == WireError::Refused(Refusal::WrongToken) {
            state.strangers.count_wrong(place(from), now);
        }
        state.reports.add(what, from, now);
        drop(state);
        self.news.notify_one();
    }

    fn next_event(&self) -> Option<GateEvent> {
        let mut state = self.state();
        let (_, turn) = self.keys.turn();
        if state.is_spent(turn, self.rules) && !state.spent_told {
            state.spent_told = true;
            return Some(GateEvent::CodeSpent);
        }
        state.reports.next()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // nothing is left half done under this lock
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn shed(&mut self, from: IpAddr) {
        let of_it = self.knocking.iter().enumerate().filter(|(_, knocking)| knocking.from == from);
        if let Some((at, _)) = of_it.min_by_key(|(at, knocking)| (knocking.has_spoken, *at)) {
            self.knocking.remove(at);
        }
    }

    /// Returns the address that knocks most; of several, the one that began first.
    fn fullest(&self) -> Option<IpAddr> {
        let count = |from| self.knocking.iter().filter(|knocking| knocking.from == from).count();
        self.knocking.iter().rev().map(|knocking| knocking.from).max_by_key(|from| count(*from))
    }

    /// Tells whether too many wrong codes came in this turn.
    fn is_spent(&mut self, turn: u64, rules: Rules) -> bool {
        if self.turn != turn {
            (self.turn, self.wrong, self.spent_told) = (turn, 0, false);
        }
        self.wrong >= rules.guesses_in_all
    }
}

/// Returns by what an address is counted: all of an IPv6 network is one, unless it is the local one.
fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) if !six.is_unicast_link_local() && !six.is_loopback() => {
            IpAddr::V6(Ipv6Addr::from(u128::from(six) >> 64 << 64))
        }
        address => address,
    }
}

/// One connection's way through the gate; it counts as knocking until this is dropped.
#[derive(Debug)]
pub(super) struct Visit {
    gate: Arc<Gate>,
    number: u64,
    from: IpAddr,
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.gate.state().knocking.retain(|knocking| knocking.number != self.number);
    }
}

impl Door for Visit {
    fn greet(&self, hello: &Hello) -> Result<Secret, Refusal> {
        let now = Instant::now();
        let mut state = self.gate.state();
        if let Some(knocking) = state.knocking.iter_mut().find(|knocking| knocking.number == self.number) {
            knocking.has_spoken = true;
        }
        match hello.mode {
            Mode::Code => {
                let (code, turn) = self.gate.keys.turn();
                state.strangers.may_guess(self.from, now)?;
                match code {
                    Some(code) if !state.is_spent(turn, self.gate.rules) => Ok(Secret::Code(code, turn)),
                    Some(_) | None => Err(Refusal::NoCode),
                }
            }
            Mode::Token(id) => match self.gate.keys.token(id) {
                Some(token) => Ok(Secret::Token(token)),
                None => {
                    state.strangers.may_guess(self.from, now)?;
                    Err(Refusal::WrongToken)
                }
            },
        }
    }

    fn attempt(&self, _: &Hello, secret: &Secret) -> Result<(), Refusal> {
        let now = Instant::now();
        let mut state = self.gate.state();
        match secret {
            Secret::Code(_, turn) => {
                state.strangers.may_guess(self.from, now)?;
                if self.gate.keys.turn().1 != *turn {
                    return Err(Refusal::CodeChanged);
                }
                if state.is_spent(*turn, self.gate.rules) {
                    return Err(Refusal::NoCode);
                }
                state.wrong += 1;
                state.strangers.count_wrong(self.from, now);
                if state.is_spent(*turn, self.gate.rules) {
                    self.gate.news.notify_one();
                }
                Ok(())
            }
            // nobody guesses 32 bytes: it is counted afterwards, where it was wrong
            Secret::Token(token) if self.gate.keys.token(token.id).as_ref() == Some(token) => Ok(()),
            Secret::Token(_) => Err(Refusal::WrongToken),
        }
    }

    fn right(&self, hello: &Hello) {
        match hello.mode {
            Mode::Code => {
                let mut state = self.gate.state();
                state.strangers.forget(self.from);
                state.wrong = state.wrong.saturating_sub(1);
            }
            // says nothing about who else guesses from that address
            Mode::Token(_) => {}
        }
    }
}
