//! Owns what the system tells the program: to end, to stop for a while, to go on. Never ends or stops anything by itself,
//! but where the loop says so.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Returns what a signal is called: `SIGTERM`.
pub fn name(signal: u8) -> String {
    let known = signal_hook::low_level::signal_name(i32::from(signal));
    known.map_or_else(|| signal.to_string(), str::to_owned)
}

/// The signals that were seen.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    ending: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    went_on: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to watch: the signals to end, the one to stop, the one to go on.
    ///
    /// # Errors
    /// Where the system does not let one watch.
    pub fn watch() -> io::Result<Self> {
        let seen = Self::default();
        #[cfg(unix)]
        let ending = [SIGTERM, SIGINT, signal_hook::consts::SIGHUP, signal_hook::consts::SIGQUIT];
        #[cfg(not(unix))]
        let ending = [SIGTERM, SIGINT];
        for signal in ending {
            flag::register_usize(signal, seen.ending.clone(), usize::try_from(signal).unwrap_or_default())?;
        }
        #[cfg(unix)]
        {
            flag::register(signal_hook::consts::SIGTSTP, seen.stop.clone())?;
            flag::register(signal_hook::consts::SIGCONT, seen.went_on.clone())?;
        }
        Ok(seen)
    }

    /// Returns the number of the signal that asks to end, where one came.
    pub fn ending(&self) -> Option<u8> {
        u8::try_from(self.ending.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0)
    }

    /// Takes no notice of what was typed for another program: Ctrl-C in an editor reaches everybody at the terminal.
    pub fn forget_typed(&self) {
        #[cfg(unix)]
        let typed = [SIGINT, signal_hook::consts::SIGQUIT];
        #[cfg(not(unix))]
        let typed = [SIGINT];
        for signal in typed {
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = self.ending.compare_exchange(number, 0, Ordering::SeqCst, Ordering::SeqCst);
        }
    }

    /// Tells whether the system asked to stop for a while, and takes that as heard.
    pub fn take_stop(&self) -> bool {
        self.stop.swap(false, Ordering::SeqCst)
    }

    /// Tells whether the program was stopped by others and goes on, and takes that as heard.
    pub fn take_went_on(&self) -> bool {
        self.went_on.swap(false, Ordering::SeqCst)
    }

    /// Stops until somebody lets the program go on; with `everybody`, those that were started together with it too, as
    /// `cargo run` does. Returns at once where nobody could ever let it go on: the system does not stop what no shell
    /// looks after.
    ///
    /// Tells whether it was stopped.
    pub fn stop(&self, everybody: bool) -> bool {
        #[cfg(unix)]
        {
            self.went_on.store(false, Ordering::SeqCst);
            if everybody {
                let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
            }
            // SIGTSTP is watched, so that it no longer stops; and SIGSTOP would stop even what nobody looks after, for
            // ever. This one does what SIGTSTP does where it is not watched
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTTIN);
            self.stop.store(false, Ordering::SeqCst);
        }
        #[cfg(not(unix))]
        let _ = everybody;
        self.take_went_on()
    }
}
