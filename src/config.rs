//! Owns what a person sets once: language, theme, name, workspace. Defaults ← file ← environment ← flags.
//! Never writes; an unreadable file is told and the defaults hold.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// What was set in one place; what is missing is taken from the place before.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The language.
    pub lang: Option<Lang>,
    /// The theme's name: `dark`, `light`, `contrast`.
    pub theme: Option<String>,
    /// The name that items are taken down under.
    pub name: Option<String>,
    /// The workspace's folder.
    pub workspace: Option<PathBuf>,
    /// Whether the bell is rung two minutes before the end of a step and at its end.
    pub bell: Option<bool>,
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
        }
    }

    /// Reads what the environment says: `PROXIMO_LANG`, else the system's `LC_ALL` and `LANG`;
    /// `PROXIMO_THEME`, `PROXIMO_NAME`, `PROXIMO_WORKSPACE`, `PROXIMO_BELL` (1 or 0).
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
        }
    }

    /// Reads a settings file; without one nothing is set.
    ///
    /// # Errors
    /// Where the file is there and is not settings: the file, line and column, and what is wrong.
    pub fn from_file(file: &Path) -> Result<Self, String> {
        let Ok(text) = std::fs::read_to_string(file) else { return Ok(Self::default()) };
        let read = crate::domain::field::ron_options().from_str(&text);
        read.map_err(|error| format!("{}:{}: {}", file.display(), error.span.start, error.code))
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
}
