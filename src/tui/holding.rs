//! Owns the terminal as the loop holds it: screens and keys, lent to an editor, given back before a stop and taken again.
//! Never decides when: the loop does.

use std::collections::VecDeque;
use std::io::Write;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use anyhow::Context;
use crossterm::event::Event;
use tokio::sync::oneshot;

use super::app::{App, Stale};
use super::editor::{self, Edited, Manuscript, Trouble};
use super::reading::{self, Keys};
use super::signals::Signals;
use super::terminal::Stage;

/// How long an editor may take to end once the system asked everybody to.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The terminal, as far as it is held now.
pub(super) struct Hold {
    stage: Option<Stage>,
    keys: Option<Keys>,
    lent: Option<Lent>,
    /// What was typed just before the terminal was given back, where it was not given to anybody.
    typed_ahead: VecDeque<Event>,
    /// Why the terminal can no longer be used.
    lost: Option<anyhow::Error>,
}

/// What comes from the terminal.
pub(super) enum Came {
    /// A key, a paste, a size.
    Event(Event),
    /// The editor that had it ended.
    Edited(Edited),
}

/// An editor that has the terminal.
struct Lent {
    manuscript: Manuscript,
    ended: oneshot::Receiver<std::io::Result<ExitStatus>>,
    process: u32,
    told_to_end: Option<Instant>,
}

impl Hold {
    /// Takes the terminal.
    pub(super) fn take() -> anyhow::Result<Self> {
        let (stage, keys) = taken().context("cannot take the terminal")?;
        Ok(Self { stage: Some(stage), keys: Some(keys), lent: None, typed_ahead: VecDeque::new(), lost: None })
    }

    /// Takes the terminal again, where it is not lost.
    fn take_again(&mut self) {
        match taken() {
            Ok((stage, keys)) => (self.stage, self.keys) = (Some(stage), Some(keys)),
            Err(error) => self.lose(anyhow::Error::new(error).context("cannot take the terminal again")),
        }
    }

    /// Gives the terminal back as it was; nothing reads its keys any more. Returns what was read and not yet taken.
    fn give_back(&mut self) -> Vec<Event> {
        let typed = self.keys.take().map(Keys::end).unwrap_or_default();
        self.stage = None;
        typed
    }

    pub(super) fn lose(&mut self, why: anyhow::Error) {
        self.lost.get_or_insert(why);
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// Looks whether the terminal is still there.
    pub(super) fn look(&mut self) {
        if self.lost.is_none() && reading::is_gone() {
            self.lose(anyhow::anyhow!("the terminal is gone"));
        }
    }

    /// Returns why the terminal can no longer be used, once.
    pub(super) fn why_lost(&mut self) -> Option<anyhow::Error> {
        self.lost.take()
    }

    /// Draws what is stale, where the screens are on the terminal.
    pub(super) fn draw(&mut self, app: &mut App) {
        if self.lost.is_none()
            && let Some(stage) = &mut self.stage
            && let stale @ (Stale::Line | Stale::All) = app.take_stale()
            && let Err(error) = stage.draw(app, stale)
        {
            self.lose(anyhow::Error::new(error).context("cannot draw on the terminal"));
        }
    }

    /// Waits for an event of the terminal, or for the editor that has it to end. For ever, where nobody has it.
    pub(super) async fn news(&mut self) -> Option<Came> {
        if let Some(lent) = &mut self.lent {
            let well = matches!((&mut lent.ended).await, Ok(Ok(status)) if status.success());
            let edited = self.came_back(well);
            self.take_again();
            return edited.map(Came::Edited);
        }
        if let Some(event) = self.typed_ahead.pop_front() {
            return Some(Came::Event(event));
        }
        match &mut self.keys {
            Some(keys) if self.lost.is_none() => {
                let event = keys.next().await;
                self.read(event).map(Came::Event)
            }
            Some(_) | None => std::future::pending().await,
        }
    }

    /// Returns an event that came already.
    pub(super) fn event_now(&mut self) -> Option<Event> {
        if self.keys.is_some()
            && let Some(event) = self.typed_ahead.pop_front()
        {
            return Some(event);
        }
        let keys = self.keys.as_mut().filter(|_| self.lost.is_none())?;
        let event = keys.next_now()?;
        self.read(Some(event))
    }

    fn read(&mut self, event: Option<std::io::Result<Event>>) -> Option<Event> {
        match event {
            Some(Ok(event)) => return Some(event),
            Some(Err(error)) => self.lose(anyhow::Error::new(error).context("cannot read keys")),
            None => self.lose(anyhow::anyhow!("the terminal gives no more keys")),
        }
        None
    }

    /// Tells whether an editor has the terminal.
    pub(super) fn is_lent(&self) -> bool {
        self.lent.is_some()
    }

    /// Lends the terminal to the editor that the person wants, with a text. Returns what came of it where it did not
    /// begin.
    pub(super) fn lend(&mut self, text: String, tag: u64) -> Option<Edited> {
        if self.lent.is_some() || self.lost.is_some() {
            return None;
        }
        let wanted = editor::wanted(|name| std::env::var(name).ok(), editor::is_there);
        let manuscript = match Manuscript::new(&text, wanted, tag) {
            Ok(manuscript) => manuscript,
            Err(error) => return Some(Edited { before: text, outcome: Err(Trouble::NoFile(error.to_string())) }),
        };
        // what was typed by now was typed for the editor
        self.give_back();
        match manuscript.start() {
            Ok(mut child) => {
                let process = child.id();
                let (tell, ended) = oneshot::channel();
                std::thread::spawn(move || tell.send(child.wait()));
                self.lent = Some(Lent { manuscript, ended, process, told_to_end: None });
                None
            }
            Err(error) => {
                self.take_again();
                let outcome = Err(Trouble::NotStarted(manuscript.editor(), error.to_string()));
                Some(Edited { before: text, outcome })
            }
        }
    }

    fn came_back(&mut self, well: bool) -> Option<Edited> {
        let mut lent = self.lent.take()?;
        let outcome = lent.manuscript.read(well);
        Some(Edited { before: lent.manuscript.before().to_owned(), outcome })
    }

    /// Lets an editor end because everything does: asks it once, and waits a little. Returns `Ok` once it is over, with
    /// what was written last.
    pub(super) fn end_editor(&mut self) -> Result<Option<Edited>, ()> {
        let Some(lent) = &mut self.lent else { return Ok(None) };
        let over = lent.ended.try_recv().is_ok();
        match lent.told_to_end {
            None => {
                lent.told_to_end = Some(Instant::now());
                ask_to_end(lent.process);
            }
            Some(since) if over || since.elapsed() > LAST_WORDS => return Ok(self.came_back(true)),
            Some(_) => {}
        }
        if over { Ok(self.came_back(true)) } else { Err(()) }
    }

    /// Gives the terminal back, says so on it, stops, and takes it again when the program goes on.
    pub(super) fn stop(&mut self, signals: &Signals, said: &str) {
        if self.is_lent() {
            signals.stop(false);
            return;
        }
        let typed = self.give_back();
        let mut out = std::io::stdout();
        let _ = writeln!(out, "{said}").and_then(|()| out.flush());
        if !signals.stop(true) {
            // there was no shell to type it for
            self.typed_ahead.extend(typed);
        }
        self.take_again();
    }

    /// Takes the terminal again after others had it while the program was stopped.
    pub(super) fn freshen(&mut self) {
        if self.stage.is_some() {
            let typed = self.give_back();
            self.typed_ahead.extend(typed);
            self.take_again();
        }
    }
}

fn taken() -> std::io::Result<(Stage, Keys)> {
    let stage = Stage::take()?;
    Ok((stage, Keys::begin()?))
}

#[cfg(unix)]
fn ask_to_end(process: u32) {
    let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(process) = process {
        let _ = rustix::process::kill_process(process, rustix::process::Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(_process: u32) {
    // nobody is asked here: its window stays, and what is saved there later is not seen
}
