//! A session being prepared: the form with its agendas, lists, presence, head counts, the register, what others left.

use std::sync::Arc;

use proximo::domain::carry::{Left, Thing};
use proximo::domain::desk::{Problem, ReadOnly, Saved, Status, Wrong};
use proximo::domain::id::{Code, SessionId, TypedId};
use proximo::domain::item::{ActionItem, Item, Kind, Table, Voice};
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::{AgeBand, Group};
use proximo::text::Lang;
use proximo::tui::app::Msg;
use proximo::tui::doors::{Card, Leftovers};
use proximo::tui::drafts::Drafts;

use super::desk::Room;
use super::room;

const SIZE: (u16, u16) = (100, 30);

const LIST: &str = "Codice;Gruppo;Ente;Nome;Cognome;Età;Consenso;Citazione;Tavolo\n\
    OP-04;operatori;CAG Spazio Giovani;Anna;Bianchi;41;sì;sì;A\n\
    ;operatori;\"Coop; La Strada\";Ugo;Neri;35;sì;no;\n\
    ;giovani;;Luca;Verdi;17;sì;sì;\n\
    ;;Parrocchia;Don;Rosso;60;;;\n";

fn with_tables() -> Session {
    let mut session = room::empty();
    for (number, name) in [(1, "Tavolo A"), (2, "Tavolo B")] {
        let created = room::empty().session.created.clone();
        session.put(Item::Table(Arc::new(Table { id: fresh(number), name: name.into(), created, ..Table::default() })));
    }
    session
}

fn codes(room: &Room) -> Vec<String> {
    let mut codes: Vec<String> = room.session.participants.live().map(|person| person.code.clone()).collect();
    codes.sort();
    codes
}

fn left(number: u64, what: &str, due: &str) -> Left {
    let action = ActionItem { id: fresh(number), what: what.into(), due: due.parse().ok(), ..ActionItem::default() };
    let first = SessionId::new(Code::from_bits(99));
    let date = "2026-02-12".parse().ok();
    Left { thing: Thing::Action(Arc::new(action)), first, title: "Tavolo 1".into(), date, owner: None, from: None }
}

fn leftovers() -> Leftovers {
    let voice = Voice { id: fresh(903), text: "Vorremmo un posto la sera".into(), ..Voice::default() };
    let mut list = vec![left(901, "Chiamare la scuola", "2026-03-01"), left(902, "Scrivere ai partner", "2026-04-01")];
    list.push(Left { thing: Thing::Voice(Arc::new(voice)), ..left(0, "", "") });
    let list = list.into_iter().map(|left| ("sessions/uno.ron".into(), left)).collect();
    Leftovers { list, skipped: vec!["sessions/rotto.ron".into()] }
}

/// Opens a session with what others left open there from the start.
fn open_with_left(session: Session) -> Room {
    let mut room = Room::start(Lang::It, SIZE, vec![Card { file: "sessions/prova.ron".into(), ..Card::default() }]);
    room.outside.left = leftovers();
    room.session = session;
    room.press("<enter>");
    room
}

#[test]
fn a_list_is_shown_before_it_is_taken_and_is_one_step_to_take_back() {
    let mut room = Room::open(Lang::It, SIZE, with_tables());
    room.press("P").paste(LIST);
    room.shows(&[
        "Che cosa prendo",
        "codice",
        "organizzazione",
        "registro",
        "3 righe su 4",
        "OP-05 YAG-01",
        "manca il codice",
    ]);
    assert!(codes(&room).is_empty());
    room.press("<enter>");
    assert_eq!(codes(&room), ["OP-04", "OP-05", "YAG-01"]);
    room.shows(&["presenti 0 su 3", "Coop; La Strada", "Tavolo A", "✓c"]);
    room.hides(&["Bianchi", "Verdi", "Neri"]);
    let said = format!("{:?}", room.session);
    assert!(["Anna", "Bianchi", "Ugo", "Luca"].iter().all(|name| !said.contains(name)));
    let names: Vec<&str> = room.outside.register.people.values().map(|person| person.name.as_str()).collect();
    assert_eq!(names.len(), 3);
    assert!(names.contains(&"Luca Verdi"));
    room.press("u");
    assert!(codes(&room).is_empty());
}

#[test]
fn columns_are_changed_with_keys() {
    let mut room = Room::open(Lang::It, SIZE, with_tables());
    room.press("P").paste("Sigla interna;Chi\n1;Anna\n2;Ugo\n");
    room.shows(&["0 righe su 2", "«1» non è un codice"]);
    room.press("<enter>");
    room.shows(&["serve una colonna"]);
    // the first column says nothing, the second is the group
    room.press("<up>");
    room.shows(&["manca il codice"]);
    room.press("<right><down><down>");
    room.shows(&["2 righe su 2", "ANN-01"]);
    room.press("<esc><esc>");
    assert!(codes(&room).is_empty());
}

#[test]
fn a_list_comes_from_a_file_whose_path_is_completed() {
    let mut room = Room::open(Lang::It, SIZE, with_tables());
    let latin = LIST.chars().map(|c| if (c as u32) < 256 { c as u8 } else { b'?' }).collect();
    room.outside.lists = vec![("liste/invitati.csv".into(), latin)];
    room.press("Pi");
    room.shows(&["liste/invitati.csv"]);
    room.press("lis<tab><enter>");
    room.shows(&["3 righe su 4"]);
    room.press("<esc>i/nessuno.csv<enter>");
    room.shows(&["nessuno.csv"]);
    assert!(codes(&room).is_empty());
}

#[test]
fn a_register_that_cannot_be_written_keeps_the_list_on_the_screen() {
    let mut room = Room::open(Lang::It, SIZE, with_tables());
    room.outside.register_fails = Some(Problem::of_file("register/prova.ron", Wrong::NoRight));
    room.press("P").paste(LIST).press("<enter>");
    room.shows(&["Non è nel registro", "3 righe su 4"]);
    assert!(codes(&room).is_empty(), "nothing is half done");
    room.outside.register_fails = None;
    room.press("<enter>");
    assert_eq!(codes(&room).len(), 3);
}

#[test]
fn people_at_the_door_are_found_by_a_few_letters_one_after_the_other() {
    let mut room = Room::open(Lang::It, SIZE, room::full());
    let here = |room: &Room| room.session.participants.live().filter(|person| person.present).count();
    room.press("P<space><down><space><down><space>");
    assert_eq!(here(&room), 0);
    room.press("/04<enter>");
    room.press("muni<enter>");
    assert_eq!(here(&room), 2);
    // somebody who is on no list
    room.press("op-11");
    room.shows(&["Invio aggiunge OP-11"]);
    room.press("<enter><esc>");
    assert_eq!((here(&room), codes(&room).len()), (3, 4));
    // and one more of a group in two keys
    room.press("<esc>P+");
    assert_eq!(codes(&room).last().map(String::as_str), Some("YAG-03"));
    assert!(codes(&room).iter().any(|code| code == "IST-02"), "{:?}", codes(&room));
}

#[test]
fn a_person_is_seated_at_the_next_table() {
    let mut session = with_tables();
    room::full().participants.all().for_each(|person| session.put(Item::Participant(person.clone())));
    let mut room = Room::open(Lang::It, SIZE, session);
    room.press("Pt");
    room.shows(&["Tavolo A"]);
    room.press("t");
    room.shows(&["Tavolo B"]);
    room.press("t");
    assert!(room.session.participants.live().all(|person| person.table.is_none()));
}

#[test]
fn heads_are_counted_by_keys_and_stand_for_the_registered() {
    let mut room = Room::open(Lang::It, SIZE, room::full());
    room.press("H");
    room.shows(&["al posto di chi vi è registrato", "registrati 1 su 1"]);
    room.press("8<down>12+-<down><down>++<enter>");
    let counts = &room.session.session.head_counts;
    let of = |group: Group| counts.get(&group).copied();
    assert_eq!((of(Group::Youth), of(Group::Operator), of(Group::Institution)), (Some(8), Some(12), None));
    assert_eq!(of(Group::ThirdSector), Some(2));
    room.press("Hx<enter>");
    assert_eq!(room.session.session.head_counts.get(&Group::Youth), None);
    room.press("uu");
    assert!(room.session.session.head_counts.is_empty());
}

#[test]
fn the_register_of_a_person_is_apart_and_the_session_is_told_what_it_allows() {
    let mut room = Room::open(Lang::It, SIZE, room::full());
    // the third by code is YAG-03
    room.press("P<end>r");
    room.shows(&["Registro: YAG-03", "non chiesto", "mai nella sessione"]);
    room.press("Luca Verdi<down><space><down>s<down>s");
    room.press("<enter>");
    let allows = |room: &Room| room.session.participants.live().find(|p| p.code == "YAG-03").unwrap().allows.clone();
    assert!(!allows(&room).quoted, "a minor needs a parent and their own assent");
    let person = room.outside.register.people.values().next().unwrap().clone();
    assert_eq!((person.name.as_str(), person.age_band), ("Luca Verdi", AgeBand::Minor));
    room.shows(&["✗"]);
    room.press("r<up><up>s10/3<down>s<enter>");
    assert!(allows(&room).quoted);
    let person = room.outside.register.people.values().next().unwrap().clone();
    assert_eq!(person.parent.map(|consent| consent.on.to_string()).as_deref(), Some("2026-03-10"));
    room.shows(&["✓c"]);
    room.hides(&["Luca"]);
    assert!(!format!("{:?}", room.session).contains("Luca"));
    // taken back, and said
    room.press("r<down><down><space>");
    room.press("<esc>");
    room.shows(&["Non è ancora salvato"]);
    room.press("<esc>");
    assert!(allows(&room).quoted);
}

#[test]
fn what_cannot_be_written_into_the_register_stays_on_the_page() {
    let mut room = Room::open(Lang::It, SIZE, room::full());
    room.press("Pr");
    room.outside.register_fails = Some(Problem::of_file("register/prova.ron", Wrong::DiskFull));
    room.press("Eva Viola<enter>");
    room.shows(&["Non è nel registro", "Eva Viola"]);
    room.outside.register_fails = None;
    room.press("<enter>");
    assert_eq!(room.outside.register.people.len(), 1);
}

#[test]
fn what_the_register_is_being_told_is_not_left_half_done() {
    let mut room = Room::open(Lang::It, SIZE, with_tables());
    room.press("P").paste(LIST);
    room.outside.waiting = Some(Vec::new());
    // neither leaving it nor the help over it keeps the session from being told
    room.press("<enter><esc><f1>");
    room.answer_doors();
    assert_eq!(codes(&room), ["OP-04", "OP-05", "YAG-01"]);
    room.press("<esc>").shows(&["presenti 0 su 3"]);
    room.press("<home>r<down><down>");
    room.outside.waiting = Some(Vec::new());
    room.press("<space><enter><esc><esc>");
    room.answer_doors();
    let allows = room.session.participants.live().find(|person| person.code == "OP-04").unwrap().allows.clone();
    assert!(!allows.quoted, "what was taken back holds in the session too");
}

#[test]
fn where_nothing_can_be_changed_the_register_is_told_nothing() {
    let mut room = Room::open(Lang::It, SIZE, room::full());
    let saved = Saved::ReadOnly(ReadOnly::OpenElsewhere);
    room.take(Msg::Status(Box::new(Status { saved, ..Status::default() })));
    room.press("Pr").press("Eva Viola<enter>");
    room.shows(&["si può solo guardare"]);
    room.press("<esc><esc>").paste(LIST).press("<enter>");
    room.shows(&["si può solo guardare", "2 righe su 4"]);
    assert!(room.outside.register.people.is_empty());
}

#[test]
fn what_others_left_open_is_told_where_the_line_is_open_already() {
    let mut room = Room::start(Lang::It, SIZE, vec![Card { file: "sessions/prova.ron".into(), ..Card::default() }]);
    room.outside.left = leftovers();
    room.session = room::empty();
    let mut drafts = Drafts::default();
    drafts.always = Some(Kind::Note);
    room.status.draft = drafts.written();
    room.outside.waiting = Some(Vec::new());
    room.press("<enter>");
    room.answer_doors();
    room.hides(&["Chiamare la scuola"]);
    room.shows(&["Rimasto aperto"]);
}

#[test]
fn what_others_left_open_is_offered_once_and_taken_as_one_step() {
    let mut room = open_with_left(room::empty());
    room.shows(&["Rimasto aperto", "Chiamare la scuola", "scaduta", "Vorremmo un posto", "rotto.ron"]);
    room.press("<enter>");
    room.shows(&["Nulla è scelto"]);
    room.press("<space><down><space>");
    room.shows(&["scelte: 2"]);
    room.press("<enter>");
    assert_eq!((room.session.count(Kind::Action), room.session.count(Kind::Voice)), (1, 1));
    let first = Some(SessionId::new(Code::from_bits(99)));
    assert!(room.session.actions.live().all(|action| action.first_noted_in == first));
    assert!(room.session.voices.live().all(|voice| voice.first_noted_in == first));
    room.press("L");
    room.shows(&["Scrivere ai partner"]);
    room.hides(&["Chiamare la scuola"]);
    room.press("<esc>u");
    assert_eq!((room.session.count(Kind::Action), room.session.count(Kind::Voice)), (0, 0));
}

#[test]
fn what_others_left_open_is_offered_once_a_day_and_leads_to_the_people() {
    let mut room = open_with_left(room::empty());
    room.shows(&["Rimasto aperto dagli altri incontri", "P partecipanti"]);
    // what is offered below works in the box too
    room.press("P").shows(&["Partecipanti: presenti 0"]);
    room.press("<esc>").hides(&["Chiamare la scuola"]);
    // the same day, opened again: it is said, and nothing lies over the session
    let draft = room.status.draft.clone();
    let again = |draft: &str| {
        let mut room = Room::start(Lang::It, SIZE, vec![Card { file: "sessions/prova.ron".into(), ..Card::default() }]);
        room.outside.left = leftovers();
        room.session = room::empty();
        room.status.draft = draft.to_owned();
        room.press("<enter>");
        room
    };
    let mut room = again(&draft);
    room.hides(&["Chiamare la scuola"]);
    room.shows(&["Rimasto aperto dagli altri incontri · L"]);
    room.press("L").shows(&["Chiamare la scuola"]);
    // another day it is offered again
    again(&draft.replace("2026-03-12", "2026-03-11")).shows(&["Chiamare la scuola"]);
}

#[test]
fn head_counts_are_offered_where_people_are_registered_and_name_their_keys() {
    let mut room = Room::open(Lang::En, (80, 24), room::full());
    room.press("P").shows(&["H head counts"]);
    room.press("H").shows(&["Figures, + and - change it"]);
}

#[test]
fn nothing_comes_over_a_session_that_has_begun() {
    let room = open_with_left(room::full());
    room.hides(&["Rimasto aperto dagli altri"]);
}

#[test]
fn the_start_screen_counts_what_is_open_and_leads_to_it() {
    let mut room = Room::start(Lang::It, SIZE, vec![Card { file: "sessions/uno.ron".into(), ..Card::default() }]);
    room.outside.left = leftovers();
    room.session = {
        let mut session = room::empty();
        session.put(Item::Action(Arc::new(ActionItem {
            id: TypedId::new(Code::from_bits(902)),
            what: "Scrivere ai partner".into(),
            ..ActionItem::default()
        })));
        session
    };
    room.press("r");
    room.shows(&["Azioni aperte 2", "scadute 1", "voci senza risposta 1", "L le mostra"]);
    room.press("L");
    room.shows(&["Aperto, in tutti gli incontri", "Chiamare la scuola"]);
    room.press("<down><enter>");
    room.shows(&["Scrivere ai partner"]);
}

#[test]
fn screens_of_preparing() {
    for (lang, size) in [(Lang::It, (60, 18)), (Lang::En, (80, 24)), (Lang::It, (120, 36))] {
        let name = |what: &str| format!("{what}_{}x{}_{lang}", size.0, size.1);
        let mut room = Room::open(lang, size, with_tables());
        room.press("P").paste(LIST);
        insta::assert_snapshot!(name("prepare_list"), room.screen());
        room.press("<enter>");
        insta::assert_snapshot!(name("prepare_people"), room.screen());
        room.press("r");
        insta::assert_snapshot!(name("prepare_person"), room.screen());
        room.press("<esc>H");
        insta::assert_snapshot!(name("prepare_heads"), room.screen());
        let mut room = Room::start(lang, size, vec![Card::default()]);
        room.outside.left = leftovers();
        room.session = room::empty();
        room.press("<enter>");
        insta::assert_snapshot!(name("prepare_left"), room.screen());
    }
}
