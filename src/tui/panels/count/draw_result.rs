//! Owns the pages of a result on the console: which there are, and what stands around each. The console shows every group
//! and every number; the wall and the reports leave small groups out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::heads::add_up;
use crate::domain::poll::{Method, Round, RoundNo};
use crate::domain::value::RoundState;
use crate::tally::{self, Moved, RoundResult, Share, turnout};
use crate::text::names;
use crate::text::panels::{count as words, picture as says, wall};
use crate::text::tally::parting;
use crate::tui::theme::Theme;

use super::super::paint::{put, wrap, wrap_within};
use super::super::wall::rule;
use super::PollDesk;

/// A page of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ResultPage {
    /// The options with their groups.
    Options,
    /// The matrix plotted.
    Plot,
    /// The options two by two.
    Pairs,
    /// Reasons and objections.
    Words,
    /// What changed since the round before.
    Moved,
}

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

    /// Returns the pages of a round's result, the options first.
    pub(super) fn result_pages(&self, number: RoundNo) -> Vec<ResultPage> {
        let Some(round) = self.poll.rounds.get(&number) else { return Vec::new() };
        let pairs = matches!(self.poll.method, Method::Ranking { .. }) && round.counted.values().all(|c| c.voters == 0);
        let all = [
            (ResultPage::Options, true),
            (ResultPage::Plot, matches!(self.poll.method, Method::Matrix { .. })),
            (ResultPage::Pairs, pairs),
            (ResultPage::Words, !round.reasons.is_empty()),
            (ResultPage::Moved, self.earlier(number).is_some()),
        ];
        all.into_iter().filter(|(_, there)| *there).map(|(page, _)| page).collect()
    }

    /// Returns the last round before that has a result, with it.
    fn earlier(&self, number: RoundNo) -> Option<RoundResult> {
        let before = self.poll.rounds.range(..number).rev();
        let closed = before.filter(|(_, round)| matches!(round.state, RoundState::Closed | RoundState::Revealed));
        closed.into_iter().find_map(|(number, _)| tally::tally(&self.poll, *number))
    }

    /// Draws a round's result, the page that is turned to.
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
        let end = put(buf, body, (body.x, y), &head.join(" · "), theme.dim);
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
        let pages = self.result_pages(number);
        let page = pages.get(self.page % pages.len().max(1)).copied().unwrap_or(ResultPage::Options);
        let y = if pages.len() > 1 { self.draw_tabs(&pages, page, (end, y), body, buf, theme) } else { y };
        let said = self.said(&result, round, page, body.width >= 100);
        let said: Vec<String> = said.iter().flat_map(|text| wrap(text, body.width as usize)).collect();
        let foot = (said.len() as u16).min(body.height / 3);
        let area = Rect { y: y + 2, height: body.bottom().saturating_sub(y + 3 + foot), ..body };
        match page {
            ResultPage::Options => self.draw_options_result(&result, area, buf, theme),
            ResultPage::Plot => self.draw_plot(&result, area, buf, theme),
            ResultPage::Pairs => self.draw_pairs(&result, area, buf, theme),
            ResultPage::Words => self.draw_words(round, area, buf, theme),
            ResultPage::Moved => self.draw_moved(number, &result, area, buf, theme),
        }
        for (line, text) in said.iter().enumerate().take(foot as usize) {
            put(buf, body, (body.x, body.bottom() - foot + line as u16), text, theme.dim);
        }
    }

    /// Draws the names of the pages, beside the head where there is room, else under it. Returns their row.
    fn draw_tabs(
        &self,
        pages: &[ResultPage],
        here: ResultPage,
        (end, y): (u16, u16),
        body: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) -> u16 {
        let name = |page: ResultPage| match page {
            ResultPage::Options => says::page_result(self.lang),
            ResultPage::Plot => says::page_plot(self.lang),
            ResultPage::Pairs => says::page_pairs(self.lang),
            ResultPage::Words => says::page_words(self.lang),
            ResultPage::Moved => says::page_moved(self.lang),
        };
        let width: usize = pages.iter().map(|page| super::super::paint::width(name(*page)) + 3).sum();
        let beside = usize::from(body.right().saturating_sub(end)) > width + 3;
        let (mut x, y) = if beside { (body.right() - width as u16, y) } else { (body.x, y + 1) };
        for page in pages {
            let style = if *page == here { theme.selected } else { theme.dim };
            x = put(buf, body, (x, y), &format!(" {} ", name(*page)), style);
            x = put(buf, body, (x, y), " ", theme.dim);
        }
        y
    }

    /// Returns what is said under a page.
    fn said(&self, result: &RoundResult, round: &Round, page: ResultPage, wide: bool) -> Vec<String> {
        let lang = self.lang;
        let mut said = Vec::new();
        match page {
            ResultPage::Options | ResultPage::Plot => {
                said.extend(says::said(lang, result, true));
                match result.method {
                    Method::FistToFive | Method::Consent => {}
                    Method::Ranking { .. } => said.push(says::unranked(lang).to_owned()),
                    Method::Dots { .. }
                    | Method::Approval { .. }
                    | Method::Score { .. }
                    | Method::Matrix { .. }
                    | Method::Agree => said.push(rule(lang, result)),
                }
                if page == ResultPage::Options {
                    said.extend(parting(lang, result));
                }
                // where the gap has a column of its own, it is said what it is
                if wide && page == ResultPage::Options && result.options.iter().any(|option| option.gap.is_some()) {
                    said.push(words::gap_said(lang).to_owned());
                }
            }
            ResultPage::Pairs => {
                if let Some(pairs) = &result.pairwise {
                    let order: Vec<String> = pairs.schulze().iter().map(|tied| self.numbers(result, tied)).collect();
                    said.extend(says::said(lang, result, true));
                    said.push(says::schulze(lang, order.join(" > ")));
                }
            }
            ResultPage::Words | ResultPage::Moved => {}
        }
        let boxed = u32::try_from(round.ballots.values().map(|ballots| ballots.0.len()).sum::<usize>());
        let counted = add_up(round.counted.values().map(|count| count.voters));
        let (boxed, paper) = (boxed.unwrap_or(u32::MAX), add_up(round.on_paper.values().copied()));
        if boxed > 0 && (counted > 0 || paper > 0) {
            said.push(says::sources(lang, counted, boxed, paper));
        }
        if !round.corrections.is_empty() {
            said.push(words::corrected(lang, round.corrections.len()));
        }
        said
    }

    /// Returns the numbers of tied options, as they stand in the result: `2 = 4`.
    fn numbers(&self, result: &RoundResult, tied: &[crate::domain::id::OptionId]) -> String {
        let number = |id: &crate::domain::id::OptionId| {
            result.options.iter().position(|option| option.option == *id).map_or(0, |place| place + 1)
        };
        tied.iter().map(|id| number(id).to_string()).collect::<Vec<_>>().join(" = ")
    }

    fn draw_words(&self, round: &Round, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        let consent = self.poll.method == Method::Consent;
        let title = if consent { says::objections(lang) } else { says::reasons(lang) };
        put(buf, area, (area.x, area.y), title, theme.title);
        let mut rows: Vec<(String, bool)> = Vec::new();
        for reason in round.reasons.iter() {
            rows.extend(wrap(&format!("· {reason}"), area.width.into()).into_iter().map(|row| (row, true)));
            if consent {
                let how = round.integrated.get(reason);
                let how = how.map_or_else(|| says::not_integrated(lang).to_owned(), |how| says::integrated(lang, how));
                rows.extend(wrap(&format!("  {how}"), area.width.into()).into_iter().map(|row| (row, false)));
            }
        }
        let room = usize::from(area.height.saturating_sub(1));
        let top = self.top.min(rows.len().saturating_sub(room));
        for (line, (text, strong)) in rows.iter().skip(top).take(room).enumerate() {
            put(buf, area, (area.x, area.y + 1 + line as u16), text, if *strong { theme.base } else { theme.ok });
        }
        super::draw_options::edges(top, rows.len() > top + room, area, buf, theme);
    }

    fn draw_moved(&self, number: RoundNo, result: &RoundResult, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let lang = self.lang;
        let Some(before) = self.earlier(number) else { return };
        let mut y = area.y;
        put(buf, area, (area.x, y), &says::moved_title(lang, before.round.0, number.0), theme.title);
        y += 1;
        let reason = self.poll.rounds.get(&number).map(|round| round.reason.as_str()).unwrap_or_default();
        if !reason.is_empty() {
            for row in wrap_within(&says::why(lang, reason), area.width.into(), 2) {
                put(buf, area, (area.x, y), &row, theme.base);
                y += 1;
            }
        }
        y += 1;
        let moved = tally::moved(&before, result);
        let room = usize::from(area.bottom().saturating_sub(y)) / 2;
        let top = self.top.min(moved.len().saturating_sub(room.max(1)));
        for one in moved.iter().skip(top).take(room) {
            let Moved { text, before, after, .. } = one;
            let (sign, now) = match (before, after) {
                (Some((was, _)), Some((place, share))) => {
                    let sign = match place.cmp(was) {
                        std::cmp::Ordering::Less => "↑",
                        std::cmp::Ordering::Equal => "=",
                        std::cmp::Ordering::Greater => "↓",
                    };
                    (sign, format!("{place}. {text}  {}", wall::of(lang, share.of, share.total)))
                }
                (None, Some((place, share))) => {
                    ("+", format!("{place}. {text}  {}", wall::of(lang, share.of, share.total)))
                }
                (_, None) => ("-", text.clone()),
            };
            let was = match (before, after) {
                (Some((place, share)), Some(_)) => {
                    let points = one.points().map(|points| format!("  ({points:+.0})")).unwrap_or_default();
                    says::was(lang, *place, share.of, share.total) + &points
                }
                (None, _) => says::new_option(lang).to_owned(),
                (Some(_), None) => says::dropped(lang).to_owned(),
            };
            put(buf, area, (area.x, y), sign, theme.accent);
            put(buf, area, (area.x + 2, y), &super::super::paint::fit(&now, usize::from(area.width) - 2), theme.strong);
            put(buf, area, (area.x + 5, y + 1), &was, theme.dim);
            y += 2;
        }
        super::draw_options::edges(top, moved.len() > top + room, area, buf, theme);
    }
}
