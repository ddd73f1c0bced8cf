//! Owns what a poll is made of: methods, options, rounds, ballots, counts by hand.
//! Never tallies: that is `tally`'s. Ballots that are still secret are `ballot_box`'s.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::{Map, leaf, text_key};
use super::id::{IdError, OptionId, text_serde};
use super::item::ItemRef;
use super::recording::fields;
use super::time::Moment;
use super::value::{CountedBy, Group, RoundState, Voters};

/// The lowest and the highest score on an axis of a matrix.
pub const MATRIX: (i32, i32) = (1, 5);
/// The most fingers of a fist to five, and from how many on a hand stands behind the proposal.
pub const FINGERS: (i32, i32) = (5, 3);

/// How a poll is voted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Method {
    /// Dots spread over the options.
    Dots {
        /// Dots a voter has, 1 or more.
        each: u32,
        /// The most dots on one option; 0 for as many as there are.
        cap: u32,
    },
    /// A set of options.
    Approval {
        /// The most options in a set; 0 for as many as there are.
        max: u32,
    },
    /// A number for each option.
    Score {
        /// The lowest number.
        low: i32,
        /// The highest number.
        high: i32,
    },
    /// Zero to five fingers, a reason below three.
    FistToFive,
    /// Consent, or an objection with the aim it harms.
    Consent,
    /// An order, possibly short.
    Ranking {
        /// The most options in an order; 0 for as many as there are.
        top: u32,
    },
    /// Two scores for each option.
    Matrix {
        /// What the horizontal axis measures.
        x: Axis,
        /// What the vertical axis measures.
        y: Axis,
    },
    /// Agree, disagree or pass, on each option.
    Agree,
}

impl Default for Method {
    fn default() -> Self {
        Self::Dots { each: 3, cap: 0 }
    }
}

impl Method {
    /// Tells whether the question itself is voted on, as the one option that there is, rather than a list of options.
    pub fn is_on_one_proposal(self) -> bool {
        match self {
            Self::FistToFive | Self::Consent => true,
            Self::Dots { .. }
            | Self::Approval { .. }
            | Self::Score { .. }
            | Self::Ranking { .. }
            | Self::Matrix { .. }
            | Self::Agree => false,
        }
    }

    /// Returns the places of an order of `options` options: as many as `top`, or all.
    pub fn places(top: u32, options: usize) -> u32 {
        let all = u32::try_from(options).unwrap_or(u32::MAX);
        if top == 0 { all } else { top.min(all) }
    }

    /// Returns the marks that one option can be given when it is counted, in the order in which they are counted:
    /// none where it is counted whole.
    pub fn marks(self, options: usize) -> Vec<i32> {
        let axis = |ten: i32| (MATRIX.0..=MATRIX.1).map(move |score| ten + score);
        match self {
            Self::Dots { .. } | Self::Approval { .. } => Vec::new(),
            Self::Score { low, high } => (low..=high.min(low.saturating_add(100))).collect(),
            Self::FistToFive => (0..=FINGERS.0).collect(),
            Self::Consent => vec![1, 0],
            Self::Ranking { top } => (1..=Self::places(top, options).min(100) as i32).collect(),
            Self::Matrix { .. } => axis(10).chain(axis(20)).collect(),
            Self::Agree => vec![1, -1, 0],
        }
    }
}

/// What an axis of a matrix measures, each from 1 to 5.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Axis {
    /// How much it matters.
    Importance,
    /// How well it can be done.
    Feasibility,
    /// What it would change.
    Impact,
    /// What it would cost.
    Effort,
}

/// When a result counts as agreed. Fixed before opening and printed with every result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum ConsensusRule {
    /// Nothing is fixed.
    NoRule,
    /// At least so many voters in a hundred.
    Share {
        /// 1 to 100.
        percent: u8,
    },
    /// At least `high_percent` score high and fewer than `low_percent` low (core outcome sets).
    CoreOutcome {
        /// 1 to 100.
        high_percent: u8,
        /// 1 to 100.
        low_percent: u8,
    },
}

impl Default for ConsensusRule {
    fn default() -> Self {
        Self::Share { percent: 75 }
    }
}

fields! {
    /// One thing that can be voted for.
    pub struct PollOption {
        /// Where it stands in the list: lower first.
        pub order: i64,
        /// Its text, where it was typed; else the item's.
        pub text: String,
        /// The item it is.
        pub item: Option<ItemRef>,
    }
}

/// Returns options in the order of their list; those that are moved to one place at once, by their ids.
pub fn in_order(options: &Map<OptionId, PollOption>) -> Vec<(OptionId, &PollOption)> {
    let mut ordered: Vec<_> = options.iter().map(|(id, option)| (*id, option)).collect();
    ordered.sort_by_key(|(id, option)| (option.order, *id));
    ordered
}

fields! {
    /// One time that a poll is put.
    pub struct Round {
        /// Where it is.
        pub state: RoundState,
        /// Why it is put again.
        pub reason: String,
        /// When it was opened.
        pub opened: Option<Moment>,
        /// When it was closed.
        pub closed: Option<Moment>,
        /// When it was shown.
        pub revealed: Option<Moment>,
        /// The options as they were at opening; empty before.
        pub options: Map<OptionId, PollOption>,
        /// The consensus rule as it was at opening.
        pub rule: Option<ConsensusRule>,
        /// How many of each group were there to vote.
        pub present: Map<Group, u32>,
        /// What was counted in the room.
        pub counted: Map<Group, Count>,
        /// Counts that were put right, the first one kept.
        pub corrections: Map<Moment, Correction>,
        /// The keyed ballots, once closed: without voter, time or order.
        pub ballots: Map<Voters, Ballots>,
        /// How many of the keyed ballots were given on paper and typed in; the others were keyed by the voters.
        pub on_paper: Map<Voters, u32>,
        /// Groups of whom more voted than were there, counted in the room and in the box together: perhaps some twice.
        /// Found at closing, when it is known for the last time whose ballots those of small groups are.
        pub above_present: super::field::Set<Group>,
        /// Reasons and objections, sorted, apart from the ballots they came with.
        pub reasons: super::field::Set<String>,
        /// How each objection was taken into the proposal, by the objection's words.
        pub integrated: Map<String, String>,
    }
}

/// The number of a round, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RoundNo(pub u8);

impl fmt::Display for RoundNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RoundNo {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What is counted: an option, or one mark on it.
///
/// | method | mark |
/// |---|---|
/// | dots, approval | none: the votes are dots, or hands |
/// | score | the number given |
/// | fist to five | 0 to 5 fingers |
/// | consent | 1 consent, 0 objection |
/// | ranking | the place given, 1 the best |
/// | matrix | 10 + score on the horizontal axis, 20 + score on the vertical one, counted one after the other |
/// | agree | 1 agree, -1 disagree, 0 pass |
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tick {
    /// The option.
    pub option: OptionId,
    /// The mark on it.
    pub mark: Option<i32>,
}

impl Tick {
    /// Makes the tick of an option that is counted whole.
    pub fn on(option: OptionId) -> Self {
        Self { option, mark: None }
    }
}

impl fmt::Display for Tick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.mark {
            Some(mark) => write!(f, "{}={mark}", self.option),
            None => self.option.fmt(f),
        }
    }
}

impl FromStr for Tick {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.split_once('=') {
            None => Ok(Self::on(text.parse()?)),
            Some((option, mark)) => {
                let mark = mark.parse().map_err(|_| IdError::Code(text.to_owned()))?;
                Ok(Self { option: option.parse()?, mark: Some(mark) })
            }
        }
    }
}

text_serde!(RoundNo);
text_serde!(Tick);
text_key!(RoundNo, Tick, OptionId);

/// What one group gave, counted in the room.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Count {
    /// How it was counted.
    pub by: CountedBy,
    /// How many voted.
    pub voters: u32,
    /// How many votes, dots or marks each tick got.
    pub votes: Map<Tick, u32>,
}

/// A count that was put right.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// By whom.
    #[serde(default)]
    pub by: String,
    /// Whose count.
    pub group: Group,
    /// What was there.
    pub was: Count,
    /// Why it was put right.
    #[serde(default)]
    pub reason: String,
}

/// One vote.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Ballot {
    /// Dots on options.
    Dots(Map<OptionId, u32>),
    /// A set of options.
    Approval(super::field::Set<OptionId>),
    /// A number on options.
    Score(Map<OptionId, i32>),
    /// Zero to five fingers.
    Fingers(u8),
    /// Consent.
    Consent,
    /// An objection; its words stand apart.
    Objection,
    /// Options, the best first.
    Ranking(Vec<OptionId>),
    /// Two scores on options, 1 to 5 each.
    Matrix(Map<OptionId, Point>),
    /// 1 agree, -1 disagree, 0 pass, on options.
    Agree(Map<OptionId, i32>),
}

/// A point in a matrix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 1 to 5.
    pub x: u8,
    /// 1 to 5.
    pub y: u8,
}

/// Ballots in an order that says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ballots(pub Vec<Ballot>);

leaf!(Method, ConsensusRule, Count, Correction, Ballots);
