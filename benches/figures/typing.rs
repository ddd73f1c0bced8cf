//! What a typed key costs from the keyboard to the changed screen, through a pseudo-terminal of 200×60: the program at
//! 100, 1,000 and 10,000 items, and beside it vim with a file of as many lines, in the same harness.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use proximo::store;

use super::files::{SIZES, session};

/// How many keys the quantiles are taken from.
const KEYS: usize = 1_000;

/// How long a screen stands still before the next key is pressed.
const STILL: Duration = Duration::from_millis(4);

/// A program in a pseudo-terminal, whose output is told as it comes.
struct Keyboard {
    keys: Box<dyn Write + Send>,
    output: Receiver<Instant>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Keyboard {
    fn start(mut command: CommandBuilder, ready: &str) -> Self {
        let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (tell, output) = channel();
        let (tell_ready, is_ready) = channel();
        let ready = ready.as_bytes().to_vec();
        std::thread::spawn(move || {
            let (mut buffer, mut seen, mut waiting) = ([0; 65536], Vec::new(), true);
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let _ = tell.send(Instant::now());
                if waiting {
                    seen.extend_from_slice(&buffer[..read]);
                    if seen.windows(ready.len()).any(|piece| piece == ready) {
                        waiting = false;
                        let _ = tell_ready.send(());
                    }
                }
            }
        });
        is_ready.recv_timeout(Duration::from_secs(20)).expect("the program shows its first screen");
        let mut keyboard = Self { keys, output, child, _master: pair.master };
        keyboard.settle();
        keyboard
    }

    fn type_in(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self.settle();
    }

    /// Waits until the screen has stood still for a moment.
    fn settle(&mut self) {
        loop {
            match self.output.recv_timeout(STILL) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => panic!("the program ended"),
            }
        }
    }

    /// Presses a key and returns how long it took until the first of what it changed on the screen came.
    fn press(&mut self, key: &str) -> Duration {
        let begin = Instant::now();
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        let came = self.output.recv_timeout(Duration::from_secs(5)).expect("the screen changes");
        let took = came.duration_since(begin);
        self.settle();
        took
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(file: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_proximo"));
    command.args(["--lang", "it", "run"]);
    command.arg(file);
    for home in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(home, file.parent().unwrap());
    }
    command
}

/// Returns the name of the vim that is there, if any.
fn vim() -> Option<&'static str> {
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|said| said.status.success());
    ["vim", "vim.tiny"].into_iter().find(there)
}

fn editor(name: &str, file: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(name);
    command.args(["-u", "NONE", "-N", "-n"]);
    command.arg(file);
    command
}

/// Types a sentence over and over, a word at a time taken back, so that the line stays one line.
fn typed(at: usize) -> &'static str {
    const LETTERS: [&str; 16] =
        ["a", "n", "c", "h", "e", " ", "q", "u", "i", "\x7f", "l", "e", "i", " ", "\x7f", "\x7f"];
    LETTERS[at % LETTERS.len()]
}

fn quantiles(name: &str, items: u64, mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)];
    println!(
        "{name}, {items} items: median {:?}, p90 {:?}, p99 {:?}, max {:?}, of {} keys",
        at(500),
        at(900),
        at(990),
        at(1000),
        times.len()
    );
    at(500)
}

fn measured(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    name: &str,
    items: u64,
    keyboard: &mut Keyboard,
    key: impl Fn(usize) -> &'static str,
) -> Duration {
    let times = (0..KEYS).map(|at| keyboard.press(key(at))).collect();
    let median = quantiles(name, items, times);
    let mut at = 0;
    group.bench_function(BenchmarkId::new(name, items), |b| {
        b.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    at += 1;
                    keyboard.press(key(at - 1))
                })
                .sum()
        });
    });
    median
}

/// Measures keys from the keyboard to the screen.
pub fn measure(c: &mut Criterion) {
    let mut group = c.benchmark_group("key to changed screen");
    let vim = vim();
    if vim.is_none() {
        println!("no vim here to compare with: apt-get install vim-tiny");
    }
    for items in SIZES {
        let here = tempfile::tempdir_in(".").unwrap();
        let folder = here.path().canonicalize().unwrap();
        let beside = vim.map(|name| {
            let file = folder.join("appunti.txt");
            let line = "Chi non risponde al telefono risponde ai messaggi, ma solo se conosce chi scrive.\n";
            std::fs::write(&file, format!("Educativa\n{}", line.repeat(items as usize))).unwrap();
            let mut keyboard = Keyboard::start(editor(name, &file), "Educativa");
            keyboard.type_in("o");
            measured(&mut group, "a character typed in vim", items, &mut keyboard, typed)
        });
        let file = folder.join("tavolo.ron");
        store::replace(&file, store::write_text(&session(items)).as_bytes()).unwrap();
        let mut keyboard = Keyboard::start(program(&file), "Educativa");
        keyboard.type_in("n");
        let ours = measured(&mut group, "a character typed in the capture line", items, &mut keyboard, typed);
        if let Some(theirs) = beside {
            println!("{items} items: {:.2} times vim's median", ours.as_secs_f64() / theirs.as_secs_f64());
        }
        keyboard.type_in("\x1b");
        keyboard.type_in("\x1b[B");
        let rows = |at: usize| if at.is_multiple_of(2) { "\x1b[B" } else { "\x1b[A" };
        measured(&mut group, "a line down or up the list", items, &mut keyboard, rows);
    }
    group.finish();
}
