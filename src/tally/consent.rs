//! Consent: each voter consents to one proposal, or objects with the aim that it harms. Adopted iff nobody objects.
//! Endenburg, *Sociocracy*, 1988; its own rule stands in place of any other that was fixed. An objection more never
//! makes a proposal adopted.

use super::result::{Detail, Reading, RoundResult, Share, ToTally};
use super::{Cell, GroupCount};

/// The share are the consents of the voters.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    let share = |cell: &Cell| Share { of: cell.marks.of(1), total: cell.marks.n() };
    round.result(&Reading {
        share: &|cell: &Cell, _: &GroupCount| share(cell),
        detail: &|cell| Detail::Consent { consents: cell.marks.of(1), objections: cell.marks.of(0) },
        consensus: &|cell, _, _| {
            let consents = share(cell);
            Some((consents, consents.reaches(100)))
        },
        hands_tell: true,
    })
}
