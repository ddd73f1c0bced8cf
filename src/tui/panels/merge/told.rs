//! Owns what is told of practices that are alike or one: side by side, field by field, the words that tie them marked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::fold::fold;
use crate::synthesis::dossier::{MadeOf, Match, PracticeField, Program, Tie, Verdict};
use crate::synthesis::draft::chosen_of;
use crate::synthesis::origin::Origin;
use crate::text::Lang;
use crate::text::panels::merge as words;
use crate::tui::panels::paint::wrap;
use crate::tui::panels::picture::sheet::{Row as Line, Sheet};
use crate::tui::theme::Theme;

use super::MergeDesk;

/// From so many columns on two practices stand beside one another.
const BESIDE: usize = 60;

impl MergeDesk {
    pub(super) fn tell_match(&self, one: &Match, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        let by = |by: &str| if by.trim().is_empty() { words::nobody(lang).to_owned() } else { by.to_owned() };
        let said = match (one.human.verdict, one.program) {
            (Some(Verdict::Same), _) => words::said_same(lang, by(&one.human.by)),
            (Some(Verdict::Different), _) => words::said_different(lang, by(&one.human.by)),
            (Some(Verdict::Later), _) => words::said_later(lang, by(&one.human.by)),
            (None, Program::Joined) => words::by_program(lang).to_owned(),
            (None, Program::ToLookAt) => words::like(lang, u32::from(one.score / 10)),
        };
        sheet.text(&said, (0, width), theme.accent);
        if !one.human.reason.trim().is_empty() {
            sheet.text(&one.human.reason, (0, width), theme.base);
        }
        if !one.ties.is_empty() {
            sheet.text(&format!("{}: {}", words::tied_by(lang), one.ties_in_words()), (0, width), theme.dim);
        }
        if one.made_of != MadeOf::default() {
            sheet.text(&made_of(lang, one.made_of), (0, width), theme.dim);
        }
        self.side_by_side(&one.practices, &tied(&one.ties), sheet, width, theme);
    }

    pub(super) fn tell_group(&self, group: &[Origin], sheet: &mut Sheet, width: usize, theme: &Theme) {
        let chosen = chosen_of(group, &self.pool, &self.words.editorial.chosen);
        for (field, text) in chosen {
            let label = format!("✓ {} ({})", words::field(self.lang, field), words::chosen_mark(self.lang));
            sheet.head(&label, width, theme.ok);
            sheet.text(&text, (2, width), theme.base);
        }
        let within = |m: &&Match| m.is_one() && m.practices.iter().all(|practice| group.contains(practice));
        let mut ties = BTreeSet::new();
        for one in self.dossier.matches.iter().filter(within) {
            let names: Vec<String> = one.practices.iter().map(|practice| self.title(*practice)).collect();
            let said = match one.human.verdict {
                Some(_) => words::said_same(self.lang, one.human.by.clone()),
                None => words::by_program(self.lang).to_owned(),
            };
            sheet.text(&format!("{said}: {}", names.join(" = ")), (0, width), theme.accent);
            if !one.ties.is_empty() {
                let tied_by = format!("{}: {}", words::tied_by(self.lang), one.ties_in_words());
                sheet.text(&tied_by, (2, width), theme.dim);
            }
            ties.extend(tied(&one.ties));
        }
        self.side_by_side(group, &ties, sheet, width, theme);
    }

    /// Adds practices beside one another, two at a time; under one another where there is no room.
    fn side_by_side(
        &self,
        practices: &[Origin],
        ties: &BTreeSet<String>,
        sheet: &mut Sheet,
        width: usize,
        theme: &Theme,
    ) {
        let beside = width >= BESIDE && practices.len() > 1;
        for pair in practices.chunks(if beside { 2 } else { 1 }) {
            let columns = if beside { (width - 3) / 2 } else { width };
            sheet.gap();
            sheet.stop();
            let heads: Vec<(Vec<String>, bool)> =
                pair.iter().map(|origin| (wrap(&self.title(*origin), columns), true)).collect();
            self.rows_beside(&heads, columns, &BTreeSet::new(), sheet, theme);
            let told: Vec<(Vec<String>, bool)> = pair
                .iter()
                .map(|origin| match self.pool.practice(*origin) {
                    Some(_) => (wrap(&words::told_in(self.lang, self.session_of(*origin)), columns), false),
                    None => (wrap(words::lost_practice(self.lang), columns), false),
                })
                .collect();
            self.rows_beside(&told, columns, &BTreeSet::new(), sheet, theme);
            for field in PracticeField::ALL.iter().filter(|field| **field != PracticeField::Name) {
                let texts: Vec<String> = pair
                    .iter()
                    .map(|origin| self.pool.practice(*origin).map(|of| field.of(&of.record).trim().to_owned()))
                    .map(Option::unwrap_or_default)
                    .collect();
                if texts.iter().all(String::is_empty) {
                    continue;
                }
                sheet.push(Line::default().at((0, width), words::field(self.lang, *field), theme.dim));
                let lines: Vec<(Vec<String>, bool)> = texts
                    .iter()
                    .map(|text| (if text.is_empty() { vec!["–".to_owned()] } else { wrap(text, columns - 2) }, false))
                    .collect();
                self.rows_beside(&lines, columns, ties, sheet, theme);
            }
        }
    }

    fn rows_beside(
        &self,
        texts: &[(Vec<String>, bool)],
        columns: usize,
        ties: &BTreeSet<String>,
        sheet: &mut Sheet,
        theme: &Theme,
    ) {
        let most = texts.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        for at in 0..most {
            let mut row = Line::default();
            for (place, (lines, strong)) in texts.iter().enumerate() {
                let Some(text) = lines.get(at) else { continue };
                let column = place * (columns + 3);
                let style = if *strong { theme.title } else { theme.base };
                row = row.at((column, columns), text.clone(), style);
                for range in marked(text, ties) {
                    let before = crate::tui::panels::paint::width(&text[..range.start]);
                    row = row.at((column + before, columns.saturating_sub(before)), &text[range], theme.key);
                }
            }
            sheet.push(row);
        }
    }
}

/// Returns in words what a likeness is made of, in points of a hundred; what brings nothing is left out.
fn made_of(lang: Lang, of: MadeOf) -> String {
    let parts = [
        (words::part_words(lang), of.words),
        (words::part_names(lang), of.names),
        (words::part_proper(lang), of.proper),
        (words::part_letters(lang), of.letters),
        (words::part_place(lang), of.place),
        (words::part_page(lang), of.page),
    ];
    let said = parts.iter().filter(|(_, points)| *points >= 10).map(|(name, points)| format!("{name} {}", points / 10));
    words::made_of(lang, said.collect::<Vec<_>>().join(" + "))
}

/// Returns the words that tie practices, folded.
fn tied(ties: &[Tie]) -> BTreeSet<String> {
    let both = ties.iter().flat_map(|tie| [tie.one.as_str(), tie.other.as_str()]);
    both.flat_map(str::split_whitespace).map(fold).filter(|word| word.chars().count() > 2).collect()
}

/// Returns where in a line words stand that tie practices.
fn marked(line: &str, ties: &BTreeSet<String>) -> Vec<Range<usize>> {
    if ties.is_empty() {
        return Vec::new();
    }
    let mut ranges = Vec::new();
    let mut start = None;
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if ties.contains(&fold(&line[from..at])) {
                    ranges.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_tie_are_found_whatever_their_case_and_accents() {
        let ties = tied(&[Tie { one: "Perché no".into(), other: "outreach".into() }]);
        let line = "perche l'OUTREACH non basta";
        let found: Vec<&str> = marked(line, &ties).into_iter().map(|range| &line[range]).collect();
        assert_eq!(found, ["perche", "OUTREACH"]);
    }
}
