//! The screens: what is shown and what the keys do. Is handed a desk; imports neither `store`, `live` nor `report`.
//!
//! A key becomes a [`command::Command`] by the [`keys::Keymap`]; [`app::App::update`] turns it into effects, which
//! [`runtime`] carries out; what comes of them returns as messages. [`draw`] reads the state and changes nothing.

pub mod acting;
pub mod app;
pub mod capturing;
pub mod columns;
pub mod command;
pub mod console;
pub mod cursor;
pub mod doors;
pub mod drafts;
pub mod draw;
pub mod editor;
pub mod env;
pub mod find;
mod holding;
mod input;
pub mod keys;
pub mod lists;
pub mod offering;
pub mod overlay;
pub mod palette;
pub mod paneling;
pub mod panels;
pub mod pasting;
mod reading;
pub mod runtime;
pub mod sheet;
pub mod signals;
pub mod start;
pub mod steady;
pub mod steps;
pub mod taking;
pub mod terminal;
pub mod theme;
mod writing_out;
