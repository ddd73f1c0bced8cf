//! Sessions made at random: every field of every item, texts that try to break whatever holds them.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proximo::domain::field::{Grown, Highest, Key, Map, Set};
use proximo::domain::id::*;
use proximo::domain::item::*;
use proximo::domain::poll::*;
use proximo::domain::session::Session;
use proximo::domain::time::{Day, Moment};
use proximo::domain::value::*;

/// Randomness with a size: the larger, the longer lists and texts.
pub struct Dice {
    state: u64,
    size: u64,
}

impl Dice {
    /// Makes dice that always fall the same way.
    pub fn new(seed: u64, size: u64) -> Self {
        Self { state: seed, size }
    }

    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end.max(1)
    }

    /// Returns any value of a type.
    pub fn any<T: Any>(&mut self) -> T {
        T::any(self)
    }
}

const WORDS: &[&str] = &[
    "scuola",
    " ",
    "è così",
    "\n",
    "\"",
    "#",
    "\"#",
    "\"##",
    "\\",
    "'",
    "r#\"",
    "//",
    "/* ",
    "*/",
    "(",
    ")",
    "[",
    "{",
    "}",
    ",",
    "None",
    "Some(",
    "e\u{301}",
    "👩‍🔧",
    "\t",
    "\u{a0}",
    "😀",
    "<<<<<<< HEAD\n",
    "\n=======\n",
    "\n>>>>>>> altro",
    "id: \"pra_1\"",
    "$",
    "=1+1",
    "a",
    "lungo ",
    "#####################",
];
const SOILED: &[&str] = &["\r\n", "\r", "\u{1b}[31m", "\0", "\u{feff}", "\u{202e}", "\u{7f}", "\u{85}"];

/// What can be made at random.
pub trait Any: Sized {
    /// Makes one.
    fn any(dice: &mut Dice) -> Self;
}

impl Any for String {
    fn any(dice: &mut Dice) -> Self {
        match dice.below(12) {
            0..=3 => Self::new(),
            4 if dice.size > 6 => "lungo ".repeat(3000),
            _ => {
                let count = dice.below(dice.size + 2);
                (0..count).map(|_| WORDS[dice.below(WORDS.len() as u64) as usize]).collect()
            }
        }
    }
}

macro_rules! any {
    ($($type:ty: $make:expr;)*) => {$(
        impl Any for $type {
            fn any(dice: &mut Dice) -> Self {
                let make: fn(&mut Dice) -> $type = $make;
                make(dice)
            }
        }
    )*};
}

any! {
    bool: |dice| dice.below(2) == 1;
    u8: |dice| dice.bits() as u8;
    u32: |dice| if dice.below(4) == 0 { dice.bits() as u32 } else { dice.below(20) as u32 };
    i32: |dice| if dice.below(4) == 0 { dice.bits() as i32 } else { dice.below(20) as i32 - 10 };
    i64: |dice| if dice.below(4) == 0 { dice.bits() as i64 } else { dice.below(20) as i64 - 10 };
    Moment: |dice| {
        let base: Moment = ["2026-03-12T14:02:11.040+01:00", "1999-12-31T23:59:59.999-11:30", "2026-06-01T00:00:00.000Z"]
            [dice.below(3) as usize].parse().unwrap();
        base.plus_millis(dice.below(100_000) as i64)
    };
    Day: |dice| dice.any::<Moment>().day().plus_days(dice.below(400) as u32);
    Code: |dice| match dice.below(4) {
        0 => "scuola-di-strada".parse().unwrap(),
        // few, so that references meet items and items of two sessions meet each other
        1 | 2 => Code::from_bits(dice.below(6)),
        _ => Code::from_bits(dice.bits()),
    };
    Group: |dice| match dice.below(8) {
        7 => Group::Other(format!("altri {}", WORDS[dice.below(8) as usize])),
        named => Group::NAMED[(named % 6) as usize].clone(),
    };
    Voters: |dice| if dice.below(5) == 0 { Voters::Undisclosed } else { Voters::Of(dice.any()) };
    Seat: |dice| if dice.below(2) == 0 { Seat::Plenary } else { Seat::At(dice.any()) };
    ItemRef: |dice| Kind::ALL[dice.below(Kind::ALL.len() as u64) as usize].with_code(dice.any());
    Speaker: |dice| match dice.below(3) {
        0 => Speaker::Someone,
        1 => Speaker::Person(dice.any()),
        _ => Speaker::TheGroup { agree: dice.any(), of: dice.any() },
    };
    VoiceKind: |dice| match dice.below(4) {
        0 => VoiceKind::Experience,
        1 => VoiceKind::Concern,
        2 => VoiceKind::Idea,
        _ => VoiceKind::Stance(dice.any()),
    };
    Outcome: |dice| match dice.below(5) {
        0 => Outcome::Accepted,
        1 => Outcome::PartlyAccepted,
        2 => Outcome::NotAccepted,
        3 => Outcome::UnderReview(dice.any()),
        _ => Outcome::Thanked,
    };
    Owner: |dice| if dice.below(2) == 0 { Owner::Participant(dice.any()) } else { Owner::Named(dice.any()) };
    Shown: |dice| Shown(dice.any());
    Method: |dice| match dice.below(8) {
        0 => Method::Dots { each: dice.any(), cap: dice.any() },
        1 => Method::Approval { max: dice.any() },
        2 => Method::Score { low: dice.any(), high: dice.any() },
        3 => Method::FistToFive,
        4 => Method::Consent,
        5 => Method::Ranking { top: dice.any() },
        6 => Method::Matrix { x: Axis::Importance, y: Axis::Effort },
        _ => Method::Agree,
    };
    ConsensusRule: |dice| match dice.below(3) {
        0 => ConsensusRule::NoRule,
        1 => ConsensusRule::Share { percent: dice.any() },
        _ => ConsensusRule::CoreOutcome { high_percent: dice.any(), low_percent: dice.any() },
    };
    RoundNo: |dice| RoundNo(dice.below(4) as u8);
    Tick: |dice| Tick { option: dice.any(), mark: dice.any() };
    Ballot: |dice| match dice.below(9) {
        0 => Ballot::Dots(dice.any()),
        1 => Ballot::Approval(dice.any()),
        2 => Ballot::Score(dice.any()),
        3 => Ballot::Fingers(dice.any()),
        4 => Ballot::Consent,
        5 => Ballot::Objection,
        6 => Ballot::Ranking((0..dice.below(3)).map(|_| dice.any()).collect()),
        7 => Ballot::Matrix(dice.any()),
        _ => Ballot::Agree(dice.any()),
    };
    Ballots: |dice| Ballots((0..dice.below(4)).map(|_| dice.any()).collect());
    LastChange: |dice| LastChange(dice.any());
}

impl<T: Any> Any for Option<T> {
    fn any(dice: &mut Dice) -> Self {
        (dice.below(2) == 0).then(|| dice.any())
    }
}

impl<T: Any + Ord> Any for Set<T> {
    fn any(dice: &mut Dice) -> Self {
        (0..dice.below(4)).map(|_| dice.any()).collect()
    }
}

impl Any for Grown<ItemRef> {
    fn any(dice: &mut Dice) -> Self {
        // what was erased for good is not there any more
        (0..dice.below(4)).map(|_| Kind::Voice.with_code(Code::from_bits(dice.bits()))).collect()
    }
}

impl Any for Highest {
    fn any(dice: &mut Dice) -> Self {
        Self(dice.any())
    }
}

impl<K: Any + Key, V: Any> Any for Map<K, V> {
    fn any(dice: &mut Dice) -> Self {
        (0..dice.below(4)).map(|_| (dice.any(), dice.any())).collect()
    }
}

macro_rules! choices {
    ($($type:ty),* $(,)?) => {$(
        impl Any for $type {
            fn any(dice: &mut Dice) -> Self {
                Self::ALL[dice.below(Self::ALL.len() as u64) as usize]
            }
        }
    )*};
}

choices!(
    WorkPackage,
    SessionState,
    Activity,
    Seating,
    Difficulty,
    Level,
    PracticeStatus,
    Channel,
    EvidenceLevel,
    Epic,
    MayGoTo,
    Stance,
    ActionState,
    NoteKind,
    RoundState,
    CountedBy,
);

macro_rules! ids {
    ($($type:ty),* $(,)?) => {$(
        impl Any for $type {
            fn any(dice: &mut Dice) -> Self {
                Self::new(dice.any())
            }
        }
    )*};
}

ids!(
    SessionId,
    StepId,
    TableId,
    ParticipantId,
    PracticeId,
    SketchId,
    VoiceId,
    PollId,
    OptionId,
    DecisionId,
    ActionId,
    NoteId,
    ConflictId,
);

/// Every field is named, so that a new one cannot be forgotten.
macro_rules! structs {
    ($($type:ident { $($field:ident),* $(,)? })*) => {$(
        impl Any for $type {
            fn any(dice: &mut Dice) -> Self {
                $type { $($field: dice.any()),* }
            }
        }
    )*};
}

structs! {
    Created { at, by, step, table }
    Stamp { at, by }
    Allows { quoted, reuse }
    Focus { speaker, practice, since }
    Count { by, voters, votes }
    Correction { by, group, was, reason }
    Point { x, y }
    PollOption { order, text, item }
    Round {
        state, reason, opened, closed, revealed, options, rule, present, counted, corrections, ballots, on_paper,
        above_present, reasons, integrated,
    }
    Head {
        id, created, changed, gone, sample, title, work_package, date, place, aim, state, facilitators, note_takers,
        safeguarding_contact, safeguarding_calls, consensus_rule, head_counts, ends, epoch, erased,
    }
    Step {
        id, created, changed, gone, sample, order, title, activity, seating, prompt, minutes, extra_minutes, started,
        ended, paused, paused_seconds, skipped, giro_minutes, spoken, focus,
    }
    Table { id, created, changed, gone, sample, name, theme }
    Participant { id, created, changed, gone, sample, code, group, organisation, table, present, allows }
    Practice {
        id, created, changed, gone, sample, name, organisation, difficulty, other_difficulties, for_whom, how, helped,
        hindered, place, level, period, status, subgroup, age, channels, provider, intensity, resources, partners,
        reached, engaged, activated, in_contact, in_contact_on, evidence, epic, transfer, tags, told_by,
        told_by_organisation, source,
    }
    Sketch {
        id, created, changed, gone, sample, title, difficulty, for_whom, how, who, needs, risks, practices, voices,
        table, tags,
    }
    Voice {
        id, created, changed, gone, sample, text, from, kind, about, may_go_to, outcome, reason, answer_owner,
        answered_on, told_back_on, told_back_how, reply, first_noted_in, tags, shown,
    }
    Poll { id, created, changed, gone, sample, question, method, rule, options, rounds, about, tags }
    Decision {
        id, created, changed, gone, sample, statement, reason, poll, dissent, would_change, review_on, about, tags,
    }
    ActionItem {
        id, created, changed, gone, sample, what, who, organisation, due, state, reason, about, first_noted_in, tags,
    }
    Note { id, created, changed, gone, sample, text, kind, about, private, tags, shown }
    Conflict { id, created, changed, gone, sample, item, field, kept, other, settled }
}

/// Makes an item of a kind at random.
pub fn item(dice: &mut Dice, kind: Kind) -> Item {
    match kind {
        Kind::Session => Item::Session(Arc::new(dice.any())),
        Kind::Step => Item::Step(Arc::new(dice.any())),
        Kind::Table => Item::Table(Arc::new(dice.any())),
        Kind::Participant => Item::Participant(Arc::new(dice.any())),
        Kind::Practice => Item::Practice(Arc::new(dice.any())),
        Kind::Sketch => Item::Sketch(Arc::new(dice.any())),
        Kind::Voice => Item::Voice(Arc::new(dice.any())),
        Kind::Poll => Item::Poll(Arc::new(dice.any())),
        Kind::Decision => Item::Decision(Arc::new(dice.any())),
        Kind::Action => Item::Action(Arc::new(dice.any())),
        Kind::Note => Item::Note(Arc::new(dice.any())),
        Kind::Conflict => Item::Conflict(Arc::new(dice.any())),
    }
}

/// Makes a whole session at random. Its id is always the same, so that sessions can meet.
pub fn session(dice: &mut Dice) -> Session {
    let mut head: Head = dice.any();
    head.id = SessionId::new(Code::from_bits(1));
    let mut session = Session::new(head);
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Session) {
        for _ in 0..dice.below(dice.size / 2 + 2) {
            session.put(item(dice, *kind));
        }
    }
    session
}

/// Makes another state of an item: some of its fields are those of `other`, an item of its kind.
pub fn edited(dice: &mut Dice, before: &Item) -> Item {
    let reference = before.reference();
    let other = item(dice, before.kind());
    let mut after = before.clone();
    let fields = field_values(&other);
    let chosen: BTreeSet<usize> = (0..dice.below(3) + 1).map(|_| dice.below(fields.len() as u64) as usize).collect();
    for (name, value) in chosen.into_iter().map(|index| &fields[index]) {
        // nobody edits what only grows: it is erasing's
        if !["id", "created", "changed", "gone", "epoch", "erased"].contains(&name.as_str()) {
            // a value of an enum stands without quotation marks
            if after.put(&[name], value).is_err() {
                after.put(&[name], value.trim_matches('"')).ok();
            }
        }
    }
    assert_eq!(after.reference(), reference);
    after
}

/// Returns an item's fields that are not at their default, as RON.
fn field_values(item: &Item) -> Vec<(String, String)> {
    let json = serde_json::to_value(item).unwrap();
    let fields = json.as_object().unwrap().values().next().unwrap().as_object().unwrap().clone();
    let simple = fields.into_iter().filter_map(|(name, value)| {
        let text = match value {
            serde_json::Value::String(text) => proximo::domain::field::to_ron(&text),
            serde_json::Value::Bool(value) => value.to_string(),
            serde_json::Value::Number(value) => value.to_string(),
            serde_json::Value::Array(values) => {
                let texts: Option<Vec<&str>> = values.iter().map(serde_json::Value::as_str).collect();
                proximo::domain::field::to_ron(&texts?)
            }
            serde_json::Value::Null | serde_json::Value::Object(_) => return None,
        };
        Some((name, text))
    });
    simple.collect()
}

prop_compose! {
    /// Any session.
    pub fn any_session()(seed in any::<u64>(), size in 0_u64..10) -> Session {
        session(&mut Dice::new(seed, size))
    }
}

prop_compose! {
    /// Dice.
    pub fn any_dice()(seed in any::<u64>(), size in 0_u64..8) -> (u64, u64) {
        (seed, size)
    }
}

/// Puts texts into a session that no file should hold.
pub fn soil(dice: &mut Dice, session: &mut Session) {
    let mut head = session.session.as_ref().clone();
    head.title = format!("prima{}dopo", SOILED[dice.below(SOILED.len() as u64) as usize]);
    session.put(Item::Session(Arc::new(head)));
}

/// Fails with the lines of their files that differ, where two sessions are not the same.
pub fn same(one: &Session, other: &Session) -> Result<(), TestCaseError> {
    if one == other {
        return Ok(());
    }
    let (one, other) = (proximo::store::write_text(one), proximo::store::write_text(other));
    let lines = one.lines().zip(other.lines()).enumerate().filter(|(_, (one, other))| one != other).take(4);
    let lines: Vec<String> = lines.map(|(number, (one, other))| format!("{}: {one} | {other}", number + 1)).collect();
    Err(TestCaseError::fail(format!("{}\nlengths {} and {}", lines.join("\n"), one.len(), other.len())))
}
