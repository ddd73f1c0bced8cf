//! Owns the line that is always open, for somebody who takes notes and does nothing else: it comes back by itself.
//! Never keeps it open against the person: Esc steps out of it, and one key ends it.

use crate::domain::item::Kind;
use crate::domain::time::Moment;
use crate::domain::turn::CAPTURED;
use crate::text::tui::capture as w;

use super::app::{Env, Mood};
use super::console::{Console, Page};

/// How long nothing is pressed before the line comes back, in seconds.
pub const QUIET: i64 = 5;

/// How long the kinds are shown to pick one, in seconds.
const PICKING: i64 = 4;

/// Whether the line is always open, and since when one is out of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Steady {
    /// Whether it is.
    pub on: bool,
    /// The kind it comes back with.
    pub kind: Kind,
    /// Since when one is out of it, or when the last key was pressed there.
    out: Option<Moment>,
    /// Something else was opened over the console.
    away: bool,
}

impl Default for Steady {
    fn default() -> Self {
        Self { on: false, kind: Kind::Note, out: None, away: false }
    }
}

impl Steady {
    /// Steps out of the line for a while.
    pub fn step_out(&mut self, now: Moment) {
        self.out = Some(now);
    }
}

impl Console {
    /// Lets the line be always open, or no longer.
    pub(super) fn turn_steady(&mut self, env: &mut Env) {
        self.steady.on = !self.steady.on;
        if !self.steady.on {
            env.say(Mood::Info, w::steady_off(env.lang));
        } else if self.refuses(env) {
            self.steady.on = false;
            return;
        } else {
            if CAPTURED.contains(&self.tab) {
                self.steady.kind = self.tab;
            }
            self.steady.out = None;
            self.steady.away = false;
            env.say(Mood::Info, env.keymap.fill(&w::steady_on(env.lang, QUIET), env.lang));
        }
        self.drafts.always = self.steady.on.then_some(self.steady.kind);
        self.keep_draft(env);
    }

    /// Brings a line that is always open back: at once where something that lay over the console is gone, else after
    /// a while without keys. Puts away kinds that nobody picked. Tells whether something changed.
    pub fn bring_line_back(&mut self, covered: bool, pressed: bool, env: &mut Env) -> bool {
        if let Some(line) = &mut self.capture {
            if self.steady.on && CAPTURED.contains(&line.kind) {
                self.steady.kind = line.kind;
                self.drafts.always = Some(line.kind);
            }
            let over = line.picking.is_some_and(|since| env.now.seconds_since(since) >= PICKING);
            if over {
                line.picking = None;
            }
            return over;
        }
        if !self.steady.on || self.read_only() {
            return false;
        }
        if covered || !matches!(self.page, Page::Console) {
            self.steady.away = true;
            return false;
        }
        let quiet = self.steady.out.is_none_or(|since| !pressed && env.now.seconds_since(since) >= QUIET);
        if self.steady.away || quiet {
            (self.steady.away, self.steady.out) = (false, None);
            self.begin_line(self.steady.kind, "", env);
            return true;
        }
        if pressed {
            self.steady.out = Some(env.now);
        }
        false
    }
}
