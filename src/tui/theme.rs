//! Owns the colours of the screens: dark, light and high contrast, in 24 bits, 16 named colours, or none.
//! No meaning hangs on a colour alone: whatever is coloured also has a letter, a sign or a word.

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Serialize};

use crate::domain::item::Kind;

/// Which palette.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Palette {
    /// Light on dark: for a dimmed room.
    #[default]
    Dark,
    /// Dark on light: for a projector in daylight.
    Light,
    /// Black and white, bold, with lines: for weak projectors and weak eyes.
    HighContrast,
}

impl Palette {
    /// Returns the palette after this one.
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Dark,
        }
    }
}

/// How many colours the terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Depth {
    /// None: `NO_COLOR` is set, or the terminal is dumb.
    Plain,
    /// The sixteen named ones.
    Sixteen,
    /// 24 bits.
    #[default]
    Full,
}

impl Depth {
    /// Reads from the environment what the terminal can show: `NO_COLOR`, `TERM`, `COLORTERM`, `WT_SESSION`.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        if set("NO_COLOR").is_some() || term == "dumb" {
            return Self::Plain;
        }
        let named = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
        if named || set("WT_SESSION").is_some() || term.ends_with("-direct") { Self::Full } else { Self::Sixteen }
    }
}

/// The styles that everything on the screens is drawn in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// The palette it is made of.
    pub palette: Palette,
    /// How many colours it uses.
    pub depth: Depth,
    /// Plain text on the background; every screen is first filled with it.
    pub base: Style,
    /// What is there but not looked at first: times, counts, hints.
    pub dim: Style,
    /// The one accent: where one is, what goes on now.
    pub accent: Style,
    /// Text that is read first.
    pub strong: Style,
    /// Something to know.
    pub warn: Style,
    /// Something wrong.
    pub error: Style,
    /// Something done.
    pub ok: Style,
    /// Lines between parts.
    pub border: Style,
    /// The line around the part that the keys go to.
    pub border_focus: Style,
    /// The chosen line of a list that the keys go to.
    pub selected: Style,
    /// The chosen line of a list that the keys do not go to.
    pub selected_dim: Style,
    /// Headings.
    pub title: Style,
    /// A key that can be pressed.
    pub key: Style,
    /// The strip at the top and the one at the bottom.
    pub bar: Style,
    /// The capture line and other fields that take text.
    pub input: Style,
    kinds: [Style; 12],
}

impl Theme {
    /// Makes the theme of a palette for a terminal.
    pub fn new(palette: Palette, depth: Depth) -> Self {
        match depth {
            Depth::Plain => Self::plain(palette),
            Depth::Sixteen => Self::of(palette, depth, &sixteen(palette)),
            Depth::Full => Self::of(palette, depth, &full(palette)),
        }
    }

    /// Returns the style of a kind's letter. The letter says it too.
    pub fn kind(&self, kind: Kind) -> Style {
        self.kinds[kind as usize]
    }

    fn of(palette: Palette, depth: Depth, colours: &Colours) -> Self {
        let base = Style::new().fg(colours.text).bg(colours.ground);
        let on = |colour| Style::new().fg(colour);
        let lines = if palette == Palette::HighContrast { Modifier::BOLD } else { Modifier::empty() };
        Self {
            palette,
            depth,
            base,
            dim: on(colours.dim),
            accent: on(colours.accent).add_modifier(lines),
            strong: on(colours.bright).add_modifier(Modifier::BOLD),
            warn: on(colours.warn).add_modifier(lines),
            error: on(colours.error).add_modifier(Modifier::BOLD),
            ok: on(colours.ok).add_modifier(lines),
            border: on(colours.line),
            border_focus: on(colours.accent).add_modifier(lines),
            selected: Style::new().fg(colours.chosen).bg(colours.chosen_ground).add_modifier(Modifier::BOLD),
            selected_dim: Style::new().fg(colours.bright).bg(colours.bar),
            title: on(colours.bright).add_modifier(Modifier::BOLD),
            key: on(colours.accent).add_modifier(Modifier::BOLD),
            bar: Style::new().fg(colours.text).bg(colours.bar),
            input: Style::new().fg(colours.bright).bg(colours.bar),
            kinds: colours.kinds.map(|colour| on(colour).add_modifier(Modifier::BOLD)),
        }
    }

    fn plain(palette: Palette) -> Self {
        let none = Style::new();
        let bold = none.add_modifier(Modifier::BOLD);
        let turned = none.add_modifier(Modifier::REVERSED);
        Self {
            palette,
            depth: Depth::Plain,
            base: none,
            dim: none,
            accent: bold,
            strong: bold,
            warn: bold,
            error: bold.add_modifier(Modifier::UNDERLINED),
            ok: none,
            border: none,
            border_focus: bold,
            selected: turned,
            selected_dim: none.add_modifier(Modifier::UNDERLINED),
            title: bold,
            key: bold,
            bar: none,
            input: none,
            kinds: [bold; 12],
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Palette::Dark, Depth::Full)
    }
}

struct Colours {
    text: Color,
    ground: Color,
    bright: Color,
    dim: Color,
    line: Color,
    accent: Color,
    warn: Color,
    error: Color,
    ok: Color,
    bar: Color,
    chosen: Color,
    chosen_ground: Color,
    /// In the order of [`Kind::ALL`].
    kinds: [Color; 12],
}

fn full(palette: Palette) -> Colours {
    let rgb = Color::from_u32;
    match palette {
        Palette::Dark => Colours {
            text: rgb(0xcfd5de),
            ground: rgb(0x14181e),
            bright: rgb(0xf4f6f8),
            dim: rgb(0x8691a0),
            line: rgb(0x343c48),
            accent: rgb(0x62cfc0),
            warn: rgb(0xe9b860),
            error: rgb(0xff8a80),
            ok: rgb(0x93d48a),
            bar: rgb(0x1e242c),
            chosen: rgb(0xffffff),
            chosen_ground: rgb(0x21454a),
            kinds: [
                0xf4f6f8, 0x8691a0, 0x8691a0, 0x8691a0, 0x7ed6a5, 0xc3a6f5, 0xffb27a, 0x8fbcff, 0xf0d872, 0xff9fb6,
                0xb4c0cf, 0xe9b860,
            ]
            .map(rgb),
        },
        Palette::Light => Colours {
            text: rgb(0x2a2f37),
            ground: rgb(0xfbfaf6),
            bright: rgb(0x0d1117),
            dim: rgb(0x636b77),
            line: rgb(0xcfcbc0),
            accent: rgb(0x0b6e63),
            warn: rgb(0x8a5200),
            error: rgb(0xb3261e),
            ok: rgb(0x2a6f2e),
            bar: rgb(0xf0eee6),
            chosen: rgb(0x0d1117),
            chosen_ground: rgb(0xcde8e2),
            kinds: [
                0x0d1117, 0x636b77, 0x636b77, 0x636b77, 0x1d7348, 0x6a3fb5, 0xa8480c, 0x1f5bb0, 0x7a6200, 0xb02a58,
                0x4d5866, 0x8a5200,
            ]
            .map(rgb),
        },
        Palette::HighContrast => Colours {
            text: rgb(0xffffff),
            ground: rgb(0x000000),
            bright: rgb(0xffffff),
            dim: rgb(0xd0d0d0),
            line: rgb(0xa0a0a0),
            accent: rgb(0xffe14d),
            warn: rgb(0xffb000),
            error: rgb(0xff9d94),
            ok: rgb(0xa6ff9d),
            bar: rgb(0x202020),
            chosen: rgb(0x000000),
            chosen_ground: rgb(0xffe14d),
            kinds: [rgb(0xffffff); 12],
        },
    }
}

fn sixteen(palette: Palette) -> Colours {
    use Color::{
        Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightGreen, LightMagenta, LightRed, LightYellow, Magenta,
        Red, Reset, White, Yellow,
    };
    match palette {
        Palette::Dark => Colours {
            text: Reset,
            ground: Reset,
            bright: Reset,
            dim: Gray,
            line: DarkGray,
            accent: Cyan,
            warn: Yellow,
            error: LightRed,
            ok: Green,
            bar: Reset,
            chosen: Black,
            chosen_ground: Cyan,
            kinds: [
                Reset,
                Gray,
                Gray,
                Gray,
                LightGreen,
                LightMagenta,
                Yellow,
                LightBlue,
                LightYellow,
                LightRed,
                Gray,
                Yellow,
            ],
        },
        Palette::Light => Colours {
            text: Black,
            ground: White,
            bright: Black,
            dim: DarkGray,
            line: Gray,
            accent: Blue,
            warn: Red,
            error: Red,
            ok: Green,
            bar: White,
            chosen: White,
            chosen_ground: Blue,
            kinds: [Black, DarkGray, DarkGray, DarkGray, Green, Magenta, Red, Blue, Magenta, Red, DarkGray, Red],
        },
        Palette::HighContrast => Colours {
            text: White,
            ground: Black,
            bright: White,
            dim: White,
            line: White,
            accent: LightYellow,
            warn: LightYellow,
            error: LightRed,
            ok: LightGreen,
            bar: Black,
            chosen: Black,
            chosen_ground: LightYellow,
            kinds: [White; 12],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours() {
        for (variables, expected) in [
            (&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")][..], Depth::Plain),
            (&[("TERM", "dumb")], Depth::Plain),
            (&[("TERM", "xterm-256color")], Depth::Sixteen),
            (&[("NO_COLOR", ""), ("COLORTERM", "truecolor")], Depth::Full),
            (&[("WT_SESSION", "x")], Depth::Full),
        ] {
            let found = Depth::of(|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(found, expected, "{variables:?}");
        }
    }
}
