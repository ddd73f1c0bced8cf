//! The young people's part in the work, under the five headings of GRIPP2's short form (Staniszewska et al., *BMJ* 358,
//! 2017, j3453): what is computed is filled in, what only a person can write has its place marked.

use crate::domain::owed::{Heard, participation};
use crate::domain::value::{Group, Outcome};
use crate::report::cite::Cited;
use crate::synthesis::document::{Document, Line, Table, numbers, words as column};
use crate::synthesis::dossier::VoiceLine;
use crate::text::panels::numbers as says;
use crate::text::{gripp as words, names, synthesis};

/// Writes the section.
pub(super) fn write(document: &mut Document, cited: &Cited<'_>) {
    let (dossier, lang) = (cited.dossier, cited.lang);
    document.heading(2, words::heading(lang));
    document.paragraph(words::intro(lang));

    document.heading(3, words::aim(lang));
    document.paragraph(words::aim_body(lang));
    document.paragraph(Line::new().emphasis(words::to_be_written(lang)));

    document.heading(3, words::methods(lang));
    let with_youth = dossier.sources.iter().filter(|source| source.present.get(&Group::Youth).is_some_and(|n| *n > 0));
    let times = with_youth.clone().count();
    let most = with_youth.filter_map(|source| source.present.get(&Group::Youth)).max().copied().unwrap_or(0);
    document.paragraph(words::methods_body(lang, times, dossier.sources.len(), most).as_str());

    document.heading(3, words::results(lang));
    let date = |voice: &VoiceLine| cited.source_of(voice.origin.session).and_then(|source| source.date);
    let heard = |voice: &VoiceLine| Heard {
        kind: voice.kind,
        on: date(voice),
        outcome: voice.outcome,
        reasoned: !voice.reason.trim().is_empty(),
        answered_on: voice.answered_on,
        told_back_on: voice.told_back_on,
        replied: !voice.reply.trim().is_empty(),
    };
    let measures = participation(dossier.voices.iter().map(heard));
    let of = |n: u32| synthesis::of(lang, n, measures.heard);
    let days = |days: Option<f64>| says::number(lang, days);
    let rows = [
        (words::heard(lang), measures.heard.to_string()),
        (words::answered(lang), of(measures.answered)),
        (words::taken_up(lang), of(measures.taken_up)),
        (words::not_taken_up(lang), of(measures.not_taken_up)),
        (words::thanked(lang), of(measures.thanked)),
        (words::told_back(lang), of(measures.told_back)),
        (words::replied(lang), of(measures.replied)),
        (words::open(lang), of(measures.open)),
        (words::days_to_answer(lang), days(measures.days_to_answer)),
        (words::days_to_tell(lang), days(measures.days_to_tell)),
    ];
    let rows = rows.into_iter().map(|(what, number)| vec![Line::from(what), Line::from(number)]).collect();
    document.table(Table { heads: vec![column(words::measure(lang)), numbers(words::number(lang))], rows });

    document.heading(3, words::discussion(lang));
    let changed = dossier.voices.iter().filter(|voice| {
        matches!(voice.outcome, Some(Outcome::Accepted | Outcome::PartlyAccepted)) && !voice.reason.trim().is_empty()
    });
    let lines: Vec<Line> = changed
        .map(|voice| {
            let outcome = voice.outcome.map(|outcome| names::outcome(lang, outcome)).unwrap_or_default();
            Line::from(format!("{}: {}", synthesis::capitalised(&outcome), voice.reason.trim())).cited([voice.origin])
        })
        .collect();
    document.paragraph(if lines.is_empty() { words::nothing_changed(lang) } else { words::changed(lang) });
    if !lines.is_empty() {
        document.list(lines);
    }
    document.paragraph(Line::new().emphasis(words::to_be_written(lang)));

    document.heading(3, words::reflections(lang));
    document.paragraph(words::reflections_body(lang, measures.open, measures.not_taken_up).as_str());
    document.paragraph(Line::new().emphasis(words::to_be_written(lang)));
}
