//! What the screens look like, at three sizes and in both languages.

use proximo::domain::desk::{Problem, Wrong};
use proximo::domain::item::Kind;
use proximo::domain::value::SessionState;
use proximo::text::Lang;
use proximo::tui::doors::Card;

use super::desk::Room;
use super::room;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (160, 45)];

fn each(name: &str, look: impl Fn(Lang, (u16, u16)) -> String) {
    for lang in Lang::ALL {
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}_{}x{}_{lang}", size.0, size.1), look(*lang, size));
        }
    }
}

/// A workspace of several sessions, one of which cannot be read.
pub fn cards() -> Vec<Card> {
    let card = |date: &str, title: &str, state, counts| Card {
        file: format!("sessions/{date}.ron").into(),
        title: title.into(),
        date: date.parse().ok(),
        place: "Municipio 7, via Novara".into(),
        state,
        sample: true,
        counts,
        problem: None,
    };
    let mut cards = vec![
        card(
            "2026-03-12",
            "Tavolo WP2: individuare",
            SessionState::Closed,
            vec![(Kind::Practice, 8), (Kind::Voice, 1)],
        ),
        card(
            "2026-03-26",
            "Tavolo WP2: agganciare",
            SessionState::Closed,
            vec![(Kind::Practice, 9), (Kind::Action, 4)],
        ),
        card("2026-05-14", "Co-progettazione WP3", SessionState::Running, vec![(Kind::Sketch, 3), (Kind::Poll, 1)]),
        card("2026-06-04", "Tavolo WP3: secondo incontro", SessionState::Prepared, Vec::new()),
    ];
    cards.push(Card {
        file: "sessions/rotto.ron".into(),
        problem: Some(Problem::of_file("sessions/rotto.ron", Wrong::Truncated)),
        ..Card::default()
    });
    cards
}

#[test]
fn start() {
    each("start", |lang, size| Room::start(lang, size, cards()).screen());
    each("start_empty", |lang, size| Room::start(lang, size, Vec::new()).screen());
    each("new_session", |lang, size| Room::start(lang, size, Vec::new()).press("nTavolo 3").screen());
}

#[test]
fn console() {
    each("console", |lang, size| Room::open(lang, size, room::full()).screen());
    each("console_empty", |lang, size| Room::open(lang, size, room::empty()).screen());
    each("actions", |lang, size| Room::open(lang, size, room::full()).press("6").screen());
    each("detail", |lang, size| Room::open(lang, size, room::full()).press("<enter>").screen());
    each("agenda", |lang, size| Room::open(lang, size, room::full()).press("g").screen());
}

#[test]
fn capture() {
    each("capture", |lang, size| {
        Room::open(lang, size, room::full()).press("aChiamare la scuola @OP-04 >ven #scuola").screen()
    });
    each("capture_empty", |lang, size| Room::open(lang, size, room::full()).press("y").screen());
}

#[test]
fn over_the_console() {
    each("help", |lang, size| Room::open(lang, size, room::full()).press("?").screen());
    each("find", |lang, size| Room::open(lang, size, room::full()).press("/ch").screen());
    each("turn", |lang, size| Room::open(lang, size, room::full()).press("t").screen());
    each("to_complete", |lang, size| Room::open(lang, size, room::full()).press("c").screen());
    each("settle", |lang, size| Room::open(lang, size, room::with_conflict()).press("C<enter>").screen());
}

#[test]
fn small() {
    for size in [(60, 18), (59, 20)] {
        let look = Room::open(Lang::It, size, room::full()).screen();
        insta::assert_snapshot!(format!("small_{}x{}", size.0, size.1), look);
    }
}
