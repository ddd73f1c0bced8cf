//! Owns texts beside one another: practices field by field, with the words that tie them marked, and the two values of
//! a field that two wrote at once.

use std::ops::Range;

use ratatui::style::Style;

use crate::domain::clean::clean;
use crate::domain::item::Practice;
use crate::synthesis::dossier::{PracticeField, Said};
use crate::synthesis::likeness::{Field, Mark};
use crate::synthesis::origin::Origin;
use crate::text::Lang;
use crate::text::panels::{clashes, merge as words};
use crate::text::tui::detail;
use crate::tui::panels::paint;
use crate::tui::panels::picture::sheet::{Row as Line, Sheet};
use crate::tui::theme::Theme;

use super::MergeDesk;

/// From so many columns on two texts stand beside one another.
const BESIDE: usize = 60;

/// A text, where words stand in it that tie it to another, and how it looks.
struct Cell {
    text: String,
    marks: Vec<Range<usize>>,
    style: Style,
}

/// What of a practice is shown: all that a person can choose words for, and all that likeness reads.
const FIELDS: [Shown; 13] = [
    Shown::One(Some(Field::Organisation), PracticeField::Organisation),
    Shown::Also(Field::Provider, "provider", |practice| &practice.provider),
    Shown::One(Some(Field::Place), PracticeField::Place),
    Shown::One(Some(Field::ForWhom), PracticeField::ForWhom),
    Shown::Also(Field::Subgroup, "subgroup", |practice| &practice.subgroup),
    Shown::One(Some(Field::How), PracticeField::How),
    Shown::One(Some(Field::Helped), PracticeField::Helped),
    Shown::One(Some(Field::Hindered), PracticeField::Hindered),
    Shown::One(Some(Field::Resources), PracticeField::Resources),
    Shown::One(Some(Field::Intensity), PracticeField::Intensity),
    Shown::One(None, PracticeField::Transfer),
    Shown::Tags,
    Shown::Partners,
];

enum Shown {
    One(Option<Field>, PracticeField),
    Also(Field, &'static str, fn(&Practice) -> &String),
    Tags,
    Partners,
}

impl Shown {
    fn label(&self, lang: Lang) -> String {
        match self {
            Self::One(_, field) => words::field(lang, *field).to_owned(),
            Self::Also(_, name, _) => detail::field(lang, name),
            Self::Tags => detail::field(lang, "tags"),
            Self::Partners => detail::field(lang, "partners"),
        }
    }

    fn of(&self, practice: &Practice, marks: &[Mark]) -> (String, Vec<Range<usize>>) {
        let one = |text: &str, field: Option<Field>| {
            let here = marks.iter().filter(|mark| Some(mark.field) == field);
            (text.to_owned(), here.map(|mark| mark.place.clone()).collect())
        };
        match self {
            Self::One(read, field) => one(field.of(practice), *read),
            Self::Also(read, _, text) => one(text(practice), Some(*read)),
            Self::Tags => listed(practice.tags.iter(), Field::Tag, marks),
            Self::Partners => listed(practice.partners.iter(), Field::Partner, marks),
        }
    }
}

/// Returns several texts as one, with their marks.
fn listed<'a>(
    texts: impl Iterator<Item = &'a String>,
    field: impl Fn(usize) -> Field,
    marks: &[Mark],
) -> (String, Vec<Range<usize>>) {
    let (mut all, mut places) = (String::new(), Vec::new());
    for (at, text) in texts.enumerate() {
        if at > 0 {
            all.push_str(", ");
        }
        let start = all.len();
        let here = marks.iter().filter(|mark| mark.field == field(at));
        places.extend(here.map(|mark| start + mark.place.start..start + mark.place.end));
        all.push_str(text);
    }
    (all, places)
}

impl MergeDesk {
    /// Adds practices beside one another, two at a time; under one another where there is no room.
    pub(super) fn side_by_side(&self, practices: &[Origin], sheet: &mut Sheet, width: usize, theme: &Theme) {
        let beside = width >= BESIDE && practices.len() > 1;
        for pair in practices.chunks(if beside { 2 } else { 1 }) {
            let columns = if beside { (width - 3) / 2 } else { width };
            let cell = |text: String, style: Style| Cell { text, marks: Vec::new(), style };
            sheet.gap();
            sheet.stop();
            let names = pair.iter().map(|origin| match self.shown.pool.practice(*origin) {
                Some(of) => {
                    let marks = self.marks_of(*origin).iter().filter(|mark| mark.field == Field::Name);
                    let marks = marks.map(|mark| mark.place.clone()).collect();
                    Cell { text: of.record.name.clone(), marks, style: theme.title }
                }
                None => cell(self.title(*origin), theme.title),
            });
            add(&names.collect::<Vec<_>>(), columns, sheet, theme);
            let told = pair.iter().map(|origin| match self.shown.pool.practice(*origin) {
                Some(_) => cell(words::told_in(self.lang, self.session_of(*origin)), theme.base),
                None => cell(words::lost_practice(self.lang).to_owned(), theme.warn),
            });
            add(&told.collect::<Vec<_>>(), columns, sheet, theme);
            for field in &FIELDS {
                let cells: Vec<Cell> = pair
                    .iter()
                    .map(|origin| {
                        let practice = self.shown.pool.practice(*origin);
                        let said = practice.map(|of| field.of(&of.record, self.marks_of(*origin)));
                        let (text, marks) = said.unwrap_or_default();
                        Cell { text, marks, style: theme.base }
                    })
                    .collect();
                if cells.iter().all(|cell| cell.text.trim().is_empty()) {
                    continue;
                }
                sheet.push(Line::default().at((0, width), field.label(self.lang), theme.dim));
                add(&cells, columns, sheet, theme);
            }
        }
    }

    /// Returns where words stand in a practice that tie it to those it is shown with; nothing until that is known.
    fn marks_of(&self, origin: Origin) -> &[Mark] {
        self.tied.get(&origin).map_or(&[], Vec::as_slice)
    }

    /// Tells of a field that two wrote at once: what stands there, and what the other wrote.
    pub(super) fn tell_clash(&self, other: &Said, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        sheet.text(&clashes::place(lang, other, self), (0, width), theme.title);
        let stands = self.words.beside(other);
        let both = [(clashes::here(lang), &stands), (clashes::the_other(lang), other)];
        let columns = if width >= BESIDE { (width - 3) / 2 } else { width };
        for values in both.chunks(if width >= BESIDE { 2 } else { 1 }) {
            sheet.gap();
            let cell = |text: String, style: Style| Cell { text, marks: Vec::new(), style };
            let heads: Vec<Cell> = values.iter().map(|(head, _)| cell((*head).to_owned(), theme.accent)).collect();
            let said = values.iter().map(|(_, said)| cell(clashes::value(lang, said, self), theme.base));
            add(&heads, columns, sheet, theme);
            add(&said.collect::<Vec<_>>(), columns, sheet, theme);
        }
        sheet.gap();
        sheet.text(&self.keys.fill(clashes::how(lang), lang), (0, width), theme.dim);
    }

    /// Tells of a text that was left unfinished: for what, and how far it came.
    pub(super) fn tell_begun(&self, at: usize, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        let mut how = words::begun_how(lang);
        match self.unfinished.at(at) {
            Some(Ok(begun)) => {
                sheet.text(&self.written_for(&begun.then), (0, width), theme.title);
                sheet.gap();
                sheet.text(&begun.text, (0, width), theme.base);
                if !self.is_there(&begun.then) {
                    sheet.gap();
                    sheet.text(words::unfinished_gone(lang), (0, width), theme.warn);
                    how = words::begun_drop(lang);
                }
            }
            Some(Err(line)) => {
                sheet.text(words::begun_strange(lang), (0, width), theme.title);
                sheet.gap();
                sheet.text(&clean(line), (0, width), theme.base);
                how = words::begun_drop(lang);
            }
            None => return,
        }
        sheet.gap();
        sheet.text(&self.keys.fill(how, lang), (0, width), theme.dim);
    }
}

/// Adds texts beside one another, each wrapped to its columns, its marks standing out.
fn add(cells: &[Cell], columns: usize, sheet: &mut Sheet, theme: &Theme) {
    // a tab is as many bytes as the space that stands for it: the marks stay where they are
    let texts: Vec<String> = cells.iter().map(|cell| cell.text.replace('\t', " ").trim_end().to_owned()).collect();
    let rows: Vec<Vec<Range<usize>>> = texts.iter().map(|text| paint::rows(text, columns)).collect();
    for at in 0..rows.iter().map(Vec::len).max().unwrap_or(0) {
        let mut line = Line::default();
        for (place, (cell, text)) in cells.iter().zip(&texts).enumerate() {
            let (column, empty) = (place * (columns + 3), text.is_empty() && at == 0);
            let Some(row) = rows[place].get(at) else { continue };
            let shown = if empty { "–" } else { text[row.clone()].trim_end() };
            line = line.at((column, columns), shown, cell.style);
            for mark in within(&cell.marks, row.start..row.start + if empty { 0 } else { shown.len() }) {
                let before = paint::width(&text[row.start..mark.start]);
                line = line.at((column + before, columns.saturating_sub(before)), &text[mark], theme.key);
            }
        }
        sheet.push(line);
    }
}

/// Returns what of the marks stands in a row.
fn within(marks: &[Range<usize>], row: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let clipped = marks.iter().map(move |mark| mark.start.max(row.start)..mark.end.min(row.end));
    clipped.filter(|mark| mark.start < mark.end)
}
