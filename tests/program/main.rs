//! Runs the real program: from a shell, and in a real pseudo-terminal.

mod bad_input;
mod pty;
mod room;
mod shell;
