//! Owns a poll's bars: counts beside them, the groups in columns or under each bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, bar, put, wrap};
use super::big::Lettering;
use super::layout::Desk;
use super::slide::{BarRow, Bars};
use super::under::packed;

/// How many columns a group takes beside the bars: at most, and at least.
const WIDE: u16 = 20;
const NARROW: u16 = 13;

/// The fewest columns for the bars where groups stand beside them.
const BESIDE: u16 = 56;

/// How many rows a bar takes on a tall wall, and a count in big digits beside it.
const THICK: u16 = 3;
const DIGITS: u16 = 4;

/// How many options are on a page at most.
const MOST: usize = 6;

/// What is on one page.
#[derive(Debug)]
pub(super) struct Part {
    groups: Vec<Vec<String>>,
    rows: Vec<Laid>,
    /// The columns of each group beside the bars; 0 where they stand under them.
    beside: u16,
    thick: u16,
}

#[derive(Debug)]
struct Laid {
    letters: Option<Lettering>,
    name: Vec<String>,
    row: BarRow,
    /// The groups, where they stand under the bar.
    said: Vec<String>,
}

impl Laid {
    fn rows(&self, thick: u16) -> u16 {
        let name = self.letters.as_ref().map_or(self.name.len() as u16, |letters| letters.rows() + 1);
        name + self.said.len() as u16 + if thick > 1 { DIGITS } else { thick }
    }
}

fn inside(room: Rect) -> Rect {
    paint::inset(room, room.width / 40, 0)
}

fn left_of(area: Rect, groups: usize, beside: u16) -> Rect {
    Rect { width: area.width.saturating_sub(groups as u16 * beside), ..area }
}

/// Returns how many columns each group has beside the bars; 0 where there is no room.
fn beside(area: Rect, groups: usize) -> u16 {
    let groups = groups as u16;
    let room = area.width.saturating_sub(BESIDE).checked_div(groups).unwrap_or(0);
    if room >= NARROW { room.min(WIDE) } else { 0 }
}

/// Lays a result out over pages.
pub(super) fn lay(bars: &Bars, desk: &Desk<'_>, room: Rect) -> Vec<Part> {
    let area = inside(room);
    let beside = beside(area, bars.groups.len());
    let left = left_of(area, bars.groups.len(), beside);
    let shown = if beside > 0 { bars.groups.as_slice() } else { &[] };
    let groups: Vec<Vec<String>> = shown.iter().map(|group| wrap(group, usize::from(beside) - 2)).collect();
    let head = groups.iter().map(|group| group.len() as u16 + 1).max().unwrap_or(0);
    let high = usize::from(room.height.saturating_sub(head)).max(3);
    let laid = |row: &BarRow| {
        let said = bars.groups.iter().zip(&row.by_group).map(|(group, count)| format!("{group} {count}"));
        let more = if row.more.is_empty() { Vec::new() } else { wrap(&row.more, usize::from(left.width)) };
        let said = if beside > 0 { more } else { [more, packed(said, left.width)].concat() };
        Laid { letters: None, name: wrap(&row.text, usize::from(left.width)), row: row.clone(), said }
    };
    let mut rows: Vec<Laid> = bars.rows.iter().map(laid).collect();
    // on a tall wall the bars are thick and the counts in big digits, the options in big letters too where all fit so
    let fits =
        |rows: &[Laid], thick: u16| rows.iter().map(|row| usize::from(row.rows(thick)) + 1).sum::<usize>() <= high + 1;
    let thick = if desk.tall && rows.len() <= MOST && fits(&rows, THICK) { THICK } else { 1 };
    if thick > 1 {
        let letters = |row: &Laid| desk.letters.smallest(&row.row.text, left.width, room.height);
        let large: Option<Vec<Lettering>> = rows.iter().map(letters).collect();
        for (row, letters) in rows.iter_mut().zip(large.into_iter().flatten()) {
            row.letters = Some(letters);
        }
        if !fits(&rows, thick) {
            rows.iter_mut().for_each(|row| row.letters = None);
        }
    }
    let mut pages: Vec<Part> = Vec::new();
    let mut used = 0;
    for row in rows.into_iter().flat_map(|row| parts(row, high, thick)) {
        let needed = usize::from(row.rows(thick)) + 1;
        match pages.last_mut() {
            Some(page) if page.rows.len() < MOST && used + needed <= high + 1 => {
                used += needed;
                page.rows.push(row);
            }
            _ => {
                used = needed;
                pages.push(Part { groups: groups.clone(), rows: vec![row], beside, thick });
            }
        }
    }
    if pages.is_empty() {
        pages.push(Part { groups, rows: Vec::new(), beside, thick });
    }
    pages
}

/// Splits an option whose words are longer than a page: its words first, its bar with the last of them.
fn parts(row: Laid, high: usize, thick: u16) -> Vec<Laid> {
    let most = high.saturating_sub(row.said.len() + usize::from(thick)).max(1);
    if row.name.len() <= most {
        return vec![row];
    }
    let words = row.name.chunks(most).map(<[String]>::to_vec);
    words.map(|name| Laid { letters: None, name, row: row.row.clone(), said: row.said.clone() }).collect()
}

impl Part {
    /// Draws a page of it.
    pub(super) fn draw(&self, desk: &Desk<'_>, room: Rect, buf: &mut Buffer) {
        let (area, theme) = (inside(room), desk.theme);
        let left = left_of(area, self.groups.len(), self.beside);
        let mut top = area.y;
        for (place, group) in self.groups.iter().enumerate() {
            let x = left.right() + place as u16 * self.beside + 2;
            for (row, line) in group.iter().enumerate() {
                put(buf, area, (x, area.y + row as u16), line, theme.title);
            }
            top = top.max(area.y + group.len() as u16 + 1);
        }
        let letters_of = |row: &BarRow| desk.letters.smallest(&row.count, left.width / 2, DIGITS);
        // one number in big letters beside others in small ones would seem the one that matters
        let large = self.thick > 1 && self.rows.iter().all(|laid| letters_of(&laid.row).is_some());
        let count_of = |row: &BarRow| {
            let big = letters_of(row).filter(|_| large);
            let columns = big.as_ref().map_or(paint::width(&row.count) as u16, Lettering::columns);
            (big, columns)
        };
        let count_width = self.rows.iter().map(|row| count_of(&row.row).1).max().unwrap_or(0);
        let met_width = self.rows.iter().map(|row| paint::width(&row.row.met) as u16).max().unwrap_or(0);
        let after = count_width + if met_width > 0 { met_width + 6 } else { 3 };
        let used: u16 = self.rows.iter().map(|row| row.rows(self.thick)).sum();
        let free = area.bottom().saturating_sub(top).saturating_sub(used);
        let gap = (free / (self.rows.len() as u16).max(1)).clamp(1, 3);
        let mut y = top;
        for laid in &self.rows {
            let row = &laid.row;
            if let Some(letters) = &laid.letters {
                let shown = Rect { y, height: letters.rows(), ..left }.intersection(left);
                letters.draw_left(shown, buf, theme.strong);
                y += letters.rows() + 1;
            }
            for line in laid.name.iter().filter(|_| laid.letters.is_none()) {
                put(buf, left, (left.x, y), line, theme.strong);
                y += 1;
            }
            let length = usize::from(left.width.saturating_sub(after)).max(8);
            for line in 0..self.thick {
                put(buf, left, (left.x, y + line), &"·".repeat(length), theme.border);
                draw_bar(row, (left, y + line), length, desk, buf);
            }
            let start = left.x + length as u16 + 2;
            let middle = y + self.thick / 2;
            let end = match count_of(row) {
                (Some(letters), columns) => {
                    let height = letters.rows().min(left.bottom().saturating_sub(y));
                    letters.draw_left(Rect { x: start, y, width: columns, height }, buf, theme.strong);
                    start + columns
                }
                (None, _) => put(buf, left, (start, middle), &row.count, theme.strong),
            };
            if !row.met.is_empty() {
                put(buf, left, (end + 1, middle), &format!("✓ {}", row.met), theme.ok);
            }
            if self.beside > 0 {
                for (place, count) in row.by_group.iter().enumerate() {
                    let x = left.right() + place as u16 * self.beside + 2;
                    put(buf, area, (x, middle), count, theme.strong);
                }
            }
            y += if self.thick > 1 { DIGITS } else { self.thick };
            for line in &laid.said {
                put(buf, left, (left.x, y), line, theme.dim);
                y += 1;
            }
            y += gap;
        }
    }
}

/// Draws a bar, or its parts one after the other, each of its own sign.
fn draw_bar(row: &BarRow, (left, y): (Rect, u16), length: usize, desk: &Desk<'_>, buf: &mut Buffer) {
    let theme = desk.theme;
    if row.parts.is_empty() {
        put(buf, left, (left.x, y), &bar(length, f64::from(row.thousandths) / 1000.0), theme.accent);
        return;
    }
    let (mut sum, mut from) = (0_usize, 0_usize);
    for (place, (thousandths, sign)) in row.parts.iter().enumerate() {
        sum += *thousandths as usize;
        let to = (sum * length / 1000).min(length);
        let style = [theme.accent, theme.strong].get(place).copied().unwrap_or(theme.dim);
        put(buf, left, (left.x + from as u16, y), &sign.repeat(to.saturating_sub(from)), style);
        from = to;
    }
}
