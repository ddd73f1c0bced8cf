//! Owns what a form's fields are completed from and checked against.

use std::collections::BTreeSet;

use crate::domain::capture::Context;
use crate::domain::session::Session;
use crate::domain::time::Day;
use crate::domain::value::Owner;

/// What the fields are completed from and checked against.
#[derive(Clone, Debug)]
pub struct Known {
    /// The session as it was when the form was opened.
    pub session: Session,
    /// Today, from which days are counted.
    pub today: Day,
    /// Organisations that were named, the most frequent first.
    pub organisations: Vec<String>,
    /// Tags that were used, the most frequent first.
    pub tags: Vec<String>,
    /// Codes of participants, then other names that took something on.
    pub owners: Vec<String>,
}

impl Known {
    /// Gathers what a session names.
    pub(super) fn of(session: &Session, today: Day) -> Self {
        let context = Context::of(session, today, None);
        let codes = context.participants.into_iter().map(|person| person.code);
        let named: BTreeSet<String> = session
            .actions
            .live()
            .filter_map(|action| if let Some(Owner::Named(name)) = &action.who { Some(name.clone()) } else { None })
            .collect();
        Self {
            session: session.clone(),
            today,
            owners: codes.chain(named).chain(context.organisations.iter().cloned()).collect(),
            organisations: context.organisations,
            tags: context.tags,
        }
    }
}
