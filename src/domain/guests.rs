//! Owns lists of participants from a spreadsheet: how they are read, what each column is taken for, which rows cannot
//! be read and why, and the changes that register them. Names, ages and consents go to the register, never into a
//! session. Never reads a file itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::attendance::{self, NextCodes, group_of};
use super::change::Edit;
use super::clean::clean_line;
use super::fold::{fold, key};
use super::id::{Code, TypedId};
use super::item::{Item, Participant};
use super::register::{Consent, Person, PersonEdit, Register};
use super::session::Session;
use super::time::Day;
use super::value::{AgeBand, Created, Group};

mod columns;
mod text;

pub use columns::Column;
pub use text::decode;
pub(super) use text::windows_1252;

/// The most rows that are taken at once.
pub const MOST_ROWS: usize = 2000;

/// The most columns that are looked at: what stands beyond them is no list of people.
const MOST_COLUMNS: usize = 200;

/// A list as cells, with what each column is taken for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// The names of the columns, where the first row holds names.
    pub header: Option<Vec<String>>,
    /// What each column is taken for.
    pub columns: Vec<Column>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<String>>,
    /// How many rows there were beyond [`MOST_ROWS`].
    pub beyond: usize,
}

/// Why a row cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    /// There is neither a code nor a group that would give one.
    NoCode,
    /// What stands in the code's column is no code.
    NotACode(String),
    /// The code stands in an earlier row already.
    Twice(String),
    /// The session has no table of that name.
    NoSuchTable(String),
}

/// A row as it would be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guest {
    /// The participant: with the id of the one registered already, where the code is known.
    pub participant: Participant,
    /// The participant that stands there now.
    pub known: Option<Arc<Participant>>,
    /// Whether the code was given here, as the next one of the group.
    pub code_given: bool,
    /// What is said of them for the register.
    pub person: Person,
}

/// What a list says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// Of each row, the guest, or why it cannot be taken.
    pub rows: Vec<Result<Guest, Unread>>,
}

impl Reading {
    /// Returns the rows that can be taken.
    pub fn guests(&self) -> impl Iterator<Item = &Guest> {
        self.rows.iter().filter_map(|row| row.as_ref().ok())
    }

    /// Tells whether something of it belongs in the register.
    pub fn for_register(&self) -> bool {
        self.guests().any(|guest| guest.person != Person::default())
    }

    /// Returns the codes that were given here.
    pub fn given(&self) -> Vec<&str> {
        let given = self.guests().filter(|guest| guest.code_given);
        given.map(|guest| guest.participant.code.as_str()).collect()
    }

    /// Returns how many rows cannot be taken.
    pub fn unread(&self) -> usize {
        self.rows.iter().filter(|row| row.is_err()).count()
    }

    /// Returns the changes that register everybody: those of the session, and those of the register. What consent
    /// allows follows from what the register then says. Rows that change nothing make none.
    pub fn take(
        &self,
        register: &Register,
        created: &Created,
        mut code: impl FnMut() -> Code,
    ) -> (Vec<Edit>, Vec<PersonEdit>) {
        let (mut edits, mut people) = (Vec::new(), Vec::new());
        for (place, guest) in self.guests().enumerate() {
            let mut participant = guest.participant.clone();
            if guest.known.is_none() {
                participant.id = TypedId::new(code());
                // a millisecond apart, so that they stay in their order
                participant.created = Created { at: created.at.plus_millis(place as i64), ..created.clone() };
            }
            if guest.person != Person::default() {
                let edit = PersonEdit::adding(participant.id, guest.person.clone());
                let stands = register.people.get(&participant.id).cloned().unwrap_or_default();
                participant.allows = edit.on(&stands).allows();
                people.push(edit);
            }
            match &guest.known {
                Some(known) if **known == participant => {}
                Some(known) => {
                    edits.push(Edit::of(Item::Participant(known.clone()), Item::Participant(Arc::new(participant))))
                }
                None => edits.push(Edit::take(Item::Participant(Arc::new(participant)))),
            }
        }
        (edits, people)
    }
}

impl Grid {
    /// Reads cells as a spreadsheet writes or copies them: separated by tabs, `;` or `,`, with or without quotes, with
    /// or without names of columns. `None` where it is one column of text, or none.
    pub fn read(text: &str) -> Option<Self> {
        let mut rows = text::cells(text)?;
        let width = rows.iter().map(Vec::len).max().filter(|width| *width > 1)?.min(MOST_COLUMNS);
        // one of the first rows may hold names of columns
        let all = rows.len();
        rows.truncate(MOST_ROWS + 1);
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        let named: Vec<Option<Column>> = rows.first()?.iter().map(|name| Column::named(name)).collect();
        let header = named.iter().any(Option::is_some) && rows[0].iter().all(|cell| attendance::read(cell).is_none());
        let header = header.then(|| rows.remove(0));
        let beyond = (all - usize::from(header.is_some())).saturating_sub(MOST_ROWS);
        rows.truncate(MOST_ROWS);
        let mut grid = Self { header, columns: vec![Column::Left; width], rows, beyond };
        grid.guess();
        Some(grid)
    }

    /// Says whether the first row holds names of columns, and guesses anew.
    pub fn turn_header(&mut self) {
        match self.header.take() {
            Some(header) => self.rows.insert(0, header),
            None if !self.rows.is_empty() => self.header = Some(self.rows.remove(0)),
            None => {}
        }
        self.guess();
    }

    /// Takes a column for the next thing that it can be, or the one before.
    pub fn turn_column(&mut self, at: usize, forward: bool) {
        let Some(column) = self.columns.get(at) else { return };
        let all = Column::ALL;
        let place = all.iter().position(|known| known == column).unwrap_or_default();
        let next = (place + if forward { 1 } else { all.len() - 1 }) % all.len();
        self.columns[at] = all[next];
    }

    fn guess(&mut self) {
        let mut taken: Vec<Column> = Vec::new();
        for at in 0..self.columns.len() {
            let name = self.header.as_ref().map(|header| header[at].as_str());
            let cells = self.rows.iter().map(|row| row[at].as_str());
            let guess = match name.and_then(Column::named) {
                Some(column) => column,
                None => Column::of_cells(cells),
            };
            // one thing stands in one column, but a name may stand in two
            let free = !taken.contains(&guess) || guess == Column::Left;
            self.columns[at] = if free { guess } else { Column::Left };
            taken.push(guess);
        }
    }

    /// Reads every row for a session.
    pub fn reading(&self, session: &Session, today: Day) -> Reading {
        // codes that are written come first, so that none that is given is one of them
        let written = self.rows.iter().filter_map(|row| attendance::read(self.cell(row, Column::Code)?));
        let next = NextCodes::new(session, written.map(|arrival| arrival.code).collect());
        let mut known = HashMap::new();
        for participant in session.participants.live() {
            known.entry(key(&participant.code)).or_insert(participant);
        }
        let mut reader = RowReader { session, today, next, known, codes: HashSet::new() };
        Reading { rows: self.rows.iter().map(|row| reader.row(self, row)).collect() }
    }

    fn cell<'a>(&self, row: &'a [String], column: Column) -> Option<&'a str> {
        let at = self.columns.iter().position(|known| *known == column)?;
        row.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

struct RowReader<'a> {
    session: &'a Session,
    today: Day,
    next: NextCodes<'a>,
    /// Who is registered already, by the letters and figures of their code.
    known: HashMap<String, &'a Arc<Participant>>,
    /// The codes of the rows before, as they are compared.
    codes: HashSet<String>,
}

impl RowReader<'_> {
    fn row(&mut self, grid: &Grid, row: &[String]) -> Result<Guest, Unread> {
        let said = grid.cell(row, Column::Group).map(group_named);
        let table = match grid.cell(row, Column::Table) {
            Some(cell) => self.table(cell).map(Some).ok_or_else(|| Unread::NoSuchTable(cell.to_owned())),
            None => Ok(None),
        };
        let (code, code_given) = match grid.cell(row, Column::Code) {
            Some(cell) => match attendance::read(cell).filter(|arrival| arrival.organisation.is_empty()) {
                Some(arrival) => (arrival.code, false),
                None => return Err(Unread::NotACode(cell.to_owned())),
            },
            None => {
                let group = said.as_ref().ok_or(Unread::NoCode)?;
                // a row that is not taken uses up no code
                if let Err(why) = table {
                    return Err(why);
                }
                (self.next.give(group), true)
            }
        };
        let compared = key(&code);
        if self.codes.contains(&compared) {
            return Err(Unread::Twice(code));
        }
        let table = table?;
        let known = self.known.get(&compared).map(|known| (*known).clone());
        self.codes.insert(compared);
        let mut participant = known.as_deref().cloned().unwrap_or_default();
        if known.is_none() {
            participant.code = code.clone();
        }
        if let Some(group) = said.or_else(|| participant.group.clone()).or_else(|| group_of(&code)) {
            participant.group = Some(group);
        }
        if let Some(organisation) = grid.cell(row, Column::Organisation) {
            participant.organisation = organisation.to_owned();
        }
        participant.table = table.or(participant.table);
        Ok(Guest { participant, known, code_given, person: self.person(grid, row) })
    }

    fn table(&self, cell: &str) -> Option<super::id::TableId> {
        let wanted = key(cell);
        let tables = self.session.tables.in_order();
        let named = tables.iter().find(|table| key(&table.name) == wanted);
        // «A» or «2» for the table of that letter or number
        let last = |name: &str| name.split_whitespace().last().map(key).unwrap_or_default();
        named.or_else(|| tables.iter().find(|table| last(&table.name) == wanted)).map(|table| table.id)
    }

    fn person(&self, grid: &Grid, row: &[String]) -> Person {
        let consent = |column| {
            let given = yes_or_no(grid.cell(row, column)?)?;
            Some(Consent { given, on: self.today })
        };
        let names = [Column::Name, Column::Surname].map(|column| grid.cell(row, column));
        let names: Vec<&str> = names.into_iter().flatten().collect();
        Person {
            name: names.join(" "),
            age_band: grid.cell(row, Column::Age).map(age_band).unwrap_or_default(),
            takes_part: consent(Column::TakesPart),
            quoted: consent(Column::Quoted),
            reuse: consent(Column::Reuse),
            parent: consent(Column::Parent),
            assent: consent(Column::Assent),
        }
    }
}

/// Returns the group that a word names, in Italian or English; another group by its name.
pub fn group_named(text: &str) -> Group {
    known_group(text).unwrap_or_else(|| Group::Other(clean_line(text.trim())))
}

/// Returns the named group of a word, or `None`.
pub fn known_group(text: &str) -> Option<Group> {
    const WORDS: &[(&[&str], Group)] = &[
        (&["giovan", "yag", "ragazz", "young", "youth"], Group::Youth),
        (&["operator", "operatric", "educator", "educatric", "worker", "practitioner", "op"], Group::Operator),
        (&["istituz", "ente pubblico", "pubblic", "comune", "institution", "public", "ist"], Group::Institution),
        (&["terzo settore", "third sector", "associaz", "cooperativ", "ngo", "ts"], Group::ThirdSector),
        (&["famigli", "genitor", "famil", "parent", "fam"], Group::Family),
        (&["ricerc", "research", "universit", "ric"], Group::Researcher),
    ];
    let text = fold(text.trim());
    let fits = |word: &str| if word.len() <= 3 { text == word } else { text.starts_with(word) };
    WORDS.iter().find(|(words, _)| words.iter().any(|word| fits(word))).map(|(_, group)| group.clone())
}

/// Returns a yes or a no in Italian or English; `None` for anything else.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match key(text).as_str() {
        "si" | "s" | "yes" | "y" | "x" | "1" | "ok" | "vero" | "true" | "v" | "firmato" | "signed" => Some(true),
        "no" | "n" | "0" | "falso" | "false" | "f" | "negato" | "refused" => Some(false),
        _ => None,
    }
}

/// Returns the age band of an age as people write it: `17`, `18-24`, `minorenne`, `35+`.
pub fn age_band(text: &str) -> AgeBand {
    let text = fold(text);
    let number: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let under = ["<", "under", "sotto", "meno"].iter().any(|word| text.contains(word));
    match number.parse::<u32>() {
        Ok(18) if under => AgeBand::Minor,
        Ok(..=17) => AgeBand::Minor,
        Ok(18..=24) => AgeBand::From18,
        Ok(25..=34) => AgeBand::From25,
        Ok(35..=120) => AgeBand::Over34,
        Ok(_) | Err(_) if text.contains("minor") => AgeBand::Minor,
        Ok(_) | Err(_) => AgeBand::NotAsked,
    }
}

#[cfg(test)]
mod tests;
