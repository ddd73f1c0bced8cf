//! Owns keys: how they are written, read and shown, everything that one can do, which of it a key means where, and one's
//! own keys. Footer, help, palette, the command line and the README all read it from here.

mod chord;
mod file;
mod lines;
mod map;
#[cfg(test)]
mod tests;

pub use chord::{Chord, NoSuchKey, typed};
pub(in crate::tui) use file::place_words;
pub use file::read;
pub use lines::{Does, Line, Panel, group_name, lines};
pub use map::{KeyRow, Keymap, keys_table};
