//! The lists: columns, orders, filters, marks, what is done with several at once, and the way back.

use std::sync::Arc;

use proximo::domain::change::Edit;
use proximo::domain::item::{ActionItem, Item, ItemRef, Kind, Note, Poll, Practice, Table};
use proximo::domain::poll::{Count, Round, RoundNo};
use proximo::domain::session::Session;
use proximo::domain::turn::{fresh, tags_of, words_of};
use proximo::domain::value::{Created, Group, NoteKind, RoundState};
use proximo::text::Lang;

use super::desk::{Room, moment};
use super::room;

const SIZE: (u16, u16) = (120, 36);

fn open() -> Room {
    Room::open(Lang::It, SIZE, rich())
}

/// A session with two tables, tags, a vote that was put, and several note-takers.
fn rich() -> Session {
    let mut session = room::full();
    for (id, name) in [(401, "Tavolo Nord"), (402, "Tavolo Sud")] {
        session.put(Item::Table(Arc::new(Table { id: fresh(id), name: name.into(), ..Table::default() })));
    }
    let created = |minute: i64, by: &str, step, table| Created {
        at: moment().plus_millis(minute * 60_000),
        by: by.into(),
        step: Some(fresh(step)),
        table: Some(fresh(table)),
    };
    for (id, text, kind, tag, by) in [
        (81, "Chi decide gli orari?", NoteKind::Question, "orari", "Marta"),
        (82, "Parlare del trasporto", NoteKind::Parked, "strada", "Marta"),
        (83, "I genitori chiamano la sera", NoteKind::Point, "famiglie", "Giulia"),
    ] {
        session.put(Item::Note(Arc::new(Note {
            id: fresh(id),
            created: created(id as i64 - 80, by, 202, if id == 83 { 402 } else { 401 }),
            text: text.into(),
            kind,
            tags: [tag.to_owned()].into_iter().collect(),
            ..Note::default()
        })));
    }
    let counted = Count { voters: 6, ..Count::default() };
    let rounds = [(
        RoundNo(1),
        Round {
            state: RoundState::Revealed,
            opened: Some(moment()),
            present: [(Group::Operator, 8)].into_iter().collect(),
            counted: [(Group::Operator, counted)].into_iter().collect(),
            ..Round::default()
        },
    )];
    session.put(Item::Poll(Arc::new(Poll {
        id: fresh(91),
        created: created(5, "Giulia", 203, 401),
        question: "Quando ci vediamo?".into(),
        rounds: rounds.into_iter().collect(),
        ..Poll::default()
    })));
    session
}

fn words(room: &Room, kind: Kind) -> Vec<String> {
    room.session.list(kind).iter().map(|item| words_of(item).to_owned()).collect()
}

/// Returns the rows of the list that show one of these, in the order in which they stand.
fn order(room: &Room, texts: &[&str]) -> Vec<String> {
    let screen = room.screen();
    let found = screen.lines().flat_map(|line| texts.iter().find(|text| line.contains(**text)));
    let mut found: Vec<String> = found.map(|text| (*text).to_owned()).collect();
    found.dedup();
    found
}

#[test]
fn columns_come_with_the_room() {
    for (size, shown, hidden) in [
        ((60, 18), &["entro", "13/3"][..], &["scritto da", "etichette"][..]),
        ((80, 24), &["chi", "entro", "stato", "in corso"], &["scritto da"]),
        ((250, 70), &["chi", "entro", "stato", "fase", "scritto da", "ora", "Racconto di pratiche", "Giulia"], &[]),
    ] {
        let mut room = Room::open(Lang::It, size, rich());
        room.press("6");
        room.shows(shown).hides(hidden);
    }
    let mut room = Room::open(Lang::It, (160, 45), rich());
    room.press("4").shows(&["hanno votato", "6 su 8", "mostrata"]);
    room.press("7").shows(&["tipo", "etichette", "#orari"]);
}

#[test]
fn r_goes_round_the_orders_and_each_list_keeps_its_own() {
    let mut room = open();
    let practices = ["Educativa di strada", "Il bus dei mestieri", "Sportello a scuola", "Tutor alla pari"];
    room.press("1").shows(&["in ordine d'arrivo"]);
    room.press("rr").shows(&["in ordine alfabetico"]);
    assert_eq!(order(&room, &practices), practices);
    room.press("r").shows(&["per difficoltà"]);
    assert_eq!(
        order(&room, &practices),
        ["Il bus dei mestieri", "Educativa di strada", "Tutor alla pari", "Sportello a scuola"]
    );
    room.press("6rr").shows(&["per scadenza", "entro▾"]);
    let actions = ["Chiamare la scuola", "Chiedere la chiave", "Scrivere ai partner"];
    assert_eq!(order(&room, &actions), ["Chiedere la chiave", "Chiamare la scuola", "Scrivere ai partner"]);
    room.press("1").shows(&["per difficoltà"]);
    // the chosen one stays chosen
    room.press("<home>").press("r");
    room.shows(&["per organizzazione", "P pratica  1 di 4"]);
}

#[test]
fn an_order_follows_what_is_taken_down_and_changed() {
    let mut room = open();
    room.press("6rr").press("aPrima di tutto >12/3<enter><esc>");
    let actions = ["Chiamare la scuola", "Chiedere la chiave", "Scrivere ai partner", "Prima di tutto"];
    assert_eq!(
        order(&room, &actions),
        ["Chiedere la chiave", "Prima di tutto", "Chiamare la scuola", "Scrivere ai partner"]
    );
}

#[test]
fn a_filter_offers_what_there_is_and_is_always_seen() {
    let mut room = open();
    room.press("7F").shows(&[
        "Mostra solo: appunti",
        "domande e parcheggio",
        "#orari",
        "#strada",
        "Tavolo Nord",
        "Marta",
    ]);
    room.hides(&["#fiducia"]);
    // one line and Enter, without a thought
    room.press("<enter>").shows(&["2 di 5 · domande e parcheggio", "Chi decide gli orari?", "R toglie il filtro"]);
    room.hides(&["I genitori chiamano"]);
    room.press("R").shows(&["I genitori chiamano", "Filtro tolto"]).hides(&["2 di 5"]);
    // several at once: one of the tags, and of the table
    room.press("F<down><down><down>").screen();
    room.press("<esc>").hides(&["di 5 ·"]);
}

#[test]
fn what_is_taken_down_stays_in_sight_of_a_filter() {
    let mut room = open();
    room.press("7F<enter>").shows(&["2 di 5"]);
    room.press("nUn punto qualunque<enter><esc>");
    room.shows(&["2 di 6", "+1 fuori filtro", "≠ Un punto qualunque"]);
    // what is changed so that it passes no longer stays too
    room.press("R6F").shows(&["da fare"]);
    room.press("<enter><home>ff").shows(&["+1 fuori filtro"]);
    room.press("F<esc>R").hides(&["fuori filtro"]);
}

#[test]
fn finding_what_a_filter_hides_shows_it() {
    let mut room = open();
    room.press("7F<enter>").hides(&["I genitori chiamano"]);
    room.press("/genitori<enter>").shows(&["≠ I genitori chiamano", "fuori dal filtro"]);
}

#[test]
fn nothing_that_passes_says_why_and_how_to_see_everything() {
    let mut room = open();
    room.press("7F<enter>");
    let gone = room.session.list(Kind::Note).into_iter().filter(
        |note| matches!(note, Item::Note(note) if note.kind != NoteKind::Point && note.kind != NoteKind::Quote),
    );
    let edits = gone.map(Edit::remove).collect();
    room.elsewhere(edits);
    room.shows(&["Nulla passa il filtro: ce ne sono 3 appunti", "R  toglie il filtro", "F  cambia il filtro"]);
    room.press("R").shows(&["I genitori chiamano"]);
}

#[test]
fn marked_ones_go_together_and_come_back_together() {
    let mut room = open();
    room.press("7<home>mmm").shows(&["3 segnati"]);
    room.press("x").shows(&["Tolti insieme: 3 appunti"]).hides(&["segnati"]);
    assert_eq!(words(&room, Kind::Note).len(), 2);
    room.press("u").shows(&["e con questo altri 2"]);
    assert_eq!(words(&room, Kind::Note).len(), 5);
    // all, and none
    room.press("M").shows(&["5 segnati"]);
    room.press("M").hides(&["5 segnati"]);
    // a mark is taken away by the same key
    room.press("<home>m<home>m").hides(&["1 segnato "]);
}

#[test]
fn in_the_detail_a_key_is_about_the_one_that_is_looked_at() {
    let mut room = open();
    room.press("7<home>mm<enter>x");
    assert_eq!(words(&room, Kind::Note).len(), 4);
}

#[test]
fn tags_are_given_and_taken_with_completion() {
    let mut room = open();
    room.press("7<end><up><up>mmmT").shows(&["Etichette di 3 appunti", "#orari (1)"]);
    room.press("str<tab>").shows(&["aggiunge #strada"]);
    room.press(" -ora<tab>").shows(&["toglie #orari"]);
    room.press("<enter>").shows(&["✓ #strada −#orari"]);
    let tagged = room.session.list(Kind::Note).iter().filter(|note| tags_of(note).contains("strada")).count();
    assert_eq!(tagged, 3);
    room.press("u");
    let tagged = room.session.list(Kind::Note).iter().filter(|note| tags_of(note).contains("strada")).count();
    assert_eq!(tagged, 1);
    room.press("T12<enter>").shows(&["non è un'etichetta: 12"]);
}

#[test]
fn several_move_to_a_step_and_to_a_table_in_one_change() {
    let mut room = open();
    room.press("1M.").shows(&["Dai o togli etichette", "Sposta in una fase", "Sposta a un tavolo", "Unisci in uno"]);
    room.press("<down><enter>").shows(&["in quale fase?", "4 di 4 sono qui"]);
    room.press("<home><enter>").shows(&["✓ 4 pratiche → Accoglienza"]);
    assert!(room.session.list(Kind::Practice).iter().all(|item| item.created().step == Some(fresh(200))));
    room.press(".<down><down><enter><enter>").shows(&["→ Tavolo Nord"]);
    assert!(room.session.list(Kind::Practice).iter().all(|item| item.created().table == Some(fresh(401))));
    room.press("uu");
    assert!(room.session.list(Kind::Practice).iter().all(|item| item.created().step == Some(fresh(201))));
}

#[test]
fn several_turn_together() {
    let mut room = open();
    room.press("6Mt").shows(&["3 azioni: in che cosa?"]);
    room.press("<end><enter>").shows(&["ora sono 3 appunti"]);
    assert_eq!((words(&room, Kind::Action).len(), words(&room, Kind::Note).len()), (0, 8));
    room.press("u");
    assert_eq!((words(&room, Kind::Action).len(), words(&room, Kind::Note).len()), (3, 5));
}

#[test]
fn joining_shows_first_what_comes_of_it() {
    let mut room = open();
    room.press("1<home>mm.").press("<end><up><up><enter>");
    room.shows(&[
        "Unire 2 pratiche in uno?",
        "resta",
        "«Educativa di strada in piazza»",
        "«Il bus dei mestieri»",
        "legami",
    ]);
    // nothing happened yet
    assert_eq!(words(&room, Kind::Practice).len(), 4);
    room.press("<esc>");
    assert_eq!(words(&room, Kind::Practice).len(), 4);
    room.press(".<end><up><up><enter><enter>").shows(&["✓ 2 uniti in «Educativa di strada in piazza»"]);
    assert_eq!(words(&room, Kind::Practice).len(), 3);
    let Some(Item::Practice(one)) = room.session.get(ItemRef::Practice(fresh(1))) else { panic!() };
    assert!(one.how.contains("«Il bus dei mestieri»"), "{}", one.how);
    assert_eq!(one.organisation, "CAG Spazio Giovani / AFOL Metropolitana");
    // the sketch that was built on both is built on the one
    let sketch = room.session.sketches.get(fresh(11)).unwrap();
    assert_eq!(sketch.practices.iter().copied().collect::<Vec<_>>(), [fresh(1)]);
    room.press("u");
    assert_eq!(words(&room, Kind::Practice).len(), 4);
    let sketch = room.session.sketches.get(fresh(11)).unwrap();
    assert_eq!(sketch.practices.len(), 2);
}

#[test]
fn actions_that_differ_leave_a_choice() {
    let mut room = open();
    room.press("6M.").press("<end><up><up><enter>");
    room.shows(&["Unire 3 azioni in uno?", "13/3", "si sceglie poi con C"]);
    room.press("<enter>").shows(&["da scegliere con C"]);
    let Some(Item::Action(one)) = room.session.get(ItemRef::Action(fresh(51))) else { panic!() };
    assert_eq!(one.what, "Chiamare la scuola\nChiedere la chiave della sala\nScrivere ai partner");
    assert_eq!(room.session.open_conflicts().count(), 3);
}

#[test]
fn a_vote_that_was_put_is_neither_joined_nor_turned() {
    let mut room = open();
    room.press("4M.").press("<end><up><up><enter>").shows(&["la sala ha già votato"]);
    room.press("M<end>t").shows(&["no: la sala ha già votato"]);
    room.press("<enter>").shows(&["La sala ha già votato"]);
    assert_eq!(words(&room, Kind::Poll).len(), 2);
}

#[test]
fn one_goes_back_the_way_one_came() {
    let mut room = open();
    room.press("1<home>l<enter>").shows(&["Da «Educativa di strada in piazza»"]);
    let after = room.screen();
    room.press("l<enter>");
    room.press("<backspace>").shows(&["ancora 1 indietro"]);
    assert!(after.lines().nth(3) == room.screen().lines().nth(3));
    room.press("<ctrl-o>").shows(&["Di nuovo a «Educativa di strada in piazza»", "P pratica  1 di 4"]);
    room.press("<backspace>").shows(&["Non c'è un posto prima di questo"]);
    room.press("/genitori<enter><backspace>").shows(&["P pratica  1 di 4"]);
}

#[test]
fn what_one_came_from_may_be_gone() {
    let mut room = open();
    room.press("1<home>/genitori<enter>");
    let practice = room.session.get(ItemRef::Practice(fresh(1))).unwrap();
    room.elsewhere(vec![Edit::remove(practice)]);
    room.press("<backspace>").shows(&["non c'è più"]);
}

#[test]
fn long_and_wide_names_are_cut_and_seen_whole_in_the_detail() {
    let names = [
        "A",
        "Un nome lungo ottanta caratteri esatti per provare se le colonne restano al posto",
        "👩‍🔧 Tutor 👍🏽 alla pari",
        "Perche\u{301} no\u{300}: caffe\u{300} e citta\u{300}",
        "若者と出会う方法についての話し合いとその記録をまとめたもの",
    ];
    for size in [(60, 18), (80, 24), (120, 36), (160, 45), (250, 70)] {
        let mut session = room::empty();
        for (number, name) in names.iter().enumerate() {
            session.put(Item::Practice(Arc::new(Practice {
                id: fresh(number as u64 + 1),
                created: Created { at: moment().plus_millis(number as i64), ..Created::default() },
                name: (*name).into(),
                organisation: "Associazione per la promozione sociale dei quartieri".into(),
                ..Practice::default()
            })));
        }
        let mut room = Room::open(Lang::It, size, session);
        for line in room.screen().lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= usize::from(size.0), "{size:?}: {line}");
        }
        room.press("<down><enter>");
        let screen = room.screen().replace(['\n', '│'], " ");
        let seen: String = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(seen.contains("restano al posto") || seen.contains("al posto"), "{size:?}\n{}", room.screen());
    }
}

#[test]
fn a_long_detail_says_how_much_more_there_is() {
    let mut session = room::empty();
    let how = (1..40).map(|line| format!("riga {line}")).collect::<Vec<_>>().join("\n");
    session.put(Item::Practice(Arc::new(Practice { id: fresh(1), name: "Lunga".into(), how, ..Practice::default() })));
    let mut room = Room::open(Lang::It, (80, 24), session);
    room.press("<enter>").shows(&["↓ altre", "riga 5"]).hides(&["riga 39"]);
    room.press("<end>").shows(&["riga 39"]);
    assert!(room.screen().contains('↑'));
}

/// At the usual sizes every list is looked at with every other screen; here the wide ones, and what is done with lists.
#[test]
fn the_lists_look_so() {
    const WIDE: [(u16, u16); 2] = [(200, 56), (250, 70)];
    const ALL: [(u16, u16); 6] = [(60, 18), (80, 24), (120, 36), (160, 45), (200, 56), (250, 70)];
    type Look<'a> = (&'a str, &'a str, &'a [(u16, u16)]);
    let looks: [Look<'_>; 10] = [
        ("practices", "1", &WIDE),
        ("sketches", "2", &WIDE),
        ("voices", "3", &WIDE),
        ("votes", "4", &WIDE),
        ("decisions", "5", &WIDE),
        ("actions_due", "6rr", &ALL),
        ("notes_narrowed_and_marked", "7F<enter>mm", &ALL),
        ("narrowing", "7F<down><down> ", &ALL),
        ("tagging", "7MTstr -o", &ALL),
        ("joining", "6M.<end><up><up><enter>", &ALL),
    ];
    for (name, keys, sizes) in looks {
        for lang in Lang::ALL {
            let pages = sizes.iter().map(|size| {
                let screen = Room::open(*lang, *size, rich()).press(keys).screen();
                format!("{}x{}\n{screen}", size.0, size.1)
            });
            insta::assert_snapshot!(format!("{name}_{lang}"), pages.collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn an_action_of_a_large_list_is_found_again_after_every_key() {
    let mut session = room::empty();
    for number in 0..3000_u64 {
        session.put(Item::Action(Arc::new(ActionItem {
            id: fresh(number + 1),
            created: Created { at: moment().plus_millis(number as i64), ..Created::default() },
            what: format!("Azione {:04}", number * 7919 % 3000),
            ..ActionItem::default()
        })));
    }
    let mut room = Room::open(Lang::It, SIZE, session);
    room.press("6<home>").shows(&["Azione 0000"]);
    room.press("rrrrr<home>").shows(&["in ordine alfabetico", "Azione 0001"]);
    room.press("<down>x").shows(&["Tolto: azione «Azione 0001»"]);
    room.press("u").shows(&["Azione 0001"]);
}

#[test]
fn what_is_brought_back_is_chosen() {
    let mut room = open();
    room.press("7<home>x").press("<end>u");
    room.press("e").shows(&["«Se non ti conoscono non vengono»"]);
    // what is chosen and among them stays so
    room.press("<esc><home>MTnuova<enter><end>ue").shows(&["I genitori chiamano la sera"]);
}
