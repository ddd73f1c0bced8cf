//! What is drawn of a screen when only the capture line changed is what would be drawn of all of it.

use proximo::text::Lang;
use proximo::tui::app::Stale;
use proximo::tui::draw;
use proximo::tui::frames::Frames;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Room;
use super::dice::Dice;
use super::room;

const KEYS: &[&str] = &[
    "a",
    "à",
    "n",
    " ",
    "日",
    "👩",
    "@",
    "#",
    "!",
    ">",
    "1",
    "7",
    "<backspace>",
    "<backspace>",
    "<left>",
    "<right>",
    "<home>",
    "<end>",
    "<tab>",
    "<up>",
    "<down>",
    "<f4>",
    "<f2>",
    "<f7>",
    "<f1>",
    "<esc>",
    "<esc>",
    "<enter>",
    "p",
    "v",
    "<ctrl-z>",
    "<ctrl-w>",
    "w",
];

#[test]
fn the_line_alone_is_drawn_as_with_everything_else() {
    for (size, seed) in [((60, 18), 1), ((80, 24), 2), ((120, 36), 3), ((200, 60), 4)] {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut room = Room::open(Lang::It, size, room::full());
        let mut frames = Frames::default();
        frames.begin(area);
        let mut dice = Dice(seed);
        let mut alone = 0;
        for turn in 0..1_000 {
            if turn % 40 == 0 {
                room.press("<esc><esc><esc>n");
            }
            if room.quit || room.closed > 0 {
                room = Room::open(Lang::It, size, room::full());
            }
            let key = dice.of(KEYS);
            room.press(key);
            let stale = room.app.take_stale();
            alone += usize::from(stale == Stale::Line);
            let before = frames.shown().clone();
            let change = if stale == Stale::Nothing { continue } else { frames.draw(&room.app, stale) };
            let mut whole = Buffer::empty(area);
            let cursor = draw::paint(&room.app, area, &mut whole);
            assert_eq!(frames.shown(), &whole, "{size:?}, turn {turn}: {key}");
            assert_eq!(change.cursor, cursor, "{size:?}, turn {turn}: {key}");
            // what is told to the terminal makes of what it showed what it is to show
            let mut shown = before;
            for (x, y, cell) in change.cells {
                shown[(x, y)] = cell;
            }
            let told = shown.diff(&whole);
            assert!(told.is_empty(), "{size:?}, turn {turn}: {key} is not told: {told:?}");
        }
        assert!(alone > 100, "{size:?}: the line was drawn alone {alone} times");
    }
}
