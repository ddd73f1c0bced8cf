//! Approval: each voter gives a set of options. Count, and share of voters.
//! Brams & Fishburn, *Approval Voting*, 2nd ed., 2007. An option's share is votes ÷ voters, so shares of several
//! options may add to more than one.

use super::groups::Whole;

/// An option's votes are a share of the voters.
pub(super) const WHOLE: Whole = Whole::Voters;
