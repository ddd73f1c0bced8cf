//! A real terminal for the real program: types keys, waits until the screen shows something, reads it.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

struct Shown {
    parser: vt100::Parser,
    raw: Vec<u8>,
    over: bool,
}

/// A program in a pseudo-terminal.
pub struct Terminal {
    shown: Arc<(Mutex<Shown>, Condvar)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    closing: Arc<AtomicBool>,
}

impl Terminal {
    /// Starts the program in `folder`, in a terminal of so many columns and rows.
    pub fn start(folder: &Path, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::start_with(folder, size, &[], &[&[env!("CARGO_BIN_EXE_proximo")], arguments].concat())
    }

    /// Starts a command in `folder` with those variables, in a terminal of so many columns and rows.
    pub fn start_with(
        folder: &Path,
        (columns, rows): (u16, u16),
        variables: &[(&str, &str)],
        command_line: &[&str],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(command_line[0]);
        command.args(&command_line[1..]);
        command.cwd(folder);
        for (name, _) in std::env::vars_os() {
            let unwanted = ["NO_COLOR", "EDITOR", "VISUAL"].iter().any(|unwanted| name == OsStr::new(unwanted));
            if name.to_string_lossy().starts_with("PROXIMO_") || unwanted {
                command.env_remove(name);
            }
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", folder);
        command.env("XDG_CONFIG_HOME", folder.join(".config"));
        command.env("XDG_DATA_HOME", folder.join(".data"));
        command.env("TZ", "Europe/Rome");
        // where a long text is written, unless a test says otherwise: nowhere
        command.env("EDITOR", "true");
        command.env_remove("VISUAL");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let keys = pair.master.take_writer().expect("a writer");
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let shown = Shown { parser: vt100::Parser::new(rows, columns, 0), raw: Vec::new(), over: false };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let theirs = shown.clone();
        let closing = Arc::new(AtomicBool::new(false));
        let closes = closing.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 16384];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut shown = theirs.0.lock().expect("nobody panics while reading");
                shown.parser.process(&buffer[..read]);
                shown.raw.extend_from_slice(&buffer[..read]);
                shown.over = read == 0;
                theirs.1.notify_all();
                if read == 0 || closes.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Self { shown, keys, child, master: pair.master, closing }
    }

    /// Returns the number of the process that was started.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Gives the terminal another size, and goes on.
    pub fn sized(&mut self, size: (u16, u16)) -> &mut Self {
        self.resize(size);
        self
    }

    /// Closes the terminal, as closing its window does, and returns the exit code.
    pub fn hang_up(mut self) -> u32 {
        // what is drawn for this key lets the reader see that it is over
        self.closing.store(true, Ordering::SeqCst);
        self.key("f1");
        let deadline = Instant::now() + PATIENCE;
        while Arc::strong_count(&self.closing) > 1 {
            assert!(Instant::now() < deadline, "the reader goes on");
            std::thread::yield_now();
        }
        let nothing: Box<dyn Write + Send> = Box::new(std::io::sink());
        drop(std::mem::replace(&mut self.keys, nothing));
        let other = native_pty_system().openpty(PtySize::default()).expect("a pseudo-terminal");
        drop(std::mem::replace(&mut self.master, other.master));
        self.child.wait().expect("the program ends").exit_code()
    }

    /// Types text as it stands.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let written = self.keys.write_all(text.as_bytes()).and_then(|()| self.keys.flush());
        // what is typed at a program that has just ended goes nowhere
        assert!(written.is_ok() || self.is_over(), "the program reads its keys: {written:?}");
        self
    }

    /// Presses a key by its name, or a character.
    pub fn key(&mut self, name: &str) -> &mut Self {
        let control;
        let bytes = match name {
            "enter" => "\r",
            "esc" => "\x1b",
            "tab" => "\t",
            "up" => "\x1b[A",
            "down" => "\x1b[B",
            "right" => "\x1b[C",
            "left" => "\x1b[D",
            "pageup" => "\x1b[5~",
            "pagedown" => "\x1b[6~",
            "backspace" => "\x7f",
            "delete" => "\x1b[3~",
            "home" => "\x1b[H",
            "end" => "\x1b[F",
            "space" => " ",
            "shift-tab" => "\x1b[Z",
            "ctrl-up" => "\x1b[1;5A",
            "ctrl-down" => "\x1b[1;5B",
            "f1" => "\x1bOP",
            "f2" => "\x1bOQ",
            "f3" => "\x1bOR",
            "f4" => "\x1bOS",
            "f5" => "\x1b[15~",
            "f6" => "\x1b[17~",
            "f7" => "\x1b[18~",
            "f8" => "\x1b[19~",
            "f9" => "\x1b[20~",
            "f10" => "\x1b[21~",
            _ => match name.strip_prefix("ctrl-") {
                Some(letter) => {
                    control = char::from(letter.as_bytes()[0] & 31).to_string();
                    &control
                }
                None => name,
            },
        };
        self.text(bytes)
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.shown.0.lock().expect("nobody panics while reading").parser.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal takes another size");
    }

    /// Waits until the screen shows a text.
    pub fn expect(&mut self, text: &str) -> &mut Self {
        self.until(&format!("the screen shows {text:?}"), |screen| screen.contains(text))
    }

    /// Waits until the screen shows a text no longer.
    pub fn expect_gone(&mut self, text: &str) -> &mut Self {
        self.until(&format!("the screen no longer shows {text:?}"), |screen| !screen.contains(text))
    }

    /// Waits until something is true of the screen.
    pub fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("nobody panics while reading");
        while !holds(&shown.parser.screen().contents()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !shown.over,
                "waited in vain until {what}:\n{}",
                shown.parser.screen().contents()
            );
            shown = changed
                .wait_timeout(shown, left.min(Duration::from_millis(50)))
                .expect("nobody panics while reading")
                .0;
        }
        drop(shown);
        self
    }

    /// Tells whether the program has ended.
    pub fn is_over(&self) -> bool {
        self.shown.0.lock().expect("nobody panics while reading").over
    }

    /// Waits until the screen has stood still for a moment: what was typed has been taken and drawn.
    pub fn drained(&mut self) -> &mut Self {
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("nobody panics while reading");
        loop {
            let before = shown.raw.len();
            shown = changed
                .wait_timeout_while(shown, Duration::from_millis(60), |shown| shown.raw.len() == before && !shown.over)
                .expect("nobody panics while reading")
                .0;
            if shown.raw.len() == before || shown.over {
                drop(shown);
                return self;
            }
        }
    }

    /// Returns everything that was written to the terminal.
    pub fn raw(&self) -> Vec<u8> {
        self.shown.0.lock().expect("nobody panics while reading").raw.clone()
    }

    /// Waits for the end and returns the exit code.
    pub fn ends(mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("nobody panics while reading");
        while !shown.over {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program goes on:\n{}", shown.parser.screen().contents());
            shown = changed.wait_timeout(shown, left).expect("nobody panics while reading").0;
        }
        drop(shown);
        self.child.wait().expect("the program ends").exit_code()
    }

    /// Kills the program as a dead battery would.
    pub fn kill(mut self) {
        self.child.kill().expect("the program can be killed");
        drop(self.child.wait());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}
