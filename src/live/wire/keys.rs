//! Owns what lets a laptop in: the code that is on the screen, and the tokens given out earlier.
//! The layer above changes it at any time; it takes effect on handshakes that are under way.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::code::Code;

/// Names a token; it is no secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TokenId(pub [u8; 16]);

/// What lets one laptop come back without a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What the host finds it by.
    pub id: TokenId,
    secret: [u8; 32],
}

impl Token {
    /// Makes a token from 48 random bytes: its id and its secret.
    pub fn from_bytes(bytes: [u8; 48]) -> Self {
        let (mut id, mut secret) = ([0; 16], [0; 32]);
        id.copy_from_slice(&bytes[..16]);
        secret.copy_from_slice(&bytes[16..]);
        Self { id: TokenId(id), secret }
    }

    /// Returns the bytes it is made from again, to be kept where nobody else reads, or sent through a channel.
    pub fn to_bytes(&self) -> [u8; 48] {
        let mut bytes = [0; 48];
        bytes[..16].copy_from_slice(&self.id.0);
        bytes[16..].copy_from_slice(&self.secret);
        bytes
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }
}

/// Hides the secret: it has no place in a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The code and the tokens that are valid now.
#[derive(Debug, Default)]
pub struct Keys {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    code: Option<Code>,
    /// Grows with every code, the same words again included.
    turn: u64,
    tokens: HashMap<TokenId, Token>,
}

impl Keys {
    /// Makes keys that let nobody in.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts another code, or none: then nobody new gets in. Guesses are counted anew.
    pub fn set_code(&self, code: Option<Code>) {
        let mut held = self.held();
        held.code = code;
        held.turn += 1;
    }

    /// Returns the code that is valid now.
    pub fn code(&self) -> Option<Code> {
        self.held().code
    }

    /// Lets in whoever has this token.
    pub fn admit(&self, token: Token) {
        self.held().tokens.insert(token.id, token);
    }

    /// Lets the token's laptop in no more. Returns whether there was such a token. A channel that is open stays, and one may
    /// just be on its way to whoever takes who was accepted: cut both.
    pub fn revoke(&self, id: TokenId) -> bool {
        self.held().tokens.remove(&id).is_some()
    }

    pub(super) fn token(&self, id: TokenId) -> Option<Token> {
        self.held().tokens.get(&id).cloned()
    }

    /// Returns the code with its turn.
    pub(super) fn turn(&self) -> (Option<Code>, u64) {
        let held = self.held();
        (held.code, held.turn)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // nothing is left half done under this lock
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
