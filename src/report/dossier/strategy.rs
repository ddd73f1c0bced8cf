//! One strategy in the dossier: its fields, the practices it stands on, what the sources say.

use std::collections::BTreeSet;

use super::super::cite::Cited;
use super::{parts, votes};
use crate::domain::value::MayGoTo;
use crate::synthesis::document::{Document, Line, Table, words as column};
use crate::synthesis::dossier::{Dossier, Match, Strategy, Tidier};
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
    document.paragraph(grown.text(" ").and(Line::new().code(strategy.id().to_string())));
    if evidence::is_collected(strategy) {
        document.paragraph(Line::new().emphasis(words::collected_caution(lang)));
    }
    if !strategy.human.name.trim().is_empty() {
        document.paragraph(Line::new().emphasis(words::name_given(lang)));
    }
    if let Some(order) = strategy.human.order {
        let reason = reason_or(words::no_reason(lang), &strategy.human.order_reason);
        document.paragraph(
            Line::new().emphasis(format!("{}: ", words::order_given(lang))).text(format!("{order}. {reason}")),
        );
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

fn fields(cited: &Cited<'_>, strategy: &Strategy) -> Table {
    let lang = cited.lang;
    let heads = vec![column(words::column_field(lang)), column(words::column_content(lang))];
    let mut rows = Vec::new();
    for field in Tidier::ALL.iter().filter(|field| **field != Tidier::Name) {
        let draft = strategy.draft.iter().find(|drafted| drafted.field == *field);
        let sources: BTreeSet<Origin> =
            draft.iter().flat_map(|drafted| drafted.lines.iter().flat_map(|line| line.from.iter().copied())).collect();
        let content = match (strategy.human.fields.get(field), draft) {
            (Some(text), _) if !text.trim().is_empty() => {
                Line::new().text(text).text(" ").emphasis(format!("({})", words::rewritten(lang))).cited(sources)
            }
            (_, Some(draft)) => {
                let mut line = Line::new();
                for (at, drafted) in draft.lines.iter().enumerate() {
                    if at > 0 {
                        line = line.text("\n");
                    }
                    let bullet = if draft.lines.len() > 1 { "• " } else { "" };
                    let says = words::says(lang, &drafted.says);
                    line = line.text(format!("{bullet}{says}")).cited(drafted.from.iter().copied());
                }
                line
            }
            (_, None) => continue,
        };
        rows.push(vec![Line::new().strong(words::tidier(lang, *field)), content]);
    }
    Table { heads, rows }
}

/// Returns the practices of a strategy, those that are one in one list.
pub(super) fn different(strategy: &Strategy, dossier: &Dossier) -> Vec<Vec<Origin>> {
    let mut groups: Vec<Vec<Origin>> = strategy.practices.iter().map(|origin| vec![*origin]).collect();
    for one in dossier.matches.iter().filter(|m: &&Match| m.is_one()) {
        let (with, without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|origin| one.practices.contains(origin)));
        groups = without;
        if !with.is_empty() {
            groups.push(with.into_iter().flatten().collect());
        }
    }
    let place = |origin: &Origin| strategy.practices.iter().position(|other| other == origin);
    for group in &mut groups {
        group.sort_by_key(place);
    }
    groups.sort_by_key(|group| group.first().and_then(place));
    groups
}

fn practices(cited: &Cited<'_>, strategy: &Strategy) -> Table {
    let lang = cited.lang;
    let heads = vec![
        column(words::column_practice(lang)),
        column(words::column_who_where(lang)),
        column(words::column_told(lang)),
    ];
    let rows = different(strategy, cited.dossier).into_iter().map(|group| {
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
    let decisions: Vec<Line> = decisions.map(|line| parts::decision_line(cited, line)).collect();
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
