//! The merge desk in a real terminal: what is played is `tests/scripts/merge.txt`. Then a session changes and is merged again:
//! every choice stands, and what changed is listed.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use proximo::store::dossier::{file_of, read};
use proximo::store::parsed::Parsed;
use proximo::synthesis::dossier::{Change, Dossier, Tidier, Verdict};
use proximo::synthesis::words::Words;

use super::pty::Terminal;
use super::script::play;
use super::shell::run;

/// Makes a workspace of the samples.
fn samples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    fs::create_dir(&sessions).unwrap();
    for sample in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sessions")).unwrap() {
        let sample = sample.unwrap();
        if sample.path().extension().is_some_and(|ending| ending == "ron") {
            fs::copy(sample.path(), sessions.join(sample.file_name())).unwrap();
        }
    }
    folder
}

fn dossier(at: &Path) -> Dossier {
    read(&file_of(at)).unwrap().unwrap()
}

#[test]
fn a_sitting_at_the_merge_desk_and_the_next_one_after_a_session_changed() {
    let folder = samples();
    let at = folder.path();
    play("merge.txt", at);
    let first = dossier(at);
    let named = |dossier: &Dossier, name: &str| dossier.strategies.iter().find(|s| s.human.name == name).cloned();
    let antenne = named(&first, "Antenne di quartiere, con i bar").unwrap();
    assert!(antenne.human.fields.contains_key(&Tidier::Materials));
    let own = named(&first, "Chi sa già dove sono").unwrap();
    assert_eq!(own.practices.len(), 2);
    assert_eq!(first.strategies.iter().filter(|s| !s.stands()).count(), 1);
    assert_eq!(first.matches.iter().filter(|m| m.human.verdict == Some(Verdict::Different)).count(), 3);
    assert_eq!(first.human.chosen.iter().count(), 1);
    assert_eq!(
        (antenne.human.order, antenne.human.order_reason.as_str()),
        (Some(2), "Prima si parte da chi è già in contatto")
    );
    // the documents stand beside it
    let report = fs::read_to_string(at.join("proposals/wp3.md")).unwrap();
    assert!(report.contains("# Strategie per Municipio 7") && report.contains("Un telefono e un'ora"), "{report}");
    assert!(at.join("proposals/impegni.md").is_file());
    let sheets = fs::read_dir(at.join("proposals/schede")).unwrap().count();
    assert_eq!(sheets, first.strategies.iter().filter(|s| s.stands()).count());

    // merging again without screens changes nothing
    let bytes = || fs::read(file_of(at)).unwrap();
    let before = bytes();
    assert_eq!(run(at, &["merge", "--batch", "--workspace", "."]).code, 0);
    assert_eq!(bytes(), before, "merging twice changes nothing");

    // a session changes: a practice more, told by hand
    let ran = run(
        at,
        &["add", "2026-03-12-tavolo-individuare", "p Il barbiere che ascolta !ind #lavoro", "--workspace", "."],
    );
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_eq!(run(at, &["merge", "--batch", "--workspace", "."]).code, 0);
    let second = dossier(at);
    assert_eq!(Words::of(&second), Words::of(&first), "every choice stands");
    assert!(second.changes.iter().any(|change| matches!(change, Change::SessionChanged(_))));
    assert!(second.changes.iter().any(|change| matches!(change, Change::ItemNew(_))));
    let mut desk = Terminal::start(at, (120, 36), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
    desk.expect("cambiata").key("3").expect("Antenne di quartiere, con i bar").key("5").key("down").key("down");
    desk.expect("Il barbiere che ascolta").key("ctrl-q");
    assert_eq!(desk.ends(), 0);
    let ran = run(at, &["check", "proposals/wp3.ron", "--workspace", "."]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.messages);
}

/// Changes something of a workspace.
type Changed = fn(&Path);

fn append(file: &Path, text: &str) {
    let before = fs::read(file).unwrap();
    fs::write(file, [before.as_slice(), text.as_bytes()].concat()).unwrap();
}

#[test]
fn what_is_as_it_was_is_not_merged_again_and_whatever_changed_is() {
    let kept = |at: &Path| at.join("proposals/.cache/dossier");
    let merge = |at: &Path| {
        let ran = run(at, &["merge", "--batch", "--workspace", "."]);
        assert_eq!(ran.code, 0, "{}", ran.messages);
        (ran.out, fs::read(file_of(at)).unwrap())
    };
    let counted = |said: &str| said.lines().next().map(str::to_owned);
    let changes: [(&str, bool, Changed); 9] = [
        ("nothing", false, |_| {}),
        ("a session's bytes", false, |at| append(&at.join("sessions/2026-03-12-tavolo-individuare.ron"), "// sì\n")),
        ("a session's name", false, |at| {
            let session = at.join("sessions/2026-03-12-tavolo-individuare.ron");
            fs::rename(&session, session.with_file_name("altro.ron")).unwrap();
        }),
        ("a session is gone", false, |at| {
            fs::remove_file(at.join("sessions/2026-03-12-tavolo-individuare.ron")).unwrap()
        }),
        ("the dossier by hand", false, |at| append(&file_of(at), "\n")),
        ("the dossier is gone", false, |at| fs::remove_file(file_of(at)).unwrap()),
        ("words of the field", false, |at| {
            let own = "(concepts: [(id: \"antenne\", it: [\"antenne di quartiere\"], en: [\"watchers\"])])";
            fs::write(at.join("thesaurus.ron"), own).unwrap();
        }),
        ("another program kept it", true, |at| {
            let file = at.join("proposals/.cache/dossier");
            let whole = fs::read(&file).unwrap();
            let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
            fs::write(&file, [b"proximo 0.0.1 1", &whole[line..]].concat()).unwrap();
        }),
        ("it is not whole", true, |at| {
            let file = at.join("proposals/.cache/dossier");
            let whole = fs::read(&file).unwrap();
            fs::write(&file, &whole[..whole.len() - 1]).unwrap();
        }),
    ];
    for (what, of_what_is_kept, change) in changes {
        let all = [samples(), samples(), samples()];
        let [plain, same, marked] = all.each_ref().map(|folder| folder.path());
        all.iter().for_each(|folder| drop(merge(folder.path())));
        fs::remove_file(kept(plain)).unwrap();
        // it is marked, so that it is seen whether it is taken
        let parsed = Parsed::of(marked, true);
        let mut last = parsed.last().unwrap();
        assert_eq!(last.dossier, dossier(marked), "what is kept is what was written");
        last.dossier.voices.clear();
        parsed.keep_last(&last.inputs, (&fs::read(file_of(marked)).unwrap(), &last.dossier), &[]);
        [plain, same, marked].into_iter().skip(usize::from(of_what_is_kept)).for_each(change);
        let (real, quick, taken) = (merge(plain), merge(same), merge(marked));
        assert!(real == quick, "{what}: {}{}", real.0, quick.0);
        assert_eq!(counted(&real.0) == counted(&taken.0), what != "nothing", "{what}: {}", taken.0);
    }
}

/// What is changed, the language that it is merged in, whether what was said stands, and the change.
type Case<'a> = (&'a str, &'a str, bool, &'a dyn Fn(&Path));

#[test]
fn where_all_is_as_it_was_it_is_said_at_once_and_whatever_changed_is_merged() {
    let kept = |at: &Path, name: &str| at.join("proposals/.cache").join(name);
    let age = |at: &Path| {
        for session in fs::read_dir(at.join("sessions")).unwrap() {
            let then = SystemTime::now() - Duration::from_secs(3600);
            fs::File::options().write(true).open(session.unwrap().path()).unwrap().set_modified(then).unwrap();
        }
    };
    let merge = |at: &Path, lang: &str| {
        let ran = run(at, &["merge", "--batch", "--workspace", ".", "--lang", lang]);
        let report = fs::read(at.join("proposals/wp3.md")).unwrap();
        (ran.code, ran.out, ran.messages, fs::read(file_of(at)).unwrap(), report)
    };
    let session = |at: &Path| at.join("sessions/2026-03-12-tavolo-individuare.ron");
    let changes: [Case<'_>; 11] = [
        ("nothing", "it", true, &|_| {}),
        ("the language", "en", false, &|_| {}),
        ("a session's bytes", "it", false, &|at| append(&session(at), "// sì\n")),
        ("a session's name", "it", false, &|at| fs::rename(session(at), at.join("sessions/altro.ron")).unwrap()),
        ("a session is gone", "it", false, &|at| fs::remove_file(session(at)).unwrap()),
        ("a session that is none", "it", false, &|at| fs::write(at.join("sessions/rotto.ron"), "(").unwrap()),
        ("the dossier by hand", "it", false, &|at| append(&file_of(at), "\n")),
        ("the report by hand", "it", false, &|at| append(&at.join("proposals/wp3.md"), "\n")),
        ("the report is gone", "it", false, &|at| fs::remove_file(at.join("proposals/wp3.md")).unwrap()),
        ("words of the field", "it", false, &|at| {
            let own = "(concepts: [(id: \"antenne\", it: [\"antenne di quartiere\"], en: [\"watchers\"])])";
            fs::write(at.join("thesaurus.ron"), own).unwrap();
        }),
        ("it is not whole", "it", false, &|at| {
            let whole = fs::read(kept(at, "standing")).unwrap();
            fs::write(kept(at, "standing"), &whole[..whole.len() - 1]).unwrap();
        }),
    ];
    for (what, lang, stands, change) in changes {
        let all = [samples(), samples()];
        let [plain, quick] = all.each_ref().map(|folder| folder.path());
        for at in [plain, quick] {
            age(at);
            merge(at, "it");
            change(at);
        }
        fs::remove_file(kept(plain, "standing")).unwrap();
        // what was merged is kept anew: this comes back where it was not said at once
        fs::remove_file(kept(quick, "dossier")).unwrap();
        assert!(merge(plain, lang) == merge(quick, lang), "{what}");
        assert_eq!(!kept(quick, "dossier").exists(), stands, "{what}");
    }
}

#[test]
fn one_writes_at_a_time_and_a_hand_edit_meanwhile_is_met() {
    let folder = samples();
    let at = folder.path();
    let start = || Terminal::start(at, (120, 36), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
    let mut one = start();
    one.expect("✓ salvato");
    let mut other = start();
    other.expect("solo lettura").key("ctrl-q");
    assert_eq!(other.ends(), 0);
    let ran = run(at, &["merge", "--batch", "--workspace", "."]);
    assert!(ran.code != 0 && ran.messages.contains("proximo"), "{}", ran.messages);
    // somebody writes a title into the file while the desk is open
    let text = fs::read_to_string(file_of(at)).unwrap();
    let edited = text.replacen("format: 1,", "format: 1,\n    human: (title: \"A mano\"),", 1);
    assert_ne!(text, edited);
    fs::write(file_of(at), edited).unwrap();
    one.key("2").expect("da decidere").key("d").expect("unite");
    one.key("ctrl-q");
    assert_eq!(one.ends(), 0);
    let met = dossier(at);
    assert_eq!(met.human.title, "A mano");
    assert!(met.matches.iter().any(|m| m.human.verdict == Some(Verdict::Different)));
}

#[test]
fn a_desk_that_is_killed_has_lost_nothing_that_it_called_saved() {
    let folder = samples();
    let at = folder.path();
    for round in 0..6 {
        let mut desk = Terminal::start(at, (120, 36), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
        desk.expect("✓ salvato").key("5").key("e").expect("titolo");
        let title = format!("Titolo {round}");
        desk.key("end");
        (0..12).for_each(|_| {
            desk.key("backspace");
        });
        // the title stands in what is asked before it is taken: only then is it saved
        desk.text(&title).key("enter").expect_gone("lascia stare").expect(&title).expect("✓ salvato");
        desk.kill();
        assert_eq!(dossier(at).human.title, title);
    }
}

#[test]
fn what_was_being_written_at_the_desk_when_the_battery_died_is_there_again() {
    let folder = samples();
    let at = folder.path();
    let start = || Terminal::start(at, (120, 36), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
    let kept = || {
        let machines = fs::read_dir(at.join("proposals/.history/wp3")).into_iter().flatten();
        let drafts = machines.map(|machine| machine.unwrap().path().join("draft.txt"));
        drafts.filter_map(|draft| fs::read_to_string(draft).ok()).collect::<String>()
    };
    let mut desk = start();
    desk.expect("✓ salvato")
        .key("5")
        .key("down")
        .key("e")
        .expect("│ introduzione  ")
        .text("Due righe di introdu")
        .expect("introdu");
    let until = |holds: &dyn Fn(&str) -> bool| {
        let begun = Instant::now();
        while !holds(&kept()) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", kept());
            std::thread::yield_now();
        }
    };
    until(&|kept| kept.contains("Due righe di introdu"));
    desk.kill();
    let mut desk = start();
    desk.expect("Testi lasciati a metà, nella schermata del dossier: 1")
        .key("5")
        .key("down")
        .key("e")
        .expect("Due righe di introdu");
    desk.text("zione").key("ctrl-s").expect("✓ salvato");
    until(&str::is_empty);
    desk.key("ctrl-q");
    assert_eq!(desk.ends(), 0);
    assert_eq!(dossier(at).human.introduction, "Due righe di introduzione");
}

#[test]
fn a_field_that_was_written_by_hand_meanwhile_is_taken_over_at_the_desk() {
    let folder = samples();
    let at = folder.path();
    let mut desk = Terminal::start(at, (120, 36), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
    desk.expect("✓ salvato");
    let text = fs::read_to_string(file_of(at)).unwrap();
    fs::write(file_of(at), text.replacen("format: 1,", "format: 1,\n    human: (title: \"A mano\"),", 1)).unwrap();
    desk.key("5").key("e").expect("conferma").text("Al tavolo").key("enter").expect("Campi con due valori: 1");
    assert_eq!(dossier(at).human.title, "Al tavolo");
    (0..4).for_each(|_| {
        desk.key("down");
    });
    desk.expect("l'altro ha scritto").expect("A mano").key("t").expect("scritto da due insieme (0)");
    desk.expect("✓ salvato").key("ctrl-q");
    assert_eq!(desk.ends(), 0);
    let met = dossier(at);
    assert_eq!((met.human.title.as_str(), met.human.clashes.len()), ("A mano", 0));
}

#[test]
fn a_dossier_that_cannot_be_read_is_told_and_the_desk_can_be_left() {
    let folder = samples();
    let at = folder.path();
    fs::create_dir(at.join("proposals")).unwrap();
    let broken = "(format: 1,\n boh: 2)";
    fs::write(file_of(at), broken).unwrap();
    let mut desk = Terminal::start(at, (80, 24), &["--workspace", ".", "--lang", "it", "--name", "Sara", "merge"]);
    desk.expect("NON aperto").expect("wp3.ron:2").key("5").key("w").key("ctrl-q");
    assert_eq!(desk.ends(), 0);
    assert_eq!(fs::read_to_string(file_of(at)).unwrap(), broken);
}
