//! Several laptops at one session: whatever the network does, they end equal, and nothing acknowledged is missing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "../common/mod.rs"]
mod common;
mod convergence;
mod together;
