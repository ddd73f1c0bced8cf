//! Owns what is read of a pool's practices so that any two can be compared: terms, how rare each is, grams.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::few::Few;
use super::fields::{self, Part};
use super::grams::Grams;
use super::reading::{READ, Reading, read_all};
use crate::domain::item::Practice;
use crate::synthesis::dossier::Tie;
use crate::synthesis::gather::Gathered;
use crate::synthesis::lexicon::Lexicon;
use crate::synthesis::step::{Pace, Stopped, in_pieces};
use crate::synthesis::terms::{between, fold};
use crate::synthesis::title::Vector;

/// As if so many other practices had been told: a term's rarity is not read off five practices alone.
pub(super) const PRIOR: f64 = 50.0;

/// How many tying words are kept.
const TIES: usize = 6;

/// A practice as likeness sees it. Terms are numbers of the corpus, in order.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) words: Vector<u32>,
    pub(super) name: Few,
    pub(super) proper: Few,
    pub(super) organisation: Few,
    pub(super) place: Few,
    /// What its organisation and its place say, proper nouns or not.
    pub(super) who: Few,
    pub(super) whereabouts: Few,
    /// The countries and cities of its place, none that another one of it lies in; and all that they lie in.
    pub(super) regions: Few,
    pub(super) around: Few,
    pub(super) documents: BTreeSet<String>,
}

/// The practices of a pool, read.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub(super) profiles: Vec<Profile>,
    pub(super) practices: Vec<Arc<Practice>>,
    pub(super) grams: Grams,
    lexicon: Lexicon,
    /// Of each term: whether it has a capital somewhere that beginning a text does not ask for, how rare it is, how many
    /// practices have it.
    pub(super) inside: Vec<bool>,
    pub(super) rarity: Vec<f64>,
    pub(super) having: Vec<u32>,
}

/// How much each term is said, by number.
type Counted = Vec<(u32, f64)>;

/// How often a term is written with a capital and without: what is a proper noun.
#[derive(Clone, Copy, Default)]
struct Capitals {
    with: u32,
    without: u32,
    inside: bool,
}

impl Corpus {
    /// Reads the practices of a pool.
    ///
    /// # Errors
    /// Where it is to stop.
    pub(super) fn of(pool: &Gathered, pace: Pace<'_>) -> Result<Self, Stopped> {
        let practices: Vec<Arc<Practice>> = pool.practices.iter().map(|of| of.record.clone()).collect();
        let (mut lexicon, read) = read_all(pool, &practices, READ, pace)?;
        let around = around(pool, &mut lexicon);
        let capitals = Capitals::of(&lexicon, &read);
        let proper = |(number, of): (usize, &Capitals)| {
            let number = number as u32;
            of.with > of.without && !lexicon.is_generic(number) && !is_shared_word(lexicon.key(number))
        };
        let proper: Vec<bool> = capitals.iter().enumerate().map(proper).collect();
        let profile = |at: usize| profile_of(&practices[at], &read[at], &lexicon, &proper, &around);
        let (mut profiles, counted): (Vec<Profile>, Vec<Counted>) =
            in_pieces(pace.hands, practices.len(), profile).into_iter().unzip();
        drop(read);
        let mut having = vec![0; lexicon.len()];
        for (number, _) in counted.iter().flatten() {
            having[*number as usize] += 1;
        }
        let rarity = rarity(&lexicon, &having, practices.len());
        let words = in_pieces(pace.hands, counted.len(), |at| weighed(&counted[at], &rarity));
        profiles.iter_mut().zip(words).for_each(|(profile, words)| profile.words = words);
        let inside = capitals.iter().map(|of| of.inside).collect();
        Ok(Self { profiles, grams: Grams::of(practices.clone()), practices, lexicon, inside, rarity, having })
    }

    /// Returns the terms in common that are not generic, the strongest first.
    pub(super) fn shared(&self, a: &Profile, b: &Profile) -> Vec<u32> {
        self.shared_by_strength(a, b).into_iter().map(|(_, number)| number).collect()
    }

    /// Returns the terms in common that are not generic with how strong each is, the strongest first.
    pub(super) fn shared_by_strength(&self, a: &Profile, b: &Profile) -> Vec<(f64, u32)> {
        let mut shared: Vec<(f64, u32)> = Vec::new();
        let mut rest = b.words.weights.iter().peekable();
        for (number, weight) in &a.words.weights {
            while rest.next_if(|(other, _)| other < number).is_some() {}
            if let Some((_, other)) = rest.next_if(|(other, _)| other == number)
                && !self.is_generic(*number)
            {
                shared.push((weight * other, *number));
            }
        }
        shared.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| self.key(x.1).cmp(self.key(y.1))));
        shared
    }

    /// Tells whether a term is an expression of the field as a name writes it: it stands beside the concept.
    pub(super) fn is_literal(&self, number: u32) -> bool {
        self.key(number).starts_with('~')
    }

    /// Tells whether a term is said of almost every practice.
    pub(super) fn is_generic(&self, number: u32) -> bool {
        self.lexicon.is_generic(number)
    }

    /// Returns what was read of the practice at a place of the pool.
    pub(super) fn profile(&self, place: usize) -> &Profile {
        &self.profiles[place]
    }

    /// Returns what a term means.
    pub(super) fn key(&self, number: u32) -> &str {
        self.lexicon.key(number)
    }

    /// Tells whether a term is a proper noun of a practice.
    pub(super) fn is_proper(&self, profile: &Profile, key: &str) -> bool {
        profile.proper.iter().any(|number| self.key(number) == key)
    }

    /// Returns the words that tie two practices, the strongest first, then a page that documents both.
    pub(super) fn ties(&self, one: usize, other: usize) -> Vec<Tie> {
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let mut shared = self.shared(a, b);
        shared.retain(|number| !self.is_literal(*number));
        shared.truncate(TIES);
        let (first, second) = (self.surfaces(one, &shared), self.surfaces(other, &shared));
        let words = shared.iter().filter_map(|number| {
            let (one, other) = (first.get(number)?, second.get(number)?);
            let same = fold(one) == fold(other);
            Some(Tie { one: one.clone(), other: if same { String::new() } else { other.clone() } })
        });
        let pages = self.profiles[one].documents.intersection(&self.profiles[other].documents).take(1);
        words.chain(pages.map(|page| Tie { one: page.clone(), other: String::new() })).collect()
    }

    /// Returns how a practice first writes each of these terms.
    fn surfaces(&self, at: usize, wanted: &[u32]) -> BTreeMap<u32, String> {
        let mut surfaces = BTreeMap::new();
        for text in fields::texts(&self.practices[at]) {
            self.lexicon.read_again(text.text, |read, place| {
                if wanted.contains(&read.key) {
                    let words = &text.text[place];
                    surfaces.entry(read.key).or_insert_with(|| between(text.text, words, words).0);
                }
            });
        }
        surfaces
    }
}

impl Capitals {
    /// Counts them, of each number of a lexicon.
    fn of(lexicon: &Lexicon, read: &[Reading]) -> Vec<Self> {
        let mut capitals = vec![Self::default(); lexicon.len()];
        for reading in read {
            let mut from = 0;
            for (_, _, to) in &reading.texts {
                for (at, term) in reading.terms[from..*to].iter().enumerate() {
                    let of = &mut capitals[term.key as usize];
                    if term.capital {
                        of.with += 1;
                        of.inside |= at > 0;
                    } else {
                        of.without += 1;
                    }
                }
                from = *to;
            }
        }
        capitals
    }
}

/// Makes the profile of a practice, its words not yet weighed, and how much each is said.
fn profile_of(
    practice: &Practice,
    reading: &Reading,
    lexicon: &Lexicon,
    proper: &[bool],
    around: &Around,
) -> (Profile, Counted) {
    let mut weights: Counted = Vec::with_capacity(reading.terms.len());
    let [mut name, mut nouns, mut organisation, mut place, mut who, mut whereabouts, mut regions]: [Vec<u32>; 7] =
        Default::default();
    let mut from = 0;
    for (part, weight, to) in &reading.texts {
        for term in &reading.terms[from..*to] {
            let number = term.key;
            weights.push((number, *weight));
            let is_proper = proper[number as usize];
            if is_proper {
                nouns.push(number);
            }
            match part {
                Part::Name => name.push(number),
                Part::Organisation if !lexicon.is_generic(number) => {
                    who.push(number);
                    if is_proper {
                        organisation.push(number);
                    }
                }
                Part::Place if !lexicon.is_generic(number) => {
                    whereabouts.push(number);
                    if lexicon.key(number).starts_with('@') {
                        regions.push(number);
                    } else if is_proper {
                        place.push(number);
                    }
                }
                Part::Organisation | Part::Place | Part::Description => {}
            }
        }
        from = *to;
    }
    // of equal numbers the first said stands first, so that sums are the same whatever the sort does
    weights.sort_by_key(|(number, _)| *number);
    weights.dedup_by(|next, first| {
        let same = next.0 == first.0;
        first.1 += if same { next.1 } else { 0.0 };
        same
    });
    let whole = |region: &u32| around.get(region).into_iter().flatten().copied();
    let lie_in: Few = regions.iter().flat_map(whole).collect();
    regions.retain(|region| !lie_in.contains(*region));
    let profile = Profile {
        words: Vector::default(),
        name: Few::of(name),
        proper: Few::of(nouns),
        organisation: Few::of(organisation),
        place: Few::of(place),
        who: Few::of(who),
        whereabouts: Few::of(whereabouts),
        around: regions.iter().copied().chain(lie_in.iter()).collect(),
        regions: Few::of(regions),
        documents: fields::documents(&practice.source),
    };
    (profile, weights)
}

/// Returns how rare each term is that so many practices have, of all of them.
fn rarity(lexicon: &Lexicon, having: &[u32], practices: usize) -> Vec<f64> {
    let all = practices as f64 + PRIOR;
    let rarity = |number: u32| {
        let usual = if lexicon.is_generic(number) {
            0.4
        } else if is_shared_word(lexicon.key(number)) {
            0.06
        } else {
            0.01
        };
        (all / (f64::from(having[number as usize]) + PRIOR * usual)).ln().max(0.0)
    };
    (0..lexicon.len() as u32).map(rarity).collect()
}

/// Turns counts into weights, now that it is known how rare each term is.
fn weighed(counted: &[(u32, f64)], rarity: &[f64]) -> Vector<u32> {
    let weight = |(number, count): &(u32, f64)| {
        let damped = if *count > 1.0 { 1.0 + count.ln() } else { *count };
        (*number, damped * rarity[*number as usize])
    };
    Vector::of(counted.iter().map(weight).collect())
}

/// Of a country or city, what it lies in.
type Around = HashMap<u32, Vec<u32>>;

/// Returns of every country and city that a place names what it lies in.
fn around(pool: &Gathered, lexicon: &mut Lexicon) -> Around {
    let places: Vec<u32> = (0..lexicon.len() as u32).filter(|number| lexicon.key(*number).starts_with('@')).collect();
    places
        .into_iter()
        .map(|place| {
            let key = lexicon.key(place).to_owned();
            (place, pool.thesaurus.lies_in(&key).map(|whole| lexicon.number(whole)).collect())
        })
        .collect()
}

/// Tells whether a term stands for a concept of the field or a country or city: many may share it.
pub(super) fn is_shared_word(key: &str) -> bool {
    key.starts_with(['=', '@'])
}
