//! Owns the pool that a merge works on: every item of every session with where it comes from.
//! Copies of one session are put together. Order-free. Never reads a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::code::{code_of_bytes, code_of_value};
use super::dossier::{CountOf, Source};
use super::origin::Origin;
use super::thesaurus::Thesaurus;
use super::titles::Titles;
use crate::domain::carry;
use crate::domain::erasing::forget;
use crate::domain::heads::Heads;
use crate::domain::id::SessionId;
use crate::domain::item::{ActionItem, Decision, Item, ItemRef, Kind, Poll, Practice, Record, Sketch, Voice};
use crate::domain::session::{Session, Shelf};
use crate::domain::value::Owner;

/// A session that was read.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its file, without folder and ending.
    pub name: String,
    /// The session.
    pub session: Arc<Session>,
    /// A code of its content: another content has another code.
    pub content: String,
}

impl Given {
    /// Makes a given session, its code that of its items.
    pub fn new(name: impl Into<String>, session: Arc<Session>) -> Self {
        let content = code_of_value(session.as_ref());
        Self { name: name.into(), session, content }
    }
}

/// A session of the pool.
#[derive(Clone, Debug)]
pub struct Told {
    /// What the dossier says of it.
    pub source: Source,
    /// The session, its copies put together.
    pub session: Arc<Session>,
}

/// An item of the pool.
#[derive(Clone, Debug)]
pub struct Of<T> {
    /// Where it comes from.
    pub origin: Origin,
    /// The item.
    pub record: Arc<T>,
    /// Its session's place in the pool.
    pub told: usize,
}

/// Everything that a merge works on. Sessions by day, then id; items by session, then in the order people know.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The sessions.
    pub sessions: Vec<Told>,
    /// Sessions that were left out.
    pub left_out: Vec<Source>,
    /// The practices.
    pub practices: Vec<Of<Practice>>,
    /// The sketches.
    pub sketches: Vec<Of<Sketch>>,
    /// The voices.
    pub voices: Vec<Of<Voice>>,
    /// The polls.
    pub polls: Vec<Of<Poll>>,
    /// The decisions.
    pub decisions: Vec<Of<Decision>>,
    /// The action items.
    pub actions: Vec<Of<ActionItem>>,
    /// The words of the field that practices are compared by.
    pub thesaurus: Thesaurus,
    /// Of each item, its place among those of its kind. This and the next are looked up only: their order says nothing.
    place: FxHashMap<Origin, usize>,
    /// Of each item, where it was told first.
    first: FxHashMap<ItemRef, Origin>,
    session_at: BTreeMap<SessionId, usize>,
    pub(super) titles: Titles,
}

/// Gathers sessions. Removed items stay out.
pub fn gather(given: Vec<Given>) -> Gathered {
    let mut by_session: BTreeMap<SessionId, Vec<(String, String, Arc<Session>)>> = BTreeMap::new();
    for Given { name, session, content } in given {
        by_session.entry(session.id()).or_default().push((content, name, session));
    }
    let mut sessions: Vec<Told> = by_session.into_values().map(put_together).collect();
    sessions.sort_by_key(|told| (told.session.session.date.is_none(), told.session.session.date, told.session.id()));
    let mut pool = Gathered { sessions, ..Gathered::default() };
    for told in 0..pool.sessions.len() {
        let session = pool.sessions[told].session.clone();
        take(told, &session, &session.practices, &mut pool.practices);
        take(told, &session, &session.sketches, &mut pool.sketches);
        take(told, &session, &session.voices, &mut pool.voices);
        take(told, &session, &session.polls, &mut pool.polls);
        take(told, &session, &session.decisions, &mut pool.decisions);
        take(told, &session, &session.actions, &mut pool.actions);
    }
    fold_voices(&mut pool);
    count_once(&mut pool);
    let all = pool.origins().count();
    let mut place = FxHashMap::with_capacity_and_hasher(all, Default::default());
    let mut first = FxHashMap::with_capacity_and_hasher(all, Default::default());
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for origin in pool.origins() {
        let count = counts.entry(origin.item.kind()).or_default();
        place.insert(origin, *count);
        *count += 1;
        first.entry(origin.item).or_insert(origin);
    }
    let session_at = pool.sessions.iter().enumerate().map(|(at, told)| (told.session.id(), at)).collect();
    Gathered { place, first, session_at, ..pool }
}

fn take<T: Record>(told: usize, session: &Session, shelf: &Shelf<T>, into: &mut Vec<Of<T>>)
where
    ItemRef: From<T::Id>,
{
    into.extend(shelf.in_order().into_iter().map(|record| Of {
        origin: Origin::new(session.id(), record.id()),
        record,
        told,
    }));
}

/// Puts a voice that was taken along into later sessions together with the first: one voice, where it was first told,
/// with its words and how far they may go as they are there, and the answer that was touched last. An action that was
/// taken along stays where it stands; `lines::latest` tells it once, as the last session has it.
fn fold_voices(pool: &mut Gathered) {
    let mut kept: Vec<Of<Voice>> = Vec::new();
    let mut first: BTreeMap<(SessionId, ItemRef), (usize, crate::domain::time::Moment)> = BTreeMap::new();
    let told = |of: &Of<Voice>| (of.record.first_noted_in.unwrap_or(of.origin.session), of.origin.item);
    let voices = std::mem::take(&mut pool.voices);
    let there: BTreeSet<_> = voices.iter().filter(|of| told(of).0 == of.origin.session).map(told).collect();
    // the first goes before what was taken along from it, in whatever order sessions of one day stand
    let (own, along): (Vec<_>, Vec<_>) =
        voices.into_iter().partition(|of| told(of).0 == of.origin.session || !there.contains(&told(of)));
    for of in own.into_iter().chain(along) {
        let touched = carry::touched(&Item::Voice(of.record.clone()));
        let Some((at, known)) = first.get_mut(&told(&of)) else {
            first.insert(told(&of), (kept.len(), touched));
            kept.push(of);
            continue;
        };
        if touched < *known {
            continue;
        }
        *known = touched;
        let one = &mut kept[*at];
        let (here, there) = (&pool.sessions[one.told].session, &pool.sessions[of.told].session);
        let named = match &of.record.answer_owner {
            Some(Owner::Participant(id)) => there.participants.get(*id),
            Some(Owner::Named(_)) | None => None,
        };
        let owner = carry::owner_here(here, of.record.answer_owner.as_ref(), named.map(AsRef::as_ref));
        one.record = Arc::new(carry::with_answer(&one.record, &of.record, owner));
    }
    pool.voices = kept;
}

/// Takes what came along from another session of the pool out of a session's counts: it is counted there.
fn count_once(pool: &mut Gathered) {
    let ids: Vec<SessionId> = pool.sessions.iter().map(|told| told.session.id()).collect();
    let along = |first: Option<SessionId>, here: SessionId| first.is_some_and(|id| id != here && ids.contains(&id));
    for told in &mut pool.sessions {
        let (here, session) = (told.session.id(), told.session.clone());
        let actions = session.actions.live().filter(|action| along(action.first_noted_in, here)).count();
        let voices = session.voices.live().filter(|voice| along(voice.first_noted_in, here)).count();
        for (of, kind) in CountOf::ALL {
            let less = if *kind == Kind::Action {
                actions
            } else if *kind == Kind::Voice {
                voices
            } else {
                0
            };
            let Some(count) = told.source.counts.get_mut(of).filter(|_| less > 0) else { continue };
            *count = count.saturating_sub(less as u32);
        }
        told.source.counts.retain(|_, count| *count > 0);
    }
}

impl Gathered {
    /// Returns the pool with other words of the field: the program's with those of the workspace.
    pub fn with_thesaurus(self, thesaurus: Thesaurus) -> Self {
        Self { thesaurus, ..self }
    }

    /// Returns every origin in the pool.
    pub fn origins(&self) -> impl Iterator<Item = Origin> + '_ {
        let practices = self.practices.iter().map(|of| of.origin);
        let sketches = self.sketches.iter().map(|of| of.origin);
        let voices = self.voices.iter().map(|of| of.origin);
        let polls = self.polls.iter().map(|of| of.origin);
        let decisions = self.decisions.iter().map(|of| of.origin);
        let actions = self.actions.iter().map(|of| of.origin);
        practices.chain(sketches).chain(voices).chain(polls).chain(decisions).chain(actions)
    }

    /// Tells whether the pool holds that item.
    pub fn holds(&self, origin: Origin) -> bool {
        self.place.contains_key(&origin)
    }

    /// Returns an item's place among those of its kind.
    pub fn place_of(&self, origin: Origin) -> Option<usize> {
        self.place.get(&origin).copied()
    }

    /// Returns the practice with that origin.
    pub fn practice(&self, origin: Origin) -> Option<&Of<Practice>> {
        let at = self.place_of(origin).filter(|_| origin.item.kind() == Kind::Practice)?;
        self.practices.get(at)
    }

    /// Returns the sketch with that origin.
    pub fn sketch(&self, origin: Origin) -> Option<&Of<Sketch>> {
        let at = self.place_of(origin).filter(|_| origin.item.kind() == Kind::Sketch)?;
        self.sketches.get(at)
    }

    /// Returns the item that a session refers to: its own, else another session's with that id, the first told.
    pub fn resolve(&self, session: SessionId, item: ItemRef) -> Option<Origin> {
        let own = Origin { session, item };
        if self.holds(own) { Some(own) } else { self.first.get(&item).copied() }
    }

    /// Returns what an item is about, as far as it is in the pool.
    pub fn resolve_all<'a>(&self, session: SessionId, items: impl IntoIterator<Item = &'a ItemRef>) -> Vec<Origin> {
        items.into_iter().filter_map(|item| self.resolve(session, *item)).collect()
    }

    /// Returns the session of an item.
    pub fn session_of(&self, origin: Origin) -> Option<&Told> {
        self.told(origin.session)
    }

    /// Returns the session with that id.
    pub fn told(&self, session: SessionId) -> Option<&Told> {
        self.session_at.get(&session).map(|at| &self.sessions[*at])
    }
}

/// Puts the copies of one session together: union by id. Of an item that they hold differently, what was changed
/// last stands, with what it leaves empty filled from the others.
fn put_together(mut copies: Vec<(String, String, Arc<Session>)>) -> Told {
    copies.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let mut names: Vec<String> = copies.iter().map(|(_, name, _)| name.clone()).collect();
    names.sort();
    names.dedup();
    copies.dedup_by(|a, b| a.0 == b.0);
    // what was erased for good from one copy comes back from no other
    let erased: BTreeSet<ItemRef> =
        copies.iter().flat_map(|(_, _, session)| session.session.erased.iter().copied()).collect();
    if !erased.is_empty() {
        for (_, _, session) in &mut copies {
            *session = Arc::new(forget(session, &erased));
        }
    }
    let mut differing = BTreeSet::new();
    let session = match copies.as_slice() {
        [(_, _, only)] => only.clone(),
        _ => {
            let mut versions: BTreeMap<ItemRef, Vec<Item>> = BTreeMap::new();
            for item in copies.iter().flat_map(|(_, _, session)| session.items()) {
                let known = versions.entry(item.reference()).or_default();
                if !known.contains(&item) {
                    known.push(item);
                }
            }
            let mut whole = copies[0].2.as_ref().clone();
            let id = whole.id();
            for (item, mut list) in versions {
                if list.len() > 1 {
                    differing.insert(Origin { session: id, item });
                }
                list.sort_by_cached_key(|item| (item.changed().cloned(), crate::domain::field::to_ron(item)));
                if let Some(item) = list.into_iter().reduce(fill) {
                    whole.put(item);
                }
            }
            Arc::new(whole)
        }
    };
    let content = match copies.as_slice() {
        [(content, _, _)] => content.clone(),
        _ => code_of_bytes(copies.iter().map(|(content, _, _)| content.as_str()).collect::<String>().as_bytes()),
    };
    let mut names = names.into_iter();
    let name = names.next().unwrap_or_default();
    Told { source: describe(&session, name, content, names.collect(), differing), session }
}

/// Takes the later of two versions of one item, with what it leaves empty filled from the earlier.
fn fill(earlier: Item, later: Item) -> Item {
    let empty = Item::empty(later.reference(), later.created().clone());
    let gone = later.gone();
    let changed = later.changed().cloned();
    let filled = Item::merge(&empty, &later, &earlier).0.with_gone(gone);
    match changed {
        Some(stamp) => filled.with_changed(stamp),
        None => filled,
    }
}

fn describe(
    session: &Session,
    name: String,
    content: String,
    copies: Vec<String>,
    differing: BTreeSet<Origin>,
) -> Source {
    let head = &session.session;
    let count = |kind| {
        if kind == Kind::Note { session.notes.live().filter(|note| !note.private).count() } else { session.count(kind) }
    };
    let counts =
        CountOf::ALL.iter().map(|(of, kind)| (*of, count(*kind) as u32)).filter(|(_, count)| *count > 0).collect();
    Source {
        session: Some(head.id),
        name,
        title: head.title.clone(),
        date: head.date,
        place: head.place.clone(),
        work_package: head.work_package,
        state: head.state,
        counts,
        present: Heads::of(session).groups,
        conflicts: session.open_conflicts().count() as u32,
        content,
        sample: head.sample,
        copies,
        differing: differing.into_iter().collect(),
    }
}
