//! Owns what is wrong in a session (references, numbers) and what is still *da completare*. Changes nothing.

use std::collections::BTreeMap;

use super::ballot_box::ballot_fits;
use super::clean::{is_soiled, too_long};
use super::desk::{ImpossibleRule, Wrong};
use super::fold::key;
use super::id::OptionId;
use super::item::{Item, ItemRef, Kind};
use super::poll::{ConsensusRule, Count, Method};
use super::session::Session;
use super::value::{Group, Owner, Speaker};

/// The most letters of a prompt that are read well from the back of the room.
pub const LONGEST_PROMPT: usize = 90;

/// Finds everything that is wrong, in the order of the file. Tombstones are not looked at.
pub fn problems(session: &Session) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut codes: BTreeMap<String, ItemRef> = BTreeMap::new();
    for participant in session.participants.live().filter(|participant| !participant.code.is_empty()) {
        // as the capture line reads them: without case and hyphens
        if codes.insert(key(&participant.code), participant.id.into()).is_some() {
            found.push(Wrong::SameCode { item: participant.id.into(), code: participant.code.clone() });
        }
    }
    for item in session.items().filter(|item| !item.gone()) {
        let reference = item.reference();
        for (field, target) in references(&item) {
            match session.get(target) {
                None => found.push(Wrong::NoSuchItem { item: reference, field, missing: target }),
                Some(target) if target.gone() => {
                    found.push(Wrong::RefersToRemoved { item: reference, field, removed: target.reference() });
                }
                Some(_) => {}
            }
        }
        found.extend(numbers(&item).map(|(field, rule)| Wrong::Impossible { item: reference, field, rule }));
        if let Some(bytes) = too_long(&item) {
            found.push(Wrong::TooLong { item: reference, bytes });
        }
        if is_soiled(&item) {
            found.push(Wrong::Soiled(reference));
        }
    }
    let conflicts = session.open_conflicts().count();
    if conflicts > 0 {
        found.push(Wrong::OpenConflicts(conflicts));
    }
    found
}

/// Returns what an item refers to inside its session, with the field.
pub fn references(item: &Item) -> Vec<(&'static str, ItemRef)> {
    let mut found: Vec<(&'static str, ItemRef)> = Vec::new();
    let created = item.created();
    found.extend(created.step.map(|id| ("created.step", id.into())));
    found.extend(created.table.map(|id| ("created.table", id.into())));
    match item {
        Item::Session(_) | Item::Table(_) => {}
        Item::Step(step) => {
            found.extend(step.spoken.iter().map(|id| ("spoken", (*id).into())));
            for focus in step.focus.values() {
                found.extend(focus.speaker.map(|id| ("focus", id.into())));
                found.extend(focus.practice.map(|id| ("focus", id.into())));
            }
        }
        Item::Participant(participant) => found.extend(participant.table.map(|id| ("table", id.into()))),
        Item::Practice(practice) => found.extend(practice.told_by.iter().map(|id| ("told_by", (*id).into()))),
        Item::Sketch(sketch) => {
            found.extend(sketch.practices.iter().map(|id| ("practices", (*id).into())));
            found.extend(sketch.voices.iter().map(|id| ("voices", (*id).into())));
            found.extend(sketch.table.map(|id| ("table", id.into())));
        }
        Item::Voice(voice) => {
            if let Speaker::Person(id) = &voice.from {
                found.push(("from", (*id).into()));
            }
            if voice.first_noted_in.is_none() {
                found.extend(voice.about.iter().map(|item| ("about", *item)));
            }
            found.extend(owner(&voice.answer_owner).map(|item| ("answer_owner", item)));
        }
        Item::Poll(poll) => {
            let frozen = poll.rounds.values().flat_map(|round| round.options.values());
            let options = poll.options.values().chain(frozen).filter_map(|option| option.item);
            found.extend(options.map(|item| ("options", item)));
            found.extend(poll.about.iter().map(|item| ("about", *item)));
        }
        Item::Decision(decision) => {
            found.extend(decision.poll.map(|id| ("poll", id.into())));
            found.extend(decision.about.iter().map(|item| ("about", *item)));
        }
        Item::Action(action) => {
            found.extend(owner(&action.who).map(|item| ("who", item)));
            // what was first noted in another session may be about what is there
            if action.first_noted_in.is_none() {
                found.extend(action.about.iter().map(|item| ("about", *item)));
            }
        }
        Item::Note(note) => found.extend(note.about.iter().map(|item| ("about", *item))),
        Item::Conflict(conflict) => found.extend(conflict.item.map(|item| ("item", item))),
    }
    found
}

fn owner(owner: &Option<Owner>) -> Option<ItemRef> {
    match owner {
        Some(Owner::Participant(id)) => Some((*id).into()),
        Some(Owner::Named(_)) | None => None,
    }
}

fn numbers(item: &Item) -> impl Iterator<Item = (&'static str, ImpossibleRule)> {
    let mut found = Vec::new();
    let mut rule = |broken: bool, field, rule| {
        if broken {
            found.push((field, rule));
        }
    };
    match item {
        Item::Practice(practice) => {
            let ladder = [practice.reached, practice.engaged, practice.activated, practice.in_contact];
            let known: Vec<u32> = ladder.into_iter().flatten().collect();
            rule(!known.is_sorted_by(|above, below| above >= below), "reached", ImpossibleRule::MoreThanBefore);
        }
        Item::Voice(voice) => {
            if let Speaker::TheGroup { agree, of } = voice.from {
                rule(agree > of, "from", ImpossibleRule::MoreThanAll);
            }
        }
        Item::Step(step) => {
            let backwards = matches!((step.started, step.ended), (Some(started), Some(ended)) if ended < started);
            rule(backwards, "ended", ImpossibleRule::BeforeItBegan);
        }
        Item::Poll(poll) => {
            if let Method::Score { low, high } = poll.method {
                rule(low >= high, "method", ImpossibleRule::LowNotBelowHigh);
            }
            let rules = poll.rounds.values().filter_map(|round| round.rule).chain([poll.rule]);
            rule(rules.into_iter().any(is_no_share), "rule", ImpossibleRule::NotAPercentage);
            for round in poll.rounds.values() {
                let options = if round.options.is_empty() { &poll.options } else { &round.options };
                let unknown = |count: &Count| count.votes.keys().any(|tick| !options.contains_key(&tick.option));
                rule(round.counted.values().any(unknown), "counted", ImpossibleRule::NoSuchOption);
                let present = |(group, count): (&Group, &Count)| {
                    round.present.get(group).is_some_and(|present| count.voters > *present)
                };
                rule(round.counted.iter().any(present), "counted", ImpossibleRule::MoreThanAll);
                let mut ballots = round.ballots.values().flat_map(|ballots| &ballots.0);
                let misfit = ballots.any(|ballot| ballot_fits(poll.method, options, ballot).is_err());
                rule(misfit, "ballots", ImpossibleRule::NoSuchBallot);
            }
            for count in poll.rounds.values().flat_map(|round| round.counted.values()) {
                let too_many = match poll.method {
                    Method::Approval { max } => {
                        let sum: u64 = count.votes.values().map(|votes| u64::from(*votes)).sum();
                        count.votes.values().any(|votes| *votes > count.voters)
                            || (max > 0 && sum > u64::from(max) * u64::from(count.voters))
                    }
                    Method::Dots { each, cap } => {
                        let sum: u64 = count.votes.values().map(|votes| u64::from(*votes)).sum();
                        let most = u64::from(if cap == 0 { each } else { cap.min(each) }) * u64::from(count.voters);
                        sum > u64::from(each) * u64::from(count.voters)
                            || count.votes.values().any(|votes| u64::from(*votes) > most)
                    }
                    // each voter gives an option one mark, or one on each axis
                    Method::Score { .. }
                    | Method::FistToFive
                    | Method::Consent
                    | Method::Ranking { .. }
                    | Method::Matrix { .. }
                    | Method::Agree => {
                        let mut given: BTreeMap<(OptionId, i32), u64> = BTreeMap::new();
                        for (tick, votes) in count.votes.iter() {
                            let axis = match poll.method {
                                Method::Matrix { .. } => tick.mark.unwrap_or(0) / 10,
                                _ => 0,
                            };
                            *given.entry((tick.option, axis)).or_default() += u64::from(*votes);
                        }
                        given.values().any(|given| *given > u64::from(count.voters))
                    }
                };
                rule(too_many, "counted", ImpossibleRule::MoreVotesThanVoters);
            }
        }
        Item::Session(head) => {
            rule(is_no_share(head.consensus_rule), "consensus_rule", ImpossibleRule::NotAPercentage);
        }
        Item::Table(_)
        | Item::Participant(_)
        | Item::Sketch(_)
        | Item::Decision(_)
        | Item::Action(_)
        | Item::Note(_)
        | Item::Conflict(_) => {}
    }
    found.into_iter()
}

/// Tells whether a rule asks for a share that is none: not from 1 to 100 in a hundred.
fn is_no_share(rule: ConsensusRule) -> bool {
    let wrong = |percent: u8| !(1..=100).contains(&percent);
    match rule {
        ConsensusRule::NoRule => false,
        ConsensusRule::Share { percent } => wrong(percent),
        ConsensusRule::CoreOutcome { high_percent, low_percent } => wrong(high_percent) || wrong(low_percent),
    }
}

/// Returns the fields marked * that an item still misses: what its *da completare* says.
pub fn to_complete(item: &Item) -> Vec<&'static str> {
    let missing: &[(bool, &'static str)] = match item {
        Item::Session(head) => &[(head.title.is_empty(), "title"), (head.date.is_none(), "date")],
        Item::Step(step) => &[(step.title.is_empty(), "title"), (step.minutes == 0, "minutes")],
        Item::Table(table) => &[(table.name.is_empty(), "name")],
        Item::Participant(participant) => {
            &[(participant.code.is_empty(), "code"), (participant.group.is_none(), "group")]
        }
        Item::Practice(practice) => {
            &[(practice.name.is_empty(), "name"), (practice.difficulty.is_none(), "difficulty")]
        }
        Item::Sketch(sketch) => &[(sketch.title.is_empty(), "title")],
        Item::Voice(voice) => &[(voice.text.is_empty(), "text")],
        Item::Poll(poll) => {
            let few = poll.options.len() < 2 && !poll.method.is_on_one_proposal();
            &[(poll.question.is_empty(), "question"), (few, "options")]
        }
        Item::Decision(decision) => &[(decision.statement.is_empty(), "statement")],
        Item::Action(action) => &[
            (action.what.is_empty(), "what"),
            (action.who.is_none() && action.organisation.is_empty(), "who"),
            (action.due.is_none(), "due"),
        ],
        Item::Note(note) => &[(note.text.is_empty(), "text")],
        Item::Conflict(_) => &[],
    };
    missing.iter().filter(|(missing, _)| *missing).map(|(_, field)| *field).collect()
}

/// Returns every item that is still to be completed, with the fields it misses, in the order of the file.
pub fn all_to_complete(session: &Session) -> Vec<(ItemRef, Vec<&'static str>)> {
    let listed = Kind::ALL.iter().flat_map(|kind| session.list(*kind));
    listed.map(|item| (item.reference(), to_complete(&item))).filter(|(_, missing)| !missing.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::id::{ActionId, Code, PracticeId, TypedId};
    use super::super::item::{ActionItem, Practice};
    use super::*;

    #[test]
    fn references_to_nothing_and_to_tombstones_are_told() {
        let mut session = Session::default();
        let gone = Practice { id: PracticeId::new(Code::from_bits(1)), gone: true, ..Practice::default() };
        let nowhere: PracticeId = "pra_nowhere".parse().unwrap();
        let about = [gone.id.into(), nowhere.into()].into_iter().collect();
        let action = ActionItem { id: ActionId::new(Code::from_bits(2)), about, ..ActionItem::default() };
        let item = action.id.into();
        session.put(Item::Practice(Arc::new(gone.clone())));
        session.put(Item::Action(Arc::new(action)));
        let mut found = problems(&session);
        found.sort_by_key(|wrong| format!("{wrong:?}"));
        assert_eq!(
            found,
            [
                Wrong::NoSuchItem { item, field: "about", missing: nowhere.into() },
                Wrong::RefersToRemoved { item, field: "about", removed: gone.id.into() },
            ]
        );
    }

    #[test]
    fn numbers_that_cannot_be_are_told() {
        let reach = |reached, engaged| {
            let practice = Practice { reached, engaged, ..Practice::default() };
            numbers(&Item::Practice(Arc::new(practice))).count()
        };
        assert_eq!((reach(Some(10), Some(4)), reach(None, Some(4)), reach(Some(3), Some(4))), (0, 0, 1));
    }

    #[test]
    fn an_action_waits_for_who_and_when() {
        let mut action = ActionItem { what: "Chiamare".into(), ..ActionItem::default() };
        assert_eq!(to_complete(&Item::Action(Arc::new(action.clone()))), ["who", "due"]);
        action.organisation = "CAG".into();
        action.due = Some(Default::default());
        assert!(to_complete(&Item::Action(Arc::new(action))).is_empty());
    }
}
