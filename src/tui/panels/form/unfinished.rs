//! Owns what of a form was begun and not taken: written down field by field, brought back, put away; and a field's text on
//! its way through an editor. Never decides when it is kept.

use super::input::{Editor, Input, names};
use super::{At, Form, Over};
use crate::domain::item::ItemRef;

impl Form {
    /// Returns the fields that say something else than the item: their names, and what stands in them.
    pub fn unfinished(&self) -> Vec<(String, String)> {
        let changed = self.inputs.iter().filter(|input| input.is_changed());
        changed.map(|input| (input.spec.name.to_owned(), written(input))).collect()
    }

    /// Brings back what was left unfinished. Tells whether anything is different from the item now.
    pub fn bring_back(&mut self, fields: &[(String, String)]) -> bool {
        for (name, text) in fields {
            let place = self.inputs.iter().position(|input| input.spec.name == name);
            if let Some(place) = place {
                read(&mut self.inputs[place], text);
            }
        }
        self.restored = self.is_dirty();
        self.restored
    }

    /// Puts away what was brought back, so that the form shows the item; or brings it back once more.
    pub(super) fn put_away(&mut self) {
        if self.restored {
            self.away = self.unfinished();
            for input in &mut self.inputs {
                *input = Input::new(input.spec, (input.spec.read)(&self.opened), &self.known);
            }
            self.restored = false;
        } else if !self.away.is_empty() {
            let away = std::mem::take(&mut self.away);
            self.bring_back(&away);
        }
    }

    /// Tells whether something was brought back, or put away and can be brought back.
    pub fn was_unfinished(&self) -> bool {
        self.restored || !self.away.is_empty()
    }

    /// Returns the text of the field that is being written, for an editor; `None` where it is no text.
    pub(super) fn text(&self) -> Option<String> {
        match (self.at, &self.over) {
            (At::Field(place), Over::Nothing) => match &self.inputs[place].editor {
                Editor::Written(writing) => Some(writing.text().to_owned()),
                Editor::One(_) | Editor::Some(..) | Editor::Yes(_) | Editor::Refs(_) => None,
            },
            (At::Field(_) | At::More, _) => None,
        }
    }

    /// Takes a text that comes back from an editor into the field that is being written.
    pub fn write(&mut self, text: &str) {
        if let At::Field(place) = self.at
            && let Editor::Written(writing) = &mut self.inputs[place].editor
        {
            writing.replace(text);
        }
    }
}

fn list<T: ToString>(of: impl IntoIterator<Item = T>) -> String {
    of.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" ")
}

fn written(input: &Input) -> String {
    match &input.editor {
        Editor::Written(writing) => writing.text().to_owned(),
        Editor::One(place) => list(*place),
        Editor::Some(places, _) => list(places),
        Editor::Yes(yes) => yes.to_string(),
        Editor::Refs(references) => list(references),
    }
}

/// Reads what was written of a field; what no longer fits it is left out.
fn read(input: &mut Input, text: &str) {
    let most = names(input.spec.sort, crate::text::Lang::default()).len();
    let places = || text.split_whitespace().filter_map(|word| word.parse().ok()).filter(move |place| *place < most);
    match &mut input.editor {
        Editor::Written(writing) => writing.replace(text),
        Editor::One(place) => *place = places().next(),
        Editor::Some(marked, _) => *marked = places().collect(),
        Editor::Yes(yes) => *yes = text == "true",
        Editor::Refs(references) => {
            *references = text.split_whitespace().filter_map(|word| word.parse::<ItemRef>().ok()).collect();
        }
    }
}
