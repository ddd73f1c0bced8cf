//! Likeness on labelled pairs: real practices in other words are one, tempting neighbours are not. The pairs are in
//! `tests/data/pairs.csv`, written as different note-takers would; a neighbour that tempts is invented where no real practice
//! does. Figures over all of them are in `reference.rs`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proximo::domain::id::{Code, TypedId};
use proximo::domain::item::{Head, Practice, Record};
use proximo::domain::session::Session;
use proximo::synthesis::gather::{Gathered, Given, gather};
use proximo::synthesis::likeness::{self, Against, Explainer, Field, Pair};
use proximo::synthesis::thesaurus::{Entries, Thesaurus};

/// Name, organisation, place, how it works.
type Told = [String; 4];

/// Two practices of a pair.
type Both = (Told, Told);

/// The labelled pairs: those that are one, and those that are not.
fn labelled() -> (Vec<Both>, Vec<Both>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pairs.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let (mut one, mut apart) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row.unwrap();
        let told = |from: usize| -> Told { std::array::from_fn(|at| row[from + at].to_owned()) };
        let list = if &row[0] == "yes" { &mut one } else { &mut apart };
        list.push((told(1), told(5)));
    }
    (one, apart)
}

fn told(name: &str, organisation: &str, place: &str, how: &str) -> Told {
    [name, organisation, place, how].map(str::to_owned)
}

fn practice(number: u64, told: &Told) -> Practice {
    let [name, organisation, place, how] = told.clone();
    Practice { id: TypedId::new(Code::from_bits(number)), name, organisation, place, how, ..Practice::default() }
}

fn session(name: &str, practices: impl Iterator<Item = Practice>) -> Given {
    let head = Head { id: TypedId::new(Code::of(&[name])), ..Head::default() };
    let mut session = Session::new(head);
    practices.for_each(|practice| session.put(practice.into_item()));
    Given::new(name, Arc::new(session))
}

/// Two sessions, each with one side of the pairs.
fn pool(pairs: &[Both]) -> Gathered {
    let one = pairs.iter().enumerate().map(|(at, (one, _))| practice(at as u64 + 1, one));
    let other = pairs.iter().enumerate().map(|(at, (_, other))| practice(at as u64 + 1001, other));
    gather(vec![session("uno", one), session("due", other)])
}

fn found(pairs: &[Both]) -> Vec<Pair> {
    likeness::pairs(&pool(pairs), &Default::default())
}

#[test]
fn there_are_pairs_enough_and_a_third_of_them_tempts() {
    let (one, apart) = labelled();
    assert!(one.len() + apart.len() >= 60, "{} {}", one.len(), apart.len());
    assert!(apart.len() * 3 >= one.len() + apart.len(), "{} {}", one.len(), apart.len());
}

#[test]
fn two_practices_alone_are_judged_alike() {
    // rarity is not read off the two themselves
    let (one, apart) = labelled();
    let joined = |pairs: &[Both]| {
        pairs.iter().filter(|pair| found(&[(*pair).clone()]).iter().any(|pair| pair.near_certain)).count()
    };
    assert!(joined(&apart) <= 2, "{}", joined(&apart));
    assert!(joined(&one) * 2 >= one.len(), "{}", joined(&one));
}

#[test]
fn one_session_never_tells_one_practice_under_two_names() {
    let (one, other) = labelled().0.swap_remove(0);
    let given = session("uno", [practice(1, &one), practice(2, &other)].into_iter());
    assert!(likeness::pairs(&gather(vec![given]), &Default::default()).iter().all(|pair| !pair.near_certain));
    let given = session("uno", [practice(1, &one), practice(2, &one)].into_iter());
    assert!(likeness::pairs(&gather(vec![given]), &Default::default()).iter().all(|pair| pair.near_certain));
}

#[test]
fn a_city_lies_in_its_country_and_two_cities_apart() {
    let how = "Coetanei assunti dal servizio vanno a incontrare i ragazzi di Unga in nei loro luoghi.";
    let of = |place: &str| told("Unga in", "Arbetsförmedlingen", place, how);
    let against = |one: &str, other: &str| {
        let pool = pool(&[(of(one), of(other))]);
        let [a, b] = [0, 1].map(|at| pool.practices[at].origin);
        likeness::explain(&pool, a, b).unwrap().against.contains(&Against::Places)
    };
    for (one, other, apart) in [
        ("Svezia", "Stockholm", false),
        ("Milano", "Lombardy", false),
        ("Milan", "Italia", false),
        ("Milano", "Torino", true),
        ("Milano, Italia", "Torino, Italia", true),
        ("Svezia", "Finland", true),
        ("Baggio, Milano", "Quarto Oggiaro, Milano", true),
        ("", "Milano", false),
    ] {
        assert_eq!(against(one, other), apart, "{one} / {other}");
    }
}

#[test]
fn what_the_score_is_made_of_adds_up_and_is_where_it_is_said_to_be() {
    let (one, apart) = labelled();
    let pairs = [one, apart].concat();
    let pool = pool(&pairs);
    let explainer = Explainer::of(&pool);
    for pair in likeness::pairs(&pool, &Default::default()) {
        let parts = explainer.explain(pair.one, pair.other).unwrap();
        assert_eq!((parts.score, parts.near_certain), (pair.score, pair.near_certain));
        let sum = parts.words + parts.name + parts.proper + parts.grams + parts.place + parts.page;
        let expected = f64::from(sum) * if parts.far { 0.7 } else { 1.0 };
        assert!((f64::from(parts.score) - expected).abs() <= 5.0, "{parts:?}");
        for (origin, marks) in [(pair.one, &parts.one), (pair.other, &parts.other)] {
            let practice = &pool.practice(origin).unwrap().record;
            for mark in marks {
                let text = match mark.field {
                    Field::Name => &practice.name,
                    Field::Organisation => &practice.organisation,
                    Field::Place => &practice.place,
                    Field::How => &practice.how,
                    other => panic!("{other:?} is empty in these pairs"),
                };
                assert!(!text[mark.place.clone()].trim().is_empty(), "{mark:?}");
            }
        }
        // what ties is marked on both sides
        let keys = |marks: &[likeness::Mark]| marks.iter().map(|mark| mark.key.clone()).collect::<Vec<_>>();
        assert!(keys(&parts.one).iter().all(|key| keys(&parts.other).contains(key)), "{parts:?}");
        assert_eq!(pair.ties.is_empty(), parts.one.is_empty(), "{parts:?}");
    }
    assert!(likeness::explain(&pool, pool.practices[0].origin, Default::default()).is_none());
}

#[test]
fn a_name_says_which_words_tie_it() {
    let one = told("Educativa di strada al Giambellino", "Aria", "", "Due sere sulle panchine.");
    let other = told("Street outreach, Giambellino", "Aria", "", "Two evenings a week on the benches.");
    let pool = pool(&[(one.clone(), other.clone())]);
    let of = |told: &Told| pool.practices.iter().find(|of| of.record.name == told[0]).unwrap().origin;
    let (a, b) = (of(&one), of(&other));
    let parts = likeness::explain(&pool, a, b).unwrap();
    let marked = |told: &Told, marks: &[likeness::Mark]| -> Vec<(String, bool)> {
        let own = marks.iter().filter(|mark| mark.field == Field::Name);
        own.map(|mark| (told[0][mark.place.clone()].to_owned(), mark.proper)).collect()
    };
    let expected = |words: [&str; 2]| [(words[0].to_owned(), false), (words[1].to_owned(), true)].to_vec();
    assert_eq!(marked(&one, &parts.one), expected(["Educativa di strada", "Giambellino"]));
    assert_eq!(marked(&other, &parts.other), expected(["Street outreach", "Giambellino"]));
    assert_eq!(parts.one.iter().map(|mark| mark.strength).max(), Some(1000));
}

#[test]
fn words_of_the_workspace_tie_what_the_program_does_not_know() {
    let one = told("Antenne di quartiere", "", "", "Portinai e baristi avvisano gli educatori.");
    let other = told("Neighbourhood watchers", "", "", "Porters and barkeepers tell the educators.");
    let pool = pool(&[(one, other)]);
    let [a, b] = [0, 1].map(|at| pool.practices[at].origin);
    let own: Entries = ron::from_str(
        r#"(concepts: [(id: "antennas", it: ["antenne di quartiere"], en: ["neighbourhood watchers"])])"#,
    )
    .unwrap();
    let before = likeness::explain(&pool, a, b).unwrap();
    let after = likeness::explain(&pool.with_thesaurus(Thesaurus::default().with(&own)), a, b).unwrap();
    assert!(after.name > before.name && after.score > before.score, "{before:?} {after:?}");
}

/// The reference's practices told at one table in Italian and at another in English: all are found, none is mistaken.
#[test]
#[allow(clippy::print_stdout, reason = "a test that is skipped says so")]
fn the_reference_in_both_languages() {
    let Some(folder) = std::env::var_os("PROXIMO_REFERENCE") else {
        println!("skipped: PROXIMO_REFERENCE names no folder with practices.json");
        return;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("practices.json")).unwrap();
    let list: Vec<BTreeMap<String, String>> = serde_json::from_str(&text).unwrap();
    let told = |language: &'static str, from: u64| {
        let practices = list.iter().enumerate().map(move |(at, real)| Practice {
            id: TypedId::new(Code::from_bits(from + at as u64)),
            name: real["name"].clone(),
            organisation: real["organisation"].clone(),
            place: real["place"].clone(),
            how: real[language].clone(),
            ..Practice::default()
        });
        practices.collect::<Vec<_>>()
    };
    let italian = session("uno", told("summary_it", 1).into_iter());
    let english = session("due", told("summary_en", 1001).into_iter());
    let pool = gather(vec![italian, english]);
    let name = |origin| pool.practice(origin).unwrap().record.name.clone();
    let joined: Vec<Pair> =
        likeness::pairs(&pool, &Default::default()).into_iter().filter(|pair| pair.near_certain).collect();
    assert!(joined.iter().all(|pair| name(pair.one) == name(pair.other)));
    let listed = likeness::pairs(&pool, &Default::default());
    let found = listed.iter().filter(|pair| name(pair.one) == name(pair.other)).count();
    assert_eq!(found, list.len(), "every practice is at least pointed out");
    assert!(joined.len() * 10 >= list.len() * 8, "{} of {} joined", joined.len(), list.len());
}
