//! The merge desk: sources, matches, strategies, comparison, dossier. Each choice is a change of a person's [`Words`], shown
//! at once and handed out to be merged and written; what follows from it comes back. Never merges, never sees a file.

mod acts;
mod asks;
mod beside;
mod compared;
mod draw;
mod finding;
mod keys;
mod over;
mod picking;
mod questions;
mod reading;
mod rows;
mod settling;
mod sources;
mod strategy;
mod told;
mod unfinished;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;

use crate::domain::desk::Surroundings;
use crate::synthesis::choices::Who;
use crate::synthesis::comparison::SortBy;
use crate::synthesis::likeness::Mark;
use crate::synthesis::origin::Origin;
use crate::synthesis::shown::Shown;
use crate::synthesis::words::Words;
use crate::text::Lang;
use crate::tui::cursor::Cursor;
use crate::tui::doors::{MergeStage, MergeWant};
use crate::tui::keys::Keymap;

use super::keys::{action_of, hints};
use super::picture::sheet::{Sheet, Walk};

use finding::Found;
pub use keys::{MERGE_KEYS, MergeAction};
use over::Over;
use rows::Row;
pub use settling::Leaving;
use settling::{Going, Loss, Saved};
use unfinished::Unfinished;

/// One of the five screens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Stage {
    /// Which sessions.
    #[default]
    Sources,
    /// Which practices are one.
    Matches,
    /// The proposals.
    Strategies,
    /// Their evidence side by side.
    Comparison,
    /// What is written.
    Dossier,
}

impl Stage {
    const ALL: [Self; 5] = [Self::Sources, Self::Matches, Self::Strategies, Self::Comparison, Self::Dossier];
}

/// What is told of the chosen line, set as far as it is seen: for a width, and its looks.
#[derive(Debug)]
struct Told {
    width: usize,
    looks: Style,
    sheet: Sheet,
}

/// What a key came to.
#[derive(Clone, PartialEq, Debug)]
pub enum MergeEvent {
    /// Nothing that the desk cannot do itself.
    Stay,
    /// Something is wanted of the door.
    Ask(MergeWant),
    /// The desk is left.
    Leave,
    /// All keys are to be shown.
    Help,
}

/// What the desk needs to begin.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The language.
    pub lang: Lang,
    /// The keys in force.
    pub keys: Keymap,
    /// Who is at the keyboard.
    pub by: String,
    /// The clock and the dice.
    pub around: Surroundings,
}

/// The merge desk.
#[derive(Debug)]
pub struct MergeDesk {
    /// Which one it is: one that is opened after it may be heard before it is closed.
    number: u64,
    lang: Lang,
    keys: Keymap,
    by: String,
    around: Surroundings,
    shown: Box<Shown>,
    /// What was shown before something else came: the door lets go of it.
    spent: Option<Box<Shown>>,
    words: Arc<Words>,
    /// As they were written last.
    written: Arc<Words>,
    loaded: bool,
    past: Vec<(Arc<Words>, Arc<Words>)>,
    future: Vec<(Arc<Words>, Arc<Words>)>,
    stage: Stage,
    cursors: [Cursor; 5],
    rows: Vec<Row>,
    /// They are all lines of the screen, as these are now.
    whole: bool,
    marked: BTreeSet<Origin>,
    find: String,
    found: Found<Row>,
    over: Over,
    /// The first row of what is told of the chosen line, how it can be walked, and what was set of it.
    top: Cell<usize>,
    walk: RefCell<Walk>,
    told: RefCell<Option<Told>>,
    /// The practices of which it was asked what ties them, and where in their fields it stands, once that is known.
    asked: Vec<Origin>,
    tied: BTreeMap<Origin, Vec<Mark>>,
    sort: SortBy,
    /// The other view of a screen: by difficulty, plotted.
    other_view: bool,
    saved: Saved,
    ticket: u64,
    /// Something was chosen while a merge was on its way.
    again: bool,
    /// The documents are older than the last choice.
    stale: bool,
    progress: Option<(MergeStage, usize, usize)>,
    said: Option<(bool, String)>,
    /// It is left once everything is written.
    leaving: Option<Going>,
    /// What it was said that leaving now loses.
    warned: Option<Loss>,
    unfinished: Unfinished,
    /// The documents are being written.
    reporting: bool,
    /// What is wanted once the last choice is merged: documents of what was chosen last, not of what was before.
    later: Option<MergeWant>,
}

impl MergeDesk {
    /// Makes the desk, empty until what was merged comes, and says what it wants first.
    pub fn new(opening: Opening) -> (Self, MergeWant) {
        let number = (opening.around.random)();
        let desk = Self {
            number,
            lang: opening.lang,
            keys: opening.keys,
            by: opening.by,
            around: opening.around,
            shown: Box::default(),
            spent: None,
            words: Arc::default(),
            written: Arc::default(),
            loaded: false,
            past: Vec::new(),
            future: Vec::new(),
            stage: Stage::default(),
            cursors: Default::default(),
            rows: Vec::new(),
            whole: false,
            marked: BTreeSet::new(),
            find: String::new(),
            found: Found::default(),
            over: Over::Nothing,
            top: Cell::new(0),
            walk: RefCell::default(),
            told: RefCell::default(),
            asked: Vec::new(),
            tied: BTreeMap::new(),
            sort: SortBy::default(),
            other_view: false,
            saved: Saved::OnItsWay,
            ticket: 0,
            again: false,
            stale: true,
            progress: None,
            said: None,
            leaving: None,
            warned: None,
            unfinished: Unfinished::default(),
            reporting: false,
            later: None,
        };
        (desk, MergeWant::Open(number))
    }

    /// Speaks another language.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
        self.said = None;
        self.told.take();
        self.refresh();
    }

    /// Tells whether something is being typed.
    pub fn is_typing(&self) -> bool {
        self.over.is_typing()
    }

    fn refresh(&mut self) {
        self.found.clear();
        self.whole = false;
        self.refresh_found();
    }

    /// Does the same where the lines to look through are as they were.
    fn refresh_found(&mut self) {
        let chosen = self.rows.get(self.cursor().at()).cloned();
        self.rows = self.found_rows();
        let again = chosen.and_then(|row| self.rows.iter().position(|one| one.is_same(&row)));
        let length = self.rows.len();
        let cursor = &mut self.cursors[self.stage as usize];
        if let Some(at) = again {
            cursor.go(at);
        }
        cursor.keep_within(length);
        self.step_over_headings(true);
    }

    fn cursor(&self) -> &Cursor {
        &self.cursors[self.stage as usize]
    }

    fn chosen(&self) -> Option<&Row> {
        self.rows.get(self.cursor().at())
    }

    fn say(&mut self, good: bool, said: impl Into<String>) {
        self.said = Some((good, self.keys.fill(&said.into(), self.lang)));
    }

    fn who(&self) -> Who {
        Who { by: self.by.clone(), on: Some((self.around.now)().day()) }
    }

    /// Takes a key.
    pub fn key(&mut self, key: &KeyEvent) -> MergeEvent {
        let before = self.over.written().map(|(then, _)| then.clone());
        let left = self.unfinished.count();
        let event = self.take_key(key);
        self.resume(before);
        if self.stage == Stage::Dossier && self.unfinished.count() != left {
            self.refresh();
        }
        event
    }

    fn take_key(&mut self, key: &KeyEvent) -> MergeEvent {
        self.said = None;
        self.key_came(action_of(MERGE_KEYS, key) == Some(MergeAction::Drop));
        // whatever a key does may be told, but for walking through what is told
        if !matches!(key.code, KeyCode::PageUp | KeyCode::PageDown) {
            self.told.take();
        }
        self.warned = self.warned.filter(|_| action_of(MERGE_KEYS, key) == Some(MergeAction::Leave));
        if self.progress.is_some() && key.code == KeyCode::Esc {
            return MergeEvent::Ask(MergeWant::Cancel);
        }
        // what is chosen before the dossier is there would stand for all that was chosen in it
        let waits = [Some(MergeAction::Leave), Some(MergeAction::Help)];
        let is_there = self.loaded && !matches!(self.saved, Saved::Unopened(_));
        if !is_there && !waits.contains(&action_of(MERGE_KEYS, key)) {
            return MergeEvent::Stay;
        }
        if !matches!(self.over, Over::Nothing) {
            return self.over_key(key);
        }
        if self.walk_key(key) {
            return MergeEvent::Stay;
        }
        match action_of(MERGE_KEYS, key) {
            Some(MergeAction::Stage) => self.go_to(match key.code {
                KeyCode::Char(digit) => digit.to_digit(10).map_or(0, |digit| digit.saturating_sub(1) as usize),
                _ => 0,
            }),
            Some(MergeAction::Next) => self.go_to((self.stage as usize + 1) % Stage::ALL.len()),
            Some(MergeAction::Previous) => self.go_to((self.stage as usize + Stage::ALL.len() - 1) % Stage::ALL.len()),
            Some(MergeAction::Leave) if !self.find.is_empty() || !self.marked.is_empty() => {
                self.find.clear();
                self.marked.clear();
                self.refresh();
            }
            Some(MergeAction::Leave) => return MergeEvent::Leave,
            Some(MergeAction::Help) => return MergeEvent::Help,
            Some(MergeAction::Undo) => return self.undo(),
            Some(MergeAction::Redo) => return self.redo(),
            Some(MergeAction::Keep) | None => {}
            Some(action) => return self.act(action),
        }
        MergeEvent::Stay
    }

    /// Takes pasted text to what is being typed.
    pub fn paste(&mut self, text: &str) {
        self.told.take();
        if !self.loaded || matches!(self.saved, Saved::Unopened(_)) {
            return;
        }
        self.paste_over(text);
        if let Over::Find(writing) = &self.over {
            self.find = writing.text().to_owned();
            self.refresh_found();
        }
    }

    fn go_to(&mut self, at: usize) {
        self.stage = Stage::ALL.get(at).copied().unwrap_or_default();
        self.find.clear();
        self.marked.clear();
        self.other_view = false;
        self.top.set(0);
        self.rows = Vec::new();
        self.refresh();
    }

    /// Moves in the list, and in what is told of the chosen line.
    fn walk_key(&mut self, key: &KeyEvent) -> bool {
        use crate::tui::command::Command;
        let command = match (key.code, key.modifiers.is_empty()) {
            (KeyCode::Up, true) => Command::Up,
            (KeyCode::Down, true) => Command::Down,
            (KeyCode::Home, true) => Command::First,
            (KeyCode::End, true) => Command::Last,
            (KeyCode::PageDown, true) => {
                self.top.set(self.walk.borrow().page_down(self.top.get()));
                return true;
            }
            (KeyCode::PageUp, true) => {
                self.top.set(self.walk.borrow().page_up(self.top.get()));
                return true;
            }
            _ => return false,
        };
        let length = self.rows.len();
        self.cursors[self.stage as usize].follow(command, length);
        self.step_over_headings(!matches!(command, Command::Up | Command::Last));
        self.top.set(0);
        true
    }

    /// Moves off a heading, first in the direction of walking, then the other way.
    fn step_over_headings(&mut self, down: bool) {
        let at = self.cursor().at();
        let is_line = |at: &usize| !matches!(self.rows.get(*at), Some(Row::Heading(_)) | None);
        let below = (at..self.rows.len()).find(is_line);
        let above = (0..=at.min(self.rows.len().saturating_sub(1))).rev().find(is_line);
        let found = if down { below.or(above) } else { above.or(below) };
        if let Some(found) = found {
            self.cursors[self.stage as usize].go(found);
        }
    }

    /// Returns the keys for the footer.
    pub fn hints(&self) -> Vec<(String, &'static str)> {
        if !matches!(self.over, Over::Nothing) {
            let shown: &[MergeAction] = match self.over {
                Over::Text { .. } => &[MergeAction::Keep, MergeAction::Leave],
                Over::Read(_) => &[MergeAction::Next, MergeAction::Previous, MergeAction::Leave],
                _ => &[MergeAction::Open, MergeAction::Leave],
            };
            return hints(MERGE_KEYS, shown, (&self.keys, self.lang));
        }
        let mut shown = hints(MERGE_KEYS, self.actions(), (&self.keys, self.lang));
        if let Some((key, _)) = shown.first_mut().filter(|(key, _)| key == "1") {
            *key = "1–5".to_owned();
        }
        shown
    }
}
