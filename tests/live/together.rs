//! Desks on one machine that speak over real sockets: joining, what arrives, offline and back, hand-over, taking over.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use proximo::domain::desk::{
    Answer, Ask, Handle, Link, Part, Sharing, Snapshot, Status, Surroundings, Together, Wrong,
};
use proximo::domain::link::TurnedAway;
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
        std::fs::write(&file, store::write_text(&common::session("Tavolo"))).unwrap();
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
    let refused = join(&asked, &room.workspace("x"), options("Nessuno", "x")).err().expect("refused");
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
    let again = DeskOptions { together: Begin::Host { open: false }, ..options("Marta", "Marta") };
    let (mut marta, _marta_desk) = live::open(&file, again).unwrap();
    until(&mut marta, "it still waits", |status| matches!(&status.link, Link::Joined(joined) if joined.waiting == 1));
    let (mut host, _desk) = room.host();
    until_session(&mut host, "it came", has(5));
    until(&mut marta, "calm", is_calm);
    assert_eq!(sharing(&mut host).code, shared.code);
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
