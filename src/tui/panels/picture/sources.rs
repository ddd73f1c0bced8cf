//! Owns where a result's numbers come from: hands, cards, paper, keyed ballots, by group; and what was put right.

use std::collections::BTreeSet;

use crate::domain::poll::{Correction, Count, Method, Tick, in_order};
use crate::domain::time::Moment;
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
        let mut said = format!("{} · {}", when.clock(), put_right(seen, *when, correction));
        let (reason, by) = (correction.reason.trim(), correction.by.trim());
        if !reason.is_empty() {
            said = format!("{said} — {reason}");
        }
        if !by.is_empty() {
            said = format!("{said} ({by})");
        }
        sheet.text(&said, (0, width), theme.base);
    }
    sheet
}

/// Returns whose count was put right, and every number of it that changed, before and after.
fn put_right(seen: &Seen<'_>, when: Moment, correction: &Correction) -> String {
    let (lang, round) = (seen.lang, seen.round);
    let later = round.corrections.iter().find(|(at, one)| **at > when && one.group == correction.group);
    let now = later.map(|(_, one)| &one.was).or_else(|| round.counted.get(&correction.group));
    let (was, now) = (&correction.was, now.cloned().unwrap_or_default());
    let group = names::group(lang, &correction.group);
    let mut changed = Vec::new();
    if was.voters != now.voters {
        changed.push(words::was_put_right(lang, words::have_voted(lang), was.voters, now.voters));
    }
    for (id, option) in in_order(&round.options) {
        let ticks: BTreeSet<Tick> =
            was.votes.keys().chain(now.votes.keys()).filter(|tick| tick.option == id).copied().collect();
        for tick in ticks {
            let of = |count: &Count| count.votes.get(&tick).copied().unwrap_or(0);
            if of(was) == of(&now) {
                continue;
            }
            let mark = tick.mark.map(|mark| {
                let said = names::mark(lang, seen.poll.method, mark);
                if let Method::Matrix { x, y } = seen.poll.method {
                    return format!(", {} {said}", names::axis(lang, if mark < 20 { x } else { y }));
                }
                format!(", {said}")
            });
            let what = format!("{}{}", option.text, mark.unwrap_or_default());
            changed.push(words::was_put_right(lang, &what, of(was), of(&now)));
        }
    }
    if changed.is_empty() { group } else { format!("{group}, {}", changed.join("; ")) }
}
