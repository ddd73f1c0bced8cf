//! The merge desk: sources, matches, strategies, comparison, dossier. Each choice is a change of a person's [`Words`], shown
//! at once and handed out to be merged and written; what follows from it comes back. Never merges, never sees a file.

mod acts;
mod compared;
mod draw;
mod keys;
mod over;
mod rows;
mod sources;
mod strategy;
#[cfg(test)]
mod tests;
mod told;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::desk::{Problem, Surroundings};
use crate::domain::id::{MatchId, StrategyId};
use crate::synthesis::choices::Who;
use crate::synthesis::comparison::SortBy;
use crate::synthesis::dossier::{Dossier, MatchWord};
use crate::synthesis::gather::Gathered;
use crate::synthesis::matches::Groups;
use crate::synthesis::origin::Origin;
use crate::synthesis::words::Words;
use crate::text::Lang;
use crate::text::panels::merge as words;
use crate::text::problem as wording;
use crate::tui::cursor::Cursor;
use crate::tui::doors::{MergeGot, MergeStage, MergeWant, Merged};
use crate::tui::keys::Keymap;

use super::keys::{action_of, hints};
use super::picture::sheet::Walk;

pub use keys::{MERGE_KEYS, MergeAction};
use over::Over;
use rows::Row;

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

/// Whether everything is on disk.
#[derive(Clone, PartialEq, Debug, Default)]
enum Saved {
    #[default]
    Yes,
    /// A merge is on its way.
    OnItsWay,
    /// Somebody else works on the dossier: nothing can be chosen.
    ReadOnly,
    /// The last try failed.
    Failed,
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
    lang: Lang,
    keys: Keymap,
    by: String,
    around: Surroundings,
    pool: Arc<Gathered>,
    dossier: Arc<Dossier>,
    groups: Groups,
    /// What was said of the matches when they were put into groups.
    grouped: Option<BTreeMap<MatchId, (Vec<Origin>, MatchWord)>>,
    /// Of each strategy its place, and of each place how many stand up to it.
    places: HashMap<StrategyId, usize>,
    standing: Vec<usize>,
    words: Words,
    loaded: bool,
    past: Vec<(Words, Words)>,
    future: Vec<(Words, Words)>,
    stage: Stage,
    cursors: [Cursor; 5],
    rows: Vec<Row>,
    marked: BTreeSet<crate::synthesis::origin::Origin>,
    find: String,
    over: Over,
    /// The first row of what is told of the chosen line, and how it can be walked.
    top: Cell<usize>,
    walk: RefCell<Walk>,
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
    /// It is left once everything is written; out of the program, where so.
    leaving: Option<bool>,
    /// The documents are being written, or are to be once the last choice is merged.
    reporting: bool,
    report_later: bool,
}

impl MergeDesk {
    /// Makes the desk, empty until what was merged comes, and says what it wants first.
    pub fn new(opening: Opening) -> (Self, MergeWant) {
        let desk = Self {
            lang: opening.lang,
            keys: opening.keys,
            by: opening.by,
            around: opening.around,
            pool: Arc::default(),
            dossier: Arc::default(),
            groups: Groups::default(),
            grouped: None,
            places: HashMap::new(),
            standing: Vec::new(),
            words: Words::default(),
            loaded: false,
            past: Vec::new(),
            future: Vec::new(),
            stage: Stage::default(),
            cursors: Default::default(),
            rows: Vec::new(),
            marked: BTreeSet::new(),
            find: String::new(),
            over: Over::Nothing,
            top: Cell::new(0),
            walk: RefCell::default(),
            sort: SortBy::default(),
            other_view: false,
            saved: Saved::OnItsWay,
            ticket: 0,
            again: false,
            stale: true,
            progress: None,
            said: None,
            leaving: None,
            reporting: false,
            report_later: false,
        };
        (desk, MergeWant::Open)
    }

    /// Speaks another language.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
        self.said = None;
        self.refresh();
    }

    /// Tells whether everything that was chosen is on disk.
    pub fn is_settled(&self) -> bool {
        !matches!(self.saved, Saved::OnItsWay) && !self.again && !self.reporting
    }

    /// Tells whether the last try to write failed.
    pub fn is_failing(&self) -> bool {
        self.saved == Saved::Failed
    }

    /// Leaves as soon as everything that was chosen is written; out of the program, where so.
    pub fn leave_when_settled(&mut self, quit: bool) {
        self.leaving = Some(quit);
    }

    /// Tells whether it is to be left now, and whether out of the program. Where it could not be written it stays.
    pub fn wants_to_leave(&mut self) -> Option<bool> {
        if !self.is_settled() {
            return None;
        }
        self.leaving.take().filter(|_| !self.is_failing())
    }

    /// Tells whether something is being typed.
    pub fn is_typing(&self) -> bool {
        self.over.is_typing()
    }

    /// Takes what the door brings. Returns what is wanted next.
    pub fn got(&mut self, got: MergeGot) -> Option<MergeWant> {
        match got {
            MergeGot::Progress { stage, done, of } => self.progress = Some((stage, done, of)),
            MergeGot::Merged { ticket, merged } => {
                self.progress = None;
                // an older answer says nothing of what was chosen since
                if ticket < self.ticket && self.loaded {
                    return None;
                }
                match merged {
                    Ok(merged) => self.take(*merged),
                    Err(problem) => self.failed(&problem),
                }
                if std::mem::take(&mut self.again) {
                    return Some(self.settle());
                }
                if std::mem::take(&mut self.report_later) && !self.is_failing() {
                    self.reporting = true;
                    return Some(MergeWant::Report(self.lang));
                }
            }
            MergeGot::Cancelled => {
                self.progress = None;
                self.saved = Saved::Failed;
                self.say(false, words::cancelled(self.lang));
            }
            MergeGot::Reported(Ok(files)) => {
                self.reporting = false;
                self.stale = false;
                self.say(true, words::reports_written(self.lang, files.len()));
                if std::mem::take(&mut self.again) {
                    return Some(self.settle());
                }
            }
            MergeGot::Reported(Err(problem)) => {
                self.reporting = false;
                self.failed(&problem);
            }
        }
        None
    }

    fn failed(&mut self, problem: &Problem) {
        self.saved = Saved::Failed;
        self.loaded = true;
        self.say(false, wording::problem(self.lang, problem));
    }

    fn take(&mut self, merged: Merged) {
        let Merged { pool, dossier, read_only, hand_met, notices } = merged;
        self.pool = pool;
        // what was chosen meanwhile is shown on top of what came
        let theirs = Words::of(&dossier);
        if !self.again {
            self.words = theirs;
        }
        self.dossier = dossier;
        if self.again {
            self.show_words();
        }
        self.grouped = None;
        self.put_in_place();
        self.loaded = true;
        self.saved = if read_only { Saved::ReadOnly } else { Saved::Yes };
        if read_only {
            self.say(false, words::elsewhere(self.lang));
        } else if hand_met {
            self.say(true, words::hand_met(self.lang));
        }
        if let Some(notice) = notices.first() {
            self.say(false, wording::problem(self.lang, notice));
        }
        self.refresh();
    }

    /// Puts what was chosen into what is shown, before it is merged.
    fn show_words(&mut self) {
        // the door keeps a copy of its own, so that nothing has to be copied here while a key waits
        let dossier = Arc::make_mut(&mut self.dossier);
        self.words.put_into(dossier);
        self.put_in_place();
    }

    /// Works out once for many keys what follows from the dossier as it is shown.
    fn put_in_place(&mut self) {
        if self.grouped.as_ref() != Some(&self.words.matches) {
            self.groups = Groups::of(&self.dossier.matches, &self.pool);
            self.grouped = Some(self.words.matches.clone());
        }
        let strategies = &self.dossier.strategies;
        self.places = strategies.iter().enumerate().map(|(at, strategy)| (strategy.id(), at)).collect();
        let stands = strategies.iter().map(|strategy| usize::from(strategy.stands()));
        self.standing = stands.scan(0, |sum, one| Some(std::mem::replace(sum, *sum + one) + one)).collect();
    }

    fn refresh(&mut self) {
        let chosen = self.rows.get(self.cursor().at()).cloned();
        self.rows = self.rows_of(self.stage);
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

    /// Changes what was chosen, shows it at once, and wants it merged and written.
    fn change(&mut self, change: impl FnOnce(&mut Words, &Dossier)) -> MergeEvent {
        if self.saved == Saved::ReadOnly {
            self.say(false, words::elsewhere(self.lang));
            return MergeEvent::Stay;
        }
        let before = self.words.clone();
        change(&mut self.words, &self.dossier);
        if self.words == before {
            return MergeEvent::Stay;
        }
        self.past.push((before, self.words.clone()));
        self.future.clear();
        self.changed()
    }

    fn changed(&mut self) -> MergeEvent {
        self.show_words();
        self.refresh();
        self.stale = true;
        if !self.is_settled() {
            self.again = true;
            return MergeEvent::Stay;
        }
        MergeEvent::Ask(self.settle())
    }

    fn settle(&mut self) -> MergeWant {
        self.ticket += 1;
        self.saved = Saved::OnItsWay;
        MergeWant::Settle { ticket: self.ticket, words: Box::new(self.words.clone()) }
    }

    /// Wants the documents written, of what was chosen last.
    fn report(&mut self) -> MergeEvent {
        if self.is_settled() {
            self.reporting = true;
            return MergeEvent::Ask(MergeWant::Report(self.lang));
        }
        self.report_later = true;
        MergeEvent::Stay
    }

    fn undo(&mut self) -> MergeEvent {
        let Some((before, after)) = self.past.pop() else {
            self.say(true, words::nothing_to_undo(self.lang));
            return MergeEvent::Stay;
        };
        self.words = self.words.without((&before, &after));
        self.future.push((before, after));
        self.say(true, words::undone(self.lang));
        self.changed()
    }

    fn redo(&mut self) -> MergeEvent {
        let Some((before, after)) = self.future.pop() else {
            self.say(true, words::nothing_to_redo(self.lang));
            return MergeEvent::Stay;
        };
        self.words = self.words.without((&after, &before));
        self.past.push((before, after));
        self.say(true, words::redone(self.lang));
        self.changed()
    }

    /// Takes a key.
    pub fn key(&mut self, key: &KeyEvent) -> MergeEvent {
        self.said = None;
        if self.progress.is_some() && key.code == KeyCode::Esc {
            return MergeEvent::Ask(MergeWant::Cancel);
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
        self.over.paste(text);
        if let Over::Find(writing) = &self.over {
            self.find = writing.text().to_owned();
            self.refresh();
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
            let confirm = if matches!(self.over, Over::Text { .. }) { MergeAction::Keep } else { MergeAction::Open };
            return hints(MERGE_KEYS, &[confirm, MergeAction::Leave], (&self.keys, self.lang));
        }
        let mut shown = hints(MERGE_KEYS, self.actions(), (&self.keys, self.lang));
        if let Some((key, _)) = shown.first_mut().filter(|(key, _)| key == "1") {
            *key = "1–5".to_owned();
        }
        shown
    }
}
