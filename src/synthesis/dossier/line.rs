//! What the dossier says of each item of the sources.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::field::Map;
use crate::domain::id::{OptionId, SessionId, text_serde};
use crate::domain::poll::{ConsensusRule, Method, RoundNo};
use crate::domain::time::Day;
use crate::domain::value::{ActionState, Difficulty, MayGoTo, Outcome, VoiceKind, Voters};
use crate::synthesis::origin::Origin;
use crate::tally::Share;

lines! {
    /// A practice as the sources have it.
    pub struct PracticeLine {
        /// Where.
        pub origin: Origin,
        /// What it is called.
        pub name: String,
        /// Who does it.
        pub organisation: String,
        /// Where it is done.
        pub place: String,
        /// What it is an answer to, first of all.
        pub difficulty: Option<Difficulty>,
        /// Codes of those who told it; a young person's group only.
        pub told_by: Vec<String>,
        /// Which organisation told it.
        pub told_by_organisation: String,
        /// Where it is documented.
        pub source: String,
        /// Invented, to show the program.
        pub sample: bool,
    }

    /// A sketch as the sources have it.
    pub struct SketchLine {
        /// Where.
        pub origin: Origin,
        /// What it is called.
        pub title: String,
        /// At which table it was designed.
        pub table: String,
        /// Invented, to show the program.
        pub sample: bool,
    }

    /// A voice, and what became of it.
    pub struct VoiceLine {
        /// Where.
        pub origin: Origin,
        /// What it is.
        pub kind: VoiceKind,
        /// Whose it is: never a person.
        pub from: VoiceFrom,
        /// Its words, where they may go to the partners.
        pub words: String,
        /// Why its words are not here.
        pub withheld: Option<Withheld>,
        /// How far its words may go.
        pub may_go_to: MayGoTo,
        /// What it is about.
        pub about: Vec<Origin>,
        /// Whether it is still owed an answer.
        pub open: bool,
        /// What became of it.
        pub outcome: Option<Outcome>,
        /// Why.
        pub reason: String,
        /// Who answers for it.
        pub owner: String,
        /// When it was answered.
        pub answered_on: Option<Day>,
        /// When it was told back.
        pub told_back_on: Option<Day>,
        /// How it was told back.
        pub told_back_how: String,
        /// What the young people said to that, under the same conditions as its words.
        pub reply: String,
        /// Invented, to show the program.
        pub sample: bool,
    }

    /// A poll with its results.
    pub struct PollLine {
        /// Where.
        pub origin: Origin,
        /// What was asked.
        pub question: String,
        /// How it was voted.
        pub method: Method,
        /// The rounds that have a result. Of an option, the last round that put it counts.
        pub rounds: Vec<RoundLine>,
        /// Invented, to show the program.
        pub sample: bool,
    }

    /// The result of a round.
    pub struct RoundLine {
        /// Which.
        pub round: Option<RoundNo>,
        /// Why it was put again.
        pub reason: String,
        /// The consensus rule that was fixed.
        pub rule: ConsensusRule,
        /// How many voted, of how many present.
        pub voters: Fraction,
        /// Too few voted for any number to be told.
        pub too_few: bool,
        /// How many voted in the groups that may be told apart.
        pub groups: Map<Voters, u32>,
        /// How many groups are not told apart because they are too small.
        pub groups_hidden: u32,
        /// The options, the best place first.
        pub options: Vec<OptionLine>,
        /// Objections and reasons that were given, where nobody is covered by numbers.
        pub objections: Vec<Objection>,
        /// Of orders whose ballots are known: the option that is preferred to every other one, by pairs.
        pub condorcet: Option<OptionId>,
        /// Of the same: Schulze's order by margins, the best first, tied options together.
        pub schulze: Vec<Vec<OptionId>>,
    }

    /// An objection, or the reason of a low hand.
    pub struct Objection {
        /// What was said.
        pub said: String,
        /// How it was taken into the proposal.
        pub taken_in: String,
    }

    /// What an option got.
    pub struct OptionLine {
        /// Which.
        pub option: Option<OptionId>,
        /// Its text; empty where it is the words of a voice or a note that are withheld.
        pub text: String,
        /// The item it is.
        pub item: Option<Origin>,
        /// Its place, from 1.
        pub place: u32,
        /// What it got of what it could get or of all that was given: of voters for approval, of dots for dots.
        pub share: Fraction,
        /// The same by group, where groups may be told apart.
        pub by_group: Map<Voters, Fraction>,
        /// Everybody but the youth, where the youth may be told apart.
        pub others: Option<Fraction>,
        /// How many gave which number, from everybody: scores, fingers, places, 1 consent and 0 objection, 1 agree, -1
        /// disagree and 0 pass, the horizontal axis of a matrix. Empty where it is counted whole.
        pub marks: Vec<(i32, u32)>,
        /// The same on the vertical axis of a matrix.
        pub vertical: Vec<(i32, u32)>,
        /// Of statements: the group-informed consensus, Π over groups of (agree + 1) ÷ (votes + 2), both as `by_group` has
        /// them; to be compared within one poll alone. Only where every group may be told apart.
        pub group_informed: Option<Likelihood>,
        /// Distinct voters beside the rule: how many of how many.
        pub agreeing: Option<Fraction>,
        /// Whether the consensus rule is met.
        pub agreed: Option<bool>,
    }

    /// A decision.
    pub struct DecisionLine {
        /// Where.
        pub origin: Origin,
        /// What was agreed.
        pub statement: String,
        /// Why.
        pub reason: String,
        /// On what vote.
        pub poll: Option<Origin>,
        /// Who did not agree, and why.
        pub dissent: String,
        /// What would change it.
        pub would_change: String,
        /// When it is looked at again.
        pub review_on: Option<Day>,
        /// What it is about.
        pub about: Vec<Origin>,
        /// Invented, to show the program.
        pub sample: bool,
    }

    /// An action item, as the last session that speaks of it has it.
    pub struct ActionLine {
        /// Where.
        pub origin: Origin,
        /// Where else it stands.
        pub also: Vec<Origin>,
        /// What is to be done.
        pub what: String,
        /// Who does it.
        pub who: String,
        /// For which organisation.
        pub organisation: String,
        /// By when.
        pub due: Option<Day>,
        /// Where it is.
        pub state: ActionState,
        /// Why it was dropped.
        pub reason: String,
        /// What it is about.
        pub about: Vec<Origin>,
        /// In which session it was first taken down.
        pub first_noted_in: Option<SessionId>,
        /// Invented, to show the program.
        pub sample: bool,
    }
}

/// Whose a voice is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum VoiceFrom {
    /// One young person's.
    #[default]
    OnePerson,
    /// The group's, to whom it was read back: so many of so many agree, where that may be told.
    TheGroup(Option<Fraction>),
}

pub use crate::domain::quoting::Withheld;

/// So many of so many, written `"17/22"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Fraction {
    /// The numerator.
    pub of: u32,
    /// The denominator.
    pub total: u32,
}

impl From<Share> for Fraction {
    fn from(share: Share) -> Self {
        Self { of: share.of, total: share.total }
    }
}

impl From<Fraction> for Share {
    fn from(fraction: Fraction) -> Self {
        Self { of: fraction.of, total: fraction.total }
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.of, self.total)
    }
}

/// A text that is not so many of so many.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not so many of so many; write it as 17/22")]
pub struct NoFraction(String);

impl FromStr for Fraction {
    type Err = NoFraction;
    fn from_str(text: &str) -> Result<Self, NoFraction> {
        let read = || {
            let (of, total) = text.split_once('/')?;
            Some(Self { of: of.parse().ok()?, total: total.parse().ok()? })
        };
        read().ok_or_else(|| NoFraction(text.to_owned()))
    }
}

text_serde!(Fraction);

/// A likelihood from 0 to 1, kept to twelve decimals so that one dossier is always the same text: `"0.396856857932"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Likelihood(u64);

/// One, in the unit of [`Likelihood`].
const WHOLE: u64 = 1_000_000_000_000;

impl Likelihood {
    /// Makes the one that is nearest to a number; `None` where that is no likelihood.
    pub fn of(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then(|| Self((value * WHOLE as f64).round() as u64))
    }

    /// Returns it as a number.
    pub fn value(self) -> f64 {
        self.0 as f64 / WHOLE as f64
    }
}

impl fmt::Display for Likelihood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:012}", self.0 / WHOLE, self.0 % WHOLE)
    }
}

/// A text that is no likelihood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no likelihood; write a number from 0 to 1 as 0.125")]
pub struct NoLikelihood(String);

impl FromStr for Likelihood {
    type Err = NoLikelihood;
    fn from_str(text: &str) -> Result<Self, NoLikelihood> {
        text.parse().ok().and_then(Self::of).ok_or_else(|| NoLikelihood(text.to_owned()))
    }
}

text_serde!(Likelihood);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likelihood_is_read_as_it_is_written() {
        for value in [0.0, 1.0, 0.5, 0.396_856_857_932, 1e-12] {
            let likelihood = Likelihood::of(value).unwrap();
            assert_eq!(likelihood.to_string().parse(), Ok(likelihood));
            assert!((likelihood.value() - value).abs() < 1e-12, "{value}");
        }
        for wrong in ["", "1.1", "-0.1", "boh", "NaN"] {
            assert!(wrong.parse::<Likelihood>().is_err(), "{wrong}");
        }
    }
}
