//! Owns what is on the wall as a list of parts that knows no screen: the same for screen, export and test.

/// What the room sees.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slide {
    /// Small, at the top left: where we are.
    pub head: String,
    /// Small, at the top right: which page of how many.
    pub corner: String,
    /// From top to bottom.
    pub parts: Vec<Part>,
    /// Small, at the foot.
    pub foot: String,
}

/// One part of a slide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// In the biggest letters that fit.
    Big(String),
    /// What the rest is about.
    Heading(String),
    /// A line in the middle.
    Line(String),
    /// A line in the middle that may be overlooked.
    Quiet(String),
    /// Time left, or over.
    Clock(Clock),
    /// How many of each group.
    Counts(Vec<(String, u32)>),
    /// Beside one another, each a heading and a text.
    Columns(Vec<(String, String)>),
    /// Two or three abreast.
    Cards(Vec<Card>),
    /// What was said.
    Quotes(Vec<Quote>),
    /// One under the other.
    Entries(Vec<Entry>),
    /// How many of how many have voted.
    Turnout {
        /// So many.
        of: u32,
        /// Of so many.
        total: u32,
        /// The same in words.
        says: String,
    },
    /// A poll's result.
    Bars(Bars),
}

/// A countdown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// `12:30`, or `+2:05` beyond the plan.
    pub digits: String,
    /// What it says.
    pub says: String,
    /// Whether it stands still or is over.
    pub calm: bool,
}

/// A practice.
#[derive(Clone, PartialEq, Eq, Debug)]
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

/// A voice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Whose they are: never a code.
    pub who: String,
    /// What became of it.
    pub became: String,
}

/// A line with what belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What stands before it.
    pub sign: String,
    /// Its text.
    pub text: String,
    /// What belongs to it.
    pub detail: String,
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
    /// The bar's length, in thousandths of the longest that can be.
    pub thousandths: u32,
    /// `12 su 20`.
    pub count: String,
    /// That the rule is met, else empty.
    pub met: String,
    /// The count of each group.
    pub by_group: Vec<String>,
}
