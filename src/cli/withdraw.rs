//! `proximo withdraw`: erases for good what a person asks to have erased, and says what that does not reach.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use super::merge::{self, MergeArgs, shown};
use super::{Call, DONE, USAGE, WRONG, machine, opening};
use crate::domain::clean::clean_line;
use crate::domain::erasing::{self, Plan};
use crate::domain::fold::key;
use crate::domain::item::ItemRef;
use crate::domain::session::Session;
use crate::domain::turn::words_of;
use crate::store::erasing::{erase, forget_unfinished, holding, reports, traces};
use crate::store::{self, workspace};
use crate::text::{erasing as words, names};

/// The most items that are shown one by one.
const SHOWN: usize = 40;

/// Erases a person by code, or an item by id. Returns the exit code: [`WRONG`] where there is no such thing, or something
/// could not be erased.
pub fn run(call: &mut Call<'_>, session: &Path, named: &str, yes: bool) -> u8 {
    let file = call.session_file(session);
    if !erasing::names_something(named) {
        call.tell(words::needs_code(call.lang));
        return USAGE;
    }
    let Some(read) = call.read_session(session) else { return WRONG };
    let Some(plan) = plan_of(&read, named) else {
        call.tell(&words::no_such(call.lang, named));
        return WRONG;
    };
    show(call, &plan);
    let written = reports(&call.workspace, &traces(&call.workspace, &plan));
    for report in &written {
        call.say(&words::report_goes(call.lang, &shown(report)));
    }
    if !yes && !confirmed(call, named) {
        return USAGE;
    }
    let erased = match erase(&file, &opening(), |session| plan_of(session, named)) {
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
    let gone = traces(&call.workspace, &erased.plan);
    let dossier = call.workspace.join("proposals").join(store::dossier::FILE);
    if dossier.is_file() && store::dossier::is_elsewhere(&dossier, &machine()) {
        // it would write its texts back
        call.tell(words::desk_is_open(call.lang));
        code = WRONG;
    }
    match forget_unfinished(&opening(), &call.workspace, &gone) {
        Ok(0) => {}
        Ok(lines) => call.say(&words::unfinished_gone(call.lang, lines)),
        Err(problem) => {
            call.tell_problem(&problem);
            code = WRONG;
        }
    }
    if dossier.is_file() {
        call.say(words::merged_again(call.lang));
        code = code.max(merge::run(call, &MergeArgs { paths: Vec::new(), out: None, dry_run: false }));
    }
    for left in holding(&call.workspace, &gone) {
        call.tell(&words::still_holds(call.lang, &shown(&left)));
        code = WRONG;
    }
    call.say(words::cannot_reach(call.lang));
    code
}

fn plan_of(session: &Session, named: &str) -> Option<Plan> {
    let targets = erasing::find(session, named);
    (!targets.is_empty()).then(|| erasing::plan(session, &targets))
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
        let codes: Vec<&str> = plan.codes.iter().map(String::as_str).collect();
        call.say(&words::naming(call.lang, &codes.join(", "), &list.join(", ")));
    }
}

fn cut(text: &str) -> String {
    let line = clean_line(text.trim());
    let short: String = line.chars().take(70).collect();
    if short == line { short } else { format!("{short}…") }
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
        let plan_there = |session: &Session| {
            let there = plan.ids().into_iter().filter(|item| session.get(*item).is_some());
            let there: Vec<ItemRef> = there.collect();
            (!there.is_empty()).then(|| erasing::plan(session, &there))
        };
        if plan_there(&read.session).is_none() {
            continue;
        }
        match erase(&other, &opening(), plan_there) {
            Ok(erased) => {
                for item in erased.iter().flat_map(|erased| erased.plan.ids()) {
                    call.say(&words::erased_there(call.lang, &item.to_string(), &shown(&other)));
                }
            }
            Err(problem) => {
                call.tell_problem(&problem);
                code = WRONG;
            }
        }
    }
    code
}
