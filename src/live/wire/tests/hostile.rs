//! Hostile bytes: before the handshake, inside it, and from an end that has the key.

use proptest::prelude::*;
use tokio::time::Instant;

use super::super::frame::{Assembler, Got, LONGEST_FRAME};
use super::super::hello::Answer;
use super::*;

/// Returns bytes that are a little or wholly wrong.
fn spoilt(seeded: &mut Seeded, right: &[u8]) -> Vec<u8> {
    let mut bytes = right.to_vec();
    match seeded.below(6) {
        0 => {
            return {
                let length = seeded.below(600);
                seeded.bytes(length)
            };
        }
        1 => bytes.truncate(seeded.below(right.len())),
        2 => bytes.extend({
            let length = seeded.below(300);
            seeded.bytes(length)
        }),
        3 => {
            for _ in 0..=seeded.below(8) {
                let at = seeded.below(bytes.len());
                bytes[at] = seeded.next().to_le_bytes()[0];
            }
        }
        4 => {
            let (from, to) = (seeded.below(bytes.len()), seeded.below(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        _ => bytes[10..12].copy_from_slice(&seeded.next().to_le_bytes()[..2]),
    }
    bytes
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_hostile_handshakes_end_in_typed_errors() {
    let hello = Hello { program: "0.1.0".into(), session: SessionId::default(), mode: Mode::Code }.to_bytes();
    let proof = [&[0, 81, 0x41][..], &[9; 80]].concat();
    let right = [hello.clone(), proof].concat();
    let mut seeded = Seeded(1);
    let house = house();
    for round in 0..rounds(10_000) {
        let (mut here, there) = duplex(2048);
        here.write_all(&spoilt(&mut seeded, &right)).await.unwrap();
        if seeded.below(2) == 0 {
            here.shutdown().await.unwrap();
        }
        match host(there, &house, &OpenDoor).await {
            Err(
                WireError::Stranger
                | WireError::Version { .. }
                | WireError::Malformed(_)
                | WireError::Refused(_)
                | WireError::TooSlow
                | WireError::Cut,
            ) => {}
            other => panic!("round {round}: {other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_hostile_answers_end_in_typed_errors() {
    let welcome = super::super::hello::Welcome { session: house().session, nonce: [1; 32], share: Some([0x42; 33]) };
    let answer = Answer { program: "0.2.0".into(), verdict: Ok(welcome) }.to_bytes();
    let right = [answer, [&[0, 49, 0][..], &[5; 48]].concat()].concat();
    let mut seeded = Seeded(2);
    let joining = joining(Key::Code(code()));
    for round in 0..rounds(10_000) {
        let (here, mut there) = duplex(2048);
        there.write_all(&spoilt(&mut seeded, &right)).await.unwrap();
        let ended = guest(here, &joining).await;
        assert!(ended.is_err(), "round {round}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_stranger_announces_is_not_waited_for() {
    for (bytes, error) in [
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), WireError::Stranger),
        (vec![0x16, 3, 1], WireError::Stranger),
        (b"proximo!".to_vec(), WireError::Stranger),
        ([&b"proximo?"[..], &[0, 1, 255, 255]].concat(), WireError::Malformed("a hello that is too long")),
    ] {
        let (mut here, there) = duplex(1024);
        // the rest of the head, where there is too little
        here.write_all(&bytes).await.unwrap();
        here.write_all(&[0; 12]).await.unwrap();
        let begun = Instant::now();
        let house = house();
        assert_eq!(host(there, &house, &OpenDoor).await.map(drop), Err(error));
        assert!(begun.elapsed().is_zero());
    }
}

#[tokio::test(start_paused = true)]
async fn who_has_the_key_and_breaks_the_rules_is_dropped() {
    let big = |length: u32| [&[1, 1][..], &length.to_be_bytes(), &[0; 2000]].concat();
    let urgent = |length: u32| [&[1, 0][..], &length.to_be_bytes(), &[0; 2000]].concat();
    for (frames, what) in [
        (vec![big(64 << 20), big(3000)], "a message inside another"),
        (vec![big((64 << 20) + 1)], "a message of a length that is not allowed"),
        (vec![big(u32::MAX)], "a message of a length that is not allowed"),
        (vec![urgent(65_537)], "a message of a length that is not allowed"),
        (vec![vec![1, 1, 0, 0, 0, 0]], "a message of a length that is not allowed"),
        (vec![big(1999)], "a piece of a length that is not allowed"),
        (vec![big(10_000), vec![2, 1]], "a piece of a length that is not allowed"),
        (vec![big(10_000), [&[2, 1][..], &[0; 100]].concat()], "a piece of a length that is not allowed"),
        (vec![big(3000), [&[2, 1][..], &[0; 1001]].concat()], "a piece of a length that is not allowed"),
        (vec![vec![1, 1, 0, 0, 1, 0]], "a piece of a length that is not allowed"),
        (vec![vec![2, 1, 9]], "a piece of no message"),
        (vec![big(3000), vec![2, 0, 9]], "a piece of no message"),
        (vec![vec![2, 7, 9]], "an unknown lane"),
        (vec![vec![1, 2, 0, 0, 0, 1, 9]], "an unknown lane"),
        (vec![vec![4]], "an unknown frame"),
        (vec![vec![0, 0]], "an unknown frame"),
        (vec![vec![1, 1, 0]], "an unknown frame"),
        (vec![big(3000), vec![3]], "a goodbye inside a message"),
        (vec![vec![0]; 200], "a storm of pings"),
        (vec![vec![]], "an empty frame"),
    ] {
        let (channel, mut peer) = unruly(Limits::default(), Times::default()).await;
        let (sender, mut receiver) = channel.split();
        for frame in &frames {
            // it may be dropped already
            let _ = peer.send(frame).await;
        }
        assert_eq!(receiver.next().await, Some(Err(WireError::Unruly(what))), "{what}");
        assert_eq!(sender.ended().await, Err(WireError::Unruly(what)));
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_hostile_frames_hold_no_more_than_came() {
    let limits = Limits::default();
    let mut seeded = Seeded(3);
    let mut assembler = Assembler::new(limits, Instant::now());
    let mut came = 0;
    for _ in 0..rounds(10_000) {
        let kind = seeded.below(5).to_le_bytes()[0];
        let lane = seeded.below(3).to_le_bytes()[0];
        let longest = if seeded.below(2) == 0 { 20_000 } else { 5_000 };
        let length = seeded.below(longest);
        let announced = u32::try_from(seeded.next() % (1 << (10 + seeded.below(20)))).unwrap();
        let mut plain = vec![kind, lane];
        if kind == 1 {
            plain.extend(announced.to_be_bytes());
        }
        plain.resize(plain.len() + length, 0xab);
        came += plain.len();
        match assembler.take(&plain, Instant::now()) {
            Ok(Got::Message(_, message)) => assert!(message.len() <= limits.bulk),
            Ok(Got::Nothing | Got::Goodbye) => {}
            Err(WireError::Unruly(_)) => {
                (assembler, came) = (Assembler::new(limits, Instant::now()), 0);
            }
            Err(other) => panic!("{other:?}"),
        }
        assert!(assembler.held() <= 2 * came, "{} of {came}", assembler.held());
    }
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_hostile_bytes_after_the_handshake() {
    let mut seeded = Seeded(4);
    for _ in 0..rounds(300) {
        let (channel, mut peer) = unruly(Limits::default(), Times::default()).await;
        let (_sender, mut receiver) = channel.split();
        for _ in 0..seeded.below(4) {
            peer.send(&[1, 1, 0, 0, 0, 1, 5]).await.unwrap();
        }
        let length = 1 + seeded.below(200);
        peer.stream.write_all(&seeded.bytes(length)).await.unwrap();
        peer.stream.shutdown().await.unwrap();
        let error = loop {
            match receiver.next().await {
                Some(Ok(message)) => assert_eq!(message, [5]),
                Some(Err(error)) => break error,
                None => panic!("a break is told"),
            }
        };
        let told = matches!(error, WireError::NotGenuine | WireError::Cut | WireError::Unruly("an empty frame"));
        assert!(told, "{error:?}");
    }
}

fn read<T>(reading: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(reading)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: u32::try_from(rounds(256)).unwrap(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_hello_is_read_as_it_was_said(program in "[ -~àèì]{0,40}", session in proptest::collection::vec(any::<u8>(), 0..=16), id in any::<Option<[u8; 16]>>()) {
        let mode = id.map_or(Mode::Code, |id| Mode::Token(TokenId(id)));
        let hello = Hello { program, session: SessionId::new(&session).unwrap(), mode };
        let bytes = hello.to_bytes();
        let (read, raw) = read(async { Hello::read(&mut &bytes[..]).await }).unwrap();
        prop_assert!(read.program.len() <= 32 && hello.program.starts_with(&read.program));
        prop_assert_eq!((read.session, read.mode, raw), (hello.session, hello.mode, bytes));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), headed in any::<bool>()) {
        let mut all = if headed { b"proximo?\0\x01\0".to_vec() } else { Vec::new() };
        all.extend(&bytes);
        let _ = read(async { Hello::read(&mut &all[..]).await });
        if headed {
            all[7] = b'!';
        }
        let _ = read(async { Answer::read(&mut &all[..]).await });
    }

    #[test]
    fn any_pieces_are_put_together_or_refused(frames in proptest::collection::vec(proptest::collection::vec(0..4_u8, 0..3000), 0..20)) {
        let now = Instant::now();
        let mut assembler = Assembler::new(Limits::default(), now);
        for frame in &frames {
            if assembler.take(frame, now).is_err() {
                break;
            }
            prop_assert!(assembler.held() <= 2 * LONGEST_FRAME.max(frames.iter().map(Vec::len).sum()));
        }
    }

    #[test]
    fn any_text_is_a_code_or_none(typed in "\\PC{0,80}") {
        if let Ok(code) = typed.parse::<Code>() {
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }
    }
}
