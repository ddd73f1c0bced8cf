//! Owns how the start screen opens and takes what comes of joining a session on another laptop, and what is asked once
//! one is in.

use std::path::PathBuf;

use crate::domain::desk::{Part, Problem};
use crate::domain::link::Found;

use super::super::doors::JoinAsked;
use super::super::joining::{JoinScreen, Stage};
use super::super::overlay::Overlay;
use super::super::together::Asked;
use super::{App, Effect, Msg, Screen};

impl App {
    /// Opens the sessions that are heard, or goes into the one that was asked for.
    pub(super) fn open_joining(&mut self, asked: &JoinAsked) {
        let mut asked = asked.clone();
        if self.wall {
            asked.part = Part::Wall;
        }
        let joining = JoinScreen::new(&asked, &mut self.env);
        if joining.stage == Stage::Going {
            self.joins += 1;
        }
        self.overlays.push(Overlay::Network(Box::new(joining)));
    }

    /// Returns the screen of joining, which may have the help over it.
    fn joining(&mut self) -> Option<&mut JoinScreen> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Network(joining) => Some(joining.as_mut()),
            _ => None,
        })
    }

    /// Takes the sessions that are heard.
    pub(super) fn heard(&mut self, found: Result<Vec<Found>, Problem>) {
        let now = self.env.now;
        if let Some(joining) = self.joining() {
            joining.heard(found, now);
        }
    }

    /// Takes what came of joining.
    pub(super) fn joined(&mut self, joined: Result<PathBuf, Problem>) {
        self.joins = self.joins.saturating_sub(1);
        let others = self.joins > 0;
        let waited = self.joining().is_some_and(|joining| joining.stage == Stage::Going);
        match joined {
            Ok(file) if waited => {
                let (name, part) = self.joining().map(|joining| (joining.name(), joining.part)).unwrap_or_default();
                if !name.is_empty() {
                    self.env.person = name;
                }
                self.take(Msg::Opened(Ok(file)));
                self.with_console(|console, _| console.laptops.asks_table = part == Part::Console);
            }
            // one went back meanwhile
            Ok(_) => {
                if matches!(self.screen, Screen::Start(_)) {
                    self.unwanted = true;
                    self.env.want(Effect::Close);
                }
            }
            // what was asked for later is still on its way
            Err(_) if others => {}
            Err(problem) => {
                if let Some(joining) = self.joining() {
                    joining.kept_out(problem);
                }
            }
        }
    }

    /// Asks somebody who came in at which table they sit, once that is known.
    pub(super) fn ask_for_table(&mut self) {
        let free = self.overlays.is_empty() && !self.place().takes_text();
        let Screen::Console(console) = &mut self.screen else { return };
        if !free || !console.laptops.asks_table || console.me().is_none() {
            return;
        }
        console.laptops.asks_table = false;
        if console.me().is_some_and(|me| me.table.is_none()) && console.session().tables.live().next().is_some() {
            let overlay = console.seating(Asked::MyTable, None);
            self.overlays.push(overlay);
        }
    }
}
