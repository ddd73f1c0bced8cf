//! Owns how far a merge is, told while it works, and that it can be stopped there. Knows no clock: whoever listens says what
//! takes long.

use std::ops::ControlFlow;

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

/// A merge was stopped; nothing came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stopped;

/// So much is done between one telling and the next.
const OFTEN: usize = 64;

/// Tells how far it is, now and then.
///
/// # Errors
/// Where it is to stop.
pub(super) fn tell(listener: Listener<'_>, step: Step) -> Result<(), Stopped> {
    let (Step::Comparing(done, _) | Step::Composing(done, _)) = step;
    if done.is_multiple_of(OFTEN) && listener(step).is_break() { Err(Stopped) } else { Ok(()) }
}

/// Hears nothing and lets everything go on.
pub fn unheard(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
