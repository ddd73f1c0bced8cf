//! A field that a person writes, with what it says. Where two wrote into one field at the same time, the field has one
//! of the two, and the other one is kept so.

use serde::{Deserialize, Serialize};

use super::{Chosen, Dropped, MatchWord, PracticeField, Tidier};
use crate::domain::field::Map;
use crate::domain::id::{MatchId, SessionId, StrategyId};
use crate::synthesis::origin::Origin;

/// A field that a person writes, with what it says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Said {
    /// What the dossier is called.
    Title(String),
    /// What stands at its beginning.
    Introduction(String),
    /// Why a practice or a sketch is not used.
    LeftOut(Origin, Option<String>),
    /// Why a session is not merged; nothing where it is.
    SessionOut(SessionId, Option<String>),
    /// Which words stand for the fields of practices that are one.
    Chosen(Origin, Map<PracticeField, Chosen>),
    /// A word on a match.
    Match(MatchId, MatchWord),
    /// A strategy's name.
    Name(StrategyId, String),
    /// Its place, and why there.
    Order(StrategyId, Option<u32>, String),
    /// Why something was taken out of it; nothing where it was not.
    Removed(StrategyId, Origin, Option<String>),
    /// A field of it in a person's words; nothing where the draft stands.
    Field(StrategyId, Tidier, Option<String>),
    /// That it was given up; nothing where it stands.
    Dropped(StrategyId, Option<Dropped>),
    /// What else is said of it.
    Notes(StrategyId, String),
}
