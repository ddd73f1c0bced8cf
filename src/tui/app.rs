//! Owns the state of the screens and how every message changes it. `update` returns effects: it neither waits nor writes.

mod joining;
mod keying;
mod merging;
mod overlays;

use std::cell::Cell;
use std::path::PathBuf;

use crossterm::event::{KeyEvent, KeyEventKind};

use crate::domain::desk::{Problem, Wrong};
use crate::domain::item::ItemRef;
use crate::domain::time::Moment;
use crate::text::problem as wording;
use crate::text::tui::{self as w, together};

pub use super::env::{Effect, Env, Mood, Msg, Options, Signs, outcome};

use super::command::{Command, Place};
use super::console::Console;
use super::cursor::Cursor;
use super::doors::{Got, JoinAsked, Template, Want};
use super::overlay::{Overlay, Purpose};
use super::palette::Manner;
use super::panels::merge::MergeDesk;
use super::prepare::{LeftOpen, Next, OpenAcross};
use super::start::{NewForm, Start};
use super::together::Leaving;

/// How much of what is drawn is no longer how things are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Stale {
    /// Nothing.
    #[default]
    Nothing,
    /// What is typed in the capture line, and what belongs to it.
    Line,
    /// Anything.
    All,
}

/// Which screen.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one screen, and it stays where it is")]
pub enum Screen {
    /// The list of sessions.
    Start(Start),
    /// A session.
    Console(Box<Console>),
    /// Sessions put together to proposals.
    Merge(Box<MergeDesk>),
}

/// The screens.
#[derive(Debug)]
pub struct App {
    /// What every screen needs.
    pub env: Env,
    /// The screen.
    pub screen: Screen,
    /// What lies over it, the uppermost last.
    pub overlays: Vec<Overlay>,
    /// The commands that were chosen last from the palette, the last one first.
    pub(super) recent: Vec<&'static str>,
    /// What is wrong with settings, keys and themes was read.
    setup_read: bool,
    /// What is drawn is no longer how things are.
    stale: Stale,
    quitting: bool,
    /// What is erased for good once its session is closed.
    erasing: Option<(PathBuf, ItemRef)>,
    /// What is said once the session is open again.
    say_at_opening: Option<(Mood, String)>,
    templates: Vec<Template>,
    samples: bool,
    /// What other sessions left open is to be shown once nothing else is.
    offers_left: bool,
    /// Sessions are shown as the wall alone.
    wall: bool,
    /// How many laptops are being reached to be joined.
    joins: u32,
    /// A session is being closed into which nobody wanted to come any more.
    unwanted: bool,
}

impl App {
    /// Makes the screens, and says what they want first.
    pub fn new(options: Options) -> (Self, Vec<Effect>) {
        let env = Env {
            lang: options.lang,
            theme: options.themes.theme(options.depth),
            themes: options.themes,
            depth: options.depth,
            signs: options.signs,
            troubles: options.troubles,
            person: options.person,
            keymap: options.keymap,
            now: (options.surroundings.now)(),
            message: None,
            bell: options.bell,
            surroundings: options.surroundings,
            latest: Cell::default(),
            tickets: 0,
            ahead: 0,
            effects: Vec::new(),
        };
        let mut start = Start::default();
        let first = match options.open {
            Some(file) => {
                start.opening = Some(file.clone());
                Effect::Open(file)
            }
            None => Effect::List,
        };
        let mut app = Self {
            env,
            screen: Screen::Start(start),
            overlays: Vec::new(),
            recent: Vec::new(),
            setup_read: false,
            stale: Stale::All,
            quitting: false,
            erasing: None,
            say_at_opening: None,
            templates: options.templates,
            samples: options.samples,
            offers_left: false,
            wall: options.wall,
            joins: 0,
            unwanted: false,
        };
        if let Some(asked) = &options.joining {
            app.open_joining(asked);
            app.env.want(Effect::List);
            let first = std::mem::take(&mut app.env.effects);
            return (app, first);
        }
        if options.merge {
            app.open_merge();
            let first = std::mem::take(&mut app.env.effects);
            return (app, first);
        }
        (app, vec![first])
    }

    /// Returns what has to be drawn again, and takes that as done.
    pub fn take_stale(&mut self) -> Stale {
        std::mem::take(&mut self.stale)
    }

    /// Tells whether samples can be put into the workspace.
    pub fn has_samples(&self) -> bool {
        self.samples
    }

    /// Returns the templates.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// Returns where a key goes now.
    pub fn place(&self) -> Place {
        match (self.overlays.last(), &self.screen) {
            (Some(overlay), _) => overlay.place(),
            (None, Screen::Start(_)) => Place::Start,
            (None, Screen::Console(console)) => console.place(),
            (None, Screen::Merge(_)) => Place::Panel,
        }
    }

    /// Takes a message, and says what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let pressed = matches!(msg, Msg::Key(_) | Msg::Paste(_));
        match msg {
            Msg::Tick(now) => self.tick(now),
            Msg::Key(event) if event.kind == KeyEventKind::Release => {}
            other => {
                let types = self.types(&other);
                self.take(other);
                self.show_notices();
                let line = types && self.overlays.is_empty() && self.place() == Place::Capture;
                self.stale = self.stale.max(if line { Stale::Line } else { Stale::All });
            }
        }
        self.bring_line_back(pressed);
        self.with_console(Console::tell_on);
        std::mem::take(&mut self.env.effects)
    }

    /// Tells whether a message does no more than type in the capture line.
    fn types(&self, msg: &Msg) -> bool {
        let Msg::Key(event) = msg else { return false };
        let typing = self.overlays.is_empty() && self.place() == Place::Capture;
        let picking = matches!(&self.screen, Screen::Console(console)
            if console.capture.as_ref().is_some_and(|line| line.picking.is_some()));
        typing && !picking && self.env.keymap.command(Place::Capture, *event).is_none()
    }

    /// Lets a line that is always open come back, where nothing lies over the console.
    fn bring_line_back(&mut self, pressed: bool) {
        let covered = !self.overlays.is_empty() || self.quitting;
        if let Screen::Console(console) = &mut self.screen
            && console.bring_line_back(covered, pressed, &mut self.env)
        {
            self.stale = Stale::All;
        }
    }

    /// Shows what there is to know that was not shown yet, where it takes no key from what is being typed.
    fn show_notices(&mut self) {
        let free = self.overlays.is_empty() && !self.place().takes_text() && self.place() != Place::Wall;
        if free && !self.setup_read && !self.env.troubles.is_empty() {
            self.overlays.push(Overlay::Setup(Cursor::default()));
            return;
        }
        if let Screen::Console(console) = &mut self.screen
            && free
            && std::mem::take(&mut console.unseen)
        {
            self.env.message = None;
            self.overlays.push(Overlay::notices());
        }
        if self.offers_left && self.overlays.is_empty() {
            match &mut self.screen {
                // whether it was offered today already stands with the unfinished lines
                Screen::Console(console) if !console.is_greeted() => {}
                Screen::Console(console) => {
                    self.offers_left = false;
                    if free && console.may_offer_left(&mut self.env) {
                        self.overlays.push(Overlay::Preparing(LeftOpen::offered(console)));
                    }
                }
                Screen::Start(_) | Screen::Merge(_) => self.offers_left = false,
            }
        }
        self.ask_for_table();
    }

    fn tick(&mut self, now: Moment) {
        let before = self.clock();
        self.env.take_time(now);
        if let Screen::Console(console) = &mut self.screen {
            console.keep_draft(&mut self.env);
            console.ring(&mut self.env);
            console.tick_vote(now);
            console.fade_arrivals(self.env.now);
        }
        if let Some(Overlay::Network(joining)) = self.overlays.last_mut() {
            joining.tick(&mut self.env);
        }
        if self.clock() != before {
            self.stale = Stale::All;
        }
    }

    /// Returns what of the screen changes with the time alone.
    fn clock(&self) -> Option<String> {
        match &self.screen {
            Screen::Start(_) => match self.overlays.last() {
                Some(Overlay::Network(joining)) if joining.moves() => Some(self.env.now.to_string()),
                Some(_) | None => None,
            },
            Screen::Merge(_) => None,
            Screen::Console(console) => {
                let fresh = console.laptops.fresh.len();
                let countdown = console.countdown(self.env.now);
                if fresh == 0 { countdown } else { Some(format!("{countdown:?} {fresh}")) }
            }
        }
    }

    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Key(event) => self.key(event),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resized | Msg::Tick(_) => {}
            Msg::Listed(listed) => {
                if let Screen::Start(start) = &mut self.screen {
                    start.listed(listed);
                    self.env.want(Effect::Prepare(Want::Left));
                }
            }
            Msg::Opened(Ok(file)) => {
                self.overlays.clear();
                self.env.message = None;
                let go_to = if let Screen::Start(start) = &mut self.screen { start.go_to.take() } else { None };
                let mut console = Console::new(file);
                console.prepared.go_to = go_to;
                if self.wall {
                    console.show_only_wall();
                }
                self.screen = Screen::Console(Box::new(console));
                if let Some((mood, said)) = self.say_at_opening.take() {
                    self.env.say(mood, said);
                }
            }
            Msg::Opened(Err(problem)) => {
                if let Screen::Start(start) = &mut self.screen {
                    start.opening = None;
                    if start.listing.is_none() {
                        self.env.want(Effect::List);
                    }
                }
                self.env.say_problem(&problem);
            }
            Msg::Found(found) => self.heard(found),
            Msg::Joined(joined) => self.joined(joined),
            Msg::Created(Ok(file)) => {
                self.overlays.clear();
                self.open(file);
            }
            Msg::Created(Err(problem)) => {
                let said = wording::problem(self.env.lang, &problem);
                match self.overlays.last_mut() {
                    Some(Overlay::NewSession(form)) => form.wrong = Some(said),
                    Some(_) | None => self.env.say(Mood::Bad, said),
                }
            }
            Msg::SamplesPut(Ok(())) => self.env.want(Effect::List),
            Msg::SamplesPut(Err(problem)) => self.env.say_problem(&problem),
            Msg::Got(got) => self.got(&got),
            Msg::Merge(got) => self.merge_got(*got),
            Msg::Snapshot(snapshot) => self.with_console(|console, env| {
                let goes_to = console.prepared.go_to.is_some();
                let first = console.session().id() != snapshot.session.id();
                let before = console.snapshot.session.clone();
                console.take_snapshot(snapshot);
                console.mark_arrivals(&before, env);
                if first && !goes_to {
                    console.look_for_left(env);
                }
            }),
            Msg::Status(status) => self.with_console(|console, env| console.take_status(*status, env)),
            Msg::Presence(presence) => self.with_console(|console, _| console.presence = presence),
            Msg::Stage(stage) => self.with_console(|console, env| console.take_stage(stage, env.now)),
            Msg::Reply(reply) => self.with_console(|console, env| console.take_reply(reply, env)),
            Msg::Edited(edited) => self.edited(edited),
            Msg::StopNow => self.stop(),
            Msg::EndNow => {
                self.quitting = true;
                self.with_console(|console, env| {
                    console.keep_draft(env);
                    console.leave_line(env);
                });
                self.env.want(Effect::Quit);
            }
            Msg::Closed(outcome) => self.closed(outcome),
        }
    }

    pub(super) fn with_console(&mut self, then: impl FnOnce(&mut Console, &mut Env)) {
        if let Screen::Console(console) = &mut self.screen {
            then(console, &mut self.env);
        }
    }

    fn closed(&mut self, outcome: Result<(), Problem>) {
        if std::mem::take(&mut self.unwanted) && matches!(self.screen, Screen::Start(_)) {
            return;
        }
        let parted = matches!(&self.screen, Screen::Console(console) if console.laptops.parting);
        self.env.go_by(0);
        self.overlays.clear();
        self.screen = Screen::Start(Start::default());
        self.env.message = None;
        let erasing = self.erasing.take();
        match (outcome, erasing) {
            // its desk had nothing left to write
            (Ok(()) | Err(Problem { what: Wrong::DeskEnded, .. }), _) if parted => {
                self.env.say(Mood::Good, together::deleting(self.env.lang));
            }
            (Err(problem), _) => self.env.say_problem(&problem),
            (Ok(()), Some((file, item))) => {
                self.env.say(Mood::Info, w::erasing::under_way(self.env.lang).to_owned());
                self.env.want(Effect::Prepare(Want::Erase { file, item }));
            }
            (Ok(()), None) => {}
        }
        self.env.want(Effect::List);
    }

    fn open(&mut self, file: PathBuf) {
        if let Screen::Start(start) = &mut self.screen {
            start.opening = Some(file.clone());
            self.env.message = None;
            self.env.want(Effect::Open(file));
        }
    }

    /// Takes what the door answered while a session is prepared.
    fn got(&mut self, got: &Got) {
        match (&mut self.screen, got) {
            (Screen::Start(start), Got::Left(left)) => start.left = Some(left.clone()),
            (Screen::Start(_), Got::Erased { file, outcome }) => {
                self.say_at_opening = Some(match outcome {
                    Ok(erased) => {
                        let mood = if erased.holding.is_empty() { Mood::Good } else { Mood::Warn };
                        (mood, w::erasing::erased(self.env.lang, erased.items, erased.holding.len()))
                    }
                    Err(problem) => (Mood::Bad, wording::problem(self.env.lang, problem)),
                });
                self.open(file.clone());
            }
            (Screen::Start(_) | Screen::Merge(_), _) => {}
            (Screen::Console(console), got) => self.offers_left |= console.take_got(got, &mut self.env),
        }
        // the one that asked may have the help over it by now
        let asked = self.overlays.iter_mut().enumerate().rev().find_map(|(at, overlay)| match overlay {
            Overlay::Preparing(preparing) => Some((at, preparing)),
            _ => None,
        });
        if let Some((at, preparing)) = asked {
            let console = match &mut self.screen {
                Screen::Console(console) => Some(console.as_mut()),
                Screen::Start(_) | Screen::Merge(_) => None,
            };
            match preparing.got(got, console, &mut self.env) {
                Next::Close => drop(self.overlays.remove(at)),
                Next::Instead(preparing) => self.overlays[at] = Overlay::Preparing(preparing),
                next => self.next(next),
            }
        }
    }

    pub(super) fn perform(&mut self, command: Command, event: KeyEvent) {
        self.env.message = None;
        match command {
            Command::Language => {
                self.env.lang = self.env.lang.other();
                let lang = self.env.lang;
                self.overlays.iter_mut().for_each(|overlay| overlay.speak(lang));
                self.with_console(|console, env| console.speak(env));
                if let Screen::Merge(desk) = &mut self.screen {
                    desk.set_lang(lang);
                }
            }
            Command::Colours => {
                self.env.themes.go_on();
                self.env.theme = self.env.themes.theme(self.env.depth);
                let name = self.env.themes.name(self.env.lang);
                match self.env.themes.warning(self.env.lang) {
                    Some(warning) => self.env.say(Mood::Warn, warning),
                    None => self.env.say(Mood::Info, w::colours_now(self.env.lang, &name)),
                }
            }
            Command::Help => self.toggle_commands(Manner::Help),
            Command::Palette => self.toggle_commands(Manner::Palette),
            Command::Safeguard => {
                if matches!(self.screen, Screen::Console(_)) {
                    self.overlays.push(Overlay::choice(Purpose::Safeguarding));
                }
            }
            Command::Quit => self.quit(),
            Command::Suspend => self.stop(),
            command if !self.overlays.is_empty() => self.in_overlay(command, event),
            command => self.on_screen(command, event),
        }
    }

    fn quit(&mut self) {
        let unsaved = match &mut self.screen {
            Screen::Console(console) => {
                // a form that is not finished asks first
                if !console.leave_panel(&mut self.env) {
                    return;
                }
                console.leave_line(&mut self.env);
                let asked = console.asks_at_leaving(Leaving::Program).map(Purpose::Together);
                let asked = asked.filter(|_| !self.quitting && !console.is_failing());
                let open = matches!((self.overlays.last(), &asked),
                    (Some(Overlay::Choice(choice)), Some(asked)) if choice.purpose == *asked);
                if let Some(asked) = asked.filter(|_| !open) {
                    self.overlays.push(Overlay::choice(asked));
                    return;
                }
                console.is_failing()
            }
            Screen::Merge(desk) => {
                // what is on its way is written first
                if !desk.is_settled() {
                    return self.leave_merge(true);
                }
                if desk.holds_back() {
                    return;
                }
                desk.is_unwritten()
            }
            Screen::Start(_) => false,
        };
        let asked =
            matches!(self.overlays.last(), Some(Overlay::Choice(choice)) if choice.purpose == Purpose::QuitAnyway);
        if unsaved && !asked && !self.quitting {
            self.overlays.push(Overlay::choice(Purpose::QuitAnyway));
            return;
        }
        self.quitting = true;
        self.env.want(Effect::Quit);
    }

    fn on_screen(&mut self, command: Command, event: KeyEvent) {
        match &mut self.screen {
            Screen::Console(console) => {
                let overlay = if console.laptops.only_wall {
                    console.perform_on_wall_alone(command, &mut self.env)
                } else {
                    console.perform(command, event, &mut self.env)
                };
                self.overlays.extend(overlay);
            }
            Screen::Merge(_) => {}
            Screen::Start(start) => match command {
                Command::Open => {
                    // one that cannot be read may have a last good state, and the desk says what it found
                    if let Some(file) = start.chosen().map(|card| card.file.clone()) {
                        self.open(file);
                    }
                }
                Command::NewSession => {
                    let today = (self.env.surroundings.now)().day();
                    self.overlays.push(Overlay::NewSession(Box::new(NewForm::new(
                        today,
                        &self.templates,
                        self.env.lang,
                    ))));
                }
                Command::Samples if self.samples => self.env.want(Effect::PutSamples),
                Command::Merge => self.open_merge(),
                Command::Join => self.open_joining(&JoinAsked::default()),
                Command::Refresh => self.env.want(Effect::List),
                Command::LeftOpen => {
                    if let Some(left) = &start.left {
                        self.overlays.push(Overlay::Preparing(OpenAcross::open(left)));
                    }
                }
                command => start.follow(command),
            },
        }
    }
}
