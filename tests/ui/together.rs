//! Several laptops at one session: who is here, sharing, joining, tables, two on one item, parting.

use std::fmt::Write;
use std::sync::Arc;

use proximo::domain::change::Edit;
use proximo::domain::desk::{
    Joined, LaptopId, Link, Part, Present, Problem, Sharing, Stage, Status, Together, View, Wrong,
};
use proximo::domain::id::TableId;
use proximo::domain::item::{Item, ItemRef, Note, Practice, Table};
use proximo::domain::link::{Found, Refusal, TurnedAway};
use proximo::domain::session::Session;
use proximo::domain::turn::fresh;
use proximo::domain::value::{Created, Seating, SessionState};
use proximo::text::Lang;
use proximo::tui::app::{Mood, Msg, Options};
use proximo::tui::doors::JoinAsked;

use super::desk::{Room, moment};
use super::room;

const WIDE: (u16, u16) = (120, 36);
const SMALL: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 4] = [(60, 18), SMALL, WIDE, (160, 45)];

/// A session that is shared with the room, one who had the wrong code.
pub fn hosting() -> Link {
    let refused = vec![Refusal { at: moment(), from: "192.168.1.33".into(), why: TurnedAway::WrongCode, times: 3 }];
    Link::Hosting(Sharing {
        open: true,
        code: "7-chitarra-vento".into(),
        addresses: vec!["192.168.1.20:7331".into(), "10.0.0.4:7331".into()],
        refused,
        ..Sharing::default()
    })
}

/// A session that others on this machine could come to.
pub fn closed() -> Link {
    Link::Hosting(Sharing::default())
}

/// Joined, the host there, so many changes on their way.
pub fn joined(waiting: usize) -> Link {
    Link::Joined(Joined {
        host: "Giulia".into(),
        address: "192.168.1.20:7331".into(),
        online: true,
        waiting,
        ..Joined::default()
    })
}

/// Joined, and the network away.
pub fn apart(waiting: usize) -> Link {
    let Link::Joined(joined) = joined(waiting) else { unreachable!() };
    Link::Joined(Joined { online: false, since: Some(moment()), ..joined })
}

/// Joined once, and removed.
pub fn turned_away() -> Link {
    let Link::Joined(joined) = apart(2) else { unreachable!() };
    Link::Joined(Joined { turned_away: Some(TurnedAway::Removed), ..joined })
}

/// Joined to read.
pub fn guest() -> Link {
    let Link::Joined(joined) = joined(0) else { unreachable!() };
    Link::Joined(Joined { part: Part::Guest, ..joined })
}

/// A second program on one machine.
pub fn attached() -> Link {
    Link::Attached { online: true, waiting: 0 }
}

/// The sessions that are heard: one to be joined, one that is known, one of a newer program.
pub fn heard() -> Vec<Found> {
    let found = |title: &str, host: &str, address: &str| Found {
        title: title.into(),
        host: host.into(),
        address: address.into(),
        ..Found::default()
    };
    vec![
        found("Tavolo 2: agganciare", "Giulia", "192.168.1.20:7331"),
        Found { known: true, ..found("Incontro YAG", "Sara", "192.168.1.21:7331") },
        Found { needs: Some("0.9.0".into()), ..found("Tavolo 3", "Ivo", "192.168.1.22:7331") },
    ]
}

fn table(id: u64) -> TableId {
    fresh(id)
}

/// Four laptops: the host, somebody at table 1, one who is away, a wall.
fn people() -> Vec<Present> {
    let one = |id: u64, name: &str, table: Option<TableId>| Present {
        id: LaptopId(id),
        name: name.into(),
        table,
        online: true,
        colour: id as u8,
        ..Present::default()
    };
    vec![
        Present { leads: true, ..one(0, "Giulia", None) },
        Present { on: Some(ItemRef::Practice(fresh(1))), ..one(1, "Marco", Some(table(401))) },
        Present { online: false, ..one(2, "Ada Colombo", Some(table(402))) },
        Present { part: Part::Wall, same_machine: true, ..one(3, "Parete", None) },
    ]
}

/// A session with two tables, whose running step is at them.
fn at_tables(mut session: Session) -> Session {
    for (id, name, theme) in [(401, "Tavolo 1", "scuola"), (402, "Tavolo 2", "strada")] {
        let created = Created { at: moment().plus_millis(id as i64), ..Created::default() };
        session.put(Item::Table(Arc::new(Table {
            id: fresh(id),
            created,
            name: name.into(),
            theme: theme.into(),
            ..Table::default()
        })));
    }
    let mut step = session.current_step().unwrap().as_ref().clone();
    step.seating = Seating::Tables;
    session.put(Item::Step(Arc::new(step)));
    session
}

/// Opens a session in which others are; a joined laptop is Marco's.
pub fn with_others(lang: Lang, size: (u16, u16), session: Session, link: Link) -> Room {
    let mine = matches!(link, Link::Joined(_));
    let mut room = Room::open_with(lang, size, session, Status { link, ..Status::default() });
    room.presence.me = LaptopId(u64::from(mine));
    room.people(people());
    room
}

fn full(link: Link) -> Room {
    with_others(Lang::It, WIDE, at_tables(room::full()), link)
}

/// Opens the start screen, where the network may be slow.
pub fn start(lang: Lang, size: (u16, u16), slow: bool) -> Room {
    let mut room = Room::start(lang, size, Vec::new());
    (room.slow_network, room.heard) = (slow, heard());
    room
}

fn looks(name: &str, open: impl Fn(Lang, (u16, u16)) -> Room) {
    let mut seen = String::new();
    for lang in Lang::ALL {
        for size in SIZES {
            let screen = open(*lang, size).screen();
            writeln!(seen, "── {lang} {}×{} {}\n{screen}", size.0, size.1, "─".repeat(40)).unwrap();
        }
    }
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, seen) });
}

#[test]
fn how_it_stands_with_others() {
    let open = |link: fn() -> Link, keys: &'static str| {
        move |lang, size| {
            let mut room = with_others(lang, size, at_tables(room::full()), link());
            room.press(keys);
            room
        }
    };
    looks("laptops_console_shared", open(hosting, ""));
    looks("laptops_console_joined", open(|| joined(0), ""));
    looks("laptops_console_apart", open(|| apart(12), ""));
    looks("laptops_console_attached", open(attached, ""));
    looks("laptops_panel_shared", open(hosting, "G"));
    looks("laptops_panel_closed", open(closed, "G"));
    looks("laptops_panel_joined", open(|| joined(2), "G"));
    looks("laptops_panel_apart", open(|| apart(12), "G"));
    looks("laptops_panel_turned_away", open(turned_away, "G"));
    looks("laptops_panel_attached", open(attached, "G"));
    looks("laptops_remove", open(hosting, "G<down>x"));
    looks("laptops_host_here", open(|| apart(0), "Gh"));
    looks("laptops_seat", open(hosting, "G<down>t"));
    looks("laptops_name", open(hosting, "G<down>e"));
    looks("laptops_form", open(hosting, "1e"));
}

#[test]
fn joining_looks() {
    let heard = |lang, size, keys: &str| {
        let mut room = start(lang, size, false);
        room.press(keys);
        room
    };
    looks("joining_heard", |lang, size| heard(lang, size, "u"));
    looks("joining_version", |lang, size| heard(lang, size, "u<down><down><enter>"));
    looks("joining_fields", |lang, size| heard(lang, size, "u<enter>7 chitarra vento"));
    looks("joining_known", |lang, size| heard(lang, size, "u<down><enter>"));
    looks("joining_going", |lang, size| {
        let mut room = start(lang, size, true);
        room.press("ui10.0.0.7:7331<enter>7 chitarra<enter><enter>");
        room
    });
    looks("joining_none", |lang, size| {
        let mut room = Room::start(lang, size, Vec::new());
        room.press("u");
        room
    });
}

#[test]
fn the_top_line_says_how_it_stands_and_never_more() {
    for (link, said, not) in [
        (Link::Alone, "tutto salvato", "arrivato"),
        (hosting(), "tutto salvato", "arrivato"),
        (joined(0), "✓ arrivato al tavolo", "attesa"),
        (joined(2), "2 in attesa", "arrivato"),
        (apart(0), "senza rete da 14:02", "arrivato"),
        (apart(12), "senza rete da 14:02 · 12 in attesa", "arrivato"),
        (turned_away(), "chi ospita non fa entrare · 2 in attesa", "arrivato"),
        (attached(), "un altro proximo", "arrivato"),
        (Link::Attached { online: false, waiting: 3 }, "3 in attesa", "arrivato"),
    ] {
        for size in [WIDE, (160, 45)] {
            let mut room = Room::open(Lang::It, size, room::full());
            room.link(link.clone());
            let top = room.screen().lines().next().unwrap().to_owned();
            assert!(top.contains(said) && !top.contains(not), "{link:?} at {size:?}: {top}");
        }
    }
    // a disk that is full goes before everything
    let failing = proximo::domain::desk::Saved::Failing { problem: Problem::new(Wrong::DiskFull), waiting: 3 };
    let mut room = full(joined(0));
    room.status.saved = failing;
    room.link(joined(0)).shows(&["NON SALVATO (3)"]).hides(&["arrivato al tavolo"]);
    // meeting again
    let Link::Joined(state) = joined(4) else { unreachable!() };
    room.status.saved = proximo::domain::desk::Saved::Unchanged;
    room.link(Link::Joined(Joined { meeting: true, ..state })).shows(&["si riunisce…"]).hides(&["4 in attesa"]);
}

#[test]
fn sharing_is_asked_back_and_the_code_is_there_to_be_read() {
    let mut room = Room::open(Lang::It, WIDE, room::full());
    room.press("G").shows(&["La sessione è solo su questo portatile"]);
    room.press("c").shows(&["proximo join 192.168.1.20:7331", "La sessione è condivisa"]);
    assert_eq!(room.together, [Together::Share(true)]);
    room.press("c").shows(&["Chiudere la sessione agli altri portatili?", "No, resta condivisa"]);
    room.press("<enter>").shows(&["proximo join"]);
    room.press("n<down><enter>").shows(&["Il codice è un altro"]);
    room.press("c<down><enter>").shows(&["Non condivisa"]);
    assert_eq!(room.together, [Together::Share(true), Together::NewCode, Together::Share(false)]);
    room.press("n").shows(&["Prima si condivide"]);
}

#[test]
fn the_host_seats_renames_and_removes() {
    let mut room = full(hosting());
    room.press("G<down>t").shows(&["A quale tavolo siede Marco?"]);
    room.press("<down><enter>").shows(&["✓ Marco: Tavolo 2"]);
    room.press("e").shows(&["Come si chiama"]);
    room.press(" Rossi<enter>").shows(&["ora si chiama «Marco Rossi»"]);
    room.press("x").shows(&["Togliere «Marco Rossi» dalla sessione?", "Il codice cambia", "non può tornare"]);
    room.press("<down><enter>").hides(&["● Marco"]);
    let marco = LaptopId(1);
    let renamed = |name: &str, at: u64| Together::Rename(marco, name.into(), Some(table(at)));
    assert_eq!(room.together, [renamed("Marco", 402), renamed("Marco Rossi", 402), Together::Remove(marco)]);
    room.press("<home>x").shows(&["Sé stessi non si tolgono"]);
}

#[test]
fn a_joined_laptop_changes_only_its_own() {
    let mut room = full(joined(0));
    room.press("Gx").shows(&["Vale sul portatile che ospita."]);
    room.press("<down><down>e").shows(&["Di sé si cambia tutto"]);
    room.press("<home><down>e<backspace><backspace>io<enter>");
    assert_eq!(room.together, [Together::Rename(LaptopId(1), "Mario".into(), Some(table(401)))]);
    assert_eq!(room.app.env.person, "Mario", "what is taken down from now on is theirs");
    room.press("h").shows(&["Solo se il portatile che ospita è rotto", "No, aspetta che torni"]);
    room.press("<down><enter>").shows(&["Ora ospita questo portatile"]);
    assert_eq!(room.together.last(), Some(&Together::HostHere));
}

#[test]
fn what_is_taken_at_a_table_carries_it() {
    let mut room = full(joined(0));
    room.press("nAl tavolo<enter><esc>");
    let newest = |room: &Room| room.session.notes.live().max_by_key(|note| note.created.at).unwrap().created.table;
    assert_eq!(newest(&room), Some(table(401)));
    // in plenary it carries none
    let mut step = room.session.current_step().unwrap().as_ref().clone();
    let before = Item::Step(Arc::new(step.clone()));
    step.seating = Seating::Plenary;
    room.elsewhere(vec![Edit::of(before, Item::Step(Arc::new(step)))]);
    room.press("nIn plenaria<enter><esc>");
    assert_eq!(newest(&room), None);
}

#[test]
fn the_wall_shows_what_the_tables_took_beside_one_another() {
    let mut room = full(joined(0));
    room.press("pUn cortile<enter><esc>");
    room.take(Msg::Stage(Stage::from(View::Tables)));
    room.press("w").shows(&["scuola", "strada", "1 cosa raccolta", "si comincia"]);
    room.take(Msg::Stage(Stage::from(View::Harvest)));
    room.shows(&["scuola"]).hides(&["strada"]);
}

#[test]
fn what_was_taken_at_the_tables_is_offered_as_options_table_by_table() {
    let mut session = at_tables(room::full());
    for (id, name, at) in [(81, "Dal due", 402), (82, "Dal uno", 401)] {
        session.put(Item::Practice(Arc::new(Practice {
            id: fresh(id),
            created: Created { at: moment(), by: "Altri".into(), step: None, table: Some(table(at)) },
            name: name.into(),
            ..Practice::default()
        })));
    }
    let mut room = with_others(Lang::It, WIDE, session, hosting());
    room.press("4h<pagedown><f4>");
    let screen = room.screen();
    let line = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{screen}"));
    assert!(line("Dal uno") < line("Dal due") && line("Dal due") < line("Sportello che si sposta"), "{screen}");
    assert!(screen.lines().any(|line| line.contains("Dal uno") && line.contains("Tavolo 1")), "{screen}");
    room.press("tavolo 2").hides(&["Dal uno"]).shows(&["Dal due"]);
    room.press("<enter><esc><f10>");
    let poll = room.session.polls.live().next().unwrap().clone();
    let items: Vec<_> = poll.options.values().filter_map(|option| option.item).collect();
    assert_eq!(items, [ItemRef::Practice(fresh(81))]);
}

#[test]
fn marked_items_become_the_options_of_a_vote() {
    let mut room = full(hosting());
    room.press("1mm.").shows(&["Votazione: diventano le opzioni"]);
    let before = room.session.polls.count();
    room.press("<end><up><up><up><enter>");
    assert_eq!(room.session.polls.count(), before + 1);
    let newest = room.session.polls.live().find(|poll| poll.question.is_empty()).unwrap().clone();
    assert_eq!(newest.options.values().filter(|option| option.item.is_some()).count(), 2);
    room.shows(&["Scelte 2"]);
}

#[test]
fn two_on_one_item_see_each_other() {
    let mut room = full(hosting());
    room.shows(&["✎ anche Marco scrive qui"]);
    room.press("1<home>e").shows(&["✎ anche Marco scrive qui", "quello che scrivete resta tutto"]);
    room.press("<esc>");
    let first = ItemRef::Practice(fresh(1));
    assert_eq!(room.together, [Together::On(Some(first)), Together::On(None)]);
    // the line that reopens an item is about it too; a new one is about none
    room.press("nNuovo<enter>");
    assert_eq!(room.together.len(), 2);
    room.press("<up>");
    assert!(matches!(room.together.last(), Some(Together::On(Some(ItemRef::Note(_))))), "{:?}", room.together);
    room.press("<esc>");
    assert_eq!(room.together.last(), Some(&Together::On(None)));
}

#[test]
fn nothing_is_told_where_nobody_hears_it() {
    let mut room = Room::open(Lang::It, WIDE, room::full());
    room.press("1e<esc>nNuovo<enter><up><esc>");
    assert!(room.together.is_empty(), "{:?}", room.together);
}

#[test]
fn what_others_take_down_comes_up_and_the_choice_stays() {
    let mut room = full(hosting());
    room.press("7<end>");
    let note = |id: u64, text: &str, seconds: i64| {
        Edit::take(Item::Note(Arc::new(Note {
            id: fresh(id),
            created: Created { at: moment().plus_millis(seconds * 1000), by: "Marco".into(), ..Created::default() },
            text: text.into(),
            ..Note::default()
        })))
    };
    let chosen = |room: &Room| {
        let proximo::tui::app::Screen::Console(console) = &room.app.screen else { panic!("a console") };
        console.chosen_item().map(Item::reference)
    };
    let before = chosen(&room);
    room.elsewhere(vec![note(91, "Prima di tutto", -9000), note(92, "Adesso", 1)]);
    assert_eq!(chosen(&room), before);
    room.shows(&["• Prima di tutto", "• Adesso"]);
    room.wait(10).hides(&["• Prima di tutto", "• Adesso"]);
    room.shows(&["Prima di tutto", "Adesso"]);
    // one's own are not marked
    room.press("nIl mio<enter><esc>").hides(&["• Il mio"]);
}

#[test]
fn countdowns_and_stamps_go_by_the_hosts_clock() {
    let mut room = full(joined(0));
    let top = |room: &Room| room.screen().lines().next().unwrap().to_owned();
    assert!(top(&room).contains("6:00"), "{}", top(&room));
    room.status.clock_ahead = 60_000;
    room.link(joined(0));
    assert!(top(&room).contains("5:00"), "{}", top(&room));
    room.wait(30);
    assert!(top(&room).contains("4:30"), "{}", top(&room));
    room.press("nDopo<enter>");
    let at = room.session.notes.live().map(|note| note.created.at).max().unwrap();
    assert!(at >= moment().plus_millis(60_000), "{at}");
}

#[test]
fn a_guest_reads_and_changes_nothing() {
    let mut room = full(guest());
    let before = room.session.clone();
    for key in ["p", "e", "x", "E", " ", "+", "A", "T", "X"] {
        room.press("1<home>").press(key);
        assert!(room.screen().contains("può solo leggere"), "{key}:\n{}", room.screen());
        room.press("<esc>");
    }
    assert_eq!(room.session, before);
    room.press("/bus<enter>").shows(&["Il bus dei mestieri"]);
    room.press("Gh").shows(&["può solo leggere"]);
}

#[test]
fn what_happens_between_laptops_is_said_once() {
    let mut room = full(attached());
    room.link(closed()).shows(&["L'altro proximo si è chiuso"]);
    room.link(joined(0)).shows(&["adesso ospita «Giulia»"]);
    room.link(apart(0)).shows(&["Senza rete. Continua pure"]);
    room.press("2").hides(&["Continua pure"]);
    room.link(apart(1)).hides(&["Continua pure"]);
    room.link(joined(1)).shows(&["Di nuovo in rete"]);
    room.link(turned_away()).shows(&["chi ospita ha tolto questo portatile"]);
    let mut room = full(closed());
    room.link(Link::Hosting(Sharing { superseded: true, ..Sharing::default() }));
    room.shows(&["Un altro portatile ora ospita la sessione"]);
}

fn over(link: Link) -> Room {
    let mut session = room::full();
    Arc::make_mut(&mut session.session).state = SessionState::Closed;
    with_others(Lang::It, WIDE, session, link)
}

#[test]
fn at_the_end_a_joined_laptop_may_delete_its_copy() {
    let mut room = over(joined(0));
    room.press("q").shows(&["La copia su questo portatile?", "Tieni la copia", "da nessun'altra parte"]);
    room.press("<enter>");
    assert_eq!((room.closed, room.together.len()), (1, 0));

    let mut room = over(joined(0));
    room.press("q<down><enter>").shows(&["La copia di questo portatile è cancellata"]);
    assert_eq!((room.closed, room.together.as_slice()), (1, &[Together::DeleteCopy][..]));

    // what is refused leaves everything as it was
    let mut room = over(joined(0));
    room.refuse = Some(Problem::new(Wrong::StillWaiting(2)));
    room.press("q<down><enter>").shows(&["2 modifiche di questo portatile non sono ancora arrivate"]);
    assert_eq!(room.closed, 0);

    // while something waits nothing is offered
    let mut room = over(joined(3));
    room.press("q").shows(&["3 modifiche non sono ancora arrivate"]).hides(&["Cancella la copia"]);
    room.press("<enter>");
    assert_eq!(room.closed, 0);
    room.press("<ctrl-q>").shows(&["3 modifiche non sono ancora arrivate"]);
    room.press("<down><enter>");
    assert!(room.quit);

    // asked twice it ends, and nothing is deleted
    let mut room = over(joined(0));
    room.press("<ctrl-q><ctrl-q>");
    assert!(room.quit && room.together.is_empty());

    // who hosts is told that others are left without one
    let mut room = over(hosting());
    room.press("q").shows(&["Altri scrivono ancora"]).hides(&["Cancella la copia"]);
    room.press("<enter>");
    assert_eq!(room.closed, 0);
    room.press("q<down><enter>");
    assert_eq!(room.closed, 1);

    for link in [Link::Alone, apart(0), attached()] {
        let mut room = over(link.clone());
        room.press("q").hides(&["Cancella la copia"]).shows(&["Tornare alle sessioni?"]);
    }
}

#[test]
fn one_joins_a_session_that_is_heard() {
    let mut room = start(Lang::It, WIDE, false);
    room.session = at_tables(room::full());
    (room.status.link, room.presence.me) = (joined(0), LaptopId(1));
    room.presence.people = people();
    room.presence.people[1].table = None;
    room.keeps_out = Some(Problem::new(Wrong::TurnedAway(TurnedAway::WrongCode)));
    room.press("u").shows(&["Tavolo 2: agganciare", "ospita Giulia · 192.168.1.20:7331"]);
    room.press("<enter>7 Chitarra ventu<enter>")
        .shows(&["il codice non è giusto", "192.168.1.20:7331", "Giulia"])
        .hides(&["ventu"]);
    room.keeps_out = None;
    room.press("7 Chitarra vento<tab><backspace><backspace><backspace><backspace><backspace><backspace>Marco<enter>");
    let asked = JoinAsked {
        address: "192.168.1.20:7331".into(),
        code: "7-chitarra-vento".into(),
        name: "Marco".into(),
        part: Part::Console,
    };
    assert_eq!(room.joins.last(), Some(&asked));
    assert_eq!(room.app.env.person, "Marco");
    room.shows(&["A quale tavolo siedi?", "Tavolo 1", "Tavolo 2", "nessun tavolo"]);
    room.press("<down><enter>").shows(&["✓ Marco: Tavolo 2"]);
    assert_eq!(room.together, [Together::Rename(LaptopId(1), "Marco".into(), Some(table(402)))]);
}

#[test]
fn who_was_there_before_needs_no_code() {
    let mut room = start(Lang::It, WIDE, false);
    room.press("u<down><enter>").shows(&["non serve, questo portatile è noto"]);
    room.press("<enter>");
    assert_eq!(room.joins.last().map(|asked| asked.code.as_str()), Some(""));
    // what another version is needed for is said, and not tried
    let mut room = start(Lang::It, WIDE, false);
    room.press("u<down><down><enter>").shows(&["serve proximo 0.9.0: aggiorna"]);
    assert!(room.joins.is_empty());
}

#[test]
fn what_keeps_one_out_is_said_and_what_was_typed_stays() {
    let mut room = start(Lang::It, WIDE, true);
    room.press("ui10.0.0.7<enter><enter><enter>").shows(&["Entro da 10.0.0.7"]);
    room.keeps_out = Some(Problem::new(Wrong::NoAnswer("timed out".into())));
    room.comes_in();
    room.shows(&["nessun portatile risponde", "10.0.0.7", "Giulia"]);
    // one goes back while it is on its way; what comes of it then is no longer wanted
    room.press("<enter><enter><enter>").shows(&["Entro da"]);
    room.press("<esc>").hides(&["Entro da"]);
    room.keeps_out = None;
    room.take(Msg::Joined(Ok("sessions/unita.ron".into())));
    assert_eq!(room.closed, 1, "a desk that nobody waits for is closed");
    room.shows(&["10.0.0.7"]);
    room.press("<esc><esc>").shows(&["Sessioni"]);
}

#[test]
fn the_network_is_looked_at_again_by_itself() {
    let mut room = start(Lang::It, WIDE, true);
    room.press("u").shows(&["Cerco nella rete"]);
    room.wait(30);
    assert_eq!(room.looks, 1, "one look at a time");
    room.take(Msg::Found(Ok(heard())));
    room.press("<down>");
    room.wait(33);
    assert_eq!(room.looks, 1);
    room.wait(36);
    assert_eq!(room.looks, 2);
    // the chosen one stays chosen whatever is heard
    let mut others = heard();
    others.insert(0, Found { title: "Altra".into(), address: "192.168.1.9:7331".into(), ..Found::default() });
    room.take(Msg::Found(Ok(others)));
    room.press("<enter>").shows(&["Incontro YAG"]);
    let before = room.looks;
    room.press("<esc>r");
    assert_eq!(room.looks, before + 1);
}

#[test]
fn a_session_named_at_the_command_line_is_joined_at_once() {
    let asked = JoinAsked { address: "10.0.0.7:7331".into(), code: "7 chitarra vento".into(), ..JoinAsked::default() };
    let joining = Some(asked.clone());
    let room = Room::start_with(Lang::It, WIDE, Vec::new(), |options| Options { joining, ..options });
    assert_eq!(room.joins.len(), 1);
    assert_eq!(room.joins[0].code, "7-chitarra-vento");
    room.shows(&["nessun portatile risponde"]);
    let asked = JoinAsked { code: String::new(), ..asked };
    let room = Room::start_with(Lang::It, WIDE, Vec::new(), |options| Options { joining: Some(asked), ..options });
    assert!(room.joins.is_empty());
    room.shows(&["10.0.0.7:7331", "Codice"]);
    let joining = Some(JoinAsked::default());
    let room = Room::start_with(Lang::It, WIDE, Vec::new(), |options| Options { joining, ..options });
    assert_eq!(room.looks, 1);
}

#[test]
fn a_wall_alone_shows_the_wall_and_nothing_else() {
    let cards = vec![proximo::tui::doors::Card { file: "sessions/prova.ron".into(), ..Default::default() }];
    let mut room = Room::start_with(Lang::It, WIDE, cards, |options| Options { wall: true, ..options });
    room.session = at_tables(room::full());
    room.status.link = joined(0);
    room.press("<enter>");
    room.take(Msg::Stage(Stage::from(View::Practices)));
    room.shows(&["Educativa di strada"]);
    let before = (room.session.clone(), room.screen());
    room.press("pnxe w+u ZbVd");
    assert_eq!((room.session.clone(), room.screen()), before, "keys of the console and of steering do nothing");
    room.link(apart(0)).shows(&["○ senza rete da 14:02", "Educativa di strada"]);
    room.link(joined(0)).hides(&["senza rete"]);
    room.press("<esc>").shows(&["Chiudere la parete?"]);
    room.press("<enter>");
    assert!(!room.quit);
    room.press("?").shows(&["Tasti"]);
    room.press("<esc><ctrl-q>");
    assert!(room.quit);
    assert!(room.together.iter().all(|asked| *asked == Together::Retry), "{:?}", room.together);
}

#[test]
fn messages_of_other_laptops_are_no_alarm() {
    let mut room = full(joined(0));
    room.link(apart(0));
    assert_eq!(room.app.env.message.as_ref().map(|(mood, _)| *mood), Some(Mood::Info));
}
