//! Holds the sample sessions and the agenda templates to what is said of them: readable, whole, consistent,
//! real practices with their sources, invented parts marked.
//!
//! `PROXIMO_WRITE_SAMPLES=1 cargo test --test samples` writes the files anew as the program itself writes them.

#![allow(clippy::unwrap_used, reason = "a sample that cannot be read fails its test there and then")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proximo::domain::ballot_box::{Given, fits};
use proximo::domain::clean::each_text;
use proximo::domain::field::ron_options;
use proximo::domain::item::{Item, Kind, Poll, Practice};
use proximo::domain::poll::{Method, Round, RoundNo};
use proximo::domain::session::Session;
use proximo::domain::value::{Difficulty, Group, Outcome, RoundState, SessionState, Speaker, VoiceKind, Voters};
use proximo::domain::{check, privacy};
use proximo::tally;

/// What young people never read: they are neither a label nor a service's property, nor anything to be hooked.
const NOT_FOR_YOUTH: &[&str] = &["neet", "utent", "aggancia", "users", "hook"];

/// The longest prompt that the wall shows in big letters, in characters.
const LONGEST_PROMPT: usize = 90;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = listed.filter(|path| path.extension().is_some_and(|ext| ext == "ron")).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Session {
    let text = fs::read_to_string(path).unwrap();
    ron_options().from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first line of a session's file.
/// The first line of a template's file.
const OF_A_TEMPLATE: &str =
    "// PROXIMO: an agenda to begin with, in the shape of a session. A new session begins with a copy of it.\n";

/// What the program's own writer makes of it.
fn written(path: &Path, session: &Session) -> String {
    if path.starts_with(root().join("sessions")) {
        proximo::store::write_text(session)
    } else {
        proximo::store::pretty(OF_A_TEMPLATE, session)
    }
}

/// The samples with the name of their file, by date.
fn samples() -> Vec<(String, Session)> {
    files("sessions").iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(path))).collect()
}

fn templates() -> Vec<(String, Session)> {
    files("assets/templates")
        .iter()
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), read(path)))
        .collect()
}

fn practices(samples: &[(String, Session)]) -> impl Iterator<Item = &Practice> {
    samples.iter().flat_map(|(_, session)| session.practices.live().map(AsRef::as_ref))
}

/// A practice of the reference data: the fields that samples are held to.
struct Real {
    name: String,
    difficulty: String,
    source: String,
}

/// The reference's practices, or `None` with a printed line where it is not here.
fn reference() -> Option<Vec<Real>> {
    let Some(folder) = std::env::var_os("PROXIMO_REFERENCE") else {
        println!("skipped: PROXIMO_REFERENCE names no folder with practices.json");
        return None;
    };
    let text = fs::read_to_string(Path::new(&folder).join("practices.json")).unwrap();
    let list: Vec<BTreeMap<String, String>> = serde_json::from_str(&text).unwrap();
    let field = |real: &BTreeMap<String, String>, name: &str| real[name].clone();
    let real = list.iter().map(|real| Real {
        name: field(real, "name"),
        difficulty: field(real, "difficulty"),
        source: field(real, "source"),
    });
    Some(real.collect())
}

#[test]
fn files_stand_as_the_program_writes_them() {
    for path in files("sessions").into_iter().chain(files("assets/templates")) {
        let (text, should) = (fs::read_to_string(&path).unwrap(), written(&path, &read(&path)));
        if std::env::var_os("PROXIMO_WRITE_SAMPLES").is_some() {
            fs::write(&path, &should).unwrap();
        } else {
            assert!(text == should, "{} is not as the program writes it; see the top of this file", path.display());
        }
    }
}

#[test]
fn four_sessions_stand_in_the_order_of_their_dates() {
    let samples = samples();
    let dated: Vec<String> = samples.iter().map(|(_, session)| session.session.date.unwrap().to_string()).collect();
    assert_eq!(dated, ["2026-03-12", "2026-03-26", "2026-04-16", "2026-05-14"]);
    for ((file, session), date) in samples.iter().zip(dated) {
        assert!(file.starts_with(&date), "{file}");
        assert_eq!(session.session.state, SessionState::Closed, "{file}");
        assert!(session.session.aim.contains("Dati di esempio"), "{file} does not say that it is a sample");
    }
}

#[test]
fn ids_are_given_once_in_all_files() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (file, session) in samples() {
        let options =
            session.polls.live().flat_map(|poll| poll.options.keys().map(ToString::to_string).collect::<Vec<_>>());
        let ids = session.items().map(|item| item.reference().to_string()).chain(options.collect::<Vec<_>>());
        for id in ids {
            if let Some(other) = seen.insert(id.clone(), file.clone()) {
                panic!("{id} stands in {other} and in {file}");
            }
        }
    }
}

#[test]
fn nothing_is_wrong_and_two_actions_wait_to_be_completed() {
    let samples = samples();
    let mut waiting = Vec::new();
    for (file, session) in &samples {
        assert_eq!(check::problems(session), [], "{file}");
        waiting.extend(check::all_to_complete(session).into_iter().map(|(item, missing)| (item.to_string(), missing)));
        for item in session.items() {
            with_each_text(&item, &mut |text| {
                assert!(privacy::warnings(text).is_empty(), "{file}: {}: {text:?}", item.reference());
            });
        }
    }
    assert_eq!(waiting, [("act_ind-genitori".to_owned(), vec!["who"]), ("act_agg-trasporti".to_owned(), vec!["due"])]);
}

/// Shows every text of an item but a practice's source, whose addresses hold long numbers.
fn with_each_text(item: &Item, look: &mut dyn FnMut(&str)) {
    if let Item::Practice(practice) = item {
        each_text(&Practice { source: String::new(), ..practice.as_ref().clone() }, look);
    } else {
        each_text(item, look);
    }
}

#[test]
fn an_action_carried_on_names_an_earlier_session() {
    let samples = samples();
    let mut carried = 0;
    for (file, session) in &samples {
        for action in session.actions.live() {
            let Some(first) = action.first_noted_in else { continue };
            let (_, earlier) = samples.iter().find(|(_, session)| session.id() == first).expect("a sample session");
            assert!(earlier.session.date < session.session.date, "{file}: {}", action.id);
            for about in action.about.iter() {
                assert!(session.has_live(*about) || earlier.has_live(*about), "{file}: {} is about {about}", action.id);
            }
            carried += 1;
        }
    }
    assert!(carried >= 3);
}

#[test]
fn what_is_invented_says_so_and_practices_are_real() {
    for (file, session) in samples() {
        for item in session.items() {
            let (sample, id) = (sample(&item), item.reference());
            assert_eq!(sample, id.kind() != Kind::Practice, "{file}: {id}: practices are real, all else is invented");
        }
    }
}

fn sample(item: &Item) -> bool {
    match item {
        Item::Session(record) => record.sample,
        Item::Step(record) => record.sample,
        Item::Table(record) => record.sample,
        Item::Participant(record) => record.sample,
        Item::Practice(record) => record.sample,
        Item::Sketch(record) => record.sample,
        Item::Voice(record) => record.sample,
        Item::Poll(record) => record.sample,
        Item::Decision(record) => record.sample,
        Item::Action(record) => record.sample,
        Item::Note(record) => record.sample,
        Item::Conflict(record) => record.sample,
    }
}

#[test]
fn three_practices_are_told_at_two_tables_in_other_words() {
    let samples = samples();
    let mut by_source: BTreeMap<&str, Vec<&Practice>> = BTreeMap::new();
    for practice in practices(&samples) {
        assert!(!practice.source.is_empty(), "{} has no source", practice.id);
        by_source.entry(&practice.source).or_default().push(practice);
    }
    assert!(by_source.len() >= 22, "{} different practices", by_source.len());
    let told_again: Vec<_> = by_source.values().filter(|told| told.len() > 1).collect();
    assert_eq!(told_again.len(), 3);
    for told in told_again {
        let [one, other] = told.as_slice() else { panic!("{} is told {} times", told[0].name, told.len()) };
        assert_ne!(one.name, other.name);
        assert_ne!(one.how, other.how);
        assert!(one.created.table != other.created.table);
        let codes = |practice: &Practice| -> BTreeSet<String> {
            let people =
                samples.iter().flat_map(|(_, session)| session.participants.live().cloned().collect::<Vec<_>>());
            people.filter(|person| practice.told_by.contains(&person.id)).map(|person| person.code.clone()).collect()
        };
        assert!(codes(one).is_disjoint(&codes(other)), "{} is told twice by the same person", one.name);
    }
}

#[test]
fn practices_are_those_of_the_reference() {
    let Some(reference) = reference() else { return };
    for practice in practices(&samples()) {
        let real = reference.iter().find(|real| real.source == practice.source);
        let real = real.unwrap_or_else(|| panic!("{}: nobody knows its source {}", practice.id, practice.source));
        let difficulty = practice.difficulty.unwrap().to_string().to_lowercase();
        assert_eq!(difficulty, real.difficulty, "{}: {}", practice.id, real.name);
    }
}

#[test]
fn counts_are_possible() {
    let mut methods = std::collections::HashSet::new();
    for (file, session) in samples() {
        let people = |group: &Group| {
            let here =
                session.participants.live().filter(|person| person.present && person.group.as_ref() == Some(group));
            here.count() as u32
        };
        for poll in session.polls.live() {
            methods.insert(std::mem::discriminant(&poll.method));
            for (no, round) in poll.rounds.iter() {
                let at = format!("{file}: {}, round {no}", poll.id);
                assert_eq!(round.state, RoundState::Revealed, "{at}");
                assert!(round.opened < round.closed && round.closed < round.revealed, "{at}");
                assert_eq!(round.rule, Some(poll.rule), "{at}");
                for (id, option) in round.options.iter() {
                    assert_eq!(poll.options.get(id), Some(option), "{at}: {id} is not as it was asked");
                }
                for (group, present) in round.present.iter() {
                    assert!(*present <= people(group), "{at}: more of {group} than there were");
                }
                votes_are_possible(&at, poll, round);
            }
        }
    }
    assert_eq!(methods.len(), 8, "the samples have a vote of every method");
}

#[test]
fn votes_say_what_the_decisions_say_of_them() {
    // how many options meet the rule, in each round that has one
    let mut met = BTreeMap::new();
    for (file, session) in samples() {
        for poll in session.polls.live() {
            for no in poll.rounds.keys() {
                let result = tally::tally(poll, *no).unwrap();
                // nobody's column has to be hidden, so that samples show all there is to see; but for one vote, which shows
                // what becomes of small groups that are all of one mind
                let hidden = tally::shield(&result).hidden.len();
                let of_one_mind = if poll.id.to_string() == "pol_cop-partiamo" { 2 } else { 0 };
                assert_eq!(hidden, of_one_mind, "{file}: {}, round {no}", poll.id);
                let agreed = result.options.iter().filter(|option| option.consensus.is_some_and(|(_, met)| met));
                met.insert((poll.id.to_string(), *no), agreed.map(|option| option.votes).collect::<Vec<_>>());
            }
        }
    }
    let expected = [
        ("pol_agg-condizioni", 1, vec![13]),
        ("pol_agg-contatto", 1, vec![49]),
        ("pol_yag-invito", 1, vec![6]),
        ("pol_yag-frasi", 1, vec![7, 7]),
        ("pol_yag-foglio", 1, vec![]),
        ("pol_cop-matrice", 1, vec![]),
        ("pol_cop-ordine", 1, vec![]),
        ("pol_cop-partiamo", 1, vec![]),
        ("pol_cop-priorita", 1, vec![]),
        ("pol_cop-settembre", 1, vec![17, 17]),
        ("pol_cop-settembre", 2, vec![17]),
    ];
    assert_eq!(met, expected.into_iter().map(|(poll, no, votes)| ((poll.to_owned(), RoundNo(no)), votes)).collect());
}

fn votes_are_possible(at: &str, poll: &Poll, round: &Round) {
    for (voters, ballots) in round.ballots.iter() {
        let present = |group: &Group| round.present.get(group).copied().unwrap_or(0);
        if let Voters::Of(group) = voters {
            assert!(ballots.0.len() as u32 <= present(group), "{at}: more ballots of {group} than people");
        }
        for ballot in &ballots.0 {
            let given = Given { ballot: ballot.clone(), words: String::new() };
            assert_eq!(fits(poll.method, &round.options, &given), Ok(()), "{at}: {ballot:?}");
        }
        let mut sorted = ballots.0.clone();
        sorted.sort();
        assert_eq!(sorted, ballots.0, "{at}: ballots stand in an order that says nothing");
    }
    for (group, count) in round.counted.iter() {
        let at = format!("{at}, {group}");
        assert!(count.voters <= round.present.get(group).copied().unwrap_or(0), "{at}: more voters than people");
        assert!(count.votes.keys().all(|tick| round.options.contains_key(&tick.option) && tick.mark.is_none()), "{at}");
        let sum: u32 = count.votes.values().sum();
        let (most_each, most) = match poll.method {
            Method::Dots { each, cap } => (if cap == 0 { each } else { cap }, each),
            Method::Approval { max } => (1, if max == 0 { round.options.len() as u32 } else { max }),
            Method::Score { .. }
            | Method::FistToFive
            | Method::Consent
            | Method::Ranking { .. }
            | Method::Matrix { .. }
            | Method::Agree => panic!("{at}: voted in another way"),
        };
        assert!(count.votes.values().all(|votes| *votes <= count.voters * most_each), "{at}");
        assert!(sum <= count.voters * most, "{at}: {sum} votes of {} voters", count.voters);
    }
}

#[test]
fn the_story_has_every_kind_of_answer() {
    let samples = samples();
    let voices: Vec<_> = samples.iter().flat_map(|(_, session)| session.voices.in_order()).collect();
    let has = |of: fn(&Outcome) -> bool| voices.iter().any(|voice| voice.outcome.as_ref().is_some_and(of));
    assert!(has(|outcome| *outcome == Outcome::Accepted));
    assert!(has(|outcome| *outcome == Outcome::PartlyAccepted));
    assert!(has(|outcome| *outcome == Outcome::NotAccepted));
    assert!(has(|outcome| matches!(outcome, Outcome::UnderReview(_))));
    assert!(voices.iter().any(|voice| voice.outcome.is_none()));
    assert!(voices.iter().any(|voice| voice.told_back_on.is_some() && !voice.reply.is_empty()));
    for voice in &voices {
        let thanked = voice.outcome == Some(Outcome::Thanked);
        assert!(voice.outcome.is_none() || thanked == (voice.kind == VoiceKind::Experience), "{}", voice.id);
        assert!(voice.outcome.is_none() || !voice.reason.is_empty(), "{} is answered without a reason", voice.id);
        if let Speaker::TheGroup { agree, of } = voice.from {
            assert!(agree <= of, "{}", voice.id);
        }
    }
    let sketched: BTreeSet<Difficulty> = samples
        .iter()
        .flat_map(|(_, session)| session.sketches.in_order())
        .filter_map(|sketch| sketch.difficulty)
        .collect();
    assert_eq!(sketched.len(), Difficulty::ALL.len());
    assert_eq!(samples.iter().flat_map(|(_, session)| session.notes.in_order()).filter(|note| note.private).count(), 4);
}

#[test]
fn prompts_fit_the_wall() {
    for (file, session) in samples().into_iter().chain(templates()) {
        for step in session.steps.live() {
            let length = step.prompt.chars().count();
            assert!((1..=LONGEST_PROMPT).contains(&length), "{file}: {} has {length} characters", step.id);
            assert!(step.minutes > 0 && !step.title.is_empty(), "{file}: {}", step.id);
        }
    }
}

#[test]
fn what_young_people_read_has_their_words() {
    let meets_youth = |session: &Session| session.participants.live().any(|person| person.group == Some(Group::Youth));
    let templates = templates().into_iter().filter(|(file, _)| !file.starts_with("tavolo-wp2"));
    for (file, session) in samples().into_iter().filter(|(_, session)| meets_youth(session)).chain(templates) {
        let mut read = vec![session.session.title.clone(), session.session.aim.clone()];
        read.extend(session.tables.live().flat_map(|table| [table.name.clone(), table.theme.clone()]));
        read.extend(session.steps.live().flat_map(|step| [step.title.clone(), step.prompt.clone()]));
        read.extend(session.practices.live().flat_map(|practice| [practice.name.clone(), practice.how.clone()]));
        read.extend(session.sketches.live().flat_map(|sketch| [sketch.title.clone(), sketch.how.clone()]));
        read.extend(session.polls.live().map(|poll| poll.question.clone()));
        read.extend(
            session.polls.live().flat_map(|poll| poll.options.values().map(|o| o.text.clone()).collect::<Vec<_>>()),
        );
        read.extend(session.voices.live().flat_map(|voice| [voice.text.clone(), voice.reason.clone()]));
        read.extend(
            session.decisions.live().flat_map(|decision| [decision.statement.clone(), decision.reason.clone()]),
        );
        for text in read {
            let lower = text.to_lowercase();
            let word = NOT_FOR_YOUTH.iter().find(|word| lower.contains(**word));
            assert!(word.is_none(), "{file}: {word:?} in {text:?}");
        }
    }
}

#[test]
fn templates_are_agendas_in_both_languages() {
    let templates = templates();
    let names: Vec<&str> = templates.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "co-progettazione-wp3.en",
            "co-progettazione-wp3",
            "gruppo-nominale.en",
            "gruppo-nominale",
            "incontro-yag.en",
            "incontro-yag",
            "tavolo-aperto.en",
            "tavolo-aperto",
            "tavolo-wp2.en",
            "tavolo-wp2",
            "verifica.en",
            "verifica",
            "world-cafe.en",
            "world-cafe"
        ]
    );
    for pair in templates.chunks(2) {
        let [(name, en), (_, it)] = pair else { panic!("a template without its other language") };
        let plan = |session: &Session| -> Vec<_> {
            session.steps.in_order().iter().map(|step| (step.id, step.activity, step.seating, step.minutes)).collect()
        };
        assert_eq!(plan(en), plan(it), "{name}");
        for session in [en, it] {
            assert_eq!(session.session.date, None, "{name}");
            assert_eq!(session.session.state, SessionState::Prepared, "{name}");
            let others = session
                .items()
                .filter(|item| !matches!(item.reference().kind(), Kind::Session | Kind::Step | Kind::Table));
            assert_eq!(others.count(), 0, "{name} holds more than an agenda");
        }
    }
}
