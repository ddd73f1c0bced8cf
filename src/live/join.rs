//! Owns coming in for the first time: at another laptop's session by its code, or at a session that another program on
//! this machine has open. What goes on after that is the desk's.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::desk::{Handle, Problem, Wrong};
use crate::domain::id::SessionId;
use crate::domain::link::{Found, Part, TurnedAway};
use crate::store::document::{Document, plant};
use crate::store::folder::Folder;
use crate::store::{self, Opened, workspace};

use super::desk::why_turned_away;
use super::endpoint;
use super::net::{self, joining};
use super::protocol::{Hello, LONGEST_NAME, Message, Secret, Welcome, Word, clean_name};
use super::ties::{HostTie, Ties};
use super::wire::discovery::browse;
use super::wire::{Code, Key, Lane, PROTOCOL, WireError, dial};
use super::{Begin, Desk, DeskOptions};

/// The usual port: asked for by a host that had none yet, tried where an address names none.
pub const PORT: u16 = 7331;
/// How long sessions are listened for.
const LISTEN: Duration = Duration::from_millis(1900);
/// How long the host may take to send the whole session.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked of the host of a session.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// Where it is: `192.168.1.20:7331`; the port may be left out.
    pub address: String,
    /// The code on its screen; empty where this laptop was in the session before.
    pub code: String,
    /// The name one gives.
    pub name: String,
    /// What this laptop is to be there for.
    pub part: Part,
}

/// What a host sent to one who comes in.
struct Fetched {
    welcome: Welcome,
    history: Vec<u8>,
    address: String,
}

/// Tells which sessions are heard on the network; takes about two seconds.
///
/// # Errors
/// Where there is no network to listen on.
pub fn look(folder: &Path, machine: &str) -> Result<Vec<Found>, Problem> {
    let runtime = runtime()?;
    let heard = runtime.block_on(browse(LISTEN));
    let heard = heard.map_err(|error| Problem::new(Wrong::NoAnswer(error.to_string())))?;
    let known: Vec<SessionId> = known_here(folder, machine).into_iter().map(|known| known.session).collect();
    let found = heard.into_iter().map(|heard| Found {
        title: heard.title,
        host: heard.host,
        address: likeliest(&heard.addresses).map(SocketAddr::to_string).unwrap_or_default(),
        needs: (heard.protocol != PROTOCOL).then(|| heard.protocol.to_string()),
        known: known.iter().any(|known| net::wire_id(*known) == heard.id),
    });
    Ok(found.filter(|found| !found.address.is_empty()).collect())
}

/// Returns the address at which another laptop is likely found: one of its own is of use on this machine alone.
fn likeliest(addresses: &[SocketAddr]) -> Option<&SocketAddr> {
    addresses.iter().find(|address| !address.ip().is_loopback()).or(addresses.first())
}

/// Joins a session on another laptop: all of it comes onto this disk, and its desk begins.
///
/// # Errors
/// Where nobody answers, the code is wrong, or the disk refuses.
pub fn join(asked: &Asked, folder: &Path, options: DeskOptions) -> Result<(PathBuf, Handle, Desk), Problem> {
    let known = known_here(folder, &options.machine);
    let fetched = if asked.code.trim().is_empty() {
        come_back(asked, &known)?
    } else {
        let code: Code = asked.code.parse().map_err(|_| Problem::new(Wrong::TurnedAway(TurnedAway::WrongCode)))?;
        fetch(&asked.address, &[Key::Code(code)], &hello_of(asked, None))?
    };
    let session = fetched.welcome.session.ok_or_else(|| not_understood("no session"))?;
    let here = known.iter().find(|known| known.session == session).map(|known| known.file.clone());
    let file = match here.or_else(|| workspace::of_session(folder, session)) {
        Some(file) => file,
        None => {
            let file = workspace::new_file(folder, None, &fetched.welcome.file.replace(['-', '_'], " "));
            plant(&file, &options.machine, &fetched.history)?;
            file
        }
    };
    let at = Folder::of(&store::whole_path(&file), &options.machine).ties();
    let mut ties = Ties::read(&at);
    let before = ties.host.take().unwrap_or_default();
    let Welcome { id, token, family, term, host, part, .. } = fetched.welcome;
    ties.term = term.max(ties.term);
    if family != Secret::default() {
        ties.family = family;
    }
    ties.host = Some(HostTie {
        name: clean_name(&host),
        address: fetched.address,
        id,
        token: if token == Secret::default() { before.token } else { token },
        part,
        me: name_of(asked),
        table: before.table,
        shared: before.shared,
    });
    match store::open(&file, &options.opening())? {
        Opened::Writable(document) => {
            ties.keep(&options.files, &at)?;
            let options = DeskOptions { together: Begin::Joined(ties), ..options };
            let (handle, desk) = super::begin(&file, Opened::Writable(document), options)?;
            Ok((file, handle, desk))
        }
        Opened::Shown(shown) => Err(Problem::of_file(&file, super::refusal(shown.why))),
    }
}

/// Comes in at a session that another program on this machine has open; `None` where none says so, or it does not answer.
pub(super) fn attach(file: &Path, options: &DeskOptions) -> Option<(Handle, Desk)> {
    let (document, together) = attached(file, options)?;
    let options = DeskOptions { together, ..options.clone() };
    super::begin(file, Opened::Writable(Box::new(document)), options).ok()
}

/// Returns the copy of such a session that no disk holds, and where the program is that has it.
pub(super) fn attached(file: &Path, options: &DeskOptions) -> Option<(Document, Begin)> {
    let whole = store::whole_path(file);
    let folder = Folder::of(&whole, &options.machine);
    let part = options.part;
    let Some(door) = endpoint::find(&folder) else {
        return if part == Part::Wall { beside_joined(&whole, &folder, options) } else { None };
    };
    let address = format!("127.0.0.1:{}", door.port);
    let hello = Hello { name: options.by.clone(), part, same_machine: true, ..Hello::default() };
    let key = Key::Token(net::local_token(door.secret));
    let fetched = fetch(&address, &[key], &hello).ok()?;
    let document = Document::in_memory(&whole, &fetched.history).ok()?;
    let tie = HostTie { address, token: door.secret, me: options.by.clone(), part, ..HostTie::default() };
    let ties = Ties { term: fetched.welcome.term, host: Some(tie), ..Ties::default() };
    Some((document, Begin::Attached(ties)))
}

/// Returns the copy for a wall beside a program that joined: it goes to the host itself, as one of the session's laptops.
fn beside_joined(file: &Path, folder: &Folder, options: &DeskOptions) -> Option<(Document, Begin)> {
    let known = Ties::read(&folder.ties());
    let host = known.host.filter(|_| known.family != Secret::default())?;
    let hello = Hello { name: options.by.clone(), part: options.part, term: known.term, ..Hello::default() };
    let fetched = fetch(&host.address, &[Key::Token(net::family_token(known.family))], &hello).ok()?;
    let document = Document::in_memory(file, &fetched.history).ok()?;
    let Welcome { id, token, term, .. } = fetched.welcome;
    let tie =
        HostTie { address: host.address, id, token, me: options.by.clone(), part: options.part, ..HostTie::default() };
    Some((document, Begin::Beside(Ties { term, family: known.family, host: Some(tie), ..Ties::default() })))
}

fn hello_of(asked: &Asked, session: Option<SessionId>) -> Hello {
    Hello { name: name_of(asked), part: asked.part, session, ..Hello::default() }
}

fn name_of(asked: &Asked) -> String {
    asked.name.chars().take(LONGEST_NAME).collect()
}

/// Comes back to a session in which this laptop was before.
fn come_back(asked: &Asked, known: &[Known]) -> Result<Fetched, Problem> {
    let mut wrong = None;
    let address = with_port(&asked.address);
    let mut candidates: Vec<&Known> = known.iter().collect();
    candidates.sort_by_key(|known| known.ties.host.as_ref().is_none_or(|host| host.address != address));
    for known in candidates {
        let mut keys = Vec::new();
        if let Some(host) = known.ties.host.as_ref().filter(|host| host.token != Secret::default()) {
            keys.push(Key::Token(net::token_of(host.id, host.token)));
        }
        if known.ties.family != Secret::default() {
            keys.push(Key::Token(net::family_token(known.ties.family)));
        }
        let hello = Hello { term: known.ties.term, ..hello_of(asked, Some(known.session)) };
        match fetch(&asked.address, &keys, &hello) {
            Ok(fetched) => return Ok(fetched),
            // what the likeliest was told says most
            Err(problem) => drop(wrong.get_or_insert(problem)),
        }
    }
    Err(wrong.unwrap_or_else(|| Problem::new(Wrong::TurnedAway(TurnedAway::WrongCode))))
}

/// A session of the workspace that has to do with other laptops.
struct Known {
    file: PathBuf,
    session: SessionId,
    ties: Ties,
}

fn known_here(folder: &Path, machine: &str) -> Vec<Known> {
    let files = workspace::files(&workspace::sessions_folder(folder)).into_iter();
    let known = files.filter_map(|file| {
        let ties = Ties::read(&Folder::of(&store::whole_path(&file), machine).ties());
        if ties.host.is_none() && ties.family == Secret::default() {
            return None;
        }
        let session = store::read(&file).ok()?.session.id();
        Some(Known { file, session, ties })
    });
    known.collect()
}

fn with_port(address: &str) -> String {
    let address = address.trim();
    // `fe80::1` has colons and no port; `[fe80::1]:7331` has one
    let has_port = address
        .rsplit_once(':')
        .is_some_and(|(host, port)| port.parse::<u16>().is_ok() && (!host.contains(':') || host.ends_with(']')));
    match (has_port, address.contains(':') && !address.starts_with('[')) {
        (true, _) => address.to_owned(),
        (false, true) => format!("[{address}]:{PORT}"),
        (false, false) => format!("{address}:{PORT}"),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Problem> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Problem::new(Wrong::NoAnswer(error.to_string())))
}

fn not_understood(why: &str) -> Problem {
    Problem::new(Wrong::NotUnderstood(why.to_owned()))
}

fn problem_of(error: &WireError) -> Problem {
    Problem::new(match why_turned_away(error) {
        Some(why) => Wrong::TurnedAway(why),
        None => Wrong::NoAnswer(error.to_string()),
    })
}

/// Reaches a host, says hello, and gets the whole session.
fn fetch(address: &str, keys: &[Key], hello: &Hello) -> Result<Fetched, Problem> {
    let address = with_port(address);
    let runtime = runtime()?;
    let fetched = runtime.block_on(async {
        let found = tokio::net::lookup_host(address.clone()).await;
        let found: Vec<SocketAddr> = found.map_err(|error| Problem::new(Wrong::NoAnswer(error.to_string())))?.collect();
        let mut wrong = Problem::new(Wrong::TurnedAway(TurnedAway::WrongCode));
        for key in keys {
            match dial(&found, &joining(hello.session, key.clone())).await {
                Ok((channel, _)) => {
                    let asked = tokio::time::timeout(PATIENCE, converse(channel, hello)).await;
                    let (welcome, history) =
                        asked.map_err(|_| Problem::new(Wrong::TurnedAway(TurnedAway::Silent)))??;
                    return Ok(Fetched { welcome, history, address });
                }
                Err(error) => wrong = problem_of(&error),
            }
        }
        Err(wrong)
    });
    // looking up a name may take long, and nobody waits for it
    runtime.shutdown_background();
    fetched
}

async fn converse(channel: super::wire::Channel, hello: &Hello) -> Result<(Welcome, Vec<u8>), Problem> {
    let (sender, mut receiver) = channel.split();
    let say =
        async |word: Word| sender.send(Lane::Bulk, Message::Word(word).encode()).await.map_err(|e| problem_of(&e));
    say(Word::Hello(hello.clone())).await?;
    let mut welcome = None;
    while let Some(said) = receiver.next().await {
        let bytes = said.map_err(|error| problem_of(&error))?;
        match (Message::decode(&bytes).map_err(|why| not_understood(&why))?, &mut welcome) {
            (Message::Word(Word::Welcome(said)), welcome @ None) => {
                *welcome = Some(*said);
                say(Word::WantWhole).await?;
            }
            (Message::Whole(history), Some(_)) => {
                sender.close();
                return Ok((welcome.take().unwrap_or_default(), history));
            }
            (Message::Word(Word::TurnedAway(why)), _) => return Err(Problem::new(Wrong::TurnedAway(why))),
            (Message::Word(Word::Bye), _) => break,
            (Message::Word(_) | Message::Ops { .. } | Message::Said { .. } | Message::Whole(_), _) => {}
        }
    }
    Err(Problem::new(Wrong::NoAnswer("it ended before the session had come".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_the_usual_port_where_it_names_none() {
        for (written, whole) in [
            ("192.168.1.20", "192.168.1.20:7331"),
            (" 192.168.1.20:9000 ", "192.168.1.20:9000"),
            ("portatile.local", "portatile.local:7331"),
            ("fe80::1", "[fe80::1]:7331"),
            ("[fe80::1]:80", "[fe80::1]:80"),
        ] {
            assert_eq!(with_port(written), whole);
        }
    }
}
