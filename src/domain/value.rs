//! Owns the small values that items are made of: groups, difficulties, states, answers.
//! Each is merged as a whole. Never an item, never a word that people read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::{leaf, text_key};
use super::id::{ParticipantId, StepId, TableId, text_serde};
use super::time::{Day, Moment};

/// An enum of unit variants, with all of them in a list.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order in which people are offered them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => stringify!($variant)),* })
            }
        }

        impl FromStr for $name {
            type Err = NoSuchChoice;
            fn from_str(text: &str) -> Result<Self, NoSuchChoice> {
                match text {
                    $(stringify!($variant) => Ok(Self::$variant),)*
                    _ => Err(NoSuchChoice { found: text.to_owned(), choices: &[$(stringify!($variant)),*] }),
                }
            }
        }

        leaf!($name);
        text_key!($name);
    )*};
}

/// A text that is none of the values of a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is none of {}", choices.join(", "))]
pub struct NoSuchChoice {
    /// The text as it stands.
    pub found: String,
    /// What would be right.
    pub choices: &'static [&'static str],
}

choices! {
    /// The project's work packages.
    WorkPackage {
        /// Knowing the field.
        Wp1,
        /// Gathering practices around working tables.
        #[default]
        Wp2,
        /// Co-designing strategies.
        Wp3,
        /// Testing, and turning it into results.
        Wp4,
    }
    /// Where a session is in its life.
    SessionState {
        /// Written, not begun.
        #[default]
        Prepared,
        /// Going on.
        Running,
        /// Over.
        Closed,
    }
    /// What is done during a step.
    Activity {
        /// Arriving, saying who is here.
        #[default]
        Welcome,
        /// Telling practices.
        Share,
        /// Talking about them.
        Discuss,
        /// Listening to young people.
        Listen,
        /// Designing sketches.
        Design,
        /// Putting a poll.
        Vote,
        /// Agreeing.
        Decide,
        /// Who does what by when.
        Actions,
        /// A pause.
        Break,
        /// The recap and the end.
        Close,
    }
    /// How the room sits during a step.
    Seating {
        /// Everybody together.
        #[default]
        Plenary,
        /// Split into tables.
        Tables,
    }
    /// The project's own three words for what is hard.
    Difficulty {
        /// *Individuare*: finding who is out of sight.
        #[default]
        Identify,
        /// *Agganciare*: meeting and beginning.
        Engage,
        /// *Mantenere la fiducia nel tempo*: staying in touch.
        Trust,
    }
    /// How far a practice reaches.
    Level {
        /// A neighbourhood or a Municipio.
        #[default]
        Neighbourhood,
        /// A city.
        City,
        /// A province or region.
        Region,
        /// A country.
        Country,
        /// Several countries.
        International,
    }
    /// Whether a practice still goes on.
    PracticeStatus {
        /// Going on.
        #[default]
        Running,
        /// Not yet begun.
        Planned,
        /// Over.
        Ended,
    }
    /// How a practice comes into contact with young people.
    Channel {
        /// Squares, parks, where they are.
        #[default]
        Street,
        /// School.
        School,
        /// Parents and relatives.
        Family,
        /// Other young people.
        Peers,
        /// Online.
        Online,
        /// Matched public registers.
        Registry,
        /// Sent on by another service.
        Referral,
    }
    /// What is known of a practice's results.
    EvidenceLevel {
        /// Nobody gave any.
        #[default]
        NotGiven,
        /// Its own monitoring.
        Monitoring,
        /// An evaluation.
        Evaluation,
    }
    /// The European Platform for Investing in Children's grades of evidence.
    Epic {
        /// Emergent.
        #[default]
        Emergent,
        /// Promising.
        Promising,
        /// Best.
        Best,
    }
    /// How far a voice's words may go. Beyond it the voice is counted and its words withheld.
    MayGoTo {
        /// To the YAG and the team.
        #[default]
        Team,
        /// To the partners too.
        Partners,
        /// To everybody.
        Public,
    }
    /// How the YAG stands on something.
    Stance {
        /// In favour as it is.
        #[default]
        InFavour,
        /// In favour if it is changed.
        IfChanged,
        /// Against.
        Against,
    }
    /// Where an action item is.
    ActionState {
        /// Not begun.
        #[default]
        Open,
        /// Begun.
        Doing,
        /// Done.
        Done,
        /// Given up, with a reason.
        Dropped,
    }
    /// What a note is.
    NoteKind {
        /// Something said.
        #[default]
        Point,
        /// The very words.
        Quote,
        /// Something asked.
        Question,
        /// Put aside for another time.
        Parked,
    }
    /// Where a round of a poll is.
    RoundState {
        /// Not yet put.
        #[default]
        Prepared,
        /// Being voted.
        Open,
        /// Counted, not shown.
        Closed,
        /// Shown.
        Revealed,
        /// Cut off; does not count.
        Interrupted,
    }
    /// A person's age, as coarse as it is needed.
    AgeBand {
        /// Not asked.
        #[default]
        NotAsked,
        /// Under 18.
        Minor,
        /// 18 to 24.
        From18,
        /// 25 to 34.
        From25,
        /// 35 and over.
        Over34,
    }
    /// Whether a paper or a hand was counted.
    CountedBy {
        /// In the room; how, nobody chose to say.
        #[default]
        Room,
        /// Raised hands.
        Hands,
        /// Cards held up.
        Cards,
        /// Ballots on paper.
        Paper,
    }
}

/// A stakeholder group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Group {
    /// The Youth Advisory Group.
    Youth,
    /// Who works in a service.
    #[default]
    Operator,
    /// A public body.
    Institution,
    /// An association, a cooperative, a foundation.
    ThirdSector,
    /// Parents and relatives.
    Family,
    /// Researchers.
    Researcher,
    /// Another group, by its name.
    Other(String),
}

impl Group {
    /// The groups that need no name.
    pub const NAMED: &[Self] =
        &[Self::Youth, Self::Operator, Self::Institution, Self::ThirdSector, Self::Family, Self::Researcher];
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Youth => f.write_str("Youth"),
            Self::Operator => f.write_str("Operator"),
            Self::Institution => f.write_str("Institution"),
            Self::ThirdSector => f.write_str("ThirdSector"),
            Self::Family => f.write_str("Family"),
            Self::Researcher => f.write_str("Researcher"),
            Self::Other(name) => write!(f, "Other: {name}"),
        }
    }
}

impl FromStr for Group {
    type Err = NoSuchChoice;
    fn from_str(text: &str) -> Result<Self, NoSuchChoice> {
        let choices: &[&str] =
            &["Youth", "Operator", "Institution", "ThirdSector", "Family", "Researcher", "Other: <name>"];
        if let Some(name) = text.strip_prefix("Other: ").filter(|name| !name.trim().is_empty()) {
            return Ok(Self::Other(name.to_owned()));
        }
        let named = Self::NAMED.iter().find(|group| group.to_string() == text);
        named.cloned().ok_or_else(|| NoSuchChoice { found: text.to_owned(), choices })
    }
}

/// Whose ballots they are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Voters {
    /// One stakeholder group's.
    Of(Group),
    /// Those of groups that were too small to be told apart.
    Undisclosed,
}

impl fmt::Display for Voters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(group) => group.fmt(f),
            Self::Undisclosed => f.write_str("Undisclosed"),
        }
    }
}

impl FromStr for Voters {
    type Err = NoSuchChoice;
    fn from_str(text: &str) -> Result<Self, NoSuchChoice> {
        if text == "Undisclosed" { Ok(Self::Undisclosed) } else { text.parse().map(Self::Of) }
    }
}

/// Where in the room: the plenary, or one table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Seat {
    /// Everybody together.
    Plenary,
    /// One table.
    At(TableId),
}

impl fmt::Display for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plenary => f.write_str("plenary"),
            Self::At(table) => table.fmt(f),
        }
    }
}

impl FromStr for Seat {
    type Err = super::id::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "plenary" { Ok(Self::Plenary) } else { text.parse().map(Self::At) }
    }
}

text_serde!(Group);
text_serde!(Voters);
text_serde!(Seat);
leaf!(Group, Voters, Seat);
text_key!(Group, Voters, Seat);

/// When an item was taken down, by whom, and where in the session.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Created {
    /// When.
    pub at: Moment,
    /// The note-taker.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// During which step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// At which table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableId>,
}

/// When something was done, and by whom.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// When.
    pub at: Moment,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// What the session may do with a participant's words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Allows {
    /// Quoting in reports.
    pub quoted: bool,
    /// Reuse in research.
    pub reuse: bool,
}

/// Who is speaking and which practice is being told, at one seat.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Focus {
    /// Who has the floor.
    pub speaker: Option<ParticipantId>,
    /// What they are telling.
    pub practice: Option<super::id::PracticeId>,
    /// Since when they have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
}

/// Who a voice comes from.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Speaker {
    /// One young person who is not told apart.
    #[default]
    Someone,
    /// One young person, by code.
    Person(ParticipantId),
    /// The group, to whom it was read back: `agree` of `of` agree.
    TheGroup {
        /// How many agree.
        agree: u32,
        /// Of how many.
        of: u32,
    },
}

/// What a voice is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum VoiceKind {
    /// Something lived: thanked, never judged.
    Experience,
    /// Something feared.
    Concern,
    /// Something proposed.
    #[default]
    Idea,
    /// How the young people stand on something.
    Stance(Stance),
}

/// What became of a voice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// *Accolta*: taken up.
    Accepted,
    /// *Accolta in parte*: taken up in part.
    PartlyAccepted,
    /// *Non accolta*: not taken up.
    NotAccepted,
    /// *In valutazione*: being considered until that day.
    UnderReview(Day),
    /// An experience, thanked.
    Thanked,
}

/// Who takes on an action item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Owner {
    /// A participant of the session.
    Participant(ParticipantId),
    /// Somebody by a name of their own.
    Named(String),
}

/// Whether something is shown to the room; text from phones waits with `false`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown(pub bool);

impl Default for Shown {
    fn default() -> Self {
        Self(true)
    }
}

leaf!(Created, Stamp, Allows, Focus, Speaker, VoiceKind, Outcome, Owner, Shown);
