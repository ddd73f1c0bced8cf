//! Owns how a desk stands with other laptops, as the screens see it: who shares, who joined, what waits, who is here.
//! Never a connection, never a key: those are `live`'s.

use serde::{Deserialize, Serialize};

use super::id::TableId;
use super::item::ItemRef;
use super::time::Moment;

/// Names a laptop at a session, as long as the host knows it. The host is 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct LaptopId(pub u64);

/// What a laptop is at a session for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Part {
    /// A console: takes down and changes.
    #[default]
    Console,
    /// A wall: shows what is on the wall.
    Wall,
    /// A guest: reads, and changes nothing.
    Guest,
}

/// How this desk stands with other laptops.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Link {
    /// It has the session to itself, and nobody can come in.
    #[default]
    Alone,
    /// It has the session; others may be here.
    Hosting(Sharing),
    /// Another program on this machine has the session; this one works through it, and takes over when it ends.
    Attached {
        /// Whether the other one answers.
        online: bool,
        /// How many changes it does not have yet.
        waiting: usize,
    },
    /// Another laptop has the session; this one holds a whole copy.
    Joined(Joined),
}

/// How a session is shared by its host.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sharing {
    /// Whether laptops on the network can come in; else only programs on this machine.
    pub open: bool,
    /// The code that lets one in: `7-chitarra-vento`. Empty while it is not open.
    pub code: String,
    /// The addresses at which this laptop is found, the likeliest first: `192.168.1.20:7331`. Empty while it is not open.
    pub addresses: Vec<String>,
    /// Why it cannot be opened to the network, in the system's words; empty where nothing is wrong.
    pub trouble: String,
    /// Who was turned away lately, the last one first; at most ten.
    pub refused: Vec<Refusal>,
    /// A host with a higher term has the session: this one is about to join it.
    pub superseded: bool,
}

/// Somebody who was turned away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// When.
    pub at: Moment,
    /// From where.
    pub from: String,
    /// Why.
    pub why: TurnedAway,
    /// How often in a row.
    pub times: u32,
}

/// Why a laptop is turned away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TurnedAway {
    /// The code was wrong.
    WrongCode,
    /// Too many wrong codes: it may try again after this many seconds.
    Wait(u32),
    /// It was removed from the session.
    Removed,
    /// It knows another session than this one.
    OtherSession,
    /// Its program is older: the version that is needed here.
    TooOld(String),
    /// Its program is newer: the version that is here.
    TooNew(String),
    /// What it sent is nothing that this program says.
    Nonsense,
    /// It said nothing in time.
    Silent,
    /// More laptops than the host takes.
    Full,
    /// A guest tried to change something.
    OnlyReads,
}

/// How a joined laptop stands with its host.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Joined {
    /// What the host's person is called.
    pub host: String,
    /// Where the host was found last: `192.168.1.20:7331`.
    pub address: String,
    /// Whether the host answers.
    pub online: bool,
    /// Whether what was taken down apart is being put together.
    pub meeting: bool,
    /// Since when it does not answer; `None` while it does.
    pub since: Option<Moment>,
    /// How many changes of this laptop the host does not have on its disk yet.
    pub waiting: usize,
    /// Why the host does not let it in again, where it does not.
    pub turned_away: Option<TurnedAway>,
    /// What this laptop is here for.
    pub part: Part,
}

/// Who is at the session.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Presence {
    /// Each person at a console, a wall or reading, the host first, then in the order in which they came.
    pub people: Vec<Present>,
    /// Which of them this laptop is.
    pub me: LaptopId,
}

/// One laptop at a session.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Present {
    /// Which.
    pub id: LaptopId,
    /// The name they gave.
    pub name: String,
    /// The table they sit at.
    pub table: Option<TableId>,
    /// What it is here for.
    pub part: Part,
    /// The item they are writing on.
    pub on: Option<ItemRef>,
    /// Whether they lead: the host.
    pub leads: bool,
    /// Whether it answers. One that does not is expected back.
    pub online: bool,
    /// A program on the host's own machine.
    pub same_machine: bool,
    /// Its colour, by its place among those of the theme; the host's is 0.
    pub colour: u8,
}

impl Presence {
    /// Returns whoever else is writing on an item now.
    pub fn others_on(&self, item: ItemRef) -> impl Iterator<Item = &Present> {
        self.people.iter().filter(move |one| one.on == Some(item) && one.online && one.id != self.me)
    }

    /// Returns how many answer, this laptop among them.
    pub fn online(&self) -> usize {
        self.people.iter().filter(|one| one.online).count()
    }
}

/// What a person asks about other laptops.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Together {
    /// Let laptops on the network come in, or let no new ones in and part from those that are here. The host's alone.
    Share(bool),
    /// Draw another code; who is in stays in. The host's alone.
    NewCode,
    /// Send a laptop away, for good: its right to come back ends, and the code changes. The host's alone.
    Remove(LaptopId),
    /// Call a laptop by another name, and seat it at a table. One's own, or any where one is the host.
    Rename(LaptopId, String, Option<TableId>),
    /// One is writing on this item now, or on none.
    On(Option<ItemRef>),
    /// Host the session from this laptop from now on, under a higher term: the old host joins when it comes back.
    HostHere,
    /// Try to reach the host now.
    Retry,
    /// Part from the host and delete this laptop's copy; refused while something waits.
    DeleteCopy,
}

/// A session that is heard on the network.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// What it is called.
    pub title: String,
    /// Who hosts it.
    pub host: String,
    /// Where: `192.168.1.20:7331`.
    pub address: String,
    /// Whether this program can join it; else the version that is needed.
    pub needs: Option<String>,
    /// This laptop was in it already: no code is asked for.
    pub known: bool,
}
