//! Owns turning an item into another kind, its links kept, and what an item's own words are.
//! Never asks; the change that comes out can be undone like any other.

use std::sync::Arc;

use super::change::{Change, Edit};
use super::field::Set;
use super::id::{Code, ParticipantId, TypedId};
use super::item::{ActionItem, Decision, Item, ItemRef, Kind, Note, Poll, Practice, Sketch, Voice};
use super::poll::PollOption;
use super::quoting::{Withheld, withheld_from_partners};
use super::session::Session;
use super::value::{MayGoTo, NoteKind, Owner, RoundState, Speaker, Stamp};

/// The kinds that are taken down live, in the order of their keys.
pub const CAPTURED: &[Kind] =
    &[Kind::Practice, Kind::Sketch, Kind::Voice, Kind::Poll, Kind::Decision, Kind::Action, Kind::Note];

/// Returns the words that an item is known by: a practice's name, a voice's text, an action's what.
pub fn words_of(item: &Item) -> &str {
    match item {
        Item::Session(head) => &head.title,
        Item::Step(step) => &step.title,
        Item::Table(table) => &table.name,
        Item::Participant(participant) => &participant.code,
        Item::Practice(practice) => &practice.name,
        Item::Sketch(sketch) => &sketch.title,
        Item::Voice(voice) => &voice.text,
        Item::Poll(poll) => &poll.question,
        Item::Decision(decision) => &decision.statement,
        Item::Action(action) => &action.what,
        Item::Note(note) => &note.text,
        Item::Conflict(conflict) => &conflict.field,
    }
}

/// Returns the item with other words.
pub fn with_words(item: Item, words: &str) -> Item {
    let mut item = item;
    match &mut item {
        Item::Session(head) => Arc::make_mut(head).title = words.to_owned(),
        Item::Step(step) => Arc::make_mut(step).title = words.to_owned(),
        Item::Table(table) => Arc::make_mut(table).name = words.to_owned(),
        Item::Participant(participant) => Arc::make_mut(participant).code = words.to_owned(),
        Item::Practice(practice) => Arc::make_mut(practice).name = words.to_owned(),
        Item::Sketch(sketch) => Arc::make_mut(sketch).title = words.to_owned(),
        Item::Voice(voice) => Arc::make_mut(voice).text = words.to_owned(),
        Item::Poll(poll) => Arc::make_mut(poll).question = words.to_owned(),
        Item::Decision(decision) => Arc::make_mut(decision).statement = words.to_owned(),
        Item::Action(action) => Arc::make_mut(action).what = words.to_owned(),
        Item::Note(note) => Arc::make_mut(note).text = words.to_owned(),
        Item::Conflict(conflict) => Arc::make_mut(conflict).field = words.to_owned(),
    }
    item
}

/// Returns the tags of an item; none for kinds that carry none.
pub fn tags_of(item: &Item) -> Set<String> {
    match item {
        Item::Practice(practice) => practice.tags.clone(),
        Item::Sketch(sketch) => sketch.tags.clone(),
        Item::Voice(voice) => voice.tags.clone(),
        Item::Poll(poll) => poll.tags.clone(),
        Item::Decision(decision) => decision.tags.clone(),
        Item::Action(action) => action.tags.clone(),
        Item::Note(note) => note.tags.clone(),
        Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => Set::default(),
    }
}

/// Returns what an item is about or built on.
pub fn links_of(item: &Item) -> Set<ItemRef> {
    match item {
        Item::Sketch(sketch) => {
            let practices = sketch.practices.iter().map(|id| ItemRef::Practice(*id));
            practices.chain(sketch.voices.iter().map(|id| ItemRef::Voice(*id))).collect()
        }
        Item::Voice(voice) => voice.about.clone(),
        Item::Decision(decision) => decision.about.iter().copied().chain(decision.poll.map(ItemRef::Poll)).collect(),
        Item::Action(action) => action.about.clone(),
        Item::Note(note) => note.about.clone(),
        Item::Poll(poll) => {
            poll.options.values().filter_map(|option| option.item).chain(poll.about.iter().copied()).collect()
        }
        Item::Conflict(conflict) => conflict.item.into_iter().collect(),
        Item::Practice(_) | Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) => Set::default(),
    }
}

/// Tells whether an item may not become one of that kind: words that are withheld from the partners stay in a voice or
/// a note, for every other kind is read by all.
pub fn stays_inside(session: &Session, item: &Item, into: Kind) -> bool {
    match into {
        Kind::Voice | Kind::Note => false,
        Kind::Practice
        | Kind::Sketch
        | Kind::Poll
        | Kind::Decision
        | Kind::Action
        | Kind::Session
        | Kind::Step
        | Kind::Table
        | Kind::Participant
        | Kind::Conflict => match withheld_from_partners(item, session) {
            // a quotation that leads to no person gives nobody away once it is a practice
            Some(Withheld::NoConsent) => {
                item.kind() != Kind::Note || links_of(item).iter().any(|link| participant(link).is_some())
            }
            Some(Withheld::TeamOnly | Withheld::NotLetThrough) => true,
            // of every other kind a code is covered wherever it is read
            Some(Withheld::NamesACode) | None => false,
        },
    }
}

/// Tells whether a poll was ever put to the room: then it stays what it is, for people voted on it.
pub fn was_put(poll: &Poll) -> bool {
    poll.rounds.values().any(|round| {
        let untouched = round.opened.is_none() && round.counted.is_empty() && round.ballots.is_empty();
        round.state != RoundState::Prepared || !untouched
    })
}

/// Tells whether an item stays of its kind: a poll that was put to the room.
pub fn stays_as_it_is(item: &Item) -> bool {
    matches!(item, Item::Poll(poll) if was_put(poll))
}

/// Returns the item of another kind with the same words, tags and links; what has no place there is added to its
/// longest text field or left in the tombstone. How far a voice's or a note's words may go is kept.
/// Returns `None` where either kind is not one that is taken down live, the kind is the same, it [`stays_as_it_is`] or [`stays_inside`].
pub fn turned(session: &Session, item: &Item, into: Kind, code: Code) -> Option<Item> {
    let from = item.kind();
    if stays_as_it_is(item) {
        return None;
    }
    if from == into || !CAPTURED.contains(&from) || !CAPTURED.contains(&into) || stays_inside(session, item, into) {
        return None;
    }
    let mut new = with_words(Item::empty(into.with_code(code), item.created().clone()), words_of(item));
    let tags = tags_of(item);
    let links = links_of(item);
    let about = || links.clone();
    let (difficulty, for_whom, how) = match item {
        Item::Practice(practice) => (practice.difficulty, practice.for_whom.clone(), practice.how.clone()),
        Item::Sketch(sketch) => (sketch.difficulty, sketch.for_whom.clone(), sketch.how.clone()),
        Item::Decision(decision) => (None, String::new(), decision.reason.clone()),
        Item::Voice(voice) => (None, String::new(), voice.reason.clone()),
        Item::Action(action) => (None, String::new(), action.reason.clone()),
        Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Poll(_)
        | Item::Note(_)
        | Item::Conflict(_) => (None, String::new(), String::new()),
    };
    match &mut new {
        Item::Practice(new) => {
            let new: &mut Practice = Arc::make_mut(new);
            (new.tags, new.difficulty, new.for_whom, new.how) = (tags, difficulty, for_whom, how);
            if let Item::Action(action) = item {
                new.organisation = action.organisation.clone();
            }
        }
        Item::Sketch(new) => {
            let new: &mut Sketch = Arc::make_mut(new);
            (new.tags, new.difficulty, new.for_whom, new.how) = (tags, difficulty, for_whom, how);
            links.iter().for_each(|link| build_on(new, *link));
            if let Item::Practice(practice) = item {
                new.who = practice.organisation.clone();
                new.needs = practice.resources.clone();
            }
        }
        Item::Voice(new) => {
            let new: &mut Voice = Arc::make_mut(new);
            (new.tags, new.about) = (tags, about());
            // nobody has said yet that it may go beyond the team
            new.may_go_to = MayGoTo::Team;
            if let Item::Note(note) = item {
                new.shown = note.shown;
                let people: Vec<_> = note.about.iter().filter_map(participant).collect();
                if let (NoteKind::Quote, [person]) = (note.kind, people.as_slice()) {
                    new.from = Speaker::Person(*person);
                    new.about.remove(&ItemRef::Participant(*person));
                }
            }
        }
        Item::Poll(new) => {
            let new: &mut Poll = Arc::make_mut(new);
            (new.tags, new.about) = (tags, about());
        }
        Item::Decision(new) => {
            let new: &mut Decision = Arc::make_mut(new);
            (new.tags, new.about, new.reason) = (tags, about(), how);
            if let Item::Poll(poll) = item {
                new.poll = Some(poll.id);
            }
        }
        Item::Action(new) => {
            let new: &mut ActionItem = Arc::make_mut(new);
            (new.tags, new.about) = (tags, about());
            if let Item::Practice(practice) = item {
                new.organisation = practice.organisation.clone();
            }
        }
        Item::Note(new) => {
            let new: &mut Note = Arc::make_mut(new);
            (new.tags, new.about) = (tags, about());
            if !how.is_empty() {
                new.text = format!("{}\n{how}", new.text);
            }
            if let Item::Voice(voice) = item {
                new.kind = NoteKind::Quote;
                new.shown = voice.shown;
                // a note knows no *partners*: less than everybody is the team alone
                new.private = voice.may_go_to != MayGoTo::Public;
                if let Speaker::Person(person) = voice.from {
                    new.about.insert(ItemRef::Participant(person));
                }
            }
        }
        Item::Session(_) | Item::Step(_) | Item::Table(_) | Item::Participant(_) | Item::Conflict(_) => {}
    }
    Some(new)
}

fn participant(item: &ItemRef) -> Option<ParticipantId> {
    if let ItemRef::Participant(id) = item { Some(*id) } else { None }
}

/// Makes the change that turns an item into another kind: the new item, the old one's tombstone, and every
/// reference to the old one led to the new where its place allows that kind.
/// Returns `None` where it cannot be turned, as [`turned`] says.
pub fn turn(session: &Session, from: ItemRef, into: Kind, code: Code, stamp: Stamp) -> Option<Change> {
    let item = session.get(from).filter(|item| !item.gone())?;
    let new = turned(session, &item, into, code)?;
    let to = new.reference();
    let mut edits = vec![Edit::take(new), Edit::remove(item)];
    edits.extend(session.items().filter_map(|other| {
        let after = led_to(&other, from, to);
        (after != other).then(|| Edit::of(other, after))
    }));
    Some(Change { stamp, edits })
}

/// Returns an item whose references to `from` lead to `to`.
pub(super) fn led_to(item: &Item, from: ItemRef, to: ItemRef) -> Item {
    let lead = |about: &mut Set<ItemRef>| {
        if about.remove(&from) {
            about.insert(to);
        }
    };
    let mut item = item.clone();
    match &mut item {
        Item::Voice(voice) if voice.about.contains(&from) => lead(&mut Arc::make_mut(voice).about),
        Item::Decision(decision) => {
            if decision.about.contains(&from) {
                lead(&mut Arc::make_mut(decision).about);
            }
            if decision.poll.map(ItemRef::Poll) == Some(from) {
                let decision = Arc::make_mut(decision);
                decision.poll = if let ItemRef::Poll(id) = to { Some(id) } else { None };
                // what is no vote any more is what the decision is about
                decision.about.extend(Some(to).filter(|to| to.kind() != Kind::Poll));
            }
        }
        Item::Action(action) if action.about.contains(&from) => lead(&mut Arc::make_mut(action).about),
        Item::Note(note) if note.about.contains(&from) => lead(&mut Arc::make_mut(note).about),
        Item::Conflict(conflict) if conflict.item == Some(from) && to.kind() == from.kind() => {
            Arc::make_mut(conflict).item = Some(to);
        }
        Item::Conflict(conflict) if conflict.item == Some(from) && !conflict.settled => {
            // its field belongs to the old kind; the values stay readable in the tombstone
            Arc::make_mut(conflict).settled = true;
        }
        Item::Sketch(sketch) => {
            if links_of(&Item::Sketch(sketch.clone())).contains(&from) {
                let sketch = Arc::make_mut(sketch);
                sketch.practices.retain(|id| ItemRef::Practice(*id) != from);
                sketch.voices.retain(|id| ItemRef::Voice(*id) != from);
                build_on(sketch, to);
            }
        }
        Item::Poll(poll) if poll.about.contains(&from) || options_of(poll).any(|option| option.item == Some(from)) => {
            let put = was_put(poll);
            let poll = Arc::make_mut(poll);
            lead(&mut poll.about);
            let known = poll.options.values().any(|option| option.item == Some(to));
            if known && !put {
                // one thing is one option, as long as nobody voted
                poll.options.retain(|_, option| option.item != Some(from) || !option.text.is_empty());
            }
            let frozen = poll.rounds.values_mut().flat_map(|round| round.options.values_mut());
            for option in poll.options.values_mut().chain(frozen).filter(|option| option.item == Some(from)) {
                option.item = Some(to);
            }
        }
        Item::Step(step) => {
            if let (ItemRef::Practice(old), true) = (from, step.focus.values().any(|focus| focus.practice.is_some())) {
                let new = if let ItemRef::Practice(new) = to { Some(new) } else { None };
                for focus in Arc::make_mut(step).focus.values_mut().filter(|focus| focus.practice == Some(old)) {
                    focus.practice = new;
                }
            }
        }
        Item::Voice(_)
        | Item::Action(_)
        | Item::Note(_)
        | Item::Conflict(_)
        | Item::Poll(_)
        | Item::Session(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Practice(_) => {}
    }
    item
}

/// Returns the options of a poll, and those that were frozen when it was put.
fn options_of(poll: &Poll) -> impl Iterator<Item = &PollOption> {
    poll.options.values().chain(poll.rounds.values().flat_map(|round| round.options.values()))
}

/// Builds a sketch on a practice or a voice; on other kinds it cannot be built.
pub fn build_on(sketch: &mut Sketch, item: ItemRef) {
    if let ItemRef::Practice(id) = item {
        sketch.practices.insert(id);
    } else if let ItemRef::Voice(id) = item {
        sketch.voices.insert(id);
    }
}

/// Returns an owner in words: the participant's code, or the name.
pub fn owner_in_words(session: &Session, owner: &Owner) -> String {
    match owner {
        Owner::Participant(id) => {
            session.participants.get(*id).map_or_else(|| id.to_string(), |participant| participant.code.clone())
        }
        Owner::Named(name) => name.clone(),
    }
}

/// Makes an id of a kind from random bits.
pub fn fresh<T: TypedId>(bits: u64) -> T {
    T::new(Code::from_bits(bits))
}

#[cfg(test)]
mod tests {
    use super::super::change::apply;
    use super::super::id::{NoteId, PracticeId};
    use super::super::value::Shown;
    use super::*;

    #[test]
    fn a_note_becomes_a_practice_and_what_was_about_it_follows() {
        let mut session = Session::default();
        let note = Note {
            id: fresh::<NoteId>(1),
            text: "Bus dei mestieri".into(),
            tags: ["strada".to_owned()].into_iter().collect(),
            ..Note::default()
        };
        let about = [ItemRef::Note(note.id)].into_iter().collect();
        let action = ActionItem { id: fresh(2), what: "Chiamare".into(), about, ..ActionItem::default() };
        session.put(Item::Note(Arc::new(note.clone())));
        session.put(Item::Action(Arc::new(action.clone())));
        let change = turn(&session, note.id.into(), Kind::Practice, Code::from_bits(3), Stamp::default()).unwrap();
        let (session, _) = apply(&session, &change).unwrap();
        let practice = session.practices.get(fresh::<PracticeId>(3)).unwrap();
        assert_eq!(practice.name, "Bus dei mestieri");
        assert!(practice.tags.contains("strada"));
        assert!(session.notes.get(note.id).unwrap().gone);
        assert_eq!(session.actions.get(action.id).unwrap().about, [practice.id.into()].into_iter().collect());
    }

    #[test]
    fn every_kind_turns_into_every_other_and_keeps_its_words() {
        for from in CAPTURED {
            for into in CAPTURED {
                let mut item =
                    with_words(Item::empty(from.with_code(Code::from_bits(1)), Default::default()), "parole");
                if let Item::Voice(voice) = &mut item {
                    Arc::make_mut(voice).may_go_to = MayGoTo::Partners;
                }
                let new = turned(&Session::default(), &item, *into, Code::from_bits(2));
                assert_eq!(new.is_some(), from != into, "{from:?} {into:?}");
                if let Some(new) = new {
                    assert_eq!((new.kind(), words_of(&new)), (*into, "parole"));
                }
            }
        }
    }

    #[test]
    fn words_that_stay_inside_become_nothing_that_all_read() {
        let session = Session::default();
        let nobody = fresh(9);
        let voice = |may_go_to, shown, from| {
            Item::Voice(Arc::new(Voice {
                text: "parole".into(),
                may_go_to,
                shown: Shown(shown),
                from,
                ..Voice::default()
            }))
        };
        let quote = |about: &[ItemRef]| {
            let about = about.iter().copied().collect();
            Item::Note(Arc::new(Note { text: "parole".into(), kind: NoteKind::Quote, about, ..Note::default() }))
        };
        let note = |private, shown| {
            Item::Note(Arc::new(Note { text: "parole".into(), private, shown: Shown(shown), ..Note::default() }))
        };
        let cases = [
            (voice(MayGoTo::Team, true, Speaker::Someone), false),
            (voice(MayGoTo::Public, false, Speaker::Someone), false),
            (voice(MayGoTo::Public, true, Speaker::Person(nobody)), false),
            (voice(MayGoTo::Partners, true, Speaker::Someone), true),
            (note(true, true), false),
            (note(false, false), false),
            (note(false, true), true),
            (quote(&[]), true),
            (quote(&[ItemRef::Participant(nobody)]), false),
        ];
        for (item, leaves) in cases {
            for into in CAPTURED.iter().filter(|into| **into != item.kind()) {
                let inside = matches!(into, Kind::Voice | Kind::Note);
                let new = turned(&session, &item, *into, Code::from_bits(2));
                assert_eq!(new.is_some(), leaves || inside, "{item:?} {into:?}");
            }
        }
    }

    #[test]
    fn a_voice_and_a_note_keep_who_said_it_and_how_far_it_may_go() {
        let session = Session::default();
        let from = Speaker::Person(fresh(7));
        for (may_go_to, private) in [(MayGoTo::Team, true), (MayGoTo::Partners, true), (MayGoTo::Public, false)] {
            let shown = Shown(false);
            let voice = Voice { text: "parole".into(), from: from.clone(), may_go_to, shown, ..Voice::default() };
            let note = turned(&session, &Item::Voice(Arc::new(voice)), Kind::Note, Code::from_bits(2)).unwrap();
            let Item::Note(kept) = &note else { panic!("{note:?}") };
            assert_eq!((kept.private, kept.shown, kept.kind), (private, shown, NoteKind::Quote));
            let again = turned(&session, &note, Kind::Voice, Code::from_bits(3)).unwrap();
            let Item::Voice(again) = &again else { panic!("{again:?}") };
            assert_eq!((&again.from, again.may_go_to, again.shown), (&from, MayGoTo::Team, shown));
            assert!(again.about.is_empty());
        }
    }
}
