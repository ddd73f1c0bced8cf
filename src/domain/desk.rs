//! Owns what the screens and the desk say to each other: requests, replies, snapshot, status, presence, stage,
//! problems, and the handle that carries them. The same alone, hosting, attached or joined.
//! Never the desk itself: that is a thread in `live`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, watch};

use super::ballot_box::{Cast, CastRefused, Recast, Receipt};
use super::change::Change;
use super::id::PollId;
use super::item::ItemRef;
use super::poll::RoundNo;
use super::session::Session;
use super::time::{Day, Moment};

pub use super::link::{Joined, LaptopId, Link, Part, Presence, Present, Sharing, Together};
pub use super::stage::{Stage, View};

/// Names a request, so that its reply can be told from others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Ticket(pub u64);

/// What is asked of the desk. Every one is answered by a [`Reply`] with its number.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// Apply this change, all or none.
    Change(Change),
    /// Take back this person's last change.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Write the session file now, and answer once it stands on disk.
    Save,
    /// Put on the wall.
    Show(Stage),
    /// Keep the unfinished line of the capture line, so that a crash does not cost it. Empty: nothing is kept.
    KeepDraft(String),
    /// Put a ballot into the box of an open round. It is on disk before it is said to be done.
    Cast(Box<Cast>),
    /// Put another vote in place of one that is in the box.
    Recast(Box<Recast>),
    /// Tell whether the box of a round holds a ballot with this receipt: done, or refused.
    Holds {
        /// Which poll.
        poll: PollId,
        /// Which round of it.
        round: RoundNo,
        /// The receipt.
        receipt: Receipt,
    },
    /// Close an open round: what is in its box goes into the round, without voter, time or order, and the box is gone.
    CloseRound {
        /// Which poll.
        poll: PollId,
        /// Which round of it.
        round: RoundNo,
    },
    /// Something about other laptops.
    Together(Together),
    /// Write everything down and end.
    Close,
}

/// A request on its way.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// Its number, given by the handle.
    pub ticket: Ticket,
    /// What is asked.
    pub ask: Ask,
}

/// What the desk answers. A change is on disk before it is said to be done.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// Done, and on disk. The items it was about, and how many conflicts it left.
    Done {
        /// The items that changed.
        items: Vec<ItemRef>,
        /// Items of the change where others' newer values stayed.
        conflicts: usize,
    },
    /// There was nothing to take back, or to do again.
    Nothing,
    /// Refused whole; nothing changed.
    Refused(Problem),
}

impl Answer {
    /// Says that it is done, and changed no item.
    pub fn done() -> Self {
        Self::Done { items: Vec::new(), conflicts: 0 }
    }
}

/// An answer with the number of its request.
#[derive(Clone, PartialEq, Debug)]
pub struct Reply {
    /// The request's number.
    pub ticket: Ticket,
    /// What came of it.
    pub answer: Answer,
}

/// The session at one moment. Cloning it costs nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Snapshot {
    /// Grows by one with every change.
    pub version: u64,
    /// The session.
    pub session: Arc<Session>,
}

/// Where what was taken down is. Never says more than is true.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Saved {
    /// Nothing was changed since it was opened.
    #[default]
    Unchanged,
    /// In the journal on disk; the session file follows within about a second.
    Journalled(Moment),
    /// In the session file.
    Written(Moment),
    /// Not on disk: why, and how many changes are held in memory alone.
    Failing {
        /// What is wrong.
        problem: Problem,
        /// Changes that are not on disk.
        waiting: usize,
    },
    /// Nothing can be changed here.
    ReadOnly(ReadOnly),
}

/// Why a session is only shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadOnly {
    /// Another process on this machine has it open.
    OpenElsewhere,
    /// There is no right to write to the folder, or the disk is read-only.
    NoRight,
    /// A newer program wrote it.
    Newer,
    /// Git's conflict markers stand in it: a person chooses first.
    ConflictMarked,
    /// There is no room on the disk, not even for a journal.
    DiskFull,
}

/// How things stand with the desk.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Status {
    /// Where what was taken down is.
    pub saved: Saved,
    /// The session file.
    pub file: PathBuf,
    /// How many changes can be taken back.
    pub undo: usize,
    /// How many can be done again.
    pub redo: usize,
    /// What happened at opening that a person should know: recovered, merged by hand, set aside.
    pub notices: Vec<Problem>,
    /// The unfinished line that was kept, if any.
    pub draft: String,
    /// How many ballots are in the box of each open round. Never of whom, and not part of any history.
    pub boxes: BTreeMap<(PollId, RoundNo), u32>,
    /// How it stands with other laptops.
    pub link: Link,
    /// By how many milliseconds the host's clock is ahead of this one; 0 at the host. Countdowns go by the host's.
    pub clock_ahead: i64,
}

/// A place in a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1; 0 where none can be named.
    pub line: usize,
    /// The column, from 1; 0 where none can be named.
    pub column: usize,
    /// The line's text, cleaned and cut.
    pub excerpt: String,
}

impl Place {
    /// Names a whole file.
    pub fn file(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

/// Something that went wrong or that a person should know, with its place. `text` says it in words, with the remedy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where, as far as is known.
    pub place: Option<Place>,
    /// What.
    pub what: Wrong,
}

impl Problem {
    /// Makes a problem with no place.
    pub fn new(what: Wrong) -> Self {
        Self { place: None, what }
    }

    /// Makes a problem of a file.
    pub fn of_file(file: impl Into<PathBuf>, what: Wrong) -> Self {
        Self { place: Some(Place::file(file)), what }
    }
}

/// What can be wrong, or worth knowing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    // ---- reading files
    /// No such file.
    Missing,
    /// No such file, where a list was looked for.
    NoList,
    /// A folder, where a list was looked for.
    IsFolder,
    /// The file is there and cannot be read: the system's word.
    Unreadable(String),
    /// The file is empty.
    Empty,
    /// Not UTF-8 text, from this byte on.
    NotUtf8 {
        /// The first byte that is not, from 0.
        byte: usize,
    },
    /// Longer than a session file can be, in bytes.
    TooLarge {
        /// The file's length.
        bytes: u64,
        /// The most that is read.
        most: u64,
    },
    /// Git's conflict markers stand in it.
    ConflictMarkers,
    /// It ends in the middle.
    Truncated,
    /// Something follows after the end, another session perhaps.
    Trailing,
    /// Nested deeper than can be read.
    TooDeep,
    /// No `format` at its top.
    NoFormat,
    /// Written by a newer program.
    NewerFormat {
        /// The file's format.
        found: u32,
        /// The newest that this program reads.
        known: u32,
    },
    /// A field that no item of that kind has.
    UnknownField {
        /// The field as it stands.
        field: String,
        /// The fields there are.
        expected: Vec<String>,
    },
    /// A field or variant is missing, or a value is wrong: the reader's words, which name the remedy.
    Syntax(String),
    // ---- what a session says
    /// An item refers to nothing.
    NoSuchItem {
        /// The item.
        item: ItemRef,
        /// The field.
        field: &'static str,
        /// What it refers to.
        missing: ItemRef,
    },
    /// An item refers to one that was removed.
    RefersToRemoved {
        /// The item.
        item: ItemRef,
        /// The field.
        field: &'static str,
        /// What it refers to.
        removed: ItemRef,
    },
    /// Two participants have one code.
    SameCode {
        /// The item.
        item: ItemRef,
        /// The code.
        code: String,
    },
    /// A text holds control characters or escape sequences; they are not shown.
    Soiled(ItemRef),
    /// A text is longer than a field holds.
    TooLong {
        /// The item.
        item: ItemRef,
        /// Its length in bytes.
        bytes: usize,
    },
    /// Numbers that cannot be: the field and why.
    Impossible {
        /// The item.
        item: ItemRef,
        /// The field.
        field: &'static str,
        /// Which rule it breaks.
        rule: ImpossibleRule,
    },
    /// Conflicts that nobody has settled.
    OpenConflicts(usize),
    // ---- what a dossier says
    /// A line of a dossier refers to what is nowhere in it.
    NotInDossier {
        /// The line: an origin, an id or a field.
        within: String,
        /// What it refers to.
        missing: String,
    },
    /// A line of a dossier refers to what the sources no longer hold, and says so itself.
    LostToDossier {
        /// The line: an id.
        within: String,
        /// What it refers to.
        missing: String,
    },
    /// A session that a dossier was made of is not here.
    SourceMissing {
        /// The session.
        session: String,
        /// What its file was called, without ending.
        name: String,
    },
    /// Something that a dossier tells of a session is not in it.
    NotInSource {
        /// What.
        missing: String,
        /// What the session's file is called, without ending.
        name: String,
    },
    /// Something that a dossier tells of a session was removed there.
    RemovedFromSource {
        /// What.
        missing: String,
        /// What the session's file is called, without ending.
        name: String,
    },
    /// A session says something else than when the dossier was made of it.
    SourceChanged {
        /// What its file is called, without ending.
        name: String,
    },
    // ---- history and journal
    /// The journal ended in the middle of a record; this many bytes were put aside, everything before them is there.
    JournalCut {
        /// Bytes put aside.
        bytes: u64,
        /// Where they were put.
        kept_in: PathBuf,
    },
    /// The history could not be read; it was put aside and begun anew from the session file.
    HistorySetAside {
        /// Where it was put.
        kept_in: PathBuf,
        /// Why.
        why: String,
    },
    /// An item of the history could not be read; it was put aside.
    ItemSetAside {
        /// Its key.
        key: String,
        /// Why.
        why: String,
    },
    /// The session file was changed by hand since it was last written; that was taken over.
    HandEdited {
        /// Items changed or added.
        changed: usize,
        /// Items no longer in the file.
        removed: usize,
        /// Fields where both values were kept.
        conflicts: usize,
    },
    /// The session file was changed by hand and these items are no longer in it: to be confirmed.
    HandRemoved(Vec<ItemRef>),
    /// The session file does not parse; the last good state was opened, the file kept beside it.
    OpenedLastGood {
        /// Where the broken file is kept.
        kept_in: PathBuf,
        /// What is wrong with it.
        because: Box<Problem>,
    },
    /// An older format was read; the old file is kept.
    Migrated {
        /// The old format.
        from: u32,
        /// Where the old file is kept.
        kept_in: PathBuf,
    },
    // ---- writing
    /// The disk is full.
    DiskFull,
    /// There is no right to write.
    NoRight,
    /// Writing failed: the system's word.
    CannotWrite(String),
    /// The session is open elsewhere on this machine.
    OpenElsewhere,
    /// The change was refused: why.
    ChangeRefused(super::change::Refused),
    /// A ballot did not go into the box: why.
    CastRefused(CastRefused),
    /// A ballot box that belongs to no open round, or cannot be read; it was put aside.
    BoxSetAside {
        /// Where it was put.
        kept_in: PathBuf,
        /// Why.
        why: String,
    },
    /// A ballot box of the session is open: it is closed first.
    BoxIsOpen,
    /// An older copy of a session from which something was erased since: what was erased stays out.
    OlderEpoch,
    /// Something was erased for good from the session since this machine last knew it: its history begins anew.
    ErasedSince {
        /// How many items this machine alone had as they are now.
        kept: usize,
    },
    // ---- other laptops
    /// The host cannot be reached, and this needs it: ballots and closing a vote.
    HostAway,
    /// No laptop answers at that address: the system's word.
    NoAnswer(String),
    /// The host does not let this laptop in.
    TurnedAway(super::link::TurnedAway),
    /// This laptop only reads.
    OnlyReads,
    /// That is the host's to do.
    HostsAlone,
    /// The host does not have everything of this laptop yet: how many changes wait.
    StillWaiting(usize),
    /// What the program that has the session did not take any more was kept in a file beside it.
    KeptUnsent,
    /// Another laptop hosts the session now, under a higher term: this one joined it.
    Superseded(String),
    /// What another laptop sent cannot be understood.
    NotUnderstood(String),
    /// Sharing with the network failed: the system's word.
    CannotShare(String),
    /// There is such a file already.
    Exists,
    /// The desk has ended.
    DeskEnded,
}

/// Which rule numbers break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImpossibleRule {
    /// More people engaged than reached, or further down.
    MoreThanBefore,
    /// More agree than there are.
    MoreThanAll,
    /// More votes than the method allows for so many voters.
    MoreVotesThanVoters,
    /// A ballot that the method does not allow.
    NoSuchBallot,
    /// A vote for an option that the poll does not have.
    NoSuchOption,
    /// The lowest is not below the highest.
    LowNotBelowHigh,
    /// A share that is not between 1 and 100.
    NotAPercentage,
    /// A day before the one it follows.
    BeforeItBegan,
}

/// The screens' end of the desk. Asking never blocks.
#[derive(Debug)]
pub struct Handle {
    /// Requests to the desk.
    pub requests: mpsc::Sender<Request>,
    /// Its replies.
    pub replies: mpsc::Receiver<Reply>,
    /// The newest snapshot.
    pub snapshot: watch::Receiver<Snapshot>,
    /// How things stand.
    pub status: watch::Receiver<Status>,
    /// Who is here.
    pub presence: watch::Receiver<Presence>,
    /// What is on the wall.
    pub stage: watch::Receiver<Stage>,
}

/// The desk's end of the same channels.
#[derive(Debug)]
pub struct DeskEnd {
    /// Requests to the desk.
    pub requests: mpsc::Receiver<Request>,
    /// Its replies.
    pub replies: mpsc::Sender<Reply>,
    /// The newest snapshot.
    pub snapshot: watch::Sender<Snapshot>,
    /// How things stand.
    pub status: watch::Sender<Status>,
    /// Who is here.
    pub presence: watch::Sender<Presence>,
    /// What is on the wall.
    pub stage: watch::Sender<Stage>,
}

/// How many requests and replies wait at most.
const WAITING: usize = 1024;

/// Makes both ends.
pub fn channel() -> (Handle, DeskEnd) {
    let (ask, requests) = mpsc::channel(WAITING);
    let (answer, replies) = mpsc::channel(WAITING);
    let (snapshot, snapshot_seen) = watch::channel(Snapshot::default());
    let (status, status_seen) = watch::channel(Status::default());
    let (presence, presence_seen) = watch::channel(Presence::default());
    let (stage, stage_seen) = watch::channel(Stage::default());
    let handle = Handle {
        requests: ask,
        replies,
        snapshot: snapshot_seen,
        status: status_seen,
        presence: presence_seen,
        stage: stage_seen,
    };
    (handle, DeskEnd { requests, replies: answer, snapshot, status, presence, stage })
}

/// Where the ids of new items come from, and what time it is: the two things that the domain does not know.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// Returns the moment.
    pub now: fn() -> Moment,
    /// Returns 64 random bits.
    pub random: fn() -> u64,
}

impl Surroundings {
    /// Returns the day it is.
    pub fn today(&self) -> Day {
        (self.now)().day()
    }
}
