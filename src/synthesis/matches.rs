//! Owns which practices are one told twice: near-certain pairs, and what people said of them.
//! Nothing is merged silently: every match says why, and a person's word goes before the program's.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dossier::{MadeOf, Match, Program, Tie, Verdict};
use super::gather::Gathered;
use super::likeness::{Alike, Pair};
use super::origin::{Origin, code_of};
use super::step::{Pace, Stopped};
use super::title::same_title;
use crate::domain::id::{MatchId, TypedId};

/// Practices by what they are: those told twice stand together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Groups {
    /// Each group at the place of its first practice in the pool; nothing at the places of the others.
    at: Vec<Vec<Origin>>,
    /// Of a practice the place of its group. Looked up only: its order says nothing.
    of: HashMap<Origin, usize>,
}

impl Groups {
    /// Returns the practices of a merge by what they are, as its matches say.
    pub fn of(matches: &[Match], pool: &Gathered) -> Self {
        let mut sets = Sets::of(pool.practices.len());
        for one in matches.iter().filter(|m| m.is_one()) {
            sets.join_all(one.practices.iter().filter_map(|origin| pool.place_of(*origin)));
        }
        sets.groups(pool)
    }

    /// Puts practices together anew of which something else is said now; all others stay as they are.
    pub fn regroup(&mut self, practices: &[Origin], matches: &[Match], pool: &Gathered) {
        // what was one with any of them perhaps is so no more, and nothing else is
        let touched = self.closure(practices);
        let mut places: Vec<usize> = touched.iter().filter_map(|origin| pool.place_of(*origin)).collect();
        places.sort_unstable();
        let mut sets = Sets::of(places.len());
        let touches = |m: &&Match| m.is_one() && m.practices.iter().any(|practice| touched.contains(practice));
        for one in matches.iter().filter(touches) {
            let at = |origin: &Origin| places.binary_search(&pool.place_of(*origin)?).ok();
            sets.join_all(one.practices.iter().filter_map(at));
        }
        for (first, mut members) in places.iter().zip(sets.members) {
            members.sort_unstable();
            let origins: Vec<Origin> = members.into_iter().map(|at| pool.practices[places[at]].origin).collect();
            self.of.extend(origins.iter().map(|origin| (*origin, *first)));
            self.at[*first] = origins;
        }
    }

    /// Returns each group, in the order of the pool.
    pub fn all(&self) -> impl Iterator<Item = &Vec<Origin>> {
        self.at.iter().filter(|group| !group.is_empty())
    }

    /// Returns the group of a practice: itself and what is one with it.
    pub fn with(&self, practice: Origin) -> &[Origin] {
        self.of.get(&practice).map_or(&[], |group| &self.at[*group])
    }

    /// Returns practices in the order they were told, those that are one beside each other.
    pub fn in_order(&self, practices: BTreeSet<Origin>, pool: &Gathered) -> Vec<Origin> {
        let mut list: Vec<Origin> = practices.into_iter().collect();
        list.sort_by_key(|origin| (self.of.get(origin), pool.place_of(*origin)));
        list
    }

    /// Returns these practices with all that are one with any of them.
    pub fn closure<'a>(&'a self, practices: impl IntoIterator<Item = &'a Origin>) -> BTreeSet<Origin> {
        practices.into_iter().flat_map(|practice| self.with(*practice)).copied().collect()
    }
}

/// Finds the matches, keeps what people said of earlier ones, and puts practices that are one together.
pub fn settle(previous: &[Match], pool: &Gathered) -> (Vec<Match>, Groups) {
    settle_known(previous, pool, &mut Alike::default(), Pace::PLAIN).expect("nobody stops it")
}

/// Does the same with the pairs that are known; where they are of another pool they are found anew.
///
/// # Errors
/// Where it is to stop.
pub fn settle_known(
    previous: &[Match],
    pool: &Gathered,
    alike: &mut Alike,
    pace: Pace<'_>,
) -> Result<(Vec<Match>, Groups), Stopped> {
    let said: Vec<&Match> = previous.iter().filter(|m| m.has_words()).collect();
    let wanted: BTreeSet<(Origin, Origin)> = said.iter().filter_map(|m| as_pair(m, pool)).collect();
    let mut matches: BTreeMap<MatchId, Match> = BTreeMap::new();
    alike.follow(pool, &wanted, pace)?;
    for pair in same_id(pool).into_iter().chain(alike.pairs(pool, &wanted)) {
        let found = of_pair(pair);
        matches.entry(found.id()).or_insert(found);
    }
    for kept in said {
        let entry = matches.entry(kept.id()).or_insert_with(|| Match {
            id: Some(kept.id()),
            practices: kept.practices.clone(),
            program: Program::ToLookAt,
            ..Match::default()
        });
        entry.human = kept.human.clone();
        entry.lost = entry.practices.iter().copied().filter(|practice| !pool.holds(*practice)).collect();
    }
    let groups = put_together(&mut matches, pool);
    let mut matches: Vec<Match> = matches.into_values().collect();
    matches.sort_by_cached_key(|m| {
        let places: Vec<_> =
            m.practices.iter().map(|origin| (pool.place_of(*origin).is_none(), pool.place_of(*origin))).collect();
        (places, m.id())
    });
    Ok((matches, groups))
}

fn as_pair(m: &Match, pool: &Gathered) -> Option<(Origin, Origin)> {
    let [one, other] = m.practices.as_slice() else { return None };
    let (first, second) = (pool.place_of(*one)?, pool.place_of(*other)?);
    Some(if first <= second { (*one, *other) } else { (*other, *one) })
}

fn of_pair(pair: Pair) -> Match {
    let practices = vec![pair.one, pair.other];
    Match {
        id: Some(MatchId::new(code_of("match", &practices))),
        practices,
        program: if pair.near_certain { Program::Joined } else { Program::ToLookAt },
        score: pair.score,
        made_of: pair.made_of,
        ties: pair.ties,
        ..Match::default()
    }
}

/// A practice that was carried from one session into another keeps its id: it is one for certain.
fn same_id(pool: &Gathered) -> Vec<Pair> {
    let mut first: BTreeMap<_, Origin> = BTreeMap::new();
    let mut pairs = Vec::new();
    for practice in &pool.practices {
        let one = *first.entry(practice.record.id).or_insert(practice.origin);
        if one != practice.origin {
            let ties = vec![Tie { one: practice.record.id.to_string(), other: String::new() }];
            let made_of = MadeOf::default();
            pairs.push(Pair { one, other: practice.origin, score: 1000, made_of, ties, near_certain: true });
        }
    }
    pairs
}

/// Puts together what people call the same, then what is near-certain, the surest first. A near-certain pair stays
/// apart, and is marked so, where it would bring together what a person calls different, or two practices
/// that one session tells under two names.
fn put_together(matches: &mut BTreeMap<MatchId, Match>, pool: &Gathered) -> Groups {
    let mut sets = Sets::of(pool.practices.len());
    let places = |m: &Match| -> Vec<usize> { m.practices.iter().filter_map(|origin| pool.place_of(*origin)).collect() };
    let with_verdict = |matches: &BTreeMap<MatchId, Match>, verdict| -> Vec<Vec<usize>> {
        matches.values().filter(|m| m.human.verdict == Some(verdict)).map(places).collect()
    };
    for same in with_verdict(matches, Verdict::Same) {
        for pair in same.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    let different: Vec<(usize, usize)> = [Verdict::Different, Verdict::Later]
        .into_iter()
        .flat_map(|verdict| with_verdict(matches, verdict))
        .flat_map(|list| {
            let others = list.clone();
            list.into_iter()
                .enumerate()
                .flat_map(move |(at, one)| others[at + 1..].iter().map(move |other| (one, *other)).collect::<Vec<_>>())
        })
        .collect();
    let mut sure: Vec<(u16, MatchId)> = matches
        .iter()
        .filter(|(_, m)| m.human.verdict.is_none() && m.program == Program::Joined)
        .map(|(id, m)| (m.score, *id))
        .collect();
    sure.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
    for (_, id) in sure {
        let Some(m) = matches.get_mut(&id) else { continue };
        let [one, other] = places(m)[..] else { continue };
        let together = sets.together(one, other);
        let forbidden = different.iter().any(|(a, b)| together.contains(a) && together.contains(b));
        if forbidden || (sets.group[one] != sets.group[other] && tells_twice(&together, pool)) {
            m.program = Program::ToLookAt;
        } else {
            sets.join(one, other);
        }
    }
    sets.groups(pool)
}

/// Tells whether one session would have two practices under two names among these.
fn tells_twice(together: &[usize], pool: &Gathered) -> bool {
    together.iter().enumerate().any(|(at, one)| {
        together[at + 1..].iter().any(|other| {
            let (one, other) = (&pool.practices[*one], &pool.practices[*other]);
            one.told == other.told && !same_title(&one.record.name, &other.record.name)
        })
    })
}

/// Disjoint sets: of each practice its set, of each set its practices.
struct Sets {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Sets {
    fn of(practices: usize) -> Self {
        Self { group: (0..practices).collect(), members: (0..practices).map(|place| vec![place]).collect() }
    }

    fn join(&mut self, one: usize, other: usize) {
        let (keep, drop) = (self.group[one].min(self.group[other]), self.group[one].max(self.group[other]));
        if keep != drop {
            for place in std::mem::take(&mut self.members[drop]) {
                self.group[place] = keep;
                self.members[keep].push(place);
            }
        }
    }

    fn join_all(&mut self, places: impl Iterator<Item = usize>) {
        let places: Vec<usize> = places.collect();
        for pair in places.windows(2) {
            self.join(pair[0], pair[1]);
        }
    }

    fn together(&self, one: usize, other: usize) -> Vec<usize> {
        let sets: BTreeSet<usize> = [self.group[one], self.group[other]].into();
        sets.into_iter().flat_map(|set| &self.members[set]).copied().collect()
    }

    fn groups(&self, pool: &Gathered) -> Groups {
        let mut groups = Groups { at: vec![Vec::new(); self.members.len()], of: HashMap::new() };
        for (first, members) in self.members.iter().enumerate() {
            let mut places = members.clone();
            places.sort_unstable();
            let origins: Vec<Origin> = places.into_iter().map(|place| pool.practices[place].origin).collect();
            groups.of.extend(origins.iter().map(|origin| (*origin, first)));
            groups.at[first] = origins;
        }
        groups
    }
}
