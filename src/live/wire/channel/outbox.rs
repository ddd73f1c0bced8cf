//! Owns what waits to be sent: urgent messages, bulk with its back-pressure, and the end of the channel.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};

use super::super::{Limits, WireError};
use super::Lane;

/// The most urgent messages that wait.
const MOST_URGENT: usize = 256;
/// After so many urgent messages in a row, one piece of bulk goes.
const URGENT_IN_A_ROW: usize = 16;
/// Room is counted in units of so many bytes; every message takes one unit more, so that the number of small ones is bounded.
const UNIT: usize = 256;

type End = Result<(), WireError>;

pub(super) struct Outbox {
    limits: Limits,
    waiting: Mutex<Waiting>,
    /// Something waits, or the channel was closed.
    more: Notify,
    room: Room,
    urgent_room: Notify,
    end: watch::Sender<Option<End>>,
    nobody_reads: AtomicBool,
}

#[derive(Default)]
struct Waiting {
    urgent: VecDeque<(Option<u32>, Vec<u8>)>,
    urgent_in_a_row: usize,
    bulk: VecDeque<Bulk>,
    closed: bool,
}

/// A bulk message, and the room it takes until it has gone.
pub(super) struct Bulk {
    pub message: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

/// What is to be written next.
pub(super) enum Next {
    Urgent(Vec<u8>),
    /// The next piece of bulk: of the message that was begun, or of this one.
    Bulk(Option<Bulk>),
    /// Nothing now.
    Nothing,
    /// Nothing ever again.
    Closed,
}

/// How many bytes may wait. A message that is longer than all of it takes all of it.
#[derive(Clone)]
pub(super) struct Room {
    units: Arc<Semaphore>,
    all: u32,
}

impl Room {
    pub(super) fn new(bytes: usize) -> Self {
        let all = u32::try_from(bytes / UNIT + 1).unwrap_or(u32::MAX).min(1 << 28);
        Self { units: Arc::new(Semaphore::new(all as usize)), all }
    }

    /// Waits until there is room; `None` after [`Room::close`].
    pub(super) async fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes / UNIT + 1).unwrap_or(u32::MAX).min(self.all);
        Arc::clone(&self.units).acquire_many_owned(units).await.ok()
    }

    fn close(&self) {
        self.units.close();
    }
}

impl Outbox {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            waiting: Mutex::default(),
            more: Notify::new(),
            room: Room::new(limits.waiting),
            urgent_room: Notify::new(),
            end: watch::Sender::new(None),
            nobody_reads: AtomicBool::new(false),
        }
    }

    pub(super) async fn send(&self, lane: Lane, message: Vec<u8>) -> Result<(), WireError> {
        match lane {
            Lane::Bulk => {
                self.may_go(&message, self.limits.bulk)?;
                let room = self.room.take(message.len()).await.ok_or(WireError::Closed);
                let room = room.map_err(|closed| self.why().unwrap_or(closed))?;
                self.put(|waiting| waiting.bulk.push_back(Bulk { message, _room: room }))
            }
            Lane::Urgent => {
                self.may_go(&message, self.limits.urgent)?;
                loop {
                    let mut room = std::pin::pin!(self.urgent_room.notified());
                    room.as_mut().enable();
                    self.may_go(&message, self.limits.urgent)?;
                    if self.waiting().urgent.len() < MOST_URGENT {
                        return self.put(|waiting| waiting.urgent.push_back((None, message)));
                    }
                    room.await;
                }
            }
        }
    }

    pub(super) fn try_urgent(&self, message: Vec<u8>, newest_of: Option<u32>) -> Result<(), WireError> {
        self.may_go(&message, self.limits.urgent)?;
        let mut full = false;
        self.put(|waiting| {
            let is_full = waiting.urgent.len() >= MOST_URGENT;
            let older = waiting.urgent.iter_mut().find(|(of, _)| of.is_some() && *of == newest_of);
            match older {
                Some((_, older)) => *older = message,
                None if is_full => full = true,
                None => waiting.urgent.push_back((newest_of, message)),
            }
        })?;
        if full { Err(WireError::Full) } else { Ok(()) }
    }

    /// Takes nothing more; what waits still goes.
    pub(super) fn close(&self) {
        self.waiting().closed = true;
        self.room.close();
        self.urgent_room.notify_waiters();
        self.more.notify_one();
    }

    /// Ends everything; the first end is the one that is told.
    pub(super) fn end(&self, end: End) {
        self.end.send_if_modified(|told| {
            let first = told.is_none();
            if first {
                *told = Some(end);
            }
            first
        });
        self.close();
    }

    pub(super) fn end_so_far(&self) -> Option<End> {
        self.end.borrow().clone()
    }

    pub(super) async fn ended(&self) -> End {
        let mut end = self.end.subscribe();
        // the sender of it is in here
        end.wait_for(Option::is_some).await.ok().and_then(|end| end.clone()).unwrap_or(Err(WireError::Closed))
    }

    /// Hears that the receiving half is gone.
    pub(super) fn leave(&self) {
        self.nobody_reads.store(true, Ordering::Relaxed);
    }

    pub(super) fn nobody_reads(&self) -> bool {
        self.nobody_reads.load(Ordering::Relaxed)
    }

    /// Waits until there may be something to write.
    pub(super) async fn more(&self) {
        self.more.notified().await;
    }

    /// Returns what is to be written next. `begun` says whether a bulk message is half written.
    pub(super) fn next(&self, begun: bool) -> Next {
        let mut waiting = self.waiting();
        let bulk_waits = begun || !waiting.bulk.is_empty();
        let in_turn = !bulk_waits || waiting.urgent_in_a_row < URGENT_IN_A_ROW;
        if let Some((_, message)) = in_turn.then(|| waiting.urgent.pop_front()).flatten() {
            waiting.urgent_in_a_row += 1;
            self.urgent_room.notify_one();
            return Next::Urgent(message);
        }
        waiting.urgent_in_a_row = 0;
        if begun {
            return Next::Bulk(None);
        }
        match waiting.bulk.pop_front() {
            Some(bulk) => Next::Bulk(Some(bulk)),
            None if waiting.closed => Next::Closed,
            None => Next::Nothing,
        }
    }

    fn put(&self, put: impl FnOnce(&mut Waiting)) -> Result<(), WireError> {
        let mut waiting = self.waiting();
        if waiting.closed {
            drop(waiting);
            return Err(self.why().unwrap_or(WireError::Closed));
        }
        put(&mut waiting);
        drop(waiting);
        self.more.notify_one();
        Ok(())
    }

    fn may_go(&self, message: &[u8], most: usize) -> Result<(), WireError> {
        if message.is_empty() || message.len() > most {
            return Err(WireError::Length(message.len()));
        }
        if self.waiting().closed { Err(self.why().unwrap_or(WireError::Closed)) } else { Ok(()) }
    }

    /// Returns why nothing is sent any more, where that is an error.
    fn why(&self) -> Option<WireError> {
        self.end.borrow().clone().and_then(Result::err)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // nothing is left half done under this lock
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
