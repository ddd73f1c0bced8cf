//! Owns what a laptop that joined and its host say to each other, and how each message stands in bytes.
//! Never who may say it: `host` and `replica` decide that; never how it is carried: that is `wire`'s.
//!
//! A message is one byte for its sort and what follows. What is said in words is RON, changes are the history's bytes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::ballot_box::{Cast, CastRefused, Recast, Receipt};
use crate::domain::desk::Stage;
use crate::domain::field::{from_ron, to_ron};
use crate::domain::id::{PollId, SessionId, TableId};
use crate::domain::item::ItemRef;
use crate::domain::link::{LaptopId, Part, Present, TurnedAway};
use crate::domain::poll::RoundNo;
use crate::domain::time::Moment;

/// The version of all this. Programs of different versions do not join.
pub const VERSION: u16 = 1;

/// The longest message in words, in bytes.
const LONGEST_WORDS: usize = 4 * 1024 * 1024;
/// The longest name of a person or a program, in characters.
pub const LONGEST_NAME: usize = 60;

/// A message.
#[derive(Clone, PartialEq, Debug)]
pub enum Message {
    /// Said in words.
    Word(Word),
    /// Changes as they were made.
    Ops {
        /// The number of the last of one's own changes that is in it; 0 where the host hands on.
        upto: u64,
        /// The history's bytes.
        ops: Vec<u8>,
    },
    /// A step of the meeting of two histories.
    Said {
        /// Which meeting over this connection.
        meeting: u32,
        /// The history's bytes.
        bytes: Vec<u8>,
    },
    /// A whole history.
    Whole(Vec<u8>),
}

/// What is said in words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Word {
    // ---- to the host
    /// The first word.
    Hello(Hello),
    /// Every change up to this number was said in a meeting: tell when it is on disk.
    Mark(u64),
    /// Send the whole history.
    WantWhole,
    /// What only the host can do.
    Call(u64, Call),
    /// Writing on this item now, or on none.
    On(Option<ItemRef>),
    /// Call a laptop so, and seat it there.
    Rename(LaptopId, String, Option<TableId>),
    /// The session as text: something was erased for good that the host does not know of.
    Erased(String),
    /// This laptop hosts the session now, under a higher term, and is found at this port of its address.
    Claim(u64, u16),
    // ---- to the one who joined
    /// Let in.
    Welcome(Box<Welcome>),
    /// Not let in, or no longer.
    TurnedAway(TurnedAway),
    /// Everything up to this number is on the host's disk.
    Arrived(u64),
    /// Something is missing: let the histories meet anew.
    MeetAgain,
    /// What a call came to.
    Answered(u64, CallAnswer),
    /// Who is here.
    Presence(Vec<Present>),
    /// What is on the wall.
    Stage(Stage),
    /// How many ballots are in the boxes.
    Boxes(BTreeSet<(PollId, RoundNo, u32)>),
    /// The history began anew: say hello again.
    Anew,
    /// Send the session as text: this host does not know what was erased.
    TellErased,
    /// What opens the session at whoever hosts it later.
    Family(Secret),
    /// The session is no longer shared, or the host ends.
    Bye,
}

/// 32 secret bytes. Never shown.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Secret(pub [u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let wrong = "a secret has 64 hexadecimal digits";
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong);
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).map_err(|_| wrong)?;
        }
        Ok(Self(bytes))
    }
}

/// The first word of one who joins.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Hello {
    /// The name the person gave.
    pub name: String,
    /// The table they sit at.
    pub table: Option<TableId>,
    /// What the laptop is here for.
    pub part: Part,
    /// The session it knows; `None` where it knows none yet.
    pub session: Option<SessionId>,
    /// The name of its history.
    pub origin: String,
    /// How often something was erased for good from what it knows.
    pub epoch: u32,
    /// What was: at another laptop that was away too, it may be something else as often.
    pub erased: BTreeSet<ItemRef>,
    /// The highest term of a host that it knows of.
    pub term: u64,
    /// A program on the host's own machine.
    pub same_machine: bool,
    /// The items it writes on.
    pub on: Option<ItemRef>,
}

/// The host's first word to one who is let in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Welcome {
    /// Which laptop the one who joined is.
    pub id: LaptopId,
    /// With which it comes back; all zero where it has one already.
    pub token: Secret,
    /// What opens the session at whoever hosts it later; all zero for who only reads.
    pub family: Secret,
    /// The session.
    pub session: Option<SessionId>,
    /// What its file is called, without ending.
    pub file: String,
    /// The name of the history.
    pub origin: String,
    /// How often something was erased for good.
    pub epoch: u32,
    /// The host's term.
    pub term: u64,
    /// What the host's person is called.
    pub host: String,
    /// The port at which the host is found on the network; 0 where it is not open.
    pub port: u16,
    /// The host's clock.
    pub now: Moment,
    /// What the laptop is here for, as the host takes it.
    pub part: Part,
}

/// What only the host can do.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Call {
    /// Put a ballot into the box.
    Cast(Box<Cast>),
    /// Put another in its place.
    Recast(Box<Recast>),
    /// Tell whether the box holds one with this receipt.
    Holds(PollId, RoundNo, Receipt),
    /// Close a round.
    CloseRound(PollId, RoundNo),
    /// Put on the wall.
    Show(Stage),
}

/// What a call came to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum CallAnswer {
    /// Done.
    Done,
    /// The box did not take it.
    Cast(CastRefused),
    /// Refused: the host's words.
    Refused(String),
    /// Who only reads, asks for nothing.
    OnlyReads,
}

impl Message {
    /// Returns its bytes.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Word(word) => [b"w".as_slice(), to_ron(word).as_bytes()].concat(),
            Self::Ops { upto, ops } => [b"o".as_slice(), upto.to_le_bytes().as_slice(), ops].concat(),
            Self::Said { meeting, bytes } => [b"s".as_slice(), meeting.to_le_bytes().as_slice(), bytes].concat(),
            Self::Whole(history) => [b"h".as_slice(), history.as_slice()].concat(),
        }
    }

    /// Reads a message.
    ///
    /// # Errors
    /// Where it is none: why.
    pub fn decode(bytes: &[u8]) -> Result<Self, String> {
        let (sort, rest) = bytes.split_first().ok_or("an empty message")?;
        match sort {
            b'w' => {
                if rest.len() > LONGEST_WORDS {
                    return Err("too many words".to_owned());
                }
                let text = std::str::from_utf8(rest).map_err(|error| error.to_string())?;
                from_ron(text).map(Self::Word).map_err(|error| error.to_string())
            }
            b'o' => {
                let (upto, ops) = rest.split_first_chunk().ok_or("a message without a number")?;
                Ok(Self::Ops { upto: u64::from_le_bytes(*upto), ops: ops.to_owned() })
            }
            b's' => {
                let (meeting, bytes) = rest.split_first_chunk().ok_or("a message without a number")?;
                Ok(Self::Said { meeting: u32::from_le_bytes(*meeting), bytes: bytes.to_owned() })
            }
            b'h' => Ok(Self::Whole(rest.to_owned())),
            other => Err(format!("a message of an unknown sort ({other})")),
        }
    }

    /// Tells whether it goes between the pieces of a long one: what is short and wanted at once, in no order with changes.
    pub fn is_urgent(&self) -> bool {
        matches!(
            self,
            Self::Word(
                Word::On(_)
                    | Word::Presence(_)
                    | Word::Arrived(_)
                    | Word::Stage(_)
                    | Word::Boxes(_)
                    | Word::Answered(..)
            )
        )
    }
}

/// Returns a name that came from another laptop as it may be shown.
pub fn clean_name(name: &str) -> String {
    crate::domain::clean::clean_line(name).trim().chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, TypedId};

    #[test]
    fn every_sort_of_message_comes_back_as_it_was() {
        let hello = Hello { name: "Giulia \"la\" prima".into(), part: Part::Guest, ..Hello::default() };
        let welcome = Welcome { token: Secret([7; 32]), host: "Ada".into(), ..Welcome::default() };
        for message in [
            Message::Word(Word::Hello(hello)),
            Message::Word(Word::Welcome(Box::new(welcome))),
            Message::Word(Word::Boxes([(PollId::new(Code::from_bits(7)), RoundNo(2), 17)].into_iter().collect())),
            Message::Word(Word::Presence(vec![Present::default()])),
            Message::Word(Word::TurnedAway(TurnedAway::Wait(20))),
            Message::Word(Word::Stage(Stage::default())),
            Message::Ops { upto: 70_000, ops: vec![1, 2, 3] },
            Message::Said { meeting: 3, bytes: vec![0; 9] },
            Message::Whole(Vec::new()),
        ] {
            assert_eq!(Message::decode(&message.encode()), Ok(message));
        }
    }

    #[test]
    fn what_is_no_message_is_refused_in_words() {
        for bytes in [&b""[..], b"x", b"o123", b"s1", b"w", b"wHello", b"w\xff", b"wHello((name:1))"] {
            assert!(Message::decode(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_secret_is_never_shown() {
        let shown = format!("{:?}", Message::Word(Word::Family(Secret([171; 32]))));
        assert!(!shown.contains("171") && !shown.contains("ab"), "{shown}");
        assert!(Secret::try_from("é".repeat(32)).is_err());
    }
}
