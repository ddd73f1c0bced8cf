//! Owns what becomes of a text that comes back from an editor: into the line or the form's field that it came from.
//! Never loses one: where its place is gone it is kept as an unfinished note.

use crate::domain::clean::LONGEST_FIELD;
use crate::domain::item::Kind;
use crate::text::tui::capture as w;

use super::app::{App, Env, Mood, Screen};
use super::capturing::joined;
use super::console::{Console, Page};
use super::editor::{Edited, Trouble};

impl App {
    /// Takes what came of an editor.
    pub(super) fn edited(&mut self, edited: Edited) {
        let lang = self.env.lang;
        match edited.outcome {
            Ok(None) => self.env.say(Mood::Info, w::editor_unchanged(lang)),
            Ok(Some(text)) => {
                if let Screen::Console(console) = &mut self.screen {
                    console.written(&edited.before, &text, &mut self.env);
                }
            }
            Err(trouble) => {
                let place = |file: std::path::PathBuf| file.display().to_string();
                let said = match trouble {
                    Trouble::NoFile(why) => w::editor_no_file(lang, &why),
                    Trouble::NotStarted(name, why) => w::editor_not_started(lang, &name, &why),
                    Trouble::Failed(name, None) => w::editor_failed(lang, &name),
                    Trouble::Failed(name, Some(file)) => w::editor_failed_kept(lang, &name, &place(file)),
                    Trouble::TooLong(kib, file) => w::editor_too_long(lang, kib, LONGEST_FIELD / 1024, &place(file)),
                };
                self.env.say(Mood::Bad, said);
            }
        }
    }
}

impl Console {
    fn written(&mut self, before: &str, text: &str, env: &mut Env) {
        if let Page::Form(form) = &self.page {
            form.borrow_mut().write(text);
        } else if let Some(line) = &mut self.capture {
            // a refused line may have come back in the meantime
            let now = line.line.text();
            let fresh = if now == before { text.to_owned() } else { joined(text, now) };
            line.line.replace(&fresh);
            self.look_again();
        } else {
            let kept = joined(self.drafts.of(Kind::Note), text);
            self.drafts.keep(Kind::Note, &kept);
        }
        self.keep_draft(env);
        env.say(Mood::Good, w::editor_back(env.lang));
    }
}
