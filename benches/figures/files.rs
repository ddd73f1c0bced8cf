//! The figures of the design: opening, one change acknowledged, saving, at 100, 1,000 and 10,000 items,
//! each beside what the disk alone takes.
use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::{Answer, Ask, Surroundings};
use proximo::domain::id::{Code, NoteId, PracticeId, SessionId, TypedId};
use proximo::domain::item::{Head, Item, Note, Practice};
use proximo::domain::session::Session;
use proximo::domain::time::Moment;
use proximo::domain::value::{Created, Difficulty};
use proximo::live::{self, DeskOptions};
use proximo::store;
use proximo::store::history::History;

/// How many items the measured sessions hold.
pub const SIZES: [u64; 3] = [100, 1_000, 10_000];

/// Returns the moment at which everything happens.
pub fn moment() -> Moment {
    "2026-03-12T14:02:11.040+01:00".parse().unwrap()
}

fn created(number: u64) -> Created {
    Created { at: moment().plus_millis((number % 10_000) as i64 * 1000), by: "Ada".into(), step: None, table: None }
}

/// Makes a session like those of a workshop: one practice in three items, the others notes.
pub fn session(items: u64) -> Session {
    let head = Head { id: SessionId::new(Code::from_bits(1)), title: "Tavolo".into(), ..Head::default() };
    let mut session = Session::new(head);
    for number in 0..items {
        let item = if number % 3 == 0 {
            Item::Practice(Arc::new(Practice {
                id: PracticeId::new(Code::from_bits(number)),
                created: created(number),
                name: format!("Educativa di strada {number}"),
                organisation: "Comune di Milano, Municipio 7".into(),
                difficulty: Some(Difficulty::Engage),
                how: "Due educatori girano il quartiere tre sere a settimana e si fermano dove i ragazzi stanno già."
                    .into(),
                helped: "Esserci sempre, anche quando piove.".into(),
                tags: ["strada", "sera"].into_iter().map(str::to_owned).collect(),
                ..Practice::default()
            }))
        } else {
            note(number, "Chi non risponde al telefono risponde ai messaggi, ma solo se conosce chi scrive.")
        };
        session.put(item);
    }
    session
}

/// Makes a note.
pub fn note(number: u64, text: &str) -> Item {
    let id = NoteId::new(Code::from_bits(number));
    Item::Note(Arc::new(Note { id, created: created(number), text: text.into(), ..Note::default() }))
}

fn options() -> DeskOptions {
    let surroundings = Surroundings { now: moment, random: || 4 };
    // the session file is measured on its own
    DeskOptions { settle: Duration::from_secs(3600), ..DeskOptions::new("Ada", "misura", surroundings) }
}

/// Writes a session and lets this machine know it, as after a first day of work.
fn begun(folder: &Path, items: u64) -> std::path::PathBuf {
    let file = folder.join("tavolo.ron");
    let (mut handle, desk) = live::create(&file, &session(items), options()).unwrap();
    live::ask_and_wait(
        &mut handle,
        Ask::Change(Change::new(moment(), "Ada", vec![Edit::take(note(1 << 39, "primo"))])),
    );
    drop(handle);
    desk.join().unwrap();
    file
}

fn disk(c: &mut Criterion) {
    let here = tempfile::tempdir_in(".").unwrap();
    let mut file = std::fs::File::create(here.path().join("disk")).unwrap();
    c.bench_function("one fdatasync of 600 bytes", |b| {
        b.iter(|| {
            file.write_all(&[7; 600]).unwrap();
            file.sync_data().unwrap();
        });
    });
}

fn opening(c: &mut Criterion) {
    let mut group = c.benchmark_group("open a known session");
    for items in SIZES {
        let here = tempfile::tempdir_in(".").unwrap();
        let file = begun(here.path(), items);
        group.bench_with_input(BenchmarkId::from_parameter(items), &file, |b, file| {
            b.iter(|| {
                // closing, nothing being changed, writes nothing
                let (handle, desk) = live::open(file, options()).unwrap();
                drop(handle);
                desk.join().unwrap();
            });
        });
    }
    group.finish();
}

fn acknowledged(c: &mut Criterion) {
    let mut group = c.benchmark_group("one item acknowledged");
    for items in SIZES {
        let here = tempfile::tempdir_in(".").unwrap();
        let file = begun(here.path(), items);
        let (mut handle, desk) = live::open(&file, options()).unwrap();
        let number = Cell::new(1 << 30);
        group.bench_function(BenchmarkId::from_parameter(items), |b| {
            b.iter(|| {
                number.set(number.get() + 1);
                let item = note(number.get(), "Un appunto preso mentre si parla.");
                let change = Change::new(moment(), "Ada", vec![Edit::take(item)]);
                assert!(matches!(live::ask_and_wait(&mut handle, Ask::Change(change)), Answer::Done { .. }));
            });
        });
        drop(handle);
        desk.join().unwrap();
    }
    group.finish();
}

fn saving(c: &mut Criterion) {
    let mut group = c.benchmark_group("write the session file");
    for items in SIZES {
        let here = tempfile::tempdir_in(".").unwrap();
        let file = begun(here.path(), items);
        let (mut handle, desk) = live::open(&file, options()).unwrap();
        let number = Cell::new(1 << 30);
        group.bench_function(BenchmarkId::from_parameter(items), |b| {
            b.iter(|| {
                number.set(number.get() + 1);
                let change = Change::new(moment(), "Ada", vec![Edit::take(note(number.get(), "nuovo"))]);
                live::ask_and_wait(&mut handle, Ask::Change(change));
                assert!(matches!(live::ask_and_wait(&mut handle, Ask::Save), Answer::Done { .. }));
            });
        });
        drop(handle);
        desk.join().unwrap();
    }
    group.finish();
}

fn in_memory(c: &mut Criterion) {
    let mut group = c.benchmark_group("in memory");
    for items in SIZES {
        let session = session(items);
        let text = store::write_text(&session);
        group.bench_function(BenchmarkId::new("write text", items), |b| b.iter(|| store::write_text(&session).len()));
        group.bench_function(BenchmarkId::new("read text", items), |b| {
            b.iter(|| store::read_text(Path::new("f"), &text).unwrap());
        });
        let mut history = History::begin(&session).unwrap();
        let saved = history.save();
        group.bench_function(BenchmarkId::new("load history", items), |b| b.iter(|| History::load(&saved).unwrap()));
        let number = Cell::new(1 << 30);
        group.bench_function(BenchmarkId::new("one item into the history", items), |b| {
            b.iter(|| {
                number.set(number.get() + 1);
                history.record([note(number.get(), "nuovo")]).unwrap()
            });
        });
    }
    group.finish();
}

/// Measures files, desk and history.
pub fn measure(c: &mut Criterion) {
    disk(c);
    opening(c);
    acknowledged(c);
    saving(c);
    in_memory(c);
}
