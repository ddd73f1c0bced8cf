//! Owns the terminal while the screens are on it: raw keys, the other screen, pasted text told apart. Gives it back as
//! it was, also after a panic.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::app::App;

/// Whether the terminal is ours now.
static OURS: AtomicBool = AtomicBool::new(false);

/// The thread that the screens run on.
static SCREENS: Mutex<Option<ThreadId>> = Mutex::new(None);

/// What threads beside the screens said when they panicked: told once the terminal is given back.
static ASIDE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The terminal with the screens on it. Dropping it gives it back.
pub struct Stage {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Stage {
    /// Takes the terminal.
    ///
    /// # Errors
    /// Where there is none, or it cannot be set up.
    pub fn take() -> io::Result<Self> {
        *SCREENS.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current().id());
        give_back_after_a_panic();
        enable_raw_mode()?;
        OURS.store(true, Ordering::SeqCst);
        if let Err(error) = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste) {
            give_back();
            return Err(error);
        }
        // one write a frame, so that nobody sees half of one
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| give_back())?;
        Ok(Self { terminal })
    }

    /// Draws the screens.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| super::draw::draw(app, frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        io::Write::flush(self.terminal.backend_mut())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        give_back();
    }
}

/// Rings the bell of the terminal that the screens are on.
pub fn ring() {
    let mut out = stdout();
    // a bell that is not heard costs nothing
    let _ = out.write_all(b"\x07");
    let _ = out.flush();
}

fn give_back() {
    if OURS.swap(false, Ordering::SeqCst) {
        // every step is tried, whatever became of the one before
        let mut out = stdout();
        let _ = execute!(out, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
        let _ = out.flush();
        for said in std::mem::take(&mut *ASIDE.lock().unwrap_or_else(PoisonError::into_inner)) {
            let _ = writeln!(io::stderr(), "{said}");
        }
    }
}

fn give_back_after_a_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if stays_ours(thread::current().id()) {
                // the screens go on, and what is written over them nobody could read
                ASIDE.lock().unwrap_or_else(PoisonError::into_inner).push(panic.to_string());
                return;
            }
            give_back();
            before(panic);
        }));
    });
}

/// Tells whether a panic of that thread leaves the screens where they are: one beside them is caught where it runs.
fn stays_ours(panicked: ThreadId) -> bool {
    let screens = *SCREENS.lock().unwrap_or_else(PoisonError::into_inner);
    OURS.load(Ordering::SeqCst) && screens.is_some_and(|screens| screens != panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_panic_of_the_screens_takes_them_away() {
        let beside = thread::spawn(|| thread::current().id()).join().unwrap();
        assert!(!stays_ours(beside), "the terminal is not ours");
        *SCREENS.lock().unwrap() = Some(thread::current().id());
        OURS.store(true, Ordering::SeqCst);
        let told = (stays_ours(beside), stays_ours(thread::current().id()));
        OURS.store(false, Ordering::SeqCst);
        assert_eq!(told, (true, false));
    }
}
