//! Owns how a list is seen: its order, and what it is narrowed to. Pure: never which items there are, never draws.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::domain::check;
use crate::domain::fold::fold;
use crate::domain::id::{StepId, TableId};
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::time::{Day, Moment};
use crate::domain::turn::{owner_in_words, tags_of, words_of};
use crate::domain::value::{ActionState, Difficulty, NoteKind, Outcome, RoundState};

/// An order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As they were taken down.
    #[default]
    AsTaken,
    /// The newest first.
    Newest,
    /// By their words.
    Words,
    /// By difficulty.
    Difficulty,
    /// By organisation.
    Organisation,
    /// By table.
    Table,
    /// What is owed an answer first.
    Owed,
    /// By state.
    State,
    /// By the day they are looked at again.
    Review,
    /// By the day they are due.
    Due,
    /// By who takes them on.
    Owner,
    /// By what they are.
    Sort,
}

impl Order {
    /// Returns the orders that are useful for a kind, in the order they are gone round in.
    pub fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Practice => &[Self::AsTaken, Self::Newest, Self::Words, Self::Difficulty, Self::Organisation],
            Kind::Sketch => &[Self::AsTaken, Self::Newest, Self::Words, Self::Difficulty, Self::Table],
            Kind::Voice => &[Self::AsTaken, Self::Newest, Self::Owed, Self::Words],
            Kind::Poll => &[Self::AsTaken, Self::Newest, Self::State, Self::Words],
            Kind::Decision => &[Self::AsTaken, Self::Newest, Self::Review, Self::Words],
            Kind::Action => &[Self::AsTaken, Self::Newest, Self::Due, Self::Owner, Self::State, Self::Words],
            Kind::Note => &[Self::AsTaken, Self::Newest, Self::Sort, Self::Words],
            Kind::Session | Kind::Step | Kind::Table | Kind::Participant | Kind::Conflict => &[Self::AsTaken],
        }
    }

    /// Returns the order after this one.
    pub fn next(self, kind: Kind) -> Self {
        let all = Self::of(kind);
        let at = all.iter().position(|order| *order == self).map_or(0, |at| at + 1);
        all[at % all.len()]
    }

    /// Tells whether the order depends on names that items of another kind have.
    pub fn needs_names(self) -> bool {
        match self {
            Self::Owner | Self::Table => true,
            Self::AsTaken
            | Self::Newest
            | Self::Words
            | Self::Difficulty
            | Self::Organisation
            | Self::Owed
            | Self::State
            | Self::Review
            | Self::Due
            | Self::Sort => false,
        }
    }

    /// Returns where an item stands in this order. No two items stand at one place.
    pub fn key(self, item: &Item, session: &Session) -> Key {
        let (rank, words) = match self {
            Self::AsTaken => (0, String::new()),
            Self::Newest => (-item.created().at.get().timestamp_millis(), String::new()),
            Self::Words => (0, fold(words_of(item).trim())),
            Self::Difficulty => (difficulty(item).map_or(LAST, |difficulty| difficulty as i64), String::new()),
            Self::Organisation => named(organisation(item)),
            Self::Table => named(table(item).and_then(|id| session.tables.get(id)).map_or("", |table| &table.name)),
            Self::Owed => (owed(item), String::new()),
            Self::State => (state(item), String::new()),
            Self::Review => {
                (if let Item::Decision(decision) = item { day(decision.review_on) } else { LAST }, String::new())
            }
            Self::Due => (if let Item::Action(action) = item { day(action.due) } else { LAST }, String::new()),
            Self::Owner => named(&owner(item, session)),
            Self::Sort => (if let Item::Note(note) = item { note_rank(note.kind) } else { LAST }, String::new()),
        };
        Key { rank, words, at: item.created().at, item: item.reference() }
    }
}

/// Where an item stands in an order: what the order is about, then when it was taken down, then its id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    rank: i64,
    words: String,
    at: Moment,
    item: ItemRef,
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let before = self.rank.cmp(&other.rank).then_with(|| self.words.cmp(&other.words));
        before.then_with(|| self.at.cmp(&other.at)).then_with(|| self.item.cmp(&other.item))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What stands behind everything that says something.
const LAST: i64 = i64::MAX;

fn named(name: &str) -> (i64, String) {
    let name = fold(name.trim());
    (if name.is_empty() { LAST } else { 0 }, name)
}

fn day(day: Option<Day>) -> i64 {
    use chrono::Datelike;
    day.map_or(LAST, |day| i64::from(day.get().num_days_from_ce()))
}

fn difficulty(item: &Item) -> Option<Difficulty> {
    if let Item::Practice(practice) = item {
        practice.difficulty
    } else if let Item::Sketch(sketch) = item {
        sketch.difficulty
    } else {
        None
    }
}

fn organisation(item: &Item) -> &str {
    if let Item::Practice(practice) = item { &practice.organisation } else { "" }
}

/// Returns the table that an item belongs to: the one that designs it, else the one where it was taken down.
pub fn table(item: &Item) -> Option<TableId> {
    let designs = if let Item::Sketch(sketch) = item { sketch.table } else { None };
    designs.or(item.created().table)
}

fn owner(item: &Item, session: &Session) -> String {
    let Item::Action(action) = item else { return String::new() };
    action.who.as_ref().map_or_else(|| action.organisation.clone(), |who| owner_in_words(session, who))
}

fn owed(item: &Item) -> i64 {
    let Item::Voice(voice) = item else { return LAST };
    match voice.outcome {
        None => 0,
        Some(Outcome::UnderReview(_)) => 1,
        Some(Outcome::Accepted | Outcome::PartlyAccepted | Outcome::NotAccepted | Outcome::Thanked) => 2,
    }
}

/// Returns the state of a poll: that of its last round.
pub fn poll_state(poll: &crate::domain::item::Poll) -> RoundState {
    poll.rounds.values().next_back().map_or(RoundState::Prepared, |round| round.state)
}

fn state(item: &Item) -> i64 {
    if let Item::Action(action) = item {
        match action.state {
            ActionState::Open => 0,
            ActionState::Doing => 1,
            ActionState::Done => 2,
            ActionState::Dropped => 3,
        }
    } else if let Item::Poll(poll) = item {
        match poll_state(poll) {
            RoundState::Open => 0,
            RoundState::Closed => 1,
            RoundState::Interrupted => 2,
            RoundState::Prepared => 3,
            RoundState::Revealed => 4,
        }
    } else {
        LAST
    }
}

fn note_rank(kind: NoteKind) -> i64 {
    match kind {
        NoteKind::Question => 0,
        NoteKind::Parked => 1,
        NoteKind::Quote => 2,
        NoteKind::Point => 3,
    }
}

/// Tells whether something of an item is still open: an action to be done, a voice owed an answer, a vote not shown yet,
/// a decision to be looked at again, a question or something parked, a practice or a sketch to be completed.
pub fn is_open(item: &Item) -> bool {
    match item {
        Item::Action(action) => matches!(action.state, ActionState::Open | ActionState::Doing),
        Item::Voice(_) => owed(item) < 2,
        Item::Poll(poll) => poll_state(poll) != RoundState::Revealed,
        Item::Decision(decision) => decision.review_on.is_some(),
        Item::Note(note) => matches!(note.kind, NoteKind::Question | NoteKind::Parked),
        Item::Practice(_)
        | Item::Sketch(_)
        | Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Conflict(_) => !check::to_complete(item).is_empty(),
    }
}

/// Something that a list can be narrowed to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Facet {
    /// Something of it is still open.
    Open,
    /// Taken down during a step, or outside of any.
    Step(Option<StepId>),
    /// Of a table, or of none.
    Table(Option<TableId>),
    /// An answer to a difficulty, or to none that is said.
    Difficulty(Option<Difficulty>),
    /// With a tag.
    Tag(String),
    /// Taken down by somebody.
    Author(String),
}

/// What a facet is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum About {
    /// Whether something is open.
    Open,
    /// The step.
    Step,
    /// The table.
    Table,
    /// The difficulty.
    Difficulty,
    /// Tags.
    Tag,
    /// Who took it down.
    Author,
}

impl Facet {
    /// Returns what it is about.
    pub fn about(&self) -> About {
        match self {
            Self::Open => About::Open,
            Self::Step(_) => About::Step,
            Self::Table(_) => About::Table,
            Self::Tag(_) => About::Tag,
            Self::Difficulty(_) => About::Difficulty,
            Self::Author(_) => About::Author,
        }
    }

    /// Tells whether it says that there is none.
    pub fn is_none(&self) -> bool {
        match self {
            Self::Step(step) => step.is_none(),
            Self::Table(table) => table.is_none(),
            Self::Difficulty(difficulty) => difficulty.is_none(),
            Self::Author(author) => author.is_empty(),
            Self::Open | Self::Tag(_) => false,
        }
    }
}

/// Returns everything that an item can be found under.
pub fn facets(item: &Item) -> BTreeSet<Facet> {
    let created = item.created();
    let mut facets: BTreeSet<Facet> =
        [Facet::Step(created.step), Facet::Table(table(item)), Facet::Author(created.by.clone())].into();
    facets.extend(is_open(item).then_some(Facet::Open));
    facets.extend(tags_of(item).iter().cloned().map(Facet::Tag));
    match item {
        Item::Practice(practice) => {
            let all = practice.difficulty.iter().chain(practice.other_difficulties.iter());
            facets.extend(all.map(|difficulty| Facet::Difficulty(Some(*difficulty))));
            facets.extend(practice.difficulty.is_none().then_some(Facet::Difficulty(None)));
        }
        Item::Sketch(sketch) => {
            facets.insert(Facet::Difficulty(sketch.difficulty));
        }
        Item::Voice(_)
        | Item::Poll(_)
        | Item::Decision(_)
        | Item::Action(_)
        | Item::Note(_)
        | Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Conflict(_) => {}
    }
    facets
}

/// What a list is narrowed to: one of the chosen facets of each thing that any is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    chosen: BTreeSet<Facet>,
}

impl Filter {
    /// Tells whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Returns what is chosen.
    pub fn chosen(&self) -> impl Iterator<Item = &Facet> {
        self.chosen.iter()
    }

    /// Tells whether a facet is chosen.
    pub fn has(&self, facet: &Facet) -> bool {
        self.chosen.contains(facet)
    }

    /// Chooses a facet, or no longer.
    pub fn toggle(&mut self, facet: &Facet) {
        if !self.chosen.remove(facet) {
            self.chosen.insert(facet.clone());
        }
    }

    /// Tells whether an item passes.
    pub fn passes(&self, item: &Item) -> bool {
        if self.chosen.is_empty() {
            return true;
        }
        let found = facets(item);
        let about: BTreeSet<About> = self.chosen.iter().map(Facet::about).collect();
        about.into_iter().all(|about| found.iter().any(|facet| facet.about() == about && self.chosen.contains(facet)))
    }
}

/// How a list is seen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// Its order.
    pub order: Order,
    /// What it is narrowed to.
    pub filter: Filter,
}

impl View {
    /// Tells whether it is the whole list as it was taken down.
    pub fn is_plain(&self) -> bool {
        self.order == Order::AsTaken && self.filter.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::item::Practice;

    #[test]
    fn going_round_the_orders_of_a_kind_comes_back() {
        for kind in crate::domain::turn::CAPTURED {
            let all = Order::of(*kind);
            let mut order = Order::AsTaken;
            for _ in all {
                order = order.next(*kind);
            }
            assert_eq!(order, Order::AsTaken, "{kind:?}");
        }
    }

    #[test]
    fn facets_of_one_thing_are_or_and_of_two_things_and() {
        let practice = |tags: &[&str], difficulty| {
            let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
            Item::Practice(Arc::new(Practice { tags, difficulty, ..Practice::default() }))
        };
        let street = practice(&["strada"], Some(Difficulty::Engage));
        let school = practice(&["scuola", "fiducia"], None);
        let tag = |tag: &str| Facet::Tag(tag.to_owned());
        for (chosen, expected) in [
            (vec![], (true, true)),
            (vec![tag("strada")], (true, false)),
            (vec![tag("strada"), tag("fiducia")], (true, true)),
            (vec![tag("strada"), tag("fiducia"), Facet::Difficulty(None)], (false, true)),
            (vec![Facet::Open], (true, true)),
            (vec![Facet::Step(None), Facet::Difficulty(Some(Difficulty::Engage))], (true, false)),
        ] {
            let mut filter = Filter::default();
            chosen.iter().for_each(|facet| filter.toggle(facet));
            assert_eq!((filter.passes(&street), filter.passes(&school)), expected, "{chosen:?}");
            chosen.iter().for_each(|facet| filter.toggle(facet));
            assert!(filter.is_empty());
        }
    }
}
