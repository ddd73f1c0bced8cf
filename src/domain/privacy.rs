//! Owns what in a free text looks like personal data that should not be there: telephone, e-mail, fiscal code.
//! Warns and never forbids: the person typing decides.

use std::ops::Range;

/// What a piece of text looks like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Personal {
    /// A telephone number: nine digits or more, with an international or Italian beginning.
    Telephone,
    /// An e-mail address.
    Email,
    /// An Italian fiscal code: sixteen characters in its pattern.
    FiscalCode,
}

/// A piece of text that looks like personal data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// What it looks like.
    pub what: Personal,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// Finds what looks like personal data, in the order of the text.
pub fn warnings(text: &str) -> Vec<Warning> {
    let mut found: Vec<Warning> = words(text)
        .filter_map(|range| {
            let word = &text[range.clone()];
            let what = if is_email(word) {
                Personal::Email
            } else if is_fiscal_code(word) {
                Personal::FiscalCode
            } else {
                return None;
            };
            Some(Warning { what, range })
        })
        .collect();
    found.extend(telephones(text).map(|range| Warning { what: Personal::Telephone, range }));
    found.sort_by_key(|warning| warning.range.start);
    found
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '<' | '>' | '"' | '«' | '»');
    text.split(ends).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let word = word.trim_end_matches(['.', ':', '!', '?']);
        start..start + word.len()
    })
}

fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.rsplit_once('@') else { return false };
    // `@OP-04` and `@comune` are capture marks
    !name.is_empty()
        && host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// Six letters, two digits, a letter, two digits, a letter, three digits, a letter; digits may be replaced by the
/// letters of *omocodia* (D.M. 23 December 1976).
fn is_fiscal_code(word: &str) -> bool {
    const PATTERN: &[u8; 16] = b"AAAAAA99A99A999A";
    word.len() == 16
        && word.bytes().zip(PATTERN).all(|(byte, place)| match place {
            b'A' => byte.is_ascii_alphabetic(),
            _ => byte.is_ascii_digit() || b"LMNPQRSTUV".contains(&byte.to_ascii_uppercase()),
        })
}

/// A number of nine to fifteen digits that begins as telephones do; its pieces may be apart by one blank, full stop,
/// hyphen or slash. Pieces that make too many digits together are read from each piece anew.
fn telephones(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let pieces = pieces(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < pieces.len() {
            let last =
                (at..pieces.len()).take_while(|last| *last == at || joined(text, &pieces[last - 1], &pieces[*last]));
            // the longest run of pieces that is a telephone
            let found = last.filter(|last| is_telephone(text, &pieces[at..=*last])).last();
            match found {
                Some(last) => {
                    let range = pieces[at].start..pieces[last].end;
                    at = last + 1;
                    return Some(range);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// Finds the runs of digits, with a plus sign before them, that are no part of a word.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += usize::from(bytes[at] == b'+');
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let in_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        let digits = bytes[start..at].iter().any(u8::is_ascii_digit);
        if digits && !in_word(start.checked_sub(1).and_then(|before| bytes.get(before))) && !in_word(bytes.get(at)) {
            pieces.push(start..at);
        }
        at = at.max(start + 1);
    }
    pieces
}

fn joined(text: &str, one: &Range<usize>, two: &Range<usize>) -> bool {
    matches!(&text[one.end..two.start], " " | "." | "-" | "/") && !text[two.clone()].starts_with('+')
}

fn is_telephone(text: &str, pieces: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    let number = &text[first.start..last.end];
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (9..=15).contains(&digits) && number.starts_with(['+', '0', '3']) && !looks_like_dates(number)
}

/// Tells whether digits and separators are days of the calendar, alone or from one to another.
fn looks_like_dates(number: &str) -> bool {
    number.split([' ']).all(|part| {
        let lengths: Vec<usize> = part.split(['/', '-', '.']).map(str::len).collect();
        matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2] | [0] | [0, 0])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_personal_is_found_and_the_rest_is_not() {
        use Personal::{Email, FiscalCode, Telephone};
        let cases: &[(&str, &[Personal])] = &[
            ("chiamare Sara al 339 123 4567", &[Telephone]),
            ("tel. +39 02/7631.0000.", &[Telephone]),
            ("3391234567", &[Telephone]),
            ("scrivere a sara.bianchi@example.org, poi", &[Email]),
            ("RSSMRA85T10A562S", &[FiscalCode]),
            ("rssmra85t10a562s e mario@esempio.it", &[FiscalCode, Email]),
            ("Chiamare la scuola @OP-04 >12/4 #scuola", &[]),
            ("dal 12/03/2026 al 14/03/2026", &[]),
            ("2022-2024, 1.500 partner, 16-29 anni", &[]),
            ("17 su 22, 6 su 8", &[]),
            ("@afol.met", &[]),
            ("3391234567 3497654321", &[Telephone, Telephone]),
            ("nel 2025 339 1234567", &[Telephone]),
            ("CF:RSSMRA85T10A562S", &[FiscalCode]),
            ("codice x3391234567", &[]),
            ("", &[]),
            ("è 👩‍🔧 + 0", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = warnings(text).into_iter().map(|warning| warning.what).collect();
            assert_eq!(&found, expected, "{text:?}");
        }
    }
}
