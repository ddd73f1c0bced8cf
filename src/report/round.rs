//! The result of one round as a table: the youth first, in a column of their own.

use crate::domain::id::OptionId;
use crate::domain::poll::{ConsensusRule, Method};
use crate::synthesis::document::{Line, Table, numbers, words as column};
use crate::synthesis::dossier::{Fraction, OptionLine, RoundLine};
use crate::tally::{self, Spread};
use crate::text::panels::numbers as says;
use crate::text::{Lang, names, synthesis as words};

/// Returns an option's text, or that its words are withheld.
pub(super) fn option_text(lang: Lang, text: &str) -> &str {
    if text.trim().is_empty() { words::option_withheld(lang) } else { text }
}

/// Returns the result of a round, each option's cell as `cell` has it.
pub(super) fn table(lang: Lang, method: Method, round: &RoundLine, cell: impl Fn(&OptionLine) -> Line) -> Table {
    let groups = tally::youth_first(round.groups.keys());
    let mut heads =
        vec![numbers(words::column_place(lang)), column(words::column_option(lang)), column(words::column_all(lang))];
    heads.extend(groups.iter().map(|group| column(words::capitalised(&names::voters(lang, group)))));
    let detailed = round.options.iter().any(|option| numbers_of(lang, method, option).is_some());
    if detailed {
        heads.push(column(words::column_numbers(lang)));
    }
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
        if detailed {
            row.push(Line::from(numbers_of(lang, method, option).unwrap_or_default()));
        }
        if ruled {
            row.push(Line::from(met(lang, option)));
        }
        row
    });
    Table { heads, rows: rows.collect() }
}

/// Returns what an option got beyond its share, from everybody; `None` where the share says it all.
fn numbers_of(lang: Lang, method: Method, option: &OptionLine) -> Option<String> {
    let spread = Spread::new(option.marks.iter().copied());
    let vertical = Spread::new(option.vertical.iter().copied());
    let scores = |spread: &Spread| says::spread(lang, spread);
    if spread.n() == 0 {
        return None;
    }
    match method {
        Method::Dots { .. } | Method::Approval { .. } => None,
        Method::Score { .. } => Some(scores(&spread)),
        Method::Consent => Some(format!(
            "{}: {}, {}: {}",
            names::mark(lang, method, 1),
            spread.of(1),
            names::mark(lang, method, 0),
            spread.of(0)
        )),
        Method::FistToFive | Method::Ranking { .. } => Some(says::counts(lang, method, &spread)),
        Method::Matrix { x, y } => Some(format!(
            "{}: {}\n{}: {}",
            names::axis(lang, x),
            scores(&spread),
            names::axis(lang, y),
            scores(&vertical)
        )),
        Method::Agree => {
            let said = says::stances(lang, spread.of(1), spread.of(0), spread.of(-1));
            let product = option.group_informed.map(|product| says::group_informed_of(lang, product.value()));
            Some(product.map_or_else(|| said.clone(), |product| format!("{said}\n{product}")))
        }
    }
}

/// Returns what is said under a round's table: who is preferred to whom, what stands on one hand below three.
pub(super) fn under(lang: Lang, method: Method, round: &RoundLine) -> Vec<String> {
    let Method::Ranking { .. } = method else { return Vec::new() };
    if round.schulze.is_empty() {
        return Vec::new();
    }
    let text = |id: &OptionId| {
        round
            .options
            .iter()
            .find(|option| option.option == Some(*id))
            .map(|option| option_text(lang, &option.text).to_owned())
    };
    let winner = round.condorcet.as_ref().and_then(text);
    let winner = winner.map_or_else(|| says::no_condorcet(lang).to_owned(), |text| says::condorcet(lang, &text));
    let tied = |tied: &Vec<OptionId>| tied.iter().filter_map(text).collect::<Vec<_>>().join(" = ");
    let order: Vec<String> = round.schulze.iter().map(tied).collect();
    vec![winner, words::capitalised(&says::schulze(lang, order.join(" > "))), says::unranked(lang).to_owned()]
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
        Method::Score { .. } | Method::Matrix { .. } | Method::Ranking { .. } => words::of_maximum(lang),
        Method::FistToFive | Method::Approval { .. } | Method::Consent | Method::Agree => words::of_voters(lang),
    }
}
