//! Owns how many people of each group are in the room: heads counted, else participants marked present.

use super::field::Map;
use super::session::Session;
use super::value::Group;

/// Who is in the room, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heads {
    /// How many of each group; none of a group of which nobody is here.
    pub groups: Map<Group, u32>,
    /// How many are here of whom no group is known.
    pub ungrouped: u32,
    /// Whether anybody is here who is neither one of the young people nor a researcher, as far as is known.
    others: bool,
}

impl Heads {
    /// Counts who is here. A head count stands in place of the registered ones of its group.
    pub fn of(session: &Session) -> Self {
        let mut heads = Self::default();
        for person in session.participants.live().filter(|person| person.present) {
            match &person.group {
                Some(group) => {
                    let known = heads.groups.entry(group.clone()).or_default();
                    *known = known.saturating_add(1);
                    heads.others |= is_other(group);
                }
                None => heads.ungrouped = heads.ungrouped.saturating_add(1),
            }
        }
        for (group, counted) in session.session.head_counts.iter() {
            heads.groups.insert(group.clone(), *counted);
            heads.others |= *counted > 0 && is_other(group);
        }
        heads.groups.retain(|_, heads| *heads > 0);
        heads
    }

    /// Returns how many there are in all.
    pub fn all(&self) -> u32 {
        add_up(self.groups.values().copied().chain([self.ungrouped]))
    }

    /// Tells whether most of those who are here are young people: then the wall speaks in their words.
    pub fn mostly_youth(&self) -> bool {
        let youth = self.groups.get(&Group::Youth).copied().unwrap_or(0);
        u64::from(youth) * 2 > u64::from(self.all())
    }

    /// Tells whether nobody but the young people and the research team is here: a meeting of the YAG.
    /// Whoever has no group may be anybody, so with one of them in the room it is none.
    pub fn only_youth_and_team(&self) -> bool {
        self.groups.contains_key(&Group::Youth) && !self.others && self.ungrouped == 0
    }
}

fn is_other(group: &Group) -> bool {
    match group {
        Group::Youth | Group::Researcher => false,
        Group::Operator | Group::Institution | Group::ThirdSector | Group::Family | Group::Other(_) => true,
    }
}

/// Adds counts up, at most to what a count can hold: files may say any number.
pub fn add_up(counts: impl IntoIterator<Item = u32>) -> u32 {
    counts.into_iter().fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::super::id::{Code, TypedId};
    use super::super::item::{Head, Participant, Record};
    use super::*;

    #[test]
    fn a_meeting_of_the_yag_has_nobody_else_in_it() {
        use Group::{Operator, Researcher, Youth};
        type Case<'a> = (&'a [Option<Group>], &'a [(Group, u32)], bool, u32);
        let cases: [Case<'_>; 8] = [
            (&[], &[], false, 0),
            (&[Some(Youth), Some(Researcher)], &[], true, 2),
            (&[Some(Youth), None], &[], false, 2),
            (&[Some(Youth), Some(Operator)], &[], false, 2),
            (&[Some(Youth)], &[(Operator, 3)], false, 4),
            // a count takes the place of the registered ones, and yet whoever is registered as present is here
            (&[Some(Youth), Some(Operator)], &[(Operator, 0)], false, 1),
            (&[Some(Youth); 1], &[(Youth, 8)], true, 8),
            (&[None], &[(Youth, u32::MAX)], false, u32::MAX),
        ];
        for (present, counted, only, all) in cases {
            let head_counts = counted.iter().cloned().collect();
            let mut session = Session::new(Head { head_counts, ..Head::default() });
            for (n, group) in present.iter().enumerate() {
                let id = TypedId::new(Code::from_bits(n as u64));
                session
                    .put(Participant { id, group: group.clone(), present: true, ..Participant::default() }.into_item());
            }
            let heads = Heads::of(&session);
            assert_eq!((heads.only_youth_and_team(), heads.all()), (only, all), "{present:?} {counted:?}");
        }
    }
}
