//! PROXIMO: the program in the room. A facilitator projects the session, note-takers capture it live,
//! and a merge turns the sessions into WP3 strategy proposals, each traced to who said what.
//!
//! The houses, and who may import whom (held by `tests/architecture.rs`):
//!
//! | house | owns | may import |
//! |---|---|---|
//! | [`domain`] | what a session is; pure | none of the others |
//! | [`tally`] | ballots to results; pure | `domain` |
//! | [`synthesis`] | sessions to dossier, and reports as blocks; pure | `tally`, `domain` |
//! | [`text`] | what people read, Italian and English | `domain`, `tally`, `synthesis` |
//! | [`store`] | files | `domain`, `synthesis` |
//! | [`live`] | the desk: one session on several machines | `store`, `domain` |
//! | [`report`] | renders documents | the pure ones, `text` |
//! | [`config`] | defaults, file, environment, flags | `text` for the language |
//! | [`tui`] | screens; is handed a desk | the pure ones, `text`, `config` |
//! | [`cli`] | one file a subcommand | everybody |

pub mod cli;
pub mod config;
pub mod domain;
pub mod live;
pub mod report;
pub mod store;
pub mod synthesis;
pub mod tally;
pub mod text;
pub mod tui;
