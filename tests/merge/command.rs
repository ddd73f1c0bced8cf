//! The merge as a command: what it writes, what it leaves alone, what it says.

use std::fs;
use std::path::{Path, PathBuf};

use proximo::cli::merge::MergeArgs;
use proximo::cli::report::{ReportArgs, ReportKind};
use proximo::cli::{Call, DONE, WRONG, merge, report};
use proximo::config::Settings;
use proximo::domain::value::MayGoTo;
use proximo::text::Lang;

pub struct Ran {
    pub code: u8,
    pub said: String,
    pub told: String,
}

pub fn ran(run: impl FnOnce(&mut Call<'_>) -> u8) -> Ran {
    let (mut said, mut told) = (Vec::new(), Vec::new());
    let (lang, settings, workspace) = (Lang::It, Settings::default(), PathBuf::from("nowhere"));
    let mut call =
        Call { lang, settings, config: None, troubles: Vec::new(), workspace, out: &mut said, messages: &mut told };
    let code = run(&mut call);
    Ran { code, said: String::from_utf8(said).unwrap(), told: String::from_utf8(told).unwrap() }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions")
}

fn merged(paths: Vec<PathBuf>, out: &Path, dry_run: bool) -> Ran {
    let args = MergeArgs { paths, out: Some(out.to_owned()), dry_run };
    ran(|call| merge::run(call, &args))
}

fn reported(kind: ReportKind, paths: Vec<PathBuf>, out: Option<PathBuf>) -> Ran {
    let args = ReportArgs { kind, paths, out, audience: MayGoTo::Partners };
    ran(|call| report::run(call, &args))
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> =
        entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    files
}

/// A folder with copies of the samples.
fn copies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files(&samples()).into_iter().filter(|(name, _)| name.ends_with(".ron")) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_samples_merge_to_the_same_bytes_in_any_order_and_again() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(merged(vec![samples()], one.path(), false).code, DONE);
    let first = files(one.path());
    assert_eq!(first.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["wp3.md", "wp3.ron"]);
    let again = merged(vec![samples()], one.path(), false);
    assert!(again.said.contains("Già aggiornato"), "{}", again.said);
    assert_eq!(files(one.path()), first);
    let mut paths = proximo::store::workspace::files(&samples());
    paths.reverse();
    paths.swap(0, 2);
    assert_eq!(merged(paths, other.path(), false).code, DONE);
    assert_eq!(files(other.path()), first);
}

#[test]
fn a_dry_run_writes_nothing_anywhere() {
    let (sessions, out) = (copies(), tempfile::tempdir().unwrap());
    let before = files(sessions.path());
    let target = out.path().join("proposals");
    let ran = merged(vec![sessions.path().to_owned()], &target, true);
    assert_eq!(ran.code, DONE);
    assert!(ran.said.contains("non è stato scritto nulla"), "{}", ran.said);
    assert!(!target.exists());
    assert_eq!(files(sessions.path()), before);
}

#[test]
fn every_practice_of_the_samples_is_in_the_dossier_and_the_three_told_twice_are_one() {
    let out = tempfile::tempdir().unwrap();
    merged(vec![samples()], out.path(), false);
    let dossier = proximo::store::dossier::read(&out.path().join("wp3.ron")).unwrap().unwrap();
    let mut practices = 0;
    let text = fs::read_to_string(out.path().join("wp3.ron")).unwrap();
    for file in proximo::store::workspace::files(&samples()) {
        for practice in proximo::store::read(&file).unwrap().session.practices.live() {
            assert!(text.contains(&practice.id.to_string()), "{}", practice.id);
            practices += 1;
        }
    }
    assert_eq!(practices, dossier.practices.len());
    let mut joined: Vec<[String; 2]> = dossier
        .matches
        .iter()
        .filter(|m| m.is_one())
        .map(|m| [m.practices[0].item.to_string(), m.practices[1].item.to_string()])
        .collect();
    joined.sort();
    assert_eq!(
        joined,
        [["pra_cope", "pra_prescribing"], ["pra_t100c", "pra_t100c-giro"], ["pra_unga-in", "pra_coetanei-svezia"],]
    );
    assert!(dossier.matches.iter().filter(|m| m.is_one()).all(|m| m.ties.len() >= 3));
}

#[test]
fn evidence_takes_of_each_option_the_last_round_that_put_it() {
    let out = tempfile::tempdir().unwrap();
    merged(vec![samples()], out.path(), false);
    let dossier = proximo::store::dossier::read(&out.path().join("wp3.ron")).unwrap().unwrap();
    let september = |sketch: &str| {
        let stands =
            |s: &&proximo::synthesis::dossier::Strategy| s.sketches[..].iter().any(|o| o.item.to_string() == sketch);
        let strategy = dossier.strategies.iter().find(stands).unwrap();
        let votes = strategy.evidence.votes.iter().filter_map(|vote| {
            let poll = dossier.polls.iter().find(|poll| poll.origin == vote.poll)?;
            let round = poll.rounds.iter().find(|round| round.round == vote.round)?;
            let option = round.options.iter().find(|option| option.option == vote.option)?;
            let youth = option.by_group.get(&proximo::tally::youth())?;
            Some((vote.round?.0, option.share.to_string(), youth.to_string()))
        });
        votes.collect::<Vec<_>>()
    };
    let vote = |round: u8, all: &str, youth: &str| (round, all.to_owned(), youth.to_owned());
    // dots, approval, matrix and order stand side by side; the idea put again has its second round, the others their first
    let filo =
        [vote(1, "18/63", "3/15"), vote(1, "17/21", "4/5"), vote(1, "66/84", "15/20"), vote(1, "73/105", "19/25")];
    assert_eq!(september("ske_filo"), filo);
    let antenne = september("ske_antenne");
    assert_eq!(antenne[..2], [vote(1, "11/63", "1/15"), vote(2, "17/21", "4/5")]);
    assert_eq!(antenne.len(), 4);
}

#[test]
fn a_bad_file_is_left_out_and_said_and_the_rest_is_merged() {
    let (sessions, out) = (copies(), tempfile::tempdir().unwrap());
    let bad = sessions.path().join("2026-03-26-tavolo-agganciare.ron");
    let text = fs::read_to_string(&bad).unwrap();
    fs::write(&bad, text.replacen("title:", "titel:", 1)).unwrap();
    let ran = merged(vec![sessions.path().to_owned()], out.path(), false);
    assert_eq!(ran.code, WRONG);
    assert!(ran.told.contains("2026-03-26-tavolo-agganciare.ron:15:9:"), "{}", ran.told);
    assert!(ran.told.contains("titel"), "{}", ran.told);
    let dossier = proximo::store::dossier::read(&out.path().join("wp3.ron")).unwrap().unwrap();
    assert_eq!((dossier.sources.len(), dossier.set_aside.len()), (3, 1));
    assert!(fs::read_to_string(out.path().join("wp3.md")).unwrap().contains("File lasciati fuori"));
}

#[test]
fn a_dossier_that_cannot_be_read_is_not_touched() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("wp3.ron"), "(format: 1, strategies: [").unwrap();
    let before = files(out.path());
    let ran = merged(vec![samples()], out.path(), false);
    assert_eq!(ran.code, WRONG);
    assert!(ran.told.contains("non è stato toccato"), "{}", ran.told);
    assert_eq!(files(out.path()), before);
}

#[test]
fn words_written_into_the_file_by_hand_stay_and_other_edits_are_kept_beside() {
    let out = tempfile::tempdir().unwrap();
    merged(vec![samples()], out.path(), false);
    let file = out.path().join("wp3.ron");
    let text = fs::read_to_string(&file).unwrap();
    let seed = "            seed: Difficulty(Trust),\n";
    assert!(text.contains(seed));
    let named = text.replacen(seed, &format!("{seed}            human: (name: \"Restare\"),\n"), 1);
    fs::write(&file, &named).unwrap();
    let ran = merged(vec![samples()], out.path(), false);
    assert!(fs::read_to_string(&file).unwrap().contains("name: \"Restare\""));
    assert!(fs::read_to_string(out.path().join("wp3.md")).unwrap().contains("Restare"));
    assert!(!ran.told.contains("edited"), "{}", ran.told);

    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("title: \"Individuare", "title: \"Cambiato", 1)).unwrap();
    let ran = merged(vec![samples()], out.path(), false);
    assert!(ran.told.contains("wp3.ron.edited-1"), "{}", ran.told);
    assert!(fs::read_to_string(out.path().join("wp3.ron.edited-1")).unwrap().contains("title: \"Cambiato"));
}

#[test]
fn two_copies_of_one_session_are_put_together_and_said() {
    let (sessions, out) = (copies(), tempfile::tempdir().unwrap());
    let file = sessions.path().join("2026-04-16-incontro-yag.ron");
    fs::copy(&file, sessions.path().join("copia.ron")).unwrap();
    let ran = merged(vec![sessions.path().to_owned()], out.path(), false);
    assert_eq!(ran.code, DONE);
    assert!(ran.said.contains("copia"), "{}", ran.said);
    assert!(ran.said.contains("Sessioni: 4;"), "{}", ran.said);
}

#[test]
fn nothing_to_merge_is_said_and_nothing_written() {
    let (empty, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ran = merged(vec![empty.path().to_owned()], out.path(), false);
    assert_eq!(ran.code, WRONG);
    assert!(ran.told.contains("Nessuna sessione"), "{}", ran.told);
    assert_eq!(merged(vec![empty.path().join("no.ron")], out.path(), false).code, WRONG);
    assert_eq!(files(out.path()), []);
}

#[test]
fn reports_go_where_they_are_asked_to() {
    let out = tempfile::tempdir().unwrap();
    let one = samples().join("2026-04-16-incontro-yag.ron");
    let minutes = reported(ReportKind::Verbale, vec![one.clone()], None);
    assert_eq!(minutes.code, DONE);
    assert!(minutes.said.starts_with("# Verbale – "), "{}", minutes.said);
    assert_eq!(reported(ReportKind::Verbale, vec![samples()], Some(out.path().to_owned())).code, DONE);
    assert_eq!(files(out.path()).len(), 4);
    assert_eq!(reported(ReportKind::Verbale, vec![one], Some(out.path().join("yag.md"))).code, DONE);
    assert!(out.path().join("yag.md").exists());
    let dossier = reported(ReportKind::Dossier, vec![samples()], None);
    assert!(dossier.said.starts_with("# Proposte di strategia"), "{}", dossier.said);
    let target = tempfile::tempdir().unwrap();
    merged(vec![samples()], target.path(), false);
    let written = fs::read_to_string(target.path().join("wp3.md")).unwrap();
    assert_eq!(dossier.said.trim_end(), written.trim_end());
    assert_eq!(reported(ReportKind::Dossier, vec![target.path().to_owned()], None).said, dossier.said);
}
