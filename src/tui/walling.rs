//! Owns how the wall is steered from the console and from itself: what is put there, sent, frozen, blanked, turned.
//! Each is asked of the desk and shown here at once. Never decides what of it the room may read: the panel does.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crossterm::event::KeyEvent;

use crate::domain::desk::{Ask, Link, Stage, Together, View};
use crate::domain::item::{Item, ItemRef, Kind};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::text::Lang;
use crate::text::tui::wall as w;

use super::app::{Env, Mood};
use super::command::Command;
use super::console::{Console, Doing, Page};
use super::overlay::{Overlay, Purpose, Row};
use super::panels::keys::action_of;
use super::panels::wall::{self, Boxes, Kept, Painted, WALL_KEYS, WallAction, WallView};
use super::together::Asked;

/// What the console knows of the wall beside what is on it.
#[derive(Debug, Default)]
pub struct Walling {
    /// What a frozen wall keeps showing.
    pub kept: Option<Kept>,
    /// How many pages there were when it was drawn last; 0 where it was not drawn since something else was put there.
    pub pages: Cell<usize>,
    /// What was drawn of it last. Drawing lays it out.
    pub painted: RefCell<Painted>,
    /// What following the step stands for, as the session is now.
    pub(super) resolved: View,
}

/// What the room sees: of the session as it is, or as it was when the wall was frozen.
#[derive(Clone, Debug)]
pub struct Seen {
    session: Arc<Session>,
    stage: Stage,
    now: Moment,
    boxes: Boxes,
}

impl Seen {
    /// Returns what the wall is drawn from.
    pub fn view(&self, env: &Env) -> WallView<'_> {
        let (session, stage) = (&self.session, &self.stage);
        WallView { session, stage, now: self.now, lang: env.lang, signs: env.signs, boxes: &self.boxes }
    }
}

/// A line of the list of what can be on the wall.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WallChoice {
    /// A view.
    View(View),
    /// One item, and nothing else.
    Alone(ItemRef),
    /// Nothing, or what was there before.
    Blank,
    /// Standing still, or going along.
    Freeze,
}

impl WallChoice {
    /// Returns what the wall becomes by it.
    pub fn applied(self, stage: &Stage, now: Moment) -> Stage {
        match self {
            Self::View(view) => stage.showing(view),
            Self::Alone(item) => Stage { sent: vec![item], ..View::Sent.into() },
            Self::Blank => stage.blank_or_not(),
            Self::Freeze => stage.frozen_or_not(now),
        }
    }
}

impl Console {
    /// Takes what is on the wall, as the desk says it or as it was asked for here.
    pub fn take_stage(&mut self, stage: Stage, now: Moment) {
        match (stage.frozen, &self.wall.kept) {
            (None, _) => self.wall.kept = None,
            (Some(since), Some(kept)) if kept.since == since => {}
            (Some(since), _) => {
                let boxes = self.status.boxes.clone();
                self.wall.kept =
                    Some(Kept { since, session: self.session().clone(), stage: stage.clone(), now, boxes });
            }
        }
        if (stage.view, &stage.sent) != (self.stage.view, &self.stage.sent) {
            self.wall.pages.set(0);
        }
        self.stage = stage;
        self.resolve_wall();
    }

    /// Finds out anew what following the step stands for.
    pub(super) fn resolve_wall(&mut self) {
        self.wall.painted.get_mut().forget();
        self.wall.resolved = wall::resolved(self.session(), &self.stage);
    }

    /// Returns what the room sees.
    pub fn seen(&self, env: &Env) -> Seen {
        self.seen_by(self.wall.kept.as_ref(), self.stage.clone(), env)
    }

    /// Returns what the room would see by a choice, for a sketch of it.
    pub fn would_see(&self, choice: WallChoice, env: &Env) -> Seen {
        let stage = choice.applied(&self.stage, env.now);
        self.seen_by(self.wall.kept.as_ref().filter(|_| stage.frozen.is_some()), stage, env)
    }

    /// Returns what is seen on a stage: what a frozen wall keeps, else what is the case now.
    fn seen_by(&self, kept: Option<&Kept>, stage: Stage, env: &Env) -> Seen {
        match kept {
            Some(kept) => Seen {
                session: kept.session.clone(),
                stage: kept.stage_now(&stage),
                now: kept.now,
                boxes: kept.boxes.clone(),
            },
            None => Seen { session: self.session().clone(), stage, now: env.now, boxes: self.status.boxes.clone() },
        }
    }

    /// Says in a word what is on the wall, and whether that is out of the ordinary: frozen or blank.
    pub fn wall_word(&self, lang: Lang, short: bool) -> (String, bool) {
        if self.stage.blank {
            return (w::blank(lang).to_owned(), true);
        }
        if let Some(kept) = &self.wall.kept {
            let shown = wall::name(wall::resolved(&kept.session, &kept.stage), lang);
            return (if short { w::frozen(lang).to_owned() } else { w::frozen_on(lang, shown) }, true);
        }
        let name = wall::name(self.wall.resolved, lang);
        let said = if self.stage.view == View::FollowStep && !short { w::follows(lang, name) } else { name.to_owned() };
        (said, false)
    }

    /// Turns between the console and the wall. What is on it stays as it was, its page too.
    pub(super) fn turn_wall(&mut self) {
        self.page = match self.page {
            Page::Wall => Page::Console,
            Page::Console | Page::Form(_) | Page::Count(_) | Page::Vote(_) => Page::Wall,
        };
    }

    /// Takes a key of the wall's own.
    pub(super) fn wall_key(&mut self, event: &KeyEvent, env: &mut Env) {
        if let Some(action) = action_of(WALL_KEYS, event) {
            self.on_wall(action, env);
        }
    }

    /// Takes a key while the list of what can be on the wall is open. Tells whether that is chosen with it.
    pub fn wall_key_in_list(&mut self, event: &KeyEvent, env: &mut Env) -> bool {
        let Some(action) = action_of(WALL_KEYS, event) else { return false };
        self.on_wall(action, env);
        !matches!(action, WallAction::NextPage | WallAction::PreviousPage)
    }

    /// Shows nothing but the wall from now on.
    pub(super) fn show_only_wall(&mut self) {
        self.laptops.only_wall = true;
        self.page = Page::Wall;
    }

    /// Does what a command says where nothing but the wall is shown: pages here alone, drawing anew, and the way out.
    pub(super) fn perform_on_wall_alone(&mut self, command: Command, env: &mut Env) -> Option<Overlay> {
        match command {
            Command::NextStep => self.turn_page_here(true),
            Command::PreviousStep => self.turn_page_here(false),
            Command::Wall => {
                self.wall.painted.get_mut().forget();
                if self.status.link != Link::Alone {
                    env.ask(Ask::Together(Together::Retry));
                }
            }
            Command::Back => return Some(Overlay::choice(Purpose::Together(Asked::CloseWall))),
            _ => {}
        }
        None
    }

    /// Turns a page of the wall on this screen alone, until something else is put there.
    fn turn_page_here(&mut self, forward: bool) {
        let last = self.wall.pages.get().saturating_sub(1);
        let page = self.stage.page.min(last);
        self.stage.page = if forward { (page + 1).min(last) } else { page.saturating_sub(1) };
        self.wall.painted.get_mut().forget();
    }

    fn on_wall(&mut self, action: WallAction, env: &mut Env) {
        if self.laptops.only_wall {
            match action {
                WallAction::NextPage => self.turn_page_here(true),
                WallAction::PreviousPage => self.turn_page_here(false),
                _ => {}
            }
            return;
        }
        // what was not drawn yet may have any number of pages; drawing shows the last of them for what is beyond
        let last = self.wall.pages.get().checked_sub(1).unwrap_or(usize::MAX);
        let page = self.stage.page.min(last);
        let stage = match action {
            WallAction::NextPage => Stage { page: page.saturating_add(1).min(last), ..self.stage.clone() },
            WallAction::PreviousPage => Stage { page: page.saturating_sub(1), ..self.stage.clone() },
            WallAction::Blank => self.stage.blank_or_not(),
            WallAction::Freeze => self.stage.frozen_or_not(env.now),
            other => match wall::view_of(other, self.session()) {
                Some(view) => self.stage.showing(view),
                None => return,
            },
        };
        self.put_on_wall(stage, env);
    }

    /// Puts something on the wall: shown here at once, and told the other screens by the desk.
    pub(super) fn put_on_wall(&mut self, stage: Stage, env: &mut Env) {
        if stage == self.stage {
            return;
        }
        self.take_stage(stage.clone(), env.now);
        if !self.read_only() {
            self.ask(Ask::Show(stage), Doing::Silent, env);
        }
    }

    /// Brings a blank wall back, and tells whether it was one: whoever clicks in front of it must not run through steps
    /// that nobody sees.
    pub(super) fn wall_before_step(&mut self, env: &mut Env) -> bool {
        let blank = self.stage.blank;
        if blank {
            self.put_on_wall(self.stage.blank_or_not(), env);
        }
        blank
    }

    /// Lets the wall go with the step again, were something else put there. What is frozen stays.
    pub(super) fn wall_follows(&mut self, env: &mut Env) {
        if self.stage.view != View::FollowStep && self.stage.frozen.is_none() {
            self.put_on_wall(self.stage.showing(View::FollowStep), env);
        }
    }

    /// Adds to what is said of a step that the wall does not go with it.
    pub(super) fn with_wall(&self, said: String, lang: Lang) -> String {
        if self.stage.view == View::FollowStep && self.stage.frozen.is_none() && !self.stage.blank {
            return said;
        }
        let (shown, _) = self.wall_word(lang, false);
        format!("{said} · {}", w::stays(lang, &shown))
    }

    /// Lets the wall stand still, or go along again, and says which.
    pub(super) fn freeze_wall(&mut self, env: &mut Env) {
        self.put_on_wall(self.stage.frozen_or_not(env.now), env);
        let said = if self.stage.frozen.is_some() { w::stopped } else { w::goes_on };
        env.say(Mood::Info, said(env.lang));
    }

    /// Blanks the wall, or brings back what was on it, and says which.
    pub(super) fn blank_wall(&mut self, env: &mut Env) {
        self.put_on_wall(self.stage.blank_or_not(), env);
        let said = if self.stage.blank { w::emptied } else { w::is_back };
        env.say(Mood::Info, said(env.lang));
    }

    /// Sends items to the wall, or takes them off where all of them are on it. What may not be read there stays here.
    pub fn send_to_wall(&mut self, items: &[ItemRef], env: &mut Env) {
        let lang = env.lang;
        if let [ItemRef::Poll(id)] = items {
            let view = if self.stage.view == View::Poll(*id) { View::FollowStep } else { View::Poll(*id) };
            self.put_on_wall(self.stage.showing(view), env);
            let title = self.title(items[0], env);
            let said = if view == View::FollowStep { w::taken_off(lang, &title) } else { w::sent(lang, &title) };
            env.say(Mood::Good, said);
            return;
        }
        let may_be = |item: &ItemRef| self.stage.sent.contains(item) || wall::may_be_sent(self.session(), *item);
        let sent: Vec<ItemRef> = items.iter().copied().filter(may_be).collect();
        if sent.is_empty() {
            let notes = !items.is_empty() && items.iter().all(|item| item.kind() == Kind::Note);
            if !items.is_empty() {
                env.say(Mood::Warn, if notes { w::not_for_it(lang) } else { w::stays_inside(lang) });
            }
            return;
        }
        let off = self.stage.shows(&sent);
        self.put_on_wall(self.stage.sending(&sent), env);
        let said = match (off, sent.as_slice()) {
            (true, [one]) => w::taken_off(lang, &self.title(*one, env)),
            (true, _) => w::taken_off_all(lang).to_owned(),
            (false, [one]) if self.stage.sent.len() == 1 => w::sent(lang, &self.title(*one, env)),
            (false, [one]) => {
                format!("{} {}", w::sent(lang, &self.title(*one, env)), w::sent_more(lang, self.stage.sent.len()))
            }
            (false, _) => w::sent_more(lang, self.stage.sent.len()),
        };
        let later = if self.stage.frozen.is_some() { format!(" {}", w::when_it_goes_on(lang)) } else { String::new() };
        env.say(Mood::Good, said + &later);
    }

    /// Returns what can be put on the wall, in the order of the list.
    pub fn wall_choices(&self) -> Vec<WallChoice> {
        let session = self.session();
        let mut choices = vec![View::FollowStep, View::Welcome, View::Step];
        if session.tables.live().next().is_some() {
            choices.extend([View::Tables, View::Harvest]);
        }
        choices.push(View::Sent);
        let mut choices: Vec<WallChoice> = choices.into_iter().map(WallChoice::View).collect();
        let chosen = self.chosen_item().map(Item::reference);
        let alone = chosen.filter(|item| wall::may_be_sent(session, *item));
        choices.extend(alone.map(WallChoice::Alone));
        choices.push(WallChoice::View(View::Practices));
        let chosen_poll =
            chosen.and_then(|item| if let ItemRef::Poll(id) = item { Some(View::Poll(id)) } else { None });
        let poll = chosen_poll.or_else(|| wall::view_of(WallAction::Poll, session));
        choices.extend(poll.map(WallChoice::View));
        let rest = [View::Voices, View::YouSaidWeDid, View::Decisions, View::Actions, View::Recap];
        choices.extend(rest.map(WallChoice::View));
        choices.extend([WallChoice::Blank, WallChoice::Freeze]);
        choices
    }

    /// Returns the line of the list that stands for what is on the wall.
    pub fn wall_choice_now(&self) -> usize {
        let choices = self.wall_choices();
        choices.iter().position(|choice| *choice == WallChoice::View(self.stage.view)).unwrap_or(0)
    }

    /// Returns the lines of the list: the key that does it at once, what it is, and what of it there is.
    pub fn wall_rows(&self, lang: Lang) -> Vec<Row> {
        self.wall_choices().into_iter().map(|choice| self.wall_row(choice, lang)).collect()
    }

    fn wall_row(&self, choice: WallChoice, lang: Lang) -> Row {
        let session = self.session();
        let (text, aside) = match choice {
            WallChoice::View(view) => {
                let aside = match view {
                    View::FollowStep if self.stage.view == View::FollowStep => {
                        w::now_on_it(lang, wall::name(self.wall.resolved, lang))
                    }
                    View::Sent if self.stage.sent.is_empty() => w::nothing_sent(lang).to_owned(),
                    View::Sent => self.stage.sent.len().to_string(),
                    View::Practices => self.lists().count(Kind::Practice).to_string(),
                    View::Decisions => self.lists().count(Kind::Decision).to_string(),
                    View::Actions => self.lists().count(Kind::Action).to_string(),
                    View::Poll(id) => session.polls.get(id).map(|poll| poll.question.clone()).unwrap_or_default(),
                    View::FollowStep
                    | View::Welcome
                    | View::Step
                    | View::Tables
                    | View::Harvest
                    | View::Voices
                    | View::YouSaidWeDid
                    | View::Recap => String::new(),
                };
                (wall::name(view, lang).to_owned(), aside)
            }
            WallChoice::Alone(item) => {
                let title = super::sheet::title_of(session, item, lang);
                (w::alone(lang, &title), String::new())
            }
            WallChoice::Blank => {
                (if self.stage.blank { w::bring_back(lang) } else { w::make_blank(lang) }.to_owned(), String::new())
            }
            WallChoice::Freeze => {
                let said = if self.stage.frozen.is_some() { w::unfreeze(lang) } else { w::freeze(lang) };
                (said.to_owned(), String::new())
            }
        };
        Row { kind: None, text, aside }
    }

    /// Returns the key that does a choice at once, where there is one.
    pub fn wall_key_of(choice: WallChoice) -> Option<WallAction> {
        Some(match choice {
            WallChoice::View(view) => match view {
                View::FollowStep => WallAction::Follow,
                View::Welcome => WallAction::Welcome,
                View::Step => WallAction::Step,
                View::Tables => WallAction::Tables,
                View::Harvest => WallAction::Harvest,
                View::Sent => WallAction::Sent,
                View::Practices => WallAction::Practices,
                View::Poll(_) => WallAction::Poll,
                View::Voices => WallAction::Voices,
                View::YouSaidWeDid => WallAction::YouSaid,
                View::Decisions => WallAction::Decisions,
                View::Actions => WallAction::Actions,
                View::Recap => WallAction::Recap,
            },
            WallChoice::Alone(_) => return None,
            WallChoice::Blank => WallAction::Blank,
            WallChoice::Freeze => WallAction::Freeze,
        })
    }

    /// Does a choice of the list.
    pub(super) fn choose_for_wall(&mut self, at: usize, env: &mut Env) {
        let Some(choice) = self.wall_choices().into_iter().nth(at) else { return };
        match choice {
            WallChoice::Freeze => self.freeze_wall(env),
            WallChoice::Blank => self.blank_wall(env),
            WallChoice::View(_) | WallChoice::Alone(_) => {
                self.put_on_wall(choice.applied(&self.stage, env.now), env);
            }
        }
    }
}
