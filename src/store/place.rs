//! Owns where in a file something stands: line, column, the line's text. Never reads a file.

use std::path::Path;

use crate::domain::clean::clean_line;
use crate::domain::desk::Place;
use crate::domain::item::ItemRef;

/// The most characters of a line that are shown.
const LONGEST_EXCERPT: usize = 120;

/// Returns the place at a byte of a text; its end where the text is shorter.
pub fn at_byte(file: &Path, text: &str, byte: usize) -> Place {
    let byte = (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0);
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1;
    at(file, text, line, column)
}

/// Returns the place at a line and a column, both from 1, the column in characters.
pub fn at(file: &Path, text: &str, line: usize, column: usize) -> Place {
    let whole = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    Place { file: file.to_owned(), line, column, excerpt: excerpt(whole, column) }
}

fn excerpt(line: &str, column: usize) -> String {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let length = line.chars().count();
    let from = if length - indent <= LONGEST_EXCERPT {
        indent
    } else {
        column.saturating_sub(LONGEST_EXCERPT / 2).clamp(indent, length - LONGEST_EXCERPT)
    };
    let shown: String = line.chars().skip(from).take(LONGEST_EXCERPT).collect();
    let before = if from > indent { "…" } else { "" };
    let after = if from + LONGEST_EXCERPT < length { "…" } else { "" };
    clean_line(&format!("{before}{}{after}", shown.trim_end()))
}

/// Finds where an item stands in a session file, and within it `needle`, a reference or another text that it holds.
/// Returns the item's own line where the needle is not in it, and `None` where the item is not in the file.
pub fn locate(file: &Path, text: &str, item: ItemRef, needle: Option<&str>) -> Option<Place> {
    let id = format!("id: \"{item}\"");
    let start = text.find(&id)?;
    let value = start + "id: ".len();
    let after = start + id.len();
    let end = text[after..].find("\n            id: \"").map_or(text.len(), |length| after + length);
    let found = needle.and_then(|needle| {
        let quoted = format!("\"{needle}\"");
        let body = &text[after..end];
        body.find(&quoted).or_else(|| body.find(needle)).map(|offset| after + offset)
    });
    Some(at_byte(file, text, found.unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "uno\n  è due\ntre";
        for (byte, line, column, shown) in
            [(0, 1, 1, "uno"), (3, 1, 4, "uno"), (6, 2, 3, "è due"), (8, 2, 4, "è due"), (99, 3, 4, "tre")]
        {
            let place = at_byte(Path::new("f"), text, byte);
            assert_eq!((place.line, place.column, place.excerpt.as_str()), (line, column, shown), "{byte}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_column() {
        let text = format!("{}QUI{}", "a".repeat(500), "b".repeat(500));
        let place = at_byte(Path::new("f"), &text, 500);
        assert!(place.excerpt.contains("QUI"), "{}", place.excerpt);
        assert!(place.excerpt.chars().count() <= LONGEST_EXCERPT + 2);
    }
}
