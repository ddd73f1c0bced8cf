//! The real program is killed 200 times while items come in: every one that it said was taken down is there.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use proximo::domain::item::ItemRef;
use proximo::domain::session::Session;
use proximo::store::files::Files;
use proximo::store::{self, Opened, Opening};

use crate::common::arbitrary::Dice;
use crate::common::{moment, session};

const KILLS: usize = 200;

fn adding(home: &Path, file: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_proximo"))
        .args(["--lang", "en", "add"])
        .arg(file)
        .arg("-")
        .env_clear()
        .env("HOME", home)
        .env("USER", "ada")
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Returns the lines that the program says, as they come.
fn said(child: &mut Child) -> Receiver<String> {
    let (tell, lines) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    lines
}

/// Finds the id of the item that a line says was taken down.
fn acknowledged(line: &str) -> Option<ItemRef> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').find_map(|word| word.parse().ok())
}

/// Opens the session as the program would, with what this machine knows of it.
fn reopened(file: &Path) -> Session {
    let history = file.parent().unwrap().join(".history/uno");
    let machine = std::fs::read_dir(history).ok().and_then(|mut machines| machines.next()).map(|entry| entry.unwrap());
    let machine = machine.map_or("prova".to_owned(), |entry| entry.file_name().to_string_lossy().into_owned());
    match store::open(file, &Opening { machine, now: moment(), files: Files::default() }).unwrap() {
        Opened::Writable(document) => document.session().clone(),
        Opened::Shown(shown) => panic!("{:?}", shown.why),
    }
}

#[test]
fn killed_200_times_it_loses_nothing_that_it_said_was_taken_down() {
    let here = tempfile::tempdir().unwrap();
    let home = here.path().canonicalize().unwrap();
    let file = home.join("sessions/uno.ron");
    std::fs::create_dir(home.join("sessions")).unwrap();
    std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
    let mut known: BTreeSet<ItemRef> = BTreeSet::new();
    let dice = &mut Dice::new(2026, 0);
    let begun = Instant::now();
    for run in 0..KILLS {
        let mut child = adding(&home, &file);
        let lines = said(&mut child);
        let mut stdin = child.stdin.take().unwrap();
        for number in 0..dice.below(6) {
            // where the program was quick to end there is nobody to write to
            writeln!(stdin, "n appunto {run}.{number} \"tra virgolette\"").ok();
        }
        // one time in three the line ends, so that it is killed while closing
        let stdin = (dice.below(3) > 0).then_some(stdin);
        let heard = dice.below(5);
        for _ in 0..heard {
            let Ok(line) = lines.recv_timeout(Duration::from_millis(200)) else { break };
            known.extend(acknowledged(&line));
        }
        let moment = Duration::from_micros(dice.below(6000));
        if let Ok(line) = lines.recv_timeout(moment) {
            known.extend(acknowledged(&line));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(stdin);
        // what it said before it died was said
        known.extend(lines.iter().filter_map(|line| acknowledged(&line)));
        let read = store::read(&file).unwrap_or_else(|problem| panic!("run {run}: {problem:?}"));
        assert!(read.session.notes.count() <= known.len() + 6 * run + 6);
        let session = reopened(&file);
        let lost: Vec<_> = known.iter().filter(|item| !session.has_live(**item)).collect();
        assert!(lost.is_empty(), "run {run} lost {lost:?}");
    }
    assert!(known.len() > KILLS / 2, "only {} were acknowledged", known.len());
    println!("{KILLS} kills, {} items acknowledged, all there, {:?}", known.len(), begun.elapsed());
}
