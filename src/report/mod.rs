//! Reports: what they say (one file a report), and how it is written down (one file a format).
//! Builds and renders [`Document`](crate::synthesis::document::Document)s; reads and writes no file.

mod cite;
mod cover;
pub mod dossier;
pub mod markdown;
pub mod restituzione;
mod round;
pub mod verbale;

pub use dossier::{commitments, dossier, sheet};
pub use markdown::markdown;
pub use restituzione::restituzione;
pub use verbale::verbale;
