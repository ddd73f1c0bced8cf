//! What tests share: a clock, a desk to work at, sessions made at random.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod arbitrary;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Surroundings};
use proximo::domain::id::{Code, NoteId, SessionId, TypedId};
use proximo::domain::item::{Head, Item, Note};
use proximo::domain::session::Session;
use proximo::domain::time::Moment;
use proximo::domain::value::Created;
use proximo::live::{self, DeskOptions};

/// The moment that every test begins at.
pub fn moment() -> Moment {
    "2026-03-12T14:02:11.040+01:00".parse().unwrap()
}

/// A clock that stands still.
pub fn surroundings() -> Surroundings {
    Surroundings { now: moment, random: || 4 }
}

/// A desk whose session file is written when it is asked for alone.
pub fn options() -> DeskOptions {
    DeskOptions {
        settle: Duration::from_secs(3600),
        retry: Duration::from_millis(5),
        ..DeskOptions::new("Ada", "prova", surroundings())
    }
}

/// An empty session.
pub fn session(title: &str) -> Session {
    let created = Created { at: moment(), ..Created::default() };
    let head = Head { id: SessionId::new(Code::from_bits(1)), title: title.into(), created, ..Head::default() };
    Session::new(head)
}

/// A note.
pub fn note(number: u64, text: &str) -> Item {
    let created = Created { at: moment(), by: "Ada".into(), ..Created::default() };
    let note = Note { id: NoteId::new(Code::from_bits(number)), created, text: text.into(), ..Note::default() };
    Item::Note(Arc::new(note))
}

/// The change that takes down an item.
pub fn take(item: Item) -> Change {
    Change::new(moment(), "Ada", vec![Edit::take(item)])
}

/// Asks, and expects that it is done.
pub fn done(handle: &mut Handle, ask: Ask) {
    let answer = live::ask_and_wait(handle, ask);
    assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
}

/// Works at a session's desk, closes it, and returns what the file holds then.
pub fn at_desk(file: &Path, work: impl FnOnce(&mut Handle)) -> Session {
    let (mut handle, desk) = live::open(file, options()).unwrap();
    work(&mut handle);
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
    proximo::store::read(file).unwrap().session
}
