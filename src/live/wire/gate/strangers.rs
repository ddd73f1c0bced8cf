//! Owns which addresses guessed wrong, how often, and until when they wait. A bounded number of them.

use std::collections::HashMap;
use std::net::IpAddr;

use tokio::time::Instant;

use super::super::error::Refusal;
use super::Rules;

#[derive(Debug)]
pub(super) struct Strangers {
    rules: Rules,
    by_address: HashMap<IpAddr, Stranger>,
}

#[derive(Debug)]
struct Stranger {
    wrong: u32,
    waits_until: Option<Instant>,
    seen: Instant,
}

impl Strangers {
    pub(super) fn new(rules: Rules) -> Self {
        Self { rules, by_address: HashMap::new() }
    }

    /// Tells whether an address may guess now.
    ///
    /// # Errors
    /// How long it has to wait, in seconds, rounded up.
    pub(super) fn may_guess(&self, from: IpAddr, now: Instant) -> Result<(), Refusal> {
        let until = self.by_address.get(&from).and_then(|stranger| stranger.waits_until);
        match until.and_then(|until| until.checked_duration_since(now)).filter(|left| !left.is_zero()) {
            Some(left) => {
                Err(Refusal::Wait { seconds: u32::try_from(left.as_millis().div_ceil(1000)).unwrap_or(u32::MAX) })
            }
            None => Ok(()),
        }
    }

    pub(super) fn count_wrong(&mut self, from: IpAddr, now: Instant) {
        if !self.by_address.contains_key(&from) && self.by_address.len() >= self.rules.addresses {
            self.forget_one();
        }
        let stranger = self.by_address.entry(from).or_insert(Stranger { wrong: 0, waits_until: None, seen: now });
        stranger.wrong = stranger.wrong.saturating_add(1);
        stranger.seen = now;
        if let Some(beyond) = stranger.wrong.checked_sub(self.rules.free_guesses) {
            let pause = self.rules.first_pause.saturating_mul(1 << beyond.min(16)).min(self.rules.longest_pause);
            stranger.waits_until = Some(now + pause);
        }
    }

    pub(super) fn forget(&mut self, from: IpAddr) {
        self.by_address.remove(&from);
    }

    /// Forgets the address whose pause is over first, and of those that do not wait the one seen longest ago.
    fn forget_one(&mut self) {
        let first = self.by_address.iter().min_by_key(|(_, stranger)| (stranger.waits_until, stranger.seen));
        if let Some(address) = first.map(|(address, _)| *address) {
            self.by_address.remove(&address);
        }
    }
}
