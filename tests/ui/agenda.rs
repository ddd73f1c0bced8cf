//! The agenda that bends: steps begun, lengthened, put in and shortened; the day's end; the giro and what is told in it.

use std::sync::Arc;

use proximo::domain::desk::Saved;
use proximo::domain::id::{ParticipantId, PracticeId};
use proximo::domain::item::{Item, ItemRef, Kind, Participant, Step, Table};
use proximo::domain::session::Session;
use proximo::domain::turn::{fresh, words_of};
use proximo::domain::value::{Activity, Focus, Group, Seat, Seating};
use proximo::text::Lang;
use proximo::tui::app::Msg;

use super::desk::{Room, moment};
use super::room;

const SIZE: (u16, u16) = (120, 36);

fn open() -> Room {
    Room::open(Lang::It, SIZE, room::full())
}

fn change_step(session: &mut Session, id: u64, alter: impl FnOnce(&mut Step)) {
    let mut step = session.steps.get(fresh(id)).unwrap().as_ref().clone();
    alter(&mut step);
    session.put(Item::Step(Arc::new(step)));
}

/// The session under way, its step a giro of three minutes each.
fn giro() -> Session {
    let mut session = room::full();
    change_step(&mut session, 201, |step| step.giro_minutes = 3);
    session
}

fn focus(room: &Room) -> Option<Focus> {
    room.session.current_step()?.focus.get(&Seat::Plenary).cloned()
}

fn code(room: &Room) -> String {
    let speaker = focus(room).and_then(|focus| focus.speaker);
    speaker.and_then(|id| room.session.participants.get(id)).map(|person| person.code.clone()).unwrap_or_default()
}

fn minutes(room: &Room) -> Vec<(u32, i32)> {
    room.session.steps.in_order().iter().map(|step| (step.minutes, step.extra_minutes)).collect()
}

fn titles(room: &Room) -> Vec<String> {
    room.session.steps.in_order().iter().map(|step| step.title.clone()).collect()
}

/// Returns what the item with these words is about.
fn about(room: &Room, kind: Kind, words: &str) -> Vec<ItemRef> {
    let item = room.session.list(kind).into_iter().find(|item| words_of(item) == words).unwrap();
    proximo::domain::turn::links_of(&item).iter().copied().collect()
}

#[test]
fn any_step_ahead_begins_with_enter_and_one_key_takes_it_back() {
    let mut room = open();
    room.press("g<down><down><enter>");
    assert_eq!(room.session.current_step().unwrap().title, "Voto");
    room.shows(&["Ora: Voto", "u torna a prima", "4/6"]);
    // what was passed over is still ahead, and not skipped
    assert!(!room.session.steps.get(fresh(202)).unwrap().skipped);
    room.press("u");
    assert_eq!(room.session.current_step().unwrap().title, "Racconto di pratiche");
    // of the one that goes on, everything is shown
    room.press("<home><down><enter>");
    room.shows(&["Consegna alla sala", "40 minuti previsti"]);
    room.press("<esc>");
    assert_eq!(room.session.current_step().unwrap().title, "Racconto di pratiche");
}

#[test]
fn minutes_are_changed_from_anywhere_and_set_exactly() {
    let mut room = open();
    room.press("+");
    assert_eq!(minutes(&room)[1], (40, 5));
    room.shows(&["Racconto di pratiche: +5 minuti · fine 15:18", "in ritardo di 6'"]);
    room.press("-").press("S");
    room.shows(&["Minuti: Racconto di pratiche", "adesso 40"]);
    room.press("un po'<enter>");
    room.shows(&["Un numero da 0 a 600"]);
    room.press("<ctrl-w><ctrl-w>52<enter>");
    assert_eq!(minutes(&room)[1], (40, 12));
    room.press("g<end>S+3<enter>");
    assert_eq!(minutes(&room)[5], (10, 3));
    room.press("S<esc>").press("S<enter>");
    assert_eq!(minutes(&room)[5], (10, 3));
    // a step that is over keeps what it had
    room.press("<home>+");
    room.shows(&["già conclusa"]);
    room.press("S");
    room.shows(&["già conclusa"]);
    assert_eq!(minutes(&room)[0], (10, 0));
}

#[test]
fn before_the_day_begins_minutes_are_the_plan() {
    let mut room = Room::open(Lang::It, SIZE, room::empty());
    room.press("giPratiche 40<enter>Chiusura 10<enter><esc><home>");
    room.shows(&["in tutto 50'"]);
    room.press("+");
    assert_eq!(minutes(&room)[0], (45, 0));
    room.press("D");
    room.shows(&["non è ancora cominciata"]);
    room.press("<space>");
    room.shows(&["fine 14:57"]);
    assert_eq!(room.session.session.ends.map(|ends| ends.clock()), Some("14:57".into()));
}

#[test]
fn a_step_put_in_comes_after_the_one_that_goes_on() {
    let mut room = open();
    room.press("1iPausa caffè 10<enter>");
    assert_eq!(titles(&room)[2], "Pausa caffè");
    room.press("<esc>");
    room.shows(&["pratiche 4"]);
    // chosen among what is over, it comes after the one that goes on all the same
    room.press("g<home>iAria 5<enter><esc>");
    assert!(titles(&room)[2..4].contains(&"Aria".to_owned()));
    room.press("g").press("g<end>iSaluti 5<enter><esc>");
    assert_eq!(titles(&room).last().map(String::as_str), Some("Saluti"));
}

#[test]
fn what_has_begun_does_not_move() {
    let mut room = open();
    let before = titles(&room);
    room.press("g<home>J");
    room.shows(&["resta al suo posto"]);
    room.press("<down><down>K");
    assert_eq!(titles(&room), before);
    room.press("J");
    assert_eq!(titles(&room)[2..4], ["Voto", "Ascolto dei giovani"]);
    room.press("u");
    assert_eq!(titles(&room), before);
}

#[test]
fn late_is_said_calmly_and_shorter_steps_are_proposed_as_one_change() {
    let mut room = open();
    room.wait(20 * 60);
    room.shows(&["in ritardo di 15'", "+14:00", "oltre il tempo"]);
    let before = minutes(&room);
    room.press("D");
    room.shows(&["Fasi più corte · in ritardo di 15'", "25'  →  15'", "15'  →  10'", "la fine resta alle 15:12"]);
    room.press("<esc>");
    assert_eq!(minutes(&room), before);
    room.press("D<down><down>--");
    room.shows(&["15'  →  8'", "15:10, 2' prima"]);
    room.press("<enter>");
    assert_eq!(minutes(&room)[2..], [(25, -10), (15, 0), (15, -7), (10, 0)]);
    room.shows(&["Fasi accorciate: fine alle 15:10"]);
    room.press("u");
    assert_eq!(minutes(&room), before);
    // much too late: it is said by how much, and the end can be moved instead
    room.wait(80 * 60);
    room.press("D");
    room.shows(&["dopo l'orario", "Accorciare non basta", "sposta la fine"]);
    room.press("o");
    room.shows(&["saltata"]);
    room.press("of");
    room.shows(&["La fine è ora alle"]);
    room.hides(&["in ritardo"]);
    room.press("u");
    assert_eq!(minutes(&room), before);
    room.shows(&["in ritardo"]);
}

#[test]
fn a_gentle_sign_comes_at_two_minutes_and_at_the_end() {
    let mut room = open();
    room.hides(&["ultimi minuti"]);
    room.wait(4 * 60 + 1);
    room.shows(&["ultimi minuti", "01:59"]);
    room.wait(6 * 60);
    room.shows(&["oltre il tempo", "00:00"]);
    assert_eq!(room.bells, 0);
}

#[test]
fn the_bell_rings_once_at_two_minutes_and_once_at_the_end() {
    let ringing = |seconds: &[i64]| {
        let mut room = open();
        room.app.env.bell = true;
        for second in seconds {
            room.wait(*second);
            room.screen();
        }
        room.bells
    };
    assert_eq!(ringing(&[1, 238, 239]), 0);
    assert_eq!(ringing(&[239, 240, 241, 300]), 1);
    assert_eq!(ringing(&[1, 241, 359, 360, 361, 900]), 2);
    // opened in the middle of either, nothing rings for what was there already
    assert_eq!(ringing(&[250, 251]), 0);
    assert_eq!(ringing(&[400, 401]), 0);
    // more time, and the two minutes come again
    let mut room = open();
    room.app.env.bell = true;
    room.wait(1).wait(241).press("+").wait(242).wait(541);
    assert_eq!(room.bells, 2);
}

#[test]
fn the_floor_goes_round_and_comes_back() {
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press(",");
    assert_eq!(code(&room), "IST-01");
    room.shows(&["Ha la parola IST-01 · poi OP-04", "IST-01 03:00"]);
    room.wait(200);
    room.shows(&["IST-01 +00:20"]);
    room.press(",").press(",");
    assert_eq!(code(&room), "YAG-03");
    room.shows(&["e chiude il giro"]);
    room.press(";");
    assert_eq!((code(&room).as_str(), room.session.current_step().unwrap().spoken.len()), ("OP-04", 1));
    room.press(",,");
    room.shows(&["Hanno parlato tutti"]);
    assert_eq!((focus(&room), room.session.current_step().unwrap().spoken.len()), (None, 3));
    room.press(",");
    room.shows(&["Hanno parlato tutti"]);
    room.press(";");
    assert_eq!(code(&room), "YAG-03");
    // with the next step nobody has the floor any more
    room.press("<space>");
    assert!(room.session.steps.live().all(|step| step.focus.is_empty()));
    room.press(",");
    room.shows(&["non si segna chi parla"]);
    room.press("I");
    room.shows(&["non si segna chi parla"]);
}

#[test]
fn who_is_passed_over_comes_back_at_the_end_and_absent_ones_are_left_out() {
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press(",Oo");
    assert_eq!(code(&room), "OP-04");
    room.press(",");
    assert_eq!(code(&room), "YAG-03");
    room.press(",");
    assert_eq!(code(&room), "IST-01");
    room.press("o");
    room.shows(&["Non c'è nessun altro"]);
    room.shows(&["Hanno parlato 2 su 3", "3' a testa", "▶ IST-01"]);
    // somebody is not here after all
    room.press("<home><down>a");
    room.shows(&["Hanno parlato 1 su 2", "assente"]);
    room.press("+<esc>");
    assert_eq!(room.session.current_step().unwrap().giro_minutes, 4);
    // out of the order
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press("O<end><enter>");
    assert_eq!(code(&room), "YAG-03");
    room.press("<home> ");
    assert_eq!(room.session.current_step().unwrap().spoken.len(), 1);
}

#[test]
fn a_step_becomes_a_giro_and_stops_being_one() {
    let mut room = open();
    room.press(",");
    room.shows(&["non è un giro"]);
    room.press("I");
    room.shows(&["minuti a testa", "3 presenti: 2' a testa ci stanno"]);
    room.press("<enter>");
    assert_eq!(room.session.current_step().unwrap().giro_minutes, 2);
    room.shows(&["È un giro: 2' a testa"]);
    // what is typed takes the place of what was proposed
    room.press("I3<enter>");
    room.shows(&["È un giro: 3' a testa"]);
    room.press(",I<ctrl-w>0<enter>");
    assert_eq!((room.session.current_step().unwrap().giro_minutes, focus(&room)), (0, None));
}

#[test]
fn each_table_has_a_giro_of_its_own() {
    let mut session = giro();
    change_step(&mut session, 201, |step| step.seating = Seating::Tables);
    for (id, name, person) in [(301, "Tavolo A", 101), (302, "Tavolo B", 103)] {
        session.put(Item::Table(Arc::new(Table { id: fresh(id), name: name.into(), ..Table::default() })));
        let person: Participant = session.participants.get(fresh(person)).unwrap().as_ref().clone();
        session.put(Item::Participant(Arc::new(Participant { table: Some(fresh(id)), ..person })));
    }
    let mut room = Room::open(Lang::It, SIZE, session);
    room.press(",");
    room.shows(&["Ha la parola OP-04, e chiude"]);
    room.press("O<tab>");
    room.shows(&["Tavolo B", "IST-01"]);
    room.press(",");
    room.shows(&["IST-01, e chiude"]);
    let step = room.session.current_step().unwrap();
    assert_eq!(step.focus.len(), 2);
}

#[test]
fn what_is_taken_down_is_about_what_is_told() {
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press(",p");
    room.shows(&["la racconta IST-01"]);
    room.press("Bus dei mestieri #strada<enter>");
    let Some(Item::Practice(bus)) = room.session.list(Kind::Practice).pop() else { panic!() };
    let speaker: ParticipantId = fresh(103);
    assert_eq!(bus.told_by.iter().copied().collect::<Vec<_>>(), [speaker]);
    assert_eq!(focus(&room).unwrap().practice, Some(bus.id));
    room.press("<esc>n");
    room.shows(&["su «Bus dei mestieri», IST-01 (F7 la libera)"]);
    room.press("Passa il giovedì<enter>");
    for (key, words, kind) in [
        ("y", "Ci siamo saliti", Kind::Voice),
        ("d", "Si prova in via Novara", Kind::Decision),
        ("a", "Chiedere gli orari", Kind::Action),
        ("s", "Un bus nel quartiere", Kind::Sketch),
        ("v", "Lo proviamo?", Kind::Poll),
    ] {
        room.press("<esc>").press(key).press(words).press("<enter>");
        assert_eq!(about(&room, kind, words), [ItemRef::Practice(bus.id)], "{kind:?}");
    }
    // freed with one key, for that line alone
    room.press("<esc>nDomani si comincia prima<f7>");
    room.shows(&["riga libera"]);
    room.press("<enter>");
    assert!(about(&room, Kind::Note, "Domani si comincia prima").is_empty());
    room.press("Costa poco<enter>");
    assert_eq!(about(&room, Kind::Note, "Costa poco"), [ItemRef::Practice(bus.id)]);
    room.paste("Primo\nSecondo").press("<enter>");
    assert_eq!(about(&room, Kind::Note, "Primo"), [ItemRef::Practice(bus.id)]);
    assert_eq!(about(&room, Kind::Note, "Secondo"), [ItemRef::Practice(bus.id)]);
    // what the line says itself goes before
    room.press("<esc>1<home>nSu questa =<enter>");
    assert_eq!(about(&room, Kind::Note, "Su questa"), [ItemRef::Practice(fresh::<PracticeId>(1))]);
    // the next speaker tells something else
    room.press("<esc>,nGrazie<enter>");
    assert!(about(&room, Kind::Note, "Grazie").is_empty());
    room.press("<esc>pUna di altri @YAG-03<enter>");
    let Some(Item::Practice(other)) = room.session.list(Kind::Practice).pop() else { panic!() };
    assert_eq!(other.told_by.iter().copied().collect::<Vec<_>>(), [fresh(102)]);
    assert_eq!(focus(&room).unwrap().practice, None);
}

#[test]
fn one_key_takes_back_a_practice_and_that_it_was_being_told() {
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press(",pBus dei mestieri<enter><esc>");
    assert!(focus(&room).unwrap().practice.is_some());
    room.press("u");
    assert_eq!(room.session.list(Kind::Practice).len(), 4);
    assert_eq!((focus(&room).unwrap().practice, code(&room).as_str()), (None, "IST-01"));
    // without anybody having the floor, nothing is tied
    let mut room = open();
    room.press("nLibero<f7>");
    room.shows(&["Nessuno ha la parola"]);
    room.press("<enter>");
    assert!(about(&room, Kind::Note, "Libero").is_empty());
}

#[test]
fn who_speaks_and_who_has_not_is_never_on_the_wall() {
    let mut room = Room::open(Lang::It, SIZE, giro());
    room.press(",w");
    room.hides(&["IST-01", "OP-04", "YAG-03", "ha parlato", "Hanno parlato"]);
    room.press(",");
    room.hides(&["OP-04"]);
    assert_eq!(code(&room), "OP-04");
}

#[test]
fn while_listening_no_speaker_is_kept_even_where_a_file_says_so() {
    let mut session = giro();
    change_step(&mut session, 201, |step| {
        step.activity = Activity::Listen;
        step.focus.insert(Seat::Plenary, Focus { speaker: Some(fresh(102)), ..Focus::default() });
    });
    let mut room = Room::open(Lang::It, SIZE, session);
    room.hides(&["YAG-03 "]);
    room.press("pDetta da qualcuno<enter>");
    let Some(Item::Practice(practice)) = room.session.list(Kind::Practice).pop() else { panic!() };
    assert!(practice.told_by.is_empty());
}

#[test]
fn the_line_on_top_never_cuts_what_is_saved_nor_the_clock() {
    let mut session = giro();
    let head = Arc::make_mut(&mut session.session);
    head.title = "Un titolo di sessione molto lungo, come se ne scrivono per i bandi europei, con due numeri".into();
    change_step(&mut session, 201, |step| step.title = "Racconto di pratiche di chi lavora in strada ".repeat(3));
    for width in 60..=250 {
        let mut room = Room::open(Lang::It, (width, 24), session.clone());
        room.status.saved = Saved::Journalled(moment());
        room.take(Msg::Status(Box::new(room.status.clone())));
        room.press(",").wait(20 * 60);
        let screen = room.screen();
        let top = screen.lines().next().unwrap();
        assert!(top.contains("14:02:11") && top.contains("+14:00") && top.contains("2/6"), "{width}: {top}");
        assert!(width < 80 || top.contains("IST-01 +17:00") && top.contains("in ritardo di 15'"), "{width}: {top}");
        assert!(width < 130 || top.contains("Un titolo"), "{width}: {top}");
    }
}

#[test]
fn nothing_in_a_file_breaks_the_screens() {
    let mut session = room::full();
    for (id, minutes, extra) in [(201, u32::MAX, i32::MAX), (202, u32::MAX, i32::MIN), (203, 0, -5)] {
        change_step(&mut session, id, |step| {
            (step.minutes, step.extra_minutes, step.giro_minutes) = (minutes, extra, u32::MAX);
            step.paused_seconds = u32::MAX;
        });
    }
    change_step(&mut session, 204, |step| step.ended = Some(moment()));
    for size in [(60, 18), (80, 24), (160, 45)] {
        let mut room = Room::open(Lang::It, size, session.clone());
        for keys in [
            "+",
            "S-600<enter>",
            "D",
            "++--o<enter>",
            ",",
            "O",
            "+++a<esc>",
            ";",
            "zz",
            "g",
            "<end>+",
            "<space>",
            "b",
            "JJKK",
        ] {
            room.press(keys).screen();
        }
    }
}

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (120, 36), (160, 45)];

fn each(name: &str, look: impl Fn(Lang, (u16, u16)) -> String) {
    for lang in Lang::ALL {
        for size in SIZES {
            insta::assert_snapshot!(format!("{name}_{}x{}_{lang}", size.0, size.1), look(*lang, size));
        }
    }
}

#[test]
fn looks() {
    each("agenda_whole", |lang, size| {
        Room::open(lang, size, giro()).press(",,pBus dei mestieri<enter><esc>g").screen()
    });
    each("late", |lang, size| Room::open(lang, size, room::full()).wait(20 * 60).press("D").screen());
    each("late_impossible", |lang, size| Room::open(lang, size, room::full()).wait(90 * 60).press("D").screen());
    each("giro", |lang, size| Room::open(lang, size, giro()).press(",,O").screen());
    each("minutes", |lang, size| Room::open(lang, size, room::full()).press("S12").screen());
    each("told", |lang, size| {
        Room::open(lang, size, giro()).press(",,pBus dei mestieri<enter><esc>nCosta poco").screen()
    });
    let long = |session: &mut Session| {
        change_step(session, 201, |step| {
            step.prompt = "Che cosa ha funzionato davvero per incontrare chi non si vede? ".repeat(3)
        });
        let person = Participant {
            id: fresh(110),
            code: "OP-09".into(),
            group: Some(Group::Operator),
            present: true,
            ..Participant::default()
        };
        session.put(Item::Participant(Arc::new(Participant { organisation: "x".repeat(80), ..person })));
    };
    each("step", |lang, size| {
        let mut session = giro();
        long(&mut session);
        Room::open(lang, size, session).wait(5 * 60).press(",g<home><down><enter>").screen()
    });
}
