//! Runs the real program: from a shell, and in a real pseudo-terminal.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod bad_input;
#[path = "../common/dice.rs"]
mod dice;
mod dossier;
mod import;
mod manners;
mod merging;
mod monkey;
mod own;
mod people;
mod pty;
mod room;
mod script;
mod shell;
mod table;
mod tally;
mod withdraw;
