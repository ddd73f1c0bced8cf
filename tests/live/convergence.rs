//! Host and joined laptops over a network in memory that cuts, delays, repeats, reorders and restarts.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::change::{Change, Edit};
use proximo::domain::erasing;
use proximo::domain::item::{Item, ItemRef};
use proximo::domain::link::LaptopId;
use proximo::domain::poll::RoundNo;
use proximo::domain::session::Session;
use proximo::domain::value::{RoundState, Stamp};
use proximo::live::host::{self, Host, How, Out};
use proximo::live::protocol::Message;
use proximo::live::replica::{self, Replica};
use proximo::live::ties::{HostTie, Ties};
use proximo::store::document::{Document, plant};
use proximo::store::files::Files;
use proximo::store::{self, Opened, Opening};

use crate::common::arbitrary::{Dice, any_dice, edited, same, session};
use crate::common::{moment, note};

fn opened(file: &std::path::Path, machine: &str) -> Document {
    let opening = Opening { machine: machine.into(), now: moment(), files: Files::default() };
    let Opened::Writable(mut document) = store::open(file, &opening).unwrap() else { panic!("only shown") };
    assert!(document.wait_until_shared());
    document.write_down().unwrap();
    *document
}

/// One laptop that joined, with what is on its way to it and from it.
struct Laptop {
    file: PathBuf,
    document: Option<Document>,
    replica: Replica,
    peer: Option<u64>,
    up: VecDeque<Vec<u8>>,
    down: VecDeque<Vec<u8>>,
    taken: BTreeSet<ItemRef>,
}

struct Room {
    _folder: tempfile::TempDir,
    file: PathBuf,
    document: Option<Document>,
    host: Host,
    laptops: Vec<Laptop>,
    connections: u64,
    notes: u64,
    taken: BTreeSet<ItemRef>,
    erased: BTreeSet<ItemRef>,
    /// What each one did last, the host at the end: for taking it back.
    last: BTreeMap<Option<usize>, Change>,
}

fn dice_for_ids() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::SeqCst)
}

impl Room {
    /// A host with a session and some laptops; the last of them had its file mailed, and knows nothing of its history.
    fn of(dice: &mut Dice, laptops: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("host/sessions/tavolo.ron");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let begun = session(dice);
        std::fs::write(&file, store::write_text(&begun)).unwrap();
        let mut document = opened(&file, "host");
        let history = document.whole_history().unwrap();
        let all = (0..laptops).map(|number| {
            let file = folder.path().join(format!("l{number}/sessions/tavolo.ron"));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            if number + 1 == laptops {
                std::fs::write(&file, store::write_text(&begun)).unwrap();
            } else {
                plant(&file, "joined", &history).unwrap();
            }
            let tie = HostTie { me: format!("L{number}"), ..HostTie::default() };
            Laptop {
                document: Some(opened(&file, "joined")),
                file,
                replica: Replica::new(tie, false, 0, 0),
                peer: None,
                up: VecDeque::new(),
                down: VecDeque::new(),
                taken: BTreeSet::new(),
            }
        });
        let laptops = all.collect();
        let host = Host::new("Ada", "tavolo", Ties::default(), dice_for_ids);
        let (document, notes) = (Some(document), 0);
        Self {
            _folder: folder,
            file,
            document,
            host,
            laptops,
            connections: 0,
            notes,
            taken: BTreeSet::new(),
            erased: BTreeSet::new(),
            last: BTreeMap::new(),
        }
    }

    fn connect(&mut self, number: usize) {
        self.cut(number);
        self.connections += 1;
        let laptop = &mut self.laptops[number];
        laptop.peer = Some(self.connections);
        let known = laptop.replica.tie.id;
        self.host.came(self.connections, if known == LaptopId(0) { How::Code } else { How::Back(known) });
        laptop.replica.up(laptop.document.as_mut().unwrap());
        self.flush();
    }

    fn cut(&mut self, number: usize) {
        let laptop = &mut self.laptops[number];
        laptop.up.clear();
        laptop.down.clear();
        if let Some(peer) = laptop.peer.take() {
            self.host.went(peer);
            laptop.replica.down();
        }
        self.flush();
    }

    /// Carries what is to go out onto the wires.
    fn flush(&mut self) {
        for laptop in &mut self.laptops {
            let said: Vec<Message> = laptop.replica.take_out();
            if laptop.peer.is_some() {
                laptop.up.extend(said.iter().map(Message::encode));
            }
        }
        for out in self.host.take_out() {
            match out {
                Out::Say(peer, message) => {
                    if let Some(laptop) = self.laptops.iter_mut().find(|laptop| laptop.peer == Some(peer)) {
                        laptop.down.push_back(message.encode());
                    }
                }
                Out::Part(peer) => {
                    if let Some(laptop) = self.laptops.iter_mut().find(|laptop| laptop.peer == Some(peer)) {
                        laptop.peer = None;
                        laptop.replica.down();
                    }
                    self.host.went(peer);
                }
            }
        }
    }

    /// Lets one message arrive: mostly the next, sometimes one after it, sometimes without being taken off the wire.
    fn arrive(&mut self, number: usize, up: bool, odd: u64) -> bool {
        let laptop = &mut self.laptops[number];
        let wire = if up { &mut laptop.up } else { &mut laptop.down };
        let at = if odd == 1 && wire.len() > 1 { 1 } else { 0 };
        let Some(bytes) = (if odd == 2 { wire.get(at).cloned() } else { wire.remove(at) }) else { return false };
        let message = Message::decode(&bytes).unwrap();
        if up {
            let Some(peer) = laptop.peer else { return true };
            let document = self.document.as_mut().unwrap();
            let mut began_anew = false;
            for act in self.host.hear(peer, message, document, moment()) {
                match act {
                    host::Act::Problem(problem) => panic!("{problem:?}"),
                    host::Act::Erased(text) => {
                        // as where another file was put in the place of this one by hand
                        write_file(document, &self.file);
                        document.meet_hand_edit(text.as_bytes(), &stamp("H")).unwrap();
                        write_file(document, &self.file);
                        assert!(document.wait_until_shared());
                        document.write_down().unwrap();
                        document.take_outgoing();
                        began_anew = true;
                    }
                    _ => {}
                }
            }
            document.write_down().unwrap();
            if began_anew {
                self.host.begin_anew();
            }
            self.host.written();
        } else {
            let document = laptop.document.as_mut().unwrap();
            let acts = laptop.replica.hear(message, document);
            document.write_down().unwrap();
            for act in acts {
                match act {
                    replica::Act::Adopt(history) => {
                        write_file(document, &laptop.file);
                        let shared = laptop.replica.tie.shared.clone();
                        document.adopt(&history, &shared, &stamp("L")).unwrap();
                        laptop.replica.adopted(document);
                    }
                    replica::Act::Problem(problem) => panic!("{problem:?}"),
                    _ => {}
                }
            }
        }
        self.flush();
        true
    }

    /// Somebody takes something down, or edits what is there: `None` is the host.
    fn work(&mut self, dice: &mut Dice, at: Option<usize>) {
        self.notes += 1;
        let number = self.notes;
        let document = match at {
            None => self.document.as_mut().unwrap(),
            Some(at) => self.laptops[at].document.as_mut().unwrap(),
        };
        let there: Vec<Item> = document.session().items().collect();
        let undo = self.last.remove(&at).filter(|_| dice.below(6) == 0);
        let edit = if dice.below(2) == 0 {
            Edit::take(note(1_000_000 + number, &format!("appunto {number}")))
        } else if let Some(poll) =
            there.iter().find(|item| matches!(item, Item::Poll(_))).filter(|_| dice.below(4) == 0)
        {
            Edit::of(poll.clone(), opened_or_closed(dice, poll))
        } else {
            let before = there[dice.below(there.len() as u64) as usize].clone();
            let after = edited(dice, &before);
            Edit::of(before, after)
        };
        let reference = edit.reference().unwrap();
        let stamp = Stamp { at: moment(), by: format!("{at:?}") };
        let applied = match undo {
            Some(done) => document.undo(&done, stamp),
            None => document.apply(&Change { stamp, edits: vec![edit] }),
        };
        let Ok(applied) = applied else { return };
        let is_new = applied.change.references().any(|item| item == reference);
        self.last.insert(at, applied.change);
        document.write_down().unwrap();
        let ops = document.take_outgoing();
        match at {
            None => {
                self.host.changed(ops);
                self.taken.extend(is_new.then_some(reference));
            }
            Some(at) => {
                let laptop = &mut self.laptops[at];
                laptop.replica.changed(ops, laptop.document.as_mut().unwrap());
                laptop.taken.extend(is_new.then_some(reference));
            }
        }
        self.flush();
    }

    /// Somebody erases something for good: with the program closed, and open again after it.
    fn erase(&mut self, dice: &mut Dice, at: Option<usize>) {
        let (file, machine, session) = match at {
            None => (self.file.clone(), "host", self.document.as_ref().unwrap().session().clone()),
            Some(at) => {
                let laptop = &self.laptops[at];
                (laptop.file.clone(), "joined", laptop.document.as_ref().unwrap().session().clone())
            }
        };
        let notes: Vec<ItemRef> = session.notes.all().map(|note| ItemRef::Note(note.id)).collect();
        if notes.is_empty() {
            return;
        }
        let target = notes[dice.below(notes.len() as u64) as usize];
        match at {
            None => self.document = None,
            Some(at) => {
                self.cut(at);
                self.laptops[at].document = None;
            }
        }
        let opening = Opening { machine: machine.into(), now: moment(), files: Files::default() };
        let done = store::erasing::erase(&file, &opening, |session| Some(erasing::plan(session, &[target]))).unwrap();
        self.erased.extend(done.into_iter().flat_map(|erased| erased.plan.ids()));
        self.last.clear();
        match at {
            None => self.document = Some(opened(&file, machine)),
            Some(at) => self.laptops[at].document = Some(opened(&file, machine)),
        }
        self.restart(at);
    }

    fn restart(&mut self, at: Option<usize>) {
        match at {
            None => {
                for number in 0..self.laptops.len() {
                    self.cut(number);
                }
                // the one that ends has the lock
                self.document = None;
                self.document = Some(opened(&self.file, "host"));
                let ties = self.host.ties.clone();
                self.host = Host::new("Ada", "tavolo", ties, dice_for_ids);
            }
            Some(number) => {
                self.cut(number);
                let laptop = &mut self.laptops[number];
                laptop.document = None;
                let mut document = opened(&laptop.file, "joined");
                let tie = laptop.replica.tie.clone();
                let waiting = document.changes_since(&tie.shared);
                laptop.replica = Replica::new(tie, false, 0, waiting);
                laptop.document = Some(document);
            }
        }
    }

    /// Lets everything arrive, with everybody connected.
    fn settle(&mut self) {
        for number in 0..self.laptops.len() {
            self.connect(number);
        }
        for _ in 0..10_000 {
            let mut moved = false;
            for number in 0..self.laptops.len() {
                for up in [true, false] {
                    moved |= self.arrive(number, up, 0);
                }
            }
            if !moved {
                return;
            }
        }
        panic!("they talk for ever");
    }
}

fn holds(session: &Session, items: &BTreeSet<ItemRef>, erased: &BTreeSet<ItemRef>) -> bool {
    items.iter().all(|item| session.get(*item).is_some() != erased.contains(item))
}

fn stamp(by: &str) -> Stamp {
    Stamp { at: moment(), by: by.into() }
}

/// What the file's thread does: nothing that is here alone may be lost as another history takes its place.
fn write_file(document: &Document, file: &std::path::Path) {
    store::replace(file, store::write_text(document.session()).as_bytes()).unwrap();
}

/// A round of the poll is opened, or closed.
fn opened_or_closed(dice: &mut Dice, poll: &Item) -> Item {
    let Item::Poll(poll) = poll else { unreachable!() };
    let mut poll = poll.as_ref().clone();
    let number = RoundNo(1 + dice.below(2) as u8);
    let mut round = poll.rounds.get(&number).cloned().unwrap_or_default();
    round.state = if round.state == RoundState::Open { RoundState::Closed } else { RoundState::Open };
    poll.rounds.insert(number, round);
    Item::Poll(Arc::new(poll))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_end_equal_and_nothing_is_missing((seed, size) in any_dice(), steps in 1_u64..90, laptops in 1_usize..4) {
        let dice = &mut Dice::new(seed, size.min(4));
        let mut room = Room::of(dice, laptops);
        for _ in 0..steps {
            let number = dice.below(laptops as u64) as usize;
            match dice.below(21) {
                0..=5 => room.work(dice, Some(number)),
                6..=7 => room.work(dice, None),
                8 => room.cut(number),
                9 => room.restart(Some(number)),
                10 if dice.below(4) == 0 => room.restart(None),
                20 if dice.below(3) == 0 => {
                    let at = (dice.below(2) == 0).then_some(number);
                    room.erase(dice, at);
                }
                11 | 12 if room.laptops[number].peer.is_none() => room.connect(number),
                _ => {
                    let (up, odd) = (dice.below(2) == 0, dice.below(12));
                    room.arrive(number, up, odd);
                }
            }
        }
        room.settle();
        let session = room.document.as_ref().unwrap().session();
        prop_assert!(holds(session, &room.taken, &room.erased));
        prop_assert!(room.erased.iter().all(|item| session.get(*item).is_none()));
        for laptop in &room.laptops {
            prop_assert_eq!(laptop.replica.waiting(), 0);
            prop_assert!(holds(session, &laptop.taken, &room.erased));
            same(laptop.document.as_ref().unwrap().session(), session)?;
        }
        // and what is on their disks is the same too
        for number in 0..laptops {
            room.restart(Some(number));
        }
        room.restart(None);
        let session = room.document.as_ref().unwrap().session();
        let texts: BTreeMap<ItemRef, Item> = session.items().map(|item| (item.reference(), item)).collect();
        prop_assert!(room.taken.iter().all(|item| texts.contains_key(item) != room.erased.contains(item)));
        for laptop in &room.laptops {
            same(laptop.document.as_ref().unwrap().session(), session)?;
        }
    }
}
