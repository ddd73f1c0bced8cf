//! Erasing for good as a person asks for it: afterwards no file of the workspace holds the words.

use std::path::{Path, PathBuf};

use proximo::domain::id::{Code, ParticipantId, TypedId};
use proximo::domain::item::{Decision, Item, Participant, Record, Voice};
use proximo::domain::session::Session;
use proximo::domain::value::Speaker;
use proximo::store;

use super::shell::run;

const SESSION: &str = "sessions/2026-04-16-incontro-yag.ron";

/// A workspace with the samples, of which the minutes, the page for the young people and the dossier were written.
fn workspace() -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    std::fs::create_dir(here.path().join("sessions")).unwrap();
    for sample in std::fs::read_dir(samples).unwrap().map(Result::unwrap) {
        std::fs::copy(sample.path(), here.path().join("sessions").join(sample.file_name())).unwrap();
    }
    for arguments in [
        // so that there is a journal, a base and a draft of its own
        &["add", SESSION, "n Un appunto di prova"][..],
        &["merge", "--batch"],
        &["report", SESSION, "--kind", "verbale", "--out", "proposals"],
        &["report", SESSION, "--kind", "restituzione", "--out", "proposals"],
    ] {
        let ran = run(here.path(), arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.said());
    }
    here
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    };
    files_below(folder).into_iter().filter(holds).collect()
}

/// A young person of the session who said something, with the words.
fn somebody(here: &Path) -> (String, Vec<String>) {
    let session = store::read(&here.join(SESSION)).unwrap().session;
    let said = |id| {
        let theirs = session.voices.all().filter(move |voice| voice.from == Speaker::Person(id));
        theirs.map(|voice| voice.text.clone()).collect::<Vec<_>>()
    };
    let mut people = session.participants.live().map(|person| (person.code.clone(), said(person.id)));
    people.find(|(_, said)| !said.is_empty()).expect("somebody said something")
}

#[test]
fn a_person_is_erased_and_no_file_holds_their_words() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    for words in &said {
        assert!(holding(here.path(), words).len() > 1, "{words}: in the session and its base at least");
    }
    let asked = run(here.path(), &["withdraw", SESSION, &code]);
    assert_eq!(asked.code, 2, "without a terminal nothing is erased: {}", asked.said());
    assert!(asked.out.contains(&said[0].chars().take(30).collect::<String>()), "{}", asked.out);
    assert!(!holding(here.path(), &said[0]).is_empty());

    let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.out.contains("git"), "it says what it cannot reach");
    for words in &said {
        assert_eq!(holding(here.path(), words), Vec::<PathBuf>::new(), "{words}");
    }
    let session = store::read(&here.path().join(SESSION)).unwrap().session;
    assert_eq!(session.session.epoch.0, 1);
    assert!(session.participants.all().all(|person| person.code != code));
    // the rest is there, and goes on
    assert!(session.notes.live().any(|note| note.text == "Un appunto di prova"));
    for arguments in [&["check", SESSION][..], &["add", SESSION, "n Dopo"], &["check", "proposals/wp3.ron"]] {
        let ran = run(here.path(), arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.said());
    }
    let twice = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(twice.code, 1, "{}", twice.said());
}

#[test]
fn no_document_names_a_code_that_was_never_registered_or_is_so_no_longer() {
    let here = workspace();
    let (code, _) = somebody(here.path());
    for line in [
        "y Nessuno mi ha richiamato @YAG-77 #scuola",
        &format!("y Hanno chiamato solo {code} e nessun altro"),
        &format!("d Il messaggio lo scrive {code} con noi"),
        &format!("p Seconda chiamata, come dice {code}"),
    ] {
        assert_eq!(run(here.path(), &["add", SESSION, line]).code, 0);
    }
    // cleared for everybody
    let file = here.path().join(SESSION);
    let mut text = std::fs::read_to_string(&file).unwrap();
    for words in ["Nessuno mi ha richiamato", "Hanno chiamato solo"] {
        let at = text.find(&format!("text: \"{words}")).unwrap();
        text.insert_str(at, "may_go_to: Public,\n");
    }
    std::fs::write(&file, text).unwrap();
    let documents = || {
        let kinds = ["verbale", "restituzione", "dossier"];
        kinds.map(|kind| {
            let named = if kind == "dossier" { "sessions" } else { SESSION };
            let ran = run(here.path(), &["report", named, "--kind", kind]);
            assert_eq!(ran.code, 0, "{kind}: {}", ran.said());
            ran.out
        })
    };
    let hold = |withdrawn: bool| {
        for document in documents() {
            for code in ["YAG-77", "YAG\\-77", &code, &code.replace('-', "\\-")] {
                assert!(!document.contains(code), "{code}, withdrawn: {withdrawn}\n{document}");
            }
            assert!(!document.contains("Nessuno mi ha richiamato"), "{document}");
        }
        assert!(documents()[1].contains("Il messaggio lo scrive … con noi"), "{}", documents()[1]);
    };
    std::fs::remove_dir_all(here.path().join("proposals")).unwrap();
    hold(false);
    let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    // it says what to do about the texts that stay
    assert!(ran.out.contains("da rileggere") && ran.out.contains("si toglie il codice dal testo"), "{}", ran.out);
    hold(true);
}

#[test]
fn an_older_copy_brings_nothing_back() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    let file = here.path().join(SESSION);
    let before = std::fs::read(&file).unwrap();
    assert_eq!(run(here.path(), &["withdraw", SESSION, &code, "--yes"]).code, 0);
    // the program knows the new epoch
    assert_eq!(run(here.path(), &["add", SESSION, "n Dopo"]).code, 0);
    // somebody puts the old file back, and beside it mails a copy
    std::fs::write(&file, &before).unwrap();
    std::fs::write(here.path().join("sessions/copia.ron"), &before).unwrap();
    let ran = run(here.path(), &["add", SESSION, "n Ancora"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let session = store::read(&file).unwrap().session;
    let back = session.items().any(|item| matches!(item, Item::Voice(voice) if said.contains(&voice.text)));
    assert!(!back, "the old copy brought it back");
    assert!(session.notes.live().any(|note| note.text == "Ancora"));
    assert_eq!(run(here.path(), &["merge", "--batch"]).code, 0);
    let dossier = std::fs::read_to_string(here.path().join("proposals/wp3.ron")).unwrap();
    assert!(!dossier.contains(&said[0]), "a merge of both copies brought it back");
}

#[test]
fn a_crash_between_is_finished_when_the_session_is_opened() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    let file = here.path().join(SESSION);
    // the moment after the session file was replaced: the history is still the older one
    let session = store::read(&file).unwrap().session;
    let targets = proximo::domain::erasing::find(&session, &code);
    let plan = proximo::domain::erasing::plan(&session, &targets);
    let after = proximo::domain::erasing::without(&session, &plan);
    std::fs::write(&file, store::write_text(&after)).unwrap();
    let history = here.path().join("sessions/.history");
    assert!(!holding(&history, &said[0]).is_empty());
    assert_eq!(run(here.path(), &["add", SESSION, "n Dopo"]).code, 0);
    assert_eq!(holding(&here.path().join("sessions"), &said[0]), Vec::<PathBuf>::new());
    let session = store::read(&file).unwrap().session;
    assert!(session.participants.all().all(|person| person.code != code));
}

/// Changes the session's file before anything is made of it.
fn changed(here: &Path, change: impl FnOnce(&mut Session)) {
    let file = here.join(SESSION);
    let mut session = store::read(&file).unwrap().session;
    change(&mut session);
    std::fs::write(&file, store::write_text(&session)).unwrap();
}

fn reported(here: &Path) {
    for kind in ["verbale", "restituzione"] {
        let ran = run(here, &["report", SESSION, "--kind", kind, "--out", "proposals"]);
        assert_eq!(ran.code, 0, "{kind}: {}", ran.said());
    }
}

/// The reports that are left.
fn reports(here: &Path) -> Vec<PathBuf> {
    let of_session = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("2026-04-16") && name.ends_with(".md")
    };
    files_below(&here.join("proposals")).into_iter().filter(of_session).collect()
}

#[test]
fn a_report_goes_though_it_writes_the_words_its_own_way() {
    for words in ["Prima riga [con segni] e *altro*\nseconda riga, @anche $questa~", "Boh, non so"] {
        let here = workspace();
        let (code, said) = somebody(here.path());
        changed(here.path(), |session| {
            for voice in session.voices.all().filter(|voice| said.contains(&voice.text)).cloned().collect::<Vec<_>>() {
                session.put(Voice { text: words.to_owned(), ..voice.as_ref().clone() }.into_item());
            }
        });
        reported(here.path());
        assert_eq!(reports(here.path()).len(), 2);
        // what somebody wrote about something else is no report, though it has such words
        let other = here.path().join("proposals/appunti.md");
        std::fs::write(&other, "Boh, non so quando arriva il treno.").unwrap();
        let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
        assert_eq!(ran.code, 0, "{words:?}: {}", ran.said());
        assert_eq!(reports(here.path()), Vec::<PathBuf>::new(), "{words:?}: {}", ran.said());
        assert!(other.exists(), "{words:?}");
    }
}

#[test]
fn what_an_erased_item_says_in_any_field_takes_the_report_along() {
    let here = workspace();
    let decision = store::read(&here.path().join(SESSION)).unwrap().session.decisions.live().next().cloned();
    let decision = decision.map_or_else(Decision::default, |decision| decision.as_ref().clone());
    let decision = Decision { id: "dec_prova".parse().unwrap(), ..decision };
    let dissent = "Due persone restano contrarie a tutto questo";
    let cancelled = Decision { statement: "Si fa".into(), dissent: dissent.into(), ..decision };
    changed(here.path(), |session| session.put(cancelled.into_item()));
    reported(here.path());
    let verbale = here.path().join("proposals/2026-04-16-incontro-yag-verbale.md");
    assert!(std::fs::read_to_string(&verbale).unwrap().contains(dissent));
    // somebody keeps a piece of the minutes under another name
    let piece = here.path().join("pezzo.txt");
    std::fs::write(&piece, "- due persone restano\n  contrarie *a tutto* questo.\n").unwrap();
    let ran = run(here.path(), &["withdraw", SESSION, "dec_prova", "--yes"]);
    assert!(!verbale.exists(), "{}", ran.said());
    assert_eq!(ran.code, 1, "{}", ran.said());
    assert!(ran.messages.contains("pezzo.txt"), "it is named: {}", ran.said());
}

#[test]
fn a_code_that_was_given_twice_goes_with_everybody_who_had_it() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    let again = ParticipantId::new(Code::from_bits(77));
    let words = "Detto sotto lo stesso codice, la seconda volta";
    changed(here.path(), |session| {
        // entered twice, and the first one taken out
        let first = session.participants.live().find(|person| person.code == code).unwrap().as_ref().clone();
        session.put(Participant { id: again, ..first.clone() }.into_item());
        session.put(Participant { gone: true, ..first }.into_item());
        let from = Speaker::Person(again);
        let id = "voi_seconda".parse().unwrap();
        session.put(Voice { id, text: words.into(), from, ..Voice::default() }.into_item());
    });
    for nobody in ["", "-", " ", "ses_yag-aprile"] {
        let ran = run(here.path(), &["withdraw", SESSION, nobody, "--yes"]);
        assert!(ran.code != 0 && ran.messages.contains("YAG-03"), "{nobody:?}: {} {}", ran.code, ran.said());
    }
    let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let session = store::read(&here.path().join(SESSION)).unwrap().session;
    assert!(session.participants.all().all(|person| person.code != code));
    for words in said.iter().map(String::as_str).chain([words]) {
        assert_eq!(holding(here.path(), words), Vec::<PathBuf>::new(), "{words}");
    }
}

/// Gives everything that a person said other words.
fn says(here: &Path, said: &[String], words: &str) {
    changed(here, |session| {
        for voice in session.voices.all().filter(|voice| said.contains(&voice.text)).cloned().collect::<Vec<_>>() {
            session.put(Voice { text: words.to_owned(), ..voice.as_ref().clone() }.into_item());
        }
    });
}

/// The folders beside the dossier: this machine's, and another's that shares the workspace.
fn machines(here: &Path) -> (PathBuf, PathBuf) {
    let history = here.join("proposals/.history/wp3");
    let own = std::fs::read_dir(&history).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir());
    let other = history.join("altra");
    std::fs::create_dir(&other).unwrap();
    (own.unwrap(), other)
}

#[test]
fn of_what_was_left_unfinished_only_the_lines_with_the_words_go() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    let title = store::read(&here.path().join(SESSION)).unwrap().session.session.title.clone();
    let long = "Nessuno mi ha mai chiesto che cosa mi serviva";
    says(here.path(), &said, &format!("{long}\nBoh, non so"));
    let (own, other) = machines(here.path());
    let line = |text: &str| format!("[(What,{text:?})]\n");
    let mine = line("Questo è solo mio,\nsu due righe");
    let after_an_end = line(&format!("Da {title}:\nBoh, non so\ne altro"));
    let with_long = line(&format!("Dice: «{long}»"));
    std::fs::write(own.join("draft.txt"), format!("{with_long}{mine}{after_an_end}")).unwrap();
    std::fs::write(other.join("draft.txt"), format!("\n{}", with_long.trim_end())).unwrap();
    let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert_eq!(std::fs::read_to_string(own.join("draft.txt")).unwrap(), mine, "{}", ran.said());
    assert!(!other.join("draft.txt").exists(), "nothing of it is left");
    assert!(ran.out.contains("Cancellate 3 righe di testi lasciati a metà"), "{}", ran.out);
    // where there are no such words nothing is touched
    let ran = run(here.path(), &["withdraw", SESSION, "dec_nessuna", "--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.said());
    assert_eq!(std::fs::read_to_string(own.join("draft.txt")).unwrap(), mine);
}

#[test]
fn copies_of_the_dossier_that_hold_the_words_are_told_however_they_write_them() {
    let here = workspace();
    let (code, said) = somebody(here.path());
    let title = store::read(&here.path().join(SESSION)).unwrap().session.session.title.clone();
    says(here.path(), &said, "Boh, non so");
    assert_eq!(run(here.path(), &["merge", "--batch"]).code, 0);
    let (own, other) = machines(here.path());
    assert!(std::fs::read_to_string(own.join("base.ron")).unwrap().contains("Boh, non so"));
    let edited = here.path().join("proposals/wp3.ron.edited-1");
    for copy in [&edited, &other.join("base.ron")] {
        std::fs::write(copy, format!("(sources: [(title: {title:?})], sketch: \"Ecco:\\nBoh, non so\")")).unwrap();
    }
    let ran = run(here.path(), &["withdraw", SESSION, &code, "--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.said());
    assert!(ran.messages.contains("wp3.ron.edited-1"), "{}", ran.said());
    assert!(!other.join("base.ron").exists() && own.join("base.ron").exists(), "this machine's is written anew");
    let left = holding(here.path(), "Boh, non so");
    assert!(left.iter().all(|path| *path == edited), "{left:?}");
}
