//! Owns what a person sets once: language, theme, name, workspace, keys. Defaults ← file ← environment ← flags.
//! Never writes; a file that is wrong is told, with its line and a remedy, and the defaults hold.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::text::Lang;
use crate::text::setup as w;

pub use trouble::{Pairs, Trouble, like, line_of};

mod trouble;

/// What was set in one place; what is missing is taken from the place before.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The language.
    pub lang: Option<Lang>,
    /// The theme's name: `dark`, `light`, `contrast`, or that of one's own in the folder `themes`.
    pub theme: Option<String>,
    /// The name that items are taken down under.
    pub name: Option<String>,
    /// The workspace's folder.
    pub workspace: Option<PathBuf>,
    /// Whether the bell is rung two minutes before the end of a step and at its end.
    pub bell: Option<bool>,
    /// The file of one's own keys; without it, `keys.ron` beside the settings.
    pub keys: Option<PathBuf>,
    /// Signs of ASCII alone, for a terminal or a font that lacks the others; without it, as the terminal says.
    pub ascii: Option<bool>,
}

impl Settings {
    /// Returns these settings, and `under`'s where these say nothing.
    pub fn over(self, under: Self) -> Self {
        Self {
            lang: self.lang.or(under.lang),
            theme: self.theme.or(under.theme),
            name: self.name.or(under.name),
            workspace: self.workspace.or(under.workspace),
            bell: self.bell.or(under.bell),
            keys: self.keys.or(under.keys),
            ascii: self.ascii.or(under.ascii),
        }
    }

    /// Reads what the environment says: `PROXIMO_LANG`, else the system's `LC_ALL` and `LANG`;
    /// `PROXIMO_THEME`, `PROXIMO_NAME`, `PROXIMO_WORKSPACE`, `PROXIMO_KEYS`, `PROXIMO_BELL` (1 or 0).
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        let system = system.and_then(|locale| locale.get(..2).and_then(|lang| lang.parse().ok()));
        Self {
            lang: set("PROXIMO_LANG").and_then(|lang| lang.parse().ok()).or(system),
            theme: set("PROXIMO_THEME"),
            name: set("PROXIMO_NAME"),
            workspace: set("PROXIMO_WORKSPACE").map(PathBuf::from),
            bell: set("PROXIMO_BELL").map(|value| value != "0"),
            keys: set("PROXIMO_KEYS").map(PathBuf::from),
            ascii: None,
        }
    }

    /// Reads a settings file; without one nothing is set.
    ///
    /// # Errors
    /// Where the file is there and is not settings: the file, the line, what is wrong and the remedy.
    pub fn from_file(file: &Path) -> Result<Self, Trouble> {
        match std::fs::read_to_string(file) {
            Ok(text) => Self::read(&text, file).map(|mut settings| {
                // as the person who wrote it sees it: beside the settings
                let folder = file.parent().unwrap_or(Path::new(""));
                settings.keys = settings.keys.map(|keys| folder.join(keys));
                settings
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Trouble::new(file, None, |lang| w::not_opened(lang, &error))),
        }
    }

    /// Reads settings from the text of their file.
    ///
    /// # Errors
    /// As [`Settings::from_file`].
    pub fn read(text: &str, file: &Path) -> Result<Self, Trouble> {
        let read = crate::domain::field::ron_options().from_str(text);
        read.map_err(|error| match &error.code {
            ron::Error::NoSuchStructField { found, expected, .. } => {
                let known = expected.join(", ");
                Trouble::new(file, Some(error.span.start.line), |lang| w::no_such_setting(lang, found, &known))
            }
            code => Trouble::new(file, Some(error.span.start.line), |lang| w::settings_unread(lang, code)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_over_the_environment_over_the_file() {
        let environment = Settings::from_environment(|name| match name {
            "LANG" => Some("en_GB.UTF-8".into()),
            "PROXIMO_NAME" => Some("Marta".into()),
            _ => None,
        });
        assert_eq!(environment.lang, Some(Lang::En));
        let flags = Settings { lang: Some(Lang::It), ..Settings::default() };
        let file = Settings { name: Some("Luca".into()), theme: Some("light".into()), ..Settings::default() };
        let all = flags.over(environment).over(file);
        assert_eq!(
            (all.lang, all.name.as_deref(), all.theme.as_deref()),
            (Some(Lang::It), Some("Marta"), Some("light"))
        );
    }

    #[test]
    fn the_bell_is_rung_only_where_it_is_asked_for() {
        for (value, bell) in [("1", Some(true)), ("0", Some(false)), ("", None)] {
            let environment = Settings::from_environment(|name| (name == "PROXIMO_BELL").then(|| value.to_owned()));
            assert_eq!(environment.bell, bell, "{value:?}");
        }
        assert_eq!(Settings::default().bell, None);
    }

    #[test]
    fn an_unknown_locale_leaves_the_language_open() {
        let french = |name: &str| (name == "LANG").then(|| "fr_FR".to_owned());
        assert_eq!(Settings::from_environment(french).lang, None);
    }

    #[test]
    fn wrong_settings_are_told_with_their_line_and_a_remedy() {
        for (text, line, it) in [
            ("(\n    tema: \"dark\",\n)", 2, "theme"),
            ("(lang: Fr)", 1, "si corregge"),
            ("(\n  name: \"Marta\"\n  theme: \"dark\",\n)", 3, "si corregge"),
        ] {
            let trouble = Settings::read(text, Path::new("config.ron")).unwrap_err();
            let said = trouble.said(Lang::It);
            assert!(said.starts_with(&format!("config.ron:{line}: ")) && said.contains(it), "{said}");
        }
    }

    #[test]
    fn the_sample_settings_are_settings_and_name_every_one() {
        let sample = include_str!("../assets/config.ron");
        let read = Settings::read(sample, Path::new("config.ron")).unwrap();
        assert_eq!(read, Settings::default(), "as it is, the sample sets nothing");
        // with the lines that are commented out
        let whole: String =
            sample.lines().map(|line| line.strip_prefix("    // ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let whole: String =
            whole.lines().filter(|line| !line.starts_with(|c: char| c.is_uppercase())).collect::<Vec<_>>().join("\n");
        let read = Settings::read(&whole, Path::new("config.ron"))
            .unwrap_or_else(|trouble| panic!("{}", trouble.said(Lang::En)));
        let text = ron::to_string(&read).unwrap();
        assert!(!text.contains("None"), "not in the sample: {text}");
    }
}
