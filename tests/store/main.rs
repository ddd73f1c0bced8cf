//! The desk and the store: what is acknowledged stays, whatever happens.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod bad_input;
mod ballot_box;
#[path = "../common/mod.rs"]
mod common;
mod crash;
mod desk;
mod erasing;
mod faults;
mod hand;
mod history;
mod joining;
mod kept;
mod killed;
mod properties;
