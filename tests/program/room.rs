//! A session in the room: the real program in a real terminal, from a new session to its file and back.

use std::fs;
use std::path::{Path, PathBuf};

use proximo::domain::item::Kind;
use proximo::domain::poll::RoundNo;
use proximo::domain::session::Session;
use proximo::domain::value::RoundState;

use super::manners::signal;
use super::pty::Terminal;
use super::shell::run;

const SIZE: (u16, u16) = (120, 36);

/// Returns the one session file of a workspace.
pub fn only_session(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder.join("sessions")).expect("a sessions folder");
    let files: Vec<PathBuf> =
        files.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

/// Reads a session file.
pub fn read(file: &Path) -> Session {
    proximo::store::read(file).expect("the file reads").session
}

/// Finds a file by its name somewhere below a folder.
fn glob(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.into_iter().find_map(|path| match path.is_dir() {
        true => glob(&path, name),
        false => Some(path).filter(|path| path.file_name().is_some_and(|found| found == name)),
    })
}

fn words(session: &Session, kind: Kind) -> Vec<String> {
    session.list(kind).iter().map(|item| proximo::domain::turn::words_of(item).to_owned()).collect()
}

/// Takes one line down and waits until it is said to be on disk.
fn take(room: &mut Terminal, letter: &str, line: &str, shown: &str) {
    room.key(letter)
        .text(line)
        .key("enter")
        .expect(&format!("✓ sul disco: {shown}"))
        .key("esc")
        .expect_gone("✓ sul disco");
}

#[test]
fn a_session_is_opened_taken_down_voted_undone_closed_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut room = Terminal::start(at, SIZE, &["--workspace", ".", "--lang", "it", "--name", "Marta"]);
    room.expect("Qui non ci sono ancora sessioni").key("n").expect("Nuova sessione").text("Tavolo 3").key("enter");
    room.expect("Ancora nessuna pratica");

    take(&mut room, "p", "Bus dei mestieri !ag #strada", "pratica «Bus dei mestieri»");
    take(&mut room, "p", "Sportello in biblioteca !ind", "pratica «Sportello in biblioteca»");
    take(&mut room, "s", "Antenne di quartiere !ind =", "bozza «Antenne di quartiere»");
    take(&mut room, "s", "Un filo, una persona", "bozza «Un filo, una persona»");
    take(&mut room, "y", "Non chiamateci con un'etichetta", "voce «Non chiamateci");
    take(&mut room, "y", "Scriveteci, non telefonate", "voce «Scriveteci");
    take(&mut room, "v", "Da dove partiamo? Strada / Scuola / Famiglia", "votazione «Da dove partiamo?»");
    take(&mut room, "v", "Quando ci rivediamo? Maggio / Giugno", "votazione «Quando");
    take(&mut room, "d", "Si comincia da maggio", "decisione «Si comincia");
    take(&mut room, "d", "Il foglio lo rilegge lo YAG >15/10", "decisione «Il foglio");
    take(&mut room, "a", "Chiamare la scuola >+7", "azione «Chiamare");
    take(&mut room, "a", "Mandare il verbale >ven", "azione «Mandare");
    take(&mut room, "n", "Fa caldo?", "appunto «Fa caldo?»");
    take(&mut room, "n", "Da togliere", "appunto «Da togliere»");

    // what was taken back is gone from the screen and comes back
    room.expect("Da togliere")
        .key("u")
        .expect_gone("   Da togliere")
        .key("U")
        .until("the note is back", |screen| screen.lines().any(|line| line.contains("Da togliere")));
    room.key("u").expect_gone("   Da togliere");

    // the first poll: six young people and eight operators, three dots each, counted by hand
    room.key("4").expect("Quando ci rivediamo?").key("up").expect("· Famiglia").key("h").expect("1 Domanda");
    room.key("pagedown").key("pagedown").expect("in tutto 0").key("down").text("6").key("down").text("8");
    room.expect("in tutto 14").key("f5").expect("Invio sì").key("enter").expect("Hanno votato 0 su 14");
    room.text("6").key("down").text("10").key("down").text("5").key("down").text("3").expect("Hanno votato 6 su 14");
    room.key("up")
        .key("up")
        .key("up")
        .key("right")
        .text("8")
        .key("down")
        .text("4")
        .key("down")
        .text("12")
        .key("down")
        .text("8");
    room.expect("Hanno votato 14 su 14")
        .key("f5")
        .expect("Invio sì")
        .key("enter")
        .expect("chiusa, non ancora mostrata");
    room.key("f5")
        .expect("Invio sì")
        .key("enter")
        .expect("17")
        .key("esc")
        .expect_gone("turno 1 ·")
        .key("7")
        .expect("Fa caldo?");

    // what the room has seen is not taken back: the key goes on to what was taken down before it
    room.key("u").expect("appunti 0").key("U").expect("appunti 1").key("ctrl-q");
    assert_eq!(room.ends(), 0);

    let file = only_session(at);
    let session = read(&file);
    assert_eq!(words(&session, Kind::Practice), ["Bus dei mestieri", "Sportello in biblioteca"]);
    assert_eq!(words(&session, Kind::Sketch), ["Antenne di quartiere", "Un filo, una persona"]);
    assert_eq!(words(&session, Kind::Voice), ["Non chiamateci con un'etichetta", "Scriveteci, non telefonate"]);
    assert_eq!(words(&session, Kind::Poll), ["Da dove partiamo?", "Quando ci rivediamo?"]);
    assert_eq!(words(&session, Kind::Decision), ["Si comincia da maggio", "Il foglio lo rilegge lo YAG"]);
    assert_eq!(words(&session, Kind::Action), ["Chiamare la scuola", "Mandare il verbale"]);
    assert_eq!(words(&session, Kind::Note), ["Fa caldo?"]);
    let poll = session.polls.in_order()[0].clone();
    let result = proximo::tally::tally(&poll, RoundNo(1)).expect("it was counted");
    let counted: Vec<(&str, u32)> = result.options.iter().map(|option| (option.text.as_str(), option.votes)).collect();
    assert_eq!((result.voters, counted), (14, vec![("Scuola", 17), ("Strada", 14), ("Famiglia", 11)]));
    assert_eq!(poll.rounds.get(&RoundNo(1)).map(|round| round.state), Some(RoundState::Revealed));
    assert!(session.practices.live().all(|practice| practice.created.by == "Marta"));
    assert_eq!(session.notes.all().filter(|note| note.gone).count(), 1, "a tombstone for what was taken back");
    assert_eq!(run(at, &["check", "--workspace", "."]).code, 0);

    let bytes = fs::read(&file).unwrap();
    let mut again = Terminal::start(at, SIZE, &["--workspace", ".", "--lang", "en"]);
    again.expect("Tavolo 3").key("enter").expect("Bus dei mestieri").key("6").expect("Chiamare la scuola");
    again
        .key("?")
        .expect("takes down a practice")
        .key("esc")
        .expect_gone("takes down a practice")
        .key("w")
        .key("w")
        .key("ctrl-q");
    assert_eq!(again.ends(), 0);
    assert!(fs::read(&file).unwrap() == bytes, "looking around changed the file");
}

#[test]
fn opening_looking_around_and_closing_leaves_a_hand_formatted_file_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    let file = at.join("sessions/tavolo.ron");
    let text = "// a mano\n(format: 1, session: (id: \"ses_a\", title: \"A mano\"),\n\n  notes: [(id: \"not_a\", text: \"uno\")])\n";
    fs::write(&file, text).unwrap();
    let mut room = Terminal::start(at, (80, 24), &["--lang", "it", "run", "sessions/tavolo.ron"]);
    room.expect("A mano")
        .key("7")
        .expect("uno")
        .key("enter")
        .key("esc")
        .key("g")
        .key("esc")
        .key("w")
        .key("w")
        .key("ctrl-q");
    assert_eq!(room.ends(), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_second_window_works_through_the_first_and_goes_on_when_that_one_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["--workspace", ".", "new", "Tavolo", "--date", "2026-03-12"]);
    let name = "sessions/2026-03-12-tavolo.ron";
    let mut first = Terminal::start(at, SIZE, &["--lang", "it", "run", name]);
    first.expect("Ancora nessuna pratica");
    let mut second = Terminal::start(at, SIZE, &["--lang", "it", "run", name]);
    second.expect("con un altro proximo");
    let ran = run(at, &["add", name, "n da una shell"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    take(&mut second, "n", "dalla seconda", "appunto «dalla seconda»");
    take(&mut first, "n", "dalla prima", "appunto «dalla prima»");
    for room in [&mut first, &mut second] {
        for words in ["da una shell", "dalla seconda", "dalla prima"] {
            room.expect(words);
        }
    }
    signal("KILL", first.process());
    second.expect_gone("con un altro proximo");
    take(&mut second, "n", "da sola", "appunto «da sola»");
    second.key("esc").key("ctrl-q");
    assert_eq!(second.ends(), 0);
    let mut notes = words(&read(&at.join(name)), Kind::Note);
    notes.sort();
    assert_eq!(notes, ["da sola", "da una shell", "dalla prima", "dalla seconda"]);
}

#[test]
fn what_was_being_typed_when_the_battery_died_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["--workspace", ".", "new", "Tavolo", "--date", "2026-03-12"]);
    let name = "sessions/2026-03-12-tavolo.ron";
    let mut room = Terminal::start(at, SIZE, &["--lang", "it", "run", name]);
    room.expect("Ancora nessuna pratica");
    take(&mut room, "n", "sul disco", "appunto «sul disco»");
    room.key("a").text("Chiamare la scuola per").key("esc").expect_gone("Chiamare la scuola per");
    let draft =
        || glob(&at.join("sessions/.history"), "draft.txt").map(|file| fs::read_to_string(file).unwrap_or_default());
    room.until("the line is kept on disk", |_| draft().is_some_and(|kept| kept.contains("Chiamare la scuola per")));
    room.kill();
    let mut again = Terminal::start(at, SIZE, &["--lang", "it", "run", name]);
    again.expect("appunti 1").key("a").expect("Chiamare la scuola per").key("ctrl-q");
    assert_eq!(again.ends(), 0);
    assert_eq!(words(&read(&at.join(name)), Kind::Note), ["sul disco"]);
}

#[test]
fn the_terminal_is_given_back_and_no_escape_of_a_text_reaches_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("sessions")).unwrap();
    let text = "(format: 1, session: (id: \"ses_a\", title: \"A\u{1b}]0;preso\u{7}Z\"), practices: [(id: \"pra_a\", name: \"\u{1b}[31mrosso\u{202e}\")])";
    fs::write(at.join("sessions/tavolo.ron"), text).unwrap();
    let mut room = Terminal::start(at, SIZE, &["--lang", "it", "run", "sessions/tavolo.ron"]);
    room.expect("rosso").key("esc").expect_gone("All'apertura").key("ctrl-q");
    let raw = room.raw();
    assert_eq!(room.ends(), 0);
    let raw = String::from_utf8_lossy(&raw);
    assert!(!raw.contains("]0;preso") && !raw.contains('\u{202e}'), "a text's escape reached the terminal");
}
