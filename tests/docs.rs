//! Compares what the README says of commands and keys with the program. `PROXIMO_UPDATE_README=1 cargo test --test docs`
//! writes the tables anew.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use proximo::cli::arguments;
use proximo::text::Lang;
use proximo::tui::keys::{Keymap, keys_table};

#[test]
fn the_readme_lists_every_command() {
    let mut table = String::from("| command | what it does |\n|---|---|\n| `proximo` | Open the start screen |\n");
    for command in arguments::command(Lang::En).get_subcommands() {
        let usage = arguments::usage(command);
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
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
