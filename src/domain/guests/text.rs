//! Owns how the bytes of a list become text, and text cells.

use super::super::clean::{clean, clean_line};

/// Returns the text of a file as spreadsheets write them: UTF-8 or UTF-16 with their marks, else UTF-8, else
/// Windows-1252. Cleaned.
pub fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    };
    clean(&text)
}

/// Returns the character that Windows writes as that byte; U+FFFD where it writes none.
pub(in crate::domain) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// Reads text as rows of cells, blank rows left out. The separator is the one that cuts most rows into equally many
/// cells, a tab before `;` before `,`. `None` where nothing is there.
pub fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.trim_start_matches('\u{feff}');
    // what Excel writes above a list to say its separator
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_lowercase().starts_with("sep=") => rest,
        Some(_) | None => text,
    };
    let tried = [b'\t', b';', b','].map(|separator| rows(text, separator));
    let score = |rows: &Vec<Vec<String>>| {
        let width = rows.first().map_or(0, Vec::len);
        let alike = rows.iter().filter(|row| row.len() == width).count();
        // cells that all rows have, not commas that happen to stand in a text
        if width > 1 && alike * 4 >= rows.len() * 3 { width } else { 0 }
    };
    let mut best: Option<Vec<Vec<String>>> = None;
    for rows in tried {
        if best.as_ref().is_none_or(|known| score(&rows) > score(known)) {
            best = Some(rows);
        }
    }
    best.filter(|rows| !rows.is_empty())
}

fn rows(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let cells = |record: csv::StringRecord| record.iter().map(|cell| clean_line(cell.trim())).collect::<Vec<String>>();
    records.map(cells).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}
