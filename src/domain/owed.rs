//! Owns what is still owed to the young people for each voice, as one ladder for screens and reports, and the measures of
//! participation. Lundy, *British Educational Research Journal* 33 (2007): audience and influence.
//! Never the words of a voice, and never a person.

use super::item::Voice;
use super::time::Day;
use super::value::{Outcome, VoiceKind};

/// What is owed for a voice next, the most pressing first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owed {
    /// It was to be considered until a day that is over.
    Overdue(Day),
    /// An answer; for an experience, thanks and what it taught us.
    Answer,
    /// The reason of an answer; for an experience, what it taught us.
    Reason,
    /// It is being considered, until a day.
    Considered(Day),
    /// Telling the answer back.
    TellingBack,
    /// Hearing what the young people say to it.
    Reply,
    /// Nothing any more.
    Nothing,
}

impl Owed {
    /// Returns the field of the voice in which what is owed is written.
    pub fn field(self) -> &'static str {
        match self {
            Self::Overdue(_) | Self::Answer | Self::Considered(_) => "outcome",
            Self::Reason => "reason",
            Self::TellingBack => "told_back_on",
            Self::Reply => "reply",
            Self::Nothing => "outcome",
        }
    }
}

/// Returns what is owed for a voice on a day. What nobody let through yet is owed nothing.
pub fn owed(voice: &Voice, today: Day) -> Owed {
    if !voice.shown.0 {
        return Owed::Nothing;
    }
    match voice.outcome {
        None => Owed::Answer,
        Some(Outcome::UnderReview(until)) if until < today => Owed::Overdue(until),
        Some(Outcome::UnderReview(until)) => Owed::Considered(until),
        Some(Outcome::Accepted | Outcome::PartlyAccepted | Outcome::NotAccepted | Outcome::Thanked) => {
            if voice.reason.trim().is_empty() {
                Owed::Reason
            } else if voice.told_back_on.is_none() {
                Owed::TellingBack
            } else if voice.reply.trim().is_empty() {
                Owed::Reply
            } else {
                Owed::Nothing
            }
        }
    }
}

/// Tells whether an experience was judged: it is thanked, and neither taken up nor refused.
pub fn is_judged_experience(voice: &Voice) -> bool {
    voice.kind == VoiceKind::Experience
        && matches!(voice.outcome, Some(Outcome::Accepted | Outcome::PartlyAccepted | Outcome::NotAccepted))
}

/// What is measured of one voice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heard {
    /// What it is.
    pub kind: VoiceKind,
    /// On which day it was heard.
    pub on: Option<Day>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Whether a reason was given.
    pub reasoned: bool,
    /// When it was answered.
    pub answered_on: Option<Day>,
    /// When it was told back.
    pub told_back_on: Option<Day>,
    /// Whether the young people said something to that.
    pub replied: bool,
}

impl Heard {
    /// Returns what is measured of a voice.
    pub fn of(voice: &Voice) -> Self {
        Self {
            kind: voice.kind,
            on: Some(voice.created.at.day()),
            outcome: voice.outcome,
            reasoned: !voice.reason.trim().is_empty(),
            answered_on: voice.answered_on,
            told_back_on: voice.told_back_on,
            replied: !voice.reply.trim().is_empty(),
        }
    }

    fn is_answered(&self) -> bool {
        !matches!(self.outcome, None | Some(Outcome::UnderReview(_))) && self.reasoned
    }
}

/// The measures of participation.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Participation {
    /// Voices heard.
    pub heard: u32,
    /// Voices with an answer and its reason, thanked experiences among them.
    pub answered: u32,
    /// Voices taken up, whole or in part.
    pub taken_up: u32,
    /// Voices not taken up.
    pub not_taken_up: u32,
    /// Experiences that were thanked.
    pub thanked: u32,
    /// Voices told back.
    pub told_back: u32,
    /// Voices to whose answer the young people said something.
    pub replied: u32,
    /// Voices that still wait for an answer or its reason, those being considered among them.
    pub open: u32,
    /// The median of the days from hearing to answering; `None` where none was answered on a known day.
    pub days_to_answer: Option<f64>,
    /// The median of the days from answering to telling back.
    pub days_to_tell: Option<f64>,
}

/// Measures participation over voices.
pub fn participation(voices: impl IntoIterator<Item = Heard>) -> Participation {
    let mut measures = Participation::default();
    let (mut to_answer, mut to_tell) = (Vec::new(), Vec::new());
    let days = |from: Option<Day>, to: Option<Day>| Some((to?.get() - from?.get()).num_days().max(0));
    for voice in voices {
        measures.heard += 1;
        measures.answered += u32::from(voice.is_answered());
        measures.open += u32::from(!voice.is_answered());
        match voice.outcome {
            Some(Outcome::Accepted | Outcome::PartlyAccepted) => measures.taken_up += 1,
            Some(Outcome::NotAccepted) => measures.not_taken_up += 1,
            Some(Outcome::Thanked) => measures.thanked += 1,
            None | Some(Outcome::UnderReview(_)) => {}
        }
        measures.told_back += u32::from(voice.told_back_on.is_some());
        measures.replied += u32::from(voice.replied);
        if voice.is_answered() {
            to_answer.extend(days(voice.on, voice.answered_on));
            to_tell.extend(days(voice.answered_on, voice.told_back_on));
        }
    }
    measures.days_to_answer = median(to_answer);
    measures.days_to_tell = median(to_tell);
    measures
}

fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    match days.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(days[middle] as f64),
        _ => Some((days[middle - 1] + days[middle]) as f64 / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Shown;
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_ladder_has_one_rung_for_each_thing_owed() {
        let today = day("2026-05-20");
        let told = Some(day("2026-05-01"));
        type Case<'a> = (Option<Outcome>, &'a str, Option<Day>, &'a str, Owed);
        let cases: [Case<'_>; 9] = [
            (None, "", None, "", Owed::Answer),
            (Some(Outcome::UnderReview(day("2026-05-19"))), "x", None, "", Owed::Overdue(day("2026-05-19"))),
            (Some(Outcome::UnderReview(today)), "x", None, "", Owed::Considered(today)),
            (Some(Outcome::Accepted), " ", told, "bene", Owed::Reason),
            (Some(Outcome::Thanked), "", None, "", Owed::Reason),
            (Some(Outcome::NotAccepted), "perché", None, "", Owed::TellingBack),
            (Some(Outcome::PartlyAccepted), "perché", told, "", Owed::Reply),
            (Some(Outcome::Accepted), "perché", told, "bene", Owed::Nothing),
            (Some(Outcome::Thanked), "ci ha insegnato", told, "grazie", Owed::Nothing),
        ];
        for (outcome, reason, told_back_on, reply, expected) in cases {
            let voice = Voice { outcome, reason: reason.into(), told_back_on, reply: reply.into(), ..Voice::default() };
            assert_eq!(owed(&voice, today), expected, "{outcome:?} {reason:?}");
        }
        let hidden = Voice { shown: Shown(false), ..Voice::default() };
        assert_eq!(owed(&hidden, today), Owed::Nothing);
        let judged = Voice { kind: VoiceKind::Experience, outcome: Some(Outcome::NotAccepted), ..Voice::default() };
        assert!(is_judged_experience(&judged));
    }

    #[test]
    fn participation_by_hand() {
        let heard = |outcome, reasoned, answered: Option<&str>, told: Option<&str>| Heard {
            kind: VoiceKind::Idea,
            on: Some(day("2026-05-01")),
            outcome,
            reasoned,
            answered_on: answered.map(day),
            told_back_on: told.map(day),
            replied: told.is_some(),
        };
        let measures = participation([
            heard(Some(Outcome::Accepted), true, Some("2026-05-04"), Some("2026-05-10")),
            heard(Some(Outcome::NotAccepted), true, Some("2026-05-11"), None),
            heard(Some(Outcome::Accepted), false, Some("2026-05-02"), None),
            heard(Some(Outcome::UnderReview(day("2026-06-01"))), true, None, None),
            heard(Some(Outcome::Thanked), true, None, None),
            heard(None, false, None, None),
        ]);
        let expected = Participation {
            heard: 6,
            answered: 3,
            taken_up: 2,
            not_taken_up: 1,
            thanked: 1,
            told_back: 1,
            replied: 1,
            open: 3,
            days_to_answer: Some(6.5),
            days_to_tell: Some(6.0),
        };
        assert_eq!(measures, expected);
        assert_eq!(participation([]), Participation::default());
    }
}
