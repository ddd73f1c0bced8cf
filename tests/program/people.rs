//! Participants from a list, from a shell: one change in the session, names in the register and nowhere else.

use std::fs;
use std::path::Path;

use super::shell::{run, run_with};

const LIST: &str = "Codice;Gruppo;Ente;Nome;Cognome;Età;Consenso;Citazione\n\
    OP-04;operatori;CAG Spazio Giovani;Annamaria;Bianchissimi;41;sì;sì\n\
    ;operatori;Coop;Ugobaldo;Nerissimi;35;sì;no\n\
    ;giovani;;Luchino;Verdissimi;17;sì;sì\n\
    ;;Parrocchia;Donato;Rossissimi;60;;\n";

const NAMES: [&str; 8] =
    ["Annamaria", "Bianchissimi", "Ugobaldo", "Nerissimi", "Luchino", "Verdissimi", "Donato", "Rossissimi"];

/// Returns the files below a folder that hold one of these texts, as bytes.
fn holding(folder: &Path, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, texts));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if texts.iter().any(|text| bytes.windows(text.len()).any(|part| part == text.as_bytes())) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn names_of_a_list_are_in_the_register_and_in_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    run(at, &["new", "Tavolo", "--date", "2026-03-12"]);
    let name = "2026-03-12-tavolo";

    // a dry run says what it would take and writes nothing
    let ran = run_with(at, &["people", name, "-", "--dry-run"], LIST);
    assert_eq!(ran.code, 1, "one row cannot be taken: {}", ran.said());
    assert!(ran.out.contains("Nome → nome") && ran.out.contains("OP-05"), "{}", ran.said());
    assert!(ran.messages.contains("Riga 5 non presa") && ran.messages.contains("non è stato scritto nulla"));
    assert!(holding(at, &NAMES).is_empty() && !at.join("register").exists());

    let ran = run_with(at, &["people", name, "-"], LIST);
    assert!(ran.out.contains("Partecipanti presi: 3") && ran.out.contains("Nel registro"), "{}", ran.said());
    assert!(NAMES.iter().all(|name| !ran.said().contains(name)), "{}", ran.said());
    assert_eq!(holding(at, &NAMES), [format!("{name}.ron")]);
    let register = fs::read_to_string(at.join("register").join(format!("{name}.ron"))).unwrap();
    assert!(register.contains("Luchino Verdissimi") && !register.contains("Donato"));
    let session = fs::read_to_string(at.join("sessions").join(format!("{name}.ron"))).unwrap();
    assert!(session.contains("YAG-01") && session.contains("CAG Spazio Giovani"));
    assert!(session.contains("quoted: true"), "OP-04 agreed to being quoted");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(at.join("register").join(format!("{name}.ron"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "for its owner alone");
    }
    // nor in what is written of it
    run(at, &["report", "--kind", "verbale", name]);
    run(at, &["merge", "--batch"]);
    assert_eq!(holding(at, &NAMES), [format!("{name}.ron")]);

    // taken again, whoever is known stays one; what cannot be read is said
    let again = run_with(at, &["people", name, "-"], "codice;ente\nOP-04;CAG\n");
    assert_eq!(again.code, 0, "{}", again.said());
    assert!(again.out.contains("(c'è già)"));
    assert_eq!(run(at, &["people", name, "nessuno.csv"]).code, 1);
    assert_eq!(run_with(at, &["people", name, "-"], "solo righe\nsenza colonne\n").code, 1);
}

#[test]
fn every_template_makes_a_session_that_checks() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    for template in ["wp2", "wp3", "yag", "nominal", "cafe", "verifica", "open"] {
        for lang in ["it", "en"] {
            let ran = run(at, &["--lang", lang, "new", template, "--template", template, "--date", "2026-03-12"]);
            assert_eq!(ran.code, 0, "{template} {lang}: {}", ran.said());
        }
    }
    let ran = run(at, &["check"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
}
