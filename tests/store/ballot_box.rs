//! Ballots go into the box, change by receipt, and come out at closing; nothing tells who voted what, when or in which
//! order; a process that is killed loses none and doubles none; a disk that fails leaves the box as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use proptest::prelude::*;
use proximo::domain::ballot_box::{Cast, CastRefused, Given, Recast, Receipt};
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Handle, Wrong};
use proximo::domain::id::{Code, OptionId, PollId, TicketId, TypedId};
use proximo::domain::item::{Item, Poll};
use proximo::domain::poll::{Ballot, Count, Method, PollOption, Round, RoundNo};
use proximo::domain::session::Session;
use proximo::domain::value::{Group, RoundState, Voters};
use proximo::live;
use proximo::store::files::{Fault, Files};
use proximo::store::{self, ballot_box::waiting};
use proximo::tally;

use crate::common::arbitrary::Dice;
use crate::common::{done, moment, options, session};

const ROUND: RoundNo = RoundNo(1);
const KILLS: usize = 100;

fn poll_id() -> PollId {
    PollId::new(Code::from_bits(70))
}

fn option(n: u64) -> OptionId {
    OptionId::new(Code::from_bits(n))
}

fn receipt(n: u64) -> Receipt {
    Receipt::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 9)
}

/// A session with one approval of four options, its first round open.
fn voting() -> Session {
    let mut session = session("Voto");
    let options: Vec<(OptionId, PollOption)> =
        (0..4).map(|n| (option(n), PollOption { order: n as i64, text: format!("scelta {n}"), item: None })).collect();
    let round = Round { state: RoundState::Open, options: options.iter().cloned().collect(), ..Round::default() };
    session.put(Item::Poll(Arc::new(Poll {
        id: poll_id(),
        question: "Quale?".into(),
        method: Method::Approval { max: 0 },
        options: options.into_iter().collect(),
        rounds: [(ROUND, round)].into_iter().collect(),
        ..Poll::default()
    })));
    session
}

fn given(options: &[u64], words: &str) -> Given {
    Given { ballot: Ballot::Approval(options.iter().map(|n| option(*n)).collect()), words: words.into() }
}

fn cast(voter: u64, group: Group, given: Given) -> Ask {
    Ask::Cast(Box::new(Cast {
        poll: poll_id(),
        round: ROUND,
        ticket: TicketId::new(Code::from_bits(1000 + voter)),
        group,
        receipt: receipt(voter),
        on_paper: false,
        given,
    }))
}

fn recast(voter: u64, given: Given) -> Ask {
    Ask::Recast(Box::new(Recast { poll: poll_id(), round: ROUND, receipt: receipt(voter), given }))
}

fn refused(answer: &Answer) -> Option<CastRefused> {
    match answer {
        Answer::Refused(problem) => match problem.what {
            Wrong::CastRefused(why) => Some(why),
            _ => None,
        },
        Answer::Done { .. } | Answer::Nothing => None,
    }
}

/// A workspace with the session, and its session file.
fn workspace() -> (tempfile::TempDir, PathBuf) {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("sessions/voto.ron");
    std::fs::create_dir(here.path().join("sessions")).unwrap();
    std::fs::write(&file, store::write_text(&voting())).unwrap();
    (here, file)
}

fn at(file: &Path, work: impl FnOnce(&mut Handle)) -> Session {
    crate::common::at_desk(file, work)
}

fn round(session: &Session) -> Round {
    session.polls.get(poll_id()).unwrap().rounds[&ROUND].clone()
}

/// Every file below a folder, hidden ones included, with its bytes, by its path from there.
fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry.path().strip_prefix(folder).unwrap().to_owned();
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    files_below(folder).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

#[test]
fn ballots_go_in_change_and_come_out_at_closing() {
    let (here, file) = workspace();
    let session = at(&file, |desk| {
        for voter in 0..3 {
            done(desk, cast(voter, Group::Youth, given(&[voter], "perché \u{1b}[31msì")));
        }
        // the answer got lost: the same once more
        done(desk, cast(2, Group::Youth, given(&[2], "perché sì")));
        done(desk, cast(3, Group::Operator, given(&[0, 1], "")));
        done(desk, recast(0, given(&[3], "ho cambiato idea")));
        let mut status = desk.status.clone();
        assert_eq!(status.borrow_and_update().boxes.get(&(poll_id(), ROUND)), Some(&4));
        let holds = |voter| Ask::Holds { poll: poll_id(), round: ROUND, receipt: receipt(voter) };
        done(desk, holds(0));
        let wrong = [
            (holds(99), CastRefused::NoSuchReceipt),
            (recast(99, given(&[0], "")), CastRefused::NoSuchReceipt),
            (cast(4, Group::Youth, given(&[9], "")), CastRefused::NoSuchOption),
        ];
        for (ask, why) in wrong {
            assert_eq!(refused(&live::ask_and_wait(desk, ask)), Some(why));
        }
        let other = Ask::CloseRound { poll: poll_id(), round: RoundNo(2) };
        assert_eq!(refused(&live::ask_and_wait(desk, other)), Some(CastRefused::NotOpen));
        done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
        assert!(desk.status.borrow().boxes.is_empty());
        let late = live::ask_and_wait(desk, cast(5, Group::Youth, given(&[0], "")));
        assert_eq!(refused(&late), Some(CastRefused::NotOpen));
        assert_eq!(live::ask_and_wait(desk, Ask::Undo), Answer::Nothing, "a closing is not taken back");
    });
    let round = round(&session);
    assert_eq!(round.state, RoundState::Closed);
    // one operator is too few: pooled with the young people, who are the next smallest
    let ballots: Vec<Ballot> = [&[0, 1][..], &[1], &[2], &[3]].iter().map(|set| given(set, "").ballot).collect();
    let pooled: BTreeSet<_> = round.ballots[&Voters::Undisclosed].0.iter().cloned().collect();
    assert_eq!((round.ballots.len(), pooled), (1, ballots.into_iter().collect()));
    assert_eq!(round.reasons.iter().map(String::as_str).collect::<Vec<_>>(), ["ho cambiato idea", "perché sì"]);
    assert!(!files_below(here.path()).keys().any(|path| path.to_string_lossy().contains("box-")));
}

#[test]
fn of_which_groups_more_voted_than_were_there_is_kept_and_not_how_many_lay_in_the_box() {
    let (_here, file) = workspace();
    let session = at(&file, |desk| {
        let before = desk.snapshot.borrow().session.polls.get(poll_id()).unwrap().clone();
        let mut after = before.as_ref().clone();
        let played = after.rounds.get_mut(&ROUND).unwrap();
        played.present = [(Group::Youth, 4), (Group::Operator, 5)].into_iter().collect();
        played.counted.insert(Group::Operator, Count { voters: 5, ..Count::default() });
        let edit = Edit::of(Item::Poll(before), Item::Poll(Arc::new(after)));
        done(desk, Ask::Change(Change::new(moment(), "Giulia", vec![edit])));
        // one young person and three operators, who were all counted by hand
        for (voter, group) in [Group::Youth, Group::Operator, Group::Operator, Group::Operator].into_iter().enumerate()
        {
            done(desk, cast(voter as u64, group, given(&[0], "")));
        }
        done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
    });
    let round = round(&session);
    assert_eq!(round.above_present.iter().collect::<Vec<_>>(), [&Group::Operator]);
    assert_eq!(round.ballots.keys().collect::<Vec<_>>(), [&Voters::Undisclosed]);
    let above = tally::above_present(&round);
    let told: Vec<_> = above.iter().map(|one| (&one.group, one.present, one.counted, one.boxed)).collect();
    assert_eq!(told, [(&Group::Operator, 5, 5, None)]);
}

#[test]
fn nothing_but_the_box_knows_of_a_ballot_and_the_box_is_gone_after_closing() {
    let (here, file) = workspace();
    at(&file, |desk| {
        for voter in 0..5 {
            done(desk, cast(voter, Group::Youth, given(&[voter % 4], &format!("parola-segreta-{voter}"))));
        }
        done(desk, Ask::Save);
        for words in ["parola-segreta", &receipt(2).to_string(), &TicketId::new(Code::from_bits(1002)).to_string()] {
            let holding = holding(here.path(), words);
            assert_eq!(holding.len(), 1, "{words} stands in {holding:?}");
            assert!(holding[0].file_name().unwrap().to_string_lossy().starts_with("box-"));
        }
    });
    assert_eq!(waiting(&file, "prova"), 5);
    // another day: the box is still there
    let session = at(&file, |desk| {
        done(desk, cast(5, Group::Youth, given(&[0], "")));
        done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
    });
    assert_eq!(round(&session).ballots[&Voters::Of(Group::Youth)].0.len(), 6);
    for voter in 0..6 {
        let ticket = TicketId::new(Code::from_bits(1000 + voter)).to_string();
        for words in [receipt(voter).to_string(), ticket] {
            assert_eq!(holding(here.path(), &words), Vec::<PathBuf>::new(), "{words}");
        }
    }
}

/// Votes in the order given, closes, and returns every file of the workspace.
fn voted(order: &[usize], changed: &[usize]) -> BTreeMap<PathBuf, Vec<u8>> {
    let groups = [Group::Youth, Group::Operator, Group::Family, Group::Youth, Group::Operator, Group::Youth];
    let (here, file) = workspace();
    at(&file, |desk| {
        for voter in order {
            let group = groups[*voter % groups.len()].clone();
            let words = if *voter % 3 == 0 { "temo che nessuno venga" } else { "" };
            // who changes it voted something else before
            let first = if changed.contains(voter) { given(&[3], "") } else { given(&[*voter as u64 % 3], words) };
            done(desk, cast(*voter as u64, group, first));
        }
        for voter in changed {
            let words = if *voter % 3 == 0 { "temo che nessuno venga" } else { "" };
            done(desk, recast(*voter as u64, given(&[*voter as u64 % 3], words)));
        }
        done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
    });
    files_below(here.path())
}

#[test]
fn the_same_ballots_in_another_order_leave_the_same_bytes() {
    let all: Vec<usize> = (0..13).collect();
    let first = voted(&all, &[]);
    assert!(first.len() > 3, "the journal and the base are compared too: {:?}", first.keys());
    let mut dice = Dice::new(2026, 7);
    for _ in 0..5 {
        let mut order = all.clone();
        for place in (1..order.len()).rev() {
            order.swap(place, dice.below(place as u64 + 1) as usize);
        }
        let changed: Vec<usize> = order.iter().copied().filter(|voter| voter % 4 == 1).collect();
        let other = voted(&order, &changed);
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (path, bytes) in &first {
            assert!(bytes == &other[path], "{} differs for the order {order:?}", path.display());
        }
    }
}

#[test]
fn a_round_that_is_closed_in_another_way_puts_its_ballots_aside_and_says_so() {
    for (state, hand) in [(RoundState::Interrupted, false), (RoundState::Closed, true)] {
        let (here, file) = workspace();
        at(&file, |desk| {
            for voter in 0..4 {
                done(desk, cast(voter, Group::Youth, given(&[voter], "la mia ragione")));
            }
            if !hand {
                let poll = desk.snapshot.borrow().session.polls.get(poll_id()).unwrap().clone();
                let mut after = poll.as_ref().clone();
                let played = after.rounds.get_mut(&ROUND).unwrap();
                (played.state, played.closed) = (RoundState::Interrupted, Some(moment()));
                let edit = Edit::of(Item::Poll(poll), Item::Poll(Arc::new(after)));
                done(desk, Ask::Change(Change::new(moment(), "Ada", vec![edit])));
            }
        });
        if hand {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.contains("state: Open"));
            std::fs::write(&file, text.replace("state: Open", "state: Closed")).unwrap();
        }
        let mut said = Vec::new();
        let session = at(&file, |desk| said = desk.status.borrow().notices.clone());
        assert_eq!(round(&session).state, state);
        let aside: Vec<_> = holding(here.path(), "la mia ragione");
        assert_eq!(aside.len(), 1, "{aside:?}");
        assert!(aside[0].to_string_lossy().contains("aside-"), "{aside:?}");
        assert!(!hand || said.iter().any(|problem| matches!(problem.what, Wrong::BoxSetAside { .. })), "{said:?}");
        assert_eq!(holding(here.path(), &receipt(1).to_string()), Vec::<PathBuf>::new());
    }
}

#[test]
fn a_box_that_cannot_be_read_is_put_aside_and_a_removed_poll_keeps_its_own() {
    let (here, file) = workspace();
    at(&file, |desk| {
        done(desk, cast(1, Group::Youth, given(&[1], "")));
        let poll = desk.snapshot.borrow().session.polls.get(poll_id()).unwrap().clone();
        done(desk, Ask::Change(Change::new(moment(), "Ada", vec![Edit::remove(Item::Poll(poll))])));
        let gone = live::ask_and_wait(desk, cast(2, Group::Youth, given(&[1], "")));
        assert_eq!(refused(&gone), Some(CastRefused::NotOpen));
        done(desk, Ask::Undo);
        done(desk, cast(2, Group::Youth, given(&[1], "")));
    });
    let path = files_below(here.path()).into_keys().find(|path| path.to_string_lossy().contains("box-")).unwrap();
    std::fs::write(here.path().join(&path), "(format: 1, poll: \"segreto\"").unwrap();
    let mut said = Vec::new();
    at(&file, |desk| said = desk.status.borrow().notices.clone());
    assert!(said.iter().any(|problem| matches!(problem.what, Wrong::BoxSetAside { .. })), "{said:?}");
    assert!(!format!("{said:?}").contains("segreto"));
    assert!(!here.path().join(path).exists());
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_box_as_it_was_or_as_it_was_asked() {
    for nth in 0.. {
        let (_here, file) = workspace();
        let count = Arc::new(AtomicUsize::new(usize::MAX / 2));
        let seen = count.clone();
        let files = Files::with_faults(move |_, path| {
            let counts = path.to_string_lossy().contains("box-") || path.ends_with("prova");
            let at = if counts { seen.fetch_add(1, Ordering::SeqCst) } else { usize::MAX };
            if at == nth { Fault::Fail(io::Error::other("once")) } else { Fault::Pass }
        });
        let (mut desk, thread) = live::open(&file, live::DeskOptions { files, ..options() }).unwrap();
        count.store(0, Ordering::SeqCst);
        let mut acknowledged = 0;
        for voter in 0..3 {
            let ask = || cast(voter, Group::Youth, given(&[voter], ""));
            let answer = live::ask_and_wait(&mut desk, ask());
            assert_eq!(refused(&answer), None);
            if !matches!(answer, Answer::Done { .. }) {
                // the voter tries again, with the same ticket and receipt
                done(&mut desk, ask());
            }
            acknowledged += 1;
        }
        // a journal that is held back for a moment is told of, and tried again
        live::ask_and_wait(&mut desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
        let failed = count.swap(usize::MAX / 2, Ordering::SeqCst) > nth;
        done(&mut desk, Ask::Close);
        drop(desk);
        thread.join().unwrap();
        let session = at(&file, |_| {});
        assert_eq!(round(&session).ballots[&Voters::Of(Group::Youth)].0.len(), acknowledged, "operation {nth} failed");
        assert_eq!(waiting(&file, "prova"), 0, "operation {nth} failed");
        if !failed {
            assert!(nth > 9, "only {nth} operations");
            break;
        }
    }
}

/// What the process that is killed does: it casts what it is told, and says which are in the box.
#[test]
#[ignore = "the other end of `killed_in_the_middle_of_voting_it_loses_no_ballot_and_doubles_none`"]
fn casts_what_it_is_told() {
    let Some(file) = std::env::var_os("VOTING_FILE") else { return };
    let (mut desk, _thread) = live::open(Path::new(&file), options()).unwrap();
    println!("ready");
    for line in io::stdin().lines().map_while(Result::ok) {
        let numbers: Vec<u64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
        let ask = match numbers[..] {
            [voter, choice] => cast(voter, Group::Youth, given(&[choice], "")),
            [voter, choice, _] => recast(voter, given(&[choice], "")),
            _ => panic!("{line}"),
        };
        if matches!(live::ask_and_wait(&mut desk, ask), Answer::Done { .. }) {
            println!("in {line}");
        }
    }
}

fn voter_process(file: &Path) -> (Child, Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "ballot_box::casts_what_it_is_told", "--ignored", "--nocapture"])
        .env("VOTING_FILE", file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (tell, lines) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    (child, lines)
}

#[test]
fn killed_in_the_middle_of_voting_it_loses_no_ballot_and_doubles_none() {
    let (_here, file) = workspace();
    let dice = &mut Dice::new(2026, 8);
    // what each voter's ballot in the box may say: what was acknowledged last, or what was asked after it
    let mut may_say: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
    let mut acknowledged: BTreeSet<u64> = BTreeSet::new();
    let mut again: Vec<String> = Vec::new();
    let mut next = 0;
    for run in 0..KILLS {
        let (mut child, lines) = voter_process(&file);
        let mut stdin = child.stdin.take().unwrap();
        while lines.recv_timeout(Duration::from_secs(60)).unwrap() != "ready" {}
        // a voter whose answer got lost casts the same once more
        let mut asked = std::mem::take(&mut again);
        for _ in 0..dice.below(5) {
            let voter_again = dice.below(next + 1);
            if next > 0 && dice.below(3) == 0 && acknowledged.contains(&voter_again) {
                asked.push(format!("{voter_again} {} 1", dice.below(4)));
            } else {
                asked.push(format!("{next} {}", dice.below(4)));
                next += 1;
            }
        }
        for line in &asked {
            let numbers: Vec<u64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
            may_say.entry(numbers[0]).or_default().insert(numbers[1]);
            writeln!(stdin, "{line}").ok();
        }
        let mut heard = Vec::new();
        for _ in 0..dice.below(4) {
            heard.extend(lines.recv_timeout(Duration::from_millis(50)));
        }
        // at a random moment, in the middle of whatever it does
        heard.extend(lines.recv_timeout(Duration::from_micros(dice.below(3000))));
        child.kill().unwrap();
        child.wait().unwrap();
        heard.extend(lines.iter());
        let heard: BTreeSet<&str> = heard.iter().filter_map(|line| line.strip_prefix("in ")).collect();
        for line in &asked {
            let numbers: Vec<u64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
            if heard.contains(line.as_str()) {
                acknowledged.insert(numbers[0]);
                may_say.insert(numbers[0], BTreeSet::from([numbers[1]]));
            } else {
                again.push(line.clone());
            }
        }
        let lying = waiting(&file, "prova") as usize;
        let known = may_say.len();
        assert!((acknowledged.len()..=known).contains(&lying), "run {run}: {lying} of {known}");
    }
    assert!(acknowledged.len() > KILLS / 2, "only {} were acknowledged", acknowledged.len());
    let session = at(&file, |desk| {
        for line in &again {
            let numbers: Vec<u64> = line.split(' ').map(|number| number.parse().unwrap()).collect();
            let ask = if numbers.len() == 2 {
                cast(numbers[0], Group::Youth, given(&[numbers[1]], ""))
            } else {
                recast(numbers[0], given(&[numbers[1]], ""))
            };
            may_say.insert(numbers[0], BTreeSet::from([numbers[1]]));
            done(desk, ask);
        }
        done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND });
    });
    let ballots = &round(&session).ballots[&Voters::Of(Group::Youth)].0;
    assert_eq!(ballots.len(), may_say.len(), "none lost, none doubled");
    let mut counts = [0_usize; 4];
    may_say.values().for_each(|said| counts[*said.first().unwrap() as usize] += 1);
    let found = |n: u64| ballots.iter().filter(|ballot| **ballot == given(&[n], "").ballot).count();
    assert_eq!([found(0), found(1), found(2), found(3)], counts, "each says what was asked last");
    println!("{KILLS} kills, {} ballots, none lost, none doubled", ballots.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any sequence of casts, repeats, changes and restarts leads to what a plain map would hold.
    #[test]
    fn a_box_is_a_map_from_voters_to_their_last_ballot(
        steps in proptest::collection::vec((0_u64..6, 0_u64..4, 0_u8..4), 0..14),
    ) {
        let (_here, file) = workspace();
        let mut model: BTreeMap<u64, u64> = BTreeMap::new();
        let mut desk = None;
        for (voter, choice, what) in steps {
            let open = |desk: &mut Option<(Handle, live::Desk)>| {
                if desk.is_none() {
                    *desk = Some(live::open(&file, options()).unwrap());
                }
            };
            open(&mut desk);
            let handle = &mut desk.as_mut().unwrap().0;
            match what {
                0 | 1 => {
                    // a voter casts once; again with the same ticket and receipt, it is another word for the same ballot
                    done(handle, cast(voter, Group::Operator, given(&[choice], "")));
                    model.insert(voter, choice);
                }
                2 => {
                    let answer = live::ask_and_wait(handle, recast(voter, given(&[choice], "")));
                    prop_assert_eq!(matches!(answer, Answer::Done { .. }), model.contains_key(&voter));
                    model.entry(voter).and_modify(|said| *said = choice);
                }
                _ => {
                    let (mut handle, thread) = desk.take().unwrap();
                    done(&mut handle, Ask::Close);
                    drop(handle);
                    thread.join().unwrap();
                }
            }
        }
        if let Some((mut handle, thread)) = desk.take() {
            done(&mut handle, Ask::Close);
            drop(handle);
            thread.join().unwrap();
        }
        let session = at(&file, |desk| done(desk, Ask::CloseRound { poll: poll_id(), round: ROUND }));
        let mut expected: Vec<Ballot> = model.values().map(|choice| given(&[*choice], "").ballot).collect();
        expected.sort();
        let found: Vec<Ballot> = round(&session).ballots.values().flat_map(|ballots| ballots.0.clone()).collect();
        prop_assert_eq!(found, expected);
    }
}
