//! Owns the text of a session file: how it is written, the same bytes for the same session, and how it is read,
//! with the place and the remedy of whatever is wrong. Never touches a file.

use std::path::Path;

use ron::error::{Error, SpannedError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::clean::{is_clean_text, is_soiled};
use crate::domain::desk::{Place, Problem, Wrong};
use crate::domain::field::ron_options;
use crate::domain::id::TypedId;
use crate::domain::item::{Item, with_record};
use crate::domain::session::{FORMAT, Session};

use super::migrate;
use super::place;

/// The longest session file that is read: 64 MiB.
pub const LONGEST_FILE: u64 = 64 * 1024 * 1024;

const FIRST_LINE: &str = "\
// PROXIMO: a session as it stands. Edit it by hand as you like; only comments are lost when the program writes it again.
";

/// A session as a file says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// The session, its texts cleaned.
    pub session: Session,
    /// What a person should know of it.
    pub notices: Vec<Problem>,
    /// The format that the file is in, where it is an older one.
    pub older: Option<u32>,
}

/// Writes a session as the text of its file: one field a line, line feeds only, the same bytes for the same session.
pub fn write(session: &Session) -> String {
    pretty(FIRST_LINE, session)
}

/// Writes any value as a file that begins with `first`, in the dialect of session files.
pub fn pretty<T: Serialize>(first: &str, value: &T) -> String {
    let plain = render(first, value, false);
    if stands_as_it_is(&plain) { plain } else { render(first, value, true) }
}

/// Tells whether long texts may stand as they are in a file's text; those that a reader or git would take for something else
/// make the file escape.
pub(super) fn stands_as_it_is(text: &str) -> bool {
    is_clean_text(text) && conflict_marker(text).is_none()
}

fn render<T: Serialize>(first: &str, value: &T, escape: bool) -> String {
    format!("{first}{}\n", body(value, escape))
}

/// Renders a value as it stands in a file.
pub(super) fn body<T: Serialize>(value: &T, escape: bool) -> String {
    let style = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("    ")
        .escape_strings(escape)
        .extensions(ron::extensions::Extensions::empty());
    ron_options()
        .to_string_pretty(value, style)
        .expect("own types have no map with other keys than text, and writing to a string does not fail")
}

/// Makes text of a file's bytes: without byte order mark, CR LF as LF.
///
/// # Errors
/// Where the file is empty or not UTF-8.
pub fn decode(file: &Path, bytes: Vec<u8>) -> Result<String, Problem> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..byte]);
        Problem { place: Some(place::at_byte(file, &before, byte)), what: Wrong::NotUtf8 { byte } }
    })?;
    let text = if let Some(rest) = text.strip_prefix('\u{feff}') { rest.to_owned() } else { text };
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text };
    if text.trim().is_empty() { Err(Problem::of_file(file, Wrong::Empty)) } else { Ok(text) }
}

/// Reads a session from the text of its file.
///
/// # Errors
/// Where it is not one: with line, column, the line itself and what is wrong.
pub fn read(file: &Path, text: &str) -> Result<Read, Problem> {
    if let Some(byte) = conflict_marker(text) {
        return Err(Problem { place: Some(place::at_byte(file, text, byte)), what: Wrong::ConflictMarkers });
    }
    let format = match probe(text) {
        Probe::Format(format) => format,
        Probe::Unreadable(error) => return Err(problem(file, text, &error)),
        Probe::Absent(byte) => {
            // the reader knows better than the probe what is wrong with a file that is broken further up
            let found = parse::<Session>(file, text).err();
            let found = found.filter(|problem| !matches!(problem.what, Wrong::UnknownField { .. } | Wrong::Syntax(_)));
            let none = || Problem { place: Some(place::at_byte(file, text, byte)), what: Wrong::NoFormat };
            return Err(found.unwrap_or_else(none));
        }
    };
    if format > FORMAT {
        let what = Wrong::NewerFormat { found: format, known: FORMAT };
        return Err(Problem { place: format_place(file, text), what });
    }
    let older = (format < FORMAT).then_some(format);
    let mut session = match older {
        Some(format) => migrate::read(file, text, format)?,
        None => parse(file, text)?,
    };
    if session.id().code().is_unset() {
        let byte = text.find("session:").unwrap_or(0);
        let what = Wrong::Syntax("the session has no id; give it one: id: \"ses_…\"".to_owned());
        return Err(Problem { place: Some(place::at_byte(file, text, byte)), what });
    }
    let notices = clean_texts(file, text, &mut session)?;
    Ok(Read { session, notices, older })
}

/// Reads any value in the dialect of session files.
///
/// # Errors
/// As [`read`].
pub fn parse<T: DeserializeOwned>(file: &Path, text: &str) -> Result<T, Problem> {
    ron_options().from_str(text).map_err(|error| problem(file, text, &error))
}

fn problem(file: &Path, text: &str, error: &SpannedError) -> Problem {
    let ends = byte_of(text, error.span.end.line, error.span.end.col);
    let at_end = text[ends..].trim().is_empty();
    let (start, end) = (error.span.start, error.span.end);
    let what = match &error.code {
        Error::TrailingCharacters => Wrong::Trailing,
        Error::ExceededRecursionLimit => Wrong::TooDeep,
        Error::Eof | Error::UnclosedBlockComment | Error::ExpectedStringEnd => Wrong::Truncated,
        Error::Message(words) => return said(file, text, error, words),
        _ if at_end => Wrong::Truncated,
        Error::NoSuchStructField { expected, found, .. } => Wrong::UnknownField {
            field: found.clone(),
            expected: expected.iter().map(|field| (*field).to_owned()).collect(),
        },
        other => Wrong::Syntax(crate::domain::clean::clean_line(&other.to_string())),
    };
    let place = match what {
        Wrong::Truncated => place::at_byte(file, text, text.trim_end().len()),
        Wrong::Trailing | Wrong::TooDeep => place::at(file, text, end.line, end.col),
        _ => place::at(file, text, start.line, start.col),
    };
    Problem { place: Some(place), what }
}

/// Names the place of what one of our own readers said. Of an id that stands twice, the second is meant.
fn said(file: &Path, text: &str, error: &SpannedError, words: &str) -> Problem {
    let twice = words.strip_prefix("the id ").and_then(|rest| rest.split_once(" stands here twice"));
    let second = twice.and_then(|(id, _)| text.match_indices(&format!("\"{id}\"")).nth(1));
    let place = match second {
        Some((byte, _)) => place::at_byte(file, text, byte),
        None if words.contains(" has no id") => beginning_of_item(file, text, error.span.start.line),
        None => value_place(file, text, error),
    };
    Problem { place: Some(place), what: Wrong::Syntax(crate::domain::clean::clean_line(words)) }
}

/// Returns where the item begins that ends on a line: the nearest line above that is as far in and opens a bracket.
fn beginning_of_item(file: &Path, text: &str, last: usize) -> Place {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.split('\n').take(last).collect();
    let depth = lines.last().map_or(0, |line| indent(line));
    let opens = |line: &&str| indent(line) == depth && line.trim_start().starts_with('(');
    let line = lines.iter().rposition(opens).map_or(last, |index| index + 1);
    place::at(file, text, line, depth + 1)
}

fn value_place(file: &Path, text: &str, error: &SpannedError) -> Place {
    let start = error.span.start;
    // a text's place is where its quotation mark stands
    let byte = byte_of(text, start.line, start.col);
    let column = start.col - usize::from(start.col > 1 && text[..byte].ends_with('"'));
    place::at(file, text, start.line, column)
}

fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(byte, _)| byte)
}

fn format_place(file: &Path, text: &str) -> Option<Place> {
    text.find("format").map(|byte| place::at_byte(file, text, byte))
}

enum Probe {
    Format(u32),
    /// It stands nowhere that can be reached.
    Unreadable(SpannedError),
    /// There is none; the byte where it should be.
    Absent(usize),
}

/// Reads the format alone, which stands first, so that nothing else need be understood.
fn probe(text: &str) -> Probe {
    let mut at = skip_blank(text, 0);
    let mut rest = &text[at..];
    if let Some(inside) = rest.strip_prefix("Session") {
        at = skip_blank(text, text.len() - inside.len());
        rest = &text[at..];
    }
    if !rest.starts_with('(') {
        return Probe::Absent(at);
    }
    let first = skip_blank(text, at + 1);
    let number = text[first..].strip_prefix("format").and_then(|rest| {
        let colon = skip_blank(text, text.len() - rest.len());
        let rest = text[colon..].strip_prefix(':')?;
        let digits = &text[skip_blank(text, text.len() - rest.len())..];
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        digits[..length].parse().ok()
    });
    if let Some(format) = number {
        return Probe::Format(format);
    }
    // by hand, it may have come to stand further down
    #[derive(serde::Deserialize)]
    struct Further {
        format: u32,
    }
    match ron_options().from_str::<Further>(text) {
        Ok(further) => Probe::Format(further.format),
        Err(error) if error.code == Error::ExceededRecursionLimit => Probe::Unreadable(error),
        Err(_) => Probe::Absent(first),
    }
}

fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        let comment = if rest[blank..].starts_with("//") {
            rest[blank..].find('\n').map_or(rest.len() - blank, |end| end + 1)
        } else if rest[blank..].starts_with("/*") {
            rest[blank..].find("*/").map_or(rest.len() - blank, |end| end + 2)
        } else {
            0
        };
        at += blank + comment;
        if comment == 0 {
            return at;
        }
    }
}

/// Finds the first of git's conflict markers, all three of which stand at the beginning of a line.
fn conflict_marker(text: &str) -> Option<usize> {
    let first = line_beginning(text, "<<<<<<< ", 0)?;
    let middle = line_beginning(text, "=======\n", first)?;
    line_beginning(text, ">>>>>>> ", middle).map(|_| first)
}

fn line_beginning(text: &str, marker: &str, from: usize) -> Option<usize> {
    text[from..].match_indices(marker).map(|(at, _)| from + at).find(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n')
}

fn clean_texts(file: &Path, text: &str, session: &mut Session) -> Result<Vec<Problem>, Problem> {
    // what the file does not hold, nor writes with an escape, no item can hold
    if !text.contains('\\') && is_clean_text(text) {
        return Ok(Vec::new());
    }
    let soiled: Vec<Item> = session.items().filter(is_soiled).collect();
    let mut notices = Vec::new();
    for item in soiled {
        let reference = item.reference();
        let at = || Some(place::locate(file, text, reference, None).unwrap_or_else(|| Place::file(file)));
        session.put(cleaned(item).map_err(|what| Problem { place: at(), what })?);
        notices.push(Problem { place: at(), what: Wrong::Soiled(reference) });
    }
    Ok(notices)
}

/// Returns an item with every text in it cleaned.
///
/// # Errors
/// Where what is left of a text is no value: a name that is nothing else, say.
pub fn cleaned(mut item: Item) -> Result<Item, Wrong> {
    with_record!(&mut item, record => *record = std::sync::Arc::new(cleaned_record(record.as_ref())?));
    Ok(item)
}

fn cleaned_record<T: Serialize + DeserializeOwned>(record: &T) -> Result<T, Wrong> {
    let no_value = |error: serde_json::Error| {
        let why = crate::domain::clean::clean_line(&error.to_string());
        Wrong::Syntax(format!("without its control characters a text here is no value; correct it ({why})"))
    };
    let mut value = serde_json::to_value(record).map_err(no_value)?;
    clean_value(&mut value);
    serde_json::from_value(value).map_err(no_value)
}

fn clean_value(value: &mut serde_json::Value) {
    use crate::domain::clean::clean;
    use serde_json::Value;
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(values) => {
            let before = std::mem::take(values);
            for mut value in before.clone() {
                clean_value(&mut value);
                // of two that only a hidden character told apart, one stays
                let became_double = value.is_string() && values.contains(&value);
                if !became_double || before.iter().filter(|other| **other == value).count() > 1 {
                    values.push(value);
                }
            }
        }
        Value::Object(fields) => {
            // the clean ones keep their keys; what only a hidden character told apart gets a number
            let (clean_ones, soiled): (Vec<_>, Vec<_>) =
                std::mem::take(fields).into_iter().partition(|(key, _)| clean(key) == *key);
            for (key, mut value) in clean_ones.into_iter().chain(soiled) {
                clean_value(&mut value);
                let key = clean(&key);
                let numbered = (2..).map(|number| format!("{key} {number}"));
                let free = std::iter::once(key.clone())
                    .chain(numbered)
                    .find(|key| fields.get(key).is_none_or(|there| *there == value));
                fields.insert(free.unwrap_or(key), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{Code, SessionId};
    use crate::domain::item::Head;
    use serde_json::json;

    #[test]
    fn texts_that_look_like_the_end_of_a_text_are_read_as_they_were_written() {
        let many = "#".repeat(400);
        for text in [
            "\"",
            "\"#",
            &format!("\"{many}"),
            &format!("{many}\" e poi"),
            "r#\"dentro\"#",
            "\\",
            "\\u{1b}",
            "una riga\n\nun'altra\n",
            "// non è un commento",
            "<<<<<<< HEAD\n=======\n>>>>>>> b\n",
            "\r\n",
            "\u{0}\u{1b}[31m\u{feff}",
            &"lungo ".repeat(200_000),
        ] {
            let id = SessionId::new(Code::from_bits(1));
            let session = Session::new(Head { id, title: text.to_owned(), ..Head::default() });
            let written = write(&session);
            assert!(is_clean_text(&written), "{written:?}");
            let decoded = decode(Path::new("f"), written.into_bytes()).unwrap();
            assert_eq!(parse::<Session>(Path::new("f"), &decoded), Ok(session));
            assert!(read(Path::new("f"), &decoded).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn what_cleaning_makes_equal_or_empty_is_neither_lost_nor_let_through() {
        let record = |value: serde_json::Value| {
            let mut value = value;
            clean_value(&mut value);
            value
        };
        for (soiled, expected) in [
            (json!(["a", "a\u{200e}", "b"]), json!(["a", "b"])),
            (json!(["a\u{200e}", "a"]), json!(["a"])),
            (json!(["a", "a", "b\u{1b}[31m"]), json!(["a", "a", "b"])),
            (json!({"a": 1, "a\u{200e}": 2, "\u{1b}[1ma": 3}), json!({"a": 1, "a 2": 3, "a 3": 2})),
            (json!({"a": 1, "a\u{200e}": 1}), json!({"a": 1})),
            (json!({"x": {"y": ["z\u{7}"]}}), json!({"x": {"y": ["z"]}})),
        ] {
            assert_eq!(record(soiled.clone()), expected, "{soiled}");
        }
        let file = |item: &str| {
            let text = format!("(format: 1, session: (id: \"ses_a\"), {item})");
            read(Path::new("f"), &text).map(|read| (read.session, read.notices.len()))
        };
        let (session, said) =
            file(r#"notes: [(id: "not_a", text: "u\u{1b}[31mno", tags: ["a", "a\u{200e}"])]"#).unwrap();
        let note = session.notes.all().next().unwrap();
        assert_eq!((note.text.as_str(), note.tags.len(), said), ("uno", 1, 1));
        // a group that is nothing but an escape is no group: the file is refused whole, not let through soiled
        let refused = file(r#"participants: [(id: "par_a", code: "A", group: "Other: \u{1b}[31m")]"#);
        assert!(matches!(refused, Err(Problem { what: Wrong::Syntax(_), .. })), "{refused:?}");
    }

    #[test]
    fn the_format_is_found_wherever_it_stands() {
        for (text, expected) in [
            ("(format:9)", Some(9)),
            ("// commento\n/* altro */ Session ( // qui\n format : 12 ,", Some(12)),
            ("(session: (title: \"format: 3\"), format: 4)", Some(4)),
            ("(session: ())", None),
            ("", None),
            ("(format: \"1\")", None),
        ] {
            let found = match probe(text) {
                Probe::Format(format) => Some(format),
                Probe::Unreadable(_) | Probe::Absent(_) => None,
            };
            assert_eq!(found, expected, "{text}");
        }
    }
}
