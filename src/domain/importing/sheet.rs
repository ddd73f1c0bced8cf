//! Owns a table as spreadsheets write it: headings, then rows, each with the line of the file on which it begins.
//! Cells are cleaned here, and nowhere later. Never knows what a column means.

use super::super::clean::{clean, clean_line};

/// What tells cells apart, in the order in which they are tried.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// Stands alone in a last row where every quote is closed. No text for people holds it, and none does here.
const END: &str = "\u{1}";

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// What tells cells apart.
    pub separator: char,
    /// The names of the columns, each on one line; empty where a column has none.
    pub headings: Vec<String>,
    /// The rows that say anything.
    pub rows: Vec<Row>,
    /// In how many cells control, escape or turning characters were taken out.
    pub cleaned: usize,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its cells, as many as there are headings.
    pub cells: Vec<String>,
}

/// Why a text is no table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoSheet {
    /// There are no headings, or no row under them.
    Empty,
    /// A quote is opened in the row of this line and closed nowhere.
    OpenQuote {
        /// The line, from 1.
        line: usize,
    },
}

impl Sheet {
    /// Reads a table with headings in its first row, separated by tabs, `;` or `,`: by what cuts most rows into equally
    /// many cells.
    ///
    /// # Errors
    /// Where there is nothing in it, or a quote is never closed.
    pub fn read(text: &str) -> Result<Self, NoSheet> {
        let whole = text.replace(END, "");
        let text = whole.as_str();
        // what Excel writes above a table to say its separator
        let said = text.split_once('\n').and_then(|(first, rest)| {
            let sign = first.trim().strip_prefix("sep=")?.chars().next()?;
            SEPARATORS.contains(&sign).then_some((sign, rest))
        });
        let (text, first, tried) = match said {
            Some((sign, rest)) => (rest, 2, vec![sign]),
            None => (text, 1, SEPARATORS.to_vec()),
        };
        let mut best: Option<(usize, char, Records)> = None;
        for separator in tried {
            let records = Records::read(text, first, separator);
            let score = records.score();
            if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                best = Some((score, separator, records));
            }
        }
        let Some((_, separator, records)) = best else { return Err(NoSheet::Empty) };
        records.into_sheet(separator)
    }
}

/// Rows as they stand, the headings first.
struct Records {
    rows: Vec<Row>,
    open_quote: Option<usize>,
}

impl Records {
    fn read(text: &str, first: usize, separator: char) -> Self {
        let mut records = Self { rows: Vec::new(), open_quote: None };
        let whole = format!("{text}\n{END}\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator as u8)
            .has_headers(false)
            .flexible(true)
            .from_reader(whole.as_bytes());
        for record in reader.records().filter_map(Result::ok) {
            let (line, byte) = record.position().map_or((0, 0), |at| (at.line() as usize, at.byte() as usize));
            // the reader counts a row from the blank lines before it
            let blank = whole.as_bytes().iter().skip(byte).take_while(|byte| **byte == b'\n').count();
            let line = line + blank + first - 1;
            if record.len() == 1 && record.get(0) == Some(END) {
                return records;
            }
            if record.iter().any(|cell| cell.ends_with(&format!("\n{END}\n"))) {
                records.open_quote = Some(line);
                return records;
            }
            records.rows.push(Row { line, cells: record.iter().map(ToOwned::to_owned).collect() });
        }
        records
    }

    /// Returns how many cells three rows in four have, where they have several.
    fn score(&self) -> usize {
        let width = self.rows.first().map_or(0, |row| row.cells.len());
        let alike = self.rows.iter().filter(|row| row.cells.len() == width).count();
        if width > 1 && alike * 4 >= self.rows.len() * 3 { width } else { usize::from(width > 0) }
    }

    fn into_sheet(self, separator: char) -> Result<Sheet, NoSheet> {
        if let Some(line) = self.open_quote {
            return Err(NoSheet::OpenQuote { line });
        }
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let mut cleaned = 0;
        let mut rows = self.rows.into_iter().map(|mut row| {
            for cell in &mut row.cells {
                let kept = clean(cell);
                cleaned += usize::from(kept != *cell);
                *cell = kept.trim().to_owned();
            }
            row.cells.resize(width, String::new());
            row
        });
        let headings: Vec<String> =
            rows.next().ok_or(NoSheet::Empty)?.cells.iter().map(|name| clean_line(name)).collect();
        let rows: Vec<Row> = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
        if rows.is_empty() || headings.iter().all(String::is_empty) {
            return Err(NoSheet::Empty);
        }
        Ok(Sheet { separator, headings, rows, cleaned })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns separator, headings, and each row's line and cells.
    fn read(text: &str) -> String {
        match Sheet::read(text) {
            Ok(sheet) => {
                let rows = sheet.rows.iter().map(|row| format!("{}:{}", row.line, row.cells.join("|")));
                format!("{:?} {} / {}", sheet.separator, sheet.headings.join("|"), rows.collect::<Vec<_>>().join(" / "))
            }
            Err(wrong) => format!("{wrong:?}"),
        }
    }

    #[test]
    fn tables_are_read_as_spreadsheets_write_them() {
        for (text, expected) in [
            ("a,b\n1,2\n", "',' a|b / 2:1|2"),
            ("a;b\n1,5;2\n", "';' a|b / 2:1,5|2"),
            ("a\tb\n1\t2", "'\\t' a|b / 2:1|2"),
            ("Luogo (via, città);Nome\nx;y\nx;z\n", "';' Luogo (via, città)|Nome / 2:x|y / 3:x|z"),
            ("sep=;\na,b;c\n1;2\n", "';' a,b|c / 3:1|2"),
            ("a,b\n\n\n1,2\n\n3,4\n", "',' a|b / 4:1|2 / 6:3|4"),
            ("a,b\n\"uno\ndue\",\"un \"\"detto\"\"\"\n3,4\n", "',' a|b / 2:uno\ndue|un \"detto\" / 4:3|4"),
            ("a,b\n,\n1,2\n", "',' a|b / 3:1|2"),
            (
                "a,b\n1\n1,2\n1,2,3\n1,2\n1,2\n1,2\n1,2\n",
                "',' a|b| / 2:1|| / 3:1|2| / 4:1|2|3 / 5:1|2| / 6:1|2| / 7:1|2| / 8:1|2|",
            ),
            ("nome\nuno\n", "'\\t' nome / 2:uno"),
            ("a,b\n=1+1,-2\n", "',' a|b / 2:=1+1|-2"),
            ("", "Empty"),
            ("a,b\n", "Empty"),
            (",\n1,2\n", "Empty"),
            ("a,b\n1,\"mai chiuso\n3,4\n", "OpenQuote { line: 2 }"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_text_for_people_is_taken_out_and_counted() {
        let sheet = Sheet::read("a,b\n\u{1b}[31mros\u{202e}so,bene\n").unwrap();
        assert_eq!((sheet.rows[0].cells[0].as_str(), sheet.cleaned), ("rosso", 1));
    }
}
