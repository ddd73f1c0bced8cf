//! Owns the words of the panels: what forms, wall and counting share.

use super::words;

pub mod clashes;
pub mod count;
pub mod form;
pub mod merge;
pub mod numbers;
pub mod picture;
pub mod vote;
pub mod wall;

words! {
    nameless: "(senza nome)", "(no name)";
    removed: "(rimossa)", "(removed)";
}
