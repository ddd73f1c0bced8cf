//! The screens with an in-memory desk behind them, driven by a line of keys.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::merging::Merging;
use crossterm::event::{KeyCode, KeyEvent};
use proximo::domain::ballot_box::{self, BallotBox, Cast, CastRefused, Recast};
use proximo::domain::change::{self, Change, Edit};
use proximo::domain::desk::{
    Answer, Ask, Link, Presence, Present, Problem, Reply, Request, Saved, Sharing, Snapshot, Status, Surroundings,
    Together, Wrong,
};
use proximo::domain::id::PollId;
use proximo::domain::item::ItemRef;
use proximo::domain::link::Found;
use proximo::domain::poll::RoundNo;
use proximo::domain::register::Register;
use proximo::domain::session::Session;
use proximo::domain::time::Moment;
use proximo::text::Lang;
use proximo::tui::app::{App, Effect, Msg, Options};
use proximo::tui::doors::{Card, Erased, Got, JoinAsked, Leftovers, Listing, Template, Want};
use proximo::tui::draw;
use proximo::tui::keys::Chord;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The moment that every test begins at.
pub fn moment() -> Moment {
    "2026-03-12T14:02:11.040+01:00".parse().unwrap()
}

fn random() -> u64 {
    use std::cell::Cell;
    thread_local!(static NEXT: Cell<u64> = const { Cell::new(0x1000) });
    NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    })
}

/// What lies outside the session, as the door to it would find it.
#[derive(Default)]
pub struct Outside {
    /// Lists by their paths.
    pub lists: Vec<(PathBuf, Vec<u8>)>,
    /// The register's file.
    pub register: Register,
    /// Why the register can neither be read nor written.
    pub register_fails: Option<Problem>,
    /// What other sessions left open.
    pub left: Leftovers,
    /// What was erased for good.
    pub erased: Vec<ItemRef>,
    /// What is not answered until [`Room::answer_doors`], where the door is slow.
    pub waiting: Option<Vec<Want>>,
}

impl Outside {
    fn answer(&mut self, want: Want) -> Got {
        match want {
            Want::List(path) => {
                let list = self.lists.iter().find(|(known, _)| *known == path).map(|(_, bytes)| bytes.clone());
                Got::List(list.ok_or_else(|| Problem::of_file(path, Wrong::Missing)))
            }
            Want::Paths(typed) => {
                let paths = self.lists.iter().map(|(path, _)| path.display().to_string());
                let paths = paths.filter(|path| path.starts_with(&typed)).collect();
                Got::Paths(typed, paths)
            }
            Want::Register { session, edits, .. } => {
                let written = !edits.is_empty();
                let register = match &self.register_fails {
                    Some(problem) => Err(problem.clone()),
                    None => {
                        self.register.apply(&edits);
                        Ok(self.register.clone())
                    }
                };
                Got::Register { session, register, written }
            }
            Want::Left => Got::Left(self.left.clone()),
            Want::Erase { file, item } => {
                self.erased.push(item);
                Got::Erased { file, outcome: Ok(Erased { items: 1, holding: Vec::new() }) }
            }
        }
    }
}

fn answered(cast: Result<(), CastRefused>) -> Answer {
    match cast {
        Ok(()) => Answer::Done { items: Vec::new(), conflicts: 0 },
        Err(refused) => Answer::Refused(Problem::new(Wrong::CastRefused(refused))),
    }
}

/// The screens, a desk that answers at once, and the folder behind the doors.
pub struct Room {
    pub app: App,
    pub session: Session,
    pub version: u64,
    pub status: Status,
    /// The ballots of open rounds.
    pub boxes: BTreeMap<(PollId, RoundNo), BallotBox>,
    pub cards: Vec<Card>,
    /// Requests that are not answered until [`Room::answer`], where the desk is slow.
    pub waiting: Option<Vec<Request>>,
    /// What the next change is refused with.
    pub refuse: Option<Problem>,
    /// What lies outside the session: lists, the register, other sessions.
    pub outside: Outside,
    /// What the merge desk's door has.
    pub merging: Merging,
    pub quit: bool,
    /// What was given to an editor last.
    pub edited: Option<String>,
    /// How often the program was asked to stop for a while.
    pub stopped: usize,
    pub closed: usize,
    pub bells: usize,
    /// Who is here.
    pub presence: Presence,
    /// What was asked about other laptops.
    pub together: Vec<Together>,
    /// The sessions that are heard.
    pub heard: Vec<Found>,
    /// How often the network was looked at.
    pub looks: usize,
    /// What was asked for to be joined.
    pub joins: Vec<JoinAsked>,
    /// Why nobody is let in; where it is `None` whoever asks comes in.
    pub keeps_out: Option<Problem>,
    /// Looks and joins are not answered by themselves.
    pub slow_network: bool,
    done: Vec<Change>,
    undone: Vec<Change>,
    size: (u16, u16),
}

impl Room {
    /// Opens the start screen on those sessions.
    pub fn start(lang: Lang, size: (u16, u16), cards: Vec<Card>) -> Self {
        Self::start_with(lang, size, cards, |options| options)
    }

    /// Opens the start screen with other options.
    pub fn start_with(lang: Lang, size: (u16, u16), cards: Vec<Card>, with: impl FnOnce(Options) -> Options) -> Self {
        let options = Options {
            lang,
            person: "Giulia".into(),
            templates: vec![
                Template {
                    key: "tavolo-wp2".into(),
                    it: "Tavolo WP2".into(),
                    en: "WP2 table".into(),
                    ..Template::default()
                },
                Template {
                    key: "incontro-yag".into(),
                    it: "Incontro YAG".into(),
                    en: "YAG meeting".into(),
                    ..Template::default()
                },
            ],
            samples: true,
            ..Options::new(Surroundings { now: moment, random })
        };
        let (app, effects) = App::new(with(options));
        let mut room = Self {
            app,
            session: Session::default(),
            version: 0,
            status: Status::default(),
            boxes: BTreeMap::new(),
            cards,
            waiting: None,
            refuse: None,
            outside: Outside::default(),
            merging: Merging::default(),
            quit: false,
            edited: None,
            stopped: 0,
            closed: 0,
            bells: 0,
            presence: Presence::default(),
            together: Vec::new(),
            heard: Vec::new(),
            looks: 0,
            joins: Vec::new(),
            keeps_out: Some(Problem::new(Wrong::NoAnswer("Connection refused".into()))),
            slow_network: false,
            done: Vec::new(),
            undone: Vec::new(),
            size,
        };
        room.carry_out(effects);
        room
    }

    /// Opens a session's console.
    pub fn open(lang: Lang, size: (u16, u16), session: Session) -> Self {
        Self::open_with(lang, size, session, Status::default())
    }

    /// Opens a session's console where the desk stands so.
    pub fn open_with(lang: Lang, size: (u16, u16), session: Session, status: Status) -> Self {
        let mut room = Self::start(lang, size, vec![Card { file: "sessions/prova.ron".into(), ..Card::default() }]);
        room.session = session;
        room.status = status;
        room.press("<enter>");
        room
    }

    /// Presses keys: `pBus #strada<enter><esc>u<ctrl-y>`. `<lt>` is `<`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let (event, used) = match rest.strip_prefix('<').and_then(|name| name.split_once('>')) {
                Some(("lt", _)) => (KeyEvent::from(KeyCode::Char('<')), 4),
                Some((name, _)) => (name.parse::<Chord>().expect("a key").into(), name.len() + 2),
                None => (KeyEvent::from(KeyCode::Char(first)), first.len_utf8()),
            };
            self.take(Msg::Key(event));
            rest = &rest[used..];
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.take(Msg::Paste(text.to_owned()));
        self
    }

    /// Lets so many seconds go by.
    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        self.take(Msg::Tick(moment().plus_millis(seconds * 1000)));
        self
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.size = size;
        self.take(Msg::Resized);
        self
    }

    /// Gives the screens a message.
    pub fn take(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::List => {
                    let listing = Listing { folder: "/home/giulia/proximo".into(), cards: self.cards.clone() };
                    self.take(Msg::Listed(Ok(listing)));
                }
                Effect::Look => {
                    self.looks += 1;
                    if !self.slow_network {
                        self.take(Msg::Found(Ok(self.heard.clone())));
                    }
                }
                Effect::Join(asked) => {
                    self.joins.push(asked);
                    if !self.slow_network {
                        self.comes_in();
                    }
                }
                Effect::Open(file) => self.opened(file),
                Effect::Create(new) => {
                    let file = PathBuf::from("sessions/nuova.ron");
                    let mut session = Session::default();
                    let head = Arc::make_mut(&mut session.session);
                    (head.title, head.date, head.place) = (new.title, new.date, new.place);
                    self.session = session;
                    self.take(Msg::Created(Ok(file)));
                }
                Effect::PutSamples => {
                    self.cards = vec![Card { title: "Esempio".into(), sample: true, ..Card::default() }];
                    self.take(Msg::SamplesPut(Ok(())));
                }
                Effect::Prepare(want) => match &mut self.outside.waiting {
                    Some(waiting) => waiting.push(want),
                    None => {
                        let got = self.outside.answer(want);
                        self.take(Msg::Got(got));
                    }
                },
                Effect::Desk(request) => match &mut self.waiting {
                    Some(waiting) => waiting.push(request),
                    None => self.serve(request),
                },
                Effect::Close => {
                    self.closed += 1;
                    self.take(Msg::Closed(Ok(())));
                }
                Effect::Merge(want) => {
                    for got in self.merging.answer(want) {
                        self.take(Msg::Merge(Box::new(got)));
                    }
                }
                Effect::Write(text) => self.edited = Some(text),
                Effect::Stop => self.stopped += 1,
                Effect::Quit => self.quit = true,
                Effect::Bell => self.bells += 1,
            }
        }
    }

    fn opened(&mut self, file: PathBuf) {
        self.take(Msg::Opened(Ok(file)));
        self.show_all();
    }

    fn show_all(&mut self) {
        self.show();
        self.take(Msg::Status(Box::new(self.status.clone())));
        self.take(Msg::Presence(self.presence.clone()));
    }

    /// Lets whoever asked to join come in, or not.
    pub fn comes_in(&mut self) {
        match self.keeps_out.clone() {
            Some(problem) => self.take(Msg::Joined(Err(problem))),
            None => {
                self.take(Msg::Joined(Ok("sessions/unita.ron".into())));
                self.show_all();
            }
        }
    }

    /// Stands with other laptops like that from now on.
    pub fn link(&mut self, link: Link) -> &mut Self {
        self.status.link = link;
        self.take(Msg::Status(Box::new(self.status.clone())));
        self
    }

    /// Has these people here from now on.
    pub fn people(&mut self, people: Vec<Present>) -> &mut Self {
        self.presence.people = people;
        self.take(Msg::Presence(self.presence.clone()));
        self
    }

    /// Does what was asked about other laptops, as a host would.
    fn with_others(&mut self, asked: Together) {
        match &asked {
            Together::Rename(id, name, table) => {
                if let Some(one) = self.presence.people.iter_mut().find(|one| one.id == *id) {
                    (one.name, one.table) = (name.clone(), *table);
                }
            }
            Together::Remove(id) => self.presence.people.retain(|one| one.id != *id),
            Together::Share(open) => {
                let code = if *open { "7-chitarra-vento" } else { "" };
                let addresses = open.then(|| "192.168.1.20:7331".to_owned()).into_iter().collect();
                self.status.link =
                    Link::Hosting(Sharing { open: *open, code: code.into(), addresses, ..Sharing::default() });
            }
            Together::HostHere => self.status.link = Link::Hosting(Sharing::default()),
            Together::NewCode | Together::On(_) | Together::Retry | Together::DeleteCopy => {}
        }
        self.together.push(asked);
        self.take(Msg::Status(Box::new(self.status.clone())));
        self.take(Msg::Presence(self.presence.clone()));
    }

    /// Shows the screens the session as the desk has it.
    pub fn show(&mut self) {
        let session = Arc::new(self.session.clone());
        self.take(Msg::Snapshot(Snapshot { version: self.version, session }));
    }

    /// Lets a slow door answer everything.
    pub fn answer_doors(&mut self) {
        for want in self.outside.waiting.take().unwrap_or_default() {
            let got = self.outside.answer(want);
            self.take(Msg::Got(got));
        }
    }

    /// Lets a slow desk answer everything.
    pub fn answer(&mut self) {
        for request in self.waiting.take().unwrap_or_default() {
            self.serve(request);
        }
    }

    fn serve(&mut self, request: Request) {
        let answer = match request.ask {
            Ask::Change(_) if self.refuse.is_some() => Answer::Refused(self.refuse.take().unwrap()),
            Ask::Change(change) => match change::apply(&self.session, &change) {
                Ok((session, applied)) => {
                    self.undone.clear();
                    let items = applied.change.references().collect();
                    self.done.push(applied.change);
                    self.stands(session);
                    Answer::Done { items, conflicts: applied.conflicts.len() }
                }
                Err(refused) => Answer::Refused(Problem::new(Wrong::ChangeRefused(refused))),
            },
            Ask::Undo => match self.done.pop() {
                Some(change) => {
                    let answer = self.back(&change);
                    self.undone.push(change);
                    answer
                }
                None => Answer::Nothing,
            },
            Ask::Redo => match self.undone.pop() {
                Some(change) => {
                    let edits = change.edits.iter().rev().map(Edit::reversed).collect();
                    let answer = self.back(&Change { edits, ..change.clone() });
                    self.done.push(change);
                    answer
                }
                None => Answer::Nothing,
            },
            Ask::KeepDraft(draft) => {
                self.status.draft = draft;
                Answer::Done { items: Vec::new(), conflicts: 0 }
            }
            Ask::Together(_) if self.refuse.is_some() => Answer::Refused(self.refuse.take().unwrap()),
            Ask::Together(asked) => {
                self.with_others(asked);
                Answer::Done { items: Vec::new(), conflicts: 0 }
            }
            Ask::Save | Ask::Show(_) | Ask::Close => Answer::Done { items: Vec::new(), conflicts: 0 },
            Ask::Cast(_) | Ask::Recast(_) if self.refuse.is_some() => Answer::Refused(self.refuse.take().unwrap()),
            Ask::Cast(cast) => self.cast(*cast),
            Ask::Recast(recast) => self.recast(*recast),
            Ask::Holds { poll, round, receipt } => {
                let holds = self.boxes.get(&(poll, round)).is_some_and(|sealed| sealed.holds(receipt));
                answered(if holds { Ok(()) } else { Err(CastRefused::NoSuchReceipt) })
            }
            Ask::CloseRound { poll, round } => self.close_round(poll, round),
        };
        self.take(Msg::Reply(Reply { ticket: request.ticket, answer }));
    }

    fn cast(&mut self, cast: Cast) -> Answer {
        let key = (cast.poll, cast.round);
        let may = ballot_box::may_cast(self.session.polls.get(cast.poll).map(Arc::as_ref), cast.round, &cast.given);
        let sealed = self.boxes.entry(key).or_insert_with(|| BallotBox::new(key.0, key.1));
        let cast = may.and_then(|()| sealed.cast(cast));
        self.count_boxes();
        answered(cast)
    }

    fn recast(&mut self, recast: Recast) -> Answer {
        let sealed = self.boxes.get_mut(&(recast.poll, recast.round));
        answered(
            sealed.ok_or(CastRefused::NoSuchReceipt).and_then(|sealed| sealed.recast(recast.receipt, recast.given)),
        )
    }

    fn close_round(&mut self, poll: PollId, round: RoundNo) -> Answer {
        let emptied = self.boxes.remove(&(poll, round)).map(BallotBox::empty).unwrap_or_default();
        let poll = self.session.polls.get(poll).ok_or(CastRefused::NotOpen);
        match poll.and_then(|poll| ballot_box::closing(poll, round, emptied, moment())) {
            Ok(edit) => {
                let (session, applied) =
                    change::apply(&self.session, &Change::new(moment(), "Giulia", vec![edit])).unwrap();
                let items = applied.change.references().collect();
                self.count_boxes();
                self.stands(session);
                Answer::Done { items, conflicts: 0 }
            }
            Err(refused) => answered(Err(refused)),
        }
    }

    fn count_boxes(&mut self) {
        self.status.boxes = self.boxes.iter().map(|(key, sealed)| (*key, sealed.len() as u32)).collect();
        self.take(Msg::Status(Box::new(self.status.clone())));
    }

    fn back(&mut self, change: &Change) -> Answer {
        let (session, applied) = change::undo(&self.session, change, change.stamp.clone()).unwrap();
        let items = applied.change.references().collect();
        self.stands(session);
        Answer::Done { items, conflicts: 0 }
    }

    fn stands(&mut self, session: Session) {
        self.session = session;
        self.version += 1;
        self.status.saved = Saved::Journalled(moment());
        self.status.undo = self.done.len();
        self.show();
        self.take(Msg::Status(Box::new(self.status.clone())));
    }

    /// Changes the session as somebody else would.
    pub fn elsewhere(&mut self, edits: Vec<Edit>) {
        let change = Change::new(moment(), "Marco", edits);
        let (session, _) = change::apply(&self.session, &change).unwrap();
        self.session = session;
        self.version += 1;
        self.show();
    }

    fn drawn(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// Returns what stands out on the screen as keys and marked words do, in reading order.
    pub fn marked(&self) -> Vec<String> {
        let (buffer, key) = (self.drawn(), self.app.env.theme.key);
        let mut marked = vec![String::new()];
        for y in 0..buffer.area.height {
            for x in 0..buffer.area.width {
                let cell = &buffer[(x, y)];
                if Some(cell.fg) == key.fg && cell.modifier == key.add_modifier {
                    marked.last_mut().unwrap().push_str(cell.symbol());
                } else {
                    marked.push(String::new());
                }
            }
            marked.push(String::new());
        }
        marked.retain(|text| !text.trim().is_empty());
        marked
    }

    /// Returns the screen as text, blanks at the ends of lines cut.
    pub fn screen(&self) -> String {
        let buffer = self.drawn();
        let mut screen = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += unicode_width::UnicodeWidthStr::width(symbol).max(1) as u16;
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// Fails unless the screen shows all of these.
    #[track_caller]
    pub fn shows(&self, texts: &[&str]) -> &Self {
        let screen = self.screen();
        for text in texts {
            assert!(screen.contains(text), "the screen does not show {text:?}:\n{screen}");
        }
        self
    }

    /// Fails if the screen shows one of these.
    #[track_caller]
    pub fn hides(&self, texts: &[&str]) -> &Self {
        let screen = self.screen();
        for text in texts {
            assert!(!screen.contains(text), "the screen shows {text:?}:\n{screen}");
        }
        self
    }
}
