//! Plays scripts of keys in a real terminal, a step a line, as a person at the keyboard would: `tests/scripts/*.txt`.
//!
//! `term NAME 120x36 proximo …` starts the program, `key enter a` presses keys, `type TEXT` types, `paste TEXT` pastes
//! (`\n` and `\x1b` are understood), `expect TEXT` and `refuse TEXT` look at the screen, `resize 80x24`, `shot NAME`
//! stands for a picture and is passed over here, `exit 0` waits for the end. Blank lines and `#` are passed over.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::pty::Terminal;

/// Plays a script in a folder.
#[track_caller]
pub fn play(script: &str, folder: &Path) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts").join(script);
    let text = fs::read_to_string(&path).expect("the script can be read");
    let mut terminal: Option<Terminal> = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let place = format!("{script}:{}: {line}", number + 1);
        if word.is_empty() || word.starts_with('#') {
            continue;
        }
        if word == "term" {
            terminal = Some(begin(rest, folder).unwrap_or_else(|| panic!("{place}: term NAME 120x36 proximo …")));
            continue;
        }
        if word == "exit" {
            let ended = terminal.take().unwrap_or_else(|| panic!("{place}: no terminal")).ends();
            assert_eq!(ended.to_string(), rest, "{place}");
            continue;
        }
        let room = terminal.as_mut().unwrap_or_else(|| panic!("{place}: no terminal"));
        step(room, word, rest, &place);
    }
}

fn begin(rest: &str, folder: &Path) -> Option<Terminal> {
    let mut words = rest.split(' ').skip(1);
    let size = size(words.next()?)?;
    let arguments: Vec<&str> = words.skip(1).collect();
    Some(Terminal::start(folder, size, &arguments))
}

fn size(text: &str) -> Option<(u16, u16)> {
    let (columns, rows) = text.split_once('x')?;
    Some((columns.parse().ok()?, rows.parse().ok()?))
}

fn step(room: &mut Terminal, word: &str, rest: &str, place: &str) {
    match word {
        "key" => rest.split(' ').for_each(|key| {
            room.key(key);
        }),
        "type" => {
            room.text(rest);
        }
        "paste" => {
            let text = rest.replace("\\n", "\n").replace("\\x1b", "\x1b");
            room.text(&format!("\x1b[200~{text}\x1b[201~"));
        }
        "resize" => room.resize(size(rest).unwrap_or_else(|| panic!("{place}: resize 80x24"))),
        "expect" => {
            room.until(&format!("{place}: the screen shows it"), |screen| screen.contains(rest));
        }
        "refuse" => {
            room.until(&format!("{place}: the screen does not show it"), |screen| !screen.contains(rest));
        }
        "shot" => {}
        _ => panic!("{place}: no such step"),
    }
}

/// Writes a session file so that two runs of one script say the same: ids by the order in which their items stand, sets
/// of them in that order, days as days after the session's own, moments left out.
pub fn without_chance(ron: &str) -> String {
    let stands = ron.split("id: \"").skip(1).filter_map(|rest| rest.split('"').next());
    let ids: Vec<&str> = stands.filter(|id| id.len() == 12 && id.as_bytes()[3] == b'_').collect();
    let mut day: Option<NaiveDate> = None;
    let mut said = String::with_capacity(ron.len());
    for (at, piece) in ron.split('"').enumerate() {
        if at % 2 == 0 {
            said.push_str(piece);
            continue;
        }
        let shown = match (ids.iter().position(|id| *id == piece), piece.parse::<NaiveDate>()) {
            (Some(place), _) => format!("{} {:03}", &piece[..3], place + 1),
            (None, Ok(date)) => format!("day {}", (date - *day.get_or_insert(date)).num_days()),
            (None, Err(_)) if chrono::DateTime::parse_from_rfc3339(piece).is_ok() => "moment".to_owned(),
            (None, Err(_)) => piece.to_owned(),
        };
        said.push('"');
        said.push_str(&shown);
        said.push('"');
    }
    let mut lines: Vec<&str> = said.lines().collect();
    // a line that is nothing but a text is an element of a set
    for set in lines.chunk_by_mut(|one, two| is_element(one) && is_element(two)) {
        set.sort_unstable();
    }
    lines.join("\n")
}

fn is_element(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('"') && line.ends_with("\",")
}
