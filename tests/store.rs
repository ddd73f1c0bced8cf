//! The desk and the store: what is acknowledged stays, whatever happens.

mod common;

use common::{at_desk, done, note, options, session, take};
use proximo::domain::desk::{Answer, Ask, Saved};
use proximo::live;

#[test]
fn what_is_taken_down_is_there_after_reopening() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("sessions/uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "un \"appunto\"\nsu due righe"))));
    done(&mut handle, Ask::Change(take(note(2, "un altro"))));
    done(&mut handle, Ask::Undo);
    assert_eq!(handle.snapshot.borrow().session.count(proximo::domain::item::Kind::Note), 1);
    done(&mut handle, Ask::Redo);
    assert_eq!(live::ask_and_wait(&mut handle, Ask::Redo), Answer::Nothing);
    assert!(matches!(handle.status.borrow().saved, Saved::Journalled(_)));
    // the handle is dropped without closing: everything is written all the same
    drop(handle);
    desk.join().unwrap();
    let before = std::fs::read(&file).unwrap();
    let kept = at_desk(&file, |handle| {
        assert_eq!(handle.snapshot.borrow().session.notes.count(), 2);
        assert_eq!(handle.status.borrow().saved, Saved::Unchanged);
    });
    assert_eq!(kept.notes.count(), 2);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
