//! Owns the bytes of a channel: frames in and out, their numbers, pings, silence and the end.

use std::sync::Arc;
use std::time::Duration;

use snow::StatelessTransportState;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::{Instant, sleep_until, timeout};

use super::super::frame::{self, Assembler, Got, LONGEST_FRAME, TAG};
use super::super::{Limits, Times, WireError};
use super::Lane;
use super::outbox::{Bulk, Next, Outbox, Room};

/// How long the other end's last words are still read where nothing can be sent to it any more.
const LAST_WORDS: Duration = Duration::from_secs(1);
const READ_AHEAD: usize = 32 * 1024;

/// Where messages go that came.
pub(super) struct Inbox {
    urgent: mpsc::Sender<Vec<u8>>,
    bulk: mpsc::Sender<(Vec<u8>, OwnedSemaphorePermit)>,
    room: Room,
}

impl Inbox {
    pub(super) fn new(
        urgent: mpsc::Sender<Vec<u8>>,
        bulk: mpsc::Sender<(Vec<u8>, OwnedSemaphorePermit)>,
        limits: Limits,
    ) -> Self {
        Self { urgent, bulk, room: Room::new(limits.waiting) }
    }

    /// Hands a message over; waits for room. Where nobody takes any, it is thrown away.
    async fn put(&self, lane: Lane, message: Vec<u8>) {
        match lane {
            Lane::Urgent => drop(self.urgent.send(message).await),
            Lane::Bulk => {
                let Some(room) = self.room.take(message.len()).await else { return };
                drop(self.bulk.send((message, room)).await);
            }
        }
    }
}

/// Runs until the connection has ended, and says how.
pub(super) async fn run<S>(
    stream: S,
    noise: StatelessTransportState,
    outbox: Arc<Outbox>,
    inbox: Inbox,
    limits: Limits,
    times: Times,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (read, to) = tokio::io::split(stream);
    let from = BufReader::with_capacity(READ_AHEAD, read);
    let assembler = Assembler::new(limits, Instant::now());
    let plain = vec![0; LONGEST_FRAME];
    let reading = Reading { from, noise: &noise, number: 0, assembler, times, frame: Vec::new(), plain };
    let writing = Writing { to, noise: &noise, number: 0, times, plain: Vec::new(), frame: Vec::new(), last: None };
    tokio::select! {
        // cut from here: before a goodbye is said, which would look like an end in order
        biased;
        _ = outbox.ended() => {}
        () = both(reading, writing, &outbox, inbox, times) => {}
    }
}

/// Reads and writes until both are done, or one fails.
async fn both(
    reading: Reading<'_, impl AsyncRead + Unpin>,
    writing: Writing<'_, impl AsyncWrite + Unpin>,
    outbox: &Outbox,
    inbox: Inbox,
    times: Times,
) {
    let mut read = std::pin::pin!(reading.run(inbox, outbox));
    let mut write = std::pin::pin!(writing.run(outbox));
    let end = tokio::select! {
        read = &mut read => match read {
            // the other end said goodbye, and takes what this one still has to say
            Ok(()) => match write.await {
                Ok(()) | Err(WireError::Cut) => Ok(()),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        },
        write = &mut write => match write {
            // this end said goodbye
            Ok(()) if outbox.nobody_reads() => Ok(()),
            Ok(()) => timeout(times.gone_after, read).await.unwrap_or(Ok(())),
            Err(error) => timeout(LAST_WORDS, read).await.ok().and_then(Result::err).map_or(Err(error), Err),
        },
    };
    // told while the inbox is still there, so that whoever waits at it finds it
    outbox.end(end);
}

struct Reading<'a, R> {
    from: BufReader<R>,
    noise: &'a StatelessTransportState,
    /// The number of the next frame: one that is replayed, left out or out of order does not open.
    number: u64,
    assembler: Assembler,
    times: Times,
    frame: Vec<u8>,
    plain: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Reading<'_, R> {
    /// Reads until the other end's goodbye. An error is told before the inbox goes.
    async fn run(mut self, inbox: Inbox, outbox: &Outbox) -> Result<(), WireError> {
        loop {
            match self.next().await {
                Ok(Got::Nothing) => {}
                Ok(Got::Message(lane, message)) => inbox.put(lane, message).await,
                Ok(Got::Goodbye) => return Ok(()),
                Err(error) => {
                    outbox.end(Err(error.clone()));
                    return Err(error);
                }
            }
        }
    }

    async fn next(&mut self) -> Result<Got, WireError> {
        self.fill(2).await?;
        let length = usize::from(u16::from_be_bytes([self.frame[0], self.frame[1]]));
        if length <= TAG {
            return Err(WireError::Unruly("an empty frame"));
        }
        self.fill(length).await?;
        let opened = self.noise.read_message(self.number, &self.frame, &mut self.plain);
        let length = opened.map_err(|_| WireError::NotGenuine)?;
        self.number += 1;
        self.assembler.take(&self.plain[..length], Instant::now())
    }

    /// Reads so many bytes into `frame`. Any byte is a sign of life.
    async fn fill(&mut self, length: usize) -> Result<(), WireError> {
        self.frame.resize(length, 0);
        let mut filled = 0;
        while filled < length {
            let read = self.from.read(&mut self.frame[filled..]);
            match timeout(self.times.gone_after, read).await.map_err(|_| WireError::Gone)?? {
                0 => return Err(WireError::Cut),
                more => filled += more,
            }
        }
        Ok(())
    }
}

struct Writing<'a, W> {
    to: W,
    noise: &'a StatelessTransportState,
    number: u64,
    times: Times,
    plain: Vec<u8>,
    frame: Vec<u8>,
    /// When a frame was written last.
    last: Option<Instant>,
}

impl<W: AsyncWrite + Unpin> Writing<'_, W> {
    /// Writes until the channel is closed and nothing waits any more, then says goodbye.
    async fn run(mut self, outbox: &Outbox) -> Result<(), WireError> {
        let mut begun: Option<(Bulk, usize)> = None;
        loop {
            match outbox.next(begun.is_some()) {
                Next::Urgent(message) => {
                    let mut from = 0;
                    while from < message.len() {
                        from = frame::piece(&mut self.plain, Lane::Urgent, &message, from);
                        self.write().await?;
                    }
                }
                Next::Bulk(another) => {
                    if let Some(bulk) = another {
                        begun = Some((bulk, 0));
                    }
                    if let Some((bulk, from)) = &mut begun {
                        *from = frame::piece(&mut self.plain, Lane::Bulk, &bulk.message, *from);
                        let whole = *from == bulk.message.len();
                        self.write().await?;
                        if whole {
                            begun = None;
                        }
                    }
                }
                Next::Nothing => {
                    let due = self.last.unwrap_or_else(Instant::now) + self.times.ping_every;
                    tokio::select! {
                        () = outbox.more() => {}
                        () = sleep_until(due) => {
                            frame::ping(&mut self.plain);
                            self.write().await?;
                        }
                    }
                }
                Next::Closed => {
                    frame::goodbye(&mut self.plain);
                    self.write().await?;
                    return Ok(self.to.shutdown().await?);
                }
            }
        }
    }

    /// Writes `plain` as one frame.
    async fn write(&mut self) -> Result<(), WireError> {
        self.frame.resize(2 + self.plain.len() + TAG, 0);
        let sealed = self.noise.write_message(self.number, &self.plain, &mut self.frame[2..]);
        let length = sealed.ok().and_then(|length| u16::try_from(length).ok());
        let length = length.ok_or(WireError::Length(self.plain.len()))?;
        self.frame[..2].copy_from_slice(&length.to_be_bytes());
        self.number += 1;
        let mut rest = &self.frame[..];
        while !rest.is_empty() {
            let write = timeout(self.times.stalled_after, self.to.write(rest));
            match write.await.map_err(|_| WireError::Stalled)?? {
                0 => return Err(WireError::Cut),
                written => rest = &rest[written..],
            }
        }
        timeout(self.times.stalled_after, self.to.flush()).await.map_err(|_| WireError::Stalled)??;
        self.last = Some(Instant::now());
        Ok(())
    }
}
