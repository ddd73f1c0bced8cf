//! Owns the capture line: what is being typed and as which kind, what of it is understood, how it may go on.
//! Never makes a change: it gives back the item that a line says.

use std::ops::Range;
use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::attendance;
use crate::domain::capture::{self, Captured, Context};
use crate::domain::codes;
use crate::domain::completing::{Typed, completions};
use crate::domain::dates::Tongue;
use crate::domain::id::Code;
use crate::domain::item::{Item, Kind, Step};
use crate::domain::privacy::{self, Warning};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::{CAPTURED, words_of};
use crate::domain::value::Created;
use crate::domain::vocabulary::Vocabulary;

use super::offering::Offered;
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
    /// Since when the kinds are shown to pick one, where they are.
    pub picking: Option<Moment>,
    /// How the word at the cursor may go on.
    pub offered: Offered,
    /// The language whose words are offered first.
    pub tongue: Tongue,
}

impl CaptureLine {
    /// Opens the line with a kind and what was left of it.
    pub fn new(kind: Kind, draft: &str, context: Context) -> Self {
        let line = Writing::new(draft, Lines::Several);
        Self {
            kind,
            line,
            again: None,
            context,
            version: None,
            behind: String::new(),
            freed: false,
            picking: None,
            offered: Offered::default(),
            tongue: Tongue::default(),
        }
    }

    /// Gathers what marks can name in a session, where something is typed that needs it and it may have grown; and looks
    /// how the word at the cursor may go on.
    pub fn gather(&mut self, words: &mut Vocabulary, session: &Session, version: u64) {
        if self.version != Some(version) && self.line.text().contains(['@', '#']) {
            words.follow(session);
            self.context = words.context(self.context.today, self.context.chosen);
            self.version = Some(version);
        }
        self.look();
    }

    /// Looks how the word at the cursor may go on.
    fn look(&mut self) {
        let typed = Typed { kind: self.kind, line: self.line.text(), cursor: self.line.at(), tongue: self.tongue };
        let taken = CAPTURED.contains(&self.kind);
        self.offered = if taken { Offered::new(completions(typed, &self.context)) } else { Offered::default() };
    }

    /// Puts another text in the place of what is typed.
    pub fn write(&mut self, text: &str) {
        self.line = Writing::new(text, Lines::Several);
        self.offered = Offered::default();
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

    /// Returns where codes stand in the line that stay in its text: those that were understood leave it, and the one that
    /// is being typed may still be.
    pub fn codes(&self, session: &Session) -> Vec<Range<usize>> {
        if !CAPTURED.contains(&self.kind) {
            return Vec::new();
        }
        let (text, at, understood) = (self.line.text(), self.line.at(), self.read().ranges);
        let becomes_one = |code: &str| {
            let typed = code.to_lowercase();
            let mut known = session.participants.live().map(|person| person.code.to_lowercase());
            code.starts_with('@') && known.any(|known| known.starts_with(typed.trim_start_matches('@')))
        };
        let mut found = codes::found(text, session);
        found.retain(|code| {
            let read = understood.iter().any(|range| range.start <= code.start && code.end <= range.end);
            let unfinished = at == code.end && becomes_one(&text[code.clone()]);
            !read && !unfinished
        });
        found
    }

    /// Takes a key of text. `Not` where it is none.
    pub fn key(&mut self, key: &KeyEvent) -> Wrote {
        self.offered = Offered::default();
        self.line.key(key)
    }

    /// Tells whether what is typed can become another kind: a new item of the seven.
    pub fn may_turn(&self) -> bool {
        self.again.is_none() && CAPTURED.contains(&self.kind)
    }

    /// Returns the kind after this one, of the seven.
    pub fn next_kind(&self) -> Kind {
        let at = CAPTURED.iter().position(|kind| *kind == self.kind);
        CAPTURED[at.map_or(0, |at| (at + 1) % CAPTURED.len())]
    }

    /// Takes another kind for what is typed.
    pub fn turn(&mut self, kind: Kind) {
        self.kind = kind;
        self.look();
    }

    /// Puts the next way to go on (1) or the one before (-1) into the line. Tells whether there was one.
    pub fn complete(&mut self, by: isize) -> bool {
        let Some((range, text)) = self.offered.choose(by) else { return false };
        self.line.put(range, &text);
        true
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

/// Returns two unfinished texts as one, so that none of them is lost.
pub fn joined(one: &str, other: &str) -> String {
    let texts = [one, other].into_iter().filter(|text| !text.trim().is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

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
