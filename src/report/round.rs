//! The result of one round as a table: the youth first, in a column of their own.

use crate::domain::poll::{ConsensusRule, Method};
use crate::domain::value::Voters;
use crate::synthesis::document::{Line, Table, numbers, words as column};
use crate::synthesis::dossier::{Fraction, OptionLine, RoundLine};
use crate::tally;
use crate::text::{Lang, names, synthesis as words};

/// Returns an option's text, or that its words are withheld.
pub(super) fn option_text(lang: Lang, text: &str) -> &str {
    if text.trim().is_empty() { words::option_withheld(lang) } else { text }
}

/// Returns the result of a round, each option's cell as `cell` has it.
pub(super) fn table(lang: Lang, round: &RoundLine, cell: impl Fn(&OptionLine) -> Line) -> Table {
    let mut groups: Vec<&Voters> = round.groups.keys().collect();
    groups.sort_by_key(|group| **group != tally::youth());
    let mut heads =
        vec![numbers(words::column_place(lang)), column(words::column_option(lang)), column(words::column_all(lang))];
    heads.extend(groups.iter().map(|group| column(words::capitalised(&names::voters(lang, group)))));
    let ruled = round.rule != ConsensusRule::NoRule;
    if ruled {
        heads.push(column(words::column_rule(lang)));
    }
    let share = |share: Option<&Fraction>| {
        share.map_or_else(|| words::nothing(lang).to_owned(), |share| words::fraction(lang, *share))
    };
    let rows = round.options.iter().map(|option| {
        let mut row = vec![Line::from(option.place.to_string()), cell(option), Line::from(share(Some(&option.share)))];
        row.extend(groups.iter().map(|group| Line::from(share(option.by_group.get(*group)))));
        if ruled {
            row.push(Line::from(met(lang, option)));
        }
        row
    });
    Table { heads, rows: rows.collect() }
}

/// Returns whether an option meets the rule.
pub(super) fn met(lang: Lang, option: &OptionLine) -> &'static str {
    match option.agreed {
        Some(true) => words::met(lang),
        Some(false) => words::not_met(lang),
        None => words::not_applicable(lang),
    }
}

/// Returns what the shares of a method are shares of.
pub(super) fn unit(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Dots { .. } => words::of_dots(lang),
        Method::Approval { .. }
        | Method::Score { .. }
        | Method::FistToFive
        | Method::Consent
        | Method::Ranking { .. }
        | Method::Matrix { .. }
        | Method::Agree => words::of_voters(lang),
    }
}
