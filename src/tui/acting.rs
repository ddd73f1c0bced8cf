//! Owns what commands do to a session: each becomes a change for the desk, and its answer becomes words.
//! Never applies a change for good: the desk does.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::change::{self, Change, Edit};
use crate::domain::desk::{Answer, Ask, Reply};
use crate::domain::erasing;
use crate::domain::item::{ActionItem, Item, ItemRef, Kind};
use crate::domain::turn::{self, CAPTURED};
use crate::domain::value::ActionState;
use crate::text::tui::{self as w, lists, together};
use crate::text::{Lang, names, problem as wording};

use super::app::{Env, Mood};
use super::command::Command;
use super::console::{Console, Doing, Page, Pane, Pending};
use super::cursor::Cursor;
use super::filtering::FilterBox;
use super::find::FindBox;
use super::overlay::{Overlay, Purpose, turn_kinds};
use super::prepare::{HeadCounts, LeftOpen, People};
use super::several::Several;
use super::sheet;
use super::together::{Leaving, out};

impl Console {
    /// Does what a command says. Returns what then lies over the screen.
    pub fn perform(&mut self, command: Command, event: KeyEvent, env: &mut Env) -> Option<Overlay> {
        if self.capture.is_some() {
            return self.in_line(command, &event, env);
        }
        match command {
            Command::Take(kind) => self.open_line(kind, "", env),
            Command::People => return Some(Overlay::Preparing(People::open(self, env))),
            Command::HeadCounts => return Some(Overlay::Preparing(HeadCounts::open(self))),
            Command::LeftOpen => return Some(Overlay::Preparing(LeftOpen::open(self, env))),
            Command::NewStep => self.open_line(Kind::Step, "", env),
            Command::Show(kind) => {
                self.show(kind);
                self.pane = Pane::List;
            }
            Command::Agenda => self.pane = if self.pane == Pane::Agenda { Pane::List } else { Pane::Agenda },
            Command::NextPane | Command::PreviousPane => self.turn_pane(command == Command::NextPane),
            Command::Open => match self.pane {
                Pane::List if self.chosen_item().is_some() => self.pane = Pane::Detail,
                Pane::Detail => {
                    return self.chosen_item().map(|item| Overlay::choice(Purpose::Links(item.reference())));
                }
                Pane::Agenda => return self.open_step(env),
                Pane::List => {}
            },
            Command::Back if matches!(self.page, Page::Wall) => self.page = Page::Console,
            Command::Back => self.pane = Pane::List,
            Command::Leave => {
                let asked = self.asks_at_leaving(Leaving::Session);
                return Some(Overlay::choice(asked.map_or(Purpose::Leave, Purpose::Together)));
            }
            Command::Together => return Some(Overlay::Together(Box::default())),
            Command::Remove if self.has_marks() => self.remove_several(env),
            Command::Remove => self.remove(env),
            Command::Mark => self.mark(),
            Command::MarkAll => self.mark_all(env),
            Command::Tag => return self.open_tags(env),
            Command::Several => return self.open_several(),
            Command::Order => self.next_order(env),
            Command::ClearFilter => self.clear_filter(env),
            Command::Filter => return Some(Overlay::Filter(Box::new(FilterBox::new(self)))),
            Command::Return => self.go_back(env),
            Command::Turn if self.has_marks() => return Some(Overlay::choice(Purpose::Several(Several::Turn))),
            Command::Turn => return self.chosen_item().map(|item| Overlay::choice(Purpose::Turn(item.reference()))),
            Command::Links => return self.chosen_item().map(|item| Overlay::choice(Purpose::Links(item.reference()))),
            Command::ToComplete => return Some(Overlay::choice(Purpose::ToComplete)),
            Command::EraseForGood => {
                if self.refuses(env) {
                    return None;
                }
                let item = self.chosen_item().map(Item::reference)?;
                // looked at once: the question is drawn with every key
                let plan = erasing::plan(self.session(), &[item]);
                let (goes, touched) = (plan.items.len(), plan.touched.len());
                return Some(Overlay::choice(Purpose::Erase { item, goes, touched }));
            }
            Command::Voices => return Some(Overlay::choice(Purpose::Owed(env.today()))),
            Command::Conflicts => return Some(Overlay::choice(Purpose::Conflicts)),
            Command::Notices => return Some(Overlay::notices()),
            Command::Find => return Some(Overlay::Find(Box::new(FindBox::new(self.session(), env.lang)))),
            Command::Undo => self.ask(Ask::Undo, Doing::Undoing, env),
            Command::Redo => self.ask(Ask::Redo, Doing::Redoing, env),
            Command::NextState => self.next_state(env),
            Command::NextStep
            | Command::PreviousStep
            | Command::Longer
            | Command::Shorter
            | Command::Pause
            | Command::Skip
            | Command::StepEarlier
            | Command::StepLater => self.move_agenda(command, env),
            Command::SetMinutes | Command::MakeGiro | Command::Late | Command::Giro => {
                return self.agenda_box(command, env);
            }
            Command::NextSpeaker | Command::PreviousSpeaker => self.turn_to_speak(command, env),
            Command::Edit => {
                match self.chosen_here() {
                    // a vote has more than fields: options, rounds, counts
                    Some(Item::Poll(_)) => self.open_count(env),
                    Some(item) => self.open_form(&item, env),
                    None => env.say(Mood::Info, w::palette::choose_first(env.lang)),
                }
            }
            Command::EditSession => self.open_form(&Item::Session(self.session().session.clone()), env),
            Command::AlwaysOpen => self.turn_steady(env),
            Command::Wall => self.turn_wall(),
            Command::WallList => return Some(Overlay::wall(self)),
            Command::FreezeWall => self.freeze_wall(env),
            Command::BlankWall => self.blank_wall(env),
            Command::SendToWall => {
                let chosen: Vec<ItemRef> = self.chosen_item().map(Item::reference).into_iter().collect();
                self.send_to_wall(&chosen, env);
            }
            Command::Count => self.open_count(env),
            command => self.follow(command),
        }
        None
    }

    pub(super) fn follow(&mut self, command: Command) {
        match self.pane {
            Pane::Agenda => {
                let steps = self.session().steps.count();
                self.agenda.follow(command, steps);
            }
            Pane::List => {
                let place = super::lists::place(self.tab);
                let length = self.lists.seen(self.tab).len();
                let before = self.cursors[place].at();
                self.cursors[place].follow(command, length);
                if self.cursors[place].at() != before {
                    self.detail = Cursor::default();
                }
                self.anchors[place] = self.chosen_item().map(Item::reference);
            }
            Pane::Detail => {
                self.detail.follow_scroll(command);
            }
        }
    }

    fn turn_pane(&mut self, forward: bool) {
        self.pane = match (self.pane, forward) {
            (Pane::Agenda, true) | (Pane::Detail, false) => Pane::List,
            (Pane::List, true) | (Pane::Agenda, false) => Pane::Detail,
            (Pane::Detail, true) | (Pane::List, false) => Pane::Agenda,
        };
        if self.pane == Pane::Detail && self.chosen_item().is_none() {
            self.pane = if forward { Pane::Agenda } else { Pane::List };
        }
    }

    /// Says why nothing can be changed here; `None` where it can.
    pub(super) fn why_refused(&self, lang: Lang) -> Option<String> {
        if self.is_guest() {
            return Some(together::guest_reads(lang).to_owned());
        }
        self.read_only().then(|| w::only_shown(lang, &wording::saved(lang, &self.status.saved)))
    }

    /// Tells whether nothing can be changed here, and says so.
    pub(super) fn refuses(&self, env: &mut Env) -> bool {
        let why = self.why_refused(env.lang);
        let refused = why.is_some();
        why.into_iter().for_each(|why| env.say(Mood::Warn, why));
        refused
    }

    /// Asks the desk, unless nothing can be changed here.
    pub(super) fn ask(&mut self, ask: Ask, doing: Doing, env: &mut Env) {
        if self.refuses(env) {
            return;
        }
        let change = if let Ask::Change(change) = &ask { Some(change.clone()) } else { None };
        let in_sight = change.as_ref().map(|change| self.in_sight(change.references())).unwrap_or_default();
        let ticket = env.ask(ask);
        let changes = change.is_some();
        self.pending.insert(ticket, Pending { change, doing });
        if changes {
            self.refresh();
            self.keep_in_sight(&in_sight);
        }
    }

    pub(super) fn change(&mut self, edits: Vec<Edit>, doing: Doing, env: &mut Env) {
        let change = Change { stamp: env.stamp(), edits };
        self.ask(Ask::Change(change), doing, env);
    }

    fn remove(&mut self, env: &mut Env) {
        let Some(item) = self.chosen_here() else { return };
        let reference = item.reference();
        self.change(vec![Edit::remove(item)], Doing::Removing(reference), env);
        if self.pane == Pane::Detail && self.chosen_item().is_none() {
            self.pane = Pane::List;
        }
    }

    fn next_state(&mut self, env: &mut Env) {
        let Some(Item::Action(action)) = self.chosen_item() else {
            env.say(Mood::Info, w::only_actions(env.lang));
            return;
        };
        let state = match action.state {
            ActionState::Open => ActionState::Doing,
            ActionState::Doing => ActionState::Done,
            ActionState::Done | ActionState::Dropped => ActionState::Open,
        };
        let after = ActionItem { state, ..action.as_ref().clone() };
        let edit = Edit::of(Item::Action(action.clone()), Item::Action(Arc::new(after)));
        let reference = ItemRef::Action(action.id);
        self.change(vec![edit], Doing::Changing(reference), env);
    }

    /// Does what was chosen in a list.
    pub fn chosen(&mut self, purpose: Purpose, at: usize, env: &mut Env) -> Option<Overlay> {
        match purpose {
            Purpose::Turn(item) => {
                let kind = turn_kinds(item).nth(at)?;
                if self.session().get(item).is_some_and(|item| turn::stays_as_it_is(&item)) {
                    env.say(Mood::Warn, lists::was_put_long(env.lang));
                    return None;
                }
                if self.session().get(item).is_some_and(|item| turn::stays_inside(self.session(), &item, kind)) {
                    env.say(Mood::Warn, w::stays_inside(env.lang, names::kind(env.lang, kind)));
                    return None;
                }
                let change = turn::turn(self.session(), item, kind, env.code(), env.stamp())?;
                let new = change.references().next();
                let before = self.session().clone();
                self.ask(Ask::Change(change), Doing::Turning { kind, lost: Vec::new() }, env);
                let after = new.and_then(|new| self.session().get(new));
                if let (Some(old), Some(after), Some(pending)) =
                    (before.get(item), after, self.pending.values_mut().next_back())
                {
                    let lost = sheet::lost(&old, &after, &before, env.lang);
                    pending.doing = Doing::Turning { kind, lost };
                }
                new.into_iter().for_each(|new| self.jump(new));
            }
            Purpose::Several(which) => return self.several_chosen(which, at, env),
            Purpose::Paste(text) => self.take_pasted(&text, at == 0, env),
            Purpose::Links(item) => {
                let (target, _) = *self.links(item).get(at)?;
                self.go_to(target, env);
            }
            Purpose::Owed(today) => {
                let (voice, owed) = *self.owed(today).get(at)?;
                self.complete(voice, Some(owed.field()), env);
            }
            Purpose::ToComplete => {
                let (item, missing) = self.to_complete().into_iter().nth(at)?;
                self.go_to(item, env);
                self.complete(item, missing.first().copied(), env);
            }
            Purpose::Conflicts => {
                let conflict = self.session().open_conflicts().nth(at)?.id;
                return Some(Overlay::choice(Purpose::Settle(conflict)));
            }
            Purpose::Settle(conflict) => {
                let change = change::settle(self.session(), conflict, at == 1, env.stamp())?;
                self.ask(Ask::Change(change), Doing::Settling, env);
                if self.session().open_conflicts().next().is_some() {
                    return Some(Overlay::choice(Purpose::Conflicts));
                }
            }
            Purpose::HandRemoved => {
                let items = self.hand_removed();
                let edits: Vec<Edit> =
                    items.iter().filter_map(|item| self.session().get(*item)).map(Edit::remove).collect();
                if at == 1 {
                    self.change(edits, Doing::Moving(w::removed_too(env.lang, items.len())), env);
                }
            }
            Purpose::Wall => self.choose_for_wall(at, env),
            Purpose::Together(asked) => self.answered_together(asked, at, env),
            Purpose::Safeguarding if at == 0 => {
                // that they were called, and nothing of why
                let head = self.session().session.clone();
                let mut after = head.as_ref().clone();
                after.safeguarding_calls.insert(env.stamp().at);
                let edit = Edit::of(Item::Session(head), Item::Session(Arc::new(after)));
                self.change(vec![edit], Doing::Moving(w::erasing::called(env.lang).to_owned()), env);
            }
            Purpose::Safeguarding | Purpose::Erase { .. } | Purpose::Leave | Purpose::QuitAnyway => {}
        }
        None
    }

    /// Takes an answer of the desk, and says what came of it.
    pub fn take_reply(&mut self, reply: Reply, env: &mut Env) {
        let Some(Pending { doing, change }) = self.pending.remove(&reply.ticket) else { return };
        let form = self.forms_sent.remove(&reply.ticket).filter(|_| matches!(reply.answer, Answer::Done { .. }));
        if let Some(form) = form {
            self.drafts.keep_form(form, Vec::new());
            self.keep_draft(env);
        }
        if doing == Doing::Voting {
            // of a ballot the team's message line says nothing
            return self.ballot_answered(&reply.answer);
        }
        if let Doing::Parting(leaving) = doing {
            match reply.answer {
                Answer::Done { .. } | Answer::Nothing => env.want(out(leaving)),
                Answer::Refused(problem) => {
                    self.laptops.parting = false;
                    env.say_problem(&problem);
                }
            }
            return;
        }
        match reply.answer {
            Answer::Done { items, conflicts } => {
                // an undo leaves what others wrote since; a change takes its place, and both are kept
                let undoes = matches!(doing, Doing::Undoing | Doing::Redoing);
                if let Some((mood, said)) = self.words_of_done(&doing, &items, env) {
                    let kept = match conflicts {
                        0 => String::new(),
                        1 if undoes => format!("  {}", w::one_kept(env.lang)),
                        _ if undoes => format!("  {}", w::others_kept(env.lang, conflicts)),
                        1 => format!("  {}", w::one_beside(env.lang)),
                        _ => format!("  {}", w::others_beside(env.lang, conflicts)),
                    };
                    env.say(mood, said + &kept);
                }
                if matches!(doing, Doing::Undoing | Doing::Redoing) {
                    self.choose_one_of(&items);
                }
            }
            Answer::Nothing => match doing {
                Doing::Undoing => env.say(Mood::Info, w::nothing_to_undo(env.lang)),
                Doing::Redoing => env.say(Mood::Info, w::nothing_to_redo(env.lang)),
                Doing::Taking { .. }
                | Doing::Changing(_)
                | Doing::Removing(_)
                | Doing::Turning { .. }
                | Doing::Moving(_)
                | Doing::Settling
                | Doing::Voting
                | Doing::Parting(_)
                | Doing::Silent => {}
            },
            Answer::Refused(problem) => {
                if let Doing::Taking { item, line, again } = doing {
                    self.give_back(item.kind(), &line, again, env);
                }
                env.say_problem(&problem);
            }
        }
        if change.is_some() {
            self.refresh();
        }
    }

    fn words_of_done(&self, doing: &Doing, items: &[ItemRef], env: &Env) -> Option<(Mood, String)> {
        let lang = env.lang;
        let named = |item: &ItemRef| (names::kind(lang, item.kind()), self.title(*item, env));
        let said = match doing {
            Doing::Taking { item, .. } => {
                let (kind, title) = named(item);
                let said = w::taken(lang, kind, &title);
                let left = self.capture.as_ref().filter(|line| line.kind == Kind::Participant);
                if left.is_some_and(|line| !line.line.is_blank() && line.read().is_empty()) {
                    return Some((Mood::Warn, format!("{said}  {}", w::code_needed(lang))));
                }
                said
            }
            Doing::Changing(item) => {
                let (kind, title) = named(item);
                w::changed(lang, kind, &title)
            }
            Doing::Removing(item) => {
                let (kind, title) = named(item);
                w::removed(lang, kind, &title)
            }
            Doing::Turning { kind, lost } if lost.is_empty() => w::turned(lang, names::kind(lang, *kind)),
            Doing::Turning { kind, lost } => w::turned_but(lang, names::kind(lang, *kind), &lost.join(", ")),
            Doing::Moving(said) => said.clone(),
            Doing::Settling => w::settled(lang).to_owned(),
            Doing::Undoing | Doing::Redoing => {
                let item = items.iter().find(|item| CAPTURED.contains(&item.kind())).or(items.first())?;
                let (kind, title) = named(item);
                let gone = self.snapshot.session.get(*item).is_none_or(|item| item.gone());
                let said = match (doing == &Doing::Undoing, gone) {
                    (true, true) => w::undone_gone,
                    (true, false) => w::undone,
                    (false, true) => w::redone_gone,
                    (false, false) => w::redone,
                };
                let alike = |other: &ItemRef| CAPTURED.contains(&other.kind()) || other.kind() == item.kind();
                let others = items.iter().filter(|other| alike(other) && *other != item).count();
                let with = match others {
                    0 => String::new(),
                    1 => format!(" · {}", lists::with_one(lang)),
                    _ => format!(" · {}", lists::with_others(lang, others)),
                };
                let said = format!("{}{with}", said(lang, kind, &title));
                // while one types, the key that does it again is another
                if self.capture.is_some() { said.replace("⟨redo⟩", "⟨redo-typing⟩") } else { said }
            }
            Doing::Voting | Doing::Parting(_) | Doing::Silent => return None,
        };
        Some((Mood::Good, said))
    }

    /// Takes a key that is no command here.
    pub fn text(&mut self, event: &KeyEvent, env: &mut Env) {
        match &self.page {
            Page::Wall => self.wall_key(event, env),
            Page::Console | Page::Form(_) | Page::Count(_) | Page::Vote(_) => self.type_in(event, env),
        }
    }

    /// Tells whether a key that is both for moving in a text and for a command is for the text.
    pub(super) fn is_for_text(event: &KeyEvent, blank: bool) -> bool {
        event.code == KeyCode::Up && !blank
    }
}
