//! Owns a report as blocks, every claim with the items it stands on. Knows no format and no words of its own.

use std::collections::BTreeMap;

use super::origin::Origin;

/// A report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its title, on one line.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What is printed about each source that a line names: where, when, by whom.
    pub notes: BTreeMap<Origin, String>,
}

/// One block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading: 2 for a part, 3 and 4 below it.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// What a reader must see before the rest.
    Notice(Line),
    /// A list.
    List(Vec<Line>),
    /// A table: its heads, then its rows, as many cells each.
    Table(Table),
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// What stands over each column.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Vec<Line>>,
}

/// What stands over a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// Its words.
    pub text: String,
    /// Whether its cells are numbers, flush right.
    pub number: bool,
}

/// Makes the head of a column of words.
pub fn words(text: impl Into<String>) -> Head {
    Head { text: text.into(), number: false }
}

/// Makes the head of a column of numbers.
pub fn numbers(text: impl Into<String>) -> Head {
    Head { text: text.into(), number: true }
}

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// Text as it is.
    Text(String),
    /// Text that stands out.
    Strong(String),
    /// Text set apart: titles, labels.
    Emphasis(String),
    /// An id or a file name.
    Code(String),
    /// The end of a line within the block.
    Break,
    /// Where the words before it come from.
    Sources(Vec<Origin>),
}

/// A line of a report: pieces in order. Line feeds in a text stay line breaks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// Makes an empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span::Text(text));
        }
        self
    }

    /// Begins a new line within the block, and adds text.
    pub fn next(mut self, text: impl Into<String>) -> Self {
        if !self.is_empty() {
            self.0.push(Span::Break);
        }
        self.text(text)
    }

    /// Adds text that stands out.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span::Strong(text));
        }
        self
    }

    /// Adds text set apart.
    pub fn emphasis(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span::Emphasis(text));
        }
        self
    }

    /// Adds an id or a file name.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Code(text.into()));
        self
    }

    /// Says where what stands before comes from.
    pub fn cited(mut self, sources: impl IntoIterator<Item = Origin>) -> Self {
        let sources: Vec<Origin> = sources.into_iter().collect();
        if !sources.is_empty() {
            self.0.push(Span::Sources(sources));
        }
        self
    }

    /// Adds another line's pieces.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Tells whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new().text(text)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().text(text)
    }
}

impl Document {
    /// Begins a document.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<Line>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph, unless it is empty.
    pub fn paragraph(&mut self, text: impl Into<Line>) {
        let line = text.into();
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Returns every text of it that is, or holds, what people wrote; ids and names of files apart.
    pub fn texts_mut(&mut self) -> Vec<&mut String> {
        let Self { title, blocks, notes } = self;
        let mut texts = vec![title];
        texts.extend(notes.values_mut());
        for block in blocks {
            let lines: Vec<&mut Line> = match block {
                Block::Heading(_, line) | Block::Paragraph(line) | Block::Notice(line) => vec![line],
                Block::List(lines) => lines.iter_mut().collect(),
                Block::Table(Table { heads, rows }) => {
                    texts.extend(heads.iter_mut().map(|head| &mut head.text));
                    rows.iter_mut().flatten().collect()
                }
            };
            texts.extend(lines.into_iter().flat_map(|line| &mut line.0).filter_map(|span| match span {
                Span::Text(text) | Span::Strong(text) | Span::Emphasis(text) => Some(text),
                Span::Code(_) | Span::Break | Span::Sources(_) => None,
            }));
        }
        texts
    }

    /// Returns every origin that a line names, each once.
    pub fn sources(&self) -> std::collections::BTreeSet<Origin> {
        let lines: Vec<&Line> = self
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Heading(_, line) | Block::Paragraph(line) | Block::Notice(line) => vec![line],
                Block::List(lines) => lines.iter().collect(),
                Block::Table(table) => table.rows.iter().flatten().collect(),
            })
            .collect();
        lines
            .into_iter()
            .flat_map(|line| &line.0)
            .flat_map(|span| match span {
                Span::Sources(sources) => sources.as_slice(),
                Span::Text(_) | Span::Strong(_) | Span::Emphasis(_) | Span::Code(_) | Span::Break => &[],
            })
            .copied()
            .collect()
    }
}
