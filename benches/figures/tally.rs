//! How long results take: 5,000 ballots on 60 options, every method; Schulze's order alone.

use criterion::Criterion;
use proximo::domain::id::{Code, OptionId, TypedId};
use proximo::domain::item::Poll;
use proximo::domain::poll::{Axis, Ballot, Ballots, Method, Point, PollOption, Round, RoundNo};
use proximo::domain::value::{Group, Voters};
use proximo::tally;

const BALLOTS: u64 = 5_000;
const OPTIONS: u64 = 60;

fn option(n: u64) -> OptionId {
    OptionId::new(Code::from_bits(n))
}

/// Draws a number below `most` from a place in a sequence that is the same every time.
fn drawn(place: u64, most: u64) -> u64 {
    let mixed = (place ^ (place >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) % most
}

fn ballot(method: Method, voter: u64) -> Ballot {
    let each = || (0..OPTIONS).map(move |n| (option(n), drawn(voter * OPTIONS + n, 1 << 20)));
    match method {
        Method::Dots { .. } => Ballot::Dots(each().map(|(id, n)| (id, (n % 3) as u32)).collect()),
        Method::Approval { .. } => Ballot::Approval(each().filter(|(_, n)| n % 2 == 0).map(|(id, _)| id).collect()),
        Method::Score { .. } => Ballot::Score(each().map(|(id, n)| (id, (n % 9) as i32 + 1)).collect()),
        Method::FistToFive => Ballot::Fingers((voter % 6) as u8),
        Method::Consent => Ballot::Consent,
        Method::Ranking { .. } => {
            let mut order: Vec<(u64, OptionId)> = each().map(|(id, n)| (n, id)).collect();
            order.sort_unstable();
            Ballot::Ranking(order.into_iter().map(|(_, id)| id).collect())
        }
        Method::Matrix { .. } => Ballot::Matrix(
            each().map(|(id, n)| (id, Point { x: (n % 5) as u8 + 1, y: (n / 5 % 5) as u8 + 1 })).collect(),
        ),
        Method::Agree => Ballot::Agree(each().map(|(id, n)| (id, (n % 3) as i32 - 1)).collect()),
    }
}

fn poll(method: Method) -> Poll {
    let options: Vec<_> = (0..OPTIONS)
        .map(|n| (option(n), PollOption { order: n as i64, text: format!("scelta {n}"), item: None }))
        .collect();
    let groups = [Group::Youth, Group::Operator, Group::Institution, Group::Family];
    let of = |place: usize| {
        let voters = (0..BALLOTS).filter(move |voter| voter % 4 == place as u64);
        Ballots(voters.map(|voter| ballot(method, voter)).collect())
    };
    let ballots = groups.into_iter().enumerate().map(|(place, group)| (Voters::Of(group), of(place))).collect();
    let round = Round { options: options.iter().cloned().collect(), ballots, ..Round::default() };
    Poll {
        method,
        options: options.into_iter().collect(),
        rounds: [(RoundNo(1), round)].into_iter().collect(),
        ..Poll::default()
    }
}

/// Measures every method, and Schulze's order alone.
pub fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tally of 5,000 ballots on 60 options");
    let methods = [
        ("dots", Method::Dots { each: 180, cap: 0 }),
        ("approval", Method::Approval { max: 0 }),
        ("score", Method::Score { low: 1, high: 9 }),
        ("fist", Method::FistToFive),
        ("consent", Method::Consent),
        ("ranking with pairs", Method::Ranking { top: 0 }),
        ("matrix", Method::Matrix { x: Axis::Importance, y: Axis::Feasibility }),
        ("agree", Method::Agree),
    ];
    for (name, method) in methods {
        let poll = poll(method);
        group.bench_function(name, |bencher| bencher.iter(|| tally::tally(&poll, RoundNo(1))));
    }
    let pairs = tally::tally(&poll(Method::Ranking { top: 0 }), RoundNo(1)).and_then(|result| result.pairwise).unwrap();
    group.bench_function("Schulze's order alone", |bencher| bencher.iter(|| pairs.schulze()));
    group.finish();
}
