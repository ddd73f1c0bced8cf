//! Compares what the README says of commands and keys with the program. `PROXIMO_UPDATE_README=1 cargo test --test docs`
//! writes the tables anew.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use proximo::cli::arguments;
use proximo::text::Lang;
use proximo::tui::keys::{Keymap, keys_table, lines};

#[test]
fn the_readme_lists_every_command() {
    let mut table = String::from("| command | what it does |\n|---|---|\n| `proximo` | Open the start screen |\n");
    for (usage, about) in arguments::listed(Lang::En) {
        table.push_str(&format!("| `{}` | {about} |\n", usage.replace('|', "\\|")));
    }
    let everywhere: Vec<String> = arguments::command(Lang::En)
        .get_arguments()
        .filter(|argument| argument.is_global_set())
        .map(|argument| format!("`{}`", arguments::written(argument).trim_matches(['[', ']']).replace('|', "\\|")))
        .collect();
    table.push_str(&format!("\nEverywhere: {}.\n", everywhere.join(", ")));
    compare("commands", &table);
}

// where Ctrl-Z takes back the table is another one
#[cfg(unix)]
#[test]
fn the_readme_lists_every_key() {
    let mut table = String::new();
    let mut group = "";
    for row in keys_table(&Keymap::default(), Lang::En) {
        if row.group != group {
            group = row.group;
            table.push_str(&format!(
                "{}**{group}**\n\n| key | does | name |\n|---|---|---|\n",
                if table.is_empty() { "" } else { "\n" }
            ));
        }
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        table.push_str(&format!("| {} | {} | `{}` |\n", keys.join(" "), row.does, row.name));
    }
    compare("keys", &table);
}

#[test]
fn words_name_commands_and_never_keys() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let mut wrong = Vec::new();
    for file in ["tui.rs", "tui", "panels.rs", "panels", "problem.rs"].map(|name| root.join(name)) {
        let files = match fs::read_dir(&file) {
            Ok(entries) => entries.map(|entry| entry.expect("an entry can be read").path()).collect(),
            Err(_) => vec![file],
        };
        for file in files {
            let text = fs::read_to_string(&file).expect("the words can be read");
            for (at, line) in text.lines().enumerate() {
                let row = line.trim_start();
                // what the keys are called; and what is told in the shell, whose keys are its own
                let is_name = row.starts_with("key_") && file.ends_with("tui/keys.rs") || row.starts_with("stopped");
                if let Some(what) = (!row.starts_with("//") && !is_name).then(|| names_a_key(row)).flatten() {
                    wrong.push(format!("{}:{}: {what}", file.display(), at + 1));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a key may be another one tomorrow: write ⟨undo⟩, the command's name, and show the text with env.say or keymap.fill\n{}",
        wrong.join("\n")
    );
}

/// Returns what in a line of words is a key, or the name of no command.
fn names_a_key(line: &str) -> Option<String> {
    const KEYS: &[&str] = &["Esc", "Invio", "Enter", "Tab", "Ctrl", "Canc", "PgUp", "PgDn", "Pag"];
    for name in line.split('⟨').skip(1).filter_map(|rest| rest.split_once('⟩')).map(|(name, _)| name) {
        if !lines().iter().any(|line| line.name == name) {
            return Some(format!("no command is called ⟨{name}⟩"));
        }
    }
    let quoted = line.split('"').skip(1).step_by(2);
    for text in quoted {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let function = |word: &str| {
            word.strip_prefix('F').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
        };
        if let Some(word) = words.clone().find(|word| KEYS.contains(word) || function(word)) {
            return Some(format!("{word} in {text:?}"));
        }
        // «· u takes it back»
        let alone = text
            .split("· ")
            .skip(1)
            .find(|rest| rest.chars().nth(1) == Some(' ') && rest.starts_with(|c: char| c.is_ascii_graphic()));
        if let Some(rest) = alone {
            return Some(format!("{:?} in {text:?}", &rest[..1]));
        }
    }
    None
}

#[test]
fn a_key_among_words_is_found() {
    for (line, found) in [
        ("removed: \"Tolto · ⟨undo⟩ lo riprende\", \"Removed · ⟨undo⟩ brings it back\";", false),
        ("removed: \"Tolto · u lo riprende\", \"Removed · u brings it back\";", true),
        ("asks: \"si preme Invio\", \"press Enter\";", true),
        ("asks: \"F5 apre\", \"F5 opens\";", true),
        ("asks: \"⟨boh⟩ apre\", \"⟨boh⟩ opens\";", true),
        ("gap: \"scarto · a parte\", \"gap · apart\";", true),
        ("count: \"pratiche · voci\", \"practices · voices\";", false),
    ] {
        assert_eq!(names_a_key(line).is_some(), found, "{line}");
    }
}

/// One section is written at a time.
static README: Mutex<()> = Mutex::new(());

/// Compares what stands between a section's marks, or writes it there when asked to.
fn compare(section: &str, expected: &str) {
    let _turn = README.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README can be read");
    let begin = format!("<!-- {section}: begin");
    let end = format!("<!-- {section}: end -->");
    let from = readme
        .find(&begin)
        .and_then(|at| readme[at..].find('\n').map(|line| at + line + 1))
        .expect("the section begins");
    let to = readme.find(&end).expect("the section ends");
    if readme[from..to] == *expected {
        return;
    }
    if std::env::var_os("PROXIMO_UPDATE_README").is_some() {
        fs::write(&path, format!("{}{expected}{}", &readme[..from], &readme[to..])).expect("the README can be written");
        return;
    }
    panic!(
        "the README's {section} differ from the program's; run: PROXIMO_UPDATE_README=1 cargo test --test docs\n{expected}"
    );
}
