//! Messages on two lanes, back-pressure, silence, endings, and what goes over the wire.

use tokio::time::{Instant, sleep, timeout};

use super::super::frame::PIECE;
use super::*;

/// Bytes that differ by place.
fn long(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 + at / 251).to_le_bytes()[0]).collect()
}

#[tokio::test(start_paused = true)]
async fn messages_of_any_length_arrive_whole_and_in_order() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    let lengths = [1, 2, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 65_519, 65_535, 65_536, 3_000_001, 1];
    tokio::spawn(async move {
        for length in lengths {
            sender.send(Lane::Bulk, long(length)).await.unwrap();
        }
    });
    for length in lengths {
        assert!(receiver.next().await.unwrap().unwrap() == long(length), "{length}");
    }
    assert_eq!(receiver.next().await, None, "its sender said goodbye");
}

#[tokio::test]
async fn the_longest_message_arrives_and_a_longer_one_is_not_sent() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    let longest = Limits::default().bulk;
    let sent = sender.clone();
    tokio::spawn(async move { sent.send(Lane::Bulk, vec![7; longest]).await });
    let got = receiver.next().await.unwrap().unwrap();
    assert!(got.len() == longest && got.iter().all(|byte| *byte == 7));
    for (lane, length) in [(Lane::Bulk, longest + 1), (Lane::Bulk, 0), (Lane::Urgent, 65_537), (Lane::Urgent, 0)] {
        assert_eq!(sender.send(lane, vec![0; length]).await, Err(WireError::Length(length)));
    }
}

/// Returns both ends of a channel over a network that carries a kilobyte in a millisecond, guest first.
async fn slow_pair() -> (Channel, Channel) {
    let (here, from_guest) = duplex(8 * 1024);
    let (from_host, there) = duplex(8 * 1024);
    let (guest_read, guest_write) = tokio::io::split(from_guest);
    let (host_read, host_write) = tokio::io::split(from_host);
    for (mut from, mut to) in [(guest_read, host_write), (host_read, guest_write)] {
        tokio::spawn(async move {
            let mut bytes = [0; 1024];
            while let Ok(length @ 1..) = from.read(&mut bytes).await {
                sleep(Duration::from_millis(1)).await;
                if to.write_all(&bytes[..length]).await.is_err() {
                    return;
                }
            }
        });
    }
    let (guest, host) = meet(here, there, &joining(Key::Code(code()))).await;
    (guest.unwrap().0, host.unwrap().0)
}

#[tokio::test(start_paused = true)]
async fn what_is_urgent_goes_between_the_pieces() {
    let (guest, host) = slow_pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    let begun = Instant::now();
    sender.send(Lane::Bulk, long(4 << 20)).await.unwrap();
    let urgent = sender.clone();
    tokio::spawn(async move {
        while begun.elapsed() < Duration::from_secs(3) {
            let sent = u32::try_from(begun.elapsed().as_millis()).unwrap();
            urgent.send(Lane::Urgent, sent.to_be_bytes().to_vec()).await.unwrap();
            sleep(Duration::from_millis(50)).await;
        }
    });
    let mut urgent = 0;
    loop {
        match receiver.next_on().await.unwrap().unwrap() {
            (Lane::Urgent, sent) => {
                urgent += 1;
                let sent = u32::from_be_bytes(sent.try_into().unwrap());
                let took = begun.elapsed().as_millis() - u128::from(sent);
                // what lies in the network's buffers, and the piece that was begun
                assert!(took <= 50, "{took} ms");
            }
            (Lane::Bulk, whole) => {
                assert!(whole == long(4 << 20));
                break;
            }
        }
    }
    assert!(begun.elapsed() >= Duration::from_secs(4) && urgent >= 55, "{urgent}");
}

#[tokio::test(start_paused = true)]
async fn urgent_messages_without_end_let_bulk_through() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    let storm = sender.clone();
    let storm = tokio::spawn(async move { while storm.send(Lane::Urgent, vec![1; 1000]).await.is_ok() {} });
    sleep(Duration::from_millis(1)).await;
    sender.send(Lane::Bulk, long(20 * PIECE)).await.unwrap();
    let mut urgent = 0;
    while let Some(Ok((Lane::Urgent, _))) = receiver.next_on().await {
        urgent += 1;
    }
    assert!(urgent < 2000, "{urgent}");
    storm.abort();
}

#[tokio::test(start_paused = true)]
async fn of_presence_only_the_newest_waits() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    for number in 0..1000_u32 {
        sender.try_urgent(number.to_be_bytes().to_vec(), Some(number % 2)).unwrap();
    }
    assert_eq!(receiver.next().await, Some(Ok(998_u32.to_be_bytes().to_vec())));
    assert_eq!(receiver.next().await, Some(Ok(999_u32.to_be_bytes().to_vec())));

    let full = (0..1000).find_map(|_| sender.try_urgent(vec![1], None).err());
    assert_eq!(full, Some(WireError::Full));
}

#[tokio::test(start_paused = true)]
async fn who_sends_waits_for_who_does_not_take() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (host_sender, mut receiver)) = (guest.split(), host.split());
    let mut sent = 0;
    while timeout(Duration::from_secs(1), sender.send(Lane::Bulk, vec![1; 10_000])).await.is_ok() {
        sent += 1;
    }
    assert!((150..400).contains(&sent), "about a megabyte at each end: {sent}");
    // a long time without taking anything is no silence: the pings wait in the connection
    sleep(Duration::from_secs(25)).await;
    assert_eq!(host_sender.send(Lane::Urgent, vec![1]).await, Ok(()));
    for _ in 0..sent {
        assert_eq!(receiver.next().await, Some(Ok(vec![1; 10_000])));
    }
    sender.send(Lane::Bulk, vec![2]).await.unwrap();
    assert_eq!(receiver.next().await, Some(Ok(vec![2])));
}

#[tokio::test(start_paused = true)]
async fn small_messages_are_bounded_too() {
    let (guest, host) = pair().await;
    let ((sender, _keep), _host) = (guest.split(), host.split());
    let mut sent = 0;
    while timeout(Duration::from_secs(1), sender.send(Lane::Bulk, vec![1])).await.is_ok() {
        sent += 1;
    }
    assert!(sent < 12_000, "{sent}");
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_for_long_is_given_up() {
    let (guest, host) = pair().await;
    let ((sender, mut receiver), _host) = (guest.split(), host.split());
    let sent = sender.clone();
    let endless = tokio::spawn(async move {
        loop {
            if let Err(error) = sent.send(Lane::Bulk, vec![1; 100_000]).await {
                return error;
            }
        }
    });
    assert_eq!(receiver.next().await, Some(Err(WireError::Stalled)));
    assert_eq!(endless.await.unwrap(), WireError::Stalled);
    assert_eq!(sender.ended().await, Err(WireError::Stalled));
}

#[tokio::test(start_paused = true)]
async fn pings_keep_a_quiet_connection() {
    let (guest, host) = pair().await;
    let ((sender, _keep), (_keep_too, mut receiver)) = (guest.split(), host.split());
    sleep(Duration::from_secs(3600)).await;
    sender.send(Lane::Bulk, b"still here".to_vec()).await.unwrap();
    assert_eq!(receiver.next().await, Some(Ok(b"still here".to_vec())));
}

#[tokio::test(start_paused = true)]
async fn silence_is_the_end() {
    let (channel, quiet) = unruly(Limits::default(), Times::default()).await;
    let (sender, mut receiver) = channel.split();
    let begun = Instant::now();
    assert_eq!(receiver.next().await, Some(Err(WireError::Gone)));
    assert_eq!(begun.elapsed().as_secs(), 6);
    assert_eq!(receiver.next().await, None);
    assert_eq!(sender.send(Lane::Bulk, vec![1]).await, Err(WireError::Gone));
    assert_eq!(sender.try_urgent(vec![1], None), Err(WireError::Gone));
    drop(quiet);
}

#[tokio::test(start_paused = true)]
async fn a_slow_frame_is_no_silence() {
    let (channel, mut slow) = unruly(Limits::default(), Times::default()).await;
    let (_sender, mut receiver) = channel.split();
    let message = long(60);
    let frame = slow.seal(&[&[1, 1, 0, 0, 0, 60][..], &message].concat());
    tokio::spawn(async move {
        for byte in frame {
            sleep(Duration::from_secs(5)).await;
            slow.stream.write_all(&[byte]).await.unwrap();
        }
    });
    assert_eq!(receiver.next().await, Some(Ok(message)));
}

#[tokio::test(start_paused = true)]
async fn an_ending_is_told_apart_from_a_break() {
    // a goodbye, with everything before it
    let (guest, host) = pair().await;
    let ((sender, mut at_guest), (host_sender, mut receiver)) = (guest.split(), host.split());
    sender.send(Lane::Bulk, long(200_000)).await.unwrap();
    sender.send(Lane::Urgent, b"goodbye".to_vec()).await.unwrap();
    sender.close();
    assert_eq!(sender.send(Lane::Bulk, vec![1]).await, Err(WireError::Closed));
    assert_eq!(receiver.next().await, Some(Ok(b"goodbye".to_vec())));
    assert_eq!(receiver.next().await, Some(Ok(long(200_000))));
    assert_eq!(receiver.next().await, None);
    host_sender.send(Lane::Bulk, b"you too".to_vec()).await.unwrap();
    assert_eq!(at_guest.next().await, Some(Ok(b"you too".to_vec())));
    drop(host_sender);
    assert_eq!(at_guest.next().await, None);
    assert_eq!(sender.ended().await, Ok(()));

    // cut here: the other end sees a break
    let (guest, host) = pair().await;
    let ((sender, mut at_guest), (_keep, mut receiver)) = (guest.split(), host.split());
    sender.cut();
    assert_eq!(receiver.next().await, Some(Err(WireError::Cut)));
    assert_eq!(at_guest.next().await, None);
    assert_eq!(sender.ended().await, Err(WireError::Closed));

    // both halves dropped: what waited arrives
    let (guest, host) = pair().await;
    let (_keep, mut receiver) = host.split();
    let (sender, at_guest) = guest.split();
    sender.send(Lane::Bulk, b"last words".to_vec()).await.unwrap();
    drop((at_guest, sender));
    assert_eq!(receiver.next().await, Some(Ok(b"last words".to_vec())));
    assert_eq!(receiver.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_frame_altered_anywhere_is_refused() {
    let mut seeded = Seeded(7);
    for _ in 0..rounds(300) {
        let (here, there, heard) = overheard(None);
        let (guest, host) = meet(here, there, &joining(Key::Token(token(1)))).await;
        drop((guest, host));
        let handshake = heard.lock().unwrap()[0].len();

        let message = seeded.bytes(1 + seeded.0 as usize % 40_000);
        let on_wire = message.len() + message.len().div_ceil(PIECE) * (2 + 2 + 16) + 4;
        let at = handshake + seeded.below(on_wire);
        let (here, there, _) = overheard(Some((0, at)));
        let (guest, host) = meet(here, there, &joining(Key::Token(token(1)))).await;
        let ((sender, _keep), (_keep_too, mut receiver)) = (guest.unwrap().0.split(), host.unwrap().0.split());
        sender.send(Lane::Bulk, message.clone()).await.unwrap();
        match receiver.next().await {
            // a length that is altered leads to a wait for bytes that are never sent, or to a frame that does not open
            Some(Err(WireError::NotGenuine | WireError::Gone | WireError::Unruly("an empty frame"))) => {}
            other => panic!("byte {at}: {other:?}"),
        }
        assert_eq!(receiver.next().await, None);
    }
}

#[tokio::test(start_paused = true)]
async fn frames_replayed_left_out_or_turned_round_are_refused() {
    for order in [&[0, 0][..], &[0, 1, 0], &[1], &[0, 2], &[1, 0], &[0, 1, 1]] {
        let (channel, mut peer) = unruly(Limits::default(), Times::default()).await;
        let (_sender, mut receiver) = channel.split();
        let frames: Vec<Vec<u8>> = (0..3_u8).map(|n| peer.seal(&[1, 1, 0, 0, 0, 1, n])).collect();
        for at in order {
            peer.stream.write_all(&frames[*at]).await.unwrap();
        }
        let right = order.iter().enumerate().take_while(|(place, at)| place == *at).count();
        for n in 0..right {
            assert_eq!(receiver.next().await, Some(Ok(vec![u8::try_from(n).unwrap()])));
        }
        assert_eq!(receiver.next().await, Some(Err(WireError::NotGenuine)), "{order:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_can_be_read_on_the_wire() {
    let (here, there, heard) = overheard(None);
    let (guest, host) = meet(here, there, &joining(Key::Code(code()))).await;
    let ((guest_sender, mut at_guest), (host_sender, mut at_host)) =
        (guest.unwrap().0.split(), host.unwrap().0.split());
    let secret = b"the operators said that night shifts are the trouble ".repeat(2000);
    guest_sender.send(Lane::Bulk, secret.clone()).await.unwrap();
    host_sender.send(Lane::Urgent, secret[..500].to_vec()).await.unwrap();
    host_sender.send(Lane::Bulk, token(9).to_bytes().to_vec()).await.unwrap();
    assert!(at_host.next().await == Some(Ok(secret.clone())));
    assert!(at_guest.next().await == Some(Ok(secret[..500].to_vec())));
    assert!(at_guest.next().await.is_some());
    let heard = heard.lock().unwrap();
    for (way, bytes) in heard.iter().enumerate() {
        for piece in secret[..54].windows(6).chain(token(9).to_bytes().windows(6)).chain([&b"chitarra"[..]]) {
            assert!(!bytes.windows(piece.len()).any(|window| window == piece), "{way}: {piece:?}");
        }
    }
    assert!(heard[0].len() > secret.len());
}
