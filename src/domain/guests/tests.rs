use super::super::id::ParticipantId;
use super::super::item::Table;
use super::*;

fn session() -> Session {
    let mut session = Session::default();
    let known = Participant {
        id: ParticipantId::new(Code::from_bits(1)),
        code: "OP-04".into(),
        group: Some(Group::Operator),
        organisation: "CAG".into(),
        present: true,
        ..Participant::default()
    };
    session.put(Item::Participant(Arc::new(known)));
    for (number, name) in [(1, "Tavolo A"), (2, "Tavolo B")] {
        let table = Table { id: TypedId::new(Code::from_bits(number)), name: name.into(), ..Table::default() };
        session.put(Item::Table(Arc::new(table)));
    }
    session
}

fn today() -> Day {
    "2026-03-12".parse().unwrap()
}

fn codes(reading: &Reading) -> Vec<String> {
    let code = |row: &Result<Guest, Unread>| match row {
        Ok(guest) => guest.participant.code.clone(),
        Err(why) => format!("{why:?}"),
    };
    reading.rows.iter().map(code).collect()
}

#[test]
fn columns_are_known_by_their_names_in_both_languages() {
    use Column::*;
    for (name, column) in [
        ("Codice", Some(Code)),
        ("code", Some(Code)),
        ("Gruppo di riferimento", Some(Group)),
        ("Stakeholder group", Some(Group)),
        ("Ente", Some(Organisation)),
        ("Organizzazione", Some(Organisation)),
        ("organisation", Some(Organisation)),
        ("Organization", Some(Organisation)),
        ("Nome", Some(Name)),
        ("Nome e cognome", Some(Surname)),
        ("First name", Some(Name)),
        ("Cognome", Some(Surname)),
        ("Età", Some(Age)),
        ("Tavolo", Some(Table)),
        ("Consenso a partecipare", Some(TakesPart)),
        ("Consenso alla citazione", Some(Quoted)),
        ("Consenso del genitore", Some(Parent)),
        ("Riuso per la ricerca", Some(Reuse)),
        ("Note", None),
        ("Telefono", None),
    ] {
        assert_eq!(Column::named(name), column, "{name}");
    }
}

#[test]
fn a_spreadsheet_is_read_whatever_its_separator() {
    for text in [
        "Codice;Ente\nOP-01;\"Coop; La Strada\"\nYAG-02;\n",
        "\u{feff}codice\tente\r\nOP-01\tCoop; La Strada\r\n\r\nYAG-02\t\r\n",
        "code,organisation\nOP-01,\"Coop; La Strada\"\nYAG-02,\n",
        "sep=;\ncodice;ente\nOP-01;\"Coop; La Strada\"\nYAG-02;\n",
    ] {
        let grid = Grid::read(text).unwrap();
        assert_eq!(grid.columns, [Column::Code, Column::Organisation], "{text:?}");
        let reading = grid.reading(&session(), today());
        assert_eq!(codes(&reading), ["OP-01", "YAG-02"], "{text:?}");
        assert_eq!(reading.guests().next().unwrap().participant.organisation, "Coop; La Strada");
    }
    for text in ["", "\n\n", "OP-04 CAG Spazio Giovani\nYAG-01", "Marta\nGiulia, la sorella\nAnna"] {
        assert_eq!(Grid::read(text), None, "{text:?}");
    }
}

#[test]
fn bytes_are_read_as_spreadsheets_write_them() {
    let text = "Codice;Ente\nOP-01;Comunità\n";
    let latin: Vec<u8> = text.chars().map(|c| if c == 'à' { 0xe0 } else { c as u8 }).collect();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    for bytes in [text.as_bytes(), &latin, &wide, &marked] {
        assert_eq!(decode(bytes), text);
    }
    assert_eq!(decode(&[0x93, b'a', 0x94, 0x1b, b'[', b'2', b'J', 0x80]), "“a”€");
}

#[test]
fn rows_without_a_code_get_the_next_of_their_group_and_the_others_say_why_not() {
    let grid = Grid::read(
        "Codice;Gruppo;Nome;Cognome;Età;Tavolo\n\
         ;operatori;Anna;Bianchi;41;A\n\
         OP-04;;;;;tavolo b\n\
         ;giovani;Luca;Verdi;17;\n\
         OP-06;operatori;;;;\n\
         ;Operatori;;;;\n\
         ;;Chi sa;;;\n\
         Marco Rossi;operatori;;;;\n\
         op06;operatori;;;;\n\
         ;scuole;;;;\n\
         OP-09;;;;;Tavolo Z\n",
    )
    .unwrap();
    let reading = grid.reading(&session(), today());
    assert_eq!(
        codes(&reading),
        [
            "OP-10",
            "OP-04",
            "YAG-01",
            "OP-06",
            "OP-11",
            "NoCode",
            "NotACode(\"Marco Rossi\")",
            "Twice(\"OP06\")",
            "SCU-01",
            "NoSuchTable(\"Tavolo Z\")"
        ]
    );
    assert_eq!(reading.given(), ["OP-10", "YAG-01", "OP-11", "SCU-01"]);
    assert_eq!(reading.unread(), 4);
}

#[test]
fn names_go_to_the_register_alone_and_consent_becomes_what_is_allowed() {
    let grid = Grid::read(
        "codice;nome;cognome;età;consenso;citazione;genitore;assenso\n\
         YAG-01;Luca;Verdi;17;sì;sì;x;sì\n\
         YAG-02;Sara;Neri;16;sì;sì;;\n\
         OP-04;Anna;Bianchi;41;sì;no;;\n",
    )
    .unwrap();
    let reading = grid.reading(&session(), today());
    let mut next = 100;
    let code = || {
        next += 1;
        Code::from_bits(next)
    };
    let (edits, people) = reading.take(&Register::default(), &Created::default(), code);
    let taken: Vec<Participant> = edits
        .iter()
        .filter_map(|edit| match &edit.after {
            Some(Item::Participant(participant)) => Some(participant.as_ref().clone()),
            _ => None,
        })
        .collect();
    let allowed: Vec<(&str, bool)> = taken.iter().map(|taken| (taken.code.as_str(), taken.allows.quoted)).collect();
    assert_eq!(allowed, [("YAG-01", true), ("YAG-02", false)], "OP-04 stays as they are");
    let names: Vec<(&str, AgeBand)> =
        people.iter().map(|edit| (edit.after.name.as_str(), edit.after.age_band)).collect();
    let expected = [("Luca Verdi", AgeBand::Minor), ("Sara Neri", AgeBand::Minor), ("Anna Bianchi", AgeBand::Over34)];
    assert_eq!(names, expected);
    let said = format!("{edits:?}");
    assert!(["Luca", "Verdi", "Sara", "Anna"].iter().all(|name| !said.contains(name)), "{said}");
}

#[test]
fn a_list_without_names_of_columns_takes_no_names_into_the_session() {
    let grid =
        Grid::read("OP-01\tAnna Bianchi\tCAG Spazio Giovani\toperatori\nOP-02\tUgo Neri\tComune\toperatori").unwrap();
    use Column::{Code, Group, Left, Organisation};
    assert_eq!((grid.header.is_none(), grid.columns.as_slice()), (true, &[Code, Left, Organisation, Group][..]));
}

#[test]
fn ages_and_answers_as_people_write_them() {
    for (text, band) in [
        ("17", AgeBand::Minor),
        ("18-24", AgeBand::From18),
        ("25", AgeBand::From25),
        ("35+", AgeBand::Over34),
        ("under 18", AgeBand::Minor),
        ("minorenne", AgeBand::Minor),
        ("1998", AgeBand::NotAsked),
        ("?", AgeBand::NotAsked),
    ] {
        assert_eq!(age_band(text), band, "{text}");
    }
    assert_eq!(["Sì", "x", "no", "boh"].map(yes_or_no), [Some(true), Some(true), Some(false), None]);
}

#[test]
fn a_list_is_read_whatever_its_size() {
    // one row of a hundred thousand cells makes no such rows of all others
    let wide = format!("{}OP-02;CAG{}\n", "OP-01;CAG\n".repeat(100), ";x".repeat(100_000));
    let grid = Grid::read(&wide).unwrap();
    assert_eq!((grid.columns.len(), grid.rows.len()), (200, 101));
    assert!(grid.rows.iter().all(|row| row.len() == 200));
    let long = format!("Gruppo;Ente\n{}", "operatori;CAG\n".repeat(MOST_ROWS + 7));
    let grid = Grid::read(&long).unwrap();
    assert_eq!((grid.rows.len(), grid.beyond), (MOST_ROWS, 7));
    let reading = grid.reading(&session(), today());
    assert_eq!((reading.given().len(), reading.unread()), (MOST_ROWS, 0));
}
