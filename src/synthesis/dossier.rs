//! Owns what `proposals/wp3.ron` holds. What is computed stands apart from what people said and chose: their words
//! are in fields called `human`, and only those are carried over from one merge to the next.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::origin::Origin;
use crate::domain::field::{Map, Set};
use crate::domain::id::{Code, MatchId, OptionId, SessionId, StrategyId, TypedId, text_serde};
use crate::domain::item::Kind;
use crate::domain::poll::{ConsensusRule, Method, RoundNo};
use crate::domain::time::Day;
use crate::domain::value::{
    ActionState, Channel, Difficulty, Group, Level, MayGoTo, Outcome, PracticeStatus, SessionState, VoiceKind, Voters,
    WorkPackage,
};
use crate::tally::Share;

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

lines! {
    /// The merge's result.
    pub struct Dossier {
        /// The format of the file.
        pub format: u32,
        /// What people wrote about the whole.
        pub human: Editorial,
        /// The sessions, by day.
        pub sources: Vec<Source>,
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
        /// The words that tie them, the strongest first.
        pub ties: Vec<Tie>,
        /// Practices that are no longer in the sources.
        pub lost: Vec<Origin>,
        /// What a person said.
        pub human: MatchWord,
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
        pub field: Tidier,
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
        /// The options, the most voted first.
        pub options: Vec<OptionLine>,
    }

    /// What an option got.
    pub struct OptionLine {
        /// Which.
        pub option: Option<OptionId>,
        /// Its text.
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
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

/// Why the words of a voice are not in the dossier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Withheld {
    /// They may go to the YAG and the team alone.
    TeamOnly,
    /// Who said them did not agree to being quoted.
    NoConsent,
    /// They came from outside, and nobody let them through yet.
    NotLetThrough,
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

impl Match {
    /// Tells whether its practices are taken as one: a person's word, else the program's.
    pub fn is_one(&self) -> bool {
        match self.human.verdict {
            Some(Verdict::Same) => true,
            Some(Verdict::Different | Verdict::Later) => false,
            None => self.program == Program::Joined,
        }
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

impl Strategy {
    /// Tells whether a person worked on it.
    pub fn has_words(&self) -> bool {
        self.human != Composed::default() || self.seed == Seed::Person
    }

    /// Returns its id; without one, that of no strategy.
    pub fn id(&self) -> StrategyId {
        self.id.unwrap_or_else(|| StrategyId::new(Code::unset()))
    }

    /// Tells whether it stands as a proposal: not given up.
    pub fn stands(&self) -> bool {
        self.human.dropped.is_none()
    }
}

impl Dossier {
    /// Returns a code of everything in it that is computed: without what people wrote, and without what they added.
    pub fn computed_code(&self) -> String {
        let mut computed = self.clone();
        computed.human = Editorial::default();
        computed.seal = String::new();
        // what a person writes down whole has nothing computed yet
        computed.matches.retain(|m| m.score > 0);
        computed.strategies.retain(|s| s.seed != Seed::Person);
        computed.matches.iter_mut().for_each(|m| m.human = MatchWord::default());
        computed.strategies.iter_mut().for_each(|s| s.human = Composed::default());
        super::gather::code_of_value(&computed)
    }

    /// Tells whether something that is computed was changed by hand.
    pub fn is_edited(&self) -> bool {
        !self.seal.is_empty() && self.seal != self.computed_code()
    }

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
