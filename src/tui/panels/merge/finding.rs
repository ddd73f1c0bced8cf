//! Owns what is found for what is typed: each letter looks through what the letters before it found, and each that is taken back
//! finds again what was found before it. Of ten thousand lines a key would wait for all of them otherwise.

use crate::domain::fold::fold;

use super::MergeDesk;
use super::rows::Row;

/// What was found for what was typed, from the first letters to all of them.
#[derive(Clone, Debug)]
pub(super) struct Found<T>(Vec<(String, Vec<T>)>);

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Found<T> {
    /// Forgets all of it: there is something else to look through.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns what was found last; nothing where nothing is looked for.
    pub(super) fn last(&self) -> Option<&[T]> {
        self.0.last().map(|(_, found)| found.as_slice())
    }

    /// Looks for something, through `all` or what was found of it already; what holds it, is asked of each with what is looked
    /// for.
    pub(super) fn look(&mut self, typed: &str, all: impl FnOnce() -> Vec<T>, holds: impl Fn(&T, &str) -> bool) {
        let wanted = fold(typed);
        if wanted.trim().is_empty() {
            return self.clear();
        }
        while self.0.last().is_some_and(|(before, _)| !wanted.contains(before.as_str())) {
            self.0.pop();
        }
        if self.0.last().is_some_and(|(before, _)| *before == wanted) {
            return;
        }
        let holds = |one: &T| holds(one, &wanted);
        let found = match self.last() {
            Some(before) => before.iter().filter(|one| holds(one)).cloned().collect(),
            None => all().into_iter().filter(holds).collect(),
        };
        self.0.push((wanted, found));
    }
}

impl MergeDesk {
    /// Returns the lines of the screen that hold what is looked for.
    pub(super) fn found_rows(&mut self) -> Vec<Row> {
        let mut found = std::mem::take(&mut self.found);
        found.look(&self.find, || self.rows_of(self.stage), |row, wanted| self.holds(row, wanted));
        let rows = found.last().map_or_else(|| self.rows_of(self.stage), without_bare_headings);
        self.found = found;
        rows
    }

    fn holds(&self, row: &Row, wanted: &str) -> bool {
        if matches!(row, Row::Heading(_)) {
            return true;
        }
        let (left, text, right) = self.cells(row);
        fold(&format!("{left} {text} {right}")).contains(wanted)
            || self.also_found(row).iter().any(|origin| fold(&self.title(*origin)).contains(wanted))
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
