//! Owns who is at the door: what a line says of a participant, and the changes that register a list of them.
//! Codes alone, never names: those live in the register.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::Edit;
use super::clean::clean_line;
use super::fold::{fold, key};
use super::guests::known_group;
use super::id::{Code, TypedId};
use super::item::{Item, Participant};
use super::session::Session;
use super::value::{Created, Group};

/// What a line says of a participant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// `OP-04`.
    pub code: String,
    /// The group that the code's letters say.
    pub group: Option<Group>,
    /// Where they come from.
    pub organisation: String,
}

/// What the letters of a code say of the group.
const LETTERS: &[(&str, Group)] = &[
    ("op", Group::Operator),
    ("yag", Group::Youth),
    ("ist", Group::Institution),
    ("ts", Group::ThirdSector),
    ("fam", Group::Family),
    ("ric", Group::Researcher),
];

/// Returns the group that a code's letters say, where they say one.
pub fn group_of(code: &str) -> Option<Group> {
    let letters: String = fold(code).chars().take_while(char::is_ascii_alphabetic).collect();
    LETTERS.iter().find(|(known, _)| *known == letters).map(|(_, group)| group.clone())
}

/// Returns the letters that codes of a group begin with: `OP`; of another group the first of its name.
pub fn letters_of(group: &Group) -> String {
    if let Some((letters, _)) = LETTERS.iter().find(|(_, known)| known == group) {
        return letters.to_uppercase();
    }
    let name = if let Group::Other(name) = group { name.as_str() } else { "" };
    let own: String = fold(name).chars().filter(char::is_ascii_alphabetic).take(3).collect();
    if own.is_empty() { "X".to_owned() } else { own.to_uppercase() }
}

/// Returns the next code of a group that nobody has or had: `OP-05` after `OP-04`. Those in `taken` are not free either.
pub fn next_code(session: &Session, group: &Group, taken: &[String]) -> String {
    NextCodes::new(session, taken.to_vec()).give(group)
}

/// Gives the next codes of groups, one after another, however many.
pub(super) struct NextCodes<'a> {
    session: &'a Session,
    taken: Vec<String>,
    /// The last number of each group's letters, once it was looked for.
    last: BTreeMap<String, u32>,
}

impl<'a> NextCodes<'a> {
    /// Begins after those that somebody has or had, and those in `taken`.
    pub(super) fn new(session: &'a Session, taken: Vec<String>) -> Self {
        Self { session, taken, last: BTreeMap::new() }
    }

    /// Gives the next code of a group.
    pub(super) fn give(&mut self, group: &Group) -> String {
        let letters = letters_of(group);
        let last = self.last.entry(letters.to_lowercase()).or_insert_with_key(|letters| {
            let number = |code: &str| key(code).strip_prefix(letters.as_str())?.parse::<u32>().ok();
            // a code of somebody who was removed may still stand in what was said
            let known = self.session.participants.all().filter_map(|person| number(&person.code));
            known.chain(self.taken.iter().filter_map(|code| number(code))).max().unwrap_or(0)
        });
        *last = last.saturating_add(1);
        format!("{letters}-{:02}", *last)
    }
}

/// Returns how many of each group are registered and present, the groups without anybody left out.
pub fn by_group(session: &Session) -> Vec<(Option<Group>, u32, u32)> {
    let mut counts: BTreeMap<Option<Group>, (u32, u32)> = Default::default();
    for person in session.participants.live() {
        let (present, all) = counts.entry(person.group.clone()).or_default();
        *present += u32::from(person.present);
        *all += 1;
    }
    counts.into_iter().map(|(group, (present, all))| (group, present, all)).collect()
}

/// Reads `OP-04 CAG Spazio Giovani`, also from a list with bullets or from a table. `None` where it begins with no code.
pub fn read(line: &str) -> Option<Arrival> {
    let line = clean_line(line.trim().trim_start_matches(['-', '•', '*', '–']).trim_start());
    let end = line.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).unwrap_or(line.len());
    let (code, rest) = line.split_at(end);
    let letters = code.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = code[letters..].trim_start_matches(['-', '_']);
    let fits = (1..=8).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && code.len() - letters - digits.len() <= 1;
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '-');
    fits.then(|| {
        // as a row of a table is pasted: code, role, organisation
        let listed = rest.trim_start().starts_with([',', ';']);
        let rest = rest.trim_matches(between);
        let (first, others) = rest.split_once([',', ';']).unwrap_or((rest, ""));
        let said = known_group(first).filter(|_| listed && is_role(first));
        let by_code = group_of(code);
        let agree = said.is_some() && (by_code.is_none() || by_code == said);
        let organisation = if agree { others } else { rest };
        Arrival {
            code: code.to_uppercase(),
            group: by_code.or(said),
            organisation: organisation.trim_matches(between).to_owned(),
        }
    })
}

/// Tells whether a word says what somebody is, so that it is the name of no organisation: *operatrice*, *giovane*.
fn is_role(word: &str) -> bool {
    const ROLES: &[&str] = &[
        "giovan",
        "ragazz",
        "operat",
        "educat",
        "istituzion",
        "famigli",
        "genitor",
        "ricercat",
        "young",
        "youth",
        "practitioner",
        "institution",
        "famil",
        "parent",
        "researcher",
    ];
    let word = fold(word.trim());
    !word.contains(char::is_whitespace) && ROLES.iter().any(|role| word.starts_with(role))
}

/// Returns the changes that register everybody in a list of one a line, present, and the lines that begin with no code.
/// Who is registered already is marked present and keeps what the list does not say.
pub fn register(
    session: &Session,
    list: &str,
    created: &Created,
    mut code: impl FnMut() -> Code,
) -> (Vec<Edit>, Vec<String>) {
    let (mut edits, mut unread): (Vec<Edit>, Vec<String>) = (Vec::new(), Vec::new());
    let mut seen: Vec<String> = Vec::new();
    for (place, line) in list.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let Some(arrival) = read(line) else {
            unread.push(line.trim().to_owned());
            continue;
        };
        let same = key(&arrival.code);
        if seen.contains(&same) {
            continue;
        }
        let known = session.participants.live().find(|known| key(&known.code) == same);
        seen.push(same);
        match known {
            Some(known) => {
                let mut after = known.as_ref().clone();
                after.present = true;
                if !arrival.organisation.is_empty() {
                    after.organisation = arrival.organisation;
                }
                after.group = after.group.or(arrival.group);
                edits.push(Edit::of(Item::Participant(known.clone()), Item::Participant(Arc::new(after))));
            }
            None => edits.push(Edit::take(Item::Participant(Arc::new(Participant {
                id: TypedId::new(code()),
                // a millisecond apart, so that they stay in their order
                created: Created { at: created.at.plus_millis(place as i64), ..created.clone() },
                code: arrival.code,
                group: arrival.group,
                organisation: arrival.organisation,
                present: true,
                ..Participant::default()
            })))),
        }
    }
    (edits, unread)
}

#[cfg(test)]
mod tests {
    use super::super::change::{Change, apply};
    use super::super::time::Moment;
    use super::*;

    #[test]
    fn a_line_is_a_code_and_where_they_come_from() {
        for (line, code, group, organisation) in [
            ("OP-04 CAG Spazio Giovani", "OP-04", Some(Group::Operator), "CAG Spazio Giovani"),
            ("yag-01", "YAG-01", Some(Group::Youth), ""),
            ("- IST01; Municipio 7", "IST01", Some(Group::Institution), "Municipio 7"),
            ("• ts-2\tCoop. La Strada, Baggio", "TS-2", Some(Group::ThirdSector), "Coop. La Strada, Baggio"),
            ("FAM-11 – genitori", "FAM-11", Some(Group::Family), "genitori"),
            ("RIC-1", "RIC-1", Some(Group::Researcher), ""),
            ("AB-7 Parrocchia", "AB-7", None, "Parrocchia"),
            ("OP-01, operatrice, Spazio Giovani", "OP-01", Some(Group::Operator), "Spazio Giovani"),
            ("YAG-02; giovane", "YAG-02", Some(Group::Youth), ""),
            ("AB-8, giovane, Parrocchia", "AB-8", Some(Group::Youth), "Parrocchia"),
            ("IST-01, Comune, Municipio 7", "IST-01", Some(Group::Institution), "Comune, Municipio 7"),
            ("OP-02, Giovani in rete", "OP-02", Some(Group::Operator), "Giovani in rete"),
        ] {
            let arrival = Arrival { code: code.into(), group, organisation: organisation.into() };
            assert_eq!(read(line), Some(arrival), "{line:?}");
        }
        for line in ["Marco Rossi", "CAG Spazio Giovani", "OP-", "12", "OP-04x", "OP--4", "è-1", ""] {
            assert_eq!(read(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_next_code_is_one_that_nobody_had() {
        let mut session = Session::default();
        for (number, code, gone) in [(1, "OP-04", false), (2, "op7", true), (3, "YAG-01", false)] {
            let id = TypedId::new(Code::from_bits(number));
            let person = Participant { id, code: code.into(), gone, ..Participant::default() };
            session.put(Item::Participant(Arc::new(person)));
        }
        for (group, taken, expected) in [
            (Group::Operator, &[][..], "OP-08"),
            (Group::Operator, &["OP-08".to_owned()], "OP-09"),
            (Group::Youth, &[], "YAG-02"),
            (Group::Family, &[], "FAM-01"),
            (Group::Other("Scuole superiori".into()), &[], "SCU-01"),
            (Group::Other("…".into()), &[], "X-01"),
        ] {
            assert_eq!(next_code(&session, &group, taken), expected);
        }
    }

    #[test]
    fn a_list_is_registered_once_and_whoever_is_known_is_present() {
        let mut next = 0;
        let mut code = || {
            next += 1;
            Code::from_bits(next)
        };
        let mut session = Session::default();
        let mut take = |session: &Session, list: &str| {
            let (edits, unread) = register(session, list, &Created::default(), &mut code);
            (apply(session, &Change::new(Moment::default(), "", edits)).unwrap().0, unread)
        };
        let (first, unread) = take(&session, "OP-04 CAG\n\nMarco\nop04\nYAG-01");
        assert_eq!(unread, ["Marco"]);
        session = first;
        let mut away = session.participants.in_order()[0].as_ref().clone();
        away.present = false;
        session.put(Item::Participant(Arc::new(away)));
        let (session, _) = take(&session, "OP-04\nYAG-02");
        let mut list = session.participants.in_order();
        list.sort_by(|one, two| one.code.cmp(&two.code));
        let list: Vec<_> = list.iter().map(|p| (p.code.as_str(), p.organisation.as_str(), p.present)).collect();
        assert_eq!(list, [("OP-04", "CAG", true), ("YAG-01", "", true), ("YAG-02", "", true)]);
    }
}
