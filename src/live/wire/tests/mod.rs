//! Owns the tests of the wire: two ends in one process, an ear between them, strangers, and a clock that tests move.
//! `PROXIMO_FUZZ_ROUNDS` is how many times as long the hostile ones run.

mod channel;
mod discovery;
mod gate;
mod handshake;
mod hostile;

use std::sync::{Arc, Mutex};

use snow::StatelessTransportState;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

use super::handshake::{guest_steps, host_steps};
use super::hello::{Hello, Mode, SessionId};
use super::*;

pub(super) fn code() -> Code {
    "7-chitarra-vento".parse().unwrap()
}

pub(super) fn token(number: u8) -> Token {
    Token::from_bytes([number; 48])
}

pub(super) fn joining(key: Key) -> Joining {
    Joining {
        session: SessionId::default(),
        program: "0.1.0".into(),
        key,
        times: Times::default(),
        limits: Limits::default(),
    }
}

pub(super) fn house() -> House {
    House {
        session: SessionId::new(b"session").unwrap(),
        program: "0.2.0".into(),
        times: Times::default(),
        limits: Limits::default(),
    }
}

/// A door with the code of the tests and one token, that lets everybody guess.
pub(super) struct OpenDoor;

impl Door for OpenDoor {
    fn greet(&self, hello: &Hello) -> Result<Secret, Refusal> {
        match hello.mode {
            Mode::Code => Ok(Secret::Code(code(), 0)),
            Mode::Token(id) if id == token(1).id => Ok(Secret::Token(token(1))),
            Mode::Token(_) => Err(Refusal::WrongToken),
        }
    }
    fn attempt(&self, _: &Hello, _: &Secret) -> Result<(), Refusal> {
        Ok(())
    }
    fn right(&self, _: &Hello) {}
}

pub(super) type Ended = Result<(Channel, Met), WireError>;

/// Lets a guest knock at a host over two streams.
pub(super) async fn meet(guest_end: DuplexStream, host_end: DuplexStream, joining: &Joining) -> (Ended, Ended) {
    let house = house();
    tokio::join!(guest(guest_end, joining), host(host_end, &house, &OpenDoor))
}

/// Returns both ends of a channel, guest first.
pub(super) async fn pair() -> (Channel, Channel) {
    let (here, there) = duplex(64 * 1024);
    let (guest, host) = meet(here, there, &joining(Key::Code(code()))).await;
    (guest.unwrap().0, host.unwrap().0)
}

/// What passed between two ends: guest's bytes and host's.
pub(super) type Heard = Arc<Mutex<[Vec<u8>; 2]>>;

/// Returns two ends with somebody between who hears all, and turns a bit of the byte at one place of one direction.
pub(super) fn overheard(alter: Option<(usize, usize)>) -> (DuplexStream, DuplexStream, Heard) {
    let (guest_end, guest_side) = duplex(64 * 1024);
    let (host_side, host_end) = duplex(64 * 1024);
    let heard = Heard::default();
    let (from_guest, to_guest) = tokio::io::split(guest_side);
    let (from_host, to_host) = tokio::io::split(host_side);
    let altered = |direction| alter.filter(|(way, _)| *way == direction).map(|(_, at)| at);
    tokio::spawn(pass(from_guest, to_host, 0, altered(0), Arc::clone(&heard)));
    tokio::spawn(pass(from_host, to_guest, 1, altered(1), Arc::clone(&heard)));
    (guest_end, host_end, heard)
}

async fn pass(
    mut from: tokio::io::ReadHalf<DuplexStream>,
    mut to: tokio::io::WriteHalf<DuplexStream>,
    way: usize,
    alter: Option<usize>,
    heard: Heard,
) {
    let mut bytes = vec![0; 32 * 1024];
    let mut passed = 0;
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        heard.lock().unwrap()[way].extend(&bytes[..length]);
        if let Some(byte) = alter.and_then(|at| at.checked_sub(passed)).and_then(|at| bytes[..length].get_mut(at)) {
            *byte ^= 0x10;
        }
        passed += length;
        if to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}

/// An end with the key that says what it likes.
pub(super) struct Unruly {
    pub stream: DuplexStream,
    pub noise: StatelessTransportState,
    pub number: u64,
}

impl Unruly {
    /// Seals the inside of a frame, with its length before it.
    pub(super) fn seal(&mut self, plain: &[u8]) -> Vec<u8> {
        let mut frame = vec![0; 2 + plain.len() + 16];
        let length = self.noise.write_message(self.number, plain, &mut frame[2..]).unwrap();
        self.number += 1;
        frame[..2].copy_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
        frame
    }

    pub(super) async fn send(&mut self, plain: &[u8]) -> std::io::Result<()> {
        let frame = self.seal(plain);
        self.stream.write_all(&frame).await
    }
}

/// Returns a channel at the host, and a guest that breaks rules.
pub(super) async fn unruly(limits: Limits, times: Times) -> (Channel, Unruly) {
    let (mut here, mut there) = duplex(256 * 1024);
    let (joining, house) = (joining(Key::Token(token(1))), house());
    let (guest, host) = tokio::join!(guest_steps(&mut here, &joining), host_steps(&mut there, &house, &OpenDoor));
    let channel = Channel::begin(there, host.unwrap().0, limits, times);
    (channel, Unruly { stream: here, noise: guest.unwrap().0, number: 0 })
}

/// How often something is done, `PROXIMO_FUZZ_ROUNDS` times as often where that is set.
pub(super) fn rounds(usual: usize) -> usize {
    let times = std::env::var("PROXIMO_FUZZ_ROUNDS").ok().and_then(|times| times.parse().ok());
    usual * times.unwrap_or(1_usize).max(1)
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(super) struct Seeded(pub u64);

impl Seeded {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    pub(super) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}
