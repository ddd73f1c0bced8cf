//! Owns the parts that a theme colours, and how a colour is written.

use ratatui::style::Color;

/// A part of the screens that has a colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Text,
    Ground,
    Bright,
    Dim,
    Line,
    Behind,
    Accent,
    Warn,
    Error,
    Ok,
    Bar,
    Chosen,
    ChosenGround,
    Session,
    Step,
    Table,
    Participant,
    Practice,
    Sketch,
    Voice,
    Vote,
    Decision,
    Action,
    Note,
    Conflict,
}

/// How many parts there are.
const PARTS: usize = 25;

impl Part {
    /// Every part with its name, in the order of a theme's file.
    pub(super) const ALL: [(Self, &'static str); PARTS] = [
        (Self::Text, "text"),
        (Self::Ground, "ground"),
        (Self::Bright, "bright"),
        (Self::Dim, "dim"),
        (Self::Line, "line"),
        (Self::Behind, "behind"),
        (Self::Accent, "accent"),
        (Self::Warn, "warn"),
        (Self::Error, "error"),
        (Self::Ok, "ok"),
        (Self::Bar, "bar"),
        (Self::Chosen, "chosen"),
        (Self::ChosenGround, "chosen-ground"),
        (Self::Session, "session"),
        (Self::Step, "step"),
        (Self::Table, "table"),
        (Self::Participant, "participant"),
        (Self::Practice, "practice"),
        (Self::Sketch, "sketch"),
        (Self::Voice, "voice"),
        (Self::Vote, "vote"),
        (Self::Decision, "decision"),
        (Self::Action, "action"),
        (Self::Note, "note"),
        (Self::Conflict, "conflict"),
    ];

    /// The letters of the kinds, in the order of `Kind::ALL`.
    pub(super) const KINDS: [Self; 12] = [
        Self::Session,
        Self::Step,
        Self::Table,
        Self::Participant,
        Self::Practice,
        Self::Sketch,
        Self::Voice,
        Self::Vote,
        Self::Decision,
        Self::Action,
        Self::Note,
        Self::Conflict,
    ];

    /// Returns the part of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(part, _)| part)
    }

    /// Returns its name.
    pub(super) fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A colour for every part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Colours([Color; PARTS]);

impl Default for Colours {
    fn default() -> Self {
        Self([Color::Reset; PARTS])
    }
}

impl Colours {
    /// Returns the colour of a part.
    pub(super) fn of(&self, part: Part) -> Color {
        self.0[part as usize]
    }

    /// Gives a part a colour.
    pub(super) fn set(&mut self, part: Part, colour: Color) {
        self.0[part as usize] = colour;
    }
}

/// The sixteen colours of a terminal and its own default, by their names, with what they usually look like.
pub(super) const NAMED: &[(&str, Color, u32)] = &[
    ("default", Color::Reset, 0),
    ("black", Color::Black, 0x00_0000),
    ("red", Color::Red, 0xcd_0000),
    ("green", Color::Green, 0x00_cd00),
    ("yellow", Color::Yellow, 0xcd_cd00),
    ("blue", Color::Blue, 0x00_00ee),
    ("magenta", Color::Magenta, 0xcd_00cd),
    ("cyan", Color::Cyan, 0x00_cdcd),
    ("gray", Color::Gray, 0xe5_e5e5),
    ("dark-gray", Color::DarkGray, 0x7f_7f7f),
    ("light-red", Color::LightRed, 0xff_0000),
    ("light-green", Color::LightGreen, 0x00_ff00),
    ("light-yellow", Color::LightYellow, 0xff_ff00),
    ("light-blue", Color::LightBlue, 0x5c_5cff),
    ("light-magenta", Color::LightMagenta, 0xff_00ff),
    ("light-cyan", Color::LightCyan, 0x00_ffff),
    ("white", Color::White, 0xff_ffff),
];

/// Returns the colour of that name.
pub(super) fn named(text: &str) -> Option<Color> {
    NAMED.iter().find(|(name, ..)| *name == text).map(|(_, colour, _)| *colour)
}

/// Returns the colour that is written `#rrggbb` or by its name.
pub(super) fn colour(text: &str) -> Option<Color> {
    let digits =
        text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()));
    match digits {
        Some(digits) => u32::from_str_radix(digits, 16).ok().map(Color::from_u32),
        None => named(text),
    }
}

/// Returns the names of the colours.
pub(super) fn names() -> String {
    NAMED.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ")
}
