//! `proximo withdraw`: erases for good what a person asks to have erased, and says what that does not reach.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::merge::{self, MergeArgs, shown};
use super::{Call, DONE, USAGE, WRONG, opening};
use crate::domain::clean::clean_line;
use crate::domain::erasing::{self, Plan};
use crate::domain::fold::key;
use crate::domain::item::Item;
use crate::domain::turn::words_of;
use crate::store::erasing::{erase, holding};
use crate::store::{self, workspace};
use crate::text::{erasing as words, names};

/// The most items that are shown one by one.
const SHOWN: usize = 40;

/// Erases a person by code, or an item by id. Returns the exit code: [`WRONG`] where there is no such thing, or something
/// could not be erased.
pub fn run(call: &mut Call<'_>, session: &Path, named: &str, yes: bool) -> u8 {
    let file = call.session_file(session);
    let Some(read) = call.read_session(session) else { return WRONG };
    let Some(target) = erasing::find(&read, named) else {
        call.tell(&words::no_such(call.lang, named));
        return WRONG;
    };
    let plan = erasing::plan(&read, target);
    show(call, &plan);
    let written = reports(call, &plan);
    for report in &written {
        call.say(&words::report_goes(call.lang, &shown(report)));
    }
    if !yes && !confirmed(call, named) {
        return USAGE;
    }
    let erased =
        erase(&file, &opening(), |session| erasing::find(session, named).map(|target| erasing::plan(session, target)));
    let erased = match erased {
        Ok(Some(erased)) => erased,
        Ok(None) => {
            call.tell(&words::no_such(call.lang, named));
            return WRONG;
        }
        Err(problem) => {
            call.tell_problem(&problem);
            return WRONG;
        }
    };
    call.say(&words::erased(call.lang, erased.plan.items.len(), &shown(&file)));
    call.say(&words::history_gone(call.lang, erased.deleted.len()));
    if erased.registered {
        call.say(words::register_gone(call.lang));
    }
    let mut code = elsewhere(call, &file, &erased.plan);
    for report in &written {
        if let Err(error) = std::fs::remove_file(report) {
            call.tell(&words::cannot_delete(call.lang, &shown(report), &error.to_string()));
            code = WRONG;
        }
    }
    let dossier = call.workspace.join("proposals").join(store::dossier::FILE);
    if dossier.is_file() {
        call.say(words::merged_again(call.lang));
        code = code.max(merge::run(call, &MergeArgs { paths: Vec::new(), out: None, dry_run: false }));
    }
    for left in holding(&call.workspace, &erased.plan.words()) {
        call.tell(&words::still_holds(call.lang, &shown(&left)));
        code = WRONG;
    }
    call.say(words::cannot_reach(call.lang));
    code
}

fn show(call: &mut Call<'_>, plan: &Plan) {
    call.say(words::goes(call.lang));
    for item in plan.items.iter().take(SHOWN) {
        let kind = names::kind(call.lang, item.kind());
        call.say(&format!("  {} {kind}: {}", item.reference(), cut(words_of(item))));
    }
    if plan.items.len() > SHOWN {
        call.say(&words::and_more(call.lang, plan.items.len() - SHOWN));
    }
    if !plan.touched.is_empty() {
        call.say(&words::touched(call.lang, plan.touched.len()));
    }
    if !plan.naming.is_empty() {
        let list: Vec<String> = plan.naming.iter().map(ToString::to_string).collect();
        call.say(&words::naming(call.lang, &plan.code, &list.join(", ")));
    }
}

fn cut(text: &str) -> String {
    let line = clean_line(text.trim());
    let short: String = line.chars().take(70).collect();
    if short == line { short } else { format!("{short}…") }
}

/// Returns the reports in the workspace that hold words of what goes.
fn reports(call: &Call<'_>, plan: &Plan) -> Vec<PathBuf> {
    let is_report = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    holding(&call.workspace, &plan.words()).into_iter().filter(is_report).collect()
}

/// Asks for the code or id once more. Without a terminal nothing is erased.
fn confirmed(call: &mut Call<'_>, named: &str) -> bool {
    if !std::io::stdin().is_terminal() {
        call.tell(words::needs_yes(call.lang));
        return false;
    }
    call.say(&words::type_it(call.lang, named));
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let same = read.is_ok() && key(line.trim()) == key(named);
    if !same {
        call.tell(words::not_erased(call.lang));
    }
    same
}

/// Erases the same things in the other sessions that took them along.
fn elsewhere(call: &mut Call<'_>, file: &Path, plan: &Plan) -> u8 {
    let mut code = DONE;
    let same = |one: &Path, other: &Path| one.canonicalize().ok() == other.canonicalize().ok();
    let others = workspace::files(&workspace::sessions_folder(&call.workspace)).into_iter();
    for other in others.filter(|other| !same(other, file)) {
        let Ok(read) = store::read(&other) else { continue };
        let there = plan.items.iter().map(Item::reference).filter(|item| read.session.get(*item).is_some());
        for item in there {
            let erased = erase(&other, &opening(), |session| session.get(item).map(|_| erasing::plan(session, item)));
            match erased {
                Ok(None) => {}
                Ok(Some(_)) => call.say(&words::erased_there(call.lang, &item.to_string(), &shown(&other))),
                Err(problem) => {
                    call.tell_problem(&problem);
                    code = WRONG;
                    break;
                }
            }
        }
    }
    code
}
