//! Owns which way to go on is chosen, of those that are offered for the word at the cursor. Never changes the line.

use std::ops::Range;

use crate::domain::completing::Completion;

/// Ways to go on, and which one stands in the line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Offered {
    ways: Vec<Completion>,
    at: Option<usize>,
}

impl Offered {
    /// Offers these; none is chosen yet.
    pub fn new(ways: Vec<Completion>) -> Self {
        Self { ways, at: None }
    }

    /// Tells whether there is something to choose from.
    pub fn is_open(&self) -> bool {
        !self.ways.is_empty()
    }

    /// Returns the ways.
    pub fn ways(&self) -> &[Completion] {
        &self.ways
    }

    /// Returns which one is chosen, where one is.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// Chooses the next way (1) or the one before (-1), round and round. Returns what it replaces and with what.
    pub fn choose(&mut self, by: isize) -> Option<(Range<usize>, String)> {
        let count = self.ways.len() as isize;
        let next = match self.at {
            Some(at) => (at as isize + by).rem_euclid(count.max(1)),
            None if by < 0 => count - 1,
            None => 0,
        };
        let way = self.ways.get(usize::try_from(next).ok()?)?.clone();
        let end = way.range.start + way.text.len();
        self.ways.iter_mut().for_each(|other| other.range.end = end);
        self.at = Some(next as usize);
        Some((way.range, way.text))
    }
}
