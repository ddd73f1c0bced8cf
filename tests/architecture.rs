//! Holds the import rule: which house may import which, and where the history engine's own types may stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each house and the houses it may import, itself apart.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("tally", &["domain"]),
    ("synthesis", &["domain", "tally"]),
    ("text", &["domain", "tally", "synthesis"]),
    ("store", &["domain", "synthesis"]),
    ("live", &["store", "domain"]),
    ("report", &["domain", "tally", "synthesis", "text"]),
    ("config", &["domain", "text"]),
    ("tui", &["domain", "tally", "synthesis", "text", "config"]),
    ("cli", &["domain", "tally", "synthesis", "text", "store", "live", "report", "config", "tui"]),
];

/// Houses that read no clock and touch no disk, network or randomness.
const PURE: &[&str] = &["domain", "tally", "synthesis"];

/// What a pure house never names.
const IMPURE: &[&str] = &[
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "getrandom",
];

/// Where the history engine's own types may stand. `field.rs` names the object id that autosurgeon's traits ask for.
const ENGINE: &[&str] = &["src/store/history.rs", "src/store/history/remote.rs", "src/domain/field.rs"];

#[test]
fn every_house_imports_only_what_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = sources(&root.join("src"));
    assert!(files.len() > 30, "only {} files found: is this the right folder?", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let name = file.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            forbidden(&name, &fs::read_to_string(file).expect("a source file can be read"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_forbidden_import_is_found_however_it_is_written() {
    for (file, source) in [
        ("src/domain/poll.rs", "use crate::tally::tally;"),
        ("src/domain/poll.rs", "fn f() { crate::store::open() }"),
        ("src/tui/app.rs", "use crate::{domain::item::Item, store, text::Lang};"),
        ("src/tui/app.rs", "use crate::{\n    domain::{item::Item, id},\n    live::{open, Desk},\n};"),
        ("src/tui/screens/start.rs", "use super::super::super::report::markdown;"),
        ("src/tui/mod.rs", "use super::live;"),
        ("src/store/mod.rs", "use proximo::tui::App;"),
        ("src/store/mod.rs", "use crate::text;"),
        ("src/tally/dots.rs", "use automerge::AutoCommit;"),
        ("src/store/journal.rs", "fn f(x: automerge::Change) {}"),
        ("src/domain/change.rs", "let now = chrono::Utc::now();"),
        ("src/synthesis/dossier.rs", "use std::fs::File;"),
    ] {
        assert!(!forbidden(file, source).is_empty(), "not found: {file}: {source}");
    }
}

#[test]
fn what_is_allowed_is_let_through() {
    for (file, source) in [
        ("src/tally/dots.rs", "use crate::domain::id::OptionId;\nuse super::groups::Whole;"),
        ("src/tui/app.rs", "use crate::{domain::item::Item, text::Lang};"),
        ("src/domain/change.rs", "// crate::store is another house\nuse super::field::Clash;"),
        ("src/domain/change.rs", "/// See `crate::store`.\nfn f() { let text = \"crate::store\"; }"),
        ("src/tui/screens/start.rs", "use super::super::app::App;"),
        ("src/store/history.rs", "use automerge::AutoCommit;"),
        ("src/cli/mod.rs", "use crate::{live, store, tui};"),
    ] {
        assert_eq!(forbidden(file, source), Vec::<String>::new(), "{file}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the source folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Finds what a file names that its house may not.
fn forbidden(file: &str, source: &str) -> Vec<String> {
    let parts: Vec<&str> = file.trim_start_matches("src/").split('/').collect();
    let house = parts[0].trim_end_matches(".rs");
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == house) else { return Vec::new() };
    let code = without_comments_and_strings(source);
    // how many `super` lead from this file's module to the root of the library
    let depth = parts.len() - usize::from(parts.last() == Some(&"mod.rs"));
    let mut found: Vec<String> = named_houses(&code, depth)
        .into_iter()
        .filter(|named| named != house && !allowed.contains(&named.as_str()))
        .map(|named| format!("{file}: {house} may not import {named}"))
        .collect();
    if code.contains("automerge::") && !ENGINE.contains(&file) {
        found.push(format!("{file}: the history engine's types stand in {} alone", ENGINE.join(", ")));
    }
    if PURE.contains(&house) {
        found.extend(
            IMPURE
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("{file}: {house} is pure and names {word}")),
        );
    }
    found
}

fn named_houses(code: &str, depth: usize) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let compact: String =
        code.split_whitespace().collect::<Vec<_>>().join(" ").replace(":: ", "::").replace(" ::", "::");
    let escape = "super::".repeat(depth);
    for root in ["crate::", "proximo::", escape.as_str()] {
        for (at, _) in compact.match_indices(root) {
            // `in_crate::` is another word, `::super::` a longer chain that is found by itself
            let before = compact[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = &compact[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => named.extend(group_heads(group)),
                None => named.extend(head(rest)),
            }
        }
    }
    named.retain(|name| MAY_IMPORT.iter().any(|(house, _)| house == name));
    named
}

fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0_usize;
    let mut at_head = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            c if at_head && (c.is_alphabetic() || c == '_') => {
                heads.extend(head(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn head(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn without_comments_and_strings(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                while let Some(inside) = rest.next() {
                    match inside {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            // a quoted character may be a quotation mark
            '\'' if rest.peek() == Some(&'"') => drop(rest.next()),
            _ => code.push(character),
        }
    }
    code
}
