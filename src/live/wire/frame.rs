//! Owns what stands inside a Noise frame, and how pieces become messages again: bounded, in order, or refused.
//!
//! ```text
//! 0                                        a ping
//! 1  lane  length of the message (4)  …    its first piece
//! 2  lane  …                               a further piece
//! 3                                        goodbye: no more comes
//! ```

use tokio::time::Instant;

use super::channel::Lane;
use super::{Limits, WireError};

/// The longest frame on the wire after its two bytes of length, tag included.
pub(super) const LONGEST_FRAME: usize = 65_535;
/// Noise's tag.
pub(super) const TAG: usize = 16;
/// The longest piece that is sent: short, so that what is urgent does not wait long on a slow network.
pub(super) const PIECE: usize = 16 * 1024;
/// The shortest piece but the last.
const LEAST_PIECE: usize = 1024;
/// The most pings: so many at once, and so many for every second that the channel stands. They may come in a burst, where
/// this end did not read for a while.
const MOST_PINGS: (u64, u64) = (50, 20);

const PING: u8 = 0;
const FIRST: u8 = 1;
const NEXT: u8 = 2;
const GOODBYE: u8 = 3;

/// Writes the inside of a ping.
pub(super) fn ping(plain: &mut Vec<u8>) {
    plain.clear();
    plain.push(PING);
}

/// Writes the inside of a goodbye.
pub(super) fn goodbye(plain: &mut Vec<u8>) {
    plain.clear();
    plain.push(GOODBYE);
}

/// Writes the inside of the piece of a message that begins at `from`; returns where the next one begins.
pub(super) fn piece(plain: &mut Vec<u8>, lane: Lane, message: &[u8], from: usize) -> usize {
    let to = message.len().min(from + PIECE);
    plain.clear();
    if from == 0 {
        plain.extend([FIRST, lane.to_byte()]);
        plain.extend(u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes());
    } else {
        plain.extend([NEXT, lane.to_byte()]);
    }
    plain.extend(&message[from..to]);
    to
}

/// What a frame brought.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Got {
    /// A ping, or a piece of what is not whole yet.
    Nothing,
    /// A message, whole.
    Message(Lane, Vec<u8>),
    /// No more comes.
    Goodbye,
}

/// Puts pieces together again. Holds at most one unfinished message a lane, and of it no more than came.
#[derive(Debug)]
pub(super) struct Assembler {
    limits: Limits,
    urgent: Option<Unfinished>,
    bulk: Option<Unfinished>,
    pings: u64,
    since: Instant,
}

#[derive(Debug)]
struct Unfinished {
    message: Vec<u8>,
    length: usize,
}

impl Assembler {
    pub(super) fn new(limits: Limits, now: Instant) -> Self {
        Self { limits, urgent: None, bulk: None, pings: 0, since: now }
    }

    /// Takes the inside of one frame.
    ///
    /// # Errors
    /// Whatever is against the rules; nothing more may be taken then.
    pub(super) fn take(&mut self, plain: &[u8], now: Instant) -> Result<Got, WireError> {
        match plain {
            [PING] => self.count_ping(now),
            [GOODBYE] if self.urgent.is_none() && self.bulk.is_none() => Ok(Got::Goodbye),
            [GOODBYE] => Err(WireError::Unruly("a goodbye inside a message")),
            [FIRST, lane, a, b, c, d, piece @ ..] => {
                let lane = Lane::from_byte(*lane)?;
                let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
                self.begin(lane, length)?;
                self.add(lane, piece)
            }
            [NEXT, lane, piece @ ..] => self.add(Lane::from_byte(*lane)?, piece),
            _ => Err(WireError::Unruly("an unknown frame")),
        }
    }

    fn begin(&mut self, lane: Lane, length: usize) -> Result<(), WireError> {
        let (slot, most) = match lane {
            Lane::Urgent => (&mut self.urgent, self.limits.urgent),
            Lane::Bulk => (&mut self.bulk, self.limits.bulk),
        };
        if slot.is_some() {
            return Err(WireError::Unruly("a message inside another"));
        }
        if length == 0 || length > most {
            return Err(WireError::Unruly("a message of a length that is not allowed"));
        }
        *slot = Some(Unfinished { message: Vec::new(), length });
        Ok(())
    }

    fn add(&mut self, lane: Lane, piece: &[u8]) -> Result<Got, WireError> {
        let slot = match lane {
            Lane::Urgent => &mut self.urgent,
            Lane::Bulk => &mut self.bulk,
        };
        let Some(unfinished) = slot else { return Err(WireError::Unruly("a piece of no message")) };
        let missing = unfinished.length - unfinished.message.len();
        if piece.len() > missing || piece.len() < LEAST_PIECE.min(missing) {
            return Err(WireError::Unruly("a piece of a length that is not allowed"));
        }
        // doubles, but never beyond what was announced, and never before the bytes are there
        let more = unfinished.message.len().clamp(piece.len(), missing);
        if unfinished.message.capacity() - unfinished.message.len() < piece.len() {
            unfinished.message.reserve_exact(more);
        }
        unfinished.message.extend_from_slice(piece);
        if piece.len() < missing {
            return Ok(Got::Nothing);
        }
        Ok(slot.take().map_or(Got::Nothing, |whole| Got::Message(lane, whole.message)))
    }

    fn count_ping(&mut self, now: Instant) -> Result<Got, WireError> {
        let (at_once, a_second) = MOST_PINGS;
        self.pings += 1;
        if self.pings > at_once + a_second * now.duration_since(self.since).as_secs() {
            return Err(WireError::Unruly("a storm of pings"));
        }
        Ok(Got::Nothing)
    }

    /// Returns how many bytes it holds room for.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        [&self.urgent, &self.bulk].into_iter().flatten().map(|unfinished| unfinished.message.capacity()).sum()
    }
}
