//! Owns the loop: receives keys, time, the desk's news and what comes through the doors; lets the app take all of it;
//! draws once; carries out the effects. Never blocks on the desk, nor the desk on it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::sync::mpsc;

use super::app::{App, Effect, Msg, Options, outcome};
use super::doors::{Doors, MergeWant};
use super::holding::{Came, Hold};
use super::input::{bursts, message};
use super::signals::Signals;
use crate::domain::desk::{self, Ask, Handle, Presence, Problem, Reply, Request, Status, Surroundings, Ticket, Wrong};
use crate::text::tui::capture as w;

/// The number of the request to close, which no other request has.
const CLOSING: Ticket = Ticket(u64::MAX);

/// How often the clock and the signals are looked at.
const GLANCE: Duration = Duration::from_millis(200);

/// How long what is on its way to the disk may take before the program stops for a while.
const BEFORE_STOPPING: Duration = Duration::from_secs(2);

/// How long the desk may take to write everything down at the end.
const PATIENCE: Duration = Duration::from_secs(10);

/// How the screens ended.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exit {
    /// What could not be written down.
    pub problem: Option<Problem>,
    /// The number of the signal by which the system asked to end, where it did.
    pub signal: Option<u8>,
}

/// Shows the screens until they are left. Gives the terminal back in any case.
///
/// # Errors
/// Where there is no terminal, or it goes away.
pub fn run(doors: Doors, options: Options) -> anyhow::Result<Exit> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot begin the screens' loop")?;
    let signals = Signals::watch().context("cannot watch for signals")?;
    let lang = options.lang;
    let screens = async {
        let surroundings = options.surroundings;
        let (app, effects) = App::new(options);
        let (news, heard) = mpsc::channel(64);
        let mut show = Show {
            app,
            seen: Seen::default(),
            doors,
            surroundings,
            news,
            heard,
            handle: None,
            outbox: VecDeque::new(),
            wanted: None,
            ending: None,
            over: None,
        };
        show.carry_out(effects);
        show.run(&signals).await
    };
    let looped = catch_unwind(AssertUnwindSafe(|| runtime.block_on(screens)));
    // a door that is still at work must not hold the program
    runtime.shutdown_background();
    // what the screens broke on is said already; everything acknowledged is on disk, and the desks end in order
    looped.unwrap_or_else(|_| Err(anyhow::anyhow!(w::broke(lang))))
}

/// What comes through a door.
enum News {
    Msg(Msg),
    Opened(PathBuf, Handle),
    Joined(PathBuf, Handle),
    /// It panicked.
    Broken,
}

/// What follows once the desk has closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Start,
    Quit,
}

/// What the terminal is wanted for beside the screens.
enum Wanted {
    /// For an editor, with this text.
    Editor(String),
    /// To stop, since when: what is on its way to the disk arrives first.
    Stop(Instant),
}

/// What the screens were shown last of the desk.
#[derive(Default)]
struct Seen {
    snapshot: Option<u64>,
    status: Option<Status>,
    presence: Option<Presence>,
    stage: Option<desk::Stage>,
}

struct Show {
    app: App,
    seen: Seen,
    doors: Doors,
    surroundings: Surroundings,
    news: mpsc::Sender<News>,
    heard: mpsc::Receiver<News>,
    handle: Option<Handle>,
    outbox: VecDeque<Request>,
    wanted: Option<Wanted>,
    ending: Option<(Then, Instant)>,
    over: Option<Exit>,
}

impl Show {
    async fn run(&mut self, signals: &Signals) -> anyhow::Result<Exit> {
        let mut hold = Hold::take()?;
        let mut glance = tokio::time::interval(GLANCE);
        glance.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let mut second = 0;
        let mut asked_to_end = false;
        loop {
            hold.draw(&mut self.app);
            let mut msgs: Vec<Msg> = Vec::new();
            let mut from_door: Option<News> = None;
            let mut reply: Option<Option<Reply>> = None;
            let heeded = !(hold.is_lent() && signals.ending().is_some());
            tokio::select! {
                biased;
                came = hold.news(), if heeded => match came {
                    Some(Came::Event(event)) => msgs.extend(message(event)),
                    Some(Came::Edited(edited)) => {
                        signals.forget_typed();
                        msgs.push(Msg::Edited(edited));
                    }
                    None => {}
                },
                news = self.heard.recv() => from_door = news,
                answer = word(&mut self.handle) => reply = answer,
                _ = glance.tick() => hold.look(),
            }
            // what the desk shows is looked at after its answers came and told before them, so that an answer is
            // never ahead of its change
            let mut replies: Vec<Option<Reply>> = reply.into_iter().collect();
            while let Some(Ok(reply)) = self.handle.as_mut().map(|handle| handle.replies.try_recv()) {
                replies.push(Some(reply));
            }
            let mut first = self.desk_news();
            for reply in replies {
                self.answered(reply, &mut first);
            }
            let heard = std::iter::from_fn(|| self.heard.try_recv().ok()).collect::<Vec<_>>();
            for news in from_door.into_iter().chain(heard) {
                if let Some(broken) = self.through_the_door(news, &mut first) {
                    hold.lose(broken);
                }
            }
            while let Some(event) = hold.event_now() {
                msgs.extend(message(event));
            }
            if cfg!(windows) {
                msgs = bursts(msgs);
            }
            let now = (self.surroundings.now)();
            if now.get().timestamp() != second {
                second = now.get().timestamp();
                first.push(Msg::Tick(now));
            }
            self.heed(signals, &mut hold, &mut msgs);
            if (signals.ending().is_some() || hold.is_lost()) && !asked_to_end {
                // what stands in an editor's file is taken first
                if let Ok(written) = hold.end_editor() {
                    asked_to_end = true;
                    msgs.extend(written.map(Msg::Edited));
                    msgs.push(Msg::EndNow);
                }
            }
            for msg in first.into_iter().chain(msgs) {
                let effects = self.app.update(msg);
                self.carry_out(effects);
            }
            self.send();
            self.lend(signals, &mut hold);
            if self.ending.is_some_and(|(_, since)| since.elapsed() > PATIENCE) {
                self.ended(Err(Problem::new(Wrong::DeskEnded)));
            }
            if let Some(exit) = self.over.take() {
                let signal = signals.ending();
                return match hold.why_lost() {
                    // a terminal that is gone with its signal is no error of its own
                    Some(error) if signal.is_none() => Err(error),
                    Some(_) | None => Ok(Exit { signal, ..exit }),
                };
            }
        }
    }

    /// Heeds what the system said beside ending: to stop, or that the program goes on after others stopped it.
    fn heed(&mut self, signals: &Signals, hold: &mut Hold, msgs: &mut Vec<Msg>) {
        if hold.is_lent() {
            // what was typed was typed for the editor, which has the terminal; where it stops, so does this
            signals.forget_typed();
            if signals.take_stop() {
                signals.stop(false);
            }
            signals.take_went_on();
            return;
        }
        if signals.take_stop() {
            msgs.push(Msg::StopNow);
        }
        if signals.take_went_on() {
            hold.freshen();
            msgs.push(Msg::Resized);
        }
    }

    /// Gives the terminal to what it is wanted for.
    fn lend(&mut self, signals: &Signals, hold: &mut Hold) {
        let settled = self.outbox.is_empty() && self.app.is_settled();
        match self.wanted.take() {
            Some(_) if self.ending.is_some() || hold.is_lent() || hold.is_lost() => {}
            Some(Wanted::Editor(text)) => {
                let tag = (self.surroundings.random)();
                if let Some(edited) = hold.lend(text, tag) {
                    let effects = self.app.update(Msg::Edited(edited));
                    self.carry_out(effects);
                }
            }
            Some(Wanted::Stop(since)) if !settled && since.elapsed() < BEFORE_STOPPING => {
                self.wanted = Some(Wanted::Stop(since));
            }
            Some(Wanted::Stop(_)) => {
                let said = self.app.said_at_stopping();
                hold.stop(signals, &said);
                let effects = self.app.update(Msg::Resized);
                self.carry_out(effects);
            }
            None => {}
        }
    }

    /// Returns what the desk shows that is new. Whoever waited for it may have marked it as seen, so it is compared.
    fn desk_news(&mut self) -> Vec<Msg> {
        let Some(handle) = &mut self.handle else { return Vec::new() };
        let mut msgs = Vec::new();
        let snapshot = handle.snapshot.borrow_and_update();
        if self.seen.snapshot != Some(snapshot.version) {
            self.seen.snapshot = Some(snapshot.version);
            msgs.push(Msg::Snapshot(snapshot.clone()));
        }
        let status = handle.status.borrow_and_update();
        if self.seen.status.as_ref() != Some(&*status) {
            self.seen.status = Some(status.clone());
            msgs.push(Msg::Status(Box::new(status.clone())));
        }
        let presence = handle.presence.borrow_and_update();
        if self.seen.presence.as_ref() != Some(&*presence) {
            self.seen.presence = Some(presence.clone());
            msgs.push(Msg::Presence(presence.clone()));
        }
        let stage = handle.stage.borrow_and_update();
        if self.seen.stage.as_ref() != Some(&*stage) {
            self.seen.stage = Some(stage.clone());
            msgs.push(Msg::Stage(stage.clone()));
        }
        msgs
    }

    fn answered(&mut self, reply: Option<Reply>, msgs: &mut Vec<Msg>) {
        match reply {
            Some(Reply { ticket: CLOSING, answer }) => msgs.extend(self.ended(outcome(answer))),
            Some(reply) => msgs.push(Msg::Reply(reply)),
            // the desk went without a word
            None => msgs.extend(self.ended(Err(Problem::new(Wrong::DeskEnded)))),
        }
    }

    /// Takes the end of a desk.
    fn ended(&mut self, outcome: Result<(), Problem>) -> Option<Msg> {
        self.handle = None;
        self.outbox.clear();
        match self.ending.take() {
            Some((Then::Quit, _)) => {
                self.over = Some(Exit { problem: outcome.err(), signal: None });
                None
            }
            Some((Then::Start, _)) | None => Some(Msg::Closed(outcome)),
        }
    }

    /// Takes what came through a door. Returns why the screens cannot go on, where a door broke.
    fn through_the_door(&mut self, news: News, msgs: &mut Vec<Msg>) -> Option<anyhow::Error> {
        match news {
            News::Msg(msg) => msgs.push(msg),
            News::Broken => {
                // what it said is told once the terminal is given back
                return Some(anyhow::anyhow!("a part of the program broke"));
            }
            News::Opened(file, handle) => self.begun(handle, Msg::Opened(Ok(file)), msgs),
            // another session was opened meanwhile: this desk ends with its handle
            News::Joined(..) if self.handle.is_some() => {}
            News::Joined(file, handle) => self.begun(handle, Msg::Joined(Ok(file)), msgs),
        }
        None
    }

    /// Takes a desk, and shows what it shows.
    fn begun(&mut self, handle: Handle, told: Msg, msgs: &mut Vec<Msg>) {
        if matches!(self.ending, Some((Then::Start, _))) {
            // the one before was being closed; let go, it ends in order by itself
            self.ending = None;
            self.outbox.clear();
        }
        self.handle = Some(handle);
        self.seen = Seen::default();
        msgs.push(told);
        let shown = self.desk_news();
        msgs.extend(shown);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Desk(request) => self.outbox.push_back(request),
                Effect::List => self.ask_door(self.doors.list.clone(), (), |listed| News::Msg(Msg::Listed(listed))),
                Effect::Open(file) => {
                    let name = file.clone();
                    self.ask_door(self.doors.open.clone(), file, move |opened| match opened {
                        Ok(handle) => News::Opened(name, handle),
                        Err(problem) => News::Msg(Msg::Opened(Err(problem))),
                    });
                }
                Effect::Look => self.ask_door(self.doors.look.clone(), (), |found| News::Msg(Msg::Found(found))),
                Effect::Join(asked) => self.ask_door(self.doors.join.clone(), asked, |joined| match joined {
                    Ok((file, handle)) => News::Joined(file, handle),
                    Err(problem) => News::Msg(Msg::Joined(Err(problem))),
                }),
                Effect::Create(new) => {
                    self.ask_door(self.doors.create.clone(), new, |made| News::Msg(Msg::Created(made)));
                }
                Effect::PutSamples => {
                    if let Some(samples) = self.doors.samples.clone() {
                        self.ask_door(samples, (), |put| News::Msg(Msg::SamplesPut(put)));
                    }
                }
                Effect::Write(text) => self.wanted = Some(Wanted::Editor(text)),
                Effect::Stop => self.wanted = Some(Wanted::Stop(Instant::now())),
                Effect::Prepare(want) => {
                    let prepare = self.doors.prepare.clone();
                    let door: super::doors::Door<_, _> = Arc::new(move |want| Ok(prepare(want)));
                    self.ask_door(door, want, |got| match got {
                        Ok(got) => News::Msg(Msg::Got(got)),
                        Err(_) => News::Broken,
                    });
                }
                Effect::Merge(want) => self.ask_merge(want),
                Effect::Close => self.end(Then::Start),
                Effect::Quit => self.end(Then::Quit),
                Effect::Bell => super::terminal::ring(),
            }
        }
    }

    /// Asks a door on a thread of its own; what it answers comes back as news.
    fn ask_door<A: Send + 'static, B: Send + 'static>(
        &self,
        door: super::doors::Door<A, B>,
        asked: A,
        tell: impl FnOnce(Result<B, Problem>) -> News + Send + 'static,
    ) {
        let news = self.news.clone();
        let asking = tokio::task::spawn_blocking(move || tell(door(asked)));
        tokio::spawn(async move {
            let told = asking.await.unwrap_or(News::Broken);
            // where nobody hears it any more, the screens have ended
            let _ = news.send(told).await;
        });
    }

    /// Asks the merge desk's door, which may answer more than once.
    fn ask_merge(&self, want: MergeWant) {
        let (door, news) = (self.doors.merge.clone(), self.news.clone());
        let broken = self.news.clone();
        let asking = tokio::task::spawn_blocking(move || {
            // where nobody hears it any more, the screens have ended
            door(want, &|got| drop(news.blocking_send(News::Msg(Msg::Merge(Box::new(got))))));
        });
        tokio::spawn(async move {
            if asking.await.is_err() {
                let _ = broken.send(News::Broken).await;
            }
        });
    }

    fn end(&mut self, then: Then) {
        if self.handle.is_none() {
            match then {
                Then::Quit => self.over = Some(Exit::default()),
                Then::Start => {}
            }
            return;
        }
        match &mut self.ending {
            Some((going, _)) => {
                if then == Then::Quit {
                    *going = Then::Quit;
                }
            }
            None => {
                self.outbox.push_back(Request { ticket: CLOSING, ask: Ask::Close });
                self.ending = Some((then, Instant::now()));
            }
        }
    }

    /// Hands the desk what waits, as much as it takes now.
    fn send(&mut self) {
        let Some(handle) = &self.handle else {
            self.outbox.clear();
            return;
        };
        while let Some(request) = self.outbox.pop_front() {
            if let Err(error) = handle.requests.try_send(request) {
                match error {
                    mpsc::error::TrySendError::Full(request) => self.outbox.push_front(request),
                    // its end shows when its replies end
                    mpsc::error::TrySendError::Closed(_) => {}
                }
                return;
            }
        }
    }
}

/// Waits until the desk answers, `Some`, or shows something new, `None`. An answer of `None` means that it has ended.
async fn word(handle: &mut Option<Handle>) -> Option<Option<Reply>> {
    let Some(Handle { replies, snapshot, status, presence, stage, .. }) = handle else {
        return std::future::pending().await;
    };
    let shown = async {
        // waiting for a change takes it for seen; `desk_news` is still to see it
        let gone = tokio::select! {
            seen = snapshot.changed() => { snapshot.mark_changed(); seen.is_err() }
            seen = status.changed() => { status.mark_changed(); seen.is_err() }
            seen = presence.changed() => { presence.mark_changed(); seen.is_err() }
            seen = stage.changed() => { stage.mark_changed(); seen.is_err() }
        };
        if gone {
            // the desk has ended: the end of its replies tells, and there is nothing more to see
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        reply = replies.recv() => Some(reply),
        () = shown => None,
    }
}
