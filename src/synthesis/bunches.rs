//! Owns which sketches are one: those that a person put under one strategy, that have one id, or that several sessions gave nearly
//! one title. Each title is compared once, however many have it, so that what this takes grows with the titles and no faster than
//! the sketches do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustc_hash::FxHashMap;

use super::gather::{Gathered, Of};
use super::origin::Origin;
use super::step::{Pace, Step, Stopped, each, in_pieces, say};
use super::title::{Telling, Title, folded_line};
use crate::domain::id::{SketchId, StrategyId};
use crate::domain::item::Sketch;

/// So many titles are compared with the others in one piece, and so many pieces before it is asked whether to go on.
const PIECE: usize = 16;
const PIECES: usize = 16;

/// Sketches that are one.
#[derive(Default)]
pub(super) struct Bunch<'a> {
    /// The strategy that a person worked on and that they stay under.
    pub(super) pin: Option<StrategyId>,
    /// They.
    pub(super) members: Vec<&'a Of<Sketch>>,
    /// Of each session that told some of them, the one title of these; none where they have none or several.
    titles: FxHashMap<usize, Option<u32>>,
}

impl<'a> Bunch<'a> {
    /// Tells whether a sketch belongs there that is one with a member, or stays under a strategy. What one session tells under
    /// two titles stands apart.
    fn takes(&self, pin: Option<StrategyId>, told: usize, title: Option<u32>) -> bool {
        if pin.is_some() {
            return self.pin == pin;
        }
        self.titles.get(&told).is_none_or(|known| known.is_some() && *known == title)
    }

    fn put(&mut self, sketch: &'a Of<Sketch>, title: Option<u32>) {
        self.members.push(sketch);
        let known = self.titles.entry(sketch.told).or_insert(title);
        if *known != title {
            *known = None;
        }
    }
}

/// What sketches that are one whatever their titles have in common.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum SketchKey {
    Id(SketchId),
    /// A strategy that a person worked on.
    Pin(StrategyId),
}

/// Which sessions told what a bunch has of a title.
enum ToldBy {
    One(usize),
    Several,
}

impl ToldBy {
    fn another_than(&self, told: usize) -> bool {
        match self {
            Self::One(one) => *one != told,
            Self::Several => true,
        }
    }

    fn and(&mut self, told: usize) {
        if self.another_than(told) {
            *self = Self::Several;
        }
    }
}

/// Puts the sketches of a pool into bunches, those that are `pinned` under their strategies.
///
/// # Errors
/// Where it is to stop.
pub(super) fn bunches<'a>(
    pool: &'a Gathered,
    pinned: &BTreeMap<Origin, StrategyId>,
    pace: Pace<'_>,
) -> Result<Vec<Bunch<'a>>, Stopped> {
    let titles = Titles::of(pool, pace)?;
    let mut bunches: Vec<Bunch<'_>> = Vec::new();
    // the bunches in which each key and each title is. Looked up only: the order of these says nothing
    let mut of_key: HashMap<SketchKey, BTreeSet<usize>> = HashMap::new();
    let mut of_title: Vec<BTreeMap<usize, ToldBy>> = titles.near.iter().map(|_| BTreeMap::new()).collect();
    // those that stay where a person put them come first, so that what is called the same finds them there
    let all = pool.sketches.iter().zip(titles.of.iter().copied());
    let (kept, free): (Vec<_>, Vec<_>) = all.partition(|(sketch, _)| pinned.contains_key(&sketch.origin));
    for (sketch, title) in kept.into_iter().chain(free) {
        let (pin, told) = (pinned.get(&sketch.origin).copied(), sketch.told);
        let keys = [Some(SketchKey::Id(sketch.record.id)), pin.map(SketchKey::Pin)].into_iter().flatten();
        let takes = |place: &usize| bunches[*place].takes(pin, told, title);
        let with_key = keys.clone().filter_map(|key| of_key.get(&key)?.iter().copied().find(takes));
        let near = title.into_iter().flat_map(|title| &titles.near[title as usize]);
        let with_title = near.filter_map(|near| {
            let bunches = of_title[*near as usize].iter().filter(|(_, by)| by.another_than(told));
            bunches.map(|(place, _)| *place).find(takes)
        });
        let place = with_key.chain(with_title).min().unwrap_or(bunches.len());
        if place == bunches.len() {
            bunches.push(Bunch { pin, ..Bunch::default() });
        }
        bunches[place].put(sketch, title);
        for key in keys {
            of_key.entry(key).or_default().insert(place);
        }
        if let Some(title) = title {
            of_title[title as usize].entry(place).or_insert(ToldBy::One(told)).and(told);
        }
    }
    Ok(bunches)
}

/// The titles of a pool's sketches, folded and each but once.
struct Titles {
    /// Of each sketch, its title by number; none where it is empty: that equals no other.
    of: Vec<Option<u32>>,
    /// Of each title, itself and those nearly equal.
    near: Vec<Vec<u32>>,
}

impl Titles {
    fn of(pool: &Gathered, pace: Pace<'_>) -> Result<Self, Stopped> {
        let sketches = &pool.sketches;
        let lines = in_pieces(pace.hands, sketches.len(), |at| folded_line(&sketches[at].record.title));
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut distinct: Vec<&str> = Vec::new();
        let mut of = Vec::with_capacity(lines.len());
        for line in &lines {
            of.push((!line.is_empty()).then(|| {
                *numbers.entry(line).or_insert_with(|| {
                    distinct.push(line);
                    distinct.len() as u32 - 1
                })
            }));
        }
        let titles = in_pieces(pace.hands, distinct.len(), |at| Title::of_folded(distinct[at].to_owned()));
        Ok(Self { of, near: near(&titles, pace, sketches.len())? })
    }
}

/// Returns of each title itself and those nearly equal, by number.
fn near(titles: &[Title], pace: Pace<'_>, sketches: usize) -> Result<Vec<Vec<u32>>, Stopped> {
    let telling = Telling::of(titles);
    let keys: Vec<Vec<u64>> = in_pieces(pace.hands, titles.len(), |at| telling.of_title(&titles[at]));
    // looked up only: its order says nothing
    let mut having: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, grams) in keys.iter().enumerate() {
        grams.iter().for_each(|gram| having.entry(*gram).or_default().push(at as u32));
    }
    let earlier = |at: usize| {
        let with = |gram: &u64| having[gram].iter().copied().take_while(|other| (*other as usize) < at);
        let mut others: Vec<u32> = keys[at].iter().flat_map(with).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| titles[*other as usize].is_near(&titles[at]));
        others
    };
    let mut near: Vec<Vec<u32>> = (0..titles.len() as u32).map(|title| vec![title]).collect();
    for from in (0..titles.len()).step_by(PIECE * PIECES) {
        say(pace.listener, Step::Composing(0, sketches))?;
        let to = titles.len().min(from + PIECE * PIECES);
        let found = each(pace.hands, (to - from).div_ceil(PIECE), |piece| {
            let from = from + piece * PIECE;
            (from..to.min(from + PIECE)).map(earlier).collect::<Vec<_>>()
        });
        for (at, others) in (from..).zip(found.into_iter().flatten()) {
            others.iter().for_each(|other| near[*other as usize].push(at as u32));
            near[at].extend(others);
        }
    }
    Ok(near)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::ops::ControlFlow;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::{Code, SessionId, TypedId};
    use crate::domain::item::{Head, Record};
    use crate::domain::session::Session;
    use crate::synthesis::gather::{Given, gather};
    use crate::synthesis::title::same_title;

    /// Sessions, each with sketches: an id and a title.
    fn pool(sessions: &[Vec<(u64, String)>]) -> Gathered {
        let given = sessions.iter().enumerate().map(|(at, sketches)| {
            let name = format!("s{at}");
            let mut session = Session::new(Head { id: SessionId::new(Code::of(&[&name])), ..Head::default() });
            for (id, title) in sketches {
                let id = TypedId::new(Code::from_bits(*id));
                session.put(Sketch { id, title: title.clone(), ..Sketch::default() }.into_item());
            }
            Given::new(&name, Arc::new(session))
        });
        gather(given.collect())
    }

    /// Puts each sketch, one after the other, to the first of those before it that it is one with.
    fn plainly<'a>(pool: &'a Gathered, pinned: &BTreeMap<Origin, StrategyId>) -> Vec<Vec<&'a Of<Sketch>>> {
        let mut bunches: Vec<(Option<StrategyId>, Vec<&Of<Sketch>>)> = Vec::new();
        let (kept, free): (Vec<_>, Vec<_>) =
            pool.sketches.iter().partition(|sketch| pinned.contains_key(&sketch.origin));
        for new in kept.into_iter().chain(free) {
            let pin = pinned.get(&new.origin).copied();
            let title = |of: &Of<Sketch>| Title::of(&of.record.title);
            let is_one = |member: &&Of<Sketch>| {
                let one_pin = pin.is_some() && pinned.get(&member.origin).copied() == pin;
                let near = member.told != new.told && title(member).is_near(&title(new));
                member.record.id == new.record.id || one_pin || near
            };
            let apart =
                |member: &&Of<Sketch>| member.told == new.told && !same_title(&member.record.title, &new.record.title);
            let takes = |(of, members): &(Option<StrategyId>, Vec<&Of<Sketch>>)| {
                if pin.is_some() { *of == pin } else { !members.iter().any(apart) }
            };
            match bunches.iter_mut().find(|bunch| bunch.1.iter().any(is_one) && takes(bunch)) {
                Some((_, members)) => members.push(new),
                None => bunches.push((pin, vec![new])),
            }
        }
        bunches.into_iter().map(|(_, members)| members).collect()
    }

    const TITLES: [&str; 7] = [
        "Educativa di strada al parco Trotter la sera d'estate",
        "EDUCATIVA di strada al parco Trotter, la sera d'estate!",
        "Educativa di strada al parco Trotter la sera d'estate 2",
        "Educativa di strada al parco Trotter le sere d'estate",
        "Sportello",
        "sportello",
        "",
    ];

    fn origins(bunches: &[Vec<&Of<Sketch>>]) -> Vec<Vec<Origin>> {
        bunches.iter().map(|members| members.iter().map(|member| member.origin).collect()).collect()
    }

    proptest! {
        #[test]
        fn they_are_those_that_comparing_each_with_each_makes(
            sessions in proptest::collection::vec(
                proptest::collection::vec((0u64..12, 0..TITLES.len()), 0..6), 0..5
            ),
            pins in proptest::collection::vec(0usize..40, 24)
        ) {
            let titled = |(id, title): &(u64, usize)| (*id, TITLES[*title].to_owned());
            let sessions: Vec<_> =
                sessions.iter().map(|sketches| sketches.iter().map(titled).collect()).collect();
            let pool = pool(&sessions);
            // most stay nowhere; the others under one of three strategies
            let pin = |(sketch, pin): (&Of<Sketch>, &usize)| {
                (*pin < 3).then(|| (sketch.origin, StrategyId::new(Code::from_bits(*pin as u64))))
            };
            let pinned = pool.sketches.iter().zip(&pins).filter_map(pin).collect();
            let quick = bunches(&pool, &pinned, Pace::PLAIN).unwrap();
            let quick: Vec<Vec<&Of<Sketch>>> = quick.into_iter().map(|bunch| bunch.members).collect();
            prop_assert_eq!(origins(&quick), origins(&plainly(&pool, &pinned)));
        }
    }

    #[test]
    fn thousands_with_one_title_are_compared_once() {
        let many = |session: u64| (0..100).map(|at| (session * 100 + at, TITLES[at as usize % 2].to_owned())).collect();
        let pool = pool(&(0..50).map(many).collect::<Vec<_>>());
        assert_eq!(pool.sketches.len(), 5000);
        let titles = Titles::of(&pool, Pace::PLAIN).unwrap();
        assert_eq!(titles.near, [[0]], "nothing is kept of two sketches");
        let bunches = bunches(&pool, &BTreeMap::new(), Pace::PLAIN).unwrap();
        assert_eq!(bunches.iter().map(|bunch| bunch.members.len()).sum::<usize>(), 5000);
    }

    #[test]
    fn comparing_titles_can_be_stopped() {
        let pool = pool(&[(0..2000).map(|at| (at, format!("Titolo numero {at}"))).collect()]);
        let heard = Cell::new(0);
        let listener = |_| {
            heard.set(heard.get() + 1);
            if heard.get() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let pace = Pace { listener: &listener, ..Pace::PLAIN };
        assert_eq!(bunches(&pool, &BTreeMap::new(), pace).err(), Some(Stopped));
        assert_eq!(heard.get(), 3, "nothing more is asked");
    }
}
