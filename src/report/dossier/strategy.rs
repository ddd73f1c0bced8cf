//! One strategy in the dossier: its fields, the practices it stands on, what the sources say.

use std::collections::BTreeSet;

use super::{parts, votes};
use crate::domain::item::Kind;
use crate::domain::value::MayGoTo;
use crate::report::cite::Cited;
use crate::synthesis::document::{Document, Line, Table, words as column};
use crate::synthesis::dossier::{DraftLine, Strategy, Tidier};
use crate::synthesis::evidence;
use crate::synthesis::origin::Origin;
use crate::text::synthesis as words;

pub(super) fn write(document: &mut Document, cited: &Cited<'_>, audience: MayGoTo, number: usize, strategy: &Strategy) {
    let lang = cited.lang;
    document.heading(3, format!("{number}. {}", cited.name(strategy)));
    let grown = Line::new().emphasis(format!("{}: ", words::grown_from(lang)));
    let mut grown = grown.text(words::seed(lang, &strategy.seed)).cited(strategy.sketches.iter().copied());
    if strategy.sketches.len() > 1 {
        grown = grown.text(format!(". {}", words::joined_sketches(lang)));
    }
    document.paragraph(grown.text(" ").code(strategy.id().to_string()));
    if evidence::is_collected(strategy) {
        document.paragraph(Line::new().emphasis(words::collected_caution(lang)));
    }
    if !strategy.human.name.trim().is_empty() {
        document.paragraph(Line::new().emphasis(words::name_given(lang)));
    }
    let reason = strategy.human.order_reason.trim();
    if !reason.is_empty() {
        document.paragraph(Line::new().emphasis(format!("{}: ", words::order_given(lang))).text(reason));
    }
    if !strategy.lost.is_empty() {
        let ids: Vec<String> = strategy.lost.iter().map(Origin::to_string).collect();
        document.paragraph(Line::new().strong(format!("{}: ", words::lost(lang))).text(ids.join(", ")));
    }
    document.table(fields(cited, strategy));
    if !strategy.human.notes.trim().is_empty() {
        document.paragraph(Line::new().strong(format!("{}. ", words::notes(lang))).text(&*strategy.human.notes));
    }
    if !strategy.practices.is_empty() {
        document.heading(4, words::practices_heading(lang));
        document.table(practices(cited, strategy));
    }
    document.heading(4, words::evidence_heading(lang));
    said(document, cited, audience, strategy);
}

pub(super) fn reason_or<'a>(otherwise: &'a str, reason: &'a str) -> &'a str {
    if reason.trim().is_empty() { otherwise } else { reason }
}

/// Fields that a proposal must have: what is missing is said.
const OWED: &[Tidier] = &[
    Tidier::Why,
    Tidier::What,
    Tidier::Materials,
    Tidier::WhoProvides,
    Tidier::How,
    Tidier::Where,
    Tidier::WhenAndHowMuch,
    Tidier::Tailoring,
];

/// Returns the fields: what the sketches and people say in a column of its own, beside what the practices do.
fn fields(cited: &Cited<'_>, strategy: &Strategy) -> Table {
    let lang = cited.lang;
    let collected = evidence::is_collected(strategy) && strategy.human.fields.is_empty();
    let mut heads = vec![column(words::column_field(lang))];
    if collected {
        heads.push(column(words::column_content(lang)));
    } else {
        heads.extend([column(words::column_proposal(lang)), column(words::column_elsewhere(lang))]);
    }
    let mut rows = Vec::new();
    for field in Tidier::ALL.iter().filter(|field| **field != Tidier::Name) {
        let lines: Vec<&DraftLine> = strategy
            .draft
            .iter()
            .filter(|drafted| drafted.field == Some(*field))
            .flat_map(|drafted| &drafted.lines)
            .collect();
        let from = |kind: Kind| said_by(cited, &lines, kind);
        let practices = from(Kind::Practice);
        let own = strategy.human.fields.get(field).filter(|text| !text.trim().is_empty());
        let proposal = match own {
            Some(text) => {
                let sources: BTreeSet<Origin> = lines.iter().flat_map(|line| line.from.iter().copied()).collect();
                let mark = format!("({})", words::rewritten(lang));
                Line::new().text(text.trim()).text(" ").emphasis(mark).cited(sources)
            }
            None => from(Kind::Sketch),
        };
        if proposal.is_empty() && practices.is_empty() && (collected || !OWED.contains(field)) {
            continue;
        }
        let or = |line: Line, otherwise: &str| if line.is_empty() { Line::from(otherwise) } else { line };
        let mut row = vec![Line::new().strong(words::tidier(lang, *field))];
        if !collected {
            let missing = if OWED.contains(field) { words::missing(lang) } else { words::nothing(lang) };
            row.push(if proposal.is_empty() { Line::new().emphasis(missing) } else { proposal });
        }
        row.push(or(practices, words::nothing(lang)));
        rows.push(row);
    }
    Table { heads, rows }
}

/// Returns what the items of one kind say, each with its sources.
fn said_by(cited: &Cited<'_>, lines: &[&DraftLine], kind: Kind) -> Line {
    let said: Vec<(String, Vec<Origin>)> = lines
        .iter()
        .map(|line| {
            let from = line.from.iter().copied().filter(|origin| origin.item.kind() == kind).collect::<Vec<_>>();
            (words::says(cited.lang, &line.says), from)
        })
        .filter(|(_, from)| !from.is_empty())
        .collect();
    let bullet = if said.len() > 1 { "• " } else { "" };
    let each = said.into_iter();
    each.fold(Line::new(), |line, (says, from)| line.next(format!("{bullet}{}", says.trim())).cited(from))
}

fn practices(cited: &Cited<'_>, strategy: &Strategy) -> Table {
    let lang = cited.lang;
    let heads = vec![
        column(words::column_practice(lang)),
        column(words::column_who_where(lang)),
        column(words::column_told(lang)),
    ];
    let rows = cited.different(strategy).into_iter().map(|group| {
        let mut names: Vec<String> = group.iter().map(|origin| cited.title(*origin)).collect();
        names.dedup();
        let lines: Vec<_> = group.iter().filter_map(|origin| cited.practices.get(origin)).collect();
        let who = lines.iter().map(|line| line.organisation.as_str()).find(|text| !text.trim().is_empty());
        let place = lines.iter().map(|line| line.place.as_str()).find(|text| !text.trim().is_empty());
        let who_where: Vec<&str> = who.into_iter().chain(place).collect();
        let sessions: BTreeSet<_> = group.iter().map(|origin| origin.session).collect();
        let told = match sessions.len() {
            1 => words::told_once(lang).to_owned(),
            several => words::told_times(lang, several),
        };
        vec![
            Line::from(names.join(" / ")).cited(group.iter().copied()),
            Line::from(who_where.join("; ")),
            Line::from(told),
        ]
    });
    Table { heads, rows: rows.collect() }
}

fn said(document: &mut Document, cited: &Cited<'_>, audience: MayGoTo, strategy: &Strategy) {
    let (lang, evidence) = (cited.lang, &strategy.evidence);
    let sessions: Vec<String> = evidence.sessions.iter().map(|session| cited.session(*session)).collect();
    if !sessions.is_empty() {
        let label = Line::new().strong(format!("{}. ", words::column_sessions(lang)));
        document.paragraph(label.text(sessions.join("; ")));
    }
    let label = |text: &str| Line::new().strong(format!("{text}. "));
    let votes = votes::table(cited, strategy);
    if votes.rows.is_empty() {
        document.paragraph(label(words::votes_label(lang)).text(words::no_votes(lang)));
    } else {
        document.paragraph(Line::new().strong(format!("{}.", words::votes_label(lang))));
        document.table(votes);
    }
    let objections = votes::objections(cited, strategy);
    if !objections.is_empty() {
        document.paragraph(Line::new().strong(format!("{}.", words::objections_label(lang))));
        document.list(objections);
    }
    if evidence.stances.is_empty() {
        document.paragraph(label(words::stance_label(lang)).text(words::no_stance(lang)));
    } else {
        document.paragraph(Line::new().strong(format!("{}.", words::stance_label(lang))));
        document.list(evidence.stances.iter().map(|origin| parts::voice_line(cited, audience, *origin)).collect());
    }
    if evidence.voices.is_empty() {
        document.paragraph(label(words::voices_label(lang)).text(words::no_voices(lang)));
    } else {
        document.paragraph(Line::new().strong(format!("{}.", words::voices_label(lang))));
        document.list(evidence.voices.iter().map(|origin| parts::voice_line(cited, audience, *origin)).collect());
    }
    let decisions = cited.dossier.decisions.iter().filter(|line| evidence.decisions.contains(&line.origin));
    let decisions: Vec<Line> = decisions.map(|line| parts::decision_in_short(cited, line)).collect();
    if !decisions.is_empty() {
        document.paragraph(Line::new().strong(format!("{}.", words::decisions_label(lang))));
        document.list(decisions);
    }
    let actions = cited.dossier.actions.iter().filter(|line| evidence.actions.contains(&line.origin));
    let actions: Vec<Line> = actions.map(|line| parts::action_line(cited, line)).collect();
    if !actions.is_empty() {
        document.paragraph(Line::new().strong(format!("{}.", words::actions_label(lang))));
        document.list(actions);
    }
}
