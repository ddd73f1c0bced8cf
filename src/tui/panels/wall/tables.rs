//! Owns what the room sees of its tables: side by side while it is split, and what each brought afterwards.

use std::sync::Arc;

use crate::domain::id::TableId;
use crate::domain::item::{Item, Step, Table};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::value::{Created, Seating};
use crate::text::names;
use crate::text::panels::wall as words;

use super::items::Room;
use super::slide::{Body, Entry, Slide, TableBox, Tone};

/// How many titles a table shows at most while it works.
const LAST: usize = 6;

/// The time in which something was taken down at the tables.
#[derive(Clone, Copy)]
struct Span {
    from: Moment,
    to: Option<Moment>,
}

impl Span {
    fn of(step: &Step) -> Option<Self> {
        Some(Self { from: step.started?, to: step.ended })
    }

    fn holds(self, created: &Created) -> bool {
        created.at >= self.from && self.to.is_none_or(|to| created.at <= to)
    }
}

/// Tells whether something was taken down at a table during a step.
pub(super) fn anything_taken(session: &Session, step: &Step) -> bool {
    any(session, step, |table| table.is_some())
}

/// Tells whether what was taken down during a step was taken at no table, all of it.
pub(super) fn told_to_all(session: &Session, step: &Step) -> bool {
    any(session, step, |table| table.is_none()) && !anything_taken(session, step)
}

fn any(session: &Session, step: &Step, place: impl Fn(Option<TableId>) -> bool) -> bool {
    let Some(span) = Span::of(step) else { return false };
    let holds = |created: &Created| place(created.table) && span.holds(created);
    session.practices.live().any(|one| holds(&one.created))
        || session.sketches.live().any(|one| span.holds(&one.created) && place(one.created.table.or(one.table)))
        || session.voices.live().any(|one| holds(&one.created))
        || session.decisions.live().any(|one| holds(&one.created))
        || session.actions.live().any(|one| holds(&one.created))
}

/// Returns what was taken down at a table that the room may count, the oldest first: never what waits to be let through.
fn taken(session: &Session, table: TableId, span: Option<Span>) -> Vec<Item> {
    let here = |created: &Created| created.table == Some(table) && span.is_none_or(|span| span.holds(created));
    let mut items: Vec<Item> = Vec::new();
    items.extend(session.practices.live().filter(|one| here(&one.created)).cloned().map(Item::Practice));
    let drawn = |table_of: Option<TableId>, created: &Created| {
        table_of == Some(table) && created.table.is_none() && span.is_none_or(|span| span.holds(created))
    };
    let sketches = session.sketches.live().filter(|one| here(&one.created) || drawn(one.table, &one.created));
    items.extend(sketches.cloned().map(Item::Sketch));
    items.extend(session.voices.live().filter(|one| one.shown.0 && here(&one.created)).cloned().map(Item::Voice));
    items.extend(session.decisions.live().filter(|one| here(&one.created)).cloned().map(Item::Decision));
    items.extend(session.actions.live().filter(|one| here(&one.created)).cloned().map(Item::Action));
    items.sort_by_key(|item| (item.created().at, item.reference()));
    items
}

/// Returns the last step at tables that has begun.
fn at_tables(session: &Session) -> Option<Arc<Step>> {
    let steps = session.steps.in_order().into_iter();
    steps.filter(|step| step.seating == Seating::Tables && step.started.is_some()).last()
}

/// Returns the tables beside one another.
pub(super) fn side_by_side(room: &Room<'_>) -> Body {
    let span = at_tables(room.session).as_deref().and_then(Span::of);
    let boxes = room.session.tables.in_order().into_iter().map(|table| {
        let taken = taken(room.session, table.id, span);
        let last = taken.iter().rev().filter_map(|item| room.title(item)).take(LAST).collect();
        TableBox {
            name: table.name.clone(),
            theme: table.theme.clone(),
            taken: words::taken_here(room.lang, taken.len()),
            last,
        }
    });
    Body::Tables(boxes.collect())
}

/// Returns what each table brought, a slide or more each; none of those that brought nothing the room may read.
pub(super) fn harvest(room: &Room<'_>, head: &str) -> Vec<Slide> {
    let span = at_tables(room.session).as_deref().and_then(Span::of);
    let tables = room.session.tables.in_order();
    tables.iter().filter_map(|table| brought(room, table, span, head)).collect()
}

fn brought(room: &Room<'_>, table: &Table, span: Option<Span>, head: &str) -> Option<Slide> {
    let taken = taken(room.session, table.id, span);
    let silent = taken.iter().filter(|item| matches!(item, Item::Voice(_)) && room.title(item).is_none()).count();
    let entries = taken.iter().filter_map(|item| {
        let by = match item {
            Item::Practice(practice) => practice.organisation.trim(),
            _ => "",
        };
        let kind = names::kind(room.lang, item.kind());
        let said = if by.is_empty() { kind.to_owned() } else { format!("{kind} · {by}") };
        Some(Entry { sign: "▸".to_owned(), text: room.title(item)?, below: vec![(Tone::Quiet, said)] })
    });
    let entries: Vec<Entry> = entries.collect();
    let foot = words::withheld_or_none(room.lang, silent);
    (!entries.is_empty() || silent > 0).then(|| Slide {
        head: head.to_owned(),
        title: table.name.clone(),
        line: table.theme.clone(),
        body: Body::Pile(entries),
        under: Vec::new(),
        foot,
    })
}
