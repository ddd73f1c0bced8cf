//! How the wall looks: pages, letters, signs, countdown, and a picture of each view.

use super::*;

#[test]
fn the_countdown_goes_on_calmly() {
    let talk = step(1, "x", Activity::Discuss, "");
    let digits = |step: &Step, now| clock::clock(step, at(now), Lang::It).map(|clock| (clock.digits, clock.says));
    let says = |digits: &str, says: &str| Some((digits.to_owned(), says.to_owned()));
    assert_eq!(digits(&talk, "16:05"), says("15:00", "tempo che resta"));
    assert_eq!(digits(&talk, "16:18"), says("02:00", "ancora due minuti"));
    assert_eq!(digits(&talk, "16:23"), says("+03:00", "oltre il previsto, con calma"));
    assert_eq!(digits(&Step { extra_minutes: 5, ..talk.clone() }, "16:22"), says("03:00", "tempo che resta"));
    assert_eq!(digits(&Step { paused: Some(at("16:01")), ..talk }, "16:23"), says("19:00", "in pausa"));
}

#[test]
fn the_countdown_changes_its_digits_and_nothing_else() {
    let mut session = session();
    session.put(step(1, "Racconto", Activity::Share, "Che cosa ha fatto tornare qualcuno?").into_item());
    let area = Rect::new(0, 0, 160, 45);
    let draw_at = |now: &str| {
        let mut buf = Buffer::empty(area);
        let stage = View::Step.into();
        let view =
            WallView { now: format!("2026-05-21T{now}+02:00").parse().unwrap(), ..view(&session, &stage, Lang::It) };
        draw(&view, &Theme::default(), area, &mut buf);
        buf
    };
    for (one, other) in [("16:05:01", "16:05:02"), ("16:10:00", "16:10:01"), ("16:20:59", "16:21:00")] {
        let (one, other) = (draw_at(one), draw_at(other));
        let changed = one.diff(&other);
        let digits = 8 * 4 * 4;
        assert!(!changed.is_empty() && changed.len() <= digits, "{}", changed.len());
        let (top, bottom) = (changed.iter().map(|cell| cell.1).min(), changed.iter().map(|cell| cell.1).max());
        assert!(bottom.unwrap() - top.unwrap() < 4);
    }
}

#[test]
fn an_empty_session_has_a_wall_at_any_size() {
    for view in views() {
        for size in [(1, 1), (10, 3), (40, 12), (60, 18), (80, 24), (200, 56)] {
            screen(&Session::default(), view, "16:05", Lang::En, size);
            let session = session();
            screen(&session, Stage { sent: everything(&session), ..view.into() }, "16:05", Lang::En, size);
        }
    }
}

/// Everything that can be read on all pages of a view, blanks taken out: lines may break anywhere.
fn read(session: &Session, stage: &Stage, (columns, rows): (u16, u16)) -> String {
    let area = Rect::new(0, 0, columns, rows);
    let mut text = String::new();
    let mut page = 0;
    loop {
        let mut buf = Buffer::empty(area);
        let stage = Stage { page, ..stage.clone() };
        let pages = draw(&view(session, &stage, Lang::It), &Theme::default(), area, &mut buf);
        // column by column of cards one reads down, so that the cells of each line are kept in order
        text.extend(buf.content().iter().map(|cell| cell.symbol()).filter(|symbol| *symbol != " "));
        page += 1;
        if page >= pages {
            return text;
        }
    }
}

#[test]
fn nothing_is_cut_that_cannot_be_turned_to() {
    let words: Vec<String> = (0..300).map(|n| format!("parola{n}")).collect();
    let long = words.join(" ");
    let mut session = Session::default();
    session.put(Step { prompt: long.clone(), ..step(1, "x", Activity::Share, "") }.into_item());
    session.put(Practice { id: id(1), name: "Una".into(), how: long.clone(), ..Practice::default() }.into_item());
    session.put(Practice { id: id(2), name: "Due".into(), how: "Breve".into(), ..Practice::default() }.into_item());
    let may_go_to = MayGoTo::Public;
    session.put(Voice { id: id(1), text: long.clone(), may_go_to, ..Voice::default() }.into_item());
    session
        .put(Decision { id: id(1), statement: long.clone(), reason: long.clone(), ..Decision::default() }.into_item());
    session.put(ActionItem { id: id(1), what: long.clone(), ..ActionItem::default() }.into_item());
    session.put(Poll { id: id(1), question: long, ..poll(RoundState::Revealed) }.into_item());
    let alone: Vec<ItemRef> = vec![id::<crate::domain::id::PracticeId>(1).into()];
    for size in [(60, 18), (80, 24), (160, 45)] {
        for view in [View::Step, View::Practices, View::Voices, View::Decisions, View::Actions, View::Recap] {
            let text = read(&session, &view.into(), size);
            for word in &words {
                assert!(text.contains(word.as_str()), "{word} is nowhere on {view:?} at {size:?}");
            }
        }
        let text = read(&session, &Stage { sent: alone.clone(), ..View::Sent.into() }, size);
        assert!(words.iter().all(|word| text.contains(word.as_str())), "alone at {size:?}");
        let text = read(&session, &View::Poll(id(1)).into(), size);
        assert!(words.iter().all(|word| text.contains(word.as_str())), "a question at {size:?}");
    }
}

#[test]
fn six_practices_make_a_page() {
    let session = session();
    let area = Rect::new(0, 0, 160, 45);
    let mut buf = Buffer::empty(area);
    assert_eq!(draw(&view(&session, &View::Practices.into(), Lang::It), &Theme::default(), area, &mut buf), 2);
    let last = Stage { page: usize::MAX, ..View::Practices.into() };
    let text = screen(&session, last, "16:05", Lang::It, (160, 45));
    assert!(text.contains("2/2") && text.contains("lunedì"), "{text}");
}

/// Sends two practices and a decision to the room while it is at tables, and looks afterwards.
fn with_tables() -> Session {
    let mut session = session();
    for (n, table) in [(0, 1), (1, 1), (2, 2)] {
        let mut practice = session.practices.get(id(n)).unwrap().as_ref().clone();
        practice.created = Created { at: at("16:10"), table: Some(id(table)), ..Created::default() };
        session.put(practice.into_item());
    }
    let mut hidden = session.voices.get(id(3)).unwrap().as_ref().clone();
    hidden.created = Created { at: at("16:11"), table: Some(id(1)), ..Created::default() };
    session.put(hidden.into_item());
    session
}

#[test]
fn tables_stand_beside_one_another_and_then_say_what_they_brought() {
    let mut session = with_tables();
    let at_tables = Step { seating: Seating::Tables, ..step(1, "Ai tavoli", Activity::Design, "Che cosa proviamo?") };
    session.put(at_tables.clone().into_item());
    assert_eq!(resolved(&session, &Stage::default()), View::Tables);
    let text = screen(&session, Stage::default(), "16:12", Lang::It, (120, 36));
    assert!(text.contains("2 cose raccolte") && text.contains("1 cosa raccolta"), "{text}");
    session.put(Step { ended: Some(at("16:20")), ..at_tables }.into_item());
    let plenary = Step { started: Some(at("16:20")), order: 2, ..step(2, "In plenaria", Activity::Discuss, "") };
    session.put(plenary.into_item());
    assert_eq!(resolved(&session, &Stage::default()), View::Harvest);
    let brought = said(&session, Stage::default(), Lang::It);
    assert!(brought.contains("Tavolo Quadraro") && brought.contains("Spazio giovani con bar"), "{brought}");
    assert!(!brought.contains("SEGRETO"), "{brought}");
}

#[test]
fn a_terminal_with_few_signs_gets_letters_of_those_it_has() {
    let session = with_tables();
    let area = Rect::new(0, 0, 128, 48);
    for (signs, lacking) in [(Signs::Console, "▘▝▖▗▛▜▙▟▚▞"), (Signs::Ascii, "▘▝▖▗▛▜▙▟▚▞▀▄")]
    {
        for chosen in views() {
            let stage = Stage { sent: everything(&session), ..chosen.into() };
            let mut buf = Buffer::empty(area);
            let view = WallView { signs, ..view(&session, &stage, Lang::It) };
            draw(&view, &Theme::new(Palette::Dark, Depth::Sixteen), area, &mut buf);
            let text: String = buf.content().iter().map(|cell| cell.symbol()).collect();
            assert!(!text.contains(|sign| lacking.contains(sign)), "{chosen:?} in {signs:?}");
        }
    }
}

#[test]
fn pictures() {
    let mut session = session();
    session.put(
        step(2, "Racconto di pratiche", Activity::Share, "Che cosa ha fatto tornare qualcuno la seconda volta?")
            .into_item(),
    );
    let sent: Vec<ItemRef> = [0, 3, 4].map(|n| id::<crate::domain::id::PracticeId>(n).into()).to_vec();
    let sizes = [("60x18", (60, 18)), ("80x24", (80, 24)), ("120x36", (120, 36)), ("160x45", (160, 45))];
    for (name, size) in sizes {
        for (what, view) in [
            ("welcome", View::Welcome),
            ("step", View::Step),
            ("practices", View::Practices),
            ("sent", View::Sent),
            ("poll", View::Poll(id(1))),
            ("voices", View::Voices),
            ("decisions", View::Decisions),
            ("actions", View::Actions),
            ("recap", View::Recap),
        ] {
            for lang in Lang::ALL {
                let stage = Stage { sent: sent.clone(), ..view.into() };
                insta::assert_snapshot!(format!("{what}_{name}_{lang}"), screen(&session, stage, "16:05", *lang, size));
            }
        }
    }
    let mut open = session.clone();
    open.put(poll(RoundState::Open).into_item());
    insta::assert_snapshot!("open_en_120x36", screen(&open, View::Poll(id(1)), "16:05", Lang::En, (120, 36)));
    let mut tables = with_tables();
    let split = Step { seating: Seating::Tables, ..step(2, "Ai tavoli", Activity::Design, "Che cosa proviamo?") };
    tables.put(split.into_item());
    for (name, size) in sizes {
        insta::assert_snapshot!(format!("tables_{name}"), screen(&tables, View::Tables, "16:27", Lang::It, size));
        insta::assert_snapshot!(format!("harvest_{name}"), screen(&tables, View::Harvest, "16:27", Lang::It, size));
    }
}
