//! Owns what the room reads of a result that was revealed, whatever the method: plain counts and sentences, every group
//! that may be shown, the rule. What a small group gave stays hidden, by `tally::shield`.
//! Deviations, Schulze's order and products over groups are for the console and the reports.

use crate::domain::poll::{FINGERS, Method};
use crate::domain::value::Voters;
use crate::tally::{self, Detail, OptionResult, RoundResult, Shielded, Stances};
use crate::text::panels::{picture, wall as words};
use crate::text::{Lang, names};

use super::super::picture::plot::Plot;
use super::super::picture::{in_columns, said};
use super::slide::{self, BarRow, Bars, Body, Slide, Under};

/// What bars are made of where several things are counted.
const AGREE: &str = "█";
const DISAGREE: &str = "▒";
const PASS: &str = "░";

/// Returns the slides of a result, without head and title.
pub(super) fn slides(lang: Lang, result: &RoundResult) -> Vec<Slide> {
    let shielded = tally::shield(result);
    if shielded.too_few {
        let body = Body::Big(words::too_few(lang).to_owned());
        let rule = said::applies(result).then(|| said::rule_fixed(lang, result.method, result.rule));
        let foot = rule.unwrap_or_default();
        return vec![Slide { body, foot, ..Slide::default() }];
    }
    let room = Room { lang, result, shielded: &shielded };
    let parts = || shielded.tells_gap().then(|| said::parting(lang, result)).flatten();
    let rule = || said::rule_for_room(lang, result).map(Under::Line);
    let under = || {
        let outcome = said::outcome(lang, result).map(Under::Loud);
        outcome.into_iter().chain(parts().map(Under::Line)).chain(rule()).collect::<Vec<_>>()
    };
    let foot = room.foot();
    let slide = |body: Body, line: String| Slide { body, line, under: under(), foot: foot.clone(), ..Slide::default() };
    match result.method {
        Method::FistToFive => {
            let hands = room.hands().map(|(hands, lowest)| slide(hands, picture::minimum(lang, lowest)));
            // said once, on the first of them
            let under = if hands.is_some() { Vec::new() } else { under() };
            let bars = Slide { under, ..slide(room.bars(), String::new()) };
            hands.into_iter().chain([bars]).collect()
        }
        Method::Matrix { x, y } => {
            let plot = Plot::of(lang, result).map(|plot| slide(Body::Plot(plot), String::new()));
            let groups_shown = !shielded.shown.is_empty();
            // the plot takes the room: the rule stands on the page after it
            let plot = plot.map(|plot| {
                let under = if groups_shown { parts().map(Under::Line).into_iter().collect() } else { plot.under };
                Slide { under, ..plot }
            });
            let line = picture::means_of(lang, names::axis(lang, x), names::axis(lang, y));
            let groups = Slide { under: rule().into_iter().collect(), ..slide(room.bars(), line) };
            plot.into_iter().chain(groups_shown.then_some(groups)).collect()
        }
        Method::Score { low, high } => vec![slide(room.bars(), words::means(lang, low, high))],
        Method::Agree => vec![slide(room.bars(), words::stances(lang).to_owned())],
        Method::Dots { .. } | Method::Approval { .. } | Method::Consent | Method::Ranking { .. } => {
            vec![slide(room.bars(), String::new())]
        }
    }
}

/// What may be told of a result.
struct Room<'a> {
    lang: Lang,
    result: &'a RoundResult,
    shielded: &'a Shielded,
}

impl Room<'_> {
    /// Returns how many voted, and that small groups are not shown apart.
    fn foot(&self) -> String {
        let voted = match self.result.present {
            0 => words::voted(self.lang, self.result.voters),
            present => words::have_voted(self.lang, self.result.voters, present),
        };
        let small = (!self.shielded.hidden.is_empty()).then(|| words::small_groups(self.lang).to_owned());
        [voted].into_iter().chain(small).collect::<Vec<_>>().join(" · ")
    }

    fn groups(&self) -> Vec<&Voters> {
        in_columns(self.result).into_iter().filter(|group| self.shielded.shown.contains(*group)).collect()
    }

    /// Returns every option with its bar, and the groups beside it.
    fn bars(&self) -> Body {
        let groups = self.groups();
        let row = |option: &OptionResult| BarRow {
            text: self.name(option),
            // of all that was given, or could be: what is left of the track is the rest of it
            thousandths: thousandths(option.votes, option.share.total),
            count: self.count(option),
            met: if option.consensus.is_some_and(|(_, met)| met) {
                words::rule_met(self.lang).to_owned()
            } else {
                String::new()
            },
            by_group: groups.iter().map(|group| said::of_group(self.lang, self.result, option, group)).collect(),
            parts: parts(option),
            more: self.more(option),
        };
        let named = groups.iter().map(|group| names::voters(self.lang, group)).collect();
        Body::Bars(Bars { groups: named, rows: self.result.options.iter().map(row).collect() })
    }

    /// Returns what an option is called; where an order is given, with its place.
    fn name(&self, option: &OptionResult) -> String {
        match self.result.method {
            Method::Ranking { .. } => format!("{}. {}", option.place, option.text),
            Method::Matrix { .. } => {
                let number = self.result.options.iter().position(|other| other.option == option.option);
                format!("{}  {}", number.map_or(0, |at| at + 1), option.text)
            }
            // the proposal stands above
            Method::FistToFive => picture::behind_it(self.lang).to_owned(),
            Method::Consent => picture::consents(self.lang).to_owned(),
            Method::Dots { .. } | Method::Approval { .. } | Method::Score { .. } | Method::Agree => option.text.clone(),
        }
    }

    fn count(&self, option: &OptionResult) -> String {
        match self.result.method {
            Method::Dots { .. } => words::of_dots(self.lang, option.share.of, option.share.total),
            Method::Ranking { .. } => picture::points(self.lang, option.share.of),
            Method::Matrix { .. } => said::point(self.lang, &option.detail),
            Method::Score { .. } if option.share.total == 0 => "–".to_owned(),
            Method::Score { .. } | Method::Approval { .. } | Method::FistToFive | Method::Consent | Method::Agree => {
                said::figure(self.lang, self.result.method, option.share)
            }
        }
    }

    /// Returns what else is said of an option, in plain counts.
    fn more(&self, option: &OptionResult) -> String {
        let lang = self.lang;
        match (&option.detail, self.result.method) {
            (Detail::Scores(scores), Method::Score { low, high }) => {
                let from = tally::high_from((low, high));
                let share = scores.at_least(from);
                picture::score_high(lang, share.of, share.total, from)
            }
            (Detail::Stances(Stances { agree, disagree, pass }), _) => {
                let parts = [
                    format!("{AGREE} {} {agree}", picture::agree(lang)),
                    format!("{DISAGREE} {} {disagree}", picture::disagree(lang)),
                    format!("{PASS} {} {pass}", picture::pass(lang)),
                ];
                parts.join("   ")
            }
            (Detail::Consent { consents, objections }, _) => {
                let (yes, no) = (picture::consents(lang), picture::objections(lang));
                format!("{AGREE} {yes} {consents}   {DISAGREE} {no} {objections}")
            }
            (Detail::Places(_), _) => match option.distinct {
                Some(people) => picture::in_orders(lang, people, self.result.voters),
                None => String::new(),
            },
            (Detail::Counted | Detail::Point(_) | Detail::Scores(_) | Detail::Fingers(_), _) => String::new(),
        }
    }

    /// Returns how many showed how many fingers, and the fewest; only where no group is hidden that it could tell of.
    fn hands(&self) -> Option<(Body, i32)> {
        let option = self.result.options.first()?;
        let Detail::Fingers(hands) = &option.detail else { return None };
        if !self.shielded.hidden.is_empty() {
            return None;
        }
        let row = |fingers: i32| {
            let name = picture::so_many_fingers(self.lang, fingers);
            (name, thousandths(hands.of(fingers), hands.n()), hands.of(fingers))
        };
        let rows = (0..=FINGERS.0).rev().map(row).collect();
        let hands_up = slide::Spread { rows, line: (FINGERS.0 - FINGERS.1) as usize };
        Some((Body::Spread(hands_up), hands.lowest()?))
    }
}

/// Returns the parts of a bar where several things are counted.
fn parts(option: &OptionResult) -> Vec<(u32, &'static str)> {
    match &option.detail {
        Detail::Stances(said) => {
            let of = |people: u32| thousandths(people, said.n());
            vec![(of(said.agree), AGREE), (of(said.disagree), DISAGREE), (of(said.pass), PASS)]
        }
        Detail::Consent { consents, objections } => {
            let all = consents.saturating_add(*objections);
            vec![(thousandths(*consents, all), AGREE), (thousandths(*objections, all), DISAGREE)]
        }
        Detail::Counted | Detail::Scores(_) | Detail::Fingers(_) | Detail::Places(_) | Detail::Point(_) => Vec::new(),
    }
}

fn thousandths(of: u32, whole: u32) -> u32 {
    (u64::from(of) * 1000).checked_div(whole.into()).unwrap_or(0).min(1000) as u32
}
