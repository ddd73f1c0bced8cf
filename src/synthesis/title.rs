//! Owns when two titles are one, and the character grams and vectors that texts are compared by.

use rustc_hash::FxHashMap;

use super::terms::fold;

/// The cosine of their grams from which on two titles are nearly equal.
const NEAR: f64 = 0.9;

/// A title, ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Title {
    line: String,
    grams: Vector<u64>,
    /// A bit for each gram; several may have one.
    bits: Bits,
}

/// Bits by which most texts that have little in common are told apart.
type Bits = [u64; 4];

impl Title {
    /// Reads a title.
    pub fn of(title: &str) -> Self {
        Self::of_folded(folded_line(title))
    }

    /// Does the same where it is folded already, as [`folded_line`] does it.
    pub(super) fn of_folded(line: String) -> Self {
        let grams = Vector::of(counted(grams_of(&line)));
        let mut bits = Bits::default();
        for (gram, _) in &grams.weights {
            bits[(gram >> 62) as usize] |= 1 << ((gram >> 56) & 63);
        }
        Self { line, grams, bits }
    }

    /// Tells whether two titles are practically equal: but for case, accents and punctuation. An empty one equals none.
    pub fn is(&self, other: &Self) -> bool {
        !self.line.is_empty() && self.line == other.line
    }

    /// Tells whether two titles are nearly equal: practically, or by nine tenths of their character grams.
    pub fn is_near(&self, other: &Self) -> bool {
        self.is(other) || (self.may_be_near(other) && cosine(&self.grams, &other.grams) >= NEAR)
    }

    /// Tells whether so many grams of each may stand in the other that the cosine of all comes to it. A bit that only one has
    /// is a gram that only one has: its square, 1 at least, is missing from what they have in common, and by Cauchy and
    /// Schwarz the cosine is at most the root of what is left of both.
    fn may_be_near(&self, other: &Self) -> bool {
        let left = |one: &Self, other: &Self| {
            let alone: u32 = one.bits.iter().zip(other.bits).map(|(one, other)| (one & !other).count_ones()).sum();
            let square = one.grams.length * one.grams.length;
            (square - f64::from(alone)) / square
        };
        // a little less than it takes, so that no rounding parts what is nearly equal
        left(self, other) * left(other, self) >= NEAR * NEAR * 0.999
    }
}

/// How many of many titles have each gram. Looked up only, never walked through: its order says nothing.
#[derive(Debug, Default)]
pub struct Telling(FxHashMap<u64, u32>);

impl Telling {
    /// Counts the grams of titles.
    pub fn of<'a>(titles: impl IntoIterator<Item = &'a Title>) -> Self {
        let mut having = FxHashMap::default();
        for (gram, _) in titles.into_iter().flat_map(|title| &title.grams.weights) {
            *having.entry(*gram).or_insert(0) += 1;
        }
        Self(having)
    }

    /// Returns the rarest grams of a title, so many that two titles without one of these in common are not nearly equal:
    /// the rest of one, however alike, does not come to it.
    pub fn of_title(&self, title: &Title) -> Vec<u64> {
        let mut grams: Vec<(u32, u64, f64)> = title
            .grams
            .weights
            .iter()
            .map(|(gram, weight)| (self.0.get(gram).copied().unwrap_or(0), *gram, *weight))
            .collect();
        grams.sort_unstable_by_key(|(having, gram, _)| (*having, *gram));
        let mut rest = title.grams.length * title.grams.length;
        // a little more than it takes, so that no rounding parts what is nearly equal
        let least = rest * NEAR * NEAR * 0.999;
        let telling = grams.into_iter().take_while(|(_, _, weight)| {
            let before = rest;
            rest -= weight * weight;
            before >= least
        });
        telling.map(|(_, gram, _)| gram).collect()
    }
}

/// Tells whether two texts are one but for case, accents and punctuation. An empty one equals none.
pub fn same_title(one: &str, other: &str) -> bool {
    let line = folded_line(one);
    !line.is_empty() && line == folded_line(other)
}

/// Returns a text folded, on one line, with one space between words.
pub fn folded_line(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Returns codes of the character 3- to 5-grams of a line, its ends marked by spaces.
pub(super) fn grams_of(line: &str) -> Vec<u64> {
    if line.is_empty() {
        return Vec::new();
    }
    let letters: Vec<char> = format!(" {line} ").chars().collect();
    let code = |gram: &[char]| {
        gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(*letter as u32)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    (3..=5).flat_map(|length| letters.windows(length).map(code)).collect()
}

/// Returns how often each gram comes, in the order of their codes.
pub(super) fn counted(mut grams: Vec<u64>) -> Vec<(u64, f64)> {
    grams.sort_unstable();
    let mut counts: Vec<(u64, f64)> = Vec::new();
    for gram in grams {
        match counts.last_mut() {
            Some((last, count)) if *last == gram => *count += 1.0,
            Some(_) | None => counts.push((gram, 1.0)),
        }
    }
    counts
}

/// A vector: what it has, with its weight, in order; and how long it is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Vector<K> {
    /// What it has.
    pub(super) weights: Box<[(K, f64)]>,
    /// How long it is.
    pub(super) length: f64,
}

impl<K> Default for Vector<K> {
    fn default() -> Self {
        Self { weights: Box::default(), length: 0.0 }
    }
}

impl<K: Ord> Vector<K> {
    /// Makes a vector of weights that are in order.
    pub(super) fn of(weights: Vec<(K, f64)>) -> Self {
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Self { weights: weights.into(), length }
    }
}

/// Returns the cosine of two vectors: 0 to 1.
pub(super) fn cosine<K: Ord>(a: &Vector<K>, b: &Vector<K>) -> f64 {
    let lengths = a.length * b.length;
    if lengths == 0.0 {
        return 0.0;
    }
    let mut dot = 0.0;
    let mut rest = b.weights.iter().peekable();
    for (key, weight) in &a.weights {
        while rest.next_if(|(other, _)| other < key).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == key) {
            dot += weight * other;
        }
    }
    dot / lengths
}

/// A vector of numbers spread out over all of them, so that many can be compared with it. All zero between two.
pub(super) struct Spread(Vec<f64>);

/// A vector that is spread out.
pub(super) struct SpreadOut<'a> {
    over: &'a mut Spread,
    vector: &'a Vector<u32>,
}

impl Spread {
    /// Makes room for so many numbers.
    pub(super) fn over(numbers: usize) -> Self {
        Self(vec![0.0; numbers])
    }

    /// Spreads a vector out.
    pub(super) fn with<'a>(&'a mut self, vector: &'a Vector<u32>) -> SpreadOut<'a> {
        vector.weights.iter().for_each(|(number, weight)| self.0[*number as usize] = *weight);
        SpreadOut { over: self, vector }
    }
}

impl SpreadOut<'_> {
    /// Returns what [`cosine`] says of it and another, to the last bit: what only one has adds nothing to the sum.
    pub(super) fn cosine(&self, other: &Vector<u32>) -> f64 {
        let lengths = self.vector.length * other.length;
        if lengths == 0.0 {
            return 0.0;
        }
        let products = other.weights.iter().map(|(number, weight)| self.over.0[*number as usize] * weight);
        products.fold(0.0, |dot, product| dot + product) / lengths
    }
}

impl Drop for SpreadOut<'_> {
    fn drop(&mut self) {
        self.vector.weights.iter().for_each(|(number, _)| self.over.0[*number as usize] = 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_nearly_equal_have_a_telling_gram_in_common() {
        let titles = [
            "Educativa di strada al parco Trotter la sera d'estate",
            "Educativa di strada al parco Trotter la sera d'estate!!",
            "Educativa di strada al parco Trotter le sere d'estate",
            "Educativa di strada al parco Lambro la sera",
            "a",
            "",
        ]
        .map(Title::of);
        let telling = Telling::of(&titles);
        let mut near = 0;
        for one in &titles {
            for other in &titles {
                let are_near = one.is(other) || cosine(&one.grams, &other.grams) >= NEAR;
                assert_eq!(one.is_near(other), are_near, "{one:?} {other:?}");
                if are_near {
                    near += 1;
                    let others = telling.of_title(other);
                    assert!(telling.of_title(one).iter().any(|gram| others.contains(gram)), "{one:?} {other:?}");
                }
            }
        }
        assert!(near > titles.len());
    }

    #[test]
    fn spread_out_or_not_two_vectors_are_as_alike() {
        let vectors = [
            vec![(0, 0.1), (3, 0.7), (4, 0.0), (9, 1.3)],
            vec![(1, 0.2), (3, 0.3), (9, 0.1)],
            vec![(2, 1.0)],
            vec![(4, 0.0)],
            vec![],
        ]
        .map(Vector::of);
        let mut spread = Spread::over(10);
        for one in &vectors {
            let out = spread.with(one);
            for other in &vectors {
                assert_eq!(out.cosine(other).to_bits(), cosine(one, other).to_bits(), "{one:?} {other:?}");
            }
        }
    }
}
