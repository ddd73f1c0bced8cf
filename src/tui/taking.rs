//! Owns what the capture line does in a session: opening, taking, leaving, reopening, pastes, drafts.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::attendance;
use crate::domain::capture::Context;
use crate::domain::change::Edit;
use crate::domain::clean::LONGEST_FIELD;
use crate::domain::desk::Ask;
use crate::domain::item::{Item, Kind, Participant};
use crate::domain::turn::CAPTURED;
use crate::domain::value::Created;
use crate::text::names;
use crate::text::tui as w;

use super::app::{Env, Mood};
use super::capturing::{CaptureLine, joined};
use super::command::Command;
use super::console::{Console, Doing, Pane};
use super::overlay::{Overlay, Purpose};
use super::panels::writing::{Lines, Writing, Wrote};
use super::steps;

impl Console {
    /// Opens the capture line with a kind, and with a text or what was left of that kind.
    pub(super) fn open_line(&mut self, kind: Kind, text: &str, env: &mut Env) {
        if self.read_only() {
            self.ask(Ask::KeepDraft(String::new()), Doing::Silent, env);
            return;
        }
        let chosen = self.chosen_here().map(|item| item.reference()).filter(|item| CAPTURED.contains(&item.kind()));
        let context = Context { today: env.today(), chosen, ..Context::default() };
        let draft = self.drafts.of(kind);
        let given = if text.is_empty() { draft } else { text };
        let mut line = CaptureLine::new(kind, given, context);
        // a line that changes an item goes before one for a new item, which stays where it is
        let left = self.drafts.again().iter().filter(|(item, _)| item.kind() == kind && text.is_empty());
        let left = left.filter_map(|(item, changed)| Some((self.session().get(*item)?, changed)));
        if let Some((item, changed)) = left.filter(|(item, _)| !item.gone()).last() {
            line.reopen(item);
            line.line = Writing::new(changed, Lines::Several);
        }
        line.gather(self.session(), self.snapshot.version);
        self.capture = Some(line);
        self.before_capture = Some((self.tab, self.pane));
        if CAPTURED.contains(&kind) {
            self.show(kind);
            self.pane = Pane::List;
        }
    }

    /// Does what a command says while the line is open.
    pub(super) fn in_line(&mut self, command: Command, event: &KeyEvent, env: &mut Env) -> Option<Overlay> {
        let line = self.capture.as_mut()?;
        match command {
            Command::TakeIt => self.take_line(env),
            Command::Back => {
                let people = line.kind == Kind::Participant;
                self.leave_line(env);
                return people.then(|| Overlay::choice(Purpose::People));
            }
            Command::Complete => {
                let completed = line.complete();
                if !completed {
                    env.say(Mood::Info, w::nothing_to_complete(env.lang));
                }
            }
            Command::OtherKind => {
                if line.again.is_some() || !CAPTURED.contains(&line.kind) {
                    env.say(Mood::Info, w::kind_stays(env.lang));
                } else {
                    // the unfinished line that either kind has already stays what it is
                    self.drafts.keep(line.kind, &line.behind);
                    line.other_kind();
                    let kind = line.kind;
                    self.drafts.of(kind).clone_into(&mut line.behind);
                    self.show(kind);
                }
            }
            Command::LastAgain if Self::is_for_text(event, line.line.is_blank()) => {
                line.key(event);
            }
            Command::LastAgain => self.last_again(env),
            Command::FreeLine => self.free_line(env),
            Command::Undo => {
                let before = line.line.text().to_owned();
                line.key(event);
                if line.line.text() == before {
                    self.ask(Ask::Undo, Doing::Undoing, env);
                }
            }
            _ => {}
        }
        None
    }

    /// Returns what a new item is stamped with.
    pub(super) fn created(&self, env: &Env) -> Created {
        let stamp = env.stamp();
        let step = self.session().current_step().map(|step| step.id);
        Created { at: stamp.at, by: stamp.by, step, table: None }
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
            line.line = Writing::new("", Lines::Several);
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
            line.line = Writing::new(&left, Lines::Several);
        }
        self.last_taken = Some(reference);
        self.before_capture = Some((if CAPTURED.contains(&kind) { kind } else { self.tab }, self.pane));
        self.jump(reference);
        self.keep_draft(env);
    }

    /// Registers who is in a list, one a line; the lines that say no code stay in the capture line.
    fn take_people(&mut self, list: &str, env: &mut Env) {
        let created = self.created(env);
        let session = self.session().clone();
        let (edits, unread) = attendance::register(&session, list, &created, || env.code());
        if let Some(item) = edits.last().and_then(Edit::reference) {
            self.change(edits, Doing::Taking { item, line: list.to_owned(), again: None }, env);
        }
        let left = unread.join("\n");
        if let Some(line) = &mut self.capture {
            line.line = Writing::new(&left, Lines::Several);
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
                    line.line = Writing::new(&left, Lines::Several);
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

    /// Gives a refused line back to the person who typed it.
    pub(super) fn give_back(&mut self, kind: Kind, text: &str, again: Option<Item>, env: &mut Env) {
        match (&mut self.capture, again) {
            (Some(line), again) if line.kind == kind && line.line.is_blank() && line.again.is_none() => {
                line.line = Writing::new(text, Lines::Several);
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

    /// Takes a key of text into the line.
    pub(super) fn type_in(&mut self, event: &KeyEvent, env: &mut Env) {
        let session = self.session().clone();
        let version = self.snapshot.version;
        let Some(line) = &mut self.capture else { return };
        match line.key(event) {
            Wrote::TooLong(bytes) => env.say(Mood::Bad, w::too_long(env.lang, bytes / 1024)),
            Wrote::Done => {
                env.message = None;
                line.gather(&session, version);
            }
            Wrote::Not => {}
        }
    }

    /// Takes a pasted text. Returns it where one has to ask what to do with its lines.
    pub fn paste(&mut self, text: &str, env: &mut Env) -> Option<String> {
        let text = crate::domain::clean::clean(text);
        let text = text.trim_end_matches('\n');
        if text.trim().is_empty() {
            return None;
        }
        if self.paste_in_panel(text) {
            return None;
        }
        if self.capture.is_none() {
            env.say(Mood::Info, w::paste_where(env.lang));
            return None;
        }
        let several = text.lines().filter(|line| !line.trim().is_empty()).count() > 1;
        if several && self.capture.as_ref().is_some_and(|line| line.kind == Kind::Participant) {
            self.take_pasted(text, true, env);
            return None;
        }
        if several {
            return Some(text.to_owned());
        }
        let (session, version) = (self.session().clone(), self.snapshot.version);
        let line = self.capture.as_mut()?;
        if let Wrote::TooLong(bytes) = line.line.insert(text) {
            env.say(Mood::Bad, w::too_long(env.lang, bytes / 1024));
        }
        line.gather(&session, version);
        None
    }

    /// Takes several pasted lines: one item each, or all as one into the line.
    pub(super) fn take_pasted(&mut self, text: &str, one_each: bool, env: &mut Env) {
        let (session, version) = (self.session().clone(), self.snapshot.version);
        let Some(line) = &mut self.capture else { return };
        if !one_each {
            if let Wrote::TooLong(bytes) = line.line.insert(text) {
                env.say(Mood::Bad, w::too_long(env.lang, bytes / 1024));
            }
            line.gather(&session, version);
            return;
        }
        // what was typed before belongs to the first of them; all of it may be longer than one field holds
        let (before, behind) = line.line.text().split_at(line.line.at());
        let whole = [before, text, behind].concat();
        let long = |line: &&str| line.len() > LONGEST_FIELD;
        if let Some((at, long)) = whole.lines().enumerate().find(|(_, line)| long(line)) {
            env.say(Mood::Bad, w::line_too_long(env.lang, at + 1, long.len() / 1024));
            return;
        }
        if line.kind == Kind::Participant && line.again.is_none() {
            self.take_people(&whole, env);
            return;
        }
        let (kind, mut again) = (line.kind, line.again.take());
        let context = Context::of(&session, line.context.today, line.context.chosen);
        let changed = again.as_ref().map(Item::reference);
        let first = self.created(env);
        let after = self.chosen_step().filter(|_| self.pane == Pane::Agenda).map(|step| step.id);
        let order = steps::order_of_new(self.session(), after);
        let (mut edits, mut new): (Vec<Edit>, Vec<Item>) = (Vec::new(), Vec::new());
        for (place, text) in whole.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            let text = text.trim().trim_start_matches(['-', '•', '*', '–']).trim_start();
            // a millisecond apart, so that they stay in their order
            let created = Created { at: first.at.plus_millis(place as i64), ..first.clone() };
            let mut one = CaptureLine::new(kind, text, context.clone());
            // the line of a reopened item goes on being about it
            one.again = again.take();
            let Some(item) = one.item(env.code(), created, order) else { continue };
            match one.again {
                Some(before) => edits.push(Edit::of(before, item)),
                None => new.push(item),
            }
        }
        changed.into_iter().for_each(|item| self.drafts.forget_again(item));
        let last = new.last().map(Item::reference).or_else(|| edits.last().and_then(Edit::reference));
        let Some(last) = last else { return };
        edits.extend(self.with_agenda(new));
        self.change(edits, Doing::Taking { item: last, line: whole, again: None }, env);
        if let Some(line) = &mut self.capture {
            line.line = Writing::new("", Lines::Several);
            line.freed = false;
        }
        let behind = self.capture.as_ref().map_or("", |line| &line.behind);
        self.drafts.keep(kind, behind);
        self.last_taken = Some(last);
        self.jump(last);
        self.keep_draft(env);
    }

    /// Says at opening what a person should know first: a line that was not finished.
    pub(super) fn greet(&mut self, env: &mut Env) {
        let kinds: Vec<&str> = self.drafts.kinds().map(|kind| names::kind(env.lang, kind)).collect();
        if !kinds.is_empty() {
            env.say(Mood::Info, w::unfinished(env.lang, &kinds.join(", ")));
        }
    }

    /// Returns the item that the open line changes, where it is no new one.
    pub fn reopened(&self) -> Option<&Item> {
        self.capture.as_ref()?.again.as_ref()
    }
}
