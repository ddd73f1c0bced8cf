//! Owns what becomes of a pasted text: into the line, one item a line, or asked about. Never takes what
//! `domain::clean` refuses.

use crate::domain::change::Edit;
use crate::domain::clean::LONGEST_FIELD;
use crate::domain::item::{Item, Kind};
use crate::domain::value::Created;
use crate::text::Lang;
use crate::text::tui as w;
use crate::text::tui::capture as wc;

use super::app::{Env, Mood};
use super::capturing::CaptureLine;
use super::console::{Console, Doing};
use super::panels::writing::Wrote;
use super::steps;

/// How many lines of a paste are shown before one chooses.
const PREVIEW: usize = 4;

/// Returns the lines of a pasted text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Returns the first lines of a pasted text, and how many more there are.
pub fn preview(text: &str, lang: Lang) -> Vec<String> {
    let count = lines(text).count();
    let shown = if count <= PREVIEW { count } else { PREVIEW - 1 };
    let more = (count > shown).then(|| wc::more_lines(lang, count - shown));
    lines(text).take(shown).map(str::to_owned).chain(more).collect()
}

impl Console {
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
        let several = lines(text).nth(1).is_some();
        if several && self.capture.as_ref().is_some_and(|line| line.kind == Kind::Participant) {
            self.take_pasted(text, true, env);
            return None;
        }
        if several {
            return Some(text.to_owned());
        }
        self.put_in(text, env);
        None
    }

    fn put_in(&mut self, text: &str, env: &mut Env) {
        let Some(line) = &mut self.capture else { return };
        line.picking = None;
        if let Wrote::TooLong(bytes) = line.line.insert(text) {
            env.say(Mood::Bad, w::too_long(env.lang, bytes / 1024));
        }
        self.look_again();
    }

    /// Takes several pasted lines: one item each, or all as one into the line.
    pub(super) fn take_pasted(&mut self, text: &str, one_each: bool, env: &mut Env) {
        if !one_each {
            self.put_in(text, env);
            return;
        }
        let session = self.session().clone();
        let Some(line) = &mut self.capture else { return };
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
        self.words.follow(&session);
        let context = self.words.context(line.context.today, line.context.chosen);
        let changed = again.as_ref().map(Item::reference);
        let first = self.created(env);
        let mut edits: Vec<Edit> = Vec::new();
        for (place, text) in whole.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            let text = text.trim().trim_start_matches(['-', '•', '*', '–']).trim_start();
            // a millisecond apart, so that they stay in their order
            let created = Created { at: first.at.plus_millis(place as i64), ..first.clone() };
            let mut one = CaptureLine::new(kind, text, context.clone());
            // the line of a reopened item goes on being about it
            one.again = again.take();
            let order = steps::order_after(self.session(), None) + place as i64;
            let Some(item) = one.item(env.code(), created, order) else { continue };
            edits.push(match one.again {
                Some(before) => Edit::of(before, item),
                None => Edit::take(item),
            });
        }
        changed.into_iter().for_each(|item| self.drafts.forget_again(item));
        let Some(last) = edits.last().and_then(Edit::reference) else { return };
        self.change(edits, Doing::Taking { item: last, line: whole, again: None }, env);
        if let Some(line) = &mut self.capture {
            line.write("");
        }
        let behind = self.capture.as_ref().map_or("", |line| &line.behind);
        self.drafts.keep(kind, behind);
        self.last_taken = Some(last);
        self.jump(last);
        self.keep_draft(env);
    }
}
