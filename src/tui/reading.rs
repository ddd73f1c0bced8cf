//! Owns reading the terminal's keys, on a thread of its own: where the terminal is gone crossterm looks for keys for ever,
//! and must not keep the loop from saving everything. Never reads while somebody else has the terminal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};
use tokio::sync::mpsc;

/// How often the thread looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(100);

/// How long it may take to end.
const PATIENCE: Duration = Duration::from_millis(400);

/// The keys of the terminal, as long as it is kept.
pub(super) struct Keys {
    events: mpsc::Receiver<io::Result<Event>>,
    over: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Keys {
    /// Begins to read.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub(super) fn begin() -> io::Result<Self> {
        let (send, events) = mpsc::channel(1024);
        let over = Arc::new(AtomicBool::new(false));
        let theirs = over.clone();
        let thread = thread::Builder::new().name("keys".to_owned()).spawn(move || {
            while !theirs.load(Ordering::SeqCst) {
                let came = match event::poll(LOOK) {
                    Ok(true) => event::read(),
                    Ok(false) => continue,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let failed = came.is_err();
                if send.blocking_send(came).is_err() || failed {
                    return;
                }
            }
        })?;
        Ok(Self { events, over, thread })
    }

    /// Waits for what comes next; `None` where nothing comes any more.
    pub(super) async fn next(&mut self) -> Option<io::Result<Event>> {
        self.events.recv().await
    }

    /// Returns what came already.
    pub(super) fn next_now(&mut self) -> Option<io::Result<Event>> {
        self.events.try_recv().ok()
    }

    /// Ends reading. Returns once nobody reads the terminal any more, or where the thread does not end: what it had read
    /// and nobody had taken.
    pub(super) fn end(mut self) -> Vec<Event> {
        self.over.store(true, Ordering::SeqCst);
        let since = Instant::now();
        let mut left = Vec::new();
        loop {
            let ended = self.thread.is_finished();
            left.extend(std::iter::from_fn(|| self.events.try_recv().ok()).flatten());
            if ended || since.elapsed() >= PATIENCE {
                return left;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
    }
}

/// Tells whether the terminal is gone: its other end was closed.
#[cfg(unix)]
pub(super) fn is_gone() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let mut asked = [PollFd::new(&stdin, PollFlags::empty())];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut asked, Some(&at_once)).is_ok() && asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR)
}

/// Tells whether the terminal is gone: here what reads it tells.
#[cfg(not(unix))]
pub(super) fn is_gone() -> bool {
    false
}
