//! Owns the terminal while the screens are on it: raw keys, the other screen, pasted text told apart. Gives it back as
//! it was, also after a panic.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

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

fn give_back() {
    if OURS.swap(false, Ordering::SeqCst) {
        // every step is tried, whatever became of the one before
        let mut out = stdout();
        let _ = execute!(out, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
        let _ = out.flush();
    }
}

/// What the last panic of another thread said while the terminal was ours.
static ELSEWHERE: Mutex<Option<String>> = Mutex::new(None);

/// Returns what the last panic of another thread said, where there was one, and forgets it.
pub fn panicked_elsewhere() -> Option<String> {
    ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn give_back_after_a_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        let screens = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() != screens && OURS.load(Ordering::SeqCst) {
                // whoever owns that thread deals with it; the screens go on, and nothing is written across them
                *ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic.to_string());
                return;
            }
            give_back();
            before(panic);
        }));
    });
}
