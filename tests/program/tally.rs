//! `proximo tally` as anyone would run it: against what established libraries say of real ballots, and by hand.
//!
//! Conventions: points of an order are top…1 with the unranked at 0; in a pair the ranked stand above the unranked; Schulze
//! by margins; of a voter who voted twice the reference data hold the last vote alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::shell::run;

const NEAR: f64 = 1e-9;

/// Finds the reference data; where they are not, says so, and fails where they must be.
#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
pub fn reference() -> Option<PathBuf> {
    match std::env::var_os("PROXIMO_REFERENCE") {
        Some(folder) => Some(folder.into()),
        None => {
            assert!(std::env::var_os("CI").is_none(), "PROXIMO_REFERENCE is not set");
            println!("skipped: PROXIMO_REFERENCE is not set");
            None
        }
    }
}

pub fn golden(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("ballots/golden").join(name)).unwrap()).unwrap()
}

/// Writes a CSV of ballots and returns the one round that the program tells of it.
fn tallied(csv: &str, arguments: &[&str]) -> Value {
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("schede.csv"), csv).unwrap();
    let mut all = vec!["tally", "--ballots", "schede.csv", "--format", "json"];
    all.extend_from_slice(arguments);
    let ran = run(here.path(), &all);
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let rounds: Value = serde_json::from_str(&ran.out).unwrap();
    rounds[0].clone()
}

/// Returns the options of a round by their texts.
fn options(round: &Value) -> BTreeMap<String, Value> {
    let options = round["options"].as_array().unwrap().iter();
    options.map(|option| (option["text"].as_str().unwrap().to_owned(), option.clone())).collect()
}

#[track_caller]
fn near(found: &Value, expected: f64, what: &str) {
    let found = found.as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() <= NEAR, "{what}: {found}, and not {expected}");
}

/// Reads the ballots of a participatory budget: for each, the projects and their points, in the order of the ballot.
fn pabulib(text: &str) -> (Vec<String>, Vec<Vec<(String, u32)>>) {
    let (mut part, mut heads) = (String::new(), Vec::new());
    let (mut projects, mut ballots) = (Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if ["META", "PROJECTS", "VOTES"].contains(&line.trim()) {
            line.trim().clone_into(&mut part);
            heads.clear();
            continue;
        }
        let cells: Vec<&str> = line.split(';').collect();
        if heads.is_empty() {
            heads = cells.iter().map(|head| (*head).to_owned()).collect();
            continue;
        }
        let cell = |name: &str| heads.iter().position(|head| head == name).map_or("", |at| cells[at]);
        match part.as_str() {
            "PROJECTS" => projects.push(cell("project_id").to_owned()),
            "VOTES" => {
                let votes = cell("vote").split(',').filter(|vote| !vote.is_empty());
                let points: Vec<u32> = cell("points").split(',').filter_map(|points| points.parse().ok()).collect();
                let ballot =
                    votes.enumerate().map(|(at, vote)| (vote.to_owned(), points.get(at).copied().unwrap_or(1)));
                ballots.push(ballot.collect());
            }
            _ => {}
        }
    }
    (projects, ballots)
}

/// Writes ballots as a CSV: each project's cell by `cell`, from its place in the ballot (from 0) and its points.
fn csv(projects: &[String], ballots: &[Vec<(String, u32)>], cell: impl Fn(usize, u32) -> String) -> String {
    let mut text = projects.join(",") + "\n";
    for ballot in ballots {
        let row = projects.iter().map(|project| {
            let given = ballot.iter().position(|(known, _)| known == project);
            given.map(|at| cell(at, ballot[at].1)).unwrap_or_default()
        });
        text += &(row.collect::<Vec<_>>().join(",") + "\n");
    }
    text
}

#[test]
fn approvals_of_toulouse_are_as_published() {
    let Some(folder) = reference() else { return };
    let golden = golden(&folder, "approval__toulouse2022_lapujade.json");
    let file = "ballots/France_Toulouse_2022_4_-_Lapujade_Bonnefoy_Periole_Marengo_La_Colonne.pb";
    let (projects, ballots) = pabulib(&std::fs::read_to_string(folder.join(file)).unwrap());
    let round = tallied(&csv(&projects, &ballots, |_, _| "1".into()), &["--method", "approval", "--max", "3"]);
    assert_eq!(round["voters"], golden["num_votes"]);
    let voters = golden["num_votes"].as_f64().unwrap();
    let options = options(&round);
    for (project, expected) in golden["projects"].as_object().unwrap() {
        assert_eq!(options[project]["share"]["of"], expected["counted_votes"], "{project}");
        let share = expected["counted_votes"].as_f64().unwrap() / voters;
        near(&options[project]["share"]["fraction"], share, project);
    }
}

#[test]
fn dots_of_czestochowa_are_as_published() {
    let Some(folder) = reference() else { return };
    let golden = golden(&folder, "dots__czestochowa2020_grabowka.json");
    let (projects, ballots) =
        pabulib(&std::fs::read_to_string(folder.join("ballots/Poland_Czestochowa_2020_Grabowka.pb")).unwrap());
    let round = tallied(&csv(&projects, &ballots, |_, dots| dots.to_string()), &["--method", "dots", "--each", "10"]);
    assert_eq!(round["voters"], golden["num_votes"]);
    let options = options(&round);
    let expected = golden["projects"].as_object().unwrap();
    let all: f64 = expected.values().map(|project| project["counted_points"].as_f64().unwrap()).sum();
    for (project, expected) in expected {
        assert_eq!(options[project]["share"]["of"], expected["counted_points"], "{project}: dots");
        assert_eq!(options[project]["voters"], expected["counted_votes"], "{project}: distinct voters");
        near(&options[project]["share"]["fraction"], expected["counted_points"].as_f64().unwrap() / all, project);
    }
}

#[test]
fn ordinal_points_of_krakow_are_as_published() {
    let Some(folder) = reference() else { return };
    let golden = golden(&folder, "ordinal__krakow2018_swoszowice.json");
    let (projects, ballots) =
        pabulib(&std::fs::read_to_string(folder.join("ballots/Poland_Krakow_2018_Swoszowice.pb")).unwrap());
    let text = csv(&projects, &ballots, |at, _| (at + 1).to_string());
    let options = options(&tallied(&text, &["--method", "ranking", "--top", "3"]));
    for (project, points) in golden["borda_truncated(L-i), L=max_length"].as_object().unwrap() {
        assert_eq!(&options[project]["share"]["of"], points, "{project}: 3-2-1");
        assert_eq!(options[project]["borda"]["unranked_zero"], golden["borda_unranked_zero(m-1-i)"][project]);
        assert_eq!(options[project]["detail"]["places"]["counts"]["1"], golden["first_preferences"][project]);
        assert_eq!(options[project]["voters"], golden["projects"][project]["counted_votes"], "{project}");
    }
}

/// Holds a ranking to what the libraries say of it. `orders` are candidates, the best first, and how many gave that order.
fn holds_to(golden: &Value, orders: &[(u32, Vec<String>)]) {
    let candidates: Vec<String> = golden["names"].as_object().unwrap().keys().cloned().collect();
    let mut text = candidates.join(",") + ",count\n";
    for (count, order) in orders {
        let places = candidates.iter().map(|candidate| {
            let place = order.iter().position(|known| known == candidate);
            place.map(|place| (place + 1).to_string()).unwrap_or_default()
        });
        text += &(places.collect::<Vec<_>>().join(",") + &format!(",{count}\n"));
    }
    let round = tallied(&text, &["--method", "ranking"]);
    let options = options(&round);
    assert_eq!(round["voters"], golden["num_ballots"]);
    let hand = &golden["borda_conventions_hand"];
    let (n, m) = (golden["num_ballots"].as_f64().unwrap(), candidates.len() as f64);
    let id = |candidate: &str| options[candidate]["option"].as_str().unwrap().to_owned();
    for candidate in &candidates {
        let option = &options[candidate];
        assert_eq!(option["voters"], golden["times_ranked"][candidate], "{candidate}: in so many orders");
        assert_eq!(option["detail"]["places"]["counts"]["1"], golden["first_preferences"][candidate]);
        let zero = hand["unranked_zero(m-1-i)"][candidate].as_u64().unwrap();
        assert_eq!(option["borda"]["unranked_zero"].as_u64(), Some(zero));
        near(
            &option["borda"]["unranked_average"],
            hand["unranked_share_average"][candidate].as_f64().unwrap(),
            candidate,
        );
        assert_eq!(option["borda"]["modified"], hand["modified_borda(k-i)"][candidate]);
        // whalrus divides the shared count by the ballots
        let shared = golden["whalrus (unranked = tied last)"]["RuleBorda"]["scores"][candidate].as_f64().unwrap();
        near(&Value::from(option["borda"]["unranked_average"].as_f64().unwrap() / n), shared, candidate);
        // ours: top…1, which is the count with the unranked at zero and one point more for each order it stands in
        let points = zero + golden["times_ranked"][candidate].as_u64().unwrap();
        assert_eq!(option["share"]["of"].as_u64(), Some(points), "{candidate}: points");
        near(&option["share"]["fraction"], points as f64 / (n * m), candidate);
    }
    let pairs = &round["pairwise"];
    let margins = [
        ("pref_voting unranked_below_ranked(extended strict preference)", "prefer"),
        ("pref_voting unranked_ignored", "prefer_where_both_are_ranked"),
    ];
    for (convention, table) in margins {
        for (pair, margin) in golden[convention]["margins"].as_object().unwrap() {
            let (one, other) = pair.split_once('>').unwrap();
            let prefer = |one: &str, other: &str| pairs[table][id(one)][id(other)].as_i64().unwrap();
            assert_eq!(Some(prefer(one, other) - prefer(other, one)), margin.as_i64(), "{convention}: {pair}");
        }
    }
    let ours = &golden["pref_voting unranked_below_ranked(extended strict preference)"];
    let winner = ours["condorcet_winner"].as_u64().map(|winner| id(&winner.to_string()));
    assert_eq!(pairs["condorcet_winner"].as_str(), winner.as_deref());
    let order: Vec<Vec<String>> = golden["whalrus (unranked = tied last)"]["RuleSchulze"]["order"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tied| tied.as_array().unwrap().iter().map(|one| id(&one.to_string())).collect())
        .collect();
    assert_eq!(serde_json::to_value(order).unwrap(), pairs["schulze"], "Schulze's order");
    assert_eq!(pairs["schulze"][0].as_array().unwrap().len(), ours["beat_path(Schulze)"].as_array().unwrap().len());
}

#[test]
fn the_rankings_of_debian_and_orkney_are_as_the_libraries_say() {
    let Some(folder) = reference() else { return };
    let text = std::fs::read_to_string(folder.join("ballots/debian-2002.soi")).unwrap();
    let orders = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (count, order) = line.split_once(':')?;
        Some((count.trim().parse().ok()?, order.trim().split(',').map(|one| one.trim().to_owned()).collect()))
    });
    holds_to(&golden(&folder, "ranked__debian2002.json"), &orders.collect::<Vec<_>>());
    let text = std::fs::read_to_string(folder.join("ballots/orkney_2017_ward6.csv")).unwrap();
    let orders = text.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').filter(|cell| !cell.is_empty()).collect();
        let (count, order) = cells.split_first()?;
        let is_order = !order.is_empty() && order.iter().all(|one| one.parse::<u32>().is_ok());
        is_order.then_some((count.parse().ok()?, order.iter().map(|one| (*one).to_owned()).collect()))
    });
    holds_to(&golden(&folder, "ranked__scot_orkney_2017_ward6.json"), &orders.collect::<Vec<_>>());
}

#[test]
fn the_deliberation_on_a_basic_income_is_as_published() {
    let Some(folder) = reference() else { return };
    let golden = golden(&folder, "polis__scoop-hivemind_ubi.json");
    let mut reader = csv::Reader::from_path(folder.join("deliberation/ubi-participants-votes.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let statements: Vec<(usize, &str)> =
        heads.iter().enumerate().filter(|(_, head)| head.parse::<u32>().is_ok()).collect();
    let group = heads.iter().position(|head| head == "group-id").unwrap();
    let names: Vec<String> = statements.iter().map(|(_, name)| format!("s{name}")).collect();
    let mut text = format!("group,{}\n", names.join(","));
    for record in reader.records().map(Result::unwrap) {
        let votes: Vec<&str> = statements.iter().map(|(at, _)| &record[*at]).collect();
        text += &format!("g{},{}\n", &record[group], votes.join(","));
    }
    let round = tallied(&text, &["--method", "agree"]);
    assert_eq!(round["voters"], golden["participants"]);
    let options = options(&round);
    for (statement, expected) in golden["agree_disagree_pass"].as_object().unwrap() {
        let option = &options[&format!("s{statement}")];
        let said = |detail: &Value| serde_json::json!([detail["agree"], detail["disagree"], detail["pass"]]);
        assert_eq!(&said(&option["detail"]), expected, "statement {statement}");
        for (group, statements) in golden["by_group"].as_object().unwrap() {
            if let Some(expected) = statements.get(statement) {
                let found = said(&option["detail_by_group"][format!("Other: g{group}")]);
                assert_eq!(&found, expected, "statement {statement}, group {group}");
            }
        }
    }
    for (statement, expected) in golden["group_aware_consensus prod_g (A+1)/(S+2)"].as_object().unwrap() {
        let option = &options[&format!("s{statement}")];
        near(&option["group_informed_consensus"], expected.as_f64().unwrap(), statement);
    }
}

#[test]
fn what_cannot_be_read_is_said_with_its_line_and_column() {
    let cases = [
        ("A,B\n1,x\n", vec!["--method", "score"], ":2: B"),
        ("A,B\n1,9\n", vec!["--method", "score"], ":2:"),
        ("A,B\n1,1\n", vec!["--method", "ranking"], "stesso posto"),
        ("A,A\n1,1\n", vec!["--method", "approval"], "due colonne"),
        ("A:x,A\n1,1\n", vec!["--method", "matrix"], "nome:y"),
        ("boh\n3\n", vec!["--method", "fist"], "dita"),
        ("dita\n7\n", vec!["--method", "fist"], ":2:"),
        ("A,B\n2,2\n", vec!["--method", "dots", "--each", "3"], ":2:"),
        ("group\nx\n", vec!["--method", "dots"], "nessuna colonna"),
    ];
    for (csv, arguments, said) in cases {
        let here = tempfile::tempdir().unwrap();
        std::fs::write(here.path().join("schede.csv"), csv).unwrap();
        let mut all = vec!["tally", "--ballots", "schede.csv"];
        all.extend(arguments);
        let ran = run(here.path(), &all);
        assert_eq!(ran.code, 1, "{csv:?}: {}", ran.out);
        assert!(ran.messages.contains(said), "{csv:?}: {}", ran.messages);
    }
}

#[test]
fn semicolons_a_byte_order_mark_copies_and_escapes_are_read_as_people_write_them() {
    let round = tallied(
        "\u{feff}gruppo;A;B;copie;motivo\ngiovani (YAG);x;;3;\u{1b}[31mbello\n;;x;;\n",
        &["--method", "approval"],
    );
    assert_eq!(round["voters"], 4);
    assert_eq!(round["groups"], serde_json::json!({ "Youth": 3, "Undisclosed": 1 }));
    assert_eq!(round["reasons"], serde_json::json!(["bello"]));
    assert_eq!(options(&round)["A"]["share"]["of"], 3);
}

#[test]
fn the_readme_names_every_key_of_the_json_and_no_other() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let table = readme.split("<!-- tally: begin").nth(1).unwrap().split("<!-- tally: end").next().unwrap();
    let named: std::collections::BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" |").next().map(|cell| format!("`{cell}")))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect::<Vec<_>>())
        .collect();
    let csvs = [
        ("group,A,B\na,1,2\na,2,1\nb,1,2\n", vec!["--method", "ranking"]),
        ("group,A:x,A:y\na,1,2\na,2,1\n", vec!["--method", "matrix"]),
        ("group,A,B\na,1,-1\na,0,1\nb,1,1\n", vec!["--method", "agree"]),
    ];
    let mut found = std::collections::BTreeSet::new();
    for (csv, arguments) in csvs {
        let round = tallied(csv, &arguments);
        found.extend(round.as_object().unwrap().keys().cloned());
        found.extend(round["options"][0].as_object().unwrap().keys().cloned());
    }
    // a second round of a sample has what changed
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions/2026-05-14-tavolo-co-progettazione.ron");
    let here = tempfile::tempdir().unwrap();
    let ran = run(here.path(), &["tally", sample, "--format", "json"]);
    let rounds: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert!(rounds.len() > 5, "every vote of the sample is told");
    for round in rounds {
        found.extend(round.as_object().unwrap().keys().cloned());
    }
    assert_eq!(named, found);
}

#[test]
fn small_groups_and_what_is_not_shown_yet_stay_covered() {
    let here = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions/2026-04-16-incontro-yag.ron");
    let text = std::fs::read_to_string(sample).unwrap();
    // the last vote is closed and was not shown
    std::fs::write(here.path().join("uno.ron"), text.replacen("state: Revealed", "state: Closed", 1)).unwrap();
    let rounds = |arguments: &[&str]| {
        let mut all = vec!["tally", "uno.ron", "--format", "json"];
        all.extend_from_slice(arguments);
        let ran = run(here.path(), &all);
        serde_json::from_str::<Vec<Value>>(&ran.out).unwrap().len()
    };
    assert_eq!(rounds(&[]) + 1, rounds(&["--not-shown"]));
    let boxed = text.replacen("state: Revealed", "state: Open", 1);
    std::fs::write(here.path().join("uno.ron"), boxed).unwrap();
    assert_eq!(rounds(&[]), rounds(&["--not-shown"]), "what is open is told to nobody");
}

/// A folder with the sample of the young people's meeting and one more vote in it, first of all.
fn with_vote(method: &str, options: &str, rounds: &str) -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sessions/2026-04-16-incontro-yag.ron");
    let text = std::fs::read_to_string(sample).unwrap();
    let vote = format!(
        r#"polls: [(id: "pol_prova", created: (at: "2026-04-16T16:00:00+02:00", by: "Giulia"), question: "Quale orario?",
           method: {method}, rule: NoRule, options: {options}, rounds: {rounds}),"#
    );
    std::fs::write(here.path().join("uno.ron"), text.replacen("polls: [", &vote, 1)).unwrap();
    here
}

fn round_of(options: &str, ballots: &str) -> String {
    format!(
        r#"(state: Revealed, opened: "2026-04-16T16:10:00+02:00", closed: "2026-04-16T16:20:00+02:00",
           revealed: "2026-04-16T16:21:00+02:00", options: {options}, rule: NoRule, ballots: {ballots})"#
    )
}

const TWO: &str = r#"{"opt_a": (order: 10, text: "Mattina"), "opt_b": (order: 20, text: "Sera")}"#;

#[test]
fn a_round_that_is_too_small_is_not_told_by_the_one_after_it() {
    let two = r#"{"Youth": [Approval(["opt_a"]), Approval(["opt_a"])]}"#;
    let eight = format!(r#"{{"Youth": [{}]}}"#, r#"Approval(["opt_a"]), Approval(["opt_b"]), "#.repeat(4));
    let rounds = format!(r#"{{"1": {}, "2": {}}}"#, round_of(TWO, two), round_of(TWO, &eight));
    let here = with_vote("Approval(max: 0)", TWO, &rounds);
    let told = |more: &[&str]| {
        let mut all = vec!["tally", "uno.ron", "--poll", "pol_prova", "--format", "json"];
        all.extend_from_slice(more);
        serde_json::from_str::<Vec<Value>>(&run(here.path(), &all).out).unwrap()
    };
    assert_eq!((told(&[])[0]["too_few"].as_bool(), told(&[])[1].get("moved")), (Some(true), None));
    assert!(told(&["--all-groups"])[1].get("moved").is_some());
}

#[test]
fn words_that_are_withheld_are_no_option_that_a_tally_tells() {
    let options = r#"{"opt_a": (order: 10, text: "Parole riservate davvero", item: "voi_yag-mister")}"#;
    let votes = format!(r#"{{"Youth": [{}]}}"#, r#"Approval(["opt_a"]), Approval([]), "#.repeat(3));
    let rounds = format!(r#"{{"1": {}}}"#, round_of(options, &votes));
    let here = with_vote("Approval(max: 0)", options, &rounds);
    let file = here.path().join("uno.ron");
    // the first voice of the sample, which may go no further than the team now
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("may_go_to: Partners,", "", 1)).unwrap();
    for format in ["text", "json"] {
        let all = ["tally", "uno.ron", "--poll", "pol_prova", "--format", format];
        let told = run(here.path(), &all).out;
        assert!(told.contains("3") && !told.contains("riservate davvero"), "{told}");
        let team = run(here.path(), &[&all[..], &["--all-groups"]].concat()).out;
        assert!(team.contains("riservate davvero"), "{team}");
    }
}

#[test]
fn no_code_is_told_with_a_result_or_printed_on_a_ballot() {
    let options = r#"{"opt_a": (order: 10, text: "Come dice YAG-77")}"#;
    let votes = format!(r#"{{"Youth": [{}]}}"#, r#"Approval(["opt_a"]), Approval([]), "#.repeat(3));
    let rounds = format!(r#"{{"1": {}}}"#, round_of(options, &votes));
    let here = with_vote("Approval(max: 0)", options, &rounds);
    for format in ["text", "json"] {
        let all = ["tally", "uno.ron", "--poll", "pol_prova", "--format", format];
        let told = run(here.path(), &all).out;
        assert!(told.contains("Come dice …"), "{told}");
        let team = run(here.path(), &[&all[..], &["--all-groups"]].concat()).out;
        assert!(team.contains("YAG-77"), "{team}");
    }
    let printed = run(here.path(), &["ballots", "uno.ron", "--poll", "pol_prova"]);
    assert!(printed.out.contains("Come dice …"), "{}", printed.said());
}

#[test]
fn the_page_for_the_young_people_names_all_that_are_first_and_says_whether_it_was_agreed() {
    let said = |method: &str, options: &str, ballots: &str| {
        let rounds = format!(r#"{{"1": {}}}"#, round_of(options, ballots));
        let here = with_vote(method, options, &rounds);
        let ran = run(here.path(), &["report", "uno.ron", "--kind", "restituzione", "--out", "fuori"]);
        assert_eq!(ran.code, 0, "{}", ran.messages);
        let page = std::fs::read_dir(here.path().join("fuori")).unwrap().next().unwrap().unwrap().path();
        let page = std::fs::read_to_string(page).unwrap();
        page.lines().find(|line| line.contains("Quale orario?")).unwrap_or_default().to_owned()
    };
    let votes = |each: &str| format!(r#"{{"Youth": [{}]}}"#, each.repeat(3));
    let tied = said("Approval(max: 0)", TWO, &votes(r#"Approval(["opt_a"]), Approval(["opt_b"]), "#));
    assert!(tied.contains("alla pari: «Mattina», «Sera»"), "{tied}");
    let nothing = said("Approval(max: 0)", TWO, &votes("Approval([]), Approval([]), "));
    assert!(nothing.contains("Nessuna scelta"), "{nothing}");
    let one = r#"{"opt_a": (order: 10, text: "Sera")}"#;
    let agreed = said("Consent", one, &votes("Consent, Consent, "));
    assert!(agreed.contains("d'accordo: 6 su 6"), "{agreed}");
    let refused = said("FistToFive", one, &votes("Fingers(1), Fingers(5), "));
    assert!(refused.contains("Non c'è ancora un accordo: d'accordo 3 su 6"), "{refused}");
}

#[test]
fn a_scale_as_wide_as_numbers_go_is_printed_as_a_line_to_fill_in() {
    let scale = format!("Score(low: {}, high: {})", i32::MIN, i32::MAX);
    let here = with_vote(&scale, TWO, "{}");
    let ran = run(here.path(), &["ballots", "uno.ron", "--poll", "pol_prova", "--out", "schede"]);
    assert_eq!(ran.code, 0, "{}", ran.messages);
}
