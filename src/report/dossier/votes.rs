//! Votes in a dossier: each poll beside the others as shares with their n, the youth in a column of their own.

use crate::domain::poll::ConsensusRule;
use crate::report::cite::Cited;
use crate::report::round;
use crate::synthesis::comparison::{compare, voted};
use crate::synthesis::document::{Document, Line, Table, numbers, words as column};
use crate::synthesis::dossier::{OptionLine, PollLine, RoundLine, Strategy};
use crate::tally;
use crate::text::panels::numbers as says;
use crate::text::{Lang, names, synthesis as words};

/// Returns the strategies side by side: of each the last vote that puts it, as shares with their n, the youth in a column of
/// their own, and what a matrix gave. Nothing is added up. Without rows where no strategy was voted on.
pub(super) fn compared(cited: &Cited<'_>) -> Table {
    let lang = cited.lang;
    let heads = vec![
        numbers(words::column_number(lang)),
        column(words::column_strategy(lang)),
        column(words::column_last_vote(lang)),
        column(words::column_youth(lang)),
        column(words::column_others(lang)),
        column(words::column_groups(lang)),
        column(words::column_all(lang)),
        column(words::column_importance(lang)),
        column(words::column_feasibility(lang)),
    ];
    let nothing = || Line::from(words::nothing(lang));
    let mean = |mean: Option<(f64, u32)>| match mean {
        Some((mean, n)) => Line::from(words::mean(lang, &says::number(lang, Some(mean)), n)),
        None => nothing(),
    };
    let mut any = false;
    let rows = compare(cited.dossier, cited).into_iter().map(|row| {
        let mut cells = vec![Line::from(row.place.to_string()), Line::new().strong(cited.name_of(row.strategy))];
        match row.vote.as_ref().and_then(|vote| Some((vote, voted(vote, cited)?))) {
            Some((vote, (poll, round, option))) => {
                cells.extend([
                    asked(lang, poll, round).cited([vote.poll]),
                    Line::from(youth(lang, option)),
                    Line::from(others(lang, option)),
                    Line::from(groups(lang, round, option)),
                    Line::from(format!("{} {}", words::fraction(lang, option.share), round::unit(lang, poll.method))),
                ]);
                any = true;
            }
            None => cells.extend(std::iter::repeat_with(nothing).take(5)),
        }
        any |= row.importance.is_some() || row.feasibility.is_some();
        cells.extend([mean(row.importance), mean(row.feasibility)]);
        cells
    });
    let rows: Vec<Vec<Line>> = rows.collect();
    Table { heads, rows: if any { rows } else { Vec::new() } }
}

/// Returns the table of the votes on a strategy.
pub(super) fn table(cited: &Cited<'_>, strategy: &Strategy) -> Table {
    let lang = cited.lang;
    let heads = vec![
        column(words::column_question(lang)),
        column(words::column_option(lang)),
        numbers(words::column_place(lang)),
        column(words::column_youth(lang)),
        column(words::column_others(lang)),
        column(words::column_all(lang)),
        column(words::column_groups(lang)),
        column(words::column_rule(lang)),
    ];
    let rows = strategy.evidence.votes.iter().filter_map(|vote| {
        let poll = cited.polls.get(&vote.poll)?;
        let Some((_, round, option)) = voted(vote, cited) else {
            let mut row = vec![Line::from(poll.question.as_str()).cited([vote.poll]), cited.cite(vote.item)];
            row.resize(heads.len() - 1, Line::from(words::nothing(lang)));
            row.push(Line::from(words::too_few(lang)));
            return Some(row);
        };
        Some(vec![
            asked(lang, poll, round).cited([vote.poll]),
            Line::from(round::option_text(lang, &option.text)).cited([vote.item]),
            Line::from(format!("{}/{}", option.place, round.options.len())),
            Line::from(youth(lang, option)),
            Line::from(others(lang, option)),
            Line::from(format!("{} {}", words::fraction(lang, option.share), round::unit(lang, poll.method))),
            Line::from(groups(lang, round, option)),
            Line::from(met(lang, round, option)),
        ])
    });
    let rows = rows.collect();
    Table { heads, rows }
}

/// Returns the objections and reasons of the votes on a strategy, each with how it was taken in: none is lost from sight.
pub(super) fn objections(cited: &Cited<'_>, strategy: &Strategy) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for vote in &strategy.evidence.votes {
        let Some((_, round, _)) = voted(vote, cited) else { continue };
        for objection in &round.objections {
            let said = words::quoted(cited.lang, &objection.said);
            let line = match objection.taken_in.trim() {
                "" => Line::from(words::not_taken_in(cited.lang, &said)),
                how => Line::from(words::taken_in(cited.lang, &said, how)),
            };
            let line = line.cited([vote.poll]);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// Returns the question, how it was voted, and how many voted.
fn asked(lang: Lang, poll: &PollLine, round: &RoundLine) -> Line {
    let mut how = vec![names::method(lang, poll.method)];
    if poll.rounds.len() > 1 {
        how.extend(round.round.map(|no| words::round(lang, no.0)));
    }
    how.push(words::turnout(lang, round.voters.of, round.voters.total));
    Line::from(format!("{} ({})", poll.question, how.join("; ")))
}

fn youth(lang: Lang, option: &OptionLine) -> String {
    let share = option.by_group.get(&tally::youth());
    share.map_or_else(|| words::nothing(lang).to_owned(), |share| words::fraction(lang, *share))
}

fn others(lang: Lang, option: &OptionLine) -> String {
    option.others.map_or_else(|| words::nothing(lang).to_owned(), |share| words::fraction(lang, share))
}

fn groups(lang: Lang, round: &RoundLine, option: &OptionLine) -> String {
    let shown = option.by_group.iter().filter(|(group, _)| **group != tally::youth());
    let mut lines: Vec<String> = shown
        .map(|(group, share)| format!("{} {}", names::voters(lang, group), words::of(lang, share.of, share.total)))
        .collect();
    if round.groups_hidden > 0 {
        lines.push(words::hidden_groups(lang, round.groups_hidden));
    }
    if lines.is_empty() { words::nothing(lang).to_owned() } else { lines.join("\n") }
}

fn met(lang: Lang, round: &RoundLine, option: &OptionLine) -> String {
    let rule = words::rule(lang, round.rule);
    match (round.rule, option.agreeing) {
        (ConsensusRule::NoRule, _) => rule,
        (ConsensusRule::Share { .. } | ConsensusRule::CoreOutcome { .. }, Some(agreeing)) => {
            format!("{rule}: {} ({})", round::met(lang, option), words::of(lang, agreeing.of, agreeing.total))
        }
        (ConsensusRule::Share { .. } | ConsensusRule::CoreOutcome { .. }, None) => {
            format!("{rule}: {}", words::not_applicable(lang))
        }
    }
}

/// Writes every poll with all its rounds: what was voted on, whether or not a strategy stands on it.
pub(super) fn all(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    let (counted, uncounted): (Vec<_>, Vec<_>) = cited.dossier.polls.iter().partition(|poll| !poll.rounds.is_empty());
    if counted.is_empty() && uncounted.is_empty() {
        return;
    }
    document.heading(2, words::polls_heading(lang));
    document.paragraph(words::polls_intro(lang));
    for poll in counted {
        document.heading(3, Line::from(poll.question.trim()).cited([poll.origin]));
        for result in &poll.rounds {
            let mut how = vec![cited.session(poll.origin.session), names::method(lang, poll.method)];
            if poll.rounds.len() > 1 {
                how.extend(result.round.map(|no| words::round(lang, no.0)));
            }
            if result.too_few {
                how.push(words::too_few(lang).to_owned());
            } else {
                how.push(words::turnout(lang, result.voters.of, result.voters.total));
                how.push(words::shares(lang, round::unit(lang, poll.method)));
                how.push(format!("{}: {}", words::column_rule(lang).to_lowercase(), words::rule(lang, result.rule)));
            }
            let mut line = Line::new().emphasis(words::capitalised(&how.join("; ")));
            if !result.reason.trim().is_empty() {
                line = line.text(". ").text(words::put_again(lang, result.reason.trim()));
            }
            document.paragraph(line);
            document.table(round::table(lang, poll.method, result, |option| {
                Line::from(round::option_text(lang, &option.text)).cited(option.item.filter(|item| cited.knows(*item)))
            }));
            for said in round::under(lang, poll.method, result) {
                document.paragraph(said.as_str());
            }
            if result.groups_hidden > 0 {
                document.paragraph(words::capitalised(&words::hidden_groups(lang, result.groups_hidden)));
            }
        }
    }
    let open = uncounted.iter().map(|poll| {
        Line::new().text(poll.question.trim()).cited([poll.origin]).text(format!(": {}", words::no_result(lang)))
    });
    document.list(open.collect());
}
