//! Owns texts one under the other: voices, decisions, action items, options.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint::{self, put, wrap_within};
use super::big::Lettering;
use super::draw::Desk;
use super::slide::{Entry, Quote};

/// A text in big letters, or its lines in plain ones, and the lines under it.
type Laid = (Option<Lettering>, Vec<String>, Vec<(String, Style)>);

/// A text with what belongs under it.
struct Piled {
    sign: String,
    text: String,
    below: Vec<(String, Style)>,
}

impl Desk<'_> {
    /// Draws voices: the words, whose they are, what became of them.
    pub(super) fn quotes(&self, quotes: &[Quote], area: Rect, buf: &mut Buffer) {
        let piled = quotes.iter().map(|quote| {
            let became = (!quote.became.is_empty()).then(|| (format!("→ {}", quote.became), self.theme.accent));
            let who = (format!("— {}", quote.who), self.theme.dim);
            Piled {
                sign: String::new(),
                text: format!("«{}»", quote.text.trim()),
                below: [who].into_iter().chain(became).collect(),
            }
        });
        self.pile(&piled.collect::<Vec<_>>(), area, buf);
    }

    /// Draws lines with what belongs to them.
    pub(super) fn entries(&self, entries: &[Entry], area: Rect, buf: &mut Buffer) {
        let piled = entries.iter().map(|entry| Piled {
            sign: entry.sign.clone(),
            text: entry.text.clone(),
            below: (!entry.detail.is_empty()).then(|| (entry.detail.clone(), self.theme.dim)).into_iter().collect(),
        });
        self.pile(&piled.collect::<Vec<_>>(), area, buf);
    }

    /// Draws texts one under the other, all in big letters where they fit, else all in plain ones, cut to their share.
    fn pile(&self, piled: &[Piled], area: Rect, buf: &mut Buffer) {
        let area = paint::inset(area, area.width / 16, 0);
        let indent: u16 = if piled.iter().all(|one| one.sign.is_empty()) { 0 } else { 3 };
        let columns = area.width.saturating_sub(indent);
        let each = area.height / (piled.len() as u16).max(1);
        let laid: Vec<Laid> = {
            let big: Option<Vec<Lettering>> =
                piled.iter().map(|one| Lettering::smallest(&one.text, columns, area.height)).collect();
            let below = |one: &Piled, rows: u16| -> Vec<(String, Style)> {
                let lines = one.below.iter().flat_map(|(text, style)| {
                    let most = if each >= 6 { 4 } else { 1 };
                    wrap_within(text, columns as usize, most).into_iter().map(|line| (line, *style))
                });
                lines.take(usize::from(each.saturating_sub(rows.min(each)))).collect()
            };
            let fits = |big: &Vec<Lettering>| {
                let rows = big.iter().zip(piled).map(|(letters, one)| letters.rows() + 1 + one.below.len() as u16 * 2);
                rows.sum::<u16>() <= area.height
            };
            match big.filter(|big| self.tall && fits(big)) {
                Some(big) => big
                    .into_iter()
                    .zip(piled)
                    .map(|(letters, one)| (Some(letters), Vec::new(), below(one, 1)))
                    .collect(),
                None => piled
                    .iter()
                    .map(|one| {
                        let most = usize::from(each).saturating_sub(one.below.len() + 1).clamp(1, 4);
                        let text = wrap_within(&one.text, columns as usize, most);
                        let below = below(one, text.len() as u16);
                        (None, text, below)
                    })
                    .collect(),
            }
        };
        let used: u16 = laid
            .iter()
            .map(|(letters, text, below)| {
                letters.as_ref().map_or(text.len() as u16, Lettering::rows) + below.len() as u16
            })
            .sum();
        let gap = (area.height.saturating_sub(used) / (piled.len() as u16 + 1)).min(3);
        let mut y = area.y + gap.saturating_sub(1);
        for (one, (letters, text, below)) in piled.iter().zip(&laid) {
            put(buf, area, (area.x, y), &one.sign, self.theme.accent);
            let inside = Rect { x: area.x + indent, y, width: columns, height: area.bottom().saturating_sub(y) };
            if let Some(letters) = letters {
                letters.draw_left(inside, buf, self.theme.strong);
                y += letters.rows();
            }
            let lines = text.iter().map(|line| (line.as_str(), self.theme.strong));
            for (line, style) in lines.chain(below.iter().map(|(line, style)| (line.as_str(), *style))) {
                put(buf, area, (inside.x, y), line, style);
                y += 1;
            }
            y += gap;
        }
    }
}
