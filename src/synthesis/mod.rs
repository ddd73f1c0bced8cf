//! Sessions to dossier: gathering, likeness, matches, strategies, evidence; and reports as blocks with their sources.
//! PURE: no clock, no disk, no screen, no words that people read. Imports `domain` and `tally` alone.

mod bunches;
pub mod changes;
pub mod choices;
pub mod clashes;
pub mod code;
pub mod comparison;
pub mod curve;
pub mod document;
pub mod dossier;
pub mod draft;
pub mod evidence;
pub mod gather;
mod lexicon;
pub mod likeness;
pub mod lines;
pub mod matches;
pub mod origin;
pub mod resolve;
pub mod shown;
pub mod step;
pub mod strategies;
pub mod terms;
pub mod texts;
pub mod thesaurus;
pub mod title;
pub mod titles;
pub mod words;

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use dossier::{Dossier, SetAside};
use gather::{Gathered, Given};
use likeness::Alike;
use step::{Pace, Stopped};
use thesaurus::Thesaurus;

/// Merges sessions into a dossier. What people said and chose in `previous` is kept; all else is computed anew.
/// The same input gives the same dossier whatever its order, and merging twice changes nothing.
pub fn merge(given: Vec<Given>, set_aside: Vec<SetAside>, previous: Option<&Dossier>) -> Dossier {
    remerge(previous, &gathered(given, previous), set_aside)
}

/// Gathers sessions without those that a person left out.
pub fn gathered(given: Vec<Given>, previous: Option<&Dossier>) -> Gathered {
    let left_out = |given: &Given| previous.is_some_and(|it| it.human.sessions_out.contains_key(&given.session.id()));
    let (out, taken): (Vec<Given>, Vec<Given>) = given.into_iter().partition(left_out);
    let mut pool = gather::gather(taken);
    pool.left_out = gather::gather(out).sessions.into_iter().map(|told| told.source).collect();
    pool
}

/// Returns a code of all that a merge reads beside the dossier that was there before: anything else has another code.
pub fn code_of_inputs(given: &[Given], set_aside: &[SetAside], thesaurus: &Thesaurus) -> String {
    let mut code = code::Quick::default();
    thesaurus.hash(&mut code);
    given.len().hash(&mut code);
    for given in given {
        (&given.name, &given.content).hash(&mut code);
    }
    for aside in set_aside {
        (&aside.file, aside.line, &aside.problem).hash(&mut code);
    }
    code.code()
}

/// Computes the dossier of what was gathered, with what people said and chose in the previous one.
pub fn remerge(previous: Option<&Dossier>, pool: &Gathered, set_aside: Vec<SetAside>) -> Dossier {
    remerge_since(previous, previous, pool, set_aside)
}

/// Does the same, and says what changed since a dossier that is older than the previous one.
pub fn remerge_since(
    since: Option<&Dossier>,
    previous: Option<&Dossier>,
    pool: &Gathered,
    set_aside: Vec<SetAside>,
) -> Dossier {
    let merging = Merging { since, previous, pool, set_aside, pace: Pace::PLAIN };
    merging.run(&mut Alike::default()).expect("nobody stops it")
}

/// A merge of what was gathered.
pub struct Merging<'a> {
    /// What changed is told since this one.
    pub since: Option<&'a Dossier>,
    /// What people said and chose in it is kept.
    pub previous: Option<&'a Dossier>,
    /// What is merged.
    pub pool: &'a Gathered,
    /// Files that were left out.
    pub set_aside: Vec<SetAside>,
    /// Who hears of it, and whose hands do it.
    pub pace: Pace<'a>,
}

impl Merging<'_> {
    /// Computes the dossier, with the pairs that are known; where they are of another pool they are found anew, and kept.
    ///
    /// # Errors
    /// Where it is to stop.
    pub fn run(self, alike: &mut Alike) -> Result<Dossier, Stopped> {
        let Self { since, previous, pool, mut set_aside, pace } = self;
        let nothing = Dossier::default();
        let before = previous.unwrap_or(&nothing);
        let (matches, groups) = matches::settle_known(&before.matches, pool, alike, pace)?;
        let composed = strategies::compose(&before.strategies, pool, &groups, &before.human.chosen, pace)?;
        set_aside.sort();
        set_aside.dedup();
        let (practices, sketches, voices) = (Mutex::default(), Mutex::default(), Mutex::default());
        let (polls, decisions, actions) = (Mutex::default(), Mutex::default(), Mutex::default());
        (pace.hands)(6, &|piece| match piece {
            0 => put(&voices, lines::voices(pool)),
            1 => put(&practices, lines::practices(pool)),
            2 => put(&polls, lines::polls(pool)),
            3 => put(&sketches, lines::sketches(pool)),
            4 => put(&decisions, lines::decisions(pool)),
            _ => put(&actions, lines::actions(pool)),
        });
        let mut dossier = Dossier {
            format: dossier::FORMAT,
            human: before.human.clone(),
            sources: pool.sessions.iter().map(|told| told.source.clone()).collect(),
            sources_out: pool.left_out.clone(),
            set_aside,
            matches,
            strategies: composed.strategies,
            unused: composed.unused,
            practices: made(practices),
            sketches: made(sketches),
            voices: made(voices),
            polls: made(polls),
            decisions: made(decisions),
            actions: made(actions),
            changes: Vec::new(),
            seal: String::new(),
        };
        if let Some(since) = since {
            dossier.changes = changes::since(since, &dossier);
        }
        dossier.seal_by(pace.hands);
        Ok(dossier)
    }
}

fn put<T>(at: &Mutex<T>, made: T) {
    *at.lock().unwrap_or_else(PoisonError::into_inner) = made;
}

fn made<T>(at: Mutex<T>) -> T {
    at.into_inner().unwrap_or_else(PoisonError::into_inner)
}
