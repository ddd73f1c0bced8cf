//! Owns what the screens do when they leave the terminal for a while: to stop, or for an editor; and what becomes of the
//! text that comes back, in the line or the form's field that it came from. Never loses one: where its place is gone it is
//! kept as an unfinished note.

use crate::domain::clean::LONGEST_FIELD;
use crate::domain::item::Kind;
use crate::text::tui::capture as w;

use super::app::{App, Effect, Env, Mood, Screen};
use super::capturing::joined;
use super::console::{Console, Page};
use super::editor::{Edited, Trouble};

impl App {
    /// Tells whether nothing is on its way to the disk.
    pub fn is_settled(&self) -> bool {
        match &self.screen {
            Screen::Start(_) => true,
            Screen::Console(console) => console.is_settled(),
            Screen::Merge(desk) => desk.is_settled(),
        }
    }

    /// Returns what is said on the terminal before the program stops for a while.
    pub fn said_at_stopping(&self) -> String {
        let saved = match &self.screen {
            Screen::Start(_) => true,
            Screen::Console(console) => console.is_settled() && !console.is_failing(),
            Screen::Merge(desk) => desk.is_settled() && !desk.is_unwritten(),
        };
        if saved { w::stopped(self.env.lang).to_owned() } else { w::stopped_unsaved(self.env.lang).to_owned() }
    }

    /// Stops for a while; what is being typed is kept first, and the session's file is written.
    pub(super) fn stop(&mut self) {
        self.with_console(|console, env| {
            console.keep_draft(env);
            console.save_now(env);
        });
        self.env.want(Effect::Stop);
    }

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
