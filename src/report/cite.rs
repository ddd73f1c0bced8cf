//! Owns how a report names the items of a dossier, and where each comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::synthesis::comparison::Lines;
use crate::synthesis::document::Line;
use crate::synthesis::dossier::{DecisionLine, Dossier, Match, PollLine, PracticeLine, Source, Strategy, VoiceLine};
use crate::synthesis::origin::Origin;
use crate::text::{Lang, names, synthesis as words};

/// A dossier, its items by where they come from.
pub(super) struct Cited<'a> {
    pub dossier: &'a Dossier,
    pub lang: Lang,
    pub practices: BTreeMap<Origin, &'a PracticeLine>,
    pub voices: BTreeMap<Origin, &'a VoiceLine>,
    pub polls: BTreeMap<Origin, &'a PollLine>,
    decisions: BTreeMap<Origin, &'a DecisionLine>,
    titles: BTreeMap<Origin, &'a str>,
    sources: BTreeMap<SessionId, &'a Source>,
    strategies: BTreeMap<StrategyId, &'a Strategy>,
    matches: BTreeMap<MatchId, &'a Match>,
    /// Of a practice, the matches that take it as one with others.
    ones: BTreeMap<Origin, Vec<&'a Match>>,
}

impl Lines for Cited<'_> {
    fn poll(&self, origin: Origin) -> Option<&PollLine> {
        self.polls.get(&origin).copied()
    }

    fn voice(&self, origin: Origin) -> Option<&VoiceLine> {
        self.voices.get(&origin).copied()
    }

    fn decision(&self, origin: Origin) -> Option<&DecisionLine> {
        self.decisions.get(&origin).copied()
    }
}

impl<'a> Cited<'a> {
    pub(super) fn of(dossier: &'a Dossier, lang: Lang) -> Self {
        let practices = dossier.practices.iter().map(|line| (line.origin, line.name.as_str()));
        let sketches = dossier.sketches.iter().map(|line| (line.origin, line.title.as_str()));
        let polls = dossier.polls.iter().map(|line| (line.origin, line.question.as_str()));
        let decisions = dossier.decisions.iter().map(|line| (line.origin, line.statement.as_str()));
        let actions = dossier.actions.iter().flat_map(|line| {
            std::iter::once(line.origin).chain(line.also.iter().copied()).map(|o| (o, line.what.as_str()))
        });
        let mut ones: BTreeMap<Origin, Vec<&Match>> = BTreeMap::new();
        for one in dossier.matches.iter().filter(|m| m.is_one()) {
            one.practices.iter().for_each(|practice| ones.entry(*practice).or_default().push(one));
        }
        Self {
            dossier,
            lang,
            titles: practices.chain(sketches).chain(polls).chain(decisions).chain(actions).collect(),
            practices: dossier.practices.iter().map(|line| (line.origin, line)).collect(),
            voices: dossier.voices.iter().map(|line| (line.origin, line)).collect(),
            polls: dossier.polls.iter().map(|line| (line.origin, line)).collect(),
            decisions: dossier.decisions.iter().map(|line| (line.origin, line)).collect(),
            sources: dossier.sources.iter().filter_map(|source| Some((source.session?, source))).collect(),
            strategies: dossier.strategies.iter().map(|strategy| (strategy.id(), strategy)).collect(),
            matches: dossier.matches.iter().map(|one| (one.id(), one)).collect(),
            ones,
        }
    }

    /// Returns what the dossier says of a session.
    pub(super) fn source_of(&self, session: SessionId) -> Option<&'a Source> {
        self.sources.get(&session).copied()
    }

    /// Returns a match.
    pub(super) fn one(&self, one: MatchId) -> Option<&'a Match> {
        self.matches.get(&one).copied()
    }

    /// Returns the practices of a strategy, those that are one in one list; each at the place of its first.
    pub(super) fn different(&self, strategy: &Strategy) -> Vec<Vec<Origin>> {
        let places: BTreeMap<Origin, usize> =
            strategy.practices.iter().enumerate().map(|(at, origin)| (*origin, at)).collect();
        let mut seen = vec![false; strategy.practices.len()];
        let mut groups = Vec::new();
        for at in 0..strategy.practices.len() {
            let (mut group, mut next) = (Vec::new(), vec![at]);
            while let Some(at) = next.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                group.push(at);
                let ones = self.ones.get(&strategy.practices[at]).into_iter().flatten();
                next.extend(ones.flat_map(|one| &one.practices).filter_map(|practice| places.get(practice)));
            }
            group.sort_unstable();
            if !group.is_empty() {
                groups.push(group.into_iter().map(|at| strategy.practices[at]).collect());
            }
        }
        groups
    }

    /// Returns what an item is called; a voice, which has no name, by what it is.
    pub(super) fn title(&self, origin: Origin) -> String {
        match (self.titles.get(&origin), self.voices.get(&origin)) {
            (Some(title), _) => (*title).to_owned(),
            (None, Some(voice)) => names::voice_kind(self.lang, voice.kind),
            (None, None) => origin.item.to_string(),
        }
    }

    /// Tells whether the dossier holds that item.
    pub(super) fn knows(&self, origin: Origin) -> bool {
        self.titles.contains_key(&origin) || self.voices.contains_key(&origin)
    }

    /// Returns a line with an item's title and where it comes from.
    pub(super) fn cite(&self, origin: Origin) -> Line {
        Line::new().text(self.title(origin)).cited([origin])
    }

    /// Returns what a strategy is called: a person's name for it, else its first sketch's title, else its seed.
    pub(super) fn name(&self, strategy: &Strategy) -> String {
        words::strategy_name(self.lang, strategy, |origin| self.title(origin))
    }

    /// Returns what the strategy with that id is called; its id where there is none.
    pub(super) fn name_of(&self, id: StrategyId) -> String {
        let found = self.strategies.get(&id);
        found.map_or_else(|| id.to_string(), |strategy| self.name(strategy))
    }

    /// Returns a session's title and day: *Tavolo 2 (12/3/2026)*.
    pub(super) fn session(&self, session: SessionId) -> String {
        self.source_of(session).map_or_else(|| session.to_string(), |source| self.source(source))
    }

    pub(super) fn source(&self, source: &Source) -> String {
        let day = source.date.map_or_else(|| words::no_date(self.lang).to_owned(), |day| day.plain());
        format!("{} ({day})", title_or(&source.title, &source.name))
    }

    /// Returns what is printed about each of these sources.
    pub(super) fn notes(&self, origins: &BTreeSet<Origin>) -> BTreeMap<Origin, String> {
        origins.iter().map(|origin| (*origin, self.note(*origin))).collect()
    }

    fn note(&self, origin: Origin) -> String {
        let mut parts = vec![self.session(origin.session)];
        if let Some(source) = self.source_of(origin.session) {
            parts.push(format!("{}.ron", source.name));
        }
        let kind = names::kind(self.lang, origin.item.kind());
        let called =
            self.titles.get(&origin).map(|title| format!("{kind} {}", words::quoted(self.lang, &short(title))));
        parts.push(called.unwrap_or_else(|| kind.to_owned()));
        parts.push(origin.item.to_string());
        if let Some(practice) = self.practices.get(&origin) {
            let mut who = practice.told_by.clone();
            who.extend(Some(practice.told_by_organisation.clone()).filter(|name| !name.trim().is_empty()));
            if !who.is_empty() {
                parts.push(words::told_by(self.lang, who.join(", ")));
            }
            if !practice.source.trim().is_empty() {
                parts.push(words::documented(self.lang, &practice.source));
            }
        }
        parts.join(", ")
    }
}

fn title_or<'a>(title: &'a str, otherwise: &'a str) -> &'a str {
    if title.trim().is_empty() { otherwise } else { title }
}

/// Returns the first 80 letters of a text on one line.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
