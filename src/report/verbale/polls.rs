//! The votes of a session: each round with its turnout, its options by group, and its rule.

use std::collections::BTreeSet;

use super::Minutes;
use super::items::said;
use crate::domain::item::{Item, Poll};
use crate::domain::poll::{ConsensusRule, Round, RoundNo};
use crate::domain::quoting;
use crate::domain::value::RoundState;
use crate::report::round::{option_text, table, under, unit};
use crate::synthesis::document::{Document, Line};
use crate::synthesis::dossier::{OptionLine, RoundLine};
use crate::synthesis::lines;
use crate::text::panels::numbers as says;
use crate::text::{names, synthesis, verbale as words};

impl Minutes<'_> {
    pub(super) fn polls(&self, document: &mut Document) {
        let polls = self.session.polls.in_order();
        if polls.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, format!("{} ({})", words::votes_heading(lang), polls.len()));
        for poll in polls {
            document.heading(3, Line::from(poll.question.trim()).cited([self.origin(poll.id)]));
            let method = synthesis::capitalised(&names::method(lang, poll.method));
            document.paragraph(match poll.rule {
                ConsensusRule::NoRule => words::method_without_rule(lang, method),
                rule @ (ConsensusRule::Share { .. } | ConsensusRule::CoreOutcome { .. }) => {
                    words::method(lang, method, synthesis::rule(lang, rule))
                }
            });
            let results = lines::results(&poll);
            for (number, round) in poll.rounds.iter() {
                if poll.rounds.len() > 1 {
                    document.heading(4, words::round_heading(lang, number.0));
                }
                if let Some(reason) = said(&round.reason) {
                    document.paragraph(words::put_again(lang, reason).as_str());
                }
                match results.iter().find(|(no, _)| no == number) {
                    Some((no, result)) => self.round(document, &poll, round, &lines::round_line(&poll, *no, result)),
                    None => document.paragraph(self.without_result(round)),
                }
            }
            if poll.rounds.is_empty() {
                document.paragraph(synthesis::capitalised(words::no_result(lang)).as_str());
            }
        }
    }

    fn without_result(&self, round: &Round) -> String {
        match round.state {
            RoundState::Interrupted => synthesis::capitalised(words::interrupted(self.lang)),
            RoundState::Prepared | RoundState::Open | RoundState::Closed | RoundState::Revealed => {
                let state = names::round_state(self.lang, round.state);
                format!("{} ({state}).", synthesis::capitalised(words::no_result(self.lang)))
            }
        }
    }

    fn round(&self, document: &mut Document, poll: &Poll, played: &Round, round: &RoundLine) {
        let lang = self.lang;
        if round.too_few {
            document.paragraph(synthesis::capitalised(synthesis::too_few(lang)).as_str());
            return;
        }
        let mut how: BTreeSet<&str> = played.counted.values().map(|count| names::counted_by(lang, count.by)).collect();
        if !played.ballots.is_empty() {
            how.insert(words::keyed(lang));
        }
        let how: Vec<&str> = how.into_iter().collect();
        let turnout = synthesis::turnout(lang, round.voters.of, round.voters.total);
        let unit = words::shares_are(lang, unit(lang, poll.method));
        let turnout = synthesis::capitalised(&turnout);
        document.paragraph(format!("{turnout}. {}. {unit}", words::counted_how(lang, how.join(", "))).as_str());
        document.table(table(lang, poll.method, round, |option| self.option(poll, round.round, option)));
        for said in under(lang, poll.method, round) {
            document.paragraph(said.as_str());
        }
        if round.groups_hidden > 0 {
            let hidden = synthesis::capitalised(&synthesis::hidden_groups(lang, round.groups_hidden));
            document.paragraph(Line::new().emphasis(hidden));
        }
        if !played.reasons.is_empty() {
            document.paragraph(Line::new().strong(words::reasons(lang)));
            let reason = |reason: &String| {
                let how = played.integrated.get(reason).map(|how| says::integrated(lang, how));
                let line = Line::from(reason.as_str());
                how.into_iter().fold(line, |line, how| line.next(how))
            };
            document.list(played.reasons.iter().map(reason).collect());
        }
    }

    fn option(&self, poll: &Poll, round: Option<RoundNo>, option: &OptionLine) -> Line {
        let item = option.option.zip(round).and_then(|(id, no)| lines::item_of(poll, no, id));
        let called = item.and_then(|item| lines::title_in(item, self.session));
        let withheld = match item.and_then(|item| self.session.get(item)) {
            Some(Item::Voice(voice)) => quoting::withheld(&voice, self.session, self.audience).is_some(),
            Some(Item::Note(note)) => quoting::note_withheld(&note, self.session, self.audience).is_some(),
            Some(_) | None => false,
        };
        let text = said(&option.text).map(str::to_owned).filter(|_| !withheld).or(called).unwrap_or_default();
        Line::from(option_text(self.lang, &text))
            .cited(item.filter(|item| self.session.get(*item).is_some()).map(|item| self.origin(item)))
    }
}
