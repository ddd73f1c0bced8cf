//! Owns what of a result is looked at on the console: its page, how far it was walked, and what every page has on top.

use std::cell::RefCell;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::item::Poll;
use crate::domain::poll::{Method, RoundNo};
use crate::tally::{self, RoundResult, Share, turnout};
use crate::text::panels::{count, picture as words};
use crate::text::{Lang, names};
use crate::tui::theme::Theme;

use super::super::paint::{put, wrap_within};
use super::sheet::{Sheet, Walk};
use super::{Seen, groups, matrix, pairs, result, rounds, sources};

/// A page of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Page {
    /// The picture.
    #[default]
    Result,
    /// A matrix's means and deviations.
    Table,
    /// A ranking's options two by two.
    Pairs,
    /// Every group beside the others.
    Groups,
    /// What changed from one round to the next.
    Rounds,
    /// How it was voted, and what was put right.
    Sources,
}

impl Page {
    fn all(poll: &Poll, result: &RoundResult) -> Vec<Self> {
        let own = match result.method {
            Method::Matrix { .. } => Some(Self::Table),
            Method::Ranking { .. } => Some(Self::Pairs),
            Method::Dots { .. }
            | Method::Approval { .. }
            | Method::Score { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Agree => None,
        };
        let rounds = poll.rounds.keys().any(|number| *number < result.round).then_some(Self::Rounds);
        [Some(Self::Result), own, Some(Self::Groups), rounds, Some(Self::Sources)].into_iter().flatten().collect()
    }

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Result => words::page_result(lang),
            Self::Table => words::page_table(lang),
            Self::Pairs => words::page_pairs(lang),
            Self::Groups => words::page_groups(lang),
            Self::Rounds => words::page_rounds(lang),
            Self::Sources => words::page_sources(lang),
        }
    }
}

/// What of a result is looked at.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    page: Page,
    top: usize,
    /// How it can be walked, as it was drawn last, and its pages. Drawing finds both out.
    drawn: RefCell<(Walk, Vec<Page>)>,
}

impl Looking {
    /// Takes a key that walks or turns pages. Tells whether it was one.
    pub fn key(&mut self, key: &KeyEvent) -> bool {
        let (walk, pages) = self.drawn.borrow().clone();
        let turned = |by: usize| {
            let at = pages.iter().position(|page| *page == self.page).unwrap_or(0);
            pages.get((at + by) % pages.len().max(1)).copied().unwrap_or_default()
        };
        match key.code {
            KeyCode::Up => self.top = walk.up(self.top),
            KeyCode::Down => self.top = walk.down(self.top),
            KeyCode::PageDown => self.top = walk.page_down(self.top),
            KeyCode::PageUp => self.top = walk.page_up(self.top),
            KeyCode::Home => self.top = 0,
            KeyCode::Tab => (self.page, self.top) = (turned(1), 0),
            KeyCode::BackTab => (self.page, self.top) = (turned(pages.len().saturating_sub(1)), 0),
            _ => return false,
        }
        true
    }

    /// Goes back to the top: another round is looked at.
    pub fn from_the_top(&mut self) {
        self.top = 0;
    }

    /// Tells whether there is more of the page than was drawn.
    pub fn goes_on(&self) -> bool {
        self.drawn.borrow().0.goes_on()
    }

    /// Draws a round's result: the question, its pages, the page that is looked at.
    pub fn draw(&self, poll: &Poll, number: RoundNo, (lang, theme): (Lang, &Theme), body: Rect, buf: &mut Buffer) {
        let Some(round) = poll.rounds.get(&number) else { return };
        let question = wrap_within(&poll.question, body.width.into(), 2);
        for (line, text) in question.iter().enumerate() {
            put(buf, body, (body.x, body.y + line as u16), text, theme.strong);
        }
        let y = body.y + question.len() as u16;
        let Share { of: voted, total: all } = turnout(round);
        let mut head = vec![count::turnout(lang, voted, all), names::method(lang, poll.method)];
        if poll.rounds.len() > 1 {
            head.insert(0, count::round(lang, number.0));
        }
        put(buf, body, (body.x, y), &head.join(" · "), theme.dim);
        let Some(result) = tally::tally(poll, number) else {
            put(buf, body, (body.x, y + 2), count::nothing_counted(lang), theme.dim);
            return;
        };
        let pages = Page::all(poll, &result);
        let page = if pages.contains(&self.page) { self.page } else { Page::default() };
        let mut x = body.x;
        for one in &pages {
            let style = if *one == page { theme.selected } else { theme.dim };
            // no meaning by colour alone
            let (before, after) = if *one == page { ("▸", " ") } else { (" ", " ") };
            x = put(buf, body, (x, y + 1), &format!("{before}{}{after}", one.name(lang)), style);
            x = put(buf, body, (x, y + 1), " ", theme.dim);
        }
        let room = Rect { y: y + 3, height: body.bottom().saturating_sub(y + 3), ..body };
        let seen = Seen { poll, number, round, result: &result, lang, theme };
        let width = usize::from(room.width.saturating_sub(2));
        let sheet = |sheet: Sheet, buf: &mut Buffer| sheet.draw(self.top, room, buf, theme);
        let walk = match page {
            Page::Result if matches!(result.method, Method::Matrix { .. }) => {
                matrix::picture(&seen, self.top, room, buf)
            }
            Page::Result => sheet(result::sheet(&seen, width), buf),
            Page::Table => sheet(matrix::table(&seen, width), buf),
            Page::Pairs => sheet(pairs::sheet(&seen, width), buf),
            Page::Groups => sheet(groups::sheet(&seen, width), buf),
            Page::Rounds => sheet(rounds::sheet(&seen, width), buf),
            Page::Sources => sheet(sources::sheet(&seen, width), buf),
        };
        self.drawn.replace((walk, pages));
    }
}
