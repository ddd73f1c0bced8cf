//! Owns what is read of a pool's practices so that any two can be compared: terms, how rare each is, grams.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fields::{self, Part, Text};
use crate::domain::item::Practice;
use crate::synthesis::dossier::Tie;
use crate::synthesis::gather::{Gathered, Of};
use crate::synthesis::origin::Origin;
use crate::synthesis::terms::{Term, fold, split, stem};
use crate::synthesis::title::{counted, folded_line, grams_of, length};

/// A term that more practices share than this brings no pair by itself.
const RARE: usize = 64;

/// The least cosine of rare terms alone from which two practices are compared at all.
const A_LITTLE: f64 = 0.08;

/// As if so many other practices had been told: a term's rarity is not read off five practices alone.
const PRIOR: f64 = 50.0;

/// How many tying words are kept.
const TIES: usize = 6;

/// A vector: what it has, with its weight, in order.
type Weights<K> = Vec<(K, f64)>;

/// A practice as likeness sees it. Terms are numbers of the corpus, in order.
#[derive(Debug, Default)]
pub(super) struct Profile {
    pub(super) words: Weights<u32>,
    pub(super) name: BTreeSet<u32>,
    pub(super) proper: BTreeSet<u32>,
    pub(super) organisation: BTreeSet<u32>,
    pub(super) place: BTreeSet<u32>,
    /// What its organisation and its place say, proper nouns or not.
    pub(super) who: BTreeSet<u32>,
    pub(super) whereabouts: BTreeSet<u32>,
    /// The countries and cities of its place, none that another one of it lies in; and all that they lie in.
    pub(super) regions: BTreeSet<String>,
    pub(super) around: BTreeSet<String>,
    pub(super) grams: Weights<u64>,
    pub(super) name_grams: Weights<u64>,
    pub(super) documents: BTreeSet<String>,
}

/// The practices of a pool, read.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub(super) profiles: Vec<Profile>,
    /// Of each term: its key, whether it is generic, whether it has a capital somewhere that beginning a text does not
    /// ask for, how rare it is.
    pub(super) keys: Vec<String>,
    pub(super) generic: Vec<bool>,
    pub(super) inside: Vec<bool>,
    pub(super) rarity: Vec<f64>,
    /// Of each term: the practices that have it, with its weight in each.
    pub(super) having: Vec<Vec<(usize, f64)>>,
}

impl Corpus {
    /// Reads the practices of a pool.
    pub(super) fn of(pool: &Gathered) -> Self {
        let practices = &pool.practices;
        let read: Vec<Vec<(Text<'_>, Vec<Term>)>> = practices
            .iter()
            .map(|of| {
                fields::texts(&of.record)
                    .into_iter()
                    .map(|text| {
                        let mut terms = pool.thesaurus.terms(text.text);
                        if text.field.part() != Part::Description {
                            let titled: Vec<Term> = terms.iter().filter_map(|term| titled(text.text, term)).collect();
                            terms.extend(titled);
                        }
                        (text, terms)
                    })
                    .collect()
            })
            .collect();
        let mut corpus = Self::default();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        // how often a stem is written with a capital, beside how often without: what is a proper noun
        let mut capitals: Vec<(u32, u32)> = Vec::new();
        for (at, term) in read.iter().flatten().flat_map(|(_, terms)| terms.iter().enumerate()) {
            let number = *numbers.entry(term.key.as_str()).or_insert_with(|| {
                corpus.keys.push(term.key.clone());
                corpus.generic.push(term.generic);
                corpus.inside.push(false);
                capitals.push((0, 0));
                corpus.keys.len() as u32 - 1
            }) as usize;
            if term.capital {
                capitals[number].0 += 1;
                corpus.inside[number] |= at > 0;
            } else {
                capitals[number].1 += 1;
            }
        }
        corpus.having = vec![Vec::new(); corpus.keys.len()];
        for (at, (texts, of)) in read.iter().zip(practices).enumerate() {
            let mut profile = Profile { documents: fields::documents(&of.record.source), ..Profile::default() };
            let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
            for (text, terms) in texts {
                for term in terms {
                    let number = numbers[term.key.as_str()];
                    *weights.entry(number).or_insert(0.0) += text.weight;
                    let (with, without) = capitals[number as usize];
                    let proper = !term.generic && !is_shared_word(&term.key) && with > without;
                    if proper {
                        profile.proper.insert(number);
                    }
                    match text.field.part() {
                        Part::Name => drop(profile.name.insert(number)),
                        Part::Organisation if !term.generic => {
                            profile.who.insert(number);
                            if proper {
                                profile.organisation.insert(number);
                            }
                        }
                        Part::Place if !term.generic => {
                            profile.whereabouts.insert(number);
                            if term.region {
                                profile.regions.insert(term.key.clone());
                            } else if proper {
                                profile.place.insert(number);
                            }
                        }
                        Part::Organisation | Part::Place | Part::Description => {}
                    }
                }
            }
            let lie_in: BTreeSet<String> =
                profile.regions.iter().flat_map(|region| pool.thesaurus.lies_in(region)).map(str::to_owned).collect();
            profile.regions.retain(|region| !lie_in.contains(region));
            profile.around = profile.regions.union(&lie_in).cloned().collect();
            for number in weights.keys() {
                corpus.having[*number as usize].push((at, 0.0));
            }
            profile.words = weights.into_iter().collect();
            corpus.profiles.push(profile);
        }
        corpus.weigh(practices);
        corpus
    }

    /// Turns counts into weights, now that it is known how rare each term is.
    fn weigh(&mut self, practices: &[Of<Practice>]) {
        let all = practices.len() as f64 + PRIOR;
        self.rarity = (0..self.keys.len())
            .map(|number| {
                let usual = if self.generic[number] {
                    0.4
                } else if is_shared_word(&self.keys[number]) {
                    0.06
                } else {
                    0.01
                };
                (all / (self.having[number].len() as f64 + PRIOR * usual)).ln().max(0.0)
            })
            .collect();
        let lines: Vec<(Vec<u64>, Vec<u64>)> = practices
            .iter()
            .map(|of| {
                let name = folded_line(&of.record.name);
                (grams_of(&name), grams_of(&format!("{name} {}", folded_line(&of.record.how))))
            })
            .collect();
        let lines: Vec<(Weights<u64>, Weights<u64>)> =
            lines.into_iter().map(|(name, whole)| (counted(name), counted(whole))).collect();
        // looked up only, never walked through: its order says nothing
        let mut having: HashMap<u64, u32> = HashMap::new();
        for (gram, _) in lines.iter().flat_map(|(_, grams)| grams) {
            *having.entry(*gram).or_insert(0) += 1;
        }
        let weighed = |grams: Weights<u64>| -> Weights<u64> {
            let rarity = |gram: &u64| (all / (f64::from(having.get(gram).copied().unwrap_or(0)) + 1.0)).ln().max(0.0);
            grams.into_iter().map(|(gram, count)| (gram, (1.0 + count.ln()) * rarity(&gram))).collect()
        };
        for (profile, (name, whole)) in self.profiles.iter_mut().zip(lines) {
            profile.name_grams = weighed(name);
            profile.grams = weighed(whole);
            for (number, weight) in &mut profile.words {
                let damped = if *weight > 1.0 { 1.0 + weight.ln() } else { *weight };
                *weight = damped * self.rarity[*number as usize];
            }
        }
        for having in &mut self.having {
            having.clear();
        }
        for (at, profile) in self.profiles.iter().enumerate() {
            for (number, weight) in &profile.words {
                self.having[*number as usize].push((at, *weight));
            }
        }
    }

    /// Returns the pairs whose rare terms alone make a little of a likeness, and the wanted ones, each once: the earlier
    /// first. Of a thousand sessions it is this that keeps the pairs few.
    pub(super) fn candidates(
        &self,
        pool: &Gathered,
        wanted: &BTreeSet<(Origin, Origin)>,
    ) -> BTreeMap<usize, BTreeSet<usize>> {
        let lengths: Vec<f64> = self.profiles.iter().map(|profile| length(&profile.words)).collect();
        let mut pairs: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut dots: Vec<f64> = vec![0.0; self.profiles.len()];
        for (one, profile) in self.profiles.iter().enumerate() {
            let mut touched: BTreeSet<usize> = BTreeSet::new();
            for (number, weight) in &profile.words {
                let having = &self.having[*number as usize];
                if self.generic[*number as usize] || having.len() > RARE {
                    continue;
                }
                for (other, other_weight) in having.iter().filter(|(other, _)| *other > one) {
                    dots[*other] += weight * other_weight;
                    touched.insert(*other);
                }
            }
            for other in touched {
                let likeness = dots[other] / (lengths[one] * lengths[other]);
                dots[other] = 0.0;
                if likeness >= A_LITTLE || !profile.documents.is_disjoint(&self.profiles[other].documents) {
                    pairs.entry(one).or_default().insert(other);
                }
            }
        }
        for (one, other) in wanted {
            if let (Some(one), Some(other)) = (pool.place_of(*one), pool.place_of(*other)) {
                pairs.entry(one.min(other)).or_default().insert(one.max(other));
            }
        }
        pairs
    }

    /// Returns the terms in common that are not generic, the strongest first.
    pub(super) fn shared(&self, a: &Profile, b: &Profile) -> Vec<u32> {
        self.shared_by_strength(a, b).into_iter().map(|(_, number)| number).collect()
    }

    /// Returns the terms in common that are not generic with how strong each is, the strongest first.
    pub(super) fn shared_by_strength(&self, a: &Profile, b: &Profile) -> Vec<(f64, u32)> {
        let mut shared: Vec<(f64, u32)> = Vec::new();
        let mut rest = b.words.iter().peekable();
        for (number, weight) in &a.words {
            while rest.next_if(|(other, _)| other < number).is_some() {}
            if let Some((_, other)) = rest.next_if(|(other, _)| other == number)
                && !self.generic[*number as usize]
            {
                shared.push((weight * other, *number));
            }
        }
        shared.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| self.keys[x.1 as usize].cmp(&self.keys[y.1 as usize])));
        shared
    }

    /// Tells whether a term is an expression of the field as a name writes it: it stands beside the concept.
    pub(super) fn is_literal(&self, number: u32) -> bool {
        self.keys[number as usize].starts_with('~')
    }

    /// Returns what was read of the practice at a place of the pool.
    pub(super) fn profile(&self, place: usize) -> &Profile {
        &self.profiles[place]
    }

    /// Returns what a term means.
    pub(super) fn key(&self, number: u32) -> &str {
        &self.keys[number as usize]
    }

    /// Tells whether a term is a proper noun of a practice.
    pub(super) fn is_proper(&self, profile: &Profile, key: &str) -> bool {
        profile.proper.iter().any(|number| self.keys[*number as usize] == key)
    }

    /// Returns the words that tie two practices, the strongest first, then a page that documents both.
    pub(super) fn ties(&self, pool: &Gathered, one: usize, other: usize) -> Vec<Tie> {
        let surfaces = |practice: &Practice| -> BTreeMap<String, String> {
            let mut surfaces = BTreeMap::new();
            for text in fields::texts(practice) {
                for term in pool.thesaurus.terms(text.text) {
                    surfaces.entry(term.key).or_insert(term.surface);
                }
            }
            surfaces
        };
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let (one, other) = (surfaces(&pool.practices[one].record), surfaces(&pool.practices[other].record));
        let shared = self.shared(a, b);
        let words = shared.iter().filter(|number| !self.is_literal(**number)).take(TIES).filter_map(|number| {
            let key = &self.keys[*number as usize];
            let (one, other) = (one.get(key)?, other.get(key)?);
            let same = fold(one) == fold(other);
            Some(Tie { one: one.clone(), other: if same { String::new() } else { other.clone() } })
        });
        let pages = a.documents.intersection(&b.documents).take(1);
        words.chain(pages.map(|page| Tie { one: page.clone(), other: String::new() })).collect()
    }
}

/// Tells whether a term stands for a concept of the field or a country or city: many may share it.
pub(super) fn is_shared_word(key: &str) -> bool {
    key.starts_with(['=', '@'])
}

/// Returns an expression of the field as a name of its own where it is written as one, with capitals that no sentence
/// asks for: *Activity Agreements*, *ON STAGE*.
pub(super) fn titled(text: &str, term: &Term) -> Option<Term> {
    let words: Vec<&str> = split(&text[term.place.clone()]);
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let capitals = words.iter().copied().filter(|word| capital(word)).count();
    let loud = words.iter().any(|word| word.chars().count() >= 2 && word.chars().all(char::is_uppercase));
    let inside = text[..term.place.start].contains(char::is_alphanumeric) && capitals > 0;
    let written_as_a_name = term.key.starts_with('=') && (loud || capitals >= 2 || inside);
    written_as_a_name.then(|| {
        let stems: Vec<String> = words.iter().map(|word| stem(&fold(word))).collect();
        Term { key: format!("~{}", stems.join(" ")), capital: true, ..term.clone() }
    })
}
