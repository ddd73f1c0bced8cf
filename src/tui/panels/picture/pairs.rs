//! Owns a ranking's options two by two: who beats whom, by how many, and the orders that come of it.

use crate::text::panels::picture as words;

use super::sheet::{Row, Sheet};
use super::{Seen, said};

/// The columns of a name in the table, and of a margin.
const NAME: usize = 18;
const MARGIN: usize = 5;

/// Returns the page: the winner, Schulze's order, the table where it fits, and each option in words.
pub(super) fn sheet(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme, result) = (seen.lang, seen.theme, seen.result);
    let mut sheet = Sheet::default();
    let Some(pairs) = &result.pairwise else {
        sheet.text(words::no_pairs(lang), (0, width), theme.dim);
        return sheet;
    };
    let texts = said::texts(result);
    let text = |at: usize| pairs.options.get(at).and_then(|id| texts.get(id)).copied().unwrap_or_default();
    let count = pairs.options.len();
    match pairs.winner().filter(|_| count > 1) {
        Some(id) => {
            let name = texts.get(&id).copied().unwrap_or_default();
            sheet.text(&words::condorcet(lang, name), (0, width), theme.strong);
        }
        None => sheet.text(words::condorcet_none(lang), (0, width), theme.strong),
    }
    let number = |id| pairs.options.iter().position(|other| *other == id).map_or(0, |at| at + 1).to_string();
    let ranks = pairs.schulze().into_iter().map(|tied| tied.into_iter().map(number).collect::<Vec<_>>().join(" = "));
    sheet.text(&words::schulze(lang, &ranks.collect::<Vec<_>>().join(" › ")), (0, width), theme.base);
    sheet.gap();
    let name = width.saturating_sub(count * MARGIN).min(60);
    if name >= NAME {
        sheet.text(words::pairs_said(lang), (0, width), theme.dim);
        let mut head = Row::default();
        for at in 0..count {
            head = head.at((name + at * MARGIN, MARGIN), format!("{:>4}", at + 1), theme.title);
        }
        sheet.push(head);
        for a in 0..count {
            sheet.stop();
            let mut row = Row::default().at((0, name - 1), format!("{:>2}. {}", a + 1, text(a)), theme.strong);
            for b in 0..count {
                let margin = pairs.margin(a, b);
                let (cell, style) = match margin {
                    _ if a == b => ("·".to_owned(), theme.dim),
                    0 => ("=".to_owned(), theme.base),
                    1.. => (format!("+{margin}"), theme.ok),
                    _ => (format!("−{}", margin.unsigned_abs()), theme.dim),
                };
                row = row.at((name + b * MARGIN, MARGIN), format!("{cell:>4}"), style);
            }
            sheet.push(row);
        }
        sheet.gap();
    }
    for a in 0..count {
        sheet.stop();
        sheet.text(&format!("{}. {}", a + 1, text(a)), (0, width), theme.strong);
        let listed = |wanted: fn(i64) -> bool| -> String {
            let others = (0..count).filter(|b| *b != a && wanted(pairs.margin(a, *b)));
            let each = others.map(|b| match pairs.margin(a, b) {
                0 => (b + 1).to_string(),
                _ => format!("{} ({}–{})", b + 1, pairs.prefer[a][b], pairs.prefer[b][a]),
            });
            each.collect::<Vec<_>>().join(", ")
        };
        let (beats, even, loses) = (listed(|by| by > 0), listed(|by| by == 0), listed(|by| by < 0));
        let parts = [
            (!beats.is_empty()).then(|| words::beats(lang, &beats)),
            (!even.is_empty()).then(|| words::even(lang, &even)),
            (!loses.is_empty()).then(|| words::loses(lang, &loses)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let line = if parts.is_empty() { words::alone(lang).to_owned() } else { parts.join(" · ") };
        sheet.text(&line, (3, width), theme.base);
    }
    sheet
}
