//! What the commands do in what lies over a screen. Never which key is which command: that is the keymap's.

use crossterm::event::KeyEvent;

use super::super::command::Command;
use super::super::joining::Went;
use super::super::overlay::{Overlay, Purpose};
use super::super::prepare::Next;
use super::{App, Effect, Screen};

impl App {
    /// Gives the uppermost overlay a command.
    pub(super) fn in_overlay(&mut self, command: Command, event: KeyEvent) {
        let Some(overlay) = self.overlays.last_mut() else { return };
        if let Overlay::Preparing(preparing) = overlay {
            let console = match &mut self.screen {
                Screen::Console(console) => Some(console.as_mut()),
                Screen::Start(_) | Screen::Merge(_) => None,
            };
            let next = preparing.perform(command, console, &mut self.env);
            self.next(next);
            return;
        }
        if let Overlay::Network(joining) = overlay {
            match joining.perform(command, &mut self.env) {
                Went::Stays => {}
                Went::Leaves => drop(self.overlays.pop()),
                Went::Goes => self.joins += 1,
            }
            return;
        }
        if command == Command::Back {
            let read = matches!(overlay, Overlay::Notices(_));
            self.setup_read |= matches!(overlay, Overlay::Setup(_));
            self.overlays.pop();
            if let Screen::Console(console) = &self.screen
                && read
                && !console.read_only()
                && !console.hand_removed().is_empty()
            {
                self.overlays.push(Overlay::choice(Purpose::HandRemoved));
            }
            return;
        }
        let console = match &mut self.screen {
            Screen::Console(console) => Some(console.as_mut()),
            Screen::Start(_) | Screen::Merge(_) => None,
        };
        match overlay {
            Overlay::Commands(_) => self.in_commands(command),
            Overlay::Setup(cursor) | Overlay::Notices(cursor) | Overlay::Step(_, cursor) => {
                cursor.follow_scroll(command);
            }
            Overlay::Late(late) => {
                if console.is_some_and(|console| console.in_late(command, late, &mut self.env)) {
                    self.overlays.pop();
                }
            }
            Overlay::Giro(cursor) => {
                if let Some(console) = console {
                    console.in_giro(command, cursor, &mut self.env);
                }
            }
            Overlay::Minutes(minutes) => {
                if console.is_some_and(|console| console.in_minutes(command, minutes, &mut self.env)) {
                    self.overlays.pop();
                }
            }
            Overlay::NewSession(form) => {
                if let Some(new) = form.perform(command, &event, &self.templates, &self.env) {
                    self.env.want(Effect::Create(new));
                }
            }
            Overlay::Find(find) => {
                let Some(console) = console else { return };
                if command == Command::Open {
                    let found = find.chosen();
                    self.overlays.clear();
                    if let Some(found) = found {
                        console.go_to(found, &mut self.env);
                    }
                } else {
                    find.follow(command);
                }
            }
            Overlay::Filter(filter) => {
                if console.is_none_or(|console| filter.perform(command, console)) {
                    self.overlays.pop();
                }
            }
            Overlay::Tags(tags) => {
                if command == Command::Complete {
                    tags.complete();
                } else if command == Command::Open
                    && console.is_none_or(|console| console.tag_several(tags, &mut self.env))
                {
                    self.overlays.pop();
                }
            }
            Overlay::Join(joining) => {
                if console.is_none_or(|console| console.in_join(joining, command, &mut self.env)) {
                    self.overlays.pop();
                }
            }
            Overlay::Together(panel) => {
                let over = console.and_then(|console| console.in_together(panel, command, &mut self.env));
                self.overlays.extend(over);
            }
            Overlay::Naming(name) => {
                let done =
                    command == Command::TakeIt && console.is_none_or(|console| console.rename(name, &mut self.env));
                if done {
                    self.overlays.pop();
                }
            }
            Overlay::Preparing(_) | Overlay::Network(_) => {}
            Overlay::Choice(choice) => {
                let length = choice.rows(console.as_deref(), self.env.lang).len();
                if choice.cursor.follow(command, length) || command != Command::Open || length == 0 {
                    return;
                }
                let (purpose, at) = (choice.purpose.clone(), choice.cursor.at());
                self.overlays.pop();
                self.chosen(purpose, at);
            }
        }
    }

    /// Does what was chosen from a list.
    fn chosen(&mut self, purpose: Purpose, at: usize) {
        if purpose == Purpose::QuitAnyway {
            if at == 1 {
                self.quitting = true;
                self.env.want(Effect::Quit);
            }
            return;
        }
        if let Purpose::Erase { item, .. } = purpose {
            if at == 1
                && let Screen::Console(console) = &mut self.screen
            {
                // begun anew without it: the session is closed first, and opened again
                self.erasing = Some((console.file.clone(), item));
                console.leave_line(&mut self.env);
                self.env.want(Effect::Close);
            }
            return;
        }
        if purpose == Purpose::Leave {
            if at == 0 {
                self.with_console(|console, env| console.leave_line(env));
                self.env.want(Effect::Close);
            }
            return;
        }
        let Screen::Console(console) = &mut self.screen else { return };
        let overlay = console.chosen(purpose, at, &mut self.env);
        self.overlays.extend(overlay);
    }

    /// Does what follows on a key, a paste or an answer while a session is prepared.
    pub(super) fn next(&mut self, next: Next) {
        match next {
            Next::Stay => {}
            Next::Close => drop(self.overlays.pop()),
            Next::Over(preparing) => self.overlays.push(Overlay::Preparing(preparing)),
            Next::Instead(preparing) => {
                self.overlays.pop();
                self.overlays.push(Overlay::Preparing(preparing));
            }
            Next::LeaveAll => self.overlays.clear(),
            Next::Open(file, item) => {
                self.overlays.clear();
                if let Screen::Start(start) = &mut self.screen {
                    start.go_to = Some(item);
                }
                self.open(file);
            }
        }
    }
}
