//! Owns what is found for what is typed: each letter looks through what the letters before it found, and each that is taken back
//! finds again what was found before it. Of ten thousand lines a key would wait for all of them otherwise.

use crate::domain::fold::fold;
use crate::domain::id::StrategyId;
use crate::synthesis::origin::Origin;

use super::MergeDesk;
use super::rows::Row;

/// What stands beside names on the lines, with the digits.
const BESIDE: [char; 11] = ['=', '≠', '…', '?', '%', '.', '✗', '×', '□', '·', '–'];

/// What was found for what was typed, from the first letters to all of them.
#[derive(Clone, Debug)]
pub(super) struct Found<T> {
    /// What the first letters looked through.
    whole: Option<Vec<T>>,
    found: Vec<(String, Vec<T>)>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { whole: None, found: Vec::new() }
    }
}

impl<T: Clone> Found<T> {
    /// Forgets all of it: there is something else to look through.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Tells whether nothing is looked for.
    fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns what was found last; nothing where nothing is looked for.
    pub(super) fn last(&self) -> Option<&[T]> {
        self.found.last().map(|(_, found)| found.as_slice())
    }

    /// Looks for something, through `all` or what was found of it already; what holds it, is asked of each with what is looked
    /// for.
    pub(super) fn look(&mut self, typed: &str, all: impl FnOnce() -> Vec<T>, holds: impl Fn(&T, &str) -> bool) {
        let wanted = fold(typed);
        if wanted.trim().is_empty() {
            return self.found.clear();
        }
        while self.found.last().is_some_and(|(before, _)| !wanted.contains(before.as_str())) {
            self.found.pop();
        }
        if self.found.last().is_some_and(|(before, _)| *before == wanted) {
            return;
        }
        let holds = |one: &T| holds(one, &wanted);
        let found = match self.last() {
            Some(before) => before.iter().filter(|one| holds(one)).cloned().collect(),
            None => self.whole.get_or_insert_with(all).iter().filter(|one| holds(one)).cloned().collect(),
        };
        self.found.push((wanted, found));
    }
}

impl MergeDesk {
    /// Returns the lines of the screen that hold what is looked for.
    pub(super) fn found_rows(&mut self) -> Vec<Row> {
        let mut found = std::mem::take(&mut self.found);
        // the lines of before the first letter are what it looks through
        let known = (found.is_empty() && self.whole).then(|| std::mem::take(&mut self.rows));
        let all = || known.unwrap_or_else(|| self.rows_of(self.stage));
        found.look(&self.find, all, |row, wanted| self.holds(row, wanted));
        let rows = found.last().map(without_bare_headings);
        self.whole = rows.is_none();
        let rows = rows.or_else(|| found.whole.take()).unwrap_or_else(|| self.rows_of(self.stage));
        self.found = found;
        rows
    }

    fn holds(&self, row: &Row, wanted: &str) -> bool {
        // of thousands of lines each is not set as it is shown, where only its names can hold it
        let beside = |c: char| c.is_ascii_digit() || BESIDE.contains(&c);
        let names_alone = !wanted.contains(beside) && wanted.trim() == wanted;
        match row {
            Row::Heading(_) => true,
            Row::Match(..) | Row::Group(_) | Row::Strategy(..) | Row::Unused(..) | Row::Compared(_) => {
                self.names(row, wanted) || (!names_alone && self.shows(row, wanted))
            }
            row => self.shows(row, wanted),
        }
    }

    /// Tells whether what a line shows holds a folded text.
    fn shows(&self, row: &Row, wanted: &str) -> bool {
        let (left, text, right) = self.cells(row);
        fold(&format!("{left} {text} {right}")).contains(wanted)
    }

    /// Tells whether a name of a line, or of what it is about, holds a folded text.
    fn names(&self, row: &Row, wanted: &str) -> bool {
        let item = |origin: &Origin| match self.shown.pool.folded_title(*origin) {
            Some(title) => title.contains(wanted),
            None => fold(&self.title(*origin)).contains(wanted),
        };
        let id = match row {
            Row::Match(at, _) => {
                return self.shown.dossier.matches.get(*at).is_some_and(|m| m.practices.iter().any(item));
            }
            Row::Group(first) => return self.shown.groups.with(*first).iter().any(item),
            Row::Unused(_, origin) => return item(origin),
            Row::Strategy(_, id) => *id,
            // evidence is compared, not what it is of
            Row::Compared(row) => return self.is_called(row.strategy, wanted),
            _ => return false,
        };
        // a strategy that is called as a sketch is called as something that it stands on
        self.shown.stands_on_title(id, wanted)
            || self.shown.strategy(id).is_some_and(|one| one.called_as().is_none() && self.is_called(id, wanted))
    }

    /// Tells whether what a strategy is called holds a folded text.
    pub(super) fn is_called(&self, id: StrategyId, wanted: &str) -> bool {
        self.shown.strategy(id).is_some_and(|strategy| {
            let title = strategy.called_as().and_then(|sketch| self.shown.pool.folded_title(sketch));
            title.map_or_else(|| fold(&self.name_of(strategy)).contains(wanted), |title| title.contains(wanted))
        })
    }
}

/// Returns the lines without the headings that have nothing under them.
fn without_bare_headings(rows: &[Row]) -> Vec<Row> {
    let is_heading = |row: Option<&Row>| matches!(row, None | Some(Row::Heading(_)));
    let stands = |(at, row): &(usize, &Row)| !is_heading(Some(row)) || !is_heading(rows.get(at + 1));
    rows.iter().enumerate().filter(stands).map(|(_, row)| row.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn each_letter_looks_through_what_was_found_before_it() {
        let all = ["strada", "Strada e scuola", "teatro", "scuola"];
        let asked = Cell::new(0);
        let mut found = Found::default();
        for (typed, expected, looked_through) in [
            ("s", vec!["strada", "Strada e scuola", "scuola"], 4),
            ("st", vec!["strada", "Strada e scuola"], 3),
            ("str", vec!["strada", "Strada e scuola"], 2),
            ("st", vec!["strada", "Strada e scuola"], 0),
            ("s", vec!["strada", "Strada e scuola", "scuola"], 0),
            ("TEA", vec!["teatro"], 4),
            ("è", vec!["Strada e scuola", "teatro"], 4),
            ("x", vec![], 4),
        ] {
            asked.set(0);
            let holds = |one: &&str, wanted: &str| {
                asked.set(asked.get() + 1);
                fold(one).contains(wanted)
            };
            found.look(typed, || all.to_vec(), holds);
            assert_eq!((found.last(), asked.get()), (Some(expected.as_slice()), looked_through), "{typed}");
        }
        found.look(" ", || all.to_vec(), |_, _| true);
        assert_eq!(found.last(), None, "nothing is looked for");
    }
}
