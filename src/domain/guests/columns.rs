//! Owns what a column of a list can be, and how that is guessed from its name or its cells.

use super::super::attendance;
use super::super::fold::key;
use super::known_group;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// It is left out.
    Left,
    /// The code.
    Code,
    /// The stakeholder group.
    Group,
    /// Where they come from.
    Organisation,
    /// The table they sit at.
    Table,
    /// Their name, or their first name: for the register alone.
    Name,
    /// Their family name: for the register alone.
    Surname,
    /// Their age: for the register alone, as a band.
    Age,
    /// Whether they take part: for the register alone, as the other consents.
    TakesPart,
    /// Whether they may be quoted.
    Quoted,
    /// Whether their words may be used again in research.
    Reuse,
    /// Whether a parent consents.
    Parent,
    /// Whether a minor assents.
    Assent,
}

impl Column {
    /// Everything that a column can be, in the order in which a key goes through it.
    pub const ALL: &[Self] = &[
        Self::Left,
        Self::Code,
        Self::Group,
        Self::Organisation,
        Self::Table,
        Self::Name,
        Self::Surname,
        Self::Age,
        Self::TakesPart,
        Self::Quoted,
        Self::Reuse,
        Self::Parent,
        Self::Assent,
    ];

    /// Tells whether it goes to the register alone.
    pub fn is_private(self) -> bool {
        match self {
            Self::Left | Self::Code | Self::Group | Self::Organisation | Self::Table => false,
            Self::Name
            | Self::Surname
            | Self::Age
            | Self::TakesPart
            | Self::Quoted
            | Self::Reuse
            | Self::Parent
            | Self::Assent => true,
        }
    }

    /// Returns what a column of that name holds, in Italian or English.
    pub fn named(name: &str) -> Option<Self> {
        // the longer words first: a family name is not a name, and a parent's consent not just a consent
        const WORDS: &[(&[&str], Column)] = &[
            (&["cognome", "surname", "lastname", "familyname"], Column::Surname),
            (&["genitor", "parent", "tutore", "guardian"], Column::Parent),
            (&["assenso", "assent"], Column::Assent),
            (&["citaz", "citat", "citabil", "quot", "virgolett"], Column::Quoted),
            (&["ricerca", "riuso", "reuse", "research"], Column::Reuse),
            (&["consens", "consent", "partecipaz", "participation", "liberatoria", "firma"], Column::TakesPart),
            (&["codice", "code", "sigla"], Column::Code),
            (&["gruppo", "stakeholder", "group", "categoria", "category", "ruolo", "role", "profilo"], Column::Group),
            (
                &["organizz", "organis", "organiz", "ente", "associazione", "servizio", "agency", "istituzione"],
                Column::Organisation,
            ),
            (&["tavolo", "table"], Column::Table),
            (&["eta", "age", "fascia", "anni"], Column::Age),
            (&["nome", "name", "nominativo", "firstname", "partecipante", "participant"], Column::Name),
        ];
        let name = key(name);
        let fits = |word: &str| if word.len() <= 4 { name.starts_with(word) } else { name.contains(word) };
        WORDS.iter().find(|(words, _)| words.iter().any(|word| fits(word))).map(|(_, column)| *column)
    }

    /// Returns what a column without a name holds. Words that may be anybody's name are left out, never taken into
    /// the session.
    pub fn of_cells<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        const ORGANISATIONS: &[&str] = &[
            "cag",
            "coop",
            "associazion",
            "comune",
            "municipio",
            "scuola",
            "istituto",
            "fondazione",
            "centro",
            "parrocchia",
            "politecnico",
            "universit",
            "servizi",
            "ufficio",
            "asst",
            "ats",
            "afol",
            "spazio",
            "onlus",
            "aps",
            "ets",
            "school",
            "council",
            "foundation",
            "centre",
            "youth",
            "liceo",
        ];
        let cells: Vec<&str> = cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let most = |fits: &dyn Fn(&str) -> bool| {
            !cells.is_empty() && cells.iter().filter(|cell| fits(cell)).count() * 3 >= cells.len() * 2
        };
        let organisation = |cell: &str| {
            let words = super::fold(cell);
            words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| ORGANISATIONS.iter().any(|known| word.starts_with(known)))
        };
        if most(&|cell| attendance::read(cell).is_some_and(|arrival| arrival.organisation.is_empty())) {
            Self::Code
        } else if most(&|cell| known_group(cell).is_some()) {
            Self::Group
        } else if cells.iter().any(|cell| organisation(cell)) {
            Self::Organisation
        } else {
            Self::Left
        }
    }
}
