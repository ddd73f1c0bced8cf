//! Owns what the host of a session does with what joined laptops say: who is here, whose changes are taken in and handed
//! on, what is answered. A state and what follows from a message, without a connection, a clock or a file of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::desk::{Problem, Stage};
use crate::domain::id::{PollId, SessionId, TableId};
use crate::domain::item::ItemRef;
use crate::domain::link::{LaptopId, Part, Present, TurnedAway};
use crate::domain::poll::RoundNo;
use crate::domain::time::Moment;
use crate::store::document::{Document, Heard, NotHeard};
use crate::store::history::{Folds, Meeting};

use super::protocol::{Call, CallAnswer, Hello, Message, Secret, Welcome, Word, clean_name};
use super::ties::{Guest, Ties};
use super::wire::Code;

mod people;

/// The most laptops at one session.
const MOST: usize = 64;
/// How often a laptop may say what cannot be understood before it is sent away.
const PATIENCE: u32 = 3;

/// Names a connection.
pub type PeerNo = u64;

/// How a laptop came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It said the code.
    Code,
    /// It was here before.
    Back(LaptopId),
    /// It was in the session when another laptop hosted it.
    Family,
    /// A program on this machine.
    SameMachine,
}

/// The changes that a connection brings.
#[derive(Debug)]
pub struct Brings {
    /// Which.
    pub peer: PeerNo,
    /// The number of the last of them.
    pub upto: u64,
    /// The history's bytes.
    pub ops: Vec<u8>,
}

/// What is to be done.
#[derive(Debug)]
pub enum Act {
    /// The session changed.
    Changed(Vec<ItemRef>),
    /// Do this for a laptop, and answer it.
    Call(PeerNo, u64, Call),
    /// A session from which something was erased for good that this host does not know of.
    Erased(String),
    /// Another laptop hosts the session, under this term, at this port of the connection's other end.
    Claimed(PeerNo, u64, u16),
    /// A laptop knows of another host, under a higher term.
    OtherHosts,
    /// Somebody was turned away.
    TurnedAway(String, TurnedAway),
    /// Somebody said what cannot be understood.
    Problem(Problem),
    /// Who is here is different.
    Presence,
}

/// What goes out.
#[derive(Debug)]
pub enum Out {
    /// A message for a connection.
    Say(PeerNo, Message),
    /// The connection is to end, once what was said before is out.
    Part(PeerNo),
}

/// A connection.
#[derive(Debug)]
struct Peer {
    how: How,
    laptop: Option<LaptopId>,
    part: Part,
    meeting: Option<(u32, Meeting)>,
    /// It was told to meet again, and has not yet.
    told_to_meet: bool,
    /// It was asked for a session from which something was erased, and has not sent it yet.
    asked_for_erased: bool,
    /// The history began anew, and it has not said hello since.
    of_before: bool,
    /// What of its changes is taken in and not yet on disk.
    taken: Option<u64>,
    misunderstood: u32,
}

/// The host's side.
#[derive(Debug)]
pub struct Host {
    /// What is kept of other laptops.
    pub ties: Ties,
    peers: BTreeMap<PeerNo, Peer>,
    laptops: BTreeMap<LaptopId, Present>,
    order: Vec<LaptopId>,
    stage: Stage,
    boxes: BTreeSet<(PollId, RoundNo, u32)>,
    /// The session.
    pub session: SessionId,
    /// The port on the network; 0 where it is not open.
    pub port: u16,
    file: String,
    random: fn() -> u64,
    presence_is_new: bool,
    out: Vec<Out>,
}

impl Host {
    /// Begins with nobody here but the host.
    pub fn new(name: &str, file: &str, ties: Ties, random: fn() -> u64) -> Self {
        let me = Present { name: name.to_owned(), table: ties.table, leads: true, online: true, ..Present::default() };
        let mut host = Self {
            peers: BTreeMap::new(),
            laptops: [(LaptopId(0), me)].into(),
            order: vec![LaptopId(0)],
            stage: Stage::default(),
            boxes: BTreeSet::new(),
            session: SessionId::default(),
            port: 0,
            file: file.to_owned(),
            random,
            presence_is_new: true,
            out: Vec::new(),
            ties,
        };
        // who was here before is expected back
        for (id, guest) in host.ties.guests.clone() {
            host.seat(id, &guest, false, false);
        }
        host
    }

    /// Says which session it is.
    #[must_use]
    pub fn of(self, session: SessionId) -> Self {
        Self { session, ..self }
    }

    /// Returns what is to go out, in its order.
    pub fn take_out(&mut self) -> Vec<Out> {
        if std::mem::take(&mut self.presence_is_new) {
            let people = self.people();
            self.tell(|_| true, &Word::Presence(people));
        }
        std::mem::take(&mut self.out)
    }

    /// Returns who is here, and who is expected back.
    pub fn people(&self) -> Vec<Present> {
        self.order.iter().filter_map(|id| self.laptops.get(id)).cloned().collect()
    }

    /// Tells whether anybody is connected.
    pub fn has_peers(&self) -> bool {
        !self.peers.is_empty()
    }

    /// Hears a message.
    pub fn hear(&mut self, peer: PeerNo, message: Message, document: &mut Document, now: Moment) -> Vec<Act> {
        let Some(known) = self.peers.get(&peer) else { return Vec::new() };
        let (welcomed, how, of_before) = (known.laptop.is_some(), known.how, known.of_before);
        match message {
            Message::Word(Word::Hello(hello)) => self.greet(peer, hello, document, now),
            // before hello too, by who was in the session when another hosted it
            Message::Word(Word::Claim(term, port)) if how == How::Family || self.may_change(peer) => {
                // a port at which nobody is, or a term that nobody comes to, is no claim
                if term > self.ties.term && port != 0 && term >> 40 == 0 {
                    return vec![Act::Claimed(peer, term, port)];
                }
                let own = Word::Claim(self.ties.term, self.port);
                self.say(peer, Message::Word(own));
                Vec::new()
            }
            Message::Word(Word::Erased(text)) if self.asked_for_erased(peer) => vec![Act::Erased(text)],
            _ if !welcomed => self.misunderstood(peer, None),
            Message::Ops { .. } | Message::Said { .. } | Message::Word(Word::Mark(_) | Word::WantWhole)
                if of_before =>
            {
                Vec::new()
            }
            Message::Word(word) => self.hear_word(peer, word, document),
            Message::Ops { upto, ops } => {
                if !self.may_change(peer) {
                    return self.only_reads(peer);
                }
                let mut heard = document.hear(&ops, Folds::Here);
                let wrong = heard.wrong.take();
                let mut acts = self.hand_on(peer, heard);
                match wrong {
                    None => self.taken(peer, upto),
                    Some(NotHeard::Gap) => {
                        let peer_state = self.peers.get_mut(&peer);
                        if peer_state.is_some_and(|peer| !std::mem::replace(&mut peer.told_to_meet, true)) {
                            self.say(peer, Message::Word(Word::MeetAgain));
                        }
                    }
                    Some(NotHeard::Not(problem)) => acts.extend(self.misunderstood(peer, Some(problem))),
                }
                acts
            }
            Message::Said { meeting, bytes } => self.meet(peer, meeting, &bytes, document),
            Message::Whole(_) => self.misunderstood(peer, None),
        }
    }

    /// Hears the changes that several brought at about the same time, all at once where nothing is wrong with any.
    pub fn hear_all(&mut self, all: Vec<Brings>, document: &mut Document, now: Moment) -> Vec<Act> {
        let mut acts = Vec::new();
        let of_before = |peer: &PeerNo| self.peers.get(peer).is_none_or(|peer| peer.of_before);
        if all.len() > 1 && all.iter().all(|one| self.may_change(one.peer) && !of_before(&one.peer)) {
            let together: Vec<u8> = all.iter().flat_map(|one| one.ops.iter().copied()).collect();
            let mut heard = document.hear(&together, Folds::Here);
            let wrong = heard.wrong.take();
            acts = self.hand_on_all(&all, heard);
            if wrong.is_none() {
                all.iter().for_each(|one| self.taken(one.peer, one.upto));
                return acts;
            }
        }
        // one by one it shows whose it is
        for Brings { peer, upto, ops } in all {
            acts.extend(self.hear(peer, Message::Ops { upto, ops }, document, now));
        }
        acts
    }

    /// Gives everybody what several brought; nobody their own.
    fn hand_on_all(&mut self, all: &[Brings], heard: Heard) -> Vec<Act> {
        if !heard.ops.is_empty() {
            let from: BTreeSet<PeerNo> = all.iter().map(|one| one.peer).collect();
            for peer in &from {
                let others = all.iter().filter(|one| one.peer != *peer);
                let ops: Vec<u8> = others.flat_map(|one| one.ops.iter().copied()).collect();
                if !ops.is_empty() {
                    self.say(*peer, Message::Ops { upto: 0, ops });
                }
            }
            self.send(|peer| !from.contains(&peer), &Message::Ops { upto: 0, ops: heard.ops.clone() });
        }
        self.hand_on_folded(heard.folded, heard.items)
    }

    fn hear_word(&mut self, peer: PeerNo, word: Word, document: &mut Document) -> Vec<Act> {
        match word {
            Word::Mark(upto) => {
                self.taken(peer, upto);
                Vec::new()
            }
            Word::WantWhole => {
                if let Some(history) = document.whole_history() {
                    self.say(peer, Message::Whole(history));
                }
                Vec::new()
            }
            Word::Call(number, call) => {
                if self.may_change(peer) {
                    vec![Act::Call(peer, number, call)]
                } else {
                    self.answer(peer, number, CallAnswer::OnlyReads);
                    Vec::new()
                }
            }
            Word::On(item) => {
                let laptop = self.peers.get(&peer).and_then(|peer| peer.laptop);
                laptop.into_iter().for_each(|laptop| self.writes_on(laptop, item));
                Vec::new()
            }
            Word::Rename(laptop, name, table) => {
                let own = self.peers.get(&peer).and_then(|peer| peer.laptop) == Some(laptop);
                if own {
                    self.rename(laptop, &name, table);
                }
                Vec::new()
            }
            _ => self.misunderstood(peer, None),
        }
    }

    fn meet(&mut self, peer: PeerNo, number: u32, bytes: &[u8], document: &mut Document) -> Vec<Act> {
        let reads = !self.may_change(peer);
        let Some(state) = self.peers.get_mut(&peer) else { return Vec::new() };
        state.told_to_meet = false;
        // the meeting is out of the peer while the document and everybody else are told of what it brings
        let mut meeting = match state.meeting.take() {
            Some((known, meeting)) if known == number => meeting,
            Some(_) | None if reads => Meeting::one_way(),
            Some(_) | None => Meeting::default(),
        };
        let mut heard = document.hear_said(&mut meeting, bytes, Folds::Here);
        let wrong = heard.wrong.take();
        let said = document.say(&mut meeting);
        if let Some(state) = self.peers.get_mut(&peer) {
            state.meeting = Some((number, meeting));
        }
        if let Some(bytes) = said {
            self.say(peer, Message::Said { meeting: number, bytes });
        }
        let mut acts = self.hand_on(peer, heard);
        if let Some(NotHeard::Not(problem)) = wrong {
            acts.extend(self.misunderstood(peer, Some(problem)));
        }
        acts
    }

    /// Gives everybody what one of them brought.
    fn hand_on(&mut self, from: PeerNo, heard: Heard) -> Vec<Act> {
        if !heard.ops.is_empty() {
            let message = Message::Ops { upto: 0, ops: heard.ops };
            self.send(|peer| peer != from, &message);
        }
        self.hand_on_folded(heard.folded, heard.items)
    }

    fn hand_on_folded(&mut self, folded: Vec<u8>, items: Vec<ItemRef>) -> Vec<Act> {
        if !folded.is_empty() {
            self.send(|_| true, &Message::Ops { upto: 0, ops: folded });
        }
        if items.is_empty() { Vec::new() } else { vec![Act::Changed(items)] }
    }

    /// What was changed here is on disk: everybody is given it.
    pub fn changed(&mut self, ops: Vec<Vec<u8>>) {
        if !ops.is_empty() {
            self.send(|_| true, &Message::Ops { upto: 0, ops: ops.concat() });
        }
    }

    /// All that was taken in is on disk.
    pub fn written(&mut self) {
        let taken: Vec<(PeerNo, u64)> =
            self.peers.iter_mut().filter_map(|(number, peer)| peer.taken.take().map(|upto| (*number, upto))).collect();
        for (peer, upto) in taken {
            self.say(peer, Message::Word(Word::Arrived(upto)));
        }
    }

    fn taken(&mut self, peer: PeerNo, upto: u64) {
        if let Some(peer) = self.peers.get_mut(&peer) {
            peer.taken = peer.taken.max(Some(upto));
        }
    }

    /// Puts on everybody's wall.
    pub fn show(&mut self, stage: &Stage) {
        if self.stage != *stage {
            self.stage = stage.clone();
            self.tell(|_| true, &Word::Stage(stage.clone()));
        }
    }

    /// Tells how many ballots the boxes hold, where it is different.
    pub fn count_boxes(&mut self, boxes: BTreeSet<(PollId, RoundNo, u32)>) {
        if self.boxes != boxes {
            self.boxes = boxes;
            self.tell(|_| true, &Word::Boxes(self.boxes.clone()));
        }
    }

    /// Answers a call.
    pub fn answer(&mut self, peer: PeerNo, number: u64, answer: CallAnswer) {
        self.say(peer, Message::Word(Word::Answered(number, answer)));
    }

    /// The history began anew: everybody says hello again.
    pub fn begin_anew(&mut self) {
        // what it still says is of the history that is gone: it would bring back what was erased
        self.peers.values_mut().for_each(|peer| (peer.meeting, peer.of_before) = (None, peer.laptop.is_some()));
        self.tell(|_| true, &Word::Anew);
    }

    /// Somebody sent bytes that are no message.
    pub fn garbled(&mut self, peer: PeerNo, why: &str) -> Vec<Act> {
        let why = crate::domain::clean::clean_line(why);
        self.misunderstood(peer, Some(Problem::new(crate::domain::desk::Wrong::NotUnderstood(why))))
    }

    fn may_change(&self, peer: PeerNo) -> bool {
        self.peers.get(&peer).is_some_and(|peer| peer.laptop.is_some() && peer.part == Part::Console)
    }

    fn asked_for_erased(&mut self, peer: PeerNo) -> bool {
        let may = self.may_change(peer);
        self.peers.get_mut(&peer).is_some_and(|peer| std::mem::take(&mut peer.asked_for_erased) && may)
    }

    fn only_reads(&mut self, peer: PeerNo) -> Vec<Act> {
        self.say(peer, Message::Word(Word::TurnedAway(TurnedAway::OnlyReads)));
        vec![Act::TurnedAway(self.name_of(peer), TurnedAway::OnlyReads)]
    }

    fn turn_away(&mut self, peer: PeerNo, why: TurnedAway) -> Vec<Act> {
        let name = self.name_of(peer);
        self.say(peer, Message::Word(Word::TurnedAway(why.clone())));
        self.out.push(Out::Part(peer));
        self.peers.remove(&peer);
        vec![Act::TurnedAway(name, why)]
    }

    fn misunderstood(&mut self, peer: PeerNo, problem: Option<Problem>) -> Vec<Act> {
        let said = problem.map(Act::Problem);
        let Some(state) = self.peers.get_mut(&peer) else { return Vec::new() };
        state.misunderstood += 1;
        if state.misunderstood >= PATIENCE {
            return said.into_iter().chain(self.turn_away(peer, TurnedAway::Nonsense)).collect();
        }
        if state.laptop.is_some() {
            self.say(peer, Message::Word(Word::MeetAgain));
        }
        said.into_iter().collect()
    }

    fn say(&mut self, peer: PeerNo, message: Message) {
        self.out.push(Out::Say(peer, message));
    }

    fn tell(&mut self, whom: impl Fn(PeerNo) -> bool, word: &Word) {
        self.send(whom, &Message::Word(word.clone()));
    }

    fn send(&mut self, whom: impl Fn(PeerNo) -> bool, message: &Message) {
        let welcomed = self.peers.iter().filter(|(number, peer)| peer.laptop.is_some() && whom(**number));
        let all: Vec<PeerNo> = welcomed.map(|(number, _)| *number).collect();
        self.out.extend(all.into_iter().map(|peer| Out::Say(peer, message.clone())));
    }
}
