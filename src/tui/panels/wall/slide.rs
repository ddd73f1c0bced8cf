//! Owns what is on the wall as plain data that knows no screen: the same for screen, export and test.
//! One view is a deck of slides; how many pages each takes is decided where it is laid out.

use super::super::picture::plot::Plot;

/// What the room sees of one idea.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slide {
    /// Small, at the top: where we are.
    pub head: String,
    /// What the rest is about.
    pub title: String,
    /// A line under the title.
    pub line: String,
    /// What may take several pages.
    pub body: Body,
    /// From top to bottom, under the body.
    pub under: Vec<Under>,
    /// Small, at the foot.
    pub foot: String,
}

impl Slide {
    /// Returns every text in it that is, or holds, what people wrote.
    pub(super) fn texts_mut(&mut self) -> Vec<&mut String> {
        let Self { head, title, line, body, under, foot } = self;
        let mut texts = vec![head, title, line, foot];
        match body {
            Body::Nothing => {}
            Body::Big(text) => texts.push(text),
            Body::Counts(counts) => texts.extend(counts.iter_mut().map(|(name, _)| name)),
            Body::Cards(cards) => {
                texts.extend(cards.iter_mut().flat_map(|Card { title, by, tag, text }| [title, by, tag, text]));
            }
            Body::Pile(entries) | Body::Options(entries) => {
                for Entry { sign: _, text, below } in entries {
                    texts.push(text);
                    texts.extend(below.iter_mut().map(|(_, said)| said));
                }
            }
            Body::Bars(Bars { groups, rows }) => {
                texts.extend(groups);
                texts.extend(rows.iter_mut().flat_map(|row| [&mut row.text, &mut row.more]));
            }
            Body::Spread(Spread { rows, line: _ }) => texts.extend(rows.iter_mut().map(|(name, ..)| name)),
            Body::Plot(plot) => texts.extend(plot.spots.iter_mut().map(|spot| &mut spot.text)),
            Body::Tables(tables) => {
                for TableBox { name, theme, taken: _, last } in tables {
                    texts.extend([name, theme]);
                    texts.extend(last);
                }
            }
        }
        for under in under {
            match under {
                Under::Line(text) | Under::Loud(text) | Under::Quiet(text) => texts.push(text),
                Under::Counts(counts) => texts.extend(counts.iter_mut().map(|(name, _)| name)),
                Under::Clock(_) | Under::Turnout { .. } => {}
            }
        }
        texts
    }
}

/// What fills a slide, and goes on over pages where it does not fit on one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    Nothing,
    /// In the biggest letters that fit.
    Big(String),
    /// How many of each.
    Counts(Vec<(String, u32)>),
    /// Cards beside and below one another, six a page.
    Cards(Vec<Card>),
    /// Texts one under the other.
    Pile(Vec<Entry>),
    /// What is chosen from: all of it on one page, where that can be.
    Options(Vec<Entry>),
    /// A poll's result.
    Bars(Bars),
    /// How many gave which number.
    Spread(Spread),
    /// A plotted matrix with its legend.
    Plot(Plot),
    /// The tables of the room beside one another.
    Tables(Vec<TableBox>),
}

/// What stands under the body, on each of its pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Under {
    /// A line in the middle.
    Line(String),
    /// What came of it: in big letters where there are rows enough.
    Loud(String),
    /// A line in the middle that may be overlooked.
    Quiet(String),
    /// How many of each.
    Counts(Vec<(String, u32)>),
    /// Time left, or over.
    Clock(Clock),
    /// How many of how many have voted.
    Turnout {
        /// So many.
        of: u32,
        /// Of so many.
        total: u32,
        /// The same in words.
        says: String,
    },
}

/// A countdown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// `12:30`; what is over begins with `+`.
    pub digits: String,
    /// What it says.
    pub says: String,
    /// Whether it wants to be seen: the end is near.
    pub near: bool,
}

/// How a line is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Read first.
    Strong,
    /// Text.
    Plain,
    /// There, and not looked at first.
    Quiet,
    /// What came of it.
    Accent,
}

/// A practice, or anything else that was sent, among others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// Who does it.
    pub by: String,
    /// What it is an answer to.
    pub tag: String,
    /// Whom it is for, and how it works.
    pub text: String,
}

/// A text with what belongs to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// What stands before it.
    pub sign: String,
    /// Its text.
    pub text: String,
    /// What belongs under it, line by line.
    pub below: Vec<(Tone, String)>,
}

/// What a table of the room is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableBox {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub theme: String,
    /// How much was taken down there, in words.
    pub taken: String,
    /// What was taken down last, the newest first.
    pub last: Vec<String>,
}

/// A result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bars {
    /// The groups whose numbers are shown, the youth first.
    pub groups: Vec<String>,
    /// The options, the most voted first.
    pub rows: Vec<BarRow>,
}

/// An option's result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BarRow {
    /// Its text.
    pub text: String,
    /// The bar's length, in thousandths of the whole: all that was given, or could be.
    pub thousandths: u32,
    /// `12 su 20`.
    pub count: String,
    /// That the rule is met, else empty.
    pub met: String,
    /// The count of each group.
    pub by_group: Vec<String>,
    /// The parts that a bar is made of, in thousandths, each with the sign that it is drawn of; none where it is whole.
    pub parts: Vec<(u32, &'static str)>,
    /// What else is to be said of it, under the bar; else empty.
    pub more: String,
}

/// How many gave which number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Each number from the top: what it is called, its length in thousandths, how many.
    pub rows: Vec<(String, u32, u32)>,
    /// Under which row a line is drawn.
    pub line: usize,
}
