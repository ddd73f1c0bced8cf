//! Owns where one is in a list that may be longer than its place on the screen. Never knows what is in it.

use std::cell::Cell;
use std::ops::Range;

use super::command::Command;

/// A chosen line, and the first line that is seen.
#[derive(Clone, Debug, Default)]
pub struct Cursor {
    at: usize,
    /// Drawing remembers what was seen, so that the list stands still while the chosen line is on the screen.
    top: Cell<usize>,
    seen: Cell<usize>,
}

impl Cursor {
    /// Returns the chosen line.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Chooses a line.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// Keeps the chosen line inside a list of that length.
    pub fn keep_within(&mut self, length: usize) {
        self.at = self.at.min(length.saturating_sub(1));
    }

    /// Moves as a command says; tells whether it is one that moves.
    pub fn follow(&mut self, command: Command, length: usize) -> bool {
        let last = length.saturating_sub(1);
        let page = self.seen.get().saturating_sub(1).max(1);
        self.at = match command {
            Command::Up => self.at.saturating_sub(1),
            Command::Down => self.at + 1,
            Command::PageUp => self.at.saturating_sub(page),
            Command::PageDown => self.at + page,
            Command::First => 0,
            Command::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Returns the lines that are seen where there is room for so many.
    pub fn window(&self, length: usize, room: usize) -> Range<usize> {
        self.window_at(self.at, length, room)
    }

    /// Returns the lines that are seen of a list that has more lines than can be chosen, where the chosen one stands at `at`.
    pub fn window_at(&self, at: usize, length: usize, room: usize) -> Range<usize> {
        let room = room.max(1);
        let most = length.saturating_sub(room);
        // the list may have become shorter since the last key
        let at = at.min(length.saturating_sub(1));
        let mut top = self.top.get().min(most);
        if at < top {
            top = at;
        } else if at >= top + room {
            top = at + 1 - room;
        }
        self.top.set(top);
        self.seen.set(room);
        top..(top + room).min(length)
    }

    /// Returns the first line that is seen of a text that is only scrolled, where the chosen line is that first one.
    pub fn scroll(&self, length: usize, room: usize) -> usize {
        self.seen.set(room.max(1));
        let top = self.at.min(length.saturating_sub(room));
        self.top.set(top);
        top
    }

    /// Moves a text that is only scrolled. Where it ends is known when it is drawn.
    pub fn follow_scroll(&mut self, command: Command) -> bool {
        self.at = self.at.min(self.top.get());
        self.follow(command, usize::MAX / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_line_stays_in_sight_and_the_list_still() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.window(100, 10), 0..10);
        for (command, at, window) in [
            (Command::Down, 1, 0..10),
            (Command::PageDown, 10, 1..11),
            (Command::Up, 9, 1..11),
            (Command::Last, 99, 90..100),
            (Command::Down, 99, 90..100),
            (Command::First, 0, 0..10),
            (Command::Up, 0, 0..10),
        ] {
            assert!(cursor.follow(command, 100));
            assert_eq!((cursor.at(), cursor.window(100, 10)), (at, window), "{command:?}");
        }
        cursor.go(99);
        assert_eq!(cursor.window(3, 10), 0..3, "what became shorter is seen");
        cursor.keep_within(0);
        assert_eq!((cursor.at(), cursor.window(0, 10)), (0, 0..0));
        assert!(!cursor.follow(Command::Open, 10));
    }
}
