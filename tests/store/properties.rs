//! What must hold for any session: the text of a file says all of it, and what is taken back was never there.

use std::path::Path;

use proptest::prelude::*;
use proximo::domain::change::{Change, Edit, apply, undo};
use proximo::domain::clean::is_clean;
use proximo::domain::item::{Item, Kind, LastChange};
use proximo::domain::session::Session;
use proximo::domain::value::Stamp;
use proximo::store;

use crate::common::arbitrary::{Dice, any_dice, any_session, edited, item, same, session, soil};
use crate::common::moment;

fn file() -> &'static Path {
    Path::new("sessions/prova.ron")
}

/// Returns a session without the stamps of last changes and without tombstones.
fn as_people_see_it(session: &Session) -> Session {
    let mut seen = Session::new(Default::default());
    for mut item in session.items().filter(|item| !item.gone() || item.kind() == Kind::Session) {
        item.put(&["changed"], "None").unwrap();
        seen.put(item);
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_session_is_read_as_it_was_written(session in any_session()) {
        let text = store::write_text(&session);
        let read = store::read_text(file(), &text).map_err(|problem| TestCaseError::fail(format!("{problem:?}\n{text}")))?;
        same(&read.session, &session)?;
        prop_assert!(read.notices.is_empty());
        prop_assert_eq!(store::write_text(&read.session), text);
    }

    #[test]
    fn what_no_file_should_hold_is_escaped_and_cleaned_on_reading((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let mut soiled = session(dice);
        soil(dice, &mut soiled);
        let text = store::write_text(&soiled);
        prop_assert!(text.chars().all(is_clean), "{:?}", text);
        same(&store::parse::<Session>(file(), &text).unwrap(), &soiled)?;
        let read = store::read_text(file(), &text).unwrap();
        prop_assert_eq!(read.notices.len(), 1);
        prop_assert!(read.session.session.title.chars().all(is_clean));
    }

    #[test]
    fn with_the_line_ends_of_windows_it_is_the_same_session(session in any_session()) {
        let text = store::write_text(&session);
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let decoded = store::decode(file(), windows.into_bytes()).unwrap();
        prop_assert_eq!(decoded, text);
    }

    #[test]
    fn what_is_taken_back_was_never_there((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let before = session(dice);
        let mut edits: Vec<Edit> = before.items().map(|there| Edit::of(there.clone(), edited(dice, &there))).collect();
        edits.truncate(4);
        edits.push(Edit::take(new_item(dice, &before)));
        let change = Change { stamp: Stamp { at: moment(), by: "Ada".into() }, edits };
        let Ok((after, applied)) = apply(&before, &change) else { return Ok(()) };
        let (undone, back) = undo(&after, &applied.change, change.stamp.clone()).unwrap();
        same(&as_people_see_it(&undone), &as_people_see_it(&before))?;
        let (redone, _) = undo(&undone, &back.change, change.stamp).unwrap();
        same(&as_people_see_it(&redone), &as_people_see_it(&after))?;
    }

    #[test]
    fn taking_back_leaves_what_others_did_since_on_other_fields((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let there = Item::Note(std::sync::Arc::new(proximo::domain::item::Note {
            gone: false, changed: LastChange::default(), ..dice.any()
        }));
        let mut start = crate::common::session("Uno");
        start.put(there.clone());
        let mut mine = there.clone();
        mine.put(&["text"], "\"mio\"").unwrap();
        mine.put(&["tags"], "[\"mio\"]").unwrap();
        let mut theirs = there.clone();
        theirs.put(&["private"], if dice.any() { "true" } else { "false" }).unwrap();
        theirs.put(&["kind"], "Question").unwrap();
        let stamp = Stamp { at: moment(), by: "Ada".into() };
        let change = |edit| Change { stamp: stamp.clone(), edits: vec![edit] };
        let (first, done) = apply(&start, &change(Edit::of(there.clone(), mine))).unwrap();
        let (both, _) = apply(&first, &change(Edit::of(there.clone(), theirs.clone()))).unwrap();
        let (undone, _) = undo(&both, &done.change, stamp.clone()).unwrap();
        let (only_theirs, _) = apply(&start, &change(Edit::of(there, theirs))).unwrap();
        same(&as_people_see_it(&undone), &as_people_see_it(&only_theirs))?;
    }
}

fn new_item(dice: &mut Dice, session: &Session) -> Item {
    loop {
        let item = item(dice, Kind::Practice);
        if session.get(item.reference()).is_none() {
            return item.with_gone(false);
        }
    }
}
