//! Holds the merge to what it promises: twice is once, order is nothing, a dry run writes nothing, a person's words
//! stay, nothing is lost on the way, and every line has its source.

#![allow(clippy::unwrap_used, reason = "a merge that cannot be read fails its test there and then")]

mod carried;
mod choices;
mod command;
mod likeness;
mod matching;
mod plausible;
mod reference;
mod reported;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use plausible::{SECRET, sessions};
use proptest::prelude::*;
use proximo::domain::id::{Code, TypedId};
use proximo::domain::item::{Head, Item, ItemRef, Practice};
use proximo::domain::session::Session;
use proximo::domain::value::MayGoTo;
use proximo::report;
use proximo::store;
use proximo::store::parsed::Parsed;
use proximo::synthesis::dossier::{Dossier, Verdict};
use proximo::synthesis::gather::Given;
use proximo::synthesis::likeness::Alike;
use proximo::synthesis::origin::Origin;
use proximo::synthesis::resolve;
use proximo::synthesis::step::Pace;
use proximo::synthesis::{Merging, gathered, merge};
use proximo::text::Lang;

fn text(dossier: &Dossier) -> String {
    store::dossier::text(dossier)
}

fn origins(given: &[Given], wanted: fn(ItemRef) -> bool) -> BTreeSet<Origin> {
    // of copies, what the merged session says counts
    let pool = proximo::synthesis::gather::gather(given.to_vec());
    pool.origins().filter(|origin| wanted(origin.item)).collect()
}

#[test]
fn many_practices_are_merged_by_several_hands_as_by_one() {
    let mut dice = plausible::Dice(3);
    let mut word = || format!("parola{}", dice.roll(900));
    let (mut given, mut told) = (Vec::new(), Vec::new());
    for at in 0..4_u8 {
        let head = Head { id: TypedId::new(Code::of(&["s", &at.to_string()])), ..Head::default() };
        let mut session = Session::new(head);
        for number in 0..120_usize {
            let id = TypedId::new(Code::of(&["p", &at.to_string(), &number.to_string()]));
            let mut text = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
            // one in ten was told before
            let (name, how) = match told.get(number * 10) {
                Some((name, how)) => (String::clone(name), format!("{how} {}", text(2))),
                None => (text(3), text(12)),
            };
            told.push((name.clone(), how.clone()));
            session.put(Item::Practice(Arc::new(Practice { id, name, how, ..Practice::default() })));
        }
        given.push(Given::new(format!("tavolo-{at}"), Arc::new(session)));
    }
    let pool = gathered(given, None);
    let merged = |pace: Pace<'_>| {
        let merging = Merging { since: None, previous: None, pool: &pool, set_aside: vec![], pace };
        merging.run(&mut Alike::default()).unwrap()
    };
    let (one, several) = (merged(Pace::PLAIN), merged(Pace { hands: &store::hands::several, ..Pace::PLAIN }));
    assert!(one.matches.len() > 20, "{}", one.matches.len());
    assert_eq!(text(&one), text(&several));
    // in whatever order
    let backwards = |pieces: usize, piece: &(dyn Fn(usize) + Sync)| (0..pieces).rev().for_each(piece);
    assert_eq!(text(&one), text(&merged(Pace { hands: &backwards, ..Pace::PLAIN })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_on_disk_changes_nothing(seed: u64, other: u64) {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path().join("sessions");
        fs::create_dir(&folder).unwrap();
        let write = |given: &[Given], seconds: u64| -> Vec<PathBuf> {
            let files = given.iter().enumerate().map(|(at, given)| {
                let file = folder.join(format!("{at}-{}.ron", given.name));
                fs::write(&file, store::write_text(&given.session)).unwrap();
                let then = UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
                fs::File::options().write(true).open(&file).unwrap().set_modified(then).unwrap();
                file
            });
            files.collect()
        };
        // with what is kept, and keeping; or as if nothing ever was
        let merged = |files: &[PathBuf], previous: Option<&Dossier>, keeps: bool| {
            let parsed = Parsed::of(if keeps { here.path() } else { Path::new("nowhere") }, keeps);
            let read = parsed.read_all(files, &|_| ControlFlow::Continue(())).unwrap();
            let given = files.iter().zip(read).map(|(file, read)| {
                let (read, content) = read.unwrap();
                let name = file.file_stem().unwrap().to_string_lossy().into_owned();
                Given { name, session: Arc::new(read.session), content }
            });
            let pool = gathered(given.collect(), previous);
            let mut alike = if keeps { parsed.alike() } else { Alike::default() };
            let pace = Pace { hands: &store::hands::several, ..Pace::PLAIN };
            let merging = Merging { since: previous, previous, pool: &pool, set_aside: vec![], pace };
            let merged = merging.run(&mut alike).unwrap();
            parsed.keep_alike(&alike, files);
            parsed.keep_last("inputs", (text(&merged).as_bytes(), &merged), files);
            if keeps {
                assert_eq!(parsed.last().map(|last| last.dossier), Some(merged.clone()), "it is read as it was kept");
            }
            merged
        };
        let mut given = sessions(seed);
        let files = write(&given, 0);
        let plain = merged(&files, None, false);
        prop_assert_eq!(text(&plain), text(&merged(&files, None, true)), "cold");
        prop_assert_eq!(text(&plain), text(&merged(&files, None, true)), "warm");
        given[0] = sessions(other).remove(0);
        let files = write(&given, 1);
        let again = merged(&files, Some(&plain), false);
        prop_assert_eq!(text(&again), text(&merged(&files, Some(&plain), true)), "one session changed");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_nothing(seed: u64, turn in 0usize..6) {
        let given = sessions(seed);
        let mut turned = given.clone();
        turned.reverse();
        let places = turned.len();
        turned.rotate_left(turn % places);
        prop_assert_eq!(text(&merge(given, vec![], None)), text(&merge(turned, vec![], None)));
    }

    #[test]
    fn merging_twice_changes_nothing(seed: u64) {
        let given = sessions(seed);
        let once = merge(given.clone(), vec![], None);
        let twice = merge(given.clone(), vec![], Some(&once));
        prop_assert_eq!(text(&once), text(&twice));
        // the same files twice are the same files
        let doubled = given.iter().chain(&given).cloned().collect();
        prop_assert_eq!(text(&once), text(&merge(doubled, vec![], None)));
    }

    #[test]
    fn after_any_change_merging_twice_changes_nothing(seed: u64, other: u64) {
        let before = merge(sessions(other), vec![], None);
        let once = merge(sessions(seed), vec![], Some(&before));
        let twice = merge(sessions(seed), vec![], Some(&once));
        prop_assert_eq!(text(&once), text(&twice));
    }

    #[test]
    fn what_is_known_already_changes_nothing(seed: u64, other: u64) {
        let mut alike = Alike::default();
        let mut merged = |given: Vec<Given>, previous: Option<&Dossier>| {
            let pool = gathered(given, previous);
            // by several hands, where a merge is made by one
            let pace = Pace { hands: &store::hands::several, ..Pace::PLAIN };
            let merging = Merging { since: previous, previous, pool: &pool, set_aside: vec![], pace };
            merging.run(&mut alike).unwrap()
        };
        let given = sessions(seed);
        let cold = merge(given.clone(), vec![], None);
        prop_assert_eq!(text(&cold), text(&merged(given.clone(), None)));
        prop_assert_eq!(text(&cold), text(&merged(given.clone(), None)), "nothing changed");
        // one session is another one, and pairs that were called the same are told apart
        let mut changed = given;
        changed[0] = sessions(other).remove(0);
        let mut said = cold;
        for one in &mut said.matches {
            one.human.verdict = Some(Verdict::Different);
        }
        let again = merge(changed.clone(), vec![], Some(&said));
        prop_assert_eq!(text(&again), text(&merged(changed.clone(), Some(&said))), "one session changed");
        prop_assert_eq!(text(&again), text(&merged(changed, Some(&said))));
    }

    #[test]
    fn a_merge_can_be_stopped_wherever_it_is(seed: u64, after in 0usize..6) {
        let pool = gathered(sessions(seed), None);
        let (heard, mut alike) = (std::cell::Cell::new(0), Alike::default());
        let listener = |_| {
            heard.set(heard.get() + 1);
            if heard.get() > after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let run = |listener, alike: &mut Alike| {
            let pace = Pace { listener, ..Pace::PLAIN };
            Merging { since: None, previous: None, pool: &pool, set_aside: vec![], pace }.run(alike)
        };
        let stopped = run(&listener, &mut alike);
        prop_assert_eq!(stopped.is_err(), heard.get() > after);
        // what was found until then is right
        let whole = run(&proximo::synthesis::step::unheard, &mut alike).unwrap();
        prop_assert_eq!(text(&whole), text(&merge(sessions(seed), vec![], None)));
    }

    #[test]
    fn a_dossier_is_read_as_it_is_written(seed: u64) {
        let dossier = merge(sessions(seed), vec![], None);
        let read: Dossier = store::parse("wp3.ron".as_ref(), &text(&dossier)).unwrap();
        prop_assert!(!read.is_edited());
        prop_assert_eq!(read, dossier);
    }

    #[test]
    fn everything_told_is_accounted_for(seed: u64) {
        let given = sessions(seed);
        let dossier = merge(given.clone(), vec![], None);
        let told = origins(&given, |item| matches!(item, ItemRef::Practice(_) | ItemRef::Sketch(_)));
        let standing = dossier.strategies.iter().filter(|strategy| strategy.stands());
        let used: BTreeSet<Origin> = standing.flat_map(|s| s.practices.iter().chain(&s.sketches)).copied().collect();
        let unused: BTreeSet<Origin> = dossier.unused.iter().map(|unused| unused.origin).collect();
        prop_assert_eq!(unused.len(), dossier.unused.len());
        prop_assert!(used.is_disjoint(&unused));
        prop_assert_eq!(told, used.union(&unused).copied().collect::<BTreeSet<_>>());
        let voices: BTreeSet<Origin> = dossier.voices.iter().map(|voice| voice.origin).collect();
        prop_assert_eq!(voices, origins(&given, |item| matches!(item, ItemRef::Voice(_))));
        for voice in &dossier.voices {
            prop_assert!(voice.open || voice.outcome.is_some());
        }
    }

    #[test]
    fn every_line_leads_back_to_its_source(seed: u64) {
        let dossier = merge(sessions(seed), vec![], None);
        let known = dossier.known();
        for strategy in &dossier.strategies {
            let evidence = &strategy.evidence;
            let drafts = strategy.draft.iter().flat_map(|drafted| &drafted.lines);
            for line in drafts {
                prop_assert!(!line.from.is_empty());
                prop_assert!(line.from.iter().all(|origin| known.contains(origin)));
            }
            let cited = evidence.voices.iter().chain(&evidence.stances).chain(&evidence.decisions).chain(&evidence.actions);
            prop_assert!(cited.chain(&strategy.practices).chain(&strategy.sketches).all(|origin| known.contains(origin)));
            for vote in &evidence.votes {
                let poll = dossier.polls.iter().find(|poll| poll.origin == vote.poll).unwrap();
                let round = poll.rounds.iter().find(|round| round.round == vote.round).unwrap();
                prop_assert!(round.too_few || round.options.iter().any(|option| option.option == vote.option));
            }
        }
        for lang in Lang::ALL {
            let document = report::dossier(&dossier, MayGoTo::Public, *lang);
            prop_assert!(document.sources().iter().all(|origin| known.contains(origin)));
            prop_assert!(document.sources().iter().all(|origin| document.notes.contains_key(origin)));
        }
    }

    #[test]
    fn every_reference_resolves_in_the_dossier_and_in_its_sessions(seed: u64, other: u64) {
        let before = merge(sessions(other), vec![], None);
        let dossier = merge(sessions(seed), vec![], Some(&before));
        prop_assert_eq!(resolve::in_dossier(&dossier), vec![]);
        let pool = proximo::synthesis::gather::gather(sessions(seed));
        prop_assert_eq!(resolve::in_sessions(&dossier, &pool), vec![]);
    }

    #[test]
    fn what_may_not_leave_does_not(seed: u64) {
        let given = sessions(seed);
        let dossier = merge(given.clone(), vec![], None);
        prop_assert!(!text(&dossier).contains(SECRET));
        prop_assert!(!report::markdown(&report::dossier(&dossier, MayGoTo::Partners, Lang::It)).contains(SECRET));
        for given in given {
            for audience in [MayGoTo::Partners, MayGoTo::Public] {
                let minutes = report::markdown(&report::verbale(&given.session, audience, Lang::En));
                prop_assert!(!minutes.contains(SECRET));
            }
        }
    }

    #[test]
    fn small_groups_are_never_told_apart(seed: u64) {
        let dossier = merge(sessions(seed), vec![], None);
        for round in dossier.polls.iter().flat_map(|poll| &poll.rounds) {
            prop_assert!(round.groups.values().all(|voters| *voters >= 3));
            prop_assert!(!round.too_few || round.options.is_empty());
            for option in &round.options {
                prop_assert!(option.by_group.keys().all(|group| round.groups.contains_key(group)));
            }
        }
    }
}
