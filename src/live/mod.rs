//! Owns an open session while people work on it: the desk's thread and the handle to it.
//!
//! - [`open`] a session file, [`create`] a new one: each gives a [`Handle`] for the screens and a [`Desk`] to wait for.
//! - [`DeskOptions::new`] says who works at it; `settle` is how long the session file waits for more changes.
//! - [`ask_and_wait`] asks one thing from a program without screens and waits for its answer.
//! - To end: ask [`Ask::Close`], wait for its answer, drop the handle, then [`Desk::join`].
//!
//! Never draws, never decides what is asked.

use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::domain::desk::{Answer, Ask, Handle, Presence, Present, Problem, Request, Snapshot, Ticket, Wrong, channel};
use crate::domain::desk::{Part, ReadOnly, Saved, Status};
use crate::domain::session::Session;
use crate::store::files::Files;
use crate::store::folder::Folder;
use crate::store::{self, Opened, Opening};
use ties::Ties;

mod desk;
mod endpoint;
pub mod host;
pub mod join;
mod net;
pub mod protocol;
mod reader;
pub mod replica;
pub mod ties;
mod undo;
pub mod wire;
mod writer;

pub use crate::domain::desk::Surroundings;

/// Who works at a desk, and how.
#[derive(Clone, Debug)]
pub struct DeskOptions {
    /// The name they gave.
    pub by: String,
    /// Clock and randomness.
    pub surroundings: Surroundings,
    /// This machine's name: `store::machine`.
    pub machine: String,
    /// How long the session file waits for more changes.
    pub settle: Duration,
    /// How long until what the disk refused is tried again, and until a file that is open elsewhere is looked at again.
    pub retry: Duration,
    /// The way to the disk.
    pub files: Files,
    /// What it is to other laptops.
    pub together: Begin,
    /// What it is there for, where another program has the session.
    pub part: Part,
    /// The port on the network that is asked for first; `None` for the usual one.
    pub port: Option<u16>,
}

/// What a desk begins as, to other laptops and other programs on this machine.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Begin {
    /// Alone: nobody can come in.
    #[default]
    Alone,
    /// The host: programs on this machine can come in, and laptops on the network where it is open.
    Host {
        /// Whether it is opened to the network at once.
        open: bool,
    },
    /// One who joined another laptop before.
    Joined(Ties),
    /// One who works through another program on this machine.
    Attached(Ties),
    /// A wall beside a program that joined: in memory, with a tie to the host of its own.
    Beside(Ties),
}

impl DeskOptions {
    /// Makes the usual options: the session file follows within about a second, a full disk is tried every two.
    pub fn new(by: &str, machine: &str, surroundings: Surroundings) -> Self {
        Self {
            by: by.to_owned(),
            surroundings,
            machine: machine.to_owned(),
            settle: Duration::from_millis(900),
            retry: Duration::from_secs(2),
            files: Files::default(),
            together: Begin::Alone,
            part: Part::Console,
            port: None,
        }
    }

    fn opening(&self) -> Opening {
        Opening { machine: self.machine.clone(), now: (self.surroundings.now)(), files: self.files.clone() }
    }
}

/// The desk's thread.
#[derive(Debug)]
pub struct Desk {
    thread: JoinHandle<Result<(), Problem>>,
}

impl Desk {
    /// Waits until the desk has ended: after [`Ask::Close`], or once the handle is dropped.
    /// Before it ends it writes down everything that it can.
    ///
    /// # Errors
    /// Where something could not be written.
    pub fn join(self) -> Result<(), Problem> {
        self.thread
            .join()
            .unwrap_or_else(|panic| Err(Problem::new(Wrong::CannotWrite(store::document::words_of(&panic)))))
    }
}

/// Opens a session. Where it cannot be changed, the desk shows it, refuses changes and says why.
///
/// # Errors
/// Where the file is missing or cannot be read, and no good state of it is known.
pub fn open(file: &Path, options: DeskOptions) -> Result<(Handle, Desk), Problem> {
    let opened = store::open(file, &options.opening())?;
    let elsewhere = matches!(&opened, Opened::Shown(shown) if shown.why == ReadOnly::OpenElsewhere);
    if elsewhere && let Some(attached) = join::attach(file, &options) {
        return Ok(attached);
    }
    let options = match (&opened, &options.together) {
        (Opened::Writable(document), Begin::Host { .. }) => {
            let ties = Ties::read(&document.folder().ties());
            // this laptop joined: the host is another one
            let together = if ties.host.is_some() { Begin::Joined(ties) } else { options.together.clone() };
            DeskOptions { together, ..options }
        }
        (Opened::Writable(_) | Opened::Shown(_), _) => options,
    };
    begin(file, opened, options)
}

/// Opens a session only to show it: through the program on this machine that has it, as soon as there is one.
///
/// # Errors
/// As [`open`].
pub fn watch(file: &Path, options: DeskOptions) -> Result<(Handle, Desk), Problem> {
    if let Some(attached) = join::attach(file, &options) {
        return Ok(attached);
    }
    let folder = Folder::of(&store::whole_path(file), &options.machine);
    let shown = store::show(&folder, &options.opening(), ReadOnly::OpenElsewhere)?;
    begin(file, Opened::Shown(Box::new(shown)), options)
}

/// Makes a session that is not there yet, and opens it.
///
/// # Errors
/// Where there is such a file already, or it cannot be written.
pub fn create(file: &Path, session: &Session, options: DeskOptions) -> Result<(Handle, Desk), Problem> {
    let opened = store::create(file, session, &options.opening())?;
    begin(file, opened, options)
}

fn begin(file: &Path, opened: Opened, options: DeskOptions) -> Result<(Handle, Desk), Problem> {
    let (handle, end) = channel();
    let me = Present { name: options.by.clone(), leads: true, online: true, ..Present::default() };
    end.presence.send_replace(Presence { people: vec![me], ..Presence::default() });
    let file_name = file.to_owned();
    let thread = std::thread::Builder::new().name("desk".to_owned());
    let thread = match opened {
        Opened::Writable(mut document) => {
            let status = Status {
                saved: Saved::Unchanged,
                file: file_name,
                notices: document.take_notices(),
                draft: document.draft(),
                ..Status::default()
            };
            end.status.send_replace(status);
            end.snapshot.send_replace(Snapshot { version: 0, session: document.session().clone().into() });
            thread.spawn(move || desk::run(*document, end, options))
        }
        Opened::Shown(shown) => {
            let saved = Saved::ReadOnly(shown.why);
            end.status.send_replace(Status { saved, file: file_name, notices: shown.notices, ..Status::default() });
            end.snapshot.send_replace(Snapshot { version: 0, session: shown.session.into() });
            let file = file.to_owned();
            let why = shown.why;
            thread.spawn(move || reader::run(&file, why, end, options))
        }
    };
    let thread = thread.map_err(|error| Problem::of_file(file, Wrong::CannotWrite(error.to_string())))?;
    Ok((handle, Desk { thread }))
}

/// Asks one thing and waits for its answer. For programs without screens: other answers that come meanwhile are lost.
/// A change that the disk refuses is answered by what is wrong with the disk, although the desk goes on trying.
/// Must not be called inside an asynchronous task.
pub fn ask_and_wait(handle: &mut Handle, ask: Ask) -> Answer {
    let ticket = Ticket(u64::MAX);
    let ended = || Answer::Refused(Problem::new(Wrong::DeskEnded));
    let waits_for_disk = match &ask {
        Ask::Change(_) | Ask::Undo | Ask::Redo | Ask::CloseRound { .. } => true,
        // a ballot is never held back: where the disk refuses it, so does the desk
        Ask::Save
        | Ask::Show(_)
        | Ask::KeepDraft(_)
        | Ask::Close
        | Ask::Together(_)
        | Ask::Cast(_)
        | Ask::Recast(_)
        | Ask::Holds { .. } => false,
    };
    let mut status = handle.status.clone();
    status.mark_unchanged();
    if handle.requests.blocking_send(Request { ticket, ask }).is_err() {
        return ended();
    }
    // no clock and no sockets: nothing that could be refused
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return ended() };
    runtime.block_on(async {
        loop {
            tokio::select! {
                biased;
                reply = handle.replies.recv() => match reply {
                    Some(reply) if reply.ticket == ticket => return reply.answer,
                    Some(_) => {}
                    None => return ended(),
                },
                Ok(()) = status.changed(), if waits_for_disk => {
                    if let Some(problem) = held_back(&status.borrow().saved) {
                        return Answer::Refused(problem);
                    }
                }
            }
        }
    })
}

/// Returns why changes are in memory alone, where some are.
fn held_back(saved: &Saved) -> Option<Problem> {
    match saved {
        Saved::Failing { problem, waiting } if *waiting > 0 => Some(problem.clone()),
        Saved::Failing { .. } | Saved::Unchanged | Saved::Journalled(_) | Saved::Written(_) | Saved::ReadOnly(_) => {
            None
        }
    }
}

/// Says why a session that is only shown takes no change.
fn refusal(why: ReadOnly) -> Wrong {
    match why {
        ReadOnly::OpenElsewhere => Wrong::OpenElsewhere,
        ReadOnly::NoRight | ReadOnly::Newer => Wrong::NoRight,
        ReadOnly::ConflictMarked => Wrong::ConflictMarkers,
        ReadOnly::DiskFull => Wrong::DiskFull,
    }
}
