//! Owns what the desk has to do with other laptops: its part as host or joined, what it is told by the network and what
//! it tells it, what is kept of them. The session itself is the desk's.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::domain::desk::Reply;
use crate::domain::link::{Joined, LaptopId, Link, Presence, Present, Refusal, Sharing, TurnedAway};
use crate::domain::time::Moment;
use crate::store::document::Document;
use crate::store::files::Files;
use crate::store::folder::Folder;

use super::super::endpoint::Endpoint;
use super::super::host::{Host, Out, PeerNo};
use super::super::join::PORT;
use super::super::net::{self, Net, News, Order};
use super::super::protocol::{CallAnswer, Message, Secret, Word};
use super::super::replica::Replica;
use super::super::ties::{self, Ties};
use super::super::wire::discovery::Announcement;
use super::super::wire::{Code, Key, PROTOCOL, Refusal as WireRefusal, WireError};

mod hosting;

/// How long what is kept of other laptops waits for more to change.
const KEEP_AFTER: Duration = Duration::from_millis(500);
/// The longest pause before the host is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// How often a host of before is told of the new one, until it has heard.
pub(super) const CLAIM_EVERY: Duration = Duration::from_secs(10);
/// How often it is asked who else says to have a session, after it was opened.
const SEEKS: u32 = 6;
/// The lowest bits of a term, drawn so that two who host at the same time do so under different ones.
const TERM_BITS: u32 = 20;
/// How many who were turned away are told.
const MOST_REFUSED: usize = 10;

/// What a desk is to other laptops.
#[derive(Debug)]
pub(super) enum Role {
    Host(Box<Host>),
    Joined(Box<Replica>),
}

/// Everything about other laptops.
#[derive(Debug)]
pub(super) struct Together {
    // before the thread of the network, which could wait for its end for ever
    news: mpsc::Receiver<News>,
    net: Net,
    pub(super) role: Role,
    ties_at: Option<PathBuf>,
    kept: Ties,
    files: Files,
    endpoint: Option<Endpoint>,
    pub(super) sharing: Sharing,
    addresses: BTreeMap<PeerNo, SocketAddr>,
    pub(super) people: Vec<Present>,
    /// The name of the history, as the others know it.
    pub(super) origin: String,
    pub(super) keep_at: Option<Instant>,
    pub(super) dial_at: Option<Instant>,
    dials: u32,
    since: Option<Moment>,
    turned_away: Option<TurnedAway>,
    pub(super) clock_ahead: i64,
    /// Answers that wait until the host has what they are about.
    pub(super) held: VecDeque<(u64, Reply)>,
    /// Answers to laptops that wait for the disk.
    pub(super) answers: Vec<(PeerNo, u64, CallAnswer)>,
    /// A history that takes the place of this one as soon as the session file is written.
    pub(super) adopt: Option<Vec<u8>>,
    /// Where the host of before is, until it has heard that it is no longer.
    claim: Option<String>,
    /// How often it is still asked who else says to have the session.
    seeks: u32,
    pub(super) claim_at: Option<Instant>,
    title: String,
    /// The port that is asked for first.
    port: u16,
}

/// What the network brought that is the desk's to act on.
#[derive(Debug)]
pub(super) enum Brought {
    Host(Vec<super::super::host::Act>),
    Joined(Vec<super::super::replica::Act>),
    Up,
    Down(Vec<crate::domain::desk::Ticket>),
    Superseded(SocketAddr, u64),
    Nothing,
}

impl Together {
    /// Begins as host: programs on this machine are let in.
    pub(super) fn host(
        folder: &Folder,
        name: &str,
        files: Files,
        document: &Document,
        random: fn() -> u64,
    ) -> std::io::Result<Self> {
        let at = folder.ties();
        let mut ties = Ties::read(&at);
        ties.term = ties.term.max(1);
        ties.name = name.to_owned();
        if ties.family == Secret::default() {
            ties.family = ties::draw(random);
        }
        let secret = ties::draw(random);
        let session = document.session();
        let (net, news) = Net::begin(session.id(), Some(net::local_token(secret)))?;
        let stem = folder.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let host = Host::new(name, &stem, ties.clone(), random).of(session.id());
        let mut together = Self::new(net, news, Role::Host(Box::new(host)), Some(at), ties, files);
        together.endpoint = Some(Endpoint::new(folder, secret));
        together.title = session.session.title.clone();
        together.let_guests_in();
        Ok(together)
    }

    /// Begins as one who joined, or who works through another program on this machine.
    pub(super) fn joined(
        folder: &Folder,
        ties: Ties,
        same_machine: bool,
        files: Files,
        document: &mut Document,
    ) -> std::io::Result<Self> {
        let session = document.session().id();
        let (net, news) = Net::begin(session, None)?;
        let tie = ties.host.clone().unwrap_or_default();
        let waiting = if same_machine { 0 } else { document.changes_since(&tie.shared) };
        let replica = Replica::new(tie, same_machine, ties.term, waiting);
        let at = (!same_machine).then(|| folder.ties());
        let mut together = Self::new(net, news, Role::Joined(Box::new(replica)), at, ties, files);
        together.dial_at = Some(Instant::now());
        Ok(together)
    }

    /// Begins as a wall that has a tie to the host of its own, of which nothing is kept.
    pub(super) fn beside(folder: &Folder, ties: Ties, files: Files, document: &mut Document) -> std::io::Result<Self> {
        Self::joined(folder, ties, false, files, document).map(|together| Self { ties_at: None, ..together })
    }

    fn new(
        net: Net,
        news: mpsc::Receiver<News>,
        role: Role,
        ties_at: Option<PathBuf>,
        kept: Ties,
        files: Files,
    ) -> Self {
        Self {
            news,
            net,
            role,
            ties_at,
            kept,
            files,
            endpoint: None,
            sharing: Sharing::default(),
            addresses: BTreeMap::new(),
            people: Vec::new(),
            origin: String::new(),
            keep_at: None,
            dial_at: None,
            dials: 0,
            since: None,
            turned_away: None,
            clock_ahead: 0,
            held: VecDeque::new(),
            answers: Vec::new(),
            adopt: None,
            claim: None,
            seeks: 0,
            claim_at: None,
            title: String::new(),
            port: PORT,
        }
    }

    /// Says which port is asked for first.
    #[must_use]
    pub(super) fn at_port(self, port: Option<u16>) -> Self {
        Self { port: port.unwrap_or(PORT), ..self }
    }

    /// Waits for what the network brings.
    pub(super) async fn next(&mut self) -> Option<News> {
        self.news.recv().await
    }

    /// Returns what it brought already.
    pub(super) fn next_now(&mut self) -> Option<News> {
        self.news.try_recv().ok()
    }

    /// Takes what the network brought.
    pub(super) fn take(&mut self, news: News, document: &mut Document, now: Moment) -> Brought {
        match (news, &mut self.role) {
            (News::Local(port), Role::Host(_)) => {
                if let Some(endpoint) = &mut self.endpoint {
                    // without it programs on this machine read the file instead
                    let _ = endpoint.write(&self.files, port);
                }
                Brought::Nothing
            }
            (News::Opened(Ok(port)), Role::Host(host)) => {
                (host.port, host.ties.port, host.ties.open) = (port, port, true);
                self.sharing.open = true;
                self.sharing.trouble.clear();
                self.sharing.addresses = net::own_addresses()
                    .into_iter()
                    .map(|address| SocketAddr::new(address, port).to_string())
                    .collect();
                self.announce();
                // a few times: the other may be away for a while, or say nothing by multicast
                self.seeks = SEEKS;
                self.claim_at = Some(Instant::now());
                Brought::Nothing
            }
            (News::Opened(Err(why)), Role::Host(_)) => {
                self.sharing.trouble = crate::domain::clean::clean_line(&why);
                Brought::Nothing
            }
            (News::Came(peer, how, address), Role::Host(host)) => {
                self.addresses.insert(peer, address);
                host.came(peer, how);
                Brought::Nothing
            }
            (News::Said(peer, Ok(message)), Role::Host(host)) => {
                if !document.wait_until_shared() {
                    return Brought::Nothing;
                }
                if self.origin.is_empty() {
                    self.origin = document.origin();
                }
                Brought::Host(host.hear(peer, message, document, now))
            }
            (News::SaidChanges(changes), Role::Host(host)) => {
                if !document.wait_until_shared() {
                    return Brought::Nothing;
                }
                if self.origin.is_empty() {
                    self.origin = document.origin();
                }
                Brought::Host(host.hear_all(changes, document, now))
            }
            (News::Said(peer, Err(why)), Role::Host(host)) => Brought::Host(host.garbled(peer, &why)),
            (News::Went(peer), Role::Host(host)) => {
                self.addresses.remove(&peer);
                host.went(peer);
                Brought::Nothing
            }
            (News::Refused(from, error), Role::Host(_)) => {
                if let Some(why) = why_turned_away(&error) {
                    self.turned_away(now, &from.to_string(), why);
                }
                Brought::Nothing
            }
            (News::CodeSpent, Role::Host(_)) => {
                self.draw_code();
                Brought::Nothing
            }
            (News::Term(address, term, port), Role::Host(host)) => {
                if term < host.ties.term {
                    // it has heard, and joins
                    (self.seeks, self.claim) = (0, None);
                    Brought::Nothing
                } else if term > host.ties.term {
                    Brought::Superseded(SocketAddr::new(address, port), term)
                } else {
                    Brought::Nothing
                }
            }
            (News::Up(address), Role::Joined(replica)) => {
                if !address.ip().is_unspecified() {
                    replica.tie.address = address.to_string();
                }
                (self.since, self.turned_away) = (None, None);
                replica.up(document);
                Brought::Up
            }
            (News::HostSaid(Ok(message)), Role::Joined(replica)) => {
                if !document.wait_until_shared() {
                    return Brought::Nothing;
                }
                Brought::Joined(replica.hear(message, document))
            }
            (News::HostSaid(Err(_)), Role::Joined(_)) => {
                self.net.order(Order::Hang);
                Brought::Nothing
            }
            (News::Down(error), Role::Joined(replica)) => {
                let lost = replica.down();
                self.since.get_or_insert(now);
                // a program on this machine is looked for again
                if let Some(why) =
                    why_turned_away(&error).filter(|why| *why != TurnedAway::Silent && !replica.same_machine)
                {
                    self.turned_away = Some(why);
                }
                // what ran on the host's own machine went with it
                self.people.retain(|one| !one.same_machine || one.id == replica.tie.id);
                self.people.iter_mut().for_each(|one| one.online = one.id == replica.tie.id);
                // not all at once, where a host is back
                let apart = Duration::from_millis(replica.tie.id.0 % 200);
                let pause = Duration::from_millis(250) * 2_u32.pow(self.dials.min(5)) + apart;
                self.dials += 1;
                self.dial_at = Some(Instant::now() + pause.min(LONGEST_PAUSE));
                Brought::Down(lost)
            }
            // what was on its way when the part changed
            (
                News::Local(_)
                | News::Opened(_)
                | News::Came(..)
                | News::Said(..)
                | News::SaidChanges(_)
                | News::Went(_)
                | News::Refused(..)
                | News::CodeSpent
                | News::Term(..)
                | News::Up(_)
                | News::HostSaid(_)
                | News::Down(_),
                _,
            ) => Brought::Nothing,
        }
    }

    /// Gives the others what was changed here and is on disk, and says what is to be said.
    pub(super) fn give(&mut self, document: &mut Document) {
        let ops = document.take_outgoing();
        match &mut self.role {
            Role::Host(host) => {
                host.changed(ops);
                for (peer, number, answer) in self.answers.drain(..) {
                    host.answer(peer, number, answer);
                }
                host.written();
            }
            Role::Joined(replica) => replica.changed(ops, document),
        }
        self.say();
    }

    /// Says what is to be said.
    pub(super) fn say(&mut self) {
        match &mut self.role {
            Role::Host(host) => {
                let all = host.take_out();
                let before = self.people.iter().filter(|one| one.online).count();
                self.people = host.people();
                let now = self.people.iter().filter(|one| one.online).count();
                if now != before && self.sharing.open {
                    self.announce();
                }
                let Role::Host(host) = &mut self.role else { return };
                if host.ties != self.kept {
                    // on disk before it is promised: a host that was killed knows its laptops, its port and its code
                    self.let_guests_in();
                    self.keep();
                }
                for out in all {
                    self.net.order(match out {
                        Out::Say(peer, message) => Order::Say(peer, message),
                        Out::Part(peer) => Order::Part(peer),
                    });
                }
            }
            Role::Joined(replica) => {
                for message in replica.take_out() {
                    self.net.order(Order::SayHost(message));
                }
                if self.kept.host.as_ref() != Some(&replica.tie) {
                    self.keep_at.get_or_insert(Instant::now() + KEEP_AFTER);
                }
            }
        }
    }

    /// Keeps what is to be kept of other laptops, where it is time. What fails costs a code at the next meeting.
    pub(super) fn keep(&mut self) {
        self.keep_at = None;
        match &self.role {
            Role::Host(host) => self.kept = host.ties.clone(),
            Role::Joined(replica) => self.kept.host = Some(replica.tie.clone()),
        }
        if let Some(at) = &self.ties_at {
            let _ = self.kept.keep(&self.files, at);
        }
    }

    /// Tries to reach the host.
    pub(super) fn dial(&mut self) {
        self.dial_at = None;
        let Role::Joined(replica) = &self.role else { return };
        if matches!(self.turned_away, Some(TurnedAway::Removed | TurnedAway::TooOld(_) | TurnedAway::TooNew(_))) {
            // nothing changes by itself: a person asks again
            return;
        }
        let tie = &replica.tie;
        let mut keys = Vec::new();
        if tie.token != Secret::default() {
            let token =
                if replica.same_machine { net::local_token(tie.token) } else { net::token_of(tie.id, tie.token) };
            keys.push(Key::Token(token));
        }
        if self.kept.family != Secret::default() {
            keys.push(Key::Token(net::family_token(self.kept.family)));
        }
        self.net.order(Order::Dial(vec![tie.address.clone()], keys));
    }

    /// Tries again at once, whatever the host said before.
    pub(super) fn retry(&mut self) {
        self.turned_away = None;
        self.dials = 0;
        self.dial_at = Some(Instant::now());
    }

    /// Notes what opens the session at whoever hosts it later.
    pub(super) fn family(&mut self, family: Secret) {
        self.kept.family = family;
        self.keep_at.get_or_insert(Instant::now() + KEEP_AFTER);
    }

    /// Notes the term of the host, and what its clock says.
    pub(super) fn welcomed(&mut self, term: u64, family: Secret, host_now: Moment, now: Moment) {
        self.dials = 0;
        self.kept.term = self.kept.term.max(term);
        self.clock_ahead = host_now.get().signed_duration_since(now.get()).num_milliseconds();
        if family != Secret::default() {
            self.kept.family = family;
        }
        self.keep_at.get_or_insert(Instant::now() + KEEP_AFTER);
    }

    /// The host turned this one away.
    pub(super) fn was_turned_away(&mut self, why: TurnedAway) {
        if why != TurnedAway::OnlyReads {
            self.turned_away = Some(why);
        }
    }

    /// Returns how it stands, for the screens.
    pub(super) fn link(&self) -> Link {
        match &self.role {
            Role::Host(_) => Link::Hosting(self.sharing.clone()),
            Role::Joined(replica) if replica.same_machine => {
                Link::Attached { online: replica.is_online(), waiting: replica.waiting() }
            }
            Role::Joined(replica) => Link::Joined(Joined {
                host: replica.tie.name.clone(),
                address: replica.tie.address.clone(),
                online: replica.is_online(),
                meeting: replica.is_meeting(),
                since: self.since,
                waiting: replica.waiting(),
                turned_away: self.turned_away.clone(),
                part: replica.tie.part,
            }),
        }
    }

    /// Returns who is here.
    pub(super) fn presence(&self) -> Presence {
        let me = match &self.role {
            Role::Host(_) => LaptopId(0),
            Role::Joined(replica) => replica.tie.id,
        };
        Presence { people: self.people.clone(), me }
    }

    /// Ends: the endpoint goes, what was said goes out.
    pub(super) fn end(mut self) {
        if let Role::Host(host) = &mut self.role {
            host.part_from_all();
        }
        self.say();
        self.keep();
        if let Some(endpoint) = &mut self.endpoint {
            endpoint.remove(&self.files);
        }
    }

    /// Ends the connection to the host; it is tried again.
    pub(super) fn hang(&self) {
        self.net.order(Order::Hang);
    }

    /// Returns how many changes the host does not have; 0 for the host itself.
    pub(super) fn waiting(&self) -> usize {
        match &self.role {
            Role::Host(_) => 0,
            Role::Joined(replica) => replica.waiting(),
        }
    }
}

/// Returns the term of whoever hosts after `term`: higher, and hardly that of another who does so at the same time.
fn next_term(term: u64, random: fn() -> u64) -> u64 {
    ((term >> TERM_BITS) + 1) << TERM_BITS | (random() & ((1 << TERM_BITS) - 1))
}

/// Returns why somebody is turned away, in the words that people know; `None` for what just broke off.
pub(in super::super) fn why_turned_away(error: &WireError) -> Option<TurnedAway> {
    Some(match error {
        WireError::Refused(WireRefusal::WrongCode | WireRefusal::CodeChanged | WireRefusal::NoCode) => {
            TurnedAway::WrongCode
        }
        WireError::Refused(WireRefusal::WrongToken) => TurnedAway::Removed,
        WireError::Refused(WireRefusal::Wait { seconds }) => TurnedAway::Wait(*seconds),
        WireError::Refused(WireRefusal::OtherSession) => TurnedAway::OtherSession,
        WireError::Version { here, there, program } if here < there => TurnedAway::TooOld(program.clone()),
        WireError::Version { program, .. } => TurnedAway::TooNew(program.clone()),
        WireError::Stranger | WireError::Malformed(_) | WireError::NotGenuine | WireError::Unruly(_) => {
            TurnedAway::Nonsense
        }
        WireError::TooSlow | WireError::Shed => TurnedAway::Silent,
        _ => return None,
    })
}
