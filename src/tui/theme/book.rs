//! Owns which themes there are: the shipped ones and those of one's own, each made from what it extends.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::colours::Colours;
use super::contrast::{self, Faint};
use super::file::Source;
use super::{Depth, Palette, Theme};
use crate::config::Trouble;
use crate::text::Lang;
use crate::text::{setup as w, tui};

/// The shipped themes: their names and their files.
pub const SHIPPED: &[(Palette, &str, &str)] = &[
    (Palette::Dark, "dark", include_str!("../../../assets/themes/dark.ron")),
    (Palette::Light, "light", include_str!("../../../assets/themes/light.ron")),
    (Palette::HighContrast, "contrast", include_str!("../../../assets/themes/contrast.ron")),
];

/// A theme before it is fitted to a terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) palette: Palette,
    pub(super) bold: bool,
    pub(super) full: Colours,
    pub(super) sixteen: Colours,
    own: bool,
}

impl Made {
    /// Returns it as a terminal with so many colours shows it.
    pub(super) fn theme(&self, depth: Depth) -> Theme {
        match depth {
            Depth::Plain => Theme::plain(self.palette),
            Depth::Sixteen => Theme::of((self.palette, depth), &self.sixteen, self.bold),
            Depth::Full => Theme::of((self.palette, depth), &self.full, self.bold),
        }
    }
}

static MADE: LazyLock<Vec<Made>> =
    LazyLock::new(|| SHIPPED.iter().map(|(palette, name, _)| of_shipped(*palette, name).0).collect());

/// Returns a shipped theme.
pub(super) fn shipped(palette: Palette) -> &'static Made {
    MADE.iter().find(|made| made.palette == palette).unwrap_or(&MADE[0])
}

/// Reads a shipped theme, and what is wrong with it, which a test holds to be nothing.
pub(super) fn of_shipped(palette: Palette, name: &str) -> (Made, Vec<Trouble>) {
    let text = SHIPPED.iter().find(|(_, known, _)| *known == name).map_or("", |(.., text)| text);
    let source = Source { text, file: Path::new(name) };
    let (mut full, mut sixteen) = (Colours::default(), Colours::default());
    let (written, mut troubles) = match source.read() {
        Ok(written) => (written, Vec::new()),
        Err(trouble) => (Default::default(), vec![trouble]),
    };
    troubles.extend(source.over(&written, (&mut full, &mut sixteen)));
    let bold = written.bold.unwrap_or_default();
    (Made { name: name.to_owned(), palette, bold, full, sixteen, own: false }, troubles)
}

/// Every known theme, and the one in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Themes {
    made: Vec<Made>,
    at: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self { made: MADE.clone(), at: 0 }
    }
}

impl Themes {
    /// Adds themes of one's own: their files and what is in them. A theme with something wrong in it is as the one it
    /// extends there. Returns what is wrong, and what is hard to read.
    pub fn add(&mut self, own: &[(PathBuf, String)]) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        for (file, _) in own {
            self.make(file, own, &mut Vec::new(), &mut troubles);
        }
        troubles
    }

    /// Makes one's own theme, and first the one that it extends, where that is one's own too.
    fn make(&mut self, file: &Path, own: &[(PathBuf, String)], making: &mut Vec<String>, troubles: &mut Vec<Trouble>) {
        let name = name_of(file);
        if let Some(known) = self.made.iter().find(|made| made.name == name) {
            if !known.own {
                troubles.push(Trouble::new(file, None, |lang| w::name_taken(lang, &name)));
            }
            return;
        }
        let Some((file, text)) = own.iter().find(|(other, _)| other == file) else { return };
        let source = Source { text, file };
        let mut base = MADE[0].clone();
        let mut wrong = Vec::new();
        match source.read() {
            Err(trouble) => wrong.push(trouble),
            Ok(written) => {
                making.push(name.clone());
                let wanted = written.extends.clone().unwrap_or_else(|| base.name.clone());
                let line = source.line(&wanted);
                if making.contains(&wanted) {
                    wrong.push(Trouble::new(file, line, |lang| w::in_a_circle(lang, &wanted)));
                } else {
                    if let Some((other, _)) = own.iter().find(|(other, _)| name_of(other) == wanted) {
                        self.make(other, own, making, troubles);
                    }
                    match self.made.iter().find(|made| made.name == wanted) {
                        Some(found) => base = found.clone(),
                        None => {
                            let known = self.names().join(", ");
                            wrong.push(Trouble::new(file, line, |lang| w::no_such_base(lang, &wanted, &known)));
                        }
                    }
                }
                base.bold = written.bold.unwrap_or(base.bold);
                wrong.extend(source.over(&written, (&mut base.full, &mut base.sixteen)));
                let faint = contrast::check(&base.full);
                if wrong.is_empty() && !faint.is_empty() {
                    wrong.push(Trouble::new(file, None, |lang| w::faint(lang, &faint_words(lang, &faint))));
                }
            }
        }
        troubles.append(&mut wrong);
        self.made.push(Made { name, own: true, ..base });
    }

    /// Returns the names of all themes.
    pub fn names(&self) -> Vec<&str> {
        self.made.iter().map(|made| made.name.as_str()).collect()
    }

    /// Chooses a theme by its name; tells whether there is one.
    pub fn choose(&mut self, name: &str) -> bool {
        let name = if name == "high-contrast" { "contrast" } else { name };
        let found = self.made.iter().position(|made| made.name == name);
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Goes on to the next theme.
    pub fn go_on(&mut self) {
        self.at = (self.at + 1) % self.made.len();
    }

    /// Returns the theme in use for a terminal.
    pub fn theme(&self, depth: Depth) -> Theme {
        self.made[self.at].theme(depth)
    }

    /// Returns what the theme in use is called.
    pub fn name(&self, lang: Lang) -> String {
        let made = &self.made[self.at];
        if made.own {
            return made.name.clone();
        }
        match made.palette {
            Palette::Dark => tui::colours_dark(lang).to_owned(),
            Palette::Light => tui::colours_light(lang).to_owned(),
            Palette::HighContrast => tui::colours_contrast(lang).to_owned(),
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn faint_words(lang: Lang, faint: &[Faint]) -> String {
    let one = |faint: &Faint| {
        let ratio = format!("{:.1}", faint.ratio);
        let ratio = if lang == Lang::It { ratio.replace('.', ",") } else { ratio };
        w::faint_part(lang, faint.part, faint.under, &ratio)
    };
    faint.iter().map(one).collect::<Vec<_>>().join("; ")
}
