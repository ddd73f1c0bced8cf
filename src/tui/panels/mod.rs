//! Owns the self-contained panels that the screens call: the form, the wall, the counting of votes.
//! Each is handed a session and gives back what was decided; none knows the app, a desk or a file.

pub mod caption;
pub mod count;
pub mod form;
pub mod keys;
pub mod merge;
pub mod paint;
pub mod picture;
pub mod vote;
pub mod wall;
pub mod writing;
