//! Owns the items a session is made of, and what is the same for all of them: id, who took it down, tombstone.
//! Never how they change (`change`) or what is wrong with them (`check`).

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::field::{Clash, Field, Grown, Highest, Map, PutError, Set, Trail, leaf, text_key};
use super::id::{
    ActionId, Code, ConflictId, DecisionId, IdError, NoteId, OptionId, ParticipantId, PollId, PracticeId, SessionId,
    SketchId, StepId, TableId, TypedId, VoiceId, text_serde,
};
use super::poll::{ConsensusRule, Method, PollOption, Round, RoundNo};
use super::recording::{dispatch, fields, records};
use super::time::{Day, Moment};
use super::value::{
    ActionState, Activity, Allows, Channel, Created, Difficulty, Epic, EvidenceLevel, Focus, Group, Level, MayGoTo,
    NoteKind, Outcome, Owner, PracticeStatus, Seat, Seating, SessionState, Shown, Speaker, Stamp, VoiceKind,
    WorkPackage,
};

/// Tells whether a value is what a new item has, so that files need not say it.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What every kind of item has.
pub trait Record:
    Field
    + Default
    + fmt::Debug
    + Serialize
    + de::DeserializeOwned
    + autosurgeon::Reconcile
    + autosurgeon::Hydrate
    + Send
    + Sync
    + 'static
{
    /// Its typed id.
    type Id: TypedId;
    /// Its kind.
    const KIND: Kind;

    /// Returns the id.
    fn id(&self) -> Self::Id;
    /// Returns who took it down, and when.
    fn created(&self) -> &Created;
    /// Returns the last change, or `None` where it never changed.
    fn changed(&self) -> Option<&Stamp>;
    /// Tells whether it was removed: a tombstone.
    fn gone(&self) -> bool;
    /// Returns what stands before the moment of creation in the order of a list: the agenda's order key, else 0.
    fn rank(&self) -> i64 {
        0
    }
    /// Gives it an id and a creation.
    fn found(&mut self, id: Self::Id, created: Created);
    /// Notes the last change.
    fn set_changed(&mut self, stamp: Stamp);
    /// Wraps it as an item.
    fn into_item(self) -> Item;
    /// Unwraps an item of this kind.
    fn from_item(item: &Item) -> Option<&Arc<Self>>;
}

dispatch! {
    ($)
    Session Head;
    Step Step;
    Table Table;
    Participant Participant;
    Practice Practice;
    Sketch Sketch;
    Voice Voice;
    Poll Poll;
    Decision Decision;
    Action ActionItem;
    Note Note;
    Conflict Conflict;
}

records! {
    /// What is true of the session as a whole.
    Session as Head (SessionId, "session") {
        /// What it is called*.
        title: String,
        /// Which work package it belongs to.
        work_package: WorkPackage,
        /// When it takes place*.
        date: Option<Day>,
        /// Where.
        place: String,
        /// What it wants to reach.
        aim: String,
        /// Prepared, running or closed.
        state: SessionState,
        /// Who leads it.
        facilitators: Set<String>,
        /// Who takes down.
        note_takers: Set<String>,
        /// Whom to call when harm is disclosed.
        safeguarding_contact: String,
        /// When they were called: only that.
        safeguarding_calls: Set<Moment>,
        /// The consensus rule a new poll begins with.
        consensus_rule: ConsensusRule,
        /// Heads counted by group, in place of registration.
        head_counts: Map<Group, u32>,
        /// When the day is to end: fixed when its first step begins, and moved afterwards on purpose alone.
        ends: Option<Moment>,
        /// How often it was begun anew by erasing for good.
        epoch: Highest,
        /// What was erased for good: ids alone, so that no older copy brings it back.
        erased: Grown<ItemRef>,
    }
    /// One timeboxed part of the agenda.
    Step (StepId, "step", rank = order) {
        /// Where it stands in the agenda: lower first.
        order: i64,
        /// What it is called*.
        title: String,
        /// What is done.
        activity: Activity,
        /// Everybody together or at tables.
        seating: Seating,
        /// What the room is asked.
        prompt: String,
        /// Planned minutes*.
        minutes: u32,
        /// Minutes added or taken away while it went on.
        extra_minutes: i32,
        /// When it began.
        started: Option<Moment>,
        /// When it ended.
        ended: Option<Moment>,
        /// Since when it is paused.
        paused: Option<Moment>,
        /// Seconds paused before.
        paused_seconds: u32,
        /// Left out.
        skipped: bool,
        /// Minutes each in a *giro*; 0 where it is none.
        giro_minutes: u32,
        /// Who has spoken in the giro.
        spoken: Set<ParticipantId>,
        /// Who is speaking, and about what, at each seat.
        focus: Map<Seat, Focus>,
    }
    /// Where a note-taker sits when the room splits.
    Table (TableId, "table") {
        /// What it is called*.
        name: String,
        /// What it is about.
        theme: String,
    }
    /// A code, a group, an organisation: never a name.
    Participant (ParticipantId, "participant") {
        /// `OP-04`, `YAG-03`*.
        code: String,
        /// Their stakeholder group*.
        group: Option<Group>,
        /// Where they come from.
        organisation: String,
        /// Where they sit.
        table: Option<TableId>,
        /// Whether they are in the room.
        present: bool,
        /// What their consent allows.
        allows: Allows,
    }
    /// Something that a service does, here or elsewhere, to reach young people.
    Practice (PracticeId, "practice") {
        /// What it is called*.
        name: String,
        /// Who does it.
        organisation: String,
        /// What it is an answer to, first of all*.
        difficulty: Option<Difficulty>,
        /// What else it is an answer to.
        other_difficulties: Set<Difficulty>,
        /// Whom it is for.
        for_whom: String,
        /// How it works.
        how: String,
        /// What helped.
        helped: String,
        /// What hindered.
        hindered: String,
        /// Where it is done.
        place: String,
        /// How far it reaches.
        level: Option<Level>,
        /// From when to when.
        period: String,
        /// Whether it still goes on.
        status: Option<PracticeStatus>,
        /// Which young people, more precisely.
        subgroup: String,
        /// Of which age.
        age: String,
        /// How it comes into contact.
        channels: Set<Channel>,
        /// Who provides it.
        provider: String,
        /// How often and how long.
        intensity: String,
        /// What it takes.
        resources: String,
        /// With whom.
        partners: Set<String>,
        /// How many were reached.
        reached: Option<u32>,
        /// How many of them were engaged.
        engaged: Option<u32>,
        /// How many of them were activated.
        activated: Option<u32>,
        /// How many of them are still in contact.
        in_contact: Option<u32>,
        /// On which day they were.
        in_contact_on: Option<Day>,
        /// What is known of its results.
        evidence: EvidenceLevel,
        /// Its EPIC grade.
        epic: Option<Epic>,
        /// What must be so for it to work in Municipio 7.
        transfer: String,
        /// Its tags.
        tags: Set<String>,
        /// Who told it.
        told_by: Set<ParticipantId>,
        /// Which organisation told it, where no person is named.
        told_by_organisation: String,
        /// Where it is documented.
        source: String,
    }
    /// What a co-design table is designing, before it is a strategy.
    Sketch (SketchId, "sketch") {
        /// What it is called*.
        title: String,
        /// What it is an answer to.
        difficulty: Option<Difficulty>,
        /// Whom it is for.
        for_whom: String,
        /// How it would work.
        how: String,
        /// Who would do it.
        who: String,
        /// What it would need.
        needs: String,
        /// What could go wrong.
        risks: String,
        /// The practices it is built on.
        practices: Set<PracticeId>,
        /// The voices it is built on.
        voices: Set<VoiceId>,
        /// The table that designs it.
        table: Option<TableId>,
        /// Its tags.
        tags: Set<String>,
    }
    /// What young people said, and what became of it.
    Voice (VoiceId, "voice") {
        /// What was said*.
        text: String,
        /// By whom.
        from: Speaker,
        /// What it is.
        kind: VoiceKind,
        /// What it is about.
        about: Set<ItemRef>,
        /// How far its words may go.
        may_go_to: MayGoTo,
        /// What became of it.
        outcome: Option<Outcome>,
        /// Why; for an experience, what it taught us.
        reason: String,
        /// Who answers for it.
        answer_owner: Option<Owner>,
        /// When it was answered.
        answered_on: Option<Day>,
        /// When it was told back.
        told_back_on: Option<Day>,
        /// How it was told back.
        told_back_how: String,
        /// What the young people said to that.
        reply: String,
        /// In which session it was first taken down, where not in this one.
        first_noted_in: Option<SessionId>,
        /// Its tags.
        tags: Set<String>,
        /// Let through to the room.
        shown: Shown,
    }
    /// A question with options.
    Poll (PollId, "poll") {
        /// What is asked*.
        question: String,
        /// How it is voted.
        method: Method,
        /// The consensus rule.
        rule: ConsensusRule,
        /// What can be voted for.
        options: Map<OptionId, PollOption>,
        /// Each time it was put.
        rounds: Map<RoundNo, Round>,
        /// What it is about.
        about: Set<ItemRef>,
        /// Its tags.
        tags: Set<String>,
    }
    /// What the table agreed.
    Decision (DecisionId, "decision") {
        /// What was agreed*.
        statement: String,
        /// Why.
        reason: String,
        /// On what vote.
        poll: Option<PollId>,
        /// Who did not agree, and why.
        dissent: String,
        /// What would change it.
        would_change: String,
        /// When it is looked at again.
        review_on: Option<Day>,
        /// What it is about.
        about: Set<ItemRef>,
        /// Its tags.
        tags: Set<String>,
    }
    /// Who does what by when.
    Action as ActionItem (ActionId, "action") {
        /// What is to be done*.
        what: String,
        /// Who does it*.
        who: Option<Owner>,
        /// For which organisation.
        organisation: String,
        /// By when*.
        due: Option<Day>,
        /// Where it is.
        state: ActionState,
        /// Why it was dropped.
        reason: String,
        /// What it is about.
        about: Set<ItemRef>,
        /// In which session it was first taken down, where not in this one.
        first_noted_in: Option<SessionId>,
        /// Its tags.
        tags: Set<String>,
    }
    /// Anything else.
    Note (NoteId, "note") {
        /// What was said*.
        text: String,
        /// What it is.
        kind: NoteKind,
        /// What it is about.
        about: Set<ItemRef>,
        /// For the team alone.
        private: bool,
        /// Its tags.
        tags: Set<String>,
        /// Let through to the room.
        shown: Shown,
    }
    /// Two values for one field, both kept until a person settles it.
    Conflict (ConflictId, "conflict") {
        /// Which item.
        item: Option<ItemRef>,
        /// Which field: `name`, or a path.
        field: String,
        /// The value that the item has, as RON.
        kept: String,
        /// The other value, as RON.
        other: String,
        /// Settled by a person.
        settled: bool,
    }
}

text_serde!(ItemRef);
leaf!(ItemRef, OptionId);
text_key!(ItemRef, ParticipantId, PracticeId, VoiceId, SketchId);

impl fmt::Debug for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ItemRef {
    /// Returns the item's key at the root of the history: `practice/pra_7k3m2qax`.
    pub fn root_key(self) -> String {
        format!("{}/{self}", self.kind().key())
    }

    /// Reads a key at the root of the history.
    pub fn from_root_key(key: &str) -> Option<Self> {
        let (kind, id) = key.split_once('/')?;
        id.parse::<Self>().ok().filter(|reference| reference.kind().key() == kind)
    }
}

/// An item's last change. Of two, the later one stands, and neither is a conflict.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LastChange(pub Option<Stamp>);

impl LastChange {
    /// Returns it, or `None` where nothing changed yet.
    pub fn get(&self) -> Option<&Stamp> {
        self.0.as_ref()
    }
}

impl Serialize for LastChange {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for LastChange {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Self)
    }
}

impl Field for LastChange {
    fn merge(_: &Self, after: &Self, current: &Self, _: &mut Trail) -> Self {
        Self(after.0.clone().max(current.0.clone()))
    }

    fn put(&mut self, _: &[&str], ron: &str) -> Result<(), PutError> {
        self.0 = super::field::from_ron(ron)?;
        Ok(())
    }
}

impl autosurgeon::Reconcile for LastChange {
    type Key<'a> = autosurgeon::reconcile::NoKey;
    fn reconcile<R: autosurgeon::Reconciler>(&self, reconciler: R) -> Result<(), R::Error> {
        self.0.reconcile(reconciler)
    }
}

impl autosurgeon::Hydrate for LastChange {
    fn hydrate_none() -> Result<Self, autosurgeon::HydrateError> {
        Ok(Self(None))
    }
    fn hydrate_string(text: &str) -> Result<Self, autosurgeon::HydrateError> {
        Stamp::hydrate_string(text).map(|stamp| Self(Some(stamp)))
    }
}

impl Item {
    /// Returns the kind.
    pub fn kind(&self) -> Kind {
        self.reference().kind()
    }

    /// Returns it with that creation.
    pub fn with_created(mut self, created: &Created) -> Self {
        with_record!(&mut self, record => Arc::make_mut(record).created = created.clone());
        self
    }
}
