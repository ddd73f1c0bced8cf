//! Owns how the code of somebody who takes part is found in a text: of who is registered, of who was removed, and of who
//! was erased for good or never registered, whose code is known by its pattern alone. Never who it is.

use std::ops::Range;

use super::attendance::group_of;
use super::fold::fold;
use super::session::Session;

/// What stands in the place of a code.
pub const COVERED: &str = "…";

/// The most letters, signs between and digits that a code is made of.
const LETTERS: usize = 8;
const JOINTS: usize = 3;
const DIGITS: usize = 4;

/// Codes without a number that are shorter are words like any other.
const SHORTEST_WORD: usize = 3;

/// Tells whether a code stands in a text.
pub fn stands_in(text: &str, session: &Session) -> bool {
    like_codes(text, session).next().is_some() || words(session).any(|code| !word_in(text, code).is_empty())
}

/// Returns where codes stand in a text, in bytes, with the `@` before them.
pub fn found(text: &str, session: &Session) -> Vec<Range<usize>> {
    let words = words(session).flat_map(|code| word_in(text, code));
    let mut ranges: Vec<Range<usize>> = like_codes(text, session).chain(words).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Finds what is made like a code, and is one.
fn like_codes<'a>(text: &'a str, session: &'a Session) -> impl Iterator<Item = Range<usize>> + 'a {
    // a code has a number: most texts are done with here
    let numbered = text.bytes().any(|byte| byte.is_ascii_digit());
    let pieces = numbered.then(|| Pieces::of(text)).into_iter().flatten();
    pieces.filter(|pieces| pieces.is_code(session)).map(|pieces| pieces.range)
}

/// Returns the codes that are made in another way: they are looked for as words.
fn words(session: &Session) -> impl Iterator<Item = &str> {
    let codes = session.participants.all().map(|person| person.code.trim());
    codes.filter(|code| !is_plain(code) && Pieces::whole(code).is_none())
}

/// Tells at a glance of the most common codes that they are made of letters, a hyphen and a number.
fn is_plain(code: &str) -> bool {
    let code = code.as_bytes();
    let letters = code.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = code.get(letters + 1..).unwrap_or_default();
    (1..=LETTERS).contains(&letters)
        && code.get(letters) == Some(&b'-')
        && (1..=DIGITS).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
}

/// Returns a text with its codes covered.
pub fn covered(text: &str, session: &Session) -> String {
    covered_but(text, session, &|_| false)
}

/// Returns a text with its codes covered, but those that may stand.
pub fn covered_but(text: &str, session: &Session, may_stand: &dyn Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in found(text, session) {
        if !may_stand(text[range.clone()].trim_start_matches('@')) {
            kept.push_str(&text[from..range.start]);
            kept.push_str(COVERED);
            from = range.end;
        }
    }
    kept + &text[from..]
}

/// Tells whether two codes are one: `YAG-03`, `yag3`.
pub fn same(one: &str, other: &str) -> bool {
    match (Pieces::whole(one.trim()), Pieces::whole(other.trim())) {
        (Some(one), Some(other)) => one.key() == other.key(),
        (None, None) => fold(one.trim()) == fold(other.trim()),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// What may be a code: letters and digits, with few signs between.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Pieces<'a> {
    letters: &'a str,
    joint: &'a str,
    digits: &'a str,
    range: Range<usize>,
}

impl<'a> Pieces<'a> {
    /// Finds everything in a text that is made like a code and is no part of a word.
    fn of(text: &'a str) -> impl Iterator<Item = Self> {
        let starts = text.char_indices().scan(None::<char>, |before, (at, letter)| {
            let first = letter.is_ascii_alphabetic() && !before.is_some_and(|before| before.is_alphanumeric());
            *before = Some(letter);
            Some(first.then_some(at))
        });
        starts.flatten().filter_map(|at| Self::at(text, at))
    }

    fn at(text: &'a str, start: usize) -> Option<Self> {
        let run = |from: usize, most: usize, fits: fn(char) -> bool| {
            let rest = &text[from..];
            let end = rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
            (rest[..end].chars().count() <= most).then_some(&rest[..end])
        };
        let letters = run(start, LETTERS, |c| c.is_ascii_alphabetic())?;
        let joint = run(start + letters.len(), JOINTS, is_joint)?;
        let from = start + letters.len() + joint.len();
        let digits = run(from, DIGITS, |c| c.is_ascii_digit()).filter(|digits| !digits.is_empty())?;
        let end = from + digits.len();
        if text[end..].chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let start = if text[..start].ends_with('@') { start - 1 } else { start };
        Some(Self { letters, joint, digits, range: start..end })
    }

    /// Reads a code that is nothing else.
    fn whole(code: &'a str) -> Option<Self> {
        Self::of(code).next().filter(|pieces| pieces.range == (0..code.len()))
    }

    fn key(&self) -> (String, &'a str) {
        (self.letters.to_ascii_lowercase(), self.digits.trim_start_matches('0'))
    }

    fn is_code(&self, session: &Session) -> bool {
        let upper = self.letters.bytes().all(|letter| letter.is_ascii_uppercase());
        let hyphen = matches!(self.joint, "-" | "‐" | "‑" | "–");
        let long_enough = (2..=4).contains(&self.letters.len());
        if upper && hyphen && long_enough && self.digits.len() < DIGITS {
            return true;
        }
        // letters that codes begin with, however written; apart from their number they may be a word: `fam. 3`
        let apart = self.joint.contains([' ', '\u{a0}', '.']);
        let key = self.key();
        let known = || {
            let of_somebody =
                session.participants.all().filter_map(|person| Some(Pieces::whole(person.code.trim())?.key()));
            let mut alike = of_somebody.filter(|(letters, _)| *letters == key.0).peekable();
            let of_a_group = long_enough && group_of(self.letters).is_some();
            let fits = self.digits.len() < DIGITS && (of_a_group || alike.peek().is_some());
            fits || alike.any(|known| known == key)
        };
        (upper || !apart) && known()
    }
}

fn is_joint(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '-' | '‐' | '‑' | '–' | '_' | '.')
}

/// Finds a code without a number where it stands as a word, in any case.
fn word_in(text: &str, code: &str) -> Vec<Range<usize>> {
    if code.chars().count() < SHORTEST_WORD {
        return Vec::new();
    }
    let lower = |letter: char| letter.to_lowercase();
    let ends_with_code = |start: usize| {
        let mut rest = text[start..].char_indices();
        let same = code.chars().all(|known| rest.next().is_some_and(|(_, letter)| lower(letter).eq(lower(known))));
        same.then(|| rest.next().map_or(text.len(), |(at, _)| start + at))
    };
    let mut ranges = Vec::new();
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let begins = !before.is_some_and(char::is_alphanumeric);
        if let Some(end) = ends_with_code(at).filter(|_| begins)
            && !text[end..].chars().next().is_some_and(char::is_alphanumeric)
        {
            let start = if before == Some('@') { at - 1 } else { at };
            ranges.push(start..end);
        }
        before = Some(letter);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, ParticipantId, TypedId};
    use super::super::item::{Participant, Record};
    use super::*;

    fn session() -> Session {
        let mut session = Session::default();
        for (n, code, gone) in [(1, "OP-04", false), (2, "VOL-7", true), (3, "Gruppo Blu", false), (4, "K2", false)] {
            let id = ParticipantId::new(Code::from_bits(n));
            session.put(Participant { id, code: code.into(), gone, ..Participant::default() }.into_item());
        }
        session
    }

    #[test]
    fn codes_are_covered_however_written_and_the_rest_stays() {
        let cases = [
            ("called me back @YAG-01 #school", "called me back … #school"),
            ("YAG-01: «no»", "…: «no»"),
            ("l'ha detto yag1", "l'ha detto …"),
            ("yag-01, yag_01 e YAG 1.", "…, … e …."),
            ("YAG–1 e YAG - 01", "… e …"),
            ("nobody registered @EDU-12", "nobody registered …"),
            ("vol7 fu tolto", "… fu tolto"),
            ("VOL-8 non c'è mai stato", "… non c'è mai stato"),
            ("OP-04 e op-4 e OP-0004", "… e … e …"),
            ("lo dice gruppo blu, non il gruppo blues", "lo dice …, non il gruppo blues"),
            ("K2 o k2, non K 2025", "… o …, non K 2025"),
            ("stop04 e TOP-04b", "stop04 e TOP-04b"),
            (
                "WP3, 16-29 anni, 12/3, covid-19, COVID-19, il 4 marzo",
                "WP3, 16-29 anni, 12/3, covid-19, COVID-19, il 4 marzo",
            ),
            ("op. 3 di Vivaldi, fam. 2, 6 su 8", "op. 3 di Vivaldi, fam. 2, 6 su 8"),
            ("OP-04OP-05", "OP-04OP-05"),
            ("è 👩‍🔧 + @ - 0", "è 👩‍🔧 + @ - 0"),
            ("", ""),
        ];
        let session = session();
        for (text, expected) in cases {
            assert_eq!(covered(text, &session), expected, "{text:?}");
            assert_eq!(stands_in(text, &session), text != expected, "{text:?}");
        }
        assert_eq!(covered_but("OP-04 e YAG-01", &session, &|code| same(code, "op4")), "OP-04 e …");
    }
}
