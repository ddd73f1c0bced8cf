//! Strangers and ill-meaning guests at a real listening host, while somebody works there all the time.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use proximo::domain::desk::{Ask, Part, Surroundings, Together};
use proximo::domain::id::{Code as Bits, SessionId as Known, TypedId};
use proximo::domain::item::Item;
use proximo::live::DeskOptions;
use proximo::live::join::{Asked, join};
use proximo::live::protocol::{Call, Hello, LONGEST_NAME, Message, Word};
use proximo::live::wire::{Code, Joining, Key, Lane, Limits, SessionId, Times, dial};

use crate::common::{arbitrary::Dice, done, note, take};
use crate::driver::{Seat, Sits, now, random};
use crate::storm::Table;
use crate::together::{Room, asked, has, is_calm, options, port, sharing, until, until_session};

/// How much more the host may have taken at the most, in KiB: what a second host would.
const MOST_MEMORY: u64 = 64 * 1024;

fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").trim().parse().unwrap_or(0)
}

/// What a genuine guest says first, so that what is spoilt in it is next to what is right.
fn genuine() -> Vec<u8> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let guest = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let times = Times { handshake: Duration::from_millis(300), ..Times::default() };
        let joining = Joining { times, ..joining(Key::Code(Code::from_bits(3))) };
        runtime.block_on(async { drop(dial(&[address], &joining).await) });
    });
    let (mut stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let mut bytes = vec![0; 512];
    let length = stream.read(&mut bytes).unwrap_or(0);
    bytes.truncate(length);
    guest.join().unwrap();
    bytes
}

fn joining(key: Key) -> Joining {
    Joining {
        session: SessionId::default(),
        program: "0.0.0\u{1b}[31m".into(),
        key,
        times: Times::default(),
        limits: Limits::default(),
    }
}

fn hellos(dice: &mut Dice, address: SocketAddr, count: usize) {
    let genuine = genuine();
    assert!(genuine.len() > 8);
    for _ in 0..count {
        let Ok(mut stream) = TcpStream::connect(address) else { continue };
        let bytes: Vec<u8> = if dice.below(2) == 0 {
            (0..dice.below(300)).map(|_| dice.below(256) as u8).collect()
        } else {
            let mut bytes = genuine.clone();
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len() as u64) as usize;
                bytes[at] ^= 1 << dice.below(8);
            }
            bytes
        };
        let _ = stream.write_all(&bytes);
    }
}

/// What somebody sends who knows the code and means ill.
fn messages(dice: &mut Dice, part: Part) -> Vec<Vec<u8>> {
    let long: String = "\u{1b}[2J\u{202e}\u{7}Sàlve".repeat(20_000);
    let hello = |name: &str| Hello { name: name.into(), part, ..Hello::default() };
    let known = |bits| Some(Known::new(Bits::from_bits(bits)));
    let word = |word| Message::Word(word).encode();
    let mut first = match dice.below(6) {
        0 => vec![],
        1 => vec![word(Word::Hello(Hello { session: known(dice.below(1000) + 5), ..hello("Altrove") }))],
        2 => vec![word(Word::Hello(Hello { epoch: u32::MAX, term: u64::MAX, origin: long.clone(), ..hello("Poi") }))],
        3 => vec![word(Word::Hello(hello(&long)))],
        4 => vec![word(Word::Hello(hello("\u{1b}]0;x\u{7}Eva\r\n\u{9b}1m")))],
        _ => vec![word(Word::Hello(hello("Eva")))],
    };
    for _ in 0..dice.below(6) {
        let garbage =
            |dice: &mut Dice, most| -> Vec<u8> { (0..dice.below(most)).map(|_| dice.below(256) as u8).collect() };
        first.push(match dice.below(14) {
            0 => garbage(dice, 4000),
            1 => [b"w".as_slice(), &garbage(dice, 300)].concat(),
            2 => [b"wHello((name:\"".as_slice(), long.as_bytes()].concat(),
            3 => Message::Ops { upto: u64::MAX, ops: garbage(dice, 3000) }.encode(),
            4 => Message::Ops { upto: 1, ops: [&[0x85, 0x6f, 0x4a, 0x83][..], &garbage(dice, 3000)].concat() }.encode(),
            5 => Message::Said { meeting: dice.below(3) as u32, bytes: garbage(dice, 3000) }.encode(),
            6 => Message::Said { meeting: 1, bytes: [&[0x42][..], &garbage(dice, 300)].concat() }.encode(),
            7 => Message::Whole(garbage(dice, 3000)).encode(),
            8 if part == Part::Guest => word(Word::Claim(if dice.below(2) == 0 { 0 } else { u64::MAX }, 7)),
            8 => word(Word::Claim(0, 7)),
            9 => word(Word::Erased(long.clone())),
            10 => word(Word::Rename(proximo::domain::link::LaptopId(dice.below(3)), long.clone(), None)),
            11 => word(Word::Call(dice.below(9), Call::Show(Default::default()))),
            12 => word(Word::WantWhole),
            _ => [b"w".as_slice(), "[".repeat(50_000).as_bytes()].concat(),
        });
    }
    first
}

async fn inside(dice: &mut Dice, address: SocketAddr, code: &Code, times: usize) -> usize {
    let mut let_in = 0;
    for turn in 0..times {
        let part = if turn % 2 == 0 { Part::Guest } else { Part::Console };
        let Ok((channel, _)) = dial(&[address], &joining(Key::Code(*code))).await else { continue };
        let_in += 1;
        let (sender, mut receiver) = channel.split();
        for message in messages(dice, part) {
            let lane = if dice.below(8) == 0 && message.len() < 60_000 { Lane::Urgent } else { Lane::Bulk };
            if sender.send(lane, message).await.is_err() {
                break;
            }
        }
        // what it is told is read for a moment, or not at all
        if dice.below(2) == 0 {
            let _ = tokio::time::timeout(Duration::from_millis(15), async {
                while let Some(Ok(_)) = receiver.next().await {}
            })
            .await;
        }
    }
    let_in
}

#[test]
fn the_host_goes_on_whatever_strangers_and_ill_meaning_guests_send() {
    let folder = tempfile::tempdir().unwrap();
    let seats = [(Sits::Host, "Ada"), (Sits::Joined, "Marta")];
    let seats = seats.map(|(sits, name)| Seat::new(sits, name, folder.path(), 60));
    let mut table = Table::new(seats.to_vec());
    table.start(0);
    table.start(1);
    let since = Instant::now();
    while seats[1].acked().len() < 5 {
        assert!(since.elapsed() < Duration::from_secs(30), "never began");
        std::thread::sleep(Duration::from_millis(20));
    }
    let door = fs::read_to_string(seats[0].control.join("door")).unwrap();
    let (address, code) = door.split_once(' ').unwrap();
    let address: SocketAddr = address.parse().unwrap();
    let code: Code = code.parse().unwrap();
    let pid = table.pid(0);
    let before = peak(pid);
    let mut dice = Dice::new(20_260_312, 4);

    let silent: Vec<TcpStream> = (0..500).filter_map(|_| TcpStream::connect(address).ok()).collect();
    assert!(silent.len() > 400);
    hellos(&mut dice, address, 10_000);
    drop(silent);
    table.look();
    let worked = seats[1].acked().len();

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let let_in = runtime.block_on(inside(&mut dice, address, &code, 200));
    assert!(let_in > 100, "only {let_in} were let in");
    table.look();
    assert!(seats[1].acked().len() > worked + 5, "who works there was held up");
    let grown = peak(pid).saturating_sub(before);
    assert!(grown < MOST_MEMORY, "the host took {grown} KiB more");

    // last, since they make whoever comes from this address wait
    for number in 0..4 {
        let folder = folder.path().join(format!("x{number}"));
        fs::create_dir_all(folder.join("sessions")).unwrap();
        let asked = Asked {
            address: address.to_string(),
            code: "1-nessuna-parola".into(),
            name: "Nessuno".into(),
            part: Part::Console,
        };
        let options = DeskOptions::new("Nessuno", "x", Surroundings { now, random });
        assert!(join(&asked, &folder, options).is_err());
    }
    std::thread::sleep(Duration::from_millis(1500));
    let (_, told) = seats[0].state().unwrap();
    assert!(told.contains("Nonsense") || told.contains("WrongCode"), "{told}");
    let text = fs::read_to_string(seats[0].control.join("state-Ada")).unwrap();
    let here = text.split("here ").nth(1).unwrap();
    assert!(!text.chars().any(|sign| sign.is_control() || ('\u{202a}'..='\u{202e}').contains(&sign)), "{text:?}");
    assert!(here.split(';').all(|name| name.chars().count() <= LONGEST_NAME + 1), "{here}");
    table.settle(Duration::from_secs(40));
    table.close_and_compare();
    println!("hostile: {let_in} let in of 200, the host took {grown} KiB more");
}

/// Carries bytes between two, and spoils some of what passes while it is told to: a bit is turned, a piece said twice.
fn relay(to: SocketAddr, spoils: Arc<AtomicBool>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for (number, guest) in listener.incoming().enumerate() {
            let (Ok(guest), Ok(host)) = (guest, TcpStream::connect(to)) else { return };
            let ends = [(guest.try_clone().unwrap(), host.try_clone().unwrap()), (host, guest)];
            for (way, (mut from, mut into)) in ends.into_iter().enumerate() {
                let spoils = spoils.clone();
                let mut dice = Dice::new((number * 2 + way) as u64, 4);
                std::thread::spawn(move || {
                    let mut piece = vec![0; 4096];
                    while let Ok(length @ 1..) = from.read(&mut piece) {
                        let piece = &mut piece[..length];
                        let spoilt = if spoils.load(Ordering::Relaxed) { dice.below(4) } else { 9 };
                        if spoilt == 0 {
                            piece[dice.below(length as u64) as usize] ^= 1 << dice.below(8);
                        }
                        if into.write_all(piece).is_err() || (spoilt == 1 && into.write_all(piece).is_err()) {
                            break;
                        }
                    }
                    let _ = into.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    address
}

#[test]
fn what_is_altered_or_said_twice_on_the_way_is_never_taken_in_and_nothing_is_lost_by_it() {
    let room = Room::new();
    let (mut host, _host_desk) = room.host();
    let shared = sharing(&mut host);
    let spoils = Arc::new(AtomicBool::new(false));
    let through = relay(port(&shared).parse().unwrap(), spoils.clone());
    let asked = Asked { address: through.to_string(), ..asked(&shared, "Marta") };
    let (_, mut marta, _marta_desk) = join(&asked, &room.workspace("Marta"), options("Marta", "Marta")).unwrap();
    until(&mut marta, "calm", is_calm);
    spoils.store(true, Ordering::Relaxed);
    let mut broken = false;
    for number in 0..120 {
        done(if number % 3 == 0 { &mut host } else { &mut marta }, Ask::Change(take(note(100 + number, "parole"))));
        broken |= !is_calm(&marta.status.borrow());
        std::thread::sleep(Duration::from_millis(15));
    }
    assert!(broken, "nothing was spoilt");
    spoils.store(false, Ordering::Relaxed);
    done(&mut marta, Ask::Together(Together::Retry));
    until(&mut marta, "calm again", is_calm);
    for handle in [&mut host, &mut marta] {
        for number in 0..120 {
            let snapshot = until_session(handle, "all of it", has(100 + number));
            let Some(Item::Note(note)) = snapshot.session.get(note(100 + number, "").reference()) else { panic!() };
            assert_eq!(note.text, "parole");
        }
    }
    assert!(host.status.borrow().notices.is_empty(), "{:?}", host.status.borrow().notices);
}
