//! Owns whether a theme can be read: the contrast of its parts by the rule of WCAG 2.2, success criteria 1.4.3 and 1.4.11.

use ratatui::style::Color;

use super::colours::{Colours, NAMED, Part};

/// The contrast that a text needs.
const TEXT: f64 = 4.5;

/// The contrast that lines need.
const LINES: f64 = 3.0;

/// A part that is hard to see on what lies under it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Faint {
    /// The part's name.
    pub part: &'static str,
    /// What lies under it.
    pub under: &'static str,
    /// The contrast that it has, 1.0 to 21.0.
    pub ratio: f64,
}

/// Returns the parts of a theme in 24 bits that are hard to see.
pub(super) fn check(colours: &Colours) -> Vec<Faint> {
    below(colours, TEXT)
}

/// Returns the parts of a theme in sixteen colours that are hard to see as those usually look. Which they really are the
/// terminal says, so that what lines need has to do for all.
pub(super) fn check_sixteen(colours: &Colours) -> Vec<Faint> {
    below(colours, LINES)
}

fn below(colours: &Colours, text: f64) -> Vec<Faint> {
    use Part::{Accent, Bar, Bright, Chosen, ChosenGround, Dim, Error, Ground, Line, Ok, Text, Warn};
    let texts = [Text, Bright, Dim, Accent, Warn, Error, Ok];
    let on_ground = texts.into_iter().chain(Part::KINDS).map(|part| (part, Ground, text));
    let on_bar = texts.into_iter().map(|part| (part, Bar, text));
    let others = [(Chosen, ChosenGround, text), (Line, Ground, LINES)];
    let pairs = on_ground.chain(on_bar).chain(others);
    let faint = pairs.filter_map(|(part, under, needed)| {
        let ratio = ratio(colours.of(part), colours.of(under))?;
        (ratio < needed).then_some(Faint { part: part.name(), under: under.name(), ratio })
    });
    faint.collect()
}

/// Returns the contrast of two colours, 1.0 to 21.0; `None` where the terminal chooses one of them.
pub fn ratio(one: Color, other: Color) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Returns the relative luminance, 0.0 to 1.0.
fn luminance(colour: Color) -> Option<f64> {
    let rgb = match colour {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        Color::Reset => return None,
        named => NAMED.iter().find(|(_, known, _)| *known == named).map(|(.., rgb)| *rgb)?,
    };
    let [_, red, green, blue] = rgb.to_be_bytes();
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue))
}
