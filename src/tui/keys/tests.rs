//! Tests of the tables of keys, of the map and of one's own keys.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;
use crate::text::Lang;
use crate::tui::command::{Command, Place};

fn event(key: &str) -> KeyEvent {
    key.parse::<Chord>().unwrap().into()
}

fn own(text: &str) -> Keymap {
    read(text, Path::new("keys.ron")).unwrap_or_else(|troubles| panic!("{}", said(&troubles)))
}

fn said(troubles: &[crate::config::Trouble]) -> String {
    troubles.iter().map(|trouble| trouble.said(Lang::En)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_shipped_keys_are_sound_and_the_sample_holds_them() {
    let sample = include_str!("../../../assets/keys.ron");
    let named: Vec<&str> = lines().iter().map(|line| line.name).collect();
    for (at, name) in named.iter().enumerate() {
        assert!(!named[..at].contains(name), "{name} twice");
    }
    let expected = sample_text();
    if std::env::var_os("PROXIMO_UPDATE_README").is_some() && sample != expected {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/keys.ron"), &expected).unwrap();
        return;
    }
    assert_eq!(sample, expected, "write it anew with: PROXIMO_UPDATE_README=1 cargo test --lib the_shipped_keys");
    assert_eq!(own(sample), Keymap::default());
}

/// Returns the sample as it must be.
fn sample_text() -> String {
    let mut text = String::from(
        "// The keys of proximo, as they are shipped. Copy what you want to change to `keys.ron` beside your settings\n\
         // (`proximo keys` says where that is): a file with one line is enough, the rest stays as it is here.\n\
         // The first key is the one that is shown. `[]` takes all keys away. Keys are written so:\n\
         //   p  U  +  space  enter  esc  tab  shift-tab  up  down  left  right  pageup  pagedown  home  end\n\
         //   delete  backspace  f1 … f12  ctrl-z  ctrl-up\n\
         // What is wrong is told when the program starts, and by `proximo keys`; these keys then hold.\n{\n",
    );
    let mut group = "";
    for line in lines() {
        if line.group(Lang::En) != group {
            text.push_str(if group.is_empty() { "" } else { "\n" });
            group = line.group(Lang::En);
            text.push_str(&format!("    // ---- {group} · {}\n", line.group(Lang::It)));
        }
        let keys: Vec<String> = line.defaults.iter().map(|key| format!("\"{}\"", key.written())).collect();
        let does = Keymap::default().fill(line.says(Lang::En), Lang::En);
        text.push_str(&format!("    \"{}\": [{}], // {does}\n", line.name, keys.join(", ")));
    }
    text.push_str("}\n");
    text
}

#[test]
fn every_key_can_be_typed_on_an_italian_keyboard() {
    // with Shift at most, never with AltGr; and none of those that a terminal or a desktop keeps for itself
    const ALLOWED: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-+<>;:_*'?!\"$%&/()=";
    for line in lines() {
        for chord in &line.defaults {
            let key = format!("{} ({})", chord.written(), line.name);
            // the form's own saves with Ctrl-S, which nothing keeps back in the mode that the screens run in
            let kept = if matches!(line.does, Does::Panel(..)) { "cmijhd" } else { "cmijhsd" };
            match chord.code {
                KeyCode::Char(c) if chord.held.is_empty() => assert!(ALLOWED.contains(c), "{key}"),
                KeyCode::Char(c) => assert!(c.is_ascii_lowercase() && !kept.contains(c), "{key}"),
                KeyCode::F(number) => assert!(number <= 10, "{key}"),
                _ => {}
            }
            assert!(!chord.held.contains(KeyModifiers::ALT), "{key}");
        }
    }
}

#[test]
fn a_key_goes_where_it_works() {
    let map = Keymap::default();
    let back = if cfg!(unix) { Command::Suspend } else { Command::Undo };
    assert_eq!(map.command(Place::List, event("ctrl-z")), Some(back));
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    assert_eq!(map.command(Place::Capture, KeyEvent::new(KeyCode::Char('q'), altgr)), None);
    assert_eq!(map.into_panel(Panel::Form, event("ctrl-s")), Some(event("ctrl-s")));
    for panel in Panel::ALL {
        for line in lines().iter().filter(|line| matches!(line.does, Does::Panel(of, _) if of == *panel)) {
            for chord in &line.defaults {
                assert_eq!(map.command(panel.place(), (*chord).into()), None, "{} in {panel:?}", chord.written());
            }
        }
    }
}

#[test]
fn ones_own_keys_take_the_place_of_the_shipped_ones() {
    let map = own(
        "// mine\n{\n  \"undo\": [\"f9\", \"u\"],\n  \"links\": [],\n  \"form-save\": [\"f7\"],\n  \"form-change\": [\"ctrl-right\", \"ctrl-left\"],\n}",
    );
    assert_eq!(map.command(Place::List, event("f9")), Some(Command::Undo));
    assert_eq!(map.command(Place::List, event("l")), None);
    assert_eq!(map.fill("⟨undo⟩ takes it back, ⟨links⟩, ⟨boh⟩ ⟨", Lang::En), "F9 takes it back, : links, ⟨boh⟩ ⟨");
    // the panel is given the key that it knows
    assert_eq!(map.into_panel(Panel::Form, event("f7")), Some(event("ctrl-s")));
    assert_eq!(map.into_panel(Panel::Form, event("ctrl-s")), None);
    assert_eq!(map.into_panel(Panel::Form, event("ctrl-left")), Some(event("left")));
    // an arrow still moves in a text
    assert_eq!(map.into_panel(Panel::Form, event("left")), Some(event("left")));
    assert_eq!(map.into_panel(Panel::Form, event("x")), Some(event("x")));
    assert!(map.footer(Place::List, Lang::En).iter().all(|(_, key, word)| *word != "links" && !key.is_empty()));
}

#[test]
fn what_is_wrong_is_refused_with_its_line_and_a_remedy() {
    for (text, line, words) in [
        ("{ \"undo\": [\"u\" }", 1, "cannot be read"),
        ("{\n \"udno\": [\"u\"] }", 2, "perhaps “undo”?"),
        ("{\n \"boh\": [\"u\"] }", 2, "proximo keys"),
        ("{\n\n \"undo\": [\"strg-u\"] }", 3, "is no key"),
        ("{\n \"undo\": [\"u\"],\n \"undo\": [\"f9\"] }", 3, "written twice"),
        ("{ \"take-note\": [\"s\"] }", 1, "“take-note” and “take-sketch”"),
        ("{\n \"take-it\": [\"n\"] }", 2, "text being typed"),
        ("{ \"form-save\": [\"s\"] }", 1, "text being typed"),
        ("{ \"form-save\": [\"f2\"] }", 1, "“form-save” and “language”"),
        ("{ \"wall-follow\": [\"w\"] }", 1, "“wall-follow” and “wall”"),
        ("{ \"wall-follow\": [\"s\"] }", 1, "“wall-follow” and “wall-step”"),
        ("{ \"quit\": [] }", 1, "no key would be left"),
        ("{ \"help\": [] }", 1, "no key would be left"),
        ("{ \"back\": [] }", 1, "no key would be left"),
        ("{ \"count-leave\": [] }", 1, "in the vote no key would be left"),
        ("{ \"undo\": [\"ctrl-i\"] }", 1, "the same key as “tab”"),
    ] {
        let troubles = read(text, Path::new("keys.ron")).expect_err(text);
        let said = said(&troubles);
        assert!(said.contains(words) && said.starts_with(&format!("keys.ron:{line}: ")), "{text}: {said}");
    }
    // what stays sound: two lines that change keys with one another, one that takes another's away
    own("{ \"take-note\": [\"s\"], \"take-sketch\": [\"n\"] }");
    own("{ \"take-note\": [\"l\"], \"links\": [] }");
}
