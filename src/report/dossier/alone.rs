//! Parts of the dossier as documents of their own: a sheet for one strategy, the commitments of each organisation.

use super::{parts, strategy};
use crate::domain::value::MayGoTo;
use crate::report::cite::Cited;
use crate::report::cover;
use crate::synthesis::document::{Block, Document, Line};
use crate::synthesis::dossier::{Dossier, Strategy};
use crate::text::{Lang, synthesis as words};

/// Returns the sheet of a strategy, and what the strategy is called.
pub fn sheet(
    dossier: &Dossier,
    proposal: &Strategy,
    number: usize,
    audience: MayGoTo,
    lang: Lang,
) -> (String, Document) {
    let cited = Cited::of(dossier, lang);
    let name = cited.name(proposal);
    let mut document = begun(dossier, &words::sheet_title(lang, &name), lang);
    document.paragraph(words::sheet_what(lang));
    strategy::write(&mut document, &cited, audience, number, proposal);
    document.notes = cited.notes(&document.sources());
    cover::in_dossier(&mut document, dossier);
    (name, document)
}

/// Returns what each organisation took on.
pub fn commitments(dossier: &Dossier, lang: Lang) -> Document {
    let cited = Cited::of(dossier, lang);
    let mut document = begun(dossier, words::commitments_title(lang), lang);
    document.paragraph(words::commitments_what(lang));
    parts::actions(&mut document, &cited);
    document.notes = cited.notes(&document.sources());
    cover::in_dossier(&mut document, dossier);
    document
}

fn begun(dossier: &Dossier, title: &str, lang: Lang) -> Document {
    let mut document = Document::new(title);
    if dossier.has_samples() {
        document.blocks.push(Block::Notice(Line::new().strong(words::sample_notice(lang))));
    }
    document
}
