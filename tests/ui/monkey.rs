//! Ten thousand random keys on every screen: nothing panics, nothing that was acknowledged is lost, and the way out is
//! always there. The keys come from a fixed seed, so that what fails fails again.

use std::collections::BTreeSet;

use proximo::domain::item::{Item, ItemRef};
use proximo::domain::session::Session;
use proximo::text::Lang;

use super::desk::Room;
use super::dice::Dice;
use super::looks::{SCREENS, cards};
use super::room;

/// How many keys each screen gets.
const KEYS: usize = 10_000;

/// How many keys are pressed before the screen is gone to again.
const STRETCH: usize = 40;

/// How many keys are pressed between two looks at the screen.
const LOOK: usize = 8;

/// Keys that do more than type, oftener than chance would press them.
const SPECIAL: &[&str] = &[
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<tab>",
    "<shift-tab>",
    "<up>",
    "<down>",
    "<left>",
    "<right>",
    "<home>",
    "<end>",
    "<pageup>",
    "<pagedown>",
    "<backspace>",
    "<delete>",
    "<space>",
    "<f1>",
    "<f2>",
    "<f3>",
    "<f4>",
    "<f5>",
    "<f6>",
    "<f7>",
    "<f8>",
    "<f9>",
    "<f10>",
    "<ctrl-a>",
    "<ctrl-e>",
    "<ctrl-n>",
    "<ctrl-o>",
    "<ctrl-s>",
    "<ctrl-t>",
    "<ctrl-u>",
    "<ctrl-w>",
    "<ctrl-y>",
    "<ctrl-z>",
    "<ctrl-up>",
    "<ctrl-down>",
    "<ctrl-left>",
    "<ctrl-right>",
];

const CHARACTERS: &str =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-+>;:_*'?!\"$%&/()=@#àèéìòù\u{301}日👩‍🔧ß";

const PASTES: &[&str] = &[
    "prima\nseconda\nterza",
    "OP-09 CAG\nYAG-11\nsenza codice",
    "\u{1b}[2J\u{1b}]0;titolo\u{7}",
    "codice;ente\nOP-21;AFOL\n",
    "",
    "una parola",
];

const SIZES: &[(u16, u16)] = &[(80, 24), (60, 18), (120, 36), (59, 17), (1, 1), (160, 45), (200, 56)];

fn living(session: &Session) -> BTreeSet<ItemRef> {
    session.items().map(|item: Item| item.reference()).collect()
}

/// Leaves whatever is open, from anywhere, as a person would: the key that ends, then what the question asks for.
fn leave(room: &mut Room) {
    for _ in 0..8 {
        // a form that was changed asks, and Delete drops what was changed in it; a laptop going
        // round to vote asks too, and F10 gives it back
        for key in ["<ctrl-q>", "<delete>", "<f10>", "<esc>"] {
            if !room.quit {
                room.press(key);
            }
        }
    }
}

fn pressed(name: &str, keys: &str, seed: u64) {
    let mut dice = Dice(seed);
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut room = Room::open(Lang::It, (80, 24), room::with_conflict());
    let mut acknowledged = living(&room.session);
    let mut last: Vec<String> = Vec::new();
    let mut count = 0;
    while count < KEYS {
        if room.quit || room.closed > 0 {
            // the monkey found the way out; the room is opened again as it was left
            let session = std::mem::take(&mut room.session);
            room = Room::open(Lang::It, (80, 24), session);
        }
        for _ in 0..6 {
            room.press("<esc>");
        }
        if room.quit || room.closed > 0 {
            continue;
        }
        room.press(keys);
        for _ in 0..STRETCH.min(KEYS - count) {
            count += 1;
            let key = match dice.roll(20) {
                0..9 => match dice.of(&characters) {
                    ' ' => "<space>".to_owned(),
                    character => character.to_string(),
                },
                9..18 => dice.of(SPECIAL).to_owned(),
                18 => {
                    room.wait(dice.roll(4_000) as i64);
                    continue;
                }
                _ => {
                    room.paste(dice.of(PASTES));
                    continue;
                }
            };
            last.push(key.clone());
            room.press(&key);
            if count.is_multiple_of(LOOK) {
                room.resize(dice.of(SIZES));
                room.screen();
            }
            if room.quit || room.closed > 0 {
                break;
            }
        }
        let there = living(&room.session);
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "{name}: {lost:?} are gone after {}", last[last.len().saturating_sub(60)..].concat());
        acknowledged.extend(there);
    }
    if room.quit || room.closed > 0 {
        return;
    }
    leave(&mut room);
    assert!(room.quit, "{name}: no way out\n{}", room.screen());
}

#[test]
fn ten_thousand_keys_on_every_screen_of_a_session() {
    std::thread::scope(|scope| {
        let halves = SCREENS.chunks(SCREENS.len().div_ceil(2));
        for (half, screens) in halves.enumerate() {
            scope.spawn(move || {
                for (at, (name, keys)) in screens.iter().enumerate() {
                    pressed(name, keys, (half * 100 + at) as u64);
                }
            });
        }
    });
}

#[test]
fn ten_thousand_keys_on_the_start_screen() {
    let mut dice = Dice(7);
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut room = Room::start(Lang::En, (80, 24), cards());
    for count in 0..KEYS {
        if room.quit {
            room = Room::start(Lang::En, (80, 24), cards());
        }
        match dice.roll(3) {
            0 => room.press("<esc>"),
            1 => room.press(dice.of(SPECIAL)),
            _ => match dice.of(&characters) {
                ' ' => room.press("<space>"),
                character => room.press(&character.to_string()),
            },
        };
        if count.is_multiple_of(LOOK) {
            room.resize(dice.of(SIZES));
            room.screen();
        }
    }
    if !room.quit {
        leave(&mut room);
    }
    assert!(room.quit, "no way out\n{}", room.screen());
}
