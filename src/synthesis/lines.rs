//! Owns what the dossier says of each item of the sources. Voices' words stand in it only as far as they may go to
//! the partners; numbers of small groups never.

use std::collections::BTreeMap;

use super::dossier::{
    ActionLine, DecisionLine, Fraction, Likelihood, Objection, OptionLine, PollLine, PracticeLine, RoundLine,
    SketchLine, VoiceFrom, VoiceLine,
};
use super::gather::{Gathered, Of};
use super::origin::Origin;
use crate::domain::field::{Map, Set};
use crate::domain::id::{ActionId, OptionId, ParticipantId, TableId};
use crate::domain::item::{ActionItem, ItemRef, Poll, Voice};
use crate::domain::poll::{Round, RoundNo};
use crate::domain::quoting::{is_withheld, withheld};
use crate::domain::session::Session;
use crate::domain::value::{Group, MayGoTo, Owner, RoundState, Speaker};
use crate::tally::{self, Pairwise, RoundResult, Share, Shielded, Spread, shield};

/// Returns a line for every practice.
pub fn practices(pool: &Gathered) -> Vec<PracticeLine> {
    let line = |of: &Of<crate::domain::item::Practice>| {
        let practice = &of.record;
        PracticeLine {
            origin: of.origin,
            name: practice.name.clone(),
            organisation: practice.organisation.clone(),
            place: practice.place.clone(),
            difficulty: practice.difficulty,
            told_by: codes(session(pool, of), &practice.told_by),
            told_by_organisation: practice.told_by_organisation.clone(),
            source: practice.source.clone(),
            sample: practice.sample,
        }
    };
    pool.practices.iter().map(line).collect()
}

/// Returns a line for every sketch.
pub fn sketches(pool: &Gathered) -> Vec<SketchLine> {
    let line = |of: &Of<crate::domain::item::Sketch>| SketchLine {
        origin: of.origin,
        title: of.record.title.clone(),
        table: table_name(session(pool, of), of.record.table.or(of.record.created.table)),
        sample: of.record.sample,
    };
    pool.sketches.iter().map(line).collect()
}

/// Returns a line for every voice.
pub fn voices(pool: &Gathered) -> Vec<VoiceLine> {
    pool.voices.iter().map(|of| voice(of, session(pool, of), pool)).collect()
}

fn voice(of: &Of<Voice>, session: &Session, pool: &Gathered) -> VoiceLine {
    let voice = &of.record;
    let withheld = withheld(voice, session, MayGoTo::Partners);
    let words = |text: &str| if withheld.is_none() { text.to_owned() } else { String::new() };
    VoiceLine {
        origin: of.origin,
        kind: voice.kind,
        from: from(&voice.from),
        words: words(&voice.text),
        withheld,
        may_go_to: voice.may_go_to,
        about: pool.resolve_all(of.origin.session, voice.about.iter()),
        open: is_open(voice),
        outcome: voice.outcome,
        reason: voice.reason.clone(),
        owner: owner(session, voice.answer_owner.as_ref()),
        answered_on: voice.answered_on,
        told_back_on: voice.told_back_on,
        told_back_how: voice.told_back_how.clone(),
        reply: words(&voice.reply),
        sample: voice.sample,
    }
}

/// Tells whether a voice is still owed an answer: none yet, or one that was put off.
pub fn is_open(voice: &Voice) -> bool {
    crate::domain::carry::is_owed(voice)
}

/// Returns whose a voice is, without a person; the group's numbers only where they tell nothing of one of them.
pub fn from(speaker: &Speaker) -> VoiceFrom {
    match speaker {
        Speaker::Someone | Speaker::Person(_) => VoiceFrom::OnePerson,
        Speaker::TheGroup { agree, of } => {
            let told = tally::may_tell_agreement(*agree, *of);
            VoiceFrom::TheGroup(told.then_some(Fraction { of: *agree, total: *of }))
        }
    }
}

/// Returns a line for every poll.
pub fn polls(pool: &Gathered) -> Vec<PollLine> {
    let line = |of: &Of<Poll>| PollLine {
        origin: of.origin,
        question: of.record.question.clone(),
        method: of.record.method,
        rounds: results(&of.record).iter().map(|(no, result)| round(of, *no, result, pool)).collect(),
        sample: of.record.sample,
    };
    pool.polls.iter().map(line).collect()
}

/// Returns the rounds of a poll that were counted and closed, with their results. The last one counts.
pub fn results(poll: &Poll) -> Vec<(RoundNo, RoundResult)> {
    let over = |round: &Round| match round.state {
        RoundState::Closed | RoundState::Revealed => true,
        RoundState::Prepared | RoundState::Open | RoundState::Interrupted => false,
    };
    let rounds = poll.rounds.iter().filter(|(_, round)| over(round));
    rounds.filter_map(|(no, _)| tally::tally(poll, *no).map(|result| (*no, result))).collect()
}

/// Returns the item that an option was at opening.
pub fn item_of(poll: &Poll, round: RoundNo, option: OptionId) -> Option<ItemRef> {
    let frozen = poll.rounds.get(&round).and_then(|round| round.options.get(&option));
    frozen.or_else(|| poll.options.get(&option))?.item
}

fn round(of: &Of<Poll>, no: RoundNo, result: &RoundResult, pool: &Gathered) -> RoundLine {
    let line = round_line(&of.record, no, result);
    let options = line.options.into_iter().map(|option| {
        let item = option.option.and_then(|id| item_of(&of.record, no, id));
        // words that were frozen at opening may have been withheld since
        let withheld = item.is_some_and(|item| is_withheld(item, session(pool, of)));
        let item = item.and_then(|item| pool.resolve(of.origin.session, item));
        let text = match item.and_then(|item| title_of(item, pool)) {
            _ if withheld => String::new(),
            Some(title) if option.text.trim().is_empty() => title,
            Some(_) | None => option.text,
        };
        OptionLine { item, text, ..option }
    });
    RoundLine { options: options.collect(), ..line }
}

/// Returns the result of a round as reports may have it: no number of a group that is too small to be told apart.
pub fn round_line(poll: &Poll, no: RoundNo, result: &RoundResult) -> RoundLine {
    let shielded = shield(result);
    let gap_told = shielded.tells_gap();
    let Shielded { shown, hidden, too_few } = shielded;
    let options = result.options.iter().map(|option| {
        let (given, vertical) = option.detail.marks();
        OptionLine {
            option: Some(option.option),
            text: option.text.clone(),
            item: None,
            place: option.place,
            share: option.share.into(),
            by_group: option
                .by_group
                .iter()
                .filter(|(group, _)| shown.contains(group))
                .map(|(group, share)| (group.clone(), Fraction::from(*share)))
                .collect(),
            marks: marks(&given),
            vertical: vertical.as_ref().map(marks).unwrap_or_default(),
            others: option.gap.filter(|_| gap_told).map(|gap| gap.others.into()),
            // what is left when the groups that are told are divided out would tell of the others
            group_informed: option.group_informed().filter(|_| hidden.is_empty()).and_then(Likelihood::of),
            agreeing: option.consensus.map(|(share, _)| share.into()),
            agreed: option.consensus.map(|(_, met)| met),
        }
    });
    let played = poll.rounds.get(&no).filter(|_| !too_few && shown.len() == result.groups.len());
    let objections = played.into_iter().flat_map(|round| {
        let taken_in = |said: &String| round.integrated.get(said).cloned().unwrap_or_default();
        round.reasons.iter().map(move |said| Objection { said: said.clone(), taken_in: taken_in(said) })
    });
    let groups: Map<_, _> =
        result.groups.iter().filter(|(group, _)| shown.contains(group)).map(|(g, n)| (g.clone(), *n)).collect();
    RoundLine {
        round: Some(no),
        reason: poll.rounds.get(&no).map(|round| round.reason.clone()).unwrap_or_default(),
        rule: result.rule,
        voters: if too_few { Fraction::default() } else { Share { of: result.voters, total: result.present }.into() },
        too_few,
        groups_hidden: (result.groups.len() - groups.len()) as u32,
        groups,
        objections: objections.collect(),
        condorcet: result.pairwise.as_ref().filter(|_| !too_few).and_then(Pairwise::winner),
        schulze: result.pairwise.as_ref().filter(|_| !too_few).map(Pairwise::schulze).unwrap_or_default(),
        options: if too_few { Vec::new() } else { options.collect() },
    }
}

/// Returns how many gave which number.
fn marks(spread: &Spread) -> Vec<(i32, u32)> {
    spread.counts().iter().map(|(number, people)| (*number, *people)).collect()
}

/// Returns a line for every decision.
pub fn decisions(pool: &Gathered) -> Vec<DecisionLine> {
    let line = |of: &Of<crate::domain::item::Decision>| {
        let decision = &of.record;
        DecisionLine {
            origin: of.origin,
            statement: decision.statement.clone(),
            reason: decision.reason.clone(),
            poll: decision.poll.and_then(|id| pool.resolve(of.origin.session, ItemRef::Poll(id))),
            dissent: decision.dissent.clone(),
            would_change: decision.would_change.clone(),
            review_on: decision.review_on,
            about: pool.resolve_all(of.origin.session, decision.about.iter()),
            sample: decision.sample,
        }
    };
    pool.decisions.iter().map(line).collect()
}

/// Returns a line for every action item, each once: as the last session that speaks of it has it.
pub fn actions(pool: &Gathered) -> Vec<ActionLine> {
    latest(pool).into_iter().map(|(of, also)| action(of, also, pool)).collect()
}

fn action(of: &Of<ActionItem>, also: Vec<Origin>, pool: &Gathered) -> ActionLine {
    let (action, session) = (&of.record, session(pool, of));
    ActionLine {
        origin: of.origin,
        also,
        what: action.what.clone(),
        who: owner(session, action.who.as_ref()),
        organisation: organisation(session, action),
        due: action.due,
        state: action.state,
        reason: action.reason.clone(),
        about: pool.resolve_all(of.origin.session, action.about.iter()),
        first_noted_in: action.first_noted_in,
        sample: action.sample,
    }
}

/// Returns the action items, each once, with where else they stand.
pub fn latest(pool: &Gathered) -> Vec<(&Of<ActionItem>, Vec<Origin>)> {
    let mut last: BTreeMap<ActionId, usize> = BTreeMap::new();
    for (at, of) in pool.actions.iter().enumerate() {
        last.insert(of.record.id, at);
    }
    let mut also: BTreeMap<ActionId, Vec<Origin>> = BTreeMap::new();
    for (at, of) in pool.actions.iter().enumerate().filter(|(at, of)| last.get(&of.record.id) != Some(at)) {
        debug_assert!(last[&of.record.id] > at, "the last one comes last");
        also.entry(of.record.id).or_default().push(of.origin);
    }
    let lines = pool.actions.iter().enumerate().filter(|(at, of)| last.get(&of.record.id) == Some(at));
    lines.map(|(_, of)| (of, also.remove(&of.record.id).unwrap_or_default())).collect()
}

/// Returns the organisation of an action item: its own, else that of who does it.
pub fn organisation(session: &Session, action: &ActionItem) -> String {
    if !action.organisation.trim().is_empty() {
        return action.organisation.clone();
    }
    match &action.who {
        Some(Owner::Participant(id)) => {
            session.participants.get(*id).map(|person| person.organisation.clone()).unwrap_or_default()
        }
        Some(Owner::Named(_)) | None => String::new(),
    }
}

/// Returns who answers or does something: a code, or a name of their own.
pub fn owner(session: &Session, owner: Option<&Owner>) -> String {
    match owner {
        Some(Owner::Participant(id)) => code(session, *id),
        Some(Owner::Named(name)) => name.clone(),
        None => String::new(),
    }
}

/// Returns codes of participants; a young person's is not told, their group is.
pub fn codes(session: &Session, participants: &Set<ParticipantId>) -> Vec<String> {
    let mut codes: Vec<String> = participants.iter().map(|id| code(session, *id)).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn code(session: &Session, id: ParticipantId) -> String {
    match session.participants.get(id) {
        Some(person) if person.group == Some(Group::Youth) => "YAG".to_owned(),
        Some(person) => person.code.clone(),
        None => id.to_string(),
    }
}

/// Returns the name of a table; empty in plenary.
pub fn table_name(session: &Session, table: Option<TableId>) -> String {
    table.and_then(|id| session.tables.get(id)).map(|table| table.name.clone()).unwrap_or_default()
}

/// Returns what an item of the pool is called: its name, title, text or question. A voice has none.
pub fn title_of(origin: Origin, pool: &Gathered) -> Option<String> {
    // what the pool has is found at once, what was removed is in its session
    let title = pool.title(origin).map(ToOwned::to_owned);
    title.or_else(|| title_in(origin.item, &pool.session_of(origin)?.session))
}

/// Returns what an item of a session is called. A voice has none: its words may not be for all.
pub fn title_in(item: ItemRef, session: &Session) -> Option<String> {
    match item {
        ItemRef::Practice(id) => session.practices.get(id).map(|item| item.name.clone()),
        ItemRef::Sketch(id) => session.sketches.get(id).map(|item| item.title.clone()),
        ItemRef::Poll(id) => session.polls.get(id).map(|item| item.question.clone()),
        ItemRef::Decision(id) => session.decisions.get(id).map(|item| item.statement.clone()),
        ItemRef::Action(id) => session.actions.get(id).map(|item| item.what.clone()),
        ItemRef::Session(_) => Some(session.session.title.clone()),
        ItemRef::Step(id) => session.steps.get(id).map(|item| item.title.clone()),
        ItemRef::Table(id) => session.tables.get(id).map(|item| item.name.clone()),
        ItemRef::Participant(_) | ItemRef::Voice(_) | ItemRef::Note(_) | ItemRef::Conflict(_) => None,
    }
}

fn session<'a, T>(pool: &'a Gathered, of: &Of<T>) -> &'a Session {
    &pool.sessions[of.told].session
}
