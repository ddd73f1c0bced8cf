//! The program ends between any two operations on files: everything acknowledged is there, and no text twice.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proximo::domain::change::{Change, Edit};
use proximo::domain::desk::Problem;
use proximo::domain::item::Item;
use proximo::domain::session::Session;
use proximo::domain::value::Stamp;
use proximo::store::document::Document;
use proximo::store::files::{Fault, Files};
use proximo::store::save::{Outcome, Saver};
use proximo::store::{self, Opened, Opening};

use crate::common::{moment, note, session, take};

fn opening(files: Files) -> Opening {
    Opening { machine: "prova".into(), now: moment(), files }
}

/// A disk on which nothing happens from the operation `last` on; the one that is cut off is done in part.
fn dying(last: usize, part: usize) -> (Arc<AtomicUsize>, Files) {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    let files = Files::with_faults(move |_, _| {
        let dead = || io::Error::other("the program has ended");
        match seen.fetch_add(1, Ordering::SeqCst) {
            at if at < last => Fault::Pass,
            at if at == last => Fault::Torn(part, dead()),
            _ => Fault::Fail(dead()),
        }
    });
    (count, files)
}

struct Work {
    document: Box<Document>,
    saver: Saver,
}

impl Work {
    fn open(file: &Path, files: Files) -> Result<Self, Problem> {
        let Opened::Writable(mut document) = store::open(file, &opening(files))? else {
            return Err(Problem::new(proximo::domain::desk::Wrong::NoRight));
        };
        let saver = document.take_saver().unwrap();
        Ok(Self { document, saver })
    }

    fn edit(&mut self, field: &str, value: &str) -> Result<(), Problem> {
        let before = self.document.session().get(note(1, "").reference()).unwrap();
        let mut after = before.clone();
        after.put(&[field], value).unwrap();
        self.change(&Change::new(moment(), "Ada", vec![Edit::of(before, after)]))
    }

    fn change(&mut self, change: &Change) -> Result<(), Problem> {
        self.document.apply(change)?;
        self.document.write_down()
    }

    fn save(&mut self) -> Result<(), Problem> {
        for _ in 0..3 {
            match self.saver.save(self.document.session())? {
                Outcome::Written(_) => return Ok(()),
                Outcome::Edited(bytes) => {
                    let stamp = Stamp { at: moment(), by: "Ada".into() };
                    self.saver.take_for(self.document.meet_hand_edit(&bytes, &stamp)?);
                }
            }
        }
        panic!("it never comes to an end");
    }
}

/// Saves, meets a change by hand on opening, works on, meets another while open, saves. Returns what was acknowledged.
fn story(file: &Path, files: &Files, known: &mut Vec<String>) -> Result<(), Problem> {
    let mut work = Work::open(file, files.clone())?;
    let mut acknowledged = |text: &str| known.push(text.to_owned());
    work.change(&take(note(1, "primo")))?;
    acknowledged("primo");
    work.save()?;
    work.change(&take(note(2, "secondo")))?;
    acknowledged("secondo");
    work.edit("tags", "[\"etichetta\"]")?;
    acknowledged("etichetta");
    drop(work);
    // by hand, while nobody has it open: the file has the first alone
    let text = std::fs::read_to_string(file).unwrap();
    std::fs::write(file, text.replace("\"primo\"", "\"primo a mano\"")).unwrap();
    acknowledged("primo a mano");
    let mut work = Work::open(file, files.clone())?;
    work.save()?;
    work.edit("text", "\"terzo\"")?;
    acknowledged("terzo");
    work.document.wait_for_history();
    work.document.catch_up();
    work.document.write_down()?;
    // by hand, while it is open: another field
    let text = std::fs::read_to_string(file).unwrap();
    std::fs::write(file, text.replace("title: \"Uno\"", "title: \"Titolo a mano\"")).unwrap();
    acknowledged("Titolo a mano");
    work.save()?;
    work.change(&take(note(3, "quarto")))?;
    acknowledged("quarto");
    work.save()
}

fn texts(session: &Session) -> String {
    session.items().map(|item: Item| proximo::domain::field::to_ron(&item)).collect::<Vec<_>>().join("\n")
}

fn check(file: &Path, known: &[String], at: &str) {
    let work = Work::open(file, Files::default()).unwrap_or_else(|problem| panic!("{at}: {problem:?}"));
    let session = work.document.session();
    let all = texts(session);
    // what was written over by a later word is no longer there
    let gone = |text: &str| {
        let later = |word: &str| known.iter().any(|known| known == word);
        match text {
            "primo" => later("primo a mano") || later("terzo") || all.contains("\"terzo\""),
            "primo a mano" => later("terzo") || all.contains("\"terzo\""),
            _ => false,
        }
    };
    for text in known.iter().filter(|text| !gone(text)) {
        let count = all.matches(&format!("\"{text}\"")).count();
        assert_eq!(count, 1, "{at}: {text:?} stands {count} times in\n{all}");
    }
    assert_eq!(session.conflicts.all().len(), 0, "{at}: {all}");
}

#[test]
fn between_any_two_operations_nothing_is_lost_and_nothing_stands_twice() {
    let mut whole = 0;
    for part in [0, 3, usize::MAX] {
        let mut last = 0;
        loop {
            let here = tempfile::tempdir().unwrap();
            let file = here.path().join("uno.ron");
            std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
            let (count, files) = dying(last, part);
            let mut known = Vec::new();
            let done = story(&file, &files, &mut known).is_ok();
            let at = format!("operation {last}, part {part}");
            check(&file, &known, &at);
            // and once more: opening was cut off nowhere, closing was
            check(&file, &known, &at);
            if done && count.load(Ordering::SeqCst) <= last {
                whole = last;
                break;
            }
            last += 1;
        }
    }
    assert!(whole > 40, "the story has {whole} operations");
}

/// Makes a session with a journal of three records and returns its bytes.
fn with_journal(folder: &Path) -> (std::path::PathBuf, std::path::PathBuf, Vec<u8>, Vec<usize>) {
    let file = folder.join("uno.ron");
    std::fs::write(&file, store::write_text(&session("Uno"))).unwrap();
    let journal = folder.join(".history/uno/prova/journal");
    let mut ends = Vec::new();
    let mut work = Work::open(&file, Files::default()).unwrap();
    for (number, text) in [(1, "uno"), (2, "due"), (3, "tre")] {
        work.change(&take(note(number, text))).unwrap();
        ends.push(std::fs::metadata(&journal).unwrap().len() as usize);
    }
    let bytes = std::fs::read(&journal).unwrap();
    (file, journal, bytes, ends)
}

#[test]
fn a_journal_cut_at_any_byte_keeps_every_earlier_record() {
    let here = tempfile::tempdir().unwrap();
    let (file, journal, bytes, ends) = with_journal(here.path());
    for cut in 0..=bytes.len() {
        std::fs::write(&journal, &bytes[..cut]).unwrap();
        let mut work = Work::open(&file, Files::default()).unwrap();
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(work.document.session().notes.count(), whole, "cut at {cut}");
        let said = !work.document.take_notices().is_empty();
        let torn = cut > 0 && cut != 8 && !ends.contains(&cut);
        assert_eq!(said, torn, "cut at {cut}");
    }
}

#[test]
fn any_byte_of_the_last_record_spoilt_keeps_every_earlier_record() {
    let here = tempfile::tempdir().unwrap();
    let (file, journal, bytes, ends) = with_journal(here.path());
    for byte in ends[1]..bytes.len() {
        let mut spoilt = bytes.clone();
        spoilt[byte] ^= 1 << (byte % 8);
        std::fs::write(&journal, &spoilt).unwrap();
        let mut work = Work::open(&file, Files::default()).unwrap();
        assert_eq!(work.document.session().notes.count(), 2, "byte {byte}");
        assert_eq!(work.document.take_notices().len(), 1);
        work.change(&take(note(4, "dopo"))).unwrap();
        drop(work);
        assert_eq!(Work::open(&file, Files::default()).unwrap().document.session().notes.count(), 3);
    }
}
