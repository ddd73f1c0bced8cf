//! Owns what is told of those who were not let in: a few a second, the rest counted. Wrong codes, tokens and versions are
//! told apart from noise, so that noise cannot drown them.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::time::Duration;

use tokio::time::Instant;

use super::super::error::WireError;
use super::GateEvent;

/// So many at once, and one more every so often.
const AT_ONCE: u32 = 8;
const ONE_MORE_EVERY: Duration = Duration::from_millis(500);
/// The most that wait to be read.
const MOST_WAITING: usize = 32;

#[derive(Debug)]
pub(super) struct Reports {
    guesses: Lane,
    noise: Lane,
}

#[derive(Debug)]
struct Lane {
    waiting: VecDeque<GateEvent>,
    left: u32,
    since: Instant,
    untold: u32,
}

impl Reports {
    pub(super) fn new(now: Instant) -> Self {
        Self { guesses: Lane::new(now), noise: Lane::new(now) }
    }

    pub(super) fn add(&mut self, what: WireError, from: IpAddr, now: Instant) {
        let lane = match what {
            WireError::Refused(_) | WireError::Version { .. } => &mut self.guesses,
            _ => &mut self.noise,
        };
        lane.add(what, from, now);
    }

    pub(super) fn next(&mut self) -> Option<GateEvent> {
        self.guesses.waiting.pop_front().or_else(|| self.noise.waiting.pop_front())
    }
}

impl Lane {
    fn new(now: Instant) -> Self {
        Self { waiting: VecDeque::new(), left: AT_ONCE, since: now, untold: 0 }
    }

    fn add(&mut self, what: WireError, from: IpAddr, now: Instant) {
        let more = now.duration_since(self.since).as_millis() / ONE_MORE_EVERY.as_millis();
        if more > 0 {
            self.left = self.left.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)).min(AT_ONCE);
            self.since = now;
        }
        if self.left == 0 || self.waiting.len() >= MOST_WAITING {
            self.untold = self.untold.saturating_add(1);
            return;
        }
        self.left -= 1;
        let untold = std::mem::take(&mut self.untold);
        self.waiting.push_back(GateEvent::Refused { what, from, untold });
    }
}
