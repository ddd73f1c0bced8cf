//! Owns the whole-form editor of an item: moves between its fields, takes keys and pastes, gives back the item.
//! Never changes a session: it hands the item as it should be to whoever opened the form.

mod draw;
mod input;
mod keys;
mod known;
mod list;
pub mod picker;
mod rules;
mod specs;
#[cfg(test)]
mod tests;
mod unfinished;
mod value;
mod voice;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::domain::check;
use crate::domain::clean::LONGEST_FIELD;
use crate::domain::codes;
use crate::domain::item::Item;
use crate::domain::quoting::{self, Withheld};
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::turn::CAPTURED;
use crate::domain::value::MayGoTo;
use crate::text::Lang;
use crate::text::panels::form as words;
use crate::text::tui::voices;
use crate::tui::keys::Keymap;

use super::keys::{action_of, hints};
use input::{Editor, Input, Took, Unread};
pub use keys::{FORM_KEYS, FormAction};
use known::Known;
use picker::{Picked, Picker};
#[cfg(test)]
use value::Value;
use value::{Need, Page, Sort};

/// What came of a key.
#[derive(Clone, PartialEq, Debug)]
pub enum FormEvent {
    /// The form goes on.
    Stay,
    /// It is left; where something was changed, the person has said to drop it.
    Cancel {
        /// Whether something was changed.
        dirty: bool,
    },
    /// It is left for now: what was begun stays unfinished, and is kept.
    Later,
    /// The field's text is to be written in an editor.
    Write(String),
    /// It is taken: the item as it should be, which may be what it was.
    Done(Item),
}

/// What the keys go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    /// A field, by its place.
    Field(usize),
    /// The line that shows or hides the desk page.
    More,
}

/// What lies over the fields.
#[derive(Clone, Debug)]
enum Over {
    /// Nothing.
    Nothing,
    /// The question whether to drop the changes.
    Leaving,
    /// A list to choose from, for that field.
    List(usize, Box<Picker>),
}

/// What is said at the foot of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trouble {
    TooLong,
    MustHave(usize),
    Unread(Unread),
}

/// The form of an item.
#[derive(Clone, Debug)]
pub struct Form {
    opened: Item,
    known: Known,
    lang: Lang,
    inputs: Vec<Input>,
    at: At,
    desk: bool,
    over: Over,
    trouble: Option<Trouble>,
    /// The first row that is shown.
    top: usize,
    /// The keys in force.
    keys: Keymap,
    /// What stands here was left unfinished once.
    restored: bool,
    /// What was left unfinished and is put away.
    away: Vec<(String, String)>,
}

impl Form {
    /// Opens the form of an item on its first field.
    pub fn new(item: &Item, session: &Session, today: Day, lang: Lang) -> Self {
        let known = Known::of(session, today);
        let specs = specs::specs(item.kind());
        let inputs = specs.into_iter().map(|spec| Input::new(spec, (spec.read)(item), &known)).collect();
        Self {
            opened: item.clone(),
            known,
            lang,
            inputs,
            at: At::Field(0),
            desk: false,
            over: Over::Nothing,
            trouble: None,
            top: 0,
            keys: Keymap::default(),
            restored: false,
            away: Vec::new(),
        }
    }

    /// Takes the keys in force, to name them.
    pub fn set_keys(&mut self, keys: &Keymap) {
        self.keys = keys.clone();
    }

    /// Returns the keys in force.
    pub(super) fn keys(&self) -> &Keymap {
        &self.keys
    }

    /// Returns the item as it was when the form was opened: the `before` of the edit.
    pub fn opened(&self) -> &Item {
        &self.opened
    }

    /// Changes the language.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = lang;
    }

    /// Goes to a field by its name in the item, showing the desk page where it is there. Stays where there is none.
    pub fn focus(&mut self, name: &str) {
        if let Some(place) = self.inputs.iter().position(|input| input.spec.name == name) {
            self.desk |= self.inputs[place].spec.page == Page::Desk;
            self.at = At::Field(place);
        }
    }

    /// Returns the item as it stands in the form. What cannot be read yet is as it was.
    pub fn item(&self) -> Item {
        let mut item = self.opened.clone();
        for input in &self.inputs {
            if (input.spec.when)(&item)
                && let Ok(value) = input.value(&self.known)
                && value != (input.spec.read)(&item)
            {
                (input.spec.write)(&mut item, &value);
            }
        }
        item
    }

    /// Tells whether a list or a question lies over the fields.
    pub(super) fn is_over(&self) -> bool {
        !matches!(self.over, Over::Nothing)
    }

    /// Tells whether the keys are on the last field.
    pub(super) fn at_end(&self) -> bool {
        self.stops().last() == Some(&self.at)
    }

    /// Tells whether the keys are on the first field.
    pub(super) fn at_start(&self) -> bool {
        self.stops().first() == Some(&self.at)
    }

    /// Says what is wrong with what was written; `None` where everything can be read.
    pub(super) fn unreadable(&self) -> Option<String> {
        let item = self.item();
        self.inputs.iter().filter(|input| (input.spec.when)(&item)).find_map(|input| match input.value(&self.known) {
            Err(Unread::Day) => Some(words::not_a_day(self.lang, String::new())),
            Err(Unread::Number(most)) => Some(words::not_a_number(self.lang, most)),
            Ok(_) if input.spec.need == Need::Must && input.is_empty() => {
                Some(words::must_have(self.lang, (input.spec.label)(self.lang)))
            }
            Ok(_) => None,
        })
    }

    /// Tells whether something was changed.
    pub fn is_dirty(&self) -> bool {
        self.inputs.iter().any(Input::is_changed)
    }

    /// Takes pasted text into the field.
    pub fn paste(&mut self, text: &str) {
        if let Over::List(_, picker) = &mut self.over {
            picker.paste(text);
        } else if let (At::Field(place), Over::Nothing) = (self.at, &self.over) {
            self.trouble = None;
            if self.inputs[place].paste(text) == Took::TooLong {
                self.trouble = Some(Trouble::TooLong);
            }
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> FormEvent {
        if key.kind == KeyEventKind::Release {
            return FormEvent::Stay;
        }
        let action = action_of(FORM_KEYS, &key);
        match &mut self.over {
            Over::Leaving => return self.leaving(action),
            Over::List(place, picker) => {
                let place = *place;
                if action == Some(FormAction::Save) {
                    self.over = Over::Nothing;
                    return self.save();
                }
                if let Picked::Closed(marked) = picker.key(&key) {
                    self.over = Over::Nothing;
                    self.chosen(place, &marked, key.code);
                }
                return FormEvent::Stay;
            }
            Over::Nothing => {}
        }
        self.trouble = None;
        match action {
            Some(FormAction::Save) => return self.save(),
            Some(FormAction::Leave) => {
                if !self.is_dirty() {
                    return FormEvent::Cancel { dirty: false };
                }
                self.over = Over::Leaving;
            }
            Some(FormAction::Later) => return FormEvent::Later,
            Some(FormAction::PutAway) => self.put_away(),
            Some(FormAction::Editor) => return self.text().map_or(FormEvent::Stay, FormEvent::Write),
            Some(FormAction::More) => self.toggle_desk(),
            Some(FormAction::Next) if key.code == KeyCode::Tab => self.step(1),
            Some(FormAction::Previous) if key.code == KeyCode::BackTab => self.step(-1),
            Some(
                FormAction::Next
                | FormAction::Previous
                | FormAction::Open
                | FormAction::Change
                | FormAction::Mark
                | FormAction::Complete
                | FormAction::Drop
                | FormAction::TakeBack,
            )
            | None => self.give_to_field(&key),
        }
        FormEvent::Stay
    }

    /// Leaves as Esc does. A question that is asked already stays asked, so that the way out never closes.
    pub fn leave(&mut self) -> FormEvent {
        self.over = Over::Nothing;
        self.key(KeyEvent::from(KeyCode::Esc))
    }

    fn give_to_field(&mut self, key: &KeyEvent) {
        let took = match self.at {
            At::Field(place) => self.inputs[place].key(key, &self.known, self.lang),
            At::More => match key.code {
                KeyCode::Enter | KeyCode::Char(' ') | KeyCode::Right | KeyCode::Left => {
                    self.toggle_desk();
                    Took::Done
                }
                _ => Took::Not,
            },
        };
        match took {
            Took::Done => {}
            Took::Next => self.step(1),
            Took::List => self.open_list(key),
            Took::TooLong => self.trouble = Some(Trouble::TooLong),
            Took::Not => match key.code {
                KeyCode::Up => self.step(-1),
                KeyCode::Down => self.step(1),
                KeyCode::PageUp => (0..6).for_each(|_| self.step(-1)),
                KeyCode::PageDown => (0..6).for_each(|_| self.step(1)),
                _ => {}
            },
        }
    }

    fn leaving(&mut self, action: Option<FormAction>) -> FormEvent {
        match action {
            Some(FormAction::Save | FormAction::Open) => {
                self.over = Over::Nothing;
                self.save()
            }
            Some(FormAction::Drop) => FormEvent::Cancel { dirty: true },
            Some(FormAction::Later) => FormEvent::Later,
            Some(FormAction::Leave) => {
                self.over = Over::Nothing;
                FormEvent::Stay
            }
            Some(
                FormAction::Next
                | FormAction::Previous
                | FormAction::More
                | FormAction::Change
                | FormAction::Mark
                | FormAction::Complete
                | FormAction::PutAway
                | FormAction::Editor
                | FormAction::TakeBack,
            )
            | None => FormEvent::Stay,
        }
    }

    fn save(&mut self) -> FormEvent {
        let item = self.item();
        for (place, input) in self.inputs.iter().enumerate() {
            let trouble = match input.value(&self.known) {
                _ if !(input.spec.when)(&item) => continue,
                Err(unread) => Trouble::Unread(unread),
                Ok(_) if input.spec.need == Need::Must && input.is_empty() => Trouble::MustHave(place),
                Ok(_) => continue,
            };
            self.trouble = Some(trouble);
            self.desk |= input.spec.page == Page::Desk;
            self.at = At::Field(place);
            return FormEvent::Stay;
        }
        FormEvent::Done(item)
    }

    /// Returns the places of the fields that are shown, in their order.
    fn shown(&self) -> Vec<usize> {
        let item = self.item();
        let shows = |input: &Input| (input.spec.when)(&item) && (self.desk || input.spec.page == Page::First);
        self.inputs.iter().enumerate().filter(|(_, input)| shows(input)).map(|(place, _)| place).collect()
    }

    /// Returns the stops of Tab: the fields, and after those of the first page the line with the others.
    fn stops(&self) -> Vec<At> {
        let shown = self.shown();
        let (first, desk): (Vec<usize>, Vec<usize>) =
            shown.into_iter().partition(|place| self.inputs[*place].spec.page == Page::First);
        let more = self.has_desk().then_some(At::More);
        first.into_iter().map(At::Field).chain(more).chain(desk.into_iter().map(At::Field)).collect()
    }

    fn has_desk(&self) -> bool {
        self.inputs.iter().any(|input| input.spec.page == Page::Desk)
    }

    fn step(&mut self, by: isize) {
        let stops = self.stops();
        let now = stops.iter().position(|stop| *stop == self.at).unwrap_or(0);
        let next = (now as isize + by).rem_euclid(stops.len().max(1) as isize) as usize;
        self.at = stops.get(next).copied().unwrap_or(At::Field(0));
    }

    fn toggle_desk(&mut self) {
        if self.has_desk() {
            self.desk = !self.desk;
            let on_desk = |place: usize| self.inputs[place].spec.page == Page::Desk;
            if !self.desk && matches!(self.at, At::Field(place) if on_desk(place)) {
                self.at = At::More;
            }
        }
    }

    /// Returns the names of the fields marked * that are still missing.
    pub fn missing(&self) -> Vec<&'static str> {
        check::to_complete(&self.item())
    }

    /// Returns what stands at the foot: what went wrong, else what the text of the field looks like.
    fn said(&self) -> Option<String> {
        let lang = self.lang;
        if let Some(trouble) = self.trouble {
            return Some(match trouble {
                Trouble::TooLong => words::too_long(lang, LONGEST_FIELD / 1024),
                Trouble::MustHave(place) => words::must_have(lang, (self.inputs[place].spec.label)(lang)),
                Trouble::Unread(unread) => self.unread(unread),
            });
        }
        let warned = match self.at {
            At::Field(place) => match &self.inputs[place].editor {
                Editor::Written(writing) => words::warning(lang, writing.text())
                    .or_else(|| self.holds_a_code(place).then(|| crate::text::tui::code_in_text(lang))),
                Editor::One(_) | Editor::Some(..) | Editor::Yes(_) | Editor::Refs(_) => None,
            },
            At::More => None,
        };
        match warned {
            Some(warning) => Some(warning.to_owned()),
            None => self
                .was_unfinished()
                .then(|| crate::text::tui::capture::form_restored(lang, &self.keys.key("form-put-away", lang))),
        }
    }

    /// Tells whether a code stands in what a field tells the room.
    fn holds_a_code(&self, place: usize) -> bool {
        let input = &self.inputs[place];
        let told = matches!(input.spec.sort, Sort::Line | Sort::Text) && CAPTURED.contains(&self.opened.kind());
        let Editor::Written(writing) = &input.editor else { return false };
        told && codes::stands_in(writing.text(), &self.known.session)
    }

    /// Returns why a voice will not be read on the page or on the wall, at the field that is the reason.
    fn kept_back(&self, place: usize) -> Option<String> {
        let Item::Voice(voice) = self.item() else { return None };
        let why = quoting::withheld(&voice, &self.known.session, MayGoTo::Partners)?;
        match (why, self.inputs[place].spec.name) {
            (Withheld::TeamOnly, "may_go_to") | (Withheld::NotLetThrough, "shown") => {
                Some(voices::so_not(self.lang).to_owned())
            }
            (Withheld::TeamOnly, "shown") => Some(voices::both_needed(self.lang).to_owned()),
            (Withheld::NoConsent, "from/person") | (Withheld::NamesACode, "text") => {
                Some(voices::not_on_page(self.lang, why, voice.may_go_to))
            }
            (_, _) => None,
        }
    }

    fn unread(&self, unread: Unread) -> String {
        let typed = match self.at {
            At::Field(place) => match &self.inputs[place].editor {
                Editor::Written(writing) => writing.text().to_owned(),
                Editor::One(_) | Editor::Some(..) | Editor::Yes(_) | Editor::Refs(_) => String::new(),
            },
            At::More => String::new(),
        };
        match unread {
            Unread::Day => words::not_a_day(self.lang, typed),
            Unread::Number(most) => words::not_a_number(self.lang, most),
        }
    }

    /// Returns the keys that work now and what they do, for the footer.
    pub fn hints(&self, lang: Lang) -> Vec<(String, &'static str)> {
        let wanted: &[FormAction] = match &self.over {
            Over::Leaving => &[FormAction::Save, FormAction::Later, FormAction::Drop],
            Over::List(..) => {
                return vec![
                    (self.keys.key("form-open", lang), words::key_take(lang)),
                    (self.keys.key("form-leave", lang), words::key_close_list(lang)),
                ];
            }
            Over::Nothing => {
                let ends = |action| hints(FORM_KEYS, &[action], (&self.keys, lang));
                return [ends(FormAction::Save), self.field_hints(lang), ends(FormAction::Leave)].concat();
            }
        };
        hints(FORM_KEYS, wanted, (&self.keys, lang))
    }

    /// Returns the keys of the focused field, for a panel that the form stands in.
    pub(super) fn field_hints(&self, lang: Lang) -> Vec<(String, &'static str)> {
        let own: &[FormAction] = match self.at {
            At::Field(place) => match &self.inputs[place].editor {
                Editor::Written(_) if self.inputs[place].suggestion(&self.known).is_some() => &[FormAction::Complete],
                Editor::Written(_) => &[FormAction::Editor],
                Editor::One(_) => &[FormAction::Change, FormAction::Open],
                Editor::Some(..) => &[FormAction::Mark, FormAction::Open],
                Editor::Yes(_) => &[FormAction::Mark],
                Editor::Refs(_) => &[FormAction::Open],
            },
            At::More => &[FormAction::Open],
        };
        let desk: &[FormAction] = if self.has_desk() { &[FormAction::More] } else { &[] };
        hints(FORM_KEYS, &[&[FormAction::Next], own, desk].concat(), (&self.keys, lang))
    }

    /// Returns what the fields of this kind hold for the widgets; for tests of the table of fields.
    #[cfg(test)]
    fn values(item: &Item) -> Vec<(&'static str, Value)> {
        specs::specs(item.kind()).into_iter().map(|spec| (spec.name, (spec.read)(item))).collect()
    }
}
