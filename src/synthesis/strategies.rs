//! Owns how strategy proposals grow: sketches first, then seeds by difficulty and theme from the practices that no
//! sketch uses. What a person took in, took out, named or gave up holds whatever the sources become.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::bunches::bunches;
use super::dossier::{Chosen, PracticeField, Seed, Strategy, Unused, WhyUnused};
use super::draft;
use super::evidence::{self, Said};
use super::gather::Gathered;
use super::matches::Groups;
use super::origin::{Origin, code_of};
use super::step::{Pace, Step, Stopped, say};
use crate::domain::field::Map;
use crate::domain::id::{Code, StrategyId, TypedId};
use crate::domain::item::{ItemRef, Kind};
use crate::domain::value::Difficulty;

/// A tag makes a theme of its own from so many different practices on.
const THEME: usize = 3;
/// A seed needs so many different practices.
const SEED: usize = 2;

/// So many strategies are composed in one piece, and so many pieces before it is told how far it is.
const PIECE: usize = 16;
const PIECES: usize = 64;

/// The strategies, and what they leave.
#[derive(Clone, Debug, Default)]
pub struct Composition {
    /// The strategies in their order.
    pub strategies: Vec<Strategy>,
    /// What none of them stands on.
    pub unused: Vec<Unused>,
}

/// Composes the strategies anew, with what people made of the earlier ones.
///
/// # Errors
/// Where it is to stop.
pub fn compose(
    previous: &[Strategy],
    pool: &Gathered,
    groups: &Groups,
    chosen: &Map<Origin, Map<PracticeField, Chosen>>,
    pace: Pace<'_>,
) -> Result<Composition, Stopped> {
    let worked_on: BTreeMap<StrategyId, &Strategy> =
        previous.iter().filter(|s| s.has_words()).map(|s| (id_of(s), s)).collect();
    let mut grown = from_sketches(previous, &worked_on, pool, pace)?;
    let used: BTreeSet<Origin> = grown.iter().flat_map(|s| groups.closure(&built_on(&s.sketches, pool))).collect();
    let (seeds, alone) = from_practices(pool, groups, &used);
    grown.extend(seeds);
    for strategy in &mut grown {
        if let Some(earlier) = worked_on.get(&strategy.id()) {
            strategy.human = earlier.human.clone();
        }
    }
    let known: BTreeSet<StrategyId> = grown.iter().map(Strategy::id).collect();
    let left = worked_on.iter().filter(|(id, _)| !known.contains(id));
    grown.extend(left.map(|(id, earlier)| Strategy {
        id: Some(*id),
        seed: earlier.seed.clone(),
        human: earlier.human.clone(),
        ..Strategy::default()
    }));
    let said = Said::of(pool);
    let all = grown.len();
    for (at, many) in grown.chunks_mut(PIECE * PIECES).enumerate() {
        say(pace.listener, Step::Composing(at * PIECE * PIECES, all))?;
        let pieces: Vec<Mutex<&mut [Strategy]>> = many.chunks_mut(PIECE).map(Mutex::new).collect();
        (pace.hands)(pieces.len(), &|at| {
            for strategy in pieces[at].lock().unwrap_or_else(PoisonError::into_inner).iter_mut() {
                fill(strategy, pool, groups);
                strategy.draft = draft::of(strategy, pool, groups, chosen);
                strategy.evidence = evidence::of(strategy, pool, &said);
            }
        });
    }
    // a person's order first; the others keep the order they grew in
    grown.sort_by_key(|strategy| strategy.human.order.unwrap_or(u32::MAX));
    let unused = unused(&grown, &alone, pool, groups);
    Ok(Composition { strategies: grown, unused })
}

/// Returns the id of a strategy; one that was written by hand without an id gets it from its name.
fn id_of(strategy: &Strategy) -> StrategyId {
    strategy.id.unwrap_or_else(|| StrategyId::new(Code::of(&["person", &strategy.human.name])))
}

/// One strategy a sketch; sketches of several sessions with nearly one title are one. A sketch under a strategy that
/// a person worked on stays there, whatever its title becomes.
fn from_sketches(
    previous: &[Strategy],
    worked_on: &BTreeMap<StrategyId, &Strategy>,
    pool: &Gathered,
    pace: Pace<'_>,
) -> Result<Vec<Strategy>, Stopped> {
    let mut pinned: BTreeMap<Origin, StrategyId> = BTreeMap::new();
    for (id, strategy) in worked_on {
        if let Seed::Sketches(sketches) = &strategy.seed {
            for sketch in sketches {
                pinned.entry(*sketch).or_insert(*id);
            }
        }
    }
    let mut bunches = bunches(pool, &pinned, pace)?;
    for bunch in &mut bunches {
        bunch.members.sort_by_key(|member| pool.place_of(member.origin));
    }
    bunches.sort_by_key(|bunch| bunch.members.first().and_then(|member| pool.place_of(member.origin)));
    let earlier = Earlier::of(previous);
    let mut taken: BTreeSet<StrategyId> = pinned.values().copied().collect();
    let strategies = bunches.into_iter().map(|bunch| {
        let sketches: Vec<Origin> = bunch.members.iter().map(|member| member.origin).collect();
        let id = bunch.pin.unwrap_or_else(|| earlier.id(&sketches, &taken));
        taken.insert(id);
        let mut seed: BTreeSet<Origin> = sketches.iter().copied().collect();
        // a sketch whose session is missing today finds its strategy again when it comes back
        if let Some(Seed::Sketches(known)) = worked_on.get(&id).map(|earlier| &earlier.seed) {
            seed.extend(known);
        }
        let seed = Seed::Sketches(seed.into_iter().collect());
        Strategy { id: Some(id), seed, sketches, ..Strategy::default() }
    });
    Ok(strategies.collect())
}

/// Which strategies of the previous dossier grew out of which sketches.
struct Earlier(BTreeMap<Origin, Vec<StrategyId>>);

impl Earlier {
    fn of(previous: &[Strategy]) -> Self {
        let mut earlier: BTreeMap<Origin, Vec<StrategyId>> = BTreeMap::new();
        for strategy in previous {
            if let Seed::Sketches(sketches) = &strategy.seed {
                for sketch in sketches {
                    earlier.entry(*sketch).or_default().push(strategy.id());
                }
            }
        }
        Self(earlier)
    }

    /// Returns the id that a strategy of these sketches had; else the one that belongs to the first of them.
    fn id(&self, sketches: &[Origin], taken: &BTreeSet<StrategyId>) -> StrategyId {
        let mut overlaps: BTreeMap<StrategyId, usize> = BTreeMap::new();
        for id in sketches.iter().filter_map(|sketch| self.0.get(sketch)).flatten() {
            *overlaps.entry(*id).or_default() += 1;
        }
        let free = overlaps.into_iter().filter(|(id, _)| !taken.contains(id));
        let best = free.max_by_key(|(id, overlap)| (*overlap, std::cmp::Reverse(*id)));
        let first = sketches.iter().min().copied().unwrap_or_default();
        best.map_or_else(|| StrategyId::new(code_of("sketch", &[first])), |(id, _)| id)
    }
}

/// Returns the practices that sketches are built on, as far as the pool has them.
fn built_on(sketches: &[Origin], pool: &Gathered) -> Vec<Origin> {
    sketches
        .iter()
        .filter_map(|origin| pool.sketch(*origin))
        .flat_map(|sketch| {
            let practices = sketch.record.practices.iter().map(|id| ItemRef::Practice(*id));
            practices.filter_map(|item| pool.resolve(sketch.origin.session, item)).collect::<Vec<_>>()
        })
        .collect()
}

/// Seeds from the practices that no sketch uses: by theme where a tag is shared by enough, else by difficulty.
/// Returns the practices that stay alone too.
fn from_practices(
    pool: &Gathered,
    groups: &Groups,
    used: &BTreeSet<Origin>,
) -> (Vec<Strategy>, BTreeMap<Origin, WhyUnused>) {
    let (mut alone, mut keys) = (BTreeMap::new(), HashMap::new());
    let mut free: BTreeMap<Difficulty, Vec<&[Origin]>> = BTreeMap::new();
    for group in groups.all().filter(|group| !group.iter().any(|practice| used.contains(practice))) {
        match main_difficulty(group, pool) {
            Some(difficulty) => free.entry(difficulty).or_default().push(group),
            None => alone.extend(group.iter().map(|practice| (*practice, WhyUnused::NoDifficulty))),
        }
    }
    let mut seeds = Vec::new();
    for (difficulty, mut free) in free {
        let mut themes: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
        for (at, group) in free.iter().enumerate() {
            for (key, tag) in tags(group, pool, &mut keys) {
                themes.entry(key).or_insert((tag, Vec::new())).1.push(at);
            }
        }
        // what fewer share is no theme, and what others took before only makes it fewer
        let shared = themes.into_iter().filter(|(_, (_, groups))| groups.len() >= THEME);
        let mut themes: Vec<(String, String, Vec<usize>)> = shared.map(|(key, (tag, at))| (key, tag, at)).collect();
        themes.sort_by(|a, b| b.2.len().cmp(&a.2.len()).then_with(|| a.0.cmp(&b.0)));
        let (mut taken, mut left) = (vec![false; free.len()], free.len());
        for (key, tag, at) in themes {
            let with: Vec<usize> = at.into_iter().filter(|at| !taken[*at]).collect();
            // a theme that takes all of them says no more than the difficulty
            if with.len() >= THEME && with.len() < left {
                let code = Code::of(&["theme", &difficulty.to_string(), &key]);
                let groups: Vec<&[Origin]> = with.iter().map(|at| free[*at]).collect();
                seeds.push(seed(code, Seed::Theme { difficulty, tag }, &groups));
                left -= with.len();
                with.into_iter().for_each(|at| taken[at] = true);
            }
        }
        let mut places = taken.into_iter();
        free.retain(|_| places.next() == Some(false));
        if free.len() >= SEED {
            seeds.push(seed(Code::of(&["difficulty", &difficulty.to_string()]), Seed::Difficulty(difficulty), &free));
        } else {
            let left = free.iter().flat_map(|group| group.iter());
            alone.extend(left.map(|practice| (*practice, WhyUnused::Alone(difficulty))));
        }
    }
    (seeds, alone)
}

fn seed(code: Code, seed: Seed, groups: &[&[Origin]]) -> Strategy {
    let practices = groups.iter().flat_map(|group| group.iter().copied()).collect();
    Strategy { id: Some(StrategyId::new(code)), seed, practices, ..Strategy::default() }
}

/// Returns what most tellings name as the difficulty; of as many, the first told.
fn main_difficulty(group: &[Origin], pool: &Gathered) -> Option<Difficulty> {
    let named: Vec<Difficulty> = group.iter().filter_map(|o| pool.practice(*o)?.record.difficulty).collect();
    let count = |difficulty: Difficulty| named.iter().filter(|other| **other == difficulty).count();
    named.iter().copied().rev().max_by_key(|difficulty| count(*difficulty))
}

/// Returns the tags of a group, by what they mean. What each means is read once, and kept among the `keys`.
fn tags<'a>(group: &[Origin], pool: &'a Gathered, keys: &mut HashMap<&'a str, String>) -> BTreeMap<String, String> {
    let practices = group.iter().filter_map(|origin| pool.practice(*origin));
    let tags: BTreeSet<&String> = practices.flat_map(|practice| practice.record.tags.iter()).collect();
    let mut by_key = BTreeMap::new();
    for tag in tags {
        let means = || pool.thesaurus.terms(tag).into_iter().map(|term| term.key).collect::<Vec<_>>().join(" ");
        let key = keys.entry(tag).or_insert_with(means);
        if !key.is_empty() {
            by_key.entry(key.clone()).or_insert_with(|| tag.clone());
        }
    }
    by_key
}

/// Works out what a strategy stands on.
fn fill(strategy: &mut Strategy, pool: &Gathered, groups: &Groups) {
    let human = &strategy.human;
    let taken_out: BTreeSet<Origin> =
        human.removed.keys().copied().chain(groups.closure(human.removed.keys())).collect();
    let is = |kind| move |origin: &&Origin| origin.item.kind() == kind;
    let mut sketches: BTreeSet<Origin> = strategy.sketches.iter().copied().collect();
    if let Seed::Sketches(seed) = &strategy.seed {
        sketches.extend(seed);
    }
    sketches.extend(human.added.iter().filter(is(Kind::Sketch)));
    sketches.retain(|origin| !taken_out.contains(origin));
    let lost_sketches: Vec<Origin> = sketches.iter().copied().filter(|origin| !pool.holds(*origin)).collect();
    sketches.retain(|origin| pool.holds(*origin));
    strategy.sketches = sketches.into_iter().collect();
    strategy.sketches.sort_by_key(|origin| pool.place_of(*origin));

    let mut practices: BTreeSet<Origin> = strategy.practices.iter().copied().collect();
    practices.extend(groups.closure(&built_on(&strategy.sketches, pool)));
    practices.extend(groups.closure(human.added.iter()));
    practices.retain(|origin| !taken_out.contains(origin));
    strategy.practices = groups.in_order(practices, pool);

    let named = human.added.iter().chain(human.removed.keys());
    let lost: BTreeSet<Origin> = named.copied().filter(|origin| !pool.holds(*origin)).chain(lost_sketches).collect();
    strategy.lost = lost.into_iter().collect();
}

fn unused(
    strategies: &[Strategy],
    alone: &BTreeMap<Origin, WhyUnused>,
    pool: &Gathered,
    groups: &Groups,
) -> Vec<Unused> {
    let mut used: BTreeSet<Origin> = BTreeSet::new();
    let mut dropped: BTreeMap<Origin, WhyUnused> = BTreeMap::new();
    let mut taken_out: BTreeMap<Origin, WhyUnused> = BTreeMap::new();
    for strategy in strategies {
        let stands_on = strategy.practices.iter().chain(&strategy.sketches).copied();
        match &strategy.human.dropped {
            None => used.extend(stands_on),
            Some(given_up) => {
                let why = WhyUnused::Dropped { strategy: strategy.id(), reason: given_up.reason.clone() };
                for origin in stands_on {
                    dropped.entry(origin).or_insert_with(|| why.clone());
                }
            }
        }
        for (origin, reason) in strategy.human.removed.iter() {
            let why = WhyUnused::TakenOut { strategy: strategy.id(), reason: reason.clone() };
            for origin in std::iter::once(origin).chain(groups.with(*origin)) {
                taken_out.entry(*origin).or_insert_with(|| why.clone());
            }
        }
    }
    let all = pool.practices.iter().map(|of| of.origin).chain(pool.sketches.iter().map(|of| of.origin));
    all.filter(|origin| !used.contains(origin))
        .map(|origin| {
            let why = dropped.get(&origin).or_else(|| taken_out.get(&origin)).or_else(|| alone.get(&origin));
            Unused { origin, why: why.cloned().unwrap_or_default() }
        })
        .collect()
}
