//! Owns the *giro*: who speaks after whom in a step where everybody has the floor for some minutes, and what is taken
//! down meanwhile being about the practice that is told. Pure: the time comes in. While one listens to young people no
//! speaker is ever kept.

use std::sync::Arc;

use crate::domain::change::Edit;
use crate::domain::id::{ParticipantId, TableId};
use crate::domain::item::{Item, ItemRef, Participant, Step};
use crate::domain::session::Session;
use crate::domain::time::Moment;
use crate::domain::turn::build_on;
use crate::domain::value::{Activity, Focus, Seat, Seating, Stamp};

use super::steps::{self, Move};

/// Tells whether a step is a giro.
pub fn is_giro(step: &Step) -> bool {
    step.giro_minutes > 0 && may_be_giro(step.activity)
}

/// Tells whether a step of that activity can keep who has the floor.
pub fn may_be_giro(activity: Activity) -> bool {
    match activity {
        Activity::Listen => false,
        Activity::Welcome
        | Activity::Share
        | Activity::Discuss
        | Activity::Design
        | Activity::Vote
        | Activity::Decide
        | Activity::Actions
        | Activity::Break
        | Activity::Close => true,
    }
}

/// Returns where a giro goes round: at each table where the step is at tables and people have theirs, else in plenary.
pub fn seats(session: &Session, step: &Step) -> Vec<Seat> {
    let at_tables = match step.seating {
        Seating::Tables => session.tables.in_order(),
        Seating::Plenary => Vec::new(),
    };
    let taken = |id: TableId| session.participants.live().any(|person| person.present && person.table == Some(id));
    let seats: Vec<Seat> = at_tables.iter().filter(|table| taken(table.id)).map(|table| Seat::At(table.id)).collect();
    if seats.is_empty() { vec![Seat::Plenary] } else { seats }
}

/// Returns who sits there, in their order: those present first, then those who are not.
pub fn people(session: &Session, seat: Seat) -> Vec<Arc<Participant>> {
    let sits = |person: &Participant| match seat {
        Seat::Plenary => true,
        Seat::At(table) => person.table == Some(table),
    };
    let mut people: Vec<_> = session.participants.live().filter(|person| sits(person)).cloned().collect();
    people.sort_by(|one, two| {
        let order = |person: &Participant| (!person.present, person.code.clone(), person.id);
        order(one).cmp(&order(two))
    });
    people
}

/// A giro at one seat.
#[derive(Clone, Debug)]
pub struct Giro {
    /// The step.
    pub step: Arc<Step>,
    /// Where.
    pub seat: Seat,
    /// Who sits there, those present first.
    pub people: Vec<Arc<Participant>>,
}

impl Giro {
    /// Returns the giro that goes on at a seat; `None` where the step that goes on is none.
    pub fn of(session: &Session, seat: Seat) -> Option<Self> {
        let step = session.current_step().filter(|step| is_giro(step))?;
        Some(Self { step, seat, people: people(session, seat) })
    }

    /// Returns who has the floor.
    pub fn speaker(&self) -> Option<ParticipantId> {
        self.step.focus.get(&self.seat).and_then(|focus| focus.speaker)
    }

    /// Tells whether somebody has spoken.
    pub fn has_spoken(&self, person: ParticipantId) -> bool {
        self.step.spoken.contains(&person)
    }

    /// Returns how many of those present have spoken, and how many there are.
    pub fn count(&self) -> (usize, usize) {
        let present = || self.present();
        (present().filter(|person| self.has_spoken(person.id)).count(), present().count())
    }

    fn present(&self) -> impl DoubleEndedIterator<Item = &Arc<Participant>> + Clone {
        self.people.iter().filter(|person| person.present)
    }

    /// Returns those present who have not spoken, from the one after the speaker on; who was passed over comes at the end.
    pub fn waiting(&self) -> Vec<&Arc<Participant>> {
        let present: Vec<_> = self.present().collect();
        let at = self.speaker().and_then(|id| present.iter().position(|person| person.id == id));
        let (before, behind) = present.split_at(at.map_or(0, |at| at + 1));
        let round = behind.iter().chain(before).copied();
        round.filter(|person| !self.has_spoken(person.id) && Some(person.id) != self.speaker()).collect()
    }

    /// Gives the floor to the next, and the one who had it has spoken. Where all have spoken nobody has it any more.
    /// `None` where nobody has it and nobody waits.
    pub fn next(&self, stamp: Stamp) -> Option<Move> {
        let next = self.waiting().first().map(|person| person.id);
        (next.is_some() || self.speaker().is_some()).then(|| self.floor(next, true, stamp))
    }

    /// Passes the speaker over: they come back at the end. `None` where nobody else waits.
    pub fn pass_over(&self, stamp: Stamp) -> Option<Move> {
        self.speaker()?;
        let next = self.waiting().first().map(|person| person.id)?;
        Some(self.floor(Some(next), false, stamp))
    }

    /// Gives the floor back to who had it before, in the order of the round; the speaker has not spoken then.
    pub fn back(&self, stamp: Stamp) -> Option<Move> {
        let present: Vec<_> = self.present().collect();
        let at = self.speaker().and_then(|id| present.iter().position(|person| person.id == id));
        let (before, behind) = present.split_at(at.unwrap_or(present.len()));
        let round = before.iter().rev().chain(behind.iter().rev());
        let last = round.map(|person| person.id).find(|id| self.has_spoken(*id))?;
        Some(self.floor(Some(last), false, stamp))
    }

    /// Gives somebody the floor, out of the order; the one who had it has spoken.
    pub fn give(&self, person: ParticipantId, stamp: Stamp) -> Option<Move> {
        (self.speaker() != Some(person)).then(|| self.floor(Some(person), true, stamp))
    }

    fn floor(&self, to: Option<ParticipantId>, spoken: bool, stamp: Stamp) -> Move {
        let (before, at) = (self.speaker(), stamp.at);
        let edit = steps::edit(&self.step, |step| {
            step.spoken.extend(before.filter(|_| spoken));
            match to {
                Some(person) => {
                    step.spoken.remove(&person);
                    step.focus.insert(self.seat, Focus { speaker: Some(person), practice: None, since: Some(at) });
                }
                None => {
                    step.focus.remove(&self.seat);
                }
            }
        });
        Move::of(&self.step, vec![edit], stamp)
    }

    /// Marks somebody as one who has spoken, or has not.
    pub fn mark(&self, person: ParticipantId, stamp: Stamp) -> Option<Move> {
        if self.speaker() == Some(person) {
            return None;
        }
        let edit = steps::edit(&self.step, |step| {
            if !step.spoken.remove(&person) {
                step.spoken.insert(person);
            }
        });
        Some(Move::of(&self.step, vec![edit], stamp))
    }

    /// Returns how many seconds the speaker has left; below zero where they run over. Pauses do not count.
    pub fn left(&self, now: Moment) -> Option<i64> {
        let focus = self.step.focus.get(&self.seat).filter(|focus| focus.speaker.is_some())?;
        let until = self.step.paused.unwrap_or(now);
        let gone = focus.since.map_or(0, |since| until.seconds_since(since).max(0));
        Some(i64::from(self.step.giro_minutes) * 60 - gone)
    }

    /// Returns the speaker's code.
    pub fn code(&self) -> Option<&str> {
        let speaker = self.speaker()?;
        self.people.iter().find(|person| person.id == speaker).map(|person| person.code.as_str())
    }
}

/// Makes a step a giro of so many minutes each, or no giro with none. `None` where it can be none, or is that already.
pub fn with_minutes(step: &Arc<Step>, minutes: u32, stamp: Stamp) -> Option<Move> {
    if !may_be_giro(step.activity) || step.giro_minutes == minutes {
        return None;
    }
    let edit = steps::edit(step, |step| {
        step.giro_minutes = minutes;
        if minutes == 0 {
            step.focus.clear();
        }
    });
    Some(Move::of(step, vec![edit], stamp))
}

/// What is taken down while somebody has the floor: who, and the practice that they are telling.
#[derive(Clone, Debug)]
pub struct Telling {
    step: Arc<Step>,
    seat: Seat,
    focus: Focus,
    practice_is_there: bool,
}

impl Telling {
    /// Returns what is being told at a seat; `None` where nobody has the floor.
    pub fn of(session: &Session, seat: Seat) -> Option<Self> {
        let step = session.current_step().filter(|step| is_giro(step))?;
        let focus = step.focus.get(&seat).filter(|focus| focus.speaker.is_some())?.clone();
        let there = focus.practice.is_some_and(|id| session.has_live(ItemRef::Practice(id)));
        Some(Self { step, seat, focus, practice_is_there: there })
    }

    /// Returns who has the floor.
    pub fn speaker(&self) -> Option<ParticipantId> {
        self.focus.speaker
    }

    /// Returns the practice that is being told.
    pub fn practice(&self) -> Option<ItemRef> {
        self.focus.practice.filter(|_| self.practice_is_there).map(ItemRef::Practice)
    }

    /// Makes a new item be about what is being told, where it does not say itself what it is about: a practice is told by
    /// the speaker and is from then on what is being told; a sketch is built on it; a voice, a vote, a decision, an
    /// action and a note are about it.
    pub fn attach(&mut self, mut item: Item) -> Item {
        let told = self.practice();
        match (&mut item, told) {
            (Item::Practice(practice), _) => {
                let practice = Arc::make_mut(practice);
                if practice.told_by.is_empty() {
                    practice.told_by.extend(self.focus.speaker);
                }
                // a practice that is said to be somebody else's is not what the speaker is telling
                if self.focus.speaker.is_some_and(|speaker| practice.told_by.contains(&speaker)) {
                    (self.focus.practice, self.practice_is_there) = (Some(practice.id), true);
                }
            }
            (Item::Sketch(sketch), Some(told)) if sketch.practices.is_empty() && sketch.voices.is_empty() => {
                build_on(Arc::make_mut(sketch), told);
            }
            (Item::Voice(voice), Some(told)) if voice.about.is_empty() => {
                Arc::make_mut(voice).about.insert(told);
            }
            (Item::Decision(decision), Some(told)) if decision.about.is_empty() && decision.poll.is_none() => {
                Arc::make_mut(decision).about.insert(told);
            }
            (Item::Action(action), Some(told)) if action.about.is_empty() => {
                Arc::make_mut(action).about.insert(told);
            }
            (Item::Note(note), Some(told)) if note.about.is_empty() => {
                Arc::make_mut(note).about.insert(told);
            }
            (Item::Poll(poll), Some(told))
                if poll.about.is_empty() && poll.options.values().all(|option| option.item.is_none()) =>
            {
                Arc::make_mut(poll).about.insert(told);
            }
            (
                Item::Sketch(_)
                | Item::Voice(_)
                | Item::Decision(_)
                | Item::Action(_)
                | Item::Note(_)
                | Item::Poll(_)
                | Item::Session(_)
                | Item::Step(_)
                | Item::Table(_)
                | Item::Participant(_)
                | Item::Conflict(_),
                _,
            ) => {}
        }
        item
    }

    /// Returns the edit of the step where what is being told changed.
    pub fn edit(self) -> Option<Edit> {
        let before = self.step.focus.get(&self.seat)?;
        (*before != self.focus).then(|| {
            steps::edit(&self.step, |step| {
                step.focus.insert(self.seat, self.focus);
            })
        })
    }
}
