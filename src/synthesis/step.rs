//! Owns how far a merge is, told while it works, that it can be stopped there, and that work may be done by several hands. Knows
//! neither clock nor threads: whoever listens says what takes long, whoever lends hands says how many.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

/// What a merge is at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Practices are compared: so many of so many.
    Comparing(usize, usize),
    /// Strategies are composed: so many of so many.
    Composing(usize, usize),
}

/// Hears how far a merge is, and says whether it goes on. Asked often: it must be quick.
pub type Listener<'a> = &'a dyn Fn(Step) -> ControlFlow<()>;

/// Does pieces of work, so many: each once, by its number, in whatever order, and perhaps several beside each other.
pub type Hands<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) + Sync));

/// Does one piece after the other.
pub fn alone(pieces: usize, piece: &(dyn Fn(usize) + Sync)) {
    (0..pieces).for_each(piece);
}

/// How a merge goes: who hears of it, and whose hands do it.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// Hears how far it is.
    pub listener: Listener<'a>,
    /// Do what can be done beside each other.
    pub hands: Hands<'a>,
}

impl Pace<'static> {
    /// Nobody hears of it, and one thing is done after the other.
    pub const PLAIN: Self = Self { listener: &unheard, hands: &alone };
}

/// Makes so many things in pieces, in their order.
pub fn each<T: Send>(hands: Hands<'_>, pieces: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let made: Vec<Mutex<Option<T>>> = (0..pieces).map(|_| Mutex::new(None)).collect();
    hands(pieces, &|at| *made[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(make(at)));
    let made = made.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner));
    made.map(|one| one.expect("each piece is done once")).collect()
}

/// So many things make a piece.
const PIECE: usize = 512;

/// Makes so many things, each of little work, many beside each other, in their order.
pub(super) fn in_pieces<T: Send>(hands: Hands<'_>, all: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let piece = |piece: usize| -> Vec<T> { (piece * PIECE..all.min((piece + 1) * PIECE)).map(&make).collect() };
    each(hands, all.div_ceil(PIECE), piece).into_iter().flatten().collect()
}

/// A merge was stopped; nothing came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stopped;

/// Tells how far it is.
///
/// # Errors
/// Where it is to stop.
pub(super) fn say(listener: Listener<'_>, step: Step) -> Result<(), Stopped> {
    if listener(step).is_break() { Err(Stopped) } else { Ok(()) }
}

/// Hears nothing and lets everything go on.
pub fn unheard(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
