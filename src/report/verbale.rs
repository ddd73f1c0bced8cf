//! The minutes of one session, that evening, for correction. Private notes never; a voice's words only for whom they
//! may go to; a quotation only with the consent of who said it.

mod items;
mod open;
mod polls;

use std::collections::{BTreeMap, BTreeSet};

use super::cover;
use crate::domain::heads::Heads;
use crate::domain::item::{Item, ItemRef, Step};
use crate::domain::session::Session;
use crate::domain::value::MayGoTo;
use crate::synthesis::document::{Block, Document, Line, Table, numbers, words as column};
use crate::synthesis::lines;
use crate::synthesis::origin::Origin;
use crate::text::{Lang, names, synthesis, verbale as words};

/// Returns the minutes of a session for those readers.
pub fn verbale(session: &Session, audience: MayGoTo, lang: Lang) -> Document {
    let minutes = Minutes { session, audience, lang };
    let mut document = Document::new(words::title(lang, session.session.title.trim()));
    if session.session.sample || session.items().any(|item| is_sample(&item)) {
        document.blocks.push(Block::Notice(Line::new().strong(words::sample_notice(lang))));
    }
    document.paragraph(words::for_correction(lang));
    document.paragraph(words::privacy(lang));
    minutes.facts(&mut document);
    minutes.present(&mut document);
    minutes.agenda(&mut document);
    minutes.practices(&mut document);
    minutes.sketches(&mut document);
    minutes.voices(&mut document);
    minutes.polls(&mut document);
    minutes.decisions(&mut document);
    minutes.actions(&mut document);
    minutes.notes(&mut document);
    minutes.open(&mut document);
    document.notes = minutes.footnotes(&document.sources());
    if audience > MayGoTo::Team {
        cover::in_minutes(&mut document, session);
    }
    document
}

fn is_sample(item: &Item) -> bool {
    match item {
        Item::Session(item) => item.sample,
        Item::Step(item) => item.sample,
        Item::Table(item) => item.sample,
        Item::Participant(item) => item.sample,
        Item::Practice(item) => item.sample,
        Item::Sketch(item) => item.sample,
        Item::Voice(item) => item.sample,
        Item::Poll(item) => item.sample,
        Item::Decision(item) => item.sample,
        Item::Action(item) => item.sample,
        Item::Note(item) => item.sample,
        Item::Conflict(item) => item.sample,
    }
}

/// A session, for whom its minutes are, and their language.
struct Minutes<'a> {
    session: &'a Session,
    audience: MayGoTo,
    lang: Lang,
}

impl Minutes<'_> {
    fn origin(&self, item: impl Into<ItemRef>) -> Origin {
        Origin::new(self.session.id(), item)
    }

    fn facts(&self, document: &mut Document) {
        let (lang, head) = (self.lang, &self.session.session);
        document.heading(2, words::facts_heading(lang));
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
        let tables = self.session.tables.in_order().iter().map(|table| table.name.clone()).collect::<Vec<_>>();
        let facts = [
            (words::date(lang), head.date.map_or_else(|| synthesis::no_date(lang).to_owned(), |day| day.plain())),
            (words::place(lang), head.place.clone()),
            (words::work_package(lang), names::work_package(lang, head.work_package).to_owned()),
            (words::state(lang), names::session_state(lang, head.state).to_owned()),
            (words::aim(lang), head.aim.clone()),
            (words::facilitators(lang), list(&head.facilitators)),
            (words::note_takers(lang), list(&head.note_takers)),
            (words::tables(lang), tables.join("; ")),
        ];
        let rows = facts.into_iter().filter(|(_, value)| !value.trim().is_empty());
        let rows = rows.map(|(name, value)| vec![Line::new().strong(name), Line::from(value)]).collect();
        let heads = vec![column(words::column_fact(lang)), column(words::column_value(lang))];
        document.table(Table { heads, rows });
    }

    fn present(&self, document: &mut Document) {
        let lang = self.lang;
        document.heading(2, words::present_heading(lang));
        let heads = Heads::of(self.session);
        let present = &heads.groups;
        if heads.all() == 0 {
            document.paragraph(words::nobody(lang));
            return;
        }
        let organisations = |group| {
            let people = self.session.participants.live().filter(|p| p.present && p.group.as_ref() == Some(group));
            let names: BTreeSet<&str> =
                people.map(|person| person.organisation.trim()).filter(|name| !name.is_empty()).collect();
            names.into_iter().collect::<Vec<_>>().join("; ")
        };
        let mut rows: Vec<Vec<Line>> = present
            .iter()
            .map(|(group, heads)| {
                vec![
                    Line::from(names::group(lang, group)),
                    Line::from(heads.to_string()),
                    Line::from(organisations(group)),
                ]
            })
            .collect();
        if heads.ungrouped > 0 {
            rows.push(vec![Line::from(words::no_group(lang)), Line::from(heads.ungrouped.to_string()), Line::new()]);
        }
        let total = heads.all();
        rows.push(vec![Line::new().strong(words::total(lang)), Line::new().strong(total.to_string()), Line::new()]);
        let heads = vec![
            column(words::column_group(lang)),
            numbers(words::column_heads(lang)),
            column(words::column_organisations(lang)),
        ];
        document.table(Table { heads, rows });
    }

    fn agenda(&self, document: &mut Document) {
        let lang = self.lang;
        document.heading(2, words::agenda_heading(lang));
        let steps = self.session.steps.in_order();
        if steps.is_empty() {
            document.paragraph(words::no_agenda(lang));
        }
        let heads = vec![
            column(words::column_step(lang)),
            column(words::column_activity(lang)),
            column(words::column_from_to(lang)),
            numbers(words::column_planned(lang)),
            numbers(words::column_actual(lang)),
        ];
        let rows = steps.iter().map(|step| {
            let activity = format!("{}, {}", names::activity(lang, step.activity), names::seating(lang, step.seating));
            vec![
                Line::from(step.title.as_str()).cited([self.origin(step.id)]),
                Line::from(activity),
                Line::from(self.held(step)),
                Line::from(step.minutes.to_string()),
                Line::from(minutes_taken(step).map_or_else(|| synthesis::nothing(lang).to_owned(), |m| m.to_string())),
            ]
        });
        document.table(Table { heads, rows: rows.collect() });
    }

    fn held(&self, step: &Step) -> String {
        match (step.skipped, step.started, step.ended) {
            (true, _, _) => words::skipped(self.lang).to_owned(),
            (false, Some(started), Some(ended)) => format!("{}–{}", started.clock(), ended.clock()),
            (false, Some(started), None) => format!("{}– ({})", started.clock(), words::running(self.lang)),
            (false, None, _) => words::not_held(self.lang).to_owned(),
        }
    }

    /// Returns when, by whom and where each item was taken down.
    fn footnotes(&self, origins: &BTreeSet<Origin>) -> BTreeMap<Origin, String> {
        origins.iter().map(|origin| (*origin, self.footnote(*origin))).collect()
    }

    fn footnote(&self, origin: Origin) -> String {
        let lang = self.lang;
        let mut parts = vec![names::kind(lang, origin.item.kind()).to_owned(), origin.item.to_string()];
        if let Some(item) = self.session.get(origin.item) {
            let created = item.created();
            let taken_down = words::taken_down(lang, created.at.day().plain(), created.at.clock());
            let by = Some(created.by.trim()).filter(|by| !by.is_empty()).map(|by| words::by(lang, by));
            parts.push([Some(taken_down), by].into_iter().flatten().collect::<Vec<_>>().join(" "));
            let table = lines::table_name(self.session, created.table);
            if !table.is_empty() {
                parts.push(table);
            }
            if let Some(step) = created.step.and_then(|id| self.session.steps.get(id)) {
                parts.push(words::during(lang, &step.title));
            }
        }
        parts.join(", ")
    }

    /// Returns what items are called, a voice by what it is.
    fn called<'a>(&self, items: impl IntoIterator<Item = &'a ItemRef>) -> String {
        let title = |item: &ItemRef| {
            lines::title_in(*item, self.session).unwrap_or_else(|| match item {
                ItemRef::Voice(id) => self.session.voices.get(*id).map_or_else(
                    || id.to_string(),
                    |voice| words::called_voice(self.lang, names::voice_kind(self.lang, voice.kind)),
                ),
                other => other.to_string(),
            })
        };
        items.into_iter().map(title).collect::<Vec<_>>().join("; ")
    }
}

/// Returns the whole minutes that a step took, pauses left out; `None` where it has not ended.
fn minutes_taken(step: &Step) -> Option<i64> {
    let seconds = step.ended?.seconds_since(step.started?) - i64::from(step.paused_seconds);
    Some((seconds.max(0) + 30) / 60)
}
