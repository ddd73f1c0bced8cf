//! How the program behaves at a terminal: ended, stopped and taken up again, its terminal gone, lent to an editor, resized.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use proximo::domain::item::Kind;

use super::pty::Terminal;
use super::shell::run;

const SIZE: (u16, u16) = (100, 30);
const NAME: &str = "sessions/2026-03-12-tavolo.ron";

fn session() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["--workspace", ".", "new", "Tavolo", "--date", "2026-03-12"]);
    folder
}

fn open(folder: &Path) -> Terminal {
    let mut room = Terminal::start(folder, SIZE, &["--lang", "it", "run", NAME]);
    room.expect("Ancora nessuna pratica");
    room
}

pub(super) fn signal(name: &str, process: u32) {
    let done = Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap();
    assert!(done.success());
}

fn notes(folder: &Path) -> Vec<String> {
    let session = proximo::store::read(&folder.join(NAME)).unwrap().session;
    session.list(Kind::Note).iter().map(|item| proximo::domain::turn::words_of(item).to_owned()).collect()
}

fn draft(folder: &Path) -> String {
    fn find(folder: &Path) -> Option<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.into_iter().find_map(|path| {
            if path.is_dir() { find(&path) } else { Some(path).filter(|path| path.ends_with("draft.txt")) }
        })
    }
    find(&folder.join("sessions/.history")).map(|file| fs::read_to_string(file).unwrap()).unwrap_or_default()
}

/// Checks that everything that was taken of the terminal was given back, in the end.
fn given_back(raw: &[u8]) {
    let raw = String::from_utf8_lossy(raw);
    for (taken, back) in [("\x1b[?1049h", "\x1b[?1049l"), ("\x1b[?2004h", "\x1b[?2004l"), ("\x1b[?25l", "\x1b[?25h")] {
        assert!(raw.rfind(back) > raw.rfind(taken), "{back:?} does not come after {taken:?}");
    }
    assert_eq!(raw.matches("\x1b[?2026h").count(), raw.matches("\x1b[?2026l").count(), "a frame was left open");
}

/// Returns the state of a process, as `ps` names it: `T` where it is stopped.
fn state(process: u32) -> String {
    let told = Command::new("ps").args(["-o", "stat=", "-p", &process.to_string()]).output().unwrap();
    String::from_utf8_lossy(&told.stdout).trim().to_owned()
}

/// Returns the process that a shell started.
fn started_by(shell: u32) -> u32 {
    let told = Command::new("ps").args(["-o", "pid=", "--ppid", &shell.to_string()]).output().unwrap();
    String::from_utf8_lossy(&told.stdout).trim().parse().expect("one process")
}

#[test]
fn whoever_asks_it_to_end_gets_everything_saved_and_the_terminal_back() {
    for (name, code) in [("TERM", 143), ("INT", 130), ("QUIT", 131), ("HUP", 129)] {
        let folder = session();
        let mut room = open(folder.path());
        room.key("n").text("presa").key("enter").expect("✓ sul disco").text("a metà").expect("a metà");
        signal(name, room.process());
        room.expect(&format!("SIG{name}")).expect("tutto è salvato");
        let raw = room.raw();
        assert_eq!(room.ends(), code, "{name}");
        given_back(&raw);
        assert_eq!(notes(folder.path()), ["presa"], "{name}");
        assert_eq!(draft(folder.path()), "n a metà", "{name}");
    }
}

#[test]
fn a_terminal_that_is_closed_costs_nothing() {
    let folder = session();
    let mut room = open(folder.path());
    room.key("n").text("presa").key("enter").expect("✓ sul disco").text("a metà").expect("a metà");
    assert_eq!(room.hang_up(), 129);
    assert_eq!(notes(folder.path()), ["presa"]);
    assert_eq!(draft(folder.path()), "n a metà");
}

#[test]
fn it_stops_and_goes_on_in_a_shell() {
    let folder = session();
    let program = env!("CARGO_BIN_EXE_proximo");
    let script = format!("set -m; '{program}' --lang it run {NAME}; echo la-shell; read x; fg; echo alla-fine; read x");
    let mut room = Terminal::start_with(folder.path(), SIZE, &[], &["bash", "-c", &script]);
    room.expect("Ancora nessuna pratica").key("n").text("presa").key("enter").expect("✓ sul disco").key("esc");
    room.expect_gone("✓ sul disco").key("ctrl-z").expect("proximo è fermo, tutto è salvato").expect("la-shell");
    given_back(&room.raw());
    let process = started_by(room.process());
    assert!(state(process).starts_with('T'), "{}", state(process));
    assert_eq!(notes(folder.path()), ["presa"]);
    // it takes the size that the terminal has by then
    room.sized((120, 34)).text("\r").expect("presa").expect("Tavolo");
    room.until("it is drawn as wide as it is", |screen| screen.lines().any(|line| line.chars().count() > 110));
    // from outside it stops wherever one is, and what is being typed stays
    room.key("n").text("a metà").expect("a metà");
    signal("TSTP", process);
    room.expect("alla-fine");
    assert!(state(process).starts_with('T'), "{}", state(process));
    assert_eq!(draft(folder.path()), "n a metà");
    signal("KILL", process);
}

#[test]
fn where_no_shell_looks_after_it_it_goes_on() {
    let folder = session();
    let mut room = open(folder.path());
    // the terminal's only process: stopped, it would stand still for ever. What is typed while it tries is not lost either
    room.key("ctrl-z").key("n").text("va avanti").key("enter").expect("✓ sul disco").key("ctrl-q");
    let raw = String::from_utf8_lossy(&room.raw()).into_owned();
    assert_eq!(room.ends(), 0);
    assert_eq!(raw.matches("\x1b[?1049h").count(), 2);
    assert_eq!(notes(folder.path()), ["va avanti"]);
}

fn editor(folder: &Path, script: &str) -> String {
    let file = folder.join("mio editor");
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file.display().to_string()
}

fn with_editor(folder: &Path, variable: (&str, &str)) -> Terminal {
    let command = [env!("CARGO_BIN_EXE_proximo"), "--lang", "it", "run", NAME];
    let mut room = Terminal::start_with(folder, SIZE, &[variable], &command);
    room.expect("Ancora nessuna pratica").key("n").text("Prima riga").expect("Prima riga");
    room
}

#[test]
fn an_editor_has_the_terminal_for_itself_and_its_text_comes_back() {
    let folder = session();
    let at = folder.path();
    let name = editor(
        at,
        "stty -a < /dev/tty > stty.txt; stat -c %a \"$2\" > mode.txt; echo \"$1 $2\" > called.txt
         printf 'detto prima di leggere: '; read line < /dev/tty; printf '%s\\n' \"$line\" >> \"$2\"",
    );
    let mut room = with_editor(at, ("VISUAL", &format!("'{name}' --wait")));
    room.key("ctrl-e").expect("detto prima di leggere").text("dalla tastiera\r").expect("è tornato dall'editor");
    room.expect("Prima riga").expect("dalla tastiera").key("enter").expect("✓ sul disco").key("ctrl-q");
    assert_eq!(room.ends(), 0);
    assert_eq!(notes(at), ["Prima riga\ndalla tastiera"]);
    let stty = fs::read_to_string(at.join("stty.txt")).unwrap();
    assert!(stty.contains(" icanon") && stty.contains(" echo "), "{stty}");
    assert_eq!(fs::read_to_string(at.join("mode.txt")).unwrap().trim(), "600");
    let called = fs::read_to_string(at.join("called.txt")).unwrap();
    let file = called.trim().strip_prefix("--wait ").expect("its own arguments come first");
    assert!(!Path::new(file).exists(), "the file stayed");
}

#[test]
fn an_editor_that_fails_loses_nothing() {
    let folder = session();
    let at = folder.path();
    let broken = editor(at, "printf 'scritta lì' > \"$1\"; exit 3");
    let mut room = with_editor(at, ("EDITOR", &broken));
    room.key("ctrl-e").expect("finito con un errore").expect("Prima riga").key("ctrl-q");
    assert_eq!(room.ends(), 0);
    assert_eq!(draft(at), "n Prima riga");
    let mut room = Terminal::start_with(
        at,
        SIZE,
        &[("EDITOR", "non-esiste-davvero")],
        &[env!("CARGO_BIN_EXE_proximo"), "--lang", "it", "run", NAME],
    );
    room.expect("riga non finita").key("n").expect("Prima riga").key("ctrl-e");
    room.expect("Non riesco ad avviare").expect("Prima riga").key("enter").expect("✓ sul disco").key("ctrl-q");
    assert_eq!(room.ends(), 0);
    assert_eq!(notes(at), ["Prima riga"]);
}

#[test]
fn ended_while_an_editor_is_open_it_keeps_what_was_saved_there() {
    let folder = session();
    let at = folder.path();
    let slow = editor(at, "printf 'scritta nell editor' > \"$1\"; echo eccomi; exec sleep 300");
    let mut room = with_editor(at, ("EDITOR", &slow.replace(' ', "\\ ")));
    room.key("ctrl-e").expect("eccomi");
    signal("TERM", room.process());
    room.expect("SIGTERM");
    assert_eq!(room.ends(), 143);
    assert_eq!(draft(at), "n scritta nell editor");
}

#[test]
fn a_storm_of_sizes_leaves_it_as_it_should_be() {
    let folder = session();
    let mut room = open(folder.path());
    room.key("n").text("Scritta in ogni misura 👩‍🔧 e\u{301} 漢字");
    let mut seed = 7_u32;
    for _ in 0..200 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        room.sized((((seed >> 16) % 250 + 1) as u16, ((seed >> 8) % 70 + 1) as u16)).text("x");
    }
    room.sized((1, 1)).text("y").sized((110, 32)).expect("Scritta in ogni misura").key("enter");
    room.expect("✓ sul disco").key("ctrl-q");
    assert_eq!(room.ends(), 0);
    assert_eq!(notes(folder.path()).len(), 1);
    assert!(notes(folder.path())[0].ends_with("xxxy"));
}
