//! Tables of practices, and the practices and notes that they become.

use proptest::prelude::*;

use super::super::super::clean::clean;
use super::super::columns::guess;
use super::super::decoding::decode;
use super::*;

/// Returns everything that a practice and its notes say.
fn words(practice: &Practice, notes: &[&Note]) -> String {
    let notes: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    format!("{}\n{}\n{}\n{}", practice.name, practice.how, practice.source, notes.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_fall(bytes: Vec<u8>) {
        if let Ok(decoded) = decode(&bytes)
            && let Ok(sheet) = Sheet::read(&decoded.text)
        {
            let mapping = guess(&sheet.headings);
            prop_assert_eq!(mapping.len(), sheet.headings.len());
            let read = read(Table { sheet: &sheet, mapping: &mapping, name: "x" });
            prop_assert!(read.is_ok());
        }
    }

    #[test]
    fn no_cell_is_lost(
        rows in prop::collection::vec(prop::array::uniform5("([ -~àè\n\r\u{1b}\u{202e};,\t\"=+@-]|boh){0,12}"), 1..8),
        separator in prop::sample::select(b";,\t".to_vec()),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["nome", "come", "difficoltà", "raggiunti", "boh"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        let clean_rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| clean(cell).trim().to_owned()).collect())
            .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        let Ok(sheet) = Sheet::read(&decode(&bytes).unwrap().text) else {
            prop_assert!(clean_rows.is_empty());
            return Ok(());
        };
        let mapping = guess(&sheet.headings);
        let found = read(Table { sheet: &sheet, mapping: &mapping, name: "x.csv" }).unwrap();
        prop_assert_eq!(found.taken.len() + found.twice.len(), clean_rows.len());
        let mut session = Session::default();
        let plan = taken_into(&mut session, &found);
        prop_assert_eq!(plan.new, found.taken.len());
        for row in &clean_rows {
            let kept = session.practices.live().any(|practice| {
                let about = ItemRef::Practice(practice.id);
                let notes: Vec<_> = session.notes.live().filter(|note| note.about.contains(&about)).collect();
                let notes: Vec<&Note> = notes.iter().map(|note| note.as_ref()).collect();
                let said = words(practice, &notes);
                let holds = |cell: &String| said.contains(cell.as_str()) || said.contains(&clean_line(cell));
                let understood = |at: usize, cell: &String| match at {
                    2 => practice.difficulty.is_some() && values::difficulties(cell).is_some(),
                    3 => practice.reached.is_some() && practice.reached == values::number(cell),
                    _ => false,
                };
                row.iter().enumerate().all(|(at, cell)| cell.is_empty() || holds(cell) || understood(at, cell))
            });
            prop_assert!(kept, "{:?}", row);
        }
        prop_assert!(super::super::super::check::problems(&session).is_empty());
        // and again: nothing is doubled
        prop_assert_eq!(found.plan(&session, &Created::default()).new, 0);
    }
}

fn reading(text: &str) -> Reading {
    let sheet = Sheet::read(text).unwrap();
    let mapping = guess(&sheet.headings);
    read(Table { sheet: &sheet, mapping: &mapping, name: "elenco.csv" }).unwrap()
}

fn taken_into(session: &mut Session, reading: &Reading) -> Plan {
    let plan = reading.plan(session, &Created::default());
    plan.edits.iter().for_each(|edit| session.put(edit.after.clone().unwrap()));
    plan
}

#[test]
fn a_row_fills_a_practice_and_what_is_no_field_stands_beside_it() {
    let found = reading(
        "Nome;Ente;Difficoltà;Canale;Raggiunti;Referente;Boh\n\
         Bus dei mestieri;CAG;agganciare e fiducia;strada, scuola;1.200;Mario Rossi;\"uno\ndue\"\n",
    );
    let Taken { practice, beside, line } = &found.taken[0];
    assert_eq!((practice.name.as_str(), practice.organisation.as_str(), *line), ("Bus dei mestieri", "CAG", 2));
    assert_eq!((practice.difficulty, practice.other_difficulties.len()), (Some(Difficulty::Engage), 1));
    assert_eq!((practice.channels.len(), practice.reached), (2, Some(1200)));
    assert_eq!(practice.source, "elenco.csv:2");
    assert_eq!(*beside, ["Referente: Mario Rossi", "Boh: uno\ndue"]);
    assert!(found.bad.is_empty());
}

#[test]
fn a_bad_cell_leaves_its_field_empty_and_is_kept_and_told() {
    for (field, cell) in [
        ("difficulty", "boh"),
        ("other_difficulties", "boh"),
        ("level", "boh"),
        ("status", "boh"),
        ("channels", "strada, boh"),
        ("reached", "molti"),
        ("in_contact_on", "31/2/2026"),
        ("evidence", "boh"),
        ("epic", "boh"),
    ] {
        let found = reading(&format!("name;{field}\nUno;{cell}\n"));
        let bare = reading("name;source\nUno;elenco.csv:2\n").taken[0].practice.clone();
        assert_eq!(Practice { id: bare.id, ..found.taken[0].practice.clone() }, bare, "{field}");
        assert_eq!(found.taken[0].beside, [format!("{field}: {cell}")]);
        let told: Vec<_> = found.bad.iter().map(|bad| (bad.cell.line, bad.cell.column, bad.text.as_str())).collect();
        assert_eq!(told, [(2, 1, cell)], "{field}");
    }
}

#[test]
fn a_table_taken_twice_is_taken_once_whatever_its_columns_order() {
    let mut session = Session::default();
    let first = taken_into(&mut session, &reading("nome;ente;boh\nUno;CAG;x\nDue;CAG;\nUno;CAG;x\n"));
    assert_eq!((first.new, first.notes, first.known), (2, 1, 0));
    let again = taken_into(&mut session, &reading("boh,ENTE,Nome\nx,CAG,Uno\n,CAG,Due\n,CAG,Tre\n"));
    assert_eq!((again.new, again.known, session.practices.count()), (1, 2, 3));
    // a row that was changed is another practice, and said to be called the same
    let changed = reading("nome;ente\nUNO;Coop\n").plan(&session, &Created::default());
    assert_eq!((changed.new, changed.namesakes.len(), changed.namesakes[0].0), (1, 1, 2));
    // what a person removed stays removed, and what was erased for good does not come back
    let named = |name: &str| session.practices.live().find(|practice| practice.name == name).unwrap().clone();
    let (removed, erased) = (named("Uno"), named("Due").id);
    session.put(Item::Practice(Arc::new(Practice { gone: true, ..removed.as_ref().clone() })));
    session.practices.take_out(erased);
    Arc::make_mut(&mut session.session).erased.insert(ItemRef::Practice(erased));
    let last = reading("nome;ente;boh\nUno;CAG;x\nDue;CAG;\n").plan(&session, &Created::default());
    assert_eq!((last.new, last.gone), (0, 2));
}

#[test]
fn rows_that_say_the_same_are_told_and_formulas_are_plain_text() {
    let found = reading("nome;come\n=SOMMA(A1);+39\nUno;@x\n=SOMMA(A1);+39\n");
    assert_eq!(found.twice, [(4, 2)]);
    assert_eq!(found.taken[0].practice.name, "=SOMMA(A1)");
    assert_eq!(found.taken[1].practice.how, "@x");
}

#[test]
fn no_field_is_longer_than_it_can_be_and_notes_are_split_instead() {
    let long = "è".repeat(LONGEST_FIELD / 2);
    let found = reading(&format!("nome;boh\nUno;{long}\n"));
    let plan = found.plan(&Session::default(), &Created::default());
    assert_eq!((plan.new, plan.notes), (1, 2));
    let sheet = Sheet::read(&format!("nome;come\nUno;{long}è\n")).unwrap();
    let mapping = guess(&sheet.headings);
    let refused = read(Table { sheet: &sheet, mapping: &mapping, name: "x" });
    assert_eq!(refused, Err(TooLong { cell: Cell { line: 2, column: 1 }, bytes: LONGEST_FIELD + 2 }));
}

#[test]
fn personal_data_is_noticed() {
    let found = reading("nome;boh\nUno;scrivere a mario.rossi@example.org\nDue;niente\n");
    assert_eq!(found.personal, [Cell { line: 2, column: 1 }]);
}
