//! The dossier as a report: what a municipal office reads without the program.

mod alone;
mod gripp;
mod parts;
mod strategy;
mod votes;

pub use alone::{commitments, sheet};

use super::cite::Cited;
use super::cover;
use crate::domain::value::MayGoTo;
use crate::synthesis::document::{Block, Document, Line, Table, numbers, words as column};
use crate::synthesis::dossier::{Dossier, Strategy};
use crate::text::{Lang, synthesis as words};

/// Returns the dossier as a report for those readers. Nobody but the partners and the public reads a dossier:
/// for [`MayGoTo::Team`] it says no more than for the partners.
pub fn dossier(dossier: &Dossier, audience: MayGoTo, lang: Lang) -> Document {
    let cited = Cited::of(dossier, lang);
    let title = match dossier.human.title.trim() {
        "" => words::title(lang),
        title => title,
    };
    let mut document = Document::new(title);
    if dossier.has_samples() {
        document.blocks.push(Block::Notice(Line::new().strong(words::sample_notice(lang))));
    }
    document.paragraph(dossier.human.introduction.as_str());
    introduce(&mut document, lang);
    overview(&mut document, &cited);
    document.heading(2, words::strategies_heading(lang));
    let standing: Vec<&Strategy> = dossier.strategies.iter().filter(|strategy| strategy.stands()).collect();
    for (at, proposal) in standing.iter().enumerate() {
        strategy::write(&mut document, &cited, audience, at + 1, proposal);
    }
    parts::dropped(&mut document, &cited);
    parts::voices(&mut document, &cited, audience);
    gripp::write(&mut document, &cited);
    votes::all(&mut document, &cited);
    parts::decisions(&mut document, &cited);
    parts::actions(&mut document, &cited);
    parts::matches(&mut document, &cited);
    parts::unused(&mut document, &cited);
    parts::changes(&mut document, &cited);
    parts::sources(&mut document, &cited);
    document.notes = cited.notes(&document.sources());
    cover::in_dossier(&mut document, dossier);
    document
}

fn introduce(document: &mut Document, lang: Lang) {
    document.heading(2, words::what_heading(lang));
    document.paragraph(words::what_body(lang));
    document.paragraph(words::what_sources(lang));
    document.heading(2, words::method_heading(lang));
    let limits = [
        words::method_join(lang),
        words::method_draft(lang),
        words::method_votes(lang),
        words::method_youth(lang),
        words::method_voices(lang),
        words::method_order(lang),
    ];
    document.list(limits.into_iter().map(Line::from).collect());
}

fn overview(document: &mut Document, cited: &Cited<'_>) {
    let (dossier, lang) = (cited.dossier, cited.lang);
    document.heading(2, words::overview_heading(lang));
    let open = dossier.voices.iter().filter(|voice| voice.open).count();
    document.paragraph(words::overview_counts(
        lang,
        dossier.sources.len(),
        dossier.practices.len(),
        dossier.sketches.len(),
        dossier.voices.len(),
        open,
    ));
    let heads = vec![
        numbers(words::column_number(lang)),
        column(words::column_strategy(lang)),
        column(words::column_grown(lang)),
        numbers(words::column_sessions(lang)),
        numbers(words::column_practices(lang)),
        column(words::column_voices(lang)),
        numbers(words::column_decisions(lang)),
        numbers(words::column_actions(lang)),
    ];
    let standing = dossier.strategies.iter().filter(|strategy| strategy.stands());
    let rows = standing.enumerate().map(|(at, strategy)| {
        let evidence = &strategy.evidence;
        let voices: Vec<_> = evidence.stances.iter().chain(&evidence.voices).collect();
        let open = voices.iter().filter(|origin| cited.voices.get(origin).is_some_and(|voice| voice.open)).count();
        vec![
            Line::from((at + 1).to_string()),
            Line::new().strong(cited.name(strategy)),
            Line::from(words::seed(lang, &strategy.seed)),
            Line::from(evidence.sessions.len().to_string()),
            Line::from(cited.different(strategy).len().to_string()),
            Line::from(words::voices_and_open(lang, voices.len(), open)),
            Line::from(evidence.decisions.len().to_string()),
            Line::from(evidence.actions.len().to_string()),
        ]
    });
    document.table(Table { heads, rows: rows.collect() });
    if dossier.strategies.iter().any(|strategy| strategy.stands() && strategy.human.order.is_some()) {
        document.paragraph(words::order_by_person(lang));
    }
    let compared = votes::compared(cited);
    if !compared.rows.is_empty() {
        document.heading(3, words::compared_heading(lang));
        document.paragraph(words::compared_intro(lang));
        document.table(compared);
    }
}
