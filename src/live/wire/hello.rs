//! Owns the first bytes of either side, before any secret: who speaks which protocol, which session, by which key.
//! Magic, protocol and length, then the program's version, stay where they are in every protocol to come, so that an older
//! and a newer program understand one another's refusal. Everything is bounded; nothing is believed.

use tokio::io::{AsyncRead, AsyncReadExt};

use crate::domain::clean::clean_line;

use super::error::{Refusal, WireError};
use super::keys::TokenId;

/// The protocol's version. Grows with every change that an older program does not understand, of the layers above too.
pub const PROTOCOL: u16 = 1;

const GUEST: [u8; 8] = *b"proximo?";
const HOST: [u8; 8] = *b"proximo!";
/// Magic, protocol and length.
const HEAD: usize = 12;
const LONGEST_BODY: usize = 256;
/// The longest program version, in bytes.
const LONGEST_PROGRAM: usize = 32;
const LONGEST_SESSION: usize = 16;
/// The bytes of a SPAKE2 share.
pub(super) const SHARE: usize = 33;
const NONCE: usize = 32;

/// Which session, in 0 to 16 bytes; none for whichever is there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct SessionId {
    bytes: [u8; LONGEST_SESSION],
    length: u8,
}

impl SessionId {
    /// Makes an id; `None` where it has more than 16 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let mut id = Self { length: u8::try_from(bytes.len()).ok()?, ..Self::default() };
        id.bytes.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(id)
    }

    /// Returns its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Tells whether it stands for any session.
    pub fn is_any(&self) -> bool {
        self.length == 0
    }
}

/// By what a guest wants in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By the code on the screen.
    Code,
    /// By a token from earlier.
    Token(TokenId),
}

/// What a guest says first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Its program's version, cleaned, at most 32 bytes.
    pub program: String,
    /// The session it wants.
    pub session: SessionId,
    /// By what.
    pub mode: Mode,
}

/// What a host answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub program: String,
    pub verdict: Result<Welcome, Refusal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Welcome {
    pub session: SessionId,
    /// Makes every handshake another one: what was recorded is of no use.
    pub nonce: [u8; NONCE],
    /// The host's SPAKE2 share, where a code is wanted.
    pub share: Option<[u8; SHARE]>,
}

impl Hello {
    /// Returns the bytes that are sent.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.to_bytes_of(PROTOCOL)
    }

    pub(super) fn to_bytes_of(&self, protocol: u16) -> Vec<u8> {
        let mut body = short(bounded(&self.program).as_bytes());
        body.extend(short(self.session.as_bytes()));
        match self.mode {
            Mode::Code => body.push(1),
            Mode::Token(id) => {
                body.push(2);
                body.extend(id.0);
            }
        }
        headed(GUEST, protocol, &body)
    }

    /// Reads what a guest says, and the bytes it was said in.
    ///
    /// # Errors
    /// No hello, another protocol, or bytes that make no sense.
    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<(Self, Vec<u8>), WireError> {
        let (bytes, program) = read_headed(stream, GUEST).await?;
        let mut rest = Rest(&bytes[HEAD..]);
        rest.short()?;
        let session = rest.session()?;
        let mode = match rest.byte()? {
            1 => Mode::Code,
            2 => Mode::Token(TokenId(rest.array()?)),
            _ => return Err(WireError::Malformed("an unknown mode")),
        };
        rest.end()?;
        Ok((Self { program, session, mode }, bytes))
    }
}

impl Answer {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut body = short(bounded(&self.program).as_bytes());
        match &self.verdict {
            Ok(welcome) => {
                body.push(0);
                body.extend(short(welcome.session.as_bytes()));
                body.extend(welcome.nonce);
                body.push(u8::from(welcome.share.is_some()));
                body.extend(welcome.share.iter().flatten());
            }
            Err(refusal) => body.extend(refusal.to_bytes()),
        }
        headed(HOST, PROTOCOL, &body)
    }

    pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<(Self, Vec<u8>), WireError> {
        let (bytes, program) = read_headed(stream, HOST).await?;
        let mut rest = Rest(&bytes[HEAD..]);
        rest.short()?;
        let verdict = match rest.byte()? {
            0 => {
                let session = rest.session()?;
                let nonce = rest.array()?;
                let share = if rest.byte()? == 0 { None } else { Some(rest.array()?) };
                Ok(Welcome { session, nonce, share })
            }
            what => {
                let [a, b, c, d] = rest.array()?;
                Err(Refusal::from_bytes([what, a, b, c, d])?)
            }
        };
        rest.end()?;
        Ok((Self { program, verdict }, bytes))
    }
}

/// Returns the text cleaned, cut to what a hello holds.
fn bounded(program: &str) -> String {
    cut(clean_line(program), LONGEST_PROGRAM)
}

/// Cuts a text to at most so many bytes, between characters.
pub(super) fn cut(mut text: String, most: usize) -> String {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or_default());
    text
}

fn short(bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    let mut all = vec![length];
    all.extend(&bytes[..usize::from(length)]);
    all
}

fn headed(magic: [u8; 8], protocol: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
    let mut bytes = magic.to_vec();
    bytes.extend(protocol.to_be_bytes());
    bytes.extend(length.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// Reads head and body; returns both together, and the program's version.
async fn read_headed(stream: &mut (impl AsyncRead + Unpin), magic: [u8; 8]) -> Result<(Vec<u8>, String), WireError> {
    let mut bytes = vec![0; HEAD];
    // a byte that is wrong already needs no further one
    stream.read_exact(&mut bytes[..1]).await?;
    if bytes[0] != magic[0] {
        return Err(WireError::Stranger);
    }
    stream.read_exact(&mut bytes[1..]).await?;
    if bytes[..8] != magic {
        return Err(WireError::Stranger);
    }
    let there = u16::from_be_bytes([bytes[8], bytes[9]]);
    let length = usize::from(u16::from_be_bytes([bytes[10], bytes[11]]));
    if length > LONGEST_BODY {
        return Err(WireError::Malformed("a hello that is too long"));
    }
    bytes.resize(HEAD + length, 0);
    stream.read_exact(&mut bytes[HEAD..]).await?;
    let program = Rest(&bytes[HEAD..]).short();
    if there != PROTOCOL {
        let program = program.map(|bytes| bounded(&String::from_utf8_lossy(bytes))).unwrap_or_default();
        return Err(WireError::Version { here: PROTOCOL, there, program });
    }
    let program = std::str::from_utf8(program?).map_err(|_| WireError::Malformed("a version that is no text"))?;
    let program = bounded(program);
    Ok((bytes, program))
}

/// What is still to be read of a body.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(WireError::Malformed("a hello that is too short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn byte(&mut self) -> Result<u8, WireError> {
        self.array().map(|[byte]| byte)
    }

    /// A length in one byte, and so many bytes.
    fn short(&mut self) -> Result<&'a [u8], WireError> {
        let length = self.byte()?;
        self.take(usize::from(length))
    }

    fn session(&mut self) -> Result<SessionId, WireError> {
        SessionId::new(self.short()?).ok_or(WireError::Malformed("a session id that is too long"))
    }

    fn end(&self) -> Result<(), WireError> {
        if self.0.is_empty() { Ok(()) } else { Err(WireError::Malformed("a hello with more than belongs there")) }
    }
}
