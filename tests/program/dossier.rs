//! `proximo check` on a dossier: everything it refers to is there, in itself and in the sessions, or is told with its line.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::shell::run;

const DOSSIER: &str = "proposals/wp3.ron";

/// A workspace with the samples and their dossier.
fn merged() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    for file in proximo::store::workspace::files(&samples) {
        fs::copy(&file, at.join("sessions").join(file.file_name().unwrap())).unwrap();
    }
    let ran = run(at, &["merge", "--batch"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    folder
}

/// Returns the exit code and what was found: line, code, severity and words.
fn checked(at: &Path) -> (i32, Vec<(u64, String, String, String)>) {
    let ran = run(at, &["check", DOSSIER, "--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let found = found
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), text(one, "code"), text(one, "severity"), text(one, "message")));
    (ran.code, found.collect())
}

fn line_of(text: &str, needle: &str) -> u64 {
    text[..text.find(needle).unwrap()].matches('\n').count() as u64 + 1
}

#[test]
fn a_dossier_that_was_just_made_resolves() {
    let folder = merged();
    assert_eq!(checked(folder.path()), (0, Vec::new()));
    assert_eq!(run(folder.path(), &["check"]).code, 0);
}

#[test]
fn a_reference_to_nothing_is_told_at_its_line() {
    let folder = merged();
    let file = folder.path().join(DOSSIER);
    let text = fs::read_to_string(&file).unwrap();
    // a person takes in a practice that is nowhere
    let spoiled =
        text.replacen("            seed:", "            human: (added: [\"ses_x/pra_boh\"]),\n            seed:", 1);
    assert_ne!(spoiled, text);
    fs::write(&file, &spoiled).unwrap();
    let (code, found) = checked(folder.path());
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    let (line, code, severity, message) = &found[0];
    assert_eq!((code.as_str(), severity.as_str()), ("NotInDossier", "error"));
    assert_eq!(*line, line_of(&spoiled, "ses_x/pra_boh"));
    assert!(message.contains("str_") && message.contains("merge --batch"), "{message}");
}

#[test]
fn what_the_sessions_lost_since_is_told_with_the_remedy() {
    let folder = merged();
    let at = folder.path();
    let text = fs::read_to_string(at.join(DOSSIER)).unwrap();
    let sessions = proximo::store::workspace::files(&at.join("sessions"));
    // another session was written on: worth knowing, and nothing is missing
    let first = sessions[0].file_stem().unwrap().to_string_lossy().into_owned();
    assert_eq!(run(at, &["add", &first, "n Dopo"]).code, 0);
    let (code, found) = checked(at);
    assert_eq!(code, 0, "{found:?}");
    let kinds: Vec<(&str, &str)> = found.iter().map(|(_, code, how, _)| (code.as_str(), how.as_str())).collect();
    assert_eq!(kinds, [("SourceChanged", "warning")]);
    assert_eq!(run(at, &["merge", "--batch"]).code, 0);
    assert_eq!(checked(at), (0, Vec::new()));

    // a practice is removed from it
    let practice = proximo::store::read(&sessions[0]).unwrap().session.practices.live().next().unwrap().id.to_string();
    let session = fs::read_to_string(&sessions[0]).unwrap();
    let gone =
        session.replacen(&format!("id: \"{practice}\","), &format!("id: \"{practice}\",\n            gone: true,"), 1);
    fs::write(&sessions[0], gone).unwrap();
    let (code, found) = checked(at);
    assert_eq!(code, 1, "{found:?}");
    let removed = found.iter().find(|(_, code, ..)| code == "RemovedFromSource").unwrap();
    assert!(removed.3.contains(&practice) && removed.3.contains(&first), "{removed:?}");
    assert!(removed.0 > 1 && text.contains(&practice));
    fs::write(&sessions[0], session).unwrap();

    // a whole session is gone
    fs::remove_file(&sessions[1]).unwrap();
    let (code, found) = checked(at);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    assert_eq!(found[0].1, "SourceMissing");
    assert!(found[0].3.contains(&*sessions[1].file_stem().unwrap().to_string_lossy()), "{found:?}");

    // no sessions at all: the dossier is held to itself
    fs::remove_dir_all(at.join("sessions")).unwrap();
    assert_eq!(checked(at), (0, Vec::new()));
}
