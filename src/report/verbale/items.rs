//! What was taken down: practices, sketches, voices, decisions, actions, notes.

use super::Minutes;
use crate::domain::item::{ItemRef, Note, Voice};
use crate::domain::quoting::{self, Withheld};
use crate::domain::value::NoteKind;
use crate::synthesis::document::{Document, Line, Table, words as column};
use crate::synthesis::dossier::VoiceFrom;
use crate::synthesis::lines;
use crate::text::{names, synthesis, verbale as words};

impl Minutes<'_> {
    pub(super) fn practices(&self, document: &mut Document) {
        let practices = self.session.practices.in_order();
        if practices.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, format!("{} ({})", words::practices_heading(lang), practices.len()));
        for practice in practices {
            document.heading(3, Line::from(practice.name.trim()).cited([self.origin(practice.id)]));
            let who_where: Vec<&str> = [practice.organisation.trim(), practice.place.trim()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            document.paragraph(Line::new().emphasis(who_where.join("; ")));
            let difficulties: Vec<&str> = practice
                .difficulty
                .iter()
                .chain(practice.other_difficulties.iter())
                .map(|difficulty| names::difficulty(lang, *difficulty))
                .collect();
            let mut told = lines::codes(self.session, &practice.told_by);
            told.extend(Some(practice.told_by_organisation.clone()).filter(|name| !name.trim().is_empty()));
            let parts = [
                (!difficulties.is_empty()).then(|| words::answers(lang, difficulties.join(", "))),
                said(&practice.for_whom).map(|text| words::for_whom(lang, text)),
                said(&practice.how).map(|text| words::how(lang, text)),
                said(&practice.helped).map(|text| words::helped(lang, text)),
                said(&practice.hindered).map(|text| words::hindered(lang, text)),
                (!told.is_empty()).then(|| words::told_by(lang, told.join(", "))),
                said(&practice.source).map(|text| words::source(lang, text)),
            ];
            document.list(parts.into_iter().flatten().map(Line::from).collect());
        }
    }

    pub(super) fn sketches(&self, document: &mut Document) {
        let sketches = self.session.sketches.in_order();
        if sketches.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, format!("{} ({})", words::sketches_heading(lang), sketches.len()));
        for sketch in sketches {
            document.heading(3, Line::from(sketch.title.trim()).cited([self.origin(sketch.id)]));
            let table = lines::table_name(self.session, sketch.table.or(sketch.created.table));
            let built_on: Vec<ItemRef> = sketch
                .practices
                .iter()
                .map(|id| ItemRef::Practice(*id))
                .chain(sketch.voices.iter().map(|id| ItemRef::Voice(*id)))
                .collect();
            let parts = [
                said(&table).map(synthesis::capitalised),
                sketch.difficulty.map(|d| words::answers(lang, names::difficulty(lang, d).to_owned())),
                said(&sketch.for_whom).map(|text| words::for_whom(lang, text)),
                said(&sketch.how).map(|text| words::how(lang, text)),
                said(&sketch.who).map(|text| words::who(lang, text)),
                said(&sketch.needs).map(|text| words::needs(lang, text)),
                said(&sketch.risks).map(|text| words::risks(lang, text)),
                (!built_on.is_empty()).then(|| words::built_on(lang, self.called(&built_on))),
            ];
            document.list(parts.into_iter().flatten().map(Line::from).collect());
        }
    }

    pub(super) fn voices(&self, document: &mut Document) {
        let voices = self.session.voices.in_order();
        if voices.is_empty() {
            return;
        }
        document.heading(2, format!("{} ({})", words::voices_heading(self.lang), voices.len()));
        document.list(voices.iter().map(|voice| self.voice(voice)).collect());
    }

    fn voice(&self, voice: &Voice) -> Line {
        let lang = self.lang;
        let from = match lines::from(&voice.from) {
            VoiceFrom::OnePerson => synthesis::one_young_person(lang).to_owned(),
            VoiceFrom::TheGroup(Some(agree)) => synthesis::group_agrees(lang, agree.of, agree.total),
            VoiceFrom::TheGroup(None) => synthesis::the_group(lang).to_owned(),
        };
        let kind = synthesis::capitalised(&names::voice_kind(lang, voice.kind));
        let mut line = Line::new()
            .strong(kind)
            .text(format!(", {from}: {}", self.voice_words(voice)))
            .cited([self.origin(voice.id)]);
        if !voice.about.is_empty() {
            line = line.next(words::about(lang, self.called(voice.about.iter())));
        }
        let mut answer = vec![match voice.outcome {
            Some(outcome) => synthesis::answered(lang, names::outcome(lang, outcome)),
            None => synthesis::open_voice(lang).to_owned(),
        }];
        answer.extend(said(&voice.reason).map(str::to_owned));
        answer.extend(said(&lines::owner(self.session, voice.answer_owner.as_ref())).map(|who| format!("({who})")));
        line = line.next(synthesis::capitalised(&answer.join(" – ")));
        if let Some(day) = voice.told_back_on {
            let how = format!("{} {}", day.plain(), voice.told_back_how);
            line = line.next(synthesis::capitalised(&synthesis::told_back(lang, how.trim().to_owned())));
        }
        match (said(&voice.reply), quoting::withheld(voice, self.session, self.audience)) {
            (Some(reply), None) => line.next(synthesis::capitalised(&synthesis::replied(lang, reply))),
            (_, _) => line,
        }
    }

    /// Returns a voice's words, or why they are not there.
    pub(super) fn voice_words(&self, voice: &Voice) -> String {
        match quoting::withheld(voice, self.session, self.audience) {
            None => synthesis::quoted(self.lang, voice.text.trim()),
            Some(why) => format!("({})", synthesis::withheld(self.lang, why)),
        }
    }

    pub(super) fn decisions(&self, document: &mut Document) {
        let decisions = self.session.decisions.in_order();
        if decisions.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, format!("{} ({})", words::decisions_heading(lang), decisions.len()));
        let lines = decisions.iter().map(|decision| {
            let poll = decision.poll.and_then(|id| self.session.polls.get(id));
            let dissent = said(&decision.dissent).map(|text| synthesis::dissent(lang, text));
            let parts = [
                said(&decision.reason).map(|text| synthesis::because(lang, text)),
                poll.map(|poll| synthesis::on_vote(lang, &poll.question)),
                Some(dissent.unwrap_or_else(|| synthesis::no_dissent(lang).to_owned())),
                said(&decision.would_change).map(|text| synthesis::would_change(lang, text)),
                decision.review_on.map(|day| synthesis::review(lang, day.plain())),
                (!decision.about.is_empty()).then(|| words::about(lang, self.called(decision.about.iter()))),
            ];
            let line = Line::new().strong(decision.statement.trim()).cited([self.origin(decision.id)]);
            parts.into_iter().flatten().fold(line, |line, part| line.next(part))
        });
        document.list(lines.collect());
    }

    pub(super) fn actions(&self, document: &mut Document) {
        let actions = self.session.actions.in_order();
        if actions.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, format!("{} ({})", words::actions_heading(lang), actions.len()));
        let missing = |text: String| if text.trim().is_empty() { synthesis::missing(lang).to_owned() } else { text };
        let rows = actions.iter().map(|action| {
            let who = lines::owner(self.session, action.who.as_ref());
            let organisation = lines::organisation(self.session, action);
            let who: Vec<&str> =
                [who.as_str(), organisation.as_str()].into_iter().filter(|text| !text.trim().is_empty()).collect();
            let state = names::action_state(lang, action.state);
            let state = said(&action.reason).map_or_else(|| state.to_owned(), |reason| format!("{state}: {reason}"));
            vec![
                Line::from(action.what.trim()).cited([self.origin(action.id)]),
                Line::from(missing(who.join(", "))),
                Line::from(missing(action.due.map(|day| day.plain()).unwrap_or_default())),
                Line::from(state),
            ]
        });
        let heads = vec![
            column(synthesis::column_what(lang)),
            column(synthesis::column_who(lang)),
            column(synthesis::column_due(lang)),
            column(synthesis::column_state(lang)),
        ];
        document.table(Table { heads, rows: rows.collect() });
    }

    pub(super) fn notes(&self, document: &mut Document) {
        let notes = self.session.notes.in_order();
        let (told, withheld): (Vec<_>, Vec<_>) =
            notes.iter().filter(|note| self.is_for_all(note)).partition(|note| self.may_quote(note));
        if told.is_empty() && withheld.is_empty() {
            return;
        }
        let lang = self.lang;
        document.heading(2, words::notes_heading(lang));
        let line = |note: &Note| {
            let text = note.text.trim();
            let text = match note.kind {
                NoteKind::Quote => synthesis::quoted(lang, text),
                NoteKind::Point | NoteKind::Question | NoteKind::Parked => text.to_owned(),
            };
            let kind = synthesis::capitalised(names::note_kind(lang, note.kind));
            Line::new().emphasis(format!("{kind}: ")).text(text).cited([self.origin(note.id)])
        };
        document.list(told.iter().map(|note| line(note)).collect());
        let (coded, withheld): (Vec<&Note>, Vec<&Note>) = withheld
            .into_iter()
            .map(|note| &**note)
            .partition(|note| quoting::note_withheld(note, self.session, self.audience) == Some(Withheld::NamesACode));
        if !withheld.is_empty() {
            document.paragraph(words::quotes_withheld(lang, withheld.len()).as_str());
        }
        if !coded.is_empty() {
            document.paragraph(words::quotes_with_codes(lang, coded.len()).as_str());
        }
    }

    /// Tells whether a note is for the minutes: not private, and let through.
    pub(super) fn is_for_all(&self, note: &Note) -> bool {
        !note.private && note.shown.0
    }

    /// Tells whether a note's words may stand in the minutes: a quotation needs the consent of whom it is about.
    fn may_quote(&self, note: &Note) -> bool {
        quoting::note_withheld(note, self.session, self.audience).is_none()
    }
}

pub(super) fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
