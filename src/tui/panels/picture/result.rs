//! Owns the first page of a result: what came of it, the rule, where the groups part, and each option's bar with its
//! numbers and every group beside it or under it.

use ratatui::style::Style;

use crate::domain::poll::{FINGERS, Method};
use crate::tally::{self, Detail, OptionResult, Share, Spread, Stances};
use crate::text::panels::{count, picture as words};
use crate::text::{Lang, names};

use super::super::paint::{bar, fit_name, width as columns};
use super::sheet::{Row, Sheet};
use super::{Seen, in_columns, said};

/// How wide a group's column is, at least and at most, and that of the gap.
const COLUMN: (usize, usize) = (12, 18);
const GAP: usize = 8;

/// The fewest columns for bars beside the groups.
const BARS: usize = 30;

/// The most numbers of a scale that are drawn as columns.
const DRAWN: usize = 21;

/// Where things stand from left to right.
struct Columns {
    width: usize,
    /// The columns of names and bars.
    left: usize,
    /// The columns of each count.
    each: usize,
    /// Whether the groups have columns.
    beside: bool,
}

impl Columns {
    fn of(seen: &Seen<'_>, width: usize) -> Self {
        let gap = if has_gap(seen) { GAP } else { 0 };
        let counts = seen.result.groups.len() + 1;
        let beside = width >= BARS + counts * COLUMN.0 + gap;
        let each = if beside { (width - gap).saturating_sub(BARS + 16) / counts } else { 18 };
        let each = if beside { each.clamp(COLUMN.0, COLUMN.1) } else { each };
        let taken = if beside { counts * each + gap } else { each };
        Self { width, left: width.saturating_sub(taken), each, beside }
    }

    fn column(&self, at: usize) -> (usize, usize) {
        (self.left + at * self.each, self.each.saturating_sub(1))
    }
}

fn has_gap(seen: &Seen<'_>) -> bool {
    seen.result.options.iter().any(|option| option.gap.is_some())
}

/// Returns the page.
pub(super) fn sheet(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme, result) = (seen.lang, seen.theme, seen.result);
    let mut sheet = Sheet::default();
    if let Some(outcome) = said::outcome(lang, result) {
        sheet.text(&outcome, (0, width), theme.accent);
    }
    sheet.text(&said::rule(lang, result), (0, width), theme.base);
    if let Some(parting) = said::parting(lang, result) {
        sheet.text(&parting, (0, width), theme.base);
    }
    sheet.gap();
    let proposal = result.options.first().map(|option| (option, &option.detail));
    if let (Method::FistToFive, Some((option, Detail::Fingers(hands)))) = (result.method, proposal) {
        fist(seen, (option, hands), &mut sheet, width);
        return sheet;
    }
    let place = Columns::of(seen, width);
    head(seen, &place, &mut sheet);
    for option in &result.options {
        one(seen, option, &place, &mut sheet);
    }
    match result.method {
        Method::Consent => objections(seen, &mut sheet, width),
        Method::Agree => {
            sheet.gap();
            sheet.text(words::group_informed_said(lang), (0, width), theme.dim);
        }
        Method::Dots { .. } | Method::Approval { .. } if result.options.iter().any(|one| one.distinct.is_none()) => {
            sheet.gap();
            sheet.text(words::voters_unknown(lang), (0, width), theme.dim);
        }
        Method::Dots { .. }
        | Method::Approval { .. }
        | Method::Score { .. }
        | Method::FistToFive
        | Method::Ranking { .. }
        | Method::Matrix { .. } => {}
    }
    if has_gap(seen) {
        sheet.gap();
        sheet.text(said::what_gap(lang, result.method), (0, width), theme.dim);
    }
    for above in tally::above_present(seen.round) {
        sheet.gap();
        sheet.text(&count::above(lang, &above), (0, width), theme.warn);
    }
    if !seen.round.corrections.is_empty() {
        sheet.text(&count::corrected(lang, seen.round.corrections.len()), (0, width), theme.dim);
    }
    sheet
}

fn head(seen: &Seen<'_>, place: &Columns, sheet: &mut Sheet) {
    let (lang, theme) = (seen.lang, seen.theme);
    let title = |text: &str| fit_name(text, place.each.saturating_sub(1));
    let mut row = Row::default().at((0, place.left), count::option(lang), theme.dim);
    row = row.at(place.column(0), title(count::all(lang)), theme.title);
    if place.beside {
        let groups = in_columns(seen.result);
        for (at, group) in groups.iter().enumerate() {
            row = row.at(place.column(at + 1), title(&names::voters(lang, group)), theme.title);
        }
        if has_gap(seen) {
            row = row.at(place.column(groups.len() + 1), count::gap(lang), theme.title);
        }
    }
    sheet.push(row);
}

/// Adds an option: its name, its bar with the counts, its numbers, and the groups where they have no columns.
fn one(seen: &Seen<'_>, option: &OptionResult, place: &Columns, sheet: &mut Sheet) {
    let (lang, theme, result) = (seen.lang, seen.theme, seen.result);
    sheet.stop();
    let tied = result.options.iter().filter(|other| other.place == option.place).count() > 1;
    let tie = if tied { format!(" ({})", count::tied(lang)) } else { String::new() };
    // a long name takes a second row, and the tie stays to be read
    sheet.text(&format!("{}. {}{tie}", option.place, option.text), (0, place.width), theme.strong);
    let groups = in_columns(result);
    let met = option.consensus.is_some_and(|(_, met)| met);
    let all = match result.method {
        Method::Ranking { .. } => words::points(lang, option.share.of),
        Method::Dots { .. }
        | Method::Approval { .. }
        | Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Matrix { .. }
        | Method::Agree => said::figure(lang, result.method, option.share),
    };
    let all = if met { format!("✓ {all}") } else { all };
    let mut row = Row::default();
    let length = place.left.saturating_sub(5);
    for (column, drawn, style) in strokes(seen, option, length) {
        row = row.at((3 + column, length.saturating_sub(column)), drawn, style);
    }
    row = row.at(place.column(0), all, if met { theme.ok } else { theme.strong });
    if place.beside {
        for (at, group) in groups.iter().enumerate() {
            row = row.at(place.column(at + 1), said::of_group(lang, result, option, group), theme.base);
        }
        if let Some(gap) = option.gap {
            let (column, _) = place.column(groups.len() + 1);
            row = row.at((column, GAP), said::gap(lang, seen.result.method, gap), theme.base);
        }
    }
    sheet.push(row);
    let numbers = numbers(seen, option);
    if !numbers.is_empty() {
        sheet.text(&numbers.join(" · "), (3, place.width), theme.base);
    }
    if let Detail::Scores(spread) = &option.detail {
        let spread = distribution(lang, spread, result.method);
        sheet.text(&spread, (3, place.width), theme.dim);
    }
    if place.beside {
        sheet.gap();
        return;
    }
    let each = groups
        .iter()
        .map(|group| format!("{} {}", names::voters(lang, group), said::of_group(lang, result, option, group)));
    let gap = option.gap.map(|gap| format!("{} {}", count::gap(lang), said::gap(lang, seen.result.method, gap)));
    sheet.text(&each.chain(gap).collect::<Vec<_>>().join(" · "), (3, place.width), theme.dim);
}

/// Returns the strokes of an option's bar: from which column, what, how. Parts have patterns of their own.
fn strokes(seen: &Seen<'_>, option: &OptionResult, length: usize) -> Vec<(usize, String, Style)> {
    let theme = seen.theme;
    let rest = (0, "·".repeat(length), theme.border);
    let stacked = |parts: &[(u32, &str, Style)]| {
        let all: u64 = parts.iter().map(|(people, ..)| u64::from(*people)).sum();
        let mut strokes = vec![rest.clone()];
        let (mut sum, mut from) = (0_u64, 0);
        for (people, sign, style) in parts {
            sum += u64::from(*people);
            let to = ((sum * length as u64 + all / 2).checked_div(all)).unwrap_or(0) as usize;
            strokes.push((from, sign.repeat(to.saturating_sub(from)), *style));
            from = to;
        }
        strokes
    };
    match &option.detail {
        Detail::Stances(Stances { agree, disagree, pass }) => {
            stacked(&[(*agree, "█", theme.accent), (*disagree, "▒", theme.warn), (*pass, "░", theme.dim)])
        }
        Detail::Consent { consents, objections } => {
            stacked(&[(*consents, "█", theme.accent), (*objections, "▒", theme.warn)])
        }
        Detail::Counted | Detail::Scores(_) | Detail::Fingers(_) | Detail::Places(_) | Detail::Point(_) => {
            // of all that was given, or could be: what is left of the track is the rest of it
            let part = Share { of: option.votes, total: option.share.total }.fraction().unwrap_or(0.0);
            vec![rest, (0, bar(length, part), theme.accent)]
        }
    }
}

/// Returns what else is to be said of an option in numbers.
fn numbers(seen: &Seen<'_>, option: &OptionResult) -> Vec<String> {
    let (lang, result) = (seen.lang, seen.result);
    match &option.detail {
        Detail::Counted => {
            let percent = option.share.percent().map(|percent| format!("{percent}%"));
            let distinct = match (result.method, option.distinct) {
                (Method::Dots { .. }, Some(people)) => Some(words::from_voters(lang, people, result.voters)),
                _ => None,
            };
            [percent, distinct].into_iter().flatten().collect()
        }
        Detail::Scores(spread) => {
            // the numerator and the denominator of the rule
            let high = match (result.method, option.consensus) {
                (Method::Score { low, high }, Some((share, _))) => {
                    Some(words::score_high(lang, share.of, share.total, tally::high_from((low, high))))
                }
                _ => None,
            };
            spread_numbers(lang, spread).into_iter().chain(high).collect()
        }
        Detail::Consent { consents, objections } => vec![
            format!("█ {} {consents}", words::consents(lang)),
            format!("▒ {} {objections}", words::objections(lang)),
        ],
        Detail::Places(_) => {
            let percent = option.share.percent().map(|percent| words::of_maximum(lang, percent));
            let orders = option.distinct.map(|people| words::in_orders(lang, people, result.voters));
            [percent, orders].into_iter().flatten().collect()
        }
        Detail::Stances(Stances { agree, disagree, pass }) => {
            let said = [
                ("█", words::agree(lang), agree),
                ("▒", words::disagree(lang), disagree),
                ("░", words::pass(lang), pass),
            ];
            let said = said.map(|(sign, word, people)| format!("{sign} {word} {people}")).join("   ");
            let product = option.group_informed().map(|product| words::number(lang, product, 3));
            [Some(said), product.map(|product| words::group_informed(lang, &product))].into_iter().flatten().collect()
        }
        Detail::Fingers(_) | Detail::Point(_) => Vec::new(),
    }
}

/// Returns mean, deviation, median, quartiles and how many.
pub(super) fn spread_numbers(lang: Lang, spread: &Spread) -> Vec<String> {
    let number = |value: f64| words::number(lang, value, 1);
    let quartiles = spread.iqr().zip(spread.quartiles());
    [
        spread.mean().map(|mean| words::mean_of(lang, &words::number(lang, mean, 2))),
        spread.sd().map(|sd| words::sd(lang, &words::number(lang, sd, 2))),
        spread.median().map(|median| words::median(lang, &number(median))),
        quartiles.map(|(iqr, (first, third))| words::iqr(lang, &number(iqr), &number(first), &number(third))),
        Some(words::n(lang, spread.n())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns how many gave which number: small columns, and the counts in words for those who cannot see them.
fn distribution(lang: Lang, spread: &Spread, method: Method) -> String {
    const COLUMNS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let Method::Score { low, high } = method else { return String::new() };
    let numbers: Vec<i32> = (low..=high).take(DRAWN + 1).collect();
    let each = |number: &i32| format!("{number}: {}", spread.of(*number));
    if numbers.len() > DRAWN {
        let given: Vec<i32> = spread.counts().keys().copied().collect();
        return given.iter().map(each).collect::<Vec<_>>().join("  ");
    }
    let most = numbers.iter().map(|number| spread.of(*number)).max().unwrap_or(0).max(1);
    let drawn: String = numbers
        .iter()
        .map(|number| COLUMNS[(f64::from(spread.of(*number)) / f64::from(most) * 8.0).ceil().min(8.0) as usize])
        .collect();
    if spread.n() == 0 {
        return words::nobody(lang).to_owned();
    }
    format!("▕{drawn}▏  {}", numbers.iter().map(each).collect::<Vec<_>>().join("  "))
}

/// Adds the hands of a fist to five: a bar a number of fingers, every group's count beside it, then the reasons.
fn fist(seen: &Seen<'_>, (option, hands): (&OptionResult, &Spread), sheet: &mut Sheet, width: usize) {
    let (lang, theme) = (seen.lang, seen.theme);
    let place = Columns::of(seen, width);
    head(seen, &place, sheet);
    let groups = in_columns(seen.result);
    let of_group = |at: usize| match groups.get(at).and_then(|group| option.detail_by_group.get(*group)) {
        Some(Detail::Fingers(spread)) => spread.clone(),
        _ => Spread::default(),
    };
    let all = hands.n().max(1);
    let label = columns(words::fingers(lang)) + 4;
    let length = place.left.saturating_sub(label + 2);
    for fingers in (0..=FINGERS.0).rev() {
        let style = if fingers < FINGERS.1 { theme.warn } else { theme.accent };
        let drawn = bar(length, f64::from(hands.of(fingers)) / f64::from(all));
        let mut row = Row::default()
            .at((0, label), words::so_many_fingers(lang, fingers), theme.strong)
            .at((label, length), "·".repeat(length), theme.border)
            .at((label, length), drawn, style)
            .at(place.column(0), hands.of(fingers).to_string(), theme.strong);
        if place.beside {
            for at in 0..groups.len() {
                row = row.at(place.column(at + 1), of_group(at).of(fingers).to_string(), theme.base);
            }
        }
        sheet.push(row);
        if fingers == FINGERS.1 {
            sheet.push(Row::default().at((0, place.left), "╌".repeat(place.left.saturating_sub(2)), theme.dim));
        }
    }
    let share = said::figure(lang, seen.result.method, option.share);
    let mut row = Row::default().at((0, place.left.saturating_sub(1)), words::behind_it(lang), theme.strong).at(
        place.column(0),
        share,
        theme.strong,
    );
    if place.beside {
        for (at, group) in groups.iter().enumerate() {
            row = row.at(place.column(at + 1), said::of_group(lang, seen.result, option, group), theme.base);
        }
        if let Some(gap) = option.gap {
            let (column, _) = place.column(groups.len() + 1);
            row = row.at((column, GAP), said::gap(lang, seen.result.method, gap), theme.base);
        }
    }
    sheet.push(row);
    let minimum = hands.lowest().map(|lowest| words::minimum(lang, lowest));
    let numbers: Vec<String> = minimum.into_iter().chain(spread_numbers(lang, hands)).collect();
    sheet.text(&numbers.join(" · "), (0, width), theme.base);
    if !place.beside {
        for (at, group) in groups.iter().enumerate() {
            let counts = (0..=FINGERS.0).rev().map(|fingers| format!("{fingers}: {}", of_group(at).of(fingers)));
            let figure = said::of_group(lang, seen.result, option, group);
            let line = format!("{}: {figure} · {}", names::voters(lang, group), counts.collect::<Vec<_>>().join("  "));
            sheet.text(&line, (0, width), theme.dim);
        }
    }
    sheet.head(words::reasons(lang), width, theme.title);
    if seen.round.reasons.is_empty() {
        sheet.text(words::no_reasons(lang), (0, width), theme.dim);
    }
    for reason in seen.round.reasons.iter() {
        sheet.stop();
        indented(sheet, reason, width, theme.base);
    }
}

/// Adds the objections, each with how it was taken into the proposal.
fn objections(seen: &Seen<'_>, sheet: &mut Sheet, width: usize) {
    let (lang, theme) = (seen.lang, seen.theme);
    sheet.head(words::objections_head(lang), width, theme.title);
    if seen.round.reasons.is_empty() {
        sheet.text(words::no_objections(lang), (0, width), theme.dim);
    }
    for objection in seen.round.reasons.iter() {
        sheet.stop();
        indented(sheet, objection, width, theme.base);
        match seen.round.integrated.get(objection).map(|how| how.trim()).filter(|how| !how.is_empty()) {
            Some(how) => sheet.text(&format!("✓ {}", words::integrated(lang, how)), (4, width), theme.ok),
            None => sheet.text(&format!("○ {}", words::not_integrated(lang)), (4, width), theme.warn),
        }
    }
}

fn indented(sheet: &mut Sheet, text: &str, width: usize, style: Style) {
    sheet.text(&format!("– {text}"), (2, width), style);
}
