//! Owns the desk's loop: drains what is asked, applies it, forces the batch to the disk with one call, then answers.
//! The session file is written by another thread. While the disk refuses, everything stays in memory, is counted as
//! waiting and tried again; nothing is said to be done before it is on disk. Never draws.

mod attaching;
mod others;
mod saving;
mod together;
mod voting;

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::time::Duration;

use tokio::sync::mpsc::{self, UnboundedReceiver, error::TrySendError};
use tokio::time::{Instant, sleep_until};

use crate::domain::change::{Applied, merge3};
use crate::domain::desk::{Answer, Ask, DeskEnd, Problem, Reply, Request, Saved, Snapshot, Status, Ticket, Wrong};
use crate::domain::id::PollId;
use crate::domain::item::ItemRef;
use crate::domain::poll::RoundNo;
use crate::domain::time::Moment;
use crate::domain::value::Stamp;
use crate::store::document::Document;
use crate::store::files::cannot_write;
use crate::store::save::Mark;

use together::Together;
pub(super) use together::why_turned_away;

use super::net::News;
use super::undo::{Undo, Way};
use super::writer::{Word, Writer};
use super::{Begin, DeskOptions};

/// The most requests, or messages of other laptops, that one call to the disk is for.
const LARGEST_BATCH: usize = 256;
/// The most notices that are kept.
const MOST_NOTICES: usize = 200;
/// How often a history that is being loaded is asked for.
const LOADING_CHECK: Duration = Duration::from_millis(20);

/// Runs until it is closed or the handle is dropped.
pub fn run(mut document: Document, end: DeskEnd, options: DeskOptions) -> Result<(), Problem> {
    let file = document.file().to_owned();
    let wrong = |error: std::io::Error| cannot_write(file.clone(), &error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(wrong)?;
    let (tell, words) = mpsc::unbounded_channel();
    let writer = document.take_saver().map(|saver| Writer::begin(saver, tell.clone())).transpose().map_err(wrong)?;
    let follows_file = !document.differs_from_file();
    let together = together_of(&mut document, &options).map_err(wrong)?;
    runtime.block_on(async {
        let now = Instant::now();
        let desk = Desk {
            load_at: document.has_long_journal().then_some(now),
            save_at: (!follows_file).then(|| now + options.settle),
            document,
            end,
            writer,
            version: 0,
            written: follows_file.then_some(0),
            writing: None,
            writing_since: None,
            settle: options.settle,
            retry_at: None,
            journal_wrong: None,
            file_wrong: None,
            journalled_at: None,
            written_at: None,
            known: None,
            replies: VecDeque::new(),
            held: Vec::new(),
            saves: Vec::new(),
            closing: None,
            undo: Undo::default(),
            together,
            boxes_there: BTreeMap::new(),
            delete_copy: false,
            tell,
            options,
        };
        desk.serve(words).await
    })
}

/// Begins as what the options say, to other laptops and other programs on this machine.
fn together_of(document: &mut Document, options: &DeskOptions) -> std::io::Result<Option<Together>> {
    let (folder, files) = (document.folder().clone(), options.files.clone());
    let together = match &options.together {
        Begin::Alone => return Ok(None),
        Begin::Host { open } => begin_together(document, options, *open)?,
        Begin::Joined(ties) => {
            document.wait_until_shared();
            Together::joined(&folder, ties.clone(), false, files, document)?.at_port(options.port)
        }
        Begin::Beside(ties) => Together::beside(&folder, ties.clone(), files, document)?,
        Begin::Attached(ties) => Together::joined(&folder, ties.clone(), true, files, document)?,
    };
    Ok(Some(together))
}

/// Begins as host; open to the network at once where that is asked, or was so before.
fn begin_together(document: &Document, options: &DeskOptions, open: bool) -> std::io::Result<Together> {
    let random = options.surroundings.random;
    let together = Together::host(document.folder(), &options.by, options.files.clone(), document, random)?;
    let mut together = together.at_port(options.port);
    if open || together.was_open() {
        together.open();
    }
    Ok(together)
}

struct Desk {
    document: Document,
    end: DeskEnd,
    options: DeskOptions,
    /// None where no disk holds the session.
    writer: Option<Writer>,
    /// Grows by one with every change.
    version: u64,
    /// The version that the session file holds; `None` where it holds none that was shown here.
    written: Option<u64>,
    /// The version that is being written.
    writing: Option<u64>,
    /// Since when.
    writing_since: Option<Instant>,
    /// How long the session file waits for more changes: longer where writing it takes long.
    settle: Duration,
    save_at: Option<Instant>,
    retry_at: Option<Instant>,
    /// When the history is to be loaded: not at once, so that a single `add` never waits for it.
    load_at: Option<Instant>,
    journal_wrong: Option<Problem>,
    file_wrong: Option<Problem>,
    journalled_at: Option<Moment>,
    written_at: Option<Moment>,
    /// What the session file is to be taken for with the next job.
    known: Option<Mark>,
    /// Answers that the screens have no place for yet.
    replies: VecDeque<Reply>,
    /// Answers that wait for the disk.
    held: Vec<Reply>,
    /// Who waits for the session file, and for which version.
    saves: Vec<(Ticket, u64)>,
    closing: Option<Ticket>,
    undo: Undo,
    /// Other laptops, where there may be any.
    together: Option<Together>,
    /// How many ballots are in the host's boxes, where this is not the host.
    boxes_there: BTreeMap<(PollId, RoundNo), u32>,
    /// This laptop's copy goes once the desk has ended.
    delete_copy: bool,
    /// For the writer of a session that is taken over.
    tell: mpsc::UnboundedSender<Word>,
}

enum Event {
    Asked(Option<Request>),
    Heard(Word),
    Network(News),
    /// The screens have place for answers again, or are gone.
    Place,
    Clock,
}

impl Desk {
    async fn serve(mut self, mut words: UnboundedReceiver<Word>) -> Result<(), Problem> {
        self.tell_status();
        loop {
            let loading = self.document.is_loading().then(|| Instant::now() + LOADING_CHECK);
            let others = self.together.as_ref().map(|together| [together.keep_at, together.dial_at, together.claim_at]);
            let others = others.into_iter().flatten();
            let due = [self.save_at, self.retry_at, self.load_at, loading].into_iter().chain(others).flatten().min();
            let together = &mut self.together;
            let news = async {
                match together {
                    Some(together) => together.next().await,
                    None => pending().await,
                }
            };
            let event = tokio::select! {
                request = self.end.requests.recv() => Event::Asked(request),
                Some(word) = words.recv() => Event::Heard(word),
                Some(news) = news => Event::Network(news),
                _ = self.end.replies.reserve(), if !self.replies.is_empty() => Event::Place,
                () = until(due) => Event::Clock,
            };
            match event {
                Event::Asked(Some(first)) => self.take_batch(first),
                Event::Asked(None) => return self.finish(words).await,
                Event::Heard(word) => self.hear(word),
                Event::Network(news) => self.take_news(news),
                Event::Place => {}
                Event::Clock => self.look_at_clock(),
            }
            let closed = self.go_on_closing();
            self.send_replies();
            if closed {
                return self.end();
            }
        }
    }

    fn take_batch(&mut self, first: Request) {
        let before = self.version;
        let mut request = Some(first);
        let mut taken = 0;
        while let Some(Request { ticket, ask }) = request.take() {
            let answer = match self.closing {
                Some(_) => Some(Answer::Refused(Problem::new(Wrong::DeskEnded))),
                None => self.take(ticket, ask),
            };
            self.held.extend(answer.map(|answer| Reply { ticket, answer }));
            taken += 1;
            if taken < LARGEST_BATCH {
                request = self.end.requests.try_recv().ok();
            }
        }
        if self.version != before {
            self.show();
            let now = Instant::now();
            self.save_at.get_or_insert(now + self.settle);
            self.load_at.get_or_insert(now + 2 * self.options.settle);
        }
        self.write_down();
        self.answer_saves();
        if !self.saves.is_empty() {
            self.begin_writing();
        }
    }

    /// Does what is asked, in memory. Returns the answer to give once it is on disk; `None` where it comes later.
    fn take(&mut self, ticket: Ticket, ask: Ask) -> Option<Answer> {
        let done = Answer::done();
        match ask {
            Ask::Change(_) | Ask::Undo | Ask::Redo if self.only_reads() => {
                Some(Answer::Refused(Problem::new(Wrong::OnlyReads)))
            }
            Ask::Change(change) => Some(match self.document.apply(&change) {
                Ok(applied) => {
                    let items = self.did(&applied);
                    let conflicts = applied.conflicts.len();
                    if !applied.is_empty() {
                        self.undo.did(applied.change);
                    }
                    Answer::Done { items, conflicts }
                }
                Err(problem) => Answer::Refused(problem),
            }),
            Ask::Undo => Some(self.take_back(Way::Back)),
            Ask::Redo => Some(self.take_back(Way::Again)),
            Ask::Save => {
                self.saves.push((ticket, self.version));
                None
            }
            Ask::Show(stage) => {
                self.show_on_wall(stage.clone());
                if self.is_joined() && !self.only_reads() {
                    // where the host is away, it is on this wall alone
                    return self.call(ticket, Ask::Show(stage)).map(|_| done);
                }
                Some(done)
            }
            Ask::KeepDraft(line) => Some(match self.document.keep_draft(&line) {
                Ok(()) => {
                    self.end.status.send_modify(|status| status.draft = line);
                    done
                }
                Err(problem) => Answer::Refused(problem),
            }),
            Ask::Cast(_) | Ask::Recast(_) | Ask::Holds { .. } | Ask::CloseRound { .. } if self.is_joined() => {
                self.call(ticket, ask)
            }
            Ask::Cast(_) | Ask::Recast(_) | Ask::Holds { .. } | Ask::CloseRound { .. } => Some(self.vote(ask)),
            Ask::Together(about) => self.about(ticket, about),
            Ask::Close => {
                self.closing = Some(ticket);
                None
            }
        }
    }

    fn take_back(&mut self, way: Way) -> Answer {
        let Some(done) = self.undo.take(way) else { return Answer::Nothing };
        let session = self.document.session();
        let stayed = done.edits.iter().filter(|edit| {
            let current = edit.reference().and_then(|reference| session.get(reference));
            !merge3(&edit.reversed(), current.as_ref()).1.is_empty()
        });
        let conflicts = stayed.count();
        let stamp = Stamp { at: self.now(), by: self.options.by.clone() };
        match self.document.undo(&done, stamp) {
            Ok(applied) => {
                let items = self.did(&applied);
                if !applied.is_empty() {
                    self.undo.put(way.other(), applied.change);
                }
                Answer::Done { items, conflicts }
            }
            Err(problem) => {
                // nothing was taken back: it can be tried again
                self.undo.put(way, done);
                Answer::Refused(problem)
            }
        }
    }

    /// Notes that the session is another one, where it is. Returns the items that changed.
    fn did(&mut self, applied: &Applied) -> Vec<ItemRef> {
        self.version += u64::from(!applied.is_empty());
        applied.change.references().collect()
    }

    /// Lets the answers go of what is on disk; where another program has the session, of what is on its disk.
    fn let_go(&mut self) {
        let waits_for = match &self.together {
            Some(Together { role: together::Role::Joined(replica), .. }) if replica.same_machine => {
                Some(replica.made() + self.document.behind() as u64)
            }
            Some(_) | None => None,
        };
        let held = self.held.drain(..);
        match (waits_for, &mut self.together) {
            (Some(made), Some(together)) => {
                if self.document.behind() > 0 {
                    // the other program can only have it once the histories meet anew
                    together.hang();
                }
                for reply in held {
                    if needs_disk(&reply.answer) {
                        together.held.push_back((made, reply));
                    } else {
                        self.replies.push_back(reply);
                    }
                }
                self.release_held();
            }
            (Some(_) | None, _) => self.replies.extend(held),
        }
    }

    /// Forces everything to the disk and lets the answers go; where the disk refuses, they stay.
    fn write_down(&mut self) {
        let new = self.document.waiting() > 0;
        match self.document.write_down() {
            Ok(()) => {
                self.retry_at = None;
                self.journal_wrong = None;
                self.document.settle_boxes();
                if new {
                    self.journalled_at = Some(self.now());
                }
                if let Some(together) = &mut self.together {
                    together.give(&mut self.document);
                }
                self.let_go();
            }
            Err(problem) => {
                // what needs no disk is answered all the same
                let (held, free) = self.held.drain(..).partition(|reply| needs_disk(&reply.answer));
                self.held = held;
                self.replies.extend::<Vec<Reply>>(free);
                self.retry_at = Some(Instant::now() + self.options.retry);
                self.journal_wrong = Some(problem);
                if let Some(together) = &mut self.together {
                    together.say_refusals();
                }
            }
        }
        self.tell_status();
    }

    fn tell_status(&mut self) {
        let saved = match (&self.journal_wrong, &self.file_wrong) {
            (Some(problem), _) | (None, Some(problem)) => {
                Saved::Failing { problem: problem.clone(), waiting: self.document.waiting() }
            }
            (None, None) if self.written != Some(self.version) => {
                Saved::Journalled(*self.journalled_at.get_or_insert((self.options.surroundings.now)()))
            }
            (None, None) => self.written_at.map_or(Saved::Unchanged, Saved::Written),
        };
        let notices = self.document.take_notices();
        let (undo, redo) = self.undo.counts();
        let boxes = self.boxes_shown();
        let (link, clock_ahead) = match &self.together {
            Some(together) => (together.link(), together.clock_ahead),
            None => Default::default(),
        };
        self.end.status.send_if_modified(|status| {
            let now = (&saved, undo, redo, &boxes, &link, clock_ahead);
            let shown = (&status.saved, status.undo, status.redo, &status.boxes, &status.link, status.clock_ahead);
            let changed = shown != now || !notices.is_empty();
            (status.saved, status.undo, status.redo, status.boxes) = (saved, undo, redo, boxes);
            (status.link, status.clock_ahead) = (link, clock_ahead);
            add_notices(status, notices);
            changed
        });
    }

    /// Tells a person what they should know.
    fn notice(&self, problem: Problem) {
        self.end.status.send_modify(|status| add_notices(status, [problem]));
    }

    fn show(&self) {
        let session = self.document.session().clone().into();
        self.end.snapshot.send_replace(Snapshot { version: self.version, session });
    }

    fn look_at_clock(&mut self) {
        let now = Instant::now();
        if self.retry_at.is_some_and(|at| at <= now) {
            self.retry_at = None;
            self.write_down();
        }
        if self.load_at.is_some_and(|at| at <= now) || self.document.is_loading() {
            self.load_at = None;
            if self.document.catch_up() {
                self.write_down();
            }
        }
        if self.save_at.is_some_and(|at| at <= now) {
            self.begin_writing();
        }
        if let Some(together) = &mut self.together {
            let due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
            if due(together.keep_at) {
                together.keep();
            }
            if due(together.dial_at) {
                together.dial();
            }
            if due(together.claim_at) {
                together.seek();
            }
        }
    }

    fn send_replies(&mut self) {
        while let Some(reply) = self.replies.pop_front() {
            match self.end.replies.try_send(reply) {
                Ok(()) => {}
                Err(TrySendError::Full(reply)) => {
                    self.replies.push_front(reply);
                    return;
                }
                Err(TrySendError::Closed(_)) => self.replies.clear(),
            }
        }
    }

    fn now(&self) -> Moment {
        (self.options.surroundings.now)()
    }
}

/// The same is told once, and no more are kept than anybody reads: others may give cause to them without end.
fn add_notices(status: &mut Status, notices: impl IntoIterator<Item = Problem>) {
    for notice in notices {
        if !status.notices.contains(&notice) {
            status.notices.push(notice);
        }
    }
    let too_many = status.notices.len().saturating_sub(MOST_NOTICES);
    status.notices.drain(..too_many);
}

fn needs_disk(answer: &Answer) -> bool {
    match answer {
        Answer::Done { items, .. } => !items.is_empty(),
        Answer::Nothing | Answer::Refused(_) => false,
    }
}

async fn until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => pending().await,
    }
}
