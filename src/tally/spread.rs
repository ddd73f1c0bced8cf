//! How many gave which number: mean, standard deviation, median, quartiles.

use std::collections::BTreeMap;

use crate::domain::heads::add_up;

use super::Share;

/// Numbers that were given, and by how many each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spread {
    counts: BTreeMap<i32, u32>,
}

impl Spread {
    /// Makes a spread. Numbers that nobody gave are left out.
    pub fn new(counts: impl IntoIterator<Item = (i32, u32)>) -> Self {
        let mut spread = Self::default();
        counts.into_iter().for_each(|(number, people)| spread.add(number, people));
        spread
    }

    /// Adds so many who gave a number.
    pub fn add(&mut self, number: i32, people: u32) {
        if people > 0 {
            let count = self.counts.entry(number).or_default();
            *count = count.saturating_add(people);
        }
    }

    /// Adds those of another spread.
    pub fn join(&mut self, other: &Self) {
        other.counts.iter().for_each(|(number, people)| self.add(*number, *people));
    }

    /// Returns each number that was given, the lowest first, and by how many.
    pub fn counts(&self) -> &BTreeMap<i32, u32> {
        &self.counts
    }

    /// Returns how many gave this number.
    pub fn of(&self, number: i32) -> u32 {
        self.counts.get(&number).copied().unwrap_or(0)
    }

    /// Returns how many gave a number.
    pub fn n(&self) -> u32 {
        add_up(self.counts.values().copied())
    }

    /// Returns the lowest number given.
    pub fn lowest(&self) -> Option<i32> {
        self.counts.keys().next().copied()
    }

    /// Returns the highest number given.
    pub fn highest(&self) -> Option<i32> {
        self.counts.keys().next_back().copied()
    }

    /// Returns how many of all gave `number` or more.
    pub fn at_least(&self, number: i32) -> Share {
        Share { of: add_up(self.counts.range(number..).map(|(_, people)| *people)), total: self.n() }
    }

    /// Returns how many of all gave `number` or less.
    pub fn at_most(&self, number: i32) -> Share {
        Share { of: add_up(self.counts.range(..=number).map(|(_, people)| *people)), total: self.n() }
    }

    /// Returns the sum of what lies above `low` in each number: Σ (number − low).
    pub fn above(&self, low: i32) -> u32 {
        let above = |number: i32| u32::try_from(i64::from(number) - i64::from(low)).unwrap_or(0);
        add_up(self.counts.iter().map(|(number, people)| above(*number).saturating_mul(*people)))
    }

    /// Returns the mean, Σ number ÷ n, or `None` where nobody gave any.
    pub fn mean(&self) -> Option<f64> {
        let n = self.people();
        let sum: f64 = self.counts.iter().map(|(number, people)| f64::from(*number) * f64::from(*people)).sum();
        (n > 0).then(|| sum / n as f64)
    }

    /// Returns the sample standard deviation, √(Σ (number − mean)² ÷ (n − 1)), or `None` of fewer than two.
    pub fn sd(&self) -> Option<f64> {
        let (n, mean) = (self.people(), self.mean()?);
        let squares =
            self.counts.iter().map(|(number, people)| (f64::from(*number) - mean).powi(2) * f64::from(*people));
        (n > 1).then(|| (squares.sum::<f64>() / (n - 1) as f64).sqrt())
    }

    /// Returns the median: the number in the middle, or the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// Returns the first and the third quartile.
    pub fn quartiles(&self) -> Option<(f64, f64)> {
        Some((self.quantile(0.25)?, self.quantile(0.75)?))
    }

    /// Returns the interquartile range, third quartile − first: 1 or less on a scale of five is read as agreement.
    pub fn iqr(&self) -> Option<f64> {
        self.quartiles().map(|(first, third)| third - first)
    }

    /// Returns the quantile `p`, 0.0 to 1.0, by linear interpolation between the numbers at ⌊h⌋ and ⌈h⌉ with
    /// h = (n − 1) p, counted from 0: type 7 of Hyndman & Fan, *The American Statistician* 50 (1996), as R and NumPy do.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let n = self.people();
        if n == 0 {
            return None;
        }
        let h = (n - 1) as f64 * p;
        let (below, above) = (self.at(h.floor() as u64)?, self.at(h.ceil() as u64)?);
        Some(f64::from(below) + (h - h.floor()) * (f64::from(above) - f64::from(below)))
    }

    /// Returns the number at a place from 0, in ascending order.
    fn at(&self, place: u64) -> Option<i32> {
        let mut before = 0;
        self.counts.iter().find_map(|(number, people)| {
            before += u64::from(*people);
            (place < before).then_some(*number)
        })
    }

    /// Returns how many gave a number, however many.
    fn people(&self) -> u64 {
        self.counts.values().map(|people| u64::from(*people)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_hand() {
        type Case<'a> = (&'a [i32], f64, Option<f64>, f64, (f64, f64));
        let cases: [Case<'_>; 5] = [
            (&[4], 4.0, None, 4.0, (4.0, 4.0)),
            (&[3, 3, 3, 3], 3.0, Some(0.0), 3.0, (3.0, 3.0)),
            (&[1, 5], 3.0, Some(8.0_f64.sqrt()), 3.0, (2.0, 4.0)),
            (&[1, 2, 3, 4, 5], 3.0, Some(2.5_f64.sqrt()), 3.0, (2.0, 4.0)),
            (&[-1, 0, 0, 1, 1, 5], 1.0, Some(4.4_f64.sqrt()), 0.5, (0.0, 1.0)),
        ];
        for (given, mean, sd, median, quartiles) in cases {
            let spread = Spread::new(given.iter().map(|number| (*number, 1)));
            assert_eq!(spread.mean(), Some(mean), "{given:?}");
            assert_eq!(spread.sd().map(|sd| (sd * 1e9).round()), sd.map(|sd| (sd * 1e9).round()), "{given:?}");
            assert_eq!((spread.median(), spread.quartiles()), (Some(median), Some(quartiles)), "{given:?}");
        }
        let nobody = Spread::new([(3, 0)]);
        assert_eq!(
            (nobody.mean(), nobody.sd(), nobody.median(), nobody.iqr(), nobody.n()),
            (None, None, None, None, 0)
        );
    }
}
