//! The program itself in a pseudo-terminal: from its start to the first frame with the session on it, and how much
//! memory it holds then.

use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use proximo::store;

use super::files::{SIZES, session};

/// What one start took: until the title was on the screen, and the memory in KiB at that moment and at its most.
struct Start {
    took: Duration,
    resident: u64,
    peak: u64,
}

fn start(file: &Path) -> Start {
    let pair = native_pty_system().openpty(PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_proximo"));
    command.args(["--lang", "it", "run"]);
    command.arg(file);
    command.env("TERM", "xterm-256color");
    command.env("HOME", file.parent().unwrap());
    command.env("XDG_DATA_HOME", file.parent().unwrap());
    let mut output = pair.master.try_clone_reader().unwrap();
    let begin = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut seen, mut buffer) = (Vec::new(), [0; 65536]);
    while !seen.windows(9).any(|piece| piece == b"Educativa") {
        let read = output.read(&mut buffer).unwrap();
        assert!(read > 0, "the program ended before its first frame");
        seen.extend_from_slice(&buffer[..read]);
    }
    let took = begin.elapsed();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.process_id().unwrap())).unwrap_or_default();
    let kib = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
    };
    child.kill().unwrap();
    child.wait().unwrap();
    Start { took, resident: kib("VmRSS"), peak: kib("VmHWM") }
}

/// Measures the program.
pub fn measure(c: &mut Criterion) {
    let mut group = c.benchmark_group("start to first frame");
    for items in SIZES {
        let here = tempfile::tempdir_in(".").unwrap();
        let file = here.path().canonicalize().unwrap().join("tavolo.ron");
        store::replace(&file, store::write_text(&session(items)).as_bytes()).unwrap();
        let first = start(&file);
        println!("{items} items: {} KiB resident at the first frame, {} KiB at the most", first.resident, first.peak);
        group.bench_function(BenchmarkId::from_parameter(items), |b| {
            b.iter_custom(|times| (0..times).map(|_| start(&file).took).sum());
        });
    }
    group.finish();
}
