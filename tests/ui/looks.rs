//! What every screen looks like and what lies over it: at four sizes, in both languages, with nothing in the session,
//! with a session under way, and with names of one character and of eighty.

use std::fmt::Write;
use std::sync::Arc;

use proximo::domain::desk::{Problem, Wrong};
use proximo::domain::item::{Item, Kind};
use proximo::domain::session::Session;
use proximo::domain::turn::with_words;
use proximo::domain::value::SessionState;
use proximo::text::Lang;
use proximo::tui::doors::Card;

use super::desk::Room;
use super::room;

type Size = (u16, u16);

const SIZES: [Size; 4] = [(60, 18), (80, 24), (120, 36), (160, 45)];

/// What is on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With {
    /// A session under way.
    Full,
    /// A session in which nothing was taken down yet.
    Nothing,
    /// Names of one character.
    ShortNames,
    /// Names of eighty characters, some of them wide, some with accents of their own.
    LongNames,
}

/// Every screen of a session, with the keys that lead to it. What is looked at here is also walked in both languages, and
/// is where random keys begin.
pub const SCREENS: &[(&str, &str)] = &[
    ("practices", "1"),
    ("sketches", "2"),
    ("voices", "3"),
    ("votes", "4"),
    ("decisions", "5"),
    ("actions", "6"),
    ("notes", "7"),
    ("practice", "1<enter>"),
    ("sketch", "2<enter>"),
    ("voice", "3<enter>"),
    ("vote", "4<enter>"),
    ("decision", "5<enter>"),
    ("action", "6<enter>"),
    ("note", "7<enter>"),
    ("agenda", "g"),
    ("capture", "aChiamare la scuola @OP-04 >ven #scuola"),
    ("capture_empty", "y"),
    ("capture_people", "aChiamare @"),
    ("capture_days", "aChiamare >"),
    ("capture_kinds", "nForse<f4>"),
    ("capture_personal", "nSentire 347 123 4567"),
    ("capture_again", "a<up>"),
    ("capture_steady", "A"),
    ("new_step", "gi"),
    ("new_person", "Pn"),
    ("form_session", "E"),
    ("form_practice", "1e"),
    ("form_sketch", "2e"),
    ("form_voice", "3e"),
    ("form_decision", "5e"),
    ("form_action", "6e"),
    ("form_note", "7e"),
    ("form_step", "ge"),
    ("form_person", "Pe"),
    ("form_whole", "1e<f4>"),
    ("form_leaving", "1eaggiunto<esc>"),
    ("count_question", "4h"),
    ("count_options", "4h<pagedown>"),
    ("count_voters", "4h<pagedown><pagedown>"),
    ("count_open", "4h<pagedown><pagedown>3<f5><enter>"),
    ("vote_hand_over", "4h<pagedown><pagedown>3<f5><enter><f7>"),
    ("vote_ballot", "4h<pagedown><pagedown>3<f5><enter><f7><enter>"),
    ("vote_confirm", "4h<pagedown><pagedown>3<f5><enter><f7><enter><right><enter>"),
    ("vote_thanks", "4h<pagedown><pagedown>3<f5><enter><f7><enter><right><enter><enter>"),
    ("vote_ending", "4h<pagedown><pagedown>3<f5><enter><f7><esc>"),
    ("vote_receipt", "4h<pagedown><pagedown>3<f5><enter><f7><f6>k7m"),
    ("vote_paper", "4h<pagedown><pagedown>3<f5><enter><f9>1 1"),
    ("help", "?"),
    ("help_searched", "?fase"),
    ("palette", ":"),
    ("palette_found", ":vot"),
    ("find", "/ch"),
    ("turn", "1t"),
    ("links", "1l"),
    ("narrowing", "1F"),
    ("narrowed", "7F<enter>"),
    ("marked", "1mm"),
    ("several", "1M."),
    ("tagging", "1MT"),
    ("joining", "1M.<end><up><up><enter>"),
    ("to_complete", "c"),
    ("conflicts", "C"),
    ("settle", "C<enter>"),
    ("notices", "!"),
    ("people", "P"),
    ("people_found", "P/op"),
    ("people_list", "Pi"),
    ("register", "Pr"),
    ("head_counts", "H"),
    ("left_open", "L"),
    ("minutes", "S"),
    ("late", "D"),
    ("make_giro", "I"),
    ("giro", "I<enter>O"),
    ("speaker", "I<enter>,"),
    ("begun", " "),
    ("undone", "1xu"),
    ("leaving", "1q"),
    ("together", "G"),
    ("together_shared", "Gc"),
    ("wall_chooser", "W"),
    ("wall_frozen", "Z"),
    ("wall", "w"),
    ("wall_tables", "wt"),
    ("wall_harvest", "wg"),
    ("wall_sent", "1Vw"),
    ("wall_vote", "wv"),
    ("wall_help", "w?"),
    ("wall_welcome", "wh"),
    ("wall_step", "ws"),
    ("wall_practices", "wp"),
    ("wall_voices", "wy"),
    ("wall_decisions", "wd"),
    ("wall_actions", "wa"),
    ("wall_recap", "wr"),
    ("wall_blank", "wb"),
];

/// Compares how a screen looks at all sizes with how it is known to look.
fn looks(name: &str, langs: &[Lang], open: impl Fn(Lang, Size) -> Room) {
    let mut seen = String::new();
    for lang in langs {
        for size in SIZES {
            let screen = open(*lang, size).screen();
            writeln!(seen, "── {lang} {}×{} {}\n{screen}", size.0, size.1, "─".repeat(40)).unwrap();
        }
    }
    insta::assert_snapshot!(name, seen);
}

fn screens(with: With, langs: &[Lang], called: &str) {
    insta::with_settings!({ omit_expression => true }, {
        for (name, keys) in SCREENS {
            looks(&format!("{name}__{called}"), langs, |lang, size| {
                let mut room = Room::open(lang, size, session(with));
                room.press(keys);
                room
            });
        }
    });
}

#[test]
fn every_screen_of_a_session_under_way() {
    screens(With::Full, Lang::ALL, "full");
}

#[test]
fn every_screen_with_nothing_in_the_session() {
    screens(With::Nothing, Lang::ALL, "nothing");
}

#[test]
fn every_screen_with_names_of_one_character() {
    screens(With::ShortNames, &[Lang::En], "short");
}

#[test]
fn every_screen_with_names_of_eighty_characters() {
    screens(With::LongNames, &[Lang::It], "long");
}

#[test]
fn the_start_screen() {
    insta::with_settings!({ omit_expression => true }, {
        let longest = || {
            let mut cards = cards();
            cards.iter_mut().for_each(|card| (card.title, card.place) = (long("Tavolo"), long("Milano")));
            cards
        };
        looks("start__full", Lang::ALL, |lang, size| Room::start(lang, size, cards()));
        looks("start__nothing", Lang::ALL, |lang, size| Room::start(lang, size, Vec::new()));
        looks("start__long", Lang::ALL, |lang, size| Room::start(lang, size, longest()));
        for (name, keys) in [("new_session", "nTavolo 3"), ("new_session_wrong", "n<enter>"), ("start_help", "?")] {
            looks(name, Lang::ALL, |lang, size| {
                let mut room = Room::start(lang, size, cards());
                room.press(keys);
                room
            });
        }
    });
}

#[test]
fn a_terminal_that_is_too_small() {
    for size in [(59, 20), (80, 17), (12, 4), (1, 1)] {
        let look = Room::open(Lang::It, size, room::full()).screen();
        insta::assert_snapshot!(format!("too_small_{}x{}", size.0, size.1), look);
    }
}

fn session(with: With) -> Session {
    match with {
        With::Full => room::with_conflict(),
        With::Nothing => room::empty(),
        With::ShortNames => named(&|_| "È".to_owned()),
        With::LongNames => named(&long),
    }
}

/// Returns a name of eighty characters that begins with that word.
fn long(word: &str) -> String {
    let name = format!("{word} perche\u{301} 若者支援 «così» 👩‍🔧 {}", "lunghissimo nome ".repeat(6));
    name.chars().take(80).collect()
}

/// Returns the session under way with every name in it made from the kind's word.
fn named(name: &dyn Fn(&str) -> String) -> Session {
    let mut session = room::with_conflict();
    let head = Arc::make_mut(&mut session.session);
    (head.title, head.place) = (name("Tavolo"), name("Milano"));
    let kinds = Kind::ALL.iter().filter(|kind| !matches!(kind, Kind::Session | Kind::Conflict));
    for item in kinds.flat_map(|kind| session.list(*kind)).collect::<Vec<_>>() {
        let mut item = match item {
            Item::Participant(_) => item,
            _ => with_words(item, &name("Parole")),
        };
        match &mut item {
            Item::Practice(practice) => Arc::make_mut(practice).organisation = name("Servizio"),
            Item::Participant(person) => Arc::make_mut(person).organisation = name("Servizio"),
            Item::Action(action) => Arc::make_mut(action).organisation = name("Servizio"),
            Item::Step(step) => Arc::make_mut(step).prompt = name("Domanda"),
            Item::Poll(poll) => Arc::make_mut(poll).options.values_mut().for_each(|option| option.text = name("Via")),
            Item::Session(_)
            | Item::Table(_)
            | Item::Sketch(_)
            | Item::Voice(_)
            | Item::Decision(_)
            | Item::Note(_)
            | Item::Conflict(_) => {}
        }
        session.put(item);
    }
    session
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
    let counts = |list: &[(Kind, usize)]| list.to_vec();
    vec![
        card("2026-03-12", "Tavolo WP2: individuare", SessionState::Closed, counts(&[(Kind::Practice, 8)])),
        card("2026-03-26", "Tavolo WP2: agganciare", SessionState::Closed, counts(&[(Kind::Action, 4)])),
        card("2026-05-14", "Co-progettazione WP3", SessionState::Running, counts(&[(Kind::Sketch, 3)])),
        card("2026-06-04", "Tavolo WP3: secondo incontro", SessionState::Prepared, Vec::new()),
        Card {
            file: "sessions/rotto.ron".into(),
            problem: Some(Problem::of_file("sessions/rotto.ron", Wrong::Truncated)),
            ..Card::default()
        },
    ]
}
