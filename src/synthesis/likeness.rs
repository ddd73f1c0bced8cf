//! Owns how alike two practices are, with the words that tie them. Italian and English, deterministic.
//!
//! A practice is a vector of terms (stems, and concepts of the thesaurus), weighted by field and by how rare each
//! term is, and a vector of character 3- to 5-grams. Only pairs that share a rare term are compared.
//! The score is a mean of five likenesses, each 0 to 1:
//!
//! | part | weight | what |
//! |---|---|---|
//! | words | 0.35 | cosine of the term vectors (TF-IDF: Salton & Buckley 1988) |
//! | name | 0.20 | the better of terms and grams in common between the names |
//! | proper | 0.25 | proper nouns in common, by rarity, of those of the practice that has fewer |
//! | grams | 0.10 | cosine of the character-gram vectors of name and description |
//! | where | 0.10 | organisation and place in common |
//!
//! To that come 0.30 where a page that documents one documents the other, 0.40 where all their pages are the same.
//! Two places with nothing in common take three tenths away, unless the names share a proper noun or a page is the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dossier::Tie;
use super::gather::{Gathered, Of};
use super::origin::Origin;
use super::terms::{Term, fold, thesaurus};
use super::title::{cosine, counted, folded_line, grams_of, length, same_title};
use crate::domain::item::Practice;

/// From this score on, in thousandths, two practices are listed as perhaps the same. Chosen on reworded pairs of
/// real practices, Italian and English: all lie above, and of all other pairs about one in a hundred does.
pub const WORTH_A_LOOK: u16 = 300;

/// From this score on, in thousandths, two practices can be near-certain. It is not enough alone: see [`Pair::near_certain`].
/// Chosen on the same pairs, well above the best score of two practices that are not the same.
pub const NEAR_CERTAIN: u16 = 450;

/// A term that more practices share than this brings no pair by itself.
const RARE: usize = 64;

/// The least cosine of rare terms alone from which two practices are compared at all.
const A_LITTLE: f64 = 0.08;

/// As if so many other practices had been told: a term's rarity is not read off five practices alone.
const PRIOR: f64 = 50.0;

/// How many tying words are kept.
const TIES: usize = 6;

/// Two practices that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The one told first.
    pub one: Origin,
    /// The other.
    pub other: Origin,
    /// How alike they are, in thousandths.
    pub score: u16,
    /// The words that tie them, the strongest first.
    pub ties: Vec<Tie>,
    /// Whether the program takes them as one. All of this must hold:
    /// - the score is [`NEAR_CERTAIN`] or more;
    /// - they share at least two words that are neither generic, nor a mere expression of the field, nor a country or
    ///   large city; one of them is a proper noun or stands in both names. Or both names share a proper noun that is
    ///   not the organisation's, and four words of any kind but generic ones are in common. Or one page documents both
    ///   and five such words are in common, unless each name has a proper noun that the other lacks;
    /// - nothing speaks against it: two places or two organisations that have nothing in common, or names that
    ///   share an expression of the field and part on the rest (*laboratorio di teatro*, *laboratorio di musica*);
    /// - they are of two sessions, or have one name.
    pub near_certain: bool,
}

/// Returns the pairs worth a look, and those of `wanted` whatever their score; by the order of the pool.
pub fn pairs(pool: &Gathered, wanted: &BTreeSet<(Origin, Origin)>) -> Vec<Pair> {
    let corpus = Corpus::of(&pool.practices);
    let mut found = Vec::new();
    for (one, others) in corpus.candidates(pool, wanted) {
        for other in others {
            let mut pair = corpus.compare(&pool.practices, one, other);
            if pair.score >= WORTH_A_LOOK || wanted.contains(&(pair.one, pair.other)) {
                pair.ties = corpus.ties(&pool.practices, one, other);
                found.push(pair);
            }
        }
    }
    found
}

/// A vector: what it has, with its weight, in order.
type Weights<K> = Vec<(K, f64)>;

/// A practice as likeness sees it. Terms are numbers of the corpus, in order.
#[derive(Debug, Default)]
struct Profile {
    words: Weights<u32>,
    name: BTreeSet<u32>,
    proper: BTreeSet<u32>,
    organisation: BTreeSet<u32>,
    place: BTreeSet<u32>,
    region: BTreeSet<u32>,
    grams: Weights<u64>,
    name_grams: Weights<u64>,
    documents: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Corpus {
    profiles: Vec<Profile>,
    /// Of each term: its key, whether it is generic, how rare it is.
    keys: Vec<String>,
    generic: Vec<bool>,
    rarity: Vec<f64>,
    /// Of each term: the practices that have it, with its weight in each.
    having: Vec<Vec<(usize, f64)>>,
}

/// A field of a practice, with what its words weigh.
struct Text<'a> {
    what: Part,
    weight: f64,
    text: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Organisation,
    Place,
    Description,
}

fn texts(practice: &Practice) -> Vec<Text<'_>> {
    let of = |what, weight, text| Text { what, weight, text };
    let mut texts = vec![
        of(Part::Name, 3.0, practice.name.as_str()),
        of(Part::Organisation, 2.0, &practice.organisation),
        of(Part::Organisation, 1.0, &practice.provider),
        of(Part::Place, 2.0, &practice.place),
        of(Part::Description, 1.0, &practice.how),
        of(Part::Description, 0.7, &practice.for_whom),
        of(Part::Description, 0.7, &practice.subgroup),
        of(Part::Description, 0.7, &practice.helped),
        of(Part::Description, 0.7, &practice.hindered),
        of(Part::Description, 0.5, &practice.intensity),
        of(Part::Description, 0.5, &practice.resources),
    ];
    texts.extend(practice.tags.iter().map(|tag| of(Part::Description, 1.0, tag.as_str())));
    texts.extend(practice.partners.iter().map(|partner| of(Part::Organisation, 0.7, partner.as_str())));
    texts.retain(|text| !text.text.is_empty());
    texts
}

impl Corpus {
    fn of(practices: &[Of<Practice>]) -> Self {
        let read: Vec<Vec<(Text<'_>, Vec<Term>)>> = practices
            .iter()
            .map(|of| {
                texts(&of.record)
                    .into_iter()
                    .map(|text| {
                        let terms = thesaurus().terms(text.text);
                        (text, terms)
                    })
                    .collect()
            })
            .collect();
        let mut corpus = Self::default();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        // how often a stem is written with a capital, beside how often without: what is a proper noun
        let mut capitals: Vec<(u32, u32)> = Vec::new();
        for term in read.iter().flatten().flat_map(|(_, terms)| terms) {
            let number = *numbers.entry(term.key.as_str()).or_insert_with(|| {
                corpus.keys.push(term.key.clone());
                corpus.generic.push(term.generic);
                capitals.push((0, 0));
                corpus.keys.len() as u32 - 1
            }) as usize;
            if term.capital {
                capitals[number].0 += 1;
            } else {
                capitals[number].1 += 1;
            }
        }
        corpus.having = vec![Vec::new(); corpus.keys.len()];
        for (at, (texts, of)) in read.iter().zip(practices).enumerate() {
            let mut profile = Profile { documents: documents(&of.record.source), ..Profile::default() };
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
                    match text.what {
                        Part::Place if term.region => drop(profile.region.insert(number)),
                        Part::Name => drop(profile.name.insert(number)),
                        Part::Organisation if proper => drop(profile.organisation.insert(number)),
                        Part::Place if proper => drop(profile.place.insert(number)),
                        Part::Organisation | Part::Place | Part::Description => {}
                    }
                }
            }
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
    fn candidates(&self, pool: &Gathered, wanted: &BTreeSet<(Origin, Origin)>) -> BTreeMap<usize, BTreeSet<usize>> {
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

    fn compare(&self, practices: &[Of<Practice>], one: usize, other: usize) -> Pair {
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let (first, second) = (&practices[one], &practices[other]);
        let words = cosine(&a.words, &b.words);
        let name = self.overlap(&a.name, &b.name).max(cosine(&a.name_grams, &b.name_grams));
        let proper = self.overlap(&a.proper, &b.proper);
        // long vectors, and a tenth of the score: left alone where it cannot matter
        let small = 0.35 * words + 0.20 * name + 0.25 * proper < 0.05;
        let grams = if small { 0.0 } else { cosine(&a.grams, &b.grams) };
        let place = self.overlap(&a.place, &b.place);
        let organisation = self.overlap(&a.organisation, &b.organisation);
        let documented = !a.documents.is_disjoint(&b.documents);
        let mut score = 0.35 * words + 0.20 * name + 0.25 * proper + 0.10 * grams + 0.05 * (place + organisation);
        if documented {
            score += if a.documents == b.documents { 0.40 } else { 0.30 };
        }
        let shared: Vec<u32> = self.shared(a, b);
        let telling: Vec<u32> =
            shared.iter().copied().filter(|number| !is_shared_word(&self.keys[*number as usize])).collect();
        let anchored = telling
            .iter()
            .any(|number| a.proper.contains(number) || (a.name.contains(number) && b.name.contains(number)));
        let own_name = |of: &Profile| -> BTreeSet<u32> { of.name.intersection(&of.proper).copied().collect() };
        let told_again = documented && shared.len() >= 5 && !apart(&own_name(a), &own_name(b));
        // a name of its own in both names, that is not just who does it
        let called_alike = telling.iter().any(|number| {
            let own = a.proper.contains(number) && a.name.contains(number) && b.name.contains(number);
            own && !a.organisation.contains(number) && !b.organisation.contains(number)
        });
        let enough = (telling.len() >= 2 && anchored) || (called_alike && shared.len() >= 4) || told_again;
        let elsewhere = apart(&a.place, &b.place) || apart(&a.region, &b.region);
        let others = apart(&a.organisation, &b.organisation);
        let named = a.name.intersection(&b.name).any(|number| a.proper.contains(number));
        if elsewhere && !named && !documented {
            score *= 0.7;
        }
        let score = (score.clamp(0.0, 1.0) * 1000.0).round() as u16;
        let one_name = same_title(&first.record.name, &second.record.name);
        let against = elsewhere || (others && !named && !documented) || self.names_part(a, b);
        let near_certain =
            score >= NEAR_CERTAIN && enough && !against && (first.origin.session != second.origin.session || one_name);
        Pair { one: first.origin, other: second.origin, score, ties: Vec::new(), near_certain }
    }

    /// Tells whether two names share mere expressions of the field and part on the rest.
    fn names_part(&self, a: &Profile, b: &Profile) -> bool {
        let telling = |number: &&u32| !self.generic[**number as usize];
        let shared: Vec<&u32> = a.name.intersection(&b.name).filter(telling).collect();
        !shared.is_empty()
            && shared.iter().all(|number| is_shared_word(&self.keys[**number as usize]))
            && a.name.difference(&b.name).any(|number| telling(&number))
            && b.name.difference(&a.name).any(|number| telling(&number))
    }

    /// Returns the terms in common that are not generic, the strongest first.
    fn shared(&self, a: &Profile, b: &Profile) -> Vec<u32> {
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
        shared.into_iter().map(|(_, number)| number).collect()
    }

    /// Returns the words that tie two practices, the strongest first, then a page that documents both.
    fn ties(&self, practices: &[Of<Practice>], one: usize, other: usize) -> Vec<Tie> {
        let surfaces = |practice: &Practice| -> BTreeMap<String, String> {
            let mut surfaces = BTreeMap::new();
            for text in texts(practice) {
                for term in thesaurus().terms(text.text) {
                    surfaces.entry(term.key).or_insert(term.surface);
                }
            }
            surfaces
        };
        let (a, b) = (&self.profiles[one], &self.profiles[other]);
        let (one, other) = (surfaces(&practices[one].record), surfaces(&practices[other].record));
        let shared = self.shared(a, b);
        let words = shared.iter().take(TIES).filter_map(|number| {
            let key = &self.keys[*number as usize];
            let (one, other) = (one.get(key)?, other.get(key)?);
            let same = fold(one) == fold(other);
            Some(Tie { one: one.clone(), other: if same { String::new() } else { other.clone() } })
        });
        let pages = a.documents.intersection(&b.documents).take(1);
        words.chain(pages.map(|page| Tie { one: page.clone(), other: String::new() })).collect()
    }

    /// Returns what two sets have in common, by rarity, of the smaller one: 0 to 1.
    fn overlap(&self, a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
        let sum = |numbers: &mut dyn Iterator<Item = &u32>| -> f64 { numbers.map(|n| self.rarity[*n as usize]).sum() };
        let smaller = sum(&mut a.iter()).min(sum(&mut b.iter()));
        if smaller > 0.0 { (sum(&mut a.intersection(b)) / smaller).min(1.0) } else { 0.0 }
    }
}

/// Tells whether a term stands for a concept of the field or a country or city: many may share it.
fn is_shared_word(key: &str) -> bool {
    key.starts_with(['=', '@'])
}

/// Tells whether both say something and have nothing in common.
fn apart(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Returns the pages that a source names, each with a path of its own: a whole site says nothing.
fn documents(source: &str) -> BTreeSet<String> {
    source
        .split(|c: char| c.is_whitespace() || c == ';' || c == ',')
        .filter_map(|word| word.split_once("://").map(|(_, rest)| rest))
        .map(|page| page.trim_start_matches("www.").trim_end_matches(['/', '.', ')']).to_lowercase())
        .filter(|page| page.contains('/'))
        .collect()
}
