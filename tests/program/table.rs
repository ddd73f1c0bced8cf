//! Twenty minutes of a real table, in fast keys: what is played is `tests/scripts/table.txt`, and the session file that
//! comes of it is exactly as it should be.

use std::fs;

use proximo::domain::item::{Item, Kind};
use proximo::domain::value::SessionState;

use super::room::{only_session, read};
use super::script::{play, without_chance};
use super::shell::run;

#[test]
fn twenty_minutes_of_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    play("table.txt", at);
    let file = only_session(at);
    let session = read(&file);
    // what was taken down, and what of it is still there: one practice was joined, one note taken out
    let taken = |kind| session.items().filter(|item: &Item| item.kind() == kind).count();
    for (kind, all, live) in [
        (Kind::Practice, 12, 11),
        (Kind::Sketch, 3, 3),
        (Kind::Voice, 8, 8),
        (Kind::Decision, 5, 5),
        (Kind::Action, 6, 6),
        (Kind::Note, 15, 14),
    ] {
        assert_eq!((taken(kind), session.list(kind).len()), (all, live), "{kind:?}");
    }
    assert_eq!(session.session.state, SessionState::Closed);
    insta::assert_snapshot!(without_chance(&fs::read_to_string(&file).unwrap()));
    assert_eq!(run(at, &["check", "--workspace", "."]).code, 0);
}

#[test]
fn the_pictures_of_the_readme_can_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    fs::create_dir(&sessions).unwrap();
    for sample in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sessions")).unwrap() {
        let sample = sample.unwrap();
        if sample.path().extension().is_some_and(|ending| ending == "ron") {
            fs::copy(sample.path(), sessions.join(sample.file_name())).unwrap();
        }
    }
    play("pictures.txt", folder.path());
}
