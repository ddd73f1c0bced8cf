//! Several laptops at one session: whatever the network does, they end equal, and nothing acknowledged is missing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on ends there, and says what it found"
)]

#[path = "../common/mod.rs"]
mod common;
mod convergence;
mod driver;
mod hostile;
mod networks;
mod rights;
mod storm;
mod together;
