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
use crate::domain::value::{
    ActionState, Activity, Difficulty, Epic, EvidenceLevel, Group, Level, MayGoTo, NoteKind, Outcome, Owner,
    PracticeStatus, Seating, SessionState, Speaker, VoiceKind, WorkPackage,
};
use crate::text::panels::form;
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
        "state" => {
            let action = from_ron::<ActionState>(ron).map(|value| names::action_state(lang, value).to_owned());
            let session = || from_ron::<SessionState>(ron).map(|value| names::session_state(lang, value).to_owned());
            action.or_else(|_| session()).ok()
        }
        "level" => from_ron::<Level>(ron).map(|value| names::level(lang, value).to_owned()).ok(),
        "status" => from_ron::<PracticeStatus>(ron).map(|value| names::practice_status(lang, value).to_owned()).ok(),
        "evidence" => from_ron::<EvidenceLevel>(ron).map(|value| names::evidence_level(lang, value).to_owned()).ok(),
        "epic" => from_ron::<Epic>(ron).map(|value| names::epic(lang, value).to_owned()).ok(),
        "may_go_to" => from_ron::<MayGoTo>(ron).map(|value| names::may_go_to(lang, value).to_owned()).ok(),
        "activity" => from_ron::<Activity>(ron).map(|value| names::activity(lang, value).to_owned()).ok(),
        "seating" => from_ron::<Seating>(ron).map(|value| names::seating(lang, value).to_owned()).ok(),
        "work_package" => from_ron::<WorkPackage>(ron).map(|value| names::work_package(lang, value).to_owned()).ok(),
        "group" => from_ron::<Group>(ron).map(|value| names::group(lang, &value)).ok(),
        "skipped" | "present" | "private" | "sample" => {
            from_ron::<bool>(ron).map(|yes| if yes { form::yes(lang) } else { form::no(lang) }.to_owned()).ok()
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_said_in_words() {
        let session = Session::default();
        for (field, ron, expected) in [
            ("level", "Country", "nazionale"),
            ("status", "Ended", "conclusa"),
            ("evidence", "NotGiven", "nessuna indicata"),
            ("epic", "Best", "migliore"),
            ("may_go_to", "Public", "tutti"),
            ("activity", "Break", "pausa"),
            ("seating", "Tables", "a tavoli"),
            ("state", "Closed", "chiusa"),
            ("state", "Doing", "in corso"),
            ("private", "true", "sì"),
            ("level", "None", "—"),
            ("name", "\"Level\"", "Level"),
        ] {
            assert_eq!(value(field, ron, &session, Lang::It), expected, "{field}: {ron}");
        }
    }
}
