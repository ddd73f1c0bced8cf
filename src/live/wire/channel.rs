//! Owns the channel after the handshake: whole messages on two lanes, back-pressure, pings and the end of it.
//! One task a channel (`pump`) reads and writes; it ends when the connection does, or soon after both halves are dropped.

mod outbox;
mod pump;

use std::fmt;
use std::sync::Arc;

use snow::StatelessTransportState;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::{Limits, Times, WireError};
use outbox::Outbox;

/// The most urgent messages that wait to be taken.
const URGENT_WAITING: usize = 64;
/// The most bulk messages that wait to be taken; how many bytes is [`Limits::waiting`].
const BULK_WAITING: usize = 1024;

/// On which lane a message goes. Each keeps its order; what is urgent overtakes bulk, also between the pieces of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Presence, acknowledgements: short, before everything else.
    Urgent,
    /// Everything else.
    Bulk,
}

impl Lane {
    pub(super) fn to_byte(self) -> u8 {
        match self {
            Self::Urgent => 0,
            Self::Bulk => 1,
        }
    }

    pub(super) fn from_byte(byte: u8) -> Result<Self, WireError> {
        match byte {
            0 => Ok(Self::Urgent),
            1 => Ok(Self::Bulk),
            _ => Err(WireError::Unruly("an unknown lane")),
        }
    }
}

/// Both halves of a connection between two that know each other.
#[derive(Debug)]
pub struct Channel {
    sender: Sender,
    receiver: Receiver,
}

impl Channel {
    /// Begins over a connection whose handshake is done. Must be called inside a runtime.
    pub(super) fn begin<S>(stream: S, noise: StatelessTransportState, limits: Limits, times: Times) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let outbox = Arc::new(Outbox::new(limits));
        let (urgent_in, urgent) = mpsc::channel(URGENT_WAITING);
        let (bulk_in, bulk) = mpsc::channel(BULK_WAITING);
        let inbox = pump::Inbox::new(urgent_in, bulk_in, limits);
        tokio::spawn(pump::run(stream, noise, Arc::clone(&outbox), inbox, limits, times));
        let sender = Sender { last: Arc::new(Last(Arc::clone(&outbox))) };
        Self { sender, receiver: Receiver { urgent, bulk, outbox, told: false } }
    }

    /// Returns the two halves.
    pub fn split(self) -> (Sender, Receiver) {
        (self.sender, self.receiver)
    }
}

/// The sending half. Where the last clone of it is dropped, what waits is sent and the connection closed.
#[derive(Clone)]
pub struct Sender {
    last: Arc<Last>,
}

struct Last(Arc<Outbox>);

impl Drop for Last {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Sender {
    /// Sends a message: waits for room, not until it has arrived. Dropped while it waits, nothing is sent.
    ///
    /// # Errors
    /// [`WireError::Length`] for one that is empty or too long for its lane; why the channel has ended, where it has.
    pub async fn send(&self, lane: Lane, message: Vec<u8>) -> Result<(), WireError> {
        self.last.0.send(lane, message).await
    }

    /// Sends an urgent message without ever waiting. One that bears a number takes the place of one with the same number
    /// that still waits: of presence only the newest matters.
    ///
    /// # Errors
    /// [`WireError::Full`] where 256 wait already; else as [`Sender::send`].
    pub fn try_urgent(&self, message: Vec<u8>, newest_of: Option<u32>) -> Result<(), WireError> {
        self.last.0.try_urgent(message, newest_of)
    }

    /// Sends what waits, says goodbye and closes. The other end may still send for up to `gone_after`.
    pub fn close(&self) {
        self.last.0.close();
    }

    /// Ends the connection at once.
    pub fn cut(&self) {
        self.last.0.end(Err(WireError::Closed));
    }

    /// Waits until the connection has ended, and returns how: in order, or by which error.
    ///
    /// # Errors
    /// Why it has ended, where neither end said goodbye.
    pub async fn ended(&self) -> Result<(), WireError> {
        self.last.0.ended().await
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

/// The receiving half. While nobody takes what came, the other end waits. Dropped, what comes is thrown away.
pub struct Receiver {
    urgent: mpsc::Receiver<Vec<u8>>,
    bulk: mpsc::Receiver<(Vec<u8>, OwnedSemaphorePermit)>,
    outbox: Arc<Outbox>,
    told: bool,
}

impl Receiver {
    /// Returns the next message, urgent ones first; once, why the connection broke off; `None` after that, after the other
    /// end's goodbye, and after [`Sender::cut`]. Dropped while it waits, nothing is lost.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, WireError>> {
        self.next_on().await.map(|next| next.map(|(_, message)| message))
    }

    /// Returns the same, with the lane it came on.
    pub async fn next_on(&mut self) -> Option<Result<(Lane, Vec<u8>), WireError>> {
        tokio::select! {
            biased;
            Some(message) = self.urgent.recv() => return Some(Ok((Lane::Urgent, message))),
            Some((message, _room)) = self.bulk.recv() => return Some(Ok((Lane::Bulk, message))),
            else => {}
        }
        if self.told {
            return None;
        }
        self.told = true;
        match self.outbox.end_so_far() {
            None | Some(Ok(()) | Err(WireError::Closed)) => None,
            Some(Err(error)) => Some(Err(error)),
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.outbox.leave();
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
