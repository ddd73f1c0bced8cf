//! The merge at scale: 10, 100, 1,000 and 5,000 sessions of 300 items, cold, warm, and beside parsing the files alone; how
//! the time grows, how much memory it takes, and how long a key waits at the merge desk meanwhile.
//!
//! `PROXIMO_BENCH_SESSIONS=5000` measures up to so many; 1,000 without it.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use proximo::domain::id::{Code, NoteId, PracticeId, SessionId, SketchId, TypedId, VoiceId};
use proximo::domain::item::{Head, Item, Note, Practice, Sketch, Voice};
use proximo::domain::session::Session;
use proximo::domain::value::{Created, Difficulty};
use proximo::store::dossier::{Proposals, file_of};
use proximo::store::{self, hands, parsed::Parsed};
use proximo::synthesis::dossier::Dossier;
use proximo::synthesis::gather::Given;
use proximo::synthesis::shown::Shown;
use proximo::synthesis::step::Pace;
use proximo::synthesis::thesaurus::Thesaurus;
use proximo::synthesis::{Merging, code_of_inputs, gathered};

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

/// Makes so many sessions.
pub fn sessions(count: usize) -> Vec<Session> {
    let (mut dice, mut told) = (Dice(7), Vec::new());
    (0..count).map(|number| session(&mut dice, number as u64, &mut told)).collect()
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

/// Merges the sessions of a workspace with what is kept there, as the merge desk does when it opens: from files to dossier,
/// nothing of it written but what is kept.
fn opened(workspace: &Path, files: &[PathBuf]) -> (Dossier, [Duration; 3]) {
    let begun = Instant::now();
    let parsed = Parsed::of(workspace, true);
    let given = given(&parsed, files);
    let reading = begun.elapsed();
    let begun = Instant::now();
    let pool = gathered(given, None);
    let (known, mut alike) = (parsed.alike(), parsed.alike());
    let pace = Pace { hands: &hands::several, ..Pace::PLAIN };
    let merging = Merging { since: None, previous: None, pool: &pool, set_aside: vec![], pace };
    let dossier = merging.run(&mut alike).unwrap();
    let merging = begun.elapsed();
    let begun = Instant::now();
    if alike != known {
        parsed.keep_alike(&alike, files);
    }
    (dossier, [reading, merging, begun.elapsed()])
}

/// Opens a workspace in which nothing changed since its dossier was written, as the merge desk does: from files to what is
/// shown.
fn reopened(workspace: &Path, files: &[PathBuf]) -> (Dossier, [Duration; 3]) {
    let begun = Instant::now();
    let last = Parsed::of(workspace, false).last();
    let (_, found) = Proposals::open(&file_of(workspace), "bench", last).unwrap();
    let found = found.unwrap();
    let opening = begun.elapsed();
    let begun = Instant::now();
    let given = given(&Parsed::of(workspace, true), files);
    let reading = begun.elapsed();
    let begun = Instant::now();
    assert_eq!(found.inputs, Some(code_of_inputs(&given, &[], &Thesaurus::default())), "nothing changed");
    let pool = Arc::new(gathered(given, Some(&found.dossier)));
    let shown = Shown::of(found.dossier, pool);
    (shown.dossier, [reading, begun.elapsed(), opening])
}

fn given(parsed: &Parsed, files: &[PathBuf]) -> Vec<Given> {
    let read = parsed.read_all(files, &|_| ControlFlow::Continue(())).unwrap();
    let given = files.iter().zip(read).map(|(file, read)| {
        let (read, content) = read.unwrap();
        Given {
            name: file.file_stem().unwrap().to_string_lossy().into_owned(),
            session: Arc::new(read.session),
            content,
        }
    });
    given.collect()
}

/// Runs the program, from its start to its end: files, dossier, report and what is kept. Returns how long it took.
fn batch(workspace: &Path) -> Duration {
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_proximo"));
    command.args(["--lang", "it", "merge", "--batch", "--workspace"]).arg(workspace).stdout(Stdio::null());
    for home in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(home, workspace);
    }
    assert!(command.status().unwrap().success());
    begun.elapsed()
}

/// Times are those of the wall: reading takes place on several cores, parsing alone, that all is compared with, on one.
pub fn measure(criterion: &mut Criterion) {
    let most: usize = std::env::var("PROXIMO_BENCH_SESSIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(1000);
    let group = criterion.benchmark_group("merge");
    let (mut dice, mut told) = (Dice(7), Vec::new());
    let here = tempfile::tempdir().unwrap();
    std::fs::create_dir(here.path().join("sessions")).unwrap();
    let (mut files, mut bytes): (Vec<PathBuf>, usize) = (Vec::new(), 0);
    let mut before: Option<(usize, Duration)> = None;
    for count in [10, 100, 500, 1000, 2500, 5000].into_iter().filter(|count| *count <= most) {
        while files.len() < count {
            let text = store::write_text(&session(&mut dice, files.len() as u64, &mut told));
            let file = here.path().join(format!("sessions/tavolo-{:04}.ron", files.len()));
            std::fs::write(&file, &text).unwrap();
            // a file that was just written is not trusted by its time
            let past = std::time::SystemTime::now() - Duration::from_secs(3600);
            std::fs::File::options().write(true).open(&file).unwrap().set_modified(past).unwrap();
            bytes += text.len();
            files.push(file);
        }
        let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
        let begun = Instant::now();
        for text in &texts {
            drop(std::hint::black_box(store::read_text(Path::new("tavolo.ron"), text).unwrap()));
        }
        let parsing = begun.elapsed();
        drop(texts);
        let kept = here.path().join("proposals");
        let (cold, times) = opened(here.path(), &files);
        let tell = |what: &str, times: [Duration; 3]| {
            let all: Duration = times.iter().sum();
            println!(
                "merge/{count} sessions: {what} {} ({:.2} of parsing; reading {}, merging {}, the rest {})",
                seconds(all),
                all.as_secs_f64() / parsing.as_secs_f64(),
                seconds(times[0]),
                seconds(times[1]),
                seconds(times[2]),
            );
            all
        };
        println!("merge/{count} sessions ({} MB): parsing alone {}", bytes / 1_000_000, seconds(parsing));
        let taken = tell("cold", times);
        let (warm, times) = opened(here.path(), &files);
        assert_eq!(warm, cold, "what is kept changes nothing");
        tell("warm", times);
        let text = store::dossier::text(&cold);
        std::fs::write(file_of(here.path()), &text).unwrap();
        let parsed = Parsed::of(here.path(), true);
        let inputs = code_of_inputs(&given(&parsed, &files), &[], &Thesaurus::default());
        parsed.keep_last(&inputs, (text.as_bytes(), &cold), &files);
        let (again, times) = reopened(here.path(), &files);
        assert_eq!(again, cold, "what was written last is what is merged");
        tell("nothing changed", times);
        let before_change = std::fs::read_to_string(&files[0]).unwrap();
        // a word of a practice: they stand first
        let changed = before_change.replacen("strada", "viale", 1);
        assert_ne!(changed, before_change, "something is changed");
        std::fs::write(&files[0], changed).unwrap();
        tell("one session changed", opened(here.path(), &files).1);
        std::fs::write(&files[0], &before_change).unwrap();
        println!(
            "merge/{count} sessions: {} matches, at most {} MB in memory",
            cold.matches.len(),
            peak().unwrap_or(0)
        );
        drop((cold, warm, again));
        // a folder that is put aside costs the file system less than one that is just removed
        let aside = |what: &str| std::fs::rename(&kept, here.path().join(format!("{count}-{what}"))).unwrap();
        aside("desk");
        let past = std::time::SystemTime::now() - Duration::from_secs(3600);
        std::fs::File::options().write(true).open(&files[0]).unwrap().set_modified(past).unwrap();
        let told = |what: &str| {
            let taken = batch(here.path());
            let share = taken.as_secs_f64() / parsing.as_secs_f64();
            println!("merge/{count} sessions: the whole program, {what} {} ({share:.2} of parsing)", seconds(taken));
        };
        told("cold");
        told("nothing changed");
        std::fs::write(&files[0], before_change.replacen("strada", "viale", 1)).unwrap();
        told("one session changed");
        std::fs::write(&files[0], before_change).unwrap();
        aside("program");
        std::fs::File::options().write(true).open(&files[0]).unwrap().set_modified(past).unwrap();
        if let Some((fewer, time)) = before {
            let (times, longer) = (count as f64 / fewer as f64, taken.as_secs_f64() / time.as_secs_f64());
            println!("merge/{count} sessions: {times:.1} times the files, {longer:.1} times as long");
        }
        before = Some((count, taken));
    }
    group.finish();
}
