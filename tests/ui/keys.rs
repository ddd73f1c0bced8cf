//! What keys do: before, keys, after.

use proximo::domain::change::Edit;
use proximo::domain::desk::{Problem, ReadOnly, Saved, Status, Wrong};
use proximo::domain::item::{Item, Kind};
use proximo::domain::turn::words_of;
use proximo::text::Lang;
use proximo::tui::app::Stale;

use super::desk::{Room, moment};
use super::room;

const SIZE: (u16, u16) = (120, 36);

fn open() -> Room {
    Room::open(Lang::It, SIZE, room::full())
}

fn words(room: &Room, kind: Kind) -> Vec<String> {
    room.session.list(kind).iter().map(|item| words_of(item).to_owned()).collect()
}

#[test]
fn two_keys_and_a_text_take_down_an_item_of_each_kind() {
    for (key, kind) in [
        ("p", Kind::Practice),
        ("s", Kind::Sketch),
        ("y", Kind::Voice),
        ("v", Kind::Poll),
        ("d", Kind::Decision),
        ("a", Kind::Action),
        ("n", Kind::Note),
    ] {
        let mut room = Room::open(Lang::It, SIZE, room::empty());
        room.press(key).press("Prima cosa<enter>Seconda, più <lt>lunga<enter>");
        assert_eq!(words(&room, kind), ["Prima cosa", "Seconda, più <lunga"], "{key}");
        room.shows(&["sul disco", "Seconda, più <lunga"]);
        room.press("<esc>u");
        assert_eq!(words(&room, kind), ["Prima cosa"], "{key}");
        room.press("<ctrl-y>");
        assert_eq!(words(&room, kind).len(), 2, "{key}");
        room.shows(&["Rifatto"]);
    }
}

#[test]
fn what_is_understood_is_shown_while_typing() {
    let mut room = open();
    room.press("aChiamare la scuola @op-04 >ven #scuola =");
    room.shows(&["chi OP-04", "entro ven 13/3", "#scuola", "su «Educativa di strada"]);
    room.press("<enter>");
    room.shows(&["✓ sul disco: azione «Chiamare la scuola»"]);
    room.press("Sentire 347 123 4567");
    room.shows(&["numero di telefono"]);
}

#[test]
fn esc_keeps_the_unfinished_line_and_its_key_brings_it_back() {
    let mut room = open();
    room.press("1<down>aMezza riga<esc>");
    assert_eq!(room.status.draft, "a Mezza riga");
    room.shows(&["azione…", "tenuta da parte"]);
    // nothing was taken, so one is where one was
    room.press("p<esc>");
    assert_eq!(words(&room, Kind::Action).len(), 3);
    room.press("a");
    room.shows(&["Mezza riga"]);
    room.press("<enter>");
    assert_eq!((words(&room, Kind::Action).len(), room.status.draft.as_str()), (4, ""));
}

#[test]
fn a_line_that_was_not_finished_survives_the_program() {
    let status = Status { draft: "y Non ci chiam".into(), ..Status::default() };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), status);
    room.shows(&["riga non finita: voce"]);
    room.press("y");
    room.shows(&["Non ci chiam"]);
    // while it is being typed it is kept every second
    room.press("ano mai").wait(1);
    assert_eq!(room.status.draft, "y Non ci chiamano mai");
}

#[test]
fn a_refused_line_comes_back() {
    let mut room = open();
    room.refuse = Some(Problem::new(Wrong::DiskFull));
    room.press("nNon si perde<enter>");
    assert_eq!(words(&room, Kind::Note).len(), 2);
    room.shows(&["Non si perde"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Note).len(), 3);
}

#[test]
fn an_item_shows_as_saving_until_it_is_on_disk() {
    let mut room = open();
    room.waiting = Some(Vec::new());
    room.press("nIn viaggio<enter>");
    room.shows(&["… In viaggio", "salvo…"]);
    room.hides(&["sul disco"]);
    room.answer();
    room.shows(&["sul disco: appunto «In viaggio»"]);
    room.hides(&["… In viaggio"]);
}

#[test]
fn the_kind_can_be_changed_while_typing() {
    let mut room = open();
    room.press("nForse è una pratica<f4>");
    room.shows(&["P pratica"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Practice).len(), 5);
    assert_eq!(words(&room, Kind::Note).len(), 2);
}

#[test]
fn up_reopens_the_last_and_keeps_what_it_holds() {
    let mut room = open();
    room.press("aChiamare >ven<enter><up> la preside<enter>");
    let last = room.session.list(Kind::Action).pop().unwrap();
    let Item::Action(action) = &last else { panic!() };
    assert_eq!((action.what.as_str(), action.due.is_some()), ("Chiamare la preside", true));
    assert_eq!(words(&room, Kind::Action).len(), 4);
}

#[test]
fn a_change_that_is_left_is_kept_and_so_is_every_line() {
    let mut room = open();
    room.press("nPrima<enter><up> e poi<esc>");
    room.shows(&["tenuta da parte"]);
    assert!(room.status.draft.contains("Prima e poi"));
    room.press("n<enter>");
    assert_eq!(words(&room, Kind::Note).last().map(String::as_str), Some("Prima e poi"));
    assert_eq!(room.status.draft, "");
    // changing the kind over one that has an unfinished line loses neither
    room.press("<esc>pMezza pratica<esc>nMezzo appunto<f4>");
    room.shows(&["P pratica", "Mezzo appunto"]);
    room.press("<esc>p");
    room.shows(&["Mezza pratica", "Mezzo appunto"]);
}

#[test]
fn tab_completes_and_goes_on() {
    let mut room = open();
    room.press("aChiamare @cag<tab> dopo<enter>");
    let Some(Item::Action(action)) = room.session.list(Kind::Action).pop() else { panic!() };
    assert_eq!((action.what.as_str(), action.organisation.as_str()), ("Chiamare dopo", "CAG Spazio Giovani"));
}

#[test]
fn a_paste_of_several_lines_is_asked_about() {
    let mut room = open();
    room.press("n").paste("- Uno\r\n- Due\r\n\r\n- Tre\u{1b}[2J\n");
    room.shows(&["Incollate", "Una per riga: 3"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Note)[2..], ["Uno", "Due", "Tre"]);
    room.press("<esc>u");
    assert_eq!(words(&room, Kind::Note).len(), 2);
    room.press("n").paste("Uno\nDue").press("<down><enter>");
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Note)[2..], ["Uno\nDue"]);
    // outside the line a paste does nothing but say how
    room.press("<esc>").paste("x\ny");
    room.shows(&["Prima si apre la riga"]);
}

#[test]
fn removing_says_so_and_can_be_undone() {
    let mut room = open();
    room.press("1<down>x");
    room.shows(&["Tolto: pratica «Il bus dei mestieri»"]);
    assert_eq!(words(&room, Kind::Practice).len(), 3);
    room.press("u");
    assert_eq!(words(&room, Kind::Practice).len(), 4);
    room.shows(&["Annullato: pratica «Il bus dei mestieri» è come prima"]);
    room.press("uu");
    room.shows(&["nulla da annullare"]);
}

#[test]
fn an_item_turns_into_another_kind() {
    let mut room = open();
    room.press("6t<enter>");
    assert_eq!(words(&room, Kind::Action).len(), 2);
    room.shows(&["ora è: pratica", "P pratica", "Chiamare la scuola"]);
    // words that are withheld do not get out by becoming something else
    room.press("7<end>t");
    room.shows(&["restano nel gruppo"]);
    room.press("<enter>");
    room.shows(&["Parole riservate", "acconsentire a essere citata"]);
    assert_eq!(words(&room, Kind::Note).len(), 2);
}

#[test]
fn the_agenda_goes_on_and_back_and_can_be_made() {
    let mut room = open();
    room.shows(&["2/6", "06:00"]);
    room.wait(61);
    room.shows(&["04:59"]);
    room.press("<space>");
    room.shows(&["Ora: Ascolto dei giovani", "3/6"]);
    room.press("b");
    room.shows(&["Di nuovo: Racconto di pratiche", "2/6"]);
    room.press("+").wait(0);
    room.shows(&["Racconto di pratiche: +5 minuti", "11:00"]);
    room.press("z").wait(600);
    room.shows(&["in pausa"]);
    let mut room = Room::open(Lang::It, SIZE, room::empty());
    room.press("giAccoglienza 10<enter>Pratiche 40<enter><esc>");
    let steps = room.session.steps.in_order();
    assert_eq!(
        steps.iter().map(|step| (step.title.as_str(), step.minutes)).collect::<Vec<_>>(),
        [("Accoglienza", 10), ("Pratiche", 40)]
    );
    room.press("K<space>");
    assert_eq!(room.session.current_step().unwrap().title, "Pratiche");
}

#[test]
fn time_over_is_shown_calmly() {
    let mut room = open();
    room.wait(6 * 60 + 130);
    room.shows(&["+02:10"]);
}

#[test]
fn only_a_changed_clock_is_drawn_again() {
    let mut room = open();
    room.app.take_stale();
    room.wait(0);
    assert_eq!(room.app.take_stale(), Stale::Nothing);
    room.wait(1);
    assert_ne!(room.app.take_stale(), Stale::Nothing);
    let mut room = Room::open(Lang::It, SIZE, room::empty());
    room.app.take_stale();
    room.wait(1);
    assert_eq!(room.app.take_stale(), Stale::Nothing);
}

#[test]
fn everything_is_found_without_accents() {
    let mut room = open();
    room.press("/PIAZZA stessa ora");
    room.shows(&["1 trovato", "Educativa di strada in piazza"]);
    room.press("<enter>");
    room.hides(&["trovato"]);
    room.press("/perche");
    room.shows(&["Vorremmo un posto"]);
    room.press("<enter>");
    room.shows(&["voci 3", "attende risposta"]);
    room.press("/zzz");
    room.shows(&["Nulla con queste parole"]);
    room.press("<esc>");
}

#[test]
fn conflicts_are_shown_and_settled() {
    let mut room = Room::open(Lang::It, SIZE, room::with_conflict());
    room.shows(&["1 conflitto", "! Il bus dei mestieri"]);
    room.press("C<enter>");
    room.shows(&["quale resta?", "Bus dei mestieri in quartiere", "l'altro valore"]);
    room.press("<down><enter>");
    room.shows(&["conflitto risolto"]);
    assert_eq!(words(&room, Kind::Practice)[1], "Bus dei mestieri in quartiere");
    assert_eq!(room.session.open_conflicts().count(), 0);
    room.press("u");
    assert_eq!(words(&room, Kind::Practice)[1], "Il bus dei mestieri");
}

#[test]
fn what_is_missing_is_listed_and_completed() {
    let mut room = open();
    room.press("c");
    room.shows(&["Da completare", "difficoltà", "chi, entro"]);
    room.press("<end><enter>");
    room.shows(&["Scrivere ai partner"]);
    room.press("<esc>");
    room.shows(&["azioni 3"]);
}

#[test]
fn links_are_followed() {
    let mut room = open();
    room.press("<enter><end>");
    room.shows(&["legati a questo", "Sportello che si sposta", "Vorremmo un posto"]);
    room.press("<enter><enter>");
    room.shows(&["S bozza", "→ P Educativa di strada in piazza"]);
}

#[test]
fn the_form_changes_an_item_whole() {
    let mut room = open();
    room.press("1e");
    room.shows(&["Educativa di strada in piazza", "Ctrl-S"]);
    room.press(" e al parco<ctrl-s>");
    assert_eq!(words(&room, Kind::Practice)[0], "Educativa di strada in piazza e al parco");
    room.press("e<esc>");
    room.hides(&["Ctrl-S"]);
}

#[test]
fn a_form_that_was_changed_is_not_quit_by_accident() {
    let mut room = open();
    room.press("1e cambiato<ctrl-q>");
    assert!(!room.quit);
    room.press("<ctrl-s>");
    assert!(words(&room, Kind::Practice)[0].ends_with("cambiato"));
    room.press("<ctrl-q>");
    assert!(room.quit);
}

#[test]
fn the_wall_and_back() {
    let mut room = open();
    room.press("w");
    room.shows(&["fase 2 di 6", "tempo che resta"]);
    room.hides(&["YAG-03", "F1", "Giulia"]);
    room.press("<pagedown>");
    assert_eq!(room.session.current_step().unwrap().title, "Ascolto dei giovani");
    room.press("<pageup>w");
    room.shows(&["pratiche 4"]);
}

#[test]
fn what_others_do_leaves_one_where_one_is() {
    let mut room = open();
    room.press("1<down><down>");
    let first = room.session.list(Kind::Practice).remove(0);
    room.elsewhere(vec![Edit::remove(first)]);
    room.press("<enter>");
    room.shows(&["Sportello a scuola con la psicologa"]);
    room.shows(&["IIS Galilei"]);
}

#[test]
fn read_only_is_said_and_nothing_is_asked_of_the_desk() {
    let status = Status { saved: Saved::ReadOnly(ReadOnly::OpenElsewhere), ..Status::default() };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), status);
    let before = room.session.clone();
    room.press("pprova<enter><esc>xu<space>e");
    room.shows(&["Qui si può solo guardare"]);
    assert_eq!(room.session, before);
}

#[test]
fn notices_of_opening_are_shown_first() {
    let notice = Problem::new(Wrong::HandEdited { changed: 2, removed: 0, conflicts: 0 });
    let status = Status { notices: vec![notice], ..Status::default() };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), status);
    room.shows(&["All'apertura"]);
    room.press("<esc>");
    room.hides(&["All'apertura"]);
    room.press("!");
    room.shows(&["All'apertura"]);
}

#[test]
fn a_new_session_needs_a_title_and_a_day_that_exists() {
    let mut room = Room::start(Lang::It, SIZE, Vec::new());
    room.shows(&["Qui non ci sono ancora sessioni", "esempio"]);
    room.press("n<enter>");
    room.shows(&["Serve un titolo"]);
    // what is typed takes the place of the proposed date
    room.press("Tavolo 3<tab>31/2<enter>");
    room.shows(&["non è una data"]);
    room.press("<backspace><backspace><backspace><backspace>12/4<enter>");
    room.shows(&["Tavolo 3", "Ancora nessuna pratica"]);
    assert_eq!(room.session.session.date.map(|day| day.to_string()), Some("2026-04-12".into()));
}

#[test]
fn leaving_asks_and_quitting_saves() {
    let mut room = open();
    room.press("q");
    room.shows(&["Tornare alle sessioni?"]);
    room.press("<esc>");
    assert_eq!(room.closed, 0);
    room.press("q<enter>");
    assert_eq!(room.closed, 1);
    room.shows(&["Sessioni"]);
    room.press("q");
    assert!(room.quit);
}

#[test]
fn nothing_is_quit_that_is_not_on_disk() {
    let failing = Saved::Failing { problem: Problem::new(Wrong::DiskFull), waiting: 2 };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), Status { saved: failing, ..Status::default() });
    room.press("<ctrl-q>");
    assert!(!room.quit);
    room.shows(&["2 modifiche non sono ancora sul disco"]);
    room.press("<enter>");
    assert!(!room.quit);
    room.press("<ctrl-q><down><enter>");
    assert!(room.quit);
}

#[test]
fn no_key_anywhere_costs_anything() {
    // every key that can be typed, at every place: what is lost comes back with undo, and nothing panics
    let keys = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-+;:_*'?!\"$%&/()=òàùèì";
    let named = [
        "enter",
        "esc",
        "tab",
        "shift-tab",
        "up",
        "down",
        "left",
        "right",
        "pageup",
        "pagedown",
        "home",
        "end",
        "delete",
        "backspace",
        "f1",
        "f2",
        "f3",
        "f4",
        "f5",
        "f10",
        "ctrl-z",
        "ctrl-y",
        "ctrl-t",
        "ctrl-s",
        "ctrl-up",
    ];
    for place in ["", "g", "<enter>", "p", "a", "/", "?", "c", "C", "t", "l", "e", "w", "q", "!", "i", "gi", "P", "Pn"]
    {
        for key in keys.chars().map(String::from).chain(named.iter().map(|name| format!("<{name}>"))) {
            let mut room = Room::open(Lang::It, (80, 24), room::with_conflict());
            let before: Vec<String> = Kind::ALL.iter().flat_map(|kind| words(&room, *kind)).collect();
            room.press(place).press(&key);
            room.screen();
            for _ in 0..3 {
                room.press("<esc>");
            }
            room.press("<esc>w<esc>uuu");
            let after: Vec<String> = Kind::ALL.iter().flat_map(|kind| words(&room, *kind)).collect();
            assert_eq!(before, after, "{place:?} then {key:?}");
            assert!(!room.quit, "{place:?} then {key:?}");
        }
    }
}

#[test]
fn a_release_is_no_key() {
    use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
    let mut room = open();
    let mut event = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::NONE);
    event.kind = KeyEventKind::Release;
    room.take(proximo::tui::app::Msg::Key(event));
    room.shows(&["p pratica"]);
    let _ = moment();
}

#[test]
fn a_change_of_an_item_that_is_not_finished_is_kept() {
    let mut room = open();
    room.press("aChiamare la scuola<enter><up> e chiedere della palestra").wait(1);
    let kept = room.status.draft.clone();
    assert!(kept.contains("palestra"), "{kept:?}");
    room.press("<esc>");
    room.shows(&["tenuta da parte", "azione…"]);
    room.press("a");
    room.shows(&["Chiamare la scuola e chiedere della palestra", "modifica"]);
    room.press("<enter>");
    assert_eq!(words(&room, Kind::Action)[3], "Chiamare la scuola e chiedere della palestra");
    assert_eq!((words(&room, Kind::Action).len(), room.status.draft.as_str()), (4, ""));

    // after the program was gone it is there again
    let mut again = Room::open_with(Lang::It, SIZE, room.session.clone(), Status { draft: kept, ..Status::default() });
    again.press("a<enter>");
    assert_eq!(words(&again, Kind::Action).len(), 4);
}

#[test]
fn an_unfinished_step_survives_the_program() {
    let mut room = open();
    room.press("giPausa caff").wait(1);
    let status = Status { draft: room.status.draft.clone(), ..Status::default() };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), status);
    room.press("gi");
    room.shows(&["Pausa caff"]);
}

#[test]
fn a_long_paste_is_taken_line_by_line_and_one_too_long_is_said() {
    let mut room = open();
    let many: String = (0..900).map(|at| format!("Appunto {at} {}\n", "x".repeat(60))).collect();
    room.press("n").paste(&many).press("<enter>");
    assert_eq!(words(&room, Kind::Note).len(), 902);
    let long = format!("breve\n{}\n", "y".repeat(40 * 1024));
    room.press("prima ").paste(&long).press("<enter>");
    assert_eq!(words(&room, Kind::Note).len(), 902);
    room.shows(&["la riga 2 è di 40 KiB", "prima"]);
}

#[test]
fn what_is_no_longer_in_the_file_is_removed_here_when_that_is_wanted() {
    let mut room = open();
    let gone = room.session.list(Kind::Practice).into_iter().take(2).map(|item| item.reference()).collect();
    // nobody is interrupted while typing
    room.press("nmezzo");
    let notices = vec![Problem::new(Wrong::HandRemoved(gone))];
    room.status.notices = notices;
    room.take(proximo::tui::app::Msg::Status(Box::new(room.status.clone())));
    room.hides(&["nel file modificato a mano"]);
    room.shows(&["avviso nuovo"]);
    room.press("<esc>");
    room.shows(&["nel file modificato a mano"]);
    room.press("<enter>");
    room.shows(&["Toglierli anche qui", "Educativa di strada"]);
    room.press("<esc>");
    assert_eq!(words(&room, Kind::Practice).len(), 4);
    room.press("!<esc><down><enter>");
    assert_eq!(words(&room, Kind::Practice).len(), 2);
    room.press("u");
    assert_eq!(words(&room, Kind::Practice).len(), 4);
}

#[test]
fn participants_are_registered_and_then_understood() {
    let mut room = Room::open(Lang::It, SIZE, room::empty());
    room.shows(&["P registra chi c'è"]);
    room.hides(&["@CAG"]);
    room.press("P");
    room.shows(&["Ancora nessuno", "n aggiungi"]);
    room.press("nOP-04 CAG Spazio Giovani");
    room.shows(&["operatori"]);
    room.press("<enter>");
    room.shows(&["sul disco: partecipante «OP-04»"]);
    room.paste("YAG-01\nIST-02; Municipio 7\nMarco Rossi\nop-04");
    assert_eq!(words(&room, Kind::Participant).len(), 3);
    room.shows(&["Serve un codice", "Marco Rossi"]);
    room.press("<ctrl-w><ctrl-w><esc>");
    room.shows(&["presenti 3 su 3", "● OP-04  CAG Spazio Giovani"]);
    room.press("<down><space>");
    room.shows(&["presenti 2 su 3", "○ OP-04"]);
    room.press("x");
    room.shows(&["presenti 2 su 2"]);
    room.press("u<down><enter>");
    room.shows(&["Ctrl-S"]);
    room.press("<esc>aChiamare @yag-01 e @cag<enter>");
    let Some(Item::Action(action)) = room.session.list(Kind::Action).pop() else { panic!() };
    assert_eq!(
        (action.what.as_str(), action.who.is_some(), action.organisation.as_str()),
        ("Chiamare e", true, "CAG Spazio Giovani")
    );
}

#[test]
fn a_new_step_guesses_what_is_done_in_it() {
    let mut room = open();
    room.press("giPausa caffè 10");
    room.shows(&["10 minuti"]);
    room.press("<enter>Parliamone 1<enter>");
    let step = |title: &str| room.session.steps.live().find(|step| step.title == title).unwrap().activity;
    use proximo::domain::value::Activity;
    assert_eq!((step("Pausa caffè"), step("Parliamone")), (Activity::Break, Activity::Discuss));
}

#[test]
fn turning_says_what_does_not_fit() {
    let mut room = open();
    room.press("6t<enter>");
    room.shows(&["ora è: pratica", "restano: chi, entro", "u annulla"]);
    room.press("u5t<end><enter>");
    room.shows(&["restano: si rivede il"]);
}

#[test]
fn marks_that_are_not_understood_are_named() {
    let mut room = open();
    room.press("aChiamare !ag >31/2 @nessuno #1 ora");
    room.shows(&["non capito: !ag, >31/2, @nessuno (resta nel testo)"]);
    // what looks like personal data does not take the place of what is understood
    room.press("<enter>Chiamare >ven 347 123 4567 ");
    room.shows(&["numero di telefono", "entro ven 13/3"]);
    room.hides(&["non capito"]);
}

#[test]
fn what_is_in_the_journal_is_not_called_unsaved() {
    let failing = Saved::Failing { problem: Problem::new(Wrong::DiskFull), waiting: 0 };
    let mut room = Room::open_with(Lang::It, SIZE, room::full(), Status { saved: failing, ..Status::default() });
    room.shows(&["tutto nel diario"]);
    room.hides(&["NON SALVATO"]);
    room.press("<ctrl-q>");
    assert!(!room.quit);
    room.shows(&["si recupera alla prossima apertura"]);
}

#[test]
fn an_agenda_that_is_over_says_so() {
    let mut room = open();
    room.press("<space><space><space><space><space>");
    room.press("<space>");
    room.shows(&["La scaletta è finita", "b torna"]);
}

#[test]
fn what_has_no_date_says_none() {
    let mut session = room::full();
    let mut note = proximo::domain::item::Note { id: proximo::domain::turn::fresh(99), ..Default::default() };
    note.text = "Aggiunto a mano".into();
    session.put(Item::Note(std::sync::Arc::new(note)));
    let mut room = Room::open(Lang::It, SIZE, session);
    room.press("7<home>");
    room.shows(&["Aggiunto a mano"]);
    room.hides(&["1970"]);
}

#[test]
fn a_small_screen_keeps_the_way_back() {
    let mut room = Room::open(Lang::It, (60, 18), room::full());
    for keys in ["p", "<esc><enter>", "<esc>g", "<esc>?", "<esc>/", "<esc>t"] {
        room.press(keys);
        let screen = room.screen();
        assert!(screen.lines().last().unwrap_or_default().contains("Esc"), "{keys}:\n{screen}");
    }
}

#[test]
fn notices_are_read_and_left_with_enter_and_cut_no_file_name() {
    let file =
        "/home/giulia/Documenti/progetti europei/proximo/municipio-7/sessions/2026-03-12-tavolo-2-agganciare.ron";
    let notices = vec![Problem::of_file(file, Wrong::HandEdited { changed: 2, removed: 0, conflicts: 0 })];
    let mut room = Room::open_with(Lang::It, (80, 24), room::full(), Status { notices, ..Status::default() });
    room.shows(&["2026-03-12-tavolo-2-agganciare.ron", "All'apertura"]);
    room.press("<enter>");
    room.hides(&["All'apertura"]);
}
