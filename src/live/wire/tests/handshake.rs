//! Right and wrong secrets, other versions, altered and replayed bytes, time limits.

use tokio::time::Instant;

use super::*;

fn refused(ended: &Ended) -> Option<Refusal> {
    match ended {
        Err(WireError::Refused(refusal)) => Some(*refusal),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn the_right_code_and_the_right_token_let_in() {
    for (key, how) in [(Key::Code(code()), Mode::Code), (Key::Token(token(1)), Mode::Token(token(1).id))] {
        let (here, there) = duplex(1024);
        let (guest, host) = meet(here, there, &joining(key)).await;
        let (channel, met) = guest.unwrap();
        assert_eq!(met, Met { program: "0.2.0".into(), session: house().session, how });
        let (at_host, met) = host.unwrap();
        assert_eq!(met, Met { program: "0.1.0".into(), session: house().session, how });
        let (sender, _receiver) = channel.split();
        let (_sender, mut receiver) = at_host.split();
        sender.send(Lane::Bulk, b"ciao".to_vec()).await.unwrap();
        assert_eq!(receiver.next().await, Some(Ok(b"ciao".to_vec())));
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_secret_is_told_to_both() {
    let other = Token::from_bytes({
        let mut bytes = token(1).to_bytes();
        bytes[47] ^= 1;
        bytes
    });
    for (key, refusal) in [
        (Key::Code("7-vento-chitarra".parse().unwrap()), Refusal::WrongCode),
        (Key::Code("8-chitarra-vento".parse().unwrap()), Refusal::WrongCode),
        (Key::Token(other), Refusal::WrongToken),
        (Key::Token(token(2)), Refusal::WrongToken),
    ] {
        let (here, there) = duplex(1024);
        let (guest, host) = meet(here, there, &joining(key)).await;
        assert_eq!((refused(&guest), refused(&host)), (Some(refusal), Some(refusal)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_that_does_not_know_the_code_is_found_out() {
    struct Wrong;
    impl Door for Wrong {
        fn greet(&self, _: &Hello) -> Result<Secret, Refusal> {
            Ok(Secret::Code("1-abete-zucca".parse().unwrap(), 0))
        }
        fn attempt(&self, _: &Hello, _: &Secret) -> Result<(), Refusal> {
            Ok(())
        }
        fn right(&self, _: &Hello) {}
    }
    let (here, there) = duplex(1024);
    let (joining, house) = (joining(Key::Code(code())), house());
    let (guest, _host) = tokio::join!(guest(here, &joining), host(there, &house, &Wrong));
    assert!(refused(&guest).is_some());
}

#[tokio::test(start_paused = true)]
async fn another_session_is_refused() {
    let wanted = Joining { session: SessionId::new(b"another").unwrap(), ..joining(Key::Code(code())) };
    let (here, there) = duplex(1024);
    let (guest, host) = meet(here, there, &wanted).await;
    assert_eq!((refused(&guest), refused(&host)), (Some(Refusal::OtherSession), Some(Refusal::OtherSession)));
}

#[tokio::test(start_paused = true)]
async fn versions_that_differ_tell_which_side_is_older() {
    for (theirs, older_at_host) in [(0, Older::There), (PROTOCOL + 1, Older::Here), (u16::MAX, Older::Here)] {
        let (mut here, there) = duplex(1024);
        let hello = Hello { program: "9.9\u{1b}[31m".into(), session: SessionId::default(), mode: Mode::Code };
        let mut bytes = hello.to_bytes_of(theirs);
        // a later protocol may say more
        bytes.extend([1, 2, 3]);
        bytes[11] += 3;
        here.write_all(&bytes).await.unwrap();
        let house = house();
        let error = host(there, &house, &OpenDoor).await.unwrap_err();
        assert_eq!(error, WireError::Version { here: PROTOCOL, there: theirs, program: "9.9".into() });
        assert_eq!(error.older(), Some(older_at_host));

        // what the guest reads of it, and of a host of another version
        let mut answer = Vec::new();
        here.read_to_end(&mut answer).await.unwrap();
        assert_eq!(answer[..10], [&b"proximo!"[..], &PROTOCOL.to_be_bytes()].concat());
        answer[8..10].copy_from_slice(&theirs.to_be_bytes());
        let (here, mut there) = duplex(1024);
        there.write_all(&answer).await.unwrap();
        let error = guest(here, &joining(Key::Code(code()))).await.unwrap_err();
        assert_eq!(error, WireError::Version { here: PROTOCOL, there: theirs, program: "0.2.0".into() });
        assert_eq!(error.older(), Some(older_at_host));
    }
}

#[tokio::test(start_paused = true)]
async fn any_byte_of_the_handshake_that_is_altered_is_noticed() {
    for key in [Key::Code(code()), Key::Token(token(1))] {
        let (here, there, heard) = overheard(None);
        let (guest, host) = meet(here, there, &joining(key.clone())).await;
        drop((guest.unwrap(), host.unwrap()));
        let lengths = heard.lock().unwrap().each_ref().map(Vec::len);
        assert!(lengths[0] < 200 && lengths[1] < 300, "{lengths:?}");
        for (way, length) in lengths.into_iter().enumerate() {
            for at in 0..length {
                let (here, there, _) = overheard(Some((way, at)));
                let (guest, host) = meet(here, there, &joining(key.clone())).await;
                // what comes last, the host's outcome, is noticed by the guest alone, and the host's channel then ends
                assert!(guest.is_err(), "{key:?}, way {way}, byte {at}");
                if let Ok((channel, _)) = host {
                    assert!(way == 1);
                    assert_eq!(channel.split().1.next().await, Some(Err(WireError::Cut)));
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_replayed_handshake_opens_nothing() {
    for (key, refusal) in [(Key::Code(code()), Refusal::WrongCode), (Key::Token(token(1)), Refusal::WrongToken)] {
        let (here, there, heard) = overheard(None);
        let (guest, host) = meet(here, there, &joining(key)).await;
        let ((sender, _), _host) = (guest.unwrap().0.split(), host.unwrap());
        sender.send(Lane::Bulk, b"a vote".to_vec()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
        let [from_guest, from_host] = heard.lock().unwrap().clone();

        let (mut here, there) = duplex(4096);
        here.write_all(&from_guest).await.unwrap();
        let house = house();
        assert_eq!(refused(&host_of(there, &house).await), Some(refusal));

        let (here, mut there) = duplex(4096);
        there.write_all(&from_host).await.unwrap();
        let again = super::guest(here, &joining_again(refusal)).await;
        assert_eq!(again.map(drop), Err(WireError::NotGenuine));
    }
}

async fn host_of(there: DuplexStream, house: &House) -> Ended {
    host(there, house, &OpenDoor).await
}

fn joining_again(refusal: Refusal) -> Joining {
    joining(if refusal == Refusal::WrongCode { Key::Code(code()) } else { Key::Token(token(1)) })
}

#[tokio::test(start_paused = true)]
async fn silence_and_slowness_end_after_the_time_limit() {
    let hello = Hello { program: "1".into(), session: SessionId::default(), mode: Mode::Code }.to_bytes();
    for said in [0, 1, 11, hello.len() - 1, hello.len()] {
        let (mut here, there) = duplex(1024);
        here.write_all(&hello[..said]).await.unwrap();
        let begun = Instant::now();
        let house = house();
        assert_eq!(host_of(there, &house).await.map(drop), Err(WireError::TooSlow));
        assert_eq!(begun.elapsed().as_secs(), 10);
    }
    // a byte a second does not help
    let (mut here, there) = duplex(1024);
    tokio::spawn(async move {
        for byte in hello {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if here.write_all(&[byte]).await.is_err() {
                return;
            }
        }
    });
    let house = house();
    assert_eq!(host_of(there, &house).await.map(drop), Err(WireError::TooSlow));
    let (here, _there) = duplex(1024);
    assert_eq!(guest(here, &joining(Key::Code(code()))).await.map(drop), Err(WireError::TooSlow));
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_breaks_off_says_so() {
    let (here, there, heard) = overheard(None);
    let (_guest, _host) = meet(here, there, &joining(Key::Code(code()))).await;
    let [from_guest, from_host] = heard.lock().unwrap().clone();
    for length in 0..from_guest.len() {
        let (mut here, there) = duplex(1024);
        here.write_all(&from_guest[..length]).await.unwrap();
        here.shutdown().await.unwrap();
        let house = house();
        assert_eq!(host_of(there, &house).await.map(drop), Err(WireError::Cut), "{length}");
    }
    for length in 0..from_host.len() {
        let (here, mut there) = duplex(1024);
        there.write_all(&from_host[..length]).await.unwrap();
        there.shutdown().await.unwrap();
        let ended = guest(here, &joining(Key::Code(code()))).await.map(drop);
        assert_eq!(ended, Err(WireError::Cut), "{length}");
    }
}
