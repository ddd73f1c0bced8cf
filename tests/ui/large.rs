//! A session of ten thousand items answers keys as a small one does.

use std::sync::Arc;
use std::time::Instant;

use proximo::domain::item::{Item, Note, Practice};
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::Created;
use proximo::text::Lang;

use super::desk::{Room, moment};
use super::room;

fn large(items: u64) -> Session {
    let mut session = room::full();
    for number in 0..items {
        let created = Created { at: moment().plus_millis(number as i64), ..Created::default() };
        if number % 2 == 0 {
            let text = format!("Appunto numero {number}: così com'è stato detto in sala, con qualche parola in più");
            session.put(Item::Note(Arc::new(Note { id: fresh(10_000 + number), created, text, ..Note::default() })));
        } else {
            let name = format!("Pratica numero {number}");
            session.put(Item::Practice(Arc::new(Practice {
                id: fresh(10_000 + number),
                created,
                name,
                ..Practice::default()
            })));
        }
    }
    session
}

#[test]
fn only_what_is_seen_costs() {
    for items in [100, 1_000, 10_000] {
        let mut room = Room::open(Lang::It, (200, 60), large(items));
        let mut times = Vec::new();
        for keys in [
            "7", "<end>", "<up>", "<up>", "<pageup>", "1", "<down>", "n", "a", "b", "<enter>", "c", "<enter>", "<esc>",
            "x", "u", "/", "c", "o", "<esc>",
        ] {
            let start = Instant::now();
            room.press(keys);
            let press = start.elapsed();
            room.screen();
            times.push(format!("{keys} {press:?}+{:?}", start.elapsed() - press));
        }
        println!("{items}: {}", times.join("  "));
    }
}
