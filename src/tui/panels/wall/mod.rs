//! Owns the wall: what the room sees, composed from the session and laid out in big type.
//! Never shows codes, consents, private notes, hidden results, evidence grades, reach, people's names or an error.

mod bars;
mod big;
mod boxes;
mod cards;
mod clock;
mod compose;
mod follow;
mod items;
mod keys;
mod layout;
mod pile;
mod plotted;
mod poll;
mod revealed;
pub mod slide;
mod spread;
mod tables;
#[cfg(test)]
mod tests;
mod under;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::desk::{Stage, View};
use crate::domain::id::PollId;
use crate::domain::poll::RoundNo;
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::text::Lang;
use crate::text::panels::wall as words;
use crate::tui::env::Signs;
use crate::tui::theme::{Palette, Theme};

use big::Letters;
pub use follow::resolved;
pub use items::may_be_sent;
pub use keys::{WALL_KEYS, WallAction, view_of};
use layout::Desk;
use slide::Slide;

/// What the wall is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct WallView<'a> {
    /// The session.
    pub session: &'a Session,
    /// What the facilitator has put there.
    pub stage: &'a Stage,
    /// The moment, for the countdown.
    pub now: Moment,
    /// The room's language.
    pub lang: Lang,
    /// Which signs the terminal has.
    pub signs: Signs,
    /// How many ballots lie in the box of each open round: of them the room reads the turnout.
    pub boxes: &'a Boxes,
}

/// How many ballots lie in the box of each open round.
pub type Boxes = BTreeMap<(PollId, RoundNo), u32>;

/// What a frozen wall keeps showing.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Since when.
    pub since: Moment,
    /// The session as it was then.
    pub session: Arc<Session>,
    /// What was on the wall.
    pub stage: Stage,
    /// The moment that its countdown shows.
    pub now: Moment,
    /// How many had voted.
    pub boxes: Boxes,
}

impl Kept {
    /// Returns what is drawn for it: what it showed, on the page that is turned to now; nothing while it is blank.
    pub fn stage_now(&self, stage: &Stage) -> Stage {
        Stage { page: stage.page, blank: stage.blank, ..self.stage.clone() }
    }
}

/// Writes a word in the biggest letters that fit into an area, from its top left. Returns how many rows it took; `None`
/// where none are small enough.
pub fn in_big_letters(word: &str, signs: Signs, area: Rect, buf: &mut Buffer, style: Style) -> Option<u16> {
    let lettering = Letters::of(signs).fitting(word, area.width, area.height)?;
    lettering.draw_left(area, buf, style);
    Some(lettering.rows())
}

/// Returns what is on the wall, before it is laid out.
pub fn deck(view: &WallView<'_>) -> Vec<Slide> {
    compose::deck(view)
}

/// Returns the colours that a wall is drawn in: high contrast for weak beamers, unless light ones were chosen for daylight.
pub fn colours(theme: &Theme) -> Theme {
    match theme.palette {
        Palette::Dark | Palette::HighContrast => Theme::new(Palette::HighContrast, theme.depth),
        Palette::Light => *theme,
    }
}

/// What was laid out last. Laying it out anew takes as long as the session is large; drawing it again does not.
#[derive(Debug, Default)]
pub struct Painted {
    of: Option<Painting>,
    slides: Vec<Slide>,
    pages: Vec<layout::Page>,
}

/// What something was laid out from.
#[derive(PartialEq, Debug)]
struct Painting {
    stage: Stage,
    lang: Lang,
    signs: Signs,
    area: Rect,
    /// The moment, where there is a countdown.
    now: Option<Moment>,
    boxes: Boxes,
}

impl Painted {
    /// Forgets what was laid out: the session is another one.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Draws the wall. Returns how many pages what is on it takes on this screen, at least 1.
    pub fn draw(&mut self, view: &WallView<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) -> usize {
        let theme = colours(theme);
        buf.set_style(area, theme.base);
        let desk = Desk::of(&theme, Letters::of(view.signs), area);
        self.lay(view, &desk, area);
        let at = view.stage.page.min(self.pages.len().saturating_sub(1));
        if let Some(page) = self.pages.get(at) {
            let mark = match self.pages.len() {
                0 | 1 => String::new(),
                pages => words::page_of(view.lang, at + 1, pages),
            };
            layout::draw((&self.slides[page.slide], page), &mark, &desk, area, buf);
        }
        self.pages.len().max(1)
    }

    fn lay(&mut self, view: &WallView<'_>, desk: &Desk<'_>, area: Rect) {
        let stage = Stage { page: 0, ..view.stage.clone() };
        let now = self.of.as_ref().and_then(|of| of.now).map(|_| view.now);
        let of = Painting { stage, lang: view.lang, signs: view.signs, area, now, boxes: view.boxes.clone() };
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.slides = deck(view);
        let counts = |slide: &Slide| slide.under.iter().any(|under| matches!(under, slide::Under::Clock(_)));
        let now = self.slides.iter().any(counts).then_some(view.now);
        self.of = Some(Painting { now, ..of });
        let slides = self.slides.iter().enumerate();
        self.pages = slides.flat_map(|slide| layout::pages(slide, desk, area)).collect();
    }
}

/// Draws the wall, laid out for this once. Returns how many pages what is on it takes on this screen, at least 1.
pub fn draw(view: &WallView<'_>, theme: &Theme, area: Rect, buf: &mut Buffer) -> usize {
    Painted::default().draw(view, theme, area, buf)
}

/// Returns what a view is called, in a word.
pub fn name(view: View, lang: Lang) -> &'static str {
    match view {
        View::FollowStep => words::key_follow(lang),
        View::Welcome => words::key_welcome(lang),
        View::Step => words::key_step(lang),
        View::Tables => words::key_tables(lang),
        View::Harvest => words::key_harvest(lang),
        View::Sent => words::key_sent(lang),
        View::Practices => words::key_practices(lang),
        View::Poll(_) => words::key_poll(lang),
        View::Voices => words::key_voices(lang),
        View::YouSaidWeDid => words::key_you_said(lang),
        View::Decisions => words::key_decisions(lang),
        View::Actions => words::key_actions(lang),
        View::Recap => words::key_recap(lang),
    }
}
