//! Owns what can go wrong between two machines. Never words it for people: `text` does.

use std::io;

/// Which side has to be updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Older {
    /// The program that reads this error.
    Here,
    /// The program at the other end.
    There,
}

/// Why a host let nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The two programs speak other versions; the guest reads [`WireError::Version`] instead.
    OtherVersion,
    /// The code is wrong.
    WrongCode,
    /// The token is wrong, or no longer valid: this laptop was removed, or the session began anew.
    WrongToken,
    /// The code is right or wrong, but no longer the one on the screen.
    CodeChanged,
    /// Nobody is let in by code now.
    NoCode,
    /// Too many wrong codes came from this address.
    Wait {
        /// How long, in seconds.
        seconds: u32,
    },
    /// Another session is hosted here.
    OtherSession,
}

impl Refusal {
    /// Returns the refusal as it goes over the network: what, and how many seconds.
    pub(super) fn to_bytes(self) -> [u8; 5] {
        let (what, seconds) = match self {
            Self::OtherVersion => (1, 0),
            Self::WrongCode => (2, 0),
            Self::WrongToken => (3, 0),
            Self::CodeChanged => (4, 0),
            Self::NoCode => (5, 0),
            Self::Wait { seconds } => (6, seconds),
            Self::OtherSession => (7, 0),
        };
        let [a, b, c, d] = u32::to_be_bytes(seconds);
        [what, a, b, c, d]
    }

    pub(super) fn from_bytes([what, seconds @ ..]: [u8; 5]) -> Result<Self, WireError> {
        Ok(match what {
            1 => Self::OtherVersion,
            2 => Self::WrongCode,
            3 => Self::WrongToken,
            4 => Self::CodeChanged,
            5 => Self::NoCode,
            6 => Self::Wait { seconds: u32::from_be_bytes(seconds) },
            7 => Self::OtherSession,
            _ => return Err(WireError::Malformed("an unknown refusal")),
        })
    }
}

/// Why a connection was not made, or has ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The other end is no PROXIMO.
    #[error("the other end does not speak PROXIMO's protocol")]
    Stranger,
    /// The two programs speak other versions of the protocol.
    #[error("protocol {here} here, {there} at the other end ({program})")]
    Version {
        /// This program's protocol.
        here: u16,
        /// The other's.
        there: u16,
        /// The other program's version, cleaned; may be empty.
        program: String,
    },
    /// The host refused.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Bytes that make no sense before the two know each other.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// Bytes that the other end did not write: altered, replayed, or made without the key.
    #[error("not what the other end sent")]
    NotGenuine,
    /// The other end has the key and breaks the rules of the channel.
    #[error("against the rules: {0}")]
    Unruly(&'static str),
    /// The handshake took too long.
    #[error("the handshake took too long")]
    TooSlow,
    /// The host had too many that were knocking, and this one had said nothing for longest.
    #[error("shed for others")]
    Shed,
    /// Nothing came for `gone_after`.
    #[error("nothing comes from the other end any more")]
    Gone,
    /// The other end took nothing for `stalled_after`.
    #[error("the other end takes nothing any more")]
    Stalled,
    /// The connection broke off without a goodbye.
    #[error("the connection broke off")]
    Cut,
    /// The channel was closed at this end, or has ended; nothing more is sent.
    #[error("the connection is closed")]
    Closed,
    /// Too many urgent messages wait.
    #[error("too many urgent messages wait")]
    Full,
    /// A message that may not be sent: empty, or too long for its lane.
    #[error("a message of {0} bytes cannot be sent")]
    Length(usize),
    /// The operating system's word.
    #[error("{1}")]
    Io(io::ErrorKind, String),
}

impl WireError {
    /// Tells which side is older, where the versions differ.
    pub fn older(&self) -> Option<Older> {
        match self {
            Self::Version { here, there, .. } if here < there => Some(Older::Here),
            Self::Version { .. } => Some(Older::There),
            Self::Stranger
            | Self::Refused(_)
            | Self::Malformed(_)
            | Self::NotGenuine
            | Self::Unruly(_)
            | Self::TooSlow
            | Self::Shed
            | Self::Gone
            | Self::Stalled
            | Self::Cut
            | Self::Closed
            | Self::Full
            | Self::Length(_)
            | Self::Io(..) => None,
        }
    }
}

impl From<io::Error> for WireError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted => Self::Cut,
            kind => Self::Io(kind, error.to_string()),
        }
    }
}
