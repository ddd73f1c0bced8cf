//! Owns how well scores tell what is the same from what is not: precision, recall and F1 over thresholds, and a
//! threshold that is chosen on one half of the pairs and judged on the other. Never looks at what is compared.

/// A pair with its score and what a person says of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Labelled {
    /// How alike, 0 to 1000; 0 where the two were never compared.
    pub score: u16,
    /// Whether it is the same thing, in a person's eyes.
    pub same: bool,
    /// Whether it belongs to the second half.
    pub second: bool,
}

/// What was taken for the same, beside what is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Taken for the same, and it is.
    pub right: usize,
    /// Taken for the same, and it is not.
    pub wrong: usize,
    /// The same, and not taken for it.
    pub missed: usize,
}

impl Counts {
    /// Counts pairs by whether each was taken for the same and is.
    pub fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for pair in pairs {
            match pair {
                (true, true) => counts.right += 1,
                (true, false) => counts.wrong += 1,
                (false, true) => counts.missed += 1,
                (false, false) => {}
            }
        }
        counts
    }

    /// Returns the share of what was taken that is right, 0 to 1; 1 where nothing was taken.
    pub fn precision(self) -> f64 {
        share(self.right, self.wrong).unwrap_or(1.0)
    }

    /// Returns the share of what is the same that was taken, 0 to 1; 1 where nothing is the same.
    pub fn recall(self) -> f64 {
        share(self.right, self.missed).unwrap_or(1.0)
    }

    /// Returns the harmonic mean of precision and recall, 0 to 1 (F1: van Rijsbergen 1979).
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.wrong + self.missed).unwrap_or(1.0)
    }
}

impl std::ops::Add for Counts {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (right, wrong, missed) = (self.right + other.right, self.wrong + other.wrong, self.missed + other.missed);
        Self { right, wrong, missed }
    }
}

fn share(part: usize, rest: usize) -> Option<f64> {
    (part + rest > 0).then(|| part as f64 / (part + rest) as f64)
}

/// Returns what a threshold takes for the same: every pair of that score and more.
pub fn at(pairs: &[Labelled], threshold: u16) -> Counts {
    Counts::of(pairs.iter().map(|pair| (pair.score >= threshold, pair.same)))
}

/// The thresholds that are tried, every hundredth.
pub fn thresholds() -> impl Iterator<Item = u16> {
    (1..100).map(|hundredth| hundredth * 10)
}

/// Returns the threshold with the best F1, the lowest of as good ones. Neighbours three hundredths away speak along, so that
/// a lucky one among a few pairs is not taken.
pub fn best(pairs: &[Labelled]) -> u16 {
    let tried: Vec<(u16, f64)> = thresholds().map(|threshold| (threshold, at(pairs, threshold).f1())).collect();
    let with_neighbours = |place: usize| {
        let near = &tried[place.saturating_sub(3)..(place + 4).min(tried.len())];
        near.iter().map(|(_, f1)| f1).sum::<f64>() / near.len() as f64
    };
    let mut best = (0, 0.0);
    for (place, (threshold, _)) in tried.iter().enumerate() {
        let found = with_neighbours(place);
        if found > best.1 {
            best = (*threshold, found);
        }
    }
    best.0
}

/// A half judged by the threshold that the other half chose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Half {
    /// The threshold.
    pub threshold: u16,
    /// What it takes for the same here.
    pub counts: Counts,
}

/// Returns the first half judged by the second's best threshold, then the second by the first's: nothing is fitted to what
/// it is judged on.
pub fn halves(pairs: &[Labelled]) -> [Half; 2] {
    [false, true].map(|second| {
        let (judged, chosen): (Vec<Labelled>, Vec<Labelled>) = pairs.iter().partition(|pair| pair.second == second);
        let threshold = best(&chosen);
        Half { threshold, counts: at(&judged, threshold) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(score: u16, same: bool, second: bool) -> Labelled {
        Labelled { score, same, second }
    }

    #[test]
    fn counts_by_hand() {
        let pairs = [pair(900, true, false), pair(600, false, false), pair(500, true, true), pair(100, false, true)];
        for (threshold, right, wrong, missed) in [(950, 0, 0, 2), (600, 1, 1, 1), (500, 2, 1, 0), (0, 2, 2, 0)] {
            let counts = at(&pairs, threshold);
            assert_eq!(counts, Counts { right, wrong, missed }, "{threshold}");
        }
        let counts = at(&pairs, 500);
        assert!((counts.precision() - 2.0 / 3.0).abs() < 1e-9 && (counts.recall() - 1.0).abs() < 1e-9);
        assert!((counts.f1() - 0.8).abs() < 1e-9);
        assert!((at(&[], 0).f1() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_half_is_judged_by_the_others_threshold() {
        // what parts the first half stands lower than what parts the second
        let first = [pair(800, true, false), pair(790, true, false), pair(300, false, false)];
        let second = [pair(400, true, true), pair(380, true, true), pair(100, false, true)];
        let [judged_first, judged_second] = halves(&[first, second].concat());
        assert_eq!(judged_first.threshold, best(&second));
        assert_eq!(judged_second.threshold, best(&first));
        assert!((judged_first.counts.recall() - 1.0).abs() < 1e-9);
    }
}
