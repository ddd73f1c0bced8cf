//! One seat at a table as a process of its own: opens or joins a session through the library, takes down notes, and writes
//! each into a file once it was acknowledged. The test binary starts itself for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Link, Part, Request, Status, Surroundings, Ticket};
use proximo::domain::id::{Code, NoteId, TypedId};
use proximo::domain::item::{Item, Note};
use proximo::domain::session::Session;
use proximo::domain::time::Moment;
use proximo::domain::value::Created;
use proximo::live::join::{Asked, join};
use proximo::live::{self, Begin, Desk, DeskOptions};
use proximo::store::{self, workspace};

const SPEC: &str = "PROXIMO_SEAT";

/// Who sits there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sits {
    Host,
    /// A second program at the host's machine.
    Attached,
    Wall,
    Joined,
}

const ALL: [(Sits, &str); 4] =
    [(Sits::Host, "host"), (Sits::Attached, "attached"), (Sits::Wall, "wall"), (Sits::Joined, "joined")];

/// A seat: where its session is, and where it and the test tell each other how it goes.
#[derive(Clone, Debug)]
pub struct Seat {
    pub sits: Sits,
    pub name: String,
    pub workspace: PathBuf,
    /// `door` is the host's address and code; `stop` and `close-NAME` are the test's; `state-NAME`, `acked-NAME` the seat's.
    pub control: PathBuf,
    /// The pause between two notes, in milliseconds.
    pub every: u64,
}

impl Seat {
    pub fn new(sits: Sits, name: &str, folder: &Path, every: u64) -> Self {
        let workspace = folder.join(if sits == Sits::Joined { name } else { "host" });
        fs::create_dir_all(workspace.join("sessions")).unwrap();
        let control = folder.join("control");
        fs::create_dir_all(&control).unwrap();
        Self { sits, name: name.into(), workspace, control, every }
    }

    /// Starts the process; `before` is what is to start it in its turn.
    pub fn start(&self, before: &[&str]) -> Child {
        let me = std::env::current_exe().unwrap();
        let mut command = match before.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(me);
                command
            }
            None => Command::new(me),
        };
        let sits = ALL.iter().find(|(sits, _)| *sits == self.sits).unwrap().1;
        let spec = [
            sits,
            &self.name,
            self.workspace.to_str().unwrap(),
            self.control.to_str().unwrap(),
            &self.every.to_string(),
        ]
        .join("|");
        let log = OpenOptions::new().create(true).append(true).open(self.log()).unwrap();
        command
            .args(["driver::a_seat", "--exact", "--nocapture", "--test-threads=1"])
            .env(SPEC, spec)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap()
    }

    pub fn log(&self) -> PathBuf {
        self.control.join(format!("log-{}", self.name))
    }

    fn from_environment() -> Option<Self> {
        let spec = std::env::var(SPEC).ok()?;
        let parts: Vec<&str> = spec.split('|').collect();
        let [sits, name, workspace, control, every] = parts[..] else { panic!("{spec}") };
        let sits = ALL.iter().find(|(_, word)| *word == sits).unwrap().0;
        Some(Self {
            sits,
            name: name.into(),
            workspace: workspace.into(),
            control: control.into(),
            every: every.parse().unwrap(),
        })
    }

    pub fn file(&self) -> Option<PathBuf> {
        workspace::files(&workspace::sessions_folder(&self.workspace)).into_iter().next()
    }

    fn options(&self) -> DeskOptions {
        let machine = if self.sits == Sits::Joined { self.name.as_str() } else { "host" };
        let now = || Moment::new(chrono::Local::now().fixed_offset());
        let options = DeskOptions::new(&self.name, machine, Surroundings { now, random });
        let part = if self.sits == Sits::Wall { Part::Wall } else { Part::Console };
        DeskOptions {
            port: Some(any_port()),
            part,
            together: Begin::Host { open: self.sits == Sits::Host },
            retry: Duration::from_millis(500),
            ..options
        }
    }

    fn open(&self) -> Result<(Handle, Desk), String> {
        let said = |problem| format!("{problem:?}");
        match (self.sits, self.file()) {
            (Sits::Wall, Some(file)) => live::watch(&file, self.options()).map_err(said),
            (Sits::Host | Sits::Attached, Some(file)) => live::open(&file, self.options()).map_err(said),
            (Sits::Joined, Some(file)) if joined_before(&file) => live::open(&file, self.options()).map_err(said),
            (Sits::Joined, _) => {
                let door = fs::read_to_string(self.control.join("door")).map_err(|error| error.to_string())?;
                let (address, code) = door.trim().split_once(' ').unwrap();
                let asked =
                    Asked { address: address.into(), code: code.into(), name: self.name.clone(), part: Part::Console };
                let joined = join(&asked, &self.workspace, self.options()).map_err(said)?;
                Ok((joined.1, joined.2))
            }
            (Sits::Host | Sits::Attached | Sits::Wall, None) => Err("no file".to_owned()),
        }
    }

    fn say(&self, what: &str, text: &str) {
        let at = self.control.join(format!("{what}-{}", self.name));
        let new = self.control.join(format!(".{what}-{}", self.name));
        fs::write(&new, text).unwrap();
        fs::rename(new, at).unwrap();
    }

    /// What it said last of how it stands: whether it is calm, and what its session is known by.
    pub fn state(&self) -> Option<(bool, String)> {
        let text = fs::read_to_string(self.control.join(format!("state-{}", self.name))).ok()?;
        let (calm, rest) = text.split_once(' ')?;
        Some((calm == "calm", rest.to_owned()))
    }

    /// The notes that it was told are safe.
    pub fn acked(&self) -> BTreeSet<NoteId> {
        let text = fs::read_to_string(self.control.join(format!("acked-{}", self.name))).unwrap_or_default();
        text.lines().map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect()
    }
}

/// Whether this laptop keeps where its host is: one that was killed as it joined says the code again.
fn joined_before(file: &Path) -> bool {
    let history = file.parent().unwrap().join(".history");
    let Ok(sessions) = fs::read_dir(history) else { return false };
    let machines = sessions.flatten().filter_map(|session| fs::read_dir(session.path()).ok()).flatten().flatten();
    machines.into_iter().any(|machine| machine.path().join("ties.ron").exists())
}

pub fn random() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_le_bytes(bytes)
}

/// A port that no system gives to whoever calls out, so that it is still free once the host was killed.
pub fn any_port() -> u16 {
    20_000 + (random() % 12_000) as u16
}

pub fn now() -> Moment {
    Moment::new(chrono::Local::now().fixed_offset())
}

pub fn fresh_note(by: &str, number: u64) -> (NoteId, Item) {
    let id = NoteId::new(Code::from_bits(random()));
    let created = Created { at: now(), by: by.into(), ..Created::default() };
    let text = format!("appunto {number} di {by}");
    (id, Item::Note(Arc::new(Note { id, created, text, ..Note::default() })))
}

pub fn is_calm(status: &Status) -> bool {
    match &status.link {
        Link::Alone | Link::Hosting(_) => true,
        Link::Attached { online, waiting } => *online && *waiting == 0,
        Link::Joined(joined) => joined.online && !joined.meeting && joined.waiting == 0,
    }
}

pub fn print_of(session: &Session) -> u64 {
    let mut hasher = DefaultHasher::new();
    store::write_text(session).hash(&mut hasher);
    hasher.finish()
}

#[test]
fn a_seat() {
    if let Some(seat) = Seat::from_environment() {
        work(&seat);
    }
}

struct Working<'a> {
    seat: &'a Seat,
    handle: Handle,
    acked: File,
    waits: BTreeMap<Ticket, Option<NoteId>>,
    tickets: u64,
}

fn work(seat: &Seat) {
    let since = Instant::now();
    let (handle, desk) = loop {
        match seat.open() {
            Ok(opened) => break opened,
            Err(why) => {
                assert!(since.elapsed() < Duration::from_secs(40), "{}: never open: {why}", seat.name);
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    };
    let at = seat.control.join(format!("acked-{}", seat.name));
    let acked = OpenOptions::new().create(true).append(true).open(at).unwrap();
    let mut working = Working { seat, handle, acked, waits: BTreeMap::new(), tickets: random() >> 1 };
    let mut next = Instant::now();
    let mut told = Instant::now();
    while !seat.control.join(format!("close-{}", seat.name)).exists() {
        working.hear();
        working.tell_door();
        let stopped = seat.control.join("stop").exists();
        if !stopped && seat.sits != Sits::Wall && next <= Instant::now() {
            next = Instant::now() + Duration::from_millis(seat.every / 2 + random() % seat.every.max(1));
            working.take_down();
        }
        if told.elapsed() > Duration::from_millis(200) {
            told = Instant::now();
            working.tell_state(stopped);
        }
        std::thread::sleep(Duration::from_millis(4));
    }
    let Working { mut handle, .. } = working;
    let answer = live::ask_and_wait(&mut handle, Ask::Close);
    assert!(matches!(answer, Answer::Done { .. }), "{}: {answer:?}", seat.name);
    drop(handle);
    desk.join().unwrap();
}

impl Working<'_> {
    fn hear(&mut self) {
        use tokio::sync::mpsc::error::TryRecvError;
        loop {
            match self.handle.replies.try_recv() {
                Ok(reply) => {
                    let note = self.waits.remove(&reply.ticket).flatten();
                    if let (Answer::Done { .. }, Some(note)) = (&reply.answer, note) {
                        // one call, so that a kill leaves a whole line or none
                        self.acked.write_all(format!("{note} {}\n", now()).as_bytes()).unwrap();
                    }
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => panic!("{}: the desk ended by itself", self.seat.name),
            }
        }
    }

    fn take_down(&mut self) {
        if self.waits.len() > 20 {
            return;
        }
        self.tickets += 1;
        let (note, edit) = match random() % 5 {
            0 => {
                let session = self.handle.snapshot.borrow().session.clone();
                let notes: Vec<_> = session.notes.live().collect();
                if notes.is_empty() {
                    return;
                }
                let before = notes[random() as usize % notes.len()];
                let mut after = before.clone();
                let text = format!("{} ·", after.text);
                Arc::make_mut(&mut after).text = text;
                (None, Edit::of(Item::Note(before.clone()), Item::Note(after)))
            }
            _ => {
                let (id, item) = fresh_note(&self.seat.name, self.tickets);
                (Some(id), Edit::take(item))
            }
        };
        let ask = Ask::Change(Change::new(now(), &self.seat.name, vec![edit]));
        if self.handle.requests.try_send(Request { ticket: Ticket(self.tickets), ask }).is_ok() {
            self.waits.insert(Ticket(self.tickets), note);
        }
    }

    fn tell_door(&self) {
        let link = self.handle.status.borrow().link.clone();
        let Link::Hosting(sharing) = link else { return };
        let Some(address) = sharing.addresses.first().filter(|_| sharing.open && !sharing.code.is_empty()) else {
            return;
        };
        let text = format!("{address} {}", sharing.code);
        if fs::read_to_string(self.seat.control.join("door")).ok().as_deref() != Some(text.as_str()) {
            let new = self.seat.control.join(format!(".door-{}", self.seat.name));
            fs::write(&new, text).unwrap();
            fs::rename(new, self.seat.control.join("door")).unwrap();
        }
    }

    fn tell_state(&self, stopped: bool) {
        let status = self.handle.status.borrow().clone();
        let session = self.handle.snapshot.borrow().session.clone();
        let calm = if stopped && is_calm(&status) && self.waits.is_empty() { "calm" } else { "busy" };
        let print = if stopped { print_of(&session) } else { 0 };
        let link = match &status.link {
            Link::Hosting(_) => "hosting".to_owned(),
            link => format!("{link:?}"),
        };
        let notes = session.notes.live().count();
        let waits = self.waits.len();
        let here: Vec<String> = self.handle.presence.borrow().people.iter().map(|one| one.name.clone()).collect();
        let refused = match &status.link {
            Link::Hosting(sharing) => sharing.refused.iter().map(|refused| format!("{:?}", refused.why)).collect(),
            Link::Alone | Link::Attached { .. } | Link::Joined(_) => Vec::new(),
        };
        let notices: Vec<_> = status.notices.iter().rev().take(3).collect();
        self.seat.say(
            "state",
            &format!(
                "{calm} {print:016x} {notes} notes, waits for {waits}, {link}, {:?}, {notices:?}, {refused:?}, here {}",
                status.saved,
                here.join(";")
            ),
        );
    }
}
