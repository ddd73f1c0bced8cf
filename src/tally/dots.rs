//! Dots: each voter spreads a number of dots. Dots, distinct voters where known, share of all dots given.
//! Dotmocracy; Diceman, *Dotmocracy Handbook*, 2010. Shares of all options add to one.

use super::groups::Whole;

/// An option's dots are a share of the dots given.
pub(super) const WHOLE: Whole = Whole::Votes;
