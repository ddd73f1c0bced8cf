//! The figures of the design for several laptops: how long until what one took down stands on the others' screens while
//! twenty, then forty, take down fifty items a second in all; what that costs the host; what coming in and coming back
//! takes meanwhile. Figures, not a measurement that is repeated: `PROXIMO_LOAD_SECONDS=10 cargo bench several` is short, 60
//! is usual.
//!
//! The host is a process of its own. All others share one process here and the two cores with the host, each with its own
//! disk, desk and connection: on laptops of their own they would cost the host nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use criterion::Criterion;
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Link, Part, Request, Surroundings, Ticket};
use proximo::domain::id::{Code, NoteId, SessionId, TypedId};
use proximo::domain::item::{Head, Item, Note};
use proximo::domain::session::Session;
use proximo::domain::time::Moment;
use proximo::domain::value::Created;
use proximo::live::join::{Asked, join};
use proximo::live::{self, Begin, Desk, DeskOptions};
use proximo::store;

const HOST: &str = "PROXIMO_LOAD_HOST";
/// Items a second, of all together.
const A_SECOND: u64 = 50;
/// How many watch what arrives; more would only cost the machine that measures.
const WATCHERS: usize = 4;
/// How many wait where somebody comes back.
const WAITING: usize = 500;

fn random() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_le_bytes(bytes)
}

fn now() -> Moment {
    Moment::new(chrono::Local::now().fixed_offset())
}

fn options(name: &str) -> DeskOptions {
    DeskOptions { port: Some(0), ..DeskOptions::new(name, name, Surroundings { now, random }) }
}

fn note(by: &str) -> (NoteId, Ask) {
    let id = NoteId::new(Code::from_bits(random()));
    let created = Created { at: now(), by: by.into(), ..Created::default() };
    let text = "la scuola chiama la famiglia prima che sia tardi, e chi risponde?".to_owned();
    let item = Item::Note(Arc::new(Note { id, created, text, ..Note::default() }));
    (id, Ask::Change(Change::new(now(), by, vec![Edit::take(item)])))
}

/// The host's process: until its door file goes.
pub fn host_if_asked() -> bool {
    let Ok(folder) = std::env::var(HOST) else { return false };
    let folder = PathBuf::from(folder);
    let file = folder.join("host/sessions/tavolo.ron");
    let (mut handle, desk) =
        live::open(&file, DeskOptions { together: Begin::Host { open: true }, ..options("Ada") }).unwrap();
    loop {
        if let Link::Hosting(sharing) = &handle.status.borrow().link
            && sharing.open
        {
            let port = sharing.addresses[0].rsplit_once(':').unwrap().1;
            store::replace(&folder.join("door"), format!("127.0.0.1:{port} {}", sharing.code).as_bytes()).unwrap();
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    while folder.join("door").exists() {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(matches!(live::ask_and_wait(&mut handle, Ask::Close), Answer::Done { .. }));
    drop(handle);
    desk.join().unwrap();
    true
}

struct Host {
    folder: tempfile::TempDir,
    child: Child,
    door: Asked,
}

impl Host {
    fn start() -> Self {
        let folder = tempfile::tempdir_in(".").unwrap();
        let file = folder.path().join("host/sessions/tavolo.ron");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let created = Created { at: now(), ..Created::default() };
        let head = Head { id: SessionId::new(Code::from_bits(1)), title: "Tavolo".into(), created, ..Head::default() };
        fs::write(&file, store::write_text(&Session::new(head))).unwrap();
        let whole = folder.path().canonicalize().unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .arg("--bench")
            .env(HOST, &whole)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let door = loop {
            if let Ok(text) = fs::read_to_string(whole.join("door")) {
                break text;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let (address, code) = door.split_once(' ').unwrap();
        let door = Asked { address: address.into(), code: code.into(), name: String::new(), part: Part::Console };
        Self { folder, child, door }
    }

    fn join(&self, name: &str) -> (Handle, Desk) {
        let workspace = self.folder.path().join(name);
        fs::create_dir_all(workspace.join("sessions")).unwrap();
        let asked = Asked { name: name.into(), ..self.door.clone() };
        let (_, handle, desk) = join(&asked, &workspace, options(name)).unwrap();
        (handle, desk)
    }

    /// Processor time so far, in seconds, and the most memory so far, in MiB.
    fn cost(&self) -> (f64, u64) {
        let at = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap_or_default();
        let stat = at("stat");
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |place: usize| fields.get(place).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
        let status = at("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
        let peak: u64 = peak.trim().trim_end_matches(" kB").trim().parse().unwrap_or(0);
        // user and system, in hundredths of a second
        ((ticks(11) + ticks(12)) / 100.0, peak / 1024)
    }

    fn end(mut self) {
        fs::remove_file(self.folder.path().join("door")).unwrap();
        self.child.wait().unwrap();
    }
}

/// When each item was acknowledged at its writer's, and first seen on each watching screen.
#[derive(Default)]
struct Book {
    sent: Mutex<Vec<NoteId>>,
    acknowledged: Mutex<BTreeMap<NoteId, (usize, Instant)>>,
    seen: Mutex<Vec<(usize, NoteId, Instant)>>,
}

/// Somebody who takes down notes at a steady pace, begun at a moment of its own.
fn writer(number: usize, of: usize, mut handle: Handle, book: Arc<Book>, stop: Arc<AtomicBool>) -> Handle {
    let pause = Duration::from_millis(1000 * of as u64 / A_SECOND);
    let name = format!("L{number}");
    let mut at = Instant::now() + pause.mul_f64(number as f64 / of as f64);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    while !stop.load(Ordering::Relaxed) {
        std::thread::sleep(at.saturating_duration_since(Instant::now()));
        at += pause;
        let (id, ask) = note(&name);
        book.sent.lock().unwrap().push(id);
        handle.requests.blocking_send(Request { ticket: Ticket(7), ask }).unwrap();
        let reply = runtime.block_on(handle.replies.recv()).unwrap();
        assert!(matches!(reply.answer, Answer::Done { .. }), "{reply:?}");
        book.acknowledged.lock().unwrap().insert(id, (number, Instant::now()));
    }
    handle
}

fn watcher(
    number: usize,
    mut snapshot: tokio::sync::watch::Receiver<proximo::domain::desk::Snapshot>,
    book: Arc<Book>,
    stop: Arc<AtomicBool>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    // what was sent and is not seen yet: to look at everything each time would cost more than what is measured
    let (mut looked, mut missing) = (0, Vec::new());
    runtime.block_on(async {
        while !stop.load(Ordering::Relaxed) {
            let _ = tokio::time::timeout(Duration::from_millis(200), snapshot.changed()).await;
            let at = Instant::now();
            let session = snapshot.borrow_and_update().session.clone();
            let sent = book.sent.lock().unwrap();
            missing.extend_from_slice(&sent[looked..]);
            looked = sent.len();
            drop(sent);
            let (new, still): (Vec<NoteId>, Vec<NoteId>) =
                missing.into_iter().partition(|id| session.notes.get(*id).is_some());
            missing = still;
            book.seen.lock().unwrap().extend(new.into_iter().map(|id| (number, id, at)));
        }
    });
}

fn until(what: &str, most: Duration, mut is_so: impl FnMut() -> bool) -> Duration {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < most, "never: {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
    since.elapsed()
}

fn waiting(handle: &Handle) -> Option<usize> {
    match &handle.status.borrow().link {
        Link::Joined(joined) if joined.online => Some(joined.waiting),
        _ => None,
    }
}

fn run(takers: usize, seconds: u64) {
    let host = Host::start();
    let book = Arc::new(Book::default());
    let stop = Arc::new(AtomicBool::new(false));
    let seats: Vec<(Handle, Desk)> = (0..takers).map(|number| host.join(&format!("L{number}"))).collect();
    let (back, back_desk) = host.join("torna");
    until("everybody is in", Duration::from_secs(60), || seats.iter().all(|(handle, _)| waiting(handle) == Some(0)));
    // who comes back worked apart before: its desk was closed and its host could not be reached
    let mut back = back;
    assert!(matches!(live::ask_and_wait(&mut back, Ask::Close), Answer::Done { .. }));
    drop(back);
    back_desk.join().unwrap();
    let before = host.cost();
    let began = Instant::now();
    let mut desks = Vec::new();
    let mut threads = Vec::new();
    for (number, (handle, desk)) in seats.into_iter().enumerate() {
        desks.push(desk);
        if number % (takers / WATCHERS) == 0 {
            let (snapshot, book, stop) = (handle.snapshot.clone(), book.clone(), stop.clone());
            std::thread::spawn(move || watcher(number, snapshot, book, stop));
        }
        let (book, stop) = (book.clone(), stop.clone());
        threads.push(std::thread::spawn(move || writer(number, takers, handle, book, stop)));
    }
    std::thread::sleep(Duration::from_secs(seconds / 2));
    let there = book.acknowledged.lock().unwrap().len();
    let joining = Instant::now();
    let (fresh, fresh_desk) = host.join("nuova");
    until("all is there", Duration::from_secs(30), || fresh.snapshot.borrow().session.notes.live().count() >= there);
    let joined = joining.elapsed();
    let returned = comes_back(&host);
    std::thread::sleep(Duration::from_secs(seconds).saturating_sub(began.elapsed()));
    let took = began.elapsed().as_secs_f64();
    let after = host.cost();
    stop.store(true, Ordering::Relaxed);
    let handles: Vec<Handle> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let all = book.acknowledged.lock().unwrap().clone();
    // what comes back at once is put into twenty or forty histories on two cores here, where each laptop has its own
    let busy = joining..joining + joined + returned + Duration::from_secs(3);
    let (mut delays, mut meanwhile): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for (screen, id, at) in book.seen.lock().unwrap().iter() {
        if let Some((_, acknowledged)) = all.get(id).filter(|(writer, _)| writer != screen) {
            let delay = at.saturating_duration_since(*acknowledged);
            if busy.contains(acknowledged) { meanwhile.push(delay) } else { delays.push(delay) }
        }
    }
    println!(
        "{takers} note-takers, {:.1} items a second for {took:.0} s: seen elsewhere after {}",
        all.len() as f64 / took,
        spread(delays)
    );
    println!("  while somebody comes in and {WAITING} items come back: {}", spread(meanwhile));
    println!(
        "  the host: {:.0} % of a core, {} MiB at the most; a fresh join with {there} items there {} ms; a return with {WAITING} waiting {} ms until the host had all",
        (after.0 - before.0) / took * 100.0,
        after.1,
        joined.as_millis(),
        returned.as_millis(),
    );
    drop((handles, fresh, fresh_desk));
    for desk in desks {
        desk.join().unwrap();
    }
    host.end();
}

fn spread(mut delays: Vec<Duration>) -> String {
    delays.sort();
    let Some(last) = delays.len().checked_sub(1) else { return "nothing was seen".to_owned() };
    let of = |share: f64| delays[(last as f64 * share) as usize].as_secs_f64() * 1000.0;
    format!(
        "p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, at the most {:.1} ms ({} sightings)",
        of(0.5),
        of(0.95),
        of(0.99),
        of(1.0),
        delays.len()
    )
}

/// Somebody was away, took down much, and reaches the host again.
fn comes_back(host: &Host) -> Duration {
    let workspace = host.folder.path().join("torna");
    let file = only_file(&workspace.join("sessions"));
    // alone, as where there is no network
    let (mut handle, desk) = live::open(&file, options("torna")).unwrap();
    for _ in 0..WAITING / 50 {
        let edits = (0..50).map(|_| match note("torna").1 {
            Ask::Change(change) => change.edits.into_iter().next().unwrap(),
            _ => unreachable!(),
        });
        let change = Change::new(now(), "torna", edits.collect());
        assert!(matches!(live::ask_and_wait(&mut handle, Ask::Change(change)), Answer::Done { .. }));
    }
    assert!(matches!(live::ask_and_wait(&mut handle, Ask::Close), Answer::Done { .. }));
    drop(handle);
    desk.join().unwrap();
    let since = Instant::now();
    let again = DeskOptions { together: Begin::Host { open: false }, ..options("torna") };
    let (handle, desk) = live::open(&file, again).unwrap();
    until(
        "it is back",
        Duration::from_secs(60),
        || matches!(&handle.status.borrow().link, Link::Joined(joined) if joined.online && !joined.meeting && joined.waiting == 0),
    );
    let took = since.elapsed();
    drop(handle);
    desk.join().unwrap();
    took
}

fn only_file(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "ron")).unwrap()
}

pub fn measure(_: &mut Criterion) {
    // a filter that names something else
    if std::env::args().skip(1).any(|argument| !argument.starts_with('-') && argument != "several") {
        return;
    }
    let seconds = std::env::var("PROXIMO_LOAD_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    for takers in [20, 40] {
        run(takers, seconds);
    }
}
