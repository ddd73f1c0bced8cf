//! What a form does with keys, and what it looks like.

use std::sync::Arc;

use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::domain::id::{Code, TypedId};
use crate::domain::item::{ActionItem, Head, Kind, Participant, Practice, Record, Voice};
use crate::domain::value::{Created, Difficulty, Group, Outcome, Owner, Speaker};
use crate::tui::theme::{Depth, Palette, Theme};

fn today() -> Day {
    "2026-03-12".parse().unwrap()
}

fn id<T: TypedId>(n: u64) -> T {
    T::new(Code::from_bits(n))
}

fn session() -> Session {
    let mut session = Session::new(Head { title: "Tavolo 2".into(), ..Head::default() });
    for (n, code, group, organisation) in [
        (1, "OP-04", Group::Operator, "Cooperativa Il Ponte"),
        (2, "YAG-03", Group::Youth, ""),
        (3, "IS-01", Group::Institution, "Municipio VII"),
    ] {
        session.put(
            Participant {
                id: id(n),
                code: code.into(),
                group: Some(group),
                organisation: organisation.into(),
                ..Participant::default()
            }
            .into_item(),
        );
    }
    session.put(
        Practice {
            id: id(1),
            name: "Educativa di strada".into(),
            tags: ["strada".to_owned()].into_iter().collect(),
            ..Practice::default()
        }
        .into_item(),
    );
    session
}

fn form(item: &Item) -> Form {
    Form::new(item, &session(), today(), Lang::It)
}

/// Types a script: letters as they are, and keys in angle brackets.
fn play(form: &mut Form, script: &str) -> FormEvent {
    let mut last = FormEvent::Stay;
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let (key, length) = match rest.strip_prefix('<').and_then(|after| after.split_once('>')) {
            Some((name, _)) => (named(name), name.len() + 2),
            None => (KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE), first.len_utf8()),
        };
        last = form.key(key);
        rest = &rest[length..];
    }
    last
}

fn named(name: &str) -> KeyEvent {
    let code = match name {
        "tab" => KeyCode::Tab,
        "back" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "del" => KeyCode::Delete,
        "bs" => KeyCode::Backspace,
        "right" => KeyCode::Right,
        "left" => KeyCode::Left,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "F4" => KeyCode::F(4),
        "save" => return KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
        other => panic!("no key {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

fn done<R: Record>(event: &FormEvent) -> Arc<R> {
    match event {
        FormEvent::Done(item) => R::from_item(item).unwrap().clone(),
        other => panic!("the form was not taken: {other:?}"),
    }
}

fn empty<R: Record>() -> Item {
    Item::empty(R::KIND.with_code(Code::from_bits(77)), Created::default())
}

fn screen(form: &mut Form, columns: u16, rows: u16) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut buf = Buffer::empty(area);
    form.draw(area, &mut buf, &Theme::new(Palette::Dark, Depth::Full));
    let line = |y| (0..columns).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..rows).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_practice_is_filled_in_by_keys() {
    let mut form = form(&empty::<Practice>());
    let event =
        play(&mut form, "Spazio giovani<tab>coop<right><tab>a<tab><right><right> <tab>chi ha smesso di uscire<save>");
    let practice = done::<Practice>(&event);
    assert_eq!(practice.name, "Spazio giovani");
    assert_eq!(practice.organisation, "Cooperativa Il Ponte");
    assert_eq!(practice.difficulty, Some(Difficulty::Engage));
    assert_eq!(practice.other_difficulties.iter().copied().collect::<Vec<_>>(), [Difficulty::Trust]);
    assert_eq!(practice.for_whom, "chi ha smesso di uscire");
}

#[test]
fn an_untouched_form_gives_the_item_as_it_was() {
    for kind in Kind::ALL {
        let item = Item::empty(kind.with_code(Code::from_bits(5)), Created::default());
        let mut form = form(&item);
        assert_eq!(form.item(), item, "{kind:?}");
        assert_eq!(play(&mut form, "<save>"), FormEvent::Done(item), "{kind:?}");
        assert_eq!(play(&mut form, "<esc>"), FormEvent::Cancel { dirty: false }, "{kind:?}");
        assert!(!Form::values(form.opened()).is_empty());
    }
}

#[test]
fn dates_are_typed_as_people_say_them() {
    for (typed, expected) in [
        ("12/4", Some("2026-04-12")),
        ("2026-04-12", Some("2026-04-12")),
        ("+7", Some("2026-03-19")),
        ("ven", Some("2026-03-13")),
        ("31/2", None),
    ] {
        let mut form = form(&empty::<ActionItem>());
        let event = play(&mut form, &format!("Chiamare<tab>OP-04<tab><tab>{typed}<save>"));
        match expected {
            Some(day) => {
                let action = done::<ActionItem>(&event);
                assert_eq!(action.due.map(|day| day.to_string()).as_deref(), Some(day), "{typed}");
                assert_eq!(action.who, Some(Owner::Participant(id(1))));
            }
            None => {
                assert_eq!(event, FormEvent::Stay, "{typed}");
                assert!(screen(&mut form, 100, 24).contains("«31/2» non è un giorno"));
            }
        }
    }
}

#[test]
fn leaving_asks_where_something_was_changed() {
    let mut form = form(&empty::<Practice>());
    assert_eq!(play(&mut form, "x<esc>"), FormEvent::Stay);
    assert!(screen(&mut form, 80, 24).contains("Ci sono modifiche"));
    assert_eq!(play(&mut form, "<esc>y<esc>"), FormEvent::Stay);
    assert_eq!(play(&mut form, "<del>"), FormEvent::Cancel { dirty: true });
    assert_eq!(done::<Practice>(&play(&mut form, "<enter>")).name, "xy");
}

#[test]
fn a_voice_of_one_person_asks_for_the_code_and_of_the_group_for_the_numbers() {
    let mut form = form(&empty::<Voice>());
    assert_eq!(play(&mut form, "Ci chiamano una volta e poi basta<tab><right><save>"), FormEvent::Stay);
    assert!(screen(&mut form, 80, 24).contains("Manca «Codice di chi parla»"));
    let voice = done::<Voice>(&play(&mut form, "<enter>yag<enter><save>"));
    assert_eq!(voice.from, Speaker::Person(id(2)));
    let voice = done::<Voice>(&play(&mut form, "<back><right><tab>6<tab>8<save>"));
    assert_eq!(voice.from, Speaker::TheGroup { agree: 6, of: 8 });
    let voice = done::<Voice>(&play(&mut form, "<back><back><left><left><save>"));
    assert_eq!(voice.from, Speaker::Someone);
}

#[test]
fn a_voice_considered_until_a_day_needs_the_day() {
    let mut form = form(&empty::<Voice>());
    form.focus("outcome");
    assert_eq!(play(&mut form, "<right><right><right><right><save>"), FormEvent::Stay);
    let voice = done::<Voice>(&play(&mut form, "+30<save>"));
    assert_eq!(voice.outcome, Some(Outcome::UnderReview("2026-04-11".parse().unwrap())));
}

#[test]
fn what_was_not_touched_stays_to_the_letter() {
    // a partner's name with a comma, a text with blanks at its end
    let practice = Practice {
        id: id(9),
        name: "Sportello ".into(),
        partners: ["Comune, Dip. Politiche".to_owned(), "ASL 2".to_owned()].into_iter().collect(),
        ..Practice::default()
    };
    let mut form = form(&practice.clone().into_item());
    form.focus("tags");
    let saved = done::<Practice>(&play(&mut form, "#scuola, strada<save>"));
    let tags = ["scuola".to_owned(), "strada".to_owned()].into_iter().collect();
    assert_eq!(*saved, Practice { tags, ..practice });
}

#[test]
fn the_list_filters_and_marks() {
    let mut form = form(&empty::<Practice>());
    form.focus("told_by");
    play(&mut form, "<enter>muni<enter>yag<enter><esc>");
    let saved = done::<Practice>(&play(&mut form, "<save>"));
    assert_eq!(saved.told_by.iter().copied().collect::<Vec<_>>(), [id(2), id(3)]);
}

#[test]
fn too_long_is_refused_in_words_and_personal_data_is_warned_of() {
    let mut form = form(&empty::<Practice>());
    form.paste(&"x".repeat(40_000));
    assert_eq!(done::<Practice>(&play(&mut form.clone(), "<save>")).name, "");
    assert!(screen(&mut form, 80, 24).contains("al più 32 KiB"));
    form.paste("scrivere a marta@esempio.it");
    assert!(screen(&mut form, 80, 24).contains("indirizzo e-mail"));
}

#[test]
fn the_focused_field_is_always_seen() {
    let long = "una riga lunga che va a capo e poi ancora ".repeat(40);
    let practice = Practice { id: id(9), how: long.clone(), helped: long, ..Practice::default() }.into_item();
    for (columns, rows) in [(60, 18), (80, 24), (120, 36)] {
        let mut form = form(&practice);
        play(&mut form, "<F4>");
        for stop in 0..form.stops().len() * 2 {
            let area = Rect::new(0, 0, columns, rows);
            let mut buf = Buffer::empty(area);
            let cursor = form.draw(area, &mut buf, &Theme::default());
            let seen = (0..rows).any(|y| buf[(2, y)].symbol() == "›") || form.at == At::More || cursor.is_some();
            assert!(seen, "stop {stop} at {columns}x{rows}");
            if let Some((x, y)) = cursor {
                assert!(x < columns - 1 && y < rows - 1, "cursor at {x},{y} of {columns}x{rows}");
            }
            play(&mut form, "<tab>");
        }
    }
}

#[test]
fn every_label_of_both_languages_fits_its_column() {
    for kind in Kind::ALL {
        for spec in specs::specs(*kind) {
            for lang in Lang::ALL {
                let label = super::draw::label_of(&spec, *lang);
                assert!(super::super::paint::width(&label) <= super::draw::LABELS - 3, "{label}");
            }
        }
    }
}

#[test]
fn pictures() {
    let practice = Practice {
        id: id(9),
        name: "Educativa di strada in piazza dei Mirti".into(),
        organisation: "Cooperativa Il Ponte".into(),
        for_whom: "ragazze e ragazzi tra 16 e 24 anni che non studiano e non lavorano, incontrati dove stanno".into(),
        how: "Due educatori, tre pomeriggi a settimana.\nNessuna iscrizione, nessun modulo.".into(),
        helped: "La presenza costante: stesse persone, stesso orario.".into(),
        ..Practice::default()
    };
    let item = practice.into_item();
    insta::assert_snapshot!("practice_80x24", screen(&mut form(&item), 80, 24));
    insta::assert_snapshot!("practice_60x18", screen(&mut form(&item), 60, 18));
    let mut english = Form::new(&item, &session(), today(), Lang::En);
    play(&mut english, "<F4>");
    insta::assert_snapshot!("practice_en_120x36", screen(&mut english, 120, 36));
    let mut list = form(&item);
    list.focus("told_by");
    play(&mut list, "<enter>");
    insta::assert_snapshot!("practice_list_80x24", screen(&mut list, 80, 24));
    let mut action = form(&empty::<ActionItem>());
    play(&mut action, "Chiamare la scuola<tab>Marta<tab><tab>ven");
    insta::assert_snapshot!("action_80x24", screen(&mut action, 80, 24));
}
