//! Owns what changed from the rounds before to the one that is looked at: places and shares then and now.

use crate::tally::{self, Share};
use crate::text::names;
use crate::text::panels::picture as words;

use super::sheet::{Row, Sheet};
use super::{Seen, said};

/// The columns of what an option had, and of what changed.
const STOOD: usize = 24;
const CHANGED: usize = 13;

/// Returns the page: each step from one round to the next, the newest first.
pub(super) fn sheet(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme) = (seen.lang, seen.theme);
    let mut sheet = Sheet::default();
    let numbers = seen.poll.rounds.keys().filter(|number| **number <= seen.number);
    let results: Vec<_> = numbers.filter_map(|number| tally::tally(seen.poll, *number)).collect();
    if results.len() < 2 {
        sheet.text(words::nothing_before(lang), (0, width), theme.dim);
        return sheet;
    }
    let beside = width >= 32 + 2 * STOOD + CHANGED;
    for pair in results.windows(2).rev() {
        let [earlier, later] = pair else { continue };
        sheet.head(&words::from_round(lang, earlier.round.0, later.round.0), width, theme.title);
        let reason = seen.poll.rounds.get(&later.round).map(|round| round.reason.trim()).unwrap_or_default();
        if reason.is_empty() {
            sheet.text(words::no_reason(lang), (0, width), theme.dim);
        } else {
            sheet.text(&words::because(lang, reason), (0, width), theme.base);
        }
        sheet.gap();
        let stood = |at: Option<(u32, Share)>, none: &str| match at {
            Some((place, share)) => {
                let percent = share.percent().map(|percent| format!(", {percent}%")).unwrap_or_default();
                format!("{} · {}{percent}", names::place(lang, place), said::figure(lang, later.method, share))
            }
            None => none.to_owned(),
        };
        for moved in tally::moved(earlier, later) {
            let before = stood(moved.before, words::new_option(lang));
            let after = stood(moved.after, words::left_out(lang));
            let points = moved.points().map(|points| match points {
                _ if points.abs() < 0.5 => (words::points_same(lang).to_owned(), theme.dim),
                _ if points > 0.0 => (words::moved_by(lang, points), theme.ok),
                _ => (words::moved_by(lang, points), theme.warn),
            });
            sheet.stop();
            let (changed, style) = points.unwrap_or((String::new(), theme.dim));
            if beside {
                let name = width - 2 * STOOD - 3 - CHANGED;
                let row = Row::default()
                    .at((0, name - 1), moved.text, theme.strong)
                    .at((name, STOOD - 1), before, theme.base)
                    .at((name + STOOD, 2), "→", theme.dim)
                    .at((name + STOOD + 3, STOOD - 1), after, theme.strong)
                    .at((name + 2 * STOOD + 3, CHANGED), changed, style);
                sheet.push(row);
            } else {
                sheet.text(&moved.text, (0, width), theme.strong);
                let end = width.saturating_sub(CHANGED);
                let row = Row::default().at((3, end.saturating_sub(4)), format!("{before} → {after}"), theme.base).at(
                    (end, CHANGED),
                    changed,
                    style,
                );
                sheet.push(row);
            }
        }
    }
    sheet
}
