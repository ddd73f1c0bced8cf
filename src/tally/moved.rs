//! What changed from one round to another.

use crate::domain::id::OptionId;

use super::{RoundResult, Share};

/// Where one option stood in an earlier round, and where it stands in a later one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The option.
    pub option: OptionId,
    /// Its text, as it was at the later opening; at the earlier one, where it is no longer there.
    pub text: String,
    /// Its place and share before; `None` where it was not there.
    pub before: Option<(u32, Share)>,
    /// Its place and share now; `None` where it is no longer there.
    pub after: Option<(u32, Share)>,
}

impl Moved {
    /// Returns by how many points of a hundred its share rose, or fell; `None` where it was not in both rounds.
    pub fn points(&self) -> Option<f64> {
        let (_, before) = self.before?;
        let (_, after) = self.after?;
        Some((after.fraction()? - before.fraction()?) * 100.0)
    }
}

/// Returns each option of either round, in the order of the later one, those that are no longer there last.
pub fn moved(earlier: &RoundResult, later: &RoundResult) -> Vec<Moved> {
    let stood = |result: &RoundResult, id: OptionId| {
        result.options.iter().find(|option| option.option == id).map(|option| (option.place, option.share))
    };
    let now = later.options.iter().map(|option| Moved {
        option: option.option,
        text: option.text.clone(),
        before: stood(earlier, option.option),
        after: Some((option.place, option.share)),
    });
    let left = earlier.options.iter().filter(|option| stood(later, option.option).is_none()).map(|option| Moved {
        option: option.option,
        text: option.text.clone(),
        before: Some((option.place, option.share)),
        after: None,
    });
    now.chain(left).collect()
}
