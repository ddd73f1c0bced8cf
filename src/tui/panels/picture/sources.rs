//! Owns where a result's numbers come from: hands, cards, paper, keyed ballots, by group; and what was put right.

use crate::domain::value::{Group, Voters};
use crate::tally;
use crate::text::names;
use crate::text::panels::{count, picture as words, wall};

use super::sheet::Sheet;
use super::{Seen, in_columns, said};

/// Returns the page.
pub(super) fn sheet(seen: &Seen<'_>, width: usize) -> Sheet {
    let (lang, theme, round) = (seen.lang, seen.theme, seen.round);
    let mut sheet = Sheet::default();
    sheet.text(&said::rule(lang, seen.result), (0, width), theme.base);
    sheet.gap();
    for voters in in_columns(seen.result) {
        sheet.stop();
        let voted = seen.result.groups.get(voters).copied().unwrap_or(0);
        let group: Option<&Group> = match voters {
            Voters::Of(group) => Some(group),
            Voters::Undisclosed => None,
        };
        let present = group.and_then(|group| round.present.get(group)).copied().unwrap_or(0);
        let turnout = match present {
            0 => wall::voted(lang, voted),
            present => wall::have_voted(lang, voted, present),
        };
        sheet.text(&format!("{}: {turnout}", names::voters(lang, voters)), (0, width), theme.strong);
        let counted = group.and_then(|group| round.counted.get(group)).filter(|count| count.voters > 0);
        let counted = counted.map(|count| words::counted(lang, count.voters, names::counted_by(lang, count.by)));
        let ballots = round.ballots.get(voters).map_or(0, |ballots| ballots.0.len() as u32);
        let typed = round.on_paper.get(voters).copied().unwrap_or(0).min(ballots);
        let keyed = ballots - typed;
        let parts = [
            counted,
            (typed > 0).then(|| words::typed_in(lang, typed)),
            (keyed > 0).then(|| words::keyed(lang, keyed)),
        ];
        sheet.text(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), (3, width), theme.base);
    }
    for above in tally::above_present(round) {
        sheet.gap();
        sheet.text(&count::above(lang, &above), (0, width), theme.warn);
    }
    if round.corrections.is_empty() {
        sheet.gap();
        sheet.text(words::no_corrections(lang), (0, width), theme.dim);
        return sheet;
    }
    sheet.head(words::corrections(lang), width, theme.title);
    for (when, correction) in round.corrections.iter() {
        sheet.stop();
        let group = names::group(lang, &correction.group);
        let head = words::correction(lang, &when.clock(), &group, correction.was.voters);
        sheet.text(&head, (0, width), theme.base);
        let by = if correction.by.trim().is_empty() { "–" } else { correction.by.trim() };
        sheet.text(&words::correction_by(lang, by, &correction.reason), (3, width), theme.dim);
    }
    sheet
}
