//! Owns the colours of the screens: dark, light and high contrast, and those of one's own, in 24 bits, 16 named colours, or
//! none. No meaning hangs on a colour alone: whatever is coloured also has a letter, a sign or a word.

mod book;
mod colours;
mod contrast;
mod file;
#[cfg(test)]
mod tests;

use ratatui::style::{Modifier, Style};
use serde::{Deserialize, Serialize};

use crate::domain::item::Kind;

pub use book::{SHIPPED, Themes};
use colours::{Colours, Part};
pub use contrast::{Faint, ratio};

/// Which of the shipped themes, or the one that a theme of one's own goes back to.
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
    /// The shipped theme that it is, or goes back to.
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
    /// The screen that lies behind a box.
    pub behind: Style,
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
    /// Makes a shipped theme for a terminal.
    pub fn new(palette: Palette, depth: Depth) -> Self {
        book::shipped(palette).theme(depth)
    }

    /// Returns the style of a kind's letter. The letter says it too.
    pub fn kind(&self, kind: Kind) -> Style {
        self.kinds[kind as usize]
    }

    /// Returns the style of a person's name, by the place of their colour. The name, or its first letters, says it too.
    pub fn person(&self, colour: u8) -> Style {
        const PEOPLE: [Kind; 8] = [
            Kind::Action,
            Kind::Voice,
            Kind::Practice,
            Kind::Decision,
            Kind::Poll,
            Kind::Sketch,
            Kind::Participant,
            Kind::Table,
        ];
        self.kind(PEOPLE[usize::from(colour) % PEOPLE.len()])
    }

    fn of((palette, depth): (Palette, Depth), colours: &Colours, bold: bool) -> Self {
        let at = |part| colours.of(part);
        let base = Style::new().fg(at(Part::Text)).bg(at(Part::Ground));
        let on = |part| Style::new().fg(at(part));
        let lines = if bold { Modifier::BOLD } else { Modifier::empty() };
        Self {
            palette,
            depth,
            base,
            dim: on(Part::Dim),
            accent: on(Part::Accent).add_modifier(lines),
            strong: on(Part::Bright).add_modifier(Modifier::BOLD),
            warn: on(Part::Warn).add_modifier(lines),
            error: on(Part::Error).add_modifier(Modifier::BOLD),
            ok: on(Part::Ok).add_modifier(lines),
            border: on(Part::Line),
            behind: base.fg(at(Part::Behind)),
            border_focus: on(Part::Accent).add_modifier(lines),
            selected: Style::new().fg(at(Part::Chosen)).bg(at(Part::ChosenGround)).add_modifier(Modifier::BOLD),
            selected_dim: Style::new().fg(at(Part::Bright)).bg(at(Part::Bar)),
            title: on(Part::Bright).add_modifier(Modifier::BOLD),
            key: on(Part::Accent).add_modifier(Modifier::BOLD),
            bar: Style::new().fg(at(Part::Text)).bg(at(Part::Bar)),
            input: Style::new().fg(at(Part::Bright)).bg(at(Part::Bar)),
            kinds: std::array::from_fn(|kind| on(Part::KINDS[kind]).add_modifier(Modifier::BOLD)),
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
            behind: none,
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
