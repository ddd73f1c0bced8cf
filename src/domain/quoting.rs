//! Owns who may read the words of a voice or a note: one rule for the wall, the votes and the reports.
//! Never the words themselves.

use serde::{Deserialize, Serialize};

use super::codes;
use super::item::{Item, ItemRef, Note, Voice};
use super::session::Session;
use super::value::{MayGoTo, NoteKind, Speaker};

/// Why words are withheld.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Withheld {
    /// They may go to the YAG and the team alone.
    TeamOnly,
    /// Who said them did not agree to being quoted.
    NoConsent,
    /// They came from outside, and nobody let them through yet.
    NotLetThrough,
    /// A participant's code stands in them.
    NamesACode,
}

/// Returns why a voice's words may not be read by `audience`; `None` where they may. Beyond the team no words in which a
/// code stands are read, whoever it is or was, until somebody took it out.
pub fn withheld(voice: &Voice, session: &Session, audience: MayGoTo) -> Option<Withheld> {
    let consents = match &voice.from {
        Speaker::Someone | Speaker::TheGroup { .. } => true,
        // the team works with the words themselves; further they need the person's consent
        Speaker::Person(id) => {
            audience == MayGoTo::Team || session.participants.get(*id).is_some_and(|person| person.allows.quoted)
        }
    };
    if !voice.shown.0 {
        Some(Withheld::NotLetThrough)
    } else if voice.may_go_to < audience {
        Some(Withheld::TeamOnly)
    } else if !consents {
        Some(Withheld::NoConsent)
    } else if audience > MayGoTo::Team && codes::stands_in(&voice.text, session) {
        Some(Withheld::NamesACode)
    } else {
        None
    }
}

/// Returns why a note's words may not be read by `audience`; `None` where they may. A private note is for nobody but
/// who keeps it, and a quotation needs beyond the team the consent of those it is about, and no code in it.
pub fn note_withheld(note: &Note, session: &Session, audience: MayGoTo) -> Option<Withheld> {
    let quoted = |item: &ItemRef| {
        let ItemRef::Participant(id) = item else { return None };
        Some(session.participants.get(*id).is_some_and(|person| person.allows.quoted))
    };
    let people: Vec<bool> = note.about.iter().filter_map(quoted).collect();
    let consents = match note.kind {
        NoteKind::Point | NoteKind::Question | NoteKind::Parked => true,
        NoteKind::Quote => audience == MayGoTo::Team || (!people.is_empty() && people.iter().all(|quoted| *quoted)),
    };
    if note.private {
        Some(Withheld::TeamOnly)
    } else if !note.shown.0 {
        Some(Withheld::NotLetThrough)
    } else if !consents {
        Some(Withheld::NoConsent)
    } else if note.kind == NoteKind::Quote && audience > MayGoTo::Team && codes::stands_in(&note.text, session) {
        Some(Withheld::NamesACode)
    } else {
        None
    }
}

/// Returns why an item's words may not be read by everybody in a room where partners sit; `None` where they may.
/// Only voices and notes have words that may be withheld.
pub fn withheld_from_partners(item: &Item, session: &Session) -> Option<Withheld> {
    match item {
        Item::Voice(voice) => withheld(voice, session, MayGoTo::Partners),
        Item::Note(note) => note_withheld(note, session, MayGoTo::Partners),
        Item::Session(_)
        | Item::Step(_)
        | Item::Table(_)
        | Item::Participant(_)
        | Item::Practice(_)
        | Item::Sketch(_)
        | Item::Poll(_)
        | Item::Decision(_)
        | Item::Action(_)
        | Item::Conflict(_) => None,
    }
}

/// Tells whether a reference leads to words that are withheld from the partners.
pub fn is_withheld(reference: ItemRef, session: &Session) -> bool {
    session.get(reference).is_some_and(|item| withheld_from_partners(&item, session).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, ParticipantId, TypedId};
    use super::super::item::{Participant, Record};
    use super::super::value::{Allows, Shown};
    use super::*;

    fn id(n: u64) -> ParticipantId {
        ParticipantId::new(Code::from_bits(n))
    }

    fn session() -> Session {
        let mut session = Session::default();
        for (n, quoted) in [(1, true), (2, false)] {
            let allows = Allows { quoted, ..Allows::default() };
            session.put(Participant { id: id(n), allows, ..Participant::default() }.into_item());
        }
        session
    }

    #[test]
    fn words_go_as_far_as_was_said_and_a_person_agreed() {
        use MayGoTo::{Partners, Public, Team};
        let (group, someone) = (Speaker::TheGroup { agree: 2, of: 2 }, Speaker::Someone);
        let (yes, no, unknown) = (Speaker::Person(id(1)), Speaker::Person(id(2)), Speaker::Person(id(9)));
        let cases = [
            (&someone, Team, true, Team, None),
            (&someone, Team, true, Partners, Some(Withheld::TeamOnly)),
            (&someone, Partners, true, Partners, None),
            (&someone, Partners, true, Public, Some(Withheld::TeamOnly)),
            (&someone, Public, false, Team, Some(Withheld::NotLetThrough)),
            (&group, Public, true, Public, None),
            (&yes, Partners, true, Partners, None),
            (&no, Public, true, Partners, Some(Withheld::NoConsent)),
            (&no, Public, true, Team, None),
            (&unknown, Public, true, Partners, Some(Withheld::NoConsent)),
        ];
        for (from, may_go_to, shown, audience, expected) in cases {
            let voice = Voice { from: from.clone(), may_go_to, shown: Shown(shown), ..Voice::default() };
            assert_eq!(withheld(&voice, &session(), audience), expected, "{from:?} {may_go_to:?} to {audience:?}");
        }
    }

    #[test]
    fn words_in_which_a_code_stands_stay_with_the_team() {
        use MayGoTo::{Partners, Public, Team};
        let text = "Nobody called me back @YAG-01".to_owned();
        let voice = Voice { text: text.clone(), may_go_to: Public, ..Voice::default() };
        for (audience, expected) in
            [(Team, None), (Partners, Some(Withheld::NamesACode)), (Public, Some(Withheld::NamesACode))]
        {
            assert_eq!(withheld(&voice, &session(), audience), expected, "to {audience:?}");
        }
        let about = [ItemRef::from(id(1))].into_iter().collect();
        let note = Note { kind: NoteKind::Quote, text, about, ..Note::default() };
        assert_eq!(note_withheld(&note, &session(), Partners), Some(Withheld::NamesACode));
    }

    #[test]
    fn private_notes_and_quotations_without_consent_stay() {
        use NoteKind::{Point, Quote};
        let cases: [(NoteKind, bool, bool, &[u64], _); 6] = [
            (Point, false, true, &[], None),
            (Point, true, true, &[], Some(Withheld::TeamOnly)),
            (Point, false, false, &[], Some(Withheld::NotLetThrough)),
            (Quote, false, true, &[], Some(Withheld::NoConsent)),
            (Quote, false, true, &[1], None),
            (Quote, false, true, &[1, 2], Some(Withheld::NoConsent)),
        ];
        for (kind, private, shown, about, expected) in cases {
            let about = about.iter().map(|n| id(*n).into()).collect();
            let note = Note { kind, private, shown: Shown(shown), about, ..Note::default() };
            assert_eq!(note_withheld(&note, &session(), MayGoTo::Partners), expected, "{note:?}");
        }
    }
}
