//! Owns a session that is only shown: refuses changes, and shows the session anew when another process changes it. Where
//! that process can be worked through, or has ended, the desk itself goes on in its place. Never writes.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::domain::desk::{Answer, Ask, DeskEnd, Part, Problem, ReadOnly, Reply, Request, Snapshot};
use crate::store::document::Document;
use crate::store::folder::Folder;
use crate::store::{self, Opened};

use super::{Begin, DeskOptions, join, refusal};

/// Runs until the handle is dropped or closed.
pub fn run(file: &Path, why: ReadOnly, end: DeskEnd, options: DeskOptions) -> Result<(), Problem> {
    match watch(file, why, end, &options)? {
        Some((document, end, together)) => super::desk::run(document, end, DeskOptions { together, ..options }),
        None => Ok(()),
    }
}

/// Watches until the handle is dropped or closed, `None`; or until the desk can go on in its place.
fn watch(
    file: &Path,
    why: ReadOnly,
    mut end: DeskEnd,
    options: &DeskOptions,
) -> Result<Option<(Document, DeskEnd, Begin)>, Problem> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.map_err(|error| store::files::cannot_write(file, &error))?;
    let folder = Folder::of(file, &options.machine);
    let looked_at = [folder.file.clone(), folder.journal(), folder.base()];
    runtime.block_on(async {
        let mut seen = marks(&looked_at);
        loop {
            tokio::select! {
                request = end.requests.recv() => match request {
                    None => return Ok(None),
                    Some(request) => {
                        let closes = request.ask == Ask::Close;
                        let reply = answer(request, why, &end, file);
                        if end.replies.send(reply).await.is_err() || closes {
                            return Ok(None);
                        }
                    }
                },
                () = tokio::time::sleep(options.retry) => {
                    if why == ReadOnly::OpenElsewhere
                        && let Some((document, together)) = begin_in_its_place(file, options)
                    {
                        return Ok(Some((document, end, together)));
                    }
                    let now = marks(&looked_at);
                    if now != seen {
                        seen = now;
                        show_anew(&folder, why, &end, options);
                    }
                }
            }
        }
    })
}

/// Works through the program that has the session, or opens it where none has any more. A wall or a guest never opens it.
fn begin_in_its_place(file: &Path, options: &DeskOptions) -> Option<(Document, Begin)> {
    // asked on a thread of its own: no loop waits inside another
    let attached = std::thread::scope(|scope| scope.spawn(|| join::attached(file, options)).join().ok().flatten());
    if attached.is_some() || options.part != Part::Console || options.together == Begin::Alone {
        return attached;
    }
    match store::open(file, &options.opening()).ok()? {
        Opened::Writable(document) => Some((*document, options.together.clone())),
        Opened::Shown(_) => None,
    }
}

fn answer(request: Request, why: ReadOnly, end: &DeskEnd, file: &Path) -> Reply {
    let refused = || Answer::Refused(Problem::of_file(file, refusal(why)));
    let done = Answer::done();
    let answer = match request.ask {
        Ask::Change(_)
        | Ask::Undo
        | Ask::Redo
        | Ask::KeepDraft(_)
        | Ask::Together(_)
        | Ask::Cast(_)
        | Ask::Recast(_)
        | Ask::Holds { .. }
        | Ask::CloseRound { .. } => refused(),
        Ask::Save | Ask::Close => done,
        Ask::Show(stage) => {
            end.stage.send_replace(stage);
            done
        }
    };
    Reply { ticket: request.ticket, answer }
}

fn show_anew(folder: &Folder, why: ReadOnly, end: &DeskEnd, options: &DeskOptions) {
    // a file that is being written by hand may not parse for a moment: what was shown stays
    if let Ok(shown) = store::show(folder, &options.opening(), why) {
        end.snapshot.send_modify(|snapshot| {
            if *snapshot.session != shown.session {
                *snapshot = Snapshot { version: snapshot.version + 1, session: shown.session.into() };
            }
        });
    }
}

fn marks(files: &[PathBuf]) -> Vec<Option<(u64, Option<SystemTime>)>> {
    let mark = |metadata: Metadata| (metadata.len(), metadata.modified().ok());
    files.iter().map(|file| file.metadata().ok().map(mark)).collect()
}
