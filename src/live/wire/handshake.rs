//! Owns the handshake: from a fresh connection to a channel between two that both know the secret, or to a typed refusal.
//!
//! ```text
//! guest  hello: protocol, session, mode        ─►
//!        ◄─  answer: refusal, or nonce and, where a code is wanted, the host's SPAKE2 share
//!        proof: the guest's share, Noise's first message                ─►
//!        ◄─  outcome: refusal, or Noise's second message
//! ```
//!
//! Noise is `NNpsk0`: its key is SPAKE2's over the code, or the token's, and its prologue all that was said in the open.
//! A wrong secret fails at the first message, where the host counts it; the host's nonce makes a replayed one fail too.
//! A host that does not know the secret is found out at the second. One guess a connection, either way.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use snow::{Builder, HandshakeState, StatelessTransportState};
use spake2::{Ed25519Group, Identity, Password, Spake2};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use super::channel::Channel;
use super::code::Code;
use super::error::{Refusal, WireError};
use super::hello::{Answer, Hello, Mode, SHARE, SessionId, Welcome};
use super::keys::{Token, TokenId};
use super::{Limits, Times};

const NOISE: &str = "Noise_NNpsk0_25519_ChaChaPoly_BLAKE2s";
/// A Noise message of this pattern: an ephemeral key, and the tag of an empty payload.
const NOISE_MESSAGE: usize = 32 + 16;
/// The longest proof and outcome.
const LONGEST: usize = SHARE + NOISE_MESSAGE;

/// What a guest has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The code from the screen.
    Code(Code),
    /// A token from earlier.
    Token(Token),
}

/// What a guest wants.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The session; [`SessionId::default`] for whichever is there.
    pub session: SessionId,
    /// This program's version, at most 32 bytes of it are sent.
    pub program: String,
    /// By what it wants in.
    pub key: Key,
    /// How long it may take.
    pub times: Times,
    /// How much the channel takes.
    pub limits: Limits,
}

/// Who is at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Its program's version, cleaned.
    pub program: String,
    /// The session that is hosted.
    pub session: SessionId,
    /// By what it was let in.
    pub how: Mode,
}

/// What a host compares a guest's key with.
#[derive(Clone)]
pub enum Secret {
    /// The code, and the turn it belongs to.
    Code(Code, u64),
    /// The token.
    Token(Token),
}

/// Who decides at the host. Answers at once: it is asked inside the handshake.
pub trait Door: Send + Sync {
    /// Returns what to compare with, or why not to.
    ///
    /// # Errors
    /// Where this guest is refused already.
    fn greet(&self, hello: &Hello) -> Result<Secret, Refusal>;

    /// Hears of a try that is about to be made, and counts it as a wrong one until it was right.
    ///
    /// # Errors
    /// Where it may no longer be made.
    fn attempt(&self, hello: &Hello, secret: &Secret) -> Result<(), Refusal>;

    /// Hears that the try was right.
    fn right(&self, hello: &Hello);
}

/// What a host is, to its guests.
#[derive(Clone, Debug)]
pub struct House {
    /// The session that is hosted.
    pub session: SessionId,
    /// This program's version.
    pub program: String,
    /// How long things may take.
    pub times: Times,
    /// How much a channel takes.
    pub limits: Limits,
}

/// Knocks as a guest. The connection is dropped where it fails.
///
/// # Errors
/// A refusal, another version, a host that does not know the secret, the time limit, or a broken connection.
pub async fn guest<S>(mut stream: S, joining: &Joining) -> Result<(Channel, Met), WireError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let steps = guest_steps(&mut stream, joining);
    let (noise, met) = timeout(joining.times.handshake, steps).await.map_err(|_| WireError::TooSlow)??;
    Ok((Channel::begin(stream, noise, joining.limits, joining.times), met))
}

/// Answers a guest that knocks. The connection is dropped where it fails, after the guest was told why.
///
/// # Errors
/// What the guest was refused for, another version, bytes that make no sense, the time limit, or a broken connection.
pub async fn host<S>(mut stream: S, house: &House, door: &dyn Door) -> Result<(Channel, Met), WireError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let steps = host_steps(&mut stream, house, door);
    let (noise, met) = timeout(house.times.handshake, steps).await.map_err(|_| WireError::TooSlow)??;
    Ok((Channel::begin(stream, noise, house.limits, house.times), met))
}

pub(super) async fn guest_steps<S>(
    stream: &mut S,
    joining: &Joining,
) -> Result<(StatelessTransportState, Met), WireError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mode = match &joining.key {
        Key::Code(_) => Mode::Code,
        Key::Token(token) => Mode::Token(token.id),
    };
    let hello = Hello { program: joining.program.clone(), session: joining.session, mode }.to_bytes();
    say(stream, &hello).await?;
    let (answer, answer_bytes) = Answer::read(stream).await?;
    let welcome = answer.verdict.map_err(WireError::Refused)?;
    if !joining.session.is_any() && joining.session != welcome.session {
        return Err(WireError::Refused(Refusal::OtherSession));
    }
    let (share, psk) = match (&joining.key, welcome.share) {
        (Key::Code(code), Some(theirs)) => {
            let (state, ours) = start(*code, welcome.session, Side::Guest)?;
            (ours.to_vec(), finish(state, &theirs, welcome.session)?)
        }
        (Key::Token(token), None) => (Vec::new(), token_key(token, welcome.session)?),
        (Key::Code(_), None) | (Key::Token(_), Some(_)) => {
            return Err(WireError::Malformed("an answer of another mode"));
        }
    };
    let prologue = [&hello[..], &answer_bytes, &share].concat();
    let mut noise = noise(&psk, &prologue, Side::Guest)?;
    let mut proof = share;
    proof.extend(write_noise(&mut noise)?);
    say(stream, &sized(&proof)).await?;

    match &hear(stream).await?[..] {
        [0, message @ ..] => noise.read_message(message, &mut []).map_err(|_| WireError::NotGenuine)?,
        refusal => {
            let refusal = refusal.try_into().map_err(|_| WireError::Malformed("an outcome of another length"))?;
            return Err(WireError::Refused(Refusal::from_bytes(refusal)?));
        }
    };
    let met = Met { program: answer.program, session: welcome.session, how: mode };
    Ok((noise.into_stateless_transport_mode().map_err(|_| WireError::NotGenuine)?, met))
}

pub(super) async fn host_steps<S>(
    stream: &mut S,
    house: &House,
    door: &dyn Door,
) -> Result<(StatelessTransportState, Met), WireError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let answer = |verdict| Answer { program: house.program.clone(), verdict }.to_bytes();
    let (hello, hello_bytes) = match Hello::read(stream).await {
        Ok(heard) => heard,
        Err(error @ WireError::Version { .. }) => {
            dismiss(stream, &answer(Err(Refusal::OtherVersion))).await;
            return Err(error);
        }
        Err(error) => return Err(error),
    };
    let other = !hello.session.is_any() && hello.session != house.session;
    let greeted = if other { Err(Refusal::OtherSession) } else { door.greet(&hello) };
    let secret = match greeted {
        Ok(secret) => secret,
        Err(refusal) => {
            dismiss(stream, &answer(Err(refusal))).await;
            return Err(WireError::Refused(refusal));
        }
    };
    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce).map_err(|_| WireError::Malformed("no randomness"))?;
    let started = match &secret {
        Secret::Code(code, _) => Some(start(*code, house.session, Side::Host)?),
        Secret::Token(_) => None,
    };
    let share = started.as_ref().map(|(_, share)| *share);
    let answer = answer(Ok(Welcome { session: house.session, nonce, share }));
    say(stream, &answer).await?;

    let proof = hear(stream).await?;
    let length = if share.is_some() { SHARE } else { 0 };
    let (theirs, message) = proof
        .split_at_checked(length)
        .filter(|(_, message)| message.len() == NOISE_MESSAGE)
        .ok_or(WireError::Malformed("a proof of another length"))?;
    let tried = door.attempt(&hello, &secret).and_then(|()| {
        let (psk, wrong) = match (&secret, started) {
            (Secret::Token(token), _) => (token_key(token, house.session), Refusal::WrongToken),
            (Secret::Code(..), Some((state, _))) => (finish(state, theirs, house.session), Refusal::WrongCode),
            (Secret::Code(..), None) => return Err(Refusal::WrongCode),
        };
        let prologue = [&hello_bytes[..], &answer, theirs].concat();
        let opened = psk.and_then(|psk| {
            let mut noise = noise(&psk, &prologue, Side::Host)?;
            noise.read_message(message, &mut []).map_err(|_| WireError::NotGenuine)?;
            Ok(noise)
        });
        opened.map_err(|_| wrong)
    });
    let mut noise = match tried {
        Ok(noise) => noise,
        Err(refusal) => {
            dismiss(stream, &sized(&refusal.to_bytes())).await;
            return Err(WireError::Refused(refusal));
        }
    };
    door.right(&hello);
    let mut outcome = vec![0];
    outcome.extend(write_noise(&mut noise)?);
    say(stream, &sized(&outcome)).await?;
    let met = Met { program: hello.program, session: house.session, how: hello.mode };
    Ok((noise.into_stateless_transport_mode().map_err(|_| WireError::NotGenuine)?, met))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Guest,
    Host,
}

type Exchange = Spake2<Ed25519Group>;

/// Begins SPAKE2 over the code, bound to who is who and to the session.
fn start(code: Code, session: SessionId, side: Side) -> Result<(Exchange, [u8; SHARE]), WireError> {
    let password = Password::new(code.to_string());
    let guest = Identity::new(&[b"proximo guest ", session.as_bytes()].concat());
    let host = Identity::new(&[b"proximo host ", session.as_bytes()].concat());
    let (state, share) = match side {
        Side::Guest => Spake2::start_a(&password, &guest, &host),
        Side::Host => Spake2::start_b(&password, &guest, &host),
    };
    let share = share.try_into().map_err(|_| WireError::Malformed("a share of another length"))?;
    Ok((state, share))
}

fn finish(state: Exchange, theirs: &[u8], session: SessionId) -> Result<[u8; 32], WireError> {
    let key = state.finish(theirs).map_err(|_| WireError::Malformed("a share that is no point"))?;
    derive(b"proximo code", &key, session.as_bytes())
}

fn token_key(token: &Token, session: SessionId) -> Result<[u8; 32], WireError> {
    let TokenId(id) = token.id;
    derive(b"proximo token", token.secret(), &[&id[..], session.as_bytes()].concat())
}

/// HKDF with SHA-256: the salt says what for, the info which one.
fn derive(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<[u8; 32], WireError> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, &mut key)
        .map_err(|_| WireError::Malformed("a key of another length"))?;
    Ok(key)
}

fn noise(psk: &[u8; 32], prologue: &[u8], side: Side) -> Result<HandshakeState, WireError> {
    let wrong = |_| WireError::Malformed("a pattern that Noise does not have");
    let builder = Builder::new(NOISE.parse().map_err(wrong)?);
    let builder = builder.psk(0, psk).and_then(|builder| builder.prologue(prologue)).map_err(wrong)?;
    match side {
        Side::Guest => builder.build_initiator(),
        Side::Host => builder.build_responder(),
    }
    .map_err(wrong)
}

fn write_noise(noise: &mut HandshakeState) -> Result<[u8; NOISE_MESSAGE], WireError> {
    let mut message = [0; NOISE_MESSAGE];
    match noise.write_message(&[], &mut message) {
        Ok(NOISE_MESSAGE) => Ok(message),
        Ok(_) | Err(_) => Err(WireError::Malformed("a message of another length")),
    }
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes()[..], bytes].concat()
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> Result<(), WireError> {
    stream.write_all(bytes).await?;
    Ok(stream.flush().await?)
}

/// Says why not, as far as it can still be said.
async fn dismiss(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    if say(stream, bytes).await.is_ok() {
        // it is dropped next, whatever comes of this
        let _ = stream.shutdown().await;
    }
}

async fn hear(stream: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, WireError> {
    let length = usize::from(stream.read_u16().await?);
    if length == 0 || length > LONGEST {
        return Err(WireError::Malformed("a length that no message has"));
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// Hides the secret: it has no place in a log.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code(..) => "Secret::Code",
            Self::Token(_) => "Secret::Token",
        })
    }
}
