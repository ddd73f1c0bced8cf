//! Owns a poll's bars: counts beside them, the groups in columns or under each bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{self, bar, fit_name, put, wrap_within};
use super::big::Lettering;
use super::draw::Desk;
use super::slide::{BarRow, Bars};

/// How many columns a group takes beside the bars.
const GROUP: u16 = 20;

impl Desk<'_> {
    /// Draws a result.
    pub(super) fn bars(&self, bars: &Bars, area: Rect, buf: &mut Buffer) {
        let area = paint::inset(area, area.width / 24, 0);
        let aside = bars.groups.len() as u16 * GROUP;
        // groups stand beside one another where there is room, else under their bar
        let beside = aside > 0 && area.width >= aside + 60;
        let left = if beside { Rect { width: area.width - aside, ..area } } else { area };
        let mut y = area.y;
        if beside {
            for (place, group) in bars.groups.iter().enumerate() {
                let x = left.right() + place as u16 * GROUP;
                put(buf, area, (x + 2, y), &fit_name(group, usize::from(GROUP) - 3), self.theme.title);
            }
            y += 2;
        }
        let room = area.bottom().saturating_sub(y);
        let each = (room / bars.rows.len().max(1) as u16).clamp(2, 7);
        // on a tall wall the bars are thick and the counts in big digits
        let thick: u16 = if self.tall && each >= 6 { 3 } else { 1 };
        let count_of = |row: &BarRow| {
            let big = (thick > 1).then(|| Lettering::smallest(&row.count, left.width / 2, 4)).flatten();
            let columns = big.as_ref().map_or(paint::width(&row.count) as u16, Lettering::columns);
            (big, columns)
        };
        let count_width = bars.rows.iter().map(|row| count_of(row).1).max().unwrap_or(0);
        let met_width = bars.rows.iter().map(|row| paint::width(&row.met) as u16).max().unwrap_or(0);
        let after = count_width + met_width + 6;
        let mut next = y;
        for row in &bars.rows {
            let y = next;
            if y + 1 >= area.bottom() {
                break;
            }
            let below = if thick > 1 { 4 } else { 1 + u16::from(!beside && !bars.groups.is_empty()) };
            let name =
                wrap_within(&row.text, left.width.into(), usize::from(each.saturating_sub(below + 1)).clamp(1, 2));
            for (line, text) in name.iter().enumerate() {
                put(buf, left, (left.x, y + line as u16), text, self.theme.strong);
            }
            let top = y;
            let y = y + name.len() as u16 - 1;
            let length = usize::from(left.width.saturating_sub(after)).max(8);
            let filled = bar(length, f64::from(row.thousandths) / 1000.0);
            for line in 1..=thick {
                put(buf, left, (left.x, y + line), &"·".repeat(length), self.theme.border);
                put(buf, left, (left.x, y + line), &filled, self.theme.accent);
            }
            let start = left.x + length as u16 + 2;
            let end = match count_of(row) {
                (Some(letters), columns) => {
                    let height = letters.rows().min(left.bottom().saturating_sub(y + 1));
                    letters.draw_left(Rect { x: start, y: y + 1, width: columns, height }, buf, self.theme.strong);
                    start + columns
                }
                (None, _) => put(buf, left, (start, y + 1), &row.count, self.theme.strong),
            };
            if !row.met.is_empty() {
                put(buf, left, (end + 1, y + thick.min(2)), &format!("✓ {}", row.met), self.theme.ok);
            }
            if beside {
                for (place, count) in row.by_group.iter().enumerate() {
                    let x = left.right() + place as u16 * GROUP + 2;
                    put(buf, area, (x, y + thick.min(2)), count, self.theme.strong);
                }
            } else if each >= 3 && !bars.groups.is_empty() {
                let said: Vec<String> =
                    bars.groups.iter().zip(&row.by_group).map(|(group, count)| format!("{group} {count}")).collect();
                put(buf, left, (left.x + 2, y + 2), &said.join(" · "), self.theme.dim);
            }
            next = top + each;
        }
    }
}
