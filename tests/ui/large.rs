//! A session of ten thousand items answers keys as a small one does.

use std::sync::Arc;
use std::time::{Duration, Instant};

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

/// Returns how long the quickest of several turns of these keys took in each room. The rooms take turns, so that what
/// else the machine does meanwhile slows both.
fn quickest(rooms: [&mut Room; 2], keys: &str) -> [Duration; 2] {
    let turn = |room: &mut Room| {
        let start = Instant::now();
        room.press(keys);
        room.screen();
        start.elapsed()
    };
    let [small, big] = rooms;
    (0..12).fold([Duration::MAX; 2], |[one, other], _| [one.min(turn(small)), other.min(turn(big))])
}

#[test]
fn keys_take_as_long_in_a_large_session_as_in_a_small_one() {
    let mut small = Room::open(Lang::It, (200, 60), large(100));
    let mut big = Room::open(Lang::It, (200, 60), large(10_000));
    for keys in
        ["<down>", "<end><up>", "<pagedown>", "7<pageup>1", "nx<esc>", "aChiamare<enter><esc>", "xu", "<tab><tab><tab>"]
    {
        let [small, big] = quickest([&mut small, &mut big], keys);
        // what is worked out from everything at every key would take a hundred times as long
        assert!(big < small * 5, "{keys}: {small:?} with 100 items, {big:?} with 10,000");
    }
}

#[test]
fn keys_take_as_long_in_a_large_list_that_is_ordered_narrowed_and_marked() {
    let mut small = Room::open(Lang::It, (200, 60), large(100));
    let mut big = Room::open(Lang::It, (200, 60), large(10_000));
    for room in [&mut small, &mut big] {
        // by words, those that are still to be completed
        room.press("1rrF<enter>").shows(&["da completare", "in ordine alfabetico"]);
    }
    for keys in [
        "<down>",
        "<end><up>",
        "<pagedown>",
        "m",
        "7<pageup>1",
        "pChiamare<enter><esc>",
        "xu",
        "<enter>l<enter><backspace>",
    ] {
        let [small, big] = quickest([&mut small, &mut big], keys);
        assert!(big < small * 5, "{keys}: {small:?} with 100 items, {big:?} with 10,000");
    }
}
