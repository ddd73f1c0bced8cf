//! Owns how many of each group are in the room: heads counted, else participants marked present.

use std::collections::BTreeMap;

use crate::domain::session::Session;
use crate::domain::value::Group;

/// Returns how many of each group are here. A head count stands in place of the registered ones of its group.
pub fn here(session: &Session) -> BTreeMap<Group, u32> {
    let mut heads: BTreeMap<Group, u32> = BTreeMap::new();
    for person in session.participants.live().filter(|person| person.present) {
        if let Some(group) = &person.group {
            *heads.entry(group.clone()).or_default() += 1;
        }
    }
    heads.extend(session.session.head_counts.iter().map(|(group, heads)| (group.clone(), *heads)));
    heads.retain(|_, heads| *heads > 0);
    heads
}

/// Tells whether most of those who are here are young people: then the wall speaks in their words.
pub fn mostly_youth(heads: &BTreeMap<Group, u32>) -> bool {
    let youth = heads.get(&Group::Youth).copied().unwrap_or(0);
    youth * 2 > heads.values().sum()
}

/// Tells whether nobody but the young people and the research team is here: a meeting of the YAG.
pub fn only_youth_and_team(heads: &BTreeMap<Group, u32>) -> bool {
    heads.contains_key(&Group::Youth) && heads.keys().all(|group| matches!(group, Group::Youth | Group::Researcher))
}
