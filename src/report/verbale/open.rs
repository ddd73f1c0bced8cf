//! What is still open after a session.

use super::Minutes;
use super::items::said;
use crate::domain::check;
use crate::domain::item::ItemRef;
use crate::domain::value::{ActionState, NoteKind};
use crate::synthesis::document::{Document, Line};
use crate::synthesis::lines;
use crate::text::{names, verbale as words};

impl Minutes<'_> {
    pub(super) fn open(&self, document: &mut Document) {
        let lang = self.lang;
        document.heading(2, words::open_heading(lang));
        let mut open: Vec<Line> = Vec::new();
        for voice in self.session.voices.in_order().iter().filter(|voice| lines::is_open(voice)) {
            let what = self.voice_words(voice);
            open.push(Line::from(words::open_voice(lang, what)).cited([self.origin(voice.id)]));
        }
        for poll in self.session.polls.in_order().iter().filter(|poll| lines::results(poll).is_empty()) {
            open.push(Line::from(words::open_poll(lang, &poll.question)).cited([self.origin(poll.id)]));
        }
        for action in self.session.actions.in_order() {
            match action.state {
                ActionState::Open | ActionState::Doing => {
                    open.push(Line::from(words::open_action(lang, action.what.trim())).cited([self.origin(action.id)]));
                }
                ActionState::Done | ActionState::Dropped => {}
            }
        }
        for note in self.session.notes.in_order().iter().filter(|note| self.is_for_all(note)) {
            let line = match note.kind {
                NoteKind::Question => words::open_question(lang, note.text.trim()),
                NoteKind::Parked => words::open_parked(lang, note.text.trim()),
                NoteKind::Point | NoteKind::Quote => continue,
            };
            open.push(Line::from(line).cited([self.origin(note.id)]));
        }
        for (item, missing) in check::all_to_complete(self.session) {
            let fields: Vec<String> = missing.iter().map(|field| words::field(lang, field)).collect();
            let kind = names::kind(lang, item.kind());
            let line = Line::from(words::to_complete(lang, kind, self.what(item), fields.join(", ")));
            open.push(line.cited([self.origin(item)]));
        }
        let conflicts = self.session.open_conflicts().count();
        if conflicts > 0 {
            open.push(Line::from(words::open_conflicts(lang, conflicts)));
        }
        if open.is_empty() {
            document.paragraph(words::nothing_open(lang));
        }
        document.list(open);
    }

    fn what(&self, item: ItemRef) -> String {
        let title = lines::title_in(item, self.session);
        title.as_deref().and_then(said).map_or_else(|| item.to_string(), str::to_owned)
    }
}
