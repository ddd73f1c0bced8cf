//! Owns how rows of a table become practices, under ids that follow from what a row says, so that a table taken twice is
//! taken once. Whatever is no field, or no value of its field, goes word for word into a private note about the
//! practice: nothing is lost, and what may name a person stays with the team.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::change::Edit;
use super::super::clean::{LONGEST_FIELD, clean_line};
use super::super::fold::key;
use super::super::id::{Code, NoteId, PracticeId, TypedId};
use super::super::item::{Item, ItemRef, Note, Practice};
use super::super::privacy;
use super::super::session::Session;
use super::super::value::{Created, Difficulty};
use super::columns::Column;
use super::sheet::{Row, Sheet};
use super::values;

/// A table, with what its columns are taken for.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The table.
    pub sheet: &'a Sheet,
    /// Of each column, the field; `None` for a note.
    pub mapping: &'a [Option<Column>],
    /// The file's name, which is the source of a practice that names none.
    pub name: &'a str,
}

/// Where a cell stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cell {
    /// The line on which its row begins, from 1.
    pub line: usize,
    /// Its column, from 0.
    pub column: usize,
}

/// A cell whose value is none of its field's. The practice is taken without it, and the cell's words go into the note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadCell {
    /// Where.
    pub cell: Cell,
    /// Which field it was to fill.
    pub field: Column,
    /// What it says.
    pub text: String,
}

/// A cell that is longer than a field holds: nothing of the table is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// Where.
    pub cell: Cell,
    /// Its length in bytes.
    pub bytes: usize,
}

/// A practice of a row, not yet of any session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The line on which its row begins, from 1.
    pub line: usize,
    /// The practice, its id that of the row's words.
    pub practice: Practice,
    /// What else the row says, each with its column's heading.
    pub beside: Vec<String>,
}

/// What a table says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// The practices, in the order of their rows.
    pub taken: Vec<Taken>,
    /// Cells whose value is none of their field's.
    pub bad: Vec<BadCell>,
    /// Rows that say word for word what an earlier row says: their line, and the earlier one's.
    pub twice: Vec<(usize, usize)>,
    /// Cells that look like a telephone number, an e-mail address or a fiscal code.
    pub personal: Vec<Cell>,
}

/// What taking a table into a session would do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// The edits, none where there is nothing new.
    pub edits: Vec<Edit>,
    /// How many practices are new.
    pub new: usize,
    /// How many notes go beside them.
    pub notes: usize,
    /// How many are there already.
    pub known: usize,
    /// How many were there and were removed or erased for good: they do not come back.
    pub gone: usize,
    /// New ones that are called what another practice of the session is called: their line, and the other one.
    pub namesakes: Vec<(usize, PracticeId)>,
}

/// Reads the rows of a table.
///
/// # Errors
/// Where a cell is longer than a field holds.
pub fn read(table: Table<'_>) -> Result<Reading, TooLong> {
    let mut reading = Reading::default();
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for row in &table.sheet.rows {
        let cells = row.cells.iter().enumerate();
        for (column, text) in cells.filter(|(_, text)| !text.is_empty()) {
            let cell = Cell { line: row.line, column };
            if text.len() > LONGEST_FIELD {
                return Err(TooLong { cell, bytes: text.len() });
            }
            if !privacy::warnings(text).is_empty() {
                reading.personal.push(cell);
            }
        }
        let said = said(&table.sheet.headings, row);
        if let Some(first) = seen.get(&said) {
            reading.twice.push((row.line, *first));
            continue;
        }
        let parts: Vec<&str> = std::iter::once("import").chain(said.iter().map(String::as_str)).collect();
        let id = PracticeId::new(Code::of(&parts));
        seen.insert(said, row.line);
        let taken = take(table, row, id, &mut reading.bad);
        reading.taken.push(taken);
    }
    Ok(reading)
}

/// Returns what a row says, whatever the order of its columns: a sorted list of headings and cells.
fn said(headings: &[String], row: &Row) -> Vec<String> {
    let cells = headings.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    let mut said: Vec<String> = cells.map(|(heading, cell)| format!("{}={cell}", key(heading))).collect();
    said.sort();
    said
}

fn take(table: Table<'_>, row: &Row, id: PracticeId, bad: &mut Vec<BadCell>) -> Taken {
    let mut practice = Practice { id, ..Practice::default() };
    let mut beside = Vec::new();
    // the main difficulty before the others, whatever the order of their columns
    let mut columns: Vec<usize> = (0..row.cells.len()).collect();
    columns.sort_by_key(|at| (table.mapping.get(*at) == Some(&Some(Column::OtherDifficulties)), *at));
    for at in columns.into_iter().filter(|at| !row.cells[*at].is_empty()) {
        let text = &row.cells[at];
        let field = table.mapping.get(at).copied().flatten();
        if field.is_some_and(|field| fill(&mut practice, field, text)) {
            continue;
        }
        if let Some(field) = field {
            bad.push(BadCell { cell: Cell { line: row.line, column: at }, field, text: text.clone() });
        }
        let heading = table.sheet.headings.get(at).filter(|heading| !heading.is_empty());
        beside.push(format!("{}: {text}", heading.map_or_else(|| format!("#{}", at + 1), Clone::clone)));
    }
    if practice.source.is_empty() {
        practice.source = format!("{}:{}", clean_line(table.name), row.line);
    }
    Taken { line: row.line, practice, beside }
}

/// Puts a cell into its field, and tells whether it fits.
fn fill(practice: &mut Practice, field: Column, text: &str) -> bool {
    /// Fills a field where there is a value.
    fn value<T>(into: &mut T, value: Option<T>) -> bool {
        let fits = value.is_some();
        value.into_iter().for_each(|value| *into = value);
        fits
    }
    let words = |into: &mut String| {
        text.clone_into(into);
        true
    };
    // a name stands in one line of every list
    let line = |into: &mut String| {
        *into = clean_line(text);
        true
    };
    match field {
        Column::Name => line(&mut practice.name),
        Column::Organisation => line(&mut practice.organisation),
        Column::Difficulty => values::difficulties(text).is_some_and(|said| all_difficulties(practice, said)),
        Column::OtherDifficulties => values::difficulties(text).is_some_and(|said| {
            let others = said.into_iter().filter(|one| practice.difficulty != Some(*one));
            practice.other_difficulties.extend(others);
            true
        }),
        Column::ForWhom => words(&mut practice.for_whom),
        Column::How => words(&mut practice.how),
        Column::Helped => words(&mut practice.helped),
        Column::Hindered => words(&mut practice.hindered),
        Column::Place => line(&mut practice.place),
        Column::Level => value(&mut practice.level, values::level(text).map(Some)),
        Column::Period => line(&mut practice.period),
        Column::Status => value(&mut practice.status, values::status(text).map(Some)),
        Column::Subgroup => line(&mut practice.subgroup),
        Column::Age => line(&mut practice.age),
        Column::Channels => value(&mut practice.channels, values::channels(text)),
        Column::Provider => line(&mut practice.provider),
        Column::Intensity => line(&mut practice.intensity),
        Column::Resources => words(&mut practice.resources),
        Column::Partners => value(&mut practice.partners, Some(values::names(text))),
        Column::Reached => value(&mut practice.reached, values::number(text).map(Some)),
        Column::Engaged => value(&mut practice.engaged, values::number(text).map(Some)),
        Column::Activated => value(&mut practice.activated, values::number(text).map(Some)),
        Column::InContact => value(&mut practice.in_contact, values::number(text).map(Some)),
        Column::InContactOn => value(&mut practice.in_contact_on, values::day(text).map(Some)),
        Column::Evidence => value(&mut practice.evidence, values::evidence(text)),
        Column::Epic => value(&mut practice.epic, values::epic(text).map(Some)),
        Column::Transfer => words(&mut practice.transfer),
        Column::Tags => value(&mut practice.tags, Some(values::tags(text))),
        Column::ToldByOrganisation => line(&mut practice.told_by_organisation),
        Column::Source => words(&mut practice.source),
    }
}

fn all_difficulties(practice: &mut Practice, said: Vec<Difficulty>) -> bool {
    let mut said = said.into_iter();
    practice.difficulty = said.next();
    practice.other_difficulties.extend(said);
    practice.difficulty.is_some()
}

impl Reading {
    /// Returns what taking it into a session does.
    pub fn plan(&self, session: &Session, created: &Created) -> Plan {
        let mut plan = Plan::default();
        let mut place = 0;
        let named = session.practices.live().map(|practice| (key(&practice.name), practice.id));
        let named: BTreeMap<String, PracticeId> = named.filter(|(name, _)| !name.is_empty()).collect();
        for taken in &self.taken {
            let id = taken.practice.id;
            match session.practices.get(id) {
                Some(known) if known.gone => plan.gone += 1,
                Some(_) => plan.known += 1,
                None if session.session.erased.contains(&ItemRef::Practice(id)) => plan.gone += 1,
                None => {
                    // a millisecond apart, so that they stay in their order
                    let mut stamped = || {
                        place += 1;
                        Created { at: created.at.plus_millis(place), ..created.clone() }
                    };
                    let practice = Practice { created: stamped(), ..taken.practice.clone() };
                    plan.edits.push(Edit::take(Item::Practice(Arc::new(practice))));
                    plan.new += 1;
                    plan.namesakes.extend(named.get(&key(&taken.practice.name)).map(|other| (taken.line, *other)));
                    for note in taken.notes(&mut stamped) {
                        plan.edits.push(Edit::take(Item::Note(Arc::new(note))));
                        plan.notes += 1;
                    }
                }
            }
        }
        plan
    }
}

impl Taken {
    /// Returns the private notes that keep what else the row says: one, or as many as their words need.
    fn notes(&self, stamped: &mut impl FnMut() -> Created) -> Vec<Note> {
        let mut texts: Vec<String> = Vec::new();
        for mut words in self.beside.iter().map(String::as_str) {
            if let Some(last) = texts.last_mut().filter(|last| last.len() + 1 + words.len() <= LONGEST_FIELD) {
                last.push('\n');
                last.push_str(words);
                continue;
            }
            // a cell as long as a field, and its heading, are longer than one
            while !words.is_empty() {
                let end = (0..=words.len().min(LONGEST_FIELD)).rev().find(|end| words.is_char_boundary(*end));
                let (first, rest) = words.split_at(end.unwrap_or(words.len()));
                texts.push(first.to_owned());
                words = rest;
            }
        }
        let note = |(at, text): (usize, String)| Note {
            id: NoteId::new(Code::of(&["import", self.practice.id.code().as_str(), &at.to_string()])),
            created: stamped(),
            text,
            about: [ItemRef::Practice(self.practice.id)].into_iter().collect(),
            private: true,
            ..Note::default()
        };
        texts.into_iter().enumerate().map(note).collect()
    }
}

#[cfg(test)]
mod tests;
