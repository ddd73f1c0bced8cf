//! Runs the program from a shell, in a folder of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program said and gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub messages: String,
}

impl Ran {
    /// Returns everything that was said.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.messages)
    }
}

/// Makes a command that knows nothing of this machine's settings.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proximo"));
    command.current_dir(folder);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PROXIMO_")) {
        command.env_remove(name);
    }
    command
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .env("XDG_DATA_HOME", folder.join(".data"));
    command.env("TZ", "Europe/Rome").env("PROXIMO_LANG", "it");
    command
}

/// Runs the program to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, "")
}

/// Runs the program to its end, with something on its standard input.
pub fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut command = command(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a standard input");
    // a program that ends before it has read everything is no failure of the test
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        messages: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[test]
fn exit_codes_are_as_one_expects() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (arguments, code, says) in [
        (&["--help"][..], 0, "Comandi"),
        (&["--lang", "en", "--help"], 0, "Commands"),
        (&["--version"], 0, env!("CARGO_PKG_VERSION")),
        (&["boh"], 2, "non è un comando"),
        (&["show"], 2, "Manca"),
        (&["report", "--kind", "romanzo"], 2, "verbale, restituzione, dossier, scheda, impegni"),
        (&["show", "nessuno.ron"], 1, "proximo new"),
        (&["check"], 1, "proximo new"),
        (&["new", "  "], 2, "titolo è vuoto"),
        (&["new", "Tavolo", "--date", "31/2"], 2, "non è un giorno"),
        (&[], 2, "proximo show FILE"),
        (&["run", "x.ron"], 2, "proximo show FILE"),
        (&["keys"], 0, "annulla"),
        (&["completions", "bash"], 0, "proximo"),
    ] {
        let ran = run(at, arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert!(ran.said().to_lowercase().contains(&says.to_lowercase()), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_session_is_made_added_to_read_and_checked_from_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let made =
        run(at, &["--workspace", ".", "new", "Tavolo 3: agganciare", "--date", "2026-03-12", "--place", "Baggio"]);
    assert_eq!(made.code, 0, "{made:?}");
    let file = at.join("sessions/2026-03-12-tavolo-3-agganciare.ron");
    assert!(file.is_file(), "{made:?}");

    let name = "2026-03-12-tavolo-3-agganciare";
    let one = run(at, &["--name", "Marta", "add", name, "a Chiamare la scuola @boh >+7 #scuola"]);
    assert_eq!((one.code, one.out.contains("salvato act_")), (0, true), "{one:?}");
    let many = run_with(at, &["add", name, "-"], "p Bus dei mestieri !ag\n\nn Fa caldo?\nx boh\n");
    assert_eq!(many.code, 1, "a line without a letter: {many:?}");
    assert_eq!(many.out.lines().filter(|line| line.starts_with("salvato")).count(), 2, "{many:?}");
    assert!(many.messages.contains("x boh"), "{many:?}");

    let shown = run(at, &["show", name]);
    for text in ["Chiamare la scuola @boh", "#scuola", "Bus dei mestieri", "agganciare", "Fa caldo?", "domanda"] {
        assert!(shown.out.contains(text), "{text}: {shown:?}");
    }
    assert_eq!(run(at, &["check", name]).code, 0);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("by: \"Marta\""), "{text}");
}

#[test]
fn json_findings_name_file_line_and_code() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run(at, &["--workspace", ".", "new", "Tavolo", "--date", "2026-03-12"]);
    let file = at.join("sessions/2026-03-12-tavolo.ron");
    let broken = std::fs::read_to_string(&file).unwrap().replace("format: 1,", "format: 1,\n    boh: 3,");
    std::fs::write(&file, broken).unwrap();
    let ran = run(at, &["check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let found: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(found[0]["code"], "UnknownField", "{found}");
    assert_eq!(found[0]["severity"], "error");
    assert!(found[0]["line"].as_u64() > Some(1), "{found}");
}
