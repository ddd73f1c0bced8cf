//! Owns how pieces of work are done by several hands beside each other, as many as the machine has. Never what they are.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many at most.
const MOST: usize = 8;

/// Does pieces of work, so many: each once, by its number. It comes back when all are done.
pub fn several(pieces: usize, piece: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < pieces) {
            piece(at);
        }
    };
    thread::scope(|scope| {
        for _ in 1..count(pieces) {
            scope.spawn(work);
        }
        work();
    });
}

/// Returns how many hands so many pieces are worth.
pub(super) fn count(pieces: usize) -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST).min(pieces.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_is_done_once() {
        for pieces in [0, 1, 2, 1000] {
            let done: Vec<AtomicUsize> = (0..pieces).map(|_| AtomicUsize::new(0)).collect();
            several(pieces, &|at| {
                done[at].fetch_add(1, Ordering::Relaxed);
            });
            assert!(done.iter().all(|times| times.load(Ordering::Relaxed) == 1));
        }
    }
}
