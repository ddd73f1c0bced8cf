//! Working at the desk: what is said to be done is on disk, and what is not is said.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use proximo::domain::desk::{Answer, Ask, Handle, ReadOnly, Request, Saved, Ticket, Wrong};
use proximo::domain::item::Kind;
use proximo::live::{self, DeskOptions};
use proximo::store::files::{Fault, Files, Operation};

use crate::common::{at_desk, done, note, options, session, take};

fn notes(handle: &Handle) -> usize {
    handle.snapshot.borrow().session.count(Kind::Note)
}

#[test]
fn what_is_taken_down_is_there_after_reopening() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("sessions/uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "un \"appunto\"\nsu due righe"))));
    done(&mut handle, Ask::Change(take(note(2, "un altro"))));
    done(&mut handle, Ask::Undo);
    assert_eq!(notes(&handle), 1);
    done(&mut handle, Ask::Redo);
    assert_eq!(live::ask_and_wait(&mut handle, Ask::Redo), Answer::Nothing);
    assert!(matches!(handle.status.borrow().saved, Saved::Journalled(_)));
    // the handle is dropped without closing: everything is written all the same
    drop(handle);
    desk.join().unwrap();
    let before = std::fs::read(&file).unwrap();
    let kept = at_desk(&file, |handle| {
        assert_eq!(notes(handle), 2);
        assert_eq!(handle.status.borrow().saved, Saved::Unchanged);
    });
    assert_eq!(kept.notes.count(), 2);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn looking_leaves_a_file_written_by_hand_as_it_is() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let by_hand = "( // mio\r\n  session: (id: \"ses_a\", title: \"Uno\"), format: 1)";
    std::fs::write(&file, by_hand).unwrap();
    at_desk(&file, |handle| {
        done(handle, Ask::Save);
        done(handle, Ask::KeepDraft("p mezza ri".into()));
    });
    assert_eq!(std::fs::read_to_string(&file).unwrap(), by_hand);
    at_desk(&file, |handle| {
        assert_eq!(handle.status.borrow().draft, "p mezza ri");
        done(handle, Ask::KeepDraft(String::new()));
    });
    at_desk(&file, |handle| assert_eq!(handle.status.borrow().draft, ""));
}

#[test]
fn saving_is_answered_once_the_file_holds_everything() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "appunto"))));
    assert!(!std::fs::read_to_string(&file).unwrap().contains("appunto"));
    done(&mut handle, Ask::Save);
    assert!(std::fs::read_to_string(&file).unwrap().contains("appunto"));
    assert!(matches!(handle.status.borrow().saved, Saved::Written(_)));
    drop(handle);
    desk.join().unwrap();
}

#[test]
fn a_session_that_is_there_is_not_made_anew() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, "mio").unwrap();
    assert_eq!(live::create(&file, &session("Uno"), options()).unwrap_err().what, Wrong::Exists);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mio");
}

/// A disk that is full as long as the switch is on.
fn filling_disk() -> (Arc<AtomicBool>, DeskOptions) {
    let full = Arc::new(AtomicBool::new(false));
    let seen = full.clone();
    let files = Files::with_faults(move |operation, _| {
        let writes = matches!(operation, Operation::Write | Operation::Append | Operation::Sync);
        if writes && seen.load(Ordering::SeqCst) {
            Fault::Torn(7, io::ErrorKind::StorageFull.into())
        } else {
            Fault::Pass
        }
    });
    (full, DeskOptions { files, ..options() })
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (full, options) = filling_disk();
    let (mut handle, desk) = live::create(&file, &session("Uno"), options).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "prima"))));
    full.store(true, Ordering::SeqCst);
    for number in 2..4 {
        let ask = Ask::Change(take(note(number, "durante")));
        handle.requests.blocking_send(Request { ticket: Ticket(number), ask }).unwrap();
    }
    // what needs no disk is answered; what does is not said to be done
    done(&mut handle, Ask::Show(proximo::domain::desk::View::Recap.into()));
    assert_eq!(notes(&handle), 3, "the session goes on");
    match &handle.status.borrow().saved {
        Saved::Failing { problem, waiting: 2 } => assert_eq!(problem.what, Wrong::DiskFull),
        other => panic!("{other:?}"),
    }
    assert!(matches!(live::ask_and_wait(&mut handle, Ask::Close), Answer::Refused(_)), "closing says it too");
    assert!(handle.replies.try_recv().is_err());
    full.store(false, Ordering::SeqCst);
    for number in 2..4 {
        let reply = handle.replies.blocking_recv().unwrap();
        assert_eq!(reply.ticket, Ticket(number));
        assert!(matches!(reply.answer, Answer::Done { .. }));
    }
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
    assert_eq!(at_desk(&file, |_| {}).notes.count(), 3);
}

#[test]
fn what_the_journal_holds_is_there_although_the_session_file_could_not_be_written() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let broken = Arc::new(AtomicBool::new(false));
    let seen = broken.clone();
    let files = Files::with_faults(move |operation, path: &Path| {
        let is_file = path.extension().is_some_and(|extension| extension == "ron");
        let fails = operation == Operation::Rename && is_file && seen.load(Ordering::SeqCst);
        if fails { Fault::Fail(io::ErrorKind::ReadOnlyFilesystem.into()) } else { Fault::Pass }
    });
    let (mut handle, desk) = live::create(&file, &session("Uno"), DeskOptions { files, ..options() }).unwrap();
    broken.store(true, Ordering::SeqCst);
    // the base cannot be replaced either: the change waits
    broken.store(false, Ordering::SeqCst);
    done(&mut handle, Ask::Change(take(note(1, "resta"))));
    broken.store(true, Ordering::SeqCst);
    match live::ask_and_wait(&mut handle, Ask::Save) {
        Answer::Refused(problem) => assert_eq!(problem.what, Wrong::NoRight),
        other => panic!("{other:?}"),
    }
    assert!(matches!(handle.status.borrow().saved, Saved::Failing { waiting: 0, .. }));
    drop(handle);
    assert_eq!(desk.join().unwrap_err().what, Wrong::NoRight);
    assert_eq!(at_desk(&file, |handle| assert_eq!(notes(handle), 1)).notes.count(), 1);
}

#[test]
fn a_second_process_sees_it_and_changes_nothing() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (mut first, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut first, Ask::Change(take(note(1, "appena preso"))));
    let (mut second, other_desk) = live::open(&file, options()).unwrap();
    assert_eq!(second.status.borrow().saved, Saved::ReadOnly(ReadOnly::OpenElsewhere));
    assert_eq!(notes(&second), 1, "what is in the journal alone is there too");
    match live::ask_and_wait(&mut second, Ask::Change(take(note(2, "no")))) {
        Answer::Refused(problem) => assert_eq!(problem.what, Wrong::OpenElsewhere),
        other => panic!("{other:?}"),
    }
    done(&mut first, Ask::Change(take(note(3, "dopo"))));
    while notes(&second) < 2 {
        futures_wait(&mut second);
    }
    done(&mut second, Ask::Close);
    drop(second);
    other_desk.join().unwrap();
    done(&mut first, Ask::Close);
    drop(first);
    desk.join().unwrap();
    assert_eq!(at_desk(&file, |_| {}).notes.count(), 2);
}

/// Waits until the snapshot is a new one.
fn futures_wait(handle: &mut Handle) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(handle.snapshot.changed()).unwrap();
}

#[test]
fn a_file_that_may_not_be_written_is_shown() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, proximo::store::write_text(&session("Uno"))).unwrap();
    let mut permissions = file.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let (handle, desk) = live::open(&file, options()).unwrap();
    assert_eq!(handle.status.borrow().saved, Saved::ReadOnly(ReadOnly::NoRight));
    drop(handle);
    desk.join().unwrap();
    assert_eq!(std::fs::read_dir(here.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_may_not_be_written_is_shown() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, proximo::store::write_text(&session("Uno"))).unwrap();
    let files = Files::with_faults(|_, _| Fault::Fail(io::ErrorKind::ReadOnlyFilesystem.into()));
    let (handle, desk) = live::open(&file, DeskOptions { files, ..options() }).unwrap();
    assert_eq!(handle.status.borrow().saved, Saved::ReadOnly(ReadOnly::NoRight));
    assert_eq!(handle.snapshot.borrow().session.session.title, "Uno");
    drop(handle);
    desk.join().unwrap();
}

#[test]
fn an_escape_in_a_text_goes_no_further() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "prima\u{1b}[31mdopo\u{202e}"))));
    drop(handle);
    desk.join().unwrap();
    assert_eq!(at_desk(&file, |_| {}).notes.all().next().unwrap().text, "primadopo");
}

#[test]
fn a_batch_is_forced_to_the_disk_with_one_call() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    let appended = Arc::new(AtomicUsize::new(0));
    let (go_on, waits) = mpsc::channel::<()>();
    let waits = Mutex::new(waits);
    let seen = appended.clone();
    let files = Files::with_faults(move |operation, path| {
        // the header is the first that is put there
        let record = operation == Operation::Append && path.ends_with("journal");
        if record && seen.fetch_add(1, Ordering::SeqCst) == 1 {
            // while the disk is at it, the next ones gather
            waits.lock().unwrap().recv().unwrap();
        }
        Fault::Pass
    });
    let (mut handle, desk) = live::create(&file, &session("Uno"), DeskOptions { files, ..options() }).unwrap();
    for number in 1..=200 {
        let ask = Ask::Change(take(note(number, "appunto")));
        handle.requests.blocking_send(Request { ticket: Ticket(number), ask }).unwrap();
    }
    go_on.send(()).unwrap();
    for number in 1..=200 {
        assert_eq!(handle.replies.blocking_recv().unwrap().ticket, Ticket(number));
    }
    let appended = appended.load(Ordering::SeqCst);
    assert!(appended <= 3, "header, first batch, all the others: {appended}");
    drop(handle);
    desk.join().unwrap();
    assert_eq!(at_desk(&file, |_| {}).notes.count(), 200);
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("sessions/uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "appunto"))));
    done(&mut handle, Ask::Save);
    let folder = here.path().join("sessions/.history/uno/prova");
    let journal = folder.join("journal");
    for path in [file, journal, folder] {
        let mode = path.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
    drop(handle);
    desk.join().unwrap();
}
