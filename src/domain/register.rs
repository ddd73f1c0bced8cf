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

/// What changes of a person, from what stood there to what is to stand there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonEdit {
    /// Which participant they are.
    pub of: ParticipantId,
    /// What stood there when it was changed.
    pub before: Person,
    /// What is to stand there.
    pub after: Person,
}

impl PersonEdit {
    /// Makes the edit that adds what is said of somebody, and takes nothing away.
    pub fn adding(of: ParticipantId, said: Person) -> Self {
        Self { of, before: Person::default(), after: said }
    }

    /// Returns a person with what this changes: field by field, what it leaves as it was stays as it is.
    pub fn on(&self, now: &Person) -> Person {
        fn field<T: Clone + PartialEq>(before: &T, after: &T, now: &T) -> T {
            if before == after { now.clone() } else { after.clone() }
        }
        let (before, after) = (&self.before, &self.after);
        Person {
            name: field(&before.name, &after.name, &now.name),
            age_band: field(&before.age_band, &after.age_band, &now.age_band),
            takes_part: field(&before.takes_part, &after.takes_part, &now.takes_part),
            quoted: field(&before.quoted, &after.quoted, &now.quoted),
            reuse: field(&before.reuse, &after.reuse, &now.reuse),
            parent: field(&before.parent, &after.parent, &now.parent),
            assent: field(&before.assent, &after.assent, &now.assent),
        }
    }
}

impl Register {
    /// Applies edits; who then has nothing said of them is left out.
    pub fn apply(&mut self, edits: &[PersonEdit]) {
        for edit in edits {
            let person = edit.on(self.people.get(&edit.of).unwrap_or(&Person::default()));
            if person == Person::default() {
                self.people.remove(&edit.of);
            } else {
                self.people.insert(edit.of, person);
            }
        }
    }
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
    fn an_edit_changes_what_it_says_and_leaves_the_rest() {
        use super::super::id::{Code, TypedId};
        let of = ParticipantId::new(Code::from_bits(7));
        let yes = Some(Consent { given: true, on: Day::default() });
        let mut register = Register::default();
        register.apply(&[PersonEdit::adding(of, Person { name: "Una".into(), quoted: yes, ..Person::default() })]);
        register.apply(&[PersonEdit::adding(of, Person { age_band: AgeBand::Minor, ..Person::default() })]);
        let whole = Person { name: "Una".into(), quoted: yes, age_band: AgeBand::Minor, ..Person::default() };
        assert_eq!(register.people.get(&of), Some(&whole));
        register.apply(&[PersonEdit { of, before: whole, after: Person::default() }]);
        assert!(register.people.is_empty());
    }

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
