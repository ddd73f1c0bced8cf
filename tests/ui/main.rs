//! The screens, driven by keys as a person would and looked at as a person sees them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod capturing;
mod desk;
#[path = "../common/dice.rs"]
mod dice;
mod everywhere;
mod keys;
mod large;
mod looks;
mod monkey;
mod own;
mod room;
