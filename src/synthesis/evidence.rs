//! Owns the evidence of a strategy: what the sources say for it and against it. Computed, never typed.
//! Votes of different polls are never added up: each stands beside the others as a share with its n.

use std::collections::BTreeSet;

use super::dossier::{Evidence, Seed, Strategy, VoteRef};
use super::gather::Gathered;
use super::lines;
use super::origin::Origin;
use crate::domain::id::SessionId;
use crate::domain::item::ItemRef;
use crate::domain::value::VoiceKind;

/// Returns the evidence of a strategy by what it stands on.
pub fn of(strategy: &Strategy, pool: &Gathered) -> Evidence {
    let stands_on: BTreeSet<Origin> = strategy.sketches.iter().chain(&strategy.practices).copied().collect();
    let votes = votes(&stands_on, pool);
    let polls: BTreeSet<Origin> = votes.iter().map(|vote| vote.poll).collect();

    let mut voices: BTreeSet<Origin> = BTreeSet::new();
    for sketch in pool.sketches.iter().filter(|sketch| stands_on.contains(&sketch.origin)) {
        let built_on = sketch.record.voices.iter().map(|id| ItemRef::Voice(*id));
        voices.extend(built_on.filter_map(|item| pool.resolve(sketch.origin.session, item)));
    }
    let about = |session: SessionId, items: &BTreeSet<ItemRef>, these: &BTreeSet<Origin>| {
        pool.resolve_all(session, items).iter().any(|origin| these.contains(origin))
    };
    for voice in &pool.voices {
        if about(voice.origin.session, &voice.record.about, &stands_on) {
            voices.insert(voice.origin);
        }
    }
    // a vote between several proposals is not a vote on this one alone, so a decision on it must name this one,
    // unless what was voted on was this one alone
    let alone: BTreeSet<Origin> = polls.iter().copied().filter(|poll| is_alone(*poll, &stands_on, pool)).collect();
    let with_voices: BTreeSet<Origin> = stands_on.union(&voices).copied().collect();
    let decisions: BTreeSet<Origin> = pool
        .decisions
        .iter()
        .filter(|decision| {
            let session = decision.origin.session;
            let poll = decision.record.poll.and_then(|id| pool.resolve(session, ItemRef::Poll(id)));
            about(session, &decision.record.about, &with_voices) || poll.is_some_and(|poll| alone.contains(&poll))
        })
        .map(|decision| decision.origin)
        .collect();
    let with_decisions: BTreeSet<Origin> = with_voices.union(&decisions).copied().collect();
    let actions: BTreeSet<Origin> = pool
        .actions
        .iter()
        .filter(|action| about(action.origin.session, &action.record.about, &with_decisions))
        .map(|action| action.origin)
        .collect();

    let (stances, others): (Vec<_>, Vec<_>) = pool
        .voices
        .iter()
        .filter(|voice| voices.contains(&voice.origin))
        .partition(|voice| matches!(voice.record.kind, VoiceKind::Stance(_)));
    let of_session = |told: usize| pool.sessions[told].session.id();
    let sessions: BTreeSet<usize> = pool
        .practices
        .iter()
        .map(|of| (of.origin, of.told))
        .chain(pool.sketches.iter().map(|of| (of.origin, of.told)))
        .filter(|(origin, _)| stands_on.contains(origin))
        .map(|(_, told)| told)
        .collect();
    Evidence {
        sessions: sessions.into_iter().map(of_session).collect(),
        votes,
        stances: stances.into_iter().map(|voice| voice.origin).collect(),
        voices: others.into_iter().map(|voice| voice.origin).collect(),
        decisions: pool.decisions.iter().map(|of| of.origin).filter(|o| decisions.contains(o)).collect(),
        actions: lines::latest(pool).into_iter().map(|(of, _)| of.origin).filter(|o| actions.contains(o)).collect(),
    }
}

/// Returns the options that are one of these items, each in the last round that put it: a second round decides on
/// what it puts again, and leaves standing what the first one said of the rest.
fn votes(stands_on: &BTreeSet<Origin>, pool: &Gathered) -> Vec<VoteRef> {
    let mut votes = Vec::new();
    for poll in &pool.polls {
        let mut seen: BTreeSet<Origin> = BTreeSet::new();
        let mut of_poll = Vec::new();
        for (round, result) in lines::results(&poll.record).into_iter().rev() {
            for option in &result.options {
                let item = lines::item_of(&poll.record, round, option.option);
                let origin = item.and_then(|item| pool.resolve(poll.origin.session, item));
                if let Some(item) = origin.filter(|origin| stands_on.contains(origin) && seen.insert(*origin)) {
                    of_poll.push(VoteRef { poll: poll.origin, round: Some(round), option: Some(option.option), item });
                }
            }
        }
        of_poll.reverse();
        votes.extend(of_poll);
    }
    votes
}

fn is_alone(poll: Origin, stands_on: &BTreeSet<Origin>, pool: &Gathered) -> bool {
    let Some(of) = pool.polls.iter().find(|of| of.origin == poll) else { return false };
    let mut options = of.record.options.values();
    options.all(|option| {
        option.item.and_then(|item| pool.resolve(poll.session, item)).is_some_and(|o| stands_on.contains(&o))
    })
}

/// Tells whether a strategy merely collects practices: nobody designed it yet.
pub fn is_collected(strategy: &Strategy) -> bool {
    match strategy.seed {
        Seed::Difficulty(_) | Seed::Theme { .. } => strategy.sketches.is_empty(),
        Seed::Person | Seed::Sketches(_) => false,
    }
}
