//! Owns what a desk does as host: sharing, the code, who is let in, which of two hosts goes on.

use super::*;

impl Together {
    /// Lets in who is expected back, and nobody else.
    pub(super) fn let_guests_in(&mut self) {
        let Role::Host(host) = &self.role else { return };
        for gone in self.kept.guests.keys().filter(|id| !host.ties.guests.contains_key(id)) {
            self.net.order(Order::Revoke(net::token_id(*gone)));
        }
        for (id, guest) in &host.ties.guests {
            self.net.order(Order::Admit(net::token_of(*id, guest.token)));
        }
        self.net.order(Order::Admit(net::family_token(host.ties.family)));
    }

    /// Opens the session to the network.
    pub(in super::super) fn open(&mut self) {
        let Role::Host(host) = &mut self.role else { return };
        let known: Option<Code> = host.ties.code.parse().ok();
        let port = if host.ties.port == 0 { self.port } else { host.ties.port };
        match known {
            Some(code) => {
                self.sharing.code = code.to_string();
                self.net.order(Order::Code(Some(code)));
            }
            None => self.draw_code(),
        }
        self.net.order(Order::Open(port));
    }

    /// Draws another code.
    pub(in super::super) fn draw_code(&mut self) {
        let Role::Host(host) = &mut self.role else { return };
        let code = host.draw_code();
        host.ties.code = code.to_string();
        self.sharing.code = code.to_string();
        self.net.order(Order::Code(Some(code)));
        self.keep_at.get_or_insert(Instant::now());
    }

    /// Makes the code invalid that a laptop knew which was sent away: while it is not open, the next opening draws one.
    pub(in super::super) fn change_code(&mut self) {
        if self.sharing.open {
            self.draw_code();
        } else if let Role::Host(host) = &mut self.role {
            host.ties.code.clear();
        }
    }

    /// Closes the session to the network; whoever came from there is parted from.
    pub(in super::super) fn shut(&mut self) {
        let Role::Host(host) = &mut self.role else { return };
        host.part_from_network();
        (host.port, host.ties.open) = (0, false);
        self.net.order(Order::Code(None));
        self.net.order(Order::Shut);
        let refused = std::mem::take(&mut self.sharing.refused);
        self.sharing = Sharing { refused, ..Sharing::default() };
        self.say();
    }

    pub(super) fn announce(&mut self) {
        let Role::Host(host) = &self.role else { return };
        let announcement = Announcement {
            title: self.title.clone(),
            host: host.ties.name.clone(),
            id: net::wire_id(host.session),
            protocol: PROTOCOL,
            port: host.port,
            present: u16::try_from(host.people().iter().filter(|one| one.online).count()).unwrap_or(u16::MAX),
        };
        self.net.order(Order::Announce(Some(Box::new(announcement))));
    }

    /// Hosts the session from here on, under a higher term.
    pub(in super::super) fn host_here(
        &mut self,
        folder: &Folder,
        document: &Document,
        random: fn() -> u64,
        name: &str,
    ) {
        let Role::Joined(replica) = &self.role else { return };
        let before = replica.tie.clone();
        let mut ties = self.kept.clone();
        ties.term = next_term(ties.term, random);
        ties.host = None;
        (ties.name, ties.table) = (if before.me.is_empty() { name.to_owned() } else { before.me }, before.table);
        if ties.family == Secret::default() {
            ties.family = ties::draw(random);
        }
        let stem = folder.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.title = document.session().session.title.clone();
        let host = Host::new(&ties.name.clone(), &stem, ties, random).of(document.session().id());
        self.net.order(Order::Hang);
        self.role = Role::Host(Box::new(host));
        let secret = ties::draw(random);
        self.endpoint = Some(Endpoint::new(folder, secret));
        self.net.order(Order::Local(net::local_token(secret)));
        self.adopt = None;
        (self.dial_at, self.since, self.turned_away, self.clock_ahead) = (None, None, None, 0);
        self.claim = Some(before.address);
        self.let_guests_in();
        self.keep();
        self.open();
    }

    /// Asks who else says to have the session: a host of before that is to join, or one that has it since.
    pub(in super::super) fn seek(&mut self) {
        self.claim_at = None;
        let Role::Host(host) = &self.role else { return };
        if host.port == 0 {
            return;
        }
        self.seeks = self.seeks.saturating_sub(1);
        if self.claim.is_some() || self.seeks > 0 {
            self.claim_at = Some(Instant::now() + CLAIM_EVERY);
        }
        let word = Word::Claim(host.ties.term, host.port);
        let key = Key::Token(net::family_token(host.ties.family));
        self.net.order(Order::Seek(self.claim.clone(), host.port, key, Message::Word(word)));
    }

    /// Asks that again, a few times: another is said to have the session.
    pub(in super::super) fn seek_again(&mut self) {
        self.seeks = SEEKS;
        self.claim_at = Some(Instant::now());
    }

    /// Joins the laptop that hosts the session now. Returns where it is.
    pub(in super::super) fn join_claimer(&mut self, peer: PeerNo, term: u64, port: u16) -> Option<String> {
        let address = SocketAddr::new(self.addresses.get(&peer)?.ip(), port);
        self.join_host(address, term)
    }

    /// Joins the laptop there, which hosts the session under a higher term. Returns where it is.
    pub(in super::super) fn join_host(&mut self, address: SocketAddr, term: u64) -> Option<String> {
        let Role::Host(host) = &mut self.role else { return None };
        let address = address.to_string();
        host.part_from_all();
        // programs on this machine wait until this one ends, and take over then
        self.net.order(Order::Revoke(net::local_token(Secret::default()).id));
        let mut ties = host.ties.clone();
        let tie = ties::HostTie {
            address: address.clone(),
            me: ties.name.clone(),
            table: ties.table,
            ..ties::HostTie::default()
        };
        ties.term = term;
        ties.host = Some(tie.clone());
        ties.guests.clear();
        self.say();
        self.net.order(Order::Code(None));
        self.net.order(Order::Shut);
        if let Some(endpoint) = &mut self.endpoint {
            endpoint.remove(&self.files);
        }
        self.kept = ties;
        // what the other does not have is known once the two have met
        self.role = Role::Joined(Box::new(Replica::new(tie, false, term, 1)));
        self.sharing = Sharing::default();
        (self.claim, self.claim_at, self.seeks) = (None, None, 0);
        self.dial_at = Some(Instant::now());
        self.keep();
        Some(address)
    }

    /// Notes that somebody was turned away.
    pub(in super::super) fn turned_away(&mut self, at: Moment, from: &str, why: TurnedAway) {
        let from = crate::live::protocol::clean_name(from);
        let refused = &mut self.sharing.refused;
        match refused.first_mut().filter(|last| last.from == from && last.why == why) {
            Some(last) => (last.at, last.times) = (at, last.times.saturating_add(1)),
            None => {
                refused.insert(0, Refusal { at, from, why, times: 1 });
                refused.truncate(MOST_REFUSED);
            }
        }
    }

    /// The disk refuses: what was refused is answered all the same, and nothing is said to have arrived.
    pub(in super::super) fn say_refusals(&mut self) {
        if let Role::Host(host) = &mut self.role {
            let (done, refused) = self.answers.drain(..).partition(|(_, _, answer)| *answer == CallAnswer::Done);
            self.answers = done;
            let refused: Vec<(PeerNo, u64, CallAnswer)> = refused;
            refused.into_iter().for_each(|(peer, number, answer)| host.answer(peer, number, answer));
        }
        self.say();
    }

    /// Tells whether a session was open to the network when it was closed.
    pub(in super::super) fn was_open(&self) -> bool {
        matches!(&self.role, Role::Host(host) if host.ties.open)
    }
}
