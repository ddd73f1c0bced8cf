//! Owns the evidence of a strategy: what the sources say for it and against it. Computed, never typed.
//! Votes of different polls are never added up: each stands beside the others as a share with its n.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Evidence, Seed, Strategy, VoteRef};
use super::gather::Gathered;
use super::lines;
use super::origin::Origin;
use crate::domain::id::SessionId;
use crate::domain::item::{ItemRef, Kind};
use crate::domain::value::VoiceKind;

/// What is said of each item, worked out once for all strategies.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Voices, decisions and action items about an item.
    about: BTreeMap<Origin, Vec<Origin>>,
    /// The votes on an item.
    votes: BTreeMap<Origin, Vec<VoteRef>>,
    /// Decisions taken on a poll.
    on_poll: BTreeMap<Origin, Vec<Origin>>,
    /// What a poll lets choose from, where each option is an item.
    options: BTreeMap<Origin, Vec<Origin>>,
    /// Of each action item that stands in several sessions, the last one.
    latest: BTreeMap<Origin, Origin>,
}

impl Said {
    /// Works out what is said of each item.
    pub fn of(pool: &Gathered) -> Self {
        let mut said = Self::default();
        for of in &pool.voices {
            said.note(of.origin, pool.resolve_all(of.origin.session, of.record.about.iter()));
        }
        for of in &pool.decisions {
            said.note(of.origin, pool.resolve_all(of.origin.session, of.record.about.iter()));
            let poll = of.record.poll.and_then(|id| pool.resolve(of.origin.session, ItemRef::Poll(id)));
            if let Some(poll) = poll {
                said.on_poll.entry(poll).or_default().push(of.origin);
            }
        }
        for of in &pool.actions {
            said.note(of.origin, pool.resolve_all(of.origin.session, of.record.about.iter()));
        }
        for of in &pool.sketches {
            let built_on = of.record.voices.iter().map(|id| ItemRef::Voice(*id));
            for voice in built_on.filter_map(|item| pool.resolve(of.origin.session, item)) {
                said.about.entry(of.origin).or_default().push(voice);
            }
        }
        for (of, also) in lines::latest(pool) {
            said.latest.extend(also.into_iter().map(|earlier| (earlier, of.origin)));
        }
        said.polls(pool);
        said
    }

    fn note(&mut self, item: Origin, about: Vec<Origin>) {
        for target in about {
            self.about.entry(target).or_default().push(item);
        }
    }

    /// Notes the votes: of each item the last round that put it, for a second round decides on what it puts again and
    /// leaves standing what the first one said of the rest.
    fn polls(&mut self, pool: &Gathered) {
        for poll in &pool.polls {
            let item = |item: ItemRef| pool.resolve(poll.origin.session, item);
            let options: Option<Vec<Origin>> = poll.record.options.values().map(|o| o.item.and_then(item)).collect();
            if let Some(options) = options {
                self.options.insert(poll.origin, options);
            }
            let mut seen: BTreeSet<Origin> = BTreeSet::new();
            for (round, result) in lines::results(&poll.record).into_iter().rev() {
                for option in &result.options {
                    let voted = lines::item_of(&poll.record, round, option.option).and_then(item);
                    if let Some(item) = voted.filter(|origin| seen.insert(*origin)) {
                        let (poll, round, option) = (poll.origin, Some(round), Some(option.option));
                        self.votes.entry(item).or_default().push(VoteRef { poll, round, option, item });
                    }
                }
            }
        }
    }

    fn about(&self, these: &BTreeSet<Origin>, kind: Kind) -> BTreeSet<Origin> {
        let all = these.iter().filter_map(|origin| self.about.get(origin)).flatten();
        all.filter(|origin| origin.item.kind() == kind).copied().collect()
    }
}

/// Returns the evidence of a strategy by what it stands on.
pub fn of(strategy: &Strategy, pool: &Gathered, said: &Said) -> Evidence {
    let stands_on: BTreeSet<Origin> = strategy.sketches.iter().chain(&strategy.practices).copied().collect();
    let mut votes: Vec<VoteRef> = stands_on.iter().filter_map(|o| said.votes.get(o)).flatten().cloned().collect();
    votes.sort_by_key(|vote| (pool.place_of(vote.poll), vote.round, vote.item.item.kind(), pool.place_of(vote.item)));

    let voices = said.about(&stands_on, Kind::Voice);
    // a vote between several proposals is not a vote on this one alone, so a decision on it must name this one,
    // unless nothing else could be voted for
    let polls: BTreeSet<Origin> = votes.iter().map(|vote| vote.poll).collect();
    let alone = polls.iter().filter(|poll| {
        said.options.get(poll).is_some_and(|options| options.iter().all(|option| stands_on.contains(option)))
    });
    let with_voices: BTreeSet<Origin> = stands_on.union(&voices).copied().collect();
    let mut decisions = said.about(&with_voices, Kind::Decision);
    decisions.extend(alone.filter_map(|poll| said.on_poll.get(poll)).flatten());
    let with_decisions: BTreeSet<Origin> = with_voices.union(&decisions).copied().collect();
    let actions = said.about(&with_decisions, Kind::Action);
    let actions = actions.into_iter().map(|action| said.latest.get(&action).copied().unwrap_or(action)).collect();

    let is_stance = |origin: &Origin| {
        let voice = pool.place_of(*origin).and_then(|at| pool.voices.get(at));
        voice.is_some_and(|voice| matches!(voice.record.kind, VoiceKind::Stance(_)))
    };
    let (stances, others): (Vec<Origin>, Vec<Origin>) = in_order(voices, pool).into_iter().partition(is_stance);
    Evidence {
        sessions: sessions(&stands_on, pool),
        votes,
        stances,
        voices: others,
        decisions: in_order(decisions, pool),
        actions: in_order(actions, pool),
    }
}

fn in_order(origins: BTreeSet<Origin>, pool: &Gathered) -> Vec<Origin> {
    let mut list: Vec<Origin> = origins.into_iter().collect();
    list.sort_by_key(|origin| pool.place_of(*origin));
    list
}

fn sessions(stands_on: &BTreeSet<Origin>, pool: &Gathered) -> Vec<SessionId> {
    let told = stands_on.iter().filter_map(|origin| match origin.item.kind() {
        Kind::Practice => pool.practice(*origin).map(|of| of.told),
        Kind::Sketch => pool.sketch(*origin).map(|of| of.told),
        Kind::Session
        | Kind::Step
        | Kind::Table
        | Kind::Participant
        | Kind::Voice
        | Kind::Poll
        | Kind::Decision
        | Kind::Action
        | Kind::Note
        | Kind::Conflict => None,
    });
    told.collect::<BTreeSet<usize>>().into_iter().map(|told| pool.sessions[told].session.id()).collect()
}

/// Tells whether a strategy merely collects practices: nobody designed it yet.
pub fn is_collected(strategy: &Strategy) -> bool {
    match strategy.seed {
        Seed::Difficulty(_) | Seed::Theme { .. } => strategy.sketches.is_empty(),
        Seed::Person | Seed::Sketches(_) => false,
    }
}
