//! Owns a list to choose from over a screen of the merge desk: what is typed narrows it, several can be marked. Of tens of
//! thousands of items only those that are seen are named. What follows on a choice is `over`'s.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::clean::clean_line;
use crate::domain::fold::fold;
use crate::domain::id::StrategyId;
use crate::domain::item::Kind;
use crate::synthesis::dossier::{PracticeField, Tidier};
use crate::synthesis::gather::Gathered;
use crate::synthesis::origin::Origin;
use crate::tui::command::Command;
use crate::tui::cursor::Cursor;
use crate::tui::panels::keys::written;

use super::MergeDesk;
use super::finding::Found;
use super::over::Then;

/// A list to choose from.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub asks: String,
    pub choices: Choices,
    pub cursor: Cursor,
    /// Several can be marked.
    pub several: bool,
    pub marked: BTreeSet<usize>,
    pub then: Then,
    /// What is typed narrows the list: to what.
    pub narrow: String,
    all: Vec<usize>,
    found: Found<usize>,
}

/// One of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Choice {
    Item(Origin),
    Strategy(StrategyId),
    Field(PracticeField),
    Tidier(Tidier),
    Notes,
    Own,
    None,
    New,
}

/// What there is to choose from.
#[derive(Clone, Debug)]
pub(super) enum Choices {
    /// Each with its text.
    Told(Vec<(Choice, String)>),
    /// Every sketch and every practice.
    Items(Items),
    /// Strategies, and after them a new one.
    Strategies(Vec<StrategyId>, Option<String>),
}

impl From<Vec<(Choice, String)>> for Choices {
    fn from(told: Vec<(Choice, String)>) -> Self {
        Self::Told(told)
    }
}

/// Every sketch and practice of a pool: sketches first, each kind as the pool has it.
#[derive(Clone, Debug)]
pub(super) struct Items {
    pool: Arc<Gathered>,
    /// What stands after a title, of each session; and the same folded.
    told: Vec<String>,
    folded: Vec<String>,
}

impl Items {
    /// Makes the list, with what stands after a title, of each session of the pool.
    pub(super) fn new(pool: Arc<Gathered>, told: Vec<String>) -> Self {
        let folded = told.iter().map(|told| fold(told)).collect();
        Self { pool, told, folded }
    }

    fn count(&self) -> usize {
        self.pool.sketches.len() + self.pool.practices.len()
    }

    /// Returns an item, its session's place and its title.
    fn at(&self, at: usize) -> Option<(Origin, usize, &str)> {
        if let Some(of) = self.pool.sketches.get(at) {
            return Some((of.origin, of.told, &of.record.title));
        }
        let of = self.pool.practices.get(at - self.pool.sketches.len())?;
        Some((of.origin, of.told, &of.record.name))
    }

    /// Returns the place of an item in the list.
    fn place(&self, origin: Origin) -> Option<usize> {
        let at = self.pool.place_of(origin)?;
        match origin.item.kind() {
            Kind::Sketch => Some(at),
            Kind::Practice => Some(self.pool.sketches.len() + at),
            _ => None,
        }
    }

    fn name(&self, at: usize) -> Option<String> {
        let (origin, told, title) = self.at(at)?;
        let told = self.told.get(told).map_or("", String::as_str);
        Some(if title.trim().is_empty() {
            format!("{origin}{told}", origin = origin.item)
        } else {
            [title, told].concat()
        })
    }

    /// Returns what tells whether the name of an item holds a folded text. What stands after the title is looked through once a
    /// session.
    fn holding<'a>(&'a self, wanted: &'a str) -> Box<dyn Fn(usize) -> bool + 'a> {
        let told: Vec<bool> = self.folded.iter().map(|told| told.contains(wanted)).collect();
        // the space and the dash between both may be looked for too
        let across = wanted.contains(['—', ' ']);
        let sketches = self.pool.sketches.len();
        Box::new(move |at| {
            let (of, title) = match at.checked_sub(sketches) {
                None => (self.pool.sketches[at].told, self.pool.folded_sketch(at)),
                Some(at) => (self.pool.practices[at].told, self.pool.folded_practice(at)),
            };
            told.get(of).is_some_and(|told| *told)
                || title.is_some_and(|title| title.contains(wanted))
                || (across && self.name(at).is_some_and(|name| fold(&name).contains(wanted)))
        })
    }
}

impl Choices {
    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Told(told) => told.len(),
            Self::Items(items) => items.count(),
            Self::Strategies(ids, new) => ids.len() + usize::from(new.is_some()),
        }
    }

    /// Returns the choice at a place.
    fn at(&self, at: usize) -> Option<Choice> {
        match self {
            Self::Told(told) => told.get(at).map(|(choice, _)| *choice),
            Self::Items(items) => items.at(at).map(|(origin, _, _)| Choice::Item(origin)),
            Self::Strategies(ids, _) => Some(ids.get(at).map_or(Choice::New, |id| Choice::Strategy(*id))),
        }
    }

    /// Returns what the choice at a place is called.
    pub(super) fn name(&self, at: usize, desk: &MergeDesk) -> Option<Cow<'_, str>> {
        match self {
            Self::Told(told) => told.get(at).map(|(_, text)| text.into()),
            Self::Items(items) => items.name(at).map(Cow::from),
            Self::Strategies(ids, new) => match ids.get(at) {
                Some(id) => Some(desk.name_of_id(*id).into()),
                None => new.as_deref().map(Cow::from),
            },
        }
    }

    fn holding<'a>(&'a self, wanted: &'a str, desk: &'a MergeDesk) -> Box<dyn Fn(usize) -> bool + 'a> {
        match self {
            Self::Told(told) => Box::new(move |at| told.get(at).is_some_and(|(_, text)| fold(text).contains(wanted))),
            Self::Items(items) => items.holding(wanted),
            Self::Strategies(ids, new) => Box::new(move |at| match ids.get(at) {
                Some(id) => desk.is_called(*id, wanted),
                None => new.as_deref().is_some_and(|new| fold(new).contains(wanted)),
            }),
        }
    }
}

/// Makes a list to choose from.
pub(super) fn pick(asks: impl Into<String>, choices: impl Into<Choices>, several: bool, then: Then) -> Pick {
    let choices = choices.into();
    let all = (0..choices.count()).collect();
    Pick::new(asks.into(), choices, (several, then), all)
}

/// Makes a list of all items but some, of which several can be chosen.
pub(super) fn pick_items(asks: impl Into<String>, items: Items, but: &[Origin], then: Then) -> Pick {
    let but: BTreeSet<usize> = but.iter().filter_map(|origin| items.place(*origin)).collect();
    let mut all: Vec<usize> = (0..items.count()).collect();
    // from behind, so that those before stay where they are
    for at in but.into_iter().rev() {
        all.remove(at);
    }
    Pick::new(asks.into(), Choices::Items(items), (true, then), all)
}

impl Pick {
    fn new(asks: String, choices: Choices, (several, then): (bool, Then), all: Vec<usize>) -> Self {
        let (cursor, marked, found) = (Cursor::default(), BTreeSet::new(), Found::default());
        Self { asks, choices, cursor, several, marked, then, narrow: String::new(), all, found }
    }

    /// Returns the places of the choices that are shown.
    pub(super) fn shown(&self) -> &[usize] {
        self.found.last().unwrap_or(&self.all)
    }

    /// Takes pasted text: it narrows the list.
    pub(super) fn paste(&mut self, text: &str, desk: &MergeDesk) {
        self.narrow.push_str(&clean_line(text));
        self.look(desk);
    }

    fn look(&mut self, desk: &MergeDesk) {
        let wanted = fold(&self.narrow);
        let holds = self.choices.holding(&wanted, desk);
        self.found.look(&self.narrow, || self.all.clone(), |at, _| holds(*at));
        self.cursor.go(0);
    }

    pub(super) fn chosen(&self) -> Vec<Choice> {
        if !self.marked.is_empty() {
            return self.marked.iter().filter_map(|at| self.choices.at(*at)).collect();
        }
        self.shown().get(self.cursor.at()).and_then(|at| self.choices.at(*at)).into_iter().collect()
    }

    pub(super) fn key(&mut self, key: &KeyEvent, desk: &MergeDesk) {
        let length = self.shown().len();
        let command = match key.code {
            KeyCode::Up => Command::Up,
            KeyCode::Down => Command::Down,
            KeyCode::PageUp => Command::PageUp,
            KeyCode::PageDown => Command::PageDown,
            KeyCode::Home => Command::First,
            KeyCode::End => Command::Last,
            KeyCode::Char(' ') if self.several => {
                if let Some(at) = self.shown().get(self.cursor.at()).copied()
                    && !self.marked.remove(&at)
                {
                    self.marked.insert(at);
                }
                self.cursor.follow(Command::Down, length);
                return;
            }
            KeyCode::Backspace => {
                self.narrow.pop();
                self.look(desk);
                return;
            }
            _ => {
                if let Some(letter) = written(key) {
                    self.narrow.push(letter);
                    self.look(desk);
                }
                return;
            }
        };
        self.cursor.follow(command, length);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::{Code, SessionId, TypedId};
    use crate::domain::item::{Head, Practice, Record, Sketch};
    use crate::domain::session::Session;
    use crate::synthesis::gather::{Given, gather};

    /// Two sessions with these titles as practices, then as sketches.
    fn items(titles: &[String]) -> Items {
        let given = ["uno", "due"].map(|name| {
            let mut session = Session::new(Head { id: SessionId::new(Code::of(&[name])), ..Head::default() });
            for (at, title) in titles.iter().enumerate() {
                let code = Code::of(&[name, &at.to_string()]);
                session
                    .put(Practice { id: TypedId::new(code), name: title.clone(), ..Practice::default() }.into_item());
                session.put(Sketch { id: TypedId::new(code), title: title.clone(), ..Sketch::default() }.into_item());
            }
            Given::new(name, Arc::new(session))
        });
        let told = [" — 12/3/2026 Tavolo", " — 9/4/2026 È lo YAG"].map(ToOwned::to_owned);
        Items::new(Arc::new(gather(given.to_vec())), told.to_vec())
    }

    proptest! {
        #[test]
        fn an_item_is_found_by_whatever_its_line_shows(
            titles in proptest::collection::vec("[aÈé '.]{0,5}", 1..5),
            (from, length) in (0_usize..30, 1_usize..6),
            other in "[ae —/.y]{1,3}",
        ) {
            let items = items(&titles);
            for at in 0..items.count() {
                let name = items.name(at).unwrap();
                let (origin, _, _) = items.at(at).unwrap();
                prop_assert_eq!(items.place(origin), Some(at));
                let part: String = fold(&name).chars().skip(from).take(length).collect();
                for wanted in [part.as_str(), &other].into_iter().filter(|wanted| !wanted.is_empty()) {
                    prop_assert_eq!(items.holding(wanted)(at), fold(&name).contains(wanted), "{} in {}", wanted, name);
                }
            }
            prop_assert!(items.at(items.count()).is_none());
        }
    }
}
