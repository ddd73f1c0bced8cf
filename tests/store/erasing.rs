//! What was erased for good stays erased, whichever copy of the session arrives and whenever; and what this machine alone
//! had, changes and ballots alike, outlives the fresh history.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proximo::domain::ballot_box::{Cast, Given, Receipt};
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Problem, Wrong};
use proximo::domain::erasing::{plan, without};
use proximo::domain::id::{Code, OptionId, ParticipantId, PollId, TicketId, TypedId, VoiceId};
use proximo::domain::item::{Item, ItemRef, Participant, Poll, Record, Voice};
use proximo::domain::poll::{Ballot, Method, PollOption, Round, RoundNo};
use proximo::domain::session::Session;
use proximo::domain::value::{Group, RoundState, Speaker, Stamp};
use proximo::live;
use proximo::store::ballot_box::waiting;
use proximo::store::document::Document;
use proximo::store::erasing::erase;
use proximo::store::files::{Fault, Files};
use proximo::store::save::{Outcome, Saver};
use proximo::store::{self, Opened, Opening};

use crate::common::{at_desk, done, moment, note, options, session, take};

const WORDS: &str = "Una frase che non deve tornare";
const ROUND: RoundNo = RoundNo(1);

fn person() -> ParticipantId {
    ParticipantId::new(Code::from_bits(20))
}

fn voice_id() -> VoiceId {
    VoiceId::new(Code::from_bits(21))
}

fn poll_id() -> PollId {
    PollId::new(Code::from_bits(70))
}

fn option() -> OptionId {
    OptionId::new(Code::from_bits(71))
}

/// Takes down at a desk a person, what they said, a note and an open vote; the file was written once.
fn begun(folder: &Path) -> PathBuf {
    let file = folder.join("uno.ron");
    let (mut handle, desk) = live::create(&file, &session("Uno"), options()).unwrap();
    let voice = Voice { id: voice_id(), text: WORDS.into(), from: Speaker::Person(person()), ..Voice::default() };
    let choices = [(option(), PollOption { text: "sì".into(), ..PollOption::default() })];
    let round = Round { state: RoundState::Open, options: choices.iter().cloned().collect(), ..Round::default() };
    let poll = Poll {
        id: poll_id(),
        method: Method::Approval { max: 0 },
        options: choices.into_iter().collect(),
        rounds: [(ROUND, round)].into_iter().collect(),
        ..Poll::default()
    };
    for item in [
        Participant { id: person(), code: "YAG-03".into(), ..Participant::default() }.into_item(),
        voice.into_item(),
        note(1, "inizio"),
        poll.into_item(),
    ] {
        done(&mut handle, Ask::Change(take(item)));
    }
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
    file
}

/// Returns the session as another laptop writes it, once the person was erased there and the title changed.
fn erased_elsewhere(file: &Path) -> String {
    let there = store::read(file).unwrap().session;
    let mut after = without(&there, &plan(&there, &[person().into()]));
    Arc::make_mut(&mut after.session).title = "Titolo di là".into();
    store::write_text(&after)
}

fn opening(files: Files) -> Opening {
    Opening { machine: "prova".into(), now: moment(), files }
}

fn erase_here(file: &Path, files: Files) -> Result<(), Problem> {
    erase(file, &opening(files), |session| Some(plan(session, &[person().into()]))).map(|_| ())
}

/// A disk on which nothing happens after so many operations.
struct Dying(Arc<AtomicUsize>);

impl Dying {
    fn new() -> (Self, Files) {
        let left = Arc::new(AtomicUsize::new(usize::MAX / 2));
        let seen = left.clone();
        let files = Files::with_faults(move |_, _| {
            let one_less = seen.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            one_less.map_or_else(|_| Fault::Fail(io::Error::other("the program has ended")), |_| Fault::Pass)
        });
        (Self(left), files)
    }

    fn ends_after(&self, operations: usize) {
        self.0.store(operations, Ordering::SeqCst);
    }
}

fn dying(last: usize) -> Files {
    let (disk, files) = Dying::new();
    disk.ends_after(last);
    files
}

/// A session that is open, without a desk.
struct Open {
    document: Box<Document>,
    saver: Saver,
}

impl Open {
    fn at(file: &Path, files: Files) -> Result<Self, Problem> {
        let Opened::Writable(mut document) = store::open(file, &opening(files))? else {
            return Err(Problem::new(Wrong::NoRight));
        };
        let saver = document.take_saver().unwrap();
        Ok(Self { document, saver })
    }

    fn change(&mut self, change: &Change) -> Result<(), Problem> {
        self.document.apply(change)?;
        self.document.write_down()
    }

    fn save(&mut self) -> Result<(), Problem> {
        while let Outcome::Edited(bytes) = self.saver.save(self.document.session())? {
            let stamp = Stamp { at: moment(), by: "Ada".into() };
            self.saver.take_for(self.document.meet_hand_edit(&bytes, &stamp)?);
        }
        Ok(())
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Returns the files that hold the words. A snapshot is packed, and is read as what it leads to.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let packed = path.ends_with("snapshot.am").then(|| store::history::History::load(&bytes).unwrap().session().0);
        let unpacked = packed.flatten().is_some_and(|session| format!("{session:?}").contains(WORDS));
        unpacked || bytes.windows(WORDS.len()).any(|window| window == WORDS.as_bytes())
    };
    files_below(folder).into_iter().filter(holds).collect()
}

fn check_erased(session: &Session, at: &str) {
    assert!(session.get(voice_id().into()).is_none(), "{at}: the voice came back");
    assert!(session.get(person().into()).is_none(), "{at}: the person came back");
    assert!(session.session.erased.contains(&ItemRef::from(voice_id())), "{at}: it is no longer known what was erased");
    assert_eq!(session.session.epoch.0, 1, "{at}");
}

fn has_note(session: &Session, text: &str) -> bool {
    session.notes.live().any(|note| note.text == text)
}

fn notices(handle: &Handle) -> Vec<Wrong> {
    handle.status.borrow().notices.iter().map(|problem: &Problem| problem.what.clone()).collect()
}

fn voice_of(session: &Session) -> Item {
    session.get(voice_id().into()).unwrap()
}

#[test]
fn an_older_copy_that_comes_while_the_session_is_open_brings_nothing_back() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let old = std::fs::read(&file).unwrap();
    erase_here(&file, Files::default()).unwrap();
    let kept = at_desk(&file, |handle| {
        done(handle, Ask::Change(take(note(2, "dopo"))));
        done(handle, Ask::Save);
        std::fs::write(&file, &old).unwrap();
        done(handle, Ask::Change(take(note(3, "ancora"))));
        done(handle, Ask::Save);
        check_erased(&handle.snapshot.borrow().session, "shown");
        assert!(notices(handle).contains(&Wrong::OlderEpoch), "{:?}", notices(handle));
    });
    check_erased(&kept, "written");
    assert!(has_note(&kept, "dopo") && has_note(&kept, "ancora"));
    assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
}

#[test]
fn an_older_copy_met_just_before_a_crash_brings_nothing_back() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let old = std::fs::read(&file).unwrap();
    erase_here(&file, Files::default()).unwrap();
    let mut open = Open::at(&file, Files::default()).unwrap();
    open.change(&take(note(2, "dopo"))).unwrap();
    open.save().unwrap();
    std::fs::write(&file, &old).unwrap();
    open.document.meet_hand_edit(&old, &Stamp::default()).unwrap();
    drop(open);
    assert_eq!(holding(here.path()), std::slice::from_ref(&file), "in the copy that came alone");
    // twice: what the first meeting left is met by the second
    for _ in 0..2 {
        let open = Open::at(&file, Files::default()).unwrap();
        check_erased(open.document.session(), "opened again");
        assert!(open.document.differs_from_file());
    }
    let kept = at_desk(&file, |_| {});
    check_erased(&kept, "written");
    assert!(has_note(&kept, "dopo"));
    assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
}

#[test]
fn what_is_erased_elsewhere_leaves_an_open_session_too() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let kept = at_desk(&file, |handle| {
        let voice = voice_of(&handle.snapshot.borrow().session);
        done(handle, Ask::Change(Change::new(moment(), "Ada", vec![Edit::remove(voice.clone())])));
        done(handle, Ask::Change(take(note(2, "solo qui"))));
        std::fs::write(&file, erased_elsewhere(&file)).unwrap();
        done(handle, Ask::Save);
        check_erased(&handle.snapshot.borrow().session, "shown");
        assert_eq!(notices(handle), [Wrong::ErasedSince { kept: 1 }]);
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
        // nor does what is still on a screen bring it back, or taking back what was done before
        let mut again = voice.clone();
        again.put(&["reason"], "\"perché\"").unwrap();
        let edit = Ask::Change(Change::new(moment(), "Ada", vec![Edit::of(voice, again)]));
        assert!(matches!(live::ask_and_wait(handle, edit), Answer::Refused(_)));
        for _ in 0..3 {
            live::ask_and_wait(handle, Ask::Undo);
        }
        live::ask_and_wait(handle, Ask::Redo);
        done(handle, Ask::Change(take(note(3, "dopo"))));
    });
    check_erased(&kept, "written");
    assert!(has_note(&kept, "dopo"));
    assert_eq!(kept.session.title, "Titolo di là");
    assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
    let again = at_desk(&file, |handle| assert_eq!(notices(handle), []));
    assert_eq!(again, kept);
}

#[test]
fn cut_off_anywhere_an_open_session_loses_the_words_and_nothing_else() {
    for last in 0.. {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let newer = erased_elsewhere(&file);
        let (disk, files) = Dying::new();
        let mut open = Open::at(&file, files).unwrap();
        open.change(&take(note(2, "solo qui"))).unwrap();
        cast(&mut open);
        std::fs::write(&file, newer).unwrap();
        disk.ends_after(last);
        let whole = open.save().and_then(|()| open.change(&take(note(3, "dopo"))));
        drop(open);
        let open = Open::at(&file, Files::default()).unwrap();
        check_erased(open.document.session(), &format!("cut off at {last}"));
        assert!(has_note(open.document.session(), "solo qui"), "cut off at {last}");
        assert_eq!(open.document.session().conflicts.count(), 0, "cut off at {last}");
        assert_eq!(waiting(&file, "prova"), 1, "cut off at {last}");
        drop(open);
        at_desk(&file, |_| {});
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "cut off at {last}");
        if whole.is_ok() {
            assert!(last > 10, "it was cut off nowhere");
            break;
        }
    }
}

#[test]
fn a_disk_that_fails_for_a_moment_leaves_an_open_session_whole() {
    for last in 0.. {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let newer = erased_elsewhere(&file);
        let (disk, files) = Dying::new();
        let mut open = Open::at(&file, files).unwrap();
        open.change(&take(note(2, "solo qui"))).unwrap();
        std::fs::write(&file, newer).unwrap();
        disk.ends_after(last);
        let whole = open.save().is_ok();
        disk.ends_after(usize::MAX / 2);
        open.change(&take(note(3, "dopo"))).unwrap();
        open.save().unwrap();
        check_erased(open.document.session(), &format!("failed at {last}"));
        drop(open);
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "failed at {last}");
        let kept = at_desk(&file, |_| {});
        check_erased(&kept, &format!("failed at {last}"));
        assert!(has_note(&kept, "solo qui") && has_note(&kept, "dopo"), "failed at {last}");
        if whole {
            break;
        }
    }
}

#[test]
fn cut_off_anywhere_the_erasing_is_finished_or_was_not_begun() {
    for last in 0.. {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let whole = erase_here(&file, dying(last)).is_ok();
        let was_begun = !std::fs::read_to_string(&file).unwrap().contains(WORDS);
        let open = Open::at(&file, Files::default()).unwrap();
        assert!(has_note(open.document.session(), "inizio"), "cut off at {last}");
        assert_eq!(open.document.session().conflicts.count(), 0, "cut off at {last}");
        if was_begun {
            check_erased(open.document.session(), &format!("cut off at {last}"));
            assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "cut off at {last}");
        } else {
            assert!(open.document.session().get(voice_id().into()).is_some(), "cut off at {last}");
        }
        if whole {
            break;
        }
    }
}

#[test]
fn records_from_before_bring_nothing_back_though_their_base_is_gone() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let newer = erased_elsewhere(&file);
    std::fs::write(&file, newer).unwrap();
    std::fs::remove_file(here.path().join(".history/uno/prova/base.ron")).unwrap();
    let open = Open::at(&file, Files::default()).unwrap();
    check_erased(open.document.session(), "opened");
    drop(open);
    at_desk(&file, |handle| done(handle, Ask::Change(take(note(2, "dopo")))));
    assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
}

fn cast(open: &mut Open) {
    let ballot = Ballot::Approval([option()].into_iter().collect());
    let (boxes, session) = open.document.boxes();
    let session = session.clone();
    let cast = Cast {
        poll: poll_id(),
        round: ROUND,
        ticket: TicketId::new(Code::from_bits(1000)),
        group: Group::Youth,
        receipt: Receipt::from_bits(5),
        on_paper: false,
        given: Given { ballot, words: String::new() },
    };
    boxes.cast(&session, cast).unwrap();
}

/// Leaves behind, as after a crash, changes that the file does not have and a ballot in the box.
fn leave_unsaved(file: &Path) {
    let mut open = Open::at(file, Files::default()).unwrap();
    open.change(&take(note(2, "solo qui"))).unwrap();
    let before = open.document.session().get(note(1, "").reference()).unwrap();
    let mut after = before.clone();
    after.put(&["private"], "true").unwrap();
    open.change(&Change::new(moment(), "Ada", vec![Edit::of(before, after)])).unwrap();
    let before = voice_of(open.document.session());
    let mut after = before.clone();
    after.put(&["reason"], &format!("{WORDS:?}")).unwrap();
    open.change(&Change::new(moment(), "Ada", vec![Edit::of(before, after)])).unwrap();
    cast(&mut open);
}

#[test]
fn what_this_machine_alone_has_outlives_an_erasing_elsewhere() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    let newer = erased_elsewhere(&file);
    leave_unsaved(&file);
    std::fs::write(here.path().join(".history/uno/prova/draft.txt"), "una riga a metà").unwrap();
    std::fs::write(&file, newer).unwrap();
    let kept = at_desk(&file, |handle| {
        let session = handle.snapshot.borrow().session.clone();
        check_erased(&session, "opened");
        assert_eq!(notices(handle), [Wrong::ErasedSince { kept: 2 }]);
        done(handle, Ask::Save);
        assert_eq!(session.session.title, "Titolo di là");
        assert_eq!(handle.status.borrow().draft, "una riga a metà");
        assert_eq!(handle.status.borrow().boxes.values().copied().collect::<Vec<_>>(), [1], "the ballot is there");
    });
    assert!(has_note(&kept, "solo qui"));
    assert!(kept.notes.all().any(|note| note.text == "inizio" && note.private));
    assert_eq!(waiting(&file, "prova"), 1);
    assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
}

#[test]
fn cut_off_anywhere_what_this_machine_alone_has_is_carried_over() {
    for last in 0.. {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let newer = erased_elsewhere(&file);
        leave_unsaved(&file);
        std::fs::write(&file, newer).unwrap();
        let whole = Open::at(&file, dying(last)).is_ok();
        let open = Open::at(&file, Files::default()).unwrap();
        let session = open.document.session().clone();
        drop(open);
        check_erased(&session, &format!("cut off at {last}"));
        assert!(has_note(&session, "solo qui"), "cut off at {last}");
        assert_eq!(session.conflicts.count(), 0, "cut off at {last}");
        assert_eq!(waiting(&file, "prova"), 1, "cut off at {last}");
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "cut off at {last}");
        if whole {
            break;
        }
    }
}

#[test]
fn nothing_is_erased_while_a_box_of_any_machine_is_open() {
    let here = tempfile::tempdir().unwrap();
    let file = begun(here.path());
    leave_unsaved(&file);
    let refused = erase_here(&file, Files::default()).unwrap_err();
    assert_eq!(refused.what, Wrong::BoxIsOpen);
    // in a folder that is shared, the box of the laptop that lets vote lies beside this one's history
    let history = here.path().join(".history/uno");
    std::fs::create_dir(history.join("altra")).unwrap();
    let name = format!("box-{}-{ROUND}.ron", poll_id());
    std::fs::rename(history.join("prova").join(&name), history.join("altra").join(&name)).unwrap();
    let refused = erase_here(&file, Files::default()).unwrap_err();
    assert_eq!(refused.what, Wrong::BoxIsOpen);
    assert_eq!(waiting(&file, "altra"), 1);
}

#[test]
fn what_another_machine_left_beside_this_one_is_kept_without_the_words() {
    for elsewhere in [false, true] {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let newer = erased_elsewhere(&file);
        leave_unsaved(&file);
        let history = here.path().join(".history/uno");
        std::fs::rename(history.join("prova"), history.join("altra")).unwrap();
        if elsewhere {
            std::fs::write(&file, newer).unwrap();
            at_desk(&file, |handle| done(handle, Ask::Change(take(note(3, "dopo")))));
            // a machine that knows nothing of the session yet looks at no other's history
            assert!(!holding(here.path()).is_empty());
            at_desk_of_other(&file);
        } else {
            std::fs::remove_file(history.join("altra").join(format!("box-{}-{ROUND}.ron", poll_id()))).unwrap();
            erase_here(&file, Files::default()).unwrap();
        }
        let kept = store::read(&file).unwrap().session;
        check_erased(&kept, "written");
        assert!(has_note(&kept, "solo qui"));
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new());
    }
}

fn at_desk_of_other(file: &Path) {
    let options = live::DeskOptions { machine: "altra".into(), ..options() };
    let (mut handle, desk) = live::open(file, options).unwrap();
    done(&mut handle, Ask::Close);
    drop(handle);
    desk.join().unwrap();
}

#[test]
fn what_two_machines_erased_apart_is_erased_on_both() {
    for open in [false, true] {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let there = store::read(&file).unwrap().session;
        let newer = store::write_text(&without(&there, &plan(&there, &[note(1, "").reference()])));
        erase_here(&file, Files::default()).unwrap();
        at_desk(&file, |handle| done(handle, Ask::Change(take(note(2, "dopo")))));
        let kept = if open {
            at_desk(&file, |handle| {
                std::fs::write(&file, &newer).unwrap();
                done(handle, Ask::Change(take(note(3, "ancora"))));
            })
        } else {
            std::fs::write(&file, &newer).unwrap();
            at_desk(&file, |_| {})
        };
        check_erased(&kept, &format!("open: {open}"));
        assert!(kept.get(note(1, "").reference()).is_none(), "open: {open}");
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "open: {open}");
    }
}

#[test]
fn an_unfinished_line_with_the_words_goes_too() {
    for open in [false, true] {
        let here = tempfile::tempdir().unwrap();
        let file = begun(here.path());
        let newer = erased_elsewhere(&file);
        let draft = here.path().join(".history/uno/prova/draft.txt");
        let line = format!("y {WORDS}, e altro");
        if open {
            at_desk(&file, |handle| {
                done(handle, Ask::KeepDraft(line));
                std::fs::write(&file, newer).unwrap();
                done(handle, Ask::Change(take(note(2, "dopo"))));
                done(handle, Ask::Save);
            });
        } else {
            std::fs::write(&draft, line).unwrap();
            std::fs::write(&file, newer).unwrap();
            at_desk(&file, |_| {});
        }
        assert!(!draft.exists());
        assert_eq!(holding(here.path()), Vec::<PathBuf>::new(), "open: {open}");
    }
}
