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

/// Writes a session file so that two runs of one script say the same: ids by the order in which they appear, days as
/// days after the session's own, moments and measured seconds left out.
pub fn without_chance(ron: &str) -> String {
    let mut ids: Vec<String> = Vec::new();
    let mut day: Option<NaiveDate> = None;
    let mut said = String::with_capacity(ron.len());
    for (at, piece) in ron.split('"').enumerate() {
        if at % 2 == 0 {
            said.push_str(piece);
            continue;
        }
        let date = piece.parse::<NaiveDate>().ok();
        let id = piece.split_once('_').filter(|(kind, code)| kind.len() == 3 && code.len() == 8);
        let shown = match (date, id) {
            (Some(date), _) => {
                let first = *day.get_or_insert(date);
                format!("day {}", (date - first).num_days())
            }
            (None, Some((kind, _))) => {
                let known = ids.iter().position(|known| known == piece).unwrap_or_else(|| {
                    ids.push(piece.to_owned());
                    ids.len() - 1
                });
                format!("{kind} {}", known + 1)
            }
            (None, None) if chrono::DateTime::parse_from_rfc3339(piece).is_ok() => "moment".to_owned(),
            (None, None) => piece.to_owned(),
        };
        said.push('"');
        said.push_str(&shown);
        said.push('"');
    }
    said
}
