//! Owns what the capture line does in a session: opening, taking, leaving, reopening, drafts.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::attendance;
use crate::domain::capture::{Context, LETTERS};
use crate::domain::change::Edit;
use crate::domain::desk::Ask;
use crate::domain::item::{Item, Kind, Participant};
use crate::domain::turn::CAPTURED;
use crate::domain::value::Created;
use crate::text::names;
use crate::text::tui as w;
use crate::text::tui::capture as wc;

use super::app::{Effect, Env, Mood};
use super::capturing::{CaptureLine, joined};
use super::command::Command;
use super::console::{Console, Doing, Page, Pane};
use super::keys::typed;
use super::overlay::Overlay;
use super::panels::writing::Wrote;
use super::prepare::People;
use super::steps;

impl Console {
    /// Opens the capture line with a kind, and with a text or what was left of that kind; shows that kind's list.
    pub(super) fn open_line(&mut self, kind: Kind, text: &str, env: &mut Env) {
        self.begin_line(kind, text, env);
        if CAPTURED.contains(&kind) && self.capture.is_some() {
            self.show(kind);
            self.pane = Pane::List;
        }
    }

    /// Opens the capture line where one is, and moves nothing.
    pub(super) fn begin_line(&mut self, kind: Kind, text: &str, env: &mut Env) {
        if self.refuses(env) {
            return;
        }
        let chosen = self.chosen_here().map(|item| item.reference()).filter(|item| CAPTURED.contains(&item.kind()));
        let context = Context { today: env.today(), chosen, ..Context::default() };
        let draft = self.drafts.of(kind);
        let given = if text.is_empty() { draft } else { text };
        let mut line = CaptureLine::new(kind, given, context);
        line.tongue = env.lang.tongue();
        // a line that changes an item goes before one for a new item, which stays where it is
        let left = self.drafts.again().iter().filter(|(item, _)| item.kind() == kind && text.is_empty());
        let left = left.filter_map(|(item, changed)| Some((self.session().get(*item)?, changed)));
        if let Some((item, changed)) = left.filter(|(item, _)| !item.gone()).last() {
            line.reopen(item);
            line.write(changed);
        }
        self.before_capture = Some((self.tab, self.pane));
        self.capture = Some(line);
        self.look_again();
    }

    /// Lets the open line see what marks can name now, and how the word at the cursor may go on.
    pub(super) fn look_again(&mut self) {
        let session = self.session().clone();
        if let Some(line) = &mut self.capture {
            line.gather(&mut self.words, &session, self.snapshot.version);
        }
    }

    /// Does what a command says while the line is open.
    pub(super) fn in_line(&mut self, command: Command, event: &KeyEvent, env: &mut Env) -> Option<Overlay> {
        let line = self.capture.as_mut()?;
        line.picking = None;
        match command {
            Command::TakeIt => self.take_line(env),
            Command::Back => {
                let people = line.kind == Kind::Participant;
                self.leave_line(env);
                self.steady.step_out(env.now);
                return people.then(|| Overlay::Preparing(People::open(self, env)));
            }
            Command::Complete | Command::CompleteBack => {
                let completed = line.complete(if command == Command::Complete { 1 } else { -1 });
                if !completed {
                    env.say(Mood::Info, w::nothing_to_complete(env.lang));
                }
            }
            Command::OtherKind => {
                let next = line.next_kind();
                if self.turn_line(next, env)
                    && let Some(line) = &mut self.capture
                {
                    line.picking = Some(env.now);
                }
            }
            Command::LastAgain if line.offered.is_open() => drop(line.complete(-1)),
            Command::LastAgain if Self::is_for_text(event, line.line.is_blank()) => {
                line.key(event);
            }
            Command::LastAgain => self.last_again(env),
            Command::FreeLine => self.free_line(env),
            Command::Editor => env.want(Effect::Write(line.line.text().to_owned())),
            Command::Redo => self.ask(Ask::Redo, Doing::Redoing, env),
            Command::Undo => {
                let before = line.line.text().to_owned();
                line.key(event);
                if line.line.text() == before {
                    self.ask(Ask::Undo, Doing::Undoing, env);
                } else {
                    self.look_again();
                }
            }
            _ => {}
        }
        None
    }

    /// Takes another kind for what is typed. Tells whether that can be.
    fn turn_line(&mut self, kind: Kind, env: &mut Env) -> bool {
        let Some(line) = &mut self.capture else { return false };
        if !line.may_turn() {
            env.say(Mood::Info, w::kind_stays(env.lang));
            return false;
        }
        // the unfinished line that either kind has already stays what it is
        self.drafts.keep(line.kind, &line.behind);
        line.turn(kind);
        self.drafts.of(kind).clone_into(&mut line.behind);
        self.show(kind);
        true
    }

    /// Returns what a new item is stamped with.
    pub(super) fn created(&self, env: &Env) -> Created {
        let stamp = env.stamp();
        let step = self.session().current_step().map(|step| step.id);
        Created { at: stamp.at, by: stamp.by, step, table: self.table_now() }
    }

    fn take_line(&mut self, env: &mut Env) {
        let Some(line) = &self.capture else { return };
        let (kind, text, again) = (line.kind, line.line.text().to_owned(), line.again.clone());
        if kind == Kind::Participant && again.is_none() {
            self.take_people(&text, env);
            return;
        }
        let created = self.created(env);
        let after = self.chosen_step().filter(|_| self.pane == Pane::Agenda).map(|step| step.id);
        let order = steps::order_of_new(self.session(), after);
        // a reopened item may have been changed by somebody else in between: the desk merges
        let Some(item) = line.item(env.code(), created, order) else {
            if !line.line.is_blank() || again.is_some() {
                env.say(Mood::Info, w::no_words_yet(env.lang));
            }
            return;
        };
        let reference = item.reference();
        let changed = again.is_some();
        let edits = match again.clone() {
            Some(before) => vec![Edit::of(before, item)],
            None => self.with_agenda(vec![item]),
        };
        self.change(edits, Doing::Taking { item: reference, line: text, again }, env);
        if let Some(line) = &mut self.capture {
            line.write("");
            (line.again, line.freed) = (None, false);
        }
        // a line of that kind that was left before is still there
        let left = if changed {
            self.drafts.forget_again(reference);
            self.drafts.of(kind).to_owned()
        } else {
            self.capture.as_mut().map(|line| std::mem::take(&mut line.behind)).unwrap_or_default()
        };
        self.drafts.keep(kind, &left);
        if let Some(line) = self.capture.as_mut().filter(|_| !left.is_empty()) {
            line.write(&left);
        }
        self.last_taken = Some(reference);
        self.before_capture = Some((if CAPTURED.contains(&kind) { kind } else { self.tab }, self.pane));
        self.jump(reference);
        self.keep_draft(env);
    }

    /// Registers who is in a list, one a line; the lines that say no code stay in the capture line.
    pub(super) fn take_people(&mut self, list: &str, env: &mut Env) {
        let created = self.created(env);
        let session = self.session().clone();
        let (edits, unread) = attendance::register(&session, list, &created, || env.code());
        if let Some(item) = edits.last().and_then(Edit::reference) {
            self.change(edits, Doing::Taking { item, line: list.to_owned(), again: None }, env);
        }
        let left = unread.join("\n");
        if let Some(line) = &mut self.capture {
            line.write(&left);
        }
        self.drafts.keep(Kind::Participant, &left);
        if !unread.is_empty() {
            env.say(Mood::Info, w::code_needed(env.lang));
        }
        self.keep_draft(env);
    }

    /// Does what a command says in the list of who takes part. Tells whether the list is left.
    pub(super) fn in_people(&mut self, command: Command, at: usize, env: &mut Env) -> bool {
        let person = self.people().get(at).cloned();
        match (command, person) {
            (Command::NewPerson, _) => {
                self.open_line(Kind::Participant, "", env);
                return true;
            }
            (Command::Edit, Some(person)) => {
                self.open_form(&Item::Participant(person), env);
                return true;
            }
            (Command::Present, Some(person)) => {
                let after = Participant { present: !person.present, ..person.as_ref().clone() };
                let edit = Edit::of(Item::Participant(person.clone()), Item::Participant(Arc::new(after)));
                self.change(vec![edit], Doing::Changing(person.id.into()), env);
            }
            (Command::Remove, Some(person)) => {
                let id = person.id.into();
                self.change(vec![Edit::remove(Item::Participant(person))], Doing::Removing(id), env);
            }
            (Command::Undo, _) => self.ask(Ask::Undo, Doing::Undoing, env),
            _ => {}
        }
        false
    }

    fn last_again(&mut self, env: &mut Env) {
        let last = self.last_taken.and_then(|last| self.session().get(last)).filter(|item| !item.gone());
        match (last, &mut self.capture) {
            (Some(item), Some(line)) => {
                let kind = item.kind();
                self.drafts.keep(line.kind, &std::mem::take(&mut line.behind));
                let left = self.drafts.again().get(&item.reference()).cloned();
                line.reopen(item);
                if let Some(left) = left {
                    line.write(&left);
                }
                if CAPTURED.contains(&kind) {
                    self.show(kind);
                }
            }
            (None, _) | (_, None) => env.say(Mood::Info, w::no_last(env.lang)),
        }
    }

    /// Leaves the line and keeps what is unfinished.
    pub(super) fn leave_line(&mut self, env: &mut Env) {
        let Some(line) = self.capture.take() else { return };
        let kept = match &line.again {
            None => {
                let unfinished = line.unfinished();
                self.drafts.keep(line.kind, &unfinished);
                !unfinished.is_empty()
            }
            Some(item) => {
                self.drafts.keep_again(item, line.line.text());
                self.drafts.again().contains_key(&item.reference())
            }
        };
        if kept {
            env.say(Mood::Info, w::line_kept(env.lang, names::kind(env.lang, line.kind)));
        }
        if let Some((tab, pane)) = self.before_capture.take() {
            self.show(tab);
            self.pane = pane;
        }
        self.keep_draft(env);
    }

    /// Asks the desk to keep what is unfinished, where that changed since.
    pub fn keep_draft(&mut self, env: &mut Env) {
        if let Page::Form(form) = &self.page {
            let form = form.borrow();
            self.drafts.keep_form(form.opened().reference(), form.unfinished());
        }
        match &self.capture {
            Some(CaptureLine { line, again: Some(item), .. }) => self.drafts.keep_again(item, line.text()),
            Some(line) => self.drafts.keep(line.kind, &line.unfinished()),
            None => {}
        }
        let written = self.drafts.written();
        if written != self.kept_draft && !self.read_only() {
            self.kept_draft.clone_from(&written);
            self.ask(Ask::KeepDraft(written), Doing::Silent, env);
        }
    }

    /// Asks the desk to write the session's file now.
    pub fn save_now(&mut self, env: &mut Env) {
        if !self.read_only() {
            self.ask(Ask::Save, Doing::Silent, env);
        }
    }

    /// Gives a refused line back to the person who typed it.
    pub(super) fn give_back(&mut self, kind: Kind, text: &str, again: Option<Item>, env: &mut Env) {
        match (&mut self.capture, again) {
            (Some(line), again) if line.kind == kind && line.line.is_blank() && line.again.is_none() => {
                line.write(text);
                line.again = again;
            }
            (_, Some(item)) => self.drafts.keep_again(&item, text),
            (Some(line), None) if line.kind == kind && line.again.is_none() => {
                line.behind = joined(&line.behind, text);
            }
            (Some(_), None) => {
                let both = joined(self.drafts.of(kind), text);
                self.drafts.keep(kind, &both);
            }
            (None, None) => {
                let both = joined(self.drafts.of(kind), text);
                self.open_line(kind, &both, env);
            }
        }
    }

    /// Takes a key of text into the line; or the kind whose letter it is, while the kinds are shown to pick one.
    pub(super) fn type_in(&mut self, event: &KeyEvent, env: &mut Env) {
        let Some(line) = &mut self.capture else { return };
        if line.picking.take().is_some()
            && let Some(kind) = typed(*event).and_then(|letter| LETTERS.iter().find(|(known, _)| *known == letter))
        {
            self.turn_line(kind.1, env);
            return;
        }
        if event.code == KeyCode::Down && line.offered.is_open() {
            line.complete(1);
            return;
        }
        match line.key(event) {
            Wrote::TooLong(bytes) => env.say(Mood::Bad, w::too_long(env.lang, bytes / 1024)),
            Wrote::Done => {
                env.message = None;
                self.look_again();
            }
            Wrote::Not => {}
        }
    }

    /// Says at opening what a person should know first: a line that was not finished.
    pub(super) fn greet(&mut self, env: &mut Env) {
        let kinds: Vec<&str> = self.drafts.kinds().map(|kind| names::kind(env.lang, kind)).collect();
        let forms: Vec<String> =
            self.drafts.forms().keys().map(|item| format!("«{}»", self.title(*item, env))).collect();
        let lines = (!kinds.is_empty()).then(|| w::unfinished(env.lang, &kinds.join(", ")));
        let forms = (!forms.is_empty()).then(|| wc::unfinished_forms(env.lang, &forms.join(", ")));
        let said: Vec<String> = lines.into_iter().chain(forms).collect();
        if !said.is_empty() {
            env.say(Mood::Info, said.join(" "));
        }
    }

    /// Returns the item that the open line changes, where it is no new one.
    pub fn reopened(&self) -> Option<&Item> {
        self.capture.as_ref()?.again.as_ref()
    }
}
