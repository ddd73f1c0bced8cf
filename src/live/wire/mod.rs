//! Owns what goes between two machines: opaque messages, secret, bounded, in order, and only for who has a right to them.
//!
//! - A guest [`dial`]s with a [`Key`]: the short [`Code`] from the facilitator's screen, or the [`Token`] of an earlier joining.
//! - A host [`listen`]s and [`serve`]s behind a [`Gate`], which sheds who says nothing and makes who guesses wait.
//!   [`Keys`] holds what it lets in; it may change at any time.
//! - Both get a [`Channel`], to be split into a [`Sender`] and a [`Receiver`]. Pings, pieces and time limits are inside it.
//! - [`discovery`] says on the local network which session is where.
//!
//! Never knows what a message means, and never opens a file.

mod channel;
mod code;
mod dial;
pub mod discovery;
mod error;
mod frame;
mod gate;
mod handshake;
mod hello;
mod keys;
mod serve;
#[cfg(test)]
mod tests;
mod words;

use std::time::Duration;

pub use channel::{Channel, Lane, Receiver, Sender};
pub use code::{Code, CodeTrouble};
pub use dial::{dial, dial_any, listen};
pub use error::{Older, Refusal, WireError};
pub use gate::{Gate, GateEvent, Rules};
pub use handshake::{Door, House, Joining, Key, Met, Secret, guest, host};
pub use hello::{Hello, Mode, PROTOCOL, SessionId};
pub use keys::{Keys, Token, TokenId};
pub use serve::{Accepted, serve};

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The whole handshake, from the first byte: 10 s.
    pub handshake: Duration,
    /// The longest silence before a ping is sent: 2 s.
    pub ping_every: Duration,
    /// A connection from which no byte came for so long is gone: 6 s.
    pub gone_after: Duration,
    /// A connection that takes no byte for so long, although it pings, is given up: 30 s.
    pub stalled_after: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            handshake: Duration::from_secs(10),
            ping_every: Duration::from_secs(2),
            gone_after: Duration::from_secs(6),
            stalled_after: Duration::from_secs(30),
        }
    }
}

/// How much may be sent and is accepted, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest message on the bulk lane: 64 MiB.
    pub bulk: usize,
    /// The longest message on the urgent lane: 64 KiB.
    pub urgent: usize,
    /// What may wait on the bulk lane, to be sent and again to be taken: 1 MiB. A longer message waits alone.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bulk: 64 << 20, urgent: 64 << 10, waiting: 1 << 20 }
    }
}
