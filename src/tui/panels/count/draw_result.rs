//! Owns where a result is drawn on the console: covered until it is looked at, then as `picture` draws it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::poll::RoundNo;
use crate::domain::value::RoundState;
use crate::tally::{Share, above_present, turnout};
use crate::text::panels::count as words;
use crate::tui::theme::Theme;

use super::super::paint::{put, wrap, wrap_within};
use super::PollDesk;

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
        let mut lines: Vec<(String, Style)> = Vec::new();
        let mut say = |text: &str, style: Style| {
            lines.extend(wrap(text, body.width as usize).into_iter().map(|line| (line, style)));
        };
        // whose ballots lay in the box is known since it was emptied, and to nobody before
        let above = above_present(round);
        above.iter().for_each(|above| say(&words::above(self.lang, above), theme.warn));
        if !above.is_empty() {
            say(&words::put_it_right(self.lang, self.keys.key("count-correct", self.lang)), theme.warn);
            say("", theme.base);
        }
        say(&words::result_covered(self.lang, self.keys.key("count-peek", self.lang)), theme.dim);
        for (line, (text, style)) in lines.iter().enumerate() {
            put(buf, body, (body.x, y + 2 + line as u16), text, *style);
        }
    }

    /// Draws a round's result. The console shows every group; the wall and the reports leave small ones out.
    pub(super) fn draw_result(&self, number: RoundNo, body: Rect, buf: &mut Buffer, theme: &Theme) {
        match self.poll.rounds.get(&number).map(|round| round.state) {
            Some(RoundState::Revealed | RoundState::Closed) => {
                self.looking.draw(&self.poll, number, (self.lang, theme), body, buf);
            }
            Some(RoundState::Interrupted) => {
                put(buf, body, (body.x, body.y + 2), words::interrupted_now(self.lang), theme.warn);
            }
            Some(RoundState::Prepared | RoundState::Open) | None => {}
        }
    }
}
