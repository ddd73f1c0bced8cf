//! Keys, themes and settings of one's own, with the real program.

use std::fs;

use super::shell::{command, run};

#[test]
fn keys_says_where_ones_own_are_and_shows_those_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join(".config/proximo");
    let none = run(folder.path(), &["keys"]);
    assert_eq!(none.code, 0);
    assert!(none.out.starts_with("Tasti propri: ") && none.out.contains("keys.ron (non c'è"), "{}", none.out);
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("keys.ron"), "{ \"undo\": [\"f9\"] }").unwrap();
    let own = run(folder.path(), &["keys", "--lang", "en"]);
    assert_eq!(own.code, 0, "{}", own.said());
    assert!(
        own.out.lines().any(|line| line.contains("F9") && line.contains("undo") && !line.contains("Ctrl-Z")),
        "{}",
        own.out
    );
    fs::write(config.join("keys.ron"), "{\n  \"undo\": [\"n\"],\n}").unwrap();
    let wrong = run(folder.path(), &["keys"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.messages.contains("keys.ron:2: ") && wrong.messages.contains("«take-note»"), "{}", wrong.said());
    assert!(wrong.out.contains("valgono quelli di partenza") && wrong.out.contains("U  Ctrl-Y"), "{}", wrong.out);
    // another file, by flag and by environment
    let other = folder.path().join("miei.ron");
    fs::write(&other, "{ \"undo\": [\"f7\"] }").unwrap();
    let flag = run(folder.path(), &["keys", "--keys", "miei.ron"]);
    assert!(flag.code == 0 && flag.out.contains("F7"), "{}", flag.said());
    let missing = run(folder.path(), &["keys", "--keys", "boh.ron"]);
    assert!(missing.code == 1 && missing.messages.contains("boh.ron"), "{}", missing.said());
    let mut environment = command(folder.path());
    let shown = environment.arg("keys").env("PROXIMO_KEYS", &other).output().unwrap();
    assert!(String::from_utf8_lossy(&shown.stdout).contains("F7"));
}

#[test]
fn wrong_settings_are_told_with_their_line_and_the_command_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join(".config/proximo");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.ron"), "(\n  thema: \"light\",\n)").unwrap();
    let ran = run(folder.path(), &["keys"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(ran.messages.contains("config.ron:2: ") && ran.messages.contains("theme"), "{}", ran.said());
}
