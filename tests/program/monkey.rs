//! Ten thousand random keys in a real terminal: the program never breaks, what was acknowledged before is in the file
//! afterwards, and the key that ends ends it.

use proximo::domain::item::Item;

use super::dice::Dice;
use super::pty::Terminal;
use super::room::{only_session, read};
use super::shell::{run, run_with};

const KEYS: usize = 10_000;

/// How many keys are on their way at once.
const BURST: usize = 50;

const SPECIAL: &[&str] = &[
    "enter",
    "enter",
    "esc",
    "esc",
    "tab",
    "shift-tab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "backspace",
    "delete",
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "f10",
    "ctrl-a",
    "ctrl-e",
    "ctrl-n",
    "ctrl-o",
    "ctrl-s",
    "ctrl-t",
    "ctrl-w",
    "ctrl-y",
    "ctrl-up",
    "ctrl-down",
];

const CHARACTERS: &str =
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-+>;:_*'?!\"$%&/()=@#àèéìòù日";

fn press(room: &mut Terminal, dice: &mut Dice, characters: &[char]) {
    match dice.roll(40) {
        0..22 => room.text(&dice.of(characters).to_string()),
        22..39 => room.key(dice.of(SPECIAL)),
        _ => room.text("\x1b[200~prima\nseconda \x1b[31mrossa\x1b[201~"),
    };
}

#[test]
fn ten_thousand_random_keys_in_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["--workspace", ".", "new", "Tavolo", "--date", "2026-03-12", "--template", "wp2"]);
    let file = only_session(at);
    let name = file.to_str().unwrap();
    let lines: String = (0..30).map(|line| format!("{} Riga numero {line}\n", ["p", "n", "y"][line % 3])).collect();
    assert_eq!(run_with(at, &["add", name, "-"], &lines).code, 0);
    let acknowledged: Vec<_> = read(&file).items().map(|item: Item| item.reference()).collect();
    assert!(acknowledged.len() > 30);

    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut dice = Dice(42);
    let mut pressed = 0;
    while pressed < KEYS {
        let mut room = Terminal::start(at, (100, 30), &["--lang", "it", "run", name]);
        room.expect("Tavolo");
        while pressed < KEYS && !room.is_over() {
            for _ in 0..BURST {
                pressed += 1;
                press(&mut room, &mut dice, &characters);
            }
            room.drained();
        }
        // the monkey may have found the way out by itself; else what is open asks, and Delete drops what it holds
        for key in ["ctrl-q", "delete", "esc"].iter().cycle().take(30) {
            if !room.is_over() {
                room.key(key).drained();
            }
        }
        assert_eq!(room.ends(), 0, "after {pressed} keys");
    }
    let session = read(&file);
    let lost: Vec<_> = acknowledged.iter().filter(|item| session.get(**item).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
