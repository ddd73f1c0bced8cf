//! What this machine keeps of a session beside its file: the history follows, the journal does not grow for ever.

use std::path::{Path, PathBuf};

use proximo::domain::desk::Saved;
use proximo::domain::session::Session;
use proximo::store::files::Files;
use proximo::store::history::History;
use proximo::store::journal;
use proximo::store::save::Outcome;
use proximo::store::{self, Opened, Opening};

use crate::common::{at_desk, moment, note, session, take};

/// Returns the session that the history on disk leads to.
fn history_on_disk(folder: &Path) -> Session {
    let mut history = History::load(&std::fs::read(folder.join("snapshot.am")).unwrap()).unwrap();
    for record in journal::look(&folder.join("journal")).unwrap().records {
        if !record.ops.is_empty() {
            history.take_in(&record.ops).unwrap();
        }
    }
    let (session, set_aside) = history.session();
    assert_eq!(set_aside, []);
    session.unwrap()
}

/// Works on a session until the history has been loaded and follows, saves it, and tidies up.
fn work(file: &Path, numbers: std::ops::Range<u64>, text: &str) {
    let opening = Opening { machine: "prova".into(), now: moment(), files: Files::default() };
    let Opened::Writable(mut document) = store::open(file, &opening).unwrap() else { panic!("only shown") };
    let mut saver = document.take_saver().unwrap();
    for number in numbers {
        document.apply(&take(note(number, text))).unwrap();
        document.write_down().unwrap();
        document.catch_up();
        document.wait_for_history();
        document.catch_up();
        document.write_down().unwrap();
    }
    assert_eq!(saver.save(document.session()).unwrap(), Outcome::Written(None));
    document.tidy().unwrap();
}

fn begun(folder: &Path) -> (PathBuf, PathBuf) {
    let file = folder.join("uno.ron");
    std::fs::write(&file, proximo::store::write_text(&session("Uno"))).unwrap();
    (file, folder.join(".history/uno/prova"))
}

#[test]
fn the_history_on_disk_leads_to_the_session() {
    let here = tempfile::tempdir().unwrap();
    let (file, folder) = begun(here.path());
    work(&file, 1..4, "uno");
    work(&file, 4..7, "due");
    let kept = at_desk(&file, |_| {});
    assert_eq!(kept.notes.count(), 6);
    work(&file, 7..8, "tre");
    assert_eq!(history_on_disk(&folder), at_desk(&file, |_| {}));
}

#[test]
fn a_long_journal_is_begun_anew_and_nothing_is_lost() {
    let here = tempfile::tempdir().unwrap();
    let (file, folder) = begun(here.path());
    work(&file, 1..3, "breve");
    work(&file, 3..50, &"lungo ".repeat(5000));
    let length = folder.join("journal").metadata().unwrap().len();
    assert!(length < 1024 * 1024, "the journal has {length} bytes");
    let kept = at_desk(&file, |handle| assert_eq!(handle.status.borrow().saved, Saved::Unchanged));
    assert_eq!(kept.notes.count(), 49);
    assert_eq!(history_on_disk(&folder), kept);
    // without file and base, the history alone knows everything
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_file(folder.join("base.ron")).unwrap();
    assert_eq!(at_desk(&file, |_| {}), kept);
}

#[test]
fn a_spoilt_snapshot_is_said_when_the_history_is_needed() {
    let here = tempfile::tempdir().unwrap();
    let (file, folder) = begun(here.path());
    work(&file, 1..3, "uno");
    std::fs::write(folder.join("snapshot.am"), b"spazzatura").unwrap();
    work(&file, 3..4, "due");
    let kept = at_desk(&file, |_| {});
    assert_eq!(kept.notes.count(), 3);
    let aside = std::fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "am"));
    assert!(aside.count() >= 1);
}

#[test]
fn what_a_crash_left_half_written_is_swept_away() {
    let here = tempfile::tempdir().unwrap();
    let (file, folder) = begun(here.path());
    work(&file, 1..2, "uno");
    std::fs::write(folder.join(".uno.ron.999-1.tmp"), b"mezzo").unwrap();
    at_desk(&file, |_| {});
    assert!(!folder.join(".uno.ron.999-1.tmp").exists());
    assert_eq!(std::fs::read(here.path().join(".history/.gitignore")).unwrap(), b"*\n");
    let beside: Vec<_> = std::fs::read_dir(here.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}
