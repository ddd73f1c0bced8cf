//! A strategy proposal as the dossier holds it: its seed, what a person made of it, its draft, its evidence.

use serde::{Deserialize, Serialize};

use crate::domain::field::{Map, Set};
use crate::domain::id::{Code, OptionId, SessionId, StrategyId, TypedId};
use crate::domain::poll::RoundNo;
use crate::domain::time::Day;
use crate::domain::value::{Channel, Difficulty, Level, PracticeStatus};
use crate::synthesis::origin::Origin;

lines! {
    /// A strategy proposal.
    pub struct Strategy {
        /// Its id.
        pub id: Option<StrategyId>,
        /// What it grew out of.
        pub seed: Seed,
        /// What a person made of it.
        pub human: Composed,
        /// The sketches it stands on.
        pub sketches: Vec<Origin>,
        /// The practices it stands on; those told twice stand beside each other.
        pub practices: Vec<Origin>,
        /// What its sketches, its seed or a person named and the sources no longer hold.
        pub lost: Vec<Origin>,
        /// Its fields, drafted from the sources.
        pub draft: Vec<Drafted>,
        /// What speaks for it and against it.
        pub evidence: Evidence,
    }

    /// What a person made of a strategy.
    pub struct Composed {
        /// Its name.
        pub name: String,
        /// Where it stands among the strategies, from 1.
        pub order: Option<u32>,
        /// Why there.
        pub order_reason: String,
        /// Practices and sketches taken in.
        pub added: Set<Origin>,
        /// Practices and sketches taken out, each with the reason.
        pub removed: Map<Origin, String>,
        /// Fields in a person's words, in the place of the draft.
        pub fields: Map<Tidier, String>,
        /// Given up, with the reason.
        pub dropped: Option<Dropped>,
        /// Anything else to be said of it.
        pub notes: String,
    }

    /// That a strategy was given up.
    pub struct Dropped {
        /// Why.
        pub reason: String,
        /// By whom.
        pub by: String,
        /// When.
        pub on: Option<Day>,
    }

    /// One field of a strategy, drafted.
    pub struct Drafted {
        /// Which field.
        pub field: Option<Tidier>,
        /// What the sources say, each with its sources.
        pub lines: Vec<DraftLine>,
    }

    /// One line of a draft.
    pub struct DraftLine {
        /// What is said.
        pub says: Says,
        /// Where.
        pub from: Vec<Origin>,
    }

    /// What speaks for a strategy and against it: computed, never typed.
    pub struct Evidence {
        /// The sessions in which what it stands on was told.
        pub sessions: Vec<SessionId>,
        /// Options of polls that are what it stands on.
        pub votes: Vec<VoteRef>,
        /// How the young people stand on it.
        pub stances: Vec<Origin>,
        /// Other voices about it.
        pub voices: Vec<Origin>,
        /// Decisions about it.
        pub decisions: Vec<Origin>,
        /// Action items about it.
        pub actions: Vec<Origin>,
    }

    /// An option of a poll's round.
    pub struct VoteRef {
        /// The poll.
        pub poll: Origin,
        /// The round that counts: the last one that put it and has a result.
        pub round: Option<RoundNo>,
        /// The option.
        pub option: Option<OptionId>,
        /// The sketch or practice that the option is.
        pub item: Origin,
    }

    /// A practice or a sketch that no strategy stands on.
    pub struct Unused {
        /// Which.
        pub origin: Origin,
        /// Why.
        pub why: WhyUnused,
    }
}

/// What a strategy grew out of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Seed {
    /// A person made it.
    #[default]
    Person,
    /// Sketches of one thing.
    Sketches(Vec<Origin>),
    /// Practices that answer one difficulty.
    Difficulty(Difficulty),
    /// Practices that answer one difficulty and share a tag.
    Theme {
        /// The difficulty.
        difficulty: Difficulty,
        /// The tag.
        tag: String,
    },
}

/// The fields of a strategy: TIDieR (Hoffmann and others 2014, BMJ 348:g1687), what helped and what could go wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, Hash)]
pub enum Tidier {
    /// Brief name.
    #[default]
    Name,
    /// Why: the difficulty, for whom.
    Why,
    /// What is done: procedures.
    What,
    /// What it takes: materials.
    Materials,
    /// Who provides it.
    WhoProvides,
    /// How: through which contact.
    How,
    /// Where.
    Where,
    /// When and how much.
    WhenAndHowMuch,
    /// Tailoring: to whom it is fitted, and what must be so here.
    Tailoring,
    /// What helped.
    Helped,
    /// What hindered or could go wrong.
    Risks,
}

impl Tidier {
    /// Every field, in order.
    pub const ALL: &[Self] = &[
        Self::Name,
        Self::Why,
        Self::What,
        Self::Materials,
        Self::WhoProvides,
        Self::How,
        Self::Where,
        Self::WhenAndHowMuch,
        Self::Tailoring,
        Self::Helped,
        Self::Risks,
    ];
}

/// What a line of a draft says: words as they were taken down, or a value that has a name in each language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, Hash)]
pub enum Says {
    /// Words.
    Words(String),
    /// A difficulty.
    Difficulty(Difficulty),
    /// A channel of contact.
    Channel(Channel),
    /// How far it reaches.
    Level(Level),
    /// Whether it goes on.
    Status(PracticeStatus),
}

impl Default for Says {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

/// Why no strategy stands on a practice or a sketch.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum WhyUnused {
    /// Nobody said what it is an answer to.
    #[default]
    NoDifficulty,
    /// It is the only one on its difficulty that no sketch uses: too little for a proposal.
    Alone(Difficulty),
    /// A person took it out of a strategy.
    TakenOut {
        /// Of which.
        strategy: StrategyId,
        /// Why, in their words.
        reason: String,
    },
    /// The strategy was given up.
    Dropped {
        /// Which.
        strategy: StrategyId,
        /// Why, in a person's words.
        reason: String,
    },
}

impl Strategy {
    /// Returns what of it is computed.
    pub(super) fn computed(&self) -> impl Serialize + '_ {
        let Self { id, seed, human: _, sketches, practices, lost, draft, evidence } = self;
        (id, seed, sketches, practices, lost, draft, evidence)
    }

    /// Tells whether a person worked on it.
    pub fn has_words(&self) -> bool {
        self.human != Composed::default() || self.seed == Seed::Person
    }

    /// Returns its id; without one, that of no strategy.
    pub fn id(&self) -> StrategyId {
        self.id.unwrap_or_else(|| StrategyId::new(Code::unset()))
    }

    /// Returns the name that a person gave it.
    pub fn own_name(&self) -> Option<&str> {
        let names = [Some(&self.human.name), self.human.fields.get(&Tidier::Name)];
        names.into_iter().flatten().map(String::as_str).find(|name| !name.trim().is_empty())
    }

    /// Returns the sketch that it is called as where nobody gave it a name: the first of those that it grew out of, else the
    /// first that it stands on.
    pub fn called_as(&self) -> Option<Origin> {
        let grown = match &self.seed {
            Seed::Sketches(seeds) => self.sketches.iter().find(|sketch| seeds.contains(sketch)),
            Seed::Person => None,
            Seed::Difficulty(_) | Seed::Theme { .. } => return None,
        };
        grown.or(self.sketches.first()).copied().filter(|_| self.own_name().is_none())
    }

    /// Tells whether it stands as a proposal: not given up.
    pub fn stands(&self) -> bool {
        self.human.dropped.is_none()
    }
}
