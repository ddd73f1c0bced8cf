//! Every screen and everything that lies over one, walked in both languages: nothing of ours is said in one language only,
//! the language is switched at once and wholly, and the footer is whole at any width. New screens go into [`EVERYWHERE`].

use std::collections::BTreeSet;
use std::sync::Arc;

use proximo::domain::desk::{Link, Problem, ReadOnly, Saved, Status, Wrong};
use proximo::domain::item::{Item, ItemRef, Kind};
use proximo::domain::session::Session;
use proximo::domain::value::{Owner, SessionState};
use proximo::text::Lang;
use proximo::tui::doors::Card;
use proximo::tui::keys::lines;

use super::desk::Room;
use super::room;
use super::together;

/// What the session itself says is written in these letters, so that everything else on a screen is ours.
const MARK: &str = "жшщ";

/// Opens a screen: in that language, of that size.
type Opens = fn(Lang, (u16, u16)) -> Room;

/// Every screen, by its name.
const EVERYWHERE: &[(&str, Opens)] = &[
    ("start", |lang, size| Room::start(lang, size, cards())),
    ("start, empty", |lang, size| Room::start(lang, size, Vec::new())),
    ("start, help", |lang, size| pressed(Room::start(lang, size, cards()), "?")),
    ("start, palette", |lang, size| pressed(Room::start(lang, size, cards()), ":")),
    ("new session", |lang, size| pressed(Room::start(lang, size, Vec::new()), "n")),
    ("new session, no title", |lang, size| pressed(Room::start(lang, size, Vec::new()), "n<enter>")),
    ("console", |lang, size| full(lang, size, "")),
    ("console, empty", |lang, size| Room::open(lang, size, marked(room::empty()))),
    ("console, read only", read_only),
    ("sketches", |lang, size| full(lang, size, "2")),
    ("voices", |lang, size| full(lang, size, "3")),
    ("votes", |lang, size| full(lang, size, "4")),
    ("decisions", |lang, size| full(lang, size, "5")),
    ("actions", |lang, size| full(lang, size, "6")),
    ("notes", |lang, size| full(lang, size, "7")),
    ("a practice", |lang, size| full(lang, size, "1<enter>")),
    ("a sketch", |lang, size| full(lang, size, "2<enter>")),
    ("a voice", |lang, size| full(lang, size, "3<enter>")),
    ("a vote", |lang, size| full(lang, size, "4<enter>")),
    ("a decision", |lang, size| full(lang, size, "5<enter>")),
    ("an action", |lang, size| full(lang, size, "6<enter>")),
    ("a note", |lang, size| full(lang, size, "7<enter>")),
    ("agenda", |lang, size| full(lang, size, "g")),
    ("capture", |lang, size| full(lang, size, "aж !ag >+7")),
    ("capture, empty", |lang, size| full(lang, size, "p")),
    ("capture, completing", |lang, size| full(lang, size, "pж !")),
    ("capture, personal data", |lang, size| full(lang, size, "nж 3331234567")),
    ("capture, a vote", |lang, size| full(lang, size, "vж? ж / ж")),
    ("capture, taken", |lang, size| full(lang, size, "nж<enter>")),
    ("capture, a step", |lang, size| full(lang, size, "gi")),
    ("removed", |lang, size| full(lang, size, "x")),
    ("taken back", |lang, size| full(lang, size, "xu")),
    ("next step", |lang, size| full(lang, size, " ")),
    ("help", |lang, size| full(lang, size, "?")),
    ("help, of the wall", |lang, size| full(lang, size, "w?")),
    ("help, nothing found", |lang, size| full(lang, size, "?жж")),
    ("palette", |lang, size| full(lang, size, ":")),
    ("find", |lang, size| full(lang, size, "/ж")),
    ("find, nothing", |lang, size| full(lang, size, "/жжжж")),
    ("turn", |lang, size| full(lang, size, "t")),
    ("links", |lang, size| full(lang, size, "l")),
    ("to complete", |lang, size| full(lang, size, "c")),
    ("conflicts", |lang, size| pressed(Room::open(lang, size, marked(room::with_conflict())), "C")),
    ("settle", |lang, size| pressed(Room::open(lang, size, marked(room::with_conflict())), "C<enter>")),
    ("notices", |lang, size| full(lang, size, "!")),
    ("people", |lang, size| full(lang, size, "P")),
    ("people, nobody", |lang, size| pressed(Room::open(lang, size, marked(room::empty())), "P")),
    ("leave", |lang, size| full(lang, size, "q")),
    ("paste", pasted),
    ("form of the session", |lang, size| full(lang, size, "E")),
    ("form of a practice", |lang, size| full(lang, size, "1e<f4>")),
    ("form of a sketch", |lang, size| full(lang, size, "2e<f4>")),
    ("form of a voice", |lang, size| full(lang, size, "3e<f4>")),
    ("form of a decision", |lang, size| full(lang, size, "5e<f4>")),
    ("form of an action", |lang, size| full(lang, size, "6e<f4>")),
    ("form of a note", |lang, size| full(lang, size, "7e<f4>")),
    ("form of a step", |lang, size| full(lang, size, "ge<f4>")),
    ("form of a person", |lang, size| full(lang, size, "Pe<f4>")),
    ("form, leaving", |lang, size| full(lang, size, "1eж<esc>")),
    ("vote, question", |lang, size| full(lang, size, "4h")),
    ("vote, options", |lang, size| full(lang, size, "4h<pagedown>")),
    ("vote, voters", |lang, size| full(lang, size, "4h<pagedown><pagedown>")),
    ("vote, asked to open", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5>")),
    ("vote, open", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5><enter>")),
    ("voting, passed on", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5><enter><f7>")),
    ("voting, ending", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5><enter><f7><esc>")),
    ("voting, receipt", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5><enter><f7><f6>")),
    ("voting, paper", |lang, size| full(lang, size, "4h<pagedown><pagedown>3<f5><enter><f9>")),
    ("capture, people", |lang, size| full(lang, size, "aж @")),
    ("capture, days", |lang, size| full(lang, size, "aж >")),
    ("capture, kinds", |lang, size| full(lang, size, "nж<f4>")),
    ("capture, always open", |lang, size| full(lang, size, "A")),
    ("capture, a person", |lang, size| full(lang, size, "Pn")),
    ("narrowing", |lang, size| full(lang, size, "1F")),
    ("narrowed", |lang, size| full(lang, size, "7F<enter>")),
    ("marked", |lang, size| full(lang, size, "1mm")),
    ("several", |lang, size| full(lang, size, "1M.")),
    ("tagging", |lang, size| full(lang, size, "1MT")),
    ("joining", |lang, size| full(lang, size, "1M.<end><up><up><enter>")),
    ("another order", |lang, size| full(lang, size, "1r")),
    ("people, found", |lang, size| full(lang, size, "P/op")),
    ("people, a list", |lang, size| full(lang, size, "Pi")),
    ("register", |lang, size| full(lang, size, "Pr")),
    ("head counts", |lang, size| full(lang, size, "H")),
    ("left open", |lang, size| full(lang, size, "L")),
    ("minutes", |lang, size| full(lang, size, "S")),
    ("late", |lang, size| full(lang, size, "D")),
    ("a giro made", |lang, size| full(lang, size, "I")),
    ("giro", |lang, size| full(lang, size, "I<enter>O")),
    ("a speaker", |lang, size| full(lang, size, "I<enter>,")),
    ("about a step", |lang, size| full(lang, size, "g<enter>")),
    ("wall chooser", |lang, size| full(lang, size, "W")),
    ("frozen", |lang, size| full(lang, size, "Z")),
    ("sent", |lang, size| full(lang, size, "1V")),
    ("wall, tables", |lang, size| full(lang, size, "wt")),
    ("wall, harvest", |lang, size| full(lang, size, "wg")),
    ("wall, vote", |lang, size| full(lang, size, "wv")),
    ("wall", |lang, size| full(lang, size, "w")),
    ("wall, welcome", |lang, size| full(lang, size, "wh")),
    ("wall, practices", |lang, size| full(lang, size, "wp")),
    ("wall, voices", |lang, size| full(lang, size, "wy")),
    ("wall, decisions", |lang, size| full(lang, size, "wd")),
    ("wall, actions", |lang, size| full(lang, size, "wa")),
    ("together, alone", |lang, size| full(lang, size, "G")),
    ("together, shared", |lang, size| pressed(others(lang, size, together::hosting()), "G")),
    ("together, closed to others", |lang, size| pressed(others(lang, size, together::closed()), "G")),
    ("together, joined", |lang, size| pressed(others(lang, size, together::joined(0)), "G")),
    ("together, apart", |lang, size| pressed(others(lang, size, together::apart(12)), "G")),
    ("together, turned away", |lang, size| pressed(others(lang, size, together::turned_away()), "G")),
    ("together, attached", |lang, size| pressed(others(lang, size, together::attached()), "G")),
    ("together, a name", |lang, size| pressed(others(lang, size, together::hosting()), "Ge")),
    ("together, sharing no longer", |lang, size| pressed(others(lang, size, together::hosting()), "Gc")),
    ("together, another code", |lang, size| pressed(others(lang, size, together::hosting()), "Gn")),
    ("together, sent away", |lang, size| pressed(others(lang, size, together::hosting()), "G<down>x")),
    ("together, hosting here", |lang, size| pressed(others(lang, size, together::apart(0)), "Gh")),
    ("console, shared", |lang, size| others(lang, size, together::hosting())),
    ("console, joined", |lang, size| others(lang, size, together::joined(2))),
    ("console, apart", |lang, size| others(lang, size, together::apart(12))),
    ("console, attached", |lang, size| others(lang, size, together::attached())),
    ("console, only reads", |lang, size| pressed(others(lang, size, together::guest()), "p")),
    ("joining, looking", |lang, size| pressed(together::start(lang, size, true), "u")),
    ("joining, nothing heard", |lang, size| pressed(Room::start(lang, size, Vec::new()), "u")),
    ("joining, heard", |lang, size| pressed(heard(lang, size), "u")),
    ("joining, too old", |lang, size| pressed(heard(lang, size), "u<end><up><enter>")),
    ("joining, fields", |lang, size| pressed(Room::start(lang, size, Vec::new()), "ui")),
    ("joining, no address", |lang, size| pressed(Room::start(lang, size, Vec::new()), "ui<enter>")),
    ("joining, on the way", |lang, size| pressed(together::start(lang, size, true), "ui10.0.0.7<enter><enter><enter>")),
    ("joining, no answer", |lang, size| {
        pressed(Room::start(lang, size, Vec::new()), "ui10.0.0.7<enter><enter><enter>")
    }),
    ("wall, recap", |lang, size| full(lang, size, "wr")),
];

/// What is the same in both languages and right so. Names of commands and keys, codes and numbers are let through beside.
const SAME: &[&str] = &[
    "OP-04 CAG Spazio Giovani",
    "PROXIMO",
    "Backspace",
    "Giulia",
    "EPIC",
    "Work package",
    "e-mail",
    "home",
    "Ctrl",
    "Esc no",
    "giulia",
    // cut by what lies over it
    "ulia",
    "proximo",
    "sessions",
    "sess",
    // the same word
    "idea",
    "online",
    // what is typed in a shell, and what the system says
    "proximo join 192.168.1.20",
    "Connection refused",
    // a difficulty is completed in both languages
    "agganciare",
    "engage",
    "individuare",
    "identify",
    "fiducia",
    "trust",
];

fn pressed(mut room: Room, keys: &str) -> Room {
    room.press(keys);
    room
}

fn others(lang: Lang, size: (u16, u16), link: Link) -> Room {
    let mut room = together::with_others(lang, size, marked(room::full()), link);
    let mut people = room.presence.people.clone();
    people.iter_mut().for_each(|one| one.name = MARK.to_owned());
    if let Link::Joined(joined) = &mut room.status.link {
        joined.host = MARK.to_owned();
    }
    let link = room.status.link.clone();
    room.link(link);
    room.people(people);
    room
}

fn heard(lang: Lang, size: (u16, u16)) -> Room {
    let mut room = Room::start(lang, size, Vec::new());
    room.heard = together::heard();
    for one in &mut room.heard {
        (one.title, one.host) = (MARK.to_owned(), MARK.to_owned());
    }
    room
}

fn full(lang: Lang, size: (u16, u16), keys: &str) -> Room {
    pressed(Room::open(lang, size, marked(room::full())), keys)
}

fn read_only(lang: Lang, size: (u16, u16)) -> Room {
    let status = Status { saved: Saved::ReadOnly(ReadOnly::OpenElsewhere), ..Status::default() };
    pressed(Room::open_with(lang, size, marked(room::full()), status), "x")
}

fn pasted(lang: Lang, size: (u16, u16)) -> Room {
    let mut room = full(lang, size, "n");
    room.paste("ж\nш\n");
    room
}

fn cards() -> Vec<Card> {
    let card = |state, counts| Card {
        file: "sessions/ж.ron".into(),
        title: "жшж".into(),
        date: "2026-03-12".parse().ok(),
        place: "ж".into(),
        state,
        sample: true,
        counts,
        problem: None,
    };
    vec![
        card(SessionState::Closed, vec![(Kind::Practice, 8), (Kind::Voice, 1)]),
        card(SessionState::Running, Vec::new()),
        Card {
            file: "sessions/ж.ron".into(),
            problem: Some(Problem::of_file("sessions/ж.ron", Wrong::Truncated)),
            ..Card::default()
        },
    ]
}

/// Returns the session with everything that people wrote in letters that we do not write in.
fn marked(mut session: Session) -> Session {
    let mark = |text: &mut String| {
        if !text.is_empty() {
            *text = text.split(' ').map(|word| if word.is_empty() { "" } else { "жшщ" }).collect::<Vec<_>>().join(" ");
        }
    };
    let head = Arc::make_mut(&mut session.session);
    mark(&mut head.title);
    mark(&mut head.place);
    let all: Vec<Item> = Kind::ALL.iter().flat_map(|kind| session.list(*kind)).collect();
    for mut item in all {
        match &mut item {
            Item::Session(_) | Item::Table(_) => continue,
            Item::Step(step) => {
                let step = Arc::make_mut(step);
                mark(&mut step.title);
                mark(&mut step.prompt);
            }
            Item::Participant(person) => mark(&mut Arc::make_mut(person).organisation),
            Item::Practice(practice) => {
                let practice = Arc::make_mut(practice);
                for text in [
                    &mut practice.name,
                    &mut practice.organisation,
                    &mut practice.for_whom,
                    &mut practice.how,
                    &mut practice.helped,
                    &mut practice.hindered,
                ] {
                    mark(text);
                }
                practice.tags = practice.tags.iter().map(|_| "шщ".to_owned()).collect();
            }
            Item::Sketch(sketch) => mark(&mut Arc::make_mut(sketch).title),
            Item::Voice(voice) => mark(&mut Arc::make_mut(voice).text),
            Item::Poll(poll) => {
                let poll = Arc::make_mut(poll);
                mark(&mut poll.question);
                poll.options.values_mut().for_each(|option| mark(&mut option.text));
            }
            Item::Decision(decision) => {
                let decision = Arc::make_mut(decision);
                mark(&mut decision.statement);
                mark(&mut decision.reason);
            }
            Item::Action(action) => {
                let action = Arc::make_mut(action);
                mark(&mut action.what);
                if let Some(Owner::Named(name)) = &mut action.who {
                    mark(name);
                }
            }
            Item::Note(note) => mark(&mut Arc::make_mut(note).text),
            Item::Conflict(conflict) => {
                let conflict = Arc::make_mut(conflict);
                (conflict.kept, conflict.other) = ("\"жш\"".into(), "\"шж\"".into());
                assert!(matches!(conflict.item, Some(ItemRef::Practice(_))));
            }
        }
        session.put(item);
    }
    session
}

/// Returns what a screen says of ours: stretches of words between what parts them.
fn said(screen: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for line in screen.lines() {
        let mut line: String = line.chars().map(|c| if MARK.contains(c) { '|' } else { c }).collect();
        for sign in ["'", "’", "-", "."] {
            // what stands inside a word stays
            line = line.replace(&format!("{sign} "), " | ").replace(&format!(" {sign}"), " | ");
        }
        let parts = |c: char| !(c.is_alphanumeric() || " '’-._".contains(c));
        for stretch in line.split(parts).flat_map(|stretch| stretch.split("  ")) {
            let stretch = stretch.trim().trim_matches(['-', '.', '\'']).trim();
            // shorter ones may be what a box leaves of a word behind it
            if stretch.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
                said.insert(stretch.to_owned());
            }
        }
    }
    said
}

/// Returns what two screens say in the same words, though they are in two languages.
fn untranslated(it: &str, en: &str) -> Vec<String> {
    let names: BTreeSet<&str> = lines().iter().map(|line| line.name).collect();
    let code =
        |text: &str| text.split(['-', ' ', '_']).all(|part| part.chars().all(|c| c.is_numeric() || c.is_uppercase()));
    let keys = |text: &str| {
        text.split(' ').all(|key| {
            key.chars().count() == 1
                || key.starts_with("Ctrl-")
                || key.starts_with('F')
                || ["Esc", "Tab"].contains(&key)
        })
    };
    let id = |text: &str| text.chars().any(char::is_numeric) && !text.contains(' ');
    let en = said(en);
    let both = said(it).into_iter().filter(|stretch| en.contains(stretch));
    both.filter(|same| {
        // of a word that stands behind a box, its end may be left
        !SAME.iter().any(|known| known.ends_with(same.as_str()))
            && !names.contains(same.as_str())
            && !code(same)
            && !id(same)
            && !keys(same)
    })
    .collect()
}

#[test]
fn nothing_is_said_in_one_language_only() {
    let mut found = Vec::new();
    for (name, opens) in EVERYWHERE {
        for size in [(160, 45), (80, 24)] {
            let screens = [opens(Lang::It, size).screen(), opens(Lang::En, size).screen()];
            let same = untranslated(&screens[0], &screens[1]);
            if !same.is_empty() {
                found.push(format!("{name} at {size:?}: {same:?}"));
            }
        }
    }
    assert!(found.is_empty(), "the same in Italian and in English:\n{}", found.join("\n"));
}

#[test]
fn what_is_untranslated_would_be_found() {
    for (it, en, found) in [
        ("│ Titolo   жшщ │", "│ Title   жшщ │", &[][..]),
        ("│ Titolo: жшщ │", "│ Titolo: жшщ │", &["Titolo"]),
        ("▸ Non salvato · 12:04", "▸ Non salvato · 12:04", &["Non salvato"]),
        ("жшщ chiusa, жшщ", "жшщ chiusa, жшщ", &["chiusa"]),
        ("  Ctrl-S salva   Esc esci", "  Ctrl-S save   Esc leave", &[]),
        ("OP-04 · take-note · pra_7k3m2qax · 12", "OP-04 · take-note · pra_7k3m2qax · 12", &[]),
        ("l'ultima riga", "l'ultima riga", &["l'ultima riga"]),
    ] {
        assert_eq!(untranslated(it, en), found, "{it}");
    }
    // and on a real screen that is only in one language
    let screen = full(Lang::It, (120, 36), "").screen();
    assert!(untranslated(&screen, &screen).len() > 20);
}

#[test]
fn the_language_is_switched_at_once_and_wholly() {
    for (name, opens) in EVERYWHERE {
        for size in [(120, 36), (60, 18)] {
            let switched = without_ids(&pressed(opens(Lang::It, size), "<f2>").screen());
            // messages are dropped when the language is switched, here as there
            let english = without_ids(&pressed(opens(Lang::En, size), "<f2><f2>").screen());
            assert_eq!(switched, english, "{name} at {size:?}");
        }
    }
}

/// Returns a screen without the codes of new items, which no two rooms have alike.
fn without_ids(screen: &str) -> String {
    let mut plain = String::with_capacity(screen.len());
    let mut inside = false;
    for c in screen.chars() {
        inside = c == '_' || (inside && c.is_ascii_hexdigit());
        plain.push(if inside { '_' } else { c });
    }
    plain
}

#[test]
fn the_footer_is_whole_at_any_width() {
    for (name, opens) in EVERYWHERE {
        for lang in Lang::ALL {
            let whole = footer(&opens(*lang, (250, 30)).screen());
            if whole.is_empty() {
                // the wall has none
                assert!(name.starts_with("wall"), "{name} has no keys at its bottom");
                continue;
            }
            let help = if *lang == Lang::It { "aiuto" } else { "help" };
            for width in [60, 66, 72, 80, 90, 100, 110, 120, 140, 160, 200] {
                let shown = footer(&opens(*lang, (width, 30)).screen());
                assert!(shown.iter().any(|hint| hint.ends_with(help)), "{name} at {width}: no help in {shown:?}");
                let out = whole.iter().find(|hint| hint.starts_with("Esc"));
                if let Some(out) = out {
                    assert!(shown.contains(out), "{name} at {width}: no way out in {shown:?}");
                }
                for hint in &shown {
                    // what is offered may differ with the width, and then it is offered somewhere
                    assert!(hint.contains(' ') && !hint.ends_with('…'), "{name} at {width}: cut in {shown:?}");
                }
                let wider = shown.iter().map(|hint| hint.chars().count()).sum::<usize>();
                assert!(wider < usize::from(width), "{name} at {width}");
            }
        }
    }
}

/// Returns the keys with their words at the bottom of a screen.
fn footer(screen: &str) -> Vec<String> {
    let last = screen.lines().nth(29).unwrap_or_default();
    last.split("   ").map(|hint| hint.trim().to_owned()).filter(|hint| !hint.is_empty()).collect()
}
