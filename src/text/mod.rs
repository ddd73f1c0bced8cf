//! What people read, in Italian and English, one file an area. Never decides what is said when.
//!
//! Every text is a function of the language, made by `words!` with both languages side by side, so that
//! a missing translation does not compile.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub mod ballots;
pub mod cli;
pub mod erasing;
pub mod gripp;
pub mod import;
pub mod matching;
pub mod merge;
pub mod names;
pub mod panels;
pub mod problem;
pub mod reader;
pub mod restituzione;
pub mod setup;
pub mod show;
pub mod synthesis;
pub mod tally;
pub mod tui;
pub mod verbale;

/// A language of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Italian.
    #[default]
    It,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: &[Self] = &[Self::It, Self::En];

    /// Returns the other language.
    pub fn other(self) -> Self {
        match self {
            Self::It => Self::En,
            Self::En => Self::It,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::It => "it",
            Self::En => "en",
        })
    }
}

/// A text that names no language of the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a language of the program; it is it or en")]
pub struct NoSuchLang(pub String);

impl FromStr for Lang {
    type Err = NoSuchLang;
    fn from_str(text: &str) -> Result<Self, NoSuchLang> {
        match text.to_ascii_lowercase().as_str() {
            "it" => Ok(Self::It),
            "en" => Ok(Self::En),
            _ => Err(NoSuchLang(text.to_owned())),
        }
    }
}

/// Returns a text from outside made fit for one line of a terminal.
pub fn clean_line(text: &str) -> String {
    crate::domain::clean::clean_line(text)
}

/// Makes functions of the language: `words! { title: "Sessioni", "Sessions"; left(minutes: i64): "mancano {minutes}", "{minutes} left"; }`
/// Those without arguments return `&'static str`, the others a `String`. What is counted has words for one of it:
/// `points(n: u32) one n: "{n} punto", "{n} point"; more: "{n} punti", "{n} points";`
macro_rules! words {
    ($($name:ident $(($($arg:ident : $type:ty),+ $(,)?))?
        $(one $count:ident : $it_one:literal, $en_one:literal; more)? : $it:literal, $en:literal;)*) => {
        $(words!{@one $name $(($($arg : $type),+))? $(one $count : $it_one, $en_one; more)? : $it, $en})*
    };
    (@one $name:ident ($($arg:ident : $type:ty),+)
        one $count:ident : $it_one:literal, $en_one:literal; more : $it:literal, $en:literal) => {
        #[doc = concat!("Returns the words, in Italian and in English:\n\n```text\n", $it, "\n", $en, "\n```")]
        pub fn $name(lang: $crate::text::Lang, $($arg: $type),+) -> String {
            match (lang, $count == 1) {
                ($crate::text::Lang::It, true) => format!($it_one),
                ($crate::text::Lang::En, true) => format!($en_one),
                ($crate::text::Lang::It, false) => format!($it),
                ($crate::text::Lang::En, false) => format!($en),
            }
        }
    };
    (@one $name:ident : $it:literal, $en:literal) => {
        #[doc = concat!("Returns the words, in Italian and in English:\n\n```text\n", $it, "\n", $en, "\n```")]
        pub fn $name(lang: $crate::text::Lang) -> &'static str {
            match lang {
                $crate::text::Lang::It => $it,
                $crate::text::Lang::En => $en,
            }
        }
    };
    (@one $name:ident ($($arg:ident : $type:ty),+) : $it:literal, $en:literal) => {
        #[doc = concat!("Returns the words, in Italian and in English:\n\n```text\n", $it, "\n", $en, "\n```")]
        pub fn $name(lang: $crate::text::Lang, $($arg: $type),+) -> String {
            match lang {
                $crate::text::Lang::It => format!($it),
                $crate::text::Lang::En => format!($en),
            }
        }
    };
}
pub(crate) use words;
