//! Strangers at a host's door, over real sockets on loopback, and the gate's counting by itself.

use std::net::{IpAddr, SocketAddr};

use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use super::*;

struct Served {
    address: SocketAddr,
    gate: Arc<Gate>,
    keys: Arc<Keys>,
    accepted: mpsc::Receiver<Accepted>,
    task: JoinHandle<()>,
}

fn served(rules: Rules) -> Served {
    let keys = Arc::new(Keys::new());
    keys.set_code(Some(code()));
    keys.admit(token(1));
    let gate = Gate::new(house(), Arc::clone(&keys), rules);
    let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    let (let_in, accepted) = mpsc::channel(8);
    let task = tokio::spawn(serve(listener, Arc::clone(&gate), let_in));
    Served { address, gate, keys, accepted, task }
}

impl Served {
    async fn knock(&self, key: Key) -> Result<(), WireError> {
        dial(&[self.address], &joining(key)).await.map(drop)
    }
}

fn wrong() -> Key {
    Key::Code("1-abete-zucca".parse().unwrap())
}

fn right() -> Key {
    Key::Code(code())
}

#[tokio::test]
async fn code_and_token_let_in_and_are_told() {
    let mut served = served(Rules::default());
    served.knock(right()).await.unwrap();
    assert_eq!(served.accepted.recv().await.unwrap().met.how, Mode::Code);
    let (channel, _) = dial(&[served.address], &joining(Key::Token(token(1)))).await.unwrap();
    let accepted = served.accepted.recv().await.unwrap();
    assert_eq!(accepted.met.how, Mode::Token(token(1).id));
    let ((_sender, mut receiver), (sender, _receiver)) = (channel.split(), accepted.channel.split());
    sender.send(Lane::Bulk, long_message()).await.unwrap();
    assert!(receiver.next().await == Some(Ok(long_message())));

    served.keys.revoke(token(1).id);
    let refused = served.knock(Key::Token(token(1))).await;
    assert_eq!(refused, Err(WireError::Refused(Refusal::WrongToken)));
    served.keys.set_code(None);
    assert_eq!(served.knock(right()).await, Err(WireError::Refused(Refusal::NoCode)));
    assert_eq!(served.gate.knocking(), 0);

    drop(served.accepted);
    served.task.await.unwrap();
}

fn long_message() -> Vec<u8> {
    vec![3; 5_000_000]
}

#[tokio::test]
async fn five_hundred_who_say_nothing_keep_nobody_out() {
    let mut served = served(Rules::default());
    let mut silent = Vec::new();
    for _ in 0..500 {
        silent.push(TcpStream::connect(served.address).await.unwrap());
    }
    let begun = Instant::now();
    served.knock(right()).await.unwrap();
    assert!(served.accepted.recv().await.is_some());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(served.gate.knocking() <= 8, "{}", served.gate.knocking());
    assert!(matches!(served.gate.event().await, GateEvent::Refused { what: WireError::Shed, .. }));
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_rest_is_not() {
    let mut served = served(Rules::default());
    for _ in 0..3 {
        assert_eq!(served.knock(wrong()).await, Err(WireError::Refused(Refusal::WrongCode)));
    }
    // the right code too, from that address; a token that is valid not
    for key in [wrong(), right(), Key::Token(token(2))] {
        let refused = served.knock(key).await;
        assert!(matches!(refused, Err(WireError::Refused(Refusal::Wait { seconds: 1..=5 }))), "{refused:?}");
    }
    served.knock(Key::Token(token(1))).await.unwrap();
    assert!(served.accepted.recv().await.is_some());
    for _ in 0..3 {
        let event = served.gate.event().await;
        let GateEvent::Refused { what, from, untold: 0 } = event else { panic!("{event:?}") };
        assert_eq!((what, from), (WireError::Refused(Refusal::WrongCode), served.address.ip()));
    }
}

#[tokio::test]
async fn the_host_is_found_among_addresses_of_others() {
    let mut served = served(Rules::default());
    let nobody = listen("127.0.0.1:0".parse().unwrap()).unwrap().local_addr().unwrap();
    let stranger = listen("127.0.0.1:0".parse().unwrap()).unwrap();
    let stranger_at = stranger.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = stranger.accept().await.unwrap();
        stream.write_all(b"220 mail ready\r\n").await.unwrap();
    });
    dial(&[nobody, stranger_at, served.address], &joining(right())).await.unwrap();
    assert!(served.accepted.recv().await.is_some());
    let nowhere = dial(&[nobody], &joining(right())).await.map(drop);
    assert!(matches!(nowhere, Err(WireError::Io(std::io::ErrorKind::ConnectionRefused, _))), "{nowhere:?}");
    assert!(dial(&[], &joining(right())).await.is_err());
}

/// What people see of the figure "a change seen on the other laptops", without what stands above.
#[tokio::test]
async fn a_short_message_arrives_within_milliseconds() {
    let mut served = served(Rules::default());
    let (channel, _) = dial(&[served.address], &joining(right())).await.unwrap();
    let (sender, _keep) = channel.split();
    let (_keep_too, mut receiver) = served.accepted.recv().await.unwrap().channel.split();
    let mut took = Vec::new();
    for _ in 0..200 {
        let begun = Instant::now();
        sender.send(Lane::Bulk, vec![1; 400]).await.unwrap();
        receiver.next().await.unwrap().unwrap();
        took.push(begun.elapsed());
    }
    took.sort();
    println!("median {:?}, longest {:?}", took[100], took[199]);
    assert!(took[100] < Duration::from_millis(10), "{:?}", took[100]);
}

#[tokio::test]
async fn wrong_tokens_count_too() {
    let served = served(Rules::default());
    for _ in 0..3 {
        assert_eq!(served.knock(Key::Token(token(2))).await, Err(WireError::Refused(Refusal::WrongToken)));
        // counted where it is told
        served.gate.event().await;
    }
    let refused = served.knock(right()).await;
    assert!(matches!(refused, Err(WireError::Refused(Refusal::Wait { .. }))), "{refused:?}");
}

#[tokio::test]
async fn a_code_that_was_guessed_at_too_often_is_spent() {
    let rules = Rules { free_guesses: 1000, guesses_in_all: 5, ..Rules::default() };
    let mut served = served(rules);
    // one that is right does not count
    served.knock(right()).await.unwrap();
    assert!(served.accepted.recv().await.is_some());
    for _ in 0..5 {
        assert_eq!(served.knock(wrong()).await, Err(WireError::Refused(Refusal::WrongCode)));
    }
    assert_eq!(served.knock(right()).await, Err(WireError::Refused(Refusal::NoCode)));
    assert_eq!(served.gate.event().await, GateEvent::CodeSpent);
    assert!(matches!(served.gate.event().await, GateEvent::Refused { .. }));
    served.keys.set_code(Some(Code::from_bits(5)));
    served.knock(Key::Code(Code::from_bits(5))).await.unwrap();
    assert_eq!(served.knock(right()).await, Err(WireError::Refused(Refusal::WrongCode)));
}

fn gate(rules: Rules) -> (Arc<Gate>, Arc<Keys>) {
    let keys = Arc::new(Keys::new());
    keys.set_code(Some(code()));
    (Gate::new(house(), Arc::clone(&keys), rules), keys)
}

fn hello(mode: Mode) -> Hello {
    Hello { program: String::new(), session: SessionId::default(), mode }
}

fn four(number: u32) -> IpAddr {
    IpAddr::V4(std::net::Ipv4Addr::from(0x0a00_0000 + number))
}

/// Guesses wrong from an address; returns the seconds to wait where it may not.
fn guess(gate: &Arc<Gate>, from: IpAddr) -> Result<(), Refusal> {
    use super::super::handshake::Door;
    let (visit, _shed) = gate.enter(from);
    let secret = visit.greet(&hello(Mode::Code))?;
    visit.attempt(&hello(Mode::Code), &secret)
}

#[tokio::test(start_paused = true)]
async fn pauses_double_up_to_five_minutes() {
    let (gate, _) = gate(Rules { guesses_in_all: 1000, ..Rules::default() });
    let mut pauses = Vec::new();
    for _ in 0..12 {
        match guess(&gate, four(1)) {
            Ok(()) => {}
            Err(Refusal::Wait { seconds }) => {
                pauses.push(seconds);
                sleep(Duration::from_secs(seconds.into())).await;
                guess(&gate, four(1)).unwrap();
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    assert_eq!(guess(&gate, four(2)), Ok(()), "another address does not wait");
}

#[tokio::test(start_paused = true)]
async fn guesses_at_the_same_time_gain_nothing() {
    use super::super::handshake::Door;
    let (gate, keys) = gate(Rules::default());
    let visits: Vec<_> = (0..64).map(|n| gate.enter(four(n))).collect();
    let secrets: Vec<_> = visits.iter().map(|(visit, _)| visit.greet(&hello(Mode::Code)).unwrap()).collect();
    let tried =
        visits.iter().zip(&secrets).filter(|((visit, _), secret)| visit.attempt(&hello(Mode::Code), secret).is_ok());
    assert_eq!(tried.count(), 20);
    keys.set_code(Some(code()));
    let (visit, secret) = (&visits[63].0, &secrets[63]);
    assert_eq!(visit.attempt(&hello(Mode::Code), secret), Err(Refusal::CodeChanged), "an old turn");
}

#[tokio::test(start_paused = true)]
async fn the_gate_stays_small_whoever_comes() {
    let (gate, _) = gate(Rules { guesses_in_all: u32::MAX, ..Rules::default() });
    let mut kept = Vec::new();
    for n in 0..u32::try_from(rounds(10_000)).unwrap() {
        let _ = guess(&gate, four(n));
        gate.report(WireError::Stranger, four(n));
        kept.push(gate.enter(four(n % 1000)));
        assert!(gate.knocking() <= 64);
    }
    let mut told = 0;
    while timeout(Duration::from_millis(1), gate.event()).await.is_ok() {
        told += 1;
    }
    assert_eq!(told, 8);
    gate.report(WireError::Refused(Refusal::WrongCode), four(1));
    let GateEvent::Refused { what: WireError::Refused(_), untold: 0, .. } = gate.event().await else { panic!() };
}

#[tokio::test(start_paused = true)]
async fn who_has_most_and_says_nothing_is_shed_first() {
    use super::super::handshake::Door;
    let (gate, _) = gate(Rules { knocking: 4, from_one_address: 3, ..Rules::default() });
    let enter = |from| gate.enter(four(from));
    let (quiet, mut shed_quiet) = enter(1);
    let (_b, mut shed_b) = enter(2);
    let (_c, mut shed_c) = enter(2);
    let (speaks, mut shed_speaks) = enter(2);
    speaks.greet(&hello(Mode::Code)).unwrap();
    let is_shed = |shed: &mut tokio::sync::oneshot::Receiver<()>| {
        matches!(shed.try_recv(), Err(tokio::sync::oneshot::error::TryRecvError::Closed))
    };
    let _d = enter(3);
    assert!(is_shed(&mut shed_b));
    let _e = enter(2);
    let _f = enter(2);
    assert!(is_shed(&mut shed_c) && !is_shed(&mut shed_speaks) && !is_shed(&mut shed_quiet));
    drop(quiet);
}

#[tokio::test(start_paused = true)]
async fn an_ipv6_network_counts_as_one() {
    let (gate, _) = gate(Rules::default());
    for n in 0..3 {
        guess(&gate, format!("2001:db8::{n}").parse().unwrap()).unwrap();
    }
    assert!(guess(&gate, "2001:db8::ffff".parse().unwrap()).is_err());
    assert!(guess(&gate, "2001:db8:0:1::1".parse().unwrap()).is_ok());
    for n in 0..3 {
        guess(&gate, format!("fe80::{n}").parse().unwrap()).unwrap();
    }
    assert!(guess(&gate, "fe80::77".parse().unwrap()).is_ok());
}
