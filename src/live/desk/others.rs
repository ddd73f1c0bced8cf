//! Owns what the desk does when other laptops say something, and when a person asks something about them.

use std::collections::BTreeMap;

use crate::domain::ballot_box::{CastRefused, cut_off};
use crate::domain::change::Change;
use crate::domain::desk::{Answer, Ask, Problem, Reply, Ticket, Wrong};
use crate::domain::link::{LaptopId, Part, Together as About};
use crate::domain::value::Stamp;

use super::super::host::{self, Brings};
use super::super::net::News;
use super::super::protocol::{Call, CallAnswer, Message};
use super::super::replica;
use super::together::{Brought, Role, Together};
use super::{Desk, LARGEST_BATCH};

fn refused(what: Wrong) -> Answer {
    Answer::Refused(Problem::new(what))
}

/// Changes that came one after another are taken in as one: that costs little more than the first of them.
fn gathered(all: Vec<News>) -> Vec<News> {
    let mut gathered: Vec<News> = Vec::new();
    for one in all {
        match (one, gathered.last_mut()) {
            (
                News::HostSaid(Ok(Message::Ops { ops: next, .. })),
                Some(News::HostSaid(Ok(Message::Ops { ops, .. }))),
            ) => ops.extend(next),
            (News::Said(peer, Ok(Message::Ops { upto, ops })), Some(News::SaidChanges(changes))) => {
                changes.push(Brings { peer, upto, ops });
            }
            (News::Said(peer, Ok(Message::Ops { upto, ops })), _) => {
                gathered.push(News::SaidChanges(vec![Brings { peer, upto, ops }]));
            }
            (one, _) => gathered.push(one),
        }
    }
    gathered
}

impl Desk {
    /// Takes what the network brought, and what came with it.
    pub(super) fn take_news(&mut self, first: News) {
        let before = self.version;
        let mut all = vec![first];
        while let Some(next) = self.together.as_mut().and_then(Together::next_now) {
            all.push(next);
            if all.len() >= LARGEST_BATCH {
                break;
            }
        }
        for one in gathered(all) {
            self.take_one(one);
        }
        if self.version != before {
            self.show();
            self.save_at.get_or_insert(tokio::time::Instant::now() + self.settle);
        }
        self.write_down();
        self.tell_presence();
    }

    fn take_one(&mut self, news: News) {
        let now = self.now();
        let Some(together) = &mut self.together else { return };
        match together.take(news, &mut self.document, now) {
            Brought::Host(acts) => acts.into_iter().for_each(|act| self.act_as_host(act)),
            Brought::Joined(acts) => {
                acts.into_iter().for_each(|act| self.act_as_joined(act));
                self.empty_boxes();
            }
            Brought::Down(lost) => {
                let lost = lost.into_iter().map(|ticket| Reply { ticket, answer: refused(Wrong::HostAway) });
                self.replies.extend(lost);
                self.take_over();
            }
            Brought::Superseded(address, term) => {
                let joined = together.join_host(address, term);
                self.superseded(joined);
            }
            Brought::Up | Brought::Nothing => {}
        }
    }

    fn act_as_host(&mut self, act: host::Act) {
        match act {
            host::Act::Changed(_) => self.version += 1,
            host::Act::Call(peer, number, call) => {
                let answer = self.answer_call(call);
                if let Some(together) = &mut self.together {
                    together.answers.push((peer, number, answer));
                }
            }
            host::Act::Erased(text) => self.take_erased(&text),
            host::Act::Claimed(peer, term, port) => {
                let Some(together) = &mut self.together else { return };
                let joined = together.join_claimer(peer, term, port);
                self.superseded(joined);
            }
            host::Act::OtherHosts => {
                if let Some(together) = &mut self.together {
                    together.seek_again();
                }
            }
            host::Act::TurnedAway(name, why) => {
                let now = self.now();
                if let Some(together) = &mut self.together {
                    together.turned_away(now, &name, why);
                }
            }
            host::Act::Problem(problem) => self.notice(problem),
            host::Act::Presence => {}
        }
    }

    /// Says that another laptop has the session now, where this one joined it.
    fn superseded(&mut self, by: Option<String>) {
        let Some(by) = by else { return };
        let superseded = Problem::new(Wrong::Superseded(by));
        self.notice(superseded);
    }

    fn answer_call(&mut self, call: Call) -> CallAnswer {
        let ask = match call {
            Call::Cast(cast) => Ask::Cast(cast),
            Call::Recast(recast) => Ask::Recast(recast),
            Call::Holds(poll, round, receipt) => Ask::Holds { poll, round, receipt },
            Call::CloseRound(poll, round) => Ask::CloseRound { poll, round },
            Call::Show(stage) => {
                self.show_on_wall(stage);
                return CallAnswer::Done;
            }
        };
        match self.vote(ask) {
            Answer::Done { .. } | Answer::Nothing => CallAnswer::Done,
            Answer::Refused(Problem { what: Wrong::CastRefused(why), .. }) => CallAnswer::Cast(why),
            Answer::Refused(problem) => CallAnswer::Refused(format!("{:?}", problem.what)),
        }
    }

    /// Takes a session from which something was erased for good elsewhere like a file that was put in the place of this
    /// one by hand: what this laptop alone has goes into it, and its history begins anew.
    fn take_erased(&mut self, text: &str) {
        let file = self.document.file().to_owned();
        let done = crate::store::read_text(&file, text).and_then(|read| {
            if read.session.id() != self.document.session().id() {
                return Err(Problem::of_file(&file, Wrong::NotUnderstood("another session".to_owned())));
            }
            crate::store::replace(&file, text.as_bytes())
        });
        match done {
            Ok(()) => {
                self.written = None;
                self.begin_writing();
            }
            Err(problem) => self.notice(problem),
        }
    }

    fn act_as_joined(&mut self, act: replica::Act) {
        let now = self.now();
        let Some(together) = &mut self.together else { return };
        match act {
            replica::Act::Changed(_) => self.version += 1,
            replica::Act::Adopt(history) => {
                together.adopt = Some(history);
                self.adopt();
            }
            replica::Act::Answered(ticket, answer) => {
                let answer = match answer {
                    CallAnswer::Done => Answer::done(),
                    CallAnswer::Cast(why) => refused(Wrong::CastRefused(why)),
                    CallAnswer::Refused(why) => refused(Wrong::NotUnderstood(crate::domain::clean::clean_line(&why))),
                    CallAnswer::OnlyReads => refused(Wrong::OnlyReads),
                };
                self.replies.push_back(Reply { ticket, answer });
            }
            replica::Act::Stage(stage) => drop(self.end.stage.send_replace(stage)),
            replica::Act::Boxes(boxes) => {
                self.boxes_there = boxes.into_iter().map(|(poll, round, count)| ((poll, round), count)).collect();
            }
            replica::Act::Presence(people) => together.people = people,
            replica::Act::Welcomed(welcome) => {
                together.welcomed(welcome.term, welcome.family, welcome.now, now);
            }
            replica::Act::Family(family) => together.family(family),
            replica::Act::TurnedAway(why) => {
                let notice = Problem::new(Wrong::TurnedAway(why.clone()));
                together.was_turned_away(why);
                self.notice(notice);
            }
            replica::Act::HostOfBefore => together.hang(),
            replica::Act::Bye => {}
            replica::Act::Problem(problem) => {
                self.notice(problem);
            }
            replica::Act::Arrived => self.release_held(),
        }
    }

    /// Lets answers go that waited until the host has what they are about.
    pub(super) fn release_held(&mut self) {
        let Some(together) = &mut self.together else { return };
        let Role::Joined(replica) = &together.role else { return };
        let arrived = replica.arrived();
        while together.held.front().is_some_and(|(number, _)| *number <= arrived) {
            self.replies.extend(together.held.pop_front().map(|(_, reply)| reply));
        }
        if replica.same_machine {
            self.written_at = Some((self.options.surroundings.now)());
        }
    }

    /// Puts the host's history in the place of one's own, once the session file holds everything.
    pub(super) fn adopt(&mut self) {
        let Some(together) = &mut self.together else { return };
        if together.adopt.is_none() {
            return;
        }
        if self.writer.is_some() && (self.writing.is_some() || self.written != Some(self.version)) {
            self.begin_writing();
            return;
        }
        let history = together.adopt.take().unwrap_or_default();
        let stamp = Stamp { at: (self.options.surroundings.now)(), by: self.options.by.clone() };
        let shared = match &together.role {
            Role::Joined(replica) => replica.tie.shared.clone(),
            Role::Host(_) => return,
        };
        match self.document.adopt(&history, &shared, &stamp) {
            Ok(mark) => {
                if mark.is_some() {
                    self.known = mark;
                }
                self.version += 1;
                self.written = Some(self.version);
                if let Role::Joined(replica) = &mut together.role {
                    replica.adopted(&mut self.document);
                }
                together.say();
                self.show();
            }
            Err(problem) => {
                // it is tried again from the start
                together.hang();
                self.notice(problem);
            }
        }
    }

    /// The history began anew, for something was erased for good: everybody is told.
    pub(super) fn look_at_origin(&mut self) {
        let Some(together) = &mut self.together else { return };
        if together.origin.is_empty() || !self.document.wait_until_shared() {
            return;
        }
        let origin = self.document.origin();
        if origin != together.origin {
            together.origin = origin;
            if let Role::Host(host) = &mut together.role {
                host.begin_anew();
            }
            together.say();
        }
    }

    /// Asks the host for what only it can do. Returns the answer where there is none to wait for.
    pub(super) fn call(&mut self, ticket: Ticket, ask: Ask) -> Option<Answer> {
        let call = match ask {
            Ask::Cast(cast) => Call::Cast(cast),
            Ask::Recast(recast) => Call::Recast(recast),
            Ask::Holds { poll, round, receipt } => Call::Holds(poll, round, receipt),
            Ask::CloseRound { poll, round } => Call::CloseRound(poll, round),
            Ask::Show(stage) => Call::Show(stage),
            _ => return Some(refused(Wrong::HostsAlone)),
        };
        let Some(Together { role: Role::Joined(replica), .. }) = &mut self.together else {
            return Some(refused(Wrong::HostAway));
        };
        let asked = replica.call(ticket, call);
        if let Some(together) = &mut self.together {
            together.say();
        }
        if asked { None } else { Some(refused(Wrong::HostAway)) }
    }

    /// Tells whether another laptop, or another program, has the session.
    pub(super) fn is_joined(&self) -> bool {
        matches!(&self.together, Some(Together { role: Role::Joined(_), .. }))
    }

    /// Tells whether nothing can be changed from here.
    pub(super) fn only_reads(&self) -> bool {
        matches!(&self.together, Some(Together { role: Role::Joined(replica), .. }) if replica.tie.part != Part::Console)
    }

    /// Does what is asked about other laptops.
    pub(super) fn about(&mut self, ticket: Ticket, about: About) -> Option<Answer> {
        let now = tokio::time::Instant::now();
        let (random, by) = (self.options.surroundings.random, self.options.by.clone());
        let folder = self.document.folder().clone();
        let Some(together) = &mut self.together else { return Some(refused(Wrong::HostsAlone)) };
        let answer = match (&mut together.role, about) {
            (Role::Host(_), About::Share(true)) => {
                together.open();
                Answer::done()
            }
            (Role::Host(_), About::Share(false)) => {
                together.shut();
                Answer::done()
            }
            (Role::Host(_), About::NewCode) => {
                together.draw_code();
                Answer::done()
            }
            (Role::Host(host), About::Remove(laptop)) => {
                host.remove(laptop);
                together.change_code();
                Answer::done()
            }
            (Role::Host(host), About::Rename(laptop, name, table)) => {
                host.rename(laptop, &name, table);
                Answer::done()
            }
            (Role::Host(host), About::On(item)) => {
                host.writes_on(LaptopId(0), item);
                Answer::done()
            }
            (Role::Host(_), About::HostHere | About::Retry) => Answer::Nothing,
            (Role::Host(_), About::DeleteCopy) => refused(Wrong::HostsAlone),
            (Role::Joined(replica), About::On(item)) => {
                replica.writes_on(item);
                Answer::done()
            }
            (Role::Joined(replica), About::Rename(laptop, name, table)) => {
                if laptop == replica.tie.id {
                    let name = super::super::protocol::clean_name(&name);
                    replica.rename(laptop, &name, table);
                    Answer::done()
                } else {
                    refused(Wrong::HostsAlone)
                }
            }
            (Role::Joined(_), About::Retry) => {
                together.retry();
                Answer::done()
            }
            (Role::Joined(replica), About::HostHere) if !replica.same_machine && replica.tie.part == Part::Console => {
                let lost = replica.down();
                together.host_here(&folder, &self.document, random, &by);
                let lost = lost.into_iter().map(|ticket| Reply { ticket, answer: refused(Wrong::HostAway) });
                self.replies.extend(lost);
                self.interrupt_polls();
                if let Some(together) = &mut self.together {
                    together.claim_at = Some(now);
                }
                Answer::done()
            }
            (Role::Joined(replica), About::DeleteCopy) if !replica.same_machine => {
                let waiting = replica.waiting() + self.document.behind();
                if !replica.is_online() || replica.is_meeting() {
                    refused(Wrong::HostAway)
                } else if waiting > 0 {
                    refused(Wrong::StillWaiting(waiting))
                } else {
                    self.delete_copy = true;
                    self.closing = Some(ticket);
                    return None;
                }
            }
            (
                Role::Joined(_),
                About::Share(_) | About::NewCode | About::Remove(_) | About::HostHere | About::DeleteCopy,
            ) => refused(Wrong::HostsAlone),
        };
        if let Some(together) = &mut self.together {
            together.say();
        }
        self.tell_presence();
        Some(answer)
    }

    /// Shows on the wall here, and on everybody's where this is the host.
    pub(super) fn show_on_wall(&mut self, stage: crate::domain::desk::Stage) {
        if let Some(Together { role: Role::Host(host), .. }) = &mut self.together {
            host.show(&stage);
        }
        self.end.stage.send_replace(stage);
    }

    /// Tells the screens who is here.
    pub(super) fn tell_presence(&mut self) {
        let Some(together) = &self.together else { return };
        let presence = together.presence();
        self.end.presence.send_if_modified(|shown| {
            let changed = *shown != presence;
            *shown = presence;
            changed
        });
    }

    /// Tells the host's boxes apart from one's own.
    pub(super) fn boxes_shown(&mut self) -> BTreeMap<(crate::domain::id::PollId, crate::domain::poll::RoundNo), u32> {
        if self.is_joined() {
            return self.boxes_there.clone();
        }
        let counts = self.document.boxes().0.counts();
        if let Some(Together { role: Role::Host(host), .. }) = &mut self.together {
            host.count_boxes(counts.iter().map(|((poll, round), count)| (*poll, *round, *count)).collect());
        }
        counts
    }

    /// A vote that was open where the host was is interrupted: its box counts if that laptop comes back.
    fn interrupt_polls(&mut self) {
        let edits = cut_off(self.document.session());
        if edits.is_empty() {
            return;
        }
        match self.document.apply(&Change::new(self.now(), &self.options.by, edits)) {
            Ok(applied) => {
                self.did(&applied);
                self.show();
            }
            Err(problem) => self.notice(problem),
        }
    }

    /// What is in this laptop's boxes counts: it was the host, and another one is. Once the two have met, so that what was
    /// done there is known here.
    fn empty_boxes(&mut self) {
        let met = |replica: &super::super::replica::Replica| replica.is_online() && !replica.is_meeting();
        if !matches!(&self.together, Some(Together { role: Role::Joined(replica), .. }) if met(replica)) {
            return;
        }
        let open: Vec<_> = self.document.boxes().0.counts().into_keys().collect();
        for (poll, round) in open {
            // a round that was closed elsewhere meanwhile keeps what it has; the box is put aside
            let closed = self.vote(Ask::CloseRound { poll, round });
            if let Answer::Refused(problem) = closed
                && !matches!(problem.what, Wrong::CastRefused(CastRefused::NotOpen))
            {
                self.notice(problem);
            }
        }
    }
}
