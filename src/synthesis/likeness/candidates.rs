//! Owns which pairs are compared at all: those whose rare terms alone make a little of a likeness, or that one page documents.
//! Of a thousand sessions it is this that keeps the pairs few.

use super::corpus::Corpus;

/// A term that more practices share than this brings no pair by itself.
const RARE: u32 = 64;

/// The least cosine of rare terms alone from which two practices are compared at all.
const A_LITTLE: f32 = 0.08;

/// A practice is compared with so many later ones at most, the likest by rare terms, so that twice the practices make twice
/// the pairs: with a page in common it is compared always.
const NEAREST: usize = 32;

/// Finds the pairs, practice by practice.
pub(super) struct Candidates {
    /// Of each term, where the practices that have it begin in `having`; nothing lies there for what is not rare.
    from: Vec<usize>,
    /// Practices by rare term, in order, with its weight in each.
    having: Vec<(u32, f32)>,
}

/// What is noted while the like of one practice are looked for.
struct Notes {
    /// What each practice has in common with the one at hand: all zero between two of them.
    dots: Vec<f32>,
    touched: Vec<u32>,
}

impl Candidates {
    /// Puts a corpus' practices under their rare terms.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let is_rare = |number: usize| corpus.having[number] <= RARE && !corpus.is_generic(number as u32);
        let mut from = vec![0; corpus.having.len() + 1];
        for number in 0..corpus.having.len() {
            from[number + 1] = from[number] + if is_rare(number) { corpus.having[number] as usize } else { 0 };
        }
        let mut next = from.clone();
        let mut having = vec![(0, 0.0); from.last().copied().unwrap_or(0)];
        for (at, profile) in corpus.profiles.iter().enumerate() {
            for (number, weight) in &profile.words.weights {
                let number = *number as usize;
                if is_rare(number) {
                    having[next[number]] = (at as u32, *weight as f32);
                    next[number] += 1;
                }
            }
        }
        Self { from, having }
    }

    /// Finds of each of these practices the later ones that are worth comparing with it, in no order.
    pub(super) fn near_each(
        &self,
        corpus: &Corpus,
        these: std::ops::Range<usize>,
        mut found: impl FnMut(usize, &mut Vec<usize>),
    ) {
        let mut notes = Notes { dots: vec![0.0; corpus.profiles.len()], touched: Vec::new() };
        for one in these {
            found(one, &mut self.near(corpus, one, &mut notes));
        }
    }

    fn near(&self, corpus: &Corpus, one: usize, notes: &mut Notes) -> Vec<usize> {
        let profile = corpus.profile(one);
        for (number, weight) in &profile.words.weights {
            let having = &self.having[self.from[*number as usize]..self.from[*number as usize + 1]];
            let later = having.partition_point(|(other, _)| *other as usize <= one);
            for (other, other_weight) in &having[later..] {
                let dot = &mut notes.dots[*other as usize];
                if *dot == 0.0 {
                    notes.touched.push(*other);
                }
                *dot += *weight as f32 * other_weight;
            }
        }
        let one_page = |other: &usize| !profile.documents.is_disjoint(&corpus.profile(*other).documents);
        let (mut near, mut likely) = (Vec::new(), Vec::new());
        for other in notes.touched.drain(..) {
            let dot = std::mem::take(&mut notes.dots[other as usize]);
            let other = other as usize;
            let others = corpus.profile(other);
            let enough = A_LITTLE * (profile.words.length * others.words.length) as f32;
            // a weight may be nothing: such a practice may be touched twice, and is named once
            if dot == 0.0 {
                continue;
            }
            if dot >= enough {
                likely.push((dot / others.words.length as f32, other));
            } else if one_page(&other) {
                near.push(other);
            }
        }
        if likely.len() > NEAREST {
            let likest = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
            likely.select_nth_unstable_by(NEAREST, likest);
            let rest = likely.split_off(NEAREST);
            near.extend(rest.into_iter().map(|(_, other)| other).filter(one_page));
        }
        near.extend(likely.into_iter().map(|(_, other)| other));
        near
    }
}
