//! Owns how the merge desk is drawn: the five screens' names, the list, what is told of the chosen line, what is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

use crate::text::panels::merge as words;
use crate::tui::doors::MergeStage;
use crate::tui::panels::paint::{self, bar, boxed, put, wrap};
use crate::tui::panels::picture::sheet::Sheet;
use crate::tui::theme::Theme;

use super::over::Over;
use super::picking::Pick;
use super::reading::Scroll;
use super::rows::Row;
use super::settling::Saved;
use super::{MergeDesk, Stage, Told};
use crate::tui::panels::writing::Writing;

/// From so many columns on the list and what is told of the chosen line stand beside one another.
const WIDE: u16 = 110;

impl MergeDesk {
    /// Draws the desk. Returns where the terminal's cursor stands, where something is typed.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        buf.set_style(area, theme.base);
        self.draw_top(area, buf, theme);
        let mut body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if let Some((good, said)) = &self.said {
            let lines = paint::wrap_within(said, usize::from(area.width.saturating_sub(2)), 2);
            body.height = body.height.saturating_sub(lines.len() as u16);
            for (row, line) in lines.iter().enumerate() {
                let style = if *good { theme.ok } else { theme.error };
                put(buf, area, (area.x + 1, body.bottom() + row as u16), line, style);
            }
        }
        if let Over::Find(writing) = &self.over {
            body.height = body.height.saturating_sub(1);
            let label = format!("{}: ", words::find(self.lang));
            let x = put(buf, area, (area.x + 1, body.bottom()), &label, theme.accent);
            put(buf, area, (x, body.bottom()), writing.text(), theme.strong);
            self.draw_body(body, buf, theme);
            let at = paint::width(&writing.text()[..writing.at()]) as u16;
            return Some((x + at, body.bottom()));
        }
        if let Over::Read(reading) = &self.over {
            reading.draw(self.lang, body, buf, theme);
            return None;
        }
        self.draw_body(body, buf, theme);
        if let Some((stage, done, of)) = self.progress {
            self.draw_progress((stage, done, of), body, buf, theme);
        }
        match &self.over {
            Over::Nothing | Over::Find(_) | Over::Read(_) => None,
            Over::Line { asks, writing, .. } => self.draw_line(asks, writing, body, buf, theme),
            Over::Text { asks, said, writing, .. } => self.draw_text((asks, said), writing, body, buf, theme),
            Over::Pick(pick) => self.draw_pick(pick, body, buf, theme),
            Over::Show { title, lines, scroll } => {
                draw_show((title, lines), scroll, body, buf, theme);
                None
            }
        }
    }

    fn draw_top(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let row = Rect { height: 1, ..area };
        buf.set_style(row, theme.bar);
        let (said, style) = match &self.saved {
            Saved::Yes => (words::saved(self.lang), theme.ok),
            Saved::OnItsWay => (words::saving(self.lang), theme.warn),
            Saved::ReadOnly => (words::read_only(self.lang), theme.warn),
            Saved::Failed => (words::not_saved(self.lang), theme.error),
            Saved::Unopened(_) => (words::not_open(self.lang), theme.error),
        };
        let wide = paint::width(said) as u16 + 1;
        let names: Vec<String> = Stage::ALL.iter().enumerate().map(|(at, stage)| self.tab(at, *stage)).collect();
        let all: usize = names.iter().map(|name| paint::width(name)).sum();
        let mut x = area.x;
        let title = format!(" {} ", words::title(self.lang));
        if all + paint::width(&title) + usize::from(wide) < usize::from(area.width) {
            x = put(buf, row, (x, area.y), &title, theme.title);
        }
        for (stage, name) in Stage::ALL.iter().zip(&names) {
            let style = if *stage == self.stage { theme.selected } else { theme.bar };
            x = put(buf, row, (x, area.y), name, style);
        }
        let room = area.right().saturating_sub(x);
        if room > wide {
            put(buf, row, (area.right() - wide, area.y), said, style);
        }
    }

    fn tab(&self, at: usize, stage: Stage) -> String {
        let name = match stage {
            Stage::Sources => words::sources(self.lang),
            Stage::Matches => words::matches(self.lang),
            Stage::Strategies => words::strategies(self.lang),
            Stage::Comparison => words::comparison(self.lang),
            Stage::Dossier => words::dossier(self.lang),
        };
        format!(" {} {name} ", at + 1)
    }

    fn draw_body(&self, body: Rect, buf: &mut Buffer, theme: &Theme) {
        if !self.loaded {
            return;
        }
        if let Saved::Unopened(why) = &self.saved {
            let mut sheet = Sheet::default();
            let inner = paint::inset(body, 2, 1);
            let width = usize::from(inner.width);
            sheet.text(why, (0, width), theme.error);
            sheet.gap();
            sheet.text(&self.keys.fill(words::unopened(self.lang), self.lang), (0, width), theme.base);
            sheet.draw(0, inner, buf, theme);
            return;
        }
        if self.shown.dossier.sources.is_empty() && self.rows.is_empty() {
            centred(words::nothing_here(self.lang), body, buf, theme);
            return;
        }
        if self.stage == Stage::Comparison && self.other_view {
            self.draw_plot(paint::inset(body, 2, 1), buf, theme);
            return;
        }
        let (list, told) = split(body, self.stage, self.rows.len());
        self.draw_list(list, buf, theme);
        let block = Block::bordered().border_style(theme.border).style(theme.base);
        let inner = paint::inset(block.inner(told), 1, 0);
        block.render(told, buf);
        let mut told = self.told.borrow_mut();
        *self.walk.borrow_mut() = self.set(&mut told, inner, theme).draw(self.top.get(), inner, buf, theme);
    }

    /// Sets what is told of the chosen line as far as it is seen, and a page more: of a strategy that stands on thousands of
    /// practices no key waits for all of them.
    fn set<'a>(&self, told: &'a mut Option<Told>, inner: Rect, theme: &Theme) -> &'a Sheet {
        let (width, looks, top) = (usize::from(inner.width), theme.title, self.top.get());
        let seen = top + 2 * usize::from(inner.height) + 1;
        let holds = |told: &Told| {
            (told.width, told.looks) == (width, looks) && (!told.sheet.is_full() || told.sheet.length() >= seen)
        };
        let known = told.take().filter(holds);
        let set = || {
            // the farther it was walked the more is set at once
            let mut sheet = Sheet::of_at_most(seen + 3 * top);
            if let Some(row) = self.chosen() {
                self.tell(row, &mut sheet, width, theme);
            }
            Told { width, looks, sheet }
        };
        &told.insert(known.unwrap_or_else(set)).sheet
    }

    fn draw_list(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let mut inner = paint::inset(area, 1, 0);
        if self.stage == Stage::Comparison {
            self.draw_heads(inner, buf, theme);
            inner = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        }
        if self.rows.is_empty() {
            let said = match (self.find.is_empty(), self.stage) {
                (false, _) => words::nothing_found(self.lang),
                (true, Stage::Matches) => words::no_matches(self.lang),
                (true, Stage::Strategies | Stage::Comparison) => words::no_strategies(self.lang),
                (true, Stage::Sources | Stage::Dossier) => words::nothing_here(self.lang),
            };
            centred(said, inner, buf, theme);
            return;
        }
        let seen = self.cursor().window(self.rows.len(), usize::from(inner.height));
        for (at, y) in seen.zip(inner.y..inner.bottom()) {
            let Some(row) = self.rows.get(at) else { continue };
            let line = Rect { y, height: 1, ..inner };
            let chosen = at == self.cursor().at();
            if chosen {
                buf.set_style(line, theme.selected);
            }
            self.draw_row(row, chosen, line, buf, theme);
        }
    }

    fn draw_row(&self, row: &Row, chosen: bool, line: Rect, buf: &mut Buffer, theme: &Theme) {
        let style = if chosen { theme.selected } else { theme.base };
        match row {
            Row::Heading(text) => {
                put(buf, line, (line.x, line.y), text, theme.accent);
            }
            Row::Compared(row) => self.draw_compared(row, line, buf, theme, style),
            row => {
                let (left, text, right) = self.cells(row);
                let left_wide: u16 = if self.stage == Stage::Sources { 11 } else { 4 };
                let mark = if self.is_marked(row) { "●" } else { " " };
                put(buf, line, (line.x, line.y), mark, theme.accent);
                let dim = if chosen { style } else { theme.dim };
                put(buf, Rect { width: left_wide + 1, ..line }, (line.x + 1, line.y), &left, dim);
                let wide = paint::width(&right) as u16;
                let middle = Rect { width: line.width.saturating_sub(wide + 1), ..line };
                put(buf, middle, (line.x + 1 + left_wide, line.y), &text, style);
                put(buf, line, (line.right().saturating_sub(wide), line.y), &right, dim);
            }
        }
    }

    fn is_marked(&self, row: &Row) -> bool {
        match row {
            Row::Match(at, _) => {
                let one = self.shown.dossier.matches.get(*at);
                one.is_some_and(|m| !m.practices.is_empty() && m.practices.iter().all(|it| self.marked.contains(it)))
            }
            Row::Group(first) => self.shown.groups.with(*first).iter().all(|it| self.marked.contains(it)),
            Row::Unused(_, item) => self.marked.contains(item),
            _ => false,
        }
    }

    fn draw_progress(
        &self,
        (stage, done, of): (MergeStage, usize, usize),
        body: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) {
        let said = match stage {
            MergeStage::Reading => words::reading(self.lang, done, of),
            MergeStage::Comparing => words::comparing(self.lang, done, of),
            MergeStage::Composing => words::composing(self.lang).to_owned(),
            MergeStage::Writing => words::writing(self.lang).to_owned(),
        };
        let inner = boxed(body, (5, 60), buf, theme);
        put(buf, inner, (inner.x, inner.y), &said, theme.strong);
        let columns = usize::from(inner.width);
        put(buf, inner, (inner.x, inner.y + 1), &"·".repeat(columns), theme.border);
        let fraction = if of > 0 { done as f64 / of as f64 } else { 0.0 };
        put(buf, inner, (inner.x, inner.y + 1), &bar(columns, fraction), theme.accent);
        let key = self.keys.key("merge-leave", self.lang);
        put(buf, inner, (inner.x, inner.y + 2), &words::cancel_hint(self.lang, key), theme.dim);
    }

    fn draw_line(
        &self,
        asks: &str,
        writing: &Writing,
        body: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) -> Option<(u16, u16)> {
        let columns = body.width.saturating_sub(8).clamp(20, 76);
        let asked = wrap(asks, usize::from(columns.saturating_sub(4)));
        let inner = boxed(body, (asked.len() as u16 + 4, columns), buf, theme);
        for (row, line) in asked.iter().enumerate() {
            put(buf, inner, (inner.x, inner.y + row as u16), line, theme.strong);
        }
        let y = inner.y + asked.len() as u16;
        let field = Rect { y, height: 1, ..inner };
        buf.set_style(field, theme.input);
        let room = usize::from(inner.width.saturating_sub(1));
        let before = paint::tail(&writing.text()[..writing.at()], room);
        let x = put(buf, field, (field.x, y), &before, theme.input);
        put(buf, field, (x, y), &writing.text()[writing.at()..], theme.input);
        let how = self.keys.fill(words::confirm_enter(self.lang), self.lang);
        put(buf, inner, (inner.x, y + 1), &how, theme.dim);
        Some((x, y))
    }

    fn draw_text(
        &self,
        (asks, said): (&str, &[String]),
        writing: &Writing,
        body: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) -> Option<(u16, u16)> {
        let columns = body.width.saturating_sub(4).min(100);
        let inner = boxed(body, (body.height.saturating_sub(2).min(30), columns), buf, theme);
        put(buf, inner, (inner.x, inner.y), asks, theme.strong);
        let width = usize::from(inner.width);
        let most = usize::from(inner.height) / 2;
        let above: Vec<String> = said.iter().flat_map(|line| wrap(&format!("· {line}"), width)).take(most).collect();
        for (row, line) in above.iter().enumerate() {
            put(buf, inner, (inner.x, inner.y + 1 + row as u16), line, theme.dim);
        }
        let top = inner.y + 2 + above.len() as u16;
        let field = Rect { y: top, height: inner.bottom().saturating_sub(top + 1), ..inner };
        buf.set_style(field, theme.input);
        let text = writing.text();
        let rows = paint::rows(text, width);
        let row = rows.iter().rposition(|row| row.start <= writing.at()).unwrap_or(0);
        let first = (row + 1).saturating_sub(usize::from(field.height).max(1));
        for (line, y) in rows.iter().skip(first).zip(field.y..field.bottom()) {
            put(buf, field, (field.x, y), &text[line.clone()], theme.input);
        }
        let how = self.keys.fill(words::text_done(self.lang), self.lang);
        put(buf, inner, (inner.x, inner.bottom().saturating_sub(1)), &how, theme.dim);
        let start = rows.get(row).map_or(0, |row| row.start);
        let x = field.x + paint::width(text.get(start..writing.at()).unwrap_or_default()) as u16;
        Some((x.min(field.right()), field.y + (row - first) as u16))
    }

    fn draw_pick(&self, pick: &Pick, body: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        let columns = body.width.saturating_sub(6).min(100);
        let shown = pick.shown();
        let rows = u16::try_from(pick.choices.count())
            .unwrap_or(u16::MAX)
            .saturating_add(5)
            .min(body.height.saturating_sub(2))
            .max(7);
        let inner = boxed(body, (rows, columns), buf, theme);
        let marks = if pick.several {
            format!(" ({})", self.keys.fill(words::pick_marks(self.lang), self.lang))
        } else {
            String::new()
        };
        put(buf, inner, (inner.x, inner.y), &format!("{}{marks}", pick.asks), theme.strong);
        let label = format!("{}: ", words::find(self.lang));
        let x = put(buf, inner, (inner.x, inner.y + 1), &label, theme.dim);
        let x = put(buf, inner, (x, inner.y + 1), &pick.narrow, theme.strong);
        let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        if shown.is_empty() {
            put(buf, list, (list.x, list.y), words::nothing_found(self.lang), theme.dim);
        }
        let seen = pick.cursor.window(shown.len(), usize::from(list.height));
        for (at, y) in seen.zip(list.y..list.bottom()) {
            let Some(text) = shown.get(at).and_then(|place| pick.choices.name(*place, self)) else { continue };
            let line = Rect { y, height: 1, ..list };
            let chosen = at == pick.cursor.at();
            let style = if chosen { theme.selected } else { theme.base };
            buf.set_style(line, style);
            let mark = if shown.get(at).is_some_and(|place| pick.marked.contains(place)) { "● " } else { "  " };
            let mark = if pick.several { mark } else { "" };
            put(buf, line, (line.x, y), &format!("{mark}{text}"), style);
        }
        Some((x, inner.y + 1))
    }
}

/// Returns the places of the list and of what is told: beside one another, or one under the other.
fn split(body: Rect, stage: Stage, rows: usize) -> (Rect, Rect) {
    if body.width >= WIDE && stage != Stage::Comparison {
        let list = Rect { width: body.width * 2 / 5, ..body };
        return (list, Rect { x: list.right(), width: body.width - list.width, ..body });
    }
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(1 + u16::from(stage == Stage::Comparison));
    let height = wanted.clamp(3, (body.height * 2 / 5).max(3));
    let list = Rect { height, ..body };
    (list, Rect { y: list.bottom(), height: body.height.saturating_sub(height), ..body })
}

fn centred(said: &str, area: Rect, buf: &mut Buffer, theme: &Theme) {
    let lines = wrap(said, usize::from(area.width.saturating_sub(6).max(10)));
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (row, line) in lines.iter().enumerate() {
        paint::centred(buf, area, top + row as u16, line, theme.dim);
    }
}

fn draw_show((title, lines): (&str, &[(String, bool)]), scroll: &Scroll, body: Rect, buf: &mut Buffer, theme: &Theme) {
    let columns = body.width.saturating_sub(4).min(110);
    let inner = boxed(body, (body.height.saturating_sub(2), columns), buf, theme);
    put(buf, inner, (inner.x, inner.y), title, theme.accent);
    let mut sheet = Sheet::default();
    for (text, strong) in lines {
        let style = if *strong { theme.title } else { theme.base };
        sheet.text(text, (0, usize::from(inner.width)), style);
    }
    let rest = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    scroll.draw(&sheet, rest, buf, theme);
}
