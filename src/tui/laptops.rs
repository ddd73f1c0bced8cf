//! Owns how a session's screen stands with other laptops: what it says of that, one's own name and table, what one is
//! writing on, what others took down just now, who only looks. What is asked of them is `together`'s.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::desk::{Ask, Problem, Wrong};
use crate::domain::id::TableId;
use crate::domain::item::{Item, ItemRef};
use crate::domain::link::{Link, Part, Presence, Present, Together};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::CAPTURED;
use crate::domain::value::{Seating, SessionState};
use crate::text::problem as wording;
use crate::text::tui::together as w;

use super::app::{Env, Mood};
use super::console::{Console, Doing, Page, Pending};
use super::together::{Asked, Leaving};

/// How long what others took down is marked, in seconds.
const JUST_NOW: i64 = 6;

/// What the screen knows of other laptops beside the desk's word.
#[derive(Debug, Default)]
pub struct Laptops {
    /// What others took down just now: since when, and the place of their colour.
    pub fresh: BTreeMap<ItemRef, (Moment, Option<u8>)>,
    /// The item that the desk was told one is writing on.
    told: Option<ItemRef>,
    /// One came in just now, and was not asked yet at which table one sits.
    pub(super) asks_table: bool,
    /// Nothing but the wall is shown here.
    pub only_wall: bool,
    /// This laptop's copy is being deleted.
    pub(super) parting: bool,
}

impl Console {
    /// Returns who one is among those who are here.
    pub fn me(&self) -> Option<&Present> {
        let Presence { people, me } = &self.presence;
        people.iter().find(|one| one.id == *me)
    }

    /// Tells whether this laptop only reads.
    pub fn is_guest(&self) -> bool {
        matches!(&self.status.link, Link::Joined(joined) if joined.part == Part::Guest)
    }

    /// Returns the table one sits at.
    pub fn my_table(&self) -> Option<TableId> {
        let table = self.me()?.table?;
        self.session().tables.live().any(|known| known.id == table).then_some(table)
    }

    /// Returns the table that what is taken down now was taken at: one's own, unless the running step is in plenary.
    pub(super) fn table_now(&self) -> Option<TableId> {
        let plenary = self.session().current_step().is_some_and(|step| step.seating != Seating::Tables);
        let over = self.session().session.state == SessionState::Closed;
        self.my_table().filter(|_| !plenary && !over)
    }

    /// Returns whoever else is writing on an item.
    pub fn others_on(&self, item: ItemRef) -> impl Iterator<Item = &Present> {
        self.presence.others_on(item)
    }

    /// Returns the item that is being written on here.
    fn writing_on(&self) -> Option<ItemRef> {
        match &self.page {
            Page::Form(form) => Some(form.borrow().opened().reference()),
            Page::Count(count) => Some(ItemRef::Poll(count.borrow().id())),
            Page::Console => self.reopened().map(Item::reference),
            Page::Vote(_) | Page::Wall => None,
        }
    }

    /// Tells the others what one is writing on, where that changed.
    pub(super) fn tell_on(&mut self, env: &mut Env) {
        let on = if self.status.link == Link::Alone { None } else { self.writing_on() };
        if on != self.laptops.told {
            self.laptops.told = on;
            env.ask(Ask::Together(Together::On(on)));
        }
    }

    /// Asks something about other laptops, and says these words once it is done.
    pub(super) fn ask_together(&mut self, asked: Together, doing: Doing, env: &mut Env) {
        let ticket = env.ask(Ask::Together(asked));
        self.pending.insert(ticket, Pending { change: None, doing });
    }

    /// Marks what others took down since.
    pub(super) fn mark_arrivals(&mut self, before: &Arc<Session>, env: &Env) {
        if self.status.link == Link::Alone || self.presence.people.len() < 2 || before.id() != self.session().id() {
            return;
        }
        let me = self.me().map(|me| me.name.clone());
        let mine = |by: &str| by == env.person || me.as_deref() == Some(by);
        for (known, came) in self.snapshot.session.changes_since(before) {
            let Some(came) = came.filter(|item| known.is_none() && !item.gone()) else { continue };
            let by = &came.created().by;
            if CAPTURED.contains(&came.kind()) && !mine(by) {
                let colour = self.presence.people.iter().find(|one| one.name == *by).map(|one| one.colour);
                self.laptops.fresh.insert(came.reference(), (env.now, colour));
            }
        }
    }

    /// Lets marks go that have been there long enough.
    pub(super) fn fade_arrivals(&mut self, now: Moment) {
        self.laptops.fresh.retain(|_, (since, _)| (0..JUST_NOW).contains(&now.seconds_since(*since)));
    }

    /// Says what changed between this laptop and the others, once.
    pub(super) fn tell_link(&self, before: &Link, env: &mut Env) {
        let lang = env.lang;
        match (before, &self.status.link) {
            (Link::Attached { .. }, Link::Hosting(_)) => env.say(Mood::Good, w::took_over(lang)),
            (Link::Joined(_), Link::Hosting(_)) => env.say(Mood::Good, w::hosts_now(lang)),
            (Link::Hosting(was), Link::Hosting(is)) if is.superseded && !was.superseded => {
                env.say(Mood::Warn, w::superseded(lang));
            }
            (Link::Hosting(_), Link::Joined(joined)) => {
                let host = if joined.host.is_empty() { &joined.address } else { &joined.host };
                let said = wording::problem(lang, &Problem::new(Wrong::Superseded(host.clone())));
                env.say(Mood::Warn, said);
            }
            (Link::Joined(was), Link::Joined(is)) => match &is.turned_away {
                Some(why) if was.turned_away.as_ref() != Some(why) => {
                    env.say(Mood::Bad, w::turned_away(lang, &wording::turned_away(lang, why)));
                }
                Some(_) => {}
                None if was.online && !is.online => env.say(Mood::Info, w::went_offline(lang)),
                // the first time it has not been away
                None if !was.online && is.online && was.since.is_some() => env.say(Mood::Info, w::back_online(lang)),
                None => {}
            },
            _ => {}
        }
    }

    /// Tells whether somebody else takes notes at another laptop.
    fn others_are_here(&self) -> bool {
        let other = |one: &Present| one.online && one.id != self.presence.me && !one.same_machine;
        self.presence.people.iter().any(|one| other(one) && one.part == Part::Console)
    }

    /// Returns what is asked before a session that is over is left by a laptop that joined it, or before others are left
    /// without a host; `None` where nothing is.
    pub(super) fn asks_at_leaving(&self, leaving: Leaving) -> Option<Asked> {
        if self.laptops.only_wall {
            return None;
        }
        let joined = match &self.status.link {
            Link::Alone => return None,
            // what the other program does not have is on no disk
            Link::Attached { waiting, .. } => return (*waiting > 0).then_some(Asked::Waiting(leaving)),
            Link::Hosting(_) => return self.others_are_here().then_some(Asked::Others(leaving)),
            Link::Joined(joined) => joined,
        };
        if self.session().session.state != SessionState::Closed {
            return None;
        }
        match joined.waiting {
            0 => joined.online.then_some(Asked::Copy(leaving)),
            _ => Some(Asked::Waiting(leaving)),
        }
    }
}
