//! Owns one field of a form while it is edited: what was typed or chosen, what it means, what is wrong with it.
//! Never draws, never knows the other fields.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::dates;
use crate::domain::fold::{fold, key as folded_key};
use crate::domain::item::ItemRef;
use crate::domain::time::Day;
use crate::domain::turn::owner_in_words;
use crate::domain::value::Owner;
use crate::text::Lang;
use crate::text::panels::form as words;

use super::super::writing::{Lines, Writing, Wrote};
use super::known::Known;
use super::value::{Parted, Sort, Spec, Value};

/// What is being edited.
#[derive(Clone, Debug)]
pub enum Editor {
    /// Something written.
    Written(Writing),
    /// One of a list.
    One(Option<usize>),
    /// Some of a list, and the one that the keys are on.
    Some(BTreeSet<usize>, usize),
    /// Yes or no.
    Yes(bool),
    /// Other items.
    Refs(BTreeSet<ItemRef>),
}

/// Why what was written is not a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// No day.
    Day,
    /// No whole number up to that.
    Number(u32),
}

/// What a key did to a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Took {
    /// Something moved or changed.
    Done,
    /// It is not for this field.
    Not,
    /// The next field is wanted.
    Next,
    /// The list to choose from is wanted.
    List,
    /// Too long; nothing was taken in.
    TooLong,
}

/// A field being edited.
#[derive(Clone, Debug)]
pub struct Input {
    /// Which field.
    pub spec: Spec,
    /// What is being edited.
    pub editor: Editor,
    opened: Value,
    opened_text: String,
}

impl Input {
    /// Opens a field with what the item holds.
    pub fn new(spec: Spec, value: Value, known: &Known) -> Self {
        let editor = match &value {
            Value::Choice(place) => Editor::One(*place),
            Value::Marks(places) => Editor::Some(places.clone(), 0),
            Value::Yes(yes) => Editor::Yes(*yes),
            Value::Refs(references) => Editor::Refs(references.clone()),
            Value::Text(text) => {
                let lines = if matches!(spec.sort, Sort::Text) { Lines::Several } else { Lines::One };
                Editor::Written(Writing::new(text, lines))
            }
            Value::Day(day) => one_line(&day.map(Day::plain).unwrap_or_default()),
            Value::Number(number) => one_line(&number.map(|number| number.to_string()).unwrap_or_default()),
            Value::Owner(owner) => {
                one_line(&owner.as_ref().map(|owner| owner_in_words(&known.session, owner)).unwrap_or_default())
            }
            Value::Words(set) => {
                let between = if matches!(spec.sort, Sort::Words(Parted::Tags)) { ", " } else { "; " };
                one_line(&set.iter().cloned().collect::<Vec<_>>().join(between))
            }
        };
        let opened_text =
            if let Editor::Written(writing) = &editor { writing.text().to_owned() } else { String::new() };
        Self { spec, editor, opened: value, opened_text }
    }

    /// Tells whether something else stands here than when the form was opened.
    pub fn is_changed(&self) -> bool {
        match (&self.editor, &self.opened) {
            (Editor::Written(writing), _) => writing.text() != self.opened_text,
            (Editor::One(place), Value::Choice(opened)) => place != opened,
            (Editor::Some(places, _), Value::Marks(opened)) => places != opened,
            (Editor::Yes(yes), Value::Yes(opened)) => yes != opened,
            (Editor::Refs(references), Value::Refs(opened)) => references != opened,
            (Editor::One(_) | Editor::Some(..) | Editor::Yes(_) | Editor::Refs(_), _) => true,
        }
    }

    /// Tells whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        match &self.editor {
            Editor::Written(writing) => writing.is_blank(),
            Editor::One(place) => place.is_none(),
            Editor::Some(places, _) => places.is_empty(),
            Editor::Refs(references) => references.is_empty(),
            Editor::Yes(_) => false,
        }
    }

    /// Returns what stands here; what was not touched stays as the item held it.
    ///
    /// # Errors
    /// Where what was written is no day or no number.
    pub fn value(&self, known: &Known) -> Result<Value, Unread> {
        let writing = match &self.editor {
            Editor::One(place) => return Ok(Value::Choice(*place)),
            Editor::Some(places, _) => return Ok(Value::Marks(places.clone())),
            Editor::Yes(yes) => return Ok(Value::Yes(*yes)),
            Editor::Refs(references) => return Ok(Value::Refs(references.clone())),
            Editor::Written(writing) if writing.text() == self.opened_text => return Ok(self.opened.clone()),
            Editor::Written(writing) => writing,
        };
        let text = writing.text().trim();
        Ok(match self.spec.sort {
            Sort::Day if text.is_empty() => Value::Day(None),
            Sort::Day => Value::Day(Some(dates::date(text, known.today).ok_or(Unread::Day)?)),
            Sort::Number(_) if text.is_empty() => Value::Number(None),
            Sort::Number(most) => {
                let number = text.parse().ok().filter(|number| *number <= most);
                Value::Number(Some(number.ok_or(Unread::Number(most))?))
            }
            Sort::Owner => Value::Owner(owner(text, known)),
            Sort::Words(parted) => Value::Words(split(text, parted).map(str::to_owned).collect()),
            Sort::Line | Sort::Organisation | Sort::Text => Value::Text(text.to_owned()),
            // these are never written
            Sort::Choice(_) | Sort::MayChoose(_) | Sort::Marks(_) | Sort::Yes | Sort::Ref(_) | Sort::Refs(_) => {
                self.opened.clone()
            }
        })
    }

    /// Returns what would complete what was written, whole, or `None` where nothing would.
    pub fn suggestion(&self, known: &Known) -> Option<String> {
        let Editor::Written(writing) = &self.editor else { return None };
        let piece = last_piece(writing.text(), self.spec.sort);
        if piece.is_empty() || !writing.at_end() {
            return None;
        }
        let begun = fold(piece);
        let candidates: &[String] = match self.spec.sort {
            Sort::Organisation => &known.organisations,
            Sort::Owner => &known.owners,
            Sort::Words(Parted::Tags) => &known.tags,
            Sort::Words(Parted::Names) => &known.organisations,
            Sort::Line
            | Sort::Text
            | Sort::Day
            | Sort::Number(_)
            | Sort::Choice(_)
            | Sort::MayChoose(_)
            | Sort::Marks(_)
            | Sort::Yes
            | Sort::Ref(_)
            | Sort::Refs(_) => &[],
        };
        let fits = |candidate: &&String| fold(candidate).starts_with(&begun) && candidate.as_str() != piece;
        candidates.iter().find(fits).cloned()
    }

    /// Takes a pasted text. Choices take none.
    pub fn paste(&mut self, text: &str) -> Took {
        match &mut self.editor {
            Editor::Written(writing) => taken(writing.insert(text)),
            Editor::One(_) | Editor::Some(..) | Editor::Yes(_) | Editor::Refs(_) => Took::Not,
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: &KeyEvent, known: &Known, lang: Lang) -> Took {
        if key.code == KeyCode::Right
            && let Some(whole) = self.suggestion(known)
        {
            return self.complete(&whole);
        }
        let sort = self.spec.sort;
        match &mut self.editor {
            Editor::Written(writing) => match writing.key(key) {
                Wrote::Not if key.code == KeyCode::Enter => Took::Next,
                // beyond the text's end there is nothing to move to
                Wrote::Not if matches!(key.code, KeyCode::Left | KeyCode::Right) => Took::Done,
                wrote => taken(wrote),
            },
            Editor::Yes(yes) => match key.code {
                KeyCode::Left | KeyCode::Right | KeyCode::Char(' ') => {
                    *yes = !*yes;
                    Took::Done
                }
                KeyCode::Char('s' | 'y' | 'S' | 'Y') => {
                    *yes = true;
                    Took::Done
                }
                KeyCode::Char('n' | 'N') => {
                    *yes = false;
                    Took::Done
                }
                KeyCode::Enter => Took::Next,
                _ => Took::Not,
            },
            Editor::One(place) => choose(place, sort, key, lang),
            Editor::Some(places, at) => mark(places, at, sort, key, lang),
            Editor::Refs(references) => match key.code {
                KeyCode::Enter | KeyCode::Right | KeyCode::Char(_) => Took::List,
                KeyCode::Backspace | KeyCode::Delete => {
                    references.pop_last();
                    Took::Done
                }
                _ => Took::Not,
            },
        }
    }

    fn complete(&mut self, whole: &str) -> Took {
        let sort = self.spec.sort;
        let Editor::Written(writing) = &mut self.editor else { return Took::Not };
        let kept = writing.text().len() - last_piece(writing.text(), sort).len();
        let text = format!("{}{whole}", &writing.text()[..kept]);
        writing.replace(&text);
        Took::Done
    }
}

fn one_line(text: &str) -> Editor {
    Editor::Written(Writing::new(text, Lines::One))
}

fn taken(wrote: Wrote) -> Took {
    match wrote {
        Wrote::Done => Took::Done,
        Wrote::Not => Took::Not,
        Wrote::TooLong(_) => Took::TooLong,
    }
}

/// Returns the names that a list of choices offers; none for other widgets.
pub fn names(sort: Sort, lang: Lang) -> Vec<String> {
    match sort {
        Sort::Choice(names) | Sort::MayChoose(names) | Sort::Marks(names) => names(lang),
        Sort::Yes => vec![words::no(lang).to_owned(), words::yes(lang).to_owned()],
        Sort::Line
        | Sort::Organisation
        | Sort::Text
        | Sort::Day
        | Sort::Number(_)
        | Sort::Words(_)
        | Sort::Ref(_)
        | Sort::Refs(_)
        | Sort::Owner => Vec::new(),
    }
}

fn choose(place: &mut Option<usize>, sort: Sort, key: &KeyEvent, lang: Lang) -> Took {
    let names = names(sort, lang);
    let may = matches!(sort, Sort::MayChoose(_));
    let last = names.len().saturating_sub(1);
    *place = match (key.code, *place) {
        (KeyCode::Right | KeyCode::Char(' '), None) => Some(0),
        (KeyCode::Right | KeyCode::Char(' '), Some(now)) if now == last && may => None,
        (KeyCode::Right | KeyCode::Char(' '), Some(now)) => Some(if now == last { 0 } else { now + 1 }),
        (KeyCode::Left, None) => Some(last),
        (KeyCode::Left, Some(0)) if may => None,
        (KeyCode::Left, Some(now)) => Some(now.checked_sub(1).unwrap_or(last)),
        (KeyCode::Backspace | KeyCode::Delete, _) if may => None,
        (KeyCode::Enter, _) => return Took::List,
        (KeyCode::Char(letter), now) => {
            let begins = |name: &String| fold(name).starts_with(&fold(&letter.to_string()));
            let after = now.map_or(0, |now| now + 1);
            let order = (after..names.len()).chain(0..after.min(names.len()));
            let found = order.into_iter().find(|place| begins(&names[*place]));
            if found.is_none() {
                return Took::Not;
            }
            found
        }
        _ => return Took::Not,
    };
    Took::Done
}

fn mark(places: &mut BTreeSet<usize>, at: &mut usize, sort: Sort, key: &KeyEvent, lang: Lang) -> Took {
    let count = names(sort, lang).len().max(1);
    match key.code {
        KeyCode::Right => *at = (*at + 1) % count,
        KeyCode::Left => *at = at.checked_sub(1).unwrap_or(count - 1),
        KeyCode::Char(' ') => {
            if !places.remove(at) {
                places.insert(*at);
            }
        }
        KeyCode::Enter => return Took::List,
        _ => return Took::Not,
    }
    Took::Done
}

fn owner(text: &str, known: &Known) -> Option<Owner> {
    let wanted = folded_key(text);
    let person = known.session.participants.live().find(|person| folded_key(&person.code) == wanted);
    match person {
        _ if text.is_empty() => None,
        Some(person) => Some(Owner::Participant(person.id)),
        None => Some(Owner::Named(text.to_owned())),
    }
}

fn parts(parted: Parted) -> &'static [char] {
    match parted {
        Parted::Tags => &[',', ';'],
        Parted::Names => &[';'],
    }
}

fn split(text: &str, parted: Parted) -> impl Iterator<Item = &str> {
    let clean = move |piece: &'_ str| -> usize { piece.len() - piece.trim_start_matches('#').len() };
    text.split(parts(parted))
        .map(str::trim)
        .map(move |piece| match parted {
            Parted::Tags => piece[clean(piece)..].trim(),
            Parted::Names => piece,
        })
        .filter(|piece| !piece.is_empty())
}

/// Returns the piece that is being written: the whole text, or what follows the last separator.
fn last_piece(text: &str, sort: Sort) -> &str {
    match sort {
        Sort::Words(parted) => text.rsplit(parts(parted)).next().unwrap_or(text).trim_start().trim_start_matches('#'),
        Sort::Line
        | Sort::Organisation
        | Sort::Text
        | Sort::Choice(_)
        | Sort::MayChoose(_)
        | Sort::Marks(_)
        | Sort::Day
        | Sort::Number(_)
        | Sort::Yes
        | Sort::Ref(_)
        | Sort::Refs(_)
        | Sort::Owner => text.trim_start(),
    }
}
