//! Files that are no sessions: each is told with file, line, what is wrong and the remedy, and none is changed.

use std::fs;
use std::path::Path;

use super::shell::{Ran, run};

const GOOD: &str = include_str!("../../sessions/2026-04-16-incontro-yag.ron");

/// Writes a file, checks it, shows it, adds to it, and looks at what was said and what became of the file.
fn check(name: &str, bytes: &[u8], line: Option<usize>, says: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions/tavolo.ron");
    fs::create_dir(folder.path().join("sessions")).unwrap();
    fs::write(&file, bytes).unwrap();
    for arguments in [
        &["check", "sessions/tavolo.ron"][..],
        &["show", "sessions/tavolo.ron"],
        &["add", "sessions/tavolo.ron", "n uno"],
    ] {
        let ran = run(folder.path(), arguments);
        told(name, &ran, line, says);
        assert!(fs::read(&file).unwrap() == bytes, "{name}: the file was changed by {arguments:?}");
    }
    let beside: Vec<_> =
        fs::read_dir(folder.path().join("sessions")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["tavolo.ron"], "{name}: something was written beside the file");
}

fn told(name: &str, ran: &Ran, line: Option<usize>, says: &[&str]) {
    assert_eq!(ran.code, 1, "{name}: {ran:?}");
    assert!(ran.said().contains("tavolo.ron"), "{name}: no file: {ran:?}");
    if let Some(line) = line {
        assert!(ran.said().contains(&format!("tavolo.ron:{line}:")), "{name}: not line {line}: {}", ran.said());
    }
    for words in says {
        assert!(ran.said().contains(words), "{name}: not {words:?}: {}", ran.said());
    }
    assert!(!ran.said().contains('\u{1b}'), "{name}: an escape reached the terminal");
}

#[test]
fn what_is_no_session_is_told_and_left_alone() {
    check("empty", b"", None, &["vuoto"]);
    check("blank", b" \n\n", None, &["vuoto"]);
    let half = &GOOD[..GOOD.len() / 2];
    check("truncated", &half.as_bytes()[..half.rfind('\n').unwrap()], None, &["metà", "copia intera"]);
    check("concatenated", [GOOD, GOOD].concat().as_bytes(), None, &["un file ha una sola sessione"]);
    let marked = GOOD.replacen("    steps: [", "<<<<<<< HEAD\n    steps: [\n=======\n>>>>>>> altro", 1);
    check(
        "conflict-marked",
        marked.as_bytes(),
        Some(marked.lines().position(|l| l.starts_with("<<<<<<<")).map_or(0, |l| l + 1)).filter(|l| *l > 0),
        &["Git", "togli i segni"],
    );
    // no field of a session nests, so the first bracket too many is what is told
    check(
        "deeply nested",
        format!("(format: 1, session: {}", "(".repeat(100_000)).as_bytes(),
        Some(1),
        &["non si capisce"],
    );
    check("not UTF-8", &[GOOD.as_bytes(), b"\xff\xfe"].concat(), None, &["UTF-8"]);
    check("Latin-1", b"(format: 1, session: (id: \"ses_a\", title: \"perch\xe9\"))", Some(1), &["UTF-8"]);
    check("prose", "Tavolo 2, appunti".as_bytes(), None, &["format: 1"]);
    check("newer", GOOD.replacen("format: 1", "format: 99", 1).as_bytes(), None, &["formato 99", "aggiorna proximo"]);
    check("an escape in a name", b"(format: 1, session: (id: \"ses_a\"), \x1b]0;x\x07: 3)", Some(1), &[]);
}

#[test]
fn adding_to_a_file_that_a_person_must_look_at_is_refused_although_its_history_is_known() {
    let marked = GOOD.replacen("    steps: [", "<<<<<<< HEAD\n    steps: [\n=======\n>>>>>>> altro", 1);
    for (name, bytes, says) in [
        ("truncated", GOOD[..GOOD.len() / 2].to_owned(), "tavolo.ron:"),
        ("empty", String::new(), "vuoto"),
        ("conflict-marked", marked, "Git"),
        ("newer", GOOD.replacen("format: 1", "format: 99", 1), "formato 99"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tavolo.ron");
        fs::write(&file, GOOD).unwrap();
        assert_eq!(run(folder.path(), &["add", "tavolo.ron", "n uno"]).code, 0, "{name}");
        fs::write(&file, &bytes).unwrap();
        for _ in 0..2 {
            let ran = run(folder.path(), &["add", "tavolo.ron", "n due"]);
            told(name, &ran, None, &[says]);
            assert!(fs::read_to_string(&file).unwrap() == bytes, "{name}: the file was changed");
        }
        // put right, it is added to, and what was there before is there
        fs::write(&file, GOOD).unwrap();
        assert_eq!(run(folder.path(), &["add", "tavolo.ron", "n tre"]).code, 0, "{name}");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("\"uno\"") && text.contains("\"tre\"") && !text.contains("\"due\""), "{name}");
    }
}

#[test]
fn what_a_field_says_wrong_is_told_with_its_line() {
    let with = |from: &str, to: &str| {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from} is not in the sample");
        let line = text.lines().position(|line| line.contains(to.trim())).map_or(0, |line| line + 1);
        (text, line)
    };
    let (text, line) = with("        title: ", "        titel: ");
    check("unknown field", text.as_bytes(), Some(line), &["titel", "title"]);
    let (text, line) = with("date: \"2026-04-16\"", "date: \"2026-02-30\"");
    check("a day that does not exist", text.as_bytes(), Some(line), &["2026-02-30", "2026-03-12"]);
    let (text, _) = with("activity: Listen", "activity: Ascolto");
    check("an unknown choice", text.as_bytes(), None, &["Ascolto"]);
    let first = GOOD.find("id: \"par_").unwrap();
    let id = &GOOD[first + 5..first + 5 + GOOD[first + 5..].find('"').unwrap()];
    let second = GOOD.match_indices("id: \"par_").nth(1).unwrap().0;
    let other = &GOOD[second + 5..second + 5 + GOOD[second + 5..].find('"').unwrap()];
    let twice = GOOD.replacen(&format!("id: \"{other}\""), &format!("id: \"{id}\""), 1);
    check("duplicate id", twice.as_bytes(), None, &[id, "un altro id"]);
}

#[test]
fn a_reference_to_nothing_is_told_with_its_line_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tavolo.ron");
    let text = "(\n    format: 1,\n    session: (\n        id: \"ses_a\",\n    ),\n    notes: [\n        (\n            id: \"not_a\",\n            text: \"uno\",\n            about: [\n                \"pra_nessuna\",\n            ],\n        ),\n    ],\n)\n";
    fs::write(&file, text).unwrap();
    let ran = run(folder.path(), &["check", "tavolo.ron"]);
    told("reference to nothing", &ran, Some(11), &["pra_nessuna", "aggiungilo, o correggi l'id"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn words_of_the_field_are_checked_with_the_workspace_and_by_their_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sessions")).unwrap();
    fs::write(folder.path().join("sessions/tavolo.ron"), GOOD).unwrap();
    let file = folder.path().join("thesaurus.ron");
    let text = "(\n    concepts: [\n        (id: \"antenne\", it: []),\n    ],\n)\n";
    fs::write(&file, text).unwrap();
    for paths in [&["check", "--workspace", "."][..], &["check", "."], &["check", "thesaurus.ron"]] {
        let ran = run(folder.path(), paths);
        assert!(ran.code == 1 && ran.said().contains("thesaurus.ron:3:"), "{ran:?}");
    }
    fs::write(&file, text.replace("[]", "[\"antenne\"]")).unwrap();
    let ran = run(folder.path(), &["check", "--workspace", "."]);
    assert_eq!((ran.code, ran.out.contains("File controllati: 2")), (0, true), "{ran:?}");
}

#[test]
fn a_byte_order_mark_and_crlf_are_read_and_stay_until_something_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tavolo.ron");
    let bytes = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    fs::write(&file, &bytes).unwrap();
    for command in ["check", "show"] {
        let ran = run(folder.path(), &[command, "tavolo.ron"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), bytes);
    assert_eq!(run(folder.path(), &["add", "tavolo.ron", "n uno"]).code, 0);
    let written = fs::read_to_string(&file).unwrap();
    assert!(!written.contains('\r') && !written.starts_with('\u{feff}') && written.contains("\"uno\""));
}

#[test]
fn a_file_of_100_megabytes_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tavolo.ron");
    fs::File::create(&file).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let ran = run(folder.path(), &["check", "tavolo.ron"]);
    told("100 MB", &ran, None, &["100 MiB"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // a folder by the name of a session cannot be read as one, whoever asks
    fs::create_dir(folder.path().join("tavolo.ron")).unwrap();
    let ran = run(folder.path(), &["show", "tavolo.ron"]);
    told("unreadable", &ran, None, &[]);
}

#[test]
fn escape_sequences_in_texts_never_reach_the_terminal_raw() {
    let folder = tempfile::tempdir().unwrap();
    let text = GOOD.replacen("title: \"", "title: \"\u{1b}]0;preso\u{7}\u{1b}[2J\u{202e}", 1);
    fs::write(folder.path().join("tavolo.ron"), &text).unwrap();
    for command in [&["check", "tavolo.ron"][..], &["show", "tavolo.ron"], &["check", "--format", "json", "tavolo.ron"]]
    {
        let ran = run(folder.path(), command);
        let raw = ran.said();
        assert!(!raw.contains('\u{1b}') && !raw.contains('\u{7}') && !raw.contains('\u{202e}'), "{command:?}: {raw:?}");
    }
    assert!(Path::new(&folder.path().join("tavolo.ron")).is_file());
}
