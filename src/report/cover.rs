//! Owns that no document names a participant by their code, whatever text it stands in. Minutes and dossier say by code
//! who among the services tells and does something: those codes stand, and no young person's.

use crate::domain::codes;
use crate::domain::session::Session;
use crate::domain::value::Group;
use crate::synthesis::document::Document;
use crate::synthesis::dossier::Dossier;

/// Covers every code in a document.
pub(super) fn every(document: &mut Document, session: &Session) {
    cover(document, session, &[]);
}

/// Covers the codes in the minutes of a session, but of those who are registered and are no young people.
pub(super) fn in_minutes(document: &mut Document, session: &Session) {
    let young = |group: &Option<Group>| group.as_ref().is_none_or(|group| *group == Group::Youth);
    let named = session.participants.live().filter(|person| !young(&person.group));
    cover(document, session, &named.map(|person| person.code.as_str()).collect::<Vec<_>>());
}

/// Covers the codes in a dossier's report, but of those whom the dossier itself names.
pub(super) fn in_dossier(document: &mut Document, dossier: &Dossier) {
    let tell = dossier.practices.iter().flat_map(|practice| &practice.told_by);
    let act = dossier.actions.iter().map(|action| &action.who);
    let answer = dossier.voices.iter().map(|voice| &voice.owner);
    let named: Vec<&str> = tell.chain(act).chain(answer).map(String::as_str).collect();
    cover(document, &Session::default(), &named);
}

fn cover(document: &mut Document, session: &Session, named: &[&str]) {
    for text in document.texts_mut() {
        if codes::stands_in(text, session) {
            *text = codes::covered_but(text, session, &|code| named.iter().any(|one| codes::same(one, code)));
        }
    }
}
