//! The capture line at the speed of talk: completing, picking the kind, the line that is always open, pastes, editors.

use proximo::domain::desk::{Problem, Status, Wrong};
use proximo::domain::item::{Item, Kind};
use proximo::domain::turn::words_of;
use proximo::text::Lang;
use proximo::tui::app::Msg;
use proximo::tui::editor::{Edited, Trouble};

use super::desk::Room;
use super::room;

const SIZE: (u16, u16) = (120, 36);

fn open() -> Room {
    Room::open(Lang::It, SIZE, room::full())
}

fn words(room: &Room, kind: Kind) -> Vec<String> {
    room.session.list(kind).iter().map(|item| words_of(item).to_owned()).collect()
}

fn last(room: &Room, kind: Kind) -> Item {
    room.session.list(kind).pop().expect("something was taken")
}

#[test]
fn a_list_of_ways_shows_while_a_mark_is_typed_and_tab_goes_through_it() {
    let mut room = open();
    room.press("aChiamare @o");
    room.shows(&["@OP-04", "operatori"]);
    room.press("<tab>");
    room.shows(&["Chiamare @OP-04", "chi OP-04"]);
    room.press(" >");
    room.shows(&[">oggi", "gio 12/3", ">domani", "ven 13/3", ">sab", "altri 2"]);
    room.press("<tab><tab><tab>");
    room.shows(&["@OP-04 >sab", "entro sab 14/3"]);
    room.press("<shift-tab>");
    room.shows(&["@OP-04 >domani"]);
    room.press("<down><down><up>");
    room.shows(&["@OP-04 >sab"]);
    // the list is for the word alone: what is typed closes it, and Enter takes the whole line
    room.press(" #");
    room.shows(&["#"]);
    room.press("nuovo<enter>");
    room.shows(&["✓ sul disco: azione «Chiamare»"]);
    let Item::Action(action) = last(&room, Kind::Action) else { panic!() };
    assert_eq!(action.due.map(|day| day.to_string()).as_deref(), Some("2026-03-14"));
    assert!(action.tags.contains("nuovo"));
}

#[test]
fn enter_takes_the_line_while_a_list_is_open_and_up_on_an_empty_line_reopens() {
    let mut room = open();
    room.press("pBus !ag");
    room.shows(&["!agganciare"]);
    room.press("<enter><up>");
    room.shows(&["modifica dell'ultima riga"]);
    let Item::Practice(practice) = last(&room, Kind::Practice) else { panic!() };
    assert_eq!(practice.name, "Bus");
}

#[test]
fn english_words_are_offered_in_english_and_understood_in_either() {
    let mut room = Room::open(Lang::En, SIZE, room::full());
    room.press("aCall >");
    room.shows(&[">today", ">tomorrow", "Fri 13/3"]);
    room.press("dom");
    room.shows(&["by Sun 15/3"]);
    room.press("<enter><esc>pBus !");
    room.shows(&["!identify", "!engage", "!trust"]);
}

#[test]
fn a_kind_that_has_no_place_for_a_mark_offers_none() {
    let mut room = open();
    room.press("nDetto da @");
    room.hides(&["@OP-04"]);
    room.press("<tab>");
    room.shows(&["Tab completa"]);
}

#[test]
fn a_low_screen_offers_in_a_row_and_hides_nothing_that_is_typed() {
    let mut room = Room::open(Lang::It, (60, 18), room::full());
    room.press("aChiamare >");
    room.shows(&["a Chiamare >".trim_start_matches("a "), "Tab → >oggi (gio 12/3)"]);
    room.press("<tab><tab>");
    room.shows(&["Chiamare >domani", "entro ven 13/3"]);
}

#[test]
fn a_letter_right_after_the_kinds_key_picks_the_kind_and_any_other_goes_on_as_text() {
    let mut room = open();
    room.press("nForse conta<f4>");
    room.shows(&["scegli il tipo", "p s y v d a n: il tipo", "P pratica"]);
    room.press("a");
    room.shows(&["A azione", "Forse conta"]);
    room.hides(&["scegli il tipo"]);
    room.press("<f4> molto");
    room.shows(&["N appunto", "Forse conta molto"]);
    // a while later a letter is a letter again
    room.press("<f4>").wait(5).press("s");
    room.shows(&["P pratica", "Forse conta moltos"]);
    // Esc leaves as ever
    room.press("<f4><esc>");
    room.hides(&["Forse conta moltos", "scegli il tipo"]);
    room.press("s<f4><f4>d<enter>");
    assert_eq!(words(&room, Kind::Decision).last().map(String::as_str), Some("Forse conta moltos"));
}

#[test]
fn a_line_that_is_always_open_comes_back_by_itself() {
    let mut room = open();
    room.press("7A");
    room.shows(&["N appunto", "Riga sempre aperta"]);
    room.press("Uno<enter>Due<enter><esc>");
    assert_eq!(words(&room, Kind::Note).len(), 4);
    room.shows(&["la riga torna dopo 5 secondi"]);
    // out of it the keys are commands, and it waits as long as they are pressed
    room.press("1<down>").wait(3).press("<down>").wait(6);
    room.hides(&["N appunto"]);
    room.wait(8);
    room.shows(&["N appunto", "Educativa"]);
    // what is chosen stays chosen, for a note about it
    room.press("Su questo =<enter>");
    let Item::Note(note) = last(&room, Kind::Note) else { panic!() };
    assert_eq!(note.about.len(), 1);
    // after something else was opened it is there at once
    room.press("<esc>/fiducia<enter>");
    room.shows(&["N appunto"]);
    room.press("mezza<esc>").wait(20);
    room.shows(&["N appunto", "mezza"]);
    let status = Status { draft: room.status.draft.clone(), ..Status::default() };
    // it survives the program, with the unfinished line
    let mut again = Room::open_with(Lang::It, SIZE, room::full(), status);
    again.press("<esc>").wait(40);
    again.shows(&["N appunto", "mezza"]);
    again.press("<esc>A");
    again.shows(&["non è più sempre aperta"]);
    again.wait(60);
    again.hides(&["N appunto"]);
}

#[test]
fn what_stands_in_a_form_survives_the_program_and_can_be_put_away() {
    let mut room = open();
    room.press("1<home>e in strada").wait(1);
    let kept = room.status.draft.clone();
    assert!(kept.contains("in strada"), "{kept}");
    let status = || Status { draft: kept.clone(), ..Status::default() };
    let mut again = Room::open_with(Lang::It, SIZE, room::full(), status());
    again.shows(&["Scheda non finita, e la riapre com'era: «Educativa di strada"]);
    again.press("1<home>e");
    again.shows(&["in strada", "quello che non era finito"]);
    again.press("<f8>").wait(1);
    again.hides(&["in strada"]);
    assert_eq!(again.status.draft, "");
    again.press("<f8>");
    again.shows(&["in strada"]);
    again.press("<f10>");
    assert!(words(&again, Kind::Practice).iter().any(|name| name.ends_with("in strada")));
    assert_eq!(again.status.draft, "");
    // Esc asks, and what is left for later is there again
    room.press("<esc><f6>");
    room.shows(&["resta non finita"]);
    room.press("e");
    room.shows(&["in strada"]);
    room.press("<esc><delete>").wait(2);
    assert_eq!(room.status.draft, "");
}

#[test]
fn a_form_that_the_disk_refuses_is_not_lost() {
    let mut room = open();
    room.refuse = Some(Problem::new(Wrong::DiskFull));
    room.press("1<home>e in strada<f10>e");
    room.shows(&["in strada", "quello che non era finito"]);
}

#[test]
fn a_paste_of_many_lines_shows_what_they_are() {
    let mut room = open();
    room.press("n").paste("uno\u{1b}[31m\ndue\n\ntre\nquattro\ncinque\nsei");
    room.shows(&["Incollate 6 righe", "uno", "due", "tre", "e altre 3"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Note).len(), 8);
    room.paste("una riga sola\n");
    room.shows(&["una riga sola"]);
    room.paste(&"x".repeat(40 * 1024));
    room.shows(&["È troppo lungo per un campo: 40 KiB"]);
}

#[test]
fn an_editor_takes_the_text_and_gives_it_back() {
    let mut room = open();
    room.press("nPrima<ctrl-e>");
    assert_eq!(room.edited.as_deref(), Some("Prima"));
    let came = |outcome| Msg::Edited(Edited { before: "Prima".into(), outcome });
    room.take(came(Ok(Some("Prima e seconda\nriga".into()))));
    room.shows(&["Prima e seconda", "è tornato dall'editor"]);
    room.press("<ctrl-z>");
    room.take(came(Ok(None)));
    room.shows(&["tornato com'era", "Prima"]);
    room.take(came(Err(Trouble::NotStarted("boh".into(), "non c'è".into()))));
    room.shows(&["Non riesco ad avviare l'editor «boh»", "Prima"]);
    room.take(came(Err(Trouble::Failed("vim".into(), None))));
    room.shows(&["finito con un errore", "Prima"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Note).last().map(String::as_str), Some("Prima"));
    // in a form it is the field that the keys are on
    room.press("<esc>1<home>e<ctrl-e>");
    assert_eq!(room.edited.as_deref(), Some(words(&room, Kind::Practice)[0].as_str()));
    room.take(came(Ok(Some("Un altro nome".into()))));
    room.press("<f10>");
    assert_eq!(words(&room, Kind::Practice)[0], "Un altro nome");
}

#[cfg(unix)]
#[test]
fn control_z_stops_outside_texts_and_takes_back_within() {
    let mut room = open();
    room.press("<ctrl-z>");
    assert_eq!(room.stopped, 1);
    room.press("na bc<ctrl-z>");
    room.hides(&["bc"]);
    assert_eq!(room.stopped, 1);
    // the system may ask at any time, and what is being typed is kept first
    room.take(Msg::StopNow);
    assert_eq!((room.stopped, room.status.draft.as_str()), (2, "n a"));
}

#[test]
fn the_list_of_ways_looks_like_this() {
    for (size, lang, name) in [
        ((80, 24), Lang::It, "ways_80x24_it"),
        ((160, 45), Lang::En, "ways_160x45_en"),
        ((60, 18), Lang::It, "ways_60x18_it"),
    ] {
        let mut room = Room::open(lang, size, room::full());
        room.press("aChiamare la scuola >");
        insta::assert_snapshot!(name, room.screen());
        room.press("<f4>");
        insta::assert_snapshot!(format!("kinds_{name}"), room.screen());
    }
}

#[test]
fn what_was_taken_back_while_typing_is_done_again_there() {
    let mut room = open();
    room.press("nUna cosa<enter><ctrl-z>").shows(&["Annullato", "Y rifà"]);
    assert!(!words(&room, Kind::Note).contains(&"Una cosa".to_owned()));
    room.press("<ctrl-y>").shows(&["Rifatto"]);
    assert!(words(&room, Kind::Note).contains(&"Una cosa".to_owned()));
}
