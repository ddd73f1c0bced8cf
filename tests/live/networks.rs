//! Two real networks with a cable between them: the cable is pulled while both sides go on, then it is slow and loses
//! packets. Needs Linux and the right to make network namespaces; skipped, and said, where there is none.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::driver::{Seat, Sits};
use crate::storm::Table;

/// How long the cable is out.
fn cut() -> Duration {
    let asked = std::env::var("PROXIMO_CUT_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(asked.unwrap_or(if std::env::var_os("CI").is_some() { 30 } else { 10 }))
}

fn run(line: &str) -> Result<(), String> {
    let mut words = line.split_whitespace();
    let done = Command::new(words.next().unwrap()).args(words).output().map_err(|error| format!("{line}: {error}"))?;
    let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    if done.status.success() { Ok(()) } else { Err(format!("{line}: {said}")) }
}

fn must(line: &str) {
    run(line).unwrap();
}

/// Two namespaces, gone when this is.
struct Networks {
    here: String,
    there: String,
}

impl Networks {
    fn make() -> Result<Self, String> {
        let number = std::process::id();
        let networks = Self { here: format!("pxh{number}"), there: format!("pxj{number}") };
        run(&format!("ip netns add {}", networks.here))?;
        run(&format!("ip netns add {}", networks.there))?;
        // from here on nothing is for want of a right
        let (here, there) = (&networks.here, &networks.there);
        must(&format!("ip link add cable netns {here} type veth peer name cable netns {there}"));
        for (network, own) in [(here, 1), (there, 2)] {
            must(&format!("ip -n {network} addr add 10.231.77.{own}/24 dev cable"));
            must(&format!("ip -n {network} link set lo up"));
        }
        networks.plug(true);
        Ok(networks)
    }

    fn plug(&self, up: bool) {
        for (network, other) in [(&self.here, 2), (&self.there, 1)] {
            must(&format!("ip -n {network} link set cable {}", if up { "up" } else { "down" }));
            if up {
                must(&format!("ip -n {network} route replace default via 10.231.77.{other}"));
            }
        }
    }

    /// Makes it slow and lossy: 100 ms each way with one packet of ten lost; where the kernel has no such thing, a line
    /// so thin that packets wait up to 200 ms and are dropped beyond. Returns which.
    fn spoil(&self) -> &'static str {
        let each = |what: &str| {
            [&self.here, &self.there]
                .into_iter()
                .try_for_each(|network| run(&format!("tc -n {network} qdisc replace dev cable root {what}")))
        };
        if each("netem delay 100ms loss 10%").is_ok() {
            return "100 ms each way, 10 % lost";
        }
        each("tbf rate 96kbit burst 1600 latency 200ms").unwrap();
        "a thin line that drops (this kernel has no netem)"
    }

    fn dropped(&self) -> String {
        let shown =
            Command::new("tc").args(["-n", &self.there, "-s", "qdisc", "show", "dev", "cable"]).output().unwrap();
        let text = String::from_utf8_lossy(&shown.stdout).into_owned();
        text.split("(dropped ").nth(1).and_then(|rest| rest.split(',').next()).unwrap_or("?").to_owned()
    }
}

impl Drop for Networks {
    fn drop(&mut self) {
        for network in [&self.here, &self.there] {
            let _ = run(&format!("ip netns del {network}"));
        }
    }
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_cable_that_is_pulled_and_a_bad_line_cost_nothing_but_time() {
    let networks = match Networks::make() {
        Ok(networks) => networks,
        Err(why) => {
            println!("networks: skipped, no network namespaces here: {why}");
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let seats = [(Sits::Host, "Ada"), (Sits::Joined, "Marta"), (Sits::Joined, "Luca")];
    let seats = seats.map(|(sits, name)| Seat::new(sits, name, folder.path(), 200));
    let mut table = Table::new(seats.to_vec());
    let within = |network: &str| ["ip", "netns", "exec", network].map(str::to_owned).to_vec();
    table.before = BTreeMap::from([
        ("Ada".to_owned(), within(&networks.here)),
        ("Marta".to_owned(), within(&networks.there)),
        ("Luca".to_owned(), within(&networks.there)),
    ]);
    table.start(0);
    table.wait_for_door();
    table.start(1);
    table.start(2);
    let acked = |number: usize| seats[number].acked().len();
    until("both take down", || acked(1) > 5 && acked(2) > 5);

    networks.plug(false);
    let since = Instant::now();
    let before = [acked(0), acked(1), acked(2)];
    while since.elapsed() < cut() {
        std::thread::sleep(Duration::from_millis(200));
        table.look();
    }
    let apart = [acked(0), acked(1), acked(2)];
    for (before, after) in before.iter().zip(apart) {
        assert!(after >= before + 15, "{before} and {after}: they had to go on without a network");
    }
    assert!(seats[1].state().is_some_and(|(_, told)| told.contains("online: false")), "{:?}", seats[1].state());
    networks.plug(true);
    until("they meet again", || seats[1].state().is_some_and(|(_, told)| told.contains("online: true")));

    let line = networks.spoil();
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(8) {
        std::thread::sleep(Duration::from_millis(200));
        table.look();
    }
    assert!(acked(1) > apart[1] + 10 && acked(0) > apart[0] + 10);
    table.settle(Duration::from_secs(90));
    let dropped = networks.dropped();
    let notes = table.close_and_compare();
    println!("networks: {:?} without a cable, then {line}: {dropped} packets dropped; {notes} notes, all equal", cut());
}
