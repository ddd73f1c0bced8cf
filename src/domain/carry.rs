//! Owns what one session leaves to the next: actions still open and voices still owed an answer, and the changes that
//! take them along. What is taken along keeps its id and says where it was first taken down, so that a merge knows it
//! for one thing and never counts it twice. Never reads a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::Edit;
use super::field::Set;
use super::fold::key;
use super::id::{ParticipantId, SessionId};
use super::item::{ActionItem, Item, ItemRef, Participant, Voice};
use super::session::Session;
use super::time::{Day, Moment};
use super::value::{ActionState, Created, MayGoTo, Outcome, Owner, Speaker};

/// What can be left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Thing {
    /// An action to be done.
    Action(Arc<ActionItem>),
    /// A voice to be answered.
    Voice(Arc<Voice>),
}

impl Thing {
    /// Returns its reference, the same wherever it is taken along.
    pub fn reference(&self) -> ItemRef {
        match self {
            Self::Action(action) => ItemRef::Action(action.id),
            Self::Voice(voice) => ItemRef::Voice(voice.id),
        }
    }

    /// Returns it as an item.
    pub fn item(&self) -> Item {
        match self {
            Self::Action(action) => Item::Action(action.clone()),
            Self::Voice(voice) => Item::Voice(voice.clone()),
        }
    }

    /// Returns its words.
    pub fn words(&self) -> &str {
        match self {
            Self::Action(action) => &action.what,
            Self::Voice(voice) => &voice.text,
        }
    }

    /// Tells whether something is still to be done about it.
    pub fn is_left(&self) -> bool {
        match self {
            Self::Action(action) => is_open(action),
            Self::Voice(voice) => is_owed(voice),
        }
    }

    fn first_noted_in(&self) -> Option<SessionId> {
        match self {
            Self::Action(action) => action.first_noted_in,
            Self::Voice(voice) => voice.first_noted_in,
        }
    }

    fn owner(&self) -> Option<&Owner> {
        match self {
            Self::Action(action) => action.who.as_ref(),
            Self::Voice(voice) => voice.answer_owner.as_ref(),
        }
    }
}

/// Something that a session leaves to the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// The action or the voice, as the session that spoke of it last has it.
    pub thing: Thing,
    /// The session that it was first taken down in.
    pub first: SessionId,
    /// The title of the session that has it.
    pub title: String,
    /// When that session took place.
    pub date: Option<Day>,
    /// Who is to do it, or to answer: the participant there, where it is one.
    pub owner: Option<Arc<Participant>>,
    /// Whose voice it is, where it is a participant's.
    pub from: Option<Arc<Participant>>,
}

impl Left {
    /// Returns by when it is due: an action's day, or until when a voice is being considered.
    pub fn due(&self) -> Option<Day> {
        match &self.thing {
            Thing::Action(action) => action.due,
            Thing::Voice(voice) => match voice.outcome {
                Some(Outcome::UnderReview(until)) => Some(until),
                Some(Outcome::Accepted | Outcome::PartlyAccepted | Outcome::NotAccepted | Outcome::Thanked) | None => {
                    None
                }
            },
        }
    }

    /// Tells whether it was due before that day.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.due().is_some_and(|due| due < today)
    }

    /// Tells whether it is an action; else it is a voice.
    pub fn is_action(&self) -> bool {
        matches!(self.thing, Thing::Action(_))
    }

    /// Returns who is to do it or to answer, in words; empty where nobody is named.
    pub fn who(&self) -> &str {
        match (&self.owner, self.thing.owner()) {
            (Some(person), _) => &person.code,
            (None, Some(Owner::Named(name))) => name,
            (None, Some(Owner::Participant(_)) | None) => "",
        }
    }
}

/// Tells whether an action is still to be done.
pub fn is_open(action: &ActionItem) -> bool {
    match action.state {
        ActionState::Open | ActionState::Doing => true,
        ActionState::Done | ActionState::Dropped => false,
    }
}

/// Tells whether a voice is still owed an answer: none yet, or one that was put off.
pub fn is_owed(voice: &Voice) -> bool {
    match voice.outcome {
        None | Some(Outcome::UnderReview(_)) => true,
        Some(Outcome::Accepted | Outcome::PartlyAccepted | Outcome::NotAccepted | Outcome::Thanked) => false,
    }
}

/// Returns what sessions leave open, with the place of the session that speaks of it last, each thing once however
/// many sessions took it along: actions before voices, those overdue first, then by day, those without a day last.
pub fn left_by<'a>(sessions: impl IntoIterator<Item = &'a Session>, today: Day) -> Vec<(usize, Left)> {
    // of two that nobody touched since, the copy is the one that people work on
    type Last = ((Moment, bool, Option<Day>), usize, Left);
    let mut last: BTreeMap<(SessionId, ItemRef), Last> = BTreeMap::new();
    for (place, session) in sessions.into_iter().enumerate() {
        let actions = session.actions.live().cloned().map(Thing::Action);
        for thing in actions.chain(session.voices.live().cloned().map(Thing::Voice)) {
            let first = thing.first_noted_in().unwrap_or(session.id());
            let rank = (touched(&thing.item()), first != session.id(), session.session.date);
            let entry = (first, thing.reference());
            if last.get(&entry).is_none_or(|(known, ..)| rank > *known) {
                last.insert(entry, (rank, place, left(thing, first, session)));
            }
        }
    }
    let places = last.into_values().map(|(_, place, left)| (place, left));
    let mut list: Vec<(usize, Left)> = places.filter(|(_, left)| left.thing.is_left()).collect();
    list.sort_by_cached_key(|(_, left)| {
        let (due, day) = (left.due(), left.date);
        (!left.is_action(), !left.is_overdue(today), due.is_none(), due, day, left.thing.reference())
    });
    list
}

/// Returns when an item was last touched.
pub fn touched(item: &Item) -> Moment {
    item.changed().map_or(item.created().at, |stamp| stamp.at)
}

fn left(thing: Thing, first: SessionId, session: &Session) -> Left {
    let person = |id: ParticipantId| session.participants.get(id).cloned();
    let owner = match thing.owner() {
        Some(Owner::Participant(id)) => person(*id),
        Some(Owner::Named(_)) | None => None,
    };
    let from = match &thing {
        Thing::Voice(voice) => match voice.from {
            Speaker::Person(id) => person(id),
            Speaker::Someone | Speaker::TheGroup { .. } => None,
        },
        Thing::Action(_) => None,
    };
    Left { thing, first, title: session.session.title.clone(), date: session.session.date, owner, from }
}

/// Tells whether a session has that thing already, taken along before or its own.
pub fn has(session: &Session, left: &Left) -> bool {
    session.id() == left.first || session.has_live(left.thing.reference())
}

/// Returns the changes that take these along into a session: the same ids, the day and the person of their first
/// taking, links where they resolve. Who is named by a participant of the other session is found here by code, group
/// and organisation, else named in words; a voice whose person is not here is *someone's* and stays with the team.
pub fn take_along<'a>(session: &Session, lefts: impl IntoIterator<Item = &'a Left>) -> Vec<Edit> {
    let lefts: Vec<&Left> = lefts.into_iter().filter(|left| !has(session, left)).collect();
    let coming: Vec<ItemRef> = lefts.iter().map(|left| left.thing.reference()).collect();
    let resolves = |item: &ItemRef| session.has_live(*item) || coming.contains(item);
    lefts.iter().map(|left| Edit::take(copied(session, left, &resolves))).collect()
}

fn copied(session: &Session, left: &Left, resolves: &dyn Fn(&ItemRef) -> bool) -> Item {
    let about = |links: &Set<ItemRef>| links.iter().copied().filter(resolves).collect();
    let there = left.owner.as_deref();
    match &left.thing {
        Thing::Action(action) => {
            let mut copy = ActionItem { first_noted_in: Some(left.first), ..action.as_ref().clone() };
            copy.created = Created { step: None, table: None, ..copy.created };
            copy.about = about(&action.about);
            if let Some(there) = there.filter(|_| copy.organisation.is_empty()) {
                copy.organisation.clone_from(&there.organisation);
            }
            copy.who = owner_here(session, action.who.as_ref(), there);
            Item::Action(Arc::new(copy))
        }
        Thing::Voice(voice) => {
            let mut copy = Voice { first_noted_in: Some(left.first), ..voice.as_ref().clone() };
            copy.created = Created { step: None, table: None, ..copy.created };
            copy.about = about(&voice.about);
            copy.answer_owner = owner_here(session, voice.answer_owner.as_ref(), there);
            if let Speaker::Person(_) = voice.from {
                match left.from.as_deref().and_then(|person| same(session, person)) {
                    Some(here) => copy.from = Speaker::Person(here.id),
                    None => {
                        copy.from = Speaker::Someone;
                        // their consent is not known here, so that the words go no further than the team
                        copy.may_go_to = MayGoTo::Team;
                    }
                }
            }
            Item::Voice(Arc::new(copy))
        }
    }
}

/// Returns an owner as a session can name them: its own participant where they are the same, else their code.
pub fn owner_here(session: &Session, named: Option<&Owner>, there: Option<&Participant>) -> Option<Owner> {
    match (named, there) {
        (Some(Owner::Named(name)), _) => Some(Owner::Named(name.clone())),
        (Some(Owner::Participant(_)), Some(there)) => Some(match same(session, there) {
            Some(here) => Owner::Participant(here.id),
            None => Owner::Named(there.code.clone()),
        }),
        (Some(Owner::Participant(_)), None) | (None, _) => None,
    }
}

/// Returns the participant who is the same as one of another session, as far as codes can tell.
fn same<'a>(session: &'a Session, there: &Participant) -> Option<&'a Arc<Participant>> {
    session.participants.live().find(|here| {
        key(&here.code) == key(&there.code)
            && here.group == there.group
            && key(&here.organisation) == key(&there.organisation)
    })
}

/// Returns a voice with the answer that a later copy of it has; its words, its person and how far they may go stay.
pub fn with_answer(first: &Voice, later: &Voice, owner: Option<Owner>) -> Voice {
    Voice {
        outcome: later.outcome,
        reason: later.reason.clone(),
        answer_owner: owner,
        answered_on: later.answered_on,
        told_back_on: later.told_back_on,
        told_back_how: later.told_back_how.clone(),
        reply: later.reply.clone(),
        ..first.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::change::{Change, apply};
    use super::super::id::{Code, TypedId};
    use super::super::item::Head;
    use super::super::value::{Group, Stamp};
    use super::*;

    fn session(number: u64, date: &str) -> Session {
        let head = Head { id: SessionId::new(Code::from_bits(number)), date: date.parse().ok(), ..Head::default() };
        Session::new(Head { title: format!("Tavolo {number}"), ..head })
    }

    fn person(number: u64, code: &str, organisation: &str) -> Participant {
        Participant {
            id: ParticipantId::new(Code::from_bits(number)),
            code: code.into(),
            group: Some(Group::Operator),
            organisation: organisation.into(),
            ..Participant::default()
        }
    }

    fn action(number: u64, what: &str, due: &str, state: ActionState, who: Option<Owner>) -> ActionItem {
        let id = TypedId::new(Code::from_bits(number));
        ActionItem { id, what: what.into(), due: due.parse().ok(), state, who, ..ActionItem::default() }
    }

    fn one() -> Session {
        let mut session = session(1, "2026-03-12");
        let op = person(101, "OP-04", "CAG");
        session.put(Item::Participant(Arc::new(op.clone())));
        for action in [
            action(1, "Chiamare", "2026-04-01", ActionState::Open, Some(Owner::Participant(op.id))),
            action(2, "Scrivere", "", ActionState::Doing, None),
            action(3, "Fatta", "2026-03-20", ActionState::Done, None),
            action(4, "Chiedere", "2026-03-15", ActionState::Open, Some(Owner::Named("Marco".into()))),
        ] {
            session.put(Item::Action(Arc::new(action)));
        }
        let voices = [(1, None, Speaker::Person(op.id)), (2, Some(Outcome::Accepted), Speaker::Someone)];
        for (number, outcome, from) in voices {
            let id = TypedId::new(Code::from_bits(number));
            let voice = Voice { id, outcome, from, may_go_to: MayGoTo::Partners, ..Voice::default() };
            session.put(Item::Voice(Arc::new(voice)));
        }
        session
    }

    fn names(list: &[(usize, Left)]) -> Vec<String> {
        let name = |(_, left): &(usize, Left)| format!("{} {}", left.thing.reference().kind().key(), left.who());
        list.iter().map(name).collect()
    }

    const TODAY: &str = "2026-03-20";

    fn today() -> Day {
        TODAY.parse().unwrap()
    }

    #[test]
    fn what_is_left_comes_overdue_first_and_done_is_not_among_it() {
        let list = left_by([&one()], today());
        assert_eq!(names(&list), ["action Marco", "action OP-04", "action ", "voice "]);
        assert!(list[0].1.is_overdue(today()) && !list[1].1.is_overdue(today()));
    }

    #[test]
    fn what_is_taken_along_is_one_thing_and_its_newest_state_counts() {
        let first = one();
        let mut second = session(2, "2026-04-12");
        second.put(Item::Participant(Arc::new(person(201, "op04", "CAG"))));
        let lefts: Vec<Left> = left_by([&first], today()).into_iter().map(|(_, left)| left).collect();
        let edits = take_along(&second, &lefts);
        assert_eq!(edits.len(), 4);
        let (mut second, _) = apply(&second, &Change::new(Moment::default(), "", edits)).unwrap();
        assert!(take_along(&second, &lefts).is_empty(), "nothing is taken twice");
        let who = second.actions.all().find(|action| action.what == "Chiamare").unwrap();
        assert_eq!(who.who, Some(Owner::Participant(person(201, "", "").id)));
        assert_eq!(who.first_noted_in, Some(first.id()));
        assert_eq!(left_by([&first, &second], today()).len(), 4);

        // done at the second table, it is open nowhere
        let mut done = who.as_ref().clone();
        done.state = ActionState::Done;
        let at = Moment::default().plus_millis(60_000);
        let item = Item::Action(Arc::new(done)).with_changed(Stamp { at, by: String::new() });
        second.put(item);
        for both in [[&first, &second], [&second, &first]] {
            assert_eq!(left_by(both, today()).len(), 3);
        }
    }

    #[test]
    fn a_voice_whose_person_is_not_here_stays_with_the_team() {
        let first = one();
        let lefts: Vec<Left> = left_by([&first], today()).into_iter().map(|(_, left)| left).collect();
        let edits = take_along(&session(2, ""), lefts.iter().filter(|left| !left.is_action()));
        let Some(Item::Voice(voice)) = &edits[0].after else { panic!("{edits:?}") };
        assert_eq!((&voice.from, voice.may_go_to), (&Speaker::Someone, MayGoTo::Team));
    }
}
