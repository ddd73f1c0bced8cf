//! Owns which fields the form of each kind of item has, in which order, and which of them come first.
//! Never how a field is edited.

use crate::domain::item::{
    ActionItem, Conflict, Decision, Head, Kind, Note, Participant, Practice, Sketch, Step, Table,
};
use crate::domain::value::{
    ActionState, Activity, Channel, Difficulty, Epic, EvidenceLevel, Group, Level, NoteKind, PracticeStatus, Seating,
    SessionState, WorkPackage,
};
use crate::text::panels::form as words;
use crate::text::{Lang, names};

use super::rules;
use super::value::{Bound, Need, Page, Parted, Sort, Spec, Value, is, read, write};
use super::voice;

/// What most kinds can be about.
pub(super) const ABOUT: &[Kind] = &[
    Kind::Practice,
    Kind::Sketch,
    Kind::Voice,
    Kind::Poll,
    Kind::Decision,
    Kind::Action,
    Kind::Note,
    Kind::Step,
    Kind::Table,
];

/// The most minutes, people or dots that a field takes.
pub const MOST: u32 = 100_000;

/// A field that widgets show as it is.
macro_rules! field {
    ($record:ident.$field:ident, $label:ident, $sort:expr) => {
        Spec {
            name: stringify!($field),
            label: |lang| words::$label(lang).to_owned(),
            sort: $sort,
            page: Page::First,
            need: Need::May,
            when: |_| true,
            read: |item| read(item, |record: &$record| Bound::shown(&record.$field)),
            write: |item, value| write(item, |record: &mut $record| Bound::receive(&mut record.$field, value)),
        }
    };
}

/// A part of a field.
macro_rules! part {
    ($record:ident $name:literal, $label:ident, $sort:expr, $read:expr, $write:expr) => {
        Spec {
            name: $name,
            label: |lang| words::$label(lang).to_owned(),
            sort: $sort,
            page: Page::First,
            need: Need::May,
            when: |_| true,
            read: |item| read::<$record>(item, $read),
            write: |item, value| write::<$record>(item, |record| $write(record, value)),
        }
    };
}

/// The names of all values of an enum.
macro_rules! names_of {
    ($type:ident, $name:ident) => {
        |lang| $type::ALL.iter().map(|value| names::$name(lang, *value).to_owned()).collect()
    };
}

pub(super) use {field, names_of, part};

/// Returns the fields of a kind of item, in the order of its form.
pub fn specs(kind: Kind) -> Vec<Spec> {
    match kind {
        Kind::Session => head(),
        Kind::Step => step(),
        Kind::Table => {
            vec![field!(Table.name, name, Sort::Line).wanted(), field!(Table.theme, theme, Sort::Text)]
        }
        Kind::Participant => participant(),
        Kind::Practice => practice(),
        Kind::Sketch => sketch(),
        Kind::Voice => voice::fields(),
        Kind::Poll => rules::poll(),
        Kind::Decision => decision(),
        Kind::Action => action(),
        Kind::Note => note(),
        // the two values are shown and one of them taken elsewhere
        Kind::Conflict => vec![field!(Conflict.settled, settled, Sort::Yes)],
    }
}

fn head() -> Vec<Spec> {
    let mut fields = vec![
        field!(Head.title, title, Sort::Line).wanted(),
        field!(Head.work_package, work_package, Sort::Choice(names_of!(WorkPackage, work_package))),
        field!(Head.date, date, Sort::Day).wanted(),
        field!(Head.place, place, Sort::Line),
        field!(Head.aim, aim, Sort::Text),
        field!(Head.facilitators, facilitators, Sort::Words(Parted::Names)),
        field!(Head.note_takers, note_takers, Sort::Words(Parted::Names)),
        field!(Head.safeguarding_contact, safeguarding, Sort::Line),
    ];
    fields.extend(rules::of_head());
    for group in Group::NAMED {
        fields.push(head_count(group));
    }
    fields.extend([
        field!(Head.state, state, Sort::Choice(names_of!(SessionState, session_state))).desk(),
        field!(Head.sample, sample, Sort::Yes).desk(),
    ]);
    fields
}

/// Makes the field of the heads counted of a group that needs no name.
fn head_count(group: &Group) -> Spec {
    macro_rules! of {
        ($variant:ident, $name:literal) => {
            Spec {
                name: $name,
                label: |lang| words::heads(lang, names::group(lang, &Group::$variant)),
                sort: Sort::Number(MOST),
                page: Page::Desk,
                need: Need::May,
                when: |_| true,
                read: |item| read(item, |head: &Head| Value::Number(head.head_counts.get(&Group::$variant).copied())),
                write: |item, value| {
                    write(item, |head: &mut Head| match value {
                        Value::Number(Some(heads)) => {
                            head.head_counts.insert(Group::$variant, *heads);
                        }
                        _ => {
                            head.head_counts.remove(&Group::$variant);
                        }
                    })
                },
            }
        };
    }
    match group {
        Group::Youth => of!(Youth, "head_counts/Youth"),
        Group::Operator => of!(Operator, "head_counts/Operator"),
        Group::Institution => of!(Institution, "head_counts/Institution"),
        Group::ThirdSector => of!(ThirdSector, "head_counts/ThirdSector"),
        Group::Family => of!(Family, "head_counts/Family"),
        Group::Researcher | Group::Other(_) => of!(Researcher, "head_counts/Researcher"),
    }
}

fn step() -> Vec<Spec> {
    vec![
        field!(Step.title, title, Sort::Line).wanted(),
        field!(Step.activity, activity, Sort::Choice(names_of!(Activity, activity))),
        field!(Step.seating, seating, Sort::Choice(names_of!(Seating, seating))),
        field!(Step.prompt, prompt, Sort::Text),
        field!(Step.minutes, minutes, Sort::Number(24 * 60)).wanted(),
        field!(Step.giro_minutes, giro_minutes, Sort::Number(24 * 60)).desk(),
        field!(Step.skipped, skipped, Sort::Yes).desk(),
    ]
}

fn participant() -> Vec<Spec> {
    vec![
        field!(Participant.code, code, Sort::Line).wanted(),
        part!(Participant "group", group, Sort::MayChoose(groups), group_place, set_group).wanted(),
        part!(Participant "group/name", other_group, Sort::Line, other_group, set_other_group)
            .must()
            .when(|item| is(item, |person: &Participant| matches!(person.group, Some(Group::Other(_))))),
        field!(Participant.organisation, organisation, Sort::Organisation),
        field!(Participant.table, table, Sort::Ref(&[Kind::Table])),
        field!(Participant.present, present, Sort::Yes),
        part!(Participant "allows/quoted", allows_quoted, Sort::Yes,
            |person| Value::Yes(person.allows.quoted),
            |person: &mut Participant, value: &Value| person.allows.quoted = *value == Value::Yes(true))
        .desk(),
        part!(Participant "allows/reuse", allows_reuse, Sort::Yes,
            |person| Value::Yes(person.allows.reuse),
            |person: &mut Participant, value: &Value| person.allows.reuse = *value == Value::Yes(true))
        .desk(),
    ]
}

fn groups(lang: Lang) -> Vec<String> {
    let named = Group::NAMED.iter().map(|group| names::group(lang, group));
    named.chain([words::another_group(lang).to_owned()]).collect()
}

fn group_place(person: &Participant) -> Value {
    let place = |group: &Group| Group::NAMED.iter().position(|named| named == group).unwrap_or(Group::NAMED.len());
    Value::Choice(person.group.as_ref().map(place))
}

fn set_group(person: &mut Participant, value: &Value) {
    if let Value::Choice(place) = value {
        person.group = place.map(|place| match (Group::NAMED.get(place), &person.group) {
            (Some(group), _) => group.clone(),
            (None, Some(other @ Group::Other(_))) => other.clone(),
            (None, _) => Group::Other(String::new()),
        });
    }
}

fn other_group(person: &Participant) -> Value {
    Value::Text(if let Some(Group::Other(name)) = &person.group { name.clone() } else { String::new() })
}

fn set_other_group(person: &mut Participant, value: &Value) {
    if let (Some(Group::Other(name)), Value::Text(text)) = (&mut person.group, value) {
        *name = text.trim().to_owned();
    }
}

fn practice() -> Vec<Spec> {
    vec![
        field!(Practice.name, name, Sort::Line).wanted(),
        field!(Practice.organisation, organisation, Sort::Organisation),
        field!(Practice.difficulty, difficulty, Sort::MayChoose(names_of!(Difficulty, difficulty))).wanted(),
        field!(Practice.other_difficulties, other_difficulties, Sort::Marks(names_of!(Difficulty, difficulty))),
        field!(Practice.for_whom, for_whom, Sort::Text),
        field!(Practice.how, how, Sort::Text),
        field!(Practice.helped, helped, Sort::Text),
        field!(Practice.hindered, hindered, Sort::Text),
        field!(Practice.place, place, Sort::Line).desk(),
        field!(Practice.level, level, Sort::MayChoose(names_of!(Level, level))).desk(),
        field!(Practice.period, period, Sort::Line).desk(),
        field!(Practice.status, status, Sort::MayChoose(names_of!(PracticeStatus, practice_status))).desk(),
        field!(Practice.subgroup, subgroup, Sort::Line).desk(),
        field!(Practice.age, age, Sort::Line).desk(),
        field!(Practice.channels, channels, Sort::Marks(names_of!(Channel, channel))).desk(),
        field!(Practice.provider, provider, Sort::Line).desk(),
        field!(Practice.intensity, intensity, Sort::Line).desk(),
        field!(Practice.resources, resources, Sort::Text).desk(),
        field!(Practice.partners, partners, Sort::Words(Parted::Names)).desk(),
        field!(Practice.reached, reached, Sort::Number(u32::MAX)).desk(),
        field!(Practice.engaged, engaged, Sort::Number(u32::MAX)).desk(),
        field!(Practice.activated, activated, Sort::Number(u32::MAX)).desk(),
        field!(Practice.in_contact, in_contact, Sort::Number(u32::MAX)).desk(),
        field!(Practice.in_contact_on, in_contact_on, Sort::Day).desk(),
        field!(Practice.evidence, evidence, Sort::Choice(names_of!(EvidenceLevel, evidence_level))).desk(),
        field!(Practice.epic, epic, Sort::MayChoose(names_of!(Epic, epic))).desk(),
        field!(Practice.transfer, transfer, Sort::Text).desk(),
        field!(Practice.tags, tags, Sort::Words(Parted::Tags)).desk(),
        field!(Practice.told_by, told_by, Sort::Refs(&[Kind::Participant])).desk(),
        field!(Practice.told_by_organisation, told_by_organisation, Sort::Organisation).desk(),
        field!(Practice.source, source, Sort::Line).desk(),
    ]
}

fn sketch() -> Vec<Spec> {
    vec![
        field!(Sketch.title, title, Sort::Line).wanted(),
        field!(Sketch.difficulty, difficulty, Sort::MayChoose(names_of!(Difficulty, difficulty))),
        field!(Sketch.for_whom, for_whom, Sort::Text),
        field!(Sketch.how, how_would, Sort::Text),
        field!(Sketch.who, who_would, Sort::Text),
        field!(Sketch.needs, needs, Sort::Text),
        field!(Sketch.risks, risks, Sort::Text),
        field!(Sketch.practices, built_on_practices, Sort::Refs(&[Kind::Practice])),
        field!(Sketch.voices, built_on_voices, Sort::Refs(&[Kind::Voice])),
        field!(Sketch.table, table, Sort::Ref(&[Kind::Table])),
        field!(Sketch.tags, tags, Sort::Words(Parted::Tags)).desk(),
    ]
}

fn decision() -> Vec<Spec> {
    vec![
        field!(Decision.statement, statement, Sort::Text).wanted(),
        field!(Decision.reason, why, Sort::Text),
        field!(Decision.poll, on_poll, Sort::Ref(&[Kind::Poll])),
        field!(Decision.dissent, dissent, Sort::Text),
        field!(Decision.would_change, would_change, Sort::Text),
        field!(Decision.review_on, review_on, Sort::Day),
        field!(Decision.about, about, Sort::Refs(ABOUT)).desk(),
        field!(Decision.tags, tags, Sort::Words(Parted::Tags)).desk(),
    ]
}

fn action() -> Vec<Spec> {
    vec![
        field!(ActionItem.what, what, Sort::Text).wanted(),
        field!(ActionItem.who, who, Sort::Owner).wanted(),
        field!(ActionItem.organisation, organisation, Sort::Organisation),
        field!(ActionItem.due, due, Sort::Day).wanted(),
        field!(ActionItem.state, state, Sort::Choice(names_of!(ActionState, action_state))),
        field!(ActionItem.reason, why_dropped, Sort::Text)
            .when(|item| is(item, |action: &ActionItem| action.state == ActionState::Dropped)),
        field!(ActionItem.about, about, Sort::Refs(ABOUT)).desk(),
        field!(ActionItem.tags, tags, Sort::Words(Parted::Tags)).desk(),
    ]
}

fn note() -> Vec<Spec> {
    vec![
        field!(Note.text, text, Sort::Text).wanted(),
        field!(Note.kind, what_it_is, Sort::Choice(names_of!(NoteKind, note_kind))),
        field!(Note.private, private, Sort::Yes),
        field!(Note.about, about, Sort::Refs(ABOUT)),
        field!(Note.tags, tags, Sort::Words(Parted::Tags)).desk(),
        field!(Note.shown, shown, Sort::Yes).desk(),
    ]
}
