//! Owns how older session files become today's: one frozen struct and one step a format. Never writes a file.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::desk::Problem;
use crate::domain::id::{NoteId, SessionId, TypedId};
use crate::domain::item::{Head, Note, Practice};
use crate::domain::session::Session;
use crate::domain::time::{Day, Moment};
use crate::domain::value::{Created, NoteKind};

use super::ron_text;

/// Reads a session of an older format.
///
/// # Errors
/// As `ron_text::read`.
pub fn read(file: &Path, text: &str, format: u32) -> Result<Session, Problem> {
    match format {
        0 => ron_text::parse::<Format0>(file, text).map(Format0::migrate),
        // every format below today's has its arm above; a new one gets its own
        _ => ron_text::parse(file, text),
    }
}

/// The trial format, before steps, tables and polls: frozen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format0 {
    #[serde(rename = "format")]
    _format: u32,
    id: SessionId,
    title: String,
    #[serde(default)]
    date: Option<Day>,
    #[serde(default)]
    place: String,
    #[serde(default)]
    practices: Vec<Practice0>,
    #[serde(default)]
    notes: Vec<Note0>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Practice0 {
    id: crate::domain::id::PracticeId,
    name: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    at: Option<Moment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Note0 {
    id: NoteId,
    what: String,
    #[serde(default)]
    question: bool,
    #[serde(default)]
    at: Option<Moment>,
}

impl Format0 {
    fn migrate(self) -> Session {
        // what was taken down without its moment is put at the session's day
        let day = self.date.map(Day::midnight).unwrap_or_default();
        let created = |at: Option<Moment>| Created { at: at.unwrap_or(day), ..Created::default() };
        let head = Head {
            id: SessionId::new(self.id.code()),
            title: self.title,
            date: self.date,
            place: self.place,
            created: created(None),
            ..Head::default()
        };
        let mut session = Session::new(head);
        for old in self.practices {
            session.practices.put(Arc::new(Practice {
                id: old.id,
                created: created(old.at),
                name: old.name,
                organisation: old.who,
                how: old.what,
                ..Practice::default()
            }));
        }
        for old in self.notes {
            session.notes.put(Arc::new(Note {
                id: old.id,
                created: created(old.at),
                text: old.what,
                kind: if old.question { NoteKind::Question } else { NoteKind::Point },
                ..Note::default()
            }));
        }
        session
    }
}
