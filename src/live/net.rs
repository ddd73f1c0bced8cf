//! Owns the thread of the network: listening, knocking, carrying messages between connections and the desk.
//! Never looks into a message further than to read it, and decides nothing: the desk does.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::domain::id::SessionId;
use crate::domain::link::LaptopId;

use super::host::{Brings, How, PeerNo};
use super::protocol::{Message, Secret};
use super::wire::discovery::{Announcement, Announcer, Browser};
use super::wire::{
    Accepted, Channel, Code, Gate, GateEvent, House, Joining, Key, Keys, Lane, Limits, Mode, Rules, Sender, Times,
    Token, TokenId, WireError, dial, dial_any, listen, serve,
};

/// The most bytes that wait for one connection before it is given up.
const MOST_WAITING: usize = 128 << 20;
/// The most messages that wait for the desk.
const NEWS: usize = 1024;
/// How long it is listened for a host that moved.
const BROWSE: Duration = Duration::from_millis(2500);
/// How long another host may take to say its term.
const SEEK: Duration = Duration::from_secs(5);
/// Urgent messages of which only the newest matters.
const NEWEST_PRESENCE: u32 = 1;
const NEWEST_BOXES: u32 = 2;

/// What the network tells the desk.
#[derive(Debug)]
pub enum News {
    /// The port for programs on this machine.
    Local(u16),
    /// Whether it is open to the network: the port.
    Opened(Result<u16, String>),
    /// Somebody was let in.
    Came(PeerNo, How, SocketAddr),
    /// Somebody said something; or bytes that are no message.
    Said(PeerNo, Result<Message, String>),
    /// Several brought changes, one after another: put together by the desk.
    SaidChanges(Vec<Brings>),
    /// A connection ended.
    Went(PeerNo),
    /// Somebody was not let in.
    Refused(IpAddr, WireError),
    /// Too many wrong codes: another is needed.
    CodeSpent,
    /// The host let this one in, at that address.
    Up(SocketAddr),
    /// The host said something.
    HostSaid(Result<Message, String>),
    /// There is no connection to the host, or no longer.
    Down(WireError),
    /// Another laptop says to have the session: its address, its term and its port.
    Term(IpAddr, u64, u16),
}

/// What the desk wants of the network.
#[derive(Debug)]
pub enum Order {
    /// Open it to the network, at this port if it is to be had; 0 for any.
    Open(u16),
    /// Close it to the network; connections end by themselves.
    Shut,
    /// Let programs on this machine in that have this token.
    Local(Token),
    /// What lets one in: the code, and each token.
    Code(Option<Code>),
    /// This token lets one in.
    Admit(Token),
    /// It no longer does.
    Revoke(TokenId),
    /// Say on the network what is here, or nothing.
    Announce(Option<Box<Announcement>>),
    /// Say this to a connection.
    Say(PeerNo, Message),
    /// End a connection, once what was said before is out.
    Part(PeerNo),
    /// Reach the host: at these addresses, or wherever the network says it is; with each of these keys in turn.
    Dial(Vec<String>, Vec<Key>),
    /// Say this to the host.
    SayHost(Message),
    /// End the connection to the host.
    Hang,
    /// Ask who else says to have the session, at that address and near, with this key and this claim; one's own port.
    Seek(Option<String>, u16, Key, Message),
    /// Let everything that was said go out, and end.
    End,
}

/// The desk's end.
#[derive(Debug)]
pub struct Net {
    orders: mpsc::UnboundedSender<Order>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Net {
    /// Begins the thread. With a token, programs on this machine that have it are let in.
    ///
    /// # Errors
    /// Where the system gives no thread or no sockets.
    pub fn begin(session: SessionId, local: Option<Token>) -> std::io::Result<(Self, mpsc::Receiver<News>)> {
        let (orders, asked) = mpsc::unbounded_channel();
        let (news, told) = mpsc::channel(NEWS);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name("network".to_owned()).spawn(move || {
            runtime.block_on(Network::new(session, news, local).serve(asked));
            // what looks up a name may take long, and nobody waits for it
            runtime.shutdown_background();
        })?;
        Ok((Self { orders, thread: Some(thread) }, told))
    }

    /// Hands over an order.
    pub fn order(&self, order: Order) {
        // where the thread has ended, so does the desk
        let _ = self.orders.send(order);
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Returns how a session is named on the network.
pub fn wire_id(session: SessionId) -> super::wire::SessionId {
    super::wire::SessionId::new(session.to_string().as_bytes()).unwrap_or_default()
}

/// Returns the token that a laptop comes back with.
pub fn token_of(laptop: LaptopId, secret: Secret) -> Token {
    token(token_id(laptop), secret)
}

/// Returns the name of a laptop's token.
pub fn token_id(laptop: LaptopId) -> TokenId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&laptop.0.to_le_bytes());
    TokenId(id)
}

/// Returns the token that opens a session at whoever hosts it later.
pub fn family_token(secret: Secret) -> Token {
    token(TokenId([0xfa; 16]), secret)
}

/// Returns the token of programs on this machine.
pub fn local_token(secret: Secret) -> Token {
    token(TokenId([0x10; 16]), secret)
}

fn token(id: TokenId, secret: Secret) -> Token {
    let mut bytes = [0; 48];
    bytes[..16].copy_from_slice(&id.0);
    bytes[16..].copy_from_slice(&secret.0);
    Token::from_bytes(bytes)
}

fn how_of(mode: Mode) -> How {
    match mode {
        Mode::Code => How::Code,
        Mode::Token(TokenId(id)) if id == [0xfa; 16] => How::Family,
        Mode::Token(TokenId(id)) if id == [0x10; 16] => How::SameMachine,
        Mode::Token(TokenId([a, b, c, d, e, f, g, h, ..])) => {
            How::Back(LaptopId(u64::from_le_bytes([a, b, c, d, e, f, g, h])))
        }
    }
}

/// Returns what a guest says at a door.
pub fn joining(session: Option<SessionId>, key: Key) -> Joining {
    Joining {
        session: session.map(wire_id).unwrap_or_default(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        key,
        times: Times::default(),
        limits: Limits::default(),
    }
}

struct Network {
    session: SessionId,
    news: mpsc::Sender<News>,
    gate: Arc<Gate>,
    keys: Arc<Keys>,
    accepted: mpsc::Sender<Accepted>,
    coming: mpsc::Receiver<Accepted>,
    open: Option<JoinHandle<()>>,
    announcer: Option<Announcer>,
    peers: BTreeMap<PeerNo, Line>,
    next: PeerNo,
    host: Option<JoinHandle<()>>,
    host_line: Option<oneshot::Receiver<Line>>,
    line: Option<Line>,
    listens: bool,
}

/// The way to one connection: what waits for it, in its order.
#[derive(Debug)]
struct Line {
    sender: Sender,
    bulk: mpsc::UnboundedSender<Vec<u8>>,
    waiting: Arc<AtomicUsize>,
}

impl Line {
    fn of(sender: Sender) -> Self {
        let (bulk, mut todo) = mpsc::unbounded_channel::<Vec<u8>>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let (to, counted) = (sender.clone(), waiting.clone());
        tokio::spawn(async move {
            while let Some(bytes) = todo.recv().await {
                let length = bytes.len();
                let sent = to.send(Lane::Bulk, bytes).await;
                counted.fetch_sub(length, Ordering::Relaxed);
                if sent.is_err() {
                    // what comes after it would mean nothing
                    to.cut();
                    return;
                }
            }
            to.close();
        });
        Self { sender, bulk, waiting }
    }

    fn say(&self, message: &Message) {
        let bytes = message.encode();
        if message.is_urgent() {
            let newest = match message {
                Message::Word(super::protocol::Word::Presence(_)) => Some(NEWEST_PRESENCE),
                Message::Word(super::protocol::Word::Boxes(_)) => Some(NEWEST_BOXES),
                _ => None,
            };
            match self.sender.try_urgent(bytes, newest) {
                Ok(()) => return,
                // it may be said later, and not be lost
                Err(WireError::Full | WireError::Length(_)) => {}
                Err(_) => return,
            }
        }
        let bytes = message.encode();
        if self.waiting.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() > MOST_WAITING {
            self.sender.cut();
            return;
        }
        let _ = self.bulk.send(bytes);
    }
}

impl Network {
    fn new(session: SessionId, news: mpsc::Sender<News>, local: Option<Token>) -> Self {
        let keys = Arc::new(Keys::new());
        let listens = local.is_some();
        local.into_iter().for_each(|token| keys.admit(token));
        let house = House {
            session: wire_id(session),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            times: Times::default(),
            limits: Limits::default(),
        };
        let gate = Gate::new(house, keys.clone(), Rules::default());
        let (accepted, coming) = mpsc::channel(16);
        Self {
            session,
            news,
            gate,
            keys,
            accepted,
            coming,
            open: None,
            announcer: None,
            peers: BTreeMap::new(),
            next: 0,
            host: None,
            host_line: None,
            line: None,
            listens,
        }
    }

    async fn serve(mut self, mut asked: mpsc::UnboundedReceiver<Order>) {
        if self.listens {
            self.listen_here().await;
        }
        let gate = self.gate.clone();
        loop {
            let line = async {
                match &mut self.host_line {
                    Some(line) => line.await.ok(),
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                order = asked.recv() => match order {
                    Some(Order::End) | None => break,
                    Some(order) => self.carry_out(order).await,
                },
                line = line => {
                    self.host_line = None;
                    self.line = line;
                }
                Some(accepted) = self.coming.recv() => self.let_in(accepted).await,
                event = gate.event() => {
                    let news = match event {
                        GateEvent::CodeSpent => News::CodeSpent,
                        GateEvent::Refused { what, from, .. } => News::Refused(from, what),
                    };
                    let _ = self.news.send(news).await;
                }
            }
        }
        self.end().await;
    }

    /// Lets what was said go out; not for long.
    async fn end(mut self) {
        self.open.take().into_iter().for_each(|open| open.abort());
        self.announcer = None;
        self.host.take().into_iter().for_each(|host| host.abort());
        let lines: Vec<Line> = std::mem::take(&mut self.peers).into_values().chain(self.line.take()).collect();
        let out = lines.into_iter().map(|line| {
            let Line { sender, bulk, .. } = line;
            drop(bulk);
            async move { drop(sender.ended().await) }
        });
        let all = async {
            for one in out {
                one.await;
            }
        };
        // whoever takes nothing any more is not waited for
        let _ = tokio::time::timeout(Duration::from_secs(1), all).await;
    }

    async fn listen_here(&mut self) {
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        if let Ok(listener) = listen(here)
            && let Ok(address) = listener.local_addr()
        {
            tokio::spawn(serve(listener, self.gate.clone(), self.accepted.clone()));
            let _ = self.news.send(News::Local(address.port())).await;
        }
    }

    async fn carry_out(&mut self, order: Order) {
        match order {
            Order::Open(port) => {
                self.open.take().into_iter().for_each(|open| open.abort());
                let at = |port| listen(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)));
                let opened = at(port).or_else(|_| at(0)).and_then(|listener| {
                    let port = listener.local_addr().map_err(WireError::from)?.port();
                    Ok((listener, port))
                });
                let told = match opened {
                    Ok((listener, port)) => {
                        self.open = Some(tokio::spawn(serve(listener, self.gate.clone(), self.accepted.clone())));
                        Ok(port)
                    }
                    Err(error) => Err(error.to_string()),
                };
                let _ = self.news.send(News::Opened(told)).await;
            }
            Order::Shut => {
                self.open.take().into_iter().for_each(|open| open.abort());
                self.announcer = None;
            }
            Order::Code(code) => self.keys.set_code(code),
            Order::Admit(token) => self.keys.admit(token),
            Order::Revoke(id) => drop(self.keys.revoke(id)),
            Order::Local(token) => {
                self.keys.admit(token);
                self.listen_here().await;
            }
            // a network without multicast is none that one cannot join by address
            Order::Announce(Some(announcement)) => match &self.announcer {
                Some(announcer) => drop(announcer.change(&announcement)),
                None => self.announcer = Announcer::begin(&announcement).ok(),
            },
            Order::Announce(None) => self.announcer = None,
            Order::Say(peer, message) => {
                if let Some(line) = self.peers.get(&peer) {
                    line.say(&message);
                }
            }
            // dropped, what waits is sent, then the connection ends
            Order::Part(peer) => drop(self.peers.remove(&peer)),
            Order::Dial(addresses, keys) => {
                self.host.take().into_iter().for_each(|host| host.abort());
                self.line = None;
                let (tell, line) = oneshot::channel();
                self.host_line = Some(line);
                self.host = Some(tokio::spawn(reach(self.session, addresses, keys, tell, self.news.clone())));
            }
            Order::SayHost(message) => {
                if let Some(mut waiting) = self.host_line.take() {
                    match waiting.try_recv() {
                        Ok(line) => self.line = Some(line),
                        Err(oneshot::error::TryRecvError::Empty) => self.host_line = Some(waiting),
                        Err(oneshot::error::TryRecvError::Closed) => {}
                    }
                }
                if let Some(line) = &self.line {
                    line.say(&message);
                }
            }
            Order::Hang => {
                (self.line, self.host_line) = (None, None);
            }
            Order::Seek(address, port, key, claim) => {
                tokio::spawn(seek(self.session, address, port, key, claim, self.news.clone()));
            }
            Order::End => {}
        }
    }

    async fn let_in(&mut self, accepted: Accepted) {
        self.next += 1;
        let peer = self.next;
        let (sender, mut receiver) = accepted.channel.split();
        self.peers.insert(peer, Line::of(sender));
        let how = how_of(accepted.met.how);
        let _ = self.news.send(News::Came(peer, how, accepted.address)).await;
        let news = self.news.clone();
        tokio::spawn(async move {
            while let Some(Ok(bytes)) = receiver.next().await {
                if news.send(News::Said(peer, Message::decode(&bytes))).await.is_err() {
                    return;
                }
            }
            let _ = news.send(News::Went(peer)).await;
        });
    }
}

/// Reaches the host, and carries what it says until the connection ends.
async fn reach(
    session: SessionId,
    addresses: Vec<String>,
    keys: Vec<Key>,
    tell: oneshot::Sender<Line>,
    news: mpsc::Sender<News>,
) {
    match reached(session, addresses, keys).await {
        Ok((channel, address)) => {
            let (sender, mut receiver) = channel.split();
            if tell.send(Line::of(sender)).is_err() || news.send(News::Up(address)).await.is_err() {
                return;
            }
            let mut why = WireError::Closed;
            while let Some(said) = receiver.next().await {
                match said {
                    Ok(bytes) => {
                        if news.send(News::HostSaid(Message::decode(&bytes))).await.is_err() {
                            return;
                        }
                    }
                    Err(error) => why = error,
                }
            }
            let _ = news.send(News::Down(why)).await;
        }
        Err(error) => drop(news.send(News::Down(error)).await),
    }
}

async fn reached(
    session: SessionId,
    addresses: Vec<String>,
    keys: Vec<Key>,
) -> Result<(Channel, SocketAddr), WireError> {
    let mut wrong = WireError::Closed;
    for address in addresses {
        let found = tokio::net::lookup_host(address.clone()).await.map(Iterator::collect::<Vec<SocketAddr>>);
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                wrong = WireError::from(error);
                continue;
            }
        };
        match with_any_key(session, &found, &keys).await {
            Ok(reached) => return Ok(reached),
            Err(error) => wrong = error,
        }
    }
    // it may be elsewhere by now
    let heard = heard_for(session).await;
    for found in heard {
        match with_any_key(session, &found, &keys).await {
            Ok(reached) => return Ok(reached),
            Err(error) => wrong = error,
        }
    }
    Err(wrong)
}

async fn heard_for(session: SessionId) -> Vec<Vec<SocketAddr>> {
    let Ok(mut browser) = Browser::begin() else { return Vec::new() };
    tokio::time::sleep(BROWSE).await;
    let wanted = wire_id(session);
    browser.heard().into_iter().filter(|heard| heard.id == wanted).map(|heard| heard.addresses).collect()
}

async fn with_any_key(session: SessionId, at: &[SocketAddr], keys: &[Key]) -> Result<(Channel, SocketAddr), WireError> {
    let mut wrong = WireError::Closed;
    for key in keys {
        match dial_any(at, &joining(Some(session), key.clone())).await {
            Ok((channel, _, address)) => return Ok((channel, address)),
            Err(error) => {
                let other_key_may_do = matches!(error, WireError::Refused(_));
                wrong = error;
                if !other_key_may_do {
                    break;
                }
            }
        }
    }
    Err(wrong)
}

/// Asks whoever else says to have the session, there or anywhere near, under which term: of two, the higher has it.
async fn seek(
    session: SessionId,
    address: Option<String>,
    own_port: u16,
    key: Key,
    claim: Message,
    news: mpsc::Sender<News>,
) {
    let mut there: Vec<Vec<SocketAddr>> = Vec::new();
    if let Some(address) = address
        && let Ok(found) = tokio::net::lookup_host(address).await
    {
        there.push(found.collect());
    }
    let own = own_addresses();
    let elsewhere = |address: &SocketAddr| !(address.port() == own_port && own.contains(&address.ip()));
    there.extend(heard_for(session).await.into_iter().map(|heard| heard.into_iter().filter(elsewhere).collect()));
    for at in there.into_iter().filter(|at| !at.is_empty()) {
        let asked = tokio::time::timeout(SEEK, ask_term(session, &at, key.clone(), &claim)).await;
        if let Ok(Some((term, port))) = asked {
            let _ = news.send(News::Term(at[0].ip(), term, port)).await;
        }
    }
}

/// Returns under which term the other hosts, and at which port; nothing where it only listens.
async fn ask_term(session: SessionId, at: &[SocketAddr], key: Key, claim: &Message) -> Option<(u64, u16)> {
    let (channel, _) = dial(at, &joining(Some(session), key)).await.ok()?;
    let (sender, mut receiver) = channel.split();
    sender.send(Lane::Bulk, claim.encode()).await.ok()?;
    while let Some(Ok(bytes)) = receiver.next().await {
        if let Ok(Message::Word(super::protocol::Word::Claim(term, port))) = Message::decode(&bytes) {
            sender.close();
            return Some((term, port));
        }
    }
    None
}

/// Returns this machine's addresses on its networks, the likeliest first.
pub fn own_addresses() -> Vec<IpAddr> {
    // no packet is sent: the system only chooses which of its addresses it would be sent from
    let toward = ["192.0.2.1:9", "10.255.255.255:9", "192.168.255.255:9", "172.31.255.255:9"];
    let mut own: Vec<IpAddr> = Vec::new();
    for there in toward {
        let socket = std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0));
        let address = socket.and_then(|socket| socket.connect(there).and_then(|()| socket.local_addr()));
        if let Ok(address) = address.map(|address| address.ip())
            && !address.is_loopback()
            && !address.is_unspecified()
            && !own.contains(&address)
        {
            own.push(address);
        }
    }
    own
}
