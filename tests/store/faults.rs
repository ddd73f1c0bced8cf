//! One operation on a file fails, once, and the next ones work: nothing is lost, and nothing is taken for a change by hand.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Problem, ReadOnly, Request, Saved, Ticket, Wrong};
use proximo::domain::item::Kind;
use proximo::live::{self, DeskOptions};
use proximo::store::document::Document;
use proximo::store::files::{Fault, Files, Operation};
use proximo::store::journal::{self, Journal, Record};
use proximo::store::save::Outcome;
use proximo::store::{self, Opened, Opening};

use crate::common::{at_desk, done, moment, note, options, session, take};

/// Counts operations once it is armed; one of them fails.
struct Faults {
    count: Arc<AtomicUsize>,
    files: Files,
}

const REST: usize = usize::MAX / 2;

fn failing(nth: usize) -> Faults {
    let count = Arc::new(AtomicUsize::new(REST));
    let seen = count.clone();
    let files = Files::with_faults(move |_, _| {
        let at = seen.fetch_add(1, Ordering::SeqCst);
        if at == nth { Fault::Fail(io::Error::other("once")) } else { Fault::Pass }
    });
    Faults { count, files }
}

impl Faults {
    fn arm(&self) {
        self.count.store(0, Ordering::SeqCst);
    }

    /// Ends counting, and tells how many operations there were.
    fn rest(&self) -> usize {
        self.count.swap(REST, Ordering::SeqCst)
    }
}

fn record(number: u64) -> Record {
    Record { change: take(note(number, "uno")), ops: Vec::new() }
}

#[test]
fn what_a_journal_takes_after_it_was_begun_anew_is_there_whatever_failed() {
    for nth in 0.. {
        let here = tempfile::tempdir().unwrap();
        let path = here.path().join("journal");
        let faults = failing(nth);
        let files = &faults.files;
        let scan = journal::look(&path).unwrap();
        let (mut journal, _) = Journal::open(files, &path, &scan, &here.path().join("aside")).unwrap();
        journal.append(files, &[record(1), record(2)]).unwrap();
        faults.arm();
        let begun = journal.begin_anew(files);
        let operations = faults.rest();
        assert_eq!(begun.is_err(), nth < operations, "operation {nth}");
        journal.append(files, &[record(3)]).unwrap();
        let read = journal::look(&path).unwrap();
        assert_eq!(read.records.last(), Some(&record(3)), "operation {nth}: it was acknowledged");
        assert!(read.spoilt.is_empty() && (read.records.len() == 1 || read.records.len() == 3), "operation {nth}");
        assert_eq!(path.metadata().unwrap().len(), journal.len());
        if nth >= operations {
            assert!(nth > 3, "only {nth} operations");
            break;
        }
    }
}

fn open(file: &Path, files: &Files) -> Box<Document> {
    let opening = Opening { machine: "prova".into(), now: moment(), files: files.clone() };
    match store::open(file, &opening).unwrap() {
        Opened::Writable(document) => document,
        Opened::Shown(shown) => panic!("{shown:?}"),
    }
}

fn edit(document: &mut Document, text: &str) {
    let before = document.session().get(note(1, "").reference()).unwrap();
    let mut after = before.clone();
    after.put(&["text"], &format!("{text:?}")).unwrap();
    document.apply(&Change::new(moment(), "Ada", vec![Edit::of(before, after)])).unwrap();
    document.write_down().unwrap();
}

/// Saves with the `nth` operation failing, works on and saves again. Returns how many operations the first saving had.
fn saved_twice(nth: usize) -> usize {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
    let faults = failing(nth);
    let mut document = open(&file, &faults.files);
    let mut saver = document.take_saver().unwrap();
    document.apply(&take(note(1, "prima"))).unwrap();
    document.write_down().unwrap();
    faults.arm();
    let saved = saver.save(document.session());
    let operations = faults.rest();
    assert_eq!(saved.is_err(), nth < operations, "operation {nth}: {saved:?}");
    edit(&mut document, "poi");
    assert_eq!(saver.save(document.session()), Ok(Outcome::Written(None)), "operation {nth}");
    drop((document, saver));
    let mut document = open(&file, &Files::default());
    assert_eq!(document.take_notices(), [], "operation {nth}: nobody changed it by hand");
    assert_eq!(document.session().conflicts.count(), 0, "operation {nth}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("poi"));
    operations
}

#[test]
fn a_saving_that_failed_once_is_not_taken_for_a_change_by_hand() {
    let whole = (0..).find(|nth| *nth >= saved_twice(*nth)).unwrap();
    assert!(whole > 6, "only {whole} operations");
}

#[test]
fn ending_while_it_saves_after_a_failure_makes_no_conflict() {
    for nth in 0..11 {
        for dies in 0..15 {
            let here = tempfile::tempdir().unwrap();
            let file = here.path().join("uno.ron");
            std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
            let (count, dead) = (Arc::new(AtomicUsize::new(REST)), Arc::new(AtomicBool::new(false)));
            let (seen, is_dead) = (count.clone(), dead.clone());
            let files = Files::with_faults(move |_, _| {
                let at = seen.fetch_add(1, Ordering::SeqCst);
                let fails = if is_dead.load(Ordering::SeqCst) { (dies..REST).contains(&at) } else { at == nth };
                if fails { Fault::Fail(io::Error::other("once")) } else { Fault::Pass }
            });
            let mut document = open(&file, &files);
            let mut saver = document.take_saver().unwrap();
            document.apply(&take(note(1, "prima"))).unwrap();
            document.write_down().unwrap();
            count.store(0, Ordering::SeqCst);
            saver.save(document.session()).ok();
            count.store(REST, Ordering::SeqCst);
            edit(&mut document, "poi");
            dead.store(true, Ordering::SeqCst);
            count.store(0, Ordering::SeqCst);
            saver.save(document.session()).ok();
            drop((document, saver));
            let document = open(&file, &Files::default());
            let at = format!("operation {nth}, then {dies}");
            assert_eq!(document.session().conflicts.count(), 0, "{at}");
            let text = document.session().notes.all().next().map(|note| note.text.clone());
            assert_eq!(text.as_deref(), Some("poi"), "{at}");
        }
    }
}

/// A disk on which the journal takes nothing as long as the switch is on; all else goes well.
fn stubborn_journal() -> (Arc<AtomicBool>, DeskOptions) {
    let refuses = Arc::new(AtomicBool::new(false));
    let seen = refuses.clone();
    let files = Files::with_faults(move |operation, path: &Path| {
        let append = operation == Operation::Append && path.ends_with("journal");
        let fails = append && seen.load(Ordering::SeqCst);
        if fails { Fault::Fail(io::ErrorKind::StorageFull.into()) } else { Fault::Pass }
    });
    (refuses, DeskOptions { files, ..options() })
}

#[test]
fn the_session_file_never_holds_what_the_journal_does_not() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (refuses, with_faults) = stubborn_journal();
    let (mut handle, desk) = live::create(&file, &session("Uno"), with_faults).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "prima"))));
    done(&mut handle, Ask::Save);
    refuses.store(true, Ordering::SeqCst);
    let ask = Ask::Change(take(note(2, "durante")));
    handle.requests.blocking_send(Request { ticket: Ticket(2), ask }).unwrap();
    match live::ask_and_wait(&mut handle, Ask::Save) {
        Answer::Refused(problem) => assert_eq!(problem.what, Wrong::DiskFull),
        other => panic!("{other:?}"),
    }
    assert!(!std::fs::read_to_string(&file).unwrap().contains("durante"));
    refuses.store(false, Ordering::SeqCst);
    // it is tried again by itself, then the answer comes
    assert_eq!(handle.replies.blocking_recv().map(|reply| reply.ticket), Some(Ticket(2)));
    done(&mut handle, Ask::Save);
    assert!(std::fs::read_to_string(&file).unwrap().contains("durante"));
    drop(handle);
    desk.join().unwrap();
    assert_eq!(at_desk(&file, |_| {}).notes.count(), 2);
}

#[test]
fn a_change_that_the_disk_refuses_is_said_and_nobody_waits_for_ever() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (refuses, with_faults) = stubborn_journal();
    let (mut handle, desk) = live::create(&file, &session("Uno"), with_faults).unwrap();
    refuses.store(true, Ordering::SeqCst);
    for number in 1..3 {
        match live::ask_and_wait(&mut handle, Ask::Change(take(note(number, "appunto")))) {
            Answer::Refused(problem) => assert_eq!(problem.what, Wrong::DiskFull),
            other => panic!("{other:?}"),
        }
    }
    drop(handle);
    assert_eq!(desk.join().unwrap_err().what, Wrong::DiskFull);
    assert_eq!(at_desk(&file, |_| {}).notes.count(), 0);
}

#[test]
fn what_cannot_be_read_of_a_history_is_never_cut() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
    at_desk(&file, |handle| done(handle, Ask::Change(take(note(1, "uno")))));
    let journal = here.path().join(".history/uno/prova/journal");
    let length = 1024 * 1024 * 1024 + 1;
    std::fs::File::options().write(true).open(&journal).unwrap().set_len(length).unwrap();
    let problem: Problem = live::open(&file, options()).unwrap_err();
    assert!(matches!(problem.what, Wrong::Unreadable(_)), "{problem:?}");
    assert_eq!(problem.place.map(|place| place.file), Some(journal.canonicalize().unwrap()));
    assert_eq!(journal.metadata().unwrap().len(), length);
    std::fs::remove_file(&journal).unwrap();
    std::fs::create_dir(&journal).unwrap();
    assert!(live::open(&file, options()).is_err());
}

#[test]
fn on_a_full_disk_a_session_is_shown_and_no_empty_one_is_left() {
    for last in 0..5 {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("uno.ron");
        std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
        let count = AtomicUsize::new(0);
        let files = Files::with_faults(move |operation, _| {
            let writes = matches!(operation, Operation::Write | Operation::Append | Operation::MakeFolder);
            let fails = writes && count.fetch_add(1, Ordering::SeqCst) >= last;
            if fails { Fault::Torn(0, io::ErrorKind::StorageFull.into()) } else { Fault::Pass }
        });
        let (handle, desk) = live::open(&file, DeskOptions { files, ..options() }).unwrap();
        assert_eq!(handle.status.borrow().saved, Saved::ReadOnly(ReadOnly::DiskFull), "from write {last} on");
        assert_eq!(handle.snapshot.borrow().session.count(Kind::Note), 0);
        drop(handle);
        desk.join().unwrap();
    }
    let here = tempfile::tempdir().unwrap();
    let writes = AtomicUsize::new(0);
    let files = Files::with_faults(move |operation, _| {
        let second = operation == Operation::Write && writes.fetch_add(1, Ordering::SeqCst) > 0;
        if second { Fault::Fail(io::ErrorKind::StorageFull.into()) } else { Fault::Pass }
    });
    let new = here.path().join("due.ron");
    let refused = live::create(&new, &session("Due"), DeskOptions { files, ..options() }).unwrap_err();
    assert_eq!((refused.what, new.exists()), (Wrong::DiskFull, false));
    let (handle, desk) = live::create(&new, &session("Due"), options()).unwrap();
    drop(handle);
    desk.join().unwrap();
}
