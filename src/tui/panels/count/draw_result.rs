//! Owns how a result is drawn on the console: bars, every group in its column, the youth's gap, the rule.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::poll::RoundNo;
use crate::domain::value::{RoundState, Voters};
use crate::tally::{self, OptionResult, RoundResult, Share, turnout};
use crate::text::panels::{count as words, wall};
use crate::text::{Lang, names};
use crate::tui::theme::Theme;

use super::super::paint::{bar, fit, fit_name, put, width, wrap, wrap_within};
use super::super::wall::{parting, rule};
use super::{PollDesk, gives_dots};

/// How wide a group's column is, at least and at most.
const COLUMN: (u16, u16) = (12, 20);

impl PollDesk {
    /// Draws a closed poll: its turnout, and the result where it is looked at here.
    pub(super) fn draw_closed(&self, body: Rect, buf: &mut Buffer, theme: &Theme, peek: bool) {
        let Some((number, round)) = self.last() else { return };
        if peek {
            return self.draw_result(number, body, buf, theme);
        }
        let lines = wrap_within(&self.poll.question, body.width as usize, 3);
        for (line, text) in lines.iter().enumerate() {
            put(buf, body, (body.x, body.y + line as u16), text, theme.strong);
        }
        let y = body.y + lines.len() as u16 + 1;
        let Share { of: voted, total: all } = turnout(round);
        put(buf, body, (body.x, y), &words::turnout(self.lang, voted, all), theme.accent);
        let key = self.keys.key("count-peek", self.lang);
        for (line, text) in wrap(&words::result_covered(self.lang, key), body.width as usize).iter().enumerate() {
            put(buf, body, (body.x, y + 2 + line as u16), text, theme.dim);
        }
    }

    /// Draws a round's result. The console shows every group; the wall and the reports leave small ones out.
    pub(super) fn draw_result(&self, number: RoundNo, body: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        let Some(round) = self.poll.rounds.get(&number) else { return };
        let question = wrap_within(&self.poll.question, body.width as usize, 2);
        for (line, text) in question.iter().enumerate() {
            put(buf, body, (body.x, body.y + line as u16), text, theme.strong);
        }
        let y = body.y + question.len() as u16;
        let Share { of: voted, total: all } = turnout(round);
        let mut head = vec![words::turnout(lang, voted, all), names::method(lang, self.poll.method)];
        if self.poll.rounds.len() > 1 {
            head.insert(0, words::round(lang, number.0));
        }
        put(buf, body, (body.x, y), &head.join(" · "), theme.dim);
        let result = match (round.state, tally::tally(&self.poll, number)) {
            (RoundState::Revealed | RoundState::Closed, Some(result)) => result,
            (RoundState::Interrupted, _) => {
                put(buf, body, (body.x, y + 2), words::interrupted_now(lang), theme.warn);
                return;
            }
            (RoundState::Revealed | RoundState::Closed, None) => {
                put(buf, body, (body.x, y + 2), words::nothing_counted(lang), theme.dim);
                return;
            }
            (RoundState::Prepared | RoundState::Open, _) => return,
        };
        let mut said = vec![rule(lang, &result)];
        said.extend(parting(lang, &result));
        if result.options.iter().any(|option| option.gap.is_some()) {
            said.push(words::gap_said(lang).to_owned());
        }
        if !round.corrections.is_empty() {
            said.push(words::corrected(lang, round.corrections.len()));
        }
        let said: Vec<String> = said.iter().flat_map(|text| wrap(text, body.width as usize)).collect();
        let foot = (said.len() as u16).min(body.height / 3);
        let table = Rect { y: y + 2, height: body.bottom().saturating_sub(y + 3 + foot), ..body };
        self.draw_table(&result, table, buf, theme);
        for (line, text) in said.iter().enumerate().take(foot as usize) {
            put(buf, body, (body.x, body.bottom() - foot + line as u16), text, theme.dim);
        }
    }

    fn draw_table(&self, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        let mut groups: Vec<&Voters> = result.groups.keys().collect();
        groups.sort_by_key(|group| **group != tally::youth());
        let has_gap = result.options.iter().any(|option| option.gap.is_some());
        let columns = groups.len() as u16 + 1;
        let gap_width = if has_gap { 8 } else { 0 };
        let beside = area.width >= columns * COLUMN.0 + gap_width + 28;
        let wide = (area.width.saturating_sub(gap_width + 40) / columns).clamp(COLUMN.0, COLUMN.1);
        let wide = if beside { wide } else { COLUMN.0 };
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
        let groups_rows = {
            let longest = groups.iter().map(|group| width(&names::voters(lang, group)) + 12).sum::<usize>() + 12;
            if longest > area.width.into() { 2 } else { 1 }
        };
        let room = area.height.saturating_sub(1) / (result.options.len() as u16).max(1);
        let each = if beside { 2 } else { 2 + groups_rows };
        let each = room.clamp(each, each + 1);
        let fitting = usize::from(area.height.saturating_sub(1) / each).max(1);
        let top = self.top.min(result.options.len().saturating_sub(fitting));
        let edge = area.right().saturating_sub(1);
        if top > 0 {
            put(buf, area, (edge, area.y), "↑", theme.accent);
        }
        if top + fitting < result.options.len() {
            put(buf, area, (edge, area.bottom().saturating_sub(1)), "↓", theme.accent);
        }
        let mut y = area.y + 1;
        for option in result.options.iter().skip(top).take(fitting) {
            let name = format!("{}. {}{}", option.place, option.text, self.tie(result, option));
            put(buf, area, (area.x, y), &fit(&name, area.width.into()), theme.strong);
            let met = option.consensus.filter(|(_, met)| *met);
            let count = match met {
                Some((share, _)) => words::met(lang, share.of, share.total),
                None => of(lang, option.share),
            };
            put(buf, area, (column(0), y + 1), &count, if met.is_some() { theme.ok } else { theme.strong });
            let whole = if gives_dots(self.poll.method) { most } else { option.share.total };
            let share = if whole == 0 { 0.0 } else { f64::from(option.votes) / f64::from(whole) };
            let length = usize::from(name_width).saturating_sub(5);
            put(buf, area, (area.x + 3, y + 1), &bar(length, share), theme.accent);
            if beside {
                for (place, group) in groups.iter().enumerate() {
                    let share = option.by_group.get(*group).copied().unwrap_or_default();
                    put(buf, area, (column(place as u16 + 1), y + 1), &of(lang, share), theme.base);
                }
                if let Some(gap) = option.gap {
                    let points = format!("{:+.0}", gap.points());
                    put(buf, area, (column(groups.len() as u16 + 1), y + 1), &points, theme.base);
                }
            } else {
                let mut parts: Vec<String> = groups
                    .iter()
                    .map(|group| (group, option.by_group.get(*group).copied().unwrap_or_default()))
                    .map(|(group, share)| format!("{} {}", names::voters(lang, group), of(lang, share)))
                    .collect();
                parts.extend(option.gap.map(|gap| format!("{} {:+.0}", words::gap(lang), gap.points())));
                for (line, text) in
                    wrap_within(&parts.join(" · "), area.width.saturating_sub(3).into(), 2).iter().enumerate()
                {
                    put(buf, area, (area.x + 3, y + 2 + line as u16), text, theme.dim);
                }
            }
            y += each;
        }
    }

    fn tie(&self, result: &RoundResult, option: &OptionResult) -> String {
        let tied = result.options.iter().filter(|other| other.place == option.place).count() > 1;
        if tied { format!(" ({})", words::tied(self.lang)) } else { String::new() }
    }
}

fn of(lang: Lang, share: Share) -> String {
    wall::of(lang, share.of, share.total)
}
