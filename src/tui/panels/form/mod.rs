//! Owns the whole-form editor of an item: moves between its fields, takes keys and pastes, gives back the item.
//! Never changes a session: it hands the item as it should be to whoever opened the form.

mod draw;
mod input;
pub mod picker;
mod rules;
mod specs;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::domain::capture::Context;
use crate::domain::check;
use crate::domain::clean::LONGEST_FIELD;
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::privacy;
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::value::Owner;
use crate::text::Lang;
use crate::text::panels::form as words;

use super::caption;
use super::keys::{self, PanelKey, Press};
use input::{Editor, Input, Took, Unread};
use picker::{Choice, Many, Picked, Picker};
#[cfg(test)]
use value::Value;
use value::{Need, Page, Sort};

/// What a form's keys do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormAction {
    /// Takes the form.
    Save,
    /// Leaves it; asks where something was changed.
    Leave,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// Shows or hides the desk page's fields.
    More,
    /// Opens the list of a field that chooses.
    Open,
    /// Goes through the values of a field that chooses.
    Change,
    /// Marks or unmarks.
    Mark,
    /// Takes the suggestion.
    Complete,
    /// Drops the changes, when asked.
    Drop,
    /// Takes back the last writing in the field.
    TakeBack,
}

/// Every key of a form. Enter and Space work on the fields that choose; on a line Enter goes on.
pub const FORM_KEYS: &[PanelKey<FormAction>] = &[
    PanelKey {
        action: FormAction::Save,
        keys: &[Press::ctrl('s'), Press::plain(KeyCode::F(10))],
        says: words::key_save,
    },
    PanelKey { action: FormAction::Leave, keys: &[Press::plain(KeyCode::Esc)], says: words::key_leave },
    PanelKey {
        action: FormAction::Next,
        keys: &[Press::plain(KeyCode::Tab), Press::plain(KeyCode::Down)],
        says: words::key_next,
    },
    PanelKey {
        action: FormAction::Previous,
        keys: &[Press::plain(KeyCode::BackTab), Press::plain(KeyCode::Up)],
        says: words::key_previous,
    },
    PanelKey { action: FormAction::More, keys: &[Press::plain(KeyCode::F(2))], says: words::key_more },
    PanelKey { action: FormAction::Open, keys: &[Press::plain(KeyCode::Enter)], says: words::key_open },
    PanelKey {
        action: FormAction::Change,
        keys: &[Press::plain(KeyCode::Right), Press::plain(KeyCode::Left)],
        says: words::key_change,
    },
    PanelKey { action: FormAction::Mark, keys: &[Press::plain(KeyCode::Char(' '))], says: words::key_toggle },
    PanelKey { action: FormAction::Complete, keys: &[Press::plain(KeyCode::Right)], says: words::key_complete },
    PanelKey {
        action: FormAction::Drop,
        keys: &[Press::plain(KeyCode::Delete), Press::plain(KeyCode::Backspace)],
        says: words::key_drop,
    },
    PanelKey { action: FormAction::TakeBack, keys: &[Press::ctrl('z')], says: words::key_undo },
];

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
    /// It is taken: the item as it should be, which may be what it was.
    Done(Item),
}

/// What the fields are completed from and checked against.
#[derive(Clone, Debug)]
pub struct Known {
    /// The session as it was when the form was opened.
    pub session: Session,
    /// Today, from which days are counted.
    pub today: Day,
    /// Organisations that were named, the most frequent first.
    pub organisations: Vec<String>,
    /// Tags that were used, the most frequent first.
    pub tags: Vec<String>,
    /// Codes of participants, then other names that took something on.
    pub owners: Vec<String>,
}

impl Known {
    fn of(session: &Session, today: Day) -> Self {
        let context = Context::of(session, today, None);
        let codes = context.participants.into_iter().map(|(_, code)| code);
        let named: BTreeSet<String> = session
            .actions
            .live()
            .filter_map(|action| if let Some(Owner::Named(name)) = &action.who { Some(name.clone()) } else { None })
            .collect();
        Self {
            session: session.clone(),
            today,
            owners: codes.chain(named).chain(context.organisations.iter().cloned()).collect(),
            organisations: context.organisations,
            tags: context.tags,
        }
    }
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
    List(usize, Picker),
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
        }
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
        let action = keys::action_of(FORM_KEYS, &key);
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
            | None => self.to_field(&key),
        }
        FormEvent::Stay
    }

    fn to_field(&mut self, key: &KeyEvent) {
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

    fn open_list(&mut self, key: &KeyEvent) {
        let At::Field(place) = self.at else { return };
        let input = &self.inputs[place];
        let (rows, marked, many): (Vec<Choice>, BTreeSet<usize>, Many) = match &input.editor {
            Editor::Refs(chosen) => {
                let references = self.choices(place);
                let marked = references.iter().enumerate().filter(|(_, one)| chosen.contains(*one));
                let marked = marked.map(|(row, _)| row).collect();
                let many = if matches!(input.spec.sort, Sort::Ref(_)) { Many::One } else { Many::Several };
                (references.iter().map(|reference| self.row(*reference)).collect(), marked, many)
            }
            Editor::One(chosen) => (self.name_rows(input.spec.sort), chosen.iter().copied().collect(), Many::One),
            Editor::Some(chosen, _) => (self.name_rows(input.spec.sort), chosen.clone(), Many::Several),
            Editor::Written(_) | Editor::Yes(_) => return,
        };
        let mut picker = Picker::new((input.spec.label)(self.lang), rows, many, marked);
        // a letter begins the search
        if matches!(key.code, KeyCode::Char(letter) if letter != ' ') {
            picker.key(key);
        }
        self.over = Over::List(place, picker);
    }

    fn chosen(&mut self, place: usize, marked: &BTreeSet<usize>, closed_by: KeyCode) {
        let references = self.choices(place);
        let single = matches!(self.inputs[place].spec.sort, Sort::Ref(_) | Sort::Choice(_) | Sort::MayChoose(_));
        // a list of one is left without choosing by every key but those that choose
        if single && !matches!(closed_by, KeyCode::Enter | KeyCode::Char(_)) {
            return;
        }
        match &mut self.inputs[place].editor {
            Editor::Refs(chosen) => *chosen = marked.iter().filter_map(|row| references.get(*row).copied()).collect(),
            Editor::One(chosen) => *chosen = marked.first().copied(),
            Editor::Some(chosen, _) => chosen.clone_from(marked),
            Editor::Written(_) | Editor::Yes(_) => {}
        }
    }

    fn name_rows(&self, sort: Sort) -> Vec<Choice> {
        let names = input::names(sort, self.lang);
        names.into_iter().map(|name| Choice { name, detail: String::new() }).collect()
    }

    /// Returns what a field of references can choose from: live items of its kinds, and what it holds already.
    fn choices(&self, place: usize) -> Vec<ItemRef> {
        let kinds: &[Kind] = match self.inputs[place].spec.sort {
            Sort::Ref(kinds) | Sort::Refs(kinds) => kinds,
            Sort::Line
            | Sort::Organisation
            | Sort::Text
            | Sort::Choice(_)
            | Sort::MayChoose(_)
            | Sort::Marks(_)
            | Sort::Day
            | Sort::Number(_)
            | Sort::Yes
            | Sort::Words(_)
            | Sort::Owner => &[],
        };
        let own = self.opened.reference();
        let live = kinds.iter().flat_map(|kind| self.known.session.list(*kind)).map(|item| item.reference());
        let mut references: Vec<ItemRef> = live.filter(|reference| *reference != own).collect();
        if let Editor::Refs(held) = &self.inputs[place].editor {
            let removed: Vec<ItemRef> = held.iter().filter(|held| !references.contains(held)).copied().collect();
            references.extend(removed);
        }
        references
    }

    fn row(&self, reference: ItemRef) -> Choice {
        let item = self.known.session.get(reference);
        let detail = item.as_ref().map(|item| caption::detail(self.lang, item)).unwrap_or_default();
        Choice { name: caption::of(self.lang, &self.known.session, reference), detail }
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
        let At::Field(place) = self.at else { return None };
        let Editor::Written(writing) = &self.inputs[place].editor else { return None };
        privacy::warnings(writing.text()).first().map(|warning| words::personal(lang, warning.what).to_owned())
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
            Over::Leaving => &[FormAction::Save, FormAction::Drop],
            Over::List(..) => {
                return vec![
                    (Press::plain(KeyCode::Enter).name(lang), words::key_take(lang)),
                    (Press::plain(KeyCode::Esc).name(lang), words::key_close_list(lang)),
                ];
            }
            Over::Nothing => {
                let own: &[FormAction] = match self.at {
                    At::Field(place) => match &self.inputs[place].editor {
                        Editor::Written(_) if self.inputs[place].suggestion(&self.known).is_some() => {
                            &[FormAction::Complete]
                        }
                        Editor::Written(_) => &[],
                        Editor::One(_) => &[FormAction::Change, FormAction::Open],
                        Editor::Some(..) => &[FormAction::Mark, FormAction::Open],
                        Editor::Yes(_) => &[FormAction::Mark],
                        Editor::Refs(_) => &[FormAction::Open],
                    },
                    At::More => &[FormAction::Open],
                };
                let desk: &[FormAction] = if self.has_desk() { &[FormAction::More] } else { &[] };
                let all: Vec<FormAction> =
                    [&[FormAction::Save, FormAction::Next], own, desk, &[FormAction::Leave]].concat();
                return keys::hints(FORM_KEYS, &all, lang);
            }
        };
        keys::hints(FORM_KEYS, wanted, lang)
    }

    /// Returns what the fields of this kind hold for the widgets; for tests of the table of fields.
    #[cfg(test)]
    fn values(item: &Item) -> Vec<(&'static str, Value)> {
        specs::specs(item.kind()).into_iter().map(|spec| (spec.name, (spec.read)(item))).collect()
    }
}
