//! Desks on one machine that speak over real sockets: joining, what arrives, offline and back, hand-over, taking over.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use proximo::domain::desk::{
    Answer, Ask, Handle, Link, Part, Sharing, Snapshot, Status, Surroundings, Together, Wrong,
};
use proximo::domain::id::{Code, SessionId, TypedId};
use proximo::domain::item::Head;
use proximo::domain::link::TurnedAway;
use proximo::domain::session::Session;
use proximo::live::join::{Asked, join};
use proximo::live::{self, Begin, Desk, DeskOptions};
use proximo::store;

use crate::common::{self, done, moment, note, take};

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(77);
    // distinct is what matters here, and that codes differ
    NEXT.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst)
}

pub fn options(name: &str, machine: &str) -> DeskOptions {
    DeskOptions {
        settle: Duration::from_millis(20),
        retry: Duration::from_millis(20),
        port: Some(crate::driver::any_port()),
        ..DeskOptions::new(name, machine, Surroundings { now: moment, random })
    }
}

pub struct Room {
    pub folder: tempfile::TempDir,
    pub file: PathBuf,
}

impl Room {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("host/sessions/tavolo.ron");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        // a port that one test gives back may be another's next
        let id = SessionId::new(Code::from_bits(random()));
        let head = Head { id, title: "Tavolo".into(), ..Head::default() };
        std::fs::write(&file, store::write_text(&Session::new(head))).unwrap();
        Self { folder, file }
    }

    pub fn host(&self) -> (Handle, Desk) {
        let options = DeskOptions { together: Begin::Host { open: true }, ..options("Ada", "host") };
        live::open(&self.file, options).unwrap()
    }

    pub fn workspace(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(folder.join("sessions")).unwrap();
        folder
    }
}

/// Waits until a desk's status is so.
pub fn until(handle: &mut Handle, what: &str, is_so: impl Fn(&Status) -> bool) -> Status {
    wait(what, || Some(handle.status.borrow_and_update().clone()).filter(&is_so))
}

/// Waits until a desk's session is so.
pub fn until_session(handle: &mut Handle, what: &str, is_so: impl Fn(&Snapshot) -> bool) -> Snapshot {
    wait(what, || Some(handle.snapshot.borrow_and_update().clone()).filter(&is_so))
}

fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < Duration::from_secs(30), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub fn sharing(handle: &mut Handle) -> Sharing {
    let open =
        |status: &Status| matches!(&status.link, Link::Hosting(sharing) if sharing.open && !sharing.code.is_empty());
    match until(handle, "it is open", open).link {
        Link::Hosting(sharing) => sharing,
        _ => unreachable!(),
    }
}

pub fn port(sharing: &Sharing) -> String {
    let address = sharing.addresses.first().expect("an address");
    format!("127.0.0.1:{}", address.rsplit_once(':').unwrap().1)
}

pub fn asked(sharing: &Sharing, name: &str) -> Asked {
    Asked { address: port(sharing), code: sharing.code.clone(), name: name.into(), part: Part::Console }
}

pub fn joined(room: &Room, sharing: &Sharing, name: &str) -> (PathBuf, Handle, Desk) {
    join(&asked(sharing, name), &room.workspace(name), options(name, name)).unwrap()
}

pub fn has(number: u64) -> impl Fn(&Snapshot) -> bool {
    let reference = note(number, "").reference();
    move |snapshot| snapshot.session.get(reference).is_some()
}

pub fn is_calm(status: &Status) -> bool {
    matches!(&status.link, Link::Joined(joined) if joined.online && !joined.meeting && joined.waiting == 0)
}

pub fn close(handle: &mut Handle) {
    done(handle, Ask::Close);
}

#[test]
fn what_one_takes_down_is_on_every_laptop_and_on_its_disk() {
    let room = Room::new();
    let (mut host, desk) = room.host();
    done(&mut host, Ask::Change(take(note(1, "prima"))));
    let sharing = sharing(&mut host);
    let (file, mut marta, marta_desk) = joined(&room, &sharing, "Marta");
    let (_, mut luca, luca_desk) = joined(&room, &sharing, "Luca");
    until_session(&mut marta, "what was there before", has(1));
    done(&mut marta, Ask::Change(take(note(2, "di Marta"))));
    done(&mut host, Ask::Change(take(note(3, "di Ada"))));
    for handle in [&mut host, &mut marta, &mut luca] {
        for number in [1, 2, 3] {
            until_session(handle, "everything everywhere", has(number));
        }
    }
    until(&mut marta, "all arrived", is_calm);
    let people = wait("three are here", || {
        let presence = luca.presence.borrow_and_update().clone();
        (presence.online() == 3).then_some(presence)
    });
    let names: Vec<&str> = people.people.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Marta", "Luca"]);
    for (mut handle, desk) in [(marta, marta_desk), (luca, luca_desk), (host, desk)] {
        close(&mut handle);
        drop(handle);
        desk.join().unwrap();
    }
    let (here, there) = (store::read(&room.file).unwrap().session, store::read(&file).unwrap().session);
    assert_eq!(here, there);
}

#[test]
fn a_wrong_code_lets_nobody_in_and_is_said() {
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let sharing = sharing(&mut host);
    let asked = Asked { code: "1-nessuna-parola".into(), ..asked(&sharing, "Nessuno") };
    let refused = join(&asked, &room.workspace("x"), options("Nessuno", "x")).expect_err("refused");
    assert!(matches!(refused.what, Wrong::TurnedAway(TurnedAway::WrongCode)), "{refused:?}");
}

#[test]
fn offline_work_goes_on_and_all_of_it_meets_on_return_though_the_host_was_restarted() {
    let room = Room::new();
    let (mut host, desk) = room.host();
    let shared = sharing(&mut host);
    let (file, mut marta, marta_desk) = joined(&room, &shared, "Marta");
    until(&mut marta, "calm", is_calm);
    close(&mut host);
    drop(host);
    desk.join().unwrap();
    until(&mut marta, "away", |status| matches!(&status.link, Link::Joined(joined) if !joined.online));
    done(&mut marta, Ask::Change(take(note(5, "senza rete"))));
    until(&mut marta, "it waits", |status| matches!(&status.link, Link::Joined(joined) if joined.waiting == 1));
    // the laptop is switched off and on again, without a host
    close(&mut marta);
    drop(marta);
    marta_desk.join().unwrap();
    // its file is mended by hand meanwhile
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("senza rete", "senza rete, corretto a mano")).unwrap();
    let again = DeskOptions { together: Begin::Host { open: false }, ..options("Marta", "Marta") };
    let (mut marta, _marta_desk) = live::open(&file, again).unwrap();
    until(&mut marta, "it still waits", |status| matches!(&status.link, Link::Joined(joined) if joined.waiting >= 1));
    let (mut host, _desk) = room.host();
    until_session(&mut host, "it came", |snapshot| {
        let note = snapshot.session.notes.live().next();
        note.is_some_and(|note| note.text == "senza rete, corretto a mano")
    });
    until(&mut marta, "calm", is_calm);
    assert_eq!(sharing(&mut host).code, shared.code);
}

#[test]
fn a_laptop_whose_clock_is_wrong_by_a_day_goes_by_the_hosts() {
    fn tomorrow() -> proximo::domain::time::Moment {
        moment().plus_millis(86_400_000)
    }
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let sharing = sharing(&mut host);
    let options = options("Marta", "Marta");
    let surroundings = Surroundings { now: tomorrow, ..options.surroundings };
    let options = DeskOptions { surroundings, ..options };
    let (_, mut marta, _marta_desk) = join(&asked(&sharing, "Marta"), &room.workspace("Marta"), options).unwrap();
    assert_eq!(until(&mut marta, "calm", is_calm).clock_ahead, -86_400_000);
    done(&mut marta, Ask::Change(take(note(1, "di domani"))));
    until_session(&mut host, "all the same", has(1));
}

#[test]
fn who_was_removed_does_not_come_back() {
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let before = sharing(&mut host);
    let (_, mut marta, _marta_desk) = joined(&room, &before, "Marta");
    until(&mut marta, "calm", is_calm);
    let presence = wait("two", || {
        let presence = host.presence.borrow_and_update().clone();
        (presence.online() == 2).then_some(presence)
    });
    let who = presence.people.iter().find(|one| one.name == "Marta").unwrap().id;
    done(&mut host, Ask::Together(Together::Remove(who)));
    until(
        &mut marta,
        "sent away",
        |status| matches!(&status.link, Link::Joined(joined) if !joined.online && joined.turned_away == Some(TurnedAway::Removed)),
    );
    done(&mut marta, Ask::Together(Together::Retry));
    until(
        &mut marta,
        "still",
        |status| matches!(&status.link, Link::Joined(joined) if !joined.online && joined.turned_away == Some(TurnedAway::Removed)),
    );
    let old_code = join(&asked(&before, "Marta"), &room.workspace("altra"), options("Marta", "altra"));
    assert!(old_code.is_err());
    assert_ne!(sharing(&mut host).code, before.code);
}

#[test]
fn a_guest_changes_nothing() {
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let sharing = sharing(&mut host);
    let asked = Asked { part: Part::Guest, ..asked(&sharing, "Ospite") };
    let (_, mut guest, _guest_desk) = join(&asked, &room.workspace("Ospite"), options("Ospite", "Ospite")).unwrap();
    until(&mut guest, "calm", is_calm);
    let answer = live::ask_and_wait(&mut guest, Ask::Change(take(note(9, "no"))));
    assert!(matches!(answer, Answer::Refused(problem) if problem.what == Wrong::OnlyReads));
    done(&mut host, Ask::Change(take(note(10, "sì"))));
    until_session(&mut guest, "it reads", has(10));
}

#[test]
fn a_second_program_works_through_the_first_and_takes_over_when_it_ends() {
    let room = Room::new();
    let (mut first, desk) = room.host();
    done(&mut first, Ask::Change(take(note(1, "prima"))));
    let second = || DeskOptions { together: Begin::Host { open: false }, ..options("Bea", "host") };
    let (mut other, _other_desk) = live::open(&room.file, second()).unwrap();
    until(&mut other, "attached", |status| matches!(status.link, Link::Attached { online: true, waiting: 0 }));
    until_session(&mut other, "what was there", has(1));
    done(&mut other, Ask::Change(take(note(2, "della seconda"))));
    // it is on the first one's disk when it is said to be done
    until_session(&mut first, "at once", has(2));
    close(&mut first);
    drop(first);
    desk.join().unwrap();
    until(&mut other, "taken over", |status| matches!(status.link, Link::Hosting(_)));
    done(&mut other, Ask::Change(take(note(3, "da sola"))));
    done(&mut other, Ask::Save);
    let session = store::read(&room.file).unwrap().session;
    assert_eq!(session.notes.live().count(), 3);
}

#[test]
fn whoever_has_the_session_hosts_it_and_the_old_host_joins() {
    let room = Room::new();
    let (mut host, desk) = room.host();
    let shared = sharing(&mut host);
    let (_, mut marta, _marta_desk) = joined(&room, &shared, "Marta");
    until(&mut marta, "calm", is_calm);
    let (_, mut luca, _luca_desk) = joined(&room, &shared, "Luca");
    until(&mut luca, "calm", is_calm);
    close(&mut host);
    drop(host);
    desk.join().unwrap();
    until(&mut marta, "away", |status| matches!(&status.link, Link::Joined(joined) if !joined.online));
    done(&mut marta, Ask::Change(take(note(4, "mentre era via"))));
    done(&mut marta, Ask::Together(Together::HostHere));
    let now_hers = sharing(&mut marta);
    let (mut host, _desk) = room.host();
    until(&mut host, "joined", is_calm);
    until_session(&mut host, "what came meanwhile", has(4));
    done(&mut host, Ask::Change(take(note(6, "di chi ospitava"))));
    until_session(&mut marta, "it arrives", has(6));
    assert!(now_hers.open);
}

#[test]
fn a_mailed_copy_is_put_together_with_the_hosts() {
    let room = Room::new();
    let workspace = room.workspace("Marta");
    let mailed: &Path = &workspace.join("sessions/copia.ron");
    std::fs::copy(&room.file, mailed).unwrap();
    let session = common::at_desk(mailed, |desk| done(desk, Ask::Change(take(note(7, "nella copia")))));
    assert_eq!(session.notes.live().count(), 1);
    let (mut host, _desk) = room.host();
    done(&mut host, Ask::Change(take(note(8, "da chi ospita"))));
    let sharing = sharing(&mut host);
    let (file, mut marta, _marta_desk) = joined(&room, &sharing, "Marta");
    assert_eq!(file, mailed);
    until_session(&mut host, "the copy's", has(7));
    until_session(&mut marta, "the host's", has(8));
    until(&mut marta, "calm", is_calm);
}

mod voting {
    use std::sync::Arc;

    use proximo::domain::ballot_box::{Cast, Given, Receipt};
    use proximo::domain::change::Change;
    use proximo::domain::id::{OptionId, PollId, TicketId};
    use proximo::domain::item::{Item, Poll};
    use proximo::domain::poll::{Ballot, Method, PollOption, Round, RoundNo};
    use proximo::domain::value::{Group, RoundState};

    use super::*;

    const ROUND: RoundNo = RoundNo(1);

    fn poll() -> PollId {
        PollId::new(Code::from_bits(70))
    }

    fn option() -> OptionId {
        OptionId::new(Code::from_bits(80))
    }

    fn open_poll() -> Change {
        let options = [(option(), PollOption { text: "Strada".into(), ..PollOption::default() })];
        let round = Round { state: RoundState::Open, options: options.into_iter().collect(), ..Round::default() };
        let rounds = [(ROUND, round)].into_iter().collect();
        let method = Method::Approval { max: 2 };
        take(Item::Poll(Arc::new(Poll { id: poll(), question: "Da dove?".into(), method, rounds, ..Poll::default() })))
    }

    fn cast(voter: u64) -> Ask {
        Ask::Cast(Box::new(Cast {
            poll: poll(),
            round: ROUND,
            ticket: TicketId::new(Code::from_bits(1000 + voter)),
            group: Group::Operator,
            receipt: Receipt::from_bits(voter),
            on_paper: false,
            given: Given { ballot: Ballot::Approval([option()].into_iter().collect()), words: "segretissimo".into() },
        }))
    }

    fn state(snapshot: &Snapshot) -> Option<(RoundState, usize)> {
        let poll = snapshot.session.polls.get(poll())?;
        let round = poll.rounds.get(&ROUND)?;
        Some((round.state, round.ballots.values().map(|ballots| ballots.0.len()).sum()))
    }

    fn bytes_under(folder: &Path) -> Vec<u8> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            all.extend(if path.is_dir() { bytes_under(&path) } else { std::fs::read(&path).unwrap_or_default() });
        }
        all
    }

    fn holds(folder: &Path, words: &str) -> bool {
        bytes_under(folder).windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn a_ballot_of_a_joined_laptop_goes_to_the_host_and_nobody_else_reads_it_before_closing() {
        let room = Room::new();
        let (mut host, _desk) = room.host();
        let sharing = sharing(&mut host);
        let (_, mut marta, _marta_desk) = joined(&room, &sharing, "Marta");
        until(&mut marta, "calm", is_calm);
        done(&mut marta, Ask::Change(open_poll()));
        until_session(&mut host, "it is open", |snapshot| state(snapshot).is_some());
        for voter in 1..=3 {
            done(&mut marta, cast(voter));
        }
        let again = live::ask_and_wait(&mut marta, cast(3).clone());
        assert!(matches!(again, Answer::Done { .. }), "the same ballot again is one: {again:?}");
        until(&mut marta, "turnout", |status| status.boxes.get(&(poll(), ROUND)) == Some(&3));
        assert!(holds(&room.folder.path().join("host"), "segretissimo"));
        assert!(!holds(&room.folder.path().join("Marta"), "segretissimo"));
        done(&mut marta, Ask::CloseRound { poll: poll(), round: ROUND });
        let closed =
            until_session(&mut marta, "closed", |snapshot| state(snapshot).is_some_and(|(_, votes)| votes == 3));
        assert_eq!(state(&closed), Some((RoundState::Closed, 3)));
    }

    #[test]
    fn a_vote_cut_off_with_its_laptop_is_interrupted_and_counts_when_it_is_back() {
        let room = Room::new();
        let (mut host, desk) = room.host();
        let shared = sharing(&mut host);
        done(&mut host, Ask::Change(open_poll()));
        let (_, mut marta, _marta_desk) = joined(&room, &shared, "Marta");
        until(&mut marta, "calm", is_calm);
        for voter in 1..=3 {
            done(&mut marta, cast(voter));
        }
        close(&mut host);
        drop(host);
        desk.join().unwrap();
        until(&mut marta, "away", |status| matches!(&status.link, Link::Joined(joined) if !joined.online));
        let away = live::ask_and_wait(&mut marta, cast(4));
        assert!(matches!(away, Answer::Refused(problem) if problem.what == Wrong::HostAway));
        done(&mut marta, Ask::Together(Together::HostHere));
        let cut = until_session(&mut marta, "cut off", |snapshot| state(snapshot) != Some((RoundState::Open, 0)));
        assert_eq!(state(&cut), Some((RoundState::Interrupted, 0)));
        let (mut host, _desk) = room.host();
        until(&mut host, "joined", is_calm);
        let counted =
            until_session(&mut marta, "counted", |snapshot| state(snapshot).is_some_and(|(_, votes)| votes > 0));
        assert_eq!(state(&counted), Some((RoundState::Closed, 3)));
        assert_eq!(counted.session.open_conflicts().count(), 0);
    }
}

#[test]
fn at_the_end_a_joined_laptop_deletes_its_copy_once_the_host_has_everything() {
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let sharing = sharing(&mut host);
    let (file, mut marta, desk) = joined(&room, &sharing, "Marta");
    until(&mut marta, "calm", is_calm);
    done(&mut marta, Ask::Change(take(note(2, "di Marta"))));
    until(&mut marta, "arrived", is_calm);
    done(&mut marta, Ask::Together(Together::DeleteCopy));
    drop(marta);
    desk.join().unwrap();
    assert!(!file.exists() && !room.folder.path().join("Marta/sessions/.history/tavolo").exists());
    until_session(&mut host, "the host has it", has(2));
}

#[test]
fn what_is_erased_for_good_is_erased_on_every_laptop() {
    let room = Room::new();
    let (mut host, desk) = room.host();
    done(&mut host, Ask::Change(take(note(1, "parola da dimenticare"))));
    let shared = sharing(&mut host);
    let (file, mut marta, _marta_desk) = joined(&room, &shared, "Marta");
    until(&mut marta, "calm", is_calm);
    done(&mut marta, Ask::Save);
    close(&mut host);
    drop(host);
    desk.join().unwrap();
    until(&mut marta, "away", |status| matches!(&status.link, Link::Joined(joined) if !joined.online));
    done(&mut marta, Ask::Change(take(note(2, "presa intanto"))));
    let opening = store::Opening { machine: "host".into(), now: moment(), files: Default::default() };
    let gone = note(1, "").reference();
    let plan = |session: &_| Some(proximo::domain::erasing::plan(session, &[gone]));
    store::erasing::erase(&room.file, &opening, plan).unwrap().unwrap();
    let (mut host, _desk) = room.host();
    until_session(&mut host, "what came meanwhile", has(2));
    until(&mut marta, "calm", is_calm);
    let reference = note(1, "").reference();
    until_session(&mut marta, "gone", |snapshot| snapshot.session.get(reference).is_none());
    done(&mut marta, Ask::Save);
    let all = std::process::Command::new("grep")
        .args(["-rl", "parola da dimenticare"])
        .arg(room.folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&all.stdout), "", "{}", file.display());
}

#[test]
fn a_laptop_that_comes_back_to_another_history_puts_nothing_old_over_what_is_newer() {
    let room = Room::new();
    let (mut host, desk) = room.host();
    done(&mut host, Ask::Change(take(note(1, "prima"))));
    done(&mut host, Ask::Change(take(note(2, "da togliere"))));
    let shared = sharing(&mut host);
    let (_, mut marta, _marta_desk) = joined(&room, &shared, "Marta");
    until(&mut marta, "calm", is_calm);
    close(&mut host);
    drop(host);
    desk.join().unwrap();
    until(&mut marta, "away", |status| matches!(&status.link, Link::Joined(joined) if !joined.online));
    done(&mut marta, Ask::Change(take(note(3, "di Marta, intanto"))));
    // the host works on without her, and its history begins anew
    let stamp = || proximo::domain::value::Stamp { at: moment(), by: "Ada".into() };
    let (mut host, desk) = live::open(&room.file, options("Ada", "host")).unwrap();
    let newer = |from: &str, to: &str| {
        let edit = proximo::domain::change::Edit::of(note(1, from), note(1, to));
        Ask::Change(proximo::domain::change::Change { stamp: stamp(), edits: vec![edit] })
    };
    done(&mut host, newer("prima", "dopo"));
    let gone = proximo::domain::change::Edit::remove(note(2, "da togliere"));
    done(&mut host, Ask::Change(proximo::domain::change::Change { stamp: stamp(), edits: vec![gone] }));
    close(&mut host);
    drop(host);
    desk.join().unwrap();
    for name in ["snapshot.am", "journal", "base.ron"] {
        let history = room.folder.path().join("host/sessions/.history/tavolo/host").join(name);
        let _ = std::fs::remove_file(history);
    }
    let (mut host, _desk) = room.host();
    until_session(&mut host, "hers came", has(3));
    until(&mut marta, "calm", is_calm);
    for handle in [&mut host, &mut marta] {
        let stands = until_session(handle, "the newer", has(3)).session;
        let mut texts: Vec<String> = stands.notes.live().map(|note| note.text.clone()).collect();
        texts.sort();
        assert_eq!(texts, ["di Marta, intanto", "dopo"]);
        assert_eq!(stands.open_conflicts().count(), 0);
    }
}

#[test]
fn what_is_written_on_comes_back_though_somebody_removed_it_meanwhile() {
    let room = Room::new();
    let (mut host, _desk) = room.host();
    done(&mut host, Ask::Change(take(note(1, "prima"))));
    let sharing = sharing(&mut host);
    let (_, mut marta, _marta_desk) = joined(&room, &sharing, "Marta");
    until(&mut marta, "calm", is_calm);
    let edit = |edit| Ask::Change(proximo::domain::change::Change { edits: vec![edit], ..take(note(1, "")) });
    done(&mut marta, edit(proximo::domain::change::Edit::remove(note(1, "prima"))));
    until_session(&mut host, "removed", |snapshot| snapshot.session.notes.live().count() == 0);
    done(&mut host, edit(proximo::domain::change::Edit::of(note(1, "prima"), note(1, "prima e dopo"))));
    for handle in [&mut host, &mut marta] {
        until_session(handle, "back", |snapshot| {
            snapshot.session.notes.live().map(|note| note.text.as_str()).collect::<Vec<_>>() == ["prima e dopo"]
        });
    }
}

#[test]
fn a_wall_beside_a_joined_laptop_follows_whoever_hosts() {
    use proximo::domain::desk::{Stage, View};
    let room = Room::new();
    let (mut host, _desk) = room.host();
    let sharing = sharing(&mut host);
    let (file, mut marta, _marta_desk) = joined(&room, &sharing, "Marta");
    until(&mut marta, "calm", is_calm);
    let wall = DeskOptions { part: Part::Wall, together: Begin::Host { open: false }, ..options("", "Marta") };
    let (mut wall, _wall_desk) = live::watch(&file, wall).unwrap();
    done(&mut host, Ask::Show(Stage::from(View::Decisions)));
    done(&mut host, Ask::Change(take(note(1, "sulla parete"))));
    until_session(&mut wall, "what is taken down", has(1));
    wait("what is on the wall", || {
        let shown = wall.stage.borrow_and_update().view;
        (shown == View::Decisions).then_some(())
    });
    done(&mut marta, Ask::Change(take(note(2, "ancora"))));
    until_session(&mut wall, "from anybody", has(2));
}
