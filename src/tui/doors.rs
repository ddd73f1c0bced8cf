//! Owns what the screens ask of the world beyond a desk: which sessions there are, opening one, making one.
//! The screens are handed these as closures, so that they import neither files nor threads.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::desk::{Handle, Problem};
use crate::domain::item::Kind;
use crate::domain::time::Day;
use crate::domain::value::SessionState;

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

/// The doors out of the screens.
#[derive(Clone)]
pub struct Doors {
    /// Lists the sessions of the workspace.
    pub list: Door<(), Listing>,
    /// Opens a session's file and its desk.
    pub open: Door<PathBuf, Handle>,
    /// Makes a session and returns its file.
    pub create: Door<NewSession, PathBuf>,
    /// Puts the samples into the workspace, where it can.
    pub samples: Option<Door<(), ()>>,
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").finish_non_exhaustive()
    }
}
