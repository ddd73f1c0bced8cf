//! Files that are no sessions: each says where and what is wrong, and is left as it is.

use std::path::{Path, PathBuf};

use proximo::domain::desk::{Problem, Wrong};
use proximo::live;
use proximo::store;

use crate::common::{note, options, session};

fn sound() -> String {
    let mut session = session("Uno");
    session.put(note(1, "un \"appunto\" su\ndue righe"));
    session.put(note(2, "altro"));
    store::write_text(&session)
}

/// Opens a file with these bytes, for reading and at a desk; returns the problem, with the file as it was.
fn refused(bytes: &[u8]) -> Problem {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("uno.ron");
    std::fs::write(&file, bytes).unwrap();
    let problem = store::read(&file).unwrap_err();
    let at_desk = live::open(&file, options()).unwrap_err();
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert_eq!(std::fs::read_dir(here.path()).unwrap().count(), 1, "something was written");
    assert_eq!(problem.what, at_desk.what);
    problem
}

/// Checks what a file is told to be wrong with, and that the place named is where `at` stands in it.
#[track_caller]
fn check(bytes: impl AsRef<[u8]>, at: &str, is_right: impl Fn(&Wrong) -> bool) {
    let bytes = bytes.as_ref();
    let problem = refused(bytes);
    assert!(is_right(&problem.what), "{problem:?}");
    let place = problem.place.unwrap();
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().nth(place.line.wrapping_sub(1)).unwrap_or_default();
    let found: String = line.chars().skip(place.column.wrapping_sub(1)).collect();
    assert!(found.starts_with(at), "{:?} {}:{} {found:?}", problem.what, place.line, place.column);
    assert!(place.excerpt.chars().count() < 130);
}

#[test]
fn each_bad_file_is_told_with_its_place() {
    let text = sound();
    check("", "", |wrong| *wrong == Wrong::Empty);
    check(" \n\n", "", |wrong| *wrong == Wrong::Empty);
    check(b"(\n  format: 1, \xff\xfe", "\u{fffd}", |wrong| *wrong == Wrong::NotUtf8 { byte: 15 });
    check(format!("{text}(format: 1)"), "(format: 1)", |wrong| *wrong == Wrong::Trailing);
    check(format!("{text}{text}"), "(", |wrong| *wrong == Wrong::Trailing);
    check(text.replace("format: 1,", ""), "session: (", |wrong| *wrong == Wrong::NoFormat);
    check(text.replace("format: 1,", "format: 7,"), "format: 7", |wrong| {
        *wrong == Wrong::NewerFormat { found: 7, known: 1 }
    });
    check(text.replace("title:", "titel:"), "titel: ", |wrong| match wrong {
        Wrong::UnknownField { field, expected } => field == "titel" && expected.contains(&"title".to_owned()),
        _ => false,
    });
    let says = |words: &'static str| move |wrong: &Wrong| matches!(wrong, Wrong::Syntax(said) if said.contains(words));
    check(text.replacen("2026-03-12T", "2026-02-30T", 1), "\"2026-02-30T", says("not a moment that exists"));
    check(text.replace("not_20000000", "not_10000000"), "\"not_10000000\"", says("stands here twice"));
    check(text.replace("not_20000000", "pra_20000000"), "\"pra_20000000\"", says("should begin with not_"));
    check(text.replace("id: \"ses_10000000\",", ""), "session: (", says("has no id"));
    check(text.replace("id: \"not_20000000\",", ""), "(", says("has no id"));
    let marks = "<<<<<<< HEAD\n        title: \"Uno\",\n=======\n        title: \"Due\",\n>>>>>>> altro\n";
    check(text.replace("        title: \"Uno\",\n", marks), "<<<<<<< HEAD", |wrong| *wrong == Wrong::ConflictMarkers);
    let deep = format!("(format: 1, session: (id: \"ses_1\", consensus_rule: {}", "Some(".repeat(100_000));
    check(deep, "Some(", |wrong| matches!(wrong, Wrong::Syntax(_)));
    let unknown = |wrong: &Wrong| matches!(wrong, Wrong::UnknownField { .. });
    check(format!("(format: 1, more: {}", "[".repeat(100_000)), "more", unknown);
    check(format!("(more: {}", "[".repeat(100_000)), "[", |wrong| *wrong == Wrong::TooDeep);
    check("(format: 1, session: ((((", "", |wrong| matches!(wrong, Wrong::Truncated | Wrong::Syntax(_)));
    check("ciao, questo non è un file", "ciao", |wrong| matches!(wrong, Wrong::NoFormat));
}

#[test]
fn cut_anywhere_a_file_is_never_taken_for_a_whole_one() {
    let text = sound();
    let end = text.trim_end().len();
    for cut in (0..end).filter(|cut| text.is_char_boundary(*cut)) {
        let problem = store::decode(Path::new("f"), text.as_bytes()[..cut].to_vec())
            .and_then(|text| store::read_text(Path::new("f"), &text))
            .unwrap_err();
        let expected = matches!(problem.what, Wrong::Truncated | Wrong::Empty)
            // a value cut short may read as another one
            || matches!(&problem.what, Wrong::Syntax(_));
        assert!(expected, "cut at {cut}: {problem:?}");
    }
}

#[test]
fn what_cannot_be_read_at_all_is_said() {
    let here = tempfile::tempdir().unwrap();
    let what = |file: PathBuf| store::read(&file).unwrap_err().what;
    assert_eq!(what(here.path().join("nessuno.ron")), Wrong::Missing);
    assert!(matches!(what(here.path().to_owned()), Wrong::Unreadable(_)));
    let large = here.path().join("grande.ron");
    let bytes = 100 * 1024 * 1024;
    std::fs::File::create(&large).unwrap().set_len(bytes).unwrap();
    assert_eq!(what(large), Wrong::TooLarge { bytes, most: store::LONGEST_FILE });
}

#[test]
fn an_older_format_is_read_and_the_old_file_kept() {
    let old = "(\n    format: 0,\n    id: \"ses_prova\",\n    title: \"Prima prova\",\n    date: \"2026-01-20\",\n    practices: [(id: \"pra_bus\", name: \"Bus\", who: \"Comune\", what: \"Gira\")],\n    notes: [(id: \"not_uno\", what: \"Perché?\", question: true)],\n)\n";
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("prova.ron");
    std::fs::write(&file, old).unwrap();
    let looked_at = crate::common::at_desk(&file, |_| {});
    assert_eq!(std::fs::read_to_string(&file).unwrap(), old, "looking at it leaves it as it is");
    assert_eq!((looked_at.format, looked_at.practices.count()), (1, 1));
    let session = crate::common::at_desk(&file, |handle| {
        crate::common::done(handle, proximo::domain::desk::Ask::Change(crate::common::take(note(5, "nuovo"))));
    });
    assert_eq!((session.practices.all().next().unwrap().how.as_str(), session.notes.count()), ("Gira", 2));
    let kept = std::fs::read_dir(here.path()).unwrap().flatten().map(|entry| entry.path());
    let kept: Vec<PathBuf> = kept.filter(|path| path.to_string_lossy().contains("format-0")).collect();
    assert_eq!(std::fs::read_to_string(&kept[0]).unwrap(), old);
    assert!(std::fs::read_to_string(&file).unwrap().contains("format: 1"));
}

#[test]
fn an_item_or_a_reference_is_found_in_the_text() {
    let text = sound();
    let place = |needle| {
        let place = store::locate(Path::new("f"), &text, "not_20000000".parse().unwrap(), needle).unwrap();
        (place.line, place.column, place.excerpt)
    };
    assert_eq!(place(None), (22, 17, "id: \"not_20000000\",".into()));
    assert_eq!(place(Some("altro")), (27, 19, "text: \"altro\",".into()));
    assert_eq!(place(Some("manca")).0, 22);
    assert!(store::locate(Path::new("f"), &text, "not_9".parse().unwrap(), None).is_none());
}
