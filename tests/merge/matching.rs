//! `proximo match` and the workspace's own words: what they read, what they say of what they cannot read.

use std::fs;
use std::path::{Path, PathBuf};

use proximo::cli::matching::{self, MatchArgs};
use proximo::cli::merge::{self, MergeArgs};
use proximo::cli::{Call, DONE, WRONG};
use proximo::config::Settings;
use proximo::text::Lang;

use crate::command::Ran;

/// Runs in a workspace with these files; the first is the one that is measured.
fn ran_in(files: &[(&str, &str)], lang: Lang, run: impl FnOnce(&mut Call<'_>, PathBuf) -> u8) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (mut said, mut told) = (Vec::new(), Vec::new());
    let workspace = folder.path().to_owned();
    let mut call = Call {
        lang,
        settings: Settings::default(),
        config: None,
        troubles: Vec::new(),
        workspace: workspace.clone(),
        out: &mut said,
        messages: &mut told,
    };
    let code = run(&mut call, workspace);
    Ran { code, said: String::from_utf8(said).unwrap(), told: String::from_utf8(told).unwrap() }
}

fn measured(files: &[(&str, &str)], with: Option<&str>, json: bool) -> Ran {
    ran_in(files, Lang::En, |call, folder| {
        let with = with.map(|name| folder.join(name));
        let args = MatchArgs { pairs: folder.join(files[0].0), with, column: None, cutoff: 4.0, json };
        matching::run(call, &args)
    })
}

#[test]
fn pairs_of_every_kind_are_read() {
    let practices = "one_name,one_place,one_how,other_name,other_place,other_how,same\n\
        Unga in,Svezia,Coetanei assunti,Unga in,Stockholm,Hired peers,sì\nDoposcuola,Milano,Compiti,Calcetto,Milano,Torneo,no\n";
    for (text, expected) in [
        (
            "one,other,same\nun cane corre,corre un cane,yes\nun cane corre,una donna legge,no\n",
            "2 pairs of texts; 1 say",
        ),
        ("one;other;same\nun cane corre;corre un cane;1\nun cane corre;una donna legge;0\n", "2 pairs of texts; 1 say"),
        ("un cane corre,corre un cane,4.6\nun cane corre,una donna legge,1.0\n", "2 pairs of texts; 1 say"),
        ("note,one,other,score\nx,un cane,un cane,\"4,6\"\nx,un cane,una donna,1\n", "2 pairs of texts; 1 say"),
        (practices, "2 pairs of practices; 1 are"),
    ] {
        let ran = measured(&[("pairs.csv", text)], None, false);
        assert_eq!(ran.code, DONE, "{}", ran.told);
        assert!(ran.said.contains(expected), "{}", ran.said);
        assert_eq!(ran.said.contains("nearly sure"), expected.contains("practices"), "{}", ran.said);
    }
}

#[test]
fn catalogues_are_paired_by_their_ids() {
    let files = [
        ("one.csv", "id,title\n1,Denon DCM-390 CD Changer\n2,Sony RMV310 Remote\n"),
        (
            "other.csv",
            "id,name\n2,Sony Remote Control RMV310\n1,Denon 5 Disc CD Player DCM390\n3,GE Pre-Amplifier 23292\n",
        ),
    ];
    let ran = measured(&files, Some("other.csv"), true);
    let value: serde_json::Value = serde_json::from_str(&ran.said).unwrap();
    assert_eq!(value["same"], 2);
    assert_eq!(value["best"]["f1"], 1.0);
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    for (text, expected) in [
        ("", "there is no pair"),
        ("one,other,same\n", "there is no pair"),
        ("one,other\na,b\n", "pairs.csv:1: the column “same” is missing"),
        ("one,same\na,1\n", "pairs.csv:1: the column “other” is missing"),
        ("one,other,same\na,b,1\nc,d,boh\n", "pairs.csv:3: same “boh” is no answer"),
        ("one_nome,other_name,same\na,b,1\n", "pairs.csv:1: one_nome is no field of a practice"),
    ] {
        let ran = measured(&[("pairs.csv", text)], None, false);
        assert_eq!(ran.code, WRONG, "{text}");
        assert!(ran.told.contains(expected), "{text}: {}", ran.told);
    }
    let ran = measured(&[("a.csv", "id,title\n1,x\n"), ("b.csv", "id,price\n1,2\n")], Some("b.csv"), false);
    assert!(ran.told.contains("the column “title” is missing"), "{}", ran.told);
    let ran = measured(&[("a.csv", "id,title\n1,x\n")], Some("none.csv"), false);
    assert!(ran.told.contains("none.csv: there is no such file"), "{}", ran.told);
}

const PAIR: &str = "one_name,one_how,other_name,other_how,same\n\
    Antenne di quartiere,Portinai e baristi avvisano,Neighbourhood watchers,Porters and barkeepers tell,yes\n";

#[test]
fn the_workspaces_words_are_used_and_a_broken_file_of_them_is_told() {
    let name = |ran: &Ran| -> f64 {
        let value: serde_json::Value = serde_json::from_str(&ran.said).unwrap();
        value["each"][0]["name"].as_f64().unwrap()
    };
    let alone = measured(&[("pairs.csv", PAIR)], None, true);
    let own = "(\n    concepts: [\n        (id: \"antennas\", it: [\"antenne di quartiere\"], en: [\"neighbourhood watchers\"]),\n    ],\n)\n";
    let with = measured(&[("pairs.csv", PAIR), ("thesaurus.ron", own)], None, true);
    assert!(with.told.contains("thesaurus.ron were added"), "{}", with.told);
    assert!(name(&with) > name(&alone), "{} {}", with.said, alone.said);
    for (broken, expected) in [
        (own.replace("en:", "de:"), "thesaurus.ron:3:"),
        (own.replace("\"antennas\"", "\"\""), "a concept has no name"),
        (
            own.replace("[\"antenne di quartiere\"], en: [\"neighbourhood watchers\"]", "[], en: []"),
            "a concept has no expression",
        ),
        (own.replace("\n)\n", ""), "thesaurus.ron:4"),
    ] {
        let ran = measured(&[("pairs.csv", PAIR), ("thesaurus.ron", &broken)], None, true);
        assert_eq!(ran.code, DONE, "{}", ran.told);
        assert!(ran.told.contains(expected), "{expected}: {}", ran.told);
        assert!(ran.told.contains("The program's own words are used alone"), "{}", ran.told);
        assert!((name(&ran) - name(&alone)).abs() < 1e-9);
    }
}

#[test]
fn the_merge_reads_the_workspaces_words_and_goes_on_without_broken_ones() {
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    for (text, expected) in [
        ("(stopwords: [\"ecco\"])", "Le parole del campo di"),
        ("(concepts: [(id: \"x\", it: [\"y\"],", "Restano le sole parole del programma"),
    ] {
        let ran = ran_in(&[("thesaurus.ron", text)], Lang::It, |call, folder| {
            let args = MergeArgs { paths: vec![sessions.clone()], out: Some(folder.join("out")), dry_run: true };
            merge::run(call, &args)
        });
        assert_eq!(ran.code, DONE);
        assert!(ran.told.contains(expected), "{}", ran.told);
    }
}

#[test]
fn a_workspaces_words_are_no_session_of_it() {
    let ran = ran_in(&[("thesaurus.ron", "(stopwords: [\"ecco\"])")], Lang::En, |call, folder| {
        let sessions = folder.join("sessions");
        fs::create_dir(&sessions).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
        let sample = proximo::store::workspace::files(&sample).remove(0);
        fs::copy(&sample, sessions.join("tavolo.ron")).unwrap();
        let args = MergeArgs { paths: vec![folder.clone()], out: Some(folder.join("out")), dry_run: true };
        merge::run(call, &args)
    });
    assert_eq!(ran.code, DONE, "{}", ran.told);
    assert!(ran.said.contains("Sessions: 1;"), "{}", ran.said);
}

#[test]
fn the_readme_names_every_field_that_is_read_and_its_thesaurus_can_be() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let table = readme.split("<!-- match: begin").nth(1).and_then(|rest| rest.split("<!-- match: end").next()).unwrap();
    for field in matching::FIELDS {
        assert!(table.contains(&format!("`{field}`")), "{field}");
    }
    let example = readme.split("```ron").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let ran = measured(&[("pairs.csv", PAIR), ("thesaurus.ron", example)], None, true);
    assert!(ran.told.contains("thesaurus.ron were added"), "{}", ran.told);
}
