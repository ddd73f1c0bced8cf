//! A result as plain text for a person: every number of it, the youth first.

use super::Told;
use crate::domain::heads::add_up;
use crate::domain::poll::Method;
use crate::domain::value::Voters;
use crate::tally::{self, Detail, OptionResult, Share, Spread};
use crate::text::panels::numbers as says;
use crate::text::panels::{count, wall};
use crate::text::{Lang, names, synthesis, tally as words};

/// Returns the lines of a round's result.
pub(super) fn of(lang: Lang, one: &Told<'_>) -> Vec<String> {
    let Told { poll, round, result, shielded, before } = one;
    let mut lines = vec![poll.question.clone()];
    let head = [
        words::round(lang, result.round.0),
        names::method(lang, result.method),
        words::voted(lang, result.voters, result.present),
    ];
    lines.push(format!("  {}", head.join(" · ")));
    if shielded.too_few {
        lines.push(format!("  {}", words::too_few(lang)));
        lines.push(String::new());
        return lines;
    }
    let boxed = u32::try_from(round.ballots.values().map(|ballots| ballots.0.len()).sum::<usize>()).unwrap_or(u32::MAX);
    let counted = add_up(round.counted.values().map(|count| count.voters));
    lines.push(format!("  {}", says::sources(lang, counted, boxed, add_up(round.on_paper.values().copied()))));
    // how many of a group there were is told of those alone that are told apart
    let above = tally::above_present(round).into_iter();
    let above = above.filter(|above| shielded.shown.contains(&Voters::Of(above.group.clone())));
    lines.extend(above.map(|above| format!("  {}", count::above(lang, &above))));
    if !round.corrections.is_empty() {
        lines.push(format!("  {}", count::corrected(lang, round.corrections.len())));
    }
    lines.push(format!("  {}", synthesis::rule(lang, result.rule)));
    for option in &result.options {
        lines.extend(option_lines(lang, one, option));
    }
    lines.extend(says::said(lang, result).map(|said| format!("  {said}")));
    if let Some(pairs) = &result.pairwise {
        let number = |id| result.options.iter().position(|option| option.option == id).map_or(0, |place| place + 1);
        let tied = |tied: &Vec<_>| tied.iter().map(|id| number(*id).to_string()).collect::<Vec<_>>().join(" = ");
        let order: Vec<String> = pairs.schulze().iter().map(tied).collect();
        lines.push(format!("  {}", says::schulze(lang, order.join(" > "))));
        lines.push(format!("  {}", says::unranked(lang)));
        if pairs.depends_on_the_unranked() {
            lines.push(format!("  {}", words::unranked_decide(lang)));
        }
        for (row, option) in result.options.iter().enumerate() {
            let cells: Vec<String> = (0..result.options.len())
                .map(|column| if row == column { "·".to_owned() } else { pairs.prefer[row][column].to_string() })
                .map(|cell| format!("{cell:>5}"))
                .collect();
            lines.push(format!("  {:>3} {}  {}", row + 1, cells.concat(), option.text));
        }
    }
    if let Some((x, y)) = result.cut() {
        lines.push(format!("  {}", words::cut(lang, says::fine_number(lang, x), says::fine_number(lang, y))));
    }
    if shielded.tells_gap() {
        lines.extend(words::parting(lang, result).map(|said| format!("  {said}")));
    }
    if shielded.hidden.is_empty() {
        for reason in round.reasons.iter() {
            lines.push(format!("  - {reason}"));
            lines.extend(round.integrated.get(reason).map(|how| format!("    {}", says::integrated(lang, how))));
        }
    } else {
        lines.push(format!("  {}", words::hidden(lang, shielded.hidden.len())));
    }
    if let Some(before) = before {
        lines.push(format!("  {}", says::moved_title(lang, before.round.0, result.round.0)));
        if !round.reason.is_empty() {
            lines.push(format!("    {}", says::why(lang, &round.reason)));
        }
        for moved in tally::moved(before, result) {
            let was = match (moved.before, moved.after) {
                (Some((place, share)), Some(_)) => {
                    let points = moved.points().map(|points| format!(" ({points:+.1})")).unwrap_or_default();
                    says::was(lang, place, share.of, share.total) + &points
                }
                (None, _) => says::new_option(lang).to_owned(),
                (Some(_), None) => says::dropped(lang).to_owned(),
            };
            lines.push(format!("    {}: {was}", moved.text));
        }
    }
    lines.push(String::new());
    lines
}

fn percent(lang: Lang, share: Share) -> String {
    // cut, not rounded: printed shares never add to more than their whole
    let tenths = (u64::from(share.of) * 1000).checked_div(share.total.into());
    let said = says::number(lang, tenths.map(|tenths| tenths as f64 / 10.0));
    format!("{} ({said} %)", wall::of(lang, share.of, share.total))
}

fn option_lines(lang: Lang, one: &Told<'_>, option: &OptionResult) -> Vec<String> {
    let result = &one.result;
    let mut lines = vec![format!("  {}. {}: {}", option.place, option.text, percent(lang, option.share))];
    lines.extend(detail(lang, result.method, &option.detail).map(|said| format!("     {said}")));
    if let Some(distinct) = option.distinct {
        lines.push(format!("     {}", words::distinct(lang, result.method, distinct, result.voters)));
    }
    if let Some((share, met)) = option.consensus {
        let said = if met { synthesis::met(lang) } else { synthesis::not_met(lang) };
        lines.push(format!("     {}: {} ({said})", words::rule(lang), percent(lang, share)));
    }
    // ballots of no group are all there is: what they gave stands above
    let alone = result.groups.len() == 1 && result.groups.contains_key(&Voters::Undisclosed);
    for group in tally::youth_first(&one.shielded.shown).into_iter().filter(|_| !alone) {
        let share = option.by_group.get(group).copied().unwrap_or_default();
        let said = option
            .detail_by_group
            .get(group)
            .and_then(|part| detail(lang, result.method, part))
            .filter(|said| !said.is_empty());
        let said = said.map(|said| format!(" · {said}")).unwrap_or_default();
        lines.push(format!("     {}: {}{said}", names::voters(lang, group), percent(lang, share)));
    }
    if let Some(gap) = option.gap.filter(|_| one.shielded.tells_gap()) {
        lines.push(format!("     {}", words::gap(lang, format!("{:+.1}", gap.points()))));
    }
    if let Some(value) = option.group_informed().filter(|_| one.shielded.hidden.is_empty()) {
        lines.push(format!("     {}", says::group_informed_of(lang, value)));
    }
    lines
}

fn detail(lang: Lang, method: Method, detail: &Detail) -> Option<String> {
    let counts = |spread: &Spread| says::counts(lang, method, spread);
    let scores = |spread: &Spread| says::spread(lang, spread);
    match (detail, method) {
        (Detail::Counted | Detail::Consent { .. }, _) => None,
        (Detail::Scores(spread) | Detail::Fingers(spread), _) => {
            Some(format!("{} · {}", scores(spread), counts(spread)))
        }
        (Detail::Places(spread), _) => Some(counts(spread)),
        (Detail::Point(point), Method::Matrix { x, y }) => Some(format!(
            "{}: {} · {}: {}",
            names::axis(lang, x),
            scores(&point.x),
            names::axis(lang, y),
            scores(&point.y)
        )),
        (Detail::Point(_), _) => None,
        (Detail::Stances(said), _) => Some(says::stances(lang, said.agree, said.pass, said.disagree)),
    }
}
