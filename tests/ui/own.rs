//! The help that is searched and used, the palette, and keys, themes and signs of one's own on the screens.

use std::path::Path;

use proximo::config::Trouble;
use proximo::domain::item::Kind;
use proximo::text::Lang;
use proximo::tui::app::{App, Msg, Options, Signs};
use proximo::tui::command::Place;
use proximo::tui::keys;
use proximo::tui::theme::Palette;

use super::desk::Room;
use super::room;

fn opened(lang: Lang, size: (u16, u16)) -> Room {
    Room::open(lang, size, room::full())
}

/// Opens a room with one's own keys.
fn with_keys(text: &str) -> Room {
    let mut room = opened(Lang::It, (120, 36));
    room.app.env.keymap = keys::read(text, Path::new("keys.ron")).unwrap_or_else(|troubles| panic!("{troubles:?}"));
    room
}

#[test]
fn the_help_is_searched_as_one_types_and_performs_what_is_chosen() {
    let mut room = opened(Lang::It, (120, 36));
    room.press("x?").shows(&["Tasti", "Qui"]);
    room.press("/ANNULLA l'ultima").shows(&["annulla l'ultima cosa che hai fatto", "undo"]).hides(&["take-practice"]);
    room.press("<enter>").shows(&["Annullato"]).hides(&["Tasti"]);
    // without accents, in the words of the help or by name
    for (query, found) in
        [("giu di una", "giù di una riga"), ("take-note", "annota un appunto"), ("ctrl-q", "salva tutto ed esce")]
    {
        room.press("?").press(query).shows(&[found]);
        room.press("<esc>");
    }
    // its own key closes it, and so does Esc; F1 everywhere
    for keys in ["??", "?<esc>", "<f1><f1>", "n<f1><f1><esc>", "?abc<esc>"] {
        room.press(keys).hides(&["Tasti ─"]);
    }
    assert_eq!(room.app.place(), Place::List);
}

#[test]
fn the_help_shows_first_what_works_here_and_says_where_the_rest_works() {
    let mut room = opened(Lang::En, (120, 36));
    room.press("g?");
    let screen = room.screen();
    let at = |text: &str| screen.find(text).unwrap_or_else(|| panic!("no {text:?} in\n{screen}"));
    assert!(at("Here") < at("skips the chosen step"));
    room.press("among the participants, adds").shows(&["works among the participants"]);
    room.press("<enter>").shows(&["works among the participants"]);
    room.press("<esc>");
    assert_eq!(room.app.place(), Place::Agenda);
    // a panel's own keys are pressed for one
    room.press("<esc>1e<f1>");
    room.press("form-leave<enter>");
    assert_eq!(room.app.place(), Place::List);
    room.press("w?wall-recap<enter>").shows(&["1/5"]);
}

#[test]
fn the_palette_finds_by_half_a_word_in_either_language_and_remembers() {
    let mut room = opened(Lang::It, (120, 36));
    for (query, name) in [
        ("decis", "take-decision"),
        ("annulla", "undo"),
        ("undo", "undo"),
        ("scaletta", "agenda"),
        ("partecip", "people"),
        ("colour", "colours"),
        ("trva", "find"),
        ("esci", "quit"),
        ("step", "next-step"),
    ] {
        room.press(":").press(query);
        let screen = room.screen();
        let rows: Vec<&str> = screen.lines().skip_while(|line| !line.contains(query)).skip(2).take(2).collect();
        assert!(rows.iter().any(|row| row.contains(name)), "{query}: {name} is not first:\n{screen}");
        room.press("<esc>");
    }
    room.press(":take-decision<enter>Si comincia<enter><esc>");
    assert_eq!(room.session.list(Kind::Decision).len(), 2);
    // what was used last comes first
    room.press(":<enter>");
    assert_eq!(room.app.place(), Place::Capture);
    // what would do nothing says why, and does nothing
    room.press("<esc>1:count<enter>").shows(&["vale per le votazioni"]);
    assert_eq!(room.app.place(), Place::Find);
    // the palette over the start screen says where things are done
    let mut start = Room::start(Lang::En, (100, 30), Vec::new());
    start.press(":takes down a note").shows(&["works in the lists"]);
    start.press("<esc>:new session<enter>").shows(&["Title"]);
}

#[test]
fn everything_shown_names_the_keys_in_force() {
    let mut room = with_keys(
        "{ \"undo\": [\"f9\"], \"take-note\": [\"N\"], \"help\": [\"f12\"], \"help-typing\": [\"f12\"], \"form-save\": [\"f11\"], \"count-advance\": [\"f11\"], \"turn\": [], \"next-step\": [\"B\"] }",
    );
    room.shows(&["F12 aiuto", "B fase dopo"]).hides(&["t trasforma"]);
    room.press("x").shows(&["F9 lo riprende"]);
    room.press("<f9>").shows(&["Annullato"]);
    room.press("Nuna nota<enter><esc>");
    assert_eq!(room.session.list(Kind::Note).len(), 3);
    room.press("k1e").shows(&["F11 salva"]);
    room.press(" ancora<f11>").shows(&["✓ cambiato"]);
    room.press("4h").shows(&["F11 apri la votazione"]);
    room.press("<esc>");
    // a key that was given away does nothing any more
    room.press("1t").shows(&["«t» qui non fa nulla; F12 per i tasti"]);
    room.press("<f12>").shows(&["F9"]);
    room.press("undo").shows(&["F9 "]).hides(&["Ctrl-Y"]);
    room.press("<esc>");
}

#[test]
fn what_is_wrong_with_ones_own_files_is_told_on_the_screen_once() {
    let troubles = keys::read("{ \"undo\": [\"n\"] }", Path::new("/home/giulia/.config/proximo/keys.ron")).unwrap_err();
    let mut room = opened(Lang::It, (80, 24));
    let options = Options { troubles, ..Options::new(room.app.env.surroundings()) };
    let (app, _) = App::new(options);
    room.app = app;
    room.take(Msg::Listed(Ok(Default::default())));
    room.shows(&["Impostazioni, tasti, colori", "keys.ron:1", "di partenza"]);
    room.press("<f2>").shows(&["Settings, keys, colours", "the defaults"]);
    room.press("<enter>").hides(&["Settings, keys, colours"]);
    room.press("r").hides(&["Settings, keys, colours"]);
    let none: Vec<Trouble> = Vec::new();
    assert_ne!(room.app.env.troubles, none);
}

#[test]
fn f3_goes_round_all_themes_ones_own_too() {
    let mut room = opened(Lang::It, (120, 36));
    let own = [("notte.ron".into(), "(extends: \"contrast\", colours: {\"accent\": \"#40ff40\"})".to_owned())];
    assert_eq!(room.app.env.themes.add(&own), Vec::new());
    for name in ["chiaro", "contrasto forte", "notte", "scuro", "chiaro"] {
        room.press("<f3>").shows(&[&format!("Colori: {name}")]);
    }
    room.press("<f3><f3>");
    assert_eq!(room.app.env.theme.palette, Palette::HighContrast);
}

#[test]
fn a_terminal_without_signs_is_shown_others_of_the_same_width() {
    for (signs, fits) in [
        (Signs::Ascii, (|c| c.is_ascii()) as fn(char) -> bool),
        (Signs::Console, |c| {
            c.is_ascii() || ('\u{a1}'..='\u{ff}').contains(&c) || "─│┌┐└┘├┤┬┴┼═║█▀▄▌▐░▒▓•○►◄▲▼↑↓→←√≤≥■".contains(c)
        }),
    ] {
        for keys in ["", "<enter>", "g", "?", ":", "aCosì @OP-04", "1e<f4>", "4h", "w", "wr", "P", "/ch"] {
            let mut room = opened(Lang::It, (120, 36));
            room.press(keys);
            let before = room.screen();
            room.app.env.signs = signs;
            let after = room.screen();
            let widths = |screen: &str| screen.lines().map(|line| line.chars().count()).collect::<Vec<_>>();
            // big letters are made of the signs that there are, and so of others
            let wall = keys.starts_with('w');
            assert!(wall || widths(&before) == widths(&after), "{keys}");
            let strange: String = after.chars().filter(|c| *c != '\n' && !fits(*c)).collect();
            assert!(strange.is_empty(), "{keys}: {strange}");
            assert!(
                !after.contains('?') || before.contains('?') || keys == "?" || wall,
                "{keys}: a sign has no stand-in\n{after}"
            );
        }
    }
    let mut room = opened(Lang::It, (80, 24));
    room.app.env.signs = Signs::Ascii;
    insta::assert_snapshot!("own_ascii", room.screen());
}
