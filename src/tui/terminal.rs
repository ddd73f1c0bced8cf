//! Owns the terminal while the screens are on it: raw keys, the other screen, pasted text told apart. Gives it back as
//! it was, also after a panic.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Position, Rect};

use super::app::{App, Stale};
use super::frames::{Change, Frames};

/// Whether the terminal is ours now.
static OURS: AtomicBool = AtomicBool::new(false);

/// The thread that the screens run on.
static SCREENS: Mutex<Option<ThreadId>> = Mutex::new(None);

/// What threads beside the screens said when they panicked: told once the terminal is given back.
static ASIDE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The terminal with the screens on it. Dropping it gives it back.
pub struct Stage {
    backend: CrosstermBackend<Out>,
    frames: Frames,
    /// The screens leave: what can no longer be written then is no error.
    leaving: Arc<AtomicBool>,
    /// A frame was begun and not ended.
    drawing: bool,
}

/// What is written to the terminal, one write a frame, so that nobody sees half of one.
struct Out {
    frame: BufWriter<Stdout>,
    leaving: Arc<AtomicBool>,
}

impl Out {
    /// Lets an error pass while the screens leave: ratatui would tell it on a terminal that may be gone, and break on that.
    fn unless_leaving<T>(&self, done: io::Result<T>, instead: T) -> io::Result<T> {
        if self.leaving.load(Ordering::SeqCst) { Ok(done.unwrap_or(instead)) } else { done }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.frame.write(bytes);
        self.unless_leaving(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.frame.flush();
        self.unless_leaving(done, ())
    }
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
        let leaving = Arc::new(AtomicBool::new(false));
        let out = Out { frame: BufWriter::with_capacity(1 << 16, stdout()), leaving: leaving.clone() };
        Ok(Self { backend: CrosstermBackend::new(out), frames: Frames::default(), leaving, drawing: false })
    }

    /// Draws the screens.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&mut self, app: &App, stale: Stale) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.backend.size()?));
        self.drawing = true;
        queue!(self.backend, BeginSynchronizedUpdate)?;
        if area != self.frames.area() {
            self.frames.begin(area);
            self.backend.clear()?;
        }
        let Change { cells, cursor } = self.frames.draw(app, stale);
        self.backend.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        match cursor {
            Some(at) => {
                self.backend.show_cursor()?;
                self.backend.set_cursor_position(at)?;
            }
            None => self.backend.hide_cursor()?,
        }
        queue!(self.backend, EndSynchronizedUpdate)?;
        self.drawing = false;
        io::Write::flush(&mut self.backend)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.leaving.store(true, Ordering::SeqCst);
        if self.drawing {
            // a frame that broke off in its middle would leave the terminal waiting for its end
            let _ = execute!(self.backend, EndSynchronizedUpdate);
        }
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

    /// The screens of a program that breaks while they are shown.
    #[test]
    #[ignore = "the test below runs it in a terminal of its own"]
    fn screens_that_break() {
        use std::sync::atomic::AtomicUsize;
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        fn now() -> crate::domain::time::Moment {
            // the clock is asked once before the screens are shown and once a round after that
            assert!(ASKED.fetch_add(1, Ordering::SeqCst) < 4, "rotto apposta");
            crate::domain::time::Moment::default()
        }
        let around = crate::domain::desk::Surroundings { now, random: || 7 };
        let nothing = || crate::domain::desk::Problem::new(crate::domain::desk::Wrong::DeskEnded);
        let doors = crate::tui::doors::Doors {
            list: Arc::new(|()| Ok(crate::tui::doors::Listing::default())),
            open: Arc::new(move |_| Err(nothing())),
            create: Arc::new(move |_| Err(nothing())),
            look: Arc::new(|()| Ok(Vec::new())),
            join: Arc::new(move |_| Err(nothing())),
            samples: None,
            merge: std::sync::Arc::new(|_, _| {}),
            prepare: Arc::new(|_| crate::tui::doors::Got::Left(crate::tui::doors::Leftovers::default())),
        };
        let ended = crate::tui::runtime::run(doors, crate::tui::app::Options::new(around));
        let said = ended.err().map(|error| error.to_string()).unwrap_or_default();
        let _ = writeln!(io::stderr(), "detto: {said}");
    }

    #[cfg(unix)]
    #[test]
    fn screens_that_break_give_the_terminal_back_first() {
        use portable_pty::{CommandBuilder, PtySize, native_pty_system};
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "tui::terminal::tests::screens_that_break", "--ignored", "--nocapture"]);
        let before = pair.master.get_termios().unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        let mut written = Vec::new();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let reading = thread::spawn(move || {
            // a terminal whose programs have ended gives an error in the place of an end
            let _ = io::Read::read_to_end(&mut reader, &mut written);
            written
        });
        let ended = child.wait().unwrap();
        let after = pair.master.get_termios().unwrap();
        drop(pair.slave);
        let written = String::from_utf8_lossy(&reading.join().unwrap()).into_owned();
        let at = |text: &str| written.rfind(text).unwrap_or_else(|| panic!("no {text:?} in {written}"));
        assert!(ended.success(), "{written}");
        assert!(at("\u{1b}[?1049h") < at("\u{1b}[?1049l"), "{written}");
        assert!(at("\u{1b}[?2004l") < at("rotto apposta") && at("\u{1b}[?25h") > at("\u{1b}[?1049h"), "{written}");
        assert!(at("\u{1b}[?1049l") < at("rotto apposta"), "what was said is lost with the screens: {written}");
        assert!(at("rotto apposta") < at("detto: Il programma si è rotto"), "{written}");
        assert_eq!(before.local_flags, after.local_flags, "the terminal stayed raw");
    }

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
