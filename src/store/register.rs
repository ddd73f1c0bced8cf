//! Owns the register's file: `register/<session>.ron` beside `sessions/`, for its owner alone, never in git.
//! It stays on the host. Never part of a session or its history.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::domain::desk::{Problem, Wrong};
use crate::domain::id::SessionId;
use crate::domain::register::{PersonEdit, Register};

use super::files::{self, Files, cannot_write};
use super::{open, ron_text};

/// The format that this program writes.
pub const FORMAT: u32 = 1;

const FIRST_LINE: &str = "// PROXIMO: who stands behind a session's codes. It stays on this machine.\n";

/// Returns the path of the register of a session file.
pub fn path(session_file: &Path) -> PathBuf {
    let sessions = files::parent(session_file);
    let beside = if sessions.ends_with("sessions") { files::parent(sessions) } else { sessions };
    let name = session_file.file_stem().unwrap_or_default().to_string_lossy();
    beside.join("register").join(format!("{name}.ron"))
}

/// Reads the register of a session file; `None` where there is none.
///
/// # Errors
/// Where it cannot be read, or a newer program wrote it.
pub fn read(session_file: &Path) -> Result<Option<Register>, Problem> {
    let file = path(session_file);
    let Some(bytes) = open::read_bytes(&file)? else { return Ok(None) };
    let text = ron_text::decode(&file, bytes)?;
    let register: Register = ron_text::parse(&file, &text)?;
    if register.format > FORMAT {
        return Err(Problem::of_file(file, Wrong::NewerFormat { found: register.format, known: FORMAT }));
    }
    Ok(Some(register))
}

/// One register is changed at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Reads the register of a session file, changes it field by field and writes it, where there is anything to change.
/// Returns it as it then stands; an empty one where there is none.
///
/// # Errors
/// Where it cannot be read, then nothing is written; or where the system refuses, then the old one is as it was.
pub fn update(session_file: &Path, session: SessionId, edits: &[PersonEdit]) -> Result<Register, Problem> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut register = read(session_file)?.unwrap_or_default();
    if !edits.is_empty() {
        register.session = session;
        register.apply(edits);
        write(session_file, &register)?;
    }
    Ok(register)
}

/// Writes the register of a session file.
///
/// # Errors
/// Where the system refuses; the old one is then as it was.
pub fn write(session_file: &Path, register: &Register) -> Result<(), Problem> {
    let file = path(session_file);
    let folder = files::parent(&file);
    let text = ron_text::pretty(FIRST_LINE, &Register { format: FORMAT, ..register.clone() });
    let files = Files::default();
    let written = files.make_folder(folder).and_then(|()| {
        files.replace(&folder.join(".gitignore"), b"*\n")?;
        files.replace(&file, text.as_bytes())
    });
    written.map_err(|error| cannot_write(&file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, ParticipantId, TypedId};
    use crate::domain::register::{Consent, Person};

    #[test]
    fn a_register_is_read_as_it_was_written_outside_the_sessions() {
        let here = tempfile::tempdir().unwrap();
        let session = here.path().join("sessions/uno.ron");
        assert_eq!(read(&session), Ok(None));
        let consent = Some(Consent { given: true, on: "2026-03-12".parse().unwrap() });
        let person = Person { name: "Una \"Persona\"".into(), takes_part: consent, ..Person::default() };
        let mut register = Register { format: FORMAT, ..Register::default() };
        register.session = crate::domain::id::SessionId::new(Code::from_bits(1));
        register.people.insert(ParticipantId::new(Code::from_bits(7)), person);
        write(&session, &register).unwrap();
        assert_eq!(read(&session), Ok(Some(register)));
        assert_eq!(path(&session), here.path().join("register/uno.ron"));
    }
}
