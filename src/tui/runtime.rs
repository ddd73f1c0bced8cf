//! Owns the loop: receives keys, time, the desk's news and what comes through the doors; lets the app take all of it;
//! draws once; carries out the effects. Never blocks on the desk, nor the desk on it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

use anyhow::Context;
use crossterm::event::{Event, EventStream, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use futures_util::StreamExt;
use tokio::sync::mpsc;

use super::app::{App, Effect, Msg, Options, outcome};
use super::doors::Doors;
use super::keys;
use super::terminal::Stage;
use crate::domain::desk::{self, Ask, Handle, Presence, Problem, Reply, Request, Status, Surroundings, Ticket, Wrong};

/// The number of the request to close, which no other request has.
const CLOSING: Ticket = Ticket(u64::MAX);

/// How often the clock and the signals are looked at.
const GLANCE: Duration = Duration::from_millis(200);

/// How long the desk may take to write everything down at the end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keys that come at once and are fewer than this were typed.
const FEWEST_PASTED: usize = 12;

/// How the screens ended.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Exit {
    /// What could not be written down.
    pub problem: Option<Problem>,
    /// Whether the system asked to end: SIGTERM or SIGHUP.
    pub signalled: bool,
}

/// Shows the screens until they are left. Gives the terminal back in any case.
///
/// # Errors
/// Where there is no terminal, or it goes away.
pub fn run(doors: Doors, options: Options) -> anyhow::Result<Exit> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot begin the screens' loop")?;
    let signalled = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGTERM, signalled.clone()).context("cannot watch for SIGTERM")?;
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGHUP, signalled.clone()).context("cannot watch for SIGHUP")?;
    let exit = runtime.block_on(async {
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
            ending: None,
            over: None,
        };
        show.carry_out(effects);
        show.run(&signalled).await
    });
    // a door that is still at work must not hold the program
    runtime.shutdown_background();
    exit
}

/// What comes through a door.
enum News {
    Msg(Msg),
    Opened(PathBuf, Handle),
    /// It panicked.
    Broken,
}

/// What follows once the desk has closed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Start,
    Quit,
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
    ending: Option<(Then, Instant)>,
    over: Option<Exit>,
}

impl Show {
    async fn run(&mut self, signalled: &AtomicBool) -> anyhow::Result<Exit> {
        let mut stage = Stage::take().context("cannot take the terminal")?;
        let mut events = EventStream::new();
        let mut glance = tokio::time::interval(GLANCE);
        glance.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        let mut second = 0;
        let mut asked_to_end = false;
        // why the terminal can no longer be used: then everything is still written down before the end
        let mut lost: Option<anyhow::Error> = None;
        loop {
            if lost.is_none() && self.app.take_stale() {
                lost = stage.draw(&self.app).context("cannot draw on the terminal").err();
            }
            let mut msgs: Vec<Msg> = Vec::new();
            let mut from_door: Option<News> = None;
            let mut reply: Option<Option<Reply>> = None;
            tokio::select! {
                biased;
                event = events.next(), if lost.is_none() => match event {
                    Some(Ok(event)) => msgs.extend(message(event)),
                    Some(Err(error)) => lost = Some(anyhow::Error::new(error).context("cannot read keys")),
                    None => lost = Some(anyhow::anyhow!("the terminal gives no more keys")),
                },
                news = self.heard.recv() => from_door = news,
                answer = word(&mut self.handle) => reply = answer,
                _ = glance.tick() => {}
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
                lost = self.through_the_door(news, &mut first).or(lost);
            }
            while let (None, Some(event)) = (&lost, at_hand(&mut events).await) {
                match event {
                    Ok(event) => msgs.extend(message(event)),
                    Err(error) => lost = Some(anyhow::Error::new(error).context("cannot read keys")),
                }
            }
            if cfg!(windows) {
                msgs = bursts(msgs);
            }
            let now = (self.surroundings.now)();
            if now.get().timestamp() != second {
                second = now.get().timestamp();
                first.push(Msg::Tick(now));
            }
            if (signalled.load(Ordering::SeqCst) || lost.is_some()) && !asked_to_end {
                asked_to_end = true;
                msgs.push(Msg::EndNow);
            }
            for msg in first.into_iter().chain(msgs) {
                let effects = self.app.update(msg);
                self.carry_out(effects);
            }
            self.send();
            if self.ending.is_some_and(|(_, since)| since.elapsed() > PATIENCE) {
                self.ended(Err(Problem::new(Wrong::DeskEnded)));
            }
            if let Some(exit) = self.over.take() {
                let signalled = signalled.load(Ordering::SeqCst);
                return match lost.take() {
                    // a terminal that is gone with its signal is no error of its own
                    Some(error) if !signalled => Err(error),
                    Some(_) | None => Ok(Exit { signalled, ..exit }),
                };
            }
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
            msgs.push(Msg::Status(status.clone()));
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
                self.over = Some(Exit { problem: outcome.err(), signalled: false });
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
            News::Opened(file, handle) => {
                self.handle = Some(handle);
                self.seen = Seen::default();
                msgs.push(Msg::Opened(Ok(file)));
                let shown = self.desk_news();
                msgs.extend(shown);
            }
        }
        None
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
                Effect::Create(new) => {
                    self.ask_door(self.doors.create.clone(), new, |made| News::Msg(Msg::Created(made)));
                }
                Effect::PutSamples => {
                    if let Some(samples) = self.doors.samples.clone() {
                        self.ask_door(samples, (), |put| News::Msg(Msg::SamplesPut(put)));
                    }
                }
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

/// Makes keys that came at once, with Enter among them and more behind it, the pasted text that they are:
/// Windows has no event for it, and each line would be taken before anybody could say otherwise.
fn bursts(msgs: Vec<Msg>) -> Vec<Msg> {
    let typed = |msg: &Msg| match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => Some(None),
        Msg::Key(key) if key.code == KeyCode::Enter && key.modifiers.is_empty() => Some(Some('\n')),
        Msg::Key(key) => keys::typed(*key).map(Some),
        _ => None,
    };
    let text: Option<Vec<Option<char>>> = msgs.iter().map(typed).collect();
    let text: String = text.unwrap_or_default().into_iter().flatten().collect();
    let inside = text.trim_end_matches('\n').contains('\n');
    if inside && text.chars().count() >= FEWEST_PASTED { vec![Msg::Paste(text)] } else { msgs }
}

fn message(event: Event) -> Vec<Msg> {
    match event {
        Event::Key(key) if cfg!(unix) && key.modifiers - KeyModifiers::SHIFT == KeyModifiers::ALT => {
            // Esc with a key close behind it looks like Alt with that key; nothing here is bound to Alt
            let alone = KeyEvent::new(key.code, key.modifiers - KeyModifiers::ALT);
            vec![Msg::Key(KeyCode::Esc.into()), Msg::Key(alone)]
        }
        Event::Key(key) => vec![Msg::Key(key)],
        Event::Paste(text) => vec![Msg::Paste(text)],
        Event::Resize(..) => vec![Msg::Resized],
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => Vec::new(),
    }
}

/// Returns an event that is there already. It is asked for with the loop's own waker: the stream wakes whoever asked it
/// first for what comes next, and somebody who does not wait would never be woken by it.
async fn at_hand(events: &mut EventStream) -> Option<std::io::Result<Event>> {
    std::future::poll_fn(|context| match events.poll_next_unpin(context) {
        Poll::Ready(event) => Poll::Ready(event),
        Poll::Pending => Poll::Ready(None),
    })
    .await
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_come_at_once_with_enter_among_them_are_a_paste() {
        let keys = |text: &str| -> Vec<Msg> {
            let code = |c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            text.chars().map(|c| Msg::Key(code(c).into())).collect()
        };
        let pasted = |text: &str| match bursts(keys(text)).as_slice() {
            [Msg::Paste(text)] => Some(text.clone()),
            _ => None,
        };
        assert_eq!(pasted("prima riga\nseconda").as_deref(), Some("prima riga\nseconda"));
        assert_eq!(pasted("una riga sola e Invio\n"), None);
        assert_eq!(pasted("a\nb\n"), None);
        assert_eq!(bursts(keys("prima\nseconda")).len(), 1);
        let mut with_escape = keys("prima\nseconda");
        with_escape.push(Msg::Key(KeyCode::Esc.into()));
        assert_eq!(bursts(with_escape).len(), 14);
    }
}
