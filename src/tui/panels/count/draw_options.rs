//! Owns how the options of a result are drawn on the console: bars or what the method has in their place, every group in its
//! column, the youth's gap; the plotted matrix; the options two by two.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::poll::{FINGERS, Method};
use crate::domain::value::Voters;
use crate::tally::{self, Detail, OptionResult, RoundResult};
use crate::text::names;
use crate::text::panels::{count as words, picture as says, wall};
use crate::tui::theme::Theme;

use super::super::paint::{bar, fit, fit_name, put, width, wrap_within};
use super::super::picture::{self, Plot};
use super::PollDesk;

/// How wide a group's column is, at least and at most.
const COLUMN: (u16, u16) = (12, 20);

/// Draws arrows at the edge of what goes on above or below.
pub(super) fn edges(top: usize, more: bool, area: Rect, buf: &mut Buffer, theme: &Theme) {
    let edge = area.right().saturating_sub(1);
    if top > 0 {
        put(buf, area, (edge, area.y), "↑", theme.accent);
    }
    if more {
        put(buf, area, (edge, area.bottom().saturating_sub(1)), "↓", theme.accent);
    }
}

impl PollDesk {
    /// Draws every option with its groups.
    pub(super) fn draw_options_result(&self, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        let area = self.draw_fingers(result, area, buf, theme);
        let mut groups: Vec<&Voters> = result.groups.keys().collect();
        groups.sort_by_key(|group| **group != tally::youth());
        let has_gap = result.options.iter().any(|option| option.gap.is_some());
        let columns = groups.len() as u16 + 1;
        let gap_width = if has_gap { 8 } else { 0 };
        let beside = area.width >= columns * COLUMN.0 + gap_width + 28;
        let wide = (area.width.saturating_sub(gap_width + 40) / columns).clamp(COLUMN.0, COLUMN.1);
        let wide = if beside { wide } else { COLUMN.0 + 4 };
        let aside = if beside { columns * wide + gap_width } else { wide };
        let name_width = area.width.saturating_sub(aside);
        let column = |place: u16| area.x + name_width + place * wide;
        let header = |text: &str| fit_name(text, usize::from(wide) - 1);
        put(buf, area, (area.x, area.y), words::option(lang), theme.dim);
        put(buf, area, (column(0), area.y), &header(words::all(lang)), theme.title);
        if beside {
            for (place, group) in groups.iter().enumerate() {
                put(buf, area, (column(place as u16 + 1), area.y), &header(&names::voters(lang, group)), theme.title);
            }
            if has_gap {
                put(buf, area, (column(groups.len() as u16 + 1), area.y), words::gap(lang), theme.title);
            }
        }
        let most = result.options.iter().map(|option| option.votes).max().unwrap_or(0);
        let detailed = result.options.first().is_some_and(|option| self.detail(result, option).is_some());
        let groups_rows = {
            let longest = groups.iter().map(|group| width(&names::voters(lang, group)) + 12).sum::<usize>() + 12;
            if longest > area.width.into() { 2 } else { 1 }
        };
        let room = area.height.saturating_sub(1) / (result.options.len() as u16).max(1);
        let each = if beside { 2 } else { 2 + groups_rows } + u16::from(detailed);
        let each = room.clamp(each, each + 1);
        let fitting = usize::from(area.height.saturating_sub(1) / each).max(1);
        let top = self.top.min(result.options.len().saturating_sub(fitting));
        edges(top, top + fitting < result.options.len(), area, buf, theme);
        let mut y = area.y + 1;
        for option in result.options.iter().skip(top).take(fitting) {
            let number = if result.pairwise.is_some() {
                result
                    .options
                    .iter()
                    .position(|other| other.option == option.option)
                    .map_or(0, |place| place as u32 + 1)
            } else {
                option.place
            };
            let name = format!("{number}. {}{}", option.text, self.tie(result, option));
            put(buf, area, (area.x, y), &fit(&name, area.width.into()), theme.strong);
            let told = option.told(result.method);
            let met = option.consensus.filter(|(_, met)| *met);
            let count = match met {
                Some((share, _)) => words::met(lang, share.of, share.total),
                None => wall::of(lang, told.of, told.total),
            };
            put(buf, area, (column(0), y + 1), &count, if met.is_some() { theme.ok } else { theme.strong });
            let length = usize::from(name_width).saturating_sub(5);
            match &option.detail {
                Detail::Stances(said) => {
                    picture::stances(*said, (area.x + 3, y + 1), length as u16, area, buf, theme);
                }
                Detail::Counted
                | Detail::Scores(_)
                | Detail::Fingers(_)
                | Detail::Consent { .. }
                | Detail::Places(_)
                | Detail::Point(_) => {
                    let whole = if matches!(result.method, Method::Dots { .. }) { most } else { option.share.total };
                    let share = if whole == 0 { 0.0 } else { f64::from(option.votes) / f64::from(whole) };
                    put(buf, area, (area.x + 3, y + 1), &bar(length, share), theme.accent);
                }
            }
            let of_group = |group: &Voters| {
                let share = option.told_of(result.method, group);
                wall::of(lang, share.of, share.total)
            };
            if beside {
                for (place, group) in groups.iter().enumerate() {
                    put(buf, area, (column(place as u16 + 1), y + 1), &of_group(group), theme.base);
                }
                if let Some(gap) = option.told_gap(result.method) {
                    let points = format!("{:+.0}", gap.points());
                    put(buf, area, (column(groups.len() as u16 + 1), y + 1), &points, theme.base);
                }
            }
            let mut below = y + 2;
            if let Some(detail) = self.detail(result, option) {
                put(buf, area, (area.x + 3, below), &fit(&detail, usize::from(area.width) - 3), theme.base);
                below += 1;
            }
            if !beside {
                let mut parts: Vec<String> =
                    groups.iter().map(|group| format!("{} {}", names::voters(lang, group), of_group(group))).collect();
                let gap = option.told_gap(result.method);
                parts.extend(gap.map(|gap| format!("{} {:+.0}", words::gap(lang), gap.points())));
                let parts = wrap_within(&parts.join(" · "), area.width.saturating_sub(3).into(), 2);
                for (line, text) in parts.iter().enumerate() {
                    put(buf, area, (area.x + 3, below + line as u16), text, theme.dim);
                }
            }
            y += each;
        }
    }

    /// Draws how many showed so many fingers, a row each. Returns what is left of the area.
    fn draw_fingers(&self, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) -> Rect {
        let Some(Detail::Fingers(spread)) = result.options.first().map(|option| &option.detail) else { return area };
        let most = spread.counts().values().copied().max().unwrap_or(0);
        let label = 11;
        let length = usize::from(area.width.saturating_sub(label + 8)).min(60);
        for (row, fingers) in (0..=FINGERS.0).rev().enumerate() {
            let y = area.y + row as u16;
            let people = spread.of(fingers);
            put(buf, area, (area.x, y), &says::fingers(self.lang, fingers), theme.base);
            let filled = bar(length, f64::from(people) / f64::from(most.max(1)));
            let style = if fingers >= FINGERS.1 { theme.accent } else { theme.warn };
            let x = put(buf, area, (area.x + label, y), &filled, style);
            put(buf, area, (x + 1, y), &people.to_string(), theme.strong);
        }
        let used = FINGERS.0 as u16 + 2;
        Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area }
    }

    /// Returns what an option got beyond its bar, in a line; `None` where the bar says it all.
    fn detail(&self, result: &RoundResult, option: &OptionResult) -> Option<String> {
        let lang = self.lang;
        let number = |number: Option<f64>| says::number(lang, number);
        match (&option.detail, result.method) {
            (Detail::Scores(spread), Method::Score { low, high }) => {
                let said = says::scores(
                    lang,
                    number(spread.mean()),
                    number(spread.sd()),
                    number(spread.median()),
                    number(spread.iqr()),
                    spread.n(),
                );
                Some(format!("{low} {} {high}  {said}", picture::spark(spread, low..=high)))
            }
            (Detail::Places(places), _) => {
                let share = says::points(lang, option.share.of, option.share.total);
                Some(format!("{share} · {}", says::in_orders(lang, places.n(), result.voters)))
            }
            (Detail::Point(point), Method::Matrix { x, y }) => {
                let axis = |axis, spread: &tally::Spread| {
                    format!("{} {} (± {})", names::axis(lang, axis), number(spread.mean()), number(spread.sd()))
                };
                let zone = result.zone(&option.detail).map(|zone| says::zone(lang, result.method, zone));
                Some([axis(x, &point.x), axis(y, &point.y), zone.unwrap_or_default()].join(" · "))
            }
            (Detail::Stances(said), _) => {
                let shared = option.group_informed().filter(|_| result.groups.len() > 1);
                let shared = shared.map(|value| says::group_informed(lang, says::fine_number(lang, value)));
                let stances = says::stances(lang, said.agree, said.pass, said.disagree);
                Some([Some(stances), shared].into_iter().flatten().collect::<Vec<_>>().join(" · "))
            }
            (
                Detail::Counted | Detail::Fingers(_) | Detail::Consent { .. } | Detail::Scores(_) | Detail::Point(_),
                _,
            ) => None,
        }
    }

    /// Draws the matrix with its points, and what they are.
    pub(super) fn draw_plot(&self, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let (Method::Matrix { x, y }, Some(cut)) = (result.method, result.cut()) else { return };
        let lang = self.lang;
        let points = result.options.iter().enumerate().filter_map(|(place, option)| {
            let Detail::Point(point) = &option.detail else { return None };
            Some((place + 1, point.means()?))
        });
        let plot = Plot {
            across: names::axis(lang, x).to_owned(),
            up: names::axis(lang, y).to_owned(),
            zones: says::zones(lang, result.method),
            cut,
            points: points.collect(),
        };
        let beside = area.width >= 90;
        let legend = if beside { area.width / 3 } else { area.width };
        let rows = (result.options.len() as u16).min(area.height / 3);
        let (place, list) = if beside {
            let place = Rect { width: area.width - legend - 2, ..area };
            (place, Rect { x: place.right() + 2, width: legend, ..area })
        } else {
            let place = Rect { height: area.height.saturating_sub(rows), ..area };
            (place, Rect { y: place.bottom(), height: rows, ..area })
        };
        picture::plot(&plot, place, buf, theme);
        let room = usize::from(list.height);
        let top = self.top.min(result.options.len().saturating_sub(room));
        for (row, (place, option)) in result.options.iter().enumerate().skip(top).take(room).enumerate() {
            let text = fit(&format!("({}) {}", place + 1, option.text), list.width.into());
            put(buf, list, (list.x, list.y + row as u16), &text, theme.base);
        }
        edges(top, result.options.len() > top + room, list, buf, theme);
    }

    /// Draws how many prefer the option of a row to that of a column.
    pub(super) fn draw_pairs(&self, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let Some(pairs) = &result.pairwise else { return };
        put(buf, area, (area.x, area.y), says::pairs(self.lang), theme.title);
        let count = pairs.options.len();
        let wide = 5;
        let label = area.width.saturating_sub(count as u16 * wide).clamp(24.min(area.width), area.width / 2 + 10);
        let fitting = usize::from((area.width - label) / wide).max(1);
        let rows = usize::from(area.height.saturating_sub(2)).max(1);
        let top = self.top.min(count.saturating_sub(rows));
        // the columns follow the rows where not all of them fit
        let first = top.min(count.saturating_sub(fitting));
        for column in first..(first + fitting).min(count) {
            let x = area.x + label + (column - first) as u16 * wide;
            put(buf, area, (x, area.y + 1), &format!("{:>4}", format!("({})", column + 1)), theme.dim);
        }
        for (line, row) in (top..(top + rows).min(count)).enumerate() {
            let y = area.y + 2 + line as u16;
            let text = &result.options[row].text;
            put(buf, area, (area.x, y), &fit(&format!("({}) {text}", row + 1), usize::from(label) - 1), theme.base);
            for column in first..(first + fitting).min(count) {
                let x = area.x + label + (column - first) as u16 * wide;
                let (text, style) = if row == column {
                    ("·".to_owned(), theme.dim)
                } else {
                    let wins = pairs.margin(row, column) > 0;
                    let text = format!("{}{}", pairs.prefer[row][column], if wins { "*" } else { " " });
                    (text, if wins { theme.ok } else { theme.base })
                };
                put(buf, area, (x, y), &format!("{text:>4}"), style);
            }
        }
        edges(top, top + rows < count, area, buf, theme);
    }

    fn tie(&self, result: &RoundResult, option: &OptionResult) -> String {
        let tied = result.options.iter().filter(|other| other.place == option.place).count() > 1;
        if tied { format!(" ({})", words::tied(self.lang)) } else { String::new() }
    }
}
