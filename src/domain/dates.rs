//! Owns how people say a day: `12/4`, `ven`, `+7`, `domani`. Reads no clock: today comes in.

use chrono::{Datelike, NaiveDate};

use super::fold::fold;
use super::time::Day;

/// A language in which days and difficulties are named. Both are understood, whichever is spoken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tongue {
    /// Italian.
    #[default]
    Italian,
    /// English.
    English,
}

impl Tongue {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Italian, Self::English];

    /// Returns the other one.
    pub fn other(self) -> Self {
        match self {
            Self::Italian => Self::English,
            Self::English => Self::Italian,
        }
    }

    /// Returns the words that name a day: today and the days after it, then those of the week from Monday.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        words_of_day(self).iter().copied().chain(WEEKDAYS.iter().map(move |names| names[self as usize]))
    }
}

/// Returns what today is called, and the days after it that have a name of their own.
pub fn words_of_day(tongue: Tongue) -> &'static [&'static str] {
    match tongue {
        Tongue::Italian => &["oggi", "domani", "dopodomani"],
        Tongue::English => &["today", "tomorrow"],
    }
}

/// Reads a date as people say it, in either language: `12/4` (day, month), `12/4/26`, `2026-04-12`, `ven`, `fri`, `+7`,
/// `+2s` (weeks), `oggi`, `domani`.
/// A day and month that are over belong to the next year; a day of the week is the next one after today.
pub fn date(text: &str, today: Day) -> Option<Day> {
    let text = fold(text);
    if let Some(ahead) = text.strip_prefix('+') {
        let weeks = ahead.strip_suffix(['s', 'w']);
        let count: u32 = weeks.unwrap_or(ahead.trim_end_matches(['g', 'd'])).parse().ok()?;
        let days = count.checked_mul(if weeks.is_some() { 7 } else { 1 })?;
        return (days <= 3660).then(|| today.plus_days(days));
    }
    let near = Tongue::ALL.into_iter().find_map(|tongue| words_of_day(tongue).iter().position(|word| *word == text));
    if let Some(ahead) = near {
        return Some(today.plus_days(ahead as u32));
    }
    weekday(&text, today).or_else(|| text.parse().ok()).or_else(|| day_and_month(&text, today))
}

/// The days of the week from Monday; `mar` is martedì and never March.
pub const WEEKDAYS: [[&str; 2]; 7] = [
    ["lunedi", "monday"],
    ["martedi", "tuesday"],
    ["mercoledi", "wednesday"],
    ["giovedi", "thursday"],
    ["venerdi", "friday"],
    ["sabato", "saturday"],
    ["domenica", "sunday"],
];

fn weekday(text: &str, today: Day) -> Option<Day> {
    if text.len() < 3 {
        return None;
    }
    let wanted = WEEKDAYS.iter().position(|names| names.iter().any(|name| name.starts_with(text)))?;
    let now = today.get().weekday().num_days_from_monday() as usize;
    let ahead = (wanted + 7 - now) % 7;
    Some(today.plus_days(if ahead == 0 { 7 } else { ahead as u32 }))
}

fn day_and_month(text: &str, today: Day) -> Option<Day> {
    let parts: Vec<u32> = text.split(['/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let of = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day).map(Day::new);
    match parts[..] {
        [day, month] => {
            let year = today.get().year();
            let this_year = of(year, month, day);
            this_year.filter(|day| *day >= today).or_else(|| of(year + 1, month, day)).or(this_year)
        }
        [day, month, year @ 0..=99] => of(2000 + year as i32, month, day),
        [day, month, year @ 1000..=9999] => of(year as i32, month, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_say_them() {
        // a Thursday
        let today = "2026-03-12".parse().unwrap();
        for (text, expected) in [
            ("12/4", Some("2026-04-12")),
            ("12/3", Some("2026-03-12")),
            ("11/3", Some("2027-03-11")),
            ("12/4/27", Some("2027-04-12")),
            ("2026-12-01", Some("2026-12-01")),
            ("ven", Some("2026-03-13")),
            ("gio", Some("2026-03-19")),
            ("mar", Some("2026-03-17")),
            ("tue", Some("2026-03-17")),
            ("venerdì", Some("2026-03-13")),
            ("domani", Some("2026-03-13")),
            ("dopodomani", Some("2026-03-14")),
            ("Today", Some("2026-03-12")),
            ("tomorrow", Some("2026-03-13")),
            ("fri", Some("2026-03-13")),
            ("+2s", Some("2026-03-26")),
            ("+2w", Some("2026-03-26")),
            ("+7g", Some("2026-03-19")),
            ("+0", Some("2026-03-12")),
            ("+99999", None),
            ("31/2", None),
            ("29/2", None),
            ("m", None),
            ("", None),
        ] {
            let read = date(text, today).map(|day| day.to_string());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }
}
