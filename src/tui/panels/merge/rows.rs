//! Owns the lines of the five lists: which there are, in which order, and what each says on one line.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::domain::item::Kind;
use crate::domain::value::Difficulty;
use crate::synthesis::comparison::{Compared, Lines, Pooled, sort};
use crate::synthesis::dossier::{Change, Match, Said, Source, Strategy, Verdict};
use crate::synthesis::lines;
use crate::synthesis::origin::Origin;
use crate::text::panels::{clashes, merge as words};
use crate::text::{names, synthesis};

use super::{MergeDesk, Stage};

/// A line of a list.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Row {
    /// What stands over lines.
    Heading(String),
    /// A session, by its place among the sources.
    Session(usize, SessionId),
    /// A session that a person left out.
    LeftOut(usize, SessionId),
    /// A file that cannot be read.
    Broken(usize),
    /// A session that is no longer there; its file's name.
    Gone(String),
    /// Two practices that are alike, by their place among the matches.
    Match(usize, MatchId),
    /// Practices that are one, by the first of them.
    Group(Origin),
    /// A strategy, by its place.
    Strategy(usize, StrategyId),
    /// A practice or a sketch that no strategy stands on, by its place among the unused.
    Unused(usize, Origin),
    /// A strategy with its evidence.
    Compared(Arc<Compared>),
    /// A part of the dossier.
    Part(Part),
    /// A field that two wrote at once, with the value that does not stand there.
    Clash(Box<Said>),
    /// A text that was left unfinished, by its place among them.
    Begun(usize),
}

/// A part of the dossier as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub(super) enum Part {
    Title,
    Introduction,
    Changes,
    Clashes,
    Begun,
    Open,
    Unused,
    Preview,
    Reports,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Title,
        Self::Introduction,
        Self::Changes,
        Self::Clashes,
        Self::Begun,
        Self::Open,
        Self::Unused,
        Self::Preview,
        Self::Reports,
    ];
}

impl Row {
    /// Tells whether both lines are of one thing.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Session(_, one) | Self::LeftOut(_, one), Self::Session(_, other) | Self::LeftOut(_, other)) => {
                one == other
            }
            (Self::Match(_, one), Self::Match(_, other)) => one == other,
            (Self::Strategy(_, one), Self::Strategy(_, other)) => one == other,
            (Self::Unused(_, one), Self::Unused(_, other)) => one == other,
            (Self::Compared(one), Self::Compared(other)) => one.strategy == other.strategy,
            (one, other) => one == other,
        }
    }
}

impl MergeDesk {
    /// Returns the lines of a screen.
    pub(super) fn rows_of(&self, stage: Stage) -> Vec<Row> {
        match stage {
            Stage::Sources => self.source_rows(),
            Stage::Matches => self.match_rows(),
            Stage::Strategies if self.other_view => self.board_rows(),
            Stage::Strategies => self.strategy_rows(),
            Stage::Comparison => self.compared_rows(),
            Stage::Dossier => self.part_rows(),
        }
    }

    fn source_rows(&self) -> Vec<Row> {
        let dossier = &self.shown.dossier;
        let session = |(at, source): (usize, &Source)| source.session.map(|id| Row::Session(at, id));
        let mut rows: Vec<Row> = dossier.sources.iter().enumerate().filter_map(session).collect();
        let out = |(at, source): (usize, &Source)| source.session.map(|id| Row::LeftOut(at, id));
        rows.extend(dossier.sources_out.iter().enumerate().filter_map(out));
        rows.extend((0..dossier.set_aside.len()).map(Row::Broken));
        rows.extend(dossier.changes.iter().filter_map(|change| match change {
            Change::SessionGone(id, name) if !dossier.human.sessions_out.contains_key(id) => {
                Some(Row::Gone(name.clone()))
            }
            _ => None,
        }));
        rows
    }

    fn match_rows(&self) -> Vec<Row> {
        let all: Vec<(usize, &Match)> = self.shown.dossier.matches.iter().enumerate().collect();
        let is_open = |m: &Match| !m.is_one() && !matches!(m.human.verdict, Some(Verdict::Different));
        let mut open: Vec<_> = all.iter().filter(|(_, m)| is_open(m) && m.lost.is_empty()).collect();
        open.sort_by_key(|(at, m)| (m.human.verdict.is_some(), Reverse(m.score), *at));
        let groups: Vec<Origin> = self
            .shown
            .groups
            .all()
            .filter(|group| group.len() > 1)
            .filter_map(|group| group.first().copied())
            .collect();
        let decided: Vec<_> = all
            .iter()
            .filter(|(_, m)| m.human.verdict == Some(Verdict::Different) || (m.has_words() && !m.lost.is_empty()))
            .collect();
        let mut rows = Vec::new();
        let row = |(at, m): &&(usize, &Match)| Row::Match(*at, m.id());
        if !open.is_empty() {
            rows.push(Row::Heading(words::to_decide(self.lang, open.len())));
            rows.extend(open.iter().map(row));
        }
        if !groups.is_empty() {
            rows.push(Row::Heading(words::are_one(self.lang, groups.len())));
            rows.extend(groups.into_iter().map(Row::Group));
        }
        if !decided.is_empty() {
            rows.push(Row::Heading(words::decided(self.lang, decided.len())));
            rows.extend(decided.iter().map(row));
        }
        rows
    }

    fn strategy_rows(&self) -> Vec<Row> {
        let all = self.shown.dossier.strategies.iter().enumerate();
        let (mut standing, mut dropped) = (Vec::new(), Vec::new());
        for (at, strategy) in all {
            let rows = if strategy.stands() { &mut standing } else { &mut dropped };
            rows.push(Row::Strategy(at, strategy.id()));
        }
        let mut rows = Vec::new();
        if !standing.is_empty() {
            rows.push(Row::Heading(words::standing(self.lang, standing.len())));
            rows.extend(standing);
        }
        if !dropped.is_empty() {
            rows.push(Row::Heading(words::given_up(self.lang, dropped.len())));
            rows.extend(dropped);
        }
        let unused = self.shown.dossier.unused.iter().enumerate().map(|(at, unused)| Row::Unused(at, unused.origin));
        let unused: Vec<Row> = unused.collect();
        if !unused.is_empty() {
            rows.push(Row::Heading(words::unused(self.lang, unused.len())));
            rows.extend(unused);
        }
        rows
    }

    /// Returns the strategies that stand by the difficulty that they answer.
    fn board_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let all = [Some(Difficulty::Identify), Some(Difficulty::Engage), Some(Difficulty::Trust), None];
        for difficulty in all {
            let these = self.shown.dossier.strategies.iter().enumerate();
            let these = these.filter(|(_, s)| s.stands() && self.difficulty_of(s) == difficulty);
            let these: Vec<Row> = these.map(|(at, strategy)| Row::Strategy(at, strategy.id())).collect();
            if these.is_empty() && difficulty.is_none() {
                continue;
            }
            let name = difficulty.map_or(words::no_difficulty(self.lang), |it| names::difficulty(self.lang, it));
            rows.push(Row::Heading(format!("{name} ({})", these.len())));
            rows.extend(these);
        }
        rows
    }

    /// Returns the difficulty that a strategy answers first of all: its sketches', else its practices'.
    pub(super) fn difficulty_of(&self, strategy: &Strategy) -> Option<Difficulty> {
        use crate::synthesis::dossier::{Says, Tidier};
        let why = strategy.draft.iter().find(|drafted| drafted.field == Some(Tidier::Why))?;
        why.lines.iter().find_map(|line| match line.says {
            Says::Difficulty(difficulty) => Some(difficulty),
            _ => None,
        })
    }

    fn compared_rows(&self) -> Vec<Row> {
        let mut rows = self.shown.compared();
        sort(&mut rows, self.sort);
        rows.into_iter().map(Row::Compared).collect()
    }

    /// Returns the parts of the dossier, each field that two wrote under the line that counts them; texts that were left
    /// unfinished, where there are any.
    fn part_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for part in Part::ALL {
            if part == Part::Begun && self.unfinished.count() == 0 {
                continue;
            }
            rows.push(Row::Part(part));
            match part {
                Part::Clashes => {
                    let clashes = self.words.editorial.clashes.iter().cloned();
                    rows.extend(clashes.map(|other| Row::Clash(Box::new(other))));
                }
                Part::Begun => rows.extend((0..self.unfinished.count()).map(Row::Begun)),
                _ => {}
            }
        }
        rows
    }

    /// Returns what finds the lines of the dossier.
    pub(super) fn lines(&self) -> Pooled<'_> {
        Pooled { dossier: &self.shown.dossier, pool: &self.shown.pool }
    }

    /// Returns what an item of the sources is called.
    pub(super) fn title(&self, origin: Origin) -> String {
        if origin.item.kind() == Kind::Voice {
            return self
                .lines()
                .voice(origin)
                .map_or_else(|| origin.item.to_string(), |line| names::voice_kind(self.lang, line.kind));
        }
        let title = lines::title_of(origin, &self.shown.pool).filter(|title| !title.trim().is_empty());
        title.unwrap_or_else(|| origin.item.to_string())
    }

    /// Returns the title and day of an item's session.
    pub(super) fn session_of(&self, origin: Origin) -> String {
        self.shown
            .pool
            .session_of(origin)
            .map_or_else(|| origin.session.to_string(), |told| self.source_name(&told.source))
    }

    pub(super) fn source_name(&self, source: &Source) -> String {
        let title = if source.title.trim().is_empty() { &source.name } else { &source.title };
        let day = source.date.map_or_else(|| synthesis::no_date(self.lang).to_owned(), |day| day.plain());
        format!("{title} ({day})")
    }

    /// Returns what a strategy is called.
    pub(super) fn name_of(&self, strategy: &Strategy) -> String {
        synthesis::strategy_name(self.lang, strategy, |origin| self.title(origin))
    }

    /// Returns what the strategy with that id is called.
    pub(super) fn name_of_id(&self, id: StrategyId) -> String {
        self.shown.strategy(id).map_or_else(|| id.to_string(), |strategy| self.name_of(strategy))
    }

    /// Returns what stands at the left of a line, its text, and what stands at its right.
    pub(super) fn cells(&self, row: &Row) -> (String, String, String) {
        let lang = self.lang;
        let plain = |text: String| (String::new(), text, String::new());
        match row {
            Row::Heading(text) => plain(text.clone()),
            Row::Session(at, _) => {
                let Some(source) = self.shown.dossier.sources.get(*at) else { return plain(String::new()) };
                (self.day_of(source), self.short_name(source), self.source_mark(source).to_owned())
            }
            Row::LeftOut(at, _) => {
                let Some(source) = self.shown.dossier.sources_out.get(*at) else { return plain(String::new()) };
                (self.day_of(source), self.short_name(source), words::out_mark(lang).to_owned())
            }
            Row::Broken(at) => {
                let file = self.shown.dossier.set_aside.get(*at).map(|aside| aside.file.clone()).unwrap_or_default();
                ("!".to_owned(), file, words::broken_mark(lang).to_owned())
            }
            Row::Gone(name) => ("–".to_owned(), words::gone_session(lang, name.clone()), String::new()),
            Row::Match(at, _) => {
                let Some(one) = self.shown.dossier.matches.get(*at) else { return plain(String::new()) };
                let names: Vec<String> = one.practices.iter().map(|origin| self.title(*origin)).collect();
                let mark = match one.human.verdict {
                    Some(Verdict::Same) => "=",
                    Some(Verdict::Different) => "≠",
                    Some(Verdict::Later) => "…",
                    None => "?",
                };
                let percent = if one.score > 0 { format!("{}%", one.score / 10) } else { String::new() };
                (mark.to_owned(), names.join(" · "), percent)
            }
            Row::Group(first) => {
                let group = self.shown.groups.with(*first);
                ("=".to_owned(), self.title(*first), format!("×{}", group.len()))
            }
            Row::Strategy(at, _) => {
                let Some(strategy) = self.shown.dossier.strategies.get(*at) else { return plain(String::new()) };
                let standing = self.shown.standing(*at);
                let left = if strategy.stands() { format!("{standing}.") } else { "✗".to_owned() };
                let on = strategy.sketches.len() + strategy.practices.len();
                (left, self.name_of(strategy), on.to_string())
            }
            Row::Unused(_, origin) => {
                let mark = if origin.item.kind() == Kind::Sketch { "□" } else { "·" };
                (mark.to_owned(), self.title(*origin), String::new())
            }
            Row::Compared(row) => (format!("{}.", row.place), self.name_of_id(row.strategy), String::new()),
            Row::Part(part) => plain(self.part_name(*part)),
            Row::Clash(other) => ("  ≠".to_owned(), clashes::place(lang, other, self), String::new()),
            Row::Begun(at) => ("  …".to_owned(), self.begun_name(*at), String::new()),
        }
    }

    fn begun_name(&self, at: usize) -> String {
        match self.unfinished.at(at) {
            Some(Ok(begun)) => self.written_for(&begun.then),
            Some(Err(_)) => words::begun_strange(self.lang).to_owned(),
            None => String::new(),
        }
    }

    fn part_name(&self, part: Part) -> String {
        let (lang, dossier) = (self.lang, &self.shown.dossier);
        match part {
            Part::Title => words::row_title(lang).to_owned(),
            Part::Introduction => words::row_introduction(lang).to_owned(),
            Part::Changes => words::row_changes(lang, dossier.changes.len()),
            Part::Clashes => words::row_clashes(lang, dossier.human.clashes.len()),
            Part::Begun => words::row_begun(lang, self.unfinished.count()),
            Part::Open => words::row_open(lang, dossier.voices.iter().filter(|voice| voice.open).count()),
            Part::Unused => words::row_unused(lang, dossier.unused.len()),
            Part::Preview => words::row_preview(lang).to_owned(),
            Part::Reports => words::row_reports(lang).to_owned(),
        }
    }

    pub(super) fn day_of(&self, source: &Source) -> String {
        source.date.map_or_else(|| "–".to_owned(), |day| day.plain())
    }

    pub(super) fn short_name(&self, source: &Source) -> String {
        if source.title.trim().is_empty() { source.name.clone() } else { source.title.clone() }
    }

    fn source_mark(&self, source: &Source) -> &'static str {
        let is = |change: &Change| match change {
            Change::SessionNew(id) => source.session == Some(*id),
            _ => false,
        };
        let changed = |change: &Change| matches!(change, Change::SessionChanged(id) if source.session == Some(*id));
        let changes = &self.shown.dossier.changes;
        if changes.iter().any(is) {
            words::new_mark(self.lang)
        } else if changes.iter().any(changed) {
            words::changed_mark(self.lang)
        } else if source.sample {
            words::sample_mark(self.lang)
        } else {
            ""
        }
    }
}
