//! The merge at scale: 10, 100, 1,000 and 5,000 sessions of 300 items, cold, warm, and beside parsing the files alone; how
//! the time grows, how much memory it takes, and how long a key waits at the merge desk meanwhile.
//!
//! `PROXIMO_BENCH_SESSIONS=5000` measures up to so many; 1,000 without it.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use proximo::domain::id::{Code, NoteId, PracticeId, SessionId, SketchId, TypedId, VoiceId};
use proximo::domain::item::{Head, Item, Note, Practice, Sketch, Voice};
use proximo::domain::session::Session;
use proximo::domain::value::{Created, Difficulty};
use proximo::store;
use proximo::synthesis::gather::Given;
use proximo::synthesis::merge;

use super::files::moment;

/// Dice that always fall the same way.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    /// A word as texts have them: the rank of one drawn is as likely as it is small (Zipf), of 60,000 words.
    fn word(&mut self) -> String {
        const WORDS: f64 = 60_000.0;
        let rank = ((self.roll(1 << 24) as f64 / f64::from(1 << 24)) * WORDS.ln()).exp() as usize;
        let common =
            ["giovani", "strada", "scuola", "educatori", "quartiere", "sera", "incontro", "lavoro", "famiglia"];
        if let Some(word) = common.get(rank) {
            return (*word).to_owned();
        }
        // a word of letters alone, as stems see them, one for each rank
        let (starts, middles, ends) = (
            ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r"],
            ["a", "e", "i", "o", "u", "an", "er", "ir", "on", "ul"],
            ["co", "do", "fa", "ga", "ma", "na", "pi", "ra", "ta", "zu"],
        );
        let (mut word, mut left) = (String::new(), rank);
        for parts in [starts, middles, ends, starts, middles] {
            word.push_str(parts[left % 10]);
            left /= 10;
        }
        word
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for _ in 0..words {
            let word = self.word();
            let _ = write!(text, "{}{word}", if text.is_empty() { "" } else { " " });
        }
        text
    }
}

fn practice(dice: &mut Dice, code: u64) -> Practice {
    Practice {
        id: PracticeId::new(Code::from_bits(code)),
        created: Created { at: moment(), by: "Ada".into(), ..Created::default() },
        name: dice.text(4),
        organisation: format!("Associazione {}", dice.word()),
        place: format!("Quartiere {}", dice.roll(400)),
        difficulty: Some([Difficulty::Identify, Difficulty::Engage, Difficulty::Trust][dice.roll(3)]),
        how: dice.text(28),
        helped: dice.text(8),
        tags: [dice.word()].into_iter().collect(),
        ..Practice::default()
    }
}

/// Makes a session of 300 items: 60 practices, one in twenty told before elsewhere, 10 sketches, 40 voices, 190 notes.
fn session(dice: &mut Dice, number: u64, told: &mut Vec<Practice>) -> Session {
    let head = Head {
        id: SessionId::new(Code::from_bits(number + 1)),
        title: format!("Tavolo {number}"),
        date: Some(moment().day().plus_days((number % 700) as u32)),
        ..Head::default()
    };
    let mut session = Session::new(head);
    let code = |kind: u64, at: u64| number * 100_000 + kind * 10_000 + at + 1;
    let created = || Created { at: moment(), by: "Ada".into(), ..Created::default() };
    for at in 0..60 {
        let mut new = practice(dice, code(1, at));
        if at % 20 == 0 && !told.is_empty() {
            let before = told[dice.roll(told.len())].clone();
            new = Practice { id: new.id, how: format!("{} {}", before.how, dice.text(5)), ..before };
        }
        if at == 1 {
            told.push(new.clone());
        }
        session.put(Item::Practice(Arc::new(new)));
    }
    for at in 0..10 {
        let id = SketchId::new(Code::from_bits(code(2, at)));
        let (title, how) = (dice.text(4), dice.text(20));
        session.put(Item::Sketch(Arc::new(Sketch { id, created: created(), title, how, ..Sketch::default() })));
    }
    for at in 0..40 {
        let id = VoiceId::new(Code::from_bits(code(3, at)));
        session.put(Item::Voice(Arc::new(Voice { id, created: created(), text: dice.text(12), ..Voice::default() })));
    }
    for at in 0..190 {
        let id = NoteId::new(Code::from_bits(code(4, at)));
        session.put(Item::Note(Arc::new(Note { id, created: created(), text: dice.text(12), ..Note::default() })));
    }
    session
}

/// Returns how much memory the process has taken at most, in MB; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

pub fn measure(criterion: &mut Criterion) {
    let most: usize = std::env::var("PROXIMO_BENCH_SESSIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(1000);
    let group = criterion.benchmark_group("merge");
    let (mut dice, mut told) = (Dice(7), Vec::new());
    let mut texts: Vec<String> = Vec::new();
    let mut before: Option<(usize, Duration)> = None;
    for count in [10, 100, 500, 1000, 2500, 5000].into_iter().filter(|count| *count <= most) {
        while texts.len() < count {
            let session = session(&mut dice, texts.len() as u64, &mut told);
            texts.push(store::write_text(&session));
        }
        let bytes: usize = texts.iter().take(count).map(String::len).sum();
        let begun = Instant::now();
        let given: Vec<Given> = texts
            .iter()
            .take(count)
            .enumerate()
            .map(|(at, text)| {
                let read = store::read_text(Path::new("tavolo.ron"), text).unwrap();
                Given { name: format!("tavolo-{at}"), session: Arc::new(read.session), content: at.to_string() }
            })
            .collect();
        let parsing = begun.elapsed();
        let begun = Instant::now();
        let pool = proximo::synthesis::gather::gather(given.clone());
        let gathering = begun.elapsed();
        let begun = Instant::now();
        let (_, groups) = proximo::synthesis::matches::settle(&[], &pool);
        let matching = begun.elapsed();
        let begun = Instant::now();
        drop(proximo::synthesis::strategies::compose(&[], &pool, &groups, &Default::default()));
        println!(
            "merge/{count} sessions: gathering {}, matching {}, composing {}",
            seconds(gathering),
            seconds(matching),
            seconds(begun.elapsed())
        );
        let begun = Instant::now();
        let dossier = merge(given.clone(), vec![], None);
        let merging = begun.elapsed();
        let begun = Instant::now();
        let again = merge(given, vec![], Some(&dossier));
        let twice = begun.elapsed();
        assert_eq!(again.seal, dossier.seal, "merging twice changes nothing");
        let cold = parsing + merging;
        println!(
            "merge/{count} sessions ({} MB): parsing alone {}, merging {}, cold {} ({:.2} of parsing), again {}, {} matches, peak {} MB",
            bytes / 1_000_000,
            seconds(parsing),
            seconds(merging),
            seconds(cold),
            cold.as_secs_f64() / parsing.as_secs_f64(),
            seconds(twice),
            dossier.matches.len(),
            peak().unwrap_or(0),
        );
        if let Some((fewer, time)) = before {
            let (times, longer) = (count as f64 / fewer as f64, merging.as_secs_f64() / time.as_secs_f64());
            println!("merge/{count} sessions: {times:.1} times the files, {longer:.1} times the merging");
        }
        before = Some((count, merging));
    }
    group.finish();
}
