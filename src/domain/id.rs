//! Owns the short typed ids (`pra_7k3m2qax`) and references to any item.
//! Never draws randomness itself: the bits come in as an argument.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The longest code after the prefix, in bytes.
pub const LONGEST: usize = 16;

/// Digits and letters that are not mistaken for one another when read aloud.
pub(super) const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What stands after an id's prefix: 1 to 16 of `a-z`, `0-9` and `-`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; LONGEST]);

impl Code {
    /// Makes a code of eight characters from the lowest 40 bits of `bits`.
    pub fn from_bits(bits: u64) -> Self {
        let mut code = [0; LONGEST];
        for (place, byte) in code.iter_mut().take(8).enumerate() {
            *byte = ALPHABET[(bits >> (place * 5)) as usize & 31];
        }
        Self(code)
    }

    /// Makes the code that always belongs to `parts`: the same wherever it is computed.
    /// FNV-1a over the parts, each closed by a byte that no text holds.
    pub fn of(parts: &[&str]) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in parts {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self::from_bits(hash ^ (hash >> 40))
    }

    /// Returns the code of an item that was given no id yet.
    pub fn unset() -> Self {
        Self([0; LONGEST])
    }

    /// Tells whether no id was given yet.
    pub fn is_unset(self) -> bool {
        self == Self::unset()
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fits = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits {
            return Err(IdError::Code(text.to_owned()));
        }
        let mut code = [0; LONGEST];
        code[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self(code))
    }
}

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The prefix belongs to another kind, or to none.
    #[error("the id {found:?} should begin with {expected}")]
    Prefix {
        /// The prefix that belongs here, or a list of them.
        expected: &'static str,
        /// The text as it stands.
        found: String,
    },
    /// The part after the prefix has other characters, or is too long.
    #[error("after its prefix an id has 1 to 16 of a-z, 0-9 and -, and {0:?} has not")]
    Code(String),
}

/// An id of one kind: knows its prefix.
pub trait TypedId: Copy + Ord + fmt::Debug + fmt::Display + FromStr<Err = IdError> + Send + Sync + 'static {
    /// The three letters before the underscore.
    const PREFIX: &'static str;

    /// Makes the id with this code.
    fn new(code: Code) -> Self;

    /// Returns the part after the prefix.
    fn code(&self) -> Code;
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Code);

        impl TypedId for $name {
            const PREFIX: &'static str = $prefix;
            fn new(code: Code) -> Self {
                Self(code)
            }
            fn code(&self) -> Code {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "_"))?;
                f.write_str(self.0.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                match text.split_once('_') {
                    Some(($prefix, code)) => Ok(Self(code.parse()?)),
                    Some(_) | None => Err(IdError::Prefix { expected: concat!($prefix, "_"), found: text.to_owned() }),
                }
            }
        }

        text_serde!($name);
    )*};
}

/// Writes and reads a type as the text of its `Display` and `FromStr`. Files hold a great many: none is copied to be read, and
/// one that is written takes its memory once.
macro_rules! text_serde {
    ($name:ty) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&$crate::domain::id::text_of(self))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str($crate::domain::id::FromText(std::marker::PhantomData))
            }
        }
    };
}
pub(crate) use text_serde;

/// Returns a short text of a value.
pub(crate) fn text_of(value: &impl fmt::Display) -> String {
    use fmt::Write;
    let mut text = String::with_capacity(2 * (LONGEST + 4));
    // writing to a string does not fail
    let _ = write!(text, "{value}");
    text
}

/// Reads a value from its text where the text stands.
pub(crate) struct FromText<T>(pub(crate) PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

typed_ids! {
    /// Names a session.
    SessionId "ses"
    /// Names a step of the agenda.
    StepId "ste"
    /// Names a table of a session.
    TableId "tab"
    /// Names a participant.
    ParticipantId "par"
    /// Names a practice.
    PracticeId "pra"
    /// Names a sketch.
    SketchId "ske"
    /// Names a youth voice.
    VoiceId "voi"
    /// Names a poll.
    PollId "pol"
    /// Names an option of a poll.
    OptionId "opt"
    /// Names a decision.
    DecisionId "dec"
    /// Names an action item.
    ActionId "act"
    /// Names a note.
    NoteId "not"
    /// Names a conflict.
    ConflictId "con"
    /// Names a strategy proposal of a dossier.
    StrategyId "str"
    /// Names a match of a dossier: practices that are one.
    MatchId "mat"
    /// Names the right to cast one ballot; carries nothing about the voter but the group it was made for.
    TicketId "tic"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_written() {
        for bits in [0, 1, 0xff_ffff_ffff, 0x12_3456_789a] {
            let id = PracticeId::new(Code::from_bits(bits));
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), 12);
        }
        assert_eq!("pra_scuola".parse::<PracticeId>().map(|id| id.to_string()), Ok("pra_scuola".into()));
    }

    #[test]
    fn what_is_no_id_is_told_why() {
        for (text, names) in [
            ("ske_7k3m2qax", "pra_"),
            ("pra_", "1 to 16"),
            ("pra_A", "1 to 16"),
            ("pra_12345678901234567", "1 to 16"),
            ("", "pra_"),
        ] {
            let error = text.parse::<PracticeId>().unwrap_err().to_string();
            assert!(error.contains(names), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_computed_code_depends_on_where_parts_end() {
        assert_eq!(Code::of(&["a", "b"]).as_str(), Code::of(&["a", "b"]).as_str());
        assert_ne!(Code::of(&["ab", ""]).as_str(), Code::of(&["a", "b"]).as_str());
    }
}
