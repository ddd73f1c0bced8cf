//! Owns how a slide is laid out on a screen of any size: fixed parts take what they need, the others share the rest.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, Widget};

use crate::tui::theme::Theme;

use super::super::paint::{self, bar, centred, fit, put, wrap_within};
use super::big::Lettering;
use super::slide::{Card, Clock, Part, Slide};

/// From how many rows on headings and counts are in big letters.
const TALL: u16 = 40;

/// Draws a slide.
pub(super) fn draw(slide: &Slide, theme: &Theme, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, theme.base);
    if slide.parts.is_empty() {
        return;
    }
    let page = paint::inset(area, (area.width / 40).max(1), if area.height >= 30 { 1 } else { 0 });
    put(buf, page, (page.x, page.y), &slide.head, theme.dim);
    let corner = page.right().saturating_sub(paint::width(&slide.corner) as u16);
    put(buf, page, (corner, page.y), &slide.corner, theme.dim);
    let foot = wrap_within(&slide.foot, page.width as usize, 2);
    let foot_rows = if slide.foot.is_empty() { 0 } else { foot.len() as u16 };
    let foot_top = page.bottom().saturating_sub(foot_rows);
    for (line, text) in foot.iter().enumerate().take(foot_rows as usize) {
        centred(buf, page, foot_top + line as u16, text, theme.dim);
    }
    let body = Rect { y: page.y + 1, height: foot_top.saturating_sub(page.y + 1 + u16::from(foot_rows > 0)), ..page };
    let desk = Desk { theme, tall: area.height >= TALL };
    desk.parts(&slide.parts, body, buf);
}

/// What every part is drawn with.
pub(super) struct Desk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) tall: bool,
}

impl Desk<'_> {
    fn parts(&self, parts: &[Part], body: Rect, buf: &mut Buffer) {
        let needs: Vec<Option<u16>> = parts.iter().map(|part| self.needs(part, body)).collect();
        let fixed: u16 = needs.iter().flatten().sum();
        let sharing = needs.iter().filter(|need| need.is_none()).count() as u16;
        let rest = body.height.saturating_sub(fixed);
        // with nothing that takes what is left, it goes above and below
        let mut y = if sharing == 0 { body.y + rest / 2 } else { body.y };
        for (part, need) in parts.iter().zip(&needs) {
            let height = need.unwrap_or_else(|| rest.checked_div(sharing).unwrap_or(0));
            let area = Rect { y, height: height.min(body.bottom().saturating_sub(y)), ..body };
            self.part(part, area, buf);
            y = area.bottom();
        }
    }

    /// Returns how many rows a part needs, or `None` where it takes what is left.
    fn needs(&self, part: &Part, body: Rect) -> Option<u16> {
        Some(match part {
            Part::Big(_) | Part::Cards(_) | Part::Quotes(_) | Part::Entries(_) | Part::Bars(_) => return None,
            Part::Heading(text) => match self.heading(text, body.width) {
                Some(letters) => letters.rows() + 1,
                None => wrap_within(text, body.width as usize, 3).len() as u16 + 1,
            },
            Part::Line(text) => wrap_within(text, body.width as usize, 3).len() as u16 + 1,
            Part::Quiet(_) => 2,
            Part::Clock(_) => {
                if self.tall {
                    10
                } else if body.height >= 18 {
                    6
                } else {
                    2
                }
            }
            Part::Turnout { .. } => {
                if self.tall {
                    8
                } else {
                    4
                }
            }
            Part::Counts(counts) if self.tall => 7 * rows_of(counts.len(), across(counts.len(), body.width)),
            Part::Counts(counts) => counts_rows(counts, body.width) + 1,
            Part::Columns(_) => {
                if self.tall {
                    7
                } else {
                    5
                }
            }
        })
    }

    fn heading(&self, text: &str, width: u16) -> Option<Lettering> {
        self.tall.then(|| Lettering::smallest(text, width, 8)).flatten()
    }

    fn part(&self, part: &Part, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        match part {
            Part::Big(text) => big(text, area, buf, theme.strong),
            Part::Heading(text) => match self.heading(text, area.width) {
                Some(letters) => letters.draw(area, buf, theme.title),
                None => lines(text, area, buf, theme.title, 3),
            },
            Part::Line(text) => lines(text, area, buf, theme.strong, 3),
            Part::Quiet(text) => centred(buf, area, area.y, text, theme.dim),
            Part::Clock(clock) => self.clock(clock, area, buf),
            Part::Turnout { of, total, says } => self.turnout((*of, *total), says, area, buf),
            Part::Counts(counts) if self.tall => self.big_counts(counts, area, buf),
            Part::Counts(counts) => self.counts(counts, area, buf),
            Part::Columns(columns) => self.columns(columns, area, buf),
            Part::Cards(cards) => self.cards(cards, area, buf),
            Part::Quotes(quotes) => self.quotes(quotes, area, buf),
            Part::Entries(entries) => self.entries(entries, area, buf),
            Part::Bars(bars) => self.bars(bars, area, buf),
        }
    }

    fn clock(&self, clock: &Clock, area: Rect, buf: &mut Buffer) {
        let style = if clock.calm { self.theme.dim } else { self.theme.accent };
        let says = u16::from(!clock.says.is_empty());
        match Lettering::fitting(&clock.digits, area.width, area.height.saturating_sub(says)) {
            Some(letters) => {
                letters.draw(Rect { height: letters.rows(), ..area }, buf, style);
                centred(buf, area, area.y + letters.rows(), &clock.says, self.theme.dim);
            }
            None => {
                let said = format!("{}  {}", clock.digits, clock.says);
                centred(buf, area, area.y, said.trim_end(), style.add_modifier(Modifier::BOLD));
            }
        }
    }

    fn turnout(&self, (of, total): (u32, u32), said: &str, area: Rect, buf: &mut Buffer) {
        let room = area.height.saturating_sub(2);
        let rows = match Lettering::fitting(said, area.width, room).filter(|_| self.tall) {
            Some(letters) => {
                letters.draw(Rect { height: letters.rows(), ..area }, buf, self.theme.strong);
                letters.rows()
            }
            None => {
                centred(buf, area, area.y, said, self.theme.strong);
                1
            }
        };
        let width = area.width.saturating_sub(area.width / 4).max(10);
        let start = area.x + (area.width - width) / 2;
        let y = area.y + rows + 1;
        if y < area.bottom() {
            let fraction = if total == 0 { 0.0 } else { f64::from(of) / f64::from(total) };
            put(buf, area, (start, y), &"·".repeat(width as usize), self.theme.dim);
            put(buf, area, (start, y), &bar(width as usize, fraction), self.theme.accent);
        }
    }

    fn counts(&self, counts: &[(String, u32)], area: Rect, buf: &mut Buffer) {
        for (line, row) in count_lines(counts, area.width).into_iter().enumerate() {
            centred(buf, area, area.y + line as u16, &row, self.theme.base);
        }
    }

    fn big_counts(&self, counts: &[(String, u32)], area: Rect, buf: &mut Buffer) {
        let across = across(counts.len(), area.width);
        let width = area.width / across;
        for (place, (name, count)) in counts.iter().enumerate() {
            let (row, column) = (place as u16 / across, place as u16 % across);
            // a shorter last row stands in the middle too
            let in_row = (counts.len() as u16 - row * across).min(across);
            let left = area.x + (area.width - in_row * width) / 2;
            let cell = Rect { x: left + column * width, y: area.y + row * 7, width, height: 7 };
            let cell = cell.intersection(area);
            if let Some(letters) = Lettering::fitting(&count.to_string(), cell.width, 4) {
                letters.draw(Rect { height: letters.rows().min(cell.height), ..cell }, buf, self.theme.accent);
                for (line, text) in wrap_within(name, cell.width.saturating_sub(2) as usize, 2).iter().enumerate() {
                    centred(buf, cell, cell.y + letters.rows() + line as u16, text, self.theme.base);
                }
            }
        }
    }

    fn columns(&self, columns: &[(String, String)], area: Rect, buf: &mut Buffer) {
        let width = area.width / (columns.len() as u16).max(1);
        for (place, (name, theme)) in columns.iter().enumerate() {
            let cell = Rect { x: area.x + width * place as u16, width, ..area };
            let block = Block::bordered().border_style(self.theme.border);
            let inner = paint::inset(block.inner(cell), 1, 0);
            block.render(cell, buf);
            put(buf, inner, (inner.x, inner.y), name, self.theme.title);
            for (line, text) in
                wrap_within(theme, inner.width as usize, inner.height.saturating_sub(1) as usize).iter().enumerate()
            {
                put(buf, inner, (inner.x, inner.y + 1 + line as u16), text, self.theme.base);
            }
        }
    }

    fn cards(&self, cards: &[Card], area: Rect, buf: &mut Buffer) {
        let across: u16 = if area.width >= 110 { 3 } else { 2 };
        let across = across.min(cards.len() as u16).max(1);
        let rows = (cards.len() as u16).div_ceil(across);
        let (width, height) = (area.width / across, (area.height / rows).min(20));
        for (place, card) in cards.iter().enumerate() {
            let (row, column) = (place as u16 / across, place as u16 % across);
            let cell = Rect { x: area.x + column * width, y: area.y + row * height, width, height };
            self.card(card, cell, buf);
        }
    }

    fn card(&self, card: &Card, cell: Rect, buf: &mut Buffer) {
        let mut block = Block::bordered().border_style(self.theme.border);
        if !card.tag.is_empty() {
            let tag = format!(" {} ", fit(&card.tag, cell.width.saturating_sub(6) as usize));
            block = block.title_bottom(ratatui::text::Line::styled(tag, self.theme.accent).right_aligned());
        }
        let inner = paint::inset(block.inner(cell), 1, 0);
        block.render(cell, buf);
        let columns = inner.width as usize;
        let title_rows = if inner.height >= 4 { 2 } else { 1 };
        let mut rows: Vec<(String, Style)> =
            wrap_within(&card.title, columns, title_rows).into_iter().map(|line| (line, self.theme.title)).collect();
        if !card.by.is_empty() {
            rows.push((card.by.clone(), self.theme.dim));
        }
        let left = (inner.height as usize).saturating_sub(rows.len());
        if left > 0 && !card.text.is_empty() {
            rows.extend(wrap_within(&card.text, columns, left).into_iter().map(|line| (line, self.theme.base)));
        }
        for (line, (text, style)) in rows.iter().enumerate() {
            put(buf, inner, (inner.x, inner.y + line as u16), text, *style);
        }
    }
}

fn big(text: &str, area: Rect, buf: &mut Buffer, style: Style) {
    match Lettering::fitting(text, area.width, area.height) {
        Some(letters) => {
            let y = area.y + (area.height - letters.rows()) / 2;
            letters.draw(Rect { y, height: letters.rows(), ..area }, buf, style);
        }
        None => {
            let columns = area.width.saturating_sub(area.width / 8).max(20).min(area.width);
            let lines = wrap_within(text, columns as usize, area.height as usize);
            let y = area.y + (area.height.saturating_sub(lines.len() as u16)) / 2;
            for (line, text) in lines.iter().enumerate() {
                centred(buf, area, y + line as u16, text, style.add_modifier(Modifier::BOLD));
            }
        }
    }
}

fn lines(text: &str, area: Rect, buf: &mut Buffer, style: Style, most: usize) {
    for (line, text) in wrap_within(text, area.width as usize, most).iter().enumerate() {
        centred(buf, area, area.y + line as u16, text, style);
    }
}

/// Returns how many counts stand beside one another in big digits.
fn across(counts: usize, width: u16) -> u16 {
    (width / 22).clamp(1, (counts as u16).max(1))
}

fn rows_of(counts: usize, across: u16) -> u16 {
    (counts as u16).div_ceil(across.max(1))
}

fn count_lines(counts: &[(String, u32)], width: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (name, count) in counts {
        let piece = format!("{count} {name}");
        match lines.last_mut() {
            Some(line) if paint::width(line) + paint::width(&piece) + 5 <= usize::from(width) => {
                line.push_str("  ·  ");
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

fn counts_rows(counts: &[(String, u32)], width: u16) -> u16 {
    count_lines(counts, width).len() as u16
}
