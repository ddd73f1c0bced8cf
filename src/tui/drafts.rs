//! Owns what was begun and not finished: lines, one a kind; lines that change an item; fields of forms; and the day on which
//! what other sessions left open was offered last. Written so that the desk keeps it on disk. Never decides when.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::attendance;
use crate::domain::capture::{self, LETTERS};
use crate::domain::field::{from_ron, to_ron};
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::time::Day;
use crate::domain::turn::words_of;

/// The letters of the lines that are kept, beside those of the seven kinds.
const MORE_LETTERS: &[(char, Kind)] = &[('i', Kind::Step), ('P', Kind::Participant)];

/// Unfinished lines, one a kind, so that none costs another; and those that change items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts {
    lines: BTreeMap<Kind, String>,
    again: BTreeMap<ItemRef, String>,
    forms: BTreeMap<ItemRef, Fields>,
    /// The kind that the line comes back with, where it is always open.
    pub always: Option<Kind>,
    /// When what other sessions left open was offered last on this machine: once a day is enough.
    pub left_offered: Option<Day>,
}

/// Fields of a form that say something else than the item: their names, and what stands in them.
pub type Fields = Vec<(String, String)>;

/// How lines and those that change an item are written: their letters, and the items.
type Lines = (Vec<(char, String)>, Vec<(ItemRef, String)>);

/// How everything is written.
type Kept = (Vec<(char, String)>, Vec<(ItemRef, String)>, Vec<(ItemRef, Fields)>, Option<char>);

/// The same, with the day on which what other sessions left open was offered.
type KeptWithDay = (Vec<(char, String)>, Vec<(ItemRef, String)>, Vec<(ItemRef, Fields)>, Option<char>, Option<Day>);

impl Drafts {
    /// Reads what the desk kept.
    pub fn read(kept: &str) -> Self {
        let letters = || LETTERS.iter().chain(MORE_LETTERS);
        let known = |letter: char| letters().find(|(known, _)| *known == letter).map(|(_, kind)| *kind);
        let all =
            |list: Vec<(char, String)>| list.into_iter().filter_map(|(l, text)| Some((known(l)?, text))).collect();
        let with_day = from_ron::<KeptWithDay>(kept).ok();
        let without =
            || from_ron::<Kept>(kept).ok().map(|(list, again, forms, always)| (list, again, forms, always, None));
        if let Some((list, again, forms, always, left_offered)) = with_day.or_else(without) {
            let (again, forms) = (again.into_iter().collect(), forms.into_iter().collect());
            return Self { lines: all(list), again, forms, always: always.and_then(known), left_offered };
        }
        if let Ok((list, again)) = from_ron::<Lines>(kept) {
            return Self { lines: all(list), again: again.into_iter().collect(), ..Self::default() };
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
        let list: Vec<(char, String)> = self
            .lines
            .iter()
            .map(|(kind, text)| (*kind, on_disk(*kind, text)))
            .filter(|(_, text)| !text.is_empty())
            .filter_map(|(kind, text)| Some((lettered(kind)?, text)))
            .collect();
        let again: Vec<(ItemRef, String)> = self.again.iter().map(|(item, text)| (*item, text.clone())).collect();
        if !self.forms.is_empty() || self.always.is_some() || self.left_offered.is_some() {
            let forms: Vec<(ItemRef, Fields)> = self.forms.iter().map(|(item, form)| (*item, form.clone())).collect();
            let always = self.always.and_then(lettered);
            if self.left_offered.is_some() {
                let kept: KeptWithDay = (list, again, forms, always, self.left_offered);
                return to_ron(&kept);
            }
            let kept: Kept = (list, again, forms, always);
            return to_ron(&kept);
        }
        if !again.is_empty() {
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

    /// Keeps what stands in an item's form and was not taken, or forgets it where there is nothing.
    pub fn keep_form(&mut self, item: ItemRef, fields: Fields) {
        if fields.is_empty() {
            self.forms.remove(&item);
        } else {
            self.forms.insert(item, fields);
        }
    }

    /// Returns the forms that were left unfinished.
    pub fn forms(&self) -> &BTreeMap<ItemRef, Fields> {
        &self.forms
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

/// Returns what of a line may be written down. Of who takes part only what begins with a code: the rest may be names, which
/// stand in the register alone.
fn on_disk(kind: Kind, text: &str) -> String {
    if kind != Kind::Participant {
        return text.to_owned();
    }
    text.lines().filter(|line| attendance::read(line).is_some()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Code;
    use crate::domain::value::Created;

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
        drafts.keep(Kind::Participant, "OP-04 CAG\nMaria Rossi");
        assert_eq!(Drafts::read(&drafts.written()).of(Kind::Participant), "OP-04 CAG");
        assert!(!drafts.written().contains("Rossi"), "names stand in the register alone");
        drafts.keep(Kind::Participant, "");
        let note = Item::empty(Kind::Note.with_code(Code::from_bits(1)), Created::default());
        drafts.keep_again(&note, "tre frasi");
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        assert_eq!(drafts.kinds().collect::<Vec<_>>(), [Kind::Step, Kind::Note]);
        drafts.keep_form(note.reference(), vec![("text".into(), "più\n\"di\" una".into())]);
        drafts.always = Some(Kind::Voice);
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        drafts.always = None;
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        drafts.left_offered = "2026-03-12".parse().ok();
        assert_eq!(Drafts::read(&drafts.written()), drafts);
        drafts.left_offered = None;
        drafts.keep_form(note.reference(), Vec::new());
        drafts.keep_again(&note, "");
        drafts.keep(Kind::Step, "");
        assert_eq!(drafts, Drafts::read(""));
    }
}
