//! Owns how a ballot is drawn while it is filled in, each method in its own way, and what it says in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::ballot_box::Given;
use crate::domain::id::OptionId;
use crate::domain::poll::{Ballot, FINGERS, MATRIX, Method, Point};
use crate::text::names;
use crate::text::panels::{form, vote as words};
use crate::tui::theme::Theme;

use super::super::paint::{fit, put, wrap, wrap_within};
use super::VoteDesk;
use super::filling::{Filling, Marks};

/// How wide the column of marks is.
const MARK: u16 = 14;

impl VoteDesk {
    /// Draws a ballot. Returns the cursor where words are written.
    pub(super) fn draw_ballot(
        &self,
        filling: &Filling,
        body: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) -> Option<(u16, u16)> {
        let lang = self.lang;
        let how = match filling.method {
            Method::Dots { each, .. } => words::how_dots(lang, each),
            Method::Approval { .. } => words::how_set(lang).to_owned(),
            Method::Score { low, high } => words::how_scores(lang, low, high),
            Method::FistToFive => words::how_fingers(lang).to_owned(),
            Method::Consent => words::how_consent(lang).to_owned(),
            Method::Ranking { .. } => words::how_order(lang).to_owned(),
            Method::Matrix { .. } => self.say(words::how_points(lang)),
            Method::Agree => words::how_said(lang).to_owned(),
        };
        let mut y = body.y;
        for row in wrap(&how, body.width.into()) {
            put(buf, body, (body.x, y), &row, theme.base);
            y += 1;
        }
        if let Some(left) = filling.left() {
            let said = match filling.method {
                Method::Dots { .. } => words::dots_left(lang, left),
                Method::Ranking { .. } => words::places_left(lang, left),
                Method::Approval { .. }
                | Method::Score { .. }
                | Method::FistToFive
                | Method::Consent
                | Method::Matrix { .. }
                | Method::Agree => words::marks_left(lang, left),
            };
            put(buf, body, (body.x, y), &said, theme.accent);
        }
        let rest = Rect { y: y + 2, height: body.bottom().saturating_sub(y + 2), ..body };
        match &filling.marks {
            Marks::Fingers(fingers) => {
                let chosen = fingers.map(usize::from);
                let rows: Vec<(String, &str)> =
                    (0..=FINGERS.0 as u8).rev().map(|n| (n.to_string(), words::fingers(lang, n))).collect();
                let chosen = chosen.map(|n| FINGERS.0 as usize - n);
                self.draw_choice(filling, (&rows, chosen), rest, buf, theme)
            }
            Marks::Consent(consent) => {
                let rows = [("1".to_owned(), words::consent_yes(lang)), ("2".to_owned(), words::consent_no(lang))];
                self.draw_choice(filling, (&rows, consent.map(|yes| usize::from(!yes))), rest, buf, theme)
            }
            Marks::Points(points) => {
                self.draw_point(filling, points, rest, buf, theme);
                None
            }
            Marks::Dots(_) | Marks::Set(_) | Marks::Scores(_) | Marks::Order(_) | Marks::Said(_) => {
                self.draw_rows(filling, rest, buf, theme);
                None
            }
        }
    }

    /// Draws one of a few answers, and the words that go with some of them.
    fn draw_choice(
        &self,
        filling: &Filling,
        (rows, chosen): (&[(String, &str)], Option<usize>),
        area: Rect,
        buf: &mut Buffer,
        theme: &Theme,
    ) -> Option<(u16, u16)> {
        let mut y = area.y;
        if let Some((_, proposal)) = self.options.first().filter(|(_, text)| *text != self.question) {
            for row in wrap_within(proposal, area.width.into(), 3) {
                put(buf, area, (area.x, y), &row, theme.strong);
                y += 1;
            }
            y += 1;
        }
        let gap = if usize::from(area.bottom().saturating_sub(y)) > rows.len() * 2 + 4 { 2 } else { 1 };
        for (place, (key, says)) in rows.iter().enumerate() {
            let style = if chosen == Some(place) { theme.selected } else { theme.base };
            let sign = if chosen == Some(place) { "●" } else { "○" };
            put(buf, area, (area.x + 2, y), &format!(" {sign} {key}  {says} "), style);
            y += gap;
        }
        if !filling.on_words {
            return None;
        }
        let fist = matches!(filling.marks, Marks::Fingers(_));
        let asked = if fist { words::why_below(self.lang) } else { words::why_objection(self.lang) };
        let y = (y + 1).min(area.bottom().saturating_sub(3));
        put(buf, area, (area.x, y), &fit(asked, area.width.into()), theme.strong);
        let text = filling.words.text();
        let room = usize::from(area.width).saturating_sub(2);
        let rows = wrap(text, room);
        let last = rows.last().cloned().unwrap_or_default();
        let line = Rect { y: y + 1, height: 1, ..area };
        buf.set_style(line, theme.input);
        let x = put(buf, area, (area.x, y + 1), &last, theme.input);
        if let Some(warning) = form::warning(self.lang, text) {
            put(buf, area, (area.x, y + 2), warning, theme.warn);
        }
        Some((x, y + 1))
    }

    /// Draws the options with their marks, the one that the keys are on always in sight.
    fn draw_rows(&self, filling: &Filling, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let width = usize::from(area.width.saturating_sub(MARK + 1));
        let rows: Vec<Vec<String>> =
            filling.order.iter().map(|option| wrap_within(&self.options[*option].1, width, 3)).collect();
        let spread = rows.iter().map(|row| row.len() + 1).sum::<usize>() <= usize::from(area.height) + 1;
        let gap = usize::from(spread);
        let height = |place: usize| rows[place].len().max(1) + gap;
        let mut top = self.top.get().min(filling.at);
        while (top..=filling.at).map(height).sum::<usize>() > usize::from(area.height) + gap && top < filling.at {
            top += 1;
        }
        self.top.set(top);
        let mut y = area.y;
        for (place, row) in rows.iter().enumerate().skip(top) {
            if usize::from(area.bottom().saturating_sub(y)) < row.len().max(1) {
                break;
            }
            let option = filling.order[place];
            let here = place == filling.at;
            let (mark, given) = self.mark(filling, option);
            let style = if here {
                theme.selected
            } else if given {
                theme.strong
            } else {
                theme.base
            };
            let mark_style = if given { theme.accent } else { theme.dim };
            put(buf, area, (area.x, y), &fit(&mark, MARK.into()), if here { theme.selected } else { mark_style });
            for (line, text) in row.iter().enumerate() {
                put(buf, area, (area.x + MARK + 1, y + line as u16), text, style);
            }
            y += height(place) as u16;
        }
        let edge = area.right().saturating_sub(1);
        if top > 0 {
            put(buf, area, (edge, area.y), "↑", theme.accent);
        }
        let shown = (top..rows.len()).scan(0, |sum, place| {
            *sum += height(place);
            Some(*sum)
        });
        if shown.last().unwrap_or(0) > usize::from(area.height) + gap {
            put(buf, area, (edge, area.bottom().saturating_sub(1)), "↓", theme.accent);
        }
    }

    /// Returns an option's mark, and whether it was given one.
    fn mark(&self, filling: &Filling, option: usize) -> (String, bool) {
        let lang = self.lang;
        match &filling.marks {
            Marks::Dots(dots) => {
                let given = dots[option];
                let most = if let Method::Dots { each, cap } = filling.method {
                    if cap == 0 { each } else { cap.min(each) }
                } else {
                    given
                };
                let signs = if most <= 8 {
                    "●".repeat(given as usize) + &"○".repeat((most - given.min(most)) as usize)
                } else {
                    format!("● {given}")
                };
                (format!(" {signs} "), given > 0)
            }
            Marks::Set(set) => (if set[option] { " [x] " } else { " [ ] " }.to_owned(), set[option]),
            Marks::Scores(scores) => {
                let score = scores[option];
                (format!(" [{:>3} ] ", score.map_or("—".to_owned(), |score| score.to_string())), score.is_some())
            }
            Marks::Order(order) => match order.iter().position(|known| *known == option) {
                Some(place) => (format!(" {} ", names::place(lang, place as u32 + 1)), true),
                None => (format!(" {} ", words::not_placed(lang)), false),
            },
            Marks::Said(said) => {
                let text = match said[option] {
                    Some(1) => format!(" + {} ", words::agree(lang)),
                    Some(-1) => format!(" - {} ", words::disagree(lang)),
                    Some(_) => format!(" = {} ", words::pass(lang)),
                    None => format!(" {} ", words::nothing_yet(lang)),
                };
                (text, said[option].is_some())
            }
            Marks::Fingers(_) | Marks::Consent(_) | Marks::Points(_) => (String::new(), false),
        }
    }

    /// Draws one option's point in a grid with the axes' names.
    fn draw_point(&self, filling: &Filling, points: &[Option<Point>], area: Rect, buf: &mut Buffer, theme: &Theme) {
        let Some(option) = filling.option() else { return };
        let Method::Matrix { x: across, y: up } = filling.method else { return };
        let lang = self.lang;
        let at = words::option_of(lang, filling.at + 1, filling.order.len());
        put(buf, area, (area.x, area.y), &at, theme.dim);
        let title = wrap_within(&self.options[option].1, area.width.into(), 2);
        for (line, text) in title.iter().enumerate() {
            put(buf, area, (area.x, area.y + 1 + line as u16), text, theme.strong);
        }
        let point = points[option];
        let top = area.y + 2 + title.len() as u16;
        let left = area.x + 4;
        let wide = if area.width >= 90 { 9 } else { 7 };
        put(buf, area, (area.x, top), &format!("↑ {}", names::axis(lang, up)), theme.title);
        for row in 0..=(MATRIX.1 - MATRIX.0) {
            let score = MATRIX.1 - row;
            let y = top + 1 + row as u16;
            let on_row = point.is_some_and(|point| i32::from(point.y) == score);
            put(buf, area, (area.x, y), &format!("{score:>2} "), if on_row { theme.accent } else { theme.dim });
            for column in MATRIX.0..=MATRIX.1 {
                let x = left + (column - MATRIX.0) as u16 * wide;
                let here = on_row && point.is_some_and(|point| i32::from(point.x) == column);
                let (sign, style): (&str, Style) = if here { (" ● ", theme.selected) } else { (" · ", theme.dim) };
                put(buf, area, (x, y), sign, style);
            }
        }
        let y = top + 1 + (MATRIX.1 - MATRIX.0 + 1) as u16;
        for column in MATRIX.0..=MATRIX.1 {
            let on = point.is_some_and(|point| i32::from(point.x) == column);
            let x = left + (column - MATRIX.0) as u16 * wide + 1;
            put(buf, area, (x, y), &column.to_string(), if on { theme.accent } else { theme.dim });
        }
        let x = left + 5 * wide;
        put(buf, area, (x, y), &format!("{} →", names::axis(lang, across)), theme.title);
        let given = points.iter().flatten().count();
        let bar: String =
            filling.order.iter().map(|option| if points[*option].is_some() { '●' } else { '○' }).collect();
        if y + 2 < area.bottom() {
            put(buf, area, (area.x, y + 2), &format!("{bar}  {given}/{}", points.len()), theme.dim);
        }
    }

    /// Returns what a ballot being filled in says, a line each.
    pub(super) fn in_words(&self, filling: &Filling) -> Vec<String> {
        let ids: Vec<OptionId> = self.options.iter().map(|(id, _)| *id).collect();
        filling.given(&ids).map(|given| self.given_in_words(&given)).unwrap_or_default()
    }

    /// Returns what a ballot says, a line each.
    pub(super) fn given_in_words(&self, given: &Given) -> Vec<String> {
        let lang = self.lang;
        let text = |id: &OptionId| {
            let found = self.options.iter().position(|(known, _)| known == id);
            found.map_or(String::new(), |place| format!("{}. {}", place + 1, self.options[place].1))
        };
        let place = |id: &OptionId| self.options.iter().position(|(known, _)| known == id);
        let mut said: Vec<(Option<usize>, String)> = match &given.ballot {
            Ballot::Dots(dots) => dots
                .iter()
                .map(|(id, dots)| (place(id), format!("{}  {}", "●".repeat(*dots as usize), text(id))))
                .collect(),
            Ballot::Approval(set) => set.iter().map(|id| (place(id), format!("[x] {}", text(id)))).collect(),
            Ballot::Score(scores) => {
                scores.iter().map(|(id, score)| (place(id), format!("{score:>3}  {}", text(id)))).collect()
            }
            Ballot::Fingers(fingers) => vec![(None, format!("{fingers}: {}", words::fingers(lang, *fingers)))],
            Ballot::Consent => vec![(None, words::consent_yes(lang).to_owned())],
            Ballot::Objection => vec![(None, words::consent_no(lang).to_owned())],
            Ballot::Ranking(order) => order
                .iter()
                .enumerate()
                .map(|(at, id)| (Some(at), format!("{}  {}", names::place(lang, at as u32 + 1), text(id))))
                .collect(),
            Ballot::Matrix(points) => points
                .iter()
                .map(|(id, point)| {
                    let said = match self.method {
                        Method::Matrix { x, y } => {
                            let (x, y) = (names::axis(lang, x), names::axis(lang, y));
                            format!("{}: {x} {}, {y} {}", text(id), point.x, point.y)
                        }
                        Method::Dots { .. }
                        | Method::Approval { .. }
                        | Method::Score { .. }
                        | Method::FistToFive
                        | Method::Consent
                        | Method::Ranking { .. }
                        | Method::Agree => format!("{}: {} × {}", text(id), point.x, point.y),
                    };
                    (place(id), said)
                })
                .collect(),
            Ballot::Agree(said) => said
                .iter()
                .map(|(id, said)| {
                    let word = match said {
                        1 => words::agree(lang),
                        -1 => words::disagree(lang),
                        _ => words::pass(lang),
                    };
                    (place(id), format!("{word}: {}", text(id)))
                })
                .collect(),
        };
        said.sort_by_key(|(place, _)| *place);
        let mut lines: Vec<String> = said.into_iter().map(|(_, line)| line).collect();
        if lines.is_empty() {
            lines.push(words::blank(lang).to_owned());
        }
        if !given.words.is_empty() {
            lines.push(format!("“{}”", given.words));
        }
        lines
    }
}
