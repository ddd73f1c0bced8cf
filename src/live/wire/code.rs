//! Owns the session's short code, `7-chitarra-vento`: how it is made and how leniently it is read.
//! Its 19 bits are too few to be a key: it goes through SPAKE2 alone, one guess a connection.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::words::WORDS;

/// The most characters that are looked at.
const LONGEST_TYPED: usize = 64;

/// A digit from 1 to 9 and two words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code {
    digit: u8,
    words: [u8; 2],
}

/// What is wrong with a code as typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeTrouble {
    /// Not a digit from 1 to 9 and two words.
    #[error("a code is a digit from 1 to 9 and two words")]
    Shape,
    /// A word that no code has, as typed, at most 64 characters.
    #[error("no code has the word {0:?}")]
    Word(String),
}

impl Code {
    /// Makes a code from 64 random bits; all 589,824 are as likely, within one part in 10¹².
    pub fn from_bits(bits: u64) -> Self {
        let [first, second, ..] = bits.to_le_bytes();
        let digit = u8::try_from((bits >> 16) % 9).unwrap_or_default() + 1;
        Self { digit, words: [first, second] }
    }

    fn word(self, place: usize) -> &'static str {
        WORDS[usize::from(self.words[place])]
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.digit, self.word(0), self.word(1))
    }
}

/// Hides the code: it has no place in a log.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(hidden)")
    }
}

impl FromStr for Code {
    type Err = CodeTrouble;

    /// Reads a code in any case, with anything or nothing between its parts, with or without accents.
    fn from_str(typed: &str) -> Result<Self, CodeTrouble> {
        let folded: String = typed
            .chars()
            .take(LONGEST_TYPED)
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect();
        let whole: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut rest = whole.chars();
        let digit = match rest.next() {
            Some(c @ '1'..='9') => c as u8 - b'0',
            Some(_) | None => return Err(CodeTrouble::Shape),
        };
        let rest = rest.as_str();
        let words = (rest.char_indices())
            .filter_map(|(at, _)| rest.split_at_checked(at))
            .find_map(|(first, second)| Some([number(first)?, number(second)?]));
        words.map(|words| Self { digit, words }).ok_or_else(|| trouble(&folded))
    }
}

fn number(word: &str) -> Option<u8> {
    let at = WORDS.binary_search(&word).ok()?;
    u8::try_from(at).ok()
}

/// Finds what is wrong with a code that could not be read.
fn trouble(folded: &str) -> CodeTrouble {
    let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    match (words.next(), words.next(), words.next()) {
        (Some(first), Some(second), None) => {
            let unknown = if number(first).is_none() { first } else { second };
            CodeTrouble::Word(unknown.to_owned())
        }
        _ => CodeTrouble::Shape,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_words_are_distinct_plain_and_in_order() {
        assert!(WORDS.is_sorted());
        for word in WORDS {
            assert!(word.bytes().all(|b| b.is_ascii_lowercase()) && (4..=9).contains(&word.len()), "{word}");
        }
        let joined: BTreeSet<String> =
            WORDS.iter().flat_map(|a| WORDS.iter().map(move |b| format!("{a}{b}"))).collect();
        assert_eq!(joined.len(), 65_536, "two words without a hyphen are read in one way only");
    }

    #[test]
    fn any_code_is_read_again_however_it_is_typed() {
        for bits in (0..3_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)) {
            let code = Code::from_bits(bits);
            let said = code.to_string();
            for typed in [said.clone(), said.to_uppercase(), said.replace('-', " "), said.replace('-', "")] {
                assert_eq!(typed.parse(), Ok(code), "{typed}");
            }
        }
    }

    #[test]
    fn a_code_is_read_leniently_and_nothing_else_is() {
        let code: Code = "7-chitarra-vento".parse().unwrap();
        assert_eq!(code.to_string(), "7-chitarra-vento");
        for typed in [" 7 Chitàrra — Vènto\n", "7chitarravento", "7 - CHITARRA - VENTO", "７-chitarra_vento."] {
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
        for (typed, trouble) in [
            ("", CodeTrouble::Shape),
            ("0-chitarra-vento", CodeTrouble::Shape),
            ("chitarra-vento", CodeTrouble::Shape),
            ("7-chitarra", CodeTrouble::Shape),
            ("7-chitarra-vento-vento", CodeTrouble::Shape),
            ("77-chitarra-vento", CodeTrouble::Word("vento".into())),
            ("7-chitara-vento", CodeTrouble::Word("chitara".into())),
            ("7-chitarra-ventoo", CodeTrouble::Word("ventoo".into())),
        ] {
            assert_eq!(typed.parse::<Code>(), Err(trouble), "{typed}");
        }
        assert!("7".repeat(100_000).parse::<Code>().is_err());
        assert_eq!(format!("{code:?}"), "Code(hidden)");
    }
}
