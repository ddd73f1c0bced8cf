//! Owns how alike two plain texts are, sentences or titles: the same words, stems, thesaurus and rarity as
//! [`likeness`](super::likeness) has for practices, without their fields.
//!
//! Every term of one text looks for its like in the other: itself, or a stem that shares half of its letter pairs and
//! triples. What finds its like is had in common (`S`), what does not is different (`D`), both weighed by rarity.
//! The likeness is `S / (S + D · (1 + D / 2))`, 0 to 1: of two texts, much that is different in all says more than that
//! little of each is (a plain share would call two long texts of one event alike). Numbers and negations weigh like
//! rare words, words that say nothing a quarter.
//!
//! Two texts whose numbers contradict each other lose a fifth. Codes (`DCM-390`, `0101061300`) are names of their own:
//! one in common takes away half of what is lacking to 1, none in common, where both have some, half of what there is.

use std::collections::{BTreeMap, BTreeSet};

use super::terms::{fold, split, stem};
use super::thesaurus::Thesaurus;

/// As if so many other texts had been read: rarity is not read off two texts alone.
const PRIOR: f64 = 50.0;

/// What a number or a negation weighs at least.
const WEIGHTY: f64 = 2.0;

/// What a word that says nothing weighs, of its rarity.
const LITTLE: f64 = 0.25;

/// From this share of letter pairs and triples in common on, two stems are something like each other.
const SOMETHING_LIKE: f64 = 0.5;

/// The least share of rarity in common from which two texts of two lists are compared at all.
const A_LITTLE: f64 = 0.12;

/// What says no.
const NEGATIONS: [&str; 17] = [
    "non", "no", "senza", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "ne", "not", "without", "never",
    "none", "nobody", "nothing", "neither",
];

/// Number words, each with its number.
const NUMBERS: [(&str, &str); 18] = [
    ("due", "2"),
    ("tre", "3"),
    ("quattro", "4"),
    ("cinque", "5"),
    ("sei", "6"),
    ("sette", "7"),
    ("otto", "8"),
    ("nove", "9"),
    ("dieci", "10"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
];

/// Function words beside the thesaurus's: in a sentence of ten words a form of *to be* is a tenth.
const FUNCTION_WORDS: &[&str] = &[
    "sta",
    "stanno",
    "stava",
    "stavano",
    "sto",
    "stai",
    "stiamo",
    "stia",
    "stare",
    "stando",
    "all",
    "sull",
    "coll",
    "quell",
    "quest",
    "essendo",
    "avendo",
    "avuto",
    "avra",
    "avranno",
    "avrebbe",
    "avrebbero",
    "aveva",
    "avevano",
    "ho",
    "hai",
    "abbiamo",
    "avete",
    "sara",
    "saranno",
    "sarebbe",
    "sarebbero",
    "fu",
    "furono",
    "erano",
    "siamo",
    "siete",
    "ce",
    "lui",
    "lei",
    "esso",
    "essa",
    "essi",
    "esse",
    "mi",
    "ti",
    "me",
    "te",
    "alcuni",
    "alcune",
    "alcuno",
    "qualche",
    "ecco",
    "cio",
    "veniva",
    "venivano",
    "venne",
    "verra",
    "venire",
    "possono",
    "potrebbe",
    "potrebbero",
    "poteva",
    "deve",
    "devono",
    "dovrebbe",
    "dovrebbero",
    "dovra",
    "qualcosa",
    "vostro",
    "tuo",
    "mio",
    "mia",
    "tua",
    "am",
    "doing",
    "having",
    "me",
    "my",
    "him",
    "she",
    "should",
    "shall",
    "might",
    "must",
    "something",
    "some",
];

/// Texts that were read together, so that words are as rare as they are among them.
#[derive(Debug, Default)]
pub struct Texts {
    read: Vec<Text>,
    /// Of each term, what it weighs and its letter pairs and triples, in order.
    weights: Vec<f64>,
    letters: Vec<Vec<u64>>,
    /// Of each term, the texts that have it.
    having: Vec<Vec<usize>>,
}

#[derive(Debug, Default)]
struct Text {
    terms: BTreeSet<usize>,
    numbers: BTreeSet<String>,
    codes: BTreeSet<String>,
}

/// What a term of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Telling,
    Weighty,
    Little,
}

impl Texts {
    /// Reads texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>, thesaurus: &Thesaurus) -> Self {
        let mut all = Self::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut sorts = Vec::new();
        for (at, text) in texts.into_iter().enumerate() {
            let mut read = Text { codes: codes(text), numbers: numbers(text), ..Text::default() };
            for (key, sort) in terms(text, thesaurus) {
                let number = *known.entry(key).or_insert_with_key(|key| {
                    sorts.push(sort);
                    all.letters.push(letters(key));
                    all.having.push(Vec::new());
                    sorts.len() - 1
                });
                if read.terms.insert(number) {
                    all.having[number].push(at);
                }
            }
            all.read.push(read);
        }
        let count = all.read.len() as f64 + PRIOR;
        all.weights = sorts
            .iter()
            .zip(&all.having)
            .map(|(sort, having)| {
                let rarity = (count / (having.len() as f64 + 1.0)).ln().max(0.0).sqrt();
                match sort {
                    Sort::Telling => rarity,
                    Sort::Weighty => rarity.max(WEIGHTY),
                    Sort::Little => rarity * LITTLE,
                }
            })
            .collect();
        all
    }

    /// Returns how alike two of the texts are, 0 to 1; by their places.
    pub fn likeness(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.read[one], &self.read[other]);
        let whole: f64 = a.terms.iter().chain(&b.terms).map(|term| self.weights[*term]).sum();
        let different = self.lacking(a, b) + self.lacking(b, a);
        let shared = whole - different;
        if shared <= 0.0 {
            return 0.0;
        }
        let plain = shared / (shared + different * (1.0 + different / 2.0));
        let contradicts =
            a.numbers.difference(&b.numbers).next().is_some() && b.numbers.difference(&a.numbers).next().is_some();
        let said = if contradicts { plain * 0.8 } else { plain };
        match one_code(&a.codes, &b.codes) {
            Some(true) => said + 0.5 * (1.0 - said),
            Some(false) => said * 0.5,
            None => said,
        }
    }

    /// Returns the pairs of a text of the first `ones` and a text of the rest that share a little of what is rare, or a
    /// code. Of two lists it is this that keeps the pairs few.
    pub fn candidates(&self, ones: usize) -> Vec<(usize, usize)> {
        let length = |text: &Text| text.terms.iter().map(|term| self.weights[*term].powi(4)).sum::<f64>().sqrt();
        let lengths: Vec<f64> = self.read.iter().map(length).collect();
        let mut coded: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, text) in self.read.iter().enumerate().skip(ones) {
            text.codes.iter().for_each(|code| coded.entry(code).or_default().push(at));
        }
        let mut pairs = Vec::new();
        for (one, text) in self.read.iter().enumerate().take(ones) {
            let mut dots: BTreeMap<usize, f64> = BTreeMap::new();
            for term in text.terms.iter().filter(|term| self.having[**term].len() <= self.read.len() / 6 + 2) {
                for other in self.having[*term].iter().filter(|other| **other >= ones) {
                    *dots.entry(*other).or_default() += self.weights[*term].powi(4);
                }
            }
            let by_code = text.codes.iter().filter_map(|code| coded.get(code.as_str())).flatten().copied();
            let mut others: BTreeSet<usize> = by_code.collect();
            others.extend(
                dots.iter().filter(|(other, dot)| **dot >= A_LITTLE * lengths[one] * lengths[**other]).map(|(o, _)| *o),
            );
            pairs.extend(others.into_iter().map(|other| (one, other)));
        }
        pairs
    }

    /// Returns what of a text's terms does not find its like in the other.
    fn lacking(&self, text: &Text, other: &Text) -> f64 {
        let lacks = |term: &usize| {
            if other.terms.contains(term) {
                return 0.0;
            }
            let likes = other.terms.iter().map(|there| like(&self.letters[*term], &self.letters[*there]));
            let best = likes.fold(0.0_f64, f64::max);
            self.weights[*term] * (1.0 - best)
        };
        text.terms.iter().map(lacks).sum()
    }
}

fn terms(text: &str, thesaurus: &Thesaurus) -> Vec<(String, Sort)> {
    let (terms, rest) = thesaurus.terms_and_rest(text);
    let little = |word: &str| FUNCTION_WORDS.contains(&word);
    let mut sorted: Vec<(String, Sort)> = rest
        .into_iter()
        .map(|word| {
            let sort = if says_no_or_how_many(&word) { Sort::Weighty } else { Sort::Little };
            (stem(&word), sort)
        })
        .collect();
    sorted.extend(terms.into_iter().map(|term| {
        let word = fold(&term.surface);
        let sort = match (says_no_or_how_many(&word), little(&word)) {
            (true, _) => Sort::Weighty,
            (false, true) => Sort::Little,
            (false, false) => Sort::Telling,
        };
        (term.key, sort)
    }));
    sorted
}

fn says_no_or_how_many(word: &str) -> bool {
    NEGATIONS.contains(&word)
        || NUMBERS.iter().any(|(name, _)| *name == word)
        || word.bytes().all(|b| b.is_ascii_digit())
}

fn numbers(text: &str) -> BTreeSet<String> {
    let words = split(text).into_iter().map(fold);
    words
        .filter_map(|word| match NUMBERS.iter().find(|(name, _)| *name == word) {
            Some((_, number)) => Some((*number).to_owned()),
            None => word.bytes().all(|b| b.is_ascii_digit()).then_some(word).filter(|word| !word.is_empty()),
        })
        .collect()
}

/// Returns the codes of a text: what has no space in it, letters and digits together, four and more of them with a
/// digit; where there are digits alone, five.
fn codes(text: &str) -> BTreeSet<String> {
    let codes = text.split_whitespace().map(|word| fold(word).chars().filter(char::is_ascii_alphanumeric).collect());
    codes
        .filter(|code: &String| {
            let (digit, letter) =
                (code.contains(|c: char| c.is_ascii_digit()), code.contains(|c: char| c.is_ascii_lowercase()));
            digit && code.len() >= if letter { 4 } else { 5 }
        })
        .collect()
}

/// Tells whether two texts have a code in common, where both have one: as the other has it, or as a part of it.
fn one_code(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<bool> {
    let is = |one: &String, other: &String| one.contains(other.as_str()) || other.contains(one.as_str());
    let both = !a.is_empty() && !b.is_empty();
    both.then(|| a.iter().any(|one| b.iter().any(|other| is(one, other))))
}

/// Returns the letter pairs and triples of a stem, its ends marked, in order. A concept has none: it is like itself alone.
fn letters(key: &str) -> Vec<u64> {
    if key.starts_with(['=', '@']) {
        return Vec::new();
    }
    let marked: Vec<char> = format!("^{key}$").chars().collect();
    let runs = (2..=3).flat_map(|length| {
        marked.windows(length).map(|run| run.iter().fold(0, |code, c| code << 21 | u64::from(*c as u32)))
    });
    let mut runs: Vec<u64> = runs.collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Returns how like two stems are by their letters, 0 where it is less than [`SOMETHING_LIKE`] (Dice's coefficient).
fn like(a: &[u64], b: &[u64]) -> f64 {
    let both = (a.len() + b.len()) as f64;
    if both == 0.0 || 2.0 * a.len().min(b.len()) as f64 / both < SOMETHING_LIKE {
        return 0.0;
    }
    let mut rest = b.iter().peekable();
    let mut shared = 0_u32;
    for run in a {
        while rest.next_if(|other| *other < run).is_some() {}
        shared += u32::from(rest.next_if(|other| *other == run).is_some());
    }
    let dice = 2.0 * f64::from(shared) / both;
    if dice < SOMETHING_LIKE { 0.0 } else { dice }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, other: &str) -> f64 {
        Texts::of([one, other], &Thesaurus::default()).likeness(0, 1)
    }

    #[test]
    fn what_is_more_alike_is_told_so() {
        for (text, nearer, farther) in [
            ("Un uomo suona la chitarra", "Un uomo sta suonando la chitarra", "Un uomo suona il flauto"),
            ("Due morti nel crollo", "Nel crollo due morti", "Sei morti nel crollo"),
            ("Il servizio chiude ad agosto", "Ad agosto il servizio chiude", "Il servizio non chiude ad agosto"),
            ("Educativa di strada al parco", "Street outreach in the park", "Ripetizioni in biblioteca"),
            ("Denon 5 Disc CD Player - DCM390", "Denon DCM-390 CD Changer", "Denon 5 Disc CD Player - DCM290"),
        ] {
            let (near, far) = (between(text, nearer), between(text, farther));
            assert!(near > far, "{text}: {near:.2} {far:.2}");
        }
    }

    #[test]
    fn one_text_is_itself_and_an_empty_one_is_like_none() {
        assert!((between("Una ragazza legge", "una ragazza legge") - 1.0).abs() < 1e-9);
        assert_eq!(between("", ""), 0.0);
        assert_eq!(between("", "una ragazza"), 0.0);
    }
}
