//! Session files changed by hand meet what was taken down: on different fields both stay, on one both values are kept.

use std::path::Path;

use proptest::prelude::*;
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Ask, Handle, Problem, Wrong};
use proximo::domain::field::to_ron;
use proximo::domain::id::{Code, NoteId, TypedId};
use proximo::domain::item::{Item, Note};
use proximo::domain::session::Session;
use proximo::domain::value::Stamp;
use proximo::live;
use proximo::store;

use crate::common::arbitrary::{Dice, any_dice, edited, same, session as any_session};
use crate::common::{at_desk, done, moment, note, options, session, take};

/// Makes a session with one note, opened and written once.
fn begun(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    done(&mut handle, Ask::Change(take(note(1, "inizio"))));
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
    file
}

fn by_hand(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(file, text.replace(from, to)).unwrap();
}

fn edit(handle: &mut Handle, field: &str, value: &str) {
    let before = handle.snapshot.borrow().session.get(note(1, "").reference()).unwrap();
    let mut after = before.clone();
    after.put(&[field], value).unwrap();
    done(handle, Ask::Change(Change::new(moment(), "Ada", vec![Edit::of(before, after)])));
}

fn the_note(session: &Session) -> &Note {
    session.notes.get(NoteId::new(Code::from_bits(1))).unwrap()
}

fn notices(handle: &Handle) -> Vec<Wrong> {
    handle.status.borrow().notices.iter().map(|problem: &Problem| problem.what.clone()).collect()
}

#[test]
fn a_change_by_hand_is_taken_over_and_said() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    by_hand(&file, "text: \"inizio\"", "text: \"a mano\"");
    let written = std::fs::read(&file).unwrap();
    let kept = at_desk(&file, |handle| {
        assert_eq!(notices(handle), [Wrong::HandEdited { changed: 1, removed: 0, conflicts: 0 }]);
    });
    assert_eq!(the_note(&kept).text, "a mano");
    assert_eq!(std::fs::read(&file).unwrap(), written, "there is nothing to add to it");
    at_desk(&file, |handle| assert_eq!(notices(handle), [], "it is met once"));
}

#[test]
fn by_hand_and_live_on_different_fields_both_stay() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let (mut handle, desk) = live::open(&file, options()).unwrap();
    edit(&mut handle, "private", "true");
    by_hand(&file, "text: \"inizio\"", "text: \"a mano\"");
    done(&mut handle, Ask::Close);
    assert_eq!(notices(&handle), [Wrong::HandEdited { changed: 1, removed: 0, conflicts: 0 }]);
    drop(handle);
    desk.join().unwrap();
    let kept = at_desk(&file, |_| {});
    assert_eq!((the_note(&kept).text.as_str(), the_note(&kept).private), ("a mano", true));
    assert_eq!(kept.conflicts.count(), 0);
}

#[test]
fn by_hand_and_live_on_one_field_both_values_are_kept() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let (mut handle, desk) = live::open(&file, options()).unwrap();
    edit(&mut handle, "text", "\"dal vivo\"");
    by_hand(&file, "text: \"inizio\"", "text: \"a mano\"");
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
    let kept = at_desk(&file, |_| {});
    let conflict = kept.open_conflicts().next().unwrap();
    assert_eq!((conflict.kept.as_str(), conflict.other.as_str()), ("\"a mano\"", "\"dal vivo\""));
    assert_eq!((the_note(&kept).text.as_str(), kept.conflicts.count()), ("a mano", 1));
    assert!(std::fs::read_to_string(&file).unwrap().contains("con_"), "the conflict lives in the file");
}

#[test]
fn what_is_taken_out_by_hand_stays_until_it_is_confirmed() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let text = std::fs::read_to_string(&file).unwrap();
    let start = text.find("    notes: [").unwrap();
    std::fs::write(&file, format!("{})\n", &text[..start])).unwrap();
    let removed = vec![note(1, "").reference()];
    let kept = at_desk(&file, |handle| {
        assert!(notices(handle).contains(&Wrong::HandRemoved(removed.clone())), "{:?}", notices(handle));
        assert_eq!(handle.snapshot.borrow().session.notes.count(), 1);
    });
    assert_eq!(kept.notes.count(), 1, "nobody confirmed it");
    let kept = at_desk(&file, |handle| {
        let session = handle.snapshot.borrow().session.clone();
        let stamp = Stamp { at: moment(), by: "Ada".into() };
        done(handle, Ask::Change(store::accept_removals(&session, &removed, stamp)));
    });
    assert_eq!((kept.notes.count(), kept.notes.all().len()), (0, 1));
}

#[test]
fn a_broken_file_is_kept_beside_the_last_good_state() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    by_hand(&file, "notes: [", "notes: [[");
    let broken = std::fs::read_to_string(&file).unwrap();
    let kept = at_desk(&file, |handle| {
        let [Wrong::OpenedLastGood { kept_in, because }] = &notices(handle)[..] else {
            panic!("{:?}", notices(handle))
        };
        assert_eq!(std::fs::read_to_string(kept_in).unwrap(), broken);
        assert!(kept_in.to_string_lossy().contains("uno.broken-"));
        assert!(because.place.as_ref().is_some_and(|place| place.line > 0));
    });
    assert_eq!(the_note(&kept).text, "inizio");
}

#[test]
fn a_broken_file_while_it_is_open_is_kept_beside_too() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let (mut handle, desk) = live::open(&file, options()).unwrap();
    edit(&mut handle, "private", "true");
    std::fs::write(&file, "rotto").unwrap();
    done(&mut handle, Ask::Close);
    assert!(matches!(&notices(&handle)[..], [Wrong::OpenedLastGood { .. }]));
    drop(handle);
    desk.join().unwrap();
    assert!(the_note(&at_desk(&file, |_| {})).private);
}

#[test]
fn a_missing_file_is_rebuilt_from_what_this_machine_knows() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    std::fs::remove_file(&file).unwrap();
    assert_eq!(the_note(&at_desk(&file, |_| {})).text, "inizio");
}

#[test]
fn another_session_under_the_name_begins_anew_and_the_old_history_is_kept() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    by_hand(&file, "ses_10000000", "ses_altra");
    by_hand(&file, "inizio", "altra");
    let kept = at_desk(&file, |handle| assert!(matches!(&notices(handle)[..], [Wrong::HistorySetAside { .. }])));
    assert_eq!(the_note(&kept).text, "altra");
    let kept = at_desk(&file, |handle| done(handle, Ask::Change(take(note(2, "dopo")))));
    assert_eq!((kept.notes.count(), kept.id().to_string()), (2, "ses_altra".to_owned()));
}

#[test]
fn without_the_base_both_are_put_together() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    std::fs::remove_file(here.path().join(".history/uno/prova/base.ron")).unwrap();
    by_hand(&file, "inizio", "a mano");
    let kept = at_desk(&file, |_| {});
    let conflict = kept.open_conflicts().next().unwrap();
    assert_eq!((conflict.kept.as_str(), conflict.other.as_str()), ("\"a mano\"", "\"inizio\""));
}

#[test]
fn a_spoilt_history_is_put_aside_and_nothing_is_lost() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let folder = here.path().join(".history/uno/prova");
    std::fs::write(folder.join("snapshot.am"), b"spazzatura").unwrap();
    std::fs::write(folder.join("journal"), b"spazzatura").unwrap();
    let kept = at_desk(&file, |handle| {
        assert!(matches!(&notices(handle)[..], [Wrong::JournalCut { bytes: 10, .. }]), "{:?}", notices(handle));
        edit(handle, "private", "true");
    });
    assert!(the_note(&kept).private);
    assert_eq!(the_note(&kept).text, "inizio");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is changed by hand and live at once: every value that either wrote stands somewhere.
    #[test]
    fn by_hand_and_live_nothing_that_was_written_is_lost((seed, size) in any_dice()) {
        let dice = &mut Dice::new(seed, size);
        let base = any_session(dice);
        let (mut file, mut current) = (base.clone(), base.clone());
        for there in base.items() {
            file.put(edited(dice, &there));
            current.put(edited(dice, &there));
        }
        let stamp = Stamp { at: moment(), by: String::new() };
        let merge = store::hand_merge(Some(&base), &file, &current, &stamp);
        for there in base.items() {
            let reference = there.reference();
            let (by_hand, live) = (file.get(reference).unwrap(), current.get(reference).unwrap());
            let merged = merge.session.get(reference).unwrap();
            let (expected, clashes) = Item::merge(&there, &by_hand, &live);
            prop_assert_eq!(&merged, &expected);
            for clash in clashes {
                let mut kept = merge.session.open_conflicts();
                prop_assert!(kept.any(|c| c.item == Some(reference) && c.field == clash.path && c.other == clash.other));
            }
        }
        // met again, as after a crash, it brings nothing new
        let again = store::hand_merge(Some(&base), &file, &merge.session, &stamp);
        same(&again.session, &merge.session)?;
    }
}

#[test]
fn texts_of_conflicts_are_written_as_ron() {
    assert_eq!(to_ron(&"a \"b\""), r#""a \"b\"""#);
}
