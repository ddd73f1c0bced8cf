//! Who may do what at a host, message by message; and that a ballot is the box's alone until its round is closed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use proximo::domain::ballot_box::{Cast, Given, Receipt};
use proximo::domain::desk::{Answer, Ask, Wrong};
use proximo::domain::id::{Code, OptionId, PollId, SessionId, TicketId, TypedId};
use proximo::domain::item::{Item, Poll};
use proximo::domain::link::{LaptopId, Part, TurnedAway};
use proximo::domain::poll::{Ballot, Method, PollOption, Round, RoundNo};
use proximo::domain::value::{Group, RoundState};
use proximo::live;
use proximo::live::host::{Act, Host, How, Out};
use proximo::live::join::join;
use proximo::live::protocol::{Call, CallAnswer, Hello, Message, Secret, Word};
use proximo::live::ties::Ties;
use proximo::store::document::Document;
use proximo::store::files::Files;
use proximo::store::{self, Opened, Opening};

use crate::common::{self, done, moment, note, take};
use crate::together::{Room, asked, close, is_calm, joined, options, sharing, until, until_session};

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::SeqCst)
}

struct Hall {
    _folder: tempfile::TempDir,
    document: Document,
    host: Host,
    peers: u64,
}

impl Hall {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tavolo.ron");
        fs::write(&file, store::write_text(&common::session("Tavolo"))).unwrap();
        let opening = Opening { machine: "host".into(), now: moment(), files: Files::default() };
        let Opened::Writable(mut document) = store::open(&file, &opening).unwrap() else { panic!("only shown") };
        assert!(document.wait_until_shared());
        let ties = Ties { term: 5, family: Secret([7; 32]), ..Ties::default() };
        Self { _folder: folder, document: *document, host: Host::new("Ada", "tavolo", ties, random), peers: 0 }
    }

    fn comes(&mut self, how: How) -> u64 {
        self.peers += 1;
        self.host.came(self.peers, how);
        self.peers
    }

    fn says(&mut self, peer: u64, word: Word) -> (Vec<Act>, Vec<(u64, Message)>) {
        self.sends(peer, Message::Word(word))
    }

    fn sends(&mut self, peer: u64, message: Message) -> (Vec<Act>, Vec<(u64, Message)>) {
        let acts = self.host.hear(peer, message, &mut self.document, moment());
        self.document.write_down().unwrap();
        self.host.written();
        (acts, said(self.host.take_out()))
    }

    fn greets(&mut self, how: How, part: Part) -> (u64, LaptopId, Secret) {
        let peer = self.comes(how);
        let hello = Hello { name: "Marta".into(), part, ..Hello::default() };
        let (_, out) = self.says(peer, Word::Hello(hello));
        let welcome = out.into_iter().find_map(|(to, message)| match message {
            Message::Word(Word::Welcome(welcome)) if to == peer => Some(welcome),
            _ => None,
        });
        let welcome = welcome.expect("let in");
        (peer, welcome.id, welcome.family)
    }
}

fn said(out: Vec<Out>) -> Vec<(u64, Message)> {
    out.into_iter()
        .filter_map(|out| match out {
            Out::Say(peer, message) => Some((peer, message)),
            Out::Part(_) => None,
        })
        .collect()
}

fn claimed(acts: &[Act]) -> bool {
    acts.iter().any(|act| matches!(act, Act::Claimed(..)))
}

#[test]
fn only_who_may_change_the_session_may_say_to_host_it() {
    let mut hall = Hall::new();
    let nobody_yet = hall.comes(How::Code);
    let (guest, ..) = hall.greets(How::Code, Part::Guest);
    let (wall, ..) = hall.greets(How::Code, Part::Wall);
    for peer in [nobody_yet, guest, wall] {
        for term in [1, 5, 6, u64::MAX] {
            let (acts, out) = hall.says(peer, Word::Claim(term, 1));
            assert!(!claimed(&acts), "{peer} {term}");
            assert!(!out.iter().any(|(_, message)| matches!(message, Message::Word(Word::Claim(..)))), "{out:?}");
        }
    }
    let (console, ..) = hall.greets(How::Code, Part::Console);
    assert!(!claimed(&hall.says(console, Word::Claim(5, 1)).0));
    assert!(claimed(&hall.says(console, Word::Claim(6, 1)).0));
    // one that hosted it in its turn comes by what all who were in it share, and says it first
    let family = hall.comes(How::Family);
    assert!(claimed(&hall.says(family, Word::Claim(6, 1)).0));
}

#[test]
fn a_session_with_less_in_it_is_taken_from_nobody_who_was_not_asked_for_it() {
    let mut hall = Hall::new();
    let text = store::write_text(hall.document.session());
    let (guest, ..) = hall.greets(How::Code, Part::Guest);
    let (console, ..) = hall.greets(How::Code, Part::Console);
    for peer in [guest, console] {
        let (acts, _) = hall.says(peer, Word::Erased(text.clone()));
        assert!(!acts.iter().any(|act| matches!(act, Act::Erased(_))), "{acts:?}");
    }
    let ahead = hall.comes(How::Code);
    let hello = Hello { name: "Luca".into(), epoch: 3, ..Hello::default() };
    let (_, out) = hall.says(ahead, Word::Hello(hello));
    assert!(out.contains(&(ahead, Message::Word(Word::TellErased))));
    let (acts, _) = hall.says(ahead, Word::Erased(text.clone()));
    assert!(acts.iter().any(|act| matches!(act, Act::Erased(_))));
    let (acts, _) = hall.says(ahead, Word::Erased(text));
    assert!(!acts.iter().any(|act| matches!(act, Act::Erased(_))), "once");
}

#[test]
fn two_that_erased_something_else_as_often_tell_each_other() {
    let mut hall = Hall::new();
    let peer = hall.comes(How::Code);
    let erased = [note(4, "").reference()].into();
    let (_, out) = hall.says(peer, Word::Hello(Hello { erased, ..Hello::default() }));
    assert!(out.contains(&(peer, Message::Word(Word::TellErased))), "{out:?}");
}

#[test]
fn what_is_said_of_a_history_that_is_gone_is_not_taken_into_the_new_one() {
    let mut hall = Hall::new();
    let (peer, ..) = hall.greets(How::Code, Part::Console);
    let whole = hall.document.whole_history().unwrap();
    let mut other = proximo::store::history::History::load(&whole).unwrap();
    let ops = other.record([note(5, "da prima")]).unwrap();
    hall.host.begin_anew();
    hall.host.take_out();
    let mut meeting = proximo::store::history::Meeting::default();
    let bytes = other.say(&mut meeting).unwrap();
    let before = hall.document.heads();
    for message in [Message::Ops { upto: 1, ops: ops.clone() }, Message::Said { meeting: 1, bytes }] {
        assert!(hall.sends(peer, message).1.is_empty());
    }
    let brings = |ops| proximo::live::host::Brings { peer, upto: 1, ops };
    hall.host.hear_all(vec![brings(ops.clone()), brings(ops)], &mut hall.document, moment());
    assert_eq!(hall.document.heads(), before);
}

#[test]
fn before_hello_nothing_is_told() {
    let mut hall = Hall::new();
    for word in [Word::WantWhole, Word::Mark(3), Word::On(None), Word::Call(1, Call::Show(Default::default()))] {
        let peer = hall.comes(How::Code);
        let (acts, out) = hall.says(peer, word);
        assert!(acts.is_empty() && out.iter().all(|(to, _)| *to != peer), "{acts:?} {out:?}");
    }
    let peer = hall.comes(How::Code);
    let (_, out) = hall.sends(peer, Message::Said { meeting: 1, bytes: vec![66, 0, 0, 0, 0] });
    assert!(out.iter().all(|(to, _)| *to != peer));
}

#[test]
fn who_is_let_in_and_says_nothing_does_not_fill_the_house() {
    let mut hall = Hall::new();
    let (works, ..) = hall.greets(How::Code, Part::Console);
    for _ in 0..1000 {
        hall.comes(How::Code);
    }
    let parted = hall.host.take_out().into_iter().filter(|out| matches!(out, Out::Part(_))).count();
    assert_eq!(parted, 1000 - 64);
    let (_, out) = hall.says(works, Word::WantWhole);
    assert!(out.iter().any(|(to, message)| *to == works && matches!(message, Message::Whole(_))));
    hall.greets(How::Code, Part::Console);
}

#[test]
fn another_session_is_turned_away() {
    let mut hall = Hall::new();
    let peer = hall.comes(How::Code);
    let other = Some(SessionId::new(Code::from_bits(99)));
    let (acts, _) = hall.says(peer, Word::Hello(Hello { session: other, ..Hello::default() }));
    assert!(matches!(&acts[..], [Act::TurnedAway(_, TurnedAway::OtherSession)]), "{acts:?}");
}

#[test]
fn a_guest_brings_nothing_whatever_it_sends() {
    let mut hall = Hall::new();
    let whole = hall.document.whole_history().unwrap();
    let mut other = proximo::store::history::History::load(&whole).unwrap();
    let ops = other.record([note(5, "di nascosto")]).unwrap();
    let (guest, _, family) = hall.greets(How::Code, Part::Guest);
    assert_eq!(family, Secret::default());
    let (acts, _) = hall.sends(guest, Message::Ops { upto: 1, ops });
    assert!(matches!(&acts[..], [Act::TurnedAway(_, TurnedAway::OnlyReads)]), "{acts:?}");
    // and by a meeting
    let mut meeting = proximo::store::history::Meeting::default();
    let mut number_of_messages = 0;
    while let Some(bytes) = other.say(&mut meeting) {
        number_of_messages += 1;
        assert!(number_of_messages < 20);
        let (_, out) = hall.sends(guest, Message::Said { meeting: 1, bytes });
        for (_, message) in out {
            if let Message::Said { bytes, .. } = message {
                other.hear_said(&mut meeting, &bytes, proximo::store::history::Folds::Elsewhere).unwrap();
            }
        }
    }
    assert!(hall.document.session().get(note(5, "").reference()).is_none());
    let (_, out) = hall.says(guest, Word::Call(1, Call::CloseRound(PollId::default(), RoundNo(1))));
    assert_eq!(out, [(guest, Message::Word(Word::Answered(1, CallAnswer::OnlyReads)))]);
    // saying hello again as something else changes nothing
    let (_, out) = hall.says(guest, Word::Hello(Hello { part: Part::Console, ..Hello::default() }));
    let part = out.iter().find_map(|(_, message)| match message {
        Message::Word(Word::Welcome(welcome)) => Some((welcome.part, welcome.family)),
        _ => None,
    });
    assert_eq!(part, Some((Part::Guest, Secret::default())));
}

#[test]
fn whoever_is_removed_has_nothing_left_and_nobody_comes_in_by_what_ended() {
    let mut hall = Hall::new();
    let (gone, its, family) = hall.greets(How::Code, Part::Console);
    let (stays, ..) = hall.greets(How::Code, Part::Console);
    let (guest, ..) = hall.greets(How::Code, Part::Guest);
    // let in, and has not said who it is
    let silent = [hall.comes(How::Code), hall.comes(How::Family), hall.comes(How::Back(its))];
    hall.host.remove(its);
    let out = hall.host.take_out();
    let parted: BTreeSet<u64> = out
        .iter()
        .filter_map(|out| match out {
            Out::Part(peer) => Some(*peer),
            Out::Say(..) => None,
        })
        .collect();
    assert_eq!(parted, silent.into_iter().chain([gone]).collect());
    let told: BTreeSet<u64> = said(out)
        .into_iter()
        .filter_map(|(to, message)| matches!(message, Message::Word(Word::Family(_))).then_some(to))
        .collect();
    assert_eq!(told, [stays].into(), "and not {guest}");
    assert_ne!(hall.host.ties.family, family);
    assert!(!hall.host.ties.guests.contains_key(&its));
    for peer in silent {
        let (acts, out) = hall.says(peer, Word::Hello(Hello::default()));
        assert!(acts.is_empty() && out.is_empty());
    }
}

#[test]
fn what_is_no_history_leaves_everything_as_it_is_and_is_said_once_too_often() {
    let mut hall = Hall::new();
    let before = hall.document.session().clone();
    let (peer, ..) = hall.greets(How::Code, Part::Console);
    let whole = hall.document.whole_history().unwrap();
    let mut half = whole.clone();
    half.truncate(whole.len() / 2);
    let good = proximo::store::history::History::load(&whole).unwrap().record([note(9, "tagliata")]).unwrap();
    let messages = [
        Message::Ops { upto: u64::MAX, ops: vec![0x85, 0x6f, 0x4a, 0x83, 1, 2, 3] },
        Message::Ops { upto: 1, ops: good[..good.len() - 1].to_vec() },
        Message::Said { meeting: 9, bytes: vec![0x42, 255, 255, 255] },
        Message::Ops { upto: 1, ops: half },
    ];
    let mut away = false;
    for message in messages {
        let (acts, out) = hall.sends(peer, message);
        assert!(!out.iter().any(|(_, message)| matches!(message, Message::Word(Word::Arrived(_)))), "nothing came");
        away |= acts.iter().any(|act| matches!(act, Act::TurnedAway(_, TurnedAway::Nonsense)));
    }
    assert!(away);
    assert_eq!(hall.document.session(), &before);
    // and it goes on for everybody else
    let (peer, ..) = hall.greets(How::Code, Part::Console);
    let mut other = proximo::store::history::History::load(&whole).unwrap();
    let ops = other.record([note(5, "buono")]).unwrap();
    hall.sends(peer, Message::Ops { upto: 1, ops });
    assert!(hall.document.session().get(note(5, "").reference()).is_some());
}

#[test]
fn what_came_before_a_gap_is_kept_and_handed_on() {
    let mut hall = Hall::new();
    let whole = hall.document.whole_history().unwrap();
    let mut other = proximo::store::history::History::load(&whole).unwrap();
    let first = other.record([note(5, "prima")]).unwrap();
    let _lost = other.record([note(6, "perduta")]).unwrap();
    let third = other.record([note(7, "terza")]).unwrap();
    let (peer, ..) = hall.greets(How::Code, Part::Console);
    let (watcher, ..) = hall.greets(How::Code, Part::Console);
    let (acts, out) = hall.sends(peer, Message::Ops { upto: 3, ops: [first, third].concat() });
    assert!(hall.document.session().get(note(5, "").reference()).is_some());
    assert!(acts.iter().any(|act| matches!(act, Act::Changed(_))), "{acts:?}");
    assert!(out.contains(&(peer, Message::Word(Word::MeetAgain))));
    assert!(out.iter().any(|(to, message)| *to == watcher && matches!(message, Message::Ops { .. })));
    assert!(!out.iter().any(|(_, message)| matches!(message, Message::Word(Word::Arrived(_)))));
}

const POLL: u64 = 70;
const WORDS: &str = "parole che nessuno legge prima";

fn voting() -> proximo::domain::session::Session {
    let mut session = common::session("Voto");
    let options = (0..3).map(|n| {
        let option = PollOption { order: n, text: format!("scelta {n}"), item: None };
        (OptionId::new(Code::from_bits(n as u64)), option)
    });
    let options: Vec<(OptionId, PollOption)> = options.collect();
    let round = Round { state: RoundState::Open, options: options.iter().cloned().collect(), ..Round::default() };
    session.put(Item::Poll(Arc::new(Poll {
        id: PollId::new(Code::from_bits(POLL)),
        question: "Quale?".into(),
        method: Method::Approval { max: 0 },
        options: options.into_iter().collect(),
        rounds: [(RoundNo(1), round)].into_iter().collect(),
        ..Poll::default()
    })));
    session
}

fn ballot(voter: u64) -> Cast {
    Cast {
        poll: PollId::new(Code::from_bits(POLL)),
        round: RoundNo(1),
        ticket: TicketId::new(Code::from_bits(1000 + voter)),
        group: Group::Youth,
        receipt: Receipt::from_bits(0x1234_5678 + voter),
        on_paper: false,
        given: Given {
            ballot: Ballot::Approval([OptionId::new(Code::from_bits(1))].into_iter().collect()),
            words: format!("{WORDS} {voter}"),
        },
    }
}

fn holding(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            holding(&path, needle)
        } else {
            fs::read(&path).is_ok_and(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
        }
    })
}

#[test]
fn a_ballot_is_in_the_hosts_box_alone_until_the_round_is_closed() {
    let room = Room::new();
    fs::write(&room.file, store::write_text(&voting())).unwrap();
    let (mut host, host_desk) = room.host();
    let shared = sharing(&mut host);
    let (_, mut marta, marta_desk) = joined(&room, &shared, "Marta");
    let (_, mut luca, luca_desk) = joined(&room, &shared, "Luca");
    let guest = proximo::live::join::Asked { part: Part::Guest, ..asked(&shared, "Ospite") };
    let (_, mut guest, _guest_desk) = join(&guest, &room.workspace("Ospite"), options("Ospite", "Ospite")).unwrap();
    for handle in [&mut marta, &mut luca, &mut guest] {
        until(handle, "calm", is_calm);
    }
    done(&mut marta, Ask::Cast(Box::new(ballot(1))));
    done(&mut host, Ask::Cast(Box::new(ballot(2))));
    let refused = live::ask_and_wait(&mut guest, Ask::Cast(Box::new(ballot(3))));
    assert!(matches!(refused, Answer::Refused(problem) if problem.what == Wrong::OnlyReads));
    let two = |status: &proximo::domain::desk::Status| status.boxes.values().sum::<u32>() == 2;
    until(&mut luca, "two are in the box", two);
    done(&mut marta, Ask::Change(take(note(1, "dopo"))));
    until_session(&mut luca, "what came after", crate::together::has(1));
    for handle in [&mut host, &mut marta, &mut luca] {
        done(handle, Ask::Save);
    }
    let receipt = Receipt::from_bits(0x1234_5679).to_string();
    for needle in [WORDS.as_bytes(), receipt.as_bytes()] {
        for laptop in ["Marta", "Luca", "Ospite"] {
            assert!(!holding(&room.folder.path().join(laptop), needle), "{laptop}");
        }
        assert!(holding(&room.folder.path().join("host"), needle), "the box holds it, or nothing is tested");
        assert!(!fs::read(&room.file).unwrap().windows(needle.len()).any(|window| window == needle));
    }
    let (poll, round) = (PollId::new(Code::from_bits(POLL)), RoundNo(1));
    done(&mut luca, Ask::CloseRound { poll, round });
    until_session(&mut marta, "closed", |snapshot| {
        snapshot.session.polls.get(poll).is_some_and(|poll| poll.rounds[&round].state != RoundState::Open)
    });
    assert!(!holding(room.folder.path(), receipt.as_bytes()), "of a closed round no receipt is left");
    for (mut handle, desk) in [(marta, marta_desk), (luca, luca_desk), (host, host_desk)] {
        close(&mut handle);
        drop(handle);
        desk.join().unwrap();
    }
}

#[test]
fn what_is_said_to_the_others_holds_no_ballot() {
    let mut hall = Hall::new();
    let (voter, ..) = hall.greets(How::Code, Part::Console);
    hall.greets(How::Code, Part::Console);
    let call = Word::Call(4, Call::Cast(Box::new(ballot(1))));
    let (acts, mut out) = hall.says(voter, call);
    assert!(matches!(&acts[..], [Act::Call(_, 4, Call::Cast(_))]), "{acts:?}");
    hall.host.answer(voter, 4, CallAnswer::Done);
    hall.host.count_boxes([(PollId::new(Code::from_bits(POLL)), RoundNo(1), 1)].into());
    out.extend(said(hall.host.take_out()));
    assert!(!out.is_empty());
    for (_, message) in out {
        let bytes = message.encode();
        assert!(!bytes.windows(WORDS.len()).any(|window| window == WORDS.as_bytes()));
    }
}
