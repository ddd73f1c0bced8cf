//! The screens, driven by keys as a person would and looked at as a person sees them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod agenda;
#[path = "../common/arbitrary.rs"]
#[allow(dead_code, reason = "each test binary uses a part of it")]
mod arbitrary;
mod capturing;
mod desk;
#[path = "../common/dice.rs"]
mod dice;
mod everywhere;
mod frames;
mod keys;
mod large;
mod lists;
mod looks;
mod merging;
mod monkey;
mod own;
mod prepare;
mod results;
mod room;
mod together;
mod unfinished;
mod voices;
mod voting;
mod wall;
