//! `proximo` and `proximo run`: the screens, with doors to sessions, files and the desk.

use std::io::IsTerminal;
use std::path::PathBuf;

use super::{Call, USAGE};
use crate::text::cli as words;

/// Opens the start screen, or one session.
pub(super) fn screens(call: &mut Call<'_>, session: Option<PathBuf>) -> u8 {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        call.tell(words::needs_terminal(call.lang));
        return USAGE;
    }
    drop(session);
    USAGE
}
