//! Owns what a laptop that joined does with what its host says, and what it has to tell: its changes, what waits, what
//! only the host can do. A state and what follows from a message, without a connection, a clock or a file of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::desk::{Problem, Stage, Ticket};
use crate::domain::id::{PollId, TableId};
use crate::domain::item::ItemRef;
use crate::domain::link::{LaptopId, Present, TurnedAway};
use crate::domain::poll::RoundNo;
use crate::store::document::{Document, Heard, NotHeard};
use crate::store::history::{Folds, Meeting};
use crate::store::write_text;

use super::protocol::{Call, CallAnswer, Hello, Message, Secret, Welcome, Word};
use super::ties::HostTie;

/// How it stands with the host.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Standing {
    /// No connection.
    #[default]
    Away,
    /// Hello was said.
    Greeting,
    /// The whole history was asked for.
    Adopting,
    /// Let in.
    In,
}

/// What is to be done.
#[derive(Debug)]
pub enum Act {
    /// The session changed.
    Changed(Vec<ItemRef>),
    /// Go on with this history in the place of one's own.
    Adopt(Vec<u8>),
    /// A call was answered.
    Answered(Ticket, CallAnswer),
    /// What is on the wall.
    Stage(Stage),
    /// How many ballots are in the boxes.
    Boxes(BTreeSet<(PollId, RoundNo, u32)>),
    /// Who is here.
    Presence(Vec<Present>),
    /// Let in: what the host said.
    Welcomed(Box<Welcome>),
    /// What opens the session at whoever hosts it later.
    Family(Secret),
    /// Not let in, or no longer.
    TurnedAway(TurnedAway),
    /// Another laptop hosts the session since, and this one has not heard of it yet.
    HostOfBefore,
    /// The host no longer shares the session, or ends.
    Bye,
    /// What the host said cannot be understood.
    Problem(Problem),
    /// Everything up to this number of one's changes is on the host's disk.
    Arrived,
}

/// The joined side.
#[derive(Debug)]
pub struct Replica {
    /// Where the host is, and with what it lets this laptop in.
    pub tie: HostTie,
    /// Another program on the host's machine.
    pub same_machine: bool,
    standing: Standing,
    meeting: Option<(u32, Meeting)>,
    /// Whether that meeting goes on.
    meets: bool,
    meetings: u32,
    /// How many changes were made here.
    made: u64,
    /// How many of them the host has on its disk.
    arrived: u64,
    calls: BTreeMap<u64, Ticket>,
    next_call: u64,
    on: Option<ItemRef>,
    term: u64,
    out: Vec<Message>,
}

impl Replica {
    /// Begins without a connection; `waiting` changes were made here that the host may not have.
    pub fn new(tie: HostTie, same_machine: bool, term: u64, waiting: usize) -> Self {
        Self {
            tie,
            same_machine,
            standing: Standing::Away,
            meeting: None,
            meets: false,
            meetings: 0,
            made: waiting as u64,
            arrived: 0,
            calls: BTreeMap::new(),
            next_call: 0,
            on: None,
            term,
            out: Vec::new(),
        }
    }

    /// Returns what is to go out, in its order.
    pub fn take_out(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.out)
    }

    /// Tells whether the host answers.
    pub fn is_online(&self) -> bool {
        matches!(self.standing, Standing::In | Standing::Adopting)
    }

    /// Tells whether what was taken down apart is being put together.
    pub fn is_meeting(&self) -> bool {
        self.meets || self.standing == Standing::Adopting
    }

    /// Tells how many changes the host does not have on its disk yet.
    pub fn waiting(&self) -> usize {
        usize::try_from(self.made.saturating_sub(self.arrived)).unwrap_or(usize::MAX)
    }

    /// Returns the number of the last change that was made here.
    pub fn made(&self) -> u64 {
        self.made
    }

    /// Returns the number of the last change that the host has on its disk.
    pub fn arrived(&self) -> u64 {
        self.arrived
    }

    /// The connection came up.
    pub fn up(&mut self, document: &mut Document) {
        self.standing = Standing::Greeting;
        self.out.clear();
        (self.meeting, self.meets) = (None, false);
        self.say_hello(document);
    }

    /// The connection ended. Returns the requests that nobody answers any more.
    pub fn down(&mut self) -> Vec<Ticket> {
        self.standing = Standing::Away;
        (self.meeting, self.meets) = (None, false);
        self.out.clear();
        std::mem::take(&mut self.calls).into_values().collect()
    }

    fn say_hello(&mut self, document: &mut Document) {
        let session = document.session();
        let (id, epoch, erased) =
            (session.id(), session.session.epoch.0, session.session.erased.iter().copied().collect());
        let hello = Hello {
            name: self.tie.me.clone(),
            table: self.tie.table,
            part: self.tie.part,
            session: Some(id),
            origin: document.origin(),
            epoch,
            erased,
            term: self.term,
            same_machine: self.same_machine,
            on: self.on,
        };
        self.out.push(Message::Word(Word::Hello(hello)));
    }

    /// Hears a message.
    pub fn hear(&mut self, message: Message, document: &mut Document) -> Vec<Act> {
        match message {
            Message::Word(word) => self.hear_word(word, document),
            Message::Ops { ops, .. } => {
                // while a whole history is on its way it holds these too
                if self.standing != Standing::In {
                    return Vec::new();
                }
                let mut heard = document.hear(&ops, Folds::Elsewhere);
                let wrong = heard.wrong.take();
                let mut acts = changed(heard);
                match wrong {
                    None => {}
                    // while the histories meet, what is missing is on its way
                    Some(NotHeard::Gap) if self.meets => {}
                    Some(NotHeard::Gap) => self.begin_meeting(document),
                    Some(NotHeard::Not(problem)) => acts.push(Act::Problem(problem)),
                }
                acts
            }
            Message::Said { meeting, bytes } => self.meet(meeting, &bytes, document),
            Message::Whole(history) if self.standing == Standing::Adopting => vec![Act::Adopt(history)],
            Message::Whole(_) => Vec::new(),
        }
    }

    fn hear_word(&mut self, word: Word, document: &mut Document) -> Vec<Act> {
        match word {
            Word::Welcome(welcome) => {
                let mut welcome = *welcome;
                if welcome.term < self.term {
                    // another hosts since: this one has not heard, and will
                    return vec![Act::HostOfBefore];
                }
                self.tie.id = welcome.id;
                welcome.host = super::protocol::clean_name(&welcome.host);
                self.tie.name = welcome.host.clone();
                self.tie.part = welcome.part;
                if welcome.token != Secret::default() {
                    self.tie.token = welcome.token;
                }
                self.term = self.term.max(welcome.term);
                if welcome.origin == document.origin() && welcome.epoch == document.session().session.epoch.0 {
                    self.standing = Standing::In;
                    self.begin_meeting(document);
                } else {
                    self.standing = Standing::Adopting;
                    self.out.push(Message::Word(Word::WantWhole));
                }
                vec![Act::Welcomed(Box::new(welcome))]
            }
            Word::TurnedAway(why) => vec![Act::TurnedAway(why)],
            Word::Arrived(upto) => {
                self.arrived = self.arrived.max(upto.min(self.made));
                if self.waiting() == 0 && self.standing == Standing::In {
                    self.tie.shared = document.heads();
                }
                vec![Act::Arrived]
            }
            Word::MeetAgain => {
                if self.standing == Standing::In {
                    self.begin_meeting(document);
                }
                Vec::new()
            }
            Word::Answered(number, answer) => {
                self.calls.remove(&number).map(|ticket| Act::Answered(ticket, answer)).into_iter().collect()
            }
            Word::Presence(people) => {
                let people =
                    people.into_iter().map(|one| Present { name: super::protocol::clean_name(&one.name), ..one });
                let people: Vec<Present> = people.collect();
                // before it is let in, this laptop is none of them
                let me = people.iter().find(|one| one.id == self.tie.id && self.tie.id != LaptopId(0));
                if let Some(me) = me {
                    // the host may have called this one by another name
                    (self.tie.me, self.tie.table) = (me.name.clone(), me.table);
                }
                vec![Act::Presence(people)]
            }
            Word::Stage(stage) => vec![Act::Stage(stage)],
            Word::Boxes(boxes) => vec![Act::Boxes(boxes)],
            Word::Anew => {
                self.standing = Standing::Greeting;
                (self.meeting, self.meets) = (None, false);
                self.say_hello(document);
                Vec::new()
            }
            Word::TellErased => {
                self.out.push(Message::Word(Word::Erased(write_text(document.session()))));
                Vec::new()
            }
            Word::Family(family) => vec![Act::Family(family)],
            Word::Bye => vec![Act::Bye],
            Word::Hello(_)
            | Word::Mark(_)
            | Word::WantWhole
            | Word::Call(..)
            | Word::On(_)
            | Word::Rename(..)
            | Word::Erased(_)
            | Word::Claim(..) => Vec::new(),
        }
    }

    /// The whole history was put in the place of one's own: what is beside it is said to the host.
    pub fn adopted(&mut self, document: &mut Document) {
        if self.standing != Standing::Adopting {
            return;
        }
        self.standing = Standing::In;
        // it is in the history, and is said as the two meet
        self.made += document.take_outgoing().len() as u64;
        self.begin_meeting(document);
    }

    fn begin_meeting(&mut self, document: &mut Document) {
        self.meetings = self.meetings.wrapping_add(1);
        self.meets = true;
        self.meeting = Some((self.meetings, Meeting::default()));
        self.go_on_meeting(document);
    }

    fn go_on_meeting(&mut self, document: &mut Document) {
        let Some((number, meeting)) = &mut self.meeting else { return };
        if let Some(bytes) = document.say(meeting) {
            self.out.push(Message::Said { meeting: *number, bytes });
        }
        // the other may have nothing more to say to the last of these
        if self.meets && document.other_has_all(meeting) {
            self.meets = false;
            self.out.push(Message::Word(Word::Mark(self.made)));
        }
    }

    fn meet(&mut self, number: u32, bytes: &[u8], document: &mut Document) -> Vec<Act> {
        let Some((_, meeting)) = self.meeting.as_mut().filter(|(known, _)| *known == number) else { return Vec::new() };
        let mut heard = document.hear_said(meeting, bytes, Folds::Elsewhere);
        let wrong = heard.wrong.take();
        self.go_on_meeting(document);
        let mut acts = changed(heard);
        if let Some(NotHeard::Not(problem)) = wrong {
            acts.push(Act::Problem(problem));
        }
        acts
    }

    /// What was changed here is on disk: the host is given it.
    pub fn changed(&mut self, ops: Vec<Vec<u8>>, document: &mut Document) {
        if ops.is_empty() {
            return;
        }
        self.made += ops.len() as u64;
        if self.standing != Standing::In {
            return;
        }
        if self.meets {
            // the meeting brings it
            self.go_on_meeting(document);
        } else {
            self.out.push(Message::Ops { upto: self.made, ops: ops.concat() });
        }
    }

    /// Asks the host for what only it can do. Returns `false` where it cannot be reached.
    pub fn call(&mut self, ticket: Ticket, call: Call) -> bool {
        if self.standing != Standing::In {
            return false;
        }
        self.next_call += 1;
        self.calls.insert(self.next_call, ticket);
        self.out.push(Message::Word(Word::Call(self.next_call, call)));
        true
    }

    /// One writes on this item now, or on none.
    pub fn writes_on(&mut self, item: Option<ItemRef>) {
        if self.on != item {
            self.on = item;
            if self.is_online() {
                self.out.push(Message::Word(Word::On(item)));
            }
        }
    }

    /// Gives another name for oneself, and another table.
    pub fn rename(&mut self, id: LaptopId, name: &str, table: Option<TableId>) {
        (self.tie.me, self.tie.table) = (name.to_owned(), table);
        if self.is_online() {
            self.out.push(Message::Word(Word::Rename(id, name.to_owned(), table)));
        }
    }
}

fn changed(heard: Heard) -> Vec<Act> {
    if heard.items.is_empty() { Vec::new() } else { vec![Act::Changed(heard.items)] }
}
