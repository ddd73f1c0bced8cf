//! The parts of the dossier after its strategies: voices, decisions, actions, matches, what is unused, what changed, sources.

use std::collections::BTreeMap;

use super::strategy::reason_or;
use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::domain::value::MayGoTo;
use crate::report::cite::{Cited, short};
use crate::synthesis::document::{Document, Line, Table, numbers, words as column};
use crate::synthesis::dossier::{
    ActionLine, DecisionLine, Match, Program, Source, Tie, Verdict, VoiceFrom, VoiceLine, WhyUnused, Withheld,
};
use crate::synthesis::origin::Origin;
use crate::text::{Lang, names, synthesis as words};

pub(super) fn dropped(document: &mut Document, cited: &Cited<'_>) {
    let lines: Vec<Line> = cited
        .dossier
        .strategies
        .iter()
        .filter_map(|strategy| {
            let dropped = strategy.human.dropped.as_ref()?;
            let by = Some(dropped.by.as_str()).filter(|by| !by.trim().is_empty());
            let by = by.map_or_else(String::new, |by| format!(" ({by})"));
            let reason = reason_or(words::no_reason(cited.lang), &dropped.reason);
            let line = Line::new().strong(cited.name(strategy)).text(format!(": {reason}{by}"));
            Some(line.cited(strategy.sketches.iter().copied()))
        })
        .collect();
    if !lines.is_empty() {
        document.heading(2, words::dropped_heading(cited.lang));
        document.list(lines);
    }
}

/// Returns a voice's words as far as those readers may have them, and why not.
fn words_for(lang: Lang, voice: &VoiceLine, audience: MayGoTo) -> String {
    let withheld = voice.withheld.or((voice.may_go_to < audience).then_some(Withheld::TeamOnly));
    match withheld {
        Some(why) => format!("({})", words::withheld(lang, why)),
        None => words::quoted(lang, voice.words.trim()),
    }
}

fn speaker(lang: Lang, from: VoiceFrom) -> String {
    match from {
        VoiceFrom::OnePerson => words::one_young_person(lang).to_owned(),
        VoiceFrom::TheGroup(Some(agree)) => words::group_agrees(lang, agree.of, agree.total),
        VoiceFrom::TheGroup(None) => words::the_group(lang).to_owned(),
    }
}

fn answer(lang: Lang, voice: &VoiceLine, audience: MayGoTo) -> String {
    let mut parts = match voice.outcome {
        None => vec![words::open_voice(lang).to_owned()],
        Some(outcome) => vec![names::outcome(lang, outcome)],
    };
    parts.extend(Some(voice.reason.trim().to_owned()).filter(|reason| !reason.is_empty()));
    parts.extend(Some(voice.owner.clone()).filter(|owner| !owner.trim().is_empty()).map(|owner| format!("({owner})")));
    if !voice.reply.trim().is_empty() && voice.may_go_to >= audience {
        parts.push(words::replied(lang, voice.reply.trim()));
    }
    parts.join(" – ")
}

pub(super) fn voice_line(cited: &Cited<'_>, audience: MayGoTo, origin: Origin) -> Line {
    let lang = cited.lang;
    let Some(voice) = cited.voices.get(&origin) else { return cited.cite(origin) };
    Line::new()
        .strong(words::capitalised(&names::voice_kind(lang, voice.kind)))
        .text(format!(", {}: {}", speaker(lang, voice.from), words_for(lang, voice, audience)))
        .cited([origin])
        .text(format!(" – {}", answer(lang, voice, audience)))
}

pub(super) fn voices(document: &mut Document, cited: &Cited<'_>, audience: MayGoTo) {
    let lang = cited.lang;
    document.heading(2, words::voices_heading(lang));
    document.paragraph(words::voices_intro(lang));
    let (open, answered): (Vec<_>, Vec<_>) = cited.dossier.voices.iter().partition(|voice| voice.open);
    let table = |voices: &[&VoiceLine]| {
        let rows = voices.iter().map(|voice| {
            let told = match voice.told_back_on {
                Some(day) => format!("{} {}", day.plain(), voice.told_back_how),
                None if voice.open => words::nothing(lang).to_owned(),
                None => words::not_told_back(lang).to_owned(),
            };
            let kind = format!("{}, {}", names::voice_kind(lang, voice.kind), speaker(lang, voice.from));
            vec![
                Line::from(words_for(lang, voice, audience)).cited([voice.origin]),
                Line::from(kind),
                Line::from(answer(lang, voice, audience)),
                Line::from(told.trim().to_owned()),
            ]
        });
        let heads = vec![
            column(words::column_voice(lang)),
            column(words::column_kind(lang)),
            column(words::column_answer(lang)),
            column(words::column_told_back(lang)),
        ];
        Table { heads, rows: rows.collect() }
    };
    for (heading, voices) in [(words::open_heading(lang), open), (words::answered_heading(lang), answered)] {
        document.heading(3, format!("{heading} ({})", voices.len()));
        if voices.is_empty() {
            document.paragraph(words::none_open(lang));
        }
        document.table(table(&voices));
    }
}

/// Returns a decision in short: what was agreed, and with which dissent.
pub(super) fn decision_in_short(cited: &Cited<'_>, decision: &DecisionLine) -> Line {
    let line = Line::new().text(decision.statement.trim()).cited([decision.origin]);
    match decision.dissent.trim() {
        "" => line,
        dissent => line.next(words::dissent(cited.lang, dissent)),
    }
}

fn decision_line(cited: &Cited<'_>, decision: &DecisionLine) -> Line {
    let lang = cited.lang;
    let mut line = Line::new().strong(decision.statement.trim()).cited([decision.origin]);
    if !decision.reason.trim().is_empty() {
        line = line.next(words::because(lang, decision.reason.trim()));
    }
    if let Some(poll) = decision.poll {
        line = line.next(words::on_vote(lang, &cited.title(poll))).cited([poll]);
    }
    let dissent = decision.dissent.trim();
    let dissent = if dissent.is_empty() { words::no_dissent(lang).to_owned() } else { words::dissent(lang, dissent) };
    line = line.next(dissent);
    if !decision.would_change.trim().is_empty() {
        line = line.next(words::would_change(lang, decision.would_change.trim()));
    }
    match decision.review_on {
        Some(day) => line.next(words::review(lang, day.plain())),
        None => line,
    }
}

pub(super) fn decisions(document: &mut Document, cited: &Cited<'_>) {
    document.heading(2, words::decisions_heading(cited.lang));
    if cited.dossier.decisions.is_empty() {
        document.paragraph(words::no_decisions(cited.lang));
    }
    document.list(cited.dossier.decisions.iter().map(|decision| decision_line(cited, decision)).collect());
}

fn or_missing(lang: Lang, text: &str) -> String {
    if text.trim().is_empty() { words::missing(lang).to_owned() } else { text.to_owned() }
}

fn state(lang: Lang, action: &ActionLine) -> String {
    let state = names::action_state(lang, action.state);
    if action.reason.trim().is_empty() { state.to_owned() } else { format!("{state}: {}", action.reason.trim()) }
}

pub(super) fn action_line(cited: &Cited<'_>, action: &ActionLine) -> Line {
    let lang = cited.lang;
    let due = action.due.map_or_else(|| words::missing(lang).to_owned(), |day| day.plain());
    let who: Vec<&str> = [action.who.as_str(), action.organisation.as_str()]
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect();
    Line::new().text(action.what.trim()).cited([action.origin]).text(format!(
        " – {}; {} {due}; {}",
        or_missing(lang, &who.join(", ")),
        words::column_due(lang).to_lowercase(),
        state(lang, action)
    ))
}

pub(super) fn actions(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    document.heading(2, words::actions_heading(lang));
    if cited.dossier.actions.is_empty() {
        document.paragraph(words::no_actions(lang));
    }
    // those without an organisation come last
    let mut by_organisation: BTreeMap<(bool, String), Vec<&ActionLine>> = BTreeMap::new();
    for action in &cited.dossier.actions {
        let organisation = action.organisation.trim();
        by_organisation.entry((organisation.is_empty(), organisation.to_owned())).or_default().push(action);
    }
    for ((unnamed, organisation), mut actions) in by_organisation {
        document.heading(3, if unnamed { words::no_organisation(lang).to_owned() } else { organisation });
        actions.sort_by_key(|action| (action.due.is_none(), action.due, action.origin));
        let rows = actions.into_iter().map(|action| {
            vec![
                Line::from(action.what.trim()).cited([action.origin]),
                Line::from(or_missing(lang, &action.who)),
                Line::from(action.due.map_or_else(|| words::missing(lang).to_owned(), |day| day.plain())),
                Line::from(state(lang, action)),
            ]
        });
        let heads = vec![
            column(words::column_what(lang)),
            column(words::column_who(lang)),
            column(words::column_due(lang)),
            column(words::column_state(lang)),
        ];
        document.table(Table { heads, rows: rows.collect() });
    }
}

pub(super) fn matches(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    document.heading(2, words::matches_heading(lang));
    let all = &cited.dossier.matches;
    if all.is_empty() {
        document.paragraph(words::no_matches(lang));
        return;
    }
    document.paragraph(words::matches_intro(lang));
    let apart = |m: &Match| m.human.verdict == Some(Verdict::Different);
    let parts: [(&str, Vec<&Match>); 3] = [
        (words::joined_label(lang), all.iter().filter(|m| m.is_one()).collect()),
        (words::look_label(lang), all.iter().filter(|m| !m.is_one() && !apart(m)).collect()),
        (words::apart_label(lang), all.iter().filter(|m| apart(m)).collect()),
    ];
    for (label, mut list) in parts {
        if list.is_empty() {
            continue;
        }
        list.sort_by_key(|m| std::cmp::Reverse(m.score));
        document.heading(3, label);
        let heads = vec![
            column(words::column_one(lang)),
            column(words::column_other(lang)),
            column(words::column_ties(lang)),
            numbers(words::column_likeness(lang)),
            column(words::column_decided_by(lang)),
        ];
        let rows = list.into_iter().map(|m| {
            let first = m.practices.first().map(|origin| cited.cite(*origin)).unwrap_or_default();
            let others =
                m.practices.iter().skip(1).fold(Line::new(), |line, origin| line.next("").and(cited.cite(*origin)));
            vec![
                first,
                others,
                Line::from(ties(lang, m)),
                Line::from(m.score.to_string()),
                Line::from(decided_by(lang, m)),
            ]
        });
        document.table(Table { heads, rows: rows.collect() });
    }
}

fn ties(lang: Lang, m: &Match) -> String {
    let ids = m.practices.iter().map(|origin| origin.item.to_string()).collect::<Vec<_>>();
    let tie = |tie: &Tie| match (tie.other.as_str(), ids.contains(&tie.one)) {
        (_, true) => words::same_id(lang).to_owned(),
        ("", false) => tie.one.clone(),
        (other, false) => words::ties_to(lang, &tie.one, other),
    };
    m.ties.iter().map(tie).collect::<Vec<_>>().join("; ")
}

fn decided_by(lang: Lang, m: &Match) -> String {
    let person = Some(m.human.by.as_str()).filter(|by| !by.trim().is_empty()).unwrap_or(words::by_person(lang));
    let reason = Some(m.human.reason.trim()).filter(|reason| !reason.is_empty());
    match (m.human.verdict, m.program) {
        (Some(Verdict::Same | Verdict::Different), _) => {
            reason.map_or_else(|| person.to_owned(), |reason| format!("{person}: {reason}"))
        }
        (Some(Verdict::Later), _) => words::not_decided(lang).to_owned(),
        (None, Program::Joined) => words::by_program(lang).to_owned(),
        (None, Program::ToLookAt) => words::not_decided(lang).to_owned(),
    }
}

pub(super) fn unused(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    document.heading(2, words::unused_heading(lang));
    if cited.dossier.unused.is_empty() {
        document.paragraph(words::all_used(lang));
        return;
    }
    document.paragraph(words::unused_intro(lang));
    let heads = vec![column(words::column_practice(lang)), column(words::column_reason(lang))];
    let rows = cited.dossier.unused.iter().map(|unused| {
        let own = cited.dossier.human.left_out.get(&unused.origin).filter(|text| !text.trim().is_empty());
        let computed = || match &unused.why {
            WhyUnused::NoDifficulty => words::why_no_difficulty(lang).to_owned(),
            WhyUnused::Alone(difficulty) => words::why_alone(lang, names::difficulty(lang, *difficulty)),
            WhyUnused::TakenOut { strategy, reason } => {
                words::why_taken_out(lang, &cited.name_of(*strategy), reason_or(words::no_reason(lang), reason))
            }
            WhyUnused::Dropped { strategy, reason } => {
                words::why_dropped(lang, &cited.name_of(*strategy), reason_or(words::no_reason(lang), reason))
            }
        };
        let reason = own.cloned().unwrap_or_else(computed);
        vec![Line::from(cited.title(unused.origin)).cited([unused.origin]), Line::from(reason)]
    });
    document.table(Table { heads, rows: rows.collect() });
}

pub(super) fn changes(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    document.heading(2, words::changes_heading(lang));
    if cited.dossier.changes.is_empty() {
        document.paragraph(words::no_changes(lang));
    }
    document.list(cited.dossier.changes.iter().map(|change| Line::from(words::change(lang, change, cited))).collect());
}

impl words::Called for Cited<'_> {
    fn item(&self, origin: Origin) -> String {
        format!("{} – {}", short(&self.title(origin)), self.session(origin.session))
    }

    fn session(&self, session: SessionId) -> String {
        self.session(session)
    }

    fn file(&self, session: SessionId) -> String {
        self.source_of(session).map(|source| source.name.clone()).unwrap_or_default()
    }

    fn strategy(&self, strategy: StrategyId) -> String {
        self.name_of(strategy)
    }

    fn one(&self, one: MatchId) -> String {
        let found = Cited::one(self, one);
        let titles = |m: &Match| m.practices.iter().map(|o| short(&self.title(*o))).collect::<Vec<_>>().join(" = ");
        found.map_or_else(|| one.to_string(), titles)
    }
}

pub(super) fn sources(document: &mut Document, cited: &Cited<'_>) {
    let lang = cited.lang;
    document.heading(2, words::sources_heading(lang));
    let heads = vec![
        column(words::column_session(lang)),
        column(words::column_date(lang)),
        column(words::column_where(lang)),
        column(words::column_present(lang)),
        column(words::column_collected(lang)),
        column(words::column_file(lang)),
    ];
    let rows = cited.dossier.sources.iter().map(|source| {
        let present = source.present.iter().map(|(group, count)| format!("{} {count}", names::group(lang, group)));
        let counts = source.counts.iter().map(|(of, count)| format!("{} {count}", words::count_of(lang, *of)));
        let mut title = source.title.clone();
        if source.sample {
            title = format!("{title} ({})", words::sample_mark(lang));
        }
        let mut file = Line::new().code(format!("{}.ron", source.name));
        if !source.copies.is_empty() {
            file = file.next(words::copies(lang, source.copies.join(", ")));
        }
        if source.conflicts > 0 {
            file = file.next(words::conflicts(lang, source.conflicts));
        }
        if !source.differing.is_empty() {
            file = file.next(words::differing(lang, source.differing.len()));
        }
        vec![
            Line::from(title),
            Line::from(source.date.map_or_else(|| words::no_date(lang).to_owned(), |day| day.plain())),
            Line::from(source.place.as_str()),
            Line::from(present.collect::<Vec<_>>().join(", ")),
            Line::from(counts.collect::<Vec<_>>().join(", ")),
            file,
        ]
    });
    document.table(Table { heads, rows: rows.collect() });
    if !cited.dossier.sources_out.is_empty() {
        document.heading(3, words::sources_out_heading(lang));
        let line = |source: &Source| {
            let reason = source.session.and_then(|id| cited.dossier.human.sessions_out.get(&id));
            let reason = reason_or(words::no_reason(lang), reason.map_or("", String::as_str));
            let name = Line::new().text(cited.source(source)).text(" ").code(format!("{}.ron", source.name));
            name.text(format!(": {reason}"))
        };
        document.list(cited.dossier.sources_out.iter().map(line).collect());
    }
    if !cited.dossier.set_aside.is_empty() {
        document.heading(3, words::set_aside_heading(lang));
        let line = |file: &crate::synthesis::dossier::SetAside| {
            let place =
                if file.line > 0 { format!(", {}", words::set_aside_line(lang, file.line)) } else { String::new() };
            Line::new().code(file.file.as_str()).text(format!("{place}: {}", file.problem))
        };
        document.list(cited.dossier.set_aside.iter().map(line).collect());
    }
}
