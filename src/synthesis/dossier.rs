//! Owns what `proposals/wp3.ron` holds. What is computed stands apart from what people said and chose: their words
//! are in fields called `human`, and only those are carried over from one merge to the next.

use serde::{Deserialize, Serialize};

use super::origin::Origin;
use crate::domain::field::Map;
use crate::domain::id::{MatchId, SessionId, StrategyId, TypedId};
use crate::domain::item::Kind;
use crate::domain::time::Day;
use crate::domain::value::{Group, SessionState, WorkPackage};

/// The format that this program writes and that the file says in its first field.
pub const FORMAT: u32 = 1;

/// Structs whose fields are left out of the file at their default.
macro_rules! lines {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* pub $field:ident : $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $(
                $(#[$fdoc])*
                #[serde(skip_serializing_if = "crate::domain::item::is_default")]
                pub $field: $type,
            )*
        }
    )*};
}

mod clash;
mod line;
mod seal;
mod strategy;

pub use clash::Said;
pub use line::{
    ActionLine, DecisionLine, Fraction, Likelihood, NoFraction, NoLikelihood, Objection, OptionLine, PollLine,
    PracticeLine, RoundLine, SketchLine, VoiceFrom, VoiceLine, Withheld,
};
pub use strategy::{
    Composed, DraftLine, Drafted, Dropped, Evidence, Says, Seed, Strategy, Tidier, Unused, VoteRef, WhyUnused,
};

lines! {
    /// The merge's result.
    pub struct Dossier {
        /// The format of the file.
        pub format: u32,
        /// What people wrote about the whole.
        pub human: Editorial,
        /// The sessions, by day.
        pub sources: Vec<Source>,
        /// Sessions that are there and that a person left out.
        pub sources_out: Vec<Source>,
        /// Files that were left out, and why.
        pub set_aside: Vec<SetAside>,
        /// Practices that are one told twice, or may be.
        pub matches: Vec<Match>,
        /// The strategy proposals, in their order.
        pub strategies: Vec<Strategy>,
        /// Practices and sketches that no strategy stands on, each with the reason.
        pub unused: Vec<Unused>,
        /// Every practice of the sources.
        pub practices: Vec<PracticeLine>,
        /// Every sketch of the sources.
        pub sketches: Vec<SketchLine>,
        /// Every voice of the sources.
        pub voices: Vec<VoiceLine>,
        /// Every poll of the sources, with its results.
        pub polls: Vec<PollLine>,
        /// Every decision of the sources.
        pub decisions: Vec<DecisionLine>,
        /// Every action item of the sources, each once.
        pub actions: Vec<ActionLine>,
        /// What changed the last time that a merge changed something.
        pub changes: Vec<Change>,
        /// A code of what was computed, by which a change by hand is noticed.
        pub seal: String,
    }

    /// What people wrote about the whole.
    pub struct Editorial {
        /// What the dossier is called, where not as usual.
        pub title: String,
        /// What stands at its beginning.
        pub introduction: String,
        /// Why a practice or a sketch is not used, in a person's words.
        pub left_out: Map<Origin, String>,
        /// Sessions that are not merged although they are there, each with the reason.
        pub sessions_out: Map<SessionId, String>,
        /// Of practices that are one: which words stand for a field of all of them. It holds for whatever group a practice
        /// is in; of several practices of a group the first one's choice counts.
        pub chosen: Map<Origin, Map<PracticeField, Chosen>>,
        /// What somebody else wrote into the same field at the same time: the field has one of the two, this is the other.
        pub clashes: Vec<Said>,
    }

    /// One session.
    pub struct Source {
        /// Its id.
        pub session: Option<SessionId>,
        /// Its file, without folder and ending.
        pub name: String,
        /// Its title.
        pub title: String,
        /// When it took place.
        pub date: Option<Day>,
        /// Where.
        pub place: String,
        /// Its work package.
        pub work_package: WorkPackage,
        /// Prepared, running or closed.
        pub state: SessionState,
        /// How many items of each kind it has.
        pub counts: Map<CountOf, u32>,
        /// Who was there, by group.
        pub present: Map<Group, u32>,
        /// Fields with two values that nobody has settled yet; the one that the item has was taken.
        pub conflicts: u32,
        /// A code of its content: another content has another code.
        pub content: String,
        /// Invented, to show the program.
        pub sample: bool,
        /// Other files that hold the same session; items of all were put together.
        pub copies: Vec<String>,
        /// Items that the copies hold differently; the one that was changed last was taken.
        pub differing: Vec<Origin>,
    }

    /// A file that was left out.
    #[derive(PartialOrd, Ord)]
    pub struct SetAside {
        /// Its name, without folder.
        pub file: String,
        /// The line, from 1; 0 where none can be named.
        pub line: u32,
        /// What is wrong and the remedy, in words.
        pub problem: String,
    }

    /// Practices that are one told twice, or may be.
    pub struct Match {
        /// Its id.
        pub id: Option<MatchId>,
        /// The practices, in the order they were told.
        pub practices: Vec<Origin>,
        /// What the program did with them.
        pub program: Program,
        /// How alike they are, in thousandths.
        pub score: u16,
        /// What that is made of.
        pub made_of: MadeOf,
        /// The words that tie them, the strongest first.
        pub ties: Vec<Tie>,
        /// Practices that are no longer in the sources.
        pub lost: Vec<Origin>,
        /// What a person said.
        pub human: MatchWord,
    }

    /// What a likeness is made of, in thousandths of the whole. Where the places have nothing in common, three tenths of the
    /// sum are taken away.
    #[derive(Copy)]
    pub struct MadeOf {
        /// Words and expressions in common.
        pub words: u16,
        /// The names.
        pub names: u16,
        /// Proper nouns in common.
        pub proper: u16,
        /// Runs of letters in common.
        pub letters: u16,
        /// Who does it, and where.
        pub place: u16,
        /// A page that documents both.
        pub page: u16,
    }

    /// A word that stands in both, as each has it.
    pub struct Tie {
        /// As the first has it.
        pub one: String,
        /// As the other has it; empty where it is the same.
        pub other: String,
    }

    /// A person's word on a match.
    pub struct MatchWord {
        /// The same, different, or not sure.
        pub verdict: Option<Verdict>,
        /// Who said it.
        pub by: String,
        /// When.
        pub on: Option<Day>,
        /// Why.
        pub reason: String,
    }
}

/// A field of practices that are one, which can be chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum PracticeField {
    /// What it is called.
    Name,
    /// Who does it.
    Organisation,
    /// Where.
    Place,
    /// For whom.
    ForWhom,
    /// How it works.
    How,
    /// What helped.
    Helped,
    /// What hindered.
    Hindered,
    /// What it takes.
    Resources,
    /// How often and how long.
    Intensity,
    /// What must be so here.
    Transfer,
}

impl PracticeField {
    /// Every field, in order.
    pub const ALL: &[Self] = &[
        Self::Name,
        Self::Organisation,
        Self::Place,
        Self::ForWhom,
        Self::How,
        Self::Helped,
        Self::Hindered,
        Self::Resources,
        Self::Intensity,
        Self::Transfer,
    ];

    /// Returns what a practice says in it.
    pub fn of(self, practice: &crate::domain::item::Practice) -> &str {
        match self {
            Self::Name => &practice.name,
            Self::Organisation => &practice.organisation,
            Self::Place => &practice.place,
            Self::ForWhom => &practice.for_whom,
            Self::How => &practice.how,
            Self::Helped => &practice.helped,
            Self::Hindered => &practice.hindered,
            Self::Resources => &practice.resources,
            Self::Intensity => &practice.intensity,
            Self::Transfer => &practice.transfer,
        }
    }
}

/// What stands for a field of practices that are one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Chosen {
    /// What this one says.
    From(Origin),
    /// A person's words, put together from what they say.
    Words(String),
}

/// What the program did with practices that are alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Program {
    /// Alike, and not near-certain: for a person to look at.
    #[default]
    ToLookAt,
    /// Near-certain: taken as one until a person says otherwise.
    Joined,
}

/// A person's verdict on a match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Verdict {
    /// One practice.
    Same,
    /// Two practices.
    Different,
    /// Not sure.
    Later,
}

/// What is counted of a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum CountOf {
    /// Practices.
    Practices,
    /// Sketches.
    Sketches,
    /// Voices.
    Voices,
    /// Polls.
    Polls,
    /// Decisions.
    Decisions,
    /// Action items.
    Actions,
    /// Notes that are not private.
    Notes,
}

impl CountOf {
    /// What is counted, with the kind it is.
    pub const ALL: &[(Self, Kind)] = &[
        (Self::Practices, Kind::Practice),
        (Self::Sketches, Kind::Sketch),
        (Self::Voices, Kind::Voice),
        (Self::Polls, Kind::Poll),
        (Self::Decisions, Kind::Decision),
        (Self::Actions, Kind::Action),
        (Self::Notes, Kind::Note),
    ];
}

/// What changed from one merge to the next, and because of which session.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A session is new.
    SessionNew(SessionId),
    /// A session is no longer there; its file's name as it was.
    SessionGone(SessionId, String),
    /// A session says something else.
    SessionChanged(SessionId),
    /// A session's file has another name: what it was.
    SessionRenamed(SessionId, String),
    /// A practice, sketch, voice, poll, decision or action item is new in a session that was there before.
    ItemNew(Origin),
    /// One is no longer there.
    ItemGone(Origin),
    /// A voice has its answer.
    Answered(Origin),
    /// A strategy is new.
    StrategyNew(StrategyId),
    /// A strategy is no longer there: nothing stands under it any more, and nobody had worked on it.
    StrategyGone(StrategyId),
    /// A strategy stands on other practices or sketches than before.
    StrategyOther(StrategyId),
    /// Practices are now taken as one.
    NowOne(MatchId),
    /// Practices are no longer taken as one.
    NoLongerOne(MatchId),
}

impl Match {
    /// Tells whether its practices are taken as one: a person's word, else the program's.
    pub fn is_one(&self) -> bool {
        match self.human.verdict {
            Some(Verdict::Same) => true,
            Some(Verdict::Different | Verdict::Later) => false,
            None => self.program == Program::Joined,
        }
    }

    /// Returns what of it is computed.
    fn computed(&self) -> impl Serialize + '_ {
        let Self { id, practices, program, score, made_of, ties, lost, human: _ } = self;
        (id, practices, program, score, made_of, ties, lost)
    }

    /// Tells whether a person said something of it.
    pub fn has_words(&self) -> bool {
        self.human != MatchWord::default()
    }

    /// Returns the words that tie its practices, on one line.
    pub fn ties_in_words(&self) -> String {
        let tie =
            |tie: &Tie| if tie.other.is_empty() { tie.one.clone() } else { format!("{} = {}", tie.one, tie.other) };
        self.ties.iter().map(tie).collect::<Vec<_>>().join("; ")
    }

    /// Returns its id.
    pub fn id(&self) -> MatchId {
        self.id.unwrap_or_else(|| MatchId::new(super::origin::code_of("match", &self.practices)))
    }
}

impl Dossier {
    /// Returns the source of that session.
    pub fn source(&self, session: SessionId) -> Option<&Source> {
        self.sources.iter().find(|source| source.session == Some(session))
    }

    /// Returns every origin of the sources that the dossier can resolve.
    pub fn known(&self) -> std::collections::BTreeSet<Origin> {
        let practices = self.practices.iter().map(|line| line.origin);
        let sketches = self.sketches.iter().map(|line| line.origin);
        let voices = self.voices.iter().map(|line| line.origin);
        let polls = self.polls.iter().map(|line| line.origin);
        let decisions = self.decisions.iter().map(|line| line.origin);
        let actions = self.actions.iter().flat_map(|line| std::iter::once(&line.origin).chain(&line.also)).copied();
        practices.chain(sketches).chain(voices).chain(polls).chain(decisions).chain(actions).collect()
    }

    /// Tells whether anything in it was invented to show the program.
    pub fn has_samples(&self) -> bool {
        self.sources.iter().any(|source| source.sample)
            || self.practices.iter().any(|line| line.sample)
            || self.sketches.iter().any(|line| line.sample)
            || self.voices.iter().any(|line| line.sample)
            || self.polls.iter().any(|line| line.sample)
            || self.decisions.iter().any(|line| line.sample)
            || self.actions.iter().any(|line| line.sample)
    }
}
