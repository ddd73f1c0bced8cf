//! Owns moments and days as the files write them. Reads no clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::{leaf, text_key};
use super::id::text_serde;

/// A moment with the offset of the place it was taken at, to the millisecond: `2026-03-12T14:02:11.040+01:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// Makes a moment, cut to whole milliseconds.
    pub fn new(at: DateTime<FixedOffset>) -> Self {
        Self(at.trunc_subsecs(3))
    }

    /// Returns the moment with its offset.
    pub fn get(self) -> DateTime<FixedOffset> {
        self.0
    }

    /// Returns the day on the clock of the place.
    pub fn day(self) -> Day {
        Day(self.0.date_naive())
    }

    /// Returns the whole seconds from `earlier` to here; negative where this is the earlier one.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_seconds()
    }

    /// Returns the moment this many milliseconds later; this one where no year of four figures goes so far.
    pub fn plus_millis(self, millis: i64) -> Self {
        let later = chrono::TimeDelta::try_milliseconds(millis).and_then(|by| self.0.checked_add_signed(by));
        Self(later.filter(|later| (0..=9999).contains(&later.year())).unwrap_or(self.0))
    }

    /// Returns the hour and minute on the clock of the place: `14:02`.
    pub fn clock(self) -> String {
        self.0.format("%H:%M").to_string()
    }
}

impl Default for Moment {
    fn default() -> Self {
        Self(NaiveDateTime::default().and_utc().fixed_offset())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::Millis, false))
    }
}

/// Why a text is not a moment or a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a moment, or one that no calendar has.
    #[error("{0:?} is not a moment that exists; write it as 2026-03-12T14:02:11.040+01:00")]
    Moment(String),
    /// Not a day, or one that no calendar has.
    #[error("{0:?} is not a day that exists; write it as 2026-03-12")]
    Day(String),
}

impl FromStr for Moment {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Self, TimeError> {
        DateTime::parse_from_rfc3339(text).map(Self::new).map_err(|_| TimeError::Moment(text.to_owned()))
    }
}

/// A day of the calendar: `2026-03-12`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Day(NaiveDate);

impl Day {
    /// Makes a day.
    pub fn new(day: NaiveDate) -> Self {
        Self(day)
    }

    /// Returns the day as chrono has it.
    pub fn get(self) -> NaiveDate {
        self.0
    }

    /// Returns the day so many days later; the last one that can be written with four figures for the year
    /// where that is further off.
    pub fn plus_days(self, days: u32) -> Self {
        let later = self.0.checked_add_days(chrono::Days::new(days.into()));
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        Self(later.map_or(last, |day| day.min(last)))
    }

    /// Returns `12/3/2026`, as it is written in Italy and in British English.
    pub fn plain(self) -> String {
        format!("{}/{}/{}", self.0.day(), self.0.month(), self.0.year())
    }

    /// Returns the day's midnight in UTC: what a sample or a plan is stamped with where no clock was read.
    pub fn midnight(self) -> Moment {
        Moment(chrono::Utc.from_utc_datetime(&self.0.and_time(chrono::NaiveTime::MIN)).fixed_offset())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Day {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Self, TimeError> {
        // a sign before the year would be written back in another form
        let written = text.len() == 10 && text.starts_with(|c: char| c.is_ascii_digit());
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| written);
        day.map(Self).ok_or_else(|| TimeError::Day(text.to_owned()))
    }
}

text_serde!(Moment);
text_serde!(Day);
leaf!(Moment, Day);
text_key!(Moment, Day);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_refused_with_the_remedy() {
        for text in ["-999-01-01", "2026-02-30", "2026-13-01", "12/3/2026", "2026-3-1", ""] {
            assert!(text.parse::<Day>().unwrap_err().to_string().contains("2026-03-12"), "{text}");
        }
        assert_eq!("2028-02-29".parse::<Day>().map(Day::plain), Ok("29/2/2028".into()));
    }

    #[test]
    fn the_last_day_can_be_read_again() {
        let day: Day = "2026-03-12".parse().unwrap();
        assert_eq!(day.plus_days(u32::MAX).to_string().parse(), Ok(day.plus_days(4_000_000)));
    }

    #[test]
    fn a_moment_too_far_off_is_not_reached() {
        let now: Moment = "2026-03-12T14:02:11.040+01:00".parse().unwrap();
        for millis in [i64::MAX, i64::MIN, 8_200_000_000_000_000, 300_000_000_000_000] {
            assert_eq!(now.plus_millis(millis), now, "{millis}");
        }
        assert_eq!(now.plus_millis(60_000).clock(), "14:03");
    }

    #[test]
    fn moments_keep_milliseconds_and_offset() {
        let text = "2026-03-12T14:02:11.040+01:00";
        assert_eq!(text.parse::<Moment>().map(|at| at.to_string()), Ok(text.into()));
    }
}
