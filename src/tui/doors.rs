//! Owns what the screens ask of the world beyond a desk: which sessions there are, opening one, making one.
//! The screens are handed these as closures, so that they import neither files nor threads.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::carry::Left;
use crate::domain::desk::{Handle, Problem};
use crate::domain::id::SessionId;
use crate::domain::item::ItemRef;
use crate::domain::item::Kind;
use crate::domain::link::{Found, Part};
use crate::domain::register::{PersonEdit, Register};
use crate::domain::time::Day;
use crate::domain::value::SessionState;
use crate::synthesis::document::Document;
use crate::synthesis::likeness::Mark;
use crate::synthesis::origin::Origin;
use crate::synthesis::shown::Shown;
use crate::synthesis::words::Words;
use crate::text::Lang;

/// A session of the workspace, as far as the start screen tells it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    /// Its file.
    pub file: PathBuf,
    /// What it is called; empty where it could not be read.
    pub title: String,
    /// When it takes place.
    pub date: Option<Day>,
    /// Where.
    pub place: String,
    /// Prepared, running or closed.
    pub state: SessionState,
    /// Invented, to show the program.
    pub sample: bool,
    /// How many items of the seven kinds it holds.
    pub counts: Vec<(Kind, usize)>,
    /// Why it cannot be read, or what to know about it.
    pub problem: Option<Problem>,
}

/// The workspace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// Its folder.
    pub folder: PathBuf,
    /// Its sessions, in any order.
    pub cards: Vec<Card>,
}

/// An agenda that a new session can begin with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Template {
    /// How the door knows it.
    pub key: String,
    /// What it is called in Italian.
    pub it: String,
    /// What it is called in English.
    pub en: String,
    /// What is in it, in Italian.
    pub outline_it: Outline,
    /// What is in it, in English.
    pub outline_en: Outline,
}

impl Template {
    /// Returns what it is called.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::It => &self.it,
            Lang::En => &self.en,
        }
    }

    /// Returns what is in it.
    pub fn outline(&self, lang: Lang) -> &Outline {
        match lang {
            Lang::It => &self.outline_it,
            Lang::En => &self.outline_en,
        }
    }
}

/// What is in an agenda, as far as it is told before it is chosen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// The title that a session of it begins with.
    pub title: String,
    /// What it is for.
    pub aim: String,
    /// Its steps, each with its minutes.
    pub steps: Vec<(String, u32)>,
}

impl Outline {
    /// Returns how many minutes it takes in all.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|(_, minutes)| *minutes).sum()
    }
}

/// What is asked while a session is prepared.
#[derive(Clone, PartialEq, Debug)]
pub enum Want {
    /// The bytes of a list of participants.
    List(PathBuf),
    /// What a path that is being typed can become.
    Paths(String),
    /// The register of a session, with these changes written into it first.
    Register {
        /// The session's file.
        file: PathBuf,
        /// The session.
        session: SessionId,
        /// What changes; nothing where it is only read.
        edits: Vec<PersonEdit>,
    },
    /// What the sessions of the workspace leave open.
    Left,
    /// Erasing an item of a session that is closed, for good.
    Erase {
        /// The session's file.
        file: PathBuf,
        /// The item; a participant with all that they said.
        item: ItemRef,
    },
}

/// What was erased for good.
#[derive(Clone, PartialEq, Debug)]
pub struct Erased {
    /// How many items.
    pub items: usize,
    /// Files of the workspace that still hold its words: reports, the dossier.
    pub holding: Vec<PathBuf>,
}

/// What is answered to a [`Want`].
#[derive(Clone, PartialEq, Debug)]
pub enum Got {
    /// A list's bytes.
    List(Result<Vec<u8>, Problem>),
    /// Of a path that was typed, what it can become; folders end with a separator.
    Paths(String, Vec<String>),
    /// The register as it is now, and whether it was only read.
    Register {
        /// Which session's.
        session: SessionId,
        /// It, or why it could not be read or written.
        register: Result<Register, Problem>,
        /// Whether something was to be written.
        written: bool,
    },
    /// What is left open in the workspace.
    Left(Leftovers),
    /// What was erased, or why it was not.
    Erased {
        /// The session's file, to be opened again.
        file: PathBuf,
        /// What went.
        outcome: Result<Erased, Problem>,
    },
}

/// What the sessions of a workspace leave open.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Leftovers {
    /// Each thing with the file of the session that speaks of it last, in the order in which they are shown.
    pub list: Vec<(PathBuf, Left)>,
    /// Files that could not be read.
    pub skipped: Vec<PathBuf>,
}

/// A session to be made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewSession {
    /// What it is called.
    pub title: String,
    /// When it takes place.
    pub date: Option<Day>,
    /// Where.
    pub place: String,
    /// The key of the template it begins with; none for an empty agenda.
    pub template: Option<String>,
}

/// A door: asked something, it answers, or says what is wrong. Runs beside the screens and may take its time.
pub type Door<A, B> = Arc<dyn Fn(A) -> Result<B, Problem> + Send + Sync>;

/// What a merge is at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MergeStage {
    /// Reading the sessions.
    Reading,
    /// Comparing the practices.
    Comparing,
    /// Composing the strategies.
    Composing,
    /// Writing the dossier.
    Writing,
}

/// What the merge desk asks.
#[derive(Clone, PartialEq, Debug)]
pub enum MergeWant {
    /// Reading the workspace's sessions and its dossier, and merging them, for the desk of this number.
    Open(u64),
    /// Merging anew with what a person said and chose, and writing the dossier.
    Settle {
        /// The number of the request: an older one is left undone.
        ticket: u64,
        /// What was said and chose.
        words: Arc<Words>,
    },
    /// Letting go of what was shown before: there is so much of it that it would hold up a key.
    LetGo(Box<Shown>),
    /// Which words tie practices.
    Explain(Vec<Origin>),
    /// The dossier's document, to be read.
    Preview(Lang),
    /// Writing the documents.
    Report(Lang),
    /// Keeping texts that are unfinished, beside the dossier; forgetting them where there is nothing.
    Keep {
        /// The number of the request: an older one is left undone.
        number: u64,
        /// Them, as the desk writes them.
        text: String,
    },
    /// Leaving undone what is at work.
    Cancel,
    /// Letting the dossier go, as far as the desk of this number has it.
    Close(u64),
}

/// What was merged.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The dossier, as it was written, with all that the desk looks up in it.
    pub shown: Box<Shown>,
    /// Somebody else works on it: nothing is written.
    pub read_only: bool,
    /// The file had been changed by hand, and both versions were put together.
    pub hand_met: bool,
    /// What else there is to know.
    pub notices: Vec<Problem>,
    /// The texts that were unfinished when the desk was open last, as it was asked to keep them.
    pub unfinished: String,
}

/// What is answered to a [`MergeWant`].
#[derive(Clone, Debug)]
pub enum MergeGot {
    /// How far it is; told only of what takes long.
    Progress {
        /// What it is at.
        stage: MergeStage,
        /// How much is done.
        done: usize,
        /// Of how much.
        of: usize,
    },
    /// What was merged, or why it could not be.
    Merged {
        /// The number of the request; 0 for opening.
        ticket: u64,
        /// It.
        merged: Result<Box<Merged>, Problem>,
    },
    /// What ties practices, and where in the fields of each.
    Explained {
        /// The practices.
        practices: Vec<Origin>,
        /// Of each, where words stand that another one has too.
        marks: BTreeMap<Origin, Vec<Mark>>,
    },
    /// The dossier's document.
    Previewed(Box<Document>),
    /// Unfinished texts were kept, or could not be. Nothing is answered to a request that newer ones overtook.
    Kept {
        /// The number of the request.
        number: u64,
        /// What came of it.
        kept: Result<(), Problem>,
    },
    /// It was left undone as was asked.
    Cancelled,
    /// The documents that were written.
    Reported(Result<Vec<PathBuf>, Problem>),
}

/// The door of the merge desk: it may answer more than once, the last time with what was asked for.
pub type MergeDoor = Arc<dyn Fn(MergeWant, &dyn Fn(MergeGot)) + Send + Sync>;

/// A session to be joined on another laptop.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct JoinAsked {
    /// Where: `192.168.1.20:7331`; the port may be left out.
    pub address: String,
    /// The code on the facilitator's screen; empty where this laptop was in the session already.
    pub code: String,
    /// The name one gives.
    pub name: String,
    /// What this laptop is to be there for.
    pub part: Part,
}

/// The doors out of the screens.
#[derive(Clone)]
pub struct Doors {
    /// Lists the sessions of the workspace.
    pub list: Door<(), Listing>,
    /// Opens a session's file and its desk.
    pub open: Door<PathBuf, Handle>,
    /// Makes a session and returns its file.
    pub create: Door<NewSession, PathBuf>,
    /// Tells which sessions are heard on the network; takes about two seconds.
    pub look: Door<(), Vec<Found>>,
    /// Joins a session on another laptop; its file here, and its desk.
    pub join: Door<JoinAsked, (PathBuf, Handle)>,
    /// What is asked while a session is prepared; its answers say themselves what was wrong.
    pub prepare: Arc<dyn Fn(Want) -> Got + Send + Sync>,
    /// Merges the workspace's sessions.
    pub merge: MergeDoor,
    /// Puts the samples into the workspace, where it can.
    pub samples: Option<Door<(), ()>>,
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").finish_non_exhaustive()
    }
}
