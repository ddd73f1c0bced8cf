//! Writes a document as Markdown that reads well as plain text: CommonMark with the tables and footnotes of GitHub
//! and Pandoc. No text of the sources becomes markup, and no control character passes.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use crate::domain::clean::clean;
use crate::synthesis::document::{Block, Document, Line, Span, Table};
use crate::synthesis::origin::Origin;

/// Returns the document as Markdown, lines ended by LF. Each source is one footnote, numbered as it first appears.
pub fn markdown(document: &Document) -> String {
    let mut page = Page::default();
    let title = page.line(&Line::from(document.title.as_str()), Place::Heading);
    page.block(&format!("# {title}"));
    for block in &document.blocks {
        let text = match block {
            Block::Heading(level, line) => {
                let text = page.line(line, Place::Heading);
                format!("{} {text}", "#".repeat(usize::from(*level)))
            }
            Block::Paragraph(line) => page.line(line, Place::Text),
            Block::Notice(line) => {
                let text = page.line(line, Place::Text);
                text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
            }
            Block::List(lines) => {
                let items: Vec<String> =
                    lines.iter().map(|line| format!("- {}", page.line(line, Place::List))).collect();
                items.join("\n")
            }
            Block::Table(table) => page.table(table),
        };
        page.block(&text);
    }
    let mut notes: Vec<(usize, Origin)> = page.numbers.iter().map(|(origin, number)| (*number, *origin)).collect();
    notes.sort_unstable();
    for (number, origin) in notes {
        let note = document.notes.get(&origin).cloned().unwrap_or_else(|| origin.to_string());
        let _ = writeln!(page.text, "[^{number}]: {}", escape(&note, Place::Heading));
    }
    page.text
}

/// Where a text stands: what ends it, and what a line feed becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Heading,
    Text,
    List,
    Cell,
}

impl Place {
    /// Returns what ends a line within a block.
    fn broken(self) -> &'static str {
        match self {
            Self::Heading => " ",
            Self::Text => "  \n",
            Self::List => "  \n  ",
            Self::Cell => "<br>",
        }
    }
}

#[derive(Default)]
struct Page {
    text: String,
    /// Of each source its number. Put in order before it is written: its own says nothing.
    numbers: FxHashMap<Origin, usize>,
}

impl Page {
    fn block(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn line(&mut self, line: &Line, place: Place) -> String {
        let mut text = String::new();
        for span in &line.0 {
            match span {
                Span::Text(words) => text.push_str(&escape(words, place)),
                Span::Strong(words) => text.push_str(&wrapped("**", &escape(words, place))),
                Span::Emphasis(words) => text.push_str(&wrapped("*", &escape(words, place))),
                Span::Code(words) => text.push_str(&code(words, place)),
                Span::Break => text.push_str(place.broken()),
                Span::Sources(origins) => {
                    for origin in origins {
                        let next = self.numbers.len() + 1;
                        let number = self.numbers.entry(*origin).or_insert(next);
                        let _ = write!(text, "[^{number}]");
                    }
                }
            }
        }
        // a heading begins with its marks already
        if place == Place::Heading { text.trim().to_owned() } else { guard_start(text.trim()) }
    }

    fn table(&mut self, table: &Table) -> String {
        let heads: Vec<String> = table.heads.iter().map(|head| escape(&head.text, Place::Cell)).collect();
        let rules: Vec<&str> = table.heads.iter().map(|head| if head.number { "---:" } else { "---" }).collect();
        let mut rows = vec![row(&heads), row(&rules)];
        for cells in &table.rows {
            let cells: Vec<String> = cells.iter().map(|cell| self.line(cell, Place::Cell)).collect();
            rows.push(row(&cells));
        }
        rows.join("\n")
    }
}

fn row(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |", cells.join(" | "))
}

fn wrapped(mark: &str, text: &str) -> String {
    // marks beside a space mark nothing
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    format!("{start}{mark}{inner}{mark}{end}")
}

fn code(text: &str, place: Place) -> String {
    let text = clean(text).replace(['\n', '\t', '`'], " ");
    let text = if place == Place::Cell { text.replace('|', "\\|") } else { text };
    format!("`{}`", text.trim())
}

/// Returns a text as Markdown that shows just its letters.
fn escape(text: &str, place: Place) -> String {
    let cleaned = clean(text);
    let lines: Vec<String> = cleaned
        .lines()
        .map(|line| escape_line(line.replace('\t', " ").trim_end(), place))
        .filter(|l| !l.is_empty())
        .collect();
    if lines.is_empty() && cleaned.contains(' ') {
        return " ".to_owned();
    }
    // spaces at the ends stand between this text and its neighbours
    let start = if cleaned.starts_with(' ') && !lines.is_empty() { " " } else { "" };
    let end = if cleaned.ends_with(' ') && !lines.is_empty() { " " } else { "" };
    let lines: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { line.trim_start().to_owned() } else { guard_start(line.trim_start()) })
        .collect();
    format!("{start}{}{end}", lines.join(place.broken()))
}

fn escape_line(line: &str, place: Place) -> String {
    let letters: Vec<char> = line.chars().collect();
    let mut escaped = String::with_capacity(line.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let markup = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' => true,
            '_' => !in_word,
            '|' => place == Place::Cell,
            '&' => is_entity(&letters[at + 1..]),
            '@' => !before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Tells whether what follows an ampersand makes a character's name of it: `lt;`, `#38;`.
fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|letter| letter.is_ascii_alphanumeric() || **letter == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// Guards what would make a line a heading, a list, a quotation or a rule.
fn guard_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if digits == 0 && rest.starts_with(['#', '+', '-', '=', '>', ':', '|']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> String {
        let mut document = Document::new("T");
        document.paragraph(text);
        markdown(&document).trim_start_matches("# T\n\n").trim_end().to_owned()
    }

    #[test]
    fn texts_stay_texts() {
        for (text, expected) in [
            ("*forte* e [link](x)", "\\*forte\\* e \\[link\\](x)"),
            ("# titolo", "\\# titolo"),
            ("1. voce", "1\\. voce"),
            ("- voce", "\\- voce"),
            ("nome_di_file e _corsivo_", "nome_di_file e \\_corsivo\\_"),
            ("a\n\nb", "a  \nb"),
            ("a\n# b", "a  \n\\# b"),
            ("<script>", "\\<script>"),
            ("AT&T e &lt;", "AT&T e \\&lt;"),
            ("rosso\u{1b}[31m\u{202e}", "rosso"),
            ("@OP-04 e a@b.it", "\\@OP-04 e a@b.it"),
            ("[^1]: nota", "\\[^1\\]: nota"),
        ] {
            assert_eq!(paragraph(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cells_hold_their_lines_and_bars() {
        let mut document = Document::new("T");
        let table = Table {
            heads: vec![crate::synthesis::document::words("a"), crate::synthesis::document::numbers("n")],
            rows: vec![vec![Line::from("x | y\nz"), Line::from("1")]],
        };
        document.table(table);
        assert!(
            markdown(&document).contains("| a | n |\n| --- | ---: |\n| x \\| y<br>z | 1 |"),
            "{}",
            markdown(&document)
        );
    }

    #[test]
    fn sources_are_numbered_as_they_appear_and_once() {
        let [a, b]: [Origin; 2] = ["ses_a/pra_b", "ses_a/pra_a"].map(|text| text.parse().unwrap());
        let mut document = Document::new("T");
        document.paragraph(Line::new().text("uno").cited([a]));
        document.paragraph(Line::new().text("due").cited([b, a]));
        document.notes.insert(a, "nota *a*".into());
        let text = markdown(&document);
        assert!(text.contains("uno[^1]\n\ndue[^2][^1]\n\n[^1]: nota \\*a\\*\n[^2]: ses_a/pra_a\n"), "{text}");
    }
}
