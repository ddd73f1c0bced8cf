//! Fist to five: each voter shows none to five fingers for one proposal. Consensus iff every hand shows three or more.
//! Fletcher, *FireStarter Youth Power Curriculum*, 2002. Its own rule stands in place of any other that was fixed.

use crate::domain::poll::FINGERS;

use super::result::{Detail, Reading, RoundResult, ToTally};
use super::{Cell, GroupCount};

/// The share are the hands that stand behind the proposal: three fingers or more.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    round.result(&Reading {
        share: &|cell: &Cell, _: &GroupCount| cell.marks.at_least(FINGERS.1),
        detail: &|cell| Detail::Fingers(cell.marks.clone()),
        consensus: &|cell, _, _| {
            let behind = cell.marks.at_least(FINGERS.1);
            Some((behind, behind.reaches(100)))
        },
        hands_tell: true,
    })
}
