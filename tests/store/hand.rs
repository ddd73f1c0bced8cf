//! Session files changed by hand meet what was taken down: on different fields both stay, on one both values are kept.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Problem, ReadOnly, Saved, Wrong};
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
    let look = |handle: &mut Handle| {
        let [Wrong::OpenedLastGood { kept_in, because }] = &notices(handle)[..] else {
            panic!("{:?}", notices(handle))
        };
        assert_eq!(std::fs::read_to_string(kept_in).unwrap(), broken);
        assert!(kept_in.to_string_lossy().contains("uno.broken-"));
        assert!(because.place.as_ref().is_some_and(|place| place.line > 0));
        assert_eq!(the_note(&handle.snapshot.borrow().session).text, "inizio");
    };
    // looked at twice and saved, it is as it was: nothing was changed, and a person can still mend it
    for _ in 0..2 {
        let (mut handle, desk) = live::open(&file, options()).unwrap();
        look(&mut handle);
        done(&mut handle, Ask::Save);
        done(&mut handle, Ask::Close);
        drop(handle);
        desk.join().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), broken);
    }
    let copies = |folder: &Path| std::fs::read_dir(folder).unwrap().count() - 2;
    assert_eq!(copies(here.path()), 1, "one copy is enough");
    let kept = at_desk(&file, |handle| {
        look(handle);
        edit(handle, "private", "true");
    });
    assert_eq!((the_note(&kept).text.as_str(), the_note(&kept).private), ("inizio", true));
    assert_eq!(copies(here.path()), 1);
}

#[test]
fn a_marked_or_newer_file_is_only_shown() {
    let marks = "<<<<<<< HEAD\n    notes: [\n=======\n    notes: [\n>>>>>>> altro";
    for (from, to, why) in
        [("format: 1", "format: 99", ReadOnly::Newer), ("    notes: [", marks, ReadOnly::ConflictMarked)]
    {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let sound = std::fs::read_to_string(&file).unwrap();
        by_hand(&file, from, to);
        let marked = std::fs::read_to_string(&file).unwrap();
        let (mut handle, desk) = live::open(&file, options()).unwrap();
        assert_eq!(handle.status.borrow().saved, Saved::ReadOnly(why));
        assert_eq!(notices(&handle).len(), 1, "{:?}", notices(&handle));
        assert_eq!(the_note(&handle.snapshot.borrow().session).text, "inizio");
        let change = Ask::Change(take(note(2, "no")));
        assert!(matches!(live::ask_and_wait(&mut handle, change), Answer::Refused(_)));
        done(&mut handle, Ask::Close);
        drop(handle);
        desk.join().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), marked);
        assert_eq!(std::fs::read_dir(here.path()).unwrap().count(), 2, "nothing is put beside it");
        // the same while it is open: what was taken down stays in the journal, the file as it is
        std::fs::write(&file, &sound).unwrap();
        let (mut handle, desk) = live::open(&file, options()).unwrap();
        edit(&mut handle, "private", "true");
        std::fs::write(&file, &marked).unwrap();
        assert!(matches!(live::ask_and_wait(&mut handle, Ask::Save), Answer::Refused(_)));
        drop(handle);
        assert!(desk.join().is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), marked);
        std::fs::write(&file, &sound).unwrap();
        assert!(the_note(&at_desk(&file, |_| {})).private, "mended, nothing was lost");
    }
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

/// Returns an item's fields, each by its name.
fn fields(item: &Item) -> serde_json::Map<String, serde_json::Value> {
    let value = serde_json::to_value(item).unwrap();
    let of_kind =
        value.as_object().filter(|kinds| kinds.len() == 1).and_then(|kinds| kinds.values().next()?.as_object());
    of_kind.or(value.as_object()).unwrap().clone()
}

#[test]
fn by_hand_and_live_field_by_field() {
    let with = |text: &str, private: bool, tags: &[&str]| {
        let mut item = note(1, text);
        item.put(&["private"], &private.to_string()).unwrap();
        item.put(&["tags"], &format!("{tags:?}")).unwrap();
        let mut session = session("Uno");
        session.put(item);
        session
    };
    let base = with("inizio", false, &["a", "b"]);
    let by_hand = with("a mano", false, &["a", "b", "c"]);
    let live = with("dal vivo", true, &["b", "d"]);
    let stamp = Stamp { at: moment(), by: String::new() };
    let merge = store::hand_merge(Some(&base), &by_hand, &live, &stamp);
    let merged = the_note(&merge.session);
    assert_eq!((merged.text.as_str(), merged.private), ("a mano", true));
    assert_eq!(merged.tags.iter().map(String::as_str).collect::<Vec<_>>(), ["b", "c", "d"]);
    let kept: Vec<_> = merge.session.open_conflicts().map(|c| (c.field.as_str(), c.other.as_str())).collect();
    assert_eq!(kept, [("text", "\"dal vivo\"")]);
    assert_eq!((merge.changed, merge.conflicts), (1, 1));
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
            let all = [&there, &by_hand, &live, &merged].map(fields);
            let names: BTreeSet<&String> = all.iter().flat_map(|fields| fields.keys()).collect();
            for name in names {
                let [base, by_hand, live, merged] = all.each_ref().map(|fields| fields.get(name));
                let at = format!("{reference} {name}");
                if by_hand == base || by_hand == live {
                    prop_assert_eq!(merged, live, "{}", at);
                } else if live == base {
                    prop_assert_eq!(merged, by_hand, "{}", at);
                } else if [base, by_hand, live].into_iter().flatten().all(|value| value.is_string()) {
                    // both wrote another text: the one by hand stands, the other is kept
                    prop_assert_eq!(merged, by_hand, "{}", at);
                    let mut kept = merge.session.open_conflicts();
                    prop_assert!(kept.any(|c| c.item == Some(reference) && c.field == *name), "{}", at);
                }
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
