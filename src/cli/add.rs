//! `proximo add`: items from a shell, each on disk before it is said to be saved.

use std::io::BufRead;
use std::path::Path;

use super::{Call, DONE, USAGE, WRONG};
use crate::domain::capture::{self, Context, LETTERS};
use crate::domain::change::{Change, Edit};
use crate::domain::desk::{Answer, Ask, Handle, Problem, Saved, Wrong};
use crate::domain::id::Code;
use crate::domain::item::Item;
use crate::domain::turn::words_of;
use crate::domain::value::Created;
use crate::live;
use crate::text::{cli as words, problem};

/// Adds one line, or with `-` each line of standard input as it comes.
pub fn run(call: &mut Call<'_>, file: &Path, line: &str) -> u8 {
    // a line that says nothing is told before anything is opened
    if line != "-" && capture::with_letter(line).is_none() {
        let says = words::no_letter(call.lang, line, &letters());
        call.tell(&says);
        return USAGE;
    }
    let mut desk = match super::open_desk(call, file) {
        Ok(desk) => desk,
        Err(problem) => {
            call.tell_problem(&problem);
            return WRONG;
        }
    };
    if !can_be_changed(call, &desk.handle) {
        // nothing was changed, and closing writes nothing
        desk.close().ok();
        return WRONG;
    }
    let mut all_taken = true;
    if line == "-" {
        for line in std::io::stdin().lock().split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            if !line.trim().is_empty() {
                all_taken &= take(call, &mut desk.handle, &line);
            }
        }
    } else {
        all_taken = take(call, &mut desk.handle, line);
    }
    let ended = desk.close();
    if let Err(problem) = &ended {
        call.tell_problem(problem);
    }
    if all_taken && ended.is_ok() { DONE } else { WRONG }
}

fn letters() -> String {
    LETTERS.iter().map(|(letter, _)| letter.to_string()).collect::<Vec<_>>().join(" ")
}

/// Tells why nothing is added to a session: it is only shown, or its file does not parse and a person must look at it.
pub(super) fn can_be_changed(call: &mut Call<'_>, desk: &Handle) -> bool {
    let status = desk.status.borrow().clone();
    let broken: Vec<&Problem> =
        status.notices.iter().filter(|notice| matches!(notice.what, Wrong::OpenedLastGood { .. })).collect();
    if let Saved::ReadOnly(why) = status.saved {
        status.notices.iter().for_each(|notice| call.tell_problem(notice));
        call.tell(problem::read_only(call.lang, why));
        return false;
    }
    broken.iter().for_each(|problem| call.tell_problem(problem));
    broken.is_empty()
}

/// Takes one line and waits until it is on disk.
fn take(call: &mut Call<'_>, desk: &mut Handle, line: &str) -> bool {
    let lang = call.lang;
    let Some((kind, rest)) = capture::with_letter(line) else {
        call.tell(&words::no_letter(lang, line, &letters()));
        return false;
    };
    let surroundings = super::surroundings();
    let now = (surroundings.now)();
    let session = desk.snapshot.borrow().session.clone();
    let captured = capture::parse(kind, rest, &Context::of(&session, now.day(), None));
    if captured.is_empty() {
        call.tell(&words::no_text(lang, line));
        return false;
    }
    let by = call.by();
    let created = Created { at: now, by: by.clone(), step: session.current_step().map(|step| step.id), table: None };
    let item = captured.into_item(Code::from_bits((surroundings.random)()), created);
    match live::ask_and_wait(desk, Ask::Change(Change::new(now, &by, vec![Edit::take(item.clone())]))) {
        Answer::Done { .. } | Answer::Nothing => {
            call.say(&words::added(lang, &item.reference().to_string(), &first_line(&item)));
            true
        }
        Answer::Refused(problem) => {
            call.tell_problem(&problem);
            false
        }
    }
}

fn first_line(item: &Item) -> String {
    words_of(item).lines().next().unwrap_or_default().to_owned()
}
