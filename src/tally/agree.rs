//! Agree: each voter says agree, disagree or pass to statements. Shares, and group-informed consensus.
//! Small et al., *Polis: Scaling Deliberation*, Recerca 26(2), 2021. The share is agree ÷ (agree + disagree + pass).

use super::result::{Detail, OptionResult, Reading, RoundResult, Share, ToTally, both_rules};
use super::{Cell, GroupCount};

/// What was said to a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stances {
    /// How many agree.
    pub agree: u32,
    /// How many disagree.
    pub disagree: u32,
    /// How many pass.
    pub pass: u32,
}

impl Stances {
    /// Returns how many said anything.
    pub fn n(self) -> u32 {
        self.agree.saturating_add(self.disagree).saturating_add(self.pass)
    }

    /// Returns the likelihood that one of the group agrees, by Laplace's rule: (agree + 1) ÷ (votes + 2), passes among
    /// the votes. 0.0 to 1.0; a half where nobody of them voted.
    pub fn likelihood(self) -> f64 {
        (f64::from(self.agree) + 1.0) / (f64::from(self.n()) + 2.0)
    }
}

fn stances(cell: &Cell) -> Stances {
    Stances { agree: cell.marks.of(1), disagree: cell.marks.of(-1), pass: cell.marks.of(0) }
}

impl OptionResult {
    /// Returns the group-informed consensus on a statement, Π over groups of (agree + 1) ÷ (votes + 2), 0.0 to 1.0: high
    /// only where every group agrees. It falls with the number of groups: to be compared within one poll alone.
    /// `None` where it is no statement.
    pub fn group_informed(&self) -> Option<f64> {
        let stances = self.detail_by_group.values().map(|detail| match detail {
            Detail::Stances(stances) => Some(stances.likelihood()),
            Detail::Counted
            | Detail::Scores(_)
            | Detail::Fingers(_)
            | Detail::Consent { .. }
            | Detail::Places(_)
            | Detail::Point(_) => None,
        });
        stances.into_iter().product()
    }
}

/// The rule for shares is about those who agree; in a core outcome set those who disagree are the low ones.
pub(super) fn result(round: ToTally<'_>) -> RoundResult {
    let share = |of: u32, stances: Stances| Share { of, total: stances.n() };
    round.result(&Reading {
        share: &|cell: &Cell, _: &GroupCount| share(stances(cell).agree, stances(cell)),
        detail: &|cell| Detail::Stances(stances(cell)),
        consensus: &|cell, _, _| {
            let said = stances(cell);
            both_rules(round.rule, share(said.agree, said), share(said.disagree, said))
        },
        hands_tell: true,
    })
}
