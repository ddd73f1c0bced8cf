//! The door of the merge desk: reads sessions and dossier, merges, writes the dossier and its documents. One writer: the
//! dossier is locked as long as the desk is open. What was changed by hand meanwhile is put together with what was chosen.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::merge::{self, stem};
use super::report::{COMMITMENTS, sheet_name};
use super::{Call, machine};
use crate::domain::desk::{Problem, Wrong};
use crate::domain::value::MayGoTo;
use crate::report;
use crate::store::dossier::{self as file, Proposals};
use crate::store::parsed::Parsed;
use crate::store::{self, hands, workspace};
use crate::synthesis::dossier::{Dossier, SetAside};
use crate::synthesis::gather::{Gathered, Given};
use crate::synthesis::likeness::{Alike, Explainer};
use crate::synthesis::origin::Origin;
use crate::synthesis::shown::Shown;
use crate::synthesis::step::{Pace, Step, Stopped};
use crate::synthesis::thesaurus::Thesaurus;
use crate::synthesis::words::Words;
use crate::synthesis::{self, Merging};
use crate::text::Lang;
use crate::tui::doors::{MergeDoor, MergeGot, MergeStage, MergeWant, Merged};

/// What takes longer than this says how far it is.
const LONG: Duration = Duration::from_millis(400);

/// What is merged, and where to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct At {
    /// Files and folders; none: the workspace's sessions.
    pub(super) paths: Vec<PathBuf>,
    /// The folder of the dossier; none: the workspace's `proposals`.
    pub(super) out: Option<PathBuf>,
}

/// Makes the door of the merge desk.
pub(super) fn door(call: &Call<'_>, at: At) -> MergeDoor {
    let table = Arc::new(Table {
        named: (!at.paths.is_empty()).then(|| call.session_files(&at.paths)),
        workspace: call.workspace.clone(),
        sessions: workspace::sessions_folder(&call.workspace),
        proposals: at.out.unwrap_or_else(|| call.workspace.join("proposals")),
        machine: machine(),
        lang: call.lang,
        open: Mutex::default(),
        cancelled: AtomicBool::new(false),
        newest: AtomicU64::new(0),
        newest_kept: AtomicU64::new(0),
        keeps: Mutex::default(),
        explainer: Mutex::default(),
    });
    Arc::new(move |want, tell| table.answer(want, tell))
}

struct Table {
    /// The files that were named; none: whatever is in the folder of sessions.
    named: Option<Vec<PathBuf>>,
    workspace: PathBuf,
    sessions: PathBuf,
    proposals: PathBuf,
    machine: String,
    lang: Lang,
    open: Mutex<Option<Open>>,
    cancelled: AtomicBool,
    newest: AtomicU64,
    /// The newest texts that are to be kept, and whether this desk may keep some: it is held by whoever keeps or reads them.
    /// They wait for no merge.
    newest_kept: AtomicU64,
    keeps: Mutex<bool>,
    /// What tells which words tie practices: read when it is asked for, anew once there are other sessions.
    explainer: Mutex<Option<Explainer<Arc<Gathered>>>>,
}

/// A dossier at work.
struct Open {
    desk: u64,
    proposals: Proposals,
    given: Vec<Given>,
    set_aside: Vec<SetAside>,
    pool: Arc<Gathered>,
    /// What is kept of what was read, and the pairs of the pool, found once: nothing before something is merged.
    parsed: Parsed,
    alike: Option<Alike>,
    paths: Vec<PathBuf>,
    /// As it was when the desk was opened: what changed is told since then.
    start: Option<Arc<Dossier>>,
    now: Arc<Dossier>,
    /// It is kept as the dossier that was written last.
    kept: bool,
}

/// Says how far something is, once it takes long.
struct Progress<'a> {
    since: Instant,
    tell: &'a dyn Fn(MergeGot),
    cancelled: &'a AtomicBool,
}

impl Progress<'_> {
    /// Tells how far it is. `Err` where it is to be left undone.
    fn at(&self, stage: MergeStage, done: usize, of: usize) -> Result<(), Left> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Left::Undone);
        }
        if self.since.elapsed() >= LONG {
            (self.tell)(MergeGot::Progress { stage, done, of });
        }
        Ok(())
    }

    /// Does the same, and says whether to go on.
    fn flow(&self, stage: MergeStage, done: usize, of: usize) -> ControlFlow<()> {
        if self.at(stage, done, of).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Tells how far a merge is, and says whether it goes on.
    fn heard(&self, step: Step) -> ControlFlow<()> {
        match step {
            Step::Comparing(done, of) => self.flow(MergeStage::Comparing, done, of),
            Step::Composing(done, of) => self.flow(MergeStage::Composing, done, of),
        }
    }
}

/// Why nothing was merged.
enum Left {
    /// It was asked to be left undone.
    Undone,
    /// Something is wrong.
    Wrong(Problem),
}

impl From<Stopped> for Left {
    fn from(Stopped: Stopped) -> Self {
        Self::Undone
    }
}

impl From<Problem> for Left {
    fn from(problem: Problem) -> Self {
        Self::Wrong(problem)
    }
}

impl Table {
    fn answer(&self, want: MergeWant, tell: &dyn Fn(MergeGot)) {
        if want == MergeWant::Cancel {
            self.cancelled.store(true, Ordering::Relaxed);
            return;
        }
        if let MergeWant::Explain(practices) = want {
            self.explain(practices, tell);
            return;
        }
        if let MergeWant::LetGo(_) = want {
            return;
        }
        if let MergeWant::Keep { number, text } = want {
            return self.keep(number, &text, tell);
        }
        if let MergeWant::Settle { ticket, .. } = &want {
            self.newest.fetch_max(*ticket, Ordering::Relaxed);
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        self.cancelled.store(false, Ordering::Relaxed);
        let progress = Progress { since: Instant::now(), tell, cancelled: &self.cancelled };
        match want {
            MergeWant::Open(desk) => {
                self.newest.store(0, Ordering::Relaxed);
                // a desk that was left a moment ago holds the lock no more, and keeps no text any more
                *self.keeps.lock().unwrap_or_else(PoisonError::into_inner) = false;
                *open = None;
                let merged = self.begin(desk, &progress).map(|(opened, merged)| {
                    *open = Some(opened);
                    merged
                });
                tell_merged(0, merged, tell);
                // nobody waits for this
                if let Some(open) = open.as_mut() {
                    open.keep();
                }
            }
            MergeWant::Settle { ticket, words } => {
                let Some(open) = open.as_mut() else {
                    let closed = Problem::of_file(self.proposals.join(file::FILE), Wrong::DeskEnded);
                    return tell_merged(ticket, Err(closed.into()), tell);
                };
                if ticket < self.newest.load(Ordering::Relaxed) {
                    return;
                }
                tell_merged(ticket, open.settle(&words, &progress), tell);
            }
            MergeWant::Report(lang) => {
                let Some(open) = open.as_ref() else { return };
                tell(MergeGot::Reported(write_documents(&self.proposals, &open.now, lang)));
            }
            MergeWant::Preview(lang) => {
                let Some(open) = open.as_ref() else { return };
                let document = report::dossier(&open.now, MayGoTo::Partners, lang);
                tell(MergeGot::Previewed(Box::new(document)));
            }
            MergeWant::Close(desk) => {
                // one that was opened since has it by now
                let Some(mut open) = open.take_if(|open| open.desk == desk) else { return };
                *self.keeps.lock().unwrap_or_else(PoisonError::into_inner) = false;
                open.keep();
                *self.explainer.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            MergeWant::Cancel | MergeWant::Explain(_) | MergeWant::LetGo(_) | MergeWant::Keep { .. } => {}
        }
    }

    /// Keeps unfinished texts, unless newer ones are to be kept by now.
    fn keep(&self, number: u64, text: &str, tell: &dyn Fn(MergeGot)) {
        self.newest_kept.fetch_max(number, Ordering::Relaxed);
        let keeps = self.keeps.lock().unwrap_or_else(PoisonError::into_inner);
        if number < self.newest_kept.load(Ordering::Relaxed) {
            return;
        }
        let file = self.proposals.join(file::FILE);
        let kept = if *keeps {
            file::keep_draft(&file, &self.machine, text)
        } else {
            // the dossier is another one's, and what lies there with it
            Err(Problem::of_file(file, Wrong::DeskEnded))
        };
        tell(MergeGot::Kept { number, kept });
    }

    /// Returns what was kept when the dossier was open last; from now on this desk keeps its own. Where that cannot be read, it is
    /// not written over either.
    fn kept(&self, proposals: &Proposals) -> Result<String, Problem> {
        let mut keeps = self.keeps.lock().unwrap_or_else(PoisonError::into_inner);
        self.newest_kept.store(0, Ordering::Relaxed);
        let kept = proposals.draft();
        *keeps = kept.is_ok() && !proposals.is_read_only();
        kept
    }

    /// Tells which words tie practices. Reading them takes long where there are many: nothing else waits for it.
    fn explain(&self, practices: Vec<Origin>, tell: &dyn Fn(MergeGot)) {
        let pool = self.open.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|open| open.pool.clone());
        let Some(pool) = pool else { return };
        let mut explainer = self.explainer.lock().unwrap_or_else(PoisonError::into_inner);
        let known = explainer.take().filter(|known| Arc::ptr_eq(known.pool(), &pool));
        let marks = explainer.insert(known.unwrap_or_else(|| Explainer::of(pool))).marks(&practices);
        tell(MergeGot::Explained { practices, marks });
    }

    fn begin(&self, desk: u64, progress: &Progress<'_>) -> Result<(Open, Box<Merged>), Left> {
        let dossier_file = self.proposals.join(file::FILE);
        let last = Parsed::of(&self.workspace, false).last();
        let (mut proposals, found) = Proposals::open(&dossier_file, &self.machine, last)?;
        let paths = self.named.clone().unwrap_or_else(|| workspace::files(&self.sessions));
        let parsed = Parsed::of(&self.workspace, !proposals.is_read_only());
        let heard = |done| progress.flow(MergeStage::Reading, done, paths.len());
        let read = parsed.read_all(&paths, &heard).ok_or(Left::Undone)?;
        let (mut given, mut set_aside) = (Vec::new(), Vec::new());
        for (path, read) in paths.iter().zip(read) {
            match read {
                Ok((read, content)) => {
                    given.push(Given { name: stem(path), session: Arc::new(read.session), content });
                }
                Err(problem) => set_aside.push(merge::set_aside(self.lang, path, &problem)),
            }
        }
        // a file of one's own words that cannot be read is said, and the program's words are used alone
        let (thesaurus, mut notices) = match store::thesaurus::read(&self.workspace) {
            Ok(None) => (Thesaurus::default(), Vec::new()),
            Ok(Some(own)) => (Thesaurus::default().with(&own), Vec::new()),
            Err(problem) => (Thesaurus::default(), vec![problem]),
        };
        let inputs = synthesis::code_of_inputs(&given, &set_aside, &thesaurus);
        let (start, known) = found.map(|found| (Arc::new(found.dossier), found.inputs)).unzip();
        let kept = known.flatten().is_some_and(|known| known == inputs);
        let pool = Arc::new(synthesis::gathered(given.clone(), start.as_deref()).with_thesaurus(thesaurus));
        let mut alike = None;
        let now = match &start {
            // merging again what is as it was makes what is there
            Some(start) if kept => start.clone(),
            start => {
                let known = parsed.alike();
                let mut found = known.clone();
                let merging = Merging {
                    since: start.as_deref(),
                    previous: start.as_deref(),
                    pool: &pool,
                    set_aside: set_aside.clone(),
                    pace: Pace { listener: &|step| progress.heard(step), hands: &hands::several },
                };
                let merged = merging.run(&mut found)?;
                progress.at(MergeStage::Writing, 0, 1)?;
                if start.as_ref().is_some_and(|start| start.is_edited() && **start != merged) {
                    proposals.keep_beside()?;
                }
                if !given.is_empty() || start.is_some() {
                    proposals.write(&merged)?;
                }
                if found != known {
                    parsed.keep_alike(&found, &paths);
                }
                alike = Some(found);
                Arc::new(merged)
            }
        };
        let unfinished = self.kept(&proposals).unwrap_or_else(|problem| {
            notices.push(problem);
            String::new()
        });
        let merged = Merged {
            shown: Box::new(Shown::of(now.as_ref().clone(), pool.clone())),
            read_only: proposals.is_read_only(),
            hand_met: false,
            notices,
            unfinished,
        };
        let open = Open { desk, proposals, given, set_aside, pool, parsed, alike, paths, start, now, kept };
        Ok((open, Box::new(merged)))
    }
}

impl Open {
    fn settle(&mut self, words: &Words, progress: &Progress<'_>) -> Result<Box<Merged>, Left> {
        let mut notices = Vec::new();
        let (words, hand_met) = match self.proposals.meet(words) {
            Ok(met) => met,
            Err(problem) => {
                // a file that cannot be read is kept as it stands, and the choices are written all the same
                notices.push(problem);
                self.proposals.keep_beside()?;
                (words.clone(), false)
            }
        };
        let mut previous = self.now.as_ref().clone();
        let regather = previous.human.sessions_out != words.editorial.sessions_out;
        words.put_into(&mut previous);
        if regather {
            let pool = synthesis::gathered(self.given.clone(), Some(&previous));
            self.pool = Arc::new(pool.with_thesaurus(self.pool.thesaurus.clone()));
        }
        let merging = Merging {
            since: self.start.as_deref(),
            previous: Some(&previous),
            pool: &self.pool,
            set_aside: self.set_aside.clone(),
            pace: Pace { listener: &|step| progress.heard(step), hands: &hands::several },
        };
        let merged = merging.run(self.alike.get_or_insert_with(|| self.parsed.alike()))?;
        progress.at(MergeStage::Writing, 0, 1)?;
        self.proposals.write(&merged)?;
        // the screens change their copy as soon as something is chosen, without waiting for a merge
        let shown = Box::new(Shown::of(merged.clone(), self.pool.clone()));
        (self.now, self.kept) = (Arc::new(merged), false);
        let (read_only, unfinished) = (self.proposals.is_read_only(), String::new());
        Ok(Box::new(Merged { shown, read_only, hand_met, notices, unfinished }))
    }
}

impl Open {
    /// Keeps what was written last: where nothing changes until then, it is not merged again.
    fn keep(&mut self) {
        let text = self.proposals.known();
        if !self.kept && !text.is_empty() {
            let inputs = synthesis::code_of_inputs(&self.given, &self.set_aside, &self.pool.thesaurus);
            self.parsed.keep_last(&inputs, (text, &self.now), &self.paths);
        }
        self.kept = true;
    }
}

fn tell_merged(ticket: u64, merged: Result<Box<Merged>, Left>, tell: &dyn Fn(MergeGot)) {
    tell(match merged {
        Ok(merged) => MergeGot::Merged { ticket, merged: Ok(merged) },
        Err(Left::Wrong(problem)) => MergeGot::Merged { ticket, merged: Err(problem) },
        Err(Left::Undone) => MergeGot::Cancelled,
    });
}

/// Writes the dossier's documents into a folder: the report, a sheet for each strategy that stands, the commitments.
/// Sheets of strategies that no longer stand go. Returns the files.
///
/// # Errors
/// Where the system refuses.
pub(super) fn write_documents(folder: &Path, dossier: &Dossier, lang: Lang) -> Result<Vec<PathBuf>, Problem> {
    let sheets = folder.join("schede");
    let mut documents = vec![
        (folder.join(file::REPORT), report::markdown(&report::dossier(dossier, MayGoTo::Partners, lang))),
        (folder.join(COMMITMENTS), report::markdown(&report::commitments(dossier, lang))),
    ];
    for (number, strategy) in dossier.strategies.iter().filter(|strategy| strategy.stands()).enumerate() {
        let (name, document) = report::sheet(dossier, strategy, number + 1, MayGoTo::Partners, lang);
        documents.push((sheets.join(sheet_name(number + 1, &name)), report::markdown(&document)));
    }
    for old in store::files::entries(&sheets) {
        let is_sheet = old.extension().is_some_and(|ending| ending == "md");
        let numbered =
            old.file_name().is_some_and(|name| name.to_string_lossy().starts_with(|c: char| c.is_ascii_digit()));
        if is_sheet && numbered && !documents.iter().any(|(path, _)| *path == old) {
            std::fs::remove_file(&old).map_err(|error| store::files::cannot_write(&old, &error))?;
        }
    }
    let mut written = Vec::new();
    for (path, text) in documents {
        file::write(&path, &text)?;
        written.push(path);
    }
    Ok(written)
}
