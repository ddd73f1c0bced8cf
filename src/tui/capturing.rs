//! Owns the capture line: what is being typed and as which kind, what of it is understood, completing, drafts.
//! Never makes a change: it gives back the item that a line says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::attendance;
use crate::domain::capture::{self, Captured, Completion, Context, LETTERS};
use crate::domain::field::{from_ron, to_ron};
use crate::domain::id::Code;
use crate::domain::item::{Item, ItemRef, Kind, Step};
use crate::domain::privacy::{self, Warning};
use crate::domain::session::Session;
use crate::domain::turn::{CAPTURED, words_of};
use crate::domain::value::Created;

use super::panels::writing::{Lines, Writing, Wrote};
use super::steps;

/// The capture line while it is open.
#[derive(Clone, Debug)]
pub struct CaptureLine {
    /// The kind of what is being typed.
    pub kind: Kind,
    /// What is typed.
    pub line: Writing,
    /// The item that was reopened, where it is no new one.
    pub again: Option<Item>,
    /// What marks can name.
    pub context: Context,
    /// The version of the session that the context is of; `None` until a mark is typed that needs it.
    pub version: Option<u64>,
    /// An unfinished line that this kind had already, where the kind was changed to it: kept beside what is typed.
    pub behind: String,
    /// It is not about what is being told, although somebody has the floor.
    pub freed: bool,
    completing: Option<Completing>,
}

#[derive(Clone, Debug)]
struct Completing {
    ways: Vec<Completion>,
    next: usize,
    /// The line as completing left it, so that any other key ends it.
    line: String,
}

impl CaptureLine {
    /// Opens the line with a kind and what was left of it.
    pub fn new(kind: Kind, draft: &str, context: Context) -> Self {
        let line = Writing::new(draft, Lines::Several);
        Self { kind, line, again: None, context, version: None, behind: String::new(), freed: false, completing: None }
    }

    /// Gathers what marks can name in a session, where something is typed that needs it and it may have grown.
    pub fn gather(&mut self, session: &Session, version: u64) {
        if self.version != Some(version) && self.line.text().contains(['@', '#']) {
            self.context = Context::of(session, self.context.today, self.context.chosen);
            self.version = Some(version);
        }
    }

    /// Returns what is unfinished of this kind: what was there already, and what is typed.
    pub fn unfinished(&self) -> String {
        joined(&self.behind, self.line.text())
    }

    /// Reopens an item with its words; what is typed then is added to what it holds.
    pub fn reopen(&mut self, item: Item) {
        self.kind = item.kind();
        self.line = Writing::new(words_of(&item), Lines::Several);
        self.again = Some(item);
    }

    /// Returns what the line says.
    pub fn read(&self) -> Captured {
        if self.kind == Kind::Step {
            let (text, _) = steps::read_step(self.line.text());
            return Captured { kind: Kind::Step, text, marks: Vec::new(), ranges: Vec::new() };
        }
        if self.kind == Kind::Participant {
            let text = attendance::read(self.line.text()).map(|arrival| arrival.code).unwrap_or_default();
            return Captured { kind: Kind::Participant, text, marks: Vec::new(), ranges: Vec::new() };
        }
        capture::parse(self.kind, self.line.text(), &self.context)
    }

    /// Returns the marks that nothing understood, but the one that is being typed: they stay in the text.
    pub fn unread(&self) -> Vec<&str> {
        if !CAPTURED.contains(&self.kind) {
            return Vec::new();
        }
        let at = self.line.at();
        let unread = capture::unread(self.line.text(), &self.read());
        unread
            .into_iter()
            .filter(|range| !(range.start..=range.end).contains(&at))
            .map(|range| &self.line.text()[range])
            .collect()
    }

    /// Returns what in the line looks like personal data.
    pub fn warnings(&self) -> Vec<Warning> {
        privacy::warnings(self.line.text())
    }

    /// Takes a key of text. `Not` where it is none.
    pub fn key(&mut self, key: &KeyEvent) -> Wrote {
        self.completing = None;
        self.line.key(key)
    }

    /// Takes the next kind of the seven, for a line that is no reopened item.
    pub fn other_kind(&mut self) {
        let at = CAPTURED.iter().position(|kind| *kind == self.kind);
        self.kind = CAPTURED[at.map_or(0, |at| (at + 1) % CAPTURED.len())];
    }

    /// Completes the word at the cursor, or goes on to the next way. Tells whether there was one.
    pub fn complete(&mut self) -> bool {
        let going = self.completing.take().filter(|completing| completing.line == self.line.text());
        let (ways, at) = match going {
            Some(completing) => (completing.ways, completing.next),
            None => (capture::completions(self.line.text(), self.line.at(), &self.context), 0),
        };
        let Some(way) = ways.get(at).cloned() else { return false };
        let range = way.range.clone();
        self.line.put(range.clone(), &way.text);
        let end = range.start + way.text.len();
        let ways = ways.into_iter().map(|other| Completion { range: range.start..end, ..other }).collect::<Vec<_>>();
        let next = (at + 1) % ways.len();
        self.completing = Some(Completing { ways, next, line: self.line.text().to_owned() });
        true
    }

    /// Returns how the word at the cursor may go on, for showing.
    pub fn ways(&self) -> Vec<String> {
        match &self.completing {
            Some(completing) if completing.line == self.line.text() => {
                completing.ways.iter().map(|way| way.text.clone()).collect()
            }
            Some(_) | None => {
                let ways = capture::completions(self.line.text(), self.line.at(), &self.context);
                ways.into_iter().map(|way| way.text).collect()
            }
        }
    }

    /// Makes the item that the line says; `None` where it says nothing. `order` is a new step's place in the agenda.
    pub fn item(&self, code: Code, created: Created, order: i64) -> Option<Item> {
        let captured = self.read();
        if captured.is_empty() {
            return None;
        }
        if self.kind == Kind::Step {
            let (title, minutes) = steps::read_step(self.line.text());
            let mut item = Item::empty(Kind::Step.with_code(code), created);
            if let Item::Step(step) = &mut item {
                let step: &mut Step = Arc::make_mut(step);
                step.activity = steps::activity_of(&title);
                (step.title, step.minutes, step.order) = (title, minutes, order);
            }
            return Some(item);
        }
        let Some(again) = &self.again else {
            return Some(captured.into_item(code, created));
        };
        // what the line says is carried over to the item as it stands: what it does not speak of stays
        let said = captured.into_item(again.reference().code(), created);
        let empty = Item::empty(again.reference(), said.created().clone());
        Some(Item::merge(&empty, &said.with_created(again.created()), again).0)
    }
}

/// The letters of the lines that are kept, beside those of the seven kinds.
const MORE_LETTERS: &[(char, Kind)] = &[('i', Kind::Step), ('P', Kind::Participant)];

/// Returns two unfinished texts as one, so that none of them is lost.
pub fn joined(one: &str, other: &str) -> String {
    let texts = [one, other].into_iter().filter(|text| !text.trim().is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

/// Unfinished lines, one a kind, so that none costs another; and those that change items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts {
    lines: BTreeMap<Kind, String>,
    again: BTreeMap<ItemRef, String>,
}

/// How several are written: their letters, and what changes an item with the item.
type Kept = (Vec<(char, String)>, Vec<(ItemRef, String)>);

impl Drafts {
    /// Reads what the desk kept.
    pub fn read(kept: &str) -> Self {
        let letters = || LETTERS.iter().chain(MORE_LETTERS);
        let known = |letter: char| letters().find(|(known, _)| *known == letter).map(|(_, kind)| *kind);
        let all =
            |list: Vec<(char, String)>| list.into_iter().filter_map(|(l, text)| Some((known(l)?, text))).collect();
        if let Ok((list, again)) = from_ron::<Kept>(kept) {
            return Self { lines: all(list), again: again.into_iter().collect() };
        }
        if let Ok(list) = from_ron::<Vec<(char, String)>>(kept) {
            return Self { lines: all(list), ..Self::default() };
        }
        let one = capture::with_letter(kept).map(|(kind, text)| (kind, text.to_owned()));
        Self { lines: one.into_iter().collect(), ..Self::default() }
    }

    /// Writes them for the desk: `a Chiamare`, or a list where there are several.
    pub fn written(&self) -> String {
        let letters = || LETTERS.iter().chain(MORE_LETTERS);
        let lettered = |kind: Kind| letters().find(|(_, known)| *known == kind).map(|(letter, _)| *letter);
        let list: Vec<(char, String)> =
            self.lines.iter().filter_map(|(kind, text)| Some((lettered(*kind)?, text.clone()))).collect();
        if !self.again.is_empty() {
            let again: Vec<(ItemRef, String)> = self.again.iter().map(|(item, text)| (*item, text.clone())).collect();
            return to_ron(&(list, again));
        }
        match list.as_slice() {
            [] => String::new(),
            [(letter, text)] if MORE_LETTERS.iter().all(|(more, _)| more != letter) => {
                format!("{letter} {text}")
            }
            _ => to_ron(&list),
        }
    }

    /// Keeps a kind's line, or forgets it where it is blank.
    pub fn keep(&mut self, kind: Kind, text: &str) {
        if text.trim().is_empty() {
            self.lines.remove(&kind);
        } else {
            self.lines.insert(kind, text.to_owned());
        }
    }

    /// Keeps the line that changes an item, or forgets it where it says what the item says already.
    pub fn keep_again(&mut self, item: &Item, text: &str) {
        if text.trim().is_empty() || text == words_of(item) {
            self.again.remove(&item.reference());
        } else {
            self.again.insert(item.reference(), text.to_owned());
        }
    }

    /// Forgets the line that changes an item.
    pub fn forget_again(&mut self, item: ItemRef) {
        self.again.remove(&item);
    }

    /// Returns the lines that change items and were left unfinished.
    pub fn again(&self) -> &BTreeMap<ItemRef, String> {
        &self.again
    }

    /// Returns a kind's unfinished line, empty where there is none.
    pub fn of(&self, kind: Kind) -> &str {
        self.lines.get(&kind).map_or("", String::as_str)
    }

    /// Returns the kinds with an unfinished line.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> + '_ {
        let again = self.again.keys().map(|item| item.kind());
        self.lines.keys().copied().chain(again).collect::<BTreeSet<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_come_back_as_they_were_left() {
        let mut drafts = Drafts::default();
        assert_eq!(drafts.written(), "");
        drafts.keep(Kind::Action, "Chiamare la scuola\n@OP-04");
        assert_eq!(drafts.written(), "a Chiamare la scuola\n@OP-04");
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        drafts.keep(Kind::Note, "«Non \"vengono»");
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        drafts.keep(Kind::Action, " ");
        drafts.keep(Kind::Note, "");
        assert_eq!(drafts, Drafts::read(""));
        drafts.keep(Kind::Step, "Pausa 10");
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        let note = Item::empty(Kind::Note.with_code(Code::from_bits(1)), Created::default());
        drafts.keep_again(&note, "tre frasi");
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        assert_eq!(drafts.kinds().collect::<Vec<_>>(), [Kind::Step, Kind::Note]);
        drafts.keep_again(&note, "");
        drafts.keep(Kind::Step, "");
        assert_eq!(drafts, Drafts::read(""));
    }

    #[test]
    fn a_reopened_item_keeps_what_the_line_does_not_say() {
        let context = Context { today: "2026-03-12".parse().unwrap(), ..Context::default() };
        let mut line = CaptureLine::new(Kind::Action, "Chiamare >ven #scuola", context);
        let code = Code::from_bits(1);
        let item = line.item(code, Created::default(), 0).unwrap();
        line.reopen(item);
        line.line.insert(" la preside #medie");
        let Some(Item::Action(action)) = line.item(Code::from_bits(2), Created::default(), 0) else { panic!() };
        assert_eq!((action.what.as_str(), action.id.to_string().as_str()), ("Chiamare la preside", "act_10000000"));
        assert_eq!(action.due.map(|day| day.to_string()), Some("2026-03-13".into()));
        assert_eq!(action.tags.len(), 2);
    }
}
