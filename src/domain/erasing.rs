//! Owns erasing for good: what goes with a person or an item, and a session without it. Where removing leaves a tombstone
//! that can be taken back, this leaves an id alone, so that no older copy brings the words back.
//! Never touches a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::Highest;
use super::fold::key;
use super::id::ParticipantId;
use super::item::{Item, ItemRef, Kind};
use super::session::Session;
use super::value::{NoteKind, Owner, Speaker};

/// What is put in place of the words of an option that was somebody's.
pub const GONE: &str = "—";

/// What goes, and what loses a mention of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// What the session is called.
    pub session: String,
    /// The codes of the people who are erased: one, in as many ways as it was written.
    pub codes: BTreeSet<String>,
    /// The people who are erased: several where one code was given twice.
    pub people: BTreeSet<ParticipantId>,
    /// What goes whole, tombstones and conflicts among it.
    pub items: Vec<Item>,
    /// What stays and loses a reference to it.
    pub touched: Vec<ItemRef>,
    /// What stays and names the person's code in its words: for a person to look at.
    pub naming: Vec<ItemRef>,
}

/// Finds who or what is meant: a code (`YAG-03`, also `yag3`), or an item's id. A code that was given twice means all who
/// have it, also those who were removed. Nothing where there is no such thing, or nothing is named.
pub fn find(session: &Session, named: &str) -> Vec<ItemRef> {
    let by_code = session.participants.all().filter(|person| same_code(&person.code, named));
    let by_code: Vec<ItemRef> = by_code.map(|person| ItemRef::Participant(person.id)).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    let by_id = named.trim().parse::<ItemRef>().ok().filter(|item| item.kind() != Kind::Session);
    by_id.filter(|item| session.get(*item).is_some()).into_iter().collect()
}

/// Tells whether a text names anything at all: without a letter or a digit it would be every empty code.
pub fn names_something(named: &str) -> bool {
    !key(named).is_empty()
}

/// Tells whether two codes are one: `YAG-03`, `yag3`.
fn same_code(one: &str, other: &str) -> bool {
    let plain = |code: &str| {
        let code = key(code);
        let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = &code[letters.len()..];
        let shortest = number.trim_start_matches('0');
        let shortest = if shortest.is_empty() { number.get(..1).unwrap_or_default() } else { shortest };
        (letters.to_owned(), shortest.to_owned())
    };
    names_something(other) && plain(one) == plain(other)
}

/// Returns what goes with these items; with a participant, everything that they said alone.
pub fn plan(session: &Session, targets: &[ItemRef]) -> Plan {
    let mut gone: BTreeSet<ItemRef> = targets.iter().copied().collect();
    let people: BTreeSet<ParticipantId> = session.participants.all().map(|person| person.id).collect();
    let people: BTreeSet<ParticipantId> = people.into_iter().filter(|id| gone.contains(&(*id).into())).collect();
    gone.extend(session.items().filter(|item| is_theirs(item, &people)).map(|item| item.reference()));
    let conflicts: Vec<ItemRef> = session
        .conflicts
        .all()
        .filter(|conflict| {
            let named =
                |id: &ItemRef| conflict.kept.contains(&id.to_string()) || conflict.other.contains(&id.to_string());
            conflict.item.is_some_and(|item| gone.contains(&item)) || gone.iter().any(named)
        })
        .map(|conflict| ItemRef::Conflict(conflict.id))
        .collect();
    gone.extend(conflicts);
    let stays = |item: &Item| !gone.contains(&item.reference());
    let touched = session.items().filter(stays).filter(|item| cleared(item, &gone) != *item);
    let codes =
        people.iter().filter_map(|id| session.participants.get(*id)).map(|person| person.code.trim().to_owned());
    let codes: BTreeSet<String> = codes.filter(|code| !code.is_empty()).collect();
    let naming = |item: &Item| {
        let text = if codes.is_empty() { String::new() } else { format!("{item:?}").to_lowercase() };
        codes.iter().any(|code| text.contains(&code.to_lowercase()))
    };
    Plan {
        session: session.session.title.clone(),
        people,
        items: gone.iter().filter_map(|reference| session.get(*reference)).collect(),
        touched: touched.map(|item| item.reference()).collect(),
        naming: session.items().filter(stays).filter(naming).map(|item| item.reference()).collect(),
        codes,
    }
}

/// Tells whether an item holds what one of these people alone said.
fn is_theirs(item: &Item, people: &BTreeSet<ParticipantId>) -> bool {
    match item {
        Item::Voice(voice) => matches!(&voice.from, Speaker::Person(id) if people.contains(id)),
        Item::Note(note) => {
            let about = |about: &ItemRef| if let ItemRef::Participant(id) = about { Some(*id) } else { None };
            let mut about = note.about.iter().filter_map(about).peekable();
            note.kind == NoteKind::Quote && about.peek().is_some() && about.all(|id| people.contains(&id))
        }
        Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Practice(_)
        | Item::Sketch(_)
        | Item::Poll(_)
        | Item::Decision(_)
        | Item::Action(_)
        | Item::Conflict(_) => false,
    }
}

impl Plan {
    /// Returns the ids of what goes.
    pub fn ids(&self) -> BTreeSet<ItemRef> {
        self.items.iter().map(Item::reference).collect()
    }
}

/// Returns the session without what goes, under a new epoch, with the ids of what went.
pub fn without(session: &Session, plan: &Plan) -> Session {
    let mut after = forget(session, &plan.ids());
    let head = Arc::make_mut(&mut after.session);
    head.epoch = Highest(head.epoch.0.saturating_add(1));
    after
}

/// Returns a session without those items and without a mention of them, whatever copy of it this is.
/// What is untouched by that is shared with the session it comes from.
pub fn forget(session: &Session, erased: &BTreeSet<ItemRef>) -> Session {
    let mut after = session.clone();
    if erased.is_empty() {
        return after;
    }
    for reference in erased {
        after.take_out(*reference);
    }
    let cleared = |item: Item| Some(cleared(&item, erased)).filter(|cleared| *cleared != item);
    let mentions: Vec<Item> = after.items().filter_map(cleared).collect();
    mentions.into_iter().for_each(|item| after.put(item));
    Arc::make_mut(&mut after.session).erased.extend(erased.iter().copied());
    after
}

/// Tells whether something was erased for good from one session that the other does not know of.
pub fn is_from_before(session: &Session, other: &Session) -> bool {
    let (head, other) = (&session.session, &other.session);
    head.epoch < other.epoch || !other.erased.is_subset(&head.erased)
}

/// Returns an item without references to those.
pub(super) fn cleared(item: &Item, erased: &BTreeSet<ItemRef>) -> Item {
    let is_gone = |item: ItemRef| erased.contains(&item);
    let owner = |owner: &mut Option<Owner>| {
        if matches!(owner, Some(Owner::Participant(id)) if is_gone((*id).into())) {
            *owner = None;
        }
    };
    let mut item = item.clone();
    match &mut item {
        Item::Session(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => {}
        Item::Step(step) => {
            let step = Arc::make_mut(step);
            step.spoken.retain(|id| !is_gone((*id).into()));
            for focus in step.focus.values_mut() {
                focus.speaker = focus.speaker.filter(|id| !is_gone((*id).into()));
                focus.practice = focus.practice.filter(|id| !is_gone((*id).into()));
            }
        }
        Item::Practice(practice) => Arc::make_mut(practice).told_by.retain(|id| !is_gone((*id).into())),
        Item::Sketch(sketch) => {
            let sketch = Arc::make_mut(sketch);
            sketch.practices.retain(|id| !is_gone((*id).into()));
            sketch.voices.retain(|id| !is_gone((*id).into()));
        }
        Item::Voice(voice) => {
            let voice = Arc::make_mut(voice);
            voice.about.retain(|item| !is_gone(*item));
            owner(&mut voice.answer_owner);
        }
        Item::Poll(poll) => {
            let poll = Arc::make_mut(poll);
            poll.about.retain(|item| !is_gone(*item));
            let frozen = poll.rounds.values_mut().flat_map(|round| round.options.values_mut());
            for option in poll.options.values_mut().chain(frozen) {
                if option.item.is_some_and(is_gone) {
                    option.item = None;
                    GONE.clone_into(&mut option.text);
                }
            }
        }
        Item::Decision(decision) => {
            let decision = Arc::make_mut(decision);
            decision.poll = decision.poll.filter(|id| !is_gone((*id).into()));
            decision.about.retain(|item| !is_gone(*item));
        }
        Item::Action(action) => {
            let action = Arc::make_mut(action);
            action.about.retain(|item| !is_gone(*item));
            owner(&mut action.who);
        }
        Item::Note(note) => Arc::make_mut(note).about.retain(|item| !is_gone(*item)),
    }
    item
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, PracticeId, SketchId, TypedId, VoiceId};
    use super::super::item::{ActionItem, Head, Note, Participant, Practice, Record, Sketch, Voice};
    use super::*;

    fn session() -> (Session, ParticipantId, VoiceId) {
        let mut session = Session::default();
        let (person, other) = (ParticipantId::new(Code::from_bits(1)), ParticipantId::new(Code::from_bits(2)));
        let voice = VoiceId::new(Code::from_bits(3));
        for (id, code) in [(person, "YAG-03"), (other, "YAG-04")] {
            session.put(Participant { id, code: code.into(), ..Participant::default() }.into_item());
        }
        let text = "Una frase che non deve restare".to_owned();
        session.put(Voice { id: voice, text, from: Speaker::Person(person), ..Voice::default() }.into_item());
        let practice = PracticeId::new(Code::from_bits(4));
        let told_by = [person, other].into_iter().collect();
        session
            .put(Practice { id: practice, name: "Detto da YAG-03".into(), told_by, ..Practice::default() }.into_item());
        let voices = [voice].into_iter().collect();
        session.put(Sketch { id: SketchId::new(Code::from_bits(5)), voices, ..Sketch::default() }.into_item());
        let who = Some(Owner::Participant(person));
        session.put(ActionItem { id: TypedId::new(Code::from_bits(6)), who, ..ActionItem::default() }.into_item());
        (session, person, voice)
    }

    #[test]
    fn a_code_means_all_who_have_it_and_nothing_means_nobody() {
        let (mut session, person, voice) = session();
        let again = ParticipantId::new(Code::from_bits(7));
        let nameless = ParticipantId::new(Code::from_bits(8));
        session.put(Participant { id: again, code: "yag 3".into(), gone: true, ..Participant::default() }.into_item());
        session.put(Participant { id: nameless, ..Participant::default() }.into_item());
        session.put(Item::Session(Arc::new(Head { id: TypedId::new(Code::from_bits(9)), ..Head::default() })));
        assert_eq!(find(&session, "YAG-03"), [person.into(), again.into()]);
        assert_eq!(find(&session, &voice.to_string()), [voice.into()]);
        for nothing in ["", " - ", "0", "YAG", "YAG-00", "YAG-30", &session.id().to_string()] {
            assert_eq!(find(&session, nothing), [], "{nothing:?}");
        }
        // a quote of both is theirs alone, one that is about somebody else too is not
        let about = |others: &[ParticipantId]| others.iter().map(|id| ItemRef::from(*id)).collect();
        let note = |id: u64, who: &[ParticipantId]| Note {
            id: TypedId::new(Code::from_bits(id)),
            kind: NoteKind::Quote,
            about: about(who),
            ..Note::default()
        };
        session.put(note(10, &[person, again]).into_item());
        session.put(note(11, &[person, nameless]).into_item());
        let plan = plan(&session, &[person.into(), again.into()]);
        assert_eq!(plan.codes, ["YAG-03", "yag 3"].map(str::to_owned).into());
        assert_eq!(plan.ids().iter().filter(|item| item.kind() == Kind::Note).count(), 1);
    }

    #[test]
    fn a_person_goes_with_what_they_said_and_the_rest_loses_the_mention() {
        let (before, person, voice) = session();
        assert_eq!(find(&before, "yag3"), [person.into()]);
        let plan = plan(&before, &[person.into()]);
        assert_eq!(plan.ids(), BTreeSet::from([person.into(), voice.into()]));
        assert_eq!((plan.touched.len(), plan.naming.len()), (3, 1));
        let after = without(&before, &plan);
        let text = format!("{after:?}");
        assert!(!text.contains("non deve restare"));
        let ids: Vec<_> = after.session.erased.iter().copied().collect();
        assert_eq!((ids.len(), after.session.epoch.0, after.items().count()), (2, 1, before.items().count() - 2));
        // an older copy, put together with this one, brings nothing back
        assert_eq!(forget(&before, &after.session.erased).voices.count(), 0);
    }
}
