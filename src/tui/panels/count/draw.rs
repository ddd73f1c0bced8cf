//! Owns how counting is drawn: the pages of the preparation, the grid, what is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

use crate::domain::heads::add_up;
use crate::domain::item::ItemRef;
use crate::domain::value::RoundState;
use crate::text::names;
use crate::text::panels::{count as words, form};
use crate::tui::theme::Theme;

use super::super::paint::{self, fit, put, tail, wrap, wrap_within};
use super::ask::Ask;
use super::prepare::{Page, Prepare, alike, ordered, text_of};
use super::{Over, PollDesk, Screen};

impl PollDesk {
    /// Draws what is open. Returns the column and row of the cursor, where there is one.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        buf.set_style(area, theme.base);
        let block = Block::bordered()
            .title(format!(" {} ", self.headline(usize::from(area.width.saturating_sub(4)))))
            .title_style(theme.title)
            .border_style(theme.border_focus)
            .style(theme.base);
        let inner = paint::inset(block.inner(area), 1, 0);
        block.render(area, buf);
        let foot = wrap_within(&self.trouble, inner.width as usize, 2);
        let foot_rows = if self.trouble.is_empty() { 0 } else { foot.len() as u16 };
        let body = Rect { height: inner.height.saturating_sub(foot_rows), ..inner };
        if foot_rows > 0 {
            for (line, text) in foot.iter().enumerate() {
                put(buf, inner, (inner.x, body.bottom() + line as u16), text, theme.error);
            }
        }
        let cursor = self.draw_screen(body, buf, theme);
        if matches!(self.over, Over::Nothing) { cursor } else { self.draw_asked(area, buf, theme) }
    }

    /// Returns the title: the round that is looked at, why it was put, and where it is. Of these the reason is shortened
    /// where there is no room for all.
    fn headline(&self, width: usize) -> String {
        let lang = self.lang;
        let looked_at = if let Screen::Result(number) = &self.screen { Some(*number) } else { None };
        let looked_at = looked_at.and_then(|number| Some((number, self.poll.rounds.get(&number)?)));
        let round = looked_at.or_else(|| self.last());
        let state = round.map_or(RoundState::Prepared, |(_, round)| round.state);
        let mut parts = vec![words::title(lang).to_owned()];
        parts.extend(round.map(|(number, _)| words::round(lang, number.0)));
        parts.push(
            match (&self.screen, state) {
                (Screen::Correct { .. }, _) => words::correcting(lang),
                (_, RoundState::Prepared) => names::round_state(lang, RoundState::Prepared),
                (_, RoundState::Open) => words::open_now(lang),
                (_, RoundState::Closed) => words::closed_now(lang),
                (_, RoundState::Revealed) => words::revealed_now(lang),
                (_, RoundState::Interrupted) => words::interrupted_now(lang),
            }
            .to_owned(),
        );
        let whole = parts.join(" · ");
        let reason = round.map(|(_, round)| round.reason.trim()).filter(|reason| !reason.is_empty());
        let room = width.saturating_sub(paint::width(&whole) + 2);
        if let Some(reason) = reason.filter(|_| room >= 4) {
            parts[1] = format!("{}: {}", parts[1], fit(reason, room));
        }
        parts.join(" · ")
    }

    fn draw_screen(&mut self, body: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        match &self.screen {
            Screen::Prepare(_) => self.draw_prepare(body, buf, theme),
            Screen::Count(_) | Screen::Correct { .. } => {
                self.draw_grid(body, buf, theme);
                None
            }
            Screen::Closed { peek } => {
                let peek = *peek;
                self.draw_closed(body, buf, theme, peek);
                None
            }
            Screen::Result(number) => {
                self.draw_result(*number, body, buf, theme);
                None
            }
        }
    }

    fn draw_prepare(&mut self, body: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        self.take_in_form();
        let lang = self.lang;
        let Screen::Prepare(prepare) = &mut self.screen else { return None };
        let people: u32 = add_up(prepare.voters.values().copied());
        let mut x = body.x;
        for (place, page) in Page::ALL.into_iter().enumerate() {
            let name = match page {
                Page::Question => words::page_question(lang).to_owned(),
                Page::Options => format!("{} {}", words::page_options(lang), self.poll.options.len()),
                Page::Voters => format!("{} {people}", words::page_voters(lang)),
            };
            let style = if page == prepare.page { theme.selected } else { theme.dim };
            x = put(buf, body, (x, body.y), &format!(" {} {name} ", place + 1), style);
            x = put(buf, body, (x, body.y), if place < 2 { " › " } else { "" }, theme.dim);
        }
        let rest = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        match prepare.page {
            Page::Question => prepare.form.draw_bare(rest, buf, theme),
            Page::Options => {
                let ids = ordered(&self.poll);
                let texts: Vec<(String, Option<ItemRef>)> = ids
                    .iter()
                    .filter_map(|id| self.poll.options.get(id))
                    .map(|option| (text_of(lang, &self.session, option), option.item))
                    .collect();
                let one_proposal = self.poll.method.is_on_one_proposal();
                draw_options(prepare, &texts, rest, buf, (theme, lang, one_proposal))
            }
            Page::Voters => {
                draw_voters(prepare, rest, buf, (theme, lang));
                None
            }
        }
    }

    fn draw_asked(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        let columns = area.width.saturating_sub(8).clamp(20, 72).min(area.width);
        let inside = usize::from(columns.saturating_sub(4));
        let asked = self.asked();
        let lines: Vec<(String, bool)> = asked
            .iter()
            .enumerate()
            .flat_map(|(place, said)| wrap(said, inside).into_iter().map(move |line| (line, place == 0)))
            .collect();
        let writing = match &self.over {
            Over::Again(writing)
            | Over::Corrected(writing)
            | Over::Heard(writing)
            | Over::Integrated { writing, .. } => Some(writing),
            Over::Ask(_) | Over::Nothing => None,
        };
        let needed = lines.len() as u16 + 4 + u16::from(writing.is_some());
        let inner = paint::boxed(area, (needed, columns), buf, theme);
        let mut y = inner.y;
        // the question and the answer stay where there is no room for everything between
        let room = usize::from(inner.height.saturating_sub(2 + u16::from(writing.is_some())));
        for (line, first) in lines.iter().take(room) {
            put(buf, inner, (inner.x, y), line, if *first { theme.strong } else { theme.warn });
            y += 1;
        }
        let mut cursor = None;
        if let Some(writing) = writing {
            let text = writing.text();
            // the end of a long reason is what is being written
            let shown: String = tail(text, inside.saturating_sub(1));
            buf.set_style(Rect { y, height: 1, ..inner }.intersection(inner), theme.input);
            let x = put(buf, inner, (inner.x, y), &shown, theme.input);
            cursor = Some((x.min(inner.right().saturating_sub(1)), y));
            if let Some(warning) = form::warning(self.lang, text) {
                put(buf, inner, (inner.x, y + 1), &fit(warning, inside), theme.warn);
            }
        }
        let key = |name| self.keys.key(name, self.lang);
        let yes = if matches!(self.over, Over::Ask(Ask::CloseDespite)) { "count-advance" } else { "count-enter" };
        let answer = words::yes_or_no(self.lang, key(yes), key("count-leave"));
        put(buf, inner, (inner.x, inner.bottom().saturating_sub(1)), &answer, theme.key);
        cursor
    }
}

fn draw_options(
    prepare: &mut Prepare,
    texts: &[(String, Option<ItemRef>)],
    area: Rect,
    buf: &mut Buffer,
    (theme, lang, one_proposal): (&Theme, crate::text::Lang, bool),
) -> Option<(u16, u16)> {
    let plain: Vec<String> = texts.iter().map(|(text, _)| text.clone()).collect();
    let like = alike(&plain);
    let list = Rect { height: area.height.saturating_sub(1), ..area };
    let says = if one_proposal { words::one_proposal(lang) } else { words::options_help(lang) };
    let help = prepare.form.keys().fill(says, lang);
    put(buf, area, (area.x, list.bottom()), &help, theme.dim);
    let height = usize::from(list.height).max(1);
    let at = prepare.at.min(texts.len());
    let top = (at + 1).saturating_sub(height);
    let mut cursor = None;
    for row in (top..=texts.len()).take(height) {
        let y = list.y + (row - top) as u16;
        let here = row == at;
        let number = if row < texts.len() { format!("{:>3} ", row + 1) } else { "  + ".to_owned() };
        let mut x = put(buf, list, (list.x, y), &number, theme.dim);
        let written = row == texts.len() || (here && prepare.rewriting);
        if written {
            let text = prepare.writing.text();
            let hint = if text.is_empty() { words::new_option(lang) } else { "" };
            if let Some(warning) = form::warning(lang, text) {
                let said = format!("{warning:<width$}", width = usize::from(area.width));
                put(buf, area, (area.x, list.bottom()), &fit(&said, area.width.into()), theme.warn);
            }
            buf.set_style(Rect { x, y, width: list.right().saturating_sub(x), height: 1 }, theme.input);
            let shown = tail(text, usize::from(list.right().saturating_sub(x + 1)));
            let before = x;
            x = put(buf, list, (x, y), &shown, theme.input);
            put(buf, list, (x, y), hint, theme.input.patch(theme.dim));
            if here {
                let after = prepare.writing.text().len() - prepare.writing.at();
                let back = paint::width(&text[text.len() - after..]) as u16;
                cursor = Some((x.saturating_sub(back).max(before), y));
            }
            continue;
        }
        let (text, item) = &texts[row];
        let mut tail = item.map(|item| names::kind(lang, item.kind()).to_owned()).unwrap_or_default();
        let mut tail_style = theme.dim;
        if let Some(other) = like[row] {
            tail = words::like_another(lang, other + 1);
            tail_style = theme.warn;
        }
        let room = usize::from(list.right().saturating_sub(x)).saturating_sub(paint::width(&tail) + 2);
        let style = if here { theme.selected } else { theme.base };
        put(buf, list, (x, y), &fit(text, room), style);
        put(buf, list, (list.right().saturating_sub(paint::width(&tail) as u16), y), &tail, tail_style);
    }
    match &mut prepare.list {
        Some((picker, _)) => picker.draw(area, buf, theme, lang),
        None => cursor,
    }
}

fn draw_voters(prepare: &Prepare, area: Rect, buf: &mut Buffer, (theme, lang): (&Theme, crate::text::Lang)) {
    let label = (area.width / 2).min(30);
    let style = |row: usize| if row == prepare.row { theme.selected } else { theme.base };
    put(buf, area, (area.x, area.y), words::how_counted(lang), theme.dim);
    let by = format!("‹ {} ›", names::counted_by(lang, prepare.by));
    put(buf, area, (area.x + label, area.y), &by, style(0));
    let mut y = area.y + 1;
    for (place, group) in prepare.groups().iter().enumerate() {
        let people = prepare.voters.get(group).copied().unwrap_or(0);
        put(buf, area, (area.x, y), &fit(&names::group(lang, group), usize::from(label) - 1), theme.dim);
        put(buf, area, (area.x + label, y), &format!(" {people:>4} "), style(place + 1));
        y += 1;
    }
    let all: u32 = add_up(prepare.voters.values().copied());
    put(buf, area, (area.x + label, y), &format!("  {}", words::in_all(lang, all)), theme.dim);
    y += 2;
    for warning in prepare.warnings(lang) {
        for line in wrap(&warning, area.width as usize) {
            put(buf, area, (area.x, y), &line, theme.warn);
            y += 1;
        }
    }
}
