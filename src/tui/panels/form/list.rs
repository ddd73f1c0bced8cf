//! Owns the lists that a form's fields choose from: what they offer, and what was chosen.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::item::{ItemRef, Kind};

use super::super::caption;
use super::input::{self, Editor};
use super::picker::{Choice, Many, Picker};
use super::value::Sort;
use super::{At, Form, Over};

impl Form {
    pub(super) fn open_list(&mut self, key: &KeyEvent) {
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
        self.over = Over::List(place, Box::new(picker));
    }

    pub(super) fn chosen(&mut self, place: usize, marked: &BTreeSet<usize>, closed_by: KeyCode) {
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
}
