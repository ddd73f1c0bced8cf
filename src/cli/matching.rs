//! `proximo match`: how well likeness tells practices told twice from others, on pairs that a person labelled. A
//! threshold is chosen on one half of the pairs and judged on the other, so that nothing is fitted to what is reported.

use std::path::{Path, PathBuf};

use super::{Call, DONE, WRONG};
use crate::store::thesaurus;
use crate::synthesis::curve::{Counts, Labelled};
use crate::synthesis::likeness::Parts;
use crate::synthesis::thesaurus::Thesaurus;
use crate::text::{matching as words, problem};

mod answer;
mod catalogues;
mod pairs;
mod told;

pub use pairs::FIELDS;

/// From which grade on a pair is the same, where nothing else is said: of 0 to 5, as sentences are graded.
pub const CUTOFF: f64 = 4.0;

/// What is measured, and how it is told.
#[derive(Clone, PartialEq, Debug)]
pub struct MatchArgs {
    /// A CSV of pairs, or the first of two catalogues.
    pub pairs: PathBuf,
    /// The second catalogue.
    pub with: Option<PathBuf>,
    /// The column of the catalogues that is compared.
    pub column: Option<String>,
    /// From which grade on a pair is the same.
    pub cutoff: f64,
    /// Whether JSON is told instead of text.
    pub json: bool,
}

/// What was measured.
pub(super) struct Measured {
    /// What was compared.
    pub kind: Kind,
    /// Every pair with its score.
    pub pairs: Vec<Labelled>,
    /// Of practices, how the merge itself decides.
    pub working: Option<Working>,
}

/// What was compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Practices,
    Texts,
    Catalogues,
}

/// How the merge decides on pairs of practices, with names of what it gets wrong.
#[derive(Debug, Default)]
pub(super) struct Working {
    /// What the program joins by itself.
    pub near_certain: Counts,
    /// What it shows to a person.
    pub shown: Counts,
    /// Pairs that were joined and are two.
    pub wrongly_joined: Vec<(String, String)>,
    /// Pairs that are one and were not shown.
    pub not_shown: Vec<(String, String)>,
    /// Every pair in the order of the file, with what its score is made of.
    pub each: Vec<Each>,
}

/// A pair of practices with what its score is made of.
#[derive(Debug)]
pub(super) struct Each {
    /// What the one is called.
    pub one: String,
    /// What the other is called.
    pub other: String,
    /// Whether a person says that they are one.
    pub same: bool,
    /// What the score is made of.
    pub parts: Parts,
}

/// Measures and tells. Returns the exit code: [`WRONG`] where a file could not be read.
pub fn run(call: &mut Call<'_>, args: &MatchArgs) -> u8 {
    let thesaurus = thesaurus_of(call);
    let measured = match &args.with {
        Some(with) => catalogues::measure(call.lang, &thesaurus, &args.pairs, with, args.column.as_deref()),
        None => pairs::measure(call.lang, &thesaurus, &args.pairs, args.cutoff),
    };
    match measured {
        Ok(measured) => {
            let file = args.pairs.display().to_string();
            if args.json {
                call.say(&told::json(&file, &measured));
            } else {
                told::lines(call.lang, &file, &measured).iter().for_each(|line| call.say(line));
            }
            DONE
        }
        Err(wrong) => {
            call.tell(&wrong);
            WRONG
        }
    }
}

/// Returns the words of the field: the program's with those of the workspace. What is wrong with its file is told, and
/// the program's words are used alone.
pub(super) fn thesaurus_of(call: &mut Call<'_>) -> Thesaurus {
    let shipped = Thesaurus::default();
    match thesaurus::read(&call.workspace) {
        Ok(None) => shipped,
        Ok(Some(own)) => {
            call.tell(&words::own_thesaurus(call.lang, &shown(&thesaurus::file_of(&call.workspace))));
            shipped.with(&own)
        }
        Err(problem) => {
            call.tell_problem(&problem);
            call.tell(words::thesaurus_left_out(call.lang));
            shipped
        }
    }
}

fn shown(file: &Path) -> String {
    crate::domain::clean::clean_line(&file.display().to_string())
}

/// Returns a CSV file's text, or why it cannot be read.
fn csv_text(lang: crate::text::Lang, file: &Path) -> Result<String, String> {
    super::csv_file::text(file).map_err(|wrong| problem::problem(lang, &wrong))
}
