//! Where a key or a paste goes: to a command, a panel, or text. Never what a command does.

use crate::domain::item::Kind;
use crate::text::tui as w;
use crossterm::event::KeyEvent;

use super::super::command::{Command, Place};
use super::super::keys::{Panel, typed};
use super::super::overlay::{Overlay, Purpose};
use super::{App, Mood, Screen};

impl App {
    /// Takes a key: a command where it is one here, else what lies uppermost may know it, or it is text.
    pub(super) fn key(&mut self, event: KeyEvent) {
        let place = self.place();
        if let Screen::Console(console) = &mut self.screen {
            console.prepared.touched = true;
        }
        if let Some(command) = self.env.keymap.command(place, event) {
            self.perform(command, event);
            return;
        }
        if let (Some(Overlay::Choice(choice)), Screen::Console(console)) = (self.overlays.last(), &mut self.screen)
            && choice.purpose == Purpose::Wall
        {
            let meant = self.env.keymap.into_panel(Panel::Wall, event);
            if meant.is_some_and(|event| console.wall_key_in_list(&event, &mut self.env)) {
                self.overlays.pop();
            }
            return;
        }
        if self.overlays.is_empty() && self.merge_key(event) {
            return;
        }
        if let Some(panel) = self.panel() {
            if let Some(event) = self.env.keymap.into_panel(panel, event) {
                self.give_to_panel(event);
            }
            return;
        }
        if self.is_for_help(event) {
            return;
        }
        match self.overlays.last_mut() {
            Some(Overlay::Preparing(preparing)) => preparing.text(&event, &mut self.env),
            Some(Overlay::NewSession(form)) => form.text(&event, &self.templates, self.env.lang),
            Some(overlay) => overlay.text(&event),
            None => self.with_console(|console, env| console.text(&event, env)),
        }
        if typed(event).is_some() && !place.takes_text() && self.env.message.is_none() && place != Place::Wall {
            let help = self.env.keymap.key_of(Command::Help, self.env.lang);
            self.env.say(Mood::Info, w::no_such_key(self.env.lang, &event.code.to_string(), &help));
        }
    }

    /// Gives what fills the screen a key that it knows.
    pub(in crate::tui) fn give_to_panel(&mut self, event: KeyEvent) {
        if self.merge_key(event) {
            return;
        }
        if self.place() == Place::Panel {
            self.env.message = None;
            self.with_console(|console, env| console.panel_key(event, env));
        } else {
            self.with_console(|console, env| console.text(&event, env));
        }
    }

    /// Takes pasted text to where it belongs.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(Overlay::Preparing(preparing)) = self.overlays.last_mut() {
            let console = match &mut self.screen {
                Screen::Console(console) => Some(console.as_mut()),
                Screen::Start(_) | Screen::Merge(_) => None,
            };
            if let Some(next) = preparing.paste(text, console, &mut self.env) {
                self.next(next);
                return;
            }
        }
        if self.place() == Place::People {
            // a list of who is here, one a line
            self.overlays.pop();
            self.with_console(|console, env| console.open_line(Kind::Participant, "", env));
        }
        match self.overlays.last_mut() {
            Some(overlay) => overlay.paste(text),
            None => {
                let asks = match &mut self.screen {
                    Screen::Console(console) => console.paste(text, &mut self.env),
                    Screen::Merge(desk) => {
                        desk.paste(text);
                        let kept = desk.wants_kept();
                        kept.into_iter().for_each(|want| self.env.want(super::Effect::Merge(want)));
                        None
                    }
                    Screen::Start(_) => None,
                };
                self.overlays.extend(asks.map(|lines| Overlay::choice(Purpose::Paste(lines))));
            }
        }
    }
}
