//! Tables of practices and deliberations taken in from a shell: what is shown first, what is kept, what is refused.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use proximo::domain::session::Session;
use proximo::domain::value::{Difficulty, RoundState};
use proximo::store;
use proximo::synthesis::dossier::Dossier;

use super::pty::Terminal;
use super::shell::{Ran, command, run};

const TABLE: &str = "\u{feff}Pratica;Ente;Difficoltà;Raggiunti;Come funziona;Telefono;Colore\r\n\
    Bus dei mestieri;CAG Baggio;agganciare;1.200;\"Un bus\r\nnei cortili\";02 1234 5678;rosso\r\n\
    =CMD();Coop;boh;molti;Così;;\u{1b}[31mverde\r\n";

/// A workspace with one session, and a table beside it.
fn workspace(table: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sessions")).unwrap();
    let made = run(folder.path(), &["new", "Tavolo", "--date", "2026-03-12"]);
    assert_eq!(made.code, 0, "{}", made.said());
    fs::write(folder.path().join("pratiche.csv"), table).unwrap();
    folder
}

const NAME: &str = "2026-03-12-tavolo";

fn session(at: &Path) -> Session {
    store::read(&at.join(format!("sessions/{NAME}.ron"))).unwrap().session
}

fn import(at: &Path, more: &[&str]) -> Ran {
    let mut all = vec!["import", "csv", "pratiche.csv", "--into", NAME];
    all.extend_from_slice(more);
    run(at, &all)
}

#[test]
fn practices_are_shown_first_taken_once_and_lose_no_cell() {
    let folder = workspace(TABLE.as_bytes());
    let at = folder.path();
    let before = fs::read(at.join(format!("sessions/{NAME}.ron"))).unwrap();
    // without a terminal, and in a dry run, it says what it would do
    for (more, code, said) in [(&[][..], 2, "--yes"), (&["--dry-run"], 0, "non è stato scritto nulla")] {
        let ran = import(at, more);
        assert_eq!(ran.code, code, "{}", ran.said());
        for text in ["Pratica → Nome", "Colore → (in un appunto", "Nome: Bus dei mestieri", "pratiche 2", said] {
            assert!(ran.said().contains(text), "{text}: {}", ran.said());
        }
        assert!(!ran.said().contains("1234"), "what may name a person is not shown: {}", ran.said());
        assert_eq!(fs::read(at.join(format!("sessions/{NAME}.ron"))).unwrap(), before);
    }
    let ran = import(at, &["--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    for text in ["riga 4, colonna «Difficoltà»: «boh»", "riga 4, colonna «Raggiunti»: «molti»", "dato personale"]
    {
        assert!(ran.messages.contains(text), "{text}: {}", ran.messages);
    }
    let taken = session(at);
    let practices = taken.practices.in_order();
    assert_eq!(practices.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Bus dei mestieri", "=CMD()"]);
    assert_eq!((practices[0].difficulty, practices[0].reached), (Some(Difficulty::Engage), Some(1200)));
    assert_eq!(practices[0].how, "Un bus\nnei cortili");
    assert_eq!((practices[1].difficulty, practices[1].reached), (None, None));
    assert_eq!(practices[1].source, "pratiche.csv:4");
    let notes = taken.notes.in_order();
    let words: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(words, ["Telefono: 02 1234 5678\nColore: rosso", "Difficoltà: boh\nRaggiunti: molti\nColore: verde"]);
    assert!(notes.iter().all(|note| note.private && note.about.len() == 1));
    assert_eq!(run(at, &["check", NAME]).code, 0);

    // taken again, nothing is doubled; one row more is one practice more
    let again = import(at, &["--yes"]);
    assert!(again.code == 0 && again.out.contains("lasciate come sono: 2"), "{}", again.said());
    fs::write(at.join("pratiche.csv"), format!("{TABLE}Nuova;;;;;;\r\n")).unwrap();
    assert_eq!(import(at, &["--yes"]).code, 0);
    assert_eq!((session(at).practices.count(), session(at).notes.count()), (3, 2));
}

#[test]
fn at_a_terminal_it_asks_and_takes_only_after_a_yes() {
    let folder = workspace(TABLE.as_bytes());
    let at = folder.path();
    for (answer, practices) in [("n", 0), ("", 0), ("s", 2)] {
        let mut terminal = Terminal::start(at, (100, 40), &["import", "csv", "pratiche.csv", "--into", NAME]);
        terminal.expect("[s/N]").text(answer).key("enter");
        assert_eq!(terminal.ends(), 0, "{answer}");
        assert_eq!(session(at).practices.count(), practices, "{answer}");
    }
}

#[test]
fn a_new_session_takes_practices_and_columns_are_what_a_person_says() {
    let folder = workspace("Che cosa,Breve\nUno,Due\n".as_bytes());
    let at = folder.path();
    let new = |more: &[&str]| {
        let mut all = vec!["import", "csv", "pratiche.csv", "--new", "Raccolta", "--date", "1/2/2026", "--yes"];
        all.extend_from_slice(more);
        run(at, &all)
    };
    let ran = new(&[]);
    assert!(ran.code == 2 && ran.messages.contains("--map \"colonna=name\""), "{}", ran.said());
    let ran = new(&["--map", "che cosa=name", "--map", "2=how"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let read = store::read(&at.join("sessions/2026-02-01-raccolta.ron")).unwrap().session;
    let practice = read.practices.live().next().unwrap().clone();
    assert_eq!((practice.name.as_str(), practice.how.as_str()), ("Uno", "Due"));
    assert_eq!(run(at, &["add", "2026-02-01-raccolta", "n Dopo"]).code, 0);
}

#[test]
fn what_cannot_be_taken_is_told_with_its_place_and_remedy_and_nothing_is_written() {
    let long = format!("nome,come\nUno,due\nTre,{}\n", "x".repeat(33 * 1024));
    let cases: [(&[u8], &str); 7] = [
        (b"PK\x03\x04xxx", "CSV UTF-8"),
        (b"nome\nperch\x81\n", "pratiche.csv:2: "),
        (b"nome\x00", "non è testo"),
        (b"nome,come\n", "almeno una riga"),
        (b"", "almeno una riga"),
        (b"nome,come\nUno,due\nTre,\"quattro\n", "pratiche.csv:3: "),
        (long.as_bytes(), "pratiche.csv:3: colonna «come»"),
    ];
    for (table, said) in cases {
        let folder = workspace(table);
        let ran = import(folder.path(), &["--yes"]);
        assert_eq!(ran.code, 1, "{said}: {}", ran.said());
        assert!(ran.messages.contains(said), "{said}: {}", ran.messages);
        assert_eq!(session(folder.path()).practices.count(), 0, "{said}");
    }
    let folder = workspace(b"nome\nUno\n");
    for (arguments, code) in [
        (&["import", "csv", "nessuno.csv", "--into", NAME][..], 1),
        (&["import", "csv", "pratiche.csv", "--into", "nessuna"], 1),
        (&["import", "csv", "pratiche.csv"], 2),
        (&["import", "csv", "pratiche.csv", "--into", NAME, "--new", "x"], 2),
        (&["import", "csv", "pratiche.csv", "--new", "x", "--date", "boh"], 2),
        (&["import", "polis", "pratiche.csv"], 2),
        (&["import", "polis", "."], 1),
        (&["import"], 2),
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.said());
    }
}

#[test]
fn a_table_of_windows_is_read_and_said() {
    let folder = workspace(b"nome;citt\xe0\nPerch\xe9 no;Cant\xf9\n");
    let ran = import(folder.path(), &["--yes"]);
    assert!(ran.code == 0 && ran.messages.contains("Windows-1252"), "{}", ran.said());
    let taken = session(folder.path());
    let practice = taken.practices.live().next().unwrap();
    assert_eq!((practice.name.as_str(), practice.place.as_str()), ("Perché no", "Cantù"));
}

#[test]
fn a_session_that_is_open_elsewhere_is_not_written_over() {
    let folder = workspace(TABLE.as_bytes());
    let at = folder.path();
    // another process has it: it waits for lines
    let mut holder = command(at).args(["add", NAME, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = holder.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"n Presa prima\n").unwrap();
    let mut first = String::new();
    let mut out = std::io::BufReader::new(holder.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut first).unwrap();
    assert!(first.contains("salvato"), "{first}");
    let ran = import(at, &["--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.said());
    drop(stdin);
    assert!(holder.wait().unwrap().success());
    let after = session(at);
    assert_eq!((after.practices.count(), after.notes.count()), (0, 1));
    assert_eq!(import(at, &["--yes"]).code, 0);
}

const COMMENTS: &str = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
    1,0,7,4,1,1,Zero\n1,1,7,0,0,-1,Fuori\n1,2,7,2,2,0,Due\n";

/// Two groups of three, and one participant who has none.
fn votes() -> String {
    let rows = ["0,1,,-1", "0,1,,1", "0,1,,0", "1,-1,,1", "1,1,,-1", "1,0,,", ",1,1,1"];
    let rows = rows.iter().enumerate().map(|(at, row)| format!("{},{row}\n", 777_000 + at));
    format!("participant,group-id,0,1,2\n{}", rows.collect::<String>())
}

#[test]
fn a_deliberation_becomes_a_session_that_knows_nobody_once() {
    let folder = workspace(b"");
    let at = folder.path();
    fs::create_dir(at.join("polis")).unwrap();
    fs::write(at.join("polis/x-comments.csv"), COMMENTS).unwrap();
    fs::write(at.join("polis/x-participants-votes.csv"), votes()).unwrap();
    fs::write(at.join("polis/x-summary.csv"), "topic,Un tema\nviews,12\n").unwrap();
    let asked = run(at, &["import", "polis", "polis"]);
    assert_eq!(asked.code, 2, "{}", asked.said());
    assert!(asked.out.contains("Un tema") && asked.out.contains("dai moderatori: 1"), "{}", asked.said());
    let two =
        ["import", "polis", "polis/x-participants-votes.csv", "polis/x-comments.csv", "--date", "1/2/2026", "--yes"];
    let ran = run(at, &two);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let file = at.join("sessions/2026-02-01-un-tema.ron");
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains("777") && !text.contains("Fuori"), "{text}");
    let session = store::read(&file).unwrap().session;
    let poll = session.polls.live().next().unwrap();
    let round = poll.rounds.values().next().unwrap();
    assert_eq!((round.state, poll.options.len()), (RoundState::Revealed, 2));
    // the one without a group is pooled with the smallest of the others
    let sizes: Vec<usize> = round.ballots.values().map(|ballots| ballots.0.len()).collect();
    assert_eq!(sizes, [3, 4]);
    assert_eq!(run(at, &["check"]).code, 0);
    let again = run(at, &["import", "polis", "polis", "--yes"]);
    assert!(again.code == 0 && again.out.contains("c'è già"), "{}", again.said());
    assert_eq!(fs::read_dir(at.join("sessions")).unwrap().filter(|e| e.as_ref().unwrap().path().is_file()).count(), 2);
    let tallied = run(at, &["tally", "2026-02-01-un-tema", "--all-groups"]);
    assert!(tallied.code == 0 && tallied.out.contains("Gruppo B"), "{}", tallied.said());
}

#[test]
fn the_dossier_of_a_real_deliberation_has_the_consensus_that_was_published() {
    let Some(reference) = super::tally::reference() else { return };
    let golden = super::tally::golden(&reference, "polis__scoop-hivemind_ubi.json");
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    let export = reference.join("deliberation").display().to_string();
    let ran = run(at, &["import", "polis", &export, "--title", "Reddito di base", "--date", "2017-09-01", "--yes"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert_eq!(run(at, &["merge", "--batch"]).code, 0);
    let dossier: Dossier = store::dossier::read(&at.join("proposals/wp3.ron")).unwrap().unwrap();
    let round = &dossier.polls[0].rounds[0];
    assert_eq!(u64::from(round.voters.of), golden["participants"].as_u64().unwrap());
    let expected = golden["group_aware_consensus prod_g (A+1)/(S+2)"].as_object().unwrap();
    assert_eq!(round.options.len(), expected.len(), "the comment that was moderated out is left out");
    let group = |id: &str| format!("Other: Gruppo {}", char::from(b'A' + id.parse::<u8>().unwrap()));
    for option in &round.options {
        let statement = option.option.unwrap().to_string();
        let statement = statement.strip_prefix("opt_polis-").unwrap();
        let found = option.group_informed.unwrap().value();
        let published = expected[statement].as_f64().unwrap();
        assert!((found - published).abs() <= 1e-9, "statement {statement}: {found}, and not {published}");
        // by hand from what the dossier says of each group
        let by_hand: f64 = option
            .by_group
            .values()
            .map(|share| (f64::from(share.of) + 1.0) / (f64::from(share.total) + 2.0))
            .product();
        assert!((by_hand - published).abs() <= 1e-9, "statement {statement}: {by_hand} by hand");
        for (id, statements) in golden["by_group"].as_object().unwrap() {
            let Some(counts) = statements.get(statement) else { continue };
            let count = |at: usize| counts[at].as_u64().unwrap() as u32;
            let share = option.by_group[&group(id).parse().unwrap()];
            assert_eq!((share.of, share.total), (count(0), count(0) + count(1) + count(2)), "{statement}, {id}");
        }
    }
    let again = run(at, &["merge", "--batch"]);
    assert!(again.out.contains("Già aggiornato"), "{}", again.said());
    assert_eq!(run(at, &["check"]).code, 0);
}
