//! Owns the groups side by side: the youth first, every other group in a column of its own, the gap of each option.

use crate::domain::poll::Method;
use crate::domain::value::Voters;
use crate::tally::{self, Detail, OptionResult};
use crate::text::names;
use crate::text::panels::{picture as words, wall};

use super::super::paint::{fit_name, wrap_within};
use super::sheet::{Row, Sheet};
use super::{Seen, in_columns, said};

/// The fewest columns of a name and of a group.
const NAME: usize = 22;
const COLUMN: usize = 14;

/// Returns the page. Groups that do not fit beside one another come in a second table, the youth's column again first.
pub(super) fn sheet(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme, result) = (seen.lang, seen.theme, seen.result);
    let mut sheet = Sheet::default();
    match said::parting(lang, result) {
        Some(parting) => sheet.text(&parting, (0, width), theme.strong),
        None if result.options.iter().any(|option| option.gap.is_some()) => {
            sheet.text(said::part_nowhere(lang, result.method), (0, width), theme.base);
        }
        None if result.options.iter().any(|option| option.youth_pooled) => {
            sheet.text(words::no_gap_pooled(lang), (0, width), theme.dim);
        }
        None => sheet.text(words::no_gap(lang), (0, width), theme.dim),
    }
    let youth = tally::youth();
    let others: Vec<&Voters> = in_columns(result).into_iter().filter(|group| **group != youth).collect();
    let has_youth = result.groups.contains_key(&youth);
    let most = (width.saturating_sub(NAME) / COLUMN).max(2) - usize::from(has_youth);
    let mut tables: Vec<Vec<&Voters>> = others.chunks(most.max(1)).map(<[_]>::to_vec).collect();
    if tables.is_empty() {
        tables.push(Vec::new());
    }
    for (at, others) in tables.into_iter().enumerate() {
        let groups: Vec<&Voters> = has_youth.then_some(&youth).into_iter().chain(others).collect();
        let each = ((width / 2) / groups.len().max(1)).clamp(COLUMN, 22);
        let name = width.saturating_sub(groups.len() * each);
        sheet.gap();
        sheet.stop();
        let mut row = Row::default();
        for (at, group) in groups.iter().enumerate() {
            let title = fit_name(&names::voters(lang, group), each - 1);
            row = row.at((name + at * each, each - 1), title, theme.title);
        }
        sheet.push(row);
        let mut row = Row::default().at((0, name.saturating_sub(1)), words::have_voted(lang), theme.dim);
        for (at, group) in groups.iter().enumerate() {
            let people = result.groups.get(*group).copied().unwrap_or(0);
            row = row.at((name + at * each, each - 1), people.to_string(), theme.dim);
        }
        sheet.push(row);
        for option in &result.options {
            sheet.stop();
            let texts = wrap_within(&option.text, name.saturating_sub(2), 2);
            let figures = |group: &Voters| said::of_group(lang, result, option, group);
            let more = |group: &Voters| beside(seen, option, group);
            let rows = texts.len().max(if groups.iter().any(|group| !more(group).is_empty()) { 2 } else { 1 });
            for line in 0..rows {
                let text = texts.get(line).cloned().unwrap_or_default();
                let mut row = Row::default().at((0, name.saturating_sub(1)), text, theme.strong);
                for (at, group) in groups.iter().enumerate() {
                    let (cell, style) = match line {
                        0 => (figures(group), theme.strong),
                        1 => (more(group), theme.dim),
                        _ => (String::new(), theme.dim),
                    };
                    row = row.at((name + at * each, each - 1), cell, style);
                }
                sheet.push(row);
            }
            if at == 0 {
                gap(seen, option, width, &mut sheet);
            }
        }
    }
    sheet.gap();
    if let Method::Matrix { x, y } = result.method {
        let said = words::means_of(lang, names::axis(lang, x), names::axis(lang, y));
        sheet.text(&said, (0, width), theme.dim);
    }
    sheet.text(said::what_gap(lang, result.method), (0, width), theme.dim);
    if result.groups.contains_key(&Voters::Undisclosed) {
        sheet.text(words::gap_without_pooled(lang), (0, width), theme.dim);
    }
    sheet
}

/// Returns what stands under a group's count: its share in a hundred, or how far its scores lie apart.
fn beside(seen: &Seen<'_>, option: &OptionResult, group: &Voters) -> String {
    let lang = seen.lang;
    let sd = |spread: &tally::Spread| spread.sd().map(|sd| words::sd(lang, &words::number(lang, sd, 1)));
    match option.detail_by_group.get(group) {
        Some(Detail::Scores(spread)) => {
            let parts = [sd(spread), (spread.n() > 0).then(|| words::n(lang, spread.n()))];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        Some(Detail::Point(point)) => sd(&point.x).zip(sd(&point.y)).map_or(String::new(), |(x, _)| {
            let y = point.y.sd().map(|sd| words::number(lang, sd, 1)).unwrap_or_default();
            format!("{x} · {y}")
        }),
        Some(
            Detail::Counted | Detail::Fingers(_) | Detail::Consent { .. } | Detail::Places(_) | Detail::Stances(_),
        )
        | None => {
            let percent = option.by_group.get(group).and_then(|share| share.percent());
            percent.map(|percent| format!("{percent}%")).unwrap_or_default()
        }
    }
}

fn gap(seen: &Seen<'_>, option: &OptionResult, width: usize, sheet: &mut Sheet) {
    let (lang, theme) = (seen.lang, seen.theme);
    let vertical = if matches!(seen.result.method, Method::Matrix { .. }) { option.vertical_gap() } else { None };
    let says = |gap: tally::Gap| {
        let figure = |share| match seen.result.method {
            Method::Dots { .. } | Method::Ranking { .. } => {
                tally::Share::percent(share).map_or("–".to_owned(), |percent| format!("{percent}%"))
            }
            Method::Approval { .. } | Method::FistToFive | Method::Consent | Method::Agree => {
                wall::of(lang, share.of, share.total)
            }
            Method::Score { .. } | Method::Matrix { .. } => said::figure(lang, seen.result.method, share),
        };
        let says = match seen.result.method {
            Method::Score { .. } | Method::Matrix { .. } => words::gap_of_means,
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Ranking { .. }
            | Method::Agree => words::gap_of,
        };
        says(lang, &said::gap(lang, seen.result.method, gap), &figure(gap.youth), &figure(gap.others))
    };
    if let Method::Matrix { x, y } = seen.result.method {
        for (axis, gap) in [(x, option.gap), (y, vertical)] {
            if let Some(gap) = gap {
                sheet.text(&format!("{}: {}", names::axis(lang, axis), says(gap)), (2, width), theme.dim);
            }
        }
        return;
    }
    if let Some(gap) = option.gap {
        sheet.text(&says(gap), (2, width), theme.dim);
    }
}
