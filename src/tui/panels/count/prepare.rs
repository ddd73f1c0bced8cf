//! Owns the preparation of a poll: its question, its options and whether two are alike, who votes and how it is counted.

use std::collections::{BTreeMap, BTreeSet};

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::desk::Surroundings;
use crate::domain::fold;
use crate::domain::id::OptionId;
use crate::domain::item::{Item, ItemRef, Kind, Poll, Table};
use crate::domain::poll::{PollOption, in_order};
use crate::domain::quoting::withheld_from_partners;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::fresh;
use crate::domain::value::{CountedBy, Group, Seating};
use crate::tally::{SMALLEST, SMALLEST_UNANIMOUS};
use crate::text::panels::{count as words, form};
use crate::text::{Lang, names};

use super::super::caption;
use super::super::form::picker::{Choice, Many, Picked, Picker};
use super::super::form::{Form, FormEvent};
use super::super::keys::written;
use super::super::writing::{Writing, Wrote};
use super::{CountAction, one_line};
use crate::tui::keys::Keymap;

/// Which page of the preparation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Page {
    /// The question, the method and the rule.
    Question,
    /// The options.
    Options,
    /// Who votes, and how it is counted.
    Voters,
}

impl Page {
    /// Every page, in its order.
    pub(super) const ALL: [Self; 3] = [Self::Question, Self::Options, Self::Voters];
}

/// A poll being prepared.
#[derive(Clone, Debug)]
pub(super) struct Prepare {
    pub page: Page,
    pub form: Form,
    /// The form's item as it was put into the poll last.
    pub taken: Item,
    /// The option that the keys are on; one beyond the last is the line for a new one.
    pub at: usize,
    /// What is being written: a new option, or another text for the one that the keys are on.
    pub writing: Writing,
    /// Whether an option that is there is being written.
    pub rewriting: bool,
    /// The list of the session's items.
    pub list: Option<(Picker, Vec<ItemRef>)>,
    /// How many of each group vote.
    pub voters: BTreeMap<Group, u32>,
    /// The row of the voters' page: 0 for how it is counted, then the groups.
    pub row: usize,
    /// How votes are counted.
    pub by: CountedBy,
    fresh: bool,
}

impl Prepare {
    /// Opens the preparation on the question.
    pub(super) fn new(form: Form, voters: BTreeMap<Group, u32>) -> Self {
        Self {
            page: Page::Question,
            taken: form.opened().clone(),
            form,
            at: 0,
            writing: one_line(),
            rewriting: false,
            list: None,
            voters,
            row: 0,
            by: CountedBy::default(),
            fresh: true,
        }
    }

    /// Tells whether something lies over the page that takes every key.
    pub(super) fn is_over(&self) -> bool {
        self.list.is_some() || self.rewriting || (self.page == Page::Question && self.form.is_over())
    }

    /// Takes a key for what lies over the page.
    pub(super) fn over_key(&mut self, key: &KeyEvent, poll: &mut Poll, session: &Session, around: Surroundings) {
        if let Some((picker, references)) = &mut self.list {
            if let Picked::Closed(marked) = picker.key(key) {
                let references = references.clone();
                self.list = None;
                take(poll, session, &references, &marked, around);
                self.at = poll.options.len();
            }
        } else if self.rewriting {
            match key.code {
                KeyCode::Esc => self.stop_rewriting(),
                KeyCode::Enter => {
                    let text = self.writing.text().trim().to_owned();
                    if let Some(id) = ordered(poll).get(self.at).copied()
                        && let Some(option) = poll.options.get_mut(&id)
                        && !text.is_empty()
                    {
                        option.text = text;
                    }
                    self.stop_rewriting();
                }
                _ => {
                    self.writing.key(key);
                }
            }
        } else {
            self.form.key(*key);
        }
    }

    fn stop_rewriting(&mut self) {
        self.rewriting = false;
        self.writing = one_line();
    }

    /// Returns the keys of what lies over the page.
    pub(super) fn over_hints(&self, keys: &Keymap, lang: Lang) -> Vec<(String, &'static str)> {
        if self.list.is_none() && !self.rewriting {
            return self.form.hints(lang);
        }
        let enter = if self.list.is_some() { form::key_take } else { words::key_enter };
        let esc = if self.list.is_some() { form::key_close_list } else { words::key_no };
        vec![(keys.key("count-enter", lang), enter(lang)), (keys.key("count-leave", lang), esc(lang))]
    }

    /// Takes pasted text: on the options' page each line is an option.
    pub(super) fn paste(&mut self, text: &str, poll: &mut Poll, around: Surroundings) {
        match self.page {
            Page::Question => self.form.paste(text),
            Page::Options if self.rewriting || !text.trim().contains('\n') => {
                self.writing.insert(text);
            }
            Page::Options => {
                let text = crate::domain::clean::clean(text);
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.for_each(|line| add(poll, line, None, around));
                self.at = poll.options.len();
            }
            Page::Voters => {}
        }
    }

    /// Takes a key.
    pub(super) fn key(
        &mut self,
        key: &KeyEvent,
        action: Option<CountAction>,
        poll: &mut Poll,
        session: &Session,
        (around, lang): (Surroundings, Lang),
    ) {
        if matches!(key.code, KeyCode::PageDown | KeyCode::PageUp) {
            return self.turn(key.code == KeyCode::PageDown);
        }
        match self.page {
            Page::Question => match action {
                Some(CountAction::Next) if self.form.at_end() => self.turn(true),
                Some(CountAction::Previous) if self.form.at_start() => self.turn(false),
                _ => {
                    // saving is the panel's; the form is read when it is needed
                    let _: FormEvent = self.form.key(*key);
                }
            },
            Page::Options => self.option_key(key, action, poll, session, (around, lang)),
            Page::Voters => self.voter_key(key, action),
        }
    }

    fn turn(&mut self, forward: bool) {
        let now = Page::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        self.page = Page::ALL[(now + if forward { 1 } else { 2 }) % 3];
    }

    fn option_key(
        &mut self,
        key: &KeyEvent,
        action: Option<CountAction>,
        poll: &mut Poll,
        session: &Session,
        (around, lang): (Surroundings, Lang),
    ) {
        let order = ordered(poll);
        self.at = self.at.min(order.len());
        let here = order.get(self.at).copied();
        match (action, key.code) {
            (Some(CountAction::Next), _) => self.turn(true),
            (Some(CountAction::Previous), _) => self.turn(false),
            (Some(CountAction::Take), _) => self.list = Some(session_list(poll, session, lang)),
            (Some(CountAction::Remove), _) => {
                if let Some(id) = here {
                    poll.options.remove(&id);
                }
            }
            (Some(CountAction::Up), _) => {
                swap(poll, &order, self.at, self.at.checked_sub(1));
                self.at = self.at.saturating_sub(usize::from(here.is_some()));
            }
            (Some(CountAction::Down), _) if self.at + 1 < order.len() => {
                swap(poll, &order, self.at, Some(self.at + 1));
                self.at += 1;
            }
            (_, KeyCode::Up) => self.at = self.at.saturating_sub(1),
            (_, KeyCode::Down) => self.at = (self.at + 1).min(order.len()),
            (Some(CountAction::Enter), _) => match here.and_then(|id| poll.options.get(&id)) {
                Some(option) if option.item.is_none() => {
                    self.writing = one_line();
                    self.writing.insert(&option.text);
                    self.rewriting = true;
                }
                Some(_) => {}
                None if !self.writing.is_blank() => {
                    let text = self.writing.text().trim().to_owned();
                    add(poll, &text, None, around);
                    self.writing = one_line();
                    self.at = poll.options.len();
                }
                None => {}
            },
            _ => {
                // writing begins a new option wherever the keys are
                if self.writing.key(key) == Wrote::Done {
                    self.at = order.len();
                }
            }
        }
    }

    fn voter_key(&mut self, key: &KeyEvent, action: Option<CountAction>) {
        let groups = self.groups();
        let row = self.row;
        match (action, key.code) {
            (Some(CountAction::Next), _) if self.row == groups.len() => self.turn(true),
            (Some(CountAction::Previous), _) if self.row == 0 => self.turn(false),
            (Some(CountAction::Previous), _) | (_, KeyCode::Up) => self.row = self.row.saturating_sub(1),
            (Some(CountAction::Next | CountAction::Enter), _) | (_, KeyCode::Down) => {
                self.row = (self.row + 1).min(groups.len());
            }
            (_, KeyCode::Left | KeyCode::Right | KeyCode::Char(' ')) if self.row == 0 => {
                let now = CountedBy::ALL.iter().position(|by| *by == self.by).unwrap_or(0);
                let by = if key.code == KeyCode::Left { CountedBy::ALL.len() - 1 } else { 1 };
                self.by = CountedBy::ALL[(now + by) % CountedBy::ALL.len()];
            }
            (_, code) => {
                if let Some(group) = self.row.checked_sub(1).and_then(|row| groups.get(row)) {
                    let people = self.voters.get(group).copied().unwrap_or(0);
                    let digit = written(key).and_then(|letter| letter.to_digit(10));
                    let people = match (code, digit) {
                        (KeyCode::Backspace, _) => people / 10,
                        (KeyCode::Delete, _) => 0,
                        (_, Some(digit)) if self.fresh => digit,
                        (_, Some(digit)) => people.saturating_mul(10).saturating_add(digit).min(9_999),
                        (_, None) => return,
                    };
                    self.voters.insert(group.clone(), people);
                    self.fresh = false;
                }
            }
        }
        self.fresh |= row != self.row;
    }

    /// Returns the groups that can vote: those with a name, and those that are here.
    pub(super) fn groups(&self) -> Vec<Group> {
        super::in_columns(Group::NAMED.iter().chain(self.voters.keys()).collect::<BTreeSet<_>>())
    }

    /// Returns what a person should know before opening: small groups, hands that are seen.
    pub(super) fn warnings(&self, lang: Lang) -> Vec<String> {
        let here: Vec<_> = self.voters.iter().filter(|(_, people)| **people > 0).collect();
        let mut said = Vec::new();
        let seen = matches!(self.by, CountedBy::Hands | CountedBy::Cards);
        if seen && here.len() > 1 && self.voters.get(&Group::Youth).is_some_and(|n| *n > 0) {
            said.push(words::hands_are_seen(lang).to_owned());
        }
        let named = |below: std::ops::Range<u32>| {
            let groups = here.iter().filter(|(_, people)| below.contains(*people));
            let groups: Vec<String> =
                groups.map(|(group, people)| format!("{} {people}", names::group(lang, group))).collect();
            (!groups.is_empty()).then(|| groups.join(", "))
        };
        said.extend(named(0..SMALLEST).map(|groups| words::groups_hidden(lang, groups)));
        said.extend(named(SMALLEST..SMALLEST_UNANIMOUS).map(|groups| words::groups_hidden_if_unanimous(lang, groups)));
        said
    }
}

/// Returns the options in the order of the list.
pub(super) fn ordered(poll: &Poll) -> Vec<OptionId> {
    in_order(&poll.options).into_iter().map(|(id, _)| id).collect()
}

/// Returns an option's text: its own, else its item's.
pub(super) fn text_of(lang: Lang, session: &Session, option: &PollOption) -> String {
    match option.item {
        Some(item) if option.text.trim().is_empty() => caption::of(lang, session, item),
        Some(_) | None => option.text.clone(),
    }
}

/// Returns for each text the place of an earlier one that it is like: the same letters, or one inside the other.
pub(super) fn alike(texts: &[String]) -> Vec<Option<usize>> {
    let keys: Vec<String> = texts.iter().map(|text| fold::key(text)).collect();
    // a word or two inside a longer text says little
    let inside = |one: &str, other: &str| one.len() >= 8 && other.contains(one);
    let like = |one: &str, other: &str| !one.is_empty() && (one == other || inside(one, other) || inside(other, one));
    (0..keys.len()).map(|place| (0..place).find(|earlier| like(&keys[place], &keys[*earlier]))).collect()
}

fn add(poll: &mut Poll, text: &str, item: Option<ItemRef>, around: Surroundings) {
    let order = poll.options.values().map(|option| option.order).max().unwrap_or(0).saturating_add(1);
    let id = fresh::<OptionId>((around.random)());
    poll.options.insert(id, PollOption { order, text: text.to_owned(), item });
}

fn swap(poll: &mut Poll, order: &[OptionId], here: usize, there: Option<usize>) {
    let ids = there.and_then(|there| Some((*order.get(here)?, *order.get(there)?)));
    let Some((here, there)) = ids else { return };
    // written out, so that two options with one order change places too
    for (place, id) in order.iter().enumerate() {
        if let Some(option) = poll.options.get_mut(id) {
            option.order = place as i64;
        }
    }
    let (one, two) = (poll.options[&here].order, poll.options[&there].order);
    for (id, order) in [(here, two), (there, one)] {
        if let Some(option) = poll.options.get_mut(&id) {
            option.order = order;
        }
    }
}

/// Returns since when the tables work: the last step at tables that has begun.
fn since_tables(session: &Session) -> Option<Moment> {
    let steps = session.steps.in_order();
    steps.iter().rev().find(|step| step.seating == Seating::Tables && step.started.is_some())?.started
}

/// Returns the table at which an item was taken since then.
fn taken_at<'a>(item: &Item, session: &'a Session, since: Option<Moment>) -> Option<&'a Table> {
    let drawn = if let Item::Sketch(sketch) = item { sketch.table } else { None };
    let table = session.tables.get(item.created().table.or(drawn)?)?;
    (item.created().at >= since? && !table.gone).then_some(table.as_ref())
}

/// Lists the session's items: first what was taken at the tables since the room split last, table by table, whoever took
/// it and on whichever laptop, then the rest.
fn session_list(poll: &Poll, session: &Session, lang: Lang) -> (Picker, Vec<ItemRef>) {
    let since = since_tables(session);
    let items: Vec<_> = [Kind::Sketch, Kind::Practice, Kind::Voice, Kind::Note]
        .into_iter()
        .flat_map(|kind| session.list(kind))
        // an option is read by everybody who votes, and goes into the reports
        .filter(|item| withheld_from_partners(item, session).is_none())
        .collect();
    let (mut at_tables, elsewhere): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| taken_at(item, session, since).is_some());
    let order = |item: &Item| taken_at(item, session, since).map(|table| (table.created.at, table.id));
    at_tables.sort_by_cached_key(|item| (order(item), item.created().at, item.reference()));
    let from_tables = at_tables.len();
    let items = [at_tables, elsewhere].concat();
    let taken: BTreeSet<ItemRef> = poll.options.values().filter_map(|option| option.item).collect();
    let marked = items.iter().enumerate().filter(|(_, item)| taken.contains(&item.reference()));
    let marked = marked.map(|(place, _)| place).collect();
    let rows = items.iter().enumerate().map(|(place, item)| {
        let table = taken_at(item, session, since).filter(|_| place < from_tables).map(|table| table.name.as_str());
        let detail = caption::detail(lang, item);
        let parts = table.into_iter().chain(Some(detail.as_str()).filter(|detail| !detail.is_empty()));
        Choice { name: caption::caption(lang, item), detail: parts.collect::<Vec<_>>().join(" · ") }
    });
    let picker = Picker::new(words::from_session(lang).to_owned(), rows.collect(), Many::Several, marked);
    (picker, items.iter().map(Item::reference).collect())
}

/// Makes the options those of the marked items, keeping typed ones and those that were there.
fn take(poll: &mut Poll, session: &Session, references: &[ItemRef], marked: &BTreeSet<usize>, around: Surroundings) {
    let wanted: Vec<ItemRef> = marked.iter().filter_map(|place| references.get(*place).copied()).collect();
    let listed = |item: &ItemRef| references.contains(item) && session.has_live(*item);
    poll.options.retain(|_, option| option.item.is_none_or(|item| !listed(&item) || wanted.contains(&item)));
    for item in wanted {
        if !poll.options.values().any(|option| option.item == Some(item)) {
            add(poll, "", Some(item), around);
        }
    }
}
