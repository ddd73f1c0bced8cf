//! Owns when two titles are one, and the character grams and vectors that texts are compared by.

use super::terms::fold;

/// A title, ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Title {
    line: String,
    grams: Vec<(u64, f64)>,
}

impl Title {
    /// Reads a title.
    pub fn of(title: &str) -> Self {
        let line = folded_line(title);
        let grams = counted(grams_of(&line));
        Self { line, grams }
    }

    /// Returns its words of four letters and more, folded: titles that share none are not nearly equal.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.line.split(' ').filter(|word| word.chars().count() >= 4)
    }

    /// Tells whether two titles are practically equal: but for case, accents and punctuation. An empty one equals none.
    pub fn is(&self, other: &Self) -> bool {
        !self.line.is_empty() && self.line == other.line
    }

    /// Tells whether two titles are nearly equal: practically, or by nine tenths of their character grams.
    pub fn is_near(&self, other: &Self) -> bool {
        self.is(other) || cosine(&self.grams, &other.grams) >= 0.9
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

/// Returns the length of a vector.
pub(super) fn length<K>(vector: &[(K, f64)]) -> f64 {
    vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
}

/// Returns the cosine of two vectors, each in the order of its keys: 0 to 1.
pub(super) fn cosine<K: Ord>(a: &[(K, f64)], b: &[(K, f64)]) -> f64 {
    let lengths = length(a) * length(b);
    if lengths == 0.0 {
        return 0.0;
    }
    let mut dot = 0.0;
    let mut rest = b.iter().peekable();
    for (key, weight) in a {
        while rest.next_if(|(other, _)| other < key).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == key) {
            dot += weight * other;
        }
    }
    dot / lengths
}
