//! Owns how the console opens, feeds and closes what fills its screen: forms, counting. The wall is `walling`'s.
//! What these do themselves is theirs.

use std::cell::RefCell;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::change::Edit;
use crate::domain::desk::{Answer, Ask, Ticket, View};
use crate::domain::id::PollId;
use crate::domain::item::{Item, ItemRef, Poll};
use crate::domain::owed::is_judged_experience;
use crate::domain::poll::RoundNo;
use crate::domain::time::Moment;
use crate::domain::value::{Outcome, RoundState};
use crate::text::tui as w;
use crate::text::tui::capture as wc;

use super::app::{Effect, Env, Mood};
use super::console::{Console, Doing, Page};
use super::keys::Panel;
use super::panels::count::{CountEvent, Opening, PollDesk};
use super::panels::form::{Form, FormEvent};
use super::panels::vote::{VoteDesk, VoteEvent, Voting};

/// Dates the answer of a voice that was just answered, where nobody dated it. Judging an experience is questioned.
fn answered_today(opened: &Item, item: Item, env: &mut Env) -> Item {
    let (Item::Voice(before), Item::Voice(voice)) = (opened, &item) else { return item };
    if is_judged_experience(voice) && !is_judged_experience(before) {
        env.say(Mood::Warn, crate::text::tui::voices::judged(env.lang).to_owned());
    }
    let is_answer = !matches!(voice.outcome, None | Some(Outcome::UnderReview(_)));
    if voice.outcome == before.outcome || !is_answer || voice.answered_on.is_some() {
        return item;
    }
    let mut dated = voice.as_ref().clone();
    dated.answered_on = Some(env.today());
    Item::Voice(Arc::new(dated))
}

impl Console {
    /// Opens the whole form of an item.
    pub(super) fn open_form(&mut self, item: &Item, env: &mut Env) {
        if self.refuses(env) {
            return;
        }
        let mut form = Form::new(item, self.session(), env.today(), env.lang);
        form.set_keys(&env.keymap);
        if let Some(fields) = self.drafts.forms().get(&item.reference()) {
            form.bring_back(fields);
        }
        self.page = Page::Form(RefCell::new(Box::new(form)));
    }

    /// Opens the form of an item at a field that it misses.
    pub(super) fn complete(&mut self, item: ItemRef, field: Option<&'static str>, env: &mut Env) {
        let Some(item) = self.session().get(item) else { return };
        self.open_form(&item, env);
        if let (Page::Form(form), Some(field)) = (&self.page, field) {
            form.borrow_mut().focus(field);
        }
    }

    /// Opens the chosen vote where it is: being prepared, counted or shown.
    pub(super) fn open_count(&mut self, env: &mut Env) {
        let Some(Item::Poll(poll)) = self.chosen_item() else {
            env.say(Mood::Info, w::only_votes(env.lang));
            return;
        };
        let poll = poll.clone();
        self.open_count_of(&poll, env);
    }

    fn open_count_of(&mut self, poll: &Poll, env: &mut Env) {
        if self.refuses(env) {
            return;
        }
        let opening = Opening {
            poll: Some(poll),
            session: self.session(),
            created: self.created(env),
            around: env.surroundings(),
            lang: env.lang,
        };
        let mut desk = PollDesk::new(opening);
        desk.go_by(env.ahead);
        desk.set_keys(&env.keymap);
        self.page = Page::Count(RefCell::new(Box::new(desk)));
        self.tell_boxes();
    }

    /// Returns what has keys of its own and fills the screen.
    pub fn open_panel(&self) -> Option<Panel> {
        match &self.page {
            Page::Form(_) => Some(Panel::Form),
            Page::Count(_) => Some(Panel::Count),
            Page::Vote(_) => Some(Panel::Vote),
            Page::Wall => Some(Panel::Wall),
            Page::Console => None,
        }
    }

    /// Takes a key while a form or a count fills the screen.
    pub fn panel_key(&mut self, event: KeyEvent, env: &mut Env) {
        match &self.page {
            Page::Form(form) => {
                let came = form.borrow_mut().key(event);
                self.form_came(came, env);
            }
            Page::Count(count) => {
                let id = ItemRef::Poll(count.borrow().id());
                let came = count.borrow_mut().key(event);
                let (edits, leaves) = match came {
                    CountEvent::Stay => return,
                    CountEvent::Vote { round, paper } => return self.open_vote(round, paper, env),
                    CountEvent::Close(round) => {
                        let ItemRef::Poll(poll) = id else { return };
                        return self.ask(Ask::CloseRound { poll, round }, Doing::Changing(id), env);
                    }
                    CountEvent::Change(edits) => (edits, false),
                    CountEvent::Leave(edits) => (edits, true),
                };
                if leaves {
                    self.page = Page::Console;
                }
                let shown = edits.iter().any(is_revealed);
                if !edits.is_empty() {
                    self.change(edits, Doing::Changing(id), env);
                }
                if let (true, ItemRef::Poll(poll)) = (shown, id) {
                    self.show_result(poll, env);
                }
            }
            Page::Vote(vote) => {
                let came = vote.borrow_mut().key(event);
                match came {
                    VoteEvent::Stay => {}
                    VoteEvent::Ask(ask) => self.ask(ask, Doing::Voting, env),
                    VoteEvent::Leave => self.leave_vote(env),
                }
            }
            Page::Console | Page::Wall => {}
        }
    }

    /// Puts a result that is shown to the room on the wall, where something else was sent there; one that is frozen stays.
    fn show_result(&mut self, poll: PollId, env: &mut Env) {
        let elsewhere = !matches!(self.stage.view, View::FollowStep) && self.stage.view != View::Poll(poll);
        if elsewhere && self.stage.frozen.is_none() {
            self.ask(Ask::Show(self.stage.showing(View::Poll(poll))), Doing::Silent, env);
        }
    }

    /// Opens voting at this laptop, or the typing in of paper ballots, for the vote that is being counted.
    fn open_vote(&mut self, round: RoundNo, paper: bool, env: &mut Env) {
        let Page::Count(count) = &self.page else { return };
        let id = count.borrow().id();
        let Some(poll) = self.session().polls.get(id).cloned() else { return };
        let (around, lang) = (env.surroundings(), env.lang);
        let voting = Voting { session: self.session(), poll: &poll, round, paper, around, lang, keys: &env.keymap };
        if let Some(desk) = VoteDesk::new(&voting) {
            self.page = Page::Vote(RefCell::new(Box::new(desk)));
            self.tell_boxes();
        }
    }

    /// Goes back from voting to the counting of the same vote.
    fn leave_vote(&mut self, env: &mut Env) {
        let Page::Vote(vote) = &self.page else { return };
        let (id, _) = vote.borrow().of();
        self.page = Page::Console;
        let poll = self.session().polls.get(id).cloned();
        if let Some(poll) = poll {
            self.open_count_of(&poll, env);
        }
    }

    /// Tells what counts votes how many ballots are in the box.
    pub(super) fn tell_boxes(&self) {
        let boxed = |key: (PollId, RoundNo)| self.status.boxes.get(&key).copied().unwrap_or(0);
        match &self.page {
            Page::Count(count) => {
                let mut count = count.borrow_mut();
                let round = count.open_round();
                let id = count.id();
                count.set_boxed(round.map_or(0, |round| boxed((id, round))));
            }
            Page::Vote(vote) => {
                let of = vote.borrow().of();
                vote.borrow_mut().set_boxed(boxed(of));
            }
            Page::Console | Page::Form(_) | Page::Wall => {}
        }
    }

    /// Gives the desk's answer to a ballot to where it was cast.
    pub(super) fn ballot_answered(&mut self, answer: &Answer) {
        if let Page::Vote(vote) = &self.page {
            vote.borrow_mut().answered(answer);
        }
    }

    /// Lets the moment pass where voters are thanked.
    pub(super) fn tick_vote(&mut self, now: Moment) {
        if let Page::Vote(vote) = &self.page {
            vote.borrow_mut().tick(now);
        }
    }

    fn form_came(&mut self, came: FormEvent, env: &mut Env) {
        let Page::Form(form) = &self.page else { return };
        let opened = form.borrow().opened().clone();
        match came {
            FormEvent::Stay => {}
            FormEvent::Cancel { .. } => {
                self.page = Page::Console;
                self.drafts.keep_form(opened.reference(), Vec::new());
                self.keep_draft(env);
            }
            FormEvent::Later => {
                self.keep_draft(env);
                self.page = Page::Console;
                if self.drafts.forms().contains_key(&opened.reference()) {
                    env.say(Mood::Info, wc::form_kept(env.lang));
                }
            }
            FormEvent::Write(text) => env.want(Effect::Write(text)),
            FormEvent::Done(item) => {
                let item = answered_today(&opened, item, env);
                if item == opened {
                    self.page = Page::Console;
                    self.drafts.keep_form(opened.reference(), Vec::new());
                    self.keep_draft(env);
                    env.say(Mood::Info, w::as_it_was(env.lang));
                } else {
                    // what was written is kept until it is known to be on disk
                    self.keep_draft(env);
                    self.page = Page::Console;
                    let reference = item.reference();
                    self.change(vec![Edit::of(opened, item)], Doing::Changing(reference), env);
                    self.forms_sent.insert(Ticket(env.tickets), reference);
                }
            }
        }
    }

    /// Leaves what fills the screen, as Esc does. Tells whether nothing is left to be asked there.
    pub fn leave_panel(&mut self, env: &mut Env) -> bool {
        // a voter may have the laptop: leaving is asked on the voting screen itself
        if let Page::Vote(vote) = &self.page {
            vote.borrow_mut().ask_to_end();
            return false;
        }
        let filled = |page: &Page| matches!(page, Page::Form(_) | Page::Count(_));
        let left = if let Page::Form(form) = &self.page { Some(form.borrow_mut().leave()) } else { None };
        match left {
            Some(came) => self.form_came(came, env),
            None if filled(&self.page) => self.panel_key(KeyEvent::from(KeyCode::Esc), env),
            None => {}
        }
        !filled(&self.page)
    }

    /// Takes a pasted text into a form; tells whether there is one.
    pub(super) fn paste_in_panel(&mut self, text: &str) -> bool {
        match &self.page {
            Page::Form(form) => {
                form.borrow_mut().paste(text);
                true
            }
            Page::Count(count) => {
                count.borrow_mut().paste(text);
                true
            }
            Page::Vote(vote) => {
                vote.borrow_mut().paste(text);
                true
            }
            Page::Console | Page::Wall => false,
        }
    }

    /// Lets a form speak another language.
    pub fn speak(&mut self, env: &Env) {
        for pending in self.pending.values_mut() {
            // what would be said of it is in the other language
            if matches!(pending.doing, Doing::Moving(_)) {
                pending.doing = Doing::Silent;
            }
        }
        if let Some(line) = &mut self.capture {
            line.tongue = env.lang.tongue();
        }
        self.look_again();
        match &self.page {
            Page::Form(form) => form.borrow_mut().set_lang(env.lang),
            Page::Count(count) => count.borrow_mut().set_lang(env.lang),
            Page::Vote(vote) => vote.borrow_mut().set_lang(env.lang),
            Page::Console | Page::Wall => {}
        }
    }
}

/// Tells whether an edit shows a round of a vote that was not shown before.
fn is_revealed(edit: &Edit) -> bool {
    let revealed = |item: &Option<Item>| match item {
        Some(Item::Poll(poll)) => poll.rounds.values().filter(|round| round.state == RoundState::Revealed).count(),
        Some(_) | None => 0,
    };
    revealed(&edit.after) > revealed(&edit.before)
}
