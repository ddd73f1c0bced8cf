//! Pairs that a person labelled: of plain texts (`one`, `other`, `same`, or three columns without names), or of practices
//! field by field (`one_name`, `other_name`, `one_how` and so on, and `same`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::answer::{answers, grade};
use super::catalogues::thousandths;
use super::{Each, Kind, Measured, Working, csv_text, shown};
use crate::cli::csv_file;
use crate::domain::clean::clean_line;
use crate::domain::field::Set;
use crate::domain::fold::fold;
use crate::domain::id::{Code, TypedId};
use crate::domain::item::{Head, Practice, Record};
use crate::domain::session::Session;
use crate::synthesis::curve::{Counts, Labelled};
use crate::synthesis::gather::{Given, gather};
use crate::synthesis::likeness;
use crate::synthesis::origin::Origin;
use crate::synthesis::texts::Texts;
use crate::synthesis::thesaurus::Thesaurus;
use crate::text::{Lang, matching as words, tally};

/// The fields of a practice that a column can hold, after `one_` or `other_`.
pub const FIELDS: [&str; 14] = [
    "name",
    "organisation",
    "place",
    "how",
    "for_whom",
    "subgroup",
    "helped",
    "hindered",
    "provider",
    "intensity",
    "resources",
    "tags",
    "partners",
    "source",
];

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Same,
    /// A text, of the other side or not.
    Text(bool),
    /// A field, by its place among [`FIELDS`], of the other side or not.
    Field(usize, bool),
    /// Something else, a note perhaps.
    Other,
}

/// Measures the likeness of labelled pairs. The halves are every other row.
pub(super) fn measure(lang: Lang, thesaurus: &Thesaurus, file: &Path, cutoff: f64) -> Result<Measured, String> {
    let text = csv_text(lang, file)?;
    if text.trim().is_empty() {
        return Err(words::no_pairs(lang, &shown(file)));
    }
    let wrong = |line: u64, column: &str, why: &str| tally::csv_wrong(lang, &shown(file), line, column, why);
    let first = csv_file::reader(&text, false).records().next().and_then(Result::ok).unwrap_or_default();
    let bare = first.len() == 3 && first.get(2).is_some_and(|cell| grade(cell).is_some());
    let mut reader = csv_file::reader(&text, !bare);
    let columns = if bare {
        vec![Column::Text(false), Column::Text(true), Column::Same]
    } else {
        let heads = reader.headers().map_err(|error| wrong(1, "", &clean_line(&error.to_string())))?;
        let read: Result<Vec<Column>, String> = heads.iter().map(|head| column(lang, &shown(file), head)).collect();
        read?
    };
    let same = columns.iter().position(|column| *column == Column::Same);
    let same = same.ok_or_else(|| words::no_column(lang, &shown(file), "same"))?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(0, "", &clean_line(&error.to_string())))?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(record);
        }
    }
    if rows.is_empty() {
        return Err(words::no_pairs(lang, &shown(file)));
    }
    let cells: Vec<&str> = rows.iter().map(|row| row.get(same).unwrap_or_default().trim()).collect();
    let answers = answers(&cells, cutoff).map_err(|at| {
        let line = rows[at].position().map_or(0, csv::Position::line);
        wrong(line, "same", &words::bad_answer(lang, &clean_line(cells[at])))
    })?;
    if columns.iter().any(|column| matches!(column, Column::Field(..))) {
        return Ok(of_practices(thesaurus, &columns, &rows, &answers));
    }
    let place = |side| columns.iter().position(|column| *column == Column::Text(side));
    let one = place(false).ok_or_else(|| words::no_column(lang, &shown(file), "one"))?;
    let other = place(true).ok_or_else(|| words::no_column(lang, &shown(file), "other"))?;
    let texts = rows.iter().flat_map(|row| [one, other].map(|at| row.get(at).unwrap_or_default()));
    let texts = Texts::of(texts, thesaurus);
    let labelled = answers.iter().enumerate().map(|(at, same)| {
        let score = thousandths(texts.likeness(2 * at, 2 * at + 1));
        Labelled { score, same: *same, second: at % 2 == 1 }
    });
    Ok(Measured { kind: Kind::Texts, pairs: labelled.collect(), working: None })
}

fn column(lang: Lang, file: &str, head: &str) -> Result<Column, String> {
    let name = fold(head.trim());
    let side = |rest: &str, other| {
        let field = FIELDS.iter().position(|field| *field == rest);
        field.map(|field| Column::Field(field, other)).ok_or_else(|| {
            tally::csv_wrong(lang, file, 1, &clean_line(head), &words::unknown_column(lang, &FIELDS.join(", ")))
        })
    };
    match name.as_str() {
        "same" | "uguali" | "stessa" | "score" | "punteggio" => Ok(Column::Same),
        "one" | "uno" | "una" => Ok(Column::Text(false)),
        "other" | "altro" | "altra" => Ok(Column::Text(true)),
        _ => match (name.strip_prefix("one_"), name.strip_prefix("other_")) {
            (Some(rest), _) => side(rest, false),
            (_, Some(rest)) => side(rest, true),
            (None, None) => Ok(Column::Other),
        },
    }
}

/// All pairs are told at two tables, the one here and the other there, as the merge would find them.
fn of_practices(thesaurus: &Thesaurus, columns: &[Column], rows: &[csv::StringRecord], same: &[bool]) -> Measured {
    let mut tables = [Table::named("one"), Table::named("other")];
    let told: Vec<(Origin, Origin)> = rows
        .iter()
        .map(|row| (tables[0].tell(practice(columns, row, false)), tables[1].tell(practice(columns, row, true))))
        .collect();
    let given = tables.map(|table| Given::new(table.name, Arc::new(table.session)));
    let pool = gather(given.to_vec()).with_thesaurus(thesaurus.clone());
    let in_order = |(one, other): (Origin, Origin)| {
        if pool.place_of(one) <= pool.place_of(other) { (one, other) } else { (other, one) }
    };
    let wanted = told.iter().copied().map(in_order).collect();
    let by_pair = |pairs: Vec<likeness::Pair>| -> BTreeMap<(Origin, Origin), likeness::Pair> {
        pairs.into_iter().map(|pair| (in_order((pair.one, pair.other)), pair)).collect()
    };
    let listed = by_pair(likeness::pairs(&pool, &Default::default()));
    let all = by_pair(likeness::pairs(&pool, &wanted));
    let name = |origin| pool.practice(origin).map(|of| of.record.name.clone()).unwrap_or_default();
    let explainer = likeness::Explainer::of(&pool);
    let mut working = Working::default();
    let mut pairs = Vec::new();
    let (mut joined, mut shown) = (Vec::new(), Vec::new());
    for (at, (pair, same)) in told.iter().zip(same).enumerate() {
        let key = in_order(*pair);
        let score = all.get(&key).map_or(0, |pair| pair.score);
        let near_certain = listed.get(&key).is_some_and(|pair| pair.near_certain);
        pairs.push(Labelled { score, same: *same, second: at % 2 == 1 });
        joined.push((near_certain, *same));
        shown.push((listed.contains_key(&key), *same));
        let names = (name(pair.0), name(pair.1));
        if let Some(parts) = explainer.explain(pair.0, pair.1) {
            let (one, other) = names.clone();
            working.each.push(Each { one, other, same: *same, parts });
        }
        if near_certain && !same {
            working.wrongly_joined.push(names);
        } else if *same && !listed.contains_key(&key) {
            working.not_shown.push(names);
        }
    }
    (working.near_certain, working.shown) = (Counts::of(joined), Counts::of(shown));
    Measured { kind: Kind::Practices, pairs, working: Some(working) }
}

/// A table at which one side of the pairs is told; what is told twice in the same words is one practice.
struct Table {
    name: &'static str,
    session: Session,
    known: Vec<Practice>,
}

impl Table {
    fn named(name: &'static str) -> Self {
        let head = Head { id: TypedId::new(Code::of(&[name])), ..Head::default() };
        Self { name, session: Session::new(head), known: Vec::new() }
    }

    fn tell(&mut self, practice: Practice) -> Origin {
        let place = self.known.iter().position(|known| *known == practice).unwrap_or_else(|| {
            self.known.push(practice.clone());
            self.known.len() - 1
        });
        let id = TypedId::new(Code::from_bits(place as u64 + 1));
        let practice = Practice { id, ..practice };
        let origin = Origin::new(self.session.id(), practice.id());
        self.session.put(practice.into_item());
        origin
    }
}

fn practice(columns: &[Column], row: &csv::StringRecord, other: bool) -> Practice {
    let mut practice = Practice::default();
    for (column, cell) in columns.iter().zip(row) {
        let Column::Field(field, side) = column else { continue };
        if *side != other {
            continue;
        }
        let list = || -> Set<String> {
            cell.split(['|', ';']).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
        };
        let text = cell.trim().to_owned();
        match FIELDS[*field] {
            "name" => practice.name = text,
            "organisation" => practice.organisation = text,
            "place" => practice.place = text,
            "how" => practice.how = text,
            "for_whom" => practice.for_whom = text,
            "subgroup" => practice.subgroup = text,
            "helped" => practice.helped = text,
            "hindered" => practice.hindered = text,
            "provider" => practice.provider = text,
            "intensity" => practice.intensity = text,
            "resources" => practice.resources = text,
            "tags" => practice.tags = list(),
            "partners" => practice.partners = list(),
            _ => practice.source = text,
        }
    }
    practice
}
