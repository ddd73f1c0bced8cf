//! Owns the state of a session's screen: what of the session is shown, where one is in it, what is on its way to the
//! desk. What commands do to items is in `acting`. Never draws.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::change::{self, Change};
use crate::domain::check;
use crate::domain::desk::{Link, Part, Presence, Saved, Snapshot, Stage, Status, Ticket, Wrong};
use crate::domain::id::StepId;
use crate::domain::item::{Item, ItemRef, Kind, Participant, Step};
use crate::domain::owed::{self, Owed};
use crate::domain::session::Session;
use crate::domain::time::{Day, Moment};
use crate::domain::turn::CAPTURED;
use crate::domain::value::Seat;
use crate::domain::vocabulary::Vocabulary;
use crate::text::tui as w;

use super::app::{Env, Mood};
use super::capturing::CaptureLine;
use super::command::Place;
use super::cursor::Cursor;
use super::drafts::Drafts;
use super::laptops::Laptops;
use super::lists::{self, Lists};
use super::panels::count::PollDesk;
use super::panels::form::Form;
use super::panels::vote::VoteDesk;
use super::prepare::Prepared;
use super::sheet;
use super::steady::Steady;
use super::steps;
use super::together::Leaving;
use super::trail::Spot;
use super::walling::Walling;

/// Which part of the console the keys go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pane {
    /// The agenda.
    Agenda,
    /// The list.
    List,
    /// The chosen item.
    Detail,
}

/// What fills the screen of a session.
#[derive(Debug)]
pub enum Page {
    /// The team's.
    Console,
    /// The room's.
    Wall,
    /// An item's whole form. Drawing scrolls it.
    Form(RefCell<Box<Form>>),
    /// A poll being prepared, counted or shown. Drawing scrolls it.
    Count(RefCell<Box<PollDesk>>),
    /// Voting at this laptop, or paper ballots being typed in.
    Vote(RefCell<Box<VoteDesk>>),
}

/// What was asked of the desk.
#[derive(Clone, PartialEq, Debug)]
pub enum Doing {
    /// Taking down a line.
    Taking {
        /// The new item.
        item: ItemRef,
        /// The line as it was typed, to be given back where it is refused.
        line: String,
        /// The item that it changes, where it is no new one.
        again: Option<Item>,
    },
    /// Changing an item.
    Changing(ItemRef),
    /// Removing an item.
    Removing(ItemRef),
    /// Turning an item into another kind.
    Turning {
        /// The kind that it becomes.
        kind: Kind,
        /// The fields that have no place there.
        lost: Vec<String>,
    },
    /// Moving in the agenda; what is said when it is done.
    Moving(String),
    /// Settling a conflict.
    Settling,
    /// Casting a ballot: of it nothing is said but on the voting screen.
    Voting,
    /// Taking back.
    Undoing,
    /// Doing again.
    Redoing,
    /// Keeping a draft, or putting something on the wall: nothing is said.
    Silent,
    /// Parting from the host for good: what is left when it is done.
    Parting(Leaving),
}

#[derive(Debug)]
pub(super) struct Pending {
    pub(super) change: Option<Change>,
    pub(super) doing: Doing,
}

/// The screen of a session.
#[derive(Debug)]
pub struct Console {
    /// The session file.
    pub file: PathBuf,
    /// How things stand with the desk.
    pub status: Status,
    /// Who is here.
    pub presence: Presence,
    /// What is on the wall.
    pub stage: Stage,
    /// What is known of the wall beside that.
    pub wall: Walling,
    /// What fills the screen.
    pub page: Page,
    /// Which part the keys go to.
    pub pane: Pane,
    /// Which list is shown.
    pub tab: Kind,
    /// The chosen step.
    pub agenda: Cursor,
    /// How far the detail is scrolled.
    pub detail: Cursor,
    /// The capture line, where it is open.
    pub capture: Option<CaptureLine>,
    /// Lines that were not finished.
    pub drafts: Drafts,
    /// Whether the line is always open.
    pub steady: Steady,
    /// The words that marks can name.
    pub(super) words: Vocabulary,
    pub(super) snapshot: Snapshot,
    pub(super) lists: Lists,
    pub(super) pending: BTreeMap<Ticket, Pending>,
    pub(super) cursors: [Cursor; 7],
    pub(super) anchors: [Option<ItemRef>; 7],
    /// The marked items of each list.
    pub(super) marks: [BTreeSet<ItemRef>; 7],
    /// How many of the marked items of the list that is shown are not seen.
    pub(super) unseen_marks: usize,
    /// Where one was before each jump.
    pub(super) trail: Vec<Spot>,
    pub(super) last_taken: Option<ItemRef>,
    /// Where one was before the capture line opened, for a line that is left without taking anything.
    pub(super) before_capture: Option<(Kind, Pane)>,
    pub(super) kept_draft: String,
    /// The forms that are on their way to the disk.
    pub(super) forms_sent: BTreeMap<Ticket, ItemRef>,
    /// There is something to know that was not shown yet.
    pub(super) unseen: bool,
    /// Which table's giro is followed here, where there are several.
    pub(super) seat: Option<Seat>,
    /// The step whose sign was given last, and which.
    pub(super) signed: Option<(StepId, steps::Sign)>,
    greeted: bool,
    /// What is known of its preparation.
    pub prepared: Prepared,
    /// What is known of other laptops.
    pub laptops: Laptops,
}

impl Console {
    /// Opens the screen of a session; what it holds comes in messages.
    pub fn new(file: PathBuf) -> Self {
        Self {
            file,
            status: Status::default(),
            presence: Presence::default(),
            stage: Stage::default(),
            wall: Walling::default(),
            page: Page::Console,
            pane: Pane::List,
            tab: Kind::Practice,
            agenda: Cursor::default(),
            detail: Cursor::default(),
            capture: None,
            drafts: Drafts::default(),
            steady: Steady::default(),
            words: Vocabulary::default(),
            snapshot: Snapshot::default(),
            lists: Lists::default(),
            pending: BTreeMap::new(),
            cursors: Default::default(),
            anchors: [None; 7],
            marks: Default::default(),
            unseen_marks: 0,
            trail: Vec::new(),
            last_taken: None,
            before_capture: None,
            kept_draft: String::new(),
            forms_sent: BTreeMap::new(),
            unseen: false,
            seat: None,
            signed: None,
            greeted: false,
            prepared: Prepared::default(),
            laptops: Laptops::default(),
        }
    }

    /// Returns where a key goes now.
    pub fn place(&self) -> Place {
        match (&self.page, &self.capture, self.pane) {
            (Page::Wall, ..) => Place::Wall,
            (Page::Form(_) | Page::Count(_) | Page::Vote(_), ..) => Place::Panel,
            (Page::Console, Some(_), _) => Place::Capture,
            (Page::Console, None, Pane::Agenda) => Place::Agenda,
            (Page::Console, None, Pane::List) => Place::List,
            (Page::Console, None, Pane::Detail) => Place::Detail,
        }
    }

    /// Returns the session as it is shown: what the desk said, with what is on its way to it.
    pub fn session(&self) -> &Arc<Session> {
        self.lists.session()
    }

    /// Returns the lists of what is shown.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Returns where one is in a list.
    pub fn cursor(&self, kind: Kind) -> &Cursor {
        &self.cursors[lists::place(kind)]
    }

    /// Returns the chosen item of the list that is shown.
    pub fn chosen_item(&self) -> Option<&Item> {
        self.lists.seen(self.tab).get(self.cursor(self.tab).at())
    }

    /// Returns the chosen step of the agenda.
    pub fn chosen_step(&self) -> Option<Arc<Step>> {
        self.session().steps.in_order().get(self.agenda.at()).cloned()
    }

    /// Returns what is chosen where the keys go: the step in the agenda, else the item.
    pub fn chosen_here(&self) -> Option<Item> {
        match self.pane {
            Pane::Agenda => self.chosen_step().map(Item::Step),
            Pane::List | Pane::Detail => self.chosen_item().cloned(),
        }
    }

    /// Returns the items that are on their way to the disk.
    pub fn saving(&self) -> BTreeSet<ItemRef> {
        let changes = self.pending.values().filter_map(|pending| pending.change.as_ref());
        changes.flat_map(Change::references).collect()
    }

    /// Tells whether the desk has answered everything.
    pub fn is_settled(&self) -> bool {
        self.pending.is_empty()
    }

    /// Tells whether nothing can be changed here.
    pub fn read_only(&self) -> bool {
        matches!(self.status.saved, Saved::ReadOnly(_)) || self.is_guest()
    }

    /// Returns what is shown of the step that goes on and changes with the time alone.
    pub fn countdown(&self, now: Moment) -> Option<String> {
        let step = self.session().current_step()?;
        let speaker = self.giro().and_then(|giro| giro.left(now)).map(steps::clock);
        let late = super::day::of(self.session(), now).map(|day| day.late());
        Some(format!("{} {speaker:?} {late:?}", steps::clock_of(&step, now)))
    }

    /// Takes the session as the desk has it now.
    pub fn take_snapshot(&mut self, snapshot: Snapshot) {
        let first = self.snapshot.session.id() != snapshot.session.id();
        self.snapshot = snapshot;
        self.refresh();
        if first {
            let begun = CAPTURED.iter().find(|kind| self.lists.count(**kind) > 0);
            self.show(begun.copied().unwrap_or(Kind::Practice));
            let now = self.session().current_step().map(|step| step.id);
            now.into_iter().for_each(|id| self.choose_step(id));
            if let Some(item) = self.prepared.go_to.take() {
                self.jump(item);
                self.pane = Pane::Detail;
            }
        }
    }

    /// Takes how things stand. What a person should know of it is shown when nobody is typing.
    pub fn take_status(&mut self, status: Status, env: &mut Env) {
        let first = !std::mem::replace(&mut self.greeted, true);
        if first {
            self.drafts = Drafts::read(&status.draft);
            self.kept_draft.clone_from(&status.draft);
            if let Some(kind) = self.drafts.always {
                (self.steady.on, self.steady.kind) = (true, kind);
            }
        }
        let news = status.notices.iter().any(|notice| !self.status.notices.contains(notice));
        env.go_by(status.clock_ahead);
        let before = std::mem::replace(&mut self.status, status);
        self.tell_boxes();
        if first {
            self.greet(env);
        } else {
            self.tell_link(&before.link, env);
        }
        if matches!(&self.status.link, Link::Joined(joined) if joined.part == Part::Wall) {
            self.show_only_wall();
        }
        if news {
            self.unseen = true;
            if !first {
                env.say(Mood::Warn, w::notices_came(env.lang));
            }
        }
    }

    /// Tells whether the desk has said how it stands, and what was left unfinished.
    pub fn is_greeted(&self) -> bool {
        self.greeted
    }

    /// Returns who takes part, by code.
    pub fn people(&self) -> Vec<Arc<Participant>> {
        let mut people: Vec<_> = self.session().participants.live().cloned().collect();
        people.sort_by(|one, two| one.code.cmp(&two.code).then_with(|| one.id.cmp(&two.id)));
        people
    }

    /// Tells whether something could not be written.
    pub fn is_failing(&self) -> bool {
        matches!(self.status.saved, Saved::Failing { .. })
    }

    /// Returns how many changes are not on disk.
    pub fn not_on_disk(&self) -> usize {
        match self.status.saved {
            Saved::Failing { waiting, .. } => waiting,
            Saved::Unchanged | Saved::Journalled(_) | Saved::Written(_) | Saved::ReadOnly(_) => 0,
        }
    }

    /// Returns the items that are no longer in a file that was edited by hand, and are still here.
    pub fn hand_removed(&self) -> Vec<ItemRef> {
        let lists = self.status.notices.iter().filter_map(|notice| match &notice.what {
            Wrong::HandRemoved(items) => Some(items),
            _ => None,
        });
        let mut items: Vec<ItemRef> = lists.flatten().copied().filter(|item| self.session().has_live(*item)).collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    /// Works out anew what is shown: what the desk said, with what is on its way to it.
    pub(super) fn refresh(&mut self) {
        let mut session = self.snapshot.session.clone();
        for change in self.pending.values().filter_map(|pending| pending.change.as_ref()) {
            if let Ok((next, _)) = change::apply(&session, change) {
                session = Arc::new(next);
            }
        }
        if !Arc::ptr_eq(&session, self.lists.session()) {
            match &self.page {
                Page::Count(count) => count.borrow_mut().see(&session),
                Page::Vote(vote) => vote.borrow_mut().see(&session),
                Page::Console | Page::Form(_) | Page::Wall => {}
            }
            self.lists.update(session);
            self.forget_marks();
            self.anchor(self.tab);
            self.resolve_wall();
        }
        let steps = self.session().steps.count();
        self.agenda.keep_within(steps);
    }

    /// Finds the chosen item of a list again after the list changed; where it is gone, the one in its place is chosen.
    pub(super) fn anchor(&mut self, kind: Kind) {
        let place = lists::place(kind);
        let items = self.lists.seen(kind);
        let cursor = &mut self.cursors[place];
        let stays = |item: Option<&Item>| item.map(Item::reference) == self.anchors[place];
        if !stays(items.get(cursor.at())) {
            let found = self.anchors[place].and_then(|item| self.lists.position(item));
            found.into_iter().for_each(|at| cursor.go(at));
        }
        cursor.keep_within(items.len());
        self.anchors[place] = items.get(cursor.at()).map(Item::reference);
    }

    /// Chooses the first of these in the list that is shown, where none of them is chosen: what came back, or changed.
    pub(super) fn choose_one_of(&mut self, items: &[ItemRef]) {
        let place = lists::place(self.tab);
        if self.anchors[place].is_some_and(|chosen| items.contains(&chosen)) {
            return;
        }
        let here = items.iter().filter(|item| item.kind() == self.tab);
        let found = here.filter_map(|item| Some((*item, self.lists.position(*item)?))).next();
        if let Some((item, at)) = found {
            self.cursors[place].go(at);
            self.anchors[place] = Some(item);
            self.detail = Cursor::default();
        }
    }

    /// Shows a list.
    pub fn show(&mut self, kind: Kind) {
        self.tab = kind;
        self.anchor(kind);
        self.count_unseen_marks();
        self.detail = Cursor::default();
    }

    /// Goes to an item: its list and it, or the agenda and the step.
    pub fn jump(&mut self, item: ItemRef) {
        if CAPTURED.contains(&item.kind()) {
            self.make_seen(item);
            self.show(item.kind());
            if self.pane == Pane::Agenda {
                self.pane = Pane::List;
            }
        } else if let ItemRef::Step(id) = item {
            self.choose_step(id);
            self.pane = Pane::Agenda;
        }
    }

    pub(super) fn choose_step(&mut self, id: StepId) {
        if let Some(at) = self.session().steps.in_order().iter().position(|step| step.id == id) {
            self.agenda.go(at);
        }
    }

    /// Returns what an item is linked to: what it refers to (`true`), then what refers to it.
    pub fn links(&self, item: ItemRef) -> Vec<(ItemRef, bool)> {
        let shown = |target: &ItemRef| CAPTURED.contains(&target.kind()) || target.kind() == Kind::Step;
        let outward = self.session().get(item).map(|item| lists::targets(&item)).unwrap_or_default();
        let mut links: Vec<(ItemRef, bool)> = Vec::new();
        for target in outward.into_iter().filter(shown) {
            if !links.contains(&(target, true)) {
                links.push((target, true));
            }
        }
        let mut inward: Vec<ItemRef> = self.lists.linking_to(item).into_iter().filter(shown).collect();
        let when = |target: &ItemRef| self.session().get(*target).map(|item| item.created().at);
        inward.sort_by_key(|target| (target.kind(), when(target), *target));
        links.extend(inward.into_iter().map(|target| (target, false)));
        links
    }

    /// Returns the voices with what is owed for each, the most pressing first.
    pub fn owed(&self, today: Day) -> Vec<(ItemRef, Owed)> {
        let voices = self.session().voices.in_order();
        let mut list: Vec<_> =
            voices.iter().map(|voice| (ItemRef::Voice(voice.id), owed::owed(voice, today))).collect();
        // those who have waited longest first, within each rung
        list.sort_by_key(|(_, owed)| *owed);
        list
    }

    /// Returns what is still to be completed, of the kinds that can be gone to.
    pub fn to_complete(&self) -> Vec<(ItemRef, Vec<&'static str>)> {
        let mut list = check::all_to_complete(self.session());
        list.retain(|(item, _)| {
            CAPTURED.contains(&item.kind()) || matches!(item.kind(), Kind::Step | Kind::Participant)
        });
        list
    }

    /// Returns the title of an item for a message.
    pub(super) fn title(&self, item: ItemRef, env: &Env) -> String {
        sheet::title_of(self.session(), item, env.lang)
    }
}
