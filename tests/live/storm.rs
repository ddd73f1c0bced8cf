//! Real processes that are killed and started again while everybody types: whatever was acknowledged is in every file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use proximo::domain::id::NoteId;
use proximo::store;

use crate::common::{self, arbitrary::Dice};
use crate::driver::{Seat, Sits, random};

/// How long they type: a minute where it is for the record, a quarter of that at a desk.
fn seconds() -> u64 {
    let asked = std::env::var("PROXIMO_STORM_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    asked.unwrap_or(if std::env::var_os("CI").is_some() { 60 } else { 15 })
}

/// The seats and who sits there now.
pub struct Table {
    pub seats: Vec<Seat>,
    pub before: BTreeMap<String, Vec<String>>,
    running: BTreeMap<usize, Child>,
}

impl Table {
    pub fn new(seats: Vec<Seat>) -> Self {
        let host = seats.iter().find(|seat| seat.sits == Sits::Host).unwrap();
        let file = host.workspace.join("sessions/tavolo.ron");
        fs::write(&file, store::write_text(&common::session("Tavolo"))).unwrap();
        Self { seats, before: BTreeMap::new(), running: BTreeMap::new() }
    }

    pub fn start(&mut self, number: usize) {
        let seat = &self.seats[number];
        let before: Vec<&str> = self.before.get(&seat.name).into_iter().flatten().map(String::as_str).collect();
        let child = seat.start(&before);
        self.running.insert(number, child);
    }

    pub fn wait_for_door(&self) {
        let since = Instant::now();
        while !self.seats[0].control.join("door").exists() {
            assert!(since.elapsed() < Duration::from_secs(30), "never open");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn kill(&mut self, number: usize) {
        if let Some(mut child) = self.running.remove(&number) {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub fn pid(&self, number: usize) -> u32 {
        self.running[&number].id()
    }

    pub fn is_running(&self, number: usize) -> bool {
        self.running.contains_key(&number)
    }

    /// Nobody may have ended by itself.
    pub fn look(&mut self) {
        for (number, child) in &mut self.running {
            if let Some(ended) = child.try_wait().unwrap() {
                let seat = &self.seats[*number];
                let log = fs::read_to_string(seat.log()).unwrap_or_default();
                panic!("{} ended by itself: {ended}\n{log}", seat.name);
            }
        }
    }

    /// Everybody stops typing, and all meet until all have the same.
    pub fn settle(&mut self, patience: Duration) {
        fs::write(self.seats[0].control.join("stop"), "").unwrap();
        let since = Instant::now();
        loop {
            self.look();
            let states: Vec<_> = self.seats.iter().map(Seat::state).collect();
            let prints: BTreeSet<Option<&str>> =
                states.iter().map(|state| state.as_ref().and_then(|(_, rest)| rest.get(..16))).collect();
            let calm = states.iter().flatten().filter(|(calm, _)| *calm).count() == self.seats.len();
            let stopped = !prints.contains(&Some("0000000000000000")) && !prints.contains(&None);
            if calm && stopped && prints.len() == 1 {
                return;
            }
            if since.elapsed() > patience {
                let all: Vec<String> =
                    self.seats.iter().zip(states).map(|(seat, state)| format!("{}: {state:?}", seat.name)).collect();
                self.keep_for_looking();
                panic!("they never met:\n{}", all.join("\n"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Who joined closes first, the host last; every file is the same to the byte, and holds all that was acknowledged.
    pub fn close_and_compare(&mut self) -> usize {
        let mut order: Vec<usize> = (0..self.seats.len()).collect();
        order.sort_by_key(|number| match self.seats[*number].sits {
            Sits::Joined => 0,
            Sits::Wall | Sits::Attached => 1,
            Sits::Host => 2,
        });
        for number in order {
            let seat = self.seats[number].clone();
            fs::write(seat.control.join(format!("close-{}", seat.name)), "").unwrap();
            let mut child = self.running.remove(&number).unwrap();
            let since = Instant::now();
            let ended = loop {
                if let Some(ended) = child.try_wait().unwrap() {
                    break ended;
                }
                if since.elapsed() > Duration::from_secs(30) {
                    self.keep_for_looking();
                    panic!("{} does not end: {:?}", seat.name, seat.state());
                }
                std::thread::sleep(Duration::from_millis(20));
            };
            assert!(ended.success(), "{}: {}", seat.name, fs::read_to_string(seat.log()).unwrap_or_default());
        }
        let files: BTreeSet<_> = self.seats.iter().map(|seat| seat.file().expect("a file")).collect();
        let texts: BTreeSet<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        if texts.len() != 1 {
            self.keep_for_looking();
        }
        assert_eq!(texts.len(), 1, "the files differ");
        let session = store::read(files.first().unwrap()).unwrap().session;
        let acked: BTreeSet<NoteId> = self.seats.iter().flat_map(Seat::acked).collect();
        let lost: Vec<&NoteId> = acked.iter().filter(|id| session.notes.get(**id).is_none()).collect();
        if !lost.is_empty() {
            self.keep_for_looking();
        }
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?} of {}", acked.len());
        acked.len()
    }

    fn keep_for_looking(&self) {
        if let Ok(at) = std::env::var("PROXIMO_KEEP") {
            let from: &Path = self.seats[0].control.parent().unwrap();
            let _ = std::process::Command::new("cp").arg("-r").arg(from).arg(at).status();
        }
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        for child in self.running.values_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[test]
fn whoever_is_killed_nothing_acknowledged_is_lost_and_all_end_equal() {
    let folder = tempfile::tempdir().unwrap();
    let seed = std::env::var("PROXIMO_STORM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(random);
    let dice = &mut Dice::new(seed, 4);
    let sits = [
        (Sits::Host, "Ada"),
        (Sits::Attached, "Bea"),
        (Sits::Wall, "Sala"),
        (Sits::Joined, "Carlo"),
        (Sits::Joined, "Dina"),
        (Sits::Joined, "Elio"),
        (Sits::Joined, "Fede"),
        (Sits::Joined, "Gino"),
    ];
    let seats = sits.map(|(sits, name)| Seat::new(sits, name, folder.path(), 150));
    let mut table = Table::new(seats.to_vec());
    // whoever opens it first has it
    table.start(0);
    table.wait_for_door();
    for number in 1..sits.len() {
        table.start(number);
    }
    // at once after the first was let in: what that one was promised has to be on the host's disk
    let since = Instant::now();
    while table.seats.iter().all(|seat| seat.sits != Sits::Joined || seat.acked().is_empty()) {
        assert!(since.elapsed() < Duration::from_secs(30), "nobody came in");
        std::thread::sleep(Duration::from_millis(2));
    }
    table.kill(0);
    table.start(0);
    let end = Instant::now() + Duration::from_secs(seconds());
    let mut down: BTreeMap<usize, Instant> = BTreeMap::new();
    let mut kills = 0;
    while Instant::now() < end {
        std::thread::sleep(Duration::from_millis(200 + dice.below(900)));
        table.look();
        let back: Vec<usize> =
            down.iter().filter(|(_, at)| **at <= Instant::now()).map(|(number, _)| *number).collect();
        for number in back {
            down.remove(&number);
            table.start(number);
        }
        // the host and the other program at its machine more often than the others
        let number = if dice.below(3) == 0 { dice.below(2) } else { dice.below(sits.len() as u64) } as usize;
        if table.is_running(number) {
            table.kill(number);
            kills += 1;
            down.insert(number, Instant::now() + Duration::from_millis(dice.below(2500)));
        }
    }
    for number in down.into_keys() {
        table.start(number);
    }
    table.settle(Duration::from_secs(60));
    let acked = table.close_and_compare();
    println!("storm: seed {seed}, {kills} kills, {acked} acknowledged notes");
    assert!(acked > 50, "they took down {acked} notes alone");
}
