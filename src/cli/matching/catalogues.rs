//! Two catalogues of the same things: a CSV each, the same id on both sides is the same thing. All pairs of a row here and a
//! row there count; those that share nothing rare are never compared, and have no likeness.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Kind, Measured, csv_text, shown};
use crate::cli::csv_file;
use crate::domain::clean::clean_line;
use crate::domain::fold::fold;
use crate::synthesis::curve::Labelled;
use crate::synthesis::texts::Texts;
use crate::synthesis::thesaurus::Thesaurus;
use crate::text::{Lang, matching as words, tally};

/// What the column of ids is called.
const IDS: [&str; 3] = ["id", "unique_id", "codice"];

/// What the compared column is called, the first that there is.
const TEXTS: [&str; 6] = ["title", "titolo", "name", "nome", "text", "testo"];

/// Measures the likeness of two catalogues' rows. The halves are the odd and the even rows of the first.
pub(super) fn measure(
    lang: Lang,
    thesaurus: &Thesaurus,
    first: &Path,
    second: &Path,
    column: Option<&str>,
) -> Result<Measured, String> {
    let (here, there) = (read(lang, first, column)?, read(lang, second, column)?);
    let texts = Texts::of(here.iter().chain(&there).map(|row| row.text.as_str()), thesaurus);
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in there.iter().enumerate() {
        by_id.entry(&row.id).or_default().push(at);
    }
    let mut same: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, row) in here.iter().enumerate() {
        same.extend(by_id.get(row.id.as_str()).into_iter().flatten().map(|other| (at, *other)));
    }
    let labelled = |(one, other): (usize, usize), score| Labelled {
        score,
        same: same.contains(&(one, other)),
        second: one % 2 == 1,
    };
    let mut compared = BTreeSet::new();
    let mut pairs = Vec::new();
    for (one, other) in texts.candidates(here.len()) {
        let pair = (one, other - here.len());
        compared.insert(pair);
        pairs.push(labelled(pair, thousandths(texts.likeness(one, other))));
    }
    pairs.extend(same.iter().filter(|pair| !compared.contains(pair)).map(|pair| labelled(*pair, 0)));
    Ok(Measured { kind: Kind::Catalogues, pairs, working: None })
}

/// Returns a likeness in thousandths.
pub(super) fn thousandths(likeness: f64) -> u16 {
    (likeness.clamp(0.0, 1.0) * 1000.0).round() as u16
}

struct Row {
    id: String,
    text: String,
}

fn read(lang: Lang, file: &Path, column: Option<&str>) -> Result<Vec<Row>, String> {
    let text = csv_text(lang, file)?;
    let mut reader = csv_file::reader(&text, true);
    let wrong = |line: u64, why: &str| tally::csv_wrong(lang, &shown(file), line, "", why);
    let heads = reader.headers().map_err(|error| wrong(1, &clean_line(&error.to_string())))?.clone();
    let place =
        |names: &[&str]| names.iter().find_map(|name| heads.iter().position(|head| fold(head.trim()) == fold(name)));
    let id = place(&IDS).ok_or_else(|| words::no_column(lang, &shown(file), IDS[0]))?;
    let compared = match column {
        Some(name) => place(&[name]).ok_or_else(|| words::no_column(lang, &shown(file), &clean_line(name)))?,
        None => place(&TEXTS).ok_or_else(|| words::no_column(lang, &shown(file), TEXTS[0]))?,
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(0, &clean_line(&error.to_string())))?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        rows.push(Row { id: cell(id), text: cell(compared) });
    }
    if rows.is_empty() { Err(words::no_pairs(lang, &shown(file))) } else { Ok(rows) }
}
