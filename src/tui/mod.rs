//! The screens: what is shown and what the keys do. Is handed a desk; imports neither `store`, `live` nor `report`.
//!
//! A key becomes a [`command::Command`] by the [`keys::Keymap`]; [`app::App::update`] turns it into effects, which
//! [`runtime`] carries out; what comes of them returns as messages. [`draw`] reads the state and changes nothing.

pub mod acting;
pub mod app;
pub mod capturing;
pub mod clash;
pub mod columns;
pub mod command;
pub mod console;
pub mod cursor;
pub mod day;
pub mod doors;
pub mod drafts;
pub mod draw;
pub mod editor;
pub mod env;
pub mod filtering;
pub mod find;
pub mod frames;
pub mod giro;
mod holding;
mod input;
pub mod joining;
pub mod keys;
pub mod laptops;
pub mod late;
mod leaving;
pub mod lists;
pub mod marking;
pub mod named;
pub mod offering;
pub mod overlay;
pub mod palette;
pub mod paneling;
pub mod panels;
pub mod pasting;
pub mod prepare;
mod reading;
pub mod running;
pub mod runtime;
pub mod several;
pub mod sheet;
pub mod signals;
pub mod start;
pub mod steady;
pub mod step_line;
pub mod steps;
pub mod tagging;
pub mod taking;
pub mod terminal;
pub mod theme;
pub mod together;
pub mod trail;
pub mod turns;
pub mod view;
pub mod walling;
