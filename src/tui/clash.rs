//! Owns how a value that is kept as RON, because two people or two items say it differently, is read by people.
//! Never draws.

use crate::domain::clean::clean_line;
use crate::domain::field::from_ron;
use crate::domain::id::{PollId, StepId, TableId};
use crate::domain::item::ItemRef;
use crate::domain::poll::{ConsensusRule, Method};
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::turn::owner_in_words;
use crate::domain::value::{ActionState, Difficulty, NoteKind, Outcome, Owner, Speaker, VoiceKind};
use crate::text::tui::detail;
use crate::text::{Lang, names};

use super::sheet;

/// Shows a value of a field as people read it: a text without its quotes, a day as a day, nothing as a dash.
pub fn value(field: &str, ron: &str, session: &Session, lang: Lang) -> String {
    if ron.trim().is_empty() || matches!(ron, "None" | "\"\"") {
        return "—".to_owned();
    }
    let title = |item: ItemRef| sheet::title_of(session, item, lang);
    let named = match field {
        "due" | "review_on" | "answered_on" | "told_back_on" | "in_contact_on" | "date" => {
            from_ron::<Day>(ron).map(|day| day.plain()).ok()
        }
        "difficulty" => from_ron::<Difficulty>(ron).map(|value| names::difficulty(lang, value).to_owned()).ok(),
        "who" | "answer_owner" => from_ron::<Owner>(ron).map(|owner| owner_in_words(session, &owner)).ok(),
        "outcome" => from_ron::<Outcome>(ron).map(|value| names::outcome(lang, value)).ok(),
        "state" => from_ron::<ActionState>(ron).map(|value| names::action_state(lang, value).to_owned()).ok(),
        "kind" => {
            let note = from_ron::<NoteKind>(ron).map(|value| names::note_kind(lang, value).to_owned());
            note.or_else(|_| from_ron::<VoiceKind>(ron).map(|value| names::voice_kind(lang, value))).ok()
        }
        "from" => from_ron::<Speaker>(ron)
            .map(|value| match value {
                Speaker::Person(id) => title(id.into()),
                Speaker::Someone | Speaker::TheGroup { .. } => detail::speaker(lang, &value),
            })
            .ok(),
        "method" => from_ron::<Method>(ron).map(|value| names::method(lang, value)).ok(),
        "rule" => from_ron::<ConsensusRule>(ron).map(|value| sheet::rule(lang, value)).ok(),
        "poll" => from_ron::<PollId>(ron).map(|id| title(id.into())).ok(),
        "table" => from_ron::<TableId>(ron).map(|id| title(id.into())).ok(),
        "step" => from_ron::<StepId>(ron).map(|id| title(id.into())).ok(),
        _ => None,
    };
    let text = named.or_else(|| from_ron::<String>(ron).ok()).unwrap_or_else(|| ron.to_owned());
    clean_line(text.trim())
}
