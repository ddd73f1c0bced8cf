//! Owns which column of a table is which field of a practice: by its heading, in Italian or English, or as a person says.
//! Never looks into the cells.

use super::super::fold::key;

/// Makes the fields with the words that headings name them by: whole words, then parts of words.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $field:literal [$($whole:literal)*] [$($part:literal)*];)*) => {
        /// A field of a practice that a column can fill.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Column { $($(#[$doc])* $name),* }

        impl Column {
            /// Every field, in the order of a practice's form.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns the field's name, as it stands in a session file.
            pub fn field(self) -> &'static str {
                match self { $(Self::$name => $field),* }
            }

            fn words(self) -> (&'static [&'static str], &'static [&'static str]) {
                match self { $(Self::$name => (&[$($whole),*], &[$($part),*])),* }
            }
        }
    };
}

columns! {
    /// What it is called.
    Name "name"
        ["nome" "name" "pratica" "practice" "titolo" "title" "progetto" "project" "iniziativa" "initiative"]
        ["nomepratica" "nomedellapratica" "nomeprogetto" "nomedelprogetto" "titolo" "denominazion" "practicename" "projectname" "nameofthe" "title"];
    /// Who does it.
    Organisation "organisation"
        ["ente" "organisation" "enteoservizio" "organization" "organizzazione" "servizio" "agency" "agenzia" "associazione" "cooperativa"]
        ["organizzazion" "organisation" "organization" "entegestor" "entetitolar" "enteproponent" "agency" "agenzia"];
    /// What else it is an answer to.
    OtherDifficulties "other_difficulties"
        ["altre" "ancheper" "alsofor"]
        ["altredifficolt" "altradifficolt" "difficoltasecondari" "otherdifficult" "secondarydifficult"];
    /// What it is an answer to, first of all.
    Difficulty "difficulty" ["sfida" "challenge" "problema" "problem"] ["difficolt" "difficult"];
    /// Whom it is for.
    ForWhom "for_whom"
        ["target" "audience" "perchi" "forwhom"]
        ["destinatar" "beneficiar" "perchie" "forwhom" "targetgroup"];
    /// What helped.
    Helped "helped"
        ["helped" "strengths"]
        ["haaiutato" "aiutato" "haifunzionato" "puntidiforza" "facilitator" "whathelped" "enabler" "strength"];
    /// What hindered.
    Hindered "hindered"
        ["hindered" "limiti" "weaknesses"]
        ["ostacol" "criticita" "puntididebolezza" "hindered" "barrier" "obstacle" "weakness"];
    /// How it works.
    How "how"
        ["come" "how" "descrizione" "description" "sintesi" "summary" "attivita" "activities" "metodo" "method"]
        ["comefunziona" "comesifa" "descrizion" "sintesi" "howitworks" "howdoesitwork" "description" "summary"];
    /// Its EPIC grade.
    Epic "epic" ["epic"] ["livelloepic" "gradoepic" "epiclevel" "epicgrade"];
    /// How far it reaches.
    Level "level" ["scala" "scale"] ["livello" "level"];
    /// Where it is done.
    Place "place"
        ["dove" "where" "sede" "citta" "city" "territorio" "area" "indirizzo" "address"]
        ["luogo" "place" "location" "dovesisvolge"];
    /// From when to when.
    Period "period" ["anno" "anni" "year" "years" "quando" "when" "date"] ["periodo" "period"];
    /// Whether it still goes on.
    Status "status" ["stato" "state" "continua"] ["statodellapratica" "statodelprogetto" "status" "incorso"];
    /// Which young people, more precisely.
    Subgroup "subgroup" ["qualigiovani" "whichyoungpeople"] ["sottogruppo" "subgroup"];
    /// Of which age.
    Age "age" ["eta" "age" "ages"] ["fasciadeta" "fasciaeta" "agegroup" "ageband" "agerange"];
    /// How it comes into contact.
    Channels "channels" ["canale" "canali" "channel" "channels"] ["canaledi" "canalidi" "contactchannel" "channelof"];
    /// Who provides it.
    Provider "provider" ["provider" "chilarealizza"] ["chieroga" "chiloeroga" "erogator" "providedby" "whoprovides" "provider"];
    /// How often and how long.
    Intensity "intensity"
        ["durata" "duration" "frequenza" "frequency" "quantospesso"]
        ["intensita" "intensity" "frequenz" "frequency" "durata" "duration"];
    /// What it takes.
    Resources "resources" ["costo" "costi" "cost" "costs" "budget"] ["risors" "resource"];
    /// With whom.
    Partners "partners" ["rete" "network" "conchi"] ["partner" "collaborazion" "collaborat"];
    /// On which day they were still in contact.
    InContactOn "in_contact_on" [] ["incontattoil" "incontattoal" "incontacton" "datacontatto" "contactdate"];
    /// How many of them are still in contact.
    InContact "in_contact" [] ["incontatto" "incontact"];
    /// How many of them were activated.
    Activated "activated" [] ["attivati" "activated"];
    /// How many of them were engaged.
    Engaged "engaged" [] ["agganciati" "engaged"];
    /// How many were reached.
    Reached "reached" [] ["raggiunti" "reached"];
    /// What is known of its results.
    Evidence "evidence" ["valutazione" "evaluation" "prove"] ["evidenz" "evidence"];
    /// What must be so for it to work in Municipio 7.
    Transfer "transfer" [] ["trasferib" "condizioni" "transfer"];
    /// Its tags.
    Tags "tags" ["tag" "tags" "temi" "themes" "tema" "theme"] ["etichett" "parolechiave" "parolachiave" "keyword"];
    /// Which organisation told it.
    ToldByOrganisation "told_by_organisation" ["anomedi" "onbehalfof"] ["entecheraccont" "organizzazionecheraccont" "toldbyorgani"];
    /// Where it is documented.
    Source "source"
        ["fonte" "fonti" "source" "sources" "link" "url" "sito" "website" "riferimento" "reference"]
        ["fonte" "fonti" "source" "linkal" "sitoweb" "riferiment" "documentazion"];
}

/// Headings of columns that hold persons: never taken for anything.
const PERSONS: &[&str] = &[
    "referent",
    "personadicontatt",
    "nomecontatt",
    "contactperson",
    "contactname",
    "cognome",
    "surname",
    "telefon",
    "cellular",
    "phone",
    "mail",
    "nomee",
    "responsabil",
    "compilat",
    "respondent",
    "codicefiscal",
];

/// What is wrong with what a person says of columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BadMapping {
    /// It is not written `column=field`.
    NoSign(String),
    /// There is no such column.
    NoSuchColumn(String),
    /// There is no such field.
    NoSuchField(String),
    /// Two columns are said to be one field.
    Twice(Column),
    /// No column is the name, and a practice begins with it.
    NoName,
}

impl Column {
    /// Returns the field of that name, as in a session file.
    pub fn named(field: &str) -> Option<Self> {
        let wanted = key(field);
        Self::ALL.iter().find(|column| key(column.field()) == wanted).copied()
    }
}

/// Returns what each column is taken for, by the headings: `None` for what goes into a note beside the practice. One
/// column is one field: a heading that names it whole goes before one that holds its word, the first before the others.
pub fn guess(headings: &[String]) -> Vec<Option<Column>> {
    let keys: Vec<String> = headings.iter().map(|heading| key(heading)).collect();
    let person = |heading: &str| PERSONS.iter().any(|word| heading.contains(word)) && Column::named(heading).is_none();
    let mut taken: Vec<Option<Column>> = vec![None; headings.len()];
    let whole = |column: Column, heading: &str| key(column.field()) == heading || column.words().0.contains(&heading);
    let part = |column: Column, heading: &str| column.words().1.iter().any(|word| heading.contains(word));
    for fits in [&whole as &dyn Fn(Column, &str) -> bool, &part] {
        for (at, heading) in keys.iter().enumerate().filter(|(_, heading)| !heading.is_empty() && !person(heading)) {
            if taken[at].is_some() {
                continue;
            }
            let free = |column: &&Column| !taken.contains(&Some(**column));
            taken[at] = Column::ALL.iter().filter(free).find(|column| fits(**column, heading)).copied();
        }
    }
    taken
}

/// Returns what each column is taken for, as a person says `column=field`, and else as guessed. A column is named by its
/// heading or its number from 1; `column=note` keeps it in a note.
///
/// # Errors
/// Where what was said cannot be, or no column is the name.
pub fn mapped(headings: &[String], said: &[String]) -> Result<Vec<Option<Column>>, BadMapping> {
    let mut asked: Vec<Option<Option<Column>>> = vec![None; headings.len()];
    for one in said {
        let (column, field) = one.rsplit_once('=').ok_or_else(|| BadMapping::NoSign(one.clone()))?;
        let wanted = key(column);
        let by_name = || headings.iter().position(|heading| !wanted.is_empty() && key(heading) == wanted);
        let by_number =
            || wanted.parse::<usize>().ok().and_then(|at| at.checked_sub(1)).filter(|at| *at < headings.len());
        let at = by_name().or_else(by_number).ok_or_else(|| BadMapping::NoSuchColumn(column.trim().to_owned()))?;
        let to_note = ["note", "nota", "appunto"].contains(&key(field).as_str());
        let field = if to_note {
            None
        } else {
            let known = Column::named(field).or_else(|| guess(&[field.to_owned()])[0]);
            Some(known.ok_or_else(|| BadMapping::NoSuchField(field.trim().to_owned()))?)
        };
        if let Some(twice) = field.filter(|field| asked.contains(&Some(Some(*field)))) {
            return Err(BadMapping::Twice(twice));
        }
        asked[at] = Some(field);
    }
    // what a person said is no longer free, and leaves its place to nobody
    let named: Vec<Column> = asked.iter().flatten().flatten().copied().collect();
    let left: Vec<String> =
        headings.iter().zip(&asked).map(|(h, asked)| if asked.is_some() { String::new() } else { h.clone() }).collect();
    let guessed = guess(&left).into_iter().map(|column| column.filter(|column| !named.contains(column)));
    let mapping: Vec<Option<Column>> = asked.iter().zip(guessed).map(|(asked, guess)| asked.unwrap_or(guess)).collect();
    if mapping.contains(&Some(Column::Name)) { Ok(mapping) } else { Err(BadMapping::NoName) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<String> {
        text.split(';').map(ToOwned::to_owned).collect()
    }

    fn shown(mapping: &[Option<Column>]) -> String {
        mapping.iter().map(|column| column.map_or("-", Column::field)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headings_are_understood_in_both_languages_whatever_their_case_and_accents() {
        for (text, expected) in [
            ("Nome;Ente;Difficoltà", "name organisation difficulty"),
            ("NOME DELLA PRATICA;organizzazione ;difficolta principale", "name organisation difficulty"),
            ("Practice;Agency;Challenge;Where", "name organisation difficulty place"),
            ("name;for_whom;in_contact_on;in_contact", "name for_whom in_contact_on in_contact"),
            ("Altre difficoltà;Difficoltà;Titolo", "other_difficulties difficulty name"),
            ("Nome referente;Telefono;Pratica", "- - name"),
            ("E-mail;Contatto;Come funziona?;Titolo", "- - how name"),
            ("Titolo;Nome;Boh", "name - -"),
            ("Fascia d'età;Livello EPIC;Livello;Età media", "age epic level -"),
            ("Ragazzi raggiunti;agganciati;attivati;ancora in contatto", "reached engaged activated in_contact"),
            ("Che cosa ha aiutato;Che cosa ha ostacolato", "helped hindered"),
            ("Agenzia;Età", "organisation age"),
            (";Nome", "- name"),
        ] {
            assert_eq!(shown(&guess(&headings(text))), expected, "{text}");
        }
    }

    #[test]
    fn every_field_is_named_by_its_own_name() {
        for column in Column::ALL {
            assert_eq!(guess(&[column.field().to_owned()]), [Some(*column)]);
            assert_eq!(Column::named(column.field()), Some(*column));
        }
    }

    #[test]
    fn what_a_person_says_goes_before_what_is_guessed() {
        type Case = (&'static str, &'static [&'static str], Result<&'static str, BadMapping>);
        let cases: [Case; 9] = [
            ("Nome;Ente", &[], Ok("name organisation")),
            ("Nome;Boh", &["boh=how"], Ok("name how")),
            ("Nome;Ente", &["2=how"], Ok("name how")),
            ("Nome;Ente", &["ENTE=note"], Ok("name -")),
            ("Nome;Boh", &["boh=name"], Ok("- name")),
            ("Nome;Boh", &["bah=how"], Err(BadMapping::NoSuchColumn("bah".into()))),
            ("Nome;Boh", &["boh=bah"], Err(BadMapping::NoSuchField("bah".into()))),
            ("Nome;Boh;Bah", &["boh=how", "bah=how"], Err(BadMapping::Twice(Column::How))),
            ("Boh;Bah", &[], Err(BadMapping::NoName)),
        ];
        for (text, said, expected) in cases {
            let said: Vec<String> = said.iter().map(|one| (*one).to_owned()).collect();
            let found = mapped(&headings(text), &said);
            assert_eq!(
                found.as_deref().map(shown),
                expected.as_ref().map(|text| (*text).to_owned()),
                "{text} {said:?}"
            );
        }
    }
}
