//! Owns the journal of a session: records of a length, a checksum and a change, forced to the disk before anything is
//! acknowledged. What is torn or spoilt is found, put aside and said; every other record stays. Never applies a change.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::change::{Change, Edit};
use crate::domain::field::{from_ron, to_ron};

use super::files::{self, Files};

const HEADER: &[u8; 8] = b"PXJRNL1\n";
const MAGIC: [u8; 4] = *b"\x1ePXR";
const FRAME: usize = 12;
/// The longest record, so that a spoilt length is seen at once: 64 MiB.
const LONGEST: usize = 64 * 1024 * 1024;
/// The longest journal that is read: 1 GiB.
const LONGEST_JOURNAL: u64 = 1024 * 1024 * 1024;

/// One record: what was done, as a plain change, and as the history's own bytes.
/// Either may be missing: history that is still being loaded catches up in a record of its own.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Record {
    /// What was really done: each edit's `after` is what stood there then.
    pub change: Change,
    /// The history's bytes; empty where it had none.
    pub ops: Vec<u8>,
}

impl Record {
    fn frame(&self) -> Vec<u8> {
        let change = to_ron(&self.change);
        let length = 4 + change.len() + self.ops.len();
        let mut frame = Vec::with_capacity(FRAME + length);
        frame.extend(MAGIC);
        frame.extend(short(length));
        frame.extend([0; 4]);
        frame.extend(short(change.len()));
        frame.extend(change.as_bytes());
        frame.extend(&self.ops);
        let sum = checksum(&frame);
        frame[8..FRAME].copy_from_slice(&sum);
        frame
    }

    /// Puts the record's frames at the end of `bytes`: one, or several where one would be longer than is read again.
    fn frames(&self, longest: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
        let frame = self.frame();
        if frame.len() - FRAME <= longest {
            bytes.extend(frame);
            return Ok(());
        }
        let part = |edits: Vec<Edit>, ops: &[u8]| Self {
            change: Change { stamp: self.change.stamp.clone(), edits },
            ops: ops.to_owned(),
        };
        match &self.change.edits[..] {
            // a history that misses bytes writes every item again when it is loaded
            edits if !self.ops.is_empty() => part(edits.to_vec(), &[]).frames(longest, bytes),
            [] => Err(io::ErrorKind::FileTooLarge.into()),
            // what stood there before is not read again
            [edit] if edit.before.is_some() => {
                part(vec![Edit { before: None, ..edit.clone() }], &[]).frames(longest, bytes)
            }
            [_] => Err(io::ErrorKind::FileTooLarge.into()),
            edits => {
                let (first, second) = edits.split_at(edits.len() / 2);
                part(first.to_vec(), &[]).frames(longest, bytes)?;
                part(second.to_vec(), &[]).frames(longest, bytes)
            }
        }
    }

    fn unframe(payload: &[u8]) -> Result<Self, String> {
        let (length, rest) = payload.split_first_chunk::<4>().ok_or("no length")?;
        let (change, ops) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or("a wrong length")?;
        let change = std::str::from_utf8(change).map_err(|error| error.to_string())?;
        let change = from_ron(change).map_err(|error| error.to_string())?;
        Ok(Self { change, ops: ops.to_owned() })
    }
}

fn short(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

/// Returns the checksum of a frame: over its length and its payload.
fn checksum(frame: &[u8]) -> [u8; 4] {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&frame[4..8]);
    sum.update(&frame[FRAME..]);
    sum.finalize().to_le_bytes()
}

/// What a journal's bytes hold.
#[derive(Debug, Default)]
pub struct Scan {
    /// The records that are whole, in their order.
    pub records: Vec<Record>,
    /// The bytes that are no record.
    pub spoilt: Vec<u8>,
    /// Why a record that is whole could not be understood, where there is one.
    pub not_understood: Option<String>,
    good: Vec<u8>,
    only_tail: bool,
}

/// Reads a journal's bytes. Where something is spoilt, goes on with the next record that is whole.
pub fn scan(bytes: &[u8]) -> Scan {
    // a header that is spoilt is written anew with the rest
    let mut scan = Scan { only_tail: bytes.starts_with(HEADER), good: HEADER.to_vec(), ..Scan::default() };
    let mut at = if bytes.starts_with(HEADER) { HEADER.len() } else { 0 };
    while at < bytes.len() {
        let Some(frame) = whole_frame(&bytes[at..]) else {
            let next = next_frame(bytes, at + 1);
            scan.only_tail &= next == bytes.len();
            scan.spoilt.extend(&bytes[at..next]);
            at = next;
            continue;
        };
        match Record::unframe(&frame[FRAME..]) {
            Ok(record) => {
                scan.records.push(record);
                scan.good.extend(frame);
            }
            Err(why) => {
                scan.only_tail = false;
                scan.spoilt.extend(frame);
                scan.not_understood = Some(why);
            }
        }
        at += frame.len();
    }
    scan
}

fn whole_frame(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(&MAGIC)?;
    let length = u32::from_le_bytes(*rest.first_chunk()?) as usize;
    let frame = bytes.get(..FRAME + length).filter(|_| length <= LONGEST)?;
    (frame[8..FRAME] == checksum(frame)).then_some(frame)
}

fn next_frame(bytes: &[u8], from: usize) -> usize {
    let mut at = from.min(bytes.len());
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == MAGIC[0]) {
        at += found;
        if whole_frame(&bytes[at..]).is_some() {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// A journal that is written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
    /// The file may be another one than the path's: it is opened again before anything is put at its end.
    unsure: bool,
}

/// What was put aside when a journal was opened.
#[derive(Debug)]
pub struct Aside {
    /// How many bytes.
    pub bytes: u64,
    /// Where they are.
    pub kept_in: PathBuf,
    /// Why a whole record could not be understood, where there was one.
    pub not_understood: Option<String>,
}

/// Reads a journal without changing it. One that is not there is empty.
///
/// # Errors
/// What the system says.
pub fn look(path: &Path) -> io::Result<Scan> {
    Ok(files::read(path, LONGEST_JOURNAL)?.map_or_else(Scan::default, |bytes| scan(&bytes)))
}

impl Journal {
    /// Opens a journal that was looked at, or makes it. What is spoilt goes into `aside`, then out of the journal.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(files: &Files, path: &Path, scan: &Scan, aside: &Path) -> io::Result<(Self, Option<Aside>)> {
        let kept = if scan.spoilt.is_empty() {
            None
        } else {
            files.replace(aside, &scan.spoilt)?;
            let bytes = scan.spoilt.len() as u64;
            Some(Aside { bytes, kept_in: aside.to_owned(), not_understood: scan.not_understood.clone() })
        };
        let good = scan.good.len() as u64;
        if kept.is_some() && !scan.only_tail {
            files.replace(path, &scan.good)?;
        }
        let mut journal = Self { path: path.to_owned(), file: files.open_end(path)?, length: good, unsure: false };
        journal.begin_where_short(files)?;
        if journal.length < HEADER.len() as u64 {
            // nothing was read of it, and it holds something: never cut what was not looked at
            return Err(io::Error::other("the journal has changed while it was opened"));
        }
        journal.cut_to_length(files)?;
        Ok((journal, kept))
    }

    fn begin_where_short(&mut self, files: &Files) -> io::Result<()> {
        if self.file.metadata()?.len() < HEADER.len() as u64 {
            files.cut(&self.path, &self.file, 0)?;
            files.append_synced(&self.path, &mut self.file, HEADER)?;
            files.sync_folder(files::parent(&self.path))?;
            self.length = HEADER.len() as u64;
        }
        Ok(())
    }

    /// Opens the file that the path stands for, once what made it so is forced to the disk.
    fn open_again(&mut self, files: &Files) -> io::Result<()> {
        self.file = files.open_end(&self.path)?;
        files.sync_folder(files::parent(&self.path))?;
        // either the old one, or the new one that holds nothing yet
        self.length = self.length.min(self.file.metadata()?.len());
        self.begin_where_short(files)?;
        self.unsure = false;
        Ok(())
    }

    /// Puts records at the end and forces them to the disk, all with one call.
    ///
    /// # Errors
    /// What the system says; none of them counts as written then.
    pub fn append(&mut self, files: &Files, records: &[Record]) -> io::Result<()> {
        let mut bytes = Vec::new();
        for record in records {
            record.frames(LONGEST, &mut bytes)?;
        }
        if self.unsure {
            self.open_again(files)?;
        }
        if self.length + bytes.len() as u64 > LONGEST_JOURNAL {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.cut_to_length(files)?;
        let done = files.append_synced(&self.path, &mut self.file, &bytes);
        if done.is_err() {
            // a torn record is found at the next opening; where it can be cut off now, all the better
            self.cut_to_length(files).ok();
        }
        done?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn cut_to_length(&self, files: &Files) -> io::Result<()> {
        if self.file.metadata()?.len() == self.length { Ok(()) } else { files.cut(&self.path, &self.file, self.length) }
    }

    /// Begins the journal anew: all that it held stands elsewhere.
    ///
    /// # Errors
    /// What the system says; the journal is then as it was, or begun anew already.
    pub fn begin_anew(&mut self, files: &Files) -> io::Result<()> {
        // where this stops half way, the open file may be one that no path leads to any more
        self.unsure = true;
        files.replace(&self.path, HEADER)?;
        self.file = files.open_end(&self.path)?;
        self.length = HEADER.len() as u64;
        self.unsure = false;
        Ok(())
    }

    /// Returns its length in bytes.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Tells whether it holds no record.
    pub fn is_empty(&self) -> bool {
        self.length <= HEADER.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::{Code, NoteId, TypedId};
    use crate::domain::item::{Item, Note};
    use crate::domain::time::Moment;

    fn record(number: u8) -> Record {
        Record { change: Change::new(Moment::default(), &format!("n{number}"), Vec::new()), ops: vec![number; 5] }
    }

    fn bytes(numbers: &[u8]) -> Vec<u8> {
        HEADER.iter().copied().chain(numbers.iter().flat_map(|number| record(*number).frame())).collect()
    }

    #[test]
    fn cut_at_every_byte_every_whole_record_stays() {
        let whole = bytes(&[1, 2, 3]);
        let ends: Vec<usize> = (0..=3).map(|count| bytes(&[1, 2, 3][..count]).len()).collect();
        for cut in 0..=whole.len() {
            let scan = scan(&whole[..cut]);
            let expected = ends.iter().filter(|end| **end <= cut).count().saturating_sub(1);
            assert_eq!(scan.records.len(), expected, "cut at {cut}");
        }
    }

    #[test]
    fn a_record_too_long_to_be_read_again_is_split_or_refused() {
        let item = |number: u64| {
            let id = NoteId::new(Code::from_bits(number));
            Item::Note(Arc::new(Note { id, text: "lungo ".repeat(50), ..Note::default() }))
        };
        let edits: Vec<Edit> = (1..=5).map(|number| Edit::of(item(number), item(number))).collect();
        let whole = Record { change: Change::new(Moment::default(), "Ada", edits), ops: vec![7; 900] };
        let mut bytes = HEADER.to_vec();
        whole.frames(600, &mut bytes).unwrap();
        let scan = scan(&bytes);
        let after = |record: &Record| record.change.edits.iter().map(|edit| edit.after.clone()).collect::<Vec<_>>();
        assert_eq!(scan.records.iter().flat_map(after).collect::<Vec<_>>(), after(&whole));
        assert!(scan.spoilt.is_empty() && scan.records.len() > 1);
        assert!(whole.frames(100, &mut bytes).is_err());
    }

    #[test]
    fn any_spoilt_byte_costs_its_own_record_alone() {
        let whole = bytes(&[1, 2, 3]);
        let (first, second) = (bytes(&[1]).len(), bytes(&[1, 2]).len());
        for byte in first..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[byte] ^= 0x40;
            let scan = scan(&spoilt);
            let expected = if byte < second { [record(1), record(3)] } else { [record(1), record(2)] };
            assert_eq!(scan.records, expected, "byte {byte}");
            assert!(!scan.spoilt.is_empty());
        }
    }
}
