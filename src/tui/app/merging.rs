//! How the app opens, feeds and leaves the merge desk. What the desk does itself is its own.

use crossterm::event::KeyEvent;

use super::super::doors::{MergeGot, MergeWant};
use super::super::keys::{Panel, typed};
use super::super::palette::Manner;
use super::super::panels::merge::{Leaving, MergeDesk, MergeEvent, Opening};
use super::super::start::Start;
use super::{App, Effect, Screen};

impl App {
    /// Opens the merge desk.
    pub(super) fn open_merge(&mut self) {
        let opening = Opening {
            lang: self.env.lang,
            keys: self.env.keymap.clone(),
            by: self.env.person.clone(),
            around: self.env.surroundings(),
        };
        let (desk, want) = MergeDesk::new(opening);
        self.overlays.clear();
        self.env.message = None;
        self.screen = Screen::Merge(Box::new(desk));
        self.env.want(Effect::Merge(want));
    }

    /// Gives the merge desk a key. Tells whether there is one.
    pub(super) fn merge_key(&mut self, event: KeyEvent) -> bool {
        let Screen::Merge(desk) = &mut self.screen else { return false };
        // what is typed is text, whatever the keys in force are
        let text = desk.is_typing() && typed(event).is_some();
        let known = if text { Some(event) } else { self.env.keymap.into_panel(Panel::Merge, event) };
        let Some(event) = known else { return true };
        let came = desk.key(&event);
        for want in desk.wants_explained().into_iter().chain(desk.wants_kept()) {
            self.env.want(Effect::Merge(want));
        }
        match came {
            MergeEvent::Stay => {}
            MergeEvent::Ask(want) => self.env.want(Effect::Merge(want)),
            MergeEvent::Help => self.toggle_commands(Manner::Help),
            MergeEvent::Leave => self.leave_merge(false),
        }
        true
    }

    /// Leaves the merge desk, out of the program or to the sessions, once everything that was chosen is written.
    pub(super) fn leave_merge(&mut self, quit: bool) {
        let Screen::Merge(desk) = &mut self.screen else { return };
        let leaving = desk.leave(quit);
        self.left_merge(leaving);
    }

    fn left_merge(&mut self, leaving: Leaving) {
        match leaving {
            Leaving::Now { quit } => self.let_merge_go(quit),
            Leaving::Wait => {}
            Leaving::Try(want) => self.env.want(Effect::Merge(want)),
        }
    }

    fn let_merge_go(&mut self, quit: bool) {
        if let Screen::Merge(desk) = &self.screen {
            self.env.want(Effect::Merge(desk.wants_closed()));
        }
        if quit {
            self.quitting = true;
            self.env.want(Effect::Quit);
        } else {
            let left = std::mem::replace(&mut self.screen, Screen::Start(Start::default()));
            if let Screen::Merge(desk) = left {
                self.env.want(Effect::Merge(MergeWant::LetGo(desk.end())));
            }
            self.env.want(Effect::List);
        }
    }

    /// Takes what the merge desk's door brings.
    pub(super) fn merge_got(&mut self, got: MergeGot) {
        let Screen::Merge(desk) = &mut self.screen else { return };
        let wanted = desk.got(got);
        for want in wanted.into_iter().chain(desk.wants_explained()).chain(desk.wants_kept()).chain(desk.wants_let_go())
        {
            self.env.want(Effect::Merge(want));
        }
        let leaving = desk.go_on_leaving();
        self.left_merge(leaving);
    }
}
