//! Owns the capture line: what is being typed and as which kind, what of it is understood, completing, drafts.
//! Never makes a change: it gives back the item that a line says.

use std::collections::BTreeMap;
use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::capture::{self, Captured, Completion, Context, LETTERS};
use crate::domain::field::{from_ron, to_ron};
use crate::domain::id::Code;
use crate::domain::item::{Item, Kind, Step};
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
        Self { kind, line, again: None, context, version: None, completing: None }
    }

    /// Gathers what marks can name in a session, where something is typed that needs it and it may have grown.
    pub fn gather(&mut self, session: &Session, version: u64) {
        if self.version != Some(version) && self.line.text().contains(['@', '#']) {
            self.context = Context::of(session, self.context.today, self.context.chosen);
            self.version = Some(version);
        }
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
        capture::parse(self.kind, self.line.text(), &self.context)
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

/// Unfinished lines, one a kind, so that none costs another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts(BTreeMap<Kind, String>);

impl Drafts {
    /// Reads what the desk kept.
    pub fn read(kept: &str) -> Self {
        let known = |letter: char| LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, kind)| *kind);
        let mut drafts = Self::default();
        match from_ron::<Vec<(char, String)>>(kept) {
            Ok(list) => {
                for (letter, text) in list {
                    known(letter).into_iter().for_each(|kind| drafts.keep(kind, &text));
                }
            }
            Err(_) => capture::with_letter(kept).into_iter().for_each(|(kind, text)| drafts.keep(kind, text)),
        }
        drafts
    }

    /// Writes them for the desk, with the line that is being typed: `a Chiamare`, or a list where there are several.
    pub fn written(&self, typing: Option<(Kind, &str)>) -> String {
        let lettered = |kind: Kind| LETTERS.iter().find(|(_, known)| *known == kind).map(|(letter, _)| *letter);
        let kept = self.0.iter().map(|(kind, text)| (*kind, text.as_str()));
        let all = kept.chain(typing.filter(|(_, text)| !text.trim().is_empty()));
        let list: Vec<(char, &str)> = all.filter_map(|(kind, text)| Some((lettered(kind)?, text))).collect();
        match list.as_slice() {
            [] => String::new(),
            [(letter, text)] => format!("{letter} {text}"),
            _ => to_ron(&list),
        }
    }

    /// Keeps an unfinished line, after what is there of that kind already. A blank one is nothing to keep.
    pub fn keep(&mut self, kind: Kind, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let kept = self.0.entry(kind).or_default();
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(text);
    }

    /// Takes out a kind's unfinished line, empty where there is none.
    pub fn take(&mut self, kind: Kind) -> String {
        self.0.remove(&kind).unwrap_or_default()
    }

    /// Returns the kinds with an unfinished line.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> + '_ {
        self.0.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_come_back_as_they_were_left() {
        let mut drafts = Drafts::default();
        assert_eq!(drafts.written(None), "");
        drafts.keep(Kind::Action, "Chiamare la scuola\n@OP-04");
        assert_eq!(drafts.written(None), "a Chiamare la scuola\n@OP-04");
        assert_eq!(Drafts::read(&drafts.written(None)), drafts);
        // what is being typed as a kind that has an unfinished line already stands beside it
        let written = drafts.written(Some((Kind::Action, "Scrivere \"subito\"")));
        drafts.keep(Kind::Action, "Scrivere \"subito\"");
        assert_eq!(Drafts::read(&written), drafts);
        drafts.keep(Kind::Note, " ");
        assert_eq!(drafts.take(Kind::Action), "Chiamare la scuola\n@OP-04\nScrivere \"subito\"");
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
