//! Owns the ballot boxes of open rounds on the host's disk: each a file of its own in this machine's history folder, for
//! its owner alone, rewritten whole with every ballot, gone once its round is closed.
//! Nothing of a box goes into journal, history, draft or message but how many ballots it holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::ballot_box::{BallotBox, Cast, CastRefused, Emptied, Recast, Receipt, may_cast, may_close};
use crate::domain::desk::{Problem, Wrong};
use crate::domain::field::{Map, Set};
use crate::domain::id::PollId;
use crate::domain::item::Poll;
use crate::domain::poll::{Ballots, RoundNo};
use crate::domain::session::Session;
use crate::domain::value::{RoundState, Voters};

use super::files::{Files, cannot_write, entries};
use super::folder::Folder;
use super::{open, ron_text};

const FIRST_LINE: &str =
    "// PROXIMO: an open ballot box. It is gone once the vote is closed; do not copy it, do not edit it.\n";
const ASIDE_LINE: &str = "// PROXIMO: ballots of a round that was not closed here. Nothing tells who voted what.\n";

/// The endings of what is put aside: ballots that no round takes, and a box that cannot be read.
const ASIDE_ENDINGS: [&str; 2] = ["box", "box-unread"];

/// The boxes of a session's open rounds.
#[derive(Debug)]
pub struct Boxes {
    files: Files,
    folder: Folder,
    boxes: BTreeMap<(PollId, RoundNo), BallotBox>,
}

/// What is kept of a box that no round takes: without receipts and tickets.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aside {
    poll: PollId,
    round: RoundNo,
    ballots: Map<Voters, Ballots>,
    on_paper: Map<Voters, u32>,
    reasons: Set<String>,
}

impl Boxes {
    /// Holds none: of a copy that no disk holds.
    pub fn none(files: Files, folder: Folder) -> Self {
        Self { files, folder, boxes: BTreeMap::new() }
    }

    /// Takes up the boxes that lie in the folder. One that cannot be read is put aside, and said.
    pub fn look(files: Files, folder: Folder, at: &str) -> (Self, Vec<Problem>) {
        let mut boxes = Self { files, folder, boxes: BTreeMap::new() };
        let mut said = Vec::new();
        for path in lying_in(&boxes.folder.path) {
            match read(&path) {
                Ok(sealed) => {
                    boxes.boxes.insert((sealed.poll, sealed.round), sealed);
                }
                Err(_) => said.extend(boxes.set_unread_aside(&path, at)),
            }
        }
        (boxes, said)
    }

    /// Returns how many ballots each box holds.
    pub fn counts(&self) -> BTreeMap<(PollId, RoundNo), u32> {
        self.boxes.iter().map(|(key, sealed)| (*key, u32::try_from(sealed.len()).unwrap_or(u32::MAX))).collect()
    }

    /// Puts a ballot into the box of its round. It is on disk afterwards.
    ///
    /// # Errors
    /// Where the round is not open, the vote is none that it allows, the ticket is spent, or the disk refuses: the box is
    /// then as it was.
    pub fn cast(&mut self, session: &Session, cast: Cast) -> Result<(), Problem> {
        let key = (cast.poll, cast.round);
        may_cast(poll(session, cast.poll), cast.round, &cast.given).map_err(refused)?;
        let mut sealed = self.boxes.get(&key).cloned().unwrap_or_else(|| BallotBox::new(key.0, key.1));
        sealed.cast(cast).map_err(refused)?;
        self.keep(key, sealed)
    }

    /// Puts another vote in place of one in the box. It is on disk afterwards.
    ///
    /// # Errors
    /// As [`Boxes::cast`], and where no ballot has that receipt.
    pub fn recast(&mut self, session: &Session, recast: Recast) -> Result<(), Problem> {
        let key = (recast.poll, recast.round);
        may_cast(poll(session, recast.poll), recast.round, &recast.given).map_err(refused)?;
        let known = self.boxes.get(&key).cloned();
        let mut sealed = known.ok_or_else(|| refused(CastRefused::NoSuchReceipt))?;
        sealed.recast(recast.receipt, recast.given).map_err(refused)?;
        self.keep(key, sealed)
    }

    /// Tells whether a box holds a ballot with that receipt.
    ///
    /// # Errors
    /// Where it does not.
    pub fn holds(&self, poll: PollId, round: RoundNo, receipt: Receipt) -> Result<(), Problem> {
        let held = self.boxes.get(&(poll, round)).is_some_and(|sealed| sealed.holds(receipt));
        if held { Ok(()) } else { Err(refused(CastRefused::NoSuchReceipt)) }
    }

    /// Returns what is left of a box for its round. The box stays until the round is known to be closed on disk.
    pub fn emptied(&self, poll: PollId, round: RoundNo) -> Emptied {
        self.boxes.get(&(poll, round)).cloned().map(BallotBox::empty).unwrap_or_default()
    }

    /// Does away with the boxes whose rounds are no longer open, as the journal on disk has them: where the round took
    /// what was in it, the box is deleted; else its ballots are put aside, without receipts, and that is said.
    /// A box whose poll was removed stays: the removal may be taken back.
    pub fn settle(&mut self, session: &Session, at: &str) -> Vec<Problem> {
        let mut said = Vec::new();
        let keys: Vec<(PollId, RoundNo)> = self.boxes.keys().copied().collect();
        for key in keys {
            let round = session.polls.get(key.0).and_then(|poll| poll.rounds.get(&key.1));
            let emptied = self.emptied(key.0, key.1);
            let aside = match round.map(|round| (round.state, round)) {
                Some((_, round)) if may_close(round) => continue,
                Some((RoundState::Closed | RoundState::Revealed, round)) => {
                    (round.ballots != emptied.ballots).then_some("the round was closed without it")
                }
                Some((RoundState::Prepared | RoundState::Open | RoundState::Interrupted, _)) => {
                    Some("the round was interrupted")
                }
                None => Some("there is no such round"),
            };
            let done = match aside.filter(|_| !emptied.ballots.is_empty()) {
                Some(why) => self.set_aside(key, emptied, at, why).map(|notice| said.push(notice)),
                None => Ok(()),
            };
            match done.and_then(|()| self.delete(key)) {
                Ok(()) => {
                    self.boxes.remove(&key);
                }
                Err(problem) => said.push(problem),
            }
        }
        said
    }

    fn keep(&mut self, key: (PollId, RoundNo), sealed: BallotBox) -> Result<(), Problem> {
        let path = self.path(key);
        let text = ron_text::pretty(FIRST_LINE, &sealed);
        self.files.replace(&path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
        self.boxes.insert(key, sealed);
        Ok(())
    }

    fn delete(&self, key: (PollId, RoundNo)) -> Result<(), Problem> {
        let path = self.path(key);
        let removed = self.files.remove(&path).and_then(|()| self.files.sync_folder(&self.folder.path));
        removed.map_err(|error| cannot_write(path, &error))
    }

    fn set_aside(
        &self,
        (poll, round): (PollId, RoundNo),
        emptied: Emptied,
        at: &str,
        why: &str,
    ) -> Result<Problem, Problem> {
        let Emptied { ballots, on_paper, reasons, .. } = emptied;
        let kept_in = self.folder.aside(at, ASIDE_ENDINGS[0]);
        let text = ron_text::pretty(ASIDE_LINE, &Aside { poll, round, ballots, on_paper, reasons });
        self.files.replace(&kept_in, text.as_bytes()).map_err(|error| cannot_write(&kept_in, &error))?;
        Ok(Problem::of_file(&self.folder.file, Wrong::BoxSetAside { kept_in, why: why.to_owned() }))
    }

    fn set_unread_aside(&self, path: &Path, at: &str) -> Option<Problem> {
        let kept_in = self.folder.aside(at, ASIDE_ENDINGS[1]);
        self.files.rename(path, &kept_in).ok()?;
        // what is wrong with it may be words of a ballot
        let why = "it cannot be read".to_owned();
        Some(Problem::of_file(&self.folder.file, Wrong::BoxSetAside { kept_in, why }))
    }

    fn path(&self, (poll, round): (PollId, RoundNo)) -> PathBuf {
        self.folder.path.join(format!("box-{poll}-{round}.ron"))
    }
}

/// Returns the boxes that lie in a folder.
fn lying_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| is_box(path)).collect()
}

fn is_box(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("box-") && name.ends_with(".ron")
}

/// Tells whether a box lies in a machine's folder.
pub(super) fn lies_in(folder: &Path) -> bool {
    !lying_in(folder).is_empty()
}

/// Tells whether a file holds ballots: a box, or one that was put aside.
pub(super) fn is_of_ballots(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    is_box(path) || ASIDE_ENDINGS.iter().any(|aside| ending == *aside)
}

/// Returns how many ballots lie in the open boxes of a session file on this machine, without opening the session.
pub fn waiting(file: &Path, machine: &str) -> u32 {
    let boxes = lying_in(&Folder::of(file, machine).path);
    let counts = boxes.iter().filter_map(|path| read(path).ok()).map(|sealed| sealed.len());
    u32::try_from(counts.sum::<usize>()).unwrap_or(u32::MAX)
}

fn read(path: &Path) -> Result<BallotBox, Problem> {
    let bytes = open::read_bytes(path)?.ok_or_else(|| Problem::of_file(path, Wrong::Missing))?;
    let text = ron_text::decode(path, bytes)?;
    let sealed: BallotBox = ron_text::parse(path, &text)?;
    if sealed.format > BallotBox::FORMAT {
        let found = sealed.format;
        return Err(Problem::of_file(path, Wrong::NewerFormat { found, known: BallotBox::FORMAT }));
    }
    Ok(sealed)
}

fn poll(session: &Session, id: PollId) -> Option<&Poll> {
    session.polls.get(id).map(|poll| poll.as_ref())
}

fn refused(why: CastRefused) -> Problem {
    Problem::new(Wrong::CastRefused(why))
}
