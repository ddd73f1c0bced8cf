//! Owns what is wrong with a file that a person wrote to make the program theirs, and how such a file's maps are read.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::text::Lang;

/// Something wrong with settings, keys or themes: where, what, and the remedy, in both languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    place: String,
    says: Vec<(Lang, String)>,
}

impl Trouble {
    /// Makes one of a file, its line from 1 where it is known, and the words.
    pub fn new(file: &Path, line: Option<usize>, words: impl Fn(Lang) -> String) -> Self {
        let place = match line {
            Some(line) => format!("{}:{line}: ", file.display()),
            None => format!("{}: ", file.display()),
        };
        Self { place, says: Lang::ALL.iter().map(|lang| (*lang, words(*lang))).collect() }
    }

    /// Makes one of no file.
    pub fn of_no_file(words: impl Fn(Lang) -> String) -> Self {
        Self { place: String::new(), says: Lang::ALL.iter().map(|lang| (*lang, words(*lang))).collect() }
    }

    /// Returns it in words: `keys.ron:4: …`.
    pub fn said(&self, lang: Lang) -> String {
        let says = self.says.iter().find(|(known, _)| *known == lang).map_or("", |(_, says)| says);
        format!("{}{says}", self.place)
    }
}

/// A map as it is written: in its order, and with what is written twice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of names")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reading(PhantomData))
    }
}

/// Returns the line, from 1, that names this in quotation marks for the `nth` time, comments apart; `None` where none does.
pub fn line_of(text: &str, name: &str, nth: usize) -> Option<usize> {
    let quoted = format!("\"{name}\"");
    let lines = text.lines().enumerate().filter(|(_, line)| {
        let code = line.split("//").next().unwrap_or_default();
        code.contains(&quoted)
    });
    lines.map(|(at, _)| at + 1).nth(nth)
}

/// Returns which of the known names looks most like this one, where one does.
pub fn like<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|known| (distance(name, known), known)).min()?;
    (near.0 <= 2.max(name.chars().count() / 3)).then_some(near.1)
}

/// Returns how many letters are to be put in, taken out or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (place, with) in other.iter().enumerate() {
            let change = corner + usize::from(letter != *with);
            corner = row[place + 1];
            row[place + 1] = change.min(corner + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_finds_its_like_and_a_strange_one_none() {
        let known = ["take-note", "take-vote", "undo"];
        assert_eq!(like("take-notes", known), Some("take-note"));
        assert_eq!(like("udno", known), Some("undo"));
        assert_eq!(like("boh", known), None);
    }

    #[test]
    fn lines_are_found_outside_comments() {
        let text = "{\n  // \"undo\": as before\n  \"undo\": [\"u\"],\n  \"undo\": [\"x\"],\n}";
        assert_eq!(
            (line_of(text, "undo", 0), line_of(text, "undo", 1), line_of(text, "redo", 0)),
            (Some(3), Some(4), None)
        );
    }
}
