//! Owns how a form is drawn: labels and values in rows, wrapped, scrolled so that the focused field is always seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Widget};

use crate::domain::check::LONGEST_PROMPT;
use crate::domain::value::{Group, Owner};
use crate::text::panels::form as words;
use crate::text::{Lang, names};
use crate::tui::theme::Theme;

use super::super::{caption, paint};
use super::input::{self, Editor};
use super::value::{Need, Page, Parted, Sort, Spec, Value};
use super::{At, Form, Over, rules};

/// The most rows that a text takes while the keys are elsewhere.
const RESTING_ROWS: usize = 3;

/// The pieces of a row of a value, and the column of the cursor in it.
type ValueRow = (Vec<(String, Style)>, Option<usize>);

/// How many columns the labels take at most, with the sign before them and a space after.
pub(super) const LABELS: usize = 27;

/// Returns a field's label, with the star of those that are needed.
pub(super) fn label_of(spec: &Spec, lang: Lang) -> String {
    let star = if spec.need == Need::May { "" } else { " *" };
    format!("{}{star}", (spec.label)(lang))
}

/// One row of the form.
struct Row {
    at: At,
    label: String,
    pieces: Vec<(String, Style)>,
    /// The column of the cursor in the value.
    cursor: Option<usize>,
}

impl Form {
    /// Draws the form into `area`. Returns the column and row of the cursor, where there is one.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        let lang = self.lang;
        buf.set_style(area, theme.base);
        let missing = self.missing();
        let kind = names::kind(lang, self.opened.kind());
        let mut block = Block::bordered()
            .title(format!(" {} ", capitalised(kind)))
            .title_style(theme.title)
            .border_style(theme.border_focus)
            .style(theme.base);
        if !missing.is_empty() {
            let said = format!(" {} ", words::still_missing(lang, missing.len()));
            block = block.title_top(ratatui::text::Line::styled(said, theme.warn).right_aligned());
        }
        let inner = paint::inset(block.inner(area), 1, 0);
        block.render(area, buf);
        self.draw_inside(area, inner, buf, theme)
    }

    /// Draws the fields alone, for a panel that has a frame of its own.
    pub(crate) fn draw_bare(&mut self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        self.draw_inside(area, area, buf, theme)
    }

    fn draw_inside(&mut self, area: Rect, inner: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        let lang = self.lang;
        let missing = self.missing();
        let foot = self.foot(inner.width as usize, theme);
        let foot_rows = (foot.len() as u16).min(inner.height / 2);
        let body = Rect { height: inner.height - foot_rows, ..inner };
        for (line, (text, style)) in foot.iter().take(foot_rows as usize).enumerate() {
            paint::put(buf, inner, (inner.x, body.bottom() + line as u16), text, *style);
        }
        let cursor = self.draw_rows(body, buf, theme, &missing);
        match &mut self.over {
            Over::List(_, picker) => picker.draw(area, buf, theme, lang),
            Over::Leaving => None,
            Over::Nothing => cursor,
        }
    }

    fn draw_rows(&mut self, body: Rect, buf: &mut Buffer, theme: &Theme, missing: &[&str]) -> Option<(u16, u16)> {
        let label_width = (body.width as usize / 2).min(LABELS);
        let rows = self.rows(body.width as usize, label_width, theme, missing);
        let height = (body.height as usize).max(1);
        let focused = rows.iter().position(|row| row.at == self.at).unwrap_or(0);
        let last = rows.iter().rposition(|row| row.at == self.at).unwrap_or(focused);
        let (cursor_row, _) = rows
            .iter()
            .enumerate()
            .find_map(|(place, row)| row.cursor.map(|column| (place, column)))
            .unwrap_or((focused, 0));
        // the whole field where it fits, the cursor's row in any case
        self.top = self.top.min(rows.len().saturating_sub(height));
        self.top = self.top.max((last + 1).saturating_sub(height)).min(focused);
        self.top = self.top.max((cursor_row + 1).saturating_sub(height)).min(cursor_row);
        let mut cursor = None;
        for (line, row) in rows.iter().skip(self.top).take(height).enumerate() {
            let y = body.y + line as u16;
            let here = row.at == self.at;
            let style = if here { theme.accent } else { theme.dim };
            let sign = if here && !row.label.is_empty() { "›" } else { " " };
            paint::put(buf, body, (body.x, y), sign, theme.accent);
            let label = paint::fit(&row.label, label_width.saturating_sub(3));
            paint::put(buf, body, (body.x + 2, y), &label, style);
            let start = body.x + label_width as u16;
            let mut x = start;
            for (text, style) in &row.pieces {
                x = paint::put(buf, body, (x, y), text, *style);
            }
            if let Some(column) = row.cursor {
                let x = (start + column as u16).min(body.right().saturating_sub(1));
                cursor = Some((x, y));
            }
        }
        if self.top > 0 {
            paint::put(buf, body, (body.right().saturating_sub(1), body.y), "↑", theme.accent);
        }
        if rows.len() > self.top + height {
            paint::put(buf, body, (body.right().saturating_sub(1), body.bottom() - 1), "↓", theme.accent);
        }
        cursor
    }

    fn rows(&mut self, width: usize, label_width: usize, theme: &Theme, missing: &[&str]) -> Vec<Row> {
        // a column is kept free for the signs that there is more
        let value_width = width.saturating_sub(label_width + 1).max(8);
        let stops = self.stops();
        let mut rows = Vec::new();
        for stop in stops {
            match stop {
                At::Field(place) => rows.extend(self.field_rows(place, value_width, theme, missing)),
                At::More => rows.push(self.more_row(theme)),
            }
        }
        rows
    }

    fn more_row(&self, theme: &Theme) -> Row {
        let desk = self.inputs.iter().filter(|input| input.spec.page == Page::Desk).count();
        let (sign, said) =
            if self.desk { ("▾", words::fewer(self.lang).to_owned()) } else { ("▸", words::more(self.lang, desk)) };
        let style = if self.at == At::More { theme.selected } else { theme.dim };
        Row { at: At::More, label: String::new(), pieces: vec![(format!("{sign} {said}"), style)], cursor: None }
    }

    fn field_rows(&mut self, place: usize, width: usize, theme: &Theme, missing: &[&str]) -> Vec<Row> {
        let here = self.at == At::Field(place);
        let lang = self.lang;
        let spec = self.inputs[place].spec;
        let mut label = label_of(&spec, lang);
        let wanting = missing.contains(&spec.name) || (spec.need == Need::Must && self.inputs[place].is_empty());
        let mut rows = Vec::new();
        for (pieces, cursor) in self.value_rows(place, width, theme, wanting) {
            rows.push(Row { at: At::Field(place), label: std::mem::take(&mut label), pieces, cursor });
        }
        let notes = if here { self.notes(place, theme) } else { Vec::new() };
        let kept_back = self.kept_back(place).map(|said| (said, theme.warn));
        for (text, style) in kept_back.into_iter().chain(notes) {
            for line in paint::wrap(&text, width) {
                let pieces = vec![(line, style)];
                rows.push(Row { at: At::Field(place), label: String::new(), pieces, cursor: None });
            }
        }
        rows
    }

    /// Returns the rows of a field's value, and where the cursor is in each.
    fn value_rows(&mut self, place: usize, width: usize, theme: &Theme, wanting: bool) -> Vec<ValueRow> {
        let here = self.at == At::Field(place);
        let lang = self.lang;
        let sort = self.inputs[place].spec.sort;
        let empty =
            if wanting { (words::to_complete(lang).to_owned(), theme.warn) } else { (String::new(), theme.dim) };
        match &self.inputs[place].editor {
            Editor::Written(_) => self.written_rows(place, width, theme, empty),
            Editor::One(chosen) => {
                let names = input::names(sort, lang);
                let name = chosen.and_then(|chosen| names.get(chosen).cloned());
                let (text, style) = match name {
                    Some(name) => (name, if here { theme.selected } else { theme.base }),
                    None if wanting => empty,
                    None => (words::none(lang).to_owned(), theme.dim),
                };
                vec![(around(text, style, here, theme), None)]
            }
            Editor::Yes(yes) => {
                let text = if *yes { words::yes(lang) } else { words::no(lang) };
                let style = if here { theme.selected } else { theme.base };
                vec![(around(text.to_owned(), style, here, theme), None)]
            }
            Editor::Some(chosen, at) => {
                let mut rows: Vec<ValueRow> = vec![(Vec::new(), None)];
                let mut used = 0;
                for (row, name) in input::names(sort, lang).into_iter().enumerate() {
                    let text = format!("[{}] {name}", if chosen.contains(&row) { 'x' } else { ' ' });
                    let wide = paint::width(&text) + 2;
                    if used > 0 && used + wide > width + 2 {
                        rows.push((Vec::new(), None));
                        used = 0;
                    }
                    used += wide;
                    let style = match (here && row == *at, chosen.contains(&row)) {
                        (true, _) => theme.selected,
                        (false, true) => theme.base,
                        (false, false) => theme.dim,
                    };
                    if let Some((pieces, _)) = rows.last_mut() {
                        pieces.push((text, style));
                        pieces.push(("  ".to_owned(), theme.base));
                    }
                }
                rows
            }
            Editor::Refs(chosen) if chosen.is_empty() => {
                let text = match (here, wanting) {
                    (true, _) => (self.keys.fill(words::list_opens(lang), lang), theme.dim),
                    (false, true) => empty,
                    (false, false) => (words::none(lang).to_owned(), theme.dim),
                };
                vec![(vec![text], None)]
            }
            Editor::Refs(chosen) => {
                let style = if here { theme.selected_dim } else { theme.base };
                let line = |reference| caption::of(lang, &self.known.session, reference);
                chosen.iter().map(|one| (vec![(paint::fit(&line(*one), width), style)], None)).collect()
            }
        }
    }

    fn written_rows(
        &mut self,
        place: usize,
        width: usize,
        theme: &Theme,
        (empty, empty_style): (String, Style),
    ) -> Vec<ValueRow> {
        let here = self.at == At::Field(place);
        let suggestion = self.inputs[place].suggestion(&self.known);
        let placeholder = self.placeholder(place);
        let Editor::Written(writing) = &mut self.inputs[place].editor else { return Vec::new() };
        if !here {
            if writing.is_blank() {
                return vec![(vec![(empty, empty_style)], None)];
            }
            let lines = paint::wrap_within(writing.text(), width, RESTING_ROWS);
            return lines.into_iter().map(|line| (vec![(line, theme.base)], None)).collect();
        }
        let rows = writing.rows(width);
        let (cursor_row, cursor_column) = writing.cursor(&rows);
        let text = writing.text();
        let mut drawn = Vec::new();
        for (row, range) in rows.iter().enumerate() {
            let line = text[range.clone()].replace('\t', " ");
            let mut pieces = vec![(line.clone(), theme.input)];
            let mut used = paint::width(&line);
            if row + 1 == rows.len() && used < width {
                let ghost = match &suggestion {
                    Some(whole) => rest_of(whole, text),
                    None if text.is_empty() => format!(" {placeholder}"),
                    None => String::new(),
                };
                let ghost = paint::fit(&ghost, width - used);
                used += paint::width(&ghost);
                pieces.push((ghost, theme.input.patch(theme.dim)));
            }
            pieces.push((" ".repeat(width.saturating_sub(used)), theme.input));
            drawn.push((pieces, (row == cursor_row).then_some(cursor_column)));
        }
        drawn
    }

    /// Returns how the field is written, for as long as nothing is.
    fn placeholder(&self, place: usize) -> &'static str {
        match self.inputs[place].spec.sort {
            Sort::Day => words::days_are_written(self.lang),
            Sort::Words(Parted::Tags) => words::tags_are_written(self.lang),
            Sort::Words(Parted::Names) => words::names_are_written(self.lang),
            Sort::Owner => words::owner_is_written(self.lang),
            Sort::Line
            | Sort::Organisation
            | Sort::Text
            | Sort::Choice(_)
            | Sort::MayChoose(_)
            | Sort::Marks(_)
            | Sort::Number(_)
            | Sort::Yes
            | Sort::Ref(_)
            | Sort::Refs(_) => "",
        }
    }

    /// Returns what is said under the focused field: what was understood, or why not.
    fn notes(&self, place: usize, theme: &Theme) -> Vec<(String, Style)> {
        let input = &self.inputs[place];
        let lang = self.lang;
        let mut notes = Vec::new();
        if let ("method", Ok(Value::Choice(Some(chosen)))) = (input.spec.name, input.value(&self.known)) {
            notes.push((rules::explained(lang, chosen).to_owned(), theme.dim));
        }
        let Editor::Written(writing) = &input.editor else { return notes };
        match (input.value(&self.known), input.spec.sort) {
            (Err(unread), _) => notes.push((self.unread(unread), theme.error)),
            (Ok(Value::Day(Some(day))), _) => {
                notes.push((words::understood(lang, words::day(lang, day)), theme.ok));
            }
            (Ok(Value::Owner(Some(owner))), _) => notes.push((self.owner_note(&owner), theme.ok)),
            (Ok(_), _) => {}
        }
        if input.spec.name == "prompt" {
            let letters = letters(writing.text());
            if letters > LONGEST_PROMPT {
                notes.push((words::long_prompt(lang, letters), theme.warn));
            }
        }
        notes
    }

    fn owner_note(&self, owner: &Owner) -> String {
        match owner {
            Owner::Participant(id) => {
                let person = self.known.session.participants.get(*id);
                let code = person.map(|person| person.code.clone()).unwrap_or_default();
                let group = person.and_then(|person| person.group.clone()).unwrap_or(Group::Operator);
                words::is_participant(self.lang, code, names::group(self.lang, &group))
            }
            Owner::Named(_) => words::is_named(self.lang).to_owned(),
        }
    }

    /// Returns the lines at the foot: the question on leaving, what went wrong, a warning.
    fn foot(&self, width: usize, theme: &Theme) -> Vec<(String, Style)> {
        let (text, style) = match &self.over {
            Over::Leaving => {
                let key = |name| self.keys.key(name, self.lang);
                (
                    words::leave_asks(
                        self.lang,
                        key("form-open"),
                        key("form-later"),
                        key("form-drop"),
                        key("form-leave"),
                    ),
                    theme.warn,
                )
            }
            Over::Nothing | Over::List(..) => {
                let style = if self.trouble.is_some() { theme.error } else { theme.warn };
                (self.said().unwrap_or_default(), style)
            }
        };
        if text.is_empty() {
            return Vec::new();
        }
        paint::wrap(&text, width).into_iter().map(|line| (line, style)).collect()
    }
}

fn letters(text: &str) -> usize {
    unicode_segmentation::UnicodeSegmentation::graphemes(text, true).count()
}

fn around(text: String, style: Style, here: bool, theme: &Theme) -> Vec<(String, Style)> {
    if !here {
        return vec![(text, style)];
    }
    vec![("‹ ".to_owned(), theme.accent), (text, style), (" ›".to_owned(), theme.accent)]
}

/// Returns what of the suggestion is not written yet.
fn rest_of(whole: &str, text: &str) -> String {
    let typed = text.rsplit([',', ';']).next().unwrap_or(text).trim_start().trim_start_matches('#');
    let typed =
        if whole.to_lowercase().starts_with(&text.trim_start().to_lowercase()) { text.trim_start() } else { typed };
    whole.chars().skip(typed.chars().count()).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
