//! Owns how strategy proposals grow: sketches first, then seeds by difficulty and theme from the practices that no
//! sketch uses. What a person took in, took out, named or gave up holds whatever the sources become.

use std::collections::{BTreeMap, BTreeSet};

use super::dossier::{Composed, DraftLine, Drafted, Says, Seed, Strategy, Tidier, Unused, WhyUnused};
use super::evidence;
use super::gather::{Gathered, Of};
use super::likeness::{near_title, same_title};
use super::matches::Groups;
use super::origin::{Origin, code_of};
use super::terms::thesaurus;
use crate::domain::id::{Code, StrategyId, TypedId};
use crate::domain::item::{ItemRef, Practice, Sketch};
use crate::domain::value::Difficulty;

/// A tag makes a theme of its own from so many different practices on.
const THEME: usize = 3;
/// A seed needs so many different practices.
const SEED: usize = 2;

/// The strategies, and what they leave.
#[derive(Clone, Debug, Default)]
pub struct Composition {
    /// The strategies in their order.
    pub strategies: Vec<Strategy>,
    /// What none of them stands on.
    pub unused: Vec<Unused>,
}

/// Composes the strategies anew, with what people made of the earlier ones.
pub fn compose(previous: &[Strategy], pool: &Gathered, groups: &Groups) -> Composition {
    let worked_on: BTreeMap<StrategyId, &Strategy> =
        previous.iter().filter(|s| s.has_words()).map(|s| (id_of(s), s)).collect();
    let mut grown = from_sketches(previous, &worked_on, pool);
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
    for strategy in &mut grown {
        fill(strategy, pool, groups);
    }
    // a person's order first; the others keep the order they grew in
    grown.sort_by_key(|strategy| strategy.human.order.unwrap_or(u32::MAX));
    let unused = unused(&grown, &alone, pool, groups);
    Composition { strategies: grown, unused }
}

/// Returns the id of a strategy; one that was written by hand without an id gets it from its name.
fn id_of(strategy: &Strategy) -> StrategyId {
    strategy.id.unwrap_or_else(|| StrategyId::new(Code::of(&["person", &strategy.human.name])))
}

/// One strategy a sketch; sketches of several sessions with nearly one title are one. A sketch under a strategy that
/// a person worked on stays there, whatever its title becomes.
fn from_sketches(previous: &[Strategy], worked_on: &BTreeMap<StrategyId, &Strategy>, pool: &Gathered) -> Vec<Strategy> {
    let mut pinned: BTreeMap<Origin, StrategyId> = BTreeMap::new();
    for (id, strategy) in worked_on {
        if let Seed::Sketches(sketches) = &strategy.seed {
            for sketch in sketches {
                pinned.entry(*sketch).or_insert(*id);
            }
        }
    }
    let mut bunches: Vec<(Option<StrategyId>, Vec<&Of<Sketch>>)> = Vec::new();
    for sketch in &pool.sketches {
        let pin = pinned.get(&sketch.origin).copied();
        let fits = |(of, bunch): &(Option<StrategyId>, Vec<&Of<Sketch>>)| match pin {
            Some(pin) => *of == Some(pin),
            None => {
                bunch.iter().any(|other| is_one(sketch, other))
                    && !bunch.iter().any(|other| stands_apart(sketch, other))
            }
        };
        match bunches.iter_mut().find(|bunch| fits(bunch)) {
            Some((_, bunch)) => bunch.push(sketch),
            None => bunches.push((pin, vec![sketch])),
        }
    }
    let mut taken: BTreeSet<StrategyId> = pinned.values().copied().collect();
    bunches
        .into_iter()
        .map(|(pin, bunch)| {
            let sketches: Vec<Origin> = bunch.iter().map(|sketch| sketch.origin).collect();
            let id = pin.unwrap_or_else(|| earlier_id(previous, &sketches, &taken));
            taken.insert(id);
            let mut seed: BTreeSet<Origin> = sketches.iter().copied().collect();
            // a sketch whose session is missing today finds its strategy again when it comes back
            if let Some(Seed::Sketches(known)) = worked_on.get(&id).map(|earlier| &earlier.seed) {
                seed.extend(known);
            }
            let seed = Seed::Sketches(seed.into_iter().collect());
            Strategy { id: Some(id), seed, sketches, ..Strategy::default() }
        })
        .collect()
}

fn is_one(one: &Of<Sketch>, other: &Of<Sketch>) -> bool {
    one.record.id == other.record.id || (one.told != other.told && near_title(&one.record.title, &other.record.title))
}

fn stands_apart(one: &Of<Sketch>, other: &Of<Sketch>) -> bool {
    one.told == other.told && !same_title(&one.record.title, &other.record.title)
}

/// Keeps the id that a strategy of these sketches had; else makes the one that belongs to the first of them.
fn earlier_id(previous: &[Strategy], sketches: &[Origin], taken: &BTreeSet<StrategyId>) -> StrategyId {
    let overlap = |strategy: &Strategy| match &strategy.seed {
        Seed::Sketches(known) => known.iter().filter(|sketch| sketches.contains(sketch)).count(),
        Seed::Person | Seed::Difficulty(_) | Seed::Theme { .. } => 0,
    };
    let best = previous
        .iter()
        .filter(|strategy| overlap(strategy) > 0 && !taken.contains(&strategy.id()))
        .max_by_key(|strategy| (overlap(strategy), std::cmp::Reverse(strategy.id())));
    let first = sketches.iter().min().copied().unwrap_or_default();
    let new = || StrategyId::new(code_of("sketch", &[first]));
    best.map_or_else(new, Strategy::id)
}

/// Returns the practices that sketches are built on, as far as the pool has them.
fn built_on(sketches: &[Origin], pool: &Gathered) -> Vec<Origin> {
    let of = |origin: &Origin| pool.sketches.iter().find(|sketch| sketch.origin == *origin);
    sketches
        .iter()
        .filter_map(of)
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
    let mut alone = BTreeMap::new();
    let mut free: BTreeMap<Difficulty, Vec<&[Origin]>> = BTreeMap::new();
    for group in groups.all.iter().filter(|group| !group.iter().any(|practice| used.contains(practice))) {
        match main_difficulty(group, pool) {
            Some(difficulty) => free.entry(difficulty).or_default().push(group),
            None => alone.extend(group.iter().map(|practice| (*practice, WhyUnused::NoDifficulty))),
        }
    }
    let mut seeds = Vec::new();
    for (difficulty, mut free) in free {
        let mut themes: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for group in &free {
            for (key, tag) in tags(group, pool) {
                themes.entry(key).or_insert((tag, 0)).1 += 1;
            }
        }
        let mut themes: Vec<(String, String, usize)> =
            themes.into_iter().map(|(key, (tag, count))| (key, tag, count)).collect();
        themes.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        for (key, tag, _) in themes {
            let (with, without): (Vec<_>, Vec<_>) =
                free.iter().copied().partition(|group| tags(group, pool).contains_key(&key));
            // a theme that takes all of them says no more than the difficulty
            if with.len() >= THEME && !without.is_empty() {
                let code = Code::of(&["theme", &difficulty.to_string(), &key]);
                seeds.push(seed(code, Seed::Theme { difficulty, tag }, &with));
                free = without;
            }
        }
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

/// Returns the tags of a group, by what they mean.
fn tags(group: &[Origin], pool: &Gathered) -> BTreeMap<String, String> {
    let practices = group.iter().filter_map(|origin| pool.practice(*origin));
    let tags: BTreeSet<&String> = practices.flat_map(|practice| practice.record.tags.iter()).collect();
    let mut by_key = BTreeMap::new();
    for tag in tags {
        let keys: Vec<String> = thesaurus().terms(tag).into_iter().map(|term| term.key).collect();
        if !keys.is_empty() {
            by_key.entry(keys.join(" ")).or_insert_with(|| tag.clone());
        }
    }
    by_key
}

/// Works out what a strategy stands on, its draft and its evidence.
fn fill(strategy: &mut Strategy, pool: &Gathered, groups: &Groups) {
    let human = &strategy.human;
    let taken_out: BTreeSet<Origin> =
        human.removed.keys().copied().chain(groups.closure(human.removed.keys())).collect();
    let is = |kind| move |origin: &&Origin| origin.item.kind() == kind;
    let mut sketches: BTreeSet<Origin> = strategy.sketches.iter().copied().collect();
    if let Seed::Sketches(seed) = &strategy.seed {
        sketches.extend(seed);
    }
    sketches.extend(human.added.iter().filter(is(crate::domain::item::Kind::Sketch)));
    sketches.retain(|origin| !taken_out.contains(origin));
    let lost_sketches: Vec<Origin> = sketches.iter().copied().filter(|origin| !pool.holds(*origin)).collect();
    sketches.retain(|origin| pool.holds(*origin));
    strategy.sketches = pool.sketches.iter().map(|of| of.origin).filter(|o| sketches.contains(o)).collect();

    let mut practices: BTreeSet<Origin> = strategy.practices.iter().copied().collect();
    practices.extend(groups.closure(&built_on(&strategy.sketches, pool)));
    practices.extend(groups.closure(human.added.iter()));
    practices.retain(|origin| !taken_out.contains(origin));
    strategy.practices =
        groups.all.iter().filter(|group| group.iter().any(|o| practices.contains(o))).flatten().copied().collect();

    let named = human.added.iter().chain(human.removed.keys());
    let lost: BTreeSet<Origin> = named.copied().filter(|origin| !pool.holds(*origin)).chain(lost_sketches).collect();
    strategy.lost = lost.into_iter().collect();
    strategy.draft = draft(strategy, pool);
    strategy.evidence = evidence::of(strategy, pool);
}

fn unused(
    strategies: &[Strategy],
    alone: &BTreeMap<Origin, WhyUnused>,
    pool: &Gathered,
    groups: &Groups,
) -> Vec<Unused> {
    let stands = |s: &&Strategy| s.stands();
    let used: BTreeSet<Origin> =
        strategies.iter().filter(stands).flat_map(|s| s.practices.iter().chain(&s.sketches)).copied().collect();
    let all = pool.practices.iter().map(|of| of.origin).chain(pool.sketches.iter().map(|of| of.origin));
    all.filter(|origin| !used.contains(origin))
        .map(|origin| Unused { origin, why: why_unused(origin, strategies, alone, groups) })
        .collect()
}

fn why_unused(
    origin: Origin,
    strategies: &[Strategy],
    alone: &BTreeMap<Origin, WhyUnused>,
    groups: &Groups,
) -> WhyUnused {
    let itself_and_same: Vec<Origin> = std::iter::once(origin).chain(groups.with(origin).iter().copied()).collect();
    let dropped = strategies
        .iter()
        .filter(|s| s.practices.contains(&origin) || s.sketches.contains(&origin))
        .find_map(|s| s.human.dropped.as_ref().map(|dropped| (s.id(), dropped)));
    let taken_out = strategies.iter().find_map(|s: &Strategy| {
        let human: &Composed = &s.human;
        itself_and_same.iter().find_map(|o| human.removed.get(o)).map(|reason| (s.id(), reason))
    });
    match (dropped, taken_out, alone.get(&origin)) {
        (Some((strategy, dropped)), _, _) => WhyUnused::Dropped { strategy, reason: dropped.reason.clone() },
        (None, Some((strategy, reason)), _) => WhyUnused::TakenOut { strategy, reason: reason.clone() },
        (None, None, Some(why)) => why.clone(),
        (None, None, None) => WhyUnused::NoDifficulty,
    }
}

/// Drafts the fields from the sources: sketches first, then practices; what two say alike stands once.
fn draft(strategy: &Strategy, pool: &Gathered) -> Vec<Drafted> {
    let mut draft = Draft::default();
    for sketch in pool.sketches.iter().filter(|sketch| strategy.sketches.contains(&sketch.origin)) {
        draft.sketch(sketch);
    }
    for practice in strategy.practices.iter().filter_map(|origin| pool.practice(*origin)) {
        draft.practice(practice);
    }
    let fields = Tidier::ALL.iter().filter_map(|field| {
        let lines = draft.0.remove(field)?;
        Some(Drafted { field: *field, lines })
    });
    fields.collect()
}

#[derive(Default)]
struct Draft(BTreeMap<Tidier, Vec<DraftLine>>);

impl Draft {
    fn words(&mut self, field: Tidier, text: &str, from: Origin) {
        if !text.trim().is_empty() {
            self.says(field, Says::Words(text.trim().to_owned()), from);
        }
    }

    fn says(&mut self, field: Tidier, says: Says, from: Origin) {
        let lines = self.0.entry(field).or_default();
        let alike = |line: &&mut DraftLine| match (&line.says, &says) {
            (Says::Words(one), Says::Words(other)) => same_title(one, other),
            (one, other) => one == other,
        };
        match lines.iter_mut().find(alike) {
            Some(line) if line.from.contains(&from) => {}
            Some(line) => line.from.push(from),
            None => lines.push(DraftLine { says, from: vec![from] }),
        }
    }

    fn sketch(&mut self, of: &Of<Sketch>) {
        let (sketch, from) = (of.record.as_ref(), of.origin);
        self.words(Tidier::Name, &sketch.title, from);
        if let Some(difficulty) = sketch.difficulty {
            self.says(Tidier::Why, Says::Difficulty(difficulty), from);
        }
        self.words(Tidier::What, &sketch.how, from);
        self.words(Tidier::Materials, &sketch.needs, from);
        self.words(Tidier::WhoProvides, &sketch.who, from);
        self.words(Tidier::Tailoring, &sketch.for_whom, from);
        self.words(Tidier::Risks, &sketch.risks, from);
    }

    fn practice(&mut self, of: &Of<Practice>) {
        let (practice, from) = (of.record.as_ref(), of.origin);
        for difficulty in practice.difficulty.iter().chain(practice.other_difficulties.iter()) {
            self.says(Tidier::Why, Says::Difficulty(*difficulty), from);
        }
        self.words(Tidier::What, &practice.how, from);
        self.words(Tidier::Materials, &practice.resources, from);
        let provider = if practice.provider.trim().is_empty() { &practice.organisation } else { &practice.provider };
        self.words(Tidier::WhoProvides, provider, from);
        for channel in practice.channels.iter() {
            self.says(Tidier::How, Says::Channel(*channel), from);
        }
        self.words(Tidier::Where, &practice.place, from);
        if let Some(level) = practice.level {
            self.says(Tidier::Where, Says::Level(level), from);
        }
        self.words(Tidier::WhenAndHowMuch, &practice.intensity, from);
        self.words(Tidier::WhenAndHowMuch, &practice.period, from);
        if let Some(status) = practice.status {
            self.says(Tidier::WhenAndHowMuch, Says::Status(status), from);
        }
        for text in [&practice.for_whom, &practice.subgroup, &practice.age, &practice.transfer] {
            self.words(Tidier::Tailoring, text, from);
        }
        self.words(Tidier::Helped, &practice.helped, from);
        self.words(Tidier::Risks, &practice.hindered, from);
    }
}
