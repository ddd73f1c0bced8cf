//! Owns the pictures of results: bars, distributions, the plotted matrix, options two by two, groups side by side,
//! rounds, and the sentences beside them. The console draws all of them; the wall takes the plot and the sentences.
//! Never decides what the room may see: the wall does, by the small-group rule of `tally`.

mod groups;
mod looking;
mod matrix;
mod pairs;
pub mod plot;
mod result;
mod rounds;
pub mod said;
pub(in crate::tui::panels) mod sheet;
mod sources;
#[cfg(test)]
mod tests;

use crate::domain::item::Poll;
use crate::domain::poll::{Round, RoundNo};
use crate::domain::value::Voters;
use crate::tally::{self, RoundResult};
use crate::text::Lang;
use crate::tui::theme::Theme;

pub use looking::Looking;

/// What a picture of a result is made of.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    poll: &'a Poll,
    number: RoundNo,
    round: &'a Round,
    result: &'a RoundResult,
    lang: Lang,
    theme: &'a Theme,
}

/// Returns the groups that voted, the youth first.
pub(super) fn in_columns(result: &RoundResult) -> Vec<&Voters> {
    tally::youth_first(result.groups.keys())
}
