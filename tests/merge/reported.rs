//! What the dossier's report says of the samples: what a municipal office reads without the program.

use std::path::Path;
use std::sync::Arc;

use proximo::domain::value::MayGoTo;
use proximo::synthesis::dossier::Dossier;
use proximo::synthesis::gather::Given;
use proximo::synthesis::merge;
use proximo::text::Lang;
use proximo::{report, store};

fn samples() -> Vec<Given> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let given = |file: &std::path::PathBuf| {
        Given::new(file.file_stem().unwrap().to_string_lossy(), Arc::new(store::read(file).unwrap().session))
    };
    proximo::store::workspace::files(&folder).iter().map(given).collect()
}

fn told(dossier: &Dossier, lang: Lang) -> String {
    report::markdown(&report::dossier(dossier, MayGoTo::Partners, lang))
}

fn part<'a>(report: &'a str, heading: &str) -> &'a str {
    let start = report.find(heading).unwrap_or_else(|| panic!("no {heading}"));
    let rest = &report[start + heading.len()..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

#[test]
fn the_strategies_stand_side_by_side_with_the_youth_in_a_column_and_no_score() {
    let report = told(&merge(samples(), Vec::new(), None), Lang::It);
    let table = part(&report, "### I voti, affiancati");
    for says in [
        "| Giovani (YAG) | Altri | Altri gruppi | Tutti | Importanza (da 1 a 5) | Fattibilità (da 1 a 5) |",
        "| 12 su 25 (48%) | 45 su 80 (56%) | operatori 19 su 25<br>",
        "| media 4,3 (n 21) | media 2,2 (n 21) |",
        "non c'è un punteggio unico",
    ] {
        assert!(table.contains(says), "no {says} in {table}");
    }
    // what nobody voted on stands there without a number
    assert!(table.contains("| – | – | – | – | – | – | – |"), "{table}");
}

#[test]
fn a_session_that_a_person_left_out_is_told_with_the_reason() {
    let first = merge(samples(), Vec::new(), None);
    let mut previous = first.clone();
    let out = first.sources[0].session.unwrap();
    previous.human.sessions_out.insert(out, "Era una prova".into());
    let dossier = merge(samples(), Vec::new(), Some(&previous));
    for (lang, heading) in [(Lang::It, "lasciato fuori"), (Lang::En, "left out")] {
        let report = told(&dossier, lang);
        let sources = part(&report, if lang == Lang::It { "## Fonti" } else { "## Sources" });
        assert!(sources.contains(heading) && sources.contains(": Era una prova"), "{sources}");
        assert!(sources.contains(&format!("`{}.ron`", first.sources[0].name)), "{sources}");
    }
}

#[test]
fn what_changed_is_told_and_so_is_that_nothing_did() {
    let first = merge(samples(), Vec::new(), None);
    assert!(part(&told(&first, Lang::It), "## Che cosa è cambiato").contains("Niente è cambiato"));
    let fewer = merge(samples().into_iter().skip(1).collect(), Vec::new(), Some(&first));
    let report = told(&fewer, Lang::It);
    assert!(part(&report, "## Che cosa è cambiato").contains("\n- "), "{report}");
    assert!(!report.contains("Niente è cambiato"));
}

#[test]
fn a_sheet_and_the_commitments_name_no_code_that_the_dossier_does_not_name() {
    let mut dossier = merge(samples(), Vec::new(), None);
    dossier.strategies[0].human.notes = "Lo ha detto YAG-03".into();
    dossier.strategies[0].human.fields.insert(proximo::synthesis::dossier::Tidier::What, "Come dice YAG-03".into());
    dossier.actions[0].what = "Scrivere a YAG-03".into();
    let (_, sheet) = report::sheet(&dossier, &dossier.strategies[0], 1, MayGoTo::Partners, Lang::It);
    for document in [sheet, report::commitments(&dossier, Lang::It)] {
        let text = report::markdown(&document);
        assert!(!text.contains("YAG-03") && text.contains("OP-03"), "{text}");
    }
}
