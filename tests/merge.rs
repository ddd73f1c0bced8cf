//! Holds the merge to what it promises.

#![allow(clippy::unwrap_used, reason = "a merge that cannot be read fails its test there and then")]

use std::path::{Path, PathBuf};

use proximo::cli::merge::MergeArgs;
use proximo::cli::{Call, merge};
use proximo::config::Settings;
use proximo::text::Lang;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions")
}

struct Ran {
    code: u8,
    said: String,
    told: String,
}

fn run(paths: Vec<PathBuf>, out: &Path, dry_run: bool, lang: Lang) -> Ran {
    let (mut said, mut told) = (Vec::new(), Vec::new());
    let mut call = Call { lang, settings: Settings::default(), out: &mut said, messages: &mut told };
    let args = MergeArgs { paths, out: Some(out.to_owned()), dry_run };
    let code = merge::run(&mut call, out, &args);
    Ran { code, said: String::from_utf8(said).unwrap(), told: String::from_utf8(told).unwrap() }
}

#[test]
fn samples_look() {
    let out = PathBuf::from("/tmp/wp3");
    let ran = run(vec![samples()], &out, false, Lang::It);
    println!("{} {}\n{}", ran.code, ran.said, ran.told);
}

#[test]
fn diagnostics() {
    use proximo::domain::item::*;
    use proximo::domain::session::Session;
    use proximo::synthesis::{gather::*, likeness, origin::Origin};
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;
    let mut given = vec![];
    for f in proximo::store::workspace::files(&samples()) {
        given.push(Given { name: "a".into(), session: Arc::new(proximo::store::read(&f).unwrap().session) });
    }
    let show = |pool: &Gathered, n: usize| {
        let all: BTreeSet<(Origin, Origin)> = pool
            .practices
            .iter()
            .enumerate()
            .flat_map(|(i, a)| pool.practices[i + 1..].iter().map(move |b| (a.origin, b.origin)))
            .collect();
        let mut pairs = likeness::pairs(pool, &all);
        pairs.sort_by_key(|p| std::cmp::Reverse(p.score));
        for p in pairs.iter().take(n) {
            let name = |o| &pool.practice(o).unwrap().record.name;
            println!(
                "{} {} | {} | {} | {:?}",
                p.score,
                p.near_certain,
                name(p.one),
                name(p.other),
                p.ties.iter().map(|t| format!("{}={}", t.one, t.other)).collect::<Vec<_>>()
            );
        }
    };
    show(&gather(given), 20);
    // it against en: same names (1), no names (2)
    let list: Vec<BTreeMap<String, String>> =
        serde_json::from_str(&std::fs::read_to_string("/work/shared/data/practices.json").unwrap()).unwrap();
    for mode in 0..3 {
        println!("---- mode {mode}");
        let make = |id: &str, en: bool| {
            let head = Head { id: format!("ses_{id}").parse().unwrap(), ..Head::default() };
            let mut s = Session::new(head);
            for (i, p) in list.iter().enumerate() {
                let mut r = Practice { id: format!("pra_{id}{i}").parse().unwrap(), ..Practice::default() };
                r.how = p[if en { "summary_en" } else { "summary_it" }].clone();
                if mode == 0 || !en {
                    r.name = p["name"].clone();
                } else {
                    r.name = format!("x{i}");
                }
                if mode <= 1 || !en {
                    r.place = p["place"].clone();
                    r.organisation = p["organisation"].clone();
                }
                s.put(r.into_item());
            }
            Given { name: id.into(), session: Arc::new(s) }
        };
        let pool = gather(vec![make("a", false), make("b", true)]);
        let all: BTreeSet<(Origin, Origin)> = pool
            .practices
            .iter()
            .enumerate()
            .flat_map(|(i, a)| pool.practices[i + 1..].iter().map(move |b| (a.origin, b.origin)))
            .collect();
        let mut pairs = likeness::pairs(&pool, &all);
        pairs.sort_by_key(|p| std::cmp::Reverse(p.score));
        let n = |o: Origin| o.item.to_string()[5..].to_owned();
        let right: Vec<_> = pairs.iter().filter(|p| n(p.one) == n(p.other)).collect();
        println!(
            "right joined {} of 25; >=look {}; lowest {:?}",
            right.iter().filter(|p| p.near_certain).count(),
            right.iter().filter(|p| p.score >= likeness::WORTH_A_LOOK).count(),
            right.iter().map(|p| (p.score, p.near_certain, n(p.one))).collect::<Vec<_>>()
        );
        println!(
            "wrong joined {}; >=look {}",
            pairs.iter().filter(|p| n(p.one) != n(p.other) && p.near_certain).count(),
            pairs.iter().filter(|p| n(p.one) != n(p.other) && p.score >= likeness::WORTH_A_LOOK).count()
        );
        for p in pairs.iter().filter(|p| n(p.one) != n(p.other)).take(8) {
            println!(
                "   {} {} {} {} {:?}",
                p.score,
                p.near_certain,
                p.one,
                p.other,
                p.ties.iter().map(|t| format!("{}={}", t.one, t.other)).collect::<Vec<_>>()
            );
        }
    }
}
