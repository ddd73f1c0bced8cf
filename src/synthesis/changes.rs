//! Owns what changed from one merge to the next. Where nothing did, what changed the last time stays,
//! so that merging twice writes the same file.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Change, Dossier, Match, Source, Strategy};
use super::origin::Origin;
use crate::domain::id::{MatchId, SessionId, StrategyId};

/// Returns what changed since the previous dossier.
pub fn since(previous: &Dossier, now: &Dossier) -> Vec<Change> {
    let mut changes = BTreeSet::new();
    sources(previous, now, &mut changes);
    let (before, after) = (sessions(previous), sessions(now));
    let stayed = |origin: &&Origin| before.contains_key(&origin.session) && after.contains_key(&origin.session);
    let (known_before, known_now) = (previous.known(), now.known());
    changes.extend(known_now.difference(&known_before).filter(stayed).map(|origin| Change::ItemNew(*origin)));
    changes.extend(known_before.difference(&known_now).filter(stayed).map(|origin| Change::ItemGone(*origin)));
    let owed: BTreeSet<Origin> = previous.voices.iter().filter(|voice| voice.open).map(|voice| voice.origin).collect();
    let answered = now.voices.iter().filter(|voice| !voice.open && owed.contains(&voice.origin));
    changes.extend(answered.map(|voice| Change::Answered(voice.origin)));
    strategies(previous, now, &mut changes);
    let one = |dossier: &Dossier| -> BTreeSet<MatchId> {
        dossier.matches.iter().filter(|m| m.is_one()).map(Match::id).collect()
    };
    let (one_before, one_now) = (one(previous), one(now));
    changes.extend(one_now.difference(&one_before).map(|id| Change::NowOne(*id)));
    changes.extend(one_before.difference(&one_now).map(|id| Change::NoLongerOne(*id)));
    if changes.is_empty() { previous.changes.clone() } else { changes.into_iter().collect() }
}

fn sessions(dossier: &Dossier) -> BTreeMap<SessionId, &Source> {
    dossier.sources.iter().filter_map(|source| Some((source.session?, source))).collect()
}

fn sources(previous: &Dossier, now: &Dossier, changes: &mut BTreeSet<Change>) {
    let (before, after) = (sessions(previous), sessions(now));
    for (session, source) in &after {
        match before.get(session) {
            None => drop(changes.insert(Change::SessionNew(*session))),
            Some(earlier) => {
                if earlier.content != source.content {
                    changes.insert(Change::SessionChanged(*session));
                }
                if earlier.name != source.name {
                    changes.insert(Change::SessionRenamed(*session, earlier.name.clone()));
                }
            }
        }
    }
    let gone = before.iter().filter(|(session, _)| !after.contains_key(session));
    changes.extend(gone.map(|(session, source)| Change::SessionGone(*session, source.name.clone())));
}

fn strategies(previous: &Dossier, now: &Dossier, changes: &mut BTreeSet<Change>) {
    let by_id = |dossier: &Dossier| -> BTreeMap<StrategyId, Vec<Origin>> {
        let stands_on = |s: &Strategy| s.sketches.iter().chain(&s.practices).copied().collect();
        dossier.strategies.iter().map(|s| (s.id(), stands_on(s))).collect()
    };
    let (before, after) = (by_id(previous), by_id(now));
    for (id, stands_on) in &after {
        match before.get(id) {
            None => drop(changes.insert(Change::StrategyNew(*id))),
            Some(earlier) if earlier != stands_on => drop(changes.insert(Change::StrategyOther(*id))),
            Some(_) => {}
        }
    }
    let gone = before.keys().filter(|id| !after.contains_key(id));
    changes.extend(gone.map(|id| Change::StrategyGone(*id)));
}
