//! Owns how voting is drawn: large, calm, one thing at a time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tally::Share;
use crate::text::names;
use crate::text::panels::{count, form, vote as words};
use crate::tui::theme::Theme;

use super::super::paint::{self, centred, fit, put, tail, wrap, wrap_within};
use super::paper::{self, Paper};
use super::{Screen, VoteDesk, Voter};

impl VoteDesk {
    /// Draws what is open. Returns the column and row of the cursor, where there is one.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<(u16, u16)> {
        buf.set_style(area, theme.base);
        let side = if area.width > 100 { area.width / 8 } else { 3 };
        let area = paint::inset(area, side, 1);
        let body = self.draw_question(area, buf, theme);
        let cursor = match &self.screen {
            Screen::HandOver => {
                let lang = self.lang;
                let voted = self.turnout();
                let lines = [
                    (count::turnout(lang, voted.of, voted.total), theme.accent),
                    (String::new(), theme.base),
                    (self.say(words::pass_on(lang)), theme.strong),
                    (String::new(), theme.base),
                    (words::nobody_sees(lang).to_owned(), theme.base),
                    (self.say(words::voted_already(lang)), theme.dim),
                ];
                middle(body, buf, &lines);
                None
            }
            Screen::Ending => {
                self.notice(words::ending(self.lang), words::ending_how(self.lang), body, buf, theme);
                None
            }
            Screen::Closed => {
                self.notice(words::closed(self.lang), words::closed_how(self.lang), body, buf, theme);
                None
            }
            Screen::Receipt(writing) => {
                put(buf, body, (body.x, body.y + 1), words::your_receipt(self.lang), theme.strong);
                let place = Rect { x: body.x, y: body.y + 3, width: 20.min(body.width), height: 1 };
                buf.set_style(place.intersection(body), theme.input);
                let x = put(buf, body, (body.x + 1, body.y + 3), writing.text(), theme.input);
                put(buf, body, (body.x, body.y + 5), words::receipt_like(self.lang), theme.dim);
                Some((x, body.y + 3))
            }
            Screen::Checking(_) | Screen::Sending(_) => {
                middle(body, buf, &[(words::sending(self.lang).to_owned(), theme.strong)]);
                None
            }
            Screen::Group(at) => {
                self.draw_groups(*at, body, buf, theme);
                None
            }
            Screen::Ballot(voter) => {
                let body = self.draw_changing(voter, body, buf, theme);
                self.draw_ballot(&voter.filling, body, buf, theme)
            }
            Screen::Confirm(voter) => {
                let body = self.draw_changing(voter, body, buf, theme);
                self.draw_confirm(voter, body, buf, theme);
                None
            }
            Screen::Thanks(receipt, _) => {
                let lang = self.lang;
                let lines = [
                    (words::thanks(lang).to_owned(), theme.strong),
                    (String::new(), theme.base),
                    (format!("{}:  {receipt}", words::receipt(lang)), theme.base),
                    (String::new(), theme.base),
                    (self.say(words::thanks_next(lang)), theme.accent),
                ];
                middle(body, buf, &lines);
                None
            }
            Screen::Paper(paper) => Some(self.draw_paper(paper, body, buf, theme)),
        };
        let rows = wrap_within(&self.trouble, area.width.into(), 2);
        for (line, text) in rows.iter().enumerate() {
            let y = area.bottom().saturating_sub(rows.len() as u16) + line as u16;
            let text = format!("{text:<width$}", width = area.width.into());
            put(buf, area, (area.x, y), &fit(&text, area.width.into()), theme.warn);
        }
        cursor
    }

    pub(super) fn say(&self, text: &str) -> String {
        self.keys.fill(text, self.lang)
    }

    fn turnout(&self) -> Share {
        Share { of: self.counted.of.saturating_add(self.boxed), ..self.counted }
    }

    /// Draws the question. Returns what is left for what comes under it.
    fn draw_question(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Rect {
        let rows = wrap_within(&self.question, area.width.into(), 3);
        for (line, text) in rows.iter().enumerate() {
            put(buf, area, (area.x, area.y + line as u16), text, theme.title);
        }
        let used = rows.len() as u16 + 1;
        Rect { y: area.y + used, height: area.height.saturating_sub(used + 1), ..area }
    }

    /// Says which ballot is being changed, where one is. Returns what is left for what comes under it.
    fn draw_changing(&self, voter: &Voter, body: Rect, buf: &mut Buffer, theme: &Theme) -> Rect {
        if voter.group.is_some() {
            return body;
        }
        put(buf, body, (body.x, body.y), &words::changing(self.lang, voter.receipt.to_string()), theme.warn);
        Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body }
    }

    fn notice(&self, what: &str, how: &str, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let lines = [(what.to_owned(), theme.strong), (String::new(), theme.base), (self.say(how), theme.base)];
        middle(body, buf, &lines);
    }

    fn draw_groups(&self, at: usize, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        put(buf, body, (body.x, body.y), words::which_group(lang), theme.strong);
        let gap = if usize::from(body.height) > self.groups.len() * 2 + 6 { 2 } else { 1 };
        for (place, group) in self.groups.iter().enumerate() {
            let style = if place == at { theme.selected } else { theme.base };
            let name = format!("  {}  {}  ", place + 1, names::group(lang, group));
            put(buf, body, (body.x + 2, body.y + 2 + place as u16 * gap), &name, style);
        }
        let y = body.y + 3 + self.groups.len() as u16 * gap;
        for (line, text) in wrap(words::which_group_why(lang), body.width.into()).iter().enumerate() {
            put(buf, body, (body.x, y + line as u16), text, theme.dim);
        }
    }

    fn draw_confirm(&self, voter: &Voter, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let (lang, filling, receipt) = (self.lang, &voter.filling, voter.receipt);
        put(buf, body, (body.x, body.y), words::your_ballot(lang), theme.strong);
        let width = usize::from(body.width);
        let mut foot: Vec<(String, Style)> = Vec::new();
        // a ballot is not emptied by being changed unless that is asked
        let empties = voter.group.is_none() && filling.is_empty();
        if let Some(open) = filling.open(lang).filter(|_| !empties) {
            foot.push((open, theme.warn));
        }
        foot.push((format!("{}:  {receipt}", words::receipt(lang)), theme.strong));
        foot.extend(wrap(words::not_withdrawn(lang), width).into_iter().map(|line| (line, theme.base)));
        foot.push((self.say(words::cast_it(lang)), theme.accent));
        let room = usize::from(body.height).saturating_sub(foot.len() + 3).max(1);
        let mut said = self.in_words(filling);
        let all = said.len();
        if all > room {
            said.truncate(room - 1);
            said.push(format!("… {}", all + 1 - room));
        }
        for (line, text) in said.iter().enumerate() {
            put(buf, body, (body.x + 2, body.y + 2 + line as u16), &fit(text, width - 2), theme.base);
        }
        let y = body.bottom().saturating_sub(foot.len() as u16);
        for (line, (text, style)) in foot.iter().enumerate() {
            put(buf, body, (body.x, y + line as u16), text, *style);
        }
    }

    fn draw_paper(&self, paper: &Paper, body: Rect, buf: &mut Buffer, theme: &Theme) -> (u16, u16) {
        let lang = self.lang;
        let head = format!("{} · {}", words::paper_title(lang), words::paper_keyed(lang, paper.count));
        put(buf, body, (body.x, body.y), &head, theme.strong);
        let width = usize::from(body.width);
        let mut x = put(buf, body, (body.x, body.y + 1), &format!("{}: ", words::paper_group(lang)), theme.dim);
        for (place, group) in self.groups.iter().enumerate() {
            let style = if place == paper.group { theme.selected } else { theme.base };
            x = put(buf, body, (x, body.y + 1), &format!(" {} ", names::group(lang, group)), style);
        }
        let y = body.y + 3;
        let place = Rect { y, height: 1, ..body };
        buf.set_style(place, theme.input);
        let label = format!("{}: ", words::paper_line(lang));
        let start = put(buf, body, (body.x, y), &label, theme.input.patch(theme.dim));
        let room = usize::from(body.right().saturating_sub(start)).saturating_sub(1);
        let text = paper.line.text();
        let cursor = put(buf, body, (start, y), &tail(text, room), theme.input);
        let ids: Vec<_> = self.options.iter().map(|(id, _)| *id).collect();
        let under = match (text.trim().is_empty(), paper::read(lang, self.method, &ids, text)) {
            (true, _) => None,
            (false, Ok(line)) => {
                let said =
                    format!("{}: {}", words::paper_understood(lang), self.given_in_words(&line.given).join(" · "));
                Some(match line.short {
                    None => (said, theme.ok),
                    Some(given) => {
                        let short = words::paper_short(lang, given, ids.len());
                        let asked = paper.asked.as_deref() == Some(text);
                        let more =
                            if asked { format!(": {}", self.say(words::once_more(lang))) } else { String::new() };
                        (format!("{short}{more} · {said}"), if asked { theme.warn } else { theme.ok })
                    }
                })
            }
            (false, Err(why)) => Some((why, theme.warn)),
        };
        // how it is typed stays to be read whatever is wrong with the line
        let how = wrap_within(words::paper_how(lang, self.method), width, if under.is_some() { 1 } else { 2 });
        let how = how.into_iter().map(|row| (row, theme.dim));
        let under = under.map(|(said, style)| (wrap_within(&said, width, 2), style));
        let under = under.into_iter().flat_map(|(rows, style)| rows.into_iter().map(move |row| (row, style)));
        let mut below = y + 1;
        for (row, style) in how.chain(under) {
            put(buf, body, (body.x, below), &row, style);
            below += 1;
        }
        if let Some(warning) = form::warning(lang, text) {
            put(buf, body, (body.x, below), &fit(warning, width), theme.warn);
            below += 1;
        }
        if let Some(receipt) = paper.last.filter(|_| below < y + 5) {
            put(buf, body, (body.x, below), &words::paper_last(lang, receipt.to_string()), theme.accent);
        }
        let list = Rect { y: y + 5, height: body.bottom().saturating_sub(y + 6), ..body };
        let columns: u16 = if self.options.len() > usize::from(list.height) && list.width >= 70 { 2 } else { 1 };
        let per = self.options.len().div_ceil(usize::from(columns));
        for (place, (_, option)) in self.options.iter().enumerate() {
            let (column, row) = ((place / per.max(1)) as u16, (place % per.max(1)) as u16);
            let width = list.width / columns;
            if row < list.height {
                let text = fit(&format!("{:>3}  {option}", place + 1), usize::from(width) - 1);
                put(buf, list, (list.x + column * width, list.y + row), &text, theme.base);
            }
        }
        put(buf, body, (body.x, body.bottom().saturating_sub(1)), &fit(words::paper_fix(lang), width), theme.dim);
        (cursor, y)
    }
}

/// Draws lines in the middle of an area, wrapped.
fn middle(area: Rect, buf: &mut Buffer, lines: &[(String, Style)]) {
    let rows: Vec<(String, Style)> = lines
        .iter()
        .flat_map(|(text, style)| {
            let rows = if text.is_empty() { vec![String::new()] } else { wrap(text, area.width.into()) };
            rows.into_iter().map(|row| (row, *style))
        })
        .collect();
    let top = area.y + area.height.saturating_sub(rows.len() as u16) / 3;
    for (line, (text, style)) in rows.iter().enumerate() {
        centred(buf, area, top + line as u16, text, *style);
    }
}
