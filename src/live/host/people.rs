//! Owns who is at the session, as its host knows it: who comes in, is seated, named, sent away, and expected back.

use super::*;

impl Host {
    /// A connection came up.
    pub fn came(&mut self, peer: PeerNo, how: How) {
        let new = Peer {
            how,
            laptop: None,
            part: Part::Guest,
            meeting: None,
            told_to_meet: false,
            asked_for_erased: false,
            of_before: false,
            taken: None,
            misunderstood: 0,
        };
        // who says the code and then nothing is not waited for by everybody else
        let silent: Vec<PeerNo> = self
            .peers
            .iter()
            .filter(|(_, peer)| peer.laptop.is_none() && peer.how != How::SameMachine)
            .map(|(number, _)| *number)
            .collect();
        if let Some(first) = silent.first().filter(|_| silent.len() >= MOST) {
            self.peers.remove(first);
            self.out.push(Out::Part(*first));
        }
        self.peers.insert(peer, new);
    }

    /// A connection ended.
    pub fn went(&mut self, peer: PeerNo) {
        let Some(gone) = self.peers.remove(&peer) else { return };
        let Some(laptop) = gone.laptop else { return };
        if self.peers.values().any(|peer| peer.laptop == Some(laptop)) {
            return;
        }
        self.presence_is_new = true;
        // nobody waits for a wall
        if gone.how == How::SameMachine || gone.part == Part::Wall {
            self.laptops.remove(&laptop);
            self.order.retain(|id| *id != laptop);
        } else if let Some(present) = self.laptops.get_mut(&laptop) {
            (present.online, present.on) = (false, None);
        }
    }

    pub(super) fn greet(&mut self, peer: PeerNo, hello: Hello, document: &mut Document, now: Moment) -> Vec<Act> {
        let session = document.session();
        let (id, epoch) = (session.id(), session.session.epoch.0);
        if hello.session.is_some_and(|known| known != id) {
            return self.turn_away(peer, TurnedAway::OtherSession);
        }
        let Some(how) = self.peers.get(&peer).map(|peer| peer.how) else { return Vec::new() };
        let again = self.peers.get(&peer).and_then(|peer| peer.laptop);
        let here = self.peers.values().filter(|peer| peer.laptop.is_some()).count();
        if again.is_none() && here >= MOST {
            return self.turn_away(peer, TurnedAway::Full);
        }
        let same_machine = how == How::SameMachine;
        let (laptop, token) = match (again, how) {
            (Some(laptop), _) => (laptop, Secret::default()),
            (None, How::Back(laptop)) => match self.ties.guests.get(&laptop) {
                Some(_) => (laptop, Secret::default()),
                None => return self.turn_away(peer, TurnedAway::Removed),
            },
            (None, How::Code | How::Family | How::SameMachine) => (LaptopId((self.random)().max(1)), self.new_secret()),
        };
        let known = self.ties.guests.get(&laptop).cloned();
        let part = known.as_ref().map_or(hello.part, |known| known.part);
        let named = clean_name(&hello.name);
        let guest = Guest {
            token: known.as_ref().map_or(token, |known| known.token),
            name: if named.is_empty() {
                known.as_ref().map(|known| known.name.clone()).unwrap_or_default()
            } else {
                named
            },
            table: hello.table.or(known.as_ref().and_then(|known| known.table)),
            part,
        };
        // one laptop, one connection: what it left behind is over
        let stale: Vec<PeerNo> = self
            .peers
            .iter()
            .filter(|(number, other)| **number != peer && other.laptop == Some(laptop))
            .map(|(number, _)| *number)
            .collect();
        for stale in stale {
            self.peers.remove(&stale);
            self.out.push(Out::Part(stale));
        }
        self.seat(laptop, &guest, true, same_machine);
        self.writes_on(laptop, hello.on);
        if !same_machine {
            self.ties.guests.insert(laptop, guest);
        }
        if let Some(state) = self.peers.get_mut(&peer) {
            (state.laptop, state.part, state.meeting, state.of_before) = (Some(laptop), part, None, false);
        }
        let knows_more = hello.erased.iter().any(|item| !document.session().session.erased.contains(item));
        if (hello.epoch > epoch || knows_more) && part == Part::Console {
            if let Some(state) = self.peers.get_mut(&peer) {
                state.asked_for_erased = true;
            }
            self.say(peer, Message::Word(Word::TellErased));
            return vec![Act::Presence];
        }
        let welcome = Welcome {
            id: laptop,
            token,
            family: if part == Part::Console { self.ties.family } else { Secret::default() },
            session: Some(id),
            file: self.file.clone(),
            origin: document.origin(),
            epoch,
            term: self.ties.term,
            host: self.laptops.get(&LaptopId(0)).map(|me| me.name.clone()).unwrap_or_default(),
            port: self.port,
            now,
            part,
        };
        self.say(peer, Message::Word(Word::Welcome(Box::new(welcome))));
        self.say(peer, Message::Word(Word::Stage(self.stage.clone())));
        self.say(peer, Message::Word(Word::Boxes(self.boxes.clone())));
        let known = self.ties.term;
        vec![if hello.term > known { Act::OtherHosts } else { Act::Presence }]
    }

    /// Notes what a person is writing on.
    pub fn writes_on(&mut self, laptop: LaptopId, item: Option<ItemRef>) {
        if let Some(present) = self.laptops.get_mut(&laptop).filter(|present| present.on != item) {
            present.on = item;
            self.presence_is_new = true;
        }
    }

    /// Calls a laptop so, and seats it there.
    pub fn rename(&mut self, laptop: LaptopId, name: &str, table: Option<TableId>) {
        let name = clean_name(name);
        let Some(present) = self.laptops.get_mut(&laptop).filter(|_| !name.is_empty()) else { return };
        (present.name, present.table) = (name.clone(), table);
        self.presence_is_new = true;
        if let Some(guest) = self.ties.guests.get_mut(&laptop) {
            (guest.name, guest.table) = (name, table);
        } else if laptop == LaptopId(0) {
            (self.ties.name, self.ties.table) = (name, table);
        }
    }

    /// Sends a laptop away for good: its right to come back ends, and what opens the session later is another.
    pub fn remove(&mut self, laptop: LaptopId) {
        if laptop == LaptopId(0) {
            return;
        }
        self.ties.guests.remove(&laptop);
        self.laptops.remove(&laptop);
        self.order.retain(|id| *id != laptop);
        self.presence_is_new = true;
        // who was let in and has not said who it is may have come in by what ends now
        let its = |peer: &Peer| match peer.laptop {
            Some(known) => known == laptop,
            None => peer.how != How::SameMachine,
        };
        let its: Vec<PeerNo> = self.peers.iter().filter(|(_, peer)| its(peer)).map(|(number, _)| *number).collect();
        for peer in its {
            self.turn_away(peer, TurnedAway::Removed);
        }
        let family = self.new_secret();
        self.ties.family = family;
        let consoles: BTreeSet<PeerNo> =
            self.peers.iter().filter(|(_, peer)| peer.part == Part::Console).map(|(number, _)| *number).collect();
        self.tell(|peer| consoles.contains(&peer), &Word::Family(family));
    }

    /// Parts from everybody who is not on this machine: the session is no longer shared.
    pub fn part_from_network(&mut self) {
        let away: Vec<PeerNo> =
            self.peers.iter().filter(|(_, peer)| peer.how != How::SameMachine).map(|(number, _)| *number).collect();
        for peer in away {
            self.say(peer, Message::Word(Word::Bye));
            self.out.push(Out::Part(peer));
        }
    }

    /// Parts from everybody.
    pub fn part_from_all(&mut self) {
        let all: Vec<PeerNo> = self.peers.keys().copied().collect();
        for peer in all {
            self.say(peer, Message::Word(Word::Bye));
            self.out.push(Out::Part(peer));
        }
    }

    /// Draws a code.
    pub fn draw_code(&self) -> Code {
        Code::from_bits((self.random)())
    }

    /// Draws a secret.
    pub fn new_secret(&self) -> Secret {
        crate::live::ties::draw(self.random)
    }

    pub(super) fn name_of(&self, peer: PeerNo) -> String {
        let laptop = self.peers.get(&peer).and_then(|peer| peer.laptop);
        laptop.and_then(|laptop| self.laptops.get(&laptop)).map(|present| present.name.clone()).unwrap_or_default()
    }

    pub(super) fn seat(&mut self, id: LaptopId, guest: &Guest, online: bool, same_machine: bool) {
        let colour = self.laptops.get(&id).map_or_else(
            || {
                let taken: BTreeSet<u8> = self.laptops.values().map(|present| present.colour).collect();
                (1..=u8::MAX).find(|colour| !taken.contains(colour)).unwrap_or_default()
            },
            |known| known.colour,
        );
        let present = Present {
            id,
            name: guest.name.clone(),
            table: guest.table,
            part: guest.part,
            on: None,
            leads: false,
            online,
            same_machine,
            colour,
        };
        if self.laptops.insert(id, present).is_none() {
            self.order.push(id);
        }
        self.presence_is_new = true;
    }
}
