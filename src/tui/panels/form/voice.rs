//! Owns the form of a youth voice: who says it, what it is, what became of it.

use crate::domain::id::ParticipantId;
use crate::domain::item::{Item, Kind, Voice};
use crate::domain::time::Day;
use crate::domain::value::{MayGoTo, Outcome, Speaker, Stance, VoiceKind};
use crate::text::panels::form as words;
use crate::text::{Lang, names};

use super::specs::{ABOUT, MOST, field, names_of, part};
use super::value::{Bound, Need, Page, Parted, Sort, Spec, Value, is, read, write};

/// What a voice can be, in the order in which it is offered.
const VOICE_KINDS: &[VoiceKind] = &[
    VoiceKind::Experience,
    VoiceKind::Concern,
    VoiceKind::Idea,
    VoiceKind::Stance(Stance::InFavour),
    VoiceKind::Stance(Stance::IfChanged),
    VoiceKind::Stance(Stance::Against),
];

/// Returns the fields of a voice.
pub(super) fn fields() -> Vec<Spec> {
    let of_group = |item: &Item| is(item, |voice: &Voice| matches!(voice.from, Speaker::TheGroup { .. }));
    let of_person = |item: &Item| is(item, |voice: &Voice| matches!(voice.from, Speaker::Person(_)));
    let answered = |item: &Item| is(item, |voice: &Voice| voice.outcome.is_some());
    vec![
        field!(Voice.text, said, Sort::Text).wanted(),
        part!(Voice "from", from, Sort::Choice(|lang| vec![
            words::from_someone(lang).to_owned(), words::from_person(lang).to_owned(), words::from_group(lang).to_owned(),
        ]), speaker_place, set_speaker),
        part!(Voice "from/person", from_code, Sort::Ref(&[Kind::Participant]),
            |voice| Bound::shown(&if let Speaker::Person(id) = voice.from { Some(id) } else { None }),
            |voice: &mut Voice, value: &Value| if let Speaker::Person(id) = &mut voice.from {
                let mut chosen = None::<ParticipantId>;
                chosen.receive(value);
                *id = chosen.unwrap_or_default();
            })
        .must()
        .when(of_person),
        part!(Voice "from/agree", agree, Sort::Number(MOST),
            |voice| Value::Number(if let Speaker::TheGroup { agree, .. } = voice.from { Some(agree) } else { None }),
            |voice: &mut Voice, value: &Value| if let (Speaker::TheGroup { agree, .. }, Value::Number(number)) = (&mut voice.from, value) {
                *agree = number.unwrap_or(0);
            })
        .when(of_group),
        part!(Voice "from/of", of_how_many, Sort::Number(MOST),
            |voice| Value::Number(if let Speaker::TheGroup { of, .. } = voice.from { Some(of).filter(|of| *of > 0) } else { None }),
            |voice: &mut Voice, value: &Value| if let (Speaker::TheGroup { of, .. }, Value::Number(number)) = (&mut voice.from, value) {
                *of = number.unwrap_or(0);
            })
        .must()
        .when(of_group),
        part!(Voice "kind", what_it_is, Sort::Choice(|lang| VOICE_KINDS.iter().map(|kind| names::voice_kind(lang, *kind)).collect()),
            |voice| Value::Choice(VOICE_KINDS.iter().position(|kind| *kind == voice.kind)),
            |voice: &mut Voice, value: &Value| if let Value::Choice(Some(place)) = value && let Some(kind) = VOICE_KINDS.get(*place) {
                voice.kind = *kind;
            }),
        field!(Voice.about, about, Sort::Refs(ABOUT)),
        field!(Voice.may_go_to, may_go_to, Sort::Choice(names_of!(MayGoTo, may_go_to))),
        part!(Voice "outcome", outcome, Sort::MayChoose(outcomes), outcome_place, set_outcome),
        part!(Voice "outcome/until", until, Sort::Day,
            |voice| Value::Day(if let Some(Outcome::UnderReview(day)) = voice.outcome { Some(day).filter(|day| *day != Day::default()) } else { None }),
            |voice: &mut Voice, value: &Value| if let (Some(Outcome::UnderReview(until)), Value::Day(day)) = (&mut voice.outcome, value) {
                *until = day.unwrap_or_default();
            })
        .must()
        .when(|item| is(item, |voice: &Voice| matches!(voice.outcome, Some(Outcome::UnderReview(_))))),
        field!(Voice.reason, reason_told, Sort::Text).when(answered),
        field!(Voice.answer_owner, answer_owner, Sort::Owner).desk(),
        field!(Voice.answered_on, answered_on, Sort::Day).desk(),
        field!(Voice.told_back_on, told_back_on, Sort::Day).desk(),
        field!(Voice.told_back_how, told_back_how, Sort::Line).desk(),
        field!(Voice.reply, reply, Sort::Text).desk(),
        field!(Voice.tags, tags, Sort::Words(Parted::Tags)).desk(),
        field!(Voice.shown, shown, Sort::Yes).desk(),
    ]
}

fn speaker_place(voice: &Voice) -> Value {
    Value::Choice(Some(match voice.from {
        Speaker::Someone => 0,
        Speaker::Person(_) => 1,
        Speaker::TheGroup { .. } => 2,
    }))
}

fn set_speaker(voice: &mut Voice, value: &Value) {
    if *value != speaker_place(voice) {
        voice.from = match value {
            Value::Choice(Some(1)) => Speaker::Person(ParticipantId::default()),
            Value::Choice(Some(2)) => Speaker::TheGroup { agree: 0, of: 0 },
            _ => Speaker::Someone,
        };
    }
}

fn outcomes(lang: Lang) -> Vec<String> {
    let plain = [Outcome::Accepted, Outcome::PartlyAccepted, Outcome::NotAccepted];
    let plain = plain.iter().map(|outcome| names::outcome(lang, *outcome));
    plain.chain([words::under_review(lang).to_owned(), names::outcome(lang, Outcome::Thanked)]).collect()
}

fn outcome_place(voice: &Voice) -> Value {
    Value::Choice(voice.outcome.map(|outcome| match outcome {
        Outcome::Accepted => 0,
        Outcome::PartlyAccepted => 1,
        Outcome::NotAccepted => 2,
        Outcome::UnderReview(_) => 3,
        Outcome::Thanked => 4,
    }))
}

fn set_outcome(voice: &mut Voice, value: &Value) {
    if *value == outcome_place(voice) {
        return;
    }
    voice.outcome = match value {
        Value::Choice(Some(0)) => Some(Outcome::Accepted),
        Value::Choice(Some(1)) => Some(Outcome::PartlyAccepted),
        Value::Choice(Some(2)) => Some(Outcome::NotAccepted),
        // the day is asked for: the form is not taken without it
        Value::Choice(Some(3)) => Some(Outcome::UnderReview(Day::default())),
        Value::Choice(Some(4)) => Some(Outcome::Thanked),
        _ => None,
    };
}
