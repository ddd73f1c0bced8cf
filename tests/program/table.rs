//! Twenty minutes of a real table, in fast keys: what is played is `tests/scripts/table.txt`, and the session file that
//! comes of it is exactly as it should be.

use std::fs;

use proximo::domain::item::Kind;

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
    let count = |kind| session.list(kind).len();
    assert_eq!(count(Kind::Practice), 12);
    insta::assert_snapshot!(without_chance(&fs::read_to_string(&file).unwrap()));
    assert_eq!(run(at, &["check", "--workspace", "."]).code, 0);
}
