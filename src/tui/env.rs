//! Owns what comes to the screens, what they want done, and what every screen needs: language, colours, keys, time.

use std::cell::Cell;
use std::path::PathBuf;

use crossterm::event::KeyEvent;

use crate::config::Trouble;
use crate::domain::desk::{
    Answer, Ask, Presence, Problem, Reply, Request, Snapshot, Stage, Status, Surroundings, Ticket,
};
use crate::domain::id::Code;
use crate::domain::link::Found;
use crate::domain::time::{Day, Moment};
use crate::domain::value::Stamp;
use crate::text::{Lang, problem as wording};

use super::doors::{Got, JoinAsked, Listing, MergeGot, MergeWant, NewSession, Template, Want};
use super::editor::Edited;
use super::keys::Keymap;
use super::theme::{Depth, Theme, Themes};

/// What the screens begin with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language to begin with.
    pub lang: Lang,
    /// The colours that there are, and those to begin with.
    pub themes: Themes,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Which signs the terminal has.
    pub signs: Signs,
    /// The keys.
    pub keymap: Keymap,
    /// What is wrong with settings, keys and themes.
    pub troubles: Vec<Trouble>,
    /// Who is at the keyboard; may be empty.
    pub person: String,
    /// The clock and the dice.
    pub surroundings: Surroundings,
    /// A session to open at once.
    pub open: Option<PathBuf>,
    /// Whether the merge desk is opened at once.
    pub merge: bool,
    /// What a new session can begin with.
    pub templates: Vec<Template>,
    /// Whether there are samples to be put into the workspace.
    pub samples: bool,
    /// Whether the bell is rung two minutes before the end of a step and at its end.
    pub bell: bool,
    /// A session on another laptop to be joined at once; what is not known of it is asked for.
    pub joining: Option<JoinAsked>,
    /// Whether the session is shown as the wall alone, and nothing of it can be changed here.
    pub wall: bool,
}

impl Options {
    /// Makes the options of a first start: Italian, dark, nobody's name, no templates and no samples.
    pub fn new(surroundings: Surroundings) -> Self {
        Self {
            lang: Lang::default(),
            themes: Themes::default(),
            depth: Depth::default(),
            signs: Signs::default(),
            keymap: Keymap::default(),
            troubles: Vec::new(),
            person: String::new(),
            surroundings,
            open: None,
            merge: false,
            templates: Vec::new(),
            samples: false,
            bell: false,
            joining: None,
            wall: false,
        }
    }
}

/// Which signs the terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Signs {
    /// All of them.
    #[default]
    All,
    /// Those of the console of Linux: lines, blocks, arrows, and the letters of Latin-1.
    Console,
    /// Those of ASCII alone.
    Ascii,
}

impl Signs {
    /// Reads from the environment which signs the terminal has: `TERM`, and the locale of `LC_ALL`, `LC_CTYPE` or `LANG`.
    /// Where no locale is named it has all of them.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_else(|| "UTF-8".to_owned());
        let utf8 = ["utf-8", "utf8"].iter().any(|name| locale.to_ascii_lowercase().contains(name));
        match set("TERM").as_deref() {
            _ if !utf8 && cfg!(unix) => Self::Ascii,
            Some("linux") => Self::Console,
            Some(_) | None => Self::All,
        }
    }
}

/// What comes to the screens.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(KeyEvent),
    /// Text from the clipboard.
    Paste(String),
    /// The terminal has another size.
    Resized,
    /// A second went by.
    Tick(Moment),
    /// The workspace.
    Listed(Result<Listing, Problem>),
    /// A session was opened, or not.
    Opened(Result<PathBuf, Problem>),
    /// A session was made, or not.
    Created(Result<PathBuf, Problem>),
    /// The samples were put there, or not.
    SamplesPut(Result<(), Problem>),
    /// What was asked while a session is prepared.
    Got(Got),
    /// What the merge desk's door brings.
    Merge(Box<MergeGot>),
    /// The session as it stands now.
    Snapshot(Snapshot),
    /// How things stand.
    Status(Box<Status>),
    /// Who is here.
    Presence(Presence),
    /// What is on the wall.
    Stage(Stage),
    /// An answer of the desk.
    Reply(Reply),
    /// An editor ended, and what came of it.
    Edited(Edited),
    /// The system asks to stop for a while.
    StopNow,
    /// The system asks to end, or the terminal is gone: everything is written down, and nothing is asked.
    EndNow,
    /// The sessions that are heard on the network.
    Found(Result<Vec<Found>, Problem>),
    /// A session on another laptop was joined, or not.
    Joined(Result<PathBuf, Problem>),
    /// The desk closed the session, and what came of it.
    Closed(Result<(), Problem>),
}

/// What the screens want done.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Ask the desk.
    Desk(Request),
    /// List the workspace.
    List,
    /// Open a session.
    Open(PathBuf),
    /// Look for sessions on the network.
    Look,
    /// Join one.
    Join(JoinAsked),
    /// Make a session.
    Create(NewSession),
    /// Put the samples into the workspace.
    PutSamples,
    /// Let the person write this text in the editor that they are used to.
    Write(String),
    /// Give the terminal back and stop, until somebody lets the program go on.
    Stop,
    /// Ask what is needed while a session is prepared.
    Prepare(Want),
    /// Ask what the merge desk needs.
    Merge(MergeWant),
    /// Let the desk write everything down and end.
    Close,
    /// The same, and out of the program.
    Quit,
    /// Ring the terminal's bell.
    Bell,
}

/// How a message is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// Good to know.
    Info,
    /// Done.
    Good,
    /// Something to look at.
    Warn,
    /// Something that did not work.
    Bad,
}

/// What every screen needs: language, colours, the time, what to say and what to ask for.
#[derive(Debug)]
pub struct Env {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// All colours that there are.
    pub themes: Themes,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Which signs the terminal has.
    pub signs: Signs,
    /// What is wrong with settings, keys and themes.
    pub troubles: Vec<Trouble>,
    /// Who is at the keyboard.
    pub person: String,
    /// The keys.
    pub keymap: Keymap,
    /// The time that is shown.
    pub now: Moment,
    /// What was said last, until the next command.
    pub message: Option<(Mood, String)>,
    /// Whether the bell is wanted.
    pub bell: bool,
    /// By how many milliseconds the host's clock is ahead of this laptop's: `now` and every stamp go by the host's.
    pub(super) ahead: i64,
    pub(super) surroundings: Surroundings,
    pub(super) latest: Cell<Moment>,
    pub(super) tickets: u64,
    pub(super) effects: Vec<Effect>,
}

impl Env {
    /// Returns the moment, and who does something at it. No two of them are the same: what is taken down one after the
    /// other stands in that order, however fast the keys come.
    pub fn stamp(&self) -> Stamp {
        let now = (self.surroundings.now)().plus_millis(self.ahead);
        let next = self.latest.get().plus_millis(1);
        // a clock that was put back is believed
        let at = if now < next && next.seconds_since(now) < 1 { next } else { now };
        self.latest.set(at);
        Stamp { at, by: self.person.clone() }
    }

    /// Returns the code of a new item.
    pub fn code(&self) -> Code {
        Code::from_bits((self.surroundings.random)())
    }

    /// Returns the clock and the dice.
    pub fn surroundings(&self) -> Surroundings {
        self.surroundings
    }

    /// Goes by a clock that is ahead by so many milliseconds.
    pub(super) fn go_by(&mut self, ahead: i64) {
        self.now = self.now.plus_millis(ahead.saturating_sub(self.ahead));
        self.ahead = ahead;
    }

    /// Takes the time of this laptop's clock.
    pub(super) fn take_time(&mut self, here: Moment) {
        self.now = here.plus_millis(self.ahead);
    }

    /// Returns the day it is.
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// Asks the desk for something.
    pub fn ask(&mut self, ask: Ask) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.effects.push(Effect::Desk(Request { ticket, ask }));
        ticket
    }

    /// Wants something done.
    pub fn want(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Says something, in place of what was said before, with the keys in force where it names commands: `⟨undo⟩`.
    pub fn say(&mut self, mood: Mood, text: impl Into<String>) {
        self.message = Some((mood, self.keymap.fill(&text.into(), self.lang)));
    }

    /// Says what is wrong.
    pub fn say_problem(&mut self, problem: &Problem) {
        let text = wording::problem(self.lang, problem);
        self.say(Mood::Bad, text);
    }
}

/// Tells what an answer says, for those that only want to know whether it worked.
pub fn outcome(answer: Answer) -> Result<(), Problem> {
    match answer {
        Answer::Done { .. } | Answer::Nothing => Ok(()),
        Answer::Refused(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_which_signs_there_are() {
        for (variables, expected) in [
            (&[("TERM", "xterm"), ("LANG", "it_IT.UTF-8")][..], Signs::All),
            (&[("TERM", "xterm")], Signs::All),
            (&[("TERM", "linux"), ("LANG", "it_IT.utf8")], Signs::Console),
            (&[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "it_IT.UTF-8")], Signs::Ascii),
            (&[("TERM", "linux"), ("LANG", "it_IT@euro")], Signs::Ascii),
        ] {
            let found = Signs::of(|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            });
            if cfg!(unix) {
                assert_eq!(found, expected, "{variables:?}");
            }
        }
    }
}
