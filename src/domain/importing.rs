//! Owns what is taken in from other programs: tables as text, practices in them, deliberations held with Polis.
//!
//! | what | where |
//! |---|---|
//! | bytes to text, or why they are none | [`decoding`] |
//! | text to rows, each with its line | [`sheet`] |
//! | which column is which field of a practice | [`columns`] |
//! | cells to values | [`values`] |
//! | rows to practices, and what else they say to notes | [`practices`] |
//! | an export of Polis to a session | [`polis`] |
//!
//! Never reads a file, never asks. What does not fit is kept beside what does, and told.

pub mod columns;
pub mod decoding;
pub mod polis;
pub mod practices;
pub mod sheet;
pub mod values;
