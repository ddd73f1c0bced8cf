//! Owns the register: names, age bands and consents, which tie codes to people.
//! It is a file on the host alone, never part of a session, never replicated; an item never refers into it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{ParticipantId, SessionId};
use super::time::Day;
use super::value::{AgeBand, Allows};

/// The people behind a session's codes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The format of the file.
    pub format: u32,
    /// Which session it belongs to.
    pub session: SessionId,
    /// Each person, by the participant they are.
    #[serde(default)]
    pub people: BTreeMap<ParticipantId, Person>,
}

/// One person.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their age, as coarse as it is needed.
    pub age_band: AgeBand,
    /// Taking part.
    pub takes_part: Option<Consent>,
    /// Being quoted.
    pub quoted: Option<Consent>,
    /// Reuse in research.
    pub reuse: Option<Consent>,
    /// For a minor: a parent's consent.
    pub parent: Option<Consent>,
    /// For a minor: their own assent.
    pub assent: Option<Consent>,
}

/// A yes or a no, and when it was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Yes or no.
    pub given: bool,
    /// On which day.
    pub on: Day,
}

impl Person {
    /// Tells whether they may take part: they said yes, and for a minor a parent and they themselves did.
    pub fn may_take_part(&self) -> bool {
        let yes = |consent: Option<Consent>| consent.is_some_and(|consent| consent.given);
        let own = yes(self.takes_part);
        match self.age_band {
            AgeBand::Minor => own && yes(self.parent) && yes(self.assent),
            AgeBand::NotAsked | AgeBand::From18 | AgeBand::From25 | AgeBand::Over34 => own,
        }
    }

    /// Returns what a session may do with their words: nothing that was not said yes to, and nothing without taking part.
    pub fn allows(&self) -> Allows {
        let yes = |consent: Option<Consent>| self.may_take_part() && consent.is_some_and(|consent| consent.given);
        Allows { quoted: yes(self.quoted), reuse: yes(self.reuse) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minor_needs_a_parent_and_their_own_assent() {
        let yes = Some(Consent { given: true, on: Day::default() });
        let mut person = Person { takes_part: yes, quoted: yes, ..Person::default() };
        assert_eq!(person.allows(), Allows { quoted: true, reuse: false });
        person.age_band = AgeBand::Minor;
        assert_eq!(person.allows(), Allows::default());
        person.parent = yes;
        person.assent = yes;
        assert!(person.allows().quoted);
    }
}
