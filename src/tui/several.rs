//! Owns what is done with the marked items, or with the chosen one: tag, move, turn, join, remove. Each is one change,
//! so that one key takes it back. Which ones are marked is `marking`'s. Never draws.

use crate::domain::change::{Change, Edit};
use crate::domain::desk::Ask;
use crate::domain::id::{OptionId, PollId, StepId, TableId, TypedId};
use crate::domain::item::{Item, ItemRef, Kind, Poll, Record};
use crate::domain::join::{CannotJoin, Joined, join};
use crate::domain::poll::PollOption;
use crate::domain::quoting::withheld_from_partners;
use crate::domain::session::Session;
use crate::domain::several;
use crate::domain::turn::{CAPTURED, stays_as_it_is, stays_inside};
use crate::text::tui::lists as w;
use crate::text::tui::{self as said, detail};
use crate::text::{Lang, names};

use super::app::{Env, Mood};
use super::clash;
use super::command::Command;
use super::console::{Console, Doing};
use super::cursor::Cursor;
use super::overlay::{Overlay, Purpose, Row};
use super::sheet;
use super::tagging::TagBox;

/// What is chosen for several items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Several {
    /// What to do with them.
    What,
    /// The step that they move to.
    Step,
    /// The table that they move to.
    Table,
    /// The kind that they are turned into.
    Turn,
}

/// What can be done with several items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Give and take tags.
    Tag,
    /// Move to a step.
    Step,
    /// Move to a table.
    Table,
    /// Turn into another kind.
    Turn,
    /// Become the options of a new vote.
    Vote,
    /// Join into one.
    Join,
    /// Remove.
    Remove,
    /// Mark none any more.
    Unmark,
}

/// What joining would come to, shown before it is done.
#[derive(Debug)]
pub struct JoinBox {
    /// What is joined, the one that stays first.
    pub items: Vec<ItemRef>,
    /// What comes of it.
    pub joined: Joined,
    /// How far it is scrolled.
    pub cursor: Cursor,
}

impl Console {
    /// Returns what can be done with what a key is about.
    fn deeds(&self) -> Vec<Deed> {
        let several = self.targets().len() > 1;
        let session = self.session();
        let mut deeds = vec![Deed::Tag];
        deeds.extend(session.steps.live().next().map(|_| Deed::Step));
        deeds.extend(session.tables.live().next().map(|_| Deed::Table));
        deeds.push(Deed::Turn);
        deeds.extend((several && self.tab != Kind::Poll).then_some(Deed::Vote));
        deeds.extend(several.then_some(Deed::Join));
        deeds.push(Deed::Remove);
        deeds.extend(self.has_marks().then_some(Deed::Unmark));
        deeds
    }

    /// Returns the steps that items can be moved to, then none.
    fn steps_to(&self) -> Vec<Option<StepId>> {
        self.session().steps.in_order().iter().map(|step| Some(step.id)).chain([None]).collect()
    }

    /// Returns the tables that items can be moved to, then the plenary.
    fn tables_to(&self) -> Vec<Option<TableId>> {
        let mut tables: Vec<_> = self.session().tables.live().cloned().collect();
        tables.sort_by_key(|table| crate::domain::fold::fold(&table.name));
        tables.iter().map(|table| Some(table.id)).chain([None]).collect()
    }

    fn kinds_to(&self) -> impl Iterator<Item = Kind> + use<> {
        let tab = self.tab;
        CAPTURED.iter().copied().filter(move |kind| *kind != tab)
    }

    /// Returns the heading of a list of what can be done with several items.
    pub fn several_heading(&self, which: Several, lang: Lang) -> String {
        let items = self.targets();
        let what = match items.as_slice() {
            [one] => format!("«{}»", sheet::title_of(self.session(), *one, lang)),
            _ => said::counted(lang, self.tab, items.len()),
        };
        match which {
            Several::What => what,
            Several::Step => w::to_step(lang, &what),
            Several::Table => w::to_table(lang, &what),
            Several::Turn => w::turn_several(lang, &what),
        }
    }

    /// Returns the lines of a list of what can be done with several items.
    pub fn several_rows(&self, which: Several, lang: Lang) -> Vec<Row> {
        let items = self.targets();
        let session = self.session();
        match which {
            Several::What => self.deeds().into_iter().map(|deed| deed_row(deed, lang)).collect(),
            Several::Step => {
                let here = |step: Option<StepId>| {
                    items
                        .iter()
                        .filter(|item| session.get(**item).is_some_and(|item| item.created().step == step))
                        .count()
                };
                let row = |step: Option<StepId>| {
                    let title = step.and_then(|id| session.steps.get(id)).map(|step| step.title.clone());
                    let title =
                        title.map(|title| if title.is_empty() { said::no_title(lang).to_owned() } else { title });
                    Row::plain(
                        title.unwrap_or_else(|| w::no_step(lang).to_owned()),
                        are_here(lang, here(step), items.len()),
                    )
                };
                self.steps_to().into_iter().map(row).collect()
            }
            Several::Table => {
                let here = |table: Option<TableId>| {
                    let at = |item: &Item| super::view::table(item) == table;
                    items.iter().filter(|item| session.get(**item).is_some_and(|item| at(&item))).count()
                };
                let row = |table: Option<TableId>| {
                    let name = table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone());
                    Row::plain(
                        name.unwrap_or_else(|| w::no_table(lang).to_owned()),
                        are_here(lang, here(table), items.len()),
                    )
                };
                self.tables_to().into_iter().map(row).collect()
            }
            Several::Turn => {
                let found: Vec<Item> = items.iter().filter_map(|item| session.get(*item)).collect();
                let row = |kind: Kind| {
                    let stay = |item: &&Item| stays_as_it_is(item) || stays_inside(session, item, kind);
                    let aside = match found.iter().filter(stay).count() {
                        0 => detail::meant_for(lang, kind).to_owned(),
                        stay => w::stay_as_they_are(lang, stay),
                    };
                    Row { kind: Some(kind), text: names::kind(lang, kind).to_owned(), aside }
                };
                self.kinds_to().map(row).collect()
            }
        }
    }

    /// Does what was chosen for several items.
    pub(super) fn several_chosen(&mut self, which: Several, at: usize, env: &mut Env) -> Option<Overlay> {
        let items = self.targets();
        let count = said::counted(env.lang, self.tab, items.len());
        let session = self.session().clone();
        match which {
            Several::What => return self.do_deed(*self.deeds().get(at)?, env),
            Several::Step => {
                let step = *self.steps_to().get(at)?;
                let title = step.and_then(|id| session.steps.get(id)).map(|step| step.title.clone());
                let title = title.unwrap_or_else(|| w::no_step(env.lang).to_owned());
                let change = several::move_to_step(&session, &items, step, env.stamp());
                self.change_several(change, w::moved(env.lang, &count, &title), env);
            }
            Several::Table => {
                let table = *self.tables_to().get(at)?;
                let name = table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone());
                let name = name.unwrap_or_else(|| w::no_table(env.lang).to_owned());
                let change = several::move_to_table(&session, &items, table, env.stamp());
                self.change_several(change, w::moved(env.lang, &count, &name), env);
            }
            Several::Turn => self.turn_several(&items, self.kinds_to().nth(at)?, env),
        }
        None
    }

    fn do_deed(&mut self, deed: Deed, env: &mut Env) -> Option<Overlay> {
        match deed {
            Deed::Tag => return self.open_tags(env),
            Deed::Step => return Some(Overlay::choice(Purpose::Several(Several::Step))),
            Deed::Table => return Some(Overlay::choice(Purpose::Several(Several::Table))),
            Deed::Turn => return Some(Overlay::choice(Purpose::Several(Several::Turn))),
            Deed::Vote => self.vote_on_several(env),
            Deed::Join => return self.open_join(env),
            Deed::Remove => self.remove_several(env),
            Deed::Unmark => self.unmark(env),
        }
        None
    }

    /// Opens the list of what can be done, where there is something to do it with.
    pub(super) fn open_several(&self) -> Option<Overlay> {
        (!self.targets().is_empty()).then(|| Overlay::choice(Purpose::Several(Several::What)))
    }

    /// Opens the line of tags.
    pub(super) fn open_tags(&mut self, env: &mut Env) -> Option<Overlay> {
        if self.refuses(env) || self.targets().is_empty() {
            return None;
        }
        Some(Overlay::Tags(Box::new(TagBox::new(self))))
    }

    fn open_join(&mut self, env: &mut Env) -> Option<Overlay> {
        if self.refuses(env) {
            return None;
        }
        let items = self.targets();
        match join(self.session(), &items, env.stamp()) {
            Ok(joined) => Some(Overlay::Join(Box::new(JoinBox { items, joined, cursor: Cursor::default() }))),
            Err(why) => {
                self.say_no_join(why, env);
                None
            }
        }
    }

    /// Prepares a vote whose options are the marked items, and opens it. What may not be read outside stays out.
    fn vote_on_several(&mut self, env: &mut Env) {
        if self.refuses(env) {
            return;
        }
        let session = self.session().clone();
        let all = self.targets();
        let may = |item: &Item| withheld_from_partners(item, &session).is_none();
        let items: Vec<ItemRef> =
            all.iter().copied().filter(|item| session.get(*item).is_some_and(|i| may(&i))).collect();
        let mut poll = Poll { rule: session.session.consensus_rule, ..Poll::default() };
        poll.found(PollId::new(env.code()), self.created(env));
        let options = items.iter().enumerate().map(|(order, item)| {
            let option = PollOption { order: order as i64 + 1, text: String::new(), item: Some(*item) };
            (OptionId::new(env.code()), option)
        });
        poll.options = options.collect();
        let (reference, kept_out) = (ItemRef::Poll(poll.id), all.len() - items.len());
        let mut words = w::vote_made(env.lang, items.len());
        if kept_out > 0 {
            words = format!("{words} · {}", w::stay_as_they_are(env.lang, kept_out));
        }
        self.change_several(Change { stamp: env.stamp(), edits: vec![Edit::take(poll.into_item())] }, words, env);
        self.marks[super::lists::place(self.tab)].clear();
        self.jump(reference);
        self.open_count(env);
    }

    fn say_no_join(&self, why: CannotJoin, env: &mut Env) {
        let title = |item| self.title(item, env);
        let words = match why {
            CannotJoin::TooFew => w::join_too_few(env.lang).to_owned(),
            CannotJoin::Kinds => w::join_kinds(env.lang).to_owned(),
            CannotJoin::WasPut(poll) => w::join_was_put(env.lang, &title(poll)),
            CannotJoin::InConflict(item) => w::join_in_conflict(env.lang, &title(item)),
            CannotJoin::TooLong => w::join_too_long(env.lang).to_owned(),
        };
        env.say(Mood::Warn, words);
    }

    /// Does what a command says in the box of a join. Tells whether it is left.
    pub(super) fn in_join(&mut self, joining: &mut JoinBox, command: Command, env: &mut Env) -> bool {
        if command != Command::Open {
            joining.cursor.follow_scroll(command);
            return false;
        }
        // somebody may have changed one of them since
        match join(self.session(), &joining.items, env.stamp()) {
            Ok(joined) => {
                let stays = joined.stays.reference();
                let title = sheet::title(&joined.stays, env.lang);
                let parts = joined.parts.len() + 1;
                let to_choose = joined.beside.len();
                self.change_several(joined.change, w::joined(env.lang, parts, &title, to_choose), env);
                self.marks[super::lists::place(self.tab)].clear();
                self.jump(stays);
            }
            Err(why) => self.say_no_join(why, env),
        }
        true
    }

    /// Gives and takes the tags that were typed. Tells whether the line is left.
    pub(super) fn tag_several(&mut self, tags: &TagBox, env: &mut Env) -> bool {
        let tagging = tags.read();
        if tagging.add.is_empty() && tagging.remove.is_empty() {
            return tags.line.is_blank();
        }
        let change = several::tag_all(self.session(), &tags.items, &tagging, env.stamp());
        let added = tagging.add.iter().map(|tag| format!("#{tag}"));
        let taken = tagging.remove.iter().map(|tag| format!("−#{tag}"));
        let words = added.chain(taken).collect::<Vec<_>>().join(" ");
        let count = said::counted(env.lang, self.tab, change.edits.len());
        self.change_several(change, w::tagged(env.lang, &words, &count), env);
        true
    }

    /// Removes the marked items.
    pub(super) fn remove_several(&mut self, env: &mut Env) {
        let items = self.targets();
        let change = several::remove(self.session(), &items, env.stamp());
        let count = said::counted(env.lang, self.tab, items.len());
        self.change_several(change, w::removed_several(env.lang, &count), env);
    }

    fn turn_several(&mut self, items: &[ItemRef], kind: Kind, env: &mut Env) {
        let turned = several::turn_all(self.session(), items, kind, (env.stamp(), || env.code()));
        let before = self.session().clone();
        let mut lost: Vec<String> = Vec::new();
        if turned.new.is_empty() {
            env.say(Mood::Warn, w::none_turned(env.lang));
            return;
        }
        let count = said::counted(env.lang, kind, turned.new.len());
        let old = items.iter().filter(|item| !turned.stayed.contains(item));
        let takes = turned.change.edits.iter().filter(|edit| edit.before.is_none());
        let new: Vec<&Item> = takes.filter_map(|edit| edit.after.as_ref()).collect();
        for (old, new) in old.zip(new) {
            if let Some(old) = before.get(*old) {
                lost.extend(sheet::lost(&old, new, &before, env.lang));
            }
        }
        lost.sort();
        lost.dedup();
        let mut words = w::turned_several(env.lang, &count);
        if !turned.stayed.is_empty() {
            words = format!("{words} · {}", w::stay_as_they_are(env.lang, turned.stayed.len()));
        }
        if !lost.is_empty() {
            words = format!("{words} · {}", w::left_behind(env.lang, &lost.join(", ")));
        }
        let first = turned.new[0];
        self.change_several(turned.change, words, env);
        self.jump(first);
    }

    fn change_several(&mut self, change: Change, words: String, env: &mut Env) {
        if change.edits.is_empty() {
            env.say(Mood::Info, said::as_it_was(env.lang));
            return;
        }
        self.ask(Ask::Change(change), Doing::Moving(words), env);
    }
}

fn are_here(lang: Lang, here: usize, of: usize) -> String {
    match here {
        0 => String::new(),
        _ if of == 1 => w::is_here(lang).to_owned(),
        _ => w::are_here(lang, here, of),
    }
}

fn deed_row(deed: Deed, lang: Lang) -> Row {
    let (text, aside) = match deed {
        Deed::Tag => (w::deed_tag(lang), "⟨tag⟩"),
        Deed::Step => (w::deed_step(lang), ""),
        Deed::Table => (w::deed_table(lang), ""),
        Deed::Turn => (w::deed_turn(lang), "⟨turn⟩"),
        Deed::Vote => (w::deed_vote(lang), ""),
        Deed::Join => (w::deed_join(lang), ""),
        Deed::Remove => (w::deed_remove(lang), "⟨remove⟩"),
        Deed::Unmark => (w::deed_unmark(lang), ""),
    };
    Row::plain(text, aside)
}

/// A line of what joining would come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// What it is about.
    pub label: String,
    /// What comes of it.
    pub words: String,
    /// Whether a person has to choose later.
    pub waits: bool,
}

impl JoinBox {
    /// Returns what becomes of what, in words.
    pub fn preview(&self, session: &Session, lang: Lang) -> Vec<Preview> {
        let line = |label: &str, words: String| Preview { label: label.to_owned(), words, waits: false };
        let Joined { stays, parts, together, beside, led, .. } = &self.joined;
        let mut lines = vec![line(w::join_stays(lang), format!("«{}»", sheet::title(stays, lang)))];
        for (at, part) in parts.iter().enumerate() {
            let label = if at == 0 { w::join_parts(lang) } else { "" };
            lines.push(line(label, format!("«{}»", sheet::title(part, lang))));
        }
        if !together.is_empty() {
            let fields: Vec<String> = together.iter().map(|field| detail::field(lang, field)).collect();
            lines.push(line(w::join_together(lang), fields.join(", ")));
        }
        for clash in beside {
            let value = |ron: &str| clash::value(&clash.path, ron, session, lang);
            let (one, two) = (value(&clash.taken), value(&clash.other));
            let words = w::join_beside(lang, &one, &two);
            lines.push(Preview { label: detail::field(lang, &clash.path), words, waits: true });
        }
        if *led > 0 {
            lines.push(line(w::join_links(lang), w::join_led(lang, *led)));
        }
        lines
    }
}
