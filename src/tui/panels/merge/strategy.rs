//! Owns what is told of a strategy: what it stands on, its fields, and beside them what the sources say for and against it.

use crate::synthesis::comparison::{Lines, voted};
use crate::synthesis::dossier::{Fraction, Strategy, Tidier, VoteRef};
use crate::synthesis::origin::Origin;
use crate::tally;
use crate::text::panels::merge as words;
use crate::text::{names, synthesis};
use crate::tui::panels::paint;
use crate::tui::panels::picture::sheet::Sheet;
use crate::tui::theme::Theme;

use super::MergeDesk;
use super::sources::labelled;

/// Puts names together as far as there is room for them on a sheet.
fn seen(names: impl Iterator<Item = String>, between: &str, (sheet, width): (&Sheet, usize)) -> String {
    let (mut all, mut room) = (String::new(), sheet.room().saturating_mul(width));
    for name in names {
        if !all.is_empty() {
            all.push_str(between);
        }
        all.push_str(&name);
        let wide = paint::width(&name);
        if room < wide {
            break;
        }
        room -= wide;
    }
    all
}

impl MergeDesk {
    pub(super) fn tell_strategy(&self, strategy: &Strategy, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        sheet.text(&self.name_of(strategy), (0, width), theme.title);
        let difficulty = self.difficulty_of(strategy);
        let difficulty = difficulty.map_or(words::no_difficulty(lang), |it| names::difficulty(lang, it));
        let grown = format!("{} · {difficulty} · {}", synthesis::seed(lang, &strategy.seed), strategy.id());
        sheet.text(&grown, (0, width), theme.dim);
        if let Some(dropped) = &strategy.human.dropped {
            let by = if dropped.by.trim().is_empty() { words::nobody(lang) } else { &dropped.by };
            let said = words::dropped_because(lang, by.to_owned(), dropped.reason.clone());
            sheet.text(&said, (0, width), theme.warn);
        }
        if !strategy.lost.is_empty() {
            sheet.text(&words::lost(lang, strategy.lost.len()), (0, width), theme.warn);
        }
        sheet.head(words::stands_on(lang), width, theme.accent);
        let hand = |origin: &Origin| match strategy.human.added.contains(origin) {
            true => format!(" ({})", words::added_by_hand(lang)),
            false => String::new(),
        };
        for origin in &strategy.sketches {
            if sheet.is_full() {
                break;
            }
            let line = format!("□ {}{} – {}", self.title(*origin), hand(origin), self.session_of(*origin));
            sheet.text(&line, (2, width), theme.base);
        }
        let mut before: Option<Origin> = None;
        for origin in &strategy.practices {
            if sheet.is_full() {
                break;
            }
            let one = before.is_some_and(|before| self.shown.groups.with(before).contains(origin));
            let same = if one { format!(" {}", words::is_one_practice(lang)) } else { String::new() };
            let line = format!("· {}{same}{} – {}", self.title(*origin), hand(origin), self.session_of(*origin));
            sheet.text(&line, (2, width), theme.base);
            before = Some(*origin);
        }
        for (origin, reason) in strategy.human.removed.iter() {
            let reason = if reason.trim().is_empty() { words::no_reason(lang) } else { reason };
            let said = words::taken_out_because(lang, self.title(*origin), reason.to_owned());
            sheet.text(&said, (2, width), theme.dim);
        }
        self.tell_evidence_of(strategy, sheet, width, theme);
        sheet.head(words::fields(lang), width, theme.accent);
        for field in Tidier::ALL.iter().filter(|field| **field != Tidier::Name) {
            self.tell_field(strategy, *field, sheet, width, theme);
        }
        labelled(sheet, words::notes(lang), &strategy.human.notes, width, theme);
    }

    fn tell_field(&self, strategy: &Strategy, field: Tidier, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        sheet.stop();
        sheet.text(synthesis::tidier(lang, field), (0, width), theme.strong);
        let own = strategy.human.fields.get(&field).filter(|text| !text.trim().is_empty());
        let drafted = strategy.draft.iter().find(|drafted| drafted.field == Some(field));
        if let Some(own) = own {
            sheet.text(own, (2, width), theme.base);
            sheet.text(&format!("({})", words::in_own_words(lang)), (2, width), theme.ok);
        }
        match drafted {
            None if own.is_none() => sheet.text(words::missing(lang), (2, width), theme.warn),
            None => {}
            Some(drafted) => {
                for line in &drafted.lines {
                    if sheet.is_full() {
                        break;
                    }
                    let style = if own.is_some() { theme.dim } else { theme.base };
                    sheet.text(&format!("· {}", synthesis::says(lang, &line.says)), (2, width), style);
                    let from = seen(line.from.iter().map(|origin| self.title(*origin)), ", ", (sheet, width));
                    sheet.text(&words::draft_from(lang, from), (4, width), theme.dim);
                }
            }
        }
    }

    /// Adds a strategy's name with its evidence.
    pub(super) fn tell_evidence(&self, strategy: &Strategy, sheet: &mut Sheet, width: usize, theme: &Theme) {
        sheet.text(&self.name_of(strategy), (0, width), theme.title);
        if !strategy.human.order_reason.trim().is_empty() {
            sheet.text(&words::order_reason(self.lang, strategy.human.order_reason.clone()), (0, width), theme.ok);
        }
        self.tell_evidence_of(strategy, sheet, width, theme);
        sheet.gap();
        sheet.text(words::no_score(self.lang), (0, width), theme.dim);
    }

    fn tell_evidence_of(&self, strategy: &Strategy, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let (lang, evidence) = (self.lang, &strategy.evidence);
        sheet.head(words::evidence(lang), width, theme.accent);
        let sources = evidence.sessions.iter().filter_map(|id| self.shown.pool.told(*id));
        let sessions = seen(sources.map(|told| self.source_name(&told.source)), "; ", (sheet, width));
        labelled(sheet, words::column_sessions(lang), &sessions, width, theme);
        if evidence.votes.is_empty() {
            labelled(sheet, words::votes(lang), words::no_votes(lang), width, theme);
        }
        // where one question was put on several of what it stands on, each vote says on which
        let several = evidence.votes.iter().any(|vote| vote.item != evidence.votes[0].item);
        for vote in &evidence.votes {
            if sheet.is_full() {
                break;
            }
            self.tell_vote(vote, several, sheet, width, theme);
        }
        if evidence.stances.is_empty() {
            labelled(sheet, words::stance(lang), words::no_stance(lang), width, theme);
        }
        for origin in &evidence.stances {
            if sheet.is_full() {
                break;
            }
            self.tell_voice(words::stance(lang), *origin, sheet, width, theme);
        }
        if evidence.voices.is_empty() && evidence.stances.is_empty() {
            labelled(sheet, words::voices(lang), words::no_voices(lang), width, theme);
        }
        for origin in &evidence.voices {
            if sheet.is_full() {
                break;
            }
            self.tell_voice(words::voices(lang), *origin, sheet, width, theme);
        }
        for origin in &evidence.decisions {
            if sheet.is_full() {
                break;
            }
            let lines = self.lines();
            let Some(line) = lines.decision(*origin) else { continue };
            labelled(sheet, words::decisions(lang), &line.statement, width, theme);
            labelled(sheet, &format!("! {}", words::dissent(lang)), &line.dissent, width, theme);
            labelled(sheet, words::would_change(lang), &line.would_change, width, theme);
        }
        for line in self.shown.dossier.actions.iter().filter(|line| evidence.actions.contains(&line.origin)) {
            let who = if line.organisation.is_empty() { &line.who } else { &line.organisation };
            let due = line.due.map(|due| format!(", {}", due.plain())).unwrap_or_default();
            let state = names::action_state(lang, line.state);
            labelled(sheet, words::actions(lang), &format!("{} ({who}{due}; {state})", line.what), width, theme);
        }
    }

    fn tell_vote(&self, vote: &VoteRef, several: bool, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let lang = self.lang;
        let lines = self.lines();
        let Some((poll, round, option)) = voted(vote, &lines) else { return };
        let mut parts = vec![poll.question.clone(), names::method(lang, poll.method)];
        if several {
            parts.insert(0, synthesis::quoted(lang, &self.title(vote.item)));
        }
        if round.too_few {
            parts.push(synthesis::too_few(lang).to_owned());
        } else {
            let share = |of: Fraction| synthesis::fraction(lang, of);
            parts.push(share(option.share));
            if let Some(youth) = option.by_group.get(&tally::youth()) {
                parts.push(format!("{} {}", names::voters(lang, &tally::youth()), share(*youth)));
            }
            if let Some(others) = option.others {
                parts.push(format!("{} {}", words::column_others(lang), share(others)));
            }
            if let Some(agreed) = option.agreed {
                let met = if agreed { synthesis::met(lang) } else { synthesis::not_met(lang) };
                parts.push(format!("{}: {met}", synthesis::rule(lang, round.rule)));
            }
        }
        labelled(sheet, words::votes(lang), &parts.join(" · "), width, theme);
        let record = self.shown.pool.place_of(vote.poll).and_then(|at| self.shown.pool.polls.get(at));
        let played = record.and_then(|of| of.record.rounds.get(&vote.round?));
        for (reason, taken_in) in played
            .into_iter()
            .flat_map(|round| round.reasons.iter().map(|reason| (reason, round.integrated.get(reason))))
        {
            let how = taken_in.map(|how| format!(" → {how}")).unwrap_or_default();
            labelled(sheet, &format!("! {}", words::objections(lang)), &format!("{reason}{how}"), width, theme);
        }
    }

    fn tell_voice(&self, label: &str, origin: Origin, sheet: &mut Sheet, width: usize, theme: &Theme) {
        let (lang, lines) = (self.lang, self.lines());
        let Some(voice) = lines.voice(origin) else { return };
        let said = match (voice.words.is_empty(), voice.withheld) {
            (true, Some(why)) => synthesis::withheld(lang, why).to_owned(),
            _ => synthesis::quoted(lang, &voice.words),
        };
        let answer = match voice.outcome {
            Some(outcome) if !voice.open => {
                let reason = if voice.reason.is_empty() { String::new() } else { format!(": {}", voice.reason) };
                format!("{}{reason}", names::outcome(lang, outcome))
            }
            _ => words::open_voice(lang).to_owned(),
        };
        let kind = names::voice_kind(lang, voice.kind);
        labelled(sheet, label, &format!("{kind}: {said} → {answer}"), width, theme);
    }
}
