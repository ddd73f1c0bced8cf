//! Owns what one person did at this desk, to be taken back and done again. Never applies anything.

use crate::domain::change::Change;

/// The most changes that can be taken back.
const LONGEST: usize = 1000;

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// What was done, to be taken back.
    Back,
    /// What was taken back, to be done again.
    Again,
}

impl Way {
    /// Returns the other way: what is taken back can be done again.
    pub fn other(self) -> Self {
        match self {
            Self::Back => Self::Again,
            Self::Again => Self::Back,
        }
    }
}

/// What can be taken back, and done again, the last one first.
#[derive(Debug, Default)]
pub struct Undo {
    back: Vec<Change>,
    again: Vec<Change>,
}

impl Undo {
    /// Notes something new: what was taken back before cannot be done again.
    pub fn did(&mut self, change: Change) {
        self.again.clear();
        if change.can_be_undone() {
            self.put(Way::Back, change);
        }
    }

    /// Notes what came of taking back, or of doing again.
    pub fn put(&mut self, way: Way, change: Change) {
        let stack = self.stack(way);
        if stack.len() == LONGEST {
            stack.remove(0);
        }
        stack.push(change);
    }

    /// Takes the last change of a way.
    pub fn take(&mut self, way: Way) -> Option<Change> {
        self.stack(way).pop()
    }

    /// Returns how many changes can be taken back, and how many done again.
    pub fn counts(&self) -> (usize, usize) {
        (self.back.len(), self.again.len())
    }

    fn stack(&mut self, way: Way) -> &mut Vec<Change> {
        match way {
            Way::Back => &mut self.back,
            Way::Again => &mut self.again,
        }
    }
}
