//! Owns what is told of a session among the sources, of a part of the dossier, and of an item where it comes from.

use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::domain::item::Item;
use crate::synthesis::dossier::{Change, Match, Source, Unused, WhyUnused};
use crate::synthesis::origin::Origin;
use crate::text::panels::merge as words;
use crate::text::tui::detail;
use crate::text::{names, synthesis};
use crate::tui::panels::picture::sheet::{Row as Line, Sheet};
use crate::tui::theme::Theme;

use super::over::Over;
use super::reading::Scroll;
use super::rows::Part;
use super::{MergeDesk, rows};

/// The columns of a label before a value.
pub(super) const LABEL: usize = 16;

/// Adds a value with its label before it, wrapped beside it.
pub(super) fn labelled(sheet: &mut Sheet, label: &str, value: &str, width: usize, theme: &Theme) {
    if value.trim().is_empty() || sheet.is_full() {
        return;
    }
    let room = width.saturating_sub(LABEL).max(10);
    let lines = crate::tui::panels::paint::wrap(value, room);
    for (at, line) in lines.into_iter().enumerate() {
        let row = Line::default().at((LABEL, room), line, theme.base);
        sheet.push(if at == 0 { row.at((0, LABEL - 1), label, theme.dim) } else { row });
    }
}

impl MergeDesk {
    pub(super) fn tell_source(
        &self,
        source: &Source,
        out: Option<&str>,
        sheet: &mut Sheet,
        width: usize,
        theme: &Theme,
    ) {
        let lang = self.lang;
        sheet.text(&self.source_name(source), (0, width), theme.title);
        sheet.text(&words::file(lang, format!("{}.ron", source.name)), (0, width), theme.dim);
        if let Some(reason) = out {
            sheet.text(&words::out_because(lang, reason.to_owned()), (0, width), theme.warn);
        }
        sheet.gap();
        let day = source.date.map(|day| day.plain()).unwrap_or_default();
        let when: Vec<&str> = [day.as_str(), source.place.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        labelled(sheet, words::when_where(lang), &when.join(", "), width, theme);
        let present: Vec<String> =
            source.present.iter().map(|(group, count)| format!("{} {count}", names::group(lang, group))).collect();
        labelled(sheet, words::present(lang), &present.join(", "), width, theme);
        let counts: Vec<String> =
            source.counts.iter().map(|(of, count)| format!("{} {count}", synthesis::count_of(lang, *of))).collect();
        labelled(sheet, words::taken_down(lang), &counts.join(", "), width, theme);
        if source.conflicts > 0 {
            sheet.text(&words::conflicts(lang, source.conflicts), (0, width), theme.warn);
        }
        if !source.copies.is_empty() {
            sheet.text(&words::copies(lang, source.copies.join(", ")), (0, width), theme.base);
        }
        let here = |origin: &Origin| source.session == Some(origin.session);
        let (mut new, mut gone) = (Vec::new(), Vec::new());
        for change in &self.shown.dossier.changes {
            match change {
                Change::ItemNew(origin) if here(origin) => new.push(*origin),
                Change::ItemGone(origin) if here(origin) => gone.push(*origin),
                Change::SessionRenamed(id, was) if source.session == Some(*id) => {
                    sheet.text(&words::renamed(lang, was.clone()), (0, width), theme.base);
                }
                _ => {}
            }
        }
        if !new.is_empty() {
            sheet.head(&words::items_new(lang, new.len()), width, theme.accent);
            new.truncate(sheet.room());
            for origin in new {
                let kind = names::kind(lang, origin.item.kind());
                sheet.text(&format!("+ {kind}: {}", self.title(origin)), (2, width), theme.base);
            }
        }
        if !gone.is_empty() {
            sheet.head(&words::items_gone(lang, gone.len()), width, theme.warn);
            gone.iter()
                .take(sheet.room())
                .for_each(|origin| sheet.text(&format!("- {}", origin.item), (2, width), theme.base));
        }
    }

    pub(super) fn tell_broken(&self, at: usize, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let Some(aside) = self.shown.dossier.set_aside.get(at) else { return };
        sheet.text(&aside.file, (0, width), theme.title);
        sheet.gap();
        let line = if aside.line > 0 {
            format!("{}: ", synthesis::set_aside_line(self.lang, aside.line))
        } else {
            String::new()
        };
        sheet.text(&format!("{line}{}", aside.problem), (0, width), theme.error);
        sheet.gap();
        sheet.text(words::remedy_broken(self.lang), (0, width), theme.dim);
    }

    /// Returns an item of the sources as it was taken down, with the session it is of.
    pub(super) fn show_source(&self, origin: Origin) -> Over {
        let lang = self.lang;
        let Some(told) = self.shown.pool.session_of(origin) else { return Over::Nothing };
        let session = told.session.as_ref();
        let item = session.get(origin.item);
        let mut lines = vec![(format!("{} · {}.ron", self.session_of(origin), told.source.name), false)];
        lines.push((String::new(), false));
        match item {
            None => lines.push((origin.to_string(), true)),
            Some(item) => {
                let all = crate::tui::sheet::sheet(&item, session, lang);
                lines.push((all.words.clone(), true));
                for line in &all.lines {
                    let label = if line.field.is_empty() { String::new() } else { detail::field(lang, line.field) };
                    lines.push((
                        if label.is_empty() { line.value.clone() } else { format!("{label}: {}", line.value) },
                        false,
                    ));
                }
                lines.extend(self.objections_of(&item).into_iter().map(|said| (said, false)));
                lines.push((String::new(), false));
                lines.extend(all.history.iter().map(|line| (line.clone(), false)));
            }
        }
        lines.push((origin.to_string(), false));
        Over::Show { title: names::kind(lang, origin.item.kind()).to_owned(), lines, scroll: Scroll::default() }
    }

    /// Returns the objections and reasons that were given in a poll, with how each was taken in.
    fn objections_of(&self, item: &Item) -> Vec<String> {
        let Item::Poll(poll) = item else { return Vec::new() };
        let mut said = Vec::new();
        for round in poll.rounds.values() {
            for reason in round.reasons.iter() {
                let taken_in = round.integrated.get(reason).map(|how| format!(" → {how}")).unwrap_or_default();
                said.push(format!("– {reason}{taken_in}"));
            }
        }
        if !said.is_empty() {
            said.insert(0, format!("{}:", words::objections(self.lang)));
        }
        said
    }

    pub(super) fn tell_unused(&self, unused: &Unused, sheet: &mut Sheet, width: usize, theme: &Theme) {
        sheet.text(&self.title(unused.origin), (0, width), theme.title);
        sheet.text(&self.session_of(unused.origin), (0, width), theme.dim);
        sheet.gap();
        sheet.text(&self.why_unused(unused), (0, width), theme.warn);
        sheet.gap();
        let item = unused.origin.item;
        let told = self.shown.pool.session_of(unused.origin);
        let found = told.and_then(|told| Some((told, told.session.get(item)?)));
        if let Some((told, item)) = found {
            for line in crate::tui::sheet::sheet(&item, &told.session, self.lang).lines {
                let label = if line.field.is_empty() { String::new() } else { detail::field(self.lang, line.field) };
                labelled(sheet, &label, &line.value, width, theme);
            }
        }
    }

    /// Returns why an item is not used: in a person's words, else as it was computed.
    fn why_unused(&self, unused: &Unused) -> String {
        let lang = self.lang;
        let own = self.words.editorial.left_out.get(&unused.origin).filter(|reason| !reason.trim().is_empty());
        if let Some(own) = own {
            return own.clone();
        }
        let or =
            |reason: &str| if reason.trim().is_empty() { words::no_reason(lang).to_owned() } else { reason.to_owned() };
        match &unused.why {
            WhyUnused::NoDifficulty => words::why_no_difficulty(lang).to_owned(),
            WhyUnused::Alone(difficulty) => {
                format!("{} ({})", words::why_alone(lang), names::difficulty(lang, *difficulty))
            }
            WhyUnused::TakenOut { strategy, reason } => words::why_out_of(lang, self.name_of_id(*strategy), or(reason)),
            WhyUnused::Dropped { strategy, reason } => {
                words::why_dropped_with(lang, self.name_of_id(*strategy), or(reason))
            }
        }
    }

    pub(super) fn tell_part(&self, part: Part, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let (lang, human) = (self.lang, &self.shown.dossier.human);
        match part {
            Part::Title => {
                let title = if human.title.trim().is_empty() { synthesis::title(lang) } else { &human.title };
                sheet.text(title, (0, width), theme.title);
                if human.title.trim().is_empty() {
                    sheet.text(words::as_usual(lang), (0, width), theme.dim);
                }
            }
            Part::Introduction if human.introduction.trim().is_empty() => {
                sheet.text(words::empty_text(lang), (0, width), theme.dim);
            }
            Part::Introduction => sheet.text(&human.introduction, (0, width), theme.base),
            Part::Changes if self.shown.dossier.changes.is_empty() => {
                sheet.text(words::nothing_changed(lang), (0, width), theme.dim);
            }
            Part::Changes => {
                for change in &self.shown.dossier.changes {
                    if sheet.is_full() {
                        break;
                    }
                    sheet.stop();
                    sheet.text(&format!("· {}", synthesis::change(lang, change, self)), (0, width), theme.base);
                }
            }
            Part::Clashes if self.words.editorial.clashes.is_empty() => {
                sheet.text(words::no_clashes(lang), (0, width), theme.dim);
            }
            Part::Clashes => {
                let what = self.keys.fill(words::clashes_what(lang), lang);
                sheet.text(&what, (0, width), theme.base);
            }
            Part::Begun => {
                sheet.text(&self.keys.fill(words::begun_what(lang), lang), (0, width), theme.base);
            }
            Part::Open if !self.shown.dossier.voices.iter().any(|voice| voice.open) => {
                sheet.text(words::none_open(lang), (0, width), theme.dim);
            }
            Part::Open => {
                let how = self.keys.fill(words::open_how(lang), lang);
                sheet.text(&how, (0, width), theme.dim);
                sheet.gap();
                for voice in self.shown.dossier.voices.iter().filter(|voice| voice.open) {
                    if sheet.is_full() {
                        break;
                    }
                    sheet.stop();
                    let said = if voice.words.is_empty() {
                        voice.withheld.map(|why| synthesis::withheld(lang, why)).unwrap_or_default().to_owned()
                    } else {
                        synthesis::quoted(lang, &voice.words)
                    };
                    let kind = names::voice_kind(lang, voice.kind);
                    sheet.text(&format!("{kind}: {said}"), (0, width), theme.base);
                    sheet.text(&self.session_of(voice.origin), (2, width), theme.dim);
                }
            }
            Part::Unused => {
                for unused in &self.shown.dossier.unused {
                    if sheet.is_full() {
                        break;
                    }
                    sheet.stop();
                    sheet.text(&format!("· {}", self.title(unused.origin)), (0, width), theme.base);
                    sheet.text(&self.why_unused(unused), (2, width), theme.dim);
                }
            }
            Part::Preview => {
                let how = self.keys.fill(words::preview_how(lang), lang);
                sheet.text(&how, (0, width), theme.base);
            }
            Part::Reports => {
                let how = self.keys.fill(words::reports_how(lang), lang);
                sheet.text(&how, (0, width), theme.base);
                if self.stale {
                    sheet.gap();
                    sheet.text(words::reports_stale(lang), (0, width), theme.warn);
                }
            }
        }
    }

    /// Adds what is told of a line.
    pub(super) fn tell(&self, row: &rows::Row, sheet: &mut Sheet, width: usize, theme: &Theme) {
        match row {
            rows::Row::Heading(_) => {}
            rows::Row::Gone(name) => sheet.text(&words::gone_session(self.lang, name.clone()), (0, width), theme.warn),
            rows::Row::Session(at, _) => {
                if let Some(source) = self.shown.dossier.sources.get(*at) {
                    self.tell_source(source, None, sheet, width, theme);
                }
            }
            rows::Row::LeftOut(at, id) => {
                if let Some(source) = self.shown.dossier.sources_out.get(*at) {
                    let reason = self.shown.dossier.human.sessions_out.get(id).map_or("", String::as_str);
                    self.tell_source(source, Some(reason), sheet, width, theme);
                }
            }
            rows::Row::Broken(at) => self.tell_broken(*at, sheet, width, theme),
            rows::Row::Match(at, _) => {
                if let Some(one) = self.shown.dossier.matches.get(*at) {
                    self.tell_match(one, sheet, width, theme);
                }
            }
            rows::Row::Group(first) => self.tell_group(self.shown.groups.with(*first), sheet, width, theme),
            rows::Row::Strategy(at, _) => {
                if let Some(strategy) = self.shown.dossier.strategies.get(*at) {
                    self.tell_strategy(strategy, sheet, width, theme);
                }
            }
            rows::Row::Unused(at, _) => {
                if let Some(unused) = self.shown.dossier.unused.get(*at) {
                    self.tell_unused(unused, sheet, width, theme);
                }
            }
            rows::Row::Compared(row) => {
                if let Some(strategy) = self.shown.strategy(row.strategy) {
                    self.tell_evidence(strategy, sheet, width, theme);
                }
            }
            rows::Row::Part(part) => self.tell_part(*part, sheet, width, theme),
            rows::Row::Clash(other) => self.tell_clash(other, sheet, width, theme),
            rows::Row::Begun(at) => self.tell_begun(*at, sheet, width, theme),
        }
    }
}

impl synthesis::Called for MergeDesk {
    fn item(&self, origin: Origin) -> String {
        format!("{} – {}", self.title(origin), self.session_of(origin))
    }

    fn session(&self, session: SessionId) -> String {
        self.shown.dossier.source(session).map_or_else(|| session.to_string(), |source| self.source_name(source))
    }

    fn file(&self, session: SessionId) -> String {
        self.shown.dossier.source(session).map(|source| source.name.clone()).unwrap_or_default()
    }

    fn strategy(&self, strategy: StrategyId) -> String {
        self.name_of_id(strategy)
    }

    fn one(&self, one: MatchId) -> String {
        let found = self.shown.one(one);
        let titles = |m: &Match| m.practices.iter().map(|o| self.title(*o)).collect::<Vec<_>>().join(" = ");
        found.map_or_else(|| one.to_string(), titles)
    }
}
