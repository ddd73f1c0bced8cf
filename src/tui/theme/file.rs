//! Owns reading a theme: which it extends, and the colours of its parts. What is wrong is told with its line and a remedy.

use std::path::Path;

use ratatui::style::Color;
use serde::Deserialize;

use super::colours::{self, Colours, Part};
use crate::config::{Pairs, Trouble, line_of};
use crate::text::setup as w;

/// A theme as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    /// The theme that holds where this one says nothing.
    pub(super) extends: Option<String>,
    /// Lines and signs in bold.
    pub(super) bold: Option<bool>,
    colours: Pairs<String>,
    sixteen: Pairs<String>,
}

/// A theme's file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) file: &'a Path,
}

impl Source<'_> {
    /// Reads the theme.
    pub(super) fn read(self) -> Result<Written, Trouble> {
        crate::domain::field::ron_options().from_str(self.text).map_err(|error| {
            Trouble::new(self.file, Some(error.span.start.line), |lang| w::theme_unread(lang, &error.code))
        })
    }

    /// Puts what is written over the base's colours: in 24 bits and in sixteen. What is wrong stays as in the base.
    pub(super) fn over(self, written: &Written, (full, sixteen): (&mut Colours, &mut Colours)) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        let mut blocks = [(&written.colours, full, false), (&written.sixteen, sixteen, true)];
        for (pairs, colours, named) in &mut blocks {
            // the sixteen stand behind the others in the file
            let nth = |name: &str| usize::from(*named && written.colours.0.iter().any(|(known, _)| known == name));
            for (at, (name, text)) in pairs.0.iter().enumerate() {
                let trouble = |words: &dyn Fn(crate::text::Lang) -> String| {
                    Trouble::new(self.file, line_of(self.text, name, nth(name)), words)
                };
                let Some(part) = Part::named(name) else {
                    let known = Part::ALL.map(|(_, name)| name).join(", ");
                    troubles.push(trouble(&|lang| w::no_such_part(lang, name, &known)));
                    continue;
                };
                if pairs.0[..at].iter().any(|(known, _)| known == name) {
                    troubles.push(trouble(&|lang| w::part_twice(lang, name)));
                    continue;
                }
                let found: Option<Color> = if *named { colours::named(text) } else { colours::colour(text) };
                match found {
                    Some(colour) => colours.set(part, colour),
                    None if *named => {
                        troubles.push(trouble(&|lang| w::sixteen_named(lang, name, text, &colours::names())));
                    }
                    None => troubles.push(trouble(&|lang| w::no_such_colour(lang, name, text, &colours::names()))),
                }
            }
        }
        troubles
    }

    /// Returns the line that names this, for what is wrong with it.
    pub(super) fn line(self, name: &str) -> Option<usize> {
        line_of(self.text, name, 0)
    }
}
